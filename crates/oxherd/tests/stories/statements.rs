//! Statements of banks beside the mail: what they pay, show and know, and when.

use crate::kit::{Household, each, one, text};
use crate::mail::{Mail, bill, mbox, welcome};
use serde_json::Value;
use std::io::Write;

const ACCOUNT: &str = "GB04QUIL11223344556677";

/// A line of an account: day, sum in pence, who, what for.
type Line<'a> = (&'a str, i64, &'a str, &'a str);

/// Ada's account from January to April: a bill, a subscription, a gym that never writes, a shop.
const LINES: &[Line<'_>] = &[
    ("2026-01-05", -2490, "SPRINGHEEL GYM LTD", "membership"),
    ("2026-01-20", -999, "STREAMHALL.COM", "monthly plan"),
    ("2026-01-23", -4120, "EDELMARKT 17", "card"),
    ("2026-02-05", -2490, "SPRINGHEEL GYM LTD", "membership"),
    ("2026-02-20", -999, "STREAMHALL.COM", "monthly plan"),
    ("2026-03-05", -2490, "SPRINGHEEL GYM LTD", "membership"),
    ("2026-03-17", -8420, "BRIGHTMOOR ENERGY", "account BM-4471902"),
    ("2026-03-18", -380, "KILN LANE BAKERY", "card"),
    ("2026-03-18", -380, "KILN LANE BAKERY", "card"),
    ("2026-03-20", -999, "STREAMHALL.COM", "monthly plan"),
    ("2026-04-06", -2690, "SPRINGHEEL GYM LTD", "membership"),
];

fn within<'a>(from: &str, to: &str) -> Vec<Line<'a>> {
    LINES.iter().filter(|(day, ..)| *day >= from && *day <= to).copied().collect()
}

fn sum(pence: i64) -> String {
    format!("{}.{:02}", pence.abs() / 100, pence.abs() % 100)
}

/// A CAMT.053 file that was made on a day.
fn camt(made: &str, lines: &[Line<'_>]) -> String {
    let mut file = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document><BkToCstmrStmt><GrpHdr><CreDtTm>{made}\
         T04:00:00</CreDtTm></GrpHdr><Stmt><Acct><Id><IBAN>{ACCOUNT}</IBAN></Id><Ccy>GBP</Ccy>\
         <Ownr><Nm>Ada Quill</Nm></Ownr></Acct>\n"
    );
    for (day, pence, who, what) in lines {
        file.push_str(&format!(
            "<Ntry><Amt Ccy=\"GBP\">{}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>\
             {day}</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Cdtr><Nm>{who}</Nm></Cdtr></RltdPties>\
             <RmtInf><Ustrd>{what}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n",
            sum(*pence)
        ));
    }
    file + "</Stmt></BkToCstmrStmt></Document>\n"
}

/// A table of the same account that names neither it nor its currency.
fn csv(lines: &[Line<'_>]) -> String {
    let mut file = "Date,Description,Amount\n".to_owned();
    for (day, pence, who, what) in lines {
        file.push_str(&format!("{day},{who} {what},-{}\n", sum(*pence)));
    }
    file
}

/// Ada's household with her mail, and who she is.
fn household() -> Household {
    let household = Household::new();
    let who = ["init", "--country", "GB", "--person", "Ada Quill=ada@quill.example"];
    household.run(&[&who[..], &["--at", "2026-01-01"]].concat()).expect(0);
    household.takes(&mails());
    household
}

fn mails() -> Vec<Mail> {
    vec![
        welcome("2026-01-20"),
        bill("2026-03-04", "84.20", "2026-03-18"),
        bill("2026-06-04", "91.50", "2026-07-18"),
    ]
}

fn of<'a>(agreements: &'a [Value], supplier: &str) -> &'a Value {
    let mut found = agreements.iter().filter(|a| a["supplier"]["name"] == supplier);
    let first = found.next().unwrap_or_else(|| panic!("nothing of {supplier}: {agreements:?}"));
    assert!(found.next().is_none(), "more than one of {supplier}: {agreements:?}");
    first
}

fn is_the_gym(gym: &Value) {
    assert_eq!(gym["proposed"], true);
    assert_eq!(gym["kind"], "membership");
    assert_eq!(gym["price"]["value"], "26.90");
    assert_eq!(gym["price"]["per"], "month");
    assert_eq!(gym["cost_per_year"]["value"], "322.80");
    assert_eq!(gym["next_payment_on"], "2026-05-06");
}

#[test]
fn a_household_with_its_statements_counts_nothing_twice() {
    let household = household();
    household.file("bank/2026-q1.xml", camt("2026-04-01", &within("2026-01-01", "2026-03-31")));
    household.file("bank/table.csv", csv(LINES));
    let taken = household.takes_in(&household.path("bank"));
    assert_eq!(taken["taken"], 2);
    assert_eq!(taken["unreadable"], 0);
    let agreements = household.list(&["agreements"]);
    assert_eq!(agreements.len(), 3, "{agreements:?}");

    is_the_gym(of(&agreements, "Springheel Gym Ltd"));

    let stream = of(&agreements, "Streamhall");
    assert_eq!(stream["proposed"], false);
    assert_eq!(stream["cost_per_year"]["value"], "119.88");
    assert_eq!(stream["cost_per_year"]["currency"], "GBP");
    assert!(stream["evidence"].as_array().expect("ids").len() >= 2, "{stream}");

    // The June bill is still to be paid; the one of March is.
    let dues = household.list(&["dues"]);
    assert_eq!(each(&dues, "on"), ["2026-07-18"]);
    // Neither shop is a supplier.
    assert_eq!(household.list(&["suppliers"]).len(), 3);
}

#[test]
fn what_a_statement_shows_is_known_when_its_day_is_over() {
    let household = household();
    household.file("bank/march.xml", camt("2026-04-01", &within("2026-03-01", "2026-03-31")));
    household.takes_in(&household.path("bank"));
    let payments = |at: &str| {
        let dues = household.list(&["dues", "--at", at]);
        dues.iter().filter(|d| d["what"] == "payment").count()
    };
    // Midnight in London is an hour before midnight in UTC in April.
    assert_eq!(payments("2026-03-20"), 1);
    assert_eq!(payments("2026-04-01T22:59:59Z"), 1);
    assert_eq!(payments("2026-04-01T23:00:00Z"), 0);
    let found = household.list(&["search", "bakery"]);
    assert_eq!(found[0]["at"], "2026-04-01T23:59:59+01:00");
    assert_eq!(found[0]["kind"], "statement_usage");
    assert_eq!(found[0]["title"], "Statement of account \u{2026}6677, 2026-03-05 to 2026-03-20");
}

#[test]
fn the_zone_said_later_moves_the_end_of_the_day() {
    let household = Household::new();
    household.file("bank/march.xml", camt("2026-04-01", &within("2026-03-01", "2026-03-31")));
    household.takes_in(&household.path("bank"));
    let known = || household.list(&["search", "bakery"])[0]["at"].clone();
    assert_eq!(known(), "2026-04-01T23:59:59+00:00");
    household.asks(&["init", "--zone", "America/New_York", "--at", "2026-01-01"]);
    assert_eq!(known(), "2026-04-01T23:59:59-04:00");
    let rebuilt = household.asks(&["rebuild"]);
    assert_eq!(rebuilt["same_as_before"], true);
}

#[test]
fn statements_in_any_order_and_portion_give_the_same_books() {
    let files = |household: &Household| {
        household.file("a/march.xml", camt("2026-04-01", &within("2026-03-01", "2026-03-31")));
        household.file("b/table.csv", csv(LINES));
        household.file("c/quarter.xml", camt("2026-04-02", &within("2026-01-01", "2026-03-31")));
    };
    let mut seen: Vec<Vec<String>> = Vec::new();
    for order in [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]] {
        let household = household();
        files(&household);
        for folder in order {
            household.takes_in(&household.path(folder));
        }
        seen.push(household.books());
        let rebuilt = household.asks(&["rebuild"]);
        assert_eq!(rebuilt["same_as_before"], true);
        assert_eq!(household.books(), seen[0]);
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
}

#[test]
fn a_statement_by_any_door_is_one_piece_of_evidence() {
    let household = Household::new();
    let file = camt("2026-04-01", &within("2026-03-01", "2026-03-31"));
    household.file("in/loose.xml", &file);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(file.as_bytes()).expect("memory");
    household.file("in/packed.xml.gz", packed.finish().expect("memory"));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("deep/in.xml", zip::write::SimpleFileOptions::default()).expect("memory");
    zip.write_all(file.as_bytes()).expect("memory");
    household.file("in/many.zip", zip.finish().expect("memory").into_inner());
    let taken = household.takes_in(&household.path("in"));
    assert_eq!((&taken["taken"], &taken["known_already"]), (&1.into(), &2.into()));
}

#[test]
fn a_statement_that_is_attached_counts_from_its_message() {
    let household = household();
    let table = camt("2026-04-01", &within("2026-03-01", "2026-03-31"));
    let mail = Mail::from("Quillbank <post@quillbank.example>", "2026-04-03", "Your statement")
        .header("MIME-Version: 1.0")
        .header("Content-Type: multipart/mixed; boundary=seam")
        .body(&format!(
            "--seam\nContent-Type: text/plain\n\nYour account statement is attached.\n\n--seam\n\
             Content-Type: application/xml; name=march.xml\n\
             Content-Disposition: attachment; filename=march.xml\n\n{table}\n--seam--"
        ));
    household.file("more.mbox", mbox(&[mail]));
    household.takes_in(&household.path("more.mbox"));
    let payments = |at: &str| {
        let dues = household.list(&["dues", "--at", at]);
        dues.iter().filter(|d| d["what"] == "payment").count()
    };
    assert_eq!(payments("2026-04-03T07:59:59Z"), 1);
    assert_eq!(payments("2026-04-03T08:00:00Z"), 0);
}

#[test]
fn a_broken_statement_is_kept_and_named_as_a_gap() {
    let household = household();
    let whole = camt("2026-04-01", &within("2026-03-01", "2026-03-31"));
    let torn = whole.get(..whole.find("BAKERY").expect("a bakery")).expect("a beginning");
    household.file("bank/torn.xml", torn);
    let taken = household.takes_in(&household.path("bank"));
    assert_eq!(taken["taken"], 1);
    let gaps = household.list(&["gaps"]);
    let said = gaps.iter().any(|g| g["what"].as_str().is_some_and(|w| w.contains("line ")));
    assert!(said, "{gaps:?}");
    let id = household.id_of("brightmoor kind:statement_usage");
    let raw = household.run(&["evidence", &id, "--raw"]).expect(0).out.clone();
    assert_eq!(raw, torn);
    // What stands before the break counts.
    let dues = household.list(&["dues", "--at", "2026-04-02"]);
    assert!(dues.iter().all(|d| d["what"] != "payment"), "{dues:?}");
}

#[test]
fn reading_a_statement_shows_its_bookings_with_their_places() {
    let household = Household::new();
    let file = camt("2026-04-01", &within("2026-03-17", "2026-03-18"));
    let path = household.file("march.xml", &file);
    let lines = household.run(&["read", text(&path)]).expect(0).json_lines();
    let read = &lines[0];
    assert_eq!(read["kind"], "statement_usage");
    let bookings = read["bookings"].as_array().expect("bookings");
    assert_eq!(bookings.len(), 3);
    let first = &bookings[0];
    assert_eq!(first["booked_on"], "2026-03-17");
    assert_eq!(first["amount"]["value"], "-84.20");
    assert_eq!(first["amount"]["currency"], "GBP");
    assert_eq!(first["counterparty"], "BRIGHTMOOR ENERGY");
    assert_eq!(first["account"], ACCOUNT);
    let at =
        |end: &str| usize::try_from(first["at"][end].as_u64().expect("an offset")).expect("one");
    let place = file.get(at("start")..at("end")).expect("a place");
    assert!(place.contains("BM-4471902"), "{place}");
    let facts = read["facts"].as_array().expect("facts");
    assert_eq!(one(facts, "role", "iban")["value"], ACCOUNT);
    assert_eq!(one(facts, "role", "end")["value"], "2026-03-18");
}

/// Who confirms a plan, in which words.
type Plan = (&'static str, &'static str, &'static str);

/// Plans, and as whom the bank names each: price in cents, mandate.
const PLANS: &[(Plan, &str, i64, &str)] = &[
    (
        (
            "Kiteloom <hello@kiteloom.example>",
            "Your subscription is confirmed",
            "Hello Ada,\n\nyour Kiteloom plan for \u{20ac}7.90 a month is confirmed. We collect it under mandate \
         reference KL-20418-7.",
        ),
        "KTL Media Ltd",
        790,
        "KL-20418-7",
    ),
    (
        (
            "Fadenlauf <hallo@fadenlauf.example>",
            "Ihr Abo ist best\u{e4}tigt",
            "Guten Tag,\n\nIhr Fadenlauf-Abo f\u{fc}r 12,90 \u{20ac} im Monat ist eingerichtet. Wir buchen mit der \
         Mandatsreferenz FL-88231-4 ab.",
        ),
        "FDL Verlagsdienste GmbH",
        1290,
        "FL-88231-4",
    ),
    (
        (
            "Bois Clair <bonjour@boisclair.example>",
            "Votre abonnement est confirm\u{e9}",
            "Bonjour,\n\nvotre abonnement Bois Clair \u{e0} 19,00 \u{20ac} par mois est confirm\u{e9}. R\u{e9}f\u{e9}rence \
         unique du mandat : BC-55310-2.",
        ),
        "BCLR SAS",
        1900,
        "BC-55310-2",
    ),
    (
        (
            "Radio Aldaba <hola@radioaldaba.example>",
            "Tu suscripci\u{f3}n est\u{e1} confirmada",
            "Hola:\n\ntu suscripci\u{f3}n a Radio Aldaba cuesta 24,50 \u{20ac} al mes y queda confirmada. Referencia del \
         mandato: RA-71420-9.",
        ),
        "ALDB MEDIOS SL",
        2450,
        "RA-71420-9",
    ),
    (
        (
            "Palestra Corrente <ciao@palestracorrente.example>",
            "Il tuo abbonamento \u{e8} confermato",
            "Gentile Ada,\n\nil tuo abbonamento alla Palestra Corrente \u{e8} attivo: 31,00 \u{20ac} al mese. \
         Riferimento mandato: PC-60117-3.",
        ),
        "CRR SSD ARL",
        3100,
        "PC-60117-3",
    ),
    (
        (
            "Leeskast <hoi@leeskast.example>",
            "Je abonnement is bevestigd",
            "Beste Ada,\n\nje abonnement Leeskast van \u{20ac} 8,50 per maand is bevestigd. Machtigingskenmerk: \
         LK-40992-1.",
        ),
        "LKST UITGEVERIJ BV",
        850,
        "LK-40992-1",
    ),
];

#[test]
fn a_mandate_that_mail_names_makes_one_agreement_of_mail_and_bank() {
    let household = Household::new();
    let mails = PLANS.iter().zip(1..).map(|(((from, subject, body), ..), day)| {
        Mail::from(from, &format!("2026-01-0{day}"), subject).body(body)
    });
    household.takes(&mails.collect::<Vec<_>>());
    let mut bank =
        "Account;DE89370400440532013000\n\nBooking date;Value date;Counterparty;Purpose;Amount;\
                    Currency;Mandate reference\n"
            .to_owned();
    for month in 1..=6 {
        for (_, who, cents, mandate) in PLANS {
            let (day, sum) = (format!("2026-0{month}-12"), sum(*cents));
            bank.push_str(&format!("{day};{day};{who};abo;-{sum};EUR;{mandate}\n"));
        }
    }
    household.takes_in(&household.file("bank/account.csv", bank));
    let agreements = household.list(&["agreements", "--at", "2026-06-20"]);
    let who: Vec<_> = agreements.iter().map(|a| &a["supplier"]["name"]).collect();
    assert_eq!(agreements.len(), PLANS.len(), "{who:?}");
    for ((from, ..), _, cents, _) in PLANS {
        let (name, _) = from.split_once(" <").unwrap();
        let price = &of(&agreements, name)["price"];
        assert_eq!(price["value"], sum(*cents).as_str());
        assert_eq!(price["per"], "month");
    }
    let things = household.list(&["things", "--at", "2026-06-20"]);
    assert!(things.iter().all(|thing| thing["kind"] != "vehicle"), "{things:?}");
}
