//! Messages built by hand, and the books that they make.

use jiff::Timestamp;
use jiff::civil::Date;
use oxherd_ledger::{Entry, Household, Ledger, Person, Words};
use oxherd_model::{
    AgreementKind, AmountRole, Authentic, Check, Claim, Confidence, ContentHash, Currency,
    DateRole, Fact, Folder, IdentifierRole, Kind, Language, Mailbox, Money, PartRef, Period, Place,
    ReaderName, Reading, ReferenceRole, SupplierClaim, ThingKind, Topic, TopicName,
};

/// A message to fold, built sentence by sentence.
#[derive(Debug, Clone)]
pub(crate) struct Mail {
    pub(crate) at: Timestamp,
    pub(crate) evidence: ContentHash,
    pub(crate) folder: Folder,
    pub(crate) signed: bool,
    pub(crate) reading: Reading,
}

/// A message of a supplier, named by the first label of its domain.
pub(crate) fn mail(day: Date, domain: &str, kind: Kind) -> Mail {
    let at = day.at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    let name = domain.split('.').next().unwrap().to_owned();
    let supplier = SupplierClaim {
        name: name.clone(),
        domain: Some(domain.to_owned()),
        platform: None,
        authentic: Authentic::Pass,
    };
    let hash = ContentHash::of(format!("{day}{domain}{kind}").as_bytes());
    let reading = Reading {
        kind,
        kind_confidence: Confidence::from_thousandths(900),
        from: Some(Mailbox { name, address: format!("service@{domain}") }),
        supplier: Some(supplier),
        language: Language::EN,
        subject: format!("{kind} of {day}"),
        sent_at: Some(at),
        known_from: Some(at),
        ..Reading::of(hash)
    };
    Mail { at, evidence: hash, folder: Folder::Ordinary, signed: false, reading }
}

/// A letter of the owner.
pub(crate) fn letter(day: Date, to: &str, subject: &str) -> Mail {
    let mut letter = mail(day, "home.example", Kind::Personal).subject(subject);
    letter.reading.from =
        Some(Mailbox { name: "Ann".to_owned(), address: "ann@home.example".to_owned() });
    letter.reading.recipients = vec![Mailbox { name: String::new(), address: to.to_owned() }];
    letter.folder = Folder::Sent;
    letter
}

impl Mail {
    pub(crate) fn says(self, claim: Claim) -> Self {
        self.says_surely(claim, 950)
    }

    pub(crate) fn says_surely(mut self, claim: Claim, thousandths: u16) -> Self {
        let at = Place { part: PartRef::Part(0), start: 0, end: 1 };
        let confidence = Confidence::from_thousandths(thousandths);
        self.reading.facts.push(Fact { claim, at, confidence, reader: ReaderName::Text });
        self
    }

    pub(crate) fn about(mut self, agreement: AgreementKind, thing: Option<ThingKind>) -> Self {
        self.reading.topics.push(Topic { name: TopicName::Agreement(agreement), weight: 9 });
        if let Some(thing) = thing {
            self.reading.topics.push(Topic { name: TopicName::Thing(thing), weight: 8 });
        }
        self
    }

    pub(crate) fn topic(mut self, name: TopicName, weight: u16) -> Self {
        self.reading.topics.push(Topic { name, weight });
        self
    }

    pub(crate) fn reference(self, role: ReferenceRole, value: &str) -> Self {
        self.says(Claim::Reference { role, value: value.to_owned() })
    }

    pub(crate) fn names(self, role: IdentifierRole, value: &str) -> Self {
        self.says(Claim::Identifier { role, value: value.to_owned(), check: Check::None })
    }

    pub(crate) fn sum(self, role: AmountRole, value: &str) -> Self {
        let money = Money { value: value.parse().unwrap(), currency: Currency::GBP };
        self.says(Claim::Amount { role, money })
    }

    pub(crate) fn day(self, role: DateRole, value: Date) -> Self {
        self.says(Claim::Date { role, value })
    }

    pub(crate) fn product(self, name: &str, quantity: u32) -> Self {
        self.says(Claim::Product { name: name.to_owned(), quantity })
    }

    pub(crate) fn subject(mut self, subject: &str) -> Self {
        self.reading.subject = subject.to_owned();
        self.distinct(subject)
    }

    pub(crate) fn per(mut self, period: Period) -> Self {
        self.reading.period = Some(period);
        self
    }

    pub(crate) fn noun(mut self, noun: &str) -> Self {
        self.reading.nouns.push(noun.to_owned());
        self
    }

    /// As it calls itself.
    pub(crate) fn called(mut self, name: &str) -> Self {
        self.reading.supplier.as_mut().unwrap().name = name.to_owned();
        self.reading.from.as_mut().unwrap().name = name.to_owned();
        self
    }

    /// From a host below its domain.
    pub(crate) fn at_host(mut self, host: &str) -> Self {
        self.reading.from.as_mut().unwrap().address = format!("service@{host}");
        self.distinct(host)
    }

    pub(crate) fn through(mut self, platform: &str) -> Self {
        self.reading.supplier.as_mut().unwrap().platform = Some(platform.to_owned());
        self
    }

    /// Another message than one of the same day, sender and kind.
    pub(crate) fn distinct(mut self, by: &str) -> Self {
        let hash = ContentHash::of(format!("{:?}{by}", self.reading.message).as_bytes());
        self.reading.message = hash;
        self.evidence = hash;
        self
    }
}

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

/// The books of messages, with what the owner said.
pub(crate) fn books_with(mails: &[Mail], words: &Words) -> Ledger {
    folded(mails, &household(), words)
}

/// The books of another household.
pub(crate) fn books_of(mails: &[Mail], household: &Household) -> Ledger {
    folded(mails, household, &Words::default())
}

fn folded(mails: &[Mail], household: &Household, words: &Words) -> Ledger {
    let mut ledger = Ledger::default();
    let mut mails: Vec<&Mail> = mails.iter().collect();
    mails.sort_by_key(|m| (m.at, m.evidence));
    for mail in mails {
        let reading = &mail.reading;
        let claim = reading.supplier.as_ref();
        ledger.fold(
            &Entry {
                evidence: mail.evidence.id(),
                known_from: Some(mail.at),
                kind: reading.kind,
                folder: mail.folder,
                domain: claim.and_then(|claim| claim.domain.as_deref()),
                name: claim.map_or("", |claim| &claim.name),
                from: reading.from.as_ref().map_or("", |from| &from.address),
                subject: &reading.subject,
                shape: None,
                reading: kept(reading.kind).then_some(reading),
                way: oxherd_ledger::Way::Written,
                signed: mail.signed,
            },
            household,
            words,
        );
    }
    ledger.obey(words);
    ledger
}

/// Noise comes without its reading.
fn kept(kind: Kind) -> bool {
    !kind.is_noise() || matches!(kind, Kind::Personal | Kind::Unclear)
}

pub(crate) fn books(mails: &[Mail]) -> Ledger {
    books_with(mails, &Words::default())
}
