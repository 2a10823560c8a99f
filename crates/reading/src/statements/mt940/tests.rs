use crate::statements::tests::span;
use crate::statements::{StatementForm, read};
use jiff::civil::date;
use oxherd_model::{Account, BookingStatus, Gap, Statement};

fn taken(text: &str) -> (Vec<Statement>, Vec<Gap>) {
    read(StatementForm::Mt940, text.as_bytes())
}

const GERMAN: &str = "{1:F01AAAADEFFA0010000000000}{4:\r\n:20:STARTUMS\r\n:25:37040044/0532013000EUR\r\n\
:28C:3/1\r\n:60F:C260228EUR100,00\r\n\
:61:2603050304DR12,50N105NONREF//B-77\r\n\
:86:105?00BASISLASTSCHRIFT?10931?20EREF+R 17?21MREF+M-1?22CRED+DE98ZZZ09999999999\r\n\
?23SVWZ+Lampenoel und ein neuer?24 Docht fuer M?25aerz?30ABNANL2A?31NL91ABNA0417164300\r\n\
?32Laterne und Webstuhl GmbH a?33m Kai\r\n\
:61:2601021231RC5,N051NONREF\r\n:86:freier Text\r\n:62F:C260331EUR82,50\r\n:64:C260331EUR82,50\r\n\
:86:hint\r\n-}\r\n";

#[test]
#[expect(clippy::cognitive_complexity, reason = "one assertion a field")]
fn numbered_parts_are_put_together() {
    let (statements, gaps) = taken(GERMAN);
    assert_eq!(gaps, []);
    let [statement] = &statements[..] else { panic!("{statements:?}") };
    let number = "0532013000".to_owned();
    assert_eq!(
        statement.account,
        Some(Account::Other { bank: Some("37040044".to_owned()), number })
    );
    assert_eq!(statement.created_on, Some(date(2026, 3, 31)));
    let [debit, back] = &statement.bookings[..] else { panic!("{:?}", statement.bookings) };
    assert_eq!(debit.money.to_string(), "-12.50 EUR");
    assert_eq!((debit.booked_on, debit.value_on), (date(2026, 3, 4), Some(date(2026, 3, 5))));
    assert_eq!(debit.end_to_end.as_deref(), Some("R 17"));
    assert_eq!(debit.mandate.as_deref(), Some("M-1"));
    assert_eq!(debit.creditor_id.as_deref(), Some("DE98ZZZ09999999999"));
    assert_eq!(debit.purpose, "Lampenoel und ein neuer Docht fuer M aerz");
    assert_eq!(debit.counterparty.as_deref(), Some("Laterne und Webstuhl GmbH am Kai"));
    assert_eq!(debit.counterparty_account.as_ref().unwrap().number(), "NL91ABNA0417164300");
    assert_eq!(debit.posting.as_deref(), Some("BASISLASTSCHRIFT"));
    assert_eq!(debit.bank_reference.as_deref(), Some("B-77"));
    assert_eq!(back.money.to_string(), "-5.00 EUR", "a credit taken back goes out");
    assert_eq!(back.booked_on, date(2025, 12, 31));
    assert_eq!(back.purpose, "freier Text");
    let span = span(GERMAN, debit.place);
    assert!(span.starts_with(":61:") && span.trim_end().ends_with("m Kai"), "{span}");
}

#[test]
fn codes_between_slashes_are_taken_apart() {
    let (statements, gaps) = taken(
        "ABNANL2A\n940\n:20:X\n:25:NL91ABNA0417164300EUR\n:28C:1\n:60F:D260301EUR1,\n\
         :61:260302C3,5NTRFNONREF\n:86:/TRTP/SEPA OVERBOEKING/IBAN/DE89370400440532013000/NAME/O QUIST/REM\n\
         I/huur april/EREF/NOTPROVIDED\n:62F:C260302EUR2,5\n-\n",
    );
    assert_eq!(gaps, []);
    let booking = &statements[0].bookings[0];
    assert_eq!(booking.counterparty.as_deref(), Some("O QUIST"));
    assert_eq!(booking.purpose, "huur april");
    assert_eq!(booking.end_to_end, None);
    assert_eq!(booking.posting.as_deref(), Some("SEPA OVERBOEKING"));
    assert_eq!(booking.counterparty_account.as_ref().unwrap().number(), "DE89370400440532013000");
}

#[test]
fn what_is_announced_in_a_day_report_is_pending() {
    let (statements, _) = taken(
        ":20:X\n:25:4/5\n:34F:EURD0,\n:13D:2603041201+0100\n:61:260305ED7,00NDDT//Q\n:86:tea\n",
    );
    let statement = &statements[0];
    assert_eq!(statement.created_on, Some(date(2026, 3, 4)));
    assert_eq!(statement.bookings[0].status, BookingStatus::Pending);
    assert_eq!(statement.bookings[0].money.to_string(), "-7.00 EUR");
}

#[test]
fn a_line_that_cannot_be_read_is_said_and_the_balance_shows_it() {
    let (statements, gaps) = taken(
        ":20:X\n:25:4/5\n:60F:C260301EUR1,\n:61:26XX02C3,5NTRF\n:86:tea\n:62F:C260302EUR4,5\n",
    );
    assert!(statements[0].bookings.is_empty());
    assert!(gaps.iter().any(|g| g.what.starts_with("line 4: the day of a booking")), "{gaps:?}");
    assert!(gaps.iter().any(|g| g.what.contains("come to 1 EUR")), "{gaps:?}");
}

#[test]
fn a_line_broken_before_its_sum_is_put_together() {
    let (statements, gaps) =
        taken(":20:X\n:25:4/5\n:60F:C260301EUR1,\n:61:2603020302CR\n3,50N062NONREF\n:86:tea\n");
    assert_eq!(gaps, []);
    assert_eq!(statements[0].bookings[0].money.to_string(), "3.50 EUR");
}

#[test]
fn every_message_of_a_file_is_a_statement() {
    let one = ":20:X\n:25:4/5\n:60F:C260301EUR1,\n:61:260302C3,5NTRF\n:62F:C260302EUR4,5\n-\n";
    let (statements, gaps) = taken(&format!("{one}{one}"));
    assert_eq!((statements.len(), gaps.len()), (2, 0));
}
