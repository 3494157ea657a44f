//! Whose telephone numbers a booklet means: the countries of its language and house.

use super::countries::Countries;
use super::emergencies::{self, Help};
use super::plan::{self, Region};
use crate::language::{Facts, Language};

/// Countries in which a number within the country always begins with its trunk prefix, so that one
/// without it lacks something.
const ALWAYS_PREFIXED: &[&str] =
    &["GB", "IE", "FR", "DE", "AT", "CH", "BE", "NL", "RO", "TR", "UA", "SE", "FI"];

/// Numbers of those countries that are dialled without it: of each their beginning and length.
const UNPREFIXED: &[(&str, &str, usize)] =
    &[("IE", "1", 10), ("TR", "444", 7), ("NL", "14", 5), ("NL", "14", 6)];

/// The country's code of North America.
const AMERICA: &str = "1";

/// The countries whose numbers may stand without a country's code, the likeliest first.
#[derive(Clone, Debug)]
pub struct Home {
    regions: Vec<Region>,
    /// Countries whose short numbers alone may stand in the booklet.
    spoken_in: Vec<Region>,
}

impl Home {
    /// The home of a booklet by its language and by that of its house. Britain is always among
    /// them: its numbers begin with a nought, so that no other's is taken for one.
    #[must_use]
    pub fn of(language: &Language, house: Option<&Language>) -> Self {
        let mut ids: Vec<&str> = Vec::new();
        let mut spoken_in = Vec::new();
        for language in [Some(language), house].into_iter().flatten() {
            match language.region() {
                Some(region) => ids.push(country(region)),
                // A language without countries is spoken in many, or by people who live in Britain.
                None => {
                    ids.extend(Facts::of(language).iter().flat_map(|it| &it.countries));
                    let spoken = Countries::known().spoken_in(language.primary());
                    spoken_in.extend(spoken.iter().filter_map(|id| plan::region(id)));
                }
            }
        }
        ids.push("GB");
        let mut regions: Vec<Region> = Vec::new();
        for id in ids {
            if !regions.iter().any(|region| region.id == id) {
                regions.extend(plan::region(id));
            }
        }
        Self { regions, spoken_in }
    }

    /// The home of the United Kingdom's booklets.
    #[must_use]
    pub fn britain() -> Self {
        Self::of(&Language::english(), None)
    }

    /// Which number some digits are, as it is called from everywhere; `None` where the plan of no
    /// country of the home has such a number.
    pub(super) fn place(&self, digits: &str) -> Option<Placed> {
        if let Some(rest) = digits.strip_prefix('+') {
            return abroad(rest);
        }
        let placed = || self.regions.iter().find_map(|region| at_home(region, digits));
        // 1-800-273-8255 begins with the prefix of the relay too.
        let whole = placed().filter(|placed| !placed.short);
        whole.or_else(|| relayed(digits).and_then(|rest| self.place(rest))).or_else(placed)
    }

    /// A number of few digits that stands by itself: a short one of a country of the home or of one
    /// where most speak the booklet's language, or one of its lines of help.
    pub(super) fn short(&self, digits: &str) -> Option<Placed> {
        let helps = |region: &Region| Countries::known().is_helpline(region.id, digits);
        let known = |region: &&Region| region.is_short(digits) || helps(region);
        let region = self.regions.iter().chain(&self.spoken_in).find(known)?;
        Some(Placed { key: format!("{} {digits}", region.code), short: true, foreign: false })
    }

    /// Whom a number of few digits reaches that is called for help at once.
    #[must_use]
    pub fn help(&self, digits: &str) -> Option<Help> {
        emergencies::help(self.regions.iter().chain(&self.spoken_in).map(|it| it.id), digits)
    }

    /// Whether numbers at home have nothing before them that tells them from other figures.
    pub(super) fn is_bare(&self) -> bool {
        let first = self.regions.first();
        first.is_some_and(|it| it.trunk.is_none() || matches!(it.id, "CZ" | "SK" | "PL"))
    }

    /// Whether letters beyond the last digit of a number are dialled in vain, as everybody knows:
    /// 1800 RESPECT.
    pub(super) fn has_long_words(&self) -> bool {
        self.regions.first().is_some_and(|region| matches!(region.id, "US" | "AU"))
    }

    /// The trunk prefix that makes a number at home of digits if it stands before them.
    pub(super) fn lacking_prefix(&self, digits: &str) -> Option<&'static str> {
        if digits.starts_with(['+', '0']) || digits.len() <= 6 {
            return None;
        }
        let lacks = |region: &Region| {
            let trunk = region.trunk?;
            at_home(region, &format!("{trunk}{digits}")).filter(|it| !it.short).map(|_| trunk)
        };
        self.regions.iter().find_map(lacks)
    }

    /// Whether digits that are no number at home may be one of another country; then, whether a plus
    /// before them is all that it lacks.
    pub(super) fn abroad(&self, digits: &str) -> Option<bool> {
        // Fewer are the end of a number at home rather than the whole of one abroad.
        const FEWEST: usize = 9;
        if digits.starts_with(['+', '0']) || digits.len() < FEWEST {
            return None;
        }
        // Ten digits of North America may begin with another country's code by chance.
        let american = american(digits).is_some();
        if american && digits.len() == 10 {
            return Some(false);
        }
        (american || abroad(digits).is_some()).then_some(true)
    }

    /// Whether the numbers of North America can be dialled without a plus.
    pub(super) fn is_american(&self) -> bool {
        self.regions.iter().any(|region| region.code == AMERICA)
    }

    /// Whether a star before four digits is a telephone number that everybody knows as one.
    pub(super) fn has_star_numbers(&self) -> bool {
        self.regions.first().is_some_and(|region| region.id == "IL")
    }

    /// Whether digits would be a number if some at their end were left out.
    pub(super) fn is_too_long(&self, digits: &str) -> bool {
        (3..digits.len()).any(|end| self.place(&digits[..end]).is_some_and(|it| !it.short))
            || digits.len() > 15
    }

    /// The country's code behind a plus.
    pub(super) fn place_code(&self, digits: &str) -> Option<&'static str> {
        let (regions, _) = plan::of_code(digits.strip_prefix('+')?);
        regions.first().map(|region| region.code)
    }
}

/// A number whose country is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// The code of the country and the digits after it: two ways to write one number have the same.
    pub key: String,
    /// Whether it is a short one, which is dialled within the country alone.
    pub short: bool,
    /// Whether it is written as in North America, and rings nowhere from home as it stands.
    pub foreign: bool,
}

impl Placed {
    fn of(region: &Region, rest: &str) -> Self {
        Self { key: format!("{}{rest}", region.code), short: false, foreign: false }
    }
}

fn country(region: &str) -> &str {
    const AMERICAN: [&str; 8] = ["CA", "PR", "JM", "TT", "BB", "BS", "DO", "GU"];
    if AMERICAN.contains(&region) { "US" } else { region }
}

/// The number behind a prefix of the text relay (Relay UK: 18001 to be typed, 18002 to be spoken to).
fn relayed(digits: &str) -> Option<&str> {
    let rest = digits.strip_prefix("18001").or_else(|| digits.strip_prefix("18002"))?;
    (rest.len() >= 3).then_some(rest)
}

/// A number behind a plus. The nought that is only dialled at home is left out where it stands.
fn abroad(digits: &str) -> Option<Placed> {
    let (regions, length) = plan::of_code(digits);
    let rest = &digits[length..];
    let placed = |region: &Region, rest: &str| region.takes(rest).then(|| Placed::of(region, rest));
    let whole = regions.iter().find_map(|region| placed(region, rest));
    whole.or_else(|| {
        regions.iter().find_map(|region| placed(region, rest.strip_prefix(region.trunk?)?))
    })
}

fn at_home(region: &Region, digits: &str) -> Option<Placed> {
    if let Some(rest) = digits.strip_prefix(region.abroad)
        && let Some(placed) = abroad(rest)
    {
        return Some(placed);
    }
    if let Some(rest) = region.trunk.and_then(|trunk| digits.strip_prefix(trunk))
        && region.takes(rest)
    {
        return Some(Placed::of(region, rest));
    }
    let unprefixed = |(id, head, length): &(&str, &str, usize)| {
        *id == region.id && digits.starts_with(head) && digits.len() == *length
    };
    let bare = region.trunk.is_none()
        || !ALWAYS_PREFIXED.contains(&region.id)
        || UNPREFIXED.iter().any(unprefixed);
    if bare && region.takes(digits) {
        return Some(Placed::of(region, digits));
    }
    let short = region.is_short(digits);
    let key = format!("{} {digits}", region.code);
    short.then_some(Placed { key, short: true, foreign: false })
}

/// A North American number by its digits alone: ten, with or without a 1 before them.
pub(super) fn american(digits: &str) -> Option<Placed> {
    let rest = match digits.len() {
        11 => digits.strip_prefix('1')?,
        10 => digits,
        _ => return None,
    };
    let area = rest.starts_with(|c: char| ('2'..='9').contains(&c));
    area.then(|| Placed { key: format!("1{rest}"), short: false, foreign: false })
}
