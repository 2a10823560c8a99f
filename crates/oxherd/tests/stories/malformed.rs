//! Mail made to hurt: bounded time and memory, a gap where something was left out, and the good
//! message beside it is taken.

use crate::kit::{Answer, Household, text};
use crate::mail::{bill, entry};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// One hostile message may cost this much time, whole process included.
const SECONDS_MAX: Duration = Duration::from_secs(5);

/// Without optimisation everything takes several times as long.
const SLOWER: u32 = if cfg!(debug_assertions) { 4 } else { 1 };

/// One hostile message may cost this much memory, in KiB.
const MEMORY_MAX: u64 = 700 * 1024;

const HEAD: &str = "From: Odd <odd@odd.example>\nTo: Ada Quill <ada@quill.example>\n\
    Subject: Odd\nDate: Wed, 04 Mar 2026 08:00:00 +0000\nMessage-ID: <odd@odd.example>\n\
    MIME-Version: 1.0\n";

/// Takes in a hostile file and the good message beside it.
#[track_caller]
fn survives(household: &Household) -> Answer {
    household.file("in/zz-good.eml", bill("2026-03-04", "84.20", "2026-07-18").lf());
    let folder = household.path("in");
    let answer = measured(household, &["take", text(&folder), "--json"]);
    assert!(answer.took < SECONDS_MAX * SLOWER, "it took {:?}", answer.took);
    assert!(matches!(answer.status, Some(0 | 3)), "{:?} {}", answer.status, answer.err);
    assert!(!answer.err.contains("panicked"), "{}", answer.err);
    assert_eq!(household.messages_of("brightmoor.example"), 1, "the good message is taken");
    household.is_sound();
    answer
}

/// Runs the program below `/usr/bin/time` where there is one, and bounds its memory.
#[track_caller]
fn measured(household: &Household, arguments: &[&str]) -> Answer {
    let plain = household.command(arguments);
    let gauge = Path::new("/usr/bin/time");
    if !gauge.exists() {
        eprintln!("memory is not measured: no /usr/bin/time here");
        return Answer::of(plain);
    }
    let report = household.path("peak");
    let mut command = Command::new(gauge);
    command
        .args(["-q", "-f", "%M", "-o", text(&report)])
        .arg(plain.get_program())
        .args(plain.get_args())
        .env("HOME", household.path(""))
        .env_remove("OXHERD_HOME");
    let answer = Answer::of(command);
    let peak = std::fs::read_to_string(&report).unwrap_or_default();
    match peak.trim().parse::<u64>() {
        Ok(peak) => assert!(peak < MEMORY_MAX, "peak memory was {} MiB", peak / 1024),
        Err(_) => eprintln!("memory is not measured: {peak:?}"),
    }
    answer
}

#[track_caller]
fn a_gap_is_noted(household: &Household) {
    assert!(!household.list(&["gaps"]).is_empty(), "what was left out is noted as a gap");
}

fn lines(household: &Household, name: &str) -> BufWriter<File> {
    household.file(name, "");
    BufWriter::new(File::create(household.path(name)).expect("a file"))
}

fn written(mut file: BufWriter<File>, pieces: &mut dyn Iterator<Item = String>) {
    for piece in pieces {
        file.write_all(piece.as_bytes()).expect("room");
    }
    file.flush().expect("room");
}

#[test]
fn parts_nested_a_thousand_deep_and_deeper() {
    for depth in [1_000, 20_000] {
        let household = Household::new();
        let mut text = HEAD.to_owned();
        for level in 0..depth {
            text.push_str(&format!(
                "Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"
            ));
        }
        text.push_str("Content-Type: text/plain\n\ndeep inside\n");
        household.file("in/deep.eml", text);
        survives(&household);
        a_gap_is_noted(&household);
    }
}

#[test]
fn messages_nested_in_messages() {
    let household = Household::new();
    let mut text = HEAD.to_owned();
    for _ in 0..2_000 {
        text.push_str("Content-Type: message/rfc822\n\nSubject: again\nMIME-Version: 1.0\n");
    }
    text.push_str("\nthe innermost\n");
    household.file("in/nested.eml", text);
    survives(&household);
    a_gap_is_noted(&household);
}

#[test]
fn a_header_line_of_five_megabytes() {
    let household = Household::new();
    let long = "x".repeat(5 << 20);
    household.file("in/header.eml", format!("{HEAD}X-Long: {long}\n\nhello\n"));
    household.file("in/subject.eml", HEAD.replace("Odd\n", &format!("{long}\n")) + "\nhello\n");
    let folded = " and on\n".repeat(600_000);
    household.file("in/folded.eml", format!("{HEAD}X-Folded: it goes\n{folded}\nhello\n"));
    survives(&household);
}

#[test]
fn a_header_that_never_ends() {
    let household = Household::new();
    let fields = "X-Field: value\n".repeat(400_000);
    household.file("in/fields.eml", format!("{HEAD}{fields}"));
    survives(&household);
}

#[test]
fn charsets_that_are_wrong_or_unknown() {
    let household = Household::new();
    for (name, charset, body) in [
        ("unknown", "x-klingon", &b"Amount due: \xa384.20"[..]),
        ("lying", "utf-8", &b"Amount due: \xa384.20 \xff\xfe\xfd"[..]),
        ("wide", "utf-16", &b"A\0m\0o\0u\0n\0t\0\xd8"[..]),
        ("asian", "iso-2022-jp", &b"\x1b$B%\x1b(B\x1b$B"[..]),
        ("none", "", &b"\x80\x81\x82"[..]),
    ] {
        let head = HEAD.replace("odd@odd.example>\nMIME", &format!("{name}@odd.example>\nMIME"));
        let mut message =
            format!("{head}Content-Type: text/plain; charset={charset}\n\n").into_bytes();
        message.extend_from_slice(body);
        household.file(&format!("in/{name}.eml"), message);
    }
    survives(&household);
    assert_eq!(household.messages_of("odd.example"), 5);
}

#[test]
fn zip_bombs_flat_and_nested() {
    let household = Household::new();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..300 {
        encoder.write_all(&zeros).expect("compressed");
    }
    let bomb = encoder.finish().expect("compressed");
    household.file("in/bomb.mbox.gz", &bomb);
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for number in 0..40 {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(format!("{number}.eml.gz"), options).expect("an entry");
        writer.write_all(&bomb).expect("an entry");
    }
    let nested = writer.finish().expect("an archive").into_inner();
    household.file("in/bombs.zip", nested);
    let answer = survives(&household);
    answer.expect(3).says("bomb.mbox.gz: ").says("bombs.zip");
}

#[test]
fn one_line_of_a_hundred_megabytes() {
    let household = Household::new();
    let mut file = lines(&household, "in/line.eml");
    file.write_all(HEAD.as_bytes()).expect("room");
    file.write_all(b"\n").expect("room");
    written(file, &mut std::iter::repeat_n("0123456789abcdef".repeat(65_536), 100));
    survives(&household);
    a_gap_is_noted(&household);
}

#[test]
fn nul_bytes_everywhere() {
    let household = Household::new();
    let nul = "\0".repeat(1 << 20);
    household.file("in/body.eml", format!("{HEAD}\nAmount due:\0 12.00{nul}"));
    household.file("in/header.eml", format!("Sub\0ject: x\n{HEAD}X-Nul: {nul}\n\nhello\n"));
    household.file("in/box.mbox", entry(&format!("{HEAD}\n\0\0\0{nul}\n")));
    survives(&household);
}

#[test]
fn a_million_tiny_parts() {
    let household = Household::new();
    let mut file = lines(&household, "in/parts.eml");
    let head = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\n\n");
    file.write_all(head.as_bytes()).expect("room");
    written(file, &mut std::iter::repeat_n("--b\n\nx\n".to_owned(), 1_000_000));
    survives(&household);
    a_gap_is_noted(&household);
}

#[test]
fn html_nested_two_hundred_thousand_deep() {
    let household = Household::new();
    let open = "<div><table><tr><td>".repeat(50_000);
    let html = format!("{HEAD}Content-Type: text/html; charset=utf-8\n\n<html><body>{open}deep\n");
    household.file("in/deep.eml", html);
    let broken = "<a href=\"".repeat(200_000);
    let html = format!("{HEAD}Content-Type: text/html; charset=utf-8\n\n<html>{broken}\n");
    household.file("in/broken.eml", html.replace("<odd@", "<odd2@"));
    let script = "<script>".repeat(100_000) + &"{\"@type\":".repeat(100_000);
    let html =
        format!("{HEAD}Content-Type: text/html\n\n<script type=\"application/ld+json\">{script}\n");
    household.file("in/script.eml", html.replace("<odd@", "<odd3@"));
    survives(&household);
}

#[test]
fn base64_that_is_garbage() {
    let household = Household::new();
    let garbage = "%%%%====not base64 at all \u{fffd}\n".repeat(100_000);
    let parts = "Content-Transfer-Encoding: base64\nContent-Type: text/plain\n";
    household.file("in/base64.eml", format!("{HEAD}{parts}\n{garbage}"));
    let quoted = "=ZZ=\u{1}=4".repeat(400_000);
    let parts = "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain\n";
    household.file("in/quoted.eml", format!("{HEAD}{parts}\n{quoted}").replace("<odd@", "<odd2@"));
    survives(&household);
}

#[test]
fn words_that_make_readers_go_back_and_forth() {
    let household = Household::new();
    for (name, words) in [
        ("digits", "1".repeat(1 << 20)),
        ("sums", "\u{a3}1,".repeat(300_000)),
        ("dates", "1.1.".repeat(300_000)),
        ("labels", "Amount due: ".repeat(150_000)),
        ("quotes", "> ".repeat(500_000)),
        ("encoded", "=?utf-8?q?=?=".repeat(100_000)),
        ("signs", "-- \n".repeat(300_000)),
    ] {
        let head = HEAD.replace("<odd@", &format!("<{name}@"));
        household.file(&format!("in/{name}.eml"), format!("{head}\n{words}\n"));
        let head = head.replace("Subject: Odd", &format!("Subject: {}", &words.replace('\n', " ")));
        household.file(&format!("in/{name}-subject.eml"), format!("{head}\nhello\n"));
    }
    survives(&household);
}

#[test]
fn a_mailbox_of_nothing_but_separators() {
    let household = Household::new();
    let line = "From a@b.example Mon Jan  5 10:00:00 2026\n";
    household.file("in/lines.mbox", line.repeat(20_000));
    survives(&household);
}

#[test]
fn reading_without_keeping_is_as_patient() {
    let household = Household::new();
    let open = "<b><i>".repeat(100_000);
    let path = household.file(
        "deep.eml",
        format!("{HEAD}Content-Type: text/html; charset=utf-8\n\n{open}Amount due: \u{a3}12.00\n"),
    );
    let answer = measured(&household, &["read", text(&path)]);
    assert_eq!(answer.expect(0).json_lines().len(), 1);
    assert!(answer.took < SECONDS_MAX * SLOWER, "it took {:?}", answer.took);
}
