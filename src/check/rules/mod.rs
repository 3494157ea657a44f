//! The rules, one a file; errors first, then warnings, then what is good to know.

use super::Rule;

macro_rules! rules {
    ($($name:ident),+ $(,)?) => {
        $(pub mod $name;)+

        /// Every rule.
        pub const RULES: &[Rule] = &[$($name::RULE),+];
    };
}

rules! {
    missing_publisher,
    missing_version,
    missing_reviewed,
    missing_review_by,
    review_overdue,
    review_order,
    low_contrast,
    small_text,
    long_measure,
    justified_text,
    hyphenated_text,
    vague_link,
    misleading_link,
    bare_address,
    parted_address,
    weak_alt,
    capitals,
    mostly_bold,
    sensory_words,
    long_sentence,
    lonely_list,
    long_list,
    typed_bullets,
    long_title,
    stacked_headings,
    unexplained_abbreviation,
    unused_term,
    unused_value,
    unused_contact_point,
    unused_picture,
    similar_phone,
    abbreviated_unit,
    trailing_nought,
    missing_nought,
    unparted_number,
    glued_dose,
    dose_signs,
    prescription_shorthand,
    conflicting_frequency,
    ambiguous_date,
    twenty_four_hour_clock,
    empty_dose,
    unmarked_language,
    long_review_interval,
    missing_feedback,
    missing_references,
    missing_formats,
    missing_words,
    unused_allow,
    reading_age,
}
