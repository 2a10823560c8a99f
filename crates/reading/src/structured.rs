//! Machine-readable data in a message: schema.org, iCalendar, vCard, electronic invoices,
//! Authentication-Results.
//!
//! Every reader is a pure function over hostile text: bounded in time and in what it hands back,
//! never failing as a whole. What is seen and not understood becomes a line in `gaps`. The data is
//! as writable for an attacker as any other word of a message; who may be believed is decided by
//! those who call these readers.

mod authentication;
mod calendar;
mod card;
mod invoice;
mod items;
mod json;
mod map;
mod microdata;
mod pass;
mod recurrence;
mod scan;
mod value;
mod vocabulary;

#[cfg(test)]
mod tests;

pub(crate) use authentication::Arrival;
pub use authentication::{AuthenticationVerdict, authentication_results, party};
pub use calendar::calendar;
pub use card::card;
pub(crate) use invoice::INVOICE_MEDIA;
pub use invoice::{attached_invoices, invoice, is_invoice, may_be_invoice};
pub(crate) use pass::{PASS_MEDIA, may_be_pass};
pub use pass::{Pass, pass, pass_json};
pub(crate) use recurrence::calendar_made_on;

use oxherd_model::{Claim, Confidence, EventTold, Kind, ReaderName, Topic, TopicName};

/// How much of one text is read.
const TEXT_CAP: usize = 1 << 20;
/// How many facts are kept.
const FACT_CAP: usize = 200;
/// How many hints of a kind are kept.
const KIND_CAP: usize = 32;
/// How many events are kept apart.
const EVENT_CAP: usize = 64;

/// How many gaps are told one by one.
const GAP_CAP: usize = 16;
/// How long a name may be, in characters.
const NAME_CAP: usize = 200;

/// What the structured data of a message says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Structured {
    /// What is claimed, in the order found, without repetition.
    pub facts: Vec<StructuredFact>,
    /// The same of attachments, with the part that holds them.
    pub attached: Vec<(u16, StructuredFact)>,
    /// The events of its calendars.
    pub events: Vec<EventTold>,
    /// What it says in words, between its data.
    pub words: String,
    /// What speaks for a kind of message.
    pub kinds: Vec<KindHint>,
    /// Who sells or serves, as named in the data.
    pub merchant: Option<String>,
    /// The web address given for the merchant.
    pub merchant_url: Option<String>,
    /// What it is about.
    pub topics: Vec<Topic>,
    /// What was seen and could not be read, in words.
    pub gaps: Vec<String>,
}

/// One claim, with the place in the text that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StructuredFact {
    /// What is claimed.
    pub claim: Claim,
    /// First byte of the value, or of the whole script or element where the value was not found.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How sure the reader is of its reading.
    pub confidence: Confidence,
    /// Which reader found it.
    pub reader: ReaderName,
}

/// Something in the data that speaks for a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindHint {
    /// The kind it speaks for.
    pub kind: Kind,
    /// What was found, for example `schema.org Order, OrderProcessing`.
    pub words: String,
    /// Points: about 8 for a clear status, 5 for a bare type.
    pub weight: i16,
}

/// Reads JSON-LD scripts and microdata of an HTML text.
///
/// A text without either costs a few searches for a substring.
pub fn schema_org(html: &str, out: &mut Structured) {
    let (json, microdata) = (scan::may_hold_json(html), scan::may_hold_microdata(html));
    if !json && !microdata {
        return;
    }
    let text = capped(html, "the HTML", out);
    let mut found = items::Items::new(text);
    if json {
        json::scripts(text, &mut found, out);
    }
    if microdata {
        microdata::elements(text, &mut found, out);
    }
    map::items(&mut found, out);
}

/// The part of a text that is read; says so when something is left out.
fn capped<'a>(text: &'a str, what: &str, out: &mut Structured) -> &'a str {
    if text.len() <= TEXT_CAP {
        return text;
    }
    out.gap(&format!(
        "{what} is longer than {TEXT_CAP} bytes; structured data after that is not read"
    ));
    text.get(..text.floor_char_boundary(TEXT_CAP)).unwrap_or_default()
}

impl Structured {
    fn full(&self) -> bool {
        self.facts.len() >= FACT_CAP
    }

    fn fact(&mut self, fact: StructuredFact) {
        if self.facts.iter().any(|known| known.claim == fact.claim) {
            return;
        }
        if self.full() {
            self.gap(&format!(
                "more than {FACT_CAP} facts in the structured data; the rest is not read"
            ));
            return;
        }
        self.facts.push(fact);
    }

    fn event(&mut self, event: EventTold) {
        if self.events.len() < EVENT_CAP {
            self.events.push(event);
        }
    }

    fn kind(&mut self, kind: Kind, weight: i16, words: String) {
        if let Some(known) = self.kinds.iter_mut().find(|k| k.kind == kind && k.words == words) {
            known.weight = known.weight.max(weight);
        } else if self.kinds.len() < KIND_CAP {
            self.kinds.push(KindHint { kind, words, weight });
        }
    }

    fn topic(&mut self, name: TopicName, weight: u16) {
        match self.topics.iter_mut().find(|t| t.name == name) {
            Some(known) => known.weight = known.weight.max(weight),
            None => self.topics.push(Topic { name, weight }),
        }
    }

    /// What an attachment says, after what the message itself says.
    pub(crate) fn take_attached(&mut self, part: u16, found: Self) {
        for fact in found.facts {
            if self.attached.len() < FACT_CAP {
                self.attached.push((part, fact));
            }
        }
        for event in found.events {
            self.event(event);
        }
        for hint in found.kinds {
            self.kind(hint.kind, hint.weight, hint.words);
        }
        if let Some(name) = found.merchant {
            self.merchant(&name);
        }
        for gap in &found.gaps {
            self.gap(gap);
        }
    }

    /// Keeps the first name: those who call say the strongest first.
    fn merchant(&mut self, name: &str) {
        if self.merchant.is_none() {
            self.merchant = value::name(name).filter(|n| !value::is_link(n));
        }
    }

    fn merchant_url(&mut self, url: &str) {
        if self.merchant_url.is_none() {
            self.merchant_url = value::link(url);
        }
    }

    fn gap(&mut self, what: &str) {
        if self.gaps.len() < GAP_CAP && !self.gaps.iter().any(|g| g == what) {
            self.gaps.push(what.to_owned());
        } else if self.gaps.len() == GAP_CAP {
            self.gaps.push("more could not be read in the structured data".to_owned());
        }
    }
}
