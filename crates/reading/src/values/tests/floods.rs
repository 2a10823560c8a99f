//! Texts in which one long line is looked at for every label or number in it: time has to grow with
//! the text, not with its square.

use super::*;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// A guard against time that grows with the square, which takes minutes here; not a measurement.
const GUARD: Duration = Duration::from_secs(40);

const LONG: usize = 1_000_000;

fn spaces() -> String {
    " ".repeat(LONG)
}

#[track_caller]
fn ends(language: &'static str, text: String) {
    let (sender, receiver) = channel();
    thread::spawn(move || sender.send(read(language, &text).found.len()));
    let found = receiver.recv_timeout(GUARD).expect("time grows with the square of the text");
    assert!(found <= FOUND_MAX);
}

#[test]
fn labels_before_much_space_cost_no_more_than_it() {
    ends("en", "order number ".repeat(10_000) + &spaces());
    ends("en", "number ".repeat(40_000) + &spaces());
    ends("en", "invoice number\n".repeat(3) + &spaces() + "\n4711 22");
}

#[test]
fn numbers_before_much_space_cost_no_more_than_it() {
    ends("en", "€5.00\n".to_owned() + &"1.00 x ".repeat(19_000) + &spaces());
    ends("en", "€5.00 total\n".to_owned() + &"\t(1.00".repeat(19_000) + &spaces());
}

#[test]
fn a_label_far_behind_many_numbers_is_not_looked_for_in_each() {
    let letters = "a ".repeat(LONG / 2);
    ends("en", "€5.00\n".to_owned() + &"1.00\n".repeat(19_000) + &letters + "total");
}

#[test]
fn a_price_before_a_long_line_is_looked_at_for_its_period_only_nearby() {
    let letters = "é".repeat(LONG);
    ends("fr", "1,00 € ".repeat(390) + "1 € aaaa " + &letters);
    ends("fr", "1,00 €aé ".repeat(390) + &letters);
}

#[test]
fn numbers_far_behind_labels_are_no_telephones() {
    let labels = "order ".repeat(50_000);
    ends("en", labels + "\n" + &"12345678 x ".repeat(19_000));
}

#[test]
fn terms_below_a_blank_line_of_any_length_are_read() {
    ends("en", spaces() + "\n" + &"5 days ".repeat(20_000));
}

#[test]
fn days_and_labels_with_much_space_between_are_read() {
    ends("en", spaces() + &"1.1.2026 ".repeat(399) + &spaces());
    ends("en", "total".to_owned() + &spaces() + &"vat 1.00 EUR ".repeat(390));
}

#[test]
fn bounds_hide_nothing_near() {
    expect("en", &("order number ".to_owned() + &" ".repeat(30) + "A-1042 7"), &["order A-1042 7"]);
    expect("en", "12.00 €/ month é é é é é é é", &["price 12.00 EUR"]);
    expect("en", "card ending in •••• •••• 4242", &["card_tail 4242 none"]);
    expect("en", "Total\n   \n12.00 EUR", &["total 12.00 EUR"]);
}
