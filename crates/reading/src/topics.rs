//! What a message is about: which sort of agreement and which sort of thing.

use crate::lists;
use crate::words::{Hit, Phrases, Words, as_index};
use oxherd_model::{Language, Topic, TopicName};

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
            self.phrases.find(words, |Hit { phrase, .. }| {
                let Some((name, weight, noun, of)) = self.entries.get(as_index(phrase)) else {
                    return;
                };
                let foreign = known && *of != language;
                if foreign || (factor == 1 && seen.iter().filter(|p| **p == phrase).count() > 2) {
                    return;
                }
                seen.push(phrase);
                out.count(*name, *noun, weight * factor);
            });
        }
        out.topics.sort_by_key(|t| (std::cmp::Reverse(t.weight), t.name));
        out.nouns.sort_by_key(|(noun, weight)| (std::cmp::Reverse(*weight), *noun));
        out.topics.truncate(TOPICS_MAX);
        out.nouns.truncate(4);
        out
    }
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
