//! The figures of a report one by one: what each is, where it stands, and what it comes to.

use std::collections::BTreeSet;

use crate::ledger::SheetKind;
use crate::report::FigureCodes;
use crate::report::explain::value::FigureValue;
use crate::rules::Ground;

/// What a figure is, whosever it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FigureWords {
    /// Family and number, `HS-10`; never given to another figure, also when this one is gone.
    pub(crate) id: &'static str,
    /// Its key below its line in `so-lieu.json`; empty where that has none, as it follows from what stands there.
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    /// What counts, as a sentence without a final period; empty where it is a figure of another period.
    pub(crate) meaning: &'static str,
    /// The number of that figure; empty for one of this period.
    pub(crate) archived: &'static str,
    /// How it is made of others, in words; empty for what is counted row by row.
    pub(crate) formula: &'static str,
    /// Those others, of the same line.
    pub(crate) parts: &'static [&'static str],
    pub(crate) grounds: &'static [Ground],
    /// What is counted: `hồ sơ`, `phiếu`, `ngày`.
    pub(crate) unit: &'static str,
    /// Sheets whose rows stand behind it; `None` where it is about all.
    pub(crate) sheets: Option<SheetKind>,
}

impl FigureWords {
    /// Of what is counted row by row, with no rule of its own; the callers say what differs.
    pub(crate) const fn new(
        id: &'static str,
        key: &'static str,
        name: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self {
            id,
            key,
            name,
            meaning,
            archived: "",
            formula: "",
            parts: &[],
            grounds: &[],
            unit: "",
            sheets: None,
        }
    }
}

impl FigureWords {
    /// What counts; a figure of another period by its id there. `own` is what follows the number of a figure of all
    /// that the report is about, `DV-PTP`.
    pub(crate) fn meaning_of(&self, own: &str) -> String {
        if self.archived.is_empty() {
            return self.meaning.to_owned();
        }
        let dash = if own.is_empty() { "" } else { "-" };
        format!("Mã số {}{dash}{own} của kỳ đó, lấy từ so-lieu.json trong lưu trữ", self.archived)
    }
}

/// The figures of lines `L`, with how each is read off one.
pub(crate) type LineTable<L> = &'static [(FigureWords, fn(&L) -> FigureValue)];

/// Where figures of one line stand.
#[derive(Clone, Debug)]
pub(crate) struct FigureLine {
    /// What follows the number in their ids, `DV-PTP`; empty for the whole office.
    pub(crate) suffix: String,
    /// In `so-lieu.json`; in the figures of a department, the same path there.
    pub(crate) path: String,
    /// `toàn cơ quan`, `Phòng Tư pháp, lĩnh vực Hộ tịch`.
    pub(crate) whose: String,
}

impl FigureLine {
    pub(crate) fn id(&self, words: &FigureWords) -> String {
        match self.suffix.as_str() {
            "" => words.id.to_owned(),
            suffix => format!("{}-{suffix}", words.id),
        }
    }
}

/// Takes each figure that is met.
pub(crate) type TakeFigure<'t> = &'t mut dyn FnMut(&'static FigureWords, &FigureLine, FigureValue);

/// Goes through the figures of one report, or of what one record alone comes to.
pub(crate) struct FigureWalk<'w> {
    pub(crate) codes: &'w FigureCodes,
    /// The department that the report is about.
    pub(crate) department: Option<&'w str>,
    /// Only lines with these suffixes; `None` for all.
    pub(crate) wanted: Option<&'w BTreeSet<String>>,
    pub(crate) take: TakeFigure<'w>,
}

impl FigureWalk<'_> {
    /// The figures of one line. `parts` are the dimensions that tell it from the others: prefix, code and name.
    pub(crate) fn line<L>(
        &mut self,
        table: LineTable<L>,
        parts: &[LinePart<'_>],
        path: &str,
        line: &L,
    ) {
        let suffix = self.suffix(parts);
        if self.wanted.is_some_and(|wanted| !wanted.contains(&suffix)) {
            return;
        }
        let at = FigureLine { suffix, path: path.to_owned(), whose: self.whose(parts) };
        for (words, read) in table {
            (self.take)(words, &at, read(line));
        }
    }

    /// One figure of all that the report is about.
    pub(crate) fn single(
        &mut self,
        words: &'static FigureWords,
        path: &'static str,
        value: FigureValue,
    ) {
        let (suffix, whose) = (self.suffix(&[]), self.whose(&[]));
        (self.take)(words, &FigureLine { suffix, path: path.to_owned(), whose }, value);
    }

    fn suffix(&self, parts: &[LinePart<'_>]) -> String {
        let own = self.department.map(|name| LinePart::department(self.codes, name));
        let mut suffix = String::new();
        for part in own.iter().chain(parts) {
            if !suffix.is_empty() {
                suffix.push('-');
            }
            suffix.push_str(part.prefix);
            if !part.code.is_empty() {
                suffix.push('-');
                suffix.push_str(part.code);
            }
        }
        suffix
    }

    fn whose(&self, parts: &[LinePart<'_>]) -> String {
        let own = self.department.map(|name| LinePart::department(self.codes, name));
        let said: Vec<String> = own
            .iter()
            .chain(parts)
            .map(|part| match part.noun {
                "" => part.name.to_owned(),
                noun => format!("{noun} {}", part.name),
            })
            .collect();
        if said.is_empty() { "toàn cơ quan".to_owned() } else { said.join(", ") }
    }
}

/// One dimension that tells a line from others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LinePart<'a> {
    pub(crate) prefix: &'static str,
    pub(crate) code: &'a str,
    /// Before its name: `lĩnh vực`.
    pub(crate) noun: &'static str,
    pub(crate) name: &'a str,
}

/// Of a name that has no code, which no line of a report is.
const NO_CODE: &str = "?";

impl<'a> LinePart<'a> {
    pub(crate) fn department(codes: &'a FigureCodes, name: &'a str) -> Self {
        Self::coded("DV", "", codes.departments.code(name), name)
    }

    pub(crate) fn field(codes: &'a FigureCodes, name: &'a str) -> Self {
        Self::coded("LV", "lĩnh vực", codes.fields.code(name), name)
    }

    pub(crate) fn procedure(codes: &'a FigureCodes, name: &'a str) -> Self {
        Self::coded("TT", "thủ tục", codes.procedures.code(name), name)
    }

    pub(crate) fn factor(codes: &'a FigureCodes, name: &'a str) -> Self {
        Self::coded("YT", "yếu tố", codes.factors.code(name), name)
    }

    /// By the key of the question, under its words.
    pub(crate) fn question(codes: &'a FigureCodes, key: &str, name: &'a str) -> Self {
        Self::coded("CH", "câu hỏi", codes.questions.code(key), name)
    }

    pub(crate) fn topic(codes: &'a FigureCodes, name: &'a str) -> Self {
        Self::coded("ND", "ý kiến về", codes.topics.code(name), name)
    }

    pub(crate) fn word(codes: &'a FigureCodes, name: &'a str) -> Self {
        Self::coded("TU", "từ", codes.words.code(name), name)
    }

    pub(crate) fn other_reason(codes: &'a FigureCodes, name: &'a str) -> Self {
        Self::coded("LK", "lý do", codes.reasons.code(name), name)
    }

    pub(crate) fn sheet(codes: &'a FigureCodes, name: &'a str) -> Self {
        Self::coded("TR", "trang", codes.sheets.code(name), name)
    }

    const fn coded(
        prefix: &'static str,
        noun: &'static str,
        code: Option<&'a str>,
        name: &'a str,
    ) -> Self {
        let code = match code {
            Some(code) => code,
            None => NO_CODE,
        };
        Self { prefix, code, noun, name }
    }

    /// Whose code is its own: a letter of the list of reasons, a code of findings.
    pub(crate) const fn fixed(
        prefix: &'static str,
        code: &'a str,
        noun: &'static str,
        name: &'a str,
    ) -> Self {
        Self { prefix, code, noun, name }
    }
}
