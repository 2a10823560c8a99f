// Shared with the build script, which has no crate around it: nothing but arithmetic stands here.

/// The hash of a spelling in a text, eight bytes at a time; no byte of a word is nought.
pub(crate) fn hash(text: &[u8], from: u32, to: u32) -> u64 {
    let (mut hash, mut at) = (0, from);
    while at < to {
        hash = mix(hash, first_bytes(piece(text, at), to - at));
        at += 8;
    }
    hash
}

/// Mixes a piece into a hash.
pub(crate) const fn mix(hash: u64, piece: u64) -> u64 {
    (hash.rotate_left(5) ^ piece).wrapping_mul(0xf135_7aea_2e62_a9c5)
}

/// Eight bytes of a text, or as many as there are, the first the lowest.
pub(crate) fn piece(text: &[u8], at: u32) -> u64 {
    let bytes = usize::try_from(at).ok().and_then(|at| text.get(at..)).unwrap_or_default();
    let few = || bytes.iter().rev().fold(0, |piece, byte| piece << 8 | u64::from(*byte));
    bytes.first_chunk().map_or_else(few, |bytes| u64::from_le_bytes(*bytes))
}

/// The first `many` bytes of a piece, at least one.
pub(crate) const fn first_bytes(piece: u64, many: u32) -> u64 {
    piece & u64::MAX >> (8_u32.saturating_sub(many) * 8)
}
