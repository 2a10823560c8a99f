use crate::statements::tests::span;
use crate::statements::{StatementForm, read};
use jiff::civil::date;
use oxherd_model::{Booking, BookingStatus, Currency, Gap, Statement};

fn taken(text: &str) -> (Vec<Statement>, Vec<Gap>) {
    read(StatementForm::Csv, text.as_bytes())
}

fn one(text: &str) -> (Statement, Vec<Gap>) {
    let (mut statements, gaps) = taken(text);
    assert_eq!(statements.len(), 1, "{gaps:?}");
    (statements.remove(0), gaps)
}

fn sums(statement: &Statement) -> Vec<String> {
    let sum = |b: &Booking| match b.money.currency {
        Currency::NONE => format!("{} of no currency", b.money.value),
        _ => b.money.to_string(),
    };
    statement.bookings.iter().map(sum).collect()
}

#[test]
#[expect(clippy::cognitive_complexity, reason = "one assertion a field")]
fn a_german_table_below_a_preamble_reads_back() {
    let text = "\"Girokonto\";\"DE89370400440532013000\"\n\"Zeitraum:\";\"01.03.2026 - 31.03.2026\"\n\
        \"Kontoinhaber:\";\"Ottilie Quist\"\n\"Kontostand vom 02.04.2026:\";\"1.087,50 EUR\"\n\"\"\n\
        \"Buchungsdatum\";\"Wertstellung\";\"Status\";\"Zahlungspflichtige*r\";\"Zahlungsempf\u{e4}nger*in\";\
        \"Verwendungszweck\";\"Umsatztyp\";\"IBAN\";\"Betrag (\u{20ac})\";\"Gl\u{e4}ubiger-ID\";\
        \"Mandatsreferenz\";\"Kundenreferenz\"\n\
        \"06.03.26\";\"06.03.26\";\"Gebucht\";\"Ole Tarn\";\"Ottilie Quist\";\"Miete\";\"Eingang\";\"\";\"1.100,00\";\"\";\"\";\"\"\n\
        \"04.03.26\";\"05.03.26\";\"Gebucht\";\"Ottilie Quist\";\"Laterne & Co\";\"Lampen\u{f6}l\";\"Ausgang\";\
        \"NL91ABNA0417164300\";\"-12,50\";\"DE98ZZZ09999999999\";\"M-1\";\"K-9\"\n\
        \"03.03.26\";\"\";\"Vorgemerkt\";\"Ottilie Quist\";\"Tee\";\"\";\"Ausgang\";\"\";\"-1\";\"\";\"\";\"\"\n";
    let (statement, gaps) = one(text);
    assert_eq!(gaps, []);
    assert_eq!(statement.account.as_ref().unwrap().number(), "DE89370400440532013000");
    assert_eq!(statement.owner.as_deref(), Some("Ottilie Quist"));
    assert_eq!((statement.from, statement.to), (Some(date(2026, 3, 1)), Some(date(2026, 3, 31))));
    assert_eq!(statement.created_on, Some(date(2026, 4, 2)));
    assert_eq!(statement.closing.unwrap().money.to_string(), "1087.50 EUR");
    assert_eq!(sums(&statement), ["1100.00 EUR", "-12.50 EUR", "-1.00 EUR"]);
    let [pay, oil, tea] = &statement.bookings[..] else { panic!("three rows") };
    assert_eq!(pay.counterparty.as_deref(), Some("Ole Tarn"));
    assert_eq!(oil.counterparty.as_deref(), Some("Laterne & Co"));
    assert_eq!(oil.value_on, Some(date(2026, 3, 5)));
    assert_eq!(oil.counterparty_account.as_ref().unwrap().number(), "NL91ABNA0417164300");
    assert_eq!(oil.mandate.as_deref(), Some("M-1"));
    assert_eq!(oil.creditor_id.as_deref(), Some("DE98ZZZ09999999999"));
    assert_eq!(oil.end_to_end.as_deref(), Some("K-9"));
    assert_eq!(tea.status, BookingStatus::Pending);
    assert!(span(text, oil.place).starts_with("\"04.03.26\""));
}

#[test]
fn columns_for_each_direction_and_a_running_balance_read_back() {
    let text = "Date,Description,Money out,Money in,Balance\n31/03/2026,lamp oil,\"1,012.50\",,87.50\n\
        30/03/2026,wages,,\"1,000.00\",1100.00\n";
    let (statement, gaps) = one(text);
    assert_eq!(sums(&statement), ["-1012.50 of no currency", "1000.00 of no currency"]);
    assert_eq!(statement.opening.unwrap().money.value.to_string(), "100.00");
    assert_eq!(statement.closing.unwrap().money.value.to_string(), "87.50");
    assert_eq!(statement.closing.unwrap().on, Some(date(2026, 3, 31)));
    assert_eq!(gaps.len(), 1, "{gaps:?}");
    assert!(gaps[0].what.contains("no currency"));
}

#[test]
fn a_running_balance_that_does_not_follow_is_said_with_its_line() {
    let text = "Date,Memo,Amount,Balance\n2026-03-01,a,1.00,1.00\n2026-03-02,b,1.00,2.00\n\
        2026-03-03,c,1.00,4.00\n2026-03-04,d,1.00,5.00\n2026-03-05,e,1.00,6.00\n";
    let (_, gaps) = one(text);
    assert!(gaps.iter().any(|g| g.what.starts_with("line 4: the running balance")), "{gaps:?}");
}

#[test]
fn tables_of_other_languages_read_back() {
    for (text, expected, counterparty) in [
        (
            "Date op\u{e9}ration;Date valeur;Libell\u{e9};D\u{e9}bit;Cr\u{e9}dit;Devise\n\
             04/03/2026;05/03/2026;huile;-12,50;;EUR\n25/03/2026;25/03/2026;paie;;1 100,00;EUR\n",
            ["-12.50 EUR", "1100.00 EUR"],
            None,
        ),
        (
            "Fecha operaci\u{f3}n;Fecha valor;Concepto;Beneficiario;Importe;Divisa;Saldo\n\
             04/03/2026;05/03/2026;aceite;Faro SL;-12,50;EUR;87,50\n25/03/2026;25/03/2026;n\u{f3}mina;Faro SL;1.100,00;EUR;1.187,50\n",
            ["-12.50 EUR", "1100.00 EUR"],
            Some("Faro SL"),
        ),
        (
            "Data contabile;Data valuta;Descrizione;Dare;Avere;Divisa\n\
             04/03/2026;05/03/2026;olio;12,50;;EUR\n25/03/2026;25/03/2026;paga;;1.100,00;EUR\n",
            ["-12.50 EUR", "1100.00 EUR"],
            None,
        ),
        (
            "\"Datum\",\"Naam / Omschrijving\",\"Rekening\",\"Tegenrekening\",\"Code\",\"Af Bij\",\"Bedrag (EUR)\",\"Mutatiesoort\",\"Mededelingen\"\n\
             \"20260304\",\"Molen\",\"NL91ABNA0417164300\",\"\",\"IC\",\"Af\",\"12,50\",\"Incasso\",\"olie Machtiging ID: M-1 Incassant ID: NL98ZZZ999999999999\"\n\
             \"20260325\",\"Baas\",\"NL91ABNA0417164300\",\"\",\"OV\",\"Bij\",\"1100,00\",\"Overschrijving\",\"loon\"\n",
            ["-12.50 EUR", "1100.00 EUR"],
            Some("Molen"),
        ),
    ] {
        let (statement, gaps) = one(text);
        assert_eq!(gaps, [], "{text}");
        assert_eq!(sums(&statement), expected, "{text}");
        assert_eq!(statement.bookings[0].booked_on, date(2026, 3, 4), "{text}");
        assert_eq!(statement.bookings[0].counterparty.as_deref(), counterparty, "{text}");
        assert!(!statement.bookings[0].purpose.is_empty(), "{text}");
    }
}

#[test]
fn dates_of_other_rows_settle_the_order() {
    let (statement, gaps) = one(
        "Posting Date,Description,Amount,Currency\n3/4/2026,a,-1.00,USD\n3/25/2026,b,-2.00,USD\n",
    );
    assert_eq!(statement.bookings[0].booked_on, date(2026, 3, 4));
    assert_eq!(gaps, []);
    let (statement, gaps) = one("Date;Text;Amount;Currency\n03/04/2026;a;-1.00;GBP\n");
    assert_eq!(statement.bookings[0].booked_on, date(2026, 4, 3));
    assert!(gaps[0].what.contains("order of day and month"), "{gaps:?}");
}

#[test]
fn every_account_and_currency_is_a_statement() {
    let text = "Account,Date,Payee,Amount,Currency\nGold,2026-03-01,a,-1.00,EUR\nRed,2026-03-01,b,-2.00,EUR\n\
        Gold,2026-03-02,c,-3.00,USD\nGold,2026-03-03,d,-4.00,EUR\n";
    let (statements, gaps) = taken(text);
    assert_eq!(gaps, []);
    let kept: Vec<_> = statements
        .iter()
        .map(|s| (s.account.as_ref().unwrap().number(), s.bookings.len()))
        .collect();
    assert_eq!(kept, [("Gold", 2), ("Red", 1), ("Gold", 1)]);
}

#[test]
fn a_row_that_is_no_booking_is_a_gap_with_its_line() {
    let text = "Datum;Zweck;Betrag;W\u{e4}hrung\n01.03.2026;a;1,00;EUR\nnoch nichts\n02.03.2026;b;viel;EUR\n\
        ;;;\n03.03.2026;c;2,00;EUR\nAnfangssaldo;;5,00;EUR\nEndsaldo;;8,00;EUR\n";
    let (statement, gaps) = one(text);
    assert_eq!(sums(&statement), ["1.00 EUR", "2.00 EUR"]);
    let said: Vec<_> = gaps.iter().map(|g| g.what.split_at(7).0).collect();
    assert_eq!(said, ["line 3:", "line 4:"], "{gaps:?}");
    assert_eq!(statement.closing.unwrap().money.to_string(), "8.00 EUR");
}

#[test]
fn a_table_without_headings_is_read_by_its_content() {
    let text = "\"2026-03-04\",\"-12.50\",\"*\",\"\",\"lamp oil\"\n\"2026-03-05\",\"100.00\",\"*\",\"\",\"wages\"\n";
    let (statement, _) = one(text);
    assert_eq!(sums(&statement), ["-12.50 of no currency", "100.00 of no currency"]);
    assert_eq!(statement.bookings[1].purpose, "* wages");
}

#[test]
fn a_table_of_goods_is_no_statement() {
    let (statements, gaps) = taken("Order Date,Order ID,Quantity,Amount\n2026-03-01,7,1,3.00\n");
    assert!(statements.is_empty());
    assert_eq!(gaps.len(), 1);
}

#[test]
fn headings_of_other_languages_are_told_by_what_stands_below_them() {
    for (text, expected) in [
        (
            "Data operacji,Opis transakcji,Kwota,Waluta\n2026-09-05,PRAD POLNOC,\"-184,20\",PLN\n\
             2026-09-28,PENSJA,\"5 000,00\",PLN\n",
            ["-184.20 PLN", "5000.00 PLN"],
        ),
        (
            "Bokf\u{f6}ringsdag;Belopp;Rubrik;Saldo;Valuta\n2026-09-05;-204,50;El;1000,00;SEK\n\
             2026-09-28;19000,00;L\u{f6}n;20000,00;SEK\n",
            ["-204.50 SEK", "19000.00 SEK"],
        ),
        (
            "Posted,Payee,Out,In\n2026-09-05,Northern Gas,62.90,\n2026-09-28,Salary,,1900.00\n",
            ["-62.90 of no currency", "1900.00 of no currency"],
        ),
    ] {
        let (statement, _) = one(text);
        assert_eq!(sums(&statement), expected, "{text}");
    }
}

#[test]
fn what_the_columns_do_not_show_is_asked() {
    for text in [
        "Nap,Szoveg,Kifizetve,Beerkezett\n2026-09-05,gaz,62.90,\n2026-09-28,ber,,1900.00\n",
        "Nap,Szoveg,Osszeg\n2026-09-05,gaz,62.90\n2026-09-28,ber,1900.00\n",
    ] {
        let (statements, gaps) = taken(text);
        assert_eq!(statements.len(), 0, "{text}");
        assert!(gaps[0].what.contains("headings that are not known"), "{gaps:?}");
    }
    for text in
        ["name,city\nAnn,Leeds\nBob,York\n", "Nap,Allomas,Fok\n2026-09-05,A,12\n2026-09-06,B,13\n"]
    {
        assert!(!super::is_table(text), "{text}");
    }
}

#[test]
fn the_day_of_posting_is_the_booking_and_that_of_the_purchase_is_kept() {
    for text in [
        "Transaction Date,Posting Date,Description,Amount,Currency\n2026-03-04,2026-03-05,Tea,-4.50,GBP\n2026-03-24,2026-03-26,Ink,-9.10,GBP\n",
        "Umsatzdatum;Buchungsdatum;Text;Betrag;W\u{e4}hrung\n04.03.2026;05.03.2026;Tee;-4,50;EUR\n24.03.2026;26.03.2026;Tinte;-9,10;EUR\n",
        "Data contabile;Data operazione;Descrizione;Importo;Divisa\n05/03/2026;04/03/2026;T\u{e8};-4,50;EUR\n26/03/2026;24/03/2026;Inchiostro;-9,10;EUR\n",
        "Date de transaction;Date comptable;Libell\u{e9};Montant;Devise\n04/03/2026;05/03/2026;Th\u{e9};-4,50;EUR\n24/03/2026;26/03/2026;Encre;-9,10;EUR\n",
        "Fecha operaci\u{f3}n;Fecha contable;Concepto;Importe;Divisa\n04/03/2026;05/03/2026;T\u{e9};-4,50;EUR\n24/03/2026;26/03/2026;Tinta;-9,10;EUR\n",
        "Transactiedatum;Boekdatum;Omschrijving;Bedrag;Munt\n04-03-2026;05-03-2026;Thee;-4,50;EUR\n24-03-2026;26-03-2026;Inkt;-9,10;EUR\n",
    ] {
        let (statement, _) = one(text);
        let days = (statement.bookings[0].booked_on, statement.bookings[0].value_on);
        assert_eq!(days, (date(2026, 3, 5), Some(date(2026, 3, 4))), "{text}");
    }
}
