//! Guarantees that hold only on a condition: the day behind it is that of the care.

use super::{Desk, Mail, days};
use oxherd_model::DateRole;

/// Guarantees that ask for care by a day.
const BY_A_DAY: &[Mail] = &[
    (
        "en",
        "Your guarantee",
        "The guarantee stays valid only if the bike is serviced by a dealer every year, for the first time by 12 February 2025.",
    ),
    (
        "de",
        "Ihre Garantie",
        "Die Garantie bleibt nur gültig, wenn das Rad jährlich beim Fachhändler gewartet wird, erstmals bis 12.02.2025.",
    ),
    (
        "fr",
        "Votre garantie",
        "La garantie ne reste valable que si le vélo est révisé chaque année chez un revendeur, pour la première fois au plus tard le 12 février 2025.",
    ),
    (
        "es",
        "Su garantía",
        "La garantía solo sigue siendo válida si la bicicleta se revisa cada año en un distribuidor, por primera vez hasta el 12 de febrero de 2025.",
    ),
    (
        "it",
        "La sua garanzia",
        "La garanzia resta valida solo se la bici viene revisionata ogni anno da un rivenditore, la prima volta entro il 12 febbraio 2025.",
    ),
    (
        "nl",
        "Uw garantie",
        "De garantie blijft alleen geldig als de fiets jaarlijks door een dealer wordt onderhouden, voor het eerst uiterlijk 12 februari 2025.",
    ),
];

/// Guarantees that ask for it each year.
const EACH_YEAR: &[Mail] = &[
    (
        "en",
        "Your guarantee",
        "Your guarantee is valid only if the boiler is serviced every year by a dealer.",
    ),
    (
        "de",
        "Ihre Garantie",
        "Die Garantie gilt nur, wenn das Gerät jährlich von einem Fachhändler gewartet wird.",
    ),
    (
        "fr",
        "Votre garantie",
        "La garantie n'est valable que si l'appareil est entretenu chaque année par un revendeur agréé.",
    ),
    (
        "es",
        "Su garantía",
        "La garantía solo es válida si la caldera se revisa cada año en un distribuidor oficial.",
    ),
    (
        "it",
        "La sua garanzia",
        "La garanzia è valida solo se la caldaia viene revisionata ogni anno da un rivenditore.",
    ),
    (
        "nl",
        "Uw garantie",
        "De garantie geldt alleen als de ketel jaarlijks door een dealer wordt onderhouden.",
    ),
];

#[test]
fn the_day_behind_a_condition_is_that_of_the_care() {
    let desk = Desk::new();
    let failing = desk.failing(BY_A_DAY, |reading| {
        days(reading, DateRole::ServiceDue) == ["2025-02-12"]
            && days(reading, DateRole::WarrantyEnd).is_empty()
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn a_guarantee_that_asks_for_care_each_year_asks_for_it_within_one() {
    let desk = Desk::new();
    let failing = desk.failing(EACH_YEAR, |reading| {
        days(reading, DateRole::ServiceDue) == ["2025-03-05"]
            && days(reading, DateRole::WarrantyEnd).is_empty()
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn the_end_of_a_guarantee_before_its_condition_stays_its_end() {
    let desk = Desk::new();
    let ends: &[Mail] = &[(
        "en",
        "Your guarantee",
        "The frame guarantee runs until 12 March 2030, provided that the bike is serviced every year by a dealer.",
    )];
    let failing =
        desk.failing(ends, |reading| days(reading, DateRole::WarrantyEnd) == ["2030-03-12"]);
    assert!(failing.is_empty(), "{failing:#?}");
}
