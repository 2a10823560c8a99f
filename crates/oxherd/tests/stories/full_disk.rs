//! A disk that is full: a clear word, nothing corrupted, and it goes on when there is room.

use crate::kit::{Answer, Household, text};
use crate::mail::{Mail, mbox};
use std::path::Path;
use std::process::Command;

/// Mail that does not get small when compressed.
fn bulky(messages: usize) -> Vec<Mail> {
    let mut number = 7_u64;
    let mut letters = move || {
        number =
            number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:016x}", number.rotate_left(23))
    };
    (0..messages)
        .map(|n| {
            let lines: Vec<String> = (0..60).map(|_| letters() + &letters() + &letters()).collect();
            Mail::from("Ben <ben@friends.example>", "2026-02-01", &format!("Letter {n}"))
                .body(&lines.join("\n"))
        })
        .collect()
}

/// Runs `take` so that no file may grow beyond so many blocks of 512 bytes; writes beyond fail as
/// on a full disk (EFBIG for ENOSPC), because the signal that goes with it is ignored.
fn take_with_room_for(household: &Household, path: &Path, blocks: u32) -> Answer {
    let mut command = Command::new("sh");
    let script = format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$@\"");
    let home = household.home();
    command
        .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_oxherd")])
        .args(["--home", text(&home), "take", text(path), "--json"])
        .env("HOME", household.path(""));
    Answer::of(command)
}

#[cfg(unix)]
#[test]
fn no_file_can_grow_at_several_sizes_and_all_goes_on_with_room() {
    let mails = bulky(600);
    let calm = Household::with(&mails);
    let whole = calm.books();
    for blocks in [1, 8, 64, 300, 700, 1_500, 2_500] {
        let household = Household::new();
        let path = household.file("mail.mbox", mbox(&mails));
        let answer = take_with_room_for(&household, &path, blocks);
        assert!(!answer.err.contains("panicked"), "{blocks}: {}", answer.err);
        if answer.status != Some(0) {
            assert_eq!(answer.status, Some(2), "{blocks}: {}", answer.err);
            assert_eq!(answer.out, "", "{blocks}");
            assert!(answer.err.starts_with("oxherd: "), "{blocks}: {}", answer.err);
        }
        if household.home().join("evidence").exists() {
            household.is_sound();
        }
        household.takes_in(&path);
        assert_eq!(household.is_sound(), 600, "{blocks}");
        assert_eq!(household.books(), whole, "{blocks}");
        assert_eq!(household.asks(&["rebuild"])["same_as_before"], true, "{blocks}");
    }
}

/// A file system of a few MB, where this user may make one.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn new(at: &Path, size: &str) -> Option<Self> {
        std::fs::create_dir_all(at).ok()?;
        let options = format!("size={size}");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs", text(at)]).output();
        mounted.is_ok_and(|m| m.status.success()).then(|| Self(at.to_owned()))
    }

    fn resize(&self, size: &str) {
        let options = format!("remount,size={size}");
        let done = Command::new("mount").args(["-o", &options, text(&self.0)]).status();
        assert!(done.is_ok_and(|status| status.success()), "more room");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").args(["-l", text(&self.0)]).status());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_and_all_goes_on_when_there_is_room() {
    let mails = bulky(600);
    let whole = Household::with(&mails).books();
    for size in ["64k", "300k", "900k", "1400k", "2M", "3M"] {
        let household = Household::new();
        let path = household.file("mail.mbox", mbox(&mails));
        let Some(disk) = SmallDisk::new(&household.home(), size) else {
            eprintln!("skipped: this user cannot mount a small disk");
            return;
        };
        let answer = household.run(&["take", text(&path), "--json"]);
        assert_eq!(answer.status, Some(2), "{size}: {} {}", answer.out, answer.err);
        answer.says("free some space");
        assert!(!answer.err.contains("panicked"), "{size}: {}", answer.err);
        disk.resize("200M");
        household.takes_in(&path);
        assert_eq!(household.is_sound(), 600, "{size}");
        assert_eq!(household.books(), whole, "{size}");
    }
}
