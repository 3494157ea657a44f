//! What stands within a paragraph of a Word file: runs, links, fields, notes, pictures.

use super::reader::{Field, Inline, Notes, Reader, chosen};
use super::revisions;
use super::source;
use super::styles::Styles;
use super::symbols;
use crate::import::draft::{BREAK, Block, Figure, Look, Placed, Run, at_level};
use crate::import::xml::{Node, attribute, child, name, switch, value};

/// What runs take over from what is around them.
#[derive(Clone, Default)]
pub(super) struct Around {
    bold: bool,
    stress: bool,
    hidden: bool,
    href: Option<String>,
}

impl Around {
    pub(super) fn of_paragraph(styles: &Styles, style: Option<&str>) -> Self {
        Self {
            bold: styles.bold(style),
            stress: styles.stress(style),
            hidden: styles.hidden(style),
            href: None,
        }
    }
}

impl<'a, 'i> Reader<'a, 'i> {
    pub(super) fn inline(&mut self, parent: Node<'a, 'i>, into: &mut Inline, around: &Around) {
        for node in parent.children() {
            match name(node) {
                "r" => self.run(node, into, around),
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" => {}
                "hyperlink" => {
                    let target = attribute(node, "id").and_then(|id| self.relations.get(id));
                    let href = target.filter(|it| it.outside).map(|it| it.target.clone());
                    let inner = attribute(node, "anchor").map(|it| format!("#{it}"));
                    let href = href.or(inner).or_else(|| around.href.clone());
                    self.inline(node, into, &Around { href, ..around.clone() });
                }
                "fldSimple" => {
                    let code = attribute(node, "instr").unwrap_or_default();
                    let href = link_of(code).or_else(|| around.href.clone());
                    self.inline(node, into, &Around { href, ..around.clone() });
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.inline(chosen, into, around);
                    }
                }
                "oMath" => {
                    let place = self.place.clone();
                    self.draft.notice("a formula became plain signs in a row", &place);
                    let words = source::words(node);
                    into.runs.push(Run::plain(&words.replace('\n', "")));
                }
                element
                    if revisions::is_change(element)
                        && !revisions::keeps(self.changes, element) =>
                {
                    self.drop_change(node);
                }
                _ => self.inline(node, into, around),
            }
        }
    }

    fn run(&mut self, node: Node<'a, 'i>, into: &mut Inline, around: &Around) {
        let properties = child(node, "rPr");
        let style = properties.and_then(|it| value(it, "rStyle"));
        let (bold, stress) = self.styles.character(style);
        let direct = |key| properties.and_then(|it| switch(it, key));
        let look = Look {
            bold: direct("b").or(bold).unwrap_or(around.bold),
            stress: direct("i").or(stress).unwrap_or(around.stress),
            href: around.href.clone().or_else(|| self.link_of_fields()),
            language: properties.and_then(language_of),
        };
        let hidden = is_hidden(properties).unwrap_or(around.hidden);
        let unsaid = match source::is_struck(properties) {
            _ if hidden => Some("hidden words"),
            true => Some("words that are struck out"),
            false => None,
        };
        let fonts = properties.and_then(|it| child(it, "rFonts"));
        let greek = fonts.and_then(|it| attribute(it, "ascii")).is_some_and(symbols::is_greek);
        let height = properties.and_then(|it| value(it, "vertAlign")).unwrap_or_default();
        let form = Form { look, unsaid, greek, height };
        self.parts(node, into, around, &form);
    }

    /// What a run holds.
    fn parts(&mut self, run: Node<'a, 'i>, into: &mut Inline, around: &Around, form: &Form<'_>) {
        for node in run.children() {
            match name(node) {
                "t" | "delText" => {
                    let text: String = node.children().filter_map(|it| it.text()).collect();
                    self.say(&text, into, form);
                }
                "tab" | "ptab" => self.say("\t", into, form),
                "br" if matches!(attribute(node, "type"), Some("page" | "column")) => {
                    self.page_breaks += 1;
                    self.say(" ", into, form);
                }
                "br" | "cr" => self.say(&BREAK.to_string(), into, form),
                "noBreakHyphen" => self.say("-", into, form),
                "sym" => self.symbol(node, into, form),
                "fldChar" => self.field(node),
                "instrText" | "delInstrText" => {
                    let code: String = node.children().filter_map(|it| it.text()).collect();
                    if let Some(field) = self.fields.last_mut() {
                        field.code.push_str(&code);
                    }
                }
                "footnoteReference" => self.note(node, into, form, true),
                "endnoteReference" => self.note(node, into, form, false),
                "drawing" | "pict" | "object" => {
                    let mut found = Described::default();
                    self.graphic(node, into, &mut found);
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.parts(chosen, into, around, form);
                    }
                }
                "ruby" => {
                    for (part, marks) in [("rubyBase", ["", ""]), ("rt", ["(", ")"])] {
                        self.say(marks[0], into, form);
                        if let Some(part) = child(node, part) {
                            self.inline(part, into, around);
                        }
                        self.say(marks[1], into, form);
                    }
                }
                "rPr" => {}
                _ => self.inline(node, into, around),
            }
        }
    }

    /// Words, where they are shown.
    fn say(&mut self, text: &str, into: &mut Inline, form: &Form<'_>) {
        if text.is_empty() {
            return;
        }
        if self.fields.iter().any(|it| !it.shown) {
            return self.draft.leave_out("words within the code of a field", &self.place, text);
        }
        if let Some(what) = form.unsaid {
            if !text.trim().is_empty() {
                self.draft.leave_out(what, &self.place, text);
            }
            return;
        }
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            match u32::from(c) {
                0xAD => {}
                code @ 0xF000..=0xF0FF => match symbols::sign(code, form.greek) {
                    Some(sign) => {
                        self.draft.turned.push(c.to_string());
                        shown.push(sign);
                    }
                    None => {
                        let what = format!("a sign of a font of pictures (U+{code:04X})");
                        self.draft.leave_out(&what, &self.place, &c.to_string());
                    }
                },
                _ => shown.push(c),
            }
        }
        let text = shown;
        let text = match form.height {
            "superscript" | "subscript" => {
                let moved = at_level(&text, form.height == "superscript");
                if moved.is_none() && !text.trim().is_empty() {
                    let place = self.place.clone();
                    self.draft.notice("raised or lowered letters stand on the line", &place);
                }
                moved.unwrap_or(text)
            }
            _ => text,
        };
        into.runs.push(Run { text, look: form.look.clone() });
    }

    fn symbol(&mut self, node: Node<'a, 'i>, into: &mut Inline, form: &Form<'_>) {
        let code = attribute(node, "char").and_then(|it| u32::from_str_radix(it, 16).ok());
        let font = attribute(node, "font").unwrap_or("a font of pictures");
        match code.and_then(|code| symbols::sign(code, symbols::is_greek(font))) {
            Some(sign) => self.say(&sign.to_string(), into, form),
            None => {
                let number = attribute(node, "char").unwrap_or("no number");
                let what = format!("a sign of the font {font} ({number})");
                self.draft.leave_out(&what, &self.place, "");
            }
        }
    }

    fn field(&mut self, node: Node<'a, 'i>) {
        match attribute(node, "fldCharType") {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shown = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn link_of_fields(&self) -> Option<String> {
        self.fields.iter().rev().filter(|it| it.shown).find_map(|it| link_of(&it.code))
    }

    /// A note, in brackets where it is called.
    fn note(&mut self, node: Node<'a, 'i>, into: &mut Inline, form: &Form<'_>, foot: bool) {
        let notes = if foot { &self.footnotes } else { &self.endnotes };
        let found = attribute(node, "id").and_then(|id| {
            let Notes { notes, relations } = notes.as_ref()?;
            Some((*notes.get(id)?, relations.clone()))
        });
        let Some((note, relations)) = found.filter(|_| !self.in_note) else { return };
        let place = self.place.clone();
        self.draft.notice("a note stands in brackets where it was called", &place);
        let outer = std::mem::replace(&mut self.relations, relations);
        let fields = std::mem::take(&mut self.fields);
        self.in_note = true;
        let mut words = Inline::default();
        for paragraph in note.descendants().filter(|it| name(*it) == "p") {
            self.inline(paragraph, &mut words, &Around::default());
            words.runs.push(Run::plain(" "));
        }
        self.in_note = false;
        (self.relations, self.fields) = (outer, fields);
        trim(&mut words.runs);
        if words.runs.is_empty() {
            return;
        }
        self.say(" (", into, &Form { unsaid: form.unsaid, ..Form::default() });
        into.runs.append(&mut words.runs);
        self.say(")", into, &Form { unsaid: form.unsaid, ..Form::default() });
        into.behind.append(&mut words.behind);
    }

    /// A drawing: pictures and frames of words.
    fn graphic(&mut self, parent: Node<'a, 'i>, into: &mut Inline, found: &mut Described) {
        for node in parent.children() {
            match name(node) {
                "docPr" | "shape" | "rect" => {
                    let (alt, decorative) = description(node);
                    found.alt = alt.or_else(|| found.alt.take());
                    found.decorative |= decorative;
                    self.graphic(node, into, found);
                }
                "txbxContent" => {
                    let blocks = self.within(node);
                    let place = self.place.clone();
                    if !blocks.is_empty() {
                        into.behind.push(Placed { place, block: Block::Box(blocks) });
                    }
                }
                "blip" => {
                    let id = attribute(node, "embed").or_else(|| attribute(node, "link"));
                    self.picture(id, into, found);
                }
                "imagedata" => self.picture(attribute(node, "id"), into, found),
                "textpath" => {
                    let words = attribute(node, "string").unwrap_or_default();
                    self.draft.leave_out("words drawn as a picture (WordArt)", &self.place, words);
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.graphic(chosen, into, found);
                    }
                }
                _ => self.graphic(node, into, found),
            }
        }
    }

    fn picture(&mut self, id: Option<&str>, into: &mut Inline, found: &Described) {
        let target = id.and_then(|id| self.relations.get(id)).cloned();
        let place = self.place.clone();
        let words = found.alt.clone().unwrap_or_default();
        let Some(target) = target else { return };
        let bytes = self.media.get(&target.target).cloned();
        let Some(bytes) = bytes.filter(|_| !target.outside) else {
            let what = format!("a picture that is not in the file ({})", target.target);
            return self.draft.leave_out(&what, &place, &words);
        };
        let Some(picture) = self.draft.add_picture(bytes) else {
            let kind = target.target.rsplit('.').next().unwrap_or_default().to_uppercase();
            let what = format!("a picture of the kind {kind}, which no edition can show");
            return self.draft.leave_out(&what, &place, &words);
        };
        let figure = Figure {
            picture,
            alt: found.alt.clone(),
            decorative: found.decorative,
            caption: Vec::new(),
        };
        into.behind.push(Placed { place, block: Block::Picture(figure) });
    }
}

#[derive(Default)]
struct Described {
    alt: Option<String>,
    decorative: bool,
}

#[derive(Default)]
struct Form<'f> {
    look: Look,
    /// Why they are not carried over.
    unsaid: Option<&'static str>,
    /// Whether their font is Symbol, which has Greek letters and signs of mathematics.
    greek: bool,
    height: &'f str,
}

/// Whether words are hidden.
fn is_hidden(properties: Option<Node<'_, '_>>) -> Option<bool> {
    properties.and_then(|it| switch(it, "vanish"))
}

/// The text that is to be said for a picture, and whether it only decorates.
fn description(node: Node<'_, '_>) -> (Option<String>, bool) {
    let words = |key| attribute(node, key).map(str::trim).filter(|it| !it.is_empty());
    let alt = words("descr").or_else(|| words("title")).or_else(|| words("alt"));
    let decorative = node
        .descendants()
        .any(|it| name(it) == "decorative" && matches!(attribute(it, "val"), Some("1" | "true")));
    (alt.map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")), decorative)
}

fn language_of(properties: Node<'_, '_>) -> Option<String> {
    let lang = child(properties, "lang")?;
    let right_to_left = switch(properties, "rtl") == Some(true);
    attribute(lang, if right_to_left { "bidi" } else { "val" }).map(str::to_owned)
}

/// The address in the code of a field.
fn link_of(code: &str) -> Option<String> {
    let code = code.trim_start();
    let rest =
        code.get(..9).filter(|it| it.eq_ignore_ascii_case("hyperlink")).map(|_| &code[9..])?;
    let address = rest.trim_start().strip_prefix('"')?.split('"').next()?;
    (!address.is_empty()).then(|| address.to_owned())
}

fn trim(runs: &mut Vec<Run>) {
    while runs.last().is_some_and(|run| run.text.trim().is_empty()) {
        runs.pop();
    }
    while runs.first().is_some_and(|run| run.text.trim().is_empty()) {
        runs.remove(0);
    }
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
}
