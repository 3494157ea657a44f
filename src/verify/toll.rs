//! What the validator would have to go through, counted before it is asked.
//!
//! It takes a content stream apart as a whole, at up to two kilobytes an operator, keeps what it
//! finds wrong with each, draws a form again wherever it is drawn, and follows every way through the
//! structure. So a file of some kilobytes could ask for gigabytes, or for years. Here the same ways
//! are followed with each part looked at once, and only the sums are kept.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::cmap::longest_text;
use super::file::{
    MAX_STREAM_BYTES, Undecoded, Unreadable, decode_within, get, get_dictionary, resolve,
};
use super::font::MAX_CMAP_BYTES;
use super::scan::{Operation, Scanner};

/// What an operator takes while its stream is judged, what an operand adds, and what one that is a
/// dictionary adds: measured, in bytes.
const OPERATOR: u64 = 500;
const OPERAND: u64 = 120;
const DICTIONARY: u64 = 1_200;

/// The most that the operators of one stream may take in bytes.
const MOST_AT_ONCE: u64 = 512 * 1024 * 1024;

/// The most operators that all pages may come to, forms counted wherever they are drawn. One within
/// marked content counts more, since the validator looks at all that stands around it.
const MOST_OPERATORS: u64 = 8_000_000;

/// So many marks around an operator make it count twice.
const MARKS: u64 = 32;

/// The most steps that are taken to count.
const MOST_STEPS: u64 = 8_000_000;

/// The most elements that may be met on all ways through the structure.
const MOST_ELEMENTS: u64 = 4_000_000;

/// Counts what the validator would go through; gives what the heaviest stream takes in bytes.
///
/// # Errors
///
/// [`Unreadable::Unsafe`] where it is more than any real file asks for.
pub(super) fn check(document: &Document) -> Result<u64, Unreadable> {
    let mut toll = Toll {
        document,
        known: HashMap::new(),
        elements: HashMap::new(),
        steps: 0,
        decoded: 0,
        heaviest: 0,
    };
    let refuse = |what: &str| Err(Unreadable::Unsafe(what.to_owned()));
    let Ok(catalog) = document.catalog() else { return Ok(0) };
    if let Some(root) = get_dictionary(document, catalog, b"StructTreeRoot")
        && toll.elements_below(root) > MOST_ELEMENTS
    {
        return refuse("its structure leads to millions of elements");
    }
    let pages = get_dictionary(document, catalog, b"Pages").map_or(0, |it| toll.pages(it, 0));
    if toll.steps > MOST_STEPS || toll.decoded > MOST_DECODED {
        return refuse("its pages come to millions of steps");
    }
    if toll.has_wordy_font() {
        return refuse("one code of a font stands for a whole text");
    }
    if toll.heaviest > MOST_AT_ONCE {
        return refuse("one of its pages has millions of operators");
    }
    if pages > MOST_OPERATORS {
        return refuse("what its pages draw comes to millions of operators");
    }
    Ok(toll.heaviest)
}

/// The most that all streams looked at may decode to.
const MOST_DECODED: usize = 384 * 1024 * 1024;

struct Toll<'a> {
    document: &'a Document,
    /// Operators of a stream with all that it draws; none while it is being counted.
    known: HashMap<ObjectId, u64>,
    /// Elements met on all ways from an element; none while they are being counted.
    elements: HashMap<*const Dictionary, u64>,
    steps: u64,
    decoded: usize,
    heaviest: u64,
}

impl<'a> Toll<'a> {
    fn is_spent(&self) -> bool {
        self.steps > MOST_STEPS || self.decoded > MOST_DECODED
    }

    /// Whether a code of a font stands for more than the 512 bytes of ISO 32000-1, 9.10.3: the
    /// validator looks at all of it wherever the code is shown.
    fn has_wordy_font(&mut self) -> bool {
        let mut maps = HashSet::new();
        let document = self.document;
        document.objects.values().for_each(|object| find_maps(object, &mut maps));
        maps.into_iter().any(|id| {
            let Ok(Object::Stream(map)) = document.get_object(id) else { return false };
            match decode_within(map, MAX_CMAP_BYTES) {
                Ok(program) => {
                    self.decoded += program.len();
                    self.decoded > MOST_DECODED || longest_text(&program) > 512
                }
                Err(cause) => cause == Undecoded::TooLong,
            }
        })
    }

    /// The elements met below an element.
    fn elements_below(&mut self, parent: &'a Dictionary) -> u64 {
        let Some(kids) = get(self.document, parent, b"K") else { return 0 };
        let kids = kids.as_array().map_or(std::slice::from_ref(kids), Vec::as_slice);
        let mut met = 0_u64;
        // Under `K` itself a reference may stand; `get` has followed it.
        for kid in kids {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return u64::MAX;
            }
            met = met.saturating_add(self.element(kid));
        }
        met
    }

    fn element(&mut self, kid: &'a Object) -> u64 {
        let Some(Object::Dictionary(element)) = resolve(self.document, kid) else { return 0 };
        // By where it lies: `K` may hold the element itself, or what led to it.
        let place: *const Dictionary = element;
        if let Some(&known) = self.elements.get(&place) {
            return known;
        }
        self.elements.insert(place, 0);
        let met = self.elements_below(element).saturating_add(1);
        self.elements.insert(place, met);
        met
    }

    /// Operators of all pages under a node; a page that is listed again counts again.
    fn pages(&mut self, node: &'a Dictionary, depth: usize) -> u64 {
        let Some(kids) = get(self.document, node, b"Kids").and_then(|kids| kids.as_array().ok())
        else {
            return self.page(node);
        };
        let mut drawn = 0_u64;
        for kid in kids {
            self.steps += 1;
            if self.is_spent() || depth > 64 {
                break;
            }
            if let Some(Object::Dictionary(kid)) = resolve(self.document, kid) {
                drawn = drawn.saturating_add(self.pages(kid, depth + 1));
            }
        }
        drawn
    }

    fn page(&mut self, page: &'a Dictionary) -> u64 {
        let document = self.document;
        let resources = self.resources(page);
        let mut drawn = 1_u64;
        if let Ok(contents) = page.get(b"Contents") {
            let array = resolve(document, contents).and_then(|it| it.as_array().ok());
            for stream in array.map_or(std::slice::from_ref(contents), Vec::as_slice) {
                drawn = drawn.saturating_add(self.stream(stream, resources));
            }
        }
        let annotations = get(document, page, b"Annots").and_then(|it| it.as_array().ok());
        for annotation in annotations.into_iter().flatten() {
            self.steps += 1;
            if self.is_spent() {
                break;
            }
            let Some(Object::Dictionary(annotation)) = resolve(document, annotation) else {
                continue;
            };
            let looks = get_dictionary(document, annotation, b"AP");
            for (_, look) in looks.into_iter().flat_map(Dictionary::iter) {
                drawn = drawn.saturating_add(self.stream(look, resources));
            }
        }
        drawn
    }

    /// The nearest resources of a page, its own or inherited.
    fn resources(&self, page: &'a Dictionary) -> Option<&'a Dictionary> {
        let mut node = Some(page);
        for _ in 0..64 {
            let resources = get_dictionary(self.document, node?, b"Resources");
            if resources.is_some() {
                return resources;
            }
            node = get_dictionary(self.document, node?, b"Parent");
        }
        None
    }

    /// Operators of a stream with the forms that it draws.
    fn stream(&mut self, object: &'a Object, around: Option<&'a Dictionary>) -> u64 {
        self.steps += 1;
        let document = self.document;
        let id = object.as_reference().ok();
        if let Some(&known) = id.and_then(|id| self.known.get(&id)) {
            return known;
        }
        let Some(Object::Stream(stream)) = resolve(document, object) else { return 0 };
        let is_image = get(document, &stream.dict, b"Subtype")
            .is_some_and(|subtype| subtype.as_name().is_ok_and(|name| name == b"Image"));
        if is_image || self.is_spent() {
            return 1;
        }
        let data = decode_within(stream, MAX_STREAM_BYTES);
        self.decoded += match &data {
            Ok(data) => data.len(),
            Err(Undecoded::TooLong) => MOST_DECODED + 1,
            Err(Undecoded::Damaged) => stream.content.len(),
        };
        if let Some(id) = id {
            self.known.insert(id, 0);
        }
        let resources = get_dictionary(document, &stream.dict, b"Resources").or(around);
        let drawn = data.map_or(0, |data| self.operators(&data, resources));
        if let Some(id) = id {
            self.known.insert(id, drawn);
        }
        drawn
    }

    fn operators(&mut self, data: &[u8], resources: Option<&'a Dictionary>) -> u64 {
        let document = self.document;
        let forms = resources.and_then(|it| get_dictionary(document, it, b"XObject"));
        let mut weight = 0_u64;
        let mut drawn = 0_u64;
        let mut marks = 0_u64;
        for Operation { operator, operands } in Scanner::new(data) {
            self.steps += 1;
            weight += OPERATOR;
            for operand in &operands {
                weight += if operand.as_dict().is_ok() { DICTIONARY } else { OPERAND };
            }
            drawn = drawn.saturating_add(1 + marks / MARKS);
            match operator {
                b"BMC" | b"BDC" => marks += 1,
                b"EMC" => marks = marks.saturating_sub(1),
                b"Do" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    let form = forms.zip(name).and_then(|(forms, name)| forms.get(name).ok());
                    let form = form.map_or(0, |form| self.stream(form, resources));
                    drawn = drawn.saturating_add(form);
                }
                _ => {}
            }
            if self.is_spent() || weight > MOST_AT_ONCE || drawn > MOST_OPERATORS {
                break;
            }
        }
        self.heaviest = self.heaviest.max(weight);
        drawn
    }
}

/// The maps to Unicode that the fonts within an object name.
fn find_maps(object: &Object, maps: &mut HashSet<ObjectId>) {
    match object {
        Object::Array(items) => items.iter().for_each(|item| find_maps(item, maps)),
        Object::Dictionary(dictionary) => {
            maps.extend(dictionary.get(b"ToUnicode").ok().and_then(|map| map.as_reference().ok()));
            dictionary.iter().for_each(|(_, value)| find_maps(value, maps));
        }
        Object::Stream(stream) => {
            stream.dict.iter().for_each(|(_, value)| find_maps(value, maps));
        }
        _ => {}
    }
}
