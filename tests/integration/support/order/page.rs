//! The paragraphs of a web page as a browser orders them: elements with `dir` are isolates
//! (HTML, 15.3.5), `bdo` overrides besides, and so are signs in the text itself.

/// A paragraph: its text with signs for its isolates, and whether it runs from right to left.
pub type Ordered = (String, bool);

/// Elements that are no paragraph of their own.
const WITHIN_A_LINE: [&str; 8] = ["a", "strong", "em", "span", "b", "i", "bdi", "bdo"];

/// The paragraphs of a page in order.
pub fn paragraphs(page: &str) -> Vec<Ordered> {
    let root = page.split_once("<html ").expect("a root").1;
    let mut open = vec![("html".to_owned(), root.split_once('>').unwrap().0.contains("\"rtl\""))];
    let body = page.split_once("<body>").expect("a body").1;
    let mut paragraphs: Vec<Ordered> = vec![(String::new(), open[0].1)];
    let mut closers: Vec<&str> = Vec::new();
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag ends");
        let name: String =
            tag.trim_start_matches('/').chars().take_while(|c| c.is_alphanumeric()).collect();
        let line = WITHIN_A_LINE.contains(&name.as_str()) || name == "wbr";
        let own = match tag {
            _ if tag.contains("dir=\"ltr\"") => Some(false),
            _ if tag.contains("dir=\"rtl\"") => Some(true),
            _ => None,
        };
        if let Some(closed) = tag.strip_prefix('/') {
            if closed == "body" {
                break;
            }
            while open.pop().is_some_and(|(opened, _)| opened != name) {}
            if line {
                paragraphs.last_mut().unwrap().0.push_str(closers.pop().unwrap_or_default());
            }
        } else if !matches!(name.as_str(), "br" | "wbr" | "img" | "meta" | "link") {
            let around = open.last().unwrap().1;
            open.push((name.clone(), own.unwrap_or(around)));
            if line {
                let signs = match (own, name.as_str()) {
                    (Some(false), "bdo") => ("\u{2066}\u{202D}", "\u{202C}\u{2069}"),
                    (Some(false), _) => ("\u{2066}", "\u{2069}"),
                    (Some(true), _) => ("\u{2067}", "\u{2069}"),
                    // A box of its own has no direction for the line that it stands in.
                    (None, _) if tag.contains("\"address\"") => {
                        (if around { "\u{2067}" } else { "\u{2066}" }, "\u{2069}")
                    }
                    (None, _) => ("", ""),
                };
                paragraphs.last_mut().unwrap().0.push_str(signs.0);
                closers.push(signs.1);
            }
        }
        if !line {
            paragraphs.push((String::new(), open.last().unwrap().1));
        }
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        paragraphs.last_mut().unwrap().0.push_str(&text.replace("&quot;", "\""));
    }
    paragraphs.retain(|(text, _)| !text.trim().is_empty());
    paragraphs
}
