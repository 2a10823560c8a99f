//! What is asked for by a day: something back, a paper, an answer to an offer.

use super::{Desk, Mail, days};
use oxherd_model::{DateRole, Kind};

/// Things that are to be given back by 15 April, beside the end on 31 March.
const BACK: &[Mail] = &[
    (
        "en",
        "Your contract ends",
        "Hello,\n\nwe confirm the end of your contract AL-217 on 31 March 2024. Could you please let us have the router back by 15 April 2024?\n\nAlderley",
    ),
    (
        "en",
        "Your contract ends",
        "Hello,\n\nwe confirm the end of your contract AL-217 on 31 March 2024. We would be grateful if you returned the alarm button to us by 15 April 2024, by post if you like.\n\nAlderley",
    ),
    (
        "en",
        "Your contract ends",
        "Hello,\n\nwe confirm the end of your contract AL-217 on 31 March 2024. The decoder needs to be back with us by 15 April 2024.\n\nAlderley",
    ),
    (
        "en",
        "Your contract ends",
        "Hello,\n\nwe confirm the end of your contract AL-217 on 31 March 2024. Kindly hand in your key card at reception no later than 15 April 2024.\n\nAlderley",
    ),
    (
        "de",
        "Bestätigung Ihrer Kündigung",
        "Guten Tag,\n\nwir bestätigen das Ende Ihres Vertrags AL-217 zum 31.03.2024. Wir bitten Sie, uns den Router bis zum 15.04.2024 zurückzuschicken.\n\nAlderley",
    ),
    (
        "de",
        "Bestätigung Ihrer Kündigung",
        "Guten Tag,\n\nwir bestätigen das Ende Ihres Vertrags AL-217 zum 31.03.2024. Den Notrufknopf geben Sie bitte bis zum 15. April 2024 zurück, gern auch per Post.\n\nAlderley",
    ),
    (
        "de",
        "Bestätigung Ihrer Kündigung",
        "Guten Tag,\n\nwir bestätigen das Ende Ihres Vertrags AL-217 zum 31.03.2024. Der Receiver muss bis zum 15.04.2024 wieder bei uns sein.\n\nAlderley",
    ),
    (
        "de",
        "Bestätigung Ihrer Kündigung",
        "Guten Tag,\n\nwir bestätigen das Ende Ihres Vertrags AL-217 zum 31.03.2024. Bitte lassen Sie uns die Karte bis spätestens 15.04.2024 wieder zukommen.\n\nAlderley",
    ),
    (
        "fr",
        "Confirmation de résiliation",
        "Bonjour,\n\nNous confirmons la fin de votre contrat AL-217 au 31 mars 2024. Nous vous prions de bien vouloir nous restituer le boîtier avant le 15 avril 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Confirmation de résiliation",
        "Bonjour,\n\nNous confirmons la fin de votre contrat AL-217 au 31 mars 2024. Vous voudrez bien nous renvoyer le décodeur au plus tard le 15 avril 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Confirmation de résiliation",
        "Bonjour,\n\nNous confirmons la fin de votre contrat AL-217 au 31 mars 2024. Le badge est à rendre à l'accueil avant le 15 avril 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Confirmation de résiliation",
        "Bonjour,\n\nNous confirmons la fin de votre contrat AL-217 au 31 mars 2024. Le boîtier doit nous être retourné pour le 15 avril 2024.\n\nAlderley",
    ),
    (
        "es",
        "Confirmación de baja",
        "Estimado cliente:\n\nconfirmamos la baja de su contrato AL-217 el 31 de marzo de 2024. Le rogamos que nos devuelva el router antes del 15 de abril de 2024.\n\nAlderley",
    ),
    (
        "es",
        "Confirmación de baja",
        "Estimado cliente:\n\nconfirmamos la baja de su contrato AL-217 el 31 de marzo de 2024. El botón deberá ser devuelto antes del 15 de abril de 2024, también por correo.\n\nAlderley",
    ),
    (
        "es",
        "Confirmación de baja",
        "Estimado cliente:\n\nconfirmamos la baja de su contrato AL-217 el 31 de marzo de 2024. Haga el favor de entregar la tarjeta en recepción hasta el 15 de abril de 2024.\n\nAlderley",
    ),
    (
        "it",
        "Conferma di cessazione",
        "Gentile cliente,\n\nconfermiamo la cessazione del contratto AL-217 dal 31 marzo 2024. La preghiamo di farci riavere il router entro il 15 aprile 2024.\n\nAlderley",
    ),
    (
        "it",
        "Conferma di cessazione",
        "Gentile cliente,\n\nconfermiamo la cessazione del contratto AL-217 dal 31 marzo 2024. Le chiediamo cortesemente di rispedire il decoder entro il 15 aprile 2024.\n\nAlderley",
    ),
    (
        "it",
        "Conferma di cessazione",
        "Gentile cliente,\n\nconfermiamo la cessazione del contratto AL-217 dal 31 marzo 2024. Il pulsante dovrà essere riconsegnato entro il 15 aprile 2024.\n\nAlderley",
    ),
    (
        "it",
        "Conferma di cessazione",
        "Gentile cliente,\n\nconfermiamo la cessazione del contratto AL-217 dal 31 marzo 2024. Voglia renderci l'apparecchio entro il 15 aprile 2024.\n\nAlderley",
    ),
    (
        "nl",
        "Bevestiging opzegging",
        "Geachte klant,\n\nwij bevestigen het einde van uw contract AL-217 per 31 maart 2024. Wij verzoeken u de router uiterlijk 15 april 2024 terug te sturen.\n\nAlderley",
    ),
    (
        "nl",
        "Bevestiging opzegging",
        "Geachte klant,\n\nwij bevestigen het einde van uw contract AL-217 per 31 maart 2024. Wilt u de alarmknop vóór 15 april 2024 bij ons inleveren?\n\nAlderley",
    ),
    (
        "nl",
        "Bevestiging opzegging",
        "Geachte klant,\n\nwij bevestigen het einde van uw contract AL-217 per 31 maart 2024. Het kastje dient uiterlijk 15 april 2024 weer bij ons te zijn.\n\nAlderley",
    ),
    (
        "nl",
        "Bevestiging opzegging",
        "Geachte klant,\n\nwij bevestigen het einde van uw contract AL-217 per 31 maart 2024. U kunt de decoder tot en met 15 april 2024 kosteloos retourneren.\n\nAlderley",
    ),
    (
        "en",
        "Your contract ends",
        "Hello,\n\nwe confirm the end of your contract AL-217 on 31 March 2024. Don't forget to drop the set-top box back to us before 16 April 2024.\n\nAlderley",
    ),
    (
        "en",
        "Your contract ends",
        "Hello,\n\nwe confirm the end of your contract AL-217 on 31 March 2024. We look forward to receiving the meter back by 15 April 2024.\n\nAlderley",
    ),
    (
        "de",
        "Bestätigung Ihrer Kündigung",
        "Guten Tag,\n\nwir bestätigen das Ende Ihres Vertrags AL-217 zum 31.03.2024. Das Gerät ist bis zum 15.04.2024 an uns zurückzugeben.\n\nAlderley",
    ),
    (
        "de",
        "Bestätigung Ihrer Kündigung",
        "Guten Tag,\n\nwir bestätigen das Ende Ihres Vertrags AL-217 zum 31.03.2024. Denken Sie bitte daran, die Schlüssel bis zum 15.04.2024 abzugeben.\n\nAlderley",
    ),
    (
        "fr",
        "Confirmation de résiliation",
        "Bonjour,\n\nNous confirmons la fin de votre contrat AL-217 au 31 mars 2024. Pensez à nous rapporter votre carte avant le 16 avril 2024.\n\nAlderley",
    ),
    (
        "es",
        "Confirmación de baja",
        "Estimado cliente:\n\nconfirmamos la baja de su contrato AL-217 el 31 de marzo de 2024. Recuerde devolvernos el aparato antes del 16 de abril de 2024.\n\nAlderley",
    ),
    (
        "es",
        "Confirmación de baja",
        "Estimado cliente:\n\nconfirmamos la baja de su contrato AL-217 el 31 de marzo de 2024. Tiene hasta el 15 de abril de 2024 para devolver el descodificador.\n\nAlderley",
    ),
    (
        "it",
        "Conferma di cessazione",
        "Gentile cliente,\n\nconfermiamo la cessazione del contratto AL-217 dal 31 marzo 2024. Ricordi di restituirci il dispositivo entro il 15 aprile 2024.\n\nAlderley",
    ),
    (
        "nl",
        "Bevestiging opzegging",
        "Geachte klant,\n\nwij bevestigen het einde van uw contract AL-217 per 31 maart 2024. Vergeet niet de sleutels uiterlijk 15 april 2024 in te leveren.\n\nAlderley",
    ),
    (
        "nl",
        "Bevestiging opzegging",
        "Geachte klant,\n\nwij bevestigen het einde van uw contract AL-217 per 31 maart 2024. Stuurt u het apparaat vóór 16 april 2024 aan ons terug?\n\nAlderley",
    ),
];

/// Papers that are asked for by 20 March, in letters of an end.
const PAPERS: &[Mail] = &[
    (
        "de",
        "Dein Anliegen",
        "Hallo,\n\nmein Beileid. Um den Vertrag zu beenden, benötigen wir eine Kopie der Sterbeurkunde bis zum 20.03.2024.\n\nAlderley",
    ),
    (
        "de",
        "Fehlende Unterlagen",
        "Guten Tag,\n\nfür Ihre Kündigung fehlt uns noch der Nachweis. Reichen Sie ihn bitte bis 20. März 2024 nach.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Antrag",
        "Guten Tag,\n\nbitte lassen Sie uns Ihre Ausweiskopie bis spätestens 20.03.2024 zukommen.\n\nAlderley",
    ),
    (
        "en",
        "Your enquiry",
        "Hello,\n\nwe are sorry for your loss. To close the account we need a copy of the death certificate by 20 March 2024.\n\nAlderley",
    ),
    (
        "en",
        "Documents missing",
        "Hello,\n\nbefore we can cancel the policy, please send us proof of sale no later than 20 March 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Votre demande",
        "Bonjour,\n\nPour mettre fin au contrat, il nous faut une copie de l'acte de décès avant le 20 mars 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Pièces manquantes",
        "Bonjour,\n\nAfin de traiter votre résiliation, merci de nous transmettre le justificatif au plus tard le 20 mars 2024.\n\nAlderley",
    ),
    (
        "es",
        "Su solicitud",
        "Buenos días:\n\nPara tramitar la baja necesitamos una copia del certificado de defunción antes del 20 de marzo de 2024.\n\nAlderley",
    ),
    (
        "es",
        "Documentación pendiente",
        "Buenos días:\n\nEnvíenos por favor el justificante hasta el 20 de marzo de 2024 para poder cancelar el contrato.\n\nAlderley",
    ),
    (
        "it",
        "La sua richiesta",
        "Gentile cliente,\n\nper chiudere il contratto ci serve una copia del certificato di morte entro il 20 marzo 2024.\n\nAlderley",
    ),
    (
        "it",
        "Documenti mancanti",
        "Gentile cliente,\n\nper procedere con la disdetta la preghiamo di inviarci il documento entro il 20 marzo 2024.\n\nAlderley",
    ),
    (
        "nl",
        "Uw verzoek",
        "Geachte klant,\n\nom het contract te beëindigen hebben wij uiterlijk 20 maart 2024 een kopie van de overlijdensakte nodig.\n\nAlderley",
    ),
    (
        "nl",
        "Ontbrekende stukken",
        "Geachte klant,\n\nvoor uw opzegging ontvangen wij graag vóór 20 maart 2024 het bewijs van verkoop.\n\nAlderley",
    ),
    (
        "en",
        "Closing your account",
        "Hello,\n\nto finish closing the account, we still need the signed transfer certificate from you by 20 March 2024.\n\nAlderley",
    ),
    (
        "de",
        "Ihre Kündigung",
        "Guten Tag,\n\num die Kündigung bearbeiten zu können, brauchen wir bis zum 20. März 2024 die Abmeldebescheinigung.\n\nAlderley",
    ),
    (
        "fr",
        "Votre résiliation",
        "Bonjour,\n\nMerci de nous faire parvenir le certificat de cession d'ici le 20 mars 2024 afin que nous puissions résilier.\n\nAlderley",
    ),
    (
        "es",
        "Su baja",
        "Hola:\n\nPara la baja nos falta el justificante de venta. Háganoslo llegar antes del 20 de marzo de 2024.\n\nAlderley",
    ),
    (
        "it",
        "La sua disdetta",
        "Gentile cliente,\n\nper completare la disdetta occorre farci avere l'atto di vendita entro il 20 marzo 2024.\n\nAlderley",
    ),
    (
        "nl",
        "Uw opzegging",
        "Beste klant,\n\nstuur ons vóór 20 maart 2024 het vrijwaringsbewijs, dan ronden wij uw opzegging af.\n\nAlderley",
    ),
    (
        "de",
        "Dein Anliegen",
        "Hallo,\n\nmein Beileid. Um den Vertrag zu beenden, benötigen wir eine Kopie der Sterbeurkunde bis zum 20.03.2024.\n\nAlderley",
    ),
    (
        "de",
        "Fehlende Unterlagen",
        "Guten Tag,\n\nfür Ihre Kündigung fehlt uns noch der Nachweis. Reichen Sie ihn bitte bis 20. März 2024 nach.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Antrag",
        "Guten Tag,\n\nbitte lassen Sie uns Ihre Ausweiskopie bis spätestens 20.03.2024 zukommen.\n\nAlderley",
    ),
    (
        "en",
        "Your enquiry",
        "Hello,\n\nwe are sorry for your loss. To close the account we need a copy of the death certificate by 20 March 2024.\n\nAlderley",
    ),
    (
        "en",
        "Documents missing",
        "Hello,\n\nbefore we can cancel the policy, please send us proof of sale no later than 20 March 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Votre demande",
        "Bonjour,\n\nPour mettre fin au contrat, il nous faut une copie de l'acte de décès avant le 20 mars 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Pièces manquantes",
        "Bonjour,\n\nAfin de traiter votre résiliation, merci de nous transmettre le justificatif au plus tard le 20 mars 2024.\n\nAlderley",
    ),
    (
        "es",
        "Su solicitud",
        "Buenos días:\n\nPara tramitar la baja necesitamos una copia del certificado de defunción antes del 20 de marzo de 2024.\n\nAlderley",
    ),
    (
        "es",
        "Documentación pendiente",
        "Buenos días:\n\nEnvíenos por favor el justificante hasta el 20 de marzo de 2024 para poder cancelar el contrato.\n\nAlderley",
    ),
    (
        "it",
        "La sua richiesta",
        "Gentile cliente,\n\nper chiudere il contratto ci serve una copia del certificato di morte entro il 20 marzo 2024.\n\nAlderley",
    ),
    (
        "it",
        "Documenti mancanti",
        "Gentile cliente,\n\nper procedere con la disdetta la preghiamo di inviarci il documento entro il 20 marzo 2024.\n\nAlderley",
    ),
    (
        "nl",
        "Uw verzoek",
        "Geachte klant,\n\nom het contract te beëindigen hebben wij uiterlijk 20 maart 2024 een kopie van de overlijdensakte nodig.\n\nAlderley",
    ),
    (
        "nl",
        "Ontbrekende stukken",
        "Geachte klant,\n\nvoor uw opzegging ontvangen wij graag vóór 20 maart 2024 het bewijs van verkoop.\n\nAlderley",
    ),
];

/// Offers of another price, to be answered by 20 March.
const OFFERS: &[Mail] = &[
    (
        "en",
        "Our offer to you",
        "Hello,\n\nto keep you we can offer you £36.90 a month instead of £39.90 from 1 April 2024. Please let us know by 20 March 2024 whether you accept.\n\nAlderley Net",
    ),
    (
        "en",
        "A better price for you",
        "Hello,\n\nwould you stay for £36.90 a month rather than £39.90? The offer is open until 20 March 2024.\n\nAlderley Net",
    ),
    (
        "de",
        "Unser Angebot",
        "Guten Tag,\n\nwir können Ihnen ab dem 01.04.2024 einen Monatspreis von 36,90 € statt 39,90 € anbieten. Bitte geben Sie uns bis zum 20.03.2024 Bescheid, ob Sie annehmen.\n\nAlderley Netz",
    ),
    (
        "de",
        "Ein Vorschlag",
        "Guten Tag,\n\nwären Sie mit 36,90 € im Monat anstelle von 39,90 € einverstanden? Dieses Angebot gilt bis zum 20.03.2024.\n\nAlderley Netz",
    ),
    (
        "fr",
        "Notre proposition",
        "Bonjour,\n\nNous vous proposons 36,90 € par mois au lieu de 39,90 € à compter du 1er avril 2024. Merci de nous répondre avant le 20 mars 2024.\n\nAlderley",
    ),
    (
        "es",
        "Nuestra oferta",
        "Buenos días:\n\nPodemos ofrecerle 36,90 € al mes en lugar de 39,90 € desde el 1 de abril de 2024. La oferta es válida hasta el 20 de marzo de 2024.\n\nAlderley",
    ),
    (
        "it",
        "La nostra proposta",
        "Gentile cliente,\n\npossiamo offrirle 36,90 € al mese invece di 39,90 € dal 1° aprile 2024. Ci faccia sapere entro il 20 marzo 2024 se accetta.\n\nAlderley",
    ),
    (
        "nl",
        "Ons aanbod",
        "Geachte klant,\n\nwij kunnen u vanaf 1 april 2024 € 36,90 per maand in plaats van € 39,90 aanbieden. Laat ons uiterlijk 20 maart 2024 weten of u akkoord gaat.\n\nAlderley",
    ),
];

#[test]
fn what_is_to_be_given_back_has_its_day_in_every_polite_form() {
    let failing = Desk::new().failing(BACK, |reading| {
        let back = days(reading, DateRole::ReturnBy);
        (back == ["2024-04-15"] || back == ["2024-04-14"])
            && days(reading, DateRole::CancelBy).is_empty()
            && days(reading, DateRole::Due).is_empty()
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn a_paper_that_is_asked_for_by_a_day_is_no_last_day_to_leave() {
    let failing = Desk::new().failing(PAPERS, |reading| {
        !days(reading, DateRole::AnswerBy).is_empty()
            && days(reading, DateRole::CancelBy).is_empty()
            && days(reading, DateRole::Due).is_empty()
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn an_offered_price_is_an_offer_and_no_change() {
    let failing = Desk::new().failing(OFFERS, |reading| {
        matches!(reading.kind, Kind::Quote | Kind::Promotion)
            && days(reading, DateRole::Due).is_empty()
            && days(reading, DateRole::CancelBy).is_empty()
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Changes of a price that one may leave because of until 30 April.
const OUT: &[Mail] = &[
    (
        "en",
        "Our prices",
        "Hello,\n\nfrom 1 May 2024 you pay £33.99 a month instead of £29.99. If this is not for you, you may walk away without penalty until 30 April 2024.\n\nAlderley",
    ),
    (
        "de",
        "Unsere Preise",
        "Guten Tag,\n\nab 1. Mai 2024 zahlen Sie 33,99 € im Monat statt 29,99 €. Bis zum 30. April 2024 kommen Sie kostenfrei aus dem Vertrag raus.\n\nAlderley",
    ),
    (
        "fr",
        "Nos tarifs",
        "Bonjour,\n\nÀ partir du 1er mai 2024 vous paierez 33,99 € par mois au lieu de 29,99 €. Vous pouvez nous quitter sans frais jusqu'au 30 avril 2024.\n\nAlderley",
    ),
    (
        "es",
        "Nuestros precios",
        "Hola:\n\nDesde el 1 de mayo de 2024 pagará 33,99 € al mes en lugar de 29,99 €. Puede irse sin coste hasta el 30 de abril de 2024.\n\nAlderley",
    ),
    (
        "it",
        "I nostri prezzi",
        "Gentile cliente,\n\ndal 1° maggio 2024 pagherà 33,99 € al mese invece di 29,99 €. Fino al 30 aprile 2024 può andarsene senza spese.\n\nAlderley",
    ),
    (
        "nl",
        "Onze prijzen",
        "Beste klant,\n\nvanaf 1 mei 2024 betaalt u € 33,99 per maand in plaats van € 29,99. Tot en met 30 april 2024 kunt u zonder kosten vertrekken.\n\nAlderley",
    ),
];

/// What a claim still needs by 20 March.
const NEEDED: &[Mail] = &[
    (
        "en",
        "Your claim 5512",
        "Hello,\n\nto finish your claim we still need the vet's notes. Please send them by 20 March 2024 or the claim will be closed without payment.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Schaden 5512",
        "Guten Tag,\n\num Ihren Schaden abzuschließen, benötigen wir noch den Befund. Schicken Sie ihn bitte bis zum 20. März 2024, sonst wird der Vorgang geschlossen.\n\nAlderley",
    ),
    (
        "fr",
        "Votre sinistre 5512",
        "Bonjour,\n\nPour clore votre dossier, il nous manque le compte rendu. Envoyez-le avant le 21 mars 2024, sinon le dossier sera classé.\n\nAlderley",
    ),
    (
        "es",
        "Su siniestro 5512",
        "Hola:\n\nPara cerrar el siniestro necesitamos el informe. Envíelo antes del 21 de marzo de 2024 o se archivará.\n\nAlderley",
    ),
    (
        "it",
        "Il suo sinistro 5512",
        "Gentile cliente,\n\nper completare il sinistro ci serve la cartella clinica. La invii entro il 20 marzo 2024, altrimenti la pratica verrà chiusa.\n\nAlderley",
    ),
    (
        "nl",
        "Uw schade 5512",
        "Beste klant,\n\nom uw schade af te ronden missen wij nog het verslag. Stuur het uiterlijk 20 maart 2024, anders sluiten wij het dossier.\n\nAlderley",
    ),
];

#[test]
fn a_day_until_which_one_is_free_to_go_is_the_last_to_leave() {
    let failing =
        Desk::new().failing(OUT, |reading| days(reading, DateRole::CancelBy) == ["2024-04-30"]);
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn what_is_needed_is_asked_for_by_the_day_of_the_next_sentence() {
    let failing = Desk::new().failing(NEEDED, |reading| {
        days(reading, DateRole::AnswerBy).len() == 1 && days(reading, DateRole::Due).is_empty()
    });
    assert!(failing.is_empty(), "{failing:#?}");
}
