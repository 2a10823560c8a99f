//! The hours of the day that a sentence names.

/// Letters of a sentence that are looked at.
const SENTENCE_MAX: usize = 400;

/// Letters behind a number that are looked at.
const REST_LETTERS: usize = 12;

/// What stands before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// An hour and a word that joins another: `8 and`.
    Hour,
    /// Nothing of that sort.
    Nothing,
}

/// The hours that a sentence names, by the clock of a day: `8am`, `16:05`, `4pm`, `12 Uhr`.
pub(super) fn hours(sentence: &str) -> Vec<u16> {
    let text: Vec<char> = sentence.chars().take(SENTENCE_MAX).collect();
    let mut hours = Vec::new();
    let mut at = 0;
    // Whether a word before says that the next number is an hour too: `8 and 12`.
    let mut before_it = Before::Nothing;
    while at < text.len() {
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        let inside = |c: &char| c.is_alphanumeric() || matches!(c, ':' | '.' | '/');
        let begins = before.is_none_or(|c| !inside(c) && (before_it == Before::Hour || *c != '-'));
        let digits = text.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
        if digits == 0 || !begins {
            at += digits.max(1);
            continue;
        }
        let number: String = text.iter().skip(at).take(digits).collect();
        at += digits;
        let rest: String = text.iter().skip(at).take(REST_LETTERS).collect();
        let hour = number.parse::<u16>().ok().filter(|hour| digits <= 2 && *hour <= 24);
        let Some(hour) = hour else { continue };
        let rest = rest.to_lowercase();
        if counts(&rest) {
            // `Within 5 to 10 business days`: neither is an hour.
            if before_it == Before::Hour {
                hours.pop();
            }
            before_it = Before::Nothing;
            continue;
        }
        let told = by_the_clock(hour, &rest, before_it);
        let joined = told.is_some() && joins(&rest);
        before_it = if joined { Before::Hour } else { Before::Nothing };
        hours.extend(told);
    }
    hours
}

/// Beginnings of words for what is counted in spans, not told by the clock.
const SPANS: &[&str] = &[
    "day",
    "business",
    "working",
    "bank",
    "week",
    "month",
    "year",
    "hours",
    "minute",
    "tag",
    "werktag",
    "werktäg",
    "arbeitstag",
    "bankarbeitstag",
    "banktag",
    "woche",
    "monat",
    "stunde",
    "minuten",
    "jour",
    "semaine",
    "mois",
    "día",
    "dia",
    "semana",
    "mes",
    "laborable",
    "giorn",
    "lavorativ",
    "settiman",
    "dag",
    "werkdag",
    "weken",
    "maand",
    "uren",
];

/// Whether what follows a number says that it counts days or the like.
fn counts(rest: &str) -> bool {
    let rest = rest.trim_start();
    SPANS.iter().any(|word| rest.starts_with(word))
}

/// Words for halves of a day and the minute at which each is over.
const HALVES: &[(u16, &[&str])] = &[
    (
        12 * 60,
        &[
            "in the morning",
            "morning slot",
            " am slot",
            "vormittag",
            "dans la matin\u{e9}e",
            "le matin",
            "por la ma\u{f1}ana",
            "en la ma\u{f1}ana",
            "in mattinata",
            "la mattina",
            "di mattina",
            "in de ochtend",
            "'s ochtends",
            "s ochtends",
        ],
    ),
    (
        18 * 60,
        &[
            "in the afternoon",
            "afternoon slot",
            " pm slot",
            "nachmittag",
            "dans l'apr\u{e8}s-midi",
            "dans l\u{2019}apr\u{e8}s-midi",
            "por la tarde",
            "nel pomeriggio",
            "in de middag",
            "'s middags",
        ],
    ),
];

/// The last minute of the hours that a sentence names, or of the half of a day where it names none.
pub(super) fn last(sentence: &str) -> Option<u16> {
    hours(sentence).into_iter().max().or_else(|| {
        let lower = sentence.to_lowercase();
        let named = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        HALVES.iter().find(|(_, words)| named(words)).map(|(last, _)| *last)
    })
}

/// The minute of the day that a number stands for by what follows it.
fn by_the_clock(hour: u16, rest: &str, before: Before) -> Option<u16> {
    let minutes =
        rest.strip_prefix([':', '.', 'h']).and_then(|rest| rest.get(..2)?.parse::<u16>().ok());
    let minutes = minutes.filter(|m| *m < 60);
    let behind = if minutes.is_some() { rest.get(3..).unwrap_or_default() } else { rest };
    // `12.03.2026` and `14 days` are no hours.
    if behind.starts_with(['.', '/', ':']) && behind.get(1..2).is_some_and(|c| c != " ") {
        return None;
    }
    let behind = behind.trim_start();
    let half = if behind.starts_with("pm") || behind.starts_with("p.m") {
        Some(hour % 12 + 12)
    } else if behind.starts_with("am") || behind.starts_with("a.m") {
        Some(hour % 12)
    } else {
        None
    };
    let told = ["uhr", "uur", "o'clock", "noon"].iter().any(|word| behind.starts_with(word))
        || behind.strip_prefix('h').is_some_and(|after| !after.starts_with(char::is_alphanumeric));
    let hour = half
        .or((minutes.is_some() || told || before == Before::Hour || joins(rest)).then_some(hour))?;
    Some(hour * 60 + minutes.unwrap_or(0))
}

/// Whether another hour follows: `and 12`, `-12`.
fn joins(rest: &str) -> bool {
    const WORDS: [&str; 20] = [
        "and", "to", "till", "until", "-", "–", "und", "bis", "et", "en", "tot", "à", "e le ore",
        "e le", "alle ore", "alle", "y las", "a las", "e", "y",
    ];
    let rest = rest.trim_start();
    let minutes = [":00", ".00", "h00"].iter().find_map(|minutes| rest.strip_prefix(minutes));
    let rest = minutes.unwrap_or(rest).trim_start();
    let halves = ["am", "pm", "a.m.", "p.m.", "uhr", "uur", "h"];
    let rest = halves.iter().find_map(|half| rest.strip_prefix(half)).unwrap_or(rest).trim_start();
    WORDS.iter().any(|word| {
        let after = rest.strip_prefix(word);
        after.is_some_and(|after| after.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_told_from_other_numbers() {
        let text =
            "our engineer arrived at 4pm today instead of between 8:30 am and 12pm on 9 March 2026";
        assert_eq!(hours(text), [16 * 60, 8 * 60 + 30, 12 * 60]);
        assert_eq!(hours("zwischen 8 Uhr und 12:15 Uhr"), [8 * 60, 12 * 60 + 15]);
        assert_eq!(hours("on 9 March between 8 and 12"), [8 * 60, 12 * 60]);
        assert_eq!(hours("order 4471 of 12.03.2026, 14 days"), [0_u16; 0]);
        for span in [
            "we will reply within 5 to 10 business days",
            "binnen 5 tot 10 werkdagen",
            "in 3 bis 5 Werktagen",
            "sous 5 à 10 jours ouvrés",
            "en 5 a 10 días hábiles, de 5 a 10 días",
            "entro 5 e 10 giorni lavorativi",
            "between 8 and 12 weeks",
        ] {
            assert_eq!(hours(span), [0_u16; 0], "{span}");
        }
        assert_eq!(hours("op 12 maart tussen 8 en 12 uur"), [8 * 60, 12 * 60]);
    }
}
