//! Builders for the mail of the stories. All firms, people and numbers are invented.

use std::fmt::Write;

/// The one whose mail it is.
pub(crate) const ADA: &str = "Ada Quill <ada@quill.example>";

/// A message that is being written.
#[derive(Debug, Clone)]
pub(crate) struct Mail {
    from: String,
    to: String,
    date: String,
    subject: String,
    id: String,
    headers: Vec<String>,
    received: Option<String>,
    body: String,
}

impl Mail {
    /// From somebody, to Ada, on a day (`2026-03-04`), about something.
    pub(crate) fn from(from: &str, day: &str, subject: &str) -> Self {
        let domain = from.rsplit('@').next().unwrap_or("x.example");
        let slug: String = subject.chars().filter(char::is_ascii_alphanumeric).collect();
        Self {
            from: from.to_owned(),
            to: ADA.to_owned(),
            date: rfc2822(day, "08:00:00"),
            subject: subject.to_owned(),
            id: format!("{day}.{slug}@{}", domain.trim_end_matches('>')),
            headers: Vec::new(),
            received: None,
            body: String::new(),
        }
    }

    pub(crate) fn to(mut self, to: &str) -> Self {
        self.to = to.to_owned();
        self
    }

    pub(crate) fn id(mut self, id: &str) -> Self {
        self.id = id.to_owned();
        self
    }

    /// The Date header, word by word.
    pub(crate) fn dated(mut self, date: &str) -> Self {
        self.date = date.to_owned();
        self
    }

    pub(crate) fn header(mut self, line: &str) -> Self {
        self.headers.push(line.to_owned());
        self
    }

    /// Adds the Received line of Ada's own mail host.
    pub(crate) fn received(mut self, day: &str, time: &str) -> Self {
        self.received = Some(format!(
            "Received: from out.sender.example by mx.quill.example with ESMTPS id 7f;\n\t{}",
            rfc2822(day, time)
        ));
        self
    }

    pub(crate) fn body(mut self, body: &str) -> Self {
        self.body = body.to_owned();
        self
    }

    /// The message with LF line ends.
    pub(crate) fn lf(&self) -> String {
        let mut text = String::new();
        if let Some(received) = &self.received {
            writeln!(text, "{received}").expect("memory");
        }
        writeln!(text, "From: {}\nTo: {}", self.from, self.to).expect("memory");
        writeln!(text, "Subject: {}\nDate: {}", self.subject, self.date).expect("memory");
        writeln!(text, "Message-ID: <{}>", self.id).expect("memory");
        for header in &self.headers {
            writeln!(text, "{header}").expect("memory");
        }
        if !self.headers.iter().any(|h| h.starts_with("Content-Type")) {
            writeln!(text, "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8")
                .expect("memory");
        }
        write!(text, "\n{}\n", self.body).expect("memory");
        text
    }

    /// The message with CRLF line ends.
    pub(crate) fn crlf(&self) -> String {
        self.lf().replace('\n', "\r\n")
    }
}

/// A mailbox in the form `mboxrd`: `From ` in a body is quoted, quoted ones once more.
pub(crate) fn mbox(mails: &[Mail]) -> String {
    mails.iter().map(|mail| entry(&mail.lf())).collect()
}

/// One message of an mbox.
pub(crate) fn entry(message: &str) -> String {
    let mut text = "From mailer@quill.example Mon Jan  5 10:00:00 2026\n".to_owned();
    for line in message.split_inclusive('\n') {
        if line.trim_start_matches('>').starts_with("From ") {
            text.push('>');
        }
        text.push_str(line);
    }
    text.push('\n');
    text
}

/// `2026-03-04` as `Wed, 04 Mar 2026 08:00:00 +0000`.
fn rfc2822(day: &str, time: &str) -> String {
    let at: jiff::Timestamp = format!("{day}T{time}Z").parse().expect("a day and a time");
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

pub(crate) const ENERGY: &str = "Brightmoor Energy <bills@brightmoor.example>";
pub(crate) const INSURER: &str = "Fernleaf Insurance <hello@fernleaf.example>";
pub(crate) const PHONES: &str = "Tollgate Phones <orders@tollgate.example>";
pub(crate) const STREAM: &str = "Streamhall <info@streamhall.example>";
pub(crate) const SHOP: &str = "Moonbarrow <news@moonbarrow.example>";

/// An electricity bill: sent on a day, this sum, to be paid by that day.
pub(crate) fn bill(sent: &str, sum: &str, due: &str) -> Mail {
    let due: jiff::civil::Date = due.parse().expect("a day");
    Mail::from(ENERGY, sent, "Your electricity bill").body(&format!(
        "Dear Ada,\n\nYour electricity bill is ready.\n\nAccount number: BM-4471902\n\
         Amount due: \u{a3}{sum}\nPayment due: {}\n\nBrightmoor Energy",
        due.strftime("%-d %B %Y")
    ))
}

/// The renewal of a car's insurance.
pub(crate) fn car_insurance(sent: &str, plate: &str, policy: &str) -> Mail {
    let subject = format!("Your car insurance renewal {policy}");
    Mail::from(INSURER, sent, &subject).body(&format!(
        "Dear Ada,\n\nYour car insurance policy renews soon.\n\nPolicy number: {policy}\n\
         Vehicle: Skoda Fabia\nRegistration: {plate}\nRenewal date: 10 August 2026\n\
         New yearly premium: \u{a3}412.00\n\nYour policy will renew automatically."
    ))
}

/// The order of a phone.
pub(crate) fn phone(sent: &str, order: &str, imei: &str) -> Mail {
    Mail::from(PHONES, sent, &format!("Order confirmation {order}")).body(&format!(
        "Thank you for your order.\n\nOrder number: {order}\nItem: Nokia G42 smartphone\n\
         IMEI: {imei}\nTotal: \u{a3}179.00\n\nDelivery within 5 days."
    ))
}

/// A subscription begins.
pub(crate) fn welcome(sent: &str) -> Mail {
    Mail::from(STREAM, sent, "Welcome to Streamhall: your receipt").body(
        "Thank you for your payment. Your Streamhall subscription has started.\n\n\
         Payment received: \u{a3}9.99\nPlan: monthly subscription",
    )
}

/// A subscription ends.
pub(crate) fn goodbye(sent: &str) -> Mail {
    Mail::from(STREAM, sent, "Your subscription has been cancelled").body(
        "Your subscription has been cancelled.\n\n\
         Your Streamhall membership ends on 31 March 2026. You will not be charged again.",
    )
}

/// Advertising.
pub(crate) fn offer(sent: &str, number: usize) -> Mail {
    Mail::from(SHOP, sent, &format!("Offer {number}: 20% off everything this weekend"))
        .header("List-Unsubscribe: <mailto:off@moonbarrow.example>")
        .header("Precedence: bulk")
        .body("Sale! 20% off everything, this weekend only. Shop now.\n\nUnsubscribe here.")
}

/// What Ada wrote herself.
pub(crate) fn from_ada(sent: &str, to: &str, subject: &str, body: &str) -> Mail {
    Mail::from(ADA, sent, subject).to(to).body(body)
}

/// A small household: a home with electricity, a car, a phone, a subscription, and noise.
pub(crate) fn small_household() -> Vec<Mail> {
    vec![
        phone("2026-01-05", "TG-100", "490154203237518"),
        welcome("2026-01-20"),
        bill("2026-03-04", "84.20", "2026-03-18"),
        from_ada(
            "2026-03-05",
            ENERGY,
            "Re: Your electricity bill",
            "Hello,\n\nabout account number BM-4471902: the meter reading is wrong.\n\nAda",
        ),
        offer("2026-03-07", 1),
        goodbye("2026-03-20"),
        bill("2026-06-04", "91.50", "2026-07-18"),
        car_insurance("2026-06-11", "KX19 ABC", "FL-7788123"),
    ]
}
