//! How full the pages of the test booklets are, in the pocket layout and in large print.
//!
//! Pages aside: the last ones of parts that end with a break that must be, the last page before the
//! back page and the one before it.

use chapbook::content::{EditionName, Options, load};
use chapbook::layout::Layout;
use chapbook::make::{Request, proof};

use crate::support::booklets::{booklets, fonts};

/// Pages whose words end higher than this share of the text area look half empty.
const FULL: f32 = 0.8;

fn shares(layout: &Layout) -> impl Iterator<Item = f32> {
    let counted = layout.fill.len().saturating_sub(2);
    layout.fill[..counted].iter().filter(|page| !page.ends_part).map(|page| page.share)
}

#[test]
fn pages_are_full() {
    let mut report = String::new();
    let mut all: Vec<f32> = Vec::new();
    for path in booklets() {
        let loaded = load(&path, &Options { root: None, picture_fonts: Some(fonts) });
        let book = loaded.book.unwrap_or_else(|| panic!("{}", path.display()));
        let editions = vec![EditionName::Screen, EditionName::LargePrint];
        let proof = proof(&book, &Request { editions, ..Request::default() });
        for layout in proof.pocket.into_iter().chain(proof.large_print) {
            let pages: Vec<f32> = shares(&layout).collect();
            report += &format!("{} {pages:.2?}\n", path.display());
            all.extend(pages);
        }
    }
    assert!(all.len() > 300, "the pages are there");
    let half_empty = all.iter().filter(|share| **share < FULL).count() as f32 / all.len() as f32;
    let mean = all.iter().sum::<f32>() / all.len() as f32;
    assert!(half_empty < 0.04, "{half_empty:.3} of all pages are half empty\n{report}");
    assert!(mean >= 0.93, "pages are {mean:.3} full\n{report}");
}
