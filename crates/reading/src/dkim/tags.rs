//! Lists of tags (RFC 6376 section 3.2): `v=1; a=rsa-sha256; ...`.

/// Tags of one list.
const TAGS_MAX: usize = 64;

/// The tags of a list, each once.
pub(super) struct Tags<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Tags<'a> {
    /// Reads a list; none where it is no list or a tag stands twice.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mut tags: Vec<(&str, &str)> = Vec::new();
        for tag in text.split(';') {
            if tag.trim().is_empty() {
                continue;
            }
            let (name, value) = tag.split_once('=')?;
            let name = name.trim();
            let sane = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
            let twice = tags.iter().any(|(known, _)| *known == name);
            if name.is_empty() || !sane || twice || tags.len() == TAGS_MAX {
                return None;
            }
            tags.push((name, value.trim()));
        }
        (!tags.is_empty()).then_some(Self(tags))
    }

    /// The value of a tag.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

/// What base64 stands for, with white space anywhere in it (RFC 6376 section 2.4).
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    let bare: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    let digits = bare.iter().take_while(|b| b.is_ascii_alphanumeric() || b"+/".contains(b)).count();
    let padded = bare.iter().skip(digits).all(|b| *b == b'=') && bare.len() - digits <= 2;
    if !padded || digits % 4 == 1 {
        return None;
    }
    mail_parser::decoders::base64::base64_decode(&bare)
}

/// A signature field without the value of `b=` and the white space around it (RFC 6376 section 3.5).
pub(super) fn without_signature(field: &[u8]) -> Vec<u8> {
    let mut bare = Vec::with_capacity(field.len());
    let colon = memchr::memchr(b':', field).map_or(field.len(), |at| at + 1);
    let (name, list) = field.split_at_checked(colon).unwrap_or((field, &[]));
    bare.extend_from_slice(name);
    for (number, tag) in list.split(|b| *b == b';').enumerate() {
        if number > 0 {
            bare.push(b';');
        }
        let value = memchr::memchr(b'=', tag).map_or(tag.len(), |at| at + 1);
        let (before, _) = tag.split_at_checked(value).unwrap_or((tag, &[]));
        let is_signature =
            before.trim_ascii().strip_suffix(b"=").is_some_and(|name| name.trim_ascii() == b"b");
        bare.extend_from_slice(if is_signature { before } else { tag });
    }
    bare
}
