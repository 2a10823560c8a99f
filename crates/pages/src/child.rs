//! One run of a program, bounded.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// What one run may use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Time of computing.
    pub(crate) computing: Duration,
    /// Kibibytes of address space.
    pub(crate) memory_kib: u32,
    /// Bytes of output that are taken.
    pub(crate) output_bytes: usize,
}

/// A program that waits for something else than the processor is ended after this long.
const PATIENCE: Duration = Duration::from_secs(120);

/// How often it is looked at what a program has used.
const LOOK: Duration = Duration::from_millis(50);

/// Between the end of the output and the end of the program.
const ENDING: Duration = Duration::from_secs(2);

/// Bytes of what a program says of itself that are looked at.
const WORDS_BYTES: usize = 4096;

/// Sets the bounds, then becomes the program: Rust has no safe way to bound a child itself. A
/// system that does not know one of them goes on without it.
const BOUNDED: &str = "ulimit -c 0; ulimit -f 0; ulimit -t \"$1\"; ulimit -v \"$2\"; shift 2; \
    exec \"$0\" \"$@\"";

/// What a run gave.
#[derive(Debug)]
pub(crate) enum Ran {
    /// It ended by itself.
    Ended {
        /// How.
        status: ExitStatus,
        /// What it gave.
        output: Vec<u8>,
        /// What it said of itself.
        words: String,
    },
    /// It was ended, or ran into its bounds.
    Bounded,
    /// It could not be started.
    NotStarted,
}

/// A run, and the time of computing that it took, where this system tells it.
#[derive(Debug)]
pub(crate) struct Run {
    /// What it gave.
    pub(crate) ran: Ran,
    /// What it took.
    pub(crate) took: Duration,
}

/// Runs a program on some input; nothing of its surroundings but the path reaches it.
pub(crate) fn run(
    program: &Path,
    arguments: &[&str],
    path: &OsStr,
    input: &[u8],
    bounds: Bounds,
) -> Run {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", BOUNDED]).arg(program);
    // The shell counts whole seconds: where the system does not tell what was used, they are the bound.
    let seconds = bounds.computing.as_secs() + u64::from(bounds.computing.subsec_nanos() > 0);
    command.args([seconds.max(1), u64::from(bounds.memory_kib)].map(|bound| bound.to_string()));
    command.args(arguments).current_dir("/").env_clear().env("PATH", path);
    // One thread: a picture is not worth more than one core, and threads ask for address space.
    command.env("LANG", "C").env("OMP_THREAD_LIMIT", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    {
        // Ctrl-C at the terminal ends the walk through the input, not the document that is read.
        use std::os::unix::process::CommandExt;
        command.process_group(0);
    }
    match command.spawn() {
        Ok(child) => attend(child, input, bounds),
        Err(_) => Run { ran: Ran::NotStarted, took: Duration::ZERO },
    }
}

/// Feeds a program, takes what it gives and sees that it ends.
fn attend(mut child: Child, input: &[u8], bounds: Bounds) -> Run {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let (give_output, output) = channel();
        let (give_words, words) = channel();
        scope.spawn(move || {
            // A program may have heard enough before the end.
            stdin.map(|mut stdin| stdin.write_all(input).is_ok())
        });
        scope.spawn(move || drain(stdout, bounds.output_bytes, &give_output));
        scope.spawn(move || drain(stderr, WORDS_BYTES, &give_words));
        let (taken, took) = watched(&output, child.id(), bounds.computing);
        let status = if taken.is_some() { ended(&mut child) } else { None };
        let Some(status) = status else {
            // It may have ended just now; what counts is that it is gone.
            let _gone = (child.kill(), child.wait());
            return Run { ran: Ran::Bounded, took };
        };
        let words = words.recv_timeout(ENDING).unwrap_or_default();
        if status.code().is_none() {
            // Ended by a signal: of the bounds on time or memory, or of its own fault.
            return Run { ran: Ran::Bounded, took };
        }
        let words = String::from_utf8_lossy(&words).into_owned();
        Run { ran: Ran::Ended { status, output: taken.unwrap_or_default(), words }, took }
    })
}

/// What a program gives within its time of computing, and what it took of it; none where it is out of patience.
fn watched(
    output: &Receiver<Vec<u8>>,
    process: u32,
    most: Duration,
) -> (Option<Vec<u8>>, Duration) {
    let mut waited = Duration::ZERO;
    loop {
        let taken = output.recv_timeout(LOOK).ok();
        let took = used(process).unwrap_or_default();
        if taken.is_some() || took >= most || waited >= PATIENCE {
            return (taken, took);
        }
        waited += LOOK;
    }
}

/// The time of computing that a process has used, where the system has a file that tells it: its fields 14 and 15,
/// in hundredths of a second (Linux, proc(5)). The name before them stands in brackets and may hold anything.
fn used(process: u32) -> Option<Duration> {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = told.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace().skip(11).map_while(|field| field.parse().ok());
    let ticks: u64 = fields.next().and_then(|user: u64| user.checked_add(fields.next()?))?;
    Some(Duration::from_millis(ticks.saturating_mul(10)))
}

/// Takes so many bytes, and lets the rest pass by.
fn drain(from: Option<impl Read>, most: usize, give: &Sender<Vec<u8>>) {
    let Some(mut from) = from else { return };
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    let read = from.by_ref().take(limit).read_to_end(&mut bytes);
    // What could not be read shows in how the program ends.
    let passed = read.and_then(|_| std::io::copy(&mut from, &mut std::io::sink()));
    drop(passed);
    drop(give.send(bytes));
}

/// How a program ends that has said all; none when it does not end.
fn ended(child: &mut Child) -> Option<ExitStatus> {
    // Most end within a tenth of a millisecond of their last word.
    let mut step = Duration::from_micros(50);
    let mut waited = Duration::ZERO;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if waited < ENDING => thread::sleep(step),
            Ok(None) | Err(_) => return None,
        }
        waited += step;
        step = (step * 2).min(Duration::from_millis(2));
    }
}
