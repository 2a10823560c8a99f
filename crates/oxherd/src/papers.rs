//! The texts of PDFs and pictures for the reading, by the programs that this system has.

use jiff::civil::Date;
use oxherd_pages::{Reason, SECONDS_VARIABLE, Sort, Text, Tools, sort};
use oxherd_reading::{NoText, PageText, Pages};
use std::sync::OnceLock;
use std::time::Duration;

/// The programs that are found by this process's path; what one command asks twice is made once.
pub(crate) fn pages() -> &'static dyn Pages {
    static PAPERS: OnceLock<Papers> = OnceLock::new();
    PAPERS.get_or_init(|| Papers(tools()))
}

/// With as much time for each document as the household gives it.
fn tools() -> Tools {
    let tools = Tools::find(&std::env::var_os("PATH").unwrap_or_default());
    let given = std::env::var_os(SECONDS_VARIABLE);
    match given.and_then(|seconds| seconds.to_str()?.trim().parse::<u32>().ok()) {
        Some(seconds) if seconds > 0 => tools.within(Duration::from_secs(u64::from(seconds))),
        Some(_) | None => tools,
    }
}

struct Papers(Tools);

impl Pages for Papers {
    fn text(&self, document: &[u8], among: usize) -> Result<PageText, NoText> {
        match self.0.text_among(document, among) {
            Ok(Text { text, left_out, enclosed }) => Ok(PageText { text, left_out, enclosed }),
            // A picture of something is no paper, and nothing is missing.
            Err(Reason::NoWords) if sort(document) == Some(Sort::Picture) => {
                Ok(PageText { text: String::new(), left_out: None, enclosed: Vec::new() })
            }
            Err(reason) => {
                Err(NoText { why: reason.to_string(), costly: reason == Reason::TooCostly })
            }
        }
    }

    fn made_on(&self, pdf: &[u8]) -> Option<Date> {
        self.0.made_on(pdf)
    }
}
