//! The rules about the shape of the code, as tests: `cargo test` alone fails on untidy code.
//!
//! Each rule is a function from the files to what offends, so that it can be tried on files that
//! do offend; the tests here hold the rules against the project itself.

mod cases;
mod documents;
mod edges;
mod files;
mod halves;
mod text;

use files::{Tree, tree};

/// Fails with one line for each offence.
fn none(offences: &[String]) {
    assert!(offences.is_empty(), "\n  {}\n", offences.join("\n  "));
}

fn project() -> Tree {
    tree(&crate::workspace::root()).expect("the project's files can be listed")
}

#[test]
fn crates_use_only_what_the_table_allows() {
    none(&edges::crate_edges(&crate::workspace::metadata().unwrap()));
}

#[test]
fn pure_crates_depend_on_nothing_that_waits_stores_or_talks() {
    let lock = std::fs::read_to_string(crate::workspace::root().join("Cargo.lock")).unwrap();
    none(&edges::impure_dependencies(&crate::workspace::metadata().unwrap(), &lock));
}

#[test]
fn pure_crates_name_no_clock_file_network_or_environment() {
    none(&text::impure_sources(&project()));
}

#[test]
fn files_and_modules_have_telling_names() {
    none(&text::empty_names(&project()));
}

#[test]
fn no_source_file_is_too_long() {
    none(&text::long_files(&project()));
}

#[test]
fn nothing_is_left_unfinished() {
    none(&text::unfinished(&project()));
}

#[test]
fn no_path_of_a_machine_is_in_the_tree() {
    none(&text::machine_paths(&project()));
}

#[test]
fn no_host_of_a_package_registry_is_in_the_tree() {
    none(&text::registry_hosts(&project()));
}

#[test]
fn only_the_store_speaks_sql_and_only_the_search_knows_its_engine() {
    none(&text::libraries_out_of_place(&project()));
}

#[test]
fn every_reading_case_has_its_message_and_its_facts() {
    none(&cases::incomplete(&project()));
}

#[test]
fn no_supplier_and_no_wording_is_both_learned_from_and_measured() {
    none(&halves::on_both_sides(&project()));
}

#[test]
fn the_documents_that_must_be_there_are_there() {
    none(&documents::missing(&project()));
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    none(&documents::invariants_without_test(&project()));
}

#[test]
fn links_in_the_documents_lead_somewhere() {
    none(&documents::broken_links(&project()));
}
