//! Long booklets: they are compared in a time that grows as they do, and what changed is found in
//! them all the same.

use std::fmt::Write as _;
use std::time::Instant;

use chapbook::changes::{self, State};

use super::kinds::state;

/// Blocks of which each has words of its own; `edit` is put into every `nth`.
fn blocks(count: usize, nth: usize, edit: &str) -> String {
    let mut text = String::new();
    for at in 0..count {
        let edit = if at % nth == 0 { edit } else { "" };
        let (one, two) = (at * 7919 % 10_007, at * 104_729 % 10_009);
        let _ = writeln!(
            text,
            "[[block]]\ntext = 'Take tablet number w{one} with water and lie down on bed w{two}{edit} \
             for as long as the nurse of your ward asks you to do so, and eat when you like.'"
        );
    }
    text
}

fn long(count: usize, nth: usize, edit: &str) -> State {
    state(&blocks(count, nth, edit), 0).unwrap()
}

#[test]
fn every_block_of_many_may_change_and_is_found_again() {
    let (old, new) = (long(500, 500, ""), long(500, 1, " slowly"));
    let (report, changes) = changes::compare(old, new).unwrap();
    assert_eq!(report.changed(), 500);
    let changed = changes.iter().filter(|it| it.old.len() == 1 && it.new.len() == 1 && !it.moved);
    assert!(changed.count() > 500, "none is told as deleted and inserted");
}

#[test]
fn twice_as_many_blocks_take_about_twice_as_long() {
    let time = |count: usize| {
        let (old, new) = (long(count, count, ""), long(count, 1, " slowly"));
        let start = Instant::now();
        changes::compare(old, new).unwrap();
        start.elapsed()
    };
    time(100);
    let (one, four) = (time(500), time(2000));
    assert!(four < one * 12, "{one:?} for 500 blocks, {four:?} for 2000");
}

/// 300 pages are about 1,500 such blocks. Run it in a release build:
/// `cargo test --release --test integration -- --ignored three_hundred_pages --nocapture`.
#[test]
#[ignore = "measures time, which only a release build shows"]
fn three_hundred_pages_are_compared_in_a_second() {
    for nth in [1, 20] {
        let (old, new) = (long(1500, 1500, ""), long(1500, nth, " slowly"));
        let start = Instant::now();
        changes::compare(old, new).unwrap();
        eprintln!("every {nth}th of 1500 blocks changed: {:?}", start.elapsed());
        assert!(start.elapsed().as_secs_f32() < 1.0);
    }
}
