//! A figure down to its rows, in words: what it is, by which rule, what stands behind it, what was left out.

use std::fmt::Write as _;

use crate::office::BagExplained;
use crate::report::{Behind, ExplainedRow, Explanation, FigureValue, LeftOut, ListedFigure};
use crate::telling::advice::{Advice, Reader};

/// One figure.
#[derive(Debug)]
pub(crate) struct FigureTold {
    /// `HS-03  (3) Nhận giải quyết, tổng số – toàn cơ quan`.
    pub(crate) title: String,
    /// `Kỳ`, `Số liệu`, `Là gì`, … each with what is said of it; without a label it goes on with the one above.
    pub(crate) lines: Vec<(&'static str, String)>,
    /// How many rows there are, and what they come to.
    pub(crate) sum: String,
    pub(crate) rows: Vec<RowTold>,
    pub(crate) left_out: Vec<LeftOutTold>,
}

/// A row behind a figure.
#[derive(Debug)]
pub(crate) struct RowTold {
    pub(crate) place: String,
    /// What it adds: `1`, `1 / 1`.
    pub(crate) adds: String,
    /// Its code, its department, and why it counts so.
    pub(crate) said: String,
}

/// Rows that are left out for one reason.
#[derive(Debug)]
pub(crate) struct LeftOutTold {
    /// Why, and how many.
    pub(crate) why: String,
    /// Each with what is said of it.
    pub(crate) rows: Vec<String>,
}

/// `period` is the name of the period.
pub(crate) fn figure(one: &Explanation, period: &str) -> FigureTold {
    let Explanation { figure, parts, grounds, choices, rows, left_out, .. } = one;
    let words = figure.words;
    let mut lines =
        vec![("Kỳ", period.to_owned()), ("Số liệu", figure.said()), ("Là gì", figure.meaning())];
    if !words.formula.is_empty() {
        lines.push(("Cách tính", words.formula.to_owned()));
    }
    lines.extend(parts.iter().map(|part| ("", listed(part))));
    lines.extend(grounds.iter().map(|ground| ("Căn cứ", ground.clone())));
    lines.extend(choices.iter().map(|choice| ("Lựa chọn", choice.clone())));
    lines.push(match &figure.department {
        None if figure.is_kept() => ("Ở đâu", format!("so-lieu.json: {}", figure.path)),
        None => ("Ở đâu", format!("so-lieu.json không ghi riêng, suy từ {}", figure.path)),
        Some(name) => ("Ở đâu", format!("văn bản của {name}")),
    });
    FigureTold {
        title: format!("{}  {} – {}", figure.id, words.name, figure.whose),
        lines,
        sum: sum(one),
        rows: rows.iter().map(row).collect(),
        left_out: left_out.iter().map(|one_group| group(one_group, one)).collect(),
    }
}

/// `TL-01  Tỷ lệ giải quyết đúng hạn: 98,28%`.
pub(crate) fn listed(figure: &ListedFigure) -> String {
    format!("{}  {}: {}", figure.id, figure.words.name, figure.said())
}

/// That this program counts figures otherwise than the bag says, if it does.
pub(crate) fn otherwise(done: &BagExplained, reader: Reader) -> Option<String> {
    let advice = reader.words(Advice::VerifyBag(&done.folder));
    (!done.otherwise.is_empty()).then(|| {
        format!(
            "gói do {} lập; tính lại bằng bản này thì {} số liệu khác, {advice}",
            done.agent,
            done.otherwise.len()
        )
    })
}

fn sum(one: &Explanation) -> String {
    if one.figure.value.parts().is_empty() && !one.rows.is_empty() {
        return "Ghi ở dòng sau, không cộng từ dòng nào".to_owned();
    }
    if one.figure.value.parts().is_empty() {
        let said = if one.parts.is_empty() {
            "Số liệu này không đếm từ dòng nào của kỳ"
        } else {
            "Số liệu này không đếm từ dòng nào: xem các số liệu ở trên"
        };
        return said.to_owned();
    }
    let sum: Vec<String> = one
        .sum
        .parts()
        .into_iter()
        .map(|(name, count)| format!("{} {}", name.to_lowercase(), number(count)))
        .collect();
    let verdict =
        if one.adds_up() { "đúng bằng số liệu" } else { "KHÔNG bằng số liệu" };
    let behind = match one.behind {
        Behind::Rows => "dòng",
        Behind::Units => "đơn vị",
    };
    format!("{} {behind}, cộng lại: {}; {verdict}", one.rows.len(), sum.join(", "))
}

fn row(row: &ExplainedRow) -> RowTold {
    let said = [row.code.as_str(), row.department.as_str(), row.why.as_str()];
    let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
    RowTold { place: row.place.clone(), adds: adds(&row.adds), said: said.join("; ") }
}

fn adds(value: &FigureValue) -> String {
    let adds: Vec<String> = value.parts().into_iter().map(|(_, count)| number(count)).collect();
    adds.join(" / ")
}

/// What is left out is not of one line: a row that cannot be read has none.
fn group(group: &LeftOut, of: &Explanation) -> LeftOutTold {
    let mut why = group.why.clone();
    if let Some(code) = group.code {
        write!(why, " ({code})").expect("writing to a string");
    }
    write!(why, ": {}", group.count).expect("writing to a string");
    if of.behind == Behind::Rows && !of.figure.suffix.is_empty() {
        why.push_str(" (của cả cơ quan)");
    }
    let rows = group.rows.iter().map(|(place, said)| match said.as_str() {
        "" => place.clone(),
        said => format!("{place}: {said}"),
    });
    LeftOutTold { why, rows: rows.collect() }
}

fn number(count: Option<u64>) -> String {
    count.map_or_else(|| "–".to_owned(), |count| count.to_string())
}
