//! Papers: what a supplier attaches as a PDF counts as much as what it writes.

use crate::kit::{Answer, Household, one, text};
use crate::pdf::Pdf;
use serde_json::Value;

const BILL: &str = "Brightmoor Energy Ltd\tInvoice no: BM-4471902\nMoor House, Leeds\tInvoice date: 4 March 2026\n\n\
    INVOICE\n\nDescription\tAmount\nElectricity, February\t70.00 GBP\nStanding charge\t14.20 GBP\nTotal\t84.20 GBP\n\n\
    Please pay by 18 March 2026.\n\nbilling@brightmoor.example  www.brightmoor.example";

const AT: &str = "2026-03-10T12:00:00Z";

/// Whether this system can read PDFs; says so where it cannot.
fn can_read() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let there = std::env::split_paths(&path).any(|folder| folder.join("pdftotext").is_file());
    if !there {
        println!("passed over: poppler-utils is not installed");
    }
    there
}

fn bill() -> Vec<u8> {
    Pdf::default().page(BILL).made("20260304101500Z").bytes()
}

/// A message of Brightmoor with a paper, whose own words name no sum.
fn mail(paper: &[u8]) -> Vec<u8> {
    let hex: String = paper.iter().map(|byte| format!("={byte:02X}")).collect();
    let hex =
        hex.as_bytes().chunks(72).map(|line| String::from_utf8_lossy(line)).collect::<Vec<_>>();
    format!(
        "Received: from mail.brightmoor.example by mx.quill.example; Wed, 4 Mar 2026 10:20:05 +0000\r\n\
         From: Brightmoor Energy <billing@brightmoor.example>\r\nTo: Ada Quill <ada@quill.example>\r\n\
         Subject: Your invoice is ready\r\nDate: Wed, 4 Mar 2026 10:20:00 +0000\r\n\
         Message-ID: <bill-3@brightmoor.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=leaf\r\n\r\n--leaf\r\nContent-Type: text/plain\r\n\r\n\
         Dear Ada Quill,\r\n\r\nyour invoice is attached to this email as a PDF.\r\n\r\nBrightmoor Energy\r\n\
         --leaf\r\nContent-Type: application/pdf; name=bill.pdf\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\
         Content-Disposition: attachment; filename=bill.pdf\r\n\r\n{}=\r\n\r\n--leaf--\r\n",
        hex.join("=\r\n")
    )
    .into_bytes()
}

fn fact<'a>(read: &'a Value, kind: &str, role: &str) -> &'a Value {
    let facts = read["facts"].as_array().expect("facts");
    let found = facts.iter().find(|fact| fact["type"] == kind && fact["role"] == role);
    found.unwrap_or_else(|| panic!("no {kind} {role} in {read}"))
}

#[test]
fn the_sum_and_the_day_stand_in_the_pdf_of_a_bill() {
    if !can_read() {
        return;
    }
    let household = Household::new();
    let path = household.file("bill.eml", mail(&bill()));
    let read = &household.run(&["read", text(&path)]).expect(0).json_lines()[0];
    assert_eq!(read["kind"], "bill");
    assert_eq!(fact(read, "amount", "total")["value"], "84.20");
    assert_eq!(fact(read, "date", "due")["value"], "2026-03-18");
    assert_eq!(fact(read, "date", "due")["at"]["part"], "application/pdf");
    assert_eq!(read["gaps"].as_array().map(Vec::len), Some(0), "{read}");

    household.takes_in(&path);
    let dues = household.list(&["dues", "--at", AT]);
    let due = one(&dues, "what", "payment");
    assert_eq!(
        (due["on"].as_str(), due["amount"]["value"].as_str()),
        (Some("2026-03-18"), Some("84.20"))
    );
    assert_eq!(due["supplier"]["domain"], "brightmoor.example");
    assert_eq!(due["says"][0]["quote"], "Please pay by 18 March 2026.");
    let found = household.list(&["search", "standing", "--at", AT]);
    assert!(found[0]["snippet"].as_str().expect("words").contains("Standing charge"), "{found:?}");
    let same = household.asks(&["rebuild"]);
    assert_eq!(same["same_as_before"], true, "{same}");
}

/// BILL as a file counts from the end of the day on which it was made.
fn is_due_from_the_end_of_its_day(household: &Household) {
    assert_eq!(household.list(&["dues", "--at", "2026-03-04T20:00:00Z"]).len(), 0);
    let dues = household.list(&["dues", "--at", "2026-03-05T06:00:00Z"]);
    let due = one(&dues, "what", "payment");
    assert_eq!(
        (due["on"].as_str(), due["amount"]["value"].as_str()),
        (Some("2026-03-18"), Some("84.20"))
    );
    assert_eq!(due["supplier"]["name"], "Brightmoor Energy Ltd");
}

#[test]
fn a_pdf_by_itself_is_a_bill_of_whom_it_names() {
    if !can_read() {
        return;
    }
    let household = Household::new();
    household
        .run(&["init", "--country", "GB", "--person", "Ada Quill=ada@quill.example"])
        .expect(0);
    let path = household.file("invoice.pdf", bill());
    household.takes_in(&path);
    is_due_from_the_end_of_its_day(&household);
    // The same supplier writes mail, too.
    household.takes_in(&household.file("bill.eml", mail(&bill())));
    assert_eq!(household.list(&["suppliers"]).len(), 1);
}

/// The invoice of BILL in the syntax of UBL (EN 16931).
const UBL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">
<ID>BM-4471902</ID><IssueDate>2026-03-04</IssueDate><DueDate>2026-03-18</DueDate>
<DocumentCurrencyCode>GBP</DocumentCurrencyCode>
<AccountingSupplierParty><Party><PartyName><Name>Brightmoor Energy Ltd</Name></PartyName></Party></AccountingSupplierParty>
<LegalMonetaryTotal><TaxInclusiveAmount currencyID="GBP">84.20</TaxInclusiveAmount>
<PayableAmount currencyID="GBP">84.20</PayableAmount></LegalMonetaryTotal>
<InvoiceLine><ID>1</ID><LineExtensionAmount currencyID="GBP">84.20</LineExtensionAmount>
<Item><Name>Electricity, February</Name></Item></InvoiceLine></Invoice>"#;

#[test]
fn an_electronic_invoice_by_itself_is_a_bill() {
    let household = Household::new();
    household
        .run(&["init", "--country", "GB", "--person", "Ada Quill=ada@quill.example"])
        .expect(0);
    let path = household.file("BM-4471902.xml", UBL);
    let read = &household.run(&["read", text(&path)]).expect(0).json_lines()[0];
    assert_eq!(
        (&read["kind"], &read["subject"]),
        (&"bill".into(), &"Brightmoor Energy Ltd BM-4471902".into())
    );
    household.takes_in(&path);
    is_due_from_the_end_of_its_day(&household);
    let found = household.list(&["search", "electricity"]);
    assert_eq!(found.len(), 1, "{found:?}");
    // A credit note pays nothing.
    let credit = UBL.replace("Invoice", "CreditNote").replace("BM-4471902", "BM-4471903");
    let path = household.file("BM-4471903.xml", credit);
    let read = &household.run(&["read", text(&path)]).expect(0).json_lines()[0];
    assert_eq!(read["kind"], "refund_credit");
    // Torn in the middle it says what it can, and nothing falls over.
    let torn = household.file("torn.xml", &UBL.as_bytes()[..500]);
    household.run(&["read", text(&torn)]).expect(0);
}

#[test]
fn the_invoice_within_a_pdf_counts_and_must_say_what_its_pages_say() {
    if !can_read() {
        return;
    }
    let household = Household::new();
    let pages = || Pdf::default().page(BILL).made("20260304101500Z");
    let same = household.file("same.pdf", pages().enclosing("factur-x.xml", UBL).bytes());
    let read = &household.run(&["read", text(&same)]).expect(0).json_lines()[0];
    let total = fact(read, "amount", "total");
    assert_eq!((&total["reader"], &total["value"]), (&"schema_org".into(), &"84.20".into()));
    // It is shown where the page says it.
    assert_eq!(total["at"]["part"], "application/pdf");
    assert!(total["at"]["end"].as_u64().expect("a place") > 0, "{total}");
    assert_eq!(read["gaps"].as_array().map(Vec::len), Some(0), "{read}");
    let other = UBL.replace("84.20", "48.20");
    let other = household.file("other.pdf", pages().enclosing("factur-x.xml", &other).bytes());
    let read = &household.run(&["read", text(&other)]).expect(0).json_lines()[0];
    assert_eq!(
        read["gaps"][0]["what"],
        "the invoice that a PDF carries says a total of 48.20 GBP, its pages say 84.20 GBP"
    );
}

#[test]
fn a_message_that_names_another_total_than_its_invoice_says_so() {
    let household = Household::new();
    let said = |name: &str, words: &str| {
        let mail = format!(
            "Received: from mail.brightmoor.example by mx.quill.example; Wed, 4 Mar 2026 10:20:05 +0000\r\n\
             From: Brightmoor Energy <billing@brightmoor.example>\r\nTo: Ada Quill <ada@quill.example>\r\n\
             Subject: Your invoice BM-4471902\r\nDate: Wed, 4 Mar 2026 10:20:00 +0000\r\n\
             Message-ID: <bill-4@brightmoor.example>\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=leaf\r\n\r\n--leaf\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
             {words}\r\n--leaf\r\nContent-Type: text/xml; name=bill.xml\r\n\
             Content-Disposition: attachment; filename=bill.xml\r\n\r\n{UBL}\r\n--leaf--\r\n"
        );
        let path = household.file(name, mail);
        let read = household.run(&["read", text(&path)]).expect(0).json_lines()[0].clone();
        let gaps = read["gaps"].as_array().expect("gaps").clone();
        gaps.iter().filter_map(|gap| gap["what"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let gap = |said: &str| {
        format!(
            "the attached invoice says a total of 84.20 GBP, the message itself says {said} GBP"
        )
    };
    for (name, words) in [
        ("en.eml", "Dear Ada Quill,\r\n\r\nTotal: 94.20 GBP\r\n"),
        ("de.eml", "Guten Tag,\r\n\r\nGesamtbetrag: 94,20 GBP\r\n"),
        ("nl.eml", "Beste Ada,\r\n\r\nTotaalbedrag: 94,20 GBP\r\n"),
    ] {
        assert_eq!(said(name, words), [gap("94.20")], "{words}");
    }
    for (name, words) in [
        ("same.eml", "Dear Ada Quill,\r\n\r\nTotal: 84.20 GBP\r\n"),
        ("none.eml", "Dear Ada Quill,\r\n\r\nyour invoice is attached.\r\n"),
        ("other.eml", "Dear Ada Quill,\r\n\r\nTotal: 99.00 EUR\r\n"),
    ] {
        assert_eq!(said(name, words), [""; 0], "{words}");
    }
}

#[test]
fn without_poppler_the_gap_says_what_to_install() {
    let household = Household::new();
    let path = household.file("bill.eml", mail(&bill()));
    let bare = |arguments: &[&str]| {
        let mut command = household.command(arguments);
        command.env("PATH", "");
        Answer::of(command)
    };
    let read = &bare(&["read", text(&path)]).expect(0).json_lines()[0];
    assert_eq!(read["kind"], "bill");
    let what = read["gaps"][0]["what"].as_str().expect("a gap");
    assert!(what.contains("install poppler-utils, then run: oxherd rebuild"), "{what}");
    bare(&["take", text(&path), "--json"]).expect(0);
    assert!(bare(&["gaps", "--json"]).expect(0).out.contains("install poppler-utils"));
    if can_read() {
        // Whoever installs it and does what was said has it read.
        household.asks(&["rebuild"]);
        let dues = household.list(&["dues", "--at", AT]);
        assert_eq!(one(&dues, "what", "payment")["amount"]["value"], "84.20");
    }
}

#[test]
fn papers_that_cannot_be_read_are_kept_and_named() {
    let household = Household::new();
    let papers = [
        ("locked.pdf", Pdf::default().page(BILL).locked().bytes(), "locked with a password"),
        ("torn.pdf", b"%PDF-1.7\nnothing that a PDF has".to_vec(), "damaged"),
        ("void.pkpass", b"PK\x03\x04 and no more".to_vec(), "no zip archive"),
    ];
    for (name, bytes, why) in papers {
        if name.ends_with("pdf") && !can_read() {
            continue;
        }
        let path = household.file(name, &bytes);
        let read = &household.run(&["read", text(&path)]).expect(0).json_lines()[0];
        let gaps = read["gaps"].to_string();
        assert!(gaps.contains(why), "{name}: {gaps}");
        assert_eq!(household.takes_in(&path)["taken"], 1);
    }
    household.is_sound();
}

#[test]
fn a_scan_is_kept_and_says_what_would_read_it() {
    if !can_read() {
        return;
    }
    let household = Household::new();
    let drawing = Pdf::default().form("X0", "0 0 1 rg 100 100 200 200 re f");
    let path = household.file("scan.pdf", drawing.raw_page(b"/X0 Do".to_vec(), "").bytes());
    let read = &household.run(&["read", text(&path)]).expect(0).json_lines()[0];
    let gap = read["gaps"][0]["what"].as_str().expect("a gap");
    // Where tesseract is installed, it finds no words in a blue square.
    assert!(gap.contains("install tesseract-ocr") || gap.contains("no words"), "{gap}");
    assert_eq!(read["kind"], "unclear");
}
