//! The lists of phrases in `data/`: one phrase a line, sections in brackets.
//!
//! `phrase @place | weight => Noun`; what each part means stands in `data/README.md`.

/// One phrase of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The section it stands in.
    pub section: &'static str,
    /// The phrase.
    pub phrase: &'static str,
    /// How much it says.
    pub weight: i16,
    /// Where alone it counts.
    pub place: Option<ListPlace>,
    /// The noun it stands for.
    pub noun: Option<&'static str>,
}

/// Where alone a phrase counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListPlace {
    /// In the subject.
    Subject,
    /// In the sender's name or the local part of the address.
    Sender,
    /// In the first lines.
    Opening,
}

/// Weight of a phrase that states none.
const WEIGHT_DEFAULT: i16 = 2;

/// The entries of a list; a line that cannot be read is left out (a test reads every list).
pub fn entries(text: &'static str) -> impl Iterator<Item = Entry> {
    let mut section = "";
    text.lines().filter_map(move |line| {
        let line = without_note(line).trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            return None;
        }
        entry(section, line)
    })
}

/// A line up to a `#` behind a space.
fn without_note(line: &str) -> &str {
    let note = line.match_indices('#').map(|(at, _)| line.get(..at).unwrap_or_default());
    note.into_iter().find(|before| before.ends_with(' ')).unwrap_or(line)
}

fn entry(section: &'static str, line: &'static str) -> Option<Entry> {
    // Few lines have a noun or a place: one letter tells most of the others.
    let noun = if line.contains('=') { line.split_once("=>") } else { None };
    let (line, noun) = noun.map_or((line, None), |(line, noun)| (line.trim(), Some(noun.trim())));
    let (line, weight) = match line.rsplit_once('|') {
        Some((line, weight)) => (line.trim(), weight.trim().parse().ok()?),
        None => (line, WEIGHT_DEFAULT),
    };
    let place = if line.contains('@') { line.rsplit_once(" @") } else { None };
    let (phrase, place) = match place {
        Some((line, "subject")) => (line.trim(), Some(ListPlace::Subject)),
        Some((line, "sender")) => (line.trim(), Some(ListPlace::Sender)),
        Some((line, "opening")) => (line.trim(), Some(ListPlace::Opening)),
        Some(_) | None => (line, None),
    };
    let phrase = phrase.strip_prefix('=').unwrap_or(phrase).trim();
    (!phrase.is_empty()).then_some(Entry { section, phrase, weight, place, noun })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_line_is_read() {
        let text = "# note\n[bill]\nyour bill\ninvoice n* @subject | 4\n=发票 | 3\n[thing.vehicle]\nmotorrad => Motorbike\n";
        let all: Vec<Entry> = entries(text).collect();
        assert_eq!(all.len(), 4);
        assert_eq!((all[0].section, all[0].phrase, all[0].weight), ("bill", "your bill", 2));
        assert_eq!(
            (all[1].phrase, all[1].weight, all[1].place),
            ("invoice n*", 4, Some(ListPlace::Subject))
        );
        assert_eq!(all[2].phrase, "发票");
        assert_eq!((all[3].section, all[3].noun), ("thing.vehicle", Some("Motorbike")));
    }
}
