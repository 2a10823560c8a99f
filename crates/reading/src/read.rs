//! From the bytes of one piece of evidence to its reading: the order of the steps.

mod agreed;
mod asked;
mod bare;
mod begun;
mod bound;
mod contracts;
mod currency;
mod done;
mod ends;
mod headed;
mod held;
mod identity;
mod letterhead;
mod machine;
mod noted;
mod offers;
mod papers;
mod parts;
mod pledged;
mod searching;
mod settled;
mod sums;
mod terms;
#[cfg(test)]
mod tests;
mod turned;
mod visits;

use crate::body::{self, RegionReader};
use crate::document::{Attachment, Document, Opener, Purpose, TextPart};
use crate::done::{DoneReader, Told};
use crate::formats::{Format, FormatReader};
use crate::kinds::{self, Decision, KindReader, Wording};
use crate::language::LanguageReader;
use crate::letters::{Letter, LetterReader, may_be_a_letter};
use crate::names::NameReader;
use crate::pages::Pages;
use crate::roles::{self, Around, Spot};
use crate::sender::{SenderReader, local_part};
use crate::statements;
use crate::structured::{self, Structured};
use crate::topics::TopicReader;
use crate::values::{Found, Surroundings, Unnamed, ValueReader, Values};
use crate::words::{Words, as_index};
use crate::{chat, note, phone};
use identity::blank;
use jiff::civil::Date;
use jiff::tz::Offset;
use machine::{claimed, machine_readable, structured_facts, with_stated};
use oxherd_model::{
    Authentic, BareNumber, Claim, Confidence, ContentHash, Cue, CueSource, DateRole, Fact, Gap,
    Kind, Language, PartRef, Period, Place, ReaderName, Reading, SupplierClaim,
};
pub use papers::may_open;
use parts::{parts, unread_attachments};
pub(crate) use searching::opened_with;
pub use searching::{SearchReader, Searchable};
pub(crate) use settled::says_paid;
use std::cell::Cell;

/// What form the bytes have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A message of RFC 5322.
    Mail,
    /// iCalendar (RFC 5545).
    Calendar,
    /// vCard (RFC 6350).
    Card,
    /// A page of HTML.
    Html,
    /// Plain text.
    Text,
    /// Statements of a bank, in any form that [`crate::statements::sniff`] knows.
    Statement,
    /// A short message or a call, as the backup program of a phone writes it.
    Phone,
    /// A message of an exported chat.
    Chat,
    /// A note of the owner.
    Note,
    /// A PDF.
    Pdf,
    /// A PNG, JPEG or TIFF.
    Picture,
    /// A wallet pass.
    Pass,
    /// An electronic invoice: UBL or Cross Industry Invoice.
    Invoice,
    /// Anything else: kept, not understood.
    Other,
}

/// How much is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Every fact.
    Full,
    /// Facts only of messages that can matter to the ledger: of no noise, except what was not
    /// recognised and what a person wrote, of which everything is kept.
    Signal,
}

/// A reading and what goes with it.
#[derive(Debug)]
pub struct Read {
    /// What the evidence says.
    pub reading: Reading,
    /// Media type of each part that a fact or gap can name.
    pub parts: Vec<(u16, &'static str)>,
}

/// Reads evidence; made once, shared by threads.
#[derive(Debug)]
pub struct Reader {
    opener: Opener,
    regions: RegionReader,
    languages: LanguageReader,
    senders: SenderReader,
    kinds: KindReader,
    topics: TopicReader,
    names: NameReader,
    letters: LetterReader,
    values: ValueReader,
    formats: FormatReader,
    done: DoneReader,
}

/// Words of one text that are looked at.
const WORDS_MAX: usize = 20_000;

/// Texts behind the main one from which values are read.
const FURTHER_MAX: usize = 8;

/// How sure the sum is of a bill that says that it is paid, in thousandths.
const PAID_SURE: u16 = 800;

/// How sure a value of an attached file is beside one of the message itself, in thousandths.
const ATTACHED_SURE: u32 = 850;

impl Default for Reader {
    /// Two threads load as much each, for every command waits for it.
    fn default() -> Self {
        std::thread::scope(|scope| {
            let other = || (KindReader::default(), LetterReader::default(), DoneReader::default());
            let other = scope.spawn(other);
            let (values, topics) = (ValueReader::default(), TopicReader::default());
            let (names, senders) = (NameReader::default(), SenderReader::default());
            let (opener, regions) = (Opener::default(), RegionReader::default());
            let (languages, formats) = (LanguageReader::default(), FormatReader::default());
            let other = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let (kinds, letters, done) = other;
            Self {
                opener,
                regions,
                languages,
                senders,
                kinds,
                topics,
                names,
                letters,
                values,
                formats,
                done,
            }
        })
    }
}

impl Reader {
    /// With every list loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads one piece of evidence; PDFs and pictures are not looked into.
    pub fn read(&self, bytes: &[u8], form: Form, depth: Depth) -> Read {
        self.read_by(bytes, (form, depth), None)
    }

    /// Reads one piece of evidence with the texts of PDFs and pictures, which are asked for only where
    /// they can matter.
    pub fn read_with(&self, bytes: &[u8], form: Form, depth: Depth, pages: &dyn Pages) -> Read {
        self.read_by(bytes, (form, depth), Some(pages))
    }

    fn read_by(
        &self,
        bytes: &[u8],
        (form, depth): (Form, Depth),
        pages: Option<&dyn Pages>,
    ) -> Read {
        let paper = pages.filter(|_| matches!(form, Form::Pdf | Form::Picture));
        let (mut document, mut found) = match (form, paper) {
            (Form::Statement, _) => return statements::file::reading(bytes),
            (_, Some(pages)) => papers::paper(bytes, pages),
            (_, None) => {
                let document = self.open(bytes, form);
                let found = machine_readable(&document);
                (document, found)
            }
        };
        let maybe = |a: &&Attachment| structured::may_be_invoice(&a.media, &a.name);
        let parts: Vec<u16> = document.attachments.iter().filter(maybe).map(|a| a.part).collect();
        structured::attached_invoices(bytes, &parts, &mut found);
        if let Some(pages) = pages.filter(|_| papers::is_silent(&document)) {
            papers::turn(bytes, &mut document, &mut found, pages);
            papers::lead(&mut document);
        }
        let mut judged = self.judge(&document, found, depth);
        self.judge_form((form, bytes), &document, &mut judged);
        let open = may_open(judged.reading.kind) && papers::brings(&document);
        if let Some(pages) = pages.filter(|_| open) {
            let known = document.gaps.len();
            papers::turn(bytes, &mut document, &mut judged.found, pages);
            judged.reading.gaps.extend(document.gaps.iter().skip(known).cloned());
            self.judge_by_paper(&document, &mut judged);
        }
        let mut read = self.tell(&document, judged, depth, &mut |_, _, _| {});
        statements::file::attached(bytes, &document.attachments, &mut read);
        read.parts.sort_by_key(|(part, _)| *part);
        read.parts.dedup_by_key(|(part, _)| *part);
        match form {
            // Nothing of the bytes was decoded by which two of them could be told apart.
            Form::Pdf | Form::Picture | Form::Pass | Form::Invoice | Form::Other => {
                read.reading.message = ContentHash::of(bytes);
                papers::finish(&document, &mut read.reading);
            }
            Form::Note => noted::finish(bytes, &document, &mut read.reading),
            Form::Chat => bare::finish_chat(bytes, &mut read.reading),
            Form::Mail
            | Form::Calendar
            | Form::Card
            | Form::Html
            | Form::Text
            | Form::Phone
            | Form::Statement => {}
        }
        read
    }

    /// What the roles of the values of a message are weighed by, for `cargo xtask train`: where each
    /// value stands and the names of its features.
    pub fn role_evidence(&self, bytes: &[u8]) -> Vec<(Place, roles::Evidence)> {
        let document = self.open(bytes, Form::Mail);
        let found = machine_readable(&document);
        let mut all = Vec::new();
        self.read_document(&document, found, Depth::Full, &mut |values, around, part| {
            let named = roles::evidence(values, around).into_iter();
            all.extend(named.map(|e| (place(&document, part, e.start, e.end), e)));
        });
        all
    }

    /// What the kind of a message is judged by apart from the learned table, for `cargo xtask train`:
    /// points by kind, and the names of the features by field.
    pub fn kind_evidence(&self, bytes: &[u8]) -> (Vec<(Kind, i32)>, Vec<Vec<String>>) {
        let document = self.open(bytes, Form::Mail);
        let found = machine_readable(&document);
        self.kinds.evidence(&document, &self.heard(&document).wording(), &found.kinds)
    }

    fn open(&self, bytes: &[u8], form: Form) -> Document {
        opened(&self.opener, bytes, form)
    }

    fn read_document(
        &self,
        document: &Document,
        found: Structured,
        depth: Depth,
        notes: &mut Notes<'_>,
    ) -> Read {
        self.tell(document, self.judge(document, found, depth), depth, notes)
    }

    /// Decides what a message is, before anything that it says is read.
    fn judge(&self, document: &Document, found: Structured, depth: Depth) -> Judged<'_> {
        let mut supplier = self.senders.read(&document.header, found.merchant.as_deref());
        let mut reading = blank(document);
        if depth == Depth::Signal
            && let Some(decision) = kinds::talk_on_a_list(&document.header)
        {
            // Most mail of those who are on lists, and nothing that it says is kept.
            decide(&mut reading, decision);
            reading.supplier = supplier.or_else(|| claimed(&found));
            return Judged { reading, found, heard: None, format: None, values: None };
        }
        let heard = self.heard(document);
        let Heard { body, subject, language, .. } = &heard;
        let format = self.format(supplier.as_mut());
        let decided =
            self.kinds.decide(document, &heard.wording(), supplier.as_ref(), &found.kinds);
        decide(&mut reading, in_format(format, &[subject, body], decided));
        reading.leads_to = self.kinds.leads_to(document, supplier.as_ref());
        reading.supplier = supplier.or_else(|| claimed(&found));
        reading.language = *language;
        let heard = Some(heard);
        let mut judged = Judged { reading, found, heard, format, values: None };
        self.by_its_terms(document, &mut judged);
        judged
    }

    /// Reads what a message says, where that is kept.
    fn tell(
        &self,
        document: &Document,
        judged: Judged<'_>,
        depth: Depth,
        notes: &mut Notes<'_>,
    ) -> Read {
        let Judged { mut reading, mut found, heard, format, values } = judged;
        let main = document.main();
        if let Some(heard) = heard
            && (depth == Depth::Full
                || is_kept(reading.kind)
                || pledged::may_be(document, &reading))
        {
            let Heard { said, body, subject, language, .. } = &heard;
            if heard.cut {
                reading.gaps.push(words_cut(main));
            }
            let topics = self.topics.read(subject, body, *language);
            reading.topics = with_stated(topics.topics, std::mem::take(&mut found.topics));
            reading.branches = topics.branches;
            reading.greets = topics.greets;
            reading.nouns = topics.nouns.iter().map(|(noun, _)| (*noun).to_owned()).collect();
            // Of data no values are looked for in the words.
            let (nothing, data) = (Words::default(), document.spoken.is_some());
            let (said, body) = if data { ("", &nothing) } else { (said.as_str(), body) };
            let known = Cell::new(values);
            let said = Said { text: said, body, subject, part: main, format, known };
            structured_facts(document, found, &mut reading);
            self.facts(document, &said, &mut reading, notes);
        }
        Read { parts: parts(document), reading }
    }

    /// The words by which a message is judged.
    fn heard(&self, document: &Document) -> Heard {
        let main = document.main().map_or("", |t| t.text.as_str());
        let text = document.spoken.as_deref().unwrap_or(main);
        let words = Words::cut(text, WORDS_MAX);
        let regions = self.regions.read(text, &words);
        let said = body::said(text, &regions);
        let body = body::words_said(&words, &regions);
        let subject = Words::cut(&document.header.subject, 200);
        let language = self.language(document, &said, &body, &subject);
        let cut = words.all().len() >= WORDS_MAX;
        let subject_text = document.header.subject.clone();
        let sender = sender_words(document);
        Heard { said, body, subject, subject_text, sender, language, cut }
    }

    fn language(&self, document: &Document, said: &str, body: &Words, subject: &Words) -> Language {
        let language = self.languages.read(said, body);
        if language != Language::UNKNOWN {
            return language;
        }
        let stated = document.header.content_language.as_deref().unwrap_or_default();
        let stated = Language::from_code(stated.get(..2).unwrap_or_default());
        if stated != Language::UNKNOWN {
            return stated;
        }
        self.languages.read(&document.header.subject, subject)
    }

    /// The format of the sender, unless the receiving host found that it is not the sender.
    fn format(&self, supplier: Option<&mut SupplierClaim>) -> Option<&Format> {
        let supplier = supplier.filter(|s| s.authentic != Authentic::Fail)?;
        let format = self.formats.of(supplier.domain.as_deref())?;
        if let Some(name) = format.name {
            name.clone_into(&mut supplier.name);
        }
        Some(format)
    }

    fn facts(
        &self,
        document: &Document,
        said: &Said<'_>,
        out: &mut Reading,
        notes: &mut Notes<'_>,
    ) {
        let sent_on = sent_on(document);
        let subject = Surroundings {
            text: &document.header.subject,
            words: said.subject,
            language: out.language,
            sent_on,
            month_first: None,
            currency_hint: currency::of(out.supplier.as_ref()),
        };
        let body = Surroundings { text: said.text, words: said.body, ..subject };
        let format = said.format;
        let [of_head, of_body] = [subject, body].map(|of| self.done.read(&of));
        let told = (of_head.as_slice(), of_body.as_slice());
        let head = Piece {
            of: subject,
            beside: body,
            part: None,
            spot: Spot::Subject,
            format,
            told: told.0,
            known: None,
        };
        let main = Piece {
            of: body,
            beside: subject,
            part: said.part,
            spot: Spot::Body,
            format,
            told: told.1,
            known: Some(&said.known),
        };
        for piece in [head, main] {
            let period = self.piece(document, &piece, out, notes);
            out.period = period.or(out.period);
        }
        self.headed(document, &subject, out);
        out.people = self.names.people(&body);
        self.further(document, &Piece { beside: subject, ..main }, out, notes);
        unread_attachments(document, out);
        dated(document, sent_on, out);
        if let Some((claim, (start, end))) = settled::paid(said.text, out) {
            let at = place(document, said.part, start, end);
            let confidence = Confidence::from_thousandths(PAID_SURE);
            out.facts.push(Fact { claim, at, confidence, reader: ReaderName::Text });
        }
        settle(&mut out.facts);
        self.lasting((&subject, &body), out);
        by_facts(out, sent_on);
        visits::headed_by_the_old((&subject, &body), out);
        settled::given(out);
        ends::undone(out);
        done::settle(told, sent_on, out);
        terms::guaranteed(out, sent_on);
        out.gaps.extend(sums::two_totals(&out.facts, &parts::own(document)));
        self.goods(said, out);
    }

    /// The lasting goods that a message of a kind that sells names.
    fn goods(&self, said: &Said<'_>, out: &mut Reading) {
        if sells_goods(out.kind) {
            let products: Vec<(&str, u32)> = out
                .facts
                .iter()
                .filter(|f| f.reader == ReaderName::SchemaOrg)
                .filter_map(Fact::product)
                .collect();
            out.goods = self.names.goods(said.text, (said.body, out.language), &products);
        }
    }
}

/// The kind of an unsure message as what it names tells it.
fn by_facts(out: &mut Reading, sent_on: Option<Date>) {
    bound::settle(out, sent_on);
    agreed::settle(out, sent_on);
    asked::settle(out, sent_on);
}

impl Reader {
    /// What a sum was paid for and how long what is agreed lasts, once everything is read.
    fn lasting(&self, (subject, body): (&Surroundings<'_>, &Surroundings<'_>), out: &mut Reading) {
        terms::was_taken(out, body.sent_on);
        if terms::may_name_a_plan(out) {
            let plan = |of: &Surroundings<'_>| self.names.plan(of.text, of.words);
            out.period = plan(subject).or_else(|| plan(body));
        }
        terms::told(out, body.sent_on);
    }

    /// The values of one text; what period it speaks of.
    fn piece(
        &self,
        document: &Document,
        piece: &Piece<'_>,
        out: &mut Reading,
        notes: &mut Notes<'_>,
    ) -> Option<Period> {
        let Surroundings { text, words, sent_on, .. } = piece.of;
        let known = piece.known.and_then(Cell::take);
        let mut values = known.unwrap_or_else(|| self.values.read(&piece.of));
        let around = Around { text, words, spot: piece.spot, kind: out.kind, sent_on };
        notes(&values.found, &around, piece.part);
        roles::settle(&mut values.found, &around);
        sums::subtotals(text, &mut values.found);
        begun::settle(text, &mut values.found);
        terms::settle(&mut values.found, &around);
        let offered = offers::settle(text, out.kind, &mut values.found);
        settled::not_owed(text, &mut values.found);
        if piece.spot == Spot::Body {
            sums::whole(text, out.kind, &mut values.found);
        }
        visits::settle(piece, (&values.hours, &self.done), &mut values.found, out);
        self.values.of_occasion(&piece.of, out.kind, &mut values.found);
        let tried = self.values.try_out(&piece.of, &mut values.found);
        ends::of_a_trial(out, tried);
        let own =
            piece.part.is_none_or(|part| document.main().is_some_and(|m| m.part == part.part));
        self.ends(&around, (piece.beside, own.then_some(tried)), &mut values.found, out);
        ends::none_of_a_term(text, sent_on, &mut values.found, out);
        if let Some(format) = piece.format {
            format.apply(text, words, &mut values);
        }
        if own && may_be_a_letter(document) {
            let was_sent = document.header.received.is_none();
            let letter = Letter { text, words, found: &values.found, sent_on, was_sent };
            let acts = self.letters.read(&letter);
            values.found.extend(acts);
        }
        out.sides.append(&mut self.values.sides(&piece.of, &values.found));
        self.values.handed(&piece.of, &values.found, &mut out.handed);
        visits::keep(piece, &self.done, &mut values, out);
        out.notice_way = out.notice_way.or(values.notice_way);
        (out.rise, out.stands) = (out.rise.or(values.rise), out.stands.max(values.stands));
        let at = |start, end| place(document, piece.part, start, end);
        let bare = |of: Unnamed| BareNumber { at: at(of.start, of.end), value: of.value };
        out.numbers.extend(values.numbers.drain(..).map(bare));
        out.kept.append(&mut values.kept);
        done::take(piece.told, &values.found, sent_on, out);
        if let Some(what) = sums::disagreement(text, &values.found) {
            let at = piece.part.map(|part| PartRef::Part(part.part));
            out.gaps.push(Gap { what, at });
        }
        let names = self.names.read(text, words, (piece.beside.text, piece.beside.words));
        let period = self.names.period_beside(text, words, &values.found);
        // Machine-readable data names the goods better than lines do.
        let named =
            out.facts.iter().any(|f| f.reader != ReaderName::Calendar && f.product().is_some());
        let goods = if named { None } else { Some(self.names.products(&around, &values.found)) };
        for value in values.found.into_iter().chain(names).chain(goods.into_iter().flatten()) {
            let at = place(document, piece.part, value.start, value.end);
            let (claim, confidence) = (value.claim, value.confidence);
            out.facts.push(Fact { claim, at, confidence, reader: ReaderName::Text });
        }
        out.gaps.extend(values.gaps.into_iter().map(|what| Gap { what, at: None }));
        if offered {
            offers::turn(out);
        }
        period
    }

    /// The values of the texts behind the main one: what follows a picture, and attached files. They
    /// say nothing of the kind of the message.
    fn further(
        &self,
        document: &Document,
        main: &Piece<'_>,
        out: &mut Reading,
        notes: &mut Notes<'_>,
    ) {
        let texts = document.texts.iter().skip(1).filter(|text| text.purpose == Purpose::Read);
        for (count, part) in texts.enumerate() {
            let at = Some(PartRef::Part(part.part));
            if count >= FURTHER_MAX {
                let what =
                    format!("values are read from the first {FURTHER_MAX} further texts only");
                out.gaps.push(Gap { what, at });
                break;
            }
            let words = Words::cut(&part.text, WORDS_MAX);
            let regions = self.regions.read(&part.text, &words);
            let said = body::said(&part.text, &regions);
            let body = body::words_said(&words, &regions);
            if words.all().len() >= WORDS_MAX {
                out.gaps.push(words_cut(Some(part)));
            }
            let known = out.facts.len();
            let of = Surroundings { text: &said, words: &body, ..main.of };
            let told = self.done.read(&of);
            let piece = Piece { of, part: Some(part), told: &told, known: None, ..*main };
            let period = self.piece(document, &piece, out, notes);
            out.period = out.period.or(period);
            if document.attachments.iter().any(|file| file.part == part.part) {
                for fact in out.facts.iter_mut().skip(known) {
                    fact.confidence = lessened(fact.confidence);
                }
            }
        }
    }
}

fn lessened(confidence: Confidence) -> Confidence {
    let thousandths = u32::from(confidence.thousandths()) * ATTACHED_SURE / 1000;
    Confidence::from_thousandths(u16::try_from(thousandths).unwrap_or_default())
}

fn words_cut(part: Option<&TextPart>) -> Gap {
    let what = format!("of a text the first {WORDS_MAX} words were looked at");
    Gap { what, at: part.map(|part| PartRef::Part(part.part)) }
}

/// Whether the facts of a message of this kind are kept.
const fn is_kept(kind: Kind) -> bool {
    !kind.is_noise() || matches!(kind, Kind::Unclear | Kind::Personal)
}

fn decide(reading: &mut Reading, decision: Decision) {
    reading.kind = decision.kind;
    reading.kind_confidence = decision.confidence;
    reading.secondary = decision.secondary;
    reading.why = decision.why;
}

/// A kind that the sender's own format names wins, unless the message is suspect.
fn in_format(format: Option<&Format>, texts: &[&Words], decided: Decision) -> Decision {
    let Some((kind, words)) = format.and_then(|f| f.kind(texts)) else { return decided };
    if decided.kind == Kind::Suspect {
        return decided;
    }
    let cue = Cue { kind, words: words.to_owned(), source: CueSource::Structured, weight: 100 };
    Decision {
        kind,
        confidence: Confidence::from_thousandths(970),
        secondary: Vec::new(),
        why: vec![cue],
    }
}

/// Who is told what the roles of values are weighed by.
type Notes<'n> = dyn FnMut(&[Found], &Around<'_>, Option<&TextPart>) + 'n;

/// The words by which a message is judged: its own, without what it quotes and what stands below.
struct Heard {
    said: String,
    body: Words,
    subject: Words,
    subject_text: String,
    sender: Words,
    language: Language,
    /// Whether there are more words than are looked at.
    cut: bool,
}

impl Heard {
    fn wording(&self) -> Wording<'_> {
        let Self { said, body, subject, subject_text, sender, language, .. } = self;
        Wording { subject, body, sender, subject_text, text: said, language: *language }
    }
}

/// What a message is, and what is needed to read what it says.
struct Judged<'r> {
    reading: Reading,
    found: Structured,
    /// None where nothing is read.
    heard: Option<Heard>,
    format: Option<&'r Format>,
    /// The values of its text, where its kind asked for them.
    values: Option<Values>,
}

/// The text that the message itself says, with its words.
struct Said<'a> {
    text: &'a str,
    body: &'a Words,
    subject: &'a Words,
    part: Option<&'a TextPart>,
    format: Option<&'a Format>,
    /// Its values, where they were read already.
    known: Cell<Option<Values>>,
}

/// One text that is read, with the one beside it.
#[derive(Clone, Copy)]
struct Piece<'a> {
    of: Surroundings<'a>,
    beside: Surroundings<'a>,
    part: Option<&'a TextPart>,
    spot: Spot,
    format: Option<&'a Format>,
    /// What it tells of deeds.
    told: &'a [Told],
    /// Its values, where they were read already.
    known: Option<&'a Cell<Option<Values>>>,
}

pub(crate) fn opened(opener: &Opener, bytes: &[u8], form: Form) -> Document {
    match form {
        Form::Mail => opener.mail(bytes),
        Form::Calendar => Opener::calendar(bytes),
        Form::Card => Opener::card(bytes),
        Form::Html => Opener::html(bytes),
        Form::Text | Form::Statement => Opener::text(bytes),
        Form::Pass => Opener::pass(bytes),
        Form::Invoice => Opener::invoice(bytes),
        Form::Phone => phone::document(bytes),
        Form::Chat => chat::document(bytes),
        Form::Note => note::document(bytes),
        Form::Pdf | Form::Picture | Form::Other => not_understood(),
    }
}

fn not_understood() -> Document {
    let mut document = Document::default();
    let what = "a file of a form that is not read yet".to_owned();
    document.gaps.push(Gap { what, at: None });
    document
}

/// Words of the sender's name and of the local part of its address.
pub fn sender_words(document: &Document) -> Words {
    let Some(from) = document.header.from.as_ref() else {
        return Words::default();
    };
    let mut words = Words::cut(&from.name, 50);
    words.append(local_part(&from.address), 0, 60);
    words
}

/// The civil day of Date in the sender's zone; of a file the day on which it was made.
fn sent_on(document: &Document) -> Option<Date> {
    let Some(at) = document.header.date.or(document.header.received) else {
        return document.made_on;
    };
    let offset = Offset::from_seconds(document.header.date_offset_seconds).unwrap_or(Offset::UTC);
    Some(offset.to_datetime(at).date())
}

/// Where a value of the text stands in the decoded part.
fn place(document: &Document, part: Option<&TextPart>, start: usize, end: usize) -> Place {
    let (start, end) = (to_u32(start), to_u32(end));
    let Some(part) = part else {
        return Place { part: PartRef::Subject, start, end };
    };
    let Some(html) = part.html.as_ref() else {
        let last = part.lines.origin(end.saturating_sub(1));
        let (start, end) = (part.lines.origin(start), last.saturating_add(1));
        return Place { part: PartRef::Part(part.part), start, end: end.max(start) };
    };
    let source = document.htmls.iter().find(|(p, _)| *p == part.part).map_or("", |(_, h)| h);
    let start = html.origin(start);
    let last = html.origin(end.saturating_sub(1));
    let rest = source.as_bytes().get(as_index(last)..).unwrap_or_default();
    let length = match rest.first() {
        Some(b'&') => memchr::memchr(b';', rest).map_or(1, |at| at + 1).min(12),
        Some(_) | None => 1,
    };
    let end = last.saturating_add(to_u32(length)).max(start);
    Place { part: PartRef::Part(part.part), start, end }
}

/// How sure it is that a message speaks of the day of its header as the one of issue, in thousandths: where labels of
/// the own corpus name that day, they call it by another role (`cargo xtask corpus`).
const HEADER_SURE: u16 = 450;

/// A message is itself a paper: where it names no other day of issue, its own day is that.
fn dated(document: &Document, sent_on: Option<Date>, out: &mut Reading) {
    let issued = |f: &Fact| matches!(f.claim, Claim::Date { role: DateRole::Issued, .. });
    let Some(value) = sent_on.filter(|_| document.header.date.is_some()) else { return };
    if out.kind.is_noise() || out.facts.iter().any(issued) {
        return;
    }
    out.facts.push(Fact {
        claim: Claim::Date { role: DateRole::Issued, value },
        at: Place { part: PartRef::Header, start: 0, end: 0 },
        confidence: Confidence::from_thousandths(HEADER_SURE),
        reader: ReaderName::Header,
    });
}

/// Machine-readable facts come first and are not said a second time by weaker readers; what a PDF
/// carries as data stands where its pages say the same.
fn settle(facts: &mut Vec<Fact>) {
    facts.sort_by_key(|f| (f.reader, std::cmp::Reverse(f.confidence)));
    let mut seen: rustc_hash::FxHashMap<Claim, usize> = rustc_hash::FxHashMap::default();
    let mut kept: Vec<Fact> = Vec::with_capacity(facts.len());
    for fact in facts.drain(..) {
        match seen.get(&fact.claim).and_then(|known| kept.get_mut(*known)) {
            Some(known) if known.at.end == 0 && known.at.part == fact.at.part => known.at = fact.at,
            Some(_) => {}
            None => {
                seen.insert(fact.claim.clone(), kept.len());
                kept.push(fact);
            }
        }
    }
    *facts = kept;
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Kinds of messages that name goods one bought.
fn sells_goods(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OrderConfirmed
            | Kind::Bill
            | Kind::PaymentDone
            | Kind::DeliveryUnderWay
            | Kind::Delivered
    )
}
