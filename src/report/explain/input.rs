//! Figures of what was read: rows by what became of them, findings by code.

use crate::report::explain::dossiers::words;
use crate::report::explain::value::FigureValue::Count;
use crate::report::explain::walk::{FigureWalk, FigureWords, LinePart, LineTable};
use crate::report::{CodeCount, InputFigures, SheetFigures};

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

pub(super) fn tables() -> impl Iterator<Item = &'static FigureWords> {
    words(WHOLE).chain(words(FOUND))
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
}
