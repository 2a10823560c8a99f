//! The day on which somebody comes, whatever its label is like: `arrival window`, `Ankunft`, `llegada` are said of
//! parcels as of fitters. A day with hours in a text that speaks of work and brings no goods is that of a visit.
//! Where a visit is moved, the day that it was on is over.

mod friends;

use crate::done::{self, DoneReader};
use crate::read::{Piece, turned};
use crate::roles::Spot;
use crate::values::{FROM, Found, Surroundings, Values, begins_a_word};
use crate::words::{as_index, fold};
use jiff::civil::Date;
use oxherd_model::{
    AmountRole, Claim, Confidence, DateRole, Fact, Kind, PartRef, Pledge, PledgedDeed, PromiseTerm,
    Reading, ReferenceRole,
};

/// How sure such a day is, in thousandths.
const SURE: u16 = 880;

/// An order with its number that is confirmed surer than this, in thousandths, stays one although somebody brings it.
const SURE_ORDER: u16 = 900;

/// The news of a case less sure than this, in thousandths, may be that of a visit.
const UNSURE: u16 = 500;

/// A message less sure of its kind, in thousandths, is one of a visit where it says that somebody comes.
const VAGUE: u16 = 700;

/// Bytes before a day in which it is said that another takes its place.
const HEAD: usize = 48;

/// A visit is moved to a day so many days ahead at most, and its two days stand so near to each other.
const MOVED_DAYS: i32 = 120;
const NEAR: usize = 260;

/// Words from one of two days to the other, with its own, where they are only listed.
const OFFERED_WORDS: usize = 5;

/// Beginnings of words for goods that are brought and for journeys, folded.
const BROUGHT: &[&str] = &[
    "parcel",
    "package",
    "deliver",
    "courier",
    "shipment",
    "paket",
    "sendung",
    "liefer",
    "zustell",
    "versand",
    "livraison",
    "livre",
    "colis",
    "coursier",
    "entrega",
    "paquete",
    "mensajer",
    "envio",
    "consegna",
    "pacco",
    "corriere",
    "spedizione",
    "levering",
    "bezorg",
    "pakket",
    "koerier",
    "zending",
    "check in",
    "checkin",
    "guests",
    "nights",
    "ubernacht",
    "nuit",
    "noches",
    "notti",
    "nachten",
    "passenger",
    "boarding",
    "journey",
    "flight",
    "voyage",
    "train",
    "zugfahrt",
    "viaje",
    "viaggio",
    "vuelo",
    "treno",
    "trein",
];

/// Beginnings of words by which a visit is agreed, folded.
const AGREED: &[&str] = &[
    "booked",
    "booking",
    "confirm",
    "arranged",
    "scheduled",
    "gebucht",
    "buchung",
    "bestatig",
    "vereinbart",
    "eingeplant",
    "angemeldet",
    "eingetragen",
    "vorgemerkt",
    "termin",
    "reserv",
    "confirm",
    "rendez vous",
    "planifi",
    "cita",
    "concertad",
    "programad",
    "prenot",
    "conferm",
    "appuntamento",
    "fissat",
    "geboekt",
    "boeking",
    "bevestig",
    "gepland",
    "afspraak",
    "appointment",
];

/// Beginnings of words by which the owner is invited to agree a visit, folded.
const INVITES: &[&str] = &[
    "book",
    "arrange",
    "call us",
    "ring us",
    "phone us",
    "contact us",
    "vereinbaren sie",
    "vereinbare",
    "rufen sie",
    "buchen sie",
    "melden sie",
    "kontaktieren",
    "prenez rendez",
    "prendre rendez",
    "contactez",
    "reservez",
    "appelez",
    "pida",
    "pide",
    "llame",
    "llama",
    "reserve",
    "reserva",
    "concierte",
    "solicite",
    "prenoti",
    "prenota",
    "chiami",
    "chiama",
    "fissi",
    "contatti",
    "maak een",
    "maakt u",
    "bel ons",
    "belt u",
    "plan een",
    "plan uw",
    "neem contact",
];

/// Beginnings of words by which a visit is called off, folded.
const CALLED_OFF: &[&str] = &[
    "absag",
    "abgesagt",
    "ausfall",
    "fallt aus",
    "entfallt",
    "cancel",
    "call off",
    "called off",
    "can t make",
    "unable",
    "annul",
    "empeche",
    "suspend",
    "anular",
    "anulad",
    "disdire",
    "saltare",
    "salta",
    "afzeg",
    "afgezegd",
    "gaat niet door",
    "krank",
    "malade",
    "enferm",
    "malat",
    "ziek",
    "ill ",
    "sick",
];

/// Words for the day that takes the place of one that is called off, folded.
const INSTEAD: &[&str] = &[
    "ersatz",
    "stattdessen",
    "neuer termin",
    "instead",
    "new date",
    "new time",
    "new slot",
    "a la place",
    "nouvelle date",
    "en su lugar",
    "nueva fecha",
    "invece",
    "nuova data",
    "in plaats daarvan",
    "nieuwe datum",
];

/// Beginnings of words by which a visit is moved to a day, folded.
const MOVED_TO: &[&str] = &[
    "moved to",
    "rescheduled to",
    "rescheduled for",
    "now on",
    "verlegt auf",
    "verschoben auf",
    "findet nun",
    "findet jetzt",
    "reporte au",
    "reportee au",
    "deplace au",
    "deplacee au",
    "desormais le",
    "aplazada al",
    "aplazado al",
    "se traslada al",
    "trasladada al",
    "trasladado al",
    "spostato al",
    "spostata al",
    "rinviato al",
    "rinviata al",
    "verplaatst naar",
    "verzet naar",
    "nu op",
];

/// Words right before the day that a visit is moved to, folded.
const AIMS: &[&str] = &[
    "to",
    "to the",
    "now on",
    "for",
    "auf",
    "auf den",
    "nun am",
    "jetzt am",
    "au",
    "desormais le",
    "al",
    "al dia",
    "para el",
    "naar",
    "nu op",
    "new date",
    "neuer termin",
    "nouvelle date",
    "nueva fecha",
    "nuova data",
    "nieuwe datum",
];

/// Words right before a day that another takes the place of, folded.
const REPLACED: &[&str] = &[
    "instead of",
    "instead of on",
    "rather than",
    "rather than on",
    "no longer on",
    "not on",
    "statt am",
    "statt",
    "anstatt am",
    "anstelle des",
    "anstelle vom",
    "nicht mehr am",
    "nicht am",
    "au lieu du",
    "plus le",
    "pas le",
    "en lugar del",
    "en vez del",
    "ya no es el",
    "ya no sera el",
    "no el",
    "invece del",
    "invece che il",
    "anziche il",
    "anziche",
    "al posto del",
    "non piu il",
    "in plaats van",
    "in plaats van op",
    "niet meer op",
    "niet op",
];

/// What the values of one text show of visits: gives days their roles and, in the body, the message its kind.
pub(super) fn settle(
    piece: &Piece<'_>,
    (hours, reader): (&[usize], &DoneReader),
    found: &mut Vec<Found>,
    out: &mut Reading,
) {
    let text = piece.of.text;
    let sent = piece.of.sent_on;
    let moved = done::moves(piece.told);
    let put = found.iter().any(is_put_elsewhere);
    if out.kind == Kind::AppointmentChanged || !moved.is_empty() || put {
        drop_old(text, &moved, found);
    }
    let set = out.kind == Kind::AppointmentSet;
    let headed = || done::is_moved(&reader.read(&piece.beside));
    let other = || out.secondary.contains(&Kind::AppointmentChanged) || says(text, INSTEAD);
    let off = || says(text, CALLED_OFF) && other();
    let changed = out.kind == Kind::AppointmentChanged
        || put
        || set && (!moved.is_empty() || headed() || off());
    if changed && piece.spot == Spot::Body {
        only_two(text, sent, found);
    }
    found.retain(|f| !(is_pledged(f) && friends::is_company(&f.claim)));
    speaks_to_a_customer(text, found);
    if hours.is_empty() {
        return;
    }
    let pledged: Vec<usize> = found.iter().filter(|f| is_pledged(f)).map(|f| f.start).collect();
    let works = reader.speaks_of_work(&piece.of) || reader.speaks_of_work(&piece.beside);
    let brings = || brings_goods(text, found) || brings_goods(piece.beside.text, &[]);
    if pledged.is_empty() && (!works || brings()) {
        return;
    }
    let papers = matches!(out.kind, Kind::ContractPack | Kind::AccountSetup);
    let agreed = says(text, AGREED) || says(piece.beside.text, AGREED) || !says(text, INVITES);
    let (mut set, mut comes_for_sure) = (false, false);
    for value in found.iter_mut() {
        let start = value.start;
        let Claim::Date { role, value: day } = &mut value.claim else { continue };
        let ahead = sent.is_none_or(|sent| *day >= sent);
        if !ahead || !hours.contains(&start) {
            continue;
        }
        let comes = pledged.contains(&start);
        let can = may_be_a_visit(*role) || (agreed || comes) && may_be_booked(*role);
        if can && !(papers && *role == DateRole::Start) {
            *role = DateRole::Appointment;
            value.confidence = value.confidence.max(Confidence::from_thousandths(SURE));
        }
        set |= matches!(value.claim, Claim::Date { role: DateRole::Appointment, .. });
        comes_for_sure |= comes;
    }
    let asks = out.kind == Kind::MaintenanceDue && !agreed;
    let ordered = out.kind_confidence.thousandths() >= SURE_ORDER && names_an_order(found, out);
    // The boiler that a booked service names is not bought.
    let booked = works && found.iter().any(is_booking);
    let bought = out.kind == Kind::OrderConfirmed && (ordered || buys_goods(found)) && !booked;
    let vague = || is_vague(out) && (works || !is_of_a_friend(out, found));
    let like = is_like_a_visit(out) || comes_for_sure && vague();
    if set && piece.spot == Spot::Body && like && !asks && !bought {
        turned::into(out, Kind::AppointmentSet, "somebody comes on a day with hours");
    }
}

/// Roles that labels around a visit give its day.
const fn may_be_a_visit(role: DateRole) -> bool {
    matches!(
        role,
        DateRole::Delivery
            | DateRole::Other
            | DateRole::Start
            | DateRole::End
            | DateRole::Effective
            | DateRole::PickupBy
    )
}

/// The same where the text says that it was agreed.
const fn may_be_booked(role: DateRole) -> bool {
    matches!(role, DateRole::ServiceDue | DateRole::Due | DateRole::Expiry)
}

/// Whether the words of a visit look like this kind too.
fn is_like_a_visit(out: &Reading) -> bool {
    let next = out.secondary.first().is_some_and(|kind| *kind == Kind::AppointmentSet);
    matches!(
        out.kind,
        Kind::OrderConfirmed
            | Kind::DeliveryUnderWay
            | Kind::OrderTrouble
            | Kind::MaintenanceDue
            | Kind::Unclear
    ) || out.kind == Kind::CaseProgress && out.kind_confidence.thousandths() < UNSURE
        || next
            && matches!(out.kind, Kind::CaseProgress | Kind::ServiceDisruption | Kind::Delivered)
}

/// Whether a message that says that somebody comes has a kind that is not sure and that such words look like.
fn is_vague(out: &Reading) -> bool {
    let unsure = out.kind_confidence.thousandths() < VAGUE;
    unsure && !out.kind.asks_for_money() && !out.kind.is_ending() && out.kind != Kind::Suspect
}

/// Whether who comes writes as a person does to somebody who is no customer: a friend costs nothing.
fn is_of_a_friend(out: &Reading, found: &[Found]) -> bool {
    let of_a_firm = |f: &Found| visit_of(&f.claim).is_some_and(|pledge| pledge.addressed);
    out.kind == Kind::Personal && !found.iter().any(of_a_firm)
}

/// Who tells beside the promise to come what that costs speaks to a customer, whatever the tone.
fn speaks_to_a_customer(text: &str, found: &mut [Found]) {
    let told = |f: &&Found| is_pledged(f) && friends::tell_costs(text, found, f);
    let told: Vec<usize> = found.iter().filter(told).map(|f| f.start).collect();
    for value in found.iter_mut().filter(|f| told.contains(&f.start)) {
        if let Claim::Promise { pledge: Some(pledge), .. } = &mut value.claim {
            pledge.addressed = true;
        }
    }
}

/// The pledge of a visit that a claim is.
fn visit_of(claim: &Claim) -> Option<Pledge> {
    let Claim::Promise { pledge, .. } = claim else { return None };
    pledge.filter(|pledge| pledge.deed == PledgedDeed::Visit)
}

/// Whether a value promises that somebody comes.
fn is_pledged(found: &Found) -> bool {
    visit_of(&found.claim).is_some()
}

/// The same for a day that takes the place of another.
fn is_put_elsewhere(found: &Found) -> bool {
    visit_of(&found.claim).is_some_and(|pledge| pledge.instead)
}

/// Keeps what the values of one text say of visits: when somebody came, at which hours they are, what became of
/// them.
pub(super) fn keep(piece: &Piece<'_>, reader: &DoneReader, values: &mut Values, out: &mut Reading) {
    let came_at = values.came_at.or_else(|| came_at(piece, reader, values));
    out.came_at = out.came_at.or(came_at);
    out.visits.append(&mut values.visits);
    out.hours.append(&mut values.clock);
}

/// The minute at which somebody came, where the sentence of an hour, or the report that it stands in, tells work
/// as done.
fn came_at(piece: &Piece<'_>, reader: &DoneReader, values: &Values) -> Option<u16> {
    let sent = piece.of.sent_on;
    let ahead = |f: &Found| f.claim.date().is_some_and(|(_, on)| sent.is_some_and(|s| on > s));
    if values.came_hours.is_empty() || values.found.iter().any(ahead) {
        return None;
    }
    let spans = done::spans_of_work(piece.told);
    let inside = |at: usize| spans.iter().any(|(from, to)| *from <= at && at < *to);
    let mut hours = values.came_hours.iter();
    let told = hours.clone().find(|hour| inside(hour.start));
    let headed = || !spans.is_empty() || done::is_work(&reader.read(&piece.beside));
    let began = || hours.find(|hour| hour.told).filter(|_| headed());
    told.or_else(began).map(|hour| hour.minute)
}

fn says(text: &str, stems: &[&str]) -> bool {
    let folded = fold(text);
    stems.iter().any(|stem| begins_a_word(&folded, stem))
}

/// Whether the number of an order stands in a text, or was read before it.
fn names_an_order(found: &[Found], out: &Reading) -> bool {
    let order = |role| role == ReferenceRole::Order;
    let before = out.facts.iter().filter_map(Fact::reference).any(|(role, _)| order(role));
    let here = |f: &Found| matches!(f.claim, Claim::Reference { role, .. } if order(role));
    before || found.iter().any(here)
}

/// Whether a value is the number of a booking.
fn is_booking(found: &Found) -> bool {
    matches!(found.claim, Claim::Reference { role: ReferenceRole::Booking, .. })
}

/// Whether a named thing is bought, or something was paid at once: the day is that on which it is fetched.
fn buys_goods(found: &[Found]) -> bool {
    let sum = found.iter().any(|f| f.claim.amount().is_some());
    let named = |f: &Found| {
        matches!(f.claim, Claim::Identifier { .. } | Claim::Amount { role: AmountRole::Paid, .. })
    };
    sum && found.iter().any(named)
}

fn brings_goods(text: &str, found: &[Found]) -> bool {
    let tracked = |f: &Found| {
        matches!(f.claim, Claim::Reference { role: ReferenceRole::Tracking, .. })
            && f.confidence.thousandths() >= 700
    };
    found.iter().any(tracked) || says(text, BROUGHT)
}

/// Leaves out the day that a visit is moved from, and makes the other one that of the visit.
fn drop_old(text: &str, moved: &[(usize, usize)], found: &mut Vec<Found>) {
    let mut old: Vec<usize> = Vec::new();
    let mut new: Vec<usize> = Vec::new();
    for (start, end) in moved {
        let mut days: Vec<&Found> = found
            .iter()
            .filter(|f| f.start >= *start && f.end <= *end && is_of_a_visit(f))
            .collect();
        days.sort_by_key(|f| f.start);
        let (Some(first), Some(last)) = (days.first(), days.last()) else { continue };
        if days.len() != 2 || first.claim.date() == last.claim.date() {
            continue;
        }
        let turned = ends_with(text, last.start, REPLACED) || ends_with(text, last.start, &FROM);
        let (from, to) = if turned { (last, first) } else { (first, last) };
        old.push(from.start);
        new.push(to.start);
    }
    let replaced = found.iter().filter(|f| is_of_a_visit(f) && ends_with(text, f.start, REPLACED));
    old.extend(replaced.map(|f| f.start));
    let over: Vec<Date> = day_at(found, &old).collect();
    let stay: Vec<Date> = day_at(found, &new).collect();
    found.retain(|f| {
        let day = f.claim.date().map(|(_, day)| day);
        let gone = old.contains(&f.start)
            || is_of_a_visit(f) && day.is_some_and(|d| over.contains(&d) && !stay.contains(&d));
        (day.is_none() || !gone) && (stay.is_empty() || !is_promised_on(f, &over))
    });
    for value in found.iter_mut().filter(|f| new.contains(&f.start)) {
        if let Claim::Date { role, .. } = &mut value.claim {
            *role = DateRole::Appointment;
            value.confidence = value.confidence.max(Confidence::from_thousandths(SURE));
        }
    }
}

/// What a subject names is the day that was moved, where the text of the same news names it too or tells another one
/// as the new and only day: `Change of performance, 11 January` above `the new date is 18 January`. A day to which
/// the subject says that it is moved is the new one, whatever day the text has.
pub(super) fn headed_by_the_old(
    (subject, body): (&Surroundings<'_>, &Surroundings<'_>),
    out: &mut Reading,
) {
    if out.kind != Kind::AppointmentChanged {
        return;
    }
    let holds = |f: &&Fact| matches!(f.date(), Some((DateRole::Appointment | DateRole::Start, _)));
    let ahead = |day: &Date| subject.sent_on.is_none_or(|sent| *day >= sent);
    let told = out.facts.iter().filter(|f| matches!(f.at.part, PartRef::Part(_))).filter(holds);
    let mut told = told.filter_map(|f| Some(f.date()?.1)).filter(ahead);
    let Some(of_body) = told.next() else { return };
    if told.any(|day| day != of_body) {
        return;
    }
    let of_visit = |role| role == DateRole::Appointment || may_be_a_visit(role);
    let in_subject = |f: &&Fact| {
        let other = |(role, day): (DateRole, Date)| day != of_body && of_visit(role);
        f.at.part == PartRef::Subject && f.date().is_some_and(other)
    };
    let renews = says(body.text, INSTEAD) || says(body.text, MOVED_TO);
    let (mut old, mut aimed) = (Vec::new(), false);
    for fact in out.facts.iter().filter(in_subject) {
        let (start, end) = (as_index(fact.at.start), as_index(fact.at.end));
        let written = subject.text.get(start..end).filter(|written| !written.is_empty());
        if ends_with(subject.text, start, AIMS) {
            aimed = true;
        } else if renews || written.is_some_and(|written| body.text.contains(written)) {
            old.extend(fact.date());
        }
    }
    let past = |(role, day): (DateRole, Date)| aimed && day == of_body && of_visit(role);
    out.facts.retain(|f| {
        let at_subject = f.at.part == PartRef::Subject;
        let gone = |date| if at_subject { old.contains(&date) } else { !renews && past(date) };
        !f.date().is_some_and(gone)
    });
}

/// Of the only two days ahead that the news of a move names the first is the old one, unless words before the
/// other say so.
fn only_two(text: &str, sent: Option<Date>, found: &mut Vec<Found>) {
    let ahead =
        |day: Date| sent.is_some_and(|sent| (-1..=MOVED_DAYS).contains(&(day - sent).get_days()));
    let mut days: Vec<(usize, Date)> = found
        .iter()
        .filter(|f| is_of_a_visit(f))
        .filter_map(|f| Some((f.start, f.claim.date()?.1)))
        .filter(|(_, day)| ahead(*day))
        .collect();
    days.sort_unstable();
    days.dedup_by_key(|(_, day)| *day);
    let [(first, one), (second, two)] = days.as_slice() else { return };
    let gap = text.get(*first..*second).unwrap_or_default();
    let apart = gap.len() > NEAR || gap.contains("\n\n");
    if apart || one == two || days_are_offered(gap) {
        return;
    }
    let turned = ends_with(text, *second, REPLACED) || ends_with(text, *second, &FROM);
    let (old, new) = if turned { (*two, *one) } else { (*one, *two) };
    found.retain(|f| {
        let day = f.claim.date().map(|(_, day)| day);
        (day != Some(old) || !is_of_a_visit(f)) && !is_promised_on(f, &[old])
    });
    for value in found.iter_mut().filter(|f| is_of_a_visit(f)) {
        if let Claim::Date { role, value: day } = &mut value.claim
            && *day == new
        {
            *role = DateRole::Appointment;
            value.confidence = value.confidence.max(Confidence::from_thousandths(SURE));
        }
    }
}

/// Whether two days are there to choose from: `12 March or 14 March`, `between 12 and 14 March`.
fn days_are_offered(gap: &str) -> bool {
    const OR: &[&str] = &[
        "or", "oder", "ou", "o", "of", "and", "und", "et", "y", "en", "bis", "until", "tot",
        "hasta", "fino",
    ];
    let folded = fold(gap);
    let words: Vec<&str> = folded.split(' ').collect();
    words.len() <= OFFERED_WORDS && words.iter().any(|word| OR.contains(word))
}

fn day_at<'a>(found: &'a [Found], at: &'a [usize]) -> impl Iterator<Item = Date> + 'a {
    let of = found.iter().filter(|f| at.contains(&f.start));
    of.filter_map(|f| f.claim.date()).map(|(_, day)| day)
}

/// Whether it is promised for one of some days.
fn is_promised_on(found: &Found, days: &[Date]) -> bool {
    matches!(&found.claim, Claim::Promise { term: PromiseTerm::By(on), .. } if days.contains(on))
}

/// Whether a day can be the one of a visit.
fn is_of_a_visit(found: &Found) -> bool {
    found.claim.date().is_some_and(|(role, _)| {
        role == DateRole::Appointment || may_be_a_visit(role) || may_be_booked(role)
    })
}

/// Whether one of some phrases stands right before a place, perhaps with the name of a day between.
fn ends_with(text: &str, at: usize, phrases: &[&str]) -> bool {
    let from = text.ceil_char_boundary(at.saturating_sub(HEAD));
    let head = text.get(from..at).unwrap_or_default();
    let head = head.rsplit(['.', ';', '!', '?', '\n']).next().unwrap_or_default();
    let folded = fold(head);
    let head = folded.trim_end();
    let named = crate::values::names_of_the_calendar().map(fold);
    let short = named
        .into_iter()
        .find_map(|name| head.strip_suffix(name.as_str()).map(|rest| rest.trim_end().to_owned()));
    let short = short.unwrap_or_else(|| head.to_owned());
    let says = |head: &str| {
        phrases.iter().any(|phrase| {
            head.strip_suffix(phrase).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        })
    };
    says(head) || says(short.trim_end_matches(" el").trim_end_matches(" le"))
}
