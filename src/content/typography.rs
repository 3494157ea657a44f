//! Straight quotes, hyphens and full stops to the typographic signs of a language.

use crate::content::quotes::{Pair, Quotes};
use crate::language::{Facts, Language};

/// How many quotations within each other are kept track of.
const DEEPEST: usize = 8;

/// A sign as it will be shown, in the order of reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'a> {
    pub c: char,
    pub language: &'a Language,
    /// Whether it is part of an address and stays as it is.
    pub fixed: bool,
}

/// What becomes of a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It stays.
    Keep,
    /// It was taken up by the sign before it.
    Gone,
    /// It and the next ones, `len` in all, become this.
    Put { text: &'static str, len: usize },
}

/// Works out what becomes of each sign of a paragraph.
pub(super) fn changes(shown: &[Shown<'_>]) -> Vec<Change> {
    let mut setter = Setter {
        shown,
        changes: vec![Change::Keep; shown.len()],
        open: Vec::new(),
        quotes: None,
        apostrophes: apostrophes_of_addresses(shown),
        address: addresses(shown),
        closing: closing_apostrophes(shown),
    };
    let mut at = 0;
    while at < shown.len() {
        at += setter.step(at);
    }
    setter.changes
}

/// A quotation that has begun and not ended.
struct Open {
    mark: char,
    pair: Pair,
}

struct Setter<'a> {
    shown: &'a [Shown<'a>],
    changes: Vec<Change>,
    open: Vec<Open>,
    quotes: Option<(&'a Language, Quotes)>,
    address: Vec<bool>,
    apostrophes: Vec<bool>,
    closing: Vec<bool>,
}

impl Setter<'_> {
    /// Looks at the sign at `at` and gives how many signs it took.
    fn step(&mut self, at: usize) -> usize {
        let sign = self.shown[at];
        if sign.fixed {
            return 1;
        }
        match sign.c {
            ' ' | '\t' => self.blanks(at),
            '-' | '.' => self.run(at),
            '"' => {
                self.double(at);
                1
            }
            '\'' => {
                self.single(at);
                1
            }
            _ => 1,
        }
    }

    /// Blanks in a row are one, as in HTML; after a line's end they are none.
    fn blanks(&mut self, at: usize) -> usize {
        let is_blank = |sign: &&Shown<'_>| matches!(sign.c, ' ' | '\t') && !sign.fixed;
        let len = self.shown[at..].iter().take_while(is_blank).count();
        if at.checked_sub(1).is_some_and(|before| self.shown[before].c == '\n') {
            self.changes[at..at + len].fill(Change::Gone);
        } else if len > 1 || self.shown[at].c == '\t' {
            self.put(at, " ", 1);
            self.changes[at + 1..at + len].fill(Change::Gone);
        }
        len
    }

    fn run(&mut self, at: usize) -> usize {
        let c = self.shown[at].c;
        let len = self.shown[at..].iter().take_while(|sign| sign.c == c && !sign.fixed).count();
        let text = match (c, len) {
            ('-', 2) if !self.address[at] => Some(("–", 2)),
            ('-', 3) if !self.address[at] => Some(("—", 3)),
            // Four are a sentence's end after an ellipsis.
            ('.', 3 | 4) if !self.goes_on(at + len) => Some(("…", 3)),
            _ => None,
        };
        if let Some((text, len)) = text {
            self.put(at, text, len);
        }
        len
    }

    /// Whether the address around a sign goes on at `at`.
    fn goes_on(&self, at: usize) -> bool {
        let part = |at: usize| self.address.get(at) == Some(&true);
        part(at) && part(at - 1) && self.shown[at].c.is_alphanumeric()
    }

    fn put(&mut self, at: usize, text: &'static str, len: usize) {
        self.changes[at] = Change::Put { text, len };
        self.changes[at + 1..at + len].fill(Change::Gone);
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).map(|at| match self.changes[at] {
            Change::Put { text, .. } => text.trim().chars().next_back().unwrap_or(' '),
            _ => self.shown[at].c,
        })
    }

    fn after(&self, at: usize) -> Option<char> {
        self.shown.get(at + 1).map(|sign| sign.c)
    }

    fn is_open(&self, mark: char) -> bool {
        self.open.iter().any(|open| open.mark == mark)
    }

    fn quotes_at(&mut self, at: usize) -> Quotes {
        let language = self.shown[at].language;
        match self.quotes {
            Some((known, quotes)) if known == language => quotes,
            _ => {
                let quotes = Quotes::of(language);
                self.quotes = Some((language, quotes));
                quotes
            }
        }
    }

    /// Whether a straight sign after a number stands for feet and inches, or for minutes and seconds of
    /// an angle. It stays as it is: few fonts have primes, and a curly quote would be wrong.
    fn is_prime(&self, at: usize) -> bool {
        let before = self.shown[..at].iter().rev().take(5);
        let number = before.take_while(|it| it.c.is_ascii_digit()).count();
        // "Ward 12345" is no measure, but a quotation may end after it.
        if !(1..=4).contains(&number) {
            return false;
        }
        if self.shown[at].c == '"' {
            let again = || self.shown[at + 1..].iter().any(|sign| sign.c == '"');
            if self.is_open('"') {
                return self.is_after_feet(at - number) && again();
            }
            return !self.is_typed_open(at);
        }
        let inches = self.are_inches(at + 1);
        let ends = self.after(at).is_none_or(closes);
        inches || ends && !self.is_open('\'') && !self.is_typed_open(at)
    }

    /// Whether `5'` stands before a number: `5' 6"`.
    fn is_after_feet(&self, start: usize) -> bool {
        let gap = |at: usize| at.checked_sub(1).filter(|at| self.shown[*at].c == ' ');
        let start = gap(start).unwrap_or(start);
        let digit = |at: usize| self.shown[at].c.is_ascii_digit();
        start >= 2 && self.shown[start - 1].c == '\'' && digit(start - 2)
    }

    /// Whether ` 6"` stands at `at`.
    fn are_inches(&self, at: usize) -> bool {
        let mut rest = self.shown[at..].iter().map(|sign| sign.c).peekable();
        rest.next_if_eq(&' ');
        let digits = std::iter::from_fn(|| rest.next_if(char::is_ascii_digit)).take(3).count();
        (1..=2).contains(&digits) && rest.next() == Some('"')
    }

    /// Whether a quotation that was begun with a typographic sign is still open: `“Ward 5"`.
    fn is_typed_open(&self, at: usize) -> bool {
        const REACH: usize = 300;
        let quote = |sign: &&Shown<'_>| matches!(sign.c, '“' | '”' | '„' | '«' | '»' | '‘' | '‚');
        let last = self.shown[..at].iter().rev().take(REACH).find(quote);
        last.is_some_and(|sign| matches!(sign.c, '“' | '„' | '«' | '‘' | '‚'))
    }

    fn double(&mut self, at: usize) {
        if self.is_prime(at) {
            return;
        }
        let (before, after) = (self.before(at), self.after(at));
        if before.is_some_and(is_hebrew) && after.is_some_and(is_hebrew) {
            return self.put(at, "״", 1);
        }
        let begins = before.is_none_or(opens);
        let ends = after.is_none_or(closes);
        let opening = match (begins, ends) {
            (true, false) => true,
            (false, true) => false,
            _ => !self.is_open('"'),
        };
        let quotes = self.quotes_at(at);
        if opening {
            let pair = if self.is_open('"') { quotes.inner } else { quotes.outer };
            self.begin(at, '"', pair);
        } else {
            self.end(at, '"', quotes.outer);
        }
    }

    fn single(&mut self, at: usize) {
        if self.is_prime(at) {
            return;
        }
        let (before, after) = (self.before(at), self.after(at));
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_cjk(c));
        if before.is_some_and(is_hebrew) && !self.is_open('\'') {
            return self.put(at, "׳", 1);
        }
        if self.apostrophes[at] {
            return;
        }
        if letter(before) && letter(after) {
            return self.put(at, "’", 1);
        }
        let begins = before.is_none_or(opens);
        let ends = after.is_none_or(closes);
        let quotes = self.quotes_at(at);
        if self.is_open('\'') && (ends || !begins) {
            self.end(at, '\'', quotes.inner);
        } else if self.begins_single(at, begins, ends) {
            self.begin(at, '\'', quotes.inner);
        } else {
            self.put(at, "’", 1);
        }
    }

    /// Whether a `'` that ends no quotation begins one: where words are written without spaces,
    /// nothing but the sign itself says so.
    fn begins_single(&self, at: usize, begins: bool, ends: bool) -> bool {
        if begins {
            return !ends && self.closing[at] && !self.elides(at);
        }
        !ends && !self.is_open('\'') && self.after(at).is_some_and(is_cjk)
    }

    /// Whether the apostrophe at `at` stands for letters left out: ’tis, ’90s, Welsh ’r.
    fn elides(&self, at: usize) -> bool {
        let word: String = self.shown[at + 1..]
            .iter()
            .take(8)
            .map(|sign| sign.c)
            .take_while(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let decade = word.strip_suffix('s').unwrap_or(&word);
        if decade.len() == 2 && decade.chars().all(|c| c.is_ascii_digit()) {
            return true;
        }
        let facts = Facts::of(self.shown[at].language);
        facts.is_some_and(|facts| facts.elisions.contains(&&*word))
    }

    fn begin(&mut self, at: usize, mark: char, pair: Pair) {
        let spaced = self.after(at).is_some_and(char::is_whitespace);
        if self.open.len() == DEEPEST {
            self.open.remove(0);
        }
        self.open.push(Open { mark, pair });
        self.put(at, if spaced { pair.open.trim_end() } else { pair.open }, 1);
    }

    fn end(&mut self, at: usize, mark: char, usual: Pair) {
        let opened = self.open.iter().rposition(|open| open.mark == mark);
        let pair = match opened {
            Some(index) => {
                let pair = self.open[index].pair;
                self.open.truncate(index);
                pair
            }
            None => usual,
        };
        let spaced = self.before(at).is_some_and(char::is_whitespace);
        self.put(at, if spaced { pair.close.trim_start() } else { pair.close }, 1);
    }
}

/// Whether a quotation can begin after this sign.
fn opens(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '(' | '[' | '{' | '/' | '=' | '-' | '–' | '—' | '¿' | '¡')
        || matches!(c, '“' | '‘' | '„' | '‚' | '«' | '‹' | '「' | '『' | '\u{2066}'..='\u{2068}')
}

/// Whether a quotation can end before this sign.
fn closes(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '/' | '-' | '…')
        || matches!(c, '–' | '—' | '’' | '”' | '»' | '›' | '」' | '』' | '،' | '؛' | '؟' | '*')
        || matches!(c, '"' | '\'' | '\u{2069}')
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{05D0}'..='\u{05EA}')
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}')
        || matches!(c, '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Which signs belong to a web or email address, whose hyphens must not be touched.
fn addresses(shown: &[Shown<'_>]) -> Vec<bool> {
    let mut marks = vec![false; shown.len()];
    let mut start = 0;
    for end in 0..=shown.len() {
        if shown.get(end).is_none_or(|sign| sign.c.is_whitespace()) {
            if shown[start..end].iter().any(|sign| matches!(sign.c, '.' | ':')) {
                let word: String = shown[start..end].iter().map(|sign| sign.c).collect();
                let address = word.contains("://") || word.contains("www.") || word.contains('@');
                marks[start..end].fill(address);
            }
            start = end + 1;
        }
    }
    marks
}

/// Which signs are apostrophes in the name of an email address or the path of a web address:
/// `o'brien@example.org`, and not the one of `www.example.org's`.
fn apostrophes_of_addresses(shown: &[Shown<'_>]) -> Vec<bool> {
    let mut marks = vec![false; shown.len()];
    let letter = |at: usize| shown.get(at).is_some_and(|sign| sign.c.is_alphanumeric());
    let mut start = 0;
    for end in 0..=shown.len() {
        if shown.get(end).is_some_and(|sign| !sign.c.is_whitespace()) {
            continue;
        }
        let word = &shown[start..end];
        let find = |c: char| word.iter().position(|sign| sign.c == c);
        let web = word.windows(3).position(|signs| signs.iter().map(|it| it.c).eq("://".chars()));
        let from = web.map_or(0, |at| at + 3);
        let stroke = word[from..].iter().position(|sign| sign.c == '/').map(|at| from + at);
        let dot = word[from..].iter().position(|sign| sign.c == '.').map(|at| from + at);
        let path = stroke.filter(|stroke| dot.is_some_and(|dot| dot < *stroke));
        for at in (start..end).filter(|at| shown[*at].c == '\'' && *at > start) {
            let inner = letter(at - 1) && letter(at + 1);
            let named = find('@').is_some_and(|mark| at - start < mark);
            marks[at] = inner && (named || path.is_some_and(|path| at - start > path));
        }
        start = end + 1;
    }
    marks
}

/// For each sign, whether a `'` that can end a quotation comes after it.
fn closing_apostrophes(shown: &[Shown<'_>]) -> Vec<bool> {
    let mut found = false;
    let mut marks = vec![false; shown.len()];
    for at in (0..shown.len()).rev() {
        marks[at] = found;
        let before = at.checked_sub(1).map_or(' ', |at| shown[at].c);
        let after = shown.get(at + 1).map_or(' ', |sign| sign.c);
        let ends = closes(after) || is_cjk(after);
        found |= shown[at].c == '\'' && !before.is_whitespace() && ends;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typeset(text: &str, tag: &str) -> String {
        let language = Language::parse(tag).unwrap();
        let shown: Vec<Shown<'_>> =
            text.chars().map(|c| Shown { c, language: &language, fixed: false }).collect();
        changes(&shown)
            .iter()
            .zip(text.chars())
            .map(|(change, c)| match change {
                Change::Keep => c.to_string(),
                Change::Gone => String::new(),
                Change::Put { text, .. } => (*text).to_owned(),
            })
            .collect()
    }

    #[test]
    fn quotes_follow_the_language() {
        for (tag, expected) in [
            ("en-GB", "“Ask ‘why’,” she said"),
            ("cy", "“Ask ‘why’,” she said"),
            ("de", "„Ask ‚why‘,“ she said"),
            ("de-CH", "«Ask ‹why›,» she said"),
            ("fr", "« Ask “why”, » she said"),
            ("pl", "„Ask «why»,” she said"),
            ("sv", "”Ask ’why’,” she said"),
            ("ja", "「Ask 『why』,」 she said"),
            ("hu", "„Ask »why«,” she said"),
        ] {
            assert_eq!(typeset("\"Ask 'why',\" she said", tag), expected, "{tag}");
        }
    }

    #[test]
    fn blanks_in_a_row_are_one() {
        assert_eq!(typeset("One.  Two \t three\tfour", "en"), "One. Two three four");
        assert_eq!(typeset("\"a\"   -- \"b\"", "en"), "“a” – “b”");
        // A space that does not break was written on purpose.
        assert_eq!(typeset("5\u{A0} kg", "en"), "5\u{A0} kg");
    }

    #[test]
    fn apostrophes_are_no_quotes() {
        for (text, tag, expected) in [
            ("It's the patients' choice", "en", "It’s the patients’ choice"),
            ("in the '90s, 'tis so", "en", "in the ’90s, ’tis so"),
            ("Mae'n i'r meddyg a'r claf", "cy", "Mae’n i’r meddyg a’r claf"),
            ("gyda 'r claf 'ma", "cy", "gyda ’r claf ’ma"),
            ("l'avis d'un médecin", "fr", "l’avis d’un médecin"),
            ("rock 'n' roll", "en", "rock ’n’ roll"),
            ("('why' or 'how')", "en", "(‘why’ or ‘how’)"),
        ] {
            assert_eq!(typeset(text, tag), expected, "{tag}");
        }
    }

    #[test]
    fn hyphens_and_stops_become_dashes_and_ellipses() {
        assert_eq!(typeset("9--5 --- or ... so....", "en"), "9–5 — or … so….");
        assert_eq!(typeset("name: ........ ----", "en"), "name: ........ ----");
        assert_eq!(
            typeset("www.a--b.org and (me--too@a.org)", "en"),
            "www.a--b.org and (me--too@a.org)"
        );
        assert_eq!(
            typeset("https://e.org/a...b, www.e.org...", "en"),
            "https://e.org/a...b, www.e.org…"
        );
        assert_eq!(
            typeset("o'brien@e.org's www.e.org/o'b and www.e.org's and/or 'a'", "en"),
            "o'brien@e.org’s www.e.org/o'b and www.e.org’s and/or ‘a’"
        );
    }

    #[test]
    fn feet_and_inches_are_no_quotes() {
        for (text, expected) in [
            ("5' 6\"", "5' 6\""),
            ("He is 5'6\" tall.", "He is 5'6\" tall."),
            ("a 12\" ruler, 30' long, 51° 28' 38\" N", "a 12\" ruler, 30' long, 51° 28' 38\" N"),
            ("\"He is 5' 6\" tall,\" she said", "“He is 5' 6\" tall,” she said"),
            ("'He is 5' 6\" tall,' she said", "‘He is 5' 6\" tall,’ she said"),
            ("\"Ward 5\" and 'Ward 6'", "“Ward 5” and ‘Ward 6’"),
            ("\"'Ward 6'\"", "“‘Ward 6’”"),
            ("“Ward 5\"", "“Ward 5”"),
            ("(\"in 2026\")", "(“in 2026”)"),
            ("the 1970's and Ward 5's door", "the 1970’s and Ward 5’s door"),
            ("in the '90s", "in the ’90s"),
        ] {
            assert_eq!(typeset(text, "en"), expected);
        }
        assert_eq!(typeset("„Zimmer 5\"", "de"), "„Zimmer 5“");
        assert_eq!(typeset("10'000 Franken", "de-CH"), "10’000 Franken");
    }

    #[test]
    fn quotes_close_where_no_space_parts_words() {
        assert_eq!(typeset("他说\"你好\"了", "zh"), "他说“你好”了");
        assert_eq!(typeset("(\"a\") \"b\"--\"c\"", "en"), "(“a”) “b”–“c”");
        assert_eq!(typeset("צה\"ל", "he"), "צה״ל");
    }
}
