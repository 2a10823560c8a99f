//! Numbers that say nothing of the reader: those of laws, and those of registers in which firms are entered.

use super::currency;
use super::page::{Chunk, Page};

/// Words before the number of a law, folded.
const LAWS: &[&str] = &[
    "eu",
    "ue",
    "eg",
    "ce",
    "ec",
    "ewg",
    "eec",
    "cee",
    "reg",
    "regulation",
    "regl",
    "reglement",
    "verordnung",
    "vo",
    "verordening",
    "reglamento",
    "regolamento",
    "directive",
    "directiva",
    "direttiva",
    "richtlinie",
    "richtlijn",
    "ley",
    "organica",
    "decreto",
    "rd",
    "legge",
    "loi",
    "lgs",
    "act",
    "gesetz",
    "wet",
];

/// Words between those and the number.
const NUMBER: &[&str] = &["n", "no", "nr", "num", "nro"];

/// Registers in which firms are entered, and numbers under which they pay tax, folded.
const REGISTERS: &[&str] = &[
    "cif", "nif", "rea", "hrb", "hra", "frn", "orias", "kvk", "siren", "siret", "rcs", "ivass",
    "afm", "sap", "weee", "piva", "iva", "tva", "btw", "ust", "ustid", "idnr", "rsin", "nipc",
    "uid",
];

/// The same, written with full stops between their letters.
const SPELLED: &[&str] = &["cif", "nif", "piva", "rea", "rcs", "kvk"];

/// Words before `registration` that make it one of a firm, no mark of a vehicle.
const FIRMS: &[&str] = &["company", "charity", "business", "trade", "weee", "firm"];

/// Words that follow them.
const REGISTERED: &[&str] = &["reg", "registration", "registered", "no", "number"];

/// Bytes between the name of a register and its number.
const REACH: usize = 24;

/// The same where the place of the register stands between: `registered in England and Wales under number`.
const PLACE_REACH: usize = 48;

/// Words before `in` and a place that name the register of firms there, folded.
const ENTERED: &[&str] = &["registered", "incorporated"];

/// Those that name a tax as well: a sum may stand behind them.
const TAXES: &[&str] = &["iva", "tva", "btw", "ust"];

/// Words between the name of such a tax and the number under which it is paid, folded; the two capitals of a
/// country stand there too.
const BETWEEN: &[&str] = &[
    "id",
    "idnr",
    "ident",
    "nummer",
    "number",
    "numero",
    "intracom",
    "intracomunitario",
    "intracommunautaire",
];

/// Bytes before a number in which a law is named.
const LAW_REACH: usize = 40;

/// Takes such numbers, so that nobody reads them as anything else.
pub(super) fn take(page: &Page<'_>) {
    let mut pairs = page.chunks.windows(2);
    let laws: Vec<(usize, usize)> = std::iter::from_fn(|| pairs.next())
        .filter_map(|pair| match pair {
            [first, second] if is_law(page, *first, *second) => Some((first.start, second.end)),
            [..] => None,
        })
        .collect();
    laws.into_iter().for_each(|(start, end)| page.take(start, end));
    articles(page);
    registers(page);
}

/// Words before the number of an article of a law, folded, and beginnings of what follows it.
const ARTICLES: &[&str] = &[
    "article",
    "articles",
    "art",
    "arts",
    "artikel",
    "articulo",
    "articulos",
    "articolo",
    "articoli",
    "section",
    "paragraph",
    "abs",
];
const OF_LAWS: &[&str] = &[
    "du code",
    "code",
    "del codice",
    "codice",
    "del codigo",
    "codigo",
    "cod",
    "bgb",
    "bw",
    "vvg",
    "tkg",
    "du cgi",
    "cgi",
    "de la loi",
    "de la ley",
    "ley",
    "della legge",
    "legge",
    "d lgs",
    "of the",
    "act",
    "wet",
    "des",
    "burgerlijk",
    "lv",
    "tw",
    "trlgdcu",
];

/// Bytes behind the number of an article in which its law is named.
const LAW_BEHIND: usize = 24;

/// `L'article L.224-33 du Code de la consommation`: the number of an article, with its letter, where its law is named.
fn articles(page: &Page<'_>) {
    let mut found = Vec::new();
    for chunk in &page.chunks {
        let head = page.slice(page.around(chunk.start, LAW_REACH, 0).0, chunk.start);
        let mut words = head.rsplit(|c: char| !c.is_alphanumeric());
        let said = words.find(|word| word.chars().nth(1).is_some());
        if !said.is_some_and(|word| ARTICLES.contains(&crate::words::fold(word).as_str())) {
            continue;
        }
        let tail = page.slice(chunk.end, page.around(chunk.end, 0, LAW_BEHIND).1);
        let tail = crate::words::fold(tail);
        let tail = tail.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
        if OF_LAWS.iter().any(|law| tail.starts_with(law)) {
            found.push((chunk.start, chunk.end));
        }
    }
    found.into_iter().for_each(|(start, end)| page.take(start, end));
}

/// `(EU) 2016/679`, `D.Lgs. 196/2003`, `2011/83/EU`: a year and a number.
fn is_law(page: &Page<'_>, first: Chunk, second: Chunk) -> bool {
    let digits = |chunk: Chunk| {
        let text = page.of(chunk);
        (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
    };
    let (Some(one), Some(other)) = (digits(first), digits(second)) else { return false };
    let year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    let joined = page.slice(first.end, second.start) == "/";
    if !joined || !(year(one) || year(other)) {
        return false;
    }
    let behind = page.slice(second.end, second.end + 3);
    if matches!(behind, "/EU" | "/EG" | "/CE" | "/EC" | "/UE") {
        return true;
    }
    let head = page.slice(page.around(first.start, LAW_REACH, 0).0, first.start);
    let head = crate::words::fold(head);
    let mut words = head.rsplit(' ').filter(|word| !word.is_empty() && !NUMBER.contains(word));
    words.next().is_some_and(|word| LAWS.contains(&word))
}

fn registers(page: &Page<'_>) {
    let words = page.s.words;
    let mut before = "";
    let mut spelled = String::new();
    for word in words.all() {
        let folded = words.folded(*word);
        let (start, end) = (crate::words::as_index(word.start), crate::words::as_index(word.end));
        if folded.len() == 1 || folded == "iva" {
            spelled.push_str(folded);
        } else {
            spelled.clear();
        }
        let written = page.slice(start, end);
        let capital = written.chars().any(char::is_uppercase);
        let named = capital && REGISTERS.contains(&folded)
            || FIRMS.contains(&before) && REGISTERED.contains(&folded)
            || SPELLED.contains(&spelled.as_str())
            || folded == "in" && ENTERED.contains(&before) && names_a_place(page, end);
        if named {
            number_behind(page, end, folded);
        }
        before = folded;
    }
}

/// Whether a name in capitals stands behind.
fn names_a_place(page: &Page<'_>, end: usize) -> bool {
    let (_, ahead) = page.around(end, 0, 4);
    page.slice(end, ahead).trim_start().starts_with(char::is_uppercase)
}

/// Takes the number behind the name of a register, of several groups as it may be; no sum: `IVA incluido: 396,00`.
fn number_behind(page: &Page<'_>, from: usize, register: &str) {
    let tax = TAXES.contains(&register);
    let reach = if register == "in" { PLACE_REACH } else { REACH };
    let (_, line_end) = page.around(from, 0, reach * 2);
    let first = page.chunks.partition_point(|chunk| chunk.start < from);
    let mut last = from;
    for chunk in page.chunks.iter().skip(first).take_while(|chunk| chunk.end <= line_end) {
        let gap = page.slice(last, chunk.start);
        let near = if last == from {
            gap.len() <= reach && !gap.contains([',', ';', '|', '\n']) && (!tax || is_named(gap))
        } else {
            gap.len() <= 3 && gap.chars().all(|c| matches!(c, ' ' | '.' | '-' | '/'))
        };
        if !near {
            break;
        }
        last = chunk.end;
    }
    if last > from && !(tax && is_sum(page, from, last)) {
        page.take(from, last);
    }
}

/// Whether only words for a number or a country stand between a tax and its number.
fn is_named(gap: &str) -> bool {
    let words = gap.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.into_iter().all(|word| {
        let short = word.chars().count() <= 2 && word.chars().all(char::is_uppercase);
        let folded = crate::words::fold(word);
        short || NUMBER.contains(&folded.as_str()) || BETWEEN.contains(&folded.as_str())
    })
}

/// Whether what stands behind the name of a tax is a sum or a rate of it.
fn is_sum(page: &Page<'_>, from: usize, end: usize) -> bool {
    let tail = page.slice(end, page.around(end, 0, 4).1);
    let mut signs = tail.chars();
    let cents = matches!((signs.next(), signs.next()), (Some(','), Some(c)) if c.is_ascii_digit());
    let points = page
        .slice(from, end)
        .rsplit('.')
        .next()
        .is_some_and(|last| last.len() == 2 && page.slice(from, end).contains('.'));
    let money = currency::after(page, end).is_some() || tail.trim_start().starts_with('%');
    let number = page.chunks.iter().find(|chunk| chunk.start >= from).map(|chunk| chunk.start);
    let before = number.is_some_and(|start| currency::before(page, start).is_some());
    cents || points || money || before
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::Fact;

    #[test]
    fn a_number_in_the_register_of_firms_is_none_of_the_customer() {
        for line in [
            "Skerry Telecom Limited. Registered in Scotland SC551209. 1 Pier Road, Oban",
            "Registered in England and Wales under number 04512876",
            "Incorporated in Ireland No. 512 099",
            "Eingetragen beim Amtsgericht Hamburg, HRB 114509",
            "RCS Nantes B 512 099 114",
            "KvK 51209911",
            "Skerry S.r.l. - Via Ponte 4, 41122 Modena - P. IVA 03644190361 - R.E.A. MO-405512",
        ] {
            let mail = format!(
                "From: Acme <a@acme.example>\nSubject: Bill number 8330014\n\nAmount: \u{a3}9.00\n\n{line}\n"
            );
            let reading = Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading;
            let numbers = reading.facts.iter().filter_map(Fact::reference);
            let numbers: Vec<&str> = numbers.map(|(_, value)| value).collect();
            assert_eq!(numbers, ["8330014"], "{line}");
        }
    }

    #[test]
    fn a_sum_behind_a_tax_is_a_sum_and_a_number_under_it_is_none() {
        for (line, sums) in [
            ("Precio total (IVA incluido): 396,00 €", 1),
            ("Importe total IVA incl. 1.396,00 €", 1),
            ("Totale IVA inclusa 58,20 €", 1),
            ("Gesamtbetrag (USt. enthalten) 58,20 EUR", 1),
            ("Montant TVA comprise : 58,20 €", 1),
            ("Totaal incl. BTW € 58,20", 1),
            ("IVA 21%: 12,10 €", 1),
            ("P.IVA 01234567890", 0),
            ("USt-IdNr. DE 112 233 445", 0),
            ("N° TVA intracommunautaire : FR 40 112233445", 0),
            ("BTW-nummer NL 0011.22.334.B01", 0),
        ] {
            let mail = format!(
                "From: Acme <a@acme.example>\nSubject: Su reserva\nMIME-Version: 1.0\nContent-Type: text/plain; \
                 charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nHola:\n{line}\n"
            );
            let reading = Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading;
            let read = reading.facts.iter().filter_map(Fact::amount).map(|(_, m)| m.value);
            let mut read: Vec<_> = read.collect();
            read.dedup();
            assert_eq!(read.len(), sums, "{line}: {read:?}");
        }
    }
}
