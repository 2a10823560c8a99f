//! Letters whose subject stands before the `and`, that ask politely, or that say it by a noun or a wish.

use super::{LETTERS, table};
use crate::letters::Letter;
use crate::words::Words;
use jiff::civil::date;

#[test]
fn a_second_verb_has_the_subject_of_the_first() {
    let rows: [(&str, &[(&str, &str)]); 4] = [
        (
            "de",
            &[
                ("Ich habe das Boot verkauft und kündige deshalb die Police H-40.", "sold; cancel"),
                (
                    "Ich bin mit dem Kurs nicht mehr zufrieden und kündige ihn zum 31. Oktober 2025.",
                    "cancel 2025-10-31",
                ),
                ("Wir sind ins Ausland gegangen und möchten unseren Vertrag beenden.", "cancel"),
                ("Ich habe es mir überlegt und widerrufe daher den Kauf.", "withdraw"),
                ("Ich habe gelesen, dass viele gehen und kündigen.", ""),
                ("Mein Bruder zieht um und kündigt.", ""),
            ],
        ),
        (
            "fr",
            &[
                ("J'ai vendu la caravane et résilie donc le contrat K-33.", "sold; cancel"),
                ("Nous partons vivre ailleurs et souhaitons résilier notre abonnement.", "cancel"),
                ("Je n'utilise plus la ligne et mets fin à mon contrat.", "cancel"),
                ("Mon fils déménage et résilie son bail.", ""),
            ],
        ),
        (
            "nl",
            &[
                ("Ik heb de caravan verkocht en zeg de verzekering K-33 op.", "sold; cancel"),
                (
                    "Wij gaan in het buitenland wonen en willen ons abonnement graag opzeggen.",
                    "cancel",
                ),
                ("Ik gebruik de box niet meer en beëindig daarom het contract.", "cancel"),
                ("Mijn zoon verhuist en zegt zijn abonnement op.", ""),
            ],
        ),
        (
            "en",
            &[
                ("I have sold the caravan and would like to cancel its insurance.", "sold; cancel"),
                ("I am going abroad and cancel my membership.", "cancel"),
                ("We have found another firm and are cancelling the contract.", "cancel"),
                ("I cannot log in and cancel my plan.", ""),
            ],
        ),
    ];
    for (language, rows) in rows {
        table(language, rows);
    }
}

#[test]
fn a_polite_word_a_noun_or_a_wish_ends_as_well() {
    let rows: [(&str, &[(&str, &str)]); 6] = [
        (
            "en",
            &[
                ("Please accept my cancellation of the plan.", "cancel"),
                ("I no longer wish to be a member of the club.", "cancel"),
            ],
        ),
        (
            "de",
            &[
                ("Bitte nehmen Sie meine Kündigung entgegen.", "cancel"),
                ("Ich will nicht länger Kundin sein.", "cancel"),
                ("Bitte verlängern Sie meinen Vertrag nicht.", "cancel"),
                ("Verlängern Sie den Stellplatz bitte nicht automatisch.", "cancel"),
                ("Bitte verlängern Sie die Frist nicht.", "request"),
                ("Verlängern Sie meinen Vertrag nicht.", "cancel"),
                ("Bitte verlängern Sie meinen Vertrag nicht weiter.", "cancel"),
                ("Bitte verlängern Sie den Stellplatz nicht.", "cancel"),
            ],
        ),
        (
            "fr",
            &[
                ("Merci de prendre acte de ma résiliation.", "cancel"),
                ("Je ne souhaite plus être abonnée.", "cancel"),
                ("Ne renouvelez pas mon abonnement.", "cancel"),
            ],
        ),
        (
            "es",
            &[
                ("Les pido que me den de baja.", "cancel"),
                ("Ya no quiero ser socia del gimnasio.", "cancel"),
                ("No renueven mi póliza.", "cancel"),
            ],
        ),
        (
            "it",
            &[
                ("Vi prego di prendere atto della mia disdetta.", "cancel"),
                ("Non voglio più essere socio.", "cancel"),
                ("Non rinnovate la mia polizza.", "cancel"),
            ],
        ),
        (
            "nl",
            &[
                ("Hierbij mijn opzegging.", "cancel"),
                ("Ik wil geen klant meer zijn.", "cancel"),
                ("Verleng mijn contract alstublieft niet.", "cancel"),
            ],
        ),
    ];
    for (language, rows) in rows {
        table(language, rows);
    }
}

#[test]
fn a_rise_that_is_not_taken_and_a_visit_that_failed_are_complaints() {
    for (language, text) in [
        ("en", "I do not accept the price increase."),
        ("fr", "Je n'accepte pas cette augmentation."),
        ("es", "No acepto la subida de la cuota."),
        ("it", "Non accetto il rincaro."),
        ("nl", "Ik ga niet akkoord met de prijsverhoging."),
        ("es", "Ayer el técnico no vino."),
        ("it", "Ieri il tecnico non è venuto."),
    ] {
        table(language, &[(text, "complain")]);
    }
}

#[test]
fn a_day_belongs_to_the_verb_before_it() {
    table("de", &[("Ich ziehe um und kündige zum 31. Oktober 2025.", "move; cancel 2025-10-31")]);
    table(
        "fr",
        &[("Je déménage et résilie mon abonnement au 31 octobre 2025.", "move; cancel 2025-10-31")],
    );
    let both = "Ik verhuis op 1 oktober 2025 en zeg mijn abonnement op per 31 oktober 2025.";
    table("nl", &[(both, "move 2025-10-01; cancel 2025-10-31")]);
}

#[test]
fn a_subject_ends_where_it_only_names_the_end_and_what_ends() {
    let ends = |subject: &str| {
        let words = Words::cut(subject, 100);
        let sent_on = Some(date(2025, 9, 12));
        let letter = Letter { text: subject, words: &words, found: &[], sent_on, was_sent: true };
        LETTERS.headed(&letter).is_some()
    };
    for subject in [
        "Kündigung FL-90812",
        "Kündigung meines Vertrags Nr. 4471",
        "Ordentliche Kündigung",
        "Résiliation du contrat BV-77",
        "Baja del contrato 5510",
        "Disdetta polizza 88-40127",
        "Opzegging abonnement 771",
        "Cancellation of policy FP-220871",
        "Cancellation: policy FP-220871",
    ] {
        assert!(ends(subject), "{subject}");
    }
    for subject in [
        "Kündigung?",
        "Kündigung des Termins am 3. Mai",
        "Re: Kündigung FL-90812",
        "Frage zur Kündigung",
        "Cancellation fee",
        "Cancellation of my appointment",
        "Annulation du rendez-vous",
        "Opzegging niet ontvangen",
    ] {
        assert!(!ends(subject), "{subject}");
    }
}
