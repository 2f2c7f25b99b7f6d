//! `congso`: survey and dossier spreadsheets in, the archive of the month out.

mod ledger;
mod model;

mod rules;

mod read;

mod normalize;

mod measure;

mod report;

mod document;

mod render;

mod archive;

mod error;
