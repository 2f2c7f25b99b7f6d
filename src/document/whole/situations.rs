//! What a report says in each situation, sentence by sentence: read them as the head of an office would.

use std::collections::BTreeMap;

use super::*;
use crate::document::block::ListItem;
use crate::document::sample;
use crate::model::Ratio;
use crate::report::{
    AssessmentFigures, Comparison, GapFigures, ReasonLine, ScorecardFigures, TargetFigures,
};

/// The words of the body, a line for each block.
fn body_text(document: &Document) -> String {
    fn items(list: &[ListItem], out: &mut Vec<String>) {
        for item in list {
            out.push(format!("{} {}", item.mark, words(&item.text)));
            items(&item.children, out);
        }
    }
    let mut out = Vec::new();
    for block in &document.body {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } => out.push(words(text)),
            Block::List(list) => items(list, &mut out),
            Block::Table(table) => out.push(table.caption.clone().unwrap_or_default()),
            Block::Chart(chart) => out.push(chart.caption.clone()),
        }
    }
    out.join("\n").replace('\u{a0}', " ")
}

pub(super) fn said(change: fn(&mut Report), copy: DocumentCopy) -> String {
    let mut changed = sample::report();
    change(&mut changed);
    let templates = Templates::new(&BTreeMap::new()).expect("templates");
    body_text(&report(&changed, copy, &sample::options(), &templates).expect("a document"))
}

/// The report to sign has this line.
#[track_caller]
pub(super) fn case(change: fn(&mut Report), line: &str) {
    let said = said(change, DocumentCopy::ToSign);
    assert!(said.lines().any(|other| other == line), "“{line}” is not in:\n{said}");
}

/// The copy for Word has this line, and the report to sign has not.
#[track_caller]
pub(super) fn proposed(change: fn(&mut Report), line: &str) {
    let draft = said(change, DocumentCopy::ToEdit);
    assert!(draft.lines().any(|other| other == line), "“{line}” is not in:\n{draft}");
    let signed = said(change, DocumentCopy::ToSign);
    assert!(!signed.lines().any(|other| other == line), "“{line}” is in:\n{signed}");
}

/// The report to sign says nothing of the kind.
#[track_caller]
pub(super) fn silent(change: fn(&mut Report), words: &str) {
    let said = said(change, DocumentCopy::ToSign);
    assert!(!said.contains(words), "“{words}” is in:\n{said}");
}

fn compared(report: &mut Report, on_time: (u64, u64), words: &str) {
    report.previous = Some(Comparison {
        code: "2020-02".to_owned(),
        name: "tháng 02 năm 2020".to_owned(),
        on_time_rate: Ratio::new(on_time.0, on_time.1),
        on_time_change: Some(String::new()),
        on_time_words: Some(words.to_owned()),
        satisfaction_rate: Ratio::new(80, 100),
        satisfaction_change: Some(String::new()),
        satisfaction_words: Some(words.to_owned()),
        on_time_note: None,
        satisfaction_note: None,
        are_few_sheets: false,
    });
}

/// Periods of the year that the archive lacks.
fn lacks(report: &mut Report, missing: impl IntoIterator<Item = String>) {
    let year = report.year.as_mut().expect("a year");
    (year.periods, year.missing) = (Vec::new(), missing.into_iter().collect());
}

pub(super) fn dossiers(report: &mut Report, taken: [u64; 3], done: [u64; 3], overdue: u64) {
    report.dossiers.total = sample::line("Tổng cộng", taken, done, overdue);
}

#[test]
fn what_was_taken() {
    case(
        |r| dossiers(r, [5, 12, 3], [10, 6, 1], 1),
        "- Tiếp nhận: nhận giải quyết 20 hồ sơ, gồm 05 hồ sơ tiếp nhận trực tuyến, 12 hồ sơ tiếp nhận trực tiếp hoặc qua dịch vụ bưu chính và 03 hồ sơ từ kỳ trước chuyển sang.",
    );
    case(
        |r| dossiers(r, [0, 12, 0], [10, 2, 0], 0),
        "- Tiếp nhận: nhận giải quyết 12 hồ sơ, đều là hồ sơ tiếp nhận trực tiếp hoặc qua dịch vụ bưu chính.",
    );
    case(
        |r| dossiers(r, [0, 0, 7], [3, 0, 0], 0),
        "- Tiếp nhận: trong kỳ không phát sinh hồ sơ tiếp nhận mới; 07 hồ sơ từ kỳ trước chuyển sang.",
    );
    case(
        |r| dossiers(r, [0; 3], [0; 3], 0),
        "Trong kỳ không phát sinh hồ sơ tiếp nhận mới và không có hồ sơ từ kỳ trước chuyển sang.",
    );
    case(
        |r| r.dossiers.has_data = false,
        "Kỳ này không có dữ liệu hồ sơ thủ tục hành chính nên báo cáo không nêu kết quả giải quyết.",
    );
}

#[test]
fn what_was_resolved() {
    case(
        |r| dossiers(r, [5, 12, 3], [0; 3], 1),
        "- Giải quyết: trong kỳ chưa có hồ sơ nào giải quyết xong nên chưa có tỷ lệ giải quyết đúng hạn.",
    );
    // None late.
    case(
        |r| dossiers(r, [40, 60, 0], [70, 30, 0], 0),
        "- Giải quyết: đã giải quyết 100 hồ sơ, gồm 70 hồ sơ trước hạn và 30 hồ sơ đúng hạn; không có hồ sơ quá hạn. Tỷ lệ giải quyết đúng hạn (gồm trước hạn và đúng hạn) là 100,00% (100/100 hồ sơ đã giải quyết), đạt mục tiêu 95%; tỷ lệ trước hạn là 70,00% (70/100).",
    );
    // A small base gets no verdict.
    case(
        |r| dossiers(r, [5, 12, 3], [10, 6, 1], 1),
        "- Giải quyết: đã giải quyết 17 hồ sơ, gồm 10 hồ sơ trước hạn, 06 hồ sơ đúng hạn và 01 hồ sơ quá hạn. Tỷ lệ giải quyết đúng hạn (gồm trước hạn và đúng hạn) là 94,12% (16/17 hồ sơ đã giải quyết); tỷ lệ trước hạn là 58,82% (10/17). Số hồ sơ đã giải quyết dưới 30, tỷ lệ chỉ để tham khảo.",
    );
    // Printed as high as the target, and below it.
    case(
        |r| dossiers(r, [10_000, 10_000, 0], [9_000, 9_999, 1_001], 0),
        "- Giải quyết: đã giải quyết 20.000 hồ sơ, gồm 9.000 hồ sơ trước hạn, 9.999 hồ sơ đúng hạn và 1.001 hồ sơ quá hạn. Tỷ lệ giải quyết đúng hạn (gồm trước hạn và đúng hạn) là 95,00% (18.999/20.000 hồ sơ đã giải quyết), chưa đạt mục tiêu 95% (tỷ lệ nêu trên đã làm tròn; để đạt mục tiêu cần ít nhất 19.000/20.000 hồ sơ); tỷ lệ trước hạn là 45,00% (9.000/20.000).",
    );
    case(
        |r| dossiers(r, [0, 40, 0], [20, 20, 0], 0),
        "- Đang giải quyết: cuối kỳ không còn hồ sơ đang giải quyết.",
    );
    case(
        |r| dossiers(r, [0, 50, 0], [20, 20, 0], 0),
        "- Đang giải quyết: cuối kỳ còn 10 hồ sơ, đều là hồ sơ trong hạn.",
    );
    case(
        |r| dossiers(r, [0, 50, 0], [20, 20, 2], 8),
        "Có 10 hồ sơ quá hạn, gồm 02 hồ sơ đã giải quyết quá hạn và 08 hồ sơ đang giải quyết đã quá hạn (Biểu đồ 2, Biểu đồ 3).",
    );
    silent(|r| dossiers(r, [40, 60, 0], [70, 30, 0], 0), "hồ sơ quá hạn, gồm");
    // Too few for a chart.
    case(
        |r| {
            dossiers(r, [0, 50, 0], [20, 20, 2], 0);
            let delays = &mut r.dossiers.delays;
            delays.dossiers = 2;
            delays.other_words.clear();
            for line in &mut delays.by_days {
                (line.resolved, line.open) = (0, 0);
            }
            for line in &mut delays.by_reason {
                (line.resolved, line.open) = (0, 0);
            }
            delays.by_days.last_mut().expect("a class").resolved = 2;
            delays.by_reason.last_mut().expect("a reason").resolved = 2;
        },
        "Có 02 hồ sơ quá hạn, đều là hồ sơ đã giải quyết quá hạn. Số ngày quá hạn: không tính được (02 hồ sơ). Chưa ghi lý do quá hạn.",
    );
}

#[test]
fn what_changed_since() {
    case(
        |r| compared(r, (950, 1_000), "tăng 1,58 điểm phần trăm"),
        "- So với tháng 02 năm 2020 (95,00%, 950/1.000 hồ sơ đã giải quyết), tỷ lệ giải quyết đúng hạn tăng 1,58 điểm phần trăm.",
    );
    case(
        |r| compared(r, (950, 1_000), "giảm 6,78 điểm phần trăm"),
        "- So với tháng 02 năm 2020 (95,00%, 950/1.000 hồ sơ đã giải quyết), tỷ lệ giải quyết đúng hạn giảm 6,78 điểm phần trăm.",
    );
    case(
        |r| compared(r, (950, 1_000), "không thay đổi"),
        "- So với tháng 02 năm 2020 (95,00%, 950/1.000 hồ sơ đã giải quyết), tỷ lệ giải quyết đúng hạn không thay đổi.",
    );
    case(
        |r| compared(r, (950, 1_000), "tăng 2,00 điểm phần trăm"),
        "- So với tháng 02 năm 2020 (80,00%, 80/100 câu trả lời hợp lệ), mức độ hài lòng chung tăng 2,00 điểm phần trăm.",
    );
    // Between few cases a change says nothing.
    case(
        |r| {
            compared(r, (10, 20), "");
            let previous = r.previous.as_mut().expect("a period before");
            (previous.on_time_change, previous.on_time_words) = (None, None);
        },
        "- Không so sánh tỷ lệ giải quyết đúng hạn với tháng 02 năm 2020 (50,00%, 10/20 hồ sơ đã giải quyết), do có kỳ dưới 30 hồ sơ đã giải quyết.",
    );
    // The first period, and one before it of which nothing is known.
    silent(|r| r.previous = None, "So với tháng");
    silent(
        |r| {
            compared(r, (0, 0), "không thay đổi");
            let previous = r.previous.as_mut().expect("a period before");
            (previous.on_time_change, previous.on_time_words) = (None, None);
            (previous.satisfaction_change, previous.satisfaction_words) = (None, None);
        },
        "So với tháng",
    );
}

#[test]
fn what_is_told_over_time() {
    case(
        |_| (),
        "Từ tháng 11 năm 2019 đến tháng 3 năm 2020, có 04 kỳ báo cáo cùng loại (Bảng 10, Biểu đồ 7, Biểu đồ 8). Có 02 mốc thay đổi; không nối và không so sánh số liệu hai bên một mốc. Chưa đủ 03 kỳ so sánh được với nhau để nêu xu hướng của tỷ lệ giải quyết đúng hạn, số hồ sơ đang quá hạn cuối kỳ và mức độ hài lòng chung.",
    );
    case(
        |r| {
            let trend = r.trend.as_mut().expect("a trend");
            trend.marks.clear();
            trend.periods.iter_mut().for_each(|line| line.marks.clear());
            let rates = [(95, 100), (97, 100), (96, 100), (93, 100)];
            for (line, (part, whole)) in trend.periods.iter_mut().zip(rates) {
                line.on_time_rate = Ratio::new(part, whole);
                line.small = false;
            }
        },
        "Từ tháng 11 năm 2019 đến tháng 3 năm 2020, có 04 kỳ báo cáo cùng loại (Bảng 10, Biểu đồ 7, Biểu đồ 8). Tỷ lệ giải quyết đúng hạn giảm 02 kỳ liên tiếp, từ 97,00% (tháng 12 năm 2019) xuống 93,00% (tháng 3 năm 2020), thấp nhất trong các kỳ; số hồ sơ đang quá hạn cuối kỳ không thay đổi qua 04 kỳ (03); mức độ hài lòng chung lúc tăng lúc giảm, không rõ xu hướng: cao nhất 90,32% (tháng 1 năm 2020), thấp nhất 80,00% (tháng 11 năm 2019).",
    );
    silent(|r| r.trend.as_mut().expect("a trend").periods.clear(), "Xu hướng qua các kỳ");
    silent(|r| r.trend = None, "Xu hướng qua các kỳ");
    case(
        |r| lacks(r, ["tháng 1 năm 2020".to_owned()]),
        "- Không nêu số lũy kế từ đầu năm vì cơ quan chưa có báo cáo của tháng 1 năm 2020.",
    );
    case(
        |r| lacks(r, (1..=9).map(|month| format!("tháng {month} năm 2026"))),
        "- Không nêu số lũy kế từ đầu năm vì cơ quan chưa có báo cáo của 09 kỳ trong năm (từ tháng 1 đến tháng 9 năm 2026).",
    );
    silent(|r| r.year = None, "ũy kế");
}

#[test]
fn what_citizens_answered() {
    case(
        |r| r.satisfaction.has_data = false,
        "Kỳ này không có dữ liệu phiếu lấy ý kiến nên báo cáo không nêu mức độ hài lòng.",
    );
    // None answered.
    case(
        |r| {
            (r.satisfaction.valid, r.satisfaction.returned) = (0, 0);
            r.satisfaction.issued = Some(50);
        },
        "Số phiếu phát ra là 50 phiếu. Trong kỳ không có phiếu lấy ý kiến nào được thu về nên không có mức độ hài lòng.",
    );
    case(
        |r| {
            (r.satisfaction.valid, r.satisfaction.returned) = (0, 4);
            r.satisfaction.issued = None;
        },
        "Trong kỳ thu về 04 phiếu nhưng không có phiếu hợp lệ nên chưa tính được mức độ hài lòng.",
    );
    case(
        |r| {
            r.satisfaction.sample_needed = Some(303);
            r.satisfaction.sample_missing = 12;
            r.satisfaction.population = 1_243;
            r.satisfaction.population_source = "luot_phuc_vu".to_owned();
        },
        "- Cỡ mẫu: với tổng thể N = 1.243 (số lượt phục vụ), cỡ mẫu cần thiết ở sai số 5% là 303 phiếu; số phiếu hợp lệ còn thiếu 12 phiếu.",
    );
    case(
        |r| {
            for (at, question) in r.satisfaction.by_question.iter_mut().enumerate() {
                let levels = if at == 0 { [0, 0, 0, 0, 40] } else { [0, 0, 20, 0, 20] };
                question.line = sample::answers(if at == 0 { "Thái độ" } else { "Chờ" }, levels);
            }
            r.satisfaction.by_question.truncate(2);
        },
        "- Nội dung có tỷ lệ hài lòng cao nhất: “Thái độ” (100,00%, n = 40), xem Bảng 3, Biểu đồ 4.",
    );
}

#[test]
fn whether_targets_are_met() {
    case(
        |r| {
            dossiers(r, [40, 60, 0], [70, 24, 6], 0);
            r.satisfaction.total = sample::answers("Chung", [0, 0, 5, 50, 45]);
        },
        "So với mục tiêu đề ra: tỷ lệ giải quyết hồ sơ đúng hạn (94,00%) chưa đạt mục tiêu 95%; mức độ hài lòng chung (95,00%) đạt mục tiêu 90%.",
    );
    case(
        |r| {
            dossiers(r, [0, 20, 0], [10, 10, 0], 0);
            r.satisfaction.total = sample::answers("Chung", [0; 5]);
        },
        "So với mục tiêu đề ra: chưa đánh giá mục tiêu 95% về tỷ lệ giải quyết hồ sơ đúng hạn vì số hồ sơ đã giải quyết dưới 30; chưa có số liệu để đánh giá mục tiêu 90% về mức độ hài lòng chung.",
    );
    case(
        |r| {
            dossiers(r, [40, 60, 0], [70, 30, 0], 0);
            r.targets = TargetFigures { on_time: Some(9850), satisfaction: None };
        },
        "So với mục tiêu đề ra: tỷ lệ giải quyết hồ sơ đúng hạn (100,00%) đạt mục tiêu 98,5%.",
    );
    silent(|r| r.targets = TargetFigures::default(), "ĐÁNH GIÁ CHUNG");
}

fn assessed(report: &mut Report, of: &[(&str, &str)]) {
    let line = |(content, verdict): &(&str, &str)| AssessmentFigures {
        content: (*content).to_owned(),
        verdict: (*verdict).to_owned(),
        note: None,
    };
    report.assessments = of.iter().map(line).collect();
}

#[test]
fn what_the_office_says_of_itself() {
    case(
        |r| assessed(r, &[("1.1", "Tốt"), ("1.2", "Khá"), ("1.3", "Tốt")]),
        "Cơ quan tự đánh giá 03 nội dung của kế hoạch: Tốt 02 nội dung (1.1 và 1.3), Khá 01 nội dung (1.2), xem Bảng 9.",
    );
    case(|r| r.assessments.clear(), "Kỳ này không có dữ liệu tự đánh giá.");
    silent(
        |r| assessed(r, &[("1.1", "Đã làm tốt, còn thiếu ghế")]),
        "Cơ quan tự đánh giá 01 nội dung của kế hoạch: ",
    );
}

#[test]
fn how_complete_the_figures_are() {
    case(
        |r| {
            r.input.rejected_of_period = Some(0);
            r.input.skipped_files.clear();
        },
        "- Mức độ đầy đủ của số liệu: mọi dòng dữ liệu đã nhận của kỳ đều được tính (hồ sơ, phiếu lấy ý kiến và đơn thư).",
    );
    case(
        |r| {
            (r.input.rejected_of_period, r.input.rejected_of_no_day) = (Some(5), 2);
            r.input.skipped_files = vec!["a.xlsx".to_owned()];
        },
        "- Mức độ đầy đủ của số liệu: 05 dòng dữ liệu thiếu hoặc sai thông tin nên chưa có trong số liệu của báo cáo, trong đó 02 dòng không rõ thuộc kỳ nào; chưa gồm số liệu của 01 tệp dữ liệu không đọc được.",
    );
    case(
        |r| {
            r.input.gaps = vec![GapFigures {
                kind: "dossiers".to_owned(),
                from: "2020-03-10".to_owned(),
                to: "2020-03-14".to_owned(),
                sentence: "từ ngày 10/3/2020 không có hồ sơ nào".to_owned(),
                overdue_unknown: 0,
            }];
        },
        "Số liệu của kỳ chưa đầy đủ, các số dưới đây tính trên phần đã có: từ ngày 10/3/2020 không có hồ sơ nào.",
    );
    silent(|r| r.input.rejected_of_period = Some(5), "bảng gốc");
    silent(|r| r.input.rejected_of_period = Some(5), "Dòng dữ liệu không được tính");
}

#[test]
fn what_is_proposed_for_the_office_to_say() {
    proposed(
        |r| dossiers(r, [40, 60, 0], [70, 30, 0], 0),
        "- Toàn bộ 100 hồ sơ đã giải quyết trong kỳ đều trước hạn hoặc đúng hạn.",
    );
    proposed(
        |r| dossiers(r, [40, 60, 0], [70, 26, 4], 0),
        "- Phần lớn hồ sơ được giải quyết trước hạn (70/100 hồ sơ, 70,00%).",
    );
    proposed(
        |r| dossiers(r, [40, 60, 0], [70, 26, 4], 0),
        "- Còn 04 hồ sơ giải quyết quá hạn trong kỳ.",
    );
    proposed(
        |r| dossiers(r, [40, 60, 0], [30, 20, 0], 9),
        "- Cuối kỳ còn 09 hồ sơ đang giải quyết đã quá hạn.",
    );
    proposed(
        |r| compared(r, (950, 1_000), "giảm 6,78 điểm phần trăm"),
        "- Tỷ lệ giải quyết đúng hạn giảm 6,78 điểm phần trăm so với tháng 02 năm 2020.",
    );
    proposed(
        |r| {
            r.dossiers.delays.dossiers = 9;
            let line = |code: Option<&str>, name: &str, open| ReasonLine {
                code: code.map(str::to_owned),
                name: name.to_owned(),
                open,
                ..ReasonLine::default()
            };
            r.dossiers.delays.by_reason = vec![
                line(Some("b"), "Do phối hợp giữa các cơ quan, đơn vị chậm", 2),
                line(None, "Lý do ghi bằng lời khác", 4),
                line(None, "Chưa ghi lý do", 3),
            ];
            r.dossiers.delays.other_words = vec![line(None, "Số lượng hồ sơ tăng", 4)];
        },
        "- Lý do của 09 hồ sơ quá hạn: số lượng hồ sơ tăng (04 hồ sơ); phối hợp giữa các cơ quan, đơn vị chậm (02 hồ sơ); chưa ghi lý do (03 hồ sơ).",
    );
    proposed(
        |_| {},
        "(Đề xuất từ số liệu, chưa phải nội dung của báo cáo; sửa, giữ lại hoặc xóa trước khi trình ký)",
    );
}

#[test]
fn a_quarter_is_graded_once_every_index_is_known() {
    case(
        |r| r.scorecard = Some(sample::scorecard()),
        "Chấm điểm việc giải quyết thủ tục hành chính theo chín chỉ số của Thông tư số 01/2018/TT-VPCP: chưa tính được tổng điểm và xếp loại vì chưa biết điểm của 01 chỉ số. Điểm và căn cứ của từng chỉ số nêu tại Phụ lục III (Bảng 12).",
    );
    case(
        |r| {
            r.scorecard = Some(ScorecardFigures {
                total: Some(149),
                total_text: "14,9".to_owned(),
                grade: Some("Tốt".to_owned()),
                ..sample::scorecard()
            });
        },
        "Chấm điểm việc giải quyết thủ tục hành chính theo chín chỉ số của Thông tư số 01/2018/TT-VPCP: 14,9/18 điểm, xếp loại Tốt. Điểm và căn cứ của từng chỉ số nêu tại Phụ lục III (Bảng 12).",
    );
    silent(|r| r.scorecard = None, "Chấm điểm");
}

#[test]
fn reasons_in_other_words_are_opened() {
    case(
        |r| {
            let line = |name: &str, open| ReasonLine {
                name: name.to_owned(),
                open,
                ..ReasonLine::default()
            };
            r.dossiers.delays.other_words =
                vec![line("Số lượng hồ sơ tăng", 4), line("Các lý do khác", 1)];
        },
        "Các lý do ghi bằng lời khác gồm: số lượng hồ sơ tăng (04 hồ sơ); các lý do khác (01 hồ sơ).",
    );
}
