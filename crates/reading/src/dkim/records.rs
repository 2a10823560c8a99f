//! Records with keys, as a zone file holds them, as `dig` prints them, or as a name and a text.
//!
//! RFC 1035 section 5.1, as far as keys of mail need it: names, `TXT` and `CNAME`, strings in quotes,
//! parentheses over several lines, comments, `$ORIGIN`.

use super::domain_name;
use super::key::Key;
use oxherd_model::Signer;

/// Keys that can be at hand.
pub const KEYS_MAX: usize = 1_000;

/// Bytes of one record; a key of 8192 bits has 1,400.
const TEXT_BYTES_MAX: usize = 4_096;

/// Words of one record.
const WORDS_MAX: usize = 256;

/// Names that stand for names that stand for names.
const CNAME_STEPS: usize = 8;

/// The text that a domain published under a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Whose key it is.
    pub signer: Signer,
    /// `v=DKIM1; k=rsa; p=...`
    pub text: String,
}

/// What is wrong with a file of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongLine {
    /// From 1.
    pub line: usize,
    /// In words.
    pub what: String,
}

/// What stands behind a name.
struct Entry {
    line: usize,
    owner: String,
    data: Data,
}

enum Data {
    Text(String),
    /// Another name.
    Alias(String),
}

/// A word of a zone file.
struct Token {
    text: String,
    quoted: bool,
}

/// The records of a file, each of which is a key or takes one back.
///
/// # Errors
/// When a line is none of these forms, or what it holds is no key.
pub fn records(file: &str) -> Result<Vec<Record>, WrongLine> {
    let entries = entries(file)?;
    let mut records: Vec<Record> = Vec::new();
    for entry in &entries {
        let wrong = |what: &str| WrongLine { line: entry.line, what: what.to_owned() };
        let Some(signer) = signer(&entry.owner) else {
            let is_target =
                |other: &Entry| matches!(&other.data, Data::Alias(to) if *to == entry.owner);
            if entries.iter().any(is_target) {
                continue;
            }
            let named = "its name is not that of a key, as selector._domainkey.domain.example";
            return Err(wrong(named));
        };
        let Some(text) = text_of(entry, &entries) else {
            return Err(wrong("it stands for another name, whose TXT record is not in this file"));
        };
        Key::of(text)
            .map_err(|what| wrong(&format!("the key of {} cannot be used: {what}", entry.owner)))?;
        records.retain(|known| known.signer != signer);
        if records.len() == KEYS_MAX {
            return Err(wrong("there are more than 1000 keys in this file"));
        }
        records.push(Record { signer, text: text.to_owned() });
    }
    if records.is_empty() {
        return Err(WrongLine { line: 1, what: "there is no key in this file".to_owned() });
    }
    Ok(records)
}

/// Whose key a name is of.
fn signer(owner: &str) -> Option<Signer> {
    let (selector, domain) = owner.split_once("._domainkey.")?;
    Some(Signer { domain: domain_name(domain)?, selector: domain_name(selector)? })
}

/// The text behind a name, and behind the names that it stands for.
fn text_of<'a>(entry: &'a Entry, entries: &'a [Entry]) -> Option<&'a str> {
    let mut at = entry;
    for _ in 0..CNAME_STEPS {
        match &at.data {
            Data::Text(text) => return Some(text),
            Data::Alias(to) => at = entries.iter().find(|other| other.owner == *to)?,
        }
    }
    None
}

fn entries(file: &str) -> Result<Vec<Entry>, WrongLine> {
    let mut entries = Vec::new();
    let mut origin = None;
    let (mut tokens, mut depth, mut first) = (Vec::new(), 0_usize, 1);
    for (line, text) in (1_usize..).zip(file.lines()) {
        if depth == 0 {
            first = line;
            if let Some((owner, text)) = short(text) {
                entries.push(Entry {
                    line,
                    owner: absolute(owner, origin.as_deref()),
                    data: Data::Text(text),
                });
                continue;
            }
        }
        let wrong = |what: &str| WrongLine { line, what: what.to_owned() };
        cut(text, &mut tokens, &mut depth).map_err(wrong)?;
        if depth > 0 || tokens.is_empty() {
            continue;
        }
        let wrong = |what: &str| WrongLine { line: first, what: what.to_owned() };
        entries.extend(entry(first, &std::mem::take(&mut tokens), &mut origin).map_err(wrong)?);
        if entries.len() > 4 * KEYS_MAX {
            return Err(wrong("there are too many records in this file"));
        }
    }
    if depth > 0 {
        let what = "a parenthesis is opened and not closed".to_owned();
        return Err(WrongLine { line: first, what });
    }
    Ok(entries)
}

/// `selector._domainkey.domain v=DKIM1; p=...`, without quotes, in which a semicolon is no comment.
fn short(line: &str) -> Option<(&str, String)> {
    let (owner, text) = line.trim().split_once(char::is_whitespace)?;
    let (tag, _) = text.split_once('=')?;
    let tag = tag.trim();
    let is_tag = tag.len() == 1 && tag.bytes().all(|b| b.is_ascii_lowercase());
    let fits = is_tag && !owner.starts_with([';', '"', '$']) && text.len() <= TEXT_BYTES_MAX;
    fits.then(|| (owner, text.trim().to_owned()))
}

/// Cuts a line into words, up to a comment.
fn cut(line: &str, tokens: &mut Vec<Token>, depth: &mut usize) -> Result<(), &'static str> {
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let mut token = Token { text: String::new(), quoted: c == '"' };
        match c {
            ';' => return Ok(()),
            '(' => *depth += 1,
            ')' => {
                *depth =
                    depth.checked_sub(1).ok_or("a parenthesis is closed and was not opened")?;
            }
            '"' => loop {
                match chars.next().ok_or("quotation marks are opened and not closed")? {
                    '"' => break,
                    '\\' => token.text.push(escaped(&mut chars).ok_or("it ends within a `\\`")?),
                    c => token.text.push(c),
                }
            },
            c if c.is_whitespace() => {}
            c => {
                token.text.push(c);
                let ends = |c: &char| c.is_whitespace() || matches!(c, ';' | '(' | ')' | '"');
                while let Some(c) = chars.next_if(|c| !ends(c)) {
                    token.text.push(c);
                }
            }
        }
        if token.quoted || !token.text.is_empty() {
            tokens.push(token);
        }
        if tokens.len() > WORDS_MAX
            || tokens.iter().map(|t| t.text.len()).sum::<usize>() > TEXT_BYTES_MAX
        {
            return Err("it is longer than a record with a key");
        }
    }
    Ok(())
}

/// What a backslash in quotes stands before: a character, or three digits of one.
fn escaped(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<char> {
    let first = chars.next()?;
    let Some(mut code) = first.to_digit(10) else { return Some(first) };
    for _ in 0..2 {
        code = code * 10 + chars.next_if(char::is_ascii_digit)?.to_digit(10)?;
    }
    u8::try_from(code).ok().map(char::from)
}

/// What a line of words says; none for what says nothing of keys.
fn entry(
    line: usize,
    tokens: &[Token],
    origin: &mut Option<String>,
) -> Result<Option<Entry>, &'static str> {
    let Some((owner, mut rest)) = tokens.split_first() else { return Ok(None) };
    match owner.text.to_ascii_uppercase().as_str() {
        "$ORIGIN" => {
            let name = rest.first().ok_or("$ORIGIN names no domain")?;
            *origin = Some(absolute(&name.text, origin.as_deref()));
            return Ok(None);
        }
        "$TTL" => return Ok(None),
        _ => {}
    }
    let owner = absolute(&owner.text, origin.as_deref());
    while let Some((word, more)) = rest.split_first() {
        let upper = word.text.to_ascii_uppercase();
        let is_time = upper.starts_with(|c: char| c.is_ascii_digit());
        if word.quoted || !is_time && upper != "IN" {
            break;
        }
        rest = more;
    }
    let Some((sort, data)) = rest.split_first() else {
        return Err("it has no text behind its name");
    };
    let text = |data: &[Token]| data.iter().map(|token| token.text.as_str()).collect::<String>();
    let sort_name = if sort.quoted { "TXT".to_owned() } else { sort.text.to_ascii_uppercase() };
    let data = match sort_name.as_str() {
        "TXT" if sort.quoted => Data::Text(text(rest)),
        "TXT" => Data::Text(text(data)),
        "CNAME" => {
            let to = data.first().ok_or("its CNAME names nothing")?;
            Data::Alias(absolute(&to.text, origin.as_deref()))
        }
        "A" | "AAAA" | "MX" | "NS" | "SOA" | "RRSIG" | "NSEC" | "NSEC3" | "CAA" => return Ok(None),
        _ => return Err("it is neither a TXT nor a CNAME record"),
    };
    Ok(Some(Entry { line, owner, data }))
}

/// A name with the domain below which the file stands.
fn absolute(name: &str, origin: Option<&str>) -> String {
    let full = match (name.strip_suffix('.'), origin) {
        (Some(full), _) => full.to_owned(),
        (None, Some(origin)) => format!("{name}.{origin}"),
        (None, None) => name.to_owned(),
    };
    full.to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
