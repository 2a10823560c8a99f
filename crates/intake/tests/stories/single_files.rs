//! Single mails, calendars, cards and documents.

use crate::kit::{FROM, House, MAIL, mbox};

#[test]
fn files_are_handed_over_as_what_they_are() {
    let taken = House::new()
        .with("a.eml", MAIL)
        .with("b.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
        .with("c.vcf", "BEGIN:VCARD\nEND:VCARD\n")
        .with("d.txt", "a note")
        .with("e.html", "<p>page</p>")
        .with("f.pdf", "%PDF-1.7\n")
        .with("g.pkpass", crate::kit::zip(&[("pass.json", b"{}")]))
        .with("h.bin", b"\x00\x01\x02")
        .with("i.docx", crate::kit::zip(&[("word/document.xml", b"<x/>")]))
        .with("j", MAIL)
        .with("k", mbox(2))
        .with("l", "%PDF-1.4\n")
        .with("m", "who knows")
        .with("n.txt", mbox(1))
        .take_in()
        .nothing_named();
    assert_eq!(
        taken.told(),
        [
            "a.eml eml mail ordinary",
            "b.ics calendar calendar ordinary",
            "c.vcf card card ordinary",
            "d.txt file text ordinary",
            "e.html file html ordinary",
            "f.pdf file pdf ordinary",
            "g.pkpass file pass ordinary",
            "h.bin file other ordinary",
            "i.docx file other ordinary",
            "j eml mail ordinary",
            "k#1 mbox mail ordinary",
            "k#2 mbox mail ordinary",
            "l file pdf ordinary",
            "m file other ordinary",
            "n.txt#1 mbox mail ordinary",
        ]
    );
    assert_eq!(taken.text(0), MAIL);
}

#[test]
fn a_single_mail_loses_the_mbox_line_before_it() {
    let taken = House::new().with("a.eml", format!("{FROM}\r\n{MAIL}")).take_in().nothing_named();
    assert_eq!(taken.told(), ["a.eml eml mail ordinary"]);
    assert_eq!(taken.text(0), MAIL);
    assert_eq!(taken.arrivals[0].delivered_hint.unwrap().to_string(), "2011-07-08T12:08:34Z");
}

#[test]
fn a_folder_gives_its_role_to_what_lies_in_it() {
    let house = House::new()
        .with("Gesendete Elemente/2019/a.eml", MAIL)
        .with("[Gmail]/Corbeille/b.eml", MAIL)
        .with("Envoyés/c.eml", MAIL);
    assert_eq!(
        house.take_in().told(),
        [
            "Envoyés/c.eml eml mail sent",
            "Gesendete Elemente/2019/a.eml eml mail sent",
            "[Gmail]/Corbeille/b.eml eml mail trash",
        ]
    );
    assert_eq!(house.take_in_at("Envoyés/c.eml").told(), ["Envoyés/c.eml eml mail sent"]);
}

#[test]
fn a_file_over_the_limit_is_named() {
    let mut house = House::new().with("a.eml", MAIL.repeat(50)).with("b.eml", MAIL);
    house.limits.message_bytes_max = 1000;
    let taken = house.take_in();
    assert_eq!(taken.told(), ["b.eml eml mail ordinary"]);
    assert_eq!(
        taken.named(),
        ["a.eml: larger than the limit of 1000 bytes for one message or file"]
    );
}

#[test]
fn an_empty_file_is_named_unless_it_is_an_empty_mailbox() {
    let taken = House::new()
        .with("a.eml", "")
        .with("b.pdf", "")
        .with("c.mbox", "")
        .with("Drafts", "")
        .with("cur/1300000000.M1P2.host:2,S", "")
        .take_in();
    assert!(taken.arrivals.is_empty());
    assert_eq!(
        taken.named(),
        [
            "a.eml: the file is empty",
            "b.pdf: the file is empty",
            "cur/1300000000.M1P2.host:2,S: the file is empty",
        ]
    );
}

#[test]
fn foreign_stores_are_named_with_a_way_around_them() {
    let taken = House::new()
        .with("a.pst", "!BDN")
        .with("b.msg", b"\xD0\xCF\x11\xE0")
        .with("plain.msg", MAIL)
        .with("c.rar", "x")
        .take_in();
    assert_eq!(
        taken.named(),
        [
            "a.pst: a mail store in a format of its own",
            "b.msg: an Outlook message in a format of its own",
            "c.rar: an archive in a format that is not opened here",
        ]
    );
    assert_eq!(taken.told(), ["plain.msg eml mail ordinary"]);
    assert!(taken.unreadable[0].remedy.contains("export"));
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let taken = House::new().take_in_at("nowhere");
    assert_eq!(taken.named(), ["nowhere: there is no such file or folder"]);
    assert_eq!(taken.unreadable[0].remedy, "check the path");
}

#[test]
fn an_index_given_by_itself_is_named() {
    let taken = House::new().with("Inbox.msf", "x").take_in_at("Inbox.msf");
    assert_eq!(taken.named(), ["Inbox.msf: an index of a mail program, which holds no message"]);
}
