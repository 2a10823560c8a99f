//! A `take` that is cut off, at any point: nothing is lost, nothing comes twice, and it goes on.

use crate::kit::{Answer, Household, now, text};
use crate::mail::{Mail, bill, car_insurance, mbox, offer, phone};
use jiff::tz::TimeZone;
use oxherd_search::Query;
use serde_json::Value;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Kills of one test run; each falls on another point of the run.
const KILLS: u32 = 200;

/// Messages of the mailbox.
const MESSAGES: usize = 3_000;

/// A mailbox of many messages, some of which make things, the rest bills and noise.
fn large_mailbox() -> String {
    let mut mails: Vec<Mail> = Vec::with_capacity(MESSAGES);
    let start = jiff::civil::date(2023, 1, 1);
    for number in 0..MESSAGES {
        let days = i64::try_from(number / 3).expect("a small number");
        let day = start.saturating_add(jiff::Span::new().days(days)).to_string();
        mails.push(
            match number % 50 {
                0 => bill(&day, &format!("{}.20", 50 + number % 40), "2026-07-18"),
                7 if number < 100 => phone(&day, &format!("TG-{number}"), "490154203237518"),
                21 if number > 2_800 => car_insurance(&day, "KX19 ABC", "FL-7788123"),
                _ => offer(&day, number),
            }
            .id(&format!("m{number}@quill.example")),
        );
    }
    mbox(&mails)
}

/// Points of time that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    /// A number below `bound`.
    fn below(&mut self, bound: u128) -> u128 {
        // The generator of Knuth's MMIX.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u128::from(self.0 >> 24) % bound.max(1)
    }
}

/// The index holds every message once; asked directly, because showing each hit takes a while.
fn all_can_be_found(household: &Household) {
    let index = oxherd_search::Index::open(&household.home().join("index")).expect("an index");
    let found = |words: &str| -> Vec<u64> {
        let query = Query::parse(words, &TimeZone::UTC).expect("words");
        let found = index.search(&query, None, 2 * MESSAGES).expect("an answer");
        let mut numbers: Vec<u64> = found.iter().map(|f| f.sequence).collect();
        numbers.sort_unstable();
        numbers
    };
    let messages = u64::try_from(MESSAGES).expect("a small number");
    assert_eq!(found(""), (1..=messages).collect::<Vec<u64>>(), "every message, each once");
    let noise = household.messages_of("moonbarrow.example");
    assert_eq!(u64::try_from(found("Offer").len()).ok(), Some(noise), "by its words");
}

fn start(household: &Household, path: &Path) -> Child {
    let mut command: Command = household.command(&["take", text(path), "--json"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the program starts")
}

/// Kills a `take` after a while; says whether it was still running.
fn killed_after(household: &Household, path: &Path, micros: u128) -> bool {
    let mut child = start(household, path);
    let micros = u64::try_from(micros).expect("a short time");
    std::thread::sleep(Duration::from_micros(micros));
    let running = child.try_wait().expect("a child").is_none();
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    running
}

fn all_is_there_once(household: &Household, path: &Path, whole: &[String]) {
    let end = household.run(&["take", text(path), "--json"]);
    let end = end.expect(0).json();
    let count = |field: &str| end[field].as_u64().expect("a count");
    let messages = u64::try_from(MESSAGES).expect("a small number");
    assert_eq!(count("taken") + count("known_already"), messages, "{end}");
    assert_eq!(household.is_sound(), messages, "every message is evidence once");
    assert_eq!(household.books(), whole, "as if nothing had happened");
    all_can_be_found(household);
}

#[test]
fn killed_at_200_points_nothing_is_lost_and_nothing_comes_twice() {
    let calm = Household::new();
    let path = calm.file("mail.mbox", large_mailbox());
    let begin = now();
    let taken = calm.takes_in(&path);
    let duration = (now() - begin).as_micros();
    assert_eq!(taken["taken"], MESSAGES);
    let whole = calm.books();
    let mut dice = Dice(20_261_121);
    let (mut kills, mut hits) = (0, 0);
    while kills < KILLS {
        let household = Household::new();
        // What was done before a kill is not done again, so one home sees several kills.
        while kills < KILLS {
            kills += 1;
            if killed_after(&household, &path, dice.below(duration)) {
                hits += 1;
            } else {
                break;
            }
            if kills % 25 == 0 {
                break;
            }
        }
        all_is_there_once(&household, &path, &whole);
    }
    assert!(hits * 4 >= KILLS, "only {hits} of {KILLS} kills met a running program");
}

#[test]
fn killed_before_its_end_the_first_words_say_what_was_repaired_or_nothing() {
    let household = Household::new();
    let path = household.file("mail.mbox", large_mailbox());
    killed_after(&household, &path, 120_000);
    let answer = household.run(&["take", text(&path), "--json"]);
    answer.expect(0);
    let quiet = answer.err.is_empty();
    assert!(
        quiet || answer.err.contains("nothing that was reported as taken is lost"),
        "{}",
        answer.err
    );
}

#[test]
fn evidence_that_was_never_entered_is_read_by_the_next_command_that_keeps() {
    let household = Household::with(&crate::mail::small_household());
    let books = household.books();
    for name in ["derived.sqlite", "derived.sqlite-wal", "derived.sqlite-shm"] {
        drop(std::fs::remove_file(household.home().join(name)));
    }
    household.takes(&crate::mail::small_household()[..1]);
    assert_eq!(household.books(), books);
    assert_eq!(household.is_sound(), 8);
}

#[test]
fn a_torn_tail_of_the_archive_is_set_aside_and_said() {
    let household = Household::with(&crate::mail::small_household());
    let segment = household.home().join("evidence/00000001.seg");
    let mut bytes = std::fs::read(&segment).expect("the archive");
    bytes.extend_from_slice(b"half of a block that never came to be written in full");
    std::fs::write(&segment, bytes).expect("a torn archive");
    let path = household.file("more.mbox", mbox(&[bill("2026-06-20", "1.00", "2026-07-20")]));
    let answer = household.run(&["take", text(&path), "--json"]);
    answer
        .expect(0)
        .says("the last run was cut off: 53 bytes of unfinished evidence were set aside in")
        .says("nothing that was reported as taken is lost");
    assert_eq!(answer.json()["taken"], 1);
    assert_eq!(household.is_sound(), 9);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_quietly_and_what_was_kept_stays() {
    let calm = Household::new();
    let path = calm.file("mail.mbox", large_mailbox());
    calm.takes_in(&path);
    let whole = calm.books();
    let household = Household::new();
    let mut command = household.command(&["take", text(&path), "--json"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("the program starts");
    // As soon as something was kept, so that the run is in its middle.
    let segment = household.home().join("evidence/00000001.seg");
    let begin = now();
    while std::fs::metadata(&segment).map_or(0, |m| m.len()) == 0 {
        assert!(now() - begin < Duration::from_secs(30), "nothing was kept");
        std::thread::sleep(Duration::from_millis(1));
    }
    let number = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &number]).status();
    assert!(sent.is_ok_and(|status| status.success()), "the signal is sent");
    let answer = Answer::wait(child, Duration::from_secs(60));
    let stopped = answer.expect(0).json();
    assert!(stopped["taken"].as_u64() <= Some(3_000), "{stopped}");
    if stopped["stopped"] == Value::Bool(true) {
        answer.says("stopped; what was kept stays, and the same command goes on from here");
    }
    assert!(!answer.err.contains("panicked"), "{}", answer.err);
    assert_eq!(Some(household.is_sound()), stopped["taken"].as_u64(), "what it says is kept");
    all_is_there_once(&household, &path, &whole);
}
