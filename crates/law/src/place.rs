//! Where the law of a household comes from.

use std::fmt;
use std::str::FromStr;

/// A country (ISO 3166-1 alpha-2) and perhaps a part of it (the rest of ISO 3166-2).
///
/// `DE`, `DE-BY`, `GB-SCT`, `US-CA`. `EU` stands for the law of the European Union.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    country: String,
    region: Option<String>,
}

/// What is not a place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a place; write two letters, with a region after a hyphen: DE, GB-SCT, US-CA")]
pub struct ParsePlaceError(String);

impl Place {
    /// The two letters of the country.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// The part of the country, without the country's letters.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// The country without its part.
    pub fn whole(&self) -> Self {
        Self { country: self.country.clone(), region: None }
    }
}

impl FromStr for Place {
    type Err = ParsePlaceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fault = || ParsePlaceError(text.chars().take(20).collect());
        let upper = text.trim().to_ascii_uppercase();
        let (country, region) = match upper.split_once('-') {
            Some((country, region)) => (country, Some(region)),
            None => (upper.as_str(), None),
        };
        let letters = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        let part = region.is_none_or(|region| {
            (1..=3).contains(&region.len()) && region.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if !letters || !part {
            return Err(fault());
        }
        Ok(Self { country: country.to_owned(), region: region.map(str::to_owned) })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.region {
            Some(region) => write!(f, "{}-{region}", self.country),
            None => f.write_str(&self.country),
        }
    }
}
