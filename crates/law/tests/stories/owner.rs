//! The owner's own rules, and texts that cannot be read.

use super::{case, day, laws};
use oxherd_law::{Anchor, Case, LawProblem};
use oxherd_model::AgreementKind;

fn gym() -> Case {
    case("DE", AgreementKind::Membership)
        .on(Anchor::Conclusion, day("2025-04-01"))
        .on(Anchor::TermEnd, day("2027-03-31"))
}

#[test]
fn the_owners_rule_wins_as_a_whole_and_keeps_its_place() {
    let mine = "[E-DE-02]\ntitle: ours\nright: cancel 2 w before term_end\nsource: a letter\n\
                confidence: medium\n";
    let laws = laws().with(mine).unwrap();
    let answers = laws.cancel_by(&gym(), None);
    assert_eq!(answers.guard().unwrap().day, day("2027-03-17"));
    assert_eq!(laws.rule("E-DE-02").unwrap().place.to_string(), "DE");
    assert!(laws.goes_on(&gym()).iter().all(|goes| goes.rule != "E-DE-02"));
}

#[test]
fn the_later_of_two_texts_wins_and_the_built_in_law_stays() {
    let text = |weeks: u8| {
        format!(
            "place: DE\n[MINE-1]\ntitle: t\nagreements: membership\n\
             right: cancel {weeks} w before term_end\nsource: s\nconfidence: high\n"
        )
    };
    let later = laws().with(&text(2)).unwrap().with(&text(6)).unwrap();
    let answers = later.cancel_by(&gym(), None);
    let mine = answers.answers.iter().find(|a| a.rule.as_deref() == Some("MINE-1")).unwrap();
    assert_eq!(mine.day, day("2027-02-17"));
    assert!(laws().rule("MINE-1").is_none());
}

#[test]
fn a_rule_can_be_switched_off() {
    let off = "[E-DE-02]\ntitle: not for me\nsource: own word\nconfidence: high\nstatus: off\n";
    let laws = laws().with(off).unwrap();
    assert!(laws.cancel_by(&gym(), None).is_empty());
}

#[test]
fn holidays_and_margins_can_be_added() {
    let more = "place: SE\nholiday: Midsommarafton = 2026-06-19\ntransport: post 10 bd\n\
                safety: send 2 d\n";
    let laws = laws().with(more).unwrap();
    let home = "SE".parse().unwrap();
    assert!(!laws.calendar(&home).is_business_day(day("2026-06-19")));
    assert_eq!(laws.transport(oxherd_law::Route::Post).to_string(), "10 business days");
}

#[test]
fn an_error_names_the_text_the_line_and_what_to_do() {
    let rule = |line: &str| format!("place: DE\n[A-1]\ntitle: t\n{line}\nsource: s\n");
    for (text, expected) in [
        (
            rule("right: cancel 14 days after conclusion"),
            "mine.txt, line 4: `14 days` is not a length of time; \
             write 14 d, 10 bd, 6 wd, 8 w, 1 m, 2 y or 24 h",
        ),
        (
            rule("right: cancel soon"),
            "mine.txt, line 4: `soon` is not a period; write `14 d after conclusion` or `any time`",
        ),
        (
            rule("from: 1.5.2026"),
            "mine.txt, line 4: `1.5.2026` is not a day; write it as 2026-06-19",
        ),
        (
            rule("right: leave any time"),
            "mine.txt, line 2: the rule A-1 has no `confidence`; add it",
        ),
        (
            "title: t\n".into(),
            "mine.txt, line 1: no place is said before this; \
             begin with a line such as `place: DE`",
        ),
        (
            rule("confidence: sure"),
            "mine.txt, line 4: `sure` is not a confidence; \
             one of: high, medium, low",
        ),
        (
            "place: Germany\n".into(),
            "mine.txt, line 1: `Germany` is not a place; write two letters, \
             with a region after a hyphen: DE, GB-SCT, US-CA",
        ),
        (
            "what is this\n".into(),
            "mine.txt, line 1: neither `key: value` nor `[id of a rule]`; \
             begin a comment with #",
        ),
    ] {
        let error = laws().with_named("mine.txt", &text).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn what_is_too_much_or_stands_twice_is_refused() {
    let problem = |text: &str| laws().with(text).unwrap_err().problem;
    assert_eq!(problem(&"# \n".repeat(400_000)), LawProblem::TooLarge);
    let rule = "[A-1]\ntitle: t\nright: leave any time\nsource: s\nconfidence: low\n";
    assert_eq!(problem(&format!("place: DE\n{rule}{rule}")), LawProblem::RuleTwice("A-1".into()));
    assert_eq!(
        problem("place: DE\n[A-1]\ntitle: a\ntitle: b\n"),
        LawProblem::KeyTwice("title".into())
    );
    assert!(matches!(problem("place: DE\n[a b]\n"), LawProblem::Id(_)));
    assert!(matches!(problem("place: DE\nholiday: X = 31 feb\n"), LawProblem::Holiday(_)));
}
