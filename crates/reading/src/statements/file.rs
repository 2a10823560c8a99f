//! From a file of statements, or a message that brings one, to a reading.

use super::{StatementForm, read, sniff};
use crate::document::Attachment;
use crate::read::{Read, Searchable};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use mail_parser::MessageParser;
use oxherd_model::{
    Account, AmountRole, Check, Claim, Confidence, ContentHash, Cue, CueSource, DateRole, Fact,
    Gap, IdentifierRole, Kind, PartRef, Place, ReaderName, Reading, Statement,
};
use std::collections::BTreeSet;

/// Attachments of one message that are tried.
const ATTACHED_MAX: usize = 16;

/// Statements of one file whose balances and days become facts; the bookings are all kept.
const TOLD_MAX: usize = 100;

/// A message that brings a statement is of another kind only if that is so sure, in thousandths.
const SURE_KIND: u16 = 800;

/// Letters of the end of an account's number by which it is told from others.
const TAIL_LETTERS: usize = 4;

/// Bytes of words after which no further booking is made searchable.
const SEARCH_BYTES_MAX: usize = 200_000;

/// The reading of a file that is a statement.
pub(crate) fn reading(bytes: &[u8]) -> Read {
    let (form, statements, gaps) = opened(bytes);
    let mut reading = Reading {
        kind: Kind::StatementUsage,
        kind_confidence: Confidence::from_thousandths(990),
        why: form.map(cue).into_iter().collect(),
        subject: title(&statements),
        known_from: known_from(&statements),
        gaps,
        ..Reading::of(ContentHash::of(bytes))
    };
    tell(statements, 0, &mut reading);
    let parts = form.map(|form| (0, media(form))).into_iter().collect();
    Read { reading, parts }
}

/// What a file of statements is found by: who was paid, and for what.
pub(crate) fn searchable(bytes: &[u8]) -> Searchable {
    let (_, statements, _) = opened(bytes);
    Searchable { from: String::new(), subject: title(&statements), text: words(&statements) }
}

/// Adds the statements that are attached to a message.
///
/// A table is taken for a statement here only if it has an account, a balance or money that left:
/// suppliers attach tables of other things, too.
pub(crate) fn attached(message: &[u8], attachments: &[Attachment], out: &mut Read) {
    let kind = out.reading.kind;
    let maybe: Vec<u16> = attachments.iter().filter(|a| may_be(a)).map(|a| a.part).collect();
    if maybe.is_empty() || matches!(kind, Kind::Suspect | Kind::MailingList) {
        return;
    }
    let Some(message) = MessageParser::new().parse(message) else { return };
    let mut found = None;
    for part in maybe.into_iter().take(ATTACHED_MAX) {
        let Some(bytes) = message.parts.get(usize::from(part)).map(|p| p.contents()) else {
            continue;
        };
        let Some(form) = sniff(bytes) else { continue };
        let (statements, gaps) = read(form, bytes);
        if form == StatementForm::Csv && !statements.iter().any(is_of_account) {
            continue;
        }
        found = Some(form);
        let here = PartRef::Part(part);
        out.reading.gaps.retain(|gap| gap.at != Some(here));
        out.reading.gaps.extend(gaps.into_iter().map(|gap| Gap { at: Some(here), ..gap }));
        tell(statements, part, &mut out.reading);
        out.parts.push((part, media(form)));
    }
    let unsure = out.reading.kind_confidence.thousandths() < SURE_KIND;
    if let Some(form) = found
        && (kind.is_noise() || unsure)
        && kind != Kind::Personal
    {
        out.reading.kind = Kind::StatementUsage;
        out.reading.kind_confidence = Confidence::from_thousandths(950);
        out.reading.why.insert(0, cue(form));
    }
}

fn opened(bytes: &[u8]) -> (Option<StatementForm>, Vec<Statement>, Vec<Gap>) {
    let Some(form) = sniff(bytes) else {
        let what = "a file that was taken for a statement and is none".to_owned();
        return (None, Vec::new(), vec![Gap { what, at: None }]);
    };
    let (statements, gaps) = read(form, bytes);
    (Some(form), statements, gaps)
}

/// Puts statements into a reading, with what they say as facts.
fn tell(statements: Vec<Statement>, part: u16, out: &mut Reading) {
    let part = PartRef::Part(part);
    let told = out.statements.len();
    for mut statement in statements {
        statement.bookings.iter_mut().for_each(|booking| booking.place.part = part);
        out.statements.push(statement);
    }
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let mut facts = Vec::new();
    for statement in out.statements.iter().skip(told).take(TOLD_MAX) {
        facts.extend(claims(statement, &mut said).into_iter().map(|claim| Fact {
            claim,
            // What is said of the whole statement stands in more than one place.
            at: Place { part, start: 0, end: 0 },
            confidence: Confidence::from_thousandths(980),
            reader: ReaderName::Statement,
        }));
    }
    out.facts.splice(0..0, facts);
}

/// What a statement says beside its bookings.
fn claims<'s>(statement: &'s Statement, said: &mut BTreeSet<&'s str>) -> Vec<Claim> {
    let mut claims = Vec::new();
    if let Some(Account::Iban(number)) = &statement.account
        && said.insert(number.as_str())
    {
        let role = IdentifierRole::Iban;
        claims.push(Claim::Identifier { role, value: number.clone(), check: Check::Pass });
    }
    for balance in [statement.closing, statement.opening].into_iter().flatten() {
        claims.push(Claim::Amount { role: AmountRole::Balance, money: balance.money });
    }
    let days = [
        (DateRole::Start, statement.from),
        (DateRole::End, statement.to),
        (DateRole::Issued, statement.created_on),
    ];
    claims.extend(
        days.into_iter().filter_map(|(role, on)| on.map(|value| Claim::Date { role, value })),
    );
    claims
}

/// Bytes of the words by which a booking is found.
fn words(statements: &[Statement]) -> String {
    let mut words = String::new();
    for booking in statements.iter().flat_map(|s| &s.bookings) {
        if words.len() > SEARCH_BYTES_MAX {
            break;
        }
        let fields = [Some(booking.purpose.as_str()), booking.counterparty.as_deref()];
        words.push_str(&booking.booked_on.to_string());
        for field in fields.into_iter().rev().flatten().filter(|field| !field.is_empty()) {
            words.push(' ');
            words.push_str(field);
        }
        words.push('\n');
    }
    words
}

/// Known when the day on which it was made is over.
fn known_from(statements: &[Statement]) -> Option<Timestamp> {
    end_of_day(statements.iter().filter_map(|s| s.created_on).max()?)
}

/// The last moment of a day; the household's zone is not known here.
pub(crate) fn end_of_day(made: Date) -> Option<Timestamp> {
    let next = made.tomorrow().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp();
    next.checked_sub(jiff::SignedDuration::from_millis(1)).ok()
}

fn title(statements: &[Statement]) -> String {
    let accounts: BTreeSet<&str> =
        statements.iter().filter_map(|s| s.account.as_ref()).map(Account::number).collect();
    let mut title = match (statements.len(), accounts.len(), accounts.first()) {
        (_, 1, Some(number)) => {
            let letters = number.chars().count();
            let tail: String = number.chars().skip(letters.saturating_sub(TAIL_LETTERS)).collect();
            format!("Statement of account \u{2026}{tail}")
        }
        (_, 2.., _) => format!("Statement of {} accounts", accounts.len()),
        _ => "Statement of an account".to_owned(),
    };
    let from: Option<Date> = statements.iter().filter_map(|s| s.from).min();
    let to = statements.iter().filter_map(|s| s.to).max();
    if let (Some(from), Some(to)) = (from, to) {
        title.push_str(&format!(", {from} to {to}"));
    }
    title
}

fn cue(form: StatementForm) -> Cue {
    let words = match form {
        StatementForm::Ofx => "OFX",
        StatementForm::Camt => "CAMT",
        StatementForm::Mt940 => "MT940",
        StatementForm::Qif => "QIF",
        StatementForm::Csv => "table of bookings",
    };
    let (kind, source) = (Kind::StatementUsage, CueSource::Structured);
    Cue { kind, words: words.to_owned(), source, weight: 100 }
}

const fn media(form: StatementForm) -> &'static str {
    match form {
        StatementForm::Ofx => "application/x-ofx",
        StatementForm::Camt => "application/xml",
        StatementForm::Mt940 | StatementForm::Qif => "text/plain",
        StatementForm::Csv => "text/csv",
    }
}

/// Whether an attachment is worth being opened.
fn may_be(attachment: &Attachment) -> bool {
    const ENDINGS: &[&str] = &[
        "xml", "csv", "tsv", "txt", "sta", "mt940", "940", "942", "swi", "ofx", "qfx", "qif",
        "c53", "c52", "c54", "asc",
    ];
    const MEDIA: &[&str] = &[
        "text/csv",
        "text/xml",
        "application/xml",
        "application/csv",
        "application/x-ofx",
        "application/ofx",
        "application/vnd.intu.qfx",
        "application/x-qif",
    ];
    let ending = attachment.name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
        || MEDIA.contains(&attachment.media.as_str())
}

/// Whether a table says of itself that it is about an account.
fn is_of_account(statement: &Statement) -> bool {
    let left = |b: &oxherd_model::Booking| b.money.value.is_sign_negative();
    statement.account.is_some()
        || statement.opening.is_some()
        || statement.closing.is_some()
        || statement.bookings.iter().any(left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Depth, Form, Reader, SearchReader};

    const TABLE: &str = "Konto;DE89370400440532013000\nBuchungstag;Empf\u{e4}nger;\
        Verwendungszweck;Betrag;W\u{e4}hrung\n03.03.2026;Kiln Lane Bakery;rolls;-4,20;EUR\n\
        31.03.2026;Ottilie Quist;rent;650,00;EUR\n";

    #[test]
    fn a_statement_is_known_when_its_last_day_is_over() {
        let read = Reader::new().read(TABLE.as_bytes(), Form::Statement, Depth::Signal);
        let reading = &read.reading;
        assert_eq!(reading.kind, Kind::StatementUsage);
        assert_eq!(reading.known_from, Some("2026-03-31T23:59:59.999Z".parse().unwrap()));
        assert_eq!(reading.subject, "Statement of account \u{2026}3000, 2026-03-03 to 2026-03-31");
        assert_eq!(reading.statements[0].bookings.len(), 2);
        let iban = reading.facts.iter().find_map(Fact::identifier).unwrap();
        assert_eq!(iban.1, "DE89370400440532013000");
        assert_eq!(read.parts, [(0, "text/csv")]);
    }

    #[test]
    fn a_statement_is_found_by_who_was_paid_and_for_what() {
        let words = SearchReader::default().words(TABLE.as_bytes(), Form::Statement);
        assert!(words.text.contains("2026-03-03 Kiln Lane Bakery rolls\n"), "{}", words.text);
    }

    fn with(table: &str) -> Reading {
        let mail = format!(
            "From: Bank <post@bank.example>\nTo: o@quist.example\nSubject: hello\n\
             Date: Wed, 01 Apr 2026 08:00:00 +0000\nMIME-Version: 1.0\n\
             Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nhello\n\
             --x\nContent-Type: text/csv; charset=utf-8; name=a.csv\n\
             Content-Disposition: attachment; filename=a.csv\n\n{table}\n--x--\n"
        );
        Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Signal).reading
    }

    #[test]
    fn an_attached_statement_is_read_and_known_from_its_message() {
        let reading = with(TABLE);
        assert_eq!(reading.kind, Kind::StatementUsage);
        assert_eq!(reading.known_from, Some("2026-04-01T08:00:00Z".parse().unwrap()));
        let booking = &reading.statements[0].bookings[0];
        assert_eq!(booking.counterparty.as_deref(), Some("Kiln Lane Bakery"));
        assert_ne!(booking.place.part, PartRef::Part(0));
    }

    #[test]
    fn an_attached_table_of_another_sort_is_no_statement() {
        let reading = with("Date,Description,Amount\n2026-03-01,Call to 0800,1.20\n");
        assert!(reading.statements.is_empty());
    }

    #[test]
    fn a_broken_statement_says_where_it_breaks() {
        let torn = "<?xml version=\"1.0\"?><Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>\
            DE89370400440532013000</IBAN></Id></Acct><Ntry><Amt Ccy=\"EUR\">4.2";
        let reading = Reader::new().read(torn.as_bytes(), Form::Statement, Depth::Full).reading;
        assert_eq!(reading.kind, Kind::StatementUsage);
        assert!(reading.gaps.iter().any(|g| g.what.contains("line 1")), "{:?}", reading.gaps);
    }
}
