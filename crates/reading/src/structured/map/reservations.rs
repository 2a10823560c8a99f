//! Journeys, tickets, tables.

use super::{LIKELY, Reader, SURE};
use crate::structured::items::Value;
use crate::structured::value;
use crate::structured::vocabulary::Family;
use oxherd_model::{AmountRole, Claim};

/// Those who carry or let, in the words of the various types.
const CARRIERS: [&str; 8] = [
    "seller",
    "provider",
    "airline",
    "traincompany",
    "buscompany",
    "rentalcompany",
    "operator",
    "organizer",
];

impl Reader<'_, '_> {
    pub(super) fn reservation(&mut self, item: usize, family: Family) {
        self.fields(item, family);
        self.merchants(item, &["seller", "merchant", "provider", "broker", "bookingagent"]);
        let items = self.items;
        for reserved in items.values(item, "reservationfor").take(16) {
            self.reserved(reserved, family);
        }
        for ticket in items.nested(item, "reservedticket").take(16) {
            for key in ["totalprice", "price"] {
                for price in items.values(ticket, key).take(1) {
                    self.amount(ticket, key, price, AmountRole::Line);
                }
            }
        }
        self.part(item, "subreservation");
    }

    fn reserved(&mut self, found: &Value, family: Family) {
        let items = self.items;
        let reserved = match found {
            Value::Item(reserved) => *reserved,
            Value::Text(_) => return self.goods(found, 1),
        };
        self.fields(reserved, family);
        self.merchants(reserved, &CARRIERS);
        self.vehicle_name(reserved);
        // A hotel or a restaurant is itself the one who serves.
        if items.is(reserved, &PLACES) {
            self.merchant("name", &Value::Item(reserved));
        }
        if let Some(text) = items.text(reserved, &["name"])
            && let Some(name) = value::name(&text.text)
        {
            self.fact(Claim::Product { name, quantity: 1 }, "name", text, SURE);
        }
    }

    /// A flight, train or bus has a number rather than a name.
    fn vehicle_name(&mut self, reserved: usize) {
        const NUMBERS: [&str; 4] = ["flightnumber", "trainnumber", "trainname", "busnumber"];
        let items = self.items;
        for key in NUMBERS {
            let Some(text) = items.text(reserved, &[key]) else {
                continue;
            };
            let Some(number) = value::reference(&text.text) else {
                continue;
            };
            let airline = items.nested(reserved, "airline").next();
            let code = airline.and_then(|a| items.text(a, &["iatacode"]));
            let code = code.and_then(|code| value::reference(&code.text));
            let name = match code {
                Some(code) if !number.starts_with(&code) => format!("{code} {number}"),
                Some(_) | None => number,
            };
            self.fact(Claim::Product { name, quantity: 1 }, key, text, LIKELY);
            return;
        }
    }
}

/// Places with an owner; what is ridden or attended has none that serves.
const PLACES: [&str; 12] = [
    "lodgingbusiness",
    "hotel",
    "hostel",
    "motel",
    "bedandbreakfast",
    "resort",
    "campground",
    "foodestablishment",
    "restaurant",
    "cafeorcoffeeshop",
    "barorpub",
    "localbusiness",
];
