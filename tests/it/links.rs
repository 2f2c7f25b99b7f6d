//! The figures of a page that lead to their explanation, held against what stands there.

use std::collections::BTreeMap;

/// Holds each figure of a report that leads to an explanation against what is explained there; gives their number.
#[track_caller]
pub(crate) fn lead_to_their_explanation(report: &str, page: &str) -> usize {
    let rows = between(page, "<tr id=\"", "</tr>").into_iter();
    let rows: BTreeMap<&str, &str> = rows.filter_map(|row| row.split_once('"')).collect();
    let links = between(report, " href=\"noi-bo/dien-giai.html#", "</a>");
    for link in &links {
        let (id, rest) = link.split_once('"').unwrap();
        // A label of a chart stands within its link, with what is behind it in brackets; of days used and allowed, the
        // first is the figure.
        let label = rest.trim_end().strip_suffix("</text>");
        let said = label.unwrap_or(rest).rsplit_once('>').unwrap().1;
        let said = if label.is_some() { said.split(" (").next().unwrap() } else { said };
        let said = said.replace('\u{a0}', " ");
        let said = if label.is_some() && id.starts_with("HS-30") {
            said.split('/').next().unwrap()
        } else {
            &said
        };
        let row = rows.get(id).unwrap_or_else(|| panic!("{id} is explained nowhere"));
        let value = between(row, "<td class=\"so\">", "</td>")[0];
        assert!(is_said(value, row, said), "{id}: {said}, {value}");
        assert!(report.contains(&format!("<a id=\"{id}\"")), "no anchor {id}");
    }
    links.len()
}

/// Whether these words are a figure: itself, a count of its rate, or the same as a sentence says it.
fn is_said(value: &str, row: &str, said: &str) -> bool {
    let (rate, behind) = value.split_once(" (").unwrap_or((value, ""));
    let is_figure =
        said == value || said == rate || said.len() == 2 && said.strip_prefix('0') == Some(value);
    let is_behind = behind.strip_suffix(')') == Some(said);
    // ` = 318 / 342` of what it is made of.
    let plain = said.replace('.', "").replace('/', " / ");
    let is_made = [format!(" = {plain}<"), format!(" = {plain};"), format!(" = {plain} / ")]
        .iter()
        .chain(&[format!(" / {plain}<"), format!(" / {plain};")])
        .any(|counts| row.contains(counts));
    // Of nothing, both counts are 0.
    let is_count = value.ends_with('%') && is_made || value == "–" && said == "0";
    let change = said.replace("tăng ", "+").replace("giảm ", "−").replace("phần trăm", "%");
    let is_change = value == change || said == "không thay đổi" && value.starts_with("0,00");
    let is_goal =
        said.strip_suffix('%').is_some_and(|goal| value.strip_prefix(goal) == Some(",00%"));
    is_figure || is_behind || is_count || is_change || is_goal
}

/// Texts between two marks.
pub(crate) fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    let rest = text.split(before).skip(1);
    rest.filter_map(|rest| rest.split_once(after).map(|(found, _)| found)).collect()
}
