//! Which matter a message is part of.

use super::{Concern, InMatter, Matter, Matters};
use crate::fold::index;
use crate::suppliers::folded;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{Fact, Kind, Reading, ReferenceRole};

/// What comes so many days after the last of a matter is of another one, unless a number or the thread
/// of mail says otherwise.
const WINDOW_DAYS: i32 = 180;

/// A thing or a move that several suppliers are concerned with: so many days.
const ACROSS_DAYS: i32 = 90;

/// A number names its matter for so many days after its last message.
const NUMBER_DAYS: i32 = 800;

/// Matters that are looked at for one agreement, supplier or thing.
const NEWEST_MAX: usize = 8;

/// A number of a case shorter than this names it with one supplier only.
const LONG_NUMBER: usize = 6;

/// Digits of a number that several suppliers can know a case by.
const LONG_DIGITS: usize = 4;

/// A short number with letters under which a claim is filed: digits, and signs in all.
const FILED_DIGITS: usize = 2;
const FILED_LENGTH: usize = 4;

/// Message-IDs of one message before it that are looked at, the newest first.
const THREAD_MAX: usize = 40;

/// Whom and what a message is about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct About {
    pub(super) supplier: Option<u32>,
    pub(super) agreement: Option<u32>,
    pub(super) thing: Option<u32>,
}

/// A message on its way into a matter.
#[derive(Debug)]
pub(super) struct Step<'a> {
    pub(super) message: InMatter,
    pub(super) reading: &'a Reading,
    pub(super) about: About,
    /// What it is; none for what the owner wrote.
    pub(super) kind: Option<Kind>,
    /// The concern that its words name.
    pub(super) named: Option<Concern>,
    /// The concern that it opens where there is none that it is part of.
    pub(super) opens: Option<Concern>,
    /// The owner said that it is another matter than it seems.
    pub(super) apart: bool,
}

impl Step<'_> {
    /// Numbers by which a case is known: of a case or claim, of what goes back.
    fn cases(&self) -> impl Iterator<Item = String> + '_ {
        let bound = [ReferenceRole::Policy, ReferenceRole::Contract, ReferenceRole::Customer];
        let bound: Vec<String> = self.numbers(&bound).collect();
        let cases = self.numbers(&[ReferenceRole::Case, ReferenceRole::Return]).collect::<Vec<_>>();
        // Under the number of a contract no case is known, whatever it is called.
        cases.into_iter().filter(move |number| !bound.contains(number))
    }

    /// Numbers of what was ordered.
    fn orders(&self) -> impl Iterator<Item = String> + '_ {
        self.numbers(&[ReferenceRole::Order, ReferenceRole::Tracking])
    }

    fn numbers<'a>(&'a self, roles: &'a [ReferenceRole]) -> impl Iterator<Item = String> + 'a {
        let facts = self.reading.facts.iter();
        let sure = facts.filter(|f| f.confidence.thousandths() >= crate::fold::SURE_FACT);
        let of = sure.filter_map(Fact::reference).filter(|(role, _)| roles.contains(role));
        of.map(|(_, value)| folded(value)).filter(|n| n.chars().any(|c| c.is_ascii_digit()))
    }
}

impl Matters {
    /// Puts a message into the matter that it is part of, or into one that it opens.
    pub(super) fn enter(&mut self, step: &Step<'_>) -> Option<u32> {
        let known = if step.apart { None } else { self.find(step) };
        let opens = step.opens.or_else(|| step.apart.then_some(Concern::Other));
        let number = match known {
            Some(number) => number,
            None => self.open(step, opens?),
        };
        self.join(number, step);
        Some(number)
    }

    /// Puts a message into a matter that is known.
    pub(super) fn enter_into(&mut self, number: u32, step: &Step<'_>) -> Option<u32> {
        self.get(number)?;
        self.join(number, step);
        Some(number)
    }

    /// The matter that a message is part of.
    fn find(&self, step: &Step<'_>) -> Option<u32> {
        self.by_thread(step)
            .or_else(|| self.by_case(step))
            .or_else(|| self.by_subject(step))
            .or_else(|| self.by_order(step))
            .or_else(|| self.by_concern(step))
            .or_else(|| self.across(step))
    }

    pub(super) fn by_thread(&self, step: &Step<'_>) -> Option<u32> {
        let before = step.reading.thread.iter().rev().take(THREAD_MAX);
        before.filter_map(|id| self.by_message.get(id)).next().copied()
    }

    /// By the number of the case. Another supplier may name it as well, if it is long enough to be
    /// nobody else's.
    fn by_case(&self, step: &Step<'_>) -> Option<u32> {
        step.cases().find_map(|number| {
            let at = *self.by_number.get(&number)?;
            let matter = self.get(at).filter(|m| m.is_within(step.message.on, NUMBER_DAYS))?;
            let own = matter.numbers.contains(&(step.about.supplier, number.clone()));
            let soon = matter.is_within(step.message.on, ACROSS_DAYS);
            let apart = || soon && (is_told_apart(&number) || matter.files(&number));
            (own || is_long(&number) || apart()).then_some(at)
        })
    }

    /// Whether another supplier files a case of the owner under a number, so that a firm that names it means that.
    pub(crate) fn is_case_of_another(&self, number: &str, supplier: u32, on: Date) -> bool {
        let matter = self.by_number.get(number).and_then(|at| self.get(*at));
        matter.is_some_and(|matter| {
            let given = |(of, known): &(Option<u32>, String)| {
                known == number && of.is_some_and(|of| of != supplier)
            };
            let meant = is_long(number) || is_told_apart(number) || matter.files(number);
            meant && matter.is_within(on, ACROSS_DAYS) && matter.numbers.iter().any(given)
        })
    }

    /// By the subject of what opened it, for an answer to that under the same subject.
    fn by_subject(&self, step: &Step<'_>) -> Option<u32> {
        let subject = &step.reading.subject;
        let bare = crate::fold::title(super::concern::bare_subject(subject));
        if !crate::stems::is_answer(subject) || bare.is_empty() {
            return None;
        }
        let of = self.by_supplier.get(&step.about.supplier?)?.iter().rev().copied();
        let mut of = of.filter(|at| {
            self.get(*at).is_some_and(|m| {
                let near = m.is_within(step.message.on, WINDOW_DAYS);
                m.title == bare && m.part_of.is_none() && near
            })
        });
        of.next()
    }

    /// By the number of an order, for what such a matter is about.
    fn by_order(&self, step: &Step<'_>) -> Option<u32> {
        let kind = step.kind?;
        step.orders().find_map(|number| {
            let at = *self.by_number.get(&number)?;
            let matter = self.get(at)?;
            let own = matter.numbers.contains(&(step.about.supplier, number.clone()));
            let meant = matter.concern.fits(kind) && matter.is_within(step.message.on, WINDOW_DAYS);
            (meant && (own || is_long(&number))).then_some(at)
        })
    }

    /// By agreement or supplier: the newest matter of the same concern.
    fn by_concern(&self, step: &Step<'_>) -> Option<u32> {
        let About { supplier, agreement, .. } = step.about;
        let of_agreement = agreement.and_then(|a| self.by_agreement.get(&a));
        let of = of_agreement.into_iter().flatten().rev().copied();
        if let Some(found) = of.into_iter().find(|at| self.is_of(*at, step)) {
            return Some(found);
        }
        // Where one of the two names no agreement, only one matter may be meant.
        let of = self.by_supplier.get(&supplier?)?.iter().copied();
        let mut meant = of.filter(|at| {
            let matter = self.get(*at);
            let loose = matter.is_some_and(|m| agreement.is_none() || m.agreement.is_none());
            let same_thing = matter.is_some_and(|m| {
                m.thing.is_none() || step.about.thing.is_none() || m.thing == step.about.thing
            });
            // What a carrier brings after what it was to bring is another parcel.
            let over = matter.is_some_and(|m| m.concern == Concern::Delivery && m.is_over_by(step));
            loose && same_thing && !over && self.is_of(*at, step)
        });
        let only = meant.next()?;
        meant.next().is_none().then_some(only)
    }

    /// Across suppliers: a move of the household, or the same thing and a concern that is named.
    fn across(&self, step: &Step<'_>) -> Option<u32> {
        let named = step.named?;
        let on = step.message.on;
        if named == Concern::Move && step.kind.is_none() {
            let at = *self.moves.last()?;
            return self.get(at).filter(|m| m.is_within(on, ACROSS_DAYS)).map(|_| at);
        }
        if !matches!(
            named,
            Concern::Claim | Concern::Repair | Concern::Recall | Concern::Sale | Concern::Death
        ) {
            return None;
        }
        let of = self.by_thing.get(&step.about.thing?)?.iter().rev().copied();
        let mut of = of.filter(|at| {
            self.get(*at).is_some_and(|m| {
                let other = step.about.supplier.is_none_or(|s| !m.suppliers.contains(&s));
                let meant = m.concern != Concern::Other && m.concern.is_kin(named);
                let running = m.settled.is_none() || m.concern.is_of_many();
                other && meant && running && m.is_within(on, ACROSS_DAYS)
            })
        });
        of.next()
    }

    /// The open recall or repair of a thing by who is written to, unless the letter names another case.
    pub(super) fn mended_by(&self, step: &Step<'_>) -> Option<u32> {
        let of = self.by_thing.get(&step.about.thing?)?.iter().rev().copied();
        let supplier = step.about.supplier?;
        let mut of = of.filter(|at| {
            self.get(*at).is_some_and(|m| {
                matches!(m.concern, Concern::Recall | Concern::Repair)
                    && m.settled.is_none()
                    && m.part_of.is_none()
                    && m.suppliers.contains(&supplier)
                    && m.is_within(step.message.on, WINDOW_DAYS)
                    && !self.is_another_case(m, step)
            })
        });
        of.next()
    }

    /// The newest open matter with a supplier in which the owner asked for something or something was
    /// contradicted.
    pub(super) fn open_with(&self, step: &Step<'_>) -> Option<u32> {
        let of = self.by_supplier.get(&step.about.supplier?)?.iter().rev().copied();
        let mut of = of.filter(|at| {
            self.get(*at).is_some_and(|m| {
                let waits = !m.requests.is_empty() || !m.contradictions.is_empty();
                let same = m.agreement.is_none()
                    || step.about.agreement.is_none()
                    || m.agreement == step.about.agreement;
                waits
                    && same
                    && m.settled.is_none()
                    && m.part_of.is_none()
                    && m.is_within(step.message.on, WINDOW_DAYS)
                    && !self.is_another_case(m, step)
            })
        });
        of.next()
    }

    /// The matter of the end that a letter is about: of the agreement that it speaks of, else the only one with
    /// who is written to that is contradicted.
    pub(super) fn ended_by(&self, step: &Step<'_>, is_open: &dyn Fn(u32) -> bool) -> Option<u32> {
        let contradicted =
            |at: u32| self.get(at).is_some_and(|m| m.contradictions.iter().any(|c| is_open(*c)));
        let near =
            |at: u32| self.get(at).is_some_and(|m| m.is_within(step.message.on, WINDOW_DAYS));
        let other = |at: u32| self.get(at).is_none_or(|m| self.is_another_case(m, step));
        if let Some(agreement) = step.about.agreement {
            let at = self.ending_of(agreement)?;
            return (!other(at) && (contradicted(at) || near(at))).then_some(at);
        }
        let of = self.by_supplier.get(&step.about.supplier?)?.iter().copied();
        let mut of = of.filter(|at| {
            let ends = self.get(*at).is_some_and(|m| m.concern == Concern::Ending);
            ends && contradicted(*at) && !other(*at)
        });
        let only = of.next()?;
        of.next().is_none().then_some(only)
    }

    /// Whether a message of the same agreement or supplier is about the same concern.
    fn is_of(&self, at: u32, step: &Step<'_>) -> bool {
        let Some(matter) = self.get(at) else { return false };
        let fits = match step.kind {
            Some(Kind::Bill) => matter.concern == Concern::Ending && matter.is_over_by(step),
            Some(kind) => matter.concern.fits(kind),
            None => step.named == Some(matter.concern),
        };
        let kin = step.named.is_none_or(|named| named.is_kin(matter.concern));
        let opens = step.opens.is_none_or(|opens| opens.is_kin(matter.concern));
        let open = matter.part_of.is_none() && matter.is_within(step.message.on, WINDOW_DAYS);
        open && fits && (kin || opens) && !self.is_another_case(matter, step)
    }

    /// Whether a message names a case of this supplier, and the matter another one.
    fn is_another_case(&self, matter: &Matter, step: &Step<'_>) -> bool {
        let mut named = step.cases().peekable();
        let own = |n: &&(Option<u32>, String)| n.0 == step.about.supplier;
        let known: Vec<&str> =
            matter.numbers.iter().filter(own).map(|(_, number)| number.as_str()).collect();
        let orders: Vec<String> = step.orders().collect();
        let cases: Vec<&str> =
            known.into_iter().filter(|n| !orders.iter().any(|order| order == n)).collect();
        named.peek().is_some()
            && !cases.is_empty()
            && !named.any(|number| cases.contains(&number.as_str()))
    }

    pub(super) fn get(&self, at: u32) -> Option<&Matter> {
        self.all.get(index(at))
    }

    fn open(&mut self, step: &Step<'_>, concern: Concern) -> u32 {
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let subject = super::concern::bare_subject(&step.reading.subject);
        self.all.push(Matter::new(concern, subject, step.message));
        if concern == Concern::Move {
            keep_newest(&mut self.moves, number);
        }
        number
    }

    /// A message is part of a matter: what it names leads there from now on.
    fn join(&mut self, number: u32, step: &Step<'_>) {
        let Some(matter) = self.all.get_mut(index(number)) else { return };
        let About { supplier, agreement, thing } = step.about;
        matter.add(step.message);
        matter.with_supplier(supplier);
        matter.agreement = matter.agreement.or(agreement);
        matter.thing = matter.thing.or(thing);
        let goods = matches!(
            matter.concern,
            Concern::Delivery
                | Concern::Refund
                | Concern::Repair
                | Concern::Recall
                | Concern::Claim
        );
        let orders = step.orders().filter(|_| goods);
        let numbers: Vec<String> = step.cases().chain(orders).collect();
        for value in numbers {
            matter.with_number((supplier, value.clone()));
            // What was split off takes nothing along but its thread.
            if !step.apart || !self.by_number.contains_key(&value) {
                self.by_number.insert(value, number);
            }
        }
        if let Some(id) = &step.reading.message_id {
            self.by_message.insert(id.clone(), number);
        }
        if step.apart {
            return;
        }
        if let Some(agreement) = agreement {
            keep_newest(self.by_agreement.entry(agreement).or_default(), number);
        }
        if let Some(supplier) = supplier {
            keep_newest(self.by_supplier.entry(supplier).or_default(), number);
        }
        if let Some(thing) = thing {
            keep_newest(self.by_thing.entry(thing).or_default(), number);
        }
    }
}

impl Matter {
    /// Whether it is a claim, and a number has letters and digits as those have under which claims are filed.
    fn files(&self, number: &str) -> bool {
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let letters = number.chars().filter(|c| c.is_alphabetic()).count();
        let claim = matches!(self.concern, Concern::Claim | Concern::Other | Concern::Repair);
        claim && letters >= 1 && digits >= FILED_DIGITS && number.len() >= FILED_LENGTH
    }

    fn is_within(&self, on: Date, days: i32) -> bool {
        self.last_on.checked_add(days.days()).is_ok_and(|last| on <= last)
    }

    /// Whether it was settled before this message.
    fn is_over_by(&self, step: &Step<'_>) -> bool {
        self.settled.is_some_and(|settled| settled.on <= step.message.on)
    }
}

/// Whether a number is long enough to be known to several suppliers.
fn is_long(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    number.len() >= LONG_NUMBER && digits >= LONG_DIGITS
}

/// Whether a number has digits enough to be nobody else's for as long as a matter goes on.
fn is_told_apart(number: &str) -> bool {
    number.chars().filter(char::is_ascii_digit).count() > LONG_DIGITS
}

/// Puts a number at the end of a short list of the newest.
fn keep_newest(list: &mut Vec<u32>, number: u32) {
    list.retain(|known| *known != number);
    list.push(number);
    if list.len() > NEWEST_MAX {
        list.remove(0);
    }
}
