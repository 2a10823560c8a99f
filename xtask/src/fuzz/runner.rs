//! The loop: change an input, run the target on it, watch for a panic or a long wait.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::mutate::mutate;
use super::targets::Target;
use crate::clock;
use crate::rng::Rng;

/// An input that takes longer is a fault: mail of any shape must be read in bounded time.
const SLOW: Duration = Duration::from_secs(2);
/// After this the wait is given up.
const HANG: Duration = Duration::from_secs(20);
/// How often a failing input may be run again to make it smaller.
const SHRINK_RUNS: usize = 2000;
/// Kept inputs beyond this replace older ones.
const MAX_KEPT: usize = 4000;

/// How long, how often, from which seed.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    pub(crate) time: Duration,
    pub(crate) runs: u64,
    pub(crate) seed: u64,
    /// Where each input is written before it runs, if anywhere.
    pub(crate) last: Option<PathBuf>,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    Panic(String),
    Slow(Duration),
    Hang,
}

/// A fault and the input that caused it.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) fault: Fault,
    pub(crate) input: Vec<u8>,
}

/// What a run without a fault saw.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) runs: u64,
    pub(crate) seen: usize,
}

/// The input that runs now, and since when: read by the watcher.
type Now = Arc<Mutex<(Instant, Vec<u8>)>>;

/// Runs a target until its limits are reached or it fails.
pub(crate) fn run(
    target: &'static Target,
    seeds: Vec<Vec<u8>>,
    limits: &Limits,
) -> Result<Result<Told, Failure>> {
    let now: Now = Arc::new(Mutex::new((clock::now(), vec![])));
    let (sender, receiver) = channel();
    let (shared, limits) = (Arc::clone(&now), limits.clone());
    thread::Builder::new().name(target.name.to_owned()).spawn(move || {
        let told =
            Session { target, limits, now: shared, seen: HashSet::new(), runs: 0 }.run(seeds);
        // Nobody listens any more only when the watcher has given up.
        drop(sender.send(told));
    })?;
    watch(&receiver, &now)
}

fn watch(receiver: &Receiver<Result<Told, Failure>>, now: &Now) -> Result<Result<Told, Failure>> {
    loop {
        match receiver.recv_timeout(Duration::from_millis(250)) {
            Ok(told) => return Ok(told),
            Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the fuzzing thread ended early"),
            Err(RecvTimeoutError::Timeout) => {}
        }
        let guard = now.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, input) = &*guard;
        if since.elapsed() > HANG {
            return Ok(Err(Failure { fault: Fault::Hang, input: input.clone() }));
        }
    }
}

/// Runs one input; the target's answer, or what went wrong.
pub(crate) fn once(target: &Target, input: &[u8]) -> Result<u64, Fault> {
    let start = clock::now();
    let answer = catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    let took = start.elapsed();
    match answer {
        Err(thrown) => {
            let words = thrown.downcast_ref::<String>().map(String::as_str);
            let words = words.or_else(|| thrown.downcast_ref::<&str>().copied());
            Err(Fault::Panic(words.unwrap_or("without words").to_owned()))
        }
        Ok(_) if took > SLOW => Err(Fault::Slow(took)),
        Ok(answer) => Ok(answer),
    }
}

struct Session {
    target: &'static Target,
    limits: Limits,
    now: Now,
    seen: HashSet<u64>,
    runs: u64,
}

impl Session {
    fn run(mut self, seeds: Vec<Vec<u8>>) -> Result<Told, Failure> {
        let until = clock::now().checked_add(self.limits.time);
        let mut rng = Rng::new(self.limits.seed);
        let mut kept = vec![];
        for seed in seeds {
            self.step(&seed)?;
            kept.push(seed);
        }
        while self.runs < self.limits.runs && until.is_none_or(|until| clock::now() < until) {
            let mut input = rng.pick(&kept).cloned().unwrap_or_default();
            let other = rng.pick(&kept).map(Vec::as_slice).unwrap_or_default();
            mutate(&mut input, other, self.target.tokens, &mut rng);
            if self.step(&input)? {
                let place = if kept.len() < MAX_KEPT { None } else { Some(rng.below(kept.len())) };
                match place.and_then(|place| kept.get_mut(place)) {
                    Some(old) => *old = input,
                    None => kept.push(input),
                }
            }
        }
        Ok(Told { runs: self.runs, seen: self.seen.len() })
    }

    /// Runs one input; whether its answer was new.
    fn step(&mut self, input: &[u8]) -> Result<bool, Failure> {
        self.runs = self.runs.saturating_add(1);
        if let Some(path) = &self.limits.last {
            // A disk that is full must not stop the search.
            drop(std::fs::write(path, input));
        }
        match self.timed(input) {
            Ok(answer) => Ok(self.seen.insert(answer)),
            Err(fault) => {
                let input = self.shrunk(input.to_vec(), &fault);
                Err(Failure { fault, input })
            }
        }
    }

    fn timed(&self, input: &[u8]) -> Result<u64, Fault> {
        {
            let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
            now.0 = clock::now();
            now.1.clear();
            now.1.extend_from_slice(input);
        }
        once(self.target, input)
    }

    /// The input without the stretches that the fault does not need.
    fn shrunk(&self, mut input: Vec<u8>, fault: &Fault) -> Vec<u8> {
        if !matches!(fault, Fault::Panic(_)) {
            return input; // each run would take seconds
        }
        let mut piece = input.len().div_ceil(2);
        let mut runs = 0;
        while piece > 0 && runs < SHRINK_RUNS {
            let mut at = 0;
            while at < input.len() && runs < SHRINK_RUNS {
                runs = runs.saturating_add(1);
                let end = at.saturating_add(piece).min(input.len());
                let mut smaller = input.clone();
                drop(smaller.drain(at..end));
                if matches!(self.timed(&smaller), Err(Fault::Panic(_))) {
                    input = smaller;
                } else {
                    at = end;
                }
            }
            piece = if piece == 1 { 0 } else { piece.div_ceil(2) };
        }
        input
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits =
        Limits { time: Duration::from_secs(20), runs: 200_000, seed: 1, last: None };

    static BROKEN: Target = Target {
        name: "broken",
        run: |input| {
            assert!(!input.windows(3).any(|window| window == b"BAD"), "found it");
            u64::try_from(input.iter().filter(|&&byte| byte == b'A').count()).unwrap()
        },
        seeds: Vec::new,
        extensions: &[],
        tokens: &[b"BA", b"AD", b"D"],
    };

    static SLOW_ONE: Target = Target {
        name: "slow",
        run: |input| {
            if input.len() > 30 {
                thread::sleep(SLOW + Duration::from_millis(50));
            }
            0
        },
        seeds: Vec::new,
        extensions: &[],
        tokens: &[],
    };

    #[test]
    fn a_panic_is_found_and_its_input_made_small() {
        let failure = run(&BROKEN, vec![b"hello hello".to_vec()], &LIMITS).unwrap().unwrap_err();
        assert_eq!(failure.fault, Fault::Panic("found it".into()));
        assert_eq!(failure.input, b"BAD");
    }

    #[test]
    fn an_input_that_takes_too_long_is_a_fault() {
        let failure = run(&SLOW_ONE, vec![b"short".to_vec()], &LIMITS).unwrap().unwrap_err();
        assert!(matches!(failure.fault, Fault::Slow(_)), "{:?}", failure.fault);
        assert!(failure.input.len() > 30);
    }

    #[test]
    fn a_run_ends_at_its_limit() {
        let limits = Limits { runs: 50, ..LIMITS };
        let told = run(&SLOW_ONE, vec![vec![]], &Limits { runs: 1, ..limits }).unwrap().unwrap();
        assert_eq!((told.runs, told.seen), (1, 1));
    }
}
