//! The Unicode bidirectional algorithm (UAX 9, revision 48) as its text has it, step by step: slow,
//! plain, and nothing of it shared with the program but the classes of characters.

use unicode_bidi::{BidiClass, bidi_class};

/// Characters of one paragraph from left to right, without signs of direction.
pub fn visual(text: &str, right_to_left: bool) -> String {
    let characters: Vec<char> = text.chars().collect();
    let levels = levels(&characters, u8::from(right_to_left));
    let order = reorder(&levels);
    order.into_iter().map(|at| characters[at]).filter(|c| !is_control(*c)).collect()
}

fn is_control(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}' | '\u{202A}'..='\u{202E}' | '\u{200E}' | '\u{200F}')
}

/// Rules X1 to X8, then W, N and I on each isolating run sequence, then L1 at the end.
fn levels(text: &[char], base: u8) -> Vec<u8> {
    use BidiClass::{B, BN, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO, S, WS};
    let original: Vec<BidiClass> = text.iter().map(|c| bidi_class(*c)).collect();
    let mut classes = original.clone();
    let mut levels = vec![base; text.len()];
    let mut stack = vec![(base, None, false)];
    for at in 0..text.len() {
        let (level, forced, _) = *stack.last().unwrap();
        let odd = (level + 1) | 1;
        let even = (level + 2) & !1;
        levels[at] = level;
        match original[at] {
            RLE | LRE | RLO | LRO => {
                let class = original[at];
                let next = if matches!(class, RLE | RLO) { odd } else { even };
                let forced = match class {
                    RLO => Some(BidiClass::R),
                    LRO => Some(BidiClass::L),
                    _ => None,
                };
                stack.push((next, forced, false));
                classes[at] = BN;
            }
            RLI | LRI | FSI => {
                classes[at] = forced.unwrap_or(original[at]);
                let rtl = original[at] == RLI;
                stack.push((if rtl { odd } else { even }, None, true));
            }
            PDI => {
                if stack.iter().any(|(_, _, isolate)| *isolate) {
                    while !stack.pop().unwrap().2 {}
                }
                let (level, forced, _) = *stack.last().unwrap();
                levels[at] = level;
                classes[at] = forced.unwrap_or(PDI);
            }
            PDF => {
                if stack.len() > 1 && !stack.last().unwrap().2 {
                    stack.pop();
                }
                classes[at] = BN;
            }
            B => levels[at] = base,
            BN => {}
            _ => classes[at] = forced.unwrap_or(original[at]),
        }
    }
    let explicit = levels.clone();
    for sequence in sequences(&original, &classes, &explicit) {
        resolve(text, &sequence, &mut classes, (&explicit, &mut levels), base);
    }
    // L1: blanks at the end.
    for at in (0..text.len()).rev() {
        let blank = matches!(original[at], WS | S | B | FSI | LRI | RLI | PDI)
            || matches!(original[at], BN | RLE | LRE | RLO | LRO | PDF);
        if !blank {
            break;
        }
        levels[at] = base;
    }
    levels
}

/// Rule X10: the characters of each isolating run sequence. Those that X9 removes are left out.
fn sequences(original: &[BidiClass], classes: &[BidiClass], levels: &[u8]) -> Vec<Vec<usize>> {
    use BidiClass::{BN, FSI, LRI, PDI, RLI};
    let kept: Vec<usize> = (0..classes.len()).filter(|at| classes[*at] != BN).collect();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for at in kept {
        match runs.last_mut() {
            Some(run) if levels[*run.last().unwrap()] == levels[at] => run.push(at),
            _ => runs.push(vec![at]),
        }
    }
    // The PDI that matches each initiator.
    let mut matching = vec![None; original.len()];
    let mut open = Vec::new();
    for (at, class) in original.iter().enumerate() {
        match class {
            LRI | RLI | FSI => open.push(at),
            PDI => {
                if let Some(start) = open.pop() {
                    matching[start] = Some(at);
                }
            }
            _ => {}
        }
    }
    let mut sequences: Vec<Vec<usize>> = Vec::new();
    for run in runs {
        let continued = sequences.iter_mut().find(|sequence| {
            original[run[0]] == PDI && matching[*sequence.last().unwrap()] == Some(run[0])
        });
        match continued {
            Some(sequence) => sequence.extend(run),
            None => sequences.push(run),
        }
    }
    sequences
}

fn resolve(
    text: &[char],
    sequence: &[usize],
    all: &mut [BidiClass],
    (explicit, levels): (&[u8], &mut [u8]),
    base: u8,
) {
    use BidiClass::{AL, AN, CS, EN, ES, ET, FSI, L, LRI, NSM, ON, PDI, R, RLI};
    let level = explicit[sequence[0]];
    let (first, last) = (sequence[0], *sequence.last().unwrap());
    let before =
        (0..first).rev().find(|at| all[*at] != BidiClass::BN).map_or(base, |at| explicit[at]);
    let opens = matches!(bidi_class(text[last]), LRI | RLI | FSI);
    let after =
        (last + 1..all.len()).find(|at| all[*at] != BidiClass::BN).map_or(base, |at| explicit[at]);
    let after = if opens { base } else { after };
    let of = |level: u8| if level % 2 == 1 { R } else { L };
    let (sos, eos) = (of(level.max(before)), of(level.max(after)));
    let mut classes: Vec<BidiClass> = sequence.iter().map(|at| all[*at]).collect();
    let count = classes.len();
    // W1
    for at in 0..count {
        if classes[at] == NSM {
            let before = if at == 0 { sos } else { classes[at - 1] };
            classes[at] = if matches!(before, LRI | RLI | FSI | PDI) { ON } else { before };
        }
    }
    // W2, W3
    let mut strong = sos;
    for class in &mut classes {
        match class {
            R | L | AL => strong = *class,
            EN if strong == AL => *class = AN,
            _ => {}
        }
    }
    for class in classes.iter_mut().filter(|class| **class == AL) {
        *class = R;
    }
    // W4
    for at in 1..count.saturating_sub(1) {
        let (one, other) = (classes[at - 1], classes[at + 1]);
        if classes[at] == ES && (one, other) == (EN, EN) {
            classes[at] = EN;
        } else if classes[at] == CS && one == other && matches!(one, EN | AN) {
            classes[at] = one;
        }
    }
    // W5, W6
    for at in 0..count {
        if classes[at] == ET {
            let end = (at..count).find(|at| classes[*at] != ET).unwrap_or(count);
            let number = at > 0 && classes[at - 1] == EN || end < count && classes[end] == EN;
            if number {
                classes[at..end].fill(EN);
            }
        }
    }
    for class in &mut classes {
        if matches!(class, ES | ET | CS) {
            *class = ON;
        }
    }
    // W7
    let mut strong = sos;
    for class in &mut classes {
        match class {
            R | L => strong = *class,
            EN if strong == L => *class = L,
            _ => {}
        }
    }
    brackets(text, sequence, &mut classes, of(level), sos);
    neutrals(&mut classes, of(level), sos, eos);
    for (at, class) in sequence.iter().zip(&classes) {
        all[*at] = *class;
        levels[*at] += match (level % 2, class) {
            (0, R) => 1,
            (0, AN | EN) => 2,
            (1, L | EN | AN) => 1,
            _ => 0,
        };
    }
}

fn side(class: BidiClass) -> Option<BidiClass> {
    match class {
        BidiClass::L => Some(BidiClass::L),
        BidiClass::R | BidiClass::EN | BidiClass::AN => Some(BidiClass::R),
        _ => None,
    }
}

/// Rule N0.
fn brackets(
    text: &[char],
    sequence: &[usize],
    classes: &mut [BidiClass],
    embedding: BidiClass,
    sos: BidiClass,
) {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, place) in sequence.iter().enumerate() {
        if classes[at] != BidiClass::ON {
            continue;
        }
        match text[*place] {
            '(' => open.push((')', at)),
            '[' => open.push((']', at)),
            c @ (')' | ']') => {
                if let Some(found) = open.iter().rposition(|(closer, _)| *closer == c) {
                    pairs.push((open[found].1, at));
                    open.truncate(found);
                }
            }
            _ => {}
        }
    }
    pairs.sort_unstable();
    for (start, end) in pairs {
        let within: Vec<_> = classes[start + 1..end].iter().filter_map(|c| side(*c)).collect();
        let to = if within.contains(&embedding) {
            embedding
        } else if within.is_empty() {
            continue;
        } else {
            let context = classes[..start].iter().rev().find_map(|c| side(*c)).unwrap_or(sos);
            if context == embedding { embedding } else { context }
        };
        (classes[start], classes[end]) = (to, to);
    }
}

/// Rules N1 and N2.
fn neutrals(classes: &mut [BidiClass], embedding: BidiClass, sos: BidiClass, eos: BidiClass) {
    let mut at = 0;
    while at < classes.len() {
        if side(classes[at]).is_some() {
            at += 1;
            continue;
        }
        let end = (at..classes.len()).find(|at| side(classes[*at]).is_some());
        let end = end.unwrap_or(classes.len());
        let before = if at == 0 { sos } else { side(classes[at - 1]).unwrap() };
        let after = classes.get(end).map_or(eos, |class| side(*class).unwrap());
        classes[at..end].fill(if before == after { before } else { embedding });
        at = end;
    }
}

/// Rule L2.
fn reorder(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    for level in (1..=levels.iter().copied().max().unwrap_or(0)).rev() {
        let mut at = 0;
        while at < order.len() {
            let mut end = at;
            while end < order.len() && levels[order[end]] >= level {
                end += 1;
            }
            order[at..end].reverse();
            at = end + 1;
        }
    }
    order
}
