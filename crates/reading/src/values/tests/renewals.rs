//! Whether what runs goes on by itself when its term is over, in six languages.

use super::claims;

/// Texts and whether they renew by themselves; none where nothing of it is said.
const SAID: &[(&str, &str, Option<bool>)] = &[
    (
        "en",
        "Your policy will renew automatically each year unless you tell us otherwise.",
        Some(true),
    ),
    ("en", "Unless you cancel, your membership renews every year.", Some(true)),
    ("en", "This contract rolls over for successive periods of 12 months.", Some(true)),
    ("en", "You can turn off auto-renewal in your account at any time.", Some(true)),
    ("en", "Auto-renewal: on", Some(true)),
    ("en", "On 20 June your yearly subscription will start automatically.", Some(true)),
    ("de", "Am 20. Mai beginnt automatisch dein Jahresabo.", Some(true)),
    ("fr", "Le 20 mai, votre abonnement annuel démarrera automatiquement.", Some(true)),
    ("es", "El 20 de mayo empezará automáticamente tu suscripción anual.", Some(true)),
    ("it", "Il 20 maggio l'abbonamento annuale partirà automaticamente.", Some(true)),
    ("nl", "Op 20 mei start automatisch je jaarabonnement.", Some(true)),
    ("en", "Auto-renewal: off", Some(false)),
    ("en", "Your policy will not renew automatically.", Some(false)),
    ("en", "This policy isn't automatically renewed.", Some(false)),
    ("en", "The pass ends automatically on 3 May, there is no need to cancel.", Some(false)),
    ("en", "The plan won't be renewed unless you ask us to.", Some(false)),
    ("en", "As you asked, we have withdrawn the renewal of your policy.", Some(false)),
    ("en", "The renewal has been cancelled and no payment will be taken.", Some(false)),
    ("de", "Wir haben die Verlängerung Ihrer Police zurückgenommen.", Some(false)),
    ("fr", "Le renouvellement de votre contrat est annulé.", Some(false)),
    ("es", "Hemos anulado la renovación de la póliza.", Some(false)),
    ("it", "Abbiamo annullato il rinnovo della polizza.", Some(false)),
    ("nl", "Wij hebben de verlenging van uw polis ingetrokken.", Some(false)),
    ("en", "The renewal can be cancelled online.", None),
    ("en", "If the renewal has been cancelled, ignore this.", None),
    ("de", "Die Verlängerung kann storniert werden.", None),
    ("en", "You have turned off auto-renewal? Then call us.", None),
    ("en", "Would you like it to renew automatically?", None),
    ("en", "If you switch on auto-renewal we will remind you first.", None),
    ("en", "The discount ends automatically in May.", None),
    ("en", "You may renew your policy online.", None),
    (
        "de",
        "Der Vertrag verlängert sich stillschweigend um jeweils ein Jahr, wenn er nicht drei Monate vor Ablauf gekündigt wird.",
        Some(true),
    ),
    ("de", "Ohne Kündigung verlängert sich das Abo um weitere zwölf Monate.", Some(true)),
    (
        "de",
        "Die Mitgliedschaft wird automatisch fortgesetzt, sofern Sie nicht widersprechen.",
        Some(true),
    ),
    ("de", "Automatische Verlängerung: ja", Some(true)),
    ("de", "Automatische Verlängerung: nein", Some(false)),
    ("de", "Der Vertrag endet automatisch, ohne dass es einer Kündigung bedarf.", Some(false)),
    ("de", "Der Vertrag verlängert sich nicht automatisch.", Some(false)),
    (
        "de",
        "Eine automatische Verlängerung findet nicht statt; keine automatische Verlängerung.",
        Some(false),
    ),
    ("de", "Die Lieferzeit verlängert sich um ein paar Tage.", None),
    ("de", "Möchten Sie Ihren Vertrag verlängern?", None),
    ("fr", "Le contrat se renouvelle par tacite reconduction d'année en année.", Some(true)),
    (
        "fr",
        "À défaut de résiliation, l'adhésion est reconduite tacitement pour une durée identique.",
        Some(true),
    ),
    (
        "fr",
        "Votre abonnement sera renouvelé automatiquement, sauf si vous ne le souhaitez pas.",
        Some(true),
    ),
    ("fr", "Ce contrat n'est pas renouvelable par tacite reconduction.", Some(false)),
    ("fr", "Contrat sans tacite reconduction.", Some(false)),
    ("fr", "L'abonnement ne se renouvelle pas.", Some(false)),
    ("fr", "Votre carte prend fin automatiquement à cette date.", Some(false)),
    ("fr", "Souhaitez-vous renouveler votre contrat ?", None),
    ("es", "La póliza se prorroga automáticamente por periodos de un año.", Some(true)),
    ("es", "Si no nos avisas se renueva automáticamente cada mes.", Some(true)),
    ("es", "El contrato se entenderá prorrogado tácitamente por un año más.", Some(true)),
    ("es", "Póliza temporal, sin renovación automática.", Some(false)),
    ("es", "El seguro no se renueva automáticamente.", Some(false)),
    ("es", "El abono caduca automáticamente, sin necesidad de aviso.", Some(false)),
    ("es", "¿Quieres renovar tu contrato?", None),
    (
        "it",
        "In mancanza di disdetta il contratto si rinnova tacitamente di anno in anno.",
        Some(true),
    ),
    ("it", "L'abbonamento è soggetto a rinnovo automatico.", Some(true)),
    ("it", "La polizza si intende prorogata per un anno, salvo disdetta.", Some(true)),
    ("it", "Polizza senza tacito rinnovo.", Some(false)),
    ("it", "Il contratto non si rinnova automaticamente.", Some(false)),
    (
        "it",
        "La copertura cessa automaticamente alla scadenza, senza necessità di disdetta.",
        Some(false),
    ),
    ("it", "Vuole rinnovare il contratto?", None),
    ("nl", "De verzekering wordt stilzwijgend met een jaar verlengd.", Some(true)),
    (
        "nl",
        "Zegt u niet op, dan wordt het contract telkens met twaalf maanden verlengd.",
        Some(true),
    ),
    ("nl", "Je abonnement loopt automatisch door tot je opzegt.", Some(true)),
    ("nl", "De verzekering stopt automatisch op de einddatum.", Some(false)),
    ("nl", "Het abonnement wordt niet automatisch verlengd.", Some(false)),
    ("nl", "Een polis zonder stilzwijgende verlenging.", Some(false)),
    ("nl", "Wilt u uw contract verlengen?", None),
    ("en", "To change something or not to renew, call us before 1 March.", None),
    ("fr", "Pour ne pas renouveler votre contrat, appelez-nous.", None),
    ("es", "Para no renovar la póliza, escríbenos.", None),
    ("de", "Um den Vertrag nicht zu verlängern, rufen Sie uns an.", None),
    // Other wordings, written afterwards without looking at the words that are known.
    ("en", "After twelve months the plan continues automatically until cancelled.", Some(true)),
    (
        "en",
        "It is a rolling contract: it renews each month and you may leave whenever you like.",
        Some(true),
    ),
    ("en", "Cover lapses automatically at midnight on 4 May and is not renewable.", Some(false)),
    ("en", "There is no automatic renewal; we'll write to you with a new quote.", Some(false)),
    ("en", "We do not auto-renew this product.", Some(false)),
    (
        "de",
        "Nach Ablauf der Erstlaufzeit verlängert sich Ihr Tarif automatisch auf unbestimmte Zeit.",
        Some(true),
    ),
    (
        "de",
        "Wird nicht rechtzeitig gekündigt, verlängert sich die Mitgliedschaft um weitere sechs Monate.",
        Some(true),
    ),
    ("de", "Das Abonnement läuft nach einem Jahr automatisch aus.", Some(false)),
    (
        "de",
        "Die Versicherung erlischt mit Ablauf des Jahres, einer Kündigung bedarf es nicht.",
        Some(false),
    ),
    ("de", "Eine stillschweigende Verlängerung ist ausgeschlossen.", Some(false)),
    (
        "fr",
        "Sauf dénonciation, votre adhésion sera reconduite automatiquement chaque année.",
        Some(true),
    ),
    ("fr", "Renouvellement automatique : oui", Some(true)),
    ("fr", "Renouvellement automatique : non", Some(false)),
    ("fr", "L'abonnement s'arrête automatiquement à la fin des douze mois.", Some(false)),
    ("fr", "Votre formule n'est pas reconduite à son terme.", Some(false)),
    ("es", "El contrato se renovará de forma automática por períodos anuales.", Some(true)),
    ("es", "Salvo aviso en contra, la cuota se prorrogará tácitamente cada año.", Some(true)),
    ("es", "Este bono no es renovable.", Some(false)),
    ("es", "La suscripción termina automáticamente y no hay que hacer nada.", Some(false)),
    (
        "it",
        "Alla scadenza l'abbonamento si rinnoverà automaticamente per altri dodici mesi.",
        Some(true),
    ),
    ("it", "Rinnovo automatico: sì", Some(true)),
    ("it", "Rinnovo automatico: no", Some(false)),
    ("it", "Il contratto non è tacitamente rinnovabile.", Some(false)),
    ("it", "L'iscrizione termina automaticamente il 3 maggio.", Some(false)),
    (
        "nl",
        "Na een jaar wordt het lidmaatschap automatisch omgezet naar onbepaalde tijd.",
        Some(true),
    ),
    ("nl", "Automatische verlenging: ja", Some(true)),
    ("nl", "Automatische verlenging: nee", Some(false)),
    ("nl", "Het abonnement eindigt vanzelf, u hoeft niet op te zeggen.", Some(false)),
    ("nl", "Er is geen sprake van automatische verlenging.", Some(false)),
];

#[test]
fn what_becomes_of_a_term_is_read_with_its_negations() {
    let mut missed = Vec::new();
    for (language, text, expected) in SAID {
        let found = claims(language, text);
        let said = [(true, "renews true"), (false, "renews false")];
        let got = said.into_iter().find(|(_, claim)| found.iter().any(|f| f == claim));
        if got.map(|(automatic, _)| automatic) != *expected {
            missed.push(format!("{language} {text:?}: {expected:?}, not {got:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}
