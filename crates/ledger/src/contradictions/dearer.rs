//! More is charged than was agreed, and nothing was said of it before.
//!
//! One rule for what mail asks for and what the bank shows. What varies by use, what is added up in one sum
//! and what was bought beside it are no other price.

use super::{Clash, Contradiction, Passage, Said};
use crate::agreements::{is_single, near};
use crate::costs::turn;
use crate::fold::{Message, index};
use crate::prices::is_usage;
use crate::requests::Act;
use crate::state::{Agreement, Charge, Ledger, Stated};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, AmountRole, Branch, DateRole, EvidenceId, Kind, Money, Period};
use rust_decimal::Decimal;

/// A price for a year is that of the term that begins at most so many days before or after the charge.
const OF_TERM_DAYS: i32 = 45;

/// A further year is taken within so many days of its beginning; so many years are looked at.
const TURN_DAYS: i32 = 10;
const YEARS_MAX: i32 = 20;

/// A price that was never charged is taken for the agreed one for so many days.
const AGREED_DAYS: i32 = 370;

/// The first sum after a beginning may hold what is paid once, and later still a part of a month.
const BEGUN_DAYS: i32 = 20;
const FIRST_DAYS: i32 = 45;

/// A month is divided into so many days; a part of it that stands beside a whole one has at most so many.
const MONTHS: [i64; 4] = [28, 29, 30, 31];
const PART_DAYS: i64 = 15;

/// So many days beyond two turns a charge is still the one before.
const LATE_DAYS: i32 = 10;

/// What is taken so many days before a new price holds is of its first term.
pub(crate) const EARLY_DAYS: i32 = 6;

/// What the owner asked for changes a plan within so many days.
const ASKED_DAYS: i32 = 90;

/// Hundredths of tax that may stand on top of a price that was said without it.
const TAXES: std::ops::RangeInclusive<i64> = 19..=22;

/// Sums that are added up at most, to see whether together they make another.
const PARTS_MAX: usize = 6;

/// Money that was asked for or taken of an agreement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Charged {
    /// When.
    pub(crate) on: Date,
    /// How much.
    pub(crate) sum: Money,
    /// Where it was read.
    pub(crate) evidence: EvidenceId,
    /// Whether the bank shows it: no words say what is in it.
    pub(crate) booked: bool,
}

impl Ledger {
    /// More is asked for than the price that was agreed.
    pub(super) fn another_price(&self, message: &Message<'_>, number: u32) -> Option<(Said, Said)> {
        let known = self.agreements.get(index(number))?;
        let charged = known.charged_by(message)?;
        let agreed = known.agreed_below(&charged)?;
        let added = self.is_added_up(number, charged.sum, agreed.price.money);
        // Who asks to be spared a rise asks for no other plan.
        let asked = || self.was_asked_for(number, (charged.on, agreed.evidence));
        if added || !known.was_announced(charged.sum) && asked() {
            return None;
        }
        Some((
            Said { evidence: charged.evidence, what: Passage::Sum(charged.sum) },
            Said { evidence: agreed.evidence, what: Passage::Sum(agreed.price.money) },
        ))
    }

    /// Whether the same sum stands against the same price already: a bill, its receipt and the next bill.
    pub(super) fn is_above_already(&self, number: u32, says: &Said, against: &Said) -> bool {
        let Some(known) = self.agreements.get(index(number)) else { return false };
        let open = self.contradictions.open.get(&known.supplier).into_iter().flatten();
        let mut open = open.filter_map(|n| self.contradictions.all.get(index(*n)));
        open.any(|c| {
            c.kind == Clash::PriceDiffers
                && c.agreement == Some(number)
                && c.says.iter().any(|said| said.what == says.what)
                && c.against.contains(against)
        })
    }

    /// Whether a sum is that of several agreements with the supplier.
    pub(crate) fn is_added_up(&self, number: u32, sum: Money, agreed: Money) -> bool {
        let Some(known) = self.agreements.get(index(number)) else { return false };
        let others = self.agreements_of(known.supplier).filter(|(other, _)| *other != number);
        let prices = others.filter_map(|(_, a)| a.prices.last().map(|p| p.price.money));
        let prices = prices.filter(|m| m.currency == sum.currency).map(|m| m.value);
        make_up(sum.value - agreed.value, prices.take(PARTS_MAX).collect())
    }

    /// Whether the owner asked the supplier for something that may have changed the price, and the answer did not
    /// name the one that is agreed.
    pub(crate) fn was_asked_for(&self, number: u32, (on, agreed): (Date, EvidenceId)) -> bool {
        let supplier = self.agreements.get(index(number)).map(|a| a.supplier);
        self.requests.all.iter().any(|request| {
            request.act == Act::Asked
                && request.supplier == supplier
                && request.agreement.is_none_or(|of| of == number)
                && request.sent_on <= on
                && request.answered.is_none_or(|(_, evidence)| evidence != agreed)
                && near(request.sent_on, on, ASKED_DAYS)
        })
    }

    /// Remembers which sums were charged beyond what was agreed: they are no price. Called when a view is
    /// made.
    pub(crate) fn disputed(&mut self) {
        for clash in self.contradictions.all.iter().filter(|c| c.kind == Clash::PriceDiffers) {
            let of = clash.agreement.and_then(|a| self.agreements.get_mut(index(a)));
            let Some(known) = of else { continue };
            let sums = clash.says.iter().filter_map(|said| match said.what {
                Passage::Sum(sum) => Some(sum),
                Passage::Line(_, sum) => Some(Money { value: sum.value.abs(), ..sum }),
                Passage::Day(_) | Passage::Subject => None,
            });
            let agreed = |sum: &Money| known.prices.iter().any(|p| p.price.money == *sum);
            let beyond: Vec<Money> = sums.filter(|sum| !agreed(sum)).collect();
            known.beyond.extend(beyond);
        }
    }
}

/// Whether a message tells a price that holds already, or terms with one.
pub(super) fn announces(message: &Message<'_>) -> bool {
    matches!(
        message.kind,
        Kind::PriceChange | Kind::TermsChange | Kind::RenewalNotice | Kind::ContractPack
    )
}

impl Contradiction {
    /// Whether a sum is what was charged beyond the agreed price, once or in several periods.
    pub(crate) fn is_beyond_by(&self, sum: Option<Money>, periods: i32) -> bool {
        let money = |said: &Said| match said.what {
            Passage::Sum(sum) => Some(sum),
            Passage::Line(_, sum) => Some(Money { value: sum.value.abs(), ..sum }),
            Passage::Day(_) | Passage::Subject => None,
        };
        let charged = self.says.iter().find_map(money);
        let agreed = self.against.iter().find_map(money);
        let by = charged.zip(agreed).map(|(charged, agreed)| charged.value - agreed.value);
        let back = sum.map(|sum| sum.value.abs());
        let is_of_periods = |(by, back)| is_times(back, by, periods);
        self.kind == Clash::PriceDiffers && by.zip(back).is_some_and(is_of_periods)
    }

    /// How often what was charged beyond the agreed price may have been charged by a day.
    pub(crate) fn periods_until(&self, agreements: &[Agreement], until: Date) -> i32 {
        let known = self.agreement.and_then(|number| agreements.get(index(number)));
        let booked = self.says.iter().find_map(|said| match said.what {
            Passage::Line(on, _) => Some(on),
            Passage::Sum(_) | Passage::Day(_) | Passage::Subject => None,
        });
        let first = booked.or(self.told_on());
        known.zip(first).map_or(1, |(known, from)| known.periods(from, until))
    }

    /// Whether a message tells the sum that was charged as the price that held by then.
    pub(super) fn is_named_by(&self, message: &Message<'_>) -> bool {
        let on = self.told_on();
        let ahead = |role| message.dates(role).any(|day| on.is_some_and(|on| day > on));
        let later =
            [DateRole::Effective, DateRole::Start, DateRole::Renewal].into_iter().any(ahead);
        let priced = |role| matches!(role, AmountRole::New | AmountRole::Price);
        let named = message
            .amounts()
            .filter(|(role, _)| priced(*role))
            .any(|(_, money)| self.says.iter().any(|said| said.what == Passage::Sum(money)));
        self.kind == Clash::PriceDiffers && named && !later
    }
}

/// Periods of a price that are counted at most.
const PERIODS_MAX: i32 = 24;

/// Whether a sum is another so many times at most.
pub(crate) fn is_times(sum: Decimal, one: Decimal, most: i32) -> bool {
    one > Decimal::ZERO && (1..=most).any(|times| one * Decimal::from(times) == sum)
}

impl Agreement {
    /// How many periods of its price there are from one day to another: the one that begins on the first of them, and
    /// those that begin until the other.
    pub(crate) fn periods(&self, from: Date, until: Date) -> i32 {
        let per = self.prices.last().map_or(Period::Once, |stated| stated.price.per);
        let begun = |n: &i32| turn(from, per, *n).is_some_and(|on| on <= until);
        (1..=PERIODS_MAX).take_while(begun).last().unwrap_or(0) + 1
    }

    /// The sum that a message asks for or tells as taken, where nothing in it explains why it is another than
    /// the agreed one.
    pub(crate) fn charged_by(&self, message: &Message<'_>) -> Option<Charged> {
        let asks = matches!(message.kind, Kind::Bill | Kind::PaymentAhead | Kind::PaymentDone);
        let sum = message.total().filter(|_| asks && !is_usage(self.kind))?;
        // What will be taken is taken at the price of that day.
        let on = message.dates(DateRole::Payment).find(|on| *on >= message.on);
        let on = on.unwrap_or(message.on);
        let agreed = self.agreed_on(on, message.evidence())?.price.money;
        // The very sum of a rise that does not hold is what was announced, whatever is used beside it.
        let raised = self.leaving.changes.iter().any(|c| c.new == Some(sum));
        let named = message.amounts().any(|(role, m)| role == AmountRole::Price && m == sum);
        let level = !self.varies() || raised || named;
        let explained = crate::stems::comes_once(&message.reading.subject)
            || is_explained(message, sum, agreed);
        let charged = Charged { on, sum, evidence: message.evidence(), booked: false };
        (level && !explained).then_some(charged)
    }

    /// The price that was agreed for a day, with its period.
    fn agreed_on(&self, on: Date, apart_from: EvidenceId) -> Option<&Stated> {
        let said = |p: &&Stated| p.evidence != apart_from && p.period_said && p.from <= on;
        self.prices.iter().rev().find(said)
    }

    /// Whether what is paid varies by what is used.
    pub(crate) fn varies(&self) -> bool {
        let flat = |branch: &Branch| matches!(branch, Branch::Broadband | Branch::Television);
        let calls = || self.branches.is_empty() || !self.branches.iter().all(flat);
        is_usage(self.kind) || self.kind == AgreementKind::Telecom && calls()
    }

    /// The agreed price that a charge is above.
    pub(crate) fn agreed_below(&self, charged: &Charged) -> Option<&Stated> {
        let agreed = self.agreed_on(charged.on, charged.evidence)?;
        let paid_once = is_single(self.kind) || self.kind == AgreementKind::Banking;
        // The debit of the new term may come a little early.
        let soon =
            |p: &Stated| p.price.money == charged.sum && near(p.from, charged.on, EARLY_DAYS);
        if self.prices.iter().any(soon) {
            return None;
        }
        if paid_once || !is_more_but_alike(charged.sum, agreed.price.money) {
            return None;
        }
        let beside = match agreed.price.per {
            Period::Week => 3,
            Period::Month => 12,
            Period::Quarter => 40,
            Period::Year => 100,
            Period::Once => return None,
        };
        // What was taken beside the agreed price is for something else.
        let of = self.charges.iter().filter(|c| c.money == agreed.price.money);
        let mut of = of.filter(|c| c.evidence != charged.evidence || c.on != charged.on);
        if of.any(|c| near(c.on, charged.on, beside)) {
            return None;
        }
        let holds = if agreed.price.per == Period::Year {
            self.is_of_year(charged, agreed)
        } else {
            self.is_of_turn(charged, agreed, beside)
        };
        holds.then_some(agreed)
    }

    /// Whether a charge is that of the year for which a price was said.
    fn is_of_year(&self, charged: &Charged, agreed: &Stated) -> bool {
        let renews = matches!(self.kind, AgreementKind::Subscription | AgreementKind::Membership);
        let years = (1..=YEARS_MAX).filter_map(|n| turn(agreed.from, Period::Year, n));
        let mut years = years.filter(|on| near(*on, charged.on, TURN_DAYS));
        let taxed = charged.booked && is_taxed(charged.sum, agreed.price.money);
        near(agreed.from, charged.on, OF_TERM_DAYS) && !taxed || renews && years.next().is_some()
    }

    /// Whether a charge is that of the next turn of what was charged at the agreed price until then, or the
    /// first that is known.
    fn is_of_turn(&self, charged: &Charged, agreed: &Stated, beside: i32) -> bool {
        let same = |c: &Charge| c.money == charged.sum && near(c.on, charged.on, beside * 2);
        let earlier = self.charges.iter().filter(|c| c.on < charged.on && !same(c));
        let mut earlier: Vec<&Charge> = earlier.filter(|c| c.money.value > Decimal::ZERO).collect();
        earlier.sort_by_key(|c| std::cmp::Reverse(c.on));
        // What varies by use shows another price only where that comes twice.
        if self.varies() && !self.was_announced(charged.sum) {
            let again = earlier.first().is_some_and(|c| c.money == charged.sum);
            let before = earlier.iter().find(|c| c.money != charged.sum);
            return again && before.is_some_and(|c| c.money == agreed.price.money);
        }
        let Some(last) = earlier.first() else {
            let taxed = charged.booked && is_taxed(charged.sum, agreed.price.money);
            let lately = near(agreed.from, charged.on, AGREED_DAYS);
            let first = taxed || self.is_first_part(charged, agreed);
            return self.was_announced(charged.sum) || lately && !first;
        };
        let two = turn(last.on, agreed.price.per, 2);
        let two = two.and_then(|on| on.checked_add(LATE_DAYS.days()).ok());
        let before = earlier.iter().find(|c| c.money != charged.sum);
        // Until then what was agreed was charged, at the price of its time.
        let before = before.is_none_or(|c| {
            let holds = self.agreed_on(c.on, charged.evidence);
            c.money == agreed.price.money || holds.is_some_and(|p| p.price.money == c.money)
        });
        // Of a rise that was taken back nobody needs the bills of the months between.
        let taken_back = self.is_taken_back(charged.sum);
        before && (taken_back || two.is_some_and(|on| charged.on <= on))
    }

    /// Whether a first sum may hold a part of a month beside a whole one, or what is paid once.
    fn is_first_part(&self, charged: &Charged, agreed: &Stated) -> bool {
        let begun = || [Some(agreed.from), self.started_on].into_iter().flatten();
        let within = |days: i32| begun().any(|on| near(on, charged.on, days));
        // Where a price only rises nothing begins that is paid once.
        let risen = self.leaving.changes.iter().any(|change| {
            change.new == Some(agreed.price.money) && change.from.is_none_or(|on| on == agreed.from)
        });
        let mut once = Some(agreed.from).filter(|_| !risen).into_iter().chain(self.started_on);
        let once = once.any(|on| near(on, charged.on, BEGUN_DAYS));
        let price = agreed.price.money.value;
        let beyond = charged.sum.value - price;
        let part = |days: i64, of: i64| {
            let part = price * Decimal::from(days) / Decimal::from(of);
            (part - beyond).abs() <= Decimal::new(1, 2)
        };
        let a_part = || (1..=PART_DAYS).any(|days| MONTHS.into_iter().any(|of| part(days, of)));
        once || within(FIRST_DAYS) && a_part()
    }

    /// Whether a sum was announced as a new price that was taken back.
    fn is_taken_back(&self, sum: Money) -> bool {
        self.leaving.changes.iter().any(|c| c.new == Some(sum) && c.taken_back)
    }

    /// Whether a sum was announced as a new price at some time.
    pub(crate) fn was_announced(&self, sum: Money) -> bool {
        self.leaving.changes.iter().any(|c| c.new == Some(sum))
    }
}

/// Whether a message itself says why it asks for another sum: it names the agreed one, or what was added.
fn is_explained(message: &Message<'_>, sum: Money, agreed: Money) -> bool {
    use AmountRole as Role;
    let named = |(role, money): (Role, Money)| {
        money == agreed || matches!(role, Role::Old) || role == Role::Fee && money != sum
    };
    let parts = message.amounts().map(|(_, money)| money);
    let parts = parts.filter(|m| m.currency == sum.currency && m.value < sum.value);
    let parts: Vec<Decimal> = parts.map(|m| m.value).collect();
    message.amounts().any(named)
        || parts.len() <= PARTS_MAX && make_up(sum.value - agreed.value, parts)
}

/// Whether some of the parts make up a sum.
fn make_up(sum: Decimal, parts: Vec<Decimal>) -> bool {
    let mut made = vec![Decimal::ZERO];
    for part in parts.into_iter().filter(|part| *part > Decimal::ZERO) {
        let more: Vec<Decimal> = made.iter().map(|m| m + part).collect();
        made.extend(more);
    }
    made.into_iter().any(|m| m == sum)
}

/// Whether a sum is a price with its tax on top.
fn is_taxed(sum: Money, price: Money) -> bool {
    TAXES.into_iter().any(|percent| {
        let with = price.value * Decimal::from(100 + percent) / Decimal::ONE_HUNDRED;
        with.round_dp(2) == sum.value
    })
}

/// Whether a sum is above another, by no more than a half.
fn is_more_but_alike(sum: Money, agreed: Money) -> bool {
    let (two, three) = (Decimal::from(2), Decimal::from(3));
    sum.currency == agreed.currency
        && sum.value > agreed.value
        && sum.value * two <= agreed.value * three
}
