//! Visits and journeys as calendar entries (iCalendar RFC 5545, iTIP RFC 5546, iMIP RFC 6047).

use super::{Structured, StructuredFact, capped, items, json, map, recurrence, value};
use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameterName,
    ICalendarProperty, ICalendarValue,
};
use calcard::{Entry, Parser};
use jiff::civil::Date;
use memchr::memmem;
use oxherd_model::{
    AgreementKind, Claim, Confidence, ContactRole, DateRole, EventTold, IdentifierRole, Kind,
    ReaderName, ReferenceRole, ThingKind, TopicName,
};
use std::str::FromStr;

/// How many events and tasks of one text are read.
const EVENT_CAP: usize = 16;

/// How many of them may repeat, and how many are looked at for days that stand in for those of another.
const REPEATING_CAP: usize = 8;
const EVENTS_SEEN_MAX: usize = 200;

/// What else a calendar says of an event: the days that stand in for its own, and whether its repetition is
/// worked out.
type Beside<'a> = (&'a [&'a ICalendarComponent], bool);

/// Reads the events and tasks of a calendar.
///
/// A moment in universal time is put on the day it has in the calendar's own zone (`X-WR-TIMEZONE`)
/// or else in `zone_hint`, an IANA name such as `Europe/Berlin`; a moment with its own zone, or with
/// none, keeps the day it is written with.
pub fn calendar(ics: &str, zone_hint: Option<&str>, out: &mut Structured) {
    let text = capped(ics, "the calendar", out);
    let mut parser = Parser::new(text);
    let mut read = 0;
    // Each turn takes at least one line, so that the text bounds the loop.
    for _ in 0..=text.len() {
        match parser.entry() {
            Entry::ICalendar(calendar) => read += one(text, &calendar, zone_hint, out),
            Entry::Eof => break,
            Entry::VCard(_)
            | Entry::InvalidLine(_)
            | Entry::UnexpectedComponentEnd { .. }
            | Entry::UnterminatedComponent(_)
            | Entry::TooManyComponents
            | _ => {}
        }
    }
    if read == 0 {
        out.gap("a calendar without an event that could be read");
    }
}

/// What an event is: someone comes, or someone goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Visit,
    Travel,
}

/// What holds for every event of a calendar.
struct Frame<'a> {
    text: &'a str,
    method: String,
    zone: Option<Tz>,
}

fn one(text: &str, calendar: &ICalendar, hint: Option<&str>, out: &mut Structured) -> usize {
    let root = calendar.components.first();
    let own = root.and_then(|c| words(c, &ICalendarProperty::Other("X-WR-TIMEZONE".to_owned())));
    let zone = [own, hint].into_iter().flatten().find_map(|name| Tz::from_str(name).ok());
    let method = root.and_then(|c| words(c, &ICalendarProperty::Method)).unwrap_or_default();
    let frame = Frame { text, method: method.to_ascii_uppercase(), zone };
    let events = calendar.components.iter().filter(|c| {
        matches!(c.component_type, ICalendarComponentType::VEvent | ICalendarComponentType::VTodo)
    });
    let all: Vec<&ICalendarComponent> = events.take(EVENTS_SEEN_MAX).collect();
    let (mut read, mut repeating) = (0, 0);
    for component in &all {
        if read == EVENT_CAP {
            out.gap(&format!("more than {EVENT_CAP} calendar entries; the rest is not read"));
            break;
        }
        read += 1;
        let uid = words(component, &ICalendarProperty::Uid);
        let of_same = |other: &&ICalendarComponent| {
            uid.is_some() && words(other, &ICalendarProperty::Uid) == uid
        };
        let repeats = |other: &ICalendarComponent| recurrence::repeats(other);
        if recurrence::instead_of(component).is_some() && is_cancelled(component) {
            // The repeating event itself leaves that day out.
            if all.iter().copied().filter(|other| of_same(other)).any(repeats) {
                continue;
            }
        }
        repeating += usize::from(repeats(component));
        let others = all.iter().copied().filter(|other| of_same(other));
        let others: Vec<&ICalendarComponent> = others.filter(|o| !repeats(o)).collect();
        frame.event(component, (&others, repeating <= REPEATING_CAP), out);
    }
    read
}

fn is_cancelled(event: &ICalendarComponent) -> bool {
    words(event, &ICalendarProperty::Status).is_some_and(|s| s.eq_ignore_ascii_case("CANCELLED"))
}

impl Frame<'_> {
    fn event(&self, event: &ICalendarComponent, beside: Beside<'_>, out: &mut Structured) {
        let sort = sort(event);
        self.kind(event, sort, out);
        self.days(event, sort, beside, out);
        if let Some(uid) = words(event, &ICalendarProperty::Uid) {
            let claim = Claim::Reference { role: ReferenceRole::Other, value: uid.to_owned() };
            if is_uid(uid) {
                self.fact(claim, uid, 900, out);
            }
        }
        if let Some(summary) = words(event, &ICalendarProperty::Summary)
            && let Some(name) = value::name(summary)
        {
            let sure = if sort == Sort::Travel { 800 } else { 600 };
            self.fact(Claim::Product { name, quantity: 1 }, summary, sure, out);
        }
        self.organizer(event, out);
        self.place(event, sort, out);
        if sort == Sort::Travel {
            out.topic(TopicName::Agreement(AgreementKind::Booking), 4);
            out.topic(TopicName::Thing(ThingKind::Journey), 4);
        }
        self.embedded(event, out);
    }

    /// REQUEST and PUBLISH set a visit; CANCEL and a higher SEQUENCE change one (RFC 5546).
    fn kind(&self, event: &ICalendarComponent, sort: Sort, out: &mut Structured) {
        let sequence = event
            .property(&ICalendarProperty::Sequence)
            .and_then(|entry| entry.values.first().and_then(ICalendarValue::as_integer));
        let is_later = sequence.is_some_and(|n| n > 0);
        let is_cancelled = self.is_cancelled(event);
        let set = if sort == Sort::Travel { Kind::OrderConfirmed } else { Kind::AppointmentSet };
        let method = if self.method.is_empty() { "event" } else { self.method.as_str() };
        let method = value::name(method).unwrap_or_default();
        let says = |what: &str| format!("iCalendar {method}{what}");
        if is_cancelled {
            let changed =
                if sort == Sort::Travel { Kind::OrderTrouble } else { Kind::AppointmentChanged };
            out.kind(changed, 8, says(", cancelled"));
            return;
        }
        match method.as_str() {
            // An answer of an attendee sets nothing; who proposes another day asks for an answer.
            "REPLY" | "REFRESH" | "DECLINECOUNTER" => {}
            "COUNTER" => out.kind(Kind::InfoRequest, 5, says("")),
            "REQUEST" | "PUBLISH" | "ADD" if is_later => {
                out.kind(Kind::AppointmentChanged, 7, says(", SEQUENCE above 0"));
                out.kind(set, 4, says(""));
            }
            "REQUEST" | "PUBLISH" | "ADD" => out.kind(set, 8, says("")),
            _ => out.kind(set, 5, says("")),
        }
    }

    fn is_cancelled(&self, event: &ICalendarComponent) -> bool {
        self.method == "CANCEL" || is_cancelled(event)
    }

    fn days(
        &self,
        event: &ICalendarComponent,
        sort: Sort,
        beside: Beside<'_>,
        out: &mut Structured,
    ) {
        if event.component_type == ICalendarComponentType::VTodo {
            if let Some((value, written)) = self.day(event, &ICalendarProperty::Due, out) {
                let claim = Claim::Date { role: DateRole::AnswerBy, value };
                self.fact(claim, &written, 900, out);
            }
            if recurrence::repeats(event) {
                out.gap("a repeating calendar task; only its first day is read");
            }
            return;
        }
        let Some((start, written)) = self.day(event, &ICalendarProperty::Dtstart, out) else {
            out.gap("a calendar event without a readable start");
            return;
        };
        let role = match sort {
            Sort::Travel => DateRole::Start,
            // On that day nobody comes.
            Sort::Visit if self.is_cancelled(event) || self.answers() => DateRole::Other,
            Sort::Visit => DateRole::Appointment,
        };
        if let Some(value) = recurrence::instead_of(event) {
            self.fact(Claim::Date { role: DateRole::Other, value }, "RECURRENCE-ID", 950, out);
        }
        let one = recurrence::instead_of(event).is_some() && role == DateRole::Other;
        let days = self.days_of(event, (start, sort), beside, out);
        for value in days.iter().copied().filter(|_| !one) {
            self.fact(Claim::Date { role, value }, &written, 950, out);
        }
        self.told(event, days, out);
        let Some((end, written)) = self.day(event, &ICalendarProperty::Dtend, out) else {
            return;
        };
        // The end of an event of whole days is the day after its last (RFC 5545, section 3.6.1).
        let whole_days = written.len() == 8;
        let end = if whole_days { end.yesterday().unwrap_or(end) } else { end };
        if end > start {
            self.fact(Claim::Date { role: DateRole::End, value: end }, &written, 950, out);
        }
    }

    /// What became of an event, whatever else the calendar says of others.
    fn told(&self, event: &ICalendarComponent, on: Vec<Date>, out: &mut Structured) {
        let uid = words(event, &ICalendarProperty::Uid).filter(|uid| is_uid(uid));
        if let Some(uid) = uid.filter(|_| !self.answers()) {
            let instead_of = recurrence::instead_of(event);
            let off = self.is_cancelled(event);
            out.event(EventTold { uid: uid.to_owned(), on, off, instead_of });
        }
    }

    /// Whether it only answers or proposes: an attendee sets nothing, and a refusal of a proposal leaves
    /// the event as it is (RFC 5546 sections 3.2.3, 3.2.6, 3.2.7 and 3.2.8).
    fn answers(&self) -> bool {
        matches!(self.method.as_str(), "REPLY" | "REFRESH" | "COUNTER" | "DECLINECOUNTER")
    }

    /// The days on which an event is: its first, or all of one that repeats. A journey is made once.
    fn days_of(
        &self,
        event: &ICalendarComponent,
        (start, sort): (Date, Sort),
        (others, counted): Beside<'_>,
        out: &mut Structured,
    ) -> Vec<Date> {
        if !recurrence::repeats(event) {
            return vec![start];
        }
        if sort == Sort::Travel || !counted {
            out.gap("a repeating calendar event; only its first day is read");
            return vec![start];
        }
        let days = recurrence::days(event, start, others);
        if let Some(gap) = days.gap {
            out.gap(gap);
        }
        if days.on.is_empty() && days.gap.is_some() { vec![start] } else { days.on }
    }

    /// The civil day of a property, and how the text writes it.
    fn day(
        &self,
        event: &ICalendarComponent,
        property: &ICalendarProperty,
        out: &mut Structured,
    ) -> Option<(Date, String)> {
        let entry = event.property(property)?;
        let first = entry.values.first()?;
        let ICalendarValue::PartialDateTime(moment) = first else {
            let day = first.as_text().and_then(value::day);
            if day.is_none() {
                out.gap(&format!("a calendar entry with an unreadable {}", property.as_str()));
            }
            return day.zip(first.as_text().map(str::to_owned));
        };
        let (year, month, day) = (moment.year?, moment.month?, moment.day?);
        let mut written = format!("{year:04}{month:02}{day:02}");
        if let (Some(hour), Some(minute)) = (moment.hour, moment.minute) {
            written.push_str(&format!("T{hour:02}{minute:02}"));
        }
        let local = Date::new(i16::try_from(year).ok()?, to_i8(month)?, to_i8(day)?).ok()?;
        Some((self.moved(moment, local), written))
    }

    /// The day that a moment in universal time has in the zone of the calendar.
    fn moved(&self, moment: &PartialDateTime, day: Date) -> Date {
        let is_utc = moment.tz_hour == Some(0) && moment.tz_minute.unwrap_or(0) == 0;
        let Some(zone) = self.zone.filter(|_| is_utc && moment.hour.is_some()) else {
            return day;
        };
        let local = moment.to_date_time_with_tz(zone);
        let text = local.map(|l| l.with_timezone(&zone).date_naive().to_string());
        text.and_then(|text| value::day(&text)).unwrap_or(day)
    }

    fn organizer(&self, event: &ICalendarComponent, out: &mut Structured) {
        let Some(entry) = event.property(&ICalendarProperty::Organizer) else {
            return;
        };
        let name = entry.parameters(&ICalendarParameterName::Cn).find_map(|p| p.as_text());
        if let Some(name) = name.filter(|n| !n.contains('@')) {
            out.merchant(name);
        }
        let Some(address) = entry.calendar_address() else {
            return;
        };
        if let Some(value) = value::reference(address).filter(|v| v.contains('@')) {
            self.fact(Claim::Contact { role: ContactRole::Email, value }, address, 850, out);
        }
    }

    /// Where a visit takes place; of a journey it says nothing about what is served.
    fn place(&self, event: &ICalendarComponent, sort: Sort, out: &mut Structured) {
        if let Some(url) = words(event, &ICalendarProperty::Url) {
            out.merchant_url(url);
            if let Some(value) = value::link(url) {
                self.fact(Claim::Contact { role: ContactRole::Url, value }, url, 800, out);
            }
        }
        let place = words(event, &ICalendarProperty::Location).filter(|_| sort == Sort::Visit);
        // A place to be served has a house number; a room or a link has not.
        let place =
            place.filter(|p| p.contains(|c: char| c.is_ascii_digit()) && !value::is_link(p));
        if let Some(found) = place
            && let Some(name) = value::name(found)
        {
            let (role, check) = (IdentifierRole::Address, oxherd_model::Check::None);
            let claim = Claim::Identifier { role, value: name.to_uppercase(), check };
            self.fact(claim, found, 600, out);
        }
    }

    /// schema.org data inside an event (RFC 9073, section 6.6).
    fn embedded(&self, event: &ICalendarComponent, out: &mut Structured) {
        for entry in event.properties(&ICalendarProperty::StructuredData).take(4) {
            let is_json = entry.parameters(&ICalendarParameterName::Fmttype).any(|p| {
                p.as_text().is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json"))
            });
            let text = entry.values.first().and_then(ICalendarValue::as_text);
            let Some(text) = text.filter(|_| is_json) else {
                continue;
            };
            let known = out.facts.len();
            let mut found = items::Items::new(text);
            json::whole(text, &mut found, out);
            map::items(&mut found, out);
            // The text is folded and escaped in the calendar: its places are not those of the file.
            for fact in out.facts.iter_mut().skip(known) {
                (fact.start, fact.end) = (0, self.text.len());
            }
        }
    }

    fn fact(&self, claim: Claim, written: &str, thousandths: u16, out: &mut Structured) {
        let found = memmem::find(self.text.as_bytes(), written.as_bytes());
        let (start, end) = found.map_or((0, self.text.len()), |at| (at, at + written.len()));
        let confidence = Confidence::from_thousandths(thousandths);
        out.fact(StructuredFact { claim, start, end, confidence, reader: ReaderName::Calendar });
    }
}

/// The id is long and random; only its length is bounded, it is never shown alone.
fn is_uid(uid: &str) -> bool {
    uid.len() <= 255 && !value::is_placeholder(uid)
}

fn to_i8(small: u8) -> Option<i8> {
    i8::try_from(small).ok()
}

fn words<'a>(component: &'a ICalendarComponent, property: &ICalendarProperty) -> Option<&'a str> {
    let entry: &ICalendarEntry = component.property(property)?;
    let text = entry.values.first().and_then(ICalendarValue::as_text);
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Whether the words of an event speak of a journey rather than of a visit.
fn sort(event: &ICalendarComponent) -> Sort {
    const WORDS: &str = " flight flug vol vuelo volo vlucht boarding train zug bahnreise tren treno \
        trein ferry fähre hotel check-in checkin travel trip ";
    let titles = [ICalendarProperty::Summary, ICalendarProperty::Categories];
    let travels = titles.iter().filter_map(|p| words(event, p)).any(|title| {
        let lower = title.chars().take(200).collect::<String>().to_lowercase();
        lower
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .any(|word| WORDS.split(' ').any(|known| known == word && !word.is_empty()))
    });
    if travels { Sort::Travel } else { Sort::Visit }
}
