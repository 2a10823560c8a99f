//! Why something that the owner said is not kept: which word of it is meant, and what to say instead.

use crate::cli::{NOT_FOUND, WRONG_USE, out};
use oxherd_ledger::ReadValue;
use oxherd_model::{Kind, Stage};

/// Why something said is not kept.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::cli) enum Refusal {
    /// There is nothing of that name; where to see what there is.
    NotFound(String, See),
    /// There are several that it fits.
    Several(String),
    /// What stands behind `is` is nothing that a value of that sort can be, but these.
    NoRole { word: String, what: String, roles: String },
    /// It names a message, and this word of it cannot be said of one.
    OfMessage(String),
    /// It has no form that is known: which word of it, and what could stand there.
    NotUnderstood(String),
}

/// Where to see what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum See {
    Things,
    Suppliers,
    ThingsAndSuppliers,
    Evidence,
    Matters,
    Words,
}

impl See {
    /// The commands that show it.
    pub(in crate::cli) const fn commands(self) -> &'static str {
        match self {
            Self::Things => "see them with: oxherd things --all",
            Self::Suppliers => "see them with: oxherd suppliers --all",
            Self::ThingsAndSuppliers => {
                "see them with: oxherd things --all, oxherd suppliers --all"
            }
            Self::Evidence => "ids stand behind every answer of --json and of oxherd search",
            Self::Matters => "see them with: oxherd matters --all",
            Self::Words => "see what was said with: oxherd say list",
        }
    }
}

impl Refusal {
    /// What stands behind `is` cannot be said of a thing.
    pub(super) fn of_thing(word: &str, name: &str) -> Self {
        let stages: Vec<String> =
            Stage::ALL.iter().map(|stage| stage.as_str().replace('_', " ")).collect();
        Self::NotUnderstood(format!(
            "of the thing {name} it cannot be said that it is {word:?}, but: mine, not mine, called NAME, the same as \
             THING, {}",
            stages.join(", ")
        ))
    }

    /// What stands behind `is` cannot be said of a supplier.
    pub(super) fn of_supplier(word: &str, name: &str) -> Self {
        Self::NotUnderstood(format!(
            "of the supplier {name} it cannot be said that it is {word:?}, but: mine, not mine, called NAME, the same as \
             SUPPLIER"
        ))
    }

    /// A value that cannot be one of its sort.
    pub(super) fn no_value(word: &str, what: &str) -> Self {
        let word = word.trim();
        let article = if what.starts_with(['a', 'i']) { "an" } else { "a" };
        Self::NotUnderstood(format!(
            "{word:?} cannot be {article} {what}; write it as `oxherd evidence ID` shows it"
        ))
    }
}

/// Says why a word is not kept, and what to do.
pub(super) fn refused(said: &str, refusal: &Refusal) -> u8 {
    let (words, status) = match refusal {
        Refusal::NotFound(what, see) => (format!("{what}; {}", see.commands()), NOT_FOUND),
        Refusal::Several(which) => {
            (format!("{which}\nsay it with the one that is meant, by its id"), WRONG_USE)
        }
        Refusal::NoRole { word, what, roles } => {
            let words = format!(
                "`{said}`: {word:?} is no {what} and no role of one; behind `is` stands another {what}, `wrong`, or what it \
                 is: {roles}"
            );
            (words, WRONG_USE)
        }
        Refusal::OfMessage(word) => {
            let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
            let words = format!(
                "`{said}`: {word:?} is not understood; of a message can be said a KIND, `belongs to THING`, `is from \
                 SUPPLIER`, or what is wrong with a {}\nkinds: {}",
                ReadValue::WHATS.join(", "),
                kinds.join(", ")
            );
            (words, WRONG_USE)
        }
        Refusal::NotUnderstood(why) => (
            format!(
                "`{said}` is not something that can be said.\n{why}\nsee every form with: oxherd say help"
            ),
            WRONG_USE,
        ),
    };
    out::aside(&words);
    status
}
