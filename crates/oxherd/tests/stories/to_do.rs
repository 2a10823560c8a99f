//! What suppliers ask to be done by a day, in whatever words, and what the owner ends by a letter of which nothing
//! was heard before.

use crate::kit::Household;
use crate::mail::{ADA, Mail};
use serde_json::Value;

const FIRM: &str = "Brondal House <info@brondal.example>";

fn household(mails: &[Mail]) -> Household {
    let household = Household::new();
    let who = ["init", "--country", "DE", "--person", "Ada Quill=ada@quill.example"];
    household.run(&[&who[..], &["--at", "2024-01-01"]].concat()).expect(0);
    household.takes(mails);
    household
}

/// The answers of a household that has taken in this mail: these keys of each.
fn told(mails: &[Mail], question: &str, at: &str, keys: &[&str]) -> Vec<String> {
    let of = |row: &Value| {
        let told = keys.iter().map(|key| row[key].as_str().unwrap_or_default());
        told.collect::<Vec<_>>().join(" ")
    };
    household(mails).list(&[question, "--at", at]).iter().map(of).collect()
}

const DUES: &[(&str, &str, &str)] = &[
    (
        "Your hire tent",
        "The tent has to be back with us on or before 20 May 2025.",
        "return 2025-05-20",
    ),
    (
        "Pitch fee",
        "The pitch fee is \u{a3}38. It must be with me by 20 May 2025, cash or transfer.",
        "payment 2025-05-20",
    ),
    (
        "Leihger\u{e4}t",
        "Die Leiter ist bis Dienstag, 20.05.2025, wieder bei uns im Hof abzustellen.",
        "return 2025-05-20",
    ),
    (
        "Pacht",
        "Die Pacht von 84 Euro ist bis zum 20. Mai 2025 zu entrichten.",
        "payment 2025-05-20",
    ),
    (
        "Votre pr\u{ea}t",
        "Les deux ouvrages emprunt\u{e9}s doivent \u{ea}tre rendus pour le 20 mai 2025.",
        "return 2025-05-20",
    ),
    (
        "Cotisation",
        "La cotisation (85 \u{20ac}) est \u{e0} verser pour le 20 mai 2025.",
        "payment 2025-05-20",
    ),
    (
        "Dossier",
        "Le carnet de vaccination doit nous \u{ea}tre pr\u{e9}sent\u{e9} d'ici au 20 mai 2025.",
        "information 2025-05-20",
    ),
    (
        "Equipo antiguo",
        "Ya tiene el router nuevo; el antiguo tiene que estar de vuelta el 20 de mayo de 2025.",
        "return 2025-05-20",
    ),
    (
        "Cuota",
        "La cuota de 45 euros hay que ingresarla como tarde el 20 de mayo de 2025.",
        "payment 2025-05-20",
    ),
    (
        "Matr\u{ed}cula",
        "Debe presentar el DNI en secretar\u{ed}a hasta el 20 de mayo de 2025.",
        "information 2025-05-20",
    ),
    (
        "Attrezzatura",
        "La levigatrice va riconsegnata entro e non oltre il 20 maggio 2025.",
        "return 2025-05-20",
    ),
    (
        "Quota",
        "Il saldo della quota (120 \u{20ac}) va versato entro il 20 maggio 2025.",
        "payment 2025-05-20",
    ),
    (
        "TARI",
        "Si invita la S.V. a trasmettere la planimetria non oltre il 20 maggio 2025.",
        "information 2025-05-20",
    ),
    (
        "Huur trilplaat",
        "De trilplaat moet uiterlijk 20 mei 2025 weer bij ons staan.",
        "return 2025-05-20",
    ),
    (
        "Schoolreis",
        "De bijdrage van 25 euro dient uiterlijk 20 mei 2025 binnen te zijn.",
        "payment 2025-05-20",
    ),
    (
        "Plek vrij",
        "Laat ons uiterlijk 20 mei 2025 weten of u de plek wilt.",
        "information 2025-05-20",
    ),
];

#[test]
fn what_is_to_be_done_by_a_day_is_due_in_each_language() {
    for (subject, says, due) in DUES {
        let mails = [Mail::from(FIRM, "2025-05-02", subject).body(says)];
        let dues = told(&mails, "dues", "2025-05-03", &["what", "on"]);
        assert_eq!(dues, [*due], "{says}");
    }
}

#[test]
fn what_hangs_on_something_or_is_done_by_the_supplier_is_not_to_be_done() {
    for (subject, says) in [
        ("Your tent", "If you return the tent by 20 May 2025, we take \u{a3}5 off your next hire."),
        ("Your tent", "We will collect the fee of \u{a3}38 by direct debit on 20 May 2025."),
        ("Ihre Unterlagen", "Bis zum 20. Mai 2025 erhalten Sie unsere Unterlagen."),
        ("Vos papiers", "Vous recevrez vos justificatifs au plus tard le 20 mai 2025."),
        ("Il Suo rimborso", "Riceverà il rimborso della quota entro il 20 maggio 2025."),
        ("Openingstijden", "Onze balie is tot 20 mei 2025 gesloten."),
    ] {
        let mails = [Mail::from(FIRM, "2025-05-02", subject).body(says)];
        let dues = told(&mails, "dues", "2025-05-03", &["what", "on"]);
        let asked =
            |due: &String| ["return 2025-05-20", "information 2025-05-20"].contains(&due.as_str());
        assert!(!dues.iter().any(asked), "{says}: {dues:?}");
    }
}

#[test]
fn what_came_is_asked_for_no_more_in_each_language() {
    for (asks, thanks) in [
        (
            "Please upload a copy of your passport by 20 May 2025.",
            "We have received your passport copy and the check is complete.",
        ),
        (
            "F\u{fc}llen Sie den Bogen aus und senden Sie ihn bis 20.05.2025 an uns zur\u{fc}ck.",
            "Ihr Bogen ist heute eingegangen. Sie m\u{fc}ssen nichts weiter tun.",
        ),
        (
            "Vous avez jusqu'au 20 mai 2025 pour confirmer l'inscription.",
            "Votre confirmation nous est bien parvenue, l'inscription est d\u{e9}finitive.",
        ),
        (
            "Env\u{ed}enos el certificado de empadronamiento hasta el 20 de mayo de 2025.",
            "Hemos recibido su certificado. No hace falta nada m\u{e1}s por su parte.",
        ),
        (
            "La preghiamo di inviarci il certificato entro il 20 maggio 2025.",
            "Il certificato ci \u{e8} pervenuto, la pratica \u{e8} completa.",
        ),
        (
            "Stuur ons uiterlijk 20 mei 2025 je werkgeversverklaring.",
            "Je werkgeversverklaring is binnen, dank je wel. Je dossier is compleet.",
        ),
    ] {
        let asked = Mail::from(FIRM, "2025-05-02", "Application").body(asks);
        let came = Mail::from(FIRM, "2025-05-12", "Received").body(thanks);
        let before = told(std::slice::from_ref(&asked), "dues", "2025-05-13", &["what", "on"]);
        assert_eq!(before, ["information 2025-05-20"], "{asks}");
        let after = told(&[asked, came], "dues", "2025-05-13", &["what", "on"]);
        assert!(after.is_empty(), "{thanks}: {after:?}");
    }
}

fn letter(subject: &str, says: &str) -> Mail {
    Mail::from(ADA, "2025-05-02", subject).to(FIRM).body(says)
}

#[test]
fn a_letter_ends_what_nothing_was_heard_of_before_in_each_language() {
    for (subject, says) in [
        (
            "Cancellation of policy SM-5510",
            "I wish to cancel my home policy SM-5510 with effect from 30 June 2025.",
        ),
        (
            "K\u{fc}ndigung",
            "Hiermit k\u{fc}ndige ich meine Hausratversicherung HR-77120 zum 30. Juni 2025.",
        ),
        (
            "R\u{e9}siliation",
            "Je souhaite mettre fin \u{e0} mon contrat habitation H-221 au 30 juin 2025.",
        ),
        (
            "Baja",
            "Solicito la baja de mi p\u{f3}liza de hogar 4471 con efecto 30 de junio de 2025.",
        ),
        ("Disdetta", "Comunico la disdetta della polizza C-4410 alla scadenza del 30 giugno 2025."),
        ("Opzegging", "Hierbij zeg ik mijn inboedelverzekering Z-6610 op per 30 juni 2025."),
    ] {
        let mails = [letter(subject, says)];
        let known = told(&mails, "agreements", "2025-05-10", &["state"]);
        assert_eq!(known, ["ending"], "{says}");
        let asked = told(&mails, "requests", "2025-05-10", &["kind", "state"]);
        assert_eq!(asked, ["cancellation sent"], "{says}");
        let after = told(&mails, "agreements", "2025-07-02", &["state", "ended_on"]);
        assert_eq!(after, ["ended 2025-06-30"], "{says}");
    }
}

#[test]
fn an_end_that_is_refused_comes_with_the_term() {
    let asks = letter("K\u{fc}ndigung", "Ich k\u{fc}ndige meine Mitgliedschaft KF-9 fristlos.");
    let no = Mail::from(FIRM, "2025-05-06", "AW: K\u{fc}ndigung").received("2025-05-06", "08:00:00").body(
        "Einer fristlosen K\u{fc}ndigung k\u{f6}nnen wir nicht zustimmen. Ihre Mitgliedschaft besteht bis 31.08.2025.",
    );
    let known = told(&[asks, no], "agreements", "2025-05-10", &["state", "term_ends_on"]);
    assert_eq!(known, ["ending 2025-08-31"]);
}

#[test]
fn who_uses_their_right_to_withdraw_is_understood_in_each_language() {
    for says in [
        "I am withdrawing from the purchase of the lamp, order 7712, which came on 28 April 2025.",
        "Von meinem 14-t\u{e4}gigen Widerrufsrecht mache ich bei Bestellung 7712 Gebrauch.",
        "Je vous informe de ma r\u{e9}tractation pour la commande 7712 re\u{e7}ue le 28 avril 2025.",
        "Ejerzo mi derecho a desistir del pedido 7712 recibido el 28 de abril de 2025.",
        "Recedo dall'acquisto dell'ordine 7712 consegnato il 28 aprile 2025.",
        "Ik zie af van mijn aankoop (bestelling 7712) en stuur de lamp terug.",
    ] {
        let mails = [letter("7712", says)];
        let asked = told(&mails, "requests", "2025-05-10", &["kind", "state"]);
        assert!(asked.contains(&"withdrawal sent".to_owned()), "{says}: {asked:?}");
    }
}

#[test]
fn the_last_day_is_told_in_many_words() {
    for (subject, says) in [
        (
            "You're all set",
            "We've actioned your leaving request. The last day you can use the gym is 31 May 2025.",
        ),
        (
            "Deine Mitgliedschaft",
            "Wir haben deinen Austritt vermerkt. Letzter Trainingstag ist der 31. Mai 2025.",
        ),
        (
            "Cl\u{f4}ture",
            "Nous prenons acte de votre d\u{e9}part. Dernier jour de t\u{e9}l\u{e9}surveillance : 31 mai 2025.",
        ),
        (
            "Tu baja",
            "Ya est\u{e1} tramitada tu baja. Tu \u{fa}ltimo d\u{ed}a como socio ser\u{e1} el 31 de mayo de 2025.",
        ),
        (
            "Contratto M-33",
            "Il contratto M-33 si intende risolto dal 31 maggio 2025, come da Lei richiesto.",
        ),
        ("Je vertrek", "We hebben je opzegging verwerkt. Je laatste dag als lid is 31 mei 2025."),
        (
            "Your gift",
            "Your gift subscription comes to an end on 31 May 2025. There is nothing to cancel.",
        ),
    ] {
        let mails = [Mail::from(FIRM, "2025-05-02", subject).body(says)];
        let known = told(&mails, "agreements", "2025-06-03", &["state", "ended_on"]);
        assert_eq!(known, ["ended 2025-05-31"], "{says}");
    }
}

#[test]
fn the_tax_and_the_permit_of_a_car_that_was_sold_are_to_be_ended() {
    for (policy, tax, permit, sold) in [
        (
            "Ihre Kfz-Versicherung Nr. K-71 f\u{fc}r den Opel Corsa, Kennzeichen HH-KV 99, beginnt am 5. Januar 2025. 390,00 \
             EUR im Jahr.",
            "Die Kraftfahrzeugsteuer f\u{fc}r das Fahrzeug HH-KV 99 betr\u{e4}gt 94,00 EUR im Jahr und wird am 10. Januar 2025 \
             abgebucht.",
            "Ihr Bewohnerparkausweis Nr. 5531 f\u{fc}r HH-KV 99 gilt vom 8. Januar 2025 bis 7. Januar 2027. Geb\u{fc}hr 65,00 \
             EUR.",
            "Guten Tag, den Opel Corsa HH-KV 99 habe ich nicht mehr, er wurde am 30. April 2025 verkauft.",
        ),
        (
            "Your motor insurance policy K-71 for your Ford Fiesta, registration AB12 CDE, starts on 5 January 2025. \
             \u{a3}390.00 a year.",
            "The vehicle tax for AB12 CDE is \u{a3}94.00 a year and will be taken on 10 January 2025.",
            "Your resident parking permit no. 5531 for AB12 CDE is valid from 8 January 2025 to 7 January 2027. Fee \
             \u{a3}65.00.",
            "Hello, my Ford Fiesta AB12 CDE was sold on 30 April 2025.",
        ),
        (
            "Je autoverzekering, polisnummer K-71, voor de Ford Fiesta met kenteken AB-123-C gaat in op 5 januari 2025. \
             \u{20ac} 390,00 per jaar.",
            "De motorrijtuigenbelasting voor AB-123-C is \u{20ac} 94,00 per jaar en wordt op 10 januari 2025 afgeschreven.",
            "Je parkeervergunning voor bewoners nr. 5531 voor AB-123-C is geldig van 8 januari 2025 tot en met 7 januari \
             2027. Kosten \u{20ac} 65,00.",
            "Hallo, mijn Ford Fiesta AB-123-C werd op 30 april 2025 verkocht.",
        ),
    ] {
        let insurer = "Kestrel Cover <hi@kestrel.example>";
        let mails = [
            Mail::from(insurer, "2025-01-05", "K-71").body(policy),
            Mail::from("Road Office <tax@road.example>", "2025-01-06", "2025").body(tax),
            Mail::from("Town Office <parking@town.example>", "2025-01-08", "5531").body(permit),
            Mail::from(ADA, "2025-05-02", "Sold").to(insurer).body(sold),
        ];
        let rows = household(&mails).list(&["agreements", "--at", "2025-05-10"]);
        let left = rows.iter().filter(|row| row["to_be_ended"] == true).count();
        assert_eq!(left, 3, "{sold}: {rows:#?}");
    }
}
