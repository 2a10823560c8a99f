//! A message taken apart: header fields, texts and attachments, decoded.

use crate::html::{self, HtmlText};
use crate::structured::{AuthenticationVerdict, authentication_results};
use crate::words::as_index;
use jiff::Timestamp;
use mail_parser::{
    Address, HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};
use oxherd_model::{Gap, Mailbox, PartRef};
use std::fmt;
use std::sync::OnceLock;

/// A message taken apart.
#[derive(Debug, Default)]
pub struct Document {
    /// Header fields that reading uses.
    pub header: Header,
    /// Texts in the order in which they are to be read; the first is the main one.
    pub texts: Vec<TextPart>,
    /// iCalendar parts.
    pub calendars: Vec<(u16, String)>,
    /// vCard parts.
    pub cards: Vec<(u16, String)>,
    /// HTML parts as they are, for machine-readable data.
    pub htmls: Vec<(u16, String)>,
    /// What is attached.
    pub attachments: Vec<Attachment>,
    /// What could not be taken apart.
    pub gaps: Vec<Gap>,
}

/// Header fields that reading uses.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "header fields that are there or not")]
pub struct Header {
    /// From.
    pub from: Option<Mailbox>,
    /// Sender.
    pub sender: Option<Mailbox>,
    /// Reply-To.
    pub reply_to: Option<Mailbox>,
    /// To and Cc.
    pub recipients: Vec<Mailbox>,
    /// Delivered-To and its relatives.
    pub delivered_to: Option<String>,
    /// Subject, decoded.
    pub subject: String,
    /// Date.
    pub date: Option<Timestamp>,
    /// UTC offset of Date in seconds.
    pub date_offset_seconds: i32,
    /// Date of the topmost Received.
    pub received: Option<Timestamp>,
    /// Message-ID.
    pub message_id: Option<String>,
    /// In-Reply-To and References.
    pub thread: Vec<String>,
    /// The topmost Authentication-Results.
    pub authentication_results: Option<String>,
    /// What it says, once somebody asked.
    pub(crate) verdict: OnceLock<Option<AuthenticationVerdict>>,
    /// List-Id.
    pub list_id: Option<String>,
    /// Whether List-Post is there.
    pub list_post: bool,
    /// List-Unsubscribe.
    pub list_unsubscribe: Option<String>,
    /// Precedence, lower case.
    pub precedence: String,
    /// Auto-Submitted, lower case.
    pub auto_submitted: String,
    /// Return-Path.
    pub return_path: Option<String>,
    /// Content-Language.
    pub content_language: Option<String>,
    /// X-Mailer or User-Agent.
    pub mailer: String,
    /// Whether fields of a bulk sender stand there (Feedback-ID, X-Campaign, ...).
    pub bulk: bool,
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Header(..)")
    }
}

/// One text of a message.
#[derive(Debug, Clone)]
pub struct TextPart {
    /// Which part.
    pub part: u16,
    /// The text to read.
    pub text: String,
    /// Where it came from, when it was HTML.
    pub html: Option<HtmlText>,
}

/// Something attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Which part.
    pub part: u16,
    /// File name, may be empty.
    pub name: String,
    /// Media type.
    pub media: String,
    /// Bytes, decoded.
    pub size: usize,
}

/// Bytes of one text that are read; more is a gap.
pub const TEXT_BYTES_MAX: usize = 400_000;

/// Messages within messages are read to this depth.
const NESTED_MAX: usize = 16;

/// A plain text of so many bytes is taken to say what the HTML beside it says.
const PLAIN_IS_ENOUGH_BYTES: usize = 300;

/// The longest name of a field that is read as it stands.
const FIELD_NAME_MAX: usize = 24;

/// Takes messages apart; one per thread, reused.
#[derive(Debug)]
pub struct Opener {
    parser: MessageParser,
}

impl Default for Opener {
    fn default() -> Self {
        Self {
            parser: MessageParser::new()
                .with_minimal_headers()
                .with_message_ids()
                .header_address(HeaderName::Cc)
                .header_address(HeaderName::ReplyTo)
                .header_address(HeaderName::Sender)
                .default_header_ignore(),
        }
    }
}

impl Opener {
    /// A message of RFC 5322.
    pub fn mail(&self, bytes: &[u8]) -> Document {
        let mut document = Document::default();
        match self.parser.parse(bytes) {
            Some(message) => document.fill(&message),
            None => document.gap("no header fields were found; read as plain text"),
        }
        if document.header.from.is_none() && document.texts.is_empty() {
            let text = String::from_utf8_lossy(bytes);
            document.plain(0, &text);
        }
        document
    }

    /// A file that is not a message: its text.
    pub fn text(bytes: &[u8]) -> Document {
        let mut document = Document::default();
        document.plain(0, &decode(bytes));
        document
    }

    /// A file of HTML.
    pub fn html(bytes: &[u8]) -> Document {
        let mut document = Document::default();
        document.hypertext(0, &decode(bytes));
        document
    }

    /// An iCalendar file.
    pub fn calendar(bytes: &[u8]) -> Document {
        let text = decode(bytes);
        Document { calendars: vec![(0, text)], ..Document::default() }
    }

    /// A vCard file.
    pub fn card(bytes: &[u8]) -> Document {
        let text = decode(bytes);
        Document { cards: vec![(0, text)], ..Document::default() }
    }
}

impl Document {
    /// The main text, if there is one.
    pub fn main(&self) -> Option<&TextPart> {
        self.texts.first()
    }

    fn gap(&mut self, what: &str) {
        self.gaps.push(Gap { what: what.to_owned(), at: None });
    }

    fn fill(&mut self, message: &Message<'_>) {
        self.header.fill(message);
        let plain = message.text_body.iter().find_map(|id| text_of(message, *id, PLAIN));
        let html = message.html_body.iter().find_map(|id| text_of(message, *id, HTML));
        let plain_is_enough =
            plain.is_some_and(|(_, text)| text.trim().len() >= PLAIN_IS_ENOUGH_BYTES);
        if let Some((id, text)) = plain
            && (plain_is_enough || html.is_none())
        {
            self.plain(id, text);
        }
        if let Some((id, text)) = html {
            if plain_is_enough {
                self.htmls.push((id, capped(text).to_owned()));
            } else {
                self.hypertext(id, text);
                if let Some((id, text)) = plain {
                    self.plain(id, text);
                }
            }
        }
        let shown = [plain, html];
        for (index, part) in message.parts.iter().enumerate() {
            let id = u16::try_from(index).unwrap_or(u16::MAX);
            if !shown.iter().flatten().any(|(s, _)| *s == id) {
                self.attached(id, part);
            }
        }
    }

    fn plain(&mut self, part: u16, text: &str) {
        if text.len() > TEXT_BYTES_MAX {
            self.gaps.push(Gap {
                what: format!("a text of {} bytes was read in part", text.len()),
                at: Some(PartRef::Part(part)),
            });
        }
        self.texts.push(TextPart { part, text: capped(text).to_owned(), html: None });
    }

    fn hypertext(&mut self, part: u16, text: &str) {
        let html = capped(text);
        let mut turned = html::to_text(html);
        let text = std::mem::take(&mut turned.text);
        self.texts.push(TextPart { part, text, html: Some(turned) });
        self.htmls.push((part, html.to_owned()));
    }

    fn attached(&mut self, id: u16, part: &MessagePart<'_>) {
        let media = part.content_type().map(|t| match t.subtype() {
            Some(subtype) => format!("{}/{subtype}", t.ctype()).to_ascii_lowercase(),
            None => t.ctype().to_ascii_lowercase(),
        });
        let media = media.unwrap_or_default();
        if part.is_encoding_problem {
            self.gaps.push(Gap {
                what: "a part says an encoding that it does not keep".to_owned(),
                at: Some(PartRef::Part(id)),
            });
        }
        let body = match &part.body {
            PartType::Text(text) | PartType::Html(text) => text.as_bytes(),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes,
            PartType::Message(inner) => {
                self.forwarded(id, inner);
                return;
            }
            PartType::Multipart(_) => return,
        };
        let name = part.attachment_name().unwrap_or_default().to_owned();
        let lower = name.to_ascii_lowercase();
        if media == "text/calendar" || lower.ends_with(".ics") {
            self.calendars.push((id, decode(body)));
        } else if matches!(media.as_str(), "text/vcard" | "text/x-vcard") || lower.ends_with(".vcf")
        {
            self.cards.push((id, decode(body)));
        }
        self.attachments.push(Attachment { part: id, name, media, size: body.len() });
    }

    /// A message attached to a message, and what is attached to that: words are read after our own.
    fn forwarded(&mut self, id: u16, inner: &Message<'_>) {
        let mut waiting = vec![(inner, 1)];
        while let Some((inner, depth)) = waiting.pop() {
            let shown = inner.text_body.iter().find_map(|p| text_of(inner, *p, PLAIN));
            if let Some((_, text)) = shown {
                self.plain(id, text);
            } else if let Some((_, html)) =
                inner.html_body.iter().find_map(|p| text_of(inner, *p, HTML))
            {
                let text = html::to_text(capped(html)).text;
                self.plain(id, &text);
            }
            self.attachments.push(Attachment {
                part: id,
                name: inner.subject().unwrap_or_default().to_owned(),
                media: "message/rfc822".to_owned(),
                size: inner.raw_message.len(),
            });
            for part in &inner.parts {
                let PartType::Message(deeper) = &part.body else { continue };
                if depth < NESTED_MAX {
                    waiting.push((deeper, depth + 1));
                } else {
                    let what = format!(
                        "messages nested more than {NESTED_MAX} deep were kept and not read"
                    );
                    self.gaps.push(Gap { what, at: Some(PartRef::Part(id)) });
                }
            }
        }
    }
}

impl Header {
    /// What the topmost Authentication-Results says.
    pub fn verdict(&self) -> Option<&AuthenticationVerdict> {
        let field = || self.authentication_results.as_deref().and_then(authentication_results);
        self.verdict.get_or_init(field).as_ref()
    }

    fn fill(&mut self, message: &Message<'_>) {
        self.from = first_mailbox(message.from());
        self.sender = first_mailbox(message.sender());
        self.reply_to = first_mailbox(message.reply_to());
        for address in [message.to(), message.cc()].into_iter().flatten() {
            self.recipients.extend(address.iter().take(50).filter_map(mailbox));
        }
        self.subject = message.subject().unwrap_or_default().trim().to_owned();
        if let Some(date) = message.date() {
            self.date = Timestamp::from_second(date.to_timestamp()).ok();
            let sign = if date.tz_before_gmt { -60 } else { 60 };
            self.date_offset_seconds =
                sign * (i32::from(date.tz_hour) * 60 + i32::from(date.tz_minute));
        }
        self.message_id = message.message_id().map(str::to_owned);
        for value in [message.references(), message.in_reply_to()] {
            match value {
                HeaderValue::Text(id) => self.thread.push(id.to_string()),
                HeaderValue::TextList(ids) => {
                    self.thread.extend(ids.iter().map(ToString::to_string));
                }
                HeaderValue::Address(_)
                | HeaderValue::DateTime(_)
                | HeaderValue::ContentType(_)
                | HeaderValue::Received(_)
                | HeaderValue::Empty => {}
            }
        }
        self.thread.truncate(20);
        for header in message.headers() {
            let value = as_index(header.offset_start)..as_index(header.offset_end);
            self.raw(header.name.as_str(), message.raw_message.get(value).unwrap_or_default());
        }
    }

    /// Takes in a field that is read as it stands; most are none of ours, and those cost no more than
    /// a look at the name.
    fn raw(&mut self, name: &str, value: &[u8]) {
        let value = value.trim_ascii();
        let mut lower = [0; FIELD_NAME_MAX];
        let Some(lower) = lower.get_mut(..name.len()).filter(|_| !value.is_empty()) else { return };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        let text = || String::from_utf8_lossy(value).trim().to_owned();
        match &*lower {
            b"received" if self.received.is_none() => self.received = received_date(&text()),
            b"authentication-results" if self.authentication_results.is_none() => {
                self.authentication_results = Some(text());
            }
            b"delivered-to" | b"x-original-to" | b"envelope-to" | b"x-delivered-to"
                if self.delivered_to.is_none() =>
            {
                let address = text().trim_matches(['<', '>']).to_ascii_lowercase();
                self.delivered_to = Some(address);
            }
            b"list-id" => self.list_id = Some(text()),
            b"list-post" => self.list_post = true,
            b"list-unsubscribe" => self.list_unsubscribe = Some(text()),
            b"precedence" => self.precedence = text().to_ascii_lowercase(),
            b"auto-submitted" => self.auto_submitted = text().to_ascii_lowercase(),
            b"return-path" => self.return_path = Some(text()),
            b"content-language" => self.content_language = Some(text()),
            b"x-mailer" | b"user-agent" => self.mailer = text(),
            b"feedback-id" | b"x-campaign" | b"x-campaignid" | b"x-mc-user"
            | b"x-csa-complaints" | b"x-mailer-recptid" | b"x-job" | b"x-report-abuse" => {
                self.bulk = true;
            }
            b"mailing-list" | b"x-mailing-list" | b"x-beenthere" | b"x-loop" => {
                self.list_post = true;
            }
            _ => {}
        }
    }
}

/// The date behind the last semicolon of a Received field (RFC 5321 section 4.4).
fn received_date(value: &str) -> Option<Timestamp> {
    let (_, date) = value.rsplit_once(';')?;
    let date = mail_parser::DateTime::parse_rfc822(date.trim())?;
    Timestamp::from_second(date.to_timestamp()).ok()
}

fn first_mailbox(address: Option<&Address<'_>>) -> Option<Mailbox> {
    address?.iter().find_map(mailbox)
}

fn mailbox(address: &mail_parser::Addr<'_>) -> Option<Mailbox> {
    let text = address.address.as_deref()?.trim();
    if text.is_empty() {
        return None;
    }
    let name = address.name.as_deref().unwrap_or_default().trim();
    let name = name.trim_matches(['"', '\'']).trim();
    Some(Mailbox { name: name.to_owned(), address: text.to_lowercase() })
}

/// Which of two forms of a text is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextForm {
    Plain,
    Html,
}

const PLAIN: TextForm = TextForm::Plain;
const HTML: TextForm = TextForm::Html;

fn text_of<'a>(message: &'a Message<'_>, id: u32, form: TextForm) -> Option<(u16, &'a str)> {
    let part = message.parts.get(usize::try_from(id).ok()?)?;
    let text = match &part.body {
        PartType::Text(text) if form == PLAIN => text,
        PartType::Html(text) if form == HTML => text,
        PartType::Text(_)
        | PartType::Html(_)
        | PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => return None,
    };
    Some((u16::try_from(id).ok()?, text.as_ref()))
}

fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = bytes.get(..bytes.len().min(TEXT_BYTES_MAX)).unwrap_or_default();
    match std::str::from_utf8(head) {
        Ok(text) => text.to_owned(),
        Err(error) if error.valid_up_to() + 4 > head.len() => {
            String::from_utf8_lossy(head).into_owned()
        }
        Err(_not_utf8) => head.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn capped(text: &str) -> &str {
    let mut end = text.len().min(TEXT_BYTES_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_message_is_taken_apart() {
        let mail = b"Received: from a by b; Mon, 2 Mar 2026 10:00:05 +0100\r\nFrom: \"ACME Ltd\" <Billing@Acme.Example>\r\nTo: me@home.example\r\nSubject: =?utf-8?q?Ihre_Rechnung?=\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\nMessage-ID: <1@acme.example>\r\n\r\nHello\r\n";
        let document = Opener::default().mail(mail);
        assert_eq!(document.header.subject, "Ihre Rechnung");
        assert_eq!(document.header.from.as_ref().unwrap().address, "billing@acme.example");
        assert_eq!(document.header.received.unwrap().to_string(), "2026-03-02T09:00:05Z");
        assert_eq!(document.header.date_offset_seconds, 3600);
        assert_eq!(document.main().unwrap().text.trim(), "Hello");
    }

    #[test]
    fn bytes_that_are_no_message_are_kept_as_text() {
        let document = Opener::default().mail(b"\x00\xff not a message");
        assert!(!document.texts.is_empty() || !document.gaps.is_empty());
    }
}
