//! The documents: which must be there, and what they point at.

use super::files::Tree;

const REQUIRED: [&str; 7] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/glossary.md",
    "docs/decisions.md",
    "docs/measurements.md",
];

/// Markdown below these is input, not our word.
const INPUT: [&str; 2] = ["corpus/", "sample/"];

/// Documents that a reader expects and does not find.
pub(crate) fn missing(tree: &Tree) -> Vec<String> {
    let absent = REQUIRED.iter().filter(|path| !tree.holds(path));
    absent.map(|path| format!("{path} is missing")).collect()
}

/// Invariants of ARCHITECTURE.md whose `held by:` names no test of the tree.
///
/// The form is ``held by: `path::test_name` ``, several separated by commas; the path is a file
/// below the top folder, or begins with the name of a crate.
pub(crate) fn invariants_without_test(tree: &Tree) -> Vec<String> {
    let Some(text) = tree.text("ARCHITECTURE.md") else {
        return vec![]; // reported as missing
    };
    let mut named = 0;
    let mut offences = vec![];
    for line in text.lines() {
        let Some((_, tests)) = line.split_once("held by:") else {
            continue;
        };
        let mut tests = tests.split('`').skip(1).step_by(2).peekable();
        if tests.peek().is_none() {
            offences.push(format!("ARCHITECTURE.md: no test named in: {}", line.trim()));
        }
        for test in tests {
            named += 1;
            if !exists(tree, test) {
                offences.push(format!("ARCHITECTURE.md: there is no test {test}"));
            }
        }
    }
    if named == 0 {
        offences.push("ARCHITECTURE.md: no invariant says which test holds it".into());
    }
    offences
}

/// Whether a file that the path may mean has a test of this name.
fn exists(tree: &Tree, test: &str) -> bool {
    let Some((path, name)) = test.rsplit_once("::") else {
        return false;
    };
    let first = path.split("::").next().unwrap_or(path);
    let folder = first.strip_prefix("oxherd_").or_else(|| first.strip_prefix("oxherd-"));
    let folder = if first == "xtask" {
        "xtask/".to_owned()
    } else {
        format!("crates/{}/", folder.unwrap_or(first))
    };
    tree.texts(".rs")
        .filter(|(file, _)| *file == first || file.starts_with(&folder) || in_folder(file, first))
        .any(|(_, text)| has_test(&text, name))
}

fn in_folder(file: &str, folder: &str) -> bool {
    file.strip_prefix(folder.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a function of this name stands directly below a test attribute.
fn has_test(text: &str, name: &str) -> bool {
    let mut is_test = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[test]") {
            is_test = true;
        } else if let Some(rest) = line.trim_start_matches("pub ").strip_prefix("fn ") {
            let found = rest.split(['(', '<']).next();
            if is_test && found == Some(name) {
                return true;
            }
            is_test = false;
        }
    }
    false
}

/// Links to files or headings that do not exist.
pub(crate) fn broken_links(tree: &Tree) -> Vec<String> {
    let mut offences = vec![];
    for (path, text) in tree.texts(".md") {
        if INPUT.iter().any(|input| path.starts_with(input)) {
            continue;
        }
        for link in links(&text) {
            if !leads_somewhere(tree, path, &text, &link) {
                offences.push(format!("{path}: nothing at {link}"));
            }
        }
    }
    offences
}

fn leads_somewhere(tree: &Tree, from: &str, text: &str, link: &str) -> bool {
    let elsewhere = link.starts_with('<') || link.starts_with("mailto:") || link.contains("://");
    if elsewhere {
        return true;
    }
    let (file, heading) = link.split_once('#').unwrap_or((link, ""));
    if file.is_empty() {
        return has_heading(text, heading);
    }
    let Some(place) = resolved(from, file) else {
        return false;
    };
    let is_there = place.is_empty() || tree.holds(&place);
    let other = tree.text(&place).filter(|_| !heading.is_empty() && place.ends_with(".md"));
    is_there && other.is_none_or(|text| has_heading(&text, heading))
}

/// The path that a link means, seen from the file that it stands in; none above the top.
fn resolved(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = match link.strip_prefix('/') {
        Some(_) => vec![],
        None => from.split('/').collect(),
    };
    parts.pop();
    for part in link.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some(parts.join("/"))
}

/// The targets of `[words](target)` and `[words]: target` outside code.
fn links(text: &str) -> Vec<String> {
    let mut links = vec![];
    let mut in_code = false;
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        if in_code || fence {
            continue;
        }
        // Every second piece between backticks is code.
        let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join("_");
        let inline = prose.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
        links.extend(inline.map(str::to_owned));
        if let Some((label, target)) = prose.split_once("]: ")
            && label.starts_with('[')
            && !label.starts_with("[^")
        {
            links.extend(target.split(' ').next().map(str::to_owned));
        }
    }
    links
}

fn has_heading(text: &str, heading: &str) -> bool {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings.map(|line| anchor(line.trim_start_matches('#'))).any(|anchor| anchor == heading)
}

/// A heading as forges turn it into an anchor.
fn anchor(heading: &str) -> String {
    let kept =
        heading.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_are_not_there_are_named() {
        let tree = Tree::from([("README.md", ""), ("docs/glossary.md", "")]);
        let offences = missing(&tree);
        assert_eq!(offences.len(), REQUIRED.len() - 2);
        assert!(offences.contains(&"CHANGELOG.md is missing".into()), "{offences:?}");
    }

    #[test]
    fn an_invariant_needs_a_test_that_exists_where_it_says() {
        let architecture = "- a; held by: `crates/ledger/src/fold.rs::order_is_one`\n\
            - b; held by: `oxherd_ledger::fold::tests::order_is_one`, `xtask::tidy::no_test`\n\
            - c; held by: `crates/ledger/src/fold.rs::not_a_test`\n\
            - d; held by: reviews\n";
        let source = "#[test]\n#[should_panic]\nfn order_is_one() {}\nfn not_a_test() {}\n";
        let tree = Tree::from([
            ("ARCHITECTURE.md", architecture),
            ("crates/ledger/src/fold.rs", source),
            ("xtask/src/tidy.rs", "fn no_test() {}"),
        ]);
        assert_eq!(
            invariants_without_test(&tree),
            [
                "ARCHITECTURE.md: there is no test xtask::tidy::no_test",
                "ARCHITECTURE.md: there is no test crates/ledger/src/fold.rs::not_a_test",
                "ARCHITECTURE.md: no test named in: - d; held by: reviews",
            ]
        );
    }

    #[test]
    fn an_architecture_without_invariants_is_an_offence() {
        let tree = Tree::from([("ARCHITECTURE.md", "It is all fine.\n")]);
        assert_eq!(invariants_without_test(&tree).len(), 1);
    }

    #[test]
    fn links_to_nothing_are_found_and_code_is_no_link() {
        let page = "# The words\n[a](../README.md) [b](gone.md) [c](#the-words) [d](#no-words)\n\
            [e](https://example.org/x) `[f](none.md)` [g](../README.md#what-it-is) [h](../..)\n\
            ```\n[i](none.md)\n```\n[j]: other.md\n[k](../docs/)\n";
        let tree = Tree::from([("README.md", "## What it is?\n"), ("docs/words.md", page)]);
        assert_eq!(
            broken_links(&tree),
            [
                "docs/words.md: nothing at gone.md",
                "docs/words.md: nothing at #no-words",
                "docs/words.md: nothing at ../..",
                "docs/words.md: nothing at other.md",
            ]
        );
    }
}
