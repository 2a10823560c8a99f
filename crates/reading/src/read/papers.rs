//! PDFs and pictures: attached to a message, or files of their own.

use super::{Judged, Reader, WORDS_MAX, decide, lessened, letterhead, machine_readable};
use crate::document::{Attachment, Document, Purpose, TextPart};
use crate::kinds::{Decision, Wording, talk_on_a_list};
use crate::pages::{self, NoText, Pages};
use crate::statements::file::end_of_day;
use crate::structured::{INVOICE_MEDIA, Structured};
use crate::words::Words;
use jiff::civil::Date;
use mail_parser::MessageParser;
use memchr::memmem;
use oxherd_model::{Confidence, DateRole, Gap, Kind, Language, PartRef, ReaderName, Reading};

/// Documents of one message that are turned into text.
const TURNED_MAX: usize = 6;

/// A smaller picture is a logo or a line, not a paper.
const PICTURE_BYTES_MIN: usize = 20_000;

/// A message whose own text is shorter brings what it has to say as a document.
const SILENT_BYTES: usize = 60;

/// A message whose kind is less sure than this, in thousandths, is what its paper more surely is.
const UNSURE: u16 = 650;

/// Letters of the title of a document.
const TITLE_MAX: usize = 100;

/// Whether a message says nothing itself and brings a document that may.
pub(super) fn is_silent(document: &Document) -> bool {
    let own = document.main().map_or("", |text| text.text.trim());
    own.len() < SILENT_BYTES && brings(document) && talk_on_a_list(&document.header).is_none()
}

/// Whether a message brings a document that could be turned into text and was not yet.
pub(super) fn brings(document: &Document) -> bool {
    document.attachments.iter().any(|attachment| waits(document, attachment))
}

fn waits(document: &Document, attachment: &Attachment) -> bool {
    let part = attachment.part;
    may_be(attachment)
        && document.paged.iter().all(|(known, _)| *known != part)
        && document.unread.iter().all(|(known, _)| *known != part)
}

/// Whether the papers that a message brings are opened: not what nobody reads or nobody should.
pub fn may_open(kind: Kind) -> bool {
    use Kind as K;
    !matches!(kind, K::Promotion | K::Survey | K::Newsletter | K::MailingList | K::Suspect)
}

/// Whether the bytes of a message name a document at all.
pub(super) fn may_bring(message: &[u8]) -> bool {
    const SIGNS: [&[u8]; 7] =
        [b"/pdf", b"/PDF", b".pdf", b".PDF", b"image/jp", b"image/png", b"image/tiff"];
    SIGNS.iter().any(|sign| memmem::find(message, sign).is_some())
}

fn may_be(attachment: &Attachment) -> bool {
    let name = attachment.name.to_ascii_lowercase();
    let picture = matches!(attachment.media.as_str(), "image/png" | "image/jpeg" | "image/tiff");
    attachment.media == "application/pdf"
        || name.ends_with(".pdf")
        || picture && !attachment.shown && attachment.size >= PICTURE_BYTES_MIN
}

/// Turns what is attached to a message into further texts of it, with the data that they carry.
pub(super) fn turn(
    message: &[u8],
    document: &mut Document,
    found: &mut Structured,
    pages: &dyn Pages,
) {
    let known = document.stated.len();
    let waiting = document.attachments.iter().filter(|a| waits(document, a));
    let parts: Vec<u16> = waiting.map(|a| a.part).collect();
    let Some(message) = MessageParser::new().parse(message).filter(|_| !parts.is_empty()) else {
        return;
    };
    let among = parts.len().min(TURNED_MAX);
    let mut costly = false;
    for (count, part) in parts.into_iter().enumerate() {
        let Some(bytes) = message.parts.get(usize::from(part)).map(|part| part.contents()) else {
            continue;
        };
        if count >= TURNED_MAX {
            let why = format!("the first {TURNED_MAX} documents of a message are read");
            document.unread.push((part, why));
        } else if costly {
            // A message has its time as a whole.
            let why = "a document before it used up the time that a message has".to_owned();
            document.unread.push((part, why));
        } else {
            costly = one((part, among), bytes, document, pages);
        }
    }
    for (part, said) in document.stated.iter().skip(known) {
        found.take_attached(*part, said.clone());
    }
}

/// Turns one document of so many; whether it used up its time.
fn one(
    (part, among): (u16, usize),
    bytes: &[u8],
    document: &mut Document,
    pages: &dyn Pages,
) -> bool {
    let Some(media) = pages::media(bytes) else {
        document.unread.push((part, "it does not begin as a PDF or a picture does".to_owned()));
        return false;
    };
    match pages.text(bytes, among) {
        Ok(page) => {
            document.paged(part, media, &pages::plain(&page.text));
            document.carried(part, &page.enclosed);
            let at = Some(PartRef::Part(part));
            document.gaps.extend(page.left_out.map(|what| Gap { what, at }));
            false
        }
        Err(NoText { why, costly }) => {
            document.unread.push((part, why));
            costly
        }
    }
}

/// Whether a text was made of a PDF or a picture and says anything.
fn is_paper(document: &Document, text: &TextPart) -> bool {
    let made = document.paged.iter().any(|(part, _)| *part == text.part);
    made && text.purpose == Purpose::Read && !text.text.is_empty()
}

/// Puts the first document before a text that says nothing.
pub(super) fn lead(document: &mut Document) {
    let first = document.texts.iter().position(|text| is_paper(document, text));
    if let Some(before) = first.and_then(|at| document.texts.get_mut(..=at)) {
        before.rotate_right(1);
    }
}

impl Reader {
    /// A message whose own words do not say what it is may bring a paper that does.
    pub(super) fn judge_by_paper(&self, document: &Document, judged: &mut Judged<'_>) {
        let Judged { reading, heard: Some(heard), .. } = judged else { return };
        let paper = document.texts.iter().find(|text| is_paper(document, text));
        let unsure = reading.kind_confidence.thousandths() < UNSURE && !reading.kind.is_noise();
        let open = unsure || matches!(reading.kind, Kind::Unclear | Kind::Notification);
        let Some(paper) = paper.filter(|_| open) else { return };
        let body = Words::cut(&paper.text, WORDS_MAX);
        let language = self.languages.read(&paper.text, &body);
        let wording = Wording { body: &body, text: &paper.text, language, ..heard.wording() };
        let hints = &judged.found.kinds;
        let decided = self.kinds.decide(document, &wording, reading.supplier.as_ref(), hints);
        let confidence = lessened(decided.confidence);
        if !decided.kind.is_noise() && (!unsure || confidence > reading.kind_confidence) {
            decide(reading, Decision { confidence, ..decided });
            if reading.language == Language::UNKNOWN {
                reading.language = language;
            }
        }
    }
}

/// A file that is a PDF or a picture, with what it says of who made it.
pub(super) fn paper(bytes: &[u8], pages: &dyn Pages) -> (Document, Structured) {
    let mut document = Document::default();
    let _alone = one((0, 1), bytes, &mut document, pages);
    for (_, why) in std::mem::take(&mut document.unread) {
        document.gaps.push(Gap { what: format!("it was kept and not read: {why}"), at: None });
    }
    document.made_on = pages.made_on(bytes);
    let mut found = machine_readable(&document);
    if let Some(text) = document.main() {
        let head = letterhead::read(&text.text);
        found.merchant = found.merchant.or(head.name);
        found.merchant_url = head.domain.map(|domain| format!("https://{domain}"));
    }
    (document, found)
}

/// What is only known of a file when it was read: its title, and when it was made.
pub(super) fn finish(document: &Document, out: &mut Reading) {
    let is_invoice = |text: &TextPart| document.paged.contains(&(text.part, INVOICE_MEDIA));
    let data = document.main().is_none_or(|text| text.text.is_empty() || is_invoice(text));
    if data && out.facts.iter().any(|fact| fact.reader == ReaderName::SchemaOrg) {
        out.subject = title_of_data(out);
        out.known_from = out.known_from.or_else(|| end_of_day(made_on(out)?));
        return;
    }
    if data && document.main().is_some() {
        // Its elements are no words, so they are no title either.
        return;
    }
    let Some(text) = document.main() else {
        // Without words nothing speaks for a kind.
        out.kind = Kind::Unclear;
        out.kind_confidence = Confidence::from_thousandths(0);
        (out.secondary, out.why) = (Vec::new(), Vec::new());
        return;
    };
    out.subject = title(&text.text, out);
    out.known_from = out.known_from.or_else(|| end_of_day(made_on(out)?));
    if out.supplier.is_none() && (out.kind.asks_for_money() || out.kind == Kind::RenewalNotice) {
        let what =
            "it does not show who asks for the money; say so with oxherd say ID is from SUPPLIER";
        out.gaps.push(Gap { what: what.to_owned(), at: None });
    }
}

/// A file says that it was issued on a day; else it was made no earlier than what it tells of. A day
/// by which something is to be done lies ahead of it.
fn made_on(reading: &Reading) -> Option<Date> {
    use DateRole as R;
    let days = || reading.facts.iter().filter_map(|fact| fact.date());
    let issued = days().filter(|(role, _)| *role == R::Issued).map(|(_, day)| day).max();
    let told = |role: R| matches!(role, R::Order | R::Delivery | R::Start | R::Other | R::Payment);
    let past = days().filter(|(role, _)| told(*role)).map(|(_, day)| day);
    issued.or_else(|| past.max()).or_else(|| days().map(|(_, day)| day).max())
}

/// Who wrote a file of data, and its number.
fn title_of_data(reading: &Reading) -> String {
    let name = reading.supplier.as_ref().map(|supplier| supplier.name.as_str());
    let number = reading.facts.iter().find_map(|fact| fact.reference().map(|(_, value)| value));
    let title: Vec<&str> = name.into_iter().chain(number).collect();
    title.join(" ").chars().take(TITLE_MAX).collect()
}

/// The line that says what it is, by the words that decided its kind; else its first line.
fn title(text: &str, reading: &Reading) -> String {
    let cells = || text.split(['\n', '\t']).map(str::trim).filter(|cell| !cell.is_empty());
    let is_short = |cell: &&str| cell.chars().count() <= TITLE_MAX;
    let said = reading.why.iter().filter(|cue| cue.kind == reading.kind).find_map(|cue| {
        let words = cue.words.to_lowercase();
        cells().filter(is_short).find(|cell| cell.to_lowercase().contains(&words))
    });
    let title = said.or_else(|| cells().next()).unwrap_or_default();
    title.chars().take(TITLE_MAX).collect()
}
