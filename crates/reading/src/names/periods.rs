//! What period a price is for.

use crate::values::Found;
use crate::words::{Phrases, Words, as_index};
use oxherd_model::{AmountRole, Claim, Period};

/// Bytes between a sum and the words for its period.
const REACH: usize = 32;

/// How messages say what period a price is for.
const PERIODS: &[(Period, &[&str])] = &[
    (
        Period::Month,
        &[
            "per month",
            "a month",
            "each month",
            "monthly",
            "every month",
            "pro monat",
            "im monat",
            "monatlich*",
            "monatsbeitrag*",
            "monatspreis*",
            "monatsrate*",
            "monatsmiete",
            "monatsgebuhr*",
            "monatsabschlag",
            "abschlag",
            "pro kalendermonat",
            "per calendar month",
            "mensualidad",
            "mensualità",
            "maandbedrag",
            "maandbijdrage",
            "maandcontributie",
            "monatsentgelt",
            "maandpremie",
            "maandprijs",
            "maandtermijn",
            "maandhuur",
            "termijnbedrag",
            "mtl",
            "je monat",
            "par mois",
            "mensuel*",
            "mensualité",
            "chaque mois",
            "al mes",
            "mensual*",
            "cada mes",
            "por mes",
            "al mese",
            "mensile",
            "mensili",
            "ogni mese",
            // Thirteen times a year: of the periods that prices have, a month is nearest.
            "ogni 4 settimane",
            "ogni quattro settimane",
            "ogni 28 giorni",
            "every 4 weeks",
            "every four weeks",
            "every 28 days",
            "alle 4 wochen",
            "alle vier wochen",
            "alle 28 tage",
            "toutes les 4 semaines",
            "toutes les quatre semaines",
            "tous les 28 jours",
            "cada 4 semanas",
            "cada cuatro semanas",
            "cada 28 dias",
            "elke 4 weken",
            "elke vier weken",
            "per 4 weken",
            "elke 28 dagen",
            "per maand",
            "maandelijks*",
            "p m",
            "elke maand",
            "pm",
            "jeden monat",
        ],
    ),
    (
        Period::Year,
        &[
            "per year",
            "a year",
            "annual",
            "annually",
            "yearly",
            "per annum",
            "each year",
            "p a",
            "pro jahr",
            "jahrlich*",
            "im jahr",
            "jahresbeitrag",
            "jahrespreis",
            "jahresbeitrags",
            "jahrespramie",
            "jahresgebuhr",
            "for 12 months",
            "for twelve months",
            "for one year",
            "fur 12 monate",
            "fur zwolf monate",
            "fur ein jahr",
            "pour 12 mois",
            "pour douze mois",
            "pour un an",
            "por 12 meses",
            "por doce meses",
            "por un ano",
            "per 12 mesi",
            "per dodici mesi",
            "per un anno",
            "voor 12 maanden",
            "voor twaalf maanden",
            "voor een jaar",
            "jaarprijs",
            "jaarbijdrage",
            "jaarcontributie",
            "jaarrate",
            "jahresmiete",
            "anualidad",
            "annualité",
            "jahreskosten",
            "jaarbedrag",
            "par an",
            "annuel*",
            "cotisation annuelle",
            "al ano",
            "anual*",
            "por ano",
            "all'anno",
            "annuale",
            "annuo",
            "per jaar",
            "jaarlijks*",
            "jaarpremie",
            "every year",
            "jedes jahr",
            "chaque annee",
            "cada ano",
            "ogni anno",
            "elk jaar",
        ],
    ),
    (
        Period::Quarter,
        &[
            "per quarter",
            "quarterly",
            "pro quartal",
            "vierteljährlich*",
            "quartalsweise",
            "quartalsbeitrag",
            "vierteljahresbeitrag",
            "alle drei monate",
            "alle 3 monate",
            "every three months",
            "every 3 months",
            "kwartaalbedrag",
            "kwartaalbijdrage",
            "quartalsrate",
            "quartalspramie",
            "kwartaalpremie",
            "par trimestre",
            "trimestriel*",
            "trimestral*",
            "al trimestre",
            "trimestrale",
            "per kwartaal",
            "chaque trimestre",
            "cada trimestre",
            "ogni trimestre",
            "elk kwartaal",
        ],
    ),
    (
        Period::Week,
        &[
            "per week",
            "a week",
            "weekly",
            "pro woche",
            "wöchentlich*",
            "par semaine",
            "a la semana",
            "semanal*",
            "a settimana",
            "settimanale",
            "per week",
            "wekelijks*",
            "every week",
            "each week",
            "jede woche",
            "chaque semaine",
            "por semana",
            "cada semana",
            "alla settimana",
            "ogni settimana",
            "elke week",
        ],
    ),
    // What is paid each time lasts no time, however it is billed.
    (
        Period::Once,
        &[
            "per lesson",
            "a lesson",
            "each lesson",
            "per class",
            "a class",
            "per session",
            "a session",
            "per visit",
            "per treatment",
            "per appointment",
            "per hour",
            "an hour",
            "pro stunde",
            "je stunde",
            "die stunde kostet",
            "pro unterrichtsstunde",
            "je unterrichtsstunde",
            "pro unterrichtseinheit",
            "pro einheit",
            "pro sitzung",
            "pro besuch",
            "pro termin",
            "pro behandlung",
            "par cours",
            "par lecon",
            "la lecon",
            "par seance",
            "la seance",
            "par visite",
            "par heure",
            "de l'heure",
            "por clase",
            "la clase",
            "por sesion",
            "por visita",
            "por hora",
            "a lezione",
            "per lezione",
            "ogni lezione",
            "a seduta",
            "per seduta",
            "per visita",
            "all'ora",
            "per les",
            "per lesuur",
            "per sessie",
            "per keer",
            "per bezoek",
            "per behandeling",
            "per uur",
        ],
    ),
];

/// The bare names of periods, which say one only behind a stroke: `9,90 € / mois`, `£10.99/month`.
const STROKED: &[(Period, &[&str])] = &[
    (
        Period::Month,
        &[
            "month", "mth", "mo", "monat", "mt", "mon", "mois", "mes", "mese", "mens", "maand",
            "mnd",
        ],
    ),
    (Period::Year, &["year", "yr", "annum", "jahr", "an", "annee", "ano", "anno", "jaar", "jr"]),
    (Period::Quarter, &["quarter", "qtr", "quartal", "trimestre", "trim", "kwartaal"]),
    (Period::Week, &["week", "wk", "woche", "wo", "semaine", "sem", "semana", "settimana", "sett"]),
];

/// So many parts of a year are months, the last two or three of them free.
const COUNTS: &[&str] = &[
    "9", "10", "11", "12", "nine", "ten", "eleven", "twelve", "neun", "zehn", "elf", "zwolf",
    "neuf", "dix", "onze", "douze", "nueve", "diez", "once", "doce", "nove", "dieci", "undici",
    "dodici", "negen", "tien", "twaalf",
];

/// What a year is paid in, behind their count: `10 instalments of`, `in zwölf Raten`.
const PARTS: &[&str] = &[
    "instalments",
    "installments",
    "payments",
    "zahlungen",
    "paiements",
    "pagos",
    "pagamenti",
    "betalingen",
    "equal instalments",
    "equal payments",
    "direct debits",
    "raten",
    "gleichen raten",
    "teilbetragen",
    "teilbetrage",
    "teilzahlungen",
    "abschlage",
    "abschlagen",
    "mensualites",
    "echeances",
    "prelevements",
    "versements",
    "cuotas",
    "plazos",
    "mensualidades",
    "rate",
    "mensilita",
    "termijnen",
    "gelijke termijnen",
];

/// The phrases, numbered as the lists are, one behind the other; those of a year in parts come last.
pub(super) fn phrases() -> Phrases {
    let mut phrases = Phrases::new();
    for (number, (_, list)) in (0..).zip(PERIODS.iter().chain(STROKED)) {
        for phrase in *list {
            phrases.add(phrase, number);
        }
    }
    let last = u32::try_from(PERIODS.len() + STROKED.len()).unwrap_or(u32::MAX);
    for (count, part) in COUNTS.iter().flat_map(|count| PARTS.iter().map(move |p| (count, p))) {
        phrases.add(&format!("{count} {part}"), last);
    }
    phrases
}

/// The period of a phrase, unless its name stands bare and no stroke is before it.
fn period_of(phrase: u32, head: &str) -> Option<Period> {
    let number = as_index(phrase);
    if let Some((period, _)) = PERIODS.get(number) {
        return Some(*period);
    }
    let Some((period, _)) = STROKED.get(number.checked_sub(PERIODS.len())?) else {
        return Some(Period::Month);
    };
    head.trim_end_matches([' ', '\u{a0}', '\u{202f}']).ends_with('/').then_some(*period)
}

/// The period beside the sum that matters most.
pub(super) fn beside(
    phrases: &Phrases,
    text: &str,
    words: &Words,
    found: &[Found],
) -> Option<Period> {
    let sums: Vec<(usize, usize, u8)> =
        found.iter().filter_map(|f| Some((f.start, f.end, rank(&f.claim)?))).collect();
    if sums.is_empty() {
        return None;
    }
    let mut best: Option<((u8, usize), Period)> = None;
    phrases.find(words, |hit| {
        let ends = words.all().get(hit.first).zip(words.all().get(hit.last));
        let Some((first, last)) = ends else { return };
        let (start, end) = (as_index(first.start), as_index(last.end));
        let head = text.get(..start).unwrap_or_default();
        let Some(period) = period_of(hit.phrase, head) else { return };
        let own = sums.iter().filter_map(|(from, to, rank)| {
            let behind = text.get(*to..start).map(|gap| (gap, 0));
            let (gap, more) = behind.or_else(|| text.get(end..*from).map(|gap| (gap, 8)))?;
            let near = gap.len() <= REACH
                && !gap.contains([';', '!', '?'])
                && !gap.contains("\n\n")
                && !gap.contains(". ");
            let (low, high) = if more == 0 { (*to, start) } else { (end, *from) };
            let free = !sums.iter().any(|(other, _, _)| low <= *other && *other < high);
            (near && free).then_some((*rank, gap.len() + more))
        });
        if let Some(key) = own.min()
            && best.is_none_or(|(known, _)| key < known)
        {
            best = Some((key, period));
        }
    });
    let slashed = found.iter().filter_map(|f| Some((rank(&f.claim)?, per_slash(text, f.end)?)));
    let slashed = slashed.min_by_key(|(rank, _)| *rank);
    match (best, slashed) {
        (Some(((known, _), period)), Some((rank, other))) => {
            Some(if rank <= known { other } else { period })
        }
        (known, slashed) => known.map(|(_, p)| p).or_else(|| slashed.map(|(_, p)| p)),
    }
}

/// `9,90 € / mois`, `£10.99/month`.
fn per_slash(text: &str, end: usize) -> Option<Period> {
    const UNITS: &[(&str, Period)] = &[
        ("mo", Period::Month),
        ("mon", Period::Month),
        ("month", Period::Month),
        ("mth", Period::Month),
        ("monat", Period::Month),
        ("mois", Period::Month),
        ("mes", Period::Month),
        ("mese", Period::Month),
        ("maand", Period::Month),
        ("mnd", Period::Month),
        ("m", Period::Month),
        ("y", Period::Year),
        ("yr", Period::Year),
        ("year", Period::Year),
        ("jahr", Period::Year),
        ("an", Period::Year),
        ("a\u{f1}o", Period::Year),
        ("anno", Period::Year),
        ("jaar", Period::Year),
        ("quarter", Period::Quarter),
        ("quartal", Period::Quarter),
        ("trimestre", Period::Quarter),
        ("kwartaal", Period::Quarter),
        ("week", Period::Week),
        ("wk", Period::Week),
        ("woche", Period::Week),
        ("semaine", Period::Week),
        ("semana", Period::Week),
        ("settimana", Period::Week),
    ];
    let tail = text.get(end..).unwrap_or_default();
    let tail = tail.trim_start_matches([' ', '\u{a0}', '\u{202f}', '*']).strip_prefix('/')?;
    let tail = tail.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let word: String = tail.chars().take(12).take_while(|c| c.is_alphabetic()).collect();
    let word = word.to_lowercase();
    UNITS.iter().find(|(unit, _)| *unit == word).map(|(_, period)| *period)
}

/// Which sums say the price of a lasting thing, the surest first.
const fn rank(claim: &Claim) -> Option<u8> {
    let Claim::Amount { role, .. } = claim else { return None };
    Some(match role {
        AmountRole::New => 0,
        AmountRole::Price => 1,
        AmountRole::Total | AmountRole::Due => 2,
        AmountRole::Paid => 3,
        AmountRole::Line | AmountRole::Subtotal => 4,
        AmountRole::Other => 5,
        AmountRole::Old => 6,
        AmountRole::Fee | AmountRole::Tax | AmountRole::Shipping | AmountRole::Discount => 7,
        AmountRole::Refund | AmountRole::Balance | AmountRole::Deposit => 8,
    })
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::Period;

    fn period(said: &str) -> Option<Period> {
        let mail = format!("From: Town <tax@town.example>\nSubject: Bill\n\n{said}\n");
        Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading.period
    }

    #[test]
    fn what_is_paid_each_time_is_for_no_month_however_it_is_billed() {
        for said in [
            "The price is £21.50 per lesson, invoiced monthly.",
            "Die Stunde kostet 24,00 EUR, Abrechnung monatlich.",
            "Der Preis beträgt 24,00 EUR pro Stunde und wird monatlich abgerechnet.",
            "Le prix est de 24,00 € par cours, facturé chaque mois.",
            "El precio es de 24,00 € por clase, se factura cada mes.",
            "Il prezzo è di 24,00 € a lezione, fatturato ogni mese.",
            "De prijs is € 24,00 per les, maandelijkse factuur.",
        ] {
            assert_eq!(period(said), Some(Period::Once), "{said}");
        }
        for said in [
            "The price is £86.00 a month for four lessons.",
            "Der Preis beträgt 96,00 EUR monatlich, 24,00 EUR pro Stunde.",
            "De prijs is € 96,00 per maand, dat is € 24,00 per les.",
        ] {
            assert_eq!(period(said), Some(Period::Month), "{said}");
        }
    }

    #[test]
    fn ten_parts_of_a_year_are_paid_by_the_month() {
        for said in [
            "The whole is \u{a3}2,007.00.\n9 instalments from 1 May of: \u{a3}200.55",
            "Zahlbar in zehn Raten von 89,00 EUR",
            "Payable en 10 mensualit\u{e9}s de 89,00 \u{20ac}",
            "Se paga en 12 cuotas de 89,00 \u{20ac}",
            "Pagabile in dieci rate da 89,00 \u{20ac}",
            "Te betalen in 11 termijnen van \u{20ac} 89,00",
        ] {
            assert_eq!(period(said), Some(Period::Month), "{said}");
        }
        for said in [
            "12 radiator valves at \u{a3}4.50 each",
            "10 Filter zu je 8,90 EUR",
            "3 instalments of \u{a3}30.00",
            "IVA 10%: 6,30 \u{20ac}",
        ] {
            assert_eq!(period(said), None, "{said}");
        }
    }
}
