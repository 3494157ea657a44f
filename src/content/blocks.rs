//! Blocks: which kind each is, and the kinds that are no lists or tables.

use crate::codes;
use crate::content::addresses::BadAddress;
use crate::content::judge::list;
use crate::content::reader::{Keys, Reader};
use crate::content::tree::{Entry, Node, Value};
use crate::content::{Block, BlockKind, Callout, Definition, Qr, Quote, Urgency, WritingLines};
use crate::diagnostic::Diagnostic;
use crate::keys::{self, Kind};
use crate::source::{Span, Spanned};

impl Reader<'_> {
    /// Reads the blocks of a chapter.
    pub(super) fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        let mut heading = false;
        let mut last_step = None;
        let mut blocks = Vec::new();
        for node in nodes {
            let Some(keys) = self.row(node, &keys::BLOCK) else {
                continue;
            };
            heading |= keys.has("heading");
            if let Some(entry) = keys.table.entry("subheading")
                && !heading
            {
                self.skipped_heading(entry);
            }
            let mut block = self.block(&keys);
            self.number_steps(&keys, block.as_mut(), &mut last_step);
            blocks.extend(block);
        }
        blocks
    }

    /// Numbers the steps of a block; `last` is the number of the last step before it, where the
    /// chapter has any.
    fn number_steps(
        &mut self,
        keys: &Keys<'_>,
        block: Option<&mut Block>,
        last: &mut Option<usize>,
    ) {
        let goes_on = keys.get("continue");
        let goes_on = goes_on.filter(|node| self.boolean(node, "`continue`") == Some(true));
        let steps = keys.has("steps");
        if let (Some(node), false) = (goes_on, steps && last.is_some()) {
            let (message, help) = if steps {
                (
                    "no steps stand before these in the chapter that they could go on with",
                    "take this line out: the first steps of a chapter begin with 1",
                )
            } else {
                ("`continue` is for `steps` alone: nothing else has numbers", "take this line out")
            };
            self.report(Diagnostic::error(codes::UNKNOWN_VALUE, node.span, message).help(help));
        }
        if !steps {
            return;
        }
        let before = last.filter(|_| goes_on.is_some()).unwrap_or(0);
        let count = match block {
            Some(Block { kind: BlockKind::List(list), .. }) => {
                list.first = before + 1;
                list.items.len()
            }
            _ => 0,
        };
        *last = Some(before + count);
    }

    fn skipped_heading(&mut self, entry: &Entry) {
        self.report(
            Diagnostic::error(
                codes::HEADING_SKIPPED,
                entry.node.span,
                "a subheading stands before the chapter's first heading",
            )
            .note("people who go from heading to heading with a screen reader would think that one is missing")
            .fix("make it a `heading`", entry.key.span, "heading"),
        );
    }

    fn block(&mut self, keys: &Keys<'_>) -> Option<Block> {
        let language = keys.get("language").and_then(|node| self.language_tag(node));
        let allow = self.allow(keys);
        let keep = keys.get("keep").and_then(|node| self.boolean(node, "`keep`")).unwrap_or(false);
        let kinds = keys.table.entries.iter();
        let kinds = kinds.filter_map(|entry| Some((Kind::of(&entry.key.value)?, entry)));
        let kinds: Vec<(Kind, &Entry)> = kinds.collect();
        self.one_kind(keys, &kinds);
        self.beside_illustrated(keys, &kinds);
        let before = self.language.clone();
        let mut read = self.within(language.as_ref(), |reader| {
            kinds.iter().map(|(kind, entry)| reader.kind(keys, *kind, entry)).collect::<Vec<_>>()
        });
        let kind = read.pop().flatten()?;
        let id = keys.get("id").and_then(Node::text).map(str::to_owned);
        let span = kinds.last()?.1.node.span;
        let language = language.filter(|language| *language != before);
        Some(Block { kind, id, language, keep, allow, span })
    }

    fn one_kind(&mut self, keys: &Keys<'_>, kinds: &[(Kind, &Entry)]) {
        match kinds {
            [] if !keys.odd && !self.leads_on(keys.table.header) => {
                self.report(
                    Diagnostic::error(
                        codes::NO_KIND,
                        keys.table.header,
                        "the block does not say what it is",
                    )
                    .help(format!("give it one of {}", list(Kind::NAMES))),
                );
            }
            [(_, first), others @ ..] => {
                for (_, other) in others {
                    self.another_kind(keys, first, other);
                }
            }
            _ => {}
        }
    }

    /// Whether `[table]` stands under a block's line, of which it is said that it is `[block.table]`.
    fn leads_on(&self, header: Span) -> bool {
        let text = &self.sources.file(header.source).text;
        let next = text.get(header.end as usize..).unwrap_or("").trim_start();
        let name = next.strip_prefix('[').and_then(|rest| rest.split(']').next());
        name.is_some_and(|name| Kind::of(name).is_some())
    }

    /// Reports a second kind of a block.
    fn another_kind(&mut self, keys: &Keys<'_>, first: &Entry, other: &Entry) {
        let (one, two) = (&first.key.value, &other.key.value);
        let message = format!("the block is `{one}` and `{two}` at once");
        let problem = Diagnostic::error(codes::TWO_KINDS, other.key.span, message)
            .label(first.key.span, "the other kind");
        let help = format!("begin a new block before it: a line [[block]], then `{two}`");
        let start = other.key.span.start as usize;
        let before = &self.sources.file(other.key.span.source).text[..start];
        let begins = before.trim_end_matches([' ', '\t']).ends_with('\n');
        // What stands beside them may belong to either.
        let alone = keys.table.entries.iter().all(|entry| Kind::of(&entry.key.value).is_some());
        let place = Span::new(other.key.span.source, start, start);
        self.report(if begins && alone {
            problem.fix(help, place, "[[block]]\n")
        } else {
            problem.help(help)
        });
    }

    fn kind(&mut self, keys: &Keys<'_>, kind: Kind, entry: &Entry) -> Option<BlockKind> {
        let (name, node) = (kind.key().name, &entry.node);
        if node.is_blank() {
            self.empty(node, &format!("`{name}`"), &format!("{name} = \"…\""));
            return None;
        }
        match kind {
            Kind::Text => self.text(node, "`text`").map(BlockKind::Text),
            Kind::Heading => self.line(node, name).map(BlockKind::Heading),
            Kind::Subheading => self.line(node, name).map(BlockKind::Subheading),
            Kind::Bullets | Kind::Steps | Kind::Checklist => {
                self.list(entry, 1).map(BlockKind::List)
            }
            Kind::Callout => self.callout(node).map(BlockKind::Callout),
            Kind::Quote => self.quote(node).map(BlockKind::Quote),
            Kind::Figure => self.figures(node).map(BlockKind::Figures),
            Kind::Illustrated => self.illustrated(keys, node).map(BlockKind::Illustrated),
            Kind::Table => self.data_table(node).map(BlockKind::Table),
            Kind::Definitions => self.definitions(node).map(BlockKind::Definitions),
            Kind::ContactPoint => self.contact_point(node).map(BlockKind::ContactPoint),
            Kind::WritingLines => self.writing_lines(node).map(BlockKind::WritingLines),
            Kind::Qr => self.qr(node).map(BlockKind::Qr),
            Kind::PageBreak => self.page_break(node),
        }
    }

    fn callout(&mut self, node: &Node) -> Option<Callout> {
        let keys = self.table_of(node, &Kind::Callout.key())?;
        let title = self.need(&keys, "title");
        let title = title.and_then(|node| self.line(node, "title"));
        let text = self.optional_text(&keys, "text");
        let list = self.inner_list(&keys, 1);
        let body = ["text", "bullets", "steps", "checklist"];
        if !body.iter().any(|key| keys.get(key).is_some() || keys.excuses(key)) {
            self.report(
                Diagnostic::error(
                    codes::MISSING_KEY,
                    keys.table.header,
                    "a callout has nothing under its title",
                )
                .help("add `text`, `bullets`, `steps` or `checklist`"),
            );
        }
        let urgency = keys.get("urgency").and_then(|node| self.urgency(node));
        Some(Callout { title: title?, text, list, urgency })
    }

    fn urgency(&mut self, node: &Node) -> Option<Urgency> {
        let choices = [
            ("emergency", Urgency::Emergency),
            ("urgent", Urgency::Urgent),
            ("routine", Urgency::Routine),
        ];
        let known = || choices.iter().map(|(word, _)| *word);
        debug_assert!(keys::CALLOUT.key("urgency").is_some_and(|key| key.offers(known())));
        self.choice(node, "`urgency`", codes::WRONG_TYPE, &choices)
    }

    fn quote(&mut self, node: &Node) -> Option<Quote> {
        let keys = self.table_of(node, &Kind::Quote.key())?;
        let text = self.need(&keys, "text");
        let text = text.and_then(|node| self.text(node, "`text`"));
        let source = keys.get("source").and_then(|node| self.paragraph(node, "`source`"));
        Some(Quote { text: text?, source })
    }

    fn definitions(&mut self, node: &Node) -> Option<Vec<Definition>> {
        let nodes = self.rows_of(node, &Kind::Definitions.key())?;
        let mut definitions = Vec::new();
        for node in nodes {
            let Some(keys) = self.row(node, &keys::DEFINITION) else {
                continue;
            };
            let term = self.need(&keys, "term");
            let term = term.and_then(|node| self.shown(node, "term"));
            let meaning = self.need(&keys, "meaning");
            let meaning = meaning.and_then(|node| self.text(node, "`meaning`"));
            if let (Some(term), Some(meaning)) = (term, meaning) {
                definitions.push(Definition { term, meaning });
            }
        }
        Some(definitions)
    }

    fn contact_point(&mut self, node: &Node) -> Option<usize> {
        if node.table().is_some() {
            self.wrong_type(node, "`contact_point`", "text", |diagnostic| {
                diagnostic.help(
                    "it names a point of booklet.toml: contact_point = \"Ward 7\"; one that is not there is written as text, in a table or as definitions",
                )
            });
            return None;
        }
        let name = self.plain(node, "`contact_point`")?;
        if let Some(index) = self.names.point(&name.text) {
            return Some(index);
        }
        if self.names.incomplete {
            return None;
        }
        let message = format!("no contact point has the name \"{}\"", name.text);
        let diagnostic = Diagnostic::error(codes::UNKNOWN_CONTACT_POINT, node.span, message);
        let names = &mut self.names;
        let known = names.points.iter().map(String::as_str);
        let meant = names.guessed_points.meant(&name.text, names.points.len(), known);
        // Whoever has a hundred looks for the right one in the file.
        let known: Vec<&str> = names.points.iter().take(12).map(String::as_str).collect();
        self.problems.report(match meant {
            Some(meant) => {
                let quoted = format!("\"{meant}\"");
                diagnostic.fix(format!("did you mean {quoted}?"), node.span, quoted)
            }
            None if known.is_empty() => {
                diagnostic.help("give booklet.toml one under [[contact.point]]")
            }
            None => diagnostic.help(format!("the contact points are {}", list(known))),
        });
        None
    }

    fn writing_lines(&mut self, node: &Node) -> Option<WritingLines> {
        if let Value::Integer(Some(count)) = node.value {
            self.wrong_type(node, "`writing_lines`", "a table of keys", |problem| {
                problem.help(format!("write writing_lines = {{ prompt = \"…\", lines = {count} }}, and in place of … what readers may write there, such as “My questions”"))
            });
            return None;
        }
        let keys = self.table_of(node, &Kind::WritingLines.key())?;
        let prompt = self.need(&keys, "prompt");
        let prompt = prompt.and_then(|node| self.line(node, "prompt"));
        let node = self.need(&keys, "lines");
        let number = node.and_then(|node| Some((node, self.number(node, "`lines`")?)));
        let (node, number) = number?;
        let (least, most) = keys.key("lines").bounds()?;
        if number.fract() != 0.0 || !(least..=most).contains(&number) {
            let message =
                format!("`lines` is {number}: it must be a whole number from {least} to {most}");
            self.bad_value(node.span, message, "write a number such as 6");
            return None;
        }
        Some(WritingLines { prompt: prompt?, lines: number as u32 })
    }

    /// A QR code, as a block or in the contact section.
    pub(super) fn qr(&mut self, node: &Node) -> Option<Qr> {
        let keys = self.table_of(node, &Kind::Qr.key())?;
        let url = self.need(&keys, "url");
        let url = url.and_then(|node| self.url(node));
        let label = self.need(&keys, "label");
        let label = label.and_then(|node| self.shown(node, "label"));
        let (url, printed) = url?;
        Some(Qr { url, printed, label: label? })
    }

    /// An address as it is encoded and as it is printed.
    fn url(&mut self, node: &Node) -> Option<(Spanned<String>, String)> {
        let url = self.literal(node, "`url`")?;
        match self.address(&url.text) {
            Ok(address) => {
                let printed = match address.shown {
                    Some(_) => {
                        self.doubt_address(&url.text, node.span);
                        url.text.trim().to_owned()
                    }
                    None => address.link.clone(),
                };
                Some((Spanned::new(address.link, node.span), printed))
            }
            Err(mut bad) => {
                // A QR code leads to no #id, and its address stands in no brackets.
                if bad.help.contains("#id") {
                    "write the whole address, such as https://www.example.org"
                        .clone_into(&mut bad.help);
                }
                self.bad_address(node, bad);
                None
            }
        }
    }

    /// Reports a whole string that is no address.
    pub(super) fn bad_address(&mut self, node: &Node, bad: BadAddress) {
        let diagnostic = Diagnostic::error(codes::BAD_LINK, node.span, bad.message);
        let with_values = self.sources.snippet(node.span).contains('{');
        let diagnostic = match bad.replacement.filter(|_| !with_values) {
            Some(meant) => {
                let quoted = format!("\"{meant}\"");
                diagnostic.fix(bad.help, node.span, quoted)
            }
            None => diagnostic.help(bad.help),
        };
        let diagnostic = self.with_definitions(node, diagnostic);
        self.report(diagnostic);
    }

    fn page_break(&mut self, node: &Node) -> Option<BlockKind> {
        if let Value::Boolean(false) = node.value {
            let message = "`page_break` is false, so the block is nothing".to_owned();
            self.bad_value(node.span, message, "take the whole block out, or write true");
            return None;
        }
        self.boolean(node, "`page_break`").map(|_| BlockKind::PageBreak)
    }
}
