//! What a piece of evidence is found by.

use super::{Form, Reader, opened, papers};
use crate::document::{Document, Opener};
use crate::pages::Pages;
use crate::statements;
use crate::structured::Structured;

/// What a message is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Searchable {
    /// Name and address of the sender.
    pub from: String,
    /// The subject.
    pub subject: String,
    /// Everything else.
    pub text: String,
}

/// Reads only the words that evidence is found by: it needs none of the lists. Made once, shared by
/// threads.
#[derive(Debug, Default)]
pub struct SearchReader {
    opener: Opener,
}

impl SearchReader {
    /// The words of one piece of evidence.
    pub fn words(&self, bytes: &[u8], form: Form) -> Searchable {
        self.words_with(bytes, form, None)
    }

    /// The same with the texts of PDFs and pictures.
    pub fn words_with(&self, bytes: &[u8], form: Form, pages: Option<&dyn Pages>) -> Searchable {
        if form == Form::Statement {
            return statements::file::searchable(bytes);
        }
        let document = opened_with(&self.opener, bytes, form, pages);
        let from = document.header.from.as_ref();
        Searchable {
            from: from.map_or_else(String::new, |f| format!("{} {}", f.name, f.address)),
            text: search_text(&document),
            subject: document.header.subject,
        }
    }

    /// Whether a piece of evidence may hold words that only a program finds: a test that costs little
    /// and says no to almost all mail.
    pub fn may_hold_pages(bytes: &[u8], form: Form) -> bool {
        match form {
            Form::Pdf | Form::Picture => true,
            Form::Mail => papers::may_bring(bytes),
            Form::Calendar
            | Form::Card
            | Form::Html
            | Form::Text
            | Form::Phone
            | Form::Chat
            | Form::Note
            | Form::Statement
            | Form::Pass
            | Form::Invoice
            | Form::Other => false,
        }
    }
}

impl Reader {
    /// The text of one piece of evidence, for showing a piece of it.
    pub fn text_of(bytes: &[u8], form: Form, pages: Option<&dyn Pages>) -> String {
        if form == Form::Statement {
            return statements::file::searchable(bytes).text;
        }
        search_text(&opened_with(&Opener::default(), bytes, form, pages))
    }
}

/// A piece of evidence taken apart, with the texts of PDFs and pictures.
pub(crate) fn opened_with(
    opener: &Opener,
    bytes: &[u8],
    form: Form,
    pages: Option<&dyn Pages>,
) -> Document {
    match (form, pages) {
        (Form::Pdf | Form::Picture, Some(pages)) => papers::paper(bytes, pages).0,
        (_, pages) => {
            let mut document = opened(opener, bytes, form);
            if let Some(pages) = pages.filter(|_| papers::brings(&document)) {
                papers::turn(bytes, &mut document, &mut Structured::default(), pages);
            }
            document
        }
    }
}

/// What search finds a message by; how much text that is, is bounded where it is taken apart.
fn search_text(document: &Document) -> String {
    let mut text = String::new();
    for part in &document.texts {
        text.push_str(&part.text);
        text.push('\n');
    }
    for (_, calendar) in &document.calendars {
        text.push_str(calendar);
        text.push('\n');
    }
    for attachment in document.attachments.iter().filter(|a| !a.name.is_empty()) {
        text.push_str(&attachment.name);
        text.push('\n');
    }
    text
}
