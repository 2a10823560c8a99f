//! The currency that a sender reckons in where it names none.

use oxherd_model::{Currency, SupplierClaim};

/// The currency of the country that the sender's domain is under.
pub(super) fn of(supplier: Option<&SupplierClaim>) -> Option<Currency> {
    let ending = supplier?.domain.as_deref()?.rsplit('.').next()?;
    let code = match ending {
        "uk" => "GBP",
        "de" | "fr" | "es" | "it" | "nl" | "at" | "be" | "ie" | "fi" | "pt" | "gr" | "lu"
        | "sk" | "si" | "lt" | "lv" | "ee" | "hr" | "mt" | "cy" | "bg" => "EUR",
        "ch" | "li" => "CHF",
        "se" => "SEK",
        "no" => "NOK",
        "dk" => "DKK",
        "is" => "ISK",
        "pl" => "PLN",
        "cz" => "CZK",
        "hu" => "HUF",
        "ro" => "RON",
        "us" => "USD",
        "ca" => "CAD",
        "au" => "AUD",
        "nz" => "NZD",
        "jp" => "JPY",
        "cn" => "CNY",
        "in" => "INR",
        "br" => "BRL",
        "mx" => "MXN",
        "tr" => "TRY",
        _ => return None,
    };
    code.parse().ok()
}
