//! The law of a household, as the ledger asks it.
//!
//! The ledger names what happened and knows no statute; the law knows statutes and no household. Only what
//! we are sure enough of to claim it is handed over: the rest may remind elsewhere.

use crate::home::Home;
use jiff::civil::Date;
use oxherd_law::{
    Anchor, Answer, Case, Circumstance, Laws, Made, Place, Right, Span, Subject, Unit,
};
use oxherd_ledger::{Cause, Ground, Household, Owed, Statutes, Words};
use oxherd_model::{AgreementKind, ThingKind};
use std::borrow::Cow;
use std::sync::Arc;

/// The law of the country in which a household lives.
#[derive(Debug)]
struct Land {
    laws: Cow<'static, Laws>,
    home: Place,
}

/// The owner's words, heard under the law of the household; without a country there is none.
///
/// A text of the owner that cannot be read is said by the commands that show the law; books are made with
/// the law that comes with the product then.
pub(crate) fn under(words: Words, home: &Home, household: &Household) -> Words {
    let country = household.country.as_deref().and_then(|code| code.parse().ok());
    let laws = crate::laws::of(home).ok().or_else(|| Laws::built_in().ok().map(Cow::Borrowed));
    match country.zip(laws) {
        Some((home, laws)) => words.under(Arc::new(Land { laws, home })),
        None => words,
    }
}

/// Tells one law from another: books that were made under another one are made again.
pub(crate) fn mark(home: &Home) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in Laws::sheets() {
        hasher.update(name.as_bytes()).update(text.as_bytes());
    }
    hasher.update(&crate::laws::own(home).ok().flatten().unwrap_or_default());
    *hasher.finalize().as_bytes()
}

impl Statutes for Land {
    fn business_days_after(&self, day: Date, count: u16) -> Option<Date> {
        Span::new(count, Unit::BusinessDay).after(day, &self.laws.calendar(&self.home)).ok()
    }

    fn owed(&self, cause: &Cause) -> Option<Owed> {
        let right = right_of(cause.ground);
        let case = self.case(cause);
        let answers = self.laws.ask(right, &case).answers;
        let answer = answers.into_iter().filter(|a| a.may_claim).min_by_key(|a| a.day)?;
        // Until the goods, or a proof that they were sent, are there, the money may be kept.
        let back = cause.sent_back.filter(|on| cause.came.is_some() && *on > answer.day);
        let Answer { day, rule, reason, .. } = answer;
        let why = match back {
            Some(on) => format!("{reason} The goods went back on {on}."),
            None => reason,
        };
        Some(Owed { by: back.unwrap_or(day), what: right.phrase().to_owned(), rule: rule?, why })
    }
}

impl Land {
    fn case(&self, cause: &Cause) -> Case {
        let mut case = Case::new(self.home.clone(), cause.kind);
        case = match cause.ground {
            Ground::Withdrew => case.on(Anchor::WithdrawalReceived, cause.on),
            Ground::EndedByButton => {
                case.on(Anchor::Notice, cause.on).with(Circumstance::ByFunction)
            }
            Ground::Complained => case.on(Anchor::Complaint, cause.on),
            Ground::AskedForData => case.on(Anchor::Request, cause.on),
            Ground::Ordered => case,
        };
        if let Some(on) = cause.concluded {
            case = case.on(Anchor::Conclusion, on);
        }
        if cause.kind == AgreementKind::Purchase {
            let digital = cause.thing == Some(ThingKind::DigitalService);
            case = case.about(if digital { Subject::Digital } else { Subject::Goods });
        }
        // Who confirms an order by mail sells at a distance, by a page.
        if cause.ordered {
            case = case.made(Made::Online);
        }
        if let Some(on) = cause.sent_back.filter(|_| cause.came.is_some()) {
            case = case.on(Anchor::SentBack, on);
        }
        if cause.came.is_some() { case.with(Circumstance::Delivered) } else { case }
    }
}

const fn right_of(ground: Ground) -> Right {
    match ground {
        Ground::Withdrew => Right::Repay,
        Ground::EndedByButton => Right::EndConfirmation,
        Ground::Complained => Right::ComplaintAnswer,
        Ground::AskedForData => Right::DataAnswer,
        Ground::Ordered => Right::Delivery,
    }
}
