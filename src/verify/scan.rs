//! The operators of a content stream, or of a CMap, one at a time.
//!
//! Lenient as viewers are: what is no token is skipped, and an inline image is passed over
//! whatever its filter.

use lopdf::{Dictionary, Object, StringFormat};

/// How deep arrays and dictionaries may nest.
const MAX_DEPTH: usize = 32;

/// How many operands are kept for one operator; no operator takes as many.
const MAX_OPERANDS: usize = 65_536;

/// An operator with what stands before it.
#[derive(Debug)]
pub(super) struct Operation<'a> {
    /// Its name, such as `Tj`.
    pub operator: &'a [u8],
    /// Its operands in order.
    pub operands: Vec<Object>,
}

/// Reads the operators of `data` in order.
pub(super) struct Scanner<'a> {
    data: &'a [u8],
    at: usize,
}

enum Token<'a> {
    Value(Object),
    Word(&'a [u8]),
    ArrayEnd,
    DictionaryEnd,
}

impl<'a> Scanner<'a> {
    /// Begins at the start of `data`.
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn token(&mut self, depth: usize) -> Option<Token<'a>> {
        loop {
            self.skip_space();
            let byte = self.peek()?;
            let next = self.data.get(self.at + 1).copied();
            return Some(match byte {
                b'(' => Token::Value(self.literal()),
                // Too deep to follow: the bracket is passed over, what it holds is read as it comes.
                b'[' | b'<' if depth >= MAX_DEPTH && (byte == b'[' || next == Some(b'<')) => {
                    self.at += 1;
                    continue;
                }
                b'<' if next == Some(b'<') => {
                    self.at += 2;
                    Token::Value(Object::Dictionary(self.dictionary(depth)))
                }
                b'<' => Token::Value(self.hexadecimal()),
                b'[' => {
                    self.at += 1;
                    Token::Value(Object::Array(self.array(depth)))
                }
                b']' => {
                    self.at += 1;
                    Token::ArrayEnd
                }
                b'>' if next == Some(b'>') => {
                    self.at += 2;
                    Token::DictionaryEnd
                }
                b'/' => Token::Value(self.name()),
                b')' | b'>' | b'{' | b'}' => {
                    self.at += 1;
                    continue;
                }
                _ => self.word(),
            });
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let start = self.at;
        while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
            self.at += 1;
        }
        &self.data[start..self.at]
    }

    fn word(&mut self) -> Token<'a> {
        let word = self.regular();
        match word {
            b"true" => Token::Value(Object::Boolean(true)),
            b"false" => Token::Value(Object::Boolean(false)),
            b"null" => Token::Value(Object::Null),
            _ => number(word).map_or(Token::Word(word), Token::Value),
        }
    }

    fn name(&mut self) -> Object {
        self.at += 1;
        let raw = self.regular();
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((&byte, tail)) = rest.split_first() {
            let escaped = (byte == b'#' && tail.len() >= 2)
                .then(|| Some(hex_digit(tail[0])? * 16 + hex_digit(tail[1])?))
                .flatten();
            name.push(escaped.unwrap_or(byte));
            rest = if escaped.is_some() { &tail[2..] } else { tail };
        }
        Object::Name(name)
    }

    fn array(&mut self, depth: usize) -> Vec<Object> {
        let mut items = Vec::new();
        while let Some(token) = self.token(depth + 1) {
            match token {
                Token::Value(value) => items.push(value),
                Token::ArrayEnd => break,
                _ => {}
            }
        }
        items
    }

    fn dictionary(&mut self, depth: usize) -> Dictionary {
        let mut dictionary = Dictionary::new();
        let mut key: Option<Vec<u8>> = None;
        while let Some(token) = self.token(depth + 1) {
            match (token, key.take()) {
                (Token::DictionaryEnd, _) => break,
                (Token::Value(value), Some(key)) => dictionary.set(key, value),
                (Token::Value(Object::Name(name)), None) => key = Some(name),
                _ => {}
            }
        }
        dictionary
    }

    fn literal(&mut self) -> Object {
        self.at += 1;
        let mut bytes = Vec::new();
        let mut open = 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut bytes),
                b'(' => {
                    open += 1;
                    bytes.push(byte);
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                    bytes.push(byte);
                }
                _ => bytes.push(byte),
            }
        }
        Object::String(bytes, StringFormat::Literal)
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'\r' if self.peek() == Some(b'\n') => self.at += 1,
            b'\r' | b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                // ISO 32000-1, 7.3.4.2: high-order overflow is ignored.
                bytes.push((code & 0xFF) as u8);
            }
            _ => bytes.push(byte),
        }
    }

    fn hexadecimal(&mut self) -> Object {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits.extend(hex_digit(byte));
        }
        // ISO 32000-1, 7.3.4.3: a missing last digit is 0.
        let bytes = digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).unwrap_or(&0)).collect();
        Object::String(bytes, StringFormat::Hexadecimal)
    }

    /// Passes over the data of an inline image, up to an `EI` between spaces.
    fn skip_image_data(&mut self) {
        self.at += 1;
        while self.at < self.data.len() {
            let rest = &self.data[self.at..];
            let ended = rest.len() >= 3
                && is_space(rest[0])
                && &rest[1..3] == b"EI"
                && rest.get(3).is_none_or(|&byte| is_space(byte));
            self.at += 1;
            if ended {
                self.at += 2;
                break;
            }
        }
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Operation<'a>;

    fn next(&mut self) -> Option<Operation<'a>> {
        let mut operands = Vec::new();
        loop {
            match self.token(0)? {
                Token::Value(value) if operands.len() < MAX_OPERANDS => operands.push(value),
                Token::Word(b"ID") => {
                    self.skip_image_data();
                    operands.clear();
                }
                Token::Word(operator) => return Some(Operation { operator, operands }),
                _ => {}
            }
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex_digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|digit| digit as u8)
}

fn number(word: &[u8]) -> Option<Object> {
    let text = std::str::from_utf8(word).ok()?;
    if !text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
        return None;
    }
    let whole = text.parse().ok().map(Object::Integer);
    whole.or_else(|| text.parse().ok().map(Object::Real))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators(data: &[u8]) -> Vec<String> {
        Scanner::new(data)
            .map(|operation| String::from_utf8_lossy(operation.operator).into_owned())
            .collect()
    }

    #[test]
    fn an_inline_image_with_a_filter_does_not_end_the_page() {
        let data = b"BI /W 2 /F /DCT ID \xFF\xD8 (unclosed EIx EI\nBT (after) Tj ET";
        assert_eq!(operators(data), ["BI", "BT", "Tj", "ET"]);
    }

    #[test]
    fn strings_know_escapes_and_nested_brackets() {
        let operation = Scanner::new(b"(a\\)(b)\\101\\\nc) Tj").next().unwrap();
        assert_eq!(operation.operands[0].as_str().unwrap(), b"a)(b)Ac");
    }

    #[test]
    fn deep_nesting_neither_overflows_nor_hangs() {
        let data = b"[<<".repeat(1_000_000);
        assert_eq!(operators(&data), Vec::<String>::new());
    }

    #[test]
    fn names_and_dictionaries_are_decoded() {
        let operation = Scanner::new(b"/S#70an <</MCID 3/X[1 .5]>> BDC").next().unwrap();
        assert_eq!(operation.operands[0].as_name().unwrap(), b"Span");
        let properties = operation.operands[1].as_dict().unwrap();
        assert_eq!(properties.get(b"MCID").unwrap().as_i64().unwrap(), 3);
    }
}
