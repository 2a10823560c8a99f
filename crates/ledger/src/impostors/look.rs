//! How names and domains look to who reads them in passing.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Longer words are no label of a domain (RFC 1035 section 2.3.4).
const WORD_MAX: usize = 63;

/// Words that say nothing of whose a name is: forms of firms, departments, what a message is about.
const EMPTY: &[&str] = &[
    "abrechnung",
    "account",
    "accounts",
    "ag",
    "and",
    "billing",
    "bills",
    "bv",
    "care",
    "co",
    "collections",
    "com",
    "contact",
    "customer",
    "customers",
    "de",
    "dept",
    "der",
    "die",
    "department",
    "du",
    "email",
    "et",
    "facturation",
    "factures",
    "for",
    "from",
    "fr",
    "gmbh",
    "group",
    "gruppe",
    "help",
    "helpdesk",
    "info",
    "inkasso",
    "invoice",
    "invoices",
    "kg",
    "klantenservice",
    "kundenservice",
    "kundendienst",
    "la",
    "le",
    "les",
    "limited",
    "llc",
    "ltd",
    "mahnung",
    "mail",
    "my",
    "mein",
    "news",
    "newsletter",
    "no",
    "noreply",
    "notification",
    "notifications",
    "nv",
    "of",
    "office",
    "online",
    "pay",
    "payment",
    "payments",
    "plc",
    "policies",
    "policy",
    "portal",
    "rechnung",
    "rechnungen",
    "refund",
    "refunds",
    "renewal",
    "renewals",
    "reply",
    "sa",
    "sarl",
    "secure",
    "security",
    "service",
    "services",
    "servizio",
    "servicio",
    "srl",
    "support",
    "team",
    "the",
    "uk",
    "und",
    "update",
    "updates",
    "via",
    "www",
    "your",
    "zahlung",
];

/// Words of what a firm does: one more of them makes no other firm, two different ones do.
const TRADE: &[&str] = &[
    "assurance",
    "assurances",
    "bank",
    "broadband",
    "car",
    "club",
    "direct",
    "electric",
    "electricity",
    "electricals",
    "energie",
    "energy",
    "fitness",
    "garage",
    "gas",
    "gym",
    "home",
    "insurance",
    "internet",
    "lettings",
    "mobile",
    "motor",
    "motors",
    "pet",
    "phone",
    "power",
    "seguros",
    "shop",
    "sparkasse",
    "stadtwerke",
    "store",
    "strom",
    "telecom",
    "telekom",
    "tv",
    "verzekeringen",
    "versicherung",
    "versicherungen",
    "vets",
    "volksbank",
    "water",
    "zahnarztpraxis",
];

static EMPTY_LOOKS: LazyLock<BTreeSet<String>> = LazyLock::new(|| looks(EMPTY));
static TRADE_LOOKS: LazyLock<BTreeSet<String>> = LazyLock::new(|| looks(TRADE));

fn looks(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| look(word)).collect()
}

/// Letters and digits as they look: what is easily taken for another letter is that letter, after
/// the confusables of Unicode Technical Standard 39 that read as Latin letters.
pub(crate) fn look(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()) {
        plain.push(as_latin(letter));
        if plain.len() >= WORD_MAX {
            break;
        }
    }
    plain.replace("vv", "w").replace("rn", "m")
}

fn as_latin(letter: char) -> char {
    match letter {
        '0' | '\u{f2}'..='\u{f6}' | '\u{f8}' | '\u{3bf}' | '\u{43e}' => 'o',
        '1' | 'l' | '\u{ec}'..='\u{ef}' | '\u{131}' | '\u{3b9}' | '\u{456}' | '\u{4cf}' => 'i',
        '5' | '\u{455}' => 's',
        '\u{e0}'..='\u{e5}' | '\u{3b1}' | '\u{430}' => 'a',
        '\u{e8}'..='\u{eb}' | '\u{435}' => 'e',
        '\u{f9}'..='\u{fc}' | '\u{3c5}' => 'u',
        '\u{e7}' | '\u{441}' => 'c',
        '\u{f1}' => 'n',
        '\u{3ba}' | '\u{43a}' => 'k',
        '\u{3bd}' => 'v',
        '\u{3c1}' | '\u{440}' => 'p',
        '\u{3c4}' | '\u{442}' => 't',
        '\u{443}' | '\u{fd}' | '\u{ff}' => 'y',
        '\u{445}' | '\u{3c7}' => 'x',
        '\u{458}' => 'j',
        '\u{4bb}' => 'h',
        '\u{501}' => 'd',
        other => other,
    }
}

/// The label of a domain as it looks; of one in other letters (RFC 3492) what is left of it in ours.
pub(crate) fn label(domain: &str) -> String {
    let label = domain.split('.').next().unwrap_or_default();
    let plain = label.strip_prefix("xn--").and_then(|rest| rest.rsplit_once('-'));
    look(plain.map_or(label, |(plain, _)| plain))
}

/// A name in its words as they look.
#[derive(Debug, Default)]
pub(crate) struct Name {
    /// What tells it from others.
    own: BTreeSet<String>,
    /// What its firm does.
    trade: BTreeSet<String>,
    /// Its first word that tells it from others.
    pub(crate) first: Option<String>,
}

impl Name {
    /// Takes a name apart.
    pub(crate) fn of(name: &str) -> Self {
        let mut of = Self::default();
        for word in name.split(|c: char| !c.is_alphanumeric()).take(12).filter(|w| !w.is_empty()) {
            let word = look(word);
            if TRADE_LOOKS.contains(&word) {
                of.trade.insert(word);
            } else if !EMPTY_LOOKS.contains(&word) {
                of.first.get_or_insert_with(|| word.clone());
                of.own.insert(word);
            }
        }
        of
    }

    /// Whether it says nothing of whose it is.
    pub(crate) fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// Whether two names are that of one firm: nothing but what firms of its trade add differs.
    pub(crate) fn is_that_of(&self, other: &Self) -> bool {
        let letters: usize = self.own.iter().map(String::len).sum();
        letters >= 4
            && self.own == other.own
            && (self.trade.is_subset(&other.trade) || other.trade.is_subset(&self.trade))
    }
}

/// Whether two labels are easily taken for one another: one letter is another, missing, added or at
/// the place of its neighbour; two in long ones.
pub(crate) fn is_alike(a: &str, b: &str) -> bool {
    let most = match a.chars().count().min(b.chars().count()) {
        0..=5 => return false,
        6..=10 => 1,
        _long => 2,
    };
    a != b && distance(a, b) <= most
}

/// How many letters make one the other; two neighbours that changed places are one.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(WORD_MAX).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut old = None;
    for (row, letter) in a.chars().take(WORD_MAX).enumerate() {
        let mut next = vec![row + 1];
        for (at, other) in b.iter().enumerate() {
            let cost = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let changed = cost(&last, at) + usize::from(letter != *other);
            let mut least = changed.min(cost(&last, at + 1) + 1).min(cost(&next, at) + 1);
            let neighbour = at.checked_sub(1).and_then(|at| b.get(at));
            if neighbour == Some(&letter) && old == Some(*other) {
                least = least.min(cost(&before, at - 1) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut last, next);
        old = Some(letter);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_alike_are_one() {
        for (a, b) in [
            ("harbour", "harb0ur"),
            ("wexmoor", "vvexrnoor"),
            ("linden", "Iinden"),
            ("acme", "\u{430}cm\u{435}"),
        ] {
            assert_eq!(look(a), look(b), "{a} {b}");
        }
        assert_ne!(look("harbour"), look("arbour"));
        assert_eq!(label("xn--harbur-9ua.example"), "harbur");
    }

    #[test]
    fn one_letter_in_a_short_label_and_two_in_a_long_one_are_easily_missed() {
        for (a, b, alike) in [
            ("harbour", "harbuor", true),
            ("harbour", "harbor", true),
            ("harbour", "arbours", false),
            ("harbourinsurance", "habourinsurence", true),
            ("aldi", "lidl", false),
            ("harbour", "harbour", false),
        ] {
            assert_eq!(is_alike(a, b), alike, "{a} {b}");
        }
    }

    #[test]
    fn what_firms_add_to_their_name_makes_no_other_firm_and_another_trade_does() {
        let same = |a: &str, b: &str| Name::of(a).is_that_of(&Name::of(b));
        for (a, b) in [
            ("Harbour", "Harbour Insurance"),
            ("Harbour Insurance Renewals", "Harbour Insurance Ltd"),
            ("Harbour lnsurance", "Harbour Insurance"),
        ] {
            assert!(same(a, b), "{a}, {b}");
        }
        for (a, b) in [
            ("Harbour Water", "Harbour Energy"),
            ("Apple Tree Nursery", "Apple"),
            ("Harbour Garage", "Harbour Lane School"),
            ("Insurance", "Car Insurance"),
            ("Customer Service", "Support Team"),
        ] {
            assert!(!same(a, b), "{a}, {b}");
        }
        assert!(Name::of("Billing Team").is_empty());
    }
}
