//! The first sheet of the annex: the main figures of the report, each with what it is made of, on what ground, and
//! where the report says it.

use crate::document::{Orientation, joined, running_count as running, thousands};
use crate::ledger::column_letters;
use crate::model::Ratio;
use crate::render::xlsx::cell::{OutCell, OutRow};
use crate::render::xlsx::checks::{find, whole};
use crate::render::xlsx::dossiers;
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::places::{PlaceWords, Places};
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::report::{Report, figure_id, own_code};

pub(super) const NAME: &str = "Chỉ tiêu chính";

/// The main figures.
pub(super) fn sheet(report: &Report, tables: &[OutSheet], places: &Places) -> OutSheet {
    let book = HeadlineBook { report, tables, places };
    let mut rows = Vec::new();
    let mut order = 0;
    let own = own_code(report);
    for (title, figures) in [
        ("Giải quyết hồ sơ thủ tục hành chính", book.dossiers()),
        ("Thời gian giải quyết, yêu cầu bổ sung", book.means()),
        ("Mức độ hài lòng", book.satisfaction()),
        ("Ý kiến của tổ chức, cá nhân", book.comments()),
        ("Đơn thư, phản ánh, kiến nghị", book.complaints()),
    ] {
        if figures.is_empty() {
            continue;
        }
        rows.push(OutRow::section(title));
        for figure in figures {
            order += 1;
            let place = book.stands(&figure, &own);
            rows.push(OutRow::body(cells(order, Main { place, ..figure }, &own)));
        }
    }
    let note = if rows.is_empty() {
        "Trong kỳ không phát sinh hồ sơ, phiếu lấy ý kiến, đơn thư, phản ánh, kiến nghị"
    } else {
        "Ô tính từ các trang sau là công thức; số phiếu phát ra, thu về và số lượt phục vụ ghi thẳng vì không có trang riêng; “–” là không có gì để tính, không phải 0%"
    };
    OutSheet {
        widths: vec![5, 40, 12, 10, 10, 34, 36, 24, 12],
        header: vec![heads(&[
            "STT",
            "Chỉ tiêu",
            "Giá trị",
            "Tử số",
            "Mẫu số",
            "Cách tính",
            "Căn cứ, nguồn",
            "Nêu trong báo cáo",
            "Mã số",
        ])],
        rows,
        notes: std::iter::once(note.to_owned()).chain(without_data(report)).collect(),
        fixed: 2,
        filter: Filter::None,
        ..frame(report, NAME, "Các chỉ tiêu chính của báo cáo", Orientation::Landscape)
    }
}

/// Which sheets there are none of, since nothing was read: zeros for want of data would pass for zeros.
fn without_data(report: &Report) -> Option<String> {
    let kinds = [
        (report.dossiers.has_data, "hồ sơ"),
        (report.satisfaction.has_data, "phiếu khảo sát"),
        (report.complaints.has_data, "đơn thư"),
        (report.department.is_some() || !report.assessments.is_empty(), "tự đánh giá"),
    ];
    let missing = kinds.into_iter().filter(|(has_data, _)| !has_data);
    let missing: Vec<String> = missing.map(|(_, kind)| kind.to_owned()).collect();
    let what = joined(&missing);
    (!missing.is_empty()).then(|| {
        format!("Kỳ này không có dữ liệu {what} nên phụ lục không có trang về nội dung đó")
    })
}

/// Names for the cells that others will refer to, with their formulas.
pub(super) fn names(sheet: &OutSheet) -> Vec<(&'static str, String)> {
    const NAMES: [(&str, &str); 5] = [
        (RESOLVED, "Ho_so_da_giai_quyet"),
        (ON_TIME, "Ty_le_dung_han"),
        (OVERDUE, "Ho_so_dang_qua_han"),
        (SATISFIED, "Ty_le_hai_long"),
        (VALID, "So_phieu_hop_le"),
    ];
    let row_of = |label: &str| {
        sheet.rows.iter().position(|row| row.cells.get(1) == Some(&OutCell::text(label)))
    };
    NAMES
        .into_iter()
        .filter_map(|(label, name)| {
            let row = sheet.first_row() + u32::try_from(row_of(label)?).ok()? + 1;
            Some((name, format!("='{NAME}'!$C${row}")))
        })
        .collect()
}

const RESOLVED: &str = "Hồ sơ đã giải quyết";
const ON_TIME: &str = "Tỷ lệ giải quyết đúng hạn (trước hạn và đúng hạn)";
const OVERDUE: &str = "Hồ sơ đang giải quyết đã quá hạn";
pub(super) const SATISFIED: &str = "Tỷ lệ hài lòng chung";
pub(super) const VALID: &str = "Phiếu hợp lệ";
pub(super) const SAID: &str = "Ý kiến ghi trên phiếu, kiến nghị, phản ánh";
pub(super) const PRAISED: &str = "Trong đó: ý kiến khen";
pub(super) const WISHED: &str = "Trong đó: ý kiến góp ý, phàn nàn";
pub(super) const UNCLEAR: &str = "Trong đó: ý kiến chưa phân loại được";

/// Ids of the figures that it is, or is made of.
fn ids(name: &str, own: &str) -> String {
    let numbers =
        NUMBERS.iter().find(|(figure, _)| *figure == name).map_or(&[][..], |(_, all)| all);
    numbers.iter().map(|number| figure_id(number, own)).collect::<Vec<_>>().join(", ")
}

pub(super) const NUMBERS: [(&str, &[&str]); 25] = [
    ("Hồ sơ nhận giải quyết", &["HS-03"]),
    (RESOLVED, &["HS-07"]),
    (ON_TIME, &["TL-01"]),
    ("Tỷ lệ trước hạn", &["TL-02"]),
    ("Tỷ lệ quá hạn", &["TL-03"]),
    ("Tỷ lệ đúng hạn kể cả hồ sơ đang giải quyết", &["TL-04"]),
    ("Hồ sơ đang giải quyết", &["HS-11"]),
    (OVERDUE, &["HS-13"]),
    ("Ngày làm việc bình quân đã sử dụng", &["HS-30"]),
    ("Ngày làm việc bình quân theo hạn", &["HS-31"]),
    ("Số lần yêu cầu bổ sung bình quân một hồ sơ", &["HS-29"]),
    ("Tỷ lệ hồ sơ phải bổ sung trên một lần", &["TL-05"]),
    (VALID, &["HL-03"]),
    ("Tỷ lệ thu về", &["HL-04"]),
    (SATISFIED, &["HL-20"]),
    ("Khoảng tin cậy 95% của tỷ lệ hài lòng: từ", &["HL-21"]),
    ("Khoảng tin cậy 95% của tỷ lệ hài lòng: đến", &["HL-21"]),
    ("Cỡ mẫu cần có", &["HL-06"]),
    (SAID, &["YK-01"]),
    (PRAISED, &["YK-02"]),
    (WISHED, &["YK-03"]),
    (UNCLEAR, &["YK-04"]),
    ("Đơn nhận giải quyết", &["DT-12"]),
    ("Đơn đã giải quyết", &["DT-03"]),
    ("Tỷ lệ giải quyết đơn đúng hạn", &["DT-09"]),
];

/// One figure.
pub(super) struct Main {
    pub(super) name: &'static str,
    pub(super) value: OutCell,
    pub(super) part: Option<OutCell>,
    pub(super) whole: Option<OutCell>,
    pub(super) formula: &'static str,
    pub(super) source: &'static str,
    pub(super) place: String,
}

fn cells(order: usize, figure: Main, own: &str) -> Vec<OutCell> {
    vec![
        OutCell::Order(order),
        OutCell::text(figure.name),
        figure.value,
        figure.part.unwrap_or(OutCell::Blank),
        figure.whole.unwrap_or(OutCell::Blank),
        OutCell::text(figure.formula),
        OutCell::text(figure.source),
        OutCell::text(figure.place),
        OutCell::Small(ids(figure.name, own)),
    ]
}

/// Where a count stands in tables: in columns of their rows of sums, and in the row of the table that sets a
/// department beside the office.
pub(super) struct CountCells<'t> {
    totals: &'t [(&'t str, usize)],
    standing: &'t str,
}

/// The table that sets a department beside the office.
pub(super) const STANDING: &str = "vi-tri";

impl<'t> CountCells<'t> {
    pub(super) const fn at(totals: &'t [(&'t str, usize)], standing: &'t str) -> Self {
        Self { totals, standing }
    }

    fn of(&self, count: u64) -> Vec<PlaceWords<'t>> {
        let text = thousands(count);
        let total =
            |(table, column): &(&'t str, usize)| PlaceWords::Total(table, *column, text.clone());
        let standing = PlaceWords::Cell(STANDING, self.standing, text.clone());
        self.totals.iter().map(total).chain([standing]).collect()
    }
}

/// Where the headline rate stands but in a sentence with its base.
fn on_time_places<'w>(rate: Ratio) -> Vec<PlaceWords<'w>> {
    let counts = format!("{}/{}", thousands(rate.part), thousands(rate.whole));
    vec![
        // Beside its target, and of a department beside the office.
        PlaceWords::Words(format!("giải quyết hồ sơ đúng hạn ({rate})")),
        PlaceWords::Cell(STANDING, "Tỷ lệ giải quyết đúng hạn", rate.to_string()),
        PlaceWords::Total("ho-so-don-vi", 6, rate.to_string()),
        PlaceWords::Label("dung-han", format!("{rate} ({counts})")),
    ]
}

fn dash(mean: Option<&String>) -> String {
    mean.cloned().unwrap_or_else(|| "–".to_owned())
}

/// What the figures are taken from.
pub(super) struct HeadlineBook<'a> {
    pub(super) report: &'a Report,
    pub(super) tables: &'a [OutSheet],
    pub(super) places: &'a Places,
}

const SHEETS: &str = "Bảng tính hồ sơ của đơn vị";

impl HeadlineBook<'_> {
    /// Cells in the row of the report as a whole, added up.
    pub(super) fn cell(&self, name: &str, keys: &[&str], count: u64) -> OutCell {
        let Some(sheet) = find(self.tables, name) else { return OutCell::count(count) };
        let columns: Vec<u16> = keys.iter().filter_map(|key| sheet.column(key)).collect();
        let place = whole(self.report, sheet);
        let row = sheet.first_row() + u32::try_from(place).unwrap_or_default() + 1;
        let cells = columns
            .iter()
            .filter_map(|column| sheet.rows.get(place)?.cells.get(usize::from(*column)));
        // A dash is no number to add.
        if cells.clone().any(|cell| matches!(cell, OutCell::Text(_))) {
            return OutCell::count(count);
        }
        let held = cells.map(OutCell::held);
        let names = columns.iter().map(|column| {
            let letters = column_letters(u32::from(*column));
            format!("'{name}'!{letters}{row}")
        });
        OutCell::adds(&names.collect::<Vec<_>>().join("+"), held.sum(), count)
    }

    /// A count, the words around it in a sentence, and where it stands in tables of the report.
    pub(super) fn count(
        &self,
        name: &'static str,
        from: (&str, &[&str]),
        count: u64,
        (words, cells): ([&str; 2], CountCells<'_>),
    ) -> Main {
        let mut said = Vec::new();
        let [before, after] = words;
        if !before.is_empty() {
            said.push(PlaceWords::Words(format!("{before} {} {after}", running(count))));
        }
        said.extend(cells.of(count));
        Main {
            name,
            value: self.cell(from.0, from.1, count),
            part: None,
            whole: None,
            formula: "",
            source: SHEETS,
            place: self.places.of(&said),
        }
    }

    fn dossiers(&self) -> Vec<Main> {
        let main = dossiers::main(self.report);
        if !self.report.dossiers.has_data || find(self.tables, main).is_none() {
            return Vec::new();
        }
        let total = &self.report.dossiers.total;
        let columns = &total.columns;
        let in_time = columns.in_time;
        let rate = |name,
                    (part, part_columns): (u64, &[&str]),
                    whole: (u64, &str),
                    figure,
                    also: Vec<PlaceWords<'_>>| Main {
            name,
            value: OutCell::rate(("D#", "E#"), (part, whole.0), figure),
            part: Some(self.cell(main, part_columns, part)),
            whole: Some(self.cell(main, &[whole.1], whole.0)),
            formula: "",
            source: SHEETS,
            place: self.rate(figure, also),
        };
        let resolved = (columns.resolved, "7");
        let on_time = on_time_places(total.on_time_rate);
        let all = vec![
            Some(Main {
                formula: "(4) + (5) + (6) của bảng 13 cột",
                ..self.count(
                    "Hồ sơ nhận giải quyết",
                    (main, &["3"]),
                    columns.taken,
                    (["nhận giải quyết", "hồ sơ"], CountCells::at(&[("bieu-13", 2)], "")),
                )
            }),
            Some(Main {
                formula: "(8) + (9) + (10)",
                ..self.count(
                    RESOLVED,
                    (main, &["7"]),
                    columns.resolved,
                    (
                        ["đã giải quyết", "hồ sơ"],
                        CountCells::at(
                            &[("bieu-13", 6), ("ho-so-don-vi", 2)],
                            "Hồ sơ đã giải quyết",
                        ),
                    ),
                )
            }),
            Some(Main {
                formula: "((8) + (9)) / (7)",
                ..rate(ON_TIME, (in_time, &["8", "9"]), resolved, total.on_time_rate, on_time)
            }),
            columns.early.map(|early| Main {
                formula: "(8) / (7)",
                ..rate("Tỷ lệ trước hạn", (early, &["8"]), resolved, total.early_rate, Vec::new())
            }),
            Some(Main {
                formula: "(10) / (7)",
                ..rate(
                    "Tỷ lệ quá hạn",
                    (columns.late, &["10"]),
                    resolved,
                    total.late_rate,
                    Vec::new(),
                )
            }),
            columns.open_in_time.map(|open| Main {
                formula: "((8) + (9) + (12)) / (3)",
                ..rate(
                    "Tỷ lệ đúng hạn kể cả hồ sơ đang giải quyết",
                    (in_time + open, &["8", "9", "12"]),
                    (columns.taken, "3"),
                    total.joint_rate,
                    Vec::new(),
                )
            }),
            Some(Main {
                formula: "(12) + (13)",
                ..self.count(
                    "Hồ sơ đang giải quyết",
                    (main, &["11"]),
                    columns.open,
                    (
                        ["cuối kỳ còn", "hồ sơ"],
                        CountCells::at(&[("bieu-13", 10), ("ho-so-don-vi", 7)], ""),
                    ),
                )
            }),
            columns.open_overdue.map(|overdue| Main {
                name: OVERDUE,
                value: self.cell(main, &["13"], overdue),
                part: None,
                whole: None,
                formula: "(13): ngày hẹn trả đã qua trước ngày cuối kỳ",
                source: SHEETS,
                place: self.overdue(overdue),
            }),
        ];
        all.into_iter().flatten().collect()
    }

    /// Where the overdue dossiers at the end of the period stand, as the documents word it.
    fn overdue(&self, count: u64) -> String {
        let said = running(count);
        let mut words = vec![
            PlaceWords::Words(format!("và {said} hồ sơ đang giải quyết đã quá hạn")),
            PlaceWords::Beside("cuối kỳ còn", format!("{said} hồ sơ quá hạn")),
            PlaceWords::Words(format!("dứt điểm {said} hồ sơ đang quá hạn")),
        ];
        let cells =
            CountCells::at(&[("bieu-13", 12), ("ho-so-don-vi", 8)], "Hồ sơ đang quá hạn cuối kỳ");
        words.extend(cells.of(count));
        self.places.of(&words)
    }

    /// Days and requests a dossier.
    fn means(&self) -> Vec<Main> {
        if !self.report.dossiers.has_data || find(self.tables, dossiers::BEHIND).is_none() {
            return Vec::new();
        }
        let total = &self.report.dossiers.total;
        let days = &total.days_used;
        let mean = |name, part: (u64, &str), whole: (u64, &str), sheet, said: &[PlaceWords<'_>]| {
            let figure = Ratio::new(part.0, whole.0);
            Main {
                name,
                value: OutCell::mean(("D#", "E#"), figure),
                part: Some(self.cell(sheet, &[part.1], part.0)),
                whole: Some(self.cell(sheet, &[whole.1], whole.0)),
                formula: "Tổng số ngày / số hồ sơ có hạn trong lịch làm việc",
                source: "Bảng tính hồ sơ, lịch làm việc",
                place: self.places.of(said),
            }
        };
        let timed = (days.dossiers, "timed");
        let asked = &total.supplements;
        let more = Ratio::new(asked.more_than_one, asked.dossiers);
        let counted = (asked.dossiers, "asked");
        let [used, allowed] = [dash(days.mean_used.as_ref()), dash(days.mean_allowed.as_ref())];
        let drawn = || {
            let n = thousands(days.dossiers);
            PlaceWords::Label("thoi-gian", format!("{used}/{allowed} (n = {n})"))
        };
        let each = dash(asked.mean.as_ref());
        let requests = mean(
            "Số lần yêu cầu bổ sung bình quân một hồ sơ",
            (asked.requests, "requests"),
            counted,
            dossiers::SUPPLEMENTS,
            &[
                PlaceWords::Words(format!("bình quân {each} lần một hồ sơ")),
                PlaceWords::Total("bo-sung", 4, each.clone()),
            ],
        );
        let requests =
            Main {
                formula: "Số lần yêu cầu / hồ sơ có ghi số lần", source: SHEETS, ..requests
            };
        let repeated = Main {
            name: "Tỷ lệ hồ sơ phải bổ sung trên một lần",
            value: OutCell::rate(("D#", "E#"), (more.part, more.whole), more),
            part: Some(self.cell(dossiers::SUPPLEMENTS, &["repeated"], more.part)),
            whole: Some(self.cell(dossiers::SUPPLEMENTS, &["asked"], more.whole)),
            formula: "Trên một lần / hồ sơ có ghi số lần",
            source: SHEETS,
            place: self.rate(more, Vec::new()),
        };
        let mut all = vec![
            mean(
                "Ngày làm việc bình quân đã sử dụng",
                (days.used, "used"),
                timed,
                dossiers::BEHIND,
                &[
                    PlaceWords::Words(format!("bình quân {used} ngày làm việc một hồ sơ")),
                    PlaceWords::Cell(
                        STANDING,
                        "Số ngày làm việc bình quân một hồ sơ",
                        used.clone(),
                    ),
                    drawn(),
                ],
            ),
            mean(
                "Ngày làm việc bình quân theo hạn",
                (days.allowed, "allowed"),
                timed,
                dossiers::BEHIND,
                &[
                    PlaceWords::Words(format!("thời hạn bình quân là {allowed} ngày làm việc")),
                    drawn(),
                ],
            ),
        ];
        if find(self.tables, dossiers::SUPPLEMENTS).is_some() {
            all.extend([requests, repeated]);
        }
        all
    }

    /// Where a rate stands: in sentences with its base, `98,57% (69/70`, and where else it may.
    pub(super) fn rate(&self, rate: Ratio, also: Vec<PlaceWords<'_>>) -> String {
        if rate.whole == 0 {
            return self.places.of(&[]);
        }
        let counts = format!("{}/{}", thousands(rate.part), thousands(rate.whole));
        let mut said = vec![PlaceWords::Words(format!("{rate} ({counts}"))];
        said.extend(also);
        self.places.of(&said)
    }

    /// Address of a cell in the row of the report as a whole.
    pub(super) fn address(&self, name: &str, key: &str) -> String {
        let Some(sheet) = find(self.tables, name) else { return String::new() };
        let row =
            sheet.first_row() + u32::try_from(whole(self.report, sheet)).unwrap_or_default() + 1;
        let column = sheet.column(key).unwrap_or_default();
        format!("'{name}'!{}{row}", column_letters(u32::from(column)))
    }
}
