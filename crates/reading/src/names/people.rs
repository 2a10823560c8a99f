//! Who has, uses or pays what a message is about, as its papers name them: `Account holder: ...`.

use crate::body;
use crate::values::Surroundings;
use crate::values::sorted::SortedPhrases;
use crate::words::{Words, as_index};
use oxherd_model::{Language, NamedPart, NamedPerson};

/// `sort: phrase; phrase`, in every language.
const LIST: &str = include_str!("../../data/people.txt");

/// Lines of a text that are looked at, and bytes of each.
const LINES_MAX: usize = 400;
const LINE_MAX: usize = 120;

/// Bytes of a line that names several.
const ROW_MAX: usize = 1_200;

/// People of one message, and words of a text that may name one.
const PEOPLE_MAX: usize = 8;
const MARKS_MAX: usize = 400;

/// Words of a label, and letters and words of a name.
const LABEL_WORDS: usize = 6;
const NAME_MAX: usize = 60;
const NAME_WORDS: usize = 4;

/// Between the columns of a table in plain text.
const COLUMN: &str = "  ";

/// What words say of the person beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// In a label.
    Label(NamedPart),
    /// Beside `holder`: the one of an account at a bank, who pays.
    Account,
    /// In a label that names no person: `User name`.
    Nobody,
    /// Right before a name: `used by`.
    Spoken(NamedPart),
}

impl Sort {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "payer" => Self::Label(NamedPart::Payer),
            "user" => Self::Label(NamedPart::User),
            "holder" => Self::Label(NamedPart::Holder),
            "account" => Self::Account,
            "none" => Self::Nobody,
            "pays" => Self::Spoken(NamedPart::Payer),
            "uses" => Self::Spoken(NamedPart::User),
            "holds" => Self::Spoken(NamedPart::Holder),
            _ => return None,
        })
    }
}

/// Finds the people; built once.
#[derive(Debug)]
pub(crate) struct PeopleReader {
    sorts: SortedPhrases<Sort>,
}

impl Default for PeopleReader {
    fn default() -> Self {
        Self { sorts: SortedPhrases::new(LIST, Sort::of) }
    }
}

impl PeopleReader {
    /// The people that a text names with their part: by labels, of which a line may have several, and in sentences.
    pub(crate) fn read(&self, s: &Surroundings<'_>) -> Vec<NamedPerson> {
        let mut marks: Vec<(Sort, usize, usize)> = Vec::new();
        self.sorts.hits(s.words, s.language, |sort, hit| {
            let span = s.words.all().get(hit.first).zip(s.words.all().get(hit.last));
            let names_a_part = matches!(sort, Sort::Label(_) | Sort::Spoken(_));
            if let Some((first, last)) = span.filter(|_| names_a_part && marks.len() < MARKS_MAX) {
                marks.push((sort, as_index(first.start), as_index(last.end)));
            }
        });
        let mut people: Vec<NamedPerson> = Vec::new();
        let (mut marks, mut to) = (marks.as_slice(), 0);
        for line in body::lines(s.text).take(LINES_MAX) {
            let from = to;
            to += line.len();
            let (own, behind) = marks.split_at(marks.partition_point(|(_, start, _)| *start < to));
            marks = behind;
            if own.is_empty() || line.len() > ROW_MAX {
                continue;
            }
            let labels = own.iter().any(|(sort, ..)| matches!(sort, Sort::Label(_)));
            if labels && (line.contains([':', '\t']) || line.trim().contains(COLUMN)) {
                self.pieces(line.trim(), s.language)
                    .into_iter()
                    .for_each(|piece| self.labelled(piece, s.language, &mut people));
            }
            for (sort, _, end) in own {
                if let (Sort::Spoken(part), Some(at)) = (sort, end.checked_sub(from)) {
                    let name = line.get(at..).and_then(name_at);
                    name.into_iter().for_each(|name| add(&mut people, *part, name));
                }
            }
        }
        people
    }

    /// The parts of a line that may have a label each: its sentences, and what follows a comma where it has a label.
    fn pieces<'a>(&self, line: &'a str, language: Language) -> Vec<&'a str> {
        let mut pieces = Vec::new();
        for sentence in line.split([';', '|', '\u{b7}', '(']).flat_map(|part| part.split(". ")) {
            let mut start = 0;
            for (at, _) in sentence.match_indices(", ") {
                let rest = sentence.get(at + 2..).unwrap_or_default();
                let label = rest.split_once(':').map(|(label, _)| label);
                let label = label.filter(|label| !label.contains(','));
                if label.is_some_and(|label| self.part_of(label, language).is_some()) {
                    pieces.push(sentence.get(start..at).unwrap_or_default());
                    start = at + 2;
                }
            }
            pieces.push(sentence.get(start..).unwrap_or_default().trim_end_matches('.'));
        }
        pieces
    }

    fn labelled(&self, piece: &str, language: Language, people: &mut Vec<NamedPerson>) {
        if piece.len() > LINE_MAX {
            return;
        }
        let cell = |(label, value): &(&str, &str)| {
            !label.ends_with(['.', ',']) && value.trim_start().starts_with(char::is_uppercase)
        };
        let row = piece.split_once([':', '\t']);
        let row = row.or_else(|| piece.split_once(COLUMN).filter(cell));
        let Some((label, value)) = row else { return };
        let Some(part) = self.part_of(label, language) else { return };
        let value = value.trim().trim_start_matches([':', '\t', ' ']);
        let value = value.split(['(', ')', '\t']).next().unwrap_or_default();
        let value = value.split(COLUMN).next().unwrap_or_default();
        names(value).into_iter().for_each(|name| add(people, part, name.to_owned()));
    }

    /// Whose name stands behind a label.
    fn part_of(&self, label: &str, language: Language) -> Option<NamedPart> {
        let words = Words::cut(label, LABEL_WORDS + 1);
        if words.len() > LABEL_WORDS {
            return None;
        }
        let mut hits: Vec<(Sort, usize, usize)> = Vec::new();
        self.sorts.hits(&words, language, |sort, hit| hits.push((sort, hit.first, hit.last)));
        // `User of the service`: a word within another phrase says nothing by itself.
        let within = |(sort, first, last): &(Sort, usize, usize)| {
            *sort == Sort::Nobody
                && hits.iter().any(|(other, from, to)| other != sort && from <= first && last <= to)
        };
        let says: Vec<Sort> = hits.iter().filter(|hit| !within(hit)).map(|hit| hit.0).collect();
        let has = |part: NamedPart| says.contains(&Sort::Label(part));
        if has(NamedPart::Payer) {
            return Some(NamedPart::Payer);
        }
        if says.contains(&Sort::Nobody) {
            return None;
        }
        if has(NamedPart::User) {
            return Some(NamedPart::User);
        }
        let of_account = says.contains(&Sort::Account);
        let part = if of_account { NamedPart::Payer } else { NamedPart::Holder };
        has(NamedPart::Holder).then_some(part)
    }
}

/// The name that a text begins with behind a space or an apostrophe (`au nom d'Ann Lee`): two words and more.
fn name_at(text: &str) -> Option<String> {
    let name = text.trim_start_matches([' ', '\u{a0}', '\'', '\u{2019}']);
    if name.len() == text.len() {
        return None;
    }
    let begins = |word: &&str| {
        word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
    };
    if name.split_whitespace().take(2).filter(begins).count() < 2 {
        return None;
    }
    let mut words: Vec<&str> = Vec::new();
    for word in name.split_whitespace().take(NAME_WORDS) {
        let own = word.trim_matches(|c: char| !c.is_alphabetic());
        if !own.starts_with(char::is_uppercase) {
            break;
        }
        words.push(own);
        if !word.ends_with(char::is_alphabetic) {
            break;
        }
    }
    (words.len() >= 2).then(|| words.join(" "))
}

fn add(people: &mut Vec<NamedPerson>, part: NamedPart, name: String) {
    let person = NamedPerson { part, name };
    if people.len() < PEOPLE_MAX && !people.contains(&person) {
        people.push(person);
    }
}

/// Words between two names.
const AND: &[&str] = &[" and ", " & ", " und ", " et ", " y ", " e ", " ed ", " en ", " + "];

/// The names at the beginning of a value; behind the first thing that is none stands something else.
fn names(value: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = value.split(',').collect();
    for word in AND {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    parts.into_iter().map(str::trim).take_while(|name| is_name(name)).collect()
}

/// Whether a value can be the name of a person: two words and more, without digits.
fn is_name(value: &str) -> bool {
    let words = value.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    let plain = !value.chars().any(|c| c.is_ascii_digit() || matches!(c, '@' | '/' | '<'));
    words >= 2 && plain && value.len() <= NAME_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<NamedPerson> {
        let words = &Words::cut(text, usize::MAX);
        let s = Surroundings {
            text,
            words,
            language: Language::EN,
            sent_on: None,
            month_first: None,
            currency_hint: None,
        };
        PeopleReader::default().read(&s)
    }

    #[test]
    fn papers_name_who_has_uses_and_pays_in_each_language() {
        use NamedPart::{Holder, Payer, User};
        let several: [(&str, &[(NamedPart, &str)]); 6] = [
            ("Users: Ann Lee, Bo Lee", &[(User, "Ann Lee"), (User, "Bo Lee")]),
            ("Teilnehmerin: Bo Lee, Norderdeich 5, 25813 Husum", &[(User, "Bo Lee")]),
            ("Rechnung an: Cy Lee", &[(Payer, "Cy Lee")]),
            ("Usuarios: Ann Lee y Bo Lee", &[(User, "Ann Lee"), (User, "Bo Lee")]),
            (
                "\u{c9}l\u{e8}ve : Bo Lee, violoncelle, cycle 1\nFacturation : Cy Lee",
                &[(User, "Bo Lee"), (Payer, "Cy Lee")],
            ),
            ("Hirer: Ann Lee\nPlayer: Bo Lee", &[(Holder, "Ann Lee"), (User, "Bo Lee")]),
        ];
        for (text, expected) in several {
            let found: Vec<_> = read(text).into_iter().map(|p| (p.part, p.name)).collect();
            let expected: Vec<_> = expected.iter().map(|(p, n)| (*p, (*n).to_owned())).collect();
            assert_eq!(found, expected, "{text}");
        }
        let rows: [(&str, [NamedPart; 3]); 6] = [
            (
                "Account holder: Ann Lee\nMain user: Bo Lee\nBill payer: Cy Lee",
                [Holder, User, Payer],
            ),
            (
                "Vertragsinhaber: Ann Lee\nNutzerin: Bo Lee\nAbweichender Zahler: Cy Lee",
                [Holder, User, Payer],
            ),
            (
                "Titulaire : Ann Lee\nUtilisatrice de la ligne : Bo Lee\nTitulaire du compte : Cy Lee",
                [Holder, User, Payer],
            ),
            (
                "Titular del contrato: Ann Lee\nUsuaria de la l\u{ed}nea: Bo Lee\nPagadora: Cy Lee",
                [Holder, User, Payer],
            ),
            (
                "Intestataria: Ann Lee\nUtilizzatore: Bo Lee\nIntestatario del conto: Cy Lee",
                [Holder, User, Payer],
            ),
            ("Contracthouder: Ann Lee\nGebruiker: Bo Lee\nBetaler: Cy Lee", [Holder, User, Payer]),
        ];
        for (text, parts) in rows {
            let found: Vec<NamedPart> = read(text).iter().map(|person| person.part).collect();
            assert_eq!(found, parts, "{text}");
        }
        assert_eq!(read("Policyholder:\tMr Bo Lee (born 1980)")[0].name, "Mr Bo Lee");
        for text in [
            "User name: ann lee",
            "Customer number: 123",
            "Nome utente: ann",
            "Customer service: Ann Lee",
            "We thank the driver: he was quick",
            "Benutzername: Ann Lee",
        ] {
            let found = read(text);
            assert!(found.is_empty() || text.starts_with("We"), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_table_in_columns_names_people_as_labels_do() {
        use NamedPart::{Holder, Payer, User};
        for text in [
            "Contract holder      Ann Lee\nUser of the service  Bo Lee\nPaid by              Cy Lee",
            "Vertragsinhaberin    Ann Lee\nNutzer des Dienstes  Bo Lee\nRechnung an          Cy Lee",
            "Souscriptrice           Ann Lee\nUtilisateur du service  Bo Lee\nPayeur                  Cy Lee",
            "Titular                Ann Lee\nUsuario del servicio   Bo Lee\nPagadora               Cy Lee",
            "Intestataria        Ann Lee\nUtente del servizio  Bo Lee\nChi paga            Cy Lee",
            "Contracthouder         Ann Lee\nGebruiker van de dienst  Bo Lee\nBetaler                Cy Lee",
        ] {
            let found: Vec<_> = read(text).into_iter().map(|p| (p.part, p.name)).collect();
            let expected = [(Holder, "Ann Lee"), (User, "Bo Lee"), (Payer, "Cy Lee")];
            assert_eq!(found, expected.map(|(part, name)| (part, name.to_owned())), "{text}");
        }
        for text in [
            "User name          Bo Lee",
            "Customer service   Ann Lee",
            "The user  of Ann Lee",
            "We thank the user.  Ann Lee",
        ] {
            assert!(read(text).iter().all(|p| p.part != User), "{text}");
        }
    }

    #[test]
    fn one_line_or_sentence_names_several() {
        use NamedPart::{Holder, Payer, User};
        for text in [
            "Ihr Vertrag beginnt am 5. Januar. Vertragsinhaber: Ann Lee. Nutzerin: Bo Lee. Kontoinhaberin: Cy Lee.",
            "Your contract is in the name of Ann Lee, used by Bo Lee and paid by Cy Lee.",
            "Der Vertrag l\u{e4}uft auf den Namen Ann Lee, Nutzerin ist Bo Lee, Kontoinhaberin ist Cy Lee.",
            "La ligne est au nom de Ann Lee, utilis\u{e9}e par Bo Lee et pay\u{e9}e par Cy Lee.",
            "Titular: Ann Lee, usuaria de la l\u{ed}nea: Bo Lee, titular de la cuenta: Cy Lee",
            "Su contrato est\u{e1} a nombre de Ann Lee. Usuario de la l\u{ed}nea: Bo Lee. Titular de la cuenta de cargo: Cy Lee.",
            "Il contratto \u{e8} intestato a Ann Lee, la linea \u{e8} usata da Bo Lee, pagata da Cy Lee.",
            "Het contract staat op naam van Ann Lee, wordt gebruikt door Bo Lee en betaald door Cy Lee.",
        ] {
            let found: Vec<_> = read(text).into_iter().map(|p| (p.part, p.name)).collect();
            let expected = [(Holder, "Ann Lee"), (User, "Bo Lee"), (Payer, "Cy Lee")];
            for (part, name) in expected {
                assert!(found.contains(&(part, name.to_owned())), "{text}: {found:?}");
            }
            assert_eq!(found.len(), 3, "{text}: {found:?}");
        }
    }
}
