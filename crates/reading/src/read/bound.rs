//! The kind of a message that is told by what binds: a last day to leave, a term, a price for a period.
//!
//! Short papers and reminders have few words by which their kind is weighed, and say by their facts what they
//! are.

use super::turned;
use jiff::civil::Date;
use oxherd_model::{AmountRole, DateRole, Fact, Kind, LengthRole, Reading};

/// A kind said less surely than this, in thousandths, may be told by what binds.
const UNSURE: u16 = 550;

/// One of another sort only below this.
const GUESSED: u16 = 450;

/// How sure a fact must be.
const SURE_FACT: u16 = 700;

/// Papers come about so many days before and after the first day that they name.
const NEAR_DAYS: i32 = 120;

/// What a message names that binds.
#[expect(clippy::struct_excessive_bools, reason = "each is there or not, whatever the others are")]
struct Bound {
    /// A last day to leave.
    leave: bool,
    /// The day from which it goes on, or that it does so by itself.
    onward: bool,
    /// The last day of a term.
    end: bool,
    /// A first day about now.
    start: bool,
    /// A price with its period.
    price: bool,
    /// How long it lasts at least, or the notice of its end.
    length: bool,
}

/// Gives an unsure message the kind that its facts tell, and makes the kind of papers and reminders sure where
/// they agree with it.
pub(super) fn settle(out: &mut Reading, sent_on: Option<Date>) {
    let Some(sent) = sent_on else { return };
    let sure = out.kind_confidence.thousandths();
    let of_contract = matches!(
        out.kind,
        Kind::ContractPack
            | Kind::RenewalNotice
            | Kind::OrderConfirmed
            | Kind::TermsChange
            | Kind::PriceChange
    );
    if sure >= UNSURE || !of_contract && (sure >= GUESSED || !may_be_another(out.kind)) {
        return;
    }
    let bound = Bound::of(out, sent);
    let Some((kind, words)) = bound.tells() else { return };
    turned::by_facts(out, kind, words);
}

/// Kinds for which short papers are taken when few words decide; not what asks for attention of its own.
const fn may_be_another(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::StatementUsage
            | Kind::Moment
            | Kind::AccountSetup
            | Kind::InfoRequest
            | Kind::WarrantyNotice
            | Kind::Notification
            | Kind::Unclear
            | Kind::PaymentAhead
            | Kind::ContractEnding
            | Kind::Dunning
    )
}

impl Bound {
    fn of(out: &Reading, sent: Date) -> Self {
        let sure = || out.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_FACT);
        let day = |wanted: DateRole, fits: &dyn Fn(Date) -> bool| {
            sure().filter_map(Fact::date).any(|(role, day)| role == wanted && fits(day))
        };
        let ahead = |on: Date| on > sent;
        let near = |on: Date| (on - sent).get_days().abs() <= NEAR_DAYS;
        let lasts = |role| matches!(role, LengthRole::Notice | LengthRole::MinimumTerm);
        let priced = |role| matches!(role, AmountRole::Price | AmountRole::Total);
        let changed = |role| matches!(role, AmountRole::Old | AmountRole::New);
        let news = sure().filter_map(Fact::amount).any(|(role, _)| changed(role));
        Self {
            leave: day(DateRole::CancelBy, &ahead),
            onward: day(DateRole::Renewal, &ahead)
                || sure().filter_map(Fact::renewal).any(|automatic| automatic),
            end: day(DateRole::End, &ahead),
            start: day(DateRole::Start, &near),
            price: out.period.is_some()
                && !news
                && sure().filter_map(Fact::amount).any(|(role, _)| priced(role)),
            length: sure().filter_map(Fact::length).any(|(role, _, _)| lasts(role)),
        }
    }

    /// The kind and why; none where too little binds.
    fn tells(&self) -> Option<(Kind, &'static str)> {
        let term = self.end || self.length;
        if self.start && self.price && term {
            return Some((Kind::ContractPack, "a beginning, a price for a period and a term"));
        }
        if self.leave && (self.onward || self.end || self.start) {
            return Some((Kind::RenewalNotice, "a last day to leave and what follows"));
        }
        (self.price && term && !self.leave && !self.onward)
            .then_some((Kind::ContractPack, "a price for a period and a term"))
    }
}
