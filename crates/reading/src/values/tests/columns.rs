//! Numbers beside sums in the columns of papers whose spaces were lost.

use super::claims;

#[test]
fn a_serial_number_ends_before_the_sum_of_its_row() {
    for (language, text, serial) in [
        ("en", "Stairlift, serial number: SL2-7740-1193 4,295.00", "serial SL277401193 none"),
        ("en", "Stairlift, serial number: SL2-7740-1193 295.00", "serial SL277401193 none"),
        ("fr", "Tondeuse, n° de série : TX6-24-031905 957,50 HT", "serial TX624031905 none"),
        ("de", "Mäher, Seriennummer: TX6-24-031905 1.957,50", "serial TX624031905 none"),
        ("it", "Inverter, numero di serie: TX6-24-031905 957,50", "serial TX624031905 none"),
    ] {
        let found = claims(language, text);
        assert!(found.iter().any(|claim| claim == serial), "{text:?}: {found:?}");
    }
    // Groups without decimals still belong together.
    let found = claims("en", "Serial number: PH 5519 207-4");
    assert!(found.iter().any(|claim| claim == "serial PH55192074 none"), "{found:?}");
}
