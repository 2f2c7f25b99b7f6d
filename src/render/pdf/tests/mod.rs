//! What the files of whole documents must hold.

mod batch;
mod files;
mod structure;
