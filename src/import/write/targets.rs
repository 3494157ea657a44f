//! Links within the file as links within the booklet.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::outline::Outline;
use super::pieces::{Piece, reaches};
use crate::content::{is_reserved_id, slug};
use crate::import::draft::{Draft, Run};
use crate::import::tongue::each_run;

/// Gives an id to each place that a link of the file leads to.
pub(super) fn name(outline: &mut Outline, stems: &[String], draft: &mut Draft) {
    let mut used: HashSet<String> = HashSet::new();
    let mut look = |run: &mut Run| {
        let inner = run.look.href.as_deref().and_then(|href| href.strip_prefix('#'));
        used.extend(inner.map(str::to_owned));
    };
    for chapter in &mut outline.chapters {
        chapter.title.iter_mut().for_each(&mut look);
        each_run(&mut chapter.blocks, &mut look);
    }
    let mut taken: HashSet<String> = stems.iter().cloned().collect();
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    let mut wanted: Vec<(usize, String)> = used
        .into_iter()
        .filter_map(|name| {
            // A link's part may be written as in an address.
            Some((*draft.anchors.get(&name)?, name))
        })
        .collect();
    wanted.sort();
    for (order, name) in wanted {
        let id = names.entry(order).or_insert_with(|| free(&name, &mut taken)).clone();
        draft.ids.insert(name, (order, id));
    }
}

fn free(name: &str, taken: &mut HashSet<String>) -> String {
    let bare = slug(name);
    let bare = match bare.as_str() {
        "" => "part".to_owned(),
        bare if is_reserved_id(bare) => format!("{bare}-part"),
        bare => bare.to_owned(),
    };
    let mut id = bare.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{bare}-{number}");
        number += 1;
    }
    id
}

/// Puts each id where it belongs; a place that has one already keeps it.
pub(super) fn place(pieces: &mut [&mut Piece], draft: &Draft) {
    let mut others: HashMap<String, String> = HashMap::new();
    let wanted: BTreeMap<usize, &String> =
        draft.ids.values().map(|(order, id)| (*order, id)).collect();
    let reaches = reaches(pieces);
    for (order, id) in wanted {
        let at = reaches.partition_point(|reach| *reach < order);
        let Some(piece) = pieces.get_mut(at.min(reaches.len().saturating_sub(1))) else { continue };
        match &piece.id {
            Some(own) => _ = others.insert(id.clone(), own.clone()),
            None => piece.id = Some(id.clone()),
        }
    }
    for piece in pieces.iter_mut().filter(|_| !others.is_empty()) {
        for (old, new) in &others {
            piece.toml = piece.toml.replace(&format!("](#{old})"), &format!("](#{new})"));
        }
    }
}
