//! Frauds that bear nobody's name: a child whose number is new and that needs money, a superior who wants gift
//! cards fetched. Each word of them is harmless; only together they are not.

use super::Signs;
use crate::kinds::Wording;
use crate::phone::Caller;
use crate::values::sorted::SortedPhrases;
use oxherd_model::CueSource;

/// Words that are looked at.
const WORDS_MAX: usize = 300;

/// Who is spoken to stands within so many words of the beginning.
const GREETING: usize = 6;

/// `sort: phrase; phrase`, in six languages.
const LIST: &str = include_str!("../../data/pleas.txt");

/// What a word speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Who is spoken to as a parent.
    Kin,
    /// Why a number is new, and that it is.
    Broken,
    Number,
    Money,
    /// Cards whose codes are money, that they are to be fetched, and their codes sent.
    Card,
    Fetch,
    Codes,
}

impl Sort {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "kin" => Self::Kin,
            "broken" => Self::Broken,
            "number" => Self::Number,
            "money" => Self::Money,
            "card" => Self::Card,
            "fetch" => Self::Fetch,
            "codes" => Self::Codes,
            _ => return None,
        })
    }
}

/// Finds the words; built once.
#[derive(Debug)]
pub(super) struct PleaReader {
    sorts: SortedPhrases<Sort>,
}

impl Default for PleaReader {
    fn default() -> Self {
        Self { sorts: SortedPhrases::new(LIST, Sort::of) }
    }
}

impl PleaReader {
    /// Adds the signs.
    pub(super) fn read(&self, wording: &Wording<'_>, caller: Option<Caller>, signs: &mut Signs) {
        let mut found: Vec<Sort> = Vec::new();
        self.sorts.hits(wording.body, wording.language, |sort, hit| {
            let greets = hit.first < GREETING || sort != Sort::Kin;
            if greets && hit.last < WORDS_MAX && !found.contains(&sort) {
                found.push(sort);
            }
        });
        let has = |sort: Sort| found.contains(&sort);
        let (number, money) = (has(Sort::Number), has(Sort::Money));
        let (card, codes) = (has(Sort::Card), has(Sort::Codes));
        let child = has(Sort::Kin) && number && money;
        let unknown = caller == Some(Caller::Number);
        let stranger = has(Sort::Kin) && has(Sort::Broken) && number && unknown && !money;
        let source = CueSource::Body;
        signs.add_all(&[
            (child, "a child with a new number that needs money", source, 30),
            (stranger, "a child whose number is new, from a number that nobody knows", source, 20),
            (card && codes, "wants the codes of gift cards", source, 30),
            (card && has(Sort::Fetch) && !codes, "wants gift cards to be fetched", source, 10),
        ]);
    }
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};

    fn kind(body: &str) -> String {
        let mail = format!(
            "Received: from a.example by mx.home.example with ESMTPS id 1; Tue, 15 Sep 2026 09:00:01 +0000\n\
             Authentication-Results: mx.home.example; dkim=pass header.d=letters.example; \
             spf=pass smtp.mailfrom=letters.example; dmarc=pass header.from=letters.example\n\
             From: Kim <kim@letters.example>\nTo: Robin <robin@home.example>\nSubject: Hi\n\
             Date: Tue, 15 Sep 2026 09:00:00 +0000\nMessage-ID: <1@letters.example>\n\
             Content-Type: text/plain; charset=utf-8\n\n{body}\n"
        );
        Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading.kind.to_string()
    }

    fn message(number: &str, contact: &str, body: &str) -> String {
        let entry = format!(
            "<sms address=\"{number}\" contact_name=\"{contact}\" date=\"1794200000000\" type=\"1\" body=\"{body}\" read=\"1\"/>"
        );
        Reader::new().read(entry.as_bytes(), Form::Phone, Depth::Full).reading.kind.to_string()
    }

    const CHILDREN: [&str; 6] = [
        "Hi mum, my phone fell in the sink, this is my new number. Can you lend me 480 for a bill today?",
        "Hallo Mama, mein Handy ist kaputt, das ist meine neue Nummer. Kannst du heute 1.480 Euro f\u{fc}r mich \u{fc}berweisen?",
        "Coucou maman, j'ai cass\u{e9} mon t\u{e9}l\u{e9}phone, voici mon nouveau num\u{e9}ro. Tu peux me faire un virement de 900 \u{20ac} ?",
        "Hola mam\u{e1}, se me ha roto el m\u{f3}vil, este es mi nuevo n\u{fa}mero. \u{bf}Puedes hacerme una transferencia de 900 \u{20ac}?",
        "Ciao mamma, ho rotto il telefono, questo \u{e8} il mio nuovo numero. Puoi farmi un bonifico di 900 \u{20ac}?",
        "Hoi mam, mijn telefoon is kapot, dit is mijn nieuwe nummer. Kun je 900 euro voor me overmaken?",
    ];

    #[test]
    fn a_child_with_a_new_number_that_needs_money_is_suspect() {
        for body in CHILDREN {
            assert_eq!(kind(body), "suspect", "{body}");
            assert_eq!(message("+447700900123", "(Unknown)", body), "suspect", "{body}");
        }
    }

    #[test]
    fn a_number_that_nobody_knows_with_a_broken_phone_is_no_child() {
        for body in [
            "Hi mum, dropped my phone, this is my new number, text me back x",
            "Hallo Mama, mein Handy ist kaputt. Das ist meine neue Nummer, schreib mir bitte.",
            "Coucou maman, mon t\u{e9}l\u{e9}phone est cass\u{e9}, c'est mon nouveau num\u{e9}ro, \u{e9}cris-moi.",
            "Hola mam\u{e1}, se me ha roto el m\u{f3}vil, este es mi n\u{fa}mero nuevo, escr\u{ed}beme.",
            "Ciao mamma, il telefono si \u{e8} rotto, questo \u{e8} il mio nuovo numero, scrivimi.",
            "Hoi mam, telefoon kapot, dit is mijn nieuwe nummer, app me even.",
        ] {
            assert_eq!(message("+447700900123", "(Unknown)", body), "suspect", "{body}");
            assert_eq!(message("+447700900123", "Kim", body), "personal", "who is known: {body}");
        }
    }

    #[test]
    fn who_wants_the_codes_of_gift_cards_is_suspect() {
        for body in [
            "Are you free? I need you to buy three gift cards of 100 each and send me the codes. I am in a meeting.",
            "Ich bin in einer Sitzung. Bitte besorgen Sie drei Geschenkkarten zu 100 Euro und schicken Sie mir die Codes.",
            "Je suis en r\u{e9}union. Achetez trois cartes cadeaux de 100 \u{20ac} et envoyez-moi les codes par mail.",
            "Estoy en una reuni\u{f3}n. Compre tres tarjetas regalo de 100 \u{20ac} y env\u{ed}eme los c\u{f3}digos.",
            "Sono in riunione. Compri tre carte regalo da 100 \u{20ac} e mi mandi i codici per favore.",
            "Ik zit in een vergadering. Koop drie cadeaukaarten van 100 euro en stuur mij de codes.",
        ] {
            assert_eq!(kind(body), "suspect", "{body}");
        }
    }

    #[test]
    fn whoever_only_speaks_of_such_things_is_none() {
        for body in [
            "Hi mum, we got home safely. The kids loved the garden. Call you on Sunday.",
            "Hi mum, my phone broke, so ring me on the landline. See you on Sunday.",
            "Hallo Mama, ich habe eine neue Nummer, die schreibe ich dir am Sonntag auf. Bis dann!",
            "Your gift card has arrived. Enter the code at the till or on our site before 30 June 2027.",
            "Could you get me a gift card for Tom's birthday? I will pay you back on Sunday.",
            "Ihre Geschenkkarte \u{fc}ber 25 EUR liegt bei. Den Code geben Sie an der Kasse ein.",
            "Votre carte cadeau de 25 \u{20ac} est pr\u{ea}te. Saisissez le code au moment de payer.",
        ] {
            assert_ne!(kind(body), "suspect", "{body}");
        }
    }
}
