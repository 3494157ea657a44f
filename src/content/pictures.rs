//! The pictures that were read, each once, and the fonts for the words within drawings.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::content::Picture;
use crate::picture::{PictureError, PictureFonts, PictureWarning};

/// Pictures by their real places.
pub(super) struct Pictures<'a> {
    read: HashMap<PathBuf, Arc<Picture>>,
    load_fonts: &'a dyn Fn() -> PictureFonts,
    /// Loaded at the first picture.
    fonts: Option<PictureFonts>,
}

impl<'a> Pictures<'a> {
    /// None yet; `load_fonts` is called at the first picture.
    pub(super) fn new(load_fonts: &'a dyn Fn() -> PictureFonts) -> Self {
        Self { read: HashMap::new(), load_fonts, fonts: None }
    }

    /// The picture of a place that was read before.
    pub(super) fn known(&self, place: &Path) -> Option<Arc<Picture>> {
        self.read.get(place).cloned()
    }

    /// Reads the picture of a place, whose path is as the author wrote it.
    pub(super) fn read(
        &mut self,
        place: PathBuf,
        path: &str,
        bytes: Vec<u8>,
    ) -> Result<(Arc<Picture>, Vec<PictureWarning>), PictureError> {
        let fonts = self.fonts.get_or_insert_with(self.load_fonts);
        let (picture, warnings) = Picture::read(bytes.into(), path, fonts)?;
        let picture = Arc::new(picture);
        self.read.insert(place, picture.clone());
        Ok((picture, warnings))
    }

    /// The real places of all that were read.
    pub(super) fn into_places(self) -> HashSet<PathBuf> {
        self.read.into_keys().collect()
    }
}
