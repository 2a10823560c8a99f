use super::*;
use crate::values::{Surroundings, ValueReader};
use crate::words::Words;
use oxherd_model::Language;

fn products(kind: Kind, text: &str) -> Vec<(String, u32)> {
    let words = Words::cut(text, usize::MAX);
    let values = ValueReader::new().read(&Surroundings {
        text,
        words: &words,
        language: Language::UNKNOWN,
        sent_on: None,
        month_first: None,
        currency_hint: None,
    });
    let around = Around { text, words: &words, spot: Spot::Body, kind, sent_on: None };
    let found = ProductReader::new().read(&around, &values.found);
    let named = |f: Found| {
        let Claim::Product { name, quantity } = f.claim else { return None };
        assert_eq!(text.get(f.start..f.end), Some(name.as_str()), "its place is that of the name");
        Some((name, quantity))
    };
    found.into_iter().filter_map(named).collect()
}

#[test]
fn rows_and_labels_name_products_in_six_languages() {
    for (line, name, count) in [
        ("2 x Wool socks  £12.00", "Wool socks", 2),
        ("Item: Wool socks, grey", "Wool socks, grey", 1),
        ("Wollsocken | 2 | 12,00 EUR", "Wollsocken", 2),
        ("Artikel: Wollsocken, grau", "Wollsocken, grau", 1),
        ("Article : Chaussettes de laine", "Chaussettes de laine", 1),
        ("Chaussettes de laine x2\t24,00 €", "Chaussettes de laine", 2),
        ("Artículo: Calcetines de lana", "Calcetines de lana", 1),
        ("3 x Calcetines de lana ..... 19,90 €", "Calcetines de lana", 3),
        ("Articolo: Calze di lana", "Calze di lana", 1),
        ("Calze di lana (2)\t14,70 €", "Calze di lana", 2),
        ("Artikel: Wollen sokken", "Wollen sokken", 1),
        ("1 x Wollen sokken, € 11,55", "Wollen sokken", 1),
    ] {
        assert_eq!(products(Kind::OrderConfirmed, line), [(name.to_owned(), count)], "{line}");
    }
}

#[test]
fn costs_people_and_sentences_are_no_products() {
    for line in [
        "Total  £12.00",
        "Versandkosten | 1 | 4,90 EUR",
        "2 x Adult £23.00",
        "2 × Erwachsene je 12,00 €",
        "3 nuits x 80,00 €",
        "2 kaarten à € 19,50",
        "Artikel: 4471",
        "We sent 2 of them for £12.00 each and you will like them.",
    ] {
        assert_eq!(products(Kind::OrderConfirmed, line), [], "{line}");
    }
}

#[test]
fn a_bill_for_energy_or_work_names_no_products() {
    let bill = "Energy used  £104.76\nStanding charge  £29.88\nVAT  £6.73\nTotal  £141.37";
    assert_eq!(products(Kind::Bill, bill), []);
    assert_eq!(products(Kind::Newsletter, "2 x Wool socks  £12.00"), []);
}

#[test]
fn a_head_names_the_column_of_products() {
    let text = "Artikel\tAantal\tBedrag\nKlomp, maat 39\t1\t€ 27,95\nSokken\t3\t€ 23,85\nTotaal\t\t€ 51,80";
    let want = [("Klomp, maat 39".to_owned(), 1), ("Sokken".to_owned(), 3)];
    assert_eq!(products(Kind::OrderConfirmed, text), want);
}
