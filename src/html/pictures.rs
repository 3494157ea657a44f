//! Pictures, held in the page itself.

use maud::{Markup, html};

use crate::content::{Alt, Image};

/// A picture; `share` is the part of the column that its author wants it to fill, 0 to 1.
pub(super) fn image(image: &Image, share: Option<f32>) -> Markup {
    let alt = match &image.alt {
        Alt::Description(words) => &*words.text,
        Alt::Decorative => "",
    };
    // On a phone a small share of the column would leave nothing to see.
    let style = share.map(|share| {
        format!("inline-size:max({}%,min(100%,16rem))", (share * 100.0).round())
    });
    html! { img src=(source(image)) alt=(alt) style=[style]; }
}

fn source(_image: &Image) -> String {
    "data:image/svg+xml;base64,".to_owned()
}
