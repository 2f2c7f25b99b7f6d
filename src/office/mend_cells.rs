//! Cells mended where they stand: the new value goes into a copy beside the original, which counts in its place.

use jiff::civil::Date;

use crate::archive::{self, layout};
use crate::files;
use crate::ledger::{FileAccount, MendScope};
use crate::office::check::plan;
use crate::office::folder::{INPUTS, Office};
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::pipeline::{self, CellPlace, Changes, Edges, Input, RowAround};

/// What is to be changed.
#[derive(Clone, Debug)]
pub(crate) struct MendRequest {
    /// Path below `du-lieu` of the file that counts: of the copy, once there is one.
    pub(crate) file: String,
    pub(crate) place: CellPlace,
    pub(crate) value: NewValue,
    pub(crate) reach: MendReach,
    pub(crate) today: Date,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NewValue {
    /// As it would be typed; empty for nothing.
    Typed(String),
    /// What the original has there.
    AsBefore,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MendReach {
    One,
    /// Every cell of the column that shows the same.
    Alike,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MendDone {
    /// Path below `du-lieu` of what counts now.
    pub(crate) file: String,
    /// None where the cell shows that already; then nothing is written.
    pub(crate) cells: usize,
    /// Nothing was left that differs, and the copy is gone.
    pub(crate) is_undone: bool,
}

/// Ends the name of a copy.
const MENDED: &str = "-da-sua";

impl Office {
    /// Writes the copy, or takes it away where it says nothing else than its original.
    pub(crate) fn mend(&self, request: &MendRequest, edges: Edges<'_>) -> OfficeAnswer<MendDone> {
        let _hold = self.hold(edges)?;
        let (apart, day) = (edges.apart, request.today);
        let input = self.input(&request.file)?;
        let account = self.account(&input, day, edges)?;
        let cannot = || Refusal::NotMendable(request.file.clone());
        if account.mends.as_ref().is_some_and(|mark| mark.scope == MendScope::Rows) {
            return Err(cannot().into());
        }
        if account.mends.is_none() {
            self.require_no_copy(&input, edges)?;
        }
        let place = within(&account, &request.place);
        let row = pipeline::around(&input, &account, (&place.sheet, place.row), apart);
        let Some(row) = row else { return Err(Refusal::NoSuchCell(input.path, place).into()) };
        if matches!(&request.value, NewValue::Typed(text) if text.trim() == row.text(place.column))
        {
            return Ok(MendDone { file: input.path, cells: 0, is_undone: false });
        }
        let places = match request.reach {
            MendReach::One => vec![place],
            MendReach::Alike => pipeline::alike(&input, &place, apart),
        };

        let original = self.original_of(&input, &account)?;
        let changes = match &request.value {
            NewValue::Typed(text) => pipeline::typed(&account, &places, text.trim()),
            NewValue::AsBefore => {
                let original = original.as_ref().ok_or_else(cannot)?;
                pipeline::as_before(original, &account, &places, apart).ok_or_else(cannot)?
            }
        };
        let book =
            pipeline::with_changes(&input, &account, changes, day, apart)?.ok_or_else(cannot)?;
        let cells = places.len();
        if let Some(original) = &original {
            let old = self.account(original, day, edges)?;
            let old = pipeline::with_changes(original, &old, Changes::default(), day, apart)?;
            if old.is_some_and(|old| old.content == book.content) {
                files::remove(&self.path(INPUTS), &input.path)?;
                return Ok(MendDone { file: original.path.clone(), cells, is_undone: true });
            }
        }
        let file = match account.mends {
            Some(_) => input.path.clone(),
            None => self.name_of_copy(&input.path)?,
        };
        files::write(&self.path(INPUTS).join(&file), &book.bytes)?;
        Ok(MendDone { file, cells, is_undone: false })
    }

    /// The row of a cell with its headers.
    pub(crate) fn around(
        &self,
        file: &str,
        place: &CellPlace,
        today: Date,
        edges: Edges<'_>,
    ) -> OfficeAnswer<RowAround> {
        let input = self.input(file)?;
        let account = self.account(&input, today, edges)?;
        let place = within(&account, place);
        let row = pipeline::around(&input, &account, (&place.sheet, place.row), edges.apart);
        row.ok_or_else(|| Refusal::NoSuchCell(file.to_owned(), place).into())
    }

    /// A file of `du-lieu`, by its path there and no other.
    fn input(&self, file: &str) -> OfficeAnswer<Input> {
        if !self.input_paths()?.iter().any(|path| path == file) {
            return Err(Refusal::NoSuchFile(file.to_owned()).into());
        }
        let bytes = files::read(&self.path(INPUTS).join(file))?;
        Ok(Input { path: file.to_owned(), bytes })
    }

    /// What a check of the file alone says of it.
    fn account(&self, input: &Input, day: Date, edges: Edges<'_>) -> OfficeAnswer<FileAccount> {
        let inputs = std::slice::from_ref(input);
        let checked = pipeline::check(inputs, &plan(&self.settings, day), edges)?;
        let account = checked.ledger.files.into_iter().next();
        account.ok_or_else(|| Refusal::NotMendable(input.path.clone()).into())
    }

    /// The file of `du-lieu` whose place a copy takes, where it still lies there.
    fn original_of(&self, copy: &Input, account: &FileAccount) -> OfficeAnswer<Option<Input>> {
        let Some(mark) = &account.mends else { return Ok(None) };
        let others = self.input_paths()?.into_iter().filter(|path| *path != copy.path);
        for input in self.inputs(others.collect())? {
            if mark.ancestors.first() == Some(&archive::digest(&input.bytes)) {
                return Ok(Some(input));
            }
        }
        Ok(None)
    }

    /// Two copies of one file would stop the report.
    fn require_no_copy(&self, input: &Input, edges: Edges<'_>) -> OfficeAnswer<()> {
        let digest = archive::digest(&input.bytes);
        let others = self
            .input_paths()?
            .into_iter()
            .filter(|path| *path != input.path && path.to_ascii_lowercase().ends_with(".xlsx"));
        for other in self.inputs(others.collect())? {
            let own = pipeline::own_copy(&other.path, &other.bytes, edges.apart);
            if own.is_some_and(|own| own.mark.ancestors.contains(&digest)) {
                let (file, copy) = (input.path.clone(), other.path);
                return Err(Refusal::MendedBy { file, copy }.into());
            }
        }
        Ok(())
    }

    /// `2020-03/ho-so-da-sua.xlsx`, or the next that is free.
    fn name_of_copy(&self, path: &str) -> OfficeAnswer<String> {
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let taken = self.input_paths()?;
        Ok(layout::first_free(&format!("{stem}{MENDED}"), ".xlsx", |name| {
            !taken.iter().any(|path| path.to_lowercase() == name.to_lowercase())
        }))
    }
}

/// In a file with one sheet of data, its name need not be said.
fn within(account: &FileAccount, place: &CellPlace) -> CellPlace {
    let mut read = account.sheets.iter().filter(|sheet| sheet.kind.is_some());
    match (read.next(), read.next()) {
        (Some(one), None) if place.sheet.is_empty() => {
            CellPlace { sheet: one.name.clone(), ..place.clone() }
        }
        _ => place.clone(),
    }
}
