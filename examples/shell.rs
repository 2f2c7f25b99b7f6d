//! Writes what shells and `man` read of the command line: `cargo run --example shell DIR`.
#![expect(
    clippy::disallowed_methods,
    reason = "an example writes files; the door to the disk is the program's"
)]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use clap_complete::Shell;

/// Headings that the library writes in English.
const HEADINGS: [(&str, &str); 6] = [
    (".SH NAME", ".SH TÊN"),
    (".SH SYNOPSIS", ".SH CÁCH DÙNG"),
    (".SH DESCRIPTION", ".SH MÔ TẢ"),
    (".SH OPTIONS", ".SH TÙY CHỌN"),
    (".SH VERSION", ".SH PHIÊN BẢN"),
    (".SH EXTRA", ".SH GHI CHÚ"),
];

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map_or_else(|| PathBuf::from("target/shell"), PathBuf::from);
    let (completions, manual) = (folder.join("hoan-thanh"), folder.join("man"));
    fs::create_dir_all(&completions)?;
    fs::create_dir_all(&manual)?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        clap_complete::generate_to(shell, &mut congso::probe::command(), "congso", &completions)?;
    }
    clap_mangen::generate_to(congso::probe::command(), &manual)?;
    for page in fs::read_dir(&manual)? {
        translate(&page?.path())?;
    }
    Ok(())
}

fn translate(page: &Path) -> io::Result<()> {
    let mut text = fs::read_to_string(page)?;
    for (english, own) in HEADINGS {
        text = text.replace(english, own);
    }
    fs::write(page, text)
}
