//! Business cards (vCard, RFC 6350 and its elders).

use super::{Structured, StructuredFact, capped, value};
use crate::chat;
use calcard::vcard::{VCard, VCardEntry, VCardProperty};
use calcard::{Entry, Parser};
use memchr::memmem;
use oxherd_model::{Claim, Confidence, ContactRole, ReaderName};

/// How many cards of one text are read.
const CARD_CAP: usize = 8;
/// How many entries of one card are read.
const ENTRY_CAP: usize = 200;

/// Reads the cards of a text: ways to reach the supplier, and its name.
pub fn card(vcf: &str, out: &mut Structured) {
    let text = capped(vcf, "the vCard", out);
    let mut parser = Parser::new(text);
    let mut cards = 0;
    // Each turn takes at least one line, so that the text bounds the loop.
    for _ in 0..=text.len() {
        match parser.entry() {
            Entry::VCard(_) if cards == CARD_CAP => {
                out.gap(&format!("more than {CARD_CAP} vCards; the rest is not read"));
                return;
            }
            Entry::VCard(card) => {
                cards += 1;
                one(text, &card, out);
            }
            Entry::Eof => break,
            Entry::ICalendar(_)
            | Entry::InvalidLine(_)
            | Entry::UnexpectedComponentEnd { .. }
            | Entry::UnterminatedComponent(_)
            | Entry::TooManyComponents
            | _ => {}
        }
    }
    if cards == 0 {
        out.gap("a vCard that could not be read");
    }
}

fn one(text: &str, card: &VCard, out: &mut Structured) {
    // The organisation is the merchant; a card without one names a person in FN, or a shop.
    let named = |property| card.property(&property).and_then(words);
    let shop = |name: &&str| chat::is_firm(name) || name.contains('&');
    let firm = named(VCardProperty::Org).or_else(|| named(VCardProperty::Fn).filter(shop));
    if let Some(name) = firm {
        out.merchant(name);
    }
    for entry in card.entries.iter().take(ENTRY_CAP) {
        let Some(words) = words(entry) else { continue };
        let (role, value) = if entry.name == VCardProperty::Tel {
            (ContactRole::Phone, value::reference(words.strip_prefix("tel:").unwrap_or(words)))
        } else if entry.name == VCardProperty::Email {
            let bare = words.strip_prefix("mailto:").unwrap_or(words);
            (ContactRole::Email, value::reference(bare).filter(|v| v.contains('@')))
        } else if entry.name == VCardProperty::Url {
            out.merchant_url(words);
            (ContactRole::Url, value::link(words))
        } else {
            continue;
        };
        match value {
            Some(value) => fact(text, words, Claim::Contact { role, value }, out),
            None => out.gap(&format!("a {role} of a vCard could not be read")),
        }
    }
}

fn words(entry: &VCardEntry) -> Option<&str> {
    entry.values.first().and_then(|v| v.as_text()).map(str::trim).filter(|w| !w.is_empty())
}

fn fact(text: &str, words: &str, claim: Claim, out: &mut Structured) {
    let found = memmem::find(text.as_bytes(), words.as_bytes());
    let (start, end) = found.map_or((0, text.len()), |at| (at, at + words.len()));
    let confidence = Confidence::from_thousandths(900);
    out.fact(StructuredFact { claim, start, end, confidence, reader: ReaderName::Card });
}
