//! The role of a folder, told by its name in English, German, French, Spanish, Italian or Dutch.
//!
//! Names are compared without case, accents, punctuation and trailing numbers, because mail
//! programs and file systems spell them differently: `Envoy&AOk-s` in IMAP's modified UTF-7
//! (RFC 3501, section 5.1.3), decomposed accents on a Mac, `.INBOX.Sent` in Maildir++.

use crate::Folder;

const SENT: [&str; 33] = [
    "sent",
    "sent mail",
    "sent items",
    "sent messages",
    "sent e mail",
    "gesendet",
    "gesendete",
    "gesendete elemente",
    "gesendete objekte",
    "gesendete nachrichten",
    "gesendete e mails",
    "envoye",
    "envoyes",
    "elements envoyes",
    "objets envoyes",
    "messages envoyes",
    "courrier envoye",
    "courriers envoyes",
    "enviado",
    "enviados",
    "elementos enviados",
    "mensajes enviados",
    "correo enviado",
    "inviata",
    "inviati",
    "posta inviata",
    "elementi inviati",
    "messaggi inviati",
    "verzonden",
    "verzonden items",
    "verzonden berichten",
    "verzonden mail",
    "verzonden e mail",
];

const JUNK: [&str; 25] = [
    "junk",
    "junk mail",
    "junk e mail",
    "junk email",
    "spam",
    "bulk mail",
    "spamverdacht",
    "spam verdacht",
    "unerwunscht",
    "unerwunschte werbung",
    "unerwunschte e mail",
    "indesirable",
    "indesirables",
    "courrier indesirable",
    "pourriel",
    "pourriels",
    "no deseado",
    "correo no deseado",
    "correo basura",
    "indesiderata",
    "posta indesiderata",
    "ongewenst",
    "ongewenste mail",
    "ongewenste e mail",
    "ongewenste reclame",
];

const DRAFT: [&str; 20] = [
    "draft",
    "drafts",
    "outbox",
    "unsent messages",
    "templates",
    "entwurf",
    "entwurfe",
    "postausgang",
    "vorlagen",
    "brouillon",
    "brouillons",
    "modeles",
    "borrador",
    "borradores",
    "plantillas",
    "bozza",
    "bozze",
    "concept",
    "concepten",
    "sjablonen",
];

const TRASH: [&str; 31] = [
    "trash",
    "bin",
    "deleted",
    "deleted items",
    "deleted messages",
    "papierkorb",
    "geloscht",
    "geloschte",
    "geloschte elemente",
    "geloschte objekte",
    "geloschte nachrichten",
    "corbeille",
    "poubelle",
    "supprimes",
    "elements supprimes",
    "objets supprimes",
    "messages supprimes",
    "papelera",
    "eliminados",
    "elementos eliminados",
    "mensajes eliminados",
    "cestino",
    "eliminata",
    "posta eliminata",
    "elementi eliminati",
    "messaggi eliminati",
    "prullenbak",
    "prullenmand",
    "verwijderd",
    "verwijderde items",
    "verwijderde berichten",
];

/// Endings of folders and mailbox files that are no part of the name.
const ENDINGS: [&str; 8] =
    [".mbox", ".mbx", ".mbs", ".sbd", ".gz", ".zip", ".imapmbox", ".offlineimap"];

/// The role that a folder or mailbox file of this name has, if its name says so.
///
/// A name may hold a path (`[Gmail]/Sent Mail`, `.INBOX.Sent`); the innermost part decides.
pub(crate) fn of_name(name: &str) -> Option<Folder> {
    let mut name = name.to_lowercase();
    while let Some(ending) = ENDINGS.iter().find(|ending| name.ends_with(**ending)) {
        name.truncate(name.len() - ending.len());
    }
    let name = from_modified_utf7(&name);
    name.split(['/', '.', '\\']).rev().find_map(of_part)
}

fn of_part(part: &str) -> Option<Folder> {
    let folded = folded(part);
    let plain = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    [
        (Folder::Sent, SENT.as_slice()),
        (Folder::Junk, JUNK.as_slice()),
        (Folder::Draft, DRAFT.as_slice()),
        (Folder::Trash, TRASH.as_slice()),
    ]
    .into_iter()
    .find_map(|(role, names)| names.contains(&plain).then_some(role))
}

/// Lower-case words without accents, parted by single blanks.
fn folded(part: &str) -> String {
    let mut folded = String::with_capacity(part.len());
    for letter in part.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            // Combining accents, as file systems of a Mac write them.
            '\u{300}'..='\u{36f}' => continue,
            other if other.is_alphanumeric() => other,
            _ => ' ',
        };
        if plain != ' ' || !(folded.is_empty() || folded.ends_with(' ')) {
            folded.push(plain);
        }
    }
    folded
}

/// Replaces the runs (`&AOk-`) of the accented letters that the names above need.
///
/// The name is in lower case already, and so are the runs here.
fn from_modified_utf7(name: &str) -> String {
    const RUNS: [(&str, &str); 5] =
        [("&aok-", "e"), ("&amk-", "e"), ("&aog-", "e"), ("&apw-", "u"), ("&apy-", "o")];
    let mut name = name.to_owned();
    for (run, letter) in RUNS {
        if name.contains(run) {
            name = name.replace(run, letter);
        }
    }
    name
}

/// The role that the flags of a Maildir file name give (`1234.host:2,DS`).
///
/// Windows cannot write a colon, so `;` and `!` stand in for it.
pub(crate) fn of_flags(name: &str) -> Option<Folder> {
    let flags = maildir_flags(name)?;
    if flags.contains('T') {
        Some(Folder::Trash)
    } else if flags.contains('D') {
        Some(Folder::Draft)
    } else {
        None
    }
}

/// The letters after `:2,` in the name of a Maildir file.
pub(crate) fn maildir_flags(name: &str) -> Option<&str> {
    let at = [":2,", ";2,", "!2,"].iter().filter_map(|mark| name.rfind(mark)).max()?;
    let flags = name.get(at + 3..)?;
    flags.split(|c: char| !c.is_ascii_alphabetic()).next()
}

#[cfg(test)]
mod tests {
    use super::{of_flags, of_name};
    use crate::Folder;

    #[test]
    fn folders_are_known_by_name_in_six_languages() {
        for (role, names) in [
            (
                Folder::Sent,
                "Sent|Gesendet|Gesendete Elemente|Envoyés|Enviados|Inviata|Verzonden|.Sent|\
                 INBOX.Sent|.INBOX.Sent|[Gmail]/Sent Mail|[Gmail]/Messages envoyés|Sent.mbox|\
                 Sent Messages.mbox|Sent-1|Sent.sbd|Envoy&AOk-s|Envoye\u{301}s|Gesendete_Objekte|\
                 Sent.mbox.gz|.Sent.2019|&AMk-l&AOk-ments envoy&AOk-s",
            ),
            (
                Folder::Junk,
                "Junk|Junk E-Mail|Spam|Unerwünschte Werbung|Courrier indésirable|Correo no deseado|\
                 Posta indesiderata|Ongewenste e-mail",
            ),
            (
                Folder::Draft,
                "Drafts|Entwürfe|Entw&APw-rfe|Brouillons|Borradores|Bozze|Concepten|[Gmail].Drafts",
            ),
            (
                Folder::Trash,
                "Trash|Papierkorb|Gelöschte Elemente|Gel&APY-schte Elemente|Corbeille|\
                 Éléments supprimés|Papelera|Cestino|Prullenbak|.Trash|[Gmail]/Bin",
            ),
        ] {
            for name in names.split('|') {
                assert_eq!(of_name(name), Some(role), "{name}");
            }
        }
    }

    #[test]
    fn other_folders_have_no_role() {
        for name in [
            "Inbox",
            "INBOX",
            "",
            ".",
            "All mail Including Spam and Trash.mbox",
            "Alle E-Mails einschließlich Spam und Papierkorb.mbox",
            "Presents",
            "Sentinel",
            "2019",
            "&AOk",
        ] {
            assert_eq!(of_name(name), None, "{name}");
        }
    }

    #[test]
    fn maildir_flags_give_a_role() {
        assert_eq!(of_flags("1.a.host:2,DS"), Some(Folder::Draft));
        assert_eq!(of_flags("1.a.host;2,ST"), Some(Folder::Trash));
        assert_eq!(of_flags("1.a.host!2,T"), Some(Folder::Trash));
        assert_eq!(of_flags("1.a.host:2,S"), None);
        assert_eq!(of_flags("DT"), None);
    }
}
