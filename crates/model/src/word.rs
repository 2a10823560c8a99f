//! Closed lists of words: enums whose variants have one spelling in JSON, tables and SQL.

use std::fmt;

/// A word that is not in its closed list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not a {list}; one of: {allowed}")]
pub struct UnknownWord {
    /// What was given.
    pub word: String,
    /// The name of the list.
    pub list: &'static str,
    /// Every word of the list, comma-separated.
    pub allowed: String,
}

impl UnknownWord {
    pub(crate) fn new<T: fmt::Display>(word: &str, list: &'static str, all: &[T]) -> Self {
        let allowed = all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        Self { word: word.to_owned(), list, allowed }
    }
}

/// Makes an enum that is a closed list of words, with `as_str`, `ALL`, `Display` and `FromStr`.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident ($list:literal) {
        $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
                 serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every word of the list, in its order of definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one spelling used in JSON, tables and SQL.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownWord;
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|w| w.as_str() == word)
                    .ok_or_else(|| $crate::UnknownWord::new(word, $list, Self::ALL))
            }
        }
    };
}
pub(crate) use words;
