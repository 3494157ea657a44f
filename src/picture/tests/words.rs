//! Lines of words in drawings: in every script, from either side, and at their place.

use usvg::{Group, Node};

use super::*;

/// Two words of a script, and whether it runs from right to left.
const SCRIPTS: &[(&str, &str, bool)] = &[
    ("Take", "two", false),
    ("पानी", "पिएँ", false),
    ("এবং", "জল", false),
    ("மருந்தை", "எடுத்து", false),
    ("તમારી", "દવા", false),
    ("ਆਪਣੀ", "ਦਵਾਈ", false),
    ("น้ำ", "มาก", false),
    ("አንድ", "ክኒን", false),
    ("ትኩስ", "500", false),
    ("দুই", "mg", false),
    ("ยานี้", "(10)", false),
    ("طبيبك", "الدواء", true),
    ("اپنی", "دوا", true),
    ("הרופא", "לפני", true),
    ("כדור", "NHS", true),
];

/// The boxes of what is inked, in order: left and right.
fn inked(text: &str) -> Vec<(f32, f32)> {
    let (picture, warnings) =
        read(make::svg(text), "a.svg").unwrap_or_else(|e| panic!("{text}: {e:?}"));
    assert_eq!(warnings, [], "{text}");
    let PictureKind::Drawing(drawing) = picture.kind else { panic!("a drawing") };
    let mut found = Vec::new();
    collect(drawing.tree().root(), &mut found);
    found
}

fn collect(group: &Group, found: &mut Vec<(f32, f32)>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => collect(inner, found),
            Node::Text(text) => collect(text.flattened(), found),
            Node::Path(path) => {
                let bounds = path.abs_bounding_box();
                found.push((bounds.left(), bounds.right()));
            }
            Node::Image(_) => {}
        }
    }
}

#[test]
fn words_of_a_line_stand_beside_each_other_and_at_their_place() {
    for (first, second, rtl) in SCRIPTS {
        for (anchor, share) in [("start", 0.0), ("middle", 0.5), ("end", 1.0)] {
            let direction = if *rtl { "rtl" } else { "ltr" };
            let boxes = inked(&format!(
                "<text x='100' y='20' font-size='20' direction='{direction}' \
                 text-anchor='{anchor}'>{first} <tspan fill='red'>{second}</tspan></text>"
            ));
            let [one, two] = boxes[..] else { panic!("{first} {second}: {boxes:?}") };
            // What is seen first may be written last.
            let (left, right) = if one.0 < two.0 { (one, two) } else { (two, one) };
            // A blank is about a quarter of the size; signs may lean over it.
            assert!(right.0 - left.1 > 2.5, "{first} {second} {anchor}: {boxes:?}");
            assert!(right.0 - left.1 < 9.0, "{first} {second} {anchor}: {boxes:?}");
            let share = if *rtl { 1.0 - share } else { share };
            let place = left.0 + share * (right.1 - left.0);
            assert!((place - 100.0).abs() < 3.0, "{first} {second} {anchor}: {boxes:?}");
        }
    }
}

#[test]
fn the_first_word_is_seen_where_reading_begins() {
    let order = |direction: &str, words: [&str; 3]| {
        let [one, two, three] = words;
        let svg = make::svg(&format!(
            "<text x='100' direction='{direction}' y='20'>{one} <tspan fill='#ff0000'>{two}</tspan> \
             <tspan fill='#0000ff'>{three}</tspan></text>"
        ));
        let PictureKind::Drawing(drawing) = sound(svg, "a.svg").kind else { panic!("a drawing") };
        let Some(Node::Text(text)) = drawing.tree().root().children().first() else { panic!() };
        let color = |span: &usvg::layout::Span| match span.fill.as_ref().map(usvg::Fill::paint) {
            Some(usvg::Paint::Color(color)) if color.red > 0 => '2',
            Some(usvg::Paint::Color(color)) if color.blue > 0 => '3',
            _ => '1',
        };
        let mut spans: Vec<(f32, char)> = text
            .layouted()
            .iter()
            .map(|span| (span.positioned_glyphs[0].transform().tx, color(span)))
            .collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        spans.into_iter().map(|(_, word)| word).collect::<String>()
    };
    assert_eq!(order("ltr", ["দুই", "mg", "জল"]), "123");
    assert_eq!(order("rtl", ["כדור", "NHS", "לפני"]), "321");
    assert_eq!(order("ltr", ["כדור", "לפני", "NHS"]), "213");
    assert_eq!(order("rtl", ["Take", "mg", "two"]), "123");
}

#[test]
fn lines_below_each_other_begin_at_their_places() {
    let boxes = inked(
        "<text x='10' y='20'>\n  <tspan x='10'>एक गोली</tspan>\n\
         <tspan x='40' dy='1.2em'>दो गोली</tspan><tspan x='70' y='90'>two</tspan></text>",
    );
    let starts: Vec<f32> = boxes.iter().map(|it| it.0.round()).collect();
    assert_eq!(starts[0], 10.0, "{boxes:?}");
    assert!(starts.iter().any(|it| (*it - 40.0).abs() < 2.0), "{boxes:?}");
    assert!((starts[starts.len() - 1] - 70.0).abs() < 2.0, "{boxes:?}");
}

#[test]
fn words_that_cannot_be_placed_are_refused_by_name() {
    let path = "<defs><path id='p' d='M0 9h90'/></defs>";
    for (text, part) in [
        ("<text><textPath href='#p'>एक गोली</textPath></text>", "follow a path"),
        ("<text x='1 9 17'>एक गोली</text>", "moved one by one"),
        ("<text dx='0 2'>एक गोली</text>", "moved one by one"),
        ("<text textLength='90'>एक गोली</text>", "stretched"),
        ("<text rotate='9'>ยานี้</text>", "turned"),
        ("<text style='writing-mode:vertical-rl'>ยานี้</text>", "top to bottom"),
        ("<text>ยา<tspan font-size='30'>นี้</tspan></text>", "several sizes"),
        ("<text>ยา<tspan dy='-3'>นี้</tspan></text>", "raised or lowered"),
        ("<text direction='rtl' rotate='9'>Take</text>", "turned"),
    ] {
        let error = read(make::svg(&format!("{path}{text}")), "a.svg").unwrap_err();
        assert_eq!(error.code().as_str(), "bad-picture");
        assert!(error.message().contains(part), "{text}: {}", error.message());
    }
    // Words that every place suits are set there.
    for text in [
        "<text><textPath href='#p'>Take two</textPath></text>",
        "<text x='1 9 17'>קח</text>",
        "<text x='1 9 17'>Take</text>",
    ] {
        assert!(read(make::svg(&format!("{path}{text}")), "a.svg").is_ok(), "{text}");
    }
}

#[test]
fn long_lines_of_every_script_are_set_in_proportion_to_their_length() {
    let start = std::time::Instant::now();
    let words = "दो mg ".repeat(900);
    inked(&format!("<text y='20'>{words}</text>"));
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}
