//! Figures of dossiers: the 13 columns with their rates, and the late ones by days and reasons.

use crate::model::Ratio;
use crate::report::explain::dossier_line::{LINE, counted, made, rate};
use crate::report::explain::value::FigureValue::{Count, Rate};
use crate::report::explain::walk::FigureWords;
use crate::report::explain::walk::{FigureWalk, LinePart, LineTable};
use crate::report::{DaysLine, DelayFigures, DossierFigures, ReasonLine};
use crate::rules::Ground::{Columns, Supplements, WorkingDays};

const WHOLE: LineTable<DossierFigures> = &[
    (
        counted(
            "HS-32",
            "lech_chuyen_ky",
            "Hồ sơ làm (6) lệch với kỳ trước",
            "Hồ sơ kỳ trước chuyển sang, rút hoặc trả lại trong kỳ, bị loại trừ theo lựa chọn của cơ quan",
            &[],
        ),
        |figures| Count(Some(figures.carry_over_difference)),
    ),
    (
        made(
            counted(
                "QH-01",
                "qua_han.so_ho_so",
                "Hồ sơ quá hạn",
                "Đã giải quyết quá hạn và đang giải quyết quá hạn, có danh sách từng hồ sơ",
                &[],
            ),
            "(10) + (13) có danh sách",
            &[],
        ),
        |figures| Count(Some(figures.delays.dossiers)),
    ),
    (
        made(
            counted(
                "HS-34",
                "",
                "(10) + (13) Quá hạn, tổng số",
                "Đã giải quyết quá hạn và đang giải quyết quá hạn, kể cả số của bảng tổng hợp",
                &[Columns],
            ),
            "(10) + (13)",
            &["HS-10", "HS-13"],
        ),
        |figures| {
            let columns = &figures.total.columns;
            Count(columns.open_overdue.map(|open| columns.late + open))
        },
    ),
    (
        rate(
            "TL-05",
            "",
            "Tỷ lệ hồ sơ phải bổ sung trên một lần",
            "Hồ sơ đã giải quyết mà số lần yêu cầu bổ sung lớn hơn 1, trong số đã giải quyết có ghi số lần",
            &[Supplements],
            "hồ sơ phải bổ sung trên một lần / hồ sơ có ghi số lần yêu cầu bổ sung",
            &["HS-24", "HS-22"],
        ),
        |figures| {
            let supplements = &figures.total.supplements;
            Rate(Ratio::new(supplements.more_than_one, supplements.dossiers))
        },
    ),
];

const DAYS: LineTable<DaysLine> = &[
    (
        counted(
            "QH-02",
            "da_giai_quyet",
            "Đã giải quyết quá hạn, theo số ngày",
            "Hồ sơ của (10) quá hạn số ngày làm việc này, tính từ sau ngày hẹn trả đến ngày kết thúc",
            &[WorkingDays],
        ),
        |line| Count(Some(line.resolved)),
    ),
    (
        counted(
            "QH-03",
            "dang_giai_quyet",
            "Đang giải quyết quá hạn, theo số ngày",
            "Hồ sơ của (13) quá hạn số ngày làm việc này, tính từ sau ngày hẹn trả đến ngày cuối kỳ",
            &[WorkingDays],
        ),
        |line| Count(Some(line.open)),
    ),
    (
        made(
            counted(
                "QH-06",
                "",
                "Quá hạn, theo số ngày",
                "Hồ sơ của (10) và (13) quá hạn số ngày làm việc này",
                &[WorkingDays],
            ),
            "đã giải quyết + đang giải quyết",
            &["QH-02", "QH-03"],
        ),
        |line| Count(Some(line.resolved + line.open)),
    ),
];

const REASON: LineTable<ReasonLine> = &[
    (
        counted(
            "QH-04",
            "da_giai_quyet",
            "Đã giải quyết quá hạn, theo lý do",
            "Hồ sơ của (10) có lý do này ở cột lý do trễ hạn hoặc ở phiếu nhập thư",
            &[],
        ),
        |line| Count(Some(line.resolved)),
    ),
    (
        counted(
            "QH-05",
            "dang_giai_quyet",
            "Đang giải quyết quá hạn, theo lý do",
            "Hồ sơ của (13) có lý do này ở cột lý do trễ hạn hoặc ở phiếu nhập thư",
            &[],
        ),
        |line| Count(Some(line.open)),
    ),
    (
        made(
            counted(
                "QH-07",
                "",
                "Quá hạn, theo lý do",
                "Hồ sơ của (10) và (13) có lý do này ở cột lý do trễ hạn hoặc ở phiếu nhập thư",
                &[],
            ),
            "đã giải quyết + đang giải quyết",
            &["QH-04", "QH-05"],
        ),
        |line| Count(Some(line.resolved + line.open)),
    ),
];

/// What the classes of days come to, and what the reasons do: the same numbers of the whole, in the sums below a table.
const ALL: LineTable<DelayFigures> = &[
    (of_resolved("QH-02"), |delays| {
        Count(Some(delays.by_days.iter().map(|line| line.resolved).sum()))
    }),
    (of_open("QH-03"), |delays| Count(Some(delays.by_days.iter().map(|line| line.open).sum()))),
    (of_both("QH-06", &["QH-02", "QH-03"]), |delays| Count(Some(delays.dossiers))),
    (of_resolved("QH-04"), |delays| {
        Count(Some(delays.by_reason.iter().map(|line| line.resolved).sum()))
    }),
    (of_open("QH-05"), |delays| Count(Some(delays.by_reason.iter().map(|line| line.open).sum()))),
    (of_both("QH-07", &["QH-04", "QH-05"]), |delays| Count(Some(delays.dossiers))),
];

const fn of_resolved(id: &'static str) -> FigureWords {
    counted(
        id,
        "",
        "Đã giải quyết quá hạn, có danh sách",
        "Hồ sơ của (10) có danh sách từng hồ sơ",
        &[],
    )
}

const fn of_open(id: &'static str) -> FigureWords {
    counted(
        id,
        "",
        "Đang giải quyết quá hạn, có danh sách",
        "Hồ sơ của (13) có danh sách từng hồ sơ",
        &[],
    )
}

const fn of_both(id: &'static str, parts: &'static [&'static str]) -> FigureWords {
    let meaning = "Đã giải quyết quá hạn và đang giải quyết quá hạn, có danh sách từng hồ sơ";
    made(counted(id, "", "Hồ sơ quá hạn", meaning, &[]), "đã giải quyết + đang giải quyết", parts)
}

/// All tables.
pub(super) fn tables() -> impl Iterator<Item = &'static FigureWords> {
    words(LINE).chain(words(WHOLE)).chain(words(DAYS)).chain(words(REASON))
}

pub(super) fn words<L>(table: LineTable<L>) -> impl Iterator<Item = &'static FigureWords> {
    table.iter().map(|(words, _)| words)
}

pub(super) fn walk(figures: &DossierFigures, walk: &mut FigureWalk<'_>) {
    let codes = walk.codes;
    walk.line(LINE, &[], "ho_so.tong", &figures.total);
    for (at, line) in figures.by_department.iter().enumerate() {
        let part = LinePart::department(codes, &line.name);
        walk.line(LINE, &[part], &format!("ho_so.theo_don_vi[{at}]"), line);
    }
    for (at, line) in figures.by_field.iter().enumerate() {
        let part = LinePart::field(codes, &line.name);
        walk.line(LINE, &[part], &format!("ho_so.theo_linh_vuc[{at}]"), line);
    }
    for (at, line) in figures.by_procedure.iter().enumerate() {
        let part = LinePart::procedure(codes, &line.name);
        walk.line(LINE, &[part], &format!("ho_so.theo_thu_tuc[{at}]"), line);
    }
    walk.line(WHOLE, &[], "ho_so", figures);
    delays(&figures.delays, walk);
}

fn delays(figures: &DelayFigures, walk: &mut FigureWalk<'_>) {
    let codes = walk.codes;
    for (at, line) in figures.by_days.iter().enumerate() {
        let days = days_code(line);
        let part = LinePart::fixed("NG", &days, "quá hạn", &line.name);
        walk.line(DAYS, &[part], &format!("ho_so.qua_han.theo_so_ngay[{at}]"), line);
    }
    for (at, line) in figures.by_reason.iter().enumerate() {
        let code = reason_code(line);
        let part = LinePart::fixed("LD", &code, "lý do", &line.name);
        walk.line(REASON, &[part], &format!("ho_so.qua_han.theo_ly_do[{at}]"), line);
    }
    for (at, line) in figures.other_words.iter().enumerate() {
        let part = LinePart::other_reason(codes, &line.name);
        walk.line(REASON, &[part], &format!("ho_so.qua_han.ly_do_khac[{at}]"), line);
    }
    walk.line(ALL, &[], "ho_so.qua_han", figures);
}

/// The least number of days; `X` where it is not known.
pub(crate) fn days_code(line: &DaysLine) -> String {
    line.from.map_or_else(|| "X".to_owned(), |days| days.to_string())
}

/// The letter of the list, `DD` for đ; `K` for other words, `0` for none.
pub(crate) fn reason_code(line: &ReasonLine) -> String {
    match line.code.as_deref() {
        Some("đ") => "DD".to_owned(),
        Some(letter) => letter.to_uppercase(),
        None if line.is_none() => "0".to_owned(),
        None => "K".to_owned(),
    }
}
