//! A message taken apart: header fields, texts and attachments, decoded.

use crate::charset;
use crate::dkim;
use crate::html::{self, HtmlText};
use crate::lines::Lines;
use crate::phone::Caller;
use crate::statements;
use crate::structured::{
    Arrival, AuthenticationVerdict, INVOICE_MEDIA, PASS_MEDIA, Structured, authentication_results,
    calendar_made_on, invoice, may_be_pass, party, pass,
};
use crate::words::as_index;
use jiff::Timestamp;
use jiff::civil::Date;
use mail_parser::{
    Address, HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};
use oxherd_model::{DateRole, Gap, Mailbox, PartRef, Signer};
use std::fmt;
use std::sync::OnceLock;

/// A message taken apart.
#[derive(Debug, Default)]
pub struct Document {
    /// Header fields that reading uses.
    pub header: Header,
    /// Texts in the order in which they are to be read: the first is the main one, by which the
    /// message is judged; what is attached comes last.
    pub texts: Vec<TextPart>,
    /// iCalendar parts.
    pub calendars: Vec<(u16, String)>,
    /// vCard parts.
    pub cards: Vec<(u16, String)>,
    /// HTML parts as they are, for machine-readable data.
    pub htmls: Vec<(u16, String)>,
    /// What is attached.
    pub attachments: Vec<Attachment>,
    /// Parts whose text is not their own bytes decoded, with what they are: PDFs, pictures, passes.
    pub(crate) paged: Vec<(u16, &'static str)>,
    /// What a file of data says in words, where that is not its main text: an electronic invoice.
    pub spoken: Option<String>,
    /// What parts say that are data themselves: wallet passes, electronic invoices.
    pub(crate) stated: Vec<(u16, Structured)>,
    /// The day on which a file says that it was made.
    pub(crate) made_on: Option<Date>,
    /// Attachments that could not be read, and why.
    pub(crate) unread: Vec<(u16, String)>,
    /// What the sender of a short message is called; it has no domain.
    pub(crate) called: Option<String>,
    /// Of an entry of a phone, who is at the other end.
    pub(crate) caller: Option<Caller>,
    /// What could not be taken apart.
    pub gaps: Vec<Gap>,
    /// Bytes of all texts so far.
    text_bytes: usize,
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
    /// Who handed the message on.
    pub(crate) arrival: Arrival,
    /// Who signed it.
    pub(crate) signers: Vec<Signer>,
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
    /// Where it came from, when it was plain.
    pub lines: Lines,
    /// What it is for.
    pub purpose: Purpose,
}

impl TextPart {
    fn plain(part: u16, text: &str, purpose: Purpose) -> Self {
        let (text, lines) = Lines::of(text);
        Self { part, text, html: None, lines, purpose }
    }
}

/// What a text of a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Values are read from it, and it is searched.
    Read,
    /// It is only searched: another text says the same, or it is a table, or of another message.
    Found,
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
    /// Whether it is shown within the text, as a picture is.
    pub shown: bool,
}

/// Bytes of one text that are read; more is a gap.
pub const TEXT_BYTES_MAX: usize = 400_000;

/// Bytes of all texts of one message that are read; more is a gap.
const TEXTS_BYTES_MAX: usize = 1_000_000;

/// Bytes of one subject, name, address or id that are kept; more is a gap.
const FIELD_BYTES_MAX: usize = 4_096;

/// Bytes of one field that is read as it stands; more is a gap.
const RAW_BYTES_MAX: usize = 16_384;

/// Parts of one message that are looked at; more is a gap.
const PARTS_MAX: usize = 1_000;

/// Messages within messages are read to this depth.
const NESTED_MAX: usize = 16;

/// A plain text of so many bytes is taken to say what the HTML beside it says.
const PLAIN_IS_ENOUGH_BYTES: usize = 300;

/// Ids of one thread that are kept.
const THREAD_MAX: usize = 20;

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
            let text = document.decoded(0, bytes);
            document.plain(0, &text, Purpose::Read);
        }
        document
    }

    /// A file that is not a message: its text.
    pub fn text(bytes: &[u8]) -> Document {
        let mut document = Document::default();
        let text = document.decoded(0, bytes);
        document.plain(0, &text, Purpose::Read);
        document
    }

    /// A file of HTML.
    pub fn html(bytes: &[u8]) -> Document {
        let mut document = Document::default();
        let text = document.decoded(0, bytes);
        document.hypertext(0, &text);
        document
    }

    /// An iCalendar file.
    pub fn calendar(bytes: &[u8]) -> Document {
        let mut document = Document::default();
        let text = document.decoded(0, bytes);
        document.made_on = calendar_made_on(&text);
        document.calendars.push((0, text));
        document
    }

    /// A vCard file.
    pub fn card(bytes: &[u8]) -> Document {
        let mut document = Document::default();
        let text = document.decoded(0, bytes);
        document.cards.push((0, text));
        document
    }

    /// A wallet pass.
    pub fn pass(bytes: &[u8]) -> Document {
        let mut document = Document::default();
        document.made_on = document.pass(0, bytes);
        for (_, what) in std::mem::take(&mut document.unread) {
            document.gap(&what);
        }
        document
    }

    /// An electronic invoice. Its elements are data: no values are looked for in their words.
    pub fn invoice(bytes: &[u8]) -> Document {
        let mut document = Document::default();
        let xml = String::from_utf8_lossy(bytes);
        let mut said = Structured::default();
        if !invoice(&xml, &mut said) {
            document.gap("a file that was taken for an electronic invoice and is none");
        }
        let days = said.facts.iter().filter_map(|fact| fact.claim.date());
        document.made_on =
            days.filter(|(role, _)| *role == DateRole::Issued).map(|(_, day)| day).next();
        document.plain(0, &xml, Purpose::Found);
        document.spoken = Some(std::mem::take(&mut said.words));
        document.paged.push((0, INVOICE_MEDIA));
        document.stated.push((0, said));
        document
    }
}

impl Document {
    /// The main text, if there is one.
    pub fn main(&self) -> Option<&TextPart> {
        self.texts.first()
    }

    /// Takes in the text that a PDF or a picture was turned into.
    pub(crate) fn paged(&mut self, part: u16, media: &'static str, text: &str) {
        self.paged.push((part, media));
        self.plain(part, text, Purpose::Read);
    }

    /// A wallet pass, and the day on which it was packed. Its fields are data: no values are looked for
    /// in their words.
    fn pass(&mut self, part: u16, bytes: &[u8]) -> Option<Date> {
        match pass(bytes) {
            Ok(pass) => {
                self.paged.push((part, PASS_MEDIA));
                self.plain(part, &pass.text, Purpose::Found);
                self.stated.push((part, pass.found));
                pass.made_on
            }
            Err(why) => {
                self.unread.push((part, why));
                None
            }
        }
    }

    /// What the electronic invoices say that a PDF carries (Factur-X, `ZUGFeRD`). Where a value
    /// stands on its pages is found when those are read.
    pub(crate) fn carried(&mut self, part: u16, files: &[String]) {
        for xml in files {
            let mut said = Structured::default();
            if invoice(xml, &mut said) {
                for fact in &mut said.facts {
                    (fact.start, fact.end) = (0, 0);
                }
                self.stated.push((part, said));
            }
        }
    }

    fn gap(&mut self, what: &str) {
        self.gaps.push(Gap { what: what.to_owned(), at: None });
    }

    fn fill(&mut self, message: &Message<'_>) {
        let cut = self.header.fill(message);
        if cut > 0 {
            let what = format!("a header field of {cut} bytes was read in part");
            self.gaps.push(Gap { what, at: Some(PartRef::Header) });
        }
        self.own_texts(message);
        self.lead();
        if message.parts.len() > PARTS_MAX {
            let parts = message.parts.len();
            self.gap(&format!("of {parts} parts the first {PARTS_MAX} were looked at"));
        }
        let own = self.texts.iter().map(|text| text.part);
        let own: Vec<u16> = own.chain(self.htmls.iter().map(|(part, _)| *part)).collect();
        for (id, part) in (0..).zip(message.parts.iter().take(PARTS_MAX)) {
            if !own.contains(&id) {
                self.attached(id, part);
            }
        }
    }

    /// The texts that are shown when the message is opened. A text may stand in it in two forms (RFC
    /// 2046 section 5.1.4): of those one is read.
    fn own_texts(&mut self, message: &Message<'_>) {
        let plains = || bodies(message, &message.text_body, TextForm::Plain);
        let htmls = || bodies(message, &message.html_body, TextForm::Html);
        let is_in = |ids: &[u32], id: u16| ids.iter().take(PARTS_MAX).any(|i| *i == u32::from(id));
        let alone = |id| is_in(&message.text_body, id) && is_in(&message.html_body, id);
        let plain_is_enough =
            plains().next().is_some_and(|(_, text)| text.trim().len() >= PLAIN_IS_ENOUGH_BYTES);
        if plain_is_enough || htmls().next().is_none() {
            plains().for_each(|(id, text)| self.plain(id, text, Purpose::Read));
            for (id, html) in htmls() {
                if alone(id) {
                    self.hypertext(id, html);
                } else if self.has_room(id, html.len()) {
                    self.htmls.push((id, capped(html).to_owned()));
                }
            }
            return;
        }
        htmls().for_each(|(id, html)| self.hypertext(id, html));
        for (id, text) in plains() {
            self.plain(id, text, if alone(id) { Purpose::Read } else { Purpose::Found });
        }
    }

    /// Puts the first text that says anything first: a message may begin with a picture.
    fn lead(&mut self) {
        let says = |text: &TextPart| !text.text.trim_start().is_empty();
        if self.texts.first().is_none_or(says) {
            return;
        }
        if let Some(at) = self.texts.iter().position(says) {
            if let Some(before) = self.texts.get_mut(..=at) {
                before.rotate_right(1);
            }
            if let Some(first) = self.texts.first_mut() {
                first.purpose = Purpose::Read;
            }
        }
    }

    /// Whether a text of this length is still looked at.
    fn has_room(&mut self, part: u16, bytes: usize) -> bool {
        let at = Some(PartRef::Part(part));
        if self.text_bytes >= TEXTS_BYTES_MAX {
            let what = "texts after many others were kept and not read";
            if !self.gaps.iter().any(|gap| gap.what == what) {
                self.gaps.push(Gap { what: what.to_owned(), at });
            }
            return false;
        }
        if bytes > TEXT_BYTES_MAX {
            let what = format!("a text of {bytes} bytes was read in part");
            self.gaps.push(Gap { what, at });
        }
        self.text_bytes += bytes.min(TEXT_BYTES_MAX);
        true
    }

    pub(crate) fn plain(&mut self, part: u16, text: &str, purpose: Purpose) {
        if self.has_room(part, text.len()) {
            self.texts.push(TextPart::plain(part, capped(text), purpose));
        }
    }

    fn hypertext(&mut self, part: u16, html: &str) {
        if self.has_room(part, html.len()) {
            let html = capped(html);
            self.turned(part, html);
            self.htmls.push((part, html.to_owned()));
        }
    }

    fn turned(&mut self, part: u16, html: &str) {
        let mut turned = html::to_text(html);
        let text = std::mem::take(&mut turned.text);
        let (html, lines) = (Some(turned), Lines::default());
        self.texts.push(TextPart { part, text, html, lines, purpose: Purpose::Read });
    }

    /// A file as text, as much of it as is read.
    fn decoded(&mut self, part: u16, bytes: &[u8]) -> String {
        let head = charset::head(bytes, TEXT_BYTES_MAX);
        let text = charset::decode(head);
        if head.len() < bytes.len() || text.len() > TEXT_BYTES_MAX {
            let what = format!("a text of {} bytes was read in part", bytes.len());
            self.gaps.push(Gap { what, at: Some(PartRef::Part(part)) });
        }
        capped(&text).to_owned()
    }

    fn attached(&mut self, id: u16, part: &MessagePart<'_>) {
        let media = part.content_type().map(|t| match t.subtype() {
            Some(subtype) => format!("{}/{subtype}", field(t.ctype()), subtype = field(subtype)),
            None => field(t.ctype()).to_owned(),
        });
        let media = media.unwrap_or_default().to_ascii_lowercase();
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
        let name = field(part.attachment_name().unwrap_or_default()).to_owned();
        let lower = name.to_ascii_lowercase();
        if media == "text/calendar" || lower.ends_with(".ics") {
            let text = self.decoded(id, body);
            self.calendars.push((id, text));
        } else if matches!(media.as_str(), "text/vcard" | "text/x-vcard") || lower.ends_with(".vcf")
        {
            let text = self.decoded(id, body);
            self.cards.push((id, text));
        } else if may_be_pass(&media, &lower) {
            self.pass(id, body);
        } else {
            self.attached_text(id, (&media, &lower), body);
        }
        let shown = matches!(part.body, PartType::InlineBinary(_));
        self.attachments.push(Attachment { part: id, name, media, size: body.len(), shown });
    }

    /// An attached file of text. Of a table or a program's text only the words are looked at; what has
    /// no name and another form than these is one more form of the message's own text.
    fn attached_text(&mut self, id: u16, (media, name): (&str, &str), body: &[u8]) {
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        let html = media == "text/html" || ends(&[".html", ".htm"]);
        let plain = media == "text/plain" || ends(&[".txt"]);
        let named = media.starts_with("text/") && !name.is_empty();
        if !(html || plain || named) || !self.has_room(id, body.len()) {
            return;
        }
        let text = charset::decode(charset::head(body, TEXT_BYTES_MAX));
        let text = capped(&text);
        if html {
            self.turned(id, text);
            return;
        }
        // A bank's statement has a reader of its own; it is a file, and a file has a name.
        let read = plain && (name.is_empty() || statements::sniff(body).is_none());
        let purpose = if read { Purpose::Read } else { Purpose::Found };
        self.texts.push(TextPart::plain(id, text, purpose));
    }

    /// A message attached to a message, and what is attached to that: only searched, since what it
    /// says is said of another message.
    fn forwarded(&mut self, id: u16, inner: &Message<'_>) {
        let mut waiting = vec![(inner, 1)];
        let (mut left_out, mut unread) = (false, 0_usize);
        while let Some((inner, depth)) = waiting.pop() {
            let mut found = false;
            for (_, text) in bodies(inner, &inner.text_body, TextForm::Plain) {
                self.plain(id, text, Purpose::Found);
                found = true;
            }
            let htmls = bodies(inner, &inner.html_body, TextForm::Html);
            for (_, html) in htmls.filter(|_| !found) {
                if self.has_room(id, html.len()) {
                    let text = html::to_text(capped(html)).text;
                    self.texts.push(TextPart {
                        part: id,
                        text,
                        html: None,
                        lines: Lines::default(),
                        purpose: Purpose::Found,
                    });
                }
            }
            unread += inner.parts.iter().filter(|part| is_file(part)).count();
            self.attachments.push(Attachment {
                part: id,
                name: field(inner.subject().unwrap_or_default()).to_owned(),
                media: "message/rfc822".to_owned(),
                size: inner.raw_message.len(),
                shown: false,
            });
            for part in &inner.parts {
                let PartType::Message(deeper) = &part.body else { continue };
                if depth < NESTED_MAX && waiting.len() < PARTS_MAX {
                    waiting.push((deeper, depth + 1));
                } else {
                    left_out = true;
                }
            }
        }
        if unread > 0 {
            let what = format!("{unread} files within an attached message were kept and not read");
            self.gaps.push(Gap { what, at: Some(PartRef::Part(id)) });
        }
        if left_out {
            let what = format!(
                "messages nested more than {NESTED_MAX} deep, or too many, were kept and not read"
            );
            self.gaps.push(Gap { what, at: Some(PartRef::Part(id)) });
        }
    }
}

impl Header {
    /// What the topmost Authentication-Results says.
    pub fn verdict(&self) -> Option<&AuthenticationVerdict> {
        let field = || self.authentication_results.as_deref().and_then(authentication_results);
        self.verdict.get_or_init(field).as_ref()
    }

    /// Who the topmost Authentication-Results is of; empty where it names nobody.
    pub(crate) fn judge(&self) -> Option<String> {
        self.verdict().map(|verdict| party(&verdict.host).unwrap_or_default())
    }

    /// Whether it was written before the message came to whoever received it for the owner.
    pub(crate) fn judged_elsewhere(&self) -> bool {
        self.judge().is_some_and(|judge| self.arrival.judged_elsewhere(&judge))
    }

    /// Takes the fields of a message; the length of the longest that was cut.
    fn fill(&mut self, message: &Message<'_>) -> usize {
        let mut cut = Cut::default();
        self.from = first_mailbox(message.from(), &mut cut);
        self.sender = first_mailbox(message.sender(), &mut cut);
        self.reply_to = first_mailbox(message.reply_to(), &mut cut);
        for address in [message.to(), message.cc()].into_iter().flatten() {
            let all = address.iter().take(50);
            self.recipients.extend(all.filter_map(|address| mailbox(address, &mut cut)));
        }
        self.subject = cut.field(message.subject().unwrap_or_default().trim()).to_owned();
        if let Some(date) = message.date() {
            self.date = Timestamp::from_second(date.to_timestamp()).ok();
            let sign = if date.tz_before_gmt { -60 } else { 60 };
            self.date_offset_seconds =
                sign * (i32::from(date.tz_hour) * 60 + i32::from(date.tz_minute));
        }
        self.message_id = message.message_id().map(|id| cut.field(id).to_owned());
        for value in [message.references(), message.in_reply_to()] {
            match value {
                HeaderValue::Text(id) => self.thread.push(cut.field(id).to_owned()),
                HeaderValue::TextList(ids) => {
                    let ids = ids.iter().take(THREAD_MAX);
                    self.thread.extend(ids.map(|id| cut.field(id).to_owned()));
                }
                HeaderValue::Address(_)
                | HeaderValue::DateTime(_)
                | HeaderValue::ContentType(_)
                | HeaderValue::Received(_)
                | HeaderValue::Empty => {}
            }
        }
        self.thread.truncate(THREAD_MAX);
        for header in message.headers() {
            let value = as_index(header.offset_start)..as_index(header.offset_end);
            let value = message.raw_message.get(value).unwrap_or_default();
            self.raw(header.name.as_str(), value, &mut cut);
        }
        cut.longest
    }

    /// Takes in a field that is read as it stands; most are none of ours, and those cost no more than
    /// a look at the name.
    fn raw(&mut self, name: &str, value: &[u8], cut: &mut Cut) {
        let value = value.trim_ascii();
        let mut lower = [0; FIELD_NAME_MAX];
        let Some(lower) = lower.get_mut(..name.len()).filter(|_| !value.is_empty()) else { return };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        let mut text = || String::from_utf8_lossy(cut.raw(value)).trim().to_owned();
        match &*lower {
            b"received" => {
                self.received = self.received.or_else(|| received_date(value));
                self.arrival.received(value);
            }
            b"authentication-results" if self.authentication_results.is_none() => {
                self.authentication_results = Some(text());
                self.arrival.judged();
            }
            b"dkim-signature" if self.signers.len() < dkim::SIGNATURES_MAX => {
                self.signers.extend(dkim::signer(value));
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
fn received_date(value: &[u8]) -> Option<Timestamp> {
    let date = value.get(memchr::memrchr(b';', value)? + 1..)?;
    let date = std::str::from_utf8(date.get(..RAW_BYTES_MAX).unwrap_or(date)).ok()?;
    let date = mail_parser::DateTime::parse_rfc822(date.trim())?;
    Timestamp::from_second(date.to_timestamp()).ok()
}

/// Cuts fields that are too long, and remembers the longest of them.
#[derive(Debug, Default)]
struct Cut {
    longest: usize,
}

impl Cut {
    fn field<'t>(&mut self, text: &'t str) -> &'t str {
        self.seen(text.len(), FIELD_BYTES_MAX);
        field(text)
    }

    fn raw<'t>(&mut self, value: &'t [u8]) -> &'t [u8] {
        self.seen(value.len(), RAW_BYTES_MAX);
        value.get(..RAW_BYTES_MAX).unwrap_or(value)
    }

    fn seen(&mut self, bytes: usize, most: usize) {
        if bytes > most {
            self.longest = self.longest.max(bytes);
        }
    }
}

/// As much of a field as is kept.
fn field(text: &str) -> &str {
    text.get(..text.floor_char_boundary(FIELD_BYTES_MAX)).unwrap_or(text)
}

fn first_mailbox(address: Option<&Address<'_>>, cut: &mut Cut) -> Option<Mailbox> {
    address?.iter().find_map(|address| mailbox(address, cut))
}

fn mailbox(address: &mail_parser::Addr<'_>, cut: &mut Cut) -> Option<Mailbox> {
    let text = cut.field(address.address.as_deref()?.trim());
    if text.is_empty() {
        return None;
    }
    let name = cut.field(address.name.as_deref().unwrap_or_default().trim());
    let name = name.trim_matches(['"', '\'']).trim();
    Some(Mailbox { name: name.to_owned(), address: text.to_lowercase() })
}

/// Which of two forms of a text is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextForm {
    Plain,
    Html,
}

/// Whether a part is a file that is attached, and no picture in a text.
fn is_file(part: &MessagePart<'_>) -> bool {
    match part.body {
        PartType::Binary(_) => true,
        PartType::Text(_) | PartType::Html(_) => part.attachment_name().is_some(),
        PartType::InlineBinary(_) | PartType::Message(_) | PartType::Multipart(_) => false,
    }
}

/// The texts of one form among the parts of a message that are shown.
fn bodies<'a>(
    message: &'a Message<'_>,
    ids: &'a [u32],
    form: TextForm,
) -> impl Iterator<Item = (u16, &'a str)> {
    ids.iter().take(PARTS_MAX).filter_map(move |id| text_of(message, *id, form))
}

fn text_of<'a>(message: &'a Message<'_>, id: u32, form: TextForm) -> Option<(u16, &'a str)> {
    let part = message.parts.get(usize::try_from(id).ok()?)?;
    let text = match &part.body {
        PartType::Text(text) if form == TextForm::Plain => text,
        PartType::Html(text) if form == TextForm::Html => text,
        PartType::Text(_)
        | PartType::Html(_)
        | PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => return None,
    };
    Some((u16::try_from(id).ok()?, text.as_ref()))
}

fn capped(text: &str) -> &str {
    text.get(..text.floor_char_boundary(TEXT_BYTES_MAX)).unwrap_or_default()
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
        let texts: Vec<&str> = document.texts.iter().map(|text| text.text.as_str()).collect();
        assert_eq!(texts, ["\0\u{ff} not a message"]);
    }
}
