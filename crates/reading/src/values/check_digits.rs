//! Check digits: each function takes a normalised value and says whether its digits agree.

/// Luhn over the digits (ISO/IEC 7812-1 annex B).
pub(super) fn luhn(digits: &str) -> bool {
    let sum: u32 = (0..)
        .zip(digits.bytes().rev().map(digit))
        .map(|(place, d): (u32, u32)| match (place % 2, d) {
            (0, d) => d,
            (_, d) if d > 4 => d * 2 - 9,
            (_, d) => d * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// GS1 mod 10 over all digits, the last being the check digit (GS1 General Specifications 7.9).
pub(super) fn gs1(digits: &str) -> bool {
    let sum: u32 = (0..)
        .zip(digits.bytes().rev().map(digit))
        .map(|(place, d): (u32, u32)| if place % 2 == 0 { d } else { d * 3 })
        .sum();
    sum.is_multiple_of(10)
}

/// Mod 97 as in ISO 7064, the first four signs moved to the end (ISO 13616).
pub(super) fn mod_97(value: &str) -> bool {
    let (Some(head), Some(tail)) = (value.get(..4), value.get(4..)) else {
        return false;
    };
    remainder_97(tail.bytes().chain(head.bytes())) == Some(1)
}

/// A SEPA creditor identifier: mod 97 without the three signs of the business code (EPC262-08).
pub(super) fn creditor_id(value: &str) -> bool {
    let (Some(head), Some(tail)) = (value.get(..4), value.get(7..)) else {
        return false;
    };
    remainder_97(tail.bytes().chain(head.bytes())) == Some(1)
}

fn remainder_97(signs: impl Iterator<Item = u8>) -> Option<u32> {
    let mut rest = 0_u32;
    for sign in signs {
        let value = base_36(sign)?;
        rest = if value < 10 { rest * 10 + value } else { rest * 100 + value } % 97;
    }
    Some(rest)
}

/// Length of an IBAN by country (ISO 13616 registry), for the countries that matter here.
pub(super) fn iban_length(country: &str) -> Option<usize> {
    const LENGTHS: &[(&str, usize)] = &[
        ("AD", 24),
        ("AE", 23),
        ("AL", 28),
        ("AT", 20),
        ("BA", 20),
        ("BE", 16),
        ("BG", 22),
        ("BR", 29),
        ("CH", 21),
        ("CY", 28),
        ("CZ", 24),
        ("DE", 22),
        ("DK", 18),
        ("EE", 20),
        ("ES", 24),
        ("FI", 18),
        ("FO", 18),
        ("FR", 27),
        ("GB", 22),
        ("GE", 22),
        ("GI", 23),
        ("GL", 18),
        ("GR", 27),
        ("HR", 21),
        ("HU", 28),
        ("IE", 22),
        ("IL", 23),
        ("IS", 26),
        ("IT", 27),
        ("LI", 21),
        ("LT", 20),
        ("LU", 20),
        ("LV", 21),
        ("MC", 27),
        ("MD", 24),
        ("ME", 22),
        ("MK", 19),
        ("MT", 31),
        ("NL", 18),
        ("NO", 15),
        ("PL", 28),
        ("PT", 25),
        ("RO", 24),
        ("RS", 22),
        ("SA", 24),
        ("SE", 24),
        ("SI", 19),
        ("SK", 24),
        ("SM", 27),
        ("TR", 26),
        ("UA", 29),
        ("XK", 20),
    ];
    let found = LENGTHS.binary_search_by(|(code, _)| code.cmp(&country));
    found.ok().and_then(|at| LENGTHS.get(at)).map(|(_, length)| *length)
}

/// The check digit of a VIN at its ninth place (49 CFR 565.15); European makers mostly use none.
pub(super) fn vin(value: &str) -> bool {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let mut sum = 0;
    for (sign, weight) in value.bytes().zip(WEIGHTS) {
        let Some(value) = vin_value(sign) else {
            return false;
        };
        sum += value * weight;
    }
    let expected = match sum % 11 {
        10 => Some('X'),
        rest => char::from_digit(rest, 10),
    };
    value.len() == 17 && value.chars().nth(8) == expected
}

/// The form of the number of a hull (ISO 10087): country, builder, five signs of the hull, the letter of a
/// month, the last figure of a year and the two of the model's.
pub(super) fn hull_form(value: &str) -> bool {
    let bytes = value.as_bytes();
    let sign = |at: usize, b: &u8| match at {
        0 | 1 => b.is_ascii_uppercase(),
        2..=9 => b.is_ascii_uppercase() || b.is_ascii_digit(),
        10 => matches!(b, b'A'..=b'L'),
        _ => b.is_ascii_digit(),
    };
    bytes.len() == 14 && bytes.iter().enumerate().all(|(at, b)| sign(at, b))
}

/// Whether the text has the form of a VIN (ISO 3779): 17 signs without I, O and Q.
pub(super) fn vin_form(value: &str) -> bool {
    value.len() == 17
        && value.bytes().all(|sign| vin_value(sign).is_some())
        && value.bytes().rev().take(4).all(|sign| sign.is_ascii_digit())
        && value.bytes().any(|sign| sign.is_ascii_uppercase())
}

fn vin_value(sign: u8) -> Option<u32> {
    Some(match sign {
        b'0'..=b'9' => u32::from(sign - b'0'),
        b'A' | b'J' => 1,
        b'B' | b'K' | b'S' => 2,
        b'C' | b'L' | b'T' => 3,
        b'D' | b'M' | b'U' => 4,
        b'E' | b'N' | b'V' => 5,
        b'F' | b'W' => 6,
        b'G' | b'P' | b'X' => 7,
        b'H' | b'Y' => 8,
        b'R' | b'Z' => 9,
        _ => return None,
    })
}

/// The core of a UK MPAN: 13 digits, prime weights, mod 11 mod 10.
pub(super) fn mpan(digits: &str) -> bool {
    const WEIGHTS: [u32; 12] = [3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43];
    let sum: u32 = digits.bytes().map(digit).zip(WEIGHTS).map(|(d, w)| d * w).sum();
    digits.len() == 13 && digits.bytes().next_back().map(digit) == Some(sum % 11 % 10)
}

/// A German market location: 11 digits, even places doubled, mod 10.
pub(super) fn market_location(digits: &str) -> bool {
    let sum: u32 = (0..)
        .zip(digits.bytes().take(10).map(digit))
        .map(|(place, d): (u32, u32)| if place % 2 == 0 { d } else { d * 2 })
        .sum();
    digits.len() == 11
        && !digits.starts_with('0')
        && digits.bytes().next_back().map(digit) == Some((10 - sum % 10) % 10)
}

/// A Spanish CUPS: two letters from the 16 digits mod 529.
pub(super) fn cups(value: &str) -> bool {
    const LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    let Some(rest) = value.get(2..18).and_then(|d| d.parse::<u64>().ok()) else {
        return false;
    };
    let letter = |place: u64| {
        let place = usize::try_from(place).ok()?;
        LETTERS.get(place).copied()
    };
    let rest = rest % 529;
    let mut signs = value.bytes().skip(18);
    signs.next() == letter(rest / 23) && signs.next() == letter(rest % 23)
}

/// UPS: letters are ASCII - 63 mod 10, even places doubled, over what follows `1Z`.
pub(super) fn ups(value: &str) -> bool {
    let sum: u32 = (0..)
        .zip(value.bytes().skip(2).take(15))
        .map(|(place, sign): (u32, u8)| {
            let v = if sign.is_ascii_digit() { digit(sign) } else { (u32::from(sign) - 63) % 10 };
            if place % 2 == 0 { v } else { v * 2 }
        })
        .sum();
    value.as_bytes().get(17).copied().map(digit) == Some((10 - sum % 10) % 10)
}

/// UPU S10: weights 8 6 4 2 3 5 9 7 over the eight digits, mod 11.
pub(super) fn s10(value: &str) -> bool {
    const WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];
    let sum: u32 = value.bytes().skip(2).map(digit).zip(WEIGHTS).map(|(d, w)| d * w).sum();
    let check = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        rest => rest,
    };
    value.as_bytes().get(10).copied().map(digit) == Some(check)
}

/// `FedEx` Express, 12 digits: weights 3 1 7, mod 11 mod 10.
pub(super) fn fedex_12(digits: &str) -> bool {
    let weights = [3, 1, 7].into_iter().cycle();
    let sum: u32 = digits.bytes().take(11).map(digit).zip(weights).map(|(d, w)| d * w).sum();
    digits.len() == 12 && digits.bytes().next_back().map(digit) == Some(sum % 11 % 10)
}

/// `FedEx` Ground, 15 digits: alternately 1 and 3, mod 10.
pub(super) fn fedex_15(digits: &str) -> bool {
    digits.len() == 15 && gs1(digits)
}

/// DHL Express, 10 or 11 digits: what stands before the last digit mod 7.
pub(super) fn dhl_express(digits: &str) -> bool {
    let Some((body, check)) = digits.split_at_checked(digits.len().saturating_sub(1)) else {
        return false;
    };
    let (Ok(body), Ok(check)) = (body.parse::<u64>(), check.parse::<u64>()) else {
        return false;
    };
    matches!(digits.len(), 10 | 11) && body % 7 == check
}

/// ISO 7064 mod 37,36 over `signs`; the sign that checks them.
#[cfg_attr(not(test), expect(dead_code, reason = "DPD shows people the number without its check"))]
pub(super) fn mod_37_36(signs: &str) -> Option<char> {
    let mut rest = 36;
    for sign in signs.bytes() {
        rest += base_36(sign)?;
        rest = if rest > 36 { rest - 36 } else { rest } * 2;
        rest = if rest >= 37 { rest - 37 } else { rest };
    }
    let check = (37 - rest) % 36;
    char::from_digit(check, 36).map(|c| c.to_ascii_uppercase())
}

fn digit(sign: u8) -> u32 {
    u32::from(sign.wrapping_sub(b'0') % 10)
}

fn base_36(sign: u8) -> Option<u32> {
    char::from(sign).to_digit(36)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_published_number_passes() {
        for value in ["1M8GDM9AXKP042788", "1HGCM82633A004352", "11111111111111111"] {
            assert!(vin(value), "{value}");
        }
        assert!(!vin("WVWZZZ1JZXW000001"), "the filler of a European maker is no check digit");
        assert!(vin_form("WVWZZZ1JZXW000001"));
        assert!(luhn("490154203237518") && !luhn("490154203237519"));
        for value in ["4006381333931", "73513537", "98412345678908"] {
            assert!(gs1(value), "{value}");
        }
        for value in [
            "GB82WEST12345698765432",
            "DE89370400440532013000",
            "FR1420041010050500013M02606",
            "NL91ABNA0417164300",
            "ES9121000418450200051332",
            "IT60X0542811101000000123456",
            "RF18539007547034",
        ] {
            assert!(mod_97(value), "{value}");
            assert!(iban_length(&value[..2]).is_none_or(|length| length == value.len()));
        }
        assert!(creditor_id("DE98ZZZ09999999999"));
        assert!(mpan("1800021679848"));
        assert!(market_location("41373559241"));
        assert!(cups("ES1234123456789012JY"));
    }

    #[test]
    fn every_published_parcel_number_passes() {
        for value in ["1Z5R89390357567127", "1Z879E930346834440", "1Z410E7W0392751591"] {
            assert!(ups(value), "{value}");
        }
        assert!(!ups("1Z1111111111111111"));
        assert!(s10("RB123456785GB") && s10("AB473124829GB"));
        assert!(fedex_12("986578788855") && fedex_12("799531274483"));
        assert!(fedex_15("041441760228964") && fedex_15("568283610012000"));
        for value in ["3318810025", "8487135506", "1099255990"] {
            assert!(dhl_express(value), "{value}");
        }
        assert_eq!(mod_37_36("008182709980000020033350276"), Some('C'));
    }

    #[test]
    fn one_changed_digit_is_noticed() {
        for place in 0..16 {
            let mut value = *b"ES9121000418450200051332";
            let sign = &mut value[8 + place];
            *sign = if *sign == b'9' { b'0' } else { *sign + 1 };
            assert!(!mod_97(std::str::from_utf8(&value).unwrap()), "digit {place}");
        }
    }
}
