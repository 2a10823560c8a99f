//! Dues: what must happen by when, opened and closed by messages.

mod advance;
mod done;
mod fees;
mod moved;
mod open;
mod pages;
mod taken;

use crate::agreements::ends_with_agreement;
use crate::fold::{Message, index};
use crate::matters::bare_subject;
use crate::prices::instalments;
use crate::promises::{days_of_deeds, deliveries, visits};
use crate::requests::tells_paid;
use crate::state::{Agreement, AskedIn, Asking, Due, Evidences, Ledger, Stated};
use crate::stems;
use crate::suppliers::folded;
pub(crate) use done::are_back;
use jiff::ToSpan;
use jiff::civil::Date;
use moved::{Meaning, changes_events, event_on};
pub use open::OpenDues;
use oxherd_model::{
    AmountRole, DateRole, DueKind, Fact, Kind, Money, PledgedDeed, PromiseTerm, ReferenceRole,
};
pub use pages::Dues;
pub(crate) use taken::takes_money;

/// A date further away than this is not a due of ours (a typing error, a passport, a bond).
const YEARS_AHEAD_MAX: i32 = 6;

/// A guarantee that ends later than in so many years is a typing error.
const GUARANTEE_YEARS_MAX: i32 = 30;

/// What is asked for is asked for within so many days, where the day is only named.
const ASKED_DAYS: i32 = 120;

/// What was called back is mended within so many years.
const RECALL_YEARS: i32 = 3;

/// A payment closes dues of its agreement that lie at most so many days around it.
const PAYMENT_DAYS: i32 = 45;

/// So many days after its day nothing closes a due any more; it is long past then.
const FORGOTTEN_DAYS: i32 = 400;

impl Ledger {
    /// Opens and closes dues by what a message says.
    pub(crate) fn dues_of(
        &mut self,
        message: &Message<'_>,
        agreement: Option<u32>,
        thing: Option<u32>,
    ) {
        // What is ahead before this message moves any of it.
        let meaning = self.meaning(message);
        let moved = self.moved((message, &meaning), agreement, thing);
        let (agreement, thing) = moved.about(self, agreement, thing);
        if changes_events(message) {
            self.called_off(message);
        } else {
            self.close((message, &meaning), (agreement, thing), moved.only);
            self.set_instead(message, &moved);
        }
        if are_back(message) {
            let of = agreement.and_then(|a| self.agreements.get(index(a))?.thing);
            let back: Vec<(u32, u32)> = of.zip(agreement).into_iter().collect();
            self.handed_back(message, &back);
        }
        self.parted(message, agreement);
        self.arrived(message, agreement);
        self.work_done(message, (agreement, thing));
        let mut stated = if is_given_back(message) { Vec::new() } else { stated(message) };
        moved.choose(message, &mut stated);
        self.off((message, &meaning), &mut stated);
        for (what, on) in stated {
            let most =
                if what == DueKind::WarrantyEnd { GUARANTEE_YEARS_MAX } else { YEARS_AHEAD_MAX };
            let far = message.on.checked_add(most.years()).is_ok_and(|limit| on > limit);
            if message.day().is_some() && (on < message.on || far) {
                continue;
            }
            let known = agreement.and_then(|a| self.agreements.get(index(a)));
            if what == DueKind::CancelBy && known.is_some_and(|a| is_over_before(a, on)) {
                continue;
            }
            let stated = known.and_then(|a| costs_on(a, on)).filter(|_| costs(what));
            let here = stated.filter(|p| p.evidence == message.evidence());
            let amount = here.map(|p| p.price.money).or_else(|| amount_of((what, on), message));
            let amount = amount.or(stated.map(|p| p.price.money));
            let reference = reference_of((what, on), message);
            let also = fees::also(what, amount, message);
            if what == DueKind::Payment && self.is_taxed_no_more(message, thing) {
                continue;
            }
            self.open(
                (message, &meaning),
                Due {
                    what,
                    on,
                    thing: thing.or_else(|| known.and_then(|a| a.thing)),
                    agreement,
                    supplier: message.supplier,
                    amount,
                    also,
                    asking: fees::asking((what, on), also, message),
                    reference,
                    closed_at: None,
                    asked_in: asked_in(what, message),
                    minute: minute_of(message, on).filter(|_| what == DueKind::Appointment),
                    evidence: Evidences(vec![message.evidence()]),
                },
            );
        }
        self.remind(message, agreement);
    }

    fn open(&mut self, (message, meaning): (&Message<'_>, &Meaning), mut due: Due) {
        self.replace(message, &mut due);
        if self.is_cared_for_already(message, &mut due) {
            return;
        }
        // Care and guarantee belong to the thing, whatever agreement they are told with.
        let of_thing = matches!(due.what, DueKind::Service | DueKind::WarrantyEnd);
        let same_matter = |known: &Due| {
            let same = known.agreement == due.agreement
                && (due.agreement.is_some() || known.thing == due.thing);
            let cared = of_thing && due.thing.is_some() && known.thing == due.thing;
            known.what == due.what && known.supplier == due.supplier && (same || cared)
        };
        let single = is_single(&due, message);
        for at in self.open_dues.of(due.supplier).iter().copied() {
            let Some(known) = self.dues.get_mut(index(at)) else { continue };
            if known.closed_at.is_some() || !same_matter(known) {
                continue;
            }
            // Of an event that repeats all days stand beside each other.
            let visit = due.what == DueKind::Appointment && due.reference.is_some();
            if visit && known.on != due.on && known.evidence.0.contains(&message.evidence()) {
                continue;
            }
            let called = known.reference == due.reference || due.reference.is_none();
            let booked = due.what == DueKind::Appointment && known.reference.is_none();
            if known.on == due.on && (called || booked) {
                known.evidence.add(message.evidence());
                known.asks_for(&due);
                return;
            }
            if single && meaning.holds(known) {
                known.closed_at = message.entry.known_from;
            }
        }
        self.two_visits(message, &due);
        if due.what == DueKind::TrialEnd {
            // A trial that ends is the renewal of that day.
            for at in self.open_dues.of(due.supplier).iter().copied() {
                let known = self.dues.get_mut(index(at));
                if let Some(known) = known.filter(|known| {
                    known.what == DueKind::Renewal
                        && known.on == due.on
                        && known.agreement == due.agreement
                }) {
                    known.closed_at = message.entry.known_from;
                }
            }
        }
        let number = u32::try_from(self.dues.len()).unwrap_or(u32::MAX);
        self.open_dues.add(due.supplier, number);
        self.dues.push(due);
    }

    fn close(
        &mut self,
        (message, meaning): (&Message<'_>, &Meaning),
        (agreement, thing): (Option<u32>, Option<u32>),
        only: Option<u32>,
    ) {
        let at = message.entry.known_from;
        let long_ago = message.on.checked_sub(FORGOTTEN_DAYS.days()).unwrap_or(Date::MIN);
        let is_open = |due: &Due| due.closed_at.is_none() && due.on >= long_ago;
        let dues = &self.dues;
        self.open_dues
            .retain(message.supplier, |number| dues.get(index(number)).is_some_and(is_open));
        let came_back = are_back(message);
        let concerned: Vec<u32> = match self.reach(message) {
            Reach::None if came_back => self.open_dues.of(message.supplier).to_vec(),
            Reach::None => return,
            Reach::Supplier => self.open_dues.of(message.supplier).to_vec(),
            Reach::All => self.open_dues.all().collect(),
        };
        // Who says again that an agreement has ended, unasked, takes no charge back that was announced for
        // after that end: the mails contradict each other, and the card is charged all the same.
        let announced = self.announced_after_end(message, agreement);
        let mut back: Vec<(u32, u32)> = Vec::new();
        for number in concerned {
            let due = self.dues.get_mut(index(number));
            let Some(due) = due.filter(|due| is_open(due)) else { continue };
            if due.evidence.0.iter().any(|evidence| announced.contains(evidence)) {
                continue;
            }
            let of_agreement = agreement.is_some() && due.agreement == agreement;
            let of_thing = thing.is_some() && due.thing == thing;
            let of_supplier = due.supplier == message.supplier;
            // Who says that goods arrived names neither contract nor thing, more often than not.
            let nameless = agreement.is_none() && thing.is_none();
            let of_thing = of_thing || nameless && due.what == DueKind::Return;
            let near = Near { of_agreement, of_thing, of_supplier, is_only: only == Some(number) };
            if meaning.holds(due) && is_over(due, message, near) {
                due.closed_at = at;
                due.evidence.add(message.evidence());
                back.extend(due.thing.zip(due.agreement).filter(|_| due.what == DueKind::Return));
            }
        }
        self.handed_back(message, &back);
    }
}

impl Ledger {
    /// Whose dues a message may close. A bank or a wallet tells of a bill of somebody else by its number.
    fn reach(&self, message: &Message<'_>) -> Reach {
        let own = reach(message);
        let invoice = message.reference(ReferenceRole::Invoice);
        if message.kind != Kind::PaymentDone || invoice.is_none() {
            return own;
        }
        let mut known = self.open_dues.of(message.supplier).iter();
        let asked = |at: &u32| {
            self.dues.get(index(*at)).is_some_and(|due| due.reference.as_deref() == invoice)
        };
        if known.any(asked) { own } else { Reach::All }
    }
}

/// Whether a message of somebody else tells that a bill was paid: it names the number and the sum.
fn is_paid_elsewhere(due: &Due, message: &Message<'_>) -> bool {
    let invoice = message.reference(ReferenceRole::Invoice);
    let named = invoice.is_some() && due.reference.as_deref() == invoice;
    named && message.total().is_some_and(|paid| due.amount.is_some() && due.is_paid_by(paid))
}

/// Whose dues a message may close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    None,
    /// Those of the one who sent it.
    Supplier,
    /// Those of its agreement or thing, whoever asked for them.
    All,
}

/// Whose dues a message of a kind may close.
fn reach(message: &Message<'_>) -> Reach {
    let kind = message.kind;
    let all = [
        Kind::Delivered,
        Kind::CancelConfirmed,
        Kind::ContractEnding,
        Kind::AppointmentSet,
        Kind::RefundCredit,
    ];
    if matches!(kind, Kind::PaymentDone | Kind::AppointmentChanged) || tells_paid(message) {
        Reach::Supplier
    } else if all.contains(&kind) || sets_visit(message) {
        Reach::All
    } else {
        Reach::None
    }
}

/// Whether a message sets a visit, be it as an order of one.
fn sets_visit(message: &Message<'_>) -> bool {
    let kinds = [Kind::OrderConfirmed, Kind::MaintenanceDue, Kind::CaseProgress, Kind::Unclear];
    let told = message.reading.secondary.contains(&Kind::AppointmentSet)
        || message.date(DateRole::Appointment).is_some();
    let ordered = kinds.contains(&message.kind) && told && visits(message).next().is_some();
    message.kind == Kind::AppointmentSet || ordered
}

/// What a due and a message have in common.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "four independent relations, each yes or no")]
struct Near {
    of_agreement: bool,
    of_thing: bool,
    of_supplier: bool,
    /// Whether it is the only appointment ahead with the supplier.
    is_only: bool,
}

/// Whether a message shows that a due is over.
fn is_over(due: &Due, message: &Message<'_>, near: Near) -> bool {
    let visit = matches!(due.what, DueKind::Service | DueKind::Inspection);
    let what = due.what;
    let kind = message.kind;
    if kind == Kind::PaymentDone || tells_paid(message) && what == DueKind::Payment {
        let asked = what == DueKind::Information && due.amount.is_some();
        let paid = if near.of_supplier {
            pays(due, message, near)
        } else {
            kind == Kind::PaymentDone && is_paid_elsewhere(due, message)
        };
        return (what == DueKind::Payment || asked) && paid;
    }
    let ended = kind.is_ending();
    let of_either = near.of_agreement || near.of_thing;
    if what == DueKind::Return && near.of_supplier && of_either {
        // Of two returns each has its number.
        let number = message.reference(ReferenceRole::Return);
        let other =
            number.is_some() && due.reference.is_some() && due.reference.as_deref() != number;
        return kind == Kind::RefundCredit && near.of_agreement || are_back(message) && !other;
    }
    (kind == Kind::Delivered && what == DueKind::Delivery && of_either)
        || (ended
            && near.of_agreement
            && (ends_with_agreement(what) || comes_no_more(due, message)))
        || (sets_visit(message) && visit && near.of_thing)
        || (kind == Kind::AppointmentChanged
            && what == DueKind::Appointment
            && near.of_supplier
            && (of_either || near.is_only))
        || (kind == Kind::RefundCredit && what == DueKind::Return && near.of_agreement)
}

/// Whether a message asks for less than nothing: who gets it gets money back.
fn is_given_back(message: &Message<'_>) -> bool {
    message.kind.asks_for_money() && message.total().is_some_and(|sum| sum.value.is_sign_negative())
}

/// Whether goods that were to come after the end that a message confirms come no more: the next box of a
/// subscription. What was sent comes before it, or on its day.
fn comes_no_more(due: &Due, message: &Message<'_>) -> bool {
    let end = message.date(DateRole::End).unwrap_or(message.on);
    due.what == DueKind::Delivery && due.on > end
}

fn pays(due: &Due, message: &Message<'_>, near: Near) -> bool {
    let invoice = message.reference(ReferenceRole::Invoice);
    if invoice.is_some() && due.reference.as_deref() == invoice {
        return true;
    }
    let early = message.on.checked_sub(PAYMENT_DAYS.days()).unwrap_or(message.on);
    let late = message.on.checked_add(PAYMENT_DAYS.days()).unwrap_or(message.on);
    let in_time = (due.on >= early || due.asking == Asking::Again) && due.on <= late;
    in_time
        && match (due.amount, message.total()) {
            (Some(_), Some(paid)) => due.is_paid_by(paid),
            (None, _) | (_, None) => near.of_agreement,
        }
}

/// Whether a message of a kind can say until when a guarantee runs.
const fn may_guarantee(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::WarrantyNotice
            | Kind::OrderConfirmed
            | Kind::ContractPack
            | Kind::Delivered
            | Kind::MaintenanceDue
            | Kind::AccountSetup
            | Kind::Bill
            | Kind::Unclear
    )
}

/// What a message says must happen by when.
fn stated(message: &Message<'_>) -> Vec<(DueKind, Date)> {
    let mut dues = Vec::new();
    let asks_money = message.kind.asks_for_money() || message.kind == Kind::RenewalNotice;
    // A last bill is as much the end of the agreement as a bill.
    let billed = message.reading.secondary.contains(&Kind::Bill)
        && message.reference(ReferenceRole::Invoice).is_some()
        && message.amount(AmountRole::Due).is_some();
    // The last bill comes with the end.
    let last = matches!(message.kind, Kind::ContractEnding | Kind::CancelConfirmed)
        && message.total().is_some();
    let announces = matches!(
        message.kind,
        Kind::LimitNear | Kind::CaseProgress | Kind::StatementUsage | Kind::Unclear
    ) && message.total().is_some();
    let guarantees =
        may_guarantee(message.kind) || message.reading.secondary.contains(&Kind::WarrantyNotice);
    // What is free of charge in a recall is nothing to be tried out.
    let recalls = message.kind == Kind::RecallSafety;
    let plain = PLAIN
        .iter()
        .filter(|(_, what)| *what != DueKind::WarrantyEnd || guarantees)
        .filter(|(_, what)| *what != DueKind::TrialEnd || !recalls);
    for (role, what) in plain {
        dues.extend(message.dates(*role).map(|on| (*what, on)));
    }
    if (asks_money || announces || billed || last) && !is_owed_nothing(message) {
        // Beside the confirmation of an end a sum by a day is as often what it costs to keep the goods.
        let owed = message.kind != Kind::CancelConfirmed || billed;
        let days = message.dates(DateRole::Due).filter(|_| owed);
        dues.extend(days.map(|on| (DueKind::Payment, on)));
        let taken = message.dates(DateRole::Payment).filter(|on| *on > message.on);
        dues.extend(taken.map(|on| (DueKind::Payment, on)));
        dues.extend(first_debit(message).map(|on| (DueKind::Payment, on)));
    }
    let begins = matches!(
        message.kind,
        Kind::ContractPack
            | Kind::OrderConfirmed
            | Kind::PriceChange
            | Kind::TermsChange
            | Kind::TransferConfirmed
            | Kind::AccountSetup
            // A receipt names the next day on which the same is taken.
            | Kind::PaymentDone
    );
    if begins && message.total().is_some() && !is_owed_nothing(message) {
        // What is said to be taken on a day beside something else is taken all the same.
        let taken = message.dates(DateRole::Payment).filter(|on| *on > message.on);
        dues.extend(taken.map(|on| (DueKind::Payment, on)));
    }
    dues.extend(takings(message).map(|on| (DueKind::Payment, on)));
    dues.extend(advance::asked(message).into_iter().map(|(on, _)| (DueKind::Payment, on)));
    // The day by which the supplier will pay is none by which the owner pays or answers.
    let given: Vec<Date> = givings(message).collect();
    let asks = |what: DueKind| matches!(what, DueKind::Payment | DueKind::Information);
    dues.retain(|(what, on)| !asks(*what) || !given.contains(on));
    dues.extend(of_kind(message));
    // Money that comes back is nothing that the owner sends back.
    let returned: Vec<Date> = refunds(message).collect();
    let back = |on: &Date| given.contains(on) || returned.contains(on);
    dues.retain(|(what, on)| *what != DueKind::Return || !back(on));
    settle_deeds(message, &mut dues);
    dues.sort_unstable();
    dues.dedup();
    dues
}

/// What a supplier will do by a day is none that the owner has to, and who comes between hours that are named, or takes
/// money, brings no parcel.
fn settle_deeds(message: &Message<'_>, dues: &mut Vec<(DueKind, Date)>) {
    let done: Vec<Date> = days_of_deeds(message).collect();
    dues.retain(|(what, on)| *what != DueKind::Information || !done.contains(on));
    let visits: Vec<Date> = visits(message).collect();
    let taken: Vec<Date> = takings(message).collect();
    let brings = |on: &Date| !visits.contains(on) && !taken.contains(on);
    dues.retain(|(what, on)| *what != DueKind::Delivery || brings(on));
    dues.extend(visits.into_iter().map(|on| (DueKind::Appointment, on)));
    let brought: Vec<Date> = deliveries(message).filter(|on| *on > message.on).collect();
    // Who brings goods between hours comes for nothing else.
    dues.retain(|(what, on)| *what != DueKind::Appointment || !brought.contains(on));
    dues.extend(brought.into_iter().map(|on| (DueKind::Delivery, on)));
}

/// The first day of debits that are announced as from a day on.
fn first_debit(message: &Message<'_>) -> Option<Date> {
    // What begins and ends is the time that is paid for.
    let roles = [DateRole::Payment, DateRole::Due, DateRole::End];
    let other = roles.into_iter().any(|role| message.date(role).is_some());
    let ahead = message.dates(DateRole::Start).filter(|on| *on > message.on).min();
    ahead.filter(|_| message.kind == Kind::PaymentAhead && !other)
}

/// Days on which a supplier says that it will take money.
fn takings<'a>(message: &'a Message<'_>) -> impl Iterator<Item = Date> + 'a {
    let promised = message.reading.facts.iter().filter_map(Fact::promise);
    promised.filter(|(what, _)| takes_money(what)).filter_map(|(_, term)| match term {
        PromiseTerm::By(on) => Some(on),
        PromiseTerm::Within { .. } => None,
    })
}

/// Days by which a supplier says that it will give money.
fn givings<'a>(message: &'a Message<'_>) -> impl Iterator<Item = Date> + 'a {
    let promised = message.reading.facts.iter().filter_map(Fact::promise);
    promised.filter(|(what, _)| stems::gives_money(what)).filter_map(|(_, term)| match term {
        PromiseTerm::By(on) => Some(on),
        PromiseTerm::Within { .. } => None,
    })
}

/// Days by which a supplier promises that money comes back.
fn refunds<'a>(message: &'a Message<'_>) -> impl Iterator<Item = Date> + 'a {
    let refund = |fact: &&Fact| fact.pledge().is_some_and(|p| p.deed == PledgedDeed::Refund);
    let promised = message.reading.facts.iter().filter(refund).filter_map(Fact::promise);
    promised.filter_map(|(_, term)| match term {
        PromiseTerm::By(on) => Some(on),
        PromiseTerm::Within { .. } => None,
    })
}

/// The minute of a day at which a message says that a visit begins.
fn minute_of(message: &Message<'_>, on: Date) -> Option<u16> {
    let mut of = message.reading.hours.iter().filter(|hour| hour.on == on);
    of.next().map(|hour| hour.minute)
}

/// The message whose answer settles what it asks for.
fn asked_in(what: DueKind, message: &Message<'_>) -> Option<AskedIn> {
    let subject = folded(bare_subject(&message.reading.subject));
    let for_what = message.reading.handed.iter().map(|handing| handing.what).collect();
    let asked = AskedIn { message: message.reading.message_id.clone(), subject, for_what };
    Some(asked).filter(|_| what == DueKind::Information)
}

/// Whether the money of a message goes to the owner, or was paid already.
fn is_owed_nothing(message: &Message<'_>) -> bool {
    let total = message.amount(AmountRole::Due).or_else(|| message.amount(AmountRole::Total));
    let is_total = |role: AmountRole| {
        let sum = message.amount(role);
        sum.is_some() && (total.is_none() || sum == total)
    };
    let bill = message.kind == Kind::Bill || message.kind.asks_again();
    let left = || message.amounts().filter(|(role, _)| *role == AmountRole::Due);
    let settled = left().next().is_some() && left().all(|(_, money)| money.value.is_zero());
    settled
        || is_total(AmountRole::Paid) && message.kind == Kind::Bill
        || is_total(AmountRole::Refund) && !bill
}

/// Dues whose date has another role than usual because of the kind of the message.
fn of_kind(message: &Message<'_>) -> Vec<(DueKind, Date)> {
    let mut dues = Vec::new();
    if message.kind == Kind::RenewalNotice && message.date(DateRole::TrialEnd).is_none() {
        let renews = [
            DateRole::Renewal,
            DateRole::Start,
            DateRole::Effective,
            DateRole::End,
            DateRole::Expiry,
        ]
        .into_iter()
        .find_map(|role| message.dates(role).find(|on| *on > message.on));
        dues.extend(renews.map(|on| (DueKind::Renewal, on)));
    }
    if matches!(message.kind, Kind::AppointmentSet | Kind::AppointmentChanged)
        && message.date(DateRole::Appointment).is_none()
    {
        // A journey or a performance begins; it is kept free like a visit.
        let begins = message.dates(DateRole::Start).find(|on| *on >= message.on);
        dues.extend(begins.map(|on| (DueKind::Appointment, on)));
    }
    let sends_back = message.kind == Kind::ReturnInstructions
        || message.kind.is_ending()
            && message.reading.secondary.first() == Some(&Kind::ReturnInstructions);
    if sends_back && message.date(DateRole::ReturnBy).is_none() {
        // Where nothing is to be paid, the day by which something is due is that of the return.
        let due = message.date(DateRole::Due).filter(|_| message.amount(AmountRole::Due).is_none());
        dues.extend(due.map(|on| (DueKind::Return, on)));
    }
    if message.kind == Kind::RecallSafety {
        dues.extend(act_by(message).map(|on| (DueKind::Information, on)));
    }
    if message.kind == Kind::InfoRequest || asks_beside(message) {
        let on = message.date(DateRole::Due).or_else(|| only_day(message));
        dues.extend(on.map(|on| (DueKind::Information, on)));
    }
    if message.kind == Kind::MaintenanceDue {
        // An end beside a start is a time that the workshop is closed, or the like.
        let ends = message.date(DateRole::End).filter(|_| message.date(DateRole::Start).is_none());
        let due = [DateRole::ServiceDue, DateRole::Due, DateRole::Expiry]
            .into_iter()
            .find_map(|role| message.date(role))
            .or(ends);
        let due = due.or_else(|| only_day(message));
        dues.extend(due.map(|on| (DueKind::Service, on)));
    }
    if message.kind == Kind::WarrantyNotice {
        let end = [DateRole::WarrantyEnd, DateRole::Expiry, DateRole::End]
            .into_iter()
            .find_map(|role| message.date(role));
        dues.extend(end.map(|on| (DueKind::WarrantyEnd, on)));
    }
    dues
}

/// Whether a message about a case asks the owner for something, and not for money.
fn asks_beside(message: &Message<'_>) -> bool {
    let case = matches!(
        message.kind,
        Kind::CaseProgress
            | Kind::CaseDecision
            | Kind::TransferConfirmed
            | Kind::AccountSetup
            | Kind::DataRights
    );
    case && message.reading.secondary.contains(&Kind::InfoRequest)
        && message.amount(AmountRole::Due).is_none()
}

/// The last day on which what was called back is mended or exchanged: one that is said to be such, else the
/// only one ahead.
fn act_by(message: &Message<'_>) -> Option<Date> {
    let limit = message.on.checked_add(RECALL_YEARS.years()).ok()?;
    let ahead = |on: &Date| *on > message.on && *on <= limit;
    let said =
        [DateRole::Due, DateRole::AnswerBy, DateRole::Expiry, DateRole::End, DateRole::TrialEnd];
    let named = said.into_iter().find_map(|role| message.dates(role).find(ahead));
    named.or_else(|| {
        let mut days: Vec<Date> = message.dates(DateRole::Other).filter(ahead).collect();
        days.dedup();
        if let [only] = days.as_slice() { Some(*only) } else { None }
    })
}

/// The only day ahead that a message names, if it is near.
fn only_day(message: &Message<'_>) -> Option<Date> {
    let limit = message.on.checked_add(ASKED_DAYS.days()).ok()?;
    let mut days: Vec<Date> =
        message.dates(DateRole::Other).filter(|on| *on > message.on && *on <= limit).collect();
    days.dedup();
    match days.as_slice() {
        [only] => Some(*only),
        [..] => None,
    }
}

/// Roles that are a due whatever the kind of the message.
const PLAIN: &[(DateRole, DueKind)] = &[
    (DateRole::Renewal, DueKind::Renewal),
    (DateRole::CancelBy, DueKind::CancelBy),
    (DateRole::WithdrawBy, DueKind::WithdrawBy),
    (DateRole::TrialEnd, DueKind::TrialEnd),
    (DateRole::ReturnBy, DueKind::Return),
    (DateRole::ServiceDue, DueKind::Service),
    (DateRole::Appointment, DueKind::Appointment),
    (DateRole::Delivery, DueKind::Delivery),
    (DateRole::WarrantyEnd, DueKind::WarrantyEnd),
    (DateRole::PickupBy, DueKind::Delivery),
    (DateRole::AnswerBy, DueKind::Information),
];

fn amount_of((what, on): (DueKind, Date), message: &Message<'_>) -> Option<Money> {
    if let Some(part) = advance::amount(message, (what, on)) {
        return Some(part);
    }
    if let Some(year) = instalments(message).filter(|_| what == DueKind::Payment) {
        return Some(year.part);
    }
    // What is asked for because a payment failed is settled by that payment.
    let failed = what == DueKind::Information && message.kind == Kind::PaymentFailed;
    message.total().filter(|_| what == DueKind::Payment || costs(what) || failed)
}

/// The price that holds the day after another, else the last one that is known.
fn costs_on(agreement: &Agreement, on: Date) -> Option<&Stated> {
    let next = on.tomorrow().unwrap_or(on);
    let mut newest = agreement.prices.iter().rev();
    newest.find(|p| p.from <= next).or_else(|| agreement.prices.last())
}

/// Whether an agreement ends before a day: it is not to be ended by that day.
fn is_over_before(agreement: &Agreement, on: Date) -> bool {
    crate::agreements::is_over(agreement.state) && agreement.ended_on.is_some_and(|end| end < on)
}

/// Whether what is due takes the place of all that is due alike.
fn is_single(due: &Due, message: &Message<'_>) -> bool {
    // Who may leave because of a change may still leave with the term.
    let change = matches!(message.kind, Kind::PriceChange | Kind::TermsChange);
    let moved = message.kind == Kind::AppointmentChanged && !changes_events(message);
    let single = matches!(
        due.what,
        DueKind::Renewal
            | DueKind::Delivery
            | DueKind::Service
            | DueKind::Inspection
            | DueKind::CancelBy
            | DueKind::TrialEnd
            | DueKind::WarrantyEnd
    );
    (single || moved) && !(change && due.what == DueKind::CancelBy)
}

/// Whether a due other than a payment comes with a price.
fn costs(what: DueKind) -> bool {
    matches!(what, DueKind::Renewal | DueKind::TrialEnd)
}

fn reference_of((what, on): (DueKind, Date), message: &Message<'_>) -> Option<String> {
    let role = match what {
        DueKind::Payment => ReferenceRole::Invoice,
        DueKind::Delivery => ReferenceRole::Tracking,
        DueKind::Appointment => return event_on(message, on),
        DueKind::Return => ReferenceRole::Return,
        DueKind::Renewal
        | DueKind::CancelBy
        | DueKind::WithdrawBy
        | DueKind::TrialEnd
        | DueKind::Service
        | DueKind::Inspection
        | DueKind::WarrantyEnd
        | DueKind::Information
        | DueKind::Other => return None,
    };
    message.reference(role).map(str::to_owned)
}
