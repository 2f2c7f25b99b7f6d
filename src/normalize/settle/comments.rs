//! Ticked comments are found where they stood, with the words that they had, or they are not published.

use std::collections::BTreeMap;

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{CommentMark, PublishChoice, Records, Text, fingerprint, is_cut_from, mask};
use crate::normalize::kinds::letters::Joined;

/// Fills `published` from the marks: the words of a comment, masked anew, by its place.
pub(super) fn publish(records: &mut Records) -> Joined {
    let mut joined = Joined::default();
    let marks = &records.comment_marks;
    if marks.is_empty() {
        return joined;
    }
    let sheets = records.surveys.iter().map(|sheet| (&sheet.place, sheet.comment.as_ref()));
    let register = records.complaints.iter().map(|one| (&one.place, one.comment()));
    let known: BTreeMap<String, (&Place, &Text)> = sheets
        .chain(register)
        .filter_map(|(place, comment)| Some((place.to_string(), (place, comment?))))
        .collect();
    let mut groups: BTreeMap<&str, Vec<&CommentMark>> = BTreeMap::new();
    for mark in marks {
        groups.entry(&mark.origin).or_default().push(mark);
    }
    let mut published = BTreeMap::new();
    for (origin, group) in groups {
        let Some(ticked) = group.iter().find(|mark| mark.choice == PublishChoice::Publish) else {
            continue;
        };
        let says = |mark: &CommentMark| (mark.choice, mark.fingerprint.clone(), mark.text.clone());
        if group.iter().any(|mark| says(mark) != says(ticked)) {
            joined.rejected.extend(group.iter().map(|mark| mark.place.clone()));
            joined.findings.extend(group.iter().map(|mark| conflict(mark, &group)));
            continue;
        }
        match words(ticked, known.get(origin).map(|(_, text)| *text)) {
            Ok(words) => {
                published.extend(known.get(origin).map(|(place, _)| ((*place).clone(), words)));
            }
            Err(finding) => joined.findings.push(*finding),
        }
    }
    records.published = published;
    joined
}

/// What is published of a ticked comment.
fn words(mark: &CommentMark, comment: Option<&Text>) -> Result<Text, Box<Finding>> {
    let origin = &mark.origin;
    let not_found = |message: String| {
        let finding = Finding::new(Code::CommentNotFound, mark.place.clone());
        Box::new(finding.with_field(Field::Origin).with_message(message))
    };
    let Some(comment) = comment else {
        return Err(not_found(format!("Không còn ý kiến được đánh dấu ở “{origin}”")));
    };
    if fingerprint(comment) != *mark.fingerprint {
        return Err(not_found(format!("Ý kiến ở “{origin}” đã đổi lời so với lúc lập danh sách")));
    }
    let masked = mask(comment).text();
    match mark.text.as_deref().filter(|text| is_cut_from(text, &masked)) {
        // Words that stand beside each other once others are gone may be a name.
        Some(text) => Ok(Text::from(mask(text).text())),
        None => Err(Box::new(Finding::new(Code::BadValue, mark.place.clone())
            .with_field(Field::Content)
            .with_message(format!(
                "Nội dung đăng của ý kiến ở “{origin}” không còn đúng lời của tổ chức, cá nhân"
            ))
            .with_effect("ý kiến này chưa được đăng")
            .with_advice(
                "chỉ được bớt chữ: thay chữ muốn bớt bằng dấu … và giữ nguyên các chữ khác; hoặc kiểm tra lại để lấy lại nội dung",
            ))),
    }
}

fn conflict(mark: &CommentMark, group: &[&CommentMark]) -> Finding {
    let others = group.iter().filter(|other| other.place != mark.place);
    let places: Vec<String> = others.map(|other| other.place.to_string()).collect();
    Finding::new(Code::ConflictingRows, mark.place.clone())
        .rejecting()
        .with_field(Field::Publish)
        .with_message(format!(
            "Ý kiến ở “{}” có hai dòng đánh dấu khác nhau: xem thêm {}",
            mark.origin,
            places.join("; ")
        ))
        .with_effect("ý kiến này chưa được đăng")
        .with_advice("giữ danh sách mới nhất, đưa danh sách cũ ra khỏi du-lieu")
}
