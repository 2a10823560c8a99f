//! Payments that come again and again: the agreement that they show, although no mail told of it.

use super::payee::{Bare, for_people, words};
use super::series::{Bond, Paid, Series, find, within};
use super::settle::Desk;
use super::{KeptBooking, Recurring};
use crate::agreements::is_single;
use crate::costs::{self, of_a_year};
use crate::fold::index;
use crate::leaving::Leaving;
use crate::packed::Packed;
use crate::prices::is_usage;
use crate::state::{Agreement, Evidences, Ledger, Price, Stated};
use crate::turns::{Turn, TurnedBy};
use crate::word::Words;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, AgreementState, Kind, Money, short_id};
use std::collections::BTreeMap;

/// Two costs of a year are the same if they differ by no more than so many hundredths.
const SAME_YEAR_PERCENT: i64 = 15;

/// Names remembered of somebody whom only the bank knows.
const NAMES_MAX: usize = 6;

/// Who is paid, in which currency, by which mandate.
pub(super) type Payee = (Bare, String, Option<String>);

impl Desk<'_> {
    /// Finds what is paid at regular distances.
    pub(super) fn recur(&mut self, ledger: &mut Ledger, words: &Words) -> Vec<Recurring> {
        let mut payees: BTreeMap<Payee, Vec<Paid>> = BTreeMap::new();
        for (number, booking) in self.outgoing() {
            let Some(said) = self.said.get(index(number)) else { continue };
            if said.payee.words.is_empty() {
                continue;
            }
            let currency = booking.line.money.currency.as_str().to_owned();
            let paid = Paid {
                booking: number,
                on: booking.line.booked_on,
                sum: booking.line.money.value.abs(),
            };
            let payee = (said.payee.clone(), currency, booking.line.mandate.clone());
            payees.entry(payee).or_default().push(paid);
        }
        for (payee, paid) in payees {
            let bond = if payee.2.is_some() { Bond::Mandate } else { Bond::Payee };
            for (turn, series) in find(&paid, bond).into_iter().enumerate() {
                self.agree(ledger, words, (&payee, turn), &series);
            }
        }
        self.paid_regularly(ledger)
    }

    /// Puts a series under its agreement.
    fn agree(
        &mut self,
        ledger: &mut Ledger,
        words: &Words,
        (payee, turn): (&Payee, usize),
        series: &Series,
    ) {
        let Some(first) = series.paid.first() else { return };
        let Some(booking) = self.booking(first.booking) else { return };
        let known = self.supplier_known(first.booking);
        let money = Money { value: first.sum, ..booking.line.money };
        let fitting = match known {
            Some(supplier) => fitting(ledger, supplier, series, money),
            None => self.priced_alike(ledger, payee, series, money),
        };
        let proposed = fitting.is_none();
        let agreement = match fitting {
            Some(agreement) => agreement,
            None => {
                let Some(supplier) = known.or_else(|| self.new_payee(ledger, words, payee, series))
                else {
                    return;
                };
                self.propose(ledger, (supplier, payee, turn), series)
            }
        };
        if !proposed {
            instead_of_bills(ledger, agreement, series);
        }
        for paid in &series.paid {
            self.give(ledger, paid.booking, Some(agreement));
        }
        if proposed {
            self.price(ledger, agreement, series);
        }
    }

    /// A supplier that only the bank knows.
    fn new_payee(
        &mut self,
        ledger: &mut Ledger,
        words: &Words,
        (payee, _, _): &Payee,
        series: &Series,
    ) -> Option<u32> {
        let number = ledger.supplier(None, &payee.words.join(" "), words)?;
        let bookings: Vec<&KeptBooking> =
            series.paid.iter().filter_map(|p| self.booking(p.booking)).collect();
        let supplier = ledger.suppliers.get_mut(index(number))?;
        for booking in bookings {
            let written = booking.line.counterparty.as_deref();
            let name = written
                .map_or_else(|| for_people(&payee.words.join(" ").to_uppercase()), for_people);
            match supplier.names.iter_mut().find(|(known, _)| *known == name) {
                Some((_, times)) => *times += 1,
                None => supplier.names.push((name, 1)),
            }
            supplier.names.truncate(NAMES_MAX);
            supplier.first_at = supplier.first_at.or(booking.known_from);
            supplier.last_at = supplier.last_at.max(booking.known_from);
            if !supplier.evidence.0.contains(&booking.evidence) {
                supplier.evidence.add(booking.evidence);
            }
        }
        self.resolve(payee, Some(number));
        Some(number)
    }

    /// A new agreement that the payments show.
    fn propose(
        &mut self,
        ledger: &mut Ledger,
        (supplier, payee, turn): (u32, &Payee, usize),
        series: &Series,
    ) -> u32 {
        let id = ledger.suppliers.get(index(supplier)).map_or("", |s| s.id.as_str());
        let mandate = payee.2.as_deref().unwrap_or_default();
        let id = short_id('a', &[id, "bank", payee.0.key(), &payee.1, mandate, &turn.to_string()]);
        let first = series.paid.first().and_then(|p| self.booking(p.booking));
        let account = first.and_then(|b| self.bookings.accounts.get(index(b.account)));
        let before = account.and_then(|a| a.from).zip(first).is_some_and(|(from, first)| {
            costs::turn(from, series.per, 1).is_some_and(|on| on < first.line.booked_on)
        });
        let stopped = series.has_stopped(account.and_then(|a| a.to));
        let ends = series.next_on().filter(|_| stopped);
        let turn = self.turn_of(series, ends);
        let state = turn.map_or(AgreementState::Active, |turn| turn.to);
        ledger.add_agreement(Agreement {
            id,
            supplier,
            kind: kind_of(first, payee),
            topics: Vec::new(),
            for_vehicle: false,
            references: Vec::new(),
            models: Vec::new(),
            branches: Vec::new(),
            lines: Vec::new(),
            thing: None,
            state,
            started_on: first.map(|b| b.line.booked_on).filter(|_| before),
            term_ends_on: None,
            renews_on: None,
            auto_renews: None,
            cancel_by: None,
            leaving: Leaving::default(),
            ended_on: ends,
            ending: None,
            turns: turn.into_iter().collect(),
            successor_of: None,
            prices: Vec::new(),
            charges: Packed::default(),
            beyond: Vec::new(),
            people: Vec::new(),
            last_kind: Kind::PaymentDone,
            first_at: first.and_then(|b| b.known_from),
            last_at: None,
            evidence: Evidences::default(),
        })
    }

    /// What shows that payments run, or where they have stopped.
    fn turn_of(&self, series: &Series, ends: Option<Date>) -> Option<Turn> {
        let (to, by, shown) = match ends {
            Some(_) => (AgreementState::Ending, TurnedBy::PaymentsStopped, series.paid.last()),
            None => (AgreementState::Active, TurnedBy::Booking, series.paid.first()),
        };
        let booking = self.booking(shown?.booking)?;
        let (evidence, on) = (booking.evidence, Some(booking.line.booked_on));
        Some(Turn { to, ends, by, evidence, on })
    }

    /// Each sum that was paid, from the day on which it was paid first.
    fn price(&self, ledger: &mut Ledger, agreement: u32, series: &Series) {
        let Some(known) = ledger.agreements.get_mut(index(agreement)) else { return };
        for paid in &series.paid {
            let Some(booking) = self.booking(paid.booking) else { continue };
            let money = Money { value: paid.sum, ..booking.line.money };
            let price = Price { money, per: series.per };
            if known.prices.last().is_none_or(|last| last.price != price) {
                let (from, evidence) = (booking.line.booked_on, booking.evidence);
                known.prices.push(Stated { price, from, period_said: true, evidence });
            }
        }
    }

    /// Every agreement that the bank shows to be paid at regular distances.
    fn paid_regularly(&self, ledger: &Ledger) -> Vec<Recurring> {
        let mut of: BTreeMap<u32, Vec<Paid>> = BTreeMap::new();
        for number in &self.flows {
            let agreement = self.given.get(number).copied().flatten();
            let booking = self.booking(*number).filter(|b| b.line.money.value.is_sign_negative());
            if let (Some(agreement), Some(b)) = (agreement, booking) {
                let paid =
                    Paid { booking: *number, on: b.line.booked_on, sum: b.line.money.value.abs() };
                of.entry(agreement).or_default().push(paid);
            }
        }
        let one = |(agreement, paid): (u32, Vec<Paid>)| {
            let known = ledger.agreements.get(index(agreement)).filter(|a| !is_single(a.kind))?;
            let days: Vec<Date> = paid.iter().map(|p| p.on).collect();
            let per = super::series::period(&days)?;
            let account = paid.last().and_then(|p| self.booking(p.booking)).map(|b| b.account);
            let known_to = account.and_then(|a| self.bookings.accounts.get(index(a))?.to);
            let payments = u32::try_from(paid.len()).unwrap_or(u32::MAX);
            let series = Series { paid, per };
            let next_on = series.next_on().filter(|next| {
                !series.has_stopped(known_to) && known.ended_on.is_none_or(|end| *next <= end)
            });
            // What mail told of has charges that were read elsewhere than in a statement.
            let proposed = known.charges.iter().all(|c| c.paid_by == Some(c.evidence))
                && known.references.is_empty()
                && known.last_kind == Kind::PaymentDone
                && known.topics.is_empty();
            Some(Recurring { agreement, per, next_on, payments, proposed })
        };
        of.into_iter().filter_map(one).collect()
    }
}

/// The agreement of a known supplier that a series pays: the only one whose price is not known, or
/// that costs as much in a year, or that is paid by instalments.
fn fitting(ledger: &Ledger, supplier: u32, series: &Series, money: Money) -> Option<u32> {
    let last = series.paid.last()?;
    let year = of_a_year(Price { money: Money { value: last.sum, ..money }, per: series.per })?;
    let fits = |a: &Agreement| {
        let unpriced = a.prices.is_empty() && a.charges.is_empty();
        let cost = costs::yearly(a, last.on).map(|y| y.money);
        let same = cost.is_some_and(|cost| {
            cost.currency == year.currency && within(cost.value, year.value, SAME_YEAR_PERCENT)
        });
        unpriced || same || is_usage(a.kind)
    };
    let mut found = ledger.agreements_of(supplier).filter(|(_, a)| runs(a, series) && fits(a));
    let (first, _) = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether a series began while an agreement ran.
pub(super) fn runs(agreement: &Agreement, series: &Series) -> bool {
    let first = series.paid.first().map(|p| p.on);
    let ran = |end: Date| first.is_some_and(|first| first <= end);
    !is_single(agreement.kind) && agreement.ended_on.is_none_or(ran)
}

/// Who pays what is used by instalments is told of the whole by bills: the money is the same, so
/// bills that no booking paid do not count while instalments come.
fn instead_of_bills(ledger: &mut Ledger, agreement: u32, series: &Series) {
    let Some(known) = ledger.agreements.get_mut(index(agreement)) else { return };
    let from = series.paid.first().map(|p| p.on);
    if is_usage(known.kind) {
        known.charges.retain(|c| c.paid_by.is_some() || from.is_some_and(|from| c.on < from));
    }
}

/// What sort of agreement payments to somebody show.
fn kind_of(booking: Option<&KeptBooking>, payee: &Payee) -> AgreementKind {
    let Some(booking) = booking else { return AgreementKind::Other };
    let mut said = words(booking.line.counterparty.as_deref().unwrap_or_default());
    said.extend(payee.0.words.iter().cloned());
    let purpose = words(&booking.line.purpose);
    for text in [&said, &purpose] {
        let found =
            WORDS.iter().find(|(_, stems)| text.iter().any(|w| stems.iter().any(|s| holds(w, s))));
        if let Some((kind, _)) = found {
            return *kind;
        }
    }
    let taken = booking.line.mandate.is_some() || booking.line.creditor_id.is_some();
    if taken { AgreementKind::Subscription } else { AgreementKind::Other }
}

/// Whether a word is or begins with a stem; long stems also end a word, as in German.
fn holds(word: &str, stem: &str) -> bool {
    let long = stem.chars().count() > 4;
    word == stem || (long && (word.starts_with(stem) || word.ends_with(stem)))
}

/// Words by which people who take money are known, in the letters that every bank can write.
const WORDS: &[(AgreementKind, &[&str])] = &[
    (
        AgreementKind::Insurance,
        &[
            "insuranc",
            "insurance",
            "versicherung",
            "krankenkasse",
            "assuranc",
            "assurances",
            "mutuelle",
            "seguro",
            "seguros",
            "assicurazion",
            "assicurazioni",
            "verzekering",
            "verzekeringen",
            "prudential",
        ],
    ),
    (
        AgreementKind::Energy,
        &[
            "energy",
            "energie",
            "electric",
            "electricity",
            "strom",
            "stadtwerke",
            "gaswerk",
            "erdgas",
            "electricite",
            "electricidad",
            "energia",
            "enercoop",
            "fernwarme",
        ],
    ),
    (AgreementKind::Water, &["water", "wasser", "wasserwerk", "abwasser", "acqua", "agua"]),
    (
        AgreementKind::Telecom,
        &[
            "telecom",
            "telekom",
            "telefon",
            "telefonica",
            "mobile",
            "mobilfunk",
            "broadband",
            "internet",
            "kabel",
            "fibre",
            "glasfaser",
            "telefonia",
            "telephone",
        ],
    ),
    (
        AgreementKind::Loan,
        &[
            "loan",
            "mortgage",
            "kredit",
            "darlehen",
            "finance",
            "leasing",
            "hypothek",
            "bausparkasse",
            "hypotheek",
            "mutuo",
            "hipoteca",
            "financement",
        ],
    ),
    (
        AgreementKind::Rental,
        &[
            "rent",
            "miete",
            "mietzins",
            "loyer",
            "alquiler",
            "affitto",
            "huur",
            "lettings",
            "vermietung",
            "hausverwaltung",
            "immobilien",
            "wohnungsbau",
            "wohnbau",
        ],
    ),
    (
        AgreementKind::Membership,
        &[
            "gym",
            "fitness",
            "verein",
            "sportverein",
            "club",
            "association",
            "membership",
            "mitgliedschaft",
            "mitgliedsbeitrag",
            "beitrag",
            "adhesion",
            "cotisation",
            "cuota",
            "lidmaatschap",
            "contributie",
            "palestra",
        ],
    ),
    (
        AgreementKind::Service,
        &[
            "school",
            "schule",
            "musikschule",
            "kita",
            "kindergarten",
            "nursery",
            "creche",
            "cleaning",
            "reinigung",
            "council",
            "steuer",
            "rundfunk",
            "rundfunkbeitrag",
            "school",
            "ecole",
            "scuola",
        ],
    ),
    (AgreementKind::Banking, &["kontofuhrung", "bankentgelt", "kartenpreis", "bankgebuhr"]),
];
