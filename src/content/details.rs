//! The single keys of `booklet.toml`: dates, names, cover, imprint.

use crate::codes::{self, Code};
use crate::content::bounds::{LONGEST_STEM, length};
use crate::content::material::Material;
use crate::content::reader::{Keys, Reader};
use crate::content::slug::{is_reserved, is_slug, slug};
use crate::content::survey::has_contents;
use crate::content::tree::{Node, Value};
use crate::content::{BlankPages, Cover, CoverStyle, EditionName, Imprint, LogoPlace, Text, Words};
use crate::content::{dates, editions};
use crate::diagnostic::{Diagnostic, begun, nearest};
use crate::source::{Span, Spanned};
use crate::words::Date;

/// A name with fewer letters says nothing of a booklet: the folder may be called "b".
const FEWEST_LETTERS: usize = 3;

/// A name of files that is easily taken in.
const SHORT_STEM: usize = 40;

/// Words to choose from, and what they are called elsewhere.
const ALSO: &[(&str, &[&str])] = &[
    ("start", &["left", "ragged", "ragged right", "flush left", "begin"]),
    ("justify", &["both", "full", "block", "justified"]),
    ("page", &["new page", "newpage", "next page", "yes", "full"]),
    ("recto", &["right", "right-hand", "right page", "odd", "odd page"]),
    ("run-on", &["continuous", "run on", "same page", "no", "none", "follow"]),
    ("notes", &["lined", "lines", "ruled", "note"]),
    ("blank", &["empty", "none", "white"]),
    ("heading", &["title", "none", "no", "top", "inline"]),
];

impl Reader<'_> {
    /// A required plain string, read and not empty.
    pub(super) fn shown(&mut self, node: &Node, key: &str) -> Option<Words> {
        let words = self.plain(node, &format!("`{key}`"))?;
        if words.text.is_empty() {
            self.empty(node, &format!("`{key}`"), &format!("{key} = \"…\""));
            return None;
        }
        Some(words)
    }

    /// A plain string that may be left out.
    pub(super) fn optional(&mut self, keys: &Keys<'_>, key: &str) -> Option<Words> {
        let words = self.plain(keys.get(key)?, &format!("`{key}`"))?;
        Some(words).filter(|words| !words.text.is_empty())
    }

    /// A text that may be left out.
    pub(super) fn optional_text(&mut self, keys: &Keys<'_>, key: &str) -> Text {
        let text = keys.get(key).and_then(|node| self.text(node, &format!("`{key}`")));
        text.unwrap_or_default()
    }

    /// The search words.
    pub(super) fn keywords(&mut self, keys: &Keys<'_>) -> Vec<Words> {
        let Some(node) = keys.get("keywords") else {
            return Vec::new();
        };
        let key = keys.key("keywords");
        let nodes = self.array(node, "`keywords`", &key.shown()).unwrap_or(&[]);
        let words = nodes.iter().filter_map(|node| self.plain(node, "a keyword"));
        let words: Vec<Words> = words.filter(|words| !words.text.is_empty()).collect();
        // A PDF has them in one string, with ", " between them.
        let together = words.iter().map(|words| length(&words.text) + 2).sum();
        self.judge_length(node.span, "`keywords`", together);
        words
    }

    /// A date that may be left out.
    pub(super) fn date(&mut self, keys: &Keys<'_>, key: &str) -> Option<Spanned<Date>> {
        let node = keys.get(key)?;
        if let Value::Date(date) = node.value {
            return Some(Spanned::new(date, node.span));
        }
        let digits = node.text().and_then(|text| dates::meant(text, &self.language));
        let written = self.sources.snippet(node.span).trim_matches(['"', '\'']);
        let last = dates::last_day(written, &self.language);
        self.wrong_type(node, &format!("`{key}`"), "a date", |diagnostic| match digits {
            Some(digits) => {
                let text = format!("write it without quotes: {digits}");
                diagnostic.fix(text, node.span, digits)
            }
            None if last.is_some() => diagnostic.help(format!(
                "write year, month and day, without quotes: {key} = {} where the end of it is meant",
                last.unwrap_or_default()
            )),
            None => diagnostic.help(format!(
                "write year, month and day in digits, without quotes: {}",
                keys.key(key).shown()
            )),
        });
        None
    }

    /// The stem of the output names.
    pub(super) fn slug(&mut self, keys: &Keys<'_>, title: Option<&Words>) -> String {
        if let Some(node) = keys.get("slug") {
            let Some(text) = self.string(node, "`slug`").map(str::to_owned) else {
                return String::new();
            };
            if !is_slug(&text) {
                self.judge_slug(node, &text, keys);
            }
            self.judge_stem(node.span, &text, "`slug` is", keys);
            return text;
        }
        let Some(title) = title else {
            return String::new();
        };
        let made = slug(&title.text);
        let latin = made.contains(|c: char| c.is_ascii_lowercase());
        if !latin && !keys.excuses("slug") {
            let problem = Diagnostic::error(
                codes::MISSING_KEY,
                keys.table.header,
                "the booklet has no `slug`, and its title has no Latin letters to make one of",
            );
            self.report(match self.own_slug(keys) {
                Some(own) => problem
                    .note(format!("the files that are built are named after it: {own}.pdf"))
                    .help(format!("add slug = \"{own}\"")),
                None => problem.note("the files that are built are named after it").help(
                    "add slug = \"…\", and in it what the booklet is about, in small letters a to z \
                     with - between words",
                ),
            });
        }
        self.judge_stem(
            title.span,
            &made,
            "the booklet has no `slug`, and one of its title would be",
            keys,
        );
        made
    }

    fn judge_slug(&mut self, node: &Node, text: &str, keys: &Keys<'_>) {
        let message =
            format!("\"{text}\" is no name for files: small letters a to z, digits and - make one");
        let problem = Diagnostic::error(codes::WRONG_TYPE, node.span, message);
        let meant = slug(text);
        self.report(if is_slug(&meant) {
            let quoted = format!("\"{meant}\"");
            problem.fix(format!("write slug = {quoted}"), node.span, quoted)
        } else if let Some(own) = self.own_slug(keys) {
            problem.help(format!("write a name such as \"{own}\""))
        } else {
            problem.help(
                "write what the booklet is about, in small letters a to z with - between words",
            )
        });
    }

    /// A slug of the English title, or of the name of the booklet's folder: never one that is about
    /// something else.
    fn own_slug(&self, keys: &Keys<'_>) -> Option<String> {
        let english = keys.get("title_en").and_then(Node::text);
        // A value's name is no word of the title.
        let english = english.filter(|title| !title.contains(['{', '}'])).map(slug);
        let folder = self.files.folders.get(&self.booklet);
        let folder = folder.and_then(|folder| folder.real.file_name()?.to_str());
        let folder = folder.filter(|name| name.is_ascii() && !name.starts_with('.')).map(slug);
        let fits = |slug: &String| {
            let letters = slug.chars().filter(char::is_ascii_lowercase).count();
            letters >= FEWEST_LETTERS && slug.len() <= LONGEST_STEM
        };
        english.filter(fits).or(folder.filter(fits))
    }

    /// Reports a stem that makes names too long for a disk, or that no file may have.
    fn judge_stem(&mut self, span: Span, stem: &str, what: &str, keys: &Keys<'_>) {
        if is_reserved(stem) {
            self.report(
                Diagnostic::error(
                    codes::WRONG_TYPE,
                    span,
                    format!("{what} a name that Windows keeps for itself: {stem}"),
                )
                .note("the files that are built are named after it, and could not be opened there")
                .help(format!("write another, such as slug = \"{stem}-booklet\"")),
            );
        }
        if stem.len() > LONGEST_STEM {
            let shorter = stem.char_indices().rfind(|(at, c)| *c == '-' && *at <= SHORT_STEM);
            let shorter = shorter.map(|(at, _)| stem[..at].trim_end_matches('-').to_owned());
            let shorter = shorter.filter(|it| is_slug(it)).or_else(|| self.own_slug(keys));
            let help = shorter.map_or("write a short one".to_owned(), |shorter| {
                format!("write a short one, such as slug = \"{shorter}\"")
            });
            self.report(
                Diagnostic::error(
                    codes::TOO_LARGE,
                    span,
                    format!("{what} longer than {LONGEST_STEM} characters"),
                )
                .note("the files that are built are named after it, and disks allow no more")
                .help(help),
            );
        }
    }

    /// What is built by default.
    pub(super) fn editions(&mut self, keys: &Keys<'_>) -> Option<Vec<Spanned<EditionName>>> {
        let node = keys.get("editions")?;
        let nodes = self.array(node, "`editions`", &keys.key("editions").shown())?;
        let mut editions: Vec<Spanned<EditionName>> = Vec::new();
        for node in nodes {
            let Some(name) = self.string(node, "an edition's name").map(str::to_owned) else {
                continue;
            };
            match EditionName::from_name(name.trim()) {
                Some(edition) => {
                    if editions.iter().all(|known| known.value != edition) {
                        editions.push(Spanned::new(edition, node.span));
                    }
                }
                None => self.unknown_edition(&name, node.span, true),
            }
        }
        if nodes.is_empty() {
            self.report(
                Diagnostic::error(codes::BAD_EDITION, node.span, "`editions` names no edition")
                    .help("name one, such as \"screen\", or take the line out to build all"),
            );
        }
        Some(editions)
    }

    /// Reports a name that no edition has.
    pub(super) fn unknown_edition(&mut self, name: &str, span: Span, quoted: bool) {
        let message = format!("there is no edition \"{name}\"");
        let diagnostic = Diagnostic::error(codes::BAD_EDITION, span, message);
        let names = EditionName::ALL.map(EditionName::as_str);
        let meant = editions::meant(name).filter(|meant| names.contains(meant));
        let meant = meant.or_else(|| nearest(name, names)).or_else(|| begun(name, names));
        self.report(match (editions::advice(name), meant) {
            (Some(advice), _) => diagnostic.help(advice),
            (None, Some(meant)) => {
                let replacement = if quoted { format!("\"{meant}\"") } else { meant.to_owned() };
                diagnostic.fix(format!("did you mean \"{meant}\"?"), span, replacement)
            }
            (None, None) => {
                diagnostic.help(format!("the editions are {}", editions::listed(&names)))
            }
        });
    }

    /// Whether there is a table of contents.
    pub(super) fn contents(&mut self, keys: &Keys<'_>, material: &Material) -> bool {
        if let Some(node) = keys.get("contents") {
            self.boolean(node, "`contents`");
        }
        has_contents(&material.root, material.chapters.len())
    }

    /// What filler pages are.
    pub(super) fn blank_pages(&mut self, keys: &Keys<'_>) -> BlankPages {
        let choices = [("notes", BlankPages::Notes), ("blank", BlankPages::Blank)];
        debug_assert!(keys.key("blank_pages").offers(choices.iter().map(|(word, _)| *word)));
        let node = keys.get("blank_pages");
        let choice =
            node.and_then(|node| self.choice(node, "`blank_pages`", codes::WRONG_TYPE, &choices));
        choice.unwrap_or_default()
    }

    /// The cover.
    pub(super) fn cover(&mut self, keys: &Keys<'_>) -> Cover {
        let Some(keys) = self.inner(keys, "cover") else {
            return Cover::default();
        };
        let choices = [("page", CoverStyle::Page), ("heading", CoverStyle::Heading)];
        debug_assert!(keys.key("style").offers(choices.iter().map(|(word, _)| *word)));
        let style = keys.get("style");
        let style =
            style.and_then(|node| self.choice(node, "`style`", codes::WRONG_TYPE, &choices));
        let image = self.image(&keys, "image", "alt", "decorative");
        let width = keys.get("width").and_then(|node| self.percent(node, keys.key("width")));
        let logo = self.image(&keys, "logo", "logo_alt", "");
        let logo_place = self.logo_place(&keys);
        Cover { style: style.unwrap_or_default(), image, width, logo, logo_place }
    }

    fn logo_place(&mut self, keys: &Keys<'_>) -> Option<LogoPlace> {
        let choices = [
            ("bottom-right", LogoPlace::BottomRight),
            ("bottom-left", LogoPlace::BottomLeft),
            ("top-right", LogoPlace::TopRight),
            ("top-left", LogoPlace::TopLeft),
        ];
        debug_assert!(keys.key("logo_place").offers(choices.iter().map(|(word, _)| *word)));
        let node = keys.get("logo_place")?;
        self.choice(node, "`logo_place`", codes::WRONG_TYPE, &choices)
    }

    /// The small print.
    pub(super) fn imprint(&mut self, keys: &Keys<'_>) -> Imprint {
        let Some(keys) = self.inner(keys, "imprint") else {
            return Imprint::default();
        };
        let (references, numbered_references) = self.references(&keys);
        Imprint {
            disclaimer: self.optional_text(&keys, "disclaimer"),
            feedback: self.optional_text(&keys, "feedback"),
            formats: self.optional_text(&keys, "formats"),
            references,
            numbered_references,
            charity: self.optional_text(&keys, "charity"),
            copyright: self.optional_text(&keys, "copyright"),
        }
    }

    /// The references, and whether they are a list.
    fn references(&mut self, keys: &Keys<'_>) -> (Text, bool) {
        let Some(node) = keys.get("references") else { return (Text::new(), false) };
        let Some(nodes) = node.array() else {
            return (self.optional_text(keys, "references"), false);
        };
        let (what, shown) = ("a reference", keys.key("references").shown());
        if nodes.is_empty() {
            self.empty(node, "`references`", &shown);
        }
        for node in nodes.iter().filter(|node| node.is_blank()) {
            self.empty(node, what, &shown);
        }
        let filled = nodes.iter().filter(|node| !node.is_blank());
        (filled.filter_map(|node| self.paragraph(node, what)).collect(), true)
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        node: &Node,
        what: &str,
        code: Code,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let quoted: Vec<String> = choices.iter().map(|(known, _)| format!("\"{known}\"")).collect();
        let quoted = match quoted.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => quoted.join(""),
        };
        let Some(word) = node.text() else {
            self.wrong_type(node, what, &quoted, |it| it.help(format!("write {quoted}")));
            return None;
        };
        if let Some((_, value)) = choices.iter().find(|(known, _)| *known == word.trim()) {
            return Some(*value);
        }
        let names: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
        let message = format!("{what} cannot be \"{word}\"");
        let diagnostic = Diagnostic::error(code, node.span, message);
        let also = ALSO.iter().find(|(_, also)| also.contains(&&*word.trim().to_lowercase()));
        let also = also.map(|(meant, _)| *meant).filter(|meant| names.contains(meant));
        self.report(match also.or_else(|| nearest(word, names)) {
            Some(meant) => {
                let meant = format!("\"{meant}\"");
                diagnostic.fix(format!("did you mean {meant}?"), node.span, meant)
            }
            None => diagnostic.help(format!("write {quoted}")),
        });
        None
    }
}
