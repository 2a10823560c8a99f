//! Signs that a message is not what it says it is, or that it is junk.
//!
//! No sign decides alone: real firms write through platforms, track their links on other hosts and
//! sign badly. Each sign has points; together they have to pass a mark.

mod hosts;
mod letters;
mod links;
mod pleas;
mod secrets;

use crate::document::{Document, Header};
use crate::kinds::Wording;
use crate::phone::Caller;
use crate::sender::{host_of, local_part, organisation, said_of};
use crate::structured::AuthenticationVerdict;
use crate::words::{Phrases, Words, as_index};
use hosts::{Hosts, looks_random};
pub(crate) use links::leads_somewhere;
use oxherd_model::{Authentic, Cue, CueSource, Kind, SupplierClaim};
use pleas::PleaReader;
use secrets::SecretReader;

/// Looks for the signs.
#[derive(Debug)]
pub struct SuspicionReader {
    hosts: Hosts,
    names: Phrases,
    brands: Vec<Brand>,
    secrets: SecretReader,
    pleas: PleaReader,
}

/// A firm in whose name others write.
#[derive(Debug)]
struct Brand {
    name: &'static str,
    labels: Vec<&'static str>,
}

impl Default for SuspicionReader {
    fn default() -> Self {
        let mut reader = Self {
            hosts: Hosts::default(),
            names: Phrases::new(),
            brands: Vec::new(),
            secrets: SecretReader::default(),
            pleas: PleaReader::default(),
        };
        for line in include_str!("../data/senders/imitated.txt").lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let (names, labels) = line.split_once('|').unwrap_or((line, ""));
            let labels: Vec<&str> = labels.split_whitespace().collect();
            for name in names.split(',').map(str::trim) {
                let number = u32::try_from(reader.brands.len()).unwrap_or(u32::MAX);
                reader.names.add(name, number);
                reader.brands.push(Brand { name, labels: labels.clone() });
            }
        }
        reader
    }
}

/// What was found, as cues for `suspect`.
#[derive(Debug, Default)]
struct Signs(Vec<Cue>);

impl Signs {
    fn add(&mut self, words: &str, source: CueSource, points: i16) {
        self.0.push(Cue { kind: Kind::Suspect, words: words.to_owned(), source, weight: points });
    }

    /// Adds those that are so.
    fn add_all(&mut self, signs: &[(bool, &str, CueSource, i16)]) {
        for (is_so, words, source, points) in signs {
            if *is_so {
                self.add(words, *source, *points);
            }
        }
    }
}

/// The sender as the signs see it.
struct From<'a> {
    name: &'a str,
    address: &'a str,
    host: &'a str,
    organisation: String,
    public: bool,
}

impl SuspicionReader {
    /// The signs of a message, as cues for `suspect`; negative ones speak for honesty.
    pub fn read(
        &self,
        document: &Document,
        wording: &Wording<'_>,
        supplier: Option<&SupplierClaim>,
    ) -> Vec<Cue> {
        let header = &document.header;
        // What is no mail, such as a message of a chat, has none of the signs that a mail has.
        let nowhere = header.from.as_ref().is_none_or(|from| from.address.is_empty());
        if nowhere && header.received.is_none() && header.message_id.is_none() {
            return Vec::new();
        }
        let (name, address) = header
            .from
            .as_ref()
            .map_or(("", ""), |from| (from.name.as_str(), from.address.as_str()));
        let host = host_of(address).unwrap_or_default();
        let from = From {
            name,
            address,
            host,
            organisation: organisation(host),
            public: self.hosts.is_public(host),
        };
        let mut signs = Signs::default();
        if let Some(caller) = document.caller {
            self.phone(caller, document, wording, &mut signs);
            return signs.0;
        }
        let verdict = header.verdict();
        let authentic = supplier.map_or(Authentic::Unknown, |s| s.authentic);
        // Where it stands says nothing of whom it speaks.
        let aligned = said_of(header, &from.organisation) == Authentic::Pass;
        authentication((header, aligned), verdict, authentic, &mut signs);
        let counts = verdict.is_some_and(|found| {
            is_foreign(found, &from.organisation)
                || is_unsigned(found) && links::lead_away(document, &from)
        });
        if !counts {
            bounded(&mut signs.0);
        }
        self.sender(&from, header, &mut signs);
        let claimed = self.claimed(&from, wording, &mut signs);
        routing(&from, header, &mut signs);
        signs.add_all(&[(
            from.public && header.recipients.is_empty() && document.htmls.is_empty(),
            "from a public mailbox to nobody by name",
            CueSource::Header,
            6,
        )]);
        letters::read(document, &mut signs);
        self.secrets.read(wording, &mut signs);
        self.pleas.read(wording, None, &mut signs);
        links::read(document, &from, &self.hosts, claimed, &mut signs);
        if verdict.is_none() {
            signs.add("nobody looked whether the sender is who it says", CueSource::Header, -8);
        }
        if header.list_post || header.list_id.is_some() && header.precedence == "list" {
            signs.add("posted to a list", CueSource::Header, -24);
        }
        signs.0
    }

    /// A short message has no domain, no recipients and nobody who vouches for it; where it leads and how
    /// its letters look are all that can be wrong with it.
    fn phone(&self, caller: Caller, document: &Document, wording: &Wording<'_>, signs: &mut Signs) {
        if matches!(caller, Caller::Call | Caller::Owner) {
            return;
        }
        letters::read(document, signs);
        self.secrets.read(wording, signs);
        self.pleas.read(wording, Some(caller), signs);
        let sender = || self.brand_in(wording.sender);
        let claimed = sender().or_else(|| self.brand_in(wording.body));
        let unknown = caller == Caller::Number;
        let named = document.header.from.as_ref().map_or("", |from| from.address.as_str());
        links::of_a_phone(document, (unknown, named), &self.hosts, claimed, signs);
    }

    /// The address it comes from.
    fn sender(&self, from: &From<'_>, header: &Header, signs: &mut Signs) {
        let source = CueSource::Sender;
        let dots = from.host.matches('.').count();
        signs.add_all(&[
            (from.host.is_empty(), "an address of the sender without a domain", source, 16),
            (
                self.hosts.is_open_hosting(from.host),
                "writes from a host that anybody can have",
                source,
                16,
            ),
            (dots >= 4, "a sender many levels deep", source, 8),
            (
                hosts::has_cheap_ending(from.host),
                "a sender's domain of a kind often thrown away",
                source,
                7,
            ),
        ]);
        let label = from.organisation.split('.').next().unwrap_or_default();
        let below = from.host.strip_suffix(from.organisation.as_str());
        let below = below.unwrap_or_default().trim_end_matches('.');
        signs.add_all(&[(
            !from.public && (looks_random(label) || below.split('.').any(looks_random)),
            "a domain of random letters",
            source,
            8,
        )]);
        let local = local_part(from.address);
        let bulk = header.list_unsubscribe.is_some() || header.precedence == "bulk";
        let strange = !from.public && !self.is_platform(from) && is_unlike(from);
        let random = !bulk && !from.public && looks_random(local);
        signs.add_all(&[(strange, "a name that its address knows nothing of", source, 3)]);
        let points = if strange { 9 } else { 4 };
        signs.add_all(&[(random, "an address of random letters", source, points)]);
        let numbered = local.rsplit('_').next().unwrap_or_default();
        signs.add_all(&[(
            local.contains('_')
                && numbered.len() >= 3
                && numbered.bytes().all(|b| b.is_ascii_digit()),
            "an address with a running number",
            source,
            6,
        )]);
    }

    /// In whose name it writes; returns the name that the sender has no right to.
    fn claimed(&self, from: &From<'_>, wording: &Wording<'_>, signs: &mut Signs) -> Option<&Brand> {
        let named = self.brand_in(wording.sender);
        let in_subject = self.brand_in(wording.subject);
        let related = |brand: &Brand| hosts::is_related(&from.organisation, &brand.labels);
        let (brand, points, source) = match (named, in_subject) {
            (Some(brand), _) => (brand, 18, CueSource::Sender),
            (None, Some(brand)) => (brand, 6, CueSource::Subject),
            (None, None) => return None,
        };
        if related(brand) {
            return None;
        }
        // A second domain of a firm often holds its name; so do those that imitate it, with a hyphen.
        let label = from.organisation.split('.').next().unwrap_or_default();
        let within = brand.labels.iter().any(|own| own.len() >= 4 && label.contains(own));
        let points = if within && !label.contains('-') { points / 3 } else { points };
        let platform = self.is_platform(from);
        let points = if platform && points > 10 { 10 } else { points };
        let words = format!("speaks of {} from another domain", brand.name);
        signs.add(&words, source, points);
        Some(brand)
    }

    /// Where the links of a message lead, beside its sender and platforms of senders: organisational domains.
    pub(crate) fn leads_to(&self, document: &Document) -> Vec<String> {
        let address = document.header.from.as_ref().map_or("", |from| from.address.as_str());
        let own = organisation(host_of(address).unwrap_or_default());
        let mut led = links::owners(document);
        led.retain(|owner| *owner != own && !self.hosts.is_platform(owner, owner));
        led
    }

    fn is_platform(&self, from: &From<'_>) -> bool {
        self.hosts.is_platform(from.host, &from.organisation)
    }

    fn brand_in(&self, words: &Words) -> Option<&Brand> {
        let mut found = None;
        self.names.find(words, |hit| found = found.or(Some(hit.phrase)));
        self.brands.get(as_index(found?))
    }
}

/// Whether no word of the sender's name stands in its address.
fn is_unlike(from: &From<'_>) -> bool {
    let address: String = from.address.chars().filter(|c| c.is_alphanumeric()).collect();
    let words = Words::cut(from.name, 20);
    let mut long = words
        .all()
        .iter()
        .map(|word| words.folded(*word))
        .filter(|word| word.len() >= 3)
        .peekable();
    long.peek().is_some() && long.all(|word| !address.contains(word))
}

/// Most that all that the receiving host found says for fraud: who forwards a message breaks its signature and
/// sends from a host of its own, and a firm may sign badly. However often that is found, it is one finding, and
/// makes a suspect only of what is suspicious by something else.
const FOUND_MAX: i16 = 8;

/// Whether not even the domain that it was sent by, which is not that of its sender, lets it be sent from there, and
/// its signature is bad: who forwards a message keeps by whom it was sent, and no firm borrows a stranger's name.
fn is_foreign(found: &AuthenticationVerdict, organisation_of_sender: &str) -> bool {
    let foreign = |by: &Option<String>| {
        by.as_deref().is_some_and(|host| organisation(host) != organisation_of_sender)
    };
    let sent = found.spf.as_ref().is_some_and(|(result, by)| result == "fail" && foreign(by));
    let failed = |result: &str| result != "pass" && result != "none" && result != "neutral";
    let bad = found.dkim.iter().any(|(result, _)| failed(result));
    sent && bad && !found.dkim.iter().any(|(result, _)| result == "pass")
}

/// Whether a message bears no signature at all and comes from where its domain does not allow: who forwards one leaves
/// its signature in it, broken or not.
fn is_unsigned(found: &AuthenticationVerdict) -> bool {
    let signed = found.dkim.iter().any(|(result, _)| result != "none" && result != "neutral");
    !signed && found.spf.as_ref().is_some_and(|(result, _)| result == "fail")
}

/// Leaves of the signs, strongest first, so many points as they may have together.
fn bounded(signs: &mut Vec<Cue>) {
    signs.sort_by_key(|cue| -cue.weight);
    let mut left = FOUND_MAX;
    for cue in signs.iter_mut().filter(|cue| cue.weight > 0) {
        cue.weight = cue.weight.min(left);
        left -= cue.weight;
    }
    signs.retain(|cue| cue.weight != 0);
}

/// What the owner's receiving host found (RFC 8601), beyond the verdict on the sender.
fn authentication(
    (header, aligned): (&Header, bool),
    verdict: Option<&AuthenticationVerdict>,
    authentic: Authentic,
    signs: &mut Signs,
) {
    let Some(verdict) = verdict else {
        return;
    };
    let source = CueSource::Header;
    let relayed = header.list_post || header.list_id.is_some();
    let dmarc = verdict.dmarc.as_ref().map(|(result, _)| result.as_str());
    let spf = verdict.spf.as_ref().map(|(result, _)| result.as_str());
    let dkim_pass = verdict.dkim.iter().any(|(result, _)| result == "pass");
    let dkim_bad = verdict
        .dkim
        .iter()
        .any(|(result, _)| !matches!(result.as_str(), "pass" | "none" | "neutral"));
    signs.add_all(&[
        (authentic == Authentic::Fail && !relayed, "authentication failed", source, 10),
        (dmarc == Some("fail"), "DMARC failed", source, if relayed { 2 } else { 8 }),
        (
            matches!(spf, Some("fail" | "softfail")) && dmarc != Some("pass"),
            "sent from a host that its domain does not allow",
            source,
            8,
        ),
    ]);
    let nothing = !dkim_pass && spf != Some("pass") && dmarc != Some("pass");
    // A shop that lets its web host send signs nothing and publishes no policy: nothing failed there, and
    // that alone makes nobody an impostor.
    let unsigned = verdict.dkim.iter().all(|(result, _)| result == "none");
    let silent = unsigned && matches!(spf, None | Some("pass" | "none" | "neutral"));
    let absent = silent && matches!(dmarc, None | Some("none"));
    let points = if absent { 6 } else { 10 };
    signs.add_all(&[(nothing, "nothing vouches for the sender", source, points)]);
    let unaligned = !nothing && !aligned && dmarc != Some("pass");
    signs.add_all(&[
        (unaligned, "only others vouch for the sender", source, if absent { 5 } else { 7 }),
        (dkim_bad && !dkim_pass, "a broken signature", source, 5),
        (!dkim_pass && !unsigned && dmarc != Some("pass"), "no valid signature", source, 4),
    ]);
    let passed = authentic == Authentic::Pass && dkim_pass && spf == Some("pass");
    signs.add_all(&[(passed, "the sender's domain is vouched for", source, -6)]);
}

/// Reply-To, Return-Path, recipients, Message-ID.
fn routing(from: &From<'_>, header: &Header, signs: &mut Signs) {
    let source = CueSource::Header;
    if let Some(reply) = header.reply_to.as_ref()
        && let Some(host) = host_of(&reply.address)
    {
        let elsewhere = organisation(host) != from.organisation;
        let mailbox = Hosts::is_mailbox_host(host);
        signs.add_all(&[
            (
                elsewhere && mailbox && !from.public,
                "answers go to a public mail provider",
                source,
                12,
            ),
            (elsewhere && !mailbox, "answers go to another domain", source, 3),
            (
                elsewhere && from.public && reply.address != from.address,
                "answers go to another mailbox",
                source,
                8,
            ),
        ]);
    }
    way_back(header, signs);
    recipients(header, signs);
}

/// Where it comes back to, and its own name.
fn way_back(header: &Header, signs: &mut Signs) {
    let source = CueSource::Header;
    let back = header.return_path.as_deref().unwrap_or_default();
    let back = back.trim_matches(['<', '>', ' ']).to_ascii_lowercase();
    let back_host = host_of(&back).unwrap_or_default();
    signs.add_all(&[(
        back.starts_with("root@") || back.ends_with("localhost") || back.ends_with(".local"),
        "sent by a machine account",
        source,
        10,
    )]);
    let back_label = organisation(back_host);
    let back_label = back_label.split('.').next().unwrap_or_default();
    signs.add_all(&[(
        !back_host.is_empty() && looks_random(back_label),
        "comes back to a domain of random letters",
        source,
        6,
    )]);
    let id = header.message_id.as_deref().unwrap_or_default();
    let id_host = id.rsplit_once('@').map_or("", |(_, host)| host);
    signs.add_all(&[
        (
            !id.is_empty()
                && (!id_host.contains('.')
                    || id_host.ends_with("localdomain")
                    || id_host.ends_with(".local")),
            "a Message-ID without a real host",
            source,
            5,
        ),
        (
            id.contains(['$', '%'])
                && (id.contains('$') && id.contains("RND") || id.contains("%RND")),
            "a template left open",
            source,
            12,
        ),
    ]);
}

/// To whom it goes, and whether it answers anything.
fn recipients(header: &Header, signs: &mut Signs) {
    let source = CueSource::Header;
    let unnamed = header.recipients.is_empty() && header.list_id.is_none();
    signs.add_all(&[(unnamed, "no recipient is named", source, 5)]);
    let answers = crate::kinds::is_reply(&header.subject) && header.thread.is_empty();
    signs.add_all(&[(answers, "answers nothing", source, 4)]);
    let others = header
        .recipients
        .iter()
        .filter(|r| Hosts::is_mailbox_host(host_of(&r.address).unwrap_or_default()));
    signs.add_all(&[(
        others.count() >= 5 && header.thread.is_empty(),
        "goes to many strangers",
        source,
        6,
    )]);
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::{Authentic, Kind, Reading};

    /// A mail of a heating firm with what its receiver found, and with these further fields.
    fn read(found: &str, more: &str, body: &str) -> Reading {
        let mail = format!(
            "Received: from a.example by mx.home.example with ESMTPS id 1; Tue, 15 Sep 2026 09:00:01 +0000\n\
             Authentication-Results: mx.home.example; {found}\n\
             From: Lindenwarm <post@lindenwarm.example>\nTo: Robin <robin@home.example>\n\
             Subject: 09/2026\nDate: Tue, 15 Sep 2026 09:00:00 +0000\n\
             Message-ID: <1@lindenwarm.example>\n{more}Content-Type: text/plain; charset=utf-8\n\n{body}\n"
        );
        Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading
    }

    /// What receivers find of mail that was forwarded, sent by a platform, or from a host that was forgotten.
    const CLUMSY: [&str; 4] = [
        "dkim=fail header.d=lindenwarm.example; spf=softfail smtp.mailfrom=lindenwarm.example; \
         dmarc=fail (p=none) header.from=lindenwarm.example",
        "dkim=pass header.d=postwagen.example; spf=pass smtp.mailfrom=b.postwagen.example; \
         dmarc=fail header.from=lindenwarm.example",
        "dkim=none; spf=fail smtp.mailfrom=lindenwarm.example; dmarc=fail header.from=lindenwarm.example",
        "spf=softfail smtp.mailfrom=lindenwarm.example",
    ];

    #[test]
    fn what_its_receiver_found_makes_no_suspect_of_harmless_mail() {
        for found in CLUMSY {
            for (kind, body) in [
                (
                    Kind::Bill,
                    "Hello Robin, your bill is \u{a3}48.10, due on 30 September 2026. Customer number 5510-22.",
                ),
                (
                    Kind::Bill,
                    "Guten Tag, Ihre Rechnung betr\u{e4}gt 48,10 EUR, f\u{e4}llig am 30.09.2026. Kundennummer 5510-22.",
                ),
                (
                    Kind::AppointmentSet,
                    "Bonjour, nous confirmons votre rendez-vous le 30 septembre 2026 \u{e0} 10 h.",
                ),
                (
                    Kind::Bill,
                    "Hola, tu factura es de 48,10 \u{20ac} y vence el 30 de septiembre de 2026.",
                ),
                (
                    Kind::Bill,
                    "Gentile cliente, la bolletta \u{e8} di 48,10 \u{20ac}, da pagare entro il 30/09/2026.",
                ),
                (
                    Kind::CancelConfirmed,
                    "Beste Robin, uw opzegging is verwerkt. Het contract eindigt op 31 december 2026.",
                ),
            ] {
                let read = read(found, "", body);
                assert_eq!(read.kind, kind, "{found}: {body}");
                let authentic = read.supplier.map(|claim| claim.authentic);
                assert_eq!(authentic, Some(Authentic::Fail), "it is shown: {found}");
            }
        }
    }

    #[test]
    fn what_its_receiver_found_counts_beside_what_is_suspicious() {
        let asks =
            "Verify your account within 24 hours at http://192.0.2.7/login or it will be closed.";
        for found in CLUMSY {
            assert_eq!(read(found, "", asks).kind, Kind::Suspect, "{found}");
        }
    }

    #[test]
    fn an_unsigned_message_from_a_forbidden_host_counts_where_all_it_leads_to_is_elsewhere() {
        let away = "Click here for your prize: https://gift.kwikdesk.example/x";
        let home = "Your bill is ready: https://www.lindenwarm.example/b";
        assert_eq!(read(CLUMSY[2], "", away).kind, Kind::Suspect);
        assert_ne!(read(CLUMSY[2], "", home).kind, Kind::Suspect);
        // What was forwarded leads away as well, where its sender counts who follows.
        let counted = "Your bill is ready: https://track.kwikdesk.example/b";
        assert_ne!(read(CLUMSY[0], "", counted).kind, Kind::Suspect);
    }

    #[test]
    fn where_the_links_lead_is_kept_of_what_fails_alone() {
        let body = "Your bill is ready: https://www.lindenwarm.example/b and https://pay.kwikdesk.example/x";
        let passes =
            "dkim=pass header.d=lindenwarm.example; dmarc=pass header.from=lindenwarm.example";
        assert_eq!(read(CLUMSY[3], "", body).leads_to, ["kwikdesk.example"]);
        assert_eq!(read(passes, "", body).leads_to, [""; 0]);
    }
}
