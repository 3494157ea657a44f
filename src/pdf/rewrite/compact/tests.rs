use super::compact;

/// What becomes of content; the strings here hold no byte that is not ASCII.
fn compacted(data: &str) -> String {
    String::from_utf8(compact(data.as_bytes()).expect("content as krilla writes it")).unwrap()
}

/// A group of text as krilla writes it, with the page's height 100.
fn group(color: &str, font: &str, at: (f32, f32), shown: &str) -> String {
    let (x, y) = at;
    format!(
        "q 1 0 0 -1 0 100 cm/c0 cs {color} scn\nBT 0 Tr/{font} Tf 1 0 0 -1 {x} {y} Tm{shown}\nET\nQ\n"
    )
}

#[test]
fn marks_of_text_share_a_text_object_and_say_what_changes() {
    let mut content = "/P<</MCID 0>>BDC\n".to_owned();
    content += &group("0 0 0", "f0 12", (10.0, 20.0), "[(ab)10(c)]TJ");
    content += &group("0 0 0", "f0 12", (10.0, 35.125), "(d)Tj");
    content += "EMC/P<</MCID 1>>BDC\n";
    content += &group("0 0.3137255 1", "f1 12", (30.0, 35.125), "(e)Tj");
    content += "EMC";
    let expected = "BT\n/P<</MCID 0>>BDC\n/c0 cs 0 0 0 scn\n/f0 12 Tf\n10 80 Td[(ab)10(c)]TJ\n\
                    0 -15.12 Td(d)Tj\nEMC\n/P<</MCID 1>>BDC\n0 .314 1 scn\n/f1 12 Tf\n\
                    20 0 Td(e)Tj\nEMC\nET\n";
    assert_eq!(compacted(&content), expected);
}

#[test]
fn rounded_places_do_not_add_up() {
    let lines: String =
        (1..=9).map(|line| group("0", "f0 9", (0.0, line as f32 * 10.004), "(a)Tj")).collect();
    let down: Vec<f64> = compacted(&lines)
        .lines()
        .filter_map(|line| line.split(" Td").next()?.split_once(' ')?.1.parse().ok())
        .collect();
    let bottom: f64 = 100.0 - 9.0 * 10.004;
    assert!((down.iter().sum::<f64>() - bottom).abs() < 0.006, "{down:?}");
}

#[test]
fn a_mark_with_more_than_text_is_not_within_a_text_object() {
    let text = group("0", "f0 9", (0.0, 50.0), "(a)Tj");
    let content = format!("{text}/P<</MCID 0>>BDC\nq 1 w 0 0 m 5 5 l S Q\n{text}EMC {text}");
    let expected = "BT\n/c0 cs 0 scn\n/f0 9 Tf\n0 50 Td(a)Tj\nET\n/P<</MCID 0>>BDC\nq\n1 w\n\
                    0 0 m\n5 5 l\nS\nQ\nBT\n0 50 Td(a)Tj\nET\nEMC\nBT\n0 50 Td(a)Tj\nET\n";
    assert_eq!(compacted(&content), expected);
}

#[test]
fn a_text_within_text_keeps_its_replacement() {
    let shown = "/Span<</ActualText(x)>>BDC(a)Tj EMC";
    let content = format!("/P<</MCID 0>>BDC\n{}EMC", group("0", "f0 9", (0.0, 50.0), shown));
    let expected = "BT\n/P<</MCID 0>>BDC\n/c0 cs 0 scn\n/Span<</ActualText(x)>>BDC\n/f0 9 Tf\n\
                    0 50 Td(a)Tj\nEMC\nEMC\nET\n";
    assert_eq!(compacted(&content), expected);
}

#[test]
fn what_a_group_changed_is_not_taken_for_granted_after_it() {
    let text = group("0", "f0 9", (0.0, 50.0), "(a)Tj");
    let content = format!("q /c0 cs 1 scn 0 0 5 5 re f {text}Q {text}");
    let expected = "q\n/c0 cs\n1 scn\n0 0 5 5 re\nf\nBT\n/c0 cs 0 scn\n/f0 9 Tf\n0 50 Td(a)Tj\nET\n\
                    Q\nBT\n/c0 cs 0 scn\n/f0 9 Tf\n0 50 Td(a)Tj\nET\n";
    assert_eq!(compacted(&content), expected);
}

#[test]
fn paints_of_print_are_said_once_too() {
    let text = group("0", "f0 9", (0.0, 50.0), "(a)Tj").replace("/c0 cs 0 scn", " 0 0 0 1 k");
    let expected = "BT\n0 0 0 1 k\n/f0 9 Tf\n0 50 Td(a)Tj\n0 0 Td(a)Tj\nET\n";
    assert_eq!(compacted(&format!("{text}{text}")), expected);
}

#[test]
fn turned_text_keeps_its_matrix() {
    let content = group("0", "f0 9", (0.0, 50.0), "(a)Tj").replace("1 0 0 -1 0 100", "0 1 1 0 0 0");
    let turned = compacted(&content);
    assert!(turned.contains("0 1 -1 0 50 0 Tm(a)Tj"), "{turned}");
}

#[test]
fn paths_have_as_many_decimals_as_can_be_seen() {
    let path = "0.123456 0.98765 m 5.5555 0 l 1 2 3.00001 4 5 6.123456 c h f";
    assert_eq!(compacted(path), ".12 .99 m\n5.56 0 l\n1 2 3 4 5 6.12 c\nf\n");
    let scaled = format!("q 100 0 0 100 0 0 cm {path} Q");
    assert!(compacted(&scaled).contains(".1235 .9877 m\n5.5555 0 l\n"), "{}", compacted(&scaled));
}

#[test]
fn four_corners_become_a_rectangle() {
    let square = "1 2 m 4 2 l 4 7 l 1 7 l h";
    assert_eq!(compacted(&format!("{square} {square} f")), "1 2 3 5 re\n1 2 3 5 re\nf\n");
    assert_eq!(compacted("1 2 m 4 2 l 4 7 l 1 8 l h f"), "1 2 m\n4 2 l\n4 7 l\n1 8 l\nf\n");
    assert_eq!(compacted("1 2 m 4 2 l 4 7 l 1 7 l S"), "1 2 m\n4 2 l\n4 7 l\n1 7 l\nS\n");
}

#[test]
fn strings_need_few_escapes_and_small_steps_wait() {
    let text = group("0", "f0 9", (0.0, 50.0), "[(\\050\\051\\134)1(a)-0.75(b\\015)-2.5(c)]TJ");
    let compact = compacted(&text);
    assert!(compact.contains("Td[(\\(\\)\\\\ab\\r)-2(c)]TJ"), "{compact}");
}

#[test]
fn what_krilla_does_not_write_is_left_alone() {
    for content in ["(a", "1 2 m (a) l f", "Q", "EMC", "BI /W 1 ID \u{1}] EI"] {
        assert_eq!(compact(content.as_bytes()), None, "{content}");
    }
}
