//! The operators of a content stream that krilla wrote, with their operands as they stand.

/// An operator and what stands before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Operation<'a> {
    /// Its name, such as `Tj`.
    pub operator: &'a [u8],
    /// Operands and operator as they stand.
    pub bytes: &'a [u8],
}

impl<'a> Operation<'a> {
    /// What stands before the operator, without the blanks at its ends.
    pub(super) fn before(&self) -> &'a [u8] {
        self.bytes[..self.bytes.len() - self.operator.len()].trim_ascii()
    }

    /// The operands, where there are just `N`.
    pub(super) fn operands<const N: usize>(&self) -> Option<[&'a [u8]; N]> {
        let data = &self.bytes[..self.bytes.len() - self.operator.len()];
        let mut scanner = Scanner { data, at: 0 };
        let mut operands: [&[u8]; N] = [&[]; N];
        for operand in &mut operands {
            *operand = scanner.token()??;
        }
        scanner.token()?.is_none().then_some(operands)
    }

    /// The operands as numbers, where there are just `N` and all are numbers.
    pub(super) fn numbers<const N: usize>(&self) -> Option<[f64; N]> {
        let mut rest = &self.bytes[..self.bytes.len() - self.operator.len()];
        let mut numbers = [0.0; N];
        for number in &mut numbers {
            (*number, rest) = number_at(rest)?;
        }
        rest.iter().all(|byte| kind(*byte) == Kind::Space).then_some(numbers)
    }
}

/// All operations of a stream; `None` where it is not as krilla writes them.
pub(super) fn operations(data: &[u8]) -> Option<Vec<Operation<'_>>> {
    let mut scanner = Scanner { data, at: 0 };
    let mut found = Vec::with_capacity(data.len() / 16);
    while let Some(operation) = scanner.operation()? {
        found.push(operation);
    }
    Some(found)
}

/// The strings and numbers that a stretch of a content stream is made of, one after the other.
pub(super) struct Strings<'a>(Scanner<'a>);

impl<'a> Strings<'a> {
    /// Those of an array without its brackets, or of operands.
    pub(super) fn of(data: &'a [u8]) -> Self {
        Self(Scanner { data, at: 0 })
    }

    /// The next one; `Some(None)` at the end, `None` where something is strange.
    pub(super) fn next(&mut self) -> Option<Option<&'a [u8]>> {
        self.0.token()
    }
}

/// The bytes of a literal string, brackets included (ISO 32000-1, 7.3.4.2).
pub(super) fn literal(string: &[u8], bytes: &mut Vec<u8>) -> Option<()> {
    let inner = string.strip_prefix(b"(")?.strip_suffix(b")")?;
    let mut at = 0;
    while let Some(&byte) = inner.get(at) {
        at += 1;
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let escaped = *inner.get(at)?;
        at += 1;
        bytes.push(match escaped {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'0'..=b'7' => {
                let mut value = u32::from(escaped - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = inner.get(at) else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    at += 1;
                }
                value as u8
            }
            b'\\' | b'(' | b')' => escaped,
            _ => return None,
        });
    }
    Some(())
}

/// The bytes of a hexadecimal string, brackets included, of whole bytes (ISO 32000-1, 7.3.4.3).
pub(super) fn hexadecimal(string: &[u8], bytes: &mut Vec<u8>) -> Option<()> {
    let digits = string.strip_prefix(b"<")?.strip_suffix(b">")?;
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let (pairs, rest) = digits.as_chunks::<2>();
    for [high, low] in pairs {
        bytes.push((digit(*high)? * 16 + digit(*low)?) as u8);
    }
    rest.is_empty().then_some(())
}

/// A number without an exponent.
pub(super) fn parse(number: &[u8]) -> Option<f64> {
    let (value, rest) = number_at(number)?;
    rest.is_empty().then_some(value)
}

/// Powers of ten.
const POWERS: [f64; 19] = {
    let (mut powers, mut at, mut power) = ([1.0; 19], 0, 1u64);
    while at < powers.len() {
        powers[at] = power as f64;
        at += 1;
        power = power.wrapping_mul(10);
    }
    powers
};

/// As many digits as a `u64` holds.
const MOST_DIGITS: usize = 18;

/// The number that bytes begin with, and what is after it.
fn number_at(mut bytes: &[u8]) -> Option<(f64, &[u8])> {
    while let [space, rest @ ..] = bytes
        && kind(*space) == Kind::Space
    {
        bytes = rest;
    }
    let negative = bytes.first() == Some(&b'-');
    let mut at = usize::from(negative);
    let (mut value, mut digits, mut point) = (0u64, 0, None);
    loop {
        match bytes.get(at) {
            // What a curve's corner is off by is written with more decimals than anybody can see.
            Some(b'0'..=b'9') if point.is_some() && digits >= MOST_DIGITS => {}
            Some(digit @ b'0'..=b'9') => {
                value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
                digits += 1;
            }
            Some(b'.') if point.is_none() => point = Some(digits),
            Some(byte) if kind(*byte) == Kind::Regular && !byte.is_ascii_alphabetic() => {
                return None;
            }
            _ => break,
        }
        at += 1;
    }
    if !(1..=MOST_DIGITS).contains(&digits) {
        return None;
    }
    let decimals = point.map_or(0, |point| digits - point);
    let magnitude = value as f64 / POWERS[decimals];
    Some((if negative { -magnitude } else { magnitude }, &bytes[at..]))
}

/// What a byte is to a reader (ISO 32000-1, 7.2.2).
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Regular,
    Space,
    Delimiter,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Regular; 256];
    let (spaces, delimiters) = (b"\0\t\n\x0C\r ", b"()<>[]{}/%");
    let mut at = 0;
    while at < spaces.len() {
        kinds[spaces[at] as usize] = Kind::Space;
        at += 1;
    }
    at = 0;
    while at < delimiters.len() {
        kinds[delimiters[at] as usize] = Kind::Delimiter;
        at += 1;
    }
    kinds
};

fn kind(byte: u8) -> Kind {
    KINDS[usize::from(byte)]
}

struct Scanner<'a> {
    data: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    /// The next operation; `Some(None)` at the end, `None` where something is strange.
    fn operation(&mut self) -> Option<Option<Operation<'a>>> {
        self.skip_space();
        let start = self.at;
        while let Some(token) = self.token()? {
            if token[0].is_ascii_alphabetic() {
                let bytes = &self.data[start..self.at];
                return Some(Some(Operation { operator: token, bytes }));
            }
        }
        (self.at == start).then_some(None)
    }

    fn skip_space(&mut self) {
        let rest = &self.data[self.at..];
        self.at += rest.iter().position(|byte| kind(*byte) != Kind::Space).unwrap_or(rest.len());
    }

    /// A name, number, string, array, dictionary or operator as it stands.
    fn token(&mut self) -> Option<Option<&'a [u8]>> {
        self.skip_space();
        let start = self.at;
        let Some(&first) = self.data.get(start) else { return Some(None) };
        match first {
            b'(' | b'[' | b'<' => self.skip_nested()?,
            b')' | b']' | b'>' | b'{' | b'}' | b'%' => return None,
            _ => {
                let rest = &self.data[start + 1..];
                let end = rest.iter().position(|byte| kind(*byte) != Kind::Regular);
                self.at = start + 1 + end.unwrap_or(rest.len());
            }
        }
        Some(Some(&self.data[start..self.at]))
    }

    /// Passes over what stands in brackets, whatever other brackets are in it.
    fn skip_nested(&mut self) -> Option<()> {
        let mut depth = 0usize;
        loop {
            match *self.data.get(self.at)? {
                b'(' => self.skip_string()?,
                b'[' | b'<' => depth += 1,
                b']' | b'>' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Passes over a literal string but for its last bracket.
    fn skip_string(&mut self) -> Option<()> {
        let mut depth = 0usize;
        loop {
            match *self.data.get(self.at)? {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(());
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(data: &[u8]) -> Option<Vec<String>> {
        let name = |operation: Operation<'_>| String::from_utf8_lossy(operation.operator).into();
        Some(operations(data)?.into_iter().map(name).collect())
    }

    #[test]
    fn operators_are_told_apart_whatever_stands_before_them() {
        let data =
            b"q 1 0 0 -1 0 5.5 cm/c0 cs\n/P<</A[(])]/B<0A>>>BDC [(a\\)b)-3(c)]TJ(()) Tj f* Q";
        let expected = ["q", "cm", "cs", "BDC", "TJ", "Tj", "f*", "Q"];
        assert_eq!(names(data).expect("well formed"), expected);
    }

    #[test]
    fn what_is_not_closed_is_not_read() {
        for data in [&b"(a Tj"[..], b"[(a) TJ", b"1 2", b"<< /A (b) BDC", b") Tj", b"(a\\"] {
            assert_eq!(names(data), None, "{}", String::from_utf8_lossy(data));
        }
    }

    #[test]
    fn numbers_are_read() {
        for (text, value) in [("0", 0.0), ("-1.25", -1.25), (".5", 0.5), ("45.354332", 45.354332)] {
            assert_eq!(parse(text.as_bytes()), Some(value));
        }
        let tiny = parse(b"-0.000000000000001980568").expect("a number");
        assert!((-2e-15..=-1.9e-15).contains(&tiny), "{tiny}");
        for text in ["", "-", "1e5", "1.2.3", "/a", "123456789012345678901"] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn strings_lose_their_escapes() {
        let mut bytes = Vec::new();
        literal(b"(\\000\\17a\\(\\n\\\\)", &mut bytes).expect("a string");
        assert_eq!(bytes, b"\0\x0Fa(\n\\");
        assert_eq!(literal(b"(\\x)", &mut bytes), None);
    }

    #[test]
    fn hexadecimal_strings_are_whole_bytes() {
        let mut bytes = Vec::new();
        hexadecimal(b"<00fFA8>", &mut bytes).expect("a string");
        assert_eq!(bytes, b"\0\xFF\xA8");
        for odd in [&b"<0>"[..], b"<0g>", b"<00", b"(00)"] {
            assert_eq!(hexadecimal(odd, &mut Vec::new()), None);
        }
    }

    #[test]
    fn elements_come_one_by_one() {
        let mut elements = Strings::of(b"(a])-3(b)4.5 ");
        for expected in [&b"(a])"[..], b"-3", b"(b)", b"4.5"] {
            assert_eq!(elements.next(), Some(Some(expected)));
        }
        assert_eq!(elements.next(), Some(None));
        assert_eq!(Strings::of(b"](a)").next(), None);
    }
}
