//! Formulas of Word and of web pages as signs in a row.

use unicode_normalization::UnicodeNormalization as _;

use super::draft::at_level;
use super::xml::{Node, attribute, child, name, text_within, value};

/// So deep a formula is read; what is deeper is taken as words in a row.
pub(super) const DEEPEST: usize = 100;

/// A part of a formula: an element of OMML or MathML, by its local name.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub name: String,
    pub text: String,
    pub parts: Vec<Part>,
    /// The signs around it, and that between its parts, where they are named.
    pub signs: Option<[String; 3]>,
}

/// A formula in a row: `(a + b)/2`, `10⁶`, `√(x)`.
pub(super) fn linear(part: &Part) -> String {
    let nth = |at: usize| part.parts.get(at).map(linear).unwrap_or_default();
    let called = |name: &str| part.parts.iter().find(|it| it.name == name);
    let said = |name: &str| called(name).map(linear).unwrap_or_default();
    match part.name.as_str() {
        "f" => format!("{}/{}", grouped(&said("num")), grouped(&said("den"))),
        "mfrac" => format!("{}/{}", grouped(&nth(0)), grouped(&nth(1))),
        "sSup" => said("e") + &moved(&said("sup"), true),
        "msup" | "mover" => nth(0) + &moved(&nth(1), true),
        "sSub" => said("e") + &moved(&said("sub"), false),
        "msub" | "munder" => nth(0) + &moved(&nth(1), false),
        "sSubSup" => said("e") + &moved(&said("sub"), false) + &moved(&said("sup"), true),
        "msubsup" | "munderover" => nth(0) + &moved(&nth(1), false) + &moved(&nth(2), true),
        "limLow" => said("e") + &moved(&said("lim"), false),
        "limUpp" => said("e") + &moved(&said("lim"), true),
        "rad" => root(&said("deg"), &said("e")),
        "msqrt" => root("", &beside(&part.parts)),
        "mroot" => root(&nth(1), &nth(0)),
        "nary" => {
            let sign = part.signs.as_ref().map_or("∫", |[sign, ..]| sign);
            let (from, to) = (moved(&said("sub"), false), moved(&said("sup"), true));
            format!("{sign}{from}{to} {}", said("e"))
        }
        "d" | "mfenced" => {
            let signs = part.signs.clone().unwrap_or(["(".into(), ")".into(), "|".into()]);
            let inner: Vec<String> = part.parts.iter().map(linear).collect();
            let inner: Vec<String> = inner.into_iter().filter(|it| !it.is_empty()).collect();
            format!("{}{}{}", signs[0], inner.join(&signs[2]), signs[1])
        }
        "mr" | "mtr" => part.parts.iter().map(linear).collect::<Vec<_>>().join(", ") + "; ",
        "func" => format!("{} {}", said("fName"), said("e")),
        "annotation" | "annotation-xml" => String::new(),
        _ => part.text.clone() + &beside(&part.parts),
    }
}

/// Parts beside each other; a half and the number behind it are two numbers.
fn beside(parts: &[Part]) -> String {
    let mut out = String::new();
    let mut apart = false;
    for part in parts {
        let words = linear(part);
        let stands = STRUCTURES.contains(&part.name.as_str());
        let touch =
            out.ends_with(char::is_alphanumeric) && words.starts_with(char::is_alphanumeric);
        if (apart || stands) && touch {
            out.push(' ');
        }
        out.push_str(&words);
        apart = stands;
    }
    out
}

/// What stands for itself beside others.
const STRUCTURES: [&str; 18] = [
    "f",
    "mfrac",
    "sSup",
    "msup",
    "sSub",
    "msub",
    "sSubSup",
    "msubsup",
    "rad",
    "msqrt",
    "mroot",
    "nary",
    "limLow",
    "limUpp",
    "munder",
    "mover",
    "munderover",
    "func",
];

fn root(degree: &str, inner: &str) -> String {
    match degree.trim() {
        "" | "2" => format!("√({inner})"),
        degree => format!("{}√({inner})", at_level(degree, true).0),
    }
}

/// A fraction's part, in brackets where it is no single number or word.
fn grouped(words: &str) -> String {
    let words = words.trim();
    match words.chars().all(|c| c.is_alphanumeric() || c == '.' || c == ',') {
        true => words.to_owned(),
        false => format!("({words})"),
    }
}

fn moved(words: &str, raised: bool) -> String {
    let words = words.trim();
    match at_level(words, raised) {
        _ if words.is_empty() => String::new(),
        (moved, true) => moved,
        _ => format!("{}{}", if raised { '^' } else { '_' }, grouped(words)),
    }
}

/// A formula as signs in a row.
pub(super) fn row(node: Node<'_, '_>) -> String {
    let row = linear(&part(node, 0));
    let row = row.split_whitespace().collect::<Vec<_>>().join(" ");
    // None of its signs may be lost: what is not understood is taken as it stands.
    let mut rest = row.chars();
    let plain: String = node
        .descendants()
        .filter(|it| it.is_text() && !it.ancestors().any(|up| name(up).starts_with("annotation")))
        .filter_map(|it| it.text())
        .collect::<Vec<_>>()
        .join(" ");
    let bare = |c: &char| !c.is_whitespace();
    let all = plain.chars().filter(bare).all(|c| rest.any(|it| is_same(it, c)));
    if all { row } else { plain }
}

fn is_same(one: char, other: char) -> bool {
    one == other || std::iter::once(one).nfkc().eq(std::iter::once(other).nfkc())
}

fn part(node: Node<'_, '_>, depth: usize) -> Part {
    let own = name(node).to_owned();
    let properties = node.children().find(|it| name(*it) == format!("{own}Pr"));
    let sign = |key: &str, default: &str| {
        let found = properties.and_then(|it| child(it, key));
        found.map_or(default.to_owned(), |it| attribute(it, "val").unwrap_or_default().to_owned())
    };
    let signs = match own.as_str() {
        "d" => Some([sign("begChr", "("), sign("endChr", ")"), sign("sepChr", "|")]),
        "nary" => Some([sign("chr", "∫"), String::new(), String::new()]),
        _ => None,
    };
    if depth > DEEPEST || !node.children().any(|it| it.is_element()) {
        return Part { name: own, text: text_within(node), ..Part::default() };
    }
    let hidden = own == "rad" && properties.and_then(|it| value(it, "degHide")).is_some();
    let inner = node.children().filter(|it| it.is_element() && !name(*it).ends_with("Pr"));
    let inner = inner.filter(|it| !(hidden && name(*it) == "deg"));
    Part {
        text: String::new(),
        parts: inner.map(|it| part(it, depth + 1)).collect(),
        name: own,
        signs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, text: &str, parts: Vec<Part>) -> Part {
        Part { name: name.into(), text: text.into(), parts, signs: None }
    }

    fn leaf(name: &str, text: &str) -> Part {
        part(name, "", vec![part("t", text, Vec::new())])
    }

    #[test]
    fn what_stands_over_something_is_parted_from_it() {
        let half = part("f", "", vec![leaf("num", "1"), leaf("den", "2")]);
        assert_eq!(linear(&half), "1/2");
        let sum = part("f", "", vec![leaf("num", "a+b"), leaf("den", "2")]);
        assert_eq!(linear(&sum), "(a+b)/2");
        let cells = part("sSup", "", vec![leaf("e", "10"), leaf("sup", "−6")]);
        assert_eq!(linear(&cells), "10⁻⁶");
        let power = part("msup", "", vec![leaf("mn", "10"), leaf("mi", "x")]);
        assert_eq!(linear(&power), "10^x");
        let root = part("msqrt", "", vec![leaf("mn", "16")]);
        assert_eq!(linear(&root), "√(16)");
    }
}
