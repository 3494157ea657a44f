//! The rules, one a file. What `check` says comes in the order of [`RULES`]: errors first, then
//! warnings, then what is good to know.

use super::Rule;

pub mod abbreviated_unit;
pub mod ambiguous_date;
pub mod bare_address;
pub mod broken_word;
pub mod capitals;
pub mod conflicting_frequency;
pub mod decimal_comma;
pub mod dose_signs;
pub mod empty_dose;
pub mod garbled_dose;
pub mod garbled_text;
pub mod glued_dose;
pub mod hyphenated_text;
pub mod justified_text;
pub mod left_over;
pub mod lonely_list;
pub mod long_list;
pub mod long_measure;
pub mod long_review_interval;
pub mod long_sentence;
pub mod long_title;
pub mod low_contrast;
pub mod misleading_link;
pub mod missing_feedback;
pub mod missing_formats;
pub mod missing_nought;
pub mod missing_publisher;
pub mod missing_references;
pub mod missing_review_by;
pub mod missing_reviewed;
pub mod missing_version;
pub mod missing_words;
pub mod mostly_bold;
pub mod parted_address;
pub mod pasted_address;
pub mod prescription_shorthand;
pub mod reading_age;
pub mod repeated_title;
pub mod review_order;
pub mod review_overdue;
pub mod run_on_lines;
pub mod sensory_words;
pub mod similar_phone;
pub mod small_text;
pub mod split_number;
pub mod stacked_headings;
pub mod stray_space;
pub mod trailing_nought;
pub mod twenty_four_hour_clock;
pub mod typed_bullets;
pub mod typed_heading;
pub mod typed_mark;
pub mod typed_table;
pub mod undecided;
pub mod unexplained_abbreviation;
pub mod unit_capitals;
pub mod unmarked_language;
pub mod unparted_number;
pub mod unprinted_number;
pub mod untouched_example;
pub mod unused_allow;
pub mod unused_contact_point;
pub mod unused_picture;
pub mod unused_term;
pub mod unused_value;
pub mod urgency_too_high;
pub mod urgency_too_low;
pub mod urgency_unsaid;
pub mod vague_link;
pub mod weak_alt;
pub mod wordless_row;

/// Every rule.
pub const RULES: &[Rule] = &[
    missing_publisher::RULE,
    missing_version::RULE,
    missing_reviewed::RULE,
    missing_review_by::RULE,
    review_overdue::RULE,
    review_order::RULE,
    untouched_example::RULE,
    low_contrast::RULE,
    small_text::RULE,
    long_measure::RULE,
    justified_text::RULE,
    hyphenated_text::RULE,
    vague_link::RULE,
    misleading_link::RULE,
    unprinted_number::RULE,
    pasted_address::RULE,
    bare_address::RULE,
    parted_address::RULE,
    weak_alt::RULE,
    wordless_row::RULE,
    capitals::RULE,
    urgency_unsaid::RULE,
    urgency_too_low::RULE,
    urgency_too_high::RULE,
    mostly_bold::RULE,
    sensory_words::RULE,
    long_sentence::RULE,
    lonely_list::RULE,
    long_list::RULE,
    typed_bullets::RULE,
    typed_table::RULE,
    typed_heading::RULE,
    run_on_lines::RULE,
    typed_mark::RULE,
    left_over::RULE,
    undecided::RULE,
    garbled_text::RULE,
    broken_word::RULE,
    stray_space::RULE,
    long_title::RULE,
    stacked_headings::RULE,
    repeated_title::RULE,
    unexplained_abbreviation::RULE,
    unused_term::RULE,
    unused_value::RULE,
    unused_contact_point::RULE,
    unused_picture::RULE,
    similar_phone::RULE,
    split_number::RULE,
    garbled_dose::RULE,
    decimal_comma::RULE,
    abbreviated_unit::RULE,
    unit_capitals::RULE,
    trailing_nought::RULE,
    missing_nought::RULE,
    unparted_number::RULE,
    glued_dose::RULE,
    dose_signs::RULE,
    prescription_shorthand::RULE,
    conflicting_frequency::RULE,
    ambiguous_date::RULE,
    twenty_four_hour_clock::RULE,
    empty_dose::RULE,
    unmarked_language::RULE,
    long_review_interval::RULE,
    missing_feedback::RULE,
    missing_references::RULE,
    missing_formats::RULE,
    missing_words::RULE,
    unused_allow::RULE,
    reading_age::RULE,
];
