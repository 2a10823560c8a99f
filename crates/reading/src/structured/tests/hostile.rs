//! Text made to hurt: nothing panics, what comes back is bounded, what is read ends.

use super::samples::{CARD, FLIGHT, INVOICE, ORDER, ORDER_MICRODATA, PARCEL, RESULTS, VISIT};
use super::{Structured, script};
use crate::structured::{authentication_results, calendar, card, schema_org};

/// Marsaglia's xorshift: the same faults on every run.
struct Faults(u64);

impl Faults {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below.max(1)).unwrap()).unwrap()
    }

    fn mutate(&mut self, sample: &str) -> String {
        const SPLINTERS: [&str; 24] = [
            "\"",
            "'",
            "<",
            ">",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            ";",
            "\\",
            "<!--",
            "</script>",
            "\u{0}",
            "ß",
            "🚂",
            "itemscope ",
            "=",
            "\r\n",
            "99999999999999999999",
            "-",
            "&#x10ffff;",
            "END:VEVENT\r\n",
        ];
        let mut text: Vec<char> = sample.chars().collect();
        for _ in 0..=self.next(6) {
            let at = self.next(text.len() + 1);
            match self.next(5) {
                0 if at < text.len() => {
                    text.remove(at);
                }
                1 => {
                    let end = (at + self.next(40)).min(text.len());
                    text.drain(at..end);
                }
                2 => {
                    let end = (at + self.next(60)).min(text.len());
                    let copy: Vec<char> = text[at..end].to_vec();
                    let to = self.next(text.len() + 1);
                    text.splice(to..to, copy);
                }
                3 => text.truncate(at.max(text.len() / 2)),
                _ => {
                    let splinter = SPLINTERS[self.next(SPLINTERS.len())];
                    text.splice(at..at, splinter.chars());
                }
            }
        }
        text.into_iter().collect()
    }
}

#[track_caller]
fn bounded(out: &Structured, text: &str) {
    assert!(out.facts.len() <= 200);
    assert!(out.kinds.len() <= 32);
    assert!(out.gaps.len() <= 17);
    assert!(out.topics.len() <= 16);
    assert!(out.merchant.as_ref().is_none_or(|m| m.chars().count() <= 200));
    for fact in &out.facts {
        assert!(text.get(fact.start..fact.end).is_some(), "{fact:?} outside of {text:?}");
    }
}

fn everything(text: &str) {
    for reader in
        [schema_org, |t: &str, o: &mut Structured| calendar(t, Some("Europe/Berlin"), o), card]
    {
        let mut out = Structured::default();
        reader(text, &mut out);
        bounded(&out, text);
    }
    if let Some(verdict) = authentication_results(text) {
        assert!(verdict.dkim.len() <= 32);
    }
}

#[test]
fn mutated_samples_never_panic_and_stay_bounded() {
    let html = [ORDER, PARCEL, INVOICE, FLIGHT].map(script);
    let mut samples: Vec<&str> = html.iter().map(String::as_str).collect();
    samples.extend([ORDER_MICRODATA, VISIT, CARD, RESULTS]);
    let mut faults = Faults(0x9E37_79B9_7F4A_7C15);
    for _ in 0..600 {
        for sample in &samples {
            everything(&faults.mutate(sample));
        }
    }
}

#[test]
fn deep_nesting_is_cut_and_said() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let mut out = Structured::default();
    schema_org(&script(&deep), &mut out);
    assert_eq!(out.gaps.len(), 1);
    let items = "<div itemscope itemtype=http://schema.org/Order itemprop=x>".repeat(15_000);
    let mut out = Structured::default();
    schema_org(&items, &mut out);
    bounded(&out, &items);
    assert_eq!(out.gaps, ["microdata nested too deeply; its inner part is not read"]);
}

#[test]
fn repeated_splinters_end() {
    for splinter in [
        "<a itemscope b=\"",
        "<a itemscope b='x\" c=",
        "<i itemprop=x itemscope>",
        "<b itemprop=name>text</b>",
        "<!-- itemscope ",
        "<script type=application/ld+json>{",
        "<script type=application/ld+json>[1,[2],{\"a\":{}}]</script>",
        "BEGIN:VEVENT\r\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\nEND:VCALENDAR\n",
        "BEGIN:VCARD\nTEL:1\nEND:VCARD\n",
        "a=b (",
        "&#",
        "\"",
    ] {
        let text = format!("<p itemscope>{}", splinter.repeat(60_000 / splinter.len()));
        everything(&text);
        everything(&splinter.repeat(60_000 / splinter.len()));
    }
}
