//! Rises that a supplier takes back.

use super::{read, said};
use oxherd_model::Claim;

fn sums(language: &str, text: &str) -> Vec<String> {
    let found = read(language, text).found;
    let sums = found.iter().map(|f| &f.claim).filter(|c| matches!(c, Claim::Amount { .. }));
    sums.map(said).collect()
}

#[test]
fn a_rise_that_is_taken_back_is_no_price_and_what_stays_is_not_the_old_one() {
    let texts = [
        (
            "en",
            "We confirm a monthly price of €31.40. The increase to €35.90 we told you of no longer applies.",
        ),
        ("en", "Your monthly price stays at €31.40. We have withdrawn the rise to €35.90."),
        (
            "de",
            "Ihr Monatspreis beträgt weiterhin 31,40 €. Die Preiserhöhung auf 35,90 € nehmen wir zurück.",
        ),
        ("de", "Monatspreis: 31,40 €. Die angekündigte Anpassung auf 35,90 € wird nicht wirksam."),
        ("fr", "Votre tarif mensuel reste de 31,40 €. La hausse à 35,90 € n'aura pas lieu."),
        ("fr", "Prix mensuel : 31,40 €. L’augmentation à 35,90 € est annulée."),
        ("es", "Su cuota mensual es de 31,40 €. La subida a 35,90 € queda sin efecto."),
        ("it", "Il canone mensile è di 31,40 €. L'aumento a 35,90 € non verrà applicato."),
        ("nl", "Uw maandbedrag blijft € 31,40. De verhoging naar € 35,90 gaat niet door."),
    ];
    for (language, text) in texts {
        let found = sums(language, text);
        assert!(!found.iter().any(|sum| sum.starts_with("new")), "{text}: {found:?}");
        assert!(!found.iter().any(|sum| sum.starts_with("old")), "{text}: {found:?}");
    }
}

#[test]
fn a_rise_that_comes_or_may_be_escaped_is_one() {
    let texts = [
        ("en", "Your monthly price rises from €31.40 to €35.90. The old offer no longer applies."),
        ("en", "If you leave by 3 May, the increase from €31.40 to €35.90 does not apply."),
        ("de", "Ihr Monatspreis steigt von 31,40 € auf 35,90 €."),
        ("fr", "Votre tarif mensuel passe de 31,40 € à 35,90 €."),
    ];
    for (language, text) in texts {
        let found = sums(language, text);
        assert!(found.iter().any(|sum| sum.starts_with("new 35.9")), "{text}: {found:?}");
    }
}
