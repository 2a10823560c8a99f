//! The days of a term in the papers of an agreement.
//!
//! `Échéance`, `vencimiento`, `scadenza`, `vervaldatum` name the day by which a bill is to be paid, and on a
//! policy the day on which it runs out; `Date d'effet` and `per 15 juni` are in the papers of an agreement
//! its beginning, elsewhere the day of a change. What the paper is and the days beside tell.

use crate::read::turned;
use crate::roles::Around;
use crate::values::Found;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{
    AmountRole, Claim, Confidence, DateRole, Fact, IdentifierRole, Kind, LengthRole, Money, Period,
    ReaderName, Reading, ReferenceRole, TermUnit, Work,
};

/// Words for the day on which something matures, at the end of a label.
const MATURITY: &[&str] = &[
    "échéance",
    "echéance",
    "vencimiento",
    "vence",
    "vence el",
    "scadenza",
    "scade il",
    "scadenza il",
    "vervaldatum",
    "vervaldag",
    "ablauf",
    "läuft ab am",
];

/// A term lasts so many days at least in the papers of an agreement, and elsewhere.
const TERM_DAYS: i32 = 25;
const ELSEWHERE_DAYS: i32 = 80;

/// A policy that names no beginning runs out so many days after its message at least.
const AHEAD_DAYS: i32 = 150;

/// How sure such a day is, in thousandths.
const SURE: u16 = 820;

/// Gives the days of a term their roles.
pub(super) fn settle(found: &mut [Found], around: &Around<'_>) {
    let papers = matches!(
        around.kind,
        Kind::ContractPack
            | Kind::AccountSetup
            | Kind::OrderConfirmed
            | Kind::WarrantyNotice
            | Kind::Unclear
    );
    if papers {
        beginnings(found, around.sent_on);
    }
    if around.kind == Kind::PriceChange {
        changes(found, around.sent_on);
    }
    let days = |role: DateRole| {
        let dates = found.iter().filter_map(|f| f.claim.date());
        dates.filter(move |(known, _)| *known == role).map(|(_, day)| day).min()
    };
    let begins = days(DateRole::Start).or_else(|| days(DateRole::Effective));
    let asks = matches!(around.kind, Kind::Dunning | Kind::PaymentFailed | Kind::PaymentDone);
    let least = if papers { TERM_DAYS } else { ELSEWHERE_DAYS };
    let from = begins
        .map(|on| (on, least))
        .or(around.sent_on.filter(|_| papers).map(|on| (on, AHEAD_DAYS)));
    let Some(first) = from.and_then(|(on, days)| on.checked_add(days.days()).ok()) else { return };
    if asks {
        return;
    }
    for value in found {
        let start = value.start;
        if let Claim::Date { role, value: day } = &mut value.claim
            && matches!(
                role,
                DateRole::Due | DateRole::Payment | DateRole::Renewal | DateRole::Other
            )
            && *day >= first
            && matures(around.text, start)
        {
            *role = DateRole::End;
            value.confidence = Confidence::from_thousandths(SURE);
        }
    }
}

/// A kind said less surely than this, in thousandths, may be told by the days that a message names.
const SURE_KIND: u16 = 500;

/// News of terms that are surer than this are just that.
const SURE_NEWS: u16 = 700;

/// The papers of an agreement begin it about so many days before and after they come.
const BEFORE_DAYS: i32 = 20;
const BEHIND_DAYS: i32 = 200;

/// How sure a sum must be that was taken, in thousandths, and one that says another thing.
const TAKEN_SURE: u16 = 900;
const OTHER_SURE: u16 = 600;

/// News of a payment or of a renewal said less surely than this, in thousandths, may be a receipt.
const SURE_AHEAD: u16 = 900;
const SURE_RENEWAL: u16 = 650;

/// Who announces a renewal does so for a day at most so many days ahead.
const ANNOUNCED_DAYS: i32 = 80;

/// Who says that the only sum that a message names was taken gives a receipt, whatever comes next.
pub(super) fn was_taken(out: &mut Reading, sent_on: Option<Date>) {
    let sure = out.kind_confidence.thousandths();
    let renewals = || {
        let days = out.facts.iter().filter_map(Fact::date);
        days.filter(|(role, _)| *role == DateRole::Renewal).map(|(_, day)| day)
    };
    let later = |day: Date| sent_on.is_some_and(|sent| (day - sent).get_days() > ANNOUNCED_DAYS);
    let renewed = renewals().next().is_some() && renewals().all(later);
    let news = out.kind == Kind::PaymentAhead && sure < SURE_AHEAD
        || out.kind == Kind::RenewalNotice && (sure < SURE_RENEWAL || renewed);
    let sums = || {
        let facts = out.facts.iter().filter(|f| f.confidence.thousandths() >= OTHER_SURE);
        facts.filter_map(|f| Some((f.confidence.thousandths(), f.amount()?)))
    };
    let taken = sums().find(|(sure, (role, _))| *role == AmountRole::Paid && *sure >= TAKEN_SURE);
    let Some((_, (_, taken))) = taken.filter(|_| news) else { return };
    let asked = |(sure, (role, _)): (u16, (AmountRole, Money))| {
        role == AmountRole::Due && sure >= TAKEN_SURE
    };
    // What is tried out, or gets another price, is paid for later.
    let later = days_of(&out.facts, DateRole::TrialEnd)
        || sums().any(|(_, (role, _))| role == AmountRole::New);
    if later || sums().any(|(_, (_, money))| money != taken) || sums().any(asked) {
        return;
    }
    turned::by_facts(out, Kind::PaymentDone, "the only sum was taken");
}

/// How sure the end of a guarantee is that is counted from the day on which work was done, in thousandths.
const GUARANTEE_SURE: u16 = 800;

/// A day less sure than this, in thousandths, is none that is said.
const WARRANTY_SURE: u16 = 600;

/// `Guarantee: 7 years from installation`, said by who tells that it was installed: the day on which it ends.
pub(super) fn guaranteed(out: &mut Reading, sent_on: Option<Date>) {
    let long = out.facts.iter().find_map(|fact| {
        let (role, count, unit) = fact.length()?;
        (role == LengthRole::Guarantee).then_some((count, unit, fact.at))
    });
    let Some((count, unit, at)) = long else { return };
    let is_end = |f: &Fact| f.date().is_some_and(|(role, _)| role == DateRole::WarrantyEnd);
    let sure = |f: &Fact| f.confidence.thousandths() >= WARRANTY_SURE;
    let done = out.done.iter().find(|done| done.what != Work::Care);
    let from = done.and_then(|done| done.on.or(sent_on)).or_else(|| brought(out, sent_on));
    let from = from.or_else(|| billed(out, sent_on));
    let Some(from) = from.filter(|_| !out.facts.iter().any(|f| is_end(f) && sure(f))) else {
        return;
    };
    let months = match unit {
        TermUnit::Month => i32::from(count),
        TermUnit::Year => i32::from(count) * 12,
        TermUnit::Hour | TermUnit::Day | TermUnit::BusinessDay | TermUnit::Week => return,
    };
    let Ok(value) = from.checked_add(months.months()) else { return };
    // What is counted is surer than a day that only stands near the guarantee.
    out.facts.retain(|f| !is_end(f));
    let claim = Claim::Date { role: DateRole::WarrantyEnd, value };
    let confidence = Confidence::from_thousandths(GUARANTEE_SURE);
    out.facts.push(Fact { claim, at, confidence, reader: ReaderName::Text });
}

/// The day on which a thing was billed that its bill names by its number and guarantees: nothing says that it came
/// later, and a guarantee that is thought to end too early costs nobody their right.
fn billed(out: &Reading, sent_on: Option<Date>) -> Option<Date> {
    let numbered = out.facts.iter().filter_map(Fact::identifier);
    let thing = |role| matches!(role, IdentifierRole::Serial | IdentifierRole::Imei);
    let of_thing = numbered.into_iter().any(|(role, _, _)| thing(role));
    let runs = |f: &Fact| f.date().is_some_and(|(role, _)| role == DateRole::Start);
    let bill = out.kind == Kind::Bill && of_thing && !out.facts.iter().any(runs);
    let said = out.facts.iter().filter(|f| f.confidence.thousandths() >= WARRANTY_SURE);
    let mut said = said.filter_map(Fact::date);
    let issued = said.find(|(role, _)| matches!(role, DateRole::Issued | DateRole::Order));
    issued.map(|(_, on)| on).or(sent_on).filter(|_| bill)
}

/// The day on which what is guaranteed came, as who brought it says; none while it is still to come.
fn brought(out: &Reading, sent_on: Option<Date>) -> Option<Date> {
    let sent = sent_on?;
    // Who says that it came says so of the only day that there is.
    let came = matches!(out.kind, Kind::Delivered | Kind::WarrantyNotice);
    let least = if came { 0 } else { WARRANTY_SURE };
    let dates = out.facts.iter().filter(|f| f.confidence.thousandths() >= least);
    let days = dates.filter_map(Fact::date).filter(|(role, _)| *role == DateRole::Delivery);
    let days: Vec<Date> = days.map(|(_, on)| on).collect();
    let ahead = days.iter().any(|on| *on > sent);
    days.into_iter().max().filter(|_| !ahead)
}

/// Whether the name of a plan can tell for what time a sum is: no words beside one say it.
pub(super) fn may_name_a_plan(out: &Reading) -> bool {
    let kinds = matches!(
        out.kind,
        Kind::PaymentDone
            | Kind::PaymentAhead
            | Kind::Bill
            | Kind::RenewalNotice
            | Kind::OrderConfirmed
            | Kind::ContractPack
            | Kind::AccountSetup
    );
    let paid = |role| {
        use AmountRole as R;
        matches!(role, R::Paid | R::Total | R::Due | R::Price | R::New)
    };
    let sum = || out.facts.iter().filter_map(Fact::amount).any(|(role, _)| paid(role));
    out.period.is_none() && kinds && sum()
}

/// A receipt that names the day on which the same is paid again tells by its distance what it paid for.
fn until_renewal(out: &mut Reading, sent_on: Option<Date>) {
    let paid = matches!(out.kind, Kind::PaymentDone | Kind::Bill | Kind::OrderConfirmed);
    let days = |wanted: DateRole| {
        let dates = out.facts.iter().filter_map(Fact::date);
        dates.filter(move |(role, _)| *role == wanted).map(|(_, day)| day)
    };
    let (None, Some(sent), true) = (out.period, sent_on, paid) else { return };
    let Some(next) = days(DateRole::Renewal).find(|day| *day > sent) else { return };
    let first = days(DateRole::Payment).chain(days(DateRole::Issued)).find(|day| *day <= sent);
    out.period = match (next - first.unwrap_or(sent)).get_days() {
        6..=8 => Some(Period::Week),
        27..=32 => Some(Period::Month),
        88..=93 => Some(Period::Quarter),
        360..=370 => Some(Period::Year),
        ..=5 | 9..=26 | 33..=87 | 94..=359 | 371.. => None,
    };
}

/// What is unsure between the papers of an agreement and news of it are papers, where it names a number, a
/// beginning near its own day and what lasts or costs, and neither a further term nor another price.
fn papers(out: &mut Reading, sent_on: Option<Date>) {
    let news = matches!(out.kind, Kind::RenewalNotice | Kind::PriceChange | Kind::TermsChange);
    let unsure = out.kind_confidence.thousandths() < SURE_KIND;
    let next = out.secondary.contains(&Kind::ContractPack);
    let (Some(sent), true) = (sent_on, news && unsure && next) else { return };
    let near = |day: Date| (-BEFORE_DAYS..=BEHIND_DAYS).contains(&(day - sent).get_days());
    let days = |wanted: DateRole| {
        let dates = out.facts.iter().filter_map(Fact::date);
        dates.filter(move |(role, _)| *role == wanted).map(|(_, day)| day)
    };
    let begins = days(DateRole::Start).chain(days(DateRole::Effective)).any(near);
    let further = days(DateRole::Renewal).any(|day| day > sent);
    let of = |wanted: &[AmountRole]| {
        let mut sums = out.facts.iter().filter_map(Fact::amount);
        sums.any(|(role, _)| wanted.contains(&role))
    };
    let lasts = days(DateRole::End).chain(days(DateRole::Expiry)).any(|day| day > sent)
        || out.facts.iter().any(|f| f.length().is_some());
    let numbered = out.facts.iter().filter_map(Fact::reference).any(|(role, _)| {
        matches!(role, ReferenceRole::Contract | ReferenceRole::Policy | ReferenceRole::Customer)
    });
    let changed = of(&[AmountRole::Old, AmountRole::New]);
    if !(begins && numbered && lasts && of(&[AmountRole::Price, AmountRole::Total]))
        || further
        || changed
    {
        return;
    }
    turned::by_facts(out, Kind::ContractPack, "a number, a beginning and a term");
    let begun = days_of(&out.facts, DateRole::Start);
    for fact in out.facts.iter_mut().filter(|_| !begun) {
        if let Claim::Date { role, value } = &mut fact.claim
            && *role == DateRole::Effective
            && (-BEFORE_DAYS..=BEHIND_DAYS).contains(&(*value - sent).get_days())
        {
            *role = DateRole::Start;
        }
    }
}

/// What the facts of a message say of its kind and its period, once all are read.
pub(super) fn told(out: &mut Reading, sent_on: Option<Date>) {
    papers(out, sent_on);
    priced(out);
    until_renewal(out, sent_on);
}

/// News of terms that are unsure and name an old price and a new one are news of the price.
fn priced(out: &mut Reading) {
    let unsure = out.kind_confidence.thousandths() < SURE_NEWS;
    let also = out.secondary.contains(&Kind::PriceChange);
    let of = |wanted: AmountRole| {
        let mut sums = out.facts.iter().filter_map(Fact::amount);
        sums.any(|(role, _)| role == wanted)
    };
    let both = of(AmountRole::Old) && of(AmountRole::New);
    if out.kind == Kind::TermsChange && unsure && also && both {
        turned::by_facts(out, Kind::PriceChange, "an old price and a new one");
    }
}

fn days_of(facts: &[Fact], wanted: DateRole) -> bool {
    facts.iter().filter_map(Fact::date).any(|(role, _)| role == wanted)
}

/// A last day to leave less sure than this, in thousandths, was guessed.
const GUESSED: u16 = 500;

/// A change of price that names one further day ahead, whatever it is called there, is a change on that day.
fn changes(found: &mut [Found], sent_on: Option<Date>) {
    let ahead = |day: Date| sent_on.is_some_and(|sent| day > sent);
    let told = |f: &Found| {
        f.claim.date().is_some_and(|(role, day)| {
            ahead(day) && matches!(role, DateRole::Effective | DateRole::Start | DateRole::Renewal)
        })
    };
    if found.iter().any(told) {
        return;
    }
    let guessed = |f: &Found| f.confidence.thousandths() < GUESSED;
    let can = |f: &Found| {
        f.claim.date().is_some_and(|(role, day)| {
            let vague = matches!(
                role,
                DateRole::Other
                    | DateRole::Appointment
                    | DateRole::End
                    | DateRole::Expiry
                    | DateRole::Delivery
                    | DateRole::Due
                    | DateRole::Payment
            );
            ahead(day) && (vague || role == DateRole::CancelBy && guessed(f))
        })
    };
    let mut days: Vec<Date> =
        found.iter().filter(|f| can(f)).filter_map(|f| f.claim.date()).map(|(_, on)| on).collect();
    days.sort_unstable();
    days.dedup();
    let [only] = days.as_slice() else { return };
    for value in found.iter_mut().filter(|f| can(f)) {
        if let Claim::Date { role, value: day } = &mut value.claim
            && day == only
        {
            *role = DateRole::Effective;
            value.confidence = Confidence::from_thousandths(SURE);
        }
    }
}

/// What takes effect in the papers of an agreement is the agreement, where they name no other beginning.
fn beginnings(found: &mut [Found], sent_on: Option<Date>) {
    let begins = |f: &Found| matches!(f.claim, Claim::Date { role: DateRole::Start, .. });
    if found.iter().any(begins) {
        return;
    }
    let effective =
        |f: &&mut Found| matches!(f.claim, Claim::Date { role: DateRole::Effective, .. });
    let Some(first) = found.iter_mut().find(effective) else { return };
    if let Claim::Date { role, value } = &mut first.claim
        && sent_on.is_none_or(|sent| (*value - sent).get_days().abs() <= 400)
    {
        *role = DateRole::Start;
    }
}

/// Whether the words before a day on its line end with one for its maturity.
fn matures(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let line = head.rfind('\n').map_or(0, |end| end + 1);
    let from = text.ceil_char_boundary(line.max(at.saturating_sub(60)));
    let label = text.get(from..at).unwrap_or_default().to_lowercase();
    let label = label.trim_end_matches(|c: char| !c.is_alphabetic());
    MATURITY.iter().any(|word| label.ends_with(word))
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::{Confidence, DateRole, Fact, Kind, Period, Reading};

    fn read(subject: &str, body: &str) -> Reading {
        let mail = format!(
            "From: Alderley <service@alderley.example>\nSubject: {subject}\nDate: Tue, 20 Feb 2024 10:00:00 \
             +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: \
             8bit\n\n{body}\n"
        );
        Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading
    }

    fn day(reading: &Reading, wanted: DateRole) -> Option<String> {
        let mut dates = reading.facts.iter().filter_map(Fact::date);
        dates.find(|(role, _)| *role == wanted).map(|(_, day)| day.to_string())
    }

    /// Papers of covers and memberships with their two days, in the words of their trade.
    const PAPERS: &[(&str, &str)] = &[
        (
            "Your policy documents",
            "Dear customer,\n\nyour documents are attached.\n\nPolicy number: AL-100200\nCover starts: 1 March \
             2024\nCover ends: 28 February 2025\nPremium: £96.00 a year",
        ),
        (
            "Your home insurance AL-100200 is in place",
            "Hello,\n\nthank you for choosing Alderley. Policy AL-100200 runs from 1 March 2024 until 28 \
             February 2025. Annual premium: £96.00.",
        ),
        (
            "Versicherungsschein AL-100200",
            "Sehr geehrte Frau Vale,\n\nanbei Ihr Versicherungsschein.\n\nVersicherungsnummer: AL-100200\n\
             Beginn: 01.03.2024\nAblauf: 28.02.2025\nJahresbeitrag: 96,00 EUR",
        ),
        (
            "Ihr Versicherungsschein",
            "Guten Tag,\n\nIhr Vertrag AL-100200 (Hausratversicherung) ist geschlossen. Vertragsbeginn: \
             1. März 2024, Versicherungsablauf: 28. Februar 2025. Beitrag 96,00 EUR pro Jahr.",
        ),
        (
            "Vos conditions particulières",
            "Bonjour,\n\nVeuillez trouver votre contrat d'assurance.\n\nContrat n° AL-100200\nDate d'effet : \
             1er mars 2024\nÉchéance : 28 février 2025\nCotisation annuelle : 96,00 €",
        ),
        (
            "Votre contrat d'assurance habitation",
            "Bonjour,\n\nvotre contrat n° AL-100200 prend effet le 1er mars 2024. Date d'échéance : 28 février \
             2025. Prime annuelle : 96,00 €.",
        ),
        (
            "Su póliza AL-100200",
            "Estimada clienta:\n\nadjuntamos su póliza de hogar.\n\nNúmero de póliza: AL-100200\nFecha de \
             efecto: 1 de marzo de 2024\nVencimiento: 28 de febrero de 2025\nPrima anual: 96,00 €",
        ),
        (
            "Condiciones particulares de su seguro",
            "Hola:\n\npóliza n.º AL-100200. Efecto: 01/03/2024. Fecha de vencimiento: 28/02/2025. Prima total: \
             96,00 € al año.",
        ),
        (
            "La sua polizza AL-100200",
            "Gentile cliente,\n\nin allegato la polizza.\n\nPolizza n. AL-100200 - assicurazione casa\n\
             Decorrenza: 1 marzo 2024\nScadenza: 28 febbraio 2025\nPremio annuo: 96,00 €",
        ),
        (
            "Contratto di assicurazione",
            "Gentile cliente,\n\npolizza n. AL-100200, effetto dal 01/03/2024, data di scadenza: 28/02/2025. \
             Premio annuo: 96,00 €.",
        ),
        (
            "Uw polisblad AL-100200",
            "Beste klant,\n\nhierbij uw polisblad.\n\nPolisnummer: AL-100200\nIngangsdatum: 1 maart 2024\n\
             Einddatum: 28 februari 2025\nPremie: € 96,00 per jaar",
        ),
        (
            "Uw polis is ingegaan",
            "Beste klant,\n\nuw inboedelverzekering met polisnummer AL-100200 gaat in op 1 maart 2024. \
             Contractvervaldatum: 28 februari 2025. Premie: € 96,00 per jaar.",
        ),
    ];

    #[test]
    fn the_papers_of_a_term_name_its_two_days() {
        let mut missed = Vec::new();
        for (subject, body) in PAPERS {
            let reading = read(subject, body);
            let start = day(&reading, DateRole::Start);
            let ends = [DateRole::End, DateRole::Expiry, DateRole::Renewal];
            let end = ends.into_iter().find_map(|role| day(&reading, role));
            let both = (start.as_deref(), end.as_deref());
            if both != (Some("2024-03-01"), Some("2025-02-28")) {
                missed.push(format!("{subject}: {} {both:?}", reading.kind));
            }
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn news_of_terms_that_name_two_prices_are_of_the_price() {
        let told = |sure: u16, body: &str| {
            let mut reading = read("A change to your account", body);
            reading.kind = Kind::TermsChange;
            reading.kind_confidence = Confidence::from_thousandths(sure);
            reading.secondary = vec![Kind::PriceChange];
            super::priced(&mut reading);
            reading.kind
        };
        let both = "Dear Ms Vale,\n\nfrom 1 July 2024 the monthly fee for your account will go from £4.90 to £6.90 a month. \
                    We need your agreement.";
        let none = "Dear Ms Vale,\n\nfrom 1 July 2024 new terms apply to your account. We need your agreement.";
        assert_eq!(told(540, both), Kind::PriceChange);
        assert_eq!(told(900, both), Kind::TermsChange, "who is sure of the terms means them");
        assert_eq!(told(540, none), Kind::TermsChange);
    }

    #[test]
    fn a_guarantee_counts_from_the_work_that_was_done() {
        let mut missed = Vec::new();
        for (subject, body) in [
            (
                "Your boiler is installed",
                "Installation complete today. Boiler Heatmax 24. Guarantee: 7 years from installation.",
            ),
            (
                "Ihre Heizung ist eingebaut",
                "Der Einbau ist heute abgeschlossen. Gerät Heatmax 24. Garantie: 7 Jahre ab Einbau.",
            ),
            (
                "Votre chaudière est installée",
                "L'installation est terminée ce jour. Chaudière Heatmax 24. Garantie : 7 ans à compter de l'installation.",
            ),
            (
                "Tu caldera está instalada",
                "Hoy hemos terminado la instalación. Caldera Heatmax 24. Garantía: 7 años desde la instalación.",
            ),
            (
                "La tua caldaia è installata",
                "Oggi abbiamo completato l'installazione. Caldaia Heatmax 24. Garanzia: 7 anni dall'installazione.",
            ),
            (
                "Je cv-ketel is geïnstalleerd",
                "De installatie is vandaag afgerond. Ketel Heatmax 24. Garantie: 7 jaar vanaf installatie.",
            ),
        ] {
            let reading = read(subject, body);
            let ends = day(&reading, DateRole::WarrantyEnd);
            if ends.as_deref() != Some("2031-02-20") {
                missed.push(format!("{subject}: {ends:?} {:?}", reading.done));
            }
        }
        assert!(missed.is_empty(), "{missed:#?}");
        let offered = read(
            "Our offer",
            "Boiler Heatmax 24, £2,400.00. Guarantee: 7 years from installation.",
        );
        assert_eq!(day(&offered, DateRole::WarrantyEnd), None);
    }

    #[test]
    fn who_took_the_only_sum_gives_a_receipt() {
        for (subject, body) in [
            (
                "Your Loomcast plan",
                "Your annual plan has renewed and we've charged £89.00. Next renewal: 12 May 2026.",
            ),
            (
                "Ihr Tonwerk-Abo",
                "Ihr Jahresabo wurde verlängert. Wir haben 95,00 € abgebucht. Nächste Verlängerung: 12.05.2026.",
            ),
            (
                "Tu plan",
                "Tu plan anual se ha renovado. Hemos cobrado 99,90 €. Próxima renovación: 12/05/2026.",
            ),
        ] {
            let reading = read(subject, body);
            assert_eq!(
                (reading.kind, reading.period),
                (Kind::PaymentDone, Some(Period::Year)),
                "{subject}"
            );
        }
        let ahead = read("Your next payment", "We will charge £89.00 to your card on 12 May 2026.");
        assert_ne!(ahead.kind, Kind::PaymentDone);
    }

    #[test]
    fn a_bill_is_still_due_on_its_day() {
        for (subject, body) in [
            ("Votre facture", "Facture n° 2024-118\nMontant : 45,00 €\nÉchéance : 15 mars 2024"),
            (
                "Su factura",
                "Factura n.º 2024-118\nTotal: 45,00 €\nVencimiento: 15 de marzo de 2024",
            ),
            ("La sua fattura", "Fattura n. 2024-118\nTotale: 45,00 €\nScadenza: 15 marzo 2024"),
            ("Uw factuur", "Factuurnummer 2024-118\nTotaal: € 45,00\nVervaldatum: 15 maart 2024"),
        ] {
            let reading = read(subject, body);
            assert_eq!(day(&reading, DateRole::Due).as_deref(), Some("2024-03-15"), "{subject}");
        }
    }
}
