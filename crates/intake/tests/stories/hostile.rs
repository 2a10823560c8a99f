//! Loops, locked files, random damage.

use std::fs;

use proptest::prelude::*;

use crate::kit::{House, MAIL, can_read, gz, mbox, zip};

#[cfg(unix)]
#[test]
fn links_to_files_are_followed_and_loops_are_not() {
    use std::os::unix::fs::symlink;
    let house = House::new().with("a/b/c.eml", MAIL);
    symlink(house.path("a"), house.path("a/b/back")).unwrap();
    symlink(house.path("a/b"), house.path("again")).unwrap();
    symlink(house.path("a/b/c.eml"), house.path("d.eml")).unwrap();
    symlink(house.path("nowhere"), house.path("e.eml")).unwrap();
    let taken = house.take_in();
    assert_eq!(taken.arrivals.len(), 2, "{:?}", taken.told());
    assert!(taken.told().contains(&"d.eml eml mail ordinary".to_owned()));
    assert_eq!(taken.named(), ["e.eml: there is no such file or folder"]);
}

#[cfg(unix)]
#[test]
fn a_socket_is_named_and_not_opened() {
    let house = House::new().with("a.eml", MAIL);
    let _socket = std::os::unix::net::UnixListener::bind(house.path("s")).unwrap();
    let taken = house.take_in();
    assert_eq!(taken.arrivals.len(), 1);
    assert_eq!(taken.named(), ["s: neither a file nor a folder"]);
}

#[cfg(unix)]
#[test]
fn a_locked_file_is_named_and_the_rest_is_taken() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new().with("a.eml", MAIL).with("b.eml", MAIL);
    fs::set_permissions(house.path("a.eml"), fs::Permissions::from_mode(0o000)).unwrap();
    if can_read(&house.path("a.eml")) {
        return; // Nothing is locked for root.
    }
    let taken = house.take_in();
    assert_eq!(taken.told(), ["b.eml eml mail ordinary"]);
    assert_eq!(taken.named(), ["a.eml: no permission to read it"]);
}

#[test]
fn folders_nested_beyond_the_limit_are_named() {
    let mut house = House::new().with("a/b.eml", MAIL).with("a/b/c/d.eml", MAIL);
    house.limits.depth_max = 2;
    let taken = house.take_in();
    assert_eq!(taken.told(), ["a/b.eml eml mail ordinary"]);
    assert_eq!(taken.named(), ["a/b/c: folders are nested too deep here"]);
}

fn damaged(mut bytes: Vec<u8>, changes: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    for (at, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        match byte {
            0..40 => bytes.truncate(at),
            40..80 => bytes.insert(at, *byte),
            80..120 => drop(bytes.remove(at)),
            _ => bytes[at] ^= *byte,
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_files_are_kept_or_named(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mails = mbox(3);
        let emlx = format!("{}\n{MAIL}<?xml", MAIL.len());
        let archive = zip(&[("a.mbox", mails.as_bytes()), ("b.zip", &zip(&[("c.eml", MAIL.as_bytes())]))]);
        for (name, bytes) in [
            ("a.zip", archive),
            ("b.emlx", emlx.into_bytes()),
            ("c.mbox.gz", gz(mails.as_bytes())),
            ("d.eml", MAIL.as_bytes().to_vec()),
            ("e", mails.clone().into_bytes()),
        ] {
            let bytes = damaged(bytes, &changes);
            let length = u64::try_from(bytes.len()).unwrap();
            let mut house = House::new().with(name, &bytes);
            house.limits.archive_expansion_bytes_max = 1 << 20;
            let taken = house.take_in();
            let silent = taken.arrivals.is_empty() && taken.unreadable.is_empty();
            // An archive may have lost its entries, a mailbox its bytes; a mail may not vanish.
            prop_assert!(!silent || length == 0 || name == "a.zip" || bytes.trim_ascii().is_empty(), "{}", name);
            prop_assert_eq!(taken.progress, length);
        }
    }

    #[test]
    fn the_message_of_an_emlx_file_is_part_of_it(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        for bytes in [bytes.clone(), [b"12\n", bytes.as_slice()].concat()] {
            if let Some(message) = oxherd_intake::emlx_message(&bytes) {
                prop_assert!(contains(&bytes, message));
            }
        }
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    part.is_empty() || bytes.windows(part.len()).any(|window| window == part)
}
