//! `corpus/wordings`: many short labelled messages in a form that is quick to write and to read.
//!
//! What the form is stands in `corpus/README.md`. A file whose name begins with `held-out` only
//! measures; one that begins with `waiting` is neither measured nor learned from yet; everything else
//! may be learned from.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use oxherd_model::Kind;

use crate::corpus::Split;
use crate::workspace;

/// One message with what is marked in it.
#[derive(Debug, Default)]
pub(crate) struct Wording {
    /// File and number within it.
    pub(crate) name: String,
    /// ISO 639-1, by the file's name.
    pub(crate) language: String,
    /// What it is.
    pub(crate) kind: Option<Kind>,
    from: String,
    marks: String,
    html: bool,
    /// The subject without its marks.
    pub(crate) subject: String,
    /// The body without its marks.
    pub(crate) body: String,
    /// What stands where.
    pub(crate) marked: Vec<Marked>,
}

/// A text of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// The subject.
    Subject,
    /// The body.
    Body,
}

/// A fact where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marked {
    /// amount, date, reference, identifier, promise, product, contact.
    pub(crate) sort: String,
    /// Its role.
    pub(crate) role: String,
    /// In which text.
    pub(crate) spot: Spot,
    /// First byte and one past the last.
    pub(crate) span: (usize, usize),
}

/// The messages of one half, file by file.
pub(crate) fn of(split: Split) -> Result<Vec<Wording>> {
    read(|name| half(name) == Some(split))
}

/// The half that a file is of by its name.
fn half(name: &str) -> Option<Split> {
    match name.split_once('-') {
        Some(("waiting", _)) => None,
        Some(("held", _)) => Some(Split::Test),
        _ => Some(Split::Train),
    }
}

/// The messages of the files that are wanted.
fn read(wanted: impl Fn(&str) -> bool) -> Result<Vec<Wording>> {
    let folder = workspace::root().join("corpus/wordings");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let name = stem(&file);
        if wanted(&name) {
            let text = fs::read_to_string(&file)?;
            all.extend(parse(&name, &text)?);
        }
    }
    Ok(all)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The messages of one file.
pub(crate) fn parse(name: &str, text: &str) -> Result<Vec<Wording>> {
    let language = name.split('-').find(|part| part.len() == 2).unwrap_or_default();
    let mut all = Vec::new();
    let text = format!("\n{text}");
    for (number, section) in (1..).zip(text.split("\n=== ").skip(1)) {
        let mut wording = Wording {
            name: format!("{name}#{number}"),
            language: language.to_owned(),
            ..Wording::default()
        };
        wording.fill(section).with_context(|| wording.name.clone())?;
        all.push(wording);
    }
    Ok(all)
}

impl Wording {
    fn fill(&mut self, section: &str) -> Result<()> {
        let (head, body) = section.split_once("\n\n").unwrap_or((section, ""));
        let mut lines = head.lines();
        self.kind = Some(kind(lines.next().unwrap_or_default())?);
        for line in lines {
            let (key, value) = line.split_once(':').ok_or_else(|| anyhow!("{line}: no colon"))?;
            let value = value.trim();
            match key.trim() {
                // Said for readers of the file; one kind is learned and measured.
                "also" => drop(value.split(',').map(kind).collect::<Result<Vec<_>>>()?),
                "from" => value.clone_into(&mut self.from),
                "marks" => value.clone_into(&mut self.marks),
                "html" => self.html = value == "yes",
                "subject" => self.subject = self.unmark(value, Spot::Subject)?,
                "style" | "note" => {}
                other => bail!("{other}: not a key"),
            }
        }
        self.body = self.unmark(body.trim_end(), Spot::Body)?;
        Ok(())
    }

    /// The domain that it comes from, or whatever stands in its place.
    pub(crate) fn sender(&self) -> &str {
        self.from.rsplit('@').next().unwrap_or_default().trim_end_matches('>')
    }

    /// The subject or the body, without marks.
    pub(crate) fn text(&self, spot: Spot) -> &str {
        match spot {
            Spot::Subject => &self.subject,
            Spot::Body => &self.body,
        }
    }

    /// The text without its marks, which are kept.
    fn unmark(&mut self, text: &str, spot: Spot) -> Result<String> {
        let mut plain = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("[[") {
            plain.push_str(before);
            let (inner, after) =
                after.split_once("]]").ok_or_else(|| anyhow!("[[ without ]]: {after}"))?;
            let (what, words) =
                inner.split_once(':').ok_or_else(|| anyhow!("{inner}: no colon"))?;
            let (sort, role) = what.split_once('/').unwrap_or((what, ""));
            let start = plain.len();
            plain.push_str(words);
            self.marked.push(Marked {
                sort: sort.trim().to_owned(),
                role: role.trim().to_owned(),
                spot,
                span: (start, plain.len()),
            });
            rest = after;
        }
        plain.push_str(rest);
        Ok(plain)
    }

    /// The message as it would arrive.
    pub(crate) fn message(&self) -> Vec<u8> {
        let mut mail = String::new();
        let domain = self.from.rsplit('@').next().unwrap_or_default().trim_end_matches('>');
        let from = &self.from;
        let _written = write!(
            mail,
            "From: {from}\nTo: <owner@household.example>\nDate: Tue, 10 Mar 2026 09:12:00 +0000\n\
             Message-ID: <{}@{domain}>\nSubject: {}\n",
            self.name, self.subject
        );
        if self.marks.contains("unsubscribe") {
            let _written = writeln!(mail, "List-Unsubscribe: <https://{domain}/leave>");
        }
        if self.marks.contains("list") {
            let _written = writeln!(
                mail,
                "List-Id: <talk.{domain}>\nList-Post: <mailto:talk@{domain}>\nPrecedence: list"
            );
        }
        let media = if self.html { "html" } else { "plain" };
        let _written = write!(
            mail,
            "MIME-Version: 1.0\nContent-Type: text/{media}; charset=utf-8\n\
             Content-Transfer-Encoding: 8bit\n\n{}",
            self.body
        );
        mail.into_bytes()
    }
}

fn kind(word: &str) -> Result<Kind> {
    word.trim().parse().map_err(|error| anyhow!("{word}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxherd_model::{AmountRole, ContactRole, DateRole, IdentifierRole, ReferenceRole};

    const ONE: &str = "=== bill\nalso: contract_pack\nfrom: A <a@b.example>\nmarks: auto\n\
        subject: No [[reference/invoice:7]]\n\nPay [[amount/due:\u{20ac} 5]] by [[date/due:1 May]].\n\n=== survey\n\
        from: A <a@b.example>\nsubject: Well?\n\nHow was it?\n";

    #[test]
    fn marks_are_taken_out_and_their_places_kept() {
        let all = parse("en-a", ONE).unwrap();
        assert_eq!(all.len(), 2);
        let first = &all[0];
        assert_eq!((first.kind, first.language.as_str()), (Some(Kind::Bill), "en"));
        assert_eq!(
            (first.subject.as_str(), first.body.as_str()),
            ("No 7", "Pay \u{20ac} 5 by 1 May.")
        );
        let said: Vec<&str> =
            first.marked.iter().map(|m| &first.text(m.spot)[m.span.0..m.span.1]).collect();
        assert_eq!(said, ["7", "\u{20ac} 5", "1 May"]);
    }

    #[test]
    fn every_file_can_be_read_and_every_role_is_one_of_the_model() {
        for wording in read(|_| true).unwrap() {
            for mark in &wording.marked {
                let known = match mark.sort.as_str() {
                    "amount" => mark.role.parse::<AmountRole>().is_ok(),
                    "date" => mark.role.parse::<DateRole>().is_ok(),
                    "reference" => mark.role.parse::<ReferenceRole>().is_ok(),
                    "identifier" => mark.role.parse::<IdentifierRole>().is_ok(),
                    "promise" => matches!(mark.role.as_str(), "within" | "by"),
                    "product" => mark.role == "name",
                    "contact" => mark.role.parse::<ContactRole>().is_ok(),
                    _ => false,
                };
                assert!(known, "{}: {}/{}", wording.name, mark.sort, mark.role);
            }
        }
    }

    #[test]
    fn a_mark_without_its_end_is_named() {
        let error = parse("en-a", "=== bill\nsubject: [[reference/invoice:7]\n\nx").unwrap_err();
        assert_eq!(format!("{error:#}"), "en-a#1: [[ without ]]: reference/invoice:7]");
    }
}
