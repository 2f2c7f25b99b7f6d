//! Which columns of a survey are questions of satisfaction: by how their headers ask and what was answered.
//!
//! | header | answers | is |
//! |---|---|---|
//! | of the settings | any | a question; nothing else is one where the settings ask any |
//! | `Câu 1`, `Q1 …`, a sentence | of one scale | a question |
//! | | yes or no, a choice, a number of times, who answers | none, and named |
//! | | of a scale that no rule reads | refused |
//! | a word or two | in words of satisfaction or agreement | a question |
//! | | anything else, also "Tốt" | none |
//! | names a trouble (`gây khó khăn`) | agreement, or digits of no declared direction | none, and named |
//! | says nothing of satisfaction, beside at least as many questions in words | bare digits of no declared direction | none, and named |
//! | without a number, beside numbered ones | not in words of satisfaction | none, and named |
//! | points of a program, digits that repeat the words beside them | any | none |

use crate::normalize::Digits;
use crate::normalize::header::asking::{AskedSubject, Asking};
use crate::normalize::values::level_words::Rating;
use crate::normalize::values::reply::Reply;
use crate::normalize::values::scale::{self, Misfit};
use crate::normalize::values::tally::Tally;

/// What is known of a column that may ask.
#[derive(Clone, Debug)]
pub(crate) struct AskFacts {
    pub(crate) asking: Asking,
    pub(crate) subject: Option<AskedSubject>,
    /// The number that its header gives it.
    pub(crate) ordinal: Option<u32>,
    pub(crate) said: AskSaid,
    pub(crate) about: AskAbout,
    pub(crate) tally: Tally,
}

/// What a header names that is no question of satisfaction, whatever the answers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum AskAbout {
    #[default]
    Anything,
    Hopes,
    Computed,
    Person,
}

/// What the words of its header, or a legend, say of the digits of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AskSaid {
    Nothing,
    /// They rate: `Đánh giá chung`.
    Rating,
    /// What each of them means.
    Levels,
    /// That they stand for things of which none is a level: `(1: cá nhân; 2: tổ chức)`.
    Choices,
}

/// What a column turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AskVerdict {
    Asks,
    /// A question, and none of satisfaction: named.
    NotRead(Unread),
    /// No question.
    Silent,
    /// It asks, and its answers fit no scale.
    Doubtful(Misfit),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    YesNo,
    Count,
    Person,
    /// One of several things that are no levels.
    Choice,
    /// Marked 0 or 1.
    Flags,
    /// Something bad, with which people agree or not.
    Trouble,
    /// What was hoped for, or how important it is.
    Expected,
    /// What follows from the other answers: `Xếp loại`.
    Computed,
    /// Its header is the name of somebody.
    Officer,
    /// Its header lists what its digits stand for, and these are no levels.
    Choices,
    /// Bare digits among questions that are answered in words.
    Coded,
    Unnumbered,
    Undeclared,
}

/// The verdicts of all columns of a table.
pub(crate) fn judge(columns: &[AskFacts], digits: Digits, settings_ask: bool) -> Vec<AskVerdict> {
    let mut verdicts: Vec<AskVerdict> =
        columns.iter().map(|column| alone(column, digits)).collect();
    let numbered = columns
        .iter()
        .zip(&verdicts)
        .filter(|(column, verdict)| {
            column.ordinal.is_some()
                && matches!(verdict, AskVerdict::Asks | AskVerdict::Doubtful(_))
        })
        .count();
    let short = |column: &AskFacts| column.asking == Asking::No;
    let has_short = columns.iter().zip(&verdicts).any(|(column, verdict)| {
        short(column) && *verdict == AskVerdict::Asks && speaks_of_satisfaction(column)
    });
    let asks = |verdict: &AskVerdict| matches!(verdict, AskVerdict::Asks | AskVerdict::Doubtful(_));
    let own = columns
        .iter()
        .zip(&verdicts)
        .filter(|(column, verdict)| column.about != AskAbout::Computed && asks(verdict));
    let has_own = own.count() > 0;
    for (column, verdict) in columns.iter().zip(&mut verdicts) {
        if has_own && column.about == AskAbout::Computed && asks(verdict) {
            *verdict = AskVerdict::NotRead(Unread::Computed);
        }
        // Nobody was more than content with it: of the scale of its neighbours.
        if has_short && short(column) && *verdict == AskVerdict::Silent && is_in_the_middle(column)
        {
            *verdict = AskVerdict::Asks;
        }
        if column.asking == Asking::Declared
            || !matches!(verdict, AskVerdict::Asks | AskVerdict::Doubtful(_))
        {
            continue;
        }
        if settings_ask {
            *verdict = named(column, Asking::Numbered, Unread::Undeclared);
        } else if numbered >= 2 && column.ordinal.is_none() && !speaks_of_satisfaction(column) {
            *verdict = named(column, Asking::Long, Unread::Unnumbered);
        }
    }
    verdicts
}

/// Bare digits among questions in words are codes of something, unless something says that they rate: a ward, a kind
/// of procedure, thousands of đồng. `grids` are questions in words that are no columns of their own.
pub(crate) fn name_codes(
    columns: &[AskFacts],
    verdicts: &mut [AskVerdict],
    digits: Digits,
    grids: usize,
) {
    if digits != Digits::Undeclared {
        return;
    }
    let asks = |verdict: &AskVerdict| matches!(verdict, AskVerdict::Asks | AskVerdict::Doubtful(_));
    let in_words = columns
        .iter()
        .zip(&*verdicts)
        .filter(|(column, verdict)| asks(verdict) && has_levels(column))
        .count();
    let in_digits: Vec<usize> = columns
        .iter()
        .zip(&*verdicts)
        .enumerate()
        .filter(|(_, (column, verdict))| {
            asks(verdict)
                && column.asking != Asking::Declared
                && !has_levels(column)
                && column.tally.has(|reply| matches!(reply, Reply::Digit(_)))
        })
        .map(|(at, _)| at)
        .collect();
    // Where most are in digits, they are how this office rates.
    if in_digits.len() > in_words + grids {
        return;
    }
    for at in in_digits {
        if let (Some(column), Some(verdict)) = (columns.get(at), verdicts.get_mut(at))
            && column.said == AskSaid::Nothing
        {
            *verdict = AskVerdict::NotRead(Unread::Coded);
        }
    }
}

fn has_levels(column: &AskFacts) -> bool {
    column.tally.has(|reply| matches!(reply, Reply::Word { .. }))
}

fn alone(column: &AskFacts, digits: Digits) -> AskVerdict {
    let tally = &column.tally;
    if column.asking == Asking::Declared {
        return AskVerdict::Asks;
    }
    if column.subject == Some(AskedSubject::Points) {
        return AskVerdict::Silent;
    }
    let is_scaled = tally.has(|reply| matches!(reply, Reply::Word { .. } | Reply::Digit(_)));
    match column.about {
        AskAbout::Hopes if is_scaled => return AskVerdict::NotRead(Unread::Expected),
        AskAbout::Person if is_scaled => return AskVerdict::NotRead(Unread::Officer),
        AskAbout::Hopes | AskAbout::Person | AskAbout::Computed | AskAbout::Anything => {}
    }
    let answered = tally.count(|reply| !matches!(reply, Reply::None | Reply::NoOpinion));
    if answered == 0 {
        return if column.asking >= Asking::Numbered {
            AskVerdict::Asks
        } else {
            AskVerdict::Silent
        };
    }
    let is_most = |count: u64| count * 2 > answered;
    if column.said == AskSaid::Choices
        && !has_levels(column)
        && is_most(tally.count(|reply| matches!(reply, Reply::Digit(_))))
    {
        return AskVerdict::NotRead(Unread::Choices);
    }
    let words = tally.has(|reply| {
        matches!(reply, Reply::Word { word, .. } if matches!(word.rating, Rating::Satisfaction | Rating::Agreement))
    });
    if !speaks_of_satisfaction(column) {
        match column.subject {
            Some(AskedSubject::Count) => return named(column, Asking::Long, Unread::Count),
            Some(AskedSubject::Person) => return named(column, Asking::Numbered, Unread::Person),
            Some(AskedSubject::Trouble) if has_rating(tally, Rating::Agreement) => {
                return AskVerdict::NotRead(Unread::Trouble);
            }
            Some(AskedSubject::Trouble)
                if digits == Digits::Undeclared
                    && column.said != AskSaid::Levels
                    && is_most(tally.count(|reply| matches!(reply, Reply::Digit(_)))) =>
            {
                return named(column, Asking::Long, Unread::Trouble);
            }
            // That 5 is the best of all digits makes no rating of a way of filing.
            Some(AskedSubject::Choice)
                if column.said != AskSaid::Levels
                    && !has_levels(column)
                    && is_most(tally.count(|reply| matches!(reply, Reply::Digit(_)))) =>
            {
                return named(column, Asking::Numbered, Unread::Choice);
            }
            Some(AskedSubject::Trouble | AskedSubject::Points | AskedSubject::Choice) | None => {}
        }
    }
    if is_most(tally.count(|reply| reply == Reply::YesNo)) {
        return named(column, Asking::Long, Unread::YesNo);
    }
    let flags = tally.count(|reply| matches!(reply, Reply::Digit(0 | 1)));
    if flags == answered && tally.has(|reply| reply == Reply::Digit(0)) {
        return named(column, Asking::Numbered, Unread::Flags);
    }
    if is_most(tally.count(|reply| reply == Reply::Unreadable)) {
        return if is_free_text(tally) {
            AskVerdict::Silent
        } else {
            named(column, Asking::Numbered, Unread::Choice)
        };
    }
    let decided = scale::decide(tally, digits);
    let measured = tally.count(|reply| matches!(reply, Reply::Number | Reply::Digit(11..)));
    if decided.is_err() && is_most(measured) {
        return named(column, Asking::Numbered, Unread::Count);
    }
    match (column.asking, decided) {
        (Asking::No, _) if !words => AskVerdict::Silent,
        (_, Ok(_)) => AskVerdict::Asks,
        // Numbers of which none stands twice tell one sheet from another.
        (Asking::Long, Err(_)) if is_numbers_of_sheets(tally) => AskVerdict::Silent,
        (_, Err(misfit)) => AskVerdict::Doubtful(misfit),
    }
}

/// Columns that do not even look like a question need not be named.
fn named(column: &AskFacts, at_least: Asking, unread: Unread) -> AskVerdict {
    if column.asking >= at_least { AskVerdict::NotRead(unread) } else { AskVerdict::Silent }
}

fn speaks_of_satisfaction(column: &AskFacts) -> bool {
    has_rating(&column.tally, Rating::Satisfaction)
}

fn has_rating(tally: &Tally, rating: Rating) -> bool {
    tally.has(|reply| matches!(reply, Reply::Word { word, .. } if word.rating == rating))
}

fn is_in_the_middle(column: &AskFacts) -> bool {
    let is_middle =
        |reply| matches!(reply, Reply::Word { word, .. } if word.rating == Rating::Middle);
    column.subject.is_none()
        && column.tally.has(is_middle)
        && !column.tally.has(|reply| !is_middle(reply) && reply != Reply::None)
}

/// Nearly every answer is a text of its own.
fn is_free_text(tally: &Tally) -> bool {
    let texts = tally.iter().filter(|(_, reply, _)| *reply == Reply::Unreadable);
    let (distinct, all) =
        texts.fold((0_u64, 0), |(distinct, all), (_, _, times)| (distinct + 1, all + times));
    distinct * 3 > all * 2
}

fn is_numbers_of_sheets(tally: &Tally) -> bool {
    tally.iter().count() >= 5
        && tally.iter().all(|(_, reply, times)| {
            times == 1 && matches!(reply, Reply::Digit(_) | Reply::Number) || reply == Reply::None
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::header::asking::{asking, asks_for_a_rating, ordinal, subject};
    use crate::normalize::values::reply::reply;
    use crate::normalize::values::tally::Seen;

    fn facts(header: &str, answers: &str) -> AskFacts {
        let mut tally = Tally::default();
        let texts: Vec<&str> = answers.split('|').map(str::trim).collect();
        for text in &texts {
            let at = texts.iter().position(|other| other == text).unwrap();
            tally.add(Seen::Text(u32::try_from(at).unwrap()), reply(text), 1);
        }
        let (asking, subject, ordinal) = (asking(header), subject(header), ordinal(header));
        let said = if asks_for_a_rating(header) { AskSaid::Rating } else { AskSaid::Nothing };
        AskFacts { asking, subject, ordinal, said, about: AskAbout::Anything, tally }
    }

    fn word(verdict: &AskVerdict) -> &'static str {
        match verdict {
            AskVerdict::Asks => "asks",
            AskVerdict::Silent => "silent",
            AskVerdict::Doubtful(_) => "doubtful",
            AskVerdict::NotRead(Unread::YesNo) => "yes or no",
            AskVerdict::NotRead(Unread::Count) => "count",
            AskVerdict::NotRead(Unread::Person) => "person",
            AskVerdict::NotRead(Unread::Choice) => "choice",
            AskVerdict::NotRead(Unread::Flags) => "flags",
            AskVerdict::NotRead(Unread::Trouble) => "trouble",
            AskVerdict::NotRead(Unread::Expected) => "expected",
            AskVerdict::NotRead(Unread::Computed) => "computed",
            AskVerdict::NotRead(Unread::Officer) => "officer",
            AskVerdict::NotRead(Unread::Choices) => "choices",
            AskVerdict::NotRead(Unread::Coded) => "coded",
            AskVerdict::NotRead(Unread::Unnumbered) => "unnumbered",
            AskVerdict::NotRead(Unread::Undeclared) => "undeclared",
        }
    }

    #[track_caller]
    fn case(header: &str, answers: &str, expected: &str) {
        let column = facts(header, answers);
        assert_eq!(word(&alone(&column, Digits::Undeclared)), expected, "{header}: {answers}");
    }

    #[test]
    fn a_column_is_a_question_by_its_header_and_its_answers() {
        case("Câu 1", "5 | 4 | 3", "asks");
        case("Câu 1", "", "asks");
        case("Câu 1", "10 | 8 | 4", "doubtful");
        case("Câu 1. Thái độ", "Rất hài lòng | Bình thường", "asks");
        case("Câu 1. Thái độ", "Bình thường | Hài lòng một phần | Hài lòng", "doubtful");
        case("Câu 1. Thái độ", "Tuyệt vời | Tạm", "doubtful");
        case("Câu 4. Ông/Bà phải đi lại bao nhiêu lần?", "1 | 2 | 1 | 3", "count");
        case("Câu 4. Thời gian chờ", "15 | 20 | 30 | 15", "count");
        case("Câu 5. Có phải trả thêm chi phí không?", "Có | Không | Không", "yes or no");
        case("Câu 6. Ông/Bà biết qua kênh nào?", "Báo | Mạng | Báo | Báo | Mạng", "choice");
        case(
            "Câu 7. Góp ý thêm?",
            "Cần thêm ghế | Tốt | Chờ lâu quá | Nên làm nhanh hơn",
            "silent",
        );
        case("Câu 8. Sức khỏe của Ông/Bà", "Tốt | Trung bình | Tốt", "person");
        case("Câu 9. Báo chí", "0 | 1 | 1", "flags");
        case("Câu 9. Cán bộ có gây khó khăn", "Đồng ý | Không đồng ý", "trouble");
        case("Gây khó khăn", "Đồng ý | Rất đồng ý", "trouble");
        case("Câu 9. Cán bộ có gây khó khăn", "Đồng ý | Bình thường | Bình thường", "trouble");
        case("Câu 9. Cán bộ có gây khó khăn", "5 | 4 | 2", "trouble");
        case("Câu 9. Cán bộ có gây khó khăn", "1 | 1 | 2 | 1", "trouble");
        case("Câu 9. Cán bộ có gây khó khăn", "Có | Không", "yes or no");
        case("Câu 9. Cán bộ không gây khó khăn", "Đồng ý | Không đồng ý", "asks");
        case("Câu 9. Giải quyết chậm trễ", "Không hài lòng | Hài lòng", "asks");
        case("Nơi ngồi chờ có đủ chỗ ngồi", "5 | 4 | 5", "asks");
        case("Mã số của cán bộ nhập liệu", "1 | 2 | 3 | 4 | 5 | 6 | 7", "count");
        case("Thứ tự phiếu trong ngày", "1 | 2 | 3 | 4 | 5 | 6 | 7", "silent");
        case("Thủ tục", "Rất hài lòng | Hài lòng", "asks");
        case("Thủ tục", "Đồng ý | Rất đồng ý", "asks");
        case("Thủ tục", "Hài lòng | Khá | Khá", "doubtful");
        for header in ["Sức khỏe", "Kinh tế hộ", "Học lực", "Nhà cửa"] {
            case(header, "Tốt | Trung bình | Tốt", "silent");
        }
        case("Thủ tục", "5 | 4", "silent");
        case("Points - Câu 1. Thái độ", "5 | 4", "silent");
        case("Tổng điểm", "4 / 5 | 5 / 5", "silent");
    }

    #[track_caller]
    fn table(columns: &[(&str, &str)], settings_ask: bool, expected: &[&str]) {
        let columns: Vec<AskFacts> =
            columns.iter().map(|(header, answers)| facts(header, answers)).collect();
        let got: Vec<_> =
            judge(&columns, Digits::Undeclared, settings_ask).iter().map(word).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn bare_names_of_questions_are_of_one_scale() {
        let columns = [
            ("Thái độ", "Hài lòng | Rất hài lòng"),
            ("Thủ tục", "Hài lòng | Bình thường"),
            ("Kết quả", "Bình thường | Bình thường"),
            ("Nhà ở", "Bình thường | Bình thường"),
            ("Vườn", "Tốt | Trung bình"),
        ];
        table(&columns, false, &["asks", "asks", "asks", "silent", "silent"]);
    }

    #[test]
    fn beside_numbered_questions_another_needs_words_of_satisfaction() {
        let columns = [
            ("Câu 1. Thái độ", "Hài lòng | Tốt"),
            ("Câu 2. Thủ tục", "Hài lòng | Tốt"),
            ("Nhận xét chung về nơi này", "Tốt | Trung bình"),
            ("Mức độ hài lòng chung", "Hài lòng | Rất hài lòng"),
        ];
        table(&columns, false, &["asks", "asks", "unnumbered", "asks"]);
        table(&columns, true, &["undeclared", "undeclared", "silent", "undeclared"]);
    }

    #[track_caller]
    fn codes(digits: Digits, columns: &[(&str, &str)], expected: &[&str]) {
        let mut columns: Vec<AskFacts> =
            columns.iter().map(|(header, answers)| facts(header, answers)).collect();
        for column in columns.iter_mut().filter(|column| column.ordinal == Some(9)) {
            column.said = AskSaid::Levels;
        }
        let mut verdicts = judge(&columns, digits, false);
        name_codes(&columns, &mut verdicts, digits, 0);
        assert_eq!(verdicts.iter().map(word).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn bare_digits_among_words_are_codes() {
        let words = ("Câu 1. Thái độ", "Rất hài lòng | Hài lòng");
        let ward = ("Câu 4. Ông/Bà đến từ xã nào?", "1 | 2 | 5");
        let undeclared = Digits::Undeclared;
        codes(undeclared, &[words, words, ward], &["asks", "asks", "coded"]);
        codes(undeclared, &[words, ("Câu 4. Số tiền phải trả", "3 | 9")], &["asks", "coded"]);
        codes(undeclared, &[words, ("Câu 4. Hài lòng chung", "5 | 4")], &["asks", "asks"]);
        codes(undeclared, &[words, ("Câu 9. Nơi chờ", "5 | 4")], &["asks", "asks"]);
        codes(undeclared, &[words, ("Câu 4. Nơi chờ", "5 | 4 | Tốt")], &["asks", "asks"]);
        codes(Digits::FiveIsBest, &[words, ward], &["asks", "asks"]);
        let way = ("Câu 4. Hình thức nộp hồ sơ", "1 | 2 | 5");
        codes(Digits::FiveIsBest, &[words, way], &["asks", "choice"]);
        // Most are in digits: this is how the office rates.
        codes(undeclared, &[ward, ward, words], &["asks", "asks", "asks"]);
        codes(undeclared, &[ward, ward], &["asks", "asks"]);
    }
}
