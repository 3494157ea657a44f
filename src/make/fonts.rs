//! The faces of a booklet, and what is wrong with them.

use std::collections::BTreeSet;

use super::Request;
use crate::codes;
use crate::content::Book;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::html;
use crate::layout::{Ink, Layout, Style};
use crate::typeset::{FontFault, FontId, Fonts};

/// The faces of the program, of the booklet and of the command; what is wrong with them, and names
/// of families that there are not, are reported.
pub(super) fn load(book: &Book, request: &Request, problems: &mut Vec<Diagnostic>) -> Fonts {
    let mut fonts = Fonts::built_in();
    let beside = book.folders.iter().map(|folder| folder.join("fonts")).filter(|f| f.is_dir());
    for folder in beside {
        // What a booklet brings along is held to its root; what a command names is not.
        report(fonts.add_folder_within(&book.root, &folder), problems);
    }
    for folder in &request.fonts {
        report(fonts.add_folder(folder), problems);
    }
    let theme = &book.theme;
    let web = theme.html.font.as_ref().filter(|font| !html::is_system(&font.value));
    let named = [theme.base.font.as_ref(), theme.large_print.font.as_ref(), web];
    for font in named.into_iter().flatten() {
        if !fonts.families().any(|family| family.eq_ignore_ascii_case(&font.value)) {
            let mut problem = Diagnostic::error(
                codes::BAD_THEME,
                font.span,
                format!("there is no font family “{}”", font.value),
            )
            .note(
                "no font is taken from the computer, so that a booklet looks the same on every one",
            )
            .help(
                "leave `font` out for the font that is built in; or, where its licence allows it, \
                 copy its files (.ttf or .otf; in Windows they lie in C:\\Windows\\Fonts, on a Mac \
                 in /Library/Fonts) into a folder “fonts” beside booklet.toml",
            );
            let near = diagnostic::nearest(&font.value, fonts.families());
            if let Some(near) = near {
                problem = problem.fix(
                    format!("did you mean “{near}”?"),
                    font.span,
                    format!("\"{near}\""),
                );
            }
            problems.push(problem);
        }
    }
    fonts
}

fn report(added: Result<Vec<String>, Vec<FontFault>>, problems: &mut Vec<Diagnostic>) {
    for fault in added.err().unwrap_or_default() {
        let code = if fault.outside { codes::OUTSIDE_ROOT } else { codes::BAD_THEME };
        let problem = Diagnostic::new(code, Severity::Error, None, fault.to_string());
        let problem = if fault.outside {
            problem.help("put the file itself into the folder, or name its folder with --fonts")
        } else {
            problem.help("take it out of its folder, or put a sound font in its place")
        };
        problems.push(problem);
    }
}

/// The faces with a style's own family first.
pub(super) fn preferred(fonts: &Fonts, style: &Style) -> Option<Fonts> {
    style.family.as_deref().and_then(|family| fonts.with_family(family))
}

/// The faces that a layout shows.
pub(super) fn shown(layout: &Layout) -> BTreeSet<FontId> {
    let items = layout.pages.iter().flat_map(|page| &page.items);
    let shown = items.filter_map(|item| match &item.ink {
        Ink::Glyphs(run, _) => Some(run.font),
        _ => None,
    });
    shown.collect()
}

/// A font that looked sound until it was to be embedded.
pub(super) fn damaged(book: &Book, family: &str, fonts: &Fonts) -> Diagnostic {
    let wished = [&book.theme.base.font, &book.theme.large_print.font];
    let named = wished.into_iter().flatten().find(|font| font.value.eq_ignore_ascii_case(family));
    let mut files: Vec<_> = fonts.files(family).map(|path| path.display().to_string()).collect();
    files.dedup();
    let message = format!("a font of the family “{family}” is damaged: {}", files.join(" or "));
    Diagnostic::new(codes::BAD_THEME, Severity::Error, named.map(|font| font.span), message)
        .note("it cannot be put into a PDF")
        .help("get its files again from their maker, or name another family")
}
