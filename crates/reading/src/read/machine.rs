//! Machine-readable data of a message: where it stands, and what of it becomes facts.

use super::to_u32;
use crate::document::Document;
use crate::structured::{self, Structured};
use crate::topics::TOPICS_MAX;
use oxherd_model::{
    Authentic, Fact, Gap, PartRef, Place, ReaderName, Reading, SupplierClaim, Topic,
};

/// Everything machine-readable in the parts of a message that were decoded.
pub(super) fn machine_readable(document: &Document) -> Structured {
    let mut found = Structured::default();
    for (_, html) in &document.htmls {
        structured::schema_org(html, &mut found);
    }
    for (_, calendar) in &document.calendars {
        structured::calendar(calendar, None, &mut found);
    }
    for (_, card) in &document.cards {
        structured::card(card, &mut found);
    }
    if document.called.is_some() {
        found.merchant.clone_from(&document.called);
    }
    for (part, said) in &document.stated {
        found.take_attached(*part, said.clone());
    }
    found
}

/// The supplier that the data names, where no sender does.
pub(super) fn claimed(found: &Structured) -> Option<SupplierClaim> {
    let name = found.merchant.clone()?;
    let host = found.merchant_url.as_deref().and_then(|url| url.split("://").nth(1));
    let host = host.and_then(|rest| rest.split(['/', '?', ':']).next());
    Some(SupplierClaim {
        name,
        domain: host.map(crate::sender::organisation),
        platform: None,
        authentic: Authentic::Unknown,
    })
}

/// Puts what the data says into a reading.
pub(super) fn structured_facts(document: &Document, found: Structured, out: &mut Reading) {
    let html = document.htmls.first().map(|(part, _)| *part);
    out.events = found.events;
    for (part, fact) in found.attached {
        let (claim, confidence, reader) = (fact.claim, fact.confidence, fact.reader);
        let at =
            Place { part: PartRef::Part(part), start: to_u32(fact.start), end: to_u32(fact.end) };
        out.facts.push(Fact { claim, at, confidence, reader });
    }
    for fact in found.facts {
        let part = match fact.reader {
            ReaderName::Calendar => document.calendars.first().map(|(part, _)| *part),
            ReaderName::Card => document.cards.first().map(|(part, _)| *part),
            ReaderName::Owner
            | ReaderName::SchemaOrg
            | ReaderName::Statement
            | ReaderName::Header
            | ReaderName::Text => html,
        };
        let at = Place {
            part: PartRef::Part(part.unwrap_or(0)),
            start: to_u32(fact.start),
            end: to_u32(fact.end),
        };
        let (claim, confidence, reader) = (fact.claim, fact.confidence, fact.reader);
        out.facts.push(Fact { claim, at, confidence, reader });
    }
    out.gaps.extend(found.gaps.into_iter().map(|what| Gap { what, at: html.map(PartRef::Part) }));
}

/// The topics that words speak of, with those that machine-readable data states.
pub(super) fn with_stated(mut topics: Vec<Topic>, stated: Vec<Topic>) -> Vec<Topic> {
    if stated.is_empty() {
        return topics;
    }
    for topic in stated {
        match topics.iter_mut().find(|known| known.name == topic.name) {
            Some(known) => known.weight = known.weight.saturating_add(topic.weight),
            None => topics.push(topic),
        }
    }
    topics.sort_by_key(|topic| (std::cmp::Reverse(topic.weight), topic.name));
    topics.truncate(TOPICS_MAX);
    topics
}
