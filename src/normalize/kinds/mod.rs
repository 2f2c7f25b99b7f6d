//! A table of each kind → records, row by row.

pub(crate) mod asked_beside;
pub(crate) mod called_sums;
pub(crate) mod complaint_columns;
pub(crate) mod department_names;
pub(crate) mod departments;
pub(crate) mod dossier_table;
pub(crate) mod dossiers;
pub(crate) mod letters;
pub(crate) mod line_counts;
pub(crate) mod other_days;
pub(crate) mod others;
pub(crate) mod part_columns;
pub(crate) mod portal;
pub(crate) mod publications;
pub(crate) mod rejects;
pub(crate) mod remarked;
pub(crate) mod remarks;
pub(crate) mod scores;
pub(crate) mod served;
pub(crate) mod standings;
pub(crate) mod surveys;
pub(crate) mod total_levels;
pub(crate) mod totals;
pub(crate) mod unlikely;
pub(crate) mod wholes;
pub(crate) mod whose;
