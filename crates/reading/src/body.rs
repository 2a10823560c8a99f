//! What a message says, told apart from what it quotes and from its footer.

mod footers;
mod wraps;

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
const CLOSING: u32 = 3;
const LAW: u32 = 4;
const DATA: u32 = 5;
const REGISTER: u32 = 6;
const LEAVES: u32 = 7;
const MAILS: u32 = 8;
const RECOMMENDS: u32 = 9;
const RIGHTS: u32 = 10;
const POLICY: u32 = 11;

/// Letters of the longest line that only leads to such a text.
const POLICY_MAX: usize = 60;

/// Bytes of a message above an invitation to recommend the sender, and of its longest line: else that is what
/// the message is about.
const BEFORE_RECOMMENDING: usize = 80;
const RECOMMENDING_MAX: usize = 200;

/// Letters of the longest line that only says how to leave a list.
const LEAVE_MAX: usize = 50;

/// Letters of the longest line that takes leave.
const CLOSING_MAX: usize = 110;

/// Letters of the longest notice of the law.
const NOTICE_MAX: usize = 1_500;

impl Default for RegionReader {
    fn default() -> Self {
        let mut phrases = Phrases::new();
        let lists = [
            (REPLY_HEADS, REPLY),
            (FORWARD_HEADS, FORWARD),
            (FOOTERS, FOOTER),
            (footers::CLOSINGS, CLOSING),
            (footers::LAWS, LAW),
            (footers::DATA, DATA),
            (footers::REGISTERS, REGISTER),
            (footers::LEAVES, LEAVES),
            (footers::MAILS, MAILS),
            (footers::RECOMMENDS, RECOMMENDS),
            (footers::RIGHTS, RIGHTS),
            (POLICIES, POLICY),
        ];
        for (list, number) in lists {
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
        let mut marks = marks.as_slice();
        let mut regions: Vec<Region> = Vec::new();
        let mut above = Above::default();
        let (mut start, mut keeps_on) = (0, false);
        while start < text.len() && !keeps_on {
            let end = line_end(text, start);
            let line = text.get(start..end).unwrap_or_default().trim();
            let (here, below) = marks.split_at(marks.partition_point(|(at, _)| *at < end));
            marks = below;
            let role;
            let behind = text.get(end..).unwrap_or_default();
            (role, keeps_on) = role_of(line, here, (start, behind), above);
            if role == Role::Said {
                above.said_bytes += line.len();
                above.has_left |= above.said_bytes > 40
                    && line.len() <= CLOSING_MAX
                    && here.iter().any(|(_, mark)| *mark == CLOSING);
            }
            // Where one role keeps on, it keeps on to the end.
            let end = if keeps_on { text.len() } else { end };
            match regions.last_mut() {
                Some(last) if last.role == role => last.end = end,
                Some(_) | None => regions.push(Region { start, end, role }),
            }
            start = end;
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

/// The text with everything that the message does not say itself blanked, and without the ends of lines that only
/// a width made: offsets stay the same.
pub fn said(text: &str, regions: &[Region]) -> String {
    let mut out = String::with_capacity(text.len());
    for region in regions {
        let part = text.get(region.start..region.end).unwrap_or_default();
        if region.role == Role::Said {
            out.push_str(part);
        } else {
            blank(part, &mut out);
        }
    }
    wraps::join(out)
}

const SPACES: &str = "                                                                ";

/// Spaces in place of all but the ends of lines.
fn blank(part: &str, out: &mut String) {
    let mut start = 0;
    while start < part.len() {
        let end = line_end(part, start);
        let broken = part.as_bytes().get(end - 1) == Some(&b'\n');
        let mut left = end - start - usize::from(broken);
        while left > 0 {
            let spaces = SPACES.get(..left).unwrap_or(SPACES);
            out.push_str(spaces);
            left -= spaces.len();
        }
        if broken {
            out.push('\n');
        }
        start = end;
    }
}

/// The words of what the message says itself.
pub fn words_said(words: &Words, regions: &[Region]) -> Words {
    if regions.iter().all(|region| region.role == Role::Said) {
        return words.clone();
    }
    let mut regions = regions.iter().peekable();
    words.only(|start| {
        let start = crate::words::as_index(start);
        while regions.peek().is_some_and(|region| region.end <= start) {
            regions.next();
        }
        regions.peek().is_some_and(|region| region.role == Role::Said)
    })
}

/// What stands above a line.
#[derive(Debug, Clone, Copy, Default)]
struct Above {
    /// Bytes that the message says itself.
    said_bytes: usize,
    /// Whether it has taken leave.
    has_left: bool,
}

/// The role of a line without space around it, and whether everything after it has the same.
fn role_of(
    line: &str,
    marks: &[(usize, u32)],
    (start, behind): (usize, &str),
    Above { said_bytes, has_left }: Above,
) -> (Role, bool) {
    if line.starts_with('>') {
        return (Role::Quoted, false);
    }
    if line == "--" {
        return (Role::Footer, said_bytes > 0);
    }
    let is = |wanted: u32| marks.iter().any(|(_, mark)| *mark == wanted);
    let text_bytes = start + line.len() + behind.len();
    let (reply, forward) = (is(REPLY), is(FORWARD));
    let footer = is(FOOTER) && !is_hint_behind(line, marks, start, said_bytes);
    if reply && said_bytes >= 20 && line.len() < 200 && ends_like_a_reply_head(line) {
        return (Role::Quoted, true);
    }
    if forward && said_bytes >= 200 {
        return (Role::Quoted, true);
    }
    // One leaves a list and a contract by the same word.
    let leaves = is(LEAVES) && (is(MAILS) || line.len() <= LEAVE_MAX);
    // Above the foot a sentence that names such a text is about it.
    let leads = is(POLICY) && (line.len() <= POLICY_MAX || has_left || start * 2 > text_bytes);
    if (footer || leaves || leads) && line.len() < 600 {
        return (Role::Footer, start * 2 > text_bytes && said_bytes > 40);
    }
    let register = is(REGISTER) && line.bytes().any(|b| b.is_ascii_digit());
    // What one may ask for is told at the foot, beside where to ask or who the firm is.
    let rights = is(LAW) || is(DATA) && is(RIGHTS);
    let at_foot = || rights && (register || points_on(line)) && is_near_the_end(behind);
    let below = has_left || start * 3 > text_bytes * 2;
    let notice = is(LAW) && below || is(DATA) && has_left || at_foot();
    if notice && said_bytes > 40 && line.len() <= NOTICE_MAX {
        return (Role::Footer, has_left && start * 2 > text_bytes);
    }
    let beside = said_bytes > BEFORE_RECOMMENDING && (has_left || start * 2 > text_bytes);
    if is(RECOMMENDS) && beside && line.len() <= RECOMMENDING_MAX {
        return (Role::Footer, false);
    }
    if has_left && register {
        return (Role::Footer, false);
    }
    (Role::Said, false)
}

/// Whether a line names an address or a page.
fn points_on(line: &str) -> bool {
    line.contains('@') || line.contains("://") || line.contains("www.")
}

/// Whether hardly a line follows.
fn is_near_the_end(behind: &str) -> bool {
    const LINES_BEHIND: usize = 2;
    let lines = lines(behind).filter(|line| !line.trim().is_empty());
    lines.take(LINES_BEHIND + 1).count() <= LINES_BEHIND
}

/// Bytes above the first paragraph of a message: how it greets.
const GREETING_MAX: usize = 60;

/// Whether the first paragraph says something of its own before a sentence as footers have: `We will answer within
/// 5 days. Please do not reply to this message.`
fn is_hint_behind(line: &str, marks: &[(usize, u32)], start: usize, said_bytes: usize) -> bool {
    const SENTENCE_MIN: usize = 30;
    let mut hints =
        marks.iter().filter(|(_, mark)| *mark == FOOTER).map(|(at, _)| at - start.min(*at));
    let first = hints.next().unwrap_or_default();
    let head = line.get(..line.floor_char_boundary(first)).unwrap_or_default();
    let own = head.rfind(". ").or_else(|| head.rfind("! ")).unwrap_or_default();
    said_bytes <= GREETING_MAX && own >= SENTENCE_MIN
}

fn ends_like_a_reply_head(line: &str) -> bool {
    line.ends_with(':') || line.starts_with("---") || line.starts_with("___")
}

/// The lines of a text, their ends included.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let from = start;
        start = line_end(text, from);
        text.get(from..start).filter(|line| !line.is_empty())
    })
}

/// Where the line that begins at `start` ends, its line feed included.
fn line_end(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |at| start + at + 1)
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
    "voir dans le navigateur",
    "version en ligne",
    "rcs",
    "siret",
    "capital social",
    "siège social",
    "cancelar suscripción",
    "recibe este correo",
    "este correo ha sido enviado",
    "no responda a este",
    "mensaje automático",
    "todos los derechos reservados",
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
    "visualizza nel browser",
    "registro imprese",
    "sede legale",
    "partita iva",
    "uitschrijven",
    "u ontvangt deze",
    "je ontvangt deze",
    "deze e-mail is verzonden",
    "niet beantwoorden",
    "automatisch bericht",
    "alle rechten voorbehouden",
    "bekijk in browser",
    "bekijk online",
    "kvk nummer",
    "kvk-nummer",
    "handelsregister kvk",
    "btw-nummer",
    "statutair gevestigd",
];

/// Texts of a firm that its foot leads to, and that a message may be about.
const POLICIES: &[&str] = &[
    "privacy policy",
    "privacy notice",
    "terms of use",
    "datenschutzerklärung",
    "datenschutzhinweise",
    "mentions légales",
    "politique de confidentialité",
    "aviso legal",
    "política de privacidad",
    "informativa privacy",
    "informativa sulla privacy",
    "privacybeleid",
    "privacyverklaring",
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
    fn what_stands_before_a_hint_in_the_first_paragraph_is_said() {
        for text in [
            "Hi,\n\nThanks for your email, we will reply within 5 working days. Please do not reply to this message.\n\nFirm\n",
            "Hola:\n\nHemos recibido tu correo y te responderemos en 5 d\u{ed}as. No responda a este mensaje autom\u{e1}tico.\n\nFirma\n",
        ] {
            let words = Words::cut(text, 1_000);
            let regions = RegionReader::default().read(text, &words);
            assert!(said(text, &regions).contains("5 "), "{text}");
        }
        let footer = "Please do not reply to this message, nobody reads it.\n";
        let words = Words::cut(footer, 1_000);
        let regions = RegionReader::default().read(footer, &words);
        assert!(!said(footer, &regions).contains("reply"));
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
    fn what_the_law_asks_for_below_the_leave_is_no_part_of_the_message() {
        let said = |body: &str, leave: &str, foot: &str| {
            let text = format!("{body}\n\n{leave}\nDelmare Boats\n{foot}\n");
            let said = said_of(&text);
            assert_eq!(said, format!("{body} {leave} Delmare Boats"), "{foot}");
        };
        said(
            "Your engine was serviced today and runs well, we found no fault.",
            "Kind regards",
            "We keep your data as the UK GDPR asks; ask us for a copy at any time.",
        );
        said(
            "Ihre Maschine wurde heute gewartet und läuft ohne Fehler weiter.",
            "Viele Grüße",
            "USt-Nr. 133/5544/1020, HRB 2210\nWir verarbeiten Ihre Daten nach Art. 6 DSGVO.",
        );
        said(
            "Votre moteur a été révisé aujourd'hui, aucun défaut constaté.",
            "Bien cordialement",
            "SARL au capital de 8 000 euros\nRGPD : vous pouvez demander l'accès à vos données.",
        );
        said(
            "Hemos revisado hoy su motor y funciona sin ningún defecto.",
            "Atentamente,",
            "NIF B-11223344\nReglamento (UE) 2016/679: puede pedir una copia de sus datos.",
        );
        said(
            "Oggi abbiamo revisionato il motore, nessun difetto riscontrato.",
            "Distinti saluti",
            "REA TO-112233, P.IVA 01234567890\nInformativa ai sensi del Reg. UE 2016/679.",
        );
        said(
            "Uw motor is vandaag nagekeken en loopt weer zonder gebreken.",
            "Met vriendelijke groet,",
            "KvK 12345678\nWij verwerken uw gegevens volgens de AVG.",
        );
    }

    #[test]
    fn an_invitation_to_recommend_is_no_part_of_what_stands_above_it() {
        for (body, tail) in [
            (
                "Your trial has begun; it costs 59.99 a year from 3 May on, unless you cancel before that day.",
                "Happy with us? Refer a friend and get £15 each.",
            ),
            (
                "wir bestätigen Ihre Kündigung, der Vertrag für die Werftstraße endet am 31. August dieses Jahres.",
                "Zufrieden? Empfehlen Sie uns weiter und sichern Sie sich 20 Euro Prämie.",
            ),
            (
                "Votre essai a commencé ; il coûtera 59,99 € par an à partir du 3 mai, sauf si vous le résiliez.",
                "Parrainez un proche : 15 € pour vous, 15 € pour lui.",
            ),
            (
                "Su póliza está en vigor desde hoy, la prima anual es de 312,40 € y se paga por adelantado cada año.",
                "Trae a un amigo y llevaos 15 € cada uno.",
            ),
            (
                "La tua prova è iniziata, dal 3 maggio costa 59,99 € all'anno se non la disdici prima di quel giorno.",
                "Porta un amico: 15 € a te e 15 € a lui.",
            ),
            (
                "Je proefperiode is begonnen, vanaf 3 mei kost het 59,99 per jaar tenzij je voor die dag opzegt.",
                "Nodig een vriend uit en krijg allebei € 15.",
            ),
        ] {
            assert_eq!(said_of(&format!("{body}\n\n{tail}\n")), body);
            // Where it is what the message is about, it is said.
            assert_eq!(said_of(&format!("Hello,\n{tail}\n")), format!("Hello, {tail}"));
        }
    }

    #[test]
    fn a_notice_of_the_law_at_the_foot_of_a_short_message_is_no_part_of_it() {
        for (body, foot) in [
            (
                "Your first lesson is on Tuesday at half past six, bring an oar.",
                "Delmare Rowing Ltd, VAT 112233. Use your data protection rights at privacy@delmare.example, or write to our office.",
            ),
            (
                "Ihre erste Stunde ist am Dienstag um halb sieben, bitte ein Ruder mitbringen.",
                "Delmare Ruderschule GmbH, HRB 2210. Ihre Rechte beim Datenschutz können Sie unter privacy@delmare.example jederzeit ausüben.",
            ),
            (
                "Votre premier cours a lieu mardi à dix-huit heures, pensez à la rame.",
                "Delmare SARL, 3 quai Sud, SIREN 112233. Pour exercer vos droits sur vos données personnelles : privacy@delmare.example ou par courrier",
            ),
            (
                "Tu primera clase es el martes a las seis y media, trae el remo.",
                "Delmare Remo S.L., CIF B1122. Ejerce tus derechos de protección de datos en privacy@delmare.example o en nuestra oficina.",
            ),
            (
                "La tua prima lezione è martedì alle sei e mezza, porta il remo.",
                "Delmare Canottaggio S.r.l., P.IVA 0112233. I tuoi diritti sui dati personali: privacy@delmare.example oppure per posta in sede.",
            ),
            (
                "Je eerste les is dinsdag om half zeven, neem de roeispaan mee.",
                "Delmare Roeien B.V., KvK 112233. Je rechten over je persoonsgegevens: privacy@delmare.example of per post aan ons kantoor.",
            ),
        ] {
            assert_eq!(said_of(&format!("{body}\n\n{foot}\n")), body);
        }
        let copy = "We have prepared what you asked for in May.\nYour personal data is at https://delmare.example/copy";
        assert!(said_of(copy).contains("personal data"), "an answer to a request says so");
    }

    #[test]
    fn who_writes_of_data_says_so_above_the_leave() {
        let text = "We have your request under the GDPR for a copy of your data.\nWe answer within a month.\n\nRegards\nDelmare";
        assert!(said_of(text).starts_with("We have your request under the GDPR"));
    }

    #[test]
    fn a_message_about_a_policy_says_so_and_a_menu_at_the_foot_only_leads_there() {
        for body in [
            "From 1 October 2026 our new terms of use and a new privacy policy apply to your account.",
            "Ab dem 1. Oktober 2026 gelten neue Nutzungsbedingungen und eine neue Datenschutzerklärung.",
            "À compter du 1er octobre 2026, nos conditions et notre politique de confidentialité changent.",
            "Desde el 1 de octubre de 2026 se aplican nuevas condiciones y otra política de privacidad.",
            "Dal 1 ottobre 2026 saranno in vigore i nuovi termini e la nuova informativa privacy.",
            "Vanaf 1 oktober 2026 gelden er nieuwe voorwaarden en een nieuw privacybeleid.",
        ] {
            let text = format!(
                "Hello Kim,\n{body}\nThere is nothing for you to do about it, all else stays.\n"
            );
            assert!(said_of(&text).contains("2026"), "{body}");
        }
        let foot =
            "Your parcel comes on Monday before noon.\nImprint | Privacy policy | Terms of use\n";
        assert_eq!(said_of(foot), "Your parcel comes on Monday before noon.");
    }

    #[test]
    fn a_forwarded_message_is_what_is_meant() {
        let text = "FYI\n---------- Forwarded message ----------\nYour bill is 12 euro";
        assert!(said_of(text).contains("12 euro"));
    }
}
