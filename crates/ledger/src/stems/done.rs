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

/// Whether a subject says that what was to be done to a thing is done: exchanged, repaired, closed.
pub(crate) fn is_finished(subject: &str) -> bool {
    let line = Line::of(&format!("{subject} "));
    line.has(FINISHED) && !line.has(AHEAD)
}

/// Whether its only words of a refund are those by which goods are given back, too.
pub(crate) fn gives_back(sentence: &str) -> bool {
    let line = Line::of(sentence);
    line.has(BACK) && !line.has(MONEY)
}
