//! Sums that the owner receives, or that something is done to for them: `erhalten Sie zurück`, `vous seront
//! recrédités`, `se le abonará`, `has been put back on your card`.

use super::{FRENCH, ITALIAN, REACH, SPANISH};
use crate::values::begins_a_word;

/// A clause in folded words.
pub(super) struct Clause<'a> {
    pub(super) words: &'a [&'a str],
    pub(super) folded: &'a str,
}

const GOT_EN: &str = "you will receive;you ll receive;you receive;you will get;you ll get;you get";
const DONE_EN: &str = "has been;have been;will be;is being;are being;was;were";
const GIVEN_EN: &str = "refund;credit;repaid;returned;reimburs;put;paid;transferred;sent";
const WHITHER_EN: &str = "back;to you;to your;into your;on your;onto your;in your account;from us";
const GOT_DE: &str = "erhalten sie;bekommen sie;sie erhalten;sie bekommen;erhaltst du;bekommst du;du erhaltst;du bekommst";
const BACK_DE: &str = "zuruck;gutschrift;erstatt;gutgeschrieb;uberwiesen;ausgezahlt";
const GIVEN_DE: &str =
    "uberwiesen;erstattet;gutgeschrieb;ausgezahlt;zuruck;vergutet;angewiesen;gutgebracht";
const GOT_NL: &str =
    "u krijgt;je krijgt;krijgt u;krijg je;u ontvangt;je ontvangt;ontvangt u;ontvang je";
const BACK_NL: &str = "terug;retour;vergoed;gestort;overgemaakt";
const GIVEN_NL: &str = "terug;overgemaakt;gestort;uitgekeerd;bijgeschreven;vergoed;gecrediteerd";

impl Clause<'_> {
    /// Whether it says that the owner gets its sum.
    pub(super) fn receives(&self, language: &str) -> bool {
        match language {
            "en" => {
                let done = self.says(DONE_EN) && self.begins(GIVEN_EN);
                (self.says(GOT_EN) || done) && self.says(WHITHER_EN)
            }
            "de" => {
                let passive =
                    self.says("wird;werden;wurde;wurden") && self.says("ihnen;ihrem;dir;deinem");
                self.says(GOT_DE) && self.begins(BACK_DE) || passive && self.begins(GIVEN_DE)
            }
            "nl" => self.dutch(),
            "fr" => {
                let auxiliaries = "sera;seront;a;ont;est;sont;ete;etre";
                self.follows("vous", auxiliaries, FRENCH)
                    || self.says("vous recevrez;vous recevez;vous percevrez")
                        && !self.begins("colis")
            }
            "es" => {
                let auxiliaries = "le;te;les;ha;han;sera;seran;sido";
                self.follows("se;le;te;les", auxiliaries, SPANISH)
                    || self.begins("recibir;percibir")
                        && self.begins("cuenta;devol;reembols;tarjeta;abono")
            }
            "it" => {
                let auxiliaries = "verra;verranno;sara;saranno;e;sono;stato;stati;viene;vengono";
                self.follows("le;ti;vi", auxiliaries, ITALIAN)
                    || self.begins("riceverai;ricevera;riceve")
                        && self.begins("conto;rimbors;accredit;carta")
            }
            _ => false,
        }
    }

    fn dutch(&self) -> bool {
        let account = self.says("op uw rekening;op je rekening") && self.says("krijgt;ontvangt");
        let got = self.says(GOT_NL) && self.begins(BACK_NL) || account;
        let passive = self.says("wordt;worden;is;zijn") && self.says("u;uw;je;jouw");
        (got || passive && self.begins(GIVEN_NL)) && !self.says("van uw;van je")
    }

    /// Whether one of some phrases is there.
    fn says(&self, phrases: &str) -> bool {
        let padded = format!(" {} ", self.folded);
        phrases.split(';').any(|phrase| padded.contains(&format!(" {phrase} ")))
    }

    /// Whether a word begins with one of some stems.
    fn begins(&self, stems: &str) -> bool {
        stems.split(';').any(|stem| begins_a_word(self.folded, stem))
    }

    /// Whether behind one of some words, with auxiliaries between, a verb of giving stands.
    fn follows(&self, owner: &str, auxiliaries: &str, verbs: &[&str]) -> bool {
        let is = |list: &str, word: &str| list.split(';').any(|one| one == word);
        self.words.iter().enumerate().any(|(at, word)| {
            let behind: Vec<&&str> = self.words.iter().skip(at + 1).take(REACH).collect();
            let skipped = behind.iter().take_while(|word| is(auxiliaries, word)).count();
            let verb = behind.get(skipped);
            let gives = verb.is_some_and(|verb| verbs.iter().any(|stem| verb.starts_with(stem)));
            is(owner, word) && skipped > 0 && gives
        })
    }
}
