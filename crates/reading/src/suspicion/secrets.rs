//! Requests to hand over what no honest firm asks for in writing: numbers of cards, secret codes, passwords.

use super::Signs;
use crate::kinds::Wording;
use crate::values::sorted::SortedPhrases;
use crate::words::{Hit, as_index};
use oxherd_model::CueSource;

/// Words that are looked at.
const WORDS_MAX: usize = 400;

/// Words between the request and what it is for, and where the verb stands last.
const AHEAD: usize = 14;
const BEHIND: usize = 5;

/// Words before a request in which it is denied.
const DENIED: usize = 8;

/// Words behind it in which it is.
const NEXT: usize = 2;

/// `sort: phrase; phrase`, in six languages.
const LIST: &str = include_str!("../../data/secrets.txt");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// What is secret.
    Secret(Secret),
    /// It is to be typed in or confirmed.
    Give,
    /// It is to be sent.
    Send,
    /// It is denied, or a new one is to be chosen.
    Never,
    /// It is the secret of a card that pays nothing.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Secret {
    Card,
    Code,
    Pin,
    Password,
    Account,
}

impl Sort {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "card" => Self::Secret(Secret::Card),
            "code" => Self::Secret(Secret::Code),
            "pin" => Self::Secret(Secret::Pin),
            "password" => Self::Secret(Secret::Password),
            "account" => Self::Secret(Secret::Account),
            "give" => Self::Give,
            "send" => Self::Send,
            "never" => Self::Never,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

/// Finds the words; built once.
#[derive(Debug)]
pub(super) struct SecretReader {
    sorts: SortedPhrases<Sort>,
}

impl Default for SecretReader {
    fn default() -> Self {
        Self { sorts: SortedPhrases::new(LIST, Sort::of) }
    }
}

impl SecretReader {
    /// Adds the sign that a message asks for secrets.
    pub(super) fn read(&self, wording: &Wording<'_>, signs: &mut Signs) {
        let hits = self.hits(wording);
        let of = |sort: Sort| hits.iter().filter(move |(s, _)| *s == sort).map(|(_, hit)| *hit);
        if of(Sort::Other).next().is_some() {
            return;
        }
        let apart = |before: Hit, behind: Hit| parted(wording, before, behind);
        let denied = |verb: Hit| {
            of(Sort::Never).any(|never| {
                let before = never.last < verb.first
                    && verb.first - never.last <= DENIED
                    && !apart(never, verb);
                // `Vul nooit uw pincode in`.
                before || never.first > verb.last && never.first - verb.last <= NEXT
            })
        };
        let asked = |verbs: Sort| {
            let mut asked: Vec<Secret> = Vec::new();
            for verb in of(verbs).filter(|verb| !denied(*verb)) {
                asked.extend(hits.iter().filter_map(|(sort, hit)| {
                    let Sort::Secret(secret) = sort else { return None };
                    let near = if hit.first > verb.last {
                        hit.first - verb.last <= AHEAD && !apart(verb, *hit)
                    } else {
                        hit.last < verb.first
                            && verb.first - hit.last <= BEHIND
                            && !apart(*hit, verb)
                    };
                    near.then_some(*secret)
                }));
            }
            asked.sort_unstable();
            asked.dedup();
            asked
        };
        let points = typed_in(&asked(Sort::Give)).max(sent(&asked(Sort::Send)));
        signs.add_all(&[(points > 0, "asks for what nobody may ask for", CueSource::Body, points)]);
    }

    /// Every word of the lists in the text, of a language only in a text of it.
    fn hits(&self, wording: &Wording<'_>) -> Vec<(Sort, Hit)> {
        let mut hits = Vec::new();
        self.sorts.hits(wording.body, wording.language, |sort, hit| {
            if hit.last < WORDS_MAX {
                hits.push((sort, hit));
            }
        });
        hits
    }
}

/// How much it says for fraud that these are to be typed in; a password alone is typed in everywhere.
const fn typed_in(asked: &[Secret]) -> i16 {
    match asked {
        [] | [Secret::Account] => 0,
        [Secret::Password] => 4,
        [Secret::Code] => 12,
        [Secret::Pin] => 14,
        [Secret::Card] => 24,
        [_, _, ..] => 28,
    }
}

/// The same where they are to be sent.
const fn sent(asked: &[Secret]) -> i16 {
    match asked {
        [] | [Secret::Account] => 0,
        [Secret::Code] => 12,
        [Secret::Password] => 18,
        [Secret::Card | Secret::Pin] => 24,
        [_, _, ..] => 28,
    }
}

/// Whether a sentence ends between two hits.
fn parted(wording: &Wording<'_>, before: Hit, behind: Hit) -> bool {
    let all = wording.body.all();
    let ends = all.get(before.last).zip(all.get(behind.first));
    let gap = ends.and_then(|(a, b)| wording.text.get(as_index(a.end)..as_index(b.start)));
    gap.is_none_or(|gap| {
        gap.contains("\n\n")
            || gap.match_indices(['.', '!', '?', ';']).any(|(at, _)| {
                gap.get(at + 1..)
                    .is_none_or(|rest| rest.starts_with(char::is_whitespace) || rest.is_empty())
            })
    })
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};

    fn kind(sender: &str, body: &str) -> String {
        let mail = format!(
            "Received: from a.example by mx.home.example with ESMTPS id 1; Tue, 15 Sep 2026 09:00:01 +0000\n\
             Authentication-Results: mx.home.example; dkim=pass header.d=portal.example; \
             spf=pass smtp.mailfrom=portal.example; dmarc=pass header.from=portal.example\n\
             From: {sender} <info@portal.example>\nTo: Robin <robin@home.example>\nSubject: {sender}\n\
             Date: Tue, 15 Sep 2026 09:00:00 +0000\nMessage-ID: <1@portal.example>\n\
             Content-Type: text/plain; charset=utf-8\n\n{body}\n"
        );
        Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading.kind.to_string()
    }

    #[test]
    fn who_asks_for_a_card_and_its_secret_is_suspect() {
        for body in [
            "Please enter your card number and PIN at https://portal.example/form today.",
            "Reply with your password and account details so that we can keep your mailbox.",
            "Bitte geben Sie Ihre Kartennummer und PIN unter https://portal.example/form ein.",
            "Best\u{e4}tigen Sie Ihre Kontodaten und Ihr Passwort unter https://portal.example/a.",
            "Saisissez votre num\u{e9}ro de carte bancaire et votre code sur https://portal.example/f.",
            "Introduzca su n\u{fa}mero de tarjeta y PIN en https://portal.example/f.",
            "Inserisca il numero della carta e il PIN su https://portal.example/f.",
            "Vul uw kaartnummer en pincode in op https://portal.example/f.",
        ] {
            assert_eq!(kind("Service", body), "suspect", "{body}");
        }
    }

    #[test]
    fn who_warns_of_that_or_lets_one_choose_a_password_is_none() {
        for body in [
            "We will never ask you to enter your card number and PIN.",
            "Please do not send us your password or your card number by e-mail.",
            "Enter your e-mail address and a new password to finish your registration.",
            "Wir werden Sie nie bitten, Ihre PIN oder Kartennummer einzugeben. Geben Sie sie nicht weiter.",
            "Ne communiquez jamais votre code confidentiel ni votre mot de passe.",
            "Nunca introduzca su PIN ni su n\u{fa}mero de tarjeta en un enlace.",
            "Non inserisca mai il PIN o il numero della carta in un sito.",
            "Vul nooit uw pincode en kaartnummer in op een website.",
            "To renew your books, enter your library card number and PIN.",
            "Your card details are safe with us. Thank you for your payment of \u{a3}12.00.",
        ] {
            assert_ne!(kind("Service", body), "suspect", "{body}");
        }
    }
}
