//! Examples at the end of each `--help`.

/// For the program as a whole.
pub(super) const WHOLE: &str = "\
Examples:
  chapbook new my-booklet              begin a booklet
  chapbook build my-booklet            make all editions, into the folder out
  chapbook read out/my-booklet.pdf     see what a screen reader is given
  chapbook explain missing-alt         read what a message means

`chapbook COMMAND --help` has the options of a command and more examples.";

/// For `build`.
pub(super) const BUILD: &str = "\
Examples:
  chapbook build                       the booklet here, or the one in booklet/
  chapbook build my-booklet --edition screen --edition text
  chapbook build booklets --out finished
                                       every booklet below the folder booklets
  chapbook build my-booklet --open     show the first file that was made
  chapbook build my-booklet --prune    also remove files of its former name";

/// For `watch`.
pub(super) const WATCH: &str = "\
Examples:
  chapbook watch my-booklet
  chapbook watch my-booklet --edition screen
                                       only the PDF to email, which is faster";

/// For `desk`.
#[cfg(feature = "desk")]
pub(super) const DESK: &str = "\
Examples:
  chapbook desk                    the booklet here, or the one in booklet/
  chapbook desk booklets           every booklet below a folder, to choose from

Only the browser that it opens is let in, and only on this computer.";

/// For `check`.
pub(super) const CHECK: &str = "\
Examples:
  chapbook check                    the booklet here, or the one in booklet/
  chapbook check booklets           every booklet below a folder
  chapbook check booklet --fix      make safe changes by itself
  chapbook check --deny warnings    for a script: fail where there is a warning
  chapbook check --format sarif     for a code review tool, on standard output

`allow = [{ code = \"…\", reason = \"…\" }]` silences a rule in a booklet, a
chapter or a block.";

/// For `verify`.
pub(super) const VERIFY: &str = "\
Examples:
  chapbook verify out/my-booklet.pdf
  chapbook verify out/*.pdf --format json";

/// For `read`.
pub(super) const READ: &str = "\
Examples:
  chapbook read out/my-booklet.pdf
  chapbook read out/my-booklet.pdf | less
  chapbook read --heard out/my-booklet.pdf    in the words of a screen reader";

/// For `changes`.
pub(super) const CHANGES: &str = "\
Examples:
  chapbook changes signed-off/blood-test blood-test
  chapbook changes blood-test-1.0.pdf blood-test
                                      against the PDF that was signed off
  chapbook changes --since HEAD blood-test
  chapbook changes old new --out changes.html --sign-off
                                      a report to read and to sign
  chapbook changes old new --deny numbers
                                      for a script: fail where a number changed";

/// For `explain`.
pub(super) const EXPLAIN: &str = "\
Examples:
  chapbook explain                     every code in a line
  chapbook explain missing-alt";

/// For `new`.
pub(super) const NEW: &str = "\
Examples:
  chapbook new my-booklet
  chapbook new booklets/blood-test";

/// For `import`.
pub(super) const IMPORT: &str = "\
Examples:
  chapbook import leaflet.docx my-booklet
  chapbook import leaflet.docx my-booklet --changes accept
                                     the words as they are after all changes
  chapbook import page.htm my-booklet --format json";

/// For `schema`.
pub(super) const SCHEMA: &str = "\
Examples:
  chapbook schema booklet --out booklet.schema.json
  chapbook schema chapter --out chapter.schema.json

Then put `#:schema ./booklet.schema.json` on the first line of booklet.toml, and
`#:schema ../chapter.schema.json` on that of each chapter.";

/// For `completions`.
pub(super) const COMPLETIONS: &str = "\
Examples:
  echo 'source <(chapbook completions bash)' >> ~/.bashrc
  chapbook completions fish > ~/.config/fish/completions/chapbook.fish
  chapbook completions zsh  > ~/.zfunc/_chapbook";
