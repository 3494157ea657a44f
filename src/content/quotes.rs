//! The quotation marks of each language (Unicode CLDR, and national style guides where they say
//! otherwise).

use crate::language::Language;

/// A sign that begins and one that ends a quotation, with the spaces that go with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub open: &'static str,
    pub close: &'static str,
}

/// The quotation marks of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotes {
    /// For what stands in `" "`.
    pub outer: Pair,
    /// For what stands in `' '`, and for `" "` within `" "`.
    pub inner: Pair,
}

const fn quotes(marks: [&'static str; 4]) -> Quotes {
    let [open, close, inner_open, inner_close] = marks;
    Quotes { outer: Pair { open, close }, inner: Pair { open: inner_open, close: inner_close } }
}

const ENGLISH: Quotes = quotes(["“", "”", "‘", "’"]);

/// By language, or by language and region or script, which goes before.
const TABLE: &[(&str, Quotes)] = &[
    ("af ca-valencia da eo fil ga gd gl haw id ms nl pt sw th tr vi zu", ENGLISH),
    ("bn gu hi kn ko ml mr ne or pa si ta te zh", ENGLISH),
    ("am az-Arab es eu it el hy ca oc pt-PT", quotes(["«", "»", "“", "”"])),
    ("ar", quotes(["”", "“", "’", "‘"])),
    ("be ru uk kk ky tg", quotes(["«", "»", "„", "“"])),
    ("bg mk ka", quotes(["„", "“", "’", "‘"])),
    ("bs hr sr", quotes(["„", "”", "‘", "’"])),
    ("cs de sk sl is lb hsb dsb lt", quotes(["„", "“", "‚", "‘"])),
    ("de-CH de-LI fr-CH it-CH rm fa ps", quotes(["«", "»", "‹", "›"])),
    ("et", quotes(["„", "“", "«", "»"])),
    ("fi sv", quotes(["”", "”", "’", "’"])),
    ("fr", quotes(["« ", " »", "“", "”"])),
    ("he yi", quotes(["”", "”", "’", "’"])),
    ("hu", quotes(["„", "”", "»", "«"])),
    ("ja zh-Hant zh-TW zh-HK zh-MO yue", quotes(["「", "」", "『", "』"])),
    ("lv", quotes(["„", "”", "‘", "’"])),
    ("nb nn no", quotes(["«", "»", "‘", "’"])),
    ("pl ro mo", quotes(["„", "”", "«", "»"])),
    ("sq", quotes(["„", "“", "‘", "’"])),
    ("ur sd", quotes(["“", "”", "‘", "’"])),
];

impl Quotes {
    /// The quotation marks of a language; English ones where it is not listed.
    pub(super) fn of(language: &Language) -> Self {
        let primary = language.primary();
        let narrow = [language.script(), language.region()];
        let narrow = narrow.into_iter().flatten().map(|part| format!("{primary}-{part}"));
        narrow.chain([primary.to_owned()]).find_map(|key| find(&key)).unwrap_or(ENGLISH)
    }
}

fn find(key: &str) -> Option<Quotes> {
    let holds = |list: &str| list.split_ascii_whitespace().any(|known| known == key);
    TABLE.iter().find(|(list, _)| holds(list)).map(|(_, quotes)| *quotes)
}
