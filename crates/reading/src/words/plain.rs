//! Phrases of lists in Latin letters, as most are: cut without the care that a text needs, since every start of
//! the program cuts tens of thousands.

use super::{as_index, to_u32};

/// Letters of a phrase that is cut so.
const LETTERS_MAX: usize = 88;

/// Bytes behind a phrase, so that its last word is read as one piece too.
const SPARE: usize = 8;

/// What stands for all that parts words; a star stays one.
const GAP: u8 = 0;

/// A phrase in folded spelling.
pub(super) struct Plain {
    folded: [u8; LETTERS_MAX + SPARE],
    length: usize,
}

/// A word of it.
#[derive(Clone, Copy)]
pub(super) struct PlainWord<'a> {
    /// The whole phrase, and where the word stands in it.
    pub(super) phrase: &'a [u8],
    pub(super) from: u32,
    pub(super) to: u32,
    /// Whether it stands for all that begin so.
    pub(super) starred: bool,
}

impl PlainWord<'_> {
    /// Its letters.
    pub(super) fn letters(&self) -> &str {
        let letters = self.phrase.get(as_index(self.from)..as_index(self.to));
        letters.and_then(|letters| str::from_utf8(letters).ok()).unwrap_or_default()
    }
}

impl Plain {
    /// A phrase if it is plain: short, in small letters, every star behind a word and before a space.
    pub(super) fn of(phrase: &str) -> Option<Self> {
        let mut plain = Self { folded: [GAP; LETTERS_MAX + SPARE], length: 0 };
        let mut bytes = phrase.bytes();
        let mut last = GAP;
        while let Some(byte) = bytes.next() {
            if last == b'*' && byte != b' ' {
                return None;
            }
            match byte {
                b'a'..=b'z' | b'0'..=b'9' => plain.push(byte)?,
                b'A'..=b'Z' => return None,
                b'*' if last == GAP => return None,
                b'*' => plain.push(byte)?,
                0xC3 => folded_latin(bytes.next()?)?.iter().try_for_each(|b| plain.push(*b))?,
                0xC5 if bytes.next()? == 0x93 => b"oe".iter().try_for_each(|b| plain.push(*b))?,
                0x80.. => return None,
                _ => plain.push(GAP)?,
            }
            last = plain.folded.get(plain.length.checked_sub(1)?).copied()?;
        }
        Some(plain)
    }

    fn push(&mut self, byte: u8) -> Option<()> {
        let free = self.folded.get_mut(self.length).filter(|_| self.length < LETTERS_MAX)?;
        *free = byte;
        self.length += 1;
        Some(())
    }

    /// Its words in order.
    pub(super) fn words(&self) -> impl Iterator<Item = PlainWord<'_>> {
        let phrase = self.folded.as_slice();
        let mut at = 0;
        std::iter::from_fn(move || {
            let open = phrase.get(at..self.length)?;
            let start = at + open.iter().position(|byte| *byte > b'*')?;
            let own = phrase.get(start..)?;
            let end = start + own.iter().position(|byte| *byte <= b'*')?;
            at = end;
            let starred = phrase.get(end) == Some(&b'*');
            Some(PlainWord { phrase, from: to_u32(start), to: to_u32(end), starred })
        })
    }
}

/// A small letter of Latin-1 by its second byte of UTF-8, folded as [`super::fold`] does.
const fn folded_latin(byte: u8) -> Option<&'static [u8]> {
    Some(match byte {
        0x9F => b"ss",
        0xA0..=0xA5 => b"a",
        0xA6 => b"ae",
        0xA7 => b"c",
        0xA8..=0xAB => b"e",
        0xAC..=0xAF => b"i",
        0xB0 => b"d",
        0xB1 => b"n",
        0xB2..=0xB6 | 0xB8 => b"o",
        0xB9..=0xBC => b"u",
        0xBD | 0xBF => b"y",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Words, plain_hashes};

    #[test]
    fn a_plain_phrase_has_the_words_of_any_text() {
        for phrase in [
            "your bill is ready",
            "rechnungsnummer",
            "rechnungsbetrag fällig",
            "date d'échéance: œuvre, straße",
            "ça, là, où, dès, naïf, ýÿ, ñandú, öl, über, bœuf, æon, são",
            "  e-mail / 24h  ",
            "abcdefgh abcdefghi abcdefghijklmnopq",
            "",
            "...",
        ] {
            let cut = Words::cut(phrase, usize::MAX);
            let plain = Plain::of(phrase).map(|plain| {
                let hashes = |w: PlainWord<'_>| plain_hashes(w.phrase, w.from, w.to);
                let words = plain.words().map(|w| (w.letters().to_owned(), hashes(w)));
                words.collect::<Vec<_>>()
            });
            let all = cut.all().iter();
            let all = all.map(|w| (cut.folded(*w).to_owned(), (w.hash, w.stem)));
            assert_eq!(plain, Some(all.collect()), "{phrase}");
        }
    }

    #[test]
    fn what_needs_more_care_is_not_plain() {
        for phrase in ["Your bill", "*rechnung", "rechnung.*", "re*nung", "订单", "żółw", "über÷"]
        {
            assert!(Plain::of(phrase).is_none(), "{phrase}");
        }
        let starred: Vec<bool> =
            Plain::of("ihre rechnung* an").into_iter().flat_map(|p| stars(&p)).collect();
        assert_eq!(starred, [false, true, false]);
    }

    fn stars(plain: &Plain) -> Vec<bool> {
        plain.words().map(|word| word.starred).collect()
    }
}
