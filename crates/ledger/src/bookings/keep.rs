//! Keeping each booking once, although statements overlap and every form writes it differently.

use super::payee::{Bare, words};
use super::{BankAccount, KeptBooking};
use crate::entry::Entry;
use crate::fold::index;
use crate::household::Household;
use crate::state::Ledger;
use crate::word::Words;
use jiff::civil::Date;
use oxherd_model::{Account, Booking, BookingStatus, Currency, Money, Reading, Statement};
use rustc_hash::{FxHashMap, FxHashSet};

/// Kept bookings that one new booking is compared with.
const COMPARED_MAX: usize = 16;

/// Accounts that a statement without a number is compared with.
const ACCOUNTS_MAX: usize = 64;

/// Bookings of a statement by which its account is found.
const SAMPLE: usize = 200;

/// Digits that a number of an account needs to be found in a longer one.
const NUMBER_DIGITS: usize = 6;

/// Where bookings of a sum and day are found: account, day, sum.
type Places = FxHashMap<(u32, Date, Money), Vec<u32>>;

impl Ledger {
    /// Keeps what a piece of evidence says of accounts.
    pub(crate) fn keep_bookings(
        &mut self,
        entry: &Entry<'_>,
        reading: &Reading,
        (household, words): (&Household, &Words),
    ) {
        if reading.statements.is_empty() {
            return;
        }
        let mut places = self.places();
        for statement in &reading.statements {
            let said = words.day_order(entry.evidence, statement);
            let turned = said.and_then(|order| statement.in_order(order));
            let statement = turned.as_ref().unwrap_or(statement);
            self.keep_statement(entry, statement, household, &mut places);
        }
    }

    fn places(&self) -> Places {
        let mut places = Places::default();
        for (number, booking) in (0..).zip(&self.bookings.kept) {
            enter(&mut places, booking, number);
        }
        places
    }

    fn keep_statement(
        &mut self,
        entry: &Entry<'_>,
        statement: &Statement,
        household: &Household,
        places: &mut Places,
    ) {
        let account = self.account_of(statement, household, places);
        if let Some(of) = self.bookings.accounts.get_mut(index(account)) {
            let person = super::holders::person(of.owner.as_deref(), entry, household);
            of.person = person.or_else(|| of.person.take());
        }
        let known = self.bookings.accounts.get(index(account)).and_then(|a| a.currency);
        let currency = known.or_else(|| currency_of(household));
        let new: Vec<KeptBooking> = statement
            .bookings
            .iter()
            .filter(|b| b.status == BookingStatus::Booked && !b.money.value.is_zero())
            .map(|b| kept(b, (account, currency), entry))
            .collect();
        let same = self.pair(&new, places);
        for (booking, same) in new.into_iter().zip(same) {
            let known = same.and_then(|n| self.bookings.kept.get_mut(index(n)));
            match known {
                Some(known) => known.learn(booking),
                None => {
                    let number = u32::try_from(self.bookings.kept.len()).unwrap_or(u32::MAX);
                    enter(places, &booking, number);
                    self.bookings.kept.push(booking);
                }
            }
        }
    }

    /// For each new booking the kept one that is the same; each kept one at most once, so that two
    /// like bookings of one statement stay two.
    fn pair(&self, new: &[KeptBooking], places: &Places) -> Vec<Option<u32>> {
        let mut pairs: Vec<(u32, usize, u32)> = Vec::new();
        let mut met: FxHashMap<(Date, Money), usize> = FxHashMap::default();
        for (at, booking) in new.iter().enumerate() {
            let turn = met.entry((booking.line.booked_on, booking.line.money)).or_default();
            let days = [Some(booking.line.booked_on), booking.line.value_on];
            for on in days.into_iter().flatten() {
                let found = places.get(&(booking.account, on, booking.line.money));
                let found = found.map(Vec::as_slice).unwrap_or_default();
                // Where very many are alike, each is compared with those of its own turn.
                let from = if found.len() > COMPARED_MAX { *turn % found.len() } else { 0 };
                for number in found.iter().cycle().skip(from).take(found.len().min(COMPARED_MAX)) {
                    let known = self.bookings.kept.get(index(*number));
                    if let Some(alike) = known.and_then(|k| likeness(booking, k)) {
                        pairs.push((alike, at, *number));
                    }
                }
            }
            *turn += 1;
        }
        pairs.sort_by_key(|(alike, at, number)| (std::cmp::Reverse(*alike), *at, *number));
        let mut same = vec![None; new.len()];
        let mut taken: FxHashSet<u32> = FxHashSet::default();
        for (_, at, number) in pairs {
            if let Some(slot) = same.get_mut(at)
                && slot.is_none()
                && taken.insert(number)
            {
                *slot = Some(number);
            }
        }
        same
    }

    /// The account of a statement: by its number, else by what was booked on it.
    fn account_of(&mut self, s: &Statement, household: &Household, places: &Places) -> u32 {
        let accounts = || (0_u32..).zip(&self.bookings.accounts);
        let number = s.account.as_ref();
        let named = number
            .and_then(|n| accounts().find(|(_, a)| a.numbers.iter().any(|k| same_account(k, n))));
        let found = named.map(|(at, _)| at).or_else(|| {
            let open = accounts().filter(|(_, a)| number.is_none() || a.numbers.is_empty());
            let counted = open
                .take(ACCOUNTS_MAX)
                .map(|(at, a)| (agreeing(s, (at, a), household, places), at));
            let best = counted.max_by_key(|(count, at)| (*count, std::cmp::Reverse(*at)));
            best.filter(|(count, _)| count.0).map(|(_, at)| at)
        });
        let found = found.or_else(|| {
            let apart = |a: &BankAccount| {
                let before = s.to.zip(a.from).is_some_and(|(to, from)| to < from);
                before || a.to.zip(s.from).is_some_and(|(to, from)| to < from)
            };
            let unnamed = accounts().filter(|(_, a)| number.is_none() && a.numbers.is_empty());
            unnamed
                .into_iter()
                .find(|(_, a)| a.currency == s.currency && apart(a))
                .map(|(at, _)| at)
        });
        let at = found.unwrap_or_else(|| {
            self.bookings.accounts.push(BankAccount::default());
            u32::try_from(self.bookings.accounts.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(account) = self.bookings.accounts.get_mut(index(at)) {
            account.learn(s);
        }
        at
    }
}

/// Whether enough bookings of a statement stand on an account already, and how many.
fn agreeing(
    statement: &Statement,
    (at, account): (u32, &BankAccount),
    household: &Household,
    places: &Places,
) -> (bool, usize) {
    let currency = account.currency.or_else(|| currency_of(household));
    let within =
        |on: Date| account.from.is_some_and(|f| on >= f) && account.to.is_some_and(|t| on <= t);
    let sample = statement.bookings.iter().filter(|b| b.status == BookingStatus::Booked);
    let sample: Vec<&Booking> = sample.filter(|b| within(b.booked_on)).take(SAMPLE).collect();
    let stands = |b: &&&Booking| {
        let money = in_currency(b.money, currency);
        [Some(b.booked_on), b.value_on]
            .into_iter()
            .flatten()
            .any(|on| places.contains_key(&(at, on, money)))
    };
    let count = sample.iter().filter(stands).count();
    (count >= 2 && count * 2 > sample.len(), count)
}

impl BankAccount {
    fn learn(&mut self, statement: &Statement) {
        if let Some(number) = &statement.account
            && !self.numbers.contains(number)
        {
            self.numbers.push(number.clone());
            self.numbers.sort();
        }
        let days = statement.bookings.iter().map(|b| b.booked_on);
        let from = statement.from.into_iter().chain(days.clone()).min();
        let to = statement.to.into_iter().chain(days).max();
        self.from = [self.from, from].into_iter().flatten().min();
        self.to = self.to.max(to);
        self.owner = longer(self.owner.take(), statement.owner.clone());
        self.currency = self.currency.or(statement.currency);
    }
}

impl KeptBooking {
    /// Takes what another statement says of the same booking and this one does not.
    fn learn(&mut self, other: Self) {
        let (known, other) = (&mut self.line, other.line);
        known.counterparty = longer(known.counterparty.take(), other.counterparty);
        let purpose = longer(Some(std::mem::take(&mut known.purpose)), Some(other.purpose));
        known.purpose = purpose.unwrap_or_default();
        known.value_on = [known.value_on, other.value_on].into_iter().flatten().min();
        known.counterparty_account =
            known.counterparty_account.take().max(other.counterparty_account);
        known.posting = longer(known.posting.take(), other.posting);
        known.mandate = longer(known.mandate.take(), other.mandate);
        known.creditor_id = longer(known.creditor_id.take(), other.creditor_id);
        known.end_to_end = longer(known.end_to_end.take(), other.end_to_end);
        known.bank_reference = longer(known.bank_reference.take(), other.bank_reference);
    }
}

/// The one that says more, whichever came first.
fn longer(a: Option<String>, b: Option<String>) -> Option<String> {
    [a, b].into_iter().flatten().max_by(|a, b| (a.len(), a).cmp(&(b.len(), b)))
}

fn enter(places: &mut Places, booking: &KeptBooking, number: u32) {
    let days = [
        Some(booking.line.booked_on),
        booking.line.value_on.filter(|on| *on != booking.line.booked_on),
    ];
    for on in days.into_iter().flatten() {
        places.entry((booking.account, on, booking.line.money)).or_default().push(number);
    }
}

fn kept(
    booking: &Booking,
    (account, currency): (u32, Option<Currency>),
    entry: &Entry<'_>,
) -> KeptBooking {
    let line = Booking {
        value_on: booking.value_on.filter(|on| *on != booking.booked_on),
        money: in_currency(booking.money, currency),
        ..booking.clone()
    };
    KeptBooking { account, line, evidence: entry.evidence, known_from: entry.known_from }
}

/// A sum whose currency the file does not name is in that of its account.
fn in_currency(money: Money, currency: Option<Currency>) -> Money {
    let unnamed = money.currency == Currency::NONE;
    let value = money.value.normalize();
    Money { value, currency: currency.filter(|_| unnamed).unwrap_or(money.currency) }
}

/// How much two bookings of one account, day and sum are alike; none when they are two.
fn likeness(a: &KeptBooking, b: &KeptBooking) -> Option<u32> {
    let both = |x: &Option<String>, y: &Option<String>| {
        x.as_ref().zip(y.as_ref()).map(|(x, y)| {
            let (x, y) = (words(x).concat(), words(y).concat());
            x.starts_with(&y) || y.starts_with(&x)
        })
    };
    let (through, mandate) =
        (both(&a.line.end_to_end, &b.line.end_to_end), both(&a.line.mandate, &b.line.mandate));
    if through == Some(false) || mandate == Some(false) {
        return None;
    }
    let filed = both(&a.line.bank_reference, &b.line.bank_reference);
    let (a_text, b_text) = (Text::of(a), Text::of(b));
    let named = a_text.names(&b_text) || b_text.names(&a_text);
    if a_text.has_name() && b_text.has_name() && !named {
        return None;
    }
    let shared = a_text.all.iter().filter(|w| b_text.all.contains(w)).count();
    let silent = a_text.all.is_empty() || b_text.all.is_empty();
    if shared == 0 && !silent && !named && filed != Some(true) && through.is_none() {
        return None;
    }
    let yes = |known: Option<bool>, worth: u32| if known == Some(true) { worth } else { 0 };
    let shared = u32::try_from(shared.min(20)).unwrap_or(20);
    let day = if a.line.booked_on == b.line.booked_on { 200 } else { 0 };
    let name = if named { 50 } else { 0 };
    Some(yes(filed, 400) + yes(through, 100) + yes(mandate, 20) + day + name + shared)
}

/// The words of a booking.
struct Text {
    name: Bare,
    all: Vec<String>,
}

impl Text {
    fn of(booking: &KeptBooking) -> Self {
        let name = booking.line.counterparty.as_deref().map(Bare::of).unwrap_or_default();
        let mut all = words(&booking.line.purpose);
        all.extend(name.words.iter().cloned());
        all.sort();
        all.dedup();
        Self { name, all }
    }

    fn has_name(&self) -> bool {
        !self.name.words.is_empty()
    }

    /// Whether the name of this one stands in that one.
    fn names(&self, other: &Self) -> bool {
        let long = |w: &&String| w.chars().count() > 2;
        let key = self.name.key();
        let joined = !key.is_empty() && other.name.key() == key;
        joined || self.name.words.iter().filter(long).any(|w| other.all.contains(w))
    }
}

/// Whether two numbers name one account: an IBAN (ISO 13616) holds the number within its country.
pub(super) fn same_account(a: &Account, b: &Account) -> bool {
    match (a, b) {
        (Account::Iban(a), Account::Iban(b)) => a == b,
        (Account::Iban(iban), Account::Other { bank, number })
        | (Account::Other { bank, number }, Account::Iban(iban)) => {
            holds(iban, bank.as_deref(), number)
        }
        (Account::Other { bank: first, number: a }, Account::Other { bank: second, number: b }) => {
            let banks = first.as_deref().zip(second.as_deref());
            digits(a) == digits(b) && banks.is_none_or(|(a, b)| digits(a) == digits(b))
        }
    }
}

fn holds(iban: &str, bank: Option<&str>, number: &str) -> bool {
    let number = digits(number);
    let own = iban.get(4..).unwrap_or_default();
    let bank = bank.map(digits).filter(|b| b.len() >= 4);
    let number = number.trim_start_matches('0');
    number.len() >= NUMBER_DIGITS
        && own.ends_with(number)
        && bank.is_none_or(|bank| own.contains(&bank))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase()
}

/// The currency of the country where they live.
fn currency_of(household: &Household) -> Option<Currency> {
    let code = match household.country.as_deref()? {
        "GB" => "GBP",
        "US" => "USD",
        "CH" | "LI" => "CHF",
        "SE" => "SEK",
        "NO" => "NOK",
        "DK" => "DKK",
        "PL" => "PLN",
        "CZ" => "CZK",
        "HU" => "HUF",
        "CA" => "CAD",
        "AU" => "AUD",
        "NZ" => "NZD",
        "DE" | "AT" | "FR" | "ES" | "IT" | "NL" | "BE" | "IE" | "PT" | "FI" | "GR" | "LU"
        | "SK" | "SI" | "EE" | "LV" | "LT" | "MT" | "CY" | "HR" => "EUR",
        _ => return None,
    };
    code.parse().ok()
}
