//! What is learned from and what only measures share no supplier and no wording.

use std::collections::{BTreeMap, BTreeSet};

use mail_parser::MessageParser;

use super::files::Tree;

/// The household of the corpus writes in both halves.
const OWNER: &str = "home-mail";

/// A sentence of fewer words (a greeting, a label with its value) is nobody's own wording.
const OWN_WORDING: usize = 8;

/// What one half of the corpus holds, and where.
#[derive(Default)]
struct Half {
    domains: BTreeMap<String, String>,
    sentences: BTreeMap<String, String>,
}

impl Half {
    fn note(&mut self, path: &str, sender: &str, text: &str) {
        if let Some(domain) = supplier_domain(sender) {
            self.domains.entry(domain).or_insert_with(|| path.to_owned());
        }
        for sentence in text.split(['\n', '.', '!', '?', ';', '<', '>']) {
            if let Some(own) = own_wording(sentence) {
                self.sentences.entry(own).or_insert_with(|| path.to_owned());
            }
        }
    }

    /// A whole message: its sender, and its text in words whatever it is encoded in.
    fn note_message(&mut self, path: &str, raw: &[u8]) {
        let Some(message) = MessageParser::default().parse(raw) else { return };
        let sender = message.from().and_then(|from| from.first()?.address.as_deref());
        let mut text = message.subject().unwrap_or_default().to_owned();
        for part in 0..message.text_body_count() {
            text.push('\n');
            text.push_str(&message.body_text(part).unwrap_or_default());
        }
        self.note(path, sender.unwrap_or_default(), &text);
    }

    /// Many messages in one file.
    fn note_wordings(&mut self, path: &str, text: &str) {
        for wording in crate::wordings::parse(path, text).unwrap_or_default() {
            let text = format!("{}\n{}", wording.subject, wording.body);
            self.note(path, wording.sender(), &text);
        }
    }
}

/// `shop.example` of `mail.shop.example` and of `post@shop.example`; the owner is no supplier.
fn supplier_domain(sender: &str) -> Option<String> {
    let domain = sender.rsplit('@').next()?.to_lowercase();
    let name = domain.strip_suffix(".example")?.rsplit('.').next()?;
    (!name.is_empty() && name != OWNER).then(|| format!("{name}.example"))
}

/// The words of a sentence without marks and figures, where they are enough to be somebody's own.
fn own_wording(sentence: &str) -> Option<String> {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1).collect();
    (words.len() >= OWN_WORDING).then(|| words.join(" "))
}

/// Suppliers and sentences that stand on both sides.
pub(crate) fn on_both_sides(tree: &Tree) -> Vec<String> {
    let measured = measured_suppliers(tree);
    let (mut train, mut test) = (Half::default(), Half::default());
    for (path, bytes) in tree.all().filter(|(path, _)| path.starts_with("corpus/")) {
        let mut parts = path.split('/').skip(1);
        let (Some(folder), Some(file)) = (parts.next(), parts.next()) else { continue };
        let measures = measured.contains(folder) || file.starts_with("held-out");
        let half = if measures { &mut test } else { &mut train };
        if folder == "wordings" {
            half.note_wordings(path, &String::from_utf8_lossy(bytes));
        } else if path.ends_with("message.eml") {
            half.note_message(path, bytes);
        }
    }
    let both = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
        let shared = one.iter().filter_map(|(what, at)| Some((what, at, other.get(what)?)));
        shared.map(|(what, at, too)| format!("{what}: {at} and {too}")).collect::<Vec<_>>()
    };
    let mut offences = both(&train.domains, &test.domains);
    offences.extend(both(&train.sentences, &test.sentences));
    offences
}

/// The folders that `split.json` gives to the half that only measures.
fn measured_suppliers(tree: &Tree) -> BTreeSet<String> {
    let list = tree.text("corpus/split.json").unwrap_or_default();
    let test = list.split_once("\"test\"").map_or("", |(_, test)| test);
    let names = test.split(']').next().unwrap_or_default().split('"');
    names.filter(|name| name.len() > 2).map(str::to_owned).collect()
}

#[test]
fn a_firm_or_a_sentence_on_both_sides_is_an_offence() {
    let tree = Tree::from([
        ("corpus/split.json", r#"{"train": ["oak"], "test": ["elm", "ash"]}"#),
        (
            "corpus/oak/one/message.eml",
            "From: <post@oak.example>\n\nYour table of solid oak leaves our workshop on 3.5.\nDear customer",
        ),
        (
            "corpus/elm/one/message.eml",
            "From: <post@elm.example>\n\nYour table of solid oak leaves our workshop on 9.6.\nDear customer",
        ),
        (
            "corpus/wordings/en-a.txt",
            "=== bill\nfrom: Ash <a@mail.ash.example>\n\nPlease pay [[amount/due:9]].",
        ),
        ("corpus/wordings/held-out-en.txt", "=== bill\nfrom: Ash <b@ash.example>\n\nPlease pay 9."),
    ]);
    assert_eq!(
        on_both_sides(&tree),
        [
            "ash.example: corpus/wordings/en-a.txt and corpus/wordings/held-out-en.txt",
            "your table of solid oak leaves our workshop on: corpus/oak/one/message.eml and \
             corpus/elm/one/message.eml",
        ]
    );
}
