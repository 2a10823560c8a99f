//! Facts: typed, immutable claims, each with the place it was read from.

use crate::word::words;
use crate::{Confidence, Money};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One claim of a message, with where it stands and how sure the reader is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What is claimed.
    pub claim: Claim,
    /// Where it stands in the evidence.
    pub at: Place,
    /// How sure the reader is.
    pub confidence: Confidence,
    /// Which reader found it.
    pub reader: ReaderName,
}

impl Fact {
    /// The sum of money that it claims, with what the sum is.
    pub fn amount(&self) -> Option<(AmountRole, Money)> {
        self.claim.amount()
    }

    /// The day that it claims, with what happens on it.
    pub fn date(&self) -> Option<(DateRole, Date)> {
        self.claim.date()
    }

    /// The number that it claims, with what is filed under it.
    pub fn reference(&self) -> Option<(ReferenceRole, &str)> {
        if let Claim::Reference { role, value } = &self.claim { Some((*role, value)) } else { None }
    }

    /// The identifier that it claims, with what it names and whether its check digits agree.
    pub fn identifier(&self) -> Option<(IdentifierRole, &str, Check)> {
        if let Claim::Identifier { role, value, check } = &self.claim {
            Some((*role, value, *check))
        } else {
            None
        }
    }

    /// What the supplier says it will do, and by when.
    pub fn promise(&self) -> Option<(&str, PromiseTerm)> {
        if let Claim::Promise { what, term, .. } = &self.claim { Some((what, *term)) } else { None }
    }

    /// Of which sort the deed is that it promises, where its words say so.
    pub const fn pledge(&self) -> Option<Pledge> {
        if let Claim::Promise { pledge, .. } = &self.claim { *pledge } else { None }
    }

    /// What was bought or served, and how many.
    pub fn product(&self) -> Option<(&str, u32)> {
        if let Claim::Product { name, quantity } = &self.claim {
            Some((name, *quantity))
        } else {
            None
        }
    }

    /// What the writer of a letter does by it, and from which day it is to hold.
    pub fn act(&self) -> Option<(LetterAct, Option<Date>)> {
        if let Claim::Act { act, on } = self.claim { Some((act, on)) } else { None }
    }

    /// A length of time that belongs to an agreement, and what it is.
    pub fn length(&self) -> Option<(LengthRole, u16, TermUnit)> {
        if let Claim::Length { role, count, unit } = self.claim {
            Some((role, count, unit))
        } else {
            None
        }
    }

    /// Whether it says that an agreement goes on by itself when its term is over.
    pub const fn renewal(&self) -> Option<bool> {
        if let Claim::Renewal { automatic } = self.claim { Some(automatic) } else { None }
    }

    /// A way to reach the supplier.
    pub fn contact(&self) -> Option<(ContactRole, &str)> {
        if let Claim::Contact { role, value } = &self.claim { Some((*role, value)) } else { None }
    }
}

/// Of which sort a deed is that a supplier promises.
#[expect(clippy::struct_excessive_bools, reason = "each holds or not, whatever the other does")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pledge {
    /// Which deed.
    pub deed: PledgedDeed,
    /// Whether its day takes the place of another.
    pub instead: bool,
    /// Whether its text speaks to the owner as to a customer: it addresses them, or tells what it costs them.
    pub addressed: bool,
}

words! {
    /// A deed that suppliers promise and do.
    pub enum PledgedDeed ("promised deed") {
        /// Goods come to the owner.
        Delivery = "delivery",
        /// Money comes back.
        Refund = "refund",
        /// Word or papers come.
        Reply = "reply",
        /// A thing is mended, made or put in, or can be fetched again.
        Repair = "repair",
        /// Somebody comes to the owner.
        Visit = "visit",
    }
}

/// What a fact claims.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Claim {
    /// A sum of money.
    Amount {
        /// What the sum is.
        role: AmountRole,
        /// The sum.
        money: Money,
    },
    /// A civil date.
    Date {
        /// What happens on it.
        role: DateRole,
        /// The day.
        #[serde(with = "crate::compact::date")]
        value: Date,
    },
    /// A number under which a supplier files something.
    Reference {
        /// What is filed under it.
        role: ReferenceRole,
        /// As written, without surrounding space.
        value: String,
    },
    /// What names a thing, account or place itself.
    Identifier {
        /// What sort of identifier.
        role: IdentifierRole,
        /// Normalised: upper case, no separators.
        value: String,
        /// Whether its check digits agree.
        check: Check,
    },
    /// What the supplier says it will do.
    Promise {
        /// What, in the supplier's words.
        what: String,
        /// By which day or in what time.
        term: PromiseTerm,
        /// Of which sort it is, where its words say so.
        #[serde(default)]
        pledge: Option<Pledge>,
    },
    /// Something bought or served.
    Product {
        /// Its name as written.
        name: String,
        /// How many.
        quantity: u32,
    },
    /// A way to reach the supplier.
    Contact {
        /// Which way.
        role: ContactRole,
        /// Number, address or link.
        value: String,
    },
    /// What the writer of a letter does by it. Who that is, the reading does not know.
    Act {
        /// What is done.
        act: LetterAct,
        /// From which day it is to hold, where the letter says so.
        #[serde(with = "crate::compact::maybe_date")]
        on: Option<Date>,
    },
    /// A length of time that belongs to an agreement, said without a day from which it counts.
    Length {
        /// What lasts so long.
        role: LengthRole,
        /// How many.
        count: u16,
        /// Of what.
        unit: TermUnit,
    },
    /// What becomes of an agreement when its term is over.
    Renewal {
        /// Whether it goes on by itself.
        automatic: bool,
    },
}

/// By when a promise is to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PromiseTerm {
    /// By the end of this day.
    By(Date),
    /// Within so many units from the message's day.
    Within {
        /// How many.
        count: u16,
        /// Of what.
        unit: TermUnit,
    },
}

words! {
    /// What a length of time is to an agreement.
    pub enum LengthRole ("role of a length of time") {
        /// The notice before the end of a term.
        Notice = "notice",
        /// The same where the text names that end: the last day beside it was counted, and not said.
        CountedNotice = "counted_notice",
        /// How long it lasts at least.
        MinimumTerm = "minimum_term",
        /// How long the first of two prices holds.
        FirstPrice = "first_price",
        /// For how long a guarantee is given.
        Guarantee = "guarantee",
        /// For how long what was bought may be sent back once it came, by the words of the shop.
        SendBack = "send_back",
        /// The same from the order on.
        SendBackOrdered = "send_back_ordered",
    }
}

words! {
    /// The unit of a term in words.
    pub enum TermUnit ("unit of a term") {
        /// Hours.
        Hour = "hour",
        /// Calendar days.
        Day = "day",
        /// Monday to Friday.
        BusinessDay = "business_day",
        /// Weeks.
        Week = "week",
        /// Months, clipped to the end of the month.
        Month = "month",
        /// Years.
        Year = "year",
    }
}

/// A part of a message, as counted by the reader of MIME.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PartRef {
    /// The header section; offsets count in the decoded value of the subject.
    Subject,
    /// Any other header field; offsets count in the raw bytes of the message.
    Header,
    /// The n-th part of the message, counted from 0 in the order of the bytes; offsets count in the
    /// decoded part, for HTML in the HTML itself.
    Part(u16),
}

/// Where a fact was read: offsets are bytes in the decoded part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Which part.
    pub part: PartRef,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

words! {
    /// The reader that found a fact; its order is the order of trust, structured data first.
    pub enum ReaderName ("reader") {
        /// The owner's own word.
        Owner = "owner",
        /// schema.org data in the message.
        SchemaOrg = "schema_org",
        /// An iCalendar part.
        Calendar = "calendar",
        /// A vCard part.
        Card = "card",
        /// A statement of a bank.
        Statement = "statement",
        /// Header fields.
        Header = "header",
        /// Words of the message.
        Text = "text",
    }
}

words! {
    /// Whether check digits agree.
    pub enum Check ("check") {
        /// They agree.
        Pass = "pass",
        /// They do not.
        Fail = "fail",
        /// The form has none.
        None = "none",
    }
}

words! {
    /// What a sum of money is (EN 16931 terms where they fit).
    pub enum AmountRole ("role of an amount") {
        /// The sum of the document with tax.
        Total = "total",
        /// What remains to be paid.
        Due = "due",
        /// One line.
        Line = "line",
        /// Before tax or shipping.
        Subtotal = "subtotal",
        /// Tax.
        Tax = "tax",
        /// Shipping.
        Shipping = "shipping",
        /// A deduction.
        Discount = "discount",
        /// A fee on top.
        Fee = "fee",
        /// Price before a change.
        Old = "old",
        /// Price after a change.
        New = "new",
        /// Money back.
        Refund = "refund",
        /// What an account holds.
        Balance = "balance",
        /// Paid in advance.
        Deposit = "deposit",
        /// What was paid.
        Paid = "paid",
        /// Price per period.
        Price = "price",
        /// Role not known.
        Other = "other",
    }
}

words! {
    /// What happens on a date.
    pub enum DateRole ("role of a date") {
        /// The document was issued.
        Issued = "issued",
        /// Money is due.
        Due = "due",
        /// Money was or will be taken.
        Payment = "payment",
        /// Something begins; travel departs.
        Start = "start",
        /// Something ends; travel arrives.
        End = "end",
        /// An order was placed.
        Order = "order",
        /// An agreement renews.
        Renewal = "renewal",
        /// A change takes effect.
        Effective = "effective",
        /// Last day to end.
        CancelBy = "cancel_by",
        /// Last day to withdraw.
        WithdrawBy = "withdraw_by",
        /// A delivery is expected or took place.
        Delivery = "delivery",
        /// Something is valid until.
        Expiry = "expiry",
        /// A visit.
        Appointment = "appointment",
        /// A trial ends.
        TrialEnd = "trial_end",
        /// Last day to collect.
        PickupBy = "pickup_by",
        /// Last day to send back.
        ReturnBy = "return_by",
        /// A service or test of a thing is due.
        ServiceDue = "service_due",
        /// A guarantee ends.
        WarrantyEnd = "warranty_end",
        /// Something is asked for by then.
        AnswerBy = "answer_by",
        /// Someone was born.
        Birth = "birth",
        /// Role not known.
        Other = "other",
    }
}

words! {
    /// What is filed under a reference.
    pub enum ReferenceRole ("role of a reference") {
        /// An order.
        Order = "order",
        /// An invoice.
        Invoice = "invoice",
        /// A contract.
        Contract = "contract",
        /// An insurance policy.
        Policy = "policy",
        /// The customer.
        Customer = "customer",
        /// A booking or reservation.
        Booking = "booking",
        /// A parcel.
        Tracking = "tracking",
        /// A case, ticket or claim.
        Case = "case",
        /// A quote.
        Quote = "quote",
        /// A receipt.
        Receipt = "receipt",
        /// A return.
        Return = "return",
        /// A direct debit mandate.
        Mandate = "mandate",
        /// A credit note.
        CreditNote = "credit_note",
        /// Role not known.
        Other = "other",
    }
}

words! {
    /// What an identifier names.
    pub enum IdentifierRole ("role of an identifier") {
        /// Vehicle registration mark.
        Registration = "registration",
        /// Vehicle identification number (ISO 3779).
        Vin = "vin",
        /// Mobile equipment identity.
        Imei = "imei",
        /// A maker's serial number.
        Serial = "serial",
        /// Model name or number.
        Model = "model",
        /// Bank account (ISO 13616).
        Iban = "iban",
        /// SEPA creditor identifier.
        CreditorId = "creditor_id",
        /// Phone line of the owner.
        Phone = "phone",
        /// Metering point.
        Meter = "meter",
        /// Animal microchip (ISO 11784).
        Chip = "chip",
        /// Postal address served.
        Address = "address",
        /// Trade item number.
        Gtin = "gtin",
        /// Name of an animal or a person served.
        Name = "name",
        /// Tail of a payment card.
        CardTail = "card_tail",
        /// Domain name held.
        Domain = "domain",
    }
}

words! {
    /// A way to reach a supplier.
    pub enum ContactRole ("role of a contact") {
        /// Phone number.
        Phone = "phone",
        /// E-mail address.
        Email = "email",
        /// Web address.
        Url = "url",
        /// Opening hours.
        Hours = "hours",
    }
}

words! {
    /// What a customer does by a letter: said by the letter itself, neither denied, asked nor threatened.
    pub enum LetterAct ("act of a letter") {
        /// Ends an agreement, or does not go on with it.
        Cancel = "cancel",
        /// Says that an agreement is not to be ended.
        Keep = "keep",
        /// Withdraws from a purchase or contract.
        Withdraw = "withdraw",
        /// Complains.
        Complain = "complain",
        /// Claims money, a repair, or what is insured.
        Claim = "claim",
        /// Tells a new address.
        Move = "move",
        /// Gives a thing away for money.
        Sell = "sell",
        /// Tells that a thing was sold.
        Sold = "sold",
        /// Tells that an animal or a person died.
        Died = "died",
        /// Sends goods back.
        Return = "return",
        /// Asks something.
        Ask = "ask",
        /// Accepts an offer.
        Accept = "accept",
        /// Asks that something be done, given or answered.
        Request = "request",
        /// Tells a new bank account or card.
        Bank = "bank",
        /// Admits that the writer was wrong, or that the other one is right: also of a supplier.
        Admit = "admit",
        /// A supplier does not accept that an agreement ends.
        Refuse = "refuse",
        /// A supplier takes an end back: the agreement goes on.
        Restore = "restore",
        /// A supplier does not give back money that was asked for or promised.
        Deny = "deny",
        /// Somebody warns of the law: that who has a thing must insure it, tax it or have a licence.
        Warn = "warn",
    }
}

impl LetterAct {
    /// Whether it is what who was written to does.
    pub const fn is_reply(self) -> bool {
        matches!(self, Self::Admit | Self::Refuse | Self::Restore | Self::Deny | Self::Warn)
    }
}

impl Claim {
    /// The sum of money, with what the sum is.
    pub fn amount(&self) -> Option<(AmountRole, Money)> {
        if let Self::Amount { role, money } = self { Some((*role, *money)) } else { None }
    }

    /// The day, with what happens on it.
    pub fn date(&self) -> Option<(DateRole, Date)> {
        if let Self::Date { role, value } = self { Some((*role, *value)) } else { None }
    }
}
