//! The kind of a message that is told by what binds: a last day to leave, a term, a price for a period.
//!
//! Short papers and reminders have few words by which their kind is weighed, and say by their facts what they
//! are.

use super::turned;
use jiff::civil::Date;
use oxherd_model::{
    AmountRole, Claim, DateRole, Fact, IdentifierRole, Kind, LengthRole, LetterAct, Period,
    Reading, ReferenceRole,
};

/// A kind said less surely than this, in thousandths, may be told by what binds.
const UNSURE: u16 = 550;

/// One of another sort only below this.
const GUESSED: u16 = 450;

/// News of a price may be told by both prices below this.
const SURE_NEWS: u16 = 720;

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
    /// How long it lasts at least, or its first day beside a notice: papers, no news.
    least: bool,
    /// An old price and a new one for a period, with a day ahead.
    both: bool,
    /// A new price for a period with its day, in what may be news of it.
    only: bool,
    /// A first price and the one behind it.
    stepped: bool,
    /// What within its kind the agreement is for.
    branch: bool,
    /// The end of a trial ahead with what is paid then, and whether that is soon.
    tried: Option<bool>,
}

/// Gives an unsure message the kind that its facts tell, and makes the kind of papers and reminders sure where
/// they agree with it.
pub(super) fn settle(out: &mut Reading, sent_on: Option<Date>) {
    let Some(sent) = sent_on else { return };
    by_what_binds(out, sent);
    of_a_vehicle(out, sent);
    of_the_law(out);
}

/// A register that warns of the law names the thing as one that confirms its new keeper or a term does: what
/// costs nothing, begins nothing and ends nothing asks for a proof.
fn of_the_law(out: &mut Reading) {
    let mut acts = out.facts.iter().filter_map(Fact::act);
    let binds = |fact: &Fact| {
        fact.amount().is_some()
            || fact.date().is_some_and(|(role, _)| {
                matches!(role, DateRole::Start | DateRole::End | DateRole::Renewal)
            })
    };
    let guessed = matches!(
        out.kind,
        Kind::TransferConfirmed
            | Kind::ContractPack
            | Kind::OrderConfirmed
            | Kind::ContractEnding
            | Kind::RecallSafety
            | Kind::Unclear
    );
    let sure = out.kind_confidence.thousandths();
    let by_a_word = out.kind.is_noise() && sure < UNSURE;
    if (guessed || by_a_word)
        && acts.any(|(act, _)| act == LetterAct::Warn)
        && sure < SURE_NEWS
        && !out.facts.iter().any(binds)
    {
        turned::by_facts(out, Kind::InfoRequest, "what the law asks of whoever has it");
    }
}

fn by_what_binds(out: &mut Reading, sent: Date) {
    let sure = out.kind_confidence.thousandths();
    let of_contract = matches!(
        out.kind,
        Kind::ContractPack
            | Kind::RenewalNotice
            | Kind::OrderConfirmed
            | Kind::TermsChange
            | Kind::PriceChange
    );
    if sure >= SURE_NEWS {
        return;
    }
    let bound = Bound::of(out, sent);
    let news = bound.both || sure < UNSURE && bound.only && !bound.end && !bound.least;
    if news && !bound.stepped && may_be_news(out, sure) && !is_of_goods(out) {
        turned::by_facts(out, Kind::PriceChange, "an old price and a new one for a period");
        from_its_day(out, sent);
        return;
    }
    if sure >= UNSURE {
        return;
    }
    if !of_contract && (sure >= GUESSED || !may_be_another(out.kind)) {
        return;
    }
    let Some((kind, words)) = bound.tells() else { return };
    turned::by_facts(out, kind, words);
    // What runs out and says whether it goes on is a term.
    if bound.end {
        for fact in &mut out.facts {
            if let Claim::Date { role, value } = &mut fact.claim
                && *role == DateRole::Expiry
                && *value > sent
            {
                *role = DateRole::End;
            }
        }
    }
}

/// News of a price that name one further day ahead, whatever it is called, name that of the change.
fn from_its_day(out: &mut Reading, sent: Date) {
    let ahead = |on: Date| on > sent;
    let told = |role| matches!(role, DateRole::Effective | DateRole::Start | DateRole::Renewal);
    let days = || out.facts.iter().filter_map(Fact::date).filter(|(_, on)| ahead(*on));
    if days().any(|(role, _)| told(role)) || days().count() != 1 {
        return;
    }
    for fact in &mut out.facts {
        if let Claim::Date { role, value } = &mut fact.claim
            && ahead(*value)
        {
            *role = DateRole::Effective;
        }
    }
}

/// Kinds for which news of a price are taken when few words decide.
fn may_be_news(out: &Reading, sure: u16) -> bool {
    let renews = out.facts.iter().filter_map(Fact::date).any(|(role, _)| role == DateRole::Renewal);
    let notice = out.kind == Kind::RenewalNotice && sure < UNSURE && !renews;
    notice
        || matches!(
            out.kind,
            Kind::PriceChange
                | Kind::TermsChange
                | Kind::LimitNear
                | Kind::DeliveryUnderWay
                | Kind::MaintenanceDue
                | Kind::ServiceDisruption
                | Kind::StatementUsage
                | Kind::PaymentAhead
                | Kind::PaymentDone
                | Kind::Bill
                | Kind::Moment
                | Kind::AccountSetup
                | Kind::InfoRequest
                | Kind::Notification
                | Kind::Unclear
                | Kind::Dunning
                | Kind::ContractPack
        )
}

/// Whether a message names what was ordered, or bills it.
fn is_of_goods(out: &Reading) -> bool {
    use ReferenceRole as R;
    let of = |role| matches!(role, R::Order | R::Tracking | R::Invoice | R::Receipt | R::Return);
    let sure = out.facts.iter().filter(|fact| fact.confidence.thousandths() >= SURE_NUMBER);
    sure.filter_map(Fact::reference).any(|(role, _)| of(role))
}

/// How sure the number of an order or a bill must be, in thousandths.
const SURE_NUMBER: u16 = 500;

/// A kind said less surely than this, in thousandths, may be that of an office.
const UNSURE_OFFICE: u16 = 700;

/// Kinds for which a short letter of an office is taken.
const fn may_be_of_an_office(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Bill
            | Kind::PaymentAhead
            | Kind::PaymentFailed
            | Kind::PaymentDone
            | Kind::Dunning
            | Kind::PriceChange
            | Kind::InfoRequest
            | Kind::StatementUsage
            | Kind::AccountSetup
            | Kind::OrderConfirmed
            | Kind::ContractPack
            | Kind::Unclear
    )
}

/// A permit runs so many days at least.
const PERMIT_DAYS: i32 = 60;

/// Papers of what is granted for a vehicle for a long time, and a sum that is taken for one on a day: an office
/// writes few words that a kind is weighed by.
fn of_a_vehicle(out: &mut Reading, sent: Date) {
    let numbered = out.facts.iter().filter_map(Fact::identifier);
    let vehicle = numbered.into_iter().any(|(role, _, _)| role == IdentifierRole::Registration);
    let unsure = out.kind_confidence.thousandths() < UNSURE_OFFICE;
    if !unsure || !vehicle || !may_be_of_an_office(out.kind) {
        return;
    }
    let sure = || out.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_FACT);
    let day = |wanted: DateRole| {
        sure().filter_map(Fact::date).find(|(role, _)| *role == wanted).map(|(_, on)| on)
    };
    let near = |on: &Date| (*on - sent).get_days().abs() <= NEAR_DAYS;
    let span = day(DateRole::Start).filter(near).zip(day(DateRole::End).or(day(DateRole::Expiry)));
    let long = span.is_some_and(|(start, end)| (end - start).get_days() >= PERMIT_DAYS);
    let bought = out.facts.iter().filter_map(Fact::reference).any(|(role, _)| {
        matches!(role, ReferenceRole::Order | ReferenceRole::Booking | ReferenceRole::Policy)
    });
    let taken = out.kind == Kind::PaymentAhead
        && day(DateRole::Payment).is_some_and(|on| on > sent)
        && sure().any(|f| f.amount().is_some());
    if long && !bought {
        turned::by_facts(
            out,
            Kind::ContractPack,
            "a beginning and an end of what a vehicle is granted",
        );
    } else if taken {
        turned::by_facts(
            out,
            Kind::PaymentAhead,
            "a sum for a vehicle and the day on which it is taken",
        );
    }
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
            | Kind::Bill
            | Kind::LimitNear
            | Kind::PaymentFailed
            | Kind::DeliveryUnderWay
    )
}

/// A trial that ends within so many days is reminded of, a later one begins.
const SOON_DAYS: i32 = 5;

/// Whether a message names the end of a trial that is ahead and a sum for a period, and whether it ends soon.
fn tried(out: &Reading, sent: Date) -> Option<bool> {
    let days = out.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_FACT);
    let mut days = days.filter_map(Fact::date);
    let (_, end) = days.find(|(role, on)| *role == DateRole::TrialEnd && *on >= sent)?;
    let lasts = out.period.is_some_and(|period| period != Period::Once);
    let priced = out.facts.iter().filter_map(Fact::amount).next().is_some();
    (lasts && priced).then(|| (end - sent).get_days() <= SOON_DAYS)
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
        let of =
            |wanted: AmountRole| sure().filter_map(Fact::amount).any(|(role, _)| role == wanted);
        let from = [DateRole::Effective, DateRole::Start].into_iter().any(|role| day(role, &ahead));
        let may = out.kind == Kind::PriceChange || out.secondary.contains(&Kind::PriceChange);
        let lasts_so = out.period.is_some_and(|period| period != Period::Once);
        let later = out.facts.iter().filter_map(Fact::date).any(|(_, on)| ahead(on));
        let old = of(AmountRole::Old) && of(AmountRole::New);
        let costs = out.kind == Kind::PriceChange && of(AmountRole::Price) && from;
        let new = of(AmountRole::New) && later || costs;
        let first = out.facts.iter().filter_map(Fact::length);
        let stepped = first.into_iter().any(|(role, _, _)| role == LengthRole::FirstPrice);
        let renews = sure().filter_map(Fact::renewal).next().is_some();
        let news = sure().filter_map(Fact::amount).any(|(role, _)| changed(role));
        Self {
            leave: day(DateRole::CancelBy, &ahead),
            onward: day(DateRole::Renewal, &ahead)
                || sure().filter_map(Fact::renewal).any(|automatic| automatic),
            end: day(DateRole::End, &ahead) || renews && day(DateRole::Expiry, &ahead),
            start: day(DateRole::Start, &near),
            price: out.period.is_some()
                && !news
                && sure().filter_map(Fact::amount).any(|(role, _)| priced(role)),
            both: lasts_so && old && later,
            only: lasts_so && new && may,
            stepped: stepped && lasts_so,
            branch: !out.branches.is_empty(),
            tried: tried(out, sent),
            length: sure().filter_map(Fact::length).any(|(role, _, _)| lasts(role)),
            least: sure().filter_map(Fact::length).any(|(role, _, _)| {
                role == LengthRole::MinimumTerm || lasts(role) && day(DateRole::Start, &near)
            }),
        }
    }

    /// The kind and why; none where too little binds.
    fn tells(&self) -> Option<(Kind, &'static str)> {
        let term = self.end || self.length;
        if let Some(soon) = self.tried {
            let kind = if soon { Kind::RenewalNotice } else { Kind::ContractPack };
            return Some((kind, "the end of a trial and what is paid then"));
        }
        if self.start && self.price && self.branch {
            return Some((
                Kind::ContractPack,
                "what it is for, a beginning and a price for a period",
            ));
        }
        if self.stepped {
            return Some((Kind::ContractPack, "a first price and the one behind it"));
        }
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
