//! On which side of a move an address stands: it is left or gone to, whichever of both is named first.
//!
//! What says so stands before it and behind the address before: a word that tells it wherever it stands (`our new
//! home`), a small word right before the address (`from`, `to`), or a day from which it holds (`from 1 May at`).

use super::Found;
use super::Surroundings;
use super::sorted::SortedPhrases;
use oxherd_model::{Claim, IdentifierRole, Side, Sided};

/// `sort: phrase; phrase`, in every language.
const LIST: &str = include_str!("../../data/sides.txt");

/// Words of one text that are looked at.
const MARKS_MAX: usize = 120;

/// Bytes before an address and behind it in which its side is said.
const BEFORE: usize = 140;
const BEHIND: usize = 48;

/// Bytes between a small word and its address: `from our flat at`; one goes `to` much else.
const FROM_BYTES: usize = 24;
const TO_BYTES: usize = 8;

/// Addresses of one text.
const PLACES_MAX: usize = 8;

/// What words say of the address behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// It is left, or gone to, wherever they stand.
    Left,
    Taken,
    /// The same right before it.
    From,
    To,
    /// It holds from a day that stands between.
    Since,
}

impl Sort {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "left" => Self::Left,
            "taken" => Self::Taken,
            "from" => Self::From,
            "to" => Self::To,
            "since" => Self::Since,
            _ => return None,
        })
    }
}

type Mark = super::sorted::Mark<Sort>;

/// Finds the words; built once.
#[derive(Debug)]
pub(super) struct SideReader {
    sorts: SortedPhrases<Sort>,
}

impl SideReader {
    pub(super) fn new() -> Self {
        Self { sorts: SortedPhrases::new(LIST, Sort::of) }
    }

    /// The addresses of a text of which it says on which side of a move they are.
    pub(super) fn read(&self, s: &Surroundings<'_>, found: &[Found]) -> Vec<Sided> {
        let mut places: Vec<(usize, usize, &str)> = found
            .iter()
            .filter_map(|f| {
                let Claim::Identifier { role: IdentifierRole::Address, value, .. } = &f.claim
                else {
                    return None;
                };
                Some((f.start, f.end, value.as_str()))
            })
            .take(PLACES_MAX)
            .collect();
        if places.is_empty() {
            return Vec::new();
        }
        places.sort_unstable();
        let marks = self.sorts.find(s, MARKS_MAX);
        let mut floor = 0;
        let mut sides = Vec::new();
        for (at, (start, end, value)) in places.iter().enumerate() {
            let next = places.get(at + 1).map_or(s.text.len(), |(next, _, _)| *next);
            let side = before(s.text, &marks, (floor, *start));
            if let Some(side) = side.or_else(|| behind(s.text, &marks, (*end, next))) {
                sides.push(Sided { place: (*value).to_owned(), side });
            }
            floor = *end;
        }
        sides
    }
}

/// What stands before an address says of it.
fn before(text: &str, marks: &[Mark], (floor, start): (usize, usize)) -> Option<Side> {
    let from = text.floor_char_boundary(start.saturating_sub(BEFORE)).max(floor);
    let from = from + last_stop(text.get(from..start)?);
    let within = || marks.iter().filter(move |m| m.start >= from && m.end <= start);
    // Of two that end together the longer one is meant: `move to`, `to`.
    let last = |sorts: [Sort; 2]| {
        let fits = within().filter(move |m| sorts.contains(&m.sort));
        fits.max_by_key(|m| (m.end, std::cmp::Reverse(m.start)))
    };
    let dated =
        |m: &Mark| text.get(m.end..start).is_some_and(|t| t.contains(|c: char| c.is_ascii_digit()));
    if let Some(mark) = last([Sort::Left, Sort::Taken]) {
        return Some(if mark.sort == Sort::Left { Side::Left } else { Side::Taken });
    }
    let reach = |m: &Mark| if m.sort == Sort::To { TO_BYTES } else { FROM_BYTES };
    let close = within().filter(|m| start - m.end <= reach(m) && !dated(m));
    let close = close.max_by_key(|m| (m.end, std::cmp::Reverse(m.start)));
    if let Some(mark) = close {
        return Some(if mark.sort == Sort::To { Side::Taken } else { Side::Left });
    }
    let dated = within().any(|m| m.sort == Sort::Since && dated(m));
    dated.then_some(Side::Taken)
}

/// What stands behind an address in its sentence says of it: `is our old home`.
fn behind(text: &str, marks: &[Mark], (end, next): (usize, usize)) -> Option<Side> {
    let to = text.floor_char_boundary(end.saturating_add(BEHIND)).min(next);
    let tail = text.get(end..to)?;
    let to = end + tail.find(['.', '!', '?', ';', '\n']).unwrap_or(tail.len());
    let own = |m: &&Mark| m.start >= end && m.end <= to;
    let mark = marks.iter().filter(own).find(|m| matches!(m.sort, Sort::Left | Sort::Taken))?;
    Some(if mark.sort == Sort::Left { Side::Left } else { Side::Taken })
}

/// Where the last sentence of a stretch of text begins; the point of `1. September` ends none.
fn last_stop(text: &str) -> usize {
    let ends = |(at, _): &(usize, &str)| {
        let head = text.get(..*at).unwrap_or_default();
        let tail = text.get(at + 1..).unwrap_or_default();
        !head.ends_with(|c: char| c.is_ascii_digit())
            && tail.starts_with(char::is_whitespace)
            && tail.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && head.split(' ').next_back().is_some_and(|word| word.chars().count() > 2)
    };
    text.match_indices(['.', '!', '?']).rfind(ends).map_or(0, |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::Side;

    /// The addresses that are left, and those that are gone to.
    fn sides(body: &str) -> (Vec<String>, Vec<String>) {
        let mail = format!(
            "From: Ada Quill <ada@quill.example>\nTo: Vale <help@vale.example>\nSubject: Vale\nDate: Mon, 04 Aug \
             2025 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\
             Content-Transfer-Encoding: 8bit\n\n{body}\n"
        );
        let reading = Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading;
        let of = |side: Side| {
            let own = reading.sides.iter().filter(|s| s.side == side);
            own.map(|s| s.place.split(',').next().unwrap_or_default().to_owned()).collect()
        };
        (of(Side::Left), of(Side::Taken))
    }

    /// What a letter says, the address that is left, the one that is gone to.
    const SAID: [(&str, &str, &str); 14] = [
        (
            "We are moving on 1 September 2025 from 4 Mill Lane, York to 9 Hill Road, York.",
            "4 Mill Lane",
            "9 Hill Road",
        ),
        (
            "From 1 September we will live at 9 Hill Road and no longer at 4 Mill Lane.",
            "4 Mill Lane",
            "9 Hill Road",
        ),
        (
            "On 1 September I leave 4 Mill Lane and move into 9 Hill Road.",
            "4 Mill Lane",
            "9 Hill Road",
        ),
        (
            "Our new home from 1 September is at 9 Hill Road instead of 4 Mill Lane.",
            "4 Mill Lane",
            "9 Hill Road",
        ),
        (
            "Wir ziehen am 1. September 2025 von der Ulmenstraße 4 in den Kiefernweg 9 um.",
            "Ulmenstraße 4",
            "Kiefernweg 9",
        ),
        (
            "Bis zum 31. August wohnen wir in der Ulmenstraße 4, ab dem 1. September im Kiefernweg 9.",
            "Ulmenstraße 4",
            "Kiefernweg 9",
        ),
        (
            "Le 1er septembre nous quittons le 7 rue des Tilleuls pour le 15 quai des Brumes.",
            "7 rue des Tilleuls",
            "15 quai des Brumes",
        ),
        (
            "Nous déménageons le 1er septembre 2025 du 7 rue des Tilleuls au 15 quai des Brumes.",
            "7 rue des Tilleuls",
            "15 quai des Brumes",
        ),
        (
            "El 1 de septiembre de 2025 nos mudamos de la calle Olmo 4, 50001 Zaragoza a la calle Pino 9, 50006 Zaragoza.",
            "calle Olmo 4",
            "calle Pino 9",
        ),
        (
            "Dejamos la calle Olmo 4 y desde el 1 de septiembre viviremos en la calle Pino 9.",
            "calle Olmo 4",
            "calle Pino 9",
        ),
        (
            "Il 1° settembre 2025 traslochiamo da via Olmo 4, 40121 Bologna a via Pino 9, 40137 Bologna.",
            "via Olmo 4",
            "via Pino 9",
        ),
        (
            "Dal 1° settembre abiteremo in via Pino 9, il vecchio indirizzo era via Olmo 4.",
            "via Olmo 4",
            "via Pino 9",
        ),
        (
            "Op 1 september 2026 verhuizen wij van Lindelaan 4, 3511 AB Utrecht naar Kastanjeplein 12, 3581 KL Utrecht.",
            "Lindelaan 4",
            "Kastanjeplein 12",
        ),
        (
            "Vanaf 1 september 2026 woon ik op Kastanjeplein 12 en niet meer op Lindelaan 4.",
            "Lindelaan 4",
            "Kastanjeplein 12",
        ),
    ];

    #[test]
    fn an_address_is_left_or_gone_to_by_the_words_before_it() {
        for (body, left, taken) in SAID {
            assert_eq!(sides(body), (vec![left.to_owned()], vec![taken.to_owned()]), "{body}");
        }
    }

    #[test]
    fn an_address_of_which_nothing_is_said_is_on_no_side() {
        for body in [
            "The engineer comes to our flat at 4 Mill Lane on 3 September.",
            "Der Techniker kommt am 3. September in der Ulmenstraße 4 vorbei.",
            "We have an offer. Please send it at once. The bill is for 4 Mill Lane.",
        ] {
            assert_eq!(sides(body), (vec![], vec![]), "{body}");
        }
    }
}
