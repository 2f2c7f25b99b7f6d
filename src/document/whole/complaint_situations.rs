//! What a report says of complaints in each situation.

use super::situations::{case, proposed, said, silent};
use crate::document::{DocumentCopy, sample};
use crate::model::Ratio;
use crate::report::{ComplaintLine, Report};

fn complaints(report: &mut Report, [carried, received, resolved, in_time, late]: [u64; 5]) {
    let open = carried + received - resolved;
    report.complaints.total = ComplaintLine {
        carried,
        received,
        resolved,
        in_time,
        late,
        open,
        in_time_rate: Ratio::new(in_time, in_time + late),
        ..ComplaintLine::default()
    };
}

#[test]
fn what_was_complained_of() {
    case(
        |r| complaints(r, [0; 5]),
        "Trong kỳ không tiếp nhận đơn thư, phản ánh, kiến nghị và không có đơn từ kỳ trước chuyển sang.",
    );
    case(
        |r| complaints(r, [0, 3, 0, 0, 0]),
        "Trong kỳ tiếp nhận 03 đơn; chưa giải quyết xong đơn nào; cuối kỳ còn 03 đơn đang giải quyết (Bảng 8).",
    );
    case(
        |r| complaints(r, [2, 0, 2, 1, 1]),
        "Trong kỳ không tiếp nhận đơn mới, từ kỳ trước chuyển sang 02 đơn; đã giải quyết 02 đơn; cuối kỳ không còn đơn đang giải quyết (Bảng 8). Tỷ lệ giải quyết đúng hạn là 50,00% (1/2 đơn đã giải quyết có hạn). Số đơn đã giải quyết có hạn dưới 30, tỷ lệ chỉ để tham khảo.",
    );
    case(
        |r| complaints(r, [0, 30, 30, 30, 0]),
        "Trong kỳ tiếp nhận 30 đơn; đã giải quyết 30 đơn; cuối kỳ không còn đơn đang giải quyết (Bảng 8). Tỷ lệ giải quyết đúng hạn là 100,00% (30/30 đơn đã giải quyết có hạn).",
    );
}

#[test]
fn what_of_the_complaints_is_late() {
    const LATE: &str = "- Trong kỳ có 01 đơn thư, phản ánh, kiến nghị đã giải quyết quá hạn.";
    const OPEN: &str = "- Cuối kỳ còn 02 đơn thư, phản ánh, kiến nghị đang quá hạn.";
    proposed(|r| complaints(r, [2, 0, 2, 1, 1]), LATE);
    let all_open = |r: &mut Report| {
        complaints(r, [0, 3, 0, 0, 0]);
        r.complaints.total.open_overdue = 2;
    };
    proposed(all_open, OPEN);
    case(all_open, "Về đơn thư, phản ánh, kiến nghị: cuối kỳ còn 02 đơn đang quá hạn giải quyết.");
    // Each says only what is.
    assert!(
        !said(|r| complaints(r, [2, 0, 2, 1, 1]), DocumentCopy::ToEdit).contains("đang quá hạn.")
    );
    assert!(!said(all_open, DocumentCopy::ToEdit).contains("đã giải quyết quá hạn."));
    silent(|r| complaints(r, [2, 0, 2, 1, 1]), "Về đơn thư, phản ánh, kiến nghị: ");
}

/// Complaints are told of the office as a whole, and how a dossier is judged where there is one.
#[test]
fn an_office_that_has_complaints_alone() {
    let alone = |r: &mut Report| {
        *r = Report { complaints: r.complaints.clone(), ..sample::empty() };
    };
    case(
        alone,
        "Kỳ này không có số liệu hồ sơ, phiếu lấy ý kiến theo đơn vị; kết quả giải quyết đơn thư của cả cơ quan nêu tại khoản 5 mục này.",
    );
    case(
        alone,
        "- Đơn thư, phản ánh, kiến nghị giải quyết đúng hạn khi ngày giải quyết không sau hạn giải quyết; tỷ lệ đúng hạn tính trên số đơn đã giải quyết có ghi hạn; đơn đang giải quyết được xét tại ngày cuối kỳ.",
    );
    silent(alone, "số hồ sơ giải quyết trước hạn và đúng hạn");
    silent(|r| *r = sample::empty(), "ngày giải quyết không sau hạn");
}
