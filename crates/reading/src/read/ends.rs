//! The day of an end that a message confirms or announces.
//!
//! `With effect from`, `zum`, `à compter du`, `per` name the day of a change elsewhere; in the sentence that
//! tells an end they name the end.

use super::{Reader, held, offers, turned};
use crate::kinds::Told;
use crate::roles::{Around, Spot};
use crate::values::{Found, Surroundings, Tried};
use jiff::civil::Date;
use oxherd_model::{
    AmountRole, Claim, Confidence, Cue, CueSource, DateRole, Fact, Kind, LetterAct, Money, Reading,
    ReferenceRole,
};

/// How sure such a day is, in thousandths.
const SURE: u16 = 880;

/// How sure it is that a message that confirms an end and speaks of a trial ends it, in thousandths; and how
/// sure its kind is at least.
const TRIAL_SURE: u16 = 900;
const LIKELY_KIND: Confidence = Confidence::from_thousandths(600);

/// An end is no further from its message than so many days.
const DAYS_MAX: i32 = 800;

/// Bytes before a day in which a beginning is named.
const BEGUN_BYTES: usize = 24;

/// Bytes between a verb of ending and the day right beside it.
const BESIDE: usize = 12;

impl Reader {
    /// What a text tells of an end, where its message is of one or may be: what it says of a trial is given for a
    /// text of the message itself.
    pub(super) fn ends(
        &self,
        around: &Around<'_>,
        (subject, tried): (Surroundings<'_>, Option<Tried>),
        found: &mut Vec<Found>,
        out: &mut Reading,
    ) {
        let ends = is_ending(around);
        if !(ends || tried == Some(Tried::No) && may_be_told(around, out)) {
            return;
        }
        let Around { text, words, sent_on, .. } = *around;
        let subject = if ends { None } else { Some((subject.text, subject.words)) };
        let told = self.kinds.endings((text, words), subject, out.language);
        settle(text, found, &told, sent_on);
        if ends {
            only_day(found, sent_on);
            of_the_end(text, found);
        }
        by_its_words(text, found, &told, out);
    }
}

/// Bytes before a number in which its label stands.
const LABEL_BYTES: usize = 40;

/// Beginnings of words for a confirmation, and of those for what is booked, in lower case.
const CONFIRMS: [&str; 6] =
    ["confirm", "best\u{e4}tig", "conferm", "bevestig", "cancellation", "k\u{fc}ndigungs"];
const BOOKED: [&str; 16] = [
    "booking",
    "booked",
    "reserv",
    "flight",
    "hotel",
    "itinerary",
    "trip",
    "buchung",
    "gebucht",
    "flug",
    "reise",
    "vuelo",
    "prenot",
    "volo",
    "boeking",
    "vlucht",
];

/// The code by which an end is confirmed is that of the ending: nothing was booked under it where the text speaks of
/// no booking.
fn of_the_end(text: &str, found: &mut [Found]) {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    if words.any(|word| BOOKED.iter().any(|stem| word.starts_with(stem))) {
        return;
    }
    for value in found.iter_mut() {
        let from = text.floor_char_boundary(value.start.saturating_sub(LABEL_BYTES));
        let label = text.get(from..value.start).unwrap_or_default().to_lowercase();
        let Claim::Reference { role: role @ ReferenceRole::Booking, .. } = &mut value.claim else {
            continue;
        };
        if CONFIRMS.iter().any(|stem| label.contains(stem)) {
            *role = ReferenceRole::Case;
        }
    }
}

/// Days that look like those of the end of a term and are none: of one that is only offered, of a price that stays.
pub(super) fn none_of_a_term(
    text: &str,
    sent_on: Option<Date>,
    found: &mut [Found],
    out: &mut Reading,
) {
    offers::settle_terms(text, out.kind, found);
    held::settle(text, sent_on, found, out);
}

/// Whether a text is one of a message of an end.
fn is_ending(around: &Around<'_>) -> bool {
    around.spot == Spot::Body && around.kind.is_ending()
}

/// What ends and speaks of a trial is the end of that trial, whatever else it names; what tells that one runs and what
/// is paid behind it is news of that agreement.
pub(super) fn of_a_trial(out: &mut Reading, tried: Tried) {
    let sure = Confidence::from_thousandths(TRIAL_SURE);
    let likely = out.kind_confidence >= LIKELY_KIND && out.kind_confidence < sure;
    if tried != Tried::No && out.kind == Kind::CancelConfirmed && likely {
        out.kind_confidence = sure;
        let words = "a trial".to_owned();
        out.why.push(Cue { kind: out.kind, words, source: CueSource::Fact, weight: 10 });
    }
    let unsure = out.kind_confidence.thousandths() < TOLD_BELOW;
    if tried == Tried::Told && unsure && may_tell_a_trial(out.kind) {
        turned::by_facts(out, Kind::ContractPack, "a free time and the price behind it");
    }
}

/// A kind less sure than this, in thousandths, may be that of a trial or of an end that is told in so many words.
const TOLD_BELOW: u16 = 720;

/// Whether a message that looks like another may tell an end all the same.
fn may_be_told(around: &Around<'_>, out: &Reading) -> bool {
    around.spot == Spot::Body && is_unsure(out)
}

/// A message less sure than this, in thousandths, may be anything.
const ANYTHING_BELOW: u16 = 500;

fn is_unsure(out: &Reading) -> bool {
    let like = may_look_like_an_end(out.kind) || out.kind.is_ending();
    let open = !out.kind.is_noise() && out.kind != Kind::Suspect;
    let sure = out.kind_confidence.thousandths();
    like && sure < TOLD_BELOW || open && sure < ANYTHING_BELOW
}

/// Kinds that what tells an end is taken for.
const fn may_look_like_an_end(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RenewalNotice
            | Kind::ContractPack
            | Kind::Moment
            | Kind::AccountSetup
            | Kind::Notification
            | Kind::Unclear
            | Kind::Personal
            | Kind::PriceChange
            | Kind::PaymentAhead
            | Kind::InfoRequest
            | Kind::Survey
            | Kind::StatementUsage
            | Kind::CaseProgress
            | Kind::ComplaintFinal
            | Kind::OrderTrouble
            | Kind::DeliveryUnderWay
            | Kind::ReturnInstructions
    )
}

/// The end of an agreement that a text tells in so many words with its day, and nothing that goes on, begins or is to
/// be paid: that is what the message is, whatever it looks like. What ends so is no promise.
fn by_its_words(text: &str, found: &mut Vec<Found>, told: &[Told], out: &mut Reading) {
    let of_day = |told: &&Told| {
        let ends = |f: &Found| {
            let end = matches!(f.claim, Claim::Date { role: DateRole::End, .. });
            end && f.confidence.thousandths() >= SURE_DAY && is_in(f, told)
        };
        found.iter().any(ends)
    };
    let Some(told) = told.iter().filter(|told| told.is_early()).find(of_day).copied() else {
        return;
    };
    if !is_unsure(out) || !out.kind.is_ending() && goes_on(text, found, out.kind) {
        return;
    }
    let verb = text.get(told.verb.0..told.verb.1).unwrap_or_default();
    found.retain(|f| !matches!(&f.claim, Claim::Promise { what, .. } if what.contains(verb)));
    let weak = |f: &Found| f.confidence.thousandths() < SURE_DAY;
    for value in found.iter_mut().filter(|f| weak(f)) {
        if let Claim::Date {
            role: role @ (DateRole::Renewal | DateRole::CancelBy | DateRole::End),
            ..
        } = &mut value.claim
        {
            *role = DateRole::Other;
        }
    }
    let kind = if out.kind.is_ending() { out.kind } else { Kind::ContractEnding };
    if kind != out.kind || out.kind_confidence < LIKELY_KIND {
        turned::by_facts(out, kind, "the end of what runs, with its day");
    }
}

/// Whether a text speaks of what follows an end: a beginning, a renewal, a price, a last day to leave.
fn goes_on(text: &str, found: &[Found], kind: Kind) -> bool {
    let dated = |role| {
        use DateRole as R;
        matches!(role, R::Start | R::Renewal | R::CancelBy | R::TrialEnd)
    };
    // What is given back follows many an end.
    let given = |role| role == AmountRole::Refund;
    let back = |sum: Money| {
        let mut sums = found.iter().filter_map(|f| f.claim.amount());
        sums.any(|(role, money)| given(role) && money == sum)
    };
    let priced = |(role, money): (AmountRole, Money)| {
        let any = kind == Kind::RenewalNotice || !may_look_like_an_end(kind);
        !given(role) && !back(money) && (any || matches!(role, AmountRole::Price | AmountRole::New))
    };
    let onward = |f: &Found| {
        let sure = f.confidence.thousandths() >= SURE_DAY;
        sure && f.claim.date().is_some_and(|(role, _)| dated(role))
            || f.claim.amount().is_some_and(priced)
            || matches!(f.claim, Claim::Renewal { automatic: true })
    };
    let folded = text.to_lowercase();
    found.iter().any(onward) || RENEWS.iter().any(|stem| folded.contains(stem))
}

/// Stems of words for going on that stand in what reminds of a renewal.
const RENEWS: &[&str] = &[
    "renew",
    "verläng",
    "renouvel",
    "reconduc",
    "reconduit",
    "renov",
    "renuev",
    "prorrog",
    "rinnov",
    "prorog",
    "verleng",
];

/// Kinds for which the words of a trial that runs are taken.
const fn may_tell_a_trial(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::PriceChange
            | Kind::PaymentAhead
            | Kind::AccountSetup
            | Kind::Moment
            | Kind::Notification
            | Kind::Unclear
            | Kind::ContractEnding
            | Kind::LimitNear
            | Kind::InfoRequest
            | Kind::StatementUsage
            | Kind::DeliveryUnderWay
            | Kind::Bill
            | Kind::Quote
    )
}

/// Gives the day in a sentence that tells an end its role, where no day has it yet.
fn settle(text: &str, found: &mut [Found], told: &[Told], sent_on: Option<Date>) {
    without_receipts(text, found, told, sent_on);
    let known = |f: &Found| {
        let end = matches!(f.claim, Claim::Date { role: DateRole::End, .. });
        end && (f.confidence.thousandths() >= SURE || told.iter().any(|told| is_in(f, told)))
    };
    // `Not on 30 June: it ends on 31 August`: the surer day, then the one beside the verb.
    let beside = |f: &Found| {
        let inside = told.iter().filter(|told| is_in(f, told));
        let gap = inside.map(|told| f.start.abs_diff(told.verb.1)).min();
        (f.confidence.thousandths() < SURE, gap.unwrap_or(usize::MAX))
    };
    if let Some(end) = found.iter_mut().filter(|f| known(f)).min_by_key(|f| beside(f)) {
        raise(end);
        return;
    }
    let near = |on: Date| sent_on.is_none_or(|sent| (on - sent).get_days().abs() <= DAYS_MAX);
    let gap = |f: &Found, told: &Told| {
        let (_, end) = told.verb;
        if f.start >= end { f.start - end } else { end.saturating_sub(f.end) }
    };
    let fits = |f: &Found, told: &Told| {
        let paid = |role| role == DateRole::Payment && gap(f, told) <= BESIDE;
        f.claim.date().is_some_and(|(role, on)| {
            (may_be_an_end(role) || paid(role)) && near(on) && !began(text, f.start)
        })
    };
    let at = told.iter().find_map(|told| {
        let inside = found.iter().enumerate().filter(|(_, f)| is_in(f, told) && fits(f, told));
        inside.min_by_key(|(_, f)| gap(f, told)).map(|(at, _)| at)
    });
    if let Some(found) = at.and_then(|at| found.get_mut(at)) {
        if let Claim::Date { role, .. } = &mut found.claim {
            *role = DateRole::End;
        }
        raise(found);
    }
}

/// `Scade il 30 giugno`: where what is of an end names no sum, the only day ahead is not that of a payment.
fn only_day(found: &mut [Found], sent_on: Option<Date>) {
    let ends = |f: &Found| f.claim.date().is_some_and(|(role, _)| role == DateRole::End);
    let sums = found.iter().any(|f| matches!(f.claim, Claim::Amount { .. }));
    if sums || found.iter().any(ends) {
        return;
    }
    let mut ahead = found.iter_mut().filter(|f| {
        let due = |(role, on)| {
            matches!(role, DateRole::Due | DateRole::Expiry)
                && sent_on.is_none_or(|sent| on >= sent)
        };
        f.claim.date().is_some_and(due)
    });
    if let (Some(only), None) = (ahead.next(), ahead.next())
        && let Claim::Date { role, .. } = &mut only.claim
    {
        *role = DateRole::End;
    }
}

/// A reminder of a renewal less sure than this, in thousandths, may be of what ends by itself.
const UNSURE_RENEWAL: u16 = 700;

/// How sure its day must be, in thousandths.
const SURE_DAY: u16 = 700;

/// What stops by itself on its day, without a price, a last day to leave or a word of going on, does not renew: the
/// words by which both are told are the same.
fn by_itself(out: &mut Reading) {
    let unsure = out.kind_confidence.thousandths() < UNSURE_RENEWAL;
    let like = matches!(out.kind, Kind::RenewalNotice | Kind::Moment) && unsure;
    if !like || !out.secondary.contains(&Kind::ContractEnding) {
        return;
    }
    let sure = |fact: &&Fact| fact.confidence.thousandths() >= SURE_DAY;
    let days = || out.facts.iter().filter(sure).filter_map(Fact::date);
    let ends = days().any(|(role, _)| role == DateRole::End);
    let leaves = days().any(|(role, _)| matches!(role, DateRole::CancelBy | DateRole::TrialEnd));
    let goes_on = out.facts.iter().filter_map(Fact::renewal).any(|goes_on| goes_on);
    let costs = out.facts.iter().any(|fact| fact.amount().is_some());
    if ends && !leaves && !goes_on && !costs {
        turned::by_facts(out, Kind::ContractEnding, "an end and nothing that follows it");
    }
}

/// How sure it must be that an end is refused or taken back, in thousandths.
const SURE_UNDONE: u16 = 900;

/// What refuses an end or takes it back confirms none.
pub(super) fn undone(out: &mut Reading) {
    by_itself(out);
    let sure = out.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_UNDONE);
    let mut acts = sure.filter_map(Fact::act).map(|(act, _)| act);
    if acts.any(|act| matches!(act, LetterAct::Refuse | LetterAct::Restore)) {
        out.secondary.retain(|kind| !kind.is_ending());
        if out.kind.is_ending() {
            out.kind = Kind::CaseDecision;
            out.secondary.retain(|kind| *kind != Kind::CaseDecision);
        }
    }
}

/// Bytes before and behind a day in which it is said that a letter came.
const RECEIVED_BEFORE: usize = 80;
const RECEIVED_BEHIND: usize = 30;

/// The day on which a letter was written or came is none of an end.
fn without_receipts(text: &str, found: &mut [Found], told: &[Told], sent_on: Option<Date>) {
    for value in found.iter_mut() {
        let (start, end) = (value.start, value.end);
        let Claim::Date { role, value: on } = &mut value.claim else { continue };
        let past = *role == DateRole::End && sent_on.is_some_and(|sent| *on <= sent);
        if past && is_of_a_letter(text, (start, end), told) {
            *role = DateRole::Other;
        }
    }
}

/// Whether a letter is said to have come on a day, or to be of it.
fn is_of_a_letter(text: &str, (start, end): (usize, usize), told: &[Told]) -> bool {
    const ON: &[&str] = &["on", "am", "vom", "le", "du", "el", "del", "il", "op", "van", "of"];
    const OF: &[&str] = &["vom", "du", "del", "van", "of", "dated", "from"];
    const COMES: &[&str] =
        &["received", "reçu", "eingegangen", "erhalten", "recibid", "ricevut", "ontvangen"];
    const LETTERS: &[&str] = &[
        "request",
        "letter",
        "notice",
        "email",
        "kündigung",
        "schreiben",
        "demande",
        "courrier",
        "lettre",
        "résiliation",
        "solicitud",
        "carta",
        "richiesta",
        "lettera",
        "disdetta",
        "verzoek",
        "brief",
        "opzegging",
    ];
    let from = text.ceil_char_boundary(start.saturating_sub(RECEIVED_BEFORE));
    let head = text.get(from..start).unwrap_or_default().to_lowercase();
    let head = head.rsplit(['!', '?', '\n']).next().unwrap_or_default();
    let head = head.rfind(". ").map_or(head, |at| head.get(at + 1..).unwrap_or_default());
    let last = head.split_whitespace().next_back().unwrap_or_default();
    let to = text.floor_char_boundary((end + RECEIVED_BEHIND).min(text.len()));
    let tail = text.get(end..to).unwrap_or_default().to_lowercase();
    let tail = tail.split(['.', '!', '?', ',', '\n']).next().unwrap_or_default();
    // `We have your notice and it ended on 4 May`.
    let ends =
        told.iter().any(|told| (start.saturating_sub(head.len())..start).contains(&told.verb.0));
    let came = || COMES.iter().any(|stem| head.contains(stem) || tail.contains(stem));
    let written = || {
        let before = head.trim_end().strip_suffix(last).unwrap_or_default().trim_end();
        LETTERS.iter().any(|stem| before.ends_with(stem))
    };
    !ends && (ON.contains(&last) && came() || OF.contains(&last) && written())
}

/// Whether the words right before a day say that something began: `that was activated on 3 May`.
fn began(text: &str, at: usize) -> bool {
    const BEGINS: &[&str] = &[
        "activat",
        "start",
        "began",
        "begun",
        "taken out",
        "since",
        "signed",
        "opened",
        "aktiviert",
        "begonn",
        "seit",
        "abgeschlossen",
        "activé",
        "souscrit",
        "depuis",
        "conclu",
        "commenc",
        "activad",
        "contratad",
        "inicia",
        "suscrit",
        "attivat",
        "sottoscritt",
        "stipulat",
        "iniziat",
        "afgesloten",
        "ingegaan",
        "sinds",
        "gestart",
    ];
    let from = text.ceil_char_boundary(at.saturating_sub(BEGUN_BYTES));
    let head = text.get(from..at).unwrap_or_default().to_lowercase();
    BEGINS.iter().any(|stem| head.contains(stem))
}

fn is_in(found: &Found, told: &Told) -> bool {
    let (start, end) = told.span;
    found.start >= start && found.end <= end
}

fn raise(found: &mut Found) {
    let sure = found.confidence.thousandths().max(SURE);
    found.confidence = Confidence::from_thousandths(sure);
}

/// Roles of a day that words around it give where an end is told.
const fn may_be_an_end(role: DateRole) -> bool {
    matches!(
        role,
        DateRole::Effective
            | DateRole::Start
            | DateRole::Expiry
            | DateRole::Issued
            | DateRole::Due
            | DateRole::Renewal
            | DateRole::CancelBy
            | DateRole::TrialEnd
            | DateRole::Other
    )
}
