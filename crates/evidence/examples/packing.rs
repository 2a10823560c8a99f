//! How fast the archive is: `cargo run --release -p oxherd-evidence --example packing`.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement that fails may stop"
)]

use oxherd_evidence::{Archive, Envelope, Packer, RecordKind, Shelf, verify};
use oxherd_model::ContentHash;
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

#[expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]
fn main() {
    let house = tempfile::tempdir().unwrap();
    let (mut archive, _) = Archive::open(house.path()).unwrap();
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
    let found = verify(house.path(), &mut |_| {}).unwrap();
    println!(
        "verify {} in {:?} ({} bytes of mail)",
        found.checked,
        start.elapsed(),
        u64::from(count) * 5000
    );
    let start = std::time::Instant::now();
    let (_archive, opening) = Archive::open(house.path()).unwrap();
    println!("open {} in {:?}", opening.records, start.elapsed());
    let mut shelf = Shelf::open(house.path()).unwrap();
    let start = std::time::Instant::now();
    for place in places.iter().step_by(97) {
        shelf.read(*place).unwrap();
    }
    println!("{} reads in {:?}", places.len() / 97, start.elapsed());
}

fn envelope(bytes: &[u8]) -> Envelope {
    Envelope {
        kind: RecordKind::Original,
        hash: ContentHash::of(bytes),
        size: u64::try_from(bytes.len()).unwrap(),
        channel: "mbox".to_owned(),
        source: "speed".to_owned(),
        folder: "ordinary".to_owned(),
        media: "mail".to_owned(),
        received_at: jiff::Timestamp::UNIX_EPOCH,
        delivered_hint: None,
    }
}
