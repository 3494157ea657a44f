//! The signs that lists begin their lines with, as word processors, web pages and people write them.

use crate::symbols;
use crate::words::is_unit;

/// What begins a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bullet, a box, a tick or another sign.
    Sign(char),
    /// A hyphen or dash, which may also begin what somebody says.
    Dash(char),
    /// Word's second bullet, which is a letter.
    Circle,
    /// A number, with what stands around it.
    Number(u32, Style),
    /// A letter, as a number from 1 and as a Roman numeral.
    Letter(u32, u32, Style),
    /// `1.2`, `1.2.3` or `1b`: the numbers above it, two digits each, and its own.
    Part(u32, u32),
}

/// What stands around a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Stop,
    Bracket,
    Brackets,
    Tab,
    /// Step 1:
    Step,
    /// ①
    Circle,
}

/// A sign and the words after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub mark: Mark,
    /// First byte of the words in the line.
    pub words: usize,
    /// Bytes of the sign where it is several letters of ASCII, or 1.
    pub length: usize,
    /// Whether a tab stands between.
    pub tab: bool,
}

/// Signs that are bullets whatever stands beside them.
const BULLETS: &str = "•‣◦▪▫●○■□◆◇❖➢➤►▶▸✓✔✗✘✖☐☑☒❏❑∙⁃➔➜⮚✅❌👉";

/// Signs that say no more than that a line is an item, or that a box is to be ticked. All others may
/// mean something: a cross, a tick, more than, up, a flag.
const PLAIN: &str = "•‣◦▪▫●○■□◆◇❖➢➤►▶▸∙⁃·➔➜⮚*☐❏❑§?";

/// The same in Symbol and Wingdings.
const PLAIN_IN_WORD: [char; 14] = [
    '\u{F0B7}', '\u{F0A7}', '\u{F0D8}', '\u{F076}', '\u{F077}', '\u{F06C}', '\u{F06E}', '\u{F075}',
    '\u{F09F}', '\u{F0A1}', '\u{F06F}', '\u{F071}', '\u{F072}', '\u{F0A8}',
];

/// Signs that begin a line of prose, a sum, an address or a mark.
const PROSE: &str = "([{<\"'“‘„«‹»›”’¿¡…£$€¥₹#/\\&@%|>.,:;!?*_`^=°´¨™®©";

impl Mark {
    /// Whether a line with `next` goes on with the list that this one is in.
    pub(super) fn goes_on(self, next: Self) -> bool {
        match (self, next) {
            (Self::Sign(one), Self::Sign(two)) => {
                let verdicts = self.verdict().is_some() && next.verdict().is_some();
                one == two || verdicts || self.is_box() && next.is_box()
            }
            (Self::Dash(_), Self::Dash(_)) | (Self::Circle, Self::Circle) => true,
            (Self::Number(one, style), Self::Number(two, other)) => {
                style == other && two == one.saturating_add(1)
            }
            (Self::Letter(one, roman, style), Self::Letter(two, next, other)) => {
                style == other && (two == one + 1 || (roman > 0 && next == roman + 1))
            }
            (Self::Part(above, one), Self::Part(other, two)) => above == other && two == one + 1,
            _ => false,
        }
    }

    /// Whether it may stand for more than an item, as a cross does for what is not to be done: its
    /// meaning would be lost with it, and that of the signs beside it.
    pub(super) fn means_something(self) -> bool {
        match self {
            Self::Sign(sign) => !PLAIN.contains(sign) && !PLAIN_IN_WORD.contains(&sign),
            Self::Dash(_) | Self::Circle | Self::Number(..) | Self::Letter(..) | Self::Part(..) => {
                false
            }
        }
    }

    /// Whether it says yes or no: a tick is the opposite of a cross.
    pub(super) fn verdict(self) -> Option<bool> {
        match self {
            Self::Sign('✓' | '✔' | '✅' | '☑' | '👍' | '\u{F0FC}' | '\u{F0FE}') => {
                Some(true)
            }
            Self::Sign('✗' | '✘' | '✖' | '×' | '❌' | '☒' | '👎' | '\u{F0FB}' | '\u{F0FD}') => {
                Some(false)
            }
            _ => None,
        }
    }

    /// Whether it is the first number below another one: `1.1` below `1.`.
    pub(super) fn begins_below(self, outer: Self) -> bool {
        let Self::Part(above, 1) = self else { return false };
        match outer {
            Self::Number(number, _) => above == number,
            Self::Part(higher, number) => above == higher * 100 + number,
            _ => false,
        }
    }

    /// Whether it is a box, empty or ticked.
    pub(super) fn is_box(self) -> bool {
        matches!(self, Self::Sign('☐' | '☑' | '□' | '☒'))
    }

    /// What else is to be done where the program numbers otherwise.
    pub(super) fn renamed(self) -> Option<&'static str> {
        match self {
            Self::Letter(..) => Some(
                "steps are numbered 1, 2, 3; where other words speak of a letter, change them; where the order does not matter, write bullets",
            ),
            Self::Sign('?') => Some(
                "a program writes ? for a bullet that it does not know: where the lines ask something, leave the signs",
            ),
            Self::Number(number, _) | Self::Part(_, number) if number != 1 => Some(
                "steps are numbered from 1: put them into one list with those before them, or change the words that speak of a number",
            ),
            _ => None,
        }
    }

    /// The key of the list.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Number(..) | Self::Letter(..) | Self::Part(..) => "steps",
            // Wingdings has its boxes at 0x6F, 0x71, 0x72 and 0xA8.
            Self::Sign(
                '☐' | '□' | '❏' | '❑' | '\u{F06F}' | '\u{F071}' | '\u{F072}' | '\u{F0A8}',
            ) => "checklist",
            Self::Sign(_) | Self::Dash(_) | Self::Circle => "bullets",
        }
    }
}

/// The sign at the beginning of a line. Words need not follow a bullet: a PDF may give them in the
/// next line.
pub(super) fn opening(line: &str) -> Option<Opening> {
    let shown = line.trim_start();
    // `* * *` parts paragraphs.
    if parts_nothing(shown) {
        return None;
    }
    let (mark, length) = marked(shown).or_else(|| spaced(shown))?;
    let rest = &shown[length..];
    let words = rest.trim_start_matches(['\u{FE0F}', '\u{FE0E}']).trim_start();
    let gap = &rest[..rest.len() - words.len()];
    let ascii = shown[..length].is_ascii();
    Some(Opening {
        mark,
        words: line.len() - words.len(),
        length: if ascii { length } else { 1 },
        tab: gap.contains('\t'),
    })
}

/// A sign that is one whatever stands beside it, and its length.
fn marked(shown: &str) -> Option<(Mark, usize)> {
    if let Some((sign, length)) = typed_box(shown) {
        return Some((Mark::Sign(sign), length));
    }
    if let Some((number, length)) = step(shown) {
        return Some((Mark::Number(number, Style::Step), length));
    }
    if let Some((number, length)) = circled(shown) {
        return Some((Mark::Number(number, Style::Circle), length));
    }
    let first = shown.chars().next()?;
    if BULLETS.contains(first) || is_symbol_font(first) {
        return Some((Mark::Sign(first), first.len_utf8()));
    }
    // A hyphen or a point that touches its word; what begins with a number is less than nothing.
    let after = &shown[first.len_utf8()..];
    let touches = matches!(first, '-' | '·') && after.starts_with(char::is_alphabetic);
    touches.then_some((Mark::Dash(first), first.len_utf8()))
}

/// A sign with a space and words after it, and its length.
fn spaced(shown: &str) -> Option<(Mark, usize)> {
    let first = shown.chars().next()?;
    let (head, rest) = shown.split_once(char::is_whitespace)?;
    if rest.trim().is_empty() {
        return None;
    }
    let sign = match first {
        _ if head.len() > first.len_utf8() => None,
        // With a tab it is Word's bullet; else it may say what leads to what.
        '→' if shown[head.len()..].starts_with('\t') => Some(Mark::Sign('➔')),
        // § 5 is a section of a law.
        '§' if rest.trim_start().starts_with(char::is_numeric) => None,
        '-' | '–' | '—' | '‐' | '‒' | '−' => Some(Mark::Dash(first)),
        '*' | '+' => Some(Mark::Sign(first)),
        'o' => Some(Mark::Circle),
        // Bullets of Wingdings, which are letters where the font is lost.
        'n' | 'l' | 'q'
            if shown[1..].starts_with('\t')
                || rest.trim_start().starts_with(char::is_uppercase) =>
        {
            Some(Mark::Circle)
        }
        // What a program writes for a bullet that it does not know.
        '?' if rest.trim_start().starts_with(char::is_alphabetic) => Some(Mark::Sign('?')),
        _ if first.is_alphanumeric() || PROSE.contains(first) => None,
        _ => Some(Mark::Sign(first)),
    };
    let words = rest.trim_start().starts_with(char::is_alphabetic);
    let tab = words && shown[head.len()..].starts_with('\t');
    let counted =
        sign.or_else(|| counted(head, tab)).or_else(|| below(head, rest.trim_start(), tab));
    Some((counted?, head.len()))
}

/// Whether a line is three signs or more and nothing else.
fn parts_nothing(line: &str) -> bool {
    let sign = |c: char| matches!(c, '*' | '-' | '•' | '–' | '—');
    line.chars().all(|c| sign(c) || c.is_whitespace())
        && line.chars().filter(|c| sign(*c)).count() >= 3
}

/// The number of `Step 1:`, and its length.
fn step(shown: &str) -> Option<(u32, usize)> {
    let word = shown.get(..5).filter(|word| word.eq_ignore_ascii_case("step "))?;
    let rest = shown[word.len()..].trim_start();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = number(&rest[..digits])?;
    let after = &rest[digits..];
    let signs = [":", ".", ")", " –", " -", " —"];
    let sign = signs.into_iter().find(|sign| after.starts_with(sign))?;
    let words = &after[sign.len()..];
    let spaced = words.starts_with(char::is_whitespace) && !words.trim().is_empty();
    spaced.then(|| (number, shown.len() - words.len()))
}

/// The number of `①`, `❶` or `1️⃣`, and its length.
fn circled(shown: &str) -> Option<(u32, usize)> {
    let first = shown.chars().next()?;
    let number = match first {
        '①'..='⑳' => u32::from(first) - 0x2460 + 1,
        '❶'..='❿' => u32::from(first) - 0x2776 + 1,
        '➀'..='➉' => u32::from(first) - 0x2780 + 1,
        '➊'..='➓' => u32::from(first) - 0x278A + 1,
        '1'..='9' => {
            let key = shown[1..].trim_start_matches('\u{FE0F}').strip_prefix('\u{20E3}')?;
            return Some((first.to_digit(10)?, shown.len() - key.len()));
        }
        _ => return None,
    };
    Some((number, first.len_utf8()))
}

/// The box that `[ ]`, `[x]` or `- [ ]` is in chat programs and Markdown, and its length.
fn typed_box(shown: &str) -> Option<(char, usize)> {
    const BOXES: [(&str, char); 5] =
        [("[ ] ", '☐'), ("[] ", '☐'), ("[_] ", '☐'), ("[x] ", '☑'), ("[X] ", '☑')];
    let bare = shown.strip_prefix(['-', '*']).map_or(shown, str::trim_start);
    let (sign, rest) =
        BOXES.iter().find_map(|(typed, sign)| Some((*sign, bare.strip_prefix(typed)?)))?;
    (!rest.trim().is_empty()).then(|| (sign, shown.len() - rest.len() - 1))
}

/// Symbol and Wingdings stand at U+F020 to U+F0FF in what Word gives.
pub(in crate::content) fn is_symbol_font(c: char) -> bool {
    matches!(c, '\u{F020}'..='\u{F0FF}')
}

/// What a sign of Word's fonts of pictures most likely says.
pub(in crate::content) fn of_symbol_font(c: char) -> Option<&'static str> {
    match c {
        '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' => Some("a bullet: a list is the block `bullets`"),
        _ => symbols::likely(c),
    }
}

/// Where the numbers of a list stand within a line, which are counted from 1 and have brackets or
/// circles: "Bring: 1) … 2) …". The first begins the line or follows a colon or a sentence.
pub(super) fn numbers(line: &str) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut last = None;
    for (at, c) in line.char_indices() {
        if !(c.is_numeric() || c == '(') {
            continue;
        }
        let before = line[..at].trim_end();
        let begins = match starts.len() {
            0 => before.is_empty() || before.ends_with([':', '.', '!', '?']),
            _ => before.len() < at,
        };
        if !begins {
            continue;
        }
        let mark = opening(&line[at..]).map(|opening| opening.mark);
        let Some(Mark::Number(number, style)) = mark else { continue };
        let set = matches!(style, Style::Bracket | Style::Brackets | Style::Circle);
        let next = match last {
            None => number == 1,
            Some((one, other)) => number == one + 1 && style == other,
        };
        if set && next {
            starts.push(at);
            last = Some((number, style));
        }
    }
    if starts.len() < 2 { Vec::new() } else { starts }
}

/// `1.`, `1)`, `(1)`, `a)`, `(a)`, `a.`, `iv)`, and `1` before a tab.
fn counted(head: &str, tab: bool) -> Option<Mark> {
    let (inner, style) = if let Some(inner) = head.strip_prefix('(') {
        (inner.strip_suffix(')')?, Style::Brackets)
    } else if let Some(inner) = head.strip_suffix(')') {
        (inner, Style::Bracket)
    } else if let Some(inner) = head.strip_suffix('.') {
        (inner, Style::Stop)
    } else if tab {
        (head, Style::Tab)
    } else {
        return None;
    };
    if let Some(number) = number(inner) {
        return Some(Mark::Number(number, style));
    }
    // A. Smith is a name.
    let small = inner.bytes().all(|byte| byte.is_ascii_lowercase());
    let large =
        inner.len() == 1 && style != Style::Stop && inner.as_bytes()[0].is_ascii_uppercase();
    if style == Style::Tab || inner.is_empty() || !(small || large) {
        return None;
    }
    let inner = &*inner.to_ascii_lowercase();
    let roman = if small { roman(inner) } else { 0 };
    let letter = if inner.len() == 1 { u32::from(inner.as_bytes()[0] - b'a') + 1 } else { 0 };
    (letter > 0 || roman > 0).then_some(Mark::Letter(letter, roman, style))
}

/// `1.2`, `1.2.`, `1.2)`, `1b` and `1b)`: a number below another one. An amount is none, nor are words
/// that go on in small letters after `1.2`.
fn below(head: &str, words: &str, tab: bool) -> Option<Mark> {
    let bare = head.strip_suffix(['.', ')']);
    let begins = tab || bare.is_some() || words.starts_with(char::is_uppercase);
    let first = words.split_whitespace().next()?;
    if !begins || !words.starts_with(char::is_alphabetic) || is_unit(first) {
        return None;
    }
    let bare = bare.unwrap_or(head);
    let (above, last) = match bare.rsplit_once('.') {
        Some((above, last)) => (above, last),
        None => bare.split_at_checked(bare.len().checked_sub(1)?)?,
    };
    let numbers: Vec<u32> = above.split('.').map(number).collect::<Option<_>>()?;
    let letter = || {
        let byte = last.bytes().next().filter(|byte| last.len() == 1 && byte.is_ascii_lowercase());
        byte.map(|byte| u32::from(byte - b'a') + 1)
    };
    let own = if bare.contains('.') { number(last).or_else(letter) } else { letter() }?;
    let fits = numbers.len() <= 3 && own > 0 && !numbers.contains(&0);
    fits.then(|| Mark::Part(numbers.into_iter().fold(0, |all, it| all * 100 + it), own))
}

/// Whether a line without a sign begins as a number of a list may: `1-2`, `2b`.
pub(super) fn may_be_numbered(line: &str) -> bool {
    let head = line.split_whitespace().next().unwrap_or_default();
    let rest = head.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < head.len() && !rest.is_empty()
}

/// The noughts of the scripts that count with digits of their own.
const NOUGHTS: [char; 14] = ['0', '٠', '۰', '०', '০', '੦', '૦', '௦', '౦', '೦', '൦', '๐', '၀', '០'];

/// A number of one or two digits of one script.
fn number(word: &str) -> Option<u32> {
    let first = u32::from(word.chars().next()?);
    let nought = NOUGHTS.iter().map(|c| u32::from(*c)).find(|c| (*c..*c + 10).contains(&first))?;
    let mut number = 0;
    for (at, c) in word.chars().enumerate() {
        let digit = u32::from(c).checked_sub(nought).filter(|digit| *digit < 10 && at < 2)?;
        number = 10 * number + digit;
    }
    Some(number)
}

/// A Roman numeral up to twenty, or 0.
fn roman(word: &str) -> u32 {
    const NUMERALS: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
        "xv", "xvi", "xvii", "xviii", "xix", "xx",
    ];
    NUMERALS.iter().position(|numeral| *numeral == word).map_or(0, |at| at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_lists_are_known_and_words_are_left() {
        let mark = |line| opening(line).map(|opening| opening.mark);
        assert_eq!(mark("• one"), Some(Mark::Sign('•')));
        assert_eq!(mark("\u{F0B7}\tone"), Some(Mark::Sign('\u{F0B7}')));
        assert_eq!(mark("o\tone"), Some(Mark::Circle));
        assert_eq!(mark("  § one"), Some(Mark::Sign('§')));
        assert_eq!(mark("→\tone"), Some(Mark::Sign('➔')));
        assert_eq!((mark("→ one"), mark("§ 5 of it")), (Some(Mark::Sign('→')), None));
        assert_eq!(mark("a) one"), Some(Mark::Letter(1, 0, Style::Bracket)));
        assert_eq!(mark("iv. one"), Some(Mark::Letter(0, 4, Style::Stop)));
        assert_eq!(mark("12\tone"), Some(Mark::Number(12, Style::Tab)));
        assert_eq!(mark("1.2\tone"), Some(Mark::Part(1, 2)));
        assert_eq!(mark("1.2.3. One"), Some(Mark::Part(102, 3)));
        assert_eq!(
            (mark("2b) one"), mark("2.a One")),
            (Some(Mark::Part(2, 2)), Some(Mark::Part(2, 1)))
        );
        for prose in [
            "one",
            "1.5 litres",
            "1.5 MBq of it",
            "-5 degrees",
            "£5 a day",
            "(see below) one",
            "1974. It began",
            "+44 20",
        ] {
            assert_eq!(mark(prose), None, "{prose}");
        }
    }

    #[test]
    fn numbers_and_letters_go_on_one_by_one() {
        let goes_on = |one, two| opening(one).unwrap().mark.goes_on(opening(two).unwrap().mark);
        assert!(goes_on("1) a", "2) b") && goes_on("h. a", "i. b") && goes_on("i. a", "ii. b"));
        assert!(!goes_on("1) a", "3) b") && !goes_on("1) a", "2. b") && !goes_on("• a", "✓ b"));
    }
}
