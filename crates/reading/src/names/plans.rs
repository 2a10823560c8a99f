//! For what time a plan is paid, by its name: `your annual plan`, `Monatsabo`, `formule annuelle`.

use crate::words::{Phrases, Words, as_index};
use oxherd_model::Period;
use std::str::FromStr;

/// `period: phrase; phrase`, in six languages.
const LIST: &str = include_str!("../../data/plans.txt");

/// Bytes between two names of which the second takes the place of the first.
const TURN: usize = 80;

/// Finds the names; built once.
#[derive(Debug)]
pub(super) struct PlanReader {
    phrases: Phrases,
    periods: Vec<Period>,
}

impl PlanReader {
    pub(super) fn new() -> Self {
        let (mut phrases, mut periods) = (Phrases::new(), Vec::new());
        for (period, line) in LIST.lines().filter_map(|line| line.split_once(": ")) {
            let Ok(period) = Period::from_str(period) else { continue };
            let number = u32::try_from(periods.len()).unwrap_or(u32::MAX);
            periods.push(period);
            line.split("; ").for_each(|phrase| phrases.add(phrase, number));
        }
        Self { phrases, periods }
    }

    /// The period of the plan that a text names first; where another one follows in its sentence, the plan was
    /// changed to that: `from monthly to annual billing`.
    pub(super) fn read(&self, text: &str, words: &Words) -> Option<Period> {
        let mut named: Vec<(usize, usize, Period)> = Vec::new();
        self.phrases.find(words, |hit| {
            let ends = words.all().get(hit.first).zip(words.all().get(hit.last));
            let period = self.periods.get(as_index(hit.phrase));
            if let Some(((first, last), period)) = ends.zip(period) {
                named.push((as_index(first.start), as_index(last.end), *period));
            }
        });
        named.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
        let (_, end, first) = *named.first()?;
        let turned = named.iter().find(|(start, _, period)| {
            let between = text.get(end..*start);
            *period != first
                && between.is_some_and(|gap| gap.len() <= TURN && !gap.contains(['.', '!', '?']))
        });
        Some(turned.map_or(first, |(_, _, period)| *period))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(text: &str) -> Option<Period> {
        PlanReader::new().read(text, &Words::cut(text, 1000))
    }

    #[test]
    fn every_line_of_the_list_is_of_a_known_period() {
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let known =
                line.split_once(": ").is_some_and(|(word, _)| Period::from_str(word).is_ok());
            assert!(known, "{line}");
        }
    }

    #[test]
    fn a_plan_is_paid_for_the_time_of_its_name() {
        for text in [
            "You've switched from monthly to annual billing. We charged $79.00 today.",
            "Your monthly plan has been replaced by the annual plan.",
            "Sie haben von monatlicher auf jährliche Zahlung gewechselt.",
            "Ihr Jahresabo wurde verlängert.",
            "Votre abonnement mensuel est remplacé par la formule annuelle.",
            "Has cambiado tu suscripción mensual al plan anual.",
            "Hai cambiato il tuo piano da mensile ad annuale.",
            "Je maandabonnement is omgezet naar een jaarabonnement.",
        ] {
            assert_eq!(plan(text), Some(Period::Year), "{text}");
        }
        for text in [
            "Thanks for your payment. Your monthly plan renews in May. Save with the annual plan!",
            "Your annual plan, billed monthly, costs £9.00.",
            "Ihr Monatsabo läuft weiter.",
            "Votre formule mensuelle est active.",
            "Tu plan mensual sigue activo.",
            "Il tuo abbonamento mensile è attivo.",
            "Je maandabonnement loopt door.",
        ] {
            assert_eq!(plan(text), Some(Period::Month), "{text}");
        }
        for text in ["We plan an annual party.", "Ihr Plan für das Jahr", "Le plan de l'année"] {
            assert_eq!(plan(text), None, "{text}");
        }
    }
}
