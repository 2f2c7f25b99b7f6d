//! Figures of the indices of Quyết định 766/QĐ-TTg, and of the portal beside them.

use crate::ledger::SheetKind;
use crate::model::{QualityIndex, Ratio};
use crate::report::explain::beside::figure;
use crate::report::explain::dossiers::words;
use crate::report::explain::value::FigureValue::{self, Words};
use crate::report::explain::walk::{FigureWalk, FigureWords, LinePart, LineTable};
use crate::report::{PortalCounts, QualityFigures, QualityLine};
use crate::rules::Ground;

type RateTable = LineTable<Option<Ratio>>;

const fn rate(
    id: &'static str,
    name: &'static str,
    meaning: &'static str,
    formula: (&'static str, &'static [&'static str]),
    sheets: SheetKind,
) -> FigureWords {
    FigureWords {
        sheets: Some(sheets),
        grounds: &[Ground::Quality],
        ..figure(id, "ty_le", name, meaning, formula)
    }
}

const IN_TIME: RateTable = &[(
    rate(
        "PV-01",
        "Chỉ số 2.1: hồ sơ xử lý đúng hạn",
        "Hồ sơ xử lý đúng hạn và đang xử lý trong hạn, kể cả rút, trả lại, trong số hồ sơ tiếp nhận, xử lý trong kỳ; hồ sơ chưa xong vào ngày cuối kỳ mà đã yêu cầu bổ sung hơn một lần là quá hạn",
        ("hồ sơ đúng hạn, trong hạn / hồ sơ tiếp nhận, xử lý trong kỳ", &[]),
        SheetKind::Dossiers,
    ),
    |rate| rate.map_or(Words(None), FigureValue::Rate),
)];

const ONLINE: RateTable = &[(
    rate(
        "PV-02",
        "Hồ sơ nộp trực tuyến",
        "Hồ sơ tiếp nhận trong kỳ có hình thức nộp là trực tuyến, trong số hồ sơ tiếp nhận trong kỳ, kể cả rút, trả lại; hồ sơ không ghi hình thức nộp là không trực tuyến",
        ("hồ sơ nộp trực tuyến / hồ sơ tiếp nhận trong kỳ", &[]),
        SheetKind::Dossiers,
    ),
    |rate| rate.map_or(Words(None), FigureValue::Rate),
)];

const PETITIONS: RateTable = &[(
    rate(
        "PV-03",
        "Chỉ số 5.2: phản ánh, kiến nghị xử lý đúng hạn",
        "Kiến nghị, phản ánh xử lý đúng hạn và đang xử lý trong hạn, trong số có ghi hạn giải quyết",
        ("đúng hạn, trong hạn / có ghi hạn", &[]),
        SheetKind::Complaints,
    ),
    |rate| rate.map_or(Words(None), FigureValue::Rate),
)];

const PORTAL: LineTable<QualityLine> = &[
    (
        figure(
            "PV-04",
            "theo_cong",
            "Chỉ số theo Cổng",
            "Tỷ lệ mà tệp lưu từ Cổng Dịch vụ công quốc gia ghi cho đúng kỳ",
            ("", &[]),
        ),
        |line| Words(line.portal.as_ref().and_then(|portal| portal.rate_text.clone())),
    ),
    (
        figure(
            "PV-05",
            "chenh",
            "Chênh với Cổng",
            "Hiệu của hai tỷ lệ đã in, tính bằng điểm phần trăm",
            ("tỷ lệ của cơ quan − tỷ lệ theo Cổng", &["PV-04"]),
        ),
        |line| Words(line.difference.clone()),
    ),
];

const fn of_list(
    id: &'static str,
    key: &'static str,
    name: &'static str,
    meaning: &'static str,
) -> FigureWords {
    FigureWords { unit: "hồ sơ", ..figure(id, key, name, meaning, ("", &[])) }
}

fn count(count: u64) -> FigureValue {
    FigureValue::Count(Some(count))
}

const ROWS: LineTable<PortalCounts> = &[
    (
        of_list(
            "PV-06",
            "dong_cua_cong",
            "Dòng trong danh sách hồ sơ của Cổng",
            "Dòng của tệp lưu từ Cổng cho đúng kỳ; từng hồ sơ chênh nêu ở noi-bo/doi-chieu-cong.xlsx",
        ),
        |rows| count(rows.listed),
    ),
    (
        of_list(
            "PV-07",
            "khop",
            "Hồ sơ khớp với Cổng",
            "Cơ quan và Cổng cùng ghi đúng hạn hoặc cùng ghi quá hạn",
        ),
        |rows| count(rows.agreeing),
    ),
    (
        of_list(
            "PV-08",
            "cong_ghi_qua_han",
            "Cổng ghi quá hạn, cơ quan ghi đúng hạn",
            "Theo bảng hồ sơ là đúng hạn, trong hạn; theo Cổng là quá hạn",
        ),
        |rows| count(rows.late_on_portal),
    ),
    (
        of_list(
            "PV-09",
            "co_quan_ghi_qua_han",
            "Cơ quan ghi quá hạn, Cổng ghi đúng hạn",
            "Theo bảng hồ sơ là quá hạn; theo Cổng là đúng hạn, trong hạn, hoặc không có trong danh sách chỉ gồm hồ sơ quá hạn",
        ),
        |rows| count(rows.late_in_rows),
    ),
    (
        of_list(
            "PV-10",
            "chi_co_tren_cong",
            "Hồ sơ chỉ có trên Cổng",
            "Mã hồ sơ có trong danh sách của Cổng, không có trong hồ sơ của kỳ",
        ),
        |rows| count(rows.on_portal_alone),
    ),
    (
        of_list(
            "PV-11",
            "chi_co_o_co_quan",
            "Hồ sơ chỉ có ở cơ quan",
            "Mã hồ sơ có trong hồ sơ của kỳ, không có trong danh sách của Cổng; danh sách chỉ có hồ sơ quá hạn thì hồ sơ không có tên là đúng hạn, không đếm ở đây",
        ),
        |rows| count(rows.in_rows_alone),
    ),
    (
        of_list(
            "PV-12",
            "cong_ghi_hai_cach",
            "Hồ sơ Cổng ghi hai cách",
            "Danh sách của Cổng có hai dòng khác nhau cho một mã hồ sơ",
        ),
        |rows| count(rows.contradicting),
    ),
    (
        of_list(
            "PV-13",
            "khong_co_ma",
            "Hồ sơ không có mã để đối chiếu",
            "Hồ sơ của kỳ không ghi mã hồ sơ",
        ),
        |rows| count(rows.without_code),
    ),
    (
        FigureWords {
            unit: "dòng",
            ..of_list(
                "PV-14",
                "dong_khong_doc_duoc",
                "Dòng của Cổng không đọc được",
                "Dòng thiếu mã, hoặc ghi đánh giá bằng lời không biết; hồ sơ có mã ấy không được đối chiếu",
            )
        },
        |rows| count(rows.unread),
    ),
];

/// What index 2.1 counts as late beyond the due dates.
const ASKED_AGAIN: LineTable<Option<u64>> = &[(
    FigureWords {
        sheets: Some(SheetKind::Dossiers),
        grounds: &[Ground::Quality],
        ..of_list(
            "PV-15",
            "bo_sung_nhieu_lan",
            "Hồ sơ trong hạn tính là quá hạn ở chỉ số 2.1",
            "Hồ sơ đang giải quyết còn trong hạn vào ngày cuối kỳ mà đã yêu cầu bổ sung hơn một lần",
        )
    },
    |asked| FigureValue::Count(*asked),
)];

const fn table(index: QualityIndex) -> RateTable {
    match index {
        QualityIndex::InTime => IN_TIME,
        QualityIndex::Online => ONLINE,
        QualityIndex::Petitions => PETITIONS,
    }
}

pub(super) fn tables() -> impl Iterator<Item = &'static FigureWords> {
    let rates = QualityIndex::ALL.into_iter().flat_map(|index| words(table(index)));
    rates.chain(words(ASKED_AGAIN)).chain(words(PORTAL)).chain(words(ROWS))
}

/// Ids of the rate of an index, of the portal's, and of their difference.
pub(crate) fn quality_ids(line: &QualityLine) -> Option<[String; 3]> {
    let index = line.index()?;
    let (rate, _) = table(index).first()?;
    let [(portal, _), (difference, _)] = PORTAL else { return None };
    let of_line = |words: &FigureWords| format!("{}-CS-{}", words.id, index.id());
    Some([rate.id.to_owned(), of_line(portal), of_line(difference)])
}

/// What one record adds to an index.
pub(super) fn adds(index: QualityIndex, rate: Ratio, walk: &mut FigureWalk<'_>) {
    walk.line(table(index), &[], "", &Some(rate));
}

/// What one record adds to those that index 2.1 counts as late beyond the due dates.
pub(super) fn adds_asked_again(asked: u64, walk: &mut FigureWalk<'_>) {
    walk.line(ASKED_AGAIN, &[], "chi_so_766", &Some(asked));
}

pub(super) fn walk(figures: &QualityFigures, walk: &mut FigureWalk<'_>) {
    walk.line(ASKED_AGAIN, &[], "chi_so_766", &figures.asked_again);
    for (at, (index, line)) in QualityIndex::ALL.into_iter().zip(&figures.indices).enumerate() {
        let path = format!("chi_so_766.chi_so[{at}]");
        walk.line(table(index), &[], &path, &line.rate);
        let part = LinePart::fixed("CS", index.id(), "chỉ số", &line.name);
        walk.line(PORTAL, &[part], &path, line);
    }
    if let Some(rows) = &figures.rows {
        beside_portal(rows, walk);
    }
}

/// Of the portal's list beside the dossiers of the office.
pub(super) fn beside_portal(rows: &PortalCounts, walk: &mut FigureWalk<'_>) {
    walk.line(ROWS, &[], "chi_so_766.doi_chieu_ho_so", rows);
}
