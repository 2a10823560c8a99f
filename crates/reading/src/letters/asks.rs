//! What a letter asks for, by the grammar of requests, and that it tells a new account or card.
//!
//! A sentence asks where it opens as requests do: an order that is softened (`please`, `veuillez`), a
//! question whether somebody could, a wish. What it asks for need not be known: only money back, a
//! repair and an exchange are told apart, as a claim. Phrases of courtesy open like a request and ask
//! nothing; a wish that only tells (`I would like to thank you`) is none.

mod orders;
#[cfg(test)]
mod tests;

use super::{Letter, SURE, Sentence, act_of};
use crate::lists;
use crate::values::Found;
use crate::words::{Hit, Phrases, Words, as_index};
use oxherd_model::{Claim, Confidence, IdentifierRole, LetterAct};

/// One file for each language; where its verbs stand.
const FILES: [(&str, Order); 6] = [
    (include_str!("../../data/asks/en.txt"), Order::Inverts),
    (include_str!("../../data/asks/de.txt"), Order::VerbLast),
    (include_str!("../../data/asks/fr.txt"), Order::Inverts),
    (include_str!("../../data/asks/es.txt"), Order::Marks),
    (include_str!("../../data/asks/it.txt"), Order::Marks),
    (include_str!("../../data/asks/nl.txt"), Order::VerbLast),
];

/// How a language orders its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// A question begins with its verb.
    Inverts,
    /// So it does, and verbs may stand far behind what opens them.
    VerbLast,
    /// Only the mark of a question tells it.
    Marks,
}

/// Openings and accounts of one text that are looked at.
const LEADS_MAX: usize = 60;

/// How sure it is that something is asked for, in thousandths.
const ASKED: u16 = 760;

/// Words behind an opening in which a phrase of courtesy voids it.
const COURTESY_WITHIN: usize = 6;

/// Words between a possessive and what is possessed, and between an adjective and its noun.
const POSSESSED_WITHIN: usize = 4;
const ADJECTIVE_WITHIN: usize = 3;

/// Before the subject of an answer.
const ANSWERS: &[&str] = &["re", "aw", "sv", "antw", "rif", "tr", "wg", "fw", "fwd"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Order,
    /// An order put as a question.
    Can,
    Wish,
    /// Opens like a request and asks nothing.
    Courtesy,
    /// What one wishes to tell.
    Tell,
    Not,
    Cond,
    /// Begins what follows from what was said, and hangs on no condition.
    So,
    Fine,
    /// Money back, a repair, an exchange.
    Back,
    /// Gives back, where it is money.
    Give,
    Money,
    New,
    Changed,
    Mine,
    Yours,
    /// The writer as who does or has it.
    Own,
    Bank,
    /// A bank's account or card, where it is spoken of payments.
    Account,
    Pay,
    /// The writer.
    Person,
    /// What was promised to the writer, or is owed by a rule.
    Promised,
}

fn class_of(section: &str) -> Option<Class> {
    Some(match section {
        "order" => Class::Order,
        "can" => Class::Can,
        "wish" => Class::Wish,
        "courtesy" => Class::Courtesy,
        "tell" => Class::Tell,
        "not" => Class::Not,
        "cond" => Class::Cond,
        "so" => Class::So,
        "fine" => Class::Fine,
        "back" => Class::Back,
        "give" => Class::Give,
        "money" => Class::Money,
        "new" => Class::New,
        "changed" => Class::Changed,
        "mine" => Class::Mine,
        "yours" => Class::Yours,
        "self" => Class::Own,
        "bank" => Class::Bank,
        "account" => Class::Account,
        "pay" => Class::Pay,
        "person" => Class::Person,
        "promised" => Class::Promised,
        _ => return None,
    })
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    class: Class,
    language: usize,
    first: usize,
    last: usize,
}

/// Reads what letters ask for; made once, shared by threads.
#[derive(Debug)]
pub(super) struct AskReader {
    /// Openings and accounts, with the numbers of their entries.
    leads: Phrases,
    /// What stands around them.
    around: Phrases,
    entries: Vec<(Class, usize)>,
}

impl Default for AskReader {
    fn default() -> Self {
        let (leads, around) = (Phrases::new(), Phrases::new());
        let mut reader = Self { leads, around, entries: Vec::new() };
        for (language, (list, _)) in FILES.iter().enumerate() {
            for entry in lists::entries(list) {
                let Some(class) = class_of(entry.section) else { continue };
                let number = u32::try_from(reader.entries.len()).unwrap_or(u32::MAX);
                reader.entries.push((class, language));
                let leads = matches!(
                    class,
                    Class::Order | Class::Can | Class::Wish | Class::Bank | Class::Account
                );
                let phrases = if leads { &mut reader.leads } else { &mut reader.around };
                phrases.add(entry.phrase, number);
            }
        }
        reader
    }
}

/// A sentence with what is known of it.
struct Told<'a> {
    letter: &'a Letter<'a>,
    sentence: Sentence<'a>,
    marks: Vec<Mark>,
    order: Order,
}

impl AskReader {
    /// What a letter asks for beside what it does; the writer of a letter that was received says `I`.
    pub(super) fn read(&self, letter: &Letter<'_>, done: &[Found]) -> Vec<Found> {
        let does = |acts: &[LetterAct]| {
            done.iter().filter_map(|f| act_of(&f.claim)).any(|act| acts.contains(&act))
        };
        if !self.is_of_person(letter) {
            return Vec::new();
        }
        let answer = letter.words.all().first().and_then(|word| {
            letter.text.get(as_index(word.start)..as_index(word.end)).map(str::to_lowercase)
        });
        let is_answer = answer.is_some_and(|word| {
            ANSWERS.contains(&word.as_str()) && letter.text.lines().nth(1).is_none()
        });
        if is_answer {
            return Vec::new();
        }
        let leads = self.leads(letter);
        let money = does(&[
            LetterAct::Claim,
            LetterAct::Return,
            LetterAct::Withdraw,
            LetterAct::Sell,
            LetterAct::Sold,
        ]);
        let account = || leads.iter().find_map(|lead| self.new_account(letter, *lead));
        if let Some(found) = Some(()).filter(|()| !money).and_then(|()| account()) {
            return vec![found];
        }
        let quiet = done.iter().filter_map(|f| act_of(&f.claim));
        if quiet
            .clone()
            .any(|act| !matches!(act, LetterAct::Ask | LetterAct::Accept) && !act.is_reply())
        {
            return Vec::new();
        }
        // Who takes an offer wants what it offers, and waits for no answer.
        if does(&[LetterAct::Accept]) {
            return Vec::new();
        }
        let orders = orders::of(letter);
        let mut asked = leads.iter().chain(&orders).filter_map(|lead| self.asked(letter, *lead));
        let Some(first) = asked.next() else { return Vec::new() };
        let is_claim = |found: &Found| act_of(&found.claim) == Some(LetterAct::Claim);
        let claim = if is_claim(&first) { None } else { asked.find(is_claim) };
        vec![claim.unwrap_or(first)]
    }

    /// Whether a letter is one of a person: it was sent and not received, or its writer says `I`.
    fn is_of_person(&self, letter: &Letter<'_>) -> bool {
        if letter.was_sent {
            return true;
        }
        let mut says = false;
        self.around.find(letter.words, |hit| {
            says |= hit.first < super::WORDS_MAX && self.class(hit.phrase) == Some(Class::Person);
        });
        says
    }

    fn class(&self, phrase: u32) -> Option<Class> {
        self.entries.get(as_index(phrase)).map(|(class, _)| *class)
    }

    fn leads(&self, letter: &Letter<'_>) -> Vec<Mark> {
        let mut leads: Vec<Mark> = Vec::new();
        self.leads.find(letter.words, |Hit { phrase, first, last }| {
            if leads.len() < LEADS_MAX
                && first < super::WORDS_MAX
                && let Some((class, language)) = self.entries.get(as_index(phrase))
            {
                leads.push(Mark { class: *class, language: *language, first, last });
            }
        });
        leads
    }

    /// The sentence of a lead with the phrases of its language.
    fn told<'a>(&self, letter: &'a Letter<'a>, lead: Mark) -> Told<'a> {
        let sentence = Sentence::around(letter.text, letter.words, lead.first);
        let words: Words = sentence.words();
        let mut marks = Vec::new();
        for phrases in [&self.around, &self.leads] {
            phrases.find(&words, |hit| {
                let entry = self.entries.get(as_index(hit.phrase));
                if let Some((class, language)) = entry.filter(|(_, of)| *of == lead.language) {
                    let (first, last) = (sentence.first + hit.first, sentence.first + hit.last);
                    marks.push(Mark { class: *class, language: *language, first, last });
                }
            });
        }
        let order = FILES.get(lead.language).map_or(Order::Marks, |(_, order)| *order);
        Told { letter, sentence, marks, order }
    }

    /// What an opening asks for, if it does.
    fn asked(&self, letter: &Letter<'_>, lead: Mark) -> Option<Found> {
        if !matches!(lead.class, Class::Order | Class::Can | Class::Wish) {
            return None;
        }
        let told = self.told(letter, lead);
        let (start, end) = told.clause(lead);
        let alone = lead.first == told.sentence.first && lead.last == told.sentence.last;
        let far = told.order == Order::VerbLast;
        let polite = told.has(Class::Courtesy, (lead.first, lead.last + COURTESY_WITHIN))
            || far && told.has(Class::Courtesy, (lead.first, end));
        let behind = if far { end } else { lead.last + COURTESY_WITHIN };
        let asks = if lead.class == Class::Wish {
            !told.sentence.is_question
                && !told.has(Class::Tell, (lead.first, behind))
                && !told.has(Class::Not, (start, end))
        } else if lead.class == Class::Can {
            let begins = told.order != Order::Marks && lead.first == told.sentence.first;
            told.sentence.is_question || begins
        } else {
            true
        };
        if alone || polite || !asks || told.is_open(lead) || told.is_not_said(lead) {
            return None;
        }
        let (from, to) = (told.sentence.first, told.sentence.last);
        let sum = told.letter.found.iter().any(|f| {
            let (start, end) = told.sentence.span;
            f.claim.amount().is_some() && start <= f.start && f.start < end
        });
        let money = || sum || told.has(Class::Money, (from, to));
        let back = told.has(Class::Back, (from, to))
            || told.has(Class::Give, (from, to)) && money()
            || told.asks_a_due_sum(lead);
        let denied = told.has(Class::Not, (start, end));
        let act = if back && !denied { LetterAct::Claim } else { LetterAct::Request };
        told.found(act, lead, ASKED)
    }

    /// The new account or card that a noun of banks tells, if it does.
    fn new_account(&self, letter: &Letter<'_>, lead: Mark) -> Option<Found> {
        if !matches!(lead.class, Class::Bank | Class::Account) {
            return None;
        }
        let told = self.told(letter, lead);
        let span = (told.sentence.first, told.sentence.last);
        let paid = || {
            let iban = letter.found.iter().any(|f| is_iban(&f.claim));
            iban || told.has(Class::Pay, span) || told.has(Class::Bank, span)
        };
        let (start, end) = told.clause(lead);
        // An order may be put as a question.
        let orders = told.has(Class::Can, span) || told.has(Class::Order, span);
        let open = told.sentence.is_question && !orders
            || told.is_open(lead)
            || told.is_not_said(lead)
            || told.has(Class::Not, (start, end));
        if open || lead.class == Class::Account && !paid() {
            return None;
        }
        (told.is_new(lead) || told.is_changed(lead))
            .then(|| told.found(LetterAct::Bank, lead, SURE))
            .flatten()
    }
}

/// Bytes between what asks and the sum that it asks for.
const SUM_BYTES: usize = 16;

impl Told<'_> {
    /// `I ask for the £30 that your charter promises`: a sum right behind what asks, which the supplier set itself.
    fn asks_a_due_sum(&self, lead: Mark) -> bool {
        let Some(word) = self.letter.words.all().get(lead.last) else { return false };
        let from = as_index(word.end);
        let near =
            self.letter.found.iter().any(|f| {
                f.claim.amount().is_some() && f.start >= from && f.start - from <= SUM_BYTES
            });
        near && self.has(Class::Promised, (self.sentence.first, self.sentence.last))
    }

    fn has(&self, class: Class, (from, to): (usize, usize)) -> bool {
        self.marks.iter().any(|m| m.class == class && from <= m.first && m.last <= to)
    }

    /// The clause of a lead: from the comma before it to the one behind it.
    fn clause(&self, lead: Mark) -> (usize, usize) {
        self.clause_at(lead.first, lead.last)
    }

    fn clause_at(&self, from: usize, to: usize) -> (usize, usize) {
        let begins = |at: &usize| self.sentence.clause_begins(*at);
        let (first, last) = (self.sentence.first, self.sentence.last);
        let start = (first + 1..=from).rev().find(begins).unwrap_or(first);
        let end = (to + 1..=last).find(begins).map_or(last, |at| at - 1);
        (start, end)
    }

    /// Whether a condition stands before it.
    fn is_open(&self, lead: Mark) -> bool {
        self.marks.iter().any(|m| {
            let over = |f: &Mark| f.class == Class::Fine && f.first <= m.first && m.last <= f.last;
            let follows = || self.has(Class::So, (m.last + 1, lead.first));
            let before = m.class == Class::Cond && m.first < lead.first;
            before && !self.marks.iter().any(over) && !follows()
        })
    }

    /// Whether it is quoted, or of a form to be filled in.
    fn is_not_said(&self, lead: Mark) -> bool {
        self.sentence.is_form() || self.sentence.in_quotes(self.letter, lead.first)
    }

    /// Whether it is the writer's: `my` stands shortly before it, or they say that they have it.
    fn is_mine(&self, first: usize) -> bool {
        let near = |class: Class| {
            self.marks
                .iter()
                .any(|m| m.class == class && m.last < first && first <= m.last + POSSESSED_WITHIN)
        };
        let own = near(Class::Own) || near(Class::Person);
        // What is new on somebody's invoice is theirs.
        let (start, end) = self.clause_at(first, first);
        near(Class::Mine) || own && !self.has(Class::Yours, (start, end))
    }

    /// Whether a request opens shortly before it.
    fn is_wanted(&self, first: usize) -> bool {
        self.marks.iter().any(|m| {
            matches!(m.class, Class::Order | Class::Can | Class::Wish)
                && m.last < first
                && first <= m.last + POSSESSED_WITHIN
        })
    }

    /// `my new account`, `Neue Bankverbindung` at the head of a line.
    fn is_new(&self, lead: Mark) -> bool {
        let news = self.marks.iter().filter(|m| m.class == Class::New);
        news.into_iter().any(|m| {
            let before = m.last < lead.first && lead.first <= m.last + ADJECTIVE_WITHIN;
            let behind = lead.last < m.first && m.first < lead.last + ADJECTIVE_WITHIN;
            let first = m.first.min(lead.first);
            let heads = first == self.sentence.first;
            (before || behind) && (heads || self.is_mine(first) || self.is_given())
        })
    }

    /// `my bank details have changed`, `I have changed banks`, `Change of bank account` at the head.
    fn is_changed(&self, lead: Mark) -> bool {
        let mut changes = self.marks.iter().filter(|m| m.class == Class::Changed);
        changes.any(|m| {
            let near = m.last < lead.first && lead.first <= m.last + POSSESSED_WITHIN
                || lead.last < m.first;
            let yours = self.has(Class::Yours, (m.first.min(lead.first), lead.first));
            let heads = m.first == self.sentence.first && m.last < lead.first;
            let before = m.last < lead.first;
            let own = self.is_mine(lead.first)
                || before && (self.is_mine(m.first) || self.is_wanted(m.first));
            near && !yours && (heads || own)
        })
    }

    /// Whether the sentence itself gives the number of an account, and speaks of nobody else's.
    fn is_given(&self) -> bool {
        let (start, end) = self.sentence.span;
        // The number stands behind a colon or on the next line.
        let near = |f: &Found| start <= f.start && f.start <= end + 60 && is_iban(&f.claim);
        let all = (self.sentence.first, self.sentence.last);
        self.letter.found.iter().any(near) && !self.has(Class::Yours, all)
    }

    fn found(&self, act: LetterAct, lead: Mark, sure: u16) -> Option<Found> {
        let words = self.letter.words.all();
        let (first, last) = (words.get(lead.first)?, words.get(self.sentence.last)?);
        Some(Found {
            claim: Claim::Act { act, on: None },
            start: as_index(first.start),
            end: as_index(last.end),
            confidence: Confidence::from_thousandths(sure),
        })
    }
}

fn is_iban(claim: &Claim) -> bool {
    matches!(claim, Claim::Identifier { role: IdentifierRole::Iban, .. })
}
