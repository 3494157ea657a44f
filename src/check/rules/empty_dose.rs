//! Cells of a table of medicines that are left empty.

use crate::check::Subject;
use crate::content::{BlockKind, Paragraph, Table};
use crate::diagnostic::Diagnostic;

rule! {
    /// A cell of a table of medicines is empty.
    ///
    /// Looks in English tables whose heads or caption speak of medicines, at the columns for the
    /// medicine, the dose, and how often or when it is taken. A row that is wholly empty is to be
    /// filled in, and so is a column.
    ///
    /// ## Who is affected
    ///
    /// Everybody who takes or gives the medicine. Nobody can tell an empty cell that means "none"
    /// from one that was forgotten, and who listens hears nothing where a dose should be.
    ///
    /// ## How to mend it
    ///
    /// Fill it in. Where there is nothing to take, say "none".
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// [[block]]
    /// [block.table]
    /// columns = ["Medicine", "Morning", "Night"]
    /// rows = [["Ramipril", "5 mg", ""], ["Simvastatin", "none", "20 mg"]]
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [[block]]
    /// [block.table]
    /// columns = ["Medicine", "Morning", "Night"]
    /// rows = [["Ramipril", "5 mg", "none"], ["Simvastatin", "none", "20 mg"]]
    /// ```
    ///
    /// ## Source
    ///
    /// National Patient Safety Agency, Design for patient safety: guidelines for safe on-screen
    /// display of medication information.
    "empty-dose": Warning, look
}

/// What a table of medicines speaks of.
const MEDICINES: [&str; 16] = [
    "medicine",
    "medicines",
    "medication",
    "medications",
    "drug",
    "drugs",
    "tablet",
    "tablets",
    "dose",
    "doses",
    "dosage",
    "strength",
    "insulin",
    "inhaler",
    "injection",
    "capsules",
];

/// What its columns are for, where an empty cell is a question.
const ASKED: [&str; 41] = [
    "medicine",
    "medicines",
    "medication",
    "medications",
    "drug",
    "drugs",
    "name",
    "dose",
    "doses",
    "dosage",
    "strength",
    "much",
    "many",
    "amount",
    "often",
    "frequency",
    "when",
    "time",
    "times",
    "morning",
    "midday",
    "noon",
    "lunch",
    "lunchtime",
    "afternoon",
    "teatime",
    "evening",
    "night",
    "bedtime",
    "breakfast",
    "dinner",
    "supper",
    "how",
    "directions",
    "tablets",
    "tablet",
    "units",
    "route",
    "mg",
    "day",
    "days",
];

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let book = subject.book;
    let mut findings = Vec::new();
    for chapter in &book.chapters {
        let language = chapter.language.as_ref().unwrap_or(&book.language);
        for block in &chapter.blocks {
            let language = block.language.as_ref().unwrap_or(language);
            if let BlockKind::Table(table) = &block.kind
                && language.primary() == "en"
            {
                findings.extend(judge(table));
            }
        }
    }
    findings
}

fn judge(table: &Table) -> Vec<Diagnostic> {
    let heads: Vec<Vec<String>> = table.columns.iter().map(|it| words(it.as_ref())).collect();
    let caption = words(table.caption.as_ref());
    let has = |words: &[String], known: &[&str]| words.iter().any(|it| known.contains(&&**it));
    if !heads.iter().chain([&caption]).any(|words| has(words, &MEDICINES)) {
        return Vec::new();
    }
    let filled: Vec<Vec<bool>> =
        table.rows.iter().map(|row| row.iter().map(is_filled).collect()).collect();
    let mut findings = Vec::new();
    for (column, head) in heads.iter().enumerate() {
        let to_fill_in = !filled.iter().any(|row| row[column]);
        // A column of row heads may have none of its own.
        let asked = has(head, &ASKED) || head.is_empty() && column == 0;
        if to_fill_in || !asked {
            continue;
        }
        let rows = table.rows.iter().zip(&filled);
        let empty = rows.filter(|(_, filled)| !filled[column] && filled.contains(&true));
        findings.extend(empty.map(|(row, _)| complaint(table, row, column)));
    }
    findings
}

fn complaint(table: &Table, row: &[Paragraph], column: usize) -> Diagnostic {
    let head = table.columns[column].as_ref().map(Paragraph::plain_text).unwrap_or_default();
    let name = row.iter().find(|cell| is_filled(cell)).map(Paragraph::plain_text);
    let name = crate::check::prose::shorten(&name.unwrap_or_default(), 40);
    let message = if head.is_empty() {
        format!("a row of medicines has no name: “{name}”")
    } else {
        format!("the cell “{}” of “{name}” is empty", crate::check::prose::shorten(&head, 40))
    };
    // Cells of several rows that were joined in Word leave all but the first empty.
    let above = table.rows.iter().take_while(|it| !std::ptr::eq(it.as_slice(), row));
    let above = above.filter(|row| is_filled(&row[column])).last();
    let above = above.map(|row| crate::check::prose::shorten(&row[column].plain_text(), 60));
    let named = is_name(head.as_str(), column);
    let finding = RULE.at(row[column].span, message);
    let finding = match named {
        true => finding.note("nobody can tell which medicine the row is about"),
        false => finding.note("nobody can tell whether it means none or was forgotten"),
    };
    match above.filter(|_| named) {
        Some(words) => finding.help(format!(
            "where it was one cell with the one above it, write the same words again, {words}; else \
             write the name"
        )),
        None if named => finding.help("write the name"),
        None => finding.help("fill it in, or write none"),
    }
}

/// Whether the cells of a column name what the row is about, so that "none" says nothing in them.
fn is_name(head: &str, column: usize) -> bool {
    const NAMES: [&str; 7] =
        ["medicine", "medicines", "medication", "medications", "drug", "drugs", "name"];
    let head = head.to_lowercase();
    let mut words = head.split(|c: char| !c.is_alphanumeric());
    column == 0 && (head.is_empty() || words.any(|word| NAMES.contains(&word)))
}

fn words(line: Option<&Paragraph>) -> Vec<String> {
    let text = line.map(Paragraph::plain_text).unwrap_or_default().to_lowercase();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_filled(cell: &Paragraph) -> bool {
    cell.plain_text().contains(|c: char| !c.is_whitespace())
}
