//! What a message says, told apart from what it quotes and from its footer.

use crate::words::{Hit, Phrases, Words};

/// A run of text by its role, in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub role: Role,
}

/// What a run of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The message itself.
    Said,
    /// An earlier message, quoted.
    Quoted,
    /// After the signature mark, legal text, unsubscribe lines.
    Footer,
}

/// Tells the regions of a text apart.
#[derive(Debug)]
pub struct RegionReader {
    phrases: Phrases,
}

const REPLY: u32 = 0;
const FORWARD: u32 = 1;
const FOOTER: u32 = 2;

impl Default for RegionReader {
    fn default() -> Self {
        let mut phrases = Phrases::new();
        for (list, number) in [(REPLY_HEADS, REPLY), (FORWARD_HEADS, FORWARD), (FOOTERS, FOOTER)] {
            for phrase in list {
                phrases.add(phrase, number);
            }
        }
        Self { phrases }
    }
}

impl RegionReader {
    /// The regions of `text`, whose words are `words`, covering all of it.
    pub fn read(&self, text: &str, words: &Words) -> Vec<Region> {
        let marks = self.marks(words);
        let mut regions: Vec<Region> = Vec::new();
        let mut tail: Option<Role> = None;
        let mut said_bytes = 0;
        for (start, line) in lines(text) {
            let end = start + line.len();
            let role = tail.unwrap_or_else(|| {
                let (role, keeps_on) = role_of(line, (start, end), &marks, text.len(), said_bytes);
                if keeps_on {
                    tail = Some(role);
                }
                role
            });
            if role == Role::Said {
                said_bytes += line.trim().len();
            }
            match regions.last_mut() {
                Some(last) if last.role == role => last.end = end,
                Some(_) | None => regions.push(Region { start, end, role }),
            }
        }
        regions
    }

    fn marks(&self, words: &Words) -> Vec<(usize, u32)> {
        let mut marks = Vec::new();
        self.phrases.find(words, |Hit { phrase, first, .. }| {
            if let Some(word) = words.all().get(first) {
                marks.push((crate::words::as_index(word.start), phrase));
            }
        });
        marks
    }
}

/// The text with everything that the message does not say itself blanked: offsets stay the same.
pub fn said(text: &str, regions: &[Region]) -> String {
    let mut out = String::with_capacity(text.len());
    for region in regions {
        let part = text.get(region.start..region.end).unwrap_or_default();
        if region.role == Role::Said {
            out.push_str(part);
        } else {
            out.extend(part.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        }
    }
    out
}

/// The words of what the message says itself.
pub fn words_said(words: &Words, regions: &[Region]) -> Words {
    let mut regions = regions.iter().peekable();
    words.only(|start| {
        let start = crate::words::as_index(start);
        while regions.peek().is_some_and(|region| region.end <= start) {
            regions.next();
        }
        regions.peek().is_some_and(|region| region.role == Role::Said)
    })
}

/// The role of a line, and whether everything after it has the same.
fn role_of(
    line: &str,
    (start, end): (usize, usize),
    marks: &[(usize, u32)],
    text_bytes: usize,
    said_bytes: usize,
) -> (Role, bool) {
    let trimmed = line.trim();
    if trimmed.starts_with('>') {
        return (Role::Quoted, false);
    }
    if trimmed == "--" || line.trim_end_matches(['\r', '\n']) == "-- " {
        return (Role::Footer, said_bytes > 0);
    }
    let from = marks.partition_point(|(at, _)| *at < start);
    let here = marks.get(from..).unwrap_or_default().iter().take_while(|(at, _)| *at < end);
    let (mut reply, mut forward, mut footer) = (false, false, false);
    for (_, mark) in here {
        reply |= *mark == REPLY;
        forward |= *mark == FORWARD;
        footer |= *mark == FOOTER;
    }
    if reply && said_bytes >= 20 && trimmed.len() < 200 && ends_like_a_reply_head(trimmed) {
        return (Role::Quoted, true);
    }
    if forward && said_bytes >= 200 {
        return (Role::Quoted, true);
    }
    if footer && trimmed.len() < 600 {
        return (Role::Footer, start * 2 > text_bytes && said_bytes > 40);
    }
    (Role::Said, false)
}

fn ends_like_a_reply_head(line: &str) -> bool {
    line.ends_with(':') || line.starts_with("---") || line.starts_with("___")
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line)
    })
}

const REPLY_HEADS: &[&str] = &[
    "wrote",
    "original message",
    "schrieb",
    "ursprungliche nachricht",
    "a écrit",
    "message d'origine",
    "escribió",
    "mensaje original",
    "ha scritto",
    "messaggio originale",
    "schreef",
    "oorspronkelijk bericht",
    "escreveu",
    "skrev",
    "napisał",
    "napsal",
];

const FORWARD_HEADS: &[&str] = &[
    "forwarded message",
    "begin forwarded message",
    "weitergeleitete nachricht",
    "message transféré",
    "mensaje reenviado",
    "messaggio inoltrato",
    "doorgestuurd bericht",
];

/// Phrases that stand in footers, legal blocks and viewing hints.
const FOOTERS: &[&str] = &[
    "unsubscribe",
    "opt out of",
    "manage your preferences",
    "email preferences",
    "update your preferences",
    "you are receiving this",
    "you're receiving this",
    "you received this email because",
    "this email was sent to",
    "this message was sent to",
    "this e-mail was sent",
    "this is an automated",
    "this is an automatic",
    "do not reply to this",
    "please do not reply",
    "all rights reserved",
    "registered in england",
    "registered office",
    "company number",
    "vat number",
    "vat registration",
    "privacy policy",
    "privacy notice",
    "terms of use",
    "view in browser",
    "view this email in",
    "view online",
    "having trouble viewing",
    "authorised and regulated by",
    "regulated by the financial",
    "confidential and intended",
    "intended only for",
    "if you are not the intended",
    "think before you print",
    "abmelden",
    "abbestellen",
    "newsletter abbestellen",
    "im browser ansehen",
    "im browser anzeigen",
    "webansicht",
    "diese e-mail wurde",
    "automatisch generierte",
    "automatisch erstellt",
    "antworten sie nicht auf diese",
    "bitte nicht auf diese",
    "handelsregister",
    "amtsgericht",
    "geschäftsführer",
    "geschäftsführung",
    "ust-idnr",
    "ust-id",
    "registergericht",
    "impressum",
    "datenschutzerklärung",
    "datenschutzhinweise",
    "alle rechte vorbehalten",
    "vorstand",
    "aufsichtsrat",
    "sitz der gesellschaft",
    "vertraulich",
    "se désinscrire",
    "se désabonner",
    "désinscription",
    "vous recevez cet e-mail",
    "vous recevez ce message",
    "cet e-mail a été envoyé",
    "ne pas répondre à ce",
    "message automatique",
    "tous droits réservés",
    "mentions légales",
    "politique de confidentialité",
    "voir dans le navigateur",
    "version en ligne",
    "rcs",
    "siret",
    "capital social",
    "siège social",
    "darse de baja",
    "cancelar suscripción",
    "recibe este correo",
    "este correo ha sido enviado",
    "no responda a este",
    "mensaje automático",
    "todos los derechos reservados",
    "aviso legal",
    "política de privacidad",
    "ver en el navegador",
    "registro mercantil",
    "domicilio social",
    "annulla l'iscrizione",
    "disiscriviti",
    "cancellati",
    "ricevi questa email",
    "questa email è stata inviata",
    "non rispondere a questa",
    "si prega di non rispondere",
    "messaggio automatico",
    "tutti i diritti riservati",
    "informativa privacy",
    "informativa sulla privacy",
    "visualizza nel browser",
    "registro imprese",
    "sede legale",
    "partita iva",
    "uitschrijven",
    "afmelden",
    "u ontvangt deze",
    "je ontvangt deze",
    "deze e-mail is verzonden",
    "niet beantwoorden",
    "automatisch bericht",
    "alle rechten voorbehouden",
    "privacybeleid",
    "privacyverklaring",
    "bekijk in browser",
    "bekijk online",
    "kvk nummer",
    "kvk-nummer",
    "handelsregister kvk",
    "btw-nummer",
    "statutair gevestigd",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn said_of(text: &str) -> String {
        let words = Words::cut(text, usize::MAX);
        let regions = RegionReader::default().read(text, &words);
        let said = said(text, &regions);
        assert_eq!(said.len(), text.len());
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn quoted_replies_are_not_what_the_message_says() {
        let text = "Thanks, Tuesday is fine for me.\n\nOn 3 May Ann wrote:\n> Your bill is 12 euro\nstill quoted";
        assert_eq!(said_of(text), "Thanks, Tuesday is fine for me.");
    }

    #[test]
    fn the_footer_is_cut_and_a_hint_on_top_is_only_a_line() {
        let text = "View in browser\nYour parcel comes today between 8 and 12.\nPlease be at home to receive it.\nAcme Ltd, registered in England\nYour invoice number may differ";
        assert_eq!(
            said_of(text),
            "Your parcel comes today between 8 and 12. Please be at home to receive it."
        );
    }

    #[test]
    fn a_forwarded_message_is_what_is_meant() {
        let text = "FYI\n---------- Forwarded message ----------\nYour bill is 12 euro";
        assert!(said_of(text).contains("12 euro"));
    }
}
