//! Days without a year that come again in each, and the last day before an end that is named.

use super::claims;

/// Texts in which a claim was found, and those in which it was not.
fn sorted(cases: &[(&str, &str, &str)]) -> (Vec<String>, Vec<String>) {
    let (mut said, mut unsaid) = (Vec::new(), Vec::new());
    for (language, text, expected) in cases {
        let found = claims(language, text);
        let into =
            if found.iter().any(|claim| claim == expected) { &mut said } else { &mut unsaid };
        into.push(format!("{text:?}: {expected}, in {found:?}"));
    }
    (said, unsaid)
}

#[test]
fn the_day_that_comes_each_year_is_one_year_behind_the_beginning() {
    let (_, unsaid) = sorted(&[
        ("en", "Cover starts: 1 May 2026\nRenews every year on 1 May.", "renewal 2027-05-01"),
        (
            "en",
            "Start: 1 May 2026\nTerm: a year, renews each year on 1 May. Let us know at least two months before the renewal date if you want to stop.",
            "cancel_by 2027-03-01",
        ),
        (
            "de",
            "Versicherungsbeginn: 01.05.2026\nHauptfälligkeit: 1. Mai\nDer Vertrag verlängert sich jedes Jahr, wenn er nicht drei Monate vor der Hauptfälligkeit gekündigt wird.",
            "cancel_by 2027-02-01",
        ),
        (
            "fr",
            "Date d'effet : 10 avril 2026\nÉchéance principale : 10 avril\nTacite reconduction. Préavis de deux mois avant l'échéance.",
            "cancel_by 2027-02-10",
        ),
        (
            "es",
            "Fecha de efecto: 01/05/2026\nVencimiento anual: 1 de mayo\nSe renueva cada año, salvo que nos avise con un mes de antelación al vencimiento.",
            "cancel_by 2027-04-01",
        ),
        (
            "it",
            "Decorrenza: 1 maggio 2026\nScadenza annuale: 1 maggio\nSi rinnova ogni anno, salvo disdetta almeno due mesi prima della scadenza.",
            "cancel_by 2027-03-01",
        ),
        (
            "nl",
            "Ingangsdatum: 1 mei 2026\nHoofdvervaldag: 1 mei\nOpzeggen kan tot een maand voor de hoofdvervaldag.",
            "cancel_by 2027-04-01",
        ),
    ]);
    assert!(unsaid.is_empty(), "{unsaid:#?}");
}

#[test]
fn a_last_day_without_a_year_is_that_before_the_end_that_is_named() {
    let (_, unsaid) = sorted(&[
        (
            "de",
            "Laufzeit: 01.05.2026 bis 30.04.2027. Es verlängert sich um ein Jahr, wenn es nicht bis zum 28.02. schriftlich\ngekündigt wird.",
            "cancel_by 2027-02-28",
        ),
        (
            "en",
            "It runs from 1 May 2026 to 30 April 2027 and renews for another year if it is not cancelled in writing by 28 February.",
            "cancel_by 2027-02-28",
        ),
        (
            "fr",
            "Du 1er mai 2026 au 30 avril 2027. L'abonnement est reconduit s'il n'est pas résilié par écrit avant le 1er mars.",
            "cancel_by 2027-02-28",
        ),
        (
            "es",
            "Vigencia: del 1 de mayo de 2026 al 30 de abril de 2027. Se renueva si el abono no se cancela antes del 1 de marzo.",
            "cancel_by 2027-02-28",
        ),
        (
            "it",
            "Durata: dal 1 maggio 2026 al 30 aprile 2027. Si rinnova se il contratto non viene disdetto entro il 28 febbraio.",
            "cancel_by 2027-02-28",
        ),
        (
            "nl",
            "Looptijd: 1 mei 2026 tot en met 30 april 2027. Het wordt verlengd als het abonnement niet voor 1 maart wordt opgezegd.",
            "cancel_by 2027-02-28",
        ),
    ]);
    assert!(unsaid.is_empty(), "{unsaid:#?}");
}

#[test]
fn what_is_not_paid_and_what_happens_once_comes_not_again() {
    let (said, _) = sorted(&[
        (
            "en",
            "If the invoice is not paid by 31 May we will terminate your contract.",
            "cancel_by 2026-05-31",
        ),
        (
            "de",
            "Wenn der Betrag nicht bis zum 31.05. eingeht, kündigen wir den Vertrag.",
            "cancel_by 2026-05-31",
        ),
        (
            "fr",
            "Si la facture n'est pas réglée avant le 31 mai, nous résilierons le contrat.",
            "cancel_by 2026-05-30",
        ),
        (
            "it",
            "Se la fattura non viene pagata entro il 31 maggio disdiremo il contratto.",
            "cancel_by 2026-05-31",
        ),
        ("en", "Start: 1 May 2026\nFirst payment due on 1 May.", "renewal 2027-05-01"),
        ("de", "Beginn: 01.05.2026\nDie erste Rate ist am 1. Mai fällig.", "renewal 2027-05-01"),
        (
            "en",
            "Start: 1 May 2026. We email you a month before your renewal on 1 May 2027.",
            "cancel_by 2027-04-01",
        ),
    ]);
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn a_bill_with_a_day_of_its_own_comes_not_again_on_it() {
    let bills = [
        ("en", "Start: 1 May 2026\nAnnual fee of £84.00, due on 20 April", "due 2026-04-20"),
        (
            "de",
            "Beginn: 01.05.2026\nJährlicher Beitrag: 84,00 EUR, fällig am 20. April",
            "due 2026-04-20",
        ),
        (
            "fr",
            "Date d'effet : 1er mai 2026\nMontant : 84,00 €\nDate d'échéance : 20 avril",
            "due 2026-04-20",
        ),
        (
            "es",
            "Fecha de inicio: 01/05/2026\nImporte: 84,00 €\nFecha de vencimiento: 20 de abril",
            "due 2026-04-20",
        ),
        (
            "it",
            "Decorrenza: 01/05/2026\nImporto: 84,00 €\nData di scadenza: 20 aprile",
            "due 2026-04-20",
        ),
        (
            "nl",
            "Ingangsdatum: 1 mei 2026\nBedrag: € 84,00\nVervaldatum: 20 april",
            "due 2026-04-20",
        ),
    ];
    let (_, unsaid) = sorted(&bills);
    let again = bills.iter().map(|(language, text, _)| (text, claims(language, text)));
    let again: Vec<_> = again.filter(|(_, c)| c.iter().any(|c| c.contains("2027-04-20"))).collect();
    assert!(again.is_empty(), "{again:#?}");
    assert!(unsaid.is_empty(), "{unsaid:#?}");
    let (said, _) = sorted(&[
        (
            "nl",
            "Ingangsdatum: 1 mei 2026\nBedrag: € 84,00\nVervaldag: 20 april",
            "renewal 2027-04-20",
        ),
        ("en", "Start: 1 May 2026\nThe annual fee applies from 20 April", "renewal 2027-04-20"),
        ("de", "Beginn: 01.05.2026\nJährliche Abrechnung ab 20. April", "renewal 2027-04-20"),
    ]);
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn what_the_supplier_tells_before_a_renewal_is_no_notice() {
    let (said, _) = sorted(&[
        (
            "en",
            "Start: 1 May 2026. Let us know if you move house, as we write to you one month before the renewal on 1 May 2027.",
            "cancel_by 2027-04-01",
        ),
        (
            "de",
            "Wir geben Ihnen Bescheid, und zwar einen Monat vor der Verlängerung am 1. Mai 2027.",
            "cancel_by 2027-04-01",
        ),
        (
            "fr",
            "Prévenez-nous si vous déménagez, car nous vous écrivons un mois avant le renouvellement le 1er mai 2027.",
            "cancel_by 2027-04-01",
        ),
        (
            "es",
            "Avísenos si se muda: le escribimos un mes antes de la renovación del 1 de mayo de 2027.",
            "cancel_by 2027-04-01",
        ),
        (
            "it",
            "Ci avvisi se cambia casa, perché le scriviamo un mese prima del rinnovo del 1 maggio 2027.",
            "cancel_by 2027-04-01",
        ),
        (
            "nl",
            "Laat het ons weten als u verhuist, want wij schrijven u een maand voor de verlenging op 1 mei 2027.",
            "cancel_by 2027-04-01",
        ),
    ]);
    assert!(said.is_empty(), "{said:#?}");
    let (_, unsaid) = sorted(&[
        (
            "en",
            "Please let us know at least a month before the renewal on 1 May 2027.",
            "cancel_by 2027-04-01",
        ),
        (
            "de",
            "Bitte geben Sie uns Bescheid, mindestens einen Monat vor der Verlängerung am 1. Mai 2027.",
            "cancel_by 2027-04-01",
        ),
    ]);
    assert!(unsaid.is_empty(), "{unsaid:#?}");
}
