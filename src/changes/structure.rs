//! A booklet's state from the structure of a PDF, of whatever maker.

use super::state::{Class, Kind, Part, Passage, Role, State};
use super::words::{Gathered, is_said};
use crate::language::Language;
use crate::number::Home;
use crate::verify::{Child, Element, Target};
use crate::words::Phrases;

/// The most letters of a page number in brackets behind a link: "(see page 112)".
const LONGEST_REFERENCE: usize = 24;

/// What the structure of a PDF says. Its table of contents and the page numbers behind links are
/// left out, which change wherever a line moves.
#[must_use]
pub fn of_structure(top: &Element) -> State {
    let tag = top.language.as_deref();
    let language = tag.and_then(|tag| Language::parse(tag).ok()).unwrap_or_else(Language::english);
    let home = Home::of(&language, None);
    let front = Part { role: Role::Front, ..Part::default() };
    let phrases = Phrases::of(&language);
    let urgency = [phrases.emergency, phrases.urgent, phrases.routine];
    let mut walker = Walker { language, home, urgency, state: State::default(), part: front };
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

struct Walker {
    language: Language,
    home: Home,
    /// The words before the titles of panels of each urgency.
    urgency: [&'static str; 3],
    state: State,
    part: Part,
}

/// What an element of the structure is to a reader.
fn kind(element: &Element, outer: Kind, depth: u8) -> Kind {
    let level = element.kind().strip_prefix('H').and_then(|it| it.parse::<u8>().ok());
    match element.kind() {
        "Title" => Kind::Fact,
        "H" | "H1" => Kind::Title,
        "LI" | "LBody" => Kind::Item(depth.max(1)),
        "TH" => Kind::ColumnHead,
        "TD" => Kind::Cell,
        "Caption" => Kind::Caption,
        "Note" | "FENote" => Kind::Print,
        _ => level.map_or(outer, Kind::Heading),
    }
}

impl Walker {
    /// Takes what was read so far as a part, and begins another.
    fn begin(&mut self, part: Part) {
        let done = std::mem::replace(&mut self.part, part);
        if !done.passages.is_empty() {
            self.state.parts.push(done);
        }
    }

    fn element(&mut self, element: &Element, outer: Kind, depth: u8) {
        if matches!(element.kind(), "TOC" | "Lbl") {
            return;
        }
        let depth = depth.saturating_add(u8::from(element.kind() == "L"));
        let kind = kind(element, outer, depth);
        let own = element.language.as_deref().and_then(|tag| Language::parse(tag).ok());
        let language = own.map(|own| std::mem::replace(&mut self.language, own));
        if kind == Kind::Title && outer != Kind::Title && !element.text().trim().is_empty() {
            let title = element.text().trim().to_owned();
            self.begin(Part { title, ..Part::default() });
        }
        if let Some(alt) = &element.alt {
            let mut gathered = Gathered::default();
            gathered.push(alt);
            self.add(Kind::Alt, gathered);
        }
        self.within(element, kind, depth);
        if let Some(language) = language {
            self.language = language;
        }
    }

    /// Its words, parted by the elements that stand by themselves.
    fn within(&mut self, element: &Element, kind: Kind, depth: u8) {
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

    /// Takes the words of an element within a line; whether it leads to a page.
    fn inline(&mut self, element: &Element, gathered: &mut Gathered) -> bool {
        if let Some(alt) = &element.alt {
            gathered.push(alt);
        }
        let start = gathered.text().len();
        gathered.push(&element.text());
        let shown = gathered.text()[start..].trim().to_owned();
        let mut targets = Vec::new();
        links(element, &mut targets);
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

    fn add(&mut self, kind: Kind, gathered: Gathered) {
        let words = gathered.text().trim().trim_end_matches([':', '：']).trim_end();
        let kind = if self.urgency.contains(&words) { Kind::Urgency } else { kind };
        self.part.passages.extend(gathered.passage(kind, &self.language, &self.home));
    }
}

fn links<'a>(element: &'a Element, targets: &mut Vec<&'a Target>) {
    targets.extend(element.target.as_deref());
    element.elements().for_each(|inner| links(inner, targets));
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
