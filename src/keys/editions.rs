//! The names of the editions.

variants! {
    /// An edition: one of the forms that a booklet is published in (`docs/format.md`, section 6).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum EditionName {
        /// A5 single pages to email.
        Screen,
        /// A4, 18 pt.
        LargePrint,
        /// Two-up for the office printer.
        Booklet,
        /// Single pages for a print shop.
        Press,
        /// One web page.
        Html,
        /// Plain text.
        Text,
    }
}

impl EditionName {
    /// Their names, in the order in which they are built and reported.
    pub const NAMES: [&str; Self::ALL.len()] = {
        let mut names = [""; Self::ALL.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = Self::ALL[at].as_str();
            at += 1;
        }
        names
    };

    /// The name in files and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::LargePrint => "large-print",
            Self::Booklet => "booklet",
            Self::Press => "press",
            Self::Html => "html",
            Self::Text => "text",
        }
    }

    /// The edition of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edition| edition.as_str() == name)
    }

    /// The names of its files: large print has one for each of several sizes, and the first of them
    /// the plain name.
    #[must_use]
    pub fn file_names(self, slug: &str, sizes: &[f32]) -> Vec<String> {
        let mut names = vec![self.file_name(slug)];
        if self == Self::LargePrint {
            let others = sizes.iter().skip(1);
            names.extend(others.map(|size| format!("{slug}-{}-{size}.pdf", self.as_str())));
        }
        names
    }

    /// The name of its first file, `SLUG.pdf` and so on.
    #[must_use]
    pub fn file_name(self, slug: &str) -> String {
        match self {
            Self::Screen => format!("{slug}.pdf"),
            Self::LargePrint | Self::Booklet | Self::Press => {
                format!("{slug}-{}.pdf", self.as_str())
            }
            Self::Html => format!("{slug}.html"),
            Self::Text => format!("{slug}.txt"),
        }
    }
}
