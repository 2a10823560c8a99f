//! Other programs on the same files: notmuch and mu, each with its database in a scratch folder.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::process::{self, Cost};
use super::table::Row;
use crate::mailbox;

/// One row for each peer that is installed.
pub(crate) fn measure(maildir: &Path, work: &Path) -> Result<Vec<Row>> {
    let mut rows = vec![];
    let maildir = maildir.canonicalize()?;
    let messages = u64::try_from(mailbox::files(&maildir)?.len())?;
    let bytes = process::content_bytes(&maildir)?;
    let peers: [(&str, Run); 2] = [("notmuch", notmuch), ("mu", mu)];
    for (name, run) in peers {
        let Some(program) = installed(name) else {
            eprintln!("{name} is not installed: left out");
            continue;
        };
        let home = work.join(name);
        fs::create_dir(&home)?;
        let mut row = run(&program, &maildir, &home)?;
        row.messages = Some(messages);
        row.bytes = Some(bytes);
        row.disk_bytes = Some(process::disk_bytes(&home)?);
        rows.push(row);
    }
    Ok(rows)
}

type Run = fn(&Path, &Path, &Path) -> Result<Row>;

fn notmuch(program: &Path, maildir: &Path, home: &Path) -> Result<Row> {
    let database = home.join("database");
    fs::create_dir(&database)?;
    let config = home.join("config");
    let text = format!(
        "[database]\npath={}\nmail_root={}\n[user]\nname=Owner\nprimary_email=owner@home.invalid\n\
         [new]\ntags=new\n[search]\nexclude_tags=\n",
        database.display(),
        maildir.display()
    );
    fs::write(&config, text)?;
    let config = format!("--config={}", config.display());
    let steps = [vec![config.as_str(), "new", "--quiet", "--no-hooks"]];
    together("notmuch new", program, &steps, home)
}

fn mu(program: &Path, maildir: &Path, home: &Path) -> Result<Row> {
    let database = format!("--muhome={}", home.join("database").display());
    let maildir = format!("--maildir={}", maildir.display());
    let steps = [
        vec!["init", &database, &maildir, "--my-address=owner@home.invalid", "--quiet"],
        vec!["index", &database, "--quiet"],
    ];
    together("mu init + index", program, &steps, home)
}

/// Runs the steps one after the other and adds up what they cost.
fn together(step: &str, program: &Path, steps: &[Vec<&str>], home: &Path) -> Result<Row> {
    let mut row = Row { step: step.to_owned(), ..Row::default() };
    for arguments in steps {
        let cost: Cost = process::run(program, arguments, home)?;
        ensure!(cost.status.success(), "{step} failed: {}", cost.status);
        row.wall_us = row.wall_us.saturating_add(cost.wall_us);
        row.cpu_us = row.cpu_us.saturating_add(cost.cpu_us);
        row.peak_kib = row.peak_kib.max(Some(cost.peak_kib));
    }
    Ok(row)
}

fn installed(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}
