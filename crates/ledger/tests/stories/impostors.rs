//! Who pretends to be a supplier of this household moves nothing; a clumsy supplier is none.

use crate::kit::{Mail, books, books_of, books_with, mail};
use jiff::civil::{Date, date};
use oxherd_ledger::{Household, Ledger, OddityKind, Sign, Word, Words};
use oxherd_model::{
    AgreementKind, AmountRole, Authentic, Claim, DateRole, IdentifierRole, Kind, Receiving,
    ReferenceRole, ThingKind,
};

const NAME: &str = "Harbour Insurance";

/// A year of an insurance that is known from its own domain.
fn history() -> Vec<Mail> {
    let policy = |day: Date, kind: Kind| {
        mail(day, "harbour.example", kind)
            .called(NAME)
            .about(AgreementKind::Insurance, Some(ThingKind::Vehicle))
            .reference(ReferenceRole::Policy, "HB/771200")
            .names(IdentifierRole::Registration, "AB12CDE")
    };
    vec![
        policy(date(2025, 3, 1), Kind::ContractPack).sum(AmountRole::Total, "412.00"),
        policy(date(2026, 2, 10), Kind::RenewalNotice).sum(AmountRole::New, "430.00"),
    ]
}

/// `Pay 89.00 by then` in the name of the insurer, from some domain.
fn pay(domain: &str) -> Mail {
    mail(date(2026, 4, 1), domain, Kind::ContractPack)
        .called(NAME)
        .about(AgreementKind::Insurance, Some(ThingKind::Vehicle))
        .reference(ReferenceRole::Policy, "HB/771200")
        .names(IdentifierRole::Registration, "AB12CDE")
        .sum(AmountRole::Due, "89.00")
        .day(DateRole::Due, date(2026, 4, 20))
}

fn with(more: Vec<Mail>) -> Ledger {
    let mut all = history();
    all.extend(more);
    books(&all)
}

fn impostors(ledger: &Ledger) -> Vec<&[Sign]> {
    let of = ledger.oddities.iter().filter(|o| o.kind == OddityKind::Impostor);
    of.map(|o| o.signs.as_slice()).collect()
}

/// Whether the last message moved nothing, beside what the history holds.
#[track_caller]
fn moves_nothing(ledger: &Ledger, what: &str) {
    let before = books(&history());
    assert_eq!(impostors(ledger).len(), 1, "{what}");
    assert_eq!(ledger.suspects, 1, "{what}");
    assert_eq!(ledger.agreements, before.agreements, "{what}");
    assert_eq!(ledger.dues, before.dues, "{what}");
    assert_eq!(ledger.things, before.things, "{what}");
    assert_eq!(ledger.suppliers, before.suppliers, "{what}");
    assert!(ledger.oddities.iter().all(|odd| odd.supplier == Some(0)), "{what}");
}

#[test]
fn who_bears_the_name_of_the_insurer_on_a_new_domain_and_asks_for_money_moves_nothing() {
    let unsigned = |mut mail: Mail| {
        mail.reading.supplier.as_mut().unwrap().authentic = Authentic::Unknown;
        mail
    };
    for (what, fake) in [
        ("a domain with a word more", pay("harbour-renewals.example")),
        ("another domain", pay("pay-secure.example")),
        ("another ending", pay("harbour.test")),
        ("what firms add, unsigned", unsigned(pay("harbour-billing.example"))),
        ("in other letters", pay("pay-secure.example").called("Harb0ur lnsurance")),
        ("shortened", pay("pay-secure.example").called("Harbour")),
        ("a department", pay("pay-secure.example").called("Harbour Insurance Billing Team")),
    ] {
        moves_nothing(&with(vec![fake]), what);
    }
    let fake = with(vec![pay("harbour-renewals.example")]);
    let signs = impostors(&fake)[0];
    for sign in [Sign::Name, Sign::Reference, Sign::Thing, Sign::NewDomain, Sign::AsksMoney] {
        assert!(signs.contains(&sign), "{signs:?}");
        assert!(!sign.in_words().is_empty());
    }
}

#[test]
fn a_domain_that_looks_like_that_of_the_insurer_moves_nothing_whatever_it_says() {
    let papers = |domain: &str| {
        mail(date(2026, 4, 1), domain, Kind::ContractPack)
            .called("Policies")
            .about(AgreementKind::Insurance, Some(ThingKind::Vehicle))
            .reference(ReferenceRole::Policy, "HX/1")
    };
    moves_nothing(&with(vec![papers("harb0ur.example")]), "a digit for a letter");
    moves_nothing(&with(vec![papers("\u{4bb}\u{430}rbour.example")]), "letters of another script");
    let host = "harbour.example.pay-secure.example";
    moves_nothing(&with(vec![papers("pay-secure.example").at_host(host)]), "within a host");
    let fake = with(vec![pay("harbuor.example").called("Renewals")]);
    moves_nothing(&fake, "neighbours that changed places");
    assert!(impostors(&fake)[0].contains(&Sign::LookAlike));
}

#[test]
fn who_asks_for_data_or_names_a_new_account_moves_nothing() {
    let plain = |kind: Kind| mail(date(2026, 4, 1), "harbour-renewals.example", kind).called(NAME);
    let account = Claim::Identifier {
        role: IdentifierRole::Iban,
        value: "GB33BUKB20201555555555".to_owned(),
        check: oxherd_model::Check::Pass,
    };
    for (what, fake) in [
        ("a sign-in", plain(Kind::SecurityNotice)),
        ("data", plain(Kind::InfoRequest)),
        ("a refund to claim", plain(Kind::RefundCredit).sum(AmountRole::Refund, "88.12")),
        ("a payment that failed", plain(Kind::PaymentFailed)),
        ("another account", plain(Kind::TermsChange).says(account)),
    ] {
        moves_nothing(&with(vec![fake]), what);
    }
}

#[test]
fn a_clumsy_supplier_a_platform_and_another_firm_are_no_impostors() {
    let early = |mail: Mail, day: Date| Mail {
        at: day.at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp(),
        ..mail
    };
    let harmless = |domain: &str, kind: Kind| {
        early(mail(date(2026, 2, 1), domain, kind).called(NAME), date(2026, 2, 1))
    };
    let unsigned = |mut mail: Mail| {
        mail.reading.supplier.as_mut().unwrap().authentic = Authentic::Unknown;
        mail
    };
    let broker = pay("millbrook-brokers.example").called("Millbrook Brokers");
    let debit = mail(date(2026, 4, 1), "harbour-billing.example", Kind::PaymentAhead)
        .called(NAME)
        .reference(ReferenceRole::Policy, "HB/771200")
        .sum(AmountRole::Total, "430.00")
        .day(DateRole::Payment, date(2026, 4, 20));
    let close = |mut mail: Mail| {
        mail.reading.secondary.push(Kind::PaymentFailed);
        mail
    };
    for (what, more) in [
        ("its own domain, unsigned", vec![unsigned(pay("harbour.example"))]),
        ("a host of its own domain", vec![pay("harbour.example").at_host("x.harbour.example")]),
        ("a platform of senders", vec![pay("harbour-shop.example").through("sendpost.example")]),
        ("a garage that names the car", vec![pay("brook.example").called("Brook Lane Garage")]),
        ("a broker that names the policy", vec![broker]),
        ("another trade of that name", vec![pay("hw.example").called("Harbour Water")]),
        (
            "a further domain met before",
            vec![harmless("harbour-news.example", Kind::Newsletter), pay("harbour-news.example")],
        ),
        ("what will be collected, told from a domain that firms add", vec![debit.clone()]),
        ("that, in words that others have for a failed payment", vec![close(debit)]),
        (
            "nothing asked for",
            vec![mail(date(2026, 4, 1), "hb-docs.example", Kind::TermsChange).called(NAME)],
        ),
    ] {
        assert!(impostors(&with(more)).is_empty(), "{what}");
    }
}

#[test]
fn what_an_impostor_sends_before_or_after_makes_its_domain_no_better() {
    let news = |day: Date, domain: &str| mail(day, domain, Kind::Promotion).called(NAME);
    let domain = "harbour-renewals.example";
    let first = with(vec![news(date(2026, 3, 31), domain), pay(domain)]);
    assert_eq!(impostors(&first).len(), 1, "a greeting on the day before");
    let joined = with(vec![news(date(2026, 3, 31), "harbour.test"), pay("harbour.test")]);
    assert_eq!(impostors(&joined).len(), 1, "that was taken for the same firm");
    assert!(joined.dues.iter().all(|due| due.on != date(2026, 4, 20)));
    let mut again = pay(domain).distinct("again");
    again.at = date(2026, 6, 1).at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    let after = with(vec![pay(domain), news(date(2026, 4, 5), domain), again]);
    assert_eq!(impostors(&after).len(), 2, "who pretended once is not met by what is harmless");
}

#[test]
fn what_the_owner_says_of_it_wins_over_what_looks_wrong() {
    let real = pay("harbour-renewals.example");
    let mut all = history();
    all.push(real.clone());
    let words = Words::collect([Word::Kind(real.evidence.id(), Kind::Bill)]);
    let ledger = books_with(&all, &words);
    assert!(impostors(&ledger).is_empty());
    assert!(ledger.dues.iter().any(|due| due.on == date(2026, 4, 20)));
}

#[test]
fn who_is_not_known_yet_cannot_be_imitated() {
    let fake = pay("harbour-renewals.example");
    assert!(impostors(&books(&[fake])).is_empty());
    let mut all = history();
    all.truncate(1);
    let mut soon = pay("harbour-cover.example");
    soon.at = date(2025, 3, 3).at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    all.push(soon);
    assert!(impostors(&books(&all)).is_empty(), "two days are no history");
}

/// A message that came through a host, judged there by somebody.
fn through(mut mail: Mail, host: &str, judge: &str) -> Mail {
    let (host, judge) = (host.to_owned(), Some(judge.to_owned()));
    mail.reading.receiving = Some(Receiving { host, judge });
    mail
}

/// Ann's household, whose mail is received and judged by `post.example`.
fn served() -> Household {
    let by =
        |judge: &str| Receiving { host: "post.example".to_owned(), judge: Some(judge.to_owned()) };
    crate::kit::household().received(&[(by("post.example"), 12), (by("harbour.example"), 1)])
}

#[test]
fn who_vouches_for_itself_is_not_vouched_for() {
    let debit = || {
        mail(date(2026, 4, 1), "harbour-billing.example", Kind::PaymentAhead)
            .called(NAME)
            .reference(ReferenceRole::Policy, "HB/771200")
            .sum(AmountRole::Total, "430.00")
            .day(DateRole::Payment, date(2026, 4, 20))
    };
    let fold = |household: &Household, last: Mail| {
        let mut mails = history();
        mails.push(last);
        books_of(&mails, household)
    };
    for (what, household, host, judge, impostor) in [
        ("by the household's own host", served(), "post.example", "post.example", false),
        ("by itself", served(), "post.example", "harbour-billing.example", true),
        ("by a host without a name", served(), "post.example", "", true),
        ("at a foreign host", served(), "elsewhere.example", "post.example", true),
        ("where nobody's host is known", crate::kit::household(), "a.example", "b.example", false),
    ] {
        let ledger = fold(&household, through(debit(), host, judge));
        assert_eq!(!impostors(&ledger).is_empty(), impostor, "{what}");
        let said = impostors(&ledger).iter().any(|s| s.contains(&Sign::VouchedByStranger));
        assert_eq!(said, impostor, "{what}");
    }
    let said = Household { judges: vec!["gate.example".to_owned()], ..served() };
    let ledger = fold(&said, through(debit(), "post.example", "gate.example"));
    assert!(impostors(&ledger).is_empty(), "the owner said whose word counts");
}

#[test]
fn a_signature_vouches_where_nobody_did_and_a_look_alike_stays_an_impostor() {
    let debit = |domain: &str| {
        let mut mail = mail(date(2026, 4, 1), domain, Kind::PaymentAhead)
            .called(NAME)
            .reference(ReferenceRole::Policy, "HB/771200")
            .sum(AmountRole::Total, "430.00")
            .day(DateRole::Payment, date(2026, 4, 20));
        mail.reading.supplier.as_mut().unwrap().authentic = Authentic::Unknown;
        mail
    };
    for (domain, signed, impostor) in [
        ("harbour-billing.example", false, true),
        ("harbour-billing.example", true, false),
        ("harbuor.example", false, true),
        ("harbuor.example", true, true),
    ] {
        let mut mails = history();
        mails.push(Mail { signed, ..debit(domain) });
        let ledger = books_of(&mails, &served());
        let signs = impostors(&ledger);
        assert_eq!(!signs.is_empty(), impostor, "{domain} {signed}");
        let said = signs.iter().any(|s| s.contains(&Sign::SignedByItself));
        assert_eq!(said, impostor && signed, "{domain} {signed}");
    }
}

#[test]
fn a_clumsy_supplier_that_a_stranger_vouches_for_is_no_impostor() {
    let mut mails = history();
    mails.push(through(pay("harbour.example"), "post.example", "relay.example"));
    assert!(impostors(&books_of(&mails, &served())).is_empty());
}

#[test]
fn a_strangers_pass_is_unknown_and_anybodys_fail_stays() {
    let household = served();
    for (said, judge, finds) in [
        (Authentic::Pass, "post.example", Authentic::Pass),
        (Authentic::Pass, "harbour.example", Authentic::Unknown),
        (Authentic::Fail, "harbour.example", Authentic::Fail),
        (Authentic::Unknown, "post.example", Authentic::Unknown),
    ] {
        let mut mail = through(pay("harbour.example"), "post.example", judge);
        mail.reading.supplier.as_mut().unwrap().authentic = said;
        assert_eq!(household.finds((&mail.reading, false)), finds, "{said} by {judge}");
        assert_eq!(household.finds((&mail.reading, true)), Authentic::Pass, "{said}, and signed");
    }
}

#[test]
fn what_fails_from_the_own_domain_is_held_only_where_it_asks_for_what_never_was_asked() {
    let failed = |mut mail: Mail| {
        mail.reading.supplier.as_mut().unwrap().authentic = Authentic::Fail;
        mail
    };
    let own = || failed(pay("harbour.example"));
    let leads = |mut mail: Mail, to: &str| {
        mail.reading.leads_to.push(to.to_owned());
        mail
    };
    let plain = |kind: Kind| failed(mail(date(2026, 4, 1), "harbour.example", kind).called(NAME));
    for (what, clumsy) in [
        ("a bill under the known number", own()),
        ("its links lead to the supplier", leads(own(), "harbour.example")),
        ("a visit", plain(Kind::AppointmentSet)),
        ("an end", plain(Kind::CancelConfirmed)),
        ("a link elsewhere in what asks nothing", leads(plain(Kind::CaseProgress), "x.example")),
        ("what it asks for goes to itself", plain(Kind::InfoRequest)),
        ("a sign-in", leads(plain(Kind::SecurityNotice), "harbour.example")),
    ] {
        let ledger = with(vec![clumsy]);
        assert!(impostors(&ledger).is_empty(), "{what}");
        assert_eq!(ledger.suspects, 0, "{what}");
    }
    let bill =
        plain(Kind::Bill).sum(AmountRole::Due, "89.00").day(DateRole::Due, date(2026, 4, 20));
    let due = with(vec![bill]);
    assert_eq!(due.dues.len(), books(&history()).dues.len() + 1, "the bill is a due");
    let account = Claim::Identifier {
        role: IdentifierRole::Iban,
        value: "GB33BUKB20201555555555".to_owned(),
        check: oxherd_model::Check::Pass,
    };
    for (what, sign, fake) in [
        ("a new account", Sign::NewAccount, own().says(account)),
        ("a link elsewhere that asks for money", Sign::LeadsElsewhere, leads(own(), "x.example")),
        ("data", Sign::LeadsElsewhere, leads(plain(Kind::InfoRequest), "x.example")),
        ("a sign-in", Sign::LeadsElsewhere, leads(plain(Kind::SecurityNotice), "x.example")),
    ] {
        let ledger = with(vec![fake]);
        moves_nothing(&ledger, what);
        assert!(impostors(&ledger)[0].contains(&Sign::Failed), "{what}");
        assert!(impostors(&ledger)[0].contains(&sign), "{what}");
    }
}

#[test]
fn who_gives_an_address_of_the_insurer_for_its_name_moves_nothing() {
    let shown = |name: &str, kind: Kind, domain: &str| {
        let mut mail = mail(date(2026, 4, 1), domain, kind);
        mail.reading.from.as_mut().unwrap().name = name.to_owned();
        mail.reading.supplier.as_mut().unwrap().name = "Fastbox".to_owned();
        mail
    };
    for (what, name, kind) in [
        ("alone", "policies@harbour.example", Kind::PaymentFailed),
        ("in signs", "\"policies@harbour.example\"", Kind::AccountSetup),
        ("behind a name", "Harbour Insurance | policies@harbour.example", Kind::PaymentFailed),
        ("at a host below", "<Info@mail.harbour.example>", Kind::CaseProgress),
    ] {
        let ledger = with(vec![shown(name, kind, "fastbox.example")]);
        moves_nothing(&ledger, what);
        assert!(impostors(&ledger)[0].contains(&Sign::Address), "{what}");
    }
    for (what, name, domain) in [
        ("its own domain", "policies@harbour.example", "harbour.example"),
        ("an address of nobody known", "policies@millbrook.example", "fastbox.example"),
        ("a platform", "policies@harbour.example", "sendpost.example"),
    ] {
        let mail = shown(name, Kind::CaseProgress, domain);
        let mail = if domain == "sendpost.example" { mail.through(domain) } else { mail };
        assert_eq!(with(vec![mail]).suspects, 0, "{what}");
    }
}
