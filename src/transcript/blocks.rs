//! The blocks of a chapter.

use unicode_width::UnicodeWidthStr;

use super::Transcriber;
use super::lines::Underline;
use crate::content::{
    Block, BlockKind, Callout, Definition, Figure, Illustrated, List, ListItem, ListKind,
    Paragraph, Qr, Quote, Table, Text, Words, WritingLines,
};

/// The bar at the edge of a panel.
const BAR: &str = "| ";

/// How far quotations and the cells under a row's head stand in.
const STEP: &str = "    ";

/// Ruled lines are for paper; in an email these few show that there is room to write.
const MOST_RULES: u32 = 3;

impl Transcriber<'_> {
    pub(super) fn block(&mut self, block: &Block) {
        let language = block.language.clone().unwrap_or_else(|| self.lines.language.clone());
        let outer = std::mem::replace(&mut self.lines.language, language);
        match &block.kind {
            BlockKind::Text(text) => self.paragraphs(text),
            BlockKind::Heading(heading) => self.heading(heading, Underline::Heading),
            BlockKind::Subheading(heading) => self.heading(heading, Underline::Subheading),
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

    fn heading(&mut self, heading: &Paragraph, underline: Underline) {
        let text = self.spell(heading);
        self.lines.heading(&text, underline);
    }

    fn list(&mut self, list: &List) {
        for (index, item) in list.items.iter().enumerate() {
            self.item(item, &marker(list.kind, index));
        }
    }

    fn item(&mut self, item: &ListItem, marker: &str) {
        let language = item.language.clone().unwrap_or_else(|| self.lines.language.clone());
        let outer = std::mem::replace(&mut self.lines.language, language);
        let hang = " ".repeat(marker.width());
        let text = self.spell(&item.text);
        self.lines.hanging(marker, &hang, &text);
        if let Some(list) = &item.list {
            let margin = self.lines.indent(&hang);
            self.list(list);
            self.lines.outdent(margin);
        }
        self.lines.language = outer;
    }

    fn callout(&mut self, callout: &Callout) {
        self.lines.gap(1);
        let margin = self.lines.indent(BAR);
        let title = self.spell(&callout.title);
        self.lines.line(&title);
        self.paragraphs(&callout.text);
        if let Some(list) = &callout.list {
            self.lines.gap(1);
            self.list(list);
        }
        self.lines.outdent(margin);
    }

    fn contact_panel(&mut self, index: usize) {
        self.lines.gap(1);
        let margin = self.lines.indent(BAR);
        self.contact_point(&self.book.contact.points[index]);
        self.lines.outdent(margin);
    }

    fn quote(&mut self, quote: &Quote) {
        self.lines.gap(1);
        let margin = self.lines.indent(STEP);
        self.paragraphs(&quote.text);
        if let Some(source) = &quote.source {
            let source = self.spell(source);
            self.lines.hanging("— ", "  ", &source);
        }
        self.lines.outdent(margin);
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
            let number = format!("{}. ", index + 1);
            let number = if illustrated.numbered { &*number } else { "" };
            let hang = " ".repeat(number.width());
            let mut lead = number;
            if let Some(picture) = self.picture_words(&row.image.alt) {
                self.lines.hanging(std::mem::replace(&mut lead, &hang), &hang, &picture);
            }
            let mut words = row.text.iter();
            // Without a picture's words the number stands before the first paragraph.
            if !lead.trim().is_empty()
                && let Some(first) = words.next()
            {
                let text = self.spell(first);
                self.lines.hanging(lead, &hang, &text);
            }
            let margin = self.lines.indent(&hang);
            words.for_each(|paragraph| {
                let text = self.spell(paragraph);
                self.lines.paragraph(&text);
            });
            if let Some(list) = &row.list {
                self.lines.gap(1);
                self.list(list);
            }
            self.lines.outdent(margin);
        }
    }

    /// Row by row, each cell after its column's head; a row's own head stands over its cells.
    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            let caption = self.spell(caption);
            self.lines.paragraph(&caption);
        }
        for row in &table.rows {
            self.lines.gap(1);
            for (index, (head, cell)) in table.columns.iter().zip(row).enumerate() {
                let under_head = table.row_headers && index > 0;
                let margin = self.lines.indent(if under_head { STEP } else { "" });
                self.cell(head.as_ref(), cell);
                self.lines.outdent(margin);
            }
        }
    }

    fn cell(&mut self, head: Option<&Paragraph>, cell: &Paragraph) {
        let head = head.map(|head| self.spell(head) + ": ").unwrap_or_default();
        let cell = self.spell(cell);
        self.lines.hanging("", STEP, &(head + &cell));
    }

    fn definitions(&mut self, definitions: &[Definition]) {
        for definition in definitions {
            self.definition(&definition.term, &definition.meaning);
        }
    }

    /// A term, a dash, and what it means.
    pub(super) fn definition(&mut self, term: &Words, meaning: &Text) {
        let mut meaning = meaning.iter();
        let first = meaning.next().map(|paragraph| self.spell(paragraph)).unwrap_or_default();
        let entry = format!("{} — {first}", self.plain(&term.text));
        self.lines.gap(1);
        self.lines.hanging("", STEP, &entry);
        let margin = self.lines.indent(STEP);
        for paragraph in meaning {
            let text = self.spell(paragraph);
            self.lines.paragraph(&text);
        }
        self.lines.outdent(margin);
    }

    fn writing_lines(&mut self, room: &WritingLines) {
        let prompt = self.spell(&room.prompt);
        self.lines.paragraph(&prompt);
        self.lines.rules(room.lines.min(MOST_RULES));
    }

    /// What a QR code leads to, and its address in full: here it can be clicked or copied.
    pub(super) fn qr(&mut self, qr: &Qr) {
        let label = self.plain(&qr.label.text);
        self.lines.paragraph(&label);
        self.lines.line(&qr.printed);
    }
}

fn marker(kind: ListKind, index: usize) -> String {
    match kind {
        ListKind::Bullets => "• ".to_owned(),
        ListKind::Steps => format!("{}. ", index + 1),
        ListKind::Checklist => "☐ ".to_owned(),
    }
}
