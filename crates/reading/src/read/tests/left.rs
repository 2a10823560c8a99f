//! What the owner switched off and may use until a day. Messages are of 5 March 2024.

use super::{Desk, Mail, days};
use oxherd_model::{DateRole, Fact, ReferenceRole};

/// Ends told by the name of what ended, or by its renewal, with the day until which it may be used.
const OFF: &[Mail] = &[
    (
        "en",
        "Renewal switched off",
        "Dear Toni,\n\nAs you wished, the automatic renewal of your membership M-20 is off. You have full access through April 4, 2024, and nothing more will be charged.",
    ),
    (
        "en",
        "Auto-renew is off",
        "Hi Toni,\n\nYou turned off auto-renew for Sketchly Pro. You can use it until 4 April 2024.",
    ),
    (
        "en",
        "Plus has been turned off",
        "Hi Toni,\n\nDone! You turned off Sketchly Plus today. Your card won't be charged. You can keep using Plus through April 4, 2024.",
    ),
    (
        "en",
        "Your plan",
        "Hi Toni,\n\nYou cancelled Sketchly Pro. You can keep using it until 4 April 2024 and won't be charged again.",
    ),
    (
        "de",
        "Verlängerung abgeschaltet",
        "Hallo Toni,\n\nwie gewünscht ist die automatische Verlängerung deiner Mitgliedschaft M-20 aus. Du hast vollen Zugang bis 4. April 2024.",
    ),
    (
        "de",
        "Plus ist abgeschaltet",
        "Hallo Toni,\n\nerledigt! Du hast Sketchly Plus heute abgeschaltet. Du kannst Plus noch bis 4. April 2024 nutzen.",
    ),
    (
        "fr",
        "Renouvellement désactivé",
        "Bonjour Toni,\n\nComme vous le souhaitiez, le renouvellement automatique de votre abonnement M-20 est désactivé. Vous gardez l'accès jusqu'au 4 avril 2024.",
    ),
    (
        "fr",
        "Plus est désactivé",
        "Bonjour Toni,\n\nC'est fait ! Vous avez désactivé Sketchly Plus aujourd'hui. Vous pouvez l'utiliser jusqu'au 4 avril 2024.",
    ),
    (
        "es",
        "Plus está desactivado",
        "Hola, Toni:\n\n¡Hecho! Has desactivado Sketchly Plus hoy. Puedes seguir usándolo hasta el 4 de abril de 2024.",
    ),
    (
        "it",
        "Plus è disattivato",
        "Ciao Toni,\n\nFatto! Hai disattivato Sketchly Plus oggi. Puoi usarlo fino al 4 aprile 2024.",
    ),
    (
        "nl",
        "Verlenging uitgezet",
        "Hoi Toni,\n\nZoals je wenste staat de automatische verlenging van je lidmaatschap M-20 uit. Je hebt toegang tot 4 april 2024.",
    ),
    (
        "nl",
        "Plus is uitgezet",
        "Hoi Toni,\n\nKlaar! Je hebt Sketchly Plus vandaag uitgezet. Je kunt Plus nog gebruiken tot 4 april 2024.",
    ),
];

/// What else is off, may be switched off, or has only a row that says so.
const ON: &[Mail] = &[
    (
        "en",
        "Welcome to Sketchly Pro",
        "Hi Toni,\n\nYour membership M-20 has begun and runs through April 4, 2024. Automatic renewal: off. Total $89.00.",
    ),
    (
        "en",
        "Your subscription",
        "Hi Toni,\n\nAutomatic renewal is off for gift subscriptions. Yours runs until 4 April 2024 and costs $89.00.",
    ),
    (
        "en",
        "Notifications turned off",
        "Hi Toni,\n\nYou turned off notifications for Sketchly Pro. You can turn them on again in Settings.",
    ),
    (
        "en",
        "Two-step sign-in turned off",
        "Hi Toni,\n\nYou turned off two-step sign-in for Sketchly. If this wasn't you, contact us by 4 April 2024.",
    ),
    (
        "en",
        "Heads-up",
        "Hi Toni,\n\nIf you turn off Sketchly Plus, you can keep using it through April 4, 2024.",
    ),
    (
        "de",
        "Benachrichtigungen abgeschaltet",
        "Hallo Toni,\n\ndu hast die Benachrichtigungen von Sketchly Pro abgeschaltet. Zugang bis 4. April 2024.",
    ),
    (
        "fr",
        "Alertes désactivées",
        "Bonjour Toni,\n\nVous avez désactivé les alertes de Sketchly Plus.",
    ),
];

#[test]
fn what_is_switched_off_and_may_be_used_until_a_day_ends() {
    let desk = Desk::new();
    let wrong = desk.failing(OFF, |reading| {
        let roles = [DateRole::End, DateRole::Expiry];
        let day = roles.iter().any(|role| days(reading, *role).contains(&"2024-04-04".to_owned()));
        reading.kind.is_ending() && day
    });
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), OFF.len(), wrong.join("\n"));
    let wrong = desk.failing(ON, |reading| !reading.kind.is_ending());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), ON.len(), wrong.join("\n"));
}

/// The roles of the references of a text.
fn references(desk: &Desk, subject: &str, text: &str) -> Vec<(ReferenceRole, String)> {
    let reading = desk.read(subject, text);
    let found = reading.facts.iter().filter_map(Fact::reference);
    found.map(|(role, value)| (role, value.to_owned())).collect()
}

#[test]
fn the_code_that_confirms_an_end_is_of_no_booking() {
    let desk = Desk::new();
    let text = "Hi Toni,\n\nYour Sketchly subscription has been cancelled and ends on 4 April 2024.\n\nConfirmation code: SK-OFF-8330";
    let found = references(&desk, "Your subscription has been cancelled", text);
    assert!(found.contains(&(ReferenceRole::Case, "SK-OFF-8330".to_owned())), "{found:?}");
    let text = "Hi Toni,\n\nYour flight to Cork on 4 April 2024 has been cancelled as you asked.\n\nConfirmation code: SKOFF8";
    let found = references(&desk, "Your booking has been cancelled", text);
    assert!(found.iter().all(|(role, _)| *role != ReferenceRole::Case), "{found:?}");
}
