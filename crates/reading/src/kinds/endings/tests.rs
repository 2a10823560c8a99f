//! Endings that are told, and those that are only possible, in six languages.

use super::*;

fn told(language: &str, text: &str) -> Option<Tense> {
    let words = Words::cut(text, 1_000);
    let none = Words::default();
    let wording = Wording {
        subject: &none,
        body: &words,
        sender: &none,
        subject_text: "",
        text,
        language: Language::from_code(language),
    };
    let told = EndingReader::default().read(&wording).told.map(|told| told.tense);
    told.filter(|tense| *tense >= Tense::Announced)
}

fn check(cases: &[(&str, &str)], wanted: Option<Tense>) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(language, text)| {
            let found = told(language, text);
            (found != wanted).then(|| format!("{language} {found:?} {text}"))
        })
        .collect();
    assert!(wrong.is_empty(), "wanted {wanted:?}:\n{}", wrong.join("\n"));
}

#[test]
fn an_ending_that_was_carried_out_is_told() {
    check(
        &[
            ("en", "Your policy QX-1 has been cancelled with effect from 3 May 2024."),
            ("en", "As agreed we've stopped your cover from 3 May."),
            ("en", "Your membership came to an end on 3 May."),
            ("en", "We can confirm the termination of your broadband contract."),
            ("de", "Wir haben Ihren Vertrag 77 wie gewünscht zum 03.05.2024 beendet."),
            ("de", "Ihre Hausratversicherung wurde zum 03.05.2024 aufgehoben."),
            ("de", "Hiermit bestätigen wir die Auflösung Ihres Mobilfunkvertrags."),
            ("de", "Wir teilen Ihnen mit, dass Ihre Mitgliedschaft zum 31. Mai beendet wurde."),
            ("fr", "Votre contrat 77 est résilié à effet du 3 mai 2024."),
            ("fr", "Nous avons bien mis fin à votre abonnement le 3 mai."),
            ("fr", "Votre ligne a pris fin le 3 mai."),
            ("fr", "La résiliation de votre assurance a été enregistrée."),
            ("es", "Hemos tramitado la baja de su póliza 77 con efecto 3 de mayo."),
            ("es", "Su línea ha quedado cancelada desde el 3 de mayo."),
            ("es", "Hemos dado de baja tu suscripción."),
            ("es", "El contrato finalizó el 3 de mayo."),
            ("it", "La polizza 77 è stata annullata con decorrenza 3 maggio."),
            ("it", "Abbiamo chiuso il tuo abbonamento il 3 maggio."),
            ("it", "Il contratto è cessato il 3 maggio."),
            ("it", "Confermiamo la cessazione della sua fornitura dal 3 maggio."),
            ("nl", "We hebben uw polis 77 per 3 mei 2024 beëindigd."),
            ("nl", "Je abonnement is per 3 mei stopgezet."),
            ("nl", "De opzegging van uw verzekering is verwerkt."),
            ("nl", "Uw lidmaatschap eindigde op 3 mei."),
        ],
        Some(Tense::Performed),
    );
}

#[test]
fn an_ending_that_is_only_possible_is_not_told() {
    check(
        &[
            ("en", "Your subscription is active. You can cancel any time in your account."),
            ("en", "If your policy has been cancelled, please ignore this message."),
            ("en", "Your policy has not been cancelled."),
            ("en", "We have cancelled your order of 3 May."),
            ("en", "Your request is closed."),
            ("en", "Your contract is terminated if you do not pay."),
            ("de", "Ihr Abo ist aktiv. Es kann jederzeit zum Monatsende gekündigt werden."),
            ("de", "Wird der Vertrag nicht gekündigt, verlängert er sich um ein Jahr."),
            ("de", "Wenn Sie kündigen möchten, genügt eine Nachricht."),
            ("de", "Ihr Termin am 3. Mai wurde storniert."),
            ("fr", "Votre abonnement est actif. Vous pouvez le résilier à tout moment."),
            ("fr", "Si votre contrat a été résilié, ne tenez pas compte de ce message."),
            ("fr", "Votre commande a été annulée."),
            ("fr", "Votre contrat n'a pas été résilié."),
            ("es", "Tu suscripción está activa. Puedes cancelarla cuando quieras."),
            ("es", "Si su póliza ha sido anulada, no tenga en cuenta este aviso."),
            ("es", "Su pedido ha sido cancelado."),
            ("it", "Il tuo abbonamento è attivo. Puoi disdire in qualsiasi momento."),
            ("it", "Se il contratto è stato annullato, ignori questo avviso."),
            ("it", "Il tuo ordine è stato annullato."),
            ("nl", "Je abonnement is bevestigd. Opzeggen kan altijd via je account."),
            ("nl", "Als uw polis is beëindigd, hoeft u niets te doen."),
            ("nl", "Uw afspraak is geannuleerd."),
            ("nl", "Het abonnement kan elke maand worden opgezegd."),
        ],
        None,
    );
}

#[test]
fn what_is_denied_in_the_clause_before_denies_no_end() {
    check(
        &[
            ("en", "The 30th of June is not possible, your membership 55 ends on 31 August 2025."),
            (
                "de",
                "Der 30. Juni geht leider nicht, deine Mitgliedschaft 55 endet am 31. August 2025.",
            ),
            ("fr", "Le 30 juin n'est pas possible, votre abonnement se termine le 31 août 2025."),
            ("es", "El 30 de junio no es posible, tu contrato termina el 31 de agosto de 2025."),
            ("it", "Il 30 giugno non è possibile, il tuo abbonamento termina il 31 agosto 2025."),
            ("nl", "30 juni lukt helaas niet, je lidmaatschap stopt op 31 augustus 2025."),
            ("en", "Your last day with us is 31 August 2025."),
            ("fr", "Votre dernier jour chez nous sera le 31 août 2025."),
            ("nl", "Je laatste dag bij ons is 31 augustus 2025."),
        ],
        Some(Tense::Announced),
    );
}

#[test]
fn a_part_of_an_agreement_that_ends_does_not_end_it() {
    check(
        &[
            ("en", "The fixed rate of your contract ends on 31 August 2025."),
            ("de", "Die Zinsbindung Ihres Vertrags endet am 31. August 2025."),
            ("de", "Dein Vertrag endet nicht am 31. August 2025."),
            ("fr", "La durée de votre contrat se termine le 31 août 2025."),
            ("es", "La permanencia de tu contrato termina el 31 de agosto de 2025."),
            ("it", "Il prezzo del tuo contratto termina il 31 agosto 2025."),
            ("nl", "De vaste periode van je contract eindigt op 31 augustus 2025."),
        ],
        None,
    );
}

#[test]
fn a_fault_that_is_over_ends_no_trial() {
    check(
        &[
            ("en", "The problem is closed with release 5.2, and we have extended your free trial."),
            ("de", "Das Problem ist mit Version 5.2 behoben, Ihr Probemonat wurde verlängert."),
            (
                "de",
                "Die Störung ist beendet, wir haben Ihnen zwei Wochen mehr im Probemonat gegeben.",
            ),
            ("fr", "Le problème est résolu et nous avons prolongé votre essai gratuit."),
            ("es", "El problema está resuelto y hemos ampliado tu prueba gratuita."),
            (
                "it",
                "Il problema è risolto e abbiamo prolungato la tua prova gratuita di due settimane.",
            ),
            ("it", "Il guasto è risolto con la versione 5.2, la tua prova gratuita dura di più."),
            ("nl", "De storing is beëindigd en je gratis proefmaand is verlengd."),
        ],
        None,
    );
}
