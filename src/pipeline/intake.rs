//! The one way in of every run: files are read beside each other, what is there twice counts once, and one code is one
//! dossier.

use std::borrow::Cow;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::ledger::{Finding, Ledger};
use crate::measure::{self, Coverage, FileTally};
use crate::model::Records;
use crate::normalize::{self, FileReading, Settled};
use crate::pipeline::copies::leave_out_copies;
use crate::pipeline::mended::pass_over_originals;
use crate::pipeline::{Edges, FACES, Input, Step};

/// All that a run goes on with.
#[derive(Debug)]
pub(crate) struct Intake {
    pub(crate) ledger: Ledger,
    pub(crate) records: Records,
    /// Files and sheets that keep a report from being written.
    pub(crate) stopped: Vec<Finding>,
    /// From which to which day the records reach.
    pub(crate) coverage: Coverage,
}

/// All that lies in an office's folder.
pub(crate) fn take_in(
    inputs: &[Input],
    options: &normalize::NormalizeOptions,
    edges: Edges<'_>,
) -> Intake {
    let readings = read(borrowed(inputs), options, edges);
    once(inputs, readings, options)
}

/// The same, and each file tallied by itself before anything of it is left out.
pub(crate) fn take_in_tallied(
    inputs: &[Input],
    options: &normalize::NormalizeOptions,
    as_of: Date,
    edges: Edges<'_>,
) -> (Intake, Vec<FileTally>) {
    let mut readings = read(borrowed(inputs), options, edges);
    let tallies = tallies(&mut readings, as_of);
    (once(inputs, readings, options), tallies)
}

/// Files of no office: each is looked at for itself, so none is left out for another, and its bytes are given back as
/// soon as it is read.
pub(crate) fn take_in_files(
    inputs: Vec<Input>,
    options: &normalize::NormalizeOptions,
    as_of: Date,
    edges: Edges<'_>,
) -> (Intake, Vec<FileTally>) {
    let owned =
        inputs.into_par_iter().map(|input| (Cow::Owned(input.path), Cow::Owned(input.bytes)));
    let mut readings = read(owned, options, edges);
    let tallies = tallies(&mut readings, as_of);
    (settled(readings, options), tallies)
}

/// Path and bytes of a file.
type GivenFile<'a> = (Cow<'a, str>, Cow<'a, [u8]>);

fn borrowed(inputs: &[Input]) -> impl IndexedParallelIterator<Item = GivenFile<'_>> {
    inputs
        .par_iter()
        .map(|input| (Cow::Borrowed(input.path.as_str()), Cow::Borrowed(input.bytes.as_slice())))
}

fn read<'a>(
    files: impl IndexedParallelIterator<Item = GivenFile<'a>>,
    options: &normalize::NormalizeOptions,
    edges: Edges<'_>,
) -> Vec<FileReading> {
    let Edges { progress, apart } = edges;
    progress(Step::Read(files.len()));
    let options = &normalize::NormalizeOptions { faces: FACES, ..options.clone() };
    let one = |(path, bytes): GivenFile<'a>| {
        let reading = normalize::read_file(&path, bytes, options, apart);
        progress(Step::OneMore);
        reading
    };
    files.map(one).collect()
}

fn tallies(readings: &mut [FileReading], as_of: Date) -> Vec<FileTally> {
    readings
        .par_iter_mut()
        .map(|reading| measure::tally(&std::mem::take(&mut reading.raw), as_of))
        .collect()
}

/// What is there twice counts once.
fn once(
    inputs: &[Input],
    mut readings: Vec<FileReading>,
    options: &normalize::NormalizeOptions,
) -> Intake {
    leave_out_copies(inputs, &mut readings);
    pass_over_originals(inputs, &mut readings);
    settled(readings, options)
}

fn settled(readings: Vec<FileReading>, options: &normalize::NormalizeOptions) -> Intake {
    let Settled { ledger, records, stopped } = normalize::settle(readings, options);
    Intake { coverage: Coverage::of(&records), ledger, records, stopped }
}
