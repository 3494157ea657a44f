//! The values that PDF objects are made of (ISO 32000-1, 7.3), read and written exactly.

/// A value. Numbers and strings stay as they were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pdf::rewrite) enum Value {
    /// `true`, `false`, `null` or a number.
    Plain(String),
    /// A name without its stroke.
    Name(String),
    /// A string with its delimiters.
    Text(Vec<u8>),
    /// A reference to an object of generation 0.
    Reference(u32),
    /// An array.
    Array(Vec<Self>),
    /// A dictionary.
    Dictionary(Dictionary),
}

/// Keys and values in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pdf::rewrite) struct Dictionary(Vec<(String, Value)>);

/// Arrays and dictionaries within each other deeper than this are not read.
const DEEPEST: usize = 64;

impl Value {
    /// Reads a value that nothing follows; `None` where the bytes are no value.
    pub(in crate::pdf::rewrite) fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = ValueReader { bytes, at: 0 };
        let value = reader.value(0)?;
        reader.blanks();
        (reader.at == bytes.len()).then_some(value)
    }

    /// A whole number.
    pub(in crate::pdf::rewrite) fn number(number: usize) -> Self {
        Self::Plain(number.to_string())
    }

    /// The dictionary, if it is one.
    pub(in crate::pdf::rewrite) fn into_dictionary(self) -> Option<Dictionary> {
        match self {
            Self::Dictionary(dictionary) => Some(dictionary),
            _ => None,
        }
    }

    /// Writes the value without needless blanks.
    pub(in crate::pdf::rewrite) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Plain(word) => out.extend(word.as_bytes()),
            Self::Name(name) => {
                out.push(b'/');
                out.extend(name.as_bytes());
            }
            Self::Text(text) => out.extend(text),
            Self::Reference(number) => out.extend(format!("{number} 0 R").into_bytes()),
            Self::Array(values) => {
                out.push(b'[');
                for (index, value) in values.iter().enumerate() {
                    // Words and references run together without a blank.
                    if index > 0 && matches!(value, Self::Plain(_) | Self::Reference(_)) {
                        out.push(b' ');
                    }
                    value.write(out);
                }
                out.push(b']');
            }
            Self::Dictionary(dictionary) => dictionary.write(out),
        }
    }
}

impl Dictionary {
    /// A dictionary of these keys.
    pub(in crate::pdf::rewrite) fn of<const N: usize>(entries: [(&str, Value); N]) -> Self {
        Self(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// The value of a key.
    pub(in crate::pdf::rewrite) fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of a key, to be changed; made by `or` where there is none.
    pub(in crate::pdf::rewrite) fn entry(
        &mut self,
        key: &str,
        or: impl FnOnce() -> Value,
    ) -> &mut Value {
        let at = self.0.iter().position(|(name, _)| name == key).unwrap_or_else(|| {
            self.0.push((key.to_owned(), or()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }

    /// Takes a key and its value out.
    pub(in crate::pdf::rewrite) fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(at).1)
    }

    /// The name under a key.
    pub(in crate::pdf::rewrite) fn name(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The number under a key, where it is whole and not negative.
    pub(in crate::pdf::rewrite) fn number(&self, key: &str) -> Option<usize> {
        match self.get(key)? {
            Value::Plain(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// The object that a key refers to.
    pub(in crate::pdf::rewrite) fn reference(&self, key: &str) -> Option<u32> {
        match self.get(key)? {
            Value::Reference(number) => Some(*number),
            _ => None,
        }
    }

    /// Sets the value of a key.
    pub(in crate::pdf::rewrite) fn set(&mut self, key: &str, value: Value) {
        *self.entry(key, || Value::Plain("null".into())) = value;
    }

    /// Puts a key and its value behind another key, or at the end where that is not there.
    pub(in crate::pdf::rewrite) fn insert_after(&mut self, other: &str, key: &str, value: Value) {
        let at = self.0.iter().position(|(name, _)| name == other);
        self.0.insert(at.map_or(self.0.len(), |at| at + 1), (key.to_owned(), value));
    }

    /// Writes the dictionary.
    pub(in crate::pdf::rewrite) fn write(&self, out: &mut Vec<u8>) {
        out.extend(b"<<");
        for (key, value) in &self.0 {
            out.push(b'/');
            out.extend(key.as_bytes());
            if matches!(value, Value::Plain(_) | Value::Reference(_)) {
                out.push(b' ');
            }
            value.write(out);
        }
        out.extend(b">>");
    }
}

struct ValueReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl ValueReader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        self.blanks();
        match (self.peek()?, self.bytes.get(self.at + 1)) {
            (b'/', _) => {
                self.at += 1;
                self.word().map(Value::Name)
            }
            (b'<', Some(b'<')) => self.dictionary(depth).map(Value::Dictionary),
            (b'<', _) => self.text(Self::hexadecimal_end),
            (b'(', _) => self.text(Self::literal_end),
            (b'[', _) => self.array(depth),
            _ => self.reference().or_else(|| self.word().map(Value::Plain)),
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Dictionary> {
        self.at += 2;
        let mut entries = Vec::new();
        loop {
            self.blanks();
            match self.peek()? {
                b'/' => {
                    self.at += 1;
                    let key = self.word()?;
                    entries.push((key, self.value(depth + 1)?));
                }
                b'>' if self.bytes.get(self.at + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Some(Dictionary(entries));
                }
                _ => return None,
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.blanks();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(Value::Array(values));
            }
            values.push(self.value(depth + 1)?);
        }
    }

    fn text(&mut self, end: fn(&Self) -> Option<usize>) -> Option<Value> {
        let end = end(self)?;
        let text = self.bytes[self.at..end].to_vec();
        self.at = end;
        Some(Value::Text(text))
    }

    fn hexadecimal_end(&self) -> Option<usize> {
        let length = self.bytes[self.at..].iter().position(|byte| *byte == b'>')?;
        Some(self.at + length + 1)
    }

    fn literal_end(&self) -> Option<usize> {
        let (mut open, mut at) = (0_usize, self.at);
        loop {
            match self.bytes.get(at)? {
                b'\\' => at += 1,
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            at += 1;
            if open == 0 {
                return Some(at);
            }
        }
    }

    /// `12 0 R`, or nothing where something else stands here.
    fn reference(&mut self) -> Option<Value> {
        let start = self.at;
        let number = self.word().and_then(|word| word.parse().ok());
        self.blanks();
        let generation = self.word();
        self.blanks();
        let mark = self.word();
        if let (Some(number), Some("0"), Some("R")) =
            (number, generation.as_deref(), mark.as_deref())
        {
            return Some(Value::Reference(number));
        }
        self.at = start;
        None
    }

    fn word(&mut self) -> Option<String> {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        let ends = |byte: &u8| is_blank(*byte) || b"/<>[]()".contains(byte);
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        self.at += length;
        (length > 0).then(|| String::from_utf8(rest[..length].to_vec()).ok()).flatten()
    }
}

/// White space (ISO 32000-1, table 1).
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0 | 0x0C)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(text: &str) -> String {
        let mut out = Vec::new();
        Value::read(text.as_bytes()).expect("a value").write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_read_is_written_the_same() {
        for text in [
            "<</Type/Catalog/Pages 1 0 R/Lang(am)/MarkInfo<</Marked true>>/K[1 2 0 R 3/A(b)<FF>]>>",
            "(a \\) b (c) \\\\)",
            "[0 -1.5 .25[true null]<</A/B>>]",
            "null",
            "12",
        ] {
            assert_eq!(again(text), text);
        }
        assert_eq!(again(" << /A  1 /B [ 2  0  R ] >> "), "<</A 1/B[2 0 R]>>");
    }

    #[test]
    fn what_is_no_value_is_not_read() {
        for text in ["", "<<", "<</A>>", "[1", "(a", "<4", "1 2", "]", "<</A 1 2 0 R>>"] {
            assert_eq!(Value::read(text.as_bytes()), None, "{text}");
        }
        assert_eq!(Value::read("[".repeat(100_000).as_bytes()), None);
    }
}
