//! The signs that lists begin their lines with, as word processors, web pages and people write them.

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
}

/// What stands around a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Stop,
    Bracket,
    Brackets,
    Tab,
}

/// A sign and the words after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub mark: Mark,
    /// First byte of the words in the line.
    pub words: usize,
    /// Whether a tab stands between.
    pub tab: bool,
}

/// Signs that are bullets whatever stands beside them.
const BULLETS: &str = "•‣◦▪▫●○■□◆◇❖➢➤►▶▸✓✔✗✘☐☑☒❏❑∙⁃➔➜⮚✅❌👉";

/// Signs that begin a line of prose, a sum, an address or a mark.
const PROSE: &str = "([{<\"'“‘„«‹»›”’¿¡…£$€¥₹#/\\&@%|>.,:;!?*_`^=°´¨™®©";

impl Mark {
    /// Bytes of the sign, for the place that a message points to.
    pub(super) fn length(self) -> usize {
        match self {
            Self::Sign(c) | Self::Dash(c) => c.len_utf8(),
            Self::Circle => 1,
            Self::Number(number, style) => number.to_string().len() + style.length(),
            Self::Letter(_, _, style) => 1 + style.length(),
        }
    }

    /// Whether a line with `next` goes on with the list that this one is in.
    pub(super) fn goes_on(self, next: Self) -> bool {
        match (self, next) {
            (Self::Sign(one), Self::Sign(two)) => one == two,
            (Self::Dash(_), Self::Dash(_)) | (Self::Circle, Self::Circle) => true,
            (Self::Number(one, style), Self::Number(two, other)) => {
                style == other && two == one.saturating_add(1)
            }
            (Self::Letter(one, roman, style), Self::Letter(two, next, other)) => {
                style == other && (two == one + 1 || (roman > 0 && next == roman + 1))
            }
            _ => false,
        }
    }

    /// Whether it stands for what is not to be done, or is a tick beside one: its meaning would be
    /// lost with it.
    pub(super) fn means_something(self) -> bool {
        matches!(self, Self::Sign('✗' | '✘' | '❌' | '☒' | '☑' | '✅'))
    }

    /// What else is to be done where the program numbers otherwise.
    pub(super) fn renamed(self) -> Option<&'static str> {
        match self {
            Self::Letter(..) => Some(
                "steps are numbered 1, 2, 3; where other words speak of a letter, change them; where the order does not matter, write bullets",
            ),
            Self::Number(number, _) if number != 1 => Some(
                "steps are numbered from 1: put them into one list with those before them, or change the words that speak of a number",
            ),
            _ => None,
        }
    }

    /// The key of the list.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Number(..) | Self::Letter(..) => "steps",
            // Wingdings has its boxes at 0x6F, 0x71, 0x72 and 0xA8.
            Self::Sign(
                '☐' | '□' | '❏' | '❑' | '\u{F06F}' | '\u{F071}' | '\u{F072}' | '\u{F0A8}',
            ) => "checklist",
            Self::Sign(_) | Self::Dash(_) | Self::Circle => "bullets",
        }
    }
}

impl Style {
    fn length(self) -> usize {
        match self {
            Self::Stop | Self::Bracket => 1,
            Self::Brackets => 2,
            Self::Tab => 0,
        }
    }
}

/// The sign at the beginning of a line. Words need not follow a bullet: a PDF may give them in the
/// next line.
pub(super) fn opening(line: &str) -> Option<Opening> {
    let shown = line.trim_start();
    let lead = line.len() - shown.len();
    let first = shown.chars().next()?;
    let sign = first.len_utf8();
    let spaced = shown[sign..].starts_with(char::is_whitespace);
    let opened = |mark, length: usize| {
        let rest = &shown[length..];
        let words = rest.trim_start_matches(['\u{FE0F}', '\u{FE0E}']).trim_start();
        let gap = &rest[..rest.len() - words.len()];
        Opening { mark, words: lead + length + rest.len() - words.len(), tab: gap.contains('\t') }
    };
    if BULLETS.contains(first) || is_symbol_font(first) {
        return Some(opened(Mark::Sign(first), sign));
    }
    let (head, rest) = shown.split_once(char::is_whitespace)?;
    if rest.trim().is_empty() {
        return None;
    }
    if spaced {
        let mark = match first {
            '-' | '–' | '—' | '‐' | '‒' | '−' => Some(Mark::Dash(first)),
            '*' | '+' => Some(Mark::Sign(first)),
            'o' => Some(Mark::Circle),
            _ if first.is_alphanumeric() || PROSE.contains(first) => None,
            _ => Some(Mark::Sign(first)),
        };
        if mark.is_some() {
            return mark.map(|mark| opened(mark, sign));
        }
    }
    let words = rest.trim_start().starts_with(char::is_alphabetic);
    let tab = words && shown[head.len()..].starts_with('\t');
    counted(head, tab).map(|mark| opened(mark, head.len()))
}

/// Symbol and Wingdings stand at U+F020 to U+F0FF in what Word gives.
pub(in crate::content) fn is_symbol_font(c: char) -> bool {
    matches!(c, '\u{F020}'..='\u{F0FF}')
}

/// What a sign of Symbol, or where that has none, of Wingdings is in Unicode.
pub(in crate::content) fn of_symbol_font(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{F0B0}' => "°",
        '\u{F0B1}' => "±",
        '\u{F0A3}' => "≤",
        '\u{F0B3}' => "≥",
        '\u{F0B4}' => "×",
        '\u{F06D}' => "µ",
        '\u{F0AE}' | '\u{F0E0}' => "→",
        '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' => "a bullet: a list is the block `bullets`",
        '\u{F0FC}' => "✓",
        '\u{F0FB}' => "✗",
        _ => return None,
    })
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
    if (1..=2).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit()) {
        return inner.parse().ok().map(|number| Mark::Number(number, style));
    }
    if style == Style::Tab || inner.is_empty() || !inner.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let roman = roman(inner);
    let letter = if inner.len() == 1 { u32::from(inner.as_bytes()[0] - b'a') + 1 } else { 0 };
    (letter > 0 || roman > 0).then_some(Mark::Letter(letter, roman, style))
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
        assert_eq!(mark("a) one"), Some(Mark::Letter(1, 0, Style::Bracket)));
        assert_eq!(mark("iv. one"), Some(Mark::Letter(0, 4, Style::Stop)));
        assert_eq!(mark("12\tone"), Some(Mark::Number(12, Style::Tab)));
        for prose in
            ["one", "-5 degrees", "£5 a day", "(see below) one", "1974. It began", "+44 20"]
        {
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
