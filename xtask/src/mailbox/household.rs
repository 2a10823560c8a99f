//! `household`: the mailbox of a household with any number of agreements, over ten years.
//!
//! Each agreement begins with a welcome and then speaks every month or year, as its sort does; what
//! is left of the messages are offers of the same suppliers. Everything is invented and the same on
//! every machine.

use super::rewrite::rfc2822;
use super::sink::{Output, Quotes};
use super::{FIRST_AT, Format};
use anyhow::{Context, Result};
use clap::Args;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::path::PathBuf;

/// Days that the mailbox covers: ten years.
const DAYS: u64 = 3_652;

/// The welcomes are spread over so many days.
const BEGINNING: u64 = 700;

const SECONDS_A_DAY: u64 = 86_400;

/// Agreements of one supplier.
const OF_A_SUPPLIER: u64 = 4;

/// Options of `household`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// How many agreements the household has
    #[arg(long, default_value_t = 2_000)]
    agreements: u64,
    /// How many messages at least
    #[arg(long, default_value_t = 1_000_000)]
    messages: u64,
    /// The mbox to write; must not exist yet
    #[arg(long)]
    out: PathBuf,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut post =
        Post { output: Output::create(&options.out, Format::Mbox)?, written: 0, day: 0, today: 0 };
    for day in 0..DAYS {
        post.day = day;
        post.today = 0;
        for number in 0..options.agreements {
            speak(number, &mut post)?;
        }
        let wanted = options.messages.saturating_mul(day + 1) / DAYS;
        while post.written < wanted {
            let number = post.written;
            let of = Party::of(number % options.agreements.max(1));
            post.send(
                &of,
                &format!("This week only: offer {number}"),
                "Save up to 30% on everything in our shop.\n\nShop now\n\nUnsubscribe\n",
                "List-Unsubscribe: <mailto:off@letters.example>\n",
            )?;
        }
    }
    let (written, bytes) = (post.written, post.output.finish()?);
    println!("{written} messages, {bytes} bytes: {}", options.out.display());
    Ok(())
}

/// What an agreement sends on this day, if anything.
fn speak(number: u64, post: &mut Post) -> Result<()> {
    let begun = number.saturating_mul(7) % BEGINNING;
    let Some(age) = post.day.checked_sub(begun) else { return Ok(()) };
    let of = Party::of(number);
    let today = post.date()?;
    if age == 0 {
        let body = format!(
            "Dear Ada,\n\nwelcome. Your contract is now active.\n\n{}\nStart date: {}\n",
            of.names(),
            in_words(today)
        );
        return post.send(&of, &format!("Welcome to {}", of.name), &body, "");
    }
    let yearly = matches!(of.sort, Sort::Insurance | Sort::Membership);
    if yearly && age % 365 == 330 {
        let day = today.checked_add(35.days())?;
        let body = format!(
            "Dear Ada,\n\nyour {} renews on {}.\n\n{}\nNew yearly premium: \u{a3}{}\n\n\
             It renews automatically and we take the payment from your card.\n",
            of.sort.noun(),
            in_words(day),
            of.names(),
            of.price(age)
        );
        return post.send(&of, &format!("Your {} renewal", of.sort.noun()), &body, "");
    }
    if !yearly && age % 30 == 0 {
        let day = today.checked_add(14.days())?;
        let body = format!(
            "Dear Ada,\n\nyour {} bill is ready.\n\n{}\nInvoice number: INV-{number}-{age}\n\
             Total: \u{a3}{}\nPayment due: {}\n",
            of.sort.noun(),
            of.names(),
            of.price(age),
            in_words(day)
        );
        return post.send(&of, &format!("Your {} bill", of.sort.noun()), &body, "");
    }
    Ok(())
}

/// What an agreement is about.
#[derive(Debug, Clone, Copy)]
enum Sort {
    Energy,
    Broadband,
    Insurance,
    Mobile,
    Membership,
}

impl Sort {
    fn noun(self) -> &'static str {
        match self {
            Self::Energy => "electricity",
            Self::Broadband => "broadband",
            Self::Insurance => "car insurance policy",
            Self::Mobile => "mobile phone",
            Self::Membership => "gym membership",
        }
    }
}

/// The other side of an agreement.
#[derive(Debug)]
struct Party {
    number: u64,
    sort: Sort,
    name: String,
    domain: String,
}

impl Party {
    fn of(number: u64) -> Self {
        let supplier = number / OF_A_SUPPLIER;
        let sort = match number % 5 {
            0 => Sort::Energy,
            1 => Sort::Broadband,
            2 => Sort::Insurance,
            3 => Sort::Mobile,
            _ => Sort::Membership,
        };
        let word = syllables(supplier);
        Self { number, sort, name: capital(&word), domain: format!("{word}.example") }
    }

    /// The lines by which it names what it is about.
    fn names(&self) -> String {
        let number = self.number;
        match self.sort {
            Sort::Insurance => {
                let car = number.saturating_mul(37) % 1_000;
                format!(
                    "Policy number: PL-{:06}\nVehicle registration: {}{:02} {}",
                    number * 13 + 100_003,
                    letters(number, 2),
                    car % 80 + 10,
                    letters(number * 31 + 7, 3)
                )
            }
            Sort::Energy | Sort::Broadband | Sort::Mobile | Sort::Membership => {
                format!("Contract number: CN-{:07}", number * 17 + 1_000_003)
            }
        }
    }

    /// It rises every two years.
    fn price(&self, age: u64) -> String {
        format!("{}.{:02}", 20 + self.number % 60 + age / 730 * 2, self.number % 100)
    }
}

/// A word that belongs to a number and to no other.
fn syllables(number: u64) -> String {
    const FIRST: &[u8] = b"bdfgklmnprstvz";
    const SECOND: &[u8] = b"aeiou";
    let mut rest = number + 70;
    let mut word = String::new();
    while rest > 0 || word.len() < 6 {
        word.push(letter(FIRST, rest));
        word.push(letter(SECOND, rest / 14));
        rest /= 70;
    }
    word
}

fn letters(number: u64, count: u32) -> String {
    (0..count)
        .map(|place| letter(b"ABCDEFGHJKLMNOPRSTUVWXYZ", number / 24_u64.pow(place)))
        .collect()
}

fn letter(of: &[u8], number: u64) -> char {
    let at = number.checked_rem(u64::try_from(of.len()).unwrap_or(1)).unwrap_or(0);
    of.get(usize::try_from(at).unwrap_or(0)).map_or('x', |byte| char::from(*byte))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn in_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// The mailbox so far.
#[derive(Debug)]
struct Post {
    output: Output,
    written: u64,
    day: u64,
    /// Messages of this day.
    today: u64,
}

impl Post {
    fn date(&self) -> Result<Date> {
        Ok(self.at(0)?.to_zoned(TimeZone::UTC).date())
    }

    fn at(&self, second: u64) -> Result<Timestamp> {
        let after = self.day.saturating_mul(SECONDS_A_DAY).saturating_add(second);
        let after = i64::try_from(after).context("a date beyond ten years")?;
        Ok(Timestamp::from_second(FIRST_AT.saturating_add(after))?)
    }

    fn send(&mut self, of: &Party, subject: &str, body: &str, fields: &str) -> Result<()> {
        let at = self.at(self.today * 40 % SECONDS_A_DAY)?;
        let date = rfc2822(at);
        let (name, domain, number) = (&of.name, &of.domain, self.written);
        let message = format!(
            "Received: from out.{domain} by mx.hushmail.example with ESMTPS;\n\t{date}\n\
             From: {name} <service@{domain}>\nTo: Ada Quill <ada@hushmail.example>\n\
             Subject: {subject}\nDate: {date}\nMessage-ID: <{number}@{domain}>\n{fields}\
             MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}\n\
             {name} Ltd, 1 High Street, Anytown\n"
        );
        self.output.write(number, at, message.as_bytes(), Quotes::Missing)?;
        self.written += 1;
        self.today += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_word_of_its_own() {
        let words: std::collections::BTreeSet<_> = (0..4_000).map(syllables).collect();
        assert_eq!(words.len(), 4_000);
    }

    #[test]
    fn a_household_has_as_many_messages_as_asked_for_and_is_the_same_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| {
            let out = folder.path().join(name);
            run(&Options { agreements: 10, messages: 5_000, out: out.clone() }).unwrap();
            std::fs::read(out).unwrap()
        };
        let mailbox = write("a.mbox");
        assert_eq!(mailbox, write("b.mbox"));
        let text = String::from_utf8(mailbox).unwrap();
        assert_eq!(text.matches("\nMessage-ID: ").count(), 5_000);
        assert_eq!(text.matches("Welcome to ").count(), 10);
    }
}
