//! Closed lists of words: each has one spelling in the data and one phrase for people.

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

/// Makes an enum that is a closed list, each variant with its word and its phrase.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident ($list:literal) {
        $($variant:ident = $word:literal, $phrase:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $(#[doc = $phrase] $variant),+ }

        impl $name {
            /// Every word of the list, in its order of definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one spelling used in the data.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// What it means, for people.
            pub const fn phrase(self) -> &'static str {
                match self { $(Self::$variant => $phrase),+ }
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
                Self::ALL.iter().copied().find(|w| w.as_str() == word).ok_or_else(|| {
                    let allowed: Vec<&str> = Self::ALL.iter().map(|w| w.as_str()).collect();
                    $crate::UnknownWord {
                        word: word.chars().take(40).collect(),
                        list: $list,
                        allowed: allowed.join(", "),
                    }
                })
            }
        }
    };
}
pub(crate) use words;
