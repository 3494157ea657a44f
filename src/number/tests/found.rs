//! Numbers that are found in running text.

use super::*;

fn found(text: &str) -> Vec<&str> {
    find(text, &home("en-GB")).into_iter().map(|it| &text[it.range]).collect()
}

#[test]
fn numbers_are_told_from_others_in_a_text() {
    for (text, numbers) in [
        (
            "Call 0808 008 7054, or 020\u{A0}7299\u{A0}6653.",
            &["0808 008 7054", "020\u{A0}7299\u{A0}6653"][..],
        ),
        ("+44 (0)20 7299 6653 and (01865) 123456", &["+44 (0)20 7299 6653", "(01865) 123456"]),
        ("In an emergency call 999. Or call NHS 111, or ring 116 123", &["999", "111", "116 123"]),
        ("Phone 0300 123 1110 (8am to 8pm).", &["0300 123 1110"]),
        ("Phone 0300 123 1110 24 hours a day.", &["0300 123 1110"]),
        ("Phone (0300 123 1110) today", &["0300 123 1110"]),
        ("0300 123 1110, 9am to 5pm", &["0300 123 1110"]),
        ("0300 123 1110 9-5", &["0300 123 1110"]),
        ("Call 101, 105, 111", &["101", "105", "111"]),
        ("Ring 101, 105 or 111.", &["101", "105", "111"]),
        ("Childline is 0800 1111.", &["0800 1111"]),
        ("01632 960000 / 01632 960001", &["01632 960000", "01632 960001"]),
        ("Text SHOUT to 85258", &["85258"]),
        ("800-555-0100 or 1-800-555-0100", &["800-555-0100", "1-800-555-0100"]),
        ("Samaritans: 116 123", &["116 123"]),
        ("Call 0808 008 705 or 01632 960", &["0808 008 705", "01632 960"]),
        ("0300 123 4567 89", &["0300 123 4567 89"]),
        ("Or (212) 555-0123", &["(212) 555-0123"]),
        ("O808 157 0142 or 0808 l57 0142", &["O808 157 0142", "0808 l57 0142"]),
        ("01632 96O OOO, free", &["01632 96O OOO"]),
        ("01632 960000/960001 is ours", &["01632 960000/960001"]),
        ("Our line 01632-960-000", &["01632-960-000"]),
        ("0131 496 0000, 0131 496 0001, fax 0131 496 0002", &["0131 496 0000", "0131 496 0001"]),
        ("Ring 0800 REVERSE or 1-800-FLOWERS", &["0800 REVERSE", "1-800-FLOWERS"]),
        ("Call *5400, or dial *120#", &["*5400", "*120#"]),
    ] {
        assert_eq!(found(text), numbers, "{text}");
    }
    for text in [
        "It cost £012345678900 in 2026-10-01 or 01/02/2026.",
        "Registered charity number 0123456789",
        "Take 10 000 000 000 units, 0.5 mg, 111 tablets, 100 000 people",
        "We see 999 people. Call. 999 times",
        "ISBN 978-0-123456-78-9 or ISBN-10: 0-19-852663-6",
        "The fax number is 020 7946 0018. Dial 18001 first.",
        "Come to 111 High Street",
        "Call us in 24 hours, call 2 weeks later, 31.12.2026",
        "From 03/04/2026–05/06/2026, or 03.04.2026 - 05.06.2026",
        "OPEN 0800 MONDAY TO FRIDAY, FROM 0800 HOURS, 1800 DAILY",
        "I10, O2 200, vitamin B12, 100 l, Il 100 200 300, ISO 9001, 0800 l",
        "The note *2024 and *5400 people, #22, 5 * 120",
        "£1,800-2,000, 10-12, 2026/27, 978-0-19-852663-6, ref 01632/960000",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn numbers_for_text_messages_are_told_from_those_to_call() {
    let texted: Vec<bool> = find("Text YES to 70085, or text 07700 900118, call 999", &home("en"))
        .into_iter()
        .map(|it| it.texted)
        .collect();
    assert_eq!(texted, [true, true, false]);
}

/// Why numbers of a text are no links yet.
#[test]
fn numbers_of_a_text_that_are_in_doubt_are_made_no_links() {
    for (language, text, right) in [
        ("en-GB", "or 1-800-555-0199", "Abroad"),
        ("en-GB", "or 0808 l57 0142", "LookAlike"),
        ("en-GB", "or 020 7946 0019/20", "Several"),
        ("en-GB", "or 020 7946 001", "TooShort"),
        ("en-GB", "or 00000 000000", "Placeholder"),
    ] {
        let found = find(text, &home(language));
        assert!(matches!(&found[..], [it] if it.number.is_none()), "{text}: {found:?}");
        let doubt = format!("{:?}", found[0].doubt.as_ref().unwrap());
        assert!(doubt.starts_with(right), "{text}: {doubt}");
    }
}

/// What is dialled by a link that `check --fix` writes is what was found, and the link is accepted.
#[test]
fn every_number_that_is_found_is_read_as_it_was_found() {
    let numbers = [
        "0808 157 0142",
        "(01632) 960 000",
        "+44 (0)20 7946 0018",
        "020 7946 0018",
        "(212) 555-0123",
        "212-555-0123",
        "1-800-555-0199",
        "800-555-0100",
        "1800 247 247",
        "01 42 34 56 78",
        "15",
        "030/1234567",
        "*5400",
        "*120#",
        "0800 REVERSE",
        "1-800-FLOWERS",
        "0808 157 O142",
        "111",
        "960 001",
        "85258",
        "116 123",
        "18001 0808 157 0142",
        "0044 20 7946 0018",
        "+1 555 010 1234",
        "03-1234567",
        "800 70 2222",
        "01632 960",
        "0300 123 4567 89",
        "2125550123",
        "+999 12345678",
    ];
    let joins = [" or ", "/", " / ", ", ", " & ", " ", " (", " – ", ". Call ", ", text "];
    let languages = ["en-GB", "en-US", "en", "en-IE", "en-AU", "de", "fr", "he", "es", "pl", "cy"];
    let (mut count, mut linked) = (0, 0);
    for language in languages {
        let home = home(language);
        for (one, two, join) in numbers.iter().enumerate().flat_map(|(nth, one)| {
            // Each with every other one, by some of the ways to join them.
            let pair = move |(other, two)| (one, two, joins[(nth + other) % joins.len()]);
            numbers.iter().enumerate().map(pair)
        }) {
            let text = format!("Call {one}{join}{two} 9am to 5pm");
            count += 1;
            for found in find(&text, &home) {
                let Some(number) = found.number else {
                    assert!(found.doubt.is_some(), "{language}: {text}");
                    continue;
                };
                linked += 1;
                for target in [&text[found.range.clone()], &number.dialled] {
                    let dialled = read(target, &home).map(|it| it.dialled);
                    assert_eq!(dialled.as_ref(), Ok(&number.dialled), "{language}: {text}");
                }
            }
        }
    }
    assert!(count > 9_000 && linked > 8_000, "{count} {linked}");
}
