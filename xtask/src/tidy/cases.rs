//! The corpus of readings: one folder a case, with the message and what it says.

use std::collections::BTreeSet;

use super::files::Tree;

/// Below this folder every folder without folders in it is a case.
const CASES: &str = "corpus/";
/// Many short messages in one file; they have a test of their own.
const WORDINGS: &str = "corpus/wordings";
const PARTS: [&str; 2] = ["message.eml", "facts.json"];

/// Cases in which the message or the facts are not there.
pub(crate) fn incomplete(tree: &Tree) -> Vec<String> {
    let folders: BTreeSet<&str> = tree
        .paths()
        .filter(|path| path.starts_with(CASES))
        .filter_map(|path| path.rsplit_once('/'))
        .map(|(folder, _)| folder)
        .filter(|folder| folder.len() > CASES.len() && *folder != WORDINGS)
        .collect();
    let is_leaf = |folder: &&&str| {
        let below = format!("{folder}/");
        !folders.iter().any(|other| other.starts_with(&below))
    };
    let mut offences = vec![];
    for folder in folders.iter().filter(is_leaf) {
        let absent = PARTS.iter().filter(|part| !tree.holds(&format!("{folder}/{part}")));
        offences.extend(absent.map(|part| format!("{folder} has no {part}")));
    }
    offences
}

#[test]
fn a_case_without_facts_is_an_offence() {
    let tree = Tree::from([
        ("corpus/README.md", ""),
        ("corpus/bill/one/message.eml", ""),
        ("corpus/bill/one/facts.json", ""),
        ("corpus/bill/two/message.eml", ""),
        ("corpus/three/facts.json", ""),
        ("corpus/wordings/en-a.txt", ""),
        ("sample/four/input.bin", ""),
    ]);
    assert_eq!(
        incomplete(&tree),
        ["corpus/bill/two has no facts.json", "corpus/three has no message.eml"]
    );
}
