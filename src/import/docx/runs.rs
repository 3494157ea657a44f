//! What stands within a paragraph of a Word file: runs, links, fields, notes, pictures.

use super::graphics::Described;
use super::reader::{Field, Inline, Notes, Reader, chosen};
use super::revisions;
use super::source;
use super::styles::{self, Styles};
use crate::import::draft::{BREAK, Look, Run, at_level, trim};
use crate::import::formula;
use crate::import::signs;
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
                    let part = attribute(node, "anchor").filter(|it| !it.is_empty());
                    let part = part.map(|it| format!("#{it}"));
                    let href = match target.filter(|it| it.outside) {
                        Some(target) if target.target.contains('#') => Some(target.target.clone()),
                        Some(target) => Some(target.target.clone() + &part.unwrap_or_default()),
                        None => part.or_else(|| around.href.clone()),
                    };
                    self.inline(node, into, &Around { href, ..around.clone() });
                }
                "fldSimple" => {
                    let code = attribute(node, "instr").unwrap_or_default();
                    let href = link_of(code).or_else(|| around.href.clone());
                    self.inline(node, into, &Around { href, ..around.clone() });
                }
                "AlternateContent" => {
                    self.older_form(node);
                    if let Some(chosen) = chosen(node) {
                        self.inline(chosen, into, around);
                    }
                }
                "sdt" => {
                    self.choices_of_control(node);
                    self.inline(node, into, around);
                }
                "bookmarkStart" => self.anchor(node),
                "oMath" => {
                    let place = self.place.clone();
                    let words = "a formula became signs in a row: compare it with the file";
                    self.draft.notice(words, &place);
                    into.runs.push(Run::plain(&formula::row(node)));
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
        let font = source::font(properties).map(str::to_owned);
        let height = properties.and_then(styles::height).or_else(|| self.styles.height(style));
        let form = Form { look, unsaid, font, height };
        self.parts(node, into, around, &form);
    }

    /// What a run holds.
    fn parts(&mut self, run: Node<'a, 'i>, into: &mut Inline, around: &Around, form: &Form) {
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
                "noBreakHyphen" => self.say("\u{2011}", into, form),
                "sym" => self.symbol(node, into, form),
                "fldChar" => self.field(node, into, form),
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
                    self.older_form(node);
                    if let Some(chosen) = chosen(node) {
                        self.parts(chosen, into, around, form);
                    }
                }
                "commentReference" => {
                    let id = attribute(node, "id").unwrap_or_default().to_owned();
                    self.comments.insert(id, (self.draft.now(), self.place.clone()));
                }
                "ruby" => {
                    self.draft.added.push("( )".to_owned());
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
    fn say(&mut self, text: &str, into: &mut Inline, form: &Form) {
        if text.is_empty() {
            return;
        }
        if self.fields.iter().any(|it| !it.shown) {
            return self.draft.leave_out_more(
                "words within the code of a field",
                &self.place,
                text,
            );
        }
        let text = signs::translated(text, form.font.as_deref()).replace('\u{AD}', "");
        if let Some(what) = form.unsaid {
            return self.draft.leave_out_more(what, &self.place, &text);
        }
        let text = match form.height {
            Some(raised) if !text.trim().is_empty() => {
                let (moved, whole) = at_level(&text, raised);
                if !whole {
                    let place = self.place.clone();
                    self.draft.notice("raised or lowered letters stand on the line", &place);
                }
                moved
            }
            _ => text,
        };
        self.draft.end_piece();
        into.runs.push(Run { text, look: form.look.clone() });
    }

    fn symbol(&mut self, node: Node<'a, 'i>, into: &mut Inline, form: &Form) {
        let sign = source::symbol(node);
        if sign.contains(|c| !crate::content::can_be_shown(c)) {
            let font = attribute(node, "font").unwrap_or("a font of pictures");
            let number = attribute(node, "char").unwrap_or("no number");
            let what = format!("a sign of the font {font} ({number}) is not known here: write it");
            self.draft.notice(&what, &self.place.clone());
        }
        self.say(&sign, into, form);
    }

    fn field(&mut self, node: Node<'a, 'i>, into: &mut Inline, form: &Form) {
        match attribute(node, "fldCharType") {
            Some("begin") => {
                self.say(source::tick_box(node).unwrap_or_default(), into, form);
                if let Some((entries, chosen)) = source::choices(node) {
                    self.say(entries.get(chosen).copied().unwrap_or_default(), into, form);
                    let others = entries.iter().enumerate().filter(|(at, _)| *at != chosen);
                    let others: Vec<&str> = others.map(|(_, it)| *it).collect();
                    let place = self.place.clone();
                    self.draft.leave_out("choices of a field", &place, &others.join(" / "));
                    self.draft.turned.push("/".repeat(others.len().saturating_sub(1)));
                }
                self.fields.push(Field::default());
            }
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

    /// The choices of a content control, of which one is shown.
    pub(super) fn choices_of_control(&mut self, node: Node<'a, 'i>) {
        let Some(properties) = child(node, "sdtPr") else { return };
        let entries = properties.descendants().filter(|it| name(*it) == "listItem");
        let entries: Vec<&str> = entries.filter_map(|it| attribute(it, "displayText")).collect();
        if !entries.is_empty() {
            let place = self.place.clone();
            self.draft.leave_out("choices of a field", &place, &entries.join(" "));
        }
    }

    /// Names the words of a form for older programs, where they are others.
    pub(super) fn older_form(&mut self, node: Node<'a, 'i>) {
        if let Some(older) = source::older(node) {
            let place = self.place.clone();
            let what = "another form of the same, for older programs";
            self.draft.leave_out(what, &place, &source::words(older));
        }
    }

    /// Keeps where a link within the file leads.
    pub(super) fn anchor(&mut self, node: Node<'a, 'i>) {
        let name = attribute(node, "name").unwrap_or_default();
        self.draft.anchor(name);
    }

    fn link_of_fields(&self) -> Option<String> {
        self.fields.iter().rev().filter(|it| it.shown).find_map(|it| link_of(&it.code))
    }

    /// A note, in brackets where it is called.
    fn note(&mut self, node: Node<'a, 'i>, into: &mut Inline, form: &Form, foot: bool) {
        self.say(" ", into, form);
        let notes = if foot { &self.footnotes } else { &self.endnotes };
        let found = attribute(node, "id").and_then(|id| {
            let Notes { notes, relations } = notes.as_ref()?;
            Some((*notes.get(id)?, relations.clone()))
        });
        let Some((note, relations)) = found.filter(|_| !self.in_note) else { return };
        let place = self.place.clone();
        if !self.called.insert(note.id()) {
            let words = "a note is called a second time: it stands where it was called first";
            return self.draft.notice(words, &place);
        }
        self.draft.notice("a note stands in brackets where it was called", &place);
        let outer = std::mem::replace(&mut self.relations, relations);
        let fields = std::mem::take(&mut self.fields);
        self.in_note = true;
        let mut words = Inline::default();
        // The words of a text box are read with the paragraph that it belongs to.
        let boxed = |it: &Node<'a, 'i>| {
            let outer = it.ancestors().take_while(|up| *up != note).map(name);
            outer.into_iter().any(|up| matches!(up, "txbxContent" | "Fallback"))
        };
        for paragraph in note.descendants().filter(|it| name(*it) == "p" && !boxed(it)) {
            self.inline(paragraph, &mut words, &Around::default());
            words.runs.push(Run::plain(" "));
        }
        self.in_note = false;
        (self.relations, self.fields) = (outer, fields);
        trim(&mut words.runs);
        if words.runs.is_empty() {
            return;
        }
        if form.unsaid.is_none() {
            self.draft.added.push("( )".to_owned());
        }
        self.say(" (", into, &Form { unsaid: form.unsaid, ..Form::default() });
        into.runs.append(&mut words.runs);
        self.say(")", into, &Form { unsaid: form.unsaid, ..Form::default() });
        into.behind.append(&mut words.behind);
    }
}

#[derive(Default)]
struct Form {
    look: Look,
    /// Why they are not carried over.
    unsaid: Option<&'static str>,
    font: Option<String>,
    /// Whether they are raised, or lowered.
    height: Option<bool>,
}

/// Whether words are hidden.
fn is_hidden(properties: Option<Node<'_, '_>>) -> Option<bool> {
    properties.and_then(|it| switch(it, "vanish"))
}

fn language_of(properties: Node<'_, '_>) -> Option<String> {
    let lang = child(properties, "lang")?;
    let right_to_left = switch(properties, "rtl") == Some(true);
    attribute(lang, if right_to_left { "bidi" } else { "val" }).map(str::to_owned)
}

/// The address in the code of a field, with the part of it that `\l` names.
fn link_of(code: &str) -> Option<String> {
    let code = code.trim_start();
    let rest =
        code.get(..9).filter(|it| it.eq_ignore_ascii_case("hyperlink")).map(|_| &code[9..])?;
    let (mut address, mut part) = (String::new(), String::new());
    let (mut rest, mut switch) = (rest.trim_start(), None);
    while !rest.is_empty() {
        let (word, quoted, after) = match rest.strip_prefix('"') {
            Some(inner) => {
                let (word, after) = inner.split_once('"').unwrap_or((inner, ""));
                (word, true, after)
            }
            None => {
                let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                (word, false, after)
            }
        };
        match (switch.take(), word.strip_prefix('\\').filter(|_| !quoted)) {
            (_, Some(letter)) => switch = Some(letter.to_ascii_lowercase()),
            (Some(letter), None) if letter == "l" => part = format!("#{word}"),
            (Some(letter), None) if letter == "o" || letter == "t" => {}
            _ if address.is_empty() => address = word.to_owned(),
            _ => {}
        }
        rest = after.trim_start();
    }
    if address.contains('#') {
        part.clear();
    }
    let whole = address + &part;
    (!whole.is_empty()).then_some(whole)
}
