//! Contact points, and the section that ends the page.

use maud::{Markup, html};

use super::addresses::ordered;
use super::context::{Attributes, CONTACT, Context, heading_id};
use super::inlines::{href, line, plain, plain_after, text};
use super::pictures::qr;
use crate::content::{ContactPoint, Reach};

/// A contact point as a panel.
pub(super) fn point(context: Context<'_>, own: Attributes<'_>, point: &ContactPoint) -> Markup {
    let words = context.words();
    html! {
        div.panel.point id=[own.id] lang=[own.lang] dir=[own.dir] {
            p.panel-title { strong { (plain(context, &point.name.text)) } } "\n"
            (reaches(context, words.phone, &point.phone))
            (reaches(context, words.sms, &point.sms))
            (reaches(context, words.textphone, &point.textphone))
            (addresses(context, words.email, &point.email))
            (addresses(context, words.web, &point.web))
            @for address in &point.address {
                p {
                    (label(context, words.address))
                    @for (index, part) in address.iter().enumerate() {
                        @if index == 0 {
                            (labelled(context, words.address, &part.text))
                        } @else {
                            br;
                            (plain(context, &part.text))
                        }
                    }
                }
                "\n"
            }
            @if let Some(hours) = &point.hours {
                p { (label(context, words.hours)) (labelled(context, words.hours, &hours.text)) } "\n"
            }
            @if let Some(note) = &point.note {
                p { (line(context, note)) } "\n"
            }
        }
    }
}

fn reaches(context: Context<'_>, name: &str, reaches: &[Reach]) -> Markup {
    html! {
        @for reach in reaches {
            p {
                (label(context, name))
                a.reach.number href=(href(&reach.link)) { (labelled(context, name, &reach.shown.text)) }
            }
            "\n"
        }
    }
}

/// What stands after a label, in the order that it has there.
fn labelled(context: Context<'_>, name: &str, text: &str) -> Markup {
    let colon = context.words().colon;
    let label = format!("{}{} ", context.added_text(name), colon.trim_end_matches(' '));
    plain_after(context, &label, text)
}

fn addresses(context: Context<'_>, name: &str, reaches: &[Reach]) -> Markup {
    html! {
        @for reach in reaches {
            p {
                (label(context, name))
                a.reach.address href=(href(&reach.link)) { (ordered(context, &reach.shown.text)) }
            }
            "\n"
        }
    }
}

fn label(context: Context<'_>, name: &str) -> Markup {
    let colon = context.words().colon;
    html! { span.label { (context.added(name)) (colon.trim_end_matches(' ')) } " " }
}

/// The contact section.
pub(super) fn section(context: Context<'_>) -> Markup {
    let contact = &context.book.contact;
    let heading = heading_id(CONTACT);
    html! {
        section #(CONTACT) tabindex="-1" aria-labelledby=(heading) {
            h2 #(heading) { (line(context, &contact.heading)) } "\n"
            (text(context, &contact.text))
            div.points {
                @for entry in &contact.points {
                    (point(context, Attributes::default(), entry)) "\n"
                }
            }
            @if let Some(code) = &contact.qr {
                (qr(context, Attributes::default(), code))
            }
        }
    }
}
