//! Electronic invoices as XML: UBL 2.1 and Cross Industry Invoice, the syntaxes of EN 16931.
//!
//! `ZUGFeRD` and Factur-X carry the same Cross Industry Invoice. Only elements with a known path
//! are read; everything else is passed over. No entity but the five of XML is resolved.

mod sums;

use super::{Structured, StructuredFact, value};
use crate::read::says_paid;
use crate::statements::markup::{Token, Tokens, attribute, shut_name};
use jiff::civil::Date;
use mail_parser::MessageParser;
use memchr::memmem;
use oxherd_model::{
    AmountRole, Check, Claim, Confidence, Currency, DateRole, IdentifierRole, Kind, Money,
    ReaderName, ReferenceRole,
};
use sums::Sums;

/// How much of one invoice is read; pictures and papers may be embedded before the totals.
const INVOICE_CAP: usize = 16 << 20;
/// Elements inside one another; more is no invoice.
const DEPTH_CAP: usize = 32;
/// Tags and stretches of text of one invoice.
const TOKEN_CAP: usize = 400_000;
/// Bytes of one value; more is an embedded picture or paper.
const VALUE_CAP: usize = 4096;
/// Bytes of words for people that are kept.
const WORDS_CAP: usize = 16 << 10;
/// What a credit note weighs: its pages speak of the invoice that it credits.
const CREDIT_WEIGHT: i16 = 16;
/// Longest name of an entity.
const ENTITY_BYTES_MAX: usize = 32;
/// Lines of one invoice that are read.
const LINE_CAP: usize = 40;
/// What `ZUGFeRD` 1.0 calls the whole trade.
const OLD_TRADE: &str = "SpecifiedSupplyChainTradeTransaction";
/// What `ZUGFeRD` 1.0 calls the sums of a line and of the whole.
const OLD_SUMS: &str = "SpecifiedTradeSettlementMonetarySummation";

/// Reads one electronic invoice; says whether it was one.
pub fn invoice(xml: &str, out: &mut Structured) -> bool {
    let xml = xml.get(..xml.floor_char_boundary(INVOICE_CAP)).unwrap_or_default();
    let mut reading = Invoice {
        out,
        currency: currency_ahead(xml),
        sort: Sort::Other,
        line: Line::default(),
        lines: 0,
        sums: Sums::default(),
        paid: false,
        taken: Taken::Unsaid,
    };
    walk(xml, &mut reading);
    reading.sort != Sort::Other
}

/// The currency of a Cross Industry Invoice, which names it behind the lines that count in it.
fn currency_ahead(xml: &str) -> Option<Currency> {
    let (_, behind) = xml.split_once("InvoiceCurrencyCode")?;
    let (_, code) = behind.split_once('>')?;
    value::currency(code.split('<').next()?.trim())
}

/// What an electronic invoice is called among the parts of a message.
pub(crate) const INVOICE_MEDIA: &str = "text/xml";

/// Bytes of its root in which an electronic invoice names its syntax.
const HEAD_BYTES: usize = 4096;

/// Bytes of comments and instructions before the root; licences stand there.
const PROLOG_MAX: usize = 256 << 10;

/// An XML file from its root on.
fn from_root(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let most = rest.len().min(PROLOG_MAX);
    rest = rest.get(..most).unwrap_or(rest);
    loop {
        let close: &[u8] = if rest.starts_with(b"<?") {
            b"?>"
        } else if rest.starts_with(b"<!--") {
            b"-->"
        } else {
            return rest;
        };
        let Some(end) = memmem::find(rest, close) else { return rest };
        rest = rest.get(end + close.len()..).unwrap_or_default().trim_ascii_start();
    }
}

/// Whether a file is an electronic invoice, by its root.
pub fn is_invoice(bytes: &[u8]) -> bool {
    const SYNTAXES: [&[u8]; 3] = [
        b"urn:oasis:names:specification:ubl:schema:xsd:Invoice",
        b"urn:oasis:names:specification:ubl:schema:xsd:CreditNote",
        b":CrossIndustry",
    ];
    let root = from_root(bytes);
    let head = root.get(..HEAD_BYTES).unwrap_or(root);
    head.starts_with(b"<") && SYNTAXES.iter().any(|sign| memmem::find(head, sign).is_some())
}

/// How many attachments of one message are tried.
const ATTACHMENT_CAP: usize = 4;

/// Reads the electronic invoices among the given parts of a message; says which parts were some.
pub fn attached_invoices(message: &[u8], parts: &[u16], out: &mut Structured) -> Vec<u16> {
    let mut read = Vec::new();
    if parts.is_empty() {
        return read;
    }
    let Some(message) = MessageParser::new().parse(message) else {
        return read;
    };
    for part in parts.iter().take(ATTACHMENT_CAP) {
        let Some(found) = message.parts.get(usize::from(*part)) else {
            continue;
        };
        let mut facts = Structured::default();
        if invoice(&String::from_utf8_lossy(found.contents()), &mut facts) {
            read.push(*part);
            out.take_attached(*part, facts);
        }
    }
    read
}

/// An attachment of a message that may be an invoice of this kind.
pub fn may_be_invoice(media: &str, name: &str) -> bool {
    let xml = media.ends_with("/xml") || media.ends_with("+xml");
    xml || name.to_ascii_lowercase().ends_with(".xml")
}

/// A value of an element, without the space around it.
#[derive(Debug, Clone, Copy)]
struct Leaf<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    attributes: &'a str,
}

#[derive(Debug, Default)]
struct Line {
    name: Option<(String, usize, usize)>,
    quantity: u32,
    /// What the attribute that is named just now identifies.
    attribute: Option<IdentifierRole>,
}

/// What a document turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Other,
    Invoice,
    CreditNote,
}

struct Invoice<'o> {
    out: &'o mut Structured,
    currency: Option<Currency>,
    sort: Sort,
    line: Line,
    lines: usize,
    sums: Sums,
    /// Whether a note says that it is paid.
    paid: bool,
    taken: Taken,
}

/// How its money is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// Nothing is said of it: the owner pays.
    Unsaid,
    Card,
    Debit,
}

/// Walks over the elements; hands every one that holds only text to the invoice.
fn walk(xml: &str, invoice: &mut Invoice<'_>) {
    let mut path: Vec<&str> = Vec::with_capacity(DEPTH_CAP);
    let mut open: Option<&str> = None;
    let mut written = Written::default();
    let mut tokens = Tokens::new(xml);
    for _ in 0..TOKEN_CAP {
        let Some((start, token)) = tokens.next() else { break };
        match token {
            Token::Open(name, attributes) => {
                if path.is_empty() && !invoice.begin(name) || path.len() >= DEPTH_CAP {
                    return;
                }
                path.push(name);
                open = Some(attributes);
                written.clear();
            }
            Token::Text(text) if open.is_some() => written.add(text, start),
            Token::Raw(text) if open.is_some() => written.add(text, start + CDATA.len()),
            Token::Shut(tag) => {
                let name = shut_name(tag);
                if let Some(attributes) = open.take() {
                    invoice.leaf(&path, written.leaf(attributes));
                }
                invoice.closed(name);
                path.pop();
                if path.is_empty() {
                    // What is torn off before its end cannot add up.
                    invoice.check();
                    invoice.settle();
                    return;
                }
            }
            Token::Text(_) | Token::Raw(_) | Token::Empty => {}
        }
    }
    if invoice.sort != Sort::Other {
        invoice.out.gap("an electronic invoice breaks off: what stands behind that is not known");
    }
}

/// Whether a text holds a reference to an entity that is none of the five of XML.
fn names_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let name = text.get(at + 1..).and_then(|rest| rest.split_once(';')).map(|(name, _)| name);
        name.is_some_and(|name| {
            name.len() <= ENTITY_BYTES_MAX
                && !["amp", "lt", "gt", "quot", "apos"].contains(&name)
                && name.starts_with(|c: char| c.is_alphabetic())
                && name.chars().all(char::is_alphanumeric)
        })
    })
}

/// What opens character data.
const CDATA: &str = "<![CDATA[";

/// The text of one element, which character data and comments may cut into pieces.
#[derive(Debug, Default)]
struct Written {
    text: String,
    start: usize,
    end: usize,
}

impl Written {
    fn clear(&mut self) {
        self.text.clear();
    }

    fn add(&mut self, piece: &str, at: usize) {
        let lead = piece.len() - piece.trim_start().len();
        if lead == piece.len() && self.text.is_empty() || piece.len() > VALUE_CAP {
            return;
        }
        if self.text.is_empty() {
            self.start = at + lead;
        }
        if self.text.len() < VALUE_CAP {
            self.text.push_str(piece);
            if lead < piece.len() {
                self.end = at + piece.trim_end().len();
            }
        }
    }

    fn leaf<'a>(&'a self, attributes: &'a str) -> Leaf<'a> {
        let Self { start, end, .. } = *self;
        Leaf { text: self.text.trim(), start, end, attributes }
    }
}

/// What an attribute of an item identifies, by its name.
fn attribute_role(name: &str) -> Option<IdentifierRole> {
    const NAMES: &[(&str, IdentifierRole)] = &[
        ("imei", IdentifierRole::Imei),
        ("vin", IdentifierRole::Vin),
        ("fahrgestell", IdentifierRole::Vin),
        ("fahrzeug-ident", IdentifierRole::Vin),
        ("chassis", IdentifierRole::Vin),
        ("châssis", IdentifierRole::Vin),
        ("bastidor", IdentifierRole::Vin),
        ("telaio", IdentifierRole::Vin),
        ("serial", IdentifierRole::Serial),
        ("serien", IdentifierRole::Serial),
        ("série", IdentifierRole::Serial),
        ("serie", IdentifierRole::Serial),
        ("matricola", IdentifierRole::Serial),
    ];
    let name = name.to_lowercase();
    NAMES.iter().find(|(word, _)| name.contains(word)).map(|(_, role)| *role)
}

/// Whether a claim says by what the thing of a line is known.
const fn names_item(claim: &Claim) -> bool {
    use IdentifierRole::{Imei, Serial, Vin};
    matches!(claim, Claim::Identifier { role: Imei | Serial | Vin, .. })
}

impl Invoice<'_> {
    fn credit(&self) -> bool {
        self.sort == Sort::CreditNote
    }

    /// Whether a document of this root is an invoice.
    fn begin(&mut self, root: &str) -> bool {
        let known = matches!(
            root,
            "Invoice" | "CreditNote" | "CrossIndustryInvoice" | "CrossIndustryDocument"
        );
        if known {
            let credit = root == "CreditNote";
            self.sort = if credit { Sort::CreditNote } else { Sort::Invoice };
            let kind = if credit { Kind::RefundCredit } else { Kind::Bill };
            let weight = if credit { CREDIT_WEIGHT } else { 8 };
            self.out.kind(kind, weight, format!("electronic invoice, {root}"));
        }
        known
    }

    fn leaf(&mut self, path: &[&str], leaf: Leaf<'_>) {
        if leaf.text.is_empty() {
            return;
        }
        if names_entity(leaf.text) {
            self.out.gap("an electronic invoice names entities of its own, which are not resolved");
            return;
        }
        self.settled(path, leaf);
        self.spoken(path, leaf);
        let Some((_, path)) = path.split_first() else {
            return;
        };
        self.sum(path, leaf);
        if self.seller(path, leaf) || self.paying(path, leaf) || self.item(path, leaf) {
            return;
        }
        if let Some(role) = amount_role(path) {
            self.amount(role, leaf);
        } else if let Some(role) = date_role(path) {
            self.date(role, leaf);
        } else if let Some(role) = self.reference_role(path)
            && let Some(value) = value::reference(leaf.text)
        {
            self.fact(Claim::Reference { role, value }, leaf);
        }
    }

    /// What is written for people: the rest are codes and names of standards.
    fn spoken(&mut self, path: &[&str], leaf: Leaf<'_>) {
        const WORDS: [&str; 7] = [
            "Note",
            "Content",
            "Description",
            "Name",
            "Information",
            "InstructionNote",
            "RegistrationName",
        ];
        let last = path.last().copied().unwrap_or_default();
        if WORDS.contains(&last) && self.out.words.len() < WORDS_CAP {
            self.out.words.push_str(leaf.text);
            self.out.words.push('\n');
        }
    }

    /// Notes and means of payment by which it is paid already, or will be without the owner.
    fn settled(&mut self, path: &[&str], leaf: Leaf<'_>) {
        match path {
            // UNTDID 4461: cards, and direct debits.
            [.., "PaymentMeans", "PaymentMeansCode"]
            | [.., "SpecifiedTradeSettlementPaymentMeans", "TypeCode"] => {
                self.taken = match leaf.text {
                    "48" | "54" | "55" => Taken::Card,
                    "49" | "59" => Taken::Debit,
                    _ => self.taken,
                };
                let name = attribute(leaf.attributes, "name").unwrap_or_default();
                self.paid |= says_paid(name);
            }
            [_, "Note"]
            | [.., "PaymentTerms", "Note"]
            | [.., "PaymentMeans", "InstructionNote"]
            | [.., "IncludedNote", "Content"]
            | [.., "SpecifiedTradePaymentTerms", "Description"]
            | [.., "SpecifiedTradeSettlementPaymentMeans", "Information"] => {
                self.paid |= leaf.text.lines().any(says_paid);
            }
            _ => {}
        }
    }

    /// The first day of a role.
    fn day(&self, wanted: DateRole) -> Option<Date> {
        let mut days = self.out.facts.iter().filter_map(|fact| {
            if let Claim::Date { role, value } = fact.claim { Some((role, value)) } else { None }
        });
        days.find(|(role, _)| *role == wanted).map(|(_, day)| day)
    }

    /// The first sum of a role, with its place.
    fn sum_of(&self, wanted: AmountRole) -> Option<(Money, usize, usize)> {
        let mut sums = self.out.facts.iter().filter_map(|fact| {
            let Claim::Amount { role, money } = fact.claim else { return None };
            Some((role, (money, fact.start, fact.end)))
        });
        sums.find(|(role, _)| *role == wanted).map(|(_, found)| found)
    }

    /// What is paid is said to be; what is taken without the owner falls due as such.
    fn settle(&mut self) {
        self.give_back();
        let issued = self.day(DateRole::Issued);
        let later = self.day(DateRole::Due).is_some_and(|due| issued.is_none_or(|on| due > on));
        let paid = self.paid || self.taken == Taken::Card && !later;
        let open = self.sum_of(AmountRole::Due).or_else(|| self.sum_of(AmountRole::Total));
        let unsaid = self.sum_of(AmountRole::Paid).is_none();
        if let Some((money, start, end)) = open.filter(|_| paid && unsaid) {
            self.push(Claim::Amount { role: AmountRole::Paid, money }, start, end);
        } else if self.taken != Taken::Unsaid {
            for fact in &mut self.out.facts {
                if let Claim::Date { role: role @ DateRole::Due, .. } = &mut fact.claim {
                    *role = DateRole::Payment;
                }
            }
        }
    }

    fn seller(&mut self, path: &[&str], leaf: Leaf<'_>) -> bool {
        match path {
            ["DocumentCurrencyCode"] | [.., "InvoiceCurrencyCode"] => {
                self.currency = value::currency(leaf.text).or(self.currency);
            }
            // UNTDID 1001: 381 is a credit note.
            ["ExchangedDocument" | "HeaderExchangedDocument", "TypeCode"] => {
                if leaf.text == "381" {
                    self.turn_to_credit("electronic invoice, type 381");
                }
            }
            ["AccountingSupplierParty", "Party", "PartyName", "Name"]
            | ["AccountingSupplierParty", "Party", "PartyLegalEntity", "RegistrationName"]
            | [.., "SellerTradeParty", "Name"] => self.out.merchant(leaf.text),
            _ => return false,
        }
        true
    }

    /// The type, or a sum that is to come back, says that it is a credit note after all.
    fn turn_to_credit(&mut self, words: &str) {
        self.sort = Sort::CreditNote;
        self.out.kinds.retain(|hint| hint.kind != Kind::Bill);
        self.out.kind(Kind::RefundCredit, CREDIT_WEIGHT, words.to_owned());
        self.renumber();
    }

    /// A corrected invoice, type 384 of UNTDID 1001, asks for less than nothing where it gives money back.
    fn give_back(&mut self) {
        let open = self.sum_of(AmountRole::Due).or_else(|| self.sum_of(AmountRole::Total));
        if self.credit() || open.is_none_or(|(money, ..)| !money.value.is_sign_negative()) {
            return;
        }
        self.turn_to_credit("electronic invoice with a sum to be given back");
        for fact in &mut self.out.facts {
            if let Claim::Amount { role: role @ AmountRole::Due, money } = &mut fact.claim {
                *role = AmountRole::Refund;
                money.value = money.value.abs();
            }
        }
    }

    /// The number comes before the type says that it is that of a credit note.
    fn renumber(&mut self) {
        for fact in &mut self.out.facts {
            if let Claim::Reference { role, .. } = &mut fact.claim
                && *role == ReferenceRole::Invoice
            {
                *role = ReferenceRole::CreditNote;
            }
        }
    }

    fn paying(&mut self, path: &[&str], leaf: Leaf<'_>) -> bool {
        let role = match path {
            ["PaymentMeans", "PayeeFinancialAccount", "ID"] | [.., "IBANID"] => {
                IdentifierRole::Iban
            }
            [.., "CreditorReferenceID"] => IdentifierRole::CreditorId,
            _ => return false,
        };
        let Some(value) = value::identifier(leaf.text) else {
            return true;
        };
        let checked = if role == IdentifierRole::Iban {
            crate::values::is_iban(&value)
        } else {
            crate::values::is_creditor(&value)
        };
        // Elsewhere than in the single euro area the account is a number of its own form.
        if checked {
            let check = Check::Pass;
            self.fact(Claim::Identifier { role, value, check }, leaf);
        }
        true
    }

    /// Lines: what was bought and how many.
    fn item(&mut self, path: &[&str], leaf: Leaf<'_>) -> bool {
        match path {
            ["InvoiceLine" | "CreditNoteLine", "Item", "Name"]
            | [.., "IncludedSupplyChainTradeLineItem", "SpecifiedTradeProduct", "Name"] => {
                self.line.name = value::name(leaf.text).map(|name| (name, leaf.start, leaf.end));
            }
            ["InvoiceLine", "InvoicedQuantity"]
            | ["CreditNoteLine", "CreditedQuantity"]
            | [
                ..,
                "IncludedSupplyChainTradeLineItem",
                "SpecifiedLineTradeDelivery" | "SpecifiedSupplyChainTradeDelivery",
                "BilledQuantity",
            ] => self.line.quantity = value::quantity(leaf.text),
            [.., "Item", "ItemInstance", "SerialID"]
            | [.., "IndividualTradeProductInstance", "SerialID"] => {
                self.identifier(IdentifierRole::Serial, leaf);
            }
            // EN 16931, BG-32: attributes of an item have a name and a value.
            [.., "AdditionalItemProperty", "Name"]
            | [.., "ApplicableProductCharacteristic", "Description"] => {
                self.line.attribute = attribute_role(leaf.text);
            }
            [.., "AdditionalItemProperty", "Value"]
            | [.., "ApplicableProductCharacteristic", "Value"] => {
                if let Some(role) = self.line.attribute.take() {
                    self.identifier(role, leaf);
                }
            }
            _ => return false,
        }
        true
    }

    /// By what the thing of a line is known. Of an invoice with several lines nobody could tell whose it is.
    fn identifier(&mut self, role: IdentifierRole, leaf: Leaf<'_>) {
        if self.lines == 0
            && let Some(value) = value::identifier(leaf.text)
        {
            self.fact(Claim::Identifier { role, value, check: Check::None }, leaf);
        }
    }

    fn closed(&mut self, name: &str) {
        let ends =
            matches!(name, "InvoiceLine" | "CreditNoteLine" | "IncludedSupplyChainTradeLineItem");
        if !ends {
            return;
        }
        let line = std::mem::take(&mut self.line);
        if let Some((name, start, end)) = line.name
            && self.lines < LINE_CAP
        {
            self.lines += 1;
            if self.lines > 1 {
                self.out.facts.retain(|fact| !names_item(&fact.claim));
            }
            let quantity = line.quantity.max(1);
            self.push(Claim::Product { name, quantity }, start, end);
        }
    }

    /// A sum in the currency of the document counts when its sums are compared.
    fn sum(&mut self, path: &[&str], leaf: Leaf<'_>) {
        let stated = attribute(leaf.attributes, "currencyID").and_then(value::currency);
        if stated.is_some() && self.currency.is_some() && stated != self.currency {
            return;
        }
        if let Some((value, _)) = value::sum(leaf.text) {
            self.sums.take(path, value);
        }
    }

    fn check(&mut self) {
        for what in self.sums.disagreements() {
            self.out.gap(&format!("an electronic invoice does not add up: {what}"));
        }
    }

    fn amount(&mut self, role: AmountRole, leaf: Leaf<'_>) {
        let stated = attribute(leaf.attributes, "currencyID").and_then(value::currency);
        let Some(currency) = stated.or(self.currency) else {
            return;
        };
        match value::sum(leaf.text) {
            Some((value, _)) => {
                let role = if self.credit() && role == AmountRole::Due {
                    AmountRole::Refund
                } else {
                    role
                };
                let money = Money { value, currency };
                self.fact(Claim::Amount { role, money }, leaf);
            }
            None => self.out.gap("a sum of an electronic invoice could not be read"),
        }
    }

    fn date(&mut self, role: DateRole, leaf: Leaf<'_>) {
        match value::day(leaf.text) {
            Some(value) => self.fact(Claim::Date { role, value }, leaf),
            None => self.out.gap("a date of an electronic invoice could not be read"),
        }
    }

    fn reference_role(&self, path: &[&str]) -> Option<ReferenceRole> {
        Some(match path {
            ["ID"] | ["ExchangedDocument" | "HeaderExchangedDocument", "ID"] => {
                if self.credit() {
                    ReferenceRole::CreditNote
                } else {
                    ReferenceRole::Invoice
                }
            }
            ["OrderReference", "ID"]
            | [.., "BuyerOrderReferencedDocument", "IssuerAssignedID" | "ID"] => {
                ReferenceRole::Order
            }
            ["ContractDocumentReference", "ID"]
            | [.., "ContractReferencedDocument", "IssuerAssignedID" | "ID"] => {
                ReferenceRole::Contract
            }
            ["PaymentMeans", "PaymentMandate", "ID"] | [.., "DirectDebitMandateID"] => {
                ReferenceRole::Mandate
            }
            _ => return None,
        })
    }

    fn fact(&mut self, claim: Claim, leaf: Leaf<'_>) {
        self.push(claim, leaf.start, leaf.end);
    }

    fn push(&mut self, claim: Claim, start: usize, end: usize) {
        self.out.fact(StructuredFact {
            claim,
            start,
            end,
            confidence: Confidence::from_thousandths(980),
            reader: ReaderName::SchemaOrg,
        });
    }
}

fn amount_role(path: &[&str]) -> Option<AmountRole> {
    Some(match path {
        ["LegalMonetaryTotal", "PayableAmount"]
        | [.., "SpecifiedTradeSettlementHeaderMonetarySummation", "DuePayableAmount"]
        | [.., "SpecifiedTradeSettlementMonetarySummation", "DuePayableAmount"] => AmountRole::Due,
        ["LegalMonetaryTotal", "TaxInclusiveAmount"]
        | [.., "SpecifiedTradeSettlementHeaderMonetarySummation", "GrandTotalAmount"]
        | [OLD_TRADE, _, OLD_SUMS, "GrandTotalAmount"] => AmountRole::Total,
        ["LegalMonetaryTotal", "TaxExclusiveAmount"]
        | [.., "SpecifiedTradeSettlementHeaderMonetarySummation", "TaxBasisTotalAmount"]
        | [OLD_TRADE, _, OLD_SUMS, "TaxBasisTotalAmount"] => AmountRole::Subtotal,
        ["LegalMonetaryTotal", "PrepaidAmount"]
        | [.., "SpecifiedTradeSettlementHeaderMonetarySummation", "TotalPrepaidAmount"]
        | [OLD_TRADE, _, OLD_SUMS, "TotalPrepaidAmount"] => AmountRole::Paid,
        ["TaxTotal", "TaxAmount"]
        | [.., "SpecifiedTradeSettlementHeaderMonetarySummation", "TaxTotalAmount"]
        | [OLD_TRADE, _, OLD_SUMS, "TaxTotalAmount"] => AmountRole::Tax,
        ["InvoiceLine" | "CreditNoteLine", "LineExtensionAmount"]
        | [.., "SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount"]
        | [OLD_TRADE, "IncludedSupplyChainTradeLineItem", _, OLD_SUMS, "LineTotalAmount"] => {
            AmountRole::Line
        }
        _ => return None,
    })
}

fn date_role(path: &[&str]) -> Option<DateRole> {
    Some(match path {
        ["IssueDate"]
        | ["ExchangedDocument" | "HeaderExchangedDocument", "IssueDateTime", "DateTimeString"] => {
            DateRole::Issued
        }
        ["DueDate"]
        | ["PaymentMeans", "PaymentDueDate"]
        | [.., "SpecifiedTradePaymentTerms", "DueDateDateTime", "DateTimeString"] => DateRole::Due,
        ["InvoicePeriod", "StartDate"]
        | [_, _, "BillingSpecifiedPeriod", "StartDateTime", "DateTimeString"] => DateRole::Start,
        ["InvoicePeriod", "EndDate"]
        | [_, _, "BillingSpecifiedPeriod", "EndDateTime", "DateTimeString"] => DateRole::End,
        _ => return None,
    })
}
