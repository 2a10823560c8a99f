//! Work done and work due, visits moved and visits that may be, in six languages.

use super::{Deed, DoneReader, Told, dated, is_moved};
use crate::values::Surroundings;
use crate::words::Words;
use jiff::civil::date;
use oxherd_model::{Language, Work};

fn told(language: &str, text: &str) -> Vec<Told> {
    let words = Words::cut(text, 400);
    DoneReader::default().read(&Surroundings {
        text,
        words: &words,
        language: Language::from_code(language),
        sent_on: None,
        month_first: None,
        currency_hint: None,
    })
}

fn work(language: &str, text: &str) -> Vec<Work> {
    let told = told(language, text);
    dated(&told, &[], Some(date(2026, 3, 10))).into_iter().map(|done| done.what).collect()
}

fn moves(language: &str, text: &str) -> bool {
    is_moved(&told(language, text))
}

/// Which of some sentences are not as they should be.
fn failing<'a>(cases: &[(&str, &'a str)], holds: impl Fn(&str, &str) -> bool) -> Vec<&'a str> {
    cases.iter().filter(|(language, text)| !holds(language, text)).map(|(_, text)| *text).collect()
}

#[test]
fn care_that_was_done_is_told_in_each_language() {
    let cases = [
        ("en", "We have today serviced your heat pump."),
        ("en", "The yearly inspection of your lift was carried out on Monday."),
        ("en", "Result: inspection completed, no faults found."),
        ("en", "Our fitter cleaned and tested your stove this morning."),
        ("de", "Heute haben wir Ihre Wärmepumpe gewartet."),
        ("de", "Die jährliche Inspektion Ihres Aufzugs wurde am Montag vorgenommen."),
        ("de", "Ergebnis: Inspektion abgeschlossen, keine Beanstandungen."),
        ("de", "Ihr Kamin ist gekehrt."),
        ("fr", "Nous avons entretenu votre pompe à chaleur ce matin."),
        ("fr", "La révision annuelle de votre ascenseur a été réalisée lundi."),
        ("fr", "Résultat : contrôle effectué, aucune anomalie."),
        ("fr", "Votre conduit vient d'être ramoné."),
        ("es", "Hoy hemos revisado su bomba de calor."),
        ("es", "La inspección anual de su ascensor se realizó el lunes."),
        ("es", "Resultado: mantenimiento efectuado, sin incidencias."),
        ("es", "Nuestro compañero efectuó la limpieza de la estufa."),
        ("it", "Oggi abbiamo revisionato la Sua pompa di calore."),
        ("it", "Il controllo annuale dell'ascensore è stato effettuato lunedì."),
        ("it", "Esito: tagliando eseguito, nessuna anomalia."),
        ("it", "La pulizia della canna fumaria è terminata."),
        ("nl", "Vandaag hebben wij uw warmtepomp nagekeken."),
        ("nl", "De jaarlijkse keuring van uw lift is maandag verricht."),
        ("nl", "Resultaat: inspectie afgerond, geen gebreken."),
        ("nl", "Uw schoorsteen is geveegd."),
    ];
    assert_eq!(failing(&cases, |l, t| work(l, t).contains(&Work::Care)), [""; 0]);
}

#[test]
fn what_was_mended_is_told_in_each_language() {
    let cases = [
        ("en", "The pump of your dishwasher has been exchanged free of charge."),
        ("en", "We fitted the new valve yesterday."),
        ("de", "Die Pumpe Ihrer Spülmaschine haben wir kostenlos ausgetauscht."),
        ("de", "Die Rückrufmaßnahme an Ihrem Fahrzeug ist abgeschlossen."),
        ("fr", "La pompe de votre lave-vaisselle a été remplacée gratuitement."),
        ("fr", "L'opération de rappel est terminée pour votre appareil."),
        ("es", "Hemos sustituido gratis la bomba de su lavavajillas."),
        ("es", "La reparación de su aparato ha finalizado: reparación completada."),
        ("it", "La pompa della lavastoviglie è stata sostituita gratuitamente."),
        ("it", "L'intervento di richiamo è concluso."),
        ("nl", "De pomp van uw vaatwasser is kosteloos vervangen."),
        ("nl", "De terugroepactie voor uw toestel is hiermee afgerond."),
    ];
    assert_eq!(failing(&cases, |l, t| work(l, t).contains(&Work::Repair)), [""; 0]);
}

#[test]
fn who_came_and_what_is_reported_is_a_visit() {
    let cases = [
        ("en", "Our fitter arrived today at 9.20am."),
        ("en", "Job sheet 4711"),
        ("de", "Unsere Monteurin war heute um 9:20 Uhr bei Ihnen."),
        ("de", "Ihr Montagebericht"),
        ("fr", "Notre réparateur est passé ce matin à 9h20."),
        ("fr", "Votre bon d'intervention"),
        ("es", "Nuestro operario acudió hoy a las 9:20."),
        ("es", "Parte de asistencia 4711"),
        ("it", "Il nostro installatore è passato oggi alle 9:20."),
        ("it", "Scheda di intervento n. 4711"),
        ("nl", "Onze installateur is vanmorgen langsgekomen."),
        ("nl", "Servicebon 4711"),
    ];
    assert_eq!(failing(&cases, |l, t| work(l, t).contains(&Work::Visit)), [""; 0]);
}

#[test]
fn what_is_due_asked_possible_or_denied_was_not_done() {
    let cases = [
        ("en", "Your boiler service must be carried out by 3 May."),
        ("en", "Have your boiler serviced every year."),
        ("en", "Once the repair has been completed, we will write to you."),
        ("en", "The inspection could not be carried out."),
        ("en", "Has your stove been swept this year?"),
        ("en", "Your card has been replaced."),
        ("en", "You need to have the service completed by an approved engineer."),
        ("de", "Die Wartung muss jährlich durchgeführt werden."),
        ("de", "Ihre Inspektion wird am 3. Mai durchgeführt."),
        ("de", "Sobald die Reparatur abgeschlossen ist, melden wir uns."),
        ("de", "Die Wartung konnte nicht durchgeführt werden."),
        ("de", "Die Wartung erfolgt am 3. Mai."),
        ("de", "Ihr Vertrag wurde geändert und Ihre Karte ersetzt."),
        ("fr", "L'entretien doit être effectué chaque année."),
        ("fr", "La révision sera réalisée le 3 mai."),
        ("fr", "Une fois la réparation terminée, nous vous écrirons."),
        ("fr", "L'intervention n'a pas pu être réalisée."),
        ("fr", "Votre carte a été remplacée."),
        ("es", "El mantenimiento debe ser realizado cada año."),
        ("es", "La revisión será efectuada el 3 de mayo."),
        ("es", "Cuando la reparación haya terminado, le escribiremos."),
        ("es", "Su tarjeta ha sido sustituida."),
        ("it", "La manutenzione deve essere eseguita ogni anno."),
        ("it", "Il controllo verrà effettuato il 3 maggio."),
        ("it", "La manutenzione va eseguita entro il 3 maggio."),
        ("it", "La carta è stata sostituita."),
        ("nl", "Het onderhoud moet jaarlijks worden uitgevoerd."),
        ("nl", "De keuring wordt op 3 mei verricht."),
        ("nl", "Zodra de reparatie is afgerond, hoort u van ons."),
        ("nl", "Uw pas is vervangen."),
    ];
    assert_eq!(failing(&cases, |l, t| work(l, t).is_empty()), [""; 0]);
}

#[test]
fn the_last_time_needs_its_day() {
    let cases = [
        ("en", "Last service carried out: see your booklet"),
        ("de", "Letzte Wartung durchgeführt: siehe Heft"),
        ("fr", "Dernier entretien effectué : voir carnet"),
        ("es", "Última revisión realizada: ver libro"),
        ("it", "Ultima manutenzione eseguita: vedi libretto"),
        ("nl", "Laatste onderhoud uitgevoerd: zie boekje"),
    ];
    assert_eq!(failing(&cases, |l, t| work(l, t).is_empty()), [""; 0]);
}

#[test]
fn a_visit_that_is_moved_is_told_from_one_that_may_be() {
    let cases = [
        ("en", "We have had to move Biscuit's check-up appointment on 4 May."),
        ("en", "A change to your visit"),
        ("en", "Your visit has been rearranged."),
        ("en", "Your visit on 4 May has been put back to 6 May."),
        ("de", "Leider müssen wir Ihren Termin am 4. Mai verschieben."),
        ("de", "Ihr Termin wurde verlegt."),
        ("fr", "Nous avons dû décaler votre rendez-vous du 4 mai."),
        ("fr", "Modification de votre visite"),
        ("es", "Nos vemos obligados a aplazar su visita del 4 de mayo."),
        ("es", "Cambio de tu cita"),
        ("es", "Su cita del 4 de mayo se ha pasado al 6 de mayo."),
        ("it", "Abbiamo dovuto rinviare la visita del 4 maggio."),
        ("it", "Spostamento appuntamento"),
        ("nl", "Helaas moeten wij uw afspraak van 4 mei verplaatsen."),
        ("nl", "Uw afspraak is verzet."),
    ];
    assert_eq!(failing(&cases, moves), [""; 0]);
    let cases = [
        ("en", "If you need to change your appointment, call us."),
        ("en", "You can move your appointment online."),
        ("en", "Your appointment cannot be changed."),
        ("de", "Sie können Ihren Termin jederzeit verschieben."),
        ("de", "Falls Sie den Termin verlegen müssen, rufen Sie an."),
        ("fr", "Vous pouvez déplacer votre rendez-vous en ligne."),
        ("es", "Si necesita cambiar su cita, llámenos."),
        ("it", "Può spostare l'appuntamento online."),
        ("nl", "U kunt uw afspraak online verzetten."),
    ];
    assert_eq!(failing(&cases, |l, t| !moves(l, t)), [""; 0]);
}

#[test]
fn a_deed_has_its_sentence() {
    let text = "Dear Ada. The heater was repaired. Goodbye.";
    let told = told("en", text);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].deed, Deed::Work(Work::Repair));
    assert_eq!(&text[told[0].span.0..told[0].span.1], "The heater was repaired");
}

#[test]
fn further_wordings_of_care_hold() {
    let cases = [
        ("en", "All done: your heat pump was looked over and serviced this morning."),
        ("en", "The annual check of your heat pump has been completed without findings."),
        ("en", "Maintenance performed on: heat pump."),
        ("de", "Ihre Wärmepumpe haben wir heute Vormittag durchgesehen und gewartet."),
        ("de", "Die Jahresinspektion der Wärmepumpe ist ohne Befund abgeschlossen."),
        ("de", "Ausgeführt: Wartung Wärmepumpe."),
        ("fr", "Votre pompe à chaleur a été contrôlée et entretenue ce matin."),
        ("fr", "La visite annuelle de votre pompe à chaleur est terminée, rien à signaler."),
        ("fr", "Opération réalisée : entretien de la pompe à chaleur."),
        ("es", "Esta mañana hemos revisado y puesto a punto su bomba de calor."),
        ("es", "La revisión anual de la bomba de calor ha quedado completada sin incidencias."),
        ("es", "Realizado: mantenimiento de la bomba de calor."),
        ("it", "Questa mattina abbiamo controllato e pulito la Sua pompa di calore."),
        ("it", "La manutenzione annuale della pompa di calore si è conclusa senza anomalie."),
        ("it", "Eseguito: manutenzione pompa di calore."),
        ("nl", "Vanochtend hebben we uw warmtepomp nagezien en onderhouden."),
        ("nl", "De jaarlijkse controle van de warmtepomp is zonder opmerkingen afgesloten."),
        ("nl", "Uitgevoerd: onderhoud warmtepomp."),
    ];
    assert_eq!(failing(&cases, |l, t| work(l, t).contains(&Work::Care)), [""; 0]);
}
