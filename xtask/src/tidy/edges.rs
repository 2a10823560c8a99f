//! Which crate may use which.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The flow points one way: a crate may use what stands beside it here, and nothing else of ours.
const TABLE: &[(&str, &[&str])] = &[
    ("oxherd-model", &[]),
    ("oxherd-intake", &["oxherd-model"]),
    ("oxherd-evidence", &["oxherd-model"]),
    ("oxherd-pages", &["oxherd-model"]),
    ("oxherd-reading", &["oxherd-model"]),
    ("oxherd-law", &["oxherd-model"]),
    ("oxherd-ledger", &["oxherd-model"]),
    ("oxherd-store", &["oxherd-model"]),
    ("oxherd-search", &["oxherd-model"]),
    (
        "oxherd",
        &[
            "oxherd-model",
            "oxherd-intake",
            "oxherd-evidence",
            "oxherd-pages",
            "oxherd-reading",
            "oxherd-law",
            "oxherd-ledger",
            "oxherd-store",
            "oxherd-search",
        ],
    ),
    // Fuzzing reaches the crates with parsers of our own; training and measuring use the reading.
    (
        "xtask",
        &["oxherd-model", "oxherd-intake", "oxherd-evidence", "oxherd-reading", "oxherd-ledger"],
    ),
];

/// Same input, same output: these crates decide, and touch nothing outside.
pub(crate) const PURE: [&str; 4] =
    ["oxherd-model", "oxherd-reading", "oxherd-law", "oxherd-ledger"];

/// Libraries that wait, store or talk, and those by which others do.
const IMPURE: &[&str] = &[
    "async-std",
    "async-trait",
    "axum",
    "diesel",
    "h2",
    "hyper",
    "lettre",
    "libsqlite3-sys",
    "mio",
    "native-tls",
    "openssl-sys",
    "postgres",
    "quinn",
    "reqwest",
    concat!("rus", "qlite"),
    "rustls",
    "sea-orm",
    "smol",
    "socket2",
    "sqlx",
    concat!("tan", "tivy"),
    "tokio",
    "tokio-util",
    "tungstenite",
    "ureq",
];

/// Edges between our crates that the table does not have. Tests may use any.
pub(crate) fn crate_edges(metadata: &Value) -> Vec<String> {
    let dependencies = dependencies(metadata);
    let ours: BTreeSet<&str> = dependencies.keys().copied().collect();
    let mut offences = vec![];
    for (&name, uses) in &dependencies {
        let Some((_, allowed)) = TABLE.iter().find(|(of, _)| *of == name) else {
            offences.push(format!("{name} is not in the table of xtask/src/tidy/edges.rs"));
            continue;
        };
        let wrong = uses.iter().filter(|used| ours.contains(*used) && !allowed.contains(*used));
        offences.extend(wrong.map(|used| format!("{name} must not use {used}")));
    }
    offences
}

/// What pure crates depend on, directly or through others, although it is not pure.
pub(crate) fn impure_dependencies(metadata: &Value, lock: &str) -> Vec<String> {
    let locked = locked(lock);
    let mut offences = vec![];
    for (&name, uses) in dependencies(metadata).iter().filter(|(name, _)| PURE.contains(name)) {
        let mut reached: BTreeSet<&str> = uses.clone();
        let mut left: Vec<&str> = uses.iter().copied().collect();
        while let Some(used) = left.pop() {
            let further = locked.get(used).into_iter().flatten().copied();
            left.extend(further.filter(|used| reached.insert(used)));
        }
        let wrong = reached.iter().filter(|used| IMPURE.contains(used));
        offences.extend(wrong.map(|used| format!("{name} is pure and must not reach {used}")));
    }
    offences
}

/// Each of our crates and what it uses outside tests.
fn dependencies(metadata: &Value) -> BTreeMap<&str, BTreeSet<&str>> {
    let packages = metadata["packages"].as_array().expect("cargo metadata lists packages");
    packages
        .iter()
        .filter_map(|package| {
            let uses = package["dependencies"].as_array()?;
            let uses = uses.iter().filter(|used| used["kind"].as_str() != Some("dev"));
            let uses = uses.filter_map(|used| used["name"].as_str()).collect();
            Some((package["name"].as_str()?, uses))
        })
        .collect()
}

/// Each package of a lock file and the names of what it depends on, all versions taken together.
fn locked(lock: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut packages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let mut lines = package.lines();
        let name = lines.find_map(|line| line.strip_prefix("name = \""));
        let name = name.and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let listed = lines.skip_while(|line| *line != "dependencies = [").skip(1);
        let listed = listed.take_while(|line| *line != "]");
        let listed = listed.filter_map(|line| line.split('"').nth(1)?.split(' ').next());
        packages.entry(name).or_default().extend(listed);
    }
    packages
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, uses: &[(&str, Option<&str>)]) -> Value {
        let uses: Vec<Value> =
            uses.iter().map(|(name, kind)| json!({"name": name, "kind": kind})).collect();
        json!({"name": name, "dependencies": uses})
    }

    #[test]
    fn an_edge_against_the_flow_is_an_offence_and_a_test_edge_is_none() {
        let metadata = json!({"packages": [
            package("oxherd-reading", &[("oxherd-store", None), ("oxherd-model", None)]),
            package("oxherd-ledger", &[("oxherd-store", Some("dev"))]),
            package("oxherd-store", &[("serde", None)]),
            package("oxherd-model", &[]),
            package("oxherd-new", &[]),
        ]});
        assert_eq!(
            crate_edges(&metadata),
            [
                "oxherd-new is not in the table of xtask/src/tidy/edges.rs",
                "oxherd-reading must not use oxherd-store",
            ]
        );
    }

    #[test]
    fn a_library_that_waits_is_found_behind_another() {
        let metadata = json!({"packages": [package("oxherd-ledger", &[("a", None)])]});
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\n \
            \"b 2.0.0\",\n \"c\",\n]\n\n[[package]]\nname = \"b\"\ndependencies = [\n \"tokio\",\n]\n";
        assert_eq!(
            impure_dependencies(&metadata, lock),
            ["oxherd-ledger is pure and must not reach tokio"]
        );
    }
}
