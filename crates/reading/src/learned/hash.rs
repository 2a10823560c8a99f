// Shared with the build script, which has no crate around it: nothing but arithmetic stands here.

/// Where every hash begins.
pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, which can go on where it stopped.
pub(crate) fn extend(mut hash: u64, bytes: &[u8]) -> u64 {
    for byte in bytes {
        hash = (hash ^ byte_value(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

const fn byte_value(byte: u8) -> u64 {
    u64::from_le_bytes([byte, 0, 0, 0, 0, 0, 0, 0])
}
