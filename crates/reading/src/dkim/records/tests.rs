use super::*;

const ED: &str = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

/// Selector, domain and text of each record.
fn told(file: &str) -> Vec<String> {
    let records = records(file).unwrap_or_else(|wrong| panic!("{wrong:?}\n{file}"));
    records
        .iter()
        .map(|r| format!("{} {} {}", r.signer.selector, r.signer.domain, r.text))
        .collect()
}

#[track_caller]
fn refused(file: &str, line: usize, what: &str) {
    let wrong = records(file).unwrap_err();
    assert!(wrong.line == line && wrong.what.contains(what), "{wrong:?}");
}

#[test]
fn a_key_is_read_in_every_form_in_which_it_is_printed() {
    let one = format!("s1 fenwick.example {ED}");
    let (head, tail) = ED.split_at(30);
    for file in [
        format!("s1._domainkey.fenwick.example {ED}"),
        format!("S1._domainkey.Fenwick.Example.\t{ED}\r\n"),
        format!("s1._domainkey.fenwick.example. IN TXT \"{ED}\""),
        format!("s1._domainkey.fenwick.example. 3600 IN TXT \"{head}\" \"{tail}\" ; a key"),
        format!("s1._domainkey.fenwick.example \"{ED}\""),
        format!("s1._domainkey\tIN\tTXT\t( \"{head}\"\n\t \"{tail}\" )  ; --- x\n")
            .replace("key\t", "key.fenwick.example.\t"),
        format!(
            "$ORIGIN fenwick.example.\n$TTL 300\ns1._domainkey IN 5m TXT ( ; begins\n\"{ED}\"\n)\n"
        ),
        format!(
            "; <<>> DiG <<>>\n;; ANSWER SECTION:\n\ns1._domainkey.fenwick.example. 60 IN TXT \"{}\"\n",
            ED.replace(';', "\\;").replace("DKIM1", "DKIM\\049")
        ),
    ] {
        assert_eq!(told(&file), [one.as_str()], "{file}");
    }
}

#[test]
fn a_name_that_stands_for_another_has_its_key() {
    let file = format!(
        "s1._domainkey.fenwick.example. 300 IN CNAME s1.fenwick.sender.example.\n\
         s1.fenwick.sender.example. 300 IN CNAME k.sender.example.\nk.sender.example. 300 IN TXT \"{ED}\"\n"
    );
    assert_eq!(told(&file), [format!("s1 fenwick.example {ED}")]);
    refused("s1._domainkey.a.example. IN CNAME b.example.\n", 1, "stands for another name");
    let circle = "a._domainkey.x.example. IN CNAME b._domainkey.x.example.\n\
        b._domainkey.x.example. IN CNAME a._domainkey.x.example.\n";
    refused(circle, 1, "stands for another name");
}

#[test]
fn of_two_keys_under_one_name_the_later_counts_and_an_empty_one_takes_it_back() {
    let file = format!("a._domainkey.x.example {ED}\na._domainkey.x.example v=DKIM1; p=\n");
    assert_eq!(told(&file), ["a x.example v=DKIM1; p="]);
    assert_eq!(Key::of("v=DKIM1; p="), Ok(None));
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    refused("", 1, "no key in this file");
    refused("; nothing\n", 1, "no key in this file");
    refused("\nhello\n", 2, "no text behind its name");
    refused(&format!("fenwick.example. IN TXT \"{ED}\""), 1, "not that of a key");
    refused("a._domainkey.x.example. IN TXT \"v=spf1 -all\"", 1, "no key for mail");
    refused("a._domainkey.x.example. IN TXT \"hello\"", 1, "no list of tags");
    refused("a._domainkey.x.example. IN TXT \"v=DKIM1; p=", 1, "quotation marks");
    refused("a._domainkey.x.example. IN TXT ( \"v=DKIM1; p=\"\n\n", 1, "parenthesis");
    refused("a._domainkey.x.example. IN HINFO x", 1, "neither a TXT nor a CNAME");
    refused("a._domainkey.x.example v=DKIM2; p=", 1, "v=DKIM1");
    refused("a._domainkey.x.example v=DKIM1; k=rsa", 1, "no key (p=)");
    refused(
        "a._domainkey.x.example v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQ",
        1,
        "no RSA key, or is cut off",
    );
    refused("a._domainkey.x.example v=DKIM1; p=M!", 1, "not base64");
    refused("a._domainkey.x.example v=DKIM1; k=dsa; p=MIGf", 1, "neither k=rsa nor k=ed25519");
    refused("a._domainkey.x.example v=DKIM1; k=ed25519; p=MIGf", 1, "32 bytes");
    refused("a._domainkey.x.example v=DKIM1; h=sha1; p=MIGf", 1, "SHA-1");
    refused("a._domainkey.x.example v=DKIM1; s=tlsrpt; p=MIGf", 1, "not for mail");
}

#[test]
fn files_without_end_are_read_within_bounds() {
    refused(&format!("a._domainkey.x.example. IN TXT {}", "\"a\" ".repeat(300)), 1, "longer than");
    refused(&format!("a._domainkey.x.example. IN TXT \"{}\"", "a".repeat(5_000)), 1, "longer than");
    let many: String =
        (0..1_001).map(|n| format!("s{n}._domainkey.x.example v=DKIM1; p=\n")).collect();
    refused(&many, 1_001, "more than 1000 keys");
    refused(&"a IN A x\n".repeat(10), 1, "no key in this file");
}
