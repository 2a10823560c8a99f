//! Formats of single suppliers: what they call things that the general lists cannot know.
//!
//! A format is a file in `data/formats`; it says whose messages it is for, which words decide their
//! kind, and which labels give a number, day or sum its role. Of days and sums it says what those are
//! that the general readers found; a reference is what stands behind its label up to white space.

use crate::values::{FOUND_MAX, Found, Values};
use crate::words::{Phrases, Words, as_index};
use oxherd_model::{AmountRole, Claim, Confidence, DateRole, Kind, ReferenceRole};

/// Every format, by the domain it is for.
#[derive(Debug)]
pub struct FormatReader {
    formats: Vec<Format>,
}

/// The format of one supplier.
#[derive(Debug)]
pub struct Format {
    domains: Vec<&'static str>,
    /// The name to show, where the sender's own is no use.
    pub name: Option<&'static str>,
    phrases: Phrases,
    meanings: Vec<(Meaning, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Kind(Kind),
    Reference(ReferenceRole),
    Date(DateRole),
    Amount(AmountRole),
}

const FILES: &[&str] = include!(concat!(env!("OUT_DIR"), "/formats.rs"));

/// A value stands at most so many bytes after its label.
const LABEL_DISTANCE_MAX: usize = 80;

/// Signs of a reference; so many bytes behind its label are looked at for the longest.
const REFERENCE_SIGNS_MAX: usize = 30;
const REFERENCE_BYTES_MAX: usize = 4 * REFERENCE_SIGNS_MAX + 8;

impl Default for FormatReader {
    fn default() -> Self {
        Self { formats: FILES.iter().map(|file| Format::parse(file)).collect() }
    }
}

impl FormatReader {
    /// The format of a sender's organisational domain.
    pub fn of(&self, domain: Option<&str>) -> Option<&Format> {
        let domain = domain?;
        self.formats.iter().find(|format| format.domains.contains(&domain))
    }
}

impl Format {
    fn parse(file: &'static str) -> Self {
        let mut format =
            Self { domains: Vec::new(), name: None, phrases: Phrases::new(), meanings: Vec::new() };
        for line in file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let Some((key, values)) = line.split_once(':') else { continue };
            let values = values.split(';').map(str::trim).filter(|v| !v.is_empty());
            match (key.trim(), meaning(key.trim())) {
                ("from", _) => {
                    format.domains.extend(values.flat_map(|v| v.split(',')).map(str::trim));
                }
                ("name", _) => format.name = values.clone().next(),
                (_, Some(meaning)) => values.for_each(|v| format.add(meaning, v)),
                (_, None) => {}
            }
        }
        format
    }

    fn add(&mut self, meaning: Meaning, phrase: &'static str) {
        self.phrases.add(phrase, u32::try_from(self.meanings.len()).unwrap_or(u32::MAX));
        self.meanings.push((meaning, phrase));
    }

    /// The kind that the words of a message have in this format, with the phrase that says so.
    pub fn kind(&self, texts: &[&Words]) -> Option<(Kind, &'static str)> {
        texts.iter().find_map(|words| {
            let mut found = None;
            self.phrases.find(words, |hit| {
                if let Some((Meaning::Kind(kind), phrase)) = self.meanings.get(as_index(hit.phrase))
                {
                    found = found.or(Some((*kind, *phrase)));
                }
            });
            found
        })
    }

    /// Gives values their role by this format's labels, and adds the numbers behind them.
    pub fn apply(&self, text: &str, words: &Words, values: &mut Values) {
        let found = &mut values.found;
        let mut full = false;
        self.phrases.find(words, |hit| {
            let Some((meaning, _)) = self.meanings.get(as_index(hit.phrase)) else { return };
            let Some(after) = words.all().get(hit.last).map(|w| as_index(w.end)) else { return };
            match meaning {
                Meaning::Kind(_) => {}
                Meaning::Reference(_) if found.len() >= FOUND_MAX => full = true,
                Meaning::Reference(role) => found.extend(reference(text, after, *role)),
                Meaning::Date(_) | Meaning::Amount(_) => name_next(found, after, *meaning),
            }
        });
        if full {
            values.gaps.push(format!("more than {FOUND_MAX} values; later numbers were left out"));
        }
    }
}

fn meaning(key: &str) -> Option<Meaning> {
    let (what, role) = key.split_once(' ')?;
    match what {
        "kind" => role.parse().ok().map(Meaning::Kind),
        "reference" => role.parse().ok().map(Meaning::Reference),
        "date" => role.parse().ok().map(Meaning::Date),
        "amount" => role.parse().ok().map(Meaning::Amount),
        _ => None,
    }
}

/// The value nearest behind a label gets the label's role.
fn name_next(found: &mut [Found], after: usize, meaning: Meaning) {
    let near = found
        .iter_mut()
        .filter(|f| f.start >= after && f.start - after <= LABEL_DISTANCE_MAX)
        .filter(|f| match (&f.claim, meaning) {
            (Claim::Date { .. }, Meaning::Date(_)) | (Claim::Amount { .. }, Meaning::Amount(_)) => {
                true
            }
            (_, _) => false,
        })
        .min_by_key(|f| f.start);
    let Some(value) = near else { return };
    match (&mut value.claim, meaning) {
        (Claim::Date { role, .. }, Meaning::Date(said)) => *role = said,
        (Claim::Amount { role, .. }, Meaning::Amount(said)) => *role = said,
        (_, _) => return,
    }
    value.confidence = SURE;
}

/// The signs behind a label up to white space.
fn reference(text: &str, after: usize, role: ReferenceRole) -> Option<Found> {
    let near = |from: usize, bytes| text.get(from..text.floor_char_boundary(from + bytes));
    let start = after + near(after, LABEL_DISTANCE_MAX)?.find(|c: char| c.is_alphanumeric())?;
    let value: &str = near(start, REFERENCE_BYTES_MAX)?.split(char::is_whitespace).next()?;
    let value = value.trim_end_matches(|c: char| !c.is_alphanumeric());
    let signs = value.chars().count();
    if !(3..=REFERENCE_SIGNS_MAX).contains(&signs) {
        return None;
    }
    let claim = Claim::Reference { role, value: value.to_owned() };
    Some(Found { claim, start, end: start + value.len(), confidence: SURE })
}

/// A supplier's own label leaves little doubt.
const SURE: Confidence = Confidence::from_thousandths(970);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_what_values_are() {
        let format =
            Format::parse("from: a.example\nreference booking: token\ndate start: bow time\n");
        let text = "Token: KW7-33Q. Bow time is Monday";
        let claim = Claim::Date { role: DateRole::Other, value: jiff::civil::date(2026, 5, 4) };
        let confidence = Confidence::from_thousandths(400);
        let mut values = Values::default();
        values.found.push(Found { claim, start: 28, end: 34, confidence });
        format.apply(text, &Words::cut(text, usize::MAX), &mut values);
        let found = values.found;
        assert!(matches!(found[0].claim, Claim::Date { role: DateRole::Start, .. }));
        assert!(matches!(&found[1].claim, Claim::Reference { value, .. } if value == "KW7-33Q"));
    }

    #[test]
    fn a_flood_of_labels_is_bounded_and_said() {
        let format = Format::parse("from: a.example\nreference booking: token\n");
        let text = "Token KW7-33Q ".repeat(5_000) + &"token-".repeat(50_000);
        let mut values = Values::default();
        format.apply(&text, &Words::cut(&text, usize::MAX), &mut values);
        assert_eq!(values.found.len(), FOUND_MAX);
        assert_eq!(values.gaps.len(), 1);
    }

    #[test]
    fn every_format_is_read_and_is_for_somebody() {
        for format in &FormatReader::default().formats {
            assert!(!format.domains.is_empty() && !format.meanings.is_empty());
        }
    }

    /// A mistyped role would be left out without a word; this names its line.
    #[test]
    fn every_line_of_every_format_is_understood() {
        for file in FILES {
            assert_eq!(not_understood(file), None);
        }
        let mistyped = "from: a.example\nreference bookng: token\n";
        assert_eq!(not_understood(mistyped), Some("reference bookng: token"));
        assert_eq!(not_understood("kind bill, the sum"), Some("kind bill, the sum"));
    }

    fn not_understood(file: &str) -> Option<&str> {
        file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).find(|line| {
            let known = |key: &str| matches!(key, "from" | "name") || meaning(key).is_some();
            !line.split_once(':').is_some_and(|(key, said)| known(key.trim()) && !said.is_empty())
        })
    }
}
