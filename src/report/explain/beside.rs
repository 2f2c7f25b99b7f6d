//! Figures that no row stands behind by itself: earlier periods, changes, ranks, targets.

use crate::ledger::SheetKind;
use crate::model::{Ratio, one_decimal};
use crate::report::explain::dossiers::words;
use crate::report::explain::value::FigureValue::{self, Words};
use crate::report::explain::walk::{FigureWalk, FigureWords, LinePart, LineTable};
use crate::report::score_index::IndexPoints;
use crate::report::{
    Comparison, DepartmentPlace, IndexFigures, Rank, Report, ScorecardFigures, TargetFigures,
};

pub(super) const fn figure(
    id: &'static str,
    key: &'static str,
    name: &'static str,
    meaning: &'static str,
    (formula, parts): (&'static str, &'static [&'static str]),
) -> FigureWords {
    FigureWords { formula, parts, ..FigureWords::new(id, key, name, meaning) }
}

const EARLIER: LineTable<Comparison> = &[
    (
        figure(
            "SS-01",
            "ty_le_dung_han",
            "Tỷ lệ đúng hạn của kỳ được so",
            "Lấy từ so-lieu.json của kỳ đó trong lưu trữ",
            ("", &[]),
        ),
        |other| of_ratio(other.on_time_rate),
    ),
    (
        figure(
            "SS-02",
            "thay_doi_dung_han",
            "Thay đổi tỷ lệ đúng hạn",
            "Hiệu của hai tỷ lệ đã in, tính bằng điểm phần trăm",
            ("tỷ lệ đúng hạn kỳ này − tỷ lệ đúng hạn của kỳ được so", &["TL-01", "SS-01"]),
        ),
        |other| Words(other.on_time_change.clone()),
    ),
    (
        figure(
            "SS-03",
            "ty_le_hai_long",
            "Tỷ lệ hài lòng của kỳ được so",
            "Lấy từ so-lieu.json của kỳ đó trong lưu trữ",
            ("", &[]),
        ),
        |other| of_ratio(other.satisfaction_rate),
    ),
    (
        figure(
            "SS-04",
            "thay_doi_hai_long",
            "Thay đổi tỷ lệ hài lòng",
            "Hiệu của hai tỷ lệ đã in, tính bằng điểm phần trăm",
            ("tỷ lệ hài lòng kỳ này − tỷ lệ hài lòng của kỳ được so", &["HL-20", "SS-03"]),
        ),
        |other| Words(other.satisfaction_change.clone()),
    ),
];

const RANK: LineTable<DepartmentPlace> = &[
    (
        figure(
            "XH-01",
            "dung_han",
            "Hạng về tỷ lệ đúng hạn",
            "Số đơn vị có tỷ lệ in ra cao hơn, cộng 1; chỉ xếp đơn vị có từ 30 hồ sơ đã giải quyết",
            ("xếp theo tỷ lệ đúng hạn của các đơn vị", &["TL-01", "HS-07"]),
        ),
        |place| of_rank(place.on_time),
    ),
    (
        figure(
            "XH-02",
            "hai_long",
            "Hạng về hài lòng",
            "Số đơn vị có tỷ lệ in ra cao hơn, cộng 1; chỉ xếp đơn vị có từ 30 phiếu",
            ("xếp theo tỷ lệ hài lòng của các đơn vị", &["HL-20", "HL-10"]),
        ),
        |place| of_rank(place.satisfaction),
    ),
];

const TARGET: LineTable<TargetFigures> = &[
    (
        figure(
            "MT-01",
            "dung_han",
            "Mục tiêu đúng hạn",
            "muc_tieu.dung_han trong cài đặt",
            ("", &[]),
        ),
        |targets| of_target(targets.on_time),
    ),
    (
        figure(
            "MT-02",
            "hai_long",
            "Mục tiêu hài lòng",
            "muc_tieu.hai_long trong cài đặt",
            ("", &[]),
        ),
        |targets| of_target(targets.satisfaction),
    ),
];

const INDEX: LineTable<IndexFigures> = &[
    (
        figure(
            "CD-01",
            "diem_chu",
            "Điểm của chỉ số",
            "Điểm do dữ liệu quyết định; không có thì điểm cơ quan tự chấm",
            ("điểm tính từ dữ liệu; không có thì điểm tự chấm", &["CD-04", "CD-05"]),
        ),
        |index| Words(index.points.map(|_| index.points_text.clone())),
    ),
    (
        figure(
            "CD-04",
            "tinh_tu_du_lieu",
            "Điểm tính từ dữ liệu",
            "Điểm của chỉ số khi dữ liệu đủ để quyết định",
            ("tổng điểm / số hồ sơ, một chữ số thập phân; hoặc điểm của cơ quan", &["CD-03"]),
        ),
        |index| Words(index.computed.map(one_decimal)),
    ),
    (
        figure(
            "CD-05",
            "tu_cham",
            "Điểm tự chấm",
            "Điểm mà cơ quan tự chấm cho đúng kỳ, ở bảng tự chấm điểm",
            ("", &[]),
        ),
        |index| Words(index.self_scored.map(one_decimal)),
    ),
    (
        figure(
            "CD-06",
            "can_cu",
            "Điểm từ đâu",
            "Dữ liệu nào quyết định điểm, hoặc còn thiếu gì",
            ("", &[]),
        ),
        |index| Words(Some(index.grounds.clone())),
    ),
];

/// Of what an average is taken: dossier by dossier.
const POINTS: LineTable<Option<IndexPoints>> = &[
    (
        FigureWords {
            unit: "điểm",
            sheets: Some(SheetKind::Dossiers),
            ..figure(
                "CD-03",
                "tong_diem",
                "Điểm của các hồ sơ, chia cho số hồ sơ",
                "Điểm 0, 1 hoặc 2 của từng hồ sơ cơ quan đã giải quyết trong kỳ; hồ sơ không đủ thông tin để chấm thì không xét",
                ("tổng điểm của các hồ sơ, đã trừ, / số hồ sơ", &["CD-07"]),
            )
        },
        |points| points.map_or(Words(None), FigureValue::Points),
    ),
    (
        FigureWords {
            unit: "điểm",
            sheets: Some(SheetKind::Scores),
            ..figure(
                "CD-07",
                "tru_diem",
                "Điểm trừ của hồ sơ có phản ánh, kiến nghị đúng",
                "Chỉ số 7: hồ sơ ở dòng 7a mất 2 điểm, hồ sơ ở dòng 7b mất 1 điểm",
                ("", &[]),
            )
        },
        |points| points.map_or(Words(None), |points| FigureValue::Count(Some(points.lost))),
    ),
];

const SCORE: LineTable<ScorecardFigures> = &[(
    figure(
        "CD-02",
        "tong_chu",
        "Tổng điểm",
        "Tổng điểm của chín chỉ số; chỉ có khi biết đủ chín",
        ("cộng điểm của chín chỉ số", &[]),
    ),
    |score| Words(score.total.map(|_| score.total_text.clone())),
)];

/// `98,28% (57/58)`.
pub(super) fn of_ratio(ratio: Ratio) -> FigureValue {
    Words(ratio.hundredths().map(|_| format!("{ratio} ({}/{})", ratio.part, ratio.whole)))
}

fn of_rank(rank: Option<Rank>) -> FigureValue {
    Words(rank.map(|Rank { place, among, .. }| format!("{place}/{among}")))
}

fn of_target(hundredths: Option<u64>) -> FigureValue {
    Words(hundredths.map(|hundredths| Ratio::new(hundredths, 10_000).to_string()))
}

pub(super) fn tables() -> impl Iterator<Item = &'static FigureWords> {
    let scored = words(INDEX).chain(words(POINTS)).chain(words(SCORE));
    words(EARLIER).chain(words(RANK)).chain(words(TARGET)).chain(scored)
}

/// What one dossier, or one line of the self-scoring sheet, adds to an index.
pub(super) fn points(index: &IndexFigures, adds: IndexPoints, walk: &mut FigureWalk<'_>) {
    let number = index.number.to_string();
    let part = LinePart::fixed("CS", &number, "chỉ số", &index.name);
    walk.line(POINTS, &[part], "", &Some(adds));
}

pub(super) fn walk(report: &Report, walk: &mut FigureWalk<'_>) {
    let earlier = [("KT", "ky_truoc", &report.previous), ("CK", "cung_ky", &report.year_ago)];
    for (code, path, other) in earlier {
        if let Some(other) = other {
            let part = LinePart::fixed(code, "", "so với", &other.name);
            walk.line(EARLIER, &[part], path, other);
        }
    }
    if let Some(place) = &report.place {
        walk.line(RANK, &[], "xep_hang", place);
    }
    if let Some(score) = &report.scorecard {
        walk.line(SCORE, &[], "cham_diem", score);
        for (at, index) in score.indices.iter().enumerate() {
            let number = index.number.to_string();
            let part = LinePart::fixed("CS", &number, "chỉ số", &index.name);
            let path = format!("cham_diem.chi_so[{at}]");
            walk.line(INDEX, &[part], &path, index);
            walk.line(POINTS, &[part], &path, &index.averaged());
        }
    }
    if walk.department.is_none() {
        walk.line(TARGET, &[], "muc_tieu", &report.targets);
    }
}
