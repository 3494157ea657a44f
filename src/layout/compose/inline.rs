//! Marked-up words to structure and to lines of glyphs.

use std::sync::Arc;

use super::super::flow::{Flow, Frame, Parting, Piece};
use super::super::page::Tone;
use super::super::structure::{Anchor, LinkTarget, NodeId, Role};
use super::super::style::TextStyle;
use super::Composer;
use super::addresses::shows_address;
use super::draft::{Draft, Number, Reference};
use super::lines::{Lines, line_items, push_lines};
use super::look::Look;
use crate::content::{Inline, Link, Paragraph, Place, Target, Words};
use crate::geometry::Pt;
use crate::language::Language;
use crate::source::Span;
use crate::typeset::{self, Alignment, Weight};

/// What words inherit from the marks around them: how they look and whose they are.
#[derive(Clone)]
struct Inherited {
    node: NodeId,
    style: TextStyle,
    language: Language,
    whole_words: bool,
    /// Whether they are those of a heading.
    heads: bool,
}

/// Binds the words of a reference.
const NO_BREAK_SPACE: &str = "\u{A0}";

/// The share of such a face's ascent that its lines get: the full height is reached by stacks of
/// marks over the longest words only, which find room under the descent of the line before.
const ASCENT_SHARE: f32 = 0.92;

/// An address of more lines than this may go on on the next page.
const MOST_KEPT: usize = 6;

/// How lines of a paragraph stand.
#[derive(Clone, Copy)]
struct LineStand {
    /// From one baseline to the next.
    height: Pt,
    /// From a line's top.
    baseline: Pt,
}

impl Composer<'_> {
    /// Composes a paragraph under `node` and adds its lines, with widows and orphans controlled.
    pub(super) fn paragraph(
        &mut self,
        flow: &mut Flow,
        frame: Frame,
        node: NodeId,
        paragraph: &Paragraph,
        style: TextStyle,
    ) {
        let draft = self.draft(node, paragraph, style, false);
        let lines = self.set(&draft, frame, style, self.style.alignment);
        push_lines(flow, lines);
    }

    /// Composes plain words under `node`.
    pub(super) fn plain(
        &mut self,
        frame: Frame,
        node: NodeId,
        words: &Words,
        style: TextStyle,
    ) -> Lines {
        let mut draft = Draft::default();
        self.add_words(&mut draft, words, &self.inherited(node, style, true));
        self.set(&draft, frame, style, Alignment::Start)
    }

    /// Composes words of the program's own under `node`.
    pub(super) fn added(
        &mut self,
        frame: Frame,
        node: NodeId,
        text: &str,
        style: TextStyle,
    ) -> Lines {
        let draft = self.added_draft(node, text, style);
        self.set(&draft, frame, style, Alignment::Start)
    }

    /// Words of the program's own as the beginning of a line.
    pub(super) fn added_draft(&mut self, node: NodeId, text: &str, style: TextStyle) -> Draft {
        let mut draft = Draft::default();
        self.add_added(&mut draft, node, text, style);
        draft
    }

    /// Adds words of the program's own, marked with their language where that around them is
    /// another; numbers and bullets have none.
    pub(super) fn add_added(
        &mut self,
        draft: &mut Draft,
        node: NodeId,
        text: &str,
        style: TextStyle,
    ) {
        let mut inherited = self.inherited(node, style, true);
        if inherited.language == self.spoken || !text.contains(char::is_alphabetic) {
            self.add_text(draft, text, &inherited);
            return;
        }
        let turns = self.spoken.direction() != inherited.language.direction();
        inherited.language = self.spoken.clone();
        let span = self.structure.node(node).span;
        inherited.node = self.structure.add(Some(node), Role::Span, &self.spoken, span);
        if !turns {
            self.add_text(draft, text, &inherited);
            return;
        }
        // A colon at the end is one of the line's.
        let (words, rest) = text.split_at(text.trim_end_matches([' ', ':', '\u{A0}']).len());
        draft.turn(self.spoken.direction());
        self.add_text(draft, words, &inherited);
        draft.turn_back();
        self.add_text(draft, rest, &inherited);
    }

    /// Adds a link whose words are plain.
    pub(super) fn add_plain_link(
        &mut self,
        draft: &mut Draft,
        parent: NodeId,
        words: &Words,
        address: &str,
        style: TextStyle,
    ) {
        let link = self.node(Some(parent), Role::Link, words.span);
        let node = self.structure.node_mut(link);
        node.target = Some(LinkTarget::Address(address.to_owned()));
        node.words = words.text.to_string();
        let start = draft.text.len();
        self.add_words(draft, words, &self.inherited(link, style.tone(Tone::Link), true));
        if shows_address(address) {
            draft.know_address(start, words.span);
        }
    }

    /// Adds plain words of the source.
    pub(super) fn add_plain(
        &mut self,
        draft: &mut Draft,
        node: NodeId,
        words: &Words,
        style: TextStyle,
    ) {
        self.add_words(draft, words, &self.inherited(node, style, false));
    }

    /// A paragraph's text, runs and structure under `node`.
    pub(super) fn draft(
        &mut self,
        node: NodeId,
        paragraph: &Paragraph,
        style: TextStyle,
        whole_words: bool,
    ) -> Draft {
        let mut draft = Draft::default();
        let heads = whole_words && style.weight == Weight::Bold;
        let inherited = Inherited { heads, ..self.inherited(node, style, whole_words) };
        self.add_inlines(&mut draft, &paragraph.inlines, &inherited);
        draft
    }

    fn inherited(&self, node: NodeId, style: TextStyle, whole_words: bool) -> Inherited {
        Inherited { node, style, language: self.language.clone(), whole_words, heads: false }
    }

    fn add_inlines(&mut self, draft: &mut Draft, inlines: &[Inline], inherited: &Inherited) {
        for inline in inlines {
            match inline {
                Inline::Words(words) => self.add_words(draft, words, inherited),
                Inline::LineBreak(_) => self.add_text(draft, "\n", inherited),
                Inline::Strong(inner) => self.add_marked(draft, Role::Strong, inner, inherited),
                Inline::Em(inner) => self.add_marked(draft, Role::Emphasis, inner, inherited),
                Inline::Language(language, inner) => {
                    let within = Inherited { language: language.clone(), ..inherited.clone() };
                    let turns = language.direction() != inherited.language.direction();
                    if turns {
                        draft.turn(language.direction());
                    }
                    self.add_marked(draft, Role::Span, inner, &within);
                    if turns {
                        draft.turn_back();
                    }
                }
                Inline::Link(link) => self.add_link(draft, link, inherited),
            }
        }
    }

    fn add_marked(
        &mut self,
        draft: &mut Draft,
        role: Role,
        inner: &[Inline],
        inherited: &Inherited,
    ) {
        let span = self.structure.node(inherited.node).span;
        let node = self.structure.add(Some(inherited.node), role, &inherited.language, span);
        let style = match role {
            Role::Strong => inherited.style.bold(),
            // In a heading the broken line looks like that of a spelling checker.
            Role::Emphasis if !inherited.heads => inherited.style.stressed(),
            _ => inherited.style,
        };
        self.add_inlines(draft, inner, &Inherited { node, style, ..inherited.clone() });
    }

    fn add_link(&mut self, draft: &mut Draft, link: &Link, inherited: &Inherited) {
        let target = self.link_target(&link.target);
        let id =
            self.structure.add(Some(inherited.node), Role::Link, &inherited.language, link.span);
        let node = self.structure.node_mut(id);
        node.target = Some(target);
        let shown = Paragraph { inlines: link.words.clone(), span: link.span };
        node.words = shown.plain_text();
        let style = inherited.style.tone(inherited.style.tone.of_link());
        let inner = Inherited { node: id, style, whole_words: true, ..inherited.clone() };
        let start = draft.text.len() + draft.turns.len();
        self.add_inlines(draft, &link.words, &inner);
        if link.shows_address() {
            draft.know_address(start, link.span);
        }
        if let Target::Place(place) = link.target {
            let anchor = Anchor::Place(self.resolve(place));
            self.add_page_reference(draft, (anchor, link.span), inherited);
        }
        if let Some(address) = &link.address
            && self.style.link_addresses
            && self.shown_addresses.insert(address.clone())
        {
            let inherited = Inherited { whole_words: true, ..inherited.clone() };
            let start = draft.text.len();
            self.add_text(draft, &format!(" ({address})"), &inherited);
            draft.know_address(start, link.target_span);
        }
    }

    fn link_target(&self, target: &Target) -> LinkTarget {
        match target {
            Target::Address(address) => LinkTarget::Address(address.clone()),
            Target::Place(place) => LinkTarget::Anchor(Anchor::Place(self.resolve(*place))),
            Target::Term(index) => LinkTarget::Anchor(Anchor::Term(*index)),
        }
    }

    /// The imprint stands on the back page where it is no chapter of its own.
    fn resolve(&self, place: Place) -> Place {
        if place == Place::About && !self.settings.about_chapter { Place::Contact } else { place }
    }

    fn add_page_reference(
        &mut self,
        draft: &mut Draft,
        (anchor, span): (Anchor, Span),
        inherited: &Inherited,
    ) {
        self.add_text(draft, " ", inherited);
        let leaf = if inherited.language == self.spoken {
            self.structure.add_leaf(inherited.node)
        } else {
            // The program's own words among those of another language.
            let language = &self.spoken;
            let node = self.structure.add(Some(inherited.node), Role::Span, language, span);
            self.structure.add_leaf(node)
        };
        let run = inherited.style.run(inherited.style.weight, &self.book.language, true);
        let start = draft.text.len();
        // Held together as long as there is room for it.
        let text = if anchor == Anchor::Place(Place::Contact) && !self.settings.long_contact {
            self.words.back_page_reference.replace(' ', NO_BREAK_SPACE)
        } else {
            let (before, after) = self.words.page_reference.split_once("{}").unwrap_or_default();
            let number = self.widest_number(&run);
            let before = before.replace(' ', NO_BREAK_SPACE);
            let from = start + before.len();
            draft.numbers.push(Number { range: from..from + number.len(), anchor });
            format!("{before}{number}{}", after.replace(' ', NO_BREAK_SPACE))
        };
        draft.push(&text, leaf, Look::of(inherited.style), run);
        draft.references.push(Reference { range: start..draft.text.len(), span });
        // What follows is a leaf of its own.
        self.structure.add_leaf(inherited.node);
    }

    fn add_words(&mut self, draft: &mut Draft, words: &Words, inherited: &Inherited) {
        let start = draft.text.len() + draft.turns.len();
        Arc::make_mut(&mut draft.sources).push((start, words.clone()));
        self.add_text(draft, &words.text, inherited);
    }

    fn add_text(&mut self, draft: &mut Draft, text: &str, inherited: &Inherited) {
        let leaf = self.structure.last_leaf(inherited.node);
        let run =
            inherited.style.run(inherited.style.weight, &inherited.language, inherited.whole_words);
        draft.push(text, leaf, Look::of(inherited.style), run);
    }

    /// Breaks a draft into lines.
    pub(super) fn set(
        &mut self,
        draft: &Draft,
        frame: Frame,
        style: TextStyle,
        alignment: Alignment,
    ) -> Lines {
        if draft.text.is_empty() {
            return Vec::new();
        }
        self.report_missing(draft);
        let paragraph = draft.paragraph(self.direction, alignment, self.style.hyphenate);
        let set = typeset::set(self.settings.fonts, &paragraph, frame.width);
        self.places.note(&paragraph.text, &draft.sources);
        self.report_broken(draft, &set);
        self.note_parted(draft, &set);
        self.keep_numbers((paragraph, &set), draft, frame);
        let pieces = set.lines.iter().map(|line| self.line_piece(draft, line, frame, style));
        let mut pieces: Lines = pieces.collect();
        for (line, end) in pieces.iter_mut().skip(1).zip(&set.ends) {
            line.parting = if end.parts_word() { Parting::Word } else { Parting::Lines };
        }
        // Half an address at the foot of a page looks whole.
        for (_, lines) in set.parted_addresses.iter().filter(|(_, lines)| lines.len() <= MOST_KEPT)
        {
            pieces[lines.clone()].iter_mut().for_each(|line| line.keep_with_next = true);
        }
        pieces
    }

    /// How far a line stands from the one before. Where letters hang and climb within a word, as in
    /// Nastaliq, it gets the room that such a face asks for; in a language that is written so all lines do.
    fn stand(&self, line: &typeset::Line, style: TextStyle) -> LineStand {
        let fonts = self.settings.fonts;
        let used = line.runs.iter().map(|run| run.font);
        let tall = used
            .chain(fonts.hanging(&self.language))
            .map(|font| fonts.metrics(font))
            .filter(|metrics| metrics.hangs())
            .max_by(|a, b| (a.ascent + a.descent).total_cmp(&(b.ascent + b.descent)));
        match tall {
            Some(face) => {
                let height = hanging_height(face, style);
                LineStand { height, baseline: height - style.size * face.descent }
            }
            None => LineStand { height: style.leading, baseline: self.plain_baseline(style) },
        }
    }

    /// How high a line in the booklet's language is.
    pub(super) fn line_height(&self, style: TextStyle) -> Pt {
        let fonts = self.settings.fonts;
        let hanging = fonts.hanging(&self.language).map(|font| fonts.metrics(font));
        hanging.map_or(style.leading, |face| hanging_height(face, style))
    }

    /// How much room words need, without setting them.
    pub(super) fn extent(&self, text: &str, style: TextStyle) -> typeset::Extent {
        let style = style.run(style.weight, &self.language, false);
        let paragraph = typeset::Paragraph {
            text: text.into(),
            runs: vec![typeset::Run { start: 0, style, tag: 0 }],
            direction: self.direction,
            alignment: Alignment::Start,
            hyphenate: false,
            addresses: Vec::new(),
        };
        typeset::Extent::of(self.settings.fonts, &paragraph)
    }

    /// Baseline of an ordinary line, from its top.
    pub(super) fn plain_baseline(&self, style: TextStyle) -> Pt {
        let typeset::Metrics { ascent, descent, .. } =
            self.settings.fonts.default_metrics(Weight::Regular);
        let half_leading = (style.leading - style.size * (ascent + descent)) / 2.0;
        half_leading + style.size * ascent
    }

    fn line_piece(
        &mut self,
        draft: &Draft,
        line: &typeset::Line,
        frame: Frame,
        style: TextStyle,
    ) -> Piece {
        let LineStand { height, baseline } = self.stand(line, style);
        let number = self.next_line();
        let mut items = line_items(line, &draft.looks, frame.x, number);
        for item in &mut items {
            item.at.y += baseline;
        }
        Piece { height, baseline, items, ..Piece::default() }
    }
}

/// The height of a line whose letters hang and climb.
fn hanging_height(face: typeset::Metrics, style: TextStyle) -> Pt {
    (style.size * (face.ascent * ASCENT_SHARE + face.descent)).max(style.leading)
}

/// Bold in the style's own colour.
pub(super) fn strong(style: TextStyle) -> TextStyle {
    TextStyle { weight: Weight::Bold, ..style }
}
