//! Tables of texts and the values in them, by language and by rule.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;
use std::sync::LazyLock;

mod anniversaries;
mod burdens;
mod closing;
mod columns;
mod days;
mod floods;
mod given;
mod handed;
mod leaving;
mod lengths;
mod meant;
mod numbers;
mod pledges;
mod rates;
mod renewals;
mod returns;
mod spoken;
mod steps;
mod taken_back;
mod visits;

static READER: LazyLock<ValueReader> = LazyLock::new(ValueReader::new);

fn read(language: &str, text: &str) -> Values {
    let words = Words::cut(text, 100_000);
    READER.read(&Surroundings {
        text,
        words: &words,
        language: Language::from_code(language),
        sent_on: Some(date(2026, 4, 3)),
        month_first: None,
        currency_hint: None,
    })
}

/// One claim in a line: `total 12.30 EUR`, `due 2026-04-03`, `order A-1042`.
fn said(claim: &Claim) -> String {
    match claim {
        Claim::Amount { role, money } => format!("{role} {money}"),
        Claim::Date { role, value } => format!("{role} {value}"),
        Claim::Reference { role, value } => format!("{role} {value}"),
        Claim::Identifier { role, value, check } => format!("{role} {value} {check}"),
        Claim::Contact { role, value } => format!("{role} {value}"),
        Claim::Product { name, quantity } => format!("{quantity} {name}"),
        Claim::Promise { term, .. } => format!("promise {term:?}"),
        Claim::Act { act, on } => format!("act {act} {on:?}"),
        Claim::Length { role, count, unit } => format!("{role} {count} {unit}"),
        Claim::Renewal { automatic } => format!("renews {automatic}"),
    }
}

pub(super) fn claims(language: &str, text: &str) -> Vec<String> {
    read(language, text).found.iter().map(|found| said(&found.claim)).collect()
}

#[track_caller]
fn expect(language: &str, text: &str, expected: &[&str]) {
    let found = claims(language, text);
    for claim in expected {
        assert!(found.iter().any(|f| f == claim), "{claim} not in {found:?} of {text:?}");
    }
}

#[test]
fn an_english_order_is_read() {
    let text = "Order number: ABC-10422-X\nOrder date: 28 March 2026\n\
        Description\tQuantity\tPrice\nBlue widget\t2\t£12.00\nSubtotal\t£12.00\nDelivery\t£2.99\n\
        VAT (20%)\t£3.00\nTotal (incl. 20% VAT)\t£14.99\nCard ending in 4242";
    expect(
        "en",
        text,
        &[
            "order ABC-10422-X",
            "order 2026-03-28",
            "line 12.00 GBP",
            "subtotal 12.00 GBP",
            "shipping 2.99 GBP",
            "tax 3.00 GBP",
            "total 14.99 GBP",
            "card_tail 4242 none",
        ],
    );
}

#[test]
fn a_german_bill_is_read() {
    let text = "Rechnung Nr. 2026-4711\nRechnungsdatum: 03.04.2026\nKundennummer 123 456 789\n\
        Nettobetrag 100,00 €\nzzgl. 19 % MwSt. 19,00 €\nGesamtbetrag inkl. 19 % MwSt. 119,00 €\n\
        Wir buchen den Betrag von 119,00 € am 15.04.2026 ab.\nMarktlokation: 41373559241\n\
        Zeitraum: 01.03. - 31.03.2026";
    expect(
        "de",
        text,
        &[
            "invoice 2026-4711",
            "issued 2026-04-03",
            "customer 123 456 789",
            "subtotal 100.00 EUR",
            "tax 19.00 EUR",
            "total 119.00 EUR",
            "payment 2026-04-15",
            "meter 41373559241 pass",
            "start 2026-03-01",
            "end 2026-03-31",
        ],
    );
}

#[test]
fn bills_of_other_languages_are_read() {
    expect(
        "fr",
        "N° de client : 123456789\nTotal TTC 1 234,56 €\nÀ régler avant le 17/04/2026",
        &["customer 123456789", "total 1234.56 EUR", "due 2026-04-17"],
    );
    expect(
        "es",
        "Factura n.º F2026/0417\nTotal a pagar: 1.234,56 €\nSe cargará el 15 de abril de 2026",
        &["invoice F2026/0417", "due 1234.56 EUR", "payment 2026-04-15"],
    );
    expect(
        "it",
        "Totale € 1.234,56\nScadenza 30/04/2026\nTarga AB 123 CD\nPOD IT001E12345678",
        &[
            "total 1234.56 EUR",
            "due 2026-04-30",
            "registration AB123CD none",
            "meter IT001E12345678 none",
        ],
    );
    expect(
        "nl",
        "Totaal te betalen € 25,-\nAPK verloopt op 3 juni 2026. Kenteken: XX-999-X",
        &["due 25.00 EUR", "service_due 2026-06-03", "registration XX999X none"],
    );
    expect(
        "pl",
        "Do zapłaty: 1 234,56 zł\nTermin płatności: 17.04.2026",
        &["due 1234.56 PLN", "due 2026-04-17"],
    );
    expect(
        "ja",
        "注文番号: 250-1234567-7654321\n合計: ¥12,345\nお届け予定日: 2026年4月7日",
        &["order 250-1234567-7654321", "total 12345.00 JPY", "delivery 2026-04-07"],
    );
    expect(
        "hu",
        "Végösszeg: 12 345 Ft\nFizetési határidő: 2026. április 17.",
        &["total 12345.00 HUF", "due 2026-04-17"],
    );
}

#[test]
fn label_and_value_may_stand_on_two_lines() {
    expect(
        "en",
        "Amount due\n£12.00\n\nDue date\n14/04/2026\n\nInvoice number\nINV-2291",
        &["due 12.00 GBP", "due 2026-04-14", "invoice INV-2291"],
    );
}

#[test]
fn a_change_has_an_old_price_and_a_new_one() {
    for (language, text) in [
        ("en", "Your price will increase from £12.00 to £14.50 a month."),
        ("de", "Ihr Preis erhöht sich von 12,00 £ auf 14,50 £."),
        ("fr", "Votre mensualité passe de 12,00 £ à 14,50 £ par mois."),
        ("it", "Il canone passa da 12,00 £ a 14,50 £ al mese."),
        ("nl", "Uw bedrag gaat van £ 12,00 naar £ 14,50 per maand."),
        ("es", "Tu cuota pasa de 12,00 £ a 14,50 £ al mes."),
    ] {
        expect(language, text, &["old 12.00 GBP", "new 14.50 GBP"]);
    }
}

#[test]
fn the_way_of_writing_days_is_voted() {
    expect("en", "Order date 04/25/2026, delivery 04/03/2026", &["delivery 2026-04-03"]);
    expect("en", "Order date 25/04/2026, delivery 04/03/2026", &["delivery 2026-03-04"]);
    expect("en", "Delivery on Fri 03/04/2026", &["delivery 2026-04-03"]);
    let lone = read("en", "Due date 04/03/2026").found;
    assert!(lone[0].confidence.thousandths() < 700, "a lone date stays doubtful");
}

#[test]
fn a_deduction_is_negative() {
    expect(
        "en",
        "Discount\t-£5.00\nVoucher: £-3.00",
        &["discount -5.00 GBP", "discount -3.00 GBP"],
    );
    expect("de", "Rabatt: − 5,00 €\nGutschein -12,00 €", &["discount -12.00 EUR"]);
    expect("en", "from £10-20 or £7", &["other 10.00 GBP", "other 7.00 GBP"]);
}

#[test]
fn false_friends_are_no_values() {
    for text in [
        "Version 3.4.26 of 10.0.0.1 runs at 10:30",
        "© 2026 and 100% of 1.234 kWh",
        "You may 3 times try",
        "https://example.com/2026/04/03/12345678901234",
    ] {
        let found = claims("en", text);
        assert!(found.iter().all(|f| f.starts_with("url")), "{found:?} in {text}");
    }
    assert_eq!(claims("de", "Musterstraße Nr. 12, 10115 Berlin"), Vec::<String>::new());
}

#[test]
fn identifiers_are_checked() {
    expect("en", "IBAN GB82 WEST 1234 5698 7654 32", &["iban GB82WEST12345698765432 pass"]);
    expect("en", "IMEI: 35-686800-004141-8", &["imei 356868000041418 pass"]);
    expect("en", "VIN: WVWZZZ1JZXW000001", &["vin WVWZZZ1JZXW000001 none"]);
    expect("en", "your car 1M8GDM9AXKP042788", &["vin 1M8GDM9AXKP042788 pass"]);
    expect("en", "MPAN 18 00021679848", &["meter 1800021679848 pass"]);
    expect("es", "CUPS ES1234123456789012JY", &["meter ES1234123456789012JY pass"]);
    expect("en", "Microchip: 985112345678900", &["chip 985112345678900 none"]);
    expect("de", "Gläubiger-ID: DE98ZZZ09999999999", &["creditor_id DE98ZZZ09999999999 pass"]);
    expect("en", "Paid with **** 1234", &["card_tail 1234 none"]);
    expect("de", "Kennzeichen: HH-AB 123E", &["registration HHAB123E none"]);
    expect("en", "MOT of your car AB12 CDE", &["registration AB12CDE none"]);
    expect("en", "EAN 4006381333931", &["gtin 4006381333931 pass"]);
}

#[test]
fn parcels_are_known_by_their_numbers() {
    expect(
        "en",
        "1Z5R89390357567127 and RB123456785GB",
        &["tracking 1Z5R89390357567127", "tracking RB123456785GB"],
    );
    expect("de", "Sendungsnummer: 00340434161094022115", &["tracking 00340434161094022115"]);
}

#[test]
fn references_stand_in_subjects_too() {
    expect("en", "Invoice INV-2291 from Example", &["invoice INV-2291"]);
    expect("en", "Order #1042", &["order 1042"]);
    expect("en", "[Ticket#2291]", &["case 2291"]);
    expect("fr", "Facture n° 2291", &["invoice 2291"]);
    expect("de", "Rechnung Nr. 2291", &["invoice 2291"]);
    expect("en", "Booking reference: XKPQRS", &["booking XKPQRS"]);
}

#[test]
fn codes_of_letters_alone_are_references_where_they_are_no_words() {
    expect("en", "Order number: WBDJYHZXV", &["order WBDJYHZXV"]);
    expect("es", "El paquete del pedido PZDFAMUKA llega hoy.", &["order PZDFAMUKA"]);
    expect("en", "Shipment Notification #JLUJMHSBY", &["order JLUJMHSBY"]);
    for text in ["Your order SHIPPED", "ORDER CONFIRMATION", "Order [CANCELLED]"] {
        assert_eq!(claims("en", text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_number_without_a_noun_belongs_to_the_noun_before() {
    expect(
        "en",
        "the status of your order at Holm (Number: 37547103) has changed",
        &["order 37547103"],
    );
    expect("de", "Rechnung für Ihre Bestellung mit der Nummer: LP-8056029", &["order LP-8056029"]);
    assert!(claims("en", "Phone number: 020 7946 0000").iter().all(|c| c.starts_with("phone")));
}

#[test]
fn numbers_of_the_firm_and_accounts_to_pay_to_are_no_references() {
    let lines = [
        ("en", "Pay by transfer to sort code 20-11-43, account 31926819, by Friday."),
        ("en", "Account number: 31926819 (sort code 20-11-43)"),
        ("de", "Konto 532013000, BLZ 37040044"),
        ("nl", "Boeking wijzigen? Bel ons. Btw NL000099998B57"),
        ("de", "Bestellung widerrufen: siehe unten. USt-IdNr. DE811907980"),
    ];
    for (language, text) in lines {
        let found = claims(language, text);
        let references = ["customer ", "booking ", "order ", "contract ", "invoice "];
        let none = found.iter().all(|f| references.iter().all(|role| !f.starts_with(role)));
        assert!(none, "{found:?} of {text:?}");
    }
    expect("en", "Your account number: 31926819", &["customer 31926819"]);
    let sure = |text: &str| {
        let found = read("en", text).found;
        let number = found.iter().find(|f| matches!(f.claim, Claim::Reference { .. }));
        number.map_or(0, |number| number.confidence.thousandths())
    };
    assert!(sure("Membership 01632 960 118, claims 01632 960 119") < 400, "where to call");
    assert!(sure("Membership 6620 418 733") > 400);
    assert!(sure("Membership number: 01632 960 118") > 400, "it says that it is a number");
}

#[test]
fn references_stand_in_sentences_and_over_the_end_of_a_line() {
    expect(
        "en",
        "the bare rent of the flat at Holm Street 22 under your contract\nHC-2019-447 is due",
        &["contract HC-2019-447"],
    );
    expect("en", "Water under the sink (MR-3071)", &["case MR-3071"]);
    expect("en", "Parcel SW 8820 1745 03 from Holm", &["tracking SW 8820 1745 03"]);
    assert_eq!(claims("en", "It keeps to ISO-9001 and EN-14971-1."), Vec::<String>::new());
}

#[test]
fn a_sentence_says_what_happens_on_its_day() {
    expect("de", "Sie können bis zum 04.07.2026 kostenfrei kündigen.", &["cancel_by 2026-07-04"]);
    expect(
        "en",
        "If you do not want to continue, you can leave without a fee until 21 May 2026.",
        &["cancel_by 2026-05-21"],
    );
    expect("en", "Your plan was cancelled. It stays on until 21 May 2026.", &["end 2026-05-21"]);
    expect("en", "We refunded your card on 21 March 2026.", &["payment 2026-03-21"]);
    expect("en", "Payment receipt from Holm\n\n£12.00\n\n2 April 2026", &["payment 2026-04-02"]);
    expect("nl", "Recibo de pago\n29 dic 2025", &["payment 2025-12-29"]);
}

#[test]
fn a_british_mark_needs_no_word_for_a_vehicle() {
    expect("en", "Come and get KV17 RTB any time.", &["registration KV17RTB none"]);
    assert_eq!(claims("en", "Flat 2, Millstow BA23 4QT"), Vec::<String>::new());
}

#[test]
fn one_sum_is_the_total() {
    expect(
        "fi",
        "Pora (2) @ 64,69 € = 129,38 €\nSumma 129,38 €\nYhteensä 132,57 €",
        &["subtotal 129.38 EUR", "total 132.57 EUR"],
    );
    expect("en", "Total paid: £12.00", &["paid 12.00 GBP", "total 12.00 GBP"]);
    assert!(
        !claims("en", "Your plan is £5.00 a month").iter().any(|c| c.starts_with("total")),
        "a price for a stretch of time is no total"
    );
}

#[test]
fn signs_that_countries_share_are_told_apart_by_words() {
    expect("da", "Klikk på lenken nedenfor. Totalt: 276,60 kr", &["total 276.60 NOK"]);
    expect("zh", "請求書 合計: ¥13,300 お支払い期限", &["total 13300.00 JPY"]);
    expect("zh", "訂單編號 XR-7796413 總金額 $51.52", &["total 51.52 TWD"]);
    expect("he", "סה\"כ: \u{200f}404.33\u{a0}\u{200f}₪", &["total 404.33 ILS"]);
}

#[test]
fn ways_to_reach_a_supplier_are_found() {
    expect(
        "en",
        "Call us on 0800 123 4567 Mon-Fri 8am-6pm or help@example.com",
        &["phone 0800 123 4567", "hours Mon-Fri 8am-6pm", "email help@example.com"],
    );
    expect(
        "de",
        "Telefon: 0211/12 34 56, Mo-Fr 8:00-18:00 Uhr",
        &["phone 0211/12 34 56", "hours Mo-Fr 8:00-18:00 Uhr"],
    );
}

#[test]
fn promises_are_what_the_supplier_will_do() {
    for (language, text, count) in [
        ("en", "We will refund you within 5 to 10 working days.", 10),
        ("de", "Die Erstattung erfolgt innerhalb von 5 bis 10 Werktagen.", 10),
        ("fr", "Nous vous rembourserons sous 10 jours ouvrés.", 10),
        ("es", "Le reembolsaremos en un plazo de diez días hábiles.", 10),
        ("it", "Riceverà il rimborso entro 10 giorni lavorativi.", 10),
        ("nl", "Wij betalen het bedrag binnen 10 werkdagen terug.", 10),
    ] {
        let term = format!("promise Within {{ count: {count}, unit: BusinessDay }}");
        expect(language, text, &[&term]);
    }
    assert!(claims("en", "You can cancel within 14 days.").is_empty());
    assert!(claims("de", "Sie können innerhalb von 14 Tagen widerrufen.").is_empty());
    expect(
        "en",
        "Your parcel will arrive on Tuesday 7 April between 8 and 12.",
        &["promise By(2026-04-07)"],
    );
}

fn grouped(whole: u32, separator: &str) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(c);
    }
    out
}

proptest! {
    #[test]
    fn a_sum_reads_back_in_every_way_of_writing(whole in 0_u32..9_999_999, cents in 0_u32..100) {
        let expected = format!("total {whole}.{cents:02} EUR");
        for (language, group, mark, before) in [
            ("en", ",", ".", true), ("de", ".", ",", false), ("de", "'", ".", true),
            ("fr", "\u{202f}", ",", false), ("fr", " ", ",", false), ("it", ".", ",", true),
            ("nl", ".", ",", true), ("es", "", ",", false), ("sv", "\u{a0}", ",", false),
        ] {
            let sum = format!("{}{mark}{cents:02}", grouped(whole, group));
            let text = if before { format!("total: € {sum}") } else { format!("total: {sum} €") };
            let found = claims(language, &text);
            prop_assert_eq!(found.as_slice(), std::slice::from_ref(&expected), "{}", text);
        }
    }

    #[test]
    fn a_day_reads_back_in_every_way_of_writing(y in 2000_i16..2060, m in 1_i8..=12, d in 1_i8..=28) {
        const EN: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July",
            "August", "September", "October", "November", "December"];
        const FR: [&str; 12] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet",
            "août", "septembre", "octobre", "novembre", "décembre"];
        const PL: [&str; 12] = ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
            "lipca", "sierpnia", "września", "października", "listopada", "grudnia"];
        let at = usize::try_from(m - 1).unwrap();
        let expected = date(y, m, d);
        for (language, text) in [
            ("en", format!("{y}-{m:02}-{d:02}")),
            ("en", format!("{d} {} {y}", EN[at])),
            ("en", format!("{} {d}, {y}", EN[at])),
            ("de", format!("{d:02}.{m:02}.{y}")),
            ("cs", format!("{d}. {m}. {y}")),
            ("fr", format!("{d} {} {y}", FR[at])),
            ("pl", format!("{d} {} {y}", PL[at])),
            ("fr", format!("{d:02}/{m:02}/{y}")),
            ("nl", format!("{d:02}-{m:02}-{y}")),
            ("ja", format!("{y}年{m}月{d}日")),
            ("ko", format!("{y}년 {m}월 {d}일")),
        ] {
            let days: Vec<_> = read(language, &text).found.iter().filter_map(|f| {
                if let Claim::Date { value, .. } = f.claim { Some(value) } else { None }
            }).collect();
            prop_assert_eq!(days, vec![expected], "{}", text);
        }
    }

    #[test]
    fn spans_cut_the_text_between_characters(text in "[0-9A-Za-z€£ .,:/\n\tüé年月日-]{0,200}") {
        for found in read("de", &text).found {
            prop_assert!(text.get(found.start..found.end).is_some_and(|t| !t.is_empty()));
        }
    }
}

#[test]
fn no_mutation_of_a_bill_makes_the_reader_fail() {
    let seed = "Rechnung Nr. 2026-4711 vom 03.04.2026: -1.234,56 € (12,00-) IBAN GB82 WEST 1234 \
        VIN WVWZZZ1JZXW000001 Tel. +49 (0)211/12 34 zł12 1.–31. Mai 2026 年4月 B-MW 1234 **** 1234 \
        Order #ß innerhalb von 5 bis 10 Werktagen zwischen 8 und 12 Uhr ES1234 HÜ-Ä 12 12€50 £-3";
    let chars: Vec<char> = seed.chars().collect();
    let mut state = 7_usize;
    for round in 0..4000 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut text = chars.clone();
        for step in 0..1 + round % 6 {
            let at = (state >> (step * 7)) % text.len();
            let from = (state >> (step * 5 + 3)) % chars.len();
            match state >> step & 3 {
                0 => text[at] = chars[from],
                1 => text.insert(at, chars[from]),
                2 => drop(text.remove(at)),
                _ => text.truncate(at.max(1)),
            }
        }
        let text: String = text.into_iter().collect();
        for found in read(["en", "de", "fr", "th"][round % 4], &text).found {
            assert!(text.get(found.start..found.end).is_some(), "{text}");
        }
    }
}

#[test]
fn a_flood_is_bounded() {
    for piece in [
        "7",
        "7 ",
        "12.",
        "€1 ",
        "12,00 € ",
        "1.1.2026 ",
        "order 1234 ",
        "a@b.cc ",
        "May 3 ",
        "within 5 days ",
        "AB12 CDE car ",
        "7-",
        "+1",
        "((",
        "\t1",
        "\n1",
        "jan ",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let words = Words::cut(&text, 100_000);
        let values = READER.read(&Surroundings {
            text: &text,
            words: &words,
            language: Language::EN,
            sent_on: Some(date(2026, 4, 3)),
            month_first: None,
            currency_hint: None,
        });
        assert!(values.found.len() <= FOUND_MAX, "{piece}");
    }
}

#[test]
fn numbers_in_groups_are_read_to_their_end() {
    expect("en", "Account number: 3390 7718 24", &["customer 3390 7718 24"]);
    expect("de", "Ihre Police PH 5519 207-4 ist beigefügt.", &["policy PH 5519 207-4"]);
    expect("fr", "Lettre de voiture CX 880 214 775 FR.", &["tracking CX 880 214 775 FR"]);
    expect("de", "Hausratpolice HR 3308.117", &["policy HR 3308.117"]);
    assert_eq!(claims("en", "Order 12345 2 items"), ["order 12345"]);
}

#[test]
fn references_without_a_label_are_told_by_their_form() {
    expect("nl", "met mededeling +++291/1136/09228+++.", &["other +++291/1136/09228+++"]);
    expect("de", "Abliefernachweis HLR 5520 1187", &["tracking HLR 5520 1187"]);
    expect("en", "26/00418/HOU", &["other 26/00418/HOU"]);
    expect("en", "DUB-FAO / ZQ4N8P", &["booking ZQ4N8P"]);
    for text in ["season 2025/26", "from 198.51.100.42", "11/2025", "EUR 1 234 567"] {
        let found = read("en", text).found;
        let named = found.iter().any(|f| matches!(f.claim, Claim::Reference { .. }));
        assert!(!named, "{text}: {found:?}");
    }
}

#[test]
fn the_number_of_a_telephone_is_no_contract_although_one_is_spoken_of() {
    for (language, text) in [
        ("en", "your contract CM-11 is in your name. Toos uses the number 07700 900 123."),
        ("de", "Ihr Vertrag FX-11 läuft. Toos nutzt die Nummer 0171 234 5678."),
        ("nl", "uw contract HB-11 loopt. Toos belt met het nummer 0612 345 678."),
    ] {
        let found = claims(language, text);
        assert!(!found.iter().any(|f| f.starts_with("contract 0")), "{found:?}");
    }
}

#[test]
fn a_postcode_is_no_registration() {
    for text in ["The car stands in Millstow BA23 7PD", "BA23 7PD"] {
        let found = claims("en", text);
        assert!(!found.iter().any(|f| f.starts_with("registration")), "{found:?}");
    }
}

#[test]
fn models_lines_places_and_domains_are_read_behind_their_labels() {
    expect("en", "Model: EcoCompact 30", &["model EcoCompact 30 none"]);
    expect("de", "Gerät: Calidor 24", &["model Calidor 24 none"]);
    expect("fr", "Ligne concernée : 06 39 98 14 07", &["phone 06 39 98 14 07 none"]);
    expect("de", "Objekt: Dorfstraße 71", &["address Dorfstraße 71 none"]);
    expect("en", "Your bill for 17 Rowan Close is here", &["address 17 Rowan Close none"]);
    expect("en", "Domain: ruralbikes.example", &["domain ruralbikes.example none"]);
    expect("en", "We tried card 7715 three times", &["card_tail 7715 none"]);
    expect("en", "Card on file (ends 2290)", &["card_tail 2290 none"]);
    expect(
        "es",
        "la cuenta ES12 9001 0022 3344 5566 7788",
        &["iban ES1290010022334455667788 fail"],
    );
    let own = claims("en", "Marchbank Lettings\n8 Corn Street, Millstow");
    assert!(own.iter().all(|claim| !claim.starts_with("address")), "{own:?}");
}

#[test]
fn terms_that_a_supplier_sets_itself_are_promises() {
    let promises = |language, text| {
        let found = claims(language, text);
        found.iter().filter(|claim| claim.starts_with("promise")).count()
    };
    for (language, text) in [
        ("en", "Someone will look at it within five working days."),
        ("de", "Das Geld kommt innerhalb von sieben Werktagen."),
        ("de", "Sie hören binnen zehn Tagen von uns."),
        ("fr", "Nous préparons votre colis sous 48 heures."),
        ("it", "L'accredito avverrà entro 10 giorni."),
        ("nl", "Het geld staat binnen 5 werkdagen op uw rekening."),
        ("es", "Le abonaremos el importe en un plazo de 7 días."),
    ] {
        assert_eq!(promises(language, text), 1, "{text}");
    }
    for (language, text) in [
        ("en", "Please pay within 14 days."),
        ("en", "You spent more in the last 30 days."),
        ("de", "Zahlbar innerhalb von 14 Tagen ohne Abzug."),
        ("en", "Cover runs for 12 months."),
    ] {
        assert_eq!(promises(language, text), 0, "{text}");
    }
}

#[test]
fn a_length_of_time_becomes_a_day_by_another_day() {
    expect(
        "en",
        "Your policy renews on 10 August 2026. Please give us 30 days' notice if you want to leave.",
        &["cancel_by 2026-07-11"],
    );
    expect(
        "de",
        "Vertragsende: 31.12.2026\nDie Kündigungsfrist beträgt einen Monat zum Vertragsende.",
        &["cancel_by 2026-11-30"],
    );
    expect(
        "fr",
        "Date d'échéance : 31/12/2026. Le préavis est de deux mois avant l'échéance.",
        &["cancel_by 2026-10-31"],
    );
    expect(
        "de",
        "Vertragsbeginn: 01.03.2026\nDie Mindestlaufzeit beträgt 24 Monate.",
        &["end 2028-02-29"],
    );
    expect(
        "nl",
        "Einddatum: 7 januari 2027\nDe opzegtermijn is één maand voor het einde van de looptijd.",
        &["cancel_by 2026-12-07"],
    );
    expect(
        "en",
        "Start date: 1 May 2026\nThe minimum term is 12 months, with 30 days' notice before it ends.",
        &["cancel_by 2027-03-31", "end 2027-04-30"],
    );
    expect(
        "es",
        "Puede rescindir el contrato sin penalización en 30 días desde la recepción de este correo.",
        &["cancel_by 2026-05-03"],
    );
    expect("it", "La tua prova gratuita di 14 giorni è iniziata.", &["trial_end 2026-04-17"]);
    expect(
        "fr",
        "La garantie reste valable avec un entretien annuel. Date de début : 2 mars 2026",
        &["service_due 2027-03-02"],
    );
}

#[test]
fn a_length_of_time_without_its_words_or_its_day_is_none() {
    for (language, text) in [
        (
            "en",
            "You can cancel within 14 days of delivery without giving a reason, free of charge.",
        ),
        ("en", "Please give us 30 days' notice if you want to leave."),
        ("en", "Start your 30-day free trial today!"),
        ("en", "You can leave with one month's notice. Your cover ended on 2 March 2026."),
        ("de", "Die Kündigungsfrist beträgt einen Monat."),
        ("de", "Ihre Waschmaschine hat zwei Jahre Garantie."),
    ] {
        let found = claims(language, text);
        let read = ["cancel_by", "trial_end", "service_due"];
        let derived = found.iter().find(|claim| read.iter().any(|role| claim.starts_with(role)));
        assert_eq!(derived, None, "{text}");
    }
}
