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
use oxherd_reading::kinds::usual_features;

use crate::corpus::{self, Split};
use crate::{wordings, workspace};

/// Options of `train`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// How often every example is looked at
    #[arg(long, default_value_t = 14)]
    rounds: u32,
    /// How much a phrase of the lists counts beside a message
    #[arg(long, default_value_t = 0.15)]
    phrase: f64,
    /// How fast weights move
    #[arg(long, default_value_t = 1.0)]
    step: f64,
    /// What a weight is held to have moved before; the more, the smaller its first steps
    #[arg(long, default_value_t = 1.0)]
    start: f64,
    /// How strongly weights are drawn back to nothing: what says little becomes nothing (L1)
    #[arg(long, default_value_t = 0.004)]
    draw: f64,
    /// A feature is kept if it stands in so many examples
    #[arg(long, default_value_t = 2)]
    seen: u32,
    /// Smaller weights, in parts of a point, are left out
    #[arg(long, default_value_t = 1.0)]
    least: f64,
    /// Points of the lists that make one step of certainty
    #[arg(long, default_value_t = 6.0)]
    points: f64,
    /// Only say how well the half that measures is told; write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Parts of a point in the table; the reading crate divides by it.
const PARTS: f64 = 16.0;

/// Largest weight that a byte holds.
const WEIGHT_MAX: f64 = 127.0;

/// Parts that the training half is cut into, to see how sure an answer may be.
const FOLDS: usize = 4;

/// Margins in points of which the sureness is told.
const MARGINS: usize = 41;

/// One thing to learn from.
struct Example {
    kind: usize,
    weight: f64,
    /// A message, not a phrase: the supplier's or file's number, by which folds are made.
    group: Option<usize>,
    prior: Vec<f64>,
    features: Vec<(usize, f64)>,
}

/// Features by number.
#[derive(Default)]
struct Features {
    numbers: BTreeMap<String, usize>,
    seen: Vec<u32>,
}

impl Features {
    fn count(&mut self, fields: &[Vec<String>]) {
        for name in fields.iter().flatten() {
            let next = self.numbers.len();
            let number = *self.numbers.entry(name.clone()).or_insert(next);
            if number == self.seen.len() {
                self.seen.push(0);
            }
            if let Some(seen) = self.seen.get_mut(number) {
                *seen += 1;
            }
        }
    }

    fn known(&self, name: &str, least: u32) -> Option<usize> {
        let number = *self.numbers.get(name)?;
        self.seen.get(number).is_some_and(|seen| *seen >= least).then_some(number)
    }

    /// The features that are kept, each with its share: of more than usual, each less.
    fn shared(&self, fields: &[Vec<String>], least: u32) -> Vec<(usize, f64)> {
        let mut all = Vec::new();
        for (names, usual) in fields.iter().zip(usual_features()) {
            let known: Vec<usize> = names.iter().filter_map(|n| self.known(n, least)).collect();
            let found = u32::try_from(known.len()).unwrap_or(u32::MAX);
            let share = (f64::from(usual) / f64::from(found.max(usual))).sqrt();
            all.extend(known.into_iter().map(|number| (number, share)));
        }
        all
    }
}

/// A message or phrase before its features are numbered.
struct Raw {
    kind: usize,
    weight: f64,
    group: Option<usize>,
    points: Vec<(Kind, i32)>,
    fields: Vec<Vec<String>>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut raws = phrases(options);
    raws.extend(messages(Split::Train)?);
    let mut features = Features::default();
    for raw in &raws {
        features.count(&raw.fields);
    }
    let numbered = |raws: Vec<Raw>| -> Vec<Example> {
        raws.into_iter().map(|raw| example(raw, &features, options)).collect()
    };
    let (examples, tests) = (numbered(raws), numbered(messages(Split::Test)?));
    let all: Vec<&Example> = examples.iter().collect();
    let sureness = sureness(&margins_of_folds(&examples, &features, options));
    let alone = right(&tests, &[]);
    println!("the half that measures: {} of {} right by lists alone", alone.0, alone.1);
    let mut weights = learn(&all, features.numbers.len(), options);
    round(&mut weights, options);
    let (right, of) = right(&tests, &weights);
    let entries = weights.iter().flatten().filter(|weight| **weight != 0.0).count();
    println!("the half that measures: {right} of {of} right by lists and table alone");
    println!("{entries} entries of {} features", features.numbers.len());
    if options.dry_run {
        return Ok(());
    }
    let table = table(&features, &weights, &sureness, options);
    let path = workspace::root().join("crates/reading/data/model/kinds.txt");
    fs::write(&path, &table).with_context(|| path.display().to_string())?;
    println!("{} examples, {} lines, {} bytes", examples.len(), table.lines().count(), table.len());
    Ok(())
}

/// To what the table can hold; what says little is left out.
fn round(weights: &mut [Vec<f64>], options: &Options) {
    let part = options.points * PARTS;
    for weight in weights.iter_mut().flatten() {
        let parts = (*weight * part).round().clamp(-WEIGHT_MAX, WEIGHT_MAX);
        *weight = if parts.abs() < options.least { 0.0 } else { parts / part };
    }
}

fn example(raw: Raw, features: &Features, options: &Options) -> Example {
    let mut prior = vec![0.0; Kind::ALL.len()];
    for (kind, points) in raw.points {
        if let Some(prior) = prior.get_mut(kind_number(kind)) {
            *prior = f64::from(points) / options.points;
        }
    }
    Example {
        kind: raw.kind,
        weight: raw.weight,
        group: raw.group,
        prior,
        features: features.shared(&raw.fields, options.seen),
    }
}

fn right(examples: &[Example], weights: &[Vec<f64>]) -> (usize, usize) {
    let right = examples.iter().filter(|e| best(&scores(e, weights)).0 == e.kind).count();
    (right, examples.len())
}

/// The best kind and by how much it leads.
fn best(scores: &[f64]) -> (usize, f64) {
    let (mut first, mut second) = ((0, f64::MIN), f64::MIN);
    for (kind, score) in scores.iter().copied().enumerate() {
        if score > first.1 {
            second = first.1;
            first = (kind, score);
        } else if score > second {
            second = score;
        }
    }
    (first.0, first.1 - second.max(0.0))
}

/// Leads of messages that the weights had not seen, in points, and whether they were right.
fn margins_of_folds(
    examples: &[Example],
    features: &Features,
    options: &Options,
) -> Vec<(f64, bool)> {
    let mut margins = Vec::new();
    for fold in 0..FOLDS {
        let of_fold = |example: &&Example| example.group.is_some_and(|g| g % FOLDS == fold);
        let rest: Vec<&Example> = examples.iter().filter(|e| !of_fold(e)).collect();
        let weights = learn(&rest, features.numbers.len(), options);
        for example in examples.iter().filter(of_fold) {
            let (kind, lead) = best(&scores(example, &weights));
            margins.push((lead * options.points, kind == example.kind));
        }
    }
    let right = margins.iter().filter(|(_, right)| *right).count();
    println!("unseen parts of the training half: {right} of {} right", margins.len());
    margins
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

/// What is unclear has no words of its own.
const fn learns(kind: Kind) -> bool {
    !matches!(kind, Kind::Unclear)
}

fn kind_number(kind: Kind) -> usize {
    Kind::ALL.iter().position(|k| *k == kind).unwrap_or_default()
}

fn phrases(options: &Options) -> Vec<Raw> {
    let listed = oxherd_reading::kinds::listed_phrases().into_iter();
    let listed = listed.filter(|(kind, _, _, _)| learns(*kind));
    let raw = |(kind, weight, field, names): (Kind, i16, usize, Vec<String>)| {
        let mut fields = vec![Vec::new(); 4];
        if let Some(of_field) = fields.get_mut(field) {
            *of_field = names;
        }
        let weight = f64::from(weight) / 4.0 * options.phrase;
        Raw { kind: kind_number(kind), weight, group: None, points: Vec::new(), fields }
    };
    listed.map(raw).collect()
}

/// The messages of one half, of whichever form.
fn messages(split: Split) -> Result<Vec<Raw>> {
    let reader = corpus::Evidence::default();
    let mut all = Vec::new();
    let mut add = |kind: Kind, group: &str, bytes: &[u8]| {
        if learns(kind) {
            let (points, fields) = reader.of(bytes);
            let group = group.bytes().fold(7_usize, |sum, b| (sum * 31 + usize::from(b)) % 99_991);
            let kind = kind_number(kind);
            all.push(Raw { kind, weight: 1.0, group: Some(group), points, fields });
        }
    };
    for case in corpus::cases(split)? {
        add(case.kind()?, case.supplier(), &fs::read(&case.message)?);
    }
    for wording in wordings::of(split)? {
        if let Some(kind) = wording.kind {
            add(kind, &wording.name, &wording.message());
        }
    }
    Ok(all)
}

/// Weights by feature and kind: steps that shrink with what a weight has moved (`AdaGrad`).
fn learn(examples: &[&Example], features: usize, options: &Options) -> Vec<Vec<f64>> {
    let kinds = Kind::ALL.len();
    let mut weights = vec![vec![0.0; kinds]; features];
    let mut moved = vec![vec![options.start; kinds]; features];
    // A fixed order in which neighbours are not alike.
    let mut order: Vec<&Example> = examples.to_vec();
    let stride = (order.len() * 5 / 8) | 1;
    order = (0..order.len())
        .filter_map(|at| order.get(at * stride % order.len().max(1)).copied())
        .collect();
    for _ in 0..options.rounds {
        for example in &order {
            let chances = chances(&scores(example, &weights));
            for (feature, value) in &example.features {
                let (Some(weights), Some(moved)) =
                    (weights.get_mut(*feature), moved.get_mut(*feature))
                else {
                    continue;
                };
                let each = weights.iter_mut().zip(moved).zip(&chances).enumerate();
                for (kind, ((weight, moved), chance)) in each {
                    let wanted = if kind == example.kind { 1.0 } else { 0.0 };
                    let slope = example.weight * (chance - wanted) * value;
                    *moved += slope * slope;
                    let step = options.step / moved.sqrt();
                    let to = *weight - step * slope;
                    *weight = to.signum() * (to.abs() - step * options.draw).max(0.0);
                }
            }
        }
    }
    weights
}

fn scores(example: &Example, weights: &[Vec<f64>]) -> Vec<f64> {
    let mut scores = example.prior.clone();
    scores.resize(Kind::ALL.len(), 0.0);
    for (feature, value) in &example.features {
        for (score, weight) in scores.iter_mut().zip(weights.get(*feature).into_iter().flatten()) {
            *score += weight * value;
        }
    }
    for (score, kind) in scores.iter_mut().zip(Kind::ALL) {
        if !learns(*kind) {
            *score = -50.0;
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
fn table(features: &Features, weights: &[Vec<f64>], sureness: &[u16], options: &Options) -> String {
    let mut table = String::from(
        "# Weights of words for kinds, in eighths of a point. Written by `cargo xtask train`; do not edit.\n\
         # s: in the subject, b: in the body, f: in the sender, m: sort of sending; a_b: two words side by\n\
         # side; a*: the beginning of a word; 0: a word with digits. Then kind:weight, the kind by its number\n\
         # in the model's list. sureness: how often an answer was right that led by 0, 1, 2 ... points.\n",
    );
    let sureness: Vec<String> = sureness.iter().map(u16::to_string).collect();
    let _written = writeln!(table, "sureness {}", sureness.join(" "));
    for (name, number) in &features.numbers {
        if features.seen.get(*number).is_none_or(|seen| *seen < options.seen) {
            continue;
        }
        let mut line = String::new();
        for (kind, weight) in weights.get(*number).into_iter().flatten().enumerate() {
            let points = (weight * options.points * PARTS).round().clamp(-WEIGHT_MAX, WEIGHT_MAX);
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
