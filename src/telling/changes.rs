//! Values that differ, in words: where they stand in `so-lieu.json`, and what they were and are.

use std::fmt::Write as _;

use crate::office::Changed;
use crate::telling::advice::{Advice, Reader};
use crate::telling::place_names::label;

/// Of a refusal, fewer.
const FEW: usize = 8;

/// What a changed run would change, below why it is refused.
pub(crate) fn would_change(code: &str, figures: &[Changed], reader: Reader) -> String {
    let figures = figures.iter().filter(|one| rank(&one.path) < OTHERS).cloned();
    let figures: Vec<Changed> = figures.collect();
    if figures.is_empty() {
        return "   = số liệu không đổi; tài liệu khác\n".to_owned();
    }
    let mut text = String::from("   = thay thì số liệu đổi (cũ → mới):\n");
    let all = lines(&known(&figures));
    for line in all.iter().take(FEW) {
        writeln!(text, "     {line}").expect("writing to a string");
    }
    if all.len() > FEW {
        writeln!(text, "     và {} chỗ nữa", all.len() - FEW).expect("writing to a string");
    }
    writeln!(text, "   = đầy đủ: {}", reader.words(Advice::WholeComparison(code)))
        .expect("writing to a string");
    text
}

/// A rate is told once, by its percentage; by its parts where that stays the same. So is its interval, by its words.
pub(crate) fn known(changed: &[Changed]) -> Vec<Changed> {
    let is_told = |one: &&Changed| {
        let rate = one.path.strip_suffix(".tu").or_else(|| one.path.strip_suffix(".mau"));
        let percent = rate.map(|rate| format!("{rate}.phan_tram"));
        let interval = one.path.rsplit_once("khoang_tin_cay[");
        let words = interval.map(|(line, _)| format!("{line}khoang_tin_cay_chu"));
        // `tăng 5,10 điểm phần trăm` beside `+5,10 điểm %`.
        let change = one.path.strip_suffix("_chu").map(str::to_owned);
        // A choice by its sentence.
        let choice =
            one.path.strip_prefix("lua_chon").and_then(|rest| rest.strip_suffix("gia_tri"));
        let sentence = choice.map(|rest| format!("lua_chon{rest}cau"));
        let instead = percent.or(words).or(change).or(sentence);
        instead.is_none_or(|instead| !changed.iter().any(|other| other.path == instead))
    };
    changed.iter().filter(is_told).cloned().collect()
}

/// `Hồ sơ › toàn cơ quan › (7) Đã giải quyết, tổng số: 247 → 248`.
pub(crate) fn lines(changed: &[Changed]) -> Vec<String> {
    let value = |value: &Option<String>| match value {
        None => "không có".to_owned(),
        Some(value) => match value.as_str() {
            "null" => "không có".to_owned(),
            "true" => "có".to_owned(),
            "false" => "không".to_owned(),
            "\"\"" => "trống".to_owned(),
            said => said.trim_matches('"').to_owned(),
        },
    };
    let mut sorted: Vec<&Changed> = changed.iter().collect();
    sorted.sort_by_key(|one| rank(&one.path));
    // What a new line does not say either is no change.
    let line = |one: &Changed| {
        let (before, after) = (value(&one.before), value(&one.after));
        (before != after).then(|| format!("{}: {before} → {after}", label(&one.path)))
    };
    sorted.into_iter().filter_map(line).collect()
}

/// What is neither a figure of the period nor taken from others.
const OTHERS: u8 = 3;

/// The office as a whole first; what was read, or taken from other periods, last.
fn rank(path: &str) -> u8 {
    let top = path.split(['.', '[']).next().unwrap_or_default();
    match top {
        "du_lieu" | "lua_chon" | "muc_tieu" | "co_quan" | "phien_ban" => OTHERS,
        "ky_truoc" | "cung_ky" | "xu_huong" | "luy_ke" | "doi_chieu_ky" => 2,
        _ if path.contains(".tong.") => 0,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_told_once() {
        let one = |path: &str| Changed { path: path.to_owned(), before: None, after: None };
        let told = known(&[one("a.mau"), one("a.phan_tram"), one("a.tu"), one("b.tu")]);
        let paths: Vec<&str> = told.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["a.phan_tram", "b.tu"]);
        let told = known(&[
            one("a.khoang_tin_cay[0]"),
            one("a.khoang_tin_cay_chu"),
            one("b.khoang_tin_cay[1]"),
        ]);
        let paths: Vec<&str> = told.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["a.khoang_tin_cay_chu", "b.khoang_tin_cay[1]"]);
        let told = known(&[one("a.thay_doi"), one("a.thay_doi_chu")]);
        assert_eq!(told.len(), 1);
        let told = known(&[one("lua_chon[moc].cau"), one("lua_chon[moc].gia_tri")]);
        assert_eq!(told.len(), 1);
    }

    #[test]
    fn what_is_not_there_and_what_is_or_is_not_so_is_said_in_words() {
        let some = |value: &str| Some(value.to_owned());
        let one = Changed {
            path: "hai_long.tong.co_mau_nho".to_owned(),
            before: some("false"),
            after: some("true"),
        };
        let other = Changed {
            path: "luy_ke.dang_giai_quyet".to_owned(),
            before: some("20"),
            after: some("null"),
        };
        let blank = Changed { path: "luy_ke.ten".to_owned(), before: some("\"\""), after: None };
        assert_eq!(lines(&[blank]), ["Lũy kế › tên: trống → không có"]);
        let told = [
            "Hài lòng › toàn cơ quan › cỡ mẫu nhỏ: không → có",
            "Lũy kế › đang giải quyết cuối kỳ này: 20 → không có",
        ];
        assert_eq!(lines(&[other, one]), told);
    }

    #[test]
    fn what_is_there_neither_before_nor_after_is_not_told() {
        let none =
            Changed { path: "luy_ke.ten".to_owned(), before: None, after: Some("null".to_owned()) };
        assert_eq!(lines(&[none]), [""; 0]);
    }
}
