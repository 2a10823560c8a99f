//! What may not stand in a file, and how files may be called.

use super::edges::PURE;
use super::files::Tree;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 7] = ["util", "utils", "helper", "helpers", "common", "misc", "manager"];
/// A longer file holds more than one idea.
const MAX_LINES: usize = 800;

// The words that the rules look for are put together from pieces, or this file would offend.
const UNFINISHED: [&str; 6] = [
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
    concat!("FIX", "ME"),
    concat!("X", "XX"),
    concat!("#[ig", "nore"),
    concat!("assert!(", "true)"),
];
const REGISTRIES: [&str; 12] = [
    concat!("crates", ".io"),
    concat!("npmjs", ".org"),
    concat!("npmjs", ".com"),
    concat!("yarnpkg", ".com"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
    concat!("proxy.golang", ".org"),
    concat!("rubygems", ".org"),
    concat!("repo.maven.", "apache.org"),
    concat!("repo1.maven", ".org"),
    concat!("deb.debian", ".org"),
    concat!("ghcr", ".io"),
];
/// A library and the only folder whose sources may name it.
const PLACES: [(&str, &str); 2] =
    [(concat!("rus", "qlite"), "crates/store/"), (concat!("tan", "tivy"), "crates/search/")];
/// What pure sources may not name, as the last part of a path in `std`.
const IMPURE: [&str; 4] = ["fs", "net", "env", "SystemTime"];

/// Files, folders and modules whose names say nothing.
pub(crate) fn empty_names(tree: &Tree) -> Vec<String> {
    let mut offences = vec![];
    for path in tree.paths() {
        let mut parts = path.split('/').map(|part| part.split('.').next().unwrap_or(part));
        if parts.any(|part| EMPTY_NAMES.contains(&part)) {
            offences.push(format!("{path}: a name that says nothing"));
        }
    }
    for (path, text) in tree.texts(".rs") {
        for (number, line) in numbered(&text) {
            let mut words = line.split([' ', ';', '{']).skip_while(|word| *word != "mod");
            if words.nth(1).is_some_and(|name| EMPTY_NAMES.contains(&name)) {
                offences.push(format!("{path}:{number}: a module name that says nothing"));
            }
        }
    }
    offences
}

/// Sources that are too long.
pub(crate) fn long_files(tree: &Tree) -> Vec<String> {
    let counted = tree.texts(".rs").map(|(path, text)| (path, text.lines().count()));
    let long = counted.filter(|(_, lines)| *lines > MAX_LINES);
    long.map(|(path, lines)| format!("{path}: {lines} lines, {MAX_LINES} are allowed")).collect()
}

/// Marks of work left undone, and tests that do not test.
pub(crate) fn unfinished(tree: &Tree) -> Vec<String> {
    let mut offences = vec![];
    for (path, text) in tree.texts(".rs") {
        for (number, line) in numbered(&text) {
            let found = UNFINISHED.iter().find(|word| line.contains(*word));
            offences.extend(found.map(|word| format!("{path}:{number}: {word}")));
        }
    }
    offences
}

/// Absolute paths into the home or work folder of whoever wrote the file.
pub(crate) fn machine_paths(tree: &Tree) -> Vec<String> {
    lines_of_all(tree, |line| has_machine_path(line).then_some("a path of a machine"))
}

/// Names of hosts from which packages come: builds must not lean on one.
pub(crate) fn registry_hosts(tree: &Tree) -> Vec<String> {
    lines_of_all(tree, |line| REGISTRIES.into_iter().find(|host| names(line, host.as_bytes())))
}

/// Sources and manifests that name a library which belongs to another crate.
pub(crate) fn libraries_out_of_place(tree: &Tree) -> Vec<String> {
    let mut offences = vec![];
    for (library, place) in PLACES {
        for (path, text) in tree.texts(".rs").filter(|(path, _)| !path.starts_with(place)) {
            let lines = numbered(&text).filter(|(_, line)| line.contains(library));
            offences.extend(
                lines.map(|(number, _)| format!("{path}:{number}: {library} outside {place}")),
            );
        }
        let manifest =
            format!("{}/Cargo.toml", place.trim_end_matches("src/").trim_end_matches('/'));
        let others = tree.texts("Cargo.toml");
        let others = others.filter(|(path, _)| *path != "Cargo.toml" && *path != manifest);
        let naming = others.filter(|(_, text)| text.contains(library));
        offences.extend(naming.map(|(path, _)| format!("{path}: {library} outside {manifest}")));
    }
    offences
}

/// Pure sources that name a clock, files, the network or the environment.
pub(crate) fn impure_sources(tree: &Tree) -> Vec<String> {
    let mut offences = vec![];
    for name in PURE {
        let sources = format!("crates/{}/src/", name.trim_start_matches("oxherd-"));
        for (path, text) in tree.texts(".rs").filter(|(path, _)| path.starts_with(&sources)) {
            let found = IMPURE.into_iter().filter(|word| reaches(&text, word));
            offences.extend(found.map(|word| format!("{path}: {name} is pure and names {word}")));
        }
    }
    offences
}

/// Whether code outside tests names `std::…::word`, alone or in a group.
fn reaches(text: &str, word: &str) -> bool {
    let code = without_tests(text);
    let code: String = code.lines().map(|line| line.split("//").next().unwrap_or(line)).collect();
    let code: String = code.split_whitespace().collect();
    code.match_indices("std::").any(|(at, _)| {
        let rest = code.get(at..).unwrap_or_default();
        let plain = rest.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':')));
        let plain = plain.take(1).flat_map(|path| path.split("::"));
        let group = rest.split([';', '(']).next().filter(|path| path.contains('{'));
        let grouped = group
            .into_iter()
            .flat_map(|path| path.split(|c: char| !(c.is_alphanumeric() || c == '_')));
        plain.chain(grouped).any(|part| part == word)
    })
}

/// The text before the tests that stand at the end of a file.
fn without_tests(text: &str) -> &str {
    let start = text.match_indices("#[cfg(test)]\nmod ").find(|(at, _)| {
        let module = text.get(*at..).and_then(|rest| rest.lines().nth(1));
        module.is_some_and(|line| line.ends_with('{'))
    });
    start.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines())
}

/// Looks at every line of every file but lock files, which only tools write.
fn lines_of_all<'a>(tree: &Tree, offence: impl Fn(&[u8]) -> Option<&'a str>) -> Vec<String> {
    let mut offences = vec![];
    for (path, bytes) in tree.all().filter(|(path, _)| !path.ends_with(".lock")) {
        for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
            let found = offence(line);
            offences.extend(found.map(|what| format!("{path}:{number}: {what}")));
        }
    }
    offences
}

/// Whether the line has a word such as a host's name, not as the tail of a longer one.
fn names(line: &[u8], word: &[u8]) -> bool {
    let mut places = (0..).zip(line.windows(word.len()));
    places.any(|(at, window): (usize, &[u8])| {
        let before = at.checked_sub(1).and_then(|before| line.get(before));
        let after = line.get(at + word.len());
        let inside =
            |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'-');
        window.eq_ignore_ascii_case(word) && !inside(before) && !inside(after)
    })
}

/// The pattern `(^|[^a-z])/(work|root|home/[a-z]+)/`.
fn has_machine_path(line: &[u8]) -> bool {
    (0..line.len()).any(|at| {
        let before = at.checked_sub(1).and_then(|before| line.get(before));
        let rest = &line[at..];
        let named = rest.starts_with(concat!("/wo", "rk/").as_bytes())
            || rest.starts_with(concat!("/ro", "ot/").as_bytes());
        let home = rest.strip_prefix(b"/home/").is_some_and(|rest| {
            let name = rest.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
            name > 0 && rest.get(name) == Some(&b'/')
        });
        !before.is_some_and(u8::is_ascii_lowercase) && (named || home)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_says_nothing_is_an_offence_as_file_folder_and_module() {
        let tree = Tree::from([
            ("crates/a/src/utils.rs", ""),
            ("crates/common/src/lib.rs", ""),
            ("crates/a/src/lib.rs", concat!("pub(crate) mod hel", "pers;\nmod utility;\n")),
            ("crates/a/src/commonplace.rs", "let common = 1;"),
        ]);
        let offences = empty_names(&tree);
        assert_eq!(offences.len(), 3, "{offences:?}");
        assert!(
            offences.contains(&"crates/a/src/lib.rs:1: a module name that says nothing".into())
        );
    }

    #[test]
    fn one_line_too_many_is_an_offence() {
        let (fits, long) = ("x\n".repeat(MAX_LINES), "x\n".repeat(MAX_LINES + 1));
        let tree = Tree::from([("a.rs", fits.as_str()), ("b.rs", &long), ("c.md", &long)]);
        assert_eq!(long_files(&tree), ["b.rs: 801 lines, 800 are allowed"]);
    }

    #[test]
    fn each_mark_of_unfinished_work_is_found() {
        for word in UNFINISHED {
            let line = format!("fn a() {{}}\n    {word}\n");
            let tree = Tree::from([("a.rs", line.as_str()), ("a.md", &line)]);
            assert_eq!(unfinished(&tree), [format!("a.rs:2: {word}")]);
        }
    }

    #[test]
    fn paths_of_a_machine_are_found_and_addresses_are_none() {
        let path = |pieces: &[&str]| format!("/{}", pieces.join("/"));
        for text in [path(&["work", "a"]), path(&["root", "b"]), path(&["home", "ann", "c"])] {
            assert!(has_machine_path(text.as_bytes()), "{text}");
            assert!(has_machine_path(format!("see \"{text}\"").as_bytes()), "{text}");
            assert!(!has_machine_path(format!("example{text}").as_bytes()), "{text}");
            let (tracked, lock) = (format!("a {text}"), format!("b {text}"));
            let tree = Tree::from([("a.toml", tracked.as_str()), ("Cargo.lock", &lock)]);
            assert_eq!(machine_paths(&tree), ["a.toml:1: a path of a machine"]);
        }
        for text in ["/workshop/a", "/home/", "/homework/a/", "/home/Ann/x"] {
            assert!(!has_machine_path(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn hosts_of_registries_are_found_and_longer_names_are_none() {
        for host in REGISTRIES {
            let text = format!("one\nhttps://{host}/x");
            let tree = Tree::from([("a.md", text.as_str())]);
            assert_eq!(registry_hosts(&tree), [format!("a.md:2: {host}")]);
            assert!(!names(format!("my{host}").as_bytes(), host.as_bytes()));
            assert!(!names(format!("{host}n").as_bytes(), host.as_bytes()));
        }
    }

    #[test]
    fn a_library_in_another_crate_is_an_offence() {
        for (library, place) in PLACES {
            let text = format!("use {library}::X;");
            let inside = format!("{place}a.rs");
            let tree = Tree::from([
                (inside.as_str(), text.as_str()),
                ("crates/ledger/src/a.rs", &text),
                ("crates/ledger/Cargo.toml", &text),
                ("Cargo.toml", &text),
            ]);
            let offences = libraries_out_of_place(&tree);
            assert_eq!(offences.len(), 2, "{offences:?}");
            assert!(offences.iter().all(|offence| offence.starts_with("crates/ledger/")));
        }
    }

    #[test]
    fn pure_sources_may_not_reach_out_however_it_is_written() {
        let offends = |text: &str| {
            let tree = Tree::from([("crates/ledger/src/a.rs", text)]);
            !impure_sources(&tree).is_empty()
        };
        assert!(offends("use std::fs;"));
        assert!(offends("use std::{\n    fmt,\n    fs::File,\n};"));
        assert!(offends("use std::time::{Duration, SystemTime};"));
        assert!(offends("fn a() { std::env::var(\"X\"); }"));
        assert!(offends("let x = std::net::IpAddr::V4;"));
        assert!(!offends("use std::fmt; // not std::fs\nlet fs = 1;"));
        assert!(!offends("use std::collections::{BTreeMap};\nfn env() {}"));
        assert!(!offends("fn a() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n"));
        assert!(offends("#[cfg(test)]\nmod tests;\nuse std::fs;\n"));
    }
}
