//! Sentences of letters by language: what they do, and what they only speak of.

mod carried;
mod moves;
mod replies;
mod therefore;

use super::*;
use crate::values::{Surroundings, ValueReader};
use jiff::civil::date;
use oxherd_model::Language;
use std::sync::LazyLock;

static VALUES: LazyLock<ValueReader> = LazyLock::new(ValueReader::new);
static LETTERS: LazyLock<LetterReader> = LazyLock::new(LetterReader::default);

fn acts(language: &str, text: &str) -> Vec<String> {
    let words = Words::cut(text, 20_000);
    let sent_on = Some(date(2025, 9, 12));
    let values = VALUES.read(&Surroundings {
        text,
        words: &words,
        language: Language::from_code(language),
        sent_on,
        month_first: None,
        currency_hint: None,
    });
    let letter = Letter { text, words: &words, found: &values.found, sent_on, was_sent: true };
    let found = LETTERS.read(&letter);
    let said = |f: &Found| {
        let Claim::Act { act, on } = f.claim else { panic!("no act") };
        on.map_or_else(|| act.to_string(), |on| format!("{act} {on}"))
    };
    found.iter().map(said).collect()
}

#[track_caller]
pub(super) fn table(language: &str, rows: &[(&str, &str)]) {
    tables(&[(language, rows)]);
}

/// The same for more than one language.
#[track_caller]
pub(super) fn tables(of: &[(&str, &[(&str, &str)])]) {
    let mut wrong = Vec::new();
    let rows = of.iter().flat_map(|(language, rows)| rows.iter().map(move |row| (language, row)));
    for (language, (text, expected)) in rows {
        let found = acts(language, text).join("; ");
        if found != *expected {
            wrong.push(format!("{text:?}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_line_of_every_list_is_understood() {
    for (list, _) in FILES {
        for entry in lists::entries(list) {
            assert!(class_of(entry.section).is_some(), "{}", entry.section);
        }
    }
}

#[test]
fn notice_that_runs_from_a_day_ends_on_its_last() {
    tables(&[
        (
            "en",
            &[
                (
                    "I give notice on my lease L-7, from 1 October 2025 to 31 December 2025.",
                    "cancel 2025-12-31",
                ),
                ("Please cancel my policy FP-220871 from 1 October 2025.", "cancel 2025-10-01"),
            ],
        ),
        (
            "de",
            &[(
                "Ich kündige meinen Mietvertrag L-7 mit der Frist vom 1. Oktober 2025 bis 31. Dezember 2025.",
                "cancel 2025-12-31",
            )],
        ),
        (
            "fr",
            &[(
                "Je résilie mon bail L-7 avec un préavis de trois mois, du 1er octobre au 31 décembre 2025.",
                "cancel 2025-12-31",
            )],
        ),
        (
            "nl",
            &[(
                "Ik zeg mijn huurcontract L-7 op met een opzegtermijn van 1 oktober 2025 tot 31 december 2025.",
                "cancel 2025-12-31",
            )],
        ),
    ]);
}

#[test]
fn english_letters_end_an_agreement() {
    table(
        "en",
        &[
            ("Please cancel my policy FP-220871.", "cancel"),
            ("Please cancel my policy FP-220871 with immediate effect.", "cancel 2025-09-12"),
            ("Please cancel my policy FP-220871 from 1 October 2025.", "cancel 2025-10-01"),
            ("Please cancel my policy FP-220871 from the end of October.", "cancel 2025-10-31"),
            (
                "I want to cancel my policy FP-220871 with effect from 31 October 2025.",
                "cancel 2025-10-31",
            ),
            (
                "I am writing to give notice that I am cancelling my policy FP-220871 as of 31 October 2025.",
                "cancel 2025-10-31",
            ),
            ("Please treat this as my notice to end the agreement 4711.", "cancel"),
            ("Could you please cancel my subscription?", "cancel"),
            ("I have not heard from you and I am cancelling my contract.", "cancel"),
            ("I do not wish to renew my insurance.", "cancel"),
            ("Please do not renew my policy.", "cancel"),
            ("I hereby terminate my contract at the end of the month.", "cancel 2025-09-30"),
            ("Dear Sir or Madam,\nplease cancel my membership. Kind regards\nAda", "cancel"),
            ("If possible, please cancel my plan from 1 October 2025.", "cancel 2025-10-01"),
            ("Please cancel my policy and let me know if you need anything else.", "cancel"),
            ("We have decided to terminate the tenancy agreement.", "cancel"),
        ],
    );
}

#[test]
fn english_letters_that_only_speak_of_an_end_end_nothing() {
    table(
        "en",
        &[
            (
                "I would not like to cancel my policy FP-220871 with effect from 31 October 2025.",
                "keep",
            ),
            ("Please do not cancel my policy.", "keep"),
            ("If you do not refund me by Friday, I will cancel my contract.", ""),
            ("If the price goes up I am cancelling my subscription.", ""),
            ("I am cancelling my policy unless you lower the price.", ""),
            ("Before I cancel my policy, please send me a quote.", "request"),
            ("Can I cancel my contract?", "ask"),
            ("How do I cancel my subscription?", "ask"),
            ("Please cancel my appointment on 3 October 2025.", "request"),
            ("Please cancel the direct debit.", "request"),
            ("You wrote: \u{201c}I want to cancel my policy\u{201d}, which is wrong.", ""),
            ("I was thinking of cancelling my policy.", ""),
            ("You can cancel at any time.", ""),
            ("I cancelled my policy last year.", ""),
            ("Lower the price, otherwise I am cancelling my plan.", ""),
            ("I/We (*) hereby give notice that I/We (*) withdraw from my/our (*) contract", ""),
            ("My neighbour wants to cancel his policy.", ""),
        ],
    );
}

#[test]
fn english_letters_do_other_things() {
    table(
        "en",
        &[
            ("I hereby withdraw from the purchase of 3 September 2025.", "withdraw"),
            ("I am exercising my right to cancel the order.", "withdraw"),
            ("I would like to make a formal complaint.", "complain"),
            ("I would like to make a claim under the warranty.", "claim"),
            ("Please refund my deposit.", "claim"),
            ("We have moved. Our new address is 4 Mill Lane.", "move"),
            ("We are moving to Leeds on 1 November 2025.", "move 2025-11-01"),
            ("I have sold my car to a dealer.", "sold"),
            ("I sold my bike on 1 September 2025.", "sold 2025-09-01"),
            ("I am selling my car on 1 October 2025.", "sell 2025-10-01"),
            ("I am returning the shoes.", "return"),
            ("I would like to return the jacket.", "return"),
            ("I accept your offer.", "accept"),
            ("I have not moved.", ""),
            ("I have not sold my car.", ""),
            ("I do not accept your offer.", ""),
            ("If I return the shoes, what do I pay?", ""),
            ("Do you accept returns?", ""),
            ("I would like to know when you open.", "ask; request"),
            ("The fee was refunded.", ""),
        ],
    );
}

#[test]
fn german_letters() {
    table(
        "de",
        &[
            ("hiermit kündige ich meinen Vertrag 4711 zum 31.10.2025.", "cancel 2025-10-31"),
            ("Ich kündige meinen Vertrag fristlos.", "cancel 2025-09-12"),
            (
                "Ich möchte meinen Vertrag, Kundennummer 4711, zum 31. Oktober 2025 kündigen.",
                "cancel 2025-10-31",
            ),
            ("Bitte kündigen Sie meine Versicherung zum nächstmöglichen Zeitpunkt.", "cancel"),
            (
                "Hiermit teile ich Ihnen mit, dass ich meinen Vertrag zum Monatsende kündige.",
                "cancel 2025-09-30",
            ),
            ("Ich möchte mein Abo nicht verlängern.", "cancel"),
            ("Ich kündige den Vertrag, da ich ihn nicht mehr brauche.", "cancel"),
            ("Können Sie bitte meinen Vertrag kündigen?", "cancel"),
            ("Ich widerrufe den Kauf vom 3. September 2025.", "withdraw"),
            ("hiermit widerrufe ich meine Bestellung.", "withdraw"),
            ("Ich möchte mich über die Rechnung beschweren.", "complain"),
            ("Ich möchte einen Schaden melden.", "claim"),
            ("Wir sind umgezogen.", "move"),
            ("Meine neue Anschrift lautet: Gasse 4, 1010 Wien.", "move"),
            (
                "ich verkaufe Ihnen mein Fahrrad, Sie haben es schon mitgenommen und bar bezahlt.",
                "sell",
            ),
            ("ich habe mein Fahrrad verkauft.", "sold"),
            ("Ich habe das Auto am 1. September 2025 verkauft.", "sold 2025-09-01"),
            ("Ich sende die Schuhe zurück.", "return"),
            ("Ich möchte die Jacke zurückgeben.", "return"),
            ("Hiermit nehme ich Ihr Angebot an.", "accept"),
            ("Ich möchte meinen Vertrag nicht kündigen.", "keep"),
            ("Ich kündige meinen Vertrag nicht.", "keep"),
            ("Wenn Sie nicht antworten, kündige ich meinen Vertrag.", ""),
            ("Ich kündige, wenn Sie den Preis nicht senken.", ""),
            ("Bevor ich kündige, hätte ich gern ein Angebot.", "request"),
            ("Kann ich meinen Vertrag kündigen?", "ask"),
            ("Ich möchte wissen, wie ich meinen Vertrag kündigen kann.", "ask; request"),
            ("Ich habe mein Auto nicht verkauft.", ""),
            ("Ich möchte meinen Termin am 3. Oktober kündigen.", "request"),
            ("Ich überlege, ob ich den Vertrag kündige.", ""),
            ("Sie können jederzeit kündigen.", ""),
            ("Mein Nachbar hat sein Fahrrad verkauft.", ""),
            ("Wir verkaufen Fahrräder aller Marken.", ""),
            ("Ich habe meinen Vertrag letztes Jahr gekündigt.", ""),
        ],
    );
}

#[test]
fn french_letters() {
    table(
        "fr",
        &[
            ("Je résilie mon contrat 4711 à compter du 31 octobre 2025.", "cancel 2025-10-31"),
            ("Veuillez résilier mon abonnement avec effet immédiat.", "cancel 2025-09-12"),
            ("Je souhaite résilier mon contrat d'assurance.", "cancel"),
            ("Je vous prie de bien vouloir résilier mon contrat à l'échéance.", "cancel"),
            ("J'ai décidé de mettre fin à mon abonnement à la fin du mois.", "cancel 2025-09-30"),
            ("Par la présente, je vous informe de ma décision de résilier ma police.", "cancel"),
            ("Pouvez-vous résilier mon contrat, s'il vous plaît ?", "cancel"),
            ("Je ne souhaite pas renouveler mon contrat.", "cancel"),
            ("Je me rétracte de ma commande.", "withdraw"),
            ("J'exerce mon droit de rétractation.", "withdraw"),
            ("Je conteste votre facture.", "complain"),
            ("Je souhaite déclarer un sinistre.", "claim"),
            ("Je demande le remboursement de la somme versée.", "claim"),
            ("Nous avons déménagé.", "move"),
            ("Ma nouvelle adresse est : 4 rue du Lac.", "move"),
            ("J'ai vendu ma voiture le 1er septembre 2025.", "sold 2025-09-01"),
            ("Je vous vends mon vélo.", "sell"),
            ("Je vous renvoie les chaussures.", "return"),
            ("J'accepte votre devis.", "accept"),
            ("Je ne souhaite pas résilier mon contrat.", "keep"),
            ("Veuillez ne pas résilier mon contrat.", "keep"),
            ("Si vous ne répondez pas, je résilie mon contrat.", ""),
            ("Avant de résilier, je souhaite un devis.", "request"),
            ("Puis-je résilier mon contrat ?", "ask"),
            ("Comment résilier mon abonnement ?", ""),
            ("J'envisage de résilier mon contrat.", ""),
            ("Je souhaite annuler mon rendez-vous du 3 octobre 2025.", "request"),
            ("Je n'ai pas vendu ma voiture.", ""),
            ("Vous pouvez résilier à tout moment.", ""),
            ("Je n'accepte pas votre devis.", ""),
            ("Je résilierai sauf si vous baissez le prix.", ""),
        ],
    );
}

#[test]
fn spanish_letters() {
    table(
        "es",
        &[
            (
                "Quiero cancelar mi póliza 4711 a partir del 31 de octubre de 2025.",
                "cancel 2025-10-31",
            ),
            ("Solicito la baja de mi contrato con efecto inmediato.", "cancel 2025-09-12"),
            ("Por favor, cancelen mi suscripción.", "cancel"),
            ("Les ruego que den de baja mi línea a finales de mes.", "cancel 2025-09-30"),
            ("Por la presente les comunico mi decisión de cancelar el seguro.", "cancel"),
            ("No deseo renovar mi seguro.", "cancel"),
            ("Deseo rescindir el contrato.", "cancel"),
            ("Desisto de la compra.", "withdraw"),
            ("Ejerzo mi derecho de desistimiento.", "withdraw"),
            ("Quiero presentar una queja.", "complain"),
            ("Solicito el reembolso del importe.", "claim"),
            ("Quiero dar parte de un siniestro.", "claim"),
            ("Nos hemos mudado.", "move"),
            ("Mi nueva dirección es calle Mayor 4.", "move"),
            ("He vendido mi coche el 1 de septiembre de 2025.", "sold 2025-09-01"),
            ("Le vendo mi bicicleta.", "sell"),
            ("Quiero devolver los zapatos.", "return"),
            ("Acepto su presupuesto.", "accept"),
            ("No quiero cancelar mi póliza.", "keep"),
            ("Si no responden, cancelo mi contrato.", ""),
            ("Antes de cancelar mi contrato, quiero saber el precio.", "ask; request"),
            ("¿Puedo cancelar mi contrato?", "ask"),
            ("¿Cómo cancelar la suscripción?", ""),
            ("Estoy pensando en cancelar mi seguro.", ""),
            ("Quiero cancelar mi cita del 3 de octubre de 2025.", "request"),
            ("No he vendido mi coche.", ""),
            ("Puede cancelar en cualquier momento.", ""),
            ("No acepto su presupuesto.", ""),
            ("Cancelo mi contrato a menos que bajen el precio.", ""),
            ("Mi vecino ha vendido su coche.", ""),
        ],
    );
}

#[test]
fn italian_letters() {
    table(
        "it",
        &[
            (
                "Desidero disdire il contratto 4711 a decorrere dal 31 ottobre 2025.",
                "cancel 2025-10-31",
            ),
            ("Vi comunico la disdetta della polizza con effetto immediato.", "cancel 2025-09-12"),
            ("Con la presente disdico il mio abbonamento a fine mese.", "cancel 2025-09-30"),
            ("Vi prego di annullare il mio abbonamento.", "cancel"),
            ("Non intendo rinnovare la polizza.", "cancel"),
            ("Ho deciso di chiudere il conto.", "cancel"),
            ("Esercito il diritto di recesso.", "withdraw"),
            ("Recedo dal contratto di acquisto.", "withdraw"),
            ("Vorrei presentare un reclamo.", "complain"),
            ("Contesto la fattura.", "complain"),
            ("Chiedo il rimborso dell'importo.", "claim"),
            ("Vorrei denunciare un sinistro.", "claim"),
            ("Ci siamo trasferiti.", "move"),
            ("Il mio nuovo indirizzo è via Roma 4.", "move"),
            ("Ho venduto la mia auto il 1 settembre 2025.", "sold 2025-09-01"),
            ("Le vendo la mia bicicletta.", "sell"),
            ("Vorrei restituire le scarpe.", "return"),
            ("Accetto il preventivo.", "accept"),
            ("Non voglio disdire il contratto.", "keep"),
            ("Se non rispondete, disdico il contratto.", ""),
            ("Prima di disdire il contratto, vorrei un preventivo.", "request"),
            ("Posso disdire il contratto?", "ask"),
            ("Come disdire l'abbonamento?", ""),
            ("Sto pensando di disdire il contratto.", ""),
            ("Vorrei annullare il mio appuntamento del 3 ottobre 2025.", "request"),
            ("Non ho venduto la mia auto.", ""),
            ("Potete disdire in qualsiasi momento.", ""),
            ("Non accetto il preventivo.", ""),
            ("Disdico il contratto a meno che abbassiate il prezzo.", ""),
            ("Il mio vicino ha venduto la sua auto.", ""),
        ],
    );
}

#[test]
fn dutch_letters() {
    table(
        "nl",
        &[
            ("Hierbij zeg ik mijn abonnement op per 31 oktober 2025.", "cancel 2025-10-31"),
            ("Ik wil mijn verzekering per direct opzeggen.", "cancel 2025-09-12"),
            ("Wilt u mijn contract beëindigen aan het einde van de maand.", "cancel 2025-09-30"),
            ("Ik verzoek u mijn overeenkomst op te zeggen.", "cancel"),
            ("Ik wil mijn polis niet verlengen.", "cancel"),
            ("Hierbij beëindig ik mijn lidmaatschap.", "cancel"),
            ("Ik herroep mijn bestelling.", "withdraw"),
            ("Ik maak gebruik van mijn herroepingsrecht.", "withdraw"),
            ("Ik wil een klacht indienen.", "complain"),
            ("Ik wil graag schade melden.", "claim"),
            ("Ik verzoek om terugbetaling.", "claim"),
            ("Wij zijn verhuisd.", "move"),
            ("Mijn nieuwe adres is Dorpsstraat 4.", "move"),
            ("Ik heb mijn auto op 1 september 2025 verkocht.", "sold 2025-09-01"),
            ("Ik verkoop u mijn fiets.", "sell"),
            ("Ik stuur de schoenen terug.", "return"),
            ("Ik ga akkoord met uw offerte.", "accept"),
            ("Ik wil mijn contract niet opzeggen.", "keep"),
            ("Ik zeg mijn abonnement niet op.", "keep"),
            ("Als u niet reageert, zeg ik mijn contract op.", ""),
            ("Voordat ik opzeg wil ik een offerte.", "request"),
            ("Kan ik mijn contract opzeggen?", "ask"),
            ("Ik wil weten hoe ik mijn contract kan opzeggen.", "ask; request"),
            ("Ik overweeg mijn verzekering op te zeggen.", ""),
            ("Ik wil mijn afspraak van 3 oktober annuleren.", "request"),
            ("Ik heb mijn auto niet verkocht.", ""),
            ("U kunt altijd opzeggen.", ""),
            ("Ik ga niet akkoord met uw offerte.", ""),
            ("Ik zeg mijn contract op tenzij de prijs daalt.", ""),
            ("Mijn buurman heeft zijn auto verkocht.", ""),
        ],
    );
}

#[test]
fn long_hostile_texts_are_read_to_a_bound() {
    for unit in ["please cancel my policy ", "ich kündige und nicht ", "\" ", "i want to,\n"] {
        let text = unit.repeat(300_000 / unit.len());
        let words = Words::cut(&text, 20_000);
        let letter =
            Letter { text: &text, words: &words, found: &[], sent_on: None, was_sent: true };
        let acts = LETTERS.read(&letter);
        assert!(acts.len() <= 2, "{unit:?}");
    }
    let text = format!("please cancel{}my policy", " ".repeat(400_000));
    assert_eq!(acts("en", &text), ["cancel"]);
}

/// Whether a text that came to the owner admits that who wrote it was wrong.
fn admits(text: &str) -> bool {
    let words = Words::cut(text, 20_000);
    let letter = Letter { text, words: &words, found: &[], sent_on: None, was_sent: false };
    let found = LETTERS.read(&letter);
    found.iter().any(|f| act_of(&f.claim) == Some(LetterAct::Admit))
}

#[test]
fn who_admits_a_mistake_is_told_from_who_does_not() {
    for (language, text) in [
        ("en", "Thank you for your letter. You are quite right, and I'm sorry. The bill is void."),
        ("en", "The renewal notice of 4 May was sent to you in error; nothing will be taken."),
        ("en", "We have looked into this and your complaint is upheld."),
        ("de", "Sie haben natürlich recht. Die Mahnung ist hinfällig, bitte entschuldigen Sie."),
        ("de", "Der Beitrag wurde versehentlich abgebucht. Wir erstatten ihn bis zum 4. Mai."),
        ("de", "Da ist uns leider ein Fehler unterlaufen, die Kündigung war nicht erfasst."),
        ("fr", "Vous avez tout à fait raison, votre contrat est bien résilié depuis mars."),
        ("fr", "Cette somme a été prélevée par erreur et vous sera rendue."),
        ("es", "Lleva usted razón, o mejor: tiene usted toda la razón. No le cobraremos nada."),
        ("es", "El cargo se realizó mal: hemos cometido un error y lo anulamos."),
        ("it", "Lei ha perfettamente ragione: la polizza è cessata e non dovrà pagare nulla."),
        ("it", "Si è trattato di un nostro errore, il sollecito è annullato."),
        ("nl", "U hebt helemaal gelijk, de herinnering kunt u weggooien."),
        (
            "nl",
            "Het bedrag is ten onrechte afgeschreven. Door een fout in ons systeem ging dit mis.",
        ),
    ] {
        assert!(admits(text), "{language}: {text}");
    }
    for (language, text) in [
        ("en", "The discount had been overlooked, we are sorry. Your bill is corrected."),
        ("de", "Der Nachlass wurde leider vergessen, die Rechnung ist berichtigt."),
        ("fr", "La remise avait en effet été oubliée, avec nos excuses."),
        ("es", "El descuento no se había aplicado; rectificamos la factura."),
        ("it", "Lo sconto non era stato applicato, correggiamo la fattura."),
        ("nl", "De korting waren we vergeten, we passen de rekening aan."),
    ] {
        assert!(admits(text), "{language}: {text}");
    }
    for (language, text) in [
        ("en", "If you think that we made a mistake, please write to us."),
        ("en", "We are sorry for the delay and will be in touch soon."),
        ("de", "Wenn Sie meinen, dass uns ein Fehler unterlaufen ist, schreiben Sie uns."),
        ("de", "Haben Sie recht viel Spaß mit Ihrem neuen Rad!"),
        ("fr", "Si nous avons fait une erreur, dites-le-nous."),
        ("es", "Si hemos cometido un error, avísenos."),
        ("it", "Se abbiamo sbagliato, ci scriva."),
        ("nl", "Als we een fout hebben gemaakt, laat het ons weten."),
    ] {
        assert!(!admits(text), "{language}: {text}");
    }
    assert_eq!(acts("en", "You charged me in error."), Vec::<String>::new(), "the owner says so");
}

#[test]
fn who_sells_a_thing_to_somebody_says_so_in_each_language() {
    for (language, text) in [
        ("en", "As we agreed I'm selling you the trailer for £900. The money is here, thanks."),
        ("en", "I'll sell you my kayak for £300, come on Sunday."),
        ("de", "Wie besprochen verkaufe ich dir das Klavier für 1.200 Euro."),
        ("de", "Hiermit verkaufen wir Ihnen unseren Anhänger für 900 Euro."),
        ("fr", "Comme prévu, je vous cède la remorque pour 900 euros."),
        ("fr", "Je te vends le piano pour 1 200 euros, virement bien reçu."),
        ("es", "Como quedamos, te vendo el remolque por 900 euros."),
        ("es", "Os vendo la bicicleta por 300 euros, la transferencia ha llegado."),
        ("it", "Come d'accordo ti vendo il rimorchio per 900 euro."),
        ("it", "Come concordato Le vendo la mia bici per 300 euro."),
        ("nl", "Zoals afgesproken verkoop ik je de aanhanger voor 900 euro."),
        ("nl", "Hierbij verkopen wij u onze piano voor 1.200 euro."),
    ] {
        let found = acts(language, text);
        assert!(found.iter().any(|act| act.starts_with("sell")), "{text:?}: {found:?}");
    }
    for (language, text) in [
        ("en", "If I sell you the trailer, who pays the tax?"),
        ("de", "Wie verkaufe ich dir das Klavier am besten?"),
        ("it", "Come ti vendo la bici se non ho i documenti?"),
        ("es", "Si te vendo el remolque, ¿quién paga?"),
        ("nl", "Als ik je de aanhanger verkoop, wie betaalt dan?"),
    ] {
        let found = acts(language, text);
        assert!(!found.iter().any(|act| act.starts_with("sell")), "{text:?}: {found:?}");
    }
}

#[test]
fn who_gives_the_length_of_their_notice_ends_the_agreement() {
    table(
        "en",
        &[
            ("I give you 30 days' notice to end my mooring agreement ML-8840.", "cancel"),
            ("Please take this as 30 days' notice to end contract ML-8840.", "cancel"),
            ("Please accept this email as my one month's notice.", "cancel"),
            ("This is my 28 days' written notice on the berth.", "cancel"),
            ("We hereby give you the required two weeks' notice.", "cancel"),
            ("If I give you 30 days' notice, when does it end?", ""),
            ("You must give us 30 days' notice.", ""),
            ("Do I have to give you one month's notice?", ""),
        ],
    );
    table(
        "de",
        &[
            ("Bitte nehmen Sie dies als fristgerechte Kündigung mit 30 Tagen Frist.", "cancel"),
            ("Ich kündige den Liegeplatz mit einer Frist von 30 Tagen.", "cancel"),
            ("Ich gebe Ihnen 30 Tage Frist, den Mangel zu beheben.", ""),
        ],
    );
    table(
        "fr",
        &[
            ("Je vous donne un préavis de 30 jours pour mettre fin au contrat.", "cancel"),
            ("Veuillez considérer ce courrier comme mon préavis d'un mois.", "cancel"),
            ("Le contrat prévoit un préavis de 30 jours.", ""),
            ("Si je vous donne un préavis de 30 jours, quand prend-il fin ?", ""),
        ],
    );
    table(
        "es",
        &[
            ("Les doy 30 días de preaviso para terminar el contrato.", "cancel"),
            ("Consideren esta carta como mi preaviso de un mes.", "cancel"),
            ("El contrato pide un preaviso de 30 días.", ""),
        ],
    );
    table(
        "it",
        &[
            ("Vi do 30 giorni di preavviso per chiudere il contratto.", "cancel"),
            ("Considerate questa mail come il mio preavviso di un mese.", "cancel"),
            ("Il contratto prevede un preavviso di 30 giorni.", ""),
        ],
    );
    table(
        "nl",
        &[
            ("Ik geef u hierbij 30 dagen opzegtermijn voor mijn ligplaats.", "cancel"),
            ("Beschouw deze brief als mijn schriftelijke opzegging met 30 dagen.", "cancel"),
            ("Het contract heeft een opzegtermijn van 30 dagen.", ""),
            ("Geldt er een opzegtermijn van een maand?", ""),
        ],
    );
}

#[test]
fn a_letter_tells_a_sale_and_asks_to_end_what_hung_on_it() {
    let both = "sold; cancel";
    table("en", &[("Having sold my caravan I am cancelling my policy KL-7.", both)]);
    table(
        "de",
        &[
            ("Da ich meinen Wohnwagen verkauft habe, kündige ich den Vertrag KL-7.", both),
            ("Wenn ich meinen Wohnwagen verkauft habe, kündige ich.", ""),
        ],
    );
    table("fr", &[("Ayant vendu ma caravane, je résilie le contrat KL-7.", both)]);
    table("es", &[("Habiendo vendido la caravana, solicito la baja de la póliza KL-7.", both)]);
    table(
        "it",
        &[
            ("Avendo venduto lo scafo disdico il contratto KL-7.", both),
            (
                "Vi comunico che ho venduto lo scafo. Chiedo pertanto la cessazione della polizza.",
                both,
            ),
        ],
    );
    table("nl", &[("Omdat ik mijn caravan heb verkocht, zeg ik de polis KL-7 op.", both)]);
}

#[test]
fn who_takes_a_reminder_back_admits_it() {
    let received = |language: &str, text: &str| replies::does(language, text, LetterAct::Admit);
    for (language, text) in [
        ("en", "Please disregard our reminder of 3 May, your payment has arrived."),
        ("de", "Die Mahnung vom 3. Mai ist damit gegenstandslos."),
        ("fr", "Votre paiement est arrivé : notre relance est sans objet."),
        ("es", "Su pago ha llegado y el recordatorio queda sin efecto."),
        ("it", "Il pagamento è arrivato: il sollecito è annullato."),
        ("nl", "Uw betaling is binnen, de aanmaning is vervallen."),
    ] {
        assert!(received(language, text), "{text}");
    }
    for (language, text) in [
        ("en", "If you have paid already, please disregard our reminder."),
        (
            "de",
            "Sollten Sie bereits gezahlt haben, betrachten Sie dieses Schreiben als gegenstandslos.",
        ),
        ("de", "Falls Sie bereits gezahlt haben, ist diese Mahnung gegenstandslos."),
        ("fr", "Si vous avez déjà payé, ne tenez pas compte de notre relance."),
        ("nl", "Als u al betaald hebt, is de aanmaning vervallen."),
    ] {
        assert!(!received(language, text), "{text}");
    }
}

#[test]
fn who_stops_what_they_name_or_goes_no_further_ends_it() {
    table(
        "en",
        &[
            ("Please stop my plan KB-2210 at once.", "cancel 2025-09-12"),
            ("I'm leaving the gym membership on 31 October 2025.", "cancel 2025-10-31"),
            ("We won't be continuing after the trial.", "cancel"),
            ("Please stop calling about my contract.", "request"),
            ("I want to stop by and talk about my contract.", "request"),
            ("I'm leaving my keys at the desk.", ""),
            (
                "Take this as my 30 days' notice: I am going when my contract ends on 20 October 2025.",
                "cancel 2025-10-20",
            ),
        ],
    );
    table(
        "de",
        &[
            ("Bitte beendet den Plan KB-2210 zum 31.10.2025.", "cancel 2025-10-31"),
            ("Bitte das Paket KB-2210 stoppen.", "cancel"),
            ("Nach der Probezeit mache ich mit dem Kurs nicht weiter.", "cancel"),
            ("Bitte teilt mir mit, wann der Vertrag beendet ist.", "request"),
            ("Bitte stoppt die Werbung.", "request"),
        ],
    );
    table(
        "fr",
        &[
            ("J'arrête ma formule au 31 octobre 2025.", "cancel 2025-10-31"),
            ("Je ne souhaite pas poursuivre après l'essai.", "cancel"),
            ("Veuillez arrêter mon abonnement.", "cancel"),
            ("Je quitte le bureau à 18 heures.", ""),
        ],
    );
}

#[test]
fn who_stops_or_goes_no_further_ends_it_in_the_south_and_in_the_netherlands() {
    table(
        "es",
        &[
            ("Dadme de baja, por favor.", "cancel"),
            ("No sigo con el alquiler después del 31 de octubre de 2025.", "cancel 2025-10-31"),
            ("Dejo las clases el 31 de octubre de 2025.", "cancel 2025-10-31"),
            ("Dejo la llave al portero.", ""),
        ],
    );
    table(
        "it",
        &[
            ("Non intendo proseguire dopo la prova.", "cancel"),
            ("Lascio il corso dal 31 ottobre 2025.", "cancel 2025-10-31"),
            ("Vi prego di interrompere il mio abbonamento.", "cancel"),
            ("Lascio le chiavi al portiere.", ""),
        ],
    );
    table(
        "nl",
        &[
            ("Ik ga na de proefmaand niet door.", "cancel"),
            ("Ik stop met de lessen per 31 oktober 2025.", "cancel 2025-10-31"),
            ("Ik wil mijn pakket laten aflopen.", "cancel"),
            ("Ik ga op 3 oktober op vakantie.", ""),
            ("Ik stop de factuur in de envelop.", ""),
        ],
    );
}

#[test]
fn who_says_what_they_sold_by_a_pronoun_sold_it() {
    table("fr", &[("Je vous l'ai vendue le 6 septembre 2025.", "sold 2025-09-06")]);
    table("es", &[("Se la vendí el 6 de septiembre de 2025.", "sold 2025-09-06")]);
    table("it", &[("Gliel'ho venduta il 6 settembre 2025.", "sold 2025-09-06")]);
    table("nl", &[("Op 6 september 2025 verkocht ik hem.", "sold 2025-09-06")]);
    table("de", &[("Am 6. September 2025 verkaufte ich ihn.", "sold 2025-09-06")]);
}

#[test]
fn who_hands_in_a_bill_to_be_paid_back_claims() {
    table("de", &[("Ich reiche hiermit die Rechnung der Klinik zur Erstattung ein.", "claim")]);
    table("nl", &[("Ik dien de rekening van de kliniek in ter vergoeding.", "claim")]);
    table("fr", &[("Je vous adresse la facture de la clinique pour remboursement.", "claim")]);
    table("es", &[("Os mando la factura de la clínica para su reembolso.", "claim")]);
    table("it", &[("Vi mando la fattura della clinica per il rimborso.", "claim")]);
    table("en", &[("I'm not happy about this bill.", "complain")]);
}
