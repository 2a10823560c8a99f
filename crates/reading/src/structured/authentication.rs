//! The header field in which a receiving host says what it found (RFC 8601).

/// How much of a field is read.
const FIELD_CAP: usize = 16 * 1024;
/// How many results are read.
const RESULT_CAP: usize = 32;

/// What one host says about a message.
///
/// Who may be believed is not decided here: only a field of the owner's own receiving host counts
/// (RFC 8601, section 5).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthenticationVerdict {
    /// The host that speaks, in lower case; empty where it does not name itself.
    pub host: String,
    /// Per signature: the result, and the domain that signed (`header.d`, else that of `header.i`).
    pub dkim: Vec<(String, Option<String>)>,
    /// The result, and the domain of `smtp.mailfrom`.
    pub spf: Option<(String, Option<String>)>,
    /// The result, and the domain of `header.from`.
    pub dmarc: Option<(String, Option<String>)>,
}

/// Reads the value of an `Authentication-Results` field.
///
/// `None` where neither a host nor a result is found. A host that leaves its name out, against the
/// standard, still has its results read.
pub fn authentication_results(value: &str) -> Option<AuthenticationVerdict> {
    let value = value.get(..value.floor_char_boundary(FIELD_CAP))?;
    let mut verdict = AuthenticationVerdict::default();
    let mut found = false;
    for (index, words) in sections(value).into_iter().take(RESULT_CAP).enumerate() {
        if let Some((method, result)) = method_and_result(&words) {
            found = true;
            record(&mut verdict, &method, result, &words);
        } else if index == 0 {
            verdict.host = words.first().cloned().unwrap_or_default().to_ascii_lowercase();
        }
    }
    (found || !verdict.host.is_empty()).then_some(verdict)
}

/// The parts between semicolons as words; comments are dropped, quotes taken off.
///
/// White space may stand around `=`, `.` and `/` (RFC 8601, section 2.2), so that it is closed up.
fn sections(value: &str) -> Vec<Vec<String>> {
    let mut sections = vec![Vec::new()];
    let mut word = String::new();
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for letter in value.chars() {
        if escaped {
            escaped = false;
            if depth == 0 {
                word.push(letter);
            }
            continue;
        }
        match letter {
            '\\' if quoted || depth > 0 => escaped = true,
            '"' if depth == 0 => quoted = !quoted,
            _ if quoted => word.push(letter),
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ';' => {
                end_word(&mut sections, &mut word);
                sections.push(Vec::new());
            }
            c if c.is_whitespace() || c.is_control() => end_word(&mut sections, &mut word),
            c => word.push(c),
        }
    }
    end_word(&mut sections, &mut word);
    sections
}

fn end_word(sections: &mut [Vec<String>], word: &mut String) {
    let word = std::mem::take(word);
    let Some(words) = sections.last_mut().filter(|_| !word.is_empty()) else {
        return;
    };
    match words.last_mut() {
        Some(before) if word.starts_with(['=', '/']) || before.ends_with(['=', '/']) => {
            before.push_str(&word);
        }
        Some(_) | None => words.push(word),
    }
}

/// `dkim=pass` or `dkim/1=pass` as method and result.
fn method_and_result(words: &[String]) -> Option<(String, String)> {
    let (method, result) = words.first()?.split_once('=')?;
    let method = method.split('/').next().unwrap_or(method);
    let is_word =
        |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (is_word(method) && is_word(result))
        .then(|| (method.to_ascii_lowercase(), result.to_ascii_lowercase()))
}

fn record(verdict: &mut AuthenticationVerdict, method: &str, result: String, words: &[String]) {
    match method {
        "dkim" => {
            let domain = domain(words, "header.d").or_else(|| domain(words, "header.i"));
            verdict.dkim.push((result, domain));
        }
        // The first result of the host counts; a second one is not of the host's own making.
        "spf" if verdict.spf.is_none() => {
            verdict.spf = Some((result, domain(words, "smtp.mailfrom")));
        }
        "dmarc" if verdict.dmarc.is_none() => {
            verdict.dmarc = Some((result, domain(words, "header.from")));
        }
        _ => {}
    }
}

/// The domain of a property, whose value may be a domain or an address.
fn domain(words: &[String], property: &str) -> Option<String> {
    let value = words.iter().skip(1).find_map(|word| {
        let (name, value) = word.split_once('=')?;
        name.eq_ignore_ascii_case(property).then_some(value)
    })?;
    let domain = value.rsplit('@').next().unwrap_or(value);
    let domain = domain.trim_matches(['<', '>', '.', ',']).to_lowercase();
    let sane = !domain.is_empty()
        && domain.len() <= 253
        && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    sane.then_some(domain)
}
