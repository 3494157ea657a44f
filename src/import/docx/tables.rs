//! Tables of a Word file.

use super::reader::Reader;
use crate::import::draft::{Block, Placed};
use crate::import::tables::{Area, MOST_COLUMNS, Plan};
use crate::import::xml::{Node, attribute, child, name, switch, value};

impl<'a, 'i> Reader<'a, 'i> {
    pub(super) fn table(&mut self, node: Node<'a, 'i>) {
        self.end_of_flow();
        let place = self.next_place(node);
        let properties = child(node, "tblPr");
        let look = properties.and_then(|it| child(it, "tblLook"));
        let headed = look.is_some_and(|it| {
            let bits = attribute(it, "val").and_then(|it| u32::from_str_radix(it, 16).ok());
            attribute(it, "firstRow") == Some("1") || bits.is_some_and(|bits| bits & 0x20 != 0)
        });
        let mut plan = Plan::new(headed);
        if let Some(caption) = properties.and_then(|it| value(it, "tblCaption")) {
            let words = format!("the table is called \u{201C}{caption}\u{201D} in the file");
            self.draft.notice(&words, &place);
        }
        self.rows(node, &mut plan);
        self.last_list = None;
        let mut blocks: Vec<Placed> = plan.finish(&place, &mut self.draft);
        self.draft.blocks.append(&mut blocks);
    }

    /// Where the first paragraph within stands.
    fn next_place(&self, node: Node<'a, 'i>) -> String {
        let first = node.descendants().find_map(|it| self.numbers.get(&it.id()));
        first.map_or(self.place.clone(), |number| format!("paragraph {number}, a table"))
    }

    fn rows(&mut self, parent: Node<'a, 'i>, plan: &mut Plan) {
        for node in parent.children() {
            match name(node) {
                "tr" => {
                    let properties = child(node, "trPr");
                    let heads = properties.and_then(|it| switch(it, "tblHeader")) == Some(true);
                    if heads && plan.is_empty() {
                        plan.headed = true;
                    }
                    let before = properties.and_then(|it| value(it, "gridBefore")?.parse().ok());
                    plan.begin_row();
                    for _ in 0..before.unwrap_or(0usize).min(MOST_COLUMNS) {
                        plan.add(Area::default());
                    }
                    self.cells(node, plan);
                }
                "tblPr" | "tblGrid" => {}
                _ => self.rows(node, plan),
            }
        }
    }

    fn cells(&mut self, parent: Node<'a, 'i>, plan: &mut Plan) {
        for node in parent.children() {
            match name(node) {
                "tc" => {
                    let properties = child(node, "tcPr");
                    let columns = properties.and_then(|it| value(it, "gridSpan")?.parse().ok());
                    let merge = properties.and_then(|it| child(it, "vMerge"));
                    let goes_on = merge.is_some_and(|it| attribute(it, "val") != Some("restart"));
                    let blocks: Vec<Placed> = self.within(node);
                    let said = blocks
                        .iter()
                        .any(|it| !matches!(&it.block, Block::Paragraph(runs) if runs.is_empty()));
                    plan.add(Area {
                        blocks,
                        columns: columns.unwrap_or(1),
                        rows: 1,
                        goes_on: goes_on && !said,
                        head: false,
                    });
                }
                "trPr" | "tblPrEx" => {}
                _ => self.cells(node, plan),
            }
        }
    }
}
