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
        let signs = Signs::of(line);
        let line = signs.without_note(line).trim_ascii();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            return None;
        }
        entry(section, line, signs)
    })
}

/// What a line has beside its phrase: most have nothing, and thousands are read at every start.
#[derive(Debug, Clone, Copy, Default)]
struct Signs {
    /// The first `#` behind a space.
    note: Option<usize>,
    /// The last `=`, `|` and `@`.
    equals: Option<usize>,
    bar: Option<usize>,
    at: Option<usize>,
}

impl Signs {
    fn of(line: &str) -> Self {
        let mut signs = Self::default();
        let mut before = b' ';
        for (place, byte) in line.bytes().enumerate() {
            match byte {
                b'#' if before == b' ' && place > 0 => {
                    signs.note.get_or_insert(place);
                }
                b'=' => signs.equals = Some(place),
                b'|' => signs.bar = Some(place),
                b'@' => signs.at = Some(place),
                _ => {}
            }
            before = byte;
        }
        signs
    }

    fn without_note(self, line: &str) -> &str {
        self.note.and_then(|note| line.get(..note)).unwrap_or(line)
    }
}

fn entry(section: &'static str, line: &'static str, signs: Signs) -> Option<Entry> {
    let noun = if signs.equals.is_some() { line.split_once("=>") } else { None };
    let (line, noun) =
        noun.map_or((line, None), |(line, noun)| (line.trim_ascii(), Some(noun.trim_ascii())));
    let (line, weight) = match if signs.bar.is_some() { line.rsplit_once('|') } else { None } {
        Some((line, weight)) => (line.trim_ascii(), weight.trim_ascii().parse().ok()?),
        None => (line, WEIGHT_DEFAULT),
    };
    let place = if signs.at.is_some() { line.rsplit_once(" @") } else { None };
    let (phrase, place) = match place {
        Some((line, "subject")) => (line.trim_ascii(), Some(ListPlace::Subject)),
        Some((line, "sender")) => (line.trim_ascii(), Some(ListPlace::Sender)),
        Some((line, "opening")) => (line.trim_ascii(), Some(ListPlace::Opening)),
        Some(_) | None => (line, None),
    };
    let phrase = phrase.strip_prefix('=').unwrap_or(phrase).trim_ascii();
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
