//! The lines of a text in a drawing: words that begin at a place of their own (SVG 2, 11.5).

use usvg::roxmltree::Node;

/// Words of one element.
pub(super) struct Part<'d> {
    /// The stretch of text.
    pub(super) node: Node<'d, 'd>,
    /// Its words, blanks as they show.
    pub(super) words: String,
}

/// A line.
pub(super) struct Chunk<'d> {
    /// Where it begins, as it is written.
    pub(super) x: String,
    pub(super) y: String,
    /// How far below that it stands, with its unit.
    pub(super) down: String,
    pub(super) nodes: Vec<Part<'d>>,
    /// The share of its width that stands before its place.
    pub(super) before: f64,
    pub(super) is_rtl: bool,
    /// Why its place cannot be told, as in "words …".
    pub(super) hard: Option<&'static str>,
}

impl Chunk<'_> {
    /// All its words.
    pub(super) fn words(&self) -> String {
        self.nodes.iter().map(|part| &*part.words).collect()
    }
}

/// A property that is inherited, from the nearest element that has it; styles are attributes by now.
pub(super) fn property(node: Node, name: &str) -> Option<String> {
    node.ancestors().find_map(|it| own_property(it, name).filter(|value| value != "inherit"))
}

fn own_property(node: Node, name: &str) -> Option<String> {
    let style = node.attribute("style").unwrap_or_default();
    let declared = style.split(';').rev().filter_map(|it| it.split_once(':'));
    let declared = declared.into_iter().find(|(key, _)| key.trim() == name);
    declared.map(|(_, value)| value).or(node.attribute(name)).map(|value| value.trim().to_owned())
}

/// The lines of a text element.
pub(super) fn chunks<'d>(text: Node<'d, 'd>) -> Vec<Chunk<'d>> {
    let mut reader = Reader { chunks: Vec::new(), pen: Pen::default(), hard: None };
    reader.hard = whole_is_hard(text);
    reader.element(text, 0);
    for chunk in &mut reader.chunks {
        trim(chunk);
    }
    reader.chunks.retain(|chunk| !chunk.nodes.is_empty());
    reader.chunks
}

/// What makes every line of a text hard to place.
fn whole_is_hard(text: Node) -> Option<&'static str> {
    let size = property(text, "font-size");
    let inner = || text.descendants().filter(Node::is_element);
    let differs = |it: Node| {
        own_property(it, "font").is_some()
            || own_property(it, "font-size").is_some_and(|own| {
                Some(&own) != size.as_ref() || own.ends_with("em") || own.ends_with('%')
            })
    };
    let is_set = |name: &str| inner().any(|it| it.attribute(name).is_some());
    let upright = |mode: String| mode.starts_with("tb") || mode.starts_with("vertical");
    if inner().any(|it| it.tag_name().name() == "textPath") {
        Some("that follow a path")
    } else if inner().filter_map(|it| property(it, "writing-mode")).any(upright) {
        Some("that run from top to bottom")
    } else if is_set("textLength") {
        Some("that are stretched to a length")
    } else if is_set("rotate") {
        Some("whose signs are turned")
    } else if inner().skip(1).any(differs) {
        Some("of several sizes in one text")
    } else {
        None
    }
}

/// Where the next line would begin.
#[derive(Default)]
struct Pen {
    x: Option<String>,
    y: Option<String>,
    /// Down from there, by units.
    down: Vec<(String, f64)>,
    /// Whether the next character begins a line.
    starts: bool,
    /// Whether that has a place from left to right.
    placed: bool,
    hard: Option<&'static str>,
}

struct Reader<'d> {
    chunks: Vec<Chunk<'d>>,
    pen: Pen,
    hard: Option<&'static str>,
}

impl<'d> Reader<'d> {
    fn element(&mut self, element: Node<'d, 'd>, depth: u32) {
        self.place(element, depth);
        for child in element.children() {
            if child.is_text() {
                self.words(child, element);
            } else if matches!(
                child.tag_name().name(),
                "tspan" | "a" | "textPath" | "tref" | "switch"
            ) && own_property(child, "display").as_deref() != Some("none")
            {
                self.element(child, depth + 1);
            }
        }
    }

    /// Takes in the places that an element names.
    fn place(&mut self, element: Node, depth: u32) {
        let list = |name: &str| {
            let value = element.attribute(name)?.trim();
            let parts = value.split([',', ' ', '\n', '\t', '\r']).filter(|it| !it.is_empty());
            Some(parts.map(str::to_owned).collect::<Vec<_>>()).filter(|list| !list.is_empty())
        };
        let (x, y, dx, dy) = (list("x"), list("y"), list("dx"), list("dy"));
        let many = [&x, &y, &dy].iter().any(|it| it.as_ref().is_some_and(|list| list.len() > 1));
        let moved =
            dx.is_some_and(|list| list.iter().any(|it| number(it).is_none_or(|n| n.0 != 0.0)));
        if many || moved {
            self.pen.hard = Some("whose signs are moved one by one");
        }
        let first = |list: Option<Vec<String>>| list.and_then(|list| list.into_iter().next());
        if let Some(y) = first(y) {
            self.pen.y = Some(y);
            self.pen.down.clear();
            self.pen.starts = true;
        }
        if let Some(x) = first(x) {
            self.pen.x = Some(x);
            self.pen.starts = true;
            self.pen.placed = true;
        }
        self.pen.placed |= depth == 0;
        if let Some(dy) = first(dy) {
            self.lower(&dy);
        }
    }

    fn lower(&mut self, by: &str) {
        let Some((amount, unit)) = number(by) else {
            self.pen.hard = Some("whose place has an unknown unit");
            return;
        };
        if amount == 0.0 {
            return;
        }
        match self.pen.down.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, sum)) => *sum += amount,
            None => self.pen.down.push((unit, amount)),
        }
        // Raised or lowered within a line.
        if !self.pen.starts && self.chunks.iter().any(|chunk| !chunk.words().trim().is_empty()) {
            self.pen.hard = Some("that are raised or lowered within a line");
        }
    }

    fn words(&mut self, node: Node<'d, 'd>, parent: Node<'d, 'd>) {
        let keeps = node
            .ancestors()
            .find_map(|it| it.attribute(("http://www.w3.org/XML/1998/namespace", "space")))
            == Some("preserve");
        let mut words: String = node.text().unwrap_or_default().replace(['\n', '\t', '\r'], " ");
        if !keeps {
            words = collapse(&words);
        }
        let blank = words.trim().is_empty();
        // A blank before the first word of a place begins nothing.
        if (self.pen.starts && !blank) || self.chunks.is_empty() {
            self.start(parent);
        }
        let Some(chunk) = self.chunks.last_mut() else { return };
        if let Some(hard) = self.pen.hard {
            chunk.hard = chunk.hard.or(Some(hard));
        }
        let joins = !keeps && words.starts_with(' ') && chunk.words().ends_with(' ');
        let words = if joins { words[1..].to_owned() } else { words };
        chunk.nodes.push(Part { node, words });
    }

    fn start(&mut self, parent: Node) {
        let pen = &mut self.pen;
        let is_rtl = property(parent, "direction").as_deref() == Some("rtl");
        let before = match property(parent, "text-anchor").as_deref() {
            Some("middle") => 0.5,
            Some("end") => 1.0,
            _ => 0.0,
        };
        let down = match &pen.down[..] {
            [] => "0".to_owned(),
            [(unit, sum)] => format!("{sum}{unit}"),
            _ => {
                pen.hard = pen.hard.or(Some("that are moved down in several units"));
                "0".to_owned()
            }
        };
        let follows = !(pen.placed || self.chunks.is_empty());
        let follows = follows.then_some("that have a height of their own and no place beside it");
        self.chunks.push(Chunk {
            x: pen.x.clone().unwrap_or_else(|| "0".into()),
            y: pen.y.clone().unwrap_or_else(|| "0".into()),
            down,
            nodes: Vec::new(),
            before: if is_rtl { 1.0 - before } else { before },
            is_rtl,
            hard: self.hard.or(pen.hard).or(follows),
        });
        (pen.starts, pen.placed) = (false, false);
        pen.hard = None;
    }
}

/// A number and its unit.
fn number(text: &str) -> Option<(f64, String)> {
    let signs = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
    let end = text.find(|c| !signs(c)).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let known = matches!(unit, "" | "px" | "em" | "ex" | "pt" | "pc" | "mm" | "cm" | "in" | "%");
    Some((number.parse().ok().filter(|_| known)?, unit.to_owned()))
}

/// Several blanks as one.
fn collapse(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

/// Drops the blanks around a line, which have no width there.
fn trim(chunk: &mut Chunk) {
    for part in &mut chunk.nodes {
        part.words = part.words.trim_start_matches(' ').to_owned();
        if !part.words.is_empty() {
            break;
        }
    }
    for part in chunk.nodes.iter_mut().rev() {
        part.words.truncate(part.words.trim_end_matches(' ').len());
        if !part.words.is_empty() {
            break;
        }
    }
}
