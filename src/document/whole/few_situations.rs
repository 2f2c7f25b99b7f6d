//! What a report says of one, of none and of few.

use super::situations::{case, dossiers, silent};
use super::*;
use crate::document::sample;
use crate::model::Ratio;
use crate::report::{LetterFigures, QualityFigures, Reconciliation};

fn departments(report: &mut Report, of: &[(&str, u64, u64)]) {
    let line = |(name, part, whole): &(&str, u64, u64)| {
        sample::line(name, [0, *whole, 0], [0, *part, whole - part], 0)
    };
    report.dossiers.by_department = of.iter().map(line).collect();
}

#[test]
fn who_stands_where() {
    case(
        |r| departments(r, &[("Phòng A", 39, 40), ("Phòng B", 30, 40), ("Phòng C", 3, 3)]),
        "Về giải quyết thủ tục hành chính, trong 02 đơn vị có từ 30 hồ sơ đã giải quyết trở lên, tỷ lệ giải quyết đúng hạn cao nhất là 97,50% (Phòng A, 39/40); thấp nhất là 75,00% (Phòng B, 30/40), xem Bảng 6, Biểu đồ 5.",
    );
    case(
        |r| departments(r, &[("Phòng A", 39, 40), ("Phòng B", 30, 40), ("Phòng C", 3, 3)]),
        "Không so sánh tỷ lệ đúng hạn của Phòng C (03 hồ sơ) vì có dưới 30 hồ sơ đã giải quyết.",
    );
    // Ties.
    case(
        |r| departments(r, &[("Phòng A", 40, 40), ("Phòng B", 50, 50), ("Phòng C", 39, 40)]),
        "Về giải quyết thủ tục hành chính, trong 03 đơn vị có từ 30 hồ sơ đã giải quyết trở lên, tỷ lệ giải quyết đúng hạn cao nhất là 100,00% (Phòng A, 40/40; Phòng B, 50/50); thấp nhất là 97,50% (Phòng C, 39/40), xem Bảng 6, Biểu đồ 5.",
    );
    case(
        |r| {
            let tied = [("A", 30, 30), ("B", 31, 31), ("C", 32, 32), ("D", 33, 33), ("E", 30, 40)];
            departments(r, &tied);
        },
        "Về giải quyết thủ tục hành chính, trong 05 đơn vị có từ 30 hồ sơ đã giải quyết trở lên, tỷ lệ giải quyết đúng hạn cao nhất là 100,00% (04 đơn vị); thấp nhất là 75,00% (E, 30/40), xem Bảng 6, Biểu đồ 5.",
    );
    case(
        |r| departments(r, &[("Phòng A", 40, 40), ("Phòng B", 50, 50)]),
        "Về giải quyết thủ tục hành chính, 02 đơn vị có từ 30 hồ sơ đã giải quyết trở lên có cùng tỷ lệ giải quyết đúng hạn là 100,00% (Bảng 6, Biểu đồ 5).",
    );
    // One alone, none, and none that resolved anything.
    case(
        |r| departments(r, &[("Phòng A", 31, 33), ("Phòng B", 3, 3), ("Phòng C", 4, 4)]),
        "Về giải quyết thủ tục hành chính, chỉ một đơn vị có từ 30 hồ sơ đã giải quyết trở lên, tỷ lệ giải quyết đúng hạn là 93,94% (Phòng A, 31/33), xem Bảng 6, Biểu đồ 5.",
    );
    case(
        |r| departments(r, &[("Phòng A", 31, 33), ("Phòng B", 3, 3), ("Phòng C", 4, 4)]),
        "Không so sánh tỷ lệ đúng hạn của các đơn vị có dưới 30 hồ sơ đã giải quyết: Phòng B (03 hồ sơ); Phòng C (04 hồ sơ).",
    );
    case(
        |r| departments(r, &[("Phòng A", 5, 5), ("Phòng B", 3, 3)]),
        "Về giải quyết thủ tục hành chính, không có đơn vị nào có từ 30 hồ sơ đã giải quyết trở lên nên không so sánh tỷ lệ giải quyết đúng hạn giữa các đơn vị (Bảng 6).",
    );
    silent(
        |r| departments(r, &[("Phòng A", 5, 5), ("Phòng B", 3, 3)]),
        "Không so sánh tỷ lệ đúng hạn",
    );
    case(
        |r| {
            departments(r, &[("Phòng A", 0, 0), ("Phòng B", 0, 0)]);
            dossiers(r, [0, 8, 0], [0; 3], 8);
        },
        "Về giải quyết thủ tục hành chính, trong kỳ chưa có hồ sơ nào giải quyết xong nên chưa có tỷ lệ giải quyết đúng hạn để so sánh giữa các đơn vị (Bảng 5).",
    );
    case(
        |r| {
            r.satisfaction.by_department = vec![
                sample::answers("Phòng A", [0, 0, 0, 5, 5]),
                sample::answers("Phòng B", [0; 5]),
            ];
        },
        "Về mức độ hài lòng, không có đơn vị nào có từ 30 phiếu trở lên nên không so sánh giữa các đơn vị (Bảng 7).",
    );
    case(
        |r| {
            r.satisfaction.by_department = vec![
                sample::answers("Phòng A", [0, 0, 0, 20, 20]),
                sample::answers("Phòng B", [0, 0, 0, 5, 5]),
            ];
        },
        "Về mức độ hài lòng, chỉ một đơn vị có từ 30 phiếu trở lên, tỷ lệ hài lòng là 100,00% (Phòng A, n = 40), xem Bảng 7, Biểu đồ 6.",
    );
    // One department.
    case(
        |r| departments(r, &[("Phòng A", 39, 40)]),
        "Toàn bộ hồ sơ do Phòng A giải quyết; số liệu đã nêu tại khoản 1 mục này.",
    );
    silent(|r| departments(r, &[("Phòng A", 39, 40)]), "Kết quả giải quyết hồ sơ theo phòng");
    silent(
        |r| departments(r, &[("Phòng A", 39, 40), ("Phòng B", 3, 3)]),
        "Về giải quyết thủ tục hành chính, trong",
    );
}

#[test]
fn the_only_letter_that_is_owed_is_a_sentence() {
    fn owes(report: &mut Report, change: fn(&mut Reconciliation)) {
        report.letters = LetterFigures { owed: 1, ..LetterFigures::default() };
        report.letters.reconciliation.late = 1;
        change(&mut report.letters.reconciliation);
    }
    case(
        |r| owes(r, |beside| beside.without = 1),
        "Trong kỳ có 01 hồ sơ phải gửi văn bản xin lỗi; hồ sơ này chưa có văn bản xin lỗi, do còn thiếu thông tin để lập.",
    );
    case(
        |r| owes(r, |beside| beside.prepared = 1),
        "Trong kỳ có 01 hồ sơ phải gửi văn bản xin lỗi; đã lập Thư xin lỗi, sổ theo dõi chưa ghi ngày phát hành.",
    );
    case(
        |r| owes(r, |beside| (beside.issued, beside.issued_late) = (1, 1)),
        "Trong kỳ có 01 hồ sơ phải gửi văn bản xin lỗi; văn bản đã phát hành, gửi từ ngày hẹn trả trở đi.",
    );
    silent(|r| owes(r, |beside| beside.without = 1), "0,00% (0/1 hồ sơ)");
}

#[test]
fn what_is_not_given_is_not_referred_to() {
    silent(|r| sheets_of_one(r, 1), "kết quả đã nêu tại khoản 2");
    silent(|r| sheets_of_one(r, 1), "kết quả chỉ để tham khảo");
    case(
        |r| sheets_of_one(r, 40),
        "Toàn bộ phiếu lấy ý kiến là về Phòng A; kết quả đã nêu tại khoản 2 mục này.",
    );
}

/// So many sheets, all of one department; of few, the rate is left out.
fn sheets_of_one(report: &mut Report, sheets: u64) {
    let line = sample::answers("Phòng A", [0, 0, 0, 0, sheets]);
    let figures = &mut report.satisfaction;
    (figures.valid, figures.returned) = (sheets, sheets);
    (figures.total, figures.by_department) = (line.clone(), vec![line]);
    if sheets < 5 {
        figures.total.rate = Ratio::default();
        figures.by_department = vec![figures.total.clone()];
    }
}

#[test]
fn a_sum_over_the_year_is_not_the_period_again() {
    silent(
        |r| {
            let resolved = r.dossiers.total.columns.resolved;
            r.year.as_mut().expect("a year").total.resolved = resolved;
        },
        "- Lũy kế từ tháng 1 đến tháng 3 năm 2020: tiếp nhận",
    );
}

#[test]
fn nothing_of_the_period_is_no_completeness() {
    case(
        |r| {
            *r = Report { input: r.input.clone(), ..sample::empty() };
            r.input.rejected_of_period = Some(0);
            r.dossiers.has_data = true;
        },
        "- Mức độ đầy đủ của số liệu: các tệp dữ liệu đã nhận không có dòng nào thuộc kỳ.",
    );
}

#[test]
fn why_an_index_is_below_the_due_dates() {
    let words = |asked| {
        let figures = QualityFigures { asked_again: asked, ..sample::quality() };
        figures.asked_again_words()
    };
    assert_eq!(
        words(Some(1)).as_deref(),
        Some(
            "Ở chỉ số 2.1, 01 hồ sơ đang giải quyết còn trong hạn được tính là quá hạn, vì đã yêu cầu bổ sung hơn một lần"
        )
    );
    assert_eq!([words(Some(0)), words(None)], [None, None]);
}
