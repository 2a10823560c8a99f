//! Days by which something is to go back, and days within which a reading is asked for.

use super::{read, said};
use oxherd_model::Claim;

fn days(language: &str, text: &str) -> Vec<String> {
    let dates = read(language, text).found;
    dates.iter().map(|f| &f.claim).filter(|c| matches!(c, Claim::Date { .. })).map(said).collect()
}

#[track_caller]
fn all(role: &str, rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .map(|(language, text)| (*text, days(language, text)))
        .filter(|(_, found)| found.iter().all(|day| !day.starts_with(role)))
        .map(|(text, found)| format!("{text:?}: {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_lent_goes_back_by_its_day() {
    all(
        "return_by 2026-05-14",
        &[
            ("en", "Please return the hub to us by 14 May 2026."),
            ("en", "Send back the set-top box by Thursday 14 May 2026."),
            ("en", "The handset must reach us by 14 May 2026."),
            ("de", "Bitte geben Sie die Box bis zum 14.05.2026 zurück."),
            ("de", "Das Modem ist bis spätestens 14.05.2026 zurückzusenden."),
            ("de", "Die Rückgabe der Schlüssel muss bis zum 14.05.2026 erfolgen."),
            ("fr", "Veuillez nous rendre le boîtier au plus tard le 14 mai 2026."),
            ("fr", "Le modem doit être restitué d'ici le 14 mai 2026."),
            ("fr", "Renvoyez la box jusqu'au 14 mai 2026."),
            ("es", "Devuelva el módem a más tardar el 14 de mayo de 2026."),
            ("es", "El equipo tiene que ser devuelto hasta el 14 de mayo de 2026."),
            ("es", "Puede entregar el descodificador hasta el 14 de mayo de 2026."),
            ("it", "Restituisca il modem entro il 14 maggio 2026."),
            ("it", "Il decoder va restituito entro e non oltre il 14 maggio 2026."),
            ("it", "La riconsegna delle chiavi deve avvenire entro il 14 maggio 2026."),
            ("nl", "Stuur het modem uiterlijk 14 mei 2026 terug."),
            ("nl", "De decoder moet uiterlijk op 14 mei 2026 zijn ingeleverd."),
            ("nl", "Lever de sleutels in vóór 15 mei 2026."),
        ],
    );
}

#[test]
fn what_the_firm_gives_back_and_a_day_to_leave_are_no_return() {
    for (language, text) in [
        ("en", "We will return your deposit by 14 May 2026."),
        ("en", "If you want to leave, let us know by 14 May 2026."),
        ("en", "The rent for May is paid by 14 May 2026."),
        ("en", "Your application must reach us by 14 May 2026."),
    ] {
        let found = days(language, text);
        assert!(!found.iter().any(|day| day.starts_with("return_by")), "{text}: {found:?}");
    }
}

#[test]
fn a_reading_is_asked_for_by_the_last_of_its_days() {
    all(
        "answer_by 2026-05-14",
        &[
            ("en", "Please submit your meter reading between 8 May and 14 May 2026."),
            ("de", "Bitte melden Sie den Zählerstand zwischen dem 08.05.2026 und dem 14.05.2026."),
            (
                "fr",
                "Merci de transmettre votre relevé de compteur entre le 8 mai et le 14 mai 2026.",
            ),
            ("es", "Comunique la lectura del contador entre el 8 de mayo y el 14 de mayo de 2026."),
            ("it", "Ci comunichi l'autolettura dal 8 maggio al 14 maggio 2026."),
            ("nl", "Geef uw meterstanden door tussen 8 mei en 14 mei 2026."),
        ],
    );
}

#[test]
fn a_day_behind_an_elided_preposition_has_the_role_of_its_label() {
    for (text, wanted) in [
        ("Accesso fino all'11 giugno 2026.", "end 2026-06-11"),
        ("Il contratto cessa l'8 giugno 2026.", "end 2026-06-08"),
        ("Disdetta dall'11 giugno 2026.", "end 2026-06-11"),
        ("Prova gratuita fino all'8 giugno 2026.", "trial_end 2026-06-08"),
    ] {
        let found = days("it", text);
        assert!(found.iter().any(|day| day.starts_with(wanted)), "{text}: {found:?}");
    }
}

#[test]
fn who_may_stop_by_a_day_for_nothing_or_is_asked_to_write_has_a_last_day() {
    all(
        "cancel_by 2026-05-14",
        &[
            ("en", "Switch it off by 14 May 2026 and you pay nothing."),
            ("de", "Stoppe dein Paket bis zum 14.05.2026, dann zahlst du nichts."),
            ("fr", "Arrêtez votre formule avant le 15 mai 2026 et vous ne payez rien."),
            ("es", "Desactiva tu plan hasta el 14 de mayo de 2026 y no pagas nada."),
            ("it", "Disattiva il piano entro il 14 maggio 2026 e non paghi nulla."),
            ("nl", "Zet je pakket uiterlijk 14 mei 2026 stop, dan betaal je niets."),
            ("en", "Is it not for you? Tell us by 14 May 2026."),
            ("de", "Doch nichts für dich? Schreib uns bis zum 14.05.2026."),
            ("nl", "Wil je niet verder? Laat het ons vóór 15 mei 2026 weten."),
        ],
    );
    for (language, text) in [
        ("en", "Order by 14 May 2026 and you pay nothing for delivery."),
        ("nl", "Bestel uiterlijk 14 mei 2026, dan betaal je niets voor de bezorging."),
    ] {
        let found = days(language, text);
        assert!(!found.iter().any(|day| day.starts_with("cancel_by")), "{text}: {found:?}");
    }
}
