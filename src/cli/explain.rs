//! `dien-giai`: says of a figure what it is, by which rule, which rows stand behind it, and what was left out.

use std::fmt::Write as _;

use crate::cli::running::Running;
use crate::cli::{ExplainArgs, Outcome, refusals, unprintable};
use crate::console;
use crate::error::Result;
use crate::office::{
    BagExplained, ExplainRequest, Explanation, ListedFigure, Office, explain_json,
};
use crate::telling::advice::Reader;
use crate::telling::explained::{self, FigureTold};

/// Rows that are told on the screen, and rows of one reason among those left out.
const SHOWN: usize = 100;
const SHOWN_OUT: usize = 10;

pub(crate) fn run(office: &Office, args: &ExplainArgs) -> Result<Outcome> {
    let request = ExplainRequest {
        period: args.period.clone(),
        ids: args.ids.clone(),
        workbook: args.xlsx.clone(),
    };
    let running = Running::new();
    let done = running.with(|edges| office.explain(&request, edges)).map_err(refusals::error)?;
    let text = if args.json { explain_json(&done)? } else { words(&done).into_bytes() };
    console::data(&text).map_err(unprintable)?;
    if let Some(path) = &args.xlsx {
        console::say(&format!("Đã ghi {}", path.display()));
    }
    if let Some(otherwise) = explained::otherwise(&done, Reader::Terminal) {
        console::say(&format!("Lưu ý: {otherwise}"));
    }
    let all_add_up = done.explained.explanations.iter().all(Explanation::adds_up);
    Ok(if all_add_up { Outcome::Done } else { Outcome::Different })
}

fn words(done: &BagExplained) -> String {
    let mut text = String::new();
    let explained = &done.explained;
    let period = &explained.period.name;
    if explained.explanations.is_empty() {
        list(&explained.listed, &mut text);
        writeln!(
            text,
            "\n{} số liệu của {period}. Xem một số liệu: congso dien-giai {} TL-01",
            explained.listed.len(),
            done.folder
        )
        .expect("writing to a string");
    }
    for (at, one) in explained.explanations.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        push(&explained::figure(one, period), &mut text);
    }
    text
}

/// A line for each, whose they are above them.
fn list(listed: &[ListedFigure], text: &mut String) {
    let widest = listed.iter().map(|figure| figure.id.len()).max().unwrap_or(0).min(28);
    let mut whose = "";
    for figure in listed {
        if figure.whose != whose {
            whose = &figure.whose;
            writeln!(text, "{}{whose}", if text.is_empty() { "" } else { "\n" })
                .expect("writing to a string");
        }
        writeln!(text, "  {:widest$}  {}: {}", figure.id, figure.words.name, figure.said())
            .expect("writing to a string");
    }
}

fn push(told: &FigureTold, text: &mut String) {
    let mut line = |line: &str| writeln!(text, "{line}").expect("writing to a string");
    line(&told.title);
    for (label, what) in &told.lines {
        line(&format!("  {label:<10}{what}"));
    }
    line(&format!("\n  {}", told.sum));
    for (order, row) in (1..).zip(told.rows.iter().take(SHOWN)) {
        let adds = if row.adds.is_empty() { String::new() } else { format!("  [{}]", row.adds) };
        line(&format!("  {order:>4}. {}{adds}\n        {}", row.place, row.said));
    }
    if told.rows.len() > SHOWN {
        line(&format!(
            "        và {} dòng nữa: thêm --xlsx TỆP hoặc --json để có đủ",
            told.rows.len() - SHOWN
        ));
    }
    if !told.left_out.is_empty() {
        line("\n  Không tính:");
    }
    for group in &told.left_out {
        line(&format!("  - {}", group.why));
        for row in group.rows.iter().take(SHOWN_OUT) {
            line(&format!("      {row}"));
        }
        if group.rows.len() > SHOWN_OUT {
            line(&format!("      và {} dòng nữa", group.rows.len() - SHOWN_OUT));
        }
    }
}
