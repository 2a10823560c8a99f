//! The header fields in which hosts say who received a message, and what they found of its sender
//! (RFC 5321 section 4.4, RFC 8601).

use crate::sender::organisation;

/// How much of a field is read.
const FIELD_CAP: usize = 16 * 1024;
/// How many results are read.
const RESULT_CAP: usize = 32;

/// How much of a `Received` field is looked at for the host that wrote it.
const RECEIVED_CAP: usize = 2 * 1024;
/// How many `Received` fields are looked at.
const RECEIVED_MAX: u8 = 64;
/// A longer name is none of a host (RFC 1035 section 2.3.4).
const HOST_CAP: usize = 253;

/// Endings of names that hold only within a house or a firm (RFC 6762 appendix G, RFC 8375).
const LOCAL: &[&str] =
    &["local", "localdomain", "localhost", "lan", "home", "internal", "intranet", "corp", "arpa"];

/// How a message came to its owner, by the fields that hosts put above it, the topmost first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arrival {
    /// Who received it last, of those that name themselves.
    host: Option<String>,
    /// Who received it last, of those that are known by their name everywhere.
    known: Option<String>,
    hops: u8,
    judgement: Judgement,
}

/// Where the topmost judgement was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Judgement {
    /// Not met yet; so far, only who received the message last had it.
    #[default]
    Above,
    /// Not met yet; somebody else had the message before who received it last.
    Below,
    /// At who received the message last.
    Within,
    /// At somebody else, as far as is known.
    Elsewhere,
}

impl Arrival {
    /// Takes the next `Received` field.
    pub(crate) fn received(&mut self, field: &[u8]) {
        self.hops = self.hops.saturating_add(1);
        // Nothing that stands further down changes who received it, and who judged it there.
        if self.judgement == Judgement::Within && self.known.is_some() {
            return;
        }
        let Some(by) = by(field).filter(|_| self.hops <= RECEIVED_MAX) else { return };
        let local = by.rsplit('.').next().is_some_and(|end| LOCAL.contains(&end) || end == by);
        if !local {
            let same = *self.known.get_or_insert_with(|| by.clone()) == by;
            self.judgement = match self.judgement {
                Judgement::Above if !same => Judgement::Below,
                // A provider hands a message from one of its domains to another and back.
                Judgement::Elsewhere if same => Judgement::Within,
                stays @ (Judgement::Above
                | Judgement::Below
                | Judgement::Within
                | Judgement::Elsewhere) => stays,
            };
        }
        self.host.get_or_insert(by);
    }

    /// The topmost judgement stands here.
    pub(crate) const fn judged(&mut self) {
        self.judgement = match self.judgement {
            Judgement::Above | Judgement::Within => Judgement::Within,
            Judgement::Below | Judgement::Elsewhere => Judgement::Elsewhere,
        };
    }

    /// Who received the message last; an address of the internet is no name, as it changes from one
    /// machine of a provider to the next.
    pub(crate) fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// Whether a judgement was written before the message came to who received it last.
    pub(crate) fn judged_elsewhere(&self, judge: &str) -> bool {
        self.judgement == Judgement::Elsewhere && self.known.as_deref() != Some(judge)
    }
}

/// The organisation of the host that wrote a `Received` field: the word after `by`, outside of comments.
fn by(field: &[u8]) -> Option<String> {
    let field = field.get(..RECEIVED_CAP).unwrap_or(field);
    let (mut depth, mut start, mut next) = (0_u32, 0, false);
    for (at, byte) in field.iter().copied().chain(std::iter::once(b';')).enumerate() {
        let ends = depth == 0 && matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'(' | b';');
        let word = field.get(start..at).filter(|word| ends && !word.is_empty());
        if let Some(word) = word.filter(|_| next) {
            return party(std::str::from_utf8(word).ok()?);
        }
        next |= word.is_some_and(|word| word.eq_ignore_ascii_case(b"by"));
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b';' if depth == 0 => break,
            _ => {}
        }
        if ends || byte == b')' {
            start = at + 1;
        }
    }
    None
}

/// By what a host is known: its organisational domain, or itself where it is a bare word; none where
/// it is an address or no name at all.
pub fn party(host: &str) -> Option<String> {
    let host = host.trim_matches(['[', ']', '.', ',']).to_ascii_lowercase();
    let sane = host.len() <= HOST_CAP
        && host.bytes().any(|byte| byte.is_ascii_alphabetic())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    sane.then(|| organisation(&host))
}

/// What one host says about a message.
///
/// Who may be believed is not decided here: only a field of the owner's own receiving host counts
/// (RFC 8601, section 5).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthenticationVerdict {
    /// The host that speaks, in lower case; empty where it does not name itself.
    pub host: String,
    /// Per signature: the result, and the domain that signed (`header.d`, else that of `header.i`).
    pub dkim: Vec<(String, Option<String>)>,
    /// The result, and the domain of `smtp.mailfrom`.
    pub spf: Option<(String, Option<String>)>,
    /// The result, and the domain of `header.from`.
    pub dmarc: Option<(String, Option<String>)>,
}

/// Reads the value of an `Authentication-Results` field.
///
/// `None` where neither a host nor a result is found. A host that leaves its name out, against the
/// standard, still has its results read.
pub fn authentication_results(value: &str) -> Option<AuthenticationVerdict> {
    let value = value.get(..value.floor_char_boundary(FIELD_CAP))?;
    let mut verdict = AuthenticationVerdict::default();
    let mut found = false;
    for (index, words) in sections(value).into_iter().take(RESULT_CAP).enumerate() {
        if let Some((method, result)) = method_and_result(&words) {
            found = true;
            record(&mut verdict, &method, result, &words);
        } else if index == 0 {
            verdict.host = words.first().cloned().unwrap_or_default().to_ascii_lowercase();
        }
    }
    (found || !verdict.host.is_empty()).then_some(verdict)
}

/// The parts between semicolons as words; comments are dropped, quotes taken off.
///
/// White space may stand around `=`, `.` and `/` (RFC 8601, section 2.2), so that it is closed up.
fn sections(value: &str) -> Vec<Vec<String>> {
    let mut sections = vec![Vec::new()];
    let mut word = String::new();
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for letter in value.chars() {
        if escaped {
            escaped = false;
            if depth == 0 {
                word.push(letter);
            }
            continue;
        }
        match letter {
            '\\' if quoted || depth > 0 => escaped = true,
            '"' if depth == 0 => quoted = !quoted,
            _ if quoted => word.push(letter),
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ';' => {
                end_word(&mut sections, &mut word);
                sections.push(Vec::new());
            }
            c if c.is_whitespace() || c.is_control() => end_word(&mut sections, &mut word),
            c => word.push(c),
        }
    }
    end_word(&mut sections, &mut word);
    sections
}

fn end_word(sections: &mut [Vec<String>], word: &mut String) {
    let word = std::mem::take(word);
    let Some(words) = sections.last_mut().filter(|_| !word.is_empty()) else {
        return;
    };
    match words.last_mut() {
        Some(before) if word.starts_with(['=', '/']) || before.ends_with(['=', '/']) => {
            before.push_str(&word);
        }
        Some(_) | None => words.push(word),
    }
}

/// `dkim=pass` or `dkim/1=pass` as method and result.
fn method_and_result(words: &[String]) -> Option<(String, String)> {
    let (method, result) = words.first()?.split_once('=')?;
    let method = method.split('/').next().unwrap_or(method);
    let is_word =
        |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (is_word(method) && is_word(result))
        .then(|| (method.to_ascii_lowercase(), result.to_ascii_lowercase()))
}

fn record(verdict: &mut AuthenticationVerdict, method: &str, result: String, words: &[String]) {
    match method {
        "dkim" => {
            let domain = domain(words, "header.d").or_else(|| domain(words, "header.i"));
            verdict.dkim.push((result, domain));
        }
        // The first result of the host counts; a second one is not of the host's own making.
        "spf" if verdict.spf.is_none() => {
            verdict.spf = Some((result, domain(words, "smtp.mailfrom")));
        }
        "dmarc" if verdict.dmarc.is_none() => {
            verdict.dmarc = Some((result, domain(words, "header.from")));
        }
        _ => {}
    }
}

/// The domain of a property, whose value may be a domain or an address.
fn domain(words: &[String], property: &str) -> Option<String> {
    let value = words.iter().skip(1).find_map(|word| {
        let (name, value) = word.split_once('=')?;
        name.eq_ignore_ascii_case(property).then_some(value)
    })?;
    let domain = value.rsplit('@').next().unwrap_or(value);
    let domain = domain.trim_matches(['<', '>', '.', ',']).to_lowercase();
    let sane = !domain.is_empty()
        && domain.len() <= 253
        && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    sane.then_some(domain)
}
