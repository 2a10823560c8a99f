//! The progress bar, and Ctrl-C.

use super::out;
use crate::take::Progress;
use crate::take::whole::{Loss, REMEDY};
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use oxherd_evidence::{Damage, Opening};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// A bar on standard error when a person looks at it; silent otherwise.
#[derive(Debug)]
pub(super) struct Bar {
    bar: ProgressBar,
    messages: AtomicU64,
    stop: Arc<AtomicBool>,
    /// Damage that was said already.
    damage: Mutex<BTreeSet<String>>,
}

impl Bar {
    /// Shows nothing before it knows how much there is. A second Ctrl-C ends at once.
    pub(super) fn new() -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let signal = signal_hook::consts::SIGINT;
        signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&stop))
            .and_then(|_id| signal_hook::flag::register(signal, Arc::clone(&stop)))
            .context("could not listen for Ctrl-C")?;
        let bar = if out::is_watched() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        bar.set_style(style("{bar:30} {bytes}/{total_bytes}  {msg}  {eta} left")?);
        Ok(Self { bar, messages: AtomicU64::new(0), stop, damage: Mutex::default() })
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }

    fn rate(&self) -> u64 {
        let millis = u64::try_from(self.bar.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
        self.messages.load(Ordering::Relaxed) * 1000 / millis
    }
}

fn style(template: &str) -> Result<ProgressStyle> {
    ProgressStyle::with_template(template).context("the progress bar has a wrong template")
}

impl Progress for Bar {
    fn opened(&self, opening: &Opening) {
        if let Some(repair) = &opening.repaired {
            out::aside(&format!(
                "the last run was cut off: {} bytes of unfinished evidence were set aside in {}; nothing that was reported as taken is lost",
                repair.cut_bytes,
                repair.kept_in.display()
            ));
        }
        if opening.missing > 0 {
            out::aside(&format!(
                "{} pieces of evidence that were kept are missing from the archive; {REMEDY}",
                opening.missing
            ));
        }
    }

    fn lost(&self, loss: &Loss) {
        out::aside(&format!("{loss}; the books are made again from what is there; {REMEDY}"));
    }

    fn expect(&self, bytes: &dyn Fn() -> u64) {
        if !self.bar.is_hidden() {
            self.bar.set_length(bytes());
            self.bar.reset_elapsed();
        }
    }

    fn bytes(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    fn kept(&self, messages: u64) {
        let all = self.messages.fetch_add(messages, Ordering::Relaxed) + messages;
        let (all, rate) = (out::grouped(all), out::grouped(self.rate()));
        self.bar.set_message(format!("{all} messages, {rate}/s"));
    }

    fn step(&self, what: &'static str, messages: u64) {
        self.messages.store(0, Ordering::Relaxed);
        self.bar.set_length(messages);
        self.bar.set_position(0);
        self.bar.reset_elapsed();
        self.bar.set_message(what);
        if let Ok(style) = style("{bar:30} {human_pos}/{human_len}  {msg}  {eta} left") {
            self.bar.set_style(style);
        }
    }

    fn damaged(&self, damage: &Damage) {
        let words = format!("{damage}; restore it from a backup, then run: oxherd rebuild");
        // Whoever reads the archive meets it again.
        if self.damage.lock().is_ok_and(|mut said| said.insert(words.clone())) {
            out::aside(&words);
        }
    }

    fn done(&self, messages: u64) {
        self.bar.inc(messages);
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
