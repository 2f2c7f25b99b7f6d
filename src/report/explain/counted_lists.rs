//! Figures that count lines of the report itself: departments that are compared, units, marks of a trend. Number and
//! lines come from one list.

use crate::model::Ratio;
use crate::report::explain::value::FigureValue::Count;
use crate::report::explain::walk::{FigureWalk, FigureWords};
use crate::report::{Report, UnitFigures, extremes, rated_dossiers, rated_sheets};

/// What is counted, and its lines; none where the report does not have the list.
struct CountedList {
    words: FigureWords,
    /// Of the list in `so-lieu.json`, or of what it is taken from.
    path: &'static str,
    lines: fn(&Report) -> Option<Vec<ListLine>>,
}

/// One line of a list.
pub(super) struct ListLine {
    /// Its place in the list at the path; `None` where the path is all that can be said.
    at: Option<usize>,
    /// Of the department or the unit; empty for what is none.
    pub(super) name: String,
    pub(super) why: String,
}

impl ListLine {
    /// In `so-lieu.json`.
    fn place(&self, path: &str) -> String {
        self.at.map_or_else(String::new, |at| format!("so-lieu.json › {path}[{at}]"))
    }
}

const fn list(
    (id, key): (&'static str, &'static str),
    (name, meaning): (&'static str, &'static str),
    unit: &'static str,
    path: &'static str,
    lines: fn(&Report) -> Option<Vec<ListLine>>,
) -> CountedList {
    CountedList {
        words: FigureWords { unit, ..FigureWords::new(id, key, name, meaning) },
        path,
        lines,
    }
}

const UNIT: &str = "đơn vị";
const DOSSIERS: &str = "ho_so.theo_don_vi";
const SHEETS: &str = "hai_long.theo_don_vi";
const SUM: &str = "tong_hop";
const UNITS: &str = "tong_hop.don_vi";

const LISTS: &[CountedList] = &[
    list(
        ("XH-03", ""),
        ("Số đơn vị được so sánh tỷ lệ đúng hạn", "Đơn vị có từ 30 hồ sơ đã giải quyết"),
        UNIT,
        DOSSIERS,
        |report| Some(on_time(report).compared()),
    ),
    list(
        ("XH-04", ""),
        ("Số đơn vị không so sánh tỷ lệ đúng hạn", "Đơn vị có từ 1 đến 29 hồ sơ đã giải quyết"),
        UNIT,
        DOSSIERS,
        |report| Some(on_time(report).small),
    ),
    list(
        ("XH-05", ""),
        (
            "Số đơn vị có tỷ lệ đúng hạn cao nhất",
            "Trong các đơn vị được so sánh: tỷ lệ in ra cao nhất; các tỷ lệ bằng nhau thì không có",
        ),
        UNIT,
        DOSSIERS,
        |report| Some(on_time(report).highest()),
    ),
    list(
        ("XH-06", ""),
        (
            "Số đơn vị có tỷ lệ đúng hạn thấp nhất",
            "Trong các đơn vị được so sánh: tỷ lệ in ra thấp nhất; các tỷ lệ bằng nhau thì không có",
        ),
        UNIT,
        DOSSIERS,
        |report| Some(on_time(report).lowest()),
    ),
    list(
        ("XH-07", ""),
        (
            "Số đơn vị được so sánh mức độ hài lòng",
            "Đơn vị có từ 30 phiếu hợp lệ và được nêu tỷ lệ",
        ),
        UNIT,
        SHEETS,
        |report| Some(satisfied(report).compared()),
    ),
    list(
        ("XH-08", ""),
        ("Số đơn vị không so sánh mức độ hài lòng", "Đơn vị có từ 1 đến 29 phiếu hợp lệ"),
        UNIT,
        SHEETS,
        |report| Some(satisfied(report).small),
    ),
    list(
        ("XH-09", ""),
        (
            "Số đơn vị có mức độ hài lòng cao nhất",
            "Trong các đơn vị được so sánh: tỷ lệ in ra cao nhất; các tỷ lệ bằng nhau thì không có",
        ),
        UNIT,
        SHEETS,
        |report| Some(satisfied(report).highest()),
    ),
    list(
        ("XH-10", ""),
        (
            "Số đơn vị có mức độ hài lòng thấp nhất",
            "Trong các đơn vị được so sánh: tỷ lệ in ra thấp nhất; các tỷ lệ bằng nhau thì không có",
        ),
        UNIT,
        SHEETS,
        |report| Some(satisfied(report).lowest()),
    ),
    list(
        ("TH-01", "da_cong"),
        ("Đơn vị đã cộng", "Đơn vị có số liệu vào báo cáo tổng hợp, đã xác minh hay không"),
        UNIT,
        SUM,
        |report| units(report, UnitFigures::is_added),
    ),
    list(
        ("TH-02", "khong_cong"),
        ("Nơi có số liệu không cộng được", "Tệp, thư mục hoặc đơn vị đọc được mà không cộng"),
        "nơi",
        SUM,
        |report| units(report, UnitFigures::is_left_out),
    ),
    list(
        ("TH-03", "chua_co"),
        ("Đơn vị chưa có số liệu", "Đơn vị nêu ở [tong_hop] mà chưa có số liệu của kỳ"),
        UNIT,
        SUM,
        |report| units(report, UnitFigures::is_missing),
    ),
    list(
        ("TH-04", "khong_xac_minh_duoc"),
        ("Đơn vị không xác minh được", "Trong số đã cộng: không có gì chứng minh là số đã lưu trữ"),
        UNIT,
        SUM,
        |report| units(report, UnitFigures::is_unverified),
    ),
    list(
        ("TH-05", "gui_muon"),
        ("Đơn vị lập báo cáo sau hạn gửi", "Ngày lập sau hạn gửi nêu ở han_gui của [tong_hop]"),
        UNIT,
        SUM,
        |report| units(report, |unit| unit.is_late),
    ),
    list(
        ("XT-11", ""),
        ("Số mốc thay đổi", "Chỗ trong xu hướng mà số liệu hai bên không so sánh được với nhau"),
        "mốc",
        "xu_huong.moc",
        |report| {
            let marks = report.trend.as_ref()?.marks.iter().enumerate();
            Some(marks.map(|(at, mark)| said(at, &mark.sentence)).collect())
        },
    ),
    list(
        ("DK-03", ""),
        ("Số kỳ tháng đã báo cáo", "Các tháng trong kỳ mà lưu trữ có"),
        "kỳ",
        "doi_chieu_ky.ky",
        |report| {
            let months = report.parts.as_ref()?.months.iter().enumerate();
            Some(months.map(|(at, month)| said(at, month)).collect())
        },
    ),
    list(
        ("LN-10", ""),
        ("Số kỳ trong năm chưa có báo cáo lưu", "Các tháng từ đầu năm mà lưu trữ thiếu"),
        "kỳ",
        "luy_ke.thieu",
        |report| {
            let months = report.year.as_ref()?.missing.iter().enumerate();
            Some(months.map(|(at, month)| said(at, month)).collect())
        },
    ),
    list(
        ("CD-08", ""),
        ("Số chỉ số chưa biết điểm", "Chỉ số mà dữ liệu và bảng tự chấm chưa cho biết điểm"),
        "chỉ số",
        "cham_diem.con_thieu",
        |report| {
            let score = report.scorecard.as_ref()?;
            let missing = score.missing.iter().enumerate().map(|(at, number)| {
                let index = score.indices.iter().find(|index| index.number == *number);
                let name = index.map_or_else(String::new, |index| index.name.clone());
                said(at, &format!("chỉ số {number}: {name}"))
            });
            Some(missing.collect())
        },
    ),
    list(
        ("TD-01", ""),
        ("Số nội dung tự đánh giá", "Dòng của bảng tự đánh giá"),
        "nội dung",
        "tu_danh_gia",
        |report| {
            let lines = report.assessments.iter().enumerate();
            Some(lines.map(|(at, line)| said(at, &line.content)).collect())
        },
    ),
    list(
        ("DL-08", ""),
        ("Số tệp dữ liệu không đọc được", "Tệp không đọc được, chọn bỏ qua khi lập báo cáo"),
        "tệp",
        "du_lieu.tep_bo_qua",
        |report| {
            let files = report.input.skipped_files.iter().enumerate();
            Some(files.map(|(at, file)| said(at, file)).collect())
        },
    ),
];

/// Figures that a department's report has too.
const OF_DEPARTMENTS: [&str; 1] = ["XT-11"];

fn said(at: usize, why: &str) -> ListLine {
    ListLine { at: Some(at), name: String::new(), why: why.to_owned() }
}

fn units(report: &Report, is_of: fn(&UnitFigures) -> bool) -> Option<Vec<ListLine>> {
    let all = report.consolidated.as_ref()?.units.iter().enumerate();
    let own = all.filter(|(_, unit)| is_of(unit)).map(|(at, unit)| ListLine {
        at: Some(at),
        name: unit.name.clone(),
        why: unit.words.clone(),
    });
    Some(own.collect())
}

/// Departments by whether their rates are compared.
struct ComparedLines {
    rated: Vec<(Ratio, ListLine)>,
    small: Vec<ListLine>,
}

impl ComparedLines {
    fn of(lines: impl Iterator<Item = (bool, Ratio, ListLine)>) -> Self {
        let (small, rated): (Vec<_>, Vec<_>) = lines.partition(|(small, ..)| *small);
        Self {
            rated: rated.into_iter().map(|(_, rate, line)| (rate, line)).collect(),
            small: small.into_iter().map(|(.., line)| line).collect(),
        }
    }

    fn compared(self) -> Vec<ListLine> {
        self.rated.into_iter().map(|(_, line)| line).collect()
    }

    fn highest(self) -> Vec<ListLine> {
        self.at_extreme(|[high, _]| high)
    }

    fn lowest(self) -> Vec<ListLine> {
        self.at_extreme(|[_, low]| low)
    }

    fn at_extreme(self, which: fn([u64; 2]) -> u64) -> Vec<ListLine> {
        let rate = extremes(self.rated.iter().map(|(rate, _)| *rate)).map(which);
        let own = self.rated.into_iter();
        let own = own.filter(|(own, _)| rate.is_some() && own.hundredths() == rate);
        own.map(|(_, line)| line).collect()
    }
}

fn on_time(report: &Report) -> ComparedLines {
    let all = &report.dossiers.by_department;
    ComparedLines::of(rated_dossiers(report).map(|line| {
        let resolved = line.columns.resolved;
        let why = format!("{resolved} hồ sơ đã giải quyết, đúng hạn {}", line.on_time_rate);
        let at = all.iter().position(|other| other.name == line.name);
        (line.small, line.on_time_rate, ListLine { at, name: line.name.clone(), why })
    }))
}

fn satisfied(report: &Report) -> ComparedLines {
    let all = &report.satisfaction.by_department;
    ComparedLines::of(rated_sheets(report).map(|line| {
        // Of few sheets the rate is not there.
        let rate = line.rate.hundredths().map(|_| format!(", hài lòng {}", line.rate));
        let why = format!("{} phiếu hợp lệ{}", line.sheets, rate.unwrap_or_default());
        let at = all.iter().position(|other| other.name == line.name);
        (line.small, line.rate, ListLine { at, name: line.name.clone(), why })
    }))
}

pub(super) fn tables() -> impl Iterator<Item = &'static FigureWords> {
    LISTS.iter().map(|list| &list.words)
}

/// Which departments are compared follows from what papers print.
pub(super) fn walk(report: &Report, walk: &mut FigureWalk<'_>) {
    let printed = report.to_print();
    for list in LISTS {
        let is_own = walk.department.is_none() || OF_DEPARTMENTS.contains(&list.words.id);
        if let Some(lines) = (list.lines)(&printed).filter(|_| is_own) {
            let count = u64::try_from(lines.len()).unwrap_or(u64::MAX);
            walk.single(&list.words, list.path, Count(Some(count)));
        }
    }
}

/// The lines of the report behind such a figure, each with its place; `None` for any other.
pub(super) fn lines(id: &str, report: &Report) -> Option<Vec<(String, ListLine)>> {
    let list = LISTS.iter().find(|list| list.words.id == id)?;
    let path = if list.path == SUM { UNITS } else { list.path };
    let lines = (list.lines)(&report.to_print())?.into_iter();
    Some(lines.map(|line| (line.place(path), line)).collect())
}
