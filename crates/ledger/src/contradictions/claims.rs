//! What a message says that cannot hold after an end, and what it may say all the same.

use super::{Clash, Passage};
use crate::fold::Message;
use crate::stems;
use jiff::ToSpan as _;
use jiff::civil::Date;
use oxherd_model::{AmountRole, DateRole, Fact, Kind};

/// An end that is told so many days after that which was confirmed is that of a further term; one sooner may be
/// the same, counted otherwise.
const FURTHER_DAYS: i32 = 60;

/// What a message says that cannot hold after an end, and where it says so.
pub(super) fn after_end(message: &Message<'_>, end: Date) -> Option<(Clash, Passage)> {
    renewal(message, end).or_else(|| money(message, end)).or_else(|| welcome(message, end))
}

fn after(message: &Message<'_>, role: DateRole, end: Date) -> Option<Date> {
    message.dates(role).find(|on| *on > end)
}

fn renewal(message: &Message<'_>, end: Date) -> Option<(Clash, Passage)> {
    let told = message.kind == Kind::RenewalNotice;
    let beside = message.reading.secondary.first() == Some(&Kind::RenewalNotice);
    // What is taken for a further term is announced with it.
    let announced = beside && message.kind == Kind::PaymentAhead;
    let carries = told
        || message.kind == Kind::ContractPack
        || message.reading.secondary.contains(&Kind::RenewalNotice);
    let goes_on = goes_on_anyhow(message.kind)
        && message.facts().filter_map(Fact::renewal).max() == Some(true);
    if goes_on && !told {
        let roles = [DateRole::Renewal, DateRole::Start, DateRole::Effective];
        let begins = roles.into_iter().find_map(|role| after(message, role, end));
        let on = begins.filter(|on| *on >= message.on || end < message.on);
        if let Some(on) = on {
            return Some((Clash::RenewalAfterEnd, Passage::Day(on)));
        }
    }
    let begins = after(message, DateRole::Renewal, end).or_else(|| {
        let roles = [DateRole::Start, DateRole::Payment];
        let roles = roles.into_iter().filter(|_| told || announced);
        roles.into_iter().find_map(|role| after(message, role, end))
    });
    let begins = begins.or_else(|| further_end(message, end));
    let what = match begins {
        Some(on) if carries => Passage::Day(on),
        None if told && (end < message.on || turns_paid(message, end)) => Passage::Subject,
        Some(_) | None => return None,
    };
    Some((Clash::RenewalAfterEnd, what))
}

/// The end of a further term that a notice of renewal tells: `your cover continues until 11 June 2028`. Of a term that is
/// only offered (`renew today and be covered until 2028`) the reading tells no end.
fn further_end(message: &Message<'_>, end: Date) -> Option<Date> {
    let further = end.checked_add(FURTHER_DAYS.days()).ok();
    let further = further.filter(|_| message.kind == Kind::RenewalNotice)?;
    after(message, DateRole::End, further)
}

/// Whether it says of a trial that ends with the agreement that it turns into a paid term by itself.
fn turns_paid(message: &Message<'_>, end: Date) -> bool {
    let tried = message.dates(DateRole::TrialEnd).any(|on| on == end);
    let goes_on = message.facts().filter_map(Fact::renewal).max() == Some(true);
    tried && goes_on
}

fn money(message: &Message<'_>, end: Date) -> Option<(Clash, Passage)> {
    let past = end < message.on;
    let sum = message.total().map_or(Passage::Subject, Passage::Sum);
    // A payment that failed is claimed anew where it is asked for by a day.
    let claims = message.kind == Kind::PaymentFailed
        && message.reading.secondary.contains(&Kind::Dunning)
        && message.date(DateRole::Due).is_some();
    let dunned = message.kind == Kind::Dunning || claims;
    let ahead = message.kind == Kind::PaymentAhead
        && (past || after(message, DateRole::Payment, end).is_some());
    let taken = matches!(message.kind, Kind::Bill | Kind::PaymentDone | Kind::PaymentFailed)
        && past
        && message.total().is_some();
    // Who sends goods tells in passing what was taken for them.
    let sent = matches!(message.kind, Kind::DeliveryUnderWay | Kind::Delivered)
        && past
        && message.amount(AmountRole::Paid).is_some();
    let later = message.kind == Kind::Bill && after(message, DateRole::Start, end).is_some();
    if dunned && past {
        Some((Clash::DunningAfterEnd, sum))
    } else if ahead || taken || sent || later {
        Some((Clash::ChargeAfterEnd, sum))
    } else if message.kind == Kind::PriceChange && past {
        Some((Clash::Other, sum))
    } else {
        None
    }
}

fn welcome(message: &Message<'_>, end: Date) -> Option<(Clash, Passage)> {
    let subject = &message.reading.subject;
    let papers = matches!(message.kind, Kind::ContractPack | Kind::OrderConfirmed);
    // Papers that were not recognised for sure name a day of the beginning for sure.
    let likely = message.kind == Kind::Unclear
        && matches!(message.reading.kind, Kind::ContractPack | Kind::OrderConfirmed);
    let sure = likely && begins_surely(message, end);
    let starts = after(message, DateRole::Start, end).filter(|_| papers || sure).map(Passage::Day);
    let greets = || message.reading.greets;
    let greeted = (papers || message.kind == Kind::AccountSetup)
        && (stems::greets(subject) || greets())
        || greets_anyhow(message.kind) && (stems::welcomes(subject) || greets());
    let what = starts.or(greeted.then_some(Passage::Subject)).filter(|_| end < message.on);
    what.map(|what| (Clash::WelcomeAfterEnd, what))
}

/// How sure the day of a beginning must be in papers of no known kind, in thousandths.
const SURE_START: u16 = 850;

fn begins_surely(message: &Message<'_>, end: Date) -> bool {
    let sure = message.facts().filter(|f| f.confidence.thousandths() >= SURE_START);
    let mut days = sure.filter_map(Fact::date);
    days.any(|(role, on)| role == DateRole::Start && on > end)
}

/// Kinds that a greeting looks like where it is laid out as something else.
fn greets_anyhow(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Moment
            | Kind::DeliveryUnderWay
            | Kind::OrderConfirmed
            | Kind::Unclear
            | Kind::InfoRequest
    )
}

/// Kinds beside a notice of renewal that may tell that an agreement goes on; what closes one has standing words
/// of terms that do.
fn goes_on_anyhow(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::PaymentAhead | Kind::PriceChange | Kind::TermsChange | Kind::Moment | Kind::Unclear
    )
}
