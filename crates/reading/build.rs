//! Lists the formats of suppliers in `data/formats`, so that adding one is adding a file.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

#[expect(clippy::disallowed_methods, reason = "cargo tells build scripts their folders this way")]
fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("data/formats");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<_> = std::fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    files.retain(|file| file.path().extension().is_some_and(|ending| ending == "txt"));
    files.sort_by_key(std::fs::DirEntry::file_name);
    let mut list = String::from("&[\n");
    for file in files {
        writeln!(list, "    include_str!({:?}),", file.path())?;
    }
    list.push_str("]\n");
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("formats.rs"), list)?;
    Ok(())
}
