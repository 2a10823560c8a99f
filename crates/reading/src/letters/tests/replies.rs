//! What suppliers answer: an end that is refused or taken back, a demand that was none. And what the owner takes back.

use super::*;

/// Whether a text that came to the owner does something.
pub(super) fn does(language: &str, text: &str, wanted: LetterAct) -> bool {
    let words = Words::cut(text, 20_000);
    let values = VALUES.read(&Surroundings {
        text,
        words: &words,
        language: Language::from_code(language),
        sent_on: None,
        month_first: None,
        currency_hint: None,
    });
    let letter =
        Letter { text, words: &words, found: &values.found, sent_on: None, was_sent: false };
    LETTERS.read(&letter).iter().any(|f| act_of(&f.claim) == Some(wanted))
}

#[track_caller]
fn all(wanted: LetterAct, rows: &[(&str, &str)], other: &[(&str, &str)]) {
    let missed = rows.iter().filter(|(language, text)| !does(language, text, wanted));
    let heard = other.iter().filter(|(language, text)| does(language, text, wanted));
    let wrong: Vec<&(&str, &str)> = missed.chain(heard).collect();
    assert!(wrong.is_empty(), "{wanted}: {wrong:#?}");
}

#[test]
fn an_end_that_is_refused_is_told_from_one_that_is_confirmed() {
    let refused = [
        ("en", "We are unable to accept your cancellation with effect from 31 October."),
        ("en", "Your request to cancel was received too late for this term."),
        ("en", "Unfortunately your cancellation has been rejected."),
        ("de", "Wir können Ihre Kündigung zum 31. Oktober leider nicht annehmen."),
        ("de", "Ihre Kündigung ist verspätet eingegangen."),
        ("de", "Deine Kündigung müssen wir leider zurückweisen."),
        ("fr", "Nous ne pouvons pas donner suite à votre demande de résiliation."),
        ("fr", "Votre résiliation est refusée car elle est hors délai."),
        ("es", "Lamentablemente no podemos tramitar su baja con fecha 31 de octubre."),
        ("es", "Su solicitud de baja ha sido rechazada."),
        ("it", "Non possiamo accettare la sua disdetta al 31 ottobre."),
        ("it", "La disdetta è tardiva e non può essere accolta."),
        ("nl", "Wij kunnen uw opzegging per 31 oktober niet in behandeling nemen."),
        ("nl", "Je opzegging is te laat bij ons binnengekomen."),
    ];
    let other = [
        ("en", "We have received and processed your cancellation."),
        ("en", "If we are unable to accept your cancellation we will write to you."),
        ("de", "Wir bestätigen Ihre Kündigung zum 31. Oktober."),
        ("de", "Falls wir Ihre Kündigung nicht annehmen können, melden wir uns."),
        ("fr", "Nous avons bien pris en compte votre résiliation."),
        ("es", "Hemos tramitado su baja."),
        ("it", "Abbiamo registrato la sua disdetta."),
        ("nl", "We hebben je opzegging verwerkt."),
        ("nl", "Je betaling is afgewezen."),
    ];
    all(LetterAct::Refuse, &refused, &other);
}

#[test]
fn an_end_that_is_taken_back_is_told_from_one_that_is_carried_out() {
    let restored = [
        ("en", "As you asked, we have withdrawn your cancellation and your plan continues."),
        ("en", "Your cancellation has been reversed."),
        ("de", "Wir haben Ihre Kündigung storniert, Ihr Vertrag läuft weiter."),
        ("de", "Deine Kündigung haben wir rückgängig gemacht."),
        ("fr", "Nous avons annulé votre résiliation, votre contrat se poursuit."),
        ("es", "Hemos anulado tu solicitud de baja y tu contrato sigue activo."),
        ("it", "La disdetta è stata annullata, il contratto prosegue."),
        ("nl", "Je opzegging is ingetrokken, je abonnement loopt door."),
    ];
    let other = [
        ("en", "Your contract has been withdrawn following your cancellation."),
        ("de", "Wir haben Ihre Kündigung erhalten und den Vertrag storniert."),
        ("fr", "Suite à votre résiliation, le contrat est annulé."),
        ("es", "Tras su baja hemos anulado el contrato."),
        ("it", "Dopo la disdetta abbiamo annullato il contratto."),
        ("nl", "Na je opzegging is het abonnement stopgezet."),
    ];
    all(LetterAct::Restore, &restored, &other);
}

#[test]
fn who_stays_after_all_takes_the_end_back() {
    table(
        "en",
        &[
            ("Please disregard my cancellation.", "keep"),
            ("I withdraw my notice of 3 June, I am staying.", "keep"),
        ],
    );
    table(
        "de",
        &[
            ("Meine Kündigung ziehe ich zurück.", "keep"),
            ("Ich nehme meine Kündigung der Mitgliedschaft 40817 zurück.", "keep"),
            ("Hiermit nehme ich meine Kündigung zurück.", "keep"),
            ("Ich möchte meine Kündigung widerrufen.", "keep"),
        ],
    );
    table("fr", &[("Merci de ne pas tenir compte de ma demande de résiliation.", "keep")]);
    table("es", &[("Les pido que ignoren mi solicitud de baja.", "keep")]);
    table("it", &[("Con la presente revoco la disdetta del 3 maggio.", "keep")]);
    table(
        "nl",
        &[
            ("Ik trek mijn opzegging in.", "keep"),
            ("Ik trek mijn opzegging van lidmaatschap 40817 in.", "keep"),
            ("Hierbij dien ik mijn opzegging in.", "cancel"),
        ],
    );
}

#[test]
fn courtesy_admits_nothing_and_a_demand_that_was_wrong_is_taken_back() {
    let admitted = [
        ("en", "The renewal notice of 3 May was sent to you in error."),
        ("en", "Our reminder was a mistake, nothing is owed."),
        ("de", "Unsere Mahnung vom 3. Mai war unberechtigt und wird storniert."),
        ("de", "Die Verlängerungsmitteilung war ein Versehen."),
        ("fr", "La mise en demeure du 3 mai était une erreur."),
        ("fr", "Notre relance est annulée."),
        ("es", "El aviso de renovación del 3 de mayo fue un error."),
        ("es", "Nuestro recordatorio queda anulado."),
        ("it", "Il sollecito e l'avviso di rinnovo erano un errore, nulla è dovuto."),
        ("it", "Il sollecito di pagamento è da considerarsi annullato."),
        ("nl", "De aanmaning van 3 mei was een vergissing."),
        ("nl", "De herinnering is ten onrechte verstuurd."),
        ("en", "Sorry, our notice of 3 May went out by accident. The bill is settled."),
        ("de", "Unser Mahnschreiben ging versehentlich raus, die Rechnung ist bezahlt."),
        ("fr", "Notre rappel du 3 mai est parti par erreur : la facture est soldée."),
        ("es", "Perdona, nuestro aviso del 3 de mayo fue una equivocación."),
        ("it", "Il nostro avviso del 3 maggio è partito per sbaglio: la bolletta è saldata."),
        ("nl", "Onze brief van 3 mei was een vergissing, de rekening is betaald."),
    ];
    let courteous = [
        ("en", "Unless we are mistaken, your reminder fee was not paid: a mistake on our part?"),
        ("en", "Reminder: your appointment was cancelled."),
        ("de", "Irrtum vorbehalten ist die Zahlungserinnerung noch offen."),
        ("fr", "Sauf erreur de notre part, la mensualité n'a pas été réglée."),
        ("fr", "Sauf erreur ou omission de notre part, votre facture reste impayée."),
        ("es", "Salvo error por nuestra parte, su cuota está impagada."),
        ("es", "Salvo error u omisión, tiene un recibo pendiente."),
        ("it", "Salvo errore da parte nostra, la quota risulta insoluta."),
        ("nl", "Behoudens vergissingen onzerzijds staat de aanmaning nog open."),
    ];
    all(LetterAct::Admit, &admitted, &courteous);
}

#[test]
fn what_was_sold_is_told_in_the_passive_as_well() {
    table(
        "de",
        &[
            ("Der Wagen wurde am 3. Mai 2025 verkauft.", "sold 2025-05-03"),
            ("Mein Roller ist seit gestern verkauft.", "sold 2025-09-11"),
            ("Der Wagen wurde mir am 3. Mai 2025 verkauft.", ""),
            ("Mein Wagen ist noch nicht verkauft.", ""),
            ("Der Toaster ist defekt, den Sie mir verkauft haben.", ""),
        ],
    );
    table(
        "nl",
        &[
            ("Mijn scooter is op 3 mei 2025 verkocht.", "sold 2025-05-03"),
            ("De auto werd vorige week verkocht.", "sold"),
            ("De auto is aan mij verkocht.", ""),
            ("De caravan is nog niet verkocht.", ""),
        ],
    );
}

#[test]
fn who_says_that_a_mail_of_theirs_told_something_wrong_admits_it() {
    let admitted = [
        ("en", "Sorry, my typo! Saturday 28 June is right, please ignore Friday."),
        ("en", "Our last email contained the wrong date. The correct date is 12 May."),
        ("en", "Please disregard our earlier email: we quoted the wrong price."),
        ("de", "In unserer Mail stand ein Tippfehler, das richtige Datum ist der 12. Mai."),
        ("de", "Unsere Best\u{e4}tigung enthielt ein falsches Datum."),
        ("fr", "Notre message d\u{2019}hier contenait une erreur. La bonne date est le 12 mai."),
        (
            "es",
            "Nuestro correo conten\u{ed}a una fecha err\u{f3}nea; la fecha correcta es el 12 de mayo.",
        ),
        (
            "it",
            "La conferma di ieri conteneva date sbagliate. Le date corrette sono 9 e 16 agosto.",
        ),
        ("nl", "In onze mail stond een verkeerde datum. De juiste datum is 12 mei."),
    ];
    let other = [
        ("en", "If the parcel contained the wrong item, tell us within 14 days."),
        ("en", "Please ignore this email if you have paid already."),
        ("de", "Bitte pr\u{fc}fen Sie, ob das Datum richtig ist."),
        ("fr", "Si votre facture comporte une erreur, \u{e9}crivez-nous."),
        ("es", "Compruebe que la fecha es correcta."),
        ("it", "Verifichi che la data sia corretta."),
        ("nl", "Controleer of de datum juist is."),
    ];
    all(LetterAct::Admit, &admitted, &other);
}
