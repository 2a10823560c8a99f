//! Statements of banks: OFX, CAMT, MT940, QIF and CSV.
//!
//! Pure functions over hostile bytes. Time is linear in the file, what is kept is bounded, and
//! nothing is lost silently: a row that is not understood is a gap with its line. Where a statement
//! gives an opening and a closing balance, its bookings have to lead from one to the other.

mod amount;
mod camt;
mod csv;
mod day;
mod entry;
pub(crate) mod file;
pub(crate) mod markup;
mod mt940;
mod ofx;
mod output;
mod purpose;
mod qif;
mod sniff;
mod text;
mod votes;

#[cfg(test)]
mod tests;

use output::Output;
use oxherd_model::{Gap, Statement};
pub use votes::OPEN_ORDER;

/// The form of a file with statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatementForm {
    /// Open Financial Exchange, version 1 (SGML) or 2 (XML).
    Ofx,
    /// ISO 20022 camt.052 (report), camt.053 (statement) or camt.054 (notification).
    Camt,
    /// SWIFT MT940 or MT942.
    Mt940,
    /// Quicken Interchange Format.
    Qif,
    /// A table with one booking a row.
    Csv,
}

/// How much of one file is read, in decoded bytes.
const FILE_MAX: usize = 256 << 20;

/// Which form of statement these bytes have, by their beginning; `None` for anything else.
pub fn sniff(bytes: &[u8]) -> Option<StatementForm> {
    sniff::form(bytes)
}

/// Reads the statements of a file, and says what of it could not be read.
///
/// Bytes that are not UTF-8 are decoded by the charset that the file names, else as windows-1252;
/// places count in the decoded text.
pub fn read(form: StatementForm, bytes: &[u8]) -> (Vec<Statement>, Vec<Gap>) {
    let decoded = text::decode(bytes.get(..FILE_MAX).unwrap_or(bytes));
    let text = decoded.get(..decoded.floor_char_boundary(FILE_MAX)).unwrap_or_default();
    let mut out = Output::new(text);
    if bytes.len() > FILE_MAX || text.len() < decoded.len() {
        out.gap(&format!("the file is longer than {FILE_MAX} bytes; what follows is not read"));
    }
    match form {
        StatementForm::Ofx => ofx::read(text, &mut out),
        StatementForm::Camt => camt::read(text, &mut out),
        StatementForm::Mt940 => mt940::read(text, &mut out),
        StatementForm::Qif => qif::read(text, &mut out),
        StatementForm::Csv => csv::read(text, &mut out),
    }
    out.finish()
}
