//! Until when a contract can be withdrawn from, and what was lent goes back. Messages are of 5 March 2024.

use super::{Desk, days};
use oxherd_model::DateRole;

/// Until 22 April a contract can be withdrawn from.
const WITHDRAW: &[(&str, &str)] = &[
    ("de", "Ein Widerruf ist bis 22. April 2024 möglich."),
    ("de", "Den Vertrag können Sie bis 22. April 2024 ohne Angabe von Gründen widerrufen."),
    ("de", "Ihr Widerrufsrecht endet am 22. April 2024."),
    ("en", "Withdrawal is possible until 22 April 2024."),
    ("en", "Your right to withdraw ends on 22 April 2024."),
    ("fr", "La rétractation est possible jusqu'au 22 avril 2024."),
    ("fr", "Votre droit de rétractation expire le 22 avril 2024."),
    ("es", "El desistimiento es posible hasta el 22 de abril de 2024."),
    ("es", "Su derecho de desistimiento termina el 22 de abril de 2024."),
    ("it", "Il ripensamento è ammesso fino al 22 aprile 2024."),
    ("it", "Il diritto di recesso scade il 22 aprile 2024."),
    ("nl", "Herroepen kan tot 22 april 2024."),
    ("nl", "U kunt de overeenkomst tot 22 april 2024 herroepen."),
];

#[test]
fn the_last_day_to_withdraw_ends_no_agreement() {
    let desk = Desk::new();
    let greeting = |language: &str| match language {
        "de" => "Sehr geehrte Frau Vale,\n\nIhr neuer Vertrag AL-7 beginnt am 1. Mai 2024.",
        "fr" => "Madame,\n\nvotre nouveau contrat AL-7 commence le 1er mai 2024.",
        "es" => "Estimada señora:\n\nsu nuevo contrato AL-7 empieza el 1 de mayo de 2024.",
        "it" => "Gentile signora,\n\nil suo nuovo contratto AL-7 inizia il 1 maggio 2024.",
        "nl" => "Beste mevrouw Vale,\n\nuw nieuwe contract AL-7 begint op 1 mei 2024.",
        _ => "Dear Ms Vale,\n\nyour new contract AL-7 begins on 1 May 2024.",
    };
    for (language, text) in WITHDRAW {
        let reading = desk.read("AL-7", &format!("{} {text}", greeting(language)));
        assert_eq!(days(&reading, DateRole::WithdrawBy), ["2024-04-22"], "{text}");
        assert!(days(&reading, DateRole::End).is_empty(), "{text}");
    }
    for (text, role) in [
        ("Ihre Kündigung ist bis 22. April 2024 möglich.", DateRole::CancelBy),
        ("Ihr Vertrag endet am 22. April 2024.", DateRole::End),
    ] {
        let reading = desk.read("AL-7", &format!("Sehr geehrte Frau Vale,\n\n{text}"));
        assert_eq!(days(&reading, role), ["2024-04-22"], "{text}");
    }
}

#[test]
fn what_goes_back_with_a_label_has_a_day_to_send_it_by() {
    let desk = Desk::new();
    for text in [
        "Sehr geehrte Frau Vale,\n\nbitte senden Sie das Gerät TB-77 bis 14. April 2024 mit dem beigelegten Paketschein an uns.",
        "Dear Ms Vale,\n\nplease send the device to us by 14 April 2024 with the enclosed label.",
        "Gentile signora,\n\nla preghiamo di spedirci l'apparecchio entro il 14 aprile 2024 con l'etichetta allegata.",
        "Beste mevrouw Vale,\n\nstuur het apparaat uiterlijk 14 april 2024 met het bijgevoegde label naar ons.",
    ] {
        let reading = desk.read("AL-7", text);
        assert_eq!(days(&reading, DateRole::ReturnBy), ["2024-04-14"], "{text}");
    }
    let form = "Dear Ms Vale,\n\nplease send the signed form to us by 14 April 2024.";
    assert!(days(&desk.read("AL-7", form), DateRole::ReturnBy).is_empty());
}
