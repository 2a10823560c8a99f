//! Texts of PDFs and pictures: made outside, since reading runs no other program.

use jiff::civil::Date;
use std::fmt;

/// Gives the text of documents that are no text themselves; the same bytes give the same text.
pub trait Pages: Sync {
    /// The text of a PDF or a picture, one of so many of a message: they share the time that it has.
    ///
    /// # Errors
    /// Says in words why there is none, and what to do.
    fn text(&self, document: &[u8], among: usize) -> Result<PageText, NoText>;

    /// The day on which a PDF says that it was made.
    fn made_on(&self, pdf: &[u8]) -> Option<Date>;
}

/// Why a document has no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoText {
    /// In words, and what to do.
    pub why: String,
    /// Whether it used up the time or memory that it had.
    pub costly: bool,
}

/// The text of a document that is no text itself.
#[derive(Clone, PartialEq, Eq)]
pub struct PageText {
    /// The text, laid out as on paper; a form feed stands behind each page.
    pub text: String,
    /// What of it was left out, in words.
    pub left_out: Option<String>,
    /// Files of XML that it carries.
    pub enclosed: Vec<String>,
}

impl fmt::Debug for PageText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageText({} bytes)", self.text.len())
    }
}

/// What a document of pages is, by its first bytes.
pub(crate) fn media(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 4] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"II\x2a\x00", "image/tiff"),
        (b"MM\x00\x2a", "image/tiff"),
    ];
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, media)| *media);
    // Readers accept a PDF whose header stands within the first 1024 bytes.
    let head = bytes.get(..1024).unwrap_or(bytes);
    let pdf = || memchr::memmem::find(head, b"%PDF-").map(|_| "application/pdf");
    known.or_else(pdf)
}

/// A text as on paper for reading: columns become cells of a table, parted by tabs as those of HTML
/// are; pages and stretches of empty lines become one empty line.
pub(crate) fn plain(laid_out: &str) -> String {
    let mut text = String::with_capacity(laid_out.len() / 2);
    let mut empty = 1;
    for line in laid_out.split(['\n', '\x0c']) {
        let line = line.trim();
        if line.is_empty() {
            empty += 1;
            continue;
        }
        text.push_str(match (text.is_empty(), empty) {
            (true, _) => "",
            (false, 0) => "\n",
            (false, _) => "\n\n",
        });
        empty = 0;
        let mut spaces = 0;
        for c in line.chars().filter(|c| !c.is_control() || *c == '\t') {
            if c == ' ' {
                spaces += 1;
                continue;
            }
            text.push_str(match spaces {
                0 => "",
                1 => " ",
                _ => "\t",
            });
            spaces = 0;
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_become_cells_and_pages_paragraphs() {
        let page = "   Acme Ltd          Invoice no: 7\n\n\n\nTotal     12.50 EUR\nDue  now\n\x0cPage 2\n\x0c";
        assert_eq!(plain(page), "Acme Ltd\tInvoice no: 7\n\nTotal\t12.50 EUR\nDue\tnow\n\nPage 2");
    }

    #[test]
    fn pages_are_told_by_their_first_bytes() {
        assert_eq!(media(b"\n\n%PDF-1.4"), Some("application/pdf"));
        assert_eq!(media(b"\xff\xd8\xff\xe0.."), Some("image/jpeg"));
        assert_eq!(media(b"PK\x03\x04"), None);
    }
}
