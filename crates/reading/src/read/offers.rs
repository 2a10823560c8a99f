//! A price that a supplier offers and the owner may take or leave is none that changes: `we can offer you 36.90
//! instead of 39.90`, `wären Sie mit 36,90 € einverstanden`. The end of a term that is only offered is no end: `if you
//! renew with us you will be covered until 11 June`.

mod terms;

pub(super) use terms::settle as settle_terms;

use super::turned;
use crate::values::{Found, begins_a_word};
use crate::words::fold;
use oxherd_model::{AmountRole, Claim, Confidence, Kind, Reading};

/// How sure a sum is that is only offered, in thousandths: nothing weighs it again.
const SURE: u16 = 960;

/// Words of offering, folded: beginnings.
const OFFERS: &[&str] = &[
    "we can offer",
    "we could offer",
    "we d like to offer",
    "we would like to offer",
    "we would offer",
    "we re happy to offer",
    "we are happy to offer",
    "we offer you",
    "we are offering you",
    "we re offering you",
    "we propose",
    "would you stay",
    "would you accept",
    "would you be willing",
    "would you agree",
    "could we tempt you",
    "how about",
    "our offer to you",
    "our offer is",
    "as an offer",
    "anbieten",
    "anzubieten",
    "bieten wir ihnen",
    "bieten wir dir",
    "wir bieten ihnen",
    "wir bieten dir",
    "wir schlagen",
    "schlagen wir",
    "waren sie mit",
    "warst du mit",
    "wurden sie",
    "unser angebot lautet",
    "unser vorschlag",
    "unser angebot an sie",
    "kommen wir ihnen entgegen",
    "nous vous proposons",
    "nous pouvons vous proposer",
    "nous pourrions vous proposer",
    "nous vous offrons",
    "nous pouvons vous offrir",
    "accepteriez vous",
    "seriez vous",
    "notre proposition",
    "notre offre pour vous",
    "podemos ofrecer",
    "podriamos ofrecer",
    "le ofrecemos",
    "te ofrecemos",
    "le proponemos",
    "te proponemos",
    "aceptaria",
    "aceptarias",
    "nuestra propuesta",
    "nuestra oferta es",
    "possiamo offrir",
    "possiamo proporre",
    "possiamo proporl",
    "potremmo offrir",
    "le offriamo",
    "ti offriamo",
    "le proponiamo",
    "ti proponiamo",
    "accetterebbe",
    "accetteresti",
    "la nostra proposta",
    "aanbieden",
    "aan te bieden",
    "bieden wij u",
    "bieden we u",
    "bieden we je",
    "wij bieden u",
    "we bieden je",
    "stellen wij u",
    "stellen wij voor",
    "stellen we voor",
    "ons voorstel",
    "zou u",
    "zou je",
];

/// Marks every sum of a sentence of offering as one that is only offered, and tells whether there is one.
pub(super) fn settle(text: &str, kind: Kind, found: &mut [Found]) -> bool {
    if !may_offer(kind) {
        return false;
    }
    let mut offered = false;
    for value in found.iter_mut() {
        let (start, end) = (value.start, value.end);
        let Claim::Amount { role, .. } = &mut value.claim else { continue };
        let priced = matches!(
            role,
            AmountRole::New
                | AmountRole::Old
                | AmountRole::Price
                | AmountRole::Total
                | AmountRole::Due
                | AmountRole::Other
        );
        if !priced || !says_offer(text, (start, end)) {
            continue;
        }
        offered |= *role != AmountRole::Other;
        *role = AmountRole::Other;
        value.confidence = Confidence::from_thousandths(SURE);
    }
    offered
}

/// Makes what only offers another price an offer, where it announces none.
pub(super) fn turn(out: &mut Reading) {
    let sums = || out.facts.iter().filter_map(oxherd_model::Fact::amount);
    let announced = sums().any(|(role, _)| matches!(role, AmountRole::New | AmountRole::Price));
    if may_offer(out.kind) && !announced {
        turned::into(out, Kind::Quote, "another price is only offered");
        out.secondary.retain(|kind| !may_offer(*kind));
    }
}

const fn may_offer(kind: Kind) -> bool {
    matches!(kind, Kind::PriceChange | Kind::TermsChange | Kind::InfoRequest)
}

/// Whether the sentence of a sum offers it.
fn says_offer(text: &str, at: (usize, usize)) -> bool {
    let folded = sentence_around(text, at);
    OFFERS.iter().any(|words| begins_a_word(&folded, words))
}

/// The folded sentence of a value.
fn sentence_around(text: &str, (start, end): (usize, usize)) -> String {
    let head = text.get(..start).unwrap_or_default();
    let from = sentence_ends(head).last().unwrap_or(0);
    let tail = text.get(end..).unwrap_or_default();
    let to = sentence_ends(tail).next().map_or(text.len(), |at| end + at);
    fold(text.get(from..to).unwrap_or_default())
}

/// Where sentences of a text end.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(['.', '!', '?', '\n']).filter_map(|(at, sign)| {
        let rest = text.get(at + sign.len()..).unwrap_or_default();
        let stop =
            if sign == "\n" { rest.starts_with('\n') } else { rest.starts_with([' ', '\n']) };
        let word = text
            .get(..at)
            .unwrap_or_default()
            .chars()
            .rev()
            .take_while(|c| c.is_alphanumeric())
            .count();
        let short = sign == "." && word <= 2;
        (stop && !short).then_some(at + sign.len())
    })
}
