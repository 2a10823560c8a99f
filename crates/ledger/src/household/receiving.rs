//! Who receives the household's mail, and whose judgement of a sender counts.
//!
//! Anybody can write into a message that its sender was found to be who it says. Only the judge that
//! goes with the owner's own receiving host is believed (RFC 8601 section 5).

use super::Household;
use oxherd_model::{Authentic, Reading, Receiving};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A host that receives mail for the household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivingHost {
    /// Organisational domain; a bare word as it stands; empty for mail in which no host names itself.
    pub name: String,
    /// Whose judgement counts there.
    pub judge: Judge,
}

/// Whose judgement counts of what a host received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Judge {
    /// Of this one; empty for one that does not name itself.
    One(String),
    /// Of nobody: the host does not judge, so what stands there was written by others.
    Nobody,
    /// Of several without one for most of it: everyone is believed.
    Any,
}

/// A host or a judge with fewer messages than this shows nothing.
const MESSAGES_MIN: u64 = 5;

/// A host at which less than one message in so many is judged by the same one does not judge itself.
const RARELY: u64 = 20;

/// Hosts of a household.
const HOSTS_MAX: usize = 16;

/// The hosts that received most of the mail. None are known where the mail is scattered over so many
/// that those with a few messages have not received most of it.
pub(super) fn hosts(receipts: &[(Receiving, u64)]) -> Vec<ReceivingHost> {
    let mut by_host: BTreeMap<&str, BTreeMap<Option<&str>, u64>> = BTreeMap::new();
    for (by, messages) in receipts {
        let judges = by_host.entry(&by.host).or_default();
        let count = judges.entry(by.judge.as_deref()).or_default();
        *count = count.saturating_add(*messages);
    }
    let sum = |judges: &BTreeMap<Option<&str>, u64>| judges.values().sum::<u64>();
    let all: u64 = by_host.values().map(sum).sum();
    let mut known: Vec<(u64, ReceivingHost)> = Vec::new();
    for (name, judges) in by_host {
        let messages = sum(&judges);
        if messages >= MESSAGES_MIN {
            let judge = judge(&judges, messages);
            known.push((messages, ReceivingHost { name: name.to_owned(), judge }));
        }
    }
    let theirs: u64 = known.iter().map(|(messages, _)| messages).sum();
    if theirs.saturating_mul(2) <= all {
        return Vec::new();
    }
    known.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.name.cmp(&other.name)));
    known.truncate(HOSTS_MAX);
    known.sort_by(|(_, one), (_, other)| one.name.cmp(&other.name));
    known.into_iter().map(|(_, host)| host).collect()
}

fn judge(judges: &BTreeMap<Option<&str>, u64>, messages: u64) -> Judge {
    let named = judges.iter().filter_map(|(judge, count)| Some(((*judge)?, *count)));
    let judged: u64 = named.clone().map(|(_, count)| count).sum();
    // Of two with as many, neither has most.
    let most = named.max_by_key(|(_, count)| *count);
    match most {
        None => Judge::Nobody,
        Some((_, count)) if count < MESSAGES_MIN || count.saturating_mul(RARELY) < messages => {
            if judged.saturating_mul(2) > messages {
                Judge::Any
            } else {
                Judge::Nobody
            }
        }
        Some((judge, count)) if count.saturating_mul(2) > judged => Judge::One(judge.to_owned()),
        Some(_) => Judge::Any,
    }
}

impl Household {
    /// Whether a judgement of a message is that of the household's own receiving host; none where it
    /// is not known who that is. What the owner said wins over what the mail shows.
    pub fn judges(&self, by: Option<&Receiving>) -> Option<bool> {
        let judge = by.and_then(|by| by.judge.as_deref());
        if !self.judges.is_empty() {
            return Some(judge.is_some_and(|judge| self.judges.iter().any(|own| own == judge)));
        }
        if self.hosts.is_empty() {
            return None;
        }
        let host = self.hosts.iter().find(|host| by.is_some_and(|by| by.host == host.name));
        match host.map(|host| &host.judge) {
            Some(Judge::One(own)) => Some(judge == Some(own)),
            Some(Judge::Nobody) | None => Some(false),
            Some(Judge::Any) => None,
        }
    }

    /// Whether the sender of a message is who it says: a stranger's word for it counts for nothing, one
    /// against it does. A signature of its own domain that verifies (`signed`) is nobody's word.
    pub fn finds(&self, (reading, signed): (&Reading, bool)) -> Authentic {
        let said = reading.supplier.as_ref().map_or(Authentic::Unknown, |claim| claim.authentic);
        match said {
            _ if signed && reading.supplier.is_some() => Authentic::Pass,
            Authentic::Pass if self.judges(reading.receiving.as_ref()) == Some(false) => {
                Authentic::Unknown
            }
            said @ (Authentic::Pass | Authentic::Fail | Authentic::Unknown) => said,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(host: &str, judge: Option<&str>) -> Receiving {
        Receiving { host: host.to_owned(), judge: judge.map(str::to_owned) }
    }

    fn household(receipts: &[(&str, Option<&str>, u64)]) -> Household {
        let count = |(host, judge, n): &(&str, Option<&str>, u64)| (by(host, *judge), *n);
        Household::default().received(&receipts.iter().map(count).collect::<Vec<_>>())
    }

    #[test]
    fn the_judge_is_the_one_that_goes_with_the_host_in_most_of_its_mail() {
        let (own, other) = (Some("post.example"), Some("shop.example"));
        let one = |judge: &str| Judge::One(judge.to_owned());
        for (what, receipts, judge) in [
            ("most", vec![(own, 10), (other, 2), (None, 30)], one("post.example")),
            ("no name", vec![(Some(""), 5), (other, 4)], one("")),
            ("nobody", vec![(None, 9)], Judge::Nobody),
            ("strangers now and then", vec![(None, 9), (other, 2)], Judge::Nobody),
            ("a stranger rarely", vec![(None, 190), (other, 6)], Judge::Nobody),
            ("half each", vec![(own, 6), (other, 6)], Judge::Any),
            ("many", vec![(own, 3), (other, 3)], Judge::Any),
        ] {
            let receipts: Vec<_> =
                receipts.into_iter().map(|(judge, n)| ("post.example", judge, n)).collect();
            let known = household(&receipts).hosts;
            let host = ReceivingHost { name: "post.example".to_owned(), judge };
            assert_eq!(known, [host], "{what}");
        }
    }

    #[test]
    fn a_few_messages_and_mail_scattered_over_many_hosts_show_nothing() {
        assert_eq!(household(&[("post.example", Some("post.example"), 4)]).hosts, []);
        let scattered =
            [("a", None, 5), ("b", Some("x"), 2), ("c", Some("x"), 2), ("d", Some("x"), 1)];
        assert_eq!(household(&scattered).hosts, []);
    }

    #[test]
    fn a_stranger_and_a_foreign_host_are_not_the_households_own() {
        let home =
            household(&[("post.example", Some("post.example"), 9), ("old.example", None, 6)]);
        for (host, judge, own) in [
            ("post.example", Some("post.example"), Some(true)),
            ("post.example", Some("shop.example"), Some(false)),
            ("post.example", Some(""), Some(false)),
            ("post.example", None, Some(false)),
            ("old.example", Some("post.example"), Some(false)),
            ("else.example", Some("post.example"), Some(false)),
        ] {
            assert_eq!(home.judges(Some(&by(host, judge))), own, "{host} {judge:?}");
        }
        assert_eq!(home.judges(None), Some(false));
        assert_eq!(Household::default().judges(Some(&by("a", Some("b")))), None);
    }

    #[test]
    fn what_the_owner_said_wins_over_what_the_mail_shows() {
        let shown = household(&[("post.example", Some("post.example"), 9)]);
        let said = Household { judges: vec!["gate.example".to_owned()], ..shown };
        assert_eq!(said.judges(Some(&by("post.example", Some("post.example")))), Some(false));
        assert_eq!(said.judges(Some(&by("any.example", Some("gate.example")))), Some(true));
    }
}
