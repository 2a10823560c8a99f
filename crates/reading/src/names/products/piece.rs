//! Pieces of a line: cells, names and numbers of pieces, each with its place in the text.

/// A number of pieces above this is a number of something else.
const COUNT_MAX: u32 = 999;
/// Letters of a name.
const NAME_MAX: usize = 80;

/// A piece of a text with the place of its first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// How many, before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// `2 x`, `2 pcs`.
    Marked(u32),
    /// Only the number.
    Bare(u32),
}

impl Count {
    pub(super) const fn number(self) -> u32 {
        match self {
            Self::Marked(number) | Self::Bare(number) => number,
        }
    }
}

/// Words for pieces, as written beside a number.
const UNITS: &[&str] = &[
    "pcs", "pc", "pieces", "piece", "pack", "packs", "stk", "stck", "stück", "st", "packung",
    "pièce", "pièces", "ud", "uds", "unidad", "unidades", "pz", "pezzi", "pezzo", "conf", "stuks",
    "stuk", "pak",
];

/// Words before the number of a row.
const POSITIONS: &[&str] = &[
    "pos",
    "position",
    "línea",
    "linea",
    "line",
    "ligne",
    "regel",
    "riga",
    "posición",
    "posizione",
];

/// Words between a name and its price.
const PRICE_WORDS: &[&str] =
    &["at", "à", "a", "je", "für", "for", "per", "voor", "por", "pour", "da"];

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word = word.trim_end_matches('.');
    let alike = |known: &str| {
        known.eq_ignore_ascii_case(word)
            || !word.is_ascii() && known.len() == word.len() && *known == word.to_lowercase()
    };
    list.iter().any(|known| alike(known))
}

impl<'a> Piece<'a> {
    /// The bytes of `text` from `start` to `end`.
    pub(super) fn of(text: &'a str, start: usize, end: usize) -> Self {
        Self { text: text.get(start..end).unwrap_or_default(), at: start }
    }

    pub(super) const fn end(self) -> usize {
        self.at + self.text.len()
    }

    /// What follows an offset of the text.
    pub(super) fn from(self, at: usize) -> Self {
        let skip = at.saturating_sub(self.at);
        Self { text: self.text.get(skip..).unwrap_or_default(), at: self.at + skip }
    }

    /// What stands before an offset of the text.
    pub(super) fn until(self, at: usize) -> Self {
        let length = at.saturating_sub(self.at);
        Self { text: self.text.get(..length).unwrap_or(self.text), at: self.at }
    }

    /// What stands before a mark, or all.
    pub(super) fn before(self, mark: &str) -> Self {
        self.text.find(mark).map_or(self, |at| self.until(self.at + at))
    }

    /// What follows a mark that this begins with.
    pub(super) fn after(self, mark: &str) -> Option<Self> {
        let rest = self.text.strip_prefix(mark)?;
        Some(Self { text: rest, at: self.end() - rest.len() })
    }

    fn trim_start(self, out: impl Fn(char) -> bool) -> Self {
        let text = self.text.trim_start_matches(&out);
        Self { text, at: self.end() - text.len() }
    }

    fn trim_end(self, out: impl Fn(char) -> bool) -> Self {
        Self { text: self.text.trim_end_matches(&out), at: self.at }
    }

    /// Without space around it.
    pub(super) fn bare(self) -> Self {
        self.trim_start(is_space).trim_end(is_space)
    }

    /// Without the sign of a list before it.
    pub(super) fn unlisted(self) -> Self {
        self.trim_start(|c| {
            is_space(c)
                || matches!(
                    c,
                    '-' | '*' | '\u{2022}' | '\u{b7}' | '\u{2013}' | '\u{2014}' | '>' | '+'
                )
                || matches!(
                    c,
                    '\u{25aa}' | '\u{25cf}' | '\u{2713}' | '\u{2714}' | '\u{203a}' | '\u{feff}'
                )
        })
    }

    /// Without what parts a name from what follows it.
    fn unparted(self) -> Self {
        self.trim_end(|c| {
            is_space(c)
                || matches!(
                    c,
                    '-' | ':' | ',' | ';' | '=' | '@' | '\u{b7}' | '\u{2026}' | '*' | '|'
                )
                || matches!(c, '\u{2013}' | '\u{2014}' | '\u{2192}' | '\u{2212}' | '(')
        })
        .without_leaders()
    }

    /// Without a line of dots: `Notebook ..... 7.50`.
    fn without_leaders(self) -> Self {
        let bare = self.trim_end(|c| is_space(c) || c == '.');
        let cut = self.end() - bare.end();
        if cut > 1 { bare } else { self }
    }

    /// The whole piece as a number of pieces: `2`, `2 x`, `2 pcs`, `x2`.
    pub(super) fn number(self) -> Option<u32> {
        let text = self.text.trim_matches(['x', 'X', '\u{d7}', ' ', '\u{a0}']);
        let text = text
            .split_once(is_space)
            .map_or(text, |(number, unit)| if is_one_of(unit, UNITS) { number } else { text });
        let digits = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
        let number: u32 = text.parse().ok()?;
        (digits && (1..=COUNT_MAX).contains(&number)).then_some(number)
    }

    /// A sum without a sign of money, as registers print it: `449,00`.
    pub(super) fn is_plain_sum(self) -> bool {
        let cents =
            self.text.rsplit_once(['.', ',']).map(|(whole, cents)| (whole.as_bytes(), cents));
        cents.is_some_and(|(whole, cents)| {
            let digits =
                whole.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' '));
            cents.len() == 2
                && cents.bytes().all(|b| b.is_ascii_digit())
                && (1..=9).contains(&whole.len())
                && digits
        })
    }

    /// Whether it is the number of a row or of an article: `1`, `3.`, `Pos. 2`, `44102`.
    pub(super) fn is_position(self) -> bool {
        let rest = self.text.split_once([' ', '.']).filter(|(word, _)| is_one_of(word, POSITIONS));
        let number = rest.map_or(self.text, |(_, number)| number);
        let number = number.trim_matches(['.', ')', '#', ' ']);
        (1..=8).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    }

    /// The same with a word for it: `Pos. 2`.
    pub(super) fn is_named_position(self) -> bool {
        self.is_position() && self.text.starts_with(char::is_alphabetic)
    }

    /// `Pos 1 Drive belt` without the number of its row.
    pub(super) fn without_position(self) -> Option<Self> {
        let (word, rest) = self.text.split_once([' ', '.', '\u{a0}'])?;
        if !is_one_of(word, POSITIONS) {
            return None;
        }
        let rest = rest.trim_start_matches(['.', ' ']);
        let name = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let parted = name.starts_with([' ', ':', '.', ')']) && name.len() < rest.len();
        parted.then(|| {
            self.from(self.end() - name.len()).trim_start(|c| matches!(c, ' ' | ':' | '.' | ')'))
        })
    }

    /// The number of pieces before a name: `2 x Phone`, `2 pcs Phone`, `2 Phones`.
    pub(super) fn leading(self) -> (Option<Count>, Self) {
        let piece = self.unlisted();
        let digits = piece.text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = piece.text.split_at(digits);
        let number = number.parse().ok().filter(|n| (1..=COUNT_MAX).contains(n));
        let (Some(number), 1..=3) = (number, digits) else { return (None, self) };
        let name = rest.trim_start_matches(is_space);
        let parted = name.len() < rest.len();
        let at = |name: &str| piece.from(piece.end() - name.len()).trim_start(is_space);
        let times = name.strip_prefix('\u{d7}').or_else(|| {
            let after = name.strip_prefix(['x', 'X', '*'])?;
            after.starts_with(is_space).then_some(after)
        });
        if let Some(after) = times {
            return (Some(Count::Marked(number)), at(after));
        }
        let Some((word, after)) = name.split_once(is_space).filter(|_| parted) else {
            return (None, self);
        };
        if is_one_of(word, UNITS) {
            return (Some(Count::Marked(number)), at(after));
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters >= 3 && !word.contains(['/', '.', '\u{b2}', '\u{b3}']) {
            return (Some(Count::Bare(number)), at(name));
        }
        (None, self)
    }

    /// Whether a number of pieces ends it: `Sun cream x1`.
    pub(super) fn ends_counted(self) -> bool {
        self.text.ends_with(|c: char| c.is_ascii_digit() || c == ')')
            && self.text.contains(['x', 'X', '\u{d7}'])
            && self.without_count().0.is_some()
    }

    /// The name without the number of pieces behind it: `Phone x 2`, `Phone (2 pcs)`.
    pub(super) fn without_count(self) -> (Option<u32>, Self) {
        let piece = self.unparted();
        if let Some(inner) = piece.text.strip_suffix(')')
            && let Some((head, inner)) = inner.rsplit_once('(')
            && let Some(count) = Self::of(inner, 0, inner.len()).bare().number()
        {
            return (Some(count), piece.until(piece.at + head.len()).unparted());
        }
        // `Soap x1 (broken)`
        if let Some(note) =
            piece.note().filter(|note| !note.text.bytes().any(|b| b.is_ascii_digit()))
            && let (Some(count), name) = piece.until(note.at).without_count()
        {
            return (Some(count), name);
        }
        let head = piece.text.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = piece.text.get(head.len()..).unwrap_or_default();
        let times = head.trim_end_matches(is_space).strip_suffix(['x', 'X', '\u{d7}']);
        if let (Some(name), Some(count)) = (times, Self::of(number, 0, number.len()).number())
            && name.ends_with([' ', '\u{a0}', '(', ','])
            && !name.trim_end_matches(is_space).ends_with(|c: char| c.is_ascii_digit())
        {
            return (Some(count), piece.until(piece.at + name.len()).unparted());
        }
        if let Some((name, count)) = counted_behind(piece.text) {
            return (Some(count), piece.until(piece.at + name.len()).unparted());
        }
        (None, piece)
    }

    /// What stands in brackets at its end, with them.
    pub(super) fn note(self) -> Option<Self> {
        let open = self.text.strip_suffix(')')?.rfind('(')?;
        Some(self.from(self.at + open))
    }

    /// Without `at`, `je` and the like before a price.
    pub(super) fn without_price_words(self) -> Self {
        let piece = self.unparted();
        match piece.text.rsplit_once(is_space) {
            Some((name, word)) if is_one_of(word, PRICE_WORDS) => {
                piece.until(piece.at + name.len()).unparted()
            }
            Some(_) | None => piece,
        }
    }

    /// The first sentence, where more follow.
    pub(super) fn first_sentence(self) -> Self {
        sentence_end(self.text).map_or(self, |end| self.until(self.at + end))
    }

    /// The parts of `1 x Table, 6 x Chair`; the whole where it counts once or not at all.
    pub(super) fn counted_parts(self) -> impl Iterator<Item = Self> {
        let mut rest = Some(self.bare());
        std::iter::from_fn(move || {
            let piece = rest.take()?;
            let counted = matches!(piece.leading().0, Some(Count::Marked(_)));
            let parts = piece.text.match_indices(", ").find(|(at, _)| {
                let next = piece.from(piece.at + at + 2);
                matches!(next.leading().0, Some(Count::Marked(_)))
            });
            let Some((at, _)) = parts.filter(|_| counted) else { return Some(piece) };
            rest = Some(piece.from(piece.at + at + 2));
            Some(piece.until(piece.at + at))
        })
    }

    /// Whether letters and signs are those of a name, and of no sentence, address or number.
    pub(super) fn can_be_a_name(self) -> bool {
        let text = self.text;
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let begins = text.starts_with(|c: char| {
            c.is_alphanumeric()
                || matches!(c, '"' | '\'' | '\u{201e}' | '\u{201c}' | '\u{ab}' | '\u{2018}')
        });
        let sentence = text.ends_with(['!', '?'])
            || sentence_end(text).is_some()
            || text.contains(": ")
            || text.contains(['@', '{', '<'])
            || text.contains("://");
        let (upper, digits) = text.bytes().fold((0, 0), |(upper, digits), byte| {
            (
                upper + usize::from(byte.is_ascii_uppercase()),
                digits + usize::from(byte.is_ascii_digit()),
            )
        });
        // `PX.4418-0092`: a number with letters in it.
        let code = !text.contains(' ') && digits > 2 && upper + digits + 3 >= text.len();
        begins && letters >= 3 && text.chars().count() <= NAME_MAX && !sentence && !code
    }
}

/// Where the first sentence ends before another: a word of four letters, a stop, a capital.
fn sentence_end(text: &str) -> Option<usize> {
    text.match_indices(". ").map(|(at, _)| at).find(|at| {
        let (head, tail) = text.split_at(*at);
        let word = head.chars().rev().take_while(|c| c.is_alphabetic()).count();
        word > 3 && tail.trim_start_matches(['.', ' ']).starts_with(char::is_uppercase)
    })
}

/// `Descaler 2 pcs`: a number and a word for pieces behind the name.
fn counted_behind(text: &str) -> Option<(&str, u32)> {
    let (head, unit) = text.rsplit_once(is_space)?;
    let (name, number) = head.rsplit_once(is_space)?;
    let number = Piece::of(number, 0, number.len()).number().filter(|_| is_one_of(unit, UNITS))?;
    Some((name, number))
}

/// Cells of a line: parted by tabs, bars or two spaces.
pub(super) fn cells(line: Piece<'_>) -> Vec<Piece<'_>> {
    let mut cells = Vec::new();
    let bytes = line.text.as_bytes();
    let mut start = 0;
    let mut keep = |start: usize, end: usize| {
        let cell = Piece::of(line.text, start, end).bare();
        if !cell.text.is_empty() {
            cells.push(Piece { text: cell.text, at: line.at + cell.at });
        }
    };
    for (at, byte) in bytes.iter().enumerate() {
        let gap = matches!(byte, b'\t' | b'|') || *byte == b' ' && bytes.get(at + 1) == Some(&b' ');
        if gap {
            keep(start, at);
            start = at + 1;
        }
    }
    keep(start, bytes.len());
    cells
}
