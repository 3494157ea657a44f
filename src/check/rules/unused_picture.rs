//! Pictures that lie beside the others and that nothing shows.

use crate::check::Subject;
use crate::diagnostic::Diagnostic;

/// So many are named.
const MOST: usize = 20;

rule! {
    /// A picture lies in the booklet's folder and is shown nowhere.
    ///
    /// Looks at PNG, JPEG and SVG files in `pictures/` and in every other folder from which the
    /// booklet takes a picture, as far as these lie in the booklet's own folder.
    ///
    /// ## Who is affected
    ///
    /// Readers, where somebody drew or took it for them and it was forgotten. Your own team, who
    /// cannot tell whether it may be deleted.
    ///
    /// ## How to mend it
    ///
    /// Show it with `figure`, on the cover or as a logo, move it out of the folder, or delete it.
    /// Twenty are named at most.
    ///
    /// ## Example
    ///
    /// Before (`pictures/steps.svg` is there):
    ///
    /// ```toml
    /// [[block]]
    /// text = "It takes four steps."
    /// ```
    ///
    /// After:
    ///
    /// ```toml
    /// [[block]]
    /// figure = { image = "../pictures/steps.svg", alt = "Four steps, one after the other" }
    /// ```
    ///
    /// ## Source
    ///
    /// The program's own: nothing gets lost without a word.
    "unused-picture": Warning, look
}

fn look(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let pictures = &subject.book.unused_pictures;
    let mut findings: Vec<Diagnostic> = pictures
        .iter()
        .take(MOST)
        .map(|picture| {
            let path = &subject.sources.file(picture.source).path;
            RULE.at(*picture, format!("the picture {path} is shown nowhere in the booklet"))
                .note("if it was made for readers, they do not see it")
                .help("show it where it belongs, move it out of the folder, or delete it")
        })
        .collect();
    if let Some(next) = pictures.get(MOST) {
        let more = match pictures.len() - MOST {
            1 => "1 more picture is".to_owned(),
            more => format!("{more} more pictures are"),
        };
        findings.push(
            RULE.at(*next, format!("{more} shown nowhere in the booklet"))
                .help("take out of the folder what is not needed"),
        );
    }
    findings
}
