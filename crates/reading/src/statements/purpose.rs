//! Tags within the text of a booking: SEPA tags of German banks, slashed codes of Dutch ones, and
//! labels in words.

use super::text;
use memchr::memchr3_iter;
use oxherd_model::Account;

/// What the tags of a purpose say, and what is left of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tagged {
    pub(super) rest: String,
    pub(super) end_to_end: Option<String>,
    pub(super) mandate: Option<String>,
    pub(super) creditor_id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) account: Option<Account>,
    pub(super) posting: Option<String>,
}

/// What stands behind a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Purpose,
    EndToEnd,
    Mandate,
    Creditor,
    Name,
    Account,
    Posting,
    /// Address, BIC, other references: not kept apart.
    Other,
    /// Account, BIC and name of the other side, each between slashes.
    Counterparty,
}

/// How far the value behind a tag goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// To the next tag.
    Next,
    /// One word, where the tag is a label among words.
    Word,
}

#[derive(Debug, Clone, Copy)]
struct Tag {
    start: usize,
    end: usize,
    meaning: Meaning,
    reach: Reach,
}

/// At most so many tags are read of one text.
const TAGS_MAX: usize = 32;

/// Reads the tags of a text; `None` where it has none.
pub(super) fn read(purpose: &str) -> Option<Tagged> {
    let mut tags: Vec<Tag> = Vec::new();
    for at in memchr3_iter(b'+', b':', b'/', purpose.as_bytes()) {
        let found = match purpose.as_bytes().get(at) {
            Some(b'+') => plus(purpose, at),
            Some(b':') => label(purpose, at),
            _ => slash(purpose, at),
        };
        let floor = tags.last().map_or(0, |tag| tag.end);
        if let Some(tag) = found
            && tag.start + 1 >= floor
            && tags.len() < TAGS_MAX
        {
            tags.push(tag);
        }
    }
    let first = tags.first()?;
    let mut tagged = Tagged::default();
    let mut rest = purpose.get(..first.start).unwrap_or_default().trim().to_owned();
    for (tag, next) in tags.iter().zip(tags.iter().skip(1).map(Some).chain([None])) {
        let end = next.map_or(purpose.len(), |next| next.start);
        let value = purpose.get(tag.end..end).unwrap_or_default();
        tagged.take(*tag, value, &mut rest);
    }
    tagged.rest = text::tidy(&rest);
    Some(tagged)
}

/// `EREF+`: four letters of the German banks' use of MT940 and CSV.
fn plus(text: &str, at: usize) -> Option<Tag> {
    let start = at.checked_sub(4)?;
    let meaning = sepa(text.get(start..at)?)?;
    Some(Tag { start, end: at + 1, meaning, reach: Reach::Next })
}

fn sepa(letters: &str) -> Option<Meaning> {
    Some(match letters {
        "EREF" => Meaning::EndToEnd,
        "MREF" => Meaning::Mandate,
        "CRED" => Meaning::Creditor,
        "SVWZ" => Meaning::Purpose,
        "ABWA" | "ABWE" => Meaning::Name,
        "IBAN" => Meaning::Account,
        "KREF" | "DEBT" | "COAM" | "OAMT" | "PURP" => Meaning::Other,
        "BIC " => Meaning::Other,
        _ => return None,
    })
}

/// `/EREF/`: codes between slashes.
fn slash(text: &str, at: usize) -> Option<Tag> {
    let rest = text.get(at + 1..)?;
    let length = rest.bytes().take(5).position(|b| b == b'/')?;
    let meaning = match rest.get(..length)? {
        "EREF" => Meaning::EndToEnd,
        "MARF" => Meaning::Mandate,
        "CSID" => Meaning::Creditor,
        "REMI" | "USTD" | "STRD" | "INIT" => Meaning::Purpose,
        "NAME" => Meaning::Name,
        "IBAN" => Meaning::Account,
        "TRTP" => Meaning::Posting,
        "CNTP" => Meaning::Counterparty,
        "BIC" | "ADDR" | "ORDP" | "BENM" | "TRCD" | "PREF" | "PURP" | "ISDT" | "RTRN" | "SVCL"
        | "ULTD" | "ULTB" | "ULTC" | "ID" | "OREF" | "KREF" | "CD" | "CITY" | "EXCH" | "CHGS"
        | "OCMT" | "CREF" => Meaning::Other,
        _ => return None,
    };
    Some(Tag { start: at, end: at + length + 2, meaning, reach: Reach::Next })
}

/// Labels in words, in lower case, as they end before a colon.
const LABELS: &[(&str, Meaning)] = &[
    ("svwz", Meaning::Purpose),
    ("verwendungszweck", Meaning::Purpose),
    ("omschrijving", Meaning::Purpose),
    ("remittance info", Meaning::Purpose),
    ("eref", Meaning::EndToEnd),
    ("end-to-end-ref.", Meaning::EndToEnd),
    ("end-to-end-referenz", Meaning::EndToEnd),
    ("ende-zu-ende-referenz", Meaning::EndToEnd),
    ("end to end id", Meaning::EndToEnd),
    ("kenmerk", Meaning::EndToEnd),
    ("mref", Meaning::Mandate),
    ("mandatsref", Meaning::Mandate),
    ("mandatsref.", Meaning::Mandate),
    ("mandatsreferenz", Meaning::Mandate),
    ("mandate reference", Meaning::Mandate),
    ("mandate", Meaning::Mandate),
    ("mandat", Meaning::Mandate),
    ("mandato", Meaning::Mandate),
    ("rum", Meaning::Mandate),
    ("machtiging id", Meaning::Mandate),
    ("machtiging", Meaning::Mandate),
    ("cred", Meaning::Creditor),
    ("gläubiger-id", Meaning::Creditor),
    ("gläubiger-id.", Meaning::Creditor),
    ("glaeubiger-id", Meaning::Creditor),
    ("creditor id", Meaning::Creditor),
    ("creditor-id", Meaning::Creditor),
    ("ics", Meaning::Creditor),
    ("incassant id", Meaning::Creditor),
    ("incassant", Meaning::Creditor),
    ("naam", Meaning::Name),
    ("iban", Meaning::Account),
];

/// `Mandatsref:` and the like, where they begin a word.
fn label(text: &str, at: usize) -> Option<Tag> {
    let head = text.get(..at)?.trim_end();
    let from = head.floor_char_boundary(head.len().saturating_sub(24));
    let tail = head.get(from..)?.to_lowercase();
    let found = LABELS.iter().filter(|(word, _)| {
        tail.strip_suffix(word).is_some_and(|b| !b.ends_with(|c: char| c.is_alphanumeric()))
    });
    let (word, meaning) = found.max_by_key(|(word, _)| word.len())?;
    let start = head.len().checked_sub(word.len()).filter(|start| text.is_char_boundary(*start))?;
    let long = matches!(meaning, Meaning::Purpose | Meaning::Name | Meaning::Account);
    let reach = if long { Reach::Next } else { Reach::Word };
    Some(Tag { start, end: at + 1, meaning: *meaning, reach })
}

impl Tagged {
    fn take(&mut self, tag: Tag, value: &str, rest: &mut String) {
        let mut value = value.trim();
        if tag.reach == Reach::Word {
            let (word, more) = value.split_once(char::is_whitespace).unwrap_or((value, ""));
            value = word.trim_end_matches(['/', ',', ';']);
            add(rest, more);
        }
        let value = value.trim_matches('/');
        match tag.meaning {
            Meaning::Purpose => add(rest, value),
            Meaning::EndToEnd => keep(&mut self.end_to_end, text::reference(value)),
            Meaning::Mandate => keep(&mut self.mandate, text::reference(value)),
            Meaning::Creditor => {
                let bare = value.split_whitespace().collect::<String>();
                keep(&mut self.creditor_id, text::reference(&bare));
            }
            Meaning::Name => keep(&mut self.name, text::filled(value)),
            Meaning::Account => self.account(value, rest),
            Meaning::Posting => keep(&mut self.posting, text::filled(value)),
            Meaning::Counterparty => self.counterparty(value),
            Meaning::Other => {}
        }
    }

    /// The number is what makes an account; words behind it belong to the purpose.
    fn account(&mut self, value: &str, rest: &mut String) {
        match text::account(value) {
            Some(Account::Iban(iban)) => keep(&mut self.account, Some(Account::Iban(iban))),
            Some(Account::Other { .. }) | None => {
                let (word, more) = value.split_once(char::is_whitespace).unwrap_or((value, ""));
                keep(&mut self.account, text::account(word));
                add(rest, more);
            }
        }
    }

    fn counterparty(&mut self, value: &str) {
        let mut parts = value.split('/');
        keep(&mut self.account, parts.next().and_then(text::account));
        keep(&mut self.name, parts.nth(1).and_then(text::filled));
    }
}

/// The first value stands.
fn keep<T>(known: &mut Option<T>, found: Option<T>) {
    if known.is_none() {
        *known = found;
    }
}

fn add(rest: &mut String, more: &str) {
    if !rest.is_empty() && !more.is_empty() {
        rest.push(' ');
    }
    rest.push_str(more);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_tags_are_taken_apart() {
        let text = "EREF+R-2026-17MREF+M 5CRED+DE98ZZZ09999999999SVWZ+Strom M\u{e4}rz ABWA+Otto";
        let tagged = read(text).unwrap();
        assert_eq!(tagged.end_to_end.as_deref(), Some("R-2026-17"));
        assert_eq!(tagged.mandate.as_deref(), Some("M 5"));
        assert_eq!(tagged.creditor_id.as_deref(), Some("DE98ZZZ09999999999"));
        assert_eq!(tagged.rest, "Strom M\u{e4}rz");
        assert_eq!(tagged.name.as_deref(), Some("Otto"));
    }

    #[test]
    fn dutch_codes_are_taken_apart() {
        let text = "/TRTP/SEPA INCASSO/CSID/NL98ZZZ999999999999/NAME/Molen en Co/MARF/K9\
                    /REMI/termijn 3/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/EREF/E1";
        let tagged = read(text).unwrap();
        assert_eq!(tagged.posting.as_deref(), Some("SEPA INCASSO"));
        assert_eq!(tagged.name.as_deref(), Some("Molen en Co"));
        assert_eq!(tagged.mandate.as_deref(), Some("K9"));
        assert_eq!(tagged.rest, "termijn 3");
        assert_eq!(tagged.end_to_end.as_deref(), Some("E1"));
        assert_eq!(tagged.account, Some(Account::Iban("NL91ABNA0417164300".to_owned())));
        let text = "/CNTP/NL91ABNA0417164300/ABNANL2A/Molen en Co///REMI/USTD//termijn 4/";
        let tagged = read(text).unwrap();
        assert_eq!(tagged.name.as_deref(), Some("Molen en Co"));
        assert_eq!(tagged.rest, "termijn 4");
    }

    #[test]
    fn labels_in_words_are_taken_apart() {
        let tagged =
            read("Gas April Mandatsref: M-8 Gl\u{e4}ubiger-ID: DE98ZZZ09999999999").unwrap();
        assert_eq!(tagged.mandate.as_deref(), Some("M-8"));
        assert_eq!(tagged.creditor_id.as_deref(), Some("DE98ZZZ09999999999"));
        assert_eq!(tagged.rest, "Gas April");
    }

    #[test]
    fn ordinary_words_have_no_tags() {
        for text in ["rolls and milk", "Ref 12/44/9", "10:30 a+b", "http://kiln.example/a/b"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
