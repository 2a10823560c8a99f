//! Which countries there are.

/// Every country of ISO 3166-1, and XK, which Kosovo uses until it has letters of its own.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL \
    BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK \
    DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU \
    GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ \
    LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY \
    MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU \
    RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO \
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Letters that people write for a country and ISO 3166 does not, with those that it has.
const OTHERWISE: [(&str, &str); 2] = [("UK", "GB"), ("EL", "GR")];

/// A country as it was typed.
pub(super) fn country(typed: &str) -> Result<String, String> {
    let letters = typed.trim().to_ascii_uppercase();
    if is_country(&letters) {
        return Ok(letters);
    }
    let meant = OTHERWISE.iter().find(|(written, _)| *written == letters);
    let meant = meant.map(|(_, iso)| format!("; there it is {iso}")).unwrap_or_default();
    Err(format!("takes the two letters of ISO 3166, as GB or DE, and not `{typed}`{meant}"))
}

/// Whether two letters are those of a country.
pub(super) fn is_country(letters: &str) -> bool {
    letters.len() == 2 && COUNTRIES.split(' ').any(|known| known == letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_countries_are_in_order_and_each_once() {
        let all: Vec<&str> = COUNTRIES.split(' ').collect();
        assert_eq!(all.len(), 250);
        assert!(all.windows(2).all(|two| two[0] < two[1]));
    }

    #[test]
    fn a_country_is_one_of_iso_3166_and_others_are_told_what_to_write() {
        for (typed, letters) in [("gb", "GB"), ("DE", "DE"), (" fr ", "FR"), ("xk", "XK")] {
            assert_eq!(country(typed).as_deref(), Ok(letters));
        }
        for typed in ["ZZ", "EU", "England", "G", "", "G B", "\u{df}", "DEU"] {
            let wrong = country(typed).unwrap_err();
            assert!(wrong.ends_with(&format!("and not `{typed}`")), "{wrong}");
        }
        for (typed, meant) in [("UK", "GB"), ("uk", "GB"), ("EL", "GR")] {
            let wrong = country(typed).unwrap_err();
            assert!(wrong.ends_with(&format!("; there it is {meant}")), "{wrong}");
        }
    }
}
