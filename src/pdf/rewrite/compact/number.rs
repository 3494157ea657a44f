//! Numbers in few digits.

/// How many decimals places on a page have: a hundredth of a point is a third of a dot at 2400
/// dots to the inch.
pub(super) const PLACES: u32 = 2;

/// Writes `value` ten-to-the-`decimals`ths, without needless zeros.
pub(super) fn push(out: &mut Vec<u8>, value: i64, decimals: u32) {
    let unit = 10u64.pow(decimals);
    if value < 0 {
        out.push(b'-');
    }
    let (whole, mut rest) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    if whole > 0 || rest == 0 {
        push_digits(out, whole);
    }
    if rest == 0 {
        return;
    }
    out.push(b'.');
    let mut unit = unit;
    while rest > 0 {
        unit /= 10;
        out.push(b'0' + (rest / unit) as u8);
        rest %= unit;
    }
}

/// A value as a whole number of ten-to-the-`decimals`ths; `None` where it is too large for one.
pub(super) fn round(value: f64, decimals: u32) -> Option<i64> {
    let scaled = (value * f64::from(10u32.pow(decimals))).round();
    (scaled.abs() < 1e15).then_some(scaled as i64)
}

fn push_digits(out: &mut Vec<u8>, mut value: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_what_says_nothing() {
        let cases = [
            (0.0, "0"),
            (-0.001, "0"),
            (0.5, ".5"),
            (-0.25, "-.25"),
            (12.0, "12"),
            (100.05, "100.05"),
            (1.999, "2"),
            (-45.354, "-45.35"),
        ];
        for (value, expected) in cases {
            let mut out = Vec::new();
            push(&mut out, round(value, 2).expect("small"), 2);
            assert_eq!(String::from_utf8(out).expect("ASCII"), expected);
        }
        assert_eq!(round(1e15, 2), None);
        assert_eq!(round(f64::NAN, 2), None);
    }
}
