//! gzip files, zip archives and archives in them.

use crate::kit::{House, MAIL, gz, mbox, numbered, zip};

#[test]
fn a_compressed_mailbox_gives_its_messages() {
    let taken = House::new()
        .with("Sent.mbox.gz", gz(mbox(2).as_bytes()))
        .with("b.eml.gz", gz(MAIL.as_bytes()))
        .with("Maildir/cur/1300000000.M1P2.host:2,ST", gz(MAIL.as_bytes()))
        .take_in()
        .nothing_named();
    assert_eq!(
        taken.told(),
        [
            "Maildir/cur/1300000000.M1P2.host:2,ST maildir mail trash",
            "Sent.mbox.gz#1 mbox mail sent",
            "Sent.mbox.gz#2 mbox mail sent",
            "b.eml.gz eml mail ordinary",
        ]
    );
    assert_eq!(taken.text(0), MAIL);
}

#[test]
fn an_export_as_zip_gives_everything_in_it() {
    let export = zip(&[
        ("Takeout/Mail/Sent.mbox", mbox(1).as_bytes()),
        ("Takeout/Mail/All mail Including Spam and Trash.mbox", mbox(2).as_bytes()),
        ("Takeout/Calendar/home.ics", b"BEGIN:VCALENDAR\n"),
        ("Takeout/Papierkorb/a.eml", MAIL.as_bytes()),
        ("Maildir/cur/1300000000.M1P2.host:2,DS", MAIL.as_bytes()),
        ("__MACOSX/._a.eml", b"x"),
    ]);
    let taken = House::new().with("takeout.zip", export).take_in().nothing_named();
    assert_eq!(
        taken.told(),
        [
            "takeout.zip!/Maildir/cur/1300000000.M1P2.host:2,DS maildir mail draft",
            "takeout.zip!/Takeout/Calendar/home.ics calendar calendar ordinary",
            "takeout.zip!/Takeout/Mail/All mail Including Spam and Trash.mbox#1 mbox mail ordinary",
            "takeout.zip!/Takeout/Mail/All mail Including Spam and Trash.mbox#2 mbox mail ordinary",
            "takeout.zip!/Takeout/Mail/Sent.mbox#1 mbox mail sent",
            "takeout.zip!/Takeout/Papierkorb/a.eml eml mail trash",
        ]
    );
}

#[test]
fn entries_of_the_same_name_are_all_taken() {
    let one = zip(&[("a.eml", MAIL.as_bytes()), ("b.eml", MAIL.as_bytes())]);
    let twice: Vec<u8> = String::from_utf8_lossy(&one)
        .contains("b.eml")
        .then(|| replaced(&one, b"b.eml", b"a.eml"))
        .unwrap();
    let taken = House::new().with("x.zip", twice).take_in().nothing_named();
    assert_eq!(taken.told(), ["x.zip!/a.eml eml mail ordinary"; 2]);
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
    bytes
}

#[test]
fn archives_in_archives_are_opened_two_deep() {
    let inner = zip(&[("c.mbox", mbox(1).as_bytes())]);
    let deepest = zip(&[("in.zip", &inner)]);
    let taken = House::new()
        .with("two.zip", zip(&[("in.zip", &inner), ("d.eml.gz", &gz(MAIL.as_bytes()))]))
        .with("three.zip", zip(&[("in.zip", &deepest)]))
        .take_in();
    assert_eq!(
        taken.told(),
        ["two.zip!/d.eml.gz eml mail ordinary", "two.zip!/in.zip!/c.mbox#1 mbox mail ordinary"]
    );
    assert_eq!(
        taken.named(),
        ["three.zip!/in.zip!/in.zip: an archive nested in two others is not opened"]
    );
}

#[test]
fn what_a_broken_gzip_file_still_gives_is_taken_and_the_break_is_named() {
    let text: String =
        (0..3000).map(|n: u64| format!("{:x}\n", n.wrapping_mul(0x9E37_79B9))).collect();
    let whole = gz(format!("{}{text}", mbox(3)).as_bytes());
    let taken = House::new().with("a.mbox.gz", &whole[..whole.len() / 2]).take_in();
    assert_eq!(taken.arrivals.len(), 3);
    assert_eq!(taken.text(0), numbered(1));
    assert_eq!(taken.named(), ["a.mbox.gz: its compressed content is broken or cut short"]);

    let taken = House::new().with("b.eml.gz", &gz(MAIL.as_bytes())[..30]).take_in();
    assert_eq!(taken.named(), ["b.eml.gz: its compressed content is broken or cut short"]);
}

#[test]
fn a_broken_zip_archive_is_named_and_the_next_file_is_taken() {
    let whole = zip(&[("a.eml", MAIL.as_bytes())]);
    let taken = House::new().with("a.zip", &whole[..whole.len() / 2]).with("b.eml", MAIL).take_in();
    assert_eq!(taken.told(), ["b.eml eml mail ordinary"]);
    assert_eq!(taken.named().len(), 1);
    assert!(taken.named()[0].starts_with("a.zip: the archive is broken or cut short"));
}

#[test]
fn a_damaged_entry_is_kept_and_named() {
    let mut bytes = Vec::new();
    {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(&mut bytes));
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        writer.start_file("a.eml", stored).unwrap();
        std::io::Write::write_all(&mut writer, MAIL.as_bytes()).unwrap();
        writer.finish().unwrap();
    }
    let taken = House::new().with("a.zip", replaced(&bytes, b"hello", b"jello")).take_in();
    assert_eq!(taken.text(0), MAIL.replace("hello", "jello"));
    assert_eq!(taken.named(), ["a.zip!/a.eml: its compressed content is broken or cut short"]);
}

#[test]
fn a_bomb_is_named_and_the_rest_of_the_batch_is_taken() {
    let zeros = vec![0_u8; 80 << 20];
    let taken = House::new()
        .with("bomb.zip", zip(&[("zeros", &zeros), ("a.eml", MAIL.as_bytes())]))
        .with("bomb.gz", gz(&zeros))
        .with("c.eml", MAIL)
        .take_in();
    let what = "it expands to far more than its own size, as an archive made to do harm does";
    assert_eq!(taken.named(), [format!("bomb.gz: {what}"), format!("bomb.zip!/zeros: {what}")]);
    let told = taken.told();
    assert_eq!(told.len(), 2);
    assert!(told.contains(&"bomb.zip!/a.eml eml mail ordinary".to_owned()));
    assert!(told.contains(&"c.eml eml mail ordinary".to_owned()));
}

#[test]
fn an_archive_is_bounded_in_size_and_entries() {
    let many: Vec<(String, String)> =
        (0..20).map(|n| (format!("{n:02}.eml"), format!("{MAIL}{n}"))).collect();
    let entries: Vec<(&str, &[u8])> =
        many.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let mut house = House::new().with("a.zip", zip(&entries));
    house.limits.archive_entries_max = 5;
    let taken = house.take_in();
    assert_eq!(taken.arrivals.len(), 5);
    assert_eq!(taken.named(), ["a.zip: the archive has more than 5 entries"]);

    house.limits.archive_entries_max = 100;
    house.limits.archive_expansion_bytes_max = 200;
    let taken = house.take_in();
    assert_eq!(
        taken.named()[0],
        "a.zip: the rest of the archive was left alone: it expands beyond the limit"
    );
    assert!(taken.arrivals.iter().map(|a| a.bytes.len()).sum::<usize>() <= 200);
}
