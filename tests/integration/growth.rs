//! What takes longer the longer a booklet is takes no longer than in proportion.
//!
//! Each case is read and checked at one size and at four times that size, each several times, and the
//! shortest times are compared: what grows in proportion takes four times as long, what grows with
//! the square sixteen times.

use std::fmt::Write as _;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use chapbook::check::{self, Subject};
use chapbook::content::{EditionName, Options, load};
use chapbook::make::{Request, make};
use chapbook::words::Date;

/// Between four and sixteen, with room for a machine that is busy.
const MOST: f64 = 9.0;
/// What is as short as this may be anything.
const LEAST: Duration = Duration::from_millis(20);

const CONTACT: &str = "[contact]\nheading = 'H'\n[[contact.point]]\nname = 'L'\nphone = '999'\n";

/// A booklet's own file and its chapter's.
type Booklet = (String, String);

fn booklet(added: &str, blocks: &str) -> Booklet {
    let top = "title = 'T'\nslug = 't'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n";
    let contact = if added.contains("[contact]") { "" } else { CONTACT };
    (format!("{top}{added}{contact}"), format!("title = 'A'\n{blocks}"))
}

fn text(text: &str) -> String {
    format!("[[block]]\ntext = '''{text}'''\n")
}

/// The time that this thread has been at work, where the system tells (Linux); else the time. Tests
/// beside this one, and other programs, do not count.
fn now() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// How long reading and checking takes, and how many findings there are of a code.
fn run((booklet, chapter): &Booklet, code: &str) -> (Duration, usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("booklet.toml");
    std::fs::write(&file, booklet).unwrap();
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    let mut shortest = Duration::MAX;
    let mut found = 0;
    for _ in 0..2 {
        let start = now();
        let loaded = load(&file, &Options { root: None, picture_fonts: None });
        let mut findings = loaded.diagnostics;
        if let Some(book) = &loaded.book {
            let today = Date { year: 2026, month: 11, day: 22 };
            let subject = Subject::new(book, &loaded.sources, Vec::new(), today);
            findings = check::run(&subject, findings);
        }
        shortest = shortest.min(now().checked_sub(start).unwrap());
        found = findings.iter().filter(|finding| finding.code.as_str() == code).count();
    }
    (shortest, found)
}

/// Holds the time at `4 * size` to that at `size`; `least` is how many findings there are of `code`
/// for each unit of size.
fn grows_in_proportion(code: &str, size: usize, make: impl Fn(usize) -> Booklet) {
    let (short, few) = run(&make(size), code);
    let (long, many) = run(&make(4 * size), code);
    println!("{code}: {size} in {short:?}, {} in {long:?}", 4 * size);
    assert!(few > 0 && many >= 3 * few, "{code}: {few} findings, then {many}");
    let ratio = long.as_secs_f64() / short.max(LEAST).as_secs_f64();
    assert!(ratio < MOST, "{code}: {size} in {short:?}, {} in {long:?}", 4 * size);
}

fn lines(number: usize, line: impl Fn(usize) -> String) -> String {
    (0..number).fold(String::new(), |mut lines, index| {
        let _ = writeln!(lines, "{}", line(index));
        lines
    })
}

/// A word of four capitals for each number below 456,976.
fn capitals(mut number: usize) -> String {
    let mut word = String::new();
    for _ in 0..4 {
        word.push(char::from(b'A' + (number % 26) as u8));
        number /= 26;
    }
    word
}

#[test]
fn a_text_that_points_to_colours() {
    grows_in_proportion("sensory-words", 500, |size| {
        booklet("", &text(&"It is shown in red on the right. ".repeat(size)))
    });
}

#[test]
fn a_text_in_another_language() {
    let welsh = "Mae'r llyfryn hwn ar gael yn Gymraeg ac mae croeso i chi ofyn am gopi ohono. ";
    let bold = "Mae'r **llyfryn** hwn ar gael yn Gymraeg ac mae *croeso* i chi ofyn am gopi. ";
    for sentence in [welsh, bold] {
        // A sentence in another script has each sentence judged by itself.
        grows_in_proportion("unmarked-language", 250, |size| {
            let text = text(&format!("{}Это русское предложение.", sentence.repeat(size)));
            booklet("", &text)
        });
    }
}

#[test]
fn abbreviations_that_nobody_explains() {
    grows_in_proportion("unexplained-abbreviation", 500, |size| {
        let words =
            lines(size, |index| format!("Ask the {} of the ward.", capitals(index * 37 + 9)));
        booklet("", &text(&words))
    });
}

#[test]
fn a_key_that_stands_there_again_and_again() {
    for key in ["text", "bullets", "step"] {
        let value = if key == "bullets" { "['x']" } else { "'x'" };
        grows_in_proportion("toml-syntax", 100, |size| {
            let lines = lines(size, |index| format!("{key} = {value} # {index}"));
            booklet("", &format!("[[block]]\n{lines}"))
        });
    }
}

#[test]
fn a_word_without_end_with_signs_of_other_programs() {
    grows_in_proportion("bare-address", 500, |size| {
        let word = "5~mg ".replace(' ', "") + "a~b'c";
        booklet("", &text(&format!("{} {}", word.repeat(size), "www.example.org ".repeat(size))))
    });
}

#[test]
fn values_that_are_not_there() {
    grows_in_proportion("unknown-value", 400, |size| {
        let values = lines(size, |index| format!("value_{index} = 'x'"));
        let uses = lines(size, |index| format!("{{valeu_{index}}}"));
        booklet(&format!("[values]\n{values}"), &text(&uses))
    });
}

#[test]
fn links_terms_and_contact_points_that_are_not_there() {
    grows_in_proportion("unknown-link", 300, |size| {
        let blocks = lines(size, |index| format!("[[block]]\nid = 'part-{index}'\ntext = 'x'"));
        let links = lines(size, |index| format!("[x](#prat-{index}) "));
        booklet("", &(blocks + &text(&links)))
    });
    grows_in_proportion("unknown-term", 300, |size| {
        let terms =
            lines(size, |index| format!("[[glossary]]\nterm = 'term {index}'\nmeaning = 'x'"));
        let links = lines(size, |index| format!("[x](term:tern {index}) "));
        booklet(&terms, &text(&links))
    });
    grows_in_proportion("unknown-contact-point", 200, |size| {
        let points = lines(size, |index| {
            format!("[[contact.point]]\nname = 'Point {index}'\nphone = '999'")
        });
        let blocks = lines(size, |index| format!("[[block]]\ncontact_point = 'Piont {index}'"));
        booklet(&format!("[contact]\nheading = 'H'\n{points}"), &blocks)
    });
}

#[test]
fn ids_and_contact_points_of_one_name() {
    grows_in_proportion("duplicate-id", 1000, |size| {
        booklet("", &"[[block]]\nid = 'same'\ntext = 'x'\n".repeat(size))
    });
    grows_in_proportion("duplicate-id", 200, |size| {
        let points = "[[contact.point]]\nname = 'Same'\nphone = '999'\n".repeat(size);
        booklet(&format!("[contact]\nheading = 'H'\n{points}"), &text("x"))
    });
}

#[test]
fn telephone_numbers_beside_those_of_the_contact_section() {
    grows_in_proportion("similar-phone", 200, |size| {
        let number = |index: usize| {
            format!("0161 {:03} {:04}", 200 + index / 100, (index * 7919 + 1) % 10_000)
        };
        let points = lines(size, |index| {
            format!("[[contact.point]]\nname = 'Point {index}'\nphone = '{}'", number(index))
        });
        let calls = lines(size, |index| format!("Call {}9.", &number(index)[..12]));
        booklet(&format!("[contact]\nheading = 'H'\n{points}"), &text(&calls))
    });
}

#[test]
fn doses_dates_and_times() {
    let sentence = "Take 1.0 mg or 10U b.d. once weekly for 7 days at 14:00 from 03/04/2026. ";
    for code in [
        "trailing-nought",
        "abbreviated-unit",
        "prescription-shorthand",
        "conflicting-frequency",
        "ambiguous-date",
        "twenty-four-hour-clock",
    ] {
        let sizes = |size: usize| booklet("", &text(&sentence.repeat(size)));
        let (_, found) = run(&sizes(1), code);
        assert!(found > 0, "{code}");
    }
    grows_in_proportion("trailing-nought", 100, |size| booklet("", &text(&sentence.repeat(size))));
    // Not a space in it.
    grows_in_proportion("trailing-nought", 500, |size| {
        booklet("", &text(&format!("{}1.0 mg", "1.0mg,".repeat(size))))
    });
}

/// Rows of figures, each of which may begin a number, hours or a dose.
#[test]
fn figures_without_end() {
    for (figures, size) in [("0 1 2 3 ", 200), ("1/", 800), ("9-5-", 400), ("12 ", 400)] {
        grows_in_proportion("trailing-nought", size, |size| {
            let doses = "Take 1.0 mg. ".repeat(size / 100);
            booklet("", &text(&format!("{doses}{}", figures.repeat(size))))
        });
    }
}

/// A telephone number that goes on and on is refused, and not tried group by group.
#[test]
fn a_telephone_number_without_end() {
    for groups in [" 0123", "-9", "/01632 960000", " (0)"] {
        let sizes = |size: usize| {
            let number = format!("020 7946 0018{}", groups.repeat(size));
            let point = format!("[[contact.point]]\nname = 'L'\nphone = '{number}'\n");
            booklet(&format!("[contact]\nheading = 'H'\n{point}"), &text("Hello."))
        };
        let ((short, few), (long, _)) =
            (run(&sizes(500), "bad-link"), run(&sizes(2000), "bad-link"));
        assert_eq!(few, 1, "{groups}");
        let ratio = long.as_secs_f64() / short.max(LEAST).as_secs_f64();
        assert!(ratio < MOST, "{groups}: 500 in {short:?}, 2000 in {long:?}");
    }
}

#[test]
fn words_in_capitals() {
    grows_in_proportion("capitals", 500, |size| {
        booklet("", &text(&"Do NOT call, text STOP to 60777 and ask PALS (the ".repeat(size)))
    });
}

/// Holds the time in which an edition of one text is made to four times its size.
fn is_made_in_proportion(edition: EditionName, size: usize, word: impl Fn(usize) -> String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("booklet.toml");
    let write = |size: usize| {
        let (top, chapter) = booklet("", &text(&lines(size, &word)));
        std::fs::write(&file, top).unwrap();
        std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
        let book = load(&file, &Options::default()).book.unwrap();
        let request = Request { editions: vec![edition], ..Request::default() };
        // One thread does all of it, so that its time is the time at work.
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        one.install(|| {
            let start = now();
            assert!(make(&book, &request).outputs[0].bytes.len() > size);
            now().checked_sub(start).unwrap()
        })
    };
    let (short, long) = (write(size), write(4 * size));
    let told = format!("{edition:?}: {size} in {short:?}, {} in {long:?}, {}", 4 * size, word(0));
    println!("{told}");
    assert!(long.as_secs_f64() / short.max(LEAST).as_secs_f64() < 6.5, "{told}");
}

#[test]
fn one_text_over_many_pages() {
    is_made_in_proportion(EditionName::Screen, 1600, |index| {
        format!("[site {index}](https://www.example.org/{index})")
    });
    is_made_in_proportion(EditionName::Html, 1000, |_| "a.b@example.org".to_owned());
    is_made_in_proportion(EditionName::Html, 1000, |_| "www.example.org/aaa-bbb".to_owned());
    is_made_in_proportion(EditionName::Text, 1000, |_| "www.example.org/aaa-bbb".to_owned());
}
