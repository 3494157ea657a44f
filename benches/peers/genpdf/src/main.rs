//! The booklet's words by genpdf, the crate first thought of for chapbook: no tags, no language, no
//! links. Reads lines that begin with what they are: a heading's level, `p`, `b` or `o`.

use genpdf::elements::{Break, BulletPoint, PageBreak, Paragraph};
use genpdf::fonts::{FontData, FontFamily};
use genpdf::style::Style;
use genpdf::{Document, Element, Margins, SimplePageDecorator, Size};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().expect("FONTS TEXT PDF");
    let (fonts, text, pdf) = (next(), next(), next());
    let face = |name: &str| {
        let path = format!("{fonts}/AtkinsonHyperlegibleNext-{name}.ttf");
        FontData::load(path, None).expect("a font")
    };
    let family = FontFamily {
        regular: face("Regular"),
        bold: face("Bold"),
        italic: face("Regular"),
        bold_italic: face("Bold"),
    };
    let mut document = Document::new(family);
    document.set_title("Getting a second opinion");
    document.set_paper_size(Size::new(148, 210));
    document.set_font_size(14);
    document.set_line_spacing(1.1);
    let mut decorator = SimplePageDecorator::new();
    decorator.set_margins(Margins::trbl(15, 14, 18, 16));
    document.set_page_decorator(decorator);
    let text = std::fs::read_to_string(text).expect("the text");
    for line in text.lines() {
        let (kind, words) = line.split_once(' ').unwrap_or((line, ""));
        match kind {
            "1" | "2" | "3" => {
                let size = 26 - 4 * kind.parse::<u8>().expect("a level");
                let style = Style::new().bold().with_font_size(size);
                document.push(Paragraph::new("").styled_string(words, style));
            }
            "b" | "o" => document.push(BulletPoint::new(Paragraph::new(words))),
            "f" => document.push(PageBreak::new()),
            _ => document.push(Paragraph::new(words)),
        }
        document.push(Break::new(0.6));
    }
    document.push(Paragraph::new("").padded(0));
    document.render_to_file(pdf).expect("a PDF");
}
