//! How a message closes a promise.

use super::{Ending, Promise, Promised, carried, hours, pledged};
use crate::entry::Way;
use crate::fold::Message;
use crate::stems::{self, Paper};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, AmountRole, DateRole, Fact, Kind, PledgedDeed, ReferenceRole, VisitNews, Work,
};

/// Work that was done is told or billed within so many days.
const TOLD_DAYS: i32 = 21;

/// Who is expected at an hour is late after so many minutes.
const GRACE_MINUTES: u16 = 30;

/// What comes in a matter so many days after its day is not what was promised.
const DONE_DAYS: i32 = 60;

/// A message beside the promises of a supplier.
pub(super) struct Here<'a, 'm> {
    pub(super) message: &'a Message<'m>,
    pub(super) agreement: Option<u32>,
    pub(super) thing: Option<u32>,
    pub(super) kind: Option<AgreementKind>,
    /// What sorts of deeds it promises itself.
    pub(super) again: &'a [Promise],
    /// The visits of which it says that they are off or that nobody came.
    pub(super) off: &'a [(Date, VisitNews)],
    /// Whether the supplier of the promises wrote it.
    pub(super) own: bool,
}

impl Here<'_, '_> {
    /// How and when a promise is over by this message.
    pub(super) fn closes(&self, promise: &Promised) -> Option<(Ending, Date)> {
        if let Some(law) = promise.law.as_ref().filter(|_| promise.is_by_law()) {
            return self.closes_owed(promise, law);
        }
        if let Some(on) = self.told_done(promise) {
            return Some((Ending::Kept, on));
        }
        if let Some(denied) = self.denies(promise) {
            return Some(denied);
        }
        // Goods and repairs are set on another day as visits are.
        let set = matches!(promise.about, Promise::Delivery | Promise::Repair)
            && self.message.kind == Kind::AppointmentChanged
            && self.own
            && self.fits(promise)
            && self.on() <= promise.by;
        if set && pledged::only_other_day(self.message, promise.by).is_some() {
            return Some((Ending::Withdrawn, self.on()));
        }
        match promise.about {
            Promise::Refund => self.refunds(promise),
            Promise::Delivery => self.delivers(promise),
            Promise::Reply => self.answers(promise),
            Promise::Visit => self.visits(promise),
            Promise::Repair => self.mends(promise),
            Promise::Other => self.does(promise),
        }
    }

    /// Whether the message can be about the agreement of a promise.
    pub(super) fn fits(&self, promise: &Promised) -> bool {
        let same = promise.agreement.is_some() && promise.agreement == self.agreement;
        let thing = promise.thing.is_some() && promise.thing == self.thing;
        same || self.own && (promise.agreement.is_none() || self.agreement.is_none() || thing)
    }

    pub(super) fn on(&self) -> Date {
        self.message.on
    }

    pub(super) fn refunds(&self, promise: &Promised) -> Option<(Ending, Date)> {
        let again = self.again.contains(&Promise::Refund);
        let sum = self.message.amount(AmountRole::Refund).or_else(|| self.message.total());
        let differs = promise.sum.zip(sum).is_some_and(|(a, b)| a != b);
        // A message about money gives it back only where it says how much, or that it did.
        let told = || self.message.reading.kept.iter().any(|kept| kept.deed == PledgedDeed::Refund);
        let given = self.message.kind == Kind::RefundCredit && !again && !differs;
        let noted = self.message.entry.way == Way::Noted;
        let given = given && (noted || sum.is_some() || told());
        (given && self.fits(promise)).then_some((Ending::Kept, self.on()))
    }

    /// Who says before the day of a refund that it does not come takes it back; behind it, it is broken.
    fn denies(&self, promise: &Promised) -> Option<(Ending, Date)> {
        let again = self.again.contains(&Promise::Refund);
        let about = promise.about == Promise::Refund && self.own && self.fits(promise);
        let sum = self.message.amount(AmountRole::Refund).or_else(|| self.message.total());
        let differs = promise.sum.zip(sum).is_some_and(|(a, b)| a != b);
        let denied = self.message.denies_money() && about && !again && !differs;
        (denied && self.on() <= promise.by).then_some((Ending::Withdrawn, self.on()))
    }

    pub(super) fn delivers(&self, promise: &Promised) -> Option<(Ending, Date)> {
        let kind = self.message.kind;
        if !self.fits(promise) {
            return None;
        }
        // What is fetched to be mended has not come back.
        let subject = &self.message.reading.subject;
        let fetched = stems::is_fetched(subject) || stems::is_received(subject);
        if fetched && kind == Kind::Delivered && stems::brings_back(&promise.what) {
            return None;
        }
        if self.brings_paper(promise) {
            return Some((Ending::Kept, self.on()));
        }
        if self.on() == promise.by && came_late(promise, self.message) {
            return Some((Ending::Broken, self.on()));
        }
        if kind == Kind::Delivered {
            let said = self.message.date(DateRole::Delivery).filter(|on| *on <= self.on());
            let on = said.filter(|on| *on >= promise.made_on).unwrap_or(self.on());
            return Some((Ending::Kept, on));
        }
        // A case that is closed with the day of a delivery tells that too.
        let on = self.message.date(DateRole::Delivery).filter(|on| *on <= self.on());
        if let Some(on) = on.filter(|on| kind == Kind::CaseDecision && *on >= promise.made_on) {
            return Some((Ending::Kept, on));
        }
        // What was mended and is told as done has come back.
        let done = self.message.done_on(Work::Repair);
        let mended = kind == Kind::CaseDecision && stems::brings_back(&promise.what);
        if let Some(on) =
            done.filter(|_| mended && self.own && !self.again.contains(&promise.about))
        {
            return Some((Ending::Kept, on.max(promise.made_on)));
        }
        let called_off = matches!(kind, Kind::OrderTrouble | Kind::CancelConfirmed);
        (called_off && self.on() <= promise.by).then_some((Ending::Withdrawn, self.on()))
    }

    /// Whether a paper that was promised comes with the message.
    fn brings_paper(&self, promise: &Promised) -> bool {
        let kind = self.message.kind;
        let brings = |paper: Paper| match paper {
            Paper::Contract => {
                matches!(kind, Kind::ContractPack | Kind::TransferConfirmed | Kind::AccountSetup)
            }
            Paper::Proof => false,
            Paper::Bill => matches!(kind, Kind::Bill | Kind::StatementUsage),
            Paper::Decision => matches!(kind, Kind::CaseDecision | Kind::ComplaintFinal),
            Paper::Form => {
                matches!(kind, Kind::InfoRequest | Kind::ReturnInstructions | Kind::AccountSetup)
            }
        };
        let subject = &self.message.reading.subject;
        // Who says that it will come, or that something else came, does not bring it.
        let tells = matches!(
            kind,
            Kind::CaseProgress | Kind::InfoRequest | Kind::OrderTrouble | Kind::DeliveryUnderWay
        );
        let called = |paper: Paper| !tells && stems::papers(subject).any(|of| of == paper);
        let again = self.again.contains(&Promise::Delivery);
        let mut promised = stems::papers(&promise.what);
        self.own && !again && promised.any(|paper| brings(paper) || called(paper))
    }

    /// The day on which the message says that a promised deed was done, where it is about the same matter.
    fn told_done(&self, promise: &Promised) -> Option<Date> {
        let again = self.again.contains(&promise.about);
        let sum = self.message.amount(AmountRole::Refund).or_else(|| self.message.total());
        let differs =
            promise.about == Promise::Refund && promise.sum.zip(sum).is_some_and(|(a, b)| a != b);
        let open = again || differs || !self.own || !self.fits(promise);
        let on = pledged::done_on(self.message, promise).filter(|_| !open)?;
        let late = self.on() == promise.by && came_late(promise, self.message);
        (!late).then_some(on.max(promise.made_on))
    }

    /// A thing is mended by what tells so, and by what comes next in its matter.
    fn mends(&self, promise: &Promised) -> Option<(Ending, Date)> {
        if let Some(off) = self.is_off(promise) {
            return Some(off);
        }
        let again = self.again.contains(&promise.about);
        let done = self.message.done_on(Work::Repair).filter(|_| self.own && !again);
        let done = done.filter(|_| self.fits(promise));
        match done {
            Some(on) => Some((Ending::Kept, on.max(promise.made_on))),
            None => self.does(promise),
        }
    }

    fn answers(&self, promise: &Promised) -> Option<(Ending, Date)> {
        let m = self.message;
        let thread = promise.message.as_ref().is_some_and(|id| m.reading.thread.contains(id));
        let case = m.reference(ReferenceRole::Case).zip(promise.case.as_deref());
        let other_case = case.is_some_and(|(a, b)| a != b);
        let again = self.again.contains(&Promise::Reply);
        let answer = matches!(
            m.kind,
            Kind::CaseProgress
                | Kind::CaseDecision
                | Kind::ComplaintFinal
                | Kind::DataRights
                | Kind::InfoRequest
        );
        // What settles a matter answers it where it is known to be the same matter.
        let same = promise.agreement.is_some() && promise.agreement == self.agreement;
        let settles =
            matches!(m.kind, Kind::RefundCredit | Kind::CancelConfirmed | Kind::TransferConfirmed);
        let paper = self.fits(promise) && self.brings_paper(promise);
        let answer = answer || settles && same || paper;
        // An offer or a letter that bears the number of the matter answers it, whatever it calls that number.
        let named = promise.case.as_deref();
        let named = named.is_some_and(|case| m.references().any(|(_, number)| number == case));
        let meant = thread || named || (answer && self.fits(promise));
        (self.own && meant && !other_case && !again).then_some((Ending::Kept, self.on()))
    }

    /// A visit that is called off before its day is promised no more; one that is so on its day, or to which nobody
    /// came, was not kept.
    fn is_off(&self, promise: &Promised) -> Option<(Ending, Date)> {
        let (day, news) = self.off.iter().find(|(day, _)| *day == promise.by)?;
        let before = self.on() < *day;
        match news {
            _ if !self.own || !self.fits(promise) => None,
            VisitNews::CalledOff | VisitNews::Moved if before => {
                Some((Ending::Withdrawn, self.on()))
            }
            VisitNews::Missed if before => None,
            VisitNews::CalledOff | VisitNews::Moved | VisitNews::Missed => {
                Some((Ending::Broken, *day))
            }
            VisitNews::Further => None,
        }
    }

    fn visits(&self, promise: &Promised) -> Option<(Ending, Date)> {
        let m = self.message;
        if !self.fits(promise) {
            return None;
        }
        if let Some(off) = self.is_off(promise) {
            return Some(off);
        }
        let moved = carried::moves(m, promise.by);
        if self.on() < promise.by {
            return moved.then_some((Ending::Withdrawn, self.on()));
        }
        // Who came within the hours kept them, whatever the report looks like.
        let last = hours::last(&promise.what).zip(m.reading.came_at);
        if last.is_some_and(|(last, came)| came <= last) && self.on() == promise.by {
            return Some((Ending::Kept, promise.by));
        }
        if moved || came_late(promise, m) || came_at_another_hour(promise, m) {
            return Some((Ending::Broken, self.on()));
        }
        let told = promise.by.checked_add(TOLD_DAYS.days()).is_ok_and(|last| self.on() <= last);
        // A report names the day on which somebody came, or is sent soon after it.
        let days = || m.reading.done.iter().filter_map(|done| done.on);
        if let Some(on) = days().min().filter(|on| told && *on > promise.by) {
            return Some((Ending::Broken, on));
        }
        let came = m.reading.kept.iter().any(|kept| kept.deed == PledgedDeed::Visit);
        if told && (came || !m.reading.done.is_empty()) {
            return Some((Ending::Kept, promise.by));
        }
        let by_visit = !matches!(
            self.kind,
            Some(
                AgreementKind::Telecom
                    | AgreementKind::Energy
                    | AgreementKind::Water
                    | AgreementKind::Insurance
                    | AgreementKind::Subscription
                    | AgreementKind::Membership
            )
        );
        let done = matches!(m.kind, Kind::Delivered | Kind::CaseDecision)
            || by_visit && matches!(m.kind, Kind::Bill | Kind::PaymentDone);
        (told && done).then_some((Ending::Kept, promise.by))
    }

    /// Any other promise is kept by what comes next in its matter and asks for nothing.
    fn does(&self, promise: &Promised) -> Option<(Ending, Date)> {
        let m = self.message;
        let asks = matches!(
            m.kind,
            Kind::StatementUsage
                | Kind::PriceChange
                | Kind::TermsChange
                | Kind::LimitNear
                | Kind::ServiceDisruption
                | Kind::SecurityNotice
                | Kind::OneTimeCode
        );
        let thread = promise.message.as_ref().is_some_and(|id| m.reading.thread.contains(id));
        let same = promise.agreement.is_some() && promise.agreement == self.agreement;
        let last = promise.by.checked_add(DONE_DAYS.days()).unwrap_or(Date::MAX);
        let paper = (self.own || same) && self.fits(promise) && self.brings_paper(promise);
        let kept =
            self.on() <= last && (thread || paper || same && !(asks || m.kind.is_of_money()));
        kept.then_some((Ending::Kept, self.on()))
    }
}

/// Whether a message says that somebody or something came after the last of the hours that were promised.
pub(super) fn came_late(promise: &Promised, message: &Message<'_>) -> bool {
    late_minutes(promise, message).is_some()
}

/// By how many minutes that was.
pub(super) fn late_minutes(promise: &Promised, message: &Message<'_>) -> Option<u16> {
    let last = hours::last(&promise.what)?;
    // Who is expected at an hour, and not between two, is not late at once.
    let grace = if hours::hours(&promise.what).len() == 1 { GRACE_MINUTES } else { 0 };
    message.reading.came_at?.checked_sub(last).filter(|late| *late > grace)
}

/// Whether a message after the visit names an hour outside of those that were promised.
fn came_at_another_hour(promise: &Promised, message: &Message<'_>) -> bool {
    let slot = hours::hours(&promise.what);
    let (Some(from), Some(to)) = (slot.iter().min(), slot.iter().max()) else { return false };
    let sentences = message.reading.facts.iter().filter_map(Fact::promise).map(|(what, _)| what);
    let said = sentences.chain([message.reading.subject.as_str()]).flat_map(hours::hours);
    from < to && said.into_iter().any(|hour| hour > *to || hour < *from)
}
