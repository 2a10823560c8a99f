//! What the owner has to do by a day, in whatever words: give something back, show a paper, answer, pay, fetch what
//! waits, bring what is to be looked after.
//!
//! Neither the label of the day nor one verb tells it. The sentence of the day does, by what is done, by that it has to
//! be done, and by that the day is the last one; and it neither hangs on something nor tells what the supplier does.

use super::page::Page;
use super::promises::sentence;
use super::sorted::{Mark, SortedPhrases};
use super::{Found, Surroundings, dates, unless};
use jiff::civil::Date;
use oxherd_model::{Claim, Confidence, DateRole, Kind, PledgedDeed};

/// Words of one text that are looked at.
const MARKS_MAX: usize = 600;

/// How sure such a day is, in thousandths.
const SURE: u16 = 930;

/// Bytes between a word for `by` and its day.
const NEAR: usize = 26;

/// How far before its sentence the one stands that says what of, and how far a text speaks of what waits.
const TOLD: usize = 170;

/// What is asked for is asked for within so many days, and what waits is fetched within fewer.
const ASKED_DAYS: i32 = 400;
const WAITS_DAYS: i32 = 60;
const PAID_DAYS: i32 = 150;

/// `sort: phrase; phrase`, in six languages.
const LIST: &str = include_str!("../../data/musts.txt");

/// What words say of what is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    By,
    Latest,
    Window,
    Must,
    Back,
    Old,
    Sends,
    Paper,
    Reading,
    Gives,
    Tell,
    Pay,
    Money,
    Parcel,
    Waits,
    Care,
    Comes,
    If,
    Never,
}

impl Sort {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "by" => Self::By,
            "latest" => Self::Latest,
            "window" => Self::Window,
            "must" => Self::Must,
            "back" => Self::Back,
            "old" => Self::Old,
            "sends" => Self::Sends,
            "paper" => Self::Paper,
            "reading" => Self::Reading,
            "gives" => Self::Gives,
            "tell" => Self::Tell,
            "pay" => Self::Pay,
            "money" => Self::Money,
            "parcel" => Self::Parcel,
            "waits" => Self::Waits,
            "care" => Self::Care,
            "comes" => Self::Comes,
            "if" => Self::If,
            "never" => Self::Never,
            _ => return None,
        })
    }
}

/// Finds the words; built once.
#[derive(Debug)]
pub(super) struct MustReader {
    sorts: SortedPhrases<Sort>,
}

impl MustReader {
    pub(super) fn new() -> Self {
        Self { sorts: SortedPhrases::new(LIST, Sort::of) }
    }

    /// Gives days the roles that what is to be done by them tells, and takes what was heard as a promise of the
    /// supplier for what it is: a deed of the owner.
    pub(super) fn settle(&self, s: &Surroundings<'_>, kind: Kind, found: &mut Vec<Found>) {
        let Some(sent_on) = s.sent_on else { return };
        let ahead = |f: &Found| f.claim.date().is_some_and(|(_, on)| on > sent_on);
        let quiet = matches!(kind, Kind::Personal | Kind::Newsletter | Kind::MailingList);
        if quiet || !found.iter().any(ahead) {
            return;
        }
        let marks = self.sorts.find(s, MARKS_MAX);
        if !marks
            .iter()
            .any(|m| matches!(m.sort, Sort::By | Sort::Latest | Sort::Window | Sort::Must))
        {
            return;
        }
        let page = Page::new(s);
        let has_sum = found.iter().any(|f| matches!(f.claim, Claim::Amount { .. }));
        let text = Text { page: &page, marks: &marks, sent_on, has_sum, kind };
        let ours: Vec<(Span, bool)> = found.iter().filter_map(deed_of_ours).collect();
        let mut done: Vec<Span> = Vec::new();
        for value in found.iter_mut() {
            let Some((role, day)) = value.claim.date() else { continue };
            let Some((said, span)) = text.must(value, role, day) else { continue };
            let inside = |((start, end), _): &&(Span, bool)| *start < span.1 && span.0 < *end;
            let bound = text.says(Sort::Must, (span.0.saturating_sub(TOLD), span.1));
            if ours.iter().filter(inside).any(|(_, addressed)| *addressed || !bound) {
                continue;
            }
            value.claim = Claim::Date { role: said, value: text.last(value, (role, said), day) };
            value.confidence =
                Confidence::from_thousandths(SURE.max(value.confidence.thousandths()));
            done.push(span);
        }
        found.retain(|f| {
            let own = matches!(f.claim, Claim::Promise { .. });
            !own || !done.iter().any(|(from, to)| f.start < *to && *from < f.end)
        });
    }
}

/// First and last byte.
type Span = (usize, usize);

/// Where a supplier promises what nobody but it does: money, an answer, a repair; and whether to the owner.
fn deed_of_ours(found: &Found) -> Option<(Span, bool)> {
    let Claim::Promise { pledge: Some(pledge), .. } = &found.claim else { return None };
    let own = pledge.deed != PledgedDeed::Delivery;
    own.then_some(((found.start, found.end), pledge.addressed))
}

/// A text with its words for what is to be done.
struct Text<'a> {
    page: &'a Page<'a>,
    marks: &'a [Mark<Sort>],
    sent_on: Date,
    has_sum: bool,
    kind: Kind,
}

impl Text<'_> {
    /// What is to be done by a day, and the sentence that says so.
    fn must(&self, value: &Found, role: DateRole, day: Date) -> Option<(DateRole, Span)> {
        let days = (day - self.sent_on).get_days();
        if !is_open(role) || !(1..=ASKED_DAYS).contains(&days) {
            return None;
        }
        let (from, to) = sentence(self.page, value.start, value.end);
        let says = |sort: Sort| self.says(sort, (from, to));
        let told = |sort: Sort| self.says(sort, (from.saturating_sub(TOLD), to));
        let open = self
            .marks
            .iter()
            .any(|m| m.sort == Sort::If && m.start >= from && m.end <= value.start);
        if open || says(Sort::Never) {
            return None;
        }
        let by = self.says_by(value, from);
        let last = by || says(Sort::Latest) || says(Sort::Window) || is_last(role);
        let must = says(Sort::Must) || says(Sort::Window);
        // A day on which somebody comes is one until which something is done only where that is said.
        let set = matches!(role, DateRole::Appointment | DateRole::Delivery | DateRole::Start);
        let waits = role == DateRole::PickupBy && !told(Sort::Old);
        if waits || !last && (set || !must) {
            return None;
        }
        let money = self.has_sum || told(Sort::Money);
        let said = if says(Sort::Parcel) && told(Sort::Waits)
            || (self.is_about_goods() || told(Sort::Parcel)) && says(Sort::Waits)
        {
            (last && days <= WAITS_DAYS).then_some(DateRole::PickupBy)
        } else if says(Sort::Pay) && money && days <= PAID_DAYS && self.is_to_pay((from, to), role)
        {
            Some(DateRole::Due)
        } else if says(Sort::Care) && says(Sort::Comes) && last {
            (!told(Sort::Paper)).then_some(DateRole::ServiceDue)
        } else if says(Sort::Paper) && !says(Sort::Old) && last && self.asks((from, to)) {
            Some(DateRole::AnswerBy)
        } else if says(Sort::Back) && !money && must
            || told(Sort::Old) && says(Sort::Sends) && last && !money
        {
            Some(DateRole::ReturnBy)
        } else if last && self.asks((from, to)) {
            Some(DateRole::AnswerBy)
        } else {
            None
        };
        said.map(|said| (said, (from, to)))
    }

    fn says(&self, sort: Sort, (from, to): Span) -> bool {
        self.marks.iter().any(|m| m.sort == sort && m.start >= from && m.end <= to)
    }

    /// Whether money is to be given by a day, not only spoken of beside one.
    fn is_to_pay(&self, span: Span, role: DateRole) -> bool {
        let bound =
            [Sort::Must, Sort::Window, Sort::Latest].into_iter().any(|s| self.says(s, span));
        bound || is_last(role)
    }

    /// Whether the message is about goods on their way.
    const fn is_about_goods(&self) -> bool {
        matches!(self.kind, Kind::DeliveryUnderWay | Kind::Delivered | Kind::OrderTrouble)
    }

    /// Whether papers, a reading or an answer are asked for.
    fn asks(&self, (from, to): Span) -> bool {
        let says = |sort: Sort| self.says(sort, (from, to));
        let told = |sort: Sort| self.says(sort, (from.saturating_sub(TOLD), to));
        let must = says(Sort::Must) || says(Sort::Window);
        let given = says(Sort::Gives) || told(Sort::Gives) && says(Sort::Latest);
        let what = told(Sort::Paper) || told(Sort::Reading);
        given && what && (must || told(Sort::Must)) || says(Sort::Tell) && must
    }

    /// Whether a word for `by` stands right before a day.
    fn says_by(&self, value: &Found, from: usize) -> bool {
        self.marks.iter().rev().any(|m| {
            m.sort == Sort::By && m.start >= from && m.end <= value.start && {
                let gap = self.page.slice(m.end, value.start);
                gap.len() <= NEAR
                    && gap.split_whitespace().count() <= 2
                    && !gap.contains(['.', ';'])
            }
        })
    }

    /// The last day of what is given back before a day.
    fn last(&self, value: &Found, (role, said): (DateRole, DateRole), day: Date) -> Date {
        let before = role != DateRole::ReturnBy
            && said == DateRole::ReturnBy
            && dates::says_before(self.page, value.start)
            && !unless::is_inclusive(self.page, (value.start, value.end));
        if before { day.yesterday().unwrap_or(day) } else { day }
    }
}

/// Roles that words around a day give where the sentence is not looked at as a whole.
const fn is_open(role: DateRole) -> bool {
    matches!(
        role,
        DateRole::Other
            | DateRole::End
            | DateRole::Expiry
            | DateRole::Due
            | DateRole::Effective
            | DateRole::Start
            | DateRole::AnswerBy
            | DateRole::ReturnBy
            | DateRole::Appointment
            | DateRole::Delivery
            | DateRole::ServiceDue
            | DateRole::PickupBy
            | DateRole::Renewal
    )
}

/// Roles that say that a day is the last one.
const fn is_last(role: DateRole) -> bool {
    matches!(
        role,
        DateRole::Due
            | DateRole::AnswerBy
            | DateRole::ReturnBy
            | DateRole::Expiry
            | DateRole::PickupBy
    )
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::{DateRole, Fact};

    /// The roles that a mail of 4 May 2026 gives 20 May.
    fn roles(reader: &Reader, body: &str) -> Vec<DateRole> {
        let mail = format!(
            "From: Alderley <service@alderley.example>\nSubject: Alderley\nDate: Mon, 04 May 2026 10:00:00 \
             +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: \
             8bit\n\n{body}\n"
        );
        let reading = reader.read(mail.as_bytes(), Form::Mail, Depth::Full).reading;
        let dates = reading.facts.iter().filter_map(Fact::date);
        dates.filter(|(_, on)| on.to_string() == "2026-05-20").map(|(role, _)| role).collect()
    }

    use DateRole::{AnswerBy, Due, PickupBy, ReturnBy, ServiceDue};

    const ASKED: &[(DateRole, &str)] = &[
        (ReturnBy, "The drill has to be back with us on or before 20 May."),
        (
            AnswerBy,
            "Outstanding from you: the repair invoice and two photos. Deadline: 20 May 2026.",
        ),
        (AnswerBy, "Please say yes to this place by 20 May or we give it to someone else."),
        (PickupBy, "Your parcel WP-70018 is at Patel News. It'll wait there until 20 May."),
        (Due, "Subs for spring: \u{a3}45. Pay-by date Wednesday 20 May."),
        (ServiceDue, "The timing belt interval is up: bring the car in by 20 May."),
        (ReturnBy, "Das alte Ger\u{e4}t muss sp\u{e4}testens am 20. Mai 2026 bei uns eintreffen."),
        (AnswerBy, "Es fehlen noch: Fotos und Kostenvoranschlag. Frist: 20. Mai 2026"),
        (AnswerBy, "Sag uns bis Mittwoch, 20. Mai, ob Robin den Platz nimmt."),
        (PickupBy, "Ihre Sendung liegt im Kiosk am Markt und wird dort bis zum 20.05. aufbewahrt."),
        (
            Due,
            "Bitte denkt an den Beitrag von 60 Euro. Er muss bis zum 20. Mai auf dem Vereinskonto sein.",
        ),
        (
            ReturnBy,
            "Pensez \u{e0} nous faire parvenir l'ancien appareil : vous avez jusqu'au 20 mai.",
        ),
        (
            AnswerBy,
            "Votre option tient jusqu'au 20 mai ; d'ici l\u{e0}, dites-nous si vous la prenez.",
        ),
        (
            PickupBy,
            "Votre colis vous attend chez Tabac Jourdan. \u{c0} retirer avant le 20/05/2026 inclus.",
        ),
        (
            ReturnBy,
            "El equipo tiene que estar de vuelta el mi\u{e9}rcoles 20 de mayo a m\u{e1}s tardar.",
        ),
        (AnswerBy, "Quedamos a la espera de las fotos y la factura; el plazo acaba el 20 de mayo."),
        (Due, "La derrama asciende a 140,00 \u{20ac}. Fecha tope para el ingreso: 20 de mayo."),
        (ReturnBy, "Il modem vecchio deve tornare da noi: ha tempo fino al 20 maggio."),
        (AnswerBy, "Attendiamo un vostro cenno di conferma entro mercoled\u{ec} 20 maggio."),
        (Due, "La seconda rata, pari a 210,00 \u{20ac}, \u{e8} da saldare entro il 20 maggio."),
        (
            ReturnBy,
            "Doe het oude modem in de doos en lever het uiterlijk 20 mei in bij een pakketpunt.",
        ),
        (
            AnswerBy,
            "Wij missen nog uw loonstrook. U heeft tot en met 20 mei om deze aan te leveren.",
        ),
        (Due, "De ouderbijdrage van 25 euro dient op woensdag 20 mei binnen te zijn."),
    ];

    const NOT_ASKED: &[&str] = &[
        "We will send the old one back to you by 20 May.",
        "Our office is open until 20 May.",
        "Thank you for paying by 20 May.",
        "Unsere Filiale ist bis 20. Mai geschlossen.",
        "De aanbieding loopt tot 20 mei.",
        "Bis zum 20. Mai erhalten Sie unsere Unterlagen.",
        "Vous recevrez votre dossier au plus tard le 20 mai.",
        "Le enviaremos los documentos antes del 20 de mayo.",
        "Riceverà i documenti entro il 20 maggio.",
    ];

    #[test]
    fn what_is_to_be_done_by_a_day_is_told_by_its_sentence() {
        let reader = Reader::new();
        let mut missed = Vec::new();
        for (wanted, body) in ASKED {
            let told = roles(&reader, body);
            if told != [*wanted] {
                missed.push(format!("{body}: {told:?}"));
            }
        }
        for body in NOT_ASKED {
            let told = roles(&reader, body);
            let asked = [AnswerBy, ReturnBy, PickupBy, ServiceDue];
            if told.iter().any(|role| asked.contains(role)) {
                missed.push(format!("not {body}: {told:?}"));
            }
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }
}
