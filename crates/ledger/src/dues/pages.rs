//! All dues ever, in pages: most are closed and of past years, and are read in only when looked for.

use crate::packed::Packed;
use crate::state::Due;
use jiff::civil::Date;
use oxherd_model::DueKind;
use serde::{Deserialize, Serialize, Serializer};

/// Dues by number; never removed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Dues {
    pages: Vec<Page>,
}

/// Dues of a page.
const PAGE: usize = 64;

/// Some dues that follow one another, with what a question has to know to pass them by.
#[derive(Debug, Clone, Deserialize)]
struct Page {
    /// How many.
    len: u8,
    /// What the kept ones are, one bit for each sort.
    kinds: u32,
    /// The last day of the kept ones that are open.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    open_until: Option<Date>,
    dues: Packed<Vec<Due>>,
}

impl Page {
    /// Whether one of its dues may be open on a day or later.
    fn is_open(&self, since: Date) -> bool {
        self.dues.is_changed() || self.open_until.is_some_and(|last| last >= since)
    }

    fn holds(&self, what: DueKind) -> bool {
        self.dues.is_changed() || self.kinds & bit(what) != 0
    }
}

impl Serialize for Page {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Kept<'a> {
            len: u8,
            kinds: u32,
            #[serde(with = "oxherd_model::compact::maybe_date")]
            open_until: Option<Date>,
            dues: &'a Packed<Vec<Due>>,
        }
        let (len, dues) = (self.len, &self.dues);
        let (kinds, open_until) = if dues.is_changed() {
            let open = dues.iter().filter(|due| due.closed_at.is_none());
            (dues.iter().fold(0, |kinds, due| kinds | bit(due.what)), open.map(|due| due.on).max())
        } else {
            (self.kinds, self.open_until)
        };
        Kept { len, kinds, open_until, dues }.serialize(to)
    }
}

/// A bit of its own for each sort.
fn bit(what: DueKind) -> u32 {
    DueKind::ALL.iter().take_while(|other| **other != what).fold(1, |bit, _before| bit << 1)
}

impl Dues {
    /// How many there ever were.
    pub fn len(&self) -> usize {
        self.pages.last().map_or(0, |last| (self.pages.len() - 1) * PAGE + usize::from(last.len))
    }

    /// Whether there never was one.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Adds one; its number is how many there were.
    pub fn push(&mut self, due: Due) {
        match self.pages.last_mut().filter(|last| usize::from(last.len) < PAGE) {
            Some(last) => {
                last.dues.push(due);
                last.len += 1;
            }
            None => {
                let dues = Packed::of(vec![due]);
                self.pages.push(Page { len: 1, kinds: 0, open_until: None, dues });
            }
        }
    }

    /// One by its number.
    pub fn get(&self, number: usize) -> Option<&Due> {
        self.pages.get(number / PAGE)?.dues.get(number % PAGE)
    }

    /// One by its number, to be changed.
    pub fn get_mut(&mut self, number: usize) -> Option<&mut Due> {
        self.pages.get_mut(number / PAGE)?.dues.get_mut(number % PAGE)
    }

    /// The newest.
    pub fn last(&self) -> Option<&Due> {
        self.pages.last()?.dues.last()
    }

    /// Every one, closed or not, by number.
    pub fn iter(&self) -> impl Iterator<Item = &Due> + Clone {
        self.pages.iter().flat_map(|page| page.dues.iter())
    }

    /// Every one, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Due> {
        self.pages.iter_mut().flat_map(|page| page.dues.iter_mut())
    }

    /// Those that are not closed, of a day or later.
    pub fn open_since(&self, since: Date) -> impl Iterator<Item = &Due> {
        let pages = self.pages.iter().filter(move |page| page.is_open(since));
        let dues = pages.flat_map(|page| page.dues.iter());
        dues.filter(move |due| due.closed_at.is_none() && due.on >= since)
    }

    /// Those of a sort, closed or not.
    pub fn of(&self, what: DueKind) -> impl Iterator<Item = &Due> {
        let pages = self.pages.iter().filter(move |page| page.holds(what));
        pages.flat_map(|page| page.dues.iter()).filter(move |due| due.what == what)
    }
}

impl PartialEq for Dues {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Extend<Due> for Dues {
    fn extend<I: IntoIterator<Item = Due>>(&mut self, dues: I) {
        dues.into_iter().for_each(|due| self.push(due));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Asking, Evidences};
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn due(what: DueKind, on: Date) -> Due {
        Due {
            what,
            on,
            thing: None,
            agreement: None,
            supplier: 0,
            amount: None,
            also: None,
            asking: Asking::Once,
            reference: None,
            closed_at: None,
            asked_in: None,
            minute: None,
            evidence: Evidences::default(),
        }
    }

    fn kept(dues: &Dues) -> Dues {
        postcard::from_bytes(&postcard::to_allocvec(dues).unwrap()).unwrap()
    }

    proptest! {
        #[test]
        fn pages_pass_by_nothing_that_is_looked_for(
            list in prop::collection::vec((0..400_i32, 0..DueKind::ALL.len(), any::<bool>()), 0..400),
            closed in prop::collection::vec(0..400_usize, 0..9),
            since in 0..400_i32,
        ) {
            let day = |days: i32| date(2024, 1, 1).checked_add(days.days()).unwrap();
            let mut all: Vec<Due> = Vec::new();
            let mut dues = Dues::default();
            for (days, what, keep) in list {
                let one = due(DueKind::ALL[what], day(days));
                all.push(one.clone());
                dues.push(one);
                dues = if keep { kept(&dues) } else { dues };
            }
            for number in closed {
                for due in all.get_mut(number).into_iter().chain(dues.get_mut(number)) {
                    due.closed_at = Some(jiff::Timestamp::UNIX_EPOCH);
                }
            }
            for dues in [dues.clone(), kept(&dues)] {
                prop_assert_eq!(dues.len(), all.len());
                prop_assert!(dues.iter().eq(&all));
                let since = day(since);
                let open = all.iter().filter(|d| d.closed_at.is_none() && d.on >= since);
                prop_assert!(dues.open_since(since).eq(open));
                for what in DueKind::ALL {
                    prop_assert!(dues.of(*what).eq(all.iter().filter(|d| d.what == *what)));
                }
            }
        }
    }
}
