//! An image as krilla writes it, and as it is written anew.

use std::borrow::Cow;

use super::super::file::{Dictionary, Stream, Value};

/// Samples in a shorter form.
pub(super) struct Encoded {
    /// The deflated data.
    pub(super) data: Vec<u8>,
    /// Bits of a sample.
    pub(super) bits: usize,
    /// Samples of a pixel before they became numbers of a table.
    pub(super) channels: usize,
    /// The table's colours, one after the other.
    pub(super) palette: Option<Vec<u8>>,
    /// What the filter has to know, `DecodeParms`.
    pub(super) parameters: Option<Dictionary>,
}

/// An image that is plainly deflated.
pub(super) struct Image<'a> {
    /// Its dictionary.
    dictionary: Dictionary,
    /// The deflated samples.
    pub(super) data: Cow<'a, [u8]>,
    /// Width and height in pixels.
    pub(super) size: (usize, usize),
    /// Whether it is the soft mask of another image, whose colour space cannot be changed.
    pub(super) is_mask: bool,
}

impl<'a> Image<'a> {
    /// The image of a stream, if it is one that may be written anew.
    pub(super) fn read(stream: &Stream<'a>) -> Option<Self> {
        let dictionary = &stream.dictionary;
        let plain = dictionary.name("Subtype") == Some("Image")
            && dictionary.name("Filter") == Some("FlateDecode")
            && dictionary.number("BitsPerComponent") == Some(8)
            && dictionary.get("DecodeParms").is_none()
            && dictionary.get("Decode").is_none();
        plain.then_some(Self {
            size: (dictionary.number("Width")?, dictionary.number("Height")?),
            is_mask: dictionary.name("ColorSpace") == Some("DeviceGray"),
            dictionary: dictionary.clone(),
            data: stream.data.clone(),
        })
    }

    /// The stream with other data, and a dictionary that says how to read them.
    pub(super) fn with(self, encoded: Encoded) -> Stream<'a> {
        let mut dictionary = self.dictionary;
        dictionary.set("BitsPerComponent", Value::number(encoded.bits));
        if let Some(parameters) = encoded.parameters {
            dictionary.insert_after("Filter", "DecodeParms", Value::Dictionary(parameters));
        }
        if let Some(colors) = &encoded.palette {
            let last = colors.len() / encoded.channels - 1;
            let digits: String = colors.iter().map(|sample| format!("{sample:02x}")).collect();
            let space = dictionary.entry("ColorSpace", || Value::Name("DeviceGray".into()));
            *space = Value::Array(vec![
                Value::Name("Indexed".into()),
                space.clone(),
                Value::number(last),
                Value::Text(format!("<{digits}>").into_bytes()),
            ]);
        }
        Stream { dictionary, data: encoded.data.into() }
    }
}
