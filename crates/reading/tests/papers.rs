//! PDFs, pictures and wallet passes: attached to a message and as files of their own.

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use oxherd_model::{AmountRole, Claim, DateRole, Fact, Kind, PartRef, Reading, ReferenceRole};
    use oxherd_reading::quote::quote_with;
    use oxherd_reading::{Depth, Form, NoText, PageText, Pages, Read, Reader, SearchReader};
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

    /// Documents whose text stands behind their first line, and how often it was asked for.
    #[derive(Default)]
    struct Fake {
        made_on: Option<Date>,
        asked: AtomicUsize,
    }

    impl Pages for Fake {
        fn text(&self, document: &[u8], _: usize) -> Result<PageText, NoText> {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let text = std::str::from_utf8(document).unwrap();
            match text.split_once('\n') {
                Some((_, said @ ("locked" | "costly"))) => Err(NoText {
                    why: format!("it is {said} with a password"),
                    costly: said == "costly",
                }),
                Some((_, text)) => {
                    Ok(PageText { text: text.to_owned(), left_out: None, enclosed: Vec::new() })
                }
                None => Ok(PageText { text: String::new(), left_out: None, enclosed: Vec::new() }),
            }
        }

        fn made_on(&self, _: &[u8]) -> Option<Date> {
            self.made_on
        }
    }

    fn pdf(text: &str) -> String {
        format!("%PDF-1.4\n{text}")
    }

    fn mail(subject: &str, body: &str, file: &str) -> String {
        format!(
            "From: Fen Road Garage <office@fenroadgarage.example>\nTo: ada@quill.example\n\
         Subject: {subject}\nDate: Wed, 04 Mar 2026 10:20:00 +0000\nMessage-ID: <7@fenroadgarage.example>\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\
         Content-Type: text/plain; charset=utf-8\n\n{body}\n--x\n\
         Content-Type: application/pdf; name=invoice.pdf\nContent-Transfer-Encoding: 8bit\n\
         Content-Disposition: attachment; filename=invoice.pdf\n\n{file}\n--x--\n"
        )
    }

    fn amount(reading: &Reading, role: AmountRole) -> Option<String> {
        let of = |fact: &Fact| fact.amount().filter(|(is, _)| *is == role);
        reading.facts.iter().find_map(of).map(|(_, money)| money.to_string())
    }

    fn day(reading: &Reading, role: DateRole) -> Option<String> {
        let of = |fact: &Fact| fact.date().filter(|(is, _)| *is == role);
        reading.facts.iter().find_map(of).map(|(_, day)| day.to_string())
    }

    fn number(reading: &Reading, role: ReferenceRole) -> Option<&str> {
        reading.facts.iter().filter_map(Fact::reference).find(|(is, _)| *is == role).map(|(_, n)| n)
    }

    const ENGLISH: &str = "Fen Road Garage Ltd                         Invoice no: FR-2071
12 Fen Road, Marlow                         Invoice date: 4 March 2026
                                            Customer no: 88123

INVOICE

Description                                          Amount
Brake pads, front                                    70.00 GBP
Labour                                               14.20 GBP
Total                                                84.20 GBP

Please pay by 18 March 2026. Questions: office@fenroadgarage.example, www.fenroadgarage.example
\x0c";

    const GERMAN: &str = "Wasserwerk Quellental GmbH \u{b7} Am Wehr 4 \u{b7} 12345 Quellental

Frau Ada Quill                              Rechnungsnummer: WQ-90017
Hafenweg 3                                  Rechnungsdatum: 04.03.2026
                                            Kundennummer: 5512

Rechnung

Wasser, Januar bis Februar                           41,30 \u{20ac}
Gesamtbetrag                                         41,30 \u{20ac}

Bitte \u{fc}berweisen Sie den Betrag bis zum 18.03.2026.
service@wasserwerk-quellental.example    www.wasserwerk-quellental.example
\x0c";

    const FRENCH: &str = "Plomberie du Lac SARL                       Facture n\u{b0} PL-3319
3 rue du Port                               Date de facture : 4 mars 2026

Facture

R\u{e9}paration du chauffe-eau                        120,00 \u{20ac}
Total TTC                                      120,00 \u{20ac}

\u{c0} r\u{e9}gler avant le 18 mars 2026. contact@plomberiedulac.example - www.plomberiedulac.example
\x0c";

    #[test]
    fn after_a_paper_that_used_up_the_time_no_other_of_its_message_is_opened() {
        let part = |text: &str| {
            format!(
                "--x\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: 8bit\n\
                 Content-Disposition: attachment; filename=a.pdf\n\n{}\n",
                pdf(text)
            )
        };
        let head = mail("Your papers", "All papers are attached, with our thanks.", &pdf("a page"));
        let head = head.trim_end().trim_end_matches("--x--");
        let message = format!("{head}{}{}{}--x--\n", part("costly"), part("b"), part("c"));
        let pages = Fake::default();
        let read = READER.read_with(message.as_bytes(), Form::Mail, Depth::Full, &pages);
        assert_eq!(pages.asked.load(Ordering::Relaxed), 2, "the first and the costly one");
        let told =
            |words: &str| read.reading.gaps.iter().filter(|gap| gap.what.contains(words)).count();
        assert_eq!(
            (told("it is costly"), told("used up the time")),
            (1, 2),
            "{:?}",
            read.reading.gaps
        );
    }

    #[test]
    fn a_paper_of_its_own_says_who_what_how_much_and_when() {
        for (text, name, domain, invoice, total) in [
            (ENGLISH, "Fen Road Garage Ltd", "fenroadgarage.example", "FR-2071", "84.20 GBP"),
            (
                GERMAN,
                "Wasserwerk Quellental GmbH",
                "wasserwerk-quellental.example",
                "WQ-90017",
                "41.30 EUR",
            ),
            (FRENCH, "Plomberie du Lac SARL", "plomberiedulac.example", "PL-3319", "120.00 EUR"),
        ] {
            let pages = Fake { made_on: Some("2026-03-05".parse().unwrap()), ..Fake::default() };
            let Read { reading, parts } =
                READER.read_with(pdf(text).as_bytes(), Form::Pdf, Depth::Signal, &pages);
            assert_eq!(reading.kind, Kind::Bill, "{name}");
            let supplier = reading.supplier.as_ref().unwrap();
            assert_eq!((supplier.name.as_str(), supplier.domain.as_deref()), (name, Some(domain)));
            assert_eq!(amount(&reading, AmountRole::Total).as_deref(), Some(total), "{name}");
            assert_eq!(day(&reading, DateRole::Due).as_deref(), Some("2026-03-18"), "{name}");
            assert_eq!(day(&reading, DateRole::Issued).as_deref(), Some("2026-03-04"), "{name}");
            assert_eq!(number(&reading, ReferenceRole::Invoice), Some(invoice));
            assert_eq!(reading.known_from, Some("2026-03-05T23:59:59.999Z".parse().unwrap()));
            assert!(!reading.subject.is_empty());
            assert_eq!(parts, [(0, "application/pdf")]);
            assert_eq!(reading.gaps, []);
        }
    }

    #[test]
    fn a_paper_that_says_no_day_of_making_counts_from_the_day_it_was_issued() {
        let reading = READER
            .read_with(pdf(ENGLISH).as_bytes(), Form::Pdf, Depth::Signal, &Fake::default())
            .reading;
        assert_eq!(reading.known_from, Some("2026-03-04T23:59:59.999Z".parse().unwrap()));
    }

    #[test]
    fn a_paper_that_is_attached_says_more_of_its_message() {
        let body =
            "Dear Ms Quill,\n\nplease find your invoice attached.\n\nKind regards\nFen Road Garage";
        let mail = mail("Your invoice FR-2071", body, &pdf(ENGLISH));
        let pages = Fake::default();
        let Read { reading, parts } =
            READER.read_with(mail.as_bytes(), Form::Mail, Depth::Signal, &pages);
        assert_eq!(reading.kind, Kind::Bill);
        assert_eq!(amount(&reading, AmountRole::Total).as_deref(), Some("84.20 GBP"));
        let due = reading
            .facts
            .iter()
            .find(|f| f.date().is_some_and(|(r, _)| r == DateRole::Due))
            .unwrap();
        assert!(parts.contains(&(2, "application/pdf")), "{parts:?}");
        assert_eq!(due.at.part, PartRef::Part(2));
        assert!(due.confidence.thousandths() < 850, "less sure than the message itself");
        let said =
            |pages: Option<&dyn Pages>| quote_with(mail.as_bytes(), Form::Mail, due.at, pages);
        assert_eq!(said(Some(&pages)).as_deref(), Some("Please pay by 18 March 2026."));
        assert_eq!(said(None), None);
        let found = SearchReader::default().words_with(mail.as_bytes(), Form::Mail, Some(&pages));
        assert!(found.text.contains("Brake pads"), "{}", found.text);
        assert!(reading.gaps.is_empty(), "{:?}", reading.gaps);

        let without = READER.read(mail.as_bytes(), Form::Mail, Depth::Signal).reading;
        assert_eq!(without.message, reading.message, "it is the same message with and without");
        assert_eq!(without.gaps[0].what, "an attachment was kept and not read (application/pdf)");
    }

    #[test]
    fn a_message_that_only_brings_a_paper_is_what_the_paper_is() {
        for body in [
            "",
            "See attached.",
            "Hello,\n\na document for you and your records from us is attached.\n\nYours\n",
        ] {
            let mail = mail("Your document", body, &pdf(GERMAN));
            let reading = READER
                .read_with(mail.as_bytes(), Form::Mail, Depth::Signal, &Fake::default())
                .reading;
            assert_eq!(reading.kind, Kind::Bill, "{body:?}");
            assert_eq!(
                amount(&reading, AmountRole::Total).as_deref(),
                Some("41.30 EUR"),
                "{body:?}"
            );
        }
    }

    #[test]
    fn papers_of_mail_that_nobody_keeps_are_not_opened() {
        let body = "Save 20% this weekend only! Our spring sale: shop now, while stocks last. \
        Unsubscribe here. Great offers on tyres, free shipping on all orders, discount code SPRING.";
        let pages = Fake::default();
        let promotion = mail("Spring sale: 20% off everything", body, &pdf(ENGLISH));
        let reading =
            READER.read_with(promotion.as_bytes(), Form::Mail, Depth::Signal, &pages).reading;
        assert_eq!(reading.kind, Kind::Promotion);
        let listed = mail("Re: brakes", "", &pdf(ENGLISH)).replace(
        "Subject:",
        "In-Reply-To: <1@l.example>\nList-Id: <talk.example>\nList-Post: <mailto:talk@l.example>\nSubject:",
    );
        READER.read_with(listed.as_bytes(), Form::Mail, Depth::Signal, &pages);
        let plain = "From: a@b.example\nSubject: hello\n\nnothing is attached\n";
        READER.read_with(plain.as_bytes(), Form::Mail, Depth::Full, &pages);
        assert_eq!(pages.asked.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn a_paper_that_cannot_be_read_says_why() {
        let mail =
            mail("Your invoice", "Your invoice is attached, with our thanks.", &pdf("locked"));
        let Read { reading, .. } =
            READER.read_with(mail.as_bytes(), Form::Mail, Depth::Full, &Fake::default());
        let why =
            "an attachment was kept and not read (application/pdf): it is locked with a password";
        assert_eq!(reading.gaps[0].what, why);
        let file =
            READER.read_with(pdf("locked").as_bytes(), Form::Pdf, Depth::Full, &Fake::default());
        assert_eq!(file.reading.kind, Kind::Unclear);
        assert_eq!(
            file.reading.gaps[0].what,
            "it was kept and not read: it is locked with a password"
        );
        let no_pdf = "no PDF at all";
        let reading =
            READER.read_with(no_pdf.as_bytes(), Form::Pdf, Depth::Full, &Fake::default()).reading;
        assert!(reading.gaps[0].what.contains("does not begin as a PDF"), "{:?}", reading.gaps);
    }

    #[test]
    fn two_papers_with_the_same_words_are_two() {
        let read = |bytes: String| {
            READER
                .read_with(bytes.as_bytes(), Form::Pdf, Depth::Full, &Fake::default())
                .reading
                .message
        };
        assert_ne!(read(pdf(ENGLISH)), read(pdf(&format!("{ENGLISH} "))));
    }

    #[test]
    fn no_text_of_a_paper_makes_the_reader_fail() {
        let long = "Total 1.00 EUR due 2026-01-01 ".repeat(40_000);
        let flood = "\x0c".repeat(100_000);
        for text in ["", "\x0c", "\t", "\u{feff}", &long, &flood] {
            let read =
                READER.read_with(pdf(text).as_bytes(), Form::Pdf, Depth::Full, &Fake::default());
            assert!(read.reading.facts.len() <= 400);
            let mail = mail("x", "", &pdf(text));
            READER.read_with(mail.as_bytes(), Form::Mail, Depth::Full, &Fake::default());
        }
    }

    /// A pass with this `pass.json` and more files.
    fn pass(json: &str, more: usize) -> Vec<u8> {
        use std::io::Write;
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let made = zip::DateTime::from_date_and_time(2026, 4, 9, 8, 0, 0).unwrap();
        let options = zip::write::SimpleFileOptions::default().last_modified_time(made);
        for number in 0..more {
            writer.start_file(format!("{number}.png"), options).unwrap();
        }
        if !json.is_empty() {
            writer.start_file("pass.json", options).unwrap();
            writer.write_all(json.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    const BOARDING: &str = r#"{"formatVersion":1,"organizationName":"Kittiwake Air","description":"Boarding pass",
    "serialNumber":"KW-7-1","passTypeIdentifier":"pass.example","relevantDate":"2026-05-02T09:40:00+02:00",
    "expirationDate":"2026-05-03T00:00:00Z",
    "barcodes":[{"format":"PKBarcodeFormatAztec","message":"M1QUILL/ADA           EK7QX2P HAMLHRKW 0123 122Y012A0007 100"}],
    "boardingPass":{"transitType":"PKTransitTypeAir",
    "primaryFields":[{"key":"from","label":"Hamburg","value":"HAM"},{"key":"to","label":"London","value":"LHR"}],
    "auxiliaryFields":[{"key":"passenger","label":"Passenger","value":"Ada Quill"}]}}"#;

    #[test]
    fn a_pass_says_who_when_and_which_booking() {
        let bytes = pass(BOARDING, 3);
        let Read { reading, parts } = READER.read(&bytes, Form::Pass, Depth::Signal);
        assert_eq!(reading.supplier.as_ref().unwrap().name, "Kittiwake Air");
        assert_eq!(reading.kind, Kind::OrderConfirmed);
        assert_eq!(number(&reading, ReferenceRole::Booking), Some("K7QX2P"));
        assert_eq!(day(&reading, DateRole::Start).as_deref(), Some("2026-05-02"));
        assert_eq!(day(&reading, DateRole::Expiry).as_deref(), Some("2026-05-03"));
        assert_eq!(reading.known_from, Some("2026-04-09T23:59:59.999Z".parse().unwrap()));
        assert_eq!(parts, [(0, "application/vnd.apple.pkpass")]);
        let start =
            reading.facts.iter().find(|f| f.date().is_some_and(|(r, _)| r == DateRole::Start));
        let said = quote_with(&bytes, Form::Pass, start.unwrap().at, None).unwrap();
        assert!(said.contains("relevantDate: 2026-05-02T09:40:00+02:00"), "{said}");
        let found = SearchReader::default().words(&bytes, Form::Pass);
        assert!(found.text.contains("Hamburg: HAM"), "{}", found.text);
    }

    #[test]
    fn a_pass_that_comes_by_mail_is_read() {
        use std::fmt::Write;
        let bytes = pass(
            r#"{"organizationName":"Marlow Playhouse","serialNumber":"9","eventTicket":
        {"semantics":{"eventName":"The Lighthouse","eventStartDate":"2026-06-11T19:30+01:00"},
        "secondaryFields":[{"key":"b","label":"Booking ref","value":"MP-5512"},
        {"key":"p","label":"Price","value":24.5,"currencyCode":"GBP"}]}}"#,
            0,
        );
        let mut hex = String::new();
        bytes.iter().for_each(|byte| write!(hex, "={byte:02X}").unwrap());
        let mail = mail("Your tickets", "Your booking is confirmed. Your ticket is attached.", "")
            .replace(
                "application/pdf; name=invoice.pdf",
                "application/vnd.apple.pkpass; name=t.pkpass",
            )
            .replace("invoice.pdf", "t.pkpass")
            .replace("Encoding: 8bit", "Encoding: quoted-printable")
            .replace("\n\n\n--x--", &format!("\n\n{hex}=\n\n--x--"));
        let Read { reading, .. } = READER.read(mail.as_bytes(), Form::Mail, Depth::Signal);
        assert_eq!(number(&reading, ReferenceRole::Booking), Some("MP-5512"), "{:?}", reading.gaps);
        assert_eq!(day(&reading, DateRole::Appointment).as_deref(), Some("2026-06-11"));
        assert_eq!(amount(&reading, AmountRole::Total).as_deref(), Some("24.50 GBP"));
        let named =
            |f: &Fact| matches!(&f.claim, Claim::Product { name, .. } if name == "The Lighthouse");
        assert!(reading.facts.iter().any(named));
    }

    #[test]
    fn a_pass_that_is_none_or_a_bomb_is_refused_in_words() {
        let bomb = format!("{{\"organizationName\":\"{}\"}}", "a".repeat(40 << 20));
        for (bytes, why) in [
            (pass("", 2), "a pass without pass.json says nothing"),
            (pass("{", 0), "pass.json could not be read"),
            (pass("[]", 0), "pass.json is no object"),
            (pass(&bomb, 0), "a pass that holds more text than any was not opened"),
            (pass("{}", 1_500), "a pass that holds more files than any was not opened"),
            (b"PK\x03\x04 and no more".to_vec(), "no zip archive"),
        ] {
            let reading = READER.read(&bytes, Form::Pass, Depth::Full).reading;
            assert!(
                reading.gaps.iter().any(|gap| gap.what.contains(why)),
                "{why}: {:?}",
                reading.gaps
            );
            assert_eq!(reading.kind, Kind::Unclear);
        }
    }
}
