//! Money that a firm gives the owner, told from money that it asks them for by the same words. The message is of
//! Friday, 3 April 2026.

use super::read;
use oxherd_model::{Claim, DateRole, PledgedDeed, PromiseTerm};

/// The deeds that a text promises.
fn deeds(language: &str, text: &str) -> Vec<(Option<PledgedDeed>, PromiseTerm)> {
    let found = read(language, text).found;
    let told = found.iter().filter_map(|f| {
        let Claim::Promise { term, pledge, .. } = &f.claim else { return None };
        Some((pledge.map(|pledge| pledge.deed), *term))
    });
    told.collect()
}

/// Whether a text promises that money comes back, and nothing else.
fn gives(language: &str, text: &str) -> bool {
    let told = deeds(language, text);
    !told.is_empty() && told.iter().all(|(deed, _)| *deed == Some(PledgedDeed::Refund))
}

#[test]
fn what_goes_back_to_the_owner_is_promised_in_many_words() {
    for (language, text) in [
        ("en", "We shall return the £40.00 to you by 17 April 2026."),
        ("en", "We'll settle your claim with £40.00 by 17 April 2026."),
        ("en", "We will pay £327.60 into your account by 17 April 2026."),
        ("de", "Wir kehren Ihnen die 28,90 Euro bis 17. April 2026 aus."),
        ("de", "Das Guthaben von 28,90 Euro geht Ihnen bis 17. April 2026 zu."),
        ("de", "Die Mietsicherheit von 900,00 Euro geben wir Ihnen bis 17. April 2026 zurück."),
        ("fr", "Les 12,40 € vous seront reversés d'ici le 17 avril 2026."),
        (
            "fr",
            "La garantie locative de 900,00 € vous sera reversée au plus tard le 17 avril 2026.",
        ),
        ("fr", "Tes 29,90 € te reviennent avant le 17 avril 2026."),
        ("fr", "Nous vous ristournerons 45,00 € avant le 17 avril 2026."),
        ("es", "Los 28,90 € le serán devueltos a más tardar el 17 de abril de 2026."),
        ("es", "La fianza de 900,00 € le será restituida antes del 17 de abril de 2026."),
        ("it", "I 28,90 € Le saranno resi entro il 17 aprile 2026."),
        ("it", "La cauzione di 900,00 € Le verrà restituita entro il 17 aprile 2026."),
        ("nl", "De waarborgsom van € 900,00 wordt u uiterlijk 17 april 2026 terugbetaald."),
        ("nl", "Het bedrag van € 28,90 vloeit uiterlijk 17 april 2026 naar u terug."),
    ] {
        assert!(gives(language, text), "{text}: {:?}", deeds(language, text));
    }
}

#[test]
fn a_deposit_or_a_transfer_that_is_due_is_nothing_that_comes_back() {
    for (language, text) in [
        ("en", "Kindly settle by 17 April 2026, by bank transfer quoting K-20."),
        ("en", "Payment of £40.00 by bank transfer is due by 17 April 2026."),
        ("en", "Payable by cheque or bank transfer by 17 April 2026."),
        ("en", "Your deposit of £200.00 is due by 17 April 2026."),
        ("en", "The deposit should reach us by 17 April 2026."),
        ("en", "Come back this month and your first year is £69.00."),
        ("de", "Wir ersuchen um Überweisung von 45,00 Euro bis 17. April 2026."),
        ("de", "Um Überweisung bis 17. April 2026 wird gebeten."),
        ("de", "Zahlbar per Überweisung bis 17. April 2026."),
        ("de", "Die Kaution von 900,00 Euro ist bis 17. April 2026 zu hinterlegen."),
        ("fr", "Nous vous saurions gré d'effectuer le virement de 45,00 € avant le 17 avril 2026."),
        ("fr", "Règlement par virement avant le 17 avril 2026."),
        ("fr", "La caution de 300,00 € est due avant le 17 avril 2026."),
        ("fr", "Votre forfait vous reviendra à 45,00 € par mois à partir du 17 avril 2026."),
        ("es", "Agradeceríamos que hiciera la transferencia antes del 17 de abril de 2026."),
        ("es", "La fianza de 900,00 € vence el 17 de abril de 2026."),
        ("it", "Pagamento con bonifico entro il 17 aprile 2026."),
        ("it", "La cauzione di 900,00 € va versata entro il 17 aprile 2026."),
        ("nl", "Wij verzoeken u vriendelijk om overboeking van € 45,00 voor 17 april 2026."),
        ("nl", "De borg van € 900,00 moet voor 17 april 2026 betaald zijn."),
    ] {
        assert_eq!(deeds(language, text), [], "{text}");
    }
}

#[test]
fn who_asks_for_patience_gives_all_the_same() {
    for (language, text) in [
        ("en", "We kindly inform you that £40.00 will be refunded to your card by 17 April 2026."),
        ("de", "Wir bitten um Geduld und erstatten Ihnen 28,90 Euro bis 17. April 2026."),
        (
            "fr",
            "Nous vous prions de nous excuser et vous rembourserons 45,00 € avant le 17 avril 2026.",
        ),
        (
            "es",
            "Le rogamos que nos disculpe y le devolveremos 45,00 € antes del 17 de abril de 2026.",
        ),
        ("it", "La preghiamo di scusarci e Le rimborseremo 45,00 € entro il 17 aprile 2026."),
        ("nl", "Op uw verzoek betalen wij € 45,00 voor 17 april 2026 terug."),
    ] {
        assert!(gives(language, text), "{text}: {:?}", deeds(language, text));
    }
}

#[test]
fn what_is_left_of_a_loss_is_given_though_the_excess_is_kept_back() {
    for (language, text) in [
        (
            "en",
            "From the £412.60 we take off your excess of £85.00 and will pay £327.60 into your account by 17 April 2026.",
        ),
        (
            "en",
            "Your excess of £85.00 has been deducted and £327.60 will be in your account by 17 April 2026.",
        ),
        (
            "de",
            "Wir ziehen die Selbstbeteiligung von 85,00 Euro ab und überweisen Ihnen 327,60 Euro bis zum 17. April 2026.",
        ),
        (
            "fr",
            "La franchise de 85,00 € est prélevée sur l'indemnité et 327,60 € vous seront versés d'ici le 17 avril 2026.",
        ),
        (
            "es",
            "Descontamos la franquicia de 85,00 € y le abonaremos 327,60 € antes del 17 de abril de 2026.",
        ),
        (
            "it",
            "Tratteniamo la franchigia di 85,00 € e Le verseremo 327,60 € entro il 17 aprile 2026.",
        ),
        (
            "nl",
            "Wij trekken uw eigen risico van € 85,00 af en maken € 327,60 uiterlijk 17 april 2026 aan u over.",
        ),
    ] {
        assert!(gives(language, text), "{text}: {:?}", deeds(language, text));
    }
    for (language, text) in [
        ("en", "We take £40.00 from your account by 17 April 2026."),
        ("en", "Your excess of £85.00 will be deducted from your card on 17 April 2026."),
        (
            "de",
            "Wir ziehen die Selbstbeteiligung von 85,00 Euro am 17. April 2026 von Ihrem Konto ein.",
        ),
    ] {
        assert_eq!(deeds(language, text), [], "{text}");
    }
}

#[test]
fn a_span_behind_money_that_goes_back_is_that_of_the_money() {
    for (language, text) in [
        (
            "en",
            "£46.20 is going back to your card. Please allow up to ten working days from today.",
        ),
        (
            "en",
            "A credit of £12.00 was placed back on your card. It can take up to ten working days to show.",
        ),
        (
            "de",
            "28,90 Euro gehen zurück auf Ihre Karte. Bitte rechnen Sie mit bis zu zehn Werktagen.",
        ),
        ("fr", "Nous vous remboursons 28,90 euros. Comptez jusqu'à dix jours ouvrés."),
        ("es", "28,90 € vuelven a su tarjeta. Cuente con hasta diez días hábiles."),
        ("it", "28,90 € tornano sulla Sua carta. Ci vogliono fino a dieci giorni lavorativi."),
        ("nl", "Er gaat € 28,90 terug naar uw kaart. Reken op maximaal tien werkdagen."),
    ] {
        assert!(gives(language, text), "{text}: {:?}", deeds(language, text));
    }
    for (language, text) in [
        ("en", "You paid £40.00. Please allow up to ten working days for delivery."),
        (
            "en",
            "We cannot refund £40.00 to your card. Please allow up to ten working days for our final answer.",
        ),
        (
            "en",
            "If you send it back we refund £40.00 to your card. Please allow up to ten working days.",
        ),
        ("de", "Sie haben 28,90 Euro überwiesen. Die Lieferung dauert bis zu zehn Werktage."),
    ] {
        assert!(!gives(language, text), "{text}: {:?}", deeds(language, text));
    }
}

#[test]
fn the_day_on_which_a_deposit_comes_back_ends_no_guarantee() {
    let text = "La garantie locative de 900,00 € vous sera reversée au plus tard le 17 avril 2026.";
    let ends =
        |f: &super::Found| matches!(f.claim, Claim::Date { role: DateRole::WarrantyEnd, .. });
    assert!(!read("fr", text).found.iter().any(ends));
}

#[test]
fn what_is_denied_beside_money_is_another_matter() {
    for (language, text) in [
        ("en", "The £6.90 will be refunded by 17 April 2026 and you need not write again."),
        (
            "fr",
            "Les 6,90 € vous seront reversés d'ici le 17 avril 2026 et aucune autre somme ne sera appelée.",
        ),
        ("de", "Die 6,90 Euro erstatten wir bis 17. April 2026 und nehmen nie wieder etwas."),
    ] {
        assert!(gives(language, text), "{text}: {:?}", deeds(language, text));
    }
    for (language, text) in [
        ("en", "We will not refund the £6.90 by 17 April 2026."),
        ("fr", "Les 6,90 € ne vous seront pas reversés d'ici le 17 avril 2026."),
    ] {
        assert!(!gives(language, text), "{text}: {:?}", deeds(language, text));
    }
}

#[test]
fn a_sum_with_its_sign_behind_it_ends_a_sentence() {
    let found = read("fr", "Votre carte a été débitée de 90,20 €. Nous mettons tout en œuvre pour une livraison chez vous au plus tard le 17 avril 2026.").found;
    let what = found.iter().find_map(|f| {
        let Claim::Promise { what, .. } = &f.claim else { return None };
        Some(what.clone())
    });
    assert!(what.is_some_and(|what| what.starts_with("Nous mettons")));
}

#[test]
fn what_is_sent_back_behind_a_semicolon_leaves_a_delivery_one() {
    let text = "Votre nouvelle lampe vous parviendra au plus tard le 17 avril 2026 ; une pochette pour renvoyer l'ancienne est jointe au colis.";
    let told = deeds("fr", text);
    assert_eq!(told.first().map(|(deed, _)| *deed), Some(Some(PledgedDeed::Delivery)), "{told:?}");
    let day = |role| {
        read("fr", text)
            .found
            .iter()
            .any(|f| matches!(f.claim, Claim::Date { role: of, .. } if of == role))
    };
    assert!(!day(DateRole::ReturnBy));
}
