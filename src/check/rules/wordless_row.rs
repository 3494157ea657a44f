//! Pictures of `illustrated` without words beside them.

use crate::check::Subject;
use crate::content::BlockKind;
use crate::diagnostic::Diagnostic;

rule! {
    /// A row of `illustrated` is a picture and no words.
    ///
    /// Looks at rows that have neither a `text` nor a list.
    ///
    /// ## Who is affected
    ///
    /// Everybody who has to guess what the picture means, and people who do not see it: of a row
    /// that only decorates, nothing is told to them.
    ///
    /// ## How to mend it
    ///
    /// Say beside the picture what it stands for. A picture that needs no words is a `figure`; a
    /// few of them stand side by side.
    ///
    /// ## Example
    ///
    /// Before:
    ///
    /// ```toml
    /// illustrated = [{ image = "../pictures/talking.svg", alt = "Two people talk" }]
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// illustrated = [
    ///   { image = "../pictures/talking.svg", alt = "Two people talk", text = "Tell the nurse." },
    /// ]
    /// ```
    ///
    /// ## Source
    ///
    /// NHS England, Easy read information: pictures support the words that stand beside them.
    "wordless-row": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let blocks = subject.book.chapters.iter().flat_map(|chapter| &chapter.blocks);
    let rows = blocks.flat_map(|block| match &block.kind {
        BlockKind::Illustrated(illustrated) => illustrated.rows.as_slice(),
        _ => &[],
    });
    let wordless = rows.filter(|row| row.text.is_empty() && row.list.is_none());
    wordless
        .map(|row| {
            RULE.at(row.image.path.span, "this picture has no words beside it".to_owned())
                .note(
                    "people have to guess what it means, and those who do not see it miss the row",
                )
                .help("add text = \"…\", or make it a `figure`")
        })
        .collect()
}
