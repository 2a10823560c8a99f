//! PDFs and pictures to text, by programs of the system that run as bounded children.
//!
//! `pdftotext`, `pdftoppm`, `pdfdetach` and `pdfinfo` of poppler and `tesseract` are looked for at run time;
//! where one is missing, the reason says what to install. A child gets the document on its standard
//! input and gives text on its standard output; it may not write files, gets no environment but a
//! path, and is ended when it uses more time or memory than a document is given. It runs nothing
//! that a document brings: scripts and links in a PDF are not looked at.

mod child;
mod kept;
mod sort;
mod tools;

use std::fmt;

/// The variable of the environment that gives each document more seconds of computing.
pub const SECONDS_VARIABLE: &str = "OXHERD_PAPER_SECONDS";

pub use sort::{Sort, sort};
pub use tools::Tools;

/// The text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Pages one after the other, with a form feed behind each.
    pub text: String,
    /// What of it was left out, in words.
    pub left_out: Option<String>,
    /// Files of XML that a PDF carries (PDF/A-3, ISO 19005-3), the first few, as far as they are text.
    pub enclosed: Vec<String>,
}

/// Why a document has no text here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A program is not installed.
    Missing {
        /// The program.
        program: &'static str,
        /// What to install.
        package: &'static str,
    },
    /// It can be opened with a password only.
    Locked,
    /// It is no PDF or picture that a program could open.
    Damaged,
    /// It is larger than is given to a program; in bytes.
    TooLarge(usize),
    /// It asked for more time or memory than one document is given.
    TooCostly,
    /// There are no words in it.
    NoWords,
    /// It is a scan, and what would read it is not installed.
    Scan(&'static str),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { program, package } => {
                write!(f, "{program} was not found; install {package}, then run: oxherd rebuild")
            }
            Self::Locked => {
                f.write_str("it is locked with a password; save it without one and take that in")
            }
            Self::Damaged => f.write_str("it is damaged and could not be opened"),
            Self::TooLarge(bytes) => write!(f, "its {bytes} bytes are more than are looked at"),
            Self::TooCostly => {
                f.write_str("it asked for more time or memory than one document is given; for a minute each, run: ")?;
                write!(f, "{SECONDS_VARIABLE}=60 oxherd rebuild")
            }
            Self::NoWords => f.write_str("no words were found in it"),
            Self::Scan(package) => {
                write!(f, "it is a picture of text; install {package}, then run: oxherd rebuild")
            }
        }
    }
}
