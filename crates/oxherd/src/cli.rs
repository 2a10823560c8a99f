//! The command line.

mod ask;
mod at;
mod countries;
mod init;
mod keep;
mod keys;
mod note;
mod out;
mod progress;
mod read;
mod say;
mod try_it;

use crate::clock;
use crate::flow::Want;
use crate::home::Home;
use crate::take::whole;
use anyhow::Result;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// The owner's side of every supplier relationship.
///
/// Point it at a mailbox and it shows what you own, who serves it, what it costs and what falls due.
#[derive(Debug, Parser)]
#[command(name = "oxherd", version, arg_required_else_help = true, max_term_width = 100)]
struct Line {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options that stand before or after any command.
#[derive(Debug, Clone, Args)]
struct Global {
    /// The data directory
    #[arg(
        help = "The data directory [env: OXHERD_HOME]",
        long,
        global = true,
        value_name = "DIR",
        display_order = 100
    )]
    home: Option<PathBuf>,
    /// Judge everything as of this time: 2026-03-31 (all of that day) or 2026-03-31T18:00:00Z
    #[arg(long, global = true, value_name = "INSTANT", value_parser = at::at, allow_hyphen_values = true, display_order = 101)]
    at: Option<at::At>,
    /// Print JSON for scripts
    #[arg(long, global = true, display_order = 102)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say who lives where; without options, show what is known
    Init(init::InitArgs),
    /// Take in a sample household and show its summary
    Try(try_it::TryArgs),
    /// Take in mailboxes, folders, archives and files
    Take {
        /// mbox, Maildir, .eml, .emlx, .ics, .vcf, .pdf, .pkpass, bank statements, exports of SMS and chats, folders, .gz and .zip of them
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Read messages and print what they say; nothing is stored
    Read {
        /// As for take
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// A file with keys by which domains sign their mail, as for init; repeat for more
        #[arg(long, value_name = "FILE")]
        dkim_key: Vec<PathBuf>,
    },
    /// What you own
    Things {
        /// Show those that are gone as well
        #[arg(long)]
        all: bool,
    },
    /// One thing with its line of life
    Thing {
        /// Its name, id, or an identifier such as a registration
        #[arg(required = true, value_parser = NonEmptyStringValueParser::new())]
        name: Vec<String>,
    },
    /// Who serves you
    Suppliers {
        /// Show those that only write as well
        #[arg(long)]
        all: bool,
    },
    /// What binds you
    Agreements {
        /// Show those that are over as well
        #[arg(long)]
        all: bool,
    },
    /// What must happen by when, soonest first
    Dues,
    /// The rules of law that are in force, with their sources
    Laws {
        /// Those of this country (ISO 3166, perhaps with a part: GB-SCT); else the household's
        #[arg(long, value_name = "COUNTRY")]
        country: Option<String>,
        /// Those of every country, and those that are not in force
        #[arg(long)]
        all: bool,
    },
    /// What suppliers said that they will do, and what became of it
    Promises,
    /// What was said and cannot both hold, both sides quoted
    Contradictions {
        /// Show those that were taken back as well
        #[arg(long)]
        all: bool,
    },
    /// Running concerns, each in one thread: claims, endings, moves, repairs
    Matters {
        /// Show those that are over as well
        #[arg(long)]
        all: bool,
    },
    /// What you wrote to suppliers yourself, and whether it was answered
    Requests,
    /// What is waited for, and until when
    Watches,
    /// Why an agreement, a promise, a contradiction, a request or a matter stands as it does, with quotes
    Why {
        /// Its id or the beginning of that; an agreement also by its number, its supplier or its thing
        #[arg(required = true, value_parser = NonEmptyStringValueParser::new())]
        what: Vec<String>,
    },
    /// Find messages: words, "phrases", from: kind: thing: before: after:
    Search {
        /// What to look for
        #[arg(required = true)]
        words: Vec<String>,
        /// At most so many
        #[arg(long, default_value_t = 20, value_parser = at_least_one)]
        most: usize,
    },
    /// One piece of evidence: what it is and what was read in it
    Evidence {
        /// Its id, or an unambiguous beginning of it
        id: String,
        /// Write the original bytes
        #[arg(long)]
        raw: bool,
    },
    /// What was held back because it only pretends: whom it imitates, and why
    Suspects {
        /// At most so many
        #[arg(long, default_value_t = 50, value_parser = at_least_one)]
        most: usize,
    },
    /// What was taken in and not understood
    Gaps,
    /// Our own errors that you corrected, and how many
    Mistakes,
    /// Check every hash and the chain of evidence
    Verify,
    /// Throw away what is derived and make it again from evidence
    Rebuild {
        /// Although evidence is damaged: from what can still be read
        #[arg(long)]
        readable: bool,
    },
    /// Say what is so: `say help` shows how
    Say(say::SayArgs),
    /// Note what you were told and what you did: it is read, promises are followed
    Note(note::NoteArgs),
}

/// Exit statuses of the contract.
const DONE: u8 = 0;
const NOT_FOUND: u8 = 1;
const WRONG_USE: u8 = 2;
const PARTLY_UNREADABLE: u8 = 3;

/// Runs the program.
pub fn run() -> ExitCode {
    match dispatch(Line::parse()) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            if out::is_closed_pipe(&error) {
                return ExitCode::from(DONE);
            }
            out::complain(&error);
            if out::is_damaged_store(&error) {
                out::aside("make what is derived again from the evidence with: oxherd rebuild");
            }
            if out::is_full_disk(&error) {
                out::aside(
                    "free some space, then run the same command again: nothing that was kept is lost",
                );
            }
            ExitCode::from(WRONG_USE)
        }
    }
}

/// How many are wanted at most; none would read as if there were none.
fn at_least_one(typed: &str) -> Result<usize, String> {
    typed.parse().ok().filter(|most| *most > 0).ok_or_else(|| "write a number from 1 on".to_owned())
}

/// Whether a command answers from the books, or says something of what is in them.
fn needs_the_books(command: &Command) -> bool {
    match command {
        Command::Try(_)
        | Command::Take { .. }
        | Command::Read { .. }
        | Command::Laws { .. }
        | Command::Verify
        | Command::Rebuild { .. } => false,
        Command::Init(_)
        | Command::Things { .. }
        | Command::Thing { .. }
        | Command::Suppliers { .. }
        | Command::Agreements { .. }
        | Command::Dues
        | Command::Promises
        | Command::Contradictions { .. }
        | Command::Matters { .. }
        | Command::Requests
        | Command::Watches
        | Command::Why { .. }
        | Command::Search { .. }
        | Command::Evidence { .. }
        | Command::Suspects { .. }
        | Command::Gaps
        | Command::Mistakes
        | Command::Say(_)
        | Command::Note(_) => true,
    }
}

fn dispatch(line: Line) -> Result<u8> {
    let Line { global, command } = line;
    // The sample household has a home of its own, and never goes into the one that the environment names:
    // that one is the owner's.
    let tries = matches!(command, Command::Try(_));
    let home = if tries && global.home.is_none() {
        Home::usual()?
    } else {
        Home::find(global.home.clone())?
    };
    if needs_the_books(&command) {
        whole::or_refuse(&home)?;
    }
    let at = match global.at {
        // The sample household has a home and a time of its own.
        Some(at) if !tries => at.instant(&home)?,
        Some(_) | None => clock::now(),
    };
    let ask = ask::Ask { home, at, json: global.json };
    match command {
        Command::Init(args) => init::init(&ask, &args),
        Command::Try(args) => try_it::try_it(&global, &args),
        Command::Take { paths } => keep::take(&ask, &paths),
        Command::Read { paths, dkim_key } => read::read(&paths, &dkim_key),
        Command::Things { all } => ask.things(shown(all)),
        Command::Thing { name } => ask.thing(&name.join(" ")),
        Command::Suppliers { all } => ask.suppliers(shown(all)),
        Command::Agreements { all } => ask.agreements(shown(all)),
        Command::Dues => ask.dues(),
        Command::Promises => ask.promises(),
        Command::Contradictions { all } => ask.contradictions(shown(all)),
        Command::Matters { all } => ask.matters(shown(all)),
        Command::Requests => ask.requests(),
        Command::Watches => ask.watches(),
        Command::Why { what } => ask.why(&what.join(" ")),
        Command::Laws { country, all } => ask.laws(country.as_deref(), shown(all)),
        Command::Search { words, most } => ask.search(&words.join(" "), most),
        Command::Evidence { id, raw } => {
            let form = if raw { ask::EvidenceForm::Raw } else { ask::EvidenceForm::Page };
            ask.evidence(&id, form)
        }
        Command::Suspects { most } => ask.suspects(most),
        Command::Gaps => ask.gaps(),
        Command::Mistakes => ask.mistakes(),
        Command::Verify => keep::verify(&ask),
        Command::Rebuild { readable } => {
            keep::rebuild(&ask, if readable { Want::Readable } else { Want::Whole })
        }
        Command::Say(args) => say::say(&ask, &args),
        Command::Note(args) => note::note(&ask, &args),
    }
}

#[expect(
    clippy::fn_params_excessive_bools,
    reason = "clap gives an option without a value as a bool"
)]
fn shown(all: bool) -> ask::Shown {
    if all { ask::Shown::All } else { ask::Shown::Present }
}
