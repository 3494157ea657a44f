//! Signs that a booklet cannot show as they stand: those of fonts of pictures, and letters that were
//! lost. What is known is written in Unicode; what is not stays visible as something to look at.

use super::draft::{Draft, Run};
use super::tongue::each_run;
use crate::content::can_be_shown;
use crate::symbols;

/// A text in which what is known of a font's signs is written in Unicode; what is not known keeps a
/// sign of the private area.
pub(super) fn translated(text: &str, font: Option<&str>) -> String {
    let font = font.filter(|font| symbols::is_of_pictures(font));
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let code = u32::from(c);
        let in_font = matches!(code, 0x21..=0xFF | 0xF020..=0xF0FF);
        match font {
            Some(_) if code == 0xF020 => out.push(' '),
            Some(font) if in_font => match symbols::of_font(font, code) {
                Some(sign) => out.push_str(sign),
                None => out.extend(char::from_u32(0xF000 | (code & 0xFF))),
            },
            _ => match symbols::likely(c) {
                Some(sign) => out.push_str(sign),
                None => out.push(c),
            },
        }
    }
    out
}

/// Writes what the words of a draft cannot show as something to look at, at its place.
pub(super) fn settle(draft: &mut Draft) {
    let mut blocks = std::mem::take(&mut draft.blocks);
    for placed in &mut blocks {
        draft.writing = Some(placed.order);
        let place = placed.place.clone();
        each_run(std::slice::from_mut(placed), &mut |run| shown(run, &place, draft));
    }
    draft.writing = None;
    draft.blocks = blocks;
    let known = |words: &mut String| *words = translated(words, None);
    draft.source.iter_mut().for_each(known);
    draft.left_out.iter_mut().for_each(|it| known(&mut it.words));
}

fn shown(run: &mut Run, place: &str, draft: &mut Draft) {
    let text = translated(&run.text, None);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if can_be_shown(c) || c.is_control() {
            out.push(c);
            continue;
        }
        draft.turned.push(c.to_string());
        let (words, what) = match c {
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => (
                format!("[look at this: sign {:04X}]", u32::from(c)),
                "a sign of a font of pictures is not known here: see in the file what it shows, and write \
                 that",
            ),
            '\u{FFFD}' => (
                "[look at this: a lost letter]".to_owned(),
                "a letter was lost before the file was imported: write it",
            ),
            // Nothing is drawn of the others.
            _ => continue,
        };
        draft.notice(what, place);
        draft.added.push(words.clone());
        out.push_str(&words);
    }
    run.text = out;
}
