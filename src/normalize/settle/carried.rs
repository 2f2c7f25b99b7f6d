//! Complaints without a number that stand open in one table and answered in another: one matter, most likely.

use crate::ledger::{Code, Field, Finding};
use crate::model::{Complaint, short_date};
use crate::normalize::settle::books::Books;

/// Says which may be counted twice.
pub(crate) fn say(complaints: &[Complaint], books: &mut Books) {
    let uncoded: Vec<&Complaint> = complaints.iter().filter(|it| it.code.is_none()).collect();
    for open in uncoded.iter().filter(|it| it.resolved.is_none()) {
        let again = uncoded.iter().find(|other| {
            other.place.source != open.place.source
                && (other.kind, other.received, other.due) == (open.kind, open.received, open.due)
                && (other.resolved.is_some() || other.place > open.place)
                && (other.department.is_none()
                    || open.department.is_none()
                    || other.department == open.department)
        });
        let Some(again) = again else { continue };
        books.find(
            Finding::new(Code::RepeatedRows, open.place.clone())
                .with_field(Field::Received)
                .with_found(short_date(open.received))
                .with_message(format!(
                    "Đơn không có số, chưa giải quyết, trùng loại, ngày tiếp nhận và hạn với {}: có thể là một đơn",
                    again.place
                ))
                .with_effect("cả hai dòng đều được tính; nếu là một đơn thì số liệu bị cộng hai lần")
                .with_advice("nếu là một đơn thì xóa dòng này, hoặc ghi số đơn ở cả hai bảng; nếu là hai đơn thì không cần làm gì"),
        );
    }
}
