//! The project's own tools: what CI runs, test mailboxes, measurements, fuzzing.
//!
//! `cargo xtask help` lists the commands. The rules about the shape of the code are tests of this
//! crate (`tidy`), so that `cargo test` alone fails on untidy code.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a developer's tool: it talks to the terminal"
)]

mod bench;
mod check;
mod clock;
mod corpus;
mod fuzz;
mod learner;
mod mailbox;
mod marked;
mod rng;
mod sureness;
#[cfg(test)]
mod tidy;
mod train;
mod wordings;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own tools.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run what CI runs, in its order, and stop at the first failure
    Check,
    /// Make a mailbox of any size out of the messages found in a folder
    Mailbox(mailbox::Options),
    /// Make the mailbox of a household with any number of agreements
    Household(mailbox::household::Options),
    /// Measure the release build on mailboxes and print a table
    Bench(bench::Options),
    /// Feed broken input to every parser of our own
    Fuzz(fuzz::Options),
    /// Read the labelled corpus and print how well
    Corpus(corpus::Options),
    /// Learn the table of word weights from the lists and the training half of the corpus
    Train(train::Options),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Check => check::run(),
        Command::Mailbox(options) => mailbox::run(&options),
        Command::Household(options) => mailbox::household::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Corpus(options) => corpus::run(&options),
        Command::Train(options) => train::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Returned from here it would bring a backtrace along, below what a person has to read.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
