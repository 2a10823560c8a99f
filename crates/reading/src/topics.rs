//! What a message is about: which sort of agreement and which sort of thing.

use crate::lists;
use crate::words::{Hit, Phrases, Words, as_index};
use oxherd_model::{Language, ThingKind, Topic, TopicName};

/// Finds words that show what a message is about.
#[derive(Debug)]
pub struct TopicReader {
    phrases: Phrases,
    entries: Vec<(TopicName, u16, Option<&'static str>, Language)>,
}

/// The topics of a message and the nouns that name a thing.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Topics {
    /// Strongest first.
    pub topics: Vec<Topic>,
    /// Common nouns of things, commonest first: Motorbike, Boiler.
    pub nouns: Vec<(&'static str, u16)>,
}

/// Topics of one message that are kept.
pub(crate) const TOPICS_MAX: usize = 6;

const LISTS: &[(&str, &str)] = &[
    ("en", include_str!("../data/topics/en.txt")),
    ("de", include_str!("../data/topics/de.txt")),
    ("fr", include_str!("../data/topics/fr.txt")),
    ("es", include_str!("../data/topics/es.txt")),
    ("it", include_str!("../data/topics/it.txt")),
    ("nl", include_str!("../data/topics/nl.txt")),
];

impl Default for TopicReader {
    fn default() -> Self {
        let mut reader = Self { phrases: Phrases::new(), entries: Vec::new() };
        for (language, list) in LISTS {
            for entry in lists::entries(list) {
                let Some(name) = named(entry.section) else {
                    continue;
                };
                let number = u32::try_from(reader.entries.len()).unwrap_or(u32::MAX);
                reader.phrases.add(entry.phrase, number);
                let weight = u16::try_from(entry.weight.max(0)).unwrap_or(0);
                reader.entries.push((name, weight, entry.noun, Language::from_code(language)));
            }
        }
        reader
    }
}

fn named(section: &str) -> Option<TopicName> {
    match section.split_once('.')? {
        ("agreement", kind) => kind.parse().ok().map(TopicName::Agreement),
        ("thing", kind) => kind.parse().ok().map(TopicName::Thing),
        _ => None,
    }
}

impl TopicReader {
    /// The topics of subject and body; the subject counts three times.
    pub fn read(&self, subject: &Words, body: &Words, language: Language) -> Topics {
        let mut out = Topics::default();
        let mut seen: Vec<u32> = Vec::new();
        // Of a language without a list any list may tell something.
        let known = LISTS.iter().any(|(code, _)| Language::from_code(code) == language);
        for (words, factor) in [(subject, 3), (body, 1)] {
            let mut hits: Vec<Hit> = Vec::new();
            self.phrases.find(words, |hit| hits.push(hit));
            for hit in hits.iter().filter(|hit| !self.is_meant_otherwise(hit, &hits)) {
                let Some((name, weight, noun, of)) = self.entries.get(as_index(hit.phrase)) else {
                    continue;
                };
                let phrase = hit.phrase;
                let foreign = known && *of != language;
                if foreign || (factor == 1 && seen.iter().filter(|p| **p == phrase).count() > 2) {
                    continue;
                }
                seen.push(phrase);
                out.count(*name, *noun, weight * factor);
            }
        }
        if is_specified(body) {
            out.count(TopicName::Thing(ThingKind::Device), None, SPECIFIED);
        }
        out.topics.sort_by_key(|t| (std::cmp::Reverse(t.weight), t.name));
        out.nouns.sort_by_key(|(noun, weight)| (std::cmp::Reverse(*weight), *noun));
        out.topics.truncate(TOPICS_MAX);
        out.nouns.truncate(4);
        out
    }
}

impl TopicReader {
    /// Whether a phrase is part of a longer one that says next to nothing: `direct debit guarantee`.
    fn is_meant_otherwise(&self, hit: &Hit, hits: &[Hit]) -> bool {
        let around = hits.partition_point(|other| other.first + LONGEST_HIDING <= hit.first);
        let near = hits.get(around..).unwrap_or_default();
        let mut near = near.iter().take_while(|other| other.first <= hit.first);
        near.any(|other| {
            let weak = |(_, weight, ..): &(TopicName, u16, Option<&str>, Language)| *weight <= 1;
            other.last >= hit.last
                && other.last - other.first > hit.last - hit.first
                && self.entries.get(as_index(other.phrase)).is_some_and(weak)
        })
    }
}

/// Words of the longest phrase that takes the meaning of another away.
const LONGEST_HIDING: usize = 6;

/// What the memory of a device says.
const SPECIFIED: u16 = 6;

/// Words of a text that are looked at.
const WORDS_MAX: usize = 1_500;

/// Whether a text names the memory of a device as its makers do: `16 GB / 512 GB`, `8/256 GB`, `16 GB RAM`.
fn is_specified(words: &Words) -> bool {
    const MEMORY: [&str; 11] = ["2", "3", "4", "6", "8", "12", "16", "18", "24", "32", "64"];
    const STORE: [&str; 9] = ["32", "64", "128", "256", "500", "512", "1024", "1", "2"];
    const KINDS: [&str; 15] = [
        "ram",
        "ssd",
        "emmc",
        "nvme",
        "arbeitsspeicher",
        "werkgeheugen",
        "unified",
        "ddr4",
        "ddr5",
        "lpddr5",
        "hdd",
        "flash",
        "speicherplatz",
        "internal",
        "interno",
    ];
    let unit = |word: &str| matches!(word, "gb" | "tb" | "go" | "to");
    let glued = |word: &str| {
        let number = word.strip_suffix("gb").or_else(|| word.strip_suffix("tb"));
        number
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    };
    let all: Vec<&str> = words.all().iter().take(WORDS_MAX).map(|w| words.folded(*w)).collect();
    all.windows(4).any(|four| match four {
        [one, two, three, four] => {
            let pair = MEMORY.contains(one) && unit(two) && STORE.contains(three) && unit(four)
                || MEMORY.contains(one) && STORE.contains(two) && *one != *two && unit(three);
            let told =
                unit(two) && (KINDS.contains(three) || *three == "de" && KINDS.contains(four));
            let joined = glued(one) && (glued(two) || KINDS.contains(two));
            pair || told && one.bytes().all(|b| b.is_ascii_digit()) || joined
        }
        [..] => false,
    })
}

impl Topics {
    fn count(&mut self, name: TopicName, noun: Option<&'static str>, weight: u16) {
        match self.topics.iter_mut().find(|t| t.name == name) {
            Some(topic) => topic.weight = topic.weight.saturating_add(weight),
            None => self.topics.push(Topic { name, weight }),
        }
        let Some(noun) = noun else { return };
        match self.nouns.iter_mut().find(|(n, _)| *n == noun) {
            Some((_, sum)) => *sum = sum.saturating_add(weight),
            None => self.nouns.push((noun, weight)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxherd_model::AgreementKind;

    #[test]
    fn a_guarantee_of_the_bank_is_none_of_a_thing() {
        let reader = TopicReader::default();
        let warrants = |language: &str, text: &str| {
            let body = Words::cut(text, WORDS_MAX);
            let topics = reader.read(&Words::default(), &body, Language::from_code(language));
            let of = TopicName::Agreement(AgreementKind::Warranty);
            topics.topics.iter().any(|topic| topic.name == of)
        };
        for (language, text) in [
            ("en", "The Direct Debit Guarantee protects you"),
            ("en", "Our money back guarantee holds for 30 days"),
            ("de", "Es gilt unsere Geld-zurück-Garantie"),
            ("it", "Il deposito di garanzia è di 100 euro"),
        ] {
            assert!(!warrants(language, text), "{text}");
        }
        assert!(warrants("en", "The guarantee of your boiler runs for ten years"));
        assert!(warrants("de", "Die Garantie Ihrer Therme läuft zehn Jahre"));
    }
}
