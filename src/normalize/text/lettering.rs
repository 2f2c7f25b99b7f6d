//! Cells whose font says how their letters are coded: made Unicode before anything else reads them.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use crate::ledger::{Code, Finding, Place, Source};
use crate::normalize::text::legacy::{self, Legacy};
use crate::read::{Cell, CellFace, CellFaces, Row};

/// Rows over which it is weighed whether the fonts say true: texts pasted from elsewhere keep the font of the cell.
const WEIGHED: usize = 300;
/// Examples in a finding.
const SHOWN: usize = 3;

/// A sheet with cells in old fonts, while its rows come in.
#[derive(Debug)]
pub(crate) struct Lettering<'a> {
    faces: CellFaces,
    held: VecDeque<Row<'a>>,
    /// Encodings whose fonts say true, once that is known.
    trusted: Option<Vec<Legacy>>,
    converted: BTreeMap<Legacy, LetteredCells>,
    /// In such a font, and Unicode all the same, or in part.
    others: BTreeMap<Legacy, LetteredCells>,
}

/// Cells to be told of: the first, how many, and for each column the first few texts before and after.
#[derive(Debug)]
struct LetteredCells {
    first: (u32, u32),
    count: usize,
    examples: BTreeMap<u32, Vec<Example>>,
}

#[derive(Clone, Debug)]
struct Example {
    row: u32,
    before: String,
    after: String,
}

/// Whether what stands in a cell may be quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Quote {
    Value,
    Header,
    Never,
}

impl CellFace {
    fn legacy(self) -> Legacy {
        match self {
            Self::Tcvn3 | Self::Tcvn3Capitals => Legacy::Tcvn3,
            Self::Vni => Legacy::Vni,
        }
    }

    fn read(self, text: &str) -> String {
        let text_of = self.legacy().convert(text);
        match self {
            Self::Tcvn3Capitals => text_of.to_uppercase(),
            Self::Tcvn3 | Self::Vni => text_of,
        }
    }
}

impl<'a> Lettering<'a> {
    /// Nothing for a sheet of today's fonts.
    pub(crate) fn new(faces: CellFaces) -> Option<Self> {
        let (converted, others) = (BTreeMap::new(), BTreeMap::new());
        let held = VecDeque::new();
        (!faces.is_empty()).then_some(Self { faces, held, trusted: None, converted, others })
    }

    /// Takes a row; gives those that are decided.
    pub(crate) fn put(&mut self, row: Row<'a>) -> VecDeque<Row<'a>> {
        self.held.push_back(row);
        if self.trusted.is_none() && self.held.len() < WEIGHED {
            return VecDeque::new();
        }
        self.rest()
    }

    /// The rows that waited.
    pub(crate) fn rest(&mut self) -> VecDeque<Row<'a>> {
        let mut rows = std::mem::take(&mut self.held);
        if self.trusted.is_none() {
            self.trusted = Some(self.weigh(&rows));
        }
        for row in &mut rows {
            self.row(row);
        }
        rows
    }

    fn weigh(&self, rows: &VecDeque<Row<'_>>) -> Vec<Legacy> {
        let is_trusted = |legacy: &Legacy| {
            let texts = rows.iter().flat_map(|row| {
                row.cells.iter().enumerate().filter_map(|(column, cell)| match cell {
                    Cell::Text(text) => {
                        let face = self.faces.at(row.number, column)?;
                        (face.legacy() == *legacy).then_some(&**text)
                    }
                    _ => None,
                })
            });
            legacy::agrees(*legacy, texts)
        };
        Legacy::ALL.into_iter().filter(is_trusted).collect()
    }

    fn row(&mut self, row: &mut Row<'_>) {
        for (column, cell) in row.cells.iter_mut().enumerate() {
            let Cell::Text(text) = cell else { continue };
            let Ok(at) = u32::try_from(column) else { break };
            let face = self.faces.at(row.number, column);
            let Some((legacy, after)) = self.of_runs(row.number, column, text).or_else(|| {
                let face = face.filter(|face| self.is_trusted(*face))?;
                let is_other = legacy::is_modern(text) || legacy::spoils(face.legacy(), text);
                Some((face.legacy(), (!is_other).then(|| face.read(text))))
            }) else {
                continue;
            };
            match after {
                Some(after) if after != *text => {
                    let before = std::mem::replace(text, Cow::Owned(after));
                    note(&mut self.converted, legacy, (row.number, at), &before, text);
                }
                Some(_) => {}
                None => note(&mut self.others, legacy, (row.number, at), text, text),
            }
        }
    }

    fn is_trusted(&self, face: CellFace) -> bool {
        self.trusted.as_ref().is_some_and(|trusted| trusted.contains(&face.legacy()))
    }

    /// A text in several fonts, each run by its own; only if the runs are the text.
    fn of_runs(&self, row: u32, column: usize, text: &str) -> Option<(Legacy, Option<String>)> {
        let runs = self.faces.runs_at(row, column)?;
        let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
        if whole.trim() != text.trim() {
            return None;
        }
        let mut old = None;
        let mut after = String::with_capacity(text.len());
        for run in runs {
            match run.face.filter(|_| !legacy::is_modern(&run.text)) {
                Some(face) => {
                    old = Some(face.legacy());
                    after.push_str(&face.read(&run.text));
                }
                None => after.push_str(&run.text),
            }
        }
        Some((old?, Some(after)))
    }

    /// What to tell of the sheet; `quote` says of a row and column whether its text may be shown.
    pub(crate) fn findings(
        &self,
        source: &Arc<Source>,
        quote: &dyn Fn(u32, u32) -> Quote,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (legacy, cells) in &self.converted {
            let shown: Vec<_> = cells
                .shown(quote)
                .iter()
                .map(|example| format!("“{}” → “{}”", example.before, example.after))
                .collect();
            let fonts = match legacy {
                Legacy::Tcvn3 => "font .Vn…",
                Legacy::Vni => "font VNI-…",
            };
            let examples = if shown.is_empty() { "" } else { ", ví dụ " };
            findings.push(
                Finding::new(Code::LegacyEncodingConverted, cells.place(source))
                    .with_found(legacy.name())
                    .with_message(format!(
                        "{} ô gõ bằng {fonts} (bảng mã cũ {}){examples}{}",
                        cells.count,
                        legacy.name(),
                        shown.join(", ")
                    )),
            );
        }
        for (legacy, cells) in &self.others {
            let shown = cells.shown(quote);
            let example = shown.first().map(|one| format!(", ví dụ “{}”", one.before));
            findings.push(
                Finding::new(Code::MixedEncoding, cells.place(source)).with_message(format!(
                    "{} ô mang font của bảng mã cũ {} nhưng chữ không theo bảng mã đó, khác các ô cùng font{}",
                    cells.count,
                    legacy.name(),
                    example.unwrap_or_default()
                )),
            );
        }
        findings
    }
}

impl LetteredCells {
    fn place(&self, source: &Arc<Source>) -> Place {
        Place::cell(source, self.first.0, self.first.1)
    }

    /// The first different texts, values before headers.
    fn shown(&self, quote: &dyn Fn(u32, u32) -> Quote) -> Vec<&Example> {
        let mut all: Vec<(Quote, &Example)> = Vec::new();
        for (column, examples) in &self.examples {
            for example in examples {
                let quote = quote(example.row, *column);
                let is_new = all.iter().all(|(_, other)| other.before != example.before);
                if quote != Quote::Never && is_new {
                    all.push((quote, example));
                }
            }
        }
        all.sort_by_key(|(quote, _)| *quote);
        all.into_iter().take(SHOWN).map(|(_, example)| example).collect()
    }
}

fn note(
    told: &mut BTreeMap<Legacy, LetteredCells>,
    legacy: Legacy,
    at: (u32, u32),
    before: &str,
    after: &str,
) {
    let empty = || LetteredCells { first: at, count: 0, examples: BTreeMap::new() };
    let cells = told.entry(legacy).or_insert_with(empty);
    cells.count += 1;
    let examples = cells.examples.entry(at.1).or_default();
    // The header, and enough of what stands below it.
    if examples.len() <= 2 * SHOWN && examples.iter().all(|example| example.before != before) {
        let (before, after) = (before.to_owned(), after.to_owned());
        examples.push(Example { row: at.0, before, after });
    }
}
