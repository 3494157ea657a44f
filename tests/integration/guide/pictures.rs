//! Files and commands are shown as drawings: a booklet's text makes straight quotes curly and two
//! hyphens a dash, and who types those is told off by the program.

use std::fmt::Write as _;

use super::{folder, texts};

/// The most signs of a line, so that it fits a page of A5 at a size that can be read.
const MOST: usize = 50;

/// The width of a drawing, and the most signs of a line that it holds; longer ones get a wider one.
const WIDTH: (usize, usize) = (334, 44);

/// Its nought has no stroke, which readers would look for on their keyboards.
const FONT: &str = "Noto Sans, sans-serif";

/// A window with the lines of a file, or with a command.
fn drawing(name: &str, text: &str) -> String {
    let title = match name.split_once('-') {
        Some(("booklet", _)) if name.ends_with(".toml") => "booklet.toml",
        Some(("chapter", _)) => "A chapter’s file",
        _ => "Terminal",
    };
    let count = text.trim_end().lines().count();
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    let width = WIDTH.0 + 11 * longest.saturating_sub(WIDTH.1);
    let height = 50 + 21 * count;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">\n  \
         <rect x=\"1\" y=\"1\" width=\"{}\" height=\"{}\" rx=\"6\" fill=\"#FFFFFF\" \
         stroke=\"#00505C\" stroke-width=\"2\"/>\n  \
         <path d=\"M2 28V7a5 5 0 0 1 5-5H{}a5 5 0 0 1 5 5V28Z\" fill=\"#E6F1F2\"/>\n  \
         <path d=\"M2 28H{}\" stroke=\"#00505C\"/>\n  \
         <g fill=\"#000000\" font-family=\"{FONT}\" font-size=\"15\">\n    \
         <text x=\"12\" y=\"20.5\" font-weight=\"bold\">{title}</text>\n",
        width - 2,
        height - 2,
        width - 7,
        width - 2
    );
    for (at, line) in text.trim_end().lines().enumerate() {
        let words = line.trim_start();
        let x = 12 + 6 * (line.len() - words.len());
        let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        if !words.is_empty() {
            let _ = writeln!(svg, "    <text x=\"{x}\" y=\"{}\">{words}</text>", 48 + 21 * at);
        }
    }
    svg + "  </g>\n</svg>\n"
}

#[test]
fn they_show_the_examples() {
    for (name, text) in texts("examples") {
        assert!(text.lines().all(|line| line.chars().count() <= MOST), "{name}: a line is long");
        let drawn = drawing(&name, &text);
        let path = folder().join("pictures").join(&name).with_extension("svg");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &drawn).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(stored == drawn, "{} is not {name}: BLESS=1 draws it anew", path.display());
    }
}

/// Who cannot see a drawing is told its lines, in their order.
#[test]
fn descriptions_hold_every_line() {
    let chapters: Vec<String> = texts("chapters").into_iter().map(|(_, text)| text).collect();
    for (name, text) in texts("examples") {
        let stem = name.rsplit_once('.').unwrap().0;
        let shown = format!("\"../pictures/{stem}.svg\"");
        let lines = chapters.iter().flat_map(|chapter| chapter.lines());
        let figures: Vec<&str> = lines.filter(|line| line.contains(&shown)).collect();
        assert_eq!(figures.len(), 1, "{name} is shown {} times", figures.len());
        let figure: toml::Table = figures[0].parse().unwrap();
        let mut rest = figure["figure"]["alt"].as_str().unwrap();
        for line in text.lines().map(|line| line.trim().trim_end_matches(',')) {
            let (_, after) =
                rest.split_once(line).unwrap_or_else(|| panic!("{name}: no {line} in {rest}"));
            rest = after;
        }
    }
}
