//! The plan of numbers: which lengths a telephone number has, by country and by its first digits.
//!
//! The figures are those of libphonenumber, held as text (`.ci/numbers` derives and compares them):
//! its crates take longer to compile and to start than a booklet takes to be built, and ask only for
//! the lengths that a country has at all, by which "01632 960" would be a number.

/// The plan, a line a region.
const PLAN: &str = include_str!("plan.txt");

/// Beginnings that no number of Britain has (Ofcom, National Telephone Numbering Plan): the numbers
/// of other countries that begin so would be read as British ones without their nought.
const UNUSED: [&str; 9] = ["21-22", "25-27", "31-32", "35-36", "38-39", "4", "50-54", "57-59", "6"];

/// The plan of one country.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    /// ISO 3166 code.
    pub id: &'static str,
    /// What calls it from abroad, without the plus.
    pub code: &'static str,
    /// What stands before a number at home, if anything does.
    pub trunk: Option<&'static str>,
    /// What is dialled before the code of another country.
    pub abroad: &'static str,
    /// Lengths of numbers whose first digits are not known.
    usual: &'static str,
    lengths: &'static str,
    short: &'static str,
}

impl Region {
    fn read(line: &'static str) -> Option<Self> {
        let (long, short) = line.split_once(" |")?;
        let mut fields = long.splitn(6, ' ');
        Some(Self {
            id: fields.next()?,
            code: fields.next()?,
            trunk: fields.next().filter(|trunk| *trunk != "-"),
            abroad: fields.next()?,
            usual: fields.next()?,
            lengths: fields.next().unwrap_or_default(),
            short,
        })
    }

    /// Whether the digits after code or trunk prefix have a length of this country.
    pub(super) fn takes(&self, digits: &str) -> bool {
        if self.rare(digits) {
            return true;
        }
        if self.id == "GB" && UNUSED.iter().any(|head| begins(head, digits)) {
            return false;
        }
        let lengths = self.lengths_of(digits).unwrap_or(self.usual);
        has(lengths, digits.len())
    }

    /// Whether a number is one of few that are shorter than all others.
    pub(super) fn rare(&self, digits: &str) -> bool {
        let mut rare = self.lengths.split(' ').filter_map(|part| part.strip_prefix('='));
        rare.any(|pattern| fits(pattern, digits))
    }

    /// Whether a number is a short one, dialled as it is: 999, 116123.
    pub(super) fn is_short(&self, digits: &str) -> bool {
        self.short.split(' ').any(|pattern| !pattern.is_empty() && fits(pattern, digits))
    }

    /// The lengths that belong to the first digits of a number.
    fn lengths_of(&self, digits: &str) -> Option<&'static str> {
        self.lengths.split(' ').find_map(|part| {
            let (lengths, heads) = part.split_once(':')?;
            heads.split(',').any(|head| begins(head, digits)).then_some(lengths)
        })
    }
}

/// Whether digits begin with a head, `120`, or with one of a range of heads, `120-124`.
fn begins(head: &str, digits: &str) -> bool {
    let (first, last) = head.split_once('-').unwrap_or((head, head));
    digits.get(..first.len()).is_some_and(|start| (first..=last).contains(&start))
}

fn has(lengths: &str, length: usize) -> bool {
    lengths.split(',').any(|known| known.parse() == Ok(length))
}

/// Whether a pattern of digits, `?` for any and `[12]` for one of several, is this number.
fn fits(pattern: &str, digits: &str) -> bool {
    let (mut pattern, mut digits) = (pattern.chars(), digits.chars());
    loop {
        let (expected, digit) = match (pattern.next(), digits.next()) {
            (Some(expected), Some(digit)) => (expected, digit),
            (expected, digit) => return expected.is_none() && digit.is_none(),
        };
        let is_it = match expected {
            '?' => true,
            '[' => {
                let class: String = pattern.by_ref().take_while(|c| *c != ']').collect();
                class.contains(digit)
            }
            exact => exact == digit,
        };
        if !is_it {
            return false;
        }
    }
}

/// The plan of a country by its ISO 3166 code.
pub(super) fn region(id: &str) -> Option<Region> {
    lines().filter(|line| line.starts_with(id)).find_map(Region::read).filter(|it| it.id == id)
}

/// The plans that share the code with which some digits begin, and the code; none where no country
/// has it.
pub(super) fn of_code(digits: &str) -> (Vec<Region>, usize) {
    let called = |line: &&str| line.split(' ').nth(1).is_some_and(|code| digits.starts_with(code));
    let regions: Vec<Region> = lines().filter(called).filter_map(Region::read).collect();
    let length = regions.first().map_or(0, |region| region.code.len());
    (regions, length)
}

fn lines() -> impl Iterator<Item = &'static str> {
    PLAN.lines().filter(|line| !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_digits_tell_the_length() {
        let britain = region("GB").unwrap();
        for (digits, right) in [
            ("1632960000", true),
            ("163296000", false),
            ("1632960", false),
            ("120412345", true),
            ("8001111", true),
            ("8001112", false),
            ("800123456", true),
            ("808157014", false),
            ("2079460000", true),
            ("207946000", false),
            ("3001234567", true),
            ("300123456789", false),
            ("2125550123", false),
        ] {
            assert_eq!(britain.takes(digits), right, "{digits}");
        }
    }

    #[test]
    fn short_numbers_are_known() {
        let britain = region("GB").unwrap();
        for digits in ["999", "111", "101", "105", "112", "116123", "85258", "60777", "70085"] {
            assert!(britain.is_short(digits), "{digits}");
        }
        for digits in ["1234", "24", "960000", "01632"] {
            assert!(!britain.is_short(digits), "{digits}");
        }
        assert!(region("US").unwrap().is_short("988") && region("FR").unwrap().is_short("15"));
        assert!(region("AU").unwrap().takes("131114"));
    }

    #[test]
    fn every_line_is_read_and_no_code_begins_with_another() {
        let regions: Vec<Region> = lines().filter_map(Region::read).collect();
        assert_eq!(regions.len(), lines().count());
        assert!(regions.len() > 200);
        for (one, other) in regions.iter().flat_map(|one| regions.iter().map(move |it| (one, it))) {
            assert!(
                one.code == other.code || !other.code.starts_with(one.code),
                "{one:?} {other:?}"
            );
        }
        assert_eq!(of_code("442079460000").1, 2);
        assert_eq!(of_code("3531234567").1, 3);
        assert!(of_code("999123").0.is_empty());
    }
}
