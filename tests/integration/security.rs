//! Nothing let in: no file outside the root, no address of an unknown kind, no markup of an author's.

#[path = "security/markup.rs"]
mod markup;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chapbook::content::{self, Book, EditionName, Options};
use chapbook::make::{self, Request};
use chapbook::picture::PictureFonts;
use chapbook::verify;
use markup::{Tag, tags};

/// A copy of the booklet that has every key.
fn every_key() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/booklets/every-kind");
    copy(&from, &folder.path().join("b"));
    let toml = folder.path().join("b/booklet.toml");
    let text = std::fs::read_to_string(&toml).unwrap();
    // What other keys refer to cannot be changed alone: one of each that nothing refers to.
    let more = "[[glossary]]\nterm = \"Bed\"\nmeaning = \"Where you lie.\"\n\
                [[contact.point]]\nname = \"Second\"\nphone = \"01632 960 000\"\n";
    std::fs::write(&toml, format!("{text}\n{more}")).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn load(folder: &Path) -> Option<Book> {
    let picture_fonts = Some((|| PictureFonts::new([])) as fn() -> PictureFonts);
    content::load(&folder.join("b/booklet.toml"), &Options { root: None, picture_fonts }).book
}

/// The files of some editions.
fn made(book: &Book, editions: &[EditionName]) -> Vec<Vec<u8>> {
    let made = make::make(book, &Request { editions: editions.into(), ..Request::default() });
    assert_eq!(made.fault, None);
    made.outputs.into_iter().map(|output| output.bytes).collect()
}

fn page(book: &Book) -> String {
    let mut files = made(book, &[EditionName::Html]);
    String::from_utf8(files.pop().unwrap_or_else(|| panic!("no page was made"))).unwrap()
}

// Markup.

/// What an author might write to break out, and something harmless of the same kind.
const BREAKOUTS: [(&str, &str); 8] = [
    (r#""><script>alert(1)</script><img src=x onerror=alert(1)>"#, "Zed"),
    (r#""\>\<script\>alert\(1\)\</script\>\<img src=x onerror=alert\(1\)\>"#, "Zed"),
    (r#"x" onmouseover="alert(1)" style='x:y' a="#, "Zed"),
    (r"</title></style><script>alert(1)</script>", "Zed"),
    (r"\</title\>\</style\>\<script\>alert\(1\)\</script\>", "Zed"),
    (
        r#"https://www.example.org/"><script>alert(1)</script><img/src='x'onerror=alert(1)>"#,
        "https://www.example.org/zed",
    ),
    (r#"www.example.org/"><script>alert(1)</script>"#, "www.example.org/zed"),
    (
        r#"[x](https://www.example.org/"\>\<script\>alert\(1\)\</script\>?a='"onclick="alert\(1\)")"#,
        "[x](https://www.example.org/zed)",
    ),
];

/// A string of a TOML file: the file and the keys and places that lead to it.
#[derive(Clone, Debug)]
struct Leaf {
    file: usize,
    way: Vec<Step>,
}

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    At(usize),
}

fn leaves(file: usize, value: &toml::Value, way: &mut Vec<Step>, found: &mut Vec<Leaf>) {
    let mut go = |step: Step, value: &toml::Value| {
        way.push(step);
        leaves(file, value, way, found);
        way.pop();
    };
    match value {
        toml::Value::String(_) => found.push(Leaf { file, way: way.clone() }),
        toml::Value::Array(all) => {
            all.iter().enumerate().for_each(|(at, value)| go(Step::At(at), value));
        }
        toml::Value::Table(all) => {
            all.iter().for_each(|(key, value)| go(Step::Key(key.clone()), value));
        }
        _ => {}
    }
}

/// The files of a booklet, whose strings can be replaced.
struct Files {
    paths: Vec<PathBuf>,
    tables: Vec<toml::Value>,
}

impl Files {
    fn of(folder: &Path) -> Self {
        let chapters = std::fs::read_dir(folder.join("b/chapters")).unwrap();
        let mut paths: Vec<PathBuf> = chapters.map(|entry| entry.unwrap().path()).collect();
        paths.push(folder.join("b/booklet.toml"));
        paths.sort();
        let read =
            |path| toml::Value::Table(std::fs::read_to_string(path).unwrap().parse().unwrap());
        Self { tables: paths.iter().map(read).collect(), paths }
    }

    fn leaves(&self) -> Vec<Leaf> {
        let mut found = Vec::new();
        for (file, table) in self.tables.iter().enumerate() {
            leaves(file, table, &mut Vec::new(), &mut found);
        }
        found
    }

    /// Writes the files with these leaves replaced.
    fn write(&self, replaced: &[(&Leaf, &str)]) {
        let mut tables = self.tables.clone();
        for (leaf, text) in replaced {
            let mut value = &mut tables[leaf.file];
            for step in &leaf.way {
                value = match step {
                    Step::Key(key) => &mut value[key.as_str()],
                    Step::At(at) => &mut value[*at],
                };
            }
            *value = toml::Value::String((*text).to_owned());
        }
        for (path, table) in self.paths.iter().zip(tables) {
            std::fs::write(path, toml::to_string(&table).unwrap()).unwrap();
        }
    }
}

#[test]
fn no_key_of_a_booklet_adds_markup_to_the_page() {
    let folder = every_key();
    let files = Files::of(folder.path());
    let leaves = files.leaves();
    assert!(leaves.len() > 150, "{}", leaves.len());
    let accepted = |leaf: &Leaf, text: &str| {
        files.write(&[(leaf, text)]);
        load(folder.path()).is_some()
    };
    let mut reached = BTreeSet::new();
    for (attack, harmless) in BREAKOUTS {
        let open: Vec<&Leaf> = leaves
            .iter()
            .filter(|leaf| accepted(leaf, attack) && accepted(leaf, harmless))
            .collect();
        reached.extend(open.iter().map(|leaf| format!("{leaf:?}")));
        together(&open, &mut |leaves| {
            files.write(&with(leaves, attack));
            let Some(attacked) = load(folder.path()) else { return false };
            files.write(&with(leaves, harmless));
            let Some(clean) = load(folder.path()) else { return false };
            assert_alike(&attacked, &clean, attack);
            true
        });
    }
    // The rest are paths, ids, languages, numbers to call and names of values.
    assert!(reached.len() > 110, "only {} keys took an attack", reached.len());
}

fn with<'a>(leaves: &[&'a Leaf], text: &'a str) -> Vec<(&'a Leaf, &'a str)> {
    leaves.iter().map(|leaf| (*leaf, text)).collect()
}

/// Tries as many leaves as go together at once: two of one name are an error.
fn together(leaves: &[&Leaf], attempt: &mut dyn FnMut(&[&Leaf]) -> bool) {
    if leaves.is_empty() || attempt(leaves) {
        return;
    }
    assert!(leaves.len() > 1, "{leaves:?} alone was accepted before");
    let (some, others) = leaves.split_at(leaves.len() / 2);
    together(some, attempt);
    together(others, attempt);
}

/// Both pages have the same tags with the same attributes, and the PDF keeps its standards.
fn assert_alike(attacked: &Book, clean: &Book, attack: &str) {
    // The glossary stands in the order of its words, and wide tables can be scrolled.
    let shapes = |page: &str| {
        let shape = |tag: &Tag| {
            let shape = tag.shape().replace(" tabindex role aria-labelledby", "");
            // Tables that may stand as records say what they are.
            let table = ["table", "thead", "tbody", "tr", "th", "td"].contains(&tag.name.as_str());
            let kept = |word: &&str| !(table && ["role", "data-head"].contains(word));
            shape.split_whitespace().filter(kept).collect::<Vec<_>>().join(" ")
        };
        // Where an address may be parted, and what is kept whole, depends on its letters.
        let parts = |tag: &&Tag| {
            let class = tag.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            match tag.name.as_str() {
                "wbr" => tag
                    .attributes
                    .iter()
                    .all(|(name, value)| name == "aria-hidden" && value == "true"),
                "span" => ["address", "part", "long", "whole"]
                    .iter()
                    .any(|known| class.clone().eq([("class", *known)])),
                _ => false,
            }
        };
        let tags = tags(page);
        let mut shapes: Vec<String> = tags.iter().filter(|tag| !parts(tag)).map(shape).collect();
        shapes.sort();
        shapes
    };
    let (found, expected) = (shapes(&page(attacked)), shapes(&page(clean)));
    let first = found.iter().zip(&expected).find(|(a, b)| a != b);
    assert!(found == expected, "{attack}: {first:?}, {} for {}", found.len(), expected.len());
    for bytes in made(attacked, &[EditionName::Screen]) {
        for result in verify::validate(&bytes).unwrap() {
            assert!(result.passes, "{attack}: {:?}", result.faults);
        }
    }
}

#[test]
fn markup_is_read_as_browsers_read_it() {
    let page =
        "<!DOCTYPE html><a href=x/y b='1>2' C><style>a<b</style><p\nid=\"a\"/>1 < 2</p><img/src=x>";
    let shapes: Vec<String> = tags(page).iter().map(Tag::shape).collect();
    assert_eq!(shapes, ["!doctype html", "a href b c", "style ", "p id", "img src"]);
}

// Addresses.

const SCHEMES: [&str; 30] = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "javascript\t:alert(1)",
    "\u{1}javascript:alert(1)",
    "\u{FEFF}javascript:alert(1)",
    "\u{200B}javascript:alert(1)",
    "javascript://example.org/%0Aalert(1)",
    "javascript%3Aalert(1)",
    "%6Aavascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "vbscript:msgbox(1)",
    "VBSCRIPT:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:text/html,x",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "file:C:/secret",
    "view-source:https://example.org",
    "blob:https://example.org/1",
    "ftp://example.org/a",
    "about:blank",
    "//example.org/a",
    "\\\\example.org\\a",
    "feed:javascript:alert(1)",
    "launch:calc.exe",
];

/// Where an address may stand; `@` is the address.
const PLACES: [(&str, &str); 12] = [
    ("b/chapters/01-words.toml", "[[block]]\ntext = \"[x](@)\"\n"),
    ("b/chapters/01-words.toml", "[[block]]\ntext = \"<@>\"\n"),
    ("b/chapters/01-words.toml", "[[block]]\ntext = \"[x]({addr})\"\n"),
    ("b/chapters/01-words.toml", "[[block]]\nheading = \"a [x](@) b\"\n"),
    ("b/chapters/01-words.toml", "[[block]]\ncallout = { title = \"[x](@)\", text = \"a\" }\n"),
    ("b/chapters/01-words.toml", "[[block]]\nbullets = [\"[a [x](lang:cy)](@)\"]\n"),
    ("b/chapters/01-words.toml", "[[block]]\nqr = { url = \"@\", label = \"x\" }\n"),
    ("b/booklet.toml", "[[contact.point]]\nname = \"P\"\nweb = \"@\"\n"),
    ("b/booklet.toml", "[[contact.point]]\nname = \"P\"\nemail = \"@\"\n"),
    ("b/booklet.toml", "[[contact.point]]\nname = \"P\"\nphone = \"@\"\n"),
    ("b/booklet.toml", "[[contact.point]]\nname = \"P\"\nphone = \"1234\"\ncall = \"@\"\n"),
    ("b/booklet.toml", "[[contact.point]]\nname = \"P\"\nphone = \"1234\"\nnote = \"[x](@)\"\n"),
];

/// The schemes that `docs/format.md` names.
fn is_known(address: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:", "sms:"]
        .iter()
        .any(|known| address.starts_with(known))
}

#[test]
fn no_address_of_an_unknown_kind_reaches_a_reader() {
    let folder = every_key();
    let mut accepted = 0;
    for (file, place) in PLACES {
        let path = folder.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        for address in SCHEMES {
            let quoted: String = address
                .chars()
                .map(|c| if c.is_control() { format!("\\u{:04X}", u32::from(c)) } else { c.into() })
                .map(|c: String| if c == "\\" { "\\\\".into() } else { c })
                .collect();
            let place = place.replace('@', &quoted);
            std::fs::write(&path, format!("{text}\n{place}")).unwrap();
            let toml = folder.path().join("b/booklet.toml");
            let booklet = std::fs::read_to_string(&toml).unwrap();
            let values = format!("[values]\naddr = \"{quoted}\"\n");
            std::fs::write(&toml, booklet.replace("[values]\n", &values)).unwrap();
            let book = load(folder.path());
            std::fs::write(&toml, booklet).unwrap();
            std::fs::write(&path, &text).unwrap();
            let Some(book) = book else { continue };
            accepted += 1;
            assert_harmless(&book, &format!("{address:?} in {place}"));
        }
    }
    // As `web` without its `https://`, as digits to call: few are understood as something else.
    assert!(accepted < 40, "{accepted} were accepted");
    let book = load(folder.path()).unwrap();
    assert!(assert_harmless(&book, "the booklet as it is") > 20);
}

/// Holds the addresses of page and PDF to what is known; gives their number.
fn assert_harmless(book: &Book, what: &str) -> usize {
    let page = page(book);
    let mut count = 0;
    for tag in tags(&page) {
        assert!(
            !["script", "base", "iframe", "object", "embed", "link", "form", "?xml"]
                .contains(&tag.name.as_str()),
            "{what}: {tag:?}"
        );
        for (name, value) in &tag.attributes {
            let sound = match name.as_str() {
                "href" => value.starts_with('#') || is_known(value),
                "src" => [
                    "data:image/png;base64,",
                    "data:image/jpeg;base64,",
                    "data:image/svg+xml;base64,",
                ]
                .iter()
                .any(|kind| value.starts_with(kind)),
                "srcset" | "action" | "formaction" | "data" | "poster" | "background" | "ping"
                | "srcdoc" | "http-equiv" | "xlink:href" => false,
                name => !name.starts_with("on"),
            };
            assert!(sound, "{what}: {tag:?}");
            count += usize::from(name == "href");
        }
    }
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    assert!(!style.contains("@import"), "{what}");
    for url in style.split("url(").skip(1) {
        assert!(url.trim_start_matches(['"', '\'']).starts_with("data:"), "{what}: {url:.80}");
    }
    for bytes in made(book, &[EditionName::Screen]) {
        count += assert_harmless_pdf(&bytes, what);
    }
    count
}

fn assert_harmless_pdf(bytes: &[u8], what: &str) -> usize {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let mut count = 0;
    for object in document.objects.values() {
        let mut open = vec![object];
        while let Some(object) = open.pop() {
            let dictionary = match object {
                lopdf::Object::Array(all) => {
                    open.extend(all);
                    continue;
                }
                lopdf::Object::Dictionary(dictionary) => dictionary,
                lopdf::Object::Stream(stream) => &stream.dict,
                _ => continue,
            };
            open.extend(dictionary.iter().map(|(_, value)| value));
            for key in ["JS", "JavaScript", "OpenAction", "AA", "Launch", "EmbeddedFile"] {
                assert!(!dictionary.has(key.as_bytes()), "{what}: {key}");
            }
            if let Ok(kind) = dictionary.get(b"S").and_then(lopdf::Object::as_name) {
                let banned =
                    [&b"Launch"[..], b"JavaScript", b"GoToR", b"SubmitForm", b"ImportData"];
                assert!(!banned.contains(&kind), "{what}");
            }
            if let Ok(address) = dictionary.get(b"URI").and_then(lopdf::Object::as_str) {
                let address = String::from_utf8_lossy(address);
                assert!(is_known(&address), "{what}: {address}");
                count += 1;
            }
        }
    }
    count
}

// Files.

/// What no output may hold.
const CANARY: &str = "Canary-7b1f";

/// Ways out of the root: the file that takes them, what stands there, and what is put there.
#[cfg(unix)]
fn ways_out(outside: &Path) -> Vec<(&'static str, String, String)> {
    let outside = outside.display();
    let svg = |inner: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
             viewBox=\"0 0 9 9\">{inner}<path d=\"M0 0h9v9z\"/></svg>"
        )
    };
    let mut ways = Vec::new();
    let booklet = "b/booklet.toml";
    let mut out = |file, from: &str, to: String| ways.push((file, from.to_owned(), to));
    for path in [
        "../outside/a.toml",
        "../../w/outside/a.toml",
        "chapters/../../outside/a.toml",
        "way/a.toml",
        "leaf.toml",
    ] {
        out(booklet, "chapters/02-getting-ready.toml", path.to_owned());
    }
    out(booklet, "chapters/02-getting-ready.toml", format!("{outside}/a.toml"));
    out(booklet, "chapters/02-getting-ready.toml", format!("file://{outside}/a.toml"));
    for path in [
        "../outside/house.toml",
        "../../outside/house.toml",
        "way/house.toml",
        "../../../house.toml",
    ] {
        out(booklet, "title =", format!("house = \"{path}\"\ntitle ="));
    }
    for path in ["../outside/a.png", "way/a.png", "leaf.png"] {
        out(booklet, "[values]", format!("[cover]\nimage = \"{path}\"\nalt = \"a\"\n[values]"));
        let picture = "../pictures/steps.svg";
        out("b/chapters/01-what-it-is.toml", picture, format!("../{path}"));
    }
    let file = "b/pictures/steps.svg";
    for address in [
        "../../outside/a.png".to_owned(),
        "../way/a.png".to_owned(),
        format!("{outside}/a.png"),
        format!("file://{outside}/a.png"),
        format!("file://localhost{outside}/a.png"),
        "../../outside/a.svg".to_owned(),
        "../../outside/a.svg#a".to_owned(),
    ] {
        out(file, "", svg(&format!("<image href=\"{address}\" width=\"9\" height=\"9\"/>")));
        out(file, "", svg(&format!("<image xlink:href=\"{address}\" width=\"9\" height=\"9\"/>")));
        out(file, "", svg(&format!("<use href=\"{address}\"/>")));
        out(
            file,
            "",
            svg(&format!(
                "<filter id=\"f\"><feImage href=\"{address}\"/></filter><g filter=\"url(#f)\"><path d=\"M0 0h9v9z\"/></g>"
            )),
        );
        out(
            file,
            "",
            svg(&format!(
                "<style>@import url(\"{address}\"); @font-face {{ font-family: a; src: url({address}) }} path {{ fill: url({address}) }}</style>"
            )),
        );
        out(file, "", svg(&format!("<path fill=\"url({address})\" d=\"M0 0h9z\"/>")));
        out(file, "", format!("<?xml-stylesheet href=\"{address}\"?>{}", svg("")));
        out(
            file,
            "",
            format!(
                "<!DOCTYPE svg [<!ENTITY e SYSTEM \"{address}\">]>{}",
                svg("<text y=\"5\">&e;</text>")
            ),
        );
        out(
            file,
            "",
            format!("<!DOCTYPE svg [<!ENTITY % e SYSTEM \"{address}\"> %e;]>{}", svg("")),
        );
        out(file, "", format!("<!DOCTYPE svg SYSTEM \"{address}\">{}", svg("")));
        out(
            file,
            "",
            svg(&format!(
                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"{address}\"/>"
            )),
        );
    }
    ways
}

/// A starter with links out of its folder, and beside it a folder that is none of its business.
#[cfg(unix)]
fn starter_with_neighbours(pipes: bool) -> (tempfile::TempDir, PathBuf) {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let place = std::fs::canonicalize(folder.path()).unwrap().join("w");
    std::fs::create_dir_all(place.join("outside/fonts")).unwrap();
    let mut new = Command::new(env!("CARGO_BIN_EXE_chapbook"));
    assert!(new.args(["new", "b"]).current_dir(&place).output().unwrap().status.success());
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text id='a' y='5'>{CANARY}</text></svg>"
    );
    let chapter =
        format!("title = '{CANARY}'\nid = 'getting-ready'\n[[block]]\ntext = '{CANARY}'\n");
    let house = format!("publisher = '{CANARY}'\n");
    for (name, text) in [
        ("a.toml", &chapter),
        ("a.svg", &svg),
        ("a.png", &svg),
        ("house.toml", &house),
        ("fonts/a.ttf", &svg),
    ] {
        let path = place.join("outside").join(name);
        if pipes {
            assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        } else {
            std::fs::write(&path, text).unwrap();
        }
    }
    symlink("../outside", place.join("b/way")).unwrap();
    symlink("../outside/a.toml", place.join("b/leaf.toml")).unwrap();
    symlink("../outside/a.png", place.join("b/leaf.png")).unwrap();
    (folder, place)
}

/// Runs a command in a folder; it must end, which it does not if it opens a pipe.
#[cfg(unix)]
fn run(folder: &Path, program: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(folder.join("said")).unwrap())
        .spawn()
        .unwrap();
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > Duration::from_mins(2) {
            child.kill().unwrap();
            panic!("{arguments:?} did not end: it waits at a pipe");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let code = child.wait().unwrap().code();
    (code, std::fs::read_to_string(folder.join("said")).unwrap())
}

#[cfg(unix)]
fn tried(place: &Path, mut each: impl FnMut(&str)) {
    for (file, from, to) in ways_out(&place.join("outside")) {
        let path = place.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(&from), "{file} has no {from}");
        let changed = if from.is_empty() { to.clone() } else { text.replacen(&from, &to, 1) };
        std::fs::write(&path, changed).unwrap();
        each(&to);
        std::fs::write(&path, text).unwrap();
    }
    let fonts = place.join("b/fonts");
    std::os::unix::fs::symlink("../outside/fonts", &fonts).unwrap();
    each("a linked folder of fonts");
    std::fs::remove_file(&fonts).unwrap();
    std::fs::create_dir(&fonts).unwrap();
    std::os::unix::fs::symlink("../../outside/fonts/a.ttf", fonts.join("a.ttf")).unwrap();
    each("a linked font");
}

#[cfg(unix)]
#[test]
fn no_pipe_outside_the_root_is_opened_and_no_word_of_there_is_told() {
    let program = env!("CARGO_BIN_EXE_chapbook");
    for pipes in [true, false] {
        let (_folder, place) = starter_with_neighbours(pipes);
        tried(&place, |way| {
            for command in [&["build", "b", "--no-verify"][..], &["check", "b"]] {
                let (code, said) = run(&place, program, command);
                assert!(matches!(code, Some(0 | 1)), "{way}: {said}");
                assert!(!said.contains(CANARY), "{way}: {said}");
            }
            for entry in std::fs::read_dir(place.join("out")).into_iter().flatten() {
                let bytes = std::fs::read(entry.unwrap().path()).unwrap();
                let found = bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes());
                assert!(!found, "{way}");
            }
        });
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_system_is_asked_for_no_file_outside_the_root() {
    let works = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    if !works.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no strace here, or it may not be used");
        return;
    }
    let (_folder, place) = starter_with_neighbours(false);
    tried(&place, |way| {
        let program = env!("CARGO_BIN_EXE_chapbook");
        let calls = "trace=open,openat,openat2,creat,connect";
        let arguments =
            ["-f", "-y", "-o", "trace", "-e", calls, program, "build", "b", "--no-verify"];
        let (code, said) = run(&place, "strace", &arguments);
        assert!(matches!(code, Some(0 | 1)), "{way}: {said}");
        let trace = std::fs::read_to_string(place.join("trace")).unwrap();
        let mut opened = trace.lines().filter(|line| line.contains("open"));
        assert!(trace.contains("booklet.toml"), "{trace}");
        let outside = opened.find(|line| {
            line.contains("outside")
                || line.contains("/way")
                || line.contains("leaf.")
                || line.contains("/etc/passwd")
        });
        assert_eq!(outside, None, "{way}");
        assert!(!trace.contains("connect("), "{way}");
    });
}
