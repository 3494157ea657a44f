//! What has to be isolated so that numbers are read as they are written.
//!
//! The plain algorithm (Unicode Standard Annex 9) keeps a number in a run of Latin words, as in
//! "Codeine 30 mg + Paracetamol 500 mg": such a run is never parted, or a dose would come to stand
//! at another medicine. Among words that run from right to left it turns the parts of a number
//! round, so that "+44 20" is drawn as "20 44+": there, and only there, U+2066 and U+2069 are
//! wanted around it. A number before Latin words that it belongs to, as in "12-B Herzl St", is
//! isolated with all of them: alone beside them it would be seen behind their end.
//!
//! Words whose language runs the other way than that around them already stand between such signs
//! in the texts that are looked at here.

use std::ops::Range;

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};

use super::arrows;
use super::dates;
use super::numerals::{self, Numeral, NumeralKind};
use crate::language::Direction;

/// A stretch that keeps an order of its own, from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Isolate {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Whether even signs between Arabic digits go from left to right, as in a telephone number:
    /// U+202D and U+202C are wanted too.
    pub overrides: bool,
    /// Whether it goes with the right-to-left words before it, among words from left to right:
    /// U+200F after it is wanted too.
    pub follows: bool,
}

impl Isolate {
    /// What stands before it in plain text.
    #[must_use]
    pub fn opener(&self) -> &'static str {
        if self.overrides { "\u{2066}\u{202D}" } else { "\u{2066}" }
    }

    /// What stands after it in plain text.
    #[must_use]
    pub fn closer(&self) -> &'static str {
        match (self.overrides, self.follows) {
            (false, false) => "\u{2069}",
            (true, false) => "\u{202C}\u{2069}",
            (false, true) => "\u{2069}\u{200F}",
            (true, true) => "\u{202C}\u{2069}\u{200F}",
        }
    }
}

/// The sign that begins words of a direction among those of the other.
#[must_use]
pub fn turn_to(direction: Direction) -> char {
    match direction {
        Direction::LeftToRight => '\u{2066}',
        Direction::RightToLeft => '\u{2067}',
    }
}

/// The sign that ends what [`turn_to`] began.
pub const TURN_BACK: char = '\u{2069}';

/// The direction of a letter; digits and signs have none of their own.
#[must_use]
pub fn direction_of(c: char) -> Option<Direction> {
    match bidi_class(c) {
        BidiClass::L => Some(Direction::LeftToRight),
        BidiClass::R | BidiClass::AL => Some(Direction::RightToLeft),
        _ => None,
    }
}

/// What has to be isolated in a paragraph, in order; of two at one place the outer one first.
#[must_use]
pub fn isolates(text: &str, direction: Direction) -> Vec<Isolate> {
    if direction == Direction::LeftToRight && !text.chars().any(runs_back) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sequence in sequences(text, direction) {
        found.extend(Scan::of(&sequence).isolates());
    }
    found.sort_by_key(|isolate| (isolate.range.start, usize::MAX - isolate.range.end));
    found
}

/// Whether a character runs from right to left or begins words that do.
fn runs_back(c: char) -> bool {
    use BidiClass::{AL, AN, FSI, LRE, LRI, LRO, R, RLE, RLI, RLO};
    c >= '\u{590}' && matches!(bidi_class(c), R | AL | AN | RLE | RLO | RLI | LRE | LRO | LRI | FSI)
}

/// Text of one line and one level of isolates; what stands in isolates within is one sign.
struct Sequence {
    text: String,
    /// For each byte of the text, and its end, the byte of the paragraph.
    places: Vec<usize>,
    direction: Direction,
}

impl Sequence {
    /// The class of a letter of its direction.
    fn base(&self) -> BidiClass {
        match self.direction {
            Direction::LeftToRight => BidiClass::L,
            Direction::RightToLeft => BidiClass::R,
        }
    }
}

/// U+FFFC stands for what is isolated, and is as neutral.
const OBJECT: char = '\u{FFFC}';

fn sequences(text: &str, direction: Direction) -> Vec<Sequence> {
    let empty = |direction| Sequence { text: String::new(), places: Vec::new(), direction };
    let mut open = vec![empty(direction)];
    let mut done = Vec::new();
    let close = |mut sequence: Sequence, at: usize, done: &mut Vec<Sequence>| {
        sequence.places.push(at);
        done.push(sequence);
    };
    for (at, c) in text.char_indices() {
        let turned = match c {
            '\u{2066}' => Some(Direction::LeftToRight),
            '\u{2067}' => Some(Direction::RightToLeft),
            _ => None,
        };
        if c == TURN_BACK && open.len() > 1 {
            close(open.pop().expect("there are two"), at, &mut done);
        } else if c == '\n' {
            // A line end parts paragraphs; what is isolated goes on after it.
            let directions: Vec<_> = open.iter().map(|sequence| sequence.direction).collect();
            open.drain(..).for_each(|sequence| close(sequence, at, &mut done));
            open.extend(directions.into_iter().map(empty));
        } else {
            let sequence = open.last_mut().expect("the outermost is never closed");
            let sign = if turned.is_some() { OBJECT } else { c };
            sequence.places.extend(std::iter::repeat_n(at, sign.len_utf8()));
            sequence.text.push(sign);
            open.extend(turned.map(empty));
        }
    }
    open.drain(..).for_each(|sequence| close(sequence, text.len(), &mut done));
    done
}

/// Looks through a sequence from its first to its last number.
struct Scan<'s> {
    sequence: &'s Sequence,
    numerals: Vec<Numeral>,
    /// The last letter's class, outside of isolates: L, R or AL.
    strong: BidiClass,
    /// Whether there was a letter at all.
    lettered: bool,
    /// Where the Latin words begin that `strong` is in.
    latin_from: usize,
    /// The next letter and its class; the end where there is none.
    next: (usize, BidiClass),
    /// Whether there was a number since the last Latin letter.
    numbered: bool,
}

impl<'s> Scan<'s> {
    fn of(sequence: &'s Sequence) -> Self {
        let strong = sequence.base();
        let numerals = numerals::find(&sequence.text);
        Self {
            sequence,
            numerals,
            strong,
            lettered: false,
            latin_from: 0,
            next: (0, strong),
            numbered: false,
        }
    }

    fn isolates(mut self) -> Vec<Isolate> {
        let mut isolates = Vec::new();
        let mut at = 0;
        for index in 0..self.numerals.len() {
            let numeral = self.numerals[index].clone();
            if numeral.range.start < at {
                continue;
            }
            self.read(at..numeral.range.start);
            at = numeral.range.start;
            let range = self.isolated(index);
            // In "هاتف 5 mg + جرعة 10 mg" the last dose would come to stand at the first word.
            let among = std::mem::replace(&mut self.numbered, true);
            let Some(range) = range else { continue };
            at = range.end;
            let follows = self.sequence.direction == Direction::LeftToRight
                && among
                && self.strong != BidiClass::L
                && self.is_torn(&numeral.range);
            isolates.push(Isolate { follows, ..self.isolate(range, numeral.kind) });
        }
        isolates
    }

    /// Takes note of letters.
    fn read(&mut self, part: Range<usize>) {
        for (at, c) in self.sequence.text[part.clone()].char_indices() {
            let class = bidi_class(c);
            if !matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL) {
                continue;
            }
            self.numbered &= class != BidiClass::L;
            if class == BidiClass::L && (self.strong != BidiClass::L || !self.lettered) {
                self.latin_from = part.start + at;
            }
            (self.strong, self.lettered) = (class, true);
        }
    }

    /// What is isolated for the sake of a number: more than it where it is part of Latin words.
    fn isolated(&mut self, index: usize) -> Option<Range<usize>> {
        let Numeral { range, kind } = self.numerals[index].clone();
        let text = &self.sequence.text;
        if kind != NumeralKind::Phone
            && text[range.clone()].contains(is_native_digit)
            && !text[range.clone()].contains(|c: char| bidi_class(c) == BidiClass::L)
            && !arrows::points_right(&text[range.clone()])
        {
            // "٢–٣" and "٥٠٪" run from right to left in the books of those who write these digits.
            return None;
        }
        let torn = self.is_torn(&range);
        if self.sequence.direction == Direction::LeftToRight {
            let lone = torn || self.strong != BidiClass::L && self.has_company(index);
            return lone.then_some(range);
        }
        if self.strong == BidiClass::L && self.lettered {
            let end = || self.latin_end(range.end);
            return torn.then(|| self.with_brackets(self.latin_from..end()));
        }
        if kind == NumeralKind::Name {
            return Some(self.with_brackets(range.start..self.latin_end(range.end)));
        }
        let words = self.latin_words(index);
        let touching = self.text_between(range.end, words.start).trim().is_empty();
        let listed = kind == NumeralKind::Address && self.is_listed(index);
        let compared = is_comparison(self.text_between(range.end, words.start).trim());
        if (torn || touching || compared || self.opens_words(index, &words))
            && self.leads(index, &words)
        {
            return Some(self.with_brackets(range.start..words.end));
        }
        // "12/03/2026-14/03/2026" would be one number where no letter is before it, and two elsewhere.
        let paired = dates::before_another(text, range.start) == Some(range.end);
        (torn || listed || paired).then_some(range)
    }

    fn text_between(&self, start: usize, end: usize) -> &str {
        self.sequence.text.get(start..end).unwrap_or_default()
    }

    /// Whether an address is one of several, or before a number. In one run from left to right with
    /// the next one, the comma between them would be seen before it where a line ends after them.
    fn is_listed(&self, index: usize) -> bool {
        let Some(next) = self.numerals.get(index + 1) else { return false };
        let between = self.text_between(self.numerals[index].range.end, next.range.start);
        !between.contains(|c: char| c.is_alphanumeric() || c == OBJECT)
    }

    /// Whether a number stands before a comma and Latin words with which it is an address, as in
    /// "12, Rue de Rivoli": among other words it would be one of a list.
    fn opens_words(&self, index: usize, words: &Range<usize>) -> bool {
        let Numeral { range, kind } = &self.numerals[index];
        let text = &self.sequence.text;
        let before = text[..range.start].trim_end();
        *kind == NumeralKind::Number
            && (before.is_empty() || before.ends_with(':'))
            && self.text_between(range.end, words.start).trim() == ","
            && text[words.start..].starts_with(char::is_uppercase)
    }

    /// Whether the plain algorithm turns parts of a number round, or parts it.
    fn is_torn(&mut self, range: &Range<usize>) -> bool {
        let letter = |class| match class {
            BidiClass::L => 'a',
            BidiClass::AL => '\u{627}',
            _ => '\u{5D0}',
        };
        let text = &self.sequence.text;
        if self.next.0 < range.end {
            let strong = |(at, c)| Some((range.end + at, bidi_class(c)));
            let mut letters = text[range.end..].char_indices().filter_map(strong);
            let none = (text.len(), self.sequence.base());
            self.next = letters.find(|(_, class)| is_strong(*class)).unwrap_or(none);
        }
        // Brackets around right-to-left words and a number have the direction of the line.
        let bracketed = text[range.end..self.next.0.max(range.end)].contains([')', ']']);
        let after = if bracketed { self.sequence.base() } else { self.next.1 };
        let numeral = &text[range.clone()];
        let context = format!("{} {numeral} {}", letter(self.strong), letter(after));
        let start = letter(self.strong).len_utf8() + 1;
        is_turned(&context, start..start + numeral.len(), self.sequence.direction)
    }

    /// The Latin words that follow a number with no other number between, from their first letter
    /// to their last letter or digit; empty where there are none.
    fn latin_words(&self, index: usize) -> Range<usize> {
        let after = self.numerals[index].range.end;
        let text = &self.sequence.text;
        let next = self.numerals.get(index + 1).map_or(text.len(), |next| next.range.start);
        let first = text[after..next].char_indices().find(|(_, c)| is_strong(bidi_class(*c)));
        match first {
            Some((at, c)) if bidi_class(c) == BidiClass::L => {
                after + at..self.latin_end(after + at)
            }
            _ => after..after,
        }
    }

    /// Where the Latin words end that go on at `from`.
    fn latin_end(&self, from: usize) -> usize {
        let text = &self.sequence.text;
        let mut end = from;
        for (at, c) in text[from..].char_indices() {
            match bidi_class(c) {
                BidiClass::R | BidiClass::AL => break,
                BidiClass::L | BidiClass::EN | BidiClass::AN => end = from + at + c.len_utf8(),
                _ => {}
            }
        }
        let last = self.numerals.partition_point(|numeral| numeral.range.start < end);
        let last = last.checked_sub(1).map_or(0, |last| self.numerals[last].range.end);
        end.max(last)
    }

    /// Whether Latin words with a number of their own follow directly, as in "12 March 2026" or
    /// "2 Codeine 30 mg".
    fn has_company(&self, index: usize) -> bool {
        let Numeral { range, .. } = &self.numerals[index];
        let after = &self.sequence.text[range.end..];
        let first = after.trim_start().chars().next();
        if !first.is_some_and(|c| bidi_class(c) == BidiClass::L) || !after.starts_with(' ') {
            return false;
        }
        let words = self.latin_words(index);
        self.numerals.get(index + 1).is_some_and(|next| next.range.start < words.end)
    }

    /// Whether a number belongs to the Latin words after it: "30 mg Codeine + 500 mg Paracetamol".
    ///
    /// In "كودايين 30 mg + Paracetamol 500 mg" it belongs to the word before it, as the number at
    /// the end of the Latin words shows; in "خذ 10 mg tablets + Paracetamol 500 mg" to what it is a
    /// number of.
    fn leads(&self, index: usize, words: &Range<usize>) -> bool {
        let Numeral { range, kind } = &self.numerals[index];
        let text = &self.sequence.text;
        if words.is_empty() || words.start <= range.end || *kind == NumeralKind::Address {
            return false;
        }
        let gap = text[range.end..words.start].trim();
        let bracketed = gap.starts_with(')') && text[..range.start].ends_with('(');
        let gap = if bracketed { gap[1..].trim_start() } else { gap };
        let opens = self.opens_words(index, words);
        // "12-B Herzl St, Tel Aviv 61000", "30 mg Codeine → 60 mg": the last number does not show
        // what the first one belongs to.
        let arrow = arrows::is_arrow(gap) || self.holds_arrow(words);
        let form = text[words.start..].starts_with(char::is_lowercase);
        let counts = gap.is_empty()
            && (*kind == NumeralKind::Number || form && *kind == NumeralKind::Measure);
        if opens || arrow || counts || is_comparison(gap) {
            return true;
        }
        if !matches!(gap, "" | "-" | "–" | "—" | ":" | "=" | "/") {
            return false;
        }
        let others = self.numerals[index + 1..].iter();
        let last = others.take_while(|numeral| numeral.range.start < words.end).last();
        let Some(last) = last.filter(|last| last.range.end >= words.end && self.lettered) else {
            return true;
        };
        let digits = |numeral: &Numeral, most| {
            let numeral = &text[numeral.range.clone()];
            numeral.len() <= most && numeral.bytes().all(|byte| byte.is_ascii_digit())
        };
        let date = digits(&self.numerals[index], 2) && last.range.len() == 4 && digits(last, 4);
        last.kind != *kind || date
    }

    /// Whether a number stands after an arrow in Latin words.
    fn holds_arrow(&self, words: &Range<usize>) -> bool {
        let after = self.numerals.partition_point(|numeral| numeral.range.start < words.start);
        let numbers = self.numerals[after..].iter();
        numbers.take_while(|numeral| numeral.range.start < words.end).any(|numeral| {
            let before = self.text_between(words.start, numeral.range.start).trim_end();
            before.rsplit(char::is_whitespace).next().is_some_and(arrows::is_arrow)
        })
    }

    /// Brackets are isolated with what they hold or not at all.
    fn with_brackets(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.sequence.text;
        let Range { mut start, mut end } = range;
        let (mut open, mut closed) = (0usize, 0usize);
        for c in text[start..end].chars() {
            match c {
                '(' | '[' => open += 1,
                ')' | ']' if open > 0 => open -= 1,
                ')' | ']' => closed += 1,
                _ => {}
            }
        }
        while closed > 0 && text[..start].ends_with(['(', '[']) {
            (start, closed) = (start - 1, closed - 1);
        }
        while open > 0 {
            let Some(at) = text[end..].find([')', ']']) else { break };
            if text[end..end + at]
                .contains(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL))
            {
                break;
            }
            (end, open) = (end + at + 1, open - 1);
        }
        start..end
    }

    fn isolate(&self, range: Range<usize>, kind: NumeralKind) -> Isolate {
        let text = &self.sequence.text[range.clone()];
        let native = kind != NumeralKind::Address && text.contains(is_native_digit);
        let overrides = native && is_turned(text, 0..text.len(), Direction::LeftToRight);
        let places = &self.sequence.places;
        Isolate { range: places[range.start]..places[range.end], overrides, follows: false }
    }
}

/// Signs between a number and Latin words that would say the opposite if these changed places.
fn is_comparison(sign: &str) -> bool {
    matches!(sign, "≤" | "≥" | "<" | ">" | "±" | "×" | "÷")
}

fn is_strong(class: BidiClass) -> bool {
    matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL)
}

fn is_native_digit(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

/// Whether a part of a text is not drawn from left to right in one piece.
fn is_turned(text: &str, part: Range<usize>, direction: Direction) -> bool {
    let base = match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    };
    let levels = ParagraphBidiInfo::new(text, Some(base)).levels;
    let levels = &levels[part];
    levels.iter().any(|level| level.is_rtl() || *level != levels[0])
}
