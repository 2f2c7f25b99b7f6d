//! Rows of the workbook in which the office ticks the comments that it publishes.

use crate::ledger::{Code, Fate, Field, Finding};
use crate::model::{CommentMark, PublishChoice, word_key};
use crate::normalize::file::FileReader;
use crate::normalize::kinds::letters::{RefusedEntry, each};
use crate::normalize::waiting::Waiting;

/// What a clerk may write for a tick; the list of the column offers `x`.
const TICKS: [&str; 6] = ["x", "v", "✓", "co", "dang", "1"];

/// Lines that hold nothing but their number are blank.
pub(crate) fn marks(file: &mut FileReader<'_>, waiting: &Waiting) {
    each(file, waiting, |row| {
        let [origin, fingerprint, text, mark] =
            [Field::Origin, Field::Fingerprint, Field::Content, Field::Publish]
                .map(|field| row.text(field));
        if [&origin, &fingerprint, &text, &mark].iter().all(|text| text.is_none()) {
            return Ok(Fate::Blank);
        }
        let choice = match mark.as_deref() {
            None => PublishChoice::Leave,
            Some(mark) if TICKS.contains(&word_key(mark).as_str()) => PublishChoice::Publish,
            Some(mark) => {
                row.find(
                    Finding::new(Code::BadValue, row.cell(Field::Publish))
                        .rejecting()
                        .with_field(Field::Publish)
                        .with_found(mark)
                        .with_message(format!("Không hiểu dấu “{mark}” ở cột Đăng"))
                        .with_effect("ý kiến này chưa được đăng")
                        .with_advice("ghi x để đăng, để trống thì không đăng"),
                );
                return Err(RefusedEntry);
            }
        };
        let advice = "giữ nguyên các cột Vị trí, Mã ý kiến như kiem-tra đã ghi";
        let origin = row.needed(origin, Field::Origin, advice)?;
        let fingerprint = row.needed(fingerprint, Field::Fingerprint, advice)?;
        let place = row.place();
        let mark = CommentMark { origin, fingerprint, text, choice, place };
        row.file.records.comment_marks.push(mark);
        Ok(Fate::Accepted)
    });
}
