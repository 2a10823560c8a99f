//! What a host name alone says: who may have it, and whether anybody thought of it.

use rustc_hash::FxHashSet;

/// Lists of hosts.
#[derive(Debug)]
pub(super) struct Hosts {
    public_mail: FxHashSet<&'static str>,
    platforms: FxHashSet<&'static str>,
    open_hosting: FxHashSet<&'static str>,
    shorteners: FxHashSet<&'static str>,
}

impl Default for Hosts {
    fn default() -> Self {
        let open = include_str!("../../data/senders/open_hosting.txt");
        let short = include_str!("../../data/senders/shorteners.txt");
        Self {
            public_mail: lines(include_str!("../../data/senders/public_mail.txt")).collect(),
            platforms: lines(include_str!("../../data/senders/platforms.txt")).collect(),
            open_hosting: lines(open).collect(),
            shorteners: lines(short).collect(),
        }
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    let line = |line: &'static str| line.split(['#', '|']).next().unwrap_or_default().trim();
    text.lines().map(line).filter(|l| !l.is_empty())
}

/// Providers with whom anybody has a mailbox; the wide-spread ones.
const MAILBOXES: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "aol.com",
    "icloud.com",
    "gmx.de",
    "gmx.net",
    "gmx.com",
    "web.de",
    "mail.ru",
    "yandex.ru",
    "yandex.com",
    "proton.me",
    "protonmail.com",
    "mail.com",
    "zohomail.com",
    "qq.com",
    "163.com",
    "126.com",
    "rediffmail.com",
    "hotmail.fr",
    "yahoo.fr",
    "laposte.net",
    "orange.fr",
    "libero.it",
    "hotmail.it",
    "hotmail.es",
    "hotmail.co.uk",
    "yahoo.co.uk",
    "outlook.fr",
    "outlook.de",
    "outlook.es",
    "yahoo.de",
    "msn.com",
    "usa.com",
    "consultant.com",
    "accountant.com",
];

/// Whether an ending costs next to nothing and is seldom kept.
fn is_cheap(ending: &str) -> bool {
    matches!(
        ending,
        "xyz"
            | "top"
            | "click"
            | "work"
            | "best"
            | "icu"
            | "buzz"
            | "cfd"
            | "sbs"
            | "rest"
            | "monster"
            | "quest"
            | "cyou"
            | "bond"
            | "lol"
            | "skin"
            | "hair"
            | "beauty"
            | "makeup"
            | "cam"
            | "bid"
            | "trade"
            | "loan"
            | "win"
            | "review"
            | "stream"
            | "racing"
            | "date"
            | "party"
            | "science"
            | "gq"
            | "cf"
            | "ml"
            | "tk"
            | "ga"
            | "lat"
            | "life"
            | "live"
            | "fun"
            | "art"
            | "pw"
            | "site"
            | "online"
            | "website"
            | "space"
            | "store"
            | "shop"
            | "digital"
            | "uno"
            | "motorcycles"
            | "autos"
            | "boats"
            | "homes"
            | "pics"
            | "mom"
            | "zip"
    )
}

impl Hosts {
    pub(super) fn is_public(&self, host: &str) -> bool {
        self.public_mail.contains(host) || Self::is_mailbox_host(host)
    }

    /// Whether anybody may have a mailbox there.
    pub(super) fn is_mailbox_host(host: &str) -> bool {
        MAILBOXES.contains(&host)
    }

    /// Whether a host or the organisation that has it sends for others.
    pub(super) fn is_platform(&self, host: &str, organisation: &str) -> bool {
        self.platforms.contains(host) || self.platforms.contains(organisation)
    }

    /// Whether a host is one of many that a hosting firm hands out by itself.
    pub(super) fn is_open_hosting(&self, host: &str) -> bool {
        let below = host.match_indices('.').filter_map(|(dot, _)| host.get(dot + 1..));
        std::iter::once(host).chain(below).any(|ending| self.open_hosting.contains(ending))
    }

    pub(super) fn is_shortener(&self, host: &str) -> bool {
        self.shorteners.contains(host.trim_start_matches("www."))
    }
}

/// Whether `host` is `ending` or a name below it.
fn ends_with(host: &str, ending: &str) -> bool {
    host.strip_suffix(ending).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Whether the ending of a host is one that is seldom kept.
pub(super) fn has_cheap_ending(host: &str) -> bool {
    let ending = host.rsplit('.').next().unwrap_or_default();
    is_cheap(ending) || ends_with(host, "sa.com") || ends_with(host, "za.com")
}

/// Whether an organisation's domain belongs to a name: its first label is one of the labels, or
/// begins or ends with one at a hyphen.
pub(super) fn is_related(organisation: &str, labels: &[&str]) -> bool {
    let label = organisation.split('.').next().unwrap_or_default();
    labels.contains(&label)
}

/// Whether nobody thought of these letters: digits among them, no vowels, long runs of consonants.
pub(super) fn looks_random(label: &str) -> bool {
    label.split(['-', '_', '.', '+']).any(is_noise)
}

fn is_noise(part: &str) -> bool {
    if part.len() < 5 || !part.is_ascii() {
        return false;
    }
    let (mut letters, mut digits, mut vowels, mut run, mut longest, mut changes) =
        (0, 0, 0, 0, 0, 0);
    let mut last_digit = None;
    for byte in part.bytes().map(|b| b.to_ascii_lowercase()) {
        let digit = byte.is_ascii_digit();
        if last_digit.is_some_and(|last| last != digit) {
            changes += 1;
        }
        last_digit = Some(digit);
        if digit {
            digits += 1;
            run = 0;
            continue;
        }
        letters += 1;
        if b"aeiouy".contains(&byte) {
            vowels += 1;
            run = 0;
        } else {
            run += 1;
            longest = longest.max(run);
        }
    }
    let scattered = changes >= 3 && letters >= 2;
    let unspeakable = letters >= 6 && (longest >= 6 || vowels * 6 < letters);
    let tail = digits >= 5 && letters >= 3;
    scattered || unspeakable || tail
}
