//! YAML as people write it, written as TOML: keys with colons, lists with hyphens, texts over lines.
//!
//! What has remarks, references or tables between braces is left to be told line by line.

use toml::de::DeValue;

use super::Written;
use super::json::{Json, of};
use crate::content::syntax::is_name;

/// So deep lists and tables may stand within each other.
const DEEPEST: usize = 16;

/// A line that may begin something.
#[derive(Clone)]
struct Line {
    indent: usize,
    words: String,
}

/// The same as TOML; `None` where the text is no YAML, or some that is not known here.
pub(super) fn written(text: &str) -> Option<Written> {
    let mut reader = Reader { lines: Vec::new(), at: 0 };
    let mut remarks = String::new();
    for line in text.lines() {
        let words = line.trim_end();
        // A remark between the lines of a text would be words of it.
        if words.trim_start().starts_with('#') {
            if text.contains(": |") || text.contains(": >") {
                return None;
            }
            remarks.push_str(words.trim_start());
            remarks.push('\n');
            continue;
        }
        let indent = words.len() - words.trim_start_matches(' ').len();
        if words[indent..].starts_with('\t') {
            return None;
        }
        reader.lines.push(Line { indent, words: words[indent..].to_owned() });
    }
    reader.without_rules();
    reader.skip();
    let first = reader.lines.get(reader.at)?;
    let (key, _) = pair(&first.words)?;
    if first.indent > 0 || !matches!(key, "title" | "language" | "blocks" | "block" | "id") {
        return None;
    }
    let Json::Table(mut keys) = reader.block(0, 0)? else { return None };
    reader.skip();
    if reader.at < reader.lines.len() || keys.len() < 2 {
        return None;
    }
    for (key, _) in &mut keys {
        if key == "blocks" {
            "block".clone_into(key);
        }
    }
    let mut written = of(&Json::Table(keys)).ok()?;
    written.toml.insert_str(0, &remarks);
    Some(written)
}

struct Reader {
    lines: Vec<Line>,
    at: usize,
}

impl Reader {
    /// Takes out the lines of hyphens before and after all of it.
    fn without_rules(&mut self) {
        let rule = |line: &Line| line.indent == 0 && matches!(line.words.as_str(), "---" | "...");
        let shown = |line: &Line| !line.words.is_empty();
        if let Some(first) = self.lines.iter().position(shown).filter(|at| rule(&self.lines[*at])) {
            self.lines.drain(..=first);
        }
        if let Some(last) = self.lines.iter().rposition(shown).filter(|at| rule(&self.lines[*at])) {
            self.lines.truncate(last);
        }
    }

    fn skip(&mut self) {
        while self.lines.get(self.at).is_some_and(|line| line.words.is_empty()) {
            self.at += 1;
        }
    }

    /// What stands so far in: a list or a table.
    fn block(&mut self, indent: usize, depth: usize) -> Option<Json> {
        let line = self.lines.get(self.at).filter(|_| depth < DEEPEST)?;
        match point(&line.words) {
            Some(_) => self.list(indent, depth),
            None => self.table(indent, depth),
        }
    }

    fn list(&mut self, indent: usize, depth: usize) -> Option<Json> {
        let mut items = Vec::new();
        loop {
            self.skip();
            let Some(line) = self.lines.get(self.at).filter(|it| it.indent >= indent) else {
                break;
            };
            let Some(words) = point(&line.words).filter(|_| line.indent == indent) else {
                return (line.indent < indent).then_some(Json::List(items));
            };
            if words.is_empty() {
                self.at += 1;
                self.skip();
                let inner = self.lines.get(self.at).filter(|it| it.indent > indent)?.indent;
                items.push(self.block(inner, depth + 1)?);
            } else if pair(words).is_some() || point(words).is_some() {
                let inner = indent + line.words.len() - words.len();
                self.lines[self.at] = Line { indent: inner, words: words.to_owned() };
                items.push(self.block(inner, depth + 1)?);
            } else if let Some(list) = in_brackets(words) {
                self.at += 1;
                items.push(list);
            } else {
                let words = words.to_owned();
                items.push(Json::Text(self.words(&words, indent)?));
            }
        }
        Some(Json::List(items))
    }

    fn table(&mut self, indent: usize, depth: usize) -> Option<Json> {
        let mut keys: Vec<(String, Json)> = Vec::new();
        loop {
            self.skip();
            let Some(line) = self.lines.get(self.at).filter(|it| it.indent >= indent) else {
                break;
            };
            if line.indent > indent || point(&line.words).is_some() {
                return None;
            }
            let (key, words) = pair(&line.words)?;
            let (key, words) = (key.to_owned(), words.to_owned());
            let value = self.value(&key, &words, indent, depth)?;
            keys.push((key, value));
        }
        Some(Json::Table(keys))
    }

    /// What stands after a key and under it.
    fn value(&mut self, key: &str, words: &str, indent: usize, depth: usize) -> Option<Json> {
        if matches!(words, "|" | ">" | "|-" | ">-" | "|+" | ">+") {
            self.at += 1;
            return Some(Json::Text(self.lines_further_in(indent)));
        }
        if words.is_empty() {
            self.at += 1;
            self.skip();
            let line = self.lines.get(self.at)?;
            let further =
                line.indent > indent || line.indent == indent && point(&line.words).is_some();
            let inner = line.indent;
            return further.then(|| self.block(inner, depth + 1))?;
        }
        if let Some(list) = in_brackets(words) {
            self.at += 1;
            return Some(list);
        }
        let text = self.words(words, indent)?;
        // A date, a number or a switch; a version has points and is none.
        let plain = text == words && key != "version" && !matches!(key, "text" | "title");
        let value = DeValue::parse(words).ok().filter(|_| plain);
        let bare = value.is_some_and(|value| {
            matches!(
                value.get_ref(),
                DeValue::Boolean(_)
                    | DeValue::Integer(_)
                    | DeValue::Float(_)
                    | DeValue::Datetime(_)
            )
        });
        Some(if bare { Json::Plain(text) } else { Json::Text(text) })
    }

    /// Words, and those of the lines under them that stand further in.
    fn words(&mut self, words: &str, indent: usize) -> Option<String> {
        self.at += 1;
        let mut text = scalar(words)?;
        let plain = text == words;
        while let Some(line) = self.lines.get(self.at).filter(|it| it.indent > indent) {
            let begins = pair(&line.words).is_some() || point(&line.words).is_some();
            let more = scalar(&line.words).filter(|it| plain && !begins && *it == line.words)?;
            text = format!("{text} {more}");
            self.at += 1;
        }
        Some(text)
    }

    /// The lines of a text between which ends of lines are kept.
    fn lines_further_in(&mut self, indent: usize) -> String {
        let mut text = String::new();
        while let Some(line) = self.lines.get(self.at) {
            if !line.words.is_empty() && line.indent <= indent {
                break;
            }
            text.push_str(&line.words);
            text.push('\n');
            self.at += 1;
        }
        text.trim_matches('\n').to_owned() + "\n"
    }
}

/// `[one, two]`
fn in_brackets(words: &str) -> Option<Json> {
    let inner = words.strip_prefix('[')?.strip_suffix(']')?;
    if inner.contains(['[', ']']) || inner.matches('"').count() > 0 && inner.contains("\\") {
        return None;
    }
    let items = inner.split(',').map(|it| scalar(it.trim()).map(Json::Text));
    items.collect::<Option<Vec<Json>>>().map(Json::List)
}

/// The words after the hyphen of a point.
fn point(words: &str) -> Option<&str> {
    match words {
        "-" => Some(""),
        _ => words.strip_prefix("- ").map(str::trim_start),
    }
}

/// A key and what stands after its colon.
fn pair(words: &str) -> Option<(&str, &str)> {
    let (key, rest) = words.split_once(':')?;
    let named = is_name(key) && key.starts_with(|c: char| c.is_ascii_lowercase());
    (named && (rest.is_empty() || rest.starts_with(' '))).then_some((key, rest.trim()))
}

/// What words say without their quotes; `None` where signs have a meaning that is not known here.
fn scalar(words: &str) -> Option<String> {
    let first = words.chars().next()?;
    match first {
        '"' => match DeValue::parse(words).ok()?.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => None,
        },
        '\'' => {
            let inner = words.strip_prefix('\'')?.strip_suffix('\'').filter(|_| words.len() > 1)?;
            let bare = inner.replace("''", "");
            (!bare.contains('\'')).then(|| inner.replace("''", "'"))
        }
        '&' | '*' | '!' | '%' | '@' | '`' | '{' | '[' | '|' | '>' | '#' => None,
        _ if words.contains(" #") => None,
        _ => Some(words.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_is_the_same_as_toml() {
        let yaml = "---\ntitle: Going home\nid: home\nblocks:\n  - text: Rest: it\n      helps.\n  - heading: \"At night\"\n  - bullets:\n      - one\n      - 'it''s two'\n  - text: |\n      Sleep.\n\n      Wake.\n  - callout:\n      title: Note\n      text: Call us.\n  - table:\n      columns: [Day, Dose]\n      rows:\n        - [Monday, 5 mg]\n";
        let expected = "title = \"Going home\"\nid = \"home\"\n\n[[block]]\ntext = \"Rest: it helps.\"\n\n[[block]]\nheading = \"At night\"\n\n[[block]]\nbullets = [\"one\", \"it's two\"]\n\n[[block]]\ntext = \"\"\"\nSleep.\n\nWake.\n\"\"\"\n\n[[block]]\n\n[block.callout]\ntitle = \"Note\"\ntext = \"Call us.\"\n\n[[block]]\n\n[block.table]\ncolumns = [\"Day\", \"Dose\"]\nrows = [[\"Monday\", \"5 mg\"]]\n";
        assert_eq!(written(yaml).unwrap().toml, expected);
    }

    #[test]
    fn what_is_no_yaml_or_unknown_is_left() {
        for text in [
            "",
            "title = \"A\"\n",
            "title: A\n",
            "Title: A\nblocks:\n  - text: B\n",
            "title: A\nblocks:\n  - text: B # old\n",
            "title: A\nblocks:\n  - callout: { text: B }\n",
            "title: A\n[[block]]\ntext = \"B\"\n",
            "title: A\nblocks:\n - text: B\n   c\n  - text: D\n",
        ] {
            assert!(written(text).is_none(), "{text}");
        }
    }
}
