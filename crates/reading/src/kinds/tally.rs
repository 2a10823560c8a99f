//! Points by kind, and the decision.

use super::endings::{Ending, Endings, Place, Tense};
use super::model::{self, Learned};
use super::{Decision, Marks, Wording, goods};
use crate::document::Document;
use oxherd_model::{Confidence, Cue, CueSource, Kind};

/// Points by kind, with the mentions that brought them.
#[derive(Debug)]
pub(super) struct Tally<'a> {
    mentions: Vec<Mention<'a>>,
    signs: Vec<Cue>,
    marks: Marks,
    post: Post,
    ending: Option<Ending>,
    /// The kind that what is told of an end or a beginning gave more points, and how many.
    raised: Option<(Kind, i32)>,
    /// Whether the language is one in which endings are told apart from what may end.
    endings_known: bool,
}

/// What the header says of who wrote to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Post {
    /// It names a receiver.
    Addressed,
    /// So it does, and it answers a message in the thread of that: no supplier advertises so.
    Answer,
    /// It names a sender and nobody whom it is for.
    ToNobody,
    /// It is no post: a file.
    Kept,
}

/// Something that speaks for or against a kind.
#[derive(Debug, Clone, Copy)]
struct Mention<'a> {
    kind: Kind,
    words: &'a str,
    source: CueSource,
    points: i32,
}

/// An answer less sure than this is none, in thousandths.
const SURE_MIN: u16 = 250;

/// The same for a kind that matters, in a message that looks printed for many.
const SURE_MIN_CIRCULAR: u16 = 450;

/// Fewer points of phrases, without the sender's, say too little for a kind that matters: then single words decide.
const SAID_MIN: i32 = 8;

/// How sure single words must be of a kind that matters, without the sender's, where no number stands beside them: in a
/// message of so few words one of them decides, and how often it was right was learned from longer ones.
const SURE_MIN_WORDS: u16 = 360;
const SURE_MIN_SHORT: u16 = 750;
const SHORT_WORDS: usize = 24;

/// Signs of fraud of so many points overrule what the words say.
const SUSPECT_MIN: i32 = 18;

/// Most that words alone say for fraud.
const SUSPECT_WORDS_MAX: i32 = 28;

/// Least and most that the learned table says for fraud.
const SUSPECT_TABLE: [i32; 2] = [-6, 8];

/// Most that the sender's name and address say for a kind.
const SENDER_MAX: i32 = 8;

/// So many thousandths of a point less are half as likely: the table is learned with six points to
/// one step of the logistic function.
const HALF_AS_LIKELY: u64 = 4_159;

/// Kinds so many thousandths of a point apart are about as likely.
const ABOUT_AS_LIKELY: i32 = 4_000;

/// How far an ending that is told leads, in thousandths of a point: where the grammar shows that it has
/// ended, and where less is sure.
const LEAD_ENDED: i32 = 18_000;
const LEAD_TOLD: i32 = 9_000;

/// The same for an agreement that is said to have begun, where what leads is less sure than this.
const LEAD_BEGUN: i32 = 10_000;
const SURE_BEGUN: u16 = 450;

/// What is to be paid or done now and is less sure than this does not stand before an end.
const SURE_BESIDE: u16 = 520;

/// What stands beside the kind that leads has so many thousandths of a point at least.
const SECONDARY_MIN: i32 = 20_000;

/// Fewer points of the lists are no saying of an end.
const END_SAID_MIN: i32 = 6;

/// How many cues are told, and how many of the table.
const WHY_MAX: usize = 6;
const WHY_LEARNED_MAX: usize = 3;

impl<'a> Tally<'a> {
    /// Nothing counted yet.
    pub(super) fn new(marks: Marks, document: &Document) -> Self {
        let header = &document.header;
        let answers = marks.is_answer() && !header.thread.is_empty() && !marks.is_sent_to_many();
        let post = match (&header.from, header.recipients.is_empty()) {
            (None, _) => Post::Kept,
            // A phone is nobody else's.
            (Some(_), true) if document.caller.is_some() => Post::Addressed,
            (Some(_), true) => Post::ToNobody,
            (Some(_), false) if answers => Post::Answer,
            (Some(_), false) => Post::Addressed,
        };
        let mentions = Vec::with_capacity(32);
        Self {
            mentions,
            signs: Vec::new(),
            marks,
            post,
            ending: None,
            raised: None,
            endings_known: false,
        }
    }

    /// Adds points for a kind.
    pub(super) fn add(&mut self, kind: Kind, words: &'a str, source: CueSource, points: i32) {
        self.mentions.push(Mention { kind, words, source, points });
    }

    /// Points of every kind that has any, without the table and without suspicion.
    pub(super) fn points(mut self) -> Vec<(Kind, i32)> {
        self.listed()
    }

    /// Adds the signs of fraud.
    pub(super) fn suspicion(&mut self, signs: Vec<Cue>) {
        self.signs = signs;
    }

    /// Adds what the grammar says of an ending.
    pub(super) const fn endings(&mut self, endings: &Endings) {
        self.ending = endings.told;
        self.endings_known = endings.known;
    }

    /// Points of every kind that is spoken of, in the order of kinds.
    fn listed(&mut self) -> Vec<(Kind, i32)> {
        self.mentions.sort_by_key(|m| (m.kind, std::cmp::Reverse(m.points)));
        let specific = self
            .mentions
            .iter()
            .find(|m| m.source == CueSource::Subject && m.points >= 16 && is_specific(m.kind))
            .map(|m| m.kind);
        let groups = self.mentions.chunk_by(|a, b| a.kind == b.kind);
        let of_kind = groups.filter_map(|group| {
            let kind = group.first()?.kind;
            let points = sum(group);
            let damped = self.is_damped(kind, group, specific);
            Some((kind, if damped { points * 6 / 10 } else { points }))
        });
        of_kind.collect()
    }

    /// Whether a kind counts in part only: what others merely hang on, or what stands everywhere.
    fn is_damped(&self, kind: Kind, group: &[Mention<'_>], specific: Option<Kind>) -> bool {
        let headed = || group.iter().any(|m| m.source == CueSource::Subject && m.points >= 20);
        let hung_on = specific.is_some() && is_ground(kind) && !headed();
        hung_on || !self.marks.is_circular() && is_widespread(kind)
    }

    /// How sure a kind must be: more where a circular, or what is addressed to nobody, is to be
    /// something that matters.
    fn least(&self, kind: Kind) -> u16 {
        let for_many = self.marks.is_circular() || self.post == Post::ToNobody;
        if for_many && !kind.is_noise() { SURE_MIN_CIRCULAR } else { SURE_MIN }
    }

    /// The kind with most points, unless there are too few.
    pub(super) fn decide(mut self, wording: &Wording<'_>, learned: &Learned) -> Decision {
        let listed = self.listed();
        let fraud = Fraud::of(&listed, learned, self.marks);
        let suspicion = self.suspicion_points(fraud);
        let mut ranked = ranked(&listed, learned);
        if self.post == Post::Answer {
            // Who is asked how it was in a thread is asked in so many words.
            let asks = points_of(&listed, Kind::Survey) > 0;
            ranked.retain(|(kind, _)| !is_widespread(*kind) && (asks || *kind != Kind::Survey));
        }
        if self.endings_known {
            without_an_end(&mut ranked, &listed, self.ending);
        }
        if ranked.first().is_some_and(|(kind, _)| *kind == Kind::OrderTrouble)
            && !goods::speaks_of_any(wording)
        {
            ranked.retain(|(kind, _)| *kind != Kind::OrderTrouble);
        }
        self.offers_first(&mut ranked);
        self.end_first(&mut ranked);
        let (kind, points, confidence) = if suspicion >= SUSPECT_MIN {
            (Kind::Suspect, suspicion * 1000, suspect(suspicion))
        } else if let Some(kind) = self.doubted(&ranked, fraud) {
            (kind, 0, SURE_MIN)
        } else if self.is_unsaid(&ranked, wording, learned) {
            (self.marks.fallback(), 0, SURE_MIN)
        } else {
            self.best(&ranked)
        };
        let unsaid = points == 0;
        let secondary = ranked
            .iter()
            .filter(|(k, p)| *k != kind && *p * 2 > points && *p >= 12_000 && !k.is_noise())
            .filter(|(k, _)| !self.is_hearsay(*k, &listed))
            .filter(|(k, _)| !unsaid || self.said(*k) >= SAID_MIN)
            .map(|(k, _)| *k)
            .take(2)
            .collect();
        let fallback = self.marks.fallback();
        let why = self.why(kind, wording, learned);
        let confidence = Confidence::from_thousandths(confidence);
        // Of a message for which nothing speaks the table knows only what most messages are.
        if kind != Kind::Suspect && !why.iter().any(|cue| cue.weight > 0) {
            return Decision { kind: fallback, confidence, secondary: Vec::new(), why: Vec::new() };
        }
        Decision { kind, confidence, secondary, why }
    }

    /// The kind that leads, its points, and how sure it is; what the sending shows where that is too little.
    fn best(&self, ranked: &[(Kind, i32)]) -> (Kind, i32, u16) {
        let [(kind, points), next @ ..] = ranked else {
            return (self.marks.fallback(), 0, SURE_MIN);
        };
        let next = next.first().map_or(0, |(_, points)| (*points).max(0));
        match model::sureness(points - next) {
            sure if sure >= self.least(*kind) => (*kind, *points, sure),
            sure => (self.marks.fallback(), 0, sure),
        }
    }

    /// Whether next to nothing but single words says the kind that leads, and too little without the sender's name:
    /// a trade in it is no news.
    fn is_unsaid(&self, ranked: &[(Kind, i32)], wording: &Wording<'_>, learned: &Learned) -> bool {
        let [(lead, most), next @ ..] = ranked else { return false };
        let given = self.raised.is_some_and(|(kind, _)| kind == *lead);
        if lead.is_noise() || given || self.post == Post::Kept || self.said(*lead) >= SAID_MIN {
            return false;
        }
        // A sum, a day or a number tells what is meant.
        let texts = [wording.subject_text, wording.text];
        if texts.iter().any(|text| text.bytes().any(|byte| byte.is_ascii_digit())) {
            return false;
        }
        let own = most - learned.by_sender(*lead).max(0);
        let other = next.iter().map(|(kind, points)| points - learned.by_sender(*kind).max(0));
        let margin = own - other.max().unwrap_or(0).max(0);
        let words = wording.subject.all().len() + wording.body.all().len();
        let least = if words <= SHORT_WORDS { SURE_MIN_SHORT } else { SURE_MIN_WORDS };
        model::sureness(margin) < least
    }

    /// Points that phrases and machine-readable data give a kind, without those of the sender's name.
    fn said(&self, kind: Kind) -> i32 {
        let said = self.mentions.iter().filter(|m| m.kind == kind && m.points > 0);
        said.filter(|m| m.source != CueSource::Sender).map(|m| m.points).sum()
    }

    /// What is by its best kind something that matters, and by all kinds together more likely nothing of
    /// the sort: the best of those, or nothing known where it may be fraud. A file that the owner kept is
    /// kept for what it says.
    fn doubted(&self, ranked: &[(Kind, i32)], fraud: Fraud) -> Option<Kind> {
        let (best, lead) = ranked.first()?;
        if best.is_noise() || self.post == Post::Kept {
            return None;
        }
        let most = (*lead).max(fraud.points());
        let mass = |noise: bool| -> u64 {
            let of = ranked.iter().filter(|(kind, _)| kind.is_noise() == noise);
            of.map(|(_, points)| likelihood(most - points)).sum()
        };
        let (noise, signal, fraud) = (mass(true), mass(false), likelihood(most - fraud.points()));
        if noise + fraud <= signal {
            None
        } else if fraud > noise {
            Some(Kind::Unclear)
        } else {
            ranked.iter().find(|(kind, _)| kind.is_noise()).map(|(kind, _)| *kind)
        }
    }

    /// Between an offer and a periodical that are about as likely, it is an offer: most periodicals
    /// offer something, and those that say so of themselves bear the marks of one.
    fn offers_first(&self, ranked: &mut [(Kind, i32)]) {
        if let [(first @ Kind::Newsletter, lead), (second @ Kind::Promotion, points), ..] = ranked
            && *lead - *points < ABOUT_AS_LIKELY
            && !self.marks.is_periodical()
        {
            std::mem::swap(first, second);
        }
    }

    /// An agreement that is said to have ended outweighs what else is said around it, but not what is to
    /// be paid or done now, and not in what is printed for many. One that is said to have begun is a new one,
    /// where little else is said.
    fn end_first(&mut self, ranked: &mut Vec<(Kind, i32)>) {
        let Some(ending) = self.ending.filter(|_| !self.marks.is_sent_to_many()) else { return };
        let [(kind, most), next @ ..] = ranked.as_slice() else { return };
        let (kind, most) = (*kind, *most);
        let margin = most - next.first().map_or(0, |(_, points)| *points);
        let sure = model::sureness(margin);
        let early = ending.place == Place::Early;
        let weak = sure < SURE_BEGUN;
        let setup = kind == Kind::AccountSetup;
        let begun = match ending.tense {
            Tense::Begun if kind == Kind::OrderConfirmed => weak.then_some(kind),
            Tense::Begun => (weak || setup).then_some(Kind::ContractPack),
            Tense::Tried => {
                (weak || setup || kind == Kind::PriceChange).then_some(Kind::RenewalNotice)
            }
            Tense::Announced | Tense::Ending | Tense::Performed => None,
        };
        if let Some(begun) = begun.filter(|_| early && !tells_more(kind)) {
            self.raised = raise(ranked, begun, most.max(0) + LEAD_BEGUN);
        }
        if ending.tense < Tense::Announced {
            return;
        }
        let supplier = ending.tense != Tense::Performed || is_ahead_of(ranked);
        let end =
            if ending.asked || !supplier { Kind::CancelConfirmed } else { Kind::ContractEnding };
        let told = ending.tense == Tense::Announced && !ending.asked;
        let (over, lead) = match (told, early) {
            // That it ends some day stands in many a message.
            (true, _) => (kind.is_noise() || is_vague(kind), LEAD_TOLD),
            (false, true) => (!(holds_beside(kind) && sure >= SURE_BESIDE), LEAD_ENDED),
            (false, false) => (kind.is_noise() || is_vague(kind) || is_ground(kind), LEAD_TOLD),
        };
        let least = if kind.is_ending() {
            most.max(0) + if kind == end { lead / 2 } else { lead }
        } else if over && (!self.is_headed(kind) || ending.left && kind == Kind::RenewalNotice) {
            // Whose renewal is off, with access until a day, has left.
            most.max(0) + lead
        } else {
            // It stands beside what leads.
            most.max(SECONDARY_MIN) * 6 / 10
        };
        self.raised = raise(ranked, end, least);
    }

    /// Whether a kind of ending is there by single words alone, where nothing is said to have ended.
    fn is_hearsay(&self, kind: Kind, listed: &[(Kind, i32)]) -> bool {
        let ends = kind.is_ending();
        let told = self.ending.is_some_and(|ending| ending.tense >= Tense::Announced);
        ends && self.endings_known && !told && points_of(listed, kind) < END_SAID_MIN
    }

    /// Whether the subject names what settles an ending: that is what the message tells.
    fn is_headed(&self, kind: Kind) -> bool {
        let by_subject = |m: &Mention<'_>| m.source == CueSource::Subject && m.points >= 16;
        is_settling(kind) && self.mentions.iter().any(|m| m.kind == kind && by_subject(m))
    }

    /// What the lists and the table say for fraud, up to a bound, and its signs.
    fn suspicion_points(&self, fraud: Fraud) -> i32 {
        let [least, most] = SUSPECT_TABLE;
        let table = (fraud.table / 1000).clamp(least, most);
        let words = fraud.listed.min(SUSPECT_WORDS_MAX) + table;
        words + self.signs.iter().map(|sign| i32::from(sign.weight)).sum::<i32>()
    }

    fn why(mut self, kind: Kind, wording: &Wording<'_>, learned: &Learned) -> Vec<Cue> {
        self.signs.retain(|cue| cue.kind == kind && cue.weight > 0);
        let mut why = self.signs;
        let points = |points: i32| i16::try_from(points).unwrap_or(i16::MAX);
        let spoke = self.mentions.iter().filter(|m| m.kind == kind && m.points > 0);
        why.extend(spoke.map(|m| Cue {
            kind,
            words: m.words.to_owned(),
            source: m.source,
            weight: points(m.points),
        }));
        why.extend(self.raised.filter(|(raised, _)| *raised == kind).map(|(kind, given)| Cue {
            kind,
            words: told(self.ending).to_owned(),
            source: CueSource::Body,
            weight: points(given / 1000),
        }));
        let table = learned.why(kind, wording, WHY_LEARNED_MAX).into_iter();
        let table = table.map(|(words, source, p)| Cue { kind, words, source, weight: points(p) });
        why.extend(table.filter(|_| kind != Kind::Suspect));
        why.sort_by_key(|cue| -cue.weight);
        why.truncate(WHY_MAX);
        why
    }
}

/// What the grammar of a message tells, for the answer to "why".
fn told(ending: Option<Ending>) -> &'static str {
    match ending.map(|ending| ending.tense) {
        None => "",
        Some(Tense::Begun) => "an agreement is said to have begun",
        Some(Tense::Tried) => "a trial is said to have begun",
        Some(Tense::Announced | Tense::Ending) => "an agreement is said to end",
        Some(Tense::Performed) => "an agreement is said to have ended",
    }
}

/// Points of the mentions of one kind, the strongest first: each further cue says less, because cues
/// come together.
fn sum(group: &[Mention<'_>]) -> i32 {
    let (mut sum, mut sender, mut nth) = (0, 0, 2);
    for mention in group {
        let dim =
            matches!(mention.source, CueSource::Subject | CueSource::Opening | CueSource::Body);
        if mention.points > 0 && mention.source == CueSource::Sender {
            sender += mention.points;
        } else if mention.points > 0 && dim {
            sum += mention.points * 2 / nth;
            nth += 1;
        } else {
            sum += mention.points;
        }
    }
    sum + sender.min(SENDER_MAX)
}

/// How sure it is that a message with so many signs is fraud, in thousandths.
fn suspect(suspicion: i32) -> u16 {
    u16::try_from((600 + (suspicion - SUSPECT_MIN) * 12).clamp(0, 970)).unwrap_or(0)
}

/// What words say for fraud.
#[derive(Debug, Clone, Copy)]
struct Fraud {
    /// Points of the lists.
    listed: i32,
    /// Thousandths of a point of the table.
    table: i32,
}

impl Fraud {
    fn of(listed: &[(Kind, i32)], learned: &Learned, marks: Marks) -> Self {
        let words = listed.iter().find(|(kind, _)| *kind == Kind::Suspect);
        let table = Kind::ALL.iter().zip(&learned.points).find(|(kind, _)| **kind == Kind::Suspect);
        let table = table.map_or(0, |(_, points)| *points);
        Self {
            listed: words.map_or(0, |(_, points)| *points),
            // Advertising speaks like fraud: of what is printed for many the table says nothing for it.
            table: if marks.is_circular() { table.min(0) } else { table },
        }
    }

    /// Thousandths of a point of both.
    const fn points(self) -> i32 {
        self.listed * 1000 + self.table
    }
}

/// How likely what lies so many thousandths of a point behind is beside the most likely, in
/// millionths, with a straight line between powers of two.
fn likelihood(behind: i32) -> u64 {
    let behind = u64::try_from(behind).unwrap_or(0);
    let whole = 1_000_000_u64 >> (behind / HALF_AS_LIKELY).min(32);
    whole - whole * (behind % HALF_AS_LIKELY) / (2 * HALF_AS_LIKELY)
}

/// Every kind but fraud with its points in thousandths, most first.
fn ranked(listed: &[(Kind, i32)], learned: &Learned) -> Vec<(Kind, i32)> {
    let of_lists =
        |kind: Kind| listed.iter().find(|(k, _)| *k == kind).map_or(0, |(_, points)| points * 1000);
    let kinds = Kind::ALL.iter().zip(&learned.points);
    let mut ranked: Vec<(Kind, i32)> = kinds
        .filter(|(kind, _)| !matches!(kind, Kind::Suspect | Kind::Unclear))
        .map(|(kind, points)| (*kind, points + of_lists(*kind)))
        .collect();
    ranked.sort_by_key(|(kind, points)| (-*points, precedence(*kind), *kind));
    ranked
}

/// Gives a kind so many points at least, in its place among the others; tells how many it gave.
fn raise(ranked: &mut Vec<(Kind, i32)>, kind: Kind, least: i32) -> Option<(Kind, i32)> {
    let known = ranked.iter().find(|(k, _)| *k == kind).map_or(0, |(_, points)| *points);
    if known >= least {
        return None;
    }
    ranked.retain(|(k, _)| *k != kind);
    let at = ranked.partition_point(|(_, points)| *points >= least);
    ranked.insert(at, (kind, least));
    Some((kind, least - known))
}

/// Kinds of a message whose words tell more than that something began.
const fn tells_more(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Bill
            | Kind::CancelConfirmed
            | Kind::ContractEnding
            | Kind::Dunning
            | Kind::MailingList
            | Kind::Personal
    )
}

/// Whether the supplier's own ending has more points than that of the owner.
fn is_ahead_of(ranked: &[(Kind, i32)]) -> bool {
    let both = [Kind::CancelConfirmed, Kind::ContractEnding];
    ranked
        .iter()
        .find(|(kind, _)| both.contains(kind))
        .is_some_and(|(k, _)| *k == Kind::ContractEnding)
}

/// Points of a kind among those of the lists.
fn points_of(listed: &[(Kind, i32)], kind: Kind) -> i32 {
    listed.iter().find(|(known, _)| *known == kind).map_or(0, |(_, points)| *points)
}

/// Where no words say that anything ended, single words of endings do not make it so: who greets a new
/// customer says how to leave.
fn without_an_end(ranked: &mut [(Kind, i32)], listed: &[(Kind, i32)], ending: Option<Ending>) {
    if ending.is_some_and(|ending| matches!(ending.tense, Tense::Performed | Tense::Ending)) {
        return;
    }
    let end = Kind::CancelConfirmed;
    let said = points_of(listed, end);
    if let Some((_, points)) = ranked.iter_mut().find(|(kind, _)| *kind == end)
        && said < END_SAID_MIN
    {
        *points = (*points).min(said * 1000);
    }
    ranked.sort_by_key(|(kind, points)| (-*points, precedence(*kind), *kind));
}

/// Kinds that an ending stands beside: what is to be paid or done now is said first.
const fn holds_beside(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Bill
            | Kind::Dunning
            | Kind::PaymentAhead
            | Kind::PaymentFailed
            | Kind::PriceChange
            | Kind::RecallSafety
            | Kind::SecurityNotice
            | Kind::OneTimeCode
            | Kind::AppointmentSet
            | Kind::AppointmentChanged
            | Kind::MailingList
            | Kind::Suspect
    )
}

/// Kinds that settle an ending; where the subject says so, that is what is told.
const fn is_settling(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RefundCredit
            | Kind::ReturnInstructions
            | Kind::RenewalNotice
            | Kind::PaymentDone
            | Kind::ComplaintFinal
    )
}

/// Kinds that say little of what happened.
const fn is_vague(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::CaseProgress
            | Kind::CaseDecision
            | Kind::OrderTrouble
            | Kind::AccountSetup
            | Kind::TransferConfirmed
            | Kind::DataRights
    )
}

/// Kinds of which every later message about the same thing repeats the words.
const fn is_ground(kind: Kind) -> bool {
    matches!(kind, Kind::OrderConfirmed | Kind::Bill | Kind::ContractPack | Kind::AppointmentSet)
}

/// Kinds that tell what became of an order, a bill or an appointment.
const fn is_specific(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OrderTrouble
            | Kind::DeliveryUnderWay
            | Kind::Delivered
            | Kind::RefundCredit
            | Kind::PaymentDone
            | Kind::PaymentFailed
            | Kind::Dunning
            | Kind::ReturnInstructions
            | Kind::CancelConfirmed
            | Kind::AppointmentChanged
            | Kind::PriceChange
            | Kind::TermsChange
            | Kind::RenewalNotice
            | Kind::ContractEnding
            | Kind::Quote
    )
}

/// Kinds whose words stand in every message, and that go out in bulk.
const fn is_widespread(kind: Kind) -> bool {
    matches!(kind, Kind::Promotion | Kind::Newsletter)
}

/// Ties go to what matters more.
fn precedence(kind: Kind) -> usize {
    const ORDER: &[Kind] = &[
        Kind::RecallSafety,
        Kind::SecurityNotice,
        Kind::OneTimeCode,
        Kind::PaymentFailed,
        Kind::Dunning,
        Kind::RenewalNotice,
        Kind::PriceChange,
        Kind::TermsChange,
        Kind::ContractEnding,
        Kind::CancelConfirmed,
        Kind::AppointmentChanged,
        Kind::OrderTrouble,
        Kind::CaseDecision,
        Kind::ComplaintFinal,
        Kind::RefundCredit,
        Kind::Bill,
        Kind::PaymentAhead,
        Kind::PaymentDone,
        Kind::InfoRequest,
        Kind::Delivered,
        Kind::DeliveryUnderWay,
        Kind::OrderConfirmed,
    ];
    ORDER.iter().position(|k| *k == kind).unwrap_or(ORDER.len())
}
