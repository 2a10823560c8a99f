//! How many bookings a second each reader of statements reads: makes 200,000 and prints.
#![expect(clippy::print_stdout, reason = "this example is there to print")]
#![expect(clippy::disallowed_methods, reason = "this example is there to measure time")]

use oxherd_reading::statements::{StatementForm, read, sniff};
use std::fmt::Write;
use std::time::Instant;

/// Makes a file.
type Make = fn() -> String;

const BOOKINGS: usize = 200_000;

fn main() {
    let forms: [(&str, StatementForm, Make); 6] = [
        ("OFX 1", StatementForm::Ofx, ofx_sgml),
        ("OFX 2", StatementForm::Ofx, ofx_xml),
        ("CAMT.053", StatementForm::Camt, camt),
        ("MT940", StatementForm::Mt940, mt940),
        ("QIF", StatementForm::Qif, qif),
        ("CSV", StatementForm::Csv, csv),
    ];
    for (name, form, make) in forms {
        let file = make();
        let begun = Instant::now();
        let known = sniff(file.as_bytes()) == Some(form);
        let (statements, gaps) = read(form, file.as_bytes());
        let micros = begun.elapsed().as_micros().max(1);
        let count: usize = statements.iter().map(|s| s.bookings.len()).sum();
        let rate = u128::try_from(count).unwrap_or(0) * 1_000_000 / micros;
        let (size, gaps) = (file.len() >> 20, gaps.len());
        println!(
            "{name:9} {count} bookings, {size} MiB, {rate} bookings/s, {gaps} gaps, known: {known}"
        );
    }
}

/// A day and cents that differ from booking to booking.
const fn turn(n: usize) -> (usize, usize) {
    (n * 28 / BOOKINGS + 1, n % 90 + 10)
}

fn made(
    head: &str,
    tail: &str,
    mut one: impl FnMut(&mut String, usize) -> std::fmt::Result,
) -> String {
    let mut file = head.to_owned();
    for n in 0..BOOKINGS {
        if one(&mut file, n).is_err() {
            break;
        }
    }
    file + tail
}

const OFX_HEAD: &str = "<STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM><BANKID>37040044</BANKID>\
    <ACCTID>DE89370400440532013000</ACCTID></BANKACCTFROM><BANKTRANLIST>";

fn ofx_sgml() -> String {
    made(
        &format!("OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>{OFX_HEAD}"),
        "</STMTRS></OFX>",
        |file, n| {
            let (day, cents) = turn(n);
            writeln!(
                file,
                "<STMTTRN>\n<TRNTYPE>DEBIT\n<DTPOSTED>202603{day:02}\n<TRNAMT>-12.{cents}\n<FITID>F{n}\n\
             <NAME>Lantern &amp; Loom {n}\n<MEMO>lamp oil for the shed, order {n}\n</STMTTRN>"
            )
        },
    )
}

fn ofx_xml() -> String {
    made(&format!("<?xml version=\"1.0\"?><OFX>{OFX_HEAD}"), "</STMTRS></OFX>", |file, n| {
        let (day, cents) = turn(n);
        writeln!(
            file,
            "<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>202603{day:02}</DTPOSTED><TRNAMT>-12.{cents}\
             </TRNAMT><FITID>F{n}</FITID><NAME>Lantern &amp; Loom {n}</NAME><MEMO>lamp oil for the \
             shed, order {n}</MEMO></STMTTRN>"
        )
    })
}

fn camt() -> String {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document><BkToCstmrStmt><GrpHdr><CreDtTm>\
        2026-04-01T01:00:00</CreDtTm></GrpHdr><Stmt><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id>\
        <Ccy>EUR</Ccy></Acct>";
    made(head, "</Stmt></BkToCstmrStmt></Document>", |file, n| {
        let (day, cents) = turn(n);
        writeln!(
            file,
            "<Ntry><Amt Ccy=\"EUR\">12.{cents}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
             <BookgDt><Dt>2026-03-{day:02}</Dt></BookgDt><ValDt><Dt>2026-03-{day:02}</Dt></ValDt>\
             <AcctSvcrRef>B{n}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RDDT</Cd><SubFmlyCd>\
             ESDD</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>E{n}</EndToEndId>\
             <MndtId>M-1</MndtId></Refs><RltdPties><Dbtr><Pty><Nm>Ottilie Quist</Nm></Pty></Dbtr><Cdtr>\
             <Pty><Nm>Lantern &amp; Loom</Nm><Id><PrvtId><Othr><Id>DE98ZZZ09999999999</Id></Othr></PrvtId>\
             </Id></Pty></Cdtr><CdtrAcct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></CdtrAcct></RltdPties>\
             <RmtInf><Ustrd>lamp oil for the shed, order {n}</Ustrd></RmtInf></TxDtls></NtryDtls>\
             <AddtlNtryInf>direct debit</AddtlNtryInf></Ntry>"
        )
    })
}

fn mt940() -> String {
    let head = ":20:X\r\n:25:37040044/532013000\r\n:28C:1/1\r\n:60F:C260301EUR100,00\r\n";
    made(head, "-\r\n", |file, n| {
        let (day, cents) = turn(n);
        writeln!(
            file,
            ":61:2603{day:02}03{day:02}DR12,{cents}NDDTNONREF//B{n}\r\n:86:105?00LASTSCHRIFT?10931\
             ?20EREF+E{n}?21MREF+M-1?22CRED+DE98ZZZ09999999999\r\n?23SVWZ+lamp oil for the shed?24order {n}\
             ?30ABNANL2A?31NL91ABNA0417164300\r\n?32Lantern and Loom\r"
        )
    })
}

fn qif() -> String {
    made("!Type:Bank\n", "", |file, n| {
        let (day, cents) = turn(n);
        writeln!(
            file,
            "D{day:02}/03/2026\nT-12.{cents}\nPLantern Loom {n}\nMlamp oil, order {n}\n^"
        )
    })
}

fn csv() -> String {
    let head = "Buchungstag;Valuta;Auftraggeber/Empf\u{e4}nger;Verwendungszweck;IBAN;Betrag;W\u{e4}hrung\n";
    made(head, "", |file, n| {
        let (day, cents) = turn(n);
        writeln!(
            file,
            "{day:02}.03.2026;{day:02}.03.2026;\"Lantern & Loom {n}\";\"lamp oil for the shed, order {n}\";\
             NL91ABNA0417164300;-12,{cents};EUR"
        )
    })
}
