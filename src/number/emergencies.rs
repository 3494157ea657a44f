//! Numbers that are called for help at once, by country: those of ambulances, police and fire
//! services, and the lines for health that are asked the same day.

/// Whom a number reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// An ambulance, or whoever sends one.
    Emergency,
    /// Advice on what cannot wait for another day.
    Advice,
}

/// Numbers of emergencies beside 112, 911 and 999. They were not checked against a source yet: the rule
/// that reads them only asks, and nothing is dialled or printed by them.
const EMERGENCIES: &[(&str, &[&str])] = &[
    ("AE", &["997", "998"]),
    ("AF", &["102", "119"]),
    ("AL", &["127"]),
    ("AM", &["103"]),
    ("AR", &["107"]),
    ("AT", &["144"]),
    ("AU", &["000"]),
    ("AZ", &["103"]),
    ("BA", &["124"]),
    ("BE", &["100"]),
    ("BG", &["150"]),
    ("BR", &["192", "193"]),
    ("BY", &["103"]),
    ("CH", &["144"]),
    ("CN", &["120"]),
    ("CO", &["123"]),
    ("CZ", &["155"]),
    ("DZ", &["14", "1021"]),
    ("EG", &["123"]),
    ("ES", &["061"]),
    ("ET", &["907"]),
    ("FR", &["15", "18", "114"]),
    ("GE", &["113"]),
    ("GR", &["166"]),
    ("HR", &["194"]),
    ("HU", &["104"]),
    ("ID", &["118", "119"]),
    ("IL", &["101"]),
    ("IN", &["102", "108"]),
    ("IQ", &["115", "122"]),
    ("IR", &["115"]),
    ("IT", &["118"]),
    ("JO", &["193"]),
    ("JP", &["119"]),
    ("KH", &["119"]),
    ("KR", &["119"]),
    ("KZ", &["103"]),
    ("LA", &["1195"]),
    ("LB", &["140"]),
    ("LK", &["1990"]),
    ("LT", &["113"]),
    ("MA", &["15"]),
    ("MD", &["903"]),
    ("MK", &["194"]),
    ("MN", &["103"]),
    ("NO", &["113"]),
    ("NP", &["102"]),
    ("NZ", &["111"]),
    ("PK", &["115", "1122"]),
    ("RS", &["194"]),
    ("RU", &["103"]),
    ("SA", &["997"]),
    ("SG", &["995"]),
    ("SK", &["155"]),
    ("SY", &["110"]),
    ("TH", &["1669"]),
    ("TN", &["190"]),
    ("TW", &["119"]),
    ("UA", &["103"]),
    ("UZ", &["103"]),
    ("VN", &["115"]),
    ("ZA", &["10177"]),
];

/// Lines for health that are called where help is needed today.
const ADVICE: &[(&str, &[&str])] = &[
    ("AT", &["1450"]),
    ("BE", &["1733"]),
    ("CA", &["811"]),
    ("DE", &["116117"]),
    ("DK", &["1813"]),
    ("FI", &["116117"]),
    ("GB", &["111"]),
    ("IT", &["116117"]),
    ("NO", &["116117"]),
    ("SE", &["1177"]),
];

/// Where mobile telephones reach an ambulance from nearly everywhere.
const EVERYWHERE: [&str; 3] = ["112", "911", "999"];

/// Whom the digits reach from a country, the likeliest of several first.
pub(super) fn help<'a>(countries: impl Iterator<Item = &'a str>, digits: &str) -> Option<Help> {
    if EVERYWHERE.contains(&digits) {
        return Some(Help::Emergency);
    }
    let lists = |table: &[(&str, &[&str])], country: &str| {
        table.iter().any(|(id, numbers)| *id == country && numbers.contains(&digits))
    };
    countries.into_iter().find_map(|country| {
        let emergency = lists(EMERGENCIES, country).then_some(Help::Emergency);
        emergency.or_else(|| lists(ADVICE, country).then_some(Help::Advice))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::number::Home;

    fn from(tag: &str, digits: &str) -> Option<Help> {
        Home::of(&Language::parse(tag).unwrap(), None).help(digits)
    }

    #[test]
    fn a_number_helps_in_its_own_country() {
        assert_eq!(from("en-GB", "999"), Some(Help::Emergency));
        assert_eq!(from("en-GB", "111"), Some(Help::Advice));
        assert_eq!(from("en-NZ", "111"), Some(Help::Emergency));
        assert_eq!(from("en-AU", "000"), Some(Help::Emergency));
        assert_eq!(from("fr-FR", "15"), Some(Help::Emergency));
        assert_eq!(from("de", "116117"), Some(Help::Advice));
        assert_eq!(from("ja", "119"), Some(Help::Emergency));
        assert_eq!(from("en-GB", "15"), None);
        assert_eq!(from("en-GB", "116123"), None);
    }

    #[test]
    fn every_country_has_a_plan() {
        for (id, _) in EMERGENCIES.iter().chain(ADVICE) {
            assert!(*id == "CA" || crate::number::plan::region(id).is_some(), "{id}");
        }
    }
}
