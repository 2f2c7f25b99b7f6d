//! What the 13 columns do not show: letters, withdrawals, missing and computed due dates, working days.

use crate::model::Ratio;
use crate::render::xlsx::cell::OutCell;
use crate::render::xlsx::column::{AnnexColumn, column};
use crate::render::xlsx::meaning::{SHEETS, meaning};
use crate::report::DossierLine;

/// Of the sheet of what lies behind.
pub(crate) const BEHIND_COLUMNS: &[AnnexColumn<DossierLine>] = &[
    column(
        "late",
        &["Quá hạn", "Tổng số"],
        9,
        |line, kind| {
            let late =
                line.late_with_letter + line.late_only_reappointed + line.late_without_letter;
            kind.adds("[with]+[reappointed]+[without]", late, late)
        },
        meaning(
            "Quá hạn – Tổng số",
            "Đã giải quyết quá hạn và đang giải quyết quá hạn",
            "(10) + (13)",
            SHEETS,
        ),
    ),
    column(
        "with",
        &["Quá hạn", "Đã lập hoặc phát hành thư"],
        9,
        |line, kind| kind.count(line.late_with_letter),
        meaning(
            "Đã lập hoặc phát hành thư",
            "Thư xin lỗi đã phát hành hoặc đã lập; vẫn là quá hạn",
            "Đếm hồ sơ",
            "Thư đã lập ở các kỳ trước và kỳ này",
        ),
    ),
    column(
        "reappointed",
        &["Quá hạn", "Chỉ hẹn lại"],
        9,
        |line, kind| kind.count(line.late_only_reappointed),
        meaning("Chỉ hẹn lại", "Không có thư, bảng tính có ngày hẹn lại", "Đếm hồ sơ", SHEETS),
    ),
    column(
        "without",
        &["Quá hạn", "Chưa có thư xin lỗi"],
        9,
        |line, kind| kind.count(line.late_without_letter),
        meaning("Chưa có thư xin lỗi", "Số còn lại", "Đếm hồ sơ", SHEETS),
    ),
    column(
        "withdrawn",
        &["Rút, trả lại"],
        9,
        |line, kind| kind.count(line.withdrawn),
        meaning(
            "Rút, trả lại",
            "Tổ chức, cá nhân rút hoặc hồ sơ dừng xử lý, bị trả lại",
            "Đếm hồ sơ; xếp vào đâu: xem các lựa chọn",
            SHEETS,
        ),
    ),
    column(
        "resolved without due",
        &["Không có hạn trả", "Đã giải quyết"],
        9,
        |line, kind| kind.count(line.resolved_without_due),
        meaning("Không có hạn trả – Đã giải quyết", "Nằm trong cột (9)", "Đếm hồ sơ", SHEETS),
    ),
    column(
        "open without due",
        &["Không có hạn trả", "Đang giải quyết"],
        9,
        |line, kind| kind.count(line.open_without_due),
        meaning("Không có hạn trả – Đang giải quyết", "Nằm trong cột (12)", "Đếm hồ sơ", SHEETS),
    ),
    column(
        "computed",
        &["Hạn trả do phần mềm tính"],
        9,
        |line, kind| kind.count(line.computed_due),
        meaning(
            "Hạn trả do phần mềm tính",
            "Bảng tính không ghi ngày hẹn trả nhưng thời hạn của thủ tục đã khai báo",
            "Ngày tiếp nhận cộng thời hạn, không tính ngày đầu",
            "Bộ luật Dân sự 2015, Điều 147, 148; lịch làm việc",
        ),
    ),
    column(
        "waiting",
        &["Chờ bổ sung, nghĩa vụ tài chính"],
        9,
        |line, kind| kind.count(line.waiting),
        meaning(
            "Chờ bổ sung, nghĩa vụ tài chính",
            "Đang chờ tổ chức, cá nhân; tính là trong hạn",
            "Đếm hồ sơ",
            SHEETS,
        ),
    ),
    column(
        "timed",
        &["Ngày làm việc", "Số hồ sơ"],
        10,
        |line, kind| kind.count(line.days_used.dossiers),
        meaning(
            "Ngày làm việc – Số hồ sơ",
            "Đã giải quyết, có hạn trả nằm trong lịch làm việc",
            "Đếm hồ sơ",
            SHEETS,
        ),
    ),
    column(
        "used",
        &["Ngày làm việc", "Tổng đã sử dụng"],
        10,
        |line, kind| kind.count(line.days_used.used),
        meaning(
            "Tổng đã sử dụng",
            "Ngày làm việc từ tiếp nhận đến kết thúc",
            "Cộng số ngày",
            "Lịch làm việc",
        ),
    ),
    column(
        "allowed",
        &["Ngày làm việc", "Tổng theo thời hạn"],
        10,
        |line, kind| kind.count(line.days_used.allowed),
        meaning(
            "Tổng theo thời hạn",
            "Ngày làm việc từ tiếp nhận đến ngày hẹn trả",
            "Cộng số ngày",
            "Lịch làm việc",
        ),
    ),
    column(
        "mean used",
        &["Ngày làm việc", "Bình quân đã sử dụng"],
        10,
        |line, _| mean_days(("[used]", "[timed]"), line.days_used.used, line),
        meaning(
            "Bình quân đã sử dụng",
            "Ngày làm việc một hồ sơ",
            "Tổng đã sử dụng / số hồ sơ",
            "Hai cột bên trái",
        ),
    ),
    column(
        "mean allowed",
        &["Ngày làm việc", "Bình quân theo thời hạn"],
        10,
        |line, _| mean_days(("[allowed]", "[timed]"), line.days_used.allowed, line),
        meaning(
            "Bình quân theo thời hạn",
            "Ngày làm việc một hồ sơ",
            "Tổng theo thời hạn / số hồ sơ",
            "Hai cột bên trái",
        ),
    ),
    column(
        "note",
        &["Ghi chú"],
        24,
        |line, _| OutCell::text(if line.small { SMALL_BASE } else { "" }),
        meaning(
            "Ghi chú",
            "Đơn vị có ít hồ sơ thì không xếp hạng",
            "Dưới 30 hồ sơ đã giải quyết",
            "",
        ),
    ),
];

pub(crate) const SMALL_BASE: &str = "dưới 30 hồ sơ đã giải quyết, không xếp hạng";

pub(super) fn mean_days(parts: (&str, &str), days: u64, line: &DossierLine) -> OutCell {
    OutCell::mean(parts, Ratio::new(days, line.days_used.dossiers))
}
