//! How a message was carried changes nothing of what it says: the signs at the ends of its lines, and a shop
//! whose web host sends for it without signing.

use oxherd_model::{Claim, Kind};
use oxherd_reading::{Depth, Form, Reader};

fn read(reader: &Reader, mail: &str) -> oxherd_model::Reading {
    reader.read(mail.as_bytes(), Form::Mail, Depth::Signal).reading
}

/// A mail with lines that end in one sign.
fn mail(headers: &str, text: &str) -> String {
    format!(
        "Received: from a.out.example by mx.vale.example; Mon, 10 Mar 2025 12:20:04 +0100\n{headers}\nTo: Nora Vale \
         <nora@vale.example>\nDate: Mon, 10 Mar 2025 12:20:00 +0100\nMessage-ID: <1@out.example>\nMIME-Version: 1.0\nContent-Type: \
         text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    )
}

#[test]
fn a_mail_says_the_same_with_either_ends_of_its_lines() {
    let reader = Reader::new();
    let texts = [
        "Gentile Nora,\n\nconfermiamo che la polizza AL/204418 è cessata con effetto dal 03/03/2025.\n\nIl premio non goduto, pari \
         a € 71,20, le sarà rimborsato entro il 31/03/2025.\n\nNessun ulteriore addebito sarà effettuato.\n",
        "Dear Nora,\n\nWe will refund £71.20 to your card by 31 March 2025.\n\nNothing else will be charged.\n\nCustomer number:\n40-2217\n",
        "Guten Tag,\n\nder Techniker kommt am 17.03.2025\nzwischen 8 und 12 Uhr.\n\nRechnungsnummer\nRE-2025-118\n\nGesamtbetrag\n84,20 €\n",
    ];
    for text in texts {
        let one = mail("From: Alderley <service@alderley.example>\nSubject: AL/204418", text);
        let claims = |mail: &str| {
            let said = read(&reader, mail);
            let claims: Vec<Claim> = said.facts.into_iter().map(|fact| fact.claim).collect();
            (said.kind, claims)
        };
        let (kind, found) = claims(&one);
        assert!(found.len() > 1, "{text}");
        assert_eq!(claims(&one.replace('\n', "\r\n")), (kind, found), "{text}");
    }
}

#[test]
fn a_place_counts_bytes_of_the_part_as_it_was_sent() {
    let reader = Reader::new();
    let text = "Dear Nora,\n\nthank you.\n\nInvoice number: INV-88120\nTotal: £71.20\n";
    let mail = mail("From: Alderley <service@alderley.example>\nSubject: Your invoice", text);
    let part = format!("{text}\n").replace('\n', "\r\n");
    let reading = read(&reader, &mail.replace('\n', "\r\n"));
    let total = reading.facts.iter().find(|fact| fact.amount().is_some()).unwrap();
    let (start, end) = (total.at.start.try_into().unwrap(), total.at.end.try_into().unwrap());
    let range: std::ops::Range<usize> = start..end;
    assert_eq!(part.get(range), Some("£71.20"));
}

#[test]
fn a_shop_whose_host_signs_nothing_is_no_impostor() {
    let reader = Reader::new();
    let order = "Hello Nora,\n\nthank you for your order 20418. We have received it and will send it soon.\n\nWool, two \
                 skeins  £18.00\nShipping  £3.50\nTotal  £21.50\n\nWoolwright\n";
    for (spf, dkim) in [("neutral", "none"), ("none", "none"), ("pass", "none")] {
        let headers = format!(
            "Authentication-Results: mx.vale.example; spf={spf} smtp.mailfrom=node7.webhost.example; dkim={dkim}; dmarc=none\nFrom: \
             Woolwright <shop@woolwright.example>\nSubject: Your order has been received"
        );
        let reading = read(&reader, &mail(&headers, order));
        assert_eq!(reading.kind, Kind::OrderConfirmed, "{spf}");
    }
    // What failed is another matter, and so is who asks for what no shop asks for.
    let failed = "Authentication-Results: mx.vale.example; spf=fail smtp.mailfrom=node7.webhost.example; dkim=fail; dmarc=fail\nFrom: \
                  Woolwright <shop@woolwright.example>\nSubject: Your order has been received";
    assert_eq!(read(&reader, &mail(failed, order)).kind, Kind::Suspect);
    let lure = "Dear customer,\n\nyour account has been limited. Verify your password and card number within 24 hours at \
                http://192.0.2.7/login or it will be closed.\n\nPayPal\n";
    let unsigned = "Authentication-Results: mx.vale.example; spf=none smtp.mailfrom=node7.webhost.example; dkim=none; dmarc=none\nFrom: \
                    PayPal <service@woolwright.example>\nSubject: Your account has been limited";
    assert_eq!(read(&reader, &mail(unsigned, lure)).kind, Kind::Suspect);
}
