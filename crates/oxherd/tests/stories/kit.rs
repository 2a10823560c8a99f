//! A household under test: a folder with a home of the program and what is to be taken in.

use crate::mail::Mail;
use serde_json::Value;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// No command of any story may take longer than this; a hanging one is ended and fails its story.
const PATIENCE: Duration = Duration::from_secs(180);

/// The day on which the stories look at the books when they do not say another.
pub(crate) const TODAY: &str = "2026-06-30T12:00:00Z";

/// A household with a home of its own; everything goes when it does.
pub(crate) struct Household {
    folder: TempDir,
}

impl Household {
    /// Nothing was taken in yet.
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    /// Ada's household in Britain, said before any mail, that has taken in a mailbox of this mail.
    pub(crate) fn of_ada(mails: &[Mail]) -> Self {
        Self::of_ada_in("GB", mails)
    }

    /// The same in another country.
    pub(crate) fn of_ada_in(country: &str, mails: &[Mail]) -> Self {
        let household = Self::new();
        let who = ["init", "--country", country, "--person", "Ada Quill=ada@quill.example"];
        household.run(&[&who[..], &["--at", "2020-01-01"]].concat()).expect(0);
        household.takes(mails);
        household
    }

    /// A household that has taken in a mailbox of this mail.
    pub(crate) fn with(mails: &[Mail]) -> Self {
        let household = Self::new();
        household.takes(mails);
        household
    }

    /// The data directory of the program.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// A path beside the home.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file beside the home.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    /// Writes a mailbox and takes it in, which must succeed.
    pub(crate) fn takes(&self, mails: &[Mail]) -> Value {
        let path = self.file("mail.mbox", crate::mail::mbox(mails));
        self.takes_in(&path)
    }

    /// Takes in what is at a path, which must succeed.
    pub(crate) fn takes_in(&self, path: &Path) -> Value {
        let answer = self.run(&["take", text(path), "--json"]);
        answer.expect(0).json()
    }

    /// The program with this home and these arguments, nothing on its input.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = bare(self.folder.path());
        command.arg("--home").arg(self.home()).args(["--at", TODAY]).args(arguments);
        command
    }

    /// Runs the program and waits for its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        Answer::of(self.command(arguments))
    }

    /// What a command prints with `--json`; it must succeed.
    pub(crate) fn asks(&self, arguments: &[&str]) -> Value {
        let answer = self.run(&[arguments, &["--json"]].concat());
        answer.expect(0).json()
    }

    /// The objects that a command prints with `--json`.
    pub(crate) fn list(&self, arguments: &[&str]) -> Vec<Value> {
        let printed = self.asks(arguments);
        let list = printed.as_array().cloned();
        list.unwrap_or_else(|| panic!("{arguments:?} printed no list: {printed}"))
    }

    /// `say`, which must succeed.
    pub(crate) fn says(&self, words: &str) -> Value {
        self.asks(&["say", words])
    }

    /// Everything that the books show, as it was printed.
    pub(crate) fn books(&self) -> Vec<String> {
        ["things", "suppliers", "agreements", "dues"]
            .iter()
            .map(|command| self.run(&[command, "--json"]).expect(0).out.clone())
            .collect()
    }

    /// Checks that nothing is damaged and returns how many pieces of evidence there are.
    pub(crate) fn is_sound(&self) -> u64 {
        let verdict = self.asks(&["verify"]);
        assert_eq!(verdict["damaged"], 0, "{verdict}");
        verdict["checked"].as_u64().expect("a count")
    }

    /// Messages counted over all suppliers.
    pub(crate) fn messages_of(&self, domain: &str) -> u64 {
        let suppliers = self.list(&["suppliers"]);
        let found = suppliers.iter().find(|s| s["domain"] == domain);
        found.map_or(0, |s| s["messages"].as_u64().expect("a count"))
    }

    /// The evidence id of the only message that has this word.
    pub(crate) fn id_of(&self, word: &str) -> String {
        let found = self.list(&["search", word]);
        assert_eq!(found.len(), 1, "{word}: {found:?}");
        found[0]["evidence"][0].as_str().expect("an id").to_owned()
    }
}

/// The program with an environment of its own.
pub(crate) fn bare(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oxherd"));
    command
        .env_remove("OXHERD_HOME")
        .env_remove("XDG_DATA_HOME")
        .env("HOME", folder)
        .env("TZ", "UTC")
        .env("LC_ALL", "C")
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Its exit status; none when a signal ended it.
    pub(crate) status: Option<i32>,
    /// Its standard output.
    pub(crate) out: String,
    /// Its standard error.
    pub(crate) err: String,
    /// How long it took.
    pub(crate) took: Duration,
}

impl Answer {
    /// Runs a command to its end, within reason.
    pub(crate) fn of(mut command: Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().expect("the program starts");
        Self::wait(child, PATIENCE)
    }

    /// Waits for a child whose output is piped.
    pub(crate) fn wait(mut child: Child, patience: Duration) -> Self {
        let start = now();
        let out = gather(child.stdout.take().expect("standard output"));
        let err = gather(child.stderr.take().expect("standard error"));
        let status = loop {
            if let Some(status) = child.try_wait().expect("a child") {
                break status;
            }
            if now() - start > patience {
                child.kill().expect("it can be ended");
                let err = err.join().expect("its words");
                panic!("it did not end within {patience:?}; it said: {err}");
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        Self {
            status: status.code(),
            out: out.join().expect("its answer"),
            err: err.join().expect("its words"),
            took: now() - start,
        }
    }

    /// The answer, when it ended with this status.
    #[track_caller]
    pub(crate) fn expect(&self, status: i32) -> &Self {
        let (out, err) = (&self.out, &self.err);
        assert_eq!(self.status, Some(status), "out: {out}\nerr: {err}");
        self
    }

    /// Its words for people hold these.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.err.contains(words), "{words:?} not in: {}", self.err);
        self
    }

    /// Standard output as one JSON value on one line, and nothing else.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.out.matches('\n').count(), 1, "{}", self.out);
        serde_json::from_str(&self.out).expect("JSON on standard output")
    }

    /// Standard output as one object a line.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON on each line"))
            .collect()
    }
}

fn gather(mut from: impl Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).expect("its output");
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("a path of plain letters")
}

/// The clock, for patience and for the bounds that the product promises.
#[expect(clippy::disallowed_methods, reason = "tests measure how long the program takes")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Values of a field over a list.
pub(crate) fn each<'a>(list: &'a [Value], field: &str) -> Vec<&'a str> {
    list.iter().filter_map(|v| v[field].as_str()).collect()
}

/// The one whose field is this.
#[track_caller]
pub(crate) fn one<'a>(list: &'a [Value], field: &str, value: &str) -> &'a Value {
    let mut found = list.iter().filter(|v| v[field] == value);
    let first = found.next().unwrap_or_else(|| panic!("no {field} {value} in {list:?}"));
    assert!(found.next().is_none(), "more than one {field} {value} in {list:?}");
    first
}
