//! Figures of several periods, which stand in the archive: trends, the year to date, a longer period beside its months.

use crate::model::in_thousands;
use crate::report::explain::beside::{figure, of_ratio};
use crate::report::explain::dossiers::words;
use crate::report::explain::value::FigureValue::{self, Words};
use crate::report::explain::value::interval_text;
use crate::report::explain::walk::{FigureWalk, FigureWords, LinePart, LineTable};
use crate::report::parts::PartDifference;
use crate::report::trend::TrendLine;
use crate::report::year::YearLine;
use crate::report::{Report, TrendFigures, YearToDate};

const TREND: LineTable<TrendFigures> = &[(
    figure(
        "XT-01",
        "so_ky",
        "Số kỳ cùng loại",
        "Kỳ này và các kỳ cùng loại trước nó mà lưu trữ có",
        ("", &[]),
    ),
    |trend| of_count(Some(trend.count)),
)];

/// What stands in the archive.
const fn kept(
    id: &'static str,
    key: &'static str,
    name: &'static str,
    meaning: &'static str,
) -> FigureWords {
    figure(id, key, name, meaning, ("", &[]))
}

/// The figure of this number of another period.
const fn archived(
    id: &'static str,
    key: &'static str,
    name: &'static str,
    number: &'static str,
) -> FigureWords {
    FigureWords { archived: number, ..kept(id, key, name, "") }
}

const TREND_LINE: LineTable<TrendLine> = &[
    (
        archived("XT-02", "ty_le_dung_han", "Tỷ lệ đúng hạn của một kỳ", "TL-01"),
        |line| of_ratio(line.on_time_rate),
    ),
    (archived("XT-03", "qua_han", "Giải quyết quá hạn của một kỳ", "HS-10"), |line| {
        of_count(line.late)
    }),
    (
        archived("XT-04", "dang_qua_han", "Đang giải quyết, quá hạn cuối một kỳ", "HS-13"),
        |line| of_count(line.open_overdue),
    ),
    (archived("XT-05", "n", "Số phiếu của một kỳ", "HL-10"), |line| {
        of_count(line.sheets)
    }),
    (
        archived("XT-06", "ty_le_hai_long", "Tỷ lệ hài lòng của một kỳ", "HL-20"),
        |line| of_ratio(line.satisfaction_rate),
    ),
    (
        archived("XT-07", "phai_xin_loi", "Hồ sơ phải xin lỗi của một kỳ", "TX-06"),
        |line| of_count(line.owed),
    ),
    (
        kept(
            "XT-08",
            "da_co_thu",
            "Hồ sơ đã có thư của một kỳ",
            "Trong số phải xin lỗi: đã phát hành và đã chuẩn bị thư khi lập báo cáo của kỳ đó, lấy từ so-lieu.json trong lưu trữ",
        ),
        |line| of_count(line.lettered),
    ),
    (
        archived("XT-12", "da_phat_hanh", "Hồ sơ đã phát hành thư của một kỳ", "DC-02"),
        |line| of_count(line.issued),
    ),
    (archived("XT-10", "", "Khoảng tin cậy 95% của một kỳ", "HL-21"), |line| {
        Words(line.interval.map(interval_text))
    }),
    (archived("XT-09", "y_kien", "Số ý kiến của một kỳ", "YK-01"), |line| {
        of_count(line.comments)
    }),
];

const fn summed(id: &'static str, key: &'static str, name: &'static str) -> FigureWords {
    figure(
        id,
        key,
        name,
        "Số liệu đã báo cáo của các kỳ từ đầu năm, lấy từ so-lieu.json của từng kỳ trong lưu trữ",
        ("cộng các kỳ từ đầu năm; tỷ lệ là tổng tử chia tổng mẫu", &[]),
    )
}

const YEAR_LINE: LineTable<YearLine> = &[
    (summed("LN-01", "tiep_nhan", "Lũy kế: tiếp nhận"), |line| of_count(line.received)),
    (summed("LN-02", "da_giai_quyet", "Lũy kế: đã giải quyết"), |line| {
        of_count(Some(line.resolved))
    }),
    (summed("LN-03", "qua_han", "Lũy kế: giải quyết quá hạn"), |line| {
        of_count(Some(line.late))
    }),
    (summed("LN-04", "ty_le_dung_han", "Lũy kế: tỷ lệ đúng hạn"), |line| {
        of_ratio(line.on_time_rate)
    }),
    (summed("LN-05", "n", "Lũy kế: số phiếu"), |line| of_count(Some(line.sheets))),
    (summed("LN-06", "ty_le_hai_long", "Lũy kế: tỷ lệ hài lòng"), |line| {
        of_ratio(line.satisfaction_rate)
    }),
    (summed("LN-07", "y_kien", "Lũy kế: số ý kiến"), |line| of_count(Some(line.comments))),
];

/// The same numbers of one of the periods.
const YEAR_PERIOD: LineTable<YearLine> = &[
    (archived("LN-01", "tiep_nhan", "Tiếp nhận của một kỳ", "HS-04 + HS-05"), |line| {
        of_count(line.received)
    }),
    (archived("LN-02", "da_giai_quyet", "Đã giải quyết của một kỳ", "HS-07"), |line| {
        of_count(Some(line.resolved))
    }),
    (archived("LN-03", "qua_han", "Giải quyết quá hạn của một kỳ", "HS-10"), |line| {
        of_count(Some(line.late))
    }),
    (
        archived("LN-04", "ty_le_dung_han", "Tỷ lệ đúng hạn của một kỳ", "TL-01"),
        |line| of_ratio(line.on_time_rate),
    ),
    (archived("LN-05", "n", "Số phiếu của một kỳ", "HL-10"), |line| {
        of_count(Some(line.sheets))
    }),
    (
        archived("LN-06", "ty_le_hai_long", "Tỷ lệ hài lòng của một kỳ", "HL-20"),
        |line| of_ratio(line.satisfaction_rate),
    ),
    (archived("LN-07", "y_kien", "Số ý kiến của một kỳ", "YK-01"), |line| {
        of_count(Some(line.comments))
    }),
];

/// Whether it is a sum over the periods of the year.
pub(super) fn sums_periods(of: &FigureWords) -> bool {
    words(YEAR_LINE).any(|sum| sum.id == of.id)
}

const YEAR: LineTable<YearToDate> = &[
    (
        kept(
            "LN-08",
            "dau_nam_chuyen_sang",
            "Đầu năm chuyển sang",
            "Mã số HS-06 của kỳ đầu năm, lấy từ so-lieu.json trong lưu trữ",
        ),
        |year| of_count(year.carried),
    ),
    (
        figure(
            "LN-09",
            "dang_giai_quyet",
            "Đang giải quyết cuối kỳ này",
            "Cột (11) của kỳ này; không cộng các kỳ",
            ("", &["HS-11"]),
        ),
        |year| of_count(Some(year.open)),
    ),
];

const PART: LineTable<PartDifference> = &[
    (
        kept(
            "DK-01",
            "cac_ky",
            "Các tháng cộng lại",
            "Số liệu đã báo cáo của các tháng trong kỳ, lấy từ so-lieu.json của từng tháng trong lưu trữ",
        ),
        |part| of_count(Some(part.months)),
    ),
    (
        kept(
            "DK-02",
            "ky_nay",
            "Kỳ này tính được",
            "Con số ấy của chính kỳ này, nêu bên cạnh vì khác các tháng cộng lại",
        ),
        |part| of_count(Some(part.now)),
    ),
];

fn of_count(count: Option<u64>) -> FigureValue {
    Words(count.map(in_thousands))
}

pub(super) fn tables() -> impl Iterator<Item = &'static FigureWords> {
    words(TREND)
        .chain(words(TREND_LINE))
        .chain(words(YEAR_LINE))
        .chain(words(YEAR))
        .chain(words(PART))
}

pub(super) fn walk(report: &Report, walk: &mut FigureWalk<'_>) {
    if let Some(trend) = &report.trend {
        walk.line(TREND, &[], "xu_huong", trend);
        for (at, line) in trend.periods.iter().enumerate() {
            walk.line(
                TREND_LINE,
                &[period(&line.code, &line.name)],
                &format!("xu_huong.ky[{at}]"),
                line,
            );
        }
    }
    if let Some(year) = &report.year {
        walk.line(YEAR_LINE, &[], "luy_ke.tong", &year.total);
        walk.line(YEAR, &[], "luy_ke", year);
        for (at, line) in year.periods.iter().enumerate() {
            walk.line(
                YEAR_PERIOD,
                &[period(&line.code, &line.name)],
                &format!("luy_ke.ky[{at}]"),
                line,
            );
        }
    }
    let differences = report.parts.iter().flat_map(|parts| &parts.differences);
    for (at, part) in differences.enumerate() {
        let line = LinePart::fixed("SO", &part.code, "", &part.name);
        walk.line(PART, &[line], &format!("doi_chieu_ky.lech[{at}]"), part);
    }
}

const fn period<'a>(code: &'a str, name: &'a str) -> LinePart<'a> {
    LinePart::fixed("KY", code, "", name)
}
