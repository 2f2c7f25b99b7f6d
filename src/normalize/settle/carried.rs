//! Complaints without a number that stand open in one table and answered in another: one matter, most likely.

use hashbrown::HashMap;

use crate::ledger::{Code, Field, Finding};
use crate::model::{Complaint, short_date};
use crate::normalize::settle::books::Books;

/// Says which may be counted twice.
pub(crate) fn say(complaints: &[Complaint], books: &mut Books) {
    let mut alike: HashMap<_, Vec<&Complaint>> = HashMap::new();
    for one in complaints.iter().filter(|it| it.code.is_none()) {
        alike.entry((one.kind, one.received, one.due)).or_default().push(one);
    }
    for open in complaints.iter().filter(|it| it.code.is_none() && it.resolved.is_none()) {
        let same = alike.get(&(open.kind, open.received, open.due));
        let again = same.into_iter().flatten().find(|other| {
            other.place.source != open.place.source
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
