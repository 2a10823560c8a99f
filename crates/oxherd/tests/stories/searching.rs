//! Finding mail again: words, phrases and filters.

use crate::kit::{Household, each};
use crate::mail::{Mail, small_household};

const BAKER: &str = "Caf\u{e9} Lune <bonjour@cafelune.example>";

fn household() -> Household {
    let mut mails = small_household();
    mails.push(
        Mail::from(BAKER, "2026-05-02", "R\u{e9}servation confirm\u{e9}e")
            .body("Votre r\u{e9}servation pour d\u{ee}ner est not\u{e9}e: une table pr\u{e8}s de la fen\u{ea}tre."),
    );
    mails.push(
        Mail::from("Ben <ben@friends.example>", "2026-05-03", "Sunday")
            .body("The meter on the wall? The wall on the meter! See you at the window."),
    );
    Household::with(&mails)
}

fn subjects(household: &Household, words: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = household
        .list(&[&["search"], words].concat())
        .iter()
        .map(|f| f["title"].as_str().expect("a title").to_owned())
        .collect();
    found.sort();
    found
}

#[test]
fn words_are_found_in_subjects_and_texts_and_all_must_stand_there() {
    let household = household();
    assert_eq!(subjects(&household, &["meter"]), ["Re: Your electricity bill", "Sunday"]);
    assert_eq!(subjects(&household, &["METER", "wall"]), ["Sunday"]);
    assert_eq!(subjects(&household, &["Welcome"]), ["Welcome to Streamhall: your receipt"]);
    assert_eq!(subjects(&household, &["FL-7788123"]).len(), 1, "a reference");
}

#[test]
fn a_phrase_must_stand_there_in_its_order() {
    let household = household();
    assert_eq!(subjects(&household, &["\"meter reading\""]), ["Re: Your electricity bill"]);
    assert_eq!(subjects(&household, &["\"meter on the wall\""]), ["Sunday"]);
    household.run(&["search", "\"reading meter\"", "--json"]).expect(1).says("nothing was found");
}

#[test]
fn accents_and_case_do_not_matter() {
    let household = household();
    for words in ["fenetre", "fen\u{ea}tre", "FEN\u{ca}TRE", "reservation", "diner"] {
        assert_eq!(subjects(&household, &[words]), ["R\u{e9}servation confirm\u{e9}e"], "{words}");
    }
}

#[test]
fn from_finds_names_addresses_and_domains() {
    let household = household();
    for words in ["from:streamhall", "from:info@streamhall.example", "from:streamhall.example"] {
        assert_eq!(subjects(&household, &[words]).len(), 2, "{words}");
    }
    assert_eq!(subjects(&household, &["from:cafe"]), ["R\u{e9}servation confirm\u{e9}e"]);
    assert_eq!(subjects(&household, &["from:ada", "meter"]), ["Re: Your electricity bill"]);
}

#[test]
fn kind_finds_only_that_kind() {
    let household = household();
    let bills = household.list(&["search", "kind:bill", "from:brightmoor"]);
    assert_eq!(each(&bills, "kind"), ["bill", "bill"]);
    let notices = household.list(&["search", "kind:renewal_notice", "fabia"]);
    assert_eq!(notices.len(), 1);
    household.run(&["search", "kind:bill", "fabia"]).expect(1);
    household.run(&["search", "kind:zebra"]).expect(2).says("`zebra` is not a message kind");
}

#[test]
fn thing_finds_what_is_filed_under_it() {
    let household = household();
    assert_eq!(subjects(&household, &["thing:fabia"]), ["Your car insurance renewal FL-7788123"]);
    let home = household.list(&["search", "thing:home"]);
    assert_eq!(home.len(), 3, "two bills and what Ada wrote: {home:?}");
    household.run(&["search", "thing:fabia", "electricity"]).expect(1);
}

#[test]
fn before_and_after_bound_the_days_in_household_time() {
    let household = household();
    assert_eq!(subjects(&household, &["electricity", "before:2026-03-05"]).len(), 1);
    assert_eq!(
        subjects(&household, &["electricity", "after:2026-03-05", "before:2026-06-04"]).len(),
        1
    );
    assert_eq!(subjects(&household, &["electricity", "after:2026-03-04"]).len(), 3);
    assert_eq!(subjects(&household, &["after:2026-06-01"]).len(), 2);
}

#[test]
fn the_snippet_shows_the_word_in_its_place() {
    let household =
        Household::with(&[Mail::from("Ben <ben@friends.example>", "2026-05-03", "Long").body(
            &format!(
                "{}\nthe quince tree stands here\n{}",
                "words ".repeat(400),
                "more ".repeat(400)
            ),
        )]);
    let found = household.list(&["search", "quince"]);
    let snippet = found[0]["snippet"].as_str().expect("a snippet");
    assert!(snippet.contains("quince tree stands"), "{snippet}");
    assert!(snippet.chars().count() < 250, "{snippet}");
    let folded = self::household().list(&["search", "fenetre"]);
    let snippet = folded[0]["snippet"].as_str().expect("a snippet");
    assert!(snippet.contains("fen\u{ea}tre"), "{snippet}");
}

#[test]
fn nothing_found_ends_with_1() {
    let household = household();
    let answer = household.run(&["search", "xylophone", "--json"]);
    answer.expect(1).says("nothing was found");
    assert_eq!(answer.out, "[]\n");
    household.run(&["search", "xylophone"]).expect(1).says("nothing was found");
}

#[test]
fn most_bounds_how_many_are_shown() {
    assert_eq!(household().list(&["search", "your", "--most", "2"]).len(), 2);
}

#[test]
fn the_only_message_of_a_home_is_found() {
    let household = Household::with(&small_household()[2..3]);
    assert_eq!(household.list(&["search", "electricity"]).len(), 1);
}

#[test]
fn odd_queries_are_no_errors() {
    let household = household();
    for words in ["\"", "\"\"", "from:", "*", "OR", "AND (", "a:b:c", "-", "meter*", "'; drop"] {
        let answer = household.run(&["search", words, "--json"]);
        assert!(
            matches!(answer.status, Some(0 | 1)),
            "{words}: {:?} {}",
            answer.status,
            answer.err
        );
        answer.json();
    }
}

#[test]
fn a_kind_that_was_said_is_found_by_it_also_after_a_rebuild() {
    let household = household();
    let id = household.id_of("window");
    household.run(&["search", "kind:quote"]).expect(1);
    household.says(&format!("{id} is a quote"));
    for when in ["when it was said", "after a rebuild"] {
        assert_eq!(subjects(&household, &["kind:quote"]), ["Sunday"], "{when}");
        household.run(&["search", "kind:personal", "window"]).expect(1);
        assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    }
}

#[test]
fn a_statement_is_found_by_the_days_of_the_zone_that_was_said_last() {
    let statement = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document><BkToCstmrStmt><GrpHdr>\
        <CreDtTm>2026-03-31T04:00:00</CreDtTm></GrpHdr><Stmt><Acct><Id><IBAN>GB04QUIL11223344556677\
        </IBAN></Id><Ccy>GBP</Ccy></Acct><Ntry><Amt Ccy=\"GBP\">84.20</Amt><CdtDbtInd>DBIT</CdtDbtInd>\
        <Sts>BOOK</Sts><BookgDt><Dt>2026-03-17</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Cdtr><Nm>\
        BRIGHTMOOR ENERGY</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt>\
        </Document>\n";
    let household = Household::new();
    household.run(&["init", "--zone", "Pacific/Auckland", "--at", "2026-01-01"]).expect(0);
    household.takes_in(&household.file("account.xml", statement));
    // The end of the last of March: in Auckland at 11:00 UTC, in Los Angeles at 07:00 UTC of the next day.
    let found = |at: &str| household.run(&["search", "BRIGHTMOOR", "--at", at]).status;
    assert_eq!(found("2026-03-31T12:00:00Z"), Some(0));
    household.run(&["init", "--zone", "America/Los_Angeles", "--at", "2026-01-02"]).expect(0);
    assert_eq!(found("2026-03-31T12:00:00Z"), Some(1), "it is not known yet");
    assert_eq!(found("2026-04-01T08:00:00Z"), Some(0));
    assert_eq!(subjects(&household, &["BRIGHTMOOR", "before:2026-04-01"]).len(), 1);
    household.asks(&["rebuild"]);
    assert_eq!(found("2026-03-31T12:00:00Z"), Some(1));
    assert_eq!(found("2026-04-01T08:00:00Z"), Some(0));
}
