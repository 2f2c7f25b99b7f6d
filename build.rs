//! Embeds every text of `templates`, so that a new one is a file and nothing else.

#![expect(
    clippy::disallowed_methods,
    reason = "the doors to disk and environment are those of the program; this runs before it is built"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=templates");
    let variable = |name: &str| env::var(name).map_err(io::Error::other);
    let folder = variable("CARGO_MANIFEST_DIR")? + "/templates";
    let files = fs::read_dir(&folder)?;
    let mut names: Vec<String> =
        files.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == "md"));
    names.sort();
    let mut list = "&[\n".to_owned();
    for name in names {
        let path = format!("{folder}/{name}");
        writeln!(list, "({name:?}, include_str!({path:?})),").map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    fs::write(Path::new(&variable("OUT_DIR")?).join("templates.rs"), list)
}
