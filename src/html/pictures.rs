//! Pictures and QR codes, held in the page itself.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};

use super::addresses::ordered;
use super::context::{Attributes, Context};
use super::inlines::{href, plain};
use crate::content::{Alt, Image, Picture, Qr};
use crate::picture::PictureKind;
use crate::qr::{Code, QUIET_ZONE};
use crate::words::Phrases;

/// A picture; `share` is the part of the column that its author wants it to fill, 0 to 1.
pub(super) fn image(image: &Image, share: Option<f32>) -> Markup {
    let picture = &image.picture;
    let alt = match &image.alt {
        Alt::Description(words) => &*words.text,
        Alt::Decorative => "",
    };
    let style = share.map(|share| format!("--width:{}%", (share * 100.0).round()));
    let drawing = matches!(picture.kind, PictureKind::Drawing(_));
    html! {
        img.drawing[drawing].sized[style.is_some()] alt=(alt) width=(picture.width.round()) height=(picture.height.round())
            style=[style] src=(address(picture));
    }
}

/// A picture's file as an address.
fn address(picture: &Picture) -> String {
    let (media_type, bytes) = picture.for_web();
    format!("data:{media_type};base64,{}", STANDARD.encode(bytes))
}

/// A QR code, with its label and its address as a link beside it.
pub(super) fn qr(context: Context<'_>, own: Attributes<'_>, qr: &Qr) -> Markup {
    let address = &qr.url.value;
    html! {
        div.qr id=[own.id] lang=[own.lang] dir=[own.dir] {
            // An address that is too long for a code is an error of the layout.
            @if let Ok(code) = Code::encode(address) {
                (drawing(&code, &Phrases::fill(context.words().qr_code, &qr.label.text)))
            }
            div {
                p { strong { (plain(context, &qr.label.text)) } } "\n"
                p {
                    a.reach.address href=(href(address)) { (ordered(context, shown(&qr.printed))) }
                }
            }
        }
    }
}

/// CSS pixels of a code's side: the 8rem of the style sheet.
const QR_SIDE: u32 = 144;

/// A code in black on white, whatever the colours around it: cameras want it so.
fn drawing(code: &Code, alt: &str) -> Markup {
    let side = code.size + 2 * QUIET_ZONE;
    html! {
        svg role="img" aria-label=(alt) viewBox={ "0 0 " (side) " " (side) }
            // Without the style sheet, as in the reading view of a browser, it would fill the window.
            width=(QR_SIDE) height=(QR_SIDE) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(outline(code)) {}
        }
    }
}

fn outline(code: &Code) -> String {
    let mut path = String::new();
    for dark in code.rectangles() {
        let (x, y) = (dark.x + QUIET_ZONE, dark.y + QUIET_ZONE);
        write!(path, "M{x} {y}h{}v{}h-{}z", dark.width, dark.height, dark.width)
            .expect("writing to a string does not fail");
    }
    path
}

/// An address as people write it: without its scheme and final slash.
fn shown(address: &str) -> &str {
    let schemes = ["https://", "http://", "mailto:", "tel:", "sms:"];
    let bare = schemes.iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
    bare.strip_suffix('/').unwrap_or(bare)
}
