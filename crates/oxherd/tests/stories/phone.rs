//! What a phone's backup program exports is taken in entry by entry.

use crate::kit::{Household, text};
use crate::mail::small_household;

const EXPORT: &str = r#"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<smses count="3" backup_set="7b1" backup_date="1772532000000" type="full">
  <sms protocol="0" address="Quillpost" date="1772445600000" type="1" subject="null" body="Your parcel QP123456789GB is out for delivery today &amp; arrives between 10:00 and 12:00" read="1" status="-1" contact_name="(Unknown)" />
  <sms protocol="0" address="+441632960017" date="1772449200000" type="2" subject="null" body="Please cancel my boiler visit" read="1" status="-1" contact_name="Marlow Plumbing" />
  <mms date="1772452800000" msg_box="1" address="Fernleaf" contact_name="(Unknown)"><parts><part seq="0" ct="text/plain" text="Your policy renews on 10 August 2026"/></parts></mms>
</smses>
"#;

const CALLS: &str = r#"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<calls count="1"><call number="+441632960017" duration="181" date="1772456400000" type="1" contact_name="Marlow Plumbing" /></calls>
"#;

#[test]
fn short_messages_and_calls_are_taken_in_once_and_found() {
    let household = Household::with(&small_household());
    let before = household.is_sound();
    household.file("export/sms.xml", EXPORT);
    household.file("export/calls.xml", CALLS);
    let taken = household.takes_in(&household.path("export"));
    assert_eq!(taken["taken"], 4, "{taken}");
    let found = household.list(&["search", "QP123456789GB"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["kind"], "delivery_under_way", "{found:?}");
    assert_eq!(found[0]["at"], "2026-03-02T10:00:00+00:00");
    assert_eq!(household.list(&["search", "marlow", "minutes"]).len(), 1, "the call");
    let suppliers = household.list(&["suppliers"]);
    let names: Vec<&str> = suppliers.iter().filter_map(|s| s["name"].as_str()).collect();
    assert!(names.contains(&"Quillpost") && !names.contains(&"Marlow Plumbing"), "{names:?}");
    // A later export brings what is new only.
    let more = EXPORT.replace("</smses>", "<sms address=\"Quillpost\" date=\"1772532000000\" type=\"1\" body=\"Your parcel was delivered\" /></smses>");
    household.file("export/sms.xml", more);
    let again = household.takes_in(&household.path("export"));
    assert_eq!((&again["taken"], &again["known_already"]), (&1.into(), &4.into()));
    assert_eq!(household.is_sound(), before + 5);
}

#[test]
fn an_export_that_is_cut_off_is_named_and_the_rest_taken_in() {
    let household = Household::new();
    let cut = &EXPORT[..EXPORT.len() - 60];
    let path = household.file("sms.xml", cut);
    let taken = household.run(&["take", text(&path), "--json"]);
    taken.expect(3).says("the file ends within an entry").says("export it again for the rest");
    assert_eq!(taken.json()["taken"], 2);
    let entry = household.id_of("QP123456789GB");
    let raw = household.run(&["evidence", &entry, "--raw"]);
    assert!(raw.out.starts_with("<sms protocol=\"0\" address=\"Quillpost\""), "{}", raw.out);
}

#[test]
fn what_firms_send_by_phone_falls_due_and_what_people_send_is_personal() {
    let sms = |address: &str, at: u64, body: &str| {
        format!(
            "<sms protocol=\"0\" address=\"{address}\" date=\"{at}\" type=\"1\" body=\"{body}\" \
             contact_name=\"(Unknown)\" />\n"
        )
    };
    let all = [
        sms(
            "BrookWater",
            1_781_000_000_000,
            "Your bill of \u{a3}28.00 is ready. Please pay by 2 July 2026.",
        ),
        sms(
            "DrOkafor",
            1_781_000_001_000,
            "Reminder of your appointment with Dr Okafor on 9 July 2026 at 10:45. Please call if you cannot attend your appointment.",
        ),
        sms("+441632960455", 1_781_000_002_000, "Shall I bring the ladder on Sunday?"),
        sms(
            "+441632960456",
            1_781_000_003_000,
            "Swift parcel: pay \u{a3}1.99 at http://swift-parcel-desk.top/pay",
        ),
    ];
    let household = Household::with(&small_household());
    household.file("sms.xml", format!("<smses count=\"4\">\n{}</smses>", all.concat()));
    household.takes_in(&household.path("sms.xml"));
    let dues = household.list(&["dues"]);
    let of = |what: &str| {
        let of = dues.iter().filter(|due| due["what"] == what);
        of.filter_map(|due| due["on"].as_str()).collect::<Vec<_>>()
    };
    assert!(of("payment").contains(&"2026-07-02"), "{dues:?}");
    assert!(of("appointment").contains(&"2026-07-09"), "{dues:?}");
    let kind = |word: &str| household.list(&["search", word])[0]["kind"].clone();
    assert_eq!((kind("ladder"), kind("swift")), ("personal".into(), "suspect".into()));
}

#[test]
fn who_signs_by_phone_with_the_beginning_of_its_name_and_gives_its_own_number_is_known() {
    let letter = |language: usize| {
        let (subject, body) = [
            (
                "Your visit",
                "Dear Ada,\r\n\r\nPetra will come on Thursday 9 July 2026 between 8 am and noon. Job no: HL-48120.",
            ),
            (
                "Ihr Termin",
                "Guten Tag,\r\n\r\nunser Techniker kommt am Donnerstag, 9. Juli 2026 zwischen 8 und 12 Uhr. Auftragsnummer: HL-48120.",
            ),
        ][language];
        format!(
            "Received: from mail.hollenhof.example by mx.quill.example; Tue, 9 Jun 2026 10:20:05 +0000\r\n\
             From: Hollenhof Heating <visits@hollenhof.example>\r\nTo: Ada Quill <ada@quill.example>\r\n\
             Subject: {subject}\r\nDate: Tue, 9 Jun 2026 10:20:00 +0000\r\nMessage-ID: <v{language}@hollenhof.example>\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n\r\nHollenhof Heating\r\n"
        )
    };
    let sms = |address: &str, body: &str| {
        format!(
            "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"1\">\n<sms protocol=\"0\" \
             address=\"{address}\" date=\"1783000000000\" type=\"1\" body=\"{body}\" contact_name=\"(Unknown)\" />\n</smses>\n"
        )
    };
    let known = |language: usize, address: &str, body: &str| {
        let household = Household::new();
        household.takes_in(&household.file("visit.eml", letter(language)));
        household.takes_in(&household.file("sms.xml", sms(address, body)));
        let dues = household.list(&["dues", "--at", "2026-07-03"]);
        let suppliers = household.list(&["suppliers", "--all", "--at", "2026-07-03"]);
        (suppliers.len(), dues.len())
    };
    let reminds =
        "Reminder: Petra will come on 9 July 2026 between 8 am and noon. Job no: HL-48120.";
    assert_eq!(known(0, "HOLLENHOF", reminds), (1, 1));
    let german = "Erinnerung: Unser Techniker kommt am 9. Juli 2026 zwischen 8 und 12 Uhr. Auftragsnummer: HL-48120.";
    assert_eq!(known(1, "HOLLENHOF", german), (1, 1));
    // Its name alone anybody can take, and its number alone may be somebody else's too.
    assert_eq!(known(0, "HOLLENHOF", &reminds.replace("HL-48120", "ZZ-99001")).0, 2);
    assert_eq!(known(0, "BRAMBLE", reminds).0, 2);
}
