//! What is wrong with a picture, in its author's words.

use super::{Format, LONGEST_SIDE, MOST_BYTES, MOST_PIXELS};
use crate::codes::{self, Code};

/// Why a picture cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// The file has no bytes.
    Empty,
    /// The file is nothing that we know.
    Unknown,
    /// The file is something that cannot be shown, named with an article.
    OtherKind(&'static str),
    /// The file does not begin as one of its name does.
    NotWhatItsNameSays(Format),
    /// The file could be shown, but its name says otherwise.
    WrongName {
        /// What it is.
        found: Format,
        /// The ending of its name, without the full stop.
        extension: String,
        /// A name that says what it is.
        better: String,
    },
    /// The file is longer than we read.
    TooManyBytes(usize),
    /// The picture has more pixels than we read.
    TooManyPixels {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// A JPEG whose colours must be converted is too large for that.
    TooLargeToConvert,
    /// The file ends before the picture does.
    BreaksOff(Format),
    /// The file cannot be decoded.
    Damaged(Format),
    /// A JPEG of a kind that PDF readers cannot show, named as in "uses …".
    RareJpeg(&'static str),
    /// An SVG that is no XML: what the parser says.
    NotXml(String),
    /// An SVG in an encoding other than UTF-8.
    NotUtf8,
    /// An SVG without a size.
    NoSize,
    /// An SVG with a script or an event handler: how it is written there.
    Script(String),
    /// An SVG that asks for something outside of itself: its address.
    Outside(String),
    /// An SVG that defines abbreviations which expand too far.
    Entities,
    /// An SVG of too many parts, repetitions counted.
    TooComplex(&'static str),
    /// An SVG whose parts hold themselves: the name of one.
    Circle(String),
    /// An SVG with a shape that reaches beyond all measure.
    TooFarOut,
    /// An SVG in which nothing is left that could be seen.
    ShowsNothing,
    /// An SVG with a part that we cannot show: its element.
    CannotShow(String),
    /// An SVG with words that cannot be set right: the first of them, and how they are placed, as in
    /// "words …".
    HardWords(String, &'static str),
    /// An SVG with a character that no font has.
    NoGlyph(char),
    /// A picture within an SVG that cannot be shown.
    Inside(Box<PictureError>),
}

impl PictureError {
    /// The code of its diagnostic (`docs/format.md`, section 9).
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::TooManyBytes(_)
            | Self::TooManyPixels { .. }
            | Self::TooLargeToConvert
            | Self::TooComplex(_) => codes::TOO_LARGE,
            Self::NoGlyph(_) => codes::MISSING_GLYPH,
            Self::Inside(error) => error.code(),
            _ => codes::BAD_PICTURE,
        }
    }

    /// What is wrong, lower case and without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Empty => "picture file is empty".into(),
            Self::Unknown => "the file is no PNG, JPEG or SVG".into(),
            Self::OtherKind(found) => format!("the file is {found}, which cannot be used here"),
            Self::NotWhatItsNameSays(named) => {
                format!("the file is not {}, although its name says so", named.with_article())
            }
            Self::WrongName { found, extension, .. } if extension.is_empty() => {
                format!("the file is {}, but its name does not say so", found.with_article())
            }
            Self::WrongName { found, extension, .. } => {
                format!("the file is {}, but its name says .{extension}", found.with_article())
            }
            Self::TooManyBytes(bytes) => {
                format!("picture file has {} MB", bytes.div_ceil(1_000_000))
            }
            Self::TooManyPixels { width, height } => {
                let many = u64::from(*width) * u64::from(*height) > MOST_PIXELS;
                let over = if many {
                    format!(", over {} megapixels", MOST_PIXELS / 1_000_000)
                } else {
                    String::new()
                };
                format!("picture is {width} pixels wide and {height} high{over}")
            }
            Self::TooLargeToConvert => "JPEG is too large for its colours to be converted".into(),
            Self::BreaksOff(format) => format!("{} file breaks off", short(*format)),
            Self::Damaged(format) => format!("{} file is damaged", short(*format)),
            Self::RareJpeg(kind) => format!("JPEG uses {kind}, which PDF readers cannot show"),
            Self::NotXml(why) => format!("SVG cannot be read: {why}"),
            Self::NotUtf8 => "SVG is not in UTF-8".into(),
            Self::NoSize => "SVG has no size".into(),
            Self::Script(what) => format!("SVG holds a script: {what}"),
            Self::Outside(address) => format!("SVG needs something outside of itself: {address}"),
            Self::Entities => "SVG defines abbreviations that grow too long".into(),
            Self::TooComplex(what) => format!("SVG has too many {what}"),
            Self::Circle(name) => format!("SVG has a part that holds itself: {name}"),
            Self::TooFarOut => "SVG has a shape that reaches too far out".into(),
            Self::ShowsNothing => "SVG shows nothing".into(),
            Self::CannotShow(element) => format!("SVG has a part that cannot be shown: {element}"),
            Self::HardWords(first, why) => {
                format!("SVG has words {why}, which cannot be set in their script: “{first} …”")
            }
            Self::NoGlyph(character) => format!(
                "no font has the character “{character}” (U+{:04X}) of this SVG",
                u32::from(*character)
            ),
            Self::Inside(error) => format!("picture within the SVG: {}", error.message()),
        }
    }

    /// Who is affected, or which limit holds, where that is worth saying.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        Some(match self {
            Self::TooManyBytes(_) => {
                format!("a picture file may have {} MB", MOST_BYTES / 1_000_000)
            }
            Self::TooManyPixels { .. } => format!(
                "a picture may have {} megapixels, and {LONGEST_SIDE} pixels on each side",
                MOST_PIXELS / 1_000_000
            ),
            Self::Script(_) => "a booklet on paper cannot run scripts".into(),
            Self::Outside(_) => {
                "a picture must carry everything it shows, or readers see a part of it".into()
            }
            Self::CannotShow(_) => "readers would miss this part of the picture".into(),
            Self::HardWords(..) => {
                "their signs would stand over each other or in a wrong order".into()
            }
            Self::Inside(error) => return error.note(),
            _ => return None,
        })
    }

    /// What to do.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Empty | Self::BreaksOff(_) | Self::Damaged(_) | Self::NotWhatItsNameSays(_) => {
                "copy the file again from where it came, or save it again from a picture editor"
            }
            Self::Unknown | Self::OtherKind(_) => {
                "save the picture as PNG, JPEG or SVG and put the new file's name here"
            }
            Self::WrongName { better, .. } => {
                return format!(
                    "rename the file to “{better}”, and change its name here. Where Windows hides \
                     endings, turn on View, Show, “File name extensions” first"
                );
            }
            Self::TooManyBytes(_) | Self::TooManyPixels { .. } => {
                "make it smaller in a picture editor: 2500 pixels fill the width of a page of A4"
            }
            Self::TooLargeToConvert => "save it again from a picture editor with the colours sRGB",
            Self::RareJpeg(_) => "save it again from a picture editor as an ordinary JPEG or PNG",
            Self::NotXml(_) | Self::Circle(_) | Self::TooFarOut | Self::ShowsNothing => {
                "export it again from the drawing program as plain SVG"
            }
            Self::NotUtf8 => "save the file again with the encoding UTF-8",
            Self::NoSize => {
                "give the svg element a viewBox or a width and height, all greater than nought"
            }
            Self::Script(_) => {
                "export it as plain SVG without scripts, or take the script out of the file"
            }
            Self::Outside(_) => "export it with its pictures, styles and symbols embedded",
            Self::Entities => "export it again as plain SVG, without a document type",
            Self::TooComplex(_) => "simplify the drawing, or export it as a PNG of 300 dpi",
            Self::CannotShow(_) => {
                "export it as plain SVG with text as text or as paths, or export it as a PNG"
            }
            Self::HardWords(..) => {
                "place these words as plain lines of text, or export the SVG with its text converted \
                 to paths"
            }
            Self::NoGlyph(_) => "export it with its text converted to paths",
            Self::Inside(error) => return error.help(),
        }
        .into()
    }
}

fn short(format: Format) -> &'static str {
    match format {
        Format::Png => "PNG",
        Format::Jpeg => "JPEG",
        Format::Svg => "SVG",
    }
}

/// What will look different from what the author sees elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureWarning {
    /// Colours for a printing press became colours for a screen; whether by the file's profile.
    PrintColors {
        /// Whether the file says how its colours look.
        profile: bool,
    },
    /// The file's colour profile cannot be read.
    BadProfile,
    /// Only the first picture of several, or the start of a movement, is shown.
    Moves,
    /// Text of an SVG is set in another font than the one it names.
    OtherFont(String),
    /// Shadows or blurs of an SVG are left out.
    Effects,
    /// A style of an SVG, in its own words, is left out.
    NotUnderstood(String),
}

impl PictureWarning {
    /// The code of its diagnostic.
    pub const CODE: Code = codes::PICTURE_CHANGED;

    /// What changes, lower case and without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::PrintColors { .. } => "JPEG has colours for a printing press (CMYK)".into(),
            Self::BadProfile => "picture has a colour profile that cannot be read".into(),
            Self::Moves => "picture moves, and only its start is shown".into(),
            Self::OtherFont(name) => {
                format!("SVG asks for the font “{name}”, which is not at hand")
            }
            Self::Effects => "SVG has an effect, such as a shadow, that is left out".into(),
            Self::NotUnderstood(what) => {
                format!("SVG has the style “{what}”, which is not understood and left out")
            }
        }
    }

    /// Who is affected, or how.
    #[must_use]
    pub fn note(&self) -> String {
        match self {
            Self::PrintColors { profile: true } => {
                "its colours are converted by its own profile; they may look a little different"
            }
            Self::PrintColors { profile: false } => {
                "it does not say how its colours look, so that they may look quite different"
            }
            Self::BadProfile => "its colours are taken as those of an ordinary screen (sRGB)",
            Self::Moves => "readers of the PDF and of the paper see no movement",
            Self::OtherFont(_) => {
                "its text is set in another font, may be wider or narrower, and may not fit"
            }
            Self::Effects => "readers see the rest of the picture without it",
            Self::NotUnderstood(_) => "readers may see other colours, lines or places than you do",
        }
        .into()
    }

    /// What to do.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::PrintColors { .. } | Self::BadProfile => {
                "save it again from a picture editor with the colours sRGB"
            }
            Self::Moves => "save the picture that readers should see as a file of its own",
            Self::OtherFont(_) => "look at the page, or export the SVG with its text as paths",
            Self::Effects | Self::NotUnderstood(_) => {
                "look at the page, or export the picture as a PNG of 300 dpi"
            }
        }
        .into()
    }
}
