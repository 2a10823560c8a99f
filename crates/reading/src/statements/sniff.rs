//! Which form a file has, by its beginning.

use super::{StatementForm, csv, mt940, text};
use memchr::memmem;

/// How much of a file is looked at.
const HEAD_MAX: usize = 16 << 10;
/// Lines before the first field of MT940.
const LINES_MAX: usize = 40;

/// Header fields that only a message has.
const MAIL: &[&str] = &[
    "received:",
    "message-id:",
    "mime-version:",
    "content-type:",
    "return-path:",
    "subject:",
    "delivered-to:",
    "from:",
    "dkim-signature:",
    "content-transfer-encoding:",
];

pub(super) fn form(bytes: &[u8]) -> Option<StatementForm> {
    let head = bytes.get(..HEAD_MAX).unwrap_or(bytes);
    let whole = head.len() == bytes.len();
    let decoded = text::decode(if whole { head } else { whole_signs(head) });
    let head = decoded.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    let holds = |word: &str| memmem::find(head.as_bytes(), word.as_bytes()).is_some();
    if head.starts_with("OFXHEADER:") {
        return Some(StatementForm::Ofx);
    }
    if head.starts_with('<') {
        let camt = ["BkToCstmrStmt", "BkToCstmrAcctRpt", "BkToCstmrDbtCdtNtfctn"];
        if camt.iter().any(|word| holds(word)) || holds(":xsd:camt.05") {
            return Some(StatementForm::Camt);
        }
        return (holds("<?OFX") || holds("<OFX>")).then_some(StatementForm::Ofx);
    }
    if let Some(section) = head.strip_prefix('!') {
        let section = section.get(..8).unwrap_or(section).to_ascii_lowercase();
        let known = ["type:", "account", "option:", "clear:"];
        return known.iter().any(|k| section.starts_with(k)).then_some(StatementForm::Qif);
    }
    let lines = head.lines().take(LINES_MAX);
    if lines.clone().any(is_mail) || head.starts_with("From ") {
        return None;
    }
    if is_swift(lines) {
        return Some(StatementForm::Mt940);
    }
    // A line cut at the end of what is looked at is no row.
    let rows = if whole { head } else { head.rsplit_once('\n').map_or(head, |(rows, _)| rows) };
    (!head.contains('\0') && csv::is_table(rows)).then_some(StatementForm::Csv)
}

/// The beginning up to a sign that its end cuts apart.
fn whole_signs(head: &[u8]) -> &[u8] {
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => {
            head.get(..error.valid_up_to()).unwrap_or(head)
        }
        Ok(_) | Err(_) => head,
    }
}

fn is_mail(line: &str) -> bool {
    let start = line.get(..line.floor_char_boundary(28)).unwrap_or_default().to_ascii_lowercase();
    MAIL.iter().any(|field| start.starts_with(field))
}

/// Fields of SWIFT in their order: a reference or account, and then a balance or a booking.
fn is_swift<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut begun, mut strange) = (0, 0);
    for line in lines {
        let line = line.trim_start_matches(|c: char| c.is_control());
        match mt940::tag(line) {
            Some("20" | "25" | "25P" | "28" | "28C" | "21") => begun += 1,
            Some("60F" | "60M" | "34F" | "62F" | "62M") => return begun > 0,
            Some("61") => return begun > 0 || strange < 3,
            Some(_) => {}
            None => strange += 1,
        }
        // A few lines of the bank stand before the first field.
        if begun == 0 && strange > 8 {
            return false;
        }
    }
    begun > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_known_by_its_beginning() {
        for (text, expected) in [
            ("OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>", StatementForm::Ofx),
            ("<?xml version=\"1.0\"?>\n<?OFX OFXHEADER=\"200\"?><OFX>", StatementForm::Ofx),
            ("\u{feff}<?xml version=\"1.0\"?><Document><BkToCstmrStmt>", StatementForm::Camt),
            (
                "<n:Document xmlns:n=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.04\">",
                StatementForm::Camt,
            ),
            (
                "{1:F01A}{4:\r\n:20:X\r\n:25:1/2\r\n:28C:1\r\n:60F:C260301EUR1,\r\n",
                StatementForm::Mt940,
            ),
            ("ABNANL2A\n940\n:20:X\n:25:1\n:28:1\n:60F:C260301EUR1,\n", StatementForm::Mt940),
            ("!Type:Bank\nD1\n", StatementForm::Qif),
            ("Datum;Zweck;Betrag\n01.03.2026;Tee;-1,00\n", StatementForm::Csv),
        ] {
            assert_eq!(form(text.as_bytes()), Some(expected), "{text}");
        }
        let wide: Vec<u8> = "\u{feff}Datum;Zweck;Betrag\n01.03.2026;Tee;-1,00\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(form(&wide), Some(StatementForm::Csv));
    }

    #[test]
    fn ordinary_mail_and_text_are_no_statements() {
        for text in [
            "",
            "From: kiln@lane.example\nSubject: Date, Amount\n\nDate,Description,Amount\n2026-03-01,a,1.00\n",
            "From ole Mon Mar  1 00:00:00 2026\nX: y\n\nDate;Amount\n2026-03-01;1.00\n",
            "Dear Ottilie,\n\nyour order of 01.03.2026 came to 12,50 EUR; we will send it, soon.\n",
            "Date, place and amount are to be agreed; see below, please.\nYours, Ole\n",
            "<html><body>Date;Amount</body></html>",
            "!important\n",
            "a note\n:20: o'clock\n:25: past\n",
            "BEGIN:VCALENDAR\nVERSION:2.0\nDTSTART:20260301\n",
            "{\"date\": \"2026-03-01\", \"amount\": 1.00}\n",
            "Order Date,Order ID,Quantity,Amount\n2026-03-01,7,1,3.00\n",
            "\0\0\0\0",
        ] {
            assert_eq!(form(text.as_bytes()), None, "{text}");
        }
    }
}
