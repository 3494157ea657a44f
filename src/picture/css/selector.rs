//! Which elements a rule is for (Selectors 4), as far as drawings go.

use usvg::roxmltree::Node;

use super::tokens::{is_name, split, until};

/// How elements within one selector stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Within,
    Child,
    Next,
    After,
}

#[derive(Clone, Debug)]
enum Test {
    Type(String),
    Id(String),
    Class(String),
    /// Name, operator, value, and whether capitals are small letters.
    Attribute(String, u8, String, bool),
    FirstChild,
    LastChild,
    Root,
    /// What a pointer or a keyboard does, which never happens on paper.
    Never,
    Any(Vec<Selector>, bool),
}

/// A selector without commas.
#[derive(Clone, Debug)]
pub(super) struct Selector {
    /// From the left; the relation is to what stands before.
    parts: Vec<(Relation, Vec<Test>)>,
    /// Ids, classes and their like, elements.
    pub(super) weight: [u32; 3],
}

/// How many more comparisons may be made.
pub(super) struct Budget(pub(super) u64);

impl Budget {
    fn spend(&mut self) -> bool {
        self.0 = self.0.saturating_sub(1);
        self.0 > 0
    }
}

impl Selector {
    /// Reads a selector; `None` where it asks for what is not known here.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut selector = Self { parts: Vec::new(), weight: [0; 3] };
        let mut rest = text.trim();
        let mut relation = Relation::Within;
        while !rest.is_empty() {
            let tests;
            (tests, rest) = selector.compound(rest)?;
            selector.parts.push((relation, tests));
            let trimmed = rest.trim_start();
            (relation, rest) = match trimmed.as_bytes().first() {
                Some(b'>') => (Relation::Child, trimmed[1..].trim_start()),
                Some(b'+') => (Relation::Next, trimmed[1..].trim_start()),
                Some(b'~') => (Relation::After, trimmed[1..].trim_start()),
                Some(_) if trimmed.len() == rest.len() => return None,
                _ => (Relation::Within, trimmed),
            };
        }
        (!selector.parts.is_empty() && relation == Relation::Within).then_some(selector)
    }

    fn compound<'t>(&mut self, text: &'t str) -> Option<(Vec<Test>, &'t str)> {
        let mut tests = Vec::new();
        let mut rest = text;
        if let Some(after) = rest.strip_prefix('*') {
            rest = after;
            tests.push(Test::Any(Vec::new(), false));
        } else if let Some((name, after)) = name(rest) {
            self.weight[2] += 1;
            tests.push(Test::Type(name));
            rest = after;
        }
        while let Some(sign) = rest.chars().next() {
            let (test, after) = match sign {
                '#' => {
                    let (id, after) = name(&rest[1..])?;
                    self.weight[0] += 1;
                    (Test::Id(id), after)
                }
                '.' => {
                    let (class, after) = name(&rest[1..])?;
                    self.weight[1] += 1;
                    (Test::Class(class), after)
                }
                '[' => {
                    let end = 1 + until(&rest[1..], b"]");
                    self.weight[1] += 1;
                    (attribute(&rest[1..end])?, rest.get(end + 1..)?)
                }
                ':' => self.pseudo(&rest[1..])?,
                _ => break,
            };
            tests.push(test);
            rest = after;
        }
        (!tests.is_empty()).then_some((tests, rest))
    }

    fn pseudo<'t>(&mut self, text: &'t str) -> Option<(Test, &'t str)> {
        let (word, after) = name(text)?;
        let word = word.to_ascii_lowercase();
        if let Some(inner) = after.strip_prefix('(') {
            let end = until(inner, b")");
            let selectors: Option<Vec<Self>> =
                split(&inner[..end], b',').map(Self::parse).collect();
            let selectors = selectors.filter(|_| matches!(&*word, "not" | "is" | "where"))?;
            if word != "where" {
                let most = selectors.iter().map(|it| it.weight).max().unwrap_or_default();
                self.weight.iter_mut().zip(most).for_each(|(own, more)| *own += more);
            }
            return Some((Test::Any(selectors, word == "not"), inner.get(end + 1..)?));
        }
        self.weight[1] += 1;
        let test = match &*word {
            "first-child" => Test::FirstChild,
            "last-child" => Test::LastChild,
            "root" => Test::Root,
            "hover" | "active" | "focus" | "visited" | "focus-visible" | "focus-within"
            | "target" => Test::Never,
            _ => return None,
        };
        Some((test, after))
    }

    /// Whether the rule is for an element.
    pub(super) fn matches(&self, node: Node, budget: &mut Budget) -> bool {
        self.matches_from(self.parts.len() - 1, node, budget)
    }

    fn matches_from(&self, index: usize, node: Node, budget: &mut Budget) -> bool {
        let (relation, tests) = &self.parts[index];
        if !budget.spend() || !tests.iter().all(|test| test.holds(node, budget)) {
            return false;
        }
        let Some(before) = index.checked_sub(1) else { return true };
        let parent = node.parent().filter(Node::is_element);
        match relation {
            Relation::Child => parent.is_some_and(|it| self.matches_from(before, it, budget)),
            Relation::Within => {
                let mut around = parent;
                while let Some(it) = around {
                    if self.matches_from(before, it, budget) {
                        return true;
                    }
                    around = it.parent().filter(Node::is_element);
                }
                false
            }
            Relation::Next | Relation::After => {
                let mut sibling = node.prev_sibling_element();
                while let Some(it) = sibling {
                    if self.matches_from(before, it, budget) {
                        return true;
                    }
                    let on = *relation == Relation::After && budget.spend();
                    sibling = it.prev_sibling_element().filter(|_| on);
                }
                false
            }
        }
    }
}

impl Test {
    fn holds(&self, node: Node, budget: &mut Budget) -> bool {
        match self {
            Self::Type(name) => node.tag_name().name() == name,
            Self::Id(id) => node.attribute("id") == Some(id),
            Self::Class(class) => node
                .attribute("class")
                .is_some_and(|list| list.split_ascii_whitespace().any(|it| it == class)),
            Self::Attribute(name, operator, value, any_case) => {
                let found = node.attributes().find(|it| it.name() == name);
                found.is_some_and(|it| match any_case {
                    true => compare(&it.value().to_ascii_lowercase(), *operator, value),
                    false => compare(it.value(), *operator, value),
                })
            }
            Self::FirstChild => node.prev_sibling_element().is_none(),
            Self::LastChild => node.next_sibling_element().is_none(),
            Self::Root => node.parent().is_some_and(|parent| parent.is_root()),
            Self::Never => false,
            Self::Any(selectors, not) => {
                selectors.is_empty() || selectors.iter().any(|it| it.matches(node, budget)) != *not
            }
        }
    }
}

/// A name at the start, its escapes read, and what follows.
fn name(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut signs = text.char_indices();
    let mut end = text.len();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => name.extend(signs.next().map(|(_, escaped)| escaped)),
            sign if is_name(sign) => name.push(sign),
            _ => {
                end = at;
                break;
            }
        }
    }
    (!name.is_empty()).then(|| (name, &text[end..]))
}

/// What stands in square brackets; `None` where it is not understood to its end.
fn attribute(text: &str) -> Option<Test> {
    let Some(at) = text.find('=') else {
        let (key, rest) = name(text.trim())?;
        return rest.is_empty().then(|| Test::Attribute(key, b'\0', String::new(), false));
    };
    let before = text[..at].trim_end();
    let operator = before.bytes().last().filter(|sign| b"~|^$*".contains(sign));
    let key = &before[..before.len() - usize::from(operator.is_some())];
    let (key, rest) = name(key.trim())?;
    if !rest.is_empty() {
        return None;
    }
    let (value, flag) = value(text[at + 1..].trim())?;
    // Selectors 4, 6.3: how capitals are compared.
    let any_case = match flag.trim() {
        "" | "s" | "S" => false,
        "i" | "I" => true,
        _ => return None,
    };
    let value = if any_case { value.to_ascii_lowercase() } else { value };
    Some(Test::Attribute(key, operator.unwrap_or(b'='), value, any_case))
}

/// A string or a name, its escapes read, and what follows.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quote) = text.chars().next().filter(|sign| matches!(sign, '"' | '\'')) else {
        let (word, rest) = name(text)?;
        return (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((word, rest));
    };
    let mut value = String::new();
    let mut signs = text[1..].char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => value.extend(signs.next().map(|(_, escaped)| escaped)),
            sign if sign == quote => return Some((value, &text[at + 2..])),
            sign => value.push(sign),
        }
    }
    None
}

fn compare(found: &str, operator: u8, wanted: &str) -> bool {
    let some = !wanted.is_empty();
    match operator {
        b'=' => found == wanted,
        b'~' => found.split_ascii_whitespace().any(|it| it == wanted),
        b'|' => found.strip_prefix(wanted).is_some_and(|it| it.is_empty() || it.starts_with('-')),
        b'^' => some && found.starts_with(wanted),
        b'$' => some && found.ends_with(wanted),
        b'*' => some && found.contains(wanted),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use usvg::roxmltree::Document;

    use super::*;

    /// The ids of the elements that a selector is for.
    fn chosen(selector: &str) -> Option<String> {
        let text = "<svg id='s'><g id='a' class='x y'><path id='b' d='M0' data-n='n-1'/>\
                    <rect id='c' class='y'/></g><rect id='d' fill=''/></svg>";
        let document = Document::parse(text).unwrap();
        let selector = Selector::parse(selector)?;
        let mut budget = Budget(10_000);
        let nodes = document.descendants().filter(Node::is_element);
        let chosen = nodes.filter(|node| selector.matches(*node, &mut budget));
        Some(chosen.filter_map(|node| node.attribute("id").map(str::to_owned)).collect())
    }

    #[test]
    fn elements_are_chosen_as_browsers_do() {
        for (selector, ids) in [
            ("*", "sabcd"),
            ("rect", "cd"),
            (".y", "ac"),
            ("g.x.y", "a"),
            ("#c", "c"),
            ("svg rect", "cd"),
            ("svg > rect", "d"),
            ("path + rect", "c"),
            ("g ~ rect", "d"),
            ("rect:not(.y)", "d"),
            (":not(g, svg):not(path)", "cd"),
            (":is(path, g)", "ab"),
            (":root", "s"),
            (":root > g > :first-child", "b"),
            ("rect:last-child", "cd"),
            ("rect:hover", ""),
            ("[d]", "b"),
            ("[data-n|=n]", "b"),
            ("[class~='y']", "ac"),
            ("[id^=a]", "a"),
            ("[id$=\"b\"]", "b"),
            (r"#\c", "c"),
            ("[class='X Y' i]", "a"),
            ("[class~=Y I]", "ac"),
            ("[class=\"Y\" s]", ""),
            ("[class='y'i]", "c"),
            (r#"[class="\y"]"#, "c"),
        ] {
            assert_eq!(chosen(selector).as_deref(), Some(ids), "{selector}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        for selector in [
            "rect:nth-child(2)",
            "a::before",
            "svg|rect",
            "> rect",
            "rect >",
            "[",
            "",
            "[x='1' k]",
            "[x='1]",
            "[x y]",
            "[x=1 2]",
            "[a|x=1]",
        ] {
            assert!(chosen(selector).is_none(), "{selector}");
        }
    }
}
