use super::{StatementForm, read, sniff};
use oxherd_model::Place;

/// What stands at a place of a file.
pub(super) fn span(text: &str, place: Place) -> &str {
    &text[usize::try_from(place.start).unwrap()..usize::try_from(place.end).unwrap()]
}

const CAMT: &str = "<?xml version=\"1.0\"?><Document><BkToCstmrStmt><GrpHdr><CreDtTm>2026-04-01T01:00:00\
    </CreDtTm></GrpHdr><Stmt><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct><Bal><Tp><CdOrPrtry>\
    <Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-01\
    </Dt></Dt></Bal><Ntry><Amt Ccy=\"EUR\">2.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>\
    2026-03-02</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>E</EndToEndId></Refs><RmtInf><Ustrd>&#228;\
    </Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>";
const OFX: &str = "OFXHEADER:100\nCHARSET:1252\n\n<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>77\
    </BANKACCTFROM><STMTTRN><TRNTYPE>POS<DTPOSTED>20260302<TRNAMT>-2.00<FITID>1<NAME>\u{e4} &amp; b</STMTTRN>\
    <LEDGERBAL><BALAMT>1<DTASOF>20260302</LEDGERBAL></STMTRS></OFX>";
const SWIFT: &str = ":20:X\n:25:1/2\n:28C:1\n:60F:C260301EUR1,00\n:61:2603020302DR2,00NDDT//B\n\
    :86:105?00Text?20EREF+E?21SVWZ+\u{e4}b c?31NL91ABNA0417164300?32Ole\n:62F:D260302EUR1,00\n-\n";
const QIF: &str =
    "!Account\nNx\n^\n!Type:Bank\nD03/04'26\nT-2,00\nPOle\nM\u{e4}\n^\nD13/04'26\nT1.234\n^\n";
const CSV: &str = "Konto;DE89370400440532013000\n\nBuchungstag;Valuta;Zweck;\"Betrag\";Saldo;W\u{e4}hrung\n\
    01.03.2026;02.03.2026;\"a;\"\"b\";-2,00;1,00;EUR\n03.03.2026;03.03.2026;c;1,00;2,00;EUR\nSaldo;;;2,00;;EUR\n";

const ALL: [(StatementForm, &str); 5] = [
    (StatementForm::Camt, CAMT),
    (StatementForm::Ofx, OFX),
    (StatementForm::Mt940, SWIFT),
    (StatementForm::Qif, QIF),
    (StatementForm::Csv, CSV),
];

/// The same numbers in every run (Knuth, MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

/// Changes, inserts, removes, doubles and cuts bytes; signs that mean something are more likely.
fn mutated(sample: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    const SIGNS: &[u8] = b"<>&/:;,\"'?+-.!^\n\r\t{}0915DCTNE\0\xff\xc3\xa4";
    let mut bytes = sample.to_vec();
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(bytes.len());
        let sign = SIGNS[numbers.below(SIGNS.len())];
        match numbers.below(6) {
            0 if at < bytes.len() => bytes[at] = sign,
            1 => bytes.insert(at, sign),
            2 if at < bytes.len() => drop(bytes.remove(at)),
            3 => bytes.truncate(at),
            4 => {
                let end = (at + numbers.below(60)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len());
                bytes.splice(to..to, part);
            }
            _ => {
                let end = (at + numbers.below(30)).min(bytes.len());
                bytes.drain(at..end);
            }
        }
    }
    bytes
}

#[test]
fn every_sample_is_known_and_read() {
    for (form, text) in ALL {
        assert_eq!(sniff(text.as_bytes()), Some(form));
        let (statements, gaps) = read(form, text.as_bytes());
        assert!(statements.iter().all(|s| !s.bookings.is_empty()), "{form:?} {gaps:?}");
        assert!(!gaps.iter().any(|g| g.what.contains("could not")), "{form:?} {gaps:?}");
    }
}

#[test]
fn no_mutation_panics_and_every_place_is_in_the_file() {
    let mut numbers = Numbers(2026);
    for (form, text) in ALL {
        for _ in 0..700 {
            let bytes = mutated(text.as_bytes(), &mut numbers);
            sniff(&bytes);
            for form in [form, ALL[numbers.below(ALL.len())].0] {
                let (statements, gaps) = read(form, &bytes);
                assert!(!statements.is_empty() || !gaps.is_empty(), "nothing is lost silently");
                let places = statements.iter().flat_map(|s| &s.bookings).map(|b| b.place);
                // Each byte that is no UTF-8 becomes three at most.
                let end = u32::try_from(bytes.len() * 3).unwrap();
                assert!(places.into_iter().all(|p| p.start <= p.end && p.end <= end));
            }
        }
    }
}

#[test]
fn every_cut_of_every_sample_is_read() {
    for (form, text) in ALL {
        for end in 0..=text.len() {
            let (statements, gaps) = read(form, &text.as_bytes()[..end]);
            assert!(!statements.is_empty() || !gaps.is_empty(), "{form:?} {end}");
        }
    }
}

#[test]
fn entities_that_multiply_are_not_expanded() {
    let mut text = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a0 \"ha\">".to_owned();
    for n in 1..40 {
        let before = n - 1;
        text.push_str(&format!("<!ENTITY a{n} \"&a{before};&a{before};\">"));
    }
    text.push_str("]>");
    text.push_str(&CAMT.replace("<?xml version=\"1.0\"?>", "").replace("&#228;", "&a39;"));
    let (statements, _) = read(StatementForm::Camt, text.as_bytes());
    assert_eq!(statements[0].bookings[0].purpose, "&a39;");
}

#[test]
fn gaps_are_bounded_and_the_rest_is_counted() {
    let mut text = "Datum;Zweck;Betrag;W\u{e4}hrung\n01.03.2026;a;1,00;EUR\n".to_owned();
    text.push_str(&"01.03.2026;a;viel;EUR\n".repeat(5000));
    let (_, gaps) = read(StatementForm::Csv, text.as_bytes());
    assert_eq!(gaps.len(), 1001);
    let last = &gaps.last().unwrap().what;
    assert_eq!(last, "4000 more places could not be read, the last on line 5002");
}
