//! What looks like HTML or like a picture in a text: never silently printed.

use super::MarkFault;
use crate::codes;
use crate::content::signs::Sign;
use crate::content::written;

/// Names of HTML elements that authors paste or type.
const ELEMENTS: &str = "\
    a abbr address article aside audio b bdi bdo big blockquote body br button caption center cite \
    code col dd del details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 \
    h5 h6 head header hr html i iframe img input ins kbd label li link main mark meta nav object \
    ol option p picture pre q s samp script section select small source span strike strong style \
    sub summary sup svg table tbody td textarea tfoot th thead time title tr tt u ul var video wbr";

/// HTML entities and what they stand for, without the spaces and the invisible ones.
const ENTITIES: &str = "\
    quot=\" amp=& apos=' lt=< gt=> iexcl=¡ cent=¢ pound=£ curren=¤ yen=¥ brvbar=¦ sect=§ uml=¨ \
    copy=© ordf=ª laquo=« not=¬ reg=® macr=¯ deg=° plusmn=± sup2=² sup3=³ acute=´ micro=µ para=¶ \
    middot=· cedil=¸ sup1=¹ ordm=º raquo=» frac14=¼ frac12=½ frac34=¾ iquest=¿ Agrave=À Aacute=Á \
    Acirc=Â Atilde=Ã Auml=Ä Aring=Å AElig=Æ Ccedil=Ç Egrave=È Eacute=É Ecirc=Ê Euml=Ë Igrave=Ì \
    Iacute=Í Icirc=Î Iuml=Ï ETH=Ð Ntilde=Ñ Ograve=Ò Oacute=Ó Ocirc=Ô Otilde=Õ Ouml=Ö times=× \
    Oslash=Ø Ugrave=Ù Uacute=Ú Ucirc=Û Uuml=Ü Yacute=Ý THORN=Þ szlig=ß agrave=à aacute=á acirc=â \
    atilde=ã auml=ä aring=å aelig=æ ccedil=ç egrave=è eacute=é ecirc=ê euml=ë igrave=ì iacute=í \
    icirc=î iuml=ï eth=ð ntilde=ñ ograve=ò oacute=ó ocirc=ô otilde=õ ouml=ö divide=÷ oslash=ø \
    ugrave=ù uacute=ú ucirc=û uuml=ü yacute=ý thorn=þ yuml=ÿ OElig=Œ oelig=œ Scaron=Š scaron=š \
    Yuml=Ÿ fnof=ƒ circ=ˆ tilde=˜ Alpha=Α Beta=Β Gamma=Γ Delta=Δ Epsilon=Ε Zeta=Ζ Eta=Η Theta=Θ \
    Iota=Ι Kappa=Κ Lambda=Λ Mu=Μ Nu=Ν Xi=Ξ Omicron=Ο Pi=Π Rho=Ρ Sigma=Σ Tau=Τ Upsilon=Υ Phi=Φ \
    Chi=Χ Psi=Ψ Omega=Ω alpha=α beta=β gamma=γ delta=δ epsilon=ε zeta=ζ eta=η theta=θ iota=ι \
    kappa=κ lambda=λ mu=μ nu=ν xi=ξ omicron=ο pi=π rho=ρ sigmaf=ς sigma=σ tau=τ upsilon=υ phi=φ \
    chi=χ psi=ψ omega=ω thetasym=ϑ upsih=ϒ piv=ϖ ndash=– mdash=— lsquo=‘ rsquo=’ sbquo=‚ ldquo=“ \
    rdquo=” bdquo=„ dagger=† Dagger=‡ bull=• hellip=… permil=‰ prime=′ Prime=″ lsaquo=‹ rsaquo=› \
    oline=‾ frasl=⁄ euro=€ image=ℑ weierp=℘ real=ℜ trade=™ alefsym=ℵ larr=← uarr=↑ rarr=→ darr=↓ \
    harr=↔ crarr=↵ lArr=⇐ uArr=⇑ rArr=⇒ dArr=⇓ hArr=⇔ forall=∀ part=∂ exist=∃ empty=∅ nabla=∇ \
    isin=∈ notin=∉ ni=∋ prod=∏ sum=∑ minus=− lowast=∗ radic=√ prop=∝ infin=∞ ang=∠ and=∧ or=∨ \
    cap=∩ cup=∪ int=∫ there4=∴ sim=∼ cong=≅ asymp=≈ ne=≠ equiv=≡ le=≤ ge=≥ sub=⊂ sup=⊃ nsub=⊄ \
    sube=⊆ supe=⊇ oplus=⊕ otimes=⊗ perp=⊥ sdot=⋅ lceil=⌈ rceil=⌉ lfloor=⌊ rfloor=⌋ lang=〈 rang=〉 \
    loz=◊ spades=♠ clubs=♣ hearts=♥ diams=♦ check=✓";

/// HTML entities that are spaces.
const SPACES: [&str; 4] = ["nbsp", "ensp", "emsp", "thinsp"];

/// HTML entities that cannot be seen.
const HIDDEN: [&str; 5] = ["shy", "zwnj", "zwj", "lrm", "rlm"];

/// How far a tag or an entity may reach.
const REACH: usize = 300;

/// Whether a name in small letters is that of an element.
pub(in crate::content) fn is_element(name: &str) -> bool {
    ELEMENTS.split_ascii_whitespace().any(|element| element == name)
}

/// The sign that an entity stands for, of which `name` is what stands between & and ;.
pub(in crate::content) fn sign(name: &str) -> Option<char> {
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    let named = ENTITIES
        .split_ascii_whitespace()
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.chars().next());
    match number {
        Some(number) => char::from_u32(number).filter(|sign| !sign.is_control()),
        None => named.or_else(|| SPACES.contains(&name).then_some(' ')),
    }
}

/// The fault of a `![`, which stands at a place of a text or a line; `range` is what is told.
pub(super) fn picture(signs: &[Sign], at: usize, range: (usize, usize)) -> MarkFault {
    let rest: String = signs[at..].iter().take(REACH).map(|sign| sign.c).collect();
    let parts = rest.strip_prefix("![").and_then(|rest| rest.split_once("]("));
    let key = parts.and_then(|(alt, rest)| {
        let (path, _) = rest.split_once(')')?;
        let plain = !alt.contains([']', '\n']) && !path.contains(['\n', ' ', '"']);
        let alt = if alt.trim().is_empty() { "…" } else { alt.trim() };
        (plain && !path.contains("://")).then(|| figure(path, alt))
    });
    let key = key.unwrap_or_else(|| figure("…", "…"));
    MarkFault::new(
        codes::BLOCK_IN_TEXT,
        range,
        "a picture cannot stand in a text: use the block `figure`",
    )
    .help(format!("begin a new [[block]] and write {key}"))
}

/// An HTML tag that begins at `at`, and where it ends.
pub(in crate::content) fn tag(signs: &[Sign], at: usize) -> Option<(MarkFault, usize)> {
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
    let element = is_element(&lower) && ends_name;
    if !comment && !element {
        return None;
    }
    let length = inner.iter().take(REACH).position(|sign| sign.c == '>')?;
    let end = length + at + 2;
    // "if a<b and c>d" has no attributes: what is after a tag's name has an equals sign in it.
    let rest = inner.get(slash + name.len()..length).unwrap_or_default();
    let bare = rest.iter().all(|sign| sign.c == '/' || sign.c.is_whitespace());
    if !comment && !bare && !rest.iter().any(|sign| sign.c == '=') {
        return None;
    }
    let what = if comment { "a comment in < >".to_owned() } else { format!("<{lower}>") };
    let fault = MarkFault::new(
        codes::BLOCK_IN_TEXT,
        (at, end),
        format!("{what} is HTML, which is not read"),
    )
    .help(match (&*lower, picture_of(rest)) {
        ("img", Some(key)) => format!("begin a new [[block]] and write {key}"),
        _ => instead(&lower, comment),
    });
    Some((fault, end))
}

/// The figure that the attributes of a picture say.
fn picture_of(attributes: &[Sign]) -> Option<String> {
    let text: String = attributes.iter().map(|sign| sign.c).collect();
    let value = |name: &str| {
        let (_, rest) = text.split_once(&format!("{name}="))?;
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    let image = value("src").filter(|path| !path.contains("://"))?;
    let alt = value("alt").filter(|alt| !alt.is_empty()).unwrap_or("…");
    Some(figure(image, alt))
}

fn figure(image: &str, alt: &str) -> String {
    format!("figure = {{ image = {}, alt = {} }}", written::quoted(image), written::quoted(alt))
}

fn instead(name: &str, comment: bool) -> String {
    if comment {
        return "a note to yourself stands after # on a line outside the quotes".to_owned();
    }
    match name {
        "b" | "strong" => "write **words** for bold",
        "i" | "em" | "u" | "mark" => "write *words* for stress",
        "br" | "wbr" => "write // and begin a new line of the file after it; a text of several lines stands between \"\"\" and \"\"\"",
        "p" | "div" | "section" | "article" => {
            "leave a blank line between paragraphs, in the block `text`"
        }
        "ul" | "li" => "use the block `bullets`",
        "dl" | "dt" | "dd" => {
            "use the block `definitions`: definitions = [{ term = \"…\", meaning = \"…\" }]"
        }
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
pub(super) fn entity(signs: &[Sign], at: usize) -> Option<(MarkFault, usize)> {
    let inner: String = signs[at + 1..].iter().take(12).map(|sign| sign.c).collect();
    let (name, _) = inner.split_once(';')?;
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    let named = ENTITIES
        .split_ascii_whitespace()
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.chars().next());
    let sign = match number {
        Some(number) => char::from_u32(number),
        None => named.or_else(|| SPACES.contains(&name).then_some(' ')),
    };
    if number.is_none() && sign.is_none() && !HIDDEN.contains(&name) {
        return None;
    }
    let end = at + name.chars().count() + 2;
    let message = format!("&{name}; is HTML, which is not read: write the sign itself");
    let fault = MarkFault::new(codes::BLOCK_IN_TEXT, (at, end), message);
    let fault = match sign {
        Some(space) if space.is_whitespace() => fault.help("write a space").replace(" "),
        Some(sign) if !sign.is_control() => {
            fault.help(format!("write {sign}")).replace(sign.to_string())
        }
        _ => fault.help("type the sign, or copy it from a web page or a word processor"),
    };
    Some((fault, end))
}
