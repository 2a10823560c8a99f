//! What every rule of the data holds.

use super::{day, laws, place};
use oxherd_law::{Certainty, Laws, Period, Status};
use std::collections::BTreeSet;

#[test]
fn the_law_that_comes_with_the_product_can_be_read() {
    let laws = Laws::built_in().unwrap_or_else(|error| panic!("{error}"));
    assert!(laws.rules().count() > 90);
}

#[test]
fn every_rule_has_words_a_source_a_day_of_looking_up_and_something_to_say() {
    for rule in laws().rules() {
        assert!(!rule.title.is_empty() && !rule.source.is_empty(), "{}", rule.id);
        assert!(rule.checked_on.is_some(), "{}", rule.id);
        let says = !rule.clauses.is_empty() || rule.function.is_some() || !rule.notes.is_empty();
        assert!(says || rule.status != Status::InForce, "{}", rule.id);
        let starts = rule.title.chars().next().unwrap();
        assert!(!rule.title.ends_with('.') && !starts.is_whitespace(), "{}", rule.id);
        for url in &rule.urls {
            assert!(url.starts_with("http") && !url.contains('…'), "{}: {url}", rule.id);
        }
        assert!(rule.from.is_none_or(|from| rule.until.is_none_or(|until| from <= until)));
    }
}

#[test]
fn every_rule_that_another_replaces_exists() {
    let ids: BTreeSet<&str> = laws().rules().map(|rule| rule.id.as_str()).collect();
    for rule in laws().rules() {
        assert!(rule.instead_of.iter().all(|id| ids.contains(id.as_str())), "{}", rule.id);
    }
}

#[test]
fn no_rule_takes_the_place_of_one_that_is_surer() {
    for rule in laws().rules() {
        for id in &rule.instead_of {
            let replaced = laws().rule(id).unwrap();
            assert!(rule.certainty <= replaced.certainty, "{} instead of {id}", rule.id);
        }
    }
}

#[test]
fn what_comes_is_listed_by_its_day() {
    let coming: Vec<&str> =
        laws().coming(day("2026-11-19")).iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(coming, ["E-EU-11", "E-ES-02", "E-EU-12b", "E-UK-03", "E-UK-22b"]);
}

#[test]
fn every_place_has_a_name_and_every_rule_a_place_that_is_known() {
    for rule in laws().rules() {
        assert!(laws().place_name(&rule.place).is_some(), "{}", rule.id);
    }
    assert_eq!(laws().place_name(&place("DE-BY")), Some("Germany"));
    assert_eq!(laws().place_name(&place("XX")), None);
}

#[test]
fn rules_from_memory_and_rules_that_are_not_law_never_claim() {
    for rule in laws().rules() {
        let firm = rule.certainty != Certainty::Low && rule.status == Status::InForce;
        assert_eq!(rule.may_claim(), firm, "{}", rule.id);
    }
    let may = |id: &str| laws().rule(id).unwrap().may_claim();
    assert!(may("E-DE-02") && may("E-EU-03") && may("E-UK-20"));
    assert!(!may("E-EU-01") && !may("E-UK-03") && !may("E-US-01"));
}

#[test]
fn a_rule_is_looked_up_again_after_a_year_and_an_awaited_one_always() {
    let soon: Vec<&str> =
        laws().to_review(day("2026-12-01")).map(|rule| rule.id.as_str()).collect();
    assert_eq!(soon, ["E-EU-12b", "E-UK-03", "E-UK-22b"]);
    assert_eq!(laws().to_review(day("2027-11-23")).count(), laws().rules().count());
}

#[test]
fn every_clause_reads_as_a_sentence_part() {
    for rule in laws().rules() {
        for clause in &rule.clauses {
            let words = clause.to_string();
            let (_, when) = words.split_once(": ").unwrap();
            let counted = matches!(clause.period, Period::Counted { .. });
            assert_eq!(counted, when.contains(" after ") || when.contains(" before "), "{words}");
        }
    }
}
