//! Percent-encoding (RFC 3986, 2.1).

/// A text with every byte encoded that is not to be kept.
#[must_use]
pub fn encode(text: &str, keep: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii() && keep(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// An address with those signs encoded that mean something within a mark, `[words](address)`.
#[must_use]
pub fn within_mark(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for sign in address.chars() {
        match sign {
            '(' | ')' | '[' | ']' | '{' | '}' | '*' | '\\' => {
                encoded.push_str(&format!("%{:02X}", u32::from(sign)));
            }
            sign => encoded.push(sign),
        }
    }
    encoded
}

/// The bytes that a text stands for, and where its first `%` is that two hexadecimal digits do not
/// follow.
#[must_use]
pub fn decode(text: &str) -> (Vec<u8>, Option<usize>) {
    let (bytes, mut decoded, mut stray) = (text.as_bytes(), Vec::new(), None);
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut at = 0;
    while at < bytes.len() {
        let pair = if bytes[at] == b'%' { digit(at + 1).zip(digit(at + 2)) } else { None };
        if let Some((high, low)) = pair {
            decoded.push((16 * high + low) as u8);
            at += 3;
            continue;
        }
        if bytes[at] == b'%' {
            stray = stray.or(Some(at));
        }
        decoded.push(bytes[at]);
        at += 1;
    }
    (decoded, stray)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_can_be_decoded() {
        let encoded = encode("é a%", |byte| byte.is_ascii_alphanumeric());
        assert_eq!(encoded, "%C3%A9%20a%25");
        assert_eq!(decode(&encoded), ("é a%".as_bytes().to_vec(), None));
        assert_eq!(decode("a%0dé%4"), ("a\ré%4".as_bytes().to_vec(), Some(6)));
        assert_eq!(decode("%"), (b"%".to_vec(), Some(0)));
    }
}
