//! What an agreement costs: prices that were stated, and money that was asked for or paid.

use crate::agreements::{ToldTerm, around, is_over, is_single, near};
use crate::costs::{A_YEAR, of_a_year, rhythm, turn};
use crate::endings::confirms_end;
use crate::fold::Message;
use crate::leaving::Stretch;
use crate::state::{Agreement, Charge, Price, Stated};
use crate::stems;
use compact_str::CompactString;
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, DateRole, Fact, Kind, LengthRole, Money, Period,
    ReferenceRole,
};
use rust_decimal::Decimal;

mod instalments;

pub(crate) use instalments::instalments;

/// Two charges of the same sum within so many days are the bill and its payment.
const SAME_CHARGE_DAYS: i32 = 40;

/// Two bills of the same sum within so many days are one, sent twice.
const SAME_BILL_DAYS: i32 = 20;

/// A bill is credited within so many days.
const CREDITED_DAYS: i32 = 120;

/// Days between a document and its message within which its own date is believed.
const DOCUMENT_DAYS: i32 = 60;

/// A bill said less surely than this, in thousandths, may be the announcement of a further term.
const SURE_BILL: u16 = 450;

impl Agreement {
    /// What a message says about money.
    pub(crate) fn learn_money(&mut self, message: &Message<'_>) {
        // An offer changes nothing of what runs, and what the law threatens with is no price.
        let offered = message.kind == Kind::Quote && self.state != AgreementState::Quoted;
        if offered || message.warns() {
            return;
        }
        if self.keeps_price(message) {
            self.prices.retain(|p| p.from <= message.on);
            self.takes_back_rises(message.on);
            // Whoever says so stands by it from now on.
            if let Some(holds) = self.prices.last_mut() {
                holds.evidence = message.evidence();
            }
            return;
        }
        if let Some(steps) = steps(message).filter(|_| !is_single(self.kind)) {
            self.state_steps(message, steps);
        } else if let Some((paid, period)) = self.paid_otherwise(message) {
            self.charge(message);
            self.state_price_from(message, (paid, Some(period)), message.on);
        } else if let Some(year) = instalments(message) {
            self.state_price(message, year.whole, Some(Period::Year));
        } else if (states_price(message)
            || self.prices.is_empty() && is_receipt_for_a_period(message))
            && !(is_single(self.kind) && message.kind == Kind::OrderConfirmed)
        {
            if let Some((money, period)) = self.new_price(message) {
                self.state_price(message, money, period);
            }
        } else {
            self.charge(message);
            if let Some((money, period)) = instalment_to_come(message) {
                self.state_price(message, money, period);
            } else if let Some((money, period)) =
                paid_for(message).filter(|_| self.prices.is_empty())
            {
                self.state_price(message, money, Some(period));
            }
            self.first_price(message);
        }
    }

    /// Who announces that the sum of a period is taken names the price, where none is known yet.
    fn first_price(&mut self, message: &Message<'_>) {
        let named = message.amount(AmountRole::Price).zip(message.reading.period);
        let Some((money, period)) = named.filter(|_| self.prices.is_empty()) else { return };
        let announces = message.kind == Kind::PaymentAhead && !is_single(self.kind);
        if announces && money.value > Decimal::ZERO {
            self.state_price(message, money, Some(period));
        }
    }

    /// The price stated last that holds at a day.
    pub(crate) fn stated(&self, on: Date) -> Option<&Stated> {
        // What was to hold after the end never held.
        let end = self.ended_on.filter(|_| is_over(self.state));
        let on = end.map_or(on, |end| end.min(on));
        let holds = |p: &&Stated| p.period_said || !is_by_visit(self.kind);
        let mut newest = self.prices.iter().rev().filter(holds);
        newest.find(|p| p.from <= on).or_else(|| self.prices.iter().find(holds))
    }

    /// What was paid for another time than before: who changes from the month to the year pays for that.
    fn paid_otherwise(&self, message: &Message<'_>) -> Option<(Money, Period)> {
        let period = message.reading.period.filter(|per| *per != Period::Once)?;
        let paid = message.amount(AmountRole::Paid)?;
        let stated = self.stated(message.on).filter(|p| p.period_said).map(|p| p.price);
        let known = stated.or_else(|| rhythm(&self.charges)).filter(|known| known.per != period)?;
        let year = |money: Money, per: Period| of_a_year(Price { money, per });
        let (before, after) = (year(known.money, known.per)?, year(paid, period)?);
        let named = message.amounts().any(|(_, money)| money == known.money);
        let given =
            message.kind == Kind::RefundCredit || is_by_visit(self.kind) || is_usage(self.kind);
        let like = is_like(before, after) && paid != known.money && !named && !given;
        like.then_some((paid, period))
    }

    /// The two prices of a message: the first holds from the beginning, the second when it is over.
    fn state_steps(&mut self, message: &Message<'_>, steps: Steps) {
        // `Until 30 September`: the days were counted from the message on.
        let last = message.on.checked_add(steps.held.span()).ok();
        let near_last = |on: Date| last.is_some_and(|last| near(on, last, 1));
        let counted = message.facts().filter_map(Fact::date).any(|(_, on)| near_last(on));
        let begins = after_trial(message)
            .unwrap_or_else(|| if counted { message.on } else { begins_on(message) });
        let Ok(over) = begins.checked_add(steps.held.span()) else { return };
        let period = message.reading.period;
        self.state_price_from(message, (steps.first, period), begins);
        self.state_price_from(message, (steps.then, period), over);
    }

    fn state_price(&mut self, message: &Message<'_>, money: Money, period: Option<Period>) {
        let from = self.after_its_term(message, money).unwrap_or_else(|| begins_on(message));
        self.state_price_from(message, (money, period), from);
    }

    /// The day behind the term that runs, for another price of a message that names the end of that term and no
    /// other beginning: `your term ends on 20 August, after that it costs 21.50`.
    fn after_its_term(&self, message: &Message<'_>, money: Money) -> Option<Date> {
        let tells = |kind: Kind| message.kind == kind || message.reading.secondary.contains(&kind);
        let begins = [DateRole::Start, DateRole::Effective, DateRole::Renewal, DateRole::TrialEnd];
        let other = begins.into_iter().any(|role| message.date(role).is_some());
        let end = message.dates(DateRole::End).find(|end| *end > message.on)?;
        let holds = self.stated(message.on).is_some_and(|p| p.price.money != money);
        let next = tells(Kind::RenewalNotice) && !other && holds && self.term_ends_on == Some(end);
        end.tomorrow().ok().filter(|_| next)
    }

    fn state_price_from(
        &mut self,
        message: &Message<'_>,
        (money, period): (Money, Option<Period>),
        from: Date,
    ) {
        let last = self.prices.last().filter(|p| is_like(p.price.money, money));
        let same = || self.prices.iter().rev().find(|p| p.price.money == money);
        let usual = last.or_else(same).filter(|p| p.period_said).map(|p| p.price.per);
        let part = matches!(period.or(usual), Some(Period::Month | Period::Quarter));
        let whole = is_quoted_whole(message) && !runs_by_nature(self.kind);
        let quoted = whole && period.is_none() && usual.is_none();
        let period = if quoted { Some(Period::Once) } else { period };
        // A visit costs what it costs: it has a price only where a period is said.
        if is_usage(self.kind) && !part && !quoted
            || is_by_visit(self.kind) && period.or(usual).is_none()
            || self.is_over_for(message)
        {
            return;
        }
        let told = period.or(usual).or_else(|| period_of_its_term(message, self.kind));
        let per = told.unwrap_or_else(|| usual_period(self.kind, message.kind));
        let price = Price { money, per };
        let said = told.is_some() || message.kind == Kind::RenewalNotice;
        self.state_old(message, price, (from, said));
        if self.holds_until_the_next(message, price, from) {
            return;
        }
        let same = self.prices.last_mut().filter(|p| p.price == price);
        if let Some(known) = same {
            known.from = known.from.min(from);
            known.period_said |= period.is_some();
            return;
        }
        // What is said later about the same time, or an earlier one, takes its place.
        self.prices.retain(|p| p.from < from || message.kind == Kind::Quote);
        self.prices.push(Stated { price, from, period_said: said, evidence: message.evidence() });
    }

    /// Whether papers repeat the price that holds before one that is known to follow it.
    fn holds_until_the_next(&self, message: &Message<'_>, price: Price, from: Date) -> bool {
        let papers = matches!(
            message.kind,
            Kind::OrderConfirmed | Kind::ContractPack | Kind::AccountSetup | Kind::Delivered
        );
        // Who prolongs a trial says again what comes then.
        let prolongs = message.kind == Kind::RenewalNotice && after_trial(message).is_some();
        let holds = self.prices.iter().rposition(|p| p.from <= from);
        let (holds, next) = (holds.and_then(|at| self.prices.get(at)), holds.map(|at| at + 1));
        let followed = next.is_some_and(|at| at < self.prices.len());
        (papers || prolongs) && followed && holds.is_some_and(|p| p.price == price)
    }

    /// Whether a message speaks of the time after the end, as whoever reminds of a renewal does: it changes no price of
    /// what is over.
    fn is_over_for(&self, message: &Message<'_>) -> bool {
        let end = self.ended_on.filter(|_| is_over(self.state));
        let renews = message.kind == Kind::RenewalNotice;
        end.is_some_and(|end| renews || end < message.on || begins_on(message) > end)
    }

    /// The price of before, where a change names it and it is not known: it holds until the change.
    fn state_old(&mut self, message: &Message<'_>, new: Price, (from, said): (Date, bool)) {
        let Some(old) = message.amount(AmountRole::Old) else { return };
        let known = self.stated(message.on).filter(|p| p.from <= message.on);
        let known = known.is_some_and(|p| p.price.money == old);
        if known || from <= message.on || old == new.money || !is_like(old, new.money) {
            return;
        }
        let begun = self.started_on.filter(|start| *start < message.on && self.prices.is_empty());
        // It held in the term before at least.
        let before = || turn(from, new.per, -1).filter(|start| *start < message.on);
        self.prices.retain(|p| p.from < message.on);
        self.prices.push(Stated {
            price: Price { money: old, per: new.per },
            from: begun.or_else(before).unwrap_or(message.on),
            period_said: said,
            evidence: message.evidence(),
        });
    }

    /// Whether a supplier takes back a price that it announced: it names the one that holds, and not
    /// the one to come.
    fn keeps_price(&self, message: &Message<'_>) -> bool {
        let Some(to_come) = self.prices.last().filter(|p| p.from > message.on) else {
            return false;
        };
        let Some(holds) = self.prices.iter().rev().find(|p| p.from <= message.on) else {
            return false;
        };
        let answers = matches!(
            message.kind,
            Kind::CaseDecision
                | Kind::CaseProgress
                | Kind::ComplaintFinal
                | Kind::TermsChange
                | Kind::PriceChange
                | Kind::ContractPack
                | Kind::AccountSetup
                | Kind::Unclear
                | Kind::RenewalNotice
        );
        let named = |money: Money| message.amounts().any(|(_, m)| m == money);
        let replied = message.asked
            || !message.reading.thread.is_empty()
            || stems::answers(&message.reading.subject);
        let other = message.amounts().any(|(role, _)| role == AmountRole::New);
        answers && replied && !other && named(holds.price.money) && !named(to_come.price.money)
    }

    /// The price that a message states, with its period if that belongs to it.
    fn new_price(&self, message: &Message<'_>) -> Option<(Money, Option<Period>)> {
        if let Some(rise) = message.reading.rise.filter(|rise| self.says_only(message, *rise)) {
            return self.risen(message, rise);
        }
        if let Some(new) = new_of(message) {
            // Who calls new what holds already has the two the other way round.
            let holds = self.stated(message.on).filter(|p| p.from <= message.on);
            let holds = holds.is_some_and(|p| p.price.money == new);
            let other = message.amount(AmountRole::Old).filter(|old| holds && is_like(*old, new));
            return Some((other.unwrap_or(new), message.reading.period));
        }
        let (role, chosen) = chosen(message)?;
        let priced = message
            .amounts()
            .any(|(r, m)| r == AmountRole::Price && m != chosen && is_like(m, chosen));
        let elsewhere = message.amounts().any(|(r, m)| r == AmountRole::Price && m != chosen);
        let whole = matches!(role, AmountRole::Total | AmountRole::Due | AmountRole::Paid);
        let period = message.reading.period.filter(|_| !(whole && elsewhere && !priced));
        let known = self.prices.last().map(|p| p.price.money);
        Some((self.beside(message, chosen, known), period))
    }

    /// Whether a message says by how much a price changes and not what it comes to.
    fn says_only(&self, message: &Message<'_>, rise: Money) -> bool {
        let holds = self.holding(message).map(|price| price.money);
        let other = |(role, money): (AmountRole, Money)| {
            let priced = matches!(role, AmountRole::New | AmountRole::Price | AmountRole::Total);
            priced && money.value != rise.value.abs() && Some(money) != holds
        };
        !message.amounts().any(other)
    }

    /// The price of before, raised by what a message says; none where it is not known, or paid for another time.
    fn risen(&self, message: &Message<'_>, rise: Money) -> Option<(Money, Option<Period>)> {
        let period = message.reading.period;
        let holds = self.holding(message);
        let old = message.amount(AmountRole::Old).or(holds.map(|price| price.money))?;
        let per = period.or(holds.map(|price| price.per))?;
        let same = holds.is_none_or(|price| price.per == per) && old.currency == rise.currency;
        let value = old.value + rise.value;
        (same && value > Decimal::ZERO).then_some((Money { value, ..old }, Some(per)))
    }

    /// The price that holds when a message comes.
    fn holding(&self, message: &Message<'_>) -> Option<Price> {
        let stated = self.stated(message.on).filter(|p| p.from <= message.on);
        stated.map(|p| p.price).or_else(|| rhythm(&self.charges))
    }

    /// The sum meant where a message names several: the one that is known already is the old one.
    fn beside(&self, message: &Message<'_>, chosen: Money, known: Option<Money>) -> Money {
        let sums = || message.amounts().map(|(_, m)| m).filter(|m| m.currency == chosen.currency);
        if let Some(known) = known.filter(|k| sums().any(|m| m == *k)) {
            let changed = |m: &Money| {
                *m != known
                    && m.value > Decimal::ZERO
                    && (m.value - known.value).abs() == chosen.value
            };
            // `It goes up by 3.00, from 34.00 to 37.00`.
            if let Some(new) = sums().find(changed) {
                return new;
            }
            // An excess or a fee is no price, however near.
            let priced = message.amounts().filter(|(role, _)| is_asked(*role)).map(|(_, m)| m);
            let other = priced.into_iter().find(|m| *m != known && is_like(*m, known));
            return if chosen == known { other.unwrap_or(chosen) } else { chosen };
        }
        if !matches!(message.kind, Kind::RenewalNotice | Kind::PriceChange) {
            return chosen;
        }
        // Neither is known: prices rise.
        let role = message.amounts().find(|(_, m)| *m == chosen).map(|(role, _)| role);
        let same_role = message.amounts().filter(|(r, m)| Some(*r) == role && is_near(*m, chosen));
        same_role.map(|(_, m)| m).max_by_key(|m| m.value).unwrap_or(chosen)
    }

    fn charge(&mut self, message: &Message<'_>) {
        let Some(money) = message.total() else { return };
        if !self.counts(message) || money.value.is_zero() {
            return;
        }
        let ahead = message
            .date(DateRole::Payment)
            .filter(|on| message.kind == Kind::PaymentAhead && *on >= message.on);
        let on = ahead.or_else(|| message.date(DateRole::Issued));
        let on = on.or_else(|| message.date(DateRole::Payment));
        let on = on
            .filter(|d| message.day().is_none_or(|day| near(*d, day, DOCUMENT_DAYS)))
            .or(message.day());
        let Some(on) = on else { return };
        let invoice = message.reference(ReferenceRole::Invoice).map(CompactString::from);
        let mut signed = money;
        if message.kind == Kind::RefundCredit {
            signed.value = -signed.value.abs();
            self.forget_credited(money, invoice.as_deref(), on);
        }
        // Only a receipt comes so late, and the second of two is for the next month.
        let receipt = message.kind == Kind::PaymentDone && self.last_kind != Kind::PaymentDone;
        let days = if receipt { SAME_CHARGE_DAYS } else { SAME_BILL_DAYS };
        let close = around(on, days);
        if let Some(number) = invoice.as_ref().filter(|_| message.kind == Kind::Bill)
            && is_single(self.kind)
            && self.is_bill_of_order(message, (on, signed, number), &close)
        {
            return;
        }
        // Sums are compared last: that costs most, and an agreement may have thousands.
        let known = self.charges.iter().rev().any(|c| {
            let same = match (&c.invoice, &invoice) {
                (Some(known), Some(here)) => known == here,
                (Some(_), None) | (None, _) => close.contains(&c.on),
            };
            same && c.money == signed
        });
        if !known {
            self.charges.push(Charge {
                on,
                money: signed,
                invoice,
                evidence: message.evidence(),
                paid_by: None,
            });
            self.follow(message, money);
        }
    }

    /// Whether a bill is that of an order of which no bill is known yet: its sum was told with the order.
    fn is_bill_of_order(
        &mut self,
        message: &Message<'_>,
        (on, money, invoice): (Date, Money, &str),
        close: &std::ops::RangeInclusive<Date>,
    ) -> bool {
        let mut ordered = self.charges.iter_mut().rev();
        let told =
            ordered.find(|c| c.invoice.is_none() && close.contains(&c.on) && c.money == money);
        let Some(told) = told else { return false };
        told.invoice = Some(invoice.into());
        told.evidence = message.evidence();
        told.on = on;
        true
    }

    /// A bill that is credited in full tells no price.
    fn forget_credited(&mut self, money: Money, invoice: Option<&str>, on: Date) {
        if is_single(self.kind) {
            return;
        }
        let close = around(on, CREDITED_DAYS);
        let credited = |c: &&Charge| {
            let same = invoice.zip(c.invoice.as_deref()).is_none_or(|(here, known)| here == known);
            same && c.money.currency == money.currency
                && c.money.value == money.value.abs()
                && close.contains(&c.on)
        };
        let credited: Vec<_> = self.charges.iter().filter(credited).map(|c| c.evidence).collect();
        // What was said before with the same words still holds.
        self.prices.retain(|p| !credited.contains(&p.evidence));
    }

    /// Whether the sum of a message is money that was asked for, taken or given back.
    fn counts(&self, message: &Message<'_>) -> bool {
        let delivered = matches!(
            message.kind,
            Kind::LimitNear | Kind::DeliveryUnderWay | Kind::Delivered | Kind::CaseProgress
        );
        if delivered {
            return self.kind == AgreementKind::Subscription && !self.references.is_empty();
        }
        let named = message.reference(ReferenceRole::Invoice).is_some()
            || message.date(DateRole::Due).is_some()
            || message.date(DateRole::Payment).is_some()
            || message.amount(AmountRole::Due).is_some();
        // Who bills what was used names the bill or the day; another sum is no bill.
        if is_usage(self.kind) && message.kind == Kind::Bill && !named && !self.charges.is_empty() {
            return false;
        }
        if message.kind == Kind::StatementUsage {
            let invoice = message.reference(ReferenceRole::Invoice).is_some();
            return is_usage(self.kind) && invoice && message.amount(AmountRole::Due).is_some();
        }
        matches!(
            message.kind,
            Kind::Bill
                | Kind::PaymentAhead
                | Kind::PaymentDone
                | Kind::RefundCredit
                | Kind::OrderConfirmed
        )
    }

    /// A bill of another sum than the known monthly price shows a new price, unless it names the
    /// known one, alone or with what was used on top, or is for something that comes once.
    fn follow(&mut self, message: &Message<'_>, total: Money) {
        let steady = matches!(
            self.kind,
            AgreementKind::Telecom
                | AgreementKind::Subscription
                | AgreementKind::Membership
                | AgreementKind::Rental
                | AgreementKind::Loan
        );
        let Some(last) = self.stated(message.on).filter(|p| p.period_said).cloned() else { return };
        let total = before_credit(message, total);
        let known = last.price.money;
        // What a telephone costs may fall to a third; a rent does not.
        let level = matches!(self.kind, AgreementKind::Rental | AgreementKind::Loan);
        let explained = known.currency != total.currency
            || level && !is_like(known, total)
            || stems::comes_once(&message.reading.subject)
            || message.amounts().any(|(_, m)| {
                m == known || (m.value > Decimal::ZERO && total.value - m.value == known.value)
            });
        // What is above the agreed price is what the supplier has to explain, not the price.
        let above = || self.charged_by(message).is_some_and(|c| self.agreed_below(&c).is_some());
        let monthly = last.price.per == Period::Month;
        if steady && message.kind == Kind::Bill && monthly && !explained && !above() {
            self.state_price(message, total, Some(Period::Month));
        }
    }
}

/// The price that a bill names, where it asks for that less what is credited.
fn before_credit(message: &Message<'_>, asked: Money) -> Money {
    let of = |wanted: AmountRole| {
        message.amounts().filter(move |(role, _)| *role == wanted).map(|(_, money)| money)
    };
    let credited = |price: &Money| {
        of(AmountRole::Refund).any(|back| price.value - back.value.abs() == asked.value)
    };
    of(AmountRole::Price).find(credited).unwrap_or(asked)
}

/// A price that holds at first and the one that follows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Steps {
    first: Money,
    then: Money,
    held: Stretch,
}

/// The two prices that a message tells of what begins.
pub(crate) fn steps(message: &Message<'_>) -> Option<Steps> {
    let bills = matches!(
        message.kind,
        Kind::Bill | Kind::PaymentDone | Kind::PaymentAhead | Kind::PaymentFailed | Kind::Dunning
    );
    let mut lengths = message.facts().filter_map(Fact::length);
    let (_, count, unit) = lengths.find(|(role, _, _)| *role == LengthRole::FirstPrice)?;
    let first = message.amount(AmountRole::Price)?;
    let then = message.amount(AmountRole::New).filter(|_| !bills)?;
    let held = Stretch { count, unit, evidence: message.evidence() };
    Some(Steps { first, then, held })
}

/// The day behind a trial that a message tells of.
fn after_trial(message: &Message<'_>) -> Option<Date> {
    let end = message.dates(DateRole::TrialEnd).find(|on| *on >= message.on);
    end.and_then(|end| end.tomorrow().ok())
}

/// Whether a message states a price rather than asking for a sum.
fn states_price(message: &Message<'_>) -> bool {
    let period = message.reading.period.is_some();
    let price = message.amount(AmountRole::Price).is_some();
    let carries = |kind: Kind| message.reading.secondary.contains(&kind);
    let kind = message.kind;
    // What confirms an end names what comes back, not what it costs.
    let ends = message.reading.secondary.first().is_some_and(|kind| kind.is_ending());
    if kind == Kind::ContractPack && ends && confirms_end(message) && !begins_anew(message) {
        return false;
    }
    let asked = || {
        let asks = |role| matches!(role, AmountRole::Total | AmountRole::Due);
        message.amounts().any(|(role, _)| asks(role))
    };
    matches!(kind, Kind::PriceChange | Kind::RenewalNotice | Kind::ContractPack | Kind::Quote)
        || (kind == Kind::OrderConfirmed && (period || season(message).is_some()))
        || (kind == Kind::TermsChange && message.amount(AmountRole::New).is_some())
        || (matches!(kind, Kind::AccountSetup | Kind::Unclear)
            && (period || carries(Kind::ContractPack) || message.amount(AmountRole::New).is_some()))
        || (kind == Kind::CancelConfirmed && begins_anew(message))
        || (kind == Kind::StatementUsage && period && price)
        || (begins_to_serve(message) && period && price)
        // Who takes an agreement along to another address says what it costs there.
        || (kind == Kind::TransferConfirmed && period && message.amount(AmountRole::New).is_some())
        || (kind == Kind::Bill && period && price && !asked())
        || (kind == Kind::Bill && renews(message))
}

/// Whether a numbered quote names what it comes to in all, and no price of a period: that is paid once.
fn is_quoted_whole(message: &Message<'_>) -> bool {
    let numbered = message.reference(ReferenceRole::Quote).is_some();
    let whole = message.amount(AmountRole::Total).is_some();
    message.kind == Kind::Quote && numbered && whole && message.amount(AmountRole::Price).is_none()
}

/// Whether a receipt says for which period its sum is: the first that tells the price.
fn is_receipt_for_a_period(message: &Message<'_>) -> bool {
    let lasts = message.reading.period.is_some_and(|per| per != Period::Once);
    let renews = message.kind == Kind::Bill && message.date(DateRole::Renewal).is_some();
    (message.kind == Kind::PaymentDone || renews) && lasts && message.total().is_some()
}

/// Whether a message says that what is served under an agreement that it names is there now: a line is active,
/// a contract was taken over.
fn begins_to_serve(message: &Message<'_>) -> bool {
    let named = [ReferenceRole::Contract, ReferenceRole::Policy, ReferenceRole::Customer];
    let named = message.references().any(|(role, _)| named.contains(&role));
    named && matches!(message.kind, Kind::Delivered | Kind::TransferConfirmed)
}

/// Whether a bill may as well be the announcement of a further term: it names a new price, or is said
/// to be a bill so unsurely that a renewal comes next.
fn renews(message: &Message<'_>) -> bool {
    let announces = |kind: &Kind| matches!(kind, Kind::RenewalNotice | Kind::PriceChange);
    let unsure = message.reading.kind_confidence.thousandths() < SURE_BILL;
    let next = message.reading.secondary.first();
    let named = message.amount(AmountRole::New).is_some();
    named && message.reading.secondary.iter().any(announces)
        || unsure && next == Some(&Kind::RenewalNotice)
}

/// Whether a message states a price for a term that begins: what it confirms is no end.
pub(crate) fn begins_anew(message: &Message<'_>) -> bool {
    let priced = |role| matches!(role, AmountRole::Price | AmountRole::New);
    message.reading.period.is_some()
        && message.date(DateRole::Start).is_some()
        && message.amounts().any(|(role, _)| priced(role))
}

/// The new price that a message names; by how much it differs from the old one is none, although that is
/// called new as well: `it goes up by 3.00, from 34.00 to 37.00`.
fn new_of(message: &Message<'_>) -> Option<Money> {
    let new = || message.amounts().filter(|(role, _)| *role == AmountRole::New).map(|(_, m)| m);
    let step = |by: Money| {
        let apart = |a: Money, b: Money| (a.value - b.value).abs() == by.value;
        let others = || message.amounts().map(|(_, m)| m).filter(move |m| m.value > by.value);
        others().any(|a| new().any(|b| b.value > by.value && apart(a, b)))
    };
    new().find(|by| !step(*by)).or_else(|| new().next())
}

/// Whether a sum of this role is asked for a period, or was.
fn is_asked(role: AmountRole) -> bool {
    matches!(
        role,
        AmountRole::Total
            | AmountRole::Due
            | AmountRole::Paid
            | AmountRole::Price
            | AmountRole::Old
            | AmountRole::New
            | AmountRole::Line
            | AmountRole::Subtotal
    )
}

/// The sum that a message puts first, with its role.
fn chosen(message: &Message<'_>) -> Option<(AmountRole, Money)> {
    use AmountRole as Role;
    let order: &[Role] = if matches!(message.kind, Kind::PriceChange | Kind::RenewalNotice) {
        &[Role::Price, Role::Total, Role::Due, Role::Paid]
    } else if message.kind == Kind::StatementUsage {
        &[Role::Price]
    } else {
        &[Role::Due, Role::Total, Role::Paid, Role::Price]
    };
    // What comes back is no price.
    let back = message.amount(Role::Refund);
    let asked = |m: &Money| m.value > Decimal::ZERO && back != Some(*m);
    let first = |role: &Role| message.amounts().find(|(r, m)| r == role && asked(m));
    // What is called a fee, for a period and beside nothing else, is the price.
    let papers =
        matches!(message.kind, Kind::RenewalNotice | Kind::ContractPack | Kind::OrderConfirmed);
    let fee = || first(&Role::Fee).filter(|_| papers && message.reading.period.is_some());
    order.iter().find_map(first).or_else(fee)
}

/// The sum that is paid from a day on, told with the bill of what was used.
fn instalment_to_come(message: &Message<'_>) -> Option<(Money, Option<Period>)> {
    let bills = matches!(message.kind, Kind::StatementUsage | Kind::Bill);
    let ahead = message.date(DateRole::Effective).is_some_and(|on| on >= message.on);
    let new = message.amount(AmountRole::New).filter(|_| bills && ahead)?;
    let billed = [AmountRole::Due, AmountRole::Total];
    let other = !billed.into_iter().any(|role| message.amount(role) == Some(new));
    other.then_some((new, message.reading.period))
}

/// What was paid for a time of which both days are named, and how long that is.
fn paid_for(message: &Message<'_>) -> Option<(Money, Period)> {
    let paid = message.total().filter(|_| message.kind == Kind::PaymentDone)?;
    let (first, last) = message.date(DateRole::Start).zip(message.date(DateRole::End))?;
    let period = match first.until(last).ok()?.get_days() {
        6..=8 => Period::Week,
        27..=32 => Period::Month,
        88..=93 => Period::Quarter,
        360..=370 => Period::Year,
        ..=5 | 9..=26 | 33..=87 | 94..=359 | 371.. => return None,
    };
    Some((paid, period))
}

/// The day from which a price holds.
fn begins_on(message: &Message<'_>) -> Date {
    if instalment_to_come(message).is_some()
        && let Some(on) = message.date(DateRole::Effective)
    {
        return on;
    }
    if is_taken_alone(message) {
        return message.on;
    }
    // The day behind a trial, where the message names that too.
    if let Some(on) = after_trial(message)
        && message
            .facts()
            .filter_map(Fact::date)
            .any(|(role, day)| role == DateRole::Payment && day == on)
    {
        return on;
    }
    // Who takes an agreement along names the day of the move first.
    if message.kind == Kind::TransferConfirmed {
        let days = message.reading.facts.iter().filter_map(Fact::date).map(|(_, on)| on);
        return days.filter(|on| *on > message.on).min().unwrap_or(message.on);
    }
    let said = [
        DateRole::TrialEnd,
        DateRole::Renewal,
        DateRole::Start,
        DateRole::Effective,
        DateRole::Payment,
    ];
    let soonest = |role: DateRole| {
        let ahead = message.dates(role).filter(|on| *on >= message.on).min();
        ahead.or_else(|| message.date(role))
    };
    let pay_by = message
        .date(DateRole::Due)
        .filter(|on| message.amount(AmountRole::New).is_some() && *on >= message.on);
    said.into_iter().find_map(soonest).or(pay_by).unwrap_or(message.on)
}

/// Whether the only sum of a message was paid: what is said of the next time is no other price.
fn is_taken_alone(message: &Message<'_>) -> bool {
    let paid = message.amount(AmountRole::Paid);
    paid.is_some() && message.amounts().all(|(_, money)| Some(money) == paid)
}

/// Paid by the visit or the piece of work, not by the time.
pub(crate) fn is_by_visit(kind: AgreementKind) -> bool {
    matches!(kind, AgreementKind::Service | AgreementKind::Other | AgreementKind::Banking)
}

/// Paid by what was used.
pub(crate) fn is_usage(kind: AgreementKind) -> bool {
    matches!(kind, AgreementKind::Energy | AgreementKind::Water)
}

/// Whether two sums are near enough to be for the same period.
pub(crate) fn is_like(a: Money, b: Money) -> bool {
    let twice = |m: Money| m.value + m.value;
    a.currency == b.currency && a.value <= twice(b) && b.value <= twice(a)
}

/// Whether two sums differ by no more than a third.
fn is_near(a: Money, b: Money) -> bool {
    let (least, most) = if a.value < b.value { (a, b) } else { (b, a) };
    let (three, four) = (Decimal::from(3), Decimal::from(4));
    a.currency == b.currency && most.value * three <= least.value * four
}

/// How long a term of which a message names both days lasts, where that does not go on.
fn season(message: &Message<'_>) -> Option<i32> {
    let term = ToldTerm::of(message.facts()).filter(|term| !term.goes_on)?;
    Some(term.days()).filter(|days| *days > 0)
}

/// The period of a price without one for a term of which both days are named and that does not go on: a season is
/// paid once. Rent is paid by the month however long the lease is, and of what lasts for years the price is that of a
/// usual period.
fn period_of_its_term(message: &Message<'_>, kind: AgreementKind) -> Option<Period> {
    let days = season(message)?;
    let monthly = matches!(
        kind,
        AgreementKind::Rental
            | AgreementKind::Telecom
            | AgreementKind::Energy
            | AgreementKind::Water
            | AgreementKind::Loan
    );
    let year = A_YEAR.contains(&days);
    let once = days < *A_YEAR.start() && !monthly;
    year.then_some(Period::Year).or_else(|| once.then_some(Period::Once))
}

/// Whether what a kind of agreement costs is paid again and again, however its price is told.
fn runs_by_nature(kind: AgreementKind) -> bool {
    matches!(
        kind,
        AgreementKind::Insurance
            | AgreementKind::Membership
            | AgreementKind::Rental
            | AgreementKind::Telecom
            | AgreementKind::Subscription
            | AgreementKind::Loan
    )
}

/// The period that a price without one is for.
fn usual_period(agreement: AgreementKind, message: Kind) -> Period {
    match agreement {
        AgreementKind::Insurance | AgreementKind::Warranty | AgreementKind::Membership => {
            Period::Year
        }
        AgreementKind::Purchase | AgreementKind::Booking => Period::Once,
        AgreementKind::Energy
        | AgreementKind::Telecom
        | AgreementKind::Loan
        | AgreementKind::Rental => Period::Month,
        AgreementKind::Water
        | AgreementKind::Subscription
        | AgreementKind::Service
        | AgreementKind::Banking
        | AgreementKind::Other => {
            if message == Kind::RenewalNotice {
                Period::Year
            } else {
                Period::Month
            }
        }
    }
}
