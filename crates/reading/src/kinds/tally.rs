//! Points by kind, and the decision.

use super::Decision;
use super::headers::Marks;
use oxherd_model::{Confidence, Cue, CueSource, Kind};

/// Points by kind, with the cues that brought them.
#[derive(Debug)]
pub(super) struct Tally {
    cues: Vec<Cue>,
    suspect: i32,
    marks: Marks,
    learned: Vec<(Kind, CueSource, i32)>,
}

/// Points below which nothing is recognised.
const POINTS_MIN: i32 = 8;

/// The same for a kind that matters, in a message that looks printed for many.
const POINTS_MIN_CIRCULAR: i32 = 12;

/// Signs of fraud of so many points overrule what the words say.
const SUSPECT_MIN: i32 = 18;

/// Most that words alone say for fraud.
const SUSPECT_WORDS_MAX: i32 = 28;

/// Most that the sender's name and address say for a kind.
const SENDER_MAX: i32 = 8;

/// From so many points on the lists are rather sure, and from so many they are.
const SURE_FROM: i32 = 12;
const SURE: i32 = 18;

/// How many cues are told.
const WHY_MAX: usize = 6;

impl Tally {
    /// Nothing counted yet.
    pub(super) fn new(marks: Marks) -> Self {
        Self { cues: Vec::with_capacity(32), suspect: 0, marks, learned: Vec::new() }
    }

    /// Adds points for a kind.
    pub(super) fn add(&mut self, kind: Kind, words: &str, source: CueSource, points: i32) {
        let weight = i16::try_from(points).unwrap_or(i16::MAX);
        self.cues.push(Cue { kind, words: words.to_owned(), source, weight });
    }

    /// Adds what the table of word weights says.
    pub(super) fn learned(&mut self, kind: Kind, source: CueSource, points: i32) {
        self.learned.push((kind, source, points));
    }

    /// Points of every kind that has any, without the table and without suspicion.
    pub(super) fn points(&self) -> Vec<(Kind, i32)> {
        self.ranked()
    }

    /// Adds the signs of fraud; what the lists say for `suspect` counts along.
    pub(super) fn suspicion(&mut self, signs: &[Cue]) {
        let words = self.of(Kind::Suspect).min(SUSPECT_WORDS_MAX);
        let signs_sum: i32 = signs.iter().map(|sign| i32::from(sign.weight)).sum();
        self.suspect = words + signs_sum;
        self.cues.extend_from_slice(signs);
    }

    /// Points of a kind: each further cue says less, because cues come together.
    fn of(&self, kind: Kind) -> i32 {
        let mut sender = 0;
        let (mut positive, mut sum) = (Vec::with_capacity(8), 0);
        for cue in self.cues.iter().filter(|cue| cue.kind == kind) {
            let points = i32::from(cue.weight);
            let dim =
                matches!(cue.source, CueSource::Subject | CueSource::Opening | CueSource::Body);
            if points > 0 && cue.source == CueSource::Sender {
                sender += points;
            } else if points > 0 && dim {
                positive.push(points);
            } else {
                sum += points;
            }
        }
        positive.sort_unstable_by_key(|points| std::cmp::Reverse(*points));
        let falling: i32 = (2..).zip(&positive).map(|(n, points)| points * 2 / n).sum();
        sum + falling + sender.min(SENDER_MAX)
    }

    /// Whether a kind counts in part only: what others merely hang on, or what stands everywhere.
    fn is_damped(&self, kind: Kind, specific: Option<Kind>) -> bool {
        let hung_on = specific.is_some() && is_ground(kind) && !self.is_headed(kind, 20);
        hung_on || !self.marks.is_circular() && is_widespread(kind)
    }

    /// Whether a cue in the subject says the kind with so many points.
    fn is_headed(&self, kind: Kind, points: i16) -> bool {
        let headed = |cue: &Cue| {
            cue.source == CueSource::Subject && cue.kind == kind && cue.weight >= points
        };
        self.cues.iter().any(headed)
    }

    fn ranked(&self) -> Vec<(Kind, i32)> {
        let headed = |cue: &&Cue| {
            cue.source == CueSource::Subject && cue.weight >= 16 && is_specific(cue.kind)
        };
        let specific = self.cues.iter().find(headed).map(|cue| cue.kind);
        let mut kinds: Vec<Kind> = Vec::new();
        for kind in self.cues.iter().map(|cue| cue.kind) {
            if !kinds.contains(&kind) && kind != Kind::Suspect {
                kinds.push(kind);
            }
        }
        let mut ranked: Vec<(Kind, i32)> = kinds
            .into_iter()
            .map(|kind| match (self.of(kind), self.is_damped(kind, specific)) {
                (points, true) => (kind, points * 6 / 10),
                (points, false) => (kind, points),
            })
            .collect();
        self.add_learned(&mut ranked);
        ranked.sort_by_key(|(kind, points)| (-*points, precedence(*kind), *kind));
        ranked
    }

    /// The learned table speaks where the lists are silent or unsure, and not of circulars, which may
    /// speak of anything.
    fn add_learned(&self, ranked: &mut Vec<(Kind, i32)>) {
        if self.marks.is_circular() {
            return;
        }
        let best = ranked.iter().map(|(_, points)| *points).max().unwrap_or(0);
        let parts = match best {
            ..SURE_FROM => 4,
            SURE_FROM..SURE => 2,
            _ => return,
        };
        for (kind, _, points) in &self.learned {
            let points = points * parts / 4;
            match ranked.iter_mut().find(|(k, _)| k == kind) {
                Some((_, sum)) => *sum += points,
                None => ranked.push((*kind, points)),
            }
        }
    }

    /// Points that a kind needs: more where a circular is to be something that matters.
    fn least(&self, kind: Kind) -> i32 {
        if self.marks.is_circular() && !kind.is_noise() { POINTS_MIN_CIRCULAR } else { POINTS_MIN }
    }

    /// The kind with most points, unless there are too few.
    pub(super) fn decide(mut self) -> Decision {
        let ranked = self.ranked();
        let (kind, points) = match ranked.first().copied() {
            Some(_) if self.suspect >= SUSPECT_MIN => (Kind::Suspect, self.suspect),
            Some((kind, points)) if points >= self.least(kind) => (kind, points),
            Some(_) | None => (self.marks.fallback(), 0),
        };
        let next = ranked.iter().find(|(k, _)| *k != kind).map_or(0, |(_, p)| (*p).max(0));
        let secondary = ranked
            .iter()
            .filter(|(k, p)| *k != kind && *p * 2 > points && *p >= 12 && !k.is_noise())
            .map(|(k, _)| *k)
            .take(2)
            .collect();
        self.cues.retain(|cue| cue.kind == kind && cue.weight > 0);
        self.cues.sort_by_key(|cue| -cue.weight);
        self.cues.truncate(WHY_MAX);
        Decision { kind, confidence: sureness(points, next), secondary, why: self.cues }
    }
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

/// From the points for the kind and for the next best.
fn sureness(points: i32, next: i32) -> Confidence {
    if points == 0 {
        return Confidence::from_thousandths(350);
    }
    let margin = (points - next).max(0) * 1000 / (points + next + 6).max(1);
    let strength = points.min(40) * 6;
    let thousandths = 450 + margin / 3 + strength;
    Confidence::from_thousandths(u16::try_from(thousandths.clamp(0, 990)).unwrap_or(0))
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
