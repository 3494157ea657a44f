//! An image as krilla writes it, and as it is written anew.

use std::borrow::Cow;

use super::super::file::{Stream, number, value, value_range};

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
    /// What follows the filter's name in the dictionary.
    pub(super) parameters: String,
}

/// An image that is plainly deflated.
pub(super) struct Image<'a> {
    /// Its dictionary.
    pub(super) dictionary: Cow<'a, [u8]>,
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
        let dictionary = &*stream.dictionary;
        let is = |key: &str, wanted: &str| value(dictionary, key) == Some(wanted.as_bytes());
        let plain = is("Subtype", "/Image")
            && is("Filter", "/FlateDecode")
            && is("BitsPerComponent", "8")
            && value(dictionary, "DecodeParms").is_none()
            && value(dictionary, "Decode").is_none();
        let side = |key: &str| number(value(dictionary, key)?);
        plain.then_some(Self {
            size: (side("Width")?, side("Height")?),
            is_mask: is("ColorSpace", "/DeviceGray"),
            dictionary: stream.dictionary.clone(),
            data: stream.data.clone(),
        })
    }

    /// The stream with other data, and a dictionary that says how to read them.
    pub(super) fn with(&self, encoded: &Encoded) -> Stream<'a> {
        let mut dictionary = self.dictionary.to_vec();
        let mut set = |key: &str, new: &dyn Fn(&str) -> String| {
            if let Some(range) = value_range(&dictionary, key) {
                let new = new(&String::from_utf8_lossy(&dictionary[range.clone()]));
                dictionary.splice(range, new.into_bytes());
            }
        };
        set("BitsPerComponent", &|_| encoded.bits.to_string());
        set("Filter", &|old| format!("{old}{}", encoded.parameters));
        if let Some(colors) = &encoded.palette {
            let last = colors.len() / encoded.channels - 1;
            let digits: String = colors.iter().map(|sample| format!("{sample:02x}")).collect();
            set("ColorSpace", &|old| format!("[/Indexed {old} {last} <{digits}>]"));
        }
        Stream { dictionary: dictionary.into(), data: encoded.data.clone().into() }
    }
}
