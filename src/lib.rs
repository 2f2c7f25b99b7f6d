//! `congso`: survey and dossier spreadsheets in, the archive of the month out.
//!
//! ```text
//!  files        read ► normalize ► measure ► report ► document ► render ► archive        files
//!  paths ► bytes ► rows ► records ► counts ► figures ► blocks ► bytes ► bag ► paths
//!                 └──────────── ledger ────────────┘
//!                      rules: one case at a time
//! ```

// What became of every row, what the office counts, what the law says of one case.
mod ledger;
mod model;
mod rules;

// Bytes → rows → records.
mod read;

mod normalize;

// Records → counts → figures.
mod measure;

mod report;

// Texts with places to be filled.
mod templating;

// Figures → blocks → bytes → bag.
mod document;

mod render;

mod archive;

// The whole program on one screen.
mod pipeline;

// What an office can be asked for.
mod office;

// Its answers in words.
mod telling;

// The edges: command line, settings, disk, screen.
mod cli;
mod config;
mod console;
mod desk;
mod files;

mod probing;

mod error;

pub use cli::main;

/// For benchmarks, fuzzing and what is made from the command line; no part of the interface.
#[doc(hidden)]
pub mod probe {
    pub use crate::cli::command;
    use crate::probing as probe;

    /// `kiem-tra --json` over files in memory, judged on a day; nothing where the day cannot be read.
    pub fn check(files: Vec<(String, Vec<u8>)>, day: &str) -> Vec<u8> {
        probe::check(files, day)
    }

    /// Whether a workbook is let through by the look that comes before calamine.
    pub fn preflight(bytes: &[u8]) -> bool {
        probe::preflight(bytes)
    }

    /// `bao-cao` over files in memory: the files that it makes, or why there are none.
    pub fn report(
        settings: &str,
        files: Vec<(String, Vec<u8>)>,
        period: &str,
    ) -> Result<Vec<(String, Vec<u8>)>, String> {
        probe::report(settings, files, period)
    }
}
