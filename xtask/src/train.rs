//! `train`: learns the table of word weights from the lists and the training half of the corpus.
//!
//! Multinomial logistic regression over words and pairs of words, on top of the points that lists
//! and headers give. The order of examples is fixed and nothing is drawn at random, so that the same
//! corpus gives the same table byte for byte.
#![expect(
    clippy::float_arithmetic,
    reason = "learning is done here, once; the reading crate only adds whole numbers"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use clap::Args;
use oxherd_model::Kind;

use crate::corpus::{self, Split};
use crate::workspace;

/// Options of `train`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// How often every example is looked at
    #[arg(long, default_value_t = 12)]
    rounds: u32,
    /// How much a message of the corpus counts beside a phrase of the lists
    #[arg(long, default_value_t = 4.0)]
    message: f64,
    /// What is left of every weight after a round
    #[arg(long, default_value_t = 0.90)]
    keep: f64,
    /// A feature is kept if it stands in so many examples
    #[arg(long, default_value_t = 2)]
    seen: u32,
    /// Smaller weights are left out
    #[arg(long, default_value_t = 8.0)]
    least: f64,
    /// Points of the lists that make one step of certainty
    #[arg(long, default_value_t = 5.0)]
    points: f64,
}

/// Parts of a point in the table; the reading crate divides by it.
const PARTS: f64 = 8.0;

/// How fast weights move.
const STEP: f64 = 0.25;

/// One thing to learn from.
struct Example {
    kind: usize,
    weight: f64,
    prior: Vec<f64>,
    features: Vec<usize>,
}

/// Features by number.
#[derive(Default)]
struct Features {
    numbers: BTreeMap<String, usize>,
    seen: Vec<u32>,
}

impl Features {
    fn number(&mut self, name: String) -> usize {
        let next = self.numbers.len();
        let number = *self.numbers.entry(name).or_insert(next);
        if number == self.seen.len() {
            self.seen.push(0);
        }
        if let Some(seen) = self.seen.get_mut(number) {
            *seen += 1;
        }
        number
    }
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut features = Features::default();
    let mut examples = phrases(&mut features);
    examples.extend(messages(options, &mut features)?);
    let weights = learn(&examples, features.numbers.len(), options);
    let table = table(&features, &weights, options);
    let path = workspace::root().join("crates/reading/data/model/kinds.txt");
    fs::write(&path, &table).with_context(|| path.display().to_string())?;
    println!("{} examples, {} lines", examples.len(), table.lines().count());
    Ok(())
}

/// Fraud is weighed by its signs, and what is unclear has no words of its own.
const fn learns(kind: Kind) -> bool {
    !matches!(kind, Kind::Suspect | Kind::Unclear)
}

fn kind_number(kind: Kind) -> usize {
    Kind::ALL.iter().position(|k| *k == kind).unwrap_or_default()
}

fn phrases(features: &mut Features) -> Vec<Example> {
    let listed = oxherd_reading::kinds::listed_phrases().into_iter();
    let listed = listed.filter(|(kind, _, _)| learns(*kind));
    let example = |(kind, weight, names): (Kind, i16, Vec<String>)| Example {
        kind: kind_number(kind),
        weight: f64::from(weight) / 16.0,
        prior: Vec::new(),
        features: names.into_iter().map(|n| features.number(n)).collect(),
    };
    listed.map(example).collect()
}

fn messages(options: &Options, features: &mut Features) -> Result<Vec<Example>> {
    let reader = corpus::Evidence::default();
    let mut examples = Vec::new();
    for case in corpus::cases(Split::Train)? {
        let kind = case.kind()?;
        if !learns(kind) {
            continue;
        }
        let (points, names) = reader.of(&fs::read(&case.message)?);
        let mut prior = vec![0.0; Kind::ALL.len()];
        for (kind, points) in points {
            if let Some(prior) = prior.get_mut(kind_number(kind)) {
                *prior = f64::from(points) / options.points;
            }
        }
        examples.push(Example {
            kind: kind_number(kind),
            weight: options.message,
            prior,
            features: names.into_iter().map(|n| features.number(n)).collect(),
        });
    }
    Ok(examples)
}

/// Weights by feature and kind.
fn learn(examples: &[Example], features: usize, options: &Options) -> Vec<Vec<f64>> {
    let mut weights = vec![vec![0.0; Kind::ALL.len()]; features];
    for round in 0..options.rounds {
        let step = STEP / (1.0 + f64::from(round) * 0.3);
        for example in examples {
            let scores = scores(example, &weights);
            let share = 1.0 / root(example.features.len());
            for (kind, chance) in chances(&scores).into_iter().enumerate() {
                let wanted = if kind == example.kind { 1.0 } else { 0.0 };
                let change = step * example.weight * (wanted - chance) * share;
                for feature in &example.features {
                    if let Some(weight) = weights.get_mut(*feature).and_then(|w| w.get_mut(kind)) {
                        *weight += change;
                    }
                }
            }
        }
        for weight in weights.iter_mut().flatten() {
            *weight *= options.keep;
        }
    }
    weights
}

fn root(number: usize) -> f64 {
    u32::try_from(number.max(1)).map_or(1.0, |n| f64::from(n).sqrt())
}

fn scores(example: &Example, weights: &[Vec<f64>]) -> Vec<f64> {
    let mut scores = example.prior.clone();
    scores.resize(Kind::ALL.len(), 0.0);
    for feature in &example.features {
        for (score, weight) in scores.iter_mut().zip(weights.get(*feature).into_iter().flatten()) {
            *score += weight;
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

/// The table in writing: a line for each feature, kinds by their number in the model's list.
fn table(features: &Features, weights: &[Vec<f64>], options: &Options) -> String {
    let mut table = String::from(
        "# Weights of words for kinds, in eighths of a point. Written by `cargo xtask train`; do not edit.\n\
         # s: in the subject, o: in the opening; a_b: two words side by side. Then kind:weight, the kind by\n\
         # its number in the model's list.\n",
    );
    for (name, number) in &features.numbers {
        if features.seen.get(*number).is_none_or(|seen| *seen < options.seen) {
            continue;
        }
        let mut line = String::new();
        for (kind, weight) in weights.get(*number).into_iter().flatten().enumerate() {
            let points = (weight * options.points * PARTS).round();
            let counts = Kind::ALL.get(kind).is_some_and(|kind| learns(*kind));
            if counts && points.abs() >= options.least {
                let _written = write!(line, " {kind}:{points:.0}");
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
