//! A folder with files in it and a sink that remembers.

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use oxherd_intake::{Arrival, Limits, Sink, Unreadable, take_in};
use tempfile::TempDir;

pub(crate) const MAIL: &str = "From: a@example.org\nTo: b@example.org\nSubject: hello\n\nbody\n";
pub(crate) const FROM: &str = "From a@example.org Fri Jul  8 12:08:34 2011";

/// An mbox with this many messages.
pub(crate) fn mbox(count: usize) -> String {
    (1..=count).map(|n| format!("{FROM}\n{MAIL}number {n}\n\n")).collect()
}

/// The text of the n-th message of [`mbox`].
pub(crate) fn numbered(n: usize) -> String {
    format!("{MAIL}number {n}\n")
}

pub(crate) fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A folder that goes away with the test.
pub(crate) struct House {
    root: TempDir,
    pub(crate) limits: Limits,
}

impl House {
    pub(crate) fn new() -> Self {
        Self { root: TempDir::new().unwrap(), limits: Limits::default() }
    }

    pub(crate) fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Takes in everything.
    pub(crate) fn take_in(&self) -> Taken {
        self.take_in_at("")
    }

    pub(crate) fn take_in_at(&self, name: &str) -> Taken {
        let path = if name.is_empty() { self.root.path().to_owned() } else { self.path(name) };
        let mut taken = Taken { root: self.root.path().to_owned(), ..Taken::default() };
        let flow = take_in(&path, &self.limits, &mut taken);
        assert!(flow.is_continue());
        taken.arrivals.sort_by(|a, b| a.source.cmp(&b.source));
        taken.unreadable.sort_by(|a, b| a.source.cmp(&b.source));
        taken
    }
}

/// All that came through the door.
#[derive(Default)]
pub(crate) struct Taken {
    root: PathBuf,
    pub(crate) arrivals: Vec<Arrival>,
    pub(crate) unreadable: Vec<Unreadable>,
    pub(crate) progress: u64,
}

impl Taken {
    fn short(&self, source: &str) -> String {
        let root = format!("{}/", self.root.display());
        source.strip_prefix(&root).unwrap_or(source).to_owned()
    }

    /// Each arrival as `source channel media folder`.
    pub(crate) fn told(&self) -> Vec<String> {
        let line = |a: &Arrival| {
            let words = (a.channel.as_str(), a.media.as_str(), a.folder.as_str());
            format!("{} {} {} {}", self.short(&a.source), words.0, words.1, words.2)
        };
        self.arrivals.iter().map(line).collect()
    }

    /// Each unreadable item as `source: what`.
    pub(crate) fn named(&self) -> Vec<String> {
        for item in &self.unreadable {
            assert!(!item.remedy.is_empty() && !item.what.ends_with('.'), "{item:?}");
        }
        self.unreadable.iter().map(|u| format!("{}: {}", self.short(&u.source), u.what)).collect()
    }

    pub(crate) fn text(&self, at: usize) -> &str {
        std::str::from_utf8(&self.arrivals[at].bytes).unwrap()
    }

    pub(crate) fn nothing_named(self) -> Self {
        assert_eq!(self.named(), Vec::<String>::new());
        self
    }
}

impl Sink for Taken {
    fn arrival(&mut self, arrival: Arrival) -> ControlFlow<()> {
        self.arrivals.push(arrival);
        ControlFlow::Continue(())
    }

    fn unreadable(&mut self, item: Unreadable) {
        self.unreadable.push(item);
    }

    fn progress(&mut self, bytes_done: u64) {
        self.progress += bytes_done;
    }
}

/// Whether file permissions bind this process; they do not bind root.
pub(crate) fn can_read(path: &Path) -> bool {
    fs::File::open(path).is_ok()
}
