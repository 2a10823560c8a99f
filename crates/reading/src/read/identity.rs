//! What a message is known by: its header, and what makes two copies of it one.

use crate::body;
use crate::document::{Document, Header, TextPart};
use crate::sender::{host_of, organisation};
use crate::statements::file::end_of_day;
use oxherd_model::{ContentHash, Mailbox, Reading, Receiving};

/// A reading with everything that the header says.
pub(super) fn blank(document: &Document) -> Reading {
    let header = &document.header;
    let mut recipients = header.recipients.clone();
    if let Some(address) = &header.delivered_to
        && !recipients.iter().any(|r| r.address == *address)
    {
        let mailbox = Mailbox { name: String::new(), address: address.clone() };
        recipients.insert(0, mailbox);
    }
    recipients.truncate(20);
    Reading {
        from: header.from.clone(),
        recipients,
        subject: header.subject.clone(),
        sent_at: header.date,
        known_from: header.received.or(header.date).or_else(|| end_of_day(document.made_on?)),
        message_id: header.message_id.clone(),
        thread: header.thread.clone(),
        receiving: receiving(header),
        signers: header.signers.clone(),
        answers_to: answers_to(header),
        gaps: document.gaps.clone(),
        ..Reading::of(message_key(document))
    }
}

/// Where answers go, if not to the organisation of the sender (RFC 5322 section 3.6.2).
fn answers_to(header: &Header) -> Option<String> {
    let of = |mailbox: &Mailbox| host_of(&mailbox.address).map(organisation);
    let from = header.from.as_ref().and_then(of);
    header.reply_to.as_ref().and_then(of).filter(|to| from.as_ref() != Some(to))
}

/// Who received a message for its owner, and who judged it there.
fn receiving(header: &Header) -> Option<Receiving> {
    let host = header.arrival.host().unwrap_or_default().to_owned();
    let judge = header.judge().filter(|judge| !header.arrival.judged_elsewhere(judge));
    (!host.is_empty() || judge.is_some()).then_some(Receiving { host, judge })
}

/// What makes two copies of a message one: who, when, its id and its decoded content, whatever
/// line ends and `>From ` quoting a mailbox put on it.
pub(super) fn message_key(document: &Document) -> ContentHash {
    let header = &document.header;
    let mut content = String::with_capacity(4096);
    let from = header.from.as_ref().map_or("", |f| f.address.as_str());
    for field in [header.message_id.as_deref().unwrap_or_default(), from, &header.subject] {
        content.push_str(field);
        content.push('\n');
    }
    if let Some(date) = header.date {
        content.push_str(&date.as_second().to_string());
    }
    // What a program made of a part may be missing where the program is.
    let is_own = |text: &&TextPart| document.paged.iter().all(|(part, _)| *part != text.part);
    for text in document.texts.iter().filter(is_own).map(|t| &t.text) {
        content.push('\n');
        for line in body::lines(text.trim_end()) {
            let bare = line.trim_start_matches('>');
            let line = if bare.starts_with("From ") { bare } else { line };
            content.push_str(line.trim_end());
            content.push('\n');
        }
    }
    for (_, raw) in document.calendars.iter().chain(&document.cards) {
        content.extend(raw.chars().filter(|c| *c != '\r'));
    }
    for attachment in &document.attachments {
        content.push_str(&attachment.name);
        content.push_str(&attachment.media);
    }
    ContentHash::of(content.as_bytes())
}
