//! Messages of few words: what cannot be told is no kind that matters, whoever sends it.

use super::*;

/// Who writes, about what, in which words: nobody could say what it is.
const VAGUE: &[Mail] = &[
    ("Hillfoot Electrics", "Hello", "Keys are under the mat."),
    ("Marsh Plumbing", "Quick word", "Ring me when you can."),
    ("Schreinerei Wolff", "Muster", "Hier das Bild vom Holz."),
    ("Hausmeister Brandt", "Keller", "Der Schlüssel hängt wieder."),
    ("École Pasteur", "Lundi", "Pensez aux bottes."),
    ("Plomberie Roux", "Bonjour", "Voici la photo."),
    ("Colegio Prado", "Lunes", "Traed botas."),
    ("Seguros Vera", "Duda", "Sí, así es."),
    ("Idraulica Bruni", "Foto", "Eccola qui."),
    ("Elettricista Neri", "Ciao", "Come d'accordo."),
    ("VvE Parkzicht", "Kelder", "De sleutel hangt er weer."),
    ("Verzekeringen Mulder", "Vraag", "Ja, dat klopt."),
];

/// The same, of those that say in as few words what they are.
const PLAIN: &[Mail] = &[
    ("Hillfoot Electrics", "Invoice 2217", "Invoice 2217 for £84.00 is attached."),
    ("Fenstream", "Password", "Your password was changed."),
    ("Paketfuchs", "Sendung", "Ihr Paket wird heute zugestellt."),
    ("Kornmühle", "Storno", "Ihre Kündigung ist bestätigt."),
    ("Colis Vert", "Colis", "Votre colis est en cours de livraison."),
    ("Thermos", "Rappel produit", "Cet appareil est rappelé : risque d'incendie."),
    ("Clínica Gil", "Cita", "Tu cita es el 12 de marzo de 2026 a las 10:00."),
    ("Gym Alto", "Baja", "Tu baja está confirmada."),
    ("Acqua Chiara", "Bolletta", "La tua bolletta di 84,00 € è disponibile."),
    ("Nonna Shop", "Reso", "Abbiamo ricevuto il tuo reso."),
    ("Pakketpost", "Pakket", "Je pakket wordt vandaag bezorgd."),
    ("Waterland", "Factuur", "Je factuur van € 84,00 staat klaar."),
];

/// What messages are read as that the predicate does not hold for.
fn missed(mails: &[Mail], holds: impl Fn(&Reading) -> bool) -> Vec<String> {
    let desk = Desk::new();
    let read = mails.iter().map(|(who, subject, body)| {
        (who, subject, desk.read_from(&format!("{who} <office@alderley.example>"), subject, body))
    });
    let missed = read.filter(|(_, _, reading)| !holds(reading));
    missed
        .map(|(who, subject, r)| format!("{who}: {subject}: {} {:?}", r.kind, r.secondary))
        .collect()
}

#[test]
fn what_cannot_be_told_is_no_kind_that_matters() {
    let vague = |r: &Reading| r.kind.is_noise() && r.secondary.is_empty();
    let missed = missed(VAGUE, vague);
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn few_words_that_say_what_they_are_are_heard() {
    let missed = missed(PLAIN, |r| !r.kind.is_noise());
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_trade_in_the_name_of_the_sender_decides_nothing() {
    let desk = Desk::new();
    for name in ["Termoidraulica Valli", "Elektro Brandt", "Garage Moulin", "Fontanería Soto"] {
        let from = format!("{name} <info@alderley.example>");
        let reading = desk.read_from(&from, "Documento", "");
        assert!(reading.kind.is_noise(), "{name}: {}", reading.kind);
    }
}
