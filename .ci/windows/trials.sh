#!/usr/bin/env bash
# Uses chapbook.exe under Wine as people do on Windows, in the empty folder that it is started in. For
# .ci/windows/run, which says where all is: $ROOT, $STAGE with the program, $WINE.
set -euo pipefail
fail() { printf '\nFAILED: %s\n' "$*" >&2; exit 1; }
there() { "$WINE" "$STAGE/chapbook.exe" "$@"; }
here() { "$ROOT/target/debug/chapbook" "$@"; }

# Both systems say the same of the same arguments, and end with this code.
both() {
    local code=$1 a=0 b=0
    shift
    here "$@" >here.txt 2>&1 || a=$?
    there "$@" >there.txt 2>&1 || b=$?
    [ "$a" = "$code" ] && [ "$b" = "$code" ] || { cat there.txt; fail "$*: code $a here and $b there, not $code"; }
    diff here.txt there.txt || fail "$*: other words on Windows"
}
tried() { printf 'tried: %s\n' "$*"; }

# Begins a booklet in a folder, with another title where one is named.
begin() {
    there new "$1" >/dev/null || fail "new $1"
    [ $# -lt 2 ] || sed -i "s/^title = .*/title = \"$2\"/" "$1/booklet.toml"
}

begin plain
both 0 check plain
printf '[[block]]\ntexxt = "a"\n' >> plain/chapters/02-getting-ready.toml
both 1 build plain
grep -q 'plain/chapters/02-getting-ready.toml:' there.txt || fail "the place of a mistake"
[ ! -e out ] || fail "a booklet with an error was built"
both 2 build nowhere
tried "new, check, an error in a booklet, a folder that is not there"

begin lines "With lines of Windows"
here build lines --out lf 2>/dev/null
sed -i 's/$/\r/' lines/booklet.toml lines/chapters/*.toml
there build lines --out crlf 2>/dev/null
diff -rq -x '.chapbook*' lf crlf || fail "CRLF makes other bytes"
tried "CRLF makes the same bytes as LF"

# Welsh and Arabic, neither of them in the code page of a Windows for Britain.
for name in 'Tŷ bwyd â ŵyl' 'كتيّب المريض' 'Blättchen für Zoë + 患者'; do
    begin "$name" "Names of files"
    mv "$name/chapters/01-what-it-is.toml" "$name/chapters/01-$name.toml"
    sed -i "s|01-what-it-is.toml|01-$name.toml|" "$name/booklet.toml"
    sed -i 's/(#what-it-is)//' "$name"/chapters/*.toml
    there build "$name" --out "out of $name" >said.txt 2>&1 || { cat said.txt; fail "$name"; }
    here build "$name" --out "here of $name" >/dev/null 2>&1
    diff -rq -x '.chapbook*' "here of $name" "out of $name" || fail "$name: other bytes"
    both 2 build "$name/chapters"
done
tried "names in Welsh, Arabic, German and Chinese"

long=$(printf 'a-long-name-of-a-folder-%.0s' 1 2 3 4)
begin far "Far away"
there build far --out "$long/$long/$long" >said.txt 2>&1 || { cat said.txt; fail "long paths"; }
[ -s "$long/$long/$long/far-away.pdf" ] || fail "no PDF under a long path"
# Wine tells the real place of a file up to 260 letters alone, so that a booklet is not read from further.
cp -r far "$long/$long/far"
there build "$long/$long/far" --out near >said.txt 2>&1 || { cat said.txt; fail "a booklet at a long path"; }
diff -rq -x '.chapbook*' near "$long/$long/$long" || fail "a long path makes other bytes"
tried "paths of ${#long} letters: a booklet at two of them, its files at three"

for title in Con NUL com1 'Lpt9'; do
    rm -rf kept
    begin kept "$title"
    both 1 build kept
    grep -q 'Windows keeps' there.txt || fail "$title.pdf is not told of"
done
tried "names that Windows keeps for itself"

# As Acrobat does: others may read what it shows, and not write, move or delete it.
cat > holder.c <<'C'
#include <windows.h>
#include <stdio.h>
int wmain(int count, wchar_t **arguments) {
    HANDLE file = CreateFileW(arguments[1], GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE) return 1;
    printf("held\n");
    fflush(stdout);
    Sleep(600000);
    return 0;
}
C
x86_64-w64-mingw32-gcc -municode -O1 -o holder.exe holder.c
begin held "Held fast"
there build held --out shown >/dev/null 2>&1
(cd shown && sha256sum held-fast*) > before.txt
sed -i 's/^version = .*/version = "99.0"/' held/booklet.toml
"$WINE" holder.exe shown/held-fast.pdf > holder.txt 2>/dev/null &
holder=$!
for _ in $(seq 600); do grep -q held holder.txt && break; sleep 0.2; done
grep -q held holder.txt || fail "nobody holds the file"
code=0
there build held --out shown >said.txt 2>&1 || code=$?
[ "$code" = 2 ] || { cat said.txt; fail "a held file ends with $code"; }
grep -q 'Acrobat' said.txt || { cat said.txt; fail "who holds a file is not told"; }
(cd shown && sha256sum --quiet -c ../before.txt) || fail "some files are new beside one that is held"
kill "$holder" 2>/dev/null || true
wait "$holder" 2>/dev/null || true
there build held --out shown >said.txt 2>&1 || { cat said.txt; fail "a file that was let go"; }
! (cd shown && sha256sum --quiet -c ../before.txt >/dev/null 2>&1) || fail "nothing new after it was let go"
[ -z "$(find shown -name '*.tmp*' -o -name '*.new*' -o -name '*.old*')" ] || fail "something was left over"
tried "a file that another program holds: all stay as they were, and are new once it was let go"

there build far --edition text --open --out opened >said.txt 2>&1 || { cat said.txt; fail "--open"; }
[ -s opened/far-away.txt ] || fail "--open built nothing"
tried "--open"

# A double click gives the program a console of its own and no arguments. It would open the desk, which needs a browser; from a
# folder of PATH the program says its first words. Wine draws on the console
# with orders for the cursor, in the place of blanks too.
drawn() { sed -E 's/\x1b\[[?0-9;]*[A-Za-z]//g' clicked.txt | tr -d ' \r\n'; }
mkfifo keys
script -qefc "stty -icrnl; WINEPATH='Z:${STAGE//\//\\}' '$WINE' '$STAGE/chapbook.exe'" /dev/null <keys >clicked.txt 2>&1 &
console=$!
exec 3>keys
for _ in $(seq 600); do
    if drawn | grep -qF PressEnter; then break; fi
    kill -0 "$console" 2>/dev/null || break
    sleep 0.2
done
kill -0 "$console" 2>/dev/null || { cat -v clicked.txt; fail "the window closes at once"; }
printf '\r' >&3
exec 3>&-
wait "$console" || { cat -v clicked.txt; fail "a double click"; }
for wanted in 'buildmy-booklet' 'Starthere.html' 'PressEnter'; do
    drawn | grep -qF "$wanted" || { cat -v clicked.txt; fail "the first words have no $wanted"; }
done
tried "no arguments, in a console: it says first words and waits"
