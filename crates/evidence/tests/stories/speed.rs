//! How fast it is; run in release with `--ignored --nocapture`.

use crate::kit::{House, envelope};
use oxherd_evidence::{Archive, Packer, Shelf, verify};
use std::time::Duration;

/// Mail-like text of about 5 KB, different every time.
fn mail(number: u64) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let words = ["invoice", "your", "contract", "<td style=\"padding:0\">", "amount", "of", "due"];
    let mut out = format!("Subject: no. {number}\r\n\r\n");
    while out.len() < 5000 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out.push_str(words[usize::try_from(state % 7).unwrap()]);
        out.push_str(&format!(" {:x}\r\n", state >> 40));
    }
    out.into_bytes()
}

#[test]
#[ignore = "measures; has no outcome"]
#[expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]
fn packing_appending_and_verifying_are_measured() {
    let house = House::empty();
    let (mut archive, _) = Archive::open(house.dir()).unwrap();
    let mut packer = Packer::new();
    let mails: Vec<_> = (0..2000).map(mail).collect();
    let (mut pack, mut append, mut sync) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let mut places = Vec::new();
    for _ in 0..30 {
        for batch in mails.chunks(200) {
            let records: Vec<_> =
                batch.iter().map(|mail| (envelope(mail), mail.as_slice())).collect();
            let start = std::time::Instant::now();
            let packed = packer.pack(&records).unwrap();
            pack += start.elapsed();
            let start = std::time::Instant::now();
            places.extend(archive.append(packed).unwrap().locations);
            append += start.elapsed();
            let start = std::time::Instant::now();
            archive.sync().unwrap();
            sync += start.elapsed();
        }
    }
    drop(archive);
    let count = u32::try_from(places.len()).unwrap();
    println!(
        "{count} mails: pack {:?}, append {:?}, sync {:?} each",
        pack / count,
        append / count,
        sync / count
    );
    let start = std::time::Instant::now();
    let found = verify(house.dir(), &mut |_| {}).unwrap();
    println!(
        "verify {} in {:?} ({} bytes of mail)",
        found.checked,
        start.elapsed(),
        u64::from(count) * 5000
    );
    let start = std::time::Instant::now();
    let (_archive, opening) = Archive::open(house.dir()).unwrap();
    println!("open {} in {:?}", opening.records, start.elapsed());
    let mut shelf = Shelf::open(house.dir()).unwrap();
    let start = std::time::Instant::now();
    for place in places.iter().step_by(97) {
        shelf.read(*place).unwrap();
    }
    println!("{} reads in {:?}", places.len() / 97, start.elapsed());
}
