//! Wallet passes: a zip with `pass.json` (Apple's `PassKit` package format).
//!
//! The fields of a pass are written out line by line; that text is its decoded part, in which every
//! fact has its place and which search finds. Nothing is unpacked but `pass.json`: pictures, strings
//! of other languages, manifest and signature stay where they are, and no address in it is asked.

use super::{Structured, StructuredFact, value};
use crate::charset;
use memchr::memmem;
use oxherd_model::{
    AgreementKind, AmountRole, Claim, Confidence, Currency, DateRole, Kind, Money, ReaderName,
    ReferenceRole, ThingKind, TopicName,
};
use serde_json::{Map, Value as Json};
use std::io::{Cursor, Read};

/// Bytes of a file that is taken for a pass.
const FILE_MAX: usize = 16 << 20;
/// Files in a pass: pictures and strings in many languages, and never more.
const ENTRIES_MAX: u16 = 1_000;
/// Bytes of `pass.json`, unpacked.
const JSON_MAX: usize = 512 << 10;
/// Fields of one pass that are read.
const FIELDS_MAX: usize = 100;
/// Bytes of one field that are read.
const FIELD_MAX: usize = 2_000;

/// A pass: its fields as text, and what they say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pass {
    /// One field a line; places count in it.
    pub text: String,
    /// What it says.
    pub found: Structured,
    /// The day on which it was packed, as its maker's clock had it.
    pub made_on: Option<jiff::civil::Date>,
}

/// Whether a file or attachment is a pass by its name and media type.
pub(crate) fn may_be_pass(media: &str, name: &str) -> bool {
    media == PASS_MEDIA || name.to_ascii_lowercase().ends_with(".pkpass")
}

/// The media type of a pass.
pub(crate) const PASS_MEDIA: &str = "application/vnd.apple.pkpass";

/// Reads a pass.
///
/// # Errors
/// Says in words why it is none that can be read.
pub fn pass(bytes: &[u8]) -> Result<Pass, String> {
    let (json, made_on) = unpacked(bytes)?;
    Ok(Pass { made_on, ..pass_json(&json)? })
}

/// Reads the `pass.json` of a pass.
///
/// # Errors
/// Says in words why it is none that can be read.
pub fn pass_json(json: &str) -> Result<Pass, String> {
    let json: Json = serde_json::from_str(json.trim_start_matches('\u{feff}'))
        .map_err(|error| format!("pass.json could not be read: {error}"))?;
    let Json::Object(pass) = json else {
        return Err("pass.json is no object".to_owned());
    };
    let mut reading = Reading {
        text: String::new(),
        found: Structured::default(),
        style: Style::Generic,
        holds: true,
        fields: 0,
    };
    reading.pass(&pass);
    Ok(Pass { text: reading.text, found: reading.found, made_on: None })
}

/// `pass.json` of a pass, within bounds, and the day that the archive has for it.
fn unpacked(bytes: &[u8]) -> Result<(String, Option<jiff::civil::Date>), String> {
    let refused = |what: &str| Err(format!("a pass that {what} was not opened"));
    if bytes.len() > FILE_MAX {
        return refused("is larger than any");
    }
    if is_crowded(bytes) {
        return refused("holds more files than any");
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|_error| "a pass that is no zip archive could not be opened".to_owned())?;
    let file = archive
        .by_name("pass.json")
        .map_err(|_error| "a pass without pass.json says nothing".to_owned())?;
    let made_on = file.last_modified().and_then(|at| {
        let (month, day) = (i8::try_from(at.month()).ok()?, i8::try_from(at.day()).ok()?);
        let made = jiff::civil::Date::new(i16::try_from(at.year()).ok()?, month, day).ok()?;
        // Before there were passes: nobody set it.
        (made.year() >= 2012).then_some(made)
    });
    let mut json = Vec::new();
    let limit = u64::try_from(JSON_MAX + 1).unwrap_or(u64::MAX);
    file.take(limit)
        .read_to_end(&mut json)
        .map_err(|_error| "pass.json of a pass could not be unpacked".to_owned())?;
    if json.len() > JSON_MAX {
        return refused("holds more text than any");
    }
    Ok((charset::decode(&json).into_owned(), made_on))
}

/// Whether any end of a directory in the bytes speaks of more files than a pass has (APPNOTE 4.3.16);
/// the list of files is read whole before one of them is found.
fn is_crowded(bytes: &[u8]) -> bool {
    let count = |at: usize| {
        let field = bytes.get(at + 10..)?.first_chunk::<2>()?;
        Some(u16::from_le_bytes(*field))
    };
    let many = memmem::find_iter(bytes, b"PK\x05\x06").filter_map(count);
    many.into_iter().any(|count| count > ENTRIES_MAX)
        || memmem::find(bytes, b"PK\x06\x06").is_some()
}

/// What sort of pass it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Boarding,
    Event,
    Coupon,
    Card,
    Generic,
}

const STYLES: [(&str, Style); 5] = [
    ("boardingPass", Style::Boarding),
    ("eventTicket", Style::Event),
    ("coupon", Style::Coupon),
    ("storeCard", Style::Card),
    ("generic", Style::Generic),
];

const GROUPS: [&str; 5] =
    ["headerFields", "primaryFields", "secondaryFields", "auxiliaryFields", "backFields"];

struct Reading {
    text: String,
    found: Structured,
    style: Style,
    /// Whether it is still good for something.
    holds: bool,
    fields: usize,
}

impl Reading {
    fn pass(&mut self, pass: &Map<String, Json>) {
        let text = |name: &str| pass.get(name).and_then(Json::as_str);
        if let Some(name) = text("organizationName").or_else(|| text("logoText")) {
            self.line("", name);
            self.found.merchant(name);
        }
        if let Some(description) = text("description") {
            self.line("", description);
        }
        let styled = STYLES.iter().find_map(|(name, style)| {
            pass.get(*name).and_then(Json::as_object).map(|fields| (*style, fields))
        });
        self.style = styled.map_or(Style::Generic, |(style, _)| style);
        self.kind();
        // A pass that holds no more is not one to go by.
        self.holds = pass.get("voided").and_then(Json::as_bool) != Some(true);
        if !self.holds {
            self.line("", "void");
            self.found.gap("a pass that is void; its days are not kept");
        }
        let semantics = pass.get("semantics").and_then(Json::as_object);
        let inner = styled.and_then(|(_, fields)| fields.get("semantics")?.as_object());
        for semantics in [semantics, inner].into_iter().flatten() {
            self.semantics(semantics);
        }
        if self.holds {
            self.days(pass);
        }
        for group in styled.into_iter().flat_map(|(_, fields)| GROUPS.map(|name| fields.get(name)))
        {
            for field in group.and_then(Json::as_array).into_iter().flatten() {
                self.field(field);
            }
        }
        self.codes(pass);
    }

    fn kind(&mut self) {
        let (kind, weight, what) = match self.style {
            Style::Boarding => (Kind::OrderConfirmed, 5, "boarding pass"),
            Style::Event => (Kind::OrderConfirmed, 5, "ticket"),
            Style::Coupon => (Kind::Promotion, 3, "coupon"),
            Style::Card => (Kind::AccountSetup, 3, "customer card"),
            Style::Generic => return,
        };
        self.found.kind(kind, weight, format!("wallet pass, {what}"));
        if matches!(self.style, Style::Boarding | Style::Event) {
            self.found.topic(TopicName::Agreement(AgreementKind::Booking), 4);
        }
        if self.style == Style::Boarding {
            self.found.topic(TopicName::Thing(ThingKind::Journey), 4);
        }
    }

    /// Typed facts, which are meant for programs.
    fn semantics(&mut self, semantics: &Map<String, Json>) {
        let text = |name: &str| semantics.get(name).and_then(Json::as_str);
        let days = [
            ("currentDepartureDate", DateRole::Start),
            ("originalDepartureDate", DateRole::Start),
            ("eventStartDate", DateRole::Appointment),
            ("currentArrivalDate", DateRole::End),
            ("originalArrivalDate", DateRole::End),
            ("eventEndDate", DateRole::End),
        ];
        for (name, role) in days {
            // What is current stands before what was planned; one day for each is enough.
            let known = self.has_day(role);
            if let Some(day) = text(name).filter(|_| self.holds && !known) {
                self.day(name, role, day);
            }
        }
        let numbers = [
            ("confirmationNumber", ReferenceRole::Booking),
            ("membershipProgramNumber", ReferenceRole::Customer),
        ];
        for (name, role) in numbers {
            if let Some(number) = text(name) {
                self.reference(name, role, number, 950);
            }
        }
        let names = ["eventName", "airlineCode", "flightCode", "vehicleNumber", "venueName"];
        for name in names {
            let Some(words) = text(name) else { continue };
            let (start, end) = self.line(name, words);
            if name == "eventName"
                && self.style == Style::Event
                && let Some(name) = value::name(words)
            {
                self.fact(Claim::Product { name, quantity: 1 }, (start, end), 900);
            }
        }
    }

    fn days(&mut self, pass: &Map<String, Json>) {
        let role = self.main_day();
        let listed = pass.get("relevantDates").and_then(Json::as_array).and_then(|all| all.first());
        let listed = listed.and_then(|first| first.get("date").or_else(|| first.get("startDate")));
        let relevant = pass.get("relevantDate").or(listed).and_then(Json::as_str);
        // A card is relevant on any day; only a booking is on one.
        let booked = matches!(self.style, Style::Boarding | Style::Event | Style::Generic);
        if let Some(day) = relevant.filter(|_| booked && !self.has_day(role)) {
            self.day("relevantDate", role, day);
        }
        if let Some(day) = pass.get("expirationDate").and_then(Json::as_str) {
            self.day("expirationDate", DateRole::Expiry, day);
        }
    }

    fn field(&mut self, field: &Json) {
        if self.fields == FIELDS_MAX {
            let what = format!("more than {FIELDS_MAX} fields of a pass; the rest is not read");
            self.found.gap(&what);
        }
        self.fields += 1;
        if self.fields > FIELDS_MAX {
            return;
        }
        let text = |name: &str| field.get(name).and_then(Json::as_str).unwrap_or_default();
        let (key, label) = (text("key"), text("label"));
        let value = match field.get("value") {
            Some(Json::String(value)) => value.clone(),
            Some(Json::Number(number)) => number.to_string(),
            Some(Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_)) | None => return,
        };
        let named = if label.is_empty() { key } else { label };
        if let Some(currency) = field.get("currencyCode").and_then(Json::as_str) {
            self.money(named, &value, currency);
        } else if field.get("dateStyle").is_some() && value::day(&value).is_some() {
            let role = self.main_day();
            let booked = matches!(self.style, Style::Boarding | Style::Event);
            if booked && self.holds && !self.has_day(role) {
                self.day(named, role, &value);
            } else {
                self.line(named, &value);
            }
        } else if let Some(role) = reference_role(&[key, label]) {
            self.reference(named, role, &value, 850);
        } else {
            self.line(named, &value);
        }
    }

    fn money(&mut self, label: &str, sum: &str, currency: &str) {
        let at = self.line(label, &format!("{sum} {currency}"));
        let (Some((value, _)), Ok(currency)) = (value::sum(sum), currency.parse::<Currency>())
        else {
            return;
        };
        let role = match self.style {
            Style::Card => AmountRole::Balance,
            Style::Coupon => AmountRole::Discount,
            Style::Boarding | Style::Event => AmountRole::Total,
            Style::Generic => AmountRole::Other,
        };
        self.fact(Claim::Amount { role, money: Money { value, currency } }, at, 850);
    }

    /// The barcode, which often says more than the fields, and the pass's own number.
    fn codes(&mut self, pass: &Map<String, Json>) {
        let listed = pass.get("barcodes").and_then(Json::as_array).and_then(|all| all.first());
        let code = listed.or_else(|| pass.get("barcode"));
        if let Some(message) = code.and_then(|code| code.get("message")?.as_str()) {
            match booking_of(message).filter(|_| self.style == Style::Boarding) {
                Some(number) => self.reference("booking", ReferenceRole::Booking, number, 950),
                None if is_number(message) => {
                    self.reference("barcode", ReferenceRole::Other, message, 700);
                }
                None => {
                    self.line("barcode", message);
                }
            }
        }
        if let Some(serial) = pass.get("serialNumber").and_then(Json::as_str) {
            // It is the number of the pass and of no thing: the word "serial" would make it one.
            self.reference("pass", ReferenceRole::Other, serial, 700);
        }
    }

    /// What happens on the day that a pass is about.
    fn main_day(&self) -> DateRole {
        if self.style == Style::Boarding { DateRole::Start } else { DateRole::Appointment }
    }

    fn has_day(&self, wanted: DateRole) -> bool {
        let is_it = |claim: &Claim| matches!(claim, Claim::Date { role, .. } if *role == wanted);
        self.found.facts.iter().any(|fact| is_it(&fact.claim))
    }

    fn day(&mut self, label: &str, role: DateRole, written: &str) {
        let at = self.line(label, written);
        match value::day(written) {
            Some(value) => self.fact(Claim::Date { role, value }, at, 950),
            None => self.found.gap("a day of a pass could not be read"),
        }
    }

    fn reference(&mut self, label: &str, role: ReferenceRole, number: &str, sure: u16) {
        let at = self.line(label, number);
        if let Some(value) = value::reference(number) {
            self.fact(Claim::Reference { role, value }, at, sure);
        }
    }

    /// Writes a field down; where its value stands.
    fn line(&mut self, label: &str, value: &str) -> (usize, usize) {
        let short = value.get(..value.floor_char_boundary(FIELD_MAX)).unwrap_or_default();
        let label = label.get(..label.floor_char_boundary(FIELD_MAX)).unwrap_or_default();
        if !label.is_empty() {
            self.text.push_str(label.trim());
            self.text.push_str(": ");
        }
        let start = self.text.len();
        self.text.push_str(short.trim());
        let end = self.text.len();
        self.text.push('\n');
        (start, end)
    }

    fn fact(&mut self, claim: Claim, (start, end): (usize, usize), sure: u16) {
        let confidence = Confidence::from_thousandths(sure);
        let reader = ReaderName::SchemaOrg;
        self.found.fact(StructuredFact { claim, start, end, confidence, reader });
    }
}

/// What is filed under the number of a field, by its key and its label.
fn reference_role(names: &[&str]) -> Option<ReferenceRole> {
    const ROLES: [(ReferenceRole, &[&str]); 3] = [
        (
            ReferenceRole::Booking,
            &[
                "booking",
                "pnr",
                "reservation",
                "confirmation",
                "recordlocator",
                "buchung",
                "reservierung",
                "reserva",
                "prenotazione",
                "boeking",
                "localizador",
                "dossier",
            ],
        ),
        (ReferenceRole::Order, &["ordern", "orderid", "bestelln", "auftragsn", "commanden"]),
        (
            ReferenceRole::Customer,
            &[
                "member",
                "customern",
                "cardn",
                "kundenn",
                "mitglied",
                "kartenn",
                "loyalty",
                "lidnummer",
                "socio",
                "adherent",
                "numerotessera",
            ],
        ),
    ];
    let folded = names.iter().map(|name| {
        let name = name.get(..name.floor_char_boundary(80)).unwrap_or_default();
        let folded = crate::words::fold(name);
        folded.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    });
    let folded: Vec<String> = folded.collect();
    let is_named = |words: &[&str]| folded.iter().any(|n| words.iter().any(|w| n.contains(w)));
    ROLES.iter().find(|(_, words)| is_named(words)).map(|(role, _)| *role)
}

/// Whether a barcode holds one number, not a coded record.
fn is_number(message: &str) -> bool {
    let fits = (4..=32).contains(&message.len());
    fits && message.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The booking in a bar coded boarding pass (IATA Resolution 792, fields 1 to 7): `M`, legs, name of 20
/// letters, `E`, then seven letters.
fn booking_of(message: &str) -> Option<&str> {
    let coded = message.starts_with('M') && message.get(1..2)? == "1";
    let number = message.get(23..30)?.trim();
    let fits = (5..=7).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
    (coded && fits).then_some(number)
}
