//! Single properties: numbers, days, sums, identifiers.

use super::{LIKELY, Reader, SURE, WEAK};
use crate::structured::items::{Text, Value};
use crate::structured::value;
use crate::structured::vocabulary::{self, Family, Field};
use oxherd_model::{
    AmountRole, Check, Claim, Confidence, Currency, DateRole, IdentifierRole, Money, ReferenceRole,
};

const CURRENCY: [&str; 4] = ["pricecurrency", "currency", "discountcurrency", "currencycode"];

impl Reader<'_, '_> {
    /// Reads every property of an item that its family has a meaning for.
    pub(super) fn fields(&mut self, item: usize, family: Family) {
        let items = self.items;
        let properties = items.get(item).map_or(&[][..], |i| i.properties.as_slice());
        for (key, found) in properties {
            let found = items.bare(found);
            match vocabulary::field(family, key) {
                Some(Field::Reference(role)) => self.reference(key, found, role),
                Some(Field::Date(role)) => self.date(key, found, role),
                Some(Field::Amount(role)) => self.amount(item, key, found, role),
                Some(Field::Identifier(role)) => self.identifier(key, found, role),
                None => {}
            }
        }
    }

    /// The text of a value, looking into objects that wrap one.
    fn inner<'b>(&'b self, found: &'b Value, keys: &[&str]) -> Option<&'b Text> {
        match found {
            Value::Text(text) => Some(text),
            Value::Item(item) => self.items.text(*item, keys),
        }
    }

    pub(super) fn reference(&mut self, key: &str, found: &Value, role: ReferenceRole) {
        let items = self.items;
        let text = match found {
            Value::Text(text) => Some(text),
            Value::Item(item) => items.text(*item, &["value", "identifier", "name"]),
        };
        let Some(text) = text else { return };
        match value::reference(&text.text) {
            Some(value) => self.fact(Claim::Reference { role, value }, key, text, SURE),
            None => self.out.gap(&format!("schema.org `{key}` holds no readable number")),
        }
    }

    pub(super) fn date(&mut self, key: &str, found: &Value, role: DateRole) {
        let Some(text) = self.inner(found, &["name", "startdate"]).cloned() else {
            return;
        };
        match value::day(&text.text) {
            Some(value) => {
                // Of a span of arrival the last day is the one that counts.
                let sure = if key == "expectedarrivalfrom" { LIKELY } else { SURE };
                self.fact(Claim::Date { role, value }, key, &text, sure);
            }
            // Some bills say `upon receipt` here.
            None if !text.text.trim().is_empty() => {
                self.out.gap(&format!("schema.org `{key}` holds no readable day"));
            }
            None => {}
        }
    }

    /// A sum as text, or as an object with its own currency.
    pub(super) fn amount(&mut self, item: usize, key: &str, found: &Value, role: AmountRole) {
        const PRICES: [&str; 5] = ["price", "value", "amount", "minprice", "totalprice"];
        let (holder, text) = match found {
            Value::Text(text) => (item, Some(text.clone())),
            Value::Item(inner) => {
                let direct = self.items.text(*inner, &PRICES).map(|t| (*inner, t));
                let deeper = || {
                    let deep = self.items.nested(*inner, "price").next()?;
                    self.items.text(deep, &PRICES).map(|t| (deep, t))
                };
                let (holder, text) = direct.or_else(deeper).unzip();
                (holder.unwrap_or(*inner), text.cloned())
            }
        };
        let Some(text) = text else { return };
        let Some((value, written)) = value::sum(&text.text) else {
            self.out.gap(&format!("schema.org `{key}` holds no readable sum"));
            return;
        };
        let stated = self.stated_currency(holder).or_else(|| self.stated_currency(item));
        let Some(currency) = stated.or(written).or(self.currency) else {
            self.out.gap(&format!("schema.org `{key}` names no currency"));
            return;
        };
        let sure = confidence(stated, written);
        // A deduction is a deduction whether or not it is written with a minus.
        let value = if role == AmountRole::Discount { value.abs() } else { value };
        let money = Money { value, currency };
        self.fact(Claim::Amount { role, money }, found_key(found, key), &text, sure);
    }

    fn stated_currency(&self, item: usize) -> Option<Currency> {
        self.items.text(item, &CURRENCY).and_then(|text| value::currency(&text.text))
    }

    /// The currency that an item names, itself or in what belongs to it.
    pub(super) fn currency_of(&self, item: usize) -> Option<Currency> {
        const HOLDERS: [&str; 6] = [
            "acceptedoffer",
            "totalpaymentdue",
            "minimumpaymentdue",
            "pricespecification",
            "reservedticket",
            "offers",
        ];
        let nested = HOLDERS.iter().flat_map(|key| self.items.nested(item, key).take(8));
        std::iter::once(item).chain(nested).find_map(|holder| self.stated_currency(holder))
    }

    pub(super) fn identifier(&mut self, key: &str, found: &Value, role: IdentifierRole) {
        let Some(text) = self.inner(found, &["name", "value", "model"]).cloned() else {
            return;
        };
        let Some(value) = value::identifier(&text.text) else {
            self.out.gap(&format!("schema.org `{key}` holds no readable identifier"));
            return;
        };
        let check = match role {
            IdentifierRole::Vin => value::vin_check(&value),
            IdentifierRole::Gtin => value::gtin_check(&value),
            IdentifierRole::Registration
            | IdentifierRole::Imei
            | IdentifierRole::Serial
            | IdentifierRole::Model
            | IdentifierRole::Iban
            | IdentifierRole::CreditorId
            | IdentifierRole::Phone
            | IdentifierRole::Meter
            | IdentifierRole::Chip
            | IdentifierRole::Address
            | IdentifierRole::Name
            | IdentifierRole::CardTail
            | IdentifierRole::Domain => Check::None,
        };
        let sure = if check == Check::Fail { WEAK } else { SURE };
        self.fact(Claim::Identifier { role, value, check }, key, &text, sure);
    }
}

/// A sum whose sign of currency contradicts the code next to it is doubtful.
fn confidence(stated: Option<Currency>, written: Option<Currency>) -> Confidence {
    match (stated, written) {
        (Some(a), Some(b)) if a != b => WEAK,
        (Some(_), _) => SURE,
        (None, _) => LIKELY,
    }
}

/// The name under which the text of a sum stands in the source.
const fn found_key<'a>(found: &Value, key: &'a str) -> &'a str {
    match found {
        Value::Text(_) => key,
        Value::Item(_) => "price",
    }
}
