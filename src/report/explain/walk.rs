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
    /// Its key below its line in `so-lieu.json`.
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    /// What counts, as a sentence without a final period.
    pub(crate) meaning: &'static str,
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
        let code = codes.departments.code(name).unwrap_or(NO_CODE);
        Self { prefix: "DV", code, noun: "", name }
    }

    pub(crate) fn field(codes: &'a FigureCodes, name: &'a str) -> Self {
        let code = codes.fields.code(name).unwrap_or(NO_CODE);
        Self { prefix: "LV", code, noun: "lĩnh vực", name }
    }

    pub(crate) fn procedure(codes: &'a FigureCodes, name: &'a str) -> Self {
        let code = codes.procedures.code(name).unwrap_or(NO_CODE);
        Self { prefix: "TT", code, noun: "thủ tục", name }
    }

    pub(crate) fn factor(codes: &'a FigureCodes, name: &'a str) -> Self {
        let code = codes.factors.code(name).unwrap_or(NO_CODE);
        Self { prefix: "YT", code, noun: "yếu tố", name }
    }

    /// By the key of the question, under its words.
    pub(crate) fn question(codes: &'a FigureCodes, key: &str, name: &'a str) -> Self {
        let code = codes.questions.code(key).unwrap_or(NO_CODE);
        Self { prefix: "CH", code, noun: "câu hỏi", name }
    }

    pub(crate) fn topic(codes: &'a FigureCodes, name: &'a str) -> Self {
        let code = codes.topics.code(name).unwrap_or(NO_CODE);
        Self { prefix: "ND", code, noun: "ý kiến về", name }
    }

    pub(crate) fn word(codes: &'a FigureCodes, name: &'a str) -> Self {
        let code = codes.words.code(name).unwrap_or(NO_CODE);
        Self { prefix: "TU", code, noun: "từ", name }
    }

    pub(crate) fn other_reason(codes: &'a FigureCodes, name: &'a str) -> Self {
        let code = codes.reasons.code(name).unwrap_or(NO_CODE);
        Self { prefix: "LK", code, noun: "lý do", name }
    }

    pub(crate) fn sheet(codes: &'a FigureCodes, name: &'a str) -> Self {
        let code = codes.sheets.code(name).unwrap_or(NO_CODE);
        Self { prefix: "TR", code, noun: "trang", name }
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
