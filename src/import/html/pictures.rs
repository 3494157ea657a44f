//! Pictures of a page: those that stand in it, and those beside it.

use super::Reader;
use super::furniture;
use crate::import::draft::{Block, Figure, Look};

impl Reader<'_> {
    pub(super) fn picture(&mut self, node: usize, look: &Look) {
        let source = self.page.attribute(node, "src").unwrap_or_default().to_owned();
        let alt = self.page.attribute(node, "alt").map(str::trim).map(str::to_owned);
        let place = self.place.clone();
        self.say(" ", look);
        if let Some(href) = &look.href {
            let what = format!("the target of a link on a picture: {href}");
            self.draft.leave_out(&what, &place, "");
        }
        let bytes = furniture::inlined(&source).or_else(|| (self.beside)(&source));
        let picture = bytes.and_then(|bytes| self.draft.add_picture(bytes));
        let Some(picture) = picture else {
            let shown: String = source.chars().take(80).collect();
            let what = format!("a picture that is not in the file ({shown})");
            return self.draft.leave_out_unseen(&what, &place, &alt.unwrap_or_default());
        };
        self.flush();
        self.end_term();
        let decorative = alt.as_deref() == Some("");
        let alt = alt.filter(|it| !it.is_empty());
        let figure = Figure { picture, alt, decorative, caption: Vec::new() };
        self.draft.push(&place, Block::Picture(figure));
    }
}
