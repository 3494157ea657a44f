//! Numbers that are called for help at once, by country: those of ambulances, police and fire
//! services, and the lines for health that are asked the same day.

use super::countries::{Countries, Table};

/// Whom a number reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// An ambulance, or whoever sends one.
    Emergency,
    /// Advice on what cannot wait for another day.
    Advice,
}

/// Whom the digits reach from a country, the likeliest of several first.
pub(super) fn help<'a>(countries: impl Iterator<Item = &'a str>, digits: &str) -> Option<Help> {
    let known = Countries::known();
    let is_one_of = |numbers: &[String]| numbers.iter().any(|it| it == digits);
    if is_one_of(&known.everywhere) {
        return Some(Help::Emergency);
    }
    countries.into_iter().find_map(|country| {
        let reaches = |table: &Table| table.get(country).is_some_and(|it| is_one_of(it));
        let emergency = reaches(&known.emergencies).then_some(Help::Emergency);
        emergency.or_else(|| reaches(&known.advice).then_some(Help::Advice))
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
}
