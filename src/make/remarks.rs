//! What is said of layouts: where the contact section fits, and what fonts lack.

use super::medium::Layouts;
use super::{Maker, fonts};
use crate::content::EditionName;
use crate::diagnostic::{Diagnostic, Severity};
use crate::layout;
use crate::typeset::{FontRemark, Weight};

impl Maker<'_> {
    /// Which editions the contact section fits, and how to build them alone.
    pub(super) fn without_overflow(&self) -> String {
        let pocket = layout::contact_fits(self.book, &self.pocket_style, self.fonts);
        // In large print it goes on over several pages.
        let fits = |edition: &EditionName| match edition {
            EditionName::Screen | EditionName::Booklet | EditionName::Press => pocket,
            EditionName::LargePrint | EditionName::Html | EditionName::Text => true,
        };
        let (fit, not): (Vec<_>, Vec<_>) = EditionName::ALL.into_iter().partition(fits);
        let names = |editions: &[EditionName]| {
            let names: Vec<&str> = editions.iter().map(|edition| edition.as_str()).collect();
            names.join(", ")
        };
        let options: Vec<String> =
            fit.iter().map(|edition| format!("--edition {}", edition.as_str())).collect();
        format!(
            "it does not fit {}; {} can be built all the same: add {} to the command",
            names(&not),
            names(&fit),
            options.join(" ")
        )
    }

    /// Says what is of no use in folders of fonts, and what readers miss of a font that is used.
    pub(super) fn remark(&self, layouts: &Layouts, diagnostics: &mut Vec<Diagnostic>) {
        let pocket = layouts.pocket.iter().map(|it| (&*it.layout, self.fonts));
        let large = layouts.large_print.iter().map(|it| (&*it.layout, self.large_fonts()));
        let mut lacks: Vec<FontRemark> = Vec::new();
        // That of the theme, should it be shown on the web page alone.
        let web = self.book.theme.html.font.as_ref();
        let web = web.and_then(|font| self.fonts.with_family(&font.value));
        for fonts in [Some(&**self.fonts), self.large_fonts.as_deref(), web.as_ref()] {
            let lack = fonts.map(|fonts| fonts.lack(fonts.default_font(Weight::Regular)));
            lacks.extend(lack.flatten().cloned().filter(|lack| !lacks.contains(lack)));
        }
        for (layout, fonts) in pocket.chain(large) {
            for font in fonts::shown(layout) {
                let lack = fonts.lack(font).cloned().filter(|lack| !lacks.contains(lack));
                lacks.extend(lack);
            }
        }
        for remark in self.fonts.remarks().iter().chain(&lacks) {
            diagnostics.push(
                Diagnostic::new(remark.code, Severity::Warning, None, remark.message.clone())
                    .note(remark.note.clone())
                    .help(remark.help.clone()),
            );
        }
    }
}
