//! Messages that show by their terms that an agreement runs.

use oxherd_model::{Kind, Period};
use oxherd_reading::{Depth, Form, Reader};
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

fn read(header: &str, subject: &str, body: &str) -> oxherd_model::Reading {
    let text = format!(
        "From: Firm <hello@firm.example>\nTo: Ada Lane <ada@home.example>\nSubject: {subject}\n\
         Date: Fri, 12 Sep 2025 10:00:00 +0200\nMessage-ID: <1@firm.example>\n{header}\
         Content-Type: text/plain; charset=utf-8\n\n{body}\n"
    );
    READER.read(text.as_bytes(), Form::Mail, Depth::Signal).reading
}

/// Greetings of new customers that sound like periodicals or offers.
const WELCOMES: &[(&str, &str)] = &[
    (
        "Welcome to your monthly coffee",
        "Hi Ada,\n\nso glad to have you. Your first bag ships on Monday.\n\nBag: two, ground\nPrice: £14.00 a month\nCustomer number: CC-20419\n\nSkip or stop whenever you like.",
    ),
    (
        "Willkommen beim wöchentlichen Gemüse",
        "Hallo Ada,\n\nschön, dass du dabei bist!\n\nKiste: klein\nPreis: 19,50 € / Woche\nKundennummer: GK-20419\n\nAbbestellen geht jederzeit.",
    ),
    (
        "Bienvenue dans l'édition papier",
        "Bonjour Ada,\n\nMerci de nous lire chaque mois !\n\nN° d'abonné : ED-20419\nTarif : 52,00 € par an\n\nDésabonnement possible à tout moment.",
    ),
    (
        "Bienvenida a la revista",
        "Hola, Ada:\n\nGracias por suscribirte a nuestra edición en papel.\n\nN.º de suscriptor: RV-20419\nCuota: 44,00 € al año\n\nPuedes darte de baja cuando quieras.",
    ),
    (
        "Benvenuta in palestra",
        "Ciao Ada,\n\nche bello averti con noi!\n\nNumero cliente: PA-20419\nQuota: 34,90 € al mese\n\nPuoi disdire quando vuoi.",
    ),
    (
        "Welkom bij ons wekelijkse pakket",
        "Hoi Ada,\n\nleuk dat je meedoet!\n\nPakket: klein\nPrijs: € 16,50 per week\nKlantnummer: WP-20419\n\nOpzeggen kan altijd.",
    ),
];

#[test]
fn a_numbered_customer_with_a_price_for_a_period_has_an_agreement() {
    for (subject, body) in WELCOMES {
        let reading = read("", subject, body);
        let papers =
            matches!(reading.kind, Kind::ContractPack | Kind::OrderConfirmed | Kind::AccountSetup);
        assert!(papers, "{subject}: {} {}", reading.kind, reading.kind_confidence);
        assert!(reading.period.is_some_and(|per| per != Period::Once), "{subject}");
    }
}

#[test]
fn what_goes_to_many_is_no_agreement_by_its_prices() {
    for (subject, body) in WELCOMES {
        let many = "List-Unsubscribe: <https://firm.example/u>\nPrecedence: bulk\n";
        let reading = read(many, &format!("Last chance: {subject}"), body);
        let why = reading.why.iter().any(|cue| cue.words.starts_with("a number, a price"));
        assert!(!why, "{subject}: {}", reading.kind);
    }
}

#[test]
fn a_time_to_try_with_the_price_behind_it_is_told_for_sure() {
    for (subject, body) in [
        (
            "Your free lesson has begun",
            "Hi Ada,\n\nyou have 14 days for free. Your trial ends on 26 September 2025. After that your plan costs £59.00 per year.",
        ),
        (
            "Deine Probestunde ist gestartet",
            "Hallo Ada,\n\ndu hast 14 Tage gratis. Deine Testphase endet am 26. September 2025. Danach kostet dein Abo 59,00 € pro Jahr.",
        ),
        (
            "Ton cours d'essai a commencé",
            "Bonjour Ada,\n\ntu as 14 jours gratuits. Ton essai gratuit se termine le 26 septembre 2025. Ensuite ton abonnement coûte 59,00 € par an.",
        ),
        (
            "Je proefles is gestart",
            "Hoi Ada,\n\nje hebt 14 dagen gratis. Je proefperiode eindigt op 26 september 2025. Daarna kost je abonnement € 59,00 per jaar.",
        ),
    ] {
        let reading = read("", subject, body);
        assert_eq!(reading.kind, Kind::RenewalNotice, "{subject}");
        assert!(reading.kind_confidence.thousandths() >= 550, "{subject}");
    }
}

/// A tenancy or line that begins, whose papers speak of how it may be ended.
const BEGINNINGS: &[(&str, &str)] = &[
    (
        "Your tenancy at 18 Garrison Street",
        "Dear Ada,\n\nYour tenancy of Flat 2, 18 Garrison Street starts on 14 October 2025. Rent is £795.00 per month by standing order. Deposit £795.00.\nYou can end the tenancy at any time by giving us 28 days' notice in writing.\n\nReference AL-2231\nFiona",
    ),
    (
        "Your let of 4 Quay Lane",
        "Dear Ada,\n\nyour tenancy of 4 Quay Lane begins on 1 November 2025. The rent is £640.00 a month. To leave, write to us a month before.\n\nQuay Lettings",
    ),
];

#[test]
fn what_begins_at_a_price_and_names_no_end_is_not_ending() {
    for (subject, body) in BEGINNINGS {
        assert_eq!(read("", subject, body).kind, Kind::ContractPack, "{subject}");
    }
    let over = "Dear Ada,\n\nyour tenancy of 4 Quay Lane ends on 30 November 2025. The rent of £640.00 a month is owed until then. Please \
                leave the keys with us.\n\nQuay Lettings";
    assert_ne!(read("", "The end of your tenancy", over).kind, Kind::ContractPack);
}
