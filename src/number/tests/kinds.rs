//! Second numbers that are shortened, prices, places, prefixes, letters and short numbers.

use super::*;

fn said(language: &str, text: &str) -> String {
    match read(text, &home(language)) {
        Ok(number) => number.dialled,
        Err(Doubt::Several(listed)) => {
            let one = |it: Listed| it.written.unwrap_or_else(|| "?".to_owned());
            listed.into_iter().map(one).collect::<Vec<_>>().join(" | ")
        }
        Err(doubt) => format!("{doubt:?}").split(['(', ' ', '{']).next().unwrap().to_owned(),
    }
}

#[track_caller]
fn assert_said(cases: &[(&str, &str, &str)]) {
    let wrong = cases.iter().filter_map(|(language, text, right)| {
        let said = said(language, text);
        (said != *right).then(|| format!("{language}: {text}: {said} and not {right}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const SHORTENED: &[(&str, &str, &str)] = &[
    ("en-GB", "020 7946 0018 (day), 0019 (night)", "020 7946 0018 | 020 7946 0019"),
    ("en-GB", "020 7946 0018 (day), 19 (night)", "020 7946 0018 | 020 7946 0019"),
    ("en-GB", "020 7946 0018 (day) or 0019 (night)", "020 7946 0018 | 020 7946 0019"),
    ("en-GB", "020 7946 0018 (nights 0019)", "020 7946 0018 | 020 7946 0019"),
    ("en-GB", "020 7946 0018, fax 0019", "020 7946 0018 | 020 7946 0019"),
    ("en-GB", "01632 960123 or -124", "01632 960123 | 01632 960124"),
    ("en-GB", "01632 960123 to 125", "01632 960123 | 01632 960125"),
    ("en-GB", "01632 960123; 124", "01632 960123 | 01632 960124"),
    ("en-GB", "01632 960123 day, 124 night", "01632 960123 | 01632 960124"),
    ("de", "030 12345-0 oder -12", "030 12345-0 | 030 12345-12"),
    ("de", "030 12345-0 / -12", "030 12345-0 | 030 12345-12"),
    ("de", "030 12345-0 (Zentrale), -12 (Station 3)", "030 12345-0 | 030 12345-12"),
    ("de", "030 12345-10 bis -15", "030 12345-10 | 030 12345-15"),
    ("de", "030 12345-0 bzw. -12", "030 12345-0 | 030 12345-12"),
    ("fr", "01 42 34 56 78 (jour), 79 (nuit)", "01 42 34 56 78 | 01 42 34 56 79"),
    ("it", "06 1234567 (giorno), 8 (notte)", "06 1234567 | 06 1234568"),
    ("es", "912 345 678 (día), 679 (noche)", "912 345 678 | 912 345 679"),
    ("en-GB", "020 7946 0018 [day], 0019 [night]", "020 7946 0018 | 020 7946 0019"),
    ("en-GB", "020 7946 0018 – day; 0019 – night", "020 7946 0018 | 020 7946 0019"),
    ("en-GB", "020 7946 0018 (day) 0019 (night)", "020 7946 0018 | 020 7946 0019"),
    ("en-GB", "020 7946 0018 (day: 9-5), 0019 (night)", "020 7946 0018 | 020 7946 0019"),
    ("en-GB", "01632 960123, 124, 125", "01632 960123 | 01632 960124 | 01632 960125"),
    ("de", "030 1234567 oder 8", "030 1234567 | 030 1234568"),
    ("nl", "020 123 4567 of 4568", "020 123 4567 | 020 123 4568"),
    ("pl", "22 123 45 67 (dzień), 68 (noc)", "22 123 45 67 | 22 123 45 68"),
];

/// A second number of which only the end is written is never dropped in silence, and each of the
/// numbers that are written in its place can be dialled.
#[test]
fn the_end_of_a_second_number_is_not_dropped() {
    assert_said(SHORTENED);
    for (language, text, _) in SHORTENED {
        let Err(Doubt::Several(listed)) = read(text, &home(language)) else { panic!("{text}") };
        for one in listed {
            let written = one.written.unwrap();
            assert!(read(&written, &home(language)).is_ok(), "{text}: {written}");
        }
        let text = format!("a {text}.");
        let found = find(&text, &home(language));
        // Only where a fax is named, the first number is all that is called.
        let first = found.first().and_then(|it| it.number.as_ref());
        assert!(first.is_none(), "{language}: {text}: {found:?}");
    }
}

#[test]
fn figures_that_end_no_second_number_are_none() {
    for (text, right) in [
        ("020 7946 0018 (press 2), 24 hours", "02079460018"),
        ("0300 123 4567 (Mon-Fri), 10-4 (Sat)", "03001234567"),
        ("020 7946 0018 (day: 9-5)", "02079460018"),
        ("0300 123 4567 – weekdays, 10 to 4", "03001234567"),
        ("0300 123 4567 (weekdays) 9am (Saturday) 10am", "03001234567"),
        ("0300 123 4567 (Mon-Fri 9-5), 10-4 (Sat)", "03001234567"),
        ("0300 123 4567 (weekdays), 8 until late", "03001234567"),
        ("0300 123 4567 daily, 0900 to 1700", "03001234567"),
        ("0300 123 4567 8:00 -17:00", "03001234567"),
        ("0300 123 4567 (calls cost 10p, from mobiles 40p)", "03001234567"),
        ("01632 960123 or ext 124", "01632960123"),
        ("01632 960123 ext 45 or 46", "01632960123"),
        ("01632 960123 x45/46", "01632960123"),
        ("01632 960123 x45, x46", "01632960123"),
        ("01632 960123 ext. 4501 / 4502 / 4503", "01632960123"),
        ("01632 960123 ext 9 or 10", "01632960123"),
        ("01632 960123, estyniad 45 neu 46", "01632960123"),
        ("01632 960123 Durchwahl 45 oder 46", "01632960123"),
        // What may be an extension or the end of a number is asked about, and never put together.
        ("01632 960123 ext 45 or 4601", "01632 960123 | ?"),
        ("01632 960123 ext 45 or 999", "01632 960123 | 999"),
        ("01632 960123 (bleep 1234)", "01632960123"),
        ("01632 960123, ward 7", "01632960123"),
    ] {
        assert_eq!(said("en-GB", text), right, "{text}");
    }
    let home = home("en-GB");
    for text in [
        "Call 0800 123 4567, 12 people answer",
        "Call 0800 123 4567 or 3 days later",
        "Call 0800 123 4567 or 1000 others",
        "Come to us: 01632 960123, 12 High Street",
        "We moved: 0800 123 4567, 2024",
        "Call 0800 123 4567 (free), 24 hours",
        "Call 020 7946 0018 (day: 9-5)",
    ] {
        let found = find(text, &home);
        assert!(matches!(&found[..], [it] if it.number.is_some()), "{text}: {found:?}");
    }
}

#[test]
fn prices_behind_a_number_are_not_dialled() {
    assert_said(&[
        ("fr", "0 825 123 456 (0,15 €/min)", "0825123456"),
        ("fr", "0 825 123 456 (0,15 € / min)", "0825123456"),
        ("fr", "0 825 123 456 0,15 €/min", "0825123456"),
        ("fr", "0 825 123 456 [0,15€/min]", "0825123456"),
        ("fr", "3631 (0,35 €/min)", "3631"),
        ("pl", "700 123 456 (2,08 zł/min)", "700123456"),
        ("pl", "700 123 456 – 2,08 zł/min", "700123456"),
        ("pl", "801 123 456 (0,35 PLN za minutę)", "801123456"),
        ("de", "0900 1 123456 (1,99 €/Min.)", "09001123456"),
        ("de", "0180 5 123456 (0,14–0,42 €/Min.)", "01805123456"),
        ("it", "199 123 456 (0,14 €/min)", "199123456"),
        ("es", "902 123 456 (0,12 €/min)", "902123456"),
        ("pt-PT", "808 24 24 24 (0,07 €/min)", "808242424"),
        ("cs", "840 123 456 (2,50 Kč/min)", "840123456"),
        ("hu", "06 90 123 456 (508 Ft/perc)", "0690123456"),
        ("sv", "0900 123 45 67 (9,90 kr/min)", "09001234567"),
        ("fi", "0600 12345 (1,98 €/min + pvm)", "060012345"),
        ("tr", "444 0 123 (0,50 TL/dk)", "4440123"),
        ("en-GB", "0871 123 4567 (£0.13 per minute)", "08711234567"),
        ("en-US", "1-900-555-0123 ($2.99/min)", "19005550123"),
    ]);
}

#[test]
fn the_figure_of_a_place_is_not_dialled() {
    assert_said(&[
        ("en-GB", "Ward 7 0800 123 4567", "08001234567"),
        ("en-GB", "Ward 12 01632 960123", "01632960123"),
        ("en-GB", "Ward 7, 8 0800 123 4567", "08001234567"),
        ("en-GB", "Room 101 020 7946 0018", "02079460018"),
        ("en-GB", "Ward 7 (01632) 960123", "01632960123"),
        ("de", "Station 3 030 1234567", "0301234567"),
        ("fr", "Bureau 12 01 42 34 56 78", "0142345678"),
        ("pl", "Oddział 7 22 123 45 67", "221234567"),
        ("es", "Planta 3 912 345 678", "912345678"),
        ("en-GB", "NHS 111 0300 123 4567", "111 | 0300 123 4567"),
        ("en-US", "Call 1 800 273 8255", "18002738255"),
        ("ru-RU", "тел. 8 800 2000 122", "88002000122"),
    ]);
}

#[test]
fn a_prefix_behind_a_number_is_dialled_first_by_those_it_is_for() {
    assert_said(&[
        ("en-GB", "0800 123 4567 (prefix 18001)", "1800108001234567"),
        ("en-GB", "0800 123 4567 (dial 18001 first)", "1800108001234567"),
        ("en-GB", "0800 123 4567 (textphone prefix 18001)", "08001234567"),
        ("en-GB", "0800 123 4567 (Relay UK: 18001 first)", "08001234567"),
        ("en-GB", "(prefix 18001)", "TooShort"),
    ]);
    let home = home("en-GB");
    let number = read_as("0800 123 4567 (Relay UK: 18001 first)", &home, Way::Textphone);
    assert_eq!(number.unwrap().dialled, "1800108001234567");
}

#[test]
fn letters_of_the_keys_are_those_of_the_country() {
    assert_said(&[
        ("en-US", "1-800-273-TALK", "18002738255"),
        ("en-US", "1-800-273-TALK (8255)", "18002738255"),
        ("en-US", "800-273-TALK", "8002738255"),
        ("en-US", "(800) 273-TALK", "8002738255"),
        ("en-US", "1-800-Quit-Now", "18007848669"),
        ("en-US", "1 800 273 8255", "18002738255"),
        ("en-AU", "1800 RESPECT", "1800737732"),
        ("en-AU", "13 HEALTH (13 43 25 84)", "13432584"),
        ("en-GB", "0800 CHILDLINE", "Letters"),
        ("en-GB", "0800 Childline", "Letters"),
        ("en-NZ", "0800 HELPLINE", "Letters"),
    ]);
}

#[test]
fn short_numbers_of_a_country_and_a_language_are_dialled_as_they_are() {
    for (language, text) in [
        ("pt-BR", "188"),
        ("nl-NL", "113"),
        ("nl", "14020"),
        ("hi-IN", "14416"),
        ("el-GR", "1018"),
        ("el", "10306"),
        ("am-ET", "952"),
        ("lt-LT", "1809"),
        ("th", "1300"),
        ("hi", "108"),
        ("ru", "103"),
        ("fa", "115"),
        ("zh-Hans", "120"),
        ("ar", "997"),
        ("ur", "1122"),
        ("so", "888"),
        ("fr", "3114"),
    ] {
        assert_eq!(said(language, text), text, "{language}");
        assert_eq!(said(language, &format!("{text} (24/7)")), text, "{language}");
    }
    assert_eq!(said("tr", "444 0 123"), "4440123");
    for (language, text) in
        [("en-GB", "188"), ("en-GB", "1234"), ("hi-GB", "108"), ("de", "14416"), ("ru", "12345")]
    {
        assert_eq!(said(language, text), "TooShort", "{language}: {text}");
    }
}

/// Short numbers behind a word that asks to call, in every language, and no other figures.
#[test]
fn numbers_are_found_in_texts_of_other_languages() {
    for (language, text, right) in [
        ("de", "Im Notfall rufen Sie 112 an.", &["112"][..]),
        ("de", "Wählen Sie die 112.", &["112"]),
        ("fr", "Composez le 15, le 17 ou le 18.", &["15", "17", "18"]),
        ("fr", "Appelez le 3114 ou le SAMU au 15.", &["3114"]),
        ("fr", "Prenez 15 mg pendant 15 jours, dès le 15 du mois. Appelez le 15 mars.", &[]),
        ("es", "Llame al 061 o al 112", &["061", "112"]),
        ("pl", "Zadzwoń pod numer 22 123 45 67 lub 112.", &["22 123 45 67", "112"]),
        ("pl", "Infolinia 800 702 222 jest czynna", &["800 702 222"]),
        ("pl", "100 000 000 osób, REGON 123 456 789, 12.03.2026", &[]),
        ("ar", "اتصل على 999 فورا، أو اتصل بـ111", &["999", "111"]),
        ("ar", "تناول 999 حبة", &[]),
        ("hi", "999 पर कॉल करें।", &["999"]),
        ("hi", "999 लोग", &[]),
        ("ur", "ہنگامی صورت میں 999 پر کال کریں", &["999"]),
        ("zh-Hans", "紧急情况请拨打999。", &["999"]),
        ("ru", "Позвоните по номеру 999 или 111.", &["999", "111"]),
        ("he", "התקשרו ל-101", &["101"]),
        ("fa", "با 999 تماس بگیرید", &["999"]),
        ("tr", "112'yi arayın", &["112"]),
        ("ja", "119番に電話してください", &["119"]),
        ("en-GB", "Order number 0800 123 4567, invoice no. 0300 123 4567", &[]),
        ("en-GB", "To order, call 0800 123 4567", &["0800 123 4567"]),
        ("de", "Bestellnummer 0800 123 4567, Telefonnummer 030 1234567", &["030 1234567"]),
    ] {
        let found = find(text, &home(language));
        assert!(found.iter().all(|it| it.number.is_some()), "{text}: {found:?}");
        let found: Vec<&str> = found.into_iter().map(|it| &text[it.range]).collect();
        assert_eq!(found, right, "{language}: {text}");
    }
}

#[test]
fn what_the_author_settles_is_taken() {
    assert_eq!(settled("+44 20 7946 0018").as_deref(), Some("+442079460018"));
    assert_eq!(settled("555-0100").as_deref(), Some("5550100"));
    assert_eq!(settled("*5400").as_deref(), Some("*5400"));
    assert_eq!(settled("*120#").as_deref(), Some("*120#"));
    for text in ["", "1", "0800 FLOWERS", "(01632) 960000", "1+1", "0808 157 0142 0808 157 0143"] {
        assert_eq!(settled(text), None, "{text}");
    }
}

/// A short number is no more the only one than a long one is; what is glued to a number in brackets
/// may be the end of another.
#[test]
fn a_second_short_number_and_glued_figures_are_asked_about() {
    for (language, text) in [
        ("fr-FR", "15, le 17"),
        ("fr-FR", "15 ou au 17"),
        ("fr-FR", "le 15, pour les pompiers le 18"),
        ("en-GB", "999 – from abroad 112"),
        ("en-GB", "111, in Wales 112"),
        ("de-DE", "112, die Polizei unter 110"),
        ("en-GB", "01632 960123(4)"),
        ("de-DE", "030 12345678(9)"),
    ] {
        let read = read(text, &home(language));
        assert!(read.is_err(), "{language}: {text}: {read:?}");
    }
    for (language, text, dialled) in [
        ("fr-FR", "15 (SAMU), 24 h/24", "15"),
        ("fr-FR", "3114 (7 j/7)", "3114"),
        ("en-GB", "999, open 24 hours", "999"),
        ("en-GB", "111 (24 hours)", "111"),
        ("en-GB", "01632 960123 (24 hours)", "01632960123"),
        ("en-GB", "01632 960123(24h)", "01632960123"),
        ("de-DE", "112, 24 Stunden", "112"),
    ] {
        let read = read(text, &home(language)).map(|it| it.dialled);
        assert_eq!(read.as_deref(), Ok(dialled), "{language}: {text}");
    }
}

/// Of several numbers each keeps the words that belong to it.
#[test]
fn each_of_several_numbers_has_its_words() {
    for (text, right) in [
        ("Day: 01632 960123, night: 01632 960124", ["Day: 01632 960123", "night: 01632 960124"]),
        (
            "01632 960123 (day) or 01632 960124 (night)",
            ["01632 960123 (day)", "01632 960124 (night)"],
        ),
        ("01632 960123 / 960124 ext 45", ["01632 960123", "01632 960124 ext 45"]),
        ("01632 960123 ext 45 or 01632 960124", ["01632 960123 ext 45", "01632 960124"]),
        ("0131 496 0000 (nights 0131 496 0001)", ["0131 496 0000", "nights 0131 496 0001"]),
        ("01632 960123 to 125", ["01632 960123", "01632 960125"]),
        (
            "Reception 01632 960123; bleep 12; pharmacy 01632 960124 (24 hours)",
            ["Reception 01632 960123; bleep 12", "pharmacy 01632 960124 (24 hours)"],
        ),
    ] {
        let Err(Doubt::Several(listed)) = read(text, &home("en-GB")) else { panic!("{text}") };
        let words: Vec<String> = listed.into_iter().filter_map(|it| it.words).collect();
        assert_eq!(words, right, "{text}");
    }
}
