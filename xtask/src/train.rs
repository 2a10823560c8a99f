//! `train`: learns the tables of kinds and of roles from the lists and the training half of the corpus.
#![expect(
    clippy::float_arithmetic,
    reason = "learning is done here, once; the reading crate only adds whole numbers"
)]

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use clap::Args;
use oxherd_model::{Kind, PartRef, Place};
use oxherd_reading::Reader;
use oxherd_reading::kinds::usual_features;
use oxherd_reading::roles;

use crate::corpus::{self, Split};
use crate::learner::{Learner, NEVER, Raw};
use crate::wordings::{Spot, Wording};
use crate::{wordings, workspace};

/// Options of `train`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// How often every example is looked at for kinds
    #[arg(long, default_value_t = 14)]
    rounds: u32,
    /// The same for roles
    #[arg(long, default_value_t = 5)]
    rounds_roles: u32,
    /// How much a phrase of the lists counts beside a message
    #[arg(long, default_value_t = 0.05)]
    phrase: f64,
    /// How fast weights of words for kinds move
    #[arg(long, default_value_t = 1.0)]
    step: f64,
    /// The same for roles
    #[arg(long, default_value_t = 0.1)]
    step_roles: f64,
    /// How strongly weights of words for kinds are drawn back to nothing
    #[arg(long, default_value_t = 0.004)]
    draw: f64,
    /// The same for roles
    #[arg(long, default_value_t = 0.008)]
    draw_roles: f64,
    /// A feature is kept if it stands in so many examples
    #[arg(long, default_value_t = 2)]
    seen: u32,
    /// Points that make one step of certainty
    #[arg(long, default_value_t = 6.0)]
    points: f64,
    /// Only say how well the half that measures is told; write nothing
    #[arg(long)]
    dry_run: bool,
    /// Only one of the tables: kinds or roles
    #[arg(long)]
    only: Option<String>,
}

const KINDS_HEADING: &str = "\
# Weights of words for kinds, in sixteenths of a point. Written by `cargo xtask train`; do not edit.
# s: in the subject, b: in the body, f: in the sender, m: sort of sending; a_b: two words side by
# side; a*: the beginning of a word; 0: a word with digits. Then kind:weight, the kind by its number
# in the model's list. sureness: how often an answer was right that led by 0, 1, 2 ... points.
";

const ROLES_HEADING: &str = "\
# Weights for roles, in sixteenths of a point. Written by `cargo xtask train`; do not edit.
# A: sums, D: days, R: references; then what crates/reading/src/roles.rs says. The role by its number.
";

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let learner = Learner {
        rounds: options.rounds,
        step: options.step,
        draw: options.draw,
        seen: options.seen,
        points: options.points,
        classes: Kind::ALL.len(),
    };
    let wanted = |name: &str| options.only.as_deref().is_none_or(|only| only == name);
    if wanted("kinds") {
        let mut learn = phrases(options);
        learn.extend(messages(Split::Train)?);
        let lesson = learner.run(&learn, &messages(Split::Test)?);
        println!("kinds\n{}", lesson.report);
        write(options, "kinds", KINDS_HEADING, &lesson.table)?;
    }
    if !wanted("roles") {
        return Ok(());
    }
    let learner = Learner {
        classes: roles::CLASSES,
        rounds: options.rounds_roles,
        draw: options.draw_roles,
        step: options.step_roles,
        ..learner
    };
    let reader = Reader::new();
    let lesson = learner.run(&values(&reader, Split::Train)?, &values(&reader, Split::Test)?);
    println!("roles\n{}", lesson.report);
    write(options, "roles", ROLES_HEADING, &lesson.table)
}

fn write(options: &Options, name: &str, heading: &str, table: &str) -> Result<()> {
    println!("{} lines, {} bytes", table.lines().count(), table.len());
    if options.dry_run {
        return Ok(());
    }
    let path = workspace::root().join(format!("crates/reading/data/model/{name}.txt"));
    fs::write(&path, format!("{heading}{table}")).with_context(|| path.display().to_string())
}

/// What is unclear has no words of its own.
const fn learns(kind: Kind) -> bool {
    !matches!(kind, Kind::Unclear)
}

fn kind_number(kind: Kind) -> usize {
    Kind::ALL.iter().position(|k| *k == kind).unwrap_or_default()
}

/// Points by kind as a row for every kind.
fn row(points: &[(Kind, i32)]) -> Vec<f64> {
    let of = |kind: &Kind| match points.iter().find(|(k, _)| k == kind) {
        _ if !learns(*kind) => NEVER,
        Some((_, points)) => f64::from(*points),
        None => 0.0,
    };
    Kind::ALL.iter().map(of).collect()
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
        let (points, usual) = (row(&[]), usual_features().to_vec());
        let class = kind_number(kind);
        Raw { class, weight, group: None, sender: None, points, fields, usual }
    };
    listed.map(raw).collect()
}

/// Numbers texts in the order in which they come.
#[derive(Default)]
struct Numbered(BTreeMap<String, usize>);

impl Numbered {
    fn of(&mut self, text: &str) -> usize {
        let next = self.0.len();
        *self.0.entry(text.to_owned()).or_insert(next)
    }
}

/// What the folds are made by: whole files, since messages of one file are alike.
fn file_of(wording: &Wording) -> &str {
    wording.name.split('#').next().unwrap_or_default()
}

/// The messages of one half, of whichever form.
fn messages(split: Split) -> Result<Vec<Raw>> {
    let reader = Reader::new();
    let (mut groups, mut senders) = (Numbered::default(), Numbered::default());
    let mut all = Vec::new();
    let mut add = |kind: Kind, (from, sender): (&str, &str), bytes: &[u8]| {
        if learns(kind) {
            let (points, fields) = reader.kind_evidence(bytes);
            let (points, usual) = (row(&points), usual_features().to_vec());
            let (group, sender) = (Some(groups.of(from)), Some(senders.of(sender)));
            let class = kind_number(kind);
            all.push(Raw { class, weight: 1.0, group, sender, points, fields, usual });
        }
    };
    for case in corpus::cases(split)? {
        let from = (case.supplier(), case.supplier());
        add(case.kind()?, from, &fs::read(&case.message)?);
    }
    for wording in wordings::of(split)? {
        if let Some(kind) = wording.kind {
            add(kind, (file_of(&wording), wording.sender()), &wording.message());
        }
    }
    Ok(all)
}

/// The marked values of one half that the readers found.
fn values(reader: &Reader, split: Split) -> Result<Vec<Raw>> {
    let (mut groups, mut senders) = (Numbered::default(), Numbered::default());
    let mut all = Vec::new();
    for wording in wordings::of(split)? {
        let group = Some(groups.of(file_of(&wording)));
        let sender = Some(senders.of(wording.sender()));
        for (place, evidence) in reader.role_evidence(&wording.message()) {
            let names = evidence.names;
            let sort = names.first().and_then(|name| name.get(..1)).unwrap_or_default().to_owned();
            let Some(class) = role_at(&wording, place, &sort) else { continue };
            let mut points = points_of_sort(&sort);
            if let Some((class, trust)) = evidence.labelled
                && let Some(of_class) = points.get_mut(class)
            {
                *of_class += f64::from(trust);
            }
            let usual = vec![u32::MAX];
            all.push(Raw { class, weight: 1.0, group, sender, points, fields: vec![names], usual });
        }
    }
    Ok(all)
}

/// The role that is marked where a value was found.
fn role_at(wording: &Wording, place: Place, sort: &str) -> Option<usize> {
    let spot = if place.part == PartRef::Subject { Spot::Subject } else { Spot::Body };
    let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let (start, end) = (at(place.start), at(place.end));
    let mark = wording.marked.iter().find(|mark| {
        let is_sort = matches!(
            (sort, mark.sort.as_str()),
            ("A", "amount") | ("D", "date") | ("R", "reference")
        );
        is_sort && mark.spot == spot && start < mark.span.1 && mark.span.0 < end
    })?;
    roles::class_of(&mark.sort, &mark.role)
}

/// Only roles of its sort can be.
fn points_of_sort(sort: &str) -> Vec<f64> {
    let of = |class: usize| if roles::sort_of(class) == sort { 0.0 } else { NEVER };
    (0..roles::CLASSES).map(of).collect()
}
