//! Currencies as they stand beside a sum: codes, signs and words.

use super::page::{Page, is_space};
use oxherd_model::Currency;

/// What stands beside a number to say its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// This currency, by its ISO 4217 letters.
    Code(&'static str),
    /// A code that is also an English word: only with cents.
    Weak(&'static str),
    /// A hundredth of it.
    Cent(&'static str),
    /// Any dollar.
    Dollar,
    /// Any krone.
    Krone,
    /// Yen or yuan.
    Yen,
    /// The hundredth of what is usual here.
    AnyCent,
}

/// Parentheses of a text that are looked into, and letters in them.
const PARENTHESES_MAX: usize = 200;
const PARENTHESIS_BYTES: usize = 12;

/// Codes that stand behind the name of a column without parentheses.
const COLUMN_CODES: [&str; 4] = ["EUR", "GBP", "CHF", "USD"];

/// The currency that a column of bare numbers is headed with: `Amount (GBP)`, `Betrag EUR`.
pub(super) fn of_column(page: &Page<'_>) -> Option<Currency> {
    let text = page.text;
    let opened = memchr::memchr_iter(b'(', text.as_bytes()).take(PARENTHESES_MAX);
    let within = opened.filter_map(|at| {
        let rest = text.get(at + 1..)?;
        let rest = rest.get(..rest.floor_char_boundary(PARENTHESIS_BYTES))?;
        let (word, _) = rest.split_once(')')?;
        let word = word.trim().trim_start_matches("in ").trim_start_matches("en ").trim();
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(only), None) => sign(only),
            (Some(_), Some(_)) => code(word).filter(|unit| matches!(unit, Unit::Code(_))),
            (None, _) => None,
        }
    });
    let behind = COLUMN_CODES.into_iter().filter_map(|code| {
        let mut found = memchr::memmem::find_iter(text.as_bytes(), code).take(PARENTHESES_MAX);
        let heads = found.any(|at| {
            let (start, _) = page.line_span(at);
            let before = page.slice(start, at);
            let ends = text.get(at + code.len()..).unwrap_or_default();
            let named = before.strip_suffix(' ').is_some_and(|b| b.ends_with(char::is_alphabetic));
            let ends = ends.is_empty() || ends.starts_with(['\t', '\n', '\r']);
            named && ends && !before.bytes().any(|byte| byte.is_ascii_digit())
        });
        heads.then_some(Unit::Code(code))
    });
    within.chain(behind).find_map(|unit| unit.currency(page))
}

/// Codes of ISO 4217 in use.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB \
    BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR \
    FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES \
    KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR \
    MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR \
    SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH \
    UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG HRK";

/// Codes that are words or abbreviations of something else.
const WEAK: &str =
    "ALL AMD BAM BOB COP CUP DOP GEL LAK MAD MOP PEN SAR SOS TOP TRY SCR CAD NAD PAB";

impl Unit {
    /// The currency, as far as it can be said here.
    pub(super) fn currency(self, page: &Page<'_>) -> Option<Currency> {
        let hint = page.s.currency_hint.map(|c| c.to_string()).unwrap_or_default();
        let hint = hint.as_str();
        let code = match self {
            Self::Code(code) | Self::Weak(code) | Self::Cent(code) => code,
            Self::Dollar if ["AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "TWD"].contains(&hint) => {
                hint
            }
            Self::Dollar => page.coins().dollar,
            Self::Krone if ["SEK", "NOK", "DKK", "ISK", "CZK"].contains(&hint) => hint,
            Self::Krone => page.krone(),
            Self::Yen if hint == "CNY" => "CNY",
            Self::Yen => page.coins().yen,
            Self::AnyCent if hint == "USD" => "USD",
            Self::AnyCent => "EUR",
        };
        code.parse().ok()
    }

    /// Whether the number counts hundredths.
    pub(super) const fn is_cent(self) -> bool {
        matches!(self, Self::Cent(_) | Self::AnyCent)
    }
}

/// What the signs that several countries share mean in one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coins {
    dollar: &'static str,
    yen: &'static str,
}

/// Bytes of a text that are looked at for the country of its coins.
const COINS_BYTES: usize = 3000;

impl Coins {
    /// Judges by the language and, where near languages are taken for one another, by its words.
    pub(super) fn of(text: &str, language: &str) -> Self {
        let head = text.get(..text.floor_char_boundary(COINS_BYTES)).unwrap_or_default();
        let kana = || head.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}'));
        // Signs that only the traditional script has.
        let old = || head.contains(['訂', '單', '號', '發', '運', '總', '額', '們', '繳', '帳']);
        let chinese = language == "zh" && !kana();
        Self {
            dollar: if chinese && old() { "TWD" } else { "USD" },
            yen: if chinese { "CNY" } else { "JPY" },
        }
    }
}

/// Words of Swedish that its neighbours write otherwise.
const SWEDISH: &[&str] = &[
    "och",
    "för",
    "är",
    "från",
    "att",
    "inte",
    "ditt",
    "belopp",
    "klicka",
    "fakturan",
    "oss",
    "hälsningar",
    "återbetald",
    "krediterad",
    "frågor",
    "betalning",
    "förfallodatum",
];
/// The same for Norwegian.
const NORWEGIAN: &[&str] = &[
    "av",
    "ikke",
    "nå",
    "å",
    "klikk",
    "lenken",
    "beløp",
    "kreditert",
    "refundert",
    "pålydende",
    "vennligst",
    "takk",
    "fakturadato",
    "forfallsdato",
    "spørsmål",
    "utstedt",
    "din",
    "hilsen",
];
/// The same for Danish.
const DANISH: &[&str] = &[
    "af",
    "ikke",
    "nu",
    "at",
    "klik",
    "linket",
    "beløb",
    "krediteret",
    "refunderet",
    "venligst",
    "tak",
    "forfaldsdato",
    "spørgsmål",
    "udstedt",
    "moms",
    "hilsner",
    "din",
    "tilbagebetaling",
];

/// Whose krone: the three languages share most words, so that a few others decide.
pub(super) fn krone(text: &str, language: &str) -> &'static str {
    let head = text.get(..text.floor_char_boundary(COINS_BYTES)).unwrap_or_default();
    let mut counts = [0_u32; 3];
    for word in head.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        let word = word.to_lowercase();
        for (count, list) in counts.iter_mut().zip([SWEDISH, NORWEGIAN, DANISH]) {
            *count += u32::from(list.contains(&word.as_str()));
        }
    }
    let usual = match language {
        "da" => "DKK",
        "nb" | "no" | "nn" => "NOK",
        "is" => return "ISK",
        _ => "SEK",
    };
    let most = counts.iter().copied().max().unwrap_or(0);
    let mut leaders = counts.iter().zip(["SEK", "NOK", "DKK"]).filter(|(count, _)| **count == most);
    match (leaders.next(), leaders.next()) {
        (Some((_, code)), None) => code,
        _ => usual,
    }
}

/// The currency that stands before an offset, and where it starts.
pub(super) fn before(page: &Page<'_>, at: usize) -> Option<(Unit, usize)> {
    let head = page.text.get(at.saturating_sub(16)..at).or_else(|| near_head(page.text, at))?;
    let trimmed = head.trim_end_matches(is_space);
    if head.len() - trimmed.len() > 6 {
        return None;
    }
    let end = at - (head.len() - trimmed.len());
    let last = trimmed.chars().next_back()?;
    if let Some((unit, length)) = signed(trimmed) {
        return Some((unit, end - length));
    }
    let dotted = last == '.';
    let body = trimmed.strip_suffix('.').unwrap_or(trimmed);
    let length: usize =
        body.chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let word = body.get(body.len() - length..)?;
    let unit = word_before(word, if dotted { "." } else { "" })?;
    Some((unit, end - length - usize::from(dotted)))
}

/// The currency that stands after an offset, and where it ends.
pub(super) fn after(page: &Page<'_>, at: usize) -> Option<(Unit, usize)> {
    let tail = page.text.get(at..)?;
    let trimmed = tail.trim_start_matches(|c| is_space(c) && c != '\t');
    let skipped = tail.len() - trimmed.len();
    if skipped > 6 {
        return None;
    }
    let first = trimmed.chars().next()?;
    if let Some(unit) = sign(first) {
        return Some((unit, at + skipped + first.len_utf8()));
    }
    if !first.is_alphabetic() {
        return None;
    }
    let length: usize =
        trimmed.chars().take(12).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let (word, next) = trimmed.split_at_checked(length)?;
    if matches!(word, "US" | "CA" | "A" | "R" | "AU" | "NZ" | "C" | "HK" | "NT")
        && next.starts_with('$')
    {
        return Some((prefixed(word)?, at + skipped + length + 1));
    }
    let unit = word_after(word, skipped, next)?;
    Some((unit, at + skipped + length))
}

fn near_head(text: &str, at: usize) -> Option<&str> {
    (at.saturating_sub(20)..=at).find_map(|start| text.get(start..at))
}

/// A sign at the end of the text, with the letters that belong to it.
fn signed(head: &str) -> Option<(Unit, usize)> {
    let last = head.chars().next_back()?;
    let unit = sign(last)?;
    if last == '$' {
        let body = head.get(..head.len() - 1)?;
        let length = body.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        if let Some(unit) = body.get(body.len() - length..).and_then(prefixed) {
            return Some((unit, length + 1));
        }
    }
    Some((unit, last.len_utf8()))
}

fn prefixed(letters: &str) -> Option<Unit> {
    Some(Unit::Code(match letters {
        "US" | "USD" => "USD",
        "R" => "BRL",
        "A" | "AU" => "AUD",
        "C" | "CA" | "CAD" => "CAD",
        "NT" => "TWD",
        "HK" => "HKD",
        "S" | "SG" => "SGD",
        "NZ" => "NZD",
        "MX" | "MXN" => "MXN",
        "AR" => "ARS",
        _ => return None,
    }))
}

/// The currency of one sign.
pub(super) const fn sign(c: char) -> Option<Unit> {
    Some(match c {
        '€' => Unit::Code("EUR"),
        '£' => Unit::Code("GBP"),
        '$' => Unit::Dollar,
        '¥' | '￥' | '円' | '元' => match c {
            '円' => Unit::Code("JPY"),
            '元' => Unit::Code("CNY"),
            _ => Unit::Yen,
        },
        '₽' => Unit::Code("RUB"),
        '₴' => Unit::Code("UAH"),
        '₹' => Unit::Code("INR"),
        '฿' => Unit::Code("THB"),
        '₺' => Unit::Code("TRY"),
        '₪' => Unit::Code("ILS"),
        '₩' | '원' => Unit::Code("KRW"),
        '₫' => Unit::Code("VND"),
        '₱' => Unit::Code("PHP"),
        '₦' => Unit::Code("NGN"),
        '₸' => Unit::Code("KZT"),
        '₾' => Unit::Code("GEL"),
        '₡' => Unit::Code("CRC"),
        '¢' => Unit::AnyCent,
        _ => return None,
    })
}

fn word_before(word: &str, tail: &str) -> Option<Unit> {
    match word {
        "Fr" | "SFr" | "sFr" | "fr" if tail == "." || word != "fr" => Some(Unit::Code("CHF")),
        "kr" | "Kr" | "KR" => Some(Unit::Krone),
        "Rs" | "INR" => Some(Unit::Code("INR")),
        "RM" => Some(Unit::Code("MYR")),
        "Rp" => Some(Unit::Code("IDR")),
        "R" => Some(Unit::Weak("ZAR")),
        "zł" => Some(Unit::Code("PLN")),
        "Kč" => Some(Unit::Code("CZK")),
        "Eur" | "Euro" | "euro" | "euros" => Some(Unit::Code("EUR")),
        "TL" => Some(Unit::Code("TRY")),
        "Ft" => Some(Unit::Code("HUF")),
        "RMB" => Some(Unit::Code("CNY")),
        "STG" => Some(Unit::Code("GBP")),
        _ => code(word),
    }
}

fn word_after(word: &str, skipped: usize, next: &str) -> Option<Unit> {
    let lower = word.to_lowercase();
    Some(match lower.as_str() {
        "euro" | "euros" | "eur" | "eurot" | "euroa" | "eurų" | "evro" | "eura" | "евро"
        | "ευρώ" => Unit::Code("EUR"),
        "pound" | "pounds" | "quid" | "gbp" => Unit::Code("GBP"),
        "dollar" | "dollars" => Unit::Dollar,
        "kr" | "kronor" | "kroner" | "krónur" => Unit::Krone,
        "zł" | "złotych" | "złote" => Unit::Code("PLN"),
        "kč" | "korun" => Unit::Code("CZK"),
        "ft" | "forint" => Unit::Code("HUF"),
        "lei" | "leu" => Unit::Code("RON"),
        "лв" | "лева" => Unit::Code("BGN"),
        "руб" | "рублей" | "рубля" | "р" => Unit::Code("RUB"),
        "грн" | "гривень" => Unit::Code("UAH"),
        "tl" => Unit::Code("TRY"),
        "din" | "дин" => Unit::Code("RSD"),
        "บาท" => Unit::Code("THB"),
        "đ" | "đồng" => Unit::Code("VND"),
        "франков" | "franken" | "sfr" => Unit::Code("CHF"),
        "ct" | "cent" | "cents" | "centimes" | "céntimos" => Unit::AnyCent,
        "p" | "pence" if word == "p" && skipped == 0 && pence_end(next) => Unit::Cent("GBP"),
        "درهم" => Unit::Code("AED"),
        "ريال" => Unit::Code("SAR"),
        "fr" if next.starts_with('.') && word == "Fr" => Unit::Code("CHF"),
        _ => return code(word),
    })
}

/// `12p` is pence unless it is part of a longer word or a path.
fn pence_end(next: &str) -> bool {
    !next.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '&' | '_' | '-' | '.'))
}

fn code(word: &str) -> Option<Unit> {
    if word.len() != 3 || !word.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let code = find_code(CODES, word)?;
    Some(if find_code(WEAK, word).is_some() { Unit::Weak(code) } else { Unit::Code(code) })
}

fn find_code(list: &'static str, word: &str) -> Option<&'static str> {
    list.as_bytes().chunks(4).zip(0..).find_map(|(code, at): (&[u8], usize)| {
        code.starts_with(word.as_bytes()).then(|| list.get(at * 4..at * 4 + 3)).flatten()
    })
}
