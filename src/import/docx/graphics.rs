//! What is drawn in a Word file: pictures, and frames of words.

use super::reader::{Inline, Reader, chosen};
use crate::import::draft::{Block, Figure};
use crate::import::xml::{Node, attribute, name};

/// What is said of a picture.
#[derive(Default)]
pub(super) struct Described {
    alt: Option<String>,
    decorative: bool,
}

impl<'a, 'i> Reader<'a, 'i> {
    /// A drawing: pictures and frames of words.
    pub(super) fn graphic(
        &mut self,
        parent: Node<'a, 'i>,
        into: &mut Inline,
        found: &mut Described,
    ) {
        for node in parent.children() {
            match name(node) {
                "docPr" | "shape" | "rect" => {
                    let (alt, decorative) = description(node);
                    found.alt = alt.or_else(|| found.alt.take());
                    found.decorative |= decorative;
                    self.graphic(node, into, found);
                }
                "txbxContent" => {
                    let blocks = self.within(node);
                    let place = self.place.clone();
                    if !blocks.is_empty() {
                        into.behind.push(self.draft.placed(&place, Block::Box(blocks)));
                    }
                }
                "blip" => {
                    let id = attribute(node, "embed").or_else(|| attribute(node, "link"));
                    self.picture(id, into, found);
                }
                "imagedata" => self.picture(attribute(node, "id"), into, found),
                "textpath" => {
                    let words = attribute(node, "string").unwrap_or_default();
                    let place = self.place.clone();
                    self.draft.leave_out_unseen(
                        "words drawn as a picture (WordArt)",
                        &place,
                        words,
                    );
                }
                "hlinkClick" => {
                    let target = attribute(node, "id").and_then(|id| self.relations.get(id));
                    if let Some(target) = target.filter(|it| it.outside) {
                        let what = format!("the target of a link on a picture: {}", target.target);
                        self.draft.leave_out(&what, &self.place.clone(), "");
                    }
                }
                "AlternateContent" => {
                    self.older_form(node);
                    if let Some(chosen) = chosen(node) {
                        self.graphic(chosen, into, found);
                    }
                }
                _ => self.graphic(node, into, found),
            }
        }
    }

    fn picture(&mut self, id: Option<&str>, into: &mut Inline, found: &Described) {
        let target = id.and_then(|id| self.relations.get(id)).cloned();
        let place = self.place.clone();
        let words = found.alt.clone().unwrap_or_default();
        let Some(target) = target else { return };
        let bytes = self.media.get(&target.target).cloned();
        let Some(bytes) = bytes.filter(|_| !target.outside) else {
            let what = format!("a picture that is not in the file ({})", target.target);
            return self.draft.leave_out_unseen(&what, &place, &words);
        };
        let Some(picture) = self.draft.add_picture(bytes) else {
            let kind = target.target.rsplit('.').next().unwrap_or_default().to_uppercase();
            let what = format!("a picture of the kind {kind}, which no edition can show");
            return self.draft.leave_out_unseen(&what, &place, &words);
        };
        let figure = Figure {
            picture,
            alt: found.alt.clone(),
            decorative: found.decorative,
            caption: Vec::new(),
        };
        into.behind.push(self.draft.placed(&place, Block::Picture(figure)));
    }
}

/// The text that is to be said for a picture, and whether it only decorates.
fn description(node: Node<'_, '_>) -> (Option<String>, bool) {
    let words = |key| attribute(node, key).map(str::trim).filter(|it| !it.is_empty());
    let alt = words("descr").or_else(|| words("title")).or_else(|| words("alt"));
    let decorative = node
        .descendants()
        .any(|it| name(it) == "decorative" && matches!(attribute(it, "val"), Some("1" | "true")));
    (alt.map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")), decorative)
}
