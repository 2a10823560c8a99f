//! The same term announced twice: another day on which it begins, or a higher price for it, and nothing that corrects the
//! first.
//!
//! What comes each month is announced each month, a last day is not the first one after it, a lower price is good news,
//! and who asked for something else gets another offer: none of that is a contradiction.

use super::{Clash, Passage, Said};
use crate::agreements::near;
use crate::fold::{Message, index};
use crate::state::{Agreement, Ledger};
use crate::stems;
use jiff::civil::Date;
use oxherd_model::{DateRole, EvidenceId, Kind, Money, Period, Stands};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Announcements that are remembered of one agreement.
const ANNOUNCED_MAX: usize = 3;

/// One term is announced within so many days.
const SAME_TERM_DAYS: i32 = 120;

/// Days for the beginning of one term lie so far apart: the last day and the first are one, and further apart they are
/// those of two terms.
const APART_DAYS: std::ops::RangeInclusive<i32> = 2..=70;

/// A term that was announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// When it was said.
    #[serde(with = "oxherd_model::compact::date")]
    pub said_on: Date,
    /// The day on which the term begins.
    #[serde(with = "oxherd_model::compact::date")]
    pub renews: Date,
    /// What it costs, and for how long, where that is said.
    pub price: Option<(Money, Option<Period>)>,
    /// Where it was read.
    pub evidence: EvidenceId,
}

impl Ledger {
    /// Compares a notice of renewal with the one before it for the same term.
    pub(super) fn announced_anew(&mut self, message: &Message<'_>, number: u32) {
        let Some(now) = announced(message) else { return };
        let corrects = message.reading.stands == Stands::Instead
            || message.admits()
            || stems::corrects(&message.reading.subject);
        let known = self.contradictions.announced.get(&number);
        let before = known.and_then(|all| all.last()).cloned();
        if corrects {
            self.announced_instead(message, number);
        } else if let Some(before) = before.filter(|before| is_of_one_term(before, &now)) {
            self.announced_otherwise(message, number, (&before, &now));
        }
        let all = self.contradictions.announced.entry(number).or_default();
        all.push(now);
        let many = all.len().saturating_sub(ANNOUNCED_MAX);
        all.drain(..many);
    }

    fn announced_otherwise(
        &mut self,
        message: &Message<'_>,
        number: u32,
        (before, now): (&Announced, &Announced),
    ) {
        let Some(known) = self.agreements.get(index(number)) else { return };
        if !is_yearly(known, message) || known.ended_on.is_some() {
            return;
        }
        if self.was_asked_for(number, (message.on, before.evidence)) {
            return;
        }
        let apart = (now.renews - before.renews).get_days().abs();
        let clash = if APART_DAYS.contains(&apart) {
            let named = message.facts().filter_map(oxherd_model::Fact::date);
            let named = named.into_iter().any(|(_, on)| near(on, before.renews, 1));
            let days = (Passage::Day(now.renews), Passage::Day(before.renews));
            Some((Clash::DateDiffers, days)).filter(|_| !named)
        } else {
            dearer(message, before, now)
                .filter(|_| apart < *APART_DAYS.start())
                .map(|(now, then)| (Clash::PriceDiffers, (Passage::Sum(now), Passage::Sum(then))))
        };
        let Some((kind, (says, against))) = clash else { return };
        let says = Said { evidence: message.evidence(), what: says };
        let against = Said { evidence: before.evidence, what: against };
        self.clash(message, (kind, Some(number), None), says, vec![against]);
    }

    /// A notice that takes the place of those before it closes what they said differently.
    fn announced_instead(&mut self, message: &Message<'_>, number: u32) {
        let gone = self.contradictions.announced.remove(&number).unwrap_or_default();
        let Some(open) = self.contradictions.open.get_mut(&message.supplier) else { return };
        let all = &mut self.contradictions.all;
        open.retain(|at| {
            let Some(known) = all.get_mut(index(*at)) else { return false };
            let of = |said: &Said| gone.iter().any(|told| told.evidence == said.evidence);
            if known.says.iter().any(of) && known.against.iter().any(of) {
                known.closed_by = Some(message.evidence());
            }
            known.closed_by.is_none()
        });
    }
}

/// What a notice of renewal announces; none where it names no day or several.
fn announced(message: &Message<'_>) -> Option<Announced> {
    let mut days: Vec<Date> = message.dates(DateRole::Renewal).collect();
    days.sort_unstable();
    days.dedup();
    let [renews] = days.as_slice() else { return None };
    let ahead = message.kind == Kind::RenewalNotice && *renews > message.on;
    let whole = crate::prices::instalments(message).is_none();
    let price = message.total().filter(|_| whole).map(|sum| (sum, message.reading.period));
    let (said_on, evidence) = (message.on, message.evidence());
    ahead.then_some(Announced { said_on, renews: *renews, price, evidence })
}

/// Whether two notices are of one term: the first was still ahead when the second came.
fn is_of_one_term(before: &Announced, now: &Announced) -> bool {
    before.evidence != now.evidence
        && before.renews > now.said_on
        && near(before.said_on, now.said_on, SAME_TERM_DAYS)
}

/// Whether an agreement is not renewed each month or quarter.
fn is_yearly(known: &Agreement, message: &Message<'_>) -> bool {
    let short = |per: Period| matches!(per, Period::Week | Period::Month | Period::Quarter);
    let stated = known.prices.iter().filter(|p| p.period_said).any(|p| short(p.price.per));
    !stated && !message.reading.period.is_some_and(short)
}

/// The higher price of the later notice and that of the first, where nothing explains it.
fn dearer(message: &Message<'_>, before: &Announced, now: &Announced) -> Option<(Money, Money)> {
    let ((new, per), (old, per_before)) = now.price.zip(before.price)?;
    let apart = new.value - old.value;
    let named = message.amounts().any(|(_, sum)| sum == old || sum.value == apart);
    let alike = new.value * Decimal::TWO <= old.value * Decimal::from(3);
    let more = new.currency == old.currency && apart > Decimal::ZERO;
    (more && alike && !named && per == per_before).then_some((new, old))
}
