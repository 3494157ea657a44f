//! What each kind of block says beside its words: that none of it changes without being told.

use chapbook::changes::{self, Frame, Report, State, Weight};
use chapbook::content::{self, Options};

/// Pictures that look different under the same alternative text.
const PICTURES: [&str; 2] = ["M5 40V10h10v30", "M5 40V20h20v20"];

/// A booklet of one chapter with these blocks.
pub(super) fn state(blocks: &str, picture: usize) -> Option<State> {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "booklet.toml",
        "title = 'Tablets'\nlanguage = 'en-GB'\nchapters = ['a.toml']\n[contact]\nheading = 'Help'\n\
         [[contact.point]]\nname = 'Day line'\nphone = '01632 960 000'\n\
         [[contact.point]]\nname = 'Night line'\nphone = '01632 960 001'\n",
    );
    write("a.toml", &format!("title = 'How to take them'\n{blocks}"));
    let drawing = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 40'><path d='{}'/></svg>",
        PICTURES[picture]
    );
    write("a.svg", &drawing);
    let path = folder.path().join("booklet.toml");
    let loaded = content::load(&path, &Options { root: None, picture_fonts: None });
    let book = loaded.book?;
    Some(changes::of_book(&book, &loaded.sources, &|_, _| None))
}

fn compared(old: &str, new: &str) -> Report {
    let [old, new] = [old, new].map(|blocks| state(blocks, 0).expect(blocks));
    changes::compare(old, new).unwrap().0
}

/// The summary of the way from some blocks to others.
fn told(old: &str, new: &str) -> String {
    let report = compared(old, new);
    changes::summary(&report, &Frame { old: "a", new: "b", sign_off: false })
}

#[track_caller]
fn tells(old: &str, new: &str, expected: &str) {
    let told = told(old, new);
    assert!(told.contains(expected), "{expected:?} is not in\n{told}");
    let same = compared(new, new);
    assert!(same.is_empty(), "{same:?}");
}

const TABLE: &str = "[[block]]\n[block.table]\ncolumns = ['Medicine', 'Morning', 'Night']\n";

fn table(rest: &str) -> String {
    format!("{TABLE}{rest}\n")
}

#[test]
fn a_dose_that_moves_to_another_column_is_told() {
    let rows = |row: &str| table(&format!("rows = [['Aspirin', {row}], ['Senna', '', '15 mg']]"));
    let old = rows("'5 mg', ''");
    tells(
        &old,
        &rows("'', '5 mg'"),
        "place in a table: How to take them, cell of a table: “5 mg” stands in the row “Aspirin” under \
         “Night”, and stood in the row “Aspirin” under “Morning”",
    );
    let far = rows("'', ''").replace("['Senna', '', '15 mg']", "['Senna', '5 mg', '15 mg']");
    assert!(compared(&old, &far).changes_numbers(), "{}", told(&old, &far));
    let words = |one: &str, two: &str| {
        table(&format!("rows = [['Aspirin', '{one}', ''], ['Senna', '{two}', '']]"))
    };
    tells(
        &words("while you eat", "as you like"),
        &words("as you like", "while you eat"),
        "“as you like” stands in the row “Aspirin” under “Morning”, and stood in the row “Senna”",
    );
}

#[test]
fn rows_and_columns_are_told_as_such() {
    let rows = |columns: &str, rows: &str| {
        format!("[[block]]\n[block.table]\ncolumns = [{columns}]\nrows = [{rows}]\n")
    };
    let old = rows("'Medicine', 'Dose'", "['Aspirin', '5 mg'], ['Senna', '15 mg']");
    let with =
        rows("'Medicine', 'Dose', 'Notes'", "['Aspirin', '5 mg', ''], ['Senna', '15 mg', '']");
    tells(&old, &with, "head of a column, inserted: {+Notes+}");
    tells(&with, &old, "head of a column, deleted: [-Notes-]");
    tells(&old, &with, "cell of a table in the row “Senna” under “Notes”, inserted, empty");
    let turned = rows("'Medicine', 'Dose'", "['Senna', '15 mg'], ['Aspirin', '5 mg']");
    let report = compared(&old, &turned);
    assert_eq!(report.matters.len(), 1, "{report:?}");
    assert_eq!(report.matters[0].weight, Weight::Order);
    let swapped = rows("'Medicine', 'Dose'", "['Aspirin', '15 mg'], ['Senna', '5 mg']");
    assert!(compared(&old, &swapped).changes_numbers());
    let renamed = rows("'Medicine', 'Dose'", "['Asprin', '5 mg'], ['Senna', '15 mg']");
    tells(&old, &renamed, "name of a medicine or term: “Aspirin” is now “Asprin”");
    assert_eq!(compared(&old, &renamed).changed(), 1, "its dose stands where it stood");
    let headed = old.replace("[block.table]\n", "[block.table]\nrow_headers = true\n");
    tells(&old, &headed, "head of a row under “Medicine”, was cell of a table");
}

#[test]
fn what_holds_a_block_is_told() {
    let callout = |inner: &str| format!("[[block]]\n[block.callout]\ntitle = 'Careful'\n{inner}\n");
    let text = |words: &str| format!("[[block]]\ntext = '{words}'\n");
    let within = callout("text = \"\"\"Take it with food.\n\nSit down.\"\"\"");
    let beside = callout("text = 'Take it with food.'") + &text("Sit down.");
    tells(
        &within,
        &beside,
        "panel, list or heading: How to take them, paragraph: stands by itself, and stood in a panel",
    );
    tells(&beside, &within, "stands in a panel, and stood by itself");
    let urgent = |urgency: &str| callout(&format!("text = 'Sit down.'\nurgency = '{urgency}'"));
    tells(&urgent("urgent"), &urgent("routine"), "urgency: “Urgent” is now “Non-urgent”, in");
    let quote = "[[block]]\n[block.quote]\ntext = 'Sit down.'\n";
    tells(&text("Sit down."), quote, "stands in a quote, and stood by itself");
    let row = |words: &str| {
        format!(
            "[[block]]\n{words}illustrated = [{{ image = 'a.svg', alt = 'A pill', text = 'Sit down.' }}]\n"
        )
    };
    tells(&row(""), &row("numbered = true\n"), "stands in a numbered row with a picture");
}

#[test]
fn the_kind_and_the_numbers_of_a_list_are_told() {
    let list = |kind: &str| format!("[[block]]\n{kind} = ['Wash your hands.', 'Sit down.']\n");
    tells(
        &list("bullets"),
        &list("checklist"),
        "panel, list or heading: How to take them, item to tick (2 times): was item of a list",
    );
    tells(&list("bullets"), &list("steps"), "step (2 times): was item of a list");
    let steps =
        |more: &str| format!("{}[[block]]\nsteps = ['Press the button.']\n{more}", list("steps"));
    let goes_on = steps("continue = true\n");
    tells(
        &steps(""),
        &goes_on,
        "number: How to take them, step: “Press the button.” the number 3 stands before it, and was 1",
    );
    let heading = |kind: &str| {
        format!(
            "[[block]]\nheading = 'Doses'\n[[block]]\n{kind} = 'Night'\n[[block]]\ntext = 'Rest.'\n"
        )
    };
    tells(&heading("heading"), &heading("subheading"), "at another level");
}

#[test]
fn marks_languages_links_and_pictures_are_told() {
    let text = |words: &str| format!("[[block]]\ntext = '{words}'\n");
    tells(&text("Take it now."), &text("Take **it now**."), "“it now” is bold");
    tells(&text("Take **it** now."), &text("Take it now."), "“it” is no longer bold");
    tells(
        &text("Take it now."),
        &text("Take //\nit now.").replace('\'', "\'\'\'"),
        "“it” is at the beginning of a line",
    );
    tells(
        &text("Say Croeso now."),
        &text("Say [Croeso](lang:cy) now."),
        "“Croeso” is in the language cy, and was in en-GB",
    );
    tells(
        &text("Croeso"),
        "[[block]]\ntext = 'Croeso'\nlanguage = 'cy'\n",
        "is in the language cy",
    );
    let link = |to: &str| text(&format!("See [our page]({to})."));
    tells(
        &link("https://www.example.org/a"),
        &link("https://www.example.org/b"),
        "address or link: ",
    );
    let shown = |to: &str| text(&format!("See [www.example.org/A]({to})."));
    tells(
        &shown("https://www.example.org/A"),
        &shown("https://www.example.org/a"),
        "address or link: ",
    );
    tells(
        &shown("https://www.example.org/A"),
        &shown("http://www.example.org/A"),
        "address or link: ",
    );
    let figure = "[[block]]\nfigure = { image = 'a.svg', alt = 'A pill' }\n";
    let [old, new] = [0, 1].map(|picture| state(figure, picture).unwrap());
    let (report, _) = changes::compare(old, new).unwrap();
    assert_eq!(report.matters.len(), 1, "{report:?}");
    assert_eq!(report.matters[0].weight, Weight::Picture);
}

#[test]
fn units_days_and_opposites_stand_first() {
    let text = |words: &str| format!("[[block]]\ntext = 'Take {words} as we said.'\n");
    let first = |old: &str, new: &str| {
        let report = compared(&text(old), &text(new));
        report.matters.first().map(|matter| matter.weight)
    };
    for (old, new) in [
        ("25 micrograms", "25 milligrams"),
        ("it for hours", "it for days"),
        ("it for several weeks", "it for several months"),
        ("the tablets", "the drops"),
        ("two tablets", "two drops"),
    ] {
        assert_eq!(first(old, new), Some(Weight::Number), "{old}: {new}");
    }
    for (old, new) in [("it on Monday", "it on Tuesday"), ("it in the morning", "it at night")] {
        assert_eq!(first(old, new), Some(Weight::Date), "{old}: {new}");
    }
    for (old, new) in [
        ("it in the left ear", "it in the right ear"),
        ("it above the knee", "it below the knee"),
        ("it before meals", "it after meals"),
        ("what you may", "what you must"),
        ("what you should", "what you must"),
        ("it to go up", "it to go down"),
        ("more", "less"),
        ("it to increase this", "it to decrease this"),
    ] {
        assert_eq!(first(old, new), Some(Weight::Opposite), "{old}: {new}");
    }
    assert_eq!(first("it with milk", "it without milk"), Some(Weight::Negation));
    assert_eq!(first("it quietly", "it calmly"), None);
}

#[test]
fn what_belongs_to_a_term_or_a_contact_says_to_which() {
    let of = |one: &str, two: &str| {
        format!(
            "[[block]]\ndefinitions = [{{ term = 'Stent', meaning = '{one}' }}, {{ term = 'Graft', meaning = '{two}' }}]\n"
        )
    };
    let (tube, skin) = ("A small tube in a vessel.", "Skin from another place of yours.");
    let told = told(&of(tube, skin), &of(skin, tube));
    let moved = "order: How to take them, meaning of a term: “Skin from another place of yours.” stands with \
                 “Stent”, and stood with “Graft”";
    assert!(told.contains(moved), "{told}");
}
