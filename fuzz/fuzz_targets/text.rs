//! Any letters, in any language and width: set into lines that lose nothing.

#![no_main]

use std::sync::{Arc, LazyLock};

use chapbook::geometry::Pt;
use chapbook::language::Language;
use chapbook::typeset::{self, Alignment, Fonts, Paragraph, Run, RunStyle, Weight};
use libfuzzer_sys::fuzz_target;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);
const LANGUAGES: [&str; 12] =
    ["en-GB", "cy", "ar", "ur", "he", "hi", "bn", "th", "zh-Hans", "tr", "pl", "am"];

fuzz_target!(|data: (u8, u16, bool, bool, &str)| {
    let (language, width, justify, hyphenate, text) = data;
    if text.is_empty() || text.len() > 400 {
        return;
    }
    let language = Language::parse(LANGUAGES[usize::from(language) % LANGUAGES.len()]).unwrap();
    let direction = language.direction();
    let style = RunStyle { size_millipoints: 14_000, weight: Weight::Regular, language, whole_words: false };
    let paragraph = Paragraph {
        text: Arc::from(text),
        runs: vec![Run { start: 0, style, tag: 0 }],
        direction,
        alignment: if justify { Alignment::Justify } else { Alignment::Start },
        hyphenate,
    };
    let width = Pt(1.0 + f32::from(width) / 100.0);
    let set = typeset::set(&FONTS, &paragraph, width);
    assert!(!set.lines.is_empty());
    for line in &set.lines {
        for run in &line.runs {
            assert!(run.width.0.is_finite() && run.x.0.is_finite());
        }
    }
});
