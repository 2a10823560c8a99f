//! Lists the formats of suppliers in `data/formats`, so that adding one is adding a file, and lays
//! out the learned tables of `data/model` for looking up.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};

#[path = "src/learned/hash.rs"]
mod hash;
#[path = "src/words/hash.rs"]
mod word_hash;

use hash::{FILTER_BITS, FILTER_SHIFT};

#[expect(clippy::disallowed_methods, reason = "cargo tells build scripts their folders this way")]
fn main() -> Result<(), Box<dyn Error>> {
    let data = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("data");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("formats.rs"), formats(&data.join("formats"))?)?;
    println!("cargo::rerun-if-changed=src/learned/hash.rs");
    println!("cargo::rerun-if-changed=src/words/hash.rs");
    for name in ["kinds", "roles"] {
        let model = data.join(format!("model/{name}.txt"));
        println!("cargo::rerun-if-changed={}", model.display());
        let model = std::fs::read_to_string(model)?;
        std::fs::write(out.join(format!("{name}.table")), table(&model, hash_of(name))?)?;
        std::fs::write(out.join(format!("{name}.sureness")), sureness(&model))?;
    }
    Ok(())
}

fn formats(folder: &Path) -> Result<String, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    files.retain(|file| file.path().extension().is_some_and(|ending| ending == "txt"));
    files.sort_by_key(std::fs::DirEntry::file_name);
    let mut list = String::from("&[\n");
    for file in files {
        writeln!(list, "    include_str!({:?}),", file.path())?;
    }
    list.push_str("]\n");
    Ok(list)
}

/// How sure by margin, in thousandths: the line `sureness`.
fn sureness(model: &str) -> String {
    let line = model.lines().find_map(|line| line.strip_prefix("sureness "));
    format!("[{}]", line.unwrap_or("350").split(' ').collect::<Vec<_>>().join(", "))
}

/// How the features of a table are hashed.
fn hash_of(table: &str) -> fn(&str) -> u64 {
    if table == "kinds" { of_name } else { hash::of_text }
}

/// A feature by its name, the letter of its field first.
fn of_name(name: &str) -> u64 {
    let (field, words) = name.split_at_checked(1).unwrap_or_default();
    hash::of_words(field.bytes().next().unwrap_or_default(), words)
}

/// A filter, then slots by hash (open addressing: tag, then place of the entries and their count), then entries.
fn table(model: &str, hash_of: fn(&str) -> u64) -> Result<Vec<u8>, Box<dyn Error>> {
    let lines: Vec<(&str, &str)> = model
        .lines()
        .filter(|line| !line.starts_with('#') && !line.starts_with("sureness "))
        .filter_map(|line| line.split_once(' '))
        .collect();
    let slots = (lines.len() * 2).next_power_of_two().max(2);
    let mut index = vec![(0_u32, 0_u32); slots];
    let mut filter = vec![0_u8; usize::try_from(FILTER_BITS / 8)?];
    let mut entries: Vec<u8> = Vec::new();
    for (name, weights) in lines {
        let hash = hash_of(name);
        let bit = usize::try_from(hash >> FILTER_SHIFT & (FILTER_BITS - 1))?;
        *filter.get_mut(bit / 8).ok_or("a bit beyond the filter")? |= 1 << (bit % 8);
        let tag = u32::try_from(hash >> 32)?.max(1);
        let from = u32::try_from(entries.len() / 2)?;
        let mut count = 0_u32;
        for entry in weights.split(' ') {
            let (kind, weight) = entry.split_once(':').ok_or(entry)?;
            entries.push(kind.parse()?);
            entries.push(weight.parse::<i8>()?.cast_unsigned());
            count += 1;
        }
        let mut slot = usize::try_from(hash & u64::try_from(slots - 1)?)?;
        while index.get(slot).is_some_and(|(taken, _)| *taken != 0) {
            slot = (slot + 1) & (slots - 1);
        }
        *index.get_mut(slot).ok_or("the table is full")? = (tag, from << 6 | count.min(63));
    }
    let mut bytes = u32::try_from(slots)?.to_le_bytes().to_vec();
    bytes.extend_from_slice(&filter);
    for (tag, place) in index {
        bytes.extend_from_slice(&tag.to_le_bytes());
        bytes.extend_from_slice(&place.to_le_bytes());
    }
    bytes.extend_from_slice(&entries);
    Ok(bytes)
}
