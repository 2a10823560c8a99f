//! The forms of header and body that are signed (RFC 6376 section 3.4).
//!
//! Mailboxes keep messages with bare line feeds; on their way the lines ended in CR LF, so each line
//! counts as ending so.

/// Bytes of a header that are looked at.
const HEADER_BYTES_MAX: usize = 1024 * 1024;

/// Fields of a header that are looked at.
const FIELDS_MAX: usize = 4_096;

/// How much a form lets change on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Next to nothing.
    Simple,
    /// White space, and the case of the names of fields.
    Relaxed,
}

/// A field of a header as it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    name: &'a [u8],
    value: &'a [u8],
    whole: &'a [u8],
}

impl<'a> Field<'a> {
    fn of(whole: &'a [u8]) -> Self {
        let colon = memchr::memchr(b':', whole);
        let (name, value) = colon.and_then(|at| whole.split_at_checked(at)).unwrap_or_default();
        Self { name: name.trim_ascii_end(), value: value.get(1..).unwrap_or_default(), whole }
    }

    /// What stands behind the colon.
    pub(super) const fn value(&self) -> &'a [u8] {
        self.value
    }

    /// All of it without the last line end.
    pub(super) const fn whole(&self) -> &'a [u8] {
        self.whole
    }
}

/// A message cut into the fields of its header and its body.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    all: Vec<Field<'a>>,
    /// What stands below the empty line.
    pub(super) body: &'a [u8],
}

impl<'a> Fields<'a> {
    /// Cuts a message; none where its header is too large.
    pub(super) fn of(message: &'a [u8]) -> Option<Self> {
        let mut all: Vec<Field<'a>> = Vec::new();
        let (mut start, mut at) = (0, 0);
        loop {
            let rest = message.get(at..).unwrap_or_default();
            let line = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            let here = rest.get(..line).unwrap_or_default();
            let goes_on = matches!(here.first(), Some(b' ' | b'\t')) && at > start;
            if !goes_on && at > start {
                all.push(Field::of(without_end(message.get(start..at).unwrap_or_default())));
                start = at;
            }
            if at > HEADER_BYTES_MAX || all.len() > FIELDS_MAX {
                return None;
            }
            at += line;
            if without_end(here).is_empty() {
                return Some(Self { all, body: message.get(at..).unwrap_or_default() });
            }
        }
    }

    /// The fields of a name in lower case, from the top.
    pub(super) fn named(&self, name: &str) -> impl DoubleEndedIterator<Item = &Field<'a>> {
        self.all.iter().filter(move |field| field.name.eq_ignore_ascii_case(name.as_bytes()))
    }
}

/// A line without what ends it.
fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Lines without what ends them. A carriage return by itself ends none.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest).map(|end| end + 1);
        let (line, below) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = below;
        match end {
            Some(_) => Some(without_end(line)),
            None => Some(line).filter(|line| !line.is_empty()),
        }
    })
}

/// A field as it is signed, without a line end.
pub(super) fn header(field: &[u8], form: Form, out: &mut Vec<u8>) {
    if form == Form::Simple {
        for (number, line) in lines(field).enumerate() {
            if number > 0 {
                out.extend_from_slice(b"\r\n");
            }
            out.extend_from_slice(line);
        }
        return;
    }
    let field = Field::of(field);
    out.extend(field.name.iter().map(u8::to_ascii_lowercase));
    out.push(b':');
    let (mut begun, mut gap) = (false, false);
    for line in lines(field.value) {
        for byte in line {
            if is_blank(byte) {
                gap = true;
                continue;
            }
            if gap && begun {
                out.push(b' ');
            }
            (begun, gap) = (true, false);
            out.push(*byte);
        }
    }
}

/// Hands over a body as it is signed, bit by bit.
pub(super) fn body(body: &[u8], form: Form, out: &mut impl FnMut(&[u8])) {
    let (mut empty, mut begun) = (0_usize, false);
    for line in lines(body) {
        let line = if form == Form::Relaxed { without_blanks(line) } else { line };
        if line.is_empty() {
            // Those at the end are left out.
            empty += 1;
            continue;
        }
        for _ in 0..std::mem::take(&mut empty) {
            out(b"\r\n");
        }
        match form {
            Form::Simple => out(line),
            Form::Relaxed => squeezed(line, out),
        }
        out(b"\r\n");
        begun = true;
    }
    if form == Form::Simple && !begun {
        out(b"\r\n");
    }
}

/// A line with each run of blanks as one space.
fn squeezed(line: &[u8], out: &mut impl FnMut(&[u8])) {
    let mut rest = line;
    while !rest.is_empty() {
        let word = rest.iter().position(is_blank).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(word).unwrap_or((rest, &[]));
        out(word);
        let gap = after.iter().position(|b| !is_blank(b)).unwrap_or(after.len());
        if gap > 0 {
            out(b" ");
        }
        rest = after.get(gap..).unwrap_or_default();
    }
}

fn without_blanks(line: &[u8]) -> &[u8] {
    let end = line.iter().rposition(|b| !is_blank(b)).map_or(0, |last| last + 1);
    line.get(..end).unwrap_or_default()
}

const fn is_blank(byte: &u8) -> bool {
    matches!(*byte, b' ' | b'\t')
}
