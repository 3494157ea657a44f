//! What looks like HTML or like a picture in a text: never silently printed.

use super::Fault;
use crate::content::signs::Sign;

/// Names of HTML elements that authors paste or type.
const ELEMENTS: &str = "\
    a abbr address article aside audio b bdi bdo big blockquote body br button caption center cite \
    code col dd del details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 \
    h5 h6 head header hr html i iframe img input ins kbd label li link main mark meta nav object \
    ol option p picture pre q s samp script section select small source span strike strong style \
    sub summary sup svg table tbody td textarea tfoot th thead time title tr tt u ul var video wbr";

/// Names of HTML entities that authors paste or type, beside those of accented letters.
const ENTITIES: &str = "\
    amp lt gt quot apos nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy \
    reg macr deg plusmn sup1 sup2 sup3 acute micro para middot cedil ordm raquo frac12 frac14 \
    frac34 iquest times divide euro ndash mdash hellip lsquo rsquo sbquo ldquo rdquo bdquo lsaquo \
    rsaquo bull prime trade larr uarr rarr darr harr check ensp emsp thinsp zwnj zwj lrm rlm \
    szlig aelig AElig oslash Oslash aring Aring eth ETH thorn THORN oelig OElig alpha beta gamma \
    delta mu omega infin le ge ne asymp minus";

const ACCENTS: &[&str] =
    &["grave", "acute", "circ", "tilde", "uml", "cedil", "caron", "ring", "slash"];

/// How far a tag or an entity may reach.
const REACH: usize = 300;

/// The fault of a `![`.
pub(super) fn picture(range: (usize, usize)) -> Fault {
    Fault::new("block-in-text", range, "a picture cannot stand in a text: use the block `figure`")
        .help("begin a new [[block]] and write `figure = { image = \"…\", alt = \"…\" }`")
}

/// An HTML tag that begins at `at`, and where it ends.
pub(super) fn tag(signs: &[Sign], at: usize) -> Option<(Fault, usize)> {
    let inner = &signs[at + 1..];
    let comment = inner.len() >= 3 && "!--".chars().zip(inner).all(|(c, sign)| sign.c == c);
    let slash = usize::from(inner.first().is_some_and(|sign| sign.c == '/'));
    let name: String = inner[slash..]
        .iter()
        .take(12)
        .map(|sign| sign.c)
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let after = inner.get(slash + name.len()).map(|sign| sign.c);
    let ends_name = after.is_some_and(|c| matches!(c, '>' | '/') || c.is_whitespace());
    let lower = name.to_ascii_lowercase();
    let known = ELEMENTS.split_ascii_whitespace().any(|element| element == lower);
    let element = known && ends_name;
    if !comment && !element {
        return None;
    }
    let end = inner.iter().take(REACH).position(|sign| sign.c == '>')? + at + 2;
    let what = if comment { "a comment in < >".to_owned() } else { format!("<{lower}>") };
    let fault =
        Fault::new("block-in-text", (at, end), format!("{what} is HTML, which is not read"))
            .help(instead(&lower, comment));
    Some((fault, end))
}

fn instead(name: &str, comment: bool) -> String {
    if comment {
        return "a note to yourself stands after # on a line outside the quotes".to_owned();
    }
    match name {
        "b" | "strong" => "write **words** for bold",
        "i" | "em" | "u" | "mark" => "write *words* for stress",
        "br" | "wbr" => "write // at the end of the line for a line break",
        "p" | "div" | "section" | "article" => {
            "leave a blank line between paragraphs, in the block `text`"
        }
        "ul" | "li" | "dl" => "use the block `bullets`",
        "ol" => "use the block `steps`",
        "a" | "link" => "write [words](https://…) for a link",
        "img" | "picture" | "figure" | "svg" => "use the block `figure`",
        "table" | "tr" | "td" | "th" | "thead" | "tbody" => "use the block `table`",
        "h1" | "h2" => "use the block `heading`",
        "h3" | "h4" | "h5" | "h6" => "use the block `subheading`",
        "blockquote" | "q" | "cite" => "use the block `quote`",
        "sub" | "sup" => "write the small letter itself: m², CO₂",
        "hr" => "use the block `page_break` or a `heading`",
        "input" | "textarea" => "use the block `checklist` or `writing_lines`",
        _ => "write the words alone; where < is meant as a sign, write \\<",
    }
    .to_owned()
}

/// An HTML entity that begins at `at`, and where it ends.
pub(super) fn entity(signs: &[Sign], at: usize) -> Option<(Fault, usize)> {
    let inner: String = signs[at + 1..].iter().take(12).map(|sign| sign.c).collect();
    let (name, _) = inner.split_once(';')?;
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    let accented = ACCENTS.iter().any(|accent| {
        name.strip_suffix(accent).is_some_and(|letter| {
            letter.len() == 1 && letter.starts_with(|c: char| c.is_ascii_alphabetic())
        })
    });
    let known = accented || ENTITIES.split_ascii_whitespace().any(|entity| entity == name);
    if number.is_none() && !known {
        return None;
    }
    let end = at + name.chars().count() + 2;
    let sign = number.and_then(char::from_u32).or(match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" | "ensp" | "emsp" | "thinsp" => Some(' '),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "hellip" => Some('…'),
        "pound" => Some('£'),
        "euro" => Some('€'),
        "deg" => Some('°'),
        "copy" => Some('©'),
        "reg" => Some('®'),
        "bull" | "middot" => Some('•'),
        _ => None,
    });
    let message = format!("&{name}; is HTML, which is not read: write the sign itself");
    let fault = Fault::new("block-in-text", (at, end), message);
    let fault = match sign {
        Some(' ') => fault.help("write a space").replace(" "),
        Some(sign) if !sign.is_control() => {
            fault.help(format!("write {sign}")).replace(sign.to_string())
        }
        _ => fault.help("type the sign, or copy it from a web page or a word processor"),
    };
    Some((fault, end))
}
