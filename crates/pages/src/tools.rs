//! The programs that read documents, and what they are asked.

use crate::child::{Bounds, Ran, Run, run};
use crate::kept::Kept;
use crate::{Reason, Sort, Text, sort};
use jiff::civil::Date;
use memchr::memmem;
use oxherd_model::ContentHash;
use std::cell::Cell;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// A larger document is not handed to a program.
const DOCUMENT_BYTES_MAX: usize = 64 << 20;

/// Pages of one PDF whose text is taken.
const PAGES_MAX: usize = 500;

/// Pages of a scan that are read as pictures.
const SCANNED_MAX: usize = 10;

/// Pixels of the longer side of a page of a scan: 200 to the inch on A4.
const PIXELS: &str = "2340";

/// The time of computing that one document has: nobody waits two seconds for what may be no paper at all.
const DOCUMENT: Duration = Duration::from_millis(1_700);

/// What each of many documents of a message has at least.
const SHARE_MIN: Duration = Duration::from_millis(600);

/// For taking the text out of a PDF.
const TEXT: Bounds = Bounds { computing: DOCUMENT, memory_kib: 512 << 10, output_bytes: 8 << 20 };

/// For what a PDF says of itself.
const ABOUT: Bounds = Bounds { output_bytes: 64 << 10, ..TEXT };

/// For painting one page.
const PAGE: Bounds = Bounds { output_bytes: 16 << 20, ..TEXT };

/// For taking one file out of a PDF.
const ENCLOSED: Bounds = Bounds { output_bytes: 4 << 20, ..TEXT };

/// Files of XML that are taken out of one PDF.
const ENCLOSED_MAX: usize = 4;

/// What poppler calls its standard input where `-` is not known.
const STANDARD_INPUT: &str = "fd://0";

/// For reading one picture.
const PICTURE: Bounds = Bounds { memory_kib: 1 << 20, output_bytes: 1 << 20, ..TEXT };

/// Languages in which a picture is read; each costs time.
const LANGUAGES_MAX: usize = 4;

const POPPLER: &str = "poppler-utils";
const TESSERACT: &str = "tesseract-ocr";

/// The programs that were found.
#[derive(Debug)]
pub struct Tools {
    path: OsString,
    pdftotext: Option<PathBuf>,
    pdfinfo: Option<PathBuf>,
    pdftoppm: Option<PathBuf>,
    pdfdetach: Option<PathBuf>,
    tesseract: Option<PathBuf>,
    languages: OnceLock<String>,
    computing: Duration,
    kept: Kept,
}

impl Tools {
    /// Looks for the programs in the folders of a path, as `PATH` gives it.
    #[must_use]
    pub fn find(path: &OsStr) -> Self {
        let found = |name: &str| {
            let folders = std::env::split_paths(path).filter(|folder| folder.is_absolute());
            folders.map(|folder| folder.join(name)).find(|program| program.is_file())
        };
        Self {
            path: path.to_owned(),
            pdftotext: found("pdftotext"),
            pdfinfo: found("pdfinfo"),
            pdftoppm: found("pdftoppm"),
            pdfdetach: found("pdfdetach"),
            tesseract: found("tesseract"),
            languages: OnceLock::new(),
            computing: DOCUMENT,
            kept: Kept::default(),
        }
    }

    /// Gives each document so much time of computing.
    #[must_use]
    pub fn within(self, computing: Duration) -> Self {
        Self { computing, ..self }
    }

    /// The text of a PDF or a picture.
    ///
    /// # Errors
    /// Says why there is none: same bytes and same programs, same answer.
    pub fn text(&self, document: &[u8]) -> Result<Text, Reason> {
        self.text_among(document, 1)
    }

    /// The text of a PDF or a picture that is one of so many of a message: they share the time.
    ///
    /// # Errors
    /// As for one by itself.
    pub fn text_among(&self, document: &[u8], among: usize) -> Result<Text, Reason> {
        let sort = sort(document).ok_or(Reason::Damaged)?;
        if document.len() > DOCUMENT_BYTES_MAX {
            return Err(Reason::TooLarge(document.len()));
        }
        let hash = ContentHash::of(document);
        if let Some(known) = self.kept.get(&hash) {
            return known;
        }
        let text = match sort {
            Sort::Pdf => self.turn(among).pdf_with_enclosed(document),
            Sort::Picture => self.turn(among).picture(document),
        };
        self.kept.keep(&hash, &text);
        text
    }

    /// The day on which a PDF says that it was made, as its maker's clock had it.
    #[must_use]
    pub fn made_on(&self, pdf: &[u8]) -> Option<Date> {
        if sort(pdf) != Some(Sort::Pdf) || pdf.len() > DOCUMENT_BYTES_MAX {
            return None;
        }
        let program = self.pdfinfo.as_deref()?;
        let said = self.turn(1).ask(program, &["-rawdates", "-"], pdf, ABOUT).ok()?;
        said.lines().find_map(|line| day(line.strip_prefix("CreationDate:")?))
    }

    /// A document's turn, as one of so many that share the time.
    fn turn(&self, among: usize) -> Turn<'_> {
        let among = u32::try_from(among).unwrap_or(u32::MAX).max(1);
        let share = (self.computing / among).max(SHARE_MIN.min(self.computing));
        Turn { tools: self, left: Cell::new(share) }
    }
}

/// One document that is read by the tools.
struct Turn<'t> {
    tools: &'t Tools,
    /// What is left of its time of computing.
    left: Cell<Duration>,
}

impl Turn<'_> {
    fn pdf_with_enclosed(&self, document: &[u8]) -> Result<Text, Reason> {
        self.with_enclosed(document, self.pdf(document))
    }

    fn pdf(&self, document: &[u8]) -> Result<Text, Reason> {
        const MISSING: Reason = Reason::Missing { program: "pdftotext", package: POPPLER };
        let program = self.tools.pdftotext.as_deref().ok_or(MISSING)?;
        let most = (PAGES_MAX + 1).to_string();
        let asked = ["-layout", "-enc", "UTF-8", "-l", &most, "-", "-"];
        let mut text = self.ask(program, &asked, document, TEXT)?;
        let pages = text.bytes().filter(|byte| *byte == FORM_FEED).count();
        if !text.contains(char::is_alphanumeric) {
            return self.scan(document, pages);
        }
        let mut left_out = None;
        if text.len() >= TEXT.output_bytes {
            left_out = Some(format!("of its text the first {} bytes were read", text.len()));
        }
        if pages > PAGES_MAX {
            left_out = Some(format!("of its pages the first {PAGES_MAX} were read"));
            text.truncate(end_of_page(&text, PAGES_MAX));
        }
        Ok(Text { text, left_out, enclosed: Vec::new() })
    }

    /// Adds the files of XML that a PDF carries: where it has no text, they are what it says.
    fn with_enclosed(&self, document: &[u8], text: Result<Text, Reason>) -> Result<Text, Reason> {
        if matches!(text, Err(Reason::Locked | Reason::TooCostly)) {
            return text;
        }
        let enclosed = self.enclosed(document);
        match text {
            Ok(text) => Ok(Text { enclosed, ..text }),
            Err(reason) if enclosed.is_empty() => Err(reason),
            Err(reason) => {
                let left_out = Some(format!("only the invoice that it carries was read: {reason}"));
                Ok(Text { text: String::new(), left_out, enclosed })
            }
        }
    }

    fn enclosed(&self, document: &[u8]) -> Vec<String> {
        // The names may stand within compressed objects (ISO 32000-1 section 7.5.7).
        const SIGNS: [&[u8]; 2] = [b"/EmbeddedFile", b"/ObjStm"];
        let may = SIGNS.iter().any(|sign| memmem::find(document, sign).is_some());
        let Some(program) = self.tools.pdfdetach.as_deref().filter(|_| may) else {
            return Vec::new();
        };
        let listed = self.ask(program, &["-list", STANDARD_INPUT], document, ABOUT);
        let listed = listed.unwrap_or_default();
        let files = listed.lines().filter_map(|line| line.trim().split_once(": "));
        let files =
            files.filter(|(_, name)| name.to_ascii_lowercase().trim_end().ends_with(".xml"));
        let numbers =
            files.map(|(number, _)| number).filter(|number| number.parse::<u16>().is_ok());
        let saved = numbers.take(ENCLOSED_MAX).filter_map(|number| {
            let asked = ["-save", number, "-o", "/dev/stdout", STANDARD_INPUT];
            self.ask_bytes(program, &asked, document, ENCLOSED).ok()
        });
        saved.filter_map(|bytes| String::from_utf8(bytes).ok()).collect()
    }

    /// A PDF without text, page by page as pictures.
    fn scan(&self, document: &[u8], pages: usize) -> Result<Text, Reason> {
        if pages == 0 {
            return Err(Reason::NoWords);
        }
        let (Some(painter), Some(_)) = (self.tools.pdftoppm.as_deref(), &self.tools.tesseract)
        else {
            return Err(Reason::Scan(TESSERACT));
        };
        let mut text = String::new();
        let mut left_out = (pages > SCANNED_MAX)
            .then(|| format!("of the pages of a scan the first {SCANNED_MAX} were read"));
        for page in 1..=pages.min(SCANNED_MAX) {
            match self.scanned(painter, document, page) {
                Ok(words) => text.push_str(&words.text),
                Err(Reason::NoWords) => {}
                Err(reason @ Reason::TooCostly) if page > 1 => {
                    left_out = Some(format!(
                        "of the pages of a scan the first {} were read: {reason}",
                        page - 1
                    ));
                    break;
                }
                Err(reason) => return Err(reason),
            }
            text.push(char::from(FORM_FEED));
        }
        if !text.contains(char::is_alphanumeric) {
            return Err(left_out.map_or(Reason::NoWords, |_| Reason::TooCostly));
        }
        Ok(Text { text, left_out, enclosed: Vec::new() })
    }

    fn scanned(&self, painter: &Path, document: &[u8], page: usize) -> Result<Text, Reason> {
        let page = page.to_string();
        let asked = ["-gray", "-scale-to", PIXELS, "-f", &page, "-l", &page, "-"];
        self.picture(&self.ask_bytes(painter, &asked, document, PAGE)?)
    }

    fn picture(&self, picture: &[u8]) -> Result<Text, Reason> {
        let program = self.tools.tesseract.as_deref().ok_or(Reason::Scan(TESSERACT))?;
        let languages =
            self.tools.languages.get_or_init(|| self.tools.turn(1).known_languages(program));
        let mut asked = vec!["stdin", "stdout"];
        if !languages.is_empty() {
            asked.extend(["-l", languages]);
        }
        // Line by line with the distances between columns, as the text of a PDF is laid out.
        asked.extend(["--psm", "4", "-c", "preserve_interword_spaces=1"]);
        let text = self.ask(program, &asked, picture, PICTURE)?;
        if !text.contains(char::is_alphanumeric) {
            return Err(Reason::NoWords);
        }
        Ok(Text { text, left_out: None, enclosed: Vec::new() })
    }

    /// What tesseract has learned; who installs a language wants it read.
    fn known_languages(&self, program: &Path) -> String {
        let said = self.ask(program, &["--list-langs"], b"", ABOUT).unwrap_or_default();
        let is_name = |name: &&str| name.len() == 3 && *name != "osd";
        let mut names: Vec<&str> = said.lines().skip(1).map(str::trim).filter(is_name).collect();
        // What is installed with every other one comes last.
        names.sort_by_key(|name| (*name == "eng", *name));
        let english = names.last().is_some_and(|name| *name == "eng");
        names.truncate(if english { LANGUAGES_MAX - 1 } else { LANGUAGES_MAX });
        if english && !names.contains(&"eng") {
            names.push("eng");
        }
        names.join("+")
    }

    fn ask(
        &self,
        program: &Path,
        arguments: &[&str],
        input: &[u8],
        bounds: Bounds,
    ) -> Result<String, Reason> {
        let output = self.ask_bytes(program, arguments, input, bounds)?;
        Ok(String::from_utf8_lossy(&output).into_owned())
    }

    fn ask_bytes(
        &self,
        program: &Path,
        arguments: &[&str],
        input: &[u8],
        bounds: Bounds,
    ) -> Result<Vec<u8>, Reason> {
        let left = self.left.get();
        if left.is_zero() {
            return Err(Reason::TooCostly);
        }
        let bounds = Bounds { computing: left, ..bounds };
        let Run { ran, took } = run(program, arguments, &self.tools.path, input, bounds);
        self.left.set(left.saturating_sub(took));
        match ran {
            Ran::Ended { status, output, .. } if status.success() => Ok(output),
            Ran::Ended { words, .. } if is_locked(&words) => Err(Reason::Locked),
            Ran::Ended { words, .. } if is_starved(&words) => Err(Reason::TooCostly),
            Ran::Ended { .. } | Ran::NotStarted => Err(Reason::Damaged),
            Ran::Bounded => Err(Reason::TooCostly),
        }
    }
}

/// Stands behind each page.
const FORM_FEED: u8 = b'\x0c';

/// Whether a program says that a password is missing, or that the text may not be taken.
fn is_locked(words: &str) -> bool {
    words.contains("ncorrect password") || words.contains("not allowed")
}

/// Whether a program says that it got no memory.
fn is_starved(words: &str) -> bool {
    ["ut of memory", "annot allocate", "bad_alloc"].iter().any(|sign| words.contains(sign))
}

/// Where so many pages end.
fn end_of_page(text: &str, pages: usize) -> usize {
    let ends = text.bytes().zip(1..).filter(|(byte, _)| *byte == FORM_FEED);
    ends.map(|(_, end)| end).nth(pages.saturating_sub(1)).unwrap_or(text.len())
}

/// The day of `D:YYYYMMDDHHmmSS...` (ISO 32000-1 section 7.9.4), where month and day may be left out.
fn day(said: &str) -> Option<Date> {
    let said = said.trim();
    let digits = said.strip_prefix("D:").unwrap_or(said);
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<i8>().ok();
    let year = digits.get(..4)?.parse::<i16>().ok().filter(|year| *year >= 1990)?;
    let made = Date::new(year, number(4, 6).unwrap_or(1), number(6, 8).unwrap_or(1));
    made.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_pdf_is_read_as_it_is_written() {
        let on = |said: &str| day(said).map(|day| day.to_string());
        assert_eq!(on("    D:20260304231500+01'00'").as_deref(), Some("2026-03-04"));
        assert_eq!(on(" 2026").as_deref(), Some("2026-01-01"));
        assert_eq!(on(" D:20269904"), None);
        assert_eq!(on(" D:19700101"), None);
        assert_eq!(on(" Wed Mar 4"), None);
    }

    #[test]
    fn pages_end_at_form_feeds() {
        assert_eq!(end_of_page("a\x0cb\x0cc\x0c", 2), 4);
        assert_eq!(end_of_page("a\x0c", 2), 2);
    }
}
