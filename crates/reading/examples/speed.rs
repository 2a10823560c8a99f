//! How long reading takes, by stage: `cargo run --release --example speed -- MBOX [ROUNDS]`.
//!
//! The stages are those of `Reader::read` at `Depth::Signal`, one after the other for each message,
//! so that caches are as warm as they are in use. Of several rounds the fastest counts.

use oxherd_model::{Kind, Language};
use oxherd_reading::body::{self, RegionReader};
use oxherd_reading::document::{Document, Opener};
use oxherd_reading::kinds::{KindReader, Wording};
use oxherd_reading::language::LanguageReader;
use oxherd_reading::names::NameReader;
use oxherd_reading::sender::{SenderReader, local_part};
use oxherd_reading::structured::{self, Structured};
use oxherd_reading::suspicion::SuspicionReader;
use oxherd_reading::topics::TopicReader;
use oxherd_reading::values::{Surroundings, ValueReader};
use oxherd_reading::words::Words;
use oxherd_reading::{Depth, Form, Reader};
use std::error::Error;
use std::time::{Duration, Instant};

/// The readers of the single stages.
#[derive(Default)]
struct Readers {
    opener: Opener,
    regions: RegionReader,
    languages: LanguageReader,
    senders: SenderReader,
    kinds: KindReader,
    suspicion: SuspicionReader,
    topics: TopicReader,
    names: NameReader,
    values: ValueReader,
}

/// Time by stage.
struct Laps {
    stages: Vec<(&'static str, Duration)>,
    last: Instant,
}

#[expect(clippy::disallowed_methods, reason = "measuring is what this program is for")]
fn now() -> Instant {
    Instant::now()
}

impl Laps {
    fn lap(&mut self, name: &'static str) {
        let at = now();
        let took = at.duration_since(self.last);
        match self.stages.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += took,
            None => self.stages.push((name, took)),
        }
        self.last = at;
    }

    fn keep_less(&mut self, other: Self) {
        for (name, took) in other.stages {
            match self.stages.iter_mut().find(|(known, _)| *known == name) {
                Some((_, least)) => *least = took.min(*least),
                None => self.stages.push((name, took)),
            }
        }
    }
}

#[expect(clippy::print_stdout, reason = "a program for the terminal")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("a path to an mbox is needed")?;
    let rounds: u32 = arguments.next().map_or(Ok(1), |n| n.parse())?;
    let bytes = std::fs::read(path)?;
    let messages = messages(&bytes);
    let count = u32::try_from(messages.len())?;
    let (readers, reader) = (Readers::default(), Reader::new());
    let mut best = Laps { stages: Vec::new(), last: now() };
    for _ in 0..rounds {
        let mut laps = Laps { stages: Vec::new(), last: now() };
        for message in &messages {
            readers.read(message, &mut laps);
        }
        for message in &messages {
            std::hint::black_box(reader.read(message, Form::Mail, Depth::Signal));
        }
        laps.lap("whole");
        best.keep_less(laps);
    }
    for (name, took) in &best.stages {
        println!("{name:>12} {:>9.2?}", *took / count);
    }
    Ok(())
}

/// The messages of an mbox, without the line that begins each.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts = vec![0];
    starts.extend(memchr::memmem::find_iter(bytes, b"\nFrom ").map(|at| at + 1));
    let ends = starts.iter().copied().skip(1).chain([bytes.len()]);
    let message = |(start, end): (&usize, usize)| {
        let whole = bytes.get(*start..end).unwrap_or_default();
        let line = memchr::memchr(b'\n', whole).map_or(0, |at| at + 1);
        whole.get(line..).unwrap_or_default()
    };
    starts.iter().zip(ends).map(message).collect()
}

impl Readers {
    fn read(&self, bytes: &[u8], laps: &mut Laps) {
        laps.lap("between");
        let document = self.opener.mail(bytes);
        laps.lap("open");
        let mut found = Structured::default();
        for (_, html) in &document.htmls {
            structured::schema_org(html, &mut found);
        }
        laps.lap("structured");
        let text = document.main().map_or("", |t| t.text.as_str());
        let words = Words::cut(text, 20_000);
        let subject = Words::cut(&document.header.subject, 200);
        laps.lap("cut");
        let regions = self.regions.read(text, &words);
        let said = body::said(text, &regions);
        let body = body::words_said(&words, &regions);
        laps.lap("regions");
        let language = self.languages.read(&said, &body);
        laps.lap("language");
        let supplier = self.senders.read(&document.header, None);
        laps.lap("sender");
        let sender = sender_words(&document);
        let wording = Wording {
            subject: &subject,
            body: &body,
            sender: &sender,
            subject_text: &document.header.subject,
            text: &said,
            language,
        };
        let kind = self.kinds.decide(&document, &wording, supplier.as_ref(), &[]).kind;
        laps.lap("kind");
        std::hint::black_box(self.suspicion.read(&document, &wording, supplier.as_ref()));
        laps.lap("suspicion");
        std::hint::black_box(self.topics.read(&subject, &body, language));
        laps.lap("topics");
        if !kind.is_noise() {
            self.facts(
                (&document.header.subject, &subject),
                (&said, &body),
                (language, kind),
                laps,
            );
        }
    }

    fn facts(
        &self,
        subject: (&str, &Words),
        body: (&str, &Words),
        (language, kind): (Language, Kind),
        laps: &mut Laps,
    ) {
        for ((text, words), beside) in [(subject, body), (body, subject)] {
            let around = Surroundings {
                text,
                words,
                language,
                sent_on: None,
                month_first: None,
                currency_hint: None,
            };
            let values = self.values.read(&around);
            laps.lap("values");
            std::hint::black_box(self.names.read(text, words, beside));
            std::hint::black_box(self.names.period_beside(text, words, &values.found));
            laps.lap("names");
        }
        if matches!(kind, Kind::OrderConfirmed | Kind::Bill | Kind::Delivered) {
            std::hint::black_box(self.names.goods(body.0, (body.1, language), &[]));
            laps.lap("goods");
        }
    }
}

fn sender_words(document: &Document) -> Words {
    let Some(from) = document.header.from.as_ref() else {
        return Words::default();
    };
    let mut words = Words::cut(&from.name, 50);
    words.append(local_part(&from.address), 0, 60);
    words
}
