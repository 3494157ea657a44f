//! Brackets, addresses and stars in the signs of one paragraph.

use super::{Bracket, MarkFault, Piece, stars, tags};
use crate::codes;
use crate::content::characters::is_visible;
use crate::content::signs::{Sign, text};
use crate::language::Language;

/// How deep brackets may stand within each other: far deeper than any sentence.
const DEEPEST: usize = 16;

/// Parses a paragraph whose lines are joined.
pub(in crate::content) fn parse(signs: &[Sign]) -> (Vec<Piece>, Vec<MarkFault>) {
    let partners = Partners::find(signs);
    let mut parser = Parser { signs, partners, faults: Vec::new() };
    let pieces = parser.range(0, signs.len(), Enclosing { link: false, depth: 0 });
    let pieces = stars::pair(signs, pieces, &mut parser.faults);
    (pieces, parser.faults)
}

/// For each bracket its partner.
struct Partners {
    square: Vec<Option<usize>>,
    round: Vec<Option<usize>>,
}

impl Partners {
    fn find(signs: &[Sign]) -> Self {
        Self { square: matches(signs, '[', ']'), round: matches(signs, '(', ')') }
    }
}

fn matches(signs: &[Sign], open: char, close: char) -> Vec<Option<usize>> {
    let mut partners = vec![None; signs.len()];
    let mut waiting = Vec::new();
    for (at, sign) in signs.iter().enumerate() {
        if sign.is(open) {
            waiting.push(at);
        } else if sign.is(close)
            && let Some(start) = waiting.pop()
        {
            partners[start] = Some(at);
            partners[at] = Some(start);
        }
    }
    partners
}

struct Parser<'a> {
    signs: &'a [Sign],
    partners: Partners,
    faults: Vec<MarkFault>,
}

/// What a stretch stands in.
#[derive(Clone, Copy)]
struct Enclosing {
    link: bool,
    depth: usize,
}

impl Parser<'_> {
    fn is(&self, at: usize, mark: char) -> bool {
        self.signs.get(at).is_some_and(|sign| sign.is(mark))
    }

    fn range(&mut self, from: usize, to: usize, within: Enclosing) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(to - from);
        let mut at = from;
        while at < to {
            let piece = match self.signs[at].c {
                _ if self.signs[at].literal => None,
                '*' => Some(self.stars(at, to)),
                '[' => self.bracket(at, within),
                '<' => self.angle(at, within),
                '&' => self.entity(at),
                '!' if self.is(at + 1, '[') => self.picture(at),
                _ => None,
            };
            if self.is(at, ']') && self.is(at + 1, '(') {
                self.no_link(at);
            }
            let (piece, next) = piece.unwrap_or((sign(at), at + 1));
            pieces.push(piece);
            at = next;
        }
        pieces
    }

    fn stars(&self, at: usize, to: usize) -> (Piece, usize) {
        let len = self.signs[at..to].iter().take_while(|sign| sign.is('*')).count();
        (Piece::Stars { from: at, len }, at + len)
    }

    fn bracket(&mut self, at: usize, within: Enclosing) -> Option<(Piece, usize)> {
        let close = self.partners.square[at]?;
        if !self.is(close + 1, '(') {
            return None;
        }
        let end = self.partners.round[close + 1]?;
        let whole = (at, end + 1);
        let target = self.trimmed(close + 2, end);
        let target_text = text(&self.signs[target.0..target.1]);
        let tag = target_text.strip_prefix("lang:").map(str::trim);
        let link = tag.is_none();
        if within.depth >= DEEPEST {
            self.faults.push(
                MarkFault::new(
                    codes::BAD_MARK,
                    (at, at + 1),
                    "brackets stand too deep within each other",
                )
                .help("take the innermost brackets out"),
            );
            return Some((sign(at), end + 1));
        }
        if link && within.link {
            self.faults.push(
                MarkFault::new(codes::BAD_LINK, whole, "a link stands inside a link")
                    .note("a reader could not tell which of the two they open")
                    .help("end the outer link before the inner one begins"),
            );
        }
        let inner = Enclosing { link: within.link || link, depth: within.depth + 1 };
        let words = self.range(at + 1, close, inner);
        if !self.signs[at + 1..close].iter().any(|sign| is_visible(sign.c)) {
            let what = if link { "a link has no words" } else { "no words are marked here" };
            self.faults.push(
                MarkFault::new(codes::BAD_LINK, whole, what)
                    .note("a screen reader would have nothing to read out")
                    .help("write the words between [ and ]"),
            );
        }
        if target.0 == target.1 {
            self.faults.push(
                MarkFault::new(codes::BAD_LINK, (close, end + 1), "a link leads nowhere")
                    .help("write the address between ( and ), such as https://www.example.org"),
            );
        }
        let language = tag.map(|tag| self.language(tag, target));
        Some((Piece::Bracket(Bracket { whole, target, words, language }), end + 1))
    }

    fn trimmed(&self, from: usize, to: usize) -> (usize, usize) {
        let signs = &self.signs[from..to];
        let start = signs.iter().position(|sign| !sign.is_space()).unwrap_or(signs.len());
        let end = signs.iter().rposition(|sign| !sign.is_space()).map_or(start, |at| at + 1);
        (from + start, from + end)
    }

    fn language(&mut self, tag: &str, target: (usize, usize)) -> Option<Language> {
        match Language::parse(tag) {
            Ok(language) => Some(language),
            Err(unknown) => {
                let fault = MarkFault::new(
                    codes::UNKNOWN_LANGUAGE,
                    target,
                    format!("\"{tag}\" is no language tag that is known"),
                )
                .note("screen readers choose their voice by it");
                self.faults.push(match unknown.suggestion {
                    Some(tag) => {
                        fault.help(format!("write lang:{tag}")).replace(format!("lang:{tag}"))
                    }
                    None => fault.help("a tag is a code such as cy, pl or zh-Hant"),
                });
                None
            }
        }
    }

    fn angle(&mut self, at: usize, within: Enclosing) -> Option<(Piece, usize)> {
        if let Some((fault, end)) = tags::tag(self.signs, at) {
            // The tag that ends what another began is mended with it.
            let ends =
                self.is(at + 1, '/') && self.faults.iter().any(|f| f.message == fault.message);
            if !ends {
                self.faults.push(fault);
            }
            return Some((sign(at), end));
        }
        let inner = &self.signs[at + 1..];
        let scheme: String = inner.iter().take(8).map(|sign| sign.c).collect();
        let spaces = has_scheme(&scheme);
        let len = inner.iter().position(|sign| {
            sign.is('<') || sign.is('>') || (sign.is_space() && (!spaces || sign.c == '\n'))
        })?;
        if len == 0 || !inner[len].is('>') {
            return None;
        }
        let address = text(&inner[..len]);
        let (from, to) = (at + 1, at + 1 + len);
        if let Some(meant) = unfinished_address(&address) {
            self.faults.push(
                MarkFault::new(
                    codes::BAD_LINK,
                    (from, to),
                    "a web address in < > begins with https://",
                )
                .help(format!("write <{meant}>"))
                .replace(meant),
            );
            return Some((sign(at), to + 1));
        }
        if !is_address(&address) {
            return None;
        }
        if within.link {
            self.faults.push(
                MarkFault::new(codes::BAD_LINK, (at, to + 1), "a link stands inside a link")
                    .note("a reader could not tell which of the two they open")
                    .help("write the address without < and >"),
            );
        }
        Some((Piece::Address { from, to, strong: false, em: false }, to + 1))
    }

    fn entity(&mut self, at: usize) -> Option<(Piece, usize)> {
        let (fault, end) = tags::entity(self.signs, at)?;
        self.faults.push(fault);
        Some((sign(at), end))
    }

    /// `![…](…)`: a picture, unless the target is an address that a link can lead to.
    fn picture(&mut self, at: usize) -> Option<(Piece, usize)> {
        let close = self.partners.square[at + 1]?;
        if !self.is(close + 1, '(') {
            return None;
        }
        let end = self.partners.round[close + 1]?;
        let target = text(&self.signs[close + 2..end]).to_lowercase();
        let picture = [".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"];
        if !picture.iter().any(|extension| target.ends_with(extension)) {
            return None;
        }
        self.faults.push(tags::picture(self.signs, at, (at, at + 2)));
        Some((sign(at), end + 1))
    }

    /// A `](` that belongs to no link.
    fn no_link(&mut self, at: usize) {
        let opened = self.partners.square[at].is_some();
        let closed = self.partners.round[at + 1].is_some();
        let message = match (opened, closed) {
            (false, _) => "a link has no opening [",
            (true, false) => "a link has no closing )",
            (true, true) => "this makes no link",
        };
        self.faults.push(MarkFault::new(codes::BAD_LINK, (at, at + 2), message).help(
            "a link is written [words](address); where the signs are meant as they are, write \\](",
        ));
    }
}

fn sign(at: usize) -> Piece {
    Piece::Sign { at, strong: false, em: false }
}

/// Whether what stands in `< >` is an address.
fn is_address(text: &str) -> bool {
    has_scheme(text) || may_be_email(text)
}

fn has_scheme(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let scheme = ["https://", "http://", "mailto:", "tel:", "sms:"];
    scheme.iter().any(|scheme| lower.starts_with(scheme))
}

/// Whether a text is meant for an email address, sound or not: what is wrong with it is told later.
fn may_be_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(':')
    })
}

/// The whole address, where one without its scheme stands in `< >`.
fn unfinished_address(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    lower.starts_with("www.").then(|| format!("https://{text}"))
}
