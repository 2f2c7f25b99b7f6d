//! Figures of satisfaction: sheets, answers by level, rates with their intervals, the sample.

use crate::ledger::SheetKind;
use crate::report::explain::dossier_line::made;
use crate::report::explain::dossiers::words;
use crate::report::explain::value::FigureValue::{self, Count, Interval, Missing, Rate, Sample};
use crate::report::explain::walk::{FigureWalk, FigureWords, LinePart, LineTable};
use crate::report::{SatisfactionFigures, SatisfactionLine};
use crate::rules::Ground::Satisfaction;

const fn figure(
    id: &'static str,
    key: &'static str,
    name: &'static str,
    meaning: &'static str,
    unit: &'static str,
) -> FigureWords {
    FigureWords {
        grounds: &[Satisfaction],
        unit,
        sheets: Some(SheetKind::Surveys),
        ..FigureWords::new(id, key, name, meaning)
    }
}

/// Counted in the tables of those served.
const fn of_served(words: FigureWords) -> FigureWords {
    FigureWords { sheets: Some(SheetKind::Served), ..groundless(words) }
}

/// Of what the decision on measuring satisfaction says nothing.
const fn groundless(words: FigureWords) -> FigureWords {
    FigureWords { grounds: &[], ..words }
}

const LINE: LineTable<SatisfactionLine> = &[
    (
        figure(
            "HL-10",
            "n",
            "Số phiếu (n)",
            "Phiếu của kỳ có ít nhất một câu trả lời hợp lệ",
            "phiếu",
        ),
        |line| Count(Some(line.sheets)),
    ),
    (level("HL-11", "tra_loi.muc[0]", "Mức 1: Rất không hài lòng"), |line| {
        answered(line, 0)
    }),
    (level("HL-12", "tra_loi.muc[1]", "Mức 2: Không hài lòng"), |line| answered(line, 1)),
    (level("HL-13", "tra_loi.muc[2]", "Mức 3: Bình thường"), |line| answered(line, 2)),
    (level("HL-14", "tra_loi.muc[3]", "Mức 4: Hài lòng"), |line| answered(line, 3)),
    (level("HL-15", "tra_loi.muc[4]", "Mức 5: Rất hài lòng"), |line| answered(line, 4)),
    (
        figure(
            "HL-16",
            "tra_loi.khong_tra_loi",
            "Không trả lời",
            "Câu để trống, không áp dụng (như “không bị trễ hẹn”), không ý kiến; không vào mẫu số",
            "câu trả lời",
        ),
        |line| Count(Some(line.answers.none)),
    ),
    (
        figure(
            "HL-17",
            "tra_loi.khong_hop_le",
            "Không hợp lệ",
            "Câu chọn hai mức hoặc không đọc được; không vào mẫu số",
            "câu trả lời",
        ),
        |line| Count(Some(line.answers.invalid)),
    ),
    (
        made(
            figure(
                "HL-20",
                "ty_le",
                "Tỷ lệ hài lòng",
                "Câu trả lời mức 4 và mức 5 trong số câu trả lời hợp lệ",
                "",
            ),
            "(mức 4 + mức 5) / (mức 1 + mức 2 + mức 3 + mức 4 + mức 5)",
            &["HL-11", "HL-12", "HL-13", "HL-14", "HL-15"],
        ),
        |line| Rate(line.rate),
    ),
    (
        made(
            groundless(figure(
                "HL-21",
                "khoang_tin_cay_chu",
                "Khoảng tin cậy 95% của tỷ lệ hài lòng",
                "Công thức Wilson, z = 1,96: p là tỷ lệ hài lòng, n là số phiếu (không phải số câu trả lời)",
                "",
            )),
            "Wilson(p, n): p = tỷ lệ hài lòng, n = số phiếu",
            &["HL-20", "HL-10"],
        ),
        |line| Interval { rate: line.rate, sheets: line.sheets },
    ),
];

const fn level(id: &'static str, key: &'static str, name: &'static str) -> FigureWords {
    figure(id, key, name, "Câu trả lời của mức này; thang 3 mức dùng mức 5, 4 và 2", "câu trả lời")
}

fn answered(line: &SatisfactionLine, level: usize) -> FigureValue {
    Count(line.answers.levels.get(level).copied())
}

const WHOLE: LineTable<SatisfactionFigures> = &[
    (
        of_served(figure(
            "HL-01",
            "phat_ra",
            "Phiếu phát ra",
            "Số phiếu phát ra ghi ở bảng lượt phục vụ, khi các bảng vừa khít kỳ",
            "phiếu",
        )),
        |figures| Count(figures.issued),
    ),
    (
        figure(
            "HL-02",
            "thu_ve",
            "Phiếu thu về",
            "Mọi phiếu của kỳ, kể cả phiếu không có câu trả lời hợp lệ",
            "phiếu",
        ),
        |figures| Count(Some(figures.returned)),
    ),
    (
        figure(
            "HL-03",
            "hop_le",
            "Phiếu hợp lệ",
            "Phiếu của kỳ có ít nhất một câu trả lời hợp lệ",
            "phiếu",
        ),
        |figures| Count(Some(figures.valid)),
    ),
    (
        made(
            groundless(figure(
                "HL-04",
                "ty_le_thu_ve",
                "Tỷ lệ phiếu thu về",
                "Phiếu thu về trong số phiếu phát ra",
                "",
            )),
            "phiếu thu về / phiếu phát ra",
            &["HL-02", "HL-01"],
        ),
        |figures| Rate(figures.response_rate),
    ),
    (
        of_served(figure(
            "HL-05",
            "tong_the",
            "Tổng thể (N)",
            "Số lượt phục vụ khi các bảng lượt phục vụ vừa khít kỳ; không có thì số hồ sơ đã giải quyết, cột (7)",
            "lượt",
        )),
        |figures| Count(Some(figures.population)),
    ),
];

/// The sample stands for the office as a whole.
const SAMPLE: LineTable<SatisfactionFigures> = &[
    (
        of_served(made(
            figure(
                "HL-06",
                "co_mau_can",
                "Cỡ mẫu cần có",
                "Số phiếu cần có để đại diện cho tổng thể, sai số 5%, làm tròn lên",
                "phiếu",
            ),
            "N / (1 + N × 0,05²)",
            &["HL-05"],
        )),
        |figures| Sample(figures.population),
    ),
    (
        of_served(made(
            figure(
                "HL-07",
                "co_mau_thieu",
                "Số phiếu còn thiếu",
                "Cỡ mẫu cần có trừ số phiếu hợp lệ; đã đủ thì bằng 0",
                "phiếu",
            ),
            "cỡ mẫu cần có − phiếu hợp lệ",
            &["HL-06", "HL-03"],
        )),
        |figures| Missing { population: figures.population, valid: figures.valid },
    ),
];

pub(super) fn tables() -> impl Iterator<Item = &'static FigureWords> {
    words(WHOLE).chain(words(SAMPLE)).chain(words(LINE))
}

pub(super) fn walk(figures: &SatisfactionFigures, walk: &mut FigureWalk<'_>) {
    let codes = walk.codes;
    walk.line(WHOLE, &[], "hai_long", figures);
    if walk.department.is_none() {
        walk.line(SAMPLE, &[], "hai_long", figures);
    }
    walk.line(LINE, &[], "hai_long.tong", &figures.total);
    for (at, line) in figures.by_department.iter().enumerate() {
        let part = LinePart::department(codes, &line.name);
        walk.line(LINE, &[part], &format!("hai_long.theo_don_vi[{at}]"), line);
    }
    for (at, factor) in figures.by_factor.iter().enumerate() {
        let part = LinePart::factor(codes, &factor.line.name);
        walk.line(LINE, &[part], &format!("hai_long.theo_yeu_to[{at}]"), &factor.line);
    }
    for (at, question) in figures.by_question.iter().enumerate() {
        let part = LinePart::question(codes, &question.key, &question.line.name);
        let path = format!("hai_long.theo_cau_hoi[{at}]");
        walk.line(LINE, &[part], &path, &question.line);
        for (at, line) in question.by_department.iter().enumerate() {
            let department = LinePart::department(codes, &line.name);
            let path = format!("{path}.theo_don_vi[{at}]");
            walk.line(LINE, &[department, part], &path, line);
        }
    }
}
