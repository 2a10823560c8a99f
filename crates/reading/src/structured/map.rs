//! From items of schema.org to facts, kinds and the name of the merchant.
//!
//! Items wait on a list instead of a call stack; an item is read once, whoever refers to it.

mod fields;
mod offers;
mod reservations;

use super::Structured;
use super::items::{Items, Text, Value};
use super::value;
use super::vocabulary::{self, Family};
use oxherd_model::{Claim, Confidence, ContactRole, Currency, ReaderName};

/// A value in the form the vocabulary asks for.
const SURE: Confidence = Confidence::from_thousandths(950);
/// A value that had to be interpreted.
const LIKELY: Confidence = Confidence::from_thousandths(850);
/// A value with something against it.
const WEAK: Confidence = Confidence::from_thousandths(600);

/// Whether an item is what the message is about, or a part of such an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Main,
    Part,
}

struct Reader<'a, 's> {
    items: &'a Items<'s>,
    out: &'a mut Structured,
    seen: Vec<bool>,
    todo: Vec<(usize, Standing)>,
    /// The currency of the item being read, for sums that name none.
    currency: Option<Currency>,
}

/// Reads everything that was found in one text.
pub(super) fn items(items: &mut Items<'_>, out: &mut Structured) {
    items.link();
    let items = &*items;
    let roots = (0..items.len()).rev().filter(|i| items.get(*i).is_some_and(|item| item.is_root));
    // The list is read from its end: a bare organisation says least, so it comes first.
    let (organisations, others): (Vec<usize>, Vec<usize>) =
        roots.partition(|i| known(items, *i).is_some_and(|(f, _)| f == Family::Organisation));
    let todo = organisations.into_iter().chain(others).map(|i| (i, Standing::Main)).collect();
    let seen = vec![false; items.len()];
    let mut reader = Reader { items, out, seen, todo, currency: None };
    while let Some((item, standing)) = reader.todo.pop() {
        if reader.out.full() {
            reader.out.gap("more structured data than is kept; the rest is not read");
            return;
        }
        if let Some(seen) = reader.seen.get_mut(item)
            && !std::mem::replace(seen, true)
        {
            reader.item(item, standing);
        }
    }
}

/// The family and name of the first type of an item that means something to us.
fn known(items: &Items<'_>, item: usize) -> Option<(Family, &'static str)> {
    items.get(item)?.types.iter().find_map(|t| vocabulary::family(t))
}

impl Reader<'_, '_> {
    fn item(&mut self, item: usize, standing: Standing) {
        let Some((family, name)) = known(self.items, item) else {
            self.unknown(item);
            self.later(&self.items.children(item), Standing::Main);
            return;
        };
        for topic in vocabulary::topics(family, name) {
            self.out.topic(*topic, 5);
        }
        self.kinds(item, family, name, standing);
        self.currency = self.currency_of(item);
        match family {
            Family::Order => self.order(item),
            Family::Parcel => self.parcel(item),
            Family::Invoice => self.invoice(item),
            Family::Travel | Family::Visit => self.reservation(item, family),
            Family::Product => {
                self.product(item, 1);
                self.part(item, "offers");
            }
            Family::Offer => self.offer(item, oxherd_model::AmountRole::Other),
            Family::Warranty => self.warranty(item),
            Family::ReturnPolicy => self.return_policy(item),
            Family::Message => {
                self.merchants(item, &["publisher", "provider"]);
                self.later(&self.items.children(item), Standing::Main);
            }
            Family::Action => {}
            Family::Advertising => self.fields(item, family),
            Family::Organisation => self.merchant("name", &Value::Item(item)),
        }
    }

    /// A type that nothing is known of is told where it stands on its own; inside other items it is
    /// a person, an address, a place.
    fn unknown(&mut self, item: usize) {
        let found = self.items.get(item).filter(|found| found.is_root);
        let name = found.and_then(|found| found.types.first()).and_then(|t| value::reference(t));
        if let Some(name) = name {
            self.out.gap(&format!("schema.org `{name}` is not read"));
        }
    }

    /// Puts items on the list so that they are read next and in order.
    fn later(&mut self, items: &[usize], standing: Standing) {
        self.todo.extend(items.iter().rev().map(|item| (*item, standing)));
    }

    fn part(&mut self, item: usize, key: &str) {
        let parts: Vec<usize> = self.items.nested(item, key).collect();
        self.later(&parts, Standing::Part);
    }

    fn kinds(&mut self, item: usize, family: Family, name: &str, standing: Standing) {
        const STATUS: [&str; 4] =
            ["orderstatus", "reservationstatus", "paymentstatus", "deliverystatus"];
        let mut clear = false;
        for key in STATUS {
            let found = self.items.values(item, key).filter_map(|v| self.items.name(v));
            for status in found.take(4) {
                let hints = vocabulary::status_kinds(family, &status.text);
                let short = status.text.trim().rsplit(['/', '#']).next().unwrap_or_default();
                let Some(short) = value::name(short) else {
                    continue;
                };
                if hints.is_empty() {
                    self.out
                        .gap(&format!("the status `{short}` of schema.org `{name}` is not known"));
                }
                for (kind, weight) in hints {
                    clear = true;
                    // What a part says must not outweigh the whole: an order may carry a paid bill.
                    let weight = if standing == Standing::Part { 5.min(*weight) } else { *weight };
                    self.out.kind(*kind, weight, format!("schema.org {name}, {short}"));
                }
            }
        }
        if let (false, Standing::Main, Some((kind, weight))) =
            (clear, standing, vocabulary::bare_kind(family, name))
        {
            self.out.kind(kind, weight, format!("schema.org {name}"));
        }
    }

    fn fact(&mut self, claim: Claim, key: &str, text: &Text, confidence: Confidence) {
        let place = self.items.place(key, text);
        self.out.fact(super::StructuredFact {
            claim,
            start: place.start,
            end: place.end,
            confidence,
            reader: ReaderName::SchemaOrg,
        });
    }

    /// The merchant behind the first of these properties that names one.
    fn merchants(&mut self, item: usize, keys: &[&str]) {
        let items = self.items;
        for key in keys {
            for value in items.values(item, key).take(4) {
                self.merchant(key, value);
            }
        }
    }

    fn merchant(&mut self, key: &str, found: &Value) {
        let items = self.items;
        let Some(name) = items.name(found) else {
            return;
        };
        let Some(words) = value::name(&name.text).filter(|n| !value::is_link(n)) else {
            return;
        };
        self.out.merchant(&words);
        let (Value::Item(item), true) = (found, self.out.merchant.as_deref() == Some(&*words))
        else {
            return;
        };
        if let Some(url) = items.text(*item, &["url", "sameas"]) {
            self.out.merchant_url(&url.text);
        }
        self.contacts(*item);
        for point in ["contactpoint", "customerservice"] {
            for nested in items.nested(*item, point).take(4) {
                self.contacts(nested);
            }
        }
        if key == "seller" || key == "provider" {
            self.part(*item, "hasmerchantreturnpolicy");
        }
    }

    fn contacts(&mut self, item: usize) {
        let items = self.items;
        for (key, role) in [("telephone", ContactRole::Phone), ("email", ContactRole::Email)] {
            let Some(text) = items.text(item, &[key]) else {
                continue;
            };
            let bare = text.text.trim();
            let bare = bare.strip_prefix("tel:").or(bare.strip_prefix("mailto:")).unwrap_or(bare);
            if let Some(value) = value::reference(bare) {
                self.fact(Claim::Contact { role, value }, key, text, SURE);
            }
        }
    }
}
