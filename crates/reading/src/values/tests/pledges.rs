//! What is promised without a word of promising: a deed, a day, and nothing that leaves it open. The message is of
//! Friday, 3 April 2026.

use super::{claims, read};
use oxherd_model::{Claim, DateRole, PledgedDeed, PromiseTerm, VisitNews};

/// The deeds that a text promises, each with its day.
fn pledged(language: &str, text: &str) -> Vec<(Option<PledgedDeed>, String)> {
    let found = read(language, text).found;
    let by = found.iter().filter_map(|f| {
        let Claim::Promise { term, pledge, .. } = &f.claim else { return None };
        let day = match term {
            PromiseTerm::By(day) => day.to_string(),
            PromiseTerm::Within { count, unit } => format!("{count} {unit}"),
        };
        Some((pledge.map(|pledge| pledge.deed), day))
    });
    by.collect()
}

#[test]
fn a_deed_and_its_day_are_a_promise_whatever_the_verb() {
    use PledgedDeed::{Delivery, Refund, Repair, Reply};
    for (language, text, deed, day) in [
        ("en", "Hi Ann, the lamp lands on your doorstep this Tuesday.", Delivery, "2026-04-07"),
        ("en", "Drop date: 21/04/2026", Delivery, "2026-04-21"),
        ("en", "Dear Ann, your £30 will be back on your card by 17 April.", Refund, "2026-04-17"),
        ("en", "Our assessor's decision reaches you by mid-April.", Reply, "2026-04-15"),
        ("en", "The new pump will be fitted by 17 April.", Repair, "2026-04-17"),
        ("de", "Liebe Ann, die Bank kommt in der KW 16 zu euch.", Delivery, "2026-04-17"),
        ("de", "Das Geld ist bis zum 17. April auf Ihrem Konto.", Refund, "2026-04-17"),
        ("de", "Mit einer Antwort ist bis zum 17. April zu rechnen.", Reply, "2026-04-17"),
        ("de", "Fertigstellung bis: 17.04.2026", Repair, "2026-04-17"),
        ("fr", "Bonjour Ann, le colis est chez vous d'ici mardi.", Delivery, "2026-04-07"),
        ("fr", "Vos 30 € seront recrédités le 17 avril.", Refund, "2026-04-17"),
        ("fr", "Résultat communiqué le 17 avril.", Reply, "2026-04-17"),
        ("fr", "Votre vélo sera prêt mardi 14.", Repair, "2026-04-14"),
        ("es", "Hola Ann, este martes tienes en casa la silla.", Delivery, "2026-04-07"),
        ("es", "El dinero estará en su cuenta el 17 de abril.", Refund, "2026-04-17"),
        ("es", "El martes te digo precio.", Reply, "2026-04-07"),
        ("es", "El motor quedará instalado el día 17.", Repair, "2026-04-17"),
        ("it", "Gentile Ann, la consegna slitta al 17 aprile.", Delivery, "2026-04-17"),
        ("it", "Accredito su carta: entro il 17 aprile", Refund, "2026-04-17"),
        ("it", "Le scrivo entro martedì.", Reply, "2026-04-07"),
        ("it", "La giacca è pronta martedì 14.", Repair, "2026-04-14"),
        ("nl", "Beste Ann, de kast komt op 17 april.", Delivery, "2026-04-17"),
        ("nl", "De 30 euro wordt uiterlijk 17 april teruggeboekt.", Refund, "2026-04-17"),
        ("nl", "Reactie uiterlijk: 17-04-2026", Reply, "2026-04-17"),
        ("nl", "Je fiets is dinsdagmiddag klaar.", Repair, "2026-04-07"),
    ] {
        let said = pledged(language, text);
        assert_eq!(said, [(Some(deed), day.to_owned())], "{text}");
    }
}

#[test]
fn goods_that_a_firm_sends_back_are_no_word_that_it_sends() {
    for (language, text) in [
        ("en", "We cannot take it. We send the coat back to you within 5 working days."),
        ("en", "Your coat will be sent back within 5 working days."),
        ("de", "Wir schicken Ihnen den Mantel innerhalb von 5 Werktagen zurück."),
        ("de", "Der Mantel wird Ihnen binnen 5 Werktagen zurückgesandt."),
        ("fr", "Nous vous renvoyons le manteau sous 5 jours ouvrés."),
        ("fr", "Le manteau vous sera retourné sous 5 jours ouvrés."),
        ("es", "Le reenviamos el abrigo en 5 días hábiles."),
        ("it", "Le rispediamo il cappotto entro 5 giorni lavorativi."),
        ("nl", "Wij sturen de mantel binnen 5 werkdagen naar u terug."),
        ("nl", "De mantel wordt binnen 5 werkdagen teruggestuurd."),
    ] {
        let said = pledged(language, text);
        assert_eq!(said, [(Some(PledgedDeed::Repair), "5 business_day".to_owned())], "{text}");
    }
    // With a sum it is money, and what is asked of the owner is nothing of the firm's.
    let money = "We will send the £40.00 back to you within 5 working days.";
    let refund = [(Some(PledgedDeed::Refund), "5 business_day".to_owned())];
    assert_eq!(pledged("en", money), refund);
    let mails = "We will send you the form within 5 working days.";
    let reply = [(Some(PledgedDeed::Reply), "5 business_day".to_owned())];
    assert_eq!(pledged("en", mails), reply);
}

#[test]
fn a_condition_an_example_a_duty_and_what_holds_for_all_are_no_promises() {
    for (language, text) in [
        ("en", "Hi Ann, if you order by 8 April, your box arrives on 10 April."),
        ("en", "Dear Ann, please return the router by 17 April."),
        ("en", "Hi Ann, your parcel waits for you until 17 April."),
        ("en", "Dear Ann, will the sofa arrive on 17 April?"),
        ("de", "Wer bis zum 8. April bestellt, wird am 10. April beliefert."),
        ("de", "Beispiel: das Paket kommt am 17. April bei Ihnen an."),
        ("de", "Liebe Ann, wir können die Lampe am 17. April nicht liefern."),
        ("de", "Der Betrag wird am 17. April von Ihrem Konto abgebucht."),
        ("fr", "Bonjour Ann, retournez le colis avant le 17 avril."),
        ("fr", "Si vous payez le 8 avril, vous serez livré le 10 avril."),
        ("es", "Imagine que llega el 17 de abril a su casa."),
        ("es", "El importe se cargará en su cuenta el 17 de abril."),
        ("it", "I rimborsi vengono effettuati entro 14 giorni dal rientro."),
        ("it", "Può ritirare il pacco fino al 17 aprile."),
        ("nl", "Wie vóór 8 april bestelt, krijgt het op 10 april thuisbezorgd."),
        ("nl", "Wij zijn gesloten en op 14 april weer open."),
        ("en", "Dear Ann, I could fit the tap on 17 April."),
        ("de", "Liebe Ann, wir könnten die Lampe am 17. April liefern."),
        ("fr", "Bonjour Ann, nous pourrions livrer le colis le 17 avril."),
        ("es", "Hola Ann: podríamos entregar el sofá el 17 de abril."),
        ("it", "Ciao Ann, potremmo consegnare il divano il 17 aprile."),
        ("en", "Dear Ann, we could, for instance, deliver the lamp to you on 17 April."),
        ("nl", "Dag Ann, we zouden de bank op 17 april kunnen bezorgen."),
    ] {
        assert_eq!(pledged(language, text), [], "{text}");
    }
}

#[test]
fn a_price_that_is_fixed_and_a_right_of_the_owner_are_no_promises() {
    for (language, text) in [
        ("en", "Dear Ann, your new rate is 4.29%, fixed until 17 April."),
        ("en", "Dear Ann, your fixed rate ends on 17 April."),
        ("en", "Dear Ann, the plan is £31.00 a month, fixed for 18 months from 17 April."),
        ("en", "Price: £31.00 a month, fixed\nFrom: 17 April"),
        ("en", "Dear Ann, reply YES by 17 April and it is done."),
        ("en", "Dear Ann, you can appeal against our decision within 30 days."),
        (
            "de",
            "Guten Tag, gegen diesen Bescheid können Sie innerhalb eines Monats Widerspruch einlegen.",
        ),
        ("de", "Guten Tag, Sie können gegen die Entscheidung bis zum 17. April Einspruch erheben."),
        ("fr", "Bonjour Ann, vous pouvez contester notre décision dans un délai de 30 jours."),
        ("es", "Hola Ann, puede interponer recurso contra la respuesta en el plazo de 30 días."),
        ("it", "Gentile Ann, può presentare ricorso contro la risposta entro 30 giorni."),
        ("nl", "Beste Ann, tegen onze beslissing kunt u binnen 30 dagen bezwaar maken."),
    ] {
        assert_eq!(pledged(language, text), [], "{text}");
    }
    for (language, text) in [
        ("en", "Good news, Ann: your unit rate stays the same until 17 April."),
        ("de", "Gute Nachricht, Ann: Ihr Grundpreis bleibt bis zum 17. April unverändert."),
        ("fr", "Bonne nouvelle, Ann : votre tarif reste inchangé jusqu'au 17 avril."),
        ("es", "Buenas noticias, Ann: tu cuota se mantiene hasta el 17 de abril."),
        ("it", "Buone notizie, Ann: il canone resta invariato fino al 17 aprile."),
        ("nl", "Goed nieuws, Ann: uw tarief blijft tot 17 april gelijk."),
    ] {
        let due = read(language, text).found.iter().any(|found| {
            matches!(
                found.claim,
                Claim::Date { role: DateRole::Due | DateRole::Payment, .. } | Claim::Promise { .. }
            )
        });
        assert!(!due, "{text}");
    }
    for (language, text, day) in [
        ("en", "Dear Ann, the boiler will be fixed by 17 April.", "2026-04-17"),
        ("en", "Dear Ann, we will have it fixed for you by 17 April.", "2026-04-17"),
    ] {
        assert_eq!(
            pledged(language, text),
            [(Some(PledgedDeed::Repair), day.to_owned())],
            "{text}"
        );
    }
}

#[test]
fn of_two_days_of_a_deed_the_one_that_binds_counts() {
    for (language, text, day) in [
        ("en", "Hi Ann, it goes out tomorrow and reaches you by 8 April.", "2026-04-08"),
        ("en", "Hi Ann, the bike now arrives on 9 April instead of tomorrow.", "2026-04-09"),
        ("fr", "Je vous appelle la semaine prochaine, le 9 avril au plus tard.", "2026-04-09"),
        (
            "it",
            "La bozza Le sarà inviata la prossima settimana, non oltre il 9 aprile.",
            "2026-04-09",
        ),
    ] {
        let said: Vec<String> = pledged(language, text).into_iter().map(|(_, day)| day).collect();
        assert_eq!(said, [day], "{text}");
    }
}

#[test]
fn a_deed_that_is_told_as_done_is_told_from_one_that_is_ahead() {
    use PledgedDeed::{Delivery, Refund, Repair, Reply};
    for (language, text, deed) in [
        ("en", "Your watch has been repaired and is ready to collect.", Repair),
        ("en", "We have paid £18.20 into your account today.", Refund),
        ("de", "Ihre Sendung wurde heute um 13:47 Uhr zugestellt.", Delivery),
        ("de", "Auf Ihr Schreiben antworten wir: die Grenze verläuft am Zaun.", Reply),
        ("fr", "La carte a été remplacée aujourd'hui.", Repair),
        ("es", "Hoy te hemos devuelto los 7,50 €.", Refund),
        ("it", "Gli scaffali Le sono stati consegnati stamattina.", Delivery),
        ("nl", "Je laptop is klaar.", Repair),
    ] {
        let kept = read(language, text).kept;
        assert!(kept.iter().any(|kept| kept.deed == deed), "{text}: {kept:?}");
    }
    for (language, text) in [
        ("en", "Your watch will be repaired next week."),
        ("de", "Ihre Sendung wird am 7. April zugestellt."),
        ("fr", "La carte n'est pas remplacée."),
        ("it", "Gli scaffali saranno consegnati venerdì."),
        ("nl", "Je laptop is nog niet klaar."),
    ] {
        assert!(read(language, text).kept.is_empty(), "{text}");
    }
}

#[test]
fn who_comes_to_the_owner_on_a_day_promises_a_visit_with_hours_or_without() {
    for (language, text) in [
        ("en", "Two of our plasterers are coming to you on 17 April to do the ceiling."),
        ("en", "A surveyor will attend your property on 17 April 2026."),
        ("en", "I'll pop round on 17 April and look at the gate."),
        ("de", "Am 17. April kommt unsere Malerin und streicht den Flur."),
        ("de", "Der Glaser ist am 17.04.2026 bei Ihnen eingeplant."),
        ("de", "Am 17. April lesen wir die Zähler in Ihrer Wohnung ab."),
        ("fr", "Notre menuisier viendra le 17 avril poser la porte."),
        ("fr", "Un expert se rendra à votre domicile le 17 avril 2026."),
        ("fr", "Je passe chez vous le 17 avril relever les mesures."),
        ("es", "El 17 de abril irá nuestro pintor a hacer el techo."),
        ("es", "Un perito acudirá a su vivienda el 17 de abril de 2026."),
        ("es", "El cerrajero le visitará el 17 de abril."),
        ("it", "Il 17 aprile verrà il nostro imbianchino per il soffitto."),
        ("it", "Un perito si recherà presso la Sua abitazione il 17 aprile 2026."),
        ("it", "Il 17 aprile passeremo da Lei per le misure."),
        ("nl", "Op 17 april komt onze stukadoor voor het plafond."),
        ("nl", "Een taxateur bezoekt uw woning op 17 april 2026."),
        ("nl", "We zijn op 17 april bij u om het dak te controleren."),
    ] {
        let said = pledged(language, text);
        assert_eq!(said, [(Some(PledgedDeed::Visit), "2026-04-17".to_owned())], "{text}");
    }
}

#[test]
fn what_is_at_the_firm_is_brought_or_only_may_be_is_no_visit() {
    for (language, text) in [
        ("en", "Come and visit us in our showroom on 17 April 2026."),
        ("en", "Your parcel will be with you on 17 April 2026."),
        ("en", "If our plumber comes on 17 April, please be in."),
        ("de", "Besuchen Sie uns am 17. April 2026 in unserem Laden."),
        ("de", "Ihr Paket kommt am 17. April zu Ihnen."),
        ("de", "Am 17. April sind wir geschlossen."),
        ("fr", "Votre prix passera à 32 € le 17 avril 2026."),
        ("fr", "Votre table sera chez vous le 17 avril."),
        ("es", "Su precio pasará a 32 € el 17 de abril de 2026."),
        ("es", "Visítenos el 17 de abril en nuestra tienda."),
        ("it", "Il mobile verrà consegnato il 17 aprile 2026."),
        ("it", "Il 17 aprile saremo chiusi."),
        ("nl", "Kom op 17 april langs in onze winkel."),
        ("nl", "Op 17 april zijn wij gesloten."),
    ] {
        let said = pledged(language, text);
        let visit = |(deed, _): &(Option<PledgedDeed>, String)| *deed == Some(PledgedDeed::Visit);
        assert!(!said.iter().any(visit), "{text}: {said:?}");
    }
}

#[test]
fn a_visit_that_is_off_was_missed_or_is_moved_is_told_in_each_language() {
    use VisitNews::{CalledOff, Missed, Moved};
    for (language, text, news) in [
        ("en", "Your visit on 17 April has been cancelled.", CalledOff),
        ("en", "I'm sorry but we can't make it on Friday.", CalledOff),
        ("en", "Nobody came yesterday and we apologise.", Missed),
        ("en", "Your fitting was moved to 17 April.", Moved),
        ("de", "Den Termin am 17. April müssen wir leider absagen.", CalledOff),
        ("de", "Am Freitag fällt die Montage leider aus.", CalledOff),
        ("de", "Gestern ist unser Monteur nicht erschienen.", Missed),
        ("de", "Ihr Termin wurde auf den 17. April verlegt.", Moved),
        ("fr", "Nous sommes contraints d'annuler la visite du 17 avril.", CalledOff),
        ("fr", "Le passage de vendredi n'aura pas lieu.", CalledOff),
        ("fr", "Personne n'est venu hier et nous en sommes désolés.", Missed),
        ("fr", "Votre rendez-vous est reporté au 17 avril.", Moved),
        ("es", "Tenemos que anular la visita del 17 de abril.", CalledOff),
        ("es", "El viernes no podemos ir, lo siento.", CalledOff),
        ("es", "Ayer no se presentó nuestro técnico.", Missed),
        ("es", "Su cita se ha cambiado al 17 de abril.", Moved),
        ("it", "Dobbiamo disdire l'appuntamento del 17 aprile.", CalledOff),
        ("it", "Venerdì non riusciamo a venire.", CalledOff),
        ("it", "Ieri non si è presentato nessuno.", Missed),
        ("it", "L'appuntamento è stato spostato al 17 aprile.", Moved),
        ("nl", "We moeten de afspraak van 17 april afzeggen.", CalledOff),
        ("nl", "Vrijdag gaat het bezoek niet door.", CalledOff),
        ("nl", "Gisteren is onze monteur niet komen opdagen.", Missed),
        ("nl", "Uw afspraak is verplaatst naar 17 april.", Moved),
    ] {
        let told = read(language, text).visits;
        assert!(told.iter().any(|told| told.news == news), "{text}: {told:?}");
    }
}

#[test]
fn a_visit_that_may_be_called_off_is_not() {
    for (language, text) in [
        ("en", "If you can't make it, please tell us by Friday."),
        ("en", "Your appointment can be cancelled up to a day before."),
        ("en", "Your order has been cancelled."),
        ("de", "Wenn Sie den Termin absagen müssen, rufen Sie uns an."),
        ("de", "Ihre Bestellung wurde storniert."),
        ("fr", "Si vous devez annuler le rendez-vous, appelez-nous."),
        ("fr", "Votre commande a été annulée."),
        ("es", "Si no puede acudir a la cita, avísenos."),
        ("it", "Se deve disdire l'appuntamento, ci chiami."),
        ("nl", "Als u de afspraak moet afzeggen, bel ons."),
    ] {
        let told = read(language, text).visits;
        assert!(told.is_empty(), "{text}: {told:?}");
    }
}

#[test]
fn what_leaves_the_store_or_is_with_the_carrier_was_not_delivered() {
    for (language, text) in [
        ("en", "Dear Ann, your parcel was handed over to the courier today."),
        ("de", "Ihr Paket wurde heute dem Paketdienst übergeben."),
        ("fr", "Votre colis a été remis au transporteur."),
        ("es", "Su paquete ha sido entregado al transportista."),
        ("it", "Il pacco ha lasciato il nostro magazzino."),
        ("it", "Il pacco è stato consegnato al corriere."),
        ("nl", "Je pakket is vandaag overhandigd aan de vervoerder."),
    ] {
        let kept = read(language, text).kept;
        assert!(kept.iter().all(|k| k.deed != PledgedDeed::Delivery), "{text}: {kept:?}");
    }
}

#[test]
fn what_is_done_from_one_day_to_another_is_no_deed_by_the_last() {
    let promised = |language: &str, text: &str| {
        claims(language, text).iter().filter(|claim| claim.starts_with("promise")).count()
    };
    for (language, text) in [
        ("en", "We will deliver the paper from 4 May 2026 to 30 May 2026 free of charge."),
        ("de", "Wir liefern Ihnen das Heft vom 04.05.2026 bis zum 30.05.2026 gratis."),
        ("fr", "Nous vous livrerons le journal du 4 mai 2026 au 30 mai 2026."),
        ("es", "Le enviaremos el diario del 4 de mayo de 2026 al 30 de mayo de 2026."),
        ("it", "Le consegneremo il giornale dal 4 maggio 2026 al 30 maggio 2026."),
        ("nl", "Wij bezorgen de krant van 4 mei 2026 tot 30 mei 2026."),
    ] {
        assert_eq!(promised(language, text), 0, "{text} {:?}", claims(language, text));
    }
    assert_eq!(promised("en", "We will deliver the paper by 30 May 2026."), 1);
    assert_eq!(promised("de", "Wir liefern Ihnen das Heft bis zum 30.05.2026."), 1);
}

#[test]
fn the_day_on_which_supply_begins_is_a_beginning_and_nothing_that_is_brought() {
    let mut missed = Vec::new();
    for (language, text) in [
        ("en", "Contract: GV-440\nSupply start date: 1 May 2026\nUnit rate: 24.1p"),
        ("de", "Vertrag: GV-440\nLieferbeginn: 01.05.2026\nArbeitspreis: 31,2 ct"),
        ("fr", "Contrat : GV-440\nDébut de fourniture : 1er mai 2026\nPrix : 0,21 €"),
        ("es", "Contrato: GV-440\nInicio del suministro: 1 de mayo de 2026\nPrecio: 0,14 €"),
        ("it", "Contratto: GV-440\nInizio fornitura: 1 maggio 2026\nPrezzo: 0,12 €"),
        ("nl", "Contract: GV-440\nStartdatum levering: 1 mei 2026\nTarief: € 0,25"),
    ] {
        let found = claims(language, text);
        let starts = found.iter().any(|claim| claim == "start 2026-05-01");
        if !starts || found.iter().any(|claim| claim.starts_with("promise")) {
            missed.push(format!("{text:?}: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
    // What is brought on a day is still promised.
    assert_eq!(
        pledged("nl", "Wij bezorgen uw pakket op 1 mei 2026."),
        [(Some(PledgedDeed::Delivery), "2026-05-01".to_owned())]
    );
}

/// Texts that do not promise a deed by 17 April 2026, with what they promise.
fn without(deed: PledgedDeed, texts: &[(&str, &str)]) -> Vec<String> {
    let mut missed = Vec::new();
    for (language, text) in texts {
        let said = pledged(language, text);
        if !said.contains(&(Some(deed), "2026-04-17".to_owned())) {
            missed.push(format!("{text}: {said:?} {:?}", claims(language, text)));
        }
    }
    missed
}

#[test]
fn an_apology_for_what_could_not_be_done_leaves_the_promise() {
    let missed = without(
        PledgedDeed::Delivery,
        &[
            (
                "en",
                "Today we could not find you in, so we will deliver your parcel on 17 April 2026.",
            ),
            (
                "en",
                "Sorry that I could not call on Monday; we will deliver your parcel on 17 April 2026.",
            ),
            ("de", "Heute konnten wir Sie nicht erreichen, wir liefern Ihr Paket am 17.04.2026."),
            ("de", "Gestern konnte ich nicht kommen, Ihr Paket wird am 17.04.2026 geliefert."),
            (
                "fr",
                "Hier nous n'avons pas pu entrer ; votre colis sera livré chez vous le 17 avril 2026.",
            ),
            (
                "nl",
                "Vandaag zouden we langskomen, maar dat lukte niet: wij bezorgen uw pakket op 17 april 2026.",
            ),
        ],
    );
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_price_that_stays_beside_a_deed_leaves_the_promise() {
    let missed = without(
        PledgedDeed::Delivery,
        &[
            (
                "en",
                "We will deliver your sofa to you on 17 April 2026 and the price stays the same.",
            ),
            ("de", "Wir liefern Ihr Sofa am 17.04.2026 und der Preis bleibt gleich."),
            ("fr", "Nous vous livrerons le canapé le 17 avril 2026 et le prix reste inchangé."),
            ("es", "Su sofá llegará a su casa el 17 de abril de 2026 y el precio no cambia."),
            ("it", "Le consegneremo il divano il 17 aprile 2026 e il prezzo resta invariato."),
            ("nl", "Wij bezorgen uw bank op 17 april 2026 en de prijs blijft gelijk."),
        ],
    );
    assert!(missed.is_empty(), "{missed:#?}");
    let missed = without(
        PledgedDeed::Visit,
        &[
            ("es", "Se mantiene la cita: el técnico irá a su domicilio el 17 de abril de 2026."),
            (
                "en",
                "Our engineer will come to you on 17 April 2026; the call-out is £60.00 and each further hour £40.00.",
            ),
            (
                "de",
                "Unser Monteur kommt am 17.04.2026 zu Ihnen, die Anfahrt kostet 60,00 € und die Stunde 40,00 €.",
            ),
            (
                "fr",
                "Notre plombier passera chez vous le 17 avril 2026, le déplacement coûte 60,00 € et l'heure 40,00 €.",
            ),
        ],
    );
    assert!(missed.is_empty(), "{missed:#?}");
    for (language, text) in [
        ("en", "The fee stays the same and is due on 17 April 2026."),
        ("de", "Der Beitrag bleibt gleich und ist fällig am 17.04.2026."),
        ("de", "Der Beitrag bleibt gleich und ist bis zum 17.04.2026 zu zahlen."),
        ("fr", "La cotisation ne change pas et est à régler le 17 avril 2026."),
        ("es", "La cuota no cambia y vence el 17 de abril de 2026."),
        ("it", "La quota non cambia e va pagata entro il 17 aprile 2026."),
        ("nl", "De premie blijft gelijk en moet op 17 april 2026 betaald zijn."),
    ] {
        let found = claims(language, text);
        let due = |c: &String| c == "due 2026-04-17" || c == "payment 2026-04-17";
        assert!(found.iter().any(due), "{text}: {found:?}");
    }
    for (language, text) in [
        ("en", "Until 17 April 2026, your unit rate stays the same."),
        ("de", "Bis zum 17.04.2026 bleibt Ihr Grundpreis unverändert."),
        ("it", "Fino al 17 aprile 2026 il canone resta invariato."),
    ] {
        let found = claims(language, text);
        let wrong = |c: &String| c.starts_with("due") || c.starts_with("promise");
        assert!(!found.iter().any(wrong), "{text}: {found:?}");
    }
}

#[test]
fn who_comes_to_a_wish_a_talk_or_a_price_comes_to_nobody() {
    for (language, text) in [
        ("de", "Gerne kommen wir Ihrem Wunsch nach und beenden Ihren Vertrag zum 30. Mai 2026."),
        ("de", "Wir kommen gern auf unser Gespräch vom 3. Mai zurück, um alles zu klären."),
        ("de", "Wir kommen auf Ihre Anfrage zur Wartung vom 3. Mai 2026 zurück."),
        ("de", "Wir kommen Ihrem Wunsch nach und melden uns am 3. Mai 2026 um 9 Uhr."),
        ("de", "Wir kommen Ihnen entgegen: bis zum 3. Mai 2026 kostet die Wartung nur 60 €."),
        ("fr", "Nous passons au nouveau tarif le 1er juin 2026."),
        ("en", "We will come on to your claim on 3 May 2026."),
        ("en", "Our new tariff is coming on 1 June 2026 to all customers."),
        ("en", "The second season is coming on 3 May 2026 to you."),
        ("en", "The price increase is coming on 1 May 2026 to your plan."),
        ("nl", "Wij komen graag op uw vraag van 3 mei 2026 terug om alles te regelen."),
    ] {
        let said = pledged(language, text);
        let visit = |(deed, _): &(Option<PledgedDeed>, String)| *deed == Some(PledgedDeed::Visit);
        assert!(!said.iter().any(visit), "{text}: {said:?}");
    }
    let missed = without(
        PledgedDeed::Visit,
        &[
            ("de", "Ich komme am Freitag, 17. April, um 9 Uhr."),
            ("de", "Wir kommen am 17. April zum Ausmessen."),
            ("de", "Wir kommen am 17. April zu Ihnen."),
            ("de", "Ich komme am 17. April gegen 9 Uhr, um die Tür zu richten."),
            ("en", "I'll come on 17 April around 7 pm."),
            ("nl", "Ik kom op 17 april om 9 uur."),
        ],
    );
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_is_brought_once_within_some_weeks_is_promised_by_the_last_day() {
    let promised = |language: &str, text: &str| {
        claims(language, text).iter().filter(|claim| claim.starts_with("promise")).count()
    };
    for (language, text) in [
        ("en", "Your parcel will be delivered from 12 May 2026 to 31 May 2026."),
        ("de", "Wir liefern Ihre Küche vom 12.05.2026 bis zum 31.05.2026."),
        ("fr", "Nous vous livrerons la cuisine du 12 mai 2026 au 31 mai 2026."),
        ("es", "Le entregaremos la cocina entre el 12 de mayo de 2026 y el 31 de mayo de 2026."),
        ("it", "Le consegneremo la cucina dal 12 maggio 2026 al 31 maggio 2026."),
        ("nl", "Wij bezorgen uw keuken van 12 mei 2026 tot 31 mei 2026."),
    ] {
        assert!(promised(language, text) >= 1, "{text}: {:?}", claims(language, text));
    }
}
