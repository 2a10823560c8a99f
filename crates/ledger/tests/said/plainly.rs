//! What is told plainly: what is left of a sum, `you'll have it`, a price that only holds after the end, a parcel of
//! another order, what stops at an old address, what it costs at the new one, a number read for another.

use crate::mail::{Mail, books, day, letter, mail};
use oxherd_ledger::{Clash, Promise, PromiseState, PromiseView, View};
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, Claim, Confidence, DateRole, Done, Kind, LetterAct,
    Period, PledgedDeed, ReferenceRole, Work,
};

fn promises(mails: &[Mail], on: &str) -> Vec<(Promise, PromiseState, Option<String>)> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let told = view.promises();
    let shown = |p: &PromiseView<'_>| {
        (p.promise.about, p.state, p.promise.sum.map(|sum| sum.value.to_string()))
    };
    let mut all: Vec<_> = told.iter().map(shown).collect();
    all.reverse();
    all
}

#[test]
fn what_is_left_of_a_sum_is_what_comes() {
    let what =
        "£312.00 less your £85.00 excess leaves £227.00, which will be in your bank by 3 December";
    let decided = mail("2024-11-26", "paddock.example", Kind::CaseDecision)
        .reference(ReferenceRole::Case, "C-7712")
        .sum(AmountRole::Other, "312.00")
        .sum(AmountRole::Other, "85.00")
        .sum(AmountRole::Other, "227.00")
        .by("2024-12-03", what);
    let expected = [(Promise::Refund, PromiseState::Open, Some("227.00".to_owned()))];
    assert_eq!(promises(&[decided], "2024-11-27"), expected);
}

#[test]
fn what_is_kept_back_first_is_not_what_comes() {
    for (what, kept_back) in [
        (
            "Once the £85.00 excess is taken off we will pay you £227.00 within 5 working days",
            AmountRole::Other,
        ),
        (
            "Nach Abzug der Selbstbeteiligung von 85,00 überweisen wir Ihnen 227,00",
            AmountRole::Other,
        ),
        ("Bis auf die Gebühr von 85,00 erstatten wir Ihnen 227,00", AmountRole::Fee),
    ] {
        let decided = mail("2024-11-26", "paddock.example", Kind::CaseDecision)
            .reference(ReferenceRole::Case, "C-7712")
            .sum(kept_back, "85.00")
            .sum(AmountRole::Refund, "227.00")
            .pledges("2024-12-03", what, PledgedDeed::Refund);
        let expected = [(Promise::Refund, PromiseState::Open, Some("227.00".to_owned()))];
        assert_eq!(promises(&[decided], "2024-11-27"), expected, "{what}");
    }
}

#[test]
fn what_is_only_called_it_is_the_sum_of_the_sentence_before() {
    for what in [
        "You'll have it by Tuesday 27 May",
        "It'll go to your card by 27 May",
        "Vous l'aurez au plus tard le 27 mai",
        "Lo tendrás antes del 27 de mayo",
        "Lo avrà entro il 27 maggio",
        "U heeft het uiterlijk 27 mei",
    ] {
        let said = mail("2025-05-19", "cover.example", Kind::CaseProgress)
            .reference(ReferenceRole::Policy, "FWL-208944")
            .sum(AmountRole::Total, "348.10")
            .pledges("2025-05-27", what, PledgedDeed::Delivery);
        assert_eq!(promises(&[said], "2025-05-20")[0].0, Promise::Refund, "{what}");
        let parcel = mail("2025-05-19", "shop.example", Kind::OrderConfirmed)
            .reference(ReferenceRole::Order, "4711-88")
            .sum(AmountRole::Total, "348.10")
            .pledges("2025-05-27", what, PledgedDeed::Delivery);
        assert_eq!(promises(&[parcel], "2025-05-20")[0].0, Promise::Delivery, "{what}");
    }
}

fn mobile(on: &str, kind: Kind) -> Mail {
    mail(on, "dock.example", kind)
        .about(AgreementKind::Telecom, None)
        .reference(ReferenceRole::Customer, "OM-774021")
}

#[test]
fn the_price_of_a_change_that_was_left_is_not_owed_after_the_end() {
    let mut begun = mobile("2024-05-13", Kind::ContractPack)
        .on(DateRole::Start, "2024-05-13")
        .sum(AmountRole::Price, "14.99");
    begun.reading.period = Some(Period::Month);
    let mut dearer = mobile("2025-01-10", Kind::PriceChange)
        .on(DateRole::Effective, "2025-02-20")
        .sum(AmountRole::Old, "14.99")
        .sum(AmountRole::New, "16.99");
    dearer.reading.period = Some(Period::Month);
    let left = mobile("2025-02-13", Kind::CancelConfirmed).on(DateRole::End, "2025-02-19");
    let dunned = |sum: &str| {
        mobile("2025-03-24", Kind::Dunning)
            .sum(AmountRole::Due, sum)
            .on(DateRole::Due, "2025-04-03")
    };
    let clashes = |sum: &str| {
        let mails = [begun.clone(), dearer.clone(), left.clone(), dunned(sum)];
        let ledger = books(&mails, "2025-03-25");
        let view = View::new(&ledger, day("2025-03-25"));
        view.contradictions().iter().map(|c| c.kind).collect::<Vec<_>>()
    };
    assert_eq!(clashes("16.99"), [Clash::DunningAfterEnd]);
    // Another sum is the last bill of what was used.
    assert_eq!(clashes("3.10"), []);
}

#[test]
fn a_parcel_of_another_order_keeps_no_promise_of_this_one() {
    let order = |on: &str, number: &str, by: &str| {
        mail(on, "brandl.example", Kind::OrderConfirmed)
            .about(AgreementKind::Purchase, None)
            .reference(ReferenceRole::Order, number)
            .pledges(by, "Bei Ihnen bis spätestens Freitag", PledgedDeed::Delivery)
    };
    let brought = mail("2024-04-22", "carry.example", Kind::Delivered)
        .reference(ReferenceRole::Order, "4711-90555")
        .keeps(PledgedDeed::Delivery, "Ihr Paket von brandl haben wir heute abgegeben");
    let mails = [
        order("2024-02-12", "4711-88213", "2024-02-20"),
        order("2024-04-18", "4711-90555", "2024-04-23"),
        brought,
    ];
    let states: Vec<_> = promises(&mails, "2024-05-01").iter().map(|p| p.1).collect();
    assert_eq!(states, [PromiseState::Broken, PromiseState::Kept]);
}

#[test]
fn who_moves_is_told_what_stops_and_what_goes_on_at_another_price() {
    let served = |on: &str, kind: Kind, domain: &str, sort: AgreementKind| {
        mail(on, domain, kind).about(sort, None).reference(ReferenceRole::Customer, "80-2217")
    };
    let begun = |domain: &str, sort: AgreementKind| {
        let mut begun = served("2023-07-04", Kind::ContractPack, domain, sort)
            .on(DateRole::Start, "2023-07-01")
            .sum(AmountRole::Price, "48.60");
        begun.reading.period = Some(Period::Month);
        begun
    };
    let (water, energy) = (AgreementKind::Water, AgreementKind::Energy);
    let stops = served("2025-02-24", Kind::TransferConfirmed, "water.example", water)
        .on(DateRole::End, "2025-03-01");
    let mut goes_on = served("2025-02-05", Kind::TransferConfirmed, "polder.example", energy)
        .on(DateRole::Other, "2025-03-01")
        .on(DateRole::Due, "2025-04-12")
        .sum(AmountRole::New, "52.00");
    goes_on.reading.period = Some(Period::Month);
    let asked = letter("2025-02-03", "water.example", "We move on 1 March 2025, 80-2217")
        .reference(ReferenceRole::Customer, "80-2217")
        .says(Claim::Act { act: LetterAct::Cancel, on: Some(day("2025-03-01")) });
    let mails =
        [begun("polder.example", energy), begun("water.example", water), asked, goes_on, stops];
    let ledger = books(&mails, "2025-03-10");
    let view = View::new(&ledger, day("2025-03-10"));
    let shown = |sort: AgreementKind| {
        let one = view.agreement(ledger.agreements.iter().find(|a| a.kind == sort).unwrap());
        (one.state, one.price.map(|p| p.money.value.to_string()))
    };
    assert_eq!(shown(energy), (AgreementState::Active, Some("52.00".to_owned())));
    assert_eq!(shown(water).0, AgreementState::Ended);
}

#[test]
fn a_number_that_is_known_is_known_however_it_was_read() {
    let mut begun = mail("2023-04-08", "alarm.example", Kind::ContractPack)
        .about(AgreementKind::Subscription, None)
        .reference(ReferenceRole::Contract, "VG-204-8891")
        .sum(AmountRole::Price, "34.90");
    begun.reading.period = Some(Period::Month);
    let mut again = mail("2025-09-12", "alarm.example", Kind::ContractPack)
        .about(AgreementKind::Membership, None)
        .sum(AmountRole::Price, "39.90")
        .reference(ReferenceRole::Customer, "VG-204-8891");
    again.reading.period = Some(Period::Month);
    again.reading.facts.last_mut().unwrap().confidence = Confidence::from_thousandths(440);
    let ledger = books(&[begun, again], "2025-09-13");
    assert_eq!(ledger.agreements.len(), 1);
}

#[test]
fn the_report_of_a_visit_promises_none() {
    let visit =
        |on: &str, kind| mail(on, "stove.example", kind).reference(ReferenceRole::Case, "25-3020");
    let mut report = visit("2025-10-03", Kind::CaseDecision)
        .by("2025-10-03", "Data e ora 03/10/2025, 09:50 - 11:05");
    report.reading.done.push(Done { what: Work::Care, on: None });
    assert_eq!(promises(&[report], "2025-10-04"), []);
}

#[test]
fn of_two_that_tell_one_day_that_with_its_hours_is_kept() {
    let pledge = PledgedDeed::Visit;
    let told = mail("2022-01-14", "pendant.example", Kind::AppointmentSet)
        .pledges("2022-01-17", "Our fitter calls on Monday", pledge)
        .pledges("2022-01-17", "He comes on 17 January between 9am and 11am", pledge);
    let ledger = books(&[told], "2022-01-15");
    let what: Vec<_> = ledger.promises.all.iter().map(|p| p.what.as_str()).collect();
    assert_eq!(what, ["He comes on 17 January between 9am and 11am"]);
}

#[test]
fn an_order_for_a_term_that_ends_by_itself_is_no_purchase_and_ends() {
    let order = mail("2025-05-05", "gazette.example", Kind::RenewalNotice)
        .reference(ReferenceRole::Order, "BM-7713")
        .on(DateRole::Start, "2025-05-12")
        .on(DateRole::End, "2025-05-31");
    let tried = order.clone().says(Claim::Renewal { automatic: false });
    for (mail, kind) in
        [(tried.clone(), AgreementKind::Subscription), (order, AgreementKind::Purchase)]
    {
        let ledger = books(&[mail], "2025-05-13");
        assert_eq!(ledger.agreements[0].kind, kind);
    }
    let state = |on: &str| {
        let ledger = books(std::slice::from_ref(&tried), on);
        View::new(&ledger, day(on)).agreement(&ledger.agreements[0]).state
    };
    assert_eq!(state("2025-05-13"), AgreementState::Active);
    assert_eq!(state("2025-06-05"), AgreementState::Ended);
}
