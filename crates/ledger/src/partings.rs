//! What is to be ended because its thing is gone.

use crate::agreements::{is_over, is_single};
use crate::fold::index;
use crate::prices::is_by_visit;
use crate::state::{Agreement, Asking, Due, Evidences, Ledger, Thing};
use crate::word::Words;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::Offset;
use oxherd_model::{AgreementKind, DueKind, EvidenceId, Stage, ThingKind};

/// Without another day, what a thing leaves behind is to be ended within so many days.
const PARTING_DAYS: i32 = 14;

impl Ledger {
    /// Opens a due for each agreement that still runs although its thing is gone; called when a view
    /// is made, after the owner's word.
    pub(crate) fn end_with_things(&mut self, words: &Words) {
        let gone = |t: &Thing| {
            let stage = words.stage(&t.id).unwrap_or(t.stage);
            matches!(stage, Stage::Gone | Stage::Parting) && t.owned != Some(false)
        };
        let mut dues = Vec::new();
        for (number, agreement) in (0_u32..).zip(&self.agreements) {
            let runs = !is_over(agreement.state) && binds(agreement);
            let Some(at) = agreement.thing.filter(|_| runs) else { continue };
            let Some(thing) = self.things.get(index(at)).filter(|t| gone(t)) else { continue };
            if !goes_with(agreement, thing) {
                continue;
            }
            let left = self.leaves(at);
            if left.is_some() && self.is_told_of_move(number) {
                continue;
            }
            let parting = self.contradictions.partings.get(&at).map(|said| said.evidence);
            let since = parting.and_then(|evidence| told_on(thing, evidence));
            let on = left.map(|(on, _)| on).or_else(|| day_to_end(agreement, since));
            let parting = parting.or(left.map(|(_, evidence)| evidence));
            let Some(on) = on else { continue };
            dues.push(Due {
                what: DueKind::CancelBy,
                on,
                thing: Some(at),
                agreement: Some(number),
                supplier: agreement.supplier,
                amount: None,
                also: None,
                asking: Asking::Once,
                reference: None,
                closed_at: None,
                asked_in: None,
                minute: None,
                evidence: Evidences(
                    parting.into_iter().chain(agreement.evidence.0.first().copied()).collect(),
                ),
            });
        }
        let known = |due: &Due, other: &Due| {
            other.what == due.what
                && other.agreement == due.agreement
                && other.on == due.on
                && other.closed_at.is_none()
        };
        dues.retain(|due| !self.dues.iter().any(|other| known(due, other)));
        self.dues.extend(dues);
    }
}

impl Ledger {
    /// What was said of one thing was said of another: they are the same.
    pub(crate) fn join_said(&mut self, from: u32, to: u32) {
        let (from, to) = (Some(from), Some(to));
        self.matters.all.iter_mut().filter(|m| m.thing == from).for_each(|m| m.thing = to);
        self.promises.all.iter_mut().filter(|p| p.thing == from).for_each(|p| p.thing = to);
        self.requests.all.iter_mut().filter(|r| r.thing == from).for_each(|r| r.thing = to);
        self.contradictions.all.iter_mut().filter(|c| c.thing == from).for_each(|c| c.thing = to);
        let parted = from.and_then(|from| self.contradictions.partings.remove(&from));
        if let (Some(to), Some(said)) = (to, parted) {
            self.contradictions.partings.entry(to).or_insert(said);
        }
    }
}

/// Whether there is anything to end: what is done once, or by the visit without a price or a term, ends
/// by itself.
pub(crate) fn binds(agreement: &Agreement) -> bool {
    let open = agreement.prices.is_empty() && agreement.term_ends_on.is_none();
    let by_visit = is_by_visit(agreement.kind) && open;
    !is_single(agreement.kind) && !by_visit
}

/// Whether an agreement has nothing left to be for when a thing is gone: not a membership of a person, unless it
/// is for a vehicle and hangs on that, nor what the owner wrote to keep.
pub(crate) fn goes_with(agreement: &Agreement, thing: &Thing) -> bool {
    let for_thing = thing.kind == ThingKind::Membership
        || thing.kind == ThingKind::Vehicle && agreement.for_vehicle;
    let of_person = agreement.kind == AgreementKind::Membership && !for_thing;
    !of_person && agreement.leaving.kept.is_none()
}

/// The day on which it was told that a thing is gone.
fn told_on(thing: &Thing, evidence: EvidenceId) -> Option<Date> {
    let entry = thing.timeline.iter().find(|e| e.evidence == evidence)?;
    entry.at.map(|at| Offset::UTC.to_datetime(at).date())
}

/// By when an agreement is to be ended: before it goes on, else soon.
fn day_to_end(agreement: &Agreement, since: Option<Date>) -> Option<Date> {
    let said = [agreement.cancel_by, agreement.renews_on, agreement.term_ends_on];
    let ahead = said.into_iter().flatten().filter(|on| since.is_none_or(|since| *on > since)).min();
    ahead.or_else(|| since?.checked_add(PARTING_DAYS.days()).ok())
}
