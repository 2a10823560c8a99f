//! White space, account numbers and currencies of statements.

pub(super) use crate::charset::decode;
use crate::values::is_iban;
use oxherd_model::{Account, Currency};
use std::borrow::Cow;

/// The longest text that one field may have.
pub(super) const FIELD_MAX: usize = 4096;

/// A field without space around it and with single spaces within; bounded.
pub(super) fn tidy(text: &str) -> String {
    tidied(text).into_owned()
}

/// The same, without a copy where it is tidy already.
pub(super) fn tidied(text: &str) -> Cow<'_, str> {
    let text = text.get(..text.floor_char_boundary(FIELD_MAX)).unwrap_or_default();
    if is_tidy(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut tidied = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if !word.is_empty() {
            if !tidied.is_empty() {
                tidied.push(' ');
            }
            tidied.push_str(word);
        }
    }
    Cow::Owned(tidied)
}

/// Whether a text is plain letters and signs with single spaces between them.
fn is_tidy(text: &[u8]) -> bool {
    let (mut before, mut plain) = (b' ', true);
    for byte in text {
        plain &= matches!(byte, b' '..=b'~') & !((before == b' ') & (*byte == b' '));
        before = *byte;
    }
    plain && (before != b' ' || text.is_empty())
}

/// The same, unless nothing is left.
pub(super) fn filled(text: &str) -> Option<String> {
    let tidied = tidy(text);
    (!tidied.is_empty()).then_some(tidied)
}

/// A reference: without the words that fill a field for which there is none.
pub(super) fn reference(text: &str) -> Option<String> {
    filled(text).filter(|found| {
        let bare = found.as_str();
        let filler = ["NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOTAVAILABLE", "NULL", "N/A"];
        !filler.iter().any(|word| bare.eq_ignore_ascii_case(word))
            && bare.bytes().any(|b| b != b'0' && b.is_ascii_alphanumeric())
    })
}

/// An account number: an IBAN where its check digits agree.
pub(super) fn account(text: &str) -> Option<Account> {
    let text = text.get(..text.floor_char_boundary(256)).unwrap_or_default();
    let plain = text.len() <= 64 && text.bytes().all(|b| b.is_ascii_graphic());
    let number: String = if plain {
        text.to_owned()
    } else {
        text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(64).collect()
    };
    let bare = number.strip_prefix("IBAN").unwrap_or(&number);
    let is_letter = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_alphabetic());
    let mut signs = bare.bytes();
    if bare.len() >= 15 && is_letter(signs.next()) && is_letter(signs.next()) {
        let upper = bare.to_ascii_uppercase();
        if is_iban(&upper) {
            return Some(Account::Iban(upper));
        }
    }
    let said = number.bytes().any(|b| b.is_ascii_alphanumeric() && b != b'0');
    said.then_some(Account::Other { bank: None, number })
}

/// An account number with what names its bank.
pub(super) fn account_at(bank: Option<String>, number: &str) -> Option<Account> {
    account(number).map(|found| match found {
        Account::Iban(number) => Account::Iban(number),
        Account::Other { number, .. } => Account::Other { bank, number },
    })
}

/// Three letters of a currency.
pub(super) fn currency(text: &str) -> Option<Currency> {
    let text = text.trim();
    (text.len() == 3).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_an_iban_only_where_its_digits_agree() {
        let iban = |text| matches!(account(text), Some(Account::Iban(_)));
        assert!(iban("DE89 3704 0044 0532 0130 00") && iban("nl91abna0417164300"));
        assert!(!iban("DE89 3704 0044 0532 0130 01") && !iban("532013000"));
        assert_eq!(account(" 000 "), None);
    }

    #[test]
    fn fillers_are_no_references() {
        assert_eq!(reference("NOTPROVIDED"), None);
        assert_eq!(reference("000"), None);
        assert_eq!(reference("  K-77   12 ").as_deref(), Some("K-77 12"));
    }
}
