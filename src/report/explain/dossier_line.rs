//! Figures of a line of the table of dossiers: the 13 columns, what lies behind them, their rates.

use crate::ledger::SheetKind;
use crate::model::Ratio;
use crate::report::DossierLine;
use crate::report::explain::value::FigureValue::{Count, Mean, Rate};
use crate::report::explain::walk::{FigureWords, LineTable};
use crate::rules::Ground::{
    self, AtOnce, Columns, JointRate, Letters, Rating, Supplements, WorkingDays,
};

pub(super) const fn counted(
    id: &'static str,
    key: &'static str,
    name: &'static str,
    meaning: &'static str,
    grounds: &'static [Ground],
) -> FigureWords {
    FigureWords {
        grounds,
        unit: "hồ sơ",
        sheets: Some(SheetKind::Dossiers),
        ..FigureWords::new(id, key, name, meaning)
    }
}

pub(super) const fn made(
    words: FigureWords,
    formula: &'static str,
    parts: &'static [&'static str],
) -> FigureWords {
    FigureWords { formula, parts, ..words }
}

const fn in_units(words: FigureWords, unit: &'static str) -> FigureWords {
    FigureWords { unit, ..words }
}

/// Figures of a line of the table of dossiers.
pub(super) const LINE: LineTable<DossierLine> = &[
    (
        made(
            counted(
                "HS-03",
                "cot.c3",
                "(3) Nhận giải quyết, tổng số",
                "Hồ sơ tiếp nhận đến hết ngày cuối kỳ và chưa kết thúc trước ngày đầu kỳ",
                &[Columns],
            ),
            "(4) + (5) + (6); cũng bằng (7) + (11)",
            &["HS-04", "HS-05", "HS-06"],
        ),
        |line| Count(Some(line.columns.taken)),
    ),
    (
        counted(
            "HS-04",
            "cot.c4",
            "(4) Tiếp nhận trực tuyến",
            "Tiếp nhận trong kỳ, hình thức nộp là trực tuyến",
            &[Columns],
        ),
        |line| Count(line.columns.online),
    ),
    (
        counted(
            "HS-05",
            "cot.c5",
            "(5) Tiếp nhận trực tiếp, qua bưu chính",
            "Tiếp nhận trong kỳ, nộp trực tiếp, qua bưu chính hoặc không ghi hình thức nộp",
            &[Columns],
        ),
        |line| Count(line.columns.counter),
    ),
    (
        counted(
            "HS-06",
            "cot.c6",
            "(6) Từ kỳ trước chuyển sang",
            "Tiếp nhận trước ngày đầu kỳ, đến ngày đầu kỳ chưa kết thúc",
            &[Columns],
        ),
        |line| Count(line.columns.carried),
    ),
    (
        made(
            counted(
                "HS-07",
                "cot.c7",
                "(7) Đã giải quyết, tổng số",
                "Hồ sơ có ngày kết thúc trong kỳ",
                &[Columns],
            ),
            "(8) + (9) + (10)",
            &["HS-08", "HS-09", "HS-10"],
        ),
        |line| Count(Some(line.columns.resolved)),
    ),
    (
        counted(
            "HS-08",
            "cot.c8",
            "(8) Giải quyết trước hạn",
            "Kết thúc trong kỳ, trước ngày hẹn trả",
            &[Columns],
        ),
        |line| Count(line.columns.early),
    ),
    (
        counted(
            "HS-09",
            "cot.c9",
            "(9) Giải quyết đúng hạn",
            "Kết thúc trong kỳ, đúng ngày hẹn trả hoặc không có hạn; hồ sơ rút, trả lại theo lựa chọn của cơ quan",
            &[Columns, AtOnce],
        ),
        |line| Count(line.columns.on_time),
    ),
    (
        counted(
            "HS-10",
            "cot.c10",
            "(10) Giải quyết quá hạn",
            "Kết thúc trong kỳ, sau ngày hẹn trả",
            &[Columns],
        ),
        |line| Count(Some(line.columns.late)),
    ),
    (
        made(
            counted(
                "HS-11",
                "cot.c11",
                "(11) Đang giải quyết, tổng số",
                "Tiếp nhận đến hết ngày cuối kỳ, đến ngày đó chưa kết thúc",
                &[Columns],
            ),
            "(12) + (13)",
            &["HS-12", "HS-13"],
        ),
        |line| Count(Some(line.columns.open)),
    ),
    (
        counted(
            "HS-12",
            "cot.c12",
            "(12) Đang giải quyết, trong hạn",
            "Cuối kỳ chưa kết thúc; ngày hẹn trả không trước ngày cuối kỳ, hoặc không có hạn, hoặc đang chờ tổ chức, cá nhân",
            &[Columns],
        ),
        |line| Count(line.columns.open_in_time),
    ),
    (
        counted(
            "HS-13",
            "cot.c13",
            "(13) Đang giải quyết, quá hạn",
            "Cuối kỳ chưa kết thúc, ngày hẹn trả trước ngày cuối kỳ",
            &[Columns],
        ),
        |line| Count(line.columns.open_overdue),
    ),
    (
        made(
            counted(
                "HS-14",
                "cot.c8_9",
                "(8) + (9) Giải quyết trước hạn và đúng hạn",
                "Kết thúc trong kỳ, không sau ngày hẹn trả hoặc không có hạn",
                &[Columns],
            ),
            "(8) + (9)",
            &["HS-08", "HS-09"],
        ),
        |line| Count(Some(line.columns.in_time)),
    ),
    (
        counted(
            "HS-15",
            "rut_tra_lai",
            "Hồ sơ rút, trả lại, dừng xử lý",
            "Trạng thái rút, trả lại hoặc dừng, có ngày kết thúc trong kỳ; vào (9) hay loại trừ là lựa chọn của cơ quan",
            &[],
        ),
        |line| Count(Some(line.withdrawn)),
    ),
    (
        counted(
            "HS-16",
            "khong_co_han_da_giai_quyet",
            "Trong (9): không có hạn trả",
            "Kết thúc trong kỳ, không ghi ngày hẹn trả và không tính được theo thời hạn của thủ tục",
            &[AtOnce],
        ),
        |line| Count(Some(line.resolved_without_due)),
    ),
    (
        counted(
            "HS-17",
            "khong_co_han_dang_giai_quyet",
            "Trong (12): không có hạn trả",
            "Cuối kỳ chưa kết thúc, không ghi ngày hẹn trả và không tính được theo thời hạn của thủ tục",
            &[],
        ),
        |line| Count(Some(line.open_without_due)),
    ),
    (
        counted(
            "HS-18",
            "han_tinh_toan",
            "Hạn trả do chương trình tính",
            "Không ghi ngày hẹn trả; tính từ ngày tiếp nhận theo thời hạn của thủ tục trong cài đặt",
            &[WorkingDays],
        ),
        |line| Count(Some(line.computed_due)),
    ),
    (
        counted(
            "HS-19",
            "qua_han_co_thu",
            "Quá hạn, đã có thư xin lỗi",
            "Trong (10) và (13), có thư xin lỗi trong lưu trữ hoặc của lần chạy này",
            &[Letters],
        ),
        |line| Count(Some(line.late_with_letter)),
    ),
    (
        counted(
            "HS-20",
            "qua_han_chua_co_thu",
            "Quá hạn, chưa có thư xin lỗi",
            "Trong (10) và (13), không có thư xin lỗi, không có ngày hẹn lại",
            &[Letters],
        ),
        |line| Count(Some(line.late_without_letter)),
    ),
    (
        counted(
            "HS-33",
            "qua_han_chi_co_ngay_hen_lai",
            "Quá hạn, chỉ có ngày hẹn lại",
            "Trong (10) và (13), không có thư, bảng tính có ngày hẹn lại sau ngày hẹn trả lần đầu",
            &[Letters],
        ),
        |line| Count(Some(line.late_only_reappointed)),
    ),
    (
        made(
            counted(
                "HS-35",
                "",
                "Quá hạn, có danh sách từng hồ sơ",
                "Trong (10) và (13), có danh sách từng hồ sơ, dù đã có thư xin lỗi hay chưa",
                &[],
            ),
            "đã có thư + chỉ có ngày hẹn lại + chưa có thư",
            &["HS-19", "HS-33", "HS-20"],
        ),
        |line| {
            let lettered = line.late_with_letter + line.late_only_reappointed;
            Count(Some(lettered + line.late_without_letter))
        },
    ),
    (
        counted(
            "HS-21",
            "cho_bo_sung",
            "Trong (11): đang chờ tổ chức, cá nhân",
            "Cuối kỳ chưa kết thúc, trạng thái chờ bổ sung hoặc chờ nghĩa vụ tài chính",
            &[Supplements],
        ),
        |line| Count(Some(line.waiting)),
    ),
    (
        counted(
            "HS-22",
            "bo_sung.so_ho_so",
            "Trong (7): có ghi số lần yêu cầu bổ sung",
            "Hồ sơ đã giải quyết mà bảng ghi số lần yêu cầu bổ sung, kể cả 0",
            &[Supplements],
        ),
        |line| Count(Some(line.supplements.dossiers)),
    ),
    (
        in_units(
            counted(
                "HS-23",
                "bo_sung.so_lan",
                "Số lần yêu cầu bổ sung",
                "Cộng số lần yêu cầu bổ sung của các hồ sơ đã giải quyết",
                &[Supplements],
            ),
            "lần",
        ),
        |line| Count(Some(line.supplements.requests)),
    ),
    (
        counted(
            "HS-24",
            "bo_sung.tren_mot_lan",
            "Hồ sơ phải bổ sung trên một lần",
            "Hồ sơ đã giải quyết mà số lần yêu cầu bổ sung lớn hơn 1",
            &[Supplements],
        ),
        |line| Count(Some(line.supplements.more_than_one)),
    ),
    (
        counted(
            "HS-25",
            "ngay_su_dung.so_ho_so",
            "Hồ sơ tính được ngày làm việc",
            "Hồ sơ đã giải quyết, không kể rút, trả lại, có hạn trả, trong các năm lịch làm việc có",
            &[WorkingDays],
        ),
        |line| Count(Some(line.days_used.dossiers)),
    ),
    (
        in_units(
            counted(
                "HS-26",
                "ngay_su_dung.tong_su_dung",
                "Ngày làm việc đã dùng",
                "Cộng số ngày làm việc từ sau ngày tiếp nhận đến ngày kết thúc",
                &[WorkingDays],
            ),
            "ngày làm việc",
        ),
        |line| Count(Some(line.days_used.used)),
    ),
    (
        in_units(
            counted(
                "HS-27",
                "ngay_su_dung.tong_thoi_han",
                "Ngày làm việc theo thời hạn",
                "Cộng số ngày làm việc từ sau ngày tiếp nhận đến ngày hẹn trả",
                &[WorkingDays],
            ),
            "ngày làm việc",
        ),
        |line| Count(Some(line.days_used.allowed)),
    ),
    (
        counted(
            "HS-28",
            "tu_bang_tong_hop",
            "Trong (3): lấy từ bảng tổng hợp",
            "Số của bảng tổng hợp, không có danh sách từng hồ sơ",
            &[],
        ),
        |line| Count(Some(line.from_totals)),
    ),
    (
        in_units(
            made(
                counted(
                    "HS-29",
                    "bo_sung.trung_binh",
                    "Số lần yêu cầu bổ sung bình quân một hồ sơ",
                    "Số lần yêu cầu bổ sung chia cho số hồ sơ có ghi",
                    &[Supplements],
                ),
                "số lần / số hồ sơ có ghi số lần",
                &["HS-23", "HS-22"],
            ),
            "lần",
        ),
        |line| Mean(Ratio::new(line.supplements.requests, line.supplements.dossiers)),
    ),
    (
        in_units(
            made(
                counted(
                    "HS-30",
                    "ngay_su_dung.trung_binh_su_dung",
                    "Ngày làm việc bình quân một hồ sơ",
                    "Ngày làm việc đã dùng chia cho số hồ sơ tính được",
                    &[WorkingDays],
                ),
                "ngày làm việc đã dùng / số hồ sơ",
                &["HS-26", "HS-25"],
            ),
            "ngày làm việc",
        ),
        |line| Mean(Ratio::new(line.days_used.used, line.days_used.dossiers)),
    ),
    (
        in_units(
            made(
                counted(
                    "HS-31",
                    "ngay_su_dung.trung_binh_thoi_han",
                    "Thời hạn bình quân một hồ sơ",
                    "Ngày làm việc theo thời hạn chia cho số hồ sơ tính được",
                    &[WorkingDays],
                ),
                "ngày làm việc theo thời hạn / số hồ sơ",
                &["HS-27", "HS-25"],
            ),
            "ngày làm việc",
        ),
        |line| Mean(Ratio::new(line.days_used.allowed, line.days_used.dossiers)),
    ),
    (
        rate(
            "TL-01",
            "ty_le_dung_han",
            "Tỷ lệ giải quyết đúng hạn",
            "Hồ sơ giải quyết trước hạn và đúng hạn trong số đã giải quyết",
            &[Rating],
            "((8) + (9)) / (7)",
            &["HS-14", "HS-07"],
        ),
        |line| Rate(line.on_time_rate),
    ),
    (
        rate(
            "TL-02",
            "ty_le_truoc_han",
            "Tỷ lệ giải quyết trước hạn",
            "Hồ sơ giải quyết trước hạn trong số đã giải quyết",
            &[Rating],
            "(8) / (7)",
            &["HS-08", "HS-07"],
        ),
        |line| Rate(line.early_rate),
    ),
    (
        rate(
            "TL-03",
            "ty_le_qua_han",
            "Tỷ lệ giải quyết quá hạn",
            "Hồ sơ giải quyết quá hạn trong số đã giải quyết",
            &[Rating],
            "(10) / (7)",
            &["HS-10", "HS-07"],
        ),
        |line| Rate(line.late_rate),
    ),
    (
        rate(
            "TL-04",
            "ty_le_dung_han_ke_ca_dang_giai_quyet",
            "Tỷ lệ đúng hạn kể cả đang giải quyết",
            "Hồ sơ giải quyết trước hạn, đúng hạn và đang giải quyết trong hạn, trong số nhận giải quyết",
            &[JointRate],
            "((8) + (9) + (12)) / (3)",
            &["HS-14", "HS-12", "HS-03"],
        ),
        |line| Rate(line.joint_rate),
    ),
];

pub(super) const fn rate(
    id: &'static str,
    key: &'static str,
    name: &'static str,
    meaning: &'static str,
    grounds: &'static [Ground],
    formula: &'static str,
    parts: &'static [&'static str],
) -> FigureWords {
    made(in_units(counted(id, key, name, meaning, grounds), ""), formula, parts)
}
