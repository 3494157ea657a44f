//! The validator and the reader on whole PDF files.

mod bombs;
mod foreign;
mod heard;
mod hostile;
mod sample;

use chapbook::verify::{self, NotValidatable, ReadError, Standard, Unreadable};

#[test]
fn every_element_is_read_in_order_with_its_words() {
    let read = verify::read(&sample::booklet()).unwrap();
    let expected = r#"Document lang=en-GB
  Title "Getting help"
  H1 "Who \"we\" are"
  P
    "Call "
    Strong "today"
    ", on "
    Link to="tel:08080087054" "0808 008 7054"
    "."
  P "XYZ‑hours"
  P lang=he "first second"
  P "A paragraph that goes over the page."
  L
    LI
      Lbl "tick box"
      LBody "Bring a list"
  P "heart"
"#;
    assert_eq!(read, expected);
}

#[test]
fn a_sound_file_passes_both_standards() {
    let results = verify::validate(&sample::booklet()).unwrap();
    let verdicts: Vec<_> = results.iter().map(|it| (it.standard, it.passes)).collect();
    assert_eq!(verdicts, [(Standard::PdfUa1, true), (Standard::PdfA2a, true)], "{results:?}");
}

#[test]
fn a_thousand_pages_are_judged_and_read() {
    let bytes = sample::long(1000);
    let results = verify::validate(&bytes).unwrap();
    assert!(results.iter().all(|result| result.passes), "{results:?}");
    let tree = verify::tree(&bytes).unwrap();
    assert_eq!(tree.elements().count(), 1000);
    assert!(tree.elements().all(|section| section.text().ends_with("Some wordsa link")));
}

#[test]
fn a_file_without_tags_is_judged_and_has_nothing_to_read() {
    let bytes = sample::untagged();
    assert_eq!(verify::read(&bytes), Err(ReadError::Untagged));
    let results = verify::validate(&bytes).unwrap();
    assert!(results.iter().all(|result| !result.passes && !result.faults.is_empty()));
    assert!(results[0].faults.iter().any(|fault| fault.clause == "7.1"), "{results:?}");
}

#[test]
fn what_is_no_pdf_is_called_so() {
    for bytes in [&b""[..], b"title = \"A booklet\"", b"\x89PNG\r\n"] {
        assert_eq!(verify::read(bytes), Err(ReadError::Unreadable(Unreadable::NotPdf)));
        let judged = verify::validate(bytes);
        assert_eq!(judged, Err(NotValidatable::Unreadable(Unreadable::NotPdf)));
    }
}

/// Cut short and with bytes changed in many places, a file may be called damaged or be read in
/// part; the program goes on either way.
#[test]
fn damaged_files_do_no_harm() {
    let bytes = sample::booklet();
    for part in 1..24 {
        let cut = &bytes[..bytes.len() * part / 24];
        let mut changed = bytes.clone();
        changed.iter_mut().skip(part).step_by(97 * part).for_each(|byte| *byte ^= 0x15);
        for damaged in [cut, &changed] {
            let read = verify::read(damaged);
            let judged = verify::validate(damaged);
            let passes = judged.is_ok_and(|results| results.iter().all(|result| result.passes));
            assert!(!passes, "a damaged file passes: part {part}, read as {read:?}");
        }
    }
}

#[test]
fn a_file_that_needs_a_password_is_called_locked() {
    let mut document = lopdf::Document::load_mem(&sample::booklet()).unwrap();
    let version = lopdf::EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert_eq!(verify::read(&bytes), Err(ReadError::Unreadable(Unreadable::Locked)));
    let judged = verify::validate(&bytes);
    assert_eq!(judged, Err(NotValidatable::Unreadable(Unreadable::Locked)));
}

/// Each piece of content is said once, where it is first named, and the circle is cut.
#[test]
fn files_of_other_programs_are_read() {
    let expected = r#"Sect lang=fr
  MyPara
    "Café ofﬁce €5in the form"
    Note alt="a \"note\"" "soft-ly"
"#;
    assert_eq!(verify::read(&foreign::file(false)).unwrap(), expected);
    assert_eq!(verify::read(&foreign::file(true)).unwrap(), expected);
}

#[test]
fn the_typed_tree_gives_roles_and_the_words_that_are_said() {
    let tree = verify::tree(&sample::booklet()).unwrap();
    assert_eq!(tree.role, "Document");
    let words: Vec<_> = tree.elements().map(|it| (it.role.as_str(), it.text())).collect();
    assert_eq!(words[2], ("P", "Call today, on 0808 008 7054.".to_owned()));
    assert_eq!(words[6], ("L", "tick boxBring a list".to_owned()));
}
