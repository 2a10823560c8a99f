//! Claims for what was paid, by what suppliers confirmed and what the bank shows.

use super::{CROSSING_DAYS, Claimed, Clash, Contradiction, Paid, Passage, Said};
use crate::agreements::{is_single, near};
use crate::bookings::KeptBooking;
use crate::fold::{Message, index};
use crate::promises::{Ending, Promise};
use crate::state::Ledger;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, AmountRole, DateRole, EvidenceId, Kind, Money, ReferenceRole};

/// Payments that are remembered of one agreement.
const PAID_MAX: usize = 24;

/// A debit is told at most so many days before or after it is booked.
const SAME_DEBIT_DAYS: i32 = 12;

/// A claim without a number is for a bill of the last so many days.
const CLAIM_DAYS: i32 = 120;

/// A reminder is taken back within so many days.
const TAKEN_BACK_DAYS: i32 = 90;

/// Whether a bill says that what it asks for was paid before it: nothing is left to pay; or, of what was bought once,
/// as much was paid as it is about. What runs names the last payment beside the sum that it asks for.
fn is_paid_at_once(message: &Message<'_>, kind: AgreementKind) -> bool {
    let sum = |role| message.amount(role);
    let paid = sum(AmountRole::Paid).filter(|paid| !paid.value.is_zero());
    let asks = [DateRole::Due, DateRole::Payment].into_iter();
    let asks = asks.into_iter().any(|role| message.dates(role).any(|on| on > message.on));
    let left = sum(AmountRole::Due).map(|due| !due.value.is_zero());
    let all = left.is_none() && !asks && is_single(kind) && sum(AmountRole::Total) == paid;
    message.kind == Kind::Bill && paid.is_some() && (left == Some(false) || all)
}

impl Ledger {
    /// Remembers what a supplier says was paid, and what it claims.
    pub(super) fn learn_payment(&mut self, message: &Message<'_>, number: u32) {
        let Some(money) = message.total() else { return };
        let invoice = message.reference(ReferenceRole::Invoice).map(str::to_owned);
        let bill = Paid { on: message.on, money, invoice, evidence: message.evidence() };
        let known = self.agreements.get(index(number));
        let at_once = known.is_some_and(|known| is_paid_at_once(message, known.kind));
        if message.kind == Kind::PaymentDone || at_once {
            let paid = self.contradictions.paid.entry(number).or_default();
            paid.push(bill);
            let many = paid.len().saturating_sub(PAID_MAX);
            paid.drain(..many);
        } else if message.kind == Kind::Dunning && !self.is_over_already(message) {
            let paid = self.contradictions.paid.get(&number);
            let found =
                paid.into_iter().flatten().rev().find(|paid| self.settles(paid, &bill, number));
            if let Some(paid) = found.cloned() {
                let says = Said { evidence: bill.evidence, what: Passage::Sum(bill.money) };
                let against = Said { evidence: paid.evidence, what: Passage::Sum(paid.money) };
                self.clash(
                    message,
                    (Clash::DunningAfterPayment, Some(number), None),
                    says,
                    vec![against],
                );
            } else {
                let at = message.entry.known_from;
                self.contradictions.claimed.push(Claimed { agreement: number, bill, at });
            }
        }
    }

    /// The reminders that a message takes back: who admits to be wrong in words of paying and reminding means the
    /// last of them.
    pub(super) fn reminders_taken_back(
        &self,
        message: &Message<'_>,
        agreement: Option<u32>,
    ) -> Vec<EvidenceId> {
        let reminds = |kind: Kind| matches!(kind, Kind::Dunning | Kind::PaymentDone);
        let about = reminds(message.reading.kind)
            || message.reading.secondary.iter().any(|kind| reminds(*kind));
        if !about || !message.admits() {
            return Vec::new();
        }
        let ours = |claim: &&Claimed| {
            let known = self.agreements.get(index(claim.agreement));
            known.is_some_and(|a| a.supplier == message.supplier)
                && agreement.is_none_or(|of| of == claim.agreement)
                && near(claim.bill.on, message.on, TAKEN_BACK_DAYS)
        };
        let last = self.contradictions.claimed.iter().rev().find(ours);
        last.map(|claim| claim.bill.evidence).into_iter().collect()
    }

    /// Whether the claim stands already as one after the end.
    fn is_over_already(&self, message: &Message<'_>) -> bool {
        let last = self.contradictions.all.last();
        last.is_some_and(|c| c.says.iter().any(|s| s.evidence == message.evidence()))
    }

    /// Whether a payment is that of the bill that is claimed: by its number, else by its sum where no
    /// newer bill of that sum is known.
    fn settles(&self, paid: &Paid, claimed: &Paid, agreement: u32) -> bool {
        let crossed = near(paid.on, claimed.on, CROSSING_DAYS) || paid.on > claimed.on;
        if crossed || paid.money.currency != claimed.money.currency {
            return false;
        }
        if let (Some(a), Some(b)) = (&paid.invoice, &claimed.invoice) {
            return a == b;
        }
        let Some(known) = self.agreements.get(index(agreement)) else { return false };
        let newer = known.charges.iter().any(|c| {
            c.on > paid.on
                && c.on <= claimed.on
                && c.evidence != claimed.evidence
                && c.money == paid.money
        });
        paid.money == claimed.money && near(paid.on, claimed.on, CLAIM_DAYS) && !newer
    }

    /// Claims for what the bank shows as paid before; called when a view is made, after the bookings.
    pub(crate) fn settle_claims(&mut self) {
        let claims = std::mem::take(&mut self.contradictions.claimed);
        for claim in &claims {
            let Some(known) = self.agreements.get(index(claim.agreement)) else { continue };
            let (supplier, bill) = (known.supplier, &claim.bill);
            let charges = known.charges.iter().filter(|c| c.paid_by.is_some());
            let paid = charges.filter_map(|c| {
                let on = self.booked_on(c.paid_by?, c.money)?;
                Some(Paid {
                    on,
                    money: c.money,
                    invoice: c.invoice.as_deref().map(str::to_owned),
                    evidence: c.paid_by?,
                })
            });
            let Some(paid) = paid.into_iter().find(|p| self.settles(p, bill, claim.agreement))
            else {
                continue;
            };
            let closed_by = self.admitted_since(supplier, claim.agreement, bill.on);
            let line = Money { value: -paid.money.value, ..paid.money };
            let against = Said { evidence: paid.evidence, what: Passage::Line(paid.on, line) };
            self.contradictions.all.push(Contradiction {
                kind: Clash::DunningAfterPayment,
                supplier,
                agreement: Some(claim.agreement),
                thing: None,
                at: claim.at,
                says: vec![Said { evidence: bill.evidence, what: Passage::Sum(bill.money) }],
                against: vec![against],
                closed_by,
            });
        }
        self.contradictions.claimed = claims;
    }

    /// The day on which a statement shows a payment of a sum.
    fn booked_on(&self, statement: EvidenceId, money: Money) -> Option<Date> {
        let of = |b: &&KeptBooking| {
            b.evidence == statement
                && b.line.money.currency == money.currency
                && b.line.money.value == -money.value
        };
        self.bookings.kept.iter().find(of).map(|b| b.line.booked_on)
    }

    /// Money that went to a supplier after the end, found when a view is made.
    pub(crate) fn charged_after_end(&mut self, agreement: u32, booking: u32) {
        let Some(booking) = self.bookings.kept.get(index(booking)) else { return };
        let Some(against) = self.contradictions.ends.get(&agreement).cloned() else { return };
        let Some(known) = self.agreements.get(index(agreement)) else { return };
        let (on, money) = (booking.line.booked_on, booking.line.money);
        let (evidence, known_from) = (booking.evidence, booking.known_from);
        let supplier = known.supplier;
        let back = self
            .bookings_back(booking)
            .or_else(|| self.admitted_since(known.supplier, agreement, on));
        let says = Said { evidence, what: Passage::Line(on, money) };
        if let Some(back) = back {
            self.announced_no_more(agreement, on, back);
        }
        // The mail and the bank tell of one debit.
        let told = |c: &Contradiction| {
            let sum = c.says.iter().any(|s| match s.what {
                Passage::Sum(sum) => {
                    sum.value == money.value.abs() && sum.currency == money.currency
                }
                Passage::Day(_) | Passage::Line(..) | Passage::Subject => false,
            });
            let near_by = c.told_on().is_some_and(|told| near(told, on, SAME_DEBIT_DAYS));
            let shown = c.says.iter().any(|s| matches!(s.what, Passage::Line(..)));
            c.kind == Clash::ChargeAfterEnd
                && c.agreement == Some(agreement)
                && sum
                && near_by
                && !shown
        };
        if let Some(at) = self.contradictions.all.iter().position(told) {
            let closed = self.contradictions.all.get(at).and_then(|known| known.closed_by);
            let waits = closed.is_some_and(|by| self.is_to_be_paid_back(supplier, by));
            let Some(known) = self.contradictions.all.get_mut(at) else { return };
            known.says.push(says);
            known.closed_by = known.closed_by.filter(|_| !waits).or(back);
            return;
        }
        let found = Contradiction {
            kind: Clash::ChargeAfterEnd,
            supplier,
            agreement: Some(agreement),
            thing: None,
            at: known_from,
            says: vec![says],
            against,
            closed_by: back,
        };
        self.contradictions.all.push(found);
    }

    /// One period that was taken twice, found when a view is made.
    pub(crate) fn taken_twice(&mut self, agreement: u32, (first, second): (u32, u32)) {
        let kept = |number: u32| self.bookings.kept.get(index(number));
        let Some((first, second)) = kept(first).zip(kept(second)) else { return };
        let Some(known) = self.agreements.get(index(agreement)) else { return };
        let line = |b: &KeptBooking| Said {
            evidence: b.evidence,
            what: Passage::Line(b.line.booked_on, b.line.money),
        };
        let found = Contradiction {
            kind: Clash::Other,
            supplier: known.supplier,
            agreement: Some(agreement),
            thing: None,
            at: second.known_from,
            says: vec![line(second)],
            against: vec![line(first)],
            closed_by: self.bookings_back(second),
        };
        self.contradictions.all.push(found);
    }

    /// Charges after an end, and above the price, whose money came back as it was promised.
    pub(crate) fn charges_paid_back(&mut self) {
        let promises = &self.promises.all;
        let open = self.contradictions.all.iter_mut().filter(|c| c.closed_by.is_none());
        let taken =
            |c: &&mut Contradiction| matches!(c.kind, Clash::ChargeAfterEnd | Clash::PriceDiffers);
        for charge in open.filter(taken) {
            let since = charge.told_on();
            let kept = promises.iter().filter(|p| {
                let same = p.supplier == charge.supplier
                    && (p.agreement.is_none() || p.agreement == charge.agreement);
                p.about == Promise::Refund && same && p.sum.is_some()
            });
            let mut back = kept.filter(|p| {
                let periods = charge.periods_until(&self.agreements, p.made_on);
                charge.says.iter().any(|said| said.is_of(p.sum))
                    || charge.is_beyond_by(p.sum, periods)
            });
            charge.closed_by = back.find_map(|promise| {
                let closed = promise.closed.as_ref().filter(|c| c.how == Ending::Kept)?;
                since.is_none_or(|since| closed.on >= since).then_some(closed.evidence)
            });
        }
    }

    /// What announced a charge after the end is over with it, once its money is back.
    fn announced_no_more(&mut self, agreement: u32, taken_on: Date, back: EvidenceId) {
        let announced = |c: &&mut Contradiction| {
            let before = c.told_on().is_some_and(|told| told <= taken_on);
            c.kind == Clash::RenewalAfterEnd && c.agreement == Some(agreement) && before
        };
        for told in self.contradictions.all.iter_mut().filter(announced) {
            told.closed_by = told.closed_by.or(Some(back));
        }
    }

    /// The statement that shows the same sum coming back within half a year.
    fn bookings_back(&self, booking: &KeptBooking) -> Option<EvidenceId> {
        let until = booking.line.booked_on.checked_add(6.months()).ok()?;
        let days = booking.line.booked_on..=until;
        let mut kept = self.bookings.kept.iter().filter(|b| days.contains(&b.line.booked_on));
        let back = kept.find(|b| b.is_back_of(booking));
        back.map(|b| b.evidence)
    }
}
