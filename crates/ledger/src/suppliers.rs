//! Which supplier a message belongs to: one firm, whatever domain it writes from.

use crate::entry::{Entry, Way};
use crate::fold::index;
use crate::household::Household;
use crate::impostors::cases;
use crate::state::{Evidences, Ledger, Supplier};
use crate::word::Words;
use jiff::Timestamp;
use oxherd_model::{ContactRole, EvidenceId, Fact, Kind, ReaderName, short_id};

/// Letters that a domain's own label needs before it can stand for a firm by itself.
const LABEL_LETTERS_MIN: usize = 4;

/// Names remembered for one supplier.
const NAMES_MAX: usize = 6;

/// What firms add to their name in domains they send from.
const AFFIXES: &[&str] = &[
    "mail",
    "email",
    "mails",
    "emails",
    "e",
    "m",
    "news",
    "newsletter",
    "info",
    "service",
    "services",
    "online",
    "my",
    "mein",
    "notify",
    "notifications",
    "notification",
    "alerts",
    "kundenservice",
    "send",
    "message",
    "messages",
    "mailing",
    "mktg",
    "marketing",
    "account",
    "accounts",
    "billing",
    "customer",
    "customers",
    "support",
    "team",
    "app",
    "group",
    "gruppe",
    "uk",
    "de",
    "fr",
    "es",
    "it",
    "nl",
];

impl Ledger {
    /// The supplier of a message, made if it is new.
    pub(crate) fn supplier(
        &mut self,
        domain: Option<&str>,
        name: &str,
        words: &Words,
    ) -> Option<u32> {
        let key = domain.map_or_else(|| folded(name), str::to_lowercase);
        if key.is_empty() {
            return None;
        }
        let own = key.clone();
        let key = words.supplier_alias(&key).unwrap_or(key);
        if let Some(known) = self.supplier_by_key.get(&key).copied() {
            self.remember_domain(known, own, domain);
            return Some(known);
        }
        let found = domain.and_then(|d| self.same_firm(d, name));
        let number = found.unwrap_or_else(|| self.new_supplier(&key));
        self.supplier_by_key.insert(key.clone(), number);
        self.remember_domain(number, key, domain);
        self.remember_domain(number, own, domain);
        Some(number)
    }

    /// The only supplier of a name: one that it gave itself, or that the owner gave it.
    pub(crate) fn supplier_called(&self, name: &str) -> Option<u32> {
        let key = folded(name);
        let name = without_form(name);
        if name.is_empty() {
            return None;
        }
        if let Some(known) = self.supplier_by_key.get(&key) {
            return Some(*known);
        }
        let called = |s: &Supplier| {
            let given = s.owner_name.iter().chain(s.names.iter().map(|(known, _)| known));
            given.into_iter().any(|known| without_form(known) == name)
        };
        let mut found = (0..).zip(&self.suppliers).filter(|(_, s)| called(s));
        let (first, _) = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Who is known by its name alone: the owner gave a chat its name, and what they know a supplier by is enough.
    pub(crate) fn named_by_phone(&mut self, entry: &Entry<'_>) -> Option<u32> {
        let chat = entry.way == Way::Chat;
        if chat { self.supplier_called(entry.name) } else { self.signed_short(entry) }
    }

    /// Who signs a short message with the beginning of a known supplier's name and gives a number of its own: the
    /// name alone anybody can take.
    fn signed_short(&mut self, entry: &Entry<'_>) -> Option<u32> {
        let reading = entry.reading.filter(|_| entry.domain.is_none())?;
        let name = folded(entry.name);
        if name.chars().count() < LABEL_LETTERS_MIN {
            return None;
        }
        let begins = |number: &&u32| {
            let known = self.suppliers.get(index(**number));
            known.is_some_and(|s| s.names.iter().any(|(own, _)| folded(own).starts_with(&name)))
        };
        let of = cases(reading).filter_map(|number| self.likenesses.by_key.get(&number));
        let mut of = of.flatten().filter(begins);
        let first = *of.next()?;
        let only = of.all(|other| *other == first);
        let first = only.then_some(first)?;
        // From now on the name is known to be its.
        self.supplier_by_key.entry(name).or_insert(first);
        Some(first)
    }

    fn remember_domain(&mut self, supplier: u32, key: String, domain: Option<&str>) {
        let known = self.suppliers.get_mut(index(supplier));
        if let Some(known) = known.filter(|s| domain.is_some() && !s.domains.contains(&key)) {
            if !key.contains('@') {
                let of = self.suppliers_by_label.entry(bare_label(&key)).or_default();
                if !of.contains(&supplier) {
                    of.push(supplier);
                }
            }
            known.domains.push(key);
        }
    }

    /// A firm known under another domain: its own label is the same apart from what firms add to
    /// it, and it calls itself the same.
    fn same_firm(&self, domain: &str, name: &str) -> Option<u32> {
        if domain.contains('@') {
            return None;
        }
        let label = bare_label(domain);
        if label.chars().count() < LABEL_LETTERS_MIN {
            return None;
        }
        let of = self.suppliers_by_label.get(&label)?;
        let calls_itself_so = |number: &&u32| {
            let supplier = self.suppliers.get(index(**number));
            supplier.is_some_and(|s| s.names.iter().any(|(known, _)| similar(known, name)))
        };
        of.iter().filter(calls_itself_so).min().copied()
    }

    fn new_supplier(&mut self, key: &str) -> u32 {
        let number = u32::try_from(self.suppliers.len()).unwrap_or(u32::MAX);
        self.suppliers.push(Supplier {
            id: short_id('s', &[key]),
            names: Vec::new(),
            owner_name: None,
            domains: Vec::new(),
            messages: 0,
            signals: 0,
            first_at: None,
            last_at: None,
            disowned: false,
            evidence: Evidences::default(),
        });
        number
    }
}

/// Providers of mail to the public that stand in invitations most: who writes from there has no
/// domain of their own.
const PUBLIC_MAIL: &[&str] = &[
    "aol",
    "btinternet",
    "free",
    "freenet",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "laposte",
    "libero",
    "live",
    "mail",
    "mailbox",
    "me",
    "msn",
    "orange",
    "outlook",
    "posteo",
    "proton",
    "protonmail",
    "sky",
    "t-online",
    "wanadoo",
    "web",
    "yahoo",
    "ziggo",
];

impl Ledger {
    /// Who invites by a calendar file that came without a message: a supplier is known by the address
    /// of the organizer (RFC 5545 section 3.8.4.3).
    pub(crate) fn organizer(&self, entry: &Entry<'_>, household: &Household) -> Option<String> {
        let books = matches!(entry.kind, Kind::AppointmentSet | Kind::AppointmentChanged);
        if !books || entry.domain.is_some() {
            return None;
        }
        let address = invites(entry).find(|address| !household.owns(address))?;
        let (_, host) = address.rsplit_once('@')?;
        let domain = psl::domain_str(host).unwrap_or(host);
        if PUBLIC_MAIL.contains(&first_label(domain)) {
            return Some(address);
        }
        Some(domain.to_owned())
    }
}

/// Whether somebody who lives here wrote a calendar file.
pub(crate) fn is_own_calendar(entry: &Entry<'_>, household: &Household) -> bool {
    let mut all = invites(entry).peekable();
    entry.domain.is_none() && all.peek().is_some() && all.all(|address| household.owns(&address))
}

/// The addresses of those who invite by a calendar.
fn invites<'a>(entry: &Entry<'a>) -> impl Iterator<Item = String> + 'a {
    let facts = entry.reading.into_iter().flat_map(|reading| reading.facts.iter());
    let of_calendar = facts.filter(|f| f.reader == ReaderName::Calendar);
    let mails = of_calendar
        .filter_map(Fact::contact)
        .filter(|(role, _)| *role == ContactRole::Email)
        .map(|(_, address)| address.to_lowercase());
    mails.filter(|address| address.contains('@'))
}

/// The first label of a domain.
pub(crate) fn first_label(domain: &str) -> &str {
    domain.split('.').next().unwrap_or_default()
}

impl Supplier {
    /// Counts one message; `weight` is how much it says of the firm's name.
    pub(crate) fn met(
        &mut self,
        (name, weight): (&str, u32),
        at: Option<Timestamp>,
        evidence: EvidenceId,
    ) {
        self.messages += 1;
        self.first_at = self.first_at.or(at);
        self.last_at = at.or(self.last_at);
        self.evidence.add(evidence);
        if name.is_empty() {
            return;
        }
        if let Some((_, times)) = self.names.iter_mut().find(|(known, _)| known == name) {
            *times += weight;
        } else {
            // A firm whose people sign with their own names has many; the last place is for the next.
            self.names.truncate(NAMES_MAX - 1);
            self.names.push((name.to_owned(), weight));
        }
    }

    /// The name to show: the owner's, else the one it uses most.
    pub fn name(&self) -> &str {
        if let Some(name) = &self.owner_name {
            return name;
        }
        let best =
            self.names.iter().max_by_key(|(name, times)| (*times, std::cmp::Reverse(name.len())));
        best.map_or_else(|| self.domains.first().map_or("", String::as_str), |(name, _)| name)
    }
}

/// The label of a domain without what firms add: `mail-acme.example` is `acme`.
pub(crate) fn bare_label(domain: &str) -> String {
    let label = first_label(domain);
    let parts: Vec<&str> = label.split(['-', '_']).filter(|part| !AFFIXES.contains(part)).collect();
    if parts.is_empty() { label.to_owned() } else { parts.concat() }
}

fn similar(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
}

/// Letters and digits of a name in lower case, without the words for the form of a company.
fn without_form(name: &str) -> String {
    const FORMS: [&str; 14] = [
        "ltd", "limited", "plc", "llp", "llc", "inc", "gmbh", "ag", "kg", "sarl", "srl", "spa",
        "bv", "sl",
    ];
    let words = name.split_whitespace().map(folded);
    words.filter(|word| !FORMS.contains(&word.as_str())).collect()
}

/// Letters and digits in lower case.
pub(crate) fn folded(text: &str) -> String {
    if text.is_ascii() {
        let mut folded = String::with_capacity(text.len());
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        folded.extend(letters.map(|letter| char::from(letter.to_ascii_lowercase())));
        return folded;
    }
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_domains_of_one_firm_are_one_supplier() {
        let (mut ledger, words) = (Ledger::default(), Words::default());
        let evidence = EvidenceId([0; 10]);
        let first = ledger.supplier(Some("bluebird.example"), "Bluebird", &words).unwrap();
        ledger.suppliers[0].met(("Bluebird", 1), None, evidence);
        assert_eq!(
            ledger.supplier(Some("mail-bluebird.co.uk"), "Bluebird Energy", &words),
            Some(first)
        );
        assert_ne!(ledger.supplier(Some("bluebird-pay.example"), "Bluebird", &words), Some(first));
        assert_ne!(ledger.supplier(Some("blue.example"), "Blue", &words), Some(first));
        assert_eq!(ledger.supplier_called("Bluebird Ltd"), Some(first));
        assert_eq!(ledger.supplier_called("Blue Bird"), Some(first));
        assert_eq!(ledger.supplier_called("Bluebell"), None);
        assert_eq!(ledger.supplier_called("Ltd"), None);
    }
}
