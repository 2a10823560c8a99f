//! mbox, Maildir and the folders of mail programs.

use std::ops::ControlFlow;

use oxherd_intake::{Arrival, Limits, Sink, Unreadable, survey, take_in};

use crate::kit::{FROM, House, MAIL, mbox, numbered};

#[test]
fn an_mbox_gives_its_messages_in_order_with_their_dates() {
    let taken = House::new().with("all.mbox", mbox(3)).take_in_at("all.mbox").nothing_named();
    assert_eq!(
        taken.told(),
        [
            "all.mbox#1 mbox mail ordinary",
            "all.mbox#2 mbox mail ordinary",
            "all.mbox#3 mbox mail ordinary"
        ]
    );
    assert_eq!(taken.text(1), numbered(2));
    assert_eq!(taken.arrivals[0].delivered_hint.unwrap().to_string(), "2011-07-08T12:08:34Z");
}

#[test]
fn a_data_directory_of_ours_is_no_new_evidence() {
    let house = House::new()
        .with("all.mbox", mbox(1))
        .with("kept/derived.sqlite", "tables")
        .with("kept/evidence/00000001.seg", mbox(1))
        .with("evidence/letter.eml", MAIL);
    let taken = house.take_in().nothing_named();
    assert_eq!(
        taken.told(),
        ["all.mbox#1 mbox mail ordinary", "evidence/letter.eml eml mail ordinary"]
    );
    let itself = house.take_in_at("kept");
    assert!(itself.arrivals.is_empty());
    assert_eq!(
        itself.named(),
        ["kept: a data directory of oxherd, which holds what was taken in before"]
    );
}

#[test]
fn an_mbox_with_crlf_gives_the_same_messages() {
    let crlf = mbox(2).replace('\n', "\r\n");
    let taken = House::new().with("all.mbox", crlf).take_in().nothing_named();
    assert_eq!(taken.text(1), numbered(2).replace('\n', "\r\n"));
}

#[test]
fn junk_before_the_first_message_is_named_and_the_rest_is_taken() {
    let taken = House::new().with("a.mbox", format!("what is this\n\n{}", mbox(1))).take_in();
    assert_eq!(taken.told(), ["a.mbox#1 mbox mail ordinary"]);
    assert_eq!(taken.named(), ["a.mbox: 13 bytes before the first message belong to no message"]);
}

#[test]
fn a_message_that_lost_its_separator_is_kept() {
    let taken = House::new().with("a.mbox", format!("{MAIL}\n{}", mbox(1))).take_in();
    assert_eq!(taken.told(), ["a.mbox#0 mbox mail ordinary", "a.mbox#1 mbox mail ordinary"]);
    assert_eq!(taken.text(0), MAIL);
    assert!(taken.unreadable.is_empty());
}

#[test]
fn a_message_behind_an_unreadable_separator_is_kept() {
    let taken = House::new().with("a", format!("From a on some day\n{MAIL}")).take_in();
    assert_eq!(taken.told(), ["a#0 mbox mail ordinary"]);
    assert_eq!(taken.text(0), MAIL);
}

#[test]
fn a_file_that_is_no_mbox_is_named() {
    let taken = House::new().with("a.mbox", "nothing\nof the kind\n").take_in();
    assert!(taken.arrivals.is_empty());
    assert_eq!(
        taken.named(),
        ["a.mbox: no message in it: no line begins with From, an address and a date"]
    );
}

#[test]
fn a_message_over_the_limit_is_named_and_the_next_one_is_taken() {
    let large = format!("{FROM}\n{MAIL}{}\n\n", "x".repeat(2000));
    let mut house = House::new().with("a.mbox", format!("{}{large}{}", mbox(1), mbox(1)));
    house.limits.message_bytes_max = 1000;
    let taken = house.take_in();
    assert_eq!(taken.told(), ["a.mbox#1 mbox mail ordinary", "a.mbox#3 mbox mail ordinary"]);
    assert_eq!(
        taken.named(),
        ["a.mbox#2: larger than the limit of 1000 bytes for one message or file"]
    );
}

#[test]
fn a_maildir_gives_its_messages_and_leaves_deliveries_in_progress_alone() {
    let taken = House::new()
        .with("Maildir/cur/1300000000.M1P2.host:2,S", MAIL)
        .with("Maildir/cur/1300000001.M1P2.host:2,DS", MAIL)
        .with("Maildir/cur/1300000002.M1P2.host;2,ST", MAIL)
        .with("Maildir/cur/anything at all", "no header here\n")
        .with("Maildir/new/1300000003.M1P2.host", MAIL)
        .with("Maildir/tmp/1300000004.M1P2.host", MAIL)
        .with("Maildir/.Sent/cur/1300000005.M1P2.host!2,S", MAIL)
        .with("Maildir/.INBOX.Junk/new/1300000006.M1P2.host", MAIL)
        .with("Maildir/dovecot-uidlist", "3 V1")
        .with("Maildir/dovecot.index.log", "x")
        .with("Maildir/.Sent/maildirfolder", "")
        .take_in()
        .nothing_named();
    assert_eq!(
        taken.told(),
        [
            "Maildir/.INBOX.Junk/new/1300000006.M1P2.host maildir mail junk",
            "Maildir/.Sent/cur/1300000005.M1P2.host!2,S maildir mail sent",
            "Maildir/cur/1300000000.M1P2.host:2,S maildir mail ordinary",
            "Maildir/cur/1300000001.M1P2.host:2,DS maildir mail draft",
            "Maildir/cur/1300000002.M1P2.host;2,ST maildir mail trash",
            "Maildir/cur/anything at all maildir mail ordinary",
            "Maildir/new/1300000003.M1P2.host maildir mail ordinary",
        ]
    );
}

#[test]
fn a_box_of_a_maildir_may_be_given_by_itself() {
    let house = House::new().with(".Sent/cur/1300000000.M1P2.host:2,S", MAIL);
    let expected = [".Sent/cur/1300000000.M1P2.host:2,S maildir mail sent"];
    assert_eq!(house.take_in_at(".Sent/cur").told(), expected);
    assert_eq!(house.take_in_at(".Sent/cur/1300000000.M1P2.host:2,S").told(), expected);
}

#[test]
fn a_thunderbird_profile_gives_its_folders() {
    let taken = House::new()
        .with("Mail/Inbox", mbox(1))
        .with("Mail/Inbox.msf", "// <!-- <mdb:mork:z v=\"1.4\"/> -->")
        .with("Mail/Inbox.sbd/Rechnungen", mbox(1))
        .with("Mail/Inbox.sbd/Rechnungen.msf", "x")
        .with("Mail/Gesendet", mbox(1))
        .with("Mail/Trash", "")
        .with("Mail/Trash.msf", "x")
        .take_in()
        .nothing_named();
    assert_eq!(
        taken.told(),
        [
            "Mail/Gesendet#1 mbox mail sent",
            "Mail/Inbox#1 mbox mail ordinary",
            "Mail/Inbox.sbd/Rechnungen#1 mbox mail ordinary",
        ]
    );
}

#[test]
fn apple_mail_gives_its_messages_without_the_property_list() {
    let emlx = format!("{}      \n{MAIL}<?xml version=\"1.0\"?><plist/>", MAIL.len());
    let taken = House::new()
        .with("Sent Messages.mbox/Data/Messages/12.emlx", emlx)
        .with("INBOX.mbox/Data/Messages/13.partial.emlx", format!("9999\n{MAIL}"))
        .with("INBOX.mbox/.DS_Store", "x")
        .take_in();
    assert_eq!(
        taken.told(),
        [
            "INBOX.mbox/Data/Messages/13.partial.emlx emlx mail ordinary",
            "Sent Messages.mbox/Data/Messages/12.emlx emlx mail sent",
        ]
    );
    assert_eq!((taken.text(0), taken.text(1)), (MAIL, MAIL));
    assert_eq!(
        taken.named(),
        ["INBOX.mbox/Data/Messages/13.partial.emlx: \
          the message is shorter than its first line says"]
    );
}

#[test]
fn progress_adds_up_to_what_the_survey_says() {
    let house = House::new()
        .with("a.mbox", mbox(20))
        .with("b.eml", MAIL)
        .with("c.zip", crate::kit::zip(&[("d.mbox", mbox(9).as_bytes())]))
        .with("e.mbox.gz", crate::kit::gz(mbox(9).as_bytes()))
        .with("f.pst", "!BDN")
        .with("g.msf", "x");
    let survey = survey(&[house.path("")]);
    let taken = house.take_in();
    assert_eq!(survey.files, 5);
    assert!(survey.complete);
    assert_eq!(taken.progress, survey.bytes);
    assert_eq!(taken.arrivals.len(), 39);
}

#[test]
fn the_sink_may_end_the_intake() {
    struct Two(usize);
    impl Sink for Two {
        fn arrival(&mut self, _: Arrival) -> ControlFlow<()> {
            self.0 += 1;
            if self.0 == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
        fn unreadable(&mut self, _: Unreadable) {}
    }
    let house = House::new().with("a.mbox", mbox(5)).with("b/c.mbox", mbox(5));
    let mut sink = Two(0);
    assert!(take_in(&house.path(""), &Limits::default(), &mut sink).is_break());
    assert_eq!(sink.0, 2);
}
