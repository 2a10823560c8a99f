//! The figures as a Markdown table and as JSON.

use std::fmt::Write;

use serde::Serialize;

use super::process;

/// Taking in until everything is kept, read and folded.
pub(crate) const KEPT: &str = "take: kept";

/// Taking in until everything can be searched too: the whole of the process.
pub(crate) const SEARCHABLE: &str = "take: searchable";

/// What one step cost.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Row {
    pub(crate) step: String,
    pub(crate) wall_us: u64,
    pub(crate) cpu_us: u64,
    /// How many messages the step dealt with, where it dealt with all.
    pub(crate) messages: Option<u64>,
    /// How many bytes of mail, likewise.
    pub(crate) bytes: Option<u64>,
    pub(crate) peak_kib: Option<u64>,
    pub(crate) disk_bytes: Option<u64>,
}

/// All steps on one mailbox.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) mailbox: String,
    pub(crate) processors: usize,
    pub(crate) method: &'static str,
    pub(crate) rows: Vec<Row>,
}

impl Report {
    pub(crate) fn new(mailbox: &str) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self { mailbox: mailbox.to_owned(), processors, method: process::method(), rows: vec![] }
    }

    fn row(&self, step: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.step == step)
    }

    pub(crate) fn markdown(&self) -> String {
        let mut out = format!(
            "\n{}; {} processors; figures by {}\n\n\
             | step | wall s | CPU s | CPU µs/message | messages/s | MB/s | peak MB | disk MB |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|\n",
            self.mailbox, self.processors, self.method
        );
        for row in &self.rows {
            row.write(&mut out);
        }
        out.push('\n');
        for other in self.rows.iter().filter(|row| row.is_comparison()) {
            for take in [KEPT, SEARCHABLE].iter().filter_map(|step| self.row(step)) {
                let (ours, theirs) = (&take.step, &other.step);
                let (over, under, ratio) = if other.is_floor() {
                    (ours, theirs, ratio(take.cpu_us, other.cpu_us))
                } else {
                    (theirs, ours, ratio(other.cpu_us, take.cpu_us))
                };
                if let Some(ratio) = ratio {
                    line(&mut out, &format!("CPU of {over} / {under}: {ratio}"));
                }
            }
        }
        out
    }
}

impl Row {
    fn is_floor(&self) -> bool {
        self.step.starts_with("floor")
    }

    /// Whether it is not one of our steps, but what they are compared with.
    fn is_comparison(&self) -> bool {
        ["floor", "notmuch", "mu"].iter().any(|name| self.step.starts_with(name))
    }

    fn write(&self, out: &mut String) {
        let dash = || "–".to_owned();
        let rate = |amount: Option<u64>, decimals| {
            let amount = amount?.checked_mul(1_000_000)?;
            Some(fixed(amount.checked_div(self.wall_us)?, decimals))
        };
        let cells = [
            fixed(self.wall_us / 1000, 3),
            fixed(self.cpu_us / 10_000, 2),
            self.cpu_per_message().map_or_else(dash, |micros| fixed(micros, 0)),
            rate(self.messages, 0).unwrap_or_else(dash),
            rate(self.bytes.map(|bytes| bytes / 100_000), 1).unwrap_or_else(dash),
            self.peak_kib.map_or_else(dash, |kib| fixed(kib.saturating_mul(1024) / 100_000, 1)),
            self.disk_bytes.map_or_else(dash, |bytes| fixed(bytes / 100_000, 1)),
        ];
        line(out, &format!("| {} | {} |", self.step, cells.join(" | ")));
    }

    fn cpu_per_message(&self) -> Option<u64> {
        self.cpu_us.checked_div(self.messages?)
    }
}

/// Whether a message costs the same in a small and in a large mailbox.
pub(crate) fn flatness(reports: &[Report]) -> String {
    let mut out = String::from("\nCPU µs a message as the mailbox grows, against the smallest\n\n");
    for step in [KEPT, SEARCHABLE, "take again", "rebuild", "verify"] {
        let costs = reports.iter().filter_map(|report| {
            let row = report.row(step)?;
            Some((row.messages?, row.cpu_us, row.cpu_per_message()?))
        });
        let costs: Vec<_> = costs.collect();
        let Some((first_messages, first_cpu, _)) = costs.first().copied() else {
            continue;
        };
        let told = costs.iter().map(|(messages, cpu, each)| {
            let here = cpu.saturating_mul(first_messages);
            let there = first_cpu.saturating_mul(*messages);
            let times = ratio(here, there).unwrap_or_else(|| "–".into());
            format!("{messages}: {each} (× {times})")
        });
        line(&mut out, &format!("- {step}: {}", told.collect::<Vec<_>>().join(", ")));
    }
    out
}

/// `a / b` with two decimals; nothing when there is nothing to divide by.
fn ratio(a: u64, b: u64) -> Option<String> {
    Some(fixed(a.checked_mul(100)?.checked_div(b)?, 2))
}

/// A whole number that counts in the last of so many decimals.
fn fixed(number: u64, decimals: u32) -> String {
    let unit = 10_u64.saturating_pow(decimals);
    let (whole, part) = (number / unit, number % unit);
    match usize::try_from(decimals) {
        Ok(width) if width > 0 => format!("{whole}.{part:0width$}"),
        Ok(_) | Err(_) => whole.to_string(),
    }
}

fn line(out: &mut String, text: &str) {
    // Writing to a string does not fail.
    writeln!(out, "{text}").unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(step: &str, cpu_us: u64, messages: u64) -> Row {
        let bytes = Some(messages * 5000);
        let (step, messages) = (step.to_owned(), Some(messages));
        Row { step, wall_us: cpu_us / 2, cpu_us, messages, bytes, ..Row::default() }
    }

    #[test]
    fn numbers_keep_their_zeros() {
        assert_eq!(fixed(1005, 3), "1.005");
        assert_eq!(fixed(7, 2), "0.07");
        assert_eq!(fixed(42, 0), "42");
        assert_eq!(ratio(1, 0), None);
        assert_eq!(ratio(310, 100).unwrap(), "3.10");
    }

    #[test]
    fn a_report_compares_taking_in_with_the_floor_and_the_peers() {
        let mut report = Report::new("a");
        report.rows =
            vec![row(KEPT, 4_000_000, 10_000), row("floor (full headers)", 1_000_000, 10_000)];
        report.rows.push(row("notmuch new", 48_000_000, 10_000));
        let text = report.markdown();
        assert!(
            text.contains("| take: kept | 2.000 | 4.00 | 400 | 5000 | 25.0 | – | – |"),
            "{text}"
        );
        assert!(text.contains("CPU of take: kept / floor (full headers): 4.00\n"), "{text}");
        assert!(text.ends_with("CPU of notmuch new / take: kept: 12.00\n"), "{text}");
    }

    #[test]
    fn growing_cost_shows() {
        let report = |cpu_us, messages| {
            let mut report = Report::new("a");
            report.rows = vec![row(KEPT, cpu_us, messages)];
            report
        };
        let text = flatness(&[report(1_000_000, 10_000), report(30_000_000, 100_000)]);
        assert!(text.contains("- take: kept: 10000: 100 (× 1.00), 100000: 300 (× 3.00)"), "{text}");
    }
}
