//! Orders, parcels, invoices, and what is in them.

use super::{LIKELY, Reader, SURE};
use crate::structured::items::Value;
use crate::structured::value;
use crate::structured::vocabulary::Family;
use oxherd_model::{AmountRole, Claim, DateRole, PromiseTerm, ReferenceRole, TermUnit};

/// How many lines of one order are read.
const LINE_CAP: usize = 100;

impl Reader<'_, '_> {
    pub(super) fn order(&mut self, item: usize) {
        self.fields(item, Family::Order);
        self.merchants(item, &["seller", "merchant", "provider"]);
        self.customer(item);
        let items = self.items;
        let offers = items.nested(item, "acceptedoffer").take(LINE_CAP);
        for offer in offers {
            self.offer(offer, AmountRole::Line);
        }
        for line in items.values(item, "ordereditem").take(LINE_CAP) {
            self.line(line);
        }
        self.price_parts(item, AmountRole::Total);
        self.merchants(item, &["broker"]);
        self.part(item, "partofinvoice");
        self.part(item, "orderdelivery");
    }

    pub(super) fn parcel(&mut self, item: usize) {
        self.fields(item, Family::Parcel);
        let items = self.items;
        // The shop is the merchant, the carrier only where no shop is named.
        for order in items.nested(item, "partoforder").take(8) {
            self.merchants(order, &["seller", "merchant", "provider"]);
        }
        self.merchants(item, &["seller", "provider", "carrier"]);
        for shipped in items.values(item, "itemshipped").take(LINE_CAP) {
            self.goods(shipped, 1);
        }
        self.part(item, "partoforder");
    }

    pub(super) fn invoice(&mut self, item: usize) {
        self.fields(item, Family::Invoice);
        self.merchants(item, &["provider", "seller", "merchant", "broker"]);
        self.customer(item);
        self.billing_period(item);
        self.part(item, "referencesorder");
    }

    /// The number under which the supplier files its customer.
    fn customer(&mut self, item: usize) {
        let items = self.items;
        for customer in items.nested(item, "customer").take(2) {
            for key in ["accountid", "identifier", "customernumber"] {
                for value in items.values(customer, key).take(1) {
                    self.reference(key, value, ReferenceRole::Customer);
                }
            }
        }
    }

    /// A period such as `2026-01-01/2026-03-31`; one without days names no day.
    fn billing_period(&mut self, item: usize) {
        let items = self.items;
        let Some(text) = items.text(item, &["billingperiod"]) else {
            return;
        };
        let mut days = text.text.split("/").filter_map(value::day);
        for role in [DateRole::Start, DateRole::End] {
            if let Some(value) = days.next() {
                self.fact(Claim::Date { role, value }, "billingperiod", text, LIKELY);
            }
        }
    }

    /// A line of an order: goods, an item of an order, or an offer.
    fn line(&mut self, found: &Value) {
        match found {
            Value::Item(line) if self.items.is(*line, &["orderitem", "offer"]) => {
                self.offer(*line, AmountRole::Line);
            }
            Value::Text(_) | Value::Item(_) => self.goods(found, 1),
        }
    }

    /// An offer; its price is a line of an order, or says nothing about what was paid.
    pub(super) fn offer(&mut self, item: usize, role: AmountRole) {
        let items = self.items;
        let quantity = self.quantity(item);
        let goods = || items.values(item, "itemoffered").chain(items.values(item, "ordereditem"));
        for found in goods().take(LINE_CAP) {
            self.goods(found, quantity);
        }
        if goods().next().is_none() {
            self.named(item, quantity);
        }
        for price in items.values(item, "price").take(2) {
            self.amount(item, "price", price, role);
        }
        self.price_parts(item, role);
        for key in ["validthrough", "pricevaliduntil"] {
            for day in items.values(item, key).take(1) {
                self.date(key, day, DateRole::Expiry);
            }
        }
        self.product_fields(item);
        self.merchants(item, &["seller", "offeredby"]);
        self.promises(item);
    }

    fn quantity(&self, item: usize) -> u32 {
        let keys = ["eligiblequantity", "orderquantity", "quantity"];
        let values = keys.iter().flat_map(|key| self.items.values(item, key));
        let text = values.into_iter().find_map(|value| match value {
            Value::Text(text) => Some(text),
            Value::Item(inner) => self.items.text(*inner, &["value", "minvalue"]),
        });
        text.map_or(1, |text| value::quantity(&text.text))
    }

    /// Goods as a bare name, or as a product with numbers of its own.
    pub(super) fn goods(&mut self, found: &Value, quantity: u32) {
        match found {
            Value::Item(product) => self.product(*product, quantity),
            Value::Text(text) => {
                if let Some(name) = value::name(&text.text).filter(|n| !value::is_link(n)) {
                    let text = text.clone();
                    self.fact(Claim::Product { name, quantity }, "itemoffered", &text, SURE);
                }
            }
        }
    }

    pub(super) fn product(&mut self, item: usize, quantity: u32) {
        self.named(item, quantity);
        self.product_fields(item);
        self.promises(item);
        if let Some(seen) = self.seen.get_mut(item) {
            *seen = true;
        }
    }

    fn product_fields(&mut self, item: usize) {
        self.fields(item, Family::Product);
    }

    fn named(&mut self, item: usize, quantity: u32) {
        let items = self.items;
        let Some(text) = items.text(item, &["name"]) else {
            return;
        };
        match value::name(&text.text) {
            Some(name) => self.fact(Claim::Product { name, quantity }, "name", text, SURE),
            None => self.out.gap("schema.org `name` of a product was not filled in"),
        }
    }

    /// Parts of a price: charges for delivery and payment beside the price itself.
    fn price_parts(&mut self, item: usize, role: AmountRole) {
        let items = self.items;
        let specifications = items.nested(item, "pricespecification");
        let parts = specifications.flat_map(|spec| {
            std::iter::once(spec).chain(items.nested(spec, "pricecomponent").take(16))
        });
        for part in parts.take(32) {
            let role = if items.is(part, &["deliverychargespecification"]) {
                AmountRole::Shipping
            } else if items.is(part, &["paymentchargespecification"]) {
                AmountRole::Fee
            } else {
                role
            };
            if items.values(part, "price").next().is_some() {
                self.amount(item, "price", &Value::Item(part), role);
            }
        }
    }

    fn promises(&mut self, item: usize) {
        let items = self.items;
        for key in ["warranty", "haswarranty", "haswarrantypromise"] {
            for warranty in items.nested(item, key).take(4) {
                self.warranty(warranty);
            }
        }
        for policy in items.nested(item, "hasmerchantreturnpolicy").take(4) {
            self.return_policy(policy);
        }
    }

    pub(super) fn warranty(&mut self, item: usize) {
        const DURATION: &str = "durationofwarranty";
        let items = self.items;
        let Some(found) = items.values(item, DURATION).next() else {
            return;
        };
        let (text, term) = match found {
            Value::Text(text) => (Some(text), value::duration(&text.text)),
            Value::Item(span) => {
                let count = items.text(*span, &["value"]);
                let unit = items.text(*span, &["unitcode", "unittext"]);
                let unit = unit.and_then(|unit| value::unit(&unit.text));
                let number = count.and_then(|c| c.text.trim().parse().ok()).filter(|n| *n > 0);
                (count, number.zip(unit))
            }
        };
        let (Some(text), Some((count, unit))) = (text, term) else {
            self.out.gap("schema.org `durationOfWarranty` holds no readable term");
            return;
        };
        let scope = items.text(item, &["name", "description", "warrantyscope"]);
        let scope = scope.and_then(|s| value::name(&s.text)).filter(|s| !value::is_link(s));
        let what = scope.unwrap_or_else(|| "warranty".to_owned());
        let term = PromiseTerm::Within { count, unit };
        self.fact(Claim::Promise { what, term, pledge: None }, DURATION, text, SURE);
    }

    pub(super) fn return_policy(&mut self, item: usize) {
        const DAYS: &str = "merchantreturndays";
        let items = self.items;
        let Some(text) = items.text(item, &[DAYS]) else {
            return;
        };
        let claim = match (text.text.trim().parse::<u16>(), value::day(&text.text)) {
            (Ok(count), _) => {
                let term = PromiseTerm::Within { count, unit: TermUnit::Day };
                Claim::Promise { what: "return".to_owned(), term, pledge: None }
            }
            (Err(_), Some(value)) => Claim::Date { role: DateRole::ReturnBy, value },
            (Err(_), None) => {
                self.out.gap("schema.org `merchantReturnDays` holds neither a count nor a day");
                return;
            }
        };
        self.fact(claim, DAYS, text, SURE);
    }
}
