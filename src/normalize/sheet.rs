//! One sheet, row by row: titles, headers, tables, and the rows between them.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::ledger::{Fate, Finding, RowCounts, SheetKind, Source};
use crate::normalize::covered::Covered;
use crate::normalize::filled_down::FilledDown;
use crate::normalize::header::alias::header_key;
use crate::normalize::header::columns::choose;
use crate::normalize::header::date_parts;
use crate::normalize::header::dictionary::Dictionary;
use crate::normalize::header::find::{self, AboveHeader, FoundHeader, TALLEST};
use crate::normalize::kinds::departments::Directory;
use crate::normalize::row_looks::{coded, counts_on, repeats};
use crate::normalize::rows::groups::{Gives, Heading};
use crate::normalize::rows::levels::{self, Levels};
use crate::normalize::rows::states::{self, StateSaid};
use crate::normalize::rows::sums::is_of_all;
use crate::normalize::rows::{Above, Below, RowClass, RowsEnded, classify};
use crate::normalize::stand_ins;
use crate::normalize::table::{NamedTable, Section, SheetTable, TableRow};
use crate::normalize::text::intern::{Interner, SeenTexts, Slot, cell_text, is_blank};
use crate::normalize::text::legacy;
use crate::normalize::text::lettering::{Lettering, Quote};
use crate::normalize::unread_cells::UnreadCells;
use crate::normalize::unrecognised::{FirstRows, SEARCHED};
use crate::normalize::values::dates::DateEpoch;
use crate::normalize::values::status::StatusWords;
use crate::read::{Cell, CellFaces, Merge, Row};

/// Rows in which any header is taken for one; further down it must be a plain one.
const NEAR: usize = 40;
/// Names that a header further down must have.
const PLAIN: usize = 4;

/// What the reader knows of a sheet before its rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct SheetKnown {
    pub(crate) name: String,
    pub(crate) epoch: DateEpoch,
    pub(crate) merges: Vec<Merge>,
    /// Rows that are hidden, from 1.
    pub(crate) hidden_rows: Vec<u32>,
    /// Cells in the old Vietnamese fonts.
    pub(crate) faces: CellFaces,
}

/// What a sheet is read with.
#[derive(Debug)]
pub(crate) struct SheetTools<'a> {
    pub(crate) dictionary: &'a Dictionary,
    pub(crate) directory: &'a Directory,
    pub(crate) words: &'a StatusWords,
    pub(crate) texts: &'a mut Interner,
}

/// A sheet while its rows come in.
#[derive(Debug)]
pub(crate) struct SheetReader<'a> {
    /// Only of a sheet with cells in old fonts.
    lettering: Option<Lettering<'a>>,
    /// Rows that are not yet decided: a header may be three rows tall.
    window: VecDeque<Row<'a>>,
    seen: SeenTexts<'a>,
    covered: Covered,
    unread: UnreadCells,
    /// Place among the columns of the one that tells each row of the table from all others.
    coded: Option<usize>,
    sheet: SheetRead,
}

/// What the rows of a sheet gave, so far or in the end: nothing in it is lent by the workbook.
#[derive(Debug)]
pub(crate) struct SheetRead {
    pub(crate) facts: SheetKnown,
    pub(crate) source: Arc<Source>,
    titles: Vec<String>,
    searched: usize,
    pub(crate) first_rows: FirstRows,
    pub(crate) tables: Vec<SheetTable>,
    /// Skipped and blank rows of the tables; the others are counted when they are read.
    pub(crate) counts: RowCounts,
    /// Some text stood somewhere.
    pub(crate) has_text: bool,
    /// Cells that are broken in columns that nobody reads.
    pub(crate) notes: Vec<Finding>,
    above: Above,
    section: Section,
    levels: Levels,
    /// Lone texts below a total: data below them makes them headings.
    closing: Vec<Heading>,
    filled: FilledDown,
}

impl<'a> SheetReader<'a> {
    pub(crate) fn new(file: &str, mut facts: SheetKnown) -> Self {
        let lettering = Lettering::new(std::mem::take(&mut facts.faces));
        let covered = Covered::new(&facts.merges);
        let sheet = SheetRead::new(file, facts);
        let window = VecDeque::new();
        let (seen, unread) = (SeenTexts::default(), UnreadCells::default());
        Self { lettering, window, seen, covered, unread, coded: None, sheet }
    }

    pub(crate) fn row(&mut self, row: Row<'a>, tools: &mut SheetTools<'_>) {
        match &mut self.lettering {
            None => self.take(row, tools),
            Some(lettering) => {
                for row in lettering.put(row) {
                    self.take(row, tools);
                }
            }
        }
    }

    fn take(&mut self, mut row: Row<'a>, tools: &mut SheetTools<'_>) {
        self.covered.clear(&mut row);
        if self.sheet.tables.is_empty() && self.sheet.searched >= SEARCHED {
            return;
        }
        self.window.push_back(row);
        if self.window.len() > TALLEST {
            self.step(tools);
        }
    }

    pub(crate) fn finish(mut self, tools: &mut SheetTools<'_>) -> SheetRead {
        for row in self.lettering.as_mut().map(Lettering::rest).unwrap_or_default() {
            self.take(row, tools);
        }
        while !self.window.is_empty() {
            self.step(tools);
        }
        if let Some(lettering) = &self.lettering {
            let quote = |row, column| self.sheet.quote(row, column);
            let found = lettering.findings(&self.sheet.source, &quote);
            self.sheet.notes.extend(found);
        }
        self.sheet.notes.extend(self.covered.finding(&self.sheet.source));
        self.sheet.notes.extend(self.unread.findings(&self.sheet.source));
        if let Some(table) = self.sheet.tables.last_mut() {
            table.below = std::mem::take(&mut self.sheet.titles);
        }
        self.sheet
    }

    /// Decides the first row of the window.
    fn step(&mut self, tools: &mut SheetTools<'_>) {
        if self.sheet.tables.is_empty() {
            self.search(tools);
        } else {
            self.below_header(tools);
        }
    }

    fn search(&mut self, tools: &mut SheetTools<'_>) {
        if self.sheet.searched < SEARCHED
            && let Some(header) = self.header(tools)
            && (self.sheet.searched < NEAR || header.known >= PLAIN)
        {
            self.begin(header, tools);
            return;
        }
        let Some(row) = self.window.pop_front() else { return };
        self.sheet.searched += 1;
        self.sheet.first_rows.keep(&row);
        self.sheet.keep_titles(&row);
    }

    /// The header that begins with the first row of the window.
    fn header(&self, tools: &SheetTools<'_>) -> Option<FoundHeader> {
        let first = self.window.front()?.number;
        let rows: Vec<&Row<'_>> = self
            .window
            .iter()
            .zip(first..)
            .take_while(|(row, number)| row.number == *number)
            .map(|(row, _)| row)
            .collect();
        let sheet = &self.sheet;
        let above = AboveHeader { titles: sheet.titles_above(), sheet: &sheet.facts.name };
        find::find(&rows, &sheet.facts.merges, tools.dictionary, above)
    }

    fn begin(&mut self, header: FoundHeader, tools: &mut SheetTools<'_>) {
        self.sheet.drop_heading(&header);
        let choice = choose(&header, tools.dictionary, &self.sheet.source);
        self.sheet.filled.begin(choice.columns.len());
        self.coded = coded(&choice.columns);
        self.unread.begin(&header, &choice.columns);
        for _ in 0..header.height {
            self.window.pop_front();
        }
        let titles = self.sheet.titles_above().to_vec();
        self.sheet.titles.clear();
        self.sheet.tables.push(SheetTable::new(header, choice, titles));
        self.sheet.above = Above { header: true, ..Above::default() };
        self.sheet.section = Section::default();
        self.sheet.levels = Levels::default();
        self.sheet.closing.clear();
    }

    fn below_header(&mut self, tools: &mut SheetTools<'_>) {
        if self.may_be_header(tools)
            && let Some(header) = self.header(tools)
        {
            if self.sheet.is_repeated(&header) {
                self.sheet.above.header = true;
                for _ in 0..header.height {
                    self.window.pop_front();
                    self.sheet.counts.count(Fate::Skipped);
                }
            } else {
                self.begin(header, tools);
            }
            return;
        }
        let Some(row) = self.window.pop_front() else { return };
        let Some(table) = self.sheet.tables.last_mut() else { return };
        self.unread.look(&row, table.columns());
        let has_marks =
            stand_ins::has_marks(table.header.kind) && self.sheet.source.sheet.is_some();
        let mut slots: Vec<Slot> = (0..)
            .zip(table.columns())
            .map(|(at, column)| match (column.parts, row.cells.get(index(column.at))) {
                (Some(parts), _) => date_parts::slot(&row, parts, tools.texts),
                (None, Some(cell)) if self.coded == Some(at) => Slot::of_code(cell, tools.texts),
                // Two apostrophes around nothing: in delimited text a blank, in a workbook “as above”.
                (None, Some(cell)) if has_marks && stand_ins::is_mark(cell, column.field) => {
                    Slot::Text(tools.texts.intern(stand_ins::MARK))
                }
                (None, Some(cell)) => self.seen.slot(cell, tools.texts),
                (None, None) => Slot::Empty,
            })
            .collect();
        let below = Below {
            kind: table.header.kind,
            columns: table.columns(),
            directory: tools.directory,
            texts: tools.texts,
            above: self.sheet.above,
        };
        let class = match classify(&row, &slots, below) {
            RowClass::Numbers
                if table.header.kind == SheetKind::Surveys
                    && counts_on(&row, self.window.front()) =>
            {
                RowClass::Data
            }
            class => class,
        };
        match class {
            RowClass::Data => {
                self.unread.count(&row);
                self.unread.apologise(&row);
                self.sheet.levels.has_row();
                for heading in std::mem::take(&mut self.sheet.closing) {
                    self.sheet.enter(&heading, tools);
                }
                let Some(table) = self.sheet.tables.last_mut() else { return };
                table.marks.look(&row);
                self.sheet.filled.fill(&row, table.columns(), &mut slots);
                table.push(TableRow { number: row.number, section: self.sheet.section }, &slots);
                self.sheet.above = Above { data: true, ..Above::default() };
                self.sheet.titles.clear();
                return;
            }
            RowClass::Blank => {
                self.sheet.counts.count(Fate::Blank);
                return;
            }
            RowClass::Section(ref heading) => self.sheet.enter(heading, tools),
            RowClass::Closing(heading) => self.sheet.closing.push(heading),
            RowClass::Numbers => {}
            RowClass::Total | RowClass::Signature => {
                if class == RowClass::Total && table.header.kind == SheetKind::Totals {
                    table.push_total(row.number, slots);
                }
                let above = &mut self.sheet.above;
                let is_all = class == RowClass::Total && above.data && is_of_all(&row.cells);
                above.ended =
                    above.ended.max(if is_all { RowsEnded::All } else { RowsEnded::Part });
                self.sheet.closing.clear();
            }
        }
        self.sheet.counts.count(Fate::Skipped);
        self.sheet.keep_titles(&row);
    }

    /// Whether the first row of the window holds two words of a header; cheap, as every row is asked.
    fn may_be_header(&self, tools: &SheetTools<'_>) -> bool {
        let (Some(row), Some(table)) = (self.window.front(), self.sheet.tables.last()) else {
            return false;
        };
        let own = table
            .columns()
            .iter()
            .filter(|column| {
                row.cells.get(index(column.at)).is_some_and(
                    |cell| matches!(cell, Cell::Text(text) if repeats(text, column, table.header.legacy)),
                )
            })
            .count();
        if own >= 2 || own == 1 && table.header.kind == SheetKind::Totals {
            return true;
        }
        // Another table: its words stand in other columns. Data rows have a number, a date or a code.
        let mut known = 0;
        for cell in row.cells.iter().take(40).filter(|cell| !is_blank(cell)) {
            match cell {
                Cell::Text(text) => {
                    if text.len() <= 60 && !text.bytes().any(|byte| byte.is_ascii_digit()) {
                        known += usize::from(tools.dictionary.is_known(&header_key(text)));
                    } else if known == 0 {
                        return false;
                    }
                }
                _ => return false,
            }
        }
        known >= 2
    }
}

impl SheetRead {
    fn new(file: &str, facts: SheetKnown) -> Self {
        // Delimited text is one sheet without a name.
        let name = (!facts.name.is_empty()).then(|| facts.name.clone());
        let source = Arc::new(Source { file: file.to_owned(), sheet: name });
        let filled = FilledDown::new(&facts.merges);
        Self {
            facts,
            source,
            titles: Vec::new(),
            searched: 0,
            first_rows: FirstRows::default(),
            tables: Vec::new(),
            counts: RowCounts::default(),
            has_text: false,
            notes: Vec::new(),
            above: Above::default(),
            section: Section::default(),
            levels: Levels::default(),
            closing: Vec::new(),
            filled,
        }
    }

    /// Those of the next table; where it has none, those of the first.
    fn titles_above(&self) -> &[String] {
        let first = self.tables.first().filter(|_| self.titles.is_empty());
        first.map_or(&self.titles, |table| &table.titles)
    }

    fn keep_titles(&mut self, row: &Row<'_>) {
        for cell in row.cells.iter().filter(|cell| !is_blank(cell)).take(20) {
            self.has_text = true;
            if self.titles.len() < 2 * NEAR {
                self.titles.push(cell_text(cell));
            }
        }
    }

    /// What a heading gives to the rows below it.
    fn enter(&mut self, heading: &Heading, tools: &mut SheetTools<'_>) {
        let Some(table) = self.tables.last() else { return };
        let name = match table.header.legacy {
            Some(legacy) => legacy.read(&heading.name),
            None => heading.name.clone(),
        };
        // Titles come again at the head of a page.
        let is_title = table.titles.contains(&name);
        let kind = table.header.kind;
        if is_title && kind != SheetKind::Totals {
            return;
        }
        let heading = Heading { name, ..heading.clone() };
        let gives = match kind {
            SheetKind::Totals => Gives::Department,
            _ => heading.gives(tools.directory),
        };
        let id = NamedTable::of(tools.texts.intern(&heading.name));
        let ends = self.levels.ends(&heading, gives);
        if kind == SheetKind::Dossiers && self.levels.is_loose(&heading, gives) {
            self.notes.push(levels::loose(&heading.name, &self.source));
        }
        let state = match kind {
            SheetKind::Dossiers => states::of_heading(&heading.name, tools.words),
            _ => StateSaid::Nothing,
        };
        match gives {
            Gives::Department => {
                // A state over several departments goes on; one inside the last of them does not.
                let state = if ends.state { NamedTable::default() } else { self.section.state };
                self.section = Section { department: id, state, ..Section::default() };
            }
            Gives::Area => {
                self.section =
                    Section { area: id, procedure: NamedTable::default(), ..self.section };
            }
            Gives::Procedure => self.section.procedure = id,
            Gives::Nobody => self.section = Section::default(),
            // It stands beside the department, so the rows below are no longer of that one.
            Gives::Unknown | Gives::Nothing if ends.department => {
                self.section = Section::default();
            }
            Gives::Unknown | Gives::Nothing => {}
        }
        if state != StateSaid::Nothing && gives != Gives::Department {
            self.section.state = id;
        } else if ends.state {
            self.section.state = NamedTable::default();
        }
        self.levels.enter(&heading, gives, state != StateSaid::Nothing);
    }

    fn is_repeated(&self, header: &FoundHeader) -> bool {
        self.tables.last().is_some_and(|table| {
            table.header.kind == header.kind
                && table.header.cells.len() == header.cells.len()
                && table
                    .header
                    .cells
                    .iter()
                    .zip(&header.cells)
                    .all(|(one, other)| one.column == other.column && one.keys == other.keys)
        })
    }

    /// Whether what stands in a cell may be quoted.
    fn quote(&self, row: u32, column: u32) -> Quote {
        let above = self.tables.iter().rev().find(|table| table.header.first_row <= row);
        let Some(table) = above else { return Quote::Never };
        let height = u32::try_from(table.header.height).unwrap_or(u32::MAX);
        if row < table.header.first_row.saturating_add(height) {
            return Quote::Header;
        }
        let mut read = table.columns().iter();
        match read.find(|read| read.at == column) {
            Some(read) if read.field.is_public() => Quote::Value,
            _ => Quote::Never,
        }
    }

    /// What the page says, if it holds no table: of the digits of the others, for one.
    pub(crate) fn words(&self) -> &[String] {
        if self.tables.is_empty() { &self.titles } else { &[] }
    }

    /// An example, if no header was found because letters were lost.
    pub(crate) fn lost_letters(&self) -> Option<String> {
        let titles = self.titles.iter().map(String::as_str);
        if self.tables.is_empty() { legacy::lost(titles) } else { None }
    }

    /// Kinds of the tables below the first, where they are others.
    pub(crate) fn further_kinds(&self) -> Vec<SheetKind> {
        let mut kinds: Vec<SheetKind> = Vec::new();
        for table in &self.tables {
            let kind = table.header.kind;
            if Some(kind) != self.kind() && !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }

    /// Takes back a header that stands right above another one: it was a heading over groups of columns.
    fn drop_heading(&mut self, below: &FoundHeader) {
        self.tables.pop_if(|table| {
            let height = u32::try_from(table.header.height).unwrap_or(u32::MAX);
            table.rows.is_empty()
                && table.totals().next().is_none()
                && table.header.first_row.saturating_add(height) == below.first_row
        });
    }

    /// Kind of the first table.
    pub(crate) fn kind(&self) -> Option<SheetKind> {
        self.tables.first().map(|table| table.header.kind)
    }
}

fn index(column: u32) -> usize {
    usize::try_from(column).unwrap_or(usize::MAX)
}
