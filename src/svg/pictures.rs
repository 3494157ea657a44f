//! Pictures within a page: pixels by an address or in place, drawings as symbols.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::recolor::recolored;
use super::write;
use crate::editions::AccentInks;
use crate::picture::{Picture, PictureId, PictureKind};

/// Where a page has its pictures of pixels from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rasters {
    /// From within itself.
    Inside,
    /// From an address: this, and the picture's number in hexadecimal digits.
    Linked(String),
}

/// The pictures of a publication, each made ready once.
pub(super) struct Pictures {
    rasters: Rasters,
    /// What drawings in the accent's colour are printed in.
    accent: Option<AccentInks>,
    ready: Mutex<HashMap<PictureId, Arc<str>>>,
}

/// Stands where the identifiers of a drawing begin until it is known what they begin with.
const PREFIX: &str = "\u{E000}";

impl Pictures {
    pub(super) fn new(rasters: Rasters, accent: Option<AccentInks>) -> Self {
        Self { rasters, accent, ready: Mutex::default() }
    }

    /// The address of a picture of pixels.
    pub(super) fn link(&self, picture: &Picture) -> Arc<str> {
        match &self.rasters {
            Rasters::Inside => self.ready(picture, || {
                let (kind, bytes) = picture.for_web();
                format!("data:{kind};base64,{}", STANDARD.encode(&bytes))
            }),
            Rasters::Linked(address) => {
                let mut link = String::new();
                write::words(&mut link, &format!("{address}{}", picture.id));
                link.into()
            }
        }
    }

    /// A drawing as a symbol of this name, with which its identifiers begin too.
    pub(super) fn symbol(&self, picture: &Picture, name: &str) -> String {
        let parts = self.ready(picture, || {
            let PictureKind::Drawing(drawing) = &picture.kind else { return String::new() };
            let parts = drawing.as_plain_parts(PREFIX);
            match self.accent {
                Some(accent) => recolored(&parts, accent),
                None => parts,
            }
        });
        let mut symbol =
            format!("<symbol id=\"{name}\" preserveAspectRatio=\"none\" viewBox=\"0 0 ");
        write::numbers(&mut symbol, &[picture.width, picture.height]);
        symbol.push_str("\">");
        symbol.push_str(&parts.replace(PREFIX, &format!("{name}-")));
        symbol.push_str("</symbol>");
        symbol
    }

    fn ready(&self, picture: &Picture, make: impl FnOnce() -> String) -> Arc<str> {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(ready.entry(picture.id).or_insert_with(|| make().into()))
    }
}
