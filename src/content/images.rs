//! Pictures that a booklet names: found, read, and described.

use std::path::Path;
use std::sync::Arc;

use crate::codes;
use crate::content::files;
use crate::content::path_faults::{self, PathFault};
use crate::content::reader::{Keys, Reader};
use crate::content::tree::Node;
use crate::content::{Alt, Image, Picture};
use crate::diagnostic::Diagnostic;
use crate::picture::PictureWarning;
use crate::source::{Span, Spanned};

/// The most bytes of a picture's file (`docs/format.md`, section 9).
const MOST_BYTES: u64 = 64_000_000;

impl Reader<'_> {
    /// A picture and what it shows, from the keys of these names; `decorative` is empty where a
    /// picture must be described.
    pub(super) fn image(
        &mut self,
        keys: &Keys<'_>,
        image: &str,
        alt: &str,
        decorative: &str,
    ) -> Option<Image> {
        let node = keys.get(image);
        let path = node.and_then(|node| self.string(node, &format!("`{image}`")));
        let path = path.map(|path| path.trim().to_owned());
        let alt = self.alt(keys, node, alt, decorative);
        let (node, path) = (node?, path?);
        let picture = self.picture(node, &path);
        Some(Image { path: Spanned::new(path, node.span), picture: picture?, alt: alt? })
    }

    fn alt(
        &mut self,
        keys: &Keys<'_>,
        image: Option<&Node>,
        alt: &str,
        decorative: &str,
    ) -> Option<Alt> {
        let described = keys.get(alt);
        let words = described.and_then(|node| self.plain(node, &format!("`{alt}`")));
        let flag = keys.table.get(decorative);
        let decorates = flag.and_then(|node| self.boolean(node, &format!("`{decorative}`")));
        let image = image?;
        // A description in the house file is of the house's picture.
        let foreign =
            described.is_some_and(|node| self.is_house(node.span) && !self.is_house(image.span));
        match (words, decorates) {
            (Some(words), Some(true)) if !foreign => {
                let flag = flag.map_or(image.span, |node| node.span);
                self.report(
                    Diagnostic::error(
                        codes::MISSING_ALT,
                        flag,
                        "the picture is described and called decorative at once",
                    )
                    .label(words.span, "here it is described")
                    .help(format!("take `{alt}` or `{decorative}` out")),
                );
                None
            }
            (_, Some(true)) => Some(Alt::Decorative),
            (Some(words), _) if !foreign && !words.text.is_empty() => Some(Alt::Description(words)),
            // A value of another type was reported.
            (None, _) if described.is_some() => None,
            (None, None) if flag.is_some() => None,
            _ if keys.excuses(alt) || keys.excuses(decorative) => None,
            _ => {
                // `alt = ""` is named itself.
                let own = |node: &&Node| !foreign && node.span.source == image.span.source;
                let written = keys.table.get(alt).filter(own).map_or(image.span, |node| node.span);
                self.missing_alt(written, alt, decorative);
                None
            }
        }
    }

    fn missing_alt(&mut self, span: Span, alt: &str, decorative: &str) {
        let diagnostic =
            Diagnostic::error(codes::MISSING_ALT, span, "the picture has no description")
                .note("people who cannot see it would not know what it shows")
                .help(format!("add {alt} = \"…\" and say in a sentence what it shows"));
        self.report(if decorative.is_empty() {
            diagnostic
        } else {
            diagnostic.help(format!("where it only decorates, add {decorative} = true"))
        });
    }

    /// Finds and reads a picture.
    fn picture(&mut self, node: &Node, path: &str) -> Option<Arc<Picture>> {
        let folder = self.files.folders.get(&node.span.source)?.clone();
        let found = match self.files.find(&folder, path) {
            Ok(found) => found,
            Err(fault) => {
                self.report(path_faults::fault(node.span, "picture", path, &fault));
                return None;
            }
        };
        if let Some(picture) = self.pictures.known(&found.real) {
            return Some(picture);
        }
        let bytes = self.picture_bytes(node, path, &found.real)?;
        match self.pictures.read(found.real, path, bytes) {
            Ok((picture, warnings)) => {
                for warning in warnings {
                    self.report(
                        Diagnostic::warning(PictureWarning::CODE, node.span, warning.message())
                            .note(warning.note())
                            .help(warning.help()),
                    );
                }
                Some(picture)
            }
            Err(error) => {
                let problem = Diagnostic::error(error.code(), node.span, error.message());
                let problem = match error.note() {
                    Some(note) => problem.note(note),
                    None => problem,
                };
                self.report(problem.help(error.help()));
                None
            }
        }
    }

    /// What a picture's file holds, or a report that it cannot be read.
    fn picture_bytes(&mut self, node: &Node, path: &str, place: &Path) -> Option<Vec<u8>> {
        let problem = match files::read(place, MOST_BYTES) {
            Ok(Some(bytes)) => return Some(bytes),
            Ok(None) => {
                let message = "the picture is larger than 64 MB";
                Diagnostic::error(codes::TOO_LARGE, node.span, message)
                    .help("save it smaller: 2000 pixels fill a page")
            }
            Err(error) => {
                let why = PathFault::Unreadable(error.kind().to_string());
                path_faults::fault(node.span, "picture", path, &why)
            }
        };
        self.report(problem);
        None
    }
}
