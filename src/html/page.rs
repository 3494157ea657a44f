//! The page as a whole: its head, and its parts in the order of `docs/format.md`, section 5.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::blocks::{block, term};
use super::context::{
    ABOUT, CONTACT, CONTENTS, Context, GLOSSARY, MAIN, direction_name, heading_id, term_id,
};
use super::inlines::{line, plain};
use super::{contact, pictures};
use crate::content::{Book, Chapter, Cover, CoverStyle, LogoPlace};
use crate::source::Spanned;
use crate::words::{Date, Phrases};

/// The whole document around a body.
pub(super) fn document(book: &Book, styles: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE) "\n"
        html lang=(book.language.tag()) dir=(direction_name(&book.language)) {
            (head(book, styles)) "\n"
            (body) "\n"
        }
        "\n"
    }
}

fn head(book: &Book, styles: &str) -> Markup {
    let keywords: Vec<&str> = book.keywords.iter().map(|words| &*words.text).collect();
    html! {
        head {
            "\n" meta charset="utf-8";
            "\n" title { (book.title.text) }
            "\n" meta name="viewport" content="width=device-width, initial-scale=1";
            "\n" meta name="color-scheme" content="light dark";
            // Numbers that can be dialled are links already; dates and doses are none.
            "\n" meta name="format-detection" content="telephone=no";
            @if let Some(description) = &book.description {
                "\n" meta name="description" content=(description.text);
            }
            @if !keywords.is_empty() {
                "\n" meta name="keywords" content=(keywords.join(", "));
            }
            @if let Some(publisher) = &book.publisher {
                "\n" meta name="author" content=(publisher.text);
            }
            @if let Some(title) = &book.title_en {
                "\n" meta name="dcterms.alternative" lang="en" content=(title.text);
            }
            "\n" style { (PreEscaped(styles)) } "\n"
        }
    }
}

/// Everything that is read.
pub(super) fn body(book: &Book, about_chapter: bool) -> Markup {
    let context = Context::new(book);
    html! {
        body {
            "\n" a.skip href={ "#" (MAIN) } { (context.added(context.words().skip_to_content)) }
            "\n" a.skip href={ "#" (CONTACT) } { (contact_heading(context)) }
            "\n" (title(context))
            @if book.contents { "\n" (contents(context, about_chapter)) }
            "\n" main #(MAIN) tabindex="-1" {
                "\n"
                @for entry in &book.chapters { (chapter(context, entry)) "\n" }
                @if !book.glossary.is_empty() { (glossary(context)) "\n" }
            }
            "\n" footer {
                @if context.has_imprint() { "\n" (about(context)) }
                "\n" (contact::section(context)) "\n"
            }
            "\n"
        }
    }
}

fn title(context: Context<'_>) -> Markup {
    let book = context.book;
    html! {
        header {
            div.cover {
                div.title {
                    h1 { (plain(context, &book.title.text)) }
                    @if let Some(subtitle) = &book.subtitle {
                        "\n" p.subtitle { (plain(context, &subtitle.text)) }
                    }
                    "\n" p.to-contact {
                        a href={ "#" (CONTACT) } { (contact_heading(context)) }
                    }
                }
                @if let Some(image) = &book.cover.image {
                    "\n"
                    div.cover-image style=[cover_width(&book.cover)] { (pictures::image(image, None)) }
                }
                @if let Some(logo) = &book.cover.logo {
                    "\n"
                    div class=(logo_class(&book.cover)) { (pictures::image(logo, None)) }
                }
            }
        }
    }
}

/// The share of the cover that its author wants the picture to fill.
fn cover_width(cover: &Cover) -> Option<String> {
    let share = cover.width.as_ref()?.value;
    Some(format!("--width:{}%", (share * 100.0).round()))
}

/// The corner that the logo stands in, as on paper. Wherever that is, who listens hears the title first.
fn logo_class(cover: &Cover) -> &'static str {
    match (cover.logo_place, cover.style) {
        (None, CoverStyle::Heading) => "logo",
        (Some(LogoPlace::TopLeft), _) => "logo top left",
        (Some(LogoPlace::TopRight), _) => "logo top right",
        (Some(LogoPlace::BottomLeft), _) => "logo left",
        (None | Some(LogoPlace::BottomRight), _) => "logo right",
    }
}

/// All parts of the page. On paper the back page needs no entry, nor does small print that stands
/// on it; here they are many screens away.
fn contents(context: Context<'_>, about_chapter: bool) -> Markup {
    let book = context.book;
    let heading = heading_id(CONTENTS);
    html! {
        nav #(CONTENTS) aria-labelledby=(heading) {
            h2 #(heading) { (context.added(context.words().contents)) } "\n"
            ul role="list" {
                @for chapter in &book.chapters {
                    @let (within, own) = context.enter(None, chapter.language.as_ref());
                    "\n"
                    li {
                        a href={ "#" (chapter.id) } lang=[own.lang] dir=[own.dir] {
                            (line(within, &chapter.title.without_links()))
                        }
                    }
                }
                @if !book.glossary.is_empty() {
                    "\n"
                    li {
                        a href={ "#" (GLOSSARY) } { (context.added(context.words().glossary)) }
                    }
                }
                @if context.has_imprint() {
                    "\n"
                    li class=[(!about_chapter).then_some("page-only")] {
                        a href={ "#" (ABOUT) } { (context.added(context.words().about)) }
                    }
                }
                "\n"
                li.page-only { a href={ "#" (CONTACT) } { (contact_heading(context)) } }
                "\n"
            }
        }
    }
}

/// What the contact section is called by the links to it.
fn contact_heading(context: Context<'_>) -> Markup {
    line(context, &context.book.contact.heading.without_links())
}

fn chapter(context: Context<'_>, chapter: &Chapter) -> Markup {
    let (within, own) = context.enter(Some(&chapter.id), chapter.language.as_ref());
    let heading = heading_id(&chapter.id);
    html! {
        section.chapter id=[own.id] aria-labelledby=(heading) lang=[own.lang] dir=[own.dir] {
            "\n" h2 #(heading) { (line(within, &chapter.title)) } "\n"
            @for entry in chapter.leveled() {
                (block(within, entry, &heading)) "\n"
            }
        }
    }
}

fn glossary(context: Context<'_>) -> Markup {
    let heading = heading_id(GLOSSARY);
    html! {
        section.chapter #(GLOSSARY) aria-labelledby=(heading) {
            "\n" h2 #(heading) { (context.added(context.words().glossary)) } "\n"
            dl {
                "\n"
                @for (index, entry) in context.book.glossary.iter().enumerate() {
                    (term(context, Some(&term_id(index)), &entry.term.text, &entry.meaning)) "\n"
                }
            }
        }
    }
}

/// The small print.
fn about(context: Context<'_>) -> Markup {
    let heading = heading_id(ABOUT);
    html! {
        section #(ABOUT) aria-labelledby=(heading) {
            "\n" h2 #(heading) { (context.added(context.words().about)) } "\n"
            @if let Some(publisher) = &context.book.publisher {
                p { (plain(context, &publisher.text)) } "\n"
            }
            @for fact in facts(context) {
                p { (context.added(&fact)) } "\n"
            }
            @for text in context.book.imprint.all() {
                @if context.book.imprint.is_references(text) && !text.is_empty() {
                    p.references { strong { (context.added(context.words().references)) } } "\n"
                }
                @if context.book.imprint.is_references(text) && context.book.imprint.numbered_references {
                    ol { @for paragraph in text { li { (line(context, paragraph)) } "\n" } } "\n"
                } @else {
                    @for paragraph in text { p { (line(context, paragraph)) } "\n" }
                }
            }
        }
    }
}

/// Version and reviews, where they are given.
fn facts(context: Context<'_>) -> impl Iterator<Item = String> {
    let (book, words) = (context.book, context.words());
    let on = |date: &Option<Spanned<Date>>| date.as_ref().map(|date| words.date(date.value));
    let version = book.version.as_ref().map(|version| version.text.to_string());
    [
        (words.version, version),
        (words.last_reviewed, on(&book.reviewed)),
        (words.next_review, on(&book.review_by)),
    ]
    .into_iter()
    .filter_map(|(template, fact)| Some(Phrases::fill(template, &fact?)))
}
