use super::{Structured, claims, has, strongest};
use crate::structured::{attached_invoices, invoice, is_invoice};
use crate::{Depth, Form, Reader};
use oxherd_model::{Claim, IdentifierRole, Kind, ReaderName};

const UBL: &str = "<?xml version='1.0'?><!-- <Invoice> --><inv:Invoice xmlns:inv='urn:x' xmlns:c='urn:y'>\
    <c:ID>A-77/3</c:ID><c:IssueDate>2026-04-03</c:IssueDate><c:DueDate>2026-04-17</c:DueDate>\
    <c:DocumentCurrencyCode>EUR</c:DocumentCurrencyCode>\
    <c:OrderReference><c:ID>ORD-5</c:ID></c:OrderReference>\
    <c:AccountingSupplierParty><c:Party><c:PartyName><c:Name>Holm &amp; Son</c:Name></c:PartyName></c:Party></c:AccountingSupplierParty>\
    <c:PaymentMeans><c:PayeeFinancialAccount><c:ID>DE89370400440532013000</c:ID></c:PayeeFinancialAccount></c:PaymentMeans>\
    <c:TaxTotal><c:TaxAmount currencyID=\"EUR\">19.00</c:TaxAmount></c:TaxTotal>\
    <c:LegalMonetaryTotal><c:TaxInclusiveAmount currencyID=\"EUR\">119.00</c:TaxInclusiveAmount>\
    <c:PayableAmount currencyID=\"EUR\">69.00</c:PayableAmount></c:LegalMonetaryTotal>\
    <c:InvoiceLine><c:ID>1</c:ID><c:InvoicedQuantity>2</c:InvoicedQuantity>\
    <c:LineExtensionAmount currencyID=\"EUR\">100.00</c:LineExtensionAmount>\
    <c:Item><c:Name>Roof tile</c:Name></c:Item></c:InvoiceLine></inv:Invoice>";

const CII: &str = "<rsm:CrossIndustryInvoice><rsm:ExchangedDocument><ram:ID>R 9</ram:ID><ram:TypeCode>381</ram:TypeCode>\
    <ram:IssueDateTime><udt:DateTimeString format=\"102\">20260403</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>\
    <rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Holm</ram:Name>\
    </ram:SellerTradeParty></ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeSettlement>\
    <ram:InvoiceCurrencyCode>CHF</ram:InvoiceCurrencyCode><ram:SpecifiedTradeSettlementHeaderMonetarySummation>\
    <ram:GrandTotalAmount>12.50</ram:GrandTotalAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>\
    </ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>";

fn read(xml: &str) -> (bool, Structured) {
    let mut out = Structured::default();
    (invoice(xml, &mut out), out)
}

#[test]
fn an_invoice_of_ubl_is_read() {
    let (known, read) = read(UBL);
    assert!(known);
    has(
        &read,
        &[
            "invoice A-77/3",
            "issued 2026-04-03",
            "due 2026-04-17",
            "order ORD-5",
            "iban DE89370400440532013000 pass",
            "tax 19.00 EUR",
            "total 119.00 EUR",
            "due 69.00 EUR",
            "line 100.00 EUR",
            "product 2 Roof tile",
        ],
    );
    assert_eq!(read.merchant.as_deref(), Some("Holm & Son"));
    assert_eq!(strongest(&read).0, Kind::Bill);
    assert_eq!(
        &UBL[read.facts[0].start..read.facts[0].end],
        "A-77/3",
        "the place of a value is where it stands"
    );
}

#[test]
fn character_data_and_comments_are_no_part_of_a_value() {
    let xml = UBL
        .replace("A-77/3", " <![CDATA[A-77/3]]>\n")
        .replace("2026-04-17", "2026-<!-- month -->04<![CDATA[-17]]>")
        .replace("Roof tile", "<![CDATA[Roof > tile]]>");
    let (known, read) = read(&xml);
    assert!(known);
    has(&read, &["invoice A-77/3", "due 2026-04-17", "product 2 Roof > tile"]);
    assert_eq!(&xml[read.facts[0].start..read.facts[0].end], "A-77/3");
}

#[test]
fn a_cross_industry_invoice_of_type_381_is_a_credit_note() {
    let (known, read) = read(CII);
    assert!(known);
    has(&read, &["credit_note R 9", "issued 2026-04-03", "total 12.50 CHF"]);
    assert_eq!(strongest(&read).0, Kind::RefundCredit);
}

#[test]
fn a_corrected_invoice_that_asks_for_less_than_nothing_gives_money_back() {
    let (known, read) = read(&CII.replace(">381<", ">384<").replace(">12.50<", ">-12.50<"));
    assert!(known);
    has(&read, &["credit_note R 9", "total -12.50 CHF"]);
    assert_eq!(strongest(&read).0, Kind::RefundCredit);
}

#[test]
fn an_invoice_is_known_behind_a_licence() {
    let licence = format!("<?xml version='1.0'?>\n<!-- {} -->\n", "free to use; ".repeat(1_000));
    let cii = CII.replace(
        "<rsm:CrossIndustryInvoice>",
        "<rsm:CrossIndustryInvoice xmlns:rsm='urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100'>",
    );
    assert!(is_invoice(format!("{licence}{cii}").as_bytes()));
    assert!(!is_invoice(format!("{licence}<list/>").as_bytes()));
    assert!(!is_invoice(b"<!-- never closed"));
}

#[test]
fn an_attached_invoice_keeps_the_number_of_its_part() {
    let mail = format!(
        "From: a@holm.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
        Content-Type: text/plain\n\nHello\n--b\nContent-Type: application/xml; name=i.xml\n\
        Content-Disposition: attachment; filename=i.xml\n\n{UBL}\n--b--\n"
    );
    let mut out = Structured::default();
    assert_eq!(attached_invoices(mail.as_bytes(), &[1, 2, 99], &mut out), [2]);
    assert!(out.attached.iter().all(|(part, _)| *part == 2));
    assert!(!out.attached.is_empty());
}

fn is_serial(claim: &Claim) -> bool {
    matches!(claim, Claim::Identifier { role: IdentifierRole::Serial, .. })
}

#[test]
fn the_serial_number_of_an_item_is_read_wherever_the_syntax_keeps_it() {
    let item = "<c:Item><c:Name>Roof tile</c:Name></c:Item>";
    let serial = "<c:Item><c:Name>Roof tile</c:Name>";
    let ubl = [
        "<c:ItemInstance><c:SerialID>RT-88-104</c:SerialID></c:ItemInstance>",
        "<c:AdditionalItemProperty><c:Name>Numéro de série</c:Name><c:Value>RT-88-104</c:Value></c:AdditionalItemProperty>",
    ];
    for kept in ubl {
        let (_, read) = read(&UBL.replace(item, &format!("{serial}{kept}</c:Item>")));
        has(&read, &["serial RT88104 none"]);
    }
    let sleeve = "</c:Item></c:InvoiceLine><c:InvoiceLine><c:ID>2</c:ID><c:Item><c:Name>Sleeve</c:Name></c:Item>";
    let two = UBL.replace(item, &format!("{serial}{}{sleeve}", ubl[0]));
    let (_, two) = read(&two);
    assert!(!two.facts.iter().any(|fact| is_serial(&fact.claim)), "whose it is cannot be told");
    let colour = "<c:AdditionalItemProperty><c:Name>Colour</c:Name><c:Value>RED-88-104</c:Value></c:AdditionalItemProperty>";
    let (_, coloured) = read(&UBL.replace(item, &format!("{serial}{colour}</c:Item>")));
    assert!(!coloured.facts.iter().any(|fact| is_serial(&fact.claim)));
}

#[test]
fn an_invoice_that_breaks_off_keeps_what_it_said_and_says_so() {
    let cut = UBL.find("<c:LegalMonetaryTotal>").unwrap();
    let (known, read) = read(&UBL[..cut]);
    assert!(known);
    has(&read, &["invoice A-77/3", "due 2026-04-17"]);
    let said = "an electronic invoice breaks off: what stands behind that is not known";
    assert_eq!(read.gaps, [said]);
}

#[test]
fn what_is_no_invoice_gives_nothing() {
    for xml in [
        "",
        "<",
        "<a",
        "<html><ID>1</ID></html>",
        "<Invoice",
        "<Invoice><ID>7",
        "</Invoice>",
        "<!-- <Invoice><ID>7</ID>",
        &"<Invoice>".repeat(1000),
    ] {
        assert_eq!(read(xml).1.facts, Vec::new(), "{xml:.40}");
    }
}

fn totals(lines: &[&str], totals: &str) -> Vec<String> {
    let lines: String = lines
        .iter()
        .map(|net| {
            format!(
                "<InvoiceLine><LineExtensionAmount currencyID=\"EUR\">{net}</LineExtensionAmount>\
                 </InvoiceLine>"
            )
        })
        .collect();
    let xml = format!(
        "<Invoice><ID>7</ID><DocumentCurrencyCode>EUR</DocumentCurrencyCode>\
         <TaxTotal><TaxAmount currencyID=\"EUR\">9.50</TaxAmount></TaxTotal>\
         <TaxTotal><TaxAmount currencyID=\"SEK\">104.50</TaxAmount></TaxTotal>\
         <LegalMonetaryTotal>{totals}</LegalMonetaryTotal>{lines}</Invoice>"
    );
    let mut out = Structured::default();
    assert!(invoice(&xml, &mut out));
    out.gaps
}

#[test]
fn an_invoice_that_adds_up_has_no_gap_and_one_that_does_not_says_where() {
    let right = "<LineExtensionAmount>55.00</LineExtensionAmount><AllowanceTotalAmount>5.00</AllowanceTotalAmount>\
        <TaxExclusiveAmount>50.00</TaxExclusiveAmount><TaxInclusiveAmount>59.50</TaxInclusiveAmount>\
        <PrepaidAmount>9.50</PrepaidAmount><PayableAmount>50.00</PayableAmount>";
    assert_eq!(totals(&["30.00", "25"], right), Vec::<String>::new());
    assert_eq!(
        totals(&["30.00", "20.00"], right),
        [
            "an electronic invoice does not add up: the lines make 50.00, but the total of the lines says 55.00"
        ]
    );
    let wrong = right.replace("59.50", "61.00");
    assert_eq!(
        totals(&["30.00", "25.00"], &wrong),
        [
            "an electronic invoice does not add up: the total before tax and the tax make 59.50, but the total says 61.00",
            "an electronic invoice does not add up: the total less what was paid make 51.50, but what is due says 50.00",
        ]
    );
    // Without lines, as the short profiles are, there is nothing to compare them with.
    assert_eq!(totals(&[], right), Vec::<String>::new());
}

#[test]
fn what_is_paid_by_card_or_says_so_in_a_note_is_paid() {
    let with = |means: &str| UBL.replace("<c:PaymentMeans>", means);
    let code = |code: &str| {
        with(&format!("<c:PaymentMeans><c:PaymentMeansCode>{code}</c:PaymentMeansCode>"))
    };
    let note = |text: &str| with(&format!("<c:Note>{text}</c:Note><c:PaymentMeans>"));
    let says = |xml: &str, fact: &str| {
        let (_, read) = read(xml);
        read.facts.iter().any(|found| format!("{:?}", found.claim).contains(fact))
    };
    for text in [
        "Paid by card",
        "Bezahlt per Kreditkarte",
        "Facture acquittée",
        "Factura pagada con tarjeta",
        "Già pagata",
        "Betaald met iDEAL",
    ] {
        assert!(says(&note(text), "role: Paid"), "{text}");
    }
    assert!(!says(&note("Please pay by card within 14 days"), "role: Paid"));
    assert!(!says(UBL, "role: Paid") && says(UBL, "role: Due, value"));
    // A card or a debit that is taken later falls due without the owner.
    for means in ["48", "59"] {
        assert!(says(&code(means), "role: Payment") && !says(&code(means), "role: Paid"));
    }
    let at_once = code("48").replace("2026-04-17", "2026-04-03");
    assert!(says(&at_once, "role: Paid"), "on its own day a card was charged");
}

#[test]
fn an_entity_that_a_file_defines_itself_is_no_value() {
    let (known, read) =
        read(&UBL.replace("A-77/3", "&deep9;").replace("Roof tile", "Nuts &amp; bolts"));
    assert!(known);
    assert!(!claims(&read).iter().any(|claim| claim.contains("deep9")), "{:?}", claims(&read));
    let gap = "an electronic invoice names entities of its own, which are not resolved";
    assert!(read.gaps.iter().any(|known| known == gap), "{:?}", read.gaps);
    has(&read, &["product 2 Nuts & bolts"]);
}

#[test]
fn the_codes_of_an_invoice_are_no_words_of_its_supplier() {
    let codes = "<c:CustomizationID>urn:norm.example:en16931:2017#conformant#urn:regel.example:3.0</c:CustomizationID>\
        <c:ProfileID>urn:fdc:post.example:2017:poacc:billing:01:1.0</c:ProfileID>\
        <c:Note>Vielen Dank f\u{fc}r Ihren Auftrag, die Heizung wurde gewartet und der Filter gewechselt.</c:Note>";
    let xml = UBL.replace("<c:ID>A-77/3</c:ID>", &format!("{codes}<c:ID>A-77/3</c:ID>"));
    let xml = xml.replace(
        "xmlns:inv='urn:x'",
        "xmlns:inv='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'",
    );
    let reading = Reader::new().read(xml.as_bytes(), Form::Invoice, Depth::Full).reading;
    assert_eq!(reading.language.to_string(), "de");
    let text = reading.facts.iter().filter(|fact| fact.reader == ReaderName::Text);
    assert_eq!(text.count(), 0, "{:?}", reading.facts);
}
