//! Columns of the tables that charts are drawn from.

use crate::model::Ratio;
use crate::render::xlsx::behind::mean_days;
use crate::render::xlsx::cell::{CellSide, Figure, OutCell};
use crate::render::xlsx::column::{AnnexColumn, column};
use crate::render::xlsx::interval::{FROM, TO, bounds};
use crate::render::xlsx::meaning::{Meaning, SHEETS, SURVEYS, meaning};
use crate::report::{DossierLine, SatisfactionLine};

/// A line with the target, where there is one.
pub(crate) type Judged<L> = (L, Option<Ratio>);

/// Names in a chart.
pub(crate) const NAMED: Meaning = meaning(
    "Đơn vị, lĩnh vực, yếu tố hoặc câu hỏi: Đơn vị; Lĩnh vực; Yếu tố; Câu hỏi",
    "Tên trên biểu đồ; cơ sở nhỏ ghi kèm",
    "Xếp theo giá trị, cơ sở nhỏ đứng sau; câu hỏi theo thứ tự của phiếu",
    "Các trang bảng số liệu",
);

pub(crate) fn target_cell(target: Option<Ratio>) -> OutCell {
    target.map_or(OutCell::Blank, |target| OutCell::Number(Figure::Rate(target)))
}

/// The columns, without that of the target where there is none.
pub(crate) fn judged<L>(
    columns: &'static [AnnexColumn<L>],
    target: Option<Ratio>,
) -> Vec<&'static AnnexColumn<L>> {
    columns.iter().filter(|column| target.is_some() || column.key != "target").collect()
}

/// On time.
pub(crate) const ON_TIME_COLUMNS: &[AnnexColumn<Judged<DossierLine>>] = &[
    column(
        "in time",
        &["Trước hạn và đúng hạn"],
        13,
        |(line, _), _| OutCell::count(line.columns.in_time),
        meaning("Trước hạn và đúng hạn", "", "(8) + (9) của bảng 13 cột", SHEETS),
    ),
    column(
        "resolved",
        &["Đã giải quyết"],
        13,
        |(line, _), _| OutCell::count(line.columns.resolved),
        meaning("Đã giải quyết", "", "(7) của bảng 13 cột", SHEETS),
    ),
    column(
        "rate",
        &["Tỷ lệ đúng hạn"],
        13,
        |(line, _), _| {
            let counts = (line.columns.in_time, line.columns.resolved);
            OutCell::rate(("[in time]", "[resolved]"), counts, line.on_time_rate)
        },
        meaning("Tỷ lệ đúng hạn", "", "((8) + (9)) / (7)", "Hai cột bên trái"),
    ),
    column(
        "target",
        &["Mục tiêu"],
        12,
        |(_, target), _| target_cell(*target),
        meaning("Mục tiêu", "Mức cơ quan đặt ra", "", "Thiết lập của cơ quan"),
    ),
];

/// Working days.
pub(crate) const HANDLING_COLUMNS: &[AnnexColumn<DossierLine>] = &[
    column(
        "dossiers",
        &["Số hồ sơ"],
        10,
        |line, _| OutCell::count(line.days_used.dossiers),
        meaning(
            "Số hồ sơ",
            "Đã giải quyết, có hạn trả nằm trong lịch làm việc",
            "Đếm hồ sơ",
            SHEETS,
        ),
    ),
    column(
        "used",
        &["Tổng đã sử dụng"],
        12,
        |line, _| OutCell::count(line.days_used.used),
        meaning(
            "Tổng đã sử dụng",
            "Ngày làm việc từ tiếp nhận đến kết thúc",
            "Cộng số ngày",
            SHEETS,
        ),
    ),
    column(
        "allowed",
        &["Tổng theo thời hạn"],
        12,
        |line, _| OutCell::count(line.days_used.allowed),
        meaning("Tổng theo thời hạn", "Ngày làm việc từ tiếp nhận đến hạn", "Cộng số ngày", SHEETS),
    ),
    column(
        "mean used",
        &["Bình quân đã sử dụng"],
        12,
        |line, _| mean_days(("[used]", "[dossiers]"), line.days_used.used, line),
        meaning("Bình quân đã sử dụng", "", "Tổng đã sử dụng / số hồ sơ", "Các cột bên trái"),
    ),
    column(
        "mean allowed",
        &["Bình quân theo thời hạn"],
        12,
        |line, _| mean_days(("[allowed]", "[dossiers]"), line.days_used.allowed, line),
        meaning("Bình quân theo thời hạn", "", "Tổng theo thời hạn / số hồ sơ", "Các cột bên trái"),
    ),
];

/// Satisfaction.
pub(crate) const SATISFACTION_COLUMNS: &[AnnexColumn<Judged<SatisfactionLine>>] = &[
    column(
        "satisfied",
        &["Mức 4 và 5"],
        9,
        |(line, _), _| OutCell::count(line.rate.part),
        meaning("Mức 4 và 5", "Câu trả lời hài lòng và rất hài lòng", "Đếm câu trả lời", SURVEYS),
    ),
    column(
        "valid",
        &["Câu trả lời hợp lệ"],
        10,
        |(line, _), _| OutCell::count(line.rate.whole),
        meaning("Câu trả lời hợp lệ", "Mức 1 đến mức 5", "Đếm câu trả lời", SURVEYS),
    ),
    column(
        "n",
        &["n (số phiếu)"],
        9,
        |(line, _), _| OutCell::count(line.sheets),
        meaning("n (số phiếu)", "Phiếu có câu trả lời hợp lệ", "Đếm phiếu", SURVEYS),
    ),
    column(
        "rate",
        &["Tỷ lệ hài lòng"],
        11,
        |(line, _), _| {
            let counts = (line.rate.part, line.rate.whole);
            OutCell::rate(("[satisfied]", "[valid]"), counts, line.rate)
        },
        meaning("Tỷ lệ hài lòng", "", "Mức 4 và 5 / câu trả lời hợp lệ", "Các cột bên trái"),
    ),
    column("low", &["Khoảng tin cậy 95%", "Từ"], 9, |(line, _), _| bound(line, 0), FROM),
    column("high", &["Khoảng tin cậy 95%", "Đến"], 9, |(line, _), _| bound(line, 1), TO),
    column(
        "down",
        &["Để vẽ: khoảng cách từ tỷ lệ", "Xuống"],
        9,
        |(line, _), _| distances(line).0,
        meaning("Xuống", "Chiều dài vạch về bên trái", "Tỷ lệ − từ", "Để vẽ"),
    ),
    column(
        "up",
        &["Để vẽ: khoảng cách từ tỷ lệ", "Lên"],
        9,
        |(line, _), _| distances(line).1,
        meaning("Lên", "Chiều dài vạch về bên phải", "Đến − tỷ lệ", "Để vẽ"),
    ),
    column(
        "target",
        &["Mục tiêu"],
        10,
        |(_, target), _| target_cell(*target),
        meaning("Mục tiêu", "Mức cơ quan đặt ra", "", "Thiết lập của cơ quan"),
    ),
];

/// Answers, and how they are drawn.
pub(crate) const ANSWER_COLUMNS: &[AnnexColumn<SatisfactionLine>] = &[
    column(
        "1",
        &["Số câu trả lời theo mức", "1"],
        6,
        |line, _| OutCell::count(level(line, 0)),
        meaning("1: mức 1", "Rất không hài lòng", "Đếm câu trả lời", SURVEYS),
    ),
    column(
        "2",
        &["Số câu trả lời theo mức", "2"],
        6,
        |line, _| OutCell::count(level(line, 1)),
        meaning("2: mức 2", "Không hài lòng", "Đếm câu trả lời", SURVEYS),
    ),
    column(
        "3",
        &["Số câu trả lời theo mức", "3"],
        6,
        |line, _| OutCell::count(level(line, 2)),
        meaning("3: mức 3", "Bình thường", "Đếm câu trả lời", SURVEYS),
    ),
    column(
        "4",
        &["Số câu trả lời theo mức", "4"],
        6,
        |line, _| OutCell::count(level(line, 3)),
        meaning("4: mức 4", "Hài lòng", "Đếm câu trả lời", SURVEYS),
    ),
    column(
        "5",
        &["Số câu trả lời theo mức", "5"],
        6,
        |line, _| OutCell::count(level(line, 4)),
        meaning("5: mức 5", "Rất hài lòng", "Đếm câu trả lời", SURVEYS),
    ),
    column(
        "half left",
        &["Để vẽ: bên trái trục", "Nửa mức 3"],
        8,
        |line, _| share(line, "-[3]/SUM([1]:[5])/2", CellSide::Left, (2, 2)),
        meaning("Bên trái – Nửa mức 3", "Phần vẽ bên trái trục", "Mức 3 / tổng / 2", "Để vẽ"),
    ),
    column(
        "left 2",
        &["Để vẽ: bên trái trục", "Mức 2"],
        8,
        |line, _| share(line, "-[2]/SUM([1]:[5])", CellSide::Left, (1, 1)),
        meaning("Bên trái – Mức 2", "Phần vẽ bên trái trục", "Mức 2 / tổng", "Để vẽ"),
    ),
    column(
        "left 1",
        &["Để vẽ: bên trái trục", "Mức 1"],
        8,
        |line, _| share(line, "-[1]/SUM([1]:[5])", CellSide::Left, (0, 1)),
        meaning("Bên trái – Mức 1", "Phần vẽ bên trái trục", "Mức 1 / tổng", "Để vẽ"),
    ),
    column(
        "half right",
        &["Để vẽ: bên phải trục", "Nửa mức 3"],
        8,
        |line, _| share(line, "[3]/SUM([1]:[5])/2", CellSide::Right, (2, 2)),
        meaning("Bên phải – Nửa mức 3", "Phần vẽ bên phải trục", "Mức 3 / tổng / 2", "Để vẽ"),
    ),
    column(
        "right 4",
        &["Để vẽ: bên phải trục", "Mức 4"],
        8,
        |line, _| share(line, "[4]/SUM([1]:[5])", CellSide::Right, (3, 1)),
        meaning("Bên phải – Mức 4", "Phần vẽ bên phải trục", "Mức 4 / tổng", "Để vẽ"),
    ),
    column(
        "right 5",
        &["Để vẽ: bên phải trục", "Mức 5"],
        8,
        |line, _| share(line, "[5]/SUM([1]:[5])", CellSide::Right, (4, 1)),
        meaning("Bên phải – Mức 5", "Phần vẽ bên phải trục", "Mức 5 / tổng", "Để vẽ"),
    ),
];

pub(crate) fn bound(line: &SatisfactionLine, end: usize) -> OutCell {
    let [low, high] = bounds("([satisfied]/[valid])", "[n]", line);
    if end == 0 { low } else { high }
}

/// From the rate down and up to the ends of its interval.
pub(crate) fn distances(line: &SatisfactionLine) -> (OutCell, OutCell) {
    let rate = line.rate.hundredths().unwrap_or_default();
    let [low, high] = line.interval.unwrap_or([rate / 10, rate / 10]).map(|end| end * 10);
    let cell = |formula: &str, distance: u64| {
        let share = Ratio::new(distance, 10_000);
        OutCell::Live(formula.to_owned(), Figure::Drawn(CellSide::Right, share))
    };
    (
        cell("MAX(0,[rate]-[low])", rate.saturating_sub(low)),
        cell("MAX(0,[high]-[rate])", high.saturating_sub(rate)),
    )
}

pub(crate) fn level(line: &SatisfactionLine, level: usize) -> u64 {
    line.answers.levels.get(level).copied().unwrap_or_default()
}

/// The share of a level as it is drawn; of a half, `parts` is 2.
pub(crate) fn share(
    line: &SatisfactionLine,
    formula: &str,
    side: CellSide,
    (of, parts): (usize, u64),
) -> OutCell {
    let whole: u64 = line.answers.levels.iter().sum();
    let share = Ratio::new(level(line, of), whole * parts);
    OutCell::Live(formula.to_owned(), Figure::Drawn(side, share))
}
