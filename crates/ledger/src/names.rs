//! What a thing is called: the best name met, as people write it.

use crate::state::Thing;
use crate::suppliers::folded;

/// How well a name names: the owner sees the best. Each class is a thousand, each time one more.
pub(crate) const OWN_NAME: u32 = 60_000;
pub(crate) const MODEL_NAME: u32 = 50_000;
pub(crate) const PRODUCT_NAME: u32 = 40_000;
pub(crate) const SUPPLIER_NAME: u32 = 20_000;
pub(crate) const NOUN_NAME: u32 = 10_000;
pub(crate) const FROM_NAME: u32 = 5_000;
pub(crate) const KIND_NAME: u32 = 1;

/// The step from one class to the next.
const CLASS: u32 = 1_000;

/// Names remembered for one thing.
const NAMES_MAX: usize = 24;

/// Letters of a word up to which capitals are a code: BMW, TSI.
const CODE_LETTERS_MAX: usize = 3;

/// Letters and digits that a model's code needs to name a thing by itself: WM8614E.
const CODE_MIN: usize = 5;

impl Thing {
    /// The name to show: the owner's, else the best met.
    pub fn name(&self) -> &str {
        if let Some(name) = &self.owner_name {
            return name;
        }
        let best = self.names.iter().max_by_key(|(name, w)| {
            (self.worth(name, *w), name.len(), std::cmp::Reverse(name.as_str()))
        });
        best.map_or("", |(name, _)| name)
    }

    /// The class of a name and how often it was met; shorter forms speak for a longer one that was
    /// met more than once.
    fn worth(&self, name: &str, weight: u32) -> (u32, u32) {
        let (class, times) = (weight / CLASS, weight % CLASS);
        if times == 0 {
            return (class, 1);
        }
        let begins = |short: &str| name.len() > short.len() && begins_with_words(name, short);
        let shorter = self.names.iter().filter(|(n, w)| w / CLASS == class && begins(n));
        (class, 1 + times + shorter.map(|(_, w)| w % CLASS + 1).sum::<u32>())
    }

    /// Remembers a name, or counts it once more.
    pub(crate) fn call(&mut self, name: &str, class: u32) {
        let name = as_written(name);
        let known = self.names.iter_mut().find(|(known, _)| folded(known) == folded(&name));
        if let Some((known, weight)) = known {
            *weight = if *weight / CLASS < class / CLASS { class } else { more(*weight) };
            if !has_small(known) && has_small(&name) {
                *known = name;
            }
        } else if self.names.len() < NAMES_MAX {
            self.names.push((name, class));
        }
    }

    /// Whether a text names this very product.
    pub(crate) fn is_named_in(&self, text: &str) -> bool {
        let words = words(text);
        let good = self.names.iter().filter(|(_, weight)| *weight >= PRODUCT_NAME);
        good.into_iter().any(|(name, _)| names_product(name, &words))
    }

    /// Whether the thing's own name, that of an animal, stands in a text as a name does.
    pub(crate) fn is_called_in(&self, text: &str) -> bool {
        let own = self.names.iter().filter(|(name, w)| *w >= OWN_NAME && name.chars().count() > 2);
        let stands = |name: &str| {
            text.split(|c: char| !c.is_alphanumeric()).any(|word| {
                word == name || word.strip_suffix('s').is_some_and(|genitive| genitive == name)
            })
        };
        own.into_iter().any(|(name, _)| stands(name))
    }
}

fn more(weight: u32) -> u32 {
    if weight % CLASS < CLASS - 1 { weight + 1 } else { weight }
}

fn has_small(name: &str) -> bool {
    name.chars().any(char::is_lowercase)
}

/// Words of letters and digits in lower case.
pub(crate) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect()
}

fn begins_with_words(long: &str, short: &str) -> bool {
    let (long, short) = (words(long), words(short));
    !short.is_empty() && long.len() > short.len() && long.starts_with(&short)
}

/// Whether words name a product: its code, or its name up to the first number.
fn names_product(name: &str, text: &[String]) -> bool {
    let name = words(name);
    let digits = |w: &String| w.chars().any(|c| c.is_ascii_digit());
    let code = |w: &&String| w.len() >= CODE_MIN && digits(w) && w.chars().any(char::is_alphabetic);
    if name.iter().any(|w| code(&w) && text.contains(w)) {
        return true;
    }
    let numbered = name.iter().position(digits);
    let length = numbered.map_or(name.len(), |at| at + 1);
    let Some(head) = name.get(..length).filter(|head| head.len() >= 2) else { return false };
    text.windows(head.len()).any(|window| window == head)
}

/// A name in capitals only as people write it; short words in capitals are codes and stay.
fn as_written(name: &str) -> String {
    if has_small(name) {
        return name.to_owned();
    }
    let word = |word: &str| {
        let plain = word.chars().all(char::is_alphabetic);
        if !plain || word.chars().count() <= CODE_LETTERS_MAX {
            return word.to_owned();
        }
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().collect();
        first + &letters.as_str().to_lowercase()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_written_as_people_do_and_codes_stay() {
        assert_eq!(as_written("SKODA OCTAVIA"), "Skoda Octavia");
        assert_eq!(as_written("BMW 320D"), "BMW 320D");
        assert_eq!(as_written("iPhone SE"), "iPhone SE");
    }

    #[test]
    fn a_product_is_named_by_its_code_or_its_name_up_to_the_number() {
        let named = |name, text| names_product(name, &words(text));
        assert!(named("Weissbach WM8614E washing machine", "Guarantee confirmed: WM8614E"));
        assert!(named("Orbis Nova 5 128 GB", "Safety notice: Orbis Nova 5 battery"));
        assert!(!named("Orbis Nova 5 128 GB", "Meet the Orbis Nova 7"));
        assert!(!named("Phone", "Your phone"));
    }
}
