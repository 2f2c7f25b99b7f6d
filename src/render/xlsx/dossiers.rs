//! Dossiers in the annex: the 13 columns with their rates, what lies behind them, supplements.

use crate::document::Orientation;
use crate::model::Ratio;
use crate::render::xlsx::behind::BEHIND_COLUMNS;
use crate::render::xlsx::cell::{OutCell, OutRow};
use crate::render::xlsx::column::{
    AnnexColumn, ColumnNumbers, Columns, LineName, column, with_columns,
};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::lines::{beside, lines_and_total, scope};
use crate::render::xlsx::meaning::{SHEETS, meaning};
use crate::render::xlsx::numbers;
use crate::render::xlsx::sheet::{Filter, OutSheet};
use crate::render::xlsx::thirteen::thirteen;
use crate::report::{DossierFigures, DossierLine, Report, SupplementFigures, TableLines};

pub(super) const BY_DEPARTMENT: &str = "Hồ sơ theo đơn vị";
/// A department's own, beside the whole office.
pub(super) const OWN: &str = "Hồ sơ của đơn vị";
pub(super) const BY_FIELD: &str = "Hồ sơ theo lĩnh vực";
pub(super) const BY_PROCEDURE: &str = "Theo thủ tục";
pub(super) const BEHIND: &str = "Chi tiết hồ sơ";
pub(super) const SUPPLEMENTS: &str = "Bổ sung hồ sơ";

const UNIT: &str = "Đơn vị tính: Số hồ sơ TTHC";

const FIELD: LineName = LineName {
    head: "Lĩnh vực, công việc giải quyết theo cấp",
    width: 32,
    meaning: &meaning(
        "Lĩnh vực, công việc giải quyết theo cấp",
        "Lĩnh vực của thủ tục",
        "",
        SHEETS,
    ),
};
const PROCEDURE: LineName = LineName {
    head: "Thủ tục hành chính",
    width: 42,
    meaning: &meaning("Thủ tục hành chính", "Tên thủ tục như trong bảng tính", "", SHEETS),
};

type DossierColumns<'c> = Columns<'c, DossierLine>;

/// A sheet of the 13 columns.
struct ThirteenSheet {
    name: &'static str,
    /// In its title.
    by: &'static str,
    about: &'static str,
    stands_as: &'static [&'static str],
}

/// The sheet of the report as a whole.
pub(super) fn main(report: &Report) -> &'static str {
    if report.department.is_some() { OWN } else { BY_DEPARTMENT }
}

/// All sheets about dossiers; a department's annex has none that would say a figure twice or nothing at all.
pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    let figures = &report.dossiers;
    let is_own = report.department.is_some();
    if !figures.has_data || is_own && !any(figures) {
        return Vec::new();
    }
    let (by, about, stands_as): (_, _, &[&str]) = if is_own {
        (
            "của đơn vị, so với toàn cơ quan",
            "bảng 13 cột của đơn vị, đặt cạnh toàn cơ quan",
            &["vi-tri"],
        )
    } else {
        ("theo đơn vị", "bảng 13 cột, mỗi đơn vị một dòng", &["bieu-13", "ho-so-don-vi"])
    };
    let columns = thirteen();
    let own = department_rows(report, &columns);
    let main = ThirteenSheet { name: main(report), by, about, stands_as };
    let mut sheets = vec![thirteen_columns(report, &main, &scope(report, 32), own)];
    let by_field = ThirteenSheet {
        name: BY_FIELD,
        by: "theo lĩnh vực",
        about: "bảng 13 cột, mỗi lĩnh vực một dòng",
        stands_as: &["bieu-13"],
    };
    let by_procedure = ThirteenSheet {
        name: BY_PROCEDURE,
        by: "theo thủ tục",
        about: "bảng 13 cột, mỗi thủ tục một dòng",
        stands_as: &["ho-so-thu-tuc"],
    };
    let parts = [
        (by_field, &FIELD, TableLines::Fields, &figures.by_field),
        (by_procedure, &PROCEDURE, TableLines::Procedures, &figures.by_procedure),
    ];
    for (sheet, key, of, lines) in parts {
        if !is_own || lines.len() > 1 {
            let rows = lines_and_total(of, lines, &figures.total, &columns);
            sheets.push(thirteen_columns(report, &sheet, key, rows));
        }
    }
    sheets.push(behind(report));
    if !is_own || figures.total.supplements.dossiers > 0 {
        sheets.push(supplements(report));
    }
    sheets
}

/// Whether a department had any dossier.
fn any(figures: &DossierFigures) -> bool {
    let total = &figures.total;
    total.columns.taken + total.withdrawn + figures.delays.dossiers > 0
}

/// All departments and their sums; in a department's annex its own line beside the whole office.
fn department_rows(report: &Report, columns: DossierColumns<'_>) -> Vec<OutRow> {
    if report.department.is_none() {
        let DossierFigures { by_department, total, .. } = &report.dossiers;
        return lines_and_total(TableLines::Departments, by_department, total, columns);
    }
    let office = report.office.as_ref().map(|office| &office.dossiers);
    beside(&report.dossiers.total, office, columns)
}

fn thirteen_columns(
    report: &Report,
    sheet: &ThirteenSheet,
    key: &LineName,
    rows: Vec<OutRow>,
) -> OutSheet {
    let ThirteenSheet { name, by, about, stands_as } = *sheet;
    let title = format!("Tình hình, kết quả giải quyết hồ sơ thủ tục hành chính {by}");
    let mut notes = vec![
        "Tỷ lệ đúng hạn (14) = ((8) + (9)) / (7); tỷ lệ trước hạn (15) = (8) / (7); tỷ lệ quá hạn \
         (16) = (10) / (7); tỷ lệ đúng hạn kể cả đang giải quyết (17) = ((8) + (9) + (12)) / (3)"
            .to_owned(),
    ];
    notes.extend(report.dossiers.broken_identities.iter().cloned());
    if report.dossiers.carry_over_difference > 0 {
        notes.push(format!(
            "Hồ sơ từ kỳ trước chuyển sang lệch {} hồ sơ so với hồ sơ đang giải quyết cuối kỳ \
             trước, do hồ sơ rút, trả lại không được tính",
            report.dossiers.carry_over_difference
        ));
    }
    notes.extend(from_totals(report));
    let sheet = OutSheet {
        unit: Some(UNIT.to_owned()),
        about,
        stands_as,
        ids: numbers::THIRTEEN,
        rows,
        notes,
        fixed: 2,
        filter: Filter::Buttons,
        ..frame(report, name, &title, Orientation::Landscape)
    };
    with_columns(sheet, key, &thirteen(), ColumnNumbers::Yes)
}

/// Which lines come from tables of totals, and what they cannot say.
fn from_totals(report: &Report) -> Option<String> {
    let figures = &report.dossiers;
    if figures.total.from_totals == 0 {
        return None;
    }
    let lines = figures.by_department.iter().filter(|line| line.from_totals > 0);
    let lines: Vec<String> =
        lines.map(|line| format!("{}: {} hồ sơ", line.name, line.from_totals)).collect();
    let of = if lines.is_empty() { String::new() } else { format!(" ({})", lines.join("; ")) };
    Some(format!(
        "{} hồ sơ nhận giải quyết lấy từ bảng tổng hợp{of}, không có danh sách từng hồ sơ: không có \
         trong phần quá hạn, thư xin lỗi, ngày làm việc; “–” là chỗ bảng tổng hợp không tách",
        figures.total.from_totals
    ))
}

/// What the 13 columns do not show: letters, withdrawals, missing and computed due dates, working days.
fn behind(report: &Report) -> OutSheet {
    let columns: Vec<_> = BEHIND_COLUMNS.iter().collect();
    let rows = department_rows(report, &columns);
    let letters = &report.letters;
    let mut notes = vec![
        format!(
            "Hồ sơ phải xin lỗi: {}; lập ở kỳ này: {} văn bản theo Mẫu số 04, {} thư xin lỗi; lập từ \
             các kỳ trước: {}; lập sau kỳ: {}; chưa đủ thông tin để lập: {}{}",
            letters.owed,
            letters.appointments,
            letters.apologies,
            letters.already,
            letters.later,
            letters.held_back,
            match letters.reconciliation.only_reappointed {
                0 => String::new(),
                only => format!(" (kể cả {only} hồ sơ chỉ hẹn lại)"),
            }
        ),
        format!(
            "Quá hạn là tổng của cột (10) và cột (13) của bảng 13 cột; thư đã lập là thư mà sổ theo dõi chưa ghi \
             ngày phát hành{}; chỉ hẹn lại là không có thư, bảng tính có ngày hẹn lại",
            // A department's workbook has no such sheet.
            if report.department.is_none() {
                ", tách ra ở trang “Đối chiếu thư xin lỗi”"
            } else {
                ""
            }
        ),
        "Ngày làm việc bình quân tính trên hồ sơ đã giải quyết có hạn trả nằm trong lịch làm việc"
            .to_owned(),
    ];
    notes.extend(from_totals(report));
    let sheet = OutSheet {
        unit: Some(UNIT.to_owned()),
        about: "những số liệu không có chỗ trong bảng 13 cột",
        ids: numbers::BEHIND,
        rows,
        notes,
        fixed: 2,
        filter: Filter::Buttons,
        ..frame(
            report,
            BEHIND,
            "Chi tiết về hồ sơ quá hạn, hồ sơ rút, trả lại và thời gian giải quyết",
            Orientation::Landscape,
        )
    };
    with_columns(sheet, &scope(report, 32), &columns, ColumnNumbers::No)
}

fn supplements(report: &Report) -> OutSheet {
    let columns: Vec<_> = SUPPLEMENT_COLUMNS.iter().collect();
    let rows = department_rows(report, &columns);
    let notes = vec![
        "Tính trên hồ sơ đã giải quyết trong kỳ mà bảng tính có ghi số lần yêu cầu bổ sung"
            .to_owned(),
    ];
    let sheet = OutSheet {
        unit: Some(UNIT.to_owned()),
        about: "số lần yêu cầu tổ chức, cá nhân bổ sung hồ sơ",
        stands_as: &["bo-sung"],
        ids: numbers::SUPPLEMENTS,
        rows,
        notes,
        fixed: 2,
        filter: Filter::Buttons,
        ..frame(report, SUPPLEMENTS, "Yêu cầu bổ sung hồ sơ", Orientation::Landscape)
    };
    with_columns(sheet, &scope(report, 34), &columns, ColumnNumbers::Yes)
}

/// Of the sheet of supplements.
const SUPPLEMENT_COLUMNS: &[AnnexColumn<DossierLine>] = &[
    column(
        "resolved",
        &["Hồ sơ đã giải quyết"],
        12,
        |line, kind| kind.count(line.columns.resolved),
        meaning("Hồ sơ đã giải quyết", "Cột (7) của bảng 13 cột", "", SHEETS),
    ),
    column(
        "asked",
        &["Hồ sơ có ghi số lần bổ sung"],
        14,
        |line, kind| kind.count(line.supplements.dossiers),
        meaning("Hồ sơ có ghi số lần bổ sung", "Trong số đã giải quyết", "Đếm hồ sơ", SHEETS),
    ),
    column(
        "requests",
        &["Số lần yêu cầu bổ sung"],
        14,
        |line, kind| kind.count(line.supplements.requests),
        meaning("Số lần yêu cầu bổ sung", "Của các hồ sơ đó", "Cộng số lần", SHEETS),
    ),
    column(
        "mean",
        &["Bình quân số lần một hồ sơ"],
        14,
        |line, _| {
            let SupplementFigures { requests, dossiers, .. } = line.supplements;
            OutCell::mean(("[requests]", "[asked]"), Ratio::new(requests, dossiers))
        },
        meaning(
            "Bình quân số lần một hồ sơ",
            "",
            "Số lần / hồ sơ có ghi số lần",
            "Hai cột bên trái",
        ),
    ),
    column(
        "repeated",
        &["Hồ sơ bổ sung trên một lần"],
        14,
        |line, kind| kind.count(line.supplements.more_than_one),
        meaning("Hồ sơ bổ sung trên một lần", "Bị yêu cầu bổ sung từ hai lần", "Đếm hồ sơ", SHEETS),
    ),
    column(
        "rate",
        &["Tỷ lệ bổ sung trên một lần"],
        14,
        |line, _| {
            let SupplementFigures { more_than_one, dossiers, .. } = line.supplements;
            let counts = (more_than_one, dossiers);
            OutCell::rate(("[repeated]", "[asked]"), counts, Ratio::new(more_than_one, dossiers))
        },
        meaning(
            "Tỷ lệ bổ sung trên một lần",
            "",
            "Trên một lần / hồ sơ có ghi số lần",
            "Các cột bên trái",
        ),
    ),
];
