//! The questions of the ledger in Germany, the Union and the United Kingdom.

use super::{case, day, laws};
use oxherd_law::{
    Act, Anchor, Answers, Circumstance, Function, Made, Notice, Right, Route, Span, Subject, Then,
    Unit,
};
use oxherd_model::{AgreementKind, Confidence};

/// The day and the guard of the answer that rests on a rule.
#[track_caller]
fn by(answers: &Answers, rule: &str) -> (String, String) {
    let found = answers.answers.iter().find(|answer| answer.rule.as_deref() == Some(rule));
    let found = found.unwrap_or_else(|| panic!("no {rule} in {answers:#?}"));
    (found.day.to_string(), found.guard.to_string())
}

fn pair(day: &str, guard: &str) -> (String, String) {
    (day.to_owned(), guard.to_owned())
}

fn own(count: u16, unit: Unit) -> Option<Notice> {
    let (span, confidence) = (Span::new(count, unit), Confidence::from_thousandths(900));
    Some(Notice { span, act: Act::Receive, confidence })
}

#[test]
fn goods_bought_online_can_be_sent_back_for_14_days_after_the_last_came() {
    let shoes = case("DE", AgreementKind::Purchase)
        .about(Subject::Goods)
        .made(Made::Online)
        .on(Anchor::Conclusion, day("2026-03-01"))
        .on(Anchor::Possession, day("2026-03-05"));
    let answers = laws().withdraw_by(&shoes);
    assert_eq!(answers.answers.len(), 1);
    assert_eq!(by(&answers, "E-EU-01"), pair("2026-03-19", "2026-03-18"));
    let answer = answers.guard().unwrap();
    assert_eq!((answer.act, answer.may_claim), (Act::Send, false));
    assert_eq!(
        answer.reason,
        "14 days after the last of the goods arrived (Thu 2026-03-05, not counted): until Thu \
         2026-03-19. In law sending it by then is enough. Act by Wed 2026-03-18: that keeps 1 day \
         as a margin. E-EU-01: Dir. 2011/83/EU arts 9-11 and 16, amended by Dir. (EU) 2019/2161; \
         from memory of the statute, so a reminder and no claim."
    );
}

#[test]
fn a_period_that_ends_on_a_holiday_moves_and_the_guard_does_not_lean_on_it() {
    let ends_on_good_friday = case("DE", AgreementKind::Purchase)
        .about(Subject::Goods)
        .made(Made::Online)
        .on(Anchor::Possession, day("2026-03-20"));
    let answers = laws().withdraw_by(&ends_on_good_friday);
    assert_eq!(by(&answers, "E-EU-01"), pair("2026-04-07", "2026-04-02"));
    let reason = &answers.guard().unwrap().reason;
    assert!(reason.contains("That is Karfreitag; the period ends on the next business day, Tue"));
    assert!(reason.contains("1182/71"));
    let in_england = case("GB-ENG", AgreementKind::Purchase)
        .about(Subject::Goods)
        .made(Made::Online)
        .on(Anchor::Possession, day("2026-03-20"));
    assert_eq!(by(&laws().withdraw_by(&in_england), "E-UK-01"), pair("2026-04-03", "2026-04-02"));
}

#[test]
fn who_was_not_told_has_twelve_months_more_and_guards_on_the_14_days() {
    let streaming = case("FR", AgreementKind::Subscription)
        .about(Subject::Digital)
        .made(Made::Online)
        .with(Circumstance::NotInformed)
        .on(Anchor::Conclusion, day("2026-01-31"));
    let answers = laws().withdraw_by(&streaming);
    assert_eq!(answers.guard().unwrap().guard, day("2026-02-13"));
    // 14 February 2027 is a Sunday
    assert_eq!(answers.best().unwrap().day, day("2027-02-15"));
}

#[test]
fn what_is_not_known_is_assumed_and_said() {
    let unknown = case("DE", AgreementKind::Purchase).on(Anchor::Possession, day("2026-03-05"));
    let answers = laws().withdraw_by(&unknown);
    assert_eq!(
        answers.guard().unwrap().assumes,
        [
            "it was made at a distance, on a site or in an app or at a distance, by telephone, mail or \
          letter or away from business premises",
            "it is about goods"
        ]
    );
    let in_a_shop = unknown.made(Made::Shop);
    assert!(laws().withdraw_by(&in_a_shop).is_empty());
}

#[test]
fn a_delivery_long_after_a_law_began_needs_no_day_of_conclusion() {
    let delivered = |on| {
        case("DE", AgreementKind::Purchase).about(Subject::Goods).on(Anchor::Delivery, day(on))
    };
    let answers = laws().guarantee_until(&delivered("2023-01-02"));
    assert!(answers.guard().unwrap().assumes.is_empty() && answers.guard().unwrap().may_claim);
    let answers = laws().guarantee_until(&delivered("2022-03-01"));
    assert_eq!(answers.guard().unwrap().assumes, ["it was concluded on or after 2022-01-01"]);
}

#[test]
fn a_day_that_is_missing_is_asked_for() {
    let shoes = case("DE", AgreementKind::Purchase).about(Subject::Goods).made(Made::Online);
    let answers = laws().withdraw_by(&shoes);
    assert!(answers.is_empty());
    let needs: Vec<_> = answers.missing.iter().map(|m| (m.rule.as_deref(), m.needs)).collect();
    assert_eq!(needs, [(Some("E-EU-01"), Some(Anchor::Possession))]);
}

#[test]
fn a_german_gym_may_ask_for_a_month_and_goes_on_without_an_end() {
    let gym = case("DE", AgreementKind::Membership)
        .on(Anchor::Conclusion, day("2025-01-01"))
        .on(Anchor::TermEnd, day("2026-12-31"));
    let answers = laws().cancel_by(&gym, None);
    // received on 30 November: 3 days before is Friday 27, and 4 business days for the letter
    assert_eq!(by(&answers, "E-DE-02"), pair("2026-11-30", "2026-11-23"));
    assert!(answers.guard().unwrap().may_claim);
    let goes_on = laws().goes_on(&gym);
    assert_eq!(goes_on.len(), 1);
    assert_eq!(goes_on[0].then, Then::Open(Some(Span::new(1, Unit::Month))));
    assert!(goes_on[0].may_claim);
}

#[test]
fn an_older_contract_still_renews_by_a_year() {
    let gym = case("DE", AgreementKind::Membership)
        .on(Anchor::Conclusion, day("2022-02-28"))
        .on(Anchor::TermEnd, day("2027-02-27"));
    let answers = laws().cancel_by(&gym, None);
    assert_eq!(by(&answers, "E-DE-02a").0, "2026-11-27");
    assert_eq!(answers.answers.len(), 1);
    assert_eq!(laws().goes_on(&gym)[0].then, Then::Renewed(Some(day("2028-02-27"))));
}

#[test]
fn without_the_day_of_conclusion_both_laws_are_named_with_what_they_assume() {
    let gym = case("DE", AgreementKind::Membership).on(Anchor::TermEnd, day("2026-12-31"));
    let answers = laws().cancel_by(&gym, None);
    let rules: Vec<_> = answers.answers.iter().filter_map(|a| a.rule.as_deref()).collect();
    assert_eq!(rules, ["E-DE-02a", "E-DE-02"]);
    assert_eq!(answers.guard().unwrap().assumes, ["it was concluded on or before 2022-02-28"]);
    assert!(!answers.guard().unwrap().may_claim);
}

#[test]
fn three_months_in_the_contract_are_guarded_and_the_month_of_the_law_is_claimed() {
    let gym = case("DE", AgreementKind::Membership)
        .by(Route::Email)
        .on(Anchor::Conclusion, day("2025-01-01"))
        .on(Anchor::TermEnd, day("2026-12-31"));
    let answers = laws().cancel_by(&gym, own(3, Unit::Month));
    assert_eq!(answers.guard().unwrap().rule, None);
    assert_eq!(answers.guard().unwrap().day, day("2026-09-30"));
    assert_eq!(answers.guard().unwrap().guard, day("2026-09-27"));
    assert_eq!(answers.best().unwrap().rule.as_deref(), Some("E-DE-02"));
}

#[test]
fn a_notice_without_the_end_of_the_term_asks_for_it() {
    let answers = laws().cancel_by(&case("US", AgreementKind::Other), own(1, Unit::Month));
    let needs: Vec<_> = answers.missing.iter().map(|m| (m.rule.as_deref(), m.needs)).collect();
    assert_eq!(needs, [(None, Some(Anchor::TermEnd))]);
}

#[test]
fn a_shorter_notice_of_the_contract_is_not_made_longer_by_the_law() {
    let gym = case("DE", AgreementKind::Membership)
        .on(Anchor::Conclusion, day("2025-01-01"))
        .on(Anchor::TermEnd, day("2026-12-31"));
    let answers = laws().cancel_by(&gym, own(2, Unit::Week));
    let days: Vec<_> = answers.answers.iter().map(|a| a.day.to_string()).collect();
    assert_eq!(days, ["2026-12-17"]);
}

#[test]
fn the_way_of_a_notice_decides_how_early_it_has_to_leave() {
    let guard = |route| {
        let gym = case("DE", AgreementKind::Membership)
            .by(route)
            .on(Anchor::Conclusion, day("2025-01-01"))
            .on(Anchor::TermEnd, day("2026-12-31"));
        laws().cancel_by(&gym, None).guard().unwrap().guard.to_string()
    };
    assert_eq!(guard(Route::Online), "2026-11-27");
    assert_eq!(guard(Route::Email), "2026-11-27");
    assert_eq!(guard(Route::Post), "2026-11-23");
    assert_eq!(guard(Route::Registered), "2026-11-20");
}

#[test]
fn car_insurance_has_to_be_ended_by_30_november() {
    let car = case("DE", AgreementKind::Insurance)
        .with(Circumstance::Motor)
        .by(Route::Email)
        .on(Anchor::TermEnd, day("2026-12-31"));
    let answers = laws().cancel_by(&car, None);
    assert_eq!(by(&answers, "E-DE-05"), pair("2026-11-30", "2026-11-27"));
    assert_eq!(answers.answers.len(), 1);
    let home = case("DE", AgreementKind::Insurance).by(Route::Email);
    let answers = laws().cancel_by(&home.on(Anchor::TermEnd, day("2026-12-31")), None);
    // one to three months: the law's own last day, and the longest notice to guard on
    assert_eq!(by(&answers, "E-DE-05"), pair("2026-11-30", "2026-09-27"));
}

#[test]
fn short_months_are_spelled_out() {
    let sub = case("DE", AgreementKind::Subscription)
        .on(Anchor::Conclusion, day("2025-03-01"))
        .on(Anchor::TermEnd, day("2026-02-28"));
    let answers = laws().cancel_by(&sub, None);
    assert_eq!(answers.guard().unwrap().day, day("2026-01-28"));
    assert!(answers.guard().unwrap().reason.contains("Counted forward, Sat 2026-01-31"));
}

#[test]
fn a_price_rise_in_german_telephony_frees_for_three_months_and_is_guarded_for_one() {
    let phone = case("DE", AgreementKind::Telecom)
        .by(Route::Email)
        .on(Anchor::ChangeNotice, day("2026-05-10"))
        .on(Anchor::ChangeEffect, day("2026-07-01"));
    let answers = laws().exit_by(&phone);
    assert_eq!(by(&answers, "E-DE-04"), pair("2026-08-10", "2026-08-07"));
    // the surer rule says one to three months: the least is what nobody can dispute
    assert_eq!(answers.guard().unwrap().rule.as_deref(), Some("E-EU-08"));
    assert_eq!(by(&answers, "E-EU-08"), pair("2026-06-10", "2026-06-07"));
    let notice = laws().change_notice_by(&phone);
    assert_eq!(by(&notice, "E-EU-08").0, "2026-06-01");
}

#[test]
fn where_the_state_sets_the_time_the_shortest_is_guarded() {
    let phone = case("AT", AgreementKind::Telecom)
        .by(Route::Online)
        .on(Anchor::ChangeNotice, day("2026-05-11"));
    // 11 June is a Thursday after Corpus Christi, 1 to 3 months
    let answers = laws().exit_by(&phone);
    assert_eq!(by(&answers, "E-EU-08"), pair("2026-06-11", "2026-06-08"));
}

#[test]
fn energy_can_be_left_up_to_the_day_of_the_rise() {
    let power = case("DE", AgreementKind::Energy)
        .by(Route::Email)
        .on(Anchor::ChangeEffect, day("2027-01-01"));
    assert_eq!(by(&laws().exit_by(&power), "E-DE-07"), pair("2027-01-01", "2026-12-29"));
    assert_eq!(by(&laws().change_notice_by(&power), "E-DE-07").0, "2026-12-01");
    let default = power.with(Circumstance::DefaultSupply);
    assert_eq!(by(&laws().change_notice_by(&default), "E-DE-07").0, "2026-11-20");
}

#[test]
fn the_bank_pays_a_debit_back_for_eight_weeks_or_thirteen_months() {
    let debit = case("NL", AgreementKind::Telecom).on(Anchor::Debit, day("2026-01-30"));
    let answers = laws().debit_refund_by(&debit);
    assert_eq!(by(&answers, "E-EU-07"), pair("2026-03-27", "2026-03-26"));
    let answers = laws().debit_refund_by(&debit.with(Circumstance::Unauthorised));
    assert_eq!(answers.best().unwrap().day, day("2027-03-01"));
    assert_eq!(answers.guard().unwrap().day, day("2026-03-27"));
}

#[test]
fn a_debit_is_stopped_a_bank_day_before() {
    // Whit Monday is a holiday of Germany and a business day of the banks
    let debit = case("DE", AgreementKind::Other).on(Anchor::DebitDue, day("2026-05-26"));
    assert_eq!(by(&laws().ask(Right::DebitStop, &debit), "E-EU-07").0, "2026-05-25");
    let debit = case("GB-ENG", AgreementKind::Other).on(Anchor::DebitDue, day("2026-05-26"));
    // the margin of a day and the bank holiday
    assert_eq!(
        by(&laws().ask(Right::DebitStop, &debit), "E-UK-09"),
        pair("2026-05-22", "2026-05-21")
    );
    assert_eq!(laws().functions(&debit, day("2026-05-01"))[0].1, Function::Bank);
}

#[test]
fn the_guarantee_is_two_years_and_a_year_longer_after_a_repair() {
    let fridge = case("DE", AgreementKind::Purchase)
        .about(Subject::Goods)
        .on(Anchor::Conclusion, day("2026-09-01"))
        .on(Anchor::Delivery, day("2026-09-05"));
    // 5 September 2028 is a Tuesday; a letter and three days before
    assert_eq!(by(&laws().guarantee_until(&fridge), "E-EU-03"), pair("2028-09-05", "2028-08-28"));
    let repaired = fridge.with(Circumstance::Repaired);
    assert_eq!(laws().guarantee_until(&repaired).best().unwrap().day, day("2029-09-05"));
    let earlier = case("DE", AgreementKind::Purchase)
        .about(Subject::Goods)
        .with(Circumstance::Repaired)
        .on(Anchor::Conclusion, day("2026-07-30"))
        .on(Anchor::Delivery, day("2026-08-05"));
    assert_eq!(laws().guarantee_until(&earlier).answers.len(), 1);
    assert_eq!(laws().ask(Right::Burden, &earlier).guard().unwrap().day, day("2027-08-05"));
}

#[test]
fn british_goods_are_rejected_within_30_days_and_scotland_has_its_own_limit() {
    let kettle = |home| {
        case(home, AgreementKind::Purchase)
            .about(Subject::Goods)
            .on(Anchor::Conclusion, day("2026-02-25"))
            .on(Anchor::Delivery, day("2026-02-28"))
    };
    let answers = laws().ask(Right::Reject, &kettle("GB-ENG"));
    assert_eq!(by(&answers, "E-UK-02").0, "2026-03-30");
    let court = laws().ask(Right::Court, &kettle("GB-ENG"));
    assert_eq!(by(&court, "E-UK-02").0, "2032-02-28");
    let court = laws().ask(Right::Court, &kettle("GB-SCT"));
    assert_eq!(court.answers.len(), 1);
    assert_eq!(by(&court, "E-UK-02s").0, "2031-02-28");
}

#[test]
fn british_complaints_about_finance_have_their_days() {
    let card = case("GB-ENG", AgreementKind::Banking).on(Anchor::Complaint, day("2026-03-23"));
    let answers = laws().complaint_answer_by(&card);
    // sent in time is in time: a letter may take four business days more
    assert_eq!(by(&answers, "E-UK-20"), pair("2026-05-18", "2026-05-22"));
    assert!(answers.guard().unwrap().may_claim);
    let payment = card.with(Circumstance::PaymentService);
    assert_eq!(by(&laws().complaint_answer_by(&payment), "E-UK-20").0, "2026-04-15");
    let late = payment.with(Circumstance::Exceptional);
    assert_eq!(by(&laws().complaint_answer_by(&late), "E-UK-20").0, "2026-05-14");
    let answered =
        case("GB", AgreementKind::Insurance).on(Anchor::FinalResponse, day("2026-08-31"));
    assert_eq!(by(&laws().ask(Right::EscalateBy, &answered), "E-UK-20").0, "2027-02-28");
    let silent = case("GB", AgreementKind::Insurance)
        .with(Circumstance::Unanswered)
        .on(Anchor::Event, day("2020-01-31"))
        .on(Anchor::Knowledge, day("2024-02-29"));
    let answers = laws().ask(Right::EscalateBy, &silent);
    assert_eq!(answers.guard().unwrap().day, day("2026-01-31"));
    assert_eq!(answers.best().unwrap().day, day("2027-02-28"));
}

#[test]
fn the_telecom_ombudsman_takes_cases_after_six_weeks_since_april_2026() {
    let complaint = |on| case("GB", AgreementKind::Telecom).on(Anchor::Complaint, day(on));
    let answers = laws().ask(Right::EscalateFrom, &complaint("2026-04-08"));
    assert_eq!(answers.guard().unwrap().day, day("2026-05-20"));
    let answers = laws().ask(Right::EscalateFrom, &complaint("2026-04-07"));
    assert_eq!(answers.guard().unwrap().rule.as_deref(), Some("E-UK-21a"));
}

#[test]
fn british_suppliers_write_within_a_window_before_the_end() {
    let phone = case("GB", AgreementKind::Telecom).on(Anchor::TermEnd, day("2026-12-15"));
    let answers = laws().renewal_notice_by(&phone);
    let answer = answers.guard().unwrap();
    assert_eq!((answer.opens, answer.day), (Some(day("2026-11-05")), day("2026-12-05")));
    let power = case("GB", AgreementKind::Energy).on(Anchor::TermEnd, day("2026-12-31"));
    let free = laws().ask(Right::NoExitFee, &power);
    assert_eq!(free.guard().unwrap().day, day("2026-11-12"));
}

#[test]
fn the_british_subscription_law_gives_nothing_yet() {
    let trial = case("GB", AgreementKind::Subscription)
        .with(Circumstance::Trial)
        .made(Made::Shop)
        .on(Anchor::Conclusion, day("2026-11-01"))
        .on(Anchor::TrialEnd, day("2026-12-01"));
    assert!(laws().withdraw_by(&trial).is_empty());
}

#[test]
fn a_policy_cools_off_for_14_or_30_days() {
    let policy = case("GB", AgreementKind::Insurance).on(Anchor::Documents, day("2026-11-02"));
    assert_eq!(by(&laws().withdraw_by(&policy), "E-UK-07").0, "2026-11-16");
    let life = policy.with(Circumstance::Protection);
    assert_eq!(by(&laws().withdraw_by(&life), "E-UK-07").0, "2026-12-02");
    let german = case("DE", AgreementKind::Insurance)
        .made(Made::Online)
        .on(Anchor::Documents, day("2026-11-02"));
    let answers = laws().withdraw_by(&german);
    assert_eq!(answers.answers.len(), 1);
    assert_eq!(by(&answers, "E-DE-10").0, "2026-11-16");
}

#[test]
fn a_credit_of_before_and_after_20_november_2026() {
    let credit = |on| case("IE", AgreementKind::Loan).on(Anchor::Conclusion, day(on));
    let rule = |on| laws().withdraw_by(&credit(on)).guard().unwrap().rule.clone();
    assert_eq!(rule("2026-11-19").as_deref(), Some("E-EU-11a"));
    assert_eq!(rule("2026-11-20").as_deref(), Some("E-EU-11"));
}

#[test]
fn a_data_request_is_answered_in_a_month_or_three() {
    let asked = case("DE", AgreementKind::Other).on(Anchor::Request, day("2026-01-31"));
    // 28 February 2026 is a Saturday
    assert_eq!(by(&laws().data_answer_by(&asked), "E-EU-10"), pair("2026-03-02", "2026-03-02"));
    let put_off = asked.with(Circumstance::Extended);
    assert_eq!(by(&laws().data_answer_by(&put_off), "E-EU-10").0, "2026-04-28");
    let british = case("GB", AgreementKind::Other).on(Anchor::Request, day("2026-01-31"));
    // 28 February is a Saturday: the next working day, as the regulator counts.
    assert_eq!(by(&laws().data_answer_by(&british), "E-UK-24").0, "2026-03-02");
}

/// What suppliers owe by a day, in each country: the right, the day from which it is counted, the rule, the
/// day, and whether it may be claimed.
#[test]
fn what_suppliers_owe_has_its_day_in_each_country() {
    let anchors = [
        (Right::Repay, Anchor::WithdrawalReceived),
        (Right::Delivery, Anchor::Conclusion),
        (Right::ComplaintAnswer, Anchor::Complaint),
        (Right::EndConfirmation, Anchor::Notice),
    ];
    let anchor = |right| {
        anchors.iter().find(|(of, _)| *of == right).map_or(Anchor::Request, |(_, anchor)| *anchor)
    };
    let table = [
        ("DE", Right::Repay, AgreementKind::Purchase, Some(("E-EU-02", "2026-03-30", true))),
        ("GB", Right::Repay, AgreementKind::Purchase, Some(("E-UK-01r", "2026-03-30", true))),
        ("DE", Right::Delivery, AgreementKind::Purchase, Some(("E-EU-06", "2026-04-15", true))),
        ("GB", Right::Delivery, AgreementKind::Purchase, Some(("E-UK-02d", "2026-04-15", true))),
        ("US", Right::Delivery, AgreementKind::Purchase, Some(("E-US-05c", "2026-04-15", false))),
        ("NL", Right::DataAnswer, AgreementKind::Other, Some(("E-EU-10", "2026-04-16", true))),
        ("GB", Right::DataAnswer, AgreementKind::Other, Some(("E-UK-24", "2026-04-16", true))),
        (
            "GB",
            Right::ComplaintAnswer,
            AgreementKind::Banking,
            Some(("E-UK-20", "2026-05-11", true)),
        ),
        (
            "IE",
            Right::ComplaintAnswer,
            AgreementKind::Banking,
            Some(("E-IE-02", "2026-05-14", false)),
        ),
        (
            "DE",
            Right::EndConfirmation,
            AgreementKind::Membership,
            Some(("E-DE-01", "2026-03-16", true)),
        ),
        ("FR", Right::EndConfirmation, AgreementKind::Membership, None),
        ("CH", Right::Repay, AgreementKind::Purchase, None),
        ("GB", Right::ComplaintAnswer, AgreementKind::Telecom, None),
    ];
    for (home, right, kind, expected) in table {
        let mut case = case(home, kind)
            .made(Made::Online)
            .on(Anchor::Conclusion, day("2026-03-10"))
            .on(anchor(right), day("2026-03-16"))
            .with(Circumstance::ByFunction);
        if kind == AgreementKind::Purchase {
            case = case.about(Subject::Goods);
        }
        let answers = laws().ask(right, &case).answers;
        let best = answers.iter().min_by_key(|answer| (!answer.may_claim, answer.day));
        let found = best.map(|a| (a.rule.as_deref().unwrap(), a.day.to_string(), a.may_claim));
        let expected = expected.map(|(rule, on, claim)| (rule, on.to_owned(), claim));
        assert_eq!(found, expected, "{home} {right}");
    }
}

#[test]
fn buttons_are_named_from_the_day_on_which_the_law_asks_for_them() {
    let stream = case("DE", AgreementKind::Subscription)
        .about(Subject::Digital)
        .made(Made::Online)
        .on(Anchor::Conclusion, day("2026-01-01"))
        .on(Anchor::Notice, day("2026-07-01"));
    let rules = |on| -> Vec<String> {
        laws().functions(&stream, day(on)).iter().map(|(rule, _)| rule.id.clone()).collect()
    };
    assert_eq!(rules("2026-06-18"), ["E-DE-01", "E-EU-07"]);
    assert_eq!(rules("2026-06-19"), ["E-DE-01", "E-DE-03", "E-EU-01b", "E-EU-07"]);
    let no_button = stream.clone().with(Circumstance::NoRoute);
    let answers = laws().ask(Right::Leave, &no_button);
    assert_eq!(answers.guard().unwrap().day, day("2026-07-01"));
    assert!(answers.guard().unwrap().may_claim);
}

#[test]
fn to_be_in_time_on_a_last_day_one_acts_earlier_by_letter_and_never_on_a_day_of_rest() {
    let british = "GB".parse().unwrap();
    let by = |act: Act, route: Route| {
        let (on, kept) = laws().act_by(day("2026-12-28"), (act, route), &british).unwrap();
        (on.to_string(), kept)
    };
    // Three days before it is Christmas.
    assert_eq!(by(Act::Receive, Route::Email), pair("2026-12-24", "3 days as a margin"));
    let kept = "3 days as a margin and 4 business days for the way by letter";
    assert_eq!(by(Act::Receive, Route::Post), pair("2026-12-18", kept));
    // Where sending is enough the way costs nothing.
    assert_eq!(by(Act::Send, Route::Post), pair("2026-12-24", "1 day as a margin"));
}
