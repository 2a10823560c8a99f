//! Every profile of Factur-X 1.0, of `ZUGFeRD` 1.0 and 2, and `XRechnung`: what each carries is read, and what
//! a profile leaves out is no gap.

use super::{Structured, claims, has};
use crate::structured::invoice;

const HEADER: [&str; 5] = [
    "invoice FX-26-118",
    "issued 2026-04-03",
    "total 119.00 EUR",
    "tax 19.00 EUR",
    "due 119.00 EUR",
];
const TERMS: [&str; 2] = ["due 2026-04-17", "iban DE89370400440532013000 pass"];
const LINES: [&str; 2] = ["line 100.00 EUR", "product 2 Roof tile"];

/// How much of an invoice a profile carries.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Carries {
    Totals,
    Terms,
    Lines,
}

use Carries::{Lines, Terms, Totals};

const PROFILES: [(&str, Carries); 8] = [
    ("urn:factur-x.eu:1p0:minimum", Totals),
    ("urn:factur-x.eu:1p0:basicwl", Terms),
    ("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", Lines),
    ("urn:cen.eu:en16931:2017", Lines),
    ("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended", Lines),
    ("urn:cen.eu:en16931:2017#compliant#urn:zugferd.de:2p0:basic", Lines),
    ("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", Lines),
    ("urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_2.3", Lines),
];

fn cii(profile: &str, carries: Carries) -> String {
    let terms = "<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode>\
        <ram:PayeePartyCreditorFinancialAccount><ram:IBANID>DE89370400440532013000</ram:IBANID>\
        </ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>\
        <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format=\"102\">20260417\
        </udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>";
    let line = "<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID>\
        </ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>Roof tile</ram:Name>\
        </ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode=\"C62\">2\
        </ram:BilledQuantity></ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement>\
        <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>100.00</ram:LineTotalAmount>\
        </ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>\
        </ram:IncludedSupplyChainTradeLineItem>";
    let line_total = "<ram:LineTotalAmount>100.00</ram:LineTotalAmount>";
    let of =
        |least: Carries, what: &str| if carries >= least { what.to_owned() } else { String::new() };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rsm:CrossIndustryInvoice xmlns:rsm=\"urn:un:unece:uncefact:data:\
        standard:CrossIndustryInvoice:100\" xmlns:ram=\"urn:r\" xmlns:udt=\"urn:u\"><rsm:ExchangedDocumentContext>\
        <ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>{profile}</ram:ID>\
        </ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext><rsm:ExchangedDocument>\
        <ram:ID>FX-26-118</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString \
        format=\"102\">20260403</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>\
        <rsm:SupplyChainTradeTransaction>{}<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>\
        Holm Roofing</ram:Name></ram:SellerTradeParty><ram:BuyerTradeParty><ram:Name>Ada Quist</ram:Name>\
        </ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery/>\
        <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>{}\
        <ram:SpecifiedTradeSettlementHeaderMonetarySummation>{}<ram:TaxBasisTotalAmount>100.00\
        </ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID=\"EUR\">19.00</ram:TaxTotalAmount>\
        <ram:GrandTotalAmount>119.00</ram:GrandTotalAmount><ram:DuePayableAmount>119.00</ram:DuePayableAmount>\
        </ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>\
        </rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>",
        of(Lines, line),
        of(Terms, terms),
        of(Terms, line_total),
    )
}

/// `ZUGFeRD` 1.0 names its elements otherwise and has lines in each of its profiles.
fn zugferd_1(profile: &str) -> String {
    let new = cii(profile, Lines);
    let renamed = [
        ("rsm:CrossIndustryInvoice", "rsm:CrossIndustryDocument"),
        ("rsm:ExchangedDocumentContext", "rsm:SpecifiedExchangedDocumentContext"),
        ("rsm:ExchangedDocument>", "rsm:HeaderExchangedDocument>"),
        ("rsm:SupplyChainTradeTransaction", "rsm:SpecifiedSupplyChainTradeTransaction"),
        ("ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement"),
        ("ApplicableHeaderTradeDelivery", "ApplicableSupplyChainTradeDelivery"),
        ("ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement"),
        (
            "SpecifiedTradeSettlementHeaderMonetarySummation",
            "SpecifiedTradeSettlementMonetarySummation",
        ),
        (
            "SpecifiedTradeSettlementLineMonetarySummation",
            "SpecifiedTradeSettlementMonetarySummation",
        ),
        ("SpecifiedLineTradeDelivery", "SpecifiedSupplyChainTradeDelivery"),
        ("SpecifiedLineTradeSettlement", "SpecifiedSupplyChainTradeSettlement"),
        ("Amount>100.00", "Amount currencyID=\"EUR\">100.00"),
        ("Amount>119.00", "Amount currencyID=\"EUR\">119.00"),
    ];
    renamed.iter().fold(new, |text, (new, old)| text.replace(new, old))
}

#[track_caller]
fn is_read(name: &str, xml: &str, carries: Carries) {
    let mut read = Structured::default();
    assert!(invoice(xml, &mut read), "{name}");
    has(&read, &HEADER);
    assert_eq!(read.merchant.as_deref(), Some("Holm Roofing"), "{name}");
    let said = claims(&read);
    for (least, facts) in [(Terms, TERMS), (Lines, LINES)] {
        for fact in facts {
            assert_eq!(
                said.iter().any(|c| c == fact),
                carries >= least,
                "{name}: {fact} in {said:?}"
            );
        }
    }
    assert!(read.gaps.is_empty(), "{name}: {:?}", read.gaps);
}

#[test]
fn every_profile_gives_what_it_carries() {
    for (profile, carries) in PROFILES {
        is_read(profile, &cii(profile, carries), carries);
    }
    for profile in ["basic", "comfort", "extended"] {
        let name = format!("urn:ferd:CrossIndustryDocument:invoice:1p0:{profile}");
        is_read(&name, &zugferd_1(&name), Lines);
    }
}
