//! Multinomial logistic regression over named features, and the table it is written to.
//!
//! The order of examples is fixed and nothing is drawn at random, so that the same corpus gives the
//! same table byte for byte.
#![expect(
    clippy::float_arithmetic,
    reason = "learning is done here, once; the reading crate only adds whole numbers"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Learner {
    /// How often every example is looked at.
    pub(crate) rounds: u32,
    /// How fast weights move.
    pub(crate) step: f64,
    /// How strongly weights are drawn back to nothing: what says little becomes nothing (L1).
    pub(crate) draw: f64,
    /// A feature is kept if it stands in so many examples, of more than one sender: what only one
    /// says is its name or its turn of phrase, and tells nothing of others.
    pub(crate) seen: u32,
    /// Points that make one step of certainty.
    pub(crate) points: f64,
    /// Classes there are.
    pub(crate) classes: usize,
}

/// Parts of a point in the table; the reading crate divides by it.
const PARTS: f64 = 16.0;

/// Largest weight that a byte holds.
const WEIGHT_MAX: f64 = 127.0;

/// What a weight is held to have moved before, so that its first steps are small.
const MOVED: f64 = 1.0;

/// Parts that the examples are cut into, to see how sure an answer may be.
const FOLDS: usize = 4;

/// Margins in points of which the sureness is told.
const MARGINS: usize = 41;

/// Steps from one example to the next: a prime larger than any corpus, so that all are met.
const STRIDE: usize = 1_000_003;

/// A class that cannot be.
pub(crate) const NEVER: f64 = -1e4;

/// Something to learn from or to measure by.
pub(crate) struct Raw {
    /// What it is.
    pub(crate) class: usize,
    /// How much it counts.
    pub(crate) weight: f64,
    /// The number of what it was taken from, by which folds are made; none is in no fold.
    pub(crate) group: Option<usize>,
    /// The number of who sent it; none is a phrase of the lists, which nobody sent.
    pub(crate) sender: Option<usize>,
    /// Points of each class that are not learned.
    pub(crate) points: Vec<f64>,
    /// The names of its features, by field.
    pub(crate) fields: Vec<Vec<String>>,
    /// Features of each field that count in full; of more, each counts less.
    pub(crate) usual: Vec<u32>,
}

/// The same with its features numbered.
struct Example {
    class: usize,
    weight: f64,
    group: Option<usize>,
    prior: Vec<f64>,
    features: Vec<(usize, f64)>,
}

/// Features by number.
#[derive(Default)]
struct Features {
    numbers: BTreeMap<String, usize>,
    seen: Vec<Seen>,
}

/// How often a feature was seen.
#[derive(Clone, Copy, Default)]
struct Seen {
    times: u32,
    first: Option<usize>,
    /// Whether another than the first sender says it, or a list does.
    of_several: bool,
}

impl Seen {
    fn add(&mut self, sender: Option<usize>) {
        self.times += 1;
        let alone = self.times == 1 || self.first == sender;
        self.of_several |= sender.is_none() || !alone;
        self.first = self.first.or(sender);
    }

    const fn counts(self, least: u32) -> bool {
        self.times >= least && self.of_several
    }
}

/// What was learned.
pub(crate) struct Lesson {
    /// The table in writing, without its heading.
    pub(crate) table: String,
    /// How well it does.
    pub(crate) report: String,
}

impl Features {
    fn count(&mut self, raw: &Raw) {
        for name in raw.fields.iter().flatten() {
            let next = self.numbers.len();
            let number = *self.numbers.entry(name.clone()).or_insert(next);
            if number == self.seen.len() {
                self.seen.push(Seen::default());
            }
            if let Some(seen) = self.seen.get_mut(number) {
                seen.add(raw.sender);
            }
        }
    }

    fn known(&self, name: &str, least: u32) -> Option<usize> {
        let number = *self.numbers.get(name)?;
        self.seen.get(number).is_some_and(|seen| seen.counts(least)).then_some(number)
    }

    fn example(&self, raw: &Raw, learner: &Learner) -> Example {
        let mut features = Vec::new();
        for (names, usual) in raw.fields.iter().zip(&raw.usual) {
            let known: Vec<usize> =
                names.iter().filter_map(|n| self.known(n, learner.seen)).collect();
            let found = u32::try_from(known.len()).unwrap_or(u32::MAX);
            let share = (f64::from(*usual) / f64::from(found.max(*usual))).sqrt();
            features.extend(known.into_iter().map(|number| (number, share)));
        }
        let prior = raw.points.iter().map(|points| points / learner.points).collect();
        Example { class: raw.class, weight: raw.weight, group: raw.group, prior, features }
    }
}

impl Learner {
    /// Learns from the ones, measures by the others.
    pub(crate) fn run(&self, learn: &[Raw], measure: &[Raw]) -> Lesson {
        let mut features = Features::default();
        for raw in learn {
            features.count(raw);
        }
        let numbered = |raws: &[Raw]| -> Vec<Example> {
            raws.iter().map(|raw| features.example(raw, self)).collect()
        };
        let (examples, tests) = (numbered(learn), numbered(measure));
        let margins = self.margins_of_folds(&examples, features.numbers.len());
        let all: Vec<&Example> = examples.iter().collect();
        let mut weights = self.learn(&all, features.numbers.len());
        self.round(&mut weights);
        let mut report = String::new();
        let of_folds = margins.iter().filter(|(_, right)| *right).count();
        let entries = weights.iter().flatten().filter(|weight| **weight != 0.0).count();
        let _written = write!(
            report,
            "parts that were not seen: {of_folds} of {} right\n\
             the half that measures: {} of {} right without the table, {} with it\n\
             {entries} entries",
            margins.len(),
            right(&tests, &[]),
            tests.len(),
            right(&tests, &weights),
        );
        Lesson { table: self.table(&features, &weights, &sureness(&margins)), report }
    }

    /// Leads of examples that the weights had not seen, in points, and whether they were right.
    fn margins_of_folds(&self, examples: &[Example], features: usize) -> Vec<(f64, bool)> {
        let mut margins = Vec::new();
        for fold in 0..FOLDS {
            let of_fold = |example: &&Example| example.group.is_some_and(|g| g % FOLDS == fold);
            let rest: Vec<&Example> = examples.iter().filter(|e| !of_fold(e)).collect();
            let mut weights = self.learn(&rest, features);
            self.round(&mut weights);
            for example in examples.iter().filter(of_fold) {
                let (class, lead) = best(&scores(example, &weights));
                margins.push((lead * self.points, class == example.class));
            }
        }
        margins
    }

    /// Weights by feature and class: steps that shrink with what a weight has moved (`AdaGrad`).
    fn learn(&self, examples: &[&Example], features: usize) -> Vec<Vec<f64>> {
        let mut weights = vec![vec![0.0; self.classes]; features];
        let mut moved = vec![vec![MOVED; self.classes]; features];
        // A fixed order in which neighbours are not alike.
        let count = examples.len().max(1);
        let order: Vec<&Example> =
            (0..count).filter_map(|at| examples.get(at * STRIDE % count).copied()).collect();
        for _ in 0..self.rounds {
            for example in &order {
                let chances = chances(&scores(example, &weights));
                for (feature, value) in &example.features {
                    let (Some(weights), Some(moved)) =
                        (weights.get_mut(*feature), moved.get_mut(*feature))
                    else {
                        continue;
                    };
                    let each = weights.iter_mut().zip(moved).zip(&chances).enumerate();
                    for (class, ((weight, moved), chance)) in each {
                        let wanted = if class == example.class { 1.0 } else { 0.0 };
                        let slope = example.weight * (chance - wanted) * value;
                        *moved += slope * slope;
                        let step = self.step / moved.sqrt();
                        let to = *weight - step * slope;
                        *weight = to.signum() * (to.abs() - step * self.draw).max(0.0);
                    }
                }
            }
        }
        weights
    }

    /// To what the table can hold.
    fn round(&self, weights: &mut [Vec<f64>]) {
        let part = self.points * PARTS;
        for weight in weights.iter_mut().flatten() {
            *weight = (*weight * part).round().clamp(-WEIGHT_MAX, WEIGHT_MAX) / part;
        }
    }

    /// A line for each feature, classes by their number.
    fn table(&self, features: &Features, weights: &[Vec<f64>], sureness: &[u16]) -> String {
        let sureness: Vec<String> = sureness.iter().map(u16::to_string).collect();
        let mut table = format!("sureness {}\n", sureness.join(" "));
        for (name, number) in &features.numbers {
            if features.seen.get(*number).is_none_or(|seen| !seen.counts(self.seen)) {
                continue;
            }
            let mut line = String::new();
            for (class, weight) in weights.get(*number).into_iter().flatten().enumerate() {
                let parts = (weight * self.points * PARTS).round();
                if parts != 0.0 {
                    let _written = write!(line, " {class}:{parts:.0}");
                }
            }
            if !line.is_empty() {
                table.push_str(name);
                table.push_str(&line);
                table.push('\n');
            }
        }
        table
    }
}

fn right(examples: &[Example], weights: &[Vec<f64>]) -> usize {
    examples.iter().filter(|e| best(&scores(e, weights)).0 == e.class).count()
}

/// The best class and by how much it leads.
fn best(scores: &[f64]) -> (usize, f64) {
    let (mut first, mut second) = ((0, f64::MIN), f64::MIN);
    for (class, score) in scores.iter().copied().enumerate() {
        if score > first.1 {
            second = first.1;
            first = (class, score);
        } else if score > second {
            second = score;
        }
    }
    (first.0, first.1 - second)
}

/// The share of right answers by margin, in thousandths: pooled with the neighbours, never falling.
fn sureness(margins: &[(f64, bool)]) -> Vec<u16> {
    let mut sureness: Vec<u16> = Vec::with_capacity(MARGINS);
    for at in 0..MARGINS {
        let middle = u32::try_from(at).map_or(0.0, f64::from) + 0.5;
        let width = 1.0 + middle / 6.0;
        let near =
            |lead: f64| (lead - middle).abs() <= width || at + 1 == MARGINS && lead >= middle;
        let (mut right, mut of) = (1_u32, 2_u32);
        for (_, is_right) in margins.iter().filter(|(lead, _)| near(*lead)) {
            of += 1;
            right += u32::from(*is_right);
        }
        let share = u16::try_from(right * 1000 / of).unwrap_or(0);
        sureness.push(share.max(sureness.last().copied().unwrap_or(0)));
    }
    sureness
}

fn scores(example: &Example, weights: &[Vec<f64>]) -> Vec<f64> {
    let mut scores = example.prior.clone();
    for (feature, value) in &example.features {
        for (score, weight) in scores.iter_mut().zip(weights.get(*feature).into_iter().flatten()) {
            *score += weight * value;
        }
    }
    scores
}

fn chances(scores: &[f64]) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let raised: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let sum: f64 = raised.iter().sum();
    raised.into_iter().map(|raised| raised / sum).collect()
}
