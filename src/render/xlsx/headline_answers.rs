//! Main figures of what citizens answered and complained of.

use crate::document::{running_count as running, thousands};
use crate::render::xlsx::cell::{Figure, OutCell};
use crate::render::xlsx::checks::find;
use crate::render::xlsx::comments::{self, COMMENTS};
use crate::render::xlsx::headline::{
    CountCells, HeadlineBook, Main, PRAISED, SAID, SATISFIED, STANDING, UNCLEAR, VALID, WISHED,
};
use crate::render::xlsx::interval::bounds;
use crate::render::xlsx::meaning::SURVEYS;
use crate::render::xlsx::places::PlaceWords;
use crate::render::xlsx::{others, satisfaction};

const COMPLAINTS: &str = "Bảng tính đơn thư";

impl HeadlineBook<'_> {
    pub(super) fn satisfaction(&self) -> Vec<Main> {
        let figures = &self.report.satisfaction;
        let main = satisfaction::main(self.report);
        if !figures.has_data || find(self.tables, main).is_none() {
            return Vec::new();
        }
        let total = &figures.total;
        let returned = figures.response_rate;
        let [low, high] = bounds("(D#/E#)", &self.address(main, "n"), total);
        let interval = |name, value| Main {
            name,
            value,
            part: Some(self.cell(main, &["4", "5"], total.rate.part)),
            whole: Some(self.cell(main, &["1", "2", "3", "4", "5"], total.rate.whole)),
            formula: "Công thức Wilson, z = 1,96; p là tỷ lệ, n là số phiếu",
            source: "Wilson (1927); câu trả lời của một phiếu không độc lập nên n là số phiếu",
            place: self.places.of(&[
                PlaceWords::Words(format!("khoảng tin cậy 95% là {}", total.interval_text)),
                PlaceWords::Total("hai-long-don-vi", 6, total.interval_text.clone()),
                PlaceWords::Total("yeu-to", 6, total.interval_text.clone()),
            ]),
        };
        let mut all = vec![
            Main {
                source: SURVEYS,
                formula: "Ít nhất một câu trả lời hợp lệ",
                ..self.count(
                    VALID,
                    (main, &["n"]),
                    total.sheets,
                    (
                        ["hợp lệ", "phiếu"],
                        CountCells::at(&[("hai-long-don-vi", 2), ("yeu-to", 2)], "Số phiếu hợp lệ"),
                    ),
                )
            },
            Main {
                name: "Tỷ lệ thu về",
                value: OutCell::rate(("D#", "E#"), (returned.part, returned.whole), returned),
                part: (returned.whole > 0).then(|| OutCell::count(returned.part)),
                whole: (returned.whole > 0).then(|| OutCell::count(returned.whole)),
                formula: "Phiếu thu về / phiếu phát ra",
                source: "Phiếu khảo sát; bảng lượt phục vụ",
                place: self.rate(returned, Vec::new()),
            },
        ];
        let satisfied = [
            Main {
                name: SATISFIED,
                value: OutCell::rate(("D#", "E#"), (total.rate.part, total.rate.whole), total.rate),
                part: Some(self.cell(main, &["4", "5"], total.rate.part)),
                whole: Some(self.cell(main, &["1", "2", "3", "4", "5"], total.rate.whole)),
                formula: "Câu trả lời mức 4 và 5 / câu trả lời mức 1 đến 5",
                source: "Cách tính chỉ số hài lòng SIPAS, không có trọng số",
                place: self.rate(
                    total.rate,
                    vec![
                        PlaceWords::Words(format!("mức độ hài lòng chung ({})", total.rate)),
                        PlaceWords::Cell(STANDING, "Mức độ hài lòng chung", total.rate.to_string()),
                        PlaceWords::Total("hai-long-don-vi", 5, total.rate.to_string()),
                        PlaceWords::Total("yeu-to", 5, total.rate.to_string()),
                        PlaceWords::Label(
                            "hai-long",
                            format!("{} (n = {})", total.rate, thousands(total.sheets)),
                        ),
                    ],
                ),
            },
            interval("Khoảng tin cậy 95% của tỷ lệ hài lòng: từ", low),
            interval("Khoảng tin cậy 95% của tỷ lệ hài lòng: đến", high),
        ];
        all.extend(satisfied.into_iter().filter(|_| !total.is_withheld()));
        all.extend(figures.sample_needed.map(|needed| Main {
            name: "Cỡ mẫu cần có",
            // In whole numbers, so that nothing that is whole is rounded up.
            value: OutCell::Live("ROUNDUP(400*E#/(400+E#),0)".to_owned(), Figure::Count(needed)),
            part: None,
            whole: Some(OutCell::count(figures.population)),
            formula: "N / (1 + N × e²), e = 5%, làm tròn lên; N ở cột mẫu số",
            source: "Cỡ mẫu của SIPAS; N là lượt phục vụ, không có thì là số hồ sơ đã giải quyết",
            place: self.places.of(&[PlaceWords::Words(format!(
                "cỡ mẫu cần thiết ở sai số 5% là {} phiếu",
                running(needed)
            ))]),
        }));
        all
    }

    /// Where what is said is not told, how much was said alone.
    pub(super) fn comments(&self) -> Vec<Main> {
        let figures = &self.report.comments;
        let total = &figures.total;
        if total.comments == 0 {
            return Vec::new();
        }
        let count = |name, key: &str, count, words: [&str; 2], formula| Main {
            source: comments::SOURCE,
            formula,
            ..self.count(name, (COMMENTS, &[key]), count, (words, CountCells::at(&[], "")))
        };
        let every = "Ý kiến trên phiếu + nội dung kiến nghị, phản ánh";
        let mut all = vec![count(SAID, "comments", total.comments, ["Có", "ý kiến"], every)];
        if !figures.by_topic.is_empty() {
            let by_words = "Nhận ra theo danh mục từ";
            all.extend([
                count(PRAISED, "praise", total.praise, ["", ""], by_words),
                count(WISHED, "wishes", total.wishes, ["", ""], by_words),
                count(UNCLEAR, "unclear", total.unclear, ["", ""], by_words),
            ]);
        }
        all
    }

    pub(super) fn complaints(&self) -> Vec<Main> {
        let main = others::COMPLAINTS;
        if !self.report.complaints.has_data || find(self.tables, main).is_none() {
            return Vec::new();
        }
        let total = &self.report.complaints.total;
        let judged = total.in_time + total.late;
        let (in_time, all) = (&["in time"], &["in time", "late"]);
        vec![
            Main {
                source: COMPLAINTS,
                formula: "Kỳ trước chuyển sang + tiếp nhận trong kỳ",
                ..self.count(
                    "Đơn nhận giải quyết",
                    (main, &["carried", "received"]),
                    total.carried + total.received,
                    (["nhận giải quyết", "đơn"], CountCells::at(&[], "")),
                )
            },
            Main {
                source: COMPLAINTS,
                formula: "Ngày giải quyết nằm trong kỳ",
                ..self.count(
                    "Đơn đã giải quyết",
                    (main, &["resolved"]),
                    total.resolved,
                    (["đã giải quyết", "đơn"], CountCells::at(&[("don-thu", 3)], "")),
                )
            },
            Main {
                name: "Tỷ lệ giải quyết đơn đúng hạn",
                value: OutCell::rate(("D#", "E#"), (total.in_time, judged), total.in_time_rate),
                part: Some(self.cell(main, in_time, total.in_time)),
                whole: Some(self.cell(main, all, judged)),
                formula: "Đúng hạn / (đúng hạn + quá hạn)",
                source: COMPLAINTS,
                place: self.rate(
                    total.in_time_rate,
                    vec![PlaceWords::Total("don-thu", 7, total.in_time_rate.to_string())],
                ),
            },
        ]
    }
}
