//! Where the links of a message lead.

use super::hosts::{self, Hosts, looks_random};
use super::{Brand, From, Signs};
use crate::document::Document;
use crate::sender::organisation;
use memchr::memmem;
use oxherd_model::CueSource;

/// Links of one message that are looked at.
const LINKS_MAX: usize = 60;

/// Different hosts that are looked at.
const HOSTS_MAX: usize = 8;

/// Bytes of a part in which links are looked for.
const PART_BYTES: usize = 120_000;

/// Bytes between the mark of a link and the `://` in it.
const SCHEME_MAX: usize = 16;

/// Hosts that serve pictures and letters, where nobody is led.
const SERVING: &[&str] = &[
    "www.w3.org",
    "w3.org",
    "fonts.googleapis.com",
    "fonts.gstatic.com",
    "schemas.microsoft.com",
    "schema.org",
    "ns.adobe.com",
    "use.typekit.net",
];

/// Whether a message leads somewhere, and never to its sender.
pub(super) fn lead_away(document: &Document, from: &From<'_>) -> bool {
    are_elsewhere(&owners(document), from)
}

/// Whether there are links, and none of them is of the sender.
fn are_elsewhere(owners: &[String], from: &From<'_>) -> bool {
    !owners.is_empty() && !owners.contains(&from.organisation) && !from.public
}

/// Adds the signs of the links.
pub(super) fn read(
    document: &Document,
    from: &From<'_>,
    known: &Hosts,
    claimed: Option<&Brand>,
    signs: &mut Signs,
) {
    let led = hosts_led_to(document, signs);
    let owners = of_hosts(&led, known, 9, signs);
    let source = CueSource::Body;
    let elsewhere = are_elsewhere(&owners, from);
    signs.add_all(&[(elsewhere, "no link leads to the sender", source, 5)]);
    if let Some(brand) = claimed {
        let alike = led.iter().any(|h| {
            let organisation = organisation(h);
            !hosts::is_related(&organisation, &brand.labels)
                && brand.labels.iter().any(|label| label.len() >= 5 && h.contains(label))
        });
        signs.add_all(&[(alike, "a link to a host named like another's", source, 12)]);
    }
}

/// Adds the signs of the links of a short message: of a number that is `unknown` or the name it is sent
/// under, by which firms are known as well as by their hosts.
pub(super) fn of_a_phone(
    document: &Document,
    (unknown, named): (bool, &str),
    known: &Hosts,
    claimed: Option<&Brand>,
    signs: &mut Signs,
) {
    let mut led = hosts_led_to(document, signs);
    led.extend(bare_hosts(document));
    // Short messages are short: firms hide where their links lead as well.
    let owners = of_hosts(&led, known, 5, signs);
    let source = CueSource::Body;
    signs.add_all(&[(
        unknown && !led.is_empty(),
        "a link from a number that nobody knows",
        source,
        8,
    )]);
    let labels = owners.iter().filter_map(|owner| owner.split('.').next());
    let name = named.to_lowercase().replace(' ', "");
    let like = |label: &str, own: &str| own.len() >= 3 && label != own && label.contains(own);
    let compound = |label: &str| label.contains('-') && like(&label.replace('-', ""), &name);
    let alike = labels.clone().any(compound);
    signs.add_all(&[(alike, "a link to a host named like another's", source, 10)]);
    if let Some(brand) = claimed {
        let own = owners.iter().any(|owner| hosts::is_related(owner, &brand.labels));
        let words = format!("speaks of {} and leads elsewhere", brand.name);
        signs.add_all(&[(!led.is_empty() && !own, words.as_str(), source, 14)]);
    }
}

/// Whether a short message holds a link, with a scheme or without.
pub(crate) fn leads_somewhere(document: &Document) -> bool {
    let schemes = document.texts.iter().take(1).any(|text| text.text.contains("://"));
    schemes || bare_hosts(document).next().is_some()
}

/// Hosts of links that are written without a scheme: `parcel-desk.example/pay`.
fn bare_hosts(document: &Document) -> impl Iterator<Item = &str> {
    let words = document.texts.iter().take(1).flat_map(|text| text.text.split_whitespace());
    let hosts = words.take(LINKS_MAX * 10).filter_map(|word| {
        let word = word.trim_start_matches(['(', '<', '"', '\'']);
        let (host, _) = word.split_once('/')?;
        let made_of = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        let (before, ending) = host.rsplit_once('.')?;
        let is_host = host.chars().all(made_of)
            && before.chars().any(|c| c.is_ascii_alphabetic())
            && ending.len() >= 2
            && ending.chars().all(|c| c.is_ascii_alphabetic());
        is_host.then_some(host)
    });
    hosts.take(HOSTS_MAX)
}

/// Who has the hosts that the links of a message lead to.
pub(super) fn owners(document: &Document) -> Vec<String> {
    let mut owners: Vec<String> = Vec::new();
    for owner in hosts_led_to(document, &mut Signs::default()).into_iter().map(organisation) {
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    owners
}

/// The hosts that the links of a message lead to.
fn hosts_led_to<'d>(document: &'d Document, signs: &mut Signs) -> Vec<&'d str> {
    let mut led: Vec<&str> = Vec::new();
    for (_, html) in document.htmls.iter().take(3) {
        collect(html, b"href", &mut led, signs);
    }
    if document.htmls.is_empty() {
        for text in document.texts.iter().take(1) {
            collect(&text.text, b"://", &mut led, signs);
        }
    }
    led
}

/// Adds what the hosts show by themselves, a shortener by so many points; gives who has them.
fn of_hosts(led: &[&str], known: &Hosts, hides: i16, signs: &mut Signs) -> Vec<String> {
    let source = CueSource::Body;
    let short = led.iter().any(|h| known.is_shortener(h));
    let open = led.iter().any(|h| known.is_open_hosting(h));
    let numeric = led.iter().any(|h| is_number(h));
    let cheap = led.iter().any(|h| hosts::has_cheap_ending(h));
    let owners: Vec<String> = led.iter().map(|h| organisation(h)).collect();
    let random = owners.iter().any(|o| looks_random(o.split('.').next().unwrap_or_default()));
    signs.add_all(&[
        (numeric, "a link to a bare address", source, 16),
        (short, "a link that hides where it leads", source, hides),
        (open, "a link to a host that anybody can have", source, 10),
        (cheap, "a link to a domain of a kind often thrown away", source, 6),
        (random, "a link to a domain of random letters", source, 6),
    ]);
    owners
}

/// Hosts of links, each once, in order.
fn collect<'a>(text: &'a str, mark: &[u8], led: &mut Vec<&'a str>, signs: &mut Signs) {
    let text = text.get(..text.floor_char_boundary(PART_BYTES)).unwrap_or_default();
    let mut tricked = false;
    for at in memmem::find_iter(text.as_bytes(), mark).take(LINKS_MAX) {
        let rest = text.get(at..).unwrap_or_default();
        let rest = rest.get(..rest.floor_char_boundary(300)).unwrap_or_default();
        let near = rest.as_bytes().get(..rest.len().min(SCHEME_MAX + 3)).unwrap_or_default();
        let Some(scheme) = near.windows(3).position(|bytes| bytes == b"://") else {
            continue;
        };
        let target = rest.get(scheme + 3..).unwrap_or_default();
        let ends = |c: char| {
            c.is_whitespace()
                || matches!(c, '/' | '?' | '#' | '"' | '\'' | '<' | '>' | ')' | '\\' | '&')
        };
        let end = target.find(ends);
        let authority = target.get(..end.unwrap_or(target.len())).unwrap_or_default();
        // RFC 3986 section 3.2.1: what stands before `@` is not the host.
        let host = match authority.rsplit_once('@') {
            Some((_, host)) => {
                tricked = true;
                host
            }
            None => authority,
        };
        let host = host.split(':').next().unwrap_or_default();
        if host.is_empty()
            || SERVING.contains(&host)
            || led.contains(&host)
            || led.len() >= HOSTS_MAX
        {
            continue;
        }
        led.push(host);
    }
    signs.add_all(&[(
        tricked,
        "a link that shows one host and leads to another",
        CueSource::Body,
        20,
    )]);
}

/// A bare IPv4 address, or one as a single number.
fn is_number(host: &str) -> bool {
    let digits = host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let dots = host.matches('.').count();
    digits && (dots == 3 || dots == 0 && host.len() >= 8) && !host.starts_with("127.")
}
