//! Care that an animal had, and the one that comes next.

use super::{Desk, Mail};
use oxherd_model::{Kind, Work};

/// Reports of a visit, with the day of the next care.
const HAD: &[Mail] = &[
    (
        "en",
        "Biscuit's visit today",
        "Hi Toni,\n\nIt was lovely to see Biscuit today. She had her booster and a full check-up, all fine. Her next booster is due by 5 March 2025.\n\nAlderley Vets",
    ),
    (
        "en",
        "Visit summary",
        "Hello,\n\nThank you for coming in. Rex received his yearly vaccination and was given worming tablets.\n\nNext vaccination due: 5 March 2025\n\nAlderley Vets",
    ),
    (
        "en",
        "After your appointment",
        "Hi,\n\nBiscuit has had her jabs today and did very well. The next ones are due on 5 March 2025.\n\nAlderley Vets",
    ),
    (
        "de",
        "Bikos Besuch heute",
        "Guten Tag,\n\nheute hat Biko seine Auffrischungsimpfung bekommen. Alles in Ordnung. Die nächste Impfung ist bis zum 5. März 2025 fällig.\n\nTierarztpraxis Alderley",
    ),
    (
        "de",
        "Ihr Besuch bei uns",
        "Guten Tag,\n\nBiko wurde heute geimpft und gründlich untersucht.\n\nNächste Impfung fällig: 05.03.2025\n\nTierarztpraxis Alderley",
    ),
    (
        "fr",
        "Visite de Biko",
        "Bonjour,\n\nBiko a reçu son rappel de vaccin aujourd'hui, tout va bien. Le prochain rappel est à faire avant le 5 mars 2025.\n\nClinique Alderley",
    ),
    (
        "fr",
        "Compte rendu de votre visite",
        "Bonjour,\n\nBiko a été vacciné ce jour.\n\nProchain vaccin : 05/03/2025\n\nClinique Alderley",
    ),
    (
        "es",
        "Visita de Biko",
        "Hola Toni:\n\nHoy Biko ha recibido su vacuna anual y está estupendo. La próxima vacuna toca el 5 de marzo de 2025.\n\nClínica Alderley",
    ),
    (
        "es",
        "Resumen de la visita",
        "Hola:\n\nHemos vacunado a Biko hoy.\n\nPróxima vacuna: 05/03/2025\n\nClínica Alderley",
    ),
    (
        "it",
        "Visita di Biko",
        "Gentile Toni,\n\noggi Biko ha fatto il richiamo del vaccino, tutto bene. Il prossimo richiamo è previsto per il 5 marzo 2025.\n\nClinica Alderley",
    ),
    (
        "it",
        "Resoconto della visita",
        "Buongiorno,\n\nBiko è stato vaccinato oggi.\n\nProssima vaccinazione: 05/03/2025\n\nClinica Alderley",
    ),
    (
        "nl",
        "Bezoek van Biko",
        "Beste Toni,\n\nBiko heeft vandaag zijn jaarlijkse enting gekregen. Alles zag er goed uit. De volgende enting moet vóór 5 maart 2025.\n\nDierenkliniek Alderley",
    ),
    (
        "nl",
        "Verslag van uw bezoek",
        "Beste Toni,\n\nBiko is vandaag gevaccineerd.\n\nVolgende vaccinatie: 05-03-2025\n\nDierenkliniek Alderley",
    ),
    (
        "de",
        "Behandlungsbericht",
        "Guten Tag,\n\nLuna hat heute ihre jährliche Impfung erhalten. Wiedervorstellung zur Impfung: März 2025.\n\nPraxis Alderley",
    ),
    (
        "fr",
        "Merci de votre visite",
        "Bonjour,\n\nNous avons vacciné Luna ce matin. Prochaine injection le 5 mars 2025.\n\nClinique Alderley",
    ),
    (
        "es",
        "Gracias por su visita",
        "Hola:\n\nLuna ya tiene puesta su vacuna anual. La siguiente le toca el 5 de marzo de 2025.\n\nClínica Alderley",
    ),
    (
        "it",
        "Grazie della visita",
        "Buongiorno,\n\nLuna ha ricevuto oggi la vaccinazione annuale. La prossima è da fare entro il 5 marzo 2025.\n\nClinica Alderley",
    ),
    (
        "nl",
        "Bedankt voor uw bezoek",
        "Beste Toni,\n\nwij hebben Luna vandaag ingeënt. De volgende prik staat gepland voor 5 maart 2025.\n\nKliniek Alderley",
    ),
];

/// Care that is to be had.
const AHEAD: &[Mail] = &[
    (
        "en",
        "Booster due",
        "Hello,\n\nBiscuit should have her booster by 20 March 2024. Has she had her jabs? Call us.",
    ),
    (
        "de",
        "Impfung fällig",
        "Guten Tag,\n\nSie haben eine Einladung zur Impfung erhalten. Biko ist am 20. März 2024 dran.",
    ),
    (
        "fr",
        "Rappel de vaccin",
        "Bonjour,\n\nBiko doit recevoir son rappel de vaccin avant le 20 mars 2024.",
    ),
    (
        "es",
        "Vacuna pendiente",
        "Hola:\n\nBiko debe recibir su vacuna antes del 20 de marzo de 2024.",
    ),
    (
        "it",
        "Richiamo",
        "Buongiorno,\n\nBiko deve fare il richiamo del vaccino entro il 20 marzo 2024.",
    ),
    ("nl", "Enting", "Beste Toni,\n\nBiko moet vóór 20 maart 2024 zijn enting krijgen."),
];

#[test]
fn care_that_was_had_is_done_and_care_ahead_is_not() {
    let desk = Desk::new();
    let failing = desk.failing(HAD, |reading| {
        reading.done.iter().any(|done| done.what == Work::Care)
            && !matches!(reading.kind, Kind::AppointmentSet | Kind::MaintenanceDue)
    });
    assert!(failing.is_empty(), "{failing:#?}");
    let failing = desk.failing(AHEAD, |reading| reading.done.is_empty());
    assert!(failing.is_empty(), "{failing:#?}");
}
