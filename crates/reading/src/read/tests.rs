//! What messages say, in six languages and several wordings each: their kind and the roles of their values.

mod about;
mod agreed;
mod answers;
mod asked;
mod care;
mod conditions;
mod covered;
mod credits;
mod ended;
mod fees;
mod in_passing;
mod left;
mod new_hands;
mod payable;
mod prices;
mod rises;
mod silence;
mod trials;
mod vague;
mod visits;
mod withdrawing;
mod work;

use crate::{Depth, Form, Reader};
use oxherd_model::{AmountRole, DateRole, Fact, Reading};

/// A message: its language for who reads the test, its subject, its body.
type Mail = (&'static str, &'static str, &'static str);

/// Reads messages of 5 March 2024.
struct Desk {
    reader: Reader,
}

impl Desk {
    fn new() -> Self {
        Self { reader: Reader::new() }
    }

    fn read(&self, subject: &str, body: &str) -> Reading {
        self.read_from("Alderley <service@alderley.example>", subject, body)
    }

    fn read_from(&self, from: &str, subject: &str, body: &str) -> Reading {
        let mail = format!(
            "From: {from}\nTo: Toni Vale <toni@home.example>\nReceived: from a by mx.home.example; Tue, 5 Mar 2024 10:00:02 +0100\nSubject: {subject}\nDate: \
             Tue, 5 Mar 2024 10:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\
             Content-Transfer-Encoding: 8bit\n\n{body}\n"
        );
        self.reader.read(mail.as_bytes(), Form::Mail, Depth::Full).reading
    }

    /// The messages that are not as they should be, with what was read.
    fn failing(&self, mails: &[Mail], holds: impl Fn(&Reading) -> bool) -> Vec<String> {
        let read = mails.iter().map(|(_, subject, body)| (subject, body, self.read(subject, body)));
        let failing = read.filter(|(_, _, reading)| !holds(reading));
        let shown = failing.map(|(subject, body, reading)| {
            let of = |fact: &Fact| fact.date().is_some() || fact.amount().is_some();
            let facts: Vec<_> = reading.facts.iter().filter(|f| of(f)).map(|f| &f.claim).collect();
            format!("{subject}: {body:.60?} {} {facts:?}", reading.kind)
        });
        shown.collect()
    }
}

fn days(reading: &Reading, wanted: DateRole) -> Vec<String> {
    let dates = reading.facts.iter().filter_map(Fact::date);
    dates.filter(|(role, _)| *role == wanted).map(|(_, day)| day.to_string()).collect()
}

fn sums(reading: &Reading, wanted: AmountRole) -> Vec<String> {
    let sums = reading.facts.iter().filter_map(Fact::amount);
    sums.filter(|(role, _)| *role == wanted).map(|(_, money)| money.value.to_string()).collect()
}
