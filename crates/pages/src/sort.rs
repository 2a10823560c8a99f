//! What a document is, by its first bytes.

/// What can be turned into text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A PDF (ISO 32000).
    Pdf,
    /// A PNG, JPEG or TIFF.
    Picture,
}

/// Bytes within which readers accept the header of a PDF.
const HEAD: usize = 1024;

/// Tells a PDF and a picture by what they begin with; `None` for anything else.
#[must_use]
pub fn sort(bytes: &[u8]) -> Option<Sort> {
    const PICTURES: [&[u8]; 4] =
        [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II\x2a\x00", b"MM\x00\x2a"];
    if PICTURES.iter().any(|magic| bytes.starts_with(magic)) {
        return Some(Sort::Picture);
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    head.windows(5).any(|five| five == b"%PDF-").then_some(Sort::Pdf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_by_their_first_bytes() {
        assert_eq!(sort(b"\n%PDF-1.7\n"), Some(Sort::Pdf));
        assert_eq!(sort(b"\xff\xd8\xff\xe0"), Some(Sort::Picture));
        assert_eq!(sort(b"GIF89a"), None);
        assert_eq!(sort(&[b' '; 2000]), None);
        assert_eq!(sort(b""), None);
    }
}
