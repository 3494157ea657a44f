//! The words of each piece of marked content on the pages.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::file::{MAX_STREAM_BYTES, decode, get, get_dictionary, get_text, resolve};
use super::font::Font;
use super::scan::{Operation, Scanner};

/// How deep forms may be drawn within forms.
const MAX_FORM_DEPTH: usize = 16;

/// How many forms are drawn in one document.
const MAX_FORMS: usize = 100_000;

/// How deep marked content may nest; a page that goes deeper is read no further.
const MAX_MARKS: usize = 4096;

/// How many bytes of words are kept in all; one ActualText may be used a million times.
const MAX_TEXT_BYTES: usize = 256 * 1024 * 1024;

/// Marked content by the page or form that holds it and its number there.
type Key = (ObjectId, i64);

/// Reads pages as they are asked for.
pub(super) struct ContentReader<'a> {
    document: &'a Document,
    fonts: HashMap<ObjectId, Rc<Font>>,
    pieces: HashMap<Key, String>,
    read: HashSet<ObjectId>,
    forms_drawn: usize,
    text_bytes: usize,
}

/// What a marked-content operator asks for.
#[derive(Clone, Debug, Default)]
struct Mark {
    piece: Option<Key>,
    artifact: bool,
    /// ActualText took the place of what is shown within.
    replaced: bool,
    /// Strings are written backwards (ISO 32000-1, 14.8.2.3.3).
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
            fonts: HashMap::new(),
            pieces: HashMap::new(),
            read: HashSet::new(),
            forms_drawn: 0,
            text_bytes: 0,
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
        let Ok(data) = self.document.get_page_content_with_limit(page, MAX_STREAM_BYTES) else {
            return;
        };
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
        if !is_form || depth > MAX_FORM_DEPTH || self.forms_drawn >= MAX_FORMS {
            return;
        }
        if own_pieces && !self.read.insert(form) {
            return;
        }
        self.forms_drawn += 1;
        let Some(data) = decode(stream) else { return };
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
        let shown = strings.iter().filter_map(|item| item.as_str().ok());
        let mut codes: Vec<String> = shown.flat_map(|string| font.decode(string)).collect();
        // ISO 32000-1, 14.8.2.3.3: the characters of what one operator shows are reversed, what
        // several operators show keeps its order. `TJ` cuts a word only to kern it.
        if reversed(marks) {
            codes.reverse();
        }
        self.add(&codes.concat(), marks);
    }

    /// Adds words to the innermost piece that holds them, if any.
    fn add(&mut self, text: &str, marks: &[Mark]) {
        let innermost = marks.iter().rposition(|mark| mark.piece.is_some());
        let Some(at) = innermost else { return };
        if marks[at..].iter().any(|mark| mark.artifact || mark.replaced) {
            return;
        }
        let Some(key) = marks[at].piece else { return };
        self.text_bytes = self.text_bytes.saturating_add(text.len());
        if self.text_bytes > MAX_TEXT_BYTES {
            return;
        }
        self.pieces.entry(key).or_default().push_str(text);
    }

    fn mark(&mut self, stream: &Stream<'a>, operands: &[Object], marks: &mut Vec<Mark>) -> Mark {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let properties = match operands.get(1) {
            Some(Object::Dictionary(direct)) => Some(direct.clone()),
            Some(Object::Name(name)) => {
                self.resource(stream, b"Properties", name).and_then(|it| it.as_dict().ok()).cloned()
            }
            _ => None,
        };
        let number = properties
            .as_ref()
            .and_then(|it| get(self.document, it, b"MCID"))
            .and_then(|number| number.as_i64().ok());
        let mut mark = Mark {
            piece: number.zip(stream.holder).map(|(number, holder)| (holder, number)),
            artifact: tag == b"Artifact",
            replaced: false,
            reversed: tag == b"ReversedChars",
        };
        let actual = properties.and_then(|it| get_text(self.document, &it, b"ActualText"));
        if let Some(actual) = actual {
            marks.push(mark.clone());
            self.add(&actual, marks);
            marks.pop();
            mark.replaced = true;
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
        let id = object.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        let dictionary = resolve(self.document, object)?.as_dict().ok()?;
        let font = Rc::new(Font::read(self.document, dictionary));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }
}

/// Whether strings are written backwards; the mark may stand around a piece or within it.
fn reversed(marks: &[Mark]) -> bool {
    marks.iter().any(|mark| mark.reversed)
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
