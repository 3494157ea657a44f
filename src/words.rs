//! The words that the program adds to a booklet, in the booklet's language.

use crate::language::Language;

/// A date of the proleptic Gregorian calendar, as written in TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, four digits.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

/// The words in one language. Templates hold `{}` where something is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Primary language subtag (with script where it matters) that these words are in.
    pub language: &'static str,
    /// Heading of the table of contents.
    pub contents: &'static str,
    /// Heading of the glossary.
    pub glossary: &'static str,
    /// Heading of the imprint where it is a chapter of its own.
    pub about: &'static str,
    /// Heading of a page to write on.
    pub notes: &'static str,
    /// Page label of the cover.
    pub cover: &'static str,
    /// Page label of the back page.
    pub back_cover: &'static str,
    /// After a link to a chapter or block: `(page {})`.
    pub page_reference: &'static str,
    /// After a link to something on the back page: `(back page)`.
    pub back_page_reference: &'static str,
    /// Before a telephone number: `Phone`.
    pub phone: &'static str,
    /// Before a number for text messages.
    pub sms: &'static str,
    /// Before a textphone number.
    pub textphone: &'static str,
    /// Before an email address.
    pub email: &'static str,
    /// Before a web address.
    pub web: &'static str,
    /// Before opening hours.
    pub hours: &'static str,
    /// Before a postal address.
    pub address: &'static str,
    /// `Version {}` in the imprint.
    pub version: &'static str,
    /// `Last reviewed: {}` in the imprint.
    pub last_reviewed: &'static str,
    /// `Next review: {}` in the imprint.
    pub next_review: &'static str,
    /// What a tick box is called.
    pub tick_box: &'static str,
    /// `QR code: {}`, the alternative text of a QR code.
    pub qr_code: &'static str,
    /// The months' names as they stand in a date.
    pub months: [&'static str; 12],
    /// A date: `{d}`, `{m}` and `{y}` stand for day, month's name and year.
    pub date: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    contents: "Contents",
    glossary: "Glossary",
    about: "About this booklet",
    notes: "Notes",
    cover: "Cover",
    back_cover: "Back cover",
    page_reference: "(page {})",
    back_page_reference: "(back page)",
    phone: "Phone",
    sms: "Text",
    textphone: "Textphone",
    email: "Email",
    web: "Website",
    hours: "Open",
    address: "Address",
    version: "Version {}",
    last_reviewed: "Last reviewed: {}",
    next_review: "Next review: {}",
    tick_box: "tick box",
    qr_code: "QR code: {}",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    date: "{d} {m} {y}",
};

const WELSH: Words = Words {
    language: "cy",
    contents: "Cynnwys",
    glossary: "Geirfa",
    about: "Am y llyfryn hwn",
    notes: "Nodiadau",
    cover: "Clawr",
    back_cover: "Clawr cefn",
    page_reference: "(tudalen {})",
    back_page_reference: "(tudalen gefn)",
    phone: "Ffôn",
    sms: "Neges destun",
    textphone: "Ffôn testun",
    email: "E-bost",
    web: "Gwefan",
    hours: "Ar agor",
    address: "Cyfeiriad",
    version: "Fersiwn {}",
    last_reviewed: "Adolygwyd ddiwethaf: {}",
    next_review: "Adolygiad nesaf: {}",
    tick_box: "blwch ticio",
    qr_code: "Cod QR: {}",
    months: [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ],
    date: "{d} {m} {y}",
};

const ARABIC: Words = Words {
    language: "ar",
    contents: "المحتويات",
    glossary: "مسرد المصطلحات",
    about: "عن هذا الكتيّب",
    notes: "ملاحظات",
    cover: "الغلاف",
    back_cover: "الغلاف الخلفي",
    page_reference: "(صفحة {})",
    back_page_reference: "(الصفحة الأخيرة)",
    phone: "الهاتف",
    sms: "رسالة نصية",
    textphone: "الهاتف النصي",
    email: "البريد الإلكتروني",
    web: "الموقع الإلكتروني",
    hours: "ساعات العمل",
    address: "العنوان",
    version: "الإصدار {}",
    last_reviewed: "آخر مراجعة: {}",
    next_review: "المراجعة القادمة: {}",
    tick_box: "مربع اختيار",
    qr_code: "رمز QR: {}",
    months: [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
    date: "{d} {m} {y}",
};

const ALL: &[&Words] = &[&ENGLISH, &WELSH, &ARABIC];

impl Words {
    /// The words for a language, in English where there are none for it.
    #[must_use]
    pub fn of(language: &Language) -> &'static Self {
        Self::exact(language).unwrap_or(&ENGLISH)
    }

    /// The words for a language, or `None` where there are none for it.
    #[must_use]
    pub fn exact(language: &Language) -> Option<&'static Self> {
        ALL.iter().copied().find(|words| words.language == language.primary())
    }

    /// A date in words.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let month = self.months[usize::from(date.month.clamp(1, 12)) - 1];
        self.date
            .replace("{d}", &date.day.to_string())
            .replace("{m}", month)
            .replace("{y}", &date.year.to_string())
    }

    /// A template with its `{}` filled in.
    #[must_use]
    pub fn fill(template: &str, with: &str) -> String {
        template.replacen("{}", with, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_the_booklets_language() {
        let date = Date { year: 2026, month: 3, day: 1 };
        assert_eq!(Words::of(&Language::parse("en-GB").unwrap()).date(date), "1 March 2026");
        assert_eq!(Words::of(&Language::parse("cy").unwrap()).date(date), "1 Mawrth 2026");
    }

    #[test]
    fn a_language_without_words_falls_back_to_english() {
        let yoruba = Language::parse("yo").unwrap();
        assert!(Words::exact(&yoruba).is_none());
        assert_eq!(Words::of(&yoruba).contents, "Contents");
    }
}
