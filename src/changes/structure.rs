//! A booklet's state from the structure of a PDF, of whatever maker.

use super::label::Label;
use super::setting::{Setting, Within};
use super::state::{Class, Kind, Part, Passage, Role, State};
use super::words::{Gathered, Manner, is_said};
use crate::language::Language;
use crate::number::Home;
use crate::verify::{Child, Element, Target};
use crate::words::Phrases;

/// The most letters of a page number in brackets behind a link: "(see page 112)".
const LONGEST_REFERENCE: usize = 24;

/// What holds the words of panels, in the order of the phrases before their titles.
const URGENCIES: [Within; 3] = [Within::Emergency, Within::Urgent, Within::Routine];

/// What the structure of a PDF says. Its table of contents and the page numbers behind links are
/// left out, which change wherever a line moves.
#[must_use]
pub fn of_structure(top: &Element) -> State {
    let tag = top.language.as_deref();
    let language = tag.and_then(|tag| Language::parse(tag).ok()).unwrap_or_else(Language::english);
    let front = Part { role: Role::Front, ..Part::default() };
    let phrases = Phrases::of(&language);
    let mut walker = Walker {
        home: Home::of(&language, None),
        urgency: [phrases.emergency, phrases.urgent, phrases.routine],
        language,
        state: State::default(),
        part: front,
        setting: Setting::default(),
        page: None,
    };
    walker.element(top, Kind::Paragraph, 0);
    walker.begin(Part::default());
    let mut state = walker.state;
    if let Some(last) = state.parts.last_mut().filter(|part| part.role == Role::Chapter)
        && last.passages.iter().flat_map(|it| &it.words).any(|it| it.class == Class::Phone)
    {
        last.role = Role::Contact;
    }
    if let Some(front) = state.parts.first().filter(|it| it.role == Role::Front) {
        state.title = front.passages.first().map_or(String::new(), Passage::text);
        state.parts[0].title.clone_from(&state.title);
    }
    state
}

pub(super) struct Walker {
    language: Language,
    home: Home,
    /// The words before the titles of panels of each urgency.
    urgency: [&'static str; 3],
    state: State,
    pub(super) part: Part,
    /// What the next passage stands in and beside.
    pub(super) setting: Setting,
    page: Option<usize>,
}

/// What an element of the structure is to a reader.
fn kind(element: &Element, outer: Kind) -> Kind {
    let level = element.kind().strip_prefix('H').and_then(|it| it.parse::<u8>().ok());
    match element.kind() {
        "Title" => Kind::Fact,
        "H" | "H1" => Kind::Title,
        "Caption" => Kind::Caption,
        "Note" | "FENote" => Kind::Print,
        _ => level.map_or(outer, Kind::Heading),
    }
}

/// What an element holds its words in, if that is seen.
fn within(element: &Element) -> Option<Within> {
    match (element.kind(), &*element.role) {
        ("BlockQuote", _) => Some(Within::Quote),
        ("Div" | "Aside", _) | (_, "Aside") => Some(Within::Panel),
        _ => None,
    }
}

impl Walker {
    /// Takes what was read so far as a part, and begins another.
    fn begin(&mut self, part: Part) {
        let done = std::mem::replace(&mut self.part, part);
        (self.setting.row, self.setting.column) = (None, None);
        if !done.passages.is_empty() {
            self.state.parts.push(done);
        }
    }

    /// How many parts are behind: a place in the part under way means nothing in the next.
    pub(super) fn parts(&self) -> usize {
        self.state.parts.len()
    }

    pub(super) fn element(&mut self, element: &Element, outer: Kind, depth: u8) {
        if element.kind() == "TOC" {
            return;
        }
        self.page = element.page.or(self.page);
        let kind = kind(element, outer);
        let own = element.language.as_deref().and_then(|tag| Language::parse(tag).ok());
        let language = own.map(|own| std::mem::replace(&mut self.language, own));
        let held = within(element).map(|within| self.setting.within.replace(within));
        if kind == Kind::Title && outer != Kind::Title && !element.text().trim().is_empty() {
            let title = element.text().trim().to_owned();
            self.begin(Part { title, ..Part::default() });
        }
        if let Some(alt) = &element.alt {
            let mut gathered = Gathered::default();
            gathered.push(alt);
            self.add(Kind::Alt, gathered);
        }
        match element.kind() {
            "Table" => self.table(element, depth),
            "L" => self.list(element, depth.saturating_add(1)),
            _ => self.within(element, kind, depth),
        }
        if let Some(language) = language {
            self.language = language;
        }
        if let Some(outer) = held {
            self.setting.within = outer;
        }
    }

    /// Its words, parted by the elements that stand by themselves.
    pub(super) fn within(&mut self, element: &Element, kind: Kind, depth: u8) {
        let mut gathered = Gathered::default();
        if let Some(actual) = &element.actual_text {
            gathered.push(actual);
            return self.add(kind, gathered);
        }
        let mut referred = false;
        for child in &element.children {
            match child {
                Child::Text(text) => {
                    gathered.push(if referred { behind_reference(text) } else { text });
                    referred = false;
                }
                // What stands before an item is known already.
                Child::Element(inner) if inner.kind() == "Lbl" && element.kind() == "LI" => {}
                Child::Element(inner) if is_inline(inner) => {
                    referred = self.inline(inner, &mut gathered);
                }
                Child::Element(inner) => {
                    self.add(kind, std::mem::take(&mut gathered));
                    self.element(inner, kind, depth);
                }
                Child::Object => {}
            }
        }
        self.add(kind, gathered);
    }

    /// The items of a list, each by what stands before it.
    fn list(&mut self, list: &Element, depth: u8) {
        let mut next = 1;
        for child in &list.children {
            match child {
                Child::Element(item) if item.kind() == "LI" => self.item(item, depth, &mut next),
                Child::Element(other) => self.element(other, Kind::Item(depth), depth),
                Child::Text(text) => {
                    let mut gathered = Gathered::default();
                    gathered.push(text);
                    self.add(Kind::Item(depth), gathered);
                }
                Child::Object => {}
            }
        }
    }

    /// An item; `next` is the number that the list has reached.
    fn item(&mut self, item: &Element, depth: u8, next: &mut usize) {
        self.page = item.page.or(self.page);
        let labels = item.elements().filter(|it| it.kind() == "Lbl");
        let text: String = labels.map(Element::text).collect();
        let label = Label::read(&text, Phrases::of(&self.language).tick_box);
        let kind = match label {
            Label::Sign => Kind::Item(depth),
            Label::Box => Kind::Tick(depth),
            Label::Letter => Kind::Step(depth),
            Label::Number(number) => {
                self.setting.number = Some(number);
                self.setting.begins = number != *next || number == 1;
                *next = number.saturating_add(1);
                Kind::Step(depth)
            }
            Label::Words => Kind::Meaning,
        };
        let row = self.setting.row;
        let parts = self.parts();
        if label == Label::Words {
            let mut gathered = Gathered::default();
            gathered.push(&text);
            self.setting.row = None;
            self.add(Kind::Term, gathered);
            self.setting.row = self.part.passages.len().checked_sub(1);
        }
        self.within(item, kind, depth);
        (self.setting.number, self.setting.begins) = (None, false);
        self.setting.row = row.filter(|_| parts == self.parts());
    }

    /// Takes the words of an element within a line; whether it leads to a page.
    fn inline(&mut self, element: &Element, gathered: &mut Gathered) -> bool {
        let start = gathered.text().len();
        let mut targets = Vec::new();
        self.apart(element, gathered, &mut targets);
        let shown = gathered.text()[start..].trim().to_owned();
        let mut referred = false;
        for target in targets {
            match target {
                Target::Uri(address) if is_said(address, &shown, &self.home) => {}
                Target::Page(_) => referred = true,
                target => gathered.lead(target.to_string()),
            }
        }
        referred
    }

    /// Takes its words as they are set apart from those around them.
    fn apart<'a>(
        &self,
        element: &'a Element,
        gathered: &mut Gathered,
        targets: &mut Vec<&'a Target>,
    ) {
        targets.extend(element.target.as_deref());
        let outer = gathered.manner();
        let mut manner = match element.kind() {
            "Strong" => Manner::bold(outer.clone()),
            "Em" => Manner::stressed(outer.clone()),
            "Link" => Manner::link(outer.clone()),
            _ => outer.clone(),
        };
        let own = element.language.as_deref().and_then(|tag| Language::parse(tag).ok());
        if let Some(own) = own.filter(|own| own.tag() != self.language.tag()) {
            manner = manner.language(&own);
        }
        gathered.set(manner);
        if let Some(alt) = &element.alt {
            gathered.push(alt);
        }
        if let Some(actual) = &element.actual_text {
            gathered.push(actual);
        } else {
            for child in &element.children {
                match child {
                    Child::Text(text) => gathered.push(text),
                    Child::Element(inner) => self.apart(inner, gathered, targets),
                    Child::Object => {}
                }
            }
        }
        gathered.set(outer);
    }

    /// Adds a passage, where it holds words.
    fn add(&mut self, kind: Kind, gathered: Gathered) {
        let words = gathered.text().trim().trim_end_matches([':', '：']).trim_end();
        let kind = if self.urgency.contains(&words) { Kind::Urgency } else { kind };
        // The heading of a panel says first how urgent it is, and holds for all of it.
        if let Some(held) = &mut self.setting.within
            && kind.is_heading()
            && let Some(urgency) = self.urgency.iter().zip(URGENCIES).find(|(phrase, _)| {
                words.strip_prefix(**phrase).is_some_and(|rest| rest.starts_with([':', '：', ' ']))
            })
        {
            *held = urgency.1;
        }
        if let Some(passage) = gathered.passage(kind, &self.language, &self.home) {
            self.push(passage);
        }
    }

    /// Adds a cell without words.
    pub(super) fn add_empty(&mut self, kind: Kind) {
        let passage = Gathered::default().place(kind, &self.language, &self.home);
        self.push(passage);
    }

    fn push(&mut self, passage: Passage) {
        let (setting, page) = (self.setting, self.page);
        (self.setting.number, self.setting.begins) = (None, false);
        self.part.passages.push(Passage { setting, page, ..passage });
    }
}

/// Whether an element stands within a line.
fn is_inline(element: &Element) -> bool {
    let inline = [
        "Span",
        "Link",
        "Reference",
        "Em",
        "Strong",
        "Quote",
        "Code",
        "Annot",
        "Ruby",
        "Warichu",
        "Sub",
        "BibEntry",
        "Formula",
        "Form",
        "RB",
        "RT",
        "RP",
    ];
    inline.contains(&element.kind()) && element.elements().all(is_inline)
}

/// Words behind a link into the file, without the page number in brackets that they may begin with.
fn behind_reference(text: &str) -> &str {
    let reference = || {
        let rest = text.trim_start().strip_prefix(['(', '（'])?;
        let (number, after) = rest.split_once([')', '）'])?;
        let short = number.chars().count() <= LONGEST_REFERENCE;
        (short && number.chars().any(char::is_numeric)).then_some(after)
    };
    reference().unwrap_or(text)
}
