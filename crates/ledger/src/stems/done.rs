//! Stems by which what is done to goods is told from what is done with money, and what is over from what is ahead.

use super::Line;

/// What was done.
const FINISHED: &[&str] = &[
    "exchanged",
    "replaced",
    "repaired",
    "fixed",
    "completed",
    "complete ",
    "closed",
    "ausgetauscht",
    "getauscht",
    "repariert",
    "abgeschlossen",
    "erledigt",
    "ersetzt",
    "échangé",
    "remplacé",
    "réparé",
    "effectué",
    "terminé",
    "clôturé",
    "clos ",
    "sustituid",
    "reemplazad",
    "reparad",
    "finalizad",
    "cerrad",
    "completad",
    "sostituit",
    "riparat",
    "conclus",
    "completat",
    "chius",
    "vervangen",
    "omgeruild",
    "gerepareerd",
    "afgerond",
    "voltooid",
    "gesloten",
];

/// What is yet to be done, or is not.
const AHEAD: &[&str] = &[
    "will be",
    "to be",
    "can be",
    "must be",
    "wird ",
    "werden",
    "kann ",
    "muss ",
    "sera ",
    "doit",
    "peut",
    "à effectuer",
    "será",
    "debe",
    "puede",
    "sarà",
    "verrà",
    "deve",
    "può",
    "wordt",
    "worden",
    "moet",
    "kan ",
    "not ",
    "nicht",
    "pas ",
    "no ",
    "non ",
    "niet",
];

/// Goods or money given back.
const BACK: &[&str] = &["devolver", "devoluci", "restitu", "rendre", "return"];

/// Only money given back.
const MONEY: &[&str] =
    &["refund", "reembols", "rimbors", "rembours", "deposit", "fianza", "cauzione", "caution"];

/// What is paid beforehand and given back.
const DEPOSIT: &[&str] =
    &["deposit", "fianza", "cauzion", "caution", "kaution", "pfand", "borg", "waarborg"];

/// Goods brought back to their owner.
const BRINGS: &[&str] = &[
    "bring",
    "brought",
    "gebracht",
    "return",
    "ramèn",
    "ramen",
    "rapporter",
    "rapportons",
    "restitu",
    "devolv",
    "devuel",
    "devoluci",
    "riport",
    "riconsegn",
    "breng",
    "zurückbring",
    "zurückgebracht",
    "terugbreng",
    "teruggebracht",
    "zurückgeb",
    "zurücksend",
    "zurückschick",
    "send",
    "terugstur",
    "have it",
    "have them",
    "have your",
    "get it",
    "get your",
    "krijg",
    "ontvangt",
    "erhalten",
    "erhältst",
    "bekomm",
    "récupér",
    "riavr",
    "recuper",
    "recibir",
];
const BACK_AGAIN: &[&str] = &[
    "back",
    "return",
    "zurück",
    "wieder",
    "ramèn",
    "ramen",
    "rapporter",
    "rapportons",
    "restitu",
    "retour",
    "devolv",
    "devuel",
    "devoluci",
    "riport",
    "riconsegn",
    "indietro",
    "terug",
    "récupér",
    "riavr",
    "recuper",
    "de vuelta",
];

/// Goods fetched by who mends or takes them.
const FETCHED: &[&str] = &[
    "collected",
    "picked up",
    "fetched",
    "abgeholt",
    "enlevé",
    "récupéré",
    "collecté",
    "pris en charge",
    "venus chercher",
    "recogid",
    "recogimos",
    "retirad",
    "ritirat",
    "prelevat",
    "opgehaald",
    "meegenomen",
];

/// Goods that somebody comes to fetch.
const FETCHES: &[&str] = &[
    "collect",
    "pick up",
    "pick it up",
    "pick your",
    "fetch",
    "abhol",
    "holen",
    "enlèv",
    "enlev",
    "récupér",
    "chercher",
    "recog",
    "recolect",
    "ritir",
    "ophal",
    "halen",
];

/// Whether a sentence says that goods are fetched.
pub(crate) fn fetches(sentence: &str) -> bool {
    Line::of(sentence).has(FETCHES)
}

/// Whether a sentence says that goods are brought back.
pub(crate) fn brings_back(sentence: &str) -> bool {
    let line = Line::of(sentence);
    line.has(BRINGS) && line.has(BACK_AGAIN)
}

/// Whether a sentence says that something comes back to the owner.
pub(crate) fn comes_back(sentence: &str) -> bool {
    Line::of(sentence).has(BACK_AGAIN)
}

/// Whether a subject says that goods were fetched.
pub(crate) fn is_fetched(subject: &str) -> bool {
    Line::of(subject).has(FETCHED)
}

/// Whether a sentence speaks of what was paid beforehand to be given back.
pub(crate) fn is_deposit(sentence: &str) -> bool {
    Line::of(sentence).has(DEPOSIT)
}

/// Whether a subject says that what was to be done to a thing is done: exchanged, repaired, closed.
pub(crate) fn is_finished(subject: &str) -> bool {
    let line = Line::of(subject);
    line.has(FINISHED) && !line.has(AHEAD)
}

/// Whether its only words of a refund are those by which goods are given back, too.
pub(crate) fn gives_back(sentence: &str) -> bool {
    let line = Line::of(sentence);
    line.has(BACK) && !line.has(MONEY)
}

/// Where money is taken from.
const BANK: &[&str] = &[
    "bank",
    "iban",
    "direct debit",
    "payment details",
    "payment method",
    "card ",
    "card details",
    "kontodaten",
    "kontoverbindung",
    "konto ",
    "lastschrift",
    "zahlungsdaten",
    "zahlungsmittel",
    "zahlungsart",
    "kreditkart",
    "karte ",
    "coordonnées",
    "rib ",
    "prélèvement",
    "moyen de paiement",
    "carte ",
    "datos bancarios",
    "cuenta ",
    "domiciliaci",
    "tarjeta",
    "método de pago",
    "datos de pago",
    "coordinate",
    "conto ",
    "carta ",
    "domiciliazione",
    "metodo di pagamento",
    "dati di pagamento",
    "rekening",
    "incasso",
    "machtiging",
    "betaalgegevens",
    "betaalmethode",
    "creditcard",
    "pas ",
];

/// Brought up to date.
const UP_TO_DATE: &[&str] = &[
    "updated",
    "changed",
    "change of",
    "new ",
    "up to date",
    "confirm",
    "geändert",
    "änderung",
    "aktualisiert",
    "neue ",
    "neuen ",
    "bestätig",
    "modifié",
    "modification",
    "à jour",
    "mise à jour",
    "changement",
    "nouve",
    "actualiz",
    "modificad",
    "cambio",
    "nuev",
    "cambiad",
    "aggiorna",
    "modific",
    "variazion",
    "nuov",
    "gewijzigd",
    "wijziging",
    "aangepast",
    "bijgewerkt",
    "nieuw",
    "verwerkt",
];

/// What did not come about.
const FAILED: &[&str] = &[
    "failed",
    "declined",
    "rejected",
    "expire",
    "rejeté",
    "refusé",
    "expir",
    "abgelaufen",
    "läuft",
    "geplatzt",
    "fehlgeschlagen",
    "abgelehnt",
    "rechazad",
    "devuelt",
    "caduc",
    "rifiutat",
    "respint",
    "scad",
    "mislukt",
    "geweigerd",
    "verloopt",
    "verlopen",
];

/// Whether a subject says that a new account or card is known now.
pub(crate) fn confirms_bank(subject: &str) -> bool {
    let line = Line::of(subject);
    line.has(BANK) && line.has(UP_TO_DATE) && !line.has(FAILED)
}

/// Something arrived.
const RECEIVED: &[&str] = &[
    "returned",
    "handed back",
    "zurückgegeben",
    "zurückgebracht",
    "restitué",
    "rendu ",
    "récupéré",
    "restituid",
    "restituit",
    "riconsegnat",
    "teruggebracht",
    "ingeleverd",
    "received back",
    "received",
    "arrived",
    "eingegangen",
    "erhalten",
    "angekommen",
    "eingetroffen",
    "reçu",
    "réception",
    "arrivé",
    "parvenu",
    "nous est parvenu",
    "zurückerhalten",
    "pervenut",
    "llegado",
    "recibido",
    "recepción",
    "hemos recibido",
    "ricevuto",
    "arrivato",
    "ricezione",
    "ontvangen",
    "ontvangst",
    "aangekomen",
];

/// What arrives and is no thing.
const NO_GOODS: &[&str] = &[
    "pay",
    "zahlung",
    "paiement",
    "règlement",
    "pago",
    "pagament",
    "betaling",
    "request",
    "enquir",
    "anfrage",
    "antrag",
    "demande",
    "solicitud",
    "petición",
    "richiest",
    "verzoek",
    "aanvraag",
    "message",
    "email",
    "nachricht",
    "mensaje",
    "messaggio",
    "bericht",
    "cancel",
    "kündig",
    "résili",
    "baja",
    "disdett",
    "opzeg",
    "complain",
    "beschwerde",
    "réclam",
    "reclam",
    "klacht",
    "order",
    "bestell",
    "commande",
    "pedido",
    "ordine",
    "claim",
    "document",
    "unterlagen",
    "not ",
    "nicht",
    "noch ",
    "pas ",
    "no ",
    "non ",
    "niet",
];

/// Whether a subject says that something the owner sent arrived: goods, no letter and no money.
pub(crate) fn is_received(subject: &str) -> bool {
    let line = Line::of(subject);
    line.has(RECEIVED) && !line.has(NO_GOODS)
}

/// A visit that does not come about as agreed, and who comes.
const MISSED: &[&str] = &[
    "miss",
    "late ",
    "delay",
    "turn up",
    "show up",
    "fail",
    "not arrive",
    "not come",
    "not keep",
    "nicht erschein",
    "nicht komm",
    "nicht einh",
    "versäum",
    "verpass",
    "verspät",
    "zu spät",
    "manqu",
    "en retard",
    "ne se présent",
    "ne vient",
    "no se present",
    "no acud",
    "no lleg",
    "llega tarde",
    "retras",
    "incumpl",
    "non si present",
    "in ritardo",
    "manca",
    "salta",
    "non rispett",
    "non arriv",
    "te laat",
    "niet versch",
    "niet kom",
    "niet op tijd",
    "mist ",
    "gemist",
];
const COMES: &[&str] = &[
    "technic",
    "engineer",
    "fitter",
    "plumber",
    "electrician",
    "installer",
    "visit",
    "appointment",
    "slot",
    "termin",
    "monteur",
    "besuch",
    "zeitfenster",
    "handwerker",
    "klempner",
    "installat",
    "rendez",
    "intervention",
    "créneau",
    "passage",
    "plombier",
    "técnic",
    "tecnic",
    "cita",
    "franja",
    "fontanero",
    "appuntament",
    "fascia",
    "idraulic",
    "afspraak",
    "tijdvak",
    "bezoek",
    "loodgieter",
];

/// Whether a sentence speaks of a visit that is missed or late.
pub(crate) fn is_missed(sentence: &str) -> bool {
    let line = Line::of(sentence);
    line.has(MISSED) && line.has(COMES)
}
