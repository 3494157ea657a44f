//! Figures, QR codes and lines to write on.

use super::super::flow::{Flow, Frame, HeadId, Parting, Piece};
use super::super::page::{ArtifactKind, Ink, Item, Owner, Tone};
use super::super::structure::{LinkTarget, NodeId, Role};
use super::super::style::{THIN_RULE, TextStyle};
use super::Composer;
use super::cover::fit;
use super::draft::Draft;
use super::inline::strong;
use super::lines::{keep_together, push_lines};
use super::strips::join;
use crate::codes;
use crate::content::{Alt, Figure, Image, Qr, WritingLines};
use crate::diagnostic::Diagnostic;
use crate::geometry::{Point, Pt, Rect, Size};
use crate::qr::{Code, QUIET_ZONE};
use crate::source::{Span, Spanned};
use crate::typeset::{self, Alignment, Extent, Run};
use crate::words::Phrases;

/// Side of a QR code on paper, quiet zone of four modules included (ISO/IEC 18004, 6.3.8).
const QR_SIDE: Pt = Pt::mm(30.0);
/// Pictures under this many dots an inch look coarse on paper.
pub(super) const LEAST_DPI: f32 = 150.0;
/// Words narrower than so many ems stand under a QR code and not beside it.
const LEAST_BESIDE: f32 = 5.0;
/// How much of its size a picture may lose, so that it stands on the page of its words.
const MOST_SMALLER: f32 = 0.2;
/// So many lines to write on stay on one page, where they leave a third of it.
const LINES_OF_ONE_PAGE: u32 = 10;
/// Lines to write on that stay together.
const LINES_TOGETHER: u32 = 3;

impl Composer<'_> {
    pub(super) fn figure(&mut self, flow: &mut Flow, section: NodeId, figure: &Figure) {
        let frame = self.column();
        let owner = self.picture_owner(Some(section), &figure.image);
        let mut caption = self.figure_caption(frame, section, figure);
        let gap = self.style.item_space;
        let words: Pt = caption.pieces.iter().map(|piece| piece.height).sum();
        let over = self.height_with_next(flow);
        let room = self.style.height() - over - words - gap;
        let width = self.figure_width(figure, frame);
        let size = Size { width, height: room.max(Pt(36.0)) };
        let drawn = fit(figure.image.picture.width, figure.image.picture.height, size);
        self.judge_sharpness(figure.width.as_ref(), &figure.image, (drawn.width, frame));
        let mut piece = self.picture_piece(owner, frame, &figure.image, size);
        piece.keep_with_next = !caption.pieces.is_empty();
        piece.shrinks = piece.height * MOST_SMALLER;
        flow.space(self.style.paragraph_space);
        flow.push(piece);
        flow.set_space(gap);
        keep_together(&mut caption.pieces);
        flow.append(caption);
        flow.set_space(self.style.display_space());
    }

    /// Height of the heading that the next piece has to stand under, with the space under it: a
    /// picture leaves room for it on its page, unless that would make the picture tiny.
    fn height_with_next(&self, flow: &Flow) -> Pt {
        let most = self.style.height() / 2.0;
        let mut height = Pt::ZERO;
        let mut space = self.style.paragraph_space;
        for piece in flow.pieces.iter().rev().take_while(|piece| piece.keep_with_next) {
            height += space + piece.height;
            // The space over the first of them is dropped at the top of a page.
            space = piece.space_before;
            if height > most {
                return Pt::ZERO;
            }
        }
        height
    }

    pub(super) fn figure_caption(
        &mut self,
        frame: Frame,
        section: NodeId,
        figure: &Figure,
    ) -> Flow {
        let mut flow = Flow::default();
        if let Some(line) = &figure.caption {
            let node = self.node(Some(section), Role::Caption, line.span);
            self.paragraph(&mut flow, frame, node, line, self.style.caption());
        }
        flow
    }

    /// As wide as the author asked for, else as the column allows at 150 dots an inch.
    fn figure_width(&self, figure: &Figure, frame: Frame) -> Pt {
        match &figure.width {
            Some(share) => frame.width * share.value,
            None => figure.image.picture.largest_width(frame.width, LEAST_DPI),
        }
    }

    /// Tells of a picture that the author's width makes coarse. One that is too tall for its page is
    /// made smaller.
    pub(super) fn judge_sharpness(
        &mut self,
        share: Option<&Spanned<f32>>,
        image: &Image,
        (drawn, frame): (Pt, Frame),
    ) {
        if let Some(share) = share
            && image.picture.dpi_at(drawn).is_some_and(|dpi| dpi < LEAST_DPI)
        {
            let sharp = image.picture.largest_width(frame.width, LEAST_DPI).0 / frame.width.0;
            self.coarse_picture(share.span, image, drawn, (sharp * 100.0) as u32);
        }
    }

    /// `sharp` is the greatest width that is not coarse, in percent of the column. Its message ends
    /// with the edition, so that `make` can join what several editions say of it.
    fn coarse_picture(&mut self, place: Span, image: &Image, drawn: Pt, sharp: u32) {
        let Image { path, picture, .. } = image;
        let (width, height, edition) = (picture.width, picture.height, self.settings.edition);
        let message = format!(
            "picture “{}” has {width:.0} by {height:.0} dots, too few for this width in the {edition} edition",
            path.value
        );
        let problem = Diagnostic::warning(codes::COARSE_PICTURE, place, message)
            .note("under 150 dots an inch a picture looks coarse on paper");
        let (needed, across) = (drawn.0 / 72.0 * LEAST_DPI, width / LEAST_DPI * 25.4);
        let larger =
            format!("for {edition} use a picture of {:.0} dots across or more", needed.ceil());
        self.diagnostics.push(problem.help(match sharp {
            0 => larger,
            _ => format!(
                "{larger}, or width = {sharp} ({:.0} mm), the most that is sharp there",
                across.floor()
            ),
        }));
    }

    /// Whose a picture is: a figure's leaf, or nobody's where it only decorates.
    pub(super) fn picture_owner(&mut self, parent: Option<NodeId>, image: &Image) -> Owner {
        match &image.alt {
            Alt::Decorative => Owner::Artifact(ArtifactKind::Layout),
            Alt::Description(words) => {
                let node = self.node(parent, Role::Figure, words.span);
                self.structure.node_mut(node).alt = Some(words.text.clone());
                Owner::Leaf(self.structure.add_leaf(node))
            }
        }
    }

    pub(super) fn qr(&mut self, flow: &mut Flow, section: NodeId, qr: &Qr, span: Span) {
        flow.space(self.style.paragraph_space);
        self.qr_pieces(flow, (self.column(), self.style.height()), section, qr, span);
        flow.set_space(self.style.display_space());
    }

    /// A QR code with its label and address beside it. They stand under it where the page is narrow, or
    /// where the address would be parted beside it and is not there, as far as the height is enough.
    pub(super) fn qr_pieces(
        &mut self,
        flow: &mut Flow,
        (frame, room): (Frame, Pt),
        parent: NodeId,
        qr: &Qr,
        span: Span,
    ) {
        let Ok(code) = Code::encode(&qr.url.value) else {
            self.diagnostics.push(
                Diagnostic::error(
                    codes::BAD_LINK,
                    qr.url.span,
                    "address is too long for a QR code",
                )
                .help("use a shorter address"),
            );
            return;
        };
        let figure = self.node(Some(parent), Role::Figure, span);
        let alt = Phrases::fill(self.words.qr_code, &qr.label.text);
        self.structure.node_mut(figure).alt = Some(alt.into());
        let leaf = self.structure.add_leaf(figure);
        let x = if self.right_to_left() { frame.x + frame.width - QR_SIDE } else { frame.x };
        let items = qr_items(&code, Point::new(x, Pt::ZERO), Owner::Leaf(leaf));
        let mut piece = Piece { height: QR_SIDE, items, ..Piece::default() };
        let size = self.style.body.size;
        let beside = frame.indent(QR_SIDE + size, self.right_to_left());
        let wide = beside.width >= size * LEAST_BESIDE;
        if wide && !self.goes_under(qr, (frame, room), beside) {
            let beside = self.qr_words(beside, parent, qr);
            if beside.height() <= self.style.height() {
                put_beside(&mut piece, beside);
                flow.push(piece);
                return;
            }
            // Too long for one page: what was composed cannot be composed again elsewhere.
            piece.keep_with_next = true;
            flow.push(piece);
            flow.append(beside);
            return;
        }
        piece.keep_with_next = true;
        flow.push(piece);
        flow.set_space(self.style.item_space);
        let under = self.qr_words(frame, parent, qr);
        flow.append(under);
    }

    /// Whether a code's words stand under it.
    fn goes_under(&self, qr: &Qr, (frame, room): (Frame, Pt), beside: Frame) -> bool {
        let extent = |text: &str, style: TextStyle| {
            let style = style.run(style.weight, &self.language, true);
            let is_address = text != qr.label.text.as_ref();
            let addresses = is_address.then_some(0..text.len()).into_iter().collect();
            let paragraph = typeset::Paragraph {
                text: text.into(),
                runs: vec![Run { start: 0, style, tag: 0 }],
                direction: self.direction,
                alignment: Alignment::Start,
                hyphenate: false,
                addresses,
            };
            Extent::of(self.settings.fonts, &paragraph)
        };
        let style = self.style.body;
        let needed = extent(shown_address(&qr.printed), style).least();
        if needed <= beside.width || needed > frame.width {
            return false;
        }
        let label = extent(&qr.label.text, strong(style));
        let lines = label.count(frame.width.max(label.least())) + 1;
        QR_SIDE + style.leading * lines as f32 <= room
    }

    fn qr_words(&mut self, frame: Frame, parent: NodeId, qr: &Qr) -> Flow {
        let style = self.style.body;
        let mut flow = Flow::default();
        let label = self.node(Some(parent), Role::Paragraph, qr.label.span);
        push_lines(&mut flow, self.plain(frame, label, &qr.label, strong(style)));
        let paragraph = self.node(Some(parent), Role::Paragraph, qr.url.span);
        let link = self.node(Some(paragraph), Role::Link, qr.url.span);
        let shown = shown_address(&qr.printed);
        let node = self.structure.node_mut(link);
        node.target = Some(LinkTarget::Address(qr.url.value.clone()));
        node.words = shown.to_owned();
        let style = style.tone(Tone::Link);
        let mut draft = self.added_draft(link, shown, style);
        draft.know_address(0, qr.url.span);
        push_lines(&mut flow, self.set(&draft, frame, style, Alignment::Start));
        flow
    }

    pub(super) fn writing_lines(
        &mut self,
        flow: &mut Flow,
        section: NodeId,
        lines: &WritingLines,
        span: Span,
    ) {
        let frame = self.column();
        let node = self.node(Some(section), Role::Paragraph, span);
        let style = self.style.body;
        let draft = self.draft(node, &lines.prompt, style, false);
        let mut prompt = self.set(&draft, frame, style, Alignment::Start);
        for line in &mut prompt {
            line.keep_with_next = true;
        }
        let height: Pt = prompt.iter().map(|line| line.height).sum();
        let all = height + self.style.ruling * lines.lines as f32;
        let whole = lines.lines <= LINES_OF_ONE_PAGE && all * 1.5 <= self.style.height();
        let again = self.prompt_again(&draft, frame);
        for line in prompt {
            flow.push(line);
        }
        for index in 0..lines.lines {
            let mut piece = self.ruled_line(frame);
            piece.parting = if whole { Parting::FewItems } else { Parting::Ruled };
            piece.head = Some(again);
            let together = index + 1 < LINES_TOGETHER || index + LINES_TOGETHER >= lines.lines;
            piece.keep_with_next = together && index + 1 < lines.lines;
            flow.push(piece);
        }
        flow.space(self.style.ruled_space());
    }

    /// What lines on a later page are for.
    fn prompt_again(&mut self, prompt: &Draft, frame: Frame) -> HeadId {
        let lines = self.continued(prompt, self.style.body, frame);
        self.said_again(vec![join(lines)])
    }

    /// A ruled line with room to write over it.
    pub(super) fn ruled_line(&self, frame: Frame) -> Piece {
        let height = self.style.ruling;
        let rule = Self::rule(frame, height - THIN_RULE, THIN_RULE, Tone::Rule);
        Piece { height, items: vec![rule], ..Piece::default() }
    }
}

/// Puts words into the middle of what stands beside a QR code.
fn put_beside(code: &mut Piece, words: Flow) {
    let mut y = ((QR_SIDE - words.height()) / 2.0).max(Pt::ZERO);
    for (index, mut line) in words.pieces.into_iter().enumerate() {
        if index > 0 {
            y += line.space_before;
        }
        line.shift(Point::new(Pt::ZERO, y));
        y += line.height;
        code.items.append(&mut line.items);
    }
    code.height = code.height.max(y);
}

fn qr_items(code: &Code, at: Point, owner: Owner) -> Vec<Item> {
    let module = QR_SIDE / (code.size + 2 * QUIET_ZONE) as f32;
    let rectangles = code
        .rectangles()
        .into_iter()
        .map(|dark| {
            Rect::new(
                module * (dark.x + QUIET_ZONE) as f32,
                module * (dark.y + QUIET_ZONE) as f32,
                module * dark.width as f32,
                module * dark.height as f32,
            )
        })
        .collect();
    let square = Size { width: QR_SIDE, height: QR_SIDE };
    let ground = Ink::Fill { size: square, radius: Pt::ZERO, tone: Tone::White };
    vec![
        Item { at, owner, ink: ground, line: 0 },
        Item { at, owner, ink: Ink::Fills(rectangles, Tone::Black), line: 0 },
    ]
}

/// An address as people write it: without its scheme and final slash.
fn shown_address(address: &str) -> &str {
    let shown = ["https://", "http://", "mailto:", "tel:", "sms:"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))
        .unwrap_or(address);
    shown.strip_suffix('/').unwrap_or(shown)
}

#[cfg(test)]
mod tests {
    use super::super::cover::fit;
    use super::*;

    #[test]
    fn addresses_are_shown_without_scheme_and_slash() {
        assert_eq!(shown_address("https://www.example.org/"), "www.example.org");
        assert_eq!(shown_address("mailto:a@example.org"), "a@example.org");
    }

    #[test]
    fn a_picture_keeps_its_proportions() {
        let most = Size { width: Pt(100.0), height: Pt(100.0) };
        assert_eq!(fit(400.0, 200.0, most), Size { width: Pt(100.0), height: Pt(50.0) });
        assert_eq!(fit(200.0, 400.0, most), Size { width: Pt(50.0), height: Pt(100.0) });
    }
}
