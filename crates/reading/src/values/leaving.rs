//! The last day on which the owner may leave without paying for it, in whatever words: `you may end the agreement
//! without charge by 31 October`, `können Sie sich bis zum 30.04. kostenlos vom Vertrag lösen`.
//!
//! Three things make it: that one may, that one goes, and that it costs nothing; the day has a word for `until`.

mod switched_off;

use super::day::Day;
use super::page::Page;
use super::promises::sentence;
use super::{Found, Surroundings};
use crate::words::fold;
use oxherd_model::{Claim, Confidence, DateRole};

/// Bytes right before a day among which the word for `until` stands.
const UNTIL_BYTES: usize = 40;

/// Words for `until`, folded.
const UNTIL: &[&str] = &[
    "by",
    "until",
    "till",
    "before",
    "up to",
    "up until",
    "no later than",
    "on or before",
    "bis",
    "bis zum",
    "bis einschliesslich",
    "bis spatestens",
    "spatestens",
    "spatestens am",
    "spatestens bis",
    "vor dem",
    "jusqu au",
    "jusqu a",
    "jusqu a la date du",
    "avant le",
    "au plus tard le",
    "d ici le",
    "d ici au",
    "hasta",
    "hasta el",
    "hasta el dia",
    "antes del",
    "antes de",
    "a mas tardar el",
    "como maximo el",
    "como muy tarde el",
    "como tarde el",
    "a mas tardar",
    "al piu tardi il",
    "op zijn laatst",
    "spatestens zum",
    "bis zum ablauf des",
    "fino al",
    "fino a",
    "fino all",
    "sino al",
    "entro",
    "entro il",
    "entro l",
    "entro e non oltre il",
    "prima del",
    "tot",
    "tot en met",
    "t m",
    "uiterlijk",
    "uiterlijk op",
    "uiterlijk tot",
    "voor",
    "voor of op",
];

/// Words by which whoever reads it may, folded.
const YOU_MAY: &[&str] = &[
    "you can",
    "you may",
    "you could",
    "you are free",
    "you re free",
    "you have the right",
    "you are entitled",
    "you re entitled",
    "konnen sie",
    "sie konnen",
    "kannst du",
    "du kannst",
    "durfen sie",
    "sie durfen",
    "haben sie das recht",
    "sie haben das recht",
    "hast du das recht",
    "sind sie berechtigt",
    "vous pouvez",
    "pouvez vous",
    "vous pourrez",
    "tu peux",
    "vous avez le droit",
    "vous avez la possibilite",
    "puede usted",
    "usted puede",
    "puedes",
    "podra",
    "podras",
    "tiene derecho",
    "tienes derecho",
    "puoi",
    "potra",
    "potrai",
    "lei puo",
    "ha diritto",
    "hai diritto",
    "ha la facolta",
    "u kunt",
    "kunt u",
    "je kunt",
    "kun je",
    "u mag",
    "mag u",
    "je mag",
    "mag je",
    "heeft u het recht",
    "u heeft het recht",
    "hebt u het recht",
];

/// Words by which it costs nothing, folded; a star stands for any ending.
const FREE: &[&str] = &[
    "free of charge",
    "for free",
    "at no cost",
    "at no charge",
    "at no extra cost",
    "no charge",
    "no cost",
    "no fee*",
    "no exit fee*",
    "no penalt*",
    "penalty free",
    "fee free",
    "without charge",
    "without any charge",
    "without cost",
    "without paying",
    "without a fee",
    "without a charge",
    "without fee*",
    "without any fee*",
    "without penalt*",
    "without a penalty",
    "without any penalty",
    "without an exit fee",
    "without exit fee*",
    "without early",
    "kostenlos*",
    "kostenfrei*",
    "gebuhrenfrei*",
    "unentgeltlich",
    "gratis",
    "ohne kosten",
    "ohne zusatzliche kosten",
    "ohne gebuhr*",
    "ohne zusatzkosten",
    "ohne vertragsstrafe",
    "ohne strafgebuhr*",
    "ohne dass kosten",
    "ohne dass ihnen kosten",
    "ohne dass dir kosten",
    "sans frais",
    "sans aucun frais",
    "sans penalite*",
    "sans aucune penalite",
    "sans cout",
    "sans indemnite",
    "sans rien payer",
    "gratuitement",
    "sans avoir a payer",
    "sin coste*",
    "sin ningun coste",
    "sin costo*",
    "sin cargo*",
    "sin gasto*",
    "sin penalizacion*",
    "sin ninguna penalizacion",
    "sin pagar",
    "sin comision*",
    "gratuitamente",
    "gratis",
    "senza costi",
    "senza alcun costo",
    "senza costo",
    "senza spese",
    "senza penal*",
    "senza alcuna penale",
    "senza oneri",
    "senza pagare",
    "a costo zero",
    "kosteloos",
    "kostenloos",
    "zonder kosten",
    "zonder extra kosten",
    "zonder boete",
    "zonder vergoeding",
    "zonder opzegvergoeding",
    "zonder te betalen",
    "boetevrij",
];

/// Words by which one goes, folded.
const GOES: &[&str] = &[
    "leave*",
    "leaving",
    "end",
    "ending",
    "exit*",
    "walk away",
    "released",
    "release you",
    "let you go",
    "get out",
    "go elsewhere",
    "terminat*",
    "cancel*",
    "switch*",
    "stop",
    "losen",
    "lossagen",
    "verlassen",
    "beenden",
    "aussteigen",
    "ausscheiden",
    "austreten",
    "raus",
    "kundig*",
    "wechseln",
    "trennen",
    "zurucktreten",
    "entlassen",
    "entlasst",
    "auflosen",
    "aufheben",
    "gehen",
    "quitter",
    "quittez",
    "partir",
    "partez",
    "fin",
    "resili*",
    "liberer",
    "liberez",
    "sortir",
    "sortez",
    "rompre",
    "denoncer",
    "desengager",
    "delie*",
    "changer de fournisseur",
    "marchar*",
    "irte",
    "irse",
    "salir*",
    "dejar*",
    "abandonar*",
    "rescind*",
    "cancel*",
    "baja",
    "desvincul*",
    "resolver",
    "terminar",
    "finalizar",
    "poner fin",
    "cambiar de compania",
    "lasciar*",
    "uscir*",
    "andar*",
    "reced*",
    "recesso",
    "disdire",
    "disdett*",
    "scioglier*",
    "cessare",
    "svincolar*",
    "interrompere",
    "chiudere",
    "abbandonare",
    "contract af",
    "abonnement af",
    "polis af",
    "overeenkomst af",
    "lidmaatschap af",
    "ervan af",
    "er van af",
    "eraf",
    "opzeg*",
    "opgezegd",
    "weg",
    "weggaan",
    "vertrekken",
    "verlaten",
    "stoppen",
    "stopzetten",
    "beeindig*",
    "overstappen",
    "ontbinden",
    "uitstappen",
    "stapt u over",
    "stap je over",
];

/// Words by which one may, folded.
const MAY: &[&str] = &[
    "can",
    "may",
    "able to",
    "free to",
    "entitled to",
    "right to",
    "will be released",
    "will release",
    "we ll let",
    "we will let",
    "konnen",
    "konnt",
    "kannst",
    "durfen",
    "darfst",
    "recht",
    "sonderkundigungsrecht",
    "moglich",
    "entlassen wir",
    "wir entlassen",
    "pouvez",
    "peux",
    "pourrez",
    "pourras",
    "droit",
    "possibilite",
    "possible",
    "loisible",
    "puede",
    "puedes",
    "podra",
    "podras",
    "pueden",
    "derecho",
    "posibilidad",
    "puoi",
    "puo",
    "potra",
    "potrai",
    "possono",
    "diritto",
    "facolta",
    "possibilita",
    "possibile",
    "kunt",
    "kan",
    "kun",
    "kunnen",
    "mag",
    "mogen",
    "recht",
    "mogelijk",
];

/// Words by which the owner says that nothing is to go on, folded.
const WANTS_NO_MORE: &[&str] = &[
    "want to renew",
    "wish to renew",
    "like to renew",
    "not to renew",
    "rather not renew",
    "want to continue",
    "wish to continue",
    "want to leave",
    "wish to leave",
    "rather leave",
    "want to cancel",
    "wish to cancel",
    "want to end",
    "nicht verlangern",
    "nicht fortsetzen",
    "nicht fortfuhren",
    "nicht weiterfuhren",
    "keine verlangerung",
    "pas renouveler",
    "pas le renouveler",
    "pas la renouveler",
    "pas reconduire",
    "pas le reconduire",
    "pas poursuivre",
    "pas continuer",
    "souhaitez resilier",
    "voulez resilier",
    "no quieres renovar*",
    "no quiere renovar*",
    "no desea renovar*",
    "no deseas renovar*",
    "no renovar*",
    "no quieres continuar",
    "no desea continuar",
    "no quieres seguir",
    "no desea seguir",
    "non vuoi rinnovar*",
    "non vuole rinnovar*",
    "non desidera rinnovar*",
    "non desideri rinnovar*",
    "non intende rinnovar*",
    "non intendi rinnovar*",
    "non rinnovar*",
    "non vuoi proseguire",
    "non vuole proseguire",
    "niet verlengen",
    "niet meer verlengen",
    "niet voortzetten",
    "niet doorgaan",
    "niet door te gaan",
    "verlenging niet",
    "sooner not renew",
    "want to carry on",
    "want to go on",
    "not for you",
    "sooner leave",
    "prefer to leave",
    "prefer to stop",
    "rather stop",
    "nicht weitermachen",
    "nicht weiter machen",
    "lieber aufhoren",
    "nicht bleiben",
    "lieber nicht",
    "preferez arreter",
    "preferez en rester la",
    "preferes arreter",
    "pas fait pour vous",
    "prefieres dejarlo",
    "prefiere dejarlo",
    "prefieres no seguir",
    "no quieres quedarte",
    "preferisci smettere",
    "preferisce smettere",
    "non vuoi continuare",
    "non vuole continuare",
    "non fa per te",
    "niet verder",
    "liever stoppen",
    "liever niet",
    "wil je stoppen",
    "wilt u stoppen",
    "wil je opzeggen",
    "wilt u opzeggen",
    "nicht weiter*",
    "rather not carry on",
    "rather not go on",
    "niet blijven",
    "niets voor u",
    "niets voor je",
    "not what you",
    "changed your mind",
    "like to stop",
    "want to stop",
    "nicht weiter",
    "nichts fur dich",
    "nichts fur sie",
    "doch nichts",
    "aufhoren",
    "pas pour vous",
    "pas pour toi",
    "pas convaincu*",
    "en rester la",
    "souhaitez arreter",
    "voulez arreter",
    "no es para ti",
    "no es para usted",
    "no te convence",
    "no le convence",
    "no quieres seguir",
    "no quiere seguir",
    "no seguir",
    "non fa per lei",
    "non ti convince",
    "non la convince",
    "niet door",
    "niets voor jou",
    "niks voor jou",
];

/// Words by which nothing is to be paid then, folded; a star stands for any ending.
const PAYS_NOTHING: &[&str] = &[
    "pay nothing",
    "won t pay",
    "will not pay",
    "won t be charged",
    "will not be charged",
    "nothing to pay",
    "zahlst du nichts",
    "zahlen sie nichts",
    "zahlt ihr nichts",
    "kostet dich nichts",
    "kostet sie nichts",
    "kostet es nichts",
    "wird nichts abgebucht",
    "entstehen keine kosten",
    "ne payez rien",
    "ne paies rien",
    "ne paierez rien",
    "ne sera preleve*",
    "no pagas nada",
    "no pagaras nada",
    "no paga nada",
    "no pagara nada",
    "no se te cobrara*",
    "no se le cobrara*",
    "no te cobraremos",
    "non paghi nulla",
    "non paghi niente",
    "non paga nulla",
    "non paghera*",
    "non ti costa nulla",
    "nulla sara addebitato",
    "betaal je niets",
    "betaal je niks",
    "betaalt u niets",
    "kost het niets",
    "kost het je niets",
    "kost het u niets",
    "wordt er niets afgeschreven",
];

/// Words by which one is told to stop it, folded; a star stands for any ending.
const STOPS: &[&str] = &[
    "switch it off",
    "turn it off",
    "kundige*",
    "beende*",
    "stopp*",
    "storniere*",
    "arrete*",
    "stoppez",
    "stoppe",
    "annul*",
    "desactiv*",
    "para",
    "pare",
    "deten*",
    "disattiv*",
    "ferma*",
    "interromp*",
    "stop",
    "stopt",
    "zeg",
    "zegt",
];

/// Words by which it is told how to stop what goes on by itself, folded.
const TO_STOP_IT: &[&str] = &[
    "to stop the renewal",
    "to stop your renewal",
    "to stop it renewing",
    "to stop it from renewing",
    "to prevent the renewal",
    "to switch off the renewal",
    "to turn off the renewal",
    "to cancel the renewal",
    "um die verlangerung zu stoppen",
    "um die verlangerung zu verhindern",
    "um eine verlangerung zu verhindern",
    "um die verlangerung zu vermeiden",
    "pour arreter le renouvellement",
    "pour stopper le renouvellement",
    "pour empecher le renouvellement",
    "pour eviter le renouvellement",
    "pour eviter la reconduction",
    "pour empecher la reconduction",
    "para detener la renovacion",
    "para parar la renovacion",
    "para evitar la renovacion",
    "para anular la renovacion",
    "para que no se renueve",
    "per fermare il rinnovo",
    "per bloccare il rinnovo",
    "per evitare il rinnovo",
    "per impedire il rinnovo",
    "om de verlenging te stoppen",
    "om de verlenging te voorkomen",
    "om verlenging te voorkomen",
];

/// Of these the English ones speak of staying as well, unless denied.
const STAYS: &[&str] = &[
    "want to renew",
    "wish to renew",
    "like to renew",
    "want to continue",
    "wish to continue",
    "want to carry on",
    "want to go on",
];
const DENIES: &[&str] = &["don t", "do not", "not", "no longer", "rather not"];

/// Words by which the supplier asks to be told, folded; a star stands for any ending.
const TELLS: &[&str] = &[
    "let us know",
    "tell us",
    "write to us",
    "drop us a line",
    "contact us",
    "call us",
    "inform us",
    "notify us",
    "bescheid",
    "mitteil*",
    "teilen",
    "teile",
    "melden",
    "melde",
    "schreiben",
    "schreib",
    "informieren",
    "wissen",
    "prevenez*",
    "previens*",
    "dites*",
    "informez*",
    "ecrivez*",
    "faites*",
    "contactez*",
    "indiquez*",
    "signalez*",
    "avisa*",
    "avise*",
    "comunic*",
    "digan*",
    "diga*",
    "dinos",
    "escrib*",
    "informe*",
    "avvis*",
    "scriv*",
    "dica*",
    "dicci",
    "faccia*",
    "facci*",
    "inform*",
    "laat",
    "meld",
    "meldt",
    "schrijf",
    "vertel",
    "geef",
    "weten",
];

/// Bytes before the sentence of a day in which the question stands that it answers.
const QUESTION_BYTES: usize = 120;

/// Whether a day is the last one on which the owner may go: for nothing, or as one tells who does not want to
/// go on.
pub(super) fn may_leave(page: &Page<'_>, day: &Day) -> bool {
    if !says_until(page, day) {
        return false;
    }
    let (from, to) = sentence(page, day.start, day.end);
    let said = format!(" {} ", fold(page.slice(from, to)));
    has(&said, FREE) && has(&said, GOES) && has(&said, MAY)
        || has(&said, TO_STOP_IT)
        || has(&said, PAYS_NOTHING) && (has(&said, GOES) || has(&said, STOPS))
        || (has(&said, TELLS) || switched_off::renewal_is(&said))
            && (wants_no_more(&said) || wants_no_more(&asked_before(page, from)))
}

/// Words by which one may leave until the day before the next payment, folded: `until the day before` and `payment`.
const EVES: &[&str] = &[
    "the day before your next",
    "the day before the next",
    "the day before each",
    "the eve of the next",
    "zum tag vor der nachsten",
    "tag vor der nachsten",
    "einen tag vor der nachsten",
    "la veille du prochain",
    "la veille de la prochaine",
    "la vispera del siguiente",
    "la vispera del proximo",
    "el dia antes del siguiente",
    "el dia antes del proximo",
    "el dia anterior al siguiente",
    "el dia anterior al proximo",
    "al giorno prima del prossimo",
    "il giorno prima del prossimo",
    "la vigilia del prossimo",
    "de dag voor de volgende",
    "een dag voor de volgende",
    "de dag voor je volgende",
    "de dag voor uw volgende",
];
const PAYMENTS: &[&str] = &[
    "payment",
    "charge",
    "bill",
    "abbuchung",
    "zahlung",
    "prelevement",
    "paiement",
    "cobro",
    "pago",
    "cargo",
    "addebito",
    "pagamento",
    "afschrijving",
    "betaling",
    "incasso",
];

/// Who may leave until the day before the next payment may until the day before the first that is named ahead.
pub(super) fn until_the_eve(s: &Surroundings<'_>, found: &mut Vec<Found>) {
    let Some(sent) = s.sent_on else { return };
    let is_by = |f: &Found| matches!(f.claim, Claim::Date { role: DateRole::CancelBy, .. });
    if found.iter().any(is_by) {
        return;
    }
    let roles = [DateRole::Payment, DateRole::Start, DateRole::Effective, DateRole::Renewal];
    let ahead =
        |f: &&Found| f.claim.date().is_some_and(|(role, on)| roles.contains(&role) && on > sent);
    let first = found.iter().filter(ahead).min_by_key(|f| f.claim.date().map(|(_, on)| on));
    let Some((place, on)) = first.and_then(|f| Some(((f.start, f.end), f.claim.date()?.1))) else {
        return;
    };
    let said = fold(s.text);
    let told = EVES.iter().any(|eve| {
        said.match_indices(eve).any(|(at, _)| {
            let behind = said.get(at + eve.len()..).unwrap_or_default();
            let next = behind.split_whitespace().next().unwrap_or_default();
            PAYMENTS.iter().any(|word| next.starts_with(word))
        })
    });
    if !told {
        return;
    }
    let Ok(value) = on.yesterday() else { return };
    let claim = Claim::Date { role: DateRole::CancelBy, value };
    let (start, end) = place;
    found.push(Found { claim, start, end, confidence: Confidence::from_thousandths(EVE_SURE) });
}

/// How sure such a day is, in thousandths.
const EVE_SURE: u16 = 800;

/// Whether the sentence around a length of time, which counts from its message, leaves the reader free to go within
/// it: `within 30 days of this notice you may end the agreement`.
pub(super) fn may_leave_within(page: &Page<'_>, (start, end): (usize, usize)) -> bool {
    let (from, to) = sentence(page, start, end);
    let said = format!(" {} ", fold(page.slice(from, to)));
    has(&said, GOES) && (has(&said, FREE) && has(&said, MAY) || has(&said, YOU_MAY))
}

/// The question that stands right before a sentence, folded.
fn asked_before(page: &Page<'_>, at: usize) -> String {
    let head = page.slice(page.around(at, QUESTION_BYTES, 0).0, at).trim_end();
    let Some(question) = head.strip_suffix('?') else { return String::new() };
    let from = question.rfind(['.', '!', '?', '\n']).map_or(0, |stop| stop + 1);
    format!(" {} ", fold(question.get(from..).unwrap_or_default()))
}

fn wants_no_more(said: &str) -> bool {
    has(said, WANTS_NO_MORE) && (!has(said, STAYS) || has(said, DENIES))
}

fn says_until(page: &Page<'_>, day: &Day) -> bool {
    let head = fold(page.slice(page.around(day.start, UNTIL_BYTES, 0).0, day.start));
    // The name of the day may stand between: `until Friday 30 April`.
    let short = head.rsplit_once(' ').map_or("", |(before, _)| before);
    let shorter = short.rsplit_once(' ').map_or("", |(before, _)| before);
    [head.as_str(), short, shorter].into_iter().any(|head| {
        UNTIL.iter().any(|word| {
            let rest = head.strip_suffix(word);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        })
    })
}

/// Whether one of the phrases stands in a line of folded words.
fn has(said: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| super::has_phrase(said, phrase))
}
