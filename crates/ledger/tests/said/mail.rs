//! Messages to fold, built claim by claim. All firms, people and numbers are invented.

use jiff::Timestamp;
use jiff::civil::Date;
use oxherd_ledger::{Entry, Household, Ledger, Person, Words};
use oxherd_model::{
    AgreementKind, AmountRole, Authentic, Booking, BookingStatus, Check, Claim, Confidence,
    ContentHash, Currency, DateRole, DayHour, EvidenceId, Fact, Folder, IdentifierRole, Kept, Kind,
    Language, Mailbox, Money, PartRef, Place, Pledge, PledgedDeed, PromiseTerm, ReaderName,
    Reading, ReferenceRole, Statement, SupplierClaim, TermUnit, ThingKind, Topic, TopicName,
    VisitNews, VisitTold,
};

/// A message that is being built.
#[derive(Debug, Clone)]
pub(crate) struct Mail {
    at: Timestamp,
    folder: Folder,
    pub(crate) reading: Reading,
}

/// A day as `2026-03-04`.
pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A message of a supplier on a day.
pub(crate) fn mail(on: &str, domain: &str, kind: Kind) -> Mail {
    let at = day(on).at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    let name = domain.split('.').next().unwrap().to_owned();
    let supplier = SupplierClaim {
        name: name.clone(),
        domain: Some(domain.to_owned()),
        platform: None,
        authentic: Authentic::Pass,
    };
    let reading = Reading {
        kind,
        kind_confidence: Confidence::from_thousandths(900),
        from: Some(Mailbox { name, address: format!("service@{domain}") }),
        supplier: Some(supplier),
        language: Language::EN,
        subject: format!("Message of {on}"),
        known_from: Some(at),
        message_id: Some(format!("{on}.{kind}@{domain}")),
        ..Reading::of(ContentHash::of(format!("{on}{domain}{kind}").as_bytes()))
    };
    Mail { at, folder: Folder::Ordinary, reading }
}

/// A letter of the owner to a supplier.
pub(crate) fn letter(on: &str, to: &str, subject: &str) -> Mail {
    let mut letter = mail(on, "home.example", Kind::Unclear).subject(subject);
    letter.folder = Folder::Sent;
    letter.reading.from =
        Some(Mailbox { name: "Ann".to_owned(), address: "ann@home.example".to_owned() });
    letter.reading.recipients =
        vec![Mailbox { name: String::new(), address: format!("service@{to}") }];
    letter.reading.message_id = Some(format!("{on}.letter@home.example"));
    letter
}

/// A sum in pounds.
pub(crate) fn pounds(value: &str) -> Money {
    Money { value: value.parse().unwrap(), currency: Currency::GBP }
}

impl Mail {
    pub(crate) fn says(mut self, claim: Claim) -> Self {
        let at = Place { part: PartRef::Part(0), start: 0, end: 1 };
        let confidence = Confidence::from_thousandths(950);
        self.reading.facts.push(Fact { claim, at, confidence, reader: ReaderName::Text });
        self
    }

    /// As a message whose kind was not recognised for sure.
    pub(crate) fn unsure(mut self) -> Self {
        self.reading.kind_confidence = Confidence::from_thousandths(300);
        self
    }

    pub(crate) fn subject(mut self, subject: &str) -> Self {
        self.reading.subject = subject.to_owned();
        self
    }

    /// As a message that says that the price stays as it is until a day.
    pub(crate) fn keeps_price_until(mut self, on: &str) -> Self {
        self.reading.price_until = Some(day(on));
        self
    }

    /// As a message that greets a new customer.
    pub(crate) fn greets(mut self) -> Self {
        self.reading.greets = true;
        self
    }

    pub(crate) fn beside(mut self, kind: Kind) -> Self {
        self.reading.secondary.push(kind);
        self
    }

    pub(crate) fn about(mut self, agreement: AgreementKind, thing: Option<ThingKind>) -> Self {
        self.reading.topics.push(Topic { name: TopicName::Agreement(agreement), weight: 9 });
        if let Some(thing) = thing {
            self.reading.topics.push(Topic { name: TopicName::Thing(thing), weight: 8 });
        }
        self
    }

    pub(crate) fn reference(self, role: ReferenceRole, value: &str) -> Self {
        self.says(Claim::Reference { role, value: value.to_owned() })
    }

    pub(crate) fn names(self, role: IdentifierRole, value: &str) -> Self {
        self.says(Claim::Identifier { role, value: value.to_owned(), check: Check::Pass })
    }

    pub(crate) fn sum(self, role: AmountRole, value: &str) -> Self {
        self.says(Claim::Amount { role, money: pounds(value) })
    }

    pub(crate) fn on(self, role: DateRole, value: &str) -> Self {
        self.says(Claim::Date { role, value: day(value) })
    }

    pub(crate) fn within(self, count: u16, unit: TermUnit, what: &str) -> Self {
        let term = PromiseTerm::Within { count, unit };
        self.says(Claim::Promise { what: what.to_owned(), term, pledge: None })
    }

    pub(crate) fn by(self, value: &str, what: &str) -> Self {
        let term = PromiseTerm::By(day(value));
        self.says(Claim::Promise { what: what.to_owned(), term, pledge: None })
    }

    /// A deed that its words promise by a day.
    pub(crate) fn pledges(self, value: &str, what: &str, deed: PledgedDeed) -> Self {
        self.deed(value, what, Pledge { deed, instead: false, addressed: true })
    }

    /// The same, instead of another day.
    pub(crate) fn sets_elsewhere(self, value: &str, what: &str, deed: PledgedDeed) -> Self {
        self.deed(value, what, Pledge { deed, instead: true, addressed: true })
    }

    fn deed(self, value: &str, what: &str, pledge: Pledge) -> Self {
        let term = PromiseTerm::By(day(value));
        self.says(Claim::Promise { what: what.to_owned(), term, pledge: Some(pledge) })
    }

    /// A deed that it tells as done.
    pub(crate) fn keeps(mut self, deed: PledgedDeed, words: &str) -> Self {
        self.reading.kept.push(Kept { deed, on: None, words: words.to_owned() });
        self
    }

    /// News of a visit.
    pub(crate) fn tells(mut self, news: VisitNews, on: Option<&str>) -> Self {
        self.reading.visits.push(VisitTold { news, on: on.map(day) });
        self
    }

    /// A visit at a minute of a day.
    pub(crate) fn at(mut self, on: &str, minute: u16) -> Self {
        self.reading.hours.push(DayHour { on: day(on), minute });
        self.on(DateRole::Appointment, on)
    }

    pub(crate) fn answers(mut self, letter: &Self) -> Self {
        self.reading.thread.extend(letter.reading.message_id.clone());
        self
    }

    /// A statement that shows these lines: day, sum, who, what for.
    pub(crate) fn shows(mut self, lines: &[(&str, &str, &str, &str)]) -> Self {
        let booking = |(on, sum, who, what): &(&str, &str, &str, &str)| Booking {
            booked_on: day(on),
            value_on: None,
            money: pounds(sum),
            status: BookingStatus::Booked,
            counterparty: Some((*who).to_owned()),
            counterparty_account: None,
            purpose: (*what).to_owned(),
            posting: None,
            mandate: None,
            creditor_id: None,
            end_to_end: None,
            bank_reference: None,
            place: Place { part: PartRef::Part(0), start: 0, end: 1 },
        };
        self.reading.statements.push(Statement {
            currency: Some(Currency::GBP),
            bookings: lines.iter().map(booking).collect(),
            ..Statement::default()
        });
        self
    }

    pub(crate) fn id(&self) -> EvidenceId {
        ContentHash::of(format!("{:?}", self.reading.message).as_bytes()).id()
    }
}

/// A car's insurance with `harbour.example`.
pub(crate) fn insurance(on: &str, kind: Kind) -> Mail {
    mail(on, "harbour.example", kind)
        .about(AgreementKind::Insurance, Some(ThingKind::Vehicle))
        .reference(ReferenceRole::Policy, "P-100")
        .names(IdentifierRole::Registration, "AB12CDE")
}

/// A membership with `ironbar.example`, paid by the month.
pub(crate) fn gym(on: &str, kind: Kind) -> Mail {
    mail(on, "ironbar.example", kind)
        .about(AgreementKind::Membership, Some(ThingKind::Membership))
        .reference(ReferenceRole::Customer, "M-30871")
}

/// An order from `kettle.example`.
pub(crate) fn order(on: &str, kind: Kind) -> Mail {
    mail(on, "kettle.example", kind).reference(ReferenceRole::Order, "K-8812")
}

/// The books after these messages, as a question gets them on a day: what is younger is not known.
pub(crate) fn books(mails: &[Mail], on: &str) -> Ledger {
    books_under(mails, on, &Words::default())
}

/// The same with the owner's words and the law under which they are heard.
pub(crate) fn books_under(mails: &[Mail], on: &str, words: &Words) -> Ledger {
    books_for(mails, on, words, &household())
}

/// The same for another household.
pub(crate) fn books_of(mails: &[Mail], on: &str, household: &Household) -> Ledger {
    books_for(mails, on, &Words::default(), household)
}

/// Ann's.
pub(crate) fn household() -> Household {
    Household {
        country: Some("GB".to_owned()),
        zone: Some("Europe/London".to_owned()),
        people: vec![Person {
            name: "Ann".to_owned(),
            addresses: vec!["ann@home.example".to_owned()],
        }],
        ..Household::default()
    }
}

fn books_for(mails: &[Mail], on: &str, words: &Words, household: &Household) -> Ledger {
    let until = day(on).at(23, 59, 59, 0).in_tz("Europe/London").unwrap().timestamp();
    let mut mails: Vec<&Mail> = mails.iter().filter(|m| m.at <= until).collect();
    mails.sort_by_key(|m| (m.at, m.id()));
    let mut ledger = Ledger::default();
    for mail in mails {
        let reading = &mail.reading;
        let claim = reading.supplier.as_ref().unwrap();
        ledger.fold(
            &Entry {
                evidence: mail.id(),
                known_from: Some(mail.at),
                kind: reading.kind,
                folder: mail.folder,
                domain: claim.domain.as_deref(),
                name: &claim.name,
                from: &reading.from.as_ref().unwrap().address,
                subject: &reading.subject,
                shape: None,
                reading: Some(reading),
                way: oxherd_ledger::Way::Written,
                signed: false,
            },
            household,
            words,
        );
    }
    ledger.obey(words);
    ledger
}
