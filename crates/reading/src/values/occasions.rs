//! What the days of a message are by what the message is about.
//!
//! `Termin`, `rendez-vous`, `moved to` are said of a fitter as of a flight, `until` of goods that wait as of a term,
//! `départ` of a train as of the last morning of a stay, `vence` of a bill as of a policy. The label of the day does not
//! tell them apart; the kind of the message and what else it speaks of do.

use super::deeds;
use super::page::Page;
use super::promises::sentence;
use super::sorted::SortedPhrases;
use super::{Found, Surroundings};
use jiff::civil::Date;
use oxherd_model::{Claim, Confidence, DateRole, Kind};

/// Words of one text that are looked at.
const MARKS_MAX: usize = 400;

/// How sure such a day is, in thousandths.
const SURE: u16 = 860;

/// Bytes between a word and the day that it labels.
const NEAR: usize = 48;

/// Bytes between what runs out and its day.
const SUBJECT: usize = 120;

/// Goods are no further from their message than so many days, nor is what waits to be fetched.
const GOODS_DAYS: i32 = 400;
const WAITS_DAYS: i32 = 60;

/// A receipt is of a payment at most so many days ago.
const PAID_DAYS: i32 = 40;

/// `sort: phrase; phrase`, in every language.
const LIST: &str = include_str!("../../data/occasions.txt");

/// What words say of the occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A journey, a stay, a performance.
    Trip,
    /// Somebody comes, or one goes to somebody.
    Visit,
    /// What was ordered is brought.
    Goods,
    /// Goods wait to be fetched.
    Collect,
    /// The first day of a stay, the last one.
    Arrives,
    Leaves,
    /// What runs out.
    Agreement,
    /// What is paid.
    Bill,
    /// What the supplier gives back.
    Money,
    /// The day behind it is the last.
    Until,
    /// An agreement goes on, or holds.
    Lasts,
    /// Goods come on a day.
    Comes,
    /// What is paid beforehand.
    Owed,
}

impl Sort {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "trip" => Self::Trip,
            "visit" => Self::Visit,
            "goods" => Self::Goods,
            "collect" => Self::Collect,
            "arrives" => Self::Arrives,
            "leaves" => Self::Leaves,
            "agreement" => Self::Agreement,
            "bill" => Self::Bill,
            "money" => Self::Money,
            "until" => Self::Until,
            "lasts" => Self::Lasts,
            "comes" => Self::Comes,
            "owed" => Self::Owed,
            _ => return None,
        })
    }
}

type Mark = super::sorted::Mark<Sort>;

/// Finds the words; built once.
#[derive(Debug)]
pub(super) struct OccasionReader {
    sorts: SortedPhrases<Sort>,
}

/// A text with the words of its occasion.
struct Occasion<'a> {
    page: Page<'a>,
    marks: Vec<Mark>,
    sent_on: Date,
}

impl OccasionReader {
    pub(super) fn new() -> Self {
        Self { sorts: SortedPhrases::new(LIST, Sort::of) }
    }

    /// Gives days the roles that the occasion tells.
    pub(super) fn settle(&self, s: &Surroundings<'_>, kind: Kind, found: &mut [Found]) {
        let days = found.iter().any(|f| f.claim.date().is_some());
        let (true, Some(sent_on)) = (days && !kind.is_noise(), s.sent_on) else { return };
        let marks = self.sorts.find(s, MARKS_MAX);
        let of = Occasion { page: Page::new(s), marks, sent_on };
        of.stay(found);
        let booked =
            matches!(kind, Kind::AppointmentSet | Kind::AppointmentChanged | Kind::OrderConfirmed);
        if booked || kind == Kind::OrderTrouble {
            of.trip(found);
        }
        if booked {
            of.deposit(found);
        }
        if matches!(kind, Kind::OrderTrouble | Kind::DeliveryUnderWay | Kind::Delivered) {
            of.waits(found);
            of.goods(found);
        }
        if kind == Kind::PaymentDone {
            of.paid(found);
        }
        if kind == Kind::PaymentFailed {
            of.again(found);
        }
        if kind == Kind::Quote {
            of.holds(found);
        }
        if runs_out(kind) {
            of.matures(found);
        }
    }
}

/// Whether messages of a kind tell until when an agreement runs.
const fn runs_out(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RenewalNotice
            | Kind::ContractEnding
            | Kind::CancelConfirmed
            | Kind::ContractPack
            | Kind::PaymentDone
    )
}

impl Occasion<'_> {
    fn speaks(&self, sort: Sort) -> bool {
        self.marks.iter().any(|mark| mark.sort == sort)
    }

    /// Whether the text is about a journey, a stay or a performance.
    fn is_trip(&self) -> bool {
        self.speaks(Sort::Trip) && !self.speaks(Sort::Visit)
    }

    /// Whether a word of a sort stands in the sentence of a day, before its end.
    fn beside(&self, sort: Sort, found: &Found) -> bool {
        let (from, to) = sentence(&self.page, found.start, found.end);
        self.marks.iter().any(|m| m.sort == sort && m.start >= from && m.end <= to)
    }

    /// Whether a word of a sort is the label of a day: right before it on its line, or all that the line above says.
    fn labels(&self, sort: Sort, found: &Found) -> bool {
        let (line, _) = self.page.line_span(found.start);
        let mut marks = self.marks.iter().filter(|m| m.sort == sort && m.end <= found.start);
        marks.any(|mark| {
            let gap = self.page.slice(mark.end, found.start);
            let same = mark.start >= line;
            let open =
                !gap.contains(['.', ';', '!', '?']) && !gap.bytes().any(|b| b.is_ascii_digit());
            let above = || gap.trim_start().len() <= NEAR / 2 && !gap.contains("\n\n\n");
            gap.len() <= NEAR && open && (same || above() && gap.matches('\n').count() == 1)
        })
    }

    /// Whether a word for `until` stands right before a day.
    fn says_until(&self, found: &Found) -> bool {
        self.marks.iter().rev().any(|mark| {
            mark.sort == Sort::Until
                && mark.end <= found.start
                && found.start - mark.end <= NEAR / 2
                && {
                    let gap = self.page.slice(mark.end, found.start);
                    gap.split_whitespace().count() <= 2 && !gap.contains(['.', ';'])
                }
        })
    }

    fn days_ahead(&self, day: Date) -> i32 {
        (day - self.sent_on).get_days()
    }

    /// Of two days the one of which leaving is said behind one of which arriving is said ends a stay.
    fn stay(&self, found: &mut [Found]) {
        if !self.speaks(Sort::Arrives) || !self.speaks(Sort::Leaves) {
            return;
        }
        let days = |sort: Sort, found: &[Found]| -> Vec<(usize, Date)> {
            let dates = found.iter().enumerate().filter(|(_, f)| self.labels(sort, f));
            dates.filter_map(|(at, f)| Some((at, f.claim.date()?.1))).collect()
        };
        let arrives = days(Sort::Arrives, found);
        for (at, leaves) in days(Sort::Leaves, found) {
            let came = arrives.iter().rfind(|(other, on)| *other != at && *on < leaves);
            let Some((first, _)) = came else { continue };
            give(found.get_mut(at), DateRole::End);
            give(found.get_mut(*first), DateRole::Start);
        }
    }

    /// A journey begins, also where it is moved like a visit.
    fn trip(&self, found: &mut [Found]) {
        if !self.is_trip() {
            return;
        }
        let begun = found.iter().any(|f| {
            f.claim.date().is_some_and(|(role, on)| role == DateRole::Start && on >= self.sent_on)
        });
        let only = self.only_day(found, |role| {
            matches!(
                role,
                DateRole::Other | DateRole::Effective | DateRole::Delivery | DateRole::End
            )
        });
        for value in found {
            let Some((role, day)) = value.claim.date() else { continue };
            let bare = role != DateRole::Appointment && !begun && Some(day) == only;
            let told = bare && !self.beside(Sort::Money, value) && !self.says_until(value);
            if day >= self.sent_on && (role == DateRole::Appointment || told) {
                give(Some(value), DateRole::Start);
            }
        }
    }

    /// What is paid beforehand by a day is due on it.
    fn deposit(&self, found: &mut [Found]) {
        for value in found {
            let Some((DateRole::End | DateRole::Expiry | DateRole::Other, day)) =
                value.claim.date()
            else {
                continue;
            };
            if day > self.sent_on && self.says_until(value) && self.beside(Sort::Owed, value) {
                give(Some(value), DateRole::Due);
            }
        }
    }

    /// Where a payment failed the only day ahead is that on which it is tried again.
    fn again(&self, found: &mut [Found]) {
        let Some(only) = self.only_day(found, |role| role == DateRole::Other) else { return };
        for value in found {
            let Some((DateRole::Other, day)) = value.claim.date() else { continue };
            if day == only && day > self.sent_on && !self.says_until(value) {
                give(Some(value), DateRole::Payment);
            }
        }
    }

    /// The only day from that of the message on whose role is one of some, where no other day ahead has another.
    fn only_day(&self, found: &[Found], fits: impl Fn(DateRole) -> bool) -> Option<Date> {
        let days = found.iter().filter_map(|f| f.claim.date());
        let mut ahead = days.filter(|(role, on)| fits(*role) && *on >= self.sent_on);
        let (_, first) = ahead.next()?;
        ahead.all(|(_, on)| on == first).then_some(first)
    }

    /// What was ordered is brought on the only day that its news name.
    fn goods(&self, found: &mut [Found]) {
        let known = found.iter().any(|f| {
            f.claim.date().is_some_and(|(role, on)| {
                matches!(role, DateRole::Delivery | DateRole::PickupBy) && on >= self.sent_on
            })
        });
        if known || self.is_trip() || !self.speaks(Sort::Goods) {
            return;
        }
        let may = |role: DateRole| {
            matches!(
                role,
                DateRole::Appointment
                    | DateRole::Other
                    | DateRole::Start
                    | DateRole::End
                    | DateRole::Effective
                    | DateRole::Expiry
            )
        };
        let Some(only) = self.only_day(found, may) else { return };
        for value in found {
            let Some((role, day)) = value.claim.date() else { continue };
            let last = matches!(role, DateRole::End | DateRole::Expiry)
                && self.says_until(value)
                && !self.beside(Sort::Comes, value);
            let fits = may(role) && day == only && self.days_ahead(day) <= GOODS_DAYS;
            if fits && !last && !self.beside(Sort::Money, value) {
                give(Some(value), DateRole::Delivery);
            }
        }
    }

    /// Goods that wait to be fetched wait until a day.
    fn waits(&self, found: &mut [Found]) {
        if !self.speaks(Sort::Collect) {
            return;
        }
        for value in found {
            let Some((role, day)) = value.claim.date() else { continue };
            let may = matches!(
                role,
                DateRole::End
                    | DateRole::Expiry
                    | DateRole::Due
                    | DateRole::AnswerBy
                    | DateRole::ReturnBy
                    | DateRole::Other
                    | DateRole::Delivery
                    | DateRole::Appointment
            );
            let near = (0..=WAITS_DAYS).contains(&self.days_ahead(day));
            // A sentence says of what brings them by when that is.
            if may && near && self.says_until(value) && !self.promises(role, value) {
                give(Some(value), DateRole::PickupBy);
            }
        }
    }

    /// Whether it is the supplier that brings goods by a day.
    fn promises(&self, role: DateRole, found: &Found) -> bool {
        role == DateRole::Delivery && !self.beside(Sort::Collect, found)
    }

    /// An agreement runs out on the day of which a bill would be due.
    fn matures(&self, found: &mut [Found]) {
        for value in found {
            let Some((role, day)) = value.claim.date() else { continue };
            if role != DateRole::Due || day <= self.sent_on {
                continue;
            }
            let before = |sort: Sort| {
                let marks = self.marks.iter().rev();
                let mut marks = marks.filter(|m| m.sort == sort && m.end <= value.start);
                let near = marks.next().filter(|m| value.start - m.end <= SUBJECT);
                let near = near.filter(|m| deeds::one_sentence(&self.page, m.end, value.start));
                near.map(|m| m.start)
            };
            let agreement = before(Sort::Agreement);
            let runs_out =
                agreement.is_some() && agreement > before(Sort::Bill) && !self.says_until(value);
            let lasts = self.says_until(value)
                && before(Sort::Lasts).is_some()
                && before(Sort::Lasts) > before(Sort::Bill);
            if runs_out || lasts {
                give(Some(value), DateRole::End);
            }
        }
    }

    /// An offer holds until its last day.
    fn holds(&self, found: &mut [Found]) {
        let known =
            found.iter().any(|f| matches!(f.claim, Claim::Date { role: DateRole::Expiry, .. }));
        if known {
            return;
        }
        for value in found {
            let Some((role, day)) = value.claim.date() else { continue };
            let last = matches!(role, DateRole::End | DateRole::Due | DateRole::Other);
            if last
                && day > self.sent_on
                && self.says_until(value)
                && !self.beside(Sort::Bill, value)
            {
                give(Some(value), DateRole::Expiry);
            }
        }
    }

    /// The bare day of a receipt is that of the payment.
    fn paid(&self, found: &mut [Found]) {
        let paid = |f: &Found| matches!(f.claim, Claim::Date { role: DateRole::Payment, .. });
        if found.iter().any(paid) {
            return;
        }
        for value in found {
            let Some((DateRole::Issued, day)) = value.claim.date() else { continue };
            if (-PAID_DAYS..=0).contains(&self.days_ahead(day)) && self.is_bare(value) {
                give(Some(value), DateRole::Payment);
            }
        }
    }

    /// Whether only the word for a date stands before a day, on its line or on the one above.
    fn is_bare(&self, found: &Found) -> bool {
        const DATES: &[&str] =
            &["date", "datum", "fecha", "data", "on", "am", "le", "el", "il", "op"];
        let (line, _) = self.page.line_span(found.start);
        let head = self.page.slice(line, found.start);
        let above = || {
            let line = self.page.line_above(self.page.line_at(found.start))?;
            Some(self.page.line(line))
        };
        let said = if head.trim().is_empty() { above().unwrap_or_default() } else { head };
        let label = crate::words::fold(said);
        let label = label.trim();
        DATES.contains(&label) || label == "date and time" || label == "datum und uhrzeit"
    }
}

fn give(found: Option<&mut Found>, wanted: DateRole) {
    let Some(found) = found else { return };
    if let Claim::Date { role, .. } = &mut found.claim
        && *role != wanted
    {
        *role = wanted;
        found.confidence = found.confidence.max(Confidence::from_thousandths(SURE));
    }
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::{DateRole, Fact};

    /// The roles that a mail of 4 May 2026 gives a day.
    fn roles(subject: &str, body: &str, day: &str) -> Vec<DateRole> {
        let mail = format!(
            "From: Alderley <service@alderley.example>\nSubject: {subject}\nDate: Mon, 04 May 2026 10:00:00 \
             +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: \
             8bit\n\n{body}\n"
        );
        let reading = Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading;
        let dates = reading.facts.iter().filter_map(Fact::date);
        dates.filter(|(_, on)| on.to_string() == day).map(|(role, _)| role).collect()
    }

    fn all(wanted: DateRole, day: &str, mails: &[(&str, &str)]) {
        let mut missed = Vec::new();
        for (subject, body) in mails {
            let told = roles(subject, body, day);
            if !told.contains(&wanted) || told.iter().any(|role| *role != wanted) {
                missed.push(format!("{subject} | {body}: {told:?}"));
            }
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn a_journey_or_a_performance_that_is_moved_begins_on_its_day() {
        let mails = [
            (
                "A change to your flight",
                "Dear traveller,\n\nwe had to change the time of your flight AL 118 on 16 June 2026. It now leaves at 14:10. \
                 Your booking Q7TLM2 stays valid.",
            ),
            (
                "Konzert verlegt",
                "Liebe Gäste,\n\ndas Konzert vom 9. Mai wird auf den 16. Juni 2026 verlegt. Ihre Eintrittskarten behalten \
                 ihre Gültigkeit.",
            ),
            (
                "Votre train est modifié",
                "Bonjour,\n\nl'horaire de votre train du 16 juin 2026 est modifié : départ à 14h10 au lieu de 13h40. \
                 Dossier Q7TLM2.",
            ),
            (
                "Cambio en su vuelo",
                "Estimada viajera:\n\nhemos modificado el horario de su vuelo AL 118 del 16 de junio de 2026: sale a las 14:10. \
                 Reserva Q7TLM2.",
            ),
            (
                "Spettacolo rinviato",
                "Gentile pubblico,\n\nlo spettacolo del 9 maggio è rinviato al 16 giugno 2026. I biglietti restano validi.",
            ),
            (
                "Voorstelling verplaatst",
                "Beste bezoeker,\n\nde voorstelling van 9 mei is verplaatst naar 16 juni 2026. Uw kaarten blijven geldig.",
            ),
        ];
        all(DateRole::Start, "2026-06-16", &mails);
        let visits = [
            (
                "Your appointment has been moved",
                "Dear Ms Vale,\n\nyour appointment with our engineer has been moved to 16 June 2026, between 8 and 12.",
            ),
            (
                "Ihr Termin wurde verlegt",
                "Guten Tag,\n\nIhr Termin beim Zahnarzt wird auf den 16. Juni 2026 um 9 Uhr verlegt.",
            ),
        ];
        all(DateRole::Appointment, "2026-06-16", &visits);
    }

    #[test]
    fn a_stay_ends_on_the_day_of_leaving_and_a_journey_begins_on_it() {
        let mails = [
            (
                "Your booking is confirmed",
                "Dear guest,\n\nArrival: 13 June 2026, from 3 pm\nDeparture: 16 June 2026, before 10 am\nTotal: 240.00 GBP",
            ),
            (
                "Ihre Buchung ist bestätigt",
                "Liebe Gäste,\n\nAnreise: 13. Juni 2026 ab 15 Uhr\nAbreise: 16. Juni 2026 bis 10 Uhr\nGesamtpreis: 240,00 EUR",
            ),
            (
                "Votre réservation est confirmée",
                "Bonjour,\n\nArrivée : samedi 13 juin 2026 à partir de 16 h\nDépart : mardi 16 juin 2026 avant 10 h\nTotal : 240,00 €",
            ),
            (
                "Reserva confirmada",
                "Hola:\n\nEntrada: 13 de junio de 2026\nSalida: 16 de junio de 2026\nPrecio total: 240,00 €",
            ),
            (
                "Prenotazione confermata",
                "Gentile ospite,\n\nArrivo: 13 giugno 2026\nPartenza: 16 giugno 2026\nTotale: 240,00 €",
            ),
            (
                "Bevestiging van uw reservering",
                "Beste gast,\n\nAankomst: zaterdag 13 juni 2026 vanaf 15.00 uur\nVertrek: dinsdag 16 juni 2026 vóór 10.00 \
                 uur\nTotaalbedrag: € 240,00",
            ),
        ];
        all(DateRole::End, "2026-06-16", &mails);
        let train = [(
            "Votre voyage est confirmé",
            "Bonjour,\n\nTrain 6103\nDépart : 16 juin 2026 à 9h12\nArrivée : 16 juin 2026 à 12h40",
        )];
        let told = roles(train[0].0, train[0].1, "2026-06-16");
        assert!(told.contains(&DateRole::Start), "{told:?}");
    }

    #[test]
    fn late_goods_are_brought_on_the_day_that_their_news_name() {
        let mails = [
            (
                "Your order is delayed",
                "Dear Ms Vale,\n\nwe are sorry: the oak table of your order 8812 is still in production. The new date is 16 \
                 June 2026.",
            ),
            (
                "Ihre Bestellung verzögert sich",
                "Guten Tag,\n\nleider verzögert sich die Auslieferung Ihrer Bestellung 8812.\n\nNeuer voraussichtlicher Termin: \
                 16.06.2026",
            ),
            (
                "Retard de votre commande 8812",
                "Bonjour,\n\nnous sommes désolés : votre commande n'a pas pu être livrée cette semaine, notre fournisseur a du \
                 retard. La nouvelle date de mise à disposition est fixée au 16 juin 2026.",
            ),
            (
                "Retraso en su pedido 8812",
                "Hola:\n\nsu pedido se retrasa porque el fabricante no tiene existencias. La nueva fecha es el 16 de junio de \
                 2026. Disculpe las molestias.",
            ),
            (
                "Pedido 8812",
                "Hola:\n\nla fábrica va con retraso y su pedido no llegará hasta el 16 de junio de 2026. Perdone las molestias.",
            ),
            (
                "Ritardo dell'ordine 8812",
                "Gentile cliente,\n\nil divano è ancora in produzione. La consegna slitta quindi al 16 giugno 2026. Ci scusiamo.",
            ),
            (
                "Vertraging van je bestelling 8812",
                "Hoi,\n\nje bestelling is helaas vertraagd bij onze leverancier. De nieuwe datum is 16 juni 2026. Sorry!",
            ),
        ];
        all(DateRole::Delivery, "2026-06-16", &mails);
    }

    #[test]
    fn goods_that_wait_do_so_until_their_last_day() {
        let mails = [
            (
                "Your parcel is waiting for you",
                "Hello,\n\nyour parcel is at the parcel shop, 2 Mill Lane. We'll keep your item until 16 May 2026, then it goes \
                 back to the sender. Bring a form of ID to collect it.",
            ),
            (
                "Ihr Paket liegt bereit",
                "Guten Tag,\n\nIhr Paket liegt in der Packstation 118 zur Abholung bereit. Bis zum 16.05.2026 können Sie es \
                 holen, danach geht es an den Absender zurück.",
            ),
            (
                "Votre colis vous attend",
                "Bonjour,\n\nvotre colis est disponible dans votre point relais, 3 rue du Port.\nJusqu'au : 16/05/2026\nMunissez-vous \
                 d'une pièce d'identité.",
            ),
            (
                "Tu paquete te espera",
                "Hola:\n\ntu paquete está en el punto de recogida.\nDisponible hasta: 16/05/2026\nLleva tu DNI.",
            ),
            (
                "Il tuo pacco ti aspetta",
                "Ciao!\n\nIl pacco è nel locker di via Roma 3. Hai tempo fino al 16/05/2026 alle 23:59, poi torna al mittente.",
            ),
            (
                "Je pakket ligt klaar",
                "Hoi,\n\nje kunt je pakket ophalen bij het servicepunt.\nOphalen t/m: 16 mei 2026\nNeem je legitimatie mee.",
            ),
        ];
        all(DateRole::PickupBy, "2026-05-16", &mails);
    }

    #[test]
    fn a_payment_that_failed_is_tried_again_on_the_day_ahead() {
        let mails = [
            (
                "Payment failed",
                "Hi, we could not take your £9.99. We will try again on 16 May 2026.",
            ),
            (
                "Abbuchung nicht möglich",
                "Hallo, wir konnten deinen Beitrag von 9,99 € nicht einziehen. Wir versuchen es am 16. Mai 2026 noch einmal.",
            ),
            (
                "Votre paiement a été refusé",
                "Bonjour, le prélèvement de 7,99 € n'a pas abouti. Nouvelle tentative le 16 mai 2026.",
            ),
            (
                "Incasso mislukt",
                "Hoi, het bedrag van € 8,99 kon niet worden afgeschreven. We proberen het op 16 mei 2026 opnieuw.",
            ),
        ];
        all(DateRole::Payment, "2026-05-16", &mails);
    }

    #[test]
    fn what_runs_out_in_a_notice_of_renewal_is_the_agreement() {
        let mails = [
            (
                "Votre avis d'échéance",
                "Chère Madame,\n\nvotre contrat habitation arrive à échéance le 1er juillet 2026 et sera reconduit tacitement \
                 pour un an. Cotisation annuelle : 233,16 €.",
            ),
            (
                "Próxima renovación de su póliza",
                "Estimada clienta:\n\nsu seguro de hogar vence el 1 de julio de 2026 y se renovará por un año más. Prima: 241,90 €.",
            ),
            (
                "La sua polizza scade a luglio",
                "Gentile cliente,\n\nla polizza RCA n. 774/118820 scade il 01/07/2026. Premio proposto per il rinnovo: 487,00 €.",
            ),
        ];
        all(DateRole::End, "2026-07-01", &mails);
    }

    #[test]
    fn what_goes_on_until_a_day_ends_on_it() {
        let mails = [
            (
                "Your plan has been renewed",
                "Hi Kim, your Home plan has been renewed and runs until 1 July 2027. We charged 59.99 GBP to your card.",
            ),
            (
                "Dein Jahresabo wurde verlängert",
                "Hallo Kim, dein Jahresabo läuft weiter bis zum 01.07.2027. Wir haben 89,00 € von deiner Karte abgebucht.",
            ),
            (
                "Je abonnement is verlengd",
                "Hoi Kim, je abonnement loopt door tot 1 juli 2027. We hebben € 59,99 van je rekening afgeschreven.",
            ),
        ];
        all(DateRole::End, "2027-07-01", &mails);
    }

    #[test]
    fn an_offer_holds_until_its_day_and_a_receipt_is_of_its_payment() {
        let offers = [
            (
                "Angebot 26-144 Dachrinne",
                "Guten Tag,\n\nvielen Dank für Ihre Anfrage. Wir bieten Ihnen an:\nDachrinne Zink 1.540,00 €\nAn dieses Angebot \
                 halten wir uns bis zum 31.07.2026 gebunden.",
            ),
            (
                "Devis toiture",
                "Bonjour,\n\nsuite à votre demande, voici notre devis : 1 540,00 € TTC. Nous maintenons ce prix jusqu'au 31 \
                 juillet 2026.",
            ),
        ];
        all(DateRole::Expiry, "2026-07-31", &offers);
        let receipts = [
            (
                "Betalingsbevestiging",
                "Je betaling is gelukt!\n\nOntvanger: Alderley\nBedrag: € 12,00\nDatum: 3 mei 2026",
            ),
            (
                "Payment receipt",
                "Your payment was successful.\n\nPaid to: Alderley\nAmount: £12.00\nDate: 3 May 2026",
            ),
            (
                "Zahlungsbeleg",
                "Ihre Zahlung war erfolgreich.\n\nBetrag: 12,00 EUR\nDatum: 03.05.2026",
            ),
            (
                "Justificante de pago",
                "Tu pago se ha realizado.\n\nImporte: 12,00 €\nFecha: 3 de mayo de 2026",
            ),
            (
                "Ricevuta di pagamento",
                "Il pagamento è andato a buon fine.\n\nImporto: 12,00 €\nData: 3 maggio 2026",
            ),
            (
                "Reçu de paiement",
                "Votre paiement a été accepté.\n\nMontant : 12,00 €\nDate : 3 mai 2026",
            ),
        ];
        all(DateRole::Payment, "2026-05-03", &receipts);
    }

    #[test]
    fn a_bill_that_was_to_be_paid_was_due() {
        let mails = [
            (
                "Payment reminder",
                "Hello,\n\nthe invoice 118 over £58.34 should have been paid on 2 April 2026. Please pay within 7 days.",
            ),
            (
                "Zahlungserinnerung",
                "Guten Tag,\n\ndie Rechnung 118 über 58,34 € war fällig am 2. April 2026. Bitte zahlen Sie binnen 7 Tagen.",
            ),
            (
                "Relance",
                "Bonjour,\n\nla facture 118 de 58,34 €, échue le 2 avril 2026, reste impayée. Merci de la régler sous 7 jours.",
            ),
            (
                "Recordatorio de pago",
                "Hola:\n\nla factura 118 de 58,34 €, vencida el 2 de abril de 2026, sigue pendiente de pago.",
            ),
            (
                "Sollecito di pagamento",
                "Gentile cliente,\n\nnon ci risulta pagata la bolletta 118 di 58,34 € scaduta il 02/04/2026.",
            ),
            (
                "Betalingsherinnering",
                "Beste klant,\n\nop 2 april 2026 had de nota 118 (€ 58,34) betaald moeten zijn. Wilt u dit binnen 7 dagen doen?",
            ),
        ];
        all(DateRole::Due, "2026-04-02", &mails);
    }
}
