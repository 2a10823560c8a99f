//! Values in the text of a message: sums, dates, references, identifiers, contacts, promises.
//!
//! Scanners look only at digits, signs and the labels beside them. What one scanner takes is left
//! alone by the next, so the surest go first. What is looked at for one label or number is bounded,
//! however long its line, and so is what is found: time grows as the text does.

mod ahead;
mod amounts;
mod arrivals;
mod asked;
mod by_year;
mod care;
mod charters;
mod check_digits;
mod citations;
mod codes;
mod contacts;
mod credits;
mod currency;
mod dates;
mod day;
mod deeds;
mod forms;
mod handed;
mod identifiers;
mod labels;
mod leaving;
mod lengths;
mod months;
mod musts;
mod near;
mod number;
mod numbered;
mod occasions;
mod page;
mod parcels;
mod periodic;
mod plates;
mod pledges;
mod promises;
mod qualified;
mod references;
mod renewals;
mod replaced;
mod rises;
mod served;
mod sides;
mod silence;
mod slots;
pub(crate) mod sorted;
mod spoken;
mod starts;
mod streets;
mod taken;
#[cfg(test)]
mod tests;
mod totals;
mod trials;
mod unless;
mod warnings;
mod withdrawn;

use crate::words::Words;
use arrivals::ArrivalReader;
pub use arrivals::Hour;
use charters::CharterReader;
use handed::HandedReader;
use jiff::civil::Date;
use labels::LabelReader;
use lengths::{LengthReader, ReturnReader};
use musts::MustReader;
use occasions::OccasionReader;
use oxherd_model::{
    AmountRole, Claim, Confidence, Currency, DateRole, DayHour, Handing, Kept, Kind, Language,
    LetterAct, Money, NoticeWay, PledgedDeed, Sided, Stands, VisitTold,
};
use page::Page;
use pledges::PledgeReader;
pub(crate) use promises::FROM;
use renewals::RenewalReader;
use replaced::ReplacedReader;
use rises::RiseReader;
use sides::SideReader;
use silence::SilenceReader;
use trials::TrialReader;
pub use trials::Tried;
pub(crate) use unless::{begins_a_word, has_phrase};
use warnings::WarningReader;
use withdrawn::WithdrawnReader;

/// At most so many values are kept of one text.
pub(crate) const FOUND_MAX: usize = 200;

/// Names of months and of days of the week, as written, in every language.
pub(crate) fn names_of_the_calendar() -> impl Iterator<Item = &'static str> {
    labels::names_of_the_calendar()
}

/// A text and what is known around it.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The text that is read.
    pub text: &'a str,
    /// Its words, cut from this very text.
    pub words: &'a Words,
    /// Its language.
    pub language: Language,
    /// The civil day of the message.
    pub sent_on: Option<Date>,
    /// Whether the sender writes the month first; `None` where that is not known.
    pub month_first: Option<bool>,
    /// What a bare `$` or `kr` means here.
    pub currency_hint: Option<Currency>,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What is claimed.
    pub claim: Claim,
    /// First byte of the value in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// How sure the reader is.
    pub confidence: Confidence,
}

/// A bare number of one text, and its bytes there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unnamed {
    /// As written.
    pub value: String,
    /// First byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// The values of one text, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// What was found.
    pub found: Vec<Found>,
    /// What was seen and could not be read.
    pub gaps: Vec<String>,
    /// The minute of the day at which it says that somebody or something came.
    pub came_at: Option<u16>,
    /// Hours at which somebody came where their sentence tells work as done.
    pub came_hours: Vec<Hour>,
    /// How it asks for a notice to be given.
    pub notice_way: Option<NoticeWay>,
    /// By how much it says that a price rises; below nought it falls.
    pub rise: Option<Money>,
    /// Numbers without a word for what they number.
    pub numbers: Vec<Unnamed>,
    /// Where days begin whose sentences name hours.
    pub hours: Vec<usize>,
    /// What is told as done of what suppliers promise.
    pub kept: Vec<Kept>,
    /// What is said of visits that were set.
    pub visits: Vec<VisitTold>,
    /// The hours of days ahead.
    pub clock: Vec<DayHour>,
    /// How it stands to what was sent before it.
    pub stands: Stands,
}

/// Finds values; built once for all languages and shared by threads.
#[derive(Debug)]
pub struct ValueReader {
    labels: LabelReader,
    lengths: LengthReader,
    handed: HandedReader,
    silence: SilenceReader,
    trials: TrialReader,
    renewals: RenewalReader,
    charters: CharterReader,
    warnings: WarningReader,
    replaced: ReplacedReader,
    returns: ReturnReader,
    withdrawn: WithdrawnReader,
    rises: RiseReader,
    pledges: PledgeReader,
    occasions: OccasionReader,
    musts: MustReader,
    arrivals: ArrivalReader,
    sides: SideReader,
}

impl Default for ValueReader {
    fn default() -> Self {
        Self::new()
    }
}

impl ValueReader {
    /// Learns the labels of every language.
    pub fn new() -> Self {
        Self {
            labels: LabelReader::new(),
            lengths: LengthReader::new(),
            handed: HandedReader::new(),
            silence: SilenceReader::new(),
            trials: TrialReader::new(),
            renewals: RenewalReader::new(),
            charters: CharterReader::new(),
            warnings: WarningReader::new(),
            replaced: ReplacedReader::new(),
            returns: ReturnReader::new(),
            withdrawn: WithdrawnReader::new(),
            rises: RiseReader::new(),
            pledges: PledgeReader::new(),
            occasions: OccasionReader::new(),
            musts: MustReader::new(),
            arrivals: ArrivalReader::new(),
            sides: SideReader::new(),
        }
    }

    /// What days are by what the message is and speaks of.
    pub fn of_occasion(&self, s: &Surroundings<'_>, kind: Kind, found: &mut Vec<Found>) {
        self.occasions.settle(s, kind, found);
        self.musts.settle(s, kind, found);
    }

    /// The end of a time that is tried out, once every day has its role; what the text says of one.
    pub fn try_out(&self, s: &Surroundings<'_>, found: &mut Vec<Found>) -> Tried {
        self.silence.settle(s, found);
        let tried = self.trials.settle(s, found);
        trials::last_safe(found);
        leaving::until_the_eve(s, found);
        tried
    }

    /// Adds what a text says of what the owner gives to what its subject said.
    pub fn handed(&self, s: &Surroundings<'_>, found: &[Found], out: &mut Vec<Handing>) {
        self.handed.read(s, found, out);
    }

    /// On which side of a move the addresses of a text are.
    pub fn sides(&self, s: &Surroundings<'_>, found: &[Found]) -> Vec<Sided> {
        self.sides.read(s, found)
    }

    /// The values of one text.
    pub fn read(&self, s: &Surroundings<'_>) -> Values {
        let page = Page::new(s);
        let labels = self.labels.read(s);
        let mut sink = Sink::default();
        if page.cut {
            sink.gaps.push("more numbers than are read; the rest was left out".to_owned());
        }
        contacts::links(&page, &mut sink);
        citations::take(&page);
        let mut rise = None;
        let mut untold = Vec::new();
        dates::read(&page, &labels, &mut sink);
        if !page.chunks.is_empty() {
            contacts::hours(&page, &labels, &mut sink);
            identifiers::certain(&page, &labels, &mut sink);
            identifiers::labelled(&page, &labels, &mut sink);
            rise = amounts::read(&page, &labels, (&self.withdrawn, &self.rises), &mut sink);
            taken::settle(&page, &mut sink);
            by_year::settle(&page, &mut sink);
        }
        served::domains(&page, &labels, &mut sink);
        // A booking code may have no digit at all.
        references::read(&page, &labels, &mut sink);
        if !page.chunks.is_empty() {
            parcels::read(&page, &labels, &mut sink);
            untold = plates::read(&page, &labels, &mut sink);
            contacts::phones(&page, &labels, &mut sink);
            forms::read(&page, &labels, &mut sink);
        }
        let deeds = self.pledges.read(s);
        promises::read(&page, &labels, &deeds, &mut sink);
        self.charters.read(&page, &mut sink);
        let notice_way = self.lengths.read(&page, &labels, &mut sink);
        self.returns.read(&page, &labels, &mut sink);
        sink.drop_rights();
        self.renewals.read(&page, &mut sink);
        let kept = deeds.kept(&sink.found);
        let gives = |kept: &Kept| kept.deed == PledgedDeed::Refund;
        if let Some(here) = deeds.denies_money().filter(|_| !kept.iter().any(gives)) {
            sink.add(Claim::Act { act: LetterAct::Deny, on: None }, here, DENIED);
        }
        let mut numbers = codes::bare(&page);
        numbers.append(&mut untold);
        self.warnings.read(&page, &numbers, &mut sink);
        let visits = deeds.visits(&sink.found);
        let came = self.arrivals.read(&page, &labels);
        let (came_at, came_hours) = (came.came, came.hours);
        let stands = self.replaced.read(&page);
        let told = Values { came_at, came_hours, notice_way, rise, stands, ..sink.finish() };
        Values { numbers, kept, visits, ..told }
    }
}

/// Collects what the scanners find.
#[derive(Debug, Default)]
struct Sink {
    found: Vec<Found>,
    gaps: Vec<String>,
    hours: Vec<usize>,
    clock: Vec<DayHour>,
    /// Days that only a promise makes one: without a role, or told by the calendar.
    spoken: Vec<day::Day>,
    full: bool,
}

/// How sure a denial is, in thousandths.
const DENIED: u16 = 800;

impl Sink {
    fn push(&mut self, found: Found) {
        // Twice the bound, so that a flood of one sort does not hide the rest.
        if self.found.len() >= FOUND_MAX * 2 {
            self.full = true;
            return;
        }
        self.found.push(found);
    }

    fn add(&mut self, claim: Claim, (start, end): (usize, usize), confidence: u16) {
        self.push(Found { claim, start, end, confidence: thousandths(confidence) });
    }

    /// What the owner may do within a time is nothing that the supplier promises in it.
    fn drop_rights(&mut self) {
        let right = |f: &Found| {
            matches!(f.claim, Claim::Date { role: DateRole::CancelBy | DateRole::WithdrawBy, .. })
        };
        let spans = self.found.iter().filter(|f| right(f)).map(|f| (f.start, f.end));
        let spans: Vec<(usize, usize)> = spans.collect();
        self.found.retain(|f| {
            !matches!(f.claim, Claim::Promise { .. }) || !spans.contains(&(f.start, f.end))
        });
    }

    fn finish(mut self) -> Values {
        if self.found.len() > FOUND_MAX || self.full {
            self.found.sort_by_key(|found| std::cmp::Reverse(found.confidence));
            self.found.truncate(FOUND_MAX);
            self.gaps.push(format!("more than {FOUND_MAX} values; the least sure were left out"));
        }
        self.found.sort_by_key(|found| (found.start, found.end));
        self.gaps.truncate(10);
        let Self { found, gaps, hours, clock, .. } = self;
        Values { found, gaps, hours, clock, ..Values::default() }
    }
}

/// Whether a value is a sum that is only a limit, by its label: a fine, what is insured at most.
pub(crate) fn is_limit(found: &Found) -> bool {
    let other = matches!(found.claim, Claim::Amount { role: AmountRole::Other, .. });
    other && found.confidence.thousandths() >= amounts::LIMIT_SURE
}

/// Whether a price for a stretch of time ends at a place of a text: `per month`.
pub(crate) fn is_per_period(text: &str, end: usize) -> bool {
    let to = text.floor_char_boundary(end.saturating_add(24));
    amounts::is_per_period(&text.get(end..to).unwrap_or_default().replace('\u{2019}', "'"))
}

/// Whether a value in upper case without spaces is an IBAN whose check digits are right.
pub fn is_iban(value: &str) -> bool {
    let country = value.get(..2).unwrap_or_default();
    check_digits::iban_length(country) == Some(value.len()) && check_digits::mod_97(value)
}

/// Whether a value is a creditor's identifier with right check digits.
pub fn is_creditor(value: &str) -> bool {
    value.len() >= 8 && check_digits::creditor_id(value)
}

/// Whether a text begins with a registration mark in a country's own form.
pub fn is_registration(text: &str) -> bool {
    plates::begins(text)
}

/// The registration mark in a country's own form that a text begins with, and where it ends.
pub(crate) fn registration(text: &str) -> Option<(String, usize)> {
    plates::first(text)
}

const fn thousandths(confidence: u16) -> Confidence {
    Confidence::from_thousandths(confidence)
}

/// The product of two confidences in thousandths.
fn product(one: u16, other: u16) -> u16 {
    let product = u32::from(one) * u32::from(other) / 1000;
    u16::try_from(product).unwrap_or(1000)
}
