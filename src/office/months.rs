//! A longer period from the rows that the bags of its months keep, each dossier held against what its month said.

use std::collections::BTreeSet;

use crate::archive::layout::{self, in_bag};
use crate::config::{FILE, Settings};
use crate::error::Result;
use crate::model::{Period, Records};
use crate::office::book::known;
use crate::office::folder::{ARCHIVE, Office};
use crate::office::recount::KeptBag;
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::office::shelf::Shelf;
use crate::office::skip::skipped_path;
use crate::pipeline::{self, Edges, Input, JudgedIn, MonthDifference, Plan};
use crate::report::LettersAsked;

/// Where the rows of a report come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputsFrom {
    /// `du-lieu`.
    Folder,
    /// What the bags of its months keep; `du-lieu` as well where one of them was never reported.
    Archive,
}

/// The rows of a report.
#[derive(Debug, Default)]
pub(crate) struct PeriodInputs {
    pub(crate) inputs: Vec<Input>,
    /// Left out as asked.
    pub(crate) skipped: Vec<String>,
    /// Months whose bags they come from.
    pub(crate) months: Vec<String>,
}

impl Office {
    /// Below the code of its month, so that a sheet without dates is of it; a file that a later month kept as it was
    /// is there once.
    pub(crate) fn kept_months(
        &self,
        shelf: &Shelf,
        period: Option<Period>,
        skip: &[String],
    ) -> OfficeAnswer<PeriodInputs> {
        let (mut source, mut seen) = (PeriodInputs::default(), BTreeSet::new());
        let wanted = period.map(|period| period.unit.months()).unwrap_or_default();
        let cut = self.settings.cut_off();
        let codes = wanted.iter().filter_map(|unit| Period::of(*unit, cut)).map(Period::code);
        for code in codes.filter(|code| shelf.is_period(code)) {
            let tags = shelf.tags(&code);
            if tags.files.contains_key(&in_bag(layout::INPUT_DIGESTS)) {
                return Err(Refusal::MonthWithoutRows(code).into());
            }
            for path in shelf.below(&code, &layout::input("")) {
                let inner = path.strip_prefix(&layout::input("")).unwrap_or(&path).to_owned();
                let digest = tags.files.get(&in_bag(&path)).cloned();
                if seen.insert((inner.clone(), digest))
                    && let Some(bytes) = shelf.file(self, &code, &path)?
                {
                    source.inputs.push(Input { path: format!("{code}/{inner}"), bytes });
                }
            }
            source.months.push(code);
        }
        if source.months.is_empty() {
            return Err(Refusal::NoMonths(period).into());
        }
        if source.months.len() < wanted.len() {
            source.inputs.extend(self.inputs(self.input_paths()?)?);
        }
        let all: Vec<String> = source.inputs.iter().map(|input| input.path.clone()).collect();
        let mut skipped = BTreeSet::new();
        for asked in skip {
            skipped.insert(skipped_path(&all, asked)?);
        }
        source.inputs.retain(|input| !skipped.contains(&input.path));
        source.skipped = skipped.into_iter().collect();
        Ok(source)
    }

    /// Every dossier that a month judged otherwise than all rows together do.
    pub(crate) fn against_months(
        &self,
        shelf: &Shelf,
        months: &[String],
        (records, plan): (&Records, &Plan),
        edges: Edges<'_>,
    ) -> Result<Vec<MonthDifference>> {
        let mut found = Vec::new();
        for folder in months {
            let Ok(period) = self.settings.period(Some(folder), jiff::civil::Date::MAX) else {
                continue;
            };
            let tags = shelf.tags(folder);
            let path = self.path(ARCHIVE).join(folder);
            let bag = KeptBag { path: &path, folder, tags: &tags };
            let text = String::from_utf8_lossy(&bag.file(&layout::setting(FILE))?).into_owned();
            let Ok(own) = Settings::parse(&text) else { continue };
            let asking = LettersAsked { folder, span: period.span };
            let book = || known(&plan.earlier.letters, asking);
            let taken = pipeline::take_in(&bag.inputs()?, &own.normalize(None), edges);
            let calendar = pipeline::calendar(&own.extra_days())?;
            let [then, now] = [own.measure(period, book()), self.settings.measure(period, book())];
            found.extend(pipeline::month_differences(
                folder,
                JudgedIn { records: &taken.records, options: &then, calendar: &calendar },
                JudgedIn { records, options: &now, calendar: &plan.calendar },
            ));
        }
        Ok(found)
    }
}
