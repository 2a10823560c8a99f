//! What templates and old programs do to structured data.

use super::samples::ORDER;
use super::{has, read, script};

#[test]
fn a_comma_too_many_and_a_raw_line_end_are_mended() {
    let read = read(&script(
        "{\"@type\": \"Order\", \"orderNumber\": \"T\t-1\", \"acceptedOffer\": [{\"itemOffered\": \"Soap, round\",},],}",
    ));
    has(&read, &["order T -1", "product 1 Soap, round"]);
    assert!(read.gaps.is_empty());
}

#[test]
fn a_script_that_is_not_json_is_a_gap_and_the_next_one_is_read() {
    let html = script("{\"@type\": \"Order\", oops")
        + &script(r#"{"@type": "Order", "orderNumber": "N2"}"#);
    let read = read(&html);
    has(&read, &["order N2"]);
    assert_eq!(read.gaps.len(), 1);
    assert!(read.gaps[0].starts_with("a JSON-LD script that is not JSON: "), "{:?}", read.gaps);
}

#[test]
fn comments_cdata_and_escaped_quotes_around_json_are_taken_off() {
    for (before, after) in
        [("<!--", "-->"), ("//<![CDATA[\n", "\n//]]>"), ("<![CDATA[", "]]>"), ("\u{feff}", ";")]
    {
        let json = format!("{before}{{\"@type\": \"Order\", \"orderNumber\": \"C1\"}}{after}");
        has(&read(&script(&json)), &["order C1"]);
    }
    has(
        &read(&script(
            "{&quot;@type&quot;: &quot;Order&quot;, &quot;orderNumber&quot;: &quot;C2&quot;}",
        )),
        &["order C2"],
    );
}

#[test]
fn a_type_of_script_with_an_escaped_plus_is_found() {
    let html =
        "<SCRIPT TYPE='application/ld&#43;json'>{\"@type\":\"Order\",\"orderNumber\":7}</SCRIPT>";
    has(&read(html), &["order 7"]);
}

#[test]
fn graphs_references_and_lists_are_followed() {
    let read = read(&script(
        r##"{"@context": "https://schema.org", "@graph": [
        {"@type": "https://schema.org/Order", "ordernumber": {"@value": "G-1"}, "seller": {"@id": "#s"},
         "schema:orderedItem": [{"@type": "OrderItem", "orderQuantity": "4", "orderedItem": {"@id": "#p"}},
            {"@type": "Product", "name": "Twine"}]},
        {"@id": "#s", "@type": "Organization", "name": "Garn & Co"},
        {"@id": "#p", "@type": "Product", "name": "Yarn"}]}"##,
    ));
    has(&read, &["order G-1", "product 4 Yarn", "product 1 Twine"]);
    assert_eq!(read.facts.len(), 3);
    assert_eq!(read.merchant.as_deref(), Some("Garn & Co"));
}

#[test]
fn items_that_refer_to_each_other_end() {
    let read = read(&script(
        r##"[{"@id": "#a", "@type": "Order", "orderNumber": "L", "orderDelivery": {"@id": "#b"}},
        {"@id": "#b", "@type": "ParcelDelivery", "partOfOrder": {"@id": "#a"}, "trackingNumber": "LL"}]"##,
    ));
    has(&read, &["order L", "tracking LL"]);
}

#[test]
fn the_same_order_in_both_syntaxes_is_told_once() {
    let html = script(r#"{"@type": "Order", "orderNumber": "D-1"}"#)
        + r#"<div itemscope itemtype="http://schema.org/Order"><i itemprop=orderNumber>D-1</i></div>"#;
    let read = read(&html);
    assert_eq!((read.facts.len(), read.kinds.len()), (1, 1));
}

#[test]
fn a_template_that_was_not_filled_in_is_a_gap() {
    let read = read(&script(
        r#"{"@type": "Order", "orderNumber": "{{order.number}}", "price": "{{total}}", "merchant": {"name": "null"}}"#,
    ));
    assert!(read.facts.is_empty());
    assert_eq!(read.merchant, None);
    assert_eq!(read.gaps.len(), 2, "{:?}", read.gaps);
}

#[test]
fn a_sum_without_a_currency_and_a_day_that_is_none_are_gaps() {
    let read = read(&script(
        r#"{"@type": "Invoice", "totalPaymentDue": "12.00 kr", "paymentDue": "upon receipt"}"#,
    ));
    assert!(read.facts.is_empty());
    assert_eq!(read.gaps.len(), 2, "{:?}", read.gaps);
}

#[test]
fn a_code_that_contradicts_the_sign_of_a_sum_makes_it_doubtful() {
    let read = read(&script(r#"{"@type": "Order", "price": "$12.00", "priceCurrency": "EUR"}"#));
    has(&read, &["total 12.00 EUR"]);
    assert_eq!(read.facts[0].confidence.thousandths(), 600);
}

#[test]
fn microdata_in_broken_html_is_read() {
    let read = read(
        "<p><div itemscope itemtype='http://schema.org/Order'><p><b>No. <span itemprop=orderNumber>\
         H&amp;M-<wbr>1</b><p>more</span></div></td></i><span itemprop=orderNumber>outside</span>\
         <!-- <div itemscope itemtype=http://schema.org/Invoice></div> --><div itemscope",
    );
    has(&read, &["order H&M-1"]);
    assert_eq!(read.facts.len(), 1);
}

#[test]
fn an_item_that_is_never_closed_is_read() {
    has(
        &read("<div itemscope itemtype=http://schema.org/Order><b itemprop=orderNumber>open"),
        &["order open"],
    );
}

#[test]
fn a_mail_without_structured_data_says_nothing() {
    let read =
        read("<html><script type='text/javascript'>var a = '<div>';</script><p>Hi</p></html>");
    assert_eq!(read, super::Structured::default());
}

#[test]
fn scripts_and_facts_beyond_the_bound_are_said() {
    let html: String = (0..10)
        .map(|n| script(&format!(r#"{{"@type": "Order", "orderNumber": "A{n}"}}"#)))
        .collect();
    let read = read(&html);
    assert_eq!(read.facts.len(), 8);
    assert_eq!(read.gaps, ["more than 8 JSON-LD scripts; the rest is not read"]);
    let orders: Vec<String> =
        (0..900).map(|n| format!(r#"{{"@type": "Order", "orderNumber": "A{n}"}}"#)).collect();
    let read = super::read(&script(&format!("[{}]", orders.join(","))));
    assert_eq!(read.facts.len(), 200);
    assert_eq!(read.gaps.len(), 1, "{:?}", read.gaps);
}

#[test]
fn what_stands_after_the_bound_of_length_is_said() {
    let html = format!("{}{}", "ä".repeat(600_000), script(ORDER));
    let read = read(&html);
    assert!(read.facts.is_empty());
    assert_eq!(read.gaps.len(), 1);
}

#[test]
fn a_type_that_is_not_known_is_said() {
    let read = read(&script(r#"{"@type": "Recipe", "author": {"@type": "Person", "name": "x"}}"#));
    assert_eq!(read.gaps, ["schema.org `recipe` is not read"]);
}
