//! Signatures of domains over their mail (DKIM, RFC 6376), verified with keys that are at hand.
//!
//! Keys lie in the DNS, which nobody here asks: who has one hands it over. What verifies and is of the
//! sender's own organisation vouches for the sender. What does not verify accuses nobody: lists and
//! forwarders change bodies, and keys are changed.

mod canonical;
mod key;
mod records;
mod tags;

pub use key::{Algorithm, Key, Keys};
pub use records::{KEYS_MAX, Record, WrongLine, records};

use crate::sender::{host_of, organisation};
use canonical::{Field, Fields, Form};
use jiff::Timestamp;
use oxherd_model::{Reading, Signer};
use ring::digest::{Context, SHA256, digest};
use tags::{Tags, decoded};

/// Signatures of one message that are looked at (RFC 6376 section 6.1 lets a verifier bound them).
pub const SIGNATURES_MAX: usize = 8;

/// Bytes of a signature field; those of real ones are below 2,000.
const FIELD_BYTES_MAX: usize = 16 * 1024;

/// Names of signed fields of one signature.
const SIGNED_FIELDS_MAX: usize = 256;

/// Fields that stand once (RFC 5322 section 3.6, RFC 2045): of a second one nobody could tell which was
/// signed and which is shown (RFC 6376 section 8.15).
const ONCE: &[&str] = &[
    "from",
    "sender",
    "reply-to",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
];

/// A signature of a message and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who signed.
    pub signer: Signer,
    /// What was found.
    pub finding: Finding,
}

/// What was found of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// No key at hand.
    NoKey,
    /// It verifies and is of the sender's own organisation.
    Vouches,
    /// It verifies and is of another organisation (RFC 7489 section 3.1.1).
    Another,
    /// It verifies and leaves the end of the body unsigned (RFC 6376 section 8.2).
    Part,
    /// It verifies, and who or about what wrote was not signed, or stands there twice.
    Loose,
    /// It verifies and had expired when the message came, or nobody knows when that was.
    Expired,
    /// It verifies with a key that is only being tried (RFC 6376 section 3.6.1).
    Trial,
    /// The key is too short to be believed (RFC 8301).
    WeakKey,
    /// The key at hand is of another sort than the signature.
    OtherKey,
    /// It is made in a way that is not believed, such as by SHA-1 (RFC 8301).
    Method,
    /// The body is not the one that was signed.
    Body,
    /// The header is not the one that was signed, or it was signed with another key.
    Header,
    /// It cannot be read.
    Malformed,
}

impl Finding {
    /// Whether the sender is who it says, by this signature.
    pub const fn vouches(self) -> bool {
        matches!(self, Self::Vouches)
    }

    /// As a word for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoKey => "no_key",
            Self::Vouches
            | Self::Another
            | Self::Part
            | Self::Loose
            | Self::Expired
            | Self::Trial => "verified",
            Self::WeakKey
            | Self::OtherKey
            | Self::Method
            | Self::Body
            | Self::Header
            | Self::Malformed => "not_verified",
        }
    }

    /// In words for people.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::NoKey => "no key at hand",
            Self::Vouches => "verified with the key at hand",
            Self::Another => {
                "verified with the key at hand; it is not the sender's domain, so it vouches for nobody"
            }
            Self::Part => {
                "verified with the key at hand; the end of the text is not signed, so it vouches for nobody"
            }
            Self::Loose => {
                "verified with the key at hand; sender or subject are not signed or stand twice, so it \
                 vouches for nobody"
            }
            Self::Expired => {
                "verified with the key at hand; it had expired when the message came, so it vouches for \
                 nobody"
            }
            Self::Trial => {
                "verified with the key at hand, which its domain only tries; it vouches for nobody"
            }
            Self::WeakKey => "not verified: the key at hand has less than 1024 bits",
            Self::OtherKey => "not verified: the key at hand is not for such a signature",
            Self::Method => "not verified: it is signed in a way that is no longer believed",
            Self::Body => "not verified: the text is not the one that was signed",
            Self::Header => {
                "not verified: the header is not the one that was signed, or the key is another"
            }
            Self::Malformed => "not verified: the signature cannot be read",
        }
    }
}

/// Who made a signature, by its field.
pub(crate) fn signer(value: &[u8]) -> Option<Signer> {
    signer_of(&Tags::parse(
        std::str::from_utf8(value.get(..FIELD_BYTES_MAX).unwrap_or(value)).ok()?,
    )?)
}

fn signer_of(tags: &Tags<'_>) -> Option<Signer> {
    let name = |tag| domain_name(tags.get(tag)?);
    Some(Signer { domain: name("d")?, selector: name("s")? })
}

/// A name of the DNS as it is compared.
fn domain_name(text: &str) -> Option<String> {
    let name = text.trim().trim_end_matches('.').to_ascii_lowercase();
    let sane = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    (!name.is_empty() && name.len() <= 253 && name.chars().all(sane)).then_some(name)
}

/// What becomes of the signatures of a message, the topmost first. `bytes` are those that were read.
/// Where no key is at hand nothing of them is looked at.
pub fn verify(bytes: &[u8], reading: &Reading, keys: &Keys) -> Vec<Signed> {
    let unknown = |signer: &Signer| keys.get(signer).is_none();
    if reading.signers.iter().all(unknown) {
        let none = |signer: &Signer| Signed { signer: signer.clone(), finding: Finding::NoKey };
        return reading.signers.iter().map(none).collect();
    }
    let Some(fields) = Fields::of(bytes) else {
        let large =
            |signer: &Signer| Signed { signer: signer.clone(), finding: Finding::Malformed };
        return reading.signers.iter().map(large).collect();
    };
    let mut signed = Vec::new();
    for field in fields.named("dkim-signature").take(SIGNATURES_MAX) {
        let text = std::str::from_utf8(field.value()).ok().filter(|t| t.len() <= FIELD_BYTES_MAX);
        let Some(tags) = text.and_then(Tags::parse) else { continue };
        let Some(signer) = signer_of(&tags) else { continue };
        let finding = match keys.get(&signer) {
            None => Finding::NoKey,
            Some(key) => find((field, &tags, &signer), &fields, reading, key),
        };
        signed.push(Signed { signer, finding });
    }
    signed
}

/// What a signature says that has a key.
struct Claims {
    algorithm: Algorithm,
    header: Form,
    body: Form,
    names: Vec<String>,
    length: Option<u64>,
    expires: Option<u64>,
    body_hash: Vec<u8>,
    signature: Vec<u8>,
    /// Whether the identity is of the signing domain itself.
    identity_is_domain: bool,
}

/// Reads a signature (RFC 6376 section 6.1.1).
fn claims(tags: &Tags<'_>, signer: &Signer) -> Result<Claims, Finding> {
    let needed = |tag| tags.get(tag).ok_or(Finding::Malformed);
    if needed("v")? != "1" {
        return Err(Finding::Malformed);
    }
    let algorithm = match needed("a")?.to_ascii_lowercase().as_str() {
        "rsa-sha256" => Algorithm::Rsa,
        "ed25519-sha256" => Algorithm::Ed25519,
        _ => return Err(Finding::Method),
    };
    let (header, body) = forms(tags.get("c")).ok_or(Finding::Malformed)?;
    let names: Vec<String> = needed("h")?
        .split(':')
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !name.is_empty())
        .collect();
    if names.len() > SIGNED_FIELDS_MAX || !names.iter().any(|name| name == "from") {
        return Err(Finding::Malformed);
    }
    let identity = tags.get("i").map(|i| i.rsplit_once('@').map_or(i, |(_, domain)| domain));
    let identity = identity.map(|domain| domain_name(domain).ok_or(Finding::Malformed));
    let identity = identity.transpose()?.unwrap_or_else(|| signer.domain.clone());
    let below = identity.strip_suffix(signer.domain.as_str());
    if below.is_none_or(|below| !below.is_empty() && !below.ends_with('.')) {
        return Err(Finding::Malformed);
    }
    let number = |tag| match tags.get(tag) {
        None => Ok(None),
        Some(text) => text.parse::<u64>().map(Some).ok().ok_or(Finding::Malformed),
    };
    let (made, expires) = (number("t")?, number("x")?);
    if expires.is_some() && expires <= made {
        return Err(Finding::Malformed);
    }
    Ok(Claims {
        algorithm,
        header,
        body,
        names,
        length: number("l")?,
        expires,
        body_hash: decoded(needed("bh")?).ok_or(Finding::Malformed)?,
        signature: decoded(needed("b")?).ok_or(Finding::Malformed)?,
        identity_is_domain: identity == signer.domain,
    })
}

/// Of header and body (RFC 6376 section 3.5, `c=`).
fn forms(said: Option<&str>) -> Option<(Form, Form)> {
    let Some(said) = said else { return Some((Form::Simple, Form::Simple)) };
    let said = said.to_ascii_lowercase();
    let (header, body) = said.split_once('/').unwrap_or((&said, "simple"));
    let form = |name: &str| match name.trim() {
        "simple" => Some(Form::Simple),
        "relaxed" => Some(Form::Relaxed),
        _ => None,
    };
    Some((form(header)?, form(body)?))
}

fn find(
    (field, tags, signer): (&Field<'_>, &Tags<'_>, &Signer),
    fields: &Fields<'_>,
    reading: &Reading,
    key: &Key,
) -> Finding {
    let claims = match claims(tags, signer) {
        Ok(claims) => claims,
        Err(finding) => return finding,
    };
    if key.algorithm() != claims.algorithm || key.is_strict() && !claims.identity_is_domain {
        return Finding::OtherKey;
    }
    if key.is_weak() {
        return Finding::WeakKey;
    }
    let body = Hashed::body(fields.body, claims.body, claims.length);
    if body.hash != claims.body_hash || claims.length.is_some_and(|length| length > body.total) {
        return Finding::Body;
    }
    let signed = signed_header(field, fields, &claims);
    let data = match claims.algorithm {
        Algorithm::Rsa => signed,
        // RFC 8463 section 3: what is signed is the hash.
        Algorithm::Ed25519 => digest(&SHA256, &signed).as_ref().to_vec(),
    };
    if !key.verifies(&data, &claims.signature) {
        return Finding::Header;
    }
    let host = reading.from.as_ref().and_then(|from| host_of(&from.address));
    if host.is_none_or(|host| organisation(host) != organisation(&signer.domain)) {
        Finding::Another
    } else if key.is_on_trial() {
        Finding::Trial
    } else if claims.expires.is_some_and(|by| !was_in_time(reading.known_from, by)) {
        Finding::Expired
    } else if claims.length.is_some_and(|length| length < body.total) {
        Finding::Part
    } else if is_loose(fields, &claims.names) {
        Finding::Loose
    } else {
        Finding::Vouches
    }
}

/// Whether a message came before its signature expired. That is judged by the day on which it came and
/// not by today: what was good then stays good.
fn was_in_time(came: Option<Timestamp>, by: u64) -> bool {
    came.is_some_and(|came| u64::try_from(came.as_second()).is_ok_and(|came| came <= by))
}

/// Whether somebody could have put another sender or subject before what was signed.
fn is_loose(fields: &Fields<'_>, signed: &[String]) -> bool {
    let twice = ONCE.iter().any(|name| fields.named(name).nth(1).is_some());
    let subject = fields.named("subject").next().is_some();
    twice || subject && !signed.iter().any(|name| name == "subject")
}

/// The bytes of the header that are signed (RFC 6376 sections 3.7 and 5.4.2): each name takes the lowest
/// field that is left of it, or none, and the signature itself stands last without its value.
fn signed_header(field: &Field<'_>, fields: &Fields<'_>, claims: &Claims) -> Vec<u8> {
    let mut signed = Vec::new();
    let mut taken: Vec<(&str, usize)> = Vec::new();
    for name in &claims.names {
        let before = match taken.iter_mut().find(|(known, _)| known == name) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                taken.push((name, 0));
                0
            }
        };
        if let Some(field) = fields.named(name).rev().nth(before) {
            canonical::header(field.whole(), claims.header, &mut signed);
            signed.extend_from_slice(b"\r\n");
        }
    }
    canonical::header(&tags::without_signature(field.whole()), claims.header, &mut signed);
    signed
}

/// A body that was hashed.
struct Hashed {
    hash: Vec<u8>,
    /// How long it is in its canonical form.
    total: u64,
}

impl Hashed {
    fn body(body: &[u8], form: Form, length: Option<u64>) -> Self {
        let mut context = Context::new(&SHA256);
        let (mut total, mut left) = (0_u64, length.unwrap_or(u64::MAX));
        canonical::body(body, form, &mut |bytes| {
            let here = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            total = total.saturating_add(here);
            let taken = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
            context.update(bytes.get(..taken).unwrap_or_default());
            left = left.saturating_sub(here);
        });
        Self { hash: context.finish().as_ref().to_vec(), total }
    }
}

#[cfg(test)]
mod tests;
