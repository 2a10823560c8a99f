//! Who is behind a message, as far as it says itself.

use crate::document::Header;
use crate::structured::AuthenticationVerdict;
use crate::words::Words;
use oxherd_model::{Authentic, Mailbox, SupplierClaim};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Knows public mail providers and sending platforms.
#[derive(Debug)]
pub struct SenderReader {
    public_mail: FxHashSet<&'static str>,
    platforms: FxHashSet<&'static str>,
}

impl Default for SenderReader {
    fn default() -> Self {
        Self {
            public_mail: list(include_str!("../data/senders/public_mail.txt")),
            platforms: list(include_str!("../data/senders/platforms.txt")),
        }
    }
}

/// Words of a display name that say what the sender does, not who it is.
const ROLES: &str = include_str!("../data/senders/roles.txt");

/// Those of any name, and those that may be part of one.
static ROLE_WORDS: LazyLock<[FxHashSet<&'static str>; 2]> = LazyLock::new(|| {
    let (plain, departments) = ROLES.split_once("[departments]").unwrap_or((ROLES, ""));
    [list(plain), list(departments)]
});

fn list(text: &'static str) -> FxHashSet<&'static str> {
    let line = |line: &'static str| line.split(['#', '|']).next().unwrap_or_default().trim();
    text.lines().map(line).filter(|l| !l.is_empty()).collect()
}

impl SenderReader {
    /// Who the message says it comes from; `merchant` is named by machine-readable data.
    pub fn read(&self, header: &Header, merchant: Option<&str>) -> Option<SupplierClaim> {
        let from = header.from.as_ref().or(header.sender.as_ref())?;
        let host = host_of(&from.address)?;
        let domain = organisation(host);
        let authentic = authenticity(header, &domain);
        if self.is_public(&from.address) {
            let name = if from.name.is_empty() { local_part(&from.address) } else { &from.name };
            return Some(SupplierClaim {
                name: merchant.unwrap_or(name).to_owned(),
                domain: Some(from.address.clone()),
                platform: None,
                authentic,
            });
        }
        if self.platforms.contains(domain.as_str()) || self.platforms.contains(host) {
            let claim = self.behind_platform(header, from, &domain, merchant);
            return Some(SupplierClaim { authentic, ..claim });
        }
        let name = display_name(from, &domain, merchant);
        Some(SupplierClaim { name, domain: Some(domain), platform: None, authentic })
    }

    /// Whether an address is at a public mail provider.
    pub fn is_public(&self, address: &str) -> bool {
        host_of(address).is_some_and(|host| {
            self.public_mail.contains(host)
                || self.public_mail.contains(organisation(host).as_str())
        })
    }

    fn behind_platform(
        &self,
        header: &Header,
        from: &Mailbox,
        platform: &str,
        merchant: Option<&str>,
    ) -> SupplierClaim {
        let authentic = Authentic::Unknown;
        let own = header.reply_to.as_ref().and_then(|r| host_of(&r.address)).map(organisation);
        let own = own.filter(|d| {
            !self.platforms.contains(d.as_str()) && !self.public_mail.contains(d.as_str())
        });
        let shown = without_platform(&from.name);
        let name = merchant.map_or_else(|| shown.clone(), str::to_owned);
        if name.is_empty() || same_words(&name, label(platform)) {
            let name = display_name(from, platform, merchant);
            return SupplierClaim {
                name,
                domain: Some(platform.to_owned()),
                platform: None,
                authentic,
            };
        }
        SupplierClaim { name, domain: own, platform: Some(platform.to_owned()), authentic }
    }
}

/// The organisational domain of a host by the public suffix list.
pub fn organisation(host: &str) -> String {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    psl::domain_str(&host).unwrap_or(&host).to_owned()
}

/// The host of an address.
pub fn host_of(address: &str) -> Option<&str> {
    let (_, host) = address.rsplit_once('@')?;
    let host = host.trim_matches(|c: char| !c.is_alphanumeric());
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}

/// The part of an address before the `@`.
pub fn local_part(address: &str) -> &str {
    address.split('@').next().unwrap_or_default()
}

fn label(domain: &str) -> &str {
    domain.split('.').next().unwrap_or_default()
}

/// What the topmost judgement says for the organisation of From (RFC 8601, RFC 7489 section 3.1 for
/// alignment). Whether whoever wrote it is the owner's own receiving host, the household knows; what was
/// written before that host had the message vouches for nobody (RFC 8601 section 5).
fn authenticity(header: &Header, domain: &str) -> Authentic {
    match said_of(header, domain) {
        Authentic::Pass if header.judged_elsewhere() => Authentic::Unknown,
        said @ (Authentic::Pass | Authentic::Fail | Authentic::Unknown) => said,
    }
}

/// What the topmost judgement says of an organisation, wherever it stands.
pub(crate) fn said_of(header: &Header, domain: &str) -> Authentic {
    let Some(verdict) = header.verdict() else {
        return Authentic::Unknown;
    };
    let aligned = |d: &Option<String>| {
        d.as_deref().is_some_and(|d| organisation(host_of(d).unwrap_or(d)) == domain)
    };
    judged(verdict, aligned)
}

fn judged(verdict: &AuthenticationVerdict, aligned: impl Fn(&Option<String>) -> bool) -> Authentic {
    let of_another = |d: &Option<String>| d.is_some() && !aligned(d);
    let dmarc = verdict.dmarc.as_ref();
    // Who passes for another From than the one that is shown vouches for nothing.
    let dmarc = dmarc.filter(|(result, from)| result != "pass" || !of_another(from));
    let dmarc = dmarc.map(|(result, _)| result.as_str());
    let dkim_pass = verdict.dkim.iter().any(|(result, d)| result == "pass" && aligned(d));
    let spf_pass = verdict.spf.as_ref().is_some_and(|(result, d)| result == "pass" && aligned(d));
    let dkim_fail = verdict.dkim.iter().any(|(result, _)| result == "fail");
    let spf_fail =
        verdict.spf.as_ref().is_some_and(|(r, _)| matches!(r.as_str(), "fail" | "softfail"));
    match dmarc {
        Some("pass") => Authentic::Pass,
        Some("fail") => Authentic::Fail,
        Some(_) | None if dkim_pass || spf_pass => Authentic::Pass,
        Some(_) | None if spf_fail || dkim_fail => Authentic::Fail,
        Some(_) | None => Authentic::Unknown,
    }
}

/// The name to show: what the sender calls itself, without role words, else its domain.
fn display_name(from: &Mailbox, domain: &str, merchant: Option<&str>) -> String {
    let shown = cleaned(&from.name, label(domain));
    if let Some(merchant) = merchant
        && (shown.is_empty() || same_words(merchant, label(domain)))
    {
        return merchant.to_owned();
    }
    if shown.is_empty() { from_domain(domain) } else { shown }
}

/// A display name without the parts that name a role, a person or a platform.
fn cleaned(name: &str, own: &str) -> String {
    let name = name.trim().trim_matches(['"', '\'', '<', '>']).trim();
    if name.contains('@') {
        return String::new();
    }
    let name = without_platform(name);
    let name = match name.split_once([',', '|', '\u{b7}', '\u{2013}', '\u{2014}']) {
        Some((first, second)) if is_role(second) => first.trim().to_owned(),
        Some((first, second)) if is_role(first) => second.trim().to_owned(),
        Some(_) | None => name,
    };
    let mut words: Vec<&str> = name.split_whitespace().collect();
    // `Fietshuis Van Dalen` is one name: a particle in capitals, or the first word is that of the domain.
    let is_from = |word: &&str| FROM_WORDS.contains(word);
    let named = words.first().is_some_and(|first| first.len() > 3 && same_words(first, own));
    if let Some(at) = words.iter().position(is_from)
        && !named
        && (1..=3).contains(&at)
        && at + 1 < words.len()
    {
        words = words.split_off(at + 1);
    }
    while words.len() > 1 && words.last().is_some_and(|w| is_role(w) || is_department(w, own)) {
        words.pop();
    }
    while words.len() > 1 && words.first().is_some_and(|w| is_leading_role(w)) {
        words.remove(0);
    }
    let left = words.join(" ").trim_matches(['-', ':', ' ', '(', ')', '"']).to_owned();
    let nobody = left.split_whitespace().all(|word| is_role(word) || is_department(word, own));
    if nobody { String::new() } else { left }
}

/// `ACME via Platform` is ACME, and so is `Platform on behalf of ACME`.
fn without_platform(name: &str) -> String {
    let parted = name.bytes().filter(|byte| *byte == b' ').count() > 1;
    let behalf = BEHALF.iter().find_map(|mark| name.split_once(*mark)).filter(|_| parted);
    if let Some((_, merchant)) = behalf {
        return merchant.trim_matches(['"', '\'', ' ']).to_owned();
    }
    for mark in [" via ", " through ", " \u{fc}ber ", " tramite ", " mediante "] {
        if parted && let Some((merchant, _)) = name.split_once(mark) {
            return merchant.trim_matches(['"', '\'', ' ']).to_owned();
        }
    }
    name.trim_matches(['"', '\'', ' ']).to_owned()
}

fn is_role(words: &str) -> bool {
    let words = Words::cut(words, usize::MAX);
    let [plain, _] = &*ROLE_WORDS;
    !words.is_empty() && words.all().iter().all(|word| plain.contains(words.folded(*word)))
}

/// Whether a word names a department, and the sender's domain does not bear it as part of its name.
fn is_department(word: &str, own: &str) -> bool {
    let folded = crate::words::fold(word);
    let folded = folded.trim();
    let [_, departments] = &*ROLE_WORDS;
    departments.contains(folded) && !crate::words::fold(own).replace(' ', "").contains(folded)
}

fn is_leading_role(word: &str) -> bool {
    matches!(
        crate::words::fold(word).as_str(),
        "kundenservice"
            | "kundendienst"
            | "service"
            | "noreply"
            | "newsletter"
            | "support"
            | "team"
            | "equipe"
            | "l"
            | "rechnung"
            | "facturation"
            | "klantenservice"
    )
}

fn same_words(a: &str, b: &str) -> bool {
    let glue = |s: &str| crate::words::fold(s).replace(' ', "");
    let (a, b) = (glue(a), glue(b));
    !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
}

/// `north-gate.co.uk` is `North Gate`.
fn from_domain(domain: &str) -> String {
    label(domain)
        .split(['-', '_'])
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().collect::<String>() + letters.as_str()
            })
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Words of a sender that writes for another, before its name.
const BEHALF: &[&str] = &[
    " on behalf of ",
    " im Auftrag von ",
    " im Auftrag der ",
    " i. A. ",
    " pour le compte de ",
    " por cuenta de ",
    " en nombre de ",
    " per conto di ",
    " namens ",
];

/// `Anna from ACME` is ACME.
const FROM_WORDS: &[&str] = &["from", "at", "von", "bei", "vom", "chez", "van", "@"];

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(name: &str, address: &str, reply_to: Option<&str>) -> SupplierClaim {
        let header = Header {
            from: Some(Mailbox { name: name.to_owned(), address: address.to_owned() }),
            reply_to: reply_to.map(|a| Mailbox { name: String::new(), address: a.to_owned() }),
            ..Header::default()
        };
        SenderReader::default().read(&header, None).unwrap()
    }

    #[test]
    fn the_name_is_who_and_not_what_they_do() {
        for (shown, address, name) in [
            ("Northgate Insurance Customer Service", "cs@northgate.example", "Northgate Insurance"),
            ("Anna from Bluebird", "anna@bluebird.example", "Bluebird"),
            ("noreply", "noreply@mail.north-gate.co.uk", "North Gate"),
            ("", "rechnung@stadtwerke-lindau.example", "Stadtwerke Lindau"),
            ("Fjord Bank | Kundenservice", "x@fjord.example", "Fjord Bank"),
            ("Fietshuis Van Dalen", "x@fietshuisvandalen.example", "Fietshuis Van Dalen"),
            ("Drukkerij van Loon", "x@drukkerij-loon.example", "Drukkerij van Loon"),
            ("Rheingas Forderungsmanagement", "fm@rheingas-energie.example", "Rheingas"),
            ("Alder Valley Revenues", "no-reply@aldervalley-gov.example", "Alder Valley"),
            ("Almadraba Siniestros", "s@almadraba-seguros.example", "Almadraba"),
            ("Lucerna Credito Clienti", "c@lucerna.example", "Lucerna"),
            ("Ferrovia Info Trafic", "info@ferrovia.example", "Ferrovia"),
            ("Waterland Debiteurenbeheer", "d@waterland.example", "Waterland"),
            ("Lindell Kitchens Orders", "o@lindell.example", "Lindell Kitchens"),
            ("Cita Previa", "no-reply@salud-triana.example", "Salud Triana"),
            ("Quayside Tickets", "x@quaysidetickets.example", "Quayside Tickets"),
            ("Claims", "claims@harbour-mutual.example", "Harbour Mutual"),
            ("Stratos on behalf of Quayside Bank", "x@stratos.example", "Quayside Bank"),
            ("Payfern per conto di Bottega Anselmi", "x@payfern.example", "Bottega Anselmi"),
        ] {
            assert_eq!(claim(shown, address, None).name, name);
        }
    }

    #[test]
    fn the_domain_is_the_organisation() {
        assert_eq!(claim("x", "a@e.mail.acme.co.uk", None).domain.as_deref(), Some("acme.co.uk"));
    }

    #[test]
    fn a_trader_at_a_public_provider_is_the_whole_address() {
        let trader = claim("Joe Plumber", "joe@gmail.com", None);
        assert_eq!(trader.domain.as_deref(), Some("joe@gmail.com"));
    }
}
