//! A loaded booklet as text: its diagnostics, or its chapters block by block.

use std::fmt::Write as _;

use chapbook::content::{
    Alt, Block, BlockKind, Book, Image, Inline, List, ListKind, Loaded, Paragraph, Place, Reach,
    Target,
};

use super::report;

pub fn loaded(loaded: &Loaded) -> String {
    let mut out = String::new();
    for found in &loaded.diagnostics {
        report::diagnostic(found, &loaded.sources, &mut out);
    }
    if let Some(found) = &loaded.book {
        book(found, &mut out);
    }
    out
}

fn book(book: &Book, out: &mut String) {
    let _ = writeln!(out, "booklet {} [{}] {}", book.slug, book.language, book.title.text);
    let plain = [
        ("subtitle", &book.subtitle),
        ("publisher", &book.publisher),
        ("version", &book.version),
        ("description", &book.description),
        ("title_en", &book.title_en),
    ];
    for (key, words) in plain {
        if let Some(words) = words {
            let _ = writeln!(out, "{key} {}", words.text);
        }
    }
    for keyword in &book.keywords {
        let _ = writeln!(out, "keyword {}", keyword.text);
    }
    if book.contents {
        out.push_str("contents\n");
    }
    for (key, image) in [("image", &book.cover.image), ("logo", &book.cover.logo)] {
        if let Some(image) = image {
            let _ = writeln!(out, "cover {key} {}", describe(image));
            match (key, &book.cover.width, book.cover.logo_place) {
                ("image", Some(width), _) => {
                    let _ = writeln!(out, "cover width {}", width.value);
                }
                ("logo", _, Some(place)) => {
                    let _ = writeln!(out, "cover logo at {place:?}");
                }
                _ => {}
            }
        }
    }
    for chapter in &book.chapters {
        let language = chapter.language.as_ref().map(|tag| format!(" [{tag}]"));
        let title = line_of(&chapter.title);
        let _ = writeln!(out, "chapter #{}{} {title}", chapter.id, language.unwrap_or_default());
        for found in &chapter.blocks {
            block(found, out);
        }
    }
    for entry in &book.glossary {
        let own = if entry.own { "" } else { " (house)" };
        let _ = writeln!(out, "term{own} {}: {}", entry.term.text, text(&entry.meaning));
    }
    contact(book, out);
    let imprint = &book.imprint;
    for (key, found) in [
        ("disclaimer", &imprint.disclaimer),
        ("feedback", &imprint.feedback),
        ("formats", &imprint.formats),
        ("references", &imprint.references),
        ("charity", &imprint.charity),
        ("copyright", &imprint.copyright),
    ] {
        if !found.is_empty() {
            let _ = writeln!(out, "imprint {key} {}", text(found));
        }
    }
    for allow in &book.allow {
        let _ = writeln!(out, "allow {} {}", allow.code.value, allow.reason);
    }
}

fn contact(book: &Book, out: &mut String) {
    let contact = &book.contact;
    let _ = writeln!(out, "contact {}", line_of(&contact.heading));
    if !contact.text.is_empty() {
        let _ = writeln!(out, "  {}", text(&contact.text));
    }
    if let Some(qr) = &contact.qr {
        let _ = writeln!(out, "  qr {} {}", qr.url.value, qr.label.text);
    }
    for point in &contact.points {
        let own = if point.own { "" } else { " (house)" };
        let _ = writeln!(out, "  point{own} {}", point.name.text);
        let ways: [(&str, &[Reach]); 5] = [
            ("phone", &point.phone),
            ("sms", &point.sms),
            ("textphone", &point.textphone),
            ("email", &point.email),
            ("web", &point.web),
        ];
        for (key, reaches) in ways {
            for reach in reaches {
                let _ = writeln!(out, "    {key} {} <{}>", reach.shown.text, reach.link);
            }
        }
        for lines in &point.address {
            let lines: Vec<&str> = lines.iter().map(|line| &*line.text).collect();
            let _ = writeln!(out, "    address {}", lines.join(" / "));
        }
        if let Some(hours) = &point.hours {
            let _ = writeln!(out, "    hours {}", hours.text);
        }
        if let Some(note) = &point.note {
            let _ = writeln!(out, "    note {}", line_of(note));
        }
    }
}

fn block(block: &Block, out: &mut String) {
    let id = block.id.as_ref().map_or(String::new(), |id| format!(" #{id}"));
    let language = block.language.as_ref().map_or(String::new(), |tag| format!(" [{tag}]"));
    let keep = if block.keep { " (kept)" } else { "" };
    let head = format!("{id}{language}{keep}");
    let _ = match &block.kind {
        BlockKind::Text(found) => writeln!(out, "  text{head} {}", text(found)),
        BlockKind::Heading(line) => writeln!(out, "  heading{head} {}", line_of(line)),
        BlockKind::Subheading(line) => writeln!(out, "  subheading{head} {}", line_of(line)),
        BlockKind::List(found) => {
            let _ = writeln!(out, "  {}{head}", kind(found.kind));
            list(found, 2, out);
            Ok(())
        }
        BlockKind::Callout(callout) => {
            let title = line_of(&callout.title);
            let urgency =
                callout.urgency.map_or(String::new(), |urgency| format!(" ({urgency:?})"));
            let _ = writeln!(out, "  callout{head}{urgency} {title}: {}", text(&callout.text));
            if let Some(found) = &callout.list {
                let _ = writeln!(out, "    {}", kind(found.kind));
                list(found, 3, out);
            }
            Ok(())
        }
        BlockKind::Quote(quote) => {
            let source = quote.source.as_ref().map_or(String::new(), line_of);
            writeln!(out, "  quote{head} {} -- {source}", text(&quote.text))
        }
        BlockKind::Figures(figures) => {
            for (index, figure) in figures.iter().enumerate() {
                let caption = figure.caption.as_ref().map_or(String::new(), line_of);
                let width = figure.width.as_ref().map_or(1.0, |width| width.value);
                let lead = if index == 0 { format!("  figure{head}") } else { "    beside".into() };
                let image = describe(&figure.image);
                let _ = writeln!(out, "{lead} {image} width {width}: {caption}");
            }
            Ok(())
        }
        BlockKind::Illustrated(found) => {
            let numbered = if found.numbered { " numbered" } else { "" };
            let width = found.width.as_ref().map_or(String::new(), |it| format!(" {}", it.value));
            let _ = writeln!(out, "  illustrated{head}{numbered}{width}");
            for row in &found.rows {
                let _ = writeln!(out, "    {}: {}", describe(&row.image), text(&row.text));
                if let Some(found) = &row.list {
                    let _ = writeln!(out, "      {}", kind(found.kind));
                    list(found, 4, out);
                }
            }
            Ok(())
        }
        BlockKind::Table(table) => {
            let heads: Vec<String> = table
                .columns
                .iter()
                .map(|head| head.as_ref().map_or(String::new(), line_of))
                .collect();
            let caption = table.caption.as_ref().map_or(String::new(), line_of);
            let mark = if table.row_headers { " row headers" } else { "" };
            let _ = writeln!(out, "  table{head}{mark} {caption}: {}", heads.join(" | "));
            for row in &table.rows {
                let cells: Vec<String> = row.iter().map(line_of).collect();
                let _ = writeln!(out, "    {}", cells.join(" | "));
            }
            Ok(())
        }
        BlockKind::Definitions(definitions) => {
            let _ = writeln!(out, "  definitions{head}");
            for found in definitions {
                let _ = writeln!(out, "    {}: {}", found.term.text, text(&found.meaning));
            }
            Ok(())
        }
        BlockKind::ContactPoint(index) => writeln!(out, "  contact point{head} {index}"),
        BlockKind::WritingLines(lines) => {
            writeln!(out, "  writing lines{head} {} {}", lines.lines, line_of(&lines.prompt))
        }
        BlockKind::Qr(qr) => writeln!(out, "  qr{head} {} {}", qr.url.value, qr.label.text),
        BlockKind::PageBreak => writeln!(out, "  page break{head}"),
    };
}

fn describe(image: &Image) -> String {
    match &image.alt {
        Alt::Description(words) => format!("{} \"{}\"", image.path.value, words.text),
        Alt::Decorative => format!("{} decorative", image.path.value),
    }
}

fn kind(kind: ListKind) -> &'static str {
    match kind {
        ListKind::Bullets => "bullets",
        ListKind::Steps => "steps",
        ListKind::Checklist => "checklist",
    }
}

fn list(found: &List, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    if found.first != 1 {
        let _ = writeln!(out, "{indent}from {}", found.first);
    }
    for item in &found.items {
        let language = item.language.as_ref().map_or(String::new(), |tag| format!("[{tag}] "));
        let _ = writeln!(out, "{indent}{language}{}", line_of(&item.text));
        if let Some(inner) = &item.list {
            let _ = writeln!(out, "{indent}  {}", kind(inner.kind));
            list(inner, depth + 2, out);
        }
    }
}

fn text(paragraphs: &[Paragraph]) -> String {
    let lines: Vec<String> = paragraphs.iter().map(line_of).collect();
    lines.join(" ¶ ")
}

fn line_of(paragraph: &Paragraph) -> String {
    inlines(&paragraph.inlines)
}

fn inlines(found: &[Inline]) -> String {
    found.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Words(words) => words.text.to_string(),
        Inline::LineBreak(_) => "⏎".to_owned(),
        Inline::Strong(inner) => format!("<b>{}</b>", inlines(inner)),
        Inline::Em(inner) => format!("<em>{}</em>", inlines(inner)),
        Inline::Language(tag, inner) => format!("<{tag}>{}</{tag}>", inlines(inner)),
        Inline::Link(link) => {
            let target = match &link.target {
                Target::Address(address) => address.clone(),
                Target::Place(Place::Chapter(index)) => format!("chapter {index}"),
                Target::Place(Place::Block(chapter, block)) => format!("block {chapter}.{block}"),
                Target::Place(place) => format!("{place:?}").to_lowercase(),
                Target::Term(index) => format!("term {index}"),
            };
            let address = link.address.as_ref().map_or(String::new(), |text| format!(" ({text})"));
            format!("[{} -> {target}]{address}", inlines(&link.words))
        }
    }
}
