//! Drawings with the CSS of today, old CSS in odd spelling, and words in every script.

use crate::codes;
use usvg::{Color, Group, Node, Paint};

use super::*;

/// The colours of all that is filled, in order, and what was told.
fn fills(inner: &str) -> (String, Vec<String>) {
    let (picture, warnings) = read(make::svg(inner), "a.svg").unwrap();
    let PictureKind::Drawing(drawing) = picture.kind else { panic!("a drawing") };
    let mut found = Vec::new();
    collect(drawing.tree().root(), &mut found);
    let told = warnings.iter().map(PictureWarning::message).collect();
    (found.join(" "), told)
}

fn collect(group: &Group, found: &mut Vec<String>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => collect(inner, found),
            Node::Path(path) => found.extend(path.fill().map(|fill| match fill.paint() {
                Paint::Color(Color { red, green, blue }) => {
                    let solid = fill.opacity().get();
                    let clear = if solid < 1.0 { format!("@{solid:.2}") } else { String::new() };
                    format!("{red:02x}{green:02x}{blue:02x}{clear}")
                }
                _ => "paint".to_owned(),
            })),
            _ => {}
        }
    }
}

fn shape(attributes: &str) -> String {
    format!("<rect width='9' height='9' {attributes}/>")
}

#[test]
fn no_style_of_today_is_black_in_silence() {
    let blue = "00505c";
    for (attributes, expected) in [
        ("fill='#00505C' style='fill: light-dark(#00505C, #ededed)'", blue),
        ("style='fill: light-dark(var(--ge, #00505C), white)'", blue),
        ("style='--x: #00505C; fill: var(--x)'", blue),
        ("style='fill: var(--none, rgb(0 80 92))'", blue),
        ("style='fill: rgb(0 80 92 / 50%)'", "00505c@0.50"),
        ("fill='rgb(0 80 92 / 50%)'", "00505c@0.50"),
        ("fill='hsl(188deg 100% 18%)'", "00505c"),
        ("fill='oklch(62.796% 0.25768 29.234)'", "ff0000"),
        ("fill='color(srgb 0 0.3137 0.3608)'", blue),
        ("fill='var(--y, #00505C)'", blue),
        ("fill='LIGHT-DARK(#00505C, red)'", blue),
        ("style='FILL:#00505C'", blue),
        ("style='fill:#00505C;fill:!'", blue),
        ("style='fill:#00505C !important;fill:red'", blue),
        ("style='fill:/* red */#00505C'", blue),
        ("style='f\\69ll:#00505C'", blue),
    ] {
        let (found, told) = fills(&shape(attributes));
        assert_eq!(found, expected, "{attributes}");
        assert!(told.is_empty() || attributes.contains('!'), "{attributes}: {told:?}");
    }
}

#[test]
fn what_is_not_understood_leaves_the_attribute_and_is_told() {
    for (style, what) in [
        ("fill: color-mix(in srgb, red, blue)", "color-mix(…)"),
        ("fill: rgb(from red r g b)", "rgb(…)"),
        ("fill: var(--nowhere)", "var(--nowhere)"),
        ("fill: blurple", "blurple"),
        ("vector-effect: non-scaling-stroke", "vector-effect: non-scaling-stroke"),
        ("clip-path: circle(4px)", "clip-path: circle(…)"),
        ("stroke-width: calc(1px + 2px)", "stroke-width: calc(1px + 2px)"),
        ("transform: rotate3d(1, 1, 1, 45deg)", "transform: rotate3d(1, 1, 1, 45deg)"),
        ("d: path('M0 0')", "d: path('M0 0')"),
        ("mask-image: linear-gradient(red, blue)", "mask-image: linear-gradient(red, blue)"),
        ("text-transform: uppercase", "text-transform: uppercase"),
        ("unicode-bidi: bidi-override", "unicode-bidi: bidi-override"),
    ] {
        let (found, told) = fills(&shape(&format!("fill='#00505C' style=\"{style}\"")));
        assert_eq!(found, "00505c", "{style}");
        let expected = format!("SVG has the style “{what}”, which is not understood and left out");
        assert_eq!(told, [expected], "{style}");
    }
}

#[test]
fn sheets_are_read_as_browsers_read_them() {
    for (sheet, expected) in [
        ("rect:not(.x) { fill: #00505C }", "000000 00505c"),
        (":root { --a: #00505C } .x { fill: var(--a) }", "00505c 000000"),
        ("@media print { .x { fill: #00505C } }", "00505c 000000"),
        ("@media (prefers-color-scheme: dark) { rect { fill: red } }", "000000 000000"),
        (".x:hover { fill: red }", "000000 000000"),
        ("g > .x, g ~ rect { fill: #00505C }", "00505c 00505c"),
        ("#y { fill: red } rect { fill: #00505C }", "00505c ff0000"),
        ("[class^='x'] { fill: #00505C }", "00505c 000000"),
        ("@layer a { .x { fill: #00505C } }", "00505c 000000"),
        ("[class='X' i] { fill: #00505C }", "00505c 000000"),
        ("@namespace url(http://www.w3.org/2000/svg); .x { fill: #00505C }", "00505c 000000"),
        ("@namespace s url(\"http://www.w3.org/2000/svg\"); .x { fill: #00505C }", "00505c 000000"),
    ] {
        let inner = format!(
            "<style>{}</style><g>{}</g>{}",
            sheet.replace('>', "&gt;"),
            shape("class='x'"),
            shape("id='y'")
        );
        assert_eq!(fills(&inner), (expected.to_owned(), Vec::new()), "{sheet}");
    }
    for (sheet, what) in [
        ("rect:nth-child(2) { fill: red }", "rect:nth-child(2)"),
        ("@media (min-width: 99px) { rect { fill: red } }", "@media (min-width: 99px)"),
        ("@supports (x: y) { rect { fill: red } }", "@supports (x: y)"),
        ("rect { &.x { fill: red } }", "&.x"),
        ("@layer a, b;", "@layer a, b"),
        ("@future x { rect { fill: red } }", "@future x"),
        ("[class='x' k] { fill: red }", "[class='x' k]"),
    ] {
        let (_, told) =
            fills(&format!("<style><![CDATA[{sheet}]]></style>{}", shape("fill='#00505C'")));
        assert_eq!(told.len(), 1, "{sheet}");
        assert!(told[0].contains(&format!("“{what}”")), "{told:?}");
    }
}

#[test]
fn places_and_sizes_may_be_styles() {
    let inner = "<style>rect { width: 9px; height: 9px; transform: translate(3px, 4px) }</style>\
                 <rect fill='red' width='1'/>";
    let (picture, warnings) = read(make::svg(inner), "a.svg").unwrap();
    assert_eq!(warnings, []);
    let PictureKind::Drawing(drawing) = picture.kind else { panic!("a drawing") };
    let bounds = drawing.tree().root().abs_bounding_box();
    assert_eq!((bounds.left(), bounds.top(), bounds.right()), (3.0, 4.0, 12.0));
}

#[test]
fn effects_and_movements_of_styles_are_told() {
    for (style, expected) in [
        ("filter: blur(2px)", PictureWarning::Effects),
        ("filter: drop-shadow(1px 1px red)", PictureWarning::Effects),
        ("animation: spin 2s", PictureWarning::Moves),
    ] {
        let svg = make::svg(&shape(&format!("style='{style}'")));
        assert_eq!(read(svg, "a.svg").unwrap().1, [expected], "{style}");
    }
}

#[test]
fn odd_spelling_hides_nothing_outside() {
    for inner in [
        "<style>@IMPORT 'a.css';</style>",
        "<style>@\\69mport 'a.css';</style>",
        "<style>@\\000069 mport 'a.css';</style>",
        "<style>/* */@im/* no import */ rect{fill:URL(a.svg#g)}</style>",
        "<style>rect{fill:u\\72l(a.svg#g)}</style>",
        "<style>rect{fill:Url( 'a.svg#g' )}</style>",
        "<rect width='9' height='9' style='fill:URL(a.svg#g)'/>",
        "<rect width='9' height='9' fill='URL(a.svg#g)'/>",
        "<rect width='9' height='9' style='--a:url(a.svg#g);fill:var(--a)'/>",
    ] {
        let outcome = read(make::svg(inner), "a.svg");
        assert!(matches!(outcome, Err(PictureError::Outside(_))), "{inner}: {outcome:?}");
    }
    let gradient = "<linearGradient id='g'><stop stop-color='red'/><stop offset='1'/>\
                    </linearGradient>";
    let (found, told) = fills(&format!("{gradient}{}", shape("style='fill:URL(#g)'")));
    assert_eq!((&*found, told.len()), ("paint", 0));
}

#[test]
fn styles_without_end_take_no_time() {
    let start = std::time::Instant::now();
    let style = "fill:red;stroke:blue;".repeat(24_000);
    assert_eq!(fills(&shape(&format!("style='{style}'"))).0, "ff0000");
    let many: String = (0..20_000).map(|n| format!("--v{n}:{n};")).collect();
    let nested = format!("<g style='{many}'>{}</g>", shape("style='--a:1'").repeat(400));
    assert_eq!(read(make::svg(&nested), "a.svg").unwrap_err().code(), codes::TOO_LARGE);
    assert!(start.elapsed() < std::time::Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn words_are_set_in_every_script_that_the_text_is() {
    for words in [
        "Take one tablet",
        "حبة واحدة",
        "כדור אחד",
        "ایک گولی",
        "একটি বড়ি",
        "એક ગોળી",
        "ਇੱਕ ਗੋਲੀ",
        "एक गोली",
        "ஒரு மாத்திரை",
        "ยาหนึ่งเม็ด",
        "አንድ ክኒን",
        "одна таблетка",
        "→ ✓ ☎ ★ ⚠ ☐ ☃",
    ] {
        let svg = make::svg(&format!("<text y='20' font-family='sans-serif'>{words}</text>"));
        let (picture, warnings) = read(svg, "a.svg").unwrap_or_else(|e| panic!("{words}: {e:?}"));
        assert_eq!(warnings, [], "{words}");
        let PictureKind::Drawing(drawing) = picture.kind else { panic!("a drawing") };
        assert!(drawing.as_plain_svg().contains("<path"), "{words}");
    }
    for (words, lacking) in [("a 医 b", '医'), ("한", '한'), ("e\u{1F600}", '\u{1F600}')] {
        let error = read(make::svg(&format!("<text y='20'>{words}</text>")), "a.svg");
        assert_eq!(error.unwrap_err(), PictureError::NoGlyph(lacking), "{words}");
    }
}

#[test]
fn a_drawing_in_thousandths_has_the_size_of_its_proportion() {
    let size = |root: &str, side: &str| {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' {root}><rect width='{side}' height='{side}'/>\
             </svg>"
        );
        let picture = sound(svg.into_bytes(), "a.svg");
        (picture.width, picture.height)
    };
    assert_eq!(size("viewBox='0 0 100000 50000'", "900"), (1000.0, 500.0));
    assert_eq!(
        size("width='100%' height='auto' viewBox='0 0 100000 50000'", "900"),
        (1000.0, 500.0)
    );
    assert_eq!(size("viewBox='0 0 0.00001 0.00001'", "0.000009"), (1000.0, 1000.0));
    assert_eq!(size("viewBox='0 0 300 200'", "9"), (300.0, 200.0));
}

/// Syllables are drawn as their font has them, one after the other.
#[test]
fn syllables_of_several_signs_are_set_as_a_whole() {
    for (words, family) in [
        ("ગોળી", "Noto Sans Gujarati"),
        ("மாத்திரை", "Noto Sans Tamil"),
        ("ਗੋਲੀ", "Noto Sans Gurmukhi"),
        ("বড়ি", "Noto Sans Bengali"),
        ("गोली", "Noto Sans Devanagari"),
        ("เม็ด", "Noto Sans Thai"),
        ("ክኒን", "Noto Sans Ethiopic"),
        ("שָׁלוֹם", "Noto Sans Hebrew"),
        ("حبة", "Noto Naskh Arabic"),
    ] {
        let outlines = |text: &str| {
            let picture = sound(make::svg(&format!("<text y='20' {text}</text>")), "a.svg");
            let PictureKind::Drawing(drawing) = picture.kind else { panic!("a drawing") };
            let bounds = drawing.tree().root().abs_bounding_box();
            (drawing.as_plain_svg(), bounds.width())
        };
        let (asked, width) = outlines(&format!("font-family='{family}'>{words}"));
        let (found, own_width) = outlines(&format!("font-family='sans-serif'>{words}"));
        assert_eq!(own_width, width, "{words}");
        // Noto Sans has letters of Devanagari of its own, which are as wide.
        assert!(found == asked || family == "Noto Sans Devanagari", "{words}");
        // Among other words, and in a style.
        let (_, longer) = outlines(&format!("style='font-weight:bold'>Take {words}, now"));
        assert!(longer > width, "{words}");
    }
}

#[test]
fn words_struck_through_stay_struck_through() {
    for style in ["text-decoration-line: line-through", "text-decoration: line-through red"] {
        let (picture, warnings) =
            read(make::svg(&format!("<text y='9' style='{style}'>Take two</text>")), "a.svg")
                .unwrap();
        assert_eq!(warnings, [], "{style}");
        let PictureKind::Drawing(drawing) = picture.kind else { panic!("a drawing") };
        let Some(Node::Text(text)) = drawing.tree().root().children().first() else { panic!() };
        assert!(text.layouted().iter().all(|span| span.line_through.is_some()), "{style}");
    }
}
