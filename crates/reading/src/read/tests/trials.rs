//! Trials: when they began, and the last day to leave them.

use super::{Desk, Mail, days};
use oxherd_model::{AmountRole, DateRole, Fact};

/// Trials that begin with their message.
const BEGUN: &[Mail] = &[
    (
        "en",
        "Your free trial starts now",
        "Hi Toni,\n\nYour free trial starts now. You have 30 days, then £7.99 a month unless you cancel.\n\nAlderley Audio",
    ),
    (
        "en",
        "Enjoy your trial",
        "Hi Toni,\n\nYour 14-day free trial is now active. After that it is £7.99 a month.\n\nAlderley Audio",
    ),
    (
        "de",
        "Dein Probemonat beginnt jetzt",
        "Hallo Toni,\n\ndein kostenloser Probemonat beginnt jetzt. Danach kostet es 7,99 € im Monat.\n\nAlderley Audio",
    ),
    (
        "de",
        "Los geht’s",
        "Hallo Toni,\n\ndeine 30-tägige Testphase läuft ab heute. Danach 7,99 € pro Monat.\n\nAlderley Audio",
    ),
    (
        "fr",
        "Votre essai gratuit commence",
        "Bonjour Toni,\n\nVotre essai gratuit de 30 jours commence maintenant. Ensuite 7,99 € par mois.\n\nAlderley Audio",
    ),
    (
        "es",
        "Tu prueba gratis empieza ya",
        "Hola Toni:\n\nTu prueba gratuita de 30 días empieza hoy. Después, 7,99 € al mes.\n\nAlderley Audio",
    ),
    (
        "it",
        "La tua prova inizia adesso",
        "Ciao Toni,\n\nLa tua prova gratuita di 30 giorni inizia adesso. Poi 7,99 € al mese.\n\nAlderley Audio",
    ),
    (
        "nl",
        "Je proefperiode start nu",
        "Hoi Toni,\n\nJe gratis proefperiode van 30 dagen start nu. Daarna € 7,99 per maand.\n\nAlderley Audio",
    ),
];

/// Trials to 4 April that are to be left 24 hours before.
const HOURS: &[Mail] = &[
    (
        "it",
        "La tua prova",
        "Ciao Toni,\n\nProva gratuita: dal 5 marzo 2024 al 4 aprile 2024\nDopo la prova: 79,90 € all'anno\n\nSe non disdici almeno 24 ore prima della fine della prova, il 4 aprile 2024 ti addebiteremo 79,90 €.\n\nAlderley",
    ),
    (
        "en",
        "Your free trial has started",
        "Hi Toni,\n\nYour free trial runs from 5 March 2024 to 4 April 2024. Unless you cancel at least 24 hours before the end of the trial, on 4 April 2024 we will charge £79.90 for the year.\n\nAlderley",
    ),
    (
        "de",
        "Deine Testphase hat begonnen",
        "Hallo Toni,\n\ndeine kostenlose Testphase läuft vom 5. März 2024 bis 4. April 2024. Wenn du nicht mindestens 24 Stunden vor Ende der Testphase kündigst, buchen wir am 4. April 2024 79,90 € ab.\n\nAlderley",
    ),
    (
        "fr",
        "Votre essai gratuit",
        "Bonjour Toni,\n\nEssai gratuit : du 5 mars 2024 au 4 avril 2024\n\nSi vous ne résiliez pas au moins 24 heures avant la fin de l'essai, le 4 avril 2024 nous prélèverons 79,90 €.\n\nAlderley",
    ),
    (
        "es",
        "Tu prueba gratuita",
        "Hola Toni:\n\nPrueba gratuita: del 5 de marzo de 2024 al 4 de abril de 2024\n\nSi no cancelas al menos 24 horas antes del fin de la prueba, el 4 de abril de 2024 te cobraremos 79,90 €.\n\nAlderley",
    ),
    (
        "nl",
        "Je proefperiode",
        "Hoi Toni,\n\nJe gratis proefperiode loopt van 5 maart 2024 tot en met 4 april 2024. Als je niet minimaal 24 uur voor het einde opzegt, schrijven we op 4 april 2024 € 79,90 af.\n\nAlderley",
    ),
];

/// The same with a day and an hour.
const BY_AN_HOUR: &[Mail] = &[
    (
        "it",
        "La tua prova sta per finire",
        "Ciao Toni,\n\nLa tua prova gratuita termina il 4 aprile 2024. Non vuoi continuare? Disdici entro le 23:59 del 3 aprile 2024 e non pagherai nulla.\n\nAlderley",
    ),
    (
        "en",
        "Your trial is ending",
        "Hi Toni,\n\nYour free trial ends on 4 April 2024. Not for you? Cancel by 11:59 pm on 3 April 2024 and you pay nothing.\n\nAlderley",
    ),
    (
        "de",
        "Deine Testphase endet",
        "Hallo Toni,\n\ndeine Testphase endet am 4. April 2024. Kündige bis 23:59 Uhr am 3. April 2024 und du zahlst nichts.\n\nAlderley",
    ),
    (
        "es",
        "Tu prueba termina",
        "Hola Toni:\n\nTu prueba gratuita termina el 4 de abril de 2024. Cancela antes de las 23:59 del 3 de abril de 2024 y no pagarás nada.\n\nAlderley",
    ),
    (
        "nl",
        "Je proefperiode eindigt",
        "Hoi Toni,\n\nJe gratis proefperiode eindigt op 4 april 2024. Zeg op vóór 23.59 uur op 3 april 2024 en je betaalt niets.\n\nAlderley",
    ),
];

#[test]
fn a_trial_that_begins_now_began_on_the_day_of_its_message() {
    let failing = Desk::new().failing(BEGUN, |reading| {
        days(reading, DateRole::Start) == ["2024-03-05"]
            && days(reading, DateRole::TrialEnd).len() == 1
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn hours_before_the_end_of_a_trial_make_the_day_before_the_last_one() {
    let desk = Desk::new();
    let failing =
        desk.failing(HOURS, |reading| days(reading, DateRole::CancelBy) == ["2024-04-03"]);
    assert!(failing.is_empty(), "{failing:#?}");
    let failing = desk.failing(BY_AN_HOUR, |reading| {
        days(reading, DateRole::CancelBy) == ["2024-04-03"]
            && days(reading, DateRole::TrialEnd) == ["2024-04-04"]
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Trials of which the notice is said in hours.
const BEFORE_THE_DAY: &[Mail] = &[
    (
        "en",
        "Your free trial",
        "Hi Toni,\n\nyour 14-day free trial started on 5 March 2024 and ends on 19 March 2024. Then it costs £7.99 a month. Cancel at least 24 hours before the end of the trial to avoid being charged.",
    ),
    (
        "de",
        "Ihre Testphase",
        "Hallo Toni,\n\nIhre kostenlose Testphase läuft vom 05.03.2024 bis zum 19.03.2024. Danach kostet es 7,99 € im Monat. Kündigen Sie mindestens 24 Stunden vor Ende der Testphase.",
    ),
    (
        "fr",
        "Votre essai gratuit",
        "Bonjour,\n\nvotre essai gratuit a commencé le 5 mars 2024 et se termine le 19 mars 2024. Ensuite, 7,99 € par mois. Annulez au moins 24 heures avant la fin de l'essai.",
    ),
    (
        "es",
        "Tu prueba gratuita",
        "Hola:\n\ntu prueba gratuita empezó el 5 de marzo de 2024 y termina el 19 de marzo de 2024. Después cuesta 7,99 € al mes. Cancela al menos 24 horas antes del final de la prueba.",
    ),
    (
        "it",
        "La tua prova gratuita",
        "Ciao,\n\nla tua prova gratuita è iniziata il 5 marzo 2024 e termina il 19 marzo 2024. Poi costa 7,99 € al mese. Disdici almeno 24 ore prima della fine della prova.",
    ),
    (
        "nl",
        "Je proefperiode",
        "Hoi Toni,\n\nje gratis proefperiode is op 5 maart 2024 begonnen en eindigt op 19 maart 2024. Daarna kost het € 7,99 per maand. Zeg uiterlijk 24 uur voor het einde van de proefperiode op.",
    ),
];

#[test]
fn who_must_cancel_a_day_before_the_end_is_safe_until_the_day_before() {
    let desk = Desk::new();
    let safe =
        |reading: &oxherd_model::Reading| days(reading, DateRole::CancelBy) == ["2024-03-18"];
    let failing = desk.failing(BEFORE_THE_DAY, safe);
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Free for a length and paid for a period then, by no name of a trial; all are over a month or two weeks after 5 March.
const BY_LENGTH: &[(Mail, &str)] = &[
    (
        (
            "en",
            "Welcome aboard",
            "Hi Toni,\n\nyour first month is on us. From 5 April we charge £6.50 a month.\n\nAlderley",
        ),
        "2024-04-04",
    ),
    (
        (
            "en",
            "You're in",
            "Hi Toni,\n\nlisten free for 14 days. After that it's £6.50 per month, taken from your card.\n\nAlderley",
        ),
        "2024-03-19",
    ),
    (
        (
            "de",
            "Schön, dass du da bist",
            "Hallo Toni,\n\ndie ersten 14 Tage kosten dich nichts. Danach buchen wir 6,50 € im Monat ab.\n\nAlderley",
        ),
        "2024-03-19",
    ),
    (
        (
            "de",
            "Dein Probemonat",
            "Hallo Toni,\n\ndein kostenloser Probemonat läuft bis zum 4. April 2024. Danach kostet das Abo 6,50 € im Monat.\n\nAlderley",
        ),
        "2024-04-04",
    ),
    (
        (
            "fr",
            "C'est parti",
            "Bonjour Toni,\n\nvotre premier mois est offert. À partir du 5 avril 2024, vous paierez 6,50 € par mois.\n\nAlderley",
        ),
        "2024-04-04",
    ),
    (
        (
            "fr",
            "Bienvenue",
            "Bonjour Toni,\n\nvous écoutez gratuitement pendant 14 jours. Votre abonnement se poursuivra ensuite à 6,50 € par mois.\n\nAlderley",
        ),
        "2024-03-19",
    ),
    (
        (
            "es",
            "Bienvenida",
            "Hola Toni:\n\nlas dos primeras semanas no pagas nada. Después te cobraremos 6,50 € al mes.\n\nAlderley",
        ),
        "2024-03-19",
    ),
    (
        (
            "it",
            "Benvenuta",
            "Ciao Toni,\n\nper 14 giorni ascolti senza pagare. Poi l'abbonamento costa 6,50 € al mese.\n\nAlderley",
        ),
        "2024-03-19",
    ),
    (
        (
            "nl",
            "Welkom",
            "Hoi Toni,\n\nde eerste 14 dagen luister je gratis. Daarna betaal je € 6,50 per maand.\n\nAlderley",
        ),
        "2024-03-19",
    ),
];

/// What is free besides, what is only offered, and what binds from the first day.
const NOT_TRIED: &[Mail] = &[
    (
        "en",
        "Your box",
        "Hi Toni,\n\nyour veg box costs £12.50 a week. Delivery is free for the first 4 weeks.\n\nAlderley",
    ),
    (
        "de",
        "Ihre Bestellung",
        "Hallo Toni,\n\ndie Rücksendung ist 30 Tage kostenlos. Die Ratenzahlung beträgt danach 6,50 € im Monat.\n\nAlderley",
    ),
    (
        "fr",
        "Offre",
        "Bonjour Toni,\n\nabonnez-vous : le premier mois est offert, puis 6,50 € par mois.\n\nAlderley",
    ),
    (
        "nl",
        "Je contract",
        "Hoi Toni,\n\nje contract heeft een looptijd van 24 maanden en kost € 25,00 per maand. De eerste 3 maanden zijn gratis.\n\nAlderley",
    ),
];

#[test]
fn what_is_free_for_a_time_and_paid_for_then_is_a_trial_by_whatever_name() {
    let desk = Desk::new();
    for (mail, end) in BY_LENGTH {
        let failing = desk.failing(std::slice::from_ref(mail), |reading| {
            let has_price =
                |f: &Fact| f.amount().is_some_and(|(role, _)| role == AmountRole::Price);
            days(reading, DateRole::TrialEnd) == [*end]
                && days(reading, DateRole::Start) == ["2024-03-05"]
                && reading.facts.iter().any(has_price)
        });
        assert!(failing.is_empty(), "{end}: {failing:#?}");
    }
    let failing = desk.failing(NOT_TRIED, |reading| days(reading, DateRole::TrialEnd).is_empty());
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn what_is_not_debited_is_nothing_to_give_back() {
    let mails: &[Mail] = &[
        (
            "de",
            "Alles klar",
            "Hallo Toni,\n\nwir haben dein Abo gekündigt. Du kannst noch bis zum 24. März 2024 hören; es wird nichts abgebucht.\n\nAlderley",
        ),
        (
            "de",
            "Kündigung",
            "Hallo Toni,\n\ndein Abo ist gekündigt. Bis zum 24. März 2024 hörst du weiter, abgebucht wird nichts mehr.\n\nAlderley",
        ),
    ];
    let failing = Desk::new().failing(mails, |reading| {
        days(reading, DateRole::ReturnBy).is_empty()
            && days(reading, DateRole::End) == ["2024-03-24"]
    });
    assert!(failing.is_empty(), "{failing:#?}");
}
