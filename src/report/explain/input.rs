//! Figures of what was read: rows by what became of them, findings by code.

use crate::ledger::SheetKind;
use crate::report::explain::dossiers::words;
use crate::report::explain::value::FigureValue::Count;
use crate::report::explain::walk::{FigureWalk, FigureWords, LinePart, LineTable};
use crate::report::{CodeCount, GapFigures, InputFigures, SheetFigures};

const fn rows(
    id: &'static str,
    key: &'static str,
    name: &'static str,
    meaning: &'static str,
) -> FigureWords {
    FigureWords { unit: "dòng", ..FigureWords::new(id, key, name, meaning) }
}

const SEEN: FigureWords = FigureWords {
    formula: "được tính + không được tính + bỏ qua + trống",
    parts: &["DL-02", "DL-03", "DL-04", "DL-05"],
    ..rows(
        "DL-01",
        "dong_da_doc",
        "Dòng đã đọc",
        "Mọi dòng của các trang nhận ra được, dưới dòng tiêu đề",
    )
};
const ACCEPTED: FigureWords =
    rows("DL-02", "dong_duoc_tinh", "Dòng được tính", "Dòng vào số liệu, kể cả của kỳ khác");
const REJECTED: FigureWords = rows(
    "DL-03",
    "dong_khong_tinh",
    "Dòng không được tính",
    "Dòng có lỗi làm nó không vào số liệu",
);
const OF_PERIOD: FigureWords = rows(
    "DL-09",
    "dong_khong_tinh_cua_ky",
    "Dòng không được tính có thể thuộc kỳ",
    "Trong số dòng không được tính: những ngày đọc được của dòng không cho thấy nó thuộc kỳ khác; không kể phiếu để trống",
);
const OF_NO_DAY: FigureWords = rows(
    "DL-10",
    "dong_khong_tinh_khong_ro_ky",
    "Dòng không được tính không rõ thuộc kỳ nào",
    "Trong số đó: không đọc được ngày nào của dòng",
);
const SKIPPED: FigureWords = rows(
    "DL-04",
    "dong_bo_qua",
    "Dòng bỏ qua",
    "Tiêu đề lặp lại, dòng cộng, dòng số cột, chữ ký, dòng cũ đã có dòng mới hơn",
);
const BLANK: FigureWords = rows("DL-05", "dong_trong", "Dòng trống", "Dòng trống trong bảng");

const WHOLE: LineTable<InputFigures> = &[
    (SEEN, |figures| Count(Some(figures.seen))),
    (ACCEPTED, |figures| Count(Some(figures.accepted))),
    (REJECTED, |figures| Count(Some(figures.rejected))),
    (SKIPPED, |figures| Count(Some(figures.skipped))),
    (BLANK, |figures| Count(Some(figures.blank))),
    (OF_PERIOD, |figures| Count(Some(figures.lacking()))),
    (OF_NO_DAY, |figures| Count(Some(figures.rejected_of_no_day))),
];

const SHEET: LineTable<SheetFigures> = &[
    (SEEN, |figures| Count(Some(figures.seen))),
    (ACCEPTED, |figures| Count(Some(figures.accepted))),
    (REJECTED, |figures| Count(Some(figures.rejected))),
    (SKIPPED, |figures| Count(Some(figures.skipped))),
    (BLANK, |figures| Count(Some(figures.blank))),
];

const FOUND: LineTable<CodeCount> = &[(
    FigureWords {
        unit: "phát hiện",
        ..rows("DL-06", "so_luong", "Số lần gặp", "Số chỗ có phát hiện mang mã này")
    },
    |code| Count(Some(code.count)),
)];

const GAP: LineTable<GapFigures> = &[(
    FigureWords {
        unit: "hồ sơ",
        sheets: Some(SheetKind::Dossiers),
        ..FigureWords::new(
            "DL-07",
            "qua_han_chua_chac",
            "Quá hạn chỉ vì chưa có số liệu",
            "Trong (13): hạn trả sau ngày cuối cùng có số liệu, nên những ngày chưa có số liệu có thể đã trả kết quả",
        )
    },
    |gap| Count(Some(gap.overdue_unknown)),
)];

pub(super) fn tables() -> impl Iterator<Item = &'static FigureWords> {
    words(WHOLE).chain(words(FOUND)).chain(words(GAP))
}

/// Ids of the figures of these gaps.
pub(crate) fn gap_ids(gaps: &[GapFigures]) -> Vec<String> {
    gap_codes(gaps).iter().map(|code| format!("DL-07-{GAP_CODE}-{code}")).collect()
}

const GAP_CODE: &str = "KH";

/// What follows the number of the figure of a gap, `HS-2020-03-09`: its kind and its first day, of several units that lack
/// the same days a number as well.
fn gap_codes(gaps: &[GapFigures]) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for gap in gaps {
        let kind = match gap.kind.as_str() {
            "dossiers" => "HS",
            "dossiers_received" => "TN",
            "dossiers_finished" => "KT",
            "surveys" => "PH",
            "complaints_received" => "DT",
            _ => "DG",
        };
        let code = format!("{kind}-{}", gap.from);
        let numbered = (2..).map(|number| format!("{code}-{number}"));
        let mut free = std::iter::once(code.clone()).chain(numbered);
        codes.extend(free.find(|free| !codes.contains(free)));
    }
    codes
}

pub(super) fn walk(figures: &InputFigures, walk: &mut FigureWalk<'_>) {
    let codes = walk.codes;
    walk.line(WHOLE, &[], "du_lieu", figures);
    for (at, file) in figures.files.iter().enumerate() {
        for (place, sheet) in file.sheets.iter().enumerate() {
            let name = file.sheet_name(sheet);
            let part = LinePart::sheet(codes, &name);
            walk.line(SHEET, &[part], &format!("du_lieu.tep[{at}].trang[{place}]"), sheet);
        }
    }
    for (at, found) in figures.findings.iter().enumerate() {
        let code = found.code.to_uppercase().replace('_', "-");
        let part = LinePart::fixed("PH", &code, "phát hiện", &found.meaning);
        walk.line(FOUND, &[part], &format!("du_lieu.phat_hien[{at}]"), found);
    }
    let codes = gap_codes(&figures.gaps);
    for ((at, gap), code) in figures.gaps.iter().enumerate().zip(&codes) {
        let part = LinePart::fixed(GAP_CODE, code, "", &gap.sentence);
        walk.line(GAP, &[part], &format!("du_lieu.thieu[{at}]"), gap);
    }
}
