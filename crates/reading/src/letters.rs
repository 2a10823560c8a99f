//! What the writer of a letter does by it: ends, withdraws, claims, tells a new address; what it asks for.
//!
//! A letter does something only where a sentence of it says so of itself. What is denied, asked,
//! threatened, put under a condition or put in quotation marks is not done. Verbs are looked for first
//! and everything else only around them, so that a text without one costs one pass over its words.

mod asks;
mod carried;
mod headed;
mod sentence;
#[cfg(test)]
mod tests;

use crate::document::Document;
use crate::lists;
use crate::sender::local_part;
use crate::values::{FROM, Found};
use crate::words::{Hit, Phrases, Words, as_index};
use asks::AskReader;
use jiff::civil::Date;
use oxherd_model::{Claim, Confidence, DateRole, LetterAct};
pub(crate) use sentence::Sentence;
use std::str::FromStr;

/// One file for each language; whether its verbs may stand far behind what opens them.
const FILES: [(&str, bool); 6] = [
    (include_str!("../data/letters/en.txt"), false),
    (include_str!("../data/letters/de.txt"), true),
    (include_str!("../data/letters/fr.txt"), false),
    (include_str!("../data/letters/es.txt"), false),
    (include_str!("../data/letters/it.txt"), false),
    (include_str!("../data/letters/nl.txt"), true),
];

/// Verbs of one text that are looked at.
const VERBS_MAX: usize = 60;

/// Acts of one text.
const ACTS_MAX: usize = 6;

/// Words of a letter that are looked at; what follows is an appendix.
const WORDS_MAX: usize = 1_500;

/// Bytes of HTML that a person's letter has at most.
const HTML_MAX: usize = 60_000;

/// How sure an act is, in thousandths: with what it is about, and without.
const SURE: u16 = 920;
const LESS_SURE: u16 = 780;

/// Bytes between `as of` and its day.
const SINCE_BYTES: usize = 8;

/// Words between what opens a verb and the verb, where the verb comes last.
const GAP_MAX: usize = 28;

/// Local parts of addresses behind which nobody writes letters.
const MACHINES: &[&str] =
    &["noreply", "no-reply", "donotreply", "do-not-reply", "no_reply", "mailer"];

/// What a phrase of the lists is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Does it by itself: `ich kündige`.
    Says(LetterAct),
    /// Does it where its sentence says from which day: `from 1 May I live at`.
    Dated(LetterAct),
    /// Does it where what a supplier demanded is named beside it: `was an error`.
    Void(LetterAct),
    /// Needs what opens it: `cancel`.
    Verb(Opening, LetterAct),
    /// Needs beside it what an agreement is called, and what opens it if it is no saying: `stop my plan`.
    Needs(Option<Opening>, LetterAct),
    /// Does it where its subject is the writer and stands before the `and`: `... und kündige`; whether it may
    /// as well be an infinitive.
    Carried(LetterAct, bool),
    /// The same, with what an agreement is called beside it, and perhaps an infinitive: `... and end the contract`.
    Joined(LetterAct),
    /// Opens a verb where its subject stands before the `and`: `... and want to`.
    Carry(Opening),
    /// The writer as a subject.
    Me,
    /// Tells that something could not be done: `I cannot`.
    Fails,
    /// What stands between the end that a letter declares and what ends: `of`, `zum`.
    Of,
    /// Opens a verb: `I want to`, and whether it is a polite order, which may be put as a question.
    Open(Opening, Manner),
    /// May stand between both: `now`, `therefore`.
    Filler,
    Not,
    If,
    /// A condition wherever it stands.
    Unless,
    /// Looks like a condition and is none: `if possible`.
    Fine,
    And,
    /// Begins another clause: a verb behind it is opened by nothing before it.
    Sub,
    /// What an agreement is called.
    Ours,
    /// What else one may cancel: an appointment, a debit.
    Other,
    /// What stands between a verb and the noun that it is about: `my`, `the`.
    The,
    /// What the end that a customer wishes is called.
    Ending,
    /// What a supplier takes back: a reminder, a notice.
    Demand,
    /// To whom something was done: the writer.
    ToMe,
    Now,
    /// Speaks of a day that the sentence names, be it over: `from that day`.
    ThatDay,
    MonthEnd,
    /// What follows is the day from which it is so: `as of`.
    Since,
}

/// Which verbs an opening goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    Want,
    Have,
    Send,
    Quit,
    /// `ik ga ... niet door`: what goes on no longer.
    Go,
    /// `verlängern Sie ... nicht`: what is not to go on.
    Renew,
    /// `wurde`: what was done is told in the passive.
    Was,
}

/// How a verb is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Order,
    /// An order put as a question: `could you`. It may also speak of what anybody can do.
    Can,
    Wish,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    class: Class,
    language: usize,
}

/// Reads letters; made once, shared by threads.
#[derive(Debug)]
pub struct LetterReader {
    /// The verbs and sayings, with the numbers of their entries.
    verbs: Phrases,
    /// What stands around them.
    around: Phrases,
    entries: Vec<Entry>,
    asks: AskReader,
}

impl Default for LetterReader {
    fn default() -> Self {
        let (verbs, around) = (Phrases::new(), Phrases::new());
        let mut reader = Self { verbs, around, entries: Vec::new(), asks: AskReader::default() };
        for (language, (list, _)) in FILES.iter().enumerate() {
            for entry in lists::entries(list) {
                let Some(class) = class_of(entry.section) else { continue };
                let number = u32::try_from(reader.entries.len()).unwrap_or(u32::MAX);
                reader.entries.push(Entry { class, language });
                let leads = matches!(
                    class,
                    Class::Says(_)
                        | Class::Dated(_)
                        | Class::Void(_)
                        | Class::Verb(..)
                        | Class::Needs(..)
                        | Class::Carried(..)
                        | Class::Joined(_)
                );
                let phrases = if leads { &mut reader.verbs } else { &mut reader.around };
                phrases.add(entry.phrase, number);
            }
        }
        reader
    }
}

fn class_of(section: &str) -> Option<Class> {
    let (head, rest) = section.split_once('.').unwrap_or((section, ""));
    Some(match head {
        "says" => Class::Says(LetterAct::from_str(rest).ok()?),
        "dated" => Class::Dated(LetterAct::from_str(rest).ok()?),
        "void" => Class::Void(LetterAct::from_str(rest).ok()?),
        "verb" => {
            let (opening, act) = rest.split_once('.')?;
            Class::Verb(opening_of(opening)?, LetterAct::from_str(act).ok()?)
        }
        "needs" => {
            let (opening, act) = rest.split_once('.').unwrap_or(("", rest));
            Class::Needs(opening_of(opening), LetterAct::from_str(act).ok()?)
        }
        "carried" => Class::Carried(LetterAct::from_str(rest).ok()?, false),
        "infinitive" => Class::Carried(LetterAct::from_str(rest).ok()?, true),
        "joined" => Class::Joined(LetterAct::from_str(rest).ok()?),
        "carry" => Class::Carry(opening_of(rest)?),
        "me" => Class::Me,
        "fails" => Class::Fails,
        "of" => Class::Of,
        "order" => Class::Open(Opening::Want, Manner::Order),
        "can" => Class::Open(Opening::Want, Manner::Can),
        "open" => Class::Open(opening_of(rest)?, Manner::Wish),
        "filler" => Class::Filler,
        "not" => Class::Not,
        "if" => Class::If,
        "unless" => Class::Unless,
        "fine" => Class::Fine,
        "and" => Class::And,
        "sub" => Class::Sub,
        "ours" => Class::Ours,
        "other" => Class::Other,
        "the" => Class::The,
        "ending" => Class::Ending,
        "demand" => Class::Demand,
        "to_me" => Class::ToMe,
        "now" => Class::Now,
        "that_day" => Class::ThatDay,
        "month_end" => Class::MonthEnd,
        "since" => Class::Since,
        _ => return None,
    })
}

fn opening_of(name: &str) -> Option<Opening> {
    Some(match name {
        "want" => Opening::Want,
        "have" => Opening::Have,
        "send" => Opening::Send,
        "quit" => Opening::Quit,
        "go" => Opening::Go,
        "was" => Opening::Was,
        "renew" => Opening::Renew,
        _ => return None,
    })
}

/// A text of a letter with what was read of it.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// What the message says itself.
    pub text: &'a str,
    /// Its words.
    pub words: &'a Words,
    /// The values in it.
    pub found: &'a [Found],
    /// The civil day of the message.
    pub sent_on: Option<Date>,
    /// Whether it was sent and never received.
    pub was_sent: bool,
}

/// A phrase around a verb.
#[derive(Debug, Clone, Copy)]
struct Mark {
    class: Class,
    first: usize,
    last: usize,
}

/// A verb with what opens it.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    act: LetterAct,
    first: usize,
    last: usize,
    manner: Option<Manner>,
    /// Whether it does nothing unless what an agreement is called stands beside it.
    needs: bool,
}

/// Whether a person may have written a message: it went to few, no machine sent it, and it is no page
/// that was laid out.
pub fn may_be_a_letter(document: &Document) -> bool {
    let header = &document.header;
    let many = header.list_unsubscribe.is_some()
        || header.list_id.is_some()
        || header.bulk
        || header.list_post
        || !header.precedence.is_empty()
        || header.auto_submitted.starts_with("auto");
    let address = header.from.as_ref().map_or("", |from| from.address.as_str());
    let machine = MACHINES.iter().any(|name| local_part(address).starts_with(name));
    !many && !machine && document.htmls.iter().all(|(_, html)| html.len() <= HTML_MAX)
}

impl LetterReader {
    /// What the writer does, one act of each sort, in the order of the text.
    pub fn read(&self, letter: &Letter<'_>) -> Vec<Found> {
        let mut verbs: Vec<Hit> = Vec::new();
        self.verbs.find(letter.words, |hit| {
            if verbs.len() < VERBS_MAX && hit.first < WORDS_MAX {
                verbs.push(hit);
            }
        });
        let mut acts: Vec<Found> = Vec::new();
        for hit in verbs.iter().filter(|hit| !self.is_kept(hit, &verbs)) {
            let Some(entry) = self.entries.get(as_index(hit.phrase)) else { continue };
            let sentence = Sentence::around(letter.text, letter.words, hit.first);
            let marks = self.marks(&sentence, entry.language);
            let Some(found) = acted(letter, &sentence, &marks, (hit, entry)) else { continue };
            if acts.len() >= ACTS_MAX {
                break;
            }
            let act = act_of(&found.claim);
            match acts.iter_mut().find(|known| act_of(&known.claim) == act) {
                // Who says it twice gives the day once.
                Some(known) if day_of(&known.claim).is_none() && day_of(&found.claim).is_some() => {
                    *known = found;
                }
                Some(_) => {}
                None => acts.push(found),
            }
        }
        days_of_their_own(letter, &mut acts);
        let asked = self.asks.read(letter, &acts);
        acts.extend(asked);
        acts
    }

    /// Whether a verb is part of what keeps an agreement: `Kündigung widerrufen`.
    fn is_kept(&self, hit: &Hit, verbs: &[Hit]) -> bool {
        let keeps = |other: &Hit| {
            let entry = self.entries.get(as_index(other.phrase));
            entry.is_some_and(|entry| entry.class == Class::Says(LetterAct::Keep))
        };
        verbs.iter().any(|other| {
            let longer = other.last - other.first > hit.last - hit.first;
            other.first <= hit.first && hit.last <= other.last && longer && keeps(other)
        })
    }

    /// The phrases of a sentence.
    fn marks(&self, sentence: &Sentence<'_>, language: usize) -> Vec<Mark> {
        let mut marks = Vec::new();
        self.around.find(&sentence.words(), |hit| {
            let entry = self.entries.get(as_index(hit.phrase));
            if let Some(entry) = entry.filter(|entry| entry.language == language) {
                let (first, last) = (sentence.first + hit.first, sentence.first + hit.last);
                marks.push(Mark { class: entry.class, first, last });
            }
        });
        // `30 days' notice`: a number stands between, however it is said.
        let numbers = sentence.numbers();
        marks.extend(numbers.map(|at| Mark { class: Class::Filler, first: at, last: at }));
        carried::open(sentence, &mut marks);
        marks
    }
}

/// Takes the day from an act that another act before that day says for itself: `ich ziehe um und kündige zum 31. Mai`.
fn days_of_their_own(letter: &Letter<'_>, acts: &mut [Found]) {
    let days: Vec<(usize, Date)> =
        letter.found.iter().filter_map(|f| f.claim.date().map(|(_, on)| (f.start, on))).collect();
    let told: Vec<(usize, Option<Date>)> =
        acts.iter().map(|act| (act.start, day_of(&act.claim))).collect();
    for act in acts {
        let Claim::Act { act: LetterAct::Move, on } = &mut act.claim else { continue };
        let Some(day) = *on else { continue };
        let (own, next) =
            (act.start, told.iter().filter(|(at, same)| *at > act.start && *same == *on));
        let Some(next) = next.map(|(at, _)| *at).min() else { continue };
        let named = days.iter().any(|(at, on)| *on == day && (*at < next || *at < own));
        if !named {
            *on = None;
        }
    }
}

fn act_of(claim: &Claim) -> Option<LetterAct> {
    if let Claim::Act { act, .. } = claim { Some(*act) } else { None }
}

fn day_of(claim: &Claim) -> Option<Date> {
    if let Claim::Act { on, .. } = claim { *on } else { None }
}

/// Whether a verb may stand far behind what opens it.
fn is_far(entry: &Entry) -> bool {
    FILES.get(entry.language).is_some_and(|(_, far)| *far)
}

/// A verb or saying with what opens it.
fn stroke_of(
    sentence: &Sentence<'_>,
    marks: &[Mark],
    (hit, entry): (&Hit, &Entry),
) -> Option<Stroke> {
    let needs = matches!(entry.class, Class::Needs(..) | Class::Joined(_));
    let of = |act, first, manner| Stroke { act, first, last: hit.last, manner, needs };
    if let Class::Says(act) | Class::Dated(act) | Class::Void(act) | Class::Needs(None, act) =
        entry.class
    {
        return Some(of(act, hit.first, None));
    }
    if let Class::Carried(act, _) | Class::Joined(act) = entry.class {
        let first = carried::joined(sentence, marks, hit.first)?;
        let may_hang = !matches!(entry.class, Class::Carried(_, false));
        let hangs = may_hang && carried::hangs(marks, first);
        return (!hangs).then(|| of(act, first, None));
    }
    let (Class::Verb(opening, act) | Class::Needs(Some(opening), act)) = entry.class else {
        return None;
    };
    let Some(mark) = opened(marks, hit, (opening, is_far(entry))) else {
        let (first, manner) = carried::opened(sentence, marks, (hit.first, opening))?;
        let joined = of(act, first, Some(manner));
        if act == LetterAct::Cancel {
            return Some(Stroke { needs: true, ..joined });
        }
        // `Please confirm it and refund the rest`: what money is called stands in the verb.
        return (act == LetterAct::Claim && manner != Manner::Wish).then_some(joined);
    };
    if opening == Opening::Was && !is_of_one_clause(sentence, marks, (&mark, hit)) {
        return None;
    }
    let Class::Open(_, manner) = mark.class else { return None };
    Some(of(act, mark.first, Some(manner)))
}

/// What a verb does in its sentence, if it does anything.
fn acted(
    letter: &Letter<'_>,
    sentence: &Sentence<'_>,
    marks: &[Mark],
    (hit, entry): (&Hit, &Entry),
) -> Option<Found> {
    let mut stroke = stroke_of(sentence, marks, (hit, entry))?;
    let asks = stroke.act == LetterAct::Ask;
    // The owner writes as well that something was taken in error: who admits it is who did it.
    let replies = stroke.act.is_reply();
    let own = letter.was_sent && !speaks_as_firm(letter, sentence);
    if replies && own || !is_about_its_noun(marks, &stroke, entry.class) {
        return None;
    }
    if !asks && is_open(marks, &stroke) {
        return None;
    }
    let may_be_denied = !matches!(stroke.act, LetterAct::Ask | LetterAct::Keep | LetterAct::Refuse);
    // What went wrong was often not done.
    let far = is_far(entry) && !replies;
    if may_be_denied && is_denied(sentence, marks, &stroke, (hit, far)) {
        if stroke.act != LetterAct::Cancel {
            return None;
        }
        stroke.act = LetterAct::Keep;
    }
    if sentence.is_form() || sentence.in_quotes(letter, stroke.first) {
        return None;
    }
    if matches!(entry.class, Class::Dated(_)) && !says_from_when(letter, sentence, marks) {
        return None;
    }
    let about = object(marks, &stroke);
    if stroke.needs && !(about == Some(Class::Ours) && is_beside(marks, &stroke, hit)) {
        return None;
    }
    if stroke.act == LetterAct::Cancel && about == Some(Class::Other) {
        return None;
    }
    if !asks && !is_meant(sentence, &stroke, about) {
        return None;
    }
    let none = matches!(stroke.act, LetterAct::Ask | LetterAct::Keep) || replies;
    let on = if none { None } else { effective(letter, sentence, marks, &stroke) };
    let words = letter.words.all();
    let (first, last) = (words.get(stroke.first)?, words.get(stroke.last)?);
    let bare = stroke.act == LetterAct::Cancel && about.is_none();
    Some(Found {
        claim: Claim::Act { act: stroke.act, on },
        start: as_index(first.start),
        end: as_index(last.end),
        confidence: Confidence::from_thousandths(if bare || asks { LESS_SURE } else { SURE }),
    })
}

/// Words by which a firm speaks of what is its own, folded: who writes to one says `your reminder`.
const OUR: &[&str] = &[
    "our", "unser", "unsere", "unserem", "unseren", "unserer", "notre", "nos", "nuestro",
    "nuestra", "nuestros", "nuestras", "nostro", "nostra", "nostri", "nostre", "onze", "ons",
];

/// Whether a sentence of a message that nothing shows to have been received is that of a firm.
fn speaks_as_firm(letter: &Letter<'_>, sentence: &Sentence<'_>) -> bool {
    let words = letter.words.all().iter().take(sentence.last + 1).skip(sentence.first);
    words.into_iter().any(|word| OUR.contains(&letter.words.folded(*word)))
}

/// Words between what voids something and what it is called.
const VOID_REACH: usize = 16;

/// Whether what refuses an end, takes one back or voids a demand is about that: who takes back an end names
/// nothing else nearer.
fn is_about_its_noun(marks: &[Mark], stroke: &Stroke, class: Class) -> bool {
    let gap = |m: &Mark| {
        if m.first > stroke.last {
            m.first - stroke.last
        } else {
            stroke.first.saturating_sub(m.last)
        }
    };
    let of = |class: Class| marks.iter().filter(move |m| m.class == class);
    let nearest = |class: Class| of(class).map(gap).min();
    let others = || [Class::Ours, Class::Other].into_iter().filter_map(nearest).min();
    match (class, stroke.act) {
        (Class::Void(_), _) => nearest(Class::Demand).is_some_and(|gap| gap <= VOID_REACH),
        (_, LetterAct::Refuse) => nearest(Class::Ending).is_some(),
        (_, LetterAct::Restore) => {
            nearest(Class::Ending).is_some_and(|gap| others().is_none_or(|other| gap <= other))
        }
        _ => true,
    }
}

/// Whether a sentence does it, and does not ask whether it could be done.
fn is_meant(sentence: &Sentence<'_>, stroke: &Stroke, about: Option<Class>) -> bool {
    let ours = about == Some(Class::Ours);
    match stroke.manner {
        Some(Manner::Order) => ours || !sentence.is_question,
        Some(Manner::Can) => ours,
        Some(Manner::Wish) | None => !sentence.is_question,
    }
}

/// What opens a verb: right before it, or, where verbs come last, anywhere before it in the sentence
/// as long as no other clause begins between.
fn opened(marks: &[Mark], verb: &Hit, (opening, far): (Opening, bool)) -> Option<Mark> {
    let fits = |mark: &&Mark| matches!(mark.class, Class::Open(of, _) if of == opening);
    let before = marks.iter().filter(fits).filter(|mark| mark.last < verb.first);
    let mark = before.max_by_key(|mark| (mark.last, std::cmp::Reverse(mark.first)))?;
    let between = |class: Class| {
        let inside = move |m: &&Mark| mark.last < m.first && m.last < verb.first;
        marks.iter().filter(inside).filter(move |m| m.class == class)
    };
    let filled: usize = between(Class::Filler).map(|m| m.last + 1 - m.first).sum();
    let gap = verb.first - mark.last - 1;
    let close = filled >= gap;
    let may = far && gap <= GAP_MAX && between(Class::Sub).next().is_none();
    (close || may).then_some(*mark)
}

/// Whether a passive stands in one clause and nothing was done to the writer by it.
fn is_of_one_clause(sentence: &Sentence<'_>, marks: &[Mark], (mark, verb): (&Mark, &Hit)) -> bool {
    let inside = |m: &Mark| mark.last < m.first && m.last < verb.first;
    let mine = marks.iter().any(|m| m.class == Class::ToMe && inside(m));
    !mine && !(mark.last + 1..=verb.first).any(|at| sentence.clause_begins(at))
}

/// Whether the clause of the verb denies it.
fn is_denied(
    sentence: &Sentence<'_>,
    marks: &[Mark],
    stroke: &Stroke,
    (verb, far): (&Hit, bool),
) -> bool {
    let parts = |at: &usize| {
        let joined = marks.iter().any(|m| m.class == Class::And && m.first <= *at && *at <= m.last);
        joined || sentence.clause_begins(*at)
    };
    let start = (sentence.first..=stroke.first).rev().find(parts).unwrap_or(sentence.first);
    let after = (verb.last + 1..=sentence.last).find(parts).unwrap_or(sentence.last + 1);
    let end = if far { after } else { verb.first };
    let own = |m: &Mark| verb.first <= m.first && m.last <= verb.last;
    let says = |m: &Mark| m.class == Class::Not && !own(m) && m.first >= start && m.last < end;
    marks.iter().any(says)
}

/// Whether it hangs on a condition.
fn is_open(marks: &[Mark], stroke: &Stroke) -> bool {
    let fine = |mark: &Mark| {
        let longer = |m: &Mark| m.last - m.first > mark.last - mark.first;
        let over = |m: &Mark| {
            // `como` opens an act as well as a question.
            let voids = m.class == Class::Fine || matches!(m.class, Class::Open(..)) && longer(m);
            voids && m.first <= mark.first && mark.last <= m.last
        };
        marks.iter().any(over)
    };
    let joined = |mark: &Mark| {
        let other = |m: &Mark| {
            let joins = matches!(m.class, Class::And | Class::Open(_, Manner::Order));
            joins && stroke.last < m.first && m.last < mark.first
        };
        marks.iter().any(other)
    };
    // `En tant que titulaire`: no condition.
    let mut conditions =
        marks.iter().filter(|m| matches!(m.class, Class::If | Class::Unless) && !fine(m));
    conditions.any(|m| m.class == Class::Unless || m.first <= stroke.last || !joined(m))
}

/// What a verb is about: the first noun behind what opens it.
fn object(marks: &[Mark], stroke: &Stroke) -> Option<Class> {
    // `Zum nächstmöglichen Termin` names no appointment.
    let fine = |mark: &Mark| {
        let mut fine = marks.iter().filter(|m| m.class == Class::Fine);
        fine.any(|m| m.first <= mark.first && mark.last <= m.last)
    };
    let nouns = marks.iter().filter(|m| matches!(m.class, Class::Ours | Class::Other) && !fine(m));
    nouns.filter(|m| m.first >= stroke.first).min_by_key(|m| m.first).map(|m| m.class)
}

/// Words between a verb and the noun behind it, and before it, that it needs beside it.
const BESIDE: usize = 5;

/// Whether what an agreement is called stands beside a verb: right behind it but for what belongs to the noun, or
/// between what opens the verb and the verb.
fn is_beside(marks: &[Mark], stroke: &Stroke, verb: &Hit) -> bool {
    let fills =
        |at: usize| marks.iter().any(|m| m.class == Class::Filler && m.first <= at && at <= m.last);
    let begins = |m: &Mark| m.first > verb.last && (verb.last + 1..m.first).all(fills);
    let heads = marks.iter().any(|m| matches!(m.class, Class::The | Class::Ours) && begins(m));
    let mut ours = marks.iter().filter(|m| m.class == Class::Ours);
    ours.any(|m| {
        let behind = heads && m.first > verb.last && m.first - verb.last <= BESIDE;
        let before = m.first >= stroke.first && m.last < verb.first;
        behind || before && verb.first - m.last <= BESIDE
    })
}

/// From which day it is to hold: at once, a day of the sentence that is not over, the end of the month.
fn effective(
    letter: &Letter<'_>,
    sentence: &Sentence<'_>,
    marks: &[Mark],
    stroke: &Stroke,
) -> Option<Date> {
    let has = |class: Class| marks.iter().any(|m| m.class == class);
    if has(Class::Now) {
        return letter.sent_on;
    }
    let (start, end) = sentence.span;
    let days = letter.found.iter().filter(|f| start <= f.start && f.start < end);
    let days: Vec<(usize, Date, DateRole)> = days
        .filter_map(|f| {
            let (role, value) = f.claim.date()?;
            // An unsure kind takes the day of a move for that of a visit.
            let moves = role == DateRole::Appointment && stroke.act == LetterAct::Move;
            (moves || holds_from(role)).then_some((f.start, value, role))
        })
        .filter(|(_, on, _)| {
            let past =
                matches!(stroke.act, LetterAct::Sold | LetterAct::Died) || has(Class::ThatDay);
            past || letter.sent_on.is_none_or(|sent| *on >= sent)
        })
        .collect();
    let verb = letter.words.all().get(stroke.first).map_or(0, |word| as_index(word.start));
    // A day until which notice is to be given is reckoned from the one on which it ends.
    let ends = |(_, _, role): &&(usize, Date, DateRole)| *role != DateRole::CancelBy;
    let behind = |(at, _, _): &&(usize, Date, DateRole)| *at >= verb;
    let last = days.iter().filter(ends).find(behind).or_else(|| days.iter().find(ends));
    if let Some(day) = last.or_else(|| days.iter().find(behind)).or_else(|| days.first()) {
        let notice = Some(stroke.act).filter(|act| *act == LetterAct::Cancel);
        return Some(notice.and_then(|_| end_of_notice(letter, &days, *day)).unwrap_or(day.1));
    }
    if let Some(month) = letter.sent_on.filter(|_| has(Class::MonthEnd)) {
        return Some(month.last_of_month());
    }
    // Who moves may say it in one sentence and the day in another.
    let mut ahead: Vec<Date> =
        letter.found.iter().filter_map(|f| starts_ahead(letter, f)).collect();
    ahead.dedup();
    let moves = stroke.act == LetterAct::Move && ahead.len() == 1;
    ahead.first().copied().filter(|_| moves)
}

/// Bytes before a day in which `from` stands, and from it to the day that ends its stretch of time.
const FROM_BYTES: usize = 8;
const STRETCH_BYTES: usize = 36;

/// The end of a stretch of time that a day begins: `with three months' notice, from 1 July to 30 September`.
fn end_of_notice(
    letter: &Letter<'_>,
    days: &[(usize, Date, DateRole)],
    (at, on, _): (usize, Date, DateRole),
) -> Option<Date> {
    let from = letter.text.floor_char_boundary(at.saturating_sub(FROM_BYTES));
    let head = letter.text.get(from..at).unwrap_or_default().trim_end();
    let word = head.split(|c: char| !c.is_alphabetic()).next_back()?.to_lowercase();
    let ends = |(other, day, role): &&(usize, Date, DateRole)| {
        *role == DateRole::End && *other > at && *other - at <= STRETCH_BYTES && *day > on
    };
    let end = days.iter().find(ends).map(|(_, day, _)| *day)?;
    FROM.contains(&word.as_str()).then_some(end)
}

/// Whether a sentence says from which day to come something holds.
fn says_from_when(letter: &Letter<'_>, sentence: &Sentence<'_>, marks: &[Mark]) -> bool {
    let (start, end) = sentence.span;
    let words = letter.words.all();
    let since = |f: &Found| {
        let right_before = |m: &Mark| {
            let last = words.get(m.last).map_or(usize::MAX, |word| as_index(word.end));
            m.class == Class::Since && last <= f.start && f.start - last <= SINCE_BYTES
        };
        marks.iter().any(right_before) && is_ahead(letter, f)
    };
    let mut own = letter.found.iter().filter(|f| start <= f.start && f.start < end);
    own.any(|f| starts_ahead(letter, f).is_some() || since(f))
}

fn is_ahead(letter: &Letter<'_>, found: &Found) -> bool {
    let day = found.claim.date().map(|(_, on)| on);
    day.is_some_and(|on| letter.sent_on.is_none_or(|sent| on >= sent))
}

/// The day from which something holds, where it is not over.
fn starts_ahead(letter: &Letter<'_>, found: &Found) -> Option<Date> {
    let (role, on) = found.claim.date()?;
    let starts = matches!(role, DateRole::Start | DateRole::Effective);
    (starts && is_ahead(letter, found)).then_some(on)
}

/// Whether something can hold from a day of this role.
const fn holds_from(role: DateRole) -> bool {
    !matches!(
        role,
        DateRole::Birth
            | DateRole::Issued
            | DateRole::Order
            | DateRole::Delivery
            | DateRole::Appointment
            | DateRole::AnswerBy
    )
}
