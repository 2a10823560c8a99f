//! What a message is about: which sort of agreement, which branch of it, and which sort of thing.

use crate::lists::{self, Entry, ListPlace};
use crate::words::{Hit, Phrases, Words, as_index};
use oxherd_model::{Branch, Language, ThingKind, Topic, TopicName};

/// Finds words that show what a message is about.
#[derive(Debug)]
pub struct TopicReader {
    phrases: Phrases,
    entries: Vec<(Says, Language)>,
}

/// What a phrase says.
#[derive(Debug, Clone, Copy)]
enum Says {
    /// That a topic is spoken of, how much, and the noun of the thing.
    Topic(TopicName, u16, Option<&'static str>),
    /// What within its kind the agreement is for; some words say it only in a subject.
    Branch(Branch, Option<ListPlace>),
    /// No branch, though words of one are in it.
    NoBranch,
    /// That a new customer is greeted.
    Greets,
}

/// The topics of a message and the nouns that name a thing.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Topics {
    /// Strongest first.
    pub topics: Vec<Topic>,
    /// Common nouns of things, commonest first: Motorbike, Boiler.
    pub nouns: Vec<(&'static str, u16)>,
    /// What within its kind the agreement is for: by the subject, else by the beginning of the text.
    pub branches: Vec<Branch>,
    /// Whether a new customer is greeted.
    pub greets: bool,
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

const BRANCHES: &[(&str, &str)] = &[
    ("en", include_str!("../data/branches/en.txt")),
    ("de", include_str!("../data/branches/de.txt")),
    ("fr", include_str!("../data/branches/fr.txt")),
    ("es", include_str!("../data/branches/es.txt")),
    ("it", include_str!("../data/branches/it.txt")),
    ("nl", include_str!("../data/branches/nl.txt")),
];

/// Words of a text in which it names the branch of what it is about; further down others are spoken of.
const BRANCH_WORDS: usize = 80;

impl Default for TopicReader {
    fn default() -> Self {
        let mut reader = Self { phrases: Phrases::new(), entries: Vec::new() };
        for (language, list) in LISTS.iter().chain(BRANCHES) {
            for entry in lists::entries(list) {
                let Some(says) = said(&entry) else {
                    continue;
                };
                let number = u32::try_from(reader.entries.len()).unwrap_or(u32::MAX);
                reader.phrases.add(entry.phrase, number);
                reader.entries.push((says, Language::from_code(language)));
            }
        }
        reader
    }
}

fn said(entry: &Entry) -> Option<Says> {
    if let Some(name) = named(entry.section) {
        let weight = u16::try_from(entry.weight.max(0)).unwrap_or(0);
        return Some(Says::Topic(name, weight, entry.noun));
    }
    match entry.section {
        "none" => return Some(Says::NoBranch),
        "greets" => return Some(Says::Greets),
        _ => {}
    }
    entry.section.parse().ok().map(|branch| Says::Branch(branch, entry.place))
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
            let all: Vec<(Says, Hit)> = hits
                .into_iter()
                .filter_map(|hit| {
                    let (says, of) = self.entries.get(as_index(hit.phrase))?;
                    (!known || *of == language).then_some((*says, hit))
                })
                .collect();
            if out.branches.is_empty() {
                let place = (factor == 3).then_some(ListPlace::Subject);
                out.branches = branches(&all, place);
            }
            out.greets |= all.iter().any(|(says, _)| matches!(says, Says::Greets));
            for (says, hit) in all.iter().filter(|(_, hit)| !is_meant_otherwise(hit, &all)) {
                let Says::Topic(name, weight, noun) = says else { continue };
                let phrase = hit.phrase;
                if factor == 1 && seen.iter().filter(|p| **p == phrase).count() > 2 {
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

/// Whether a phrase is part of a longer one that says next to nothing: `direct debit guarantee`.
fn is_meant_otherwise(hit: &Hit, hits: &[(Says, Hit)]) -> bool {
    let weak = |says: &Says| matches!(says, Says::Topic(_, weight, _) if *weight <= 1);
    is_hidden(hit, hits, weak)
}

/// Whether a phrase is part of a longer one of a sort.
fn is_hidden(hit: &Hit, hits: &[(Says, Hit)], sort: impl Fn(&Says) -> bool) -> bool {
    let around = hits.partition_point(|(_, other)| other.first + LONGEST_HIDING <= hit.first);
    let near = hits.get(around..).unwrap_or_default();
    let mut near = near.iter().take_while(|(_, other)| other.first <= hit.first);
    near.any(|(says, other)| {
        let longer = other.last - other.first > hit.last - hit.first;
        other.last >= hit.last && longer && sort(says)
    })
}

/// The branches that a subject or the beginning of a text names; of phrases in one another the longest counts.
fn branches(hits: &[(Says, Hit)], place: Option<ListPlace>) -> Vec<Branch> {
    let of_branch = |says: &Says| matches!(says, Says::Branch(..) | Says::NoBranch);
    let mut all = Vec::new();
    for (says, hit) in hits.iter().take_while(|(_, hit)| hit.first < BRANCH_WORDS) {
        let Says::Branch(branch, only) = says else { continue };
        let elsewhere = only.is_some() && *only != place;
        if !elsewhere && !all.contains(branch) && !is_hidden(hit, hits, of_branch) {
            all.push(*branch);
        }
    }
    all.sort_unstable();
    all
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

    #[test]
    fn a_new_customer_is_greeted_in_each_language() {
        let reader = TopicReader::default();
        let greets = |language: &str, text: &str| {
            let body = Words::cut(text, WORDS_MAX);
            reader.read(&Words::default(), &body, Language::from_code(language)).greets
        };
        for (language, text) in [
            ("en", "Great to have you with us. Your papers are ready."),
            ("de", "Wir freuen uns, Sie als Kundin zu begrüßen."),
            ("fr", "Ravis de vous compter parmi nous."),
            ("es", "Ya eres cliente. Tu póliza está lista."),
            ("it", "Che bello averti con noi."),
            ("nl", "Fijn dat u er bent, de polis staat klaar."),
        ] {
            assert!(greets(language, text), "{text}");
        }
        for (language, text) in [
            ("en", "Your policy is cancelled. We are sorry to see you go."),
            ("de", "Danke für Ihr Vertrauen, Ihr Vertrag ist beendet."),
            ("fr", "Nous vous remercions de votre confiance."),
            ("es", "Gracias por tu confianza."),
            ("it", "Grazie per la fiducia."),
            ("nl", "Bedankt voor uw vertrouwen."),
        ] {
            assert!(!greets(language, text), "{text}");
        }
    }

    #[test]
    fn what_an_agreement_is_for_is_named_by_the_subject_or_the_beginning_of_the_text() {
        use Branch::{
            Broadband, Buildings, Contents, Electricity, Gas, Landline, Legal, Liability, Loan,
            Mobile, Travel, Vehicle,
        };
        let reader = TopicReader::default();
        let branches = |language: &str, subject: &str, text: &str| {
            let (subject, body) = (Words::cut(subject, 200), Words::cut(text, WORDS_MAX));
            reader.read(&subject, &body, Language::from_code(language)).branches
        };
        for (language, subject, text, expected) in [
            ("en", "Your broadband", "Tell us your mobile number.", vec![Broadband]),
            ("en", "Mobile plan cancelled", "", vec![Mobile]),
            ("en", "Your home insurance", "", vec![Contents, Buildings]),
            ("en", "Your car loan", "", vec![Loan]),
            ("de", "Kündigung", "Ihre Hausratversicherung endet.", vec![Contents]),
            ("de", "Ihre Kfz-Haftpflichtversicherung", "", vec![Vehicle]),
            ("de", "Ihre Privathaftpflicht", "", vec![Liability]),
            ("de", "Bestätigung", "Kündigung Ihres Gasvertrags", vec![Gas]),
            ("de", "Ihr Anschluss", "Internet und Telefon", vec![Broadband, Landline]),
            ("fr", "Votre forfait mobile", "", vec![Mobile]),
            ("fr", "Résiliation", "votre assurance auto", vec![Vehicle]),
            ("fr", "Votre colis", "Votre colis est prêt.", vec![]),
            ("es", "Tu contrato de luz y gas", "", vec![Electricity, Gas]),
            ("es", "Tu préstamo", "", vec![Loan]),
            ("it", "La tua polizza RC auto", "", vec![Vehicle]),
            ("it", "Tutela legale", "", vec![Legal]),
            ("nl", "Je reisverzekering", "", vec![Travel]),
            ("nl", "Stroom en gas", "", vec![Electricity, Gas]),
            ("en", "Your bill", "Call us from your mobile on 150.", vec![]),
            ("en", "Your statement", "Paid by credit card", vec![]),
        ] {
            assert_eq!(branches(language, subject, text), expected, "{language} {subject} {text}");
        }
    }

    #[test]
    fn every_section_of_the_lists_of_branches_is_one() {
        for (_, list) in BRANCHES {
            for entry in lists::entries(list) {
                assert!(said(&entry).is_some(), "{} {}", entry.section, entry.phrase);
            }
        }
    }
}
