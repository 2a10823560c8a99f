//! Days that words right before them call the first: `is gestart op`, `läuft seit`, an arrival with a departure.
//!
//! What a day is was learned of many words around it; where something began, and where a stay begins and ends,
//! the words beside the day say so.

use crate::values::Found;
use crate::words::fold;
use oxherd_model::{Claim, Confidence, DateRole};
use std::sync::LazyLock;

/// `sort: stem; stem`, in six languages.
const LIST: &str = include_str!("../../data/begins.txt");

static STEMS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    let sorted = lines.filter_map(|line| line.split_once(": "));
    sorted.map(|(sort, stems)| (sort, stems.split("; ").collect())).collect()
});

/// Bytes before a day, and around it, that are looked at.
const BEFORE: usize = 32;
const AROUND: usize = 60;

/// How sure such a day is, in thousandths.
const SURE: u16 = 880;

/// Gives days that began something, and those of a stay, their roles.
pub(super) fn settle(text: &str, found: &mut [Found]) {
    let mut stay: (Option<usize>, Option<usize>) = (None, None);
    for (at, value) in found.iter_mut().enumerate() {
        let Some((role, _)) = value.claim.date() else { continue };
        if !may_begin(role) {
            continue;
        }
        let head = head(text, value.start);
        if ends_in(&head, "arrives") {
            stay.0 = stay.0.or(Some(at));
        } else if ends_in(&head, "leaves") {
            stay.1 = stay.1.or(Some(at));
        } else if role == DateRole::End && began(text, value, &head) {
            set(value, DateRole::Start);
        }
    }
    if let (Some(arrives), Some(leaves)) = stay {
        let day = |at: usize| found.get(at).and_then(|f| f.claim.date()).map(|(_, on)| on);
        let (Some(first), Some(last)) = (day(arrives), day(leaves)) else { return };
        // Who travels leaves before they arrive.
        if first < last {
            for (at, role) in [(arrives, DateRole::Start), (leaves, DateRole::End)] {
                found.get_mut(at).into_iter().for_each(|value| set(value, role));
            }
        }
    }
}

/// Roles that words of a beginning tell better.
const fn may_begin(role: DateRole) -> bool {
    matches!(
        role,
        DateRole::Start
            | DateRole::End
            | DateRole::Effective
            | DateRole::Expiry
            | DateRole::Other
            | DateRole::Appointment
    )
}

fn set(value: &mut Found, to: DateRole) {
    if let Claim::Date { role, .. } = &mut value.claim {
        *role = to;
        value.confidence = Confidence::from_thousandths(value.confidence.thousandths().max(SURE));
    }
}

/// What stands right before a day in its sentence, folded.
fn head(text: &str, at: usize) -> String {
    let from = text.ceil_char_boundary(at.saturating_sub(BEFORE));
    let head = text.get(from..at).unwrap_or_default();
    let head = head.rsplit(['.', '!', '?', '\n', ';']).next().unwrap_or_default();
    let plain: String =
        fold(head).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn stems(sort: &str) -> &'static [&'static str] {
    STEMS.iter().find(|(known, _)| *known == sort).map_or(&[], |(_, stems)| stems.as_slice())
}

/// Whether the words before a day end in one of a sort, but for an article or the name of the day.
fn ends_in(head: &str, sort: &str) -> bool {
    let short = head.rsplit_once(' ').map_or("", |(before, _)| before);
    [head, short].into_iter().any(|head| {
        stems(sort).iter().any(|stem| {
            let rest = head.strip_suffix(stem);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        })
    })
}

/// Whether something began on a day: by a verb, or since then and nothing around it ended.
fn began(text: &str, value: &Found, head: &str) -> bool {
    if ends_in(head, "begins") {
        return true;
    }
    let from = text.ceil_char_boundary(value.start.saturating_sub(AROUND));
    let to = text.floor_char_boundary((value.end + AROUND).min(text.len()));
    let around = || fold(text.get(from..to).unwrap_or_default());
    let over = |around: &str| {
        let mut words = around.split(|c: char| !c.is_alphanumeric());
        words.any(|word| stems("ends").iter().any(|stem| word.starts_with(stem)))
    };
    ends_in(head, "since") && !over(&around())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// The roles of the days of a text that were read otherwise, by the words that stand for them.
    fn roles(text: &str, days: &[(&str, DateRole)]) -> Vec<DateRole> {
        let mut on = date(2026, 3, 1);
        let mut found: Vec<Found> = days
            .iter()
            .map(|(written, role)| {
                let start = text.find(written).unwrap();
                on = on.tomorrow().unwrap();
                Found {
                    claim: Claim::Date { role: *role, value: on },
                    start,
                    end: start + written.len(),
                    confidence: Confidence::from_thousandths(480),
                }
            })
            .collect();
        settle(text, &mut found);
        found.iter().filter_map(|f| f.claim.date()).map(|(role, _)| role).collect()
    }

    #[test]
    fn what_began_on_a_day_does_not_end_on_it() {
        for text in [
            "Your plan started on 2 March and runs on.",
            "Your cover has been in force since 2 March.",
            "Ihre Mitgliedschaft läuft seit 2 March.",
            "Der Vertrag begann am Montag, 2 March.",
            "Votre abonnement a débuté le 2 March.",
            "Votre contrat est en cours depuis le 2 March.",
            "Tu contrato comenzó el 2 March.",
            "El servicio está activo desde el 2 March.",
            "L'abbonamento è iniziato il 2 March.",
            "Il contratto è attivo dal 2 March.",
            "Je contract is gestart op 2 March en loopt drie jaar.",
            "Je verzekering is ingegaan op 2 March.",
        ] {
            assert_eq!(roles(text, &[("2 March", DateRole::End)]), [DateRole::Start], "{text}");
        }
        for text in [
            "Your contract ended on 2 March.",
            "Your policy has been cancelled since 2 March.",
            "Ihr Vertrag ist seit 2 March beendet.",
            "Ihr Vertrag endet am 2 March.",
            "Votre contrat est résilié depuis le 2 March.",
            "Tu contrato está de baja desde el 2 March.",
            "Il contratto è cessato dal 2 March.",
            "Je abonnement is sinds 2 March beëindigd.",
        ] {
            assert_eq!(roles(text, &[("2 March", DateRole::End)]), [DateRole::End], "{text}");
        }
    }

    #[test]
    fn a_stay_begins_with_the_arrival() {
        let wrong = [("2 March", DateRole::End), ("5 March", DateRole::Start)];
        for text in [
            "Arrival: 2 March, departure: 5 March",
            "Check-in 2 March, check-out 5 March",
            "Anreise 2 March, Abreise 5 March",
            "Arrivée le 2 March, départ le 5 March",
            "Llegada: 2 March. Salida: 5 March",
            "arrivo 2 March, partenza 5 March",
            "Aankomst op 2 March, vertrek op 5 March",
        ] {
            assert_eq!(roles(text, &wrong), [DateRole::Start, DateRole::End], "{text}");
        }
        // A train leaves before it arrives.
        let train = "partenza 2 March, arrivo 5 March";
        let read = [("2 March", DateRole::Start), ("5 March", DateRole::End)];
        assert_eq!(roles(train, &read), [DateRole::Start, DateRole::End]);
    }
}
