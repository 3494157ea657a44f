//! That no folder of `src/` has a circle of imports: its files can be read from the bottom up.
//!
//! A folder's `mod.rs` is its table of contents. What it offers under its own name counts as an
//! import of the file that it comes from; what it defines itself is below its files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Name = Vec<String>;

/// The modules of the crate by their path, each with its code.
fn modules() -> BTreeMap<Name, String> {
    fn walk(folder: &Path, at: &Name, found: &mut BTreeMap<Name, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let inner = [&at[..], std::slice::from_ref(&stem)].concat();
            if path.is_dir() {
                walk(&path, &inner, found);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let own = match stem.as_str() {
                    "mod" | "lib" => at.clone(),
                    "main" => continue,
                    _ => inner,
                };
                found.insert(own, code(&std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &Vec::new(), &mut found);
    assert!(found.len() > 100, "{}", found.len());
    found
}

/// Code without comments and without the tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The paths that a text begins with, after `::`: one, or all of those within braces.
fn paths(text: &str, before: &Name, found: &mut Vec<Name>) -> usize {
    if let Some(group) = text.strip_prefix('{') {
        let mut at = 1;
        loop {
            at += text[at..].len() - text[at..].trim_start().len();
            match text[at..].chars().next() {
                Some('}') | None => return at + 1,
                Some(',') => at += 1,
                Some(_) => at += paths(&group[at - 1..], before, found).max(1),
            }
        }
    }
    let name = identifier(text);
    let glob = text.starts_with('*');
    let mut path = before.clone();
    if glob {
        path.push("*".to_owned());
    } else if name != "self" {
        path.push(name.to_owned());
    }
    let mut length = if glob { 1 } else { name.len() };
    let rest = &text[length..];
    if let Some(rest) = rest.strip_prefix("::").filter(|rest| !rest.starts_with('<')) {
        return length + 2 + paths(rest, &path, found);
    }
    // `a as b`: the new name is nobody's.
    if let Some(renamed) = rest.strip_prefix(" as ") {
        length += 4 + identifier(renamed).len();
    }
    if !path.is_empty() {
        found.push(path);
    }
    length
}

/// Every path of the crate that a module names, from the root.
fn named(own: &Name, code: &str, children: &BTreeSet<String>) -> Vec<Name> {
    let mut found = Vec::new();
    for (prefix, up) in [("crate::", None), ("self::", Some(0)), ("super::", Some(1))] {
        for (at, _) in code.match_indices(prefix) {
            let before = &code[..at];
            if before.ends_with(|c: char| c.is_alphanumeric() || "_:$".contains(c)) {
                continue;
            }
            let base = up.map_or(Vec::new(), |up| own[..own.len().saturating_sub(up)].to_vec());
            paths(&code[at + prefix.len()..], &base, &mut found);
        }
    }
    // A module's own files, as `pub use book::Book` names them.
    for line in code.lines() {
        let Some((_, rest)) = line.trim_start().split_once("use ") else { continue };
        if children.contains(identifier(rest)) {
            paths(rest, own, &mut found);
        }
    }
    found
}

struct House {
    modules: BTreeMap<Name, String>,
}

impl House {
    fn children(&self, of: &Name) -> BTreeSet<String> {
        let inner = self.modules.keys().filter(|it| it.len() > of.len() && it.starts_with(of));
        inner.map(|it| it[of.len()].clone()).collect()
    }

    /// The module that defines what a path means, as far as names can tell.
    fn resolve(&self, path: &Name, depth: usize) -> Name {
        let longest = (0..=path.len()).rev().find(|end| self.modules.contains_key(&path[..*end]));
        let module = path[..longest.unwrap_or(0)].to_vec();
        let Some(name) = path.get(module.len()).filter(|_| depth < 8) else { return module };
        let Some(code) = self.modules.get(&module) else { return module };
        if defines(code, name) {
            return module;
        }
        let children = self.children(&module);
        let offered = offers(&module, code, &children);
        for offer in offered {
            let (from, last) = (offer[..offer.len() - 1].to_vec(), offer[offer.len() - 1].clone());
            let inner = [&from[..], std::slice::from_ref(name)].concat();
            if &last == name {
                return self.resolve(&offer, depth + 1);
            }
            if last == "*" {
                // What the module gives on in turn may be another one's.
                let home = self.resolve(&inner, depth + 1);
                if home != from || self.modules.get(&from).is_some_and(|code| defines(code, name)) {
                    return home;
                }
            }
        }
        module
    }
}

/// What a module gives on under its own name.
fn offers(own: &Name, code: &str, children: &BTreeSet<String>) -> Vec<Name> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("pub") {
        let rest = code[at + 3..].trim_start();
        let rest = match rest.strip_prefix('(') {
            Some(scope) => scope.split_once(')').map_or("", |(_, rest)| rest).trim_start(),
            None => rest,
        };
        let Some(rest) = rest.strip_prefix("use ") else { continue };
        if let Some(rest) = rest.strip_prefix("crate::") {
            paths(rest, &Vec::new(), &mut found);
        } else if children.contains(identifier(rest)) {
            paths(rest, own, &mut found);
        }
    }
    found
}

fn defines(code: &str, name: &str) -> bool {
    ["struct ", "enum ", "fn ", "const ", "static ", "trait ", "type ", "macro_rules! "].iter().any(
        |kind| {
            let wanted = format!("{kind}{name}");
            code.match_indices(&wanted).any(|(at, _)| {
                let after = code[at + wanted.len()..].chars().next();
                after.is_none_or(|c| !c.is_alphanumeric() && c != '_')
            })
        },
    )
}

/// Who imports whom among the files of a folder.
fn graph(house: &House, folder: &Name) -> BTreeMap<String, BTreeSet<String>> {
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (own, code) in &house.modules {
        if own.len() <= folder.len() || !own.starts_with(folder) {
            continue;
        }
        let from = &own[folder.len()];
        for path in named(own, code, &house.children(own)) {
            let target = house.resolve(&path, 0);
            if target.len() > folder.len() && target.starts_with(folder) {
                let to = &target[folder.len()];
                if to != from {
                    graph.entry(from.clone()).or_default().insert(to.clone());
                }
            }
        }
    }
    graph
}

/// The files that lie on a circle: what is left when those that import nothing are taken out again
/// and again, and then those that nobody imports.
fn circle(mut graph: BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    loop {
        let before: usize = graph.values().map(BTreeSet::len).sum();
        let importing: BTreeSet<String> = graph.keys().cloned().collect();
        graph.values_mut().for_each(|others| others.retain(|it| importing.contains(it)));
        let imported: BTreeSet<String> = graph.values().flatten().cloned().collect();
        graph.retain(|name, others| !others.is_empty() && imported.contains(name));
        if graph.values().map(BTreeSet::len).sum::<usize>() == before {
            return graph;
        }
    }
}

#[test]
fn no_folder_has_a_circle_of_imports() {
    let house = House { modules: modules() };
    let folders: BTreeSet<Name> =
        house.modules.keys().flat_map(|it| (0..it.len()).map(|end| it[..end].to_vec())).collect();
    let mut edges = 0;
    let mut circles = Vec::new();
    for folder in folders {
        let graph = graph(&house, &folder);
        edges += graph.values().map(BTreeSet::len).sum::<usize>();
        let circle = circle(graph);
        if !circle.is_empty() {
            circles.push(format!("{}: {circle:?}", folder.join("/")));
        }
    }
    assert!(edges > 300, "only {edges} imports were seen");
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn a_circle_is_seen_through_what_a_folder_offers() {
    let house = |files: &[(&str, &str)]| {
        let name = |path: &str| path.split('/').map(str::to_owned).collect::<Name>();
        let files = files.iter().map(|(path, text)| (name(path), (*text).to_owned()));
        House { modules: files.collect() }
    };
    let folder = vec!["a".to_owned()];
    let round = house(&[
        ("a", "mod b;\nmod c;\npub use b::{self, Book};"),
        ("a/b", "use super::c::{deep, Other as One};\npub struct Book;"),
        ("a/c", "use crate::a::{Book};\npub fn deep() {}"),
    ]);
    assert_eq!(circle(graph(&round, &folder)).len(), 2);
    let straight = house(&[
        ("a", "mod b;\nmod c;\npub use b::Book;\npub struct Shape;"),
        ("a/b", "use super::{Shape, c::deep};\npub struct Book;"),
        ("a/c", "use super::Shape;\npub fn deep() {}"),
    ]);
    assert_eq!(circle(graph(&straight, &folder)).len(), 0);
    assert_eq!(graph(&straight, &folder)["b"], BTreeSet::from(["c".to_owned()]));
}
