//! Ways to break an input.

use crate::rng::Rng;

/// Most inputs do not grow beyond this: more bytes find little more and cost time.
pub(crate) const MAX_BYTES: usize = 64 * 1024;

/// One input of so many is flooded to as many bytes as are read of one text: what takes the square
/// of its length shows itself.
const FLOOD_EVERY: usize = 512;
const FLOOD_BYTES: usize = 400_000;

/// Numbers at which lengths and counters tend to break.
const EDGES: [&[u8]; 8] = [
    b"\x00",
    b"\xff",
    b"\x7f\xff\xff\xff",
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x80",
    b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    b"18446744073709551615",
    b"-1",
];

/// Changes the input in one to eight places.
pub(crate) fn mutate(input: &mut Vec<u8>, other: &[u8], tokens: &[&[u8]], rng: &mut Rng) {
    for _ in 0..=rng.below(8) {
        step(input, other, tokens, rng);
    }
    input.truncate(MAX_BYTES);
    if rng.below(FLOOD_EVERY) == 0 {
        flood(input, tokens, rng);
    }
}

/// Fills an input up: a stretch of it or a token many times, then one sign many times.
fn flood(input: &mut Vec<u8>, tokens: &[&[u8]], rng: &mut Rng) {
    let token = rng.pick(tokens).copied().unwrap_or_default().to_vec();
    let own = input.get(range(input.len(), rng)).unwrap_or_default().to_vec();
    let piece = if rng.below(2) == 0 { token } else { own };
    let times = (FLOOD_BYTES / 2).checked_div(piece.len()).unwrap_or(0);
    input.extend(piece.repeat(times));
    let sign = rng.pick(b" \n\t<a7\"").copied().unwrap_or(b' ');
    input.resize(FLOOD_BYTES.max(input.len()), sign);
    input.truncate(FLOOD_BYTES);
}

fn step(input: &mut Vec<u8>, other: &[u8], tokens: &[&[u8]], rng: &mut Rng) {
    match rng.below(10) {
        0 => flip(input, rng),
        1 => replace(input, rng),
        2 => drop(input.drain(range(input.len(), rng))),
        3 => input.truncate(rng.below(input.len().saturating_add(1))),
        4 => duplicate(input, rng),
        5 => splice(input, other, rng),
        6 => insert(input, rng.pick(&EDGES).copied().unwrap_or_default(), rng),
        7 | 8 => insert(input, rng.pick(tokens).copied().unwrap_or_default(), rng),
        _ => overwrite(input, rng.pick(tokens).copied().unwrap_or_default(), rng),
    }
}

/// A stretch of an input of this length: mostly short, now and then any length.
fn range(len: usize, rng: &mut Rng) -> std::ops::Range<usize> {
    let start = rng.below(len.saturating_add(1));
    let rest = len.saturating_sub(start);
    let most = if rng.below(4) == 0 { rest } else { rest.min(16) };
    start..start.saturating_add(rng.below(most.saturating_add(1)))
}

fn flip(input: &mut [u8], rng: &mut Rng) {
    let bit = rng.below(8);
    let at = rng.below(input.len());
    if let Some(byte) = input.get_mut(at) {
        *byte ^= 1_u8.rotate_left(u32::try_from(bit).unwrap_or(0));
    }
}

fn replace(input: &mut [u8], rng: &mut Rng) {
    let [new, ..] = rng.next().to_le_bytes();
    let at = rng.below(input.len());
    if let Some(byte) = input.get_mut(at) {
        *byte = new;
    }
}

fn insert(input: &mut Vec<u8>, bytes: &[u8], rng: &mut Rng) {
    let at = rng.below(input.len().saturating_add(1));
    drop(input.splice(at..at, bytes.iter().copied()));
}

fn overwrite(input: &mut [u8], bytes: &[u8], rng: &mut Rng) {
    let at = rng.below(input.len());
    for (old, new) in input.iter_mut().skip(at).zip(bytes) {
        *old = *new;
    }
}

/// Repeats a stretch, up to many times: what nests or runs quadratic shows itself.
fn duplicate(input: &mut Vec<u8>, rng: &mut Rng) {
    let piece = input.get(range(input.len(), rng)).unwrap_or_default().to_vec();
    let times = if rng.below(8) == 0 { rng.below(4096) } else { rng.below(4) };
    let room = MAX_BYTES.checked_div(piece.len()).unwrap_or(0);
    insert(input, &piece.repeat(times.min(room)), rng);
}

/// Puts a stretch of another input in the place of one of this.
fn splice(input: &mut Vec<u8>, other: &[u8], rng: &mut Rng) {
    let piece = other.get(range(other.len(), rng)).unwrap_or_default();
    let here = range(input.len(), rng);
    drop(input.splice(here, piece.iter().copied()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_changes_an_input_in_the_same_way() {
        let changed = |seed| {
            let mut input = b"Subject: hello\n\nworld".to_vec();
            let mut rng = Rng::new(seed);
            for _ in 0..20 {
                mutate(&mut input, b"other", &[b"From "], &mut rng);
            }
            input
        };
        assert_eq!(changed(4), changed(4));
        assert_ne!(changed(4), changed(5));
    }

    #[test]
    fn an_input_never_grows_beyond_the_limit_and_an_empty_one_is_no_trouble() {
        let mut rng = Rng::new(9);
        let mut input = vec![];
        for _ in 0..20_000 {
            mutate(&mut input, b"", &[], &mut rng);
            mutate(&mut input, &[7; 999], &[b"token"], &mut rng);
            assert!(input.len() <= FLOOD_BYTES);
        }
    }

    #[test]
    fn tokens_come_into_the_input() {
        let mut rng = Rng::new(2);
        let found = (0..100).any(|_| {
            let mut input = b"aaaa".to_vec();
            mutate(&mut input, b"bbbb", &[b"TOKEN"], &mut rng);
            input.windows(5).any(|window| window == b"TOKEN")
        });
        assert!(found);
    }
}
