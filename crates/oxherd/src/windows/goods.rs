//! What was bought or begun: withdrawing, sending back, the guarantee of the law, care that a guarantee
//! asks for, and money that was taken and is contested.

use super::{Bound, Inquiry, Reason, Window, ahead, evidence};
use oxherd_law::{Anchor, Answer, Answers, Case, Right};
use oxherd_ledger::{
    Act as RequestAct, Clash, Contradiction, Due, Evidences, Known, OddityKind, Passage, Thing,
};
use oxherd_model::{AgreementKind, AgreementState, DueKind, Kind, Money, Stage, ThingKind};

/// Nobody withdraws so many days after the goods came or the contract was made.
const WITHDRAWAL_DAYS: i32 = 60;

/// The supplier's word on a debit and the bank's lie at most so many days apart.
const SAME_DEBIT_DAYS: i32 = 10;

/// Who bought this often of late buys there as others go to the market: no reminder for each time.
const OFTEN: usize = 3;
const OF_LATE_DAYS: i32 = 90;

/// What has not come so many days after it was ordered came without a word.
const AWAITED_DAYS: i32 = 45;

impl Inquiry<'_> {
    /// Until when it can be withdrawn from without a reason.
    pub(crate) fn withdrawal(&self, bound: Bound<'_>) -> Option<Window> {
        let agreement = bound.agreement;
        let begun = agreement.leaving.concluded?;
        let from = agreement.leaving.came.filter(|_| agreement.kind == AgreementKind::Purchase);
        let from = from.unwrap_or(begun);
        let long_ago = (self.on - from.on).get_days() > WITHDRAWAL_DAYS;
        if long_ago || agreement.ended_on.is_some() || !self.can_be_withdrawn(bound) {
            return None;
        }
        let answers = self.laws.withdraw_by(&self.case(bound, None));
        let what = format!("Withdraw from it at {} without a reason:", self.supplier(agreement));
        self.first(bound, (DueKind::WithdrawBy, &what), &answers, &[from, begun])
    }

    fn can_be_withdrawn(&self, bound: Bound<'_>) -> bool {
        let agreement = bound.agreement;
        let runs = matches!(
            bound.state,
            AgreementState::Active | AgreementState::Trial | AgreementState::Unknown
        );
        let regular = || agreement.prices.iter().any(|price| price.period_said);
        runs && match agreement.kind {
            AgreementKind::Purchase => {
                !self.is_undone(bound) && (bound.thing.is_some() || !self.buys_often(bound))
            }
            // A visit is done and over; care for a price a year is a contract.
            AgreementKind::Service | AgreementKind::Other | AgreementKind::Banking => regular(),
            AgreementKind::Insurance
            | AgreementKind::Energy
            | AgreementKind::Telecom
            | AgreementKind::Subscription
            | AgreementKind::Membership
            | AgreementKind::Warranty
            | AgreementKind::Loan => true,
            AgreementKind::Water | AgreementKind::Rental | AgreementKind::Booking => false,
        }
    }

    /// Until when the shop takes back what was bought, by its own words, where that is longer than the law gives.
    pub(crate) fn taken_back(&self, bound: Bound<'_>) -> Option<Window> {
        let agreement = bound.agreement;
        let leaving = &agreement.leaving;
        let said = leaving.send_back.filter(|_| agreement.kind == AgreementKind::Purchase)?;
        let from = if said.from_order { leaving.concluded } else { leaving.came }?;
        let on = said.within.after(from.on)?;
        let gone = agreement.ended_on.is_some() || leaving.kept.is_some() || self.is_undone(bound);
        let answers = self.laws.withdraw_by(&self.case(bound, None));
        let longer = answers.answers.iter().all(|answer| answer.day < on);
        if gone || !longer {
            return None;
        }
        let since = if said.from_order { "it was ordered" } else { "it came" };
        let (count, unit) = (said.within.count, said.within.unit);
        let why = format!(
            "{} takes it back within {count} {unit}s after {since} ({}), by its own words: until {on}.",
            self.supplier(agreement),
            from.on,
        );
        let ids = evidence([Some(said.within.evidence), Some(from.evidence)]);
        let due = (DueKind::Return, on, on.yesterday().unwrap_or(on));
        Some(self.window(bound, due, Reason::said(why), (ids, Vec::new())))
    }

    /// Whether a purchase was taken back: withdrawn from, sent back, or called off before anything came.
    fn is_undone(&self, bound: Bound<'_>) -> bool {
        let leaving = &bound.agreement.leaving;
        leaving.returning.is_some()
            || leaving.sent_back.is_some()
            || leaving.called_off.is_some() && leaving.came.is_none()
            || self.withdrew(bound).is_some()
    }

    /// When the owner wrote that they withdraw from it.
    fn withdrew(&self, bound: Bound<'_>) -> Option<Known> {
        let requests = self.books.ledger.requests.all.iter();
        let mut letters = requests.filter(|r| {
            let withdrew = r.act == RequestAct::Withdrew && r.taken_back.is_none();
            withdrew && r.agreement == Some(bound.number) && r.sent_on <= self.on
        });
        let letter = letters.next()?;
        Some(Known { on: letter.sent_on, evidence: *letter.evidence.0.last()? })
    }

    fn buys_often(&self, bound: Bound<'_>) -> bool {
        let of_late = |on: jiff::civil::Date| (self.on - on).get_days() <= OF_LATE_DAYS;
        let all = self.books.ledger.agreements.iter().filter(|other| {
            other.supplier == bound.agreement.supplier
                && other.kind == AgreementKind::Purchase
                && other.leaving.concluded.is_some_and(|known| of_late(known.on))
        });
        all.count() >= OFTEN
    }

    /// Until when the seller answers for lasting goods.
    pub(crate) fn guarantees(&self, bound: Bound<'_>) -> Vec<Window> {
        let agreement = bound.agreement;
        let lasting = |thing: &Thing| {
            matches!(thing.kind, ThingKind::Vehicle | ThingKind::Appliance | ThingKind::Device)
        };
        let bought = agreement.kind == AgreementKind::Purchase
            && bound.thing.is_some_and(lasting)
            && agreement.ended_on.is_none()
            && !self.is_undone(bound);
        let Some(begun) = agreement.leaving.came.or(agreement.leaving.concluded) else {
            return Vec::new();
        };
        if !bought {
            return Vec::new();
        }
        // What is still on its way is guaranteed from the day on which it comes.
        let awaited = bound.thing.is_some_and(|thing| thing.stage == Stage::Acquiring);
        let young = (self.on - begun.on).get_days() <= AWAITED_DAYS;
        if agreement.leaving.came.is_none() && awaited && young {
            return Vec::new();
        }
        let mut case = self.case(bound, None);
        if agreement.leaving.came.is_none() {
            case = case.on(Anchor::Delivery, begun.on);
        }
        let from = [Some(begun), agreement.leaving.concluded];
        let from: Vec<Known> = from.into_iter().flatten().collect();
        let who = self.supplier(agreement);
        let answers = self.laws.guarantee_until(&case);
        let windows = if answers.is_empty() {
            let reject = format!("Give faulty goods back to {who} and have the money back:");
            let claim = format!("Claim for faults of the goods from {who}:");
            let ask = |right: Right| self.laws.ask(right, &case);
            vec![
                self.first(bound, (DueKind::Return, &reject), &ask(Right::Reject), &from),
                self.first(bound, (DueKind::WarrantyEnd, &claim), &ask(Right::Court), &from),
            ]
        } else {
            let what = format!("{who} answers for faults of the goods by law:");
            vec![self.first(bound, (DueKind::WarrantyEnd, &what), &answers, &from)]
        };
        let windows = windows.into_iter().flatten();
        let unknown = agreement.leaving.came.is_none();
        windows.map(|window| if unknown { counted_early(window) } else { window }).collect()
    }

    /// By when what was withdrawn from is to be sent back: until it is there, and only what had come.
    pub(crate) fn send_back(&self, bound: Bound<'_>) -> Option<Window> {
        let leaving = &bound.agreement.leaving;
        if leaving.returned.is_some() {
            return None;
        }
        let letter = || self.withdrew(bound).filter(|_| leaving.came.is_some());
        let letter = if bound.agreement.kind == AgreementKind::Purchase { letter() } else { None };
        let since = letter.or(leaving.returning)?;
        let case = self.case(bound, None).on(Anchor::WithdrawalSent, since.on);
        let what = format!("Send it back to {}:", self.supplier(bound.agreement));
        let answers = self.laws.send_back_by(&case);
        let window = self.first(bound, (DueKind::Return, &what), &answers, &[since])?;
        if letter.is_some() {
            return Some(window);
        }
        let reason = window.reason.clone().assuming("the withdrawal was sent no earlier");
        Some(Window { reason, ..window })
    }

    /// The first answer that is ahead, as a window that follows from some known days.
    fn first(
        &self,
        bound: Bound<'_>,
        (what, words): (DueKind, &str),
        answers: &Answers,
        from: &[Known],
    ) -> Option<Window> {
        let still = |answer: &&Answer| ahead(answer, self.on).is_some();
        let answer = answers.answers.iter().find(still)?;
        let on = ahead(answer, self.on)?;
        let ids = evidence(from.iter().map(|known| Some(known.evidence)));
        let days = from.iter().map(|known| known.on).collect();
        Some(self.window(bound, (what, on, answer.guard), Reason::law(words, answer), (ids, days)))
    }

    /// Care without which a guarantee lapses.
    pub(crate) fn cares(&self) -> Vec<Window> {
        let one = |care: oxherd_ledger::Care<'_>| {
            let until = care.guarantee.on;
            let before =
                care.last.map_or_else(String::new, |on| format!("; the last visit was on {on}"));
            let late = if care.on < self.on {
                format!(" It was due on {}, and nothing says that it was done.", care.on)
            } else {
                String::new()
            };
            let why = format!(
                "The guarantee until {until} was said together with this care and may lapse without it{before}.{late}"
            );
            let days = vec![care.said.on, until];
            let evidence = Evidences(care.evidence());
            let due = Due { on: care.on, evidence, closed_at: None, ..care.said.clone() };
            Window { act_by: care.on, reason: Reason::said(why), days, due }
        };
        self.view.cares().into_iter().map(one).collect()
    }

    /// Until when the bank pays back what was taken after an end.
    pub(crate) fn contested(&self) -> Vec<Window> {
        let mut windows: Vec<Window> = Vec::new();
        for taken in self.taken_after_an_end() {
            let Some(window) = self.money_back(&taken) else { continue };
            let same = |known: &Window| {
                let apart = (known.due.on - window.due.on).get_days().abs();
                known.due.agreement == window.due.agreement
                    && known.due.amount == window.due.amount
                    && apart <= SAME_DEBIT_DAYS
            };
            // The mail and the bank tell of one debit.
            if !windows.iter().any(same) {
                windows.push(window);
            }
        }
        windows
    }

    /// Money that was taken after an end, as the mail tells and as the bank shows.
    fn taken_after_an_end(&self) -> Vec<Taken> {
        let ledger = &self.books.ledger;
        let zone = self.books.zone();
        let of_charges = |clash: &&Contradiction| clash.kind == Clash::ChargeAfterEnd;
        let clashes = || ledger.contradictions.all.iter().filter(of_charges);
        // What was paid back or put right needs no bank.
        let settled = |evidence| {
            let of = |clash: &Contradiction| clash.says.iter().any(|s| s.evidence == evidence);
            clashes().any(|clash| clash.closed_by.is_some() && of(clash))
        };
        let told = ledger.oddities.iter().filter_map(|odd| {
            let payment = matches!(odd.said, Kind::PaymentDone | Kind::PaymentAhead);
            let after = odd.kind == OddityKind::AfterTheEnd && payment;
            let agreement = odd.agreement.filter(|_| after)?;
            let evidence = odd.evidence.first().copied().filter(|evidence| !settled(*evidence))?;
            let number = usize::try_from(agreement).ok()?;
            let charges = &ledger.agreements.get(number)?.charges;
            let charge = charges.iter().find(|charge| charge.evidence == evidence);
            let told = odd.at.map(|at| zone.to_datetime(at).date());
            let told = told.filter(|_| odd.said == Kind::PaymentDone);
            // What is only announced was not taken before its day.
            let on = charge.map(|charge| charge.on).or(told).filter(|on| *on <= self.view.on)?;
            let money = charge.map(|charge| charge.money);
            Some(Taken { agreement, money, known: Known { on, evidence } })
        });
        let open = clashes().filter(|clash| clash.closed_by.is_none());
        let shown = open.filter_map(|clash| {
            let agreement = clash.agreement?;
            clash.says.iter().find_map(|said| match said.what {
                Passage::Line(on, money) => {
                    let known = Known { on, evidence: said.evidence };
                    Some(Taken { agreement, money: Some(money), known })
                }
                Passage::Day(_) | Passage::Sum(_) | Passage::Subject => None,
            })
        });
        told.chain(shown).collect()
    }

    fn money_back(&self, taken: &Taken) -> Option<Window> {
        let number = usize::try_from(taken.agreement).ok()?;
        let agreement = self.books.ledger.agreements.get(number)?;
        let state = self.view.state(agreement);
        let bound = Bound { number: taken.agreement, agreement, state, thing: None };
        let case = Case::new(self.home.clone(), agreement.kind).on(Anchor::Debit, taken.known.on);
        let what = format!(
            "Money that {} took after the end, if it was taken by direct debit:",
            self.supplier(agreement)
        );
        let answers = self.laws.debit_refund_by(&case);
        let window = self.first(bound, (DueKind::Other, &what), &answers, &[taken.known])?;
        let reason = window.reason.clone().assuming("it was taken by direct debit");
        let money = taken.money.map(|money| Money { value: money.value.abs(), ..money });
        Some(Window { reason, ..window }.costing(money))
    }
}

/// Money that was taken after an end.
struct Taken {
    agreement: u32,
    money: Option<Money>,
    known: Known,
}

/// A guarantee whose beginning is not known is counted from the order, which is earlier.
fn counted_early(window: Window) -> Window {
    let reason =
        window.reason.clone().assuming("it is counted from the order: the delivery is not known");
    Window { reason, ..window }
}
