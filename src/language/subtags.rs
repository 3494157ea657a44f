//! Which subtags of a BCP 47 tag are registered.
//!
//! Sources: ISO 639, ISO 15924, ISO 3166-1 and UN M.49, as listed in the IANA Language Subtag
//! Registry.

use super::iso639::{IsoLanguage, has_only_long_code};

/// ISO 3166-1 alpha-2 codes, and XK, which is registered for Kosovo's use.
const REGIONS: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ \
    EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW \
    GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY \
    KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV \
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY \
    QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG \
    TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA \
    ZM ZW";

/// UN M.49 codes of the world's regions that the registry admits.
const AREAS: &str = "\
    001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 142 \
    143 145 150 151 154 155 202 419";

/// ISO 15924 codes of the scripts that living languages are written in, and of those that
/// scholars print.
const SCRIPTS: &str = "\
    Adlm Aghb Ahom Arab Aran Armi Armn Avst Bali Bamu Bass Batk Beng Bhks Bopo Brah Brai Bugi \
    Buhd Cakm Cans Cari Cham Cher Chrs Copt Cprt Cyrl Cyrs Deva Diak Dogr Dsrt Dupl Egyp Elba \
    Elym Ethi Gara Geok Geor Glag Gong Gonm Goth Gran Grek Gujr Gukh Guru Hanb Hang Hani Hano \
    Hans Hant Hatr Hebr Hira Hluw Hmng Hmnp Hrkt Hung Ital Jamo Java Jpan Kali Kana Kawi Khar \
    Khmr Khoj Kits Knda Kore Krai Kthi Lana Laoo Latf Latg Latn Lepc Limb Lina Linb Lisu Lyci \
    Lydi Mahj Maka Mand Mani Marc Medf Mend Merc Mero Mlym Modi Mong Mroo Mtei Mult Mymr Nagm \
    Nand Narb Nbat Newa Nkoo Nshu Ogam Olck Onao Orkh Orya Osge Osma Ougr Palm Pauc Perm Phag \
    Phli Phlp Phnx Plrd Prti Rjng Rohg Runr Samr Sarb Saur Sgnw Shaw Shrd Sidd Sind Sinh Sogd \
    Sogo Sora Soyo Sund Sunu Sylo Syrc Syre Syrj Syrn Tagb Takr Tale Talu Taml Tang Tavt Telu \
    Tfng Tglg Thaa Thai Tibt Tirh Tnsa Todr Toto Tutg Ugar Vaii Vith Wara Wcho Xpeo Xsux Yezi \
    Yiii Zanb";

/// What people write for a language instead of its code.
const LANGUAGE_ALIASES: &[(&str, &str)] = &[
    ("jp", "ja"),
    ("cz", "cs"),
    ("gr", "el"),
    ("ua", "uk"),
    ("cn", "zh"),
    ("iw", "he"),
    ("in", "id"),
    ("ji", "yi"),
    ("mo", "ro"),
    ("sh", "sr-Latn"),
    ("greek", "el"),
    ("punjabi", "pa"),
    ("farsi", "fa"),
    ("mandarin", "zh"),
    ("cantonese", "yue"),
    ("flemish", "nl"),
    ("castilian", "es"),
    ("gaelic", "gd"),
    ("kurdish", "ku"),
    ("sinhalese", "si"),
    ("slovene", "sl"),
    ("swahili", "sw"),
    ("malay", "ms"),
    ("nepali", "ne"),
    ("british", "en-GB"),
    ("american", "en-US"),
    ("uk", "uk"),
];

/// What people write for a region instead of its code.
const REGION_ALIASES: &[(&str, &str)] =
    &[("UK", "GB"), ("EN", "GB"), ("SP", "ES"), ("EL", "GR"), ("JA", "JP"), ("CY", "GB")];

/// Whether a region subtag is registered.
pub(super) fn is_region(region: &str) -> bool {
    let list = if region.len() == 2 { REGIONS } else { AREAS };
    list.split_ascii_whitespace().any(|known| known == region)
}

/// Whether a script subtag is registered.
pub(super) fn is_script(script: &str) -> bool {
    SCRIPTS.split_ascii_whitespace().any(|known| known == script)
}

/// Whether a primary language subtag is registered and names one language.
pub(super) fn is_language(language: &str) -> bool {
    match language.len() {
        2 => IsoLanguage::by_code(language).is_some(),
        // RFC 5646, section 2.2.1: the shortest code is the one to use.
        3 => has_only_long_code(language),
        _ => false,
    }
}

/// The code that was probably meant by a word for a language: `english`, `Cymraeg`, `eng`, `jp`.
pub(super) fn language_for(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    if is_language(&lower) {
        return Some(lower);
    }
    if let Some((_, code)) = LANGUAGE_ALIASES.iter().find(|(alias, _)| *alias == lower) {
        return Some((*code).to_owned());
    }
    let matches = |name: &str| name.split(" (").next().unwrap_or(name).to_lowercase() == lower;
    let named =
        |language: &IsoLanguage| matches(language.name) || language.autonym.is_some_and(matches);
    let language = IsoLanguage::by_code(&lower).or_else(|| IsoLanguage::all().find(named))?;
    Some(language.code.to_owned())
}

/// The region that was probably meant by another code.
pub(super) fn region_for(region: &str) -> Option<&'static str> {
    let upper = region.to_uppercase();
    REGION_ALIASES.iter().find(|(alias, _)| *alias == upper).map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registered_subtags_are_known_and_others_are_not() {
        assert!(is_region("GB") && is_region("419") && is_script("Hant") && is_language("yue"));
        assert!(!is_region("UK") && !is_region("999") && !is_script("Abcd"));
        assert!(!is_language("xx") && !is_language("eng") && !is_language("und"));
    }
}
