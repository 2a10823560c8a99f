//! What the program shows of a household, as short lines that a story can compare.

use crate::kit::{Household, one};
use serde_json::Value;

/// A household that has said who it is and taken in a mailbox and the files of its bank.
pub(crate) fn household(
    country: &str,
    person: &str,
    mails: &str,
    bank: &[(&str, &str)],
) -> Household {
    let household = Household::new();
    let who = ["init", "--country", country, "--person", person, "--at", "2024-01-01"];
    household.run(&who).expect(0);
    let mailbox = household.file("mail.mbox", mails);
    household.takes_in(&mailbox);
    for (name, file) in bank {
        let path = household.file(&format!("bank/{name}"), file);
        household.takes_in(&path);
    }
    household
}

/// The words of a field, or nothing.
pub(crate) fn word(of: &Value, field: &str) -> String {
    of[field].as_str().unwrap_or_default().to_owned()
}

/// The days of the dues of a sort, soonest first.
pub(crate) fn days(household: &Household, what: &str, at: &str) -> Vec<String> {
    let dues = household.list(&["dues", "--at", at]);
    dues.iter().filter(|due| due["what"] == what).map(|due| word(due, "on")).collect()
}

/// What falls due with the supplier of a domain, soonest first: `payment 2026-05-12`.
pub(crate) fn dues_of(household: &Household, domain: &str, at: &str) -> Vec<String> {
    let dues = household.list(&["dues", "--at", at]);
    let of = dues.iter().filter(|due| due["supplier"]["domain"] == domain);
    of.map(|due| format!("{} {}", word(due, "what"), word(due, "on"))).collect()
}

/// The soonest due of a sort with the supplier of a domain.
#[track_caller]
pub(crate) fn due(household: &Household, domain: &str, what: &str, at: &str) -> Value {
    let dues = household.list(&["dues", "--at", at]);
    let of = |due: &&Value| due["supplier"]["domain"] == domain && due["what"] == what;
    let found = dues.iter().find(of);
    found.unwrap_or_else(|| panic!("no {what} with {domain} at {at}: {dues:?}")).clone()
}

/// Promises in the order of their days: `visit 2026-08-25 open`.
pub(crate) fn promises(household: &Household, at: &str) -> Vec<String> {
    let promises = household.list(&["promises", "--at", at]);
    let shown = |p: &Value| format!("{} {} {}", word(p, "kind"), word(p, "by"), word(p, "state"));
    let mut all: Vec<(String, String)> =
        promises.iter().map(|p| (word(p, "by"), shown(p))).collect();
    all.sort();
    all.into_iter().map(|(_, shown)| shown).collect()
}

/// The only promise of money.
#[track_caller]
pub(crate) fn refund(household: &Household, at: &str) -> Value {
    one(&household.list(&["promises", "--at", at]), "kind", "refund").clone()
}

/// What the owner wrote to suppliers and what became of it, in the order of the alphabet.
pub(crate) fn requests(household: &Household, at: &str) -> Vec<String> {
    let requests = household.list(&["requests", "--at", at]);
    let mut all: Vec<String> =
        requests.iter().map(|r| format!("{} {}", word(r, "kind"), word(r, "state"))).collect();
    all.sort();
    all
}

/// Contradictions of the supplier of a domain: `charge_after_end open`.
pub(crate) fn clashes(household: &Household, domain: &str, at: &str) -> Vec<String> {
    let clashes = household.list(&["contradictions", "--at", at]);
    let of = clashes.iter().filter(|clash| clash["supplier"]["domain"] == domain);
    let state = |clash: &Value| if clash["open"] == true { "open" } else { "closed" };
    of.map(|clash| format!("{} {}", word(clash, "kind"), state(clash))).collect()
}

/// Nothing contradicts anything.
#[track_caller]
pub(crate) fn is_at_one(household: &Household, at: &str) {
    let clashes = household.list(&["contradictions", "--at", at]);
    assert!(clashes.is_empty(), "{at}: {clashes:?}");
}

/// The agreements with the supplier of a domain.
pub(crate) fn agreements(household: &Household, domain: &str, at: &str) -> Vec<Value> {
    let all = household.list(&["agreements", "--at", at]);
    all.into_iter().filter(|a| a["supplier"]["domain"] == domain).collect()
}

/// The only agreement with the supplier of a domain.
#[track_caller]
pub(crate) fn agreement(household: &Household, domain: &str, at: &str) -> Value {
    let all = agreements(household, domain, at);
    assert_eq!(all.len(), 1, "{at}: {all:?}");
    all[0].clone()
}

/// The sentences under a field, one after the other.
pub(crate) fn quotes(of: &Value, field: &str) -> String {
    let said = of[field].as_array().cloned().unwrap_or_default();
    said.iter().map(|one| word(one, "quote")).collect::<Vec<_>>().join(" | ")
}

/// A mailbox as it was before the message with this id.
pub(crate) fn before<'a>(mails: &'a str, id: &str) -> &'a str {
    let place = mails.find(&format!("Message-ID: <{id}>")).expect("the message");
    let start = mails[..place].rfind("\nFrom mailer@").expect("its beginning");
    &mails[..=start]
}
