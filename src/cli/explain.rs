//! `dien-giai`: says of a figure what it is, by which rule, which rows stand behind it, and what was left out.

use std::fmt::Write as _;

use crate::cli::running::Running;
use crate::cli::{ExplainArgs, Outcome, refusals, unprintable};
use crate::console;
use crate::error::Result;
use crate::office::{
    BagExplained, ExplainRequest, Explanation, LeftOut, ListedFigure, Office, explain_json,
};

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
    if !done.otherwise.is_empty() {
        console::say(&format!(
            "Lưu ý: gói do {} lập; tính lại bằng bản này thì {} số liệu khác, xem congso xac-minh {}",
            done.agent,
            done.otherwise.len(),
            done.folder
        ));
    }
    let all_add_up = done.explained.explanations.iter().all(Explanation::adds_up);
    Ok(if all_add_up { Outcome::Done } else { Outcome::Different })
}

fn words(done: &BagExplained) -> String {
    let mut text = String::new();
    let explained = &done.explained;
    if explained.explanations.is_empty() {
        list(&explained.listed, &mut text);
        writeln!(
            text,
            "\n{} số liệu của {}. Xem một số liệu: congso dien-giai {} TL-01",
            explained.listed.len(),
            explained.period.name,
            done.folder
        )
        .expect("writing to a string");
    }
    for (at, one) in explained.explanations.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        explanation(one, done, &mut text);
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

fn explanation(one: &Explanation, done: &BagExplained, text: &mut String) {
    let Explanation { figure, parts, grounds, choices, left_out, .. } = one;
    let words = figure.words;
    writeln!(text, "{}  {} – {}", figure.id, words.name, figure.whose)
        .expect("writing to a string");
    let mut line = |label: &str, what: &str| {
        writeln!(text, "  {label:<10}{what}").expect("writing to a string");
    };
    line("Kỳ", &done.explained.period.name);
    line("Số liệu", &figure.said());
    line("Là gì", words.meaning);
    if !words.formula.is_empty() {
        line("Cách tính", words.formula);
    }
    for part in parts {
        line("", &format!("{}  {}: {}", part.id, part.words.name, part.said()));
    }
    for ground in grounds {
        line("Căn cứ", ground);
    }
    for choice in choices {
        line("Lựa chọn", choice);
    }
    match &figure.department {
        None => line("Ở đâu", &format!("so-lieu.json: {}", figure.path)),
        Some(name) => line("Ở đâu", &format!("văn bản của {name}")),
    }
    rows(one, text);
    out(left_out, text);
}

fn rows(one: &Explanation, text: &mut String) {
    if one.figure.value.parts().is_empty() {
        text.push_str("\n  Không có dòng nào đứng thẳng sau số liệu này: xem các số liệu ở trên\n");
        return;
    }
    let sum: Vec<String> = one
        .sum
        .parts()
        .into_iter()
        .map(|(name, count)| format!("{} {}", name.to_lowercase(), number(count)))
        .collect();
    writeln!(
        text,
        "\n  {} dòng, cộng lại: {}; {}",
        one.rows.len(),
        sum.join(", "),
        if one.adds_up() { "đúng bằng số liệu" } else { "KHÔNG bằng số liệu" }
    )
    .expect("writing to a string");
    for (order, row) in (1..).zip(one.rows.iter().take(SHOWN)) {
        let adds: Vec<String> =
            row.adds.parts().into_iter().map(|(_, count)| number(count)).collect();
        let said = [row.code.as_str(), row.department.as_str(), row.why.as_str()];
        let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
        writeln!(
            text,
            "  {order:>4}. {}  [{}]\n        {}",
            row.place,
            adds.join(" / "),
            said.join("; ")
        )
        .expect("writing to a string");
    }
    if one.rows.len() > SHOWN {
        writeln!(
            text,
            "        và {} dòng nữa: thêm --xlsx TỆP hoặc --json để có đủ",
            one.rows.len() - SHOWN
        )
        .expect("writing to a string");
    }
}

fn out(groups: &[LeftOut], text: &mut String) {
    if groups.is_empty() {
        return;
    }
    text.push_str("\n  Không tính:\n");
    for group in groups {
        let code = group.code.map_or_else(String::new, |code| format!(" ({code})"));
        writeln!(text, "  - {}{code}: {}", group.why, group.count).expect("writing to a string");
        for (place, said) in group.rows.iter().take(SHOWN_OUT) {
            let said = if said.is_empty() { String::new() } else { format!(": {said}") };
            writeln!(text, "      {place}{said}").expect("writing to a string");
        }
        if group.rows.len() > SHOWN_OUT {
            writeln!(text, "      và {} dòng nữa", group.rows.len() - SHOWN_OUT)
                .expect("writing to a string");
        }
    }
}

fn number(count: Option<u64>) -> String {
    count.map_or_else(|| "–".to_owned(), |count| count.to_string())
}
