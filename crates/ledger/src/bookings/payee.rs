//! Who was paid: names as banks write them, compared with the names of suppliers.

mod lists;

use super::KeptBooking;
use crate::state::Supplier;
use lists::{BANKING, GENERIC, LEGAL, PASSING_ON, TRADE};
use std::collections::BTreeSet;

/// How well a booking fits a supplier; the later is the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// One word of the name agrees: not enough by itself.
    Loose,
    /// The name agrees.
    Name,
    /// A number of the supplier stands in the booking.
    Reference,
}

/// A name without what firms, banks and shops put around it, as folded words.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Bare {
    pub(super) words: Vec<String>,
    /// The name in one word.
    key: String,
}

/// What the words of a booking say.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// Who was paid, or who paid.
    pub(super) payee: Bare,
    /// The number of their name.
    pub(super) payee_number: u32,
    /// Whether that is somebody who only passes money on.
    pub(super) passes_on: bool,
    /// Words of the purpose and of the references.
    pub(super) purpose: Vec<String>,
    /// Words of a purpose that begins with the name, where no field has it.
    lead: Bare,
    /// With which signs a number can begin that is said.
    begins: Signs,
}

/// Letters of a word that can stand for a firm by itself.
const WORD_LETTERS: usize = 5;

/// Letters of such a word where sum, rhythm and currency agree as well.
const ALIKE_LETTERS: usize = 4;

/// Banks cut names; the beginning of a name is the name from so many letters on.
const CUT_LETTERS: usize = 10;

/// Words of a purpose that are looked at.
const PURPOSE_WORDS_MAX: usize = 120;

/// Signs that a reference needs to be looked for.
const REFERENCE_SIGNS: usize = 5;

/// Words of a name where nothing says how long it is.
const NAME_WORDS: usize = 3;

/// Words of a name at the beginning of a purpose.
const LEAD_WORDS_MAX: usize = 6;

/// Words of a purpose that can be one number, written apart.
const RUN_MAX: usize = 4;

impl Bare {
    /// From a name as written.
    pub(super) fn of(name: &str) -> Self {
        let all = words(name);
        let plain = |w: &&String| {
            w.chars().count() > 1 && w.chars().any(char::is_alphabetic) && !is(LEGAL, w)
        };
        let mut kept: Vec<String> = all.iter().filter(plain).cloned().collect();
        while kept.len() > 1 && kept.last().is_some_and(|w| is(GENERIC, w)) {
            kept.pop();
        }
        while kept.len() > 1 && kept.first().is_some_and(|w| matches!(w.as_str(), "www" | "https"))
        {
            kept.remove(0);
        }
        Self::of_words(if kept.is_empty() { all } else { kept })
    }

    fn of_words(words: Vec<String>) -> Self {
        Self { key: words.concat(), words }
    }

    /// The name in one word.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// How well two names fit.
    pub(super) fn fit(&self, other: &Self) -> Option<Fit> {
        let (a, b) = (self.key(), other.key());
        if a.is_empty() || b.is_empty() {
            return None;
        }
        if a == b || self.has_the_words_of(&other.words) {
            return Some(Fit::Name);
        }
        let (short, long) =
            if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let (least, most) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let tells = |name: &Self| name.words.iter().any(|w| !is(TRADE, w));
        let cut =
            least.len() >= CUT_LETTERS && most.starts_with(least) && tells(self) && tells(other);
        if long.words.starts_with(&short.words) {
            let added = long.words.get(short.words.len()..).unwrap_or_default();
            let same = short.words.len() > 1 || added.iter().all(|w| is(GENERIC, w));
            let long_word = tells(short)
                && short.words.first().is_some_and(|w| w.chars().count() >= WORD_LETTERS);
            return if same || cut { Some(Fit::Name) } else { long_word.then_some(Fit::Loose) };
        }
        if cut {
            return Some(Fit::Name);
        }
        let first = self.telling();
        (first.is_some() && first == other.telling()).then_some(Fit::Loose)
    }

    /// The first word that tells this name from those of others of its trade.
    fn telling(&self) -> Option<&String> {
        self.tells().filter(|w| w.chars().count() >= WORD_LETTERS)
    }

    fn tells(&self) -> Option<&String> {
        self.words.iter().find(|w| !is(TRADE, w))
    }

    /// Whether the word that tells two names from others of their trade is the same, be it a short one.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        let long = |w: &&String| w.chars().count() >= ALIKE_LETTERS;
        self.tells().filter(long).is_some_and(|word| other.tells() == Some(word))
    }

    /// Whether words are those of the name in another order, as registers and banks turn them round.
    fn has_the_words_of(&self, words: &[String]) -> bool {
        let sorted = |words: &[String]| {
            let mut words = words.to_vec();
            words.sort_unstable();
            words
        };
        self.words.len() > 1
            && self.words.len() == words.len()
            && sorted(&self.words) == sorted(words)
    }

    /// Whether a text begins with the name, in whatever order its words stand.
    fn begins(&self, text: &[String]) -> bool {
        let lead = text.get(..self.words.len()).unwrap_or_default();
        self.is_long() && (lead == self.words.as_slice() || self.has_the_words_of(lead))
    }

    /// Whether the name is long enough to be told in a text.
    fn is_long(&self) -> bool {
        self.key().chars().count() >= WORD_LETTERS
    }

    /// Whether the name stands in a text, word for word.
    fn stands_in(&self, text: &[String]) -> bool {
        self.is_long()
            && text.windows(self.words.len().max(1)).any(|window| window == self.words.as_slice())
    }
}

impl Said {
    /// What a booking says.
    pub(super) fn of(booking: &KeptBooking) -> Self {
        let name = booking.line.counterparty.as_deref().unwrap_or_default();
        let mut purpose = words(&booking.line.purpose);
        for more in [&booking.line.end_to_end, &booking.line.mandate].into_iter().flatten() {
            purpose.extend(words(more));
        }
        purpose.truncate(PURPOSE_WORDS_MAX);
        let (name, behind) = match name.split_once('*') {
            Some((before, behind)) if Bare::of(before).words.iter().any(|w| is(PASSING_ON, w)) => {
                (before, Bare::of(behind))
            }
            Some((before, _)) => (before, Bare::default()),
            None => (name, Bare::default()),
        };
        let begins = Signs::of(&purpose);
        let said = Self { purpose, begins, ..Self::default() };
        if !behind.words.is_empty() {
            return Self { payee: behind, ..said };
        }
        let payee = Bare::of(name);
        let passes_on = payee.words.first().is_some_and(|w| is(PASSING_ON, w));
        if payee.words.is_empty() {
            let lead = without_banking(&booking.line.purpose);
            let payee = Bare::of(&lead.join(" "));
            return Self { payee: first_name(&lead), passes_on, lead: payee, ..said };
        }
        Self { payee, passes_on, ..said }
    }

    /// Whether who was paid has no field of its own: the purpose begins with the name.
    pub(super) fn is_unnamed(&self) -> bool {
        !self.lead.words.is_empty()
    }

    /// Takes the longest of these names with which the purpose begins.
    pub(super) fn take_name(&mut self, known: &BTreeSet<Bare>) {
        let longest = self.lead.words.len().min(LEAD_WORDS_MAX);
        let begins = (1..=longest)
            .rev()
            .filter_map(|n| self.lead.words.get(..n))
            .map(|w| Bare::of_words(w.to_vec()));
        let found = begins.into_iter().find(|name| name.is_long() && known.contains(name));
        if let Some(name) = found {
            self.payee = name;
        }
    }

    /// How well who was paid fits a supplier of these names, by what the name of who was paid shows.
    pub(super) fn fit(&self, by_name: Option<Fit>, names: &[Bare]) -> Option<Fit> {
        let begins = |name: &Bare| name.begins(&self.lead.words);
        if by_name == Some(Fit::Name) || names.iter().any(begins) {
            return Some(Fit::Name);
        }
        let named = names.iter().any(|name| name.stands_in(&self.purpose));
        let by_purpose = named.then_some(if self.passes_on { Fit::Name } else { Fit::Loose });
        by_name.max(by_purpose)
    }

    /// Whether a number stands in the purpose or the references.
    pub(super) fn names(&self, wanted: &Wanted) -> bool {
        self.begins.has(&wanted.0)
            && (0..self.purpose.len()).any(|from| {
                let run = self.purpose.get(from..).unwrap_or_default();
                let run = run.get(..RUN_MAX).unwrap_or(run);
                wanted.begins(run) || wanted.begins_behind_letters(run)
            })
    }
}

/// The signs with which words begin, and with which they begin behind their letters.
#[derive(Debug, Clone, Copy, Default)]
struct Signs(u128);

impl Signs {
    fn of(words: &[String]) -> Self {
        let behind = words.iter().map(|word| word.trim_start_matches(char::is_alphabetic));
        let all = words.iter().map(String::as_str).chain(behind);
        Self(all.fold(0, |signs, word| signs | Self::first(word)))
    }

    /// Signs that share a place are told apart by who looks closer.
    fn first(word: &str) -> u128 {
        word.bytes().next().map_or(0, |sign| 1 << (sign & 127))
    }

    fn has(self, word: &str) -> bool {
        self.0 & Self::first(word) != 0
    }
}

/// A number to be looked for in what bookings say: its letters and digits alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted(String);

impl Wanted {
    /// None of what is too short to be a number.
    pub(super) fn of(reference: &str) -> Option<Self> {
        let wanted: String = words(reference).concat();
        let digits = wanted.chars().filter(char::is_ascii_digit).count();
        (wanted.len() >= REFERENCE_SIGNS && digits >= 3).then_some(Self(wanted))
    }

    /// Whether the first of these words, joined, are it.
    fn begins(&self, words: &[String]) -> bool {
        let mut rest = self.0.as_str();
        for word in words {
            let Some(behind) = rest.strip_prefix(word.as_str()) else { return false };
            if behind.is_empty() {
                return true;
            }
            rest = behind;
        }
        false
    }

    /// The same, where letters stand before it.
    fn begins_behind_letters(&self, words: &[String]) -> bool {
        let Some(first) = words.iter().position(|w| !w.chars().all(char::is_alphabetic)) else {
            return false;
        };
        let [word, behind @ ..] = words.get(first..).unwrap_or_default() else { return false };
        let word = word.trim_start_matches(char::is_alphabetic);
        self.0
            .strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || Self(rest.to_owned()).begins(behind))
    }
}

/// The name with which a purpose begins: up to the form of the firm, else three words.
fn first_name(words: &[String]) -> Bare {
    let form = words.iter().take(LEAD_WORDS_MAX).position(|w| is(LEGAL, w)).filter(|at| *at > 0);
    let length = form.unwrap_or(NAME_WORDS);
    let bare = Bare::of(&words.join(" "));
    Bare::of_words(bare.words.into_iter().take(length).collect())
}

/// The words of a purpose behind what the bank wrote there: the way of the payment, the number of a card;
/// all of them where nothing else is there.
fn without_banking(purpose: &str) -> Vec<String> {
    let words = words(purpose);
    let number = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    let behind: Vec<String> =
        words.iter().skip_while(|word| is(BANKING, word) || number(word)).cloned().collect();
    if behind.is_empty() { words } else { behind }
}

impl KeptBooking {
    /// Whether this is the money of another booking that came back from whom it went to.
    pub(crate) fn is_back_of(&self, taken: &Self) -> bool {
        let (back, line) = (self.line.money, taken.line.money);
        let same = back.value == -line.value && back.currency == line.currency;
        same && self.is_of_payee_of(taken)
    }

    /// Whether both bear the name of one payee.
    pub(crate) fn is_of_payee_of(&self, other: &Self) -> bool {
        Said::of(self).payee.fit(&Said::of(other).payee) == Some(Fit::Name)
    }
}

/// The names of a supplier, and the labels of its domains.
pub(super) fn names_of(supplier: &Supplier) -> Vec<Bare> {
    let labels = supplier.domains.iter().filter(|d| !d.contains('@'));
    let labels = labels.filter_map(|d| d.split('.').next()).map(Bare::of);
    let names = supplier.names.iter().map(|(name, _)| name.as_str());
    let names = names.chain(supplier.owner_name.as_deref()).map(Bare::of);
    let mut all: Vec<Bare> = names.chain(labels).filter(|b| b.key().chars().count() > 1).collect();
    all.sort();
    all.dedup();
    all
}

/// Words of letters and digits in lower case, in the few letters that every bank can write.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            word.extend(c.to_lowercase().flat_map(plain));
        } else if !word.is_empty() && !matches!(c, '\'' | '\u{2019}') {
            words.push(one_spelling(std::mem::take(&mut word)));
        }
    }
    words
}

/// `ue` and `\u{fc}` are one letter, whichever of them a bank can write.
fn one_spelling(word: String) -> String {
    let written = |pair: &[u8]| matches!(pair, [b'a' | b'o' | b'u', b'e']);
    if !word.as_bytes().windows(2).any(written) || word.bytes().any(|c| c.is_ascii_digit()) {
        return word;
    }
    word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// A letter without its marks.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let plain = match letter {
        '\u{e0}'..='\u{e5}' | '\u{101}' | '\u{105}' => "a",
        '\u{e6}' => "ae",
        '\u{e7}' | '\u{107}' | '\u{10d}' => "c",
        '\u{e8}'..='\u{eb}' | '\u{119}' | '\u{11b}' => "e",
        '\u{ec}'..='\u{ef}' => "i",
        '\u{f1}' | '\u{144}' | '\u{148}' => "n",
        '\u{f2}'..='\u{f6}' | '\u{f8}' => "o",
        '\u{153}' => "oe",
        '\u{f9}'..='\u{fc}' | '\u{16f}' => "u",
        '\u{fd}' | '\u{ff}' => "y",
        '\u{df}' => "ss",
        '\u{159}' => "r",
        '\u{15b}' | '\u{161}' => "s",
        '\u{17a}' | '\u{17c}' | '\u{17e}' => "z",
        '\u{142}' => "l",
        _ => "",
    };
    plain.chars().chain(plain.is_empty().then_some(letter))
}

/// A name as people write it: words in capitals only in small letters, short ones stay.
pub(super) fn for_people(name: &str) -> String {
    let name = name.split('*').next_back().unwrap_or(name).trim();
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let word = |word: &str| match word {
        "GMBH" => "GmbH".to_owned(),
        "LTD" => "Ltd".to_owned(),
        _ if is_code(word) => word.to_owned(),
        _ => {
            let mut letters = word.chars();
            let first: String = letters.next().into_iter().collect();
            first + &letters.as_str().to_lowercase()
        }
    };
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// Short words in capitals are codes, unless they can be said: BMW and KG, but Gym.
fn is_code(word: &str) -> bool {
    let sounds = |c: char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
    let letters: Vec<char> = word.chars().collect();
    let said = matches!(letters.as_slice(), [a, b, c] if !sounds(*a) && sounds(*b) && !sounds(*c));
    word.chars().any(|c| c.is_ascii_digit()) || (letters.len() <= 3 && !said)
}

fn is(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}
