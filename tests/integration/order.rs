//! The order in which words and numbers of both directions are seen: the same in the PDF, on the
//! web page and in the plain text, and such that no number is another one.
//!
//! The PDF is read glyph by glyph where it stands; what a browser and a program for plain text
//! make of the other two is worked out by an implementation of the Unicode algorithm that shares
//! nothing with the program's.

mod spoken;
mod sums;

use crate::support::order;

use std::fmt::Write as _;

use chapbook::content::{self, EditionName, Options};
use chapbook::make::{Request, make};
use order::{page, reference, sheet};

/// A paragraph as an author writes it, and what must be seen in it from left to right: of each
/// row at least one.
#[derive(Clone, Debug, Default)]
struct Case {
    written: String,
    seen: Vec<Vec<String>>,
}

impl Case {
    fn new(written: &str, seen: &[&str]) -> Self {
        let seen = seen.iter().map(|seen| vec![(*seen).to_owned()]).collect();
        Self { written: written.to_owned(), seen }
    }
}

/// Letters and digits alone, sorted: what tells one paragraph from another whatever its order.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a paragraph says without its marks.
fn plain(written: &str) -> String {
    let mut plain = written.replace("**", "").replace("//\n", "");
    while let Some(at) = plain.find("](lang:") {
        let end = at + plain[at..].find(')').expect("a mark ends");
        plain.replace_range(at..=end, "");
        let open = plain[..at].rfind('[').expect("a mark begins");
        plain.remove(open);
    }
    plain
}

struct Editions {
    pdf: Vec<String>,
    html: Vec<String>,
    text: Vec<String>,
}

/// The bytes of each edition of a booklet with these paragraphs.
fn built<'t>(
    language: &str,
    paragraphs: impl Iterator<Item = &'t str>,
    editions: &[EditionName],
) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let mut chapter = String::from("title = \"T\"\n");
    for paragraph in paragraphs {
        let _ = write!(chapter, "[[block]]\ntext = '''{paragraph}'''\n");
    }
    let booklet = format!(
        "title = \"T\"\nslug = \"t\"\nlanguage = \"{language}\"\nchapters = [\"a.toml\"]\n\
         [theme]\npage = [400, 400]\nsize = 12\n[contact]\nheading = \"T\"\n\
         [[contact.point]]\nname = \"T\"\nweb = \"www.example.org\"\n"
    );
    std::fs::write(folder.path().join("a.toml"), chapter).unwrap();
    std::fs::write(folder.path().join("booklet.toml"), booklet).unwrap();
    let options = Options { root: None, picture_fonts: None };
    let loaded = content::load(&folder.path().join("booklet.toml"), &options);
    let told = |problem| chapbook::diagnostic::line(problem, &loaded.sources);
    let problems: Vec<String> = loaded.diagnostics.iter().map(told).collect();
    let book = loaded.book.unwrap_or_else(|| panic!("{problems:#?}"));
    let made = make(&book, &Request { editions: editions.to_vec(), ..Request::default() });
    assert_eq!(made.fault, None);
    assert_eq!(made.outputs.len(), editions.len(), "{:?}", made.diagnostics);
    made.outputs.into_iter().map(|output| output.bytes).collect()
}

/// Builds the cases as paragraphs of a booklet, and finds each again in every edition.
fn editions(language: &str, cases: &[Case]) -> Editions {
    let written = cases.iter().map(|case| case.written.as_str());
    let names = [EditionName::Screen, EditionName::Html, EditionName::Text];
    let bytes = built(language, written, &names);
    let [screen, html, text] = &bytes[..] else { panic!("three editions") };
    let html = page::paragraphs(std::str::from_utf8(html).unwrap());
    let html = html.into_iter().map(|(text, back)| reference::visual(&squeeze(&text), back));
    let back = matches!(language, "ar" | "he" | "fa" | "ur");
    let text = std::str::from_utf8(text).unwrap();
    let text = text.lines().map(|line| reference::visual(line, back)).collect();
    let found = |name: &str, lines: Vec<String>| {
        let mut lines = lines.into_iter();
        let one = |case: &Case| {
            let wanted = letters(&plain(&case.written));
            let line = lines.find(|line| letters(line) == wanted);
            squeeze(&line.unwrap_or_else(|| panic!("{name} has no line {case:?}")))
        };
        cases.iter().map(one).collect::<Vec<_>>()
    };
    Editions {
        pdf: found("the PDF", sheet::lines(screen.clone())),
        html: found("the page", html.collect()),
        text: found("the text", text),
    }
}

/// Every fault of these cases, one a line.
fn faults(language: &str, cases: &[Case]) -> Vec<String> {
    let Editions { pdf, html, text } = editions(language, cases);
    let mut faults = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        if pdf[at] != html[at] || pdf[at] != text[at] {
            let (pdf, html, text) = (&pdf[at], &html[at], &text[at]);
            faults.push(format!(
                "{}\n  pdf  {pdf:?}\n  html {html:?}\n  text {text:?}",
                case.written
            ));
        }
        for seen in &case.seen {
            if !seen.iter().any(|seen| pdf[at].contains(seen.as_str())) {
                faults.push(format!("{}: {seen:?} is not seen in {:?}", case.written, pdf[at]));
            }
        }
    }
    faults
}

#[track_caller]
fn assert_ordered(language: &str, cases: &[Case]) {
    let faults = faults(language, cases);
    let shown = faults.len().min(20);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults[..shown].join("\n"));
}

/// A text as it is seen where it runs from right to left.
fn back(text: &str) -> String {
    text.chars().rev().collect()
}

#[test]
fn doses_stay_with_their_medicines_and_numbers_whole() {
    let cases = [
        Case::new("Codeine 30 mg + Paracetamol 500 mg", &["Codeine 30 mg + Paracetamol 500 mg"]),
        Case::new(
            "خذ Codeine 30 mg مع Paracetamol 500 mg.",
            &["Codeine 30 mg", "Paracetamol 500 mg", ".Paracetamol 500 mg عم Codeine 30 mg ذخ"],
        ),
        Case::new(
            "Ward 01632 960 123, Nurse 01632 960 124",
            &["Ward 01632 960 123, Nurse 01632 960 124"],
        ),
        Case::new("خذ 30 mg Codeine + 500 mg Paracetamol", &["30 mg Codeine + 500 mg Paracetamol"]),
        Case::new("كودايين 30 mg + Paracetamol 500 mg", &["Paracetamol 500 mg + 30 mg نيياد"]),
        Case::new("كودايين 30 mg + باراسيتامول 500 mg", &["500 mg لوما", "30 mg نييا"]),
        Case::new("الجرعة 30 mg, 5 mg, 10 mg يوميا", &["10 mg ,5 mg ,30 mg ةعر"]),
        Case::new(
            "[Codeine 30 mg + Paracetamol 500 mg](lang:en) مع",
            &["Codeine 30 mg + Paracetamol 500 mg"],
        ),
        Case::new(
            "**Codeine** 30 mg مع **Paracetamol** 500 mg",
            &["Codeine 30 mg", "Paracetamol 500 mg"],
        ),
        Case::new(
            "[Codeine](lang:en) 30 mg + [Paracetamol](lang:en) 500 mg",
            &["500 mg Paracetamol + 30 mg Codeine"],
        ),
        Case::new("دواء (Codeine 30 mg) و", &[")Codeine 30 mg("]),
        Case::new(
            "Codeine (30 mg) مع Paracetamol (500 mg)",
            &["Codeine (30 mg)", "Paracetamol (500 mg)"],
        ),
        Case::new(
            "(30 mg) Codeine + (500 mg) Paracetamol",
            &["(30 mg) Codeine + (500 mg) Paracetamol"],
        ),
        Case::new("اتصل على 0808 157 0127 الآن", &["0808 157 0127"]),
        Case::new("هاتف 0808 **157** 0127 قبل", &["0808 157 0127"]),
        Case::new("هاتف +44 20 7946 0000 (Macmillan)", &["+44 20 7946 0000"]),
        Case::new("هاتف ٠٨٠٨ ١٥٧ ٠١٢٧ قبل", &["٠٨٠٨ ١٥٧ ٠١٢٧"]),
        Case::new("Nurse 01632 960 124 هاتف", &["Nurse 01632 960 124"]),
        Case::new("خذ 2–3 بعد 10/20 ثم 9:30–17:00", &["2–3", "10/20", "9:30–17:00"]),
        Case::new(
            "بين -5 °C و 38 °C نحو 50% قبل 12/03/2026",
            &["-5 °C", "38 °C", "50%", "12/03/2026"],
        ),
        Case::new("قبل 2026-03-12 و 12 March 2026 ثم", &["2026-03-12", "12 March 2026"]),
        Case::new(
            "كتب help@example.org و www.example.org/a/ قبل",
            &["help@example.org", "www.example.org/a/"],
        ),
        Case::new("ضغط 120/80 mmHg وجرعة 30 mg/500 mg قبل", &["120/80 mmHg", "30 mg/500 mg"]),
        Case::new("سن 65+ وعدد 2 × 500 mg ثم 10 000 قبل", &["65+", "2 × 500 mg", "10 000"]),
    ];
    assert_ordered("ar", &cases);
}

#[test]
fn amounts_that_an_arrow_joins_keep_their_sides() {
    let hebrew = [
        Case::new("העלו מ-2.5 mg → 5 mg", &["2.5 mg → 5 mg-מ ולעה"]),
        Case::new("20 mg → 10 mg → 5 mg", &["20 mg → 10 mg → 5 mg"]),
        Case::new("העלו 2.5 mg -> 5 mg היום", &["2.5 mg -> 5 mg"]),
        Case::new("העלו 2.5 mg => 7.5 mg היום", &["2.5 mg => 7.5 mg"]),
        Case::new("הורידו 5 mg ← 7.5 mg היום", &["5 mg ← 7.5 mg"]),
        Case::new("החום 38 °C ➜ 37 °C מחר", &["38 °C ➜ 37 °C"]),
        Case::new("מחיר £5 ⇒ £10 וגם 50% → 25%", &["£5 ⇒ £10", "50% → 25%"]),
        Case::new("קחו ½ → 1 tablet", &["½ → 1 tablet וחק"]),
        Case::new("קחו 2 tablets → 1", &["2 tablets → 1 וחק"]),
        Case::new("קחו 30 mg Codeine → 60 mg", &["30 mg Codeine → 60 mg וחק"]),
        Case::new("קחו Codeine 30 mg → 60 mg מחר", &["רחמ Codeine 30 mg → 60 mg וחק"]),
        Case::new("קחו 30 mg → Paracetamol 500 mg", &["30 mg → Paracetamol 500 mg וחק"]),
        Case::new("0808 157 0127 → 0808 157 0128", &["0808 157 0127 → 0808 157 0128"]),
    ];
    assert_ordered("he", &hebrew);
    let arabic = [
        Case::new("ارفع من 2.5 mg → 5 mg ثم", &["مث 2.5 mg → 5 mg نم عفرا"]),
        Case::new("خذ 20 mg -> 10 mg -> 5 mg", &["20 mg -> 10 mg -> 5 mg"]),
        // Digits of their own run from right to left, and so does an arrow that points to the left.
        Case::new("خذ ٥ → ١٠ قبل", &["٥ → ١٠"]),
        Case::new("خذ ٥ ← ١٠ قبل", &["١٠ ← ٥"]),
    ];
    assert_ordered("ar", &arabic);
}

#[test]
fn names_and_streets_keep_the_number_that_they_begin_with() {
    let hebrew = [
        Case::new("תנו 5-FU היום", &["םויה 5-FU ונת"]),
        Case::new("6-MP", &["6-MP"]),
        Case::new("תנו 5-ASA 500 mg ביום", &["םויב 5-ASA 500 mg ונת"]),
        Case::new("תנו 5-FU, Paracetamol 500 mg ביום", &["5-FU, Paracetamol 500 mg"]),
        Case::new("דירה 12-B סוף", &["ףוס 12-B הריד"]),
        Case::new("דירה 3/B וגם 4/A", &["4/A םגו 3/B הריד"]),
        Case::new("ויטמין B12-3 סוף", &["ףוס B12-3 ןימטיו"]),
        Case::new("קודאין 10-mg + Paracetamol 500 mg", &["Paracetamol 500 mg + 10-mg ןיאדוק"]),
        Case::new(
            "קחו 10 mg tablets + Paracetamol 500 mg",
            &["10 mg tablets + Paracetamol 500 mg"],
        ),
        Case::new(
            "הכתובת: 12-B Herzl St, Tel Aviv 61000",
            &["12-B Herzl St, Tel Aviv 61000 :תבותכה"],
        ),
        Case::new("1-2 tablets", &["1-2 tablets"]),
        Case::new("קחו 1-2 tablets ביום", &["םויב 1-2 tablets וחק"]),
        Case::new("10-20 units", &["10-20 units"]),
    ];
    assert_ordered("he", &hebrew);
    let arabic = [
        Case::new(
            "العنوان: 1-3 Praed Street, London W2 1NY.",
            &[".1-3 Praed Street, London W2 1NY :ناونعلا"],
        ),
        Case::new(
            "العنوان: 12, Rue de Rivoli, 75001 Paris",
            &["12, Rue de Rivoli, 75001 Paris :ناونعلا"],
        ),
        Case::new("العنوان: **1-3** Praed Street قرب", &["برق 1-3 Praed Street :ناونعلا"]),
        Case::new("هاتف 07700 900 123/124 قبل", &["لبق 07700 900 123/124 فتاه"]),
        Case::new("اتصل على 999 أو 112 -- 24/7", &["24/7 – 112 وأ 999 ىلع"]),
        Case::new(
            "كتب help@example.org, www.example.org/a قبل",
            &["لبق www.example.org/a ,help@example.org بتك"],
        ),
        Case::new(
            "كتب help@example.org، 0808 157 0127 قبل",
            &["لبق 0808 157 0127 ،help@example.org بتك"],
        ),
    ];
    assert_ordered("ar", &arabic);
}

#[test]
fn an_arabic_span_in_english_keeps_its_numbers() {
    assert_ordered(
        "en-GB",
        &[
            Case::new("Say [اتصل على 0808 157 0127 الآن](lang:ar) to them.", &["0808 157 0127"]),
            Case::new(
                "Call هاتف 0808 157 0127 now, كودايين 30 mg x",
                &["0808 157 0127", "30 mg x"],
            ),
            Case::new("A كودايين 30mg b and שלום 10–20 x", &["30mg b", "10–20"]),
        ],
    );
}

/// A small generator of numbers that is the same on every machine (Knuth's MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % count
    }

    fn of<'t>(&mut self, choices: &[&'t str]) -> &'t str {
        choices[self.below(choices.len())]
    }
}

const LATIN: &[&str] = &["Codeine", "Paracetamol", "Ward", "Ibuprofen"];
const DOSES: &[&str] = &[
    "30 mg",
    "500 mg",
    "2.5 ml",
    "10 mg/kg",
    "38 °C",
    "5–10 mg",
    "2 × 500 mg",
    "2.5 mg → 5 mg",
    "20 mg -> 10 mg -> 5 mg",
    "10 mg ± 2 mg",
    "5 mg × 2",
    "10 mg +/- 2 mg",
];
const NUMBERS: &[&str] = &[
    "0808 157 0127",
    "+44 20 7946 0000",
    "(01632) 960 123",
    "2–3",
    "10/20",
    "9:30–17:00",
    "12/03/2026",
    "2026-03-12",
    "50%",
    "-5 °C",
    "≥ 38 °C",
    "120/80",
    "help@example.org",
    "www.example.org/a/b/",
    "https://www.example.org",
    "10 000",
    "65+",
    "£5",
    "1-0-1",
    "5-FU",
    "12-B",
    "3/B",
    "5-ASA 500 mg",
    "20 mg ➜ 10 mg",
    "50% → 25%",
    "07700 900 123/124",
    "4.5 × 10⁹/L",
    "10⁻³ mol/L",
    "140 ± 5 mmol/L",
    "5 < 10",
    "5 - 10",
];
/// Latin words with the number before them: among English ones they are not told from what follows.
const COUNTED: &[&str] = &[
    "1-2 tablets",
    "2 tablets → 1 tablet",
    "12-B Herzl St, Tel Aviv 61000",
    "1-3 Praed Street, London W2 1NY",
];

/// A paragraph of words, medicines with doses, and numbers.
fn mixed(chance: &mut Chance, words: &[&str], joints: &[&str], numbers: &[&str]) -> Case {
    let mut case = Case::default();
    for part in 0..2 + chance.below(3) {
        if part > 0 {
            case.written.push_str(chance.of(joints));
        }
        match chance.below(5) {
            0 | 1 => {
                let (medicine, dose) = (chance.of(LATIN), chance.of(DOSES));
                let _ = write!(case.written, "{medicine} {dose}");
                case.seen.push(vec![format!("{medicine} {dose}")]);
            }
            2 => {
                let (medicine, dose) = (chance.of(words), chance.of(DOSES));
                let _ = write!(case.written, "{medicine} {dose}");
                case.seen.push(vec![
                    format!("{dose} {}", back(medicine)),
                    format!("{} {dose}", back(medicine)),
                ]);
            }
            3 => {
                let (word, number) = (chance.of(words), chance.of(numbers));
                let _ = write!(case.written, "{word} {number}");
                case.seen.push(vec![number.to_owned()]);
            }
            _ => {
                let number = chance.of(numbers);
                let word = chance.of(words);
                let _ = write!(case.written, "{word} ({number})");
                case.seen.push(vec![number.to_owned()]);
            }
        }
    }
    case
}

const ARABIC: &[&str] = &["كودايين", "هاتف", "جرعة", "قبل", "بعد"];
const HEBREW: &[&str] = &["קודאין", "טלפון", "מנה", "לפני"];
const JOINTS: &[&str] = &[" + ", ", ", "، ", " و ", " ثم ", ". ", " / "];
const JOINTS_HEBREW: &[&str] = &[" + ", ", ", " גם ", ". ", " / "];

fn generated(language: &str, seed: u64, words: &[&str], joints: &[&str], count: usize) {
    let mut chance = Chance(seed);
    let counted = if language == "en-GB" { &[] } else { COUNTED };
    let numbers = [NUMBERS, counted].concat();
    let mut cases: Vec<Case> = Vec::new();
    while cases.len() < count {
        let case = mixed(&mut chance, words, joints, &numbers);
        // The plain text has lines of 72 columns.
        if case.written.chars().count() <= 68 {
            cases.push(case);
        }
    }
    assert_ordered(language, &cases);
}

#[test]
fn four_hundred_mixed_arabic_paragraphs_are_seen_alike_in_every_edition() {
    generated("ar", 1, ARABIC, JOINTS, 400);
}

#[test]
fn three_hundred_mixed_hebrew_paragraphs_are_seen_alike_in_every_edition() {
    generated("he", 2, HEBREW, JOINTS_HEBREW, 300);
}

#[test]
fn three_hundred_english_paragraphs_with_arabic_words_are_seen_alike_in_every_edition() {
    generated("en-GB", 3, ARABIC, &[" + ", ", ", " and ", ". ", " / "], 300);
}
