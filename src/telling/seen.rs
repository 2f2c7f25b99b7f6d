//! What the data name and the settings do not know, in words.

use crate::office::{SeenData, SeenDepartment, UnreadColumn, field_near};
use crate::telling::wrap;

/// All of it, with what settles each.
pub(crate) fn unrecognised(seen: &SeenData) -> String {
    if seen.departments.is_empty() && seen.columns.is_empty() && !seen.asks_digits {
        return "Đơn vị và cột nào cũng đã nhận ra".to_owned();
    }
    let mut text = String::new();
    if !seen.departments.is_empty() {
        text.push_str("Đơn vị chưa khai trong congso.toml:\n");
        for one in &seen.departments {
            wrap::push(&mut text, "  ", "    ", &department(one));
        }
    }
    if !seen.columns.is_empty() {
        text.push_str("Cột chưa đọc:\n");
        for one in &seen.columns {
            wrap::push(&mut text, "  ", "    ", &column(one));
        }
    }
    if seen.asks_digits {
        text.push_str("Phiếu trả lời bằng chữ số, chưa biết số nào là hài lòng nhất:\n");
        wrap::push(&mut text, "  ", "    ", "congso cau-hinh --dat lua_chon.chu_so=5_tot_nhat");
    }
    text.trim_end().to_owned()
}

/// `Phòng NCC: 12 dòng; cũng ghi “…”; có phải “…”?`
pub(crate) fn department(one: &SeenDepartment) -> String {
    let near = match one.near.as_slice() {
        [] => String::new(),
        near => format!("; có phải {}?", quoted(near)),
    };
    let unsure = if one.is_sure { "" } else { "; chưa chắc là tên đơn vị" };
    format!("“{}”: {}{near}{unsure}", one.name, about_department(one))
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")
}

/// `12 dòng; cũng ghi “…”; lĩnh vực “…”`.
pub(crate) fn about_department(one: &SeenDepartment) -> String {
    let mut text = format!("{} dòng", one.rows);
    for (before, names) in [("; cũng ghi ", &one.others), ("; lĩnh vực ", &one.fields)] {
        if !names.is_empty() {
            text.push_str(before);
            text.push_str(&quoted(names));
        }
    }
    text
}

fn column(one: &UnreadColumn) -> String {
    let sheet = if one.sheet.is_empty() { String::new() } else { format!(" › {}", one.sheet) };
    let examples = match one.examples.as_slice() {
        [] => "trống".to_owned(),
        some => format!("ví dụ {}", some.join(" | ")),
    };
    let near = field_near(&one.header)
        .map_or_else(String::new, |(key, words)| format!("; có phải {key} ({words})?"));
    format!("“{}” ({}{sheet} › {}): {examples}{near}", one.header, one.file, one.cell)
}

/// What of an export was not declared, and what to ask about.
pub(crate) fn proposed(seen: &SeenData) -> String {
    let sure = seen.departments.iter().filter(|one| one.is_sure).count();
    let mut text =
        format!("Đọc {} dòng của tệp đã đưa: {sure} phòng, đơn vị khai được\n", seen.rows);
    let unsure = seen.departments.iter().filter(|one| !one.is_sure);
    for one in unsure {
        wrap::push(&mut text, "  ", "    ", &department(one));
    }
    for one in &seen.columns {
        wrap::push(&mut text, "  ", "    ", &format!("cột chưa đọc: {}", column(one)));
    }
    if !seen.procedures.is_empty() {
        let all: Vec<String> = seen
            .procedures
            .iter()
            .map(|one| match &one.code {
                Some(code) => format!("{code} {} ({} hồ sơ)", one.name, one.rows),
                None => format!("{} ({} hồ sơ)", one.name, one.rows),
            })
            .collect();
        let line = format!("thủ tục, khai thời hạn ở [[thu_tuc]] nếu cần: {}", all.join("; "));
        wrap::push(&mut text, "  ", "    ", &line);
    }
    if seen.asks_digits {
        wrap::push(&mut text, "  ", "    ", "phiếu trả lời bằng chữ số: khai chu_so ở [lua_chon]");
    }
    text.trim_end().to_owned()
}
