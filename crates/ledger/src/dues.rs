//! Dues: what must happen by when, opened and closed by messages.

use crate::agreements::ends_with_agreement;
use crate::fold::{Message, index};
use crate::state::{Due, Evidences, Ledger};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{DateRole, DueKind, Kind, Money, ReferenceRole};

/// A date further away than this is not a due of ours (a typing error, a passport, a bond).
const YEARS_AHEAD_MAX: i32 = 6;

/// A payment closes dues of its agreement that lie at most so many days around it.
const PAYMENT_DAYS: i32 = 45;

impl Ledger {
    /// Opens and closes dues by what a message says.
    pub(crate) fn dues_of(
        &mut self,
        message: &Message<'_>,
        agreement: Option<u32>,
        thing: Option<u32>,
    ) {
        self.close(message, agreement, thing);
        for (what, on) in stated(message) {
            let far = message
                .on
                .checked_add(YEARS_AHEAD_MAX.years())
                .is_ok_and(|limit| on > limit);
            if on < message.on || far {
                continue;
            }
            let amount = amount_of(what, message);
            let reference = reference_of(what, message);
            self.open(
                message,
                Due {
                    what,
                    on,
                    thing: thing
                        .or_else(|| agreement.and_then(|a| self.agreements.get(index(a))?.thing)),
                    agreement,
                    supplier: message.supplier,
                    amount,
                    reference,
                    closed_at: None,
                    evidence: Evidences(vec![message.evidence()]),
                },
            );
        }
    }

    fn open(&mut self, message: &Message<'_>, due: Due) {
        let same_matter = |known: &Due| {
            known.what == due.what
                && known.supplier == due.supplier
                && known.agreement == due.agreement
                && (due.agreement.is_some() || known.thing == due.thing)
        };
        let single = matches!(
            due.what,
            DueKind::Renewal
                | DueKind::Delivery
                | DueKind::Service
                | DueKind::Inspection
                | DueKind::CancelBy
                | DueKind::TrialEnd
                | DueKind::WarrantyEnd
        ) || message.kind == Kind::AppointmentChanged;
        let open = self
            .dues
            .iter_mut()
            .filter(|known| known.closed_at.is_none() && same_matter(known));
        for known in open {
            if known.on == due.on && (known.reference == due.reference || due.reference.is_none()) {
                known.evidence.add(message.evidence());
                known.amount = due.amount.or(known.amount);
                return;
            }
            if single {
                known.closed_at = message.entry.known_from;
            }
        }
        self.dues.push(due);
    }

    fn close(&mut self, message: &Message<'_>, agreement: Option<u32>, thing: Option<u32>) {
        let at = message.entry.known_from;
        let paid = message.total();
        let invoice = message.reference(ReferenceRole::Invoice);
        for due in self.dues.iter_mut().filter(|d| d.closed_at.is_none()) {
            let of_agreement = agreement.is_some() && due.agreement == agreement;
            let of_thing = thing.is_some() && due.thing == thing;
            let of_supplier = due.supplier == message.supplier;
            let over = match message.kind {
                Kind::PaymentDone => {
                    due.what == DueKind::Payment
                        && of_supplier
                        && pays(due, message.on, paid, invoice, of_agreement)
                }
                Kind::Delivered => due.what == DueKind::Delivery && (of_agreement || of_thing),
                Kind::CancelConfirmed | Kind::ContractEnding => {
                    of_agreement && ends_with_agreement(due.what)
                }
                Kind::AppointmentSet => {
                    of_thing && matches!(due.what, DueKind::Service | DueKind::Inspection)
                }
                Kind::AppointmentChanged => {
                    due.what == DueKind::Appointment && of_supplier && (of_agreement || of_thing)
                }
                Kind::RefundCredit => due.what == DueKind::Return && of_agreement,
                _any_other => false,
            };
            if over {
                due.closed_at = at;
                due.evidence.add(message.evidence());
            }
        }
    }
}

fn pays(
    due: &Due,
    on: Date,
    paid: Option<Money>,
    invoice: Option<&str>,
    of_agreement: bool,
) -> bool {
    if invoice.is_some() && due.reference.as_deref() == invoice {
        return true;
    }
    let early = on.checked_sub(PAYMENT_DAYS.days()).unwrap_or(on);
    let late = on.checked_add(PAYMENT_DAYS.days()).unwrap_or(on);
    let near = due.on >= early && due.on <= late;
    near && match (due.amount, paid) {
        (Some(due), Some(paid)) => due == paid,
        (None, _) | (_, None) => of_agreement,
    }
}

/// What a message says must happen by when.
fn stated(message: &Message<'_>) -> Vec<(DueKind, Date)> {
    let mut dues = Vec::new();
    let asks_money = matches!(
        message.kind,
        Kind::Bill | Kind::PaymentAhead | Kind::Dunning | Kind::PaymentFailed | Kind::RenewalNotice
    );
    for (role, what) in PLAIN {
        dues.extend(message.dates(*role).map(|on| (*what, on)));
    }
    if asks_money {
        dues.extend(
            message
                .dates(DateRole::Due)
                .map(|on| (DueKind::Payment, on)),
        );
        let taken = message
            .dates(DateRole::Payment)
            .filter(|on| *on > message.on);
        dues.extend(taken.map(|on| (DueKind::Payment, on)));
    }
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
    if message.kind == Kind::InfoRequest {
        dues.extend(
            message
                .dates(DateRole::Due)
                .map(|on| (DueKind::Information, on)),
        );
    }
    if message.kind == Kind::MaintenanceDue {
        let due = [
            DateRole::ServiceDue,
            DateRole::Due,
            DateRole::Expiry,
            DateRole::End,
        ]
        .into_iter()
        .find_map(|role| message.date(role));
        dues.extend(due.map(|on| (DueKind::Service, on)));
    }
    if message.kind == Kind::WarrantyNotice {
        let end = [DateRole::WarrantyEnd, DateRole::Expiry, DateRole::End]
            .into_iter()
            .find_map(|role| message.date(role));
        dues.extend(end.map(|on| (DueKind::WarrantyEnd, on)));
    }
    dues.sort_unstable();
    dues.dedup();
    dues
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

fn amount_of(what: DueKind, message: &Message<'_>) -> Option<Money> {
    let money = matches!(
        what,
        DueKind::Payment | DueKind::Renewal | DueKind::TrialEnd
    );
    message.total().filter(|_| money)
}

fn reference_of(what: DueKind, message: &Message<'_>) -> Option<String> {
    let role = match what {
        DueKind::Payment => ReferenceRole::Invoice,
        DueKind::Delivery => ReferenceRole::Tracking,
        DueKind::Renewal
        | DueKind::CancelBy
        | DueKind::WithdrawBy
        | DueKind::TrialEnd
        | DueKind::Return
        | DueKind::Service
        | DueKind::Inspection
        | DueKind::Appointment
        | DueKind::WarrantyEnd
        | DueKind::Information
        | DueKind::Other => return None,
    };
    message.reference(role).map(str::to_owned)
}
