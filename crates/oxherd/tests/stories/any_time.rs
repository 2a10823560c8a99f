//! The law of `--at`, at times that are drawn: what is asked as of a time is what was said then, whatever came later.

use crate::kit::{Household, text};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// Every list of the books.
const LISTS: [&str; 10] = [
    "things",
    "suppliers",
    "agreements",
    "dues",
    "promises",
    "contradictions",
    "requests",
    "watches",
    "matters",
    "gaps",
];

/// Times drawn of each mailbox.
const TIMES: usize = 3;

/// A message as it lies in an mbox file, and the second in which the owner's host, else the sender, says that it came.
#[derive(Debug, Clone)]
struct Entry {
    known: i64,
    lines: String,
}

/// What stands behind the last of these marks in the first header of a name, with its folded lines.
fn header(lines: &str, name: &str, mark: char) -> Option<String> {
    let head = lines.split("\n\n").next()?;
    let mut found = head.lines().skip_while(|line| !line.starts_with(name));
    let mut value = found.next()?[name.len()..].to_owned();
    value.extend(found.take_while(|line| line.starts_with([' ', '\t'])));
    value.rsplit(mark).next().map(str::to_owned)
}

fn entries(file: &Path) -> Vec<Entry> {
    let whole = std::fs::read_to_string(file).expect("a mailbox");
    let mut starts: Vec<usize> = whole.match_indices("\n\nFrom ").map(|(at, _)| at + 2).collect();
    starts.insert(0, 0);
    starts.push(whole.len());
    let parser = DateTimeParser::new();
    let entry = |pair: &[usize]| {
        let lines = &whole[pair[0]..pair[1]];
        let day = header(lines, "Received: ", ';').or_else(|| header(lines, "Date: ", ';'))?;
        let known = parser.parse_timestamp(day.trim()).ok()?.as_second();
        Some(Entry { known, lines: lines.to_owned() })
    };
    starts.windows(2).filter_map(entry).collect()
}

/// A household of these entries, and more of them when they come.
struct Growing {
    household: Household,
    portions: usize,
}

impl Growing {
    fn new() -> Self {
        let household = Household::new();
        let who = ["init", "--country", "GB", "--person", "Ada Quill=ada@quill.example"];
        household.run(&[who.as_slice(), &["--at", "2000-01-01"]].concat()).expect(0);
        Growing { household, portions: 0 }
    }

    fn takes(&mut self, entries: &[Entry]) {
        let mail: String = entries.iter().map(|entry| entry.lines.as_str()).collect();
        let path = self.household.file(&format!("{}.mbox", self.portions), mail);
        self.household.run(&["take", text(&path)]).expect(0);
        self.portions += 1;
    }

    fn says(&self, at: &str) -> Vec<String> {
        LISTS.iter().map(|list| self.household.run(&[list, "--json", "--at", at]).out).collect()
    }
}

/// The files of each mailbox: the sample's in one, those of the stories each by itself.
fn mailboxes() -> Vec<Vec<PathBuf>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of = |folder: PathBuf| {
        let files =
            std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
        let mut files: Vec<PathBuf> =
            files.filter(|file| file.extension().is_some_and(|kind| kind == "mbox")).collect();
        files.sort();
        files
    };
    let stories = of(here.join("tests/stories/mailboxes")).into_iter().map(|file| vec![file]);
    stories.chain([of(here.join("../../sample"))]).collect()
}

/// How many of the lists said anything, if each says of the times drawn what it said when nothing later was known.
fn looks_back_truly(all: &[Entry], mut times: Vec<i64>) -> Result<usize, TestCaseError> {
    times.sort_unstable();
    let (mut growing, mut from, mut then) = (Growing::new(), 0, Vec::new());
    for time in times {
        let to = all.partition_point(|entry| entry.known <= time);
        growing.takes(&all[from..to]);
        from = to;
        let at = Timestamp::from_second(time).expect("a time").to_string();
        then.push((growing.says(&at), at));
    }
    let mut whole = Growing::new();
    whole.takes(all);
    let mut said = 0;
    for (lists, at) in then {
        for (name, (was, is)) in LISTS.iter().zip(lists.iter().zip(whole.says(&at))) {
            prop_assert_eq!(was, &is, "{} as of {}", name, at);
            said += usize::from(was.trim() != "[]" && !was.trim().is_empty());
        }
    }
    Ok(said)
}

#[test]
fn at_any_time_every_list_is_that_of_who_had_only_what_was_known_then() {
    let said = Cell::new(0);
    for files in mailboxes() {
        let mut all: Vec<Entry> = files.iter().flat_map(|file| entries(file)).collect();
        all.sort_by_key(|entry| entry.known);
        let times = prop::collection::vec(all[0].known..all[all.len() - 1].known, TIMES);
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let config = Config { cases: 1, failure_persistence: None, ..Config::default() };
        let law = |times| looks_back_truly(&all, times).map(|more| said.set(said.get() + more));
        TestRunner::new_with_rng(config, rng)
            .run(&times, law)
            .unwrap_or_else(|why| panic!("{files:?}: {why}"));
    }
    assert!(said.get() > 200, "only {} lists said anything", said.get());
}
