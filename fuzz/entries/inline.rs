//! Any text with marks, links and values: read, then set into columns of many widths, where no word
//! of it is lost.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use chapbook::content::{self, Block, BlockKind, Inline, Options};
use chapbook::geometry::Pt;
use chapbook::language::Language;
use chapbook::typeset::{self, Alignment, Fonts, Paragraph, Run, RunStyle, SetParagraph, Weight};

use super::{LANGUAGES, text_of};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);

/// From a column of a single letter to one that holds everything.
const WIDTHS: [f32; 6] = [1.0, 9.0, 40.0, 130.0, 335.0, 2000.0];

/// A byte for the language, one for a width, one for justified and hyphenated, then the text.
pub fn run(data: &[u8], folder: &Path) {
    let Some((&[language, width, manner], text)) = data.split_first_chunk() else { return };
    let text = text_of(text);
    if text.len() > 600 {
        return;
    }
    let tag = LANGUAGES[usize::from(language) % LANGUAGES.len()];
    write(folder, tag, text);
    let options = Options { root: None, picture_fonts: None };
    let loaded = content::load(&folder.join("booklet.toml"), &options);
    assert!(loaded.book.is_some() || !loaded.diagnostics.is_empty());
    for problem in &loaded.diagnostics {
        let _ = chapbook::diagnostic::line(problem, &loaded.sources);
    }
    let Some(book) = loaded.book else { return };
    let language = Language::parse(tag).unwrap();
    for block in &book.chapters[0].blocks {
        for paragraph in paragraphs(block) {
            let mut draft = Draft::default();
            draft.add(&paragraph.inlines, Weight::Regular, &language);
            let paragraph = draft.paragraph(&language, manner);
            for width in WIDTHS.into_iter().chain([f32::from(width) * 1.5 + 1.0]) {
                let set = typeset::set(&FONTS, &paragraph, Pt(width));
                assert_nothing_is_lost(&paragraph, &set);
            }
        }
    }
}

fn write(folder: &Path, tag: &str, text: &str) {
    let mut quoted = String::new();
    for c in text.chars() {
        let _ = match c {
            '"' | '\\' => write!(quoted, "\\{c}"),
            '\0'..='\u{1F}' | '\u{7F}' => write!(quoted, "\\u{:04X}", u32::from(c)),
            _ => write!(quoted, "{c}"),
        };
    }
    let booklet = format!(
        "title = 'A'\nslug = 'a'\nlanguage = '{tag}'\nchapters = ['a.toml']\n\
         [values]\na = '*a* {{b}}'\nb = 'b'\n[[glossary]]\nterm = 't'\nmeaning = \"m\"\n[contact]\n\
         heading = 'H'\n[[contact.point]]\nname = 'L'\nphone = '01632 960 000'\n"
    );
    let chapter = format!(
        "title = 'A'\n[[block]]\nid = 'b'\ntext = \"{quoted}\"\n[[block]]\nbullets = [\"{quoted}\"]\n"
    );
    std::fs::write(folder.join("booklet.toml"), booklet).unwrap();
    std::fs::write(folder.join("a.toml"), chapter).unwrap();
}

fn paragraphs(block: &Block) -> &[content::Paragraph] {
    match &block.kind {
        BlockKind::Text(text) => text,
        _ => &[],
    }
}

/// A paragraph on its way to the typesetter.
#[derive(Default)]
struct Draft {
    text: String,
    runs: Vec<Run>,
}

impl Draft {
    fn add(&mut self, inlines: &[Inline], weight: Weight, language: &Language) {
        for inline in inlines {
            match inline {
                Inline::Words(words) => self.push(&words.text, weight, language),
                Inline::LineBreak(_) => self.push("\n", weight, language),
                Inline::Strong(inner) | Inline::Em(inner) => {
                    self.add(inner, Weight::Bold, language);
                }
                Inline::Language(language, inner) => self.add(inner, weight, language),
                Inline::Link(link) => self.add(&link.words, weight, language),
            }
        }
    }

    fn push(&mut self, text: &str, weight: Weight, language: &Language) {
        if text.is_empty() {
            return;
        }
        let language = language.clone();
        let style = RunStyle { size_millipoints: 14_000, weight, language, whole_words: false };
        self.runs.push(Run { start: self.text.len(), style, tag: self.runs.len() as u32 });
        self.text.push_str(text);
    }

    fn paragraph(&self, language: &Language, manner: u8) -> Paragraph {
        Paragraph {
            text: Arc::from(self.text.as_str()),
            runs: self.runs.clone(),
            direction: language.direction(),
            alignment: if manner & 1 == 1 { Alignment::Justify } else { Alignment::Start },
            hyphenate: manner & 2 == 2,
            addresses: Vec::new(),
        }
    }
}

/// The clusters of the lines follow one another, and between them are no letters or digits.
fn assert_nothing_is_lost(paragraph: &Paragraph, set: &SetParagraph) {
    let mut at = 0;
    for line in &set.lines {
        for run in &line.runs {
            assert!(run.width.0.is_finite() && run.x.0.is_finite());
            if !Arc::ptr_eq(&run.text, &paragraph.text) {
                continue;
            }
            let mut clusters: Vec<_> = run.glyphs.iter().map(|it| (it.start, it.end)).collect();
            clusters.sort_unstable();
            clusters.dedup();
            for (start, end) in clusters {
                assert!(at <= start as usize, "said twice at {start}");
                assert_no_words(&paragraph.text[at..start as usize]);
                at = end as usize;
            }
        }
    }
    assert_no_words(&paragraph.text[at..]);
}

fn assert_no_words(skipped: &str) {
    // Hangul fillers are letters that cannot be seen.
    let filler = |c| matches!(c, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}');
    assert!(!skipped.chars().any(|c| c.is_alphanumeric() && !filler(c)), "{skipped:?} is lost");
}
