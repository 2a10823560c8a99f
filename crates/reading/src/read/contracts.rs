//! Messages that show by their terms that an agreement runs, whatever they sound like: who is numbered as a customer
//! and told a price for a period has a contract, even where the words are those of an offer or of a periodical.

use super::{Heard, Judged, Reader, currency, sent_on, turned};
use crate::document::Document;
use crate::values::{Found, Surroundings, Tried, Values};
use oxherd_model::{AmountRole, Claim, Confidence, Cue, CueSource, DateRole, Kind, ReferenceRole};

/// How sure it is then, in thousandths: for papers of an agreement, and for what sounded like something else.
const SURE: u16 = 700;
const LESS_SURE: u16 = 620;

/// Advertising that is surer than this stays advertising.
const SOUNDS_MAX: u16 = 850;

/// A number, a day or a sum less sure than this tells nothing.
const NUMBER_MIN: u16 = 350;
const DAY_MIN: u16 = 800;
const SUM_MIN: u16 = 450;

/// What a text names of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Term {
    /// The owner's number as a customer, of the contract or the policy.
    Number,
    /// A price for a period.
    Price,
    /// The day from which it runs.
    Start,
    /// The day on which a time to try it out ends.
    Trial,
    /// The day on which it ends, renews, or can be ended at the latest.
    End,
}

impl Reader {
    /// Decides once more where the terms of an agreement say what the words left open.
    pub(super) fn by_its_terms(&self, document: &Document, judged: &mut Judged<'_>) {
        let reading = &judged.reading;
        let sure = reading.kind_confidence.thousandths();
        let Some(was) = class_of(reading.kind, sure) else { return };
        let Some(heard) = judged.heard.as_ref() else { return };
        let many = is_for_many(document);
        if many && was != Was::Else {
            return;
        }
        if many && reading.secondary.is_empty() {
            return;
        }
        let (values, per, tried) = self.values_of(document, heard, judged);
        let told = (values.found.as_slice(), per, tried);
        Self::by_values(judged, told, (was, many));
        judged.values = Some(values).filter(|_| document.spoken.is_none());
    }

    /// The same by what its text was found to name.
    fn by_values(
        judged: &mut Judged<'_>,
        (found, per, tried): (&[Found], bool, Tried),
        (was, many): (Was, bool),
    ) {
        let reading = &judged.reading;
        let mut beside = reading.secondary.iter().copied().filter(|_| was == Was::Else);
        let named = Named { found, per, subject: &reading.subject };
        let own = beside.find(|kind| named.shows(*kind));
        if let Some(kind) = own {
            turned::into(&mut judged.reading, kind, "it names what is the owner's own");
            return;
        }
        if many {
            return;
        }
        let terms: Vec<Term> =
            found.iter().filter_map(term_of).filter(|term| per || *term != Term::Price).collect();
        let has = |term: Term| terms.contains(&term);
        let known = match was {
            Was::Papers => {
                let told = [Term::Number, Term::Price, Term::Start].into_iter().filter(|t| has(*t));
                (told.count() >= 2).then_some((Kind::ContractPack, SURE))
            }
            Was::Trial => {
                (has(Term::Trial) && has(Term::Price)).then_some((Kind::RenewalNotice, SURE))
            }
            // What begins and has no end is not ending, whatever is said of how to end it.
            Was::Ending => {
                let begins = has(Term::Start) && has(Term::Price) && !has(Term::End);
                begins.then_some((Kind::ContractPack, LESS_SURE))
            }
            Was::Else if tried == Tried::Told => Some((Kind::ContractPack, LESS_SURE)),
            Was::Else => {
                (has(Term::Number) && has(Term::Price)).then_some((Kind::ContractPack, LESS_SURE))
            }
        };
        let Some((kind, sure)) = known else { return };
        let reading = &mut judged.reading;
        reading.secondary.retain(|also| *also != kind);
        reading.kind = kind;
        reading.kind_confidence = Confidence::from_thousandths(sure);
        let words = "a number, a price for a period or a first day".to_owned();
        reading.why.retain(|cue| cue.kind == kind);
        reading.why.insert(0, Cue { kind, words, source: CueSource::Body, weight: 12 });
    }

    /// What a text names, whether it names a price for a period, and what it says of a trial.
    fn values_of(
        &self,
        document: &Document,
        heard: &Heard,
        judged: &Judged<'_>,
    ) -> (Values, bool, Tried) {
        let of = Surroundings {
            text: &heard.said,
            words: &heard.body,
            language: heard.language,
            sent_on: sent_on(document),
            month_first: None,
            currency_hint: currency::of(judged.reading.supplier.as_ref()),
        };
        let values = self.values.read(&of);
        let per = self.names.period_beside(of.text, of.words, &values.found).is_some();
        let tried = self.values.try_out(&of, &mut values.found.clone());
        (values, per, tried)
    }
}

/// A sum less sure than this is none that its words name.
const NAMED_MIN: u16 = 840;

/// What a message names.
struct Named<'a> {
    found: &'a [Found],
    /// Whether it names a price for a period.
    per: bool,
    subject: &'a str,
}

impl Named<'_> {
    fn numbered(&self, wanted: &[ReferenceRole]) -> bool {
        self.found.iter().any(|f| {
            matches!(&f.claim, Claim::Reference { role, value }
                if wanted.contains(role)
                    && digits(value) >= 3
                    && f.confidence.thousandths() >= NUMBER_MIN)
        })
    }

    fn sums(&self, wanted: &[AmountRole]) -> bool {
        let sure = self.found.iter().filter(|f| f.confidence.thousandths() >= NAMED_MIN);
        sure.filter_map(|f| f.claim.amount()).any(|(role, _)| wanted.contains(&role))
    }

    fn days(&self, wanted: &[DateRole]) -> bool {
        let sure = self.found.iter().filter(|f| f.confidence.thousandths() >= DAY_MIN);
        sure.filter_map(|f| f.claim.date()).any(|(role, _)| wanted.contains(&role))
    }

    /// Whether a message that sounds like advertising, or like nothing, shows that it is the owner's own of a kind: by
    /// the number of an order, by what is to be paid, by an old price and a new one for a period. Firms send both by
    /// the same machine, with the same offer to leave.
    fn shows(&self, kind: Kind) -> bool {
        use AmountRole as A;
        use ReferenceRole as R;
        let ordered = matches!(
            kind,
            Kind::OrderConfirmed
                | Kind::DeliveryUnderWay
                | Kind::Delivered
                | Kind::OrderTrouble
                | Kind::ReturnInstructions
        );
        let billed =
            matches!(kind, Kind::Bill | Kind::Dunning | Kind::PaymentDone | Kind::RefundCredit);
        let own = self.numbered(&[R::Customer, R::Contract, R::Policy]);
        let effective = self.days(&[DateRole::Effective]);
        let both = self.sums(&[A::New]) && (self.sums(&[A::Old]) || effective);
        let whole = || self.sums(&[A::Total, A::Due, A::Paid, A::Refund]);
        let renews = || self.days(&[DateRole::Renewal, DateRole::End, DateRole::TrialEnd]);
        let order = || {
            self.numbered(&[R::Order, R::Booking, R::Tracking, R::Return])
                || digits(self.subject) >= 5 && self.sums(&[A::Total, A::Due])
        };
        ordered && order()
            || billed && self.numbered(&[R::Invoice, R::Receipt, R::Order]) && whole()
            || kind == Kind::PriceChange && ((self.per || own) && both || own && effective)
            || kind == Kind::RenewalNotice && (self.per || own) && renews()
    }
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// What a value of a text says of an agreement.
fn term_of(found: &Found) -> Option<Term> {
    let sure = |least: u16| found.confidence.thousandths() >= least;
    match &found.claim {
        Claim::Reference { role, value } => {
            (is_number(*role, value) && sure(NUMBER_MIN)).then_some(Term::Number)
        }
        Claim::Amount { role, .. } => (is_price(*role) && sure(SUM_MIN)).then_some(Term::Price),
        Claim::Date { role: DateRole::Start, .. } => sure(DAY_MIN).then_some(Term::Start),
        Claim::Date { role: DateRole::TrialEnd, .. } => sure(DAY_MIN).then_some(Term::Trial),
        Claim::Date {
            role: DateRole::End | DateRole::Expiry | DateRole::Renewal | DateRole::CancelBy,
            ..
        } => Some(Term::End),
        Claim::Date { .. }
        | Claim::Identifier { .. }
        | Claim::Contact { .. }
        | Claim::Product { .. }
        | Claim::Promise { .. }
        | Claim::Act { .. }
        | Claim::Length { .. }
        | Claim::Renewal { .. } => None,
    }
}

/// What a message seemed to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Was {
    /// Papers of an agreement, not for sure, or an account that is set up.
    Papers,
    /// A notice of a renewal, not for sure.
    Trial,
    /// The end of a contract, not for sure.
    Ending,
    /// Advertising, a periodical, a greeting.
    Else,
}

/// What a kind leaves open; nothing for most.
fn class_of(kind: Kind, sure: u16) -> Option<Was> {
    let unsure = sure < SURE;
    let sounds = [Kind::Promotion, Kind::Newsletter, Kind::Moment, Kind::Notification];
    if kind == Kind::AccountSetup || kind == Kind::ContractPack && unsure {
        Some(Was::Papers)
    } else if kind == Kind::RenewalNotice && unsure {
        Some(Was::Trial)
    } else if kind == Kind::ContractEnding && unsure {
        Some(Was::Ending)
    } else {
        (sounds.contains(&kind) && sure < SOUNDS_MAX).then_some(Was::Else)
    }
}

/// Whether the header says that it went to many.
fn is_for_many(document: &Document) -> bool {
    let header = &document.header;
    header.list_unsubscribe.is_some()
        || header.list_id.is_some()
        || header.bulk
        || header.list_post
        || matches!(header.precedence.as_str(), "bulk" | "list" | "junk")
}

/// Whether a reference is the number by which an agreement or its owner is known.
fn is_number(role: ReferenceRole, value: &str) -> bool {
    let ours =
        matches!(role, ReferenceRole::Customer | ReferenceRole::Contract | ReferenceRole::Policy);
    ours && digits(value) >= 3
}

const fn is_price(role: AmountRole) -> bool {
    matches!(role, AmountRole::Price | AmountRole::Total | AmountRole::Due | AmountRole::New)
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::Kind;

    /// What a mail is that is sent by a machine for bulk mail.
    fn kind(subject: &str, body: &str) -> Kind {
        let mail = format!(
            "From: Alderley <service@alderley.example>\nTo: kim@vogel.example\nSubject: {subject}\nDate: Mon, 04 May 2026 \
             10:00:00 +0200\nList-Unsubscribe: <https://u.alderley.example/x>\nPrecedence: bulk\nMIME-Version: 1.0\n\
             Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n"
        );
        Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading.kind
    }

    #[test]
    fn what_is_the_owners_own_is_no_advertising_for_being_sent_like_it() {
        let mut missed = Vec::new();
        for (subject, body, wanted) in [
            (
                "Ordered: dehumidifier and 1 more item",
                "Hello Kim,\nThanks for your order. We'll write again when your items ship.\n\nOrder # 204-5519038\nOrder \
                 total: £174.48\n\nUse our free app to follow your parcel.",
                Kind::OrderConfirmed,
            ),
            (
                "We're updating our prices",
                "Hi Kim, to bring you more great entertainment your Standard plan will increase from £10.99 to £12.99 a \
                 month on 18 June 2026. There are lots of ways to be entertained, and we thank you for choosing us.",
                Kind::PriceChange,
            ),
            (
                "Neues von deinem Tarif",
                "Hallo Kim, ab dem 1. Juli 2026 kostet dein Tarif 34,90 € statt bisher 29,90 € im Monat. Kundennummer 40118.",
                Kind::PriceChange,
            ),
            (
                "Évolution de votre abonnement",
                "Bonjour Kim, à partir du 1er juillet 2026 votre abonnement passera de 31,90 € à 33,50 € par mois. Contrat n° V-20811.",
                Kind::PriceChange,
            ),
            (
                "Nueva cuota",
                "Hola, Kim: desde el 1 de julio de 2026 tu cuota mensual pasa de 38,00 € a 41,00 €. Socio n.º 5512.",
                Kind::PriceChange,
            ),
            (
                "Variazione del canone",
                "Gentile cliente, dal 1° luglio 2026 il canone mensile passerà da 24,90 € a 26,90 €. Contratto n. 88102-T.",
                Kind::PriceChange,
            ),
            (
                "Nieuwe contributie",
                "Hoi Kim, per 1 juli 2026 wordt je contributie € 27,50 per maand (nu € 25,00). Lidnummer 40118.",
                Kind::PriceChange,
            ),
        ] {
            let told = kind(subject, body);
            if told != wanted {
                missed.push(format!("{subject}: {told}"));
            }
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn an_offer_with_an_old_price_stays_one() {
        for (subject, body) in [
            (
                "Summer sale",
                "Everything for the garden: chairs now £29.99 instead of £39.99. Order by 30 May and save!",
            ),
            (
                "Sommerschlussverkauf",
                "Jetzt zugreifen: Gartenstühle für 29,99 € statt 39,99 €. Nur bis 30. Mai!",
            ),
            (
                "Nos bons plans",
                "Profitez-en : 12 mois à 9,99 € par mois au lieu de 19,99 €. Offre valable jusqu'au 30 mai.",
            ),
        ] {
            assert!(kind(subject, body).is_noise(), "{subject}: {}", kind(subject, body));
        }
    }
}
