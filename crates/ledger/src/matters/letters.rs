//! What the owner wrote or noted, and what a person of a supplier answered, in the matters.

use super::concern::named_concern;
use super::joining::{About, Step};
use super::{Concern, InMatter, Outcome, Settled, concern_of_act};
use crate::agreements::is_over;
use crate::entry::Entry;
use crate::fold::{admits, index};
use crate::requests::Act;
use crate::state::Ledger;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, EvidenceId, Fact, Kind, LetterAct, Money, Reading};

/// How sure it must be that a letter asks something, in thousandths.
const SURE_ASK: u16 = 500;

/// A letter or note of the owner, on its way into a matter.
#[derive(Debug)]
pub(crate) struct Written<'a> {
    pub(crate) entry: &'a Entry<'a>,
    pub(crate) on: Date,
    /// Indices of supplier, agreement and thing.
    pub(crate) about: (Option<u32>, Option<u32>, Option<u32>),
    /// What the owner did by it, with the request that waits for its answer.
    pub(crate) done: Vec<(Act, Option<u32>)>,
    /// What a note is; none for a letter.
    pub(crate) kind: Option<Kind>,
    pub(crate) apart: bool,
}

impl Ledger {
    /// Puts what the owner wrote into its matter, or opens one for what they did.
    pub(crate) fn matter_of_letter(&mut self, written: &Written<'_>) -> Option<u32> {
        let reading = written.entry.reading?;
        written.entry.known_from?;
        let (supplier, agreement, thing) = written.about;
        let bound = agreement.and_then(|a| self.agreements.get(index(a))).map(|a| a.kind);
        let act = written.done.first().map(|(act, _)| concern_of_act(*act, bound));
        // Who writes to nobody that is known opens nothing.
        let known = supplier.is_some() || agreement.is_some() || thing.is_some();
        let asks = act.is_none() && written.kind.is_none() && supplier.is_some() && asks(reading);
        let asked = named_concern(&reading.subject).unwrap_or(Concern::Other);
        let step = Step {
            message: in_matter(written.entry.evidence, reading, written.on),
            reading,
            about: About { supplier, agreement, thing },
            kind: written.kind.filter(|_| act.is_none()),
            named: act.or_else(|| named_concern(&reading.subject)),
            opens: act.filter(|_| known).or(asks.then_some(asked)),
            apart: written.apart,
        };
        let requests: Vec<u32> = written.done.iter().filter_map(|(_, request)| *request).collect();
        let again =
            requests.iter().find_map(|request| self.matters.by_request.get(request).copied());
        // What is asked for a thing that was called back or is being mended is part of that.
        let mended = matches!(act, Some(Concern::Claim | Concern::Other));
        let mended = || self.matters.mended_by(&step).filter(|_| mended);
        let claims = supplier.filter(|_| act == Some(Concern::Claim));
        let owed = claims.and_then(|supplier| self.charter_owed_by(supplier));
        let owed_in = owed.and_then(|promise| self.matter_of_promise(promise));
        let again = again.or_else(mended).or(owed_in);
        let again = again.or_else(|| self.after_its_end(&step, written));
        let number = match again.filter(|_| !step.apart) {
            Some(known) => self.matters.enter_into(known, &step)?,
            None => self.matters.enter(&step)?,
        };
        let matter = self.matters.all.get_mut(index(number))?;
        for request in requests {
            // A letter that was split off and only repeats a request leaves it where it is.
            self.matters.by_request.entry(request).or_insert_with(|| {
                matter.requests.push(request);
                number
            });
        }
        matter.promises.extend(owed.filter(|_| owed_in.is_none()));
        matter.asked |= asks && matter.concern == Concern::Other;
        if act.is_some() || asks {
            matter.settled = None;
            matter.moved_on = matter.moved_on.max(written.on);
        }
        Some(number)
    }

    /// The open promise by which a supplier owes what it said that it pays for a missed visit.
    fn charter_owed_by(&self, supplier: u32) -> Option<u32> {
        let open = self.promises.open.get(&supplier)?.iter().copied();
        let mut owed = open.filter(|number| {
            let known = self.promises.all.get(index(*number));
            known.is_some_and(|p| p.of_charter && p.closed.is_none())
        });
        owed.next()
    }

    fn matter_of_promise(&self, promise: u32) -> Option<u32> {
        let of = self.matters.all.iter().position(|m| m.promises.contains(&promise))?;
        u32::try_from(of).ok()
    }

    /// The matter of an end, for what the owner writes about an agreement that is over: a complaint, a claim of
    /// what was taken and a question are one concern with it. What was insured is claimed after the end, too,
    /// and that is another one.
    fn after_its_end(&self, step: &Step<'_>, written: &Written<'_>) -> Option<u32> {
        let act = written.done.first().map(|(act, _)| *act);
        let apart = [Act::Moved, Act::Died, Act::AskedForData, Act::NewBank, Act::Withdrew];
        if written.kind.is_some() || act.is_some_and(|act| apart.contains(&act)) {
            return None;
        }
        let all = &self.contradictions.all;
        let is_open = |at: u32| all.get(index(at)).is_some_and(|c| c.closed_by.is_none());
        let found = self.matters.ended_by(step, &is_open)?;
        let contradicted =
            self.matters.get(found).is_some_and(|m| m.contradictions.iter().any(|at| is_open(*at)));
        let known = step.about.agreement.and_then(|a| self.agreements.get(index(a)));
        let over = known
            .is_some_and(|a| is_over(a.state) && a.ended_on.is_some_and(|end| end < written.on));
        let insured = known
            .is_some_and(|a| matches!(a.kind, AgreementKind::Insurance | AgreementKind::Warranty));
        let sums = step.reading.facts.iter().filter_map(Fact::amount).map(|(_, sum)| sum);
        let usual = known.is_some_and(|a| {
            let asked = a.prices.iter().map(|p| p.price.money);
            let asked: Vec<Money> = asked.chain(a.charges.iter().map(|c| c.money)).collect();
            sums.into_iter().any(|sum| asked.contains(&sum))
        });
        let claimed = act == Some(Act::Claimed) && insured && !usual;
        let asks = act.is_some() || step.opens.is_some();
        (asks && (contradicted || over && !claimed)).then_some(found)
    }

    /// What was promised in a note belongs to the matter of the note.
    pub(crate) fn promised_in(&mut self, number: Option<u32>, before: usize) {
        let made = super::mail::since(before, self.promises.all.len());
        if let Some(matter) = number.and_then(|n| self.matters.all.get_mut(index(n))) {
            matter.promises.extend(made);
        }
    }

    /// A person of a supplier wrote in the thread of a matter: which one.
    pub(crate) fn matter_of_person(
        &mut self,
        supplier: u32,
        entry: &Entry<'_>,
        on: Date,
    ) -> Option<u32> {
        let reading = entry.reading?;
        entry.known_from?;
        let step = Step {
            message: in_matter(entry.evidence, reading, on),
            reading,
            about: About { supplier: Some(supplier), ..About::default() },
            kind: Some(Kind::Personal),
            named: None,
            opens: None,
            apart: false,
        };
        let number = self.matters.by_thread(&step)?;
        self.matters.enter_into(number, &step);
        self.answers_question(number, entry.evidence, on);
        if let Some(matter) = self.matters.all.get_mut(index(number))
            && admits(reading)
            && matter.concern.may_be_admitted()
        {
            let how = Outcome::Corrected;
            matter.settled = Some(Settled { on, how, evidence: entry.evidence });
        }
        Some(number)
    }

    /// What comes back in the thread of a mere question answers it.
    pub(super) fn answers_question(&mut self, number: u32, evidence: EvidenceId, on: Date) {
        if let Some(matter) = self.matters.all.get_mut(index(number))
            && matter.asked
            && matter.settled.is_none()
        {
            matter.settled = Some(Settled { on, how: Outcome::Answered, evidence });
        }
    }
}

fn in_matter(evidence: EvidenceId, reading: &Reading, on: Date) -> InMatter {
    InMatter { evidence, message: reading.message.id(), on }
}

/// Whether a letter asks something and does nothing else.
fn asks(reading: &Reading) -> bool {
    let sure = reading.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_ASK);
    sure.filter_map(Fact::act).any(|(act, _)| act == LetterAct::Ask)
}
