//! Makes the pictures of a finished PDF smaller without changing a pixel.
//!
//! krilla deflates plain samples. A picture with gentle slopes becomes several times smaller where
//! each row is first written as its difference from what its neighbours foretell (ISO 32000-1,
//! 7.4.4.4), and one of few colours where each pixel is a number of a table (8.6.6.3).

mod encode;
mod image;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};

use self::image::{Encoded, Image};
use super::file::{File, Object};

/// Shrinks PDFs, and remembers the pictures of one for the next: editions share them.
#[derive(Default)]
pub struct Shrinker {
    /// By a digest of the picture as krilla wrote it; `None` where that cannot be bettered.
    seen: Mutex<HashMap<[u8; 32], Option<Arc<Encoded>>>>,
}

impl Shrinker {
    /// The same document in fewer bytes; as it was where it is not built as krilla builds it.
    #[must_use]
    pub fn shrink(&self, pdf: Vec<u8>) -> Vec<u8> {
        let Some(mut file) = File::read(&pdf) else { return pdf };
        self.shrink_pictures(&mut file);
        file.write()
    }

    /// Encodes each picture of a file anew where that saves bytes.
    pub(super) fn shrink_pictures(&self, file: &mut File<'_>) {
        for object in file.objects_mut() {
            let Object::Stream(stream) = object else { continue };
            let Some(image) = Image::read(stream) else { continue };
            if let Some(better) = self.better(&image) {
                *stream = image.with(&better);
            }
        }
    }

    /// A smaller form of an image.
    fn better(&self, image: &Image<'_>) -> Option<Arc<Encoded>> {
        let mut digest = Sha256::new();
        digest.update(&image.dictionary);
        digest.update(&image.data);
        let key = digest.finalize().into();
        if let Some(known) = self.seen.lock().expect("nothing panics here").get(&key) {
            return known.clone();
        }
        let better = encode::encode(image).map(Arc::new);
        self.seen.lock().expect("nothing panics here").insert(key, better.clone());
        better
    }
}
