//! Lines that a program broke at its width: what goes on in the next line is one line of the sender.
//!
//! Programs that write plain text break it after so many letters (RFC 5322 section 2.1.1 advises 78), in the middle of a
//! date or a label. Such a break is known by its line being full: the next word would not have had room.

/// Letters of the widest line of a text that is broken at a width.
const WIDTH_MIN: usize = 56;
const WIDTH_MAX: usize = 100;

/// Letters of a line that can be full.
const FULL_MIN: usize = 40;

/// The text with a space in place of every end of a line that only its width made: offsets stay the same.
pub(super) fn join(text: String) -> String {
    let lines: Vec<Line<'_>> = text.split('\n').map(Line::of).collect();
    let wider = |width: usize, line: &Line<'_>| {
        let wider = (width + 1..=WIDTH_MAX).contains(&line.letters) && line.is_prose();
        if wider { line.letters } else { width }
    };
    let width = lines.iter().fold(0, wider);
    if width < WIDTH_MIN {
        return text;
    }
    let mut breaks: Vec<usize> = Vec::new();
    let mut end = 0;
    for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
        end += line.length;
        if goes_on(line, next, width) {
            breaks.push(end);
        }
        end += 1;
    }
    if breaks.is_empty() {
        return text;
    }
    let mut joined = String::with_capacity(text.len());
    let mut from = 0;
    for at in breaks {
        joined.push_str(text.get(from..at).unwrap_or_default());
        joined.push(' ');
        from = at + 1;
    }
    joined.push_str(text.get(from..).unwrap_or_default());
    joined
}

/// A line without the spaces at its end.
struct Line<'a> {
    text: &'a str,
    letters: usize,
    /// Bytes with those spaces.
    length: usize,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let text = line.trim_end();
        Self { text, letters: text.chars().count(), length: line.len() }
    }

    /// Whether it is none of a table and holds no address of a page.
    fn is_prose(&self) -> bool {
        let line = self.text;
        !line.contains('\t') && !line.trim_start().contains("  ") && !line.contains("://")
    }
}

/// Whether a line is full and goes on in the next.
fn goes_on(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let word = || next.text.split(' ').next().unwrap_or_default().chars().count();
    let full = (FULL_MIN..=width).contains(&line.letters) && line.letters + 1 + word() > width;
    let opens = |c: char| c.is_alphanumeric() || "€£$(\u{ab}\u{201e}\"'".contains(c);
    full && next.text.starts_with(opens)
        && line.is_prose()
        && next.is_prose()
        && !ends(line.text)
        && !lists(next.text)
}

/// Whether a line ends a sentence or opens a list; `am 15.` and `Nr.` do not.
fn ends(line: &str) -> bool {
    let Some(last) = line.chars().next_back() else { return true };
    let number = line.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit());
    match last {
        '.' => !number,
        '!' | '?' | ':' | ';' => true,
        _ => false,
    }
}

/// Whether a line is one of a list: `2. Rücksendung`, `a) ...`, or has a label of its own: `Betrag: 12,00`.
fn lists(line: &str) -> bool {
    let word = line.split(' ').next().unwrap_or_default();
    let marked = word.len() <= 3 && word.ends_with(')');
    let label = line.split_once(": ").is_some_and(|(label, _)| {
        label.split(' ').count() <= 3
            && label.chars().all(|c| c.is_alphabetic() || " -/.".contains(c))
    });
    marked || label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_width_broke_is_one_line() {
        for (text, joined) in [
            (
                "If you do not wish to renew it, please let us know in writing by 1\nOctober 2026. We will then close it.",
                "in writing by 1 October 2026. We",
            ),
            (
                "Falls Sie nicht verlängern möchten, teilen Sie uns das bitte bis zum 15.\nMärz 2026 schriftlich mit.",
                "bis zum 15. März 2026",
            ),
            (
                "Si no desea renovarlo, debe comunicárnoslo por escrito antes del 1 de\noctubre de 2026. Gracias.",
                "antes del 1 de octubre de 2026",
            ),
            (
                "Als u niet wilt verlengen, laat het ons dan schriftelijk weten vóór\n1 oktober 2026. Dank u wel.",
                "vóór 1 oktober 2026",
            ),
            (
                "Si vous ne souhaitez pas le renouveler, merci de nous écrire avant le\n1er octobre 2026.",
                "avant le 1er octobre",
            ),
            (
                "Se non desidera rinnovarla, ce lo comunichi per iscritto entro il\n1° ottobre 2026.",
                "entro il 1° ottobre",
            ),
        ] {
            let told = join(text.to_owned());
            assert!(told.contains(joined), "{told}");
            assert_eq!(told.len(), text.len());
        }
    }

    #[test]
    fn lines_of_their_own_stay() {
        for text in [
            "Thank you very much for your order, which we have packed.\nIt comes on Monday.",
            "Customer number: 12345\nInvoice number: 778899\nAmount: 12.00",
            "Your tickets for the evening performance in the great hall\n\nSeat 12",
            "We have booked your engineer and look forward to seeing you\nAmount due: 12.00 GBP",
            "Service of the boiler in the kitchen     12.00\nService of the boiler in the cellar      15.00",
            "We need the following from you before we can go on with it:\nA copy of the sale",
        ] {
            assert_eq!(join(text.to_owned()), text);
        }
    }
}
