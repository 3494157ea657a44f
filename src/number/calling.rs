//! What the words around a number of a running text say that it is for: to be called, to be written
//! to, or to register something.

/// What a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calling {
    Call,
    Text,
}

/// Words that have a number to call after them, in lower case: as a booklet asks its readers, and
/// as it speaks of them.
const CALLING: &str = "call calling ring ringing dial dialling dialing phone telephone tel \
    ffoniwch ffonio ffôn deialwch \
    composez composer composant appelez appeler téléphonez téléphoner contactez joignez téléphone tél \
    rufen rufe wählen wähle anrufen notruf telefon telefonnummer telefonisch ruf \
    llame llamar llama llamando marque marcar marca teléfono tlf \
    chiamare chiamate chiami chiama componga comporre telefoni telefonare telefono \
    ligue ligar marque disque telefone liga \
    bel bellen belt telefoon telefoonnummer \
    zadzwoń zadzwonić dzwoń dzwonić zadzwonić wybierz telefonu telefonicznie zadzwonić \
    volejte volat zavolejte zavolat volajte zavolajte zavolať volať \
    hívja hívd hívjon tárcsázza hívható \
    sunați suna sunaţi apelați apelaţi apelează formați telefonul \
    skambinkite skambinti skambink telefonu zvaniet zvanīt piezvaniet helista helistage \
    ringe ringer soita soittakaa numeroon slå \
    вызовите звоните позвоните звонить позвонить наберите набрать телефон телефону тел \
    телефонуйте зателефонуйте дзвоніть подзвоніть наберіть \
    καλέστε καλείτε τηλεφωνήστε τηλέφωνο τηλ \
    اتصل اتصلي اتصلوا بالاتصال الاتصال هاتف خابر \
    חייגו חייג התקשרו התקשר להתקשר לחייג טלפון \
    تلفن \
    wac wacdo piga pigia tumawag tawagan gọi \
    拨打 致电 致電 电话 電話 拨 打 撥打 請撥 请拨 请致电 请拨打 โทร โทรศัพท์";

/// Words that have a number to be written to after them.
const WRITING: &str = "text sms";

/// Words that stand between such a word and its number.
const BETWEEN: &str = "nhs on the number samu \
    le la les au numéro n° num \
    sie die den der unter nummer direkt sofort bitte an im \
    el al número il lo numero o para pod nr no numer direct numărul la \
    het op alarmnummer linku číslo na tísňovou a az numeriu tel numurile uz numbril numret till til numeroon \
    скорую по номеру номер за номером στο το στον αριθμό \
    على بالرقم الرقم رقم ب بـ برقم את ל למספר אל lambarka nambari namba simu sa số ngay";

/// Words that have a number to call before them: "999 पर कॉल करें".
const CALLED: &[&str] = &[
    "कॉल",
    "फ़ोन",
    "फोन",
    "डायल",
    "کال",
    "فون",
    "ڈائل",
    "تماس",
    "زنگ",
    "কল",
    "ফোন",
    "ડાયલ",
    "કૉલ",
    "ફોન",
    "ਕਾਲ",
    "ਫ਼ੋਨ",
    "ਫੋਨ",
    "ਡਾਇਲ",
    "அழைக்கவும்",
    "அழையுங்கள்",
    "arayın",
    "arayınız",
    "arayabilirsiniz",
    "電話",
    "전화",
    "ይደውሉ",
];

/// How many words of those that stand between are looked at.
const NEAR: usize = 4;

/// Whether the words before say what the number is for: "call NHS 111", "text YES to 70085",
/// "composez le 15".
pub(super) fn before(before: &str) -> Option<Calling> {
    // A stop between the word and the number parts them; one behind a short word is part of it: tel.
    let mut back = words(sentence(before)).rev().map(str::to_lowercase);
    let first = back.next()?;
    if first == "to" {
        let (one, two) = (back.next()?, back.next());
        return what(&one).or_else(|| what(&two?));
    }
    let mut word = first;
    for _ in 0..NEAR {
        if let Some(calling) = what(&word) {
            return Some(calling);
        }
        if !is_in(BETWEEN, &word) {
            return None;
        }
        word = back.next()?;
    }
    None
}

fn what(word: &str) -> Option<Calling> {
    if is_in(WRITING, word) {
        return Some(Calling::Text);
    }
    // In Chinese and Thai, a word has no blank before it.
    let unparted = |known: &&str| known.starts_with(|c: char| c >= '\u{E00}');
    let ends = || CALLING.split_whitespace().filter(unparted).any(|known| word.ends_with(known));
    (is_in(CALLING, word) || ends()).then_some(Calling::Call)
}

/// Whether the words behind a number say that it is to be called.
pub(super) fn behind(after: &str) -> bool {
    let end = after.find(['.', ',', ';', '!', '?', '।', '۔', '。', '\n']).unwrap_or(after.len());
    words(&after[..end]).take(NEAR).any(|word| {
        // In Japanese and Korean, more is written with it: 119番に電話して, 119에 전화하세요.
        let within = |known: &&&str| known.starts_with(|c: char| c > '\u{3000}');
        let word = word.to_lowercase();
        CALLED.contains(&&*word) || CALLED.iter().filter(within).any(|known| word.contains(known))
    })
}

/// What stands before a number in its sentence.
fn sentence(before: &str) -> &str {
    let abbreviated = |rest: &str| {
        let word = rest.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        matches!(&*word.to_lowercase(), "tel" | "tél" | "nr" | "tlf" | "тел" | "τηλ" | "no" | "โทร")
    };
    let stops = before.rmatch_indices(['.', ',', ';', '!', '?', '。', '，', '،']);
    let mut ends = stops.filter(|(at, stop)| *stop != "." || !abbreviated(&before[..*at]));
    ends.next().map_or(before, |(at, stop)| &before[at + stop.len()..])
}

pub(super) fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == ':')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c)))
        .filter(|word| !word.is_empty())
}

/// Marks over and under letters, with which words of India and Thailand end.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{DFF}' | '\u{E31}'..='\u{E4E}')
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// Words for what a number registers.
const REGISTERS: &str = "charity company registered registration isbn reference ref vat sc account \
    sort regon nip krs pesel nif cif ičo dič cvr siret siren iban";

/// Words for things whose number is no telephone number, before a word for number.
const THINGS: &str = "order invoice serial model part batch lot item catalogue catalog product stock \
    tracking policy case customer member membership leaflet document form publication licence license claim ticket receipt \
    commande facture série client dossier pedido factura serie cliente ordine fattura ordem fatura \
    zamówienia faktury klienta objednávky заказа замовлення الطلب سفارش";

/// Words for a number, behind one for a thing, and before it in French and its like.
const NUMBERS: &str = "number numbers no nos num code id nr nº n numéro número numero numer číslo de del di do d номер رقم شماره";

/// Ends of words for a number of a thing, and of those for a telephone number.
const COMPOUNDS: [&str; 4] = ["nummer", "nr", "nummeret", "numret"];
const TELEPHONES: [&str; 9] =
    ["ruf", "handy", "service", "mobil", "info", "hotline", "tlf", "alarm", "fax"];

/// Whether the words before say that the number registers something, or is that of an order.
pub(super) fn is_registration(before: &str) -> bool {
    let mut back = words(before).rev().take(3).map(str::to_lowercase).collect::<Vec<_>>();
    if back.first().is_some_and(|word| word == "is" || word == "ist") {
        back.remove(0);
    }
    let head = |word: &str| word.split(['-', '.']).next().unwrap_or_default().to_owned();
    if back.iter().any(|word| is_in(REGISTERS, &head(word))) {
        return true;
    }
    let Some(last) = back.first() else { return false };
    let compound = COMPOUNDS.iter().any(|end| last.len() > end.len() + 2 && last.ends_with(end))
        && !last.starts_with("tel")
        && !TELEPHONES.iter().any(|telephone| last.contains(telephone));
    let thing =
        |word: &String| is_in(THINGS, word.trim_start_matches("d'").trim_start_matches("d’"));
    let number = |word: &String| is_in(NUMBERS, word.trim_end_matches('.'));
    let named = back
        .get(1)
        .is_some_and(|before| number(last) && thing(before) || thing(last) && number(before));
    compound || named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_and_behind_say_that_a_number_is_called() {
        for text in [
            "call NHS ",
            "Composez le ",
            "appelez immédiatement le numéro",
            "Rufen Sie die ",
            "llame al ",
            "Tel. ",
            "Zadzwoń pod numer ",
            "请拨打",
            "اتصل بالرقم ",
            "звоните по номеру ",
        ] {
            assert_eq!(before(text).is_some(), text != "appelez immédiatement le numéro", "{text}");
        }
        for text in ["le ", "call. ", "to ", "depuis le ", "on the ", "We see ", ""] {
            assert_eq!(before(text), None, "{text}");
        }
        assert_eq!(before("text YES to "), Some(Calling::Text));
        assert!(behind(" पर कॉल करें") && behind(" پر کال کریں") && !behind(" लोग. कॉल करें"));
    }

    #[test]
    fn numbers_of_orders_are_told_from_lines_for_them() {
        for text in [
            "Order number ",
            "order no. ",
            "Invoice number: ",
            "Bestellnummer ",
            "Kunden-Nr. ",
            "numéro de commande ",
            "Numer zamówienia: ",
            "The order number is ",
            "Batch no: ",
        ] {
            assert!(is_registration(text), "{text}");
        }
        for text in [
            "To order, call ",
            "Order line ",
            "Telefonnummer ",
            "Our number is ",
            "Helpline number ",
            "Numéro d’appel ",
            "Rufnummer ",
            "Customer services ",
            "",
        ] {
            assert!(!is_registration(text), "{text}");
        }
    }
}
