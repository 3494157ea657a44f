//! Files of some kilobytes that ask for gigabytes, or for years, each as small as it works.

use std::fmt::Write as _;
use std::io::Write as _;

/// A tagged PDF of one page, object by object; the numbers are those of [`Bomb::new`].
pub struct Bomb {
    objects: Vec<Vec<u8>>,
    tail: Vec<u8>,
}

pub const CATALOG: usize = 1;
pub const PAGES: usize = 2;
pub const PAGE: usize = 3;
pub const CONTENT: usize = 4;
pub const FONT: usize = 5;
pub const DOCUMENT: usize = 7;

impl Bomb {
    /// A page that says "Hi".
    pub fn new() -> Self {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en)>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/StructParents 0\
             /Resources<</Font<</F 5 0 R>>/Properties<</X 9 0 R>>/XObject<</X 9 0 R>>>>>>",
            "",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            "<</Type/StructTreeRoot/K 7 0 R>>",
            "<</Type/StructElem/S/Document/P 6 0 R/K[8 0 R]>>",
            "<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K 0>>",
        ];
        let objects = objects.map(|body| body.as_bytes().to_vec()).to_vec();
        Self { objects, tail: Vec::new() }.content("/P<</MCID 0>>BDC BT /F 9 Tf (Hi)Tj ET EMC")
    }

    /// The content of the page.
    pub fn content(self, operators: &str) -> Self {
        self.stream(CONTENT, "", operators.as_bytes())
    }

    /// An object by its number; one past the last is added.
    pub fn object(mut self, number: usize, body: impl Into<Vec<u8>>) -> Self {
        self.objects.resize(self.objects.len().max(number), b"null".to_vec());
        self.objects[number - 1] = body.into();
        self
    }

    /// A deflated stream.
    pub fn stream(self, number: usize, keys: &str, data: &[u8]) -> Self {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(data).unwrap();
        let packed = packed.finish().unwrap();
        let length = packed.len();
        let mut body =
            format!("<<{keys}/Filter/FlateDecode/Length {length}>>stream\n").into_bytes();
        body.extend(packed);
        body.extend(b"\nendstream");
        self.object(number, body)
    }

    /// What stands after the end.
    pub fn tail(mut self, bytes: Vec<u8>) -> Self {
        self.tail = bytes;
        self
    }

    /// The file.
    pub fn file(self) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = String::new();
        for (at, body) in self.objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            file.extend(format!("{} 0 obj\n", at + 1).into_bytes());
            file.extend(body);
            file.extend(b"\nendobj\n");
        }
        let (start, size) = (file.len(), self.objects.len() + 1);
        let end = format!(
            "xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n\
             startxref\n{start}\n%%EOF\n"
        );
        file.extend(end.into_bytes());
        file.extend(self.tail);
        file
    }
}

/// Forty objects, each of which leads to the next twice: `body` is told the number of the next.
fn doubled(bomb: Bomb, first: usize, body: impl Fn(usize) -> String, last: &str) -> Bomb {
    let chain = first..first + 40;
    let bomb = chain.fold(bomb, |bomb, number| bomb.object(number, body(number + 1)));
    bomb.object(first + 40, last)
}

fn paragraphs(bomb: Bomb, count: usize, keys: &str) -> Bomb {
    let element = format!("<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R{keys}>>");
    let kids: String = (0..count).map(|at| format!("{} 0 R ", 10 + at)).collect();
    let document = format!("<</Type/StructElem/S/Document/P 6 0 R/K[{kids}]>>");
    let bomb = bomb.object(DOCUMENT, document).object(9, "null");
    (0..count).fold(bomb, |bomb, at| bomb.object(10 + at, element.clone()))
}

fn object_stream(data: String) -> Vec<u8> {
    Bomb::new().stream(9, "/Type/ObjStm/N 1/First 6", data.as_bytes()).file()
}

/// Each with what it is.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let element = |next| format!("<</S/Sect/P 7 0 R/Pg 3 0 R/K[{next} 0 R {next} 0 R]>>");
    let sections = doubled(Bomb::new(), 10, element, "<</S/P/P 7 0 R/Pg 3 0 R/K 0>>");
    let sections = sections.object(DOCUMENT, "<</S/Document/P 6 0 R/K 10 0 R>>");
    let many_pages = format!("<</Type/Pages/Kids[{}]/Count 1>>", "3 0 R ".repeat(200_000));
    let book = "0061".repeat(1_000_000);
    let map =
        format!("1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <61> <{book}>");
    let map = format!("{map} endbfchar");
    let mapped = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 9 0 R>>";
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]";
    let names = format!("[0 {}]", "/a".repeat(256));
    let direct = format!("/F<</Type/Font/Subtype/Type1/Encoding<</Differences {names}>>>>");
    vec![
        ("two million marks that never end", {
            Bomb::new().content(&"/P<</MCID 0>>BDC ".repeat(2_000_000)).file()
        }),
        ("marks within each other", Bomb::new().content(&"/P BMC q Q ".repeat(60_000)).file()),
        ("a code that stands for a million letters", {
            let shown = "<61>Tj ".repeat(50_000);
            let content = format!("/P<</MCID 0>>BDC BT /F 9 Tf {shown}ET EMC");
            let bomb = Bomb::new().content(&content).object(FONT, mapped);
            bomb.stream(9, "", map.as_bytes()).file()
        }),
        ("one text that many elements say", {
            let bomb = paragraphs(Bomb::new(), 2_000, "/ActualText 9 0 R");
            bomb.object(9, format!("({})", "a".repeat(200_000))).file()
        }),
        ("one text that is said again and again in a page", {
            let content = format!("/P<</MCID 0>>BDC {}EMC", "/Span/X BDC EMC ".repeat(2_000));
            let text = format!("<</ActualText({})>>", "a".repeat(200_000));
            Bomb::new().content(&content).object(9, text).file()
        }),
        ("forty levels, each kid twice", sections.file()),
        ("an element that is its own kid", {
            Bomb::new().object(8, "<</S/P/P 7 0 R/Pg 3 0 R/K 8 0 R>>").file()
        }),
        ("two elements that are each other's kids", {
            let bomb = Bomb::new().object(8, "<</S/P/P 7 0 R/Pg 3 0 R/K 9 0 R>>");
            bomb.object(9, "<</S/Span/P 8 0 R/Pg 3 0 R/K 8 0 R>>").file()
        }),
        ("a structure whose root is its own kid", {
            Bomb::new().object(6, "<</Type/StructTreeRoot/K 6 0 R>>").file()
        }),
        ("two hundred megabytes of nothing after the end", {
            Bomb::new().tail(vec![0; 200 << 20]).file()
        }),
        ("three hundred megabytes of nothing after the end", {
            Bomb::new().tail(vec![0; 300 << 20]).file()
        }),
        ("an array without end", {
            Bomb::new().object(9, format!("[{}]", "0 ".repeat(8 << 20))).file()
        }),
        ("an object stream full of values", {
            object_stream(format!("500 0 [{}]", "0 ".repeat(8 << 20)))
        }),
        ("an object stream that unfolds to nothing", object_stream(" ".repeat(100 << 20))),
        ("a form drawn again and again", {
            let bomb = Bomb::new().content(&"/X Do ".repeat(20_000));
            bomb.stream(9, form, "0 0 m ".repeat(2_000).as_bytes()).file()
        }),
        ("one page many times", Bomb::new().object(PAGES, many_pages).file()),
        ("one array of kids of many elements", {
            let bomb = paragraphs(Bomb::new(), 2_000, "/K 9 0 R");
            bomb.object(9, format!("[{}]", "0 ".repeat(20_000))).file()
        }),
        ("a font that is named again and again", {
            let content = format!("BT {}ET", "/F 9 Tf (a)Tj ".repeat(20_000));
            let page =
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<<";
            Bomb::new().content(&content).object(PAGE, format!("{page}{direct}>>>>>>")).file()
        }),
        ("a number of content that no page has", {
            let content = "/P<</MCID 9223372036854775807>>BDC EMC /P<</MCID 2147483648>>BDC EMC";
            let kids = "<</S/Document/P 6 0 R/Pg 3 0 R/K[2147483648 9223372036854775807 -1]>>";
            Bomb::new().content(content).object(DOCUMENT, kids).file()
        }),
        ("a million bytes of metadata a hundred times", {
            let catalog = "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/Metadata 9 0 R>>";
            let bomb = Bomb::new().object(CATALOG, catalog);
            bomb.stream(9, "/Type/Metadata/Subtype/XML", &vec![b' '; 100 << 20]).file()
        }),
    ]
}
