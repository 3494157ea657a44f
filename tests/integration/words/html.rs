//! What the web page says, in the form of the plain text.

use chapbook::words::Phrases;

use super::Said;

/// Elements that have no end.
const VOID: [&str; 8] = ["br", "col", "wbr", "img", "meta", "link", "rect", "path"];

/// Elements within a line.
const WITHIN_A_LINE: [&str; 9] = ["a", "strong", "em", "span", "b", "i", "bdi", "bdo", "wbr"];

/// An element, or words between two.
enum Node {
    Element { name: String, attributes: String, children: Vec<Node> },
    Text(String),
}

/// The words of the page.
pub fn say(page: &str, words: &Phrases) -> Said {
    let body = page.split_once("<body>").expect("a body").1;
    let body = body.split_once("</body>").expect("its end").0;
    let nodes = parse(body);
    let mut said = Said { body: String::new(), contact: String::new(), imprint: String::new() };
    for node in &nodes {
        let Node::Element { name, children, .. } = node else { continue };
        if name != "footer" {
            said.body.push_str(&speak(node, words));
            continue;
        }
        for part in children {
            match part {
                Node::Element { attributes, .. } if attributes.contains("id=\"contact\"") => {
                    said.contact = speak(part, words);
                }
                Node::Element { .. } => {
                    said.imprint = speak(part, words).replacen(words.about, "", 1);
                }
                Node::Text(_) => {}
            }
        }
    }
    said
}

fn parse(html: &str) -> Vec<Node> {
    let mut open: Vec<(String, String, Vec<Node>)> = vec![Default::default()];
    for (at, piece) in html.split('<').enumerate() {
        let (tag, text) = if at == 0 { ("", piece) } else { piece.split_once('>').expect("a tag") };
        let name: String = tag.chars().take_while(|c| c.is_alphanumeric()).collect();
        if let Some(closed) = tag.strip_prefix('/') {
            let (name, attributes, children) = open.pop().expect("a tag that was opened");
            assert_eq!(closed, name, "tags nest");
            push(&mut open, Node::Element { name, attributes, children });
        } else if VOID.contains(&name.as_str()) {
            let attributes = tag[name.len()..].to_owned();
            // In drawings these are closed by a tag of their own.
            if matches!(name.as_str(), "rect" | "path") {
                open.push((name, attributes, Vec::new()));
            } else {
                push(&mut open, Node::Element { name, attributes, children: Vec::new() });
            }
        } else if at > 0 {
            open.push((name.clone(), tag[name.len()..].to_owned(), Vec::new()));
        }
        push(&mut open, Node::Text(unescape(text)));
    }
    assert_eq!(open.len(), 1, "every tag is closed");
    open.remove(0).2
}

fn push(open: &mut [(String, String, Vec<Node>)], node: Node) {
    open.last_mut().expect("the page itself").2.push(node);
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let (_, rest) = attributes.split_once(&format!(" {name}=\""))?;
    Some(unescape(rest.split('"').next()?))
}

fn speak(node: &Node, words: &Phrases) -> String {
    let (name, attributes, children) = match node {
        Node::Text(text) => return text.clone(),
        Node::Element { name, attributes, children } => (name.as_str(), attributes, children),
    };
    let class = attribute(attributes, "class").unwrap_or_default();
    if attribute(attributes, "aria-hidden").is_some() || is_for_the_page_alone(&class) {
        return String::new();
    }
    match name {
        // A QR code has its label and its address beside it.
        "svg" => return String::new(),
        "img" => return picture(attributes, words),
        "table" => return row_by_row(children, words),
        "ol" => return numbered(attributes, children, words),
        _ => {}
    }
    let mut said: String = children.iter().map(|child| speak(child, words)).collect();
    if !WITHIN_A_LINE.contains(&name) {
        said.push('\n');
    }
    said
}

/// The links at the top, and entries of the contents that paper has no use for.
fn is_for_the_page_alone(class: &str) -> bool {
    matches!(class, "skip" | "to-contact" | "page-only")
}

fn picture(attributes: &str, words: &Phrases) -> String {
    let alt = attribute(attributes, "alt").unwrap_or_default();
    if alt.is_empty() { alt } else { format!("\n{}\n", Phrases::fill(words.picture, &alt)) }
}

/// Browsers number the steps.
fn numbered(attributes: &str, items: &[Node], words: &Phrases) -> String {
    let first = attribute(attributes, "start").map_or(1, |start| start.parse().unwrap());
    let items = items.iter().filter(|item| matches!(item, Node::Element { .. }));
    items.enumerate().map(|(at, item)| format!("{}. {}", first + at, speak(item, words))).collect()
}

fn elements<'a>(nodes: &'a [Node], wanted: &[&str]) -> Vec<(&'a Node, &'a [Node])> {
    let mut found = Vec::new();
    for node in nodes {
        if let Node::Element { name, children, .. } = node
            && wanted.contains(&name.as_str())
        {
            found.push((node, &children[..]));
        }
    }
    found
}

fn row_by_row(table: &[Node], words: &Phrases) -> String {
    let caption: String =
        elements(table, &["caption"]).iter().map(|(node, _)| speak(node, words)).collect();
    let rows = |group: &str| -> Vec<Vec<String>> {
        let groups = elements(table, &[group]);
        let rows = groups.iter().flat_map(|(_, rows)| elements(rows, &["tr"]));
        rows.map(|(_, cells)| {
            elements(cells, &["th", "td"]).iter().map(|(cell, _)| speak(cell, words)).collect()
        })
        .collect()
    };
    caption + &super::told_row_by_row(&rows("thead").concat(), &rows("tbody"))
}
