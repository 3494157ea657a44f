//! The body of a Word file: paragraphs, lists, boxes, in their order.

use super::numbering::Sign;
use super::reader::{Inline, Reader, chosen};
use super::revisions;
use super::runs::Around;
use super::source;
use crate::import::draft::{Block, Figure, Item, Mark, Placed, Run, text_of};
use crate::import::xml::{Node, child, name, value};

impl<'a, 'i> Reader<'a, 'i> {
    pub(super) fn blocks(&mut self, parent: Node<'a, 'i>) {
        for node in parent.children() {
            match name(node) {
                "p" => self.paragraph(node),
                "tbl" => self.table(node),
                "sdt" if is_contents(node) => {
                    self.draft.leave_out(
                        "the table of contents",
                        &self.place,
                        &source::words(node),
                    );
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.blocks(chosen);
                    }
                }
                "altChunk" => {
                    self.draft.leave_out("a document within the document", &self.place, "");
                }
                "sectPr" | "sdtPr" | "tblPr" | "tcPr" | "trPr" => {}
                element
                    if revisions::is_change(element)
                        && !revisions::keeps(self.changes, element) =>
                {
                    self.drop_change(node);
                }
                _ => self.blocks(node),
            }
        }
    }

    /// Leaves out what a tracked change put in or took out.
    pub(super) fn drop_change(&mut self, node: Node<'a, 'i>) {
        let words = source::words(node);
        if words.trim().is_empty() {
            return;
        }
        let what = match name(node) {
            "ins" => "words put in by a tracked change that is rejected",
            "del" => "words taken out by a tracked change that is accepted",
            _ => "words at the other place of a tracked move",
        };
        self.draft.leave_out(what, &self.place, &words);
    }

    /// What is read within a frame or cell.
    pub(super) fn within(&mut self, node: Node<'a, 'i>) -> Vec<Placed> {
        let outer = std::mem::take(&mut self.draft.blocks);
        let carried = std::mem::take(&mut self.carried);
        let (place, last) = (self.place.clone(), self.last_list.take());
        self.blocks(node);
        self.end_of_flow();
        (self.carried, self.place, self.last_list) = (carried, place, last);
        std::mem::replace(&mut self.draft.blocks, outer)
    }

    /// Puts what waits for a paragraph to follow where none does.
    pub(super) fn end_of_flow(&mut self) {
        let rest = std::mem::take(&mut self.carried);
        if !text_of(&rest).is_empty() {
            let place = self.place.clone();
            self.draft.push(&place, Block::Paragraph(rest));
        }
    }

    fn paragraph(&mut self, node: Node<'a, 'i>) {
        if let Some(number) = self.numbers.get(&node.id()) {
            self.place = format!("paragraph {number}");
        }
        let properties = child(node, "pPr");
        let style = properties.and_then(|it| value(it, "pStyle"));
        let contents_before = self.in_contents();
        let mut inline = Inline { runs: std::mem::take(&mut self.carried), ..Inline::default() };
        self.inline(node, &mut inline, &Around::of_paragraph(&self.styles, style));
        if contents_before || self.in_contents() || self.styles.is_contents(style) {
            let words = text_of(&inline.runs);
            if !words.is_empty() {
                self.draft.leave_out("a line of the table of contents", &self.place, &words);
            }
            self.draft.blocks.append(&mut inline.behind);
            return;
        }
        if self.end_is_gone(properties) {
            self.carried = inline.runs;
            self.draft.blocks.append(&mut inline.behind);
            return;
        }
        let Inline { runs, mut behind } = inline;
        // What numbers are counted for must be counted even where nothing is shown.
        let sign = self.sign(properties, style);
        if text_of(&runs).is_empty() {
            self.draft.blocks.append(&mut behind);
            return;
        }
        let block = self.block(properties, style, sign, runs);
        let place = self.place.clone();
        self.draft.push(&place, block);
        self.draft.blocks.append(&mut behind);
    }

    /// Whether a tracked change joins a paragraph with the next.
    fn end_is_gone(&self, properties: Option<Node<'_, '_>>) -> bool {
        let Some(mark) = properties.and_then(|it| child(it, "rPr")) else { return false };
        mark.children().map(name).any(|it| match it {
            "ins" | "del" => !revisions::keeps(self.changes, it),
            _ => false,
        })
    }

    fn sign(&mut self, properties: Option<Node<'_, '_>>, style: Option<&str>) -> (Sign, usize) {
        let direct = properties.and_then(|it| child(it, "numPr"));
        let level = direct.and_then(|it| value(it, "ilvl")?.parse::<usize>().ok());
        let own = direct.and_then(|it| value(it, "numId")).map(str::to_owned);
        let listed = match (own, self.styles.list(style)) {
            (Some(list), of_style) => {
                let deep = level.or(of_style.map(|(_, level)| level)).unwrap_or(0);
                Some((list, deep))
            }
            (None, Some((list, of_style))) => Some((list, level.unwrap_or(of_style))),
            (None, None) => None,
        };
        let Some((list, level)) = listed.filter(|(list, _)| list != "0") else {
            self.last_list = None;
            return (Sign::Nothing, 0);
        };
        let level = level.min(19);
        let sign = self.numbering.next(&list, level);
        self.last_list = Some(list);
        (sign, if level == 0 { self.styles.depth(style) } else { level })
    }

    fn block(
        &mut self,
        properties: Option<Node<'_, '_>>,
        style: Option<&str>,
        sign: (Sign, usize),
        runs: Vec<Run>,
    ) -> Block {
        let outline = properties.and_then(|it| value(it, "outlineLvl")?.parse::<u8>().ok());
        let heading = match outline {
            Some(9..) => None,
            Some(level) => Some(level + 1),
            None => self.styles.heading(style),
        };
        let place = self.place.clone();
        if let Some(level) = heading {
            if let (Sign::Mark(Mark::Number(_)) | Sign::Lettered(_), _) = sign {
                self.draft
                    .notice("the number of a heading, which Word counted, is left out", &place);
            }
            return Block::Heading(level, runs);
        }
        let (mark, level) = match sign {
            (Sign::Mark(mark), level) => (mark, level),
            (Sign::Lettered(number), level) => {
                self.draft.notice("letters or Roman numbers of a list became numbers", &place);
                (Mark::Number(number), level)
            }
            (Sign::Nothing, _) if self.styles.is_title(style) => return Block::Title(runs),
            (Sign::Nothing, _) if self.styles.is_subtitle(style) => return Block::Subtitle(runs),
            (Sign::Nothing, _) if self.styles.is_quote(style) => return Block::Quote(runs),
            (Sign::Nothing, _) if self.styles.is_caption(style) => {
                return match self.draft.blocks.last_mut() {
                    Some(Placed { block: Block::Picture(Figure { caption, .. }), .. })
                        if caption.is_empty() =>
                    {
                        *caption = runs;
                        // The picture has taken it in; an empty paragraph is not written.
                        Block::Paragraph(Vec::new())
                    }
                    _ => Block::Paragraph(runs),
                };
            }
            (Sign::Nothing, _) => return Block::Paragraph(runs),
        };
        Block::Item(Item { mark, level, runs, fresh: false })
    }

    pub(super) fn in_contents(&self) -> bool {
        self.fields.iter().any(|it| it.code.trim_start().to_ascii_uppercase().starts_with("TOC"))
    }
}

/// Whether a content control is a table of contents.
fn is_contents(node: Node<'_, '_>) -> bool {
    let gallery = child(node, "sdtPr").and_then(|it| child(it, "docPartObj"));
    gallery.and_then(|it| value(it, "docPartGallery")) == Some("Table of Contents")
}
