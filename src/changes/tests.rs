//! States made of lines, compared: what is told of them, and that nothing is left out.

use proptest::prelude::*;

use super::words::Gathered;
use super::*;
use crate::language::Language;
use crate::number::Home;

/// A state from lines: `# Title` begins a part, `- ` an item, `| ` a cell, `t ` a telephone number.
fn state(lines: &str, tag: &str) -> State {
    let language = Language::parse(tag).unwrap();
    let mut state = State { title: "T".to_owned(), parts: Vec::new() };
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (sign, rest) = line.split_once(' ').unwrap_or((line, ""));
        let (kind, words) = match sign {
            "#" => (Kind::Title, rest),
            "-" => (Kind::Item(1), rest),
            "|" => (Kind::Cell, rest),
            "t" => (Kind::Phone, rest),
            _ => (Kind::Paragraph, line),
        };
        if kind == Kind::Title || state.parts.is_empty() {
            state.parts.push(Part { title: words.to_owned(), ..Part::default() });
        }
        let mut gathered = Gathered::default();
        gathered.push(words);
        let passage = gathered.passage(kind, &language, &Home::britain());
        state.parts.last_mut().unwrap().passages.extend(passage);
    }
    state.parts.retain(|part| !part.passages.is_empty());
    state
}

/// The lines of the summary about what matters and every change.
fn told(old: &str, new: &str, tag: &str) -> String {
    let (report, _) = compare(state(old, tag), state(new, tag)).unwrap();
    let frame = Frame { old: "a", new: "b", sign_off: false };
    let summary = summary(&report, &frame);
    let rest = summary.split_once("\n\n").map_or("", |(_, rest)| rest);
    rest.split_once("\n\nChecked").map_or(rest, |(rest, _)| rest).to_owned()
}

#[test]
fn a_dose_changes_as_a_whole_and_stands_first() {
    let told = told(
        "# Tablets\nTake one 20 mg tablet twice a day.\nKeep them neat.",
        "# Tablets\nTake one 200 mg tablet twice a day.\nKeep them tidy.",
        "en-GB",
    );
    let expected = "\
What matters
  number: “20 mg” is now “200 mg”, in “Take one 200 mg tablet twice a day.”; Tablets, paragraph

Every change
  Tablets
    paragraph, changed: Take one [-20 mg-] {+200 mg+} tablet twice a day.
    paragraph, changed: Keep them [-neat-] {+tidy+}.";
    assert_eq!(told, expected);
}

#[test]
fn a_word_that_turns_a_sentence_stands_first_in_its_language() {
    let told_en = told("# A\nTake it with milk, please.", "# A\nDo not take it with milk.", "en");
    assert!(told_en.contains("“not” and words like it: "), "{told_en}");
    let german = ("# A\nNehmen Sie es mit Milch ein.", "# A\nNehmen Sie es nicht mit Milch ein.");
    let told_de = told(german.0, german.1, "de");
    assert!(told_de.contains("inserted “nicht”, in “Nehmen Sie es … mit Milch ein.”"), "{told_de}");
    let plain = told("# A\nTake it with milk now.", "# A\nTake it with water now.", "en");
    assert!(!plain.contains("What matters"), "{plain}");
}

#[test]
fn one_number_at_several_places_is_one_line_with_all_of_them() {
    let lines = "# A\nCall us on 0808 157 0142 at night.\n# B\n- Phone 0808 157 0142 first.\n\
                 t 0808 157 0142";
    let told = told(lines, &lines.replace("0142", "0143"), "en-GB");
    let first = told.lines().nth(1).unwrap();
    let expected = "  telephone number: “0808 157 0142” is now “0808 157 0143”, in “Call us on 0808 \
                    157 0143 at night.”; A, paragraph; B, item of a list; B, telephone number";
    assert_eq!(first, expected);
    assert_eq!(told.matches("telephone number: ").count(), 1, "{told}");
}

#[test]
fn what_was_moved_split_joined_or_renamed_is_told_as_such() {
    let one = "Wash your hands before you begin with the dressing.";
    let two = "Then take off the old one slowly and look at the skin.";
    let other = "The ward is on the second floor behind the lift.";
    let split =
        told(&format!("# A\n{one} {two}\n{other}"), &format!("# A\n{one}\n{two}\n{other}"), "en");
    assert!(split.contains("paragraph, split into 2: "), "{split}");
    let joined =
        told(&format!("# A\n{one}\n{two}\n{other}"), &format!("# A\n{one} {two}\n{other}"), "en");
    assert!(joined.contains("paragraph, joined from 2: "), "{joined}");
    let moved = told(
        &format!("# A\n{one}\n# B\n{other}"),
        &format!("# A\nNew words.\n# B\n{other}\n{one}"),
        "en",
    );
    assert!(moved.contains("paragraph, moved: "), "{moved}");
    let chapters = told(
        &format!("# A\n{one}\n# B\n{two}\n# C\n{other}"),
        &format!("# C\n{other}\n# A\n{one}\n# Dressing\n{two}"),
        "en",
    );
    assert!(chapters.contains("chapters: “C” moved from place 3 to place 1"), "{chapters}");
    assert!(chapters.contains("“Dressing” renamed, before: “B”"), "{chapters}");
    let listed = told(&format!("# A\n{one}\n{two}"), &format!("# A\n- {one}\n{two}"), "en");
    assert!(listed.contains("item of a list, was paragraph: "), "{listed}");
}

#[test]
fn a_medicine_out_of_a_table_of_doses_is_known_in_the_text() {
    let table = "| Metformin\n| 500 mg\n";
    let told = told(
        &format!("# A\n{table}Ask before you stop metformin for a scan."),
        &format!("# A\n{table}Ask before you stop aspirin for a scan."),
        "en",
    );
    assert!(told.contains("name of a medicine or term: “metformin” is now “aspirin”"), "{told}");
}

#[test]
fn the_same_state_twice_has_no_changes() {
    let lines = "# A\nOne.\nOne.\n- Two 3 mg\n# B\nOne.";
    let (report, _) = compare(state(lines, "en"), state(lines, "en")).unwrap();
    assert!(report.is_empty() && !report.changes_numbers());
}

#[test]
fn a_change_that_lies_is_no_proof() {
    let (old, new) = ("# A\nTake 20 mg.\nStop.", "# A\nTake 30 mg.\nStop.");
    let (_, changes) = compare(state(old, "en"), state(new, "en")).unwrap();
    assert!(apply(&state(old, "en"), &changes).is_some());
    assert_eq!(apply(&state(new, "en"), &changes), None, "its words are others");
    assert_eq!(apply(&state(old, "en"), &changes[1..]), None, "a passage is left out");
}

/// Lines of words of which many occur twice.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        4 => "[a-d]{1,2}",
        1 => "[0-9]{1,3}( mg)?",
        1 => Just("not".to_owned()),
        1 => Just("(0808 157 0142)".to_owned()),
        1 => Just("3 May 2026".to_owned()),
        1 => Just("水。٣".to_owned()),
        1 => Just(", ".to_owned()),
    ];
    let words = prop::collection::vec(word, 0..9).prop_map(|words| words.join(" "));
    let line = ("(# |- |\\| |)", words).prop_map(|(sign, words)| sign + &words);
    prop::collection::vec(line, 0..12)
}

/// An edit of lines: what is put in, taken out, moved or doubled.
fn edited(lines: &[String], edits: &[(u8, usize, usize, String)]) -> Vec<String> {
    let mut lines = lines.to_vec();
    for (edit, from, to, words) in edits {
        let (count, end) = (lines.len().max(1), lines.len());
        match edit {
            0 => lines.insert(from % (end + 1), words.clone()),
            1 if end > 0 => drop(lines.remove(from % count)),
            2 if end > 0 => {
                let line = lines.remove(from % count);
                lines.insert(to % (lines.len() + 1), line);
            }
            3 if end > 0 => lines[from % count].push_str(words),
            _ if end > 0 => {
                let line = &mut lines[from % count];
                *line = line.chars().skip(to % 5).collect();
            }
            _ => {}
        }
    }
    lines
}

proptest! {
    #[test]
    fn old_with_the_changes_is_new_and_every_digit_that_differs_stands_first(
        old in lines(),
        edits in prop::collection::vec((0..5_u8, 0..20_usize, 0..20_usize, "[ a-c0-9.-]{0,6}"), 0..8),
    ) {
        let new = edited(&old, &edits).join("\n");
        let old = old.join("\n");
        let (before, after) = (state(&old, "en"), state(&new, "en"));
        let (report, changes) = compare(before.clone(), after.clone()).unwrap();
        let said = after.passages().into_iter().map(|(_, it)| (it.kind, it.text()));
        prop_assert_eq!(apply(&before, &changes), Some(said.collect()));
        let first = report.matters.iter().map(|it| format!("{}\n{}\n", it.old, it.new));
        let first = first.collect::<String>();
        for run in changes.iter().flat_map(|it| &it.runs).filter(|it| it.fate != Fate::Kept) {
            for word in run.words.iter().filter(|it| it.text.chars().any(char::is_numeric)) {
                prop_assert!(first.contains(&word.text), "{} is not in {first}", word.text);
            }
        }
        prop_assert_eq!(report.is_empty(), old == new || said_alike(&before, &after));
    }
}

/// Whether two states say the same in the same parts.
fn said_alike(one: &State, two: &State) -> bool {
    let said = |state: &State| -> Vec<(String, Vec<(Kind, String)>)> {
        let parts = state.parts.iter();
        parts
            .map(|part| {
                let said = part.passages.iter().map(|it| (it.kind, it.text()));
                (part.title.clone(), said.collect())
            })
            .collect()
    };
    said(one) == said(two)
}

#[test]
fn what_stands_beside_something_else_matters_though_all_words_stay() {
    let row = |head: &str, dose: &str| format!("| {head}\n| {dose}\n");
    let (bed, breakfast) = ("25 micrograms at bedtime only", "half a tablet with your breakfast");
    let old = format!("# A\n{}{}", row("Latanoprost", bed), row("Acetazolamide", breakfast));
    for new in [
        format!("# A\n{}{}", row("Latanoprost", breakfast), row("Acetazolamide", bed)),
        format!("# A\n{}{}", row("Acetazolamide", bed), row("Latanoprost", breakfast)),
    ] {
        let (report, _) = compare(state(&old, "en"), state(&new, "en")).unwrap();
        assert!(report.changes_numbers(), "{:?}", report.matters);
    }
    let said = told(
        "# Avoid\nPlease do not:\n- Lifting heavy loads\n# Do\nYou can go on with:\n- Walking",
        "# Avoid\nPlease do not:\n# Do\nYou can go on with:\n- Walking\n- Lifting heavy loads",
        "en",
    );
    let moved = "order: Do, item of a list: moved: “Lifting heavy loads”, which stood after “Please do \
                 not:”, stands after “Walking”";
    assert!(said.contains(moved), "{said}");
    let plain = "# A\nThe ward has a garden.\nThere is a shop beside the door.";
    let turned = "# A\nThere is a shop beside the door.\nThe ward has a garden.";
    let (report, _) = compare(state(plain, "en"), state(turned, "en")).unwrap();
    assert!(report.matters.is_empty() && !report.is_empty());
}

#[test]
fn a_number_of_a_table_or_a_contact_says_beside_what_it_stands() {
    let said = told("# A\n| Senna\n| 15 mg", "# A\n| Senna\n| 30 mg", "en");
    assert!(said.contains("A, cell of a table after “Senna”"), "{said}");
}
