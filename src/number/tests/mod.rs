mod found;
mod kinds;

use super::*;
use crate::language::Language;

fn home(language: &str) -> Home {
    Home::of(&Language::parse(language).unwrap(), None)
}

fn dialled(text: &str) -> String {
    match read(text, &home("en-GB")) {
        Ok(number) => number.dialled,
        Err(doubt) => format!("{doubt:?}").split(['(', ' ', '{']).next().unwrap().to_owned(),
    }
}

/// Figures behind a number that make another number with it are dialled with it nowhere.
#[test]
fn figures_behind_a_number_are_not_dialled_with_it() {
    let cases = [
        ("en-GB", "0800 1111 9-5", "08001111"),
        ("en-GB", "0800 1111 (9-5)", "08001111"),
        ("en-GB", "0800 1111 10-4", "08001111"),
        ("en-GB", "0800 1111 9-5 Monday to Friday", "08001111"),
        ("en-GB", "0800 123 456 (8 to 5)", "0800123456"),
        ("en-GB", "0800 123 456 7-9pm", "0800123456"),
        ("en-GB", "0800 123 456 1 hour", "Ends"),
        ("en-GB", "01204 62345 9 to 5", "Ends"),
        ("en-GB", "01204 62345 8.30-17.00", "0120462345"),
        ("ar", "0800 1111 24 ساعة", "Ends"),
        ("zh-Hans", "0800 1111 24小时", "Ends"),
        ("pl", "0800 1111 24 godz.", "Ends"),
        ("ru", "0800 1111 24 часа", "Ends"),
        ("de", "030 1234567 8.00–16.00 Uhr", "0301234567"),
        ("de", "030 1234567 (9–17 Uhr)", "0301234567"),
        ("de", "030 1234567 (2. Stock)", "0301234567"),
        ("de", "0180 5 123456 (14 ct/min)", "01805123456"),
        ("de", "116 117 24 Std.", "116117"),
        ("de-AT", "142 24 Std.", "142"),
        ("de-AT", "01 40400 8–16 Uhr", "0140400"),
        ("fr", "01 42 34 56 78 9-17 h", "0142345678"),
        ("fr", "01 42 34 56 78 7 j/7", "Ends"),
        ("fr", "01 42 34 56 78 (9 h 30)", "0142345678"),
        ("en-IE", "01 864 5678 9-5", "018645678"),
        ("en-AU", "02 9123 4567 9 to 5", "Ends"),
        ("vi-VN", "1900 9095 (1.000đ/phút)", "19009095"),
        ("ja-JP", "03-1234-5678 9時〜17時", "0312345678"),
        ("hi-IN", "011-23456789 24 घंटे", "Ends"),
        ("he-IL", "03-6234567 24 שעות", "036234567"),
        // What belongs to a number is dialled.
        ("de", "030 12 34 56 78 Montag", "03012345678"),
        ("de", "030 12345-0 Zentrale", "030123450"),
        ("de", "030 12345-67", "0301234567"),
        ("de", "030 12345 67", "0301234567"),
        ("fr", "01 42 34 56 78 Paris", "0142345678"),
        ("en-GB", "01204 623 456 Monday", "01204623456"),
    ];
    let mut faults = Vec::new();
    for (language, text, right) in cases {
        let said = match read(text, &home(language)) {
            Ok(number) => number.dialled,
            Err(doubt) => format!("{doubt:?}").split(['(', ' ', '{']).next().unwrap().to_owned(),
        };
        // Running text has a link for the number alone, or none.
        let found = find(text, &home(language)).into_iter().filter_map(|it| it.number);
        let linked: Vec<String> = found.map(|it| it.dialled).filter(|it| it != right).collect();
        if said != right || !linked.is_empty() {
            faults.push(format!("{language}: {text}: {said} {linked:?} and not {right}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The nought that is dialled at home alone, in brackets with the code of the area.
#[test]
fn a_nought_in_brackets_is_dialled_where_it_belongs_to_the_number() {
    for (text, right) in [
        ("+353 (01) 234 5678", "+35312345678"),
        ("+49 (030) 12345678", "+493012345678"),
        ("0049 (030) 12345678", "00493012345678"),
        ("+48 (022) 621 11 11", "+48226211111"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("+44 (020) 7946 0000", "+442079460000"),
        ("+39 (0)6 1234 5678", "+390612345678"),
        ("+39 (06) 1234 5678", "+390612345678"),
    ] {
        assert_eq!(dialled(text), right, "{text}");
    }
}

/// What a careful person dials who reads these words, or why nobody can be sure.
#[test]
fn what_is_dialled_is_what_is_read() {
    let cases = [
        ("0808 008 7054", "08080087054"),
        ("0300 123 4567 24 hours", "03001234567"),
        ("0300 123 4567 9am to 5pm", "03001234567"),
        ("0300 123 4567 9-5 Monday to Friday", "03001234567"),
        ("0300 123 4567 Mon 8.30-17.00, Sat 10.00-12.00", "03001234567"),
        ("0300 123 4567 08:30-17:00", "03001234567"),
        ("0300 123 4567 0900-1700", "03001234567"),
        ("0300 123 4567 8 to 6", "03001234567"),
        ("0300 123 4567 (24 hours, 7 days a week)", "03001234567"),
        ("0300 123 4567 365 days a year", "03001234567"),
        ("0300 123 4567#2", "03001234567"),
        ("01632 960 000;12", "01632960000"),
        ("01632 960 000 ext 12", "01632960000"),
        ("01632 960 000 ext. 123456", "01632960000"),
        ("01632 960000x12", "01632960000"),
        ("01632 960 000, option 2", "01632960000"),
        ("01632 960 000 (option 2)", "01632960000"),
        ("01632 960 000 – 24/7", "01632960000"),
        ("01632 960 000 24/7", "01632960000"),
        ("01632 960 000 (2 lines)", "01632960000"),
        ("24-hour helpline 0300 123 4567", "03001234567"),
        ("Monday to Friday, 9am to 5pm: 0300 123 4567", "03001234567"),
        ("0808 008 7054 (freephone 24)", "08080087054"),
        ("(01632) 960 000", "01632960000"),
        ("(01632 960 000)", "01632960000"),
        ("01632-960-000", "01632960000"),
        ("01632.960.000", "01632960000"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("+44(0)1632 960000", "+441632960000"),
        ("(+44) 1632 960000", "+441632960000"),
        ("+44 0808 157 0142", "+448081570142"),
        ("0044 01632 960000", "00441632960000"),
        ("0044 20 7946 0000", "00442079460000"),
        ("0044 (0)20 7946 0000", "00442079460000"),
        ("(555) 010-1234", "5550101234"),
        ("555-010-1234", "Abroad"),
        ("1-800-4-CANCER", "Abroad"),
        ("0800 REVERSE", "08007383773"),
        ("0800 REVERSE (0800 738 3773)", "08007383773"),
        ("0800 FLOWERS", "08003569377"),
        ("020 7946 0000 (+44 20 7946 0000)", "02079460000"),
        ("18001 0808 157 0142", "1800108081570142"),
        ("18001 then 0808 157 0142", "1800108081570142"),
        ("0800 1111", "08001111"),
        ("0800 11 11 day or night", "08001111"),
        ("0845 46 47", "08454647"),
        ("999", "999"),
        ("NHS 111", "111"),
        ("111 (24 hours)", "111"),
        ("111 option 2", "111"),
        ("116 123", "116123"),
        ("85258", "85258"),
        ("Text SHOUT to 85258", "85258"),
        ("+353 1 234 5678", "+35312345678"),
        ("+1 555 010 1234", "+15550101234"),
        ("٠٨٠٨ ٠٠٨ ٧٠٥٤", "08080087054"),
        ("拨打01632 960 115。", "01632960115"),
        ("0808\u{A0}157\u{2011}0142", "08081570142"),
        ("*5400", "*5400"),
        ("*120#", "*120#"),
        ("*67", "*67"),
        ("*#06#", "*#06#"),
        ("Call *5400 (24 hours)", "*5400"),
        ("*0808 157 0142", "08081570142"),
        ("0808 157 0142 *free", "08081570142"),
        ("999 *24 hours", "999"),
        ("+1-800-555-0199", "+18005550199"),
        ("+1-800-4-CANCER", "+18004226237"),
        // In doubt.
        ("*5400 or 0808 157 0142", "Several"),
        ("*5400, *5401", "Several"),
        ("5400*", "TooShort"),
        ("1-800-555-0199", "Abroad"),
        ("18005550199", "Abroad"),
        ("(212) 555-0123", "2125550123"),
        ("2125550123", "Abroad"),
        ("(207) 555-0123", "2075550123"),
        ("44 20 7946 0018", "Abroad"),
        ("300 123 4567", "NoPrefix"),
        ("bleep 1234", "TooShort"),
        ("O808 157 0142", "LookAlike"),
        ("01632 960000 / 960001", "Several"),
        ("01632 960000/1", "Several"),
        ("01632 960 000 & 960 001", "Several"),
        ("01632 960 000, 960 001", "Several"),
        ("01632 960 000, 01632 960 001", "Several"),
        ("0131 496 0000 or 0131 496 0001", "Several"),
        ("0131 496 0000 0131 496 0001", "Several"),
        ("0131 496 0000\n0131 496 0001", "Several"),
        ("01632 960 000 or 111", "Several"),
        ("999 or 112", "Several"),
        ("0131 496 0000 (nights 0131 496 0001)", "Several"),
        ("Day: 0131 496 0000. Night: 0131 496 0001.", "Several"),
        ("01632 XXX XXX", "Placeholder"),
        ("0300 xxx xxxx", "Placeholder"),
        ("01632 960 ###", "Placeholder"),
        ("01632 ______", "Placeholder"),
        ("00000 000000", "Placeholder"),
        ("0800 000 000", "Placeholder"),
        ("01234 567890", "Placeholder"),
        ("01632 960", "TooShort"),
        ("01632 960 00", "TooShort"),
        ("0808 157 014", "TooShort"),
        ("0800 1234", "TooShort"),
        ("960 000", "TooShort"),
        ("01632 960 1234567", "TooLong"),
        ("0300 123 4567 8", "TooLong"),
        ("0300 123 4567 24", "TooLong"),
        ("+44 20 7946 00", "TooShort"),
        ("+44 20 7946 00000", "TooLong"),
        ("+999 123 456 789", "UnknownCode"),
        ("20 7946 0000", "NoPrefix"),
        ("0808 157 O142", "LookAlike"),
        ("01632 96O OOO", "LookAlike"),
        ("0800 FREE", "Letters"),
        ("0800 reverse", "TooShort"),
        ("Freephone 0800", "TooShort"),
        ("TBC", "None"),
        ("see our website", "None"),
    ];
    let wrong: Vec<String> = cases
        .into_iter()
        .filter(|(text, right)| dialled(text) != *right)
        .map(|(text, right)| format!("{text}: {} and not {right}", dialled(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_language_says_whose_numbers_they_are() {
    for (language, text, right) in [
        ("fr-FR", "01 42 34 56 78", Some("0142345678")),
        ("fr", "01 42 34 56 78 (appel gratuit)", Some("0142345678")),
        ("fr-FR", "15", Some("15")),
        ("fr", "01 42 34 56", None),
        ("fr", "01 42 34 56 24 heures", None),
        ("de", "030/1234567", Some("0301234567")),
        ("de", "030 1234567-12", Some("030123456712")),
        ("de", "0800 1110111 24 Stunden", Some("08001110111")),
        ("pl", "800 70 2222", Some("800702222")),
        ("en-US", "555-010-1234", Some("5550101234")),
        ("en-US", "(555) 010-1234", Some("5550101234")),
        ("en-US", "1-800-4-CANCER", Some("18004226237")),
        ("en-US", "1-800-555-0199", Some("18005550199")),
        ("en", "1-800-555-0199", Some("18005550199")),
        ("en-CA", "1-800-555-0199", Some("18005550199")),
        ("es", "1-800-555-0199", Some("18005550199")),
        ("es-ES", "1-800-555-0199", None),
        ("de", "1-800-555-0199", None),
        ("fr", "1-800-555-0199", None),
        ("he", "1-800-555-0199", None),
        ("he", "1-800-123-456", Some("1800123456")),
        ("he", "*5400", Some("*5400")),
        ("he", "*5400 או 03-1234567", None),
        ("fr-FR", "1 42 34 56 78", None),
        ("en-US", "988", Some("988")),
        ("en-US", "555-0100", None),
        ("en-IE", "1800 247 247", Some("1800247247")),
        ("en-AU", "13 11 14", Some("131114")),
        ("es-ES", "024", Some("024")),
        ("ar", "0808 157 0127", Some("08081570127")),
        ("hi", "01632 960", None),
        ("cy", "0808 157 0142 rhwng 9 a 5", Some("08081570142")),
    ] {
        let number = read(text, &home(language)).ok();
        assert_eq!(number.map(|it| it.dialled).as_deref(), right, "{language}: {text}");
    }
}

#[test]
fn one_number_in_two_ways_is_the_same() {
    let number = |text| read(text, &home("en-GB")).unwrap();
    assert!(number("+44 (0)20 7299 6653").is_same(&number("020 7299 6653")));
    assert!(number("18001 020 7299 6653").is_same(&number("0044 20 7299 6653")));
    assert!(!number("020 7299 6653").is_same(&number("020 7299 6654")));
}

/// Numbers as digits, of kinds with ten digits behind the nought alone.
const BASES: [&str; 12] = [
    "08081570142",
    "03001234567",
    "01632960123",
    "02079460018",
    "01314960000",
    "07700900118",
    "03069990123",
    "02890180123",
    "01142496012",
    "08001234567",
    "02920180456",
    "09098790123",
];

/// The ways to write a number of eleven digits.
fn ways(digits: &str) -> Vec<String> {
    let cut = |sizes: &[usize], sign: &str| {
        let mut at = 0;
        let groups = sizes.iter().map(|size| {
            at += size;
            &digits[at - size..at]
        });
        groups.collect::<Vec<_>>().join(sign)
    };
    let mut ways = vec![digits.to_owned()];
    for sign in [" ", "-", "\u{A0}", "\u{2011}", ".", " - ", "  ", "–"] {
        for sizes in [&[4, 3, 4][..], &[5, 6], &[5, 3, 3], &[3, 4, 4], &[4, 3, 2, 2], &[1, 10]] {
            ways.push(cut(sizes, sign));
        }
    }
    ways.push(format!("({}) {}", &digits[..5], &digits[5..]));
    ways.push(format!("({}) {} {}", &digits[..4], &digits[4..7], &digits[7..]));
    ways.push(format!("({digits})"));
    ways
}

/// Whatever words stand around a number, it alone is dialled.
#[test]
fn every_way_to_write_a_number_dials_it() {
    let before = [
        "",
        "Tel: ",
        "Freephone ",
        "24-hour line: ",
        "Monday to Friday, 9am–5pm: ",
        "☎ ",
        "Ward 7, ",
    ];
    let after = [
        "",
        ".",
        " 24 hours",
        " (24 hours)",
        " 24 hours a day, 7 days a week",
        " 24/7",
        " – 24/7",
        " 9am to 5pm",
        " 9am-5pm",
        " 9.30am–4.30 pm",
        " (9am to 5pm)",
        ", 9am to 5pm",
        ": 8am to 8pm",
        " Mon-Fri 9-5",
        " Monday to Friday 9 to 5",
        " 9-5",
        " 8:30-17:00",
        " 0900-1700",
        " 8.30 – 17.00",
        " ext 12",
        " ext. 1234",
        " extension 12345",
        " x12",
        "x12",
        "#2",
        " #2",
        ";12",
        ";ext=12",
        " option 1",
        ", option 2",
        " (option 2)",
        " press 1",
        " free",
        " (freephone)",
        " or by email",
        " (2 lines)",
        " 7 days a week",
        " / 24 hours",
        " & by post",
        "*",
        " †",
        " 365 days a year",
        " from 1 April 2026",
        " (until 31/12/2026)",
    ];
    let home = home("en-GB");
    let mut count = 0;
    let mut wrong = Vec::new();
    for (nth, base) in BASES.into_iter().enumerate() {
        // All of them take minutes in an unoptimised program: each number in a tenth of the ways.
        for way in ways(base).into_iter().skip(nth % 10).step_by(10) {
            for text in
                before.iter().flat_map(|before| after.map(|after| format!("{before}{way}{after}")))
            {
                count += 1;
                let number = read(&text, &home);
                if number.as_ref().map(|it| &*it.dialled) != Ok(base) {
                    wrong.push(format!("{text}: {number:?}"));
                }
            }
        }
    }
    assert!(count > 15_000, "{count}");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

/// A digit too few or too many, and a second number, are never dialled.
#[test]
fn no_number_is_dialled_that_is_cut_or_joined_to_another() {
    let joins = [
        " or ",
        " / ",
        "/",
        ", ",
        " & ",
        " and ",
        " | ",
        "; ",
        " – ",
        " ",
        "\n",
        " (nights ",
        " then ",
        " + ",
        " (",
        " neu ",
        " - ",
        ". ",
        " fax ",
    ];
    let home = home("en-GB");
    let mut count = 0;
    let mut wrong = Vec::new();
    let mut refuse = |text: String| {
        count += 1;
        if let Ok(number) = read(&text, &home) {
            wrong.push(format!("{text}: {}", number.dialled));
        }
    };
    for (nth, base) in BASES.into_iter().enumerate() {
        for way in ways(base).into_iter().skip(nth % 5).step_by(5) {
            let last = way.trim_end_matches(')').len();
            // 0800 has numbers with a digit less: 0800 123 456.
            let shortest = if base.starts_with("0800") { 2 } else { 1 };
            for cut in shortest..=2 {
                refuse(format!("{}{}", &way[..last - cut].trim_end(), &way[last..]));
            }
            for more in ["1", "12", "123456"] {
                refuse(format!("{}{more}{}", &way[..last], &way[last..]));
            }
            for join in joins {
                refuse(format!("{way}{join}01632 960 999"));
                refuse(format!("{way}{join}960 999"));
            }
        }
    }
    assert!(count > 4_000, "{count}");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

/// What several numbers in one text are to be written as.
#[test]
fn several_numbers_are_listed_whole_or_not_at_all() {
    let listed = |language: &str, text: &str| {
        let Err(Doubt::Several(listed)) = read(text, &home(language)) else {
            panic!("{text}: {:?}", read(text, &home(language)));
        };
        let one = |it: Listed| format!("{:?} {}", it.way, it.written.as_deref().unwrap_or("?"));
        listed.into_iter().map(one).collect::<Vec<_>>().join(", ")
    };
    for (language, text, right) in [
        ("en-GB", "020 7946 0019/20", "Call 020 7946 0019, Call 020 7946 0020"),
        (
            "en-GB",
            "020 7946 0019/20/21",
            "Call 020 7946 0019, Call 020 7946 0020, Call 020 7946 0021",
        ),
        ("en-GB", "020 7946 0019/12", "Call 020 7946 0019, Call ?"),
        ("en-GB", "01632 960000 / 960001", "Call 01632 960000, Call 01632 960001"),
        ("en", "01632 960 000 & 960 001", "Call 01632 960 000, Call 01632 960 001"),
        ("en-GB", "01632 960 000 or 111", "Call 01632 960 000, Call 111"),
        ("en-GB", "01632 960 000/111", "Call 01632 960 000, Call ?"),
        ("en-GB", "999 or 112", "Call 999, Call 112"),
        ("fr-FR", "01 42 34 56 78 ou 15", "Call 01 42 34 56 78, Call 15"),
        (
            "en-GB",
            "0300 123 1234 / Textphone 0300 123 1235",
            "Call 0300 123 1234, Textphone 0300 123 1235",
        ),
        (
            "en-GB",
            "0131 496 0000, 0131 496 0001, fax 0131 496 0002",
            "Call 0131 496 0000, Call 0131 496 0001, Fax 0131 496 0002",
        ),
        ("he", "*5400 / *5401", "Call *5400, Call *5401"),
    ] {
        assert_eq!(listed(language, text), right, "{language}: {text}");
    }
}
