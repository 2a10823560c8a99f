//! Verbs of two parts in notes: `ruft ... zurück`, `betalen ... terug`.

/// Verbs of two parts that say the same, folded: the first begins a word, the second is one; those that are also
/// said of goods count beside money.
pub(super) const REFUND_PARTED: &[(&str, &str)] = &[
    ("pay", "back"),
    ("zahl", "zuruck"),
    ("uberweis", "zuruck"),
    ("schreib", "gut"),
    ("betal", "terug"),
    ("betaal", "terug"),
    ("stort", "terug"),
    ("boek", "terug"),
    ("maken", "over"),
    ("maakt", "over"),
];

/// The same of what is given back, be it goods or money.
pub(super) const BACK_PARTED: &[(&str, &str)] = &[
    ("get", "back"),
    ("give", "back"),
    ("send", "back"),
    ("krieg", "zuruck"),
    ("bekomm", "zuruck"),
    ("geb", "zuruck"),
    ("gib", "zuruck"),
    ("krijg", "terug"),
    ("geven", "terug"),
    ("geeft", "terug"),
    ("geef", "terug"),
];

/// Words for money, by which that is meant.
pub(super) const MONEY: &[&str] = &[
    " eur",
    " pound",
    " money ",
    " geld ",
    " cost",
    " kosten ",
    " gebuhr",
    " fee ",
    " frais ",
    " gastos ",
    " spese ",
    "kosten ",
    " betrag ",
    " bedrag ",
    " somme ",
    " importe ",
    " importo ",
    " franken ",
    " chf ",
];

/// Verbs of two parts by which an answer is promised.
pub(super) const REPLY_PARTED: &[(&str, &str)] = &[
    ("call", "back"),
    ("ring", "back"),
    ("ruf", "zuruck"),
    ("ruf", "an"),
    ("meld", "sich"),
    ("bel", "terug"),
    ("kom", "op terug"),
    ("laat", "weten"),
    ("laten", "weten"),
    ("geb", "bescheid"),
    ("gib", "bescheid"),
    ("faire", "savoir"),
    ("fait", "savoir"),
    ("fanno", "sapere"),
];

/// Whether a line has a verb of two parts.
pub(super) fn has_parted(line: &str, verbs: &[(&str, &str)]) -> bool {
    verbs.iter().any(|(first, second)| {
        let begins = line.match_indices(&format!(" {first}")).next();
        let rest = begins.and_then(|(at, _)| line.get(at..)).unwrap_or_default();
        rest.contains(&format!(" {second} ")) || line.contains(&format!(" {second} {first}"))
    })
}
