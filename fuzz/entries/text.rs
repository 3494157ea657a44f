//! Any letters, in any language and width: set into lines that lose nothing.

use std::sync::{Arc, LazyLock};

use chapbook::geometry::Pt;
use chapbook::language::Language;
use chapbook::typeset::{self, Alignment, Fonts, Paragraph, Run, RunStyle, Weight};

use super::{LANGUAGES, text_of};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);

/// A byte for the language, two for the width, one for justified, one for hyphenated, then the text.
pub fn run(data: &[u8]) {
    let Some((&[language, low, high, justify, hyphenate], text)) = data.split_first_chunk() else {
        return;
    };
    let text = text_of(text);
    if text.is_empty() || text.len() > 400 {
        return;
    }
    let language = Language::parse(LANGUAGES[usize::from(language) % LANGUAGES.len()]).unwrap();
    let direction = language.direction();
    let style = RunStyle {
        size_millipoints: 14_000,
        weight: Weight::Regular,
        language,
        whole_words: false,
    };
    let paragraph = Paragraph {
        text: Arc::from(text),
        runs: vec![Run { start: 0, style, tag: 0 }],
        direction,
        alignment: if justify & 1 == 1 { Alignment::Justify } else { Alignment::Start },
        hyphenate: hyphenate & 1 == 1,
        addresses: Vec::new(),
    };
    let width = Pt(1.0 + f32::from(u16::from_le_bytes([low, high])) / 100.0);
    let set = typeset::set(&FONTS, &paragraph, width);
    assert!(!set.lines.is_empty());
    for line in &set.lines {
        for run in &line.runs {
            assert!(run.width.0.is_finite() && run.x.0.is_finite());
        }
    }
}
