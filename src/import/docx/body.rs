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
                    self.older_form(node);
                    if let Some(chosen) = chosen(node) {
                        self.blocks(chosen);
                    }
                }
                "altChunk" => {
                    self.draft.leave_out("a document within the document", &self.place, "");
                }
                "sdt" => {
                    self.choices_of_control(node);
                    self.blocks(node);
                }
                "bookmarkStart" => self.anchor(node),
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
        if revisions::joins(node, self.changes) {
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
        mut runs: Vec<Run>,
    ) -> Block {
        let outline = properties.and_then(|it| value(it, "outlineLvl")?.parse::<u8>().ok());
        let heading = match outline {
            Some(9..) => None,
            Some(level) => Some(level + 1),
            None => self.styles.heading(style),
        };
        if let Some(level) = heading {
            return Block::Heading(level, self.numbered_heading(sign.0, runs));
        }
        let (mark, level) = match sign {
            (Sign::Mark(mark), level) => (mark, level),
            (Sign::Other(number, shown), level) => {
                self.tell_of_count(&shown, level);
                (Mark::Number(number), level)
            }
            (Sign::Words(words), level) => {
                self.tell_of_count(&words, level);
                self.draft.added.push(words.clone());
                runs.insert(0, Run::plain(&format!("{words} ")));
                (Mark::Bullet, level)
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

    /// A heading with what Word counted before it: words stay, a number alone is left out.
    fn numbered_heading(&mut self, sign: Sign, mut runs: Vec<Run>) -> Vec<Run> {
        let place = self.place.clone();
        let what = "the number of a heading, which Word counted";
        match sign {
            Sign::Words(words) => {
                self.draft.added.push(words.clone());
                runs.insert(0, Run::plain(&format!("{words} ")));
            }
            Sign::Other(_, shown) => self.draft.leave_out_unseen(what, &place, &shown),
            Sign::Mark(Mark::Number(number)) => {
                self.draft.leave_out_unseen(what, &place, &number.to_string());
            }
            Sign::Mark(_) | Sign::Nothing => {}
        }
        runs
    }

    /// Tells once of a list that it is counted otherwise than here.
    fn tell_of_count(&mut self, shown: &str, level: usize) {
        let list = self.last_list.clone().map(|list| (list, level));
        if list.is_some() && list == self.told {
            return;
        }
        self.told = list;
        let words = format!(
            "the list counts in another way than a booklet does (here \u{201C}{shown}\u{201D}): look at \
             words that speak of its numbers"
        );
        self.draft.notice(&words, &self.place.clone());
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
