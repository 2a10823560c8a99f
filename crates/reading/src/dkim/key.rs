//! Public keys of domains (RFC 6376 section 3.6.1, RFC 8463).

use super::records::{KEYS_MAX, Record};
use super::tags::{Tags, decoded};
use oxherd_model::Signer;
use ring::signature::{
    ED25519, RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use rustc_hash::FxHashMap;

/// Bits of an RSA key that is believed (RFC 8301 section 3.2).
const RSA_BITS_MIN: usize = 1024;

/// Bits of an RSA key with which can be verified.
const RSA_BITS_MAX: usize = 8192;

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// RSA with SHA-256.
    Rsa,
    /// Ed25519 with SHA-256.
    Ed25519,
}

impl Algorithm {
    /// As records name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rsa => "rsa",
            Self::Ed25519 => "ed25519",
        }
    }
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent flags of a record, each yes or no")]
pub struct Key {
    material: Material,
    trial: bool,
    strict: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Material {
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
    Ed25519(Vec<u8>),
}

impl Key {
    /// Reads the text of a record; none for one that takes its key back (an empty `p=`).
    ///
    /// # Errors
    /// In words, when it is no key or none for signing mail by SHA-256.
    pub fn of(record: &str) -> Result<Option<Self>, &'static str> {
        let tags = Tags::parse(record).ok_or("it is no list of tags, as v=DKIM1; k=rsa; p=...")?;
        if tags.get("v").is_some_and(|version| version != "DKIM1") {
            return Err("it is no key for mail, which begins with v=DKIM1");
        }
        let lists = |tag: &str, one: &[&str]| {
            tags.get(tag).is_none_or(|list| list.split(':').any(|said| one.contains(&said.trim())))
        };
        if !lists("h", &["sha256"]) {
            return Err("it is only for SHA-1, which is no longer believed (RFC 8301)");
        }
        if !lists("s", &["*", "email"]) {
            return Err("it is not for mail (s=)");
        }
        let bytes = tags.get("p").ok_or("it has no key (p=)")?;
        let bytes = decoded(bytes).ok_or("its key (p=) is not base64, or is cut off")?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let material = match tags.get("k").unwrap_or("rsa") {
            "rsa" => rsa(&bytes).ok_or("its key (p=) is no RSA key, or is cut off")?,
            "ed25519" if bytes.len() == 32 => Material::Ed25519(bytes),
            "ed25519" => return Err("its key (p=) is no Ed25519 key, which has 32 bytes"),
            _ => return Err("its key is neither k=rsa nor k=ed25519"),
        };
        let flag = |flag: &str| {
            tags.get("t").is_some_and(|list| list.split(':').any(|said| said.trim() == flag))
        };
        let key = Self { material, trial: flag("y"), strict: flag("s") };
        if key.bits() > RSA_BITS_MAX {
            return Err("its key has more than 8192 bits");
        }
        Ok(Some(key))
    }

    /// What it is for.
    pub const fn algorithm(&self) -> Algorithm {
        match self.material {
            Material::Rsa { .. } => Algorithm::Rsa,
            Material::Ed25519(_) => Algorithm::Ed25519,
        }
    }

    /// How long it is.
    pub fn bits(&self) -> usize {
        match &self.material {
            Material::Rsa { modulus, .. } => {
                let unused = modulus.first().map_or(0, |first| first.leading_zeros());
                (modulus.len() * 8).saturating_sub(usize::try_from(unused).unwrap_or_default())
            }
            Material::Ed25519(key) => key.len() * 8,
        }
    }

    /// Whether it is too short to be believed.
    pub fn is_weak(&self) -> bool {
        self.algorithm() == Algorithm::Rsa && self.bits() < RSA_BITS_MIN
    }

    /// Whether its domain only tries it (`t=y`).
    pub const fn is_on_trial(&self) -> bool {
        self.trial
    }

    /// Whether it is for identities of its very domain only (`t=s`).
    pub(super) const fn is_strict(&self) -> bool {
        self.strict
    }

    /// Whether a signature over these bytes was made with its private half.
    pub(super) fn verifies(&self, signed: &[u8], signature: &[u8]) -> bool {
        let result = match &self.material {
            Material::Rsa { modulus, exponent } => {
                let key = RsaPublicKeyComponents { n: modulus, e: exponent };
                key.verify(&RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, signed, signature)
            }
            Material::Ed25519(key) => {
                UnparsedPublicKey::new(&ED25519, key).verify(signed, signature)
            }
        };
        result.is_ok()
    }
}

/// Modulus and exponent of a key, which stands by itself (RFC 8017 appendix A.1.1) or, as nearly
/// everybody publishes it, with its algorithm (RFC 5280 section 4.1.2.7).
fn rsa(der: &[u8]) -> Option<Material> {
    const INTEGER: u8 = 2;
    const BITS: u8 = 3;
    const SEQUENCE: u8 = 0x30;
    /// 1.2.840.113549.1.1.1, rsaEncryption.
    const RSA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
    let (mut key, _) = element(SEQUENCE, der)?;
    if let Some((algorithm, rest)) = element(SEQUENCE, key) {
        let (bits, _) = element(BITS, rest).filter(|_| algorithm.starts_with(RSA))?;
        (key, _) = element(SEQUENCE, bits.strip_prefix(&[0])?)?;
    }
    let (modulus, rest) = element(INTEGER, key)?;
    let (exponent, _) = element(INTEGER, rest)?;
    let bare = |number: &[u8]| -> Vec<u8> {
        number.iter().copied().skip_while(|byte| *byte == 0).collect()
    };
    let (modulus, exponent) = (bare(modulus), bare(exponent));
    let any = !modulus.is_empty() && !exponent.is_empty();
    any.then_some(Material::Rsa { modulus, exponent })
}

/// An element of this tag at the beginning of DER: what is in it, and what follows.
fn element(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = der.strip_prefix(&[tag])?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match *first {
        length @ 0..=0x7f => (usize::from(length), rest),
        0x81 => (usize::from(*rest.first()?), rest.get(1..)?),
        0x82 => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            (usize::from(u16::from_be_bytes(*length)), rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

/// The keys at hand.
#[derive(Debug, Clone, Default)]
pub struct Keys(FxHashMap<Signer, Key>);

impl Keys {
    /// Those of records; a record that is no key, or takes its key back, gives none.
    pub fn of<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let key = |record: &Record| Some((record.signer.clone(), Key::of(&record.text).ok()??));
        Self(records.into_iter().filter_map(key).take(KEYS_MAX).collect())
    }

    /// The key of a signer.
    pub fn get(&self, signer: &Signer) -> Option<&Key> {
        self.0.get(signer)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
