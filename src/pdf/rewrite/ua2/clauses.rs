//! The clauses of PDF/UA-2 that a finished file can break, each with a test on its objects.

use std::collections::HashMap;

use super::super::file::{Dictionary, File, Value};
use super::elements::{Elements, inner};

/// Roles that no element of the other may hold directly (ISO 32005, as ISO 14289-2, 8.2.3 asks).
const NOT_WITHIN: &[(&str, &str)] = &[
    ("P", "P"),
    ("P", "Sect"),
    ("P", "L"),
    ("P", "Table"),
    ("LI", "L"),
    ("Sect", "LI"),
    ("Sect", "TOCI"),
    ("Link", "Link"),
    ("Link", "P"),
    ("TOC", "P"),
];

/// What an element may hold, for those that hold nothing else.
const ONLY: &[(&str, &[&str])] = &[
    ("L", &["LI", "Caption"]),
    ("LI", &["Lbl", "LBody"]),
    ("TOC", &["TOCI", "TOC", "Caption"]),
    ("Table", &["THead", "TBody", "TFoot", "TR", "Caption"]),
    ("THead", &["TR"]),
    ("TBody", &["TR"]),
    ("TR", &["TH", "TD"]),
];

/// The clauses that a file breaks, in words.
pub(super) fn broken(file: &File<'_>, elements: &Elements) -> Vec<String> {
    let numbers = std::iter::once(elements.document).chain(elements.all.iter().map(|(_, at)| *at));
    let tree: HashMap<u32, Dictionary> = numbers
        .filter_map(|number| Some((number, file.value(number)?.into_dictionary()?)))
        .collect();
    let mut faults = Vec::new();
    let mut heading = 0;
    for number in std::iter::once(elements.document).chain(elements.all.iter().map(|(_, at)| *at)) {
        let Some(element) = tree.get(&number) else {
            faults.push(format!("8.2.2: element {number} is not there"));
            continue;
        };
        let role = element.name("S").unwrap_or_default();
        namespace(element, role, elements, &mut faults);
        caption(element, &tree, &mut faults);
        nesting(element, role, &tree, &mut faults);
        heading_level(role, &mut heading, &mut faults);
        particulars(file, element, role, &tree, &mut faults);
    }
    faults
}

fn namespace(element: &Dictionary, role: &str, elements: &Elements, faults: &mut Vec<String>) {
    let own = element.reference("NS");
    if own != Some(elements.namespace) && !matches!(role, "TOC" | "TOCI" | "BlockQuote") {
        faults.push(format!("8.2.4: {role} is in no namespace of PDF 2.0"));
    }
}

fn nesting(
    element: &Dictionary,
    role: &str,
    tree: &HashMap<u32, Dictionary>,
    faults: &mut Vec<String>,
) {
    let only = ONLY.iter().find(|(outer, _)| *outer == role).map(|(_, roles)| *roles);
    for child in inner(element) {
        let child = tree.get(&child).and_then(|child| child.name("S")).unwrap_or_default();
        if NOT_WITHIN.contains(&(role, child)) || only.is_some_and(|only| !only.contains(&child)) {
            faults.push(format!("8.2.3: {child} stands directly in {role}"));
        }
    }
}

/// 8.2.5.27: a caption is the first or the last of its parent's children.
fn caption(element: &Dictionary, tree: &HashMap<u32, Dictionary>, faults: &mut Vec<String>) {
    let is_caption =
        |child: &u32| tree.get(child).and_then(|child| child.name("S")) == Some("Caption");
    let children = inner(element);
    let count = children.len();
    let within = |(at, child): (usize, &u32)| at > 0 && at + 1 < count && is_caption(child);
    if children.iter().enumerate().any(within) {
        faults.push("8.2.5.27: a caption stands in the middle".into());
    }
}

/// 8.2.5.10: levels go up by one at a time.
fn heading_level(role: &str, last: &mut u32, faults: &mut Vec<String>) {
    let Some(level) = role.strip_prefix('H').and_then(|level| level.parse().ok()) else { return };
    if level > *last + 1 {
        faults.push(format!("8.2.5.10: H{level} follows H{last}"));
    }
    *last = level;
}

fn particulars(
    file: &File<'_>,
    element: &Dictionary,
    role: &str,
    tree: &HashMap<u32, Dictionary>,
    faults: &mut Vec<String>,
) {
    match role {
        "TOCI" if element.get("Ref").is_none() => {
            faults.push("8.2.5.8: an entry of the contents has no Ref".into());
        }
        "L" if labelled(element, tree) && matches!(numbering(element), None | Some("None")) => {
            faults.push("8.2.5.25: a list with labels has no ListNumbering".into());
        }
        "Figure" if element.get("Alt").is_none() => {
            faults.push("8.2.5.28: a figure has no Alt".into());
        }
        "TH" if attribute(element, "Table", "Scope").is_none() => {
            faults.push("8.2.5.26: a head of a table has no Scope".into());
        }
        "Link" => link(file, element, faults),
        _ => {}
    }
}

fn link(file: &File<'_>, element: &Dictionary, faults: &mut Vec<String>) {
    let Some(Value::Array(kids)) = element.get("K") else {
        faults.push("8.2.5.20: a link holds no annotation".into());
        return;
    };
    let mut annotations = 0;
    for kid in kids {
        let Value::Dictionary(kid) = kid else { continue };
        let Some(number) = kid.reference("Obj") else { continue };
        let Some(annotation) = file.value(number).and_then(Value::into_dictionary) else {
            continue;
        };
        annotations += 1;
        let contents = annotation.get("Contents");
        if contents.is_none() {
            faults.push("8.9.2.3: a link has no Contents".into());
        }
        if element.get("Alt").is_some_and(|alt| Some(alt) != contents) {
            faults.push("8.9.2.3: the Alt of a link is not its Contents".into());
        }
        let to_page = annotation.get("Dest").is_some();
        let without = matches!(annotation.get("A"), Some(Value::Dictionary(action))
            if action.name("S") == Some("GoTo") && action.get("SD").is_none());
        if to_page || without {
            faults.push("8.8: a link leads to a page and to no element".into());
        }
    }
    if annotations == 0 {
        faults.push("8.2.5.20: a link holds no annotation".into());
    }
}

fn labelled(list: &Dictionary, tree: &HashMap<u32, Dictionary>) -> bool {
    let has_label = |item: u32| {
        let item = tree.get(&item).map(inner).unwrap_or_default();
        item.into_iter().any(|part| tree.get(&part).is_some_and(|p| p.name("S") == Some("Lbl")))
    };
    inner(list).into_iter().any(has_label)
}

fn numbering(list: &Dictionary) -> Option<&str> {
    match attribute(list, "List", "ListNumbering")? {
        Value::Name(name) => Some(name),
        _ => None,
    }
}

/// An attribute of an element, by its owner and its key.
fn attribute<'e>(element: &'e Dictionary, owner: &str, key: &str) -> Option<&'e Value> {
    let of = |attributes: &'e Value| match attributes {
        Value::Dictionary(attributes) if attributes.name("O") == Some(owner) => attributes.get(key),
        _ => None,
    };
    match element.get("A")? {
        Value::Array(all) => all.iter().find_map(of),
        attributes => of(attributes),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::file::assemble;
    use super::*;
    use crate::layout::NodeId;

    /// The clauses that elements break; the first is the one at the top, and each is written
    /// without its namespace, and with `#` at its end where it has none. The namespace is object 2,
    /// the first element object 3.
    fn faults(elements: &[&str]) -> Vec<String> {
        let mut objects = vec!["<</Type/Catalog>>".to_owned(), "<</Type/Namespace>>".to_owned()];
        objects.extend(elements.iter().map(|element| match element.strip_suffix('#') {
            Some(element) => format!("<<{element}>>"),
            None => format!("<</NS 2 0 R {element}>>"),
        }));
        let bytes = assemble(&objects);
        let file = File::read(&bytes).unwrap();
        let numbers = 4..3 + u32::try_from(elements.len()).unwrap();
        let all = numbers.map(|number| (NodeId(number), number)).collect();
        broken(&file, &Elements::of_test(3, 2, all))
    }

    #[test]
    fn a_sound_tree_breaks_no_clause() {
        let sound = [
            "/S/Document/K[4 0 R 5 0 R 6 0 R 9 0 R]",
            "/S/H1/K[0]",
            "/S/H2/K[1]",
            "/S/L/A[<</O/List/ListNumbering/Disc>>]/K[7 0 R]",
            "/S/LI/K[8 0 R]",
            "/S/Lbl/K[2]",
            "/S/Table/K[10 0 R 11 0 R]",
            "/S/Caption/K[3]",
            "/S/TR/K[]",
        ];
        assert_eq!(faults(&sound), [""; 0]);
    }

    #[test]
    fn each_clause_is_noticed_where_it_is_broken() {
        let cases: [(&[&str], &str); 12] = [
            (&["/S/Document/K[4 0 R]", "/S/P/K[5 0 R]", "/S/P/K[0]"], "8.2.3: P stands directly"),
            (&["/S/Document/K[4 0 R]", "/S/L/K[5 0 R]", "/S/P/K[0]"], "8.2.3: P stands directly"),
            (&["/S/Document/K[4 0 R]", "/S/LI/K[5 0 R]", "/S/L/K[]"], "8.2.3: L stands directly"),
            (&["/S/Document/K[4 0 R]", "/S/H1/K[0]#"], "8.2.4: H1"),
            (&["/S/Document/K[4 0 R 5 0 R]", "/S/H1/K[0]", "/S/H3/K[1]"], "8.2.5.10: H3"),
            (&["/S/Document/K[4 0 R]", "/S/TOCI/K[0]"], "8.2.5.8"),
            (
                &["/S/Document/K[4 0 R]", "/S/L/K[5 0 R]", "/S/LI/K[6 0 R]", "/S/Lbl/K[0]"],
                "8.2.5.25",
            ),
            (&["/S/Document/K[4 0 R]", "/S/Figure/K[0]"], "8.2.5.28"),
            (&["/S/Document/K[4 0 R]", "/S/TH/K[0]"], "8.2.5.26"),
            (
                &["/S/Document/K[4 0 R 5 0 R 6 0 R]", "/S/P/K[0]", "/S/Caption/K[1]", "/S/P/K[2]"],
                "8.2.5.27",
            ),
            (&["/S/Document/K[4 0 R]", "/S/Link/K[0]"], "8.2.5.20"),
            (
                &[
                    "/S/Document/K[4 0 R]",
                    "/S/Link/K[0<</Type/OBJR/Obj 5 0 R>>]",
                    "/Type/Annot/Contents(a)/Dest[3 0 R/Fit]",
                ],
                "8.8",
            ),
        ];
        for (elements, clause) in cases {
            let faults = faults(elements);
            assert!(faults.iter().any(|fault| fault.starts_with(clause)), "{clause}: {faults:?}");
        }
    }
}
