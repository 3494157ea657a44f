//! Short numbers that help people and are missing in libphonenumber's plan, and countries whose
//! short numbers the readers of a language know.

/// Lines for people in distress or danger, for health and for children, by country, as their
/// ministries and national regulators publish them.
const HELPLINES: &[(&str, &[&str])] = &[
    ("AF", &["112"]),
    ("AR", &["135"]),
    ("BD", &["333", "1098", "16263"]),
    ("BR", &["188"]),
    ("DZ", &["3033"]),
    ("EG", &["105"]),
    ("ET", &["952"]),
    ("GR", &["197", "1018", "1107", "10306"]),
    ("HK", &["18111"]),
    ("IN", &["14416", "14567"]),
    ("JP", &["188"]),
    ("KR", &["109", "1393"]),
    ("LB", &["1564"]),
    ("LT", &["1809", "1815"]),
    ("MA", &["141", "150"]),
    ("MM", &["192"]),
    ("MT", &["179"]),
    ("NG", &["112"]),
    ("NL", &["113", "144"]),
    ("NP", &["1166"]),
    ("PE", &["113"]),
    ("PH", &["1553"]),
    ("PK", &["1166"]),
    ("PT", &["1411"]),
    ("TH", &["1300"]),
    ("TW", &["1966"]),
    ("UA", &["7333"]),
    ("UZ", &["103"]),
    ("VN", &["111"]),
    ("ZA", &["116"]),
];

/// Countries in which a language without a country of its own is spoken by most, the first first:
/// their short numbers alone may stand in it, since longer ones can be taken for others.
const SPOKEN_IN: &[(&str, &[&str])] = &[
    ("am", &["ET"]),
    ("ar", &["EG", "SA", "IQ", "MA", "SY", "JO", "LB", "AE"]),
    ("az", &["AZ"]),
    ("bg", &["BG"]),
    ("bn", &["BD", "IN"]),
    ("bs", &["BA"]),
    ("ca", &["ES"]),
    ("ckb", &["IQ"]),
    ("eu", &["ES"]),
    ("fa", &["IR", "AF"]),
    ("fil", &["PH"]),
    ("gl", &["ES"]),
    ("gu", &["IN"]),
    ("ha", &["NG"]),
    ("hi", &["IN"]),
    ("hr", &["HR"]),
    ("hy", &["AM"]),
    ("id", &["ID"]),
    ("ig", &["NG"]),
    ("is", &["IS"]),
    ("ja", &["JP"]),
    ("ka", &["GE"]),
    ("kk", &["KZ"]),
    ("km", &["KH"]),
    ("kn", &["IN"]),
    ("ko", &["KR"]),
    ("lo", &["LA"]),
    ("mk", &["MK"]),
    ("ml", &["IN"]),
    ("mn", &["MN"]),
    ("mr", &["IN"]),
    ("ms", &["MY"]),
    ("mt", &["MT"]),
    ("my", &["MM"]),
    ("ne", &["NP"]),
    ("om", &["ET"]),
    ("pa", &["IN", "PK"]),
    ("prs", &["AF"]),
    ("ps", &["AF", "PK"]),
    ("ru", &["RU"]),
    ("si", &["LK"]),
    ("sl", &["SI"]),
    ("so", &["SO"]),
    ("sq", &["AL", "XK"]),
    ("sr", &["RS"]),
    ("sw", &["KE", "TZ"]),
    ("ta", &["IN", "LK"]),
    ("te", &["IN"]),
    ("ti", &["ET"]),
    ("tl", &["PH"]),
    ("ur", &["PK", "IN"]),
    ("uz", &["UZ"]),
    ("xh", &["ZA"]),
    ("yo", &["NG"]),
    ("zh", &["CN", "TW", "HK"]),
    ("zu", &["ZA"]),
];

/// Whether a country has a line of help with this number.
pub(super) fn is_helpline(country: &str, digits: &str) -> bool {
    let lines = HELPLINES.iter().find(|(known, _)| *known == country);
    lines.is_some_and(|(_, lines)| lines.contains(&digits))
}

/// Countries whose short numbers may stand in a language.
pub(super) fn countries(language: &str) -> &'static [&'static str] {
    let spoken = SPOKEN_IN.iter().find(|(known, _)| *known == language);
    spoken.map_or(&[], |(_, countries)| countries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::plan;

    /// A new plan may have learnt some of them.
    #[test]
    fn helplines_are_missing_in_the_plan_of_their_country() {
        for (country, lines) in HELPLINES {
            let region = plan::region(country).unwrap();
            for line in *lines {
                assert!(!region.is_short(line), "{country}: {line}");
            }
        }
    }

    #[test]
    fn every_country_has_a_plan() {
        for id in SPOKEN_IN.iter().flat_map(|(_, countries)| *countries) {
            assert!(plan::region(id).is_some(), "{id}");
        }
    }
}
