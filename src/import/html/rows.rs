//! Tables, row by row.

use super::Reader;
use crate::import::draft::Look;
use crate::import::tables::{self, Area, Plan};

impl Reader<'_> {
    pub(super) fn table(&mut self, node: usize, look: &Look, depth: usize) {
        self.flush();
        self.end_term();
        let place = self.place.clone();
        let mut plan = Plan::default();
        self.rows(node, look, depth + 1, &mut plan);
        let mut blocks = plan.finish(&place, &mut self.draft);
        self.draft.blocks.append(&mut blocks);
    }

    fn rows(&mut self, parent: usize, look: &Look, depth: usize, plan: &mut Plan) {
        for node in self.page.children(parent).to_vec() {
            match self.page.name(node) {
                "thead" => {
                    plan.headed |= plan.is_empty();
                    self.rows(node, look, depth, plan);
                }
                "tbody" | "tfoot" => self.rows(node, look, depth, plan),
                "tr" => {
                    plan.begin_row();
                    self.rows(node, look, depth, plan);
                }
                "caption" => {
                    let blocks = self.inside(node, look, depth);
                    let mut behind = Vec::new();
                    plan.caption = tables::flat(blocks, &mut self.draft, &mut behind);
                    self.draft.blocks.append(&mut behind);
                }
                name @ ("td" | "th") => {
                    let span =
                        |key| self.page.attribute(node, key).and_then(|it| it.trim().parse().ok());
                    let (columns, rows) =
                        (span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1));
                    let head = name == "th";
                    let look = self.look(node, look);
                    let blocks = self.inside(node, &look, depth);
                    plan.add(Area { blocks, columns, rows, goes_on: false, head });
                }
                _ => {}
            }
        }
    }
}
