//! The program from outside: real workbooks in, documents out.
#![expect(
    clippy::disallowed_methods,
    reason = "tests write folders, read them back and look at the clock"
)]
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]
#![expect(clippy::indexing_slicing, reason = "a helper of a test fails the test")]
#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_collect,
    reason = "the names are the program's own, and the rows are few"
)]

/// The office made to break documents, as `cargo run --example samples -- --pha DIR` writes it.
#[path = "../../examples/samples/broken.rs"]
mod broken;
#[path = "../../examples/samples/random.rs"]
mod random;

mod archive;
mod case;
mod child;
mod circles;
mod command;
mod consolidate;
mod counts;
mod coverage;
mod department_trend;
mod desk;
mod desk_data;
mod desk_first;
mod desk_forms;
mod desk_guard;
mod desk_letters;
mod desk_next;
mod desk_report;
mod desk_settings;
mod diagnosis;
mod documents;
mod duplicates;
mod edges;
mod english;
mod explain;
mod explain_annex;
mod few_rates;
mod field;
mod figures;
mod formats;
mod gaps;
mod letter_alike;
mod letter_bags;
mod letter_people;
mod letter_year;
mod letters;
mod links;
mod loss;
mod mend_cells;
mod mending;
mod messages;
mod month;
mod over_time;
mod privacy;
mod proof;
mod publications;
mod quality;
mod questionnaire;
mod reading;
mod records;
mod samples;
mod scorecard;
mod settings;
mod submission;
mod surveys;
mod tidy;
mod tidy_messages;
mod torture;
mod totals;
mod touch;
mod untranslated;
mod verdicts;
mod windows;
