//! The words of each piece of marked content on the pages.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::budget::Budget;
use super::file::{get, get_dictionary, resolve};
use super::font::Font;
use super::scan::{Operation, Scanner};

/// How deep forms may be drawn within forms.
const MAX_FORM_DEPTH: usize = 16;

/// How deep marked content may nest; a page that goes deeper is read no further.
const MAX_MARKS: usize = 4096;

/// Marked content by the page or form that holds it and its number there.
type MarkKey = (ObjectId, i64);

/// Reads pages as they are asked for.
pub(super) struct ContentReader<'a> {
    document: &'a Document,
    /// What may still be spent, here and by whoever walks the structure.
    pub budget: Budget,
    /// By where their dictionaries lie: one within resources has no number.
    fonts: HashMap<*const Dictionary, Rc<Font>>,
    pieces: HashMap<MarkKey, String>,
    read: HashSet<ObjectId>,
}

/// What marked content asks for, together with all that stands around it.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    /// The innermost piece.
    piece: Option<MarkKey>,
    /// Whether its words are left out: it is an artifact within the piece, or ActualText took its
    /// place.
    unsaid: bool,
    /// Whether strings are written backwards (ISO 32000-1, 14.8.2.3.3); the mark may stand around a
    /// piece or within it.
    reversed: bool,
}

/// One content stream being read.
struct Stream<'a> {
    /// The page or form, where it is an object of its own.
    holder: Option<ObjectId>,
    resources: Vec<&'a Dictionary>,
    depth: usize,
}

impl<'a> ContentReader<'a> {
    /// Nothing read yet.
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            budget: Budget::default(),
            fonts: HashMap::new(),
            pieces: HashMap::new(),
            read: HashSet::new(),
        }
    }

    /// Takes the words of a piece of marked content; each piece can be had once, since it belongs
    /// to one element.
    pub(super) fn take(
        &mut self,
        page: Option<ObjectId>,
        form: Option<ObjectId>,
        number: i64,
    ) -> String {
        if let Some(page) = page {
            self.read_page(page);
        }
        if let Some(form) = form {
            self.read_form(form, &mut Vec::new(), 0);
        }
        let text = form.or(page).and_then(|holder| self.pieces.remove(&(holder, number)));
        // ISO 32000-1, 14.8.2.2.3: a soft hyphen is no part of the word that it breaks.
        text.unwrap_or_default().replace('\u{AD}', "")
    }

    fn read_page(&mut self, page: ObjectId) {
        if !self.read.insert(page) {
            return;
        }
        let Some(data) = self.budget.page(self.document, page) else { return };
        let resources = page_resources(self.document, page);
        let stream = Stream { holder: Some(page), resources, depth: 0 };
        self.run(&data, &stream, &mut Vec::new());
    }

    /// Reads a form. One with marked content of its own is read once, wherever it is drawn.
    fn read_form(&mut self, form: ObjectId, marks: &mut Vec<Mark>, depth: usize) {
        let Some(stream) = self.document.get_object(form).ok().and_then(|it| it.as_stream().ok())
        else {
            return;
        };
        let own_pieces = stream.dict.has(b"StructParents");
        let is_form = get(self.document, &stream.dict, b"Subtype")
            .is_some_and(|subtype| subtype.as_name().is_ok_and(|name| name == b"Form"));
        if !is_form || depth > MAX_FORM_DEPTH {
            return;
        }
        if own_pieces && !self.read.insert(form) {
            return;
        }
        let Some(data) = self.budget.decode(stream) else { return };
        let resources = get_dictionary(self.document, &stream.dict, b"Resources");
        let inner =
            Stream { holder: Some(form), resources: resources.into_iter().collect(), depth };
        let outer = marks.len();
        self.run(&data, &inner, marks);
        marks.truncate(outer);
    }

    fn run(&mut self, data: &[u8], stream: &Stream<'a>, marks: &mut Vec<Mark>) {
        let floor = marks.len();
        let mut font: Option<Rc<Font>> = None;
        let mut saved = Vec::new();
        for Operation { operator, operands } in Scanner::new(data) {
            if !self.budget.work(1 + operands.len()) {
                break;
            }
            match operator {
                b"q" if saved.len() < 1024 => saved.push(font.clone()),
                b"Q" => font = saved.pop().unwrap_or(font),
                b"Tf" => font = self.font(stream, &operands),
                b"gs" => font = self.font_of_state(stream, &operands).or(font),
                b"Tj" | b"'" | b"\"" | b"TJ" => self.show(font.as_deref(), &operands, marks),
                b"BMC" | b"BDC" if marks.len() >= MAX_MARKS => break,
                b"BMC" | b"BDC" => {
                    let mark = self.mark(stream, &operands, marks);
                    marks.push(mark);
                }
                b"EMC" if marks.len() > floor => {
                    marks.pop();
                }
                b"Do" => self.draw(stream, &operands, marks),
                _ => {}
            }
        }
        marks.truncate(floor);
    }

    fn show(&mut self, font: Option<&Font>, operands: &[Object], marks: &[Mark]) {
        let Some(font) = font else { return };
        let Some(shown) = operands.last() else { return };
        let strings = match shown {
            Object::Array(items) => items.as_slice(),
            single => std::slice::from_ref(single),
        };
        let Some(mark) = marks.last().filter(|mark| mark.piece.is_some() && !mark.unsaid) else {
            return;
        };
        let shown = strings.iter().filter_map(|item| item.as_str().ok());
        let bytes = shown.clone().map(<[u8]>::len).sum::<usize>();
        if !self.budget.work(bytes.saturating_mul(font.effort())) {
            return;
        }
        let mut codes: Vec<String> = shown.flat_map(|string| font.decode(string)).collect();
        // ISO 32000-1, 14.8.2.3.3: the characters of what one operator shows are reversed, what
        // several operators show keeps its order. `TJ` cuts a word only to kern it.
        if mark.reversed {
            codes.reverse();
        }
        self.add(&codes.concat(), *mark);
    }

    /// Adds words to the innermost piece that holds them, if any.
    fn add(&mut self, text: &str, mark: Mark) {
        if let Some(key) = mark.piece.filter(|_| !mark.unsaid)
            && self.budget.say(text.len())
        {
            self.pieces.entry(key).or_default().push_str(text);
        }
    }

    fn mark(&mut self, stream: &Stream<'a>, operands: &[Object], marks: &[Mark]) -> Mark {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let properties = match operands.get(1) {
            Some(Object::Dictionary(direct)) => Some(direct),
            Some(Object::Name(name)) => {
                self.resource(stream, b"Properties", name).and_then(|it| it.as_dict().ok())
            }
            _ => None,
        };
        let number = properties
            .and_then(|it| get(self.document, it, b"MCID"))
            .and_then(|number| number.as_i64().ok());
        let own = number.zip(stream.holder).map(|(number, holder)| (holder, number));
        let around = marks.last().copied().unwrap_or_default();
        let mut mark = Mark {
            piece: own.or(around.piece),
            unsaid: tag == b"Artifact" || (own.is_none() && around.unsaid),
            reversed: tag == b"ReversedChars" || around.reversed,
        };
        if mark.piece.is_some()
            && !mark.unsaid
            && let Some(properties) = properties
            && let Some(actual) = self.budget.text(self.document, properties, b"ActualText")
        {
            self.add(&actual, mark);
            mark.unsaid = true;
        }
        mark
    }

    fn draw(&mut self, stream: &Stream<'a>, operands: &[Object], marks: &mut Vec<Mark>) {
        let Some(Object::Name(name)) = operands.first() else { return };
        let entry = stream.resources.iter().find_map(|resources| {
            let forms = get_dictionary(self.document, resources, b"XObject")?;
            forms.get(name).ok()?.as_reference().ok()
        });
        if let Some(form) = entry {
            self.read_form(form, marks, stream.depth + 1);
        }
    }

    fn resource(&self, stream: &Stream<'a>, category: &[u8], name: &[u8]) -> Option<&'a Object> {
        let document = self.document;
        stream.resources.iter().find_map(|resources| {
            get(document, get_dictionary(document, resources, category)?, name)
        })
    }

    fn font(&mut self, stream: &Stream<'a>, operands: &[Object]) -> Option<Rc<Font>> {
        let name = operands.first()?.as_name().ok()?;
        let document = self.document;
        let object = stream
            .resources
            .iter()
            .find_map(|resources| get_dictionary(document, resources, b"Font")?.get(name).ok())?;
        self.load_font(object)
    }

    fn font_of_state(&mut self, stream: &Stream<'a>, operands: &[Object]) -> Option<Rc<Font>> {
        let name = operands.first()?.as_name().ok()?;
        let state = self.resource(stream, b"ExtGState", name)?.as_dict().ok()?;
        let pair = get(self.document, state, b"Font")?.as_array().ok()?;
        self.load_font(pair.first()?)
    }

    fn load_font(&mut self, object: &'a Object) -> Option<Rc<Font>> {
        let dictionary = resolve(self.document, object)?.as_dict().ok()?;
        let place = std::ptr::from_ref(dictionary);
        if let Some(font) = self.fonts.get(&place) {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(Font::read(self.document, dictionary, &mut self.budget));
        self.fonts.insert(place, Rc::clone(&font));
        Some(font)
    }
}

/// The nearest resources of a page, its own or inherited (ISO 32000-1, 7.7.3.4).
fn page_resources(document: &Document, page: ObjectId) -> Vec<&Dictionary> {
    let mut node = document.get_dictionary(page).ok();
    for _ in 0..64 {
        let Some(dictionary) = node else { break };
        if let Some(resources) = get_dictionary(document, dictionary, b"Resources") {
            return vec![resources];
        }
        node = get_dictionary(document, dictionary, b"Parent");
    }
    Vec::new()
}
