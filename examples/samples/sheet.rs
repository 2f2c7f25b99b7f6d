//! A sheet as rows of values, before it becomes an .xlsx, an .ods or a .csv.

use jiff::civil::Date;

/// One cell.
#[derive(Clone)]
pub(crate) enum Value {
    Blank,
    Text(String),
    Date(Date),
    Number(u32),
}

impl Value {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    pub(crate) fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Blank, Self::Date)
    }

    pub(crate) fn number(number: Option<u32>) -> Self {
        number.map_or(Self::Blank, Self::Number)
    }

    /// As a delimited file has it.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Date(day) => day_month_year(*day),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// `05/03/2020`.
pub(crate) fn day_month_year(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// Cells that are one: first and last row and column, from 0.
pub(crate) type Merge = (u32, u16, u32, u16);

/// A sheet with its header rows already among its rows.
pub(crate) struct Sheet {
    pub(crate) name: &'static str,
    pub(crate) rows: Vec<Vec<Value>>,
    /// Rows before the data: titles and header.
    pub(crate) heading: u32,
    pub(crate) merges: Vec<Merge>,
    pub(crate) widths: Vec<u16>,
}

/// A row of texts.
pub(crate) fn texts(cells: &[&str]) -> Vec<Value> {
    cells.iter().map(|cell| Value::text(*cell)).collect()
}
