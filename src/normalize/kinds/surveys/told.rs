//! What a clerk is told of the questions of a survey table, and why one is not read.

use std::borrow::Cow;

use crate::ledger::{Code, Field, Finding, Place};
use crate::normalize::file::FileReader;
use crate::normalize::header::asking::{Asking, asking};
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::kinds::surveys::Learnt;
use crate::normalize::kinds::surveys::asked::Asked;
use crate::normalize::kinds::surveys::judge::Unread;
use crate::normalize::kinds::surveys::lookalikes::{self, Lookalike};
use crate::normalize::kinds::surveys::replies::{Replies, shown, shown_in_percent};
use crate::normalize::rows::marks::RowMark;
use crate::normalize::text::intern::Interner;
use crate::normalize::values::legend::choices;
use crate::normalize::values::reply::Reply;
use crate::normalize::values::scale::{Misfit, Why};
use crate::normalize::values::status;
use crate::normalize::values::tally::Seen;
use crate::normalize::waiting::Waiting;

/// Values and names that a message lists.
const LISTED: usize = 5;

/// Answers from which on a question shows which levels people use.
const MANY: u64 = 5;

/// What makes a question of a column of codes.
const IN_WORDS: &str = "nếu câu này hỏi mức độ hài lòng thì ghi câu trả lời bằng chữ như các câu khác, nếu không thì không cần làm gì";

const SHEET_OUT: &str = "trang này không được đọc, chưa lập được báo cáo";

/// Which questions were read by a direction that nobody declared: one finding a table.
pub(crate) fn assumed(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    asked: &[Asked],
    learnt: &Learnt,
) {
    let digits = file.options.digits;
    let assumed: Vec<&Asked> = asked
        .iter()
        .filter(|asked| {
            let key = &asked.scale;
            let scale = learnt.scales.get(key).and_then(|scale| scale.as_ref().ok());
            let of_file = learnt.tallies.get(key);
            scale.zip(of_file).is_some_and(|(scale, tally)| scale.is_assumed(tally, digits))
                && asked.tally.has(|reply| matches!(reply, Reply::Digit(_)))
        })
        .collect();
    let how = "chữ số, chưa khai báo mức nào là tốt nhất";
    file.findings.extend(answered(Code::ScaleAssumed, waiting, &assumed, how));
    // Of five levels people use more than the lowest two.
    let marks = |asked: &Asked, least: u8| {
        asked.tally.count(|reply| matches!(reply, Reply::Digit(mark) if mark >= least))
    };
    let low = assumed.iter().filter(|asked| marks(asked, 1) >= MANY && marks(asked, 3) == 0);
    let low: Vec<&Asked> = low.copied().collect();
    if assumed.iter().any(|asked| marks(asked, 4) * 2 > marks(asked, 1)) {
        let how = "1 và 2 trong khi câu khác trả lời đến 5, có thể là mã của lựa chọn";
        file.findings.extend(answered(Code::ScaleAssumed, waiting, &low, how).map(|finding| {
            finding.with_effect("được tính là rất không hài lòng và không hài lòng").with_advice(
                "nếu không hỏi mức độ hài lòng thì ghi câu trả lời bằng chữ, hoặc khai các câu hỏi cần tính ở [[cau_hoi]] của congso.toml",
            )
        }));
    }
}

/// A column that may number the sheets, or count those that answer alike.
pub(crate) fn doubtful_numbers(file: &mut FileReader<'_>, waiting: &Waiting) {
    let Some(index) = waiting.table.index_of(Field::Number) else { return };
    if lookalikes::has_numbers_of_sheets(waiting, &file.texts) {
        return;
    }
    let Some(column) = waiting.table.columns().get(index) else { return };
    file.findings.push(
        Finding::new(Code::AmbiguousColumn, header(waiting, column))
            .with_field(Field::Number)
            .with_found(column.header.clone())
            .with_message(format!(
                "Không rõ cột “{}” ghi số của phiếu hay số lượng phiếu",
                column.header
            ))
            .with_effect("mỗi dòng được tính là một phiếu")
            .with_advice(
                "nếu là số của phiếu thì không cần làm gì; nếu là số lượng phiếu thì ghi mỗi phiếu một dòng",
            ),
    );
}

/// Which questions are answered on a scale that is not the five levels in words: one finding a table and scale.
pub(crate) fn converted(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    asked: &[Asked],
    learnt: &Learnt,
) {
    let mut by_scale: Vec<(&str, Vec<&Asked>)> = Vec::new();
    for asked in asked {
        let scale = learnt.scales.get(&asked.scale).and_then(|scale| scale.as_ref().ok());
        let Some(how) = scale.and_then(|scale| scale.converted(&asked.tally)) else { continue };
        match by_scale.iter_mut().find(|(other, _)| *other == how) {
            Some((_, asked_so)) => asked_so.push(asked),
            None => by_scale.push((how, vec![asked])),
        }
    }
    for (how, asked) in by_scale {
        file.findings.extend(answered(Code::ScaleConverted, waiting, &asked, how));
    }
}

/// `4 câu hỏi trả lời bằng điểm: “Câu 1”, …`, at the first of them.
fn answered(code: Code, waiting: &Waiting, asked: &[&Asked], how: &str) -> Option<Finding> {
    let column = waiting.table.columns().get(asked.first()?.index)?;
    let names = list(asked.iter().map(|asked| asked.question.text.to_string()));
    let message = format!("{} câu hỏi trả lời bằng {how}: {names}", asked.len());
    Some(
        Finding::new(code, header(waiting, column))
            .with_field(Field::Question)
            .with_found(column.header.clone())
            .with_message(message),
    )
}

fn header(waiting: &Waiting, column: &SheetColumn) -> Place {
    Place::cell(&waiting.source, column.row, column.at)
}

/// `“Câu 1”, “Câu 2”, …`.
fn list(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<String> = texts.map(|text| format!("“{text}”")).collect();
    if texts.len() > LISTED {
        texts.truncate(LISTED);
        texts.push("…".to_owned());
    }
    texts.join(", ")
}

fn values(seen: &[Seen], texts: &Interner, waiting: &Waiting) -> String {
    list(seen.iter().map(|seen| shown(*seen, texts, waiting.epoch)))
}

/// Questions about something else than satisfaction: one finding each.
pub(crate) fn unread(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    unread: &[(usize, Unread)],
    replies: &mut Replies,
) {
    for (index, why) in unread {
        let Some(column) = waiting.table.columns().get(*index) else { continue };
        let tally = replies.tally(waiting, *index, &file.texts);
        let seen: Vec<Seen> = tally.iter().map(|(seen, _, _)| seen).collect();
        let what = match why {
            Unread::YesNo => "trả lời Có hoặc Không, không phải mức độ hài lòng".to_owned(),
            Unread::Count => "hỏi số lần hoặc thời gian, không phải mức độ hài lòng".to_owned(),
            Unread::Person => "hỏi về người trả lời, không phải mức độ hài lòng".to_owned(),
            Unread::Choice => "trả lời bằng lựa chọn không phải mức độ hài lòng".to_owned(),
            Unread::Expected => {
                "hỏi về mong đợi hoặc mức độ quan trọng, không phải mức độ hài lòng".to_owned()
            }
            Unread::Computed => {
                "là kết quả tổng hợp từ các câu khác, hoặc nói về người khảo sát".to_owned()
            }
            Unread::Officer => {
                "tiêu đề là tên người, không phải câu hỏi; tên người không đưa vào báo cáo"
                    .to_owned()
            }
            Unread::Flags => "chỉ có 0 và 1, không phải mức độ hài lòng".to_owned(),
            Unread::Trouble => {
                "hỏi về điều không tốt, đồng ý với câu này không phải là hài lòng".to_owned()
            }
            Unread::Coded => format!(
                "trả lời bằng chữ số {} trong khi các câu khác trả lời bằng chữ",
                values(&seen, &file.texts, waiting)
            ),
            Unread::Choices => format!(
                "tiêu đề cho biết mỗi chữ số là một lựa chọn ({}), không phải mức độ hài lòng",
                list(choices(&column.header).into_iter().take(2))
            ),
            Unread::Unnumbered => {
                format!(
                    "không đánh số như các câu khác, trả lời {}",
                    values(&seen, &file.texts, waiting)
                )
            }
            Unread::Undeclared => "không có trong [[cau_hoi]] của congso.toml".to_owned(),
        };
        let finding = Finding::new(Code::QuestionNotRead, header(waiting, column))
            .with_field(Field::Question)
            .with_found(column.header.clone())
            .with_message(format!("Không đọc câu “{}”: {what}", column.leaf));
        file.findings.push(if *why == Unread::Coded {
            finding.with_advice(IN_WORDS)
        } else {
            finding
        });
    }
}

/// Questions that are on no scale: the sheet is not read.
pub(crate) fn refuse(file: &mut FileReader<'_>, waiting: &Waiting, misfits: &[(usize, Misfit)]) {
    let columns = waiting.table.columns();
    let named: Vec<(&SheetColumn, &Misfit)> = misfits
        .iter()
        .filter_map(|(index, misfit)| columns.get(*index).map(|column| (column, misfit)))
        .collect();
    let Some((column, misfit)) = named.first() else { return };
    let mut questions: Vec<String> = named
        .iter()
        .take(LISTED)
        .map(|(column, misfit)| {
            let say = if misfit.why == Why::NoBottom { shown_in_percent } else { shown };
            let seen = misfit.seen.iter().map(|seen| say(*seen, &file.texts, waiting.epoch));
            format!("“{}” có {}", question(column), list(seen))
        })
        .collect();
    if named.len() > LISTED {
        questions.push("…".to_owned());
    }
    let count = named.len();
    let message = match misfit.why {
        Why::Mixed => format!("{count} câu hỏi có câu trả lời không cùng một thang mức hài lòng: "),
        Why::OffScale => {
            format!("{count} câu hỏi trả lời bằng điểm, không phải thang từ 1 đến 5: ")
        }
        Why::NoTop => {
            format!("{count} câu hỏi trả lời bằng số, không rõ số cao nhất của thang là mấy: ")
        }
        Why::Elsewhere => format!(
            "{count} câu hỏi trả lời bằng chữ số, không ghi số nào là tốt nhất, trong khi chỗ khác của tệp ghi 1 là tốt nhất: "
        ),
        Why::NoBottom => format!(
            "{count} câu hỏi trả lời bằng phần trăm, không thấy mức thấp nhất nên không rõ mỗi mức là bao nhiêu: "
        ),
    };
    let declare = format!(
        "nếu đây không phải câu hỏi mức độ hài lòng thì khai các câu hỏi cần tính ở congso.toml, mỗi câu hai dòng:\n[[cau_hoi]]\nnoi_dung = {}",
        status::quoted(question(column))
    );
    let advice = match misfit.why {
        Why::Mixed => format!("sửa cho mọi câu trả lời theo một thang, ví dụ Rất hài lòng, Hài lòng, Bình thường, Không hài lòng, Rất không hài lòng; {declare}"),
        Why::OffScale | Why::NoBottom => format!("đổi điểm sang năm mức ngay trong tệp (chương trình không tự đổi thang 4, 7 hay 10 điểm); {declare}"),
        Why::Elsewhere => "ghi nghĩa của chữ số ở dòng trên bảng của từng trang, ví dụ “1 = Rất hài lòng; 5 = Rất không hài lòng”; hoặc mở congso.toml bằng Notepad, ghi chu_so = \"5_tot_nhat\" hoặc \"1_tot_nhat\" cho các trang không ghi".to_owned(),
        Why::NoTop => "nếu là thang 1–5 thì mở congso.toml bằng Notepad, ghi chu_so = \"5_tot_nhat\" hoặc \"1_tot_nhat\"; nếu không thì đổi sang năm mức bằng chữ ngay trong tệp".to_owned(),
    };
    let finding = Finding::new(Code::UnknownScale, header(waiting, column))
        .with_field(Field::Question)
        .with_found(column.header.clone())
        .with_message(format!("{message}{}", questions.join("; ")))
        .with_advice(advice);
    file.reject(waiting.sheet, waiting.table.rows.len());
    file.stop(finding);
}

/// The question of a column: what stands above its level, if it is one of a grid.
fn question(column: &SheetColumn) -> &str {
    match column.role {
        ColumnRole::Tick(_) => {
            column.header.rsplit_once(" > ").map_or(&column.header, |(above, _)| above)
        }
        ColumnRole::Read
        | ColumnRole::Twin
        | ColumnRole::Beaten
        | ColumnRole::Span
        | ColumnRole::Candidate(_) => &column.leaf,
    }
}

/// A table of surveys none of whose columns asks anything.
pub(crate) fn no_questions(file: &mut FileReader<'_>, waiting: &Waiting, replies: &mut Replies) {
    let asking: Vec<(usize, &SheetColumn)> = waiting
        .table
        .columns()
        .iter()
        .enumerate()
        .filter(|(_, column)| {
            matches!(column.role, ColumnRole::Candidate(_)) && asking(&column.leaf) >= Asking::Long
        })
        .collect();
    let declared = !file.options.questions.is_empty();
    let seen = asking.iter().take(LISTED).map(|(index, column)| {
        let tally = replies.tally(waiting, *index, &file.texts);
        let seen: Vec<Seen> = tally.iter().map(|(seen, _, _)| seen).collect();
        let answers = if seen.is_empty() {
            "để trống".to_owned()
        } else {
            values(&seen, &file.texts, waiting)
        };
        format!("“{}” có {answers}", column.leaf)
    });
    let seen: Vec<String> = seen.collect();
    let message = match (seen.is_empty(), declared) {
        (true, _) => "Không có cột nào là câu hỏi đánh giá mức độ hài lòng".to_owned(),
        (false, true) => format!(
            "Không có cột nào là câu hỏi đã khai ở [[cau_hoi]]: {}",
            list(asking.iter().map(|(_, column)| column.leaf.clone()))
        ),
        (false, false) => {
            format!("Không có câu hỏi nào trả lời theo mức độ hài lòng: {}", seen.join("; "))
        }
    };
    let advice = match (asking.first(), declared) {
        (None, _) => "khai báo câu hỏi ở mục [[cau_hoi]] trong congso.toml, hoặc đặt tên cột Câu 1, Câu 2".to_owned(),
        (Some((_, column)), true) => format!(
            "ở đoạn [[cau_hoi]] của câu hỏi tương ứng trong congso.toml, ghi dòng sau (đã có ten_khac thì thêm tên cột này vào trong [ ]):\nten_khac = [{}]",
            status::quoted(&column.leaf)
        ),
        (Some(_), false) => "ghi câu trả lời bằng chữ (Rất hài lòng, Hài lòng, Bình thường, Không hài lòng, Rất không hài lòng) hoặc số từ 1 đến 5".to_owned(),
    };
    nothing_asked(file, waiting, message, advice);
}

/// A table without questions: nothing of its sheet is read.
fn nothing_asked(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    message: impl Into<Cow<'static, str>>,
    advice: impl Into<Cow<'static, str>>,
) {
    file.reject(waiting.sheet, waiting.table.rows.len());
    let place = Place::row(&waiting.source, waiting.table.header.first_row);
    file.stop(
        Finding::new(Code::MissingColumn, place)
            .with_found("câu hỏi")
            .with_message(message)
            .with_effect(SHEET_OUT)
            .with_advice(advice),
    );
}

/// A table that only looks like survey sheets: left aside where the file has sheets of surveys, else refused.
pub(crate) fn lookalike(file: &mut FileReader<'_>, waiting: &Waiting, form: Lookalike) {
    let message = match form {
        Lookalike::Counts => {
            "Đây là bảng tổng hợp số phiếu theo từng mức, không phải các phiếu khảo sát"
        }
        Lookalike::Long => "Mỗi dòng của trang là một câu trả lời, không phải một phiếu khảo sát",
        Lookalike::Weighted => {
            "Trang có cột số lượng phiếu: không rõ mỗi dòng là một phiếu hay nhiều phiếu trả lời như nhau"
        }
        Lookalike::Rounds => {
            "Trang hỏi cùng một câu ở nhiều lần khảo sát cạnh nhau: không rõ tính lần nào"
        }
        Lookalike::Repeated => {
            "Phần lớn số phiếu đứng ở nhiều dòng: không rõ mỗi dòng là một phiếu hay một câu trả lời"
        }
    };
    // The workbook to type sheets into counts them on a page of its own, and so do clerks.
    if form == Lookalike::Counts && file.has_other_surveys(waiting.sheet) {
        file.pass_over(waiting.sheet);
        return;
    }
    let advice = match form {
        Lookalike::Counts => {
            "nộp bảng nhập phiếu, mỗi phiếu một dòng, mỗi câu hỏi một cột; xóa bảng tổng hợp này khỏi du-lieu"
        }
        Lookalike::Long => {
            "xuất lại từ phần mềm khảo sát theo kiểu mỗi phiếu một dòng, mỗi câu hỏi một cột"
        }
        Lookalike::Weighted => {
            "mỗi phiếu ghi một dòng; nếu mỗi dòng đã là một phiếu thì xóa cột số lượng phiếu"
        }
        Lookalike::Rounds => {
            "mỗi lần khảo sát để ở một tệp hoặc một trang riêng, chỉ để lại lần của kỳ này"
        }
        Lookalike::Repeated => {
            "sửa các số phiếu ghi trùng; nếu mỗi dòng là một câu trả lời thì xuất lại theo kiểu mỗi phiếu một dòng"
        }
    };
    nothing_asked(file, waiting, message, advice);
}

/// Rows with a word where the others have a number, and rows that show how to fill in the table: no sheets.
pub(crate) fn no_sheets(file: &mut FileReader<'_>, waiting: &mut Waiting) {
    let marked = waiting.table.marks.no_sheets(waiting.table.has(Field::Date));
    let is_there = |row: u32| waiting.table.rows.iter().any(|other| other.number == row);
    let marked: Vec<_> = marked.into_iter().filter(|(row, _, _)| is_there(*row)).collect();
    if marked.is_empty() || waiting.is_stopped {
        return;
    }
    for (row, column, mark) in &marked {
        let finding = Finding::new(Code::BadValue, Place::cell(&waiting.source, *row, *column))
            .rejecting()
            .with_field(Field::Number)
            .with_effect("dòng này không được tính");
        file.findings.push(if *mark == RowMark::Example {
            finding
                .with_message("Dòng ghi là ví dụ hoặc mẫu, không phải phiếu")
                .with_advice("xóa dòng này; nếu là một phiếu thì ghi số của phiếu")
        } else {
            finding
                .with_message("Cột số thứ tự ghi chữ, không ghi số: có thể là dòng tổng hợp, không phải phiếu")
                .with_advice("xóa dòng này nếu là dòng tổng hợp; nếu là một phiếu thì ghi số thứ tự")
        });
    }
    file.reject(waiting.sheet, marked.len());
    waiting.table.take_out(&marked.into_iter().map(|(row, _, _)| row).collect());
}
