//! The blocks of a chapter.

use super::Transcriber;
use super::lines::Level;
use crate::content::{
    Block, BlockKind, Callout, Definition, Figure, Illustrated, List, ListItem, ListKind,
    Paragraph, Qr, Quote, Table, Text, Words, WritingLines,
};
use crate::language::Facts;
use crate::typeset::isolates::TURN_BACK;

/// How far a list within an item stands in.
const STEP: &str = "  ";

/// Signs after which a voice pauses, in all scripts.
const ENDS: &str = ".:;?!…·。：；？！؛؟۔։՞՜।॥።፡፧៖༎";

impl Transcriber<'_> {
    pub(super) fn block(&mut self, block: &Block) {
        let language = block.language.clone().unwrap_or_else(|| self.lines.language.clone());
        let outer = std::mem::replace(&mut self.lines.language, language);
        match &block.kind {
            BlockKind::Text(text) => self.paragraphs(text),
            BlockKind::Heading(heading) => {
                let text = self.spell(heading);
                self.lines.heading(&text, Level::Heading);
            }
            BlockKind::Subheading(heading) => self.subheading(heading),
            BlockKind::List(list) => {
                self.lines.gap(1);
                self.list(list);
            }
            BlockKind::Callout(callout) => self.callout(callout),
            BlockKind::Quote(quote) => self.quote(quote),
            BlockKind::Figures(figures) => figures.iter().for_each(|figure| self.figure(figure)),
            BlockKind::Illustrated(illustrated) => self.illustrated(illustrated),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::ContactPoint(index) => self.contact_panel(*index),
            BlockKind::WritingLines(room) => self.writing_lines(room),
            BlockKind::Qr(qr) => self.qr(qr),
            BlockKind::PageBreak => {}
        }
        self.lines.language = outer;
    }

    /// With a colon that leads over to its words, unless it ends with a sign that parts them as well.
    fn subheading(&mut self, heading: &Paragraph) {
        let mut text = self.spell(heading);
        let last = text.trim_end_matches(TURN_BACK).chars().next_back();
        if !last.is_some_and(|last| ENDS.contains(last)) {
            text.push_str(self.words.colon.trim_end());
        }
        self.lines.heading(&text, Level::Subheading);
    }

    fn list(&mut self, list: &List) {
        for (index, item) in list.items.iter().enumerate() {
            self.item(item, (list.kind, list.first + index));
        }
    }

    fn item(&mut self, item: &ListItem, (kind, number): (ListKind, usize)) {
        let language = item.language.clone().unwrap_or_else(|| self.lines.language.clone());
        let outer = std::mem::replace(&mut self.lines.language, language);
        let text = self.spell(&item.text);
        match kind {
            ListKind::Bullets => self.lines.marked("• ", &text),
            ListKind::Steps => self.lines.marked(&format!("{number}. "), &text),
            ListKind::Checklist => self.labelled(self.words.tick_box, &text),
        }
        if let Some(list) = &item.list {
            let margin = self.lines.indent(STEP);
            self.list(list);
            self.lines.outdent(margin);
        }
        self.lines.language = outer;
    }

    fn callout(&mut self, callout: &Callout) {
        self.lines.stand_off(1);
        let title = self.spell(&callout.title);
        let words = match callout.urgency {
            Some(urgency) => urgency.words(self.words),
            None => self.words.important,
        };
        self.labelled(words, &title);
        self.paragraphs(&callout.text);
        if let Some(list) = &callout.list {
            self.lines.gap(1);
            self.list(list);
        }
    }

    fn contact_panel(&mut self, index: usize) {
        self.lines.stand_off(1);
        self.contact_point(&self.book.contact.points[index]);
    }

    /// Between quotation marks, where its author wrote none: here it does not stand in.
    fn quote(&mut self, quote: &Quote) {
        let [open, close, ..] = Facts::quotes(&self.lines.language);
        let mut said: Vec<String> = quote.text.iter().map(|it| self.spell(it)).collect();
        let is_marked =
            |text: &String| text.starts_with(open.trim()) && text.ends_with(close.trim());
        if !said.iter().any(is_marked) {
            said.iter_mut().take(1).for_each(|first| first.insert_str(0, open));
            said.iter_mut().next_back().into_iter().for_each(|last| last.push_str(close));
        }
        for paragraph in &said {
            self.lines.paragraph(paragraph);
        }
        if let Some(source) = &quote.source {
            let source = self.spell(source);
            self.lines.marked("— ", &source);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.picture(&figure.image.alt);
        if let Some(caption) = &figure.caption {
            let caption = self.spell(caption);
            self.lines.paragraph(&caption);
        }
    }

    /// Row by row: what the picture shows, then the words.
    fn illustrated(&mut self, illustrated: &Illustrated) {
        for (index, row) in illustrated.rows.iter().enumerate() {
            self.lines.gap(1);
            let mut number = String::new();
            if illustrated.numbered {
                number = format!("{}. ", index + 1);
            }
            if let Some(picture) = self.picture_words(&row.image.alt) {
                self.lines.paragraph(&format!("{}{picture}", std::mem::take(&mut number)));
            }
            for paragraph in &row.text {
                let text = self.spell(paragraph);
                self.lines.paragraph(&format!("{}{text}", std::mem::take(&mut number)));
            }
            if let Some(list) = &row.list {
                self.lines.gap(1);
                self.list(list);
            }
        }
    }

    /// Row by row, each cell after its column's head. An empty cell says nothing; where a whole
    /// column is empty, it is to be filled in.
    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            let caption = self.spell(caption);
            self.lines.paragraph(&caption);
        }
        let is_empty = |row: &Vec<Paragraph>, column: usize| row[column].inlines.is_empty();
        let columns = 0..table.columns.len();
        let to_fill: Vec<bool> =
            columns.map(|at| table.rows.iter().all(|row| is_empty(row, at))).collect();
        for row in &table.rows {
            self.lines.gap(1);
            for (index, (head, cell)) in table.columns.iter().zip(row).enumerate() {
                if to_fill[index] {
                    let room = self.added(self.words.room_to_write);
                    self.cell(head.as_ref(), &room);
                } else if !is_empty(row, index) {
                    let cell = self.spell(cell);
                    self.cell(head.as_ref(), &cell);
                }
            }
        }
    }

    fn cell(&mut self, head: Option<&Paragraph>, cell: &str) {
        let head = head.map(|head| self.spell(head) + self.words.colon).unwrap_or_default();
        self.lines.line(&(head + cell));
    }

    fn definitions(&mut self, definitions: &[Definition]) {
        for definition in definitions {
            self.definition(&definition.term, &definition.meaning);
        }
    }

    /// A term and what it means.
    pub(super) fn definition(&mut self, term: &Words, meaning: &Text) {
        let mut meaning = meaning.iter();
        let first = meaning.next().map(|paragraph| self.spell(paragraph)).unwrap_or_default();
        let entry = format!("{}{}{first}", self.plain(&term.text), self.words.colon);
        self.lines.paragraph(&entry);
        for paragraph in meaning {
            let text = self.spell(paragraph);
            self.lines.paragraph(&text);
        }
    }

    /// Ruled lines are for paper; here these words show that there is room.
    fn writing_lines(&mut self, room: &WritingLines) {
        let prompt = self.spell(&room.prompt);
        self.lines.paragraph(&prompt);
        let room = self.added(self.words.room_to_write);
        self.lines.line(&room);
    }

    /// What a QR code leads to, and its address in full: here it can be clicked or copied.
    pub(super) fn qr(&mut self, qr: &Qr) {
        let label = self.plain(&qr.label.text);
        self.lines.paragraph(&label);
        self.lines.line(&qr.printed);
    }
}
