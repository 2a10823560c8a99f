//! Runs a program and tells what it cost.
//!
//! Where GNU `time` is installed it reads the kernel's account of the child (`wait4`): CPU in
//! hundredths of a second, and the true peak of memory. Elsewhere the CPU of ended children comes
//! from our own `/proc` entry, and memory from the child's `VmHWM`, looked at every 20 ms.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::clock;

const GNU_TIME: &str = "/usr/bin/time";
/// What `times(2)` and `/proc` count in: 100 a second on every Linux of today.
const TICK_MICROS: u64 = 10_000;

/// What one run of a program cost.
#[derive(Debug)]
pub(crate) struct Cost {
    pub(crate) status: ExitStatus,
    pub(crate) output: Vec<u8>,
    pub(crate) wall_us: u64,
    /// Of the user and the system, with all threads and children.
    pub(crate) cpu_us: u64,
    pub(crate) peak_kib: u64,
}

/// How the figures of this run come about, for the report.
pub(crate) fn method() -> &'static str {
    if Path::new(GNU_TIME).exists() { "GNU time (wait4)" } else { "/proc, polled every 20 ms" }
}

/// Runs the program to its end; what it says to standard error is shown only when it fails.
pub(crate) fn run(program: &Path, arguments: &[&str], home: &Path) -> Result<Cost> {
    let scratch = tempfile::NamedTempFile::new()?;
    let timed = Path::new(GNU_TIME).exists();
    let mut command = Command::new(if timed { Path::new(GNU_TIME) } else { program });
    if timed {
        command.args(["-f", "%U %S %M", "-o"]).arg(scratch.path()).arg(program);
    }
    command.args(arguments).env("HOME", home).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let before = children_us();
    let start = clock::now();
    let child = command.spawn().with_context(|| program.display().to_string())?;
    let (ended, peak) = (AtomicBool::new(false), child.id());
    let (output, polled) = thread::scope(|scope| {
        let poll = scope.spawn(|| if timed { 0 } else { peak_kib(peak, &ended) });
        let output = child.wait_with_output();
        ended.store(true, Ordering::Relaxed);
        (output, poll.join().unwrap_or(0))
    });
    let output = output?;
    let wall_us = u64::try_from(start.elapsed().as_micros())?;
    if !output.status.success() {
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
    }
    let told = fs::read_to_string(scratch.path())?;
    let (cpu_us, peak_kib) = match gnu(&told) {
        Some(told) if timed => told,
        Some(_) | None => (children_us().saturating_sub(before), polled),
    };
    Ok(Cost { status: output.status, output: output.stdout, wall_us, cpu_us, peak_kib })
}

/// Reads what GNU time wrote; its last line, since a first one may tell of the exit status.
fn gnu(told: &str) -> Option<(u64, u64)> {
    let mut words = told.lines().last()?.split(' ');
    let micros = |word: &str| {
        let (seconds, hundredths) = word.split_once('.')?;
        let whole: u64 = seconds.parse().ok()?;
        let part: u64 = hundredths.parse().ok()?;
        Some(whole.saturating_mul(1_000_000).saturating_add(part.saturating_mul(TICK_MICROS)))
    };
    let (user, system) = (micros(words.next()?)?, micros(words.next()?)?);
    Some((user.saturating_add(system), words.next()?.parse().ok()?))
}

/// The CPU time of all children that have ended (proc(5), fields 16 and 17 of `stat`).
fn children_us() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is a name in brackets, which may hold spaces.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    ticks.saturating_mul(TICK_MICROS)
}

/// The CPU time of this thread, to the nanosecond, as microseconds.
pub(crate) fn thread_us() -> u64 {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = stat.split_whitespace().next().and_then(|field| field.parse::<u64>().ok());
    nanos.unwrap_or(0).checked_div(1000).unwrap_or(0)
}

fn peak_kib(process: u32, ended: &AtomicBool) -> u64 {
    let mut peak = 0;
    while !ended.load(Ordering::Relaxed) {
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(kib.unwrap_or(0));
        thread::sleep(Duration::from_millis(20));
    }
    peak
}

/// The size of everything below a path, in bytes on disk.
pub(crate) fn disk_bytes(path: &Path) -> Result<u64> {
    use std::os::unix::fs::MetadataExt;
    let files = crate::mailbox::files(path)?;
    let sizes = files.iter().map(|file| fs::metadata(file).map_or(0, |about| about.blocks()));
    Ok(sizes.sum::<u64>().saturating_mul(512))
}

/// The size of everything below a path, in bytes of content.
pub(crate) fn content_bytes(path: &Path) -> Result<u64> {
    let files = crate::mailbox::files(path)?;
    Ok(files.iter().map(|file| fs::metadata(file).map_or(0, |about| about.len())).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gnu_time_writes_is_read_also_after_a_failure() {
        assert_eq!(gnu("1.25 0.50 2048\n"), Some((1_750_000, 2048)));
        assert_eq!(gnu("Command exited with non-zero status 3\n0.01 0.00 9\n"), Some((10_000, 9)));
        assert_eq!(gnu(""), None);
    }

    #[test]
    fn work_of_a_child_is_counted() {
        let shell = Path::new("/bin/sh");
        let count = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo done; exit 3";
        let cost = run(shell, &["-c", count], Path::new("/")).unwrap();
        assert_eq!(cost.output, b"done\n");
        assert_eq!(cost.status.code(), Some(3));
        assert!(cost.cpu_us > 0 && cost.peak_kib > 0, "{cost:?}");
        assert!(children_us() > 0);
    }

    #[test]
    fn work_of_this_thread_is_counted() {
        let before = thread_us();
        let sum: u64 = (0..3_000_000_u64).map(std::hint::black_box).sum();
        assert!(sum > 0 && thread_us() > before);
    }
}
