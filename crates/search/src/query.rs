//! What a person types to search: words, `"phrases"`, and filters such as `from:acme`.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A search as it was typed, understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases that must all stand in the message.
    pub phrases: Vec<String>,
    /// Words of the sender.
    pub from: Vec<String>,
    /// Kinds of which it must be one.
    pub kinds: Vec<String>,
    /// Name or id of a thing.
    pub thing: Option<String>,
    /// Known before this time.
    pub before: Option<Timestamp>,
    /// Known at or after this time.
    pub after: Option<Timestamp>,
    /// What looks like a filter and is none that there is; it is searched for as words.
    pub unknown: Vec<String>,
}

/// A filter that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not understood: write {filter}:YYYY-MM-DD")]
pub struct ParseQueryError {
    /// What was typed.
    pub word: String,
    /// The filter.
    pub filter: &'static str,
}

impl Query {
    /// Understands what was typed; days are in the household's zone.
    ///
    /// # Errors
    /// When a date is not one.
    pub fn parse(typed: &str, zone: &TimeZone) -> Result<Self, ParseQueryError> {
        let mut query = Self::default();
        for word in pieces(typed) {
            let (filter, value) = match word.split_once(':') {
                Some((filter, value)) if !word.starts_with('"') => {
                    (filter.to_lowercase(), value.trim_matches('"'))
                }
                Some(_) | None => (String::new(), word.trim_matches('"')),
            };
            match filter.as_str() {
                "from" => query.from.push(value.to_owned()),
                "kind" => query.kinds.push(value.to_lowercase()),
                "thing" => query.thing = Some(value.to_owned()),
                "before" => query.before = Some(day(value, "before", zone)?),
                "after" => query.after = Some(day(value, "after", zone)?),
                "" if value.is_empty() => {}
                "" => query.phrases.push(value.to_owned()),
                _ => {
                    // A time of day and an address are words with a colon.
                    if !value.is_empty() && filter.bytes().all(|b| b.is_ascii_lowercase()) {
                        query.unknown.push(word.clone());
                    }
                    query.phrases.push(word.replace(['"', ':'], " "));
                }
            }
        }
        Ok(query)
    }
}

/// Letters of a day: `2026-03-31`.
const DAY_LETTERS: usize = 10;

fn day(value: &str, filter: &'static str, zone: &TimeZone) -> Result<Timestamp, ParseQueryError> {
    let wrong = || ParseQueryError { word: format!("{filter}:{value}"), filter };
    // With a time of day it would be taken for the whole day all the same.
    if value.len() != DAY_LETTERS {
        return Err(wrong());
    }
    let date: Date = value.parse().map_err(|_not_a_date| wrong())?;
    date.to_zoned(zone.clone()).map(|z| z.timestamp()).map_err(|_out_of_range| wrong())
}

/// Cuts at spaces outside of quotes.
fn pieces(typed: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut quoted = false;
    for c in typed.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                if let Some(last) = pieces.last_mut() {
                    last.push(c);
                }
            }
            c if c.is_whitespace() && !quoted => pieces.push(String::new()),
            c => {
                if let Some(last) = pieces.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    pieces.retain(|p| !p.is_empty());
    pieces
}

/// Letters on either side of what was found.
const SNIPPET_LETTERS: usize = 80;

/// A piece of `text` around the first word that was searched for; white space is folded.
pub fn snippet(text: &str, query: &Query) -> String {
    let lower = text.to_lowercase();
    let found = query.phrases.iter().find_map(|phrase| {
        let phrase = phrase.trim_end_matches('*').to_lowercase();
        let first = phrase.split_whitespace().next()?.to_owned();
        lower.find(&phrase).or_else(|| lower.find(&first))
    });
    // Lower case can change lengths; the place is counted in characters to stay near.
    let letters = found.map_or(0, |at| lower.get(..at).map_or(0, |before| before.chars().count()));
    let from = letters.saturating_sub(SNIPPET_LETTERS);
    let piece: String = text.chars().skip(from).take(2 * SNIPPET_LETTERS + 20).collect();
    let mut folded = piece.split_whitespace().collect::<Vec<_>>().join(" ");
    if from > 0 {
        folded.insert(0, '\u{2026}');
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_words_and_phrases_are_told_apart() {
        let query = Query::parse(
            "boiler \"annual service\" From:acme kind:bill after:2026-01-02 foo:bar 10:30",
            &TimeZone::UTC,
        );
        let query = query.unwrap();
        assert_eq!(query.phrases, ["boiler", "annual service", "foo bar", "10 30"]);
        assert_eq!(query.unknown, ["foo:bar"]);
        assert_eq!((query.from, query.kinds), (vec!["acme".to_owned()], vec!["bill".to_owned()]));
        assert_eq!(query.after.unwrap().to_string(), "2026-01-02T00:00:00Z");
    }

    #[test]
    fn a_date_that_is_none_says_how_to_write_one() {
        let error = Query::parse("before:yesterday", &TimeZone::UTC).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`before:yesterday` is not understood: write before:YYYY-MM-DD"
        );
        for typed in ["after:2026-01-02T10:00", "after:20260102", "after:", "before:2026-02-30"] {
            Query::parse(typed, &TimeZone::UTC).unwrap_err();
        }
    }

    #[test]
    fn the_snippet_shows_what_was_found() {
        let query = Query { phrases: vec!["boiler".to_owned()], ..Query::default() };
        let text = format!("{} Your Boiler is due", "x ".repeat(200));
        assert!(snippet(&text, &query).contains("Your Boiler is due"));
    }
}
