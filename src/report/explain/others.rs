//! Figures of complaints and of comments.

use crate::ledger::SheetKind;
use crate::model::ComplaintKind;
use crate::report::explain::dossiers::words;
use crate::report::explain::value::FigureValue::{Count, Rate};
use crate::report::explain::walk::{FigureWalk, FigureWords, LinePart, LineTable};
use crate::report::{CommentFigures, CommentLine, CommentWord, ComplaintFigures, ComplaintLine};

const fn figure(
    (id, key): (&'static str, &'static str),
    name: &'static str,
    meaning: &'static str,
    unit: &'static str,
    sheets: SheetKind,
) -> FigureWords {
    FigureWords { unit, sheets: Some(sheets), ..FigureWords::new(id, key, name, meaning) }
}

const fn complaint(
    at: (&'static str, &'static str),
    name: &'static str,
    meaning: &'static str,
) -> FigureWords {
    figure(at, name, meaning, "đơn", SheetKind::Complaints)
}

const fn comment(
    at: (&'static str, &'static str),
    name: &'static str,
    meaning: &'static str,
) -> FigureWords {
    figure(at, name, meaning, "ý kiến", SheetKind::Surveys)
}

const COMPLAINT: LineTable<ComplaintLine> = &[
    (
        complaint(
            ("DT-01", "ky_truoc_chuyen_sang"),
            "Đơn kỳ trước chuyển sang",
            "Tiếp nhận trước ngày đầu kỳ, đến ngày đó chưa giải quyết",
        ),
        |line| Count(Some(line.carried)),
    ),
    (
        complaint(("DT-02", "tiep_nhan"), "Đơn tiếp nhận trong kỳ", "Ngày tiếp nhận trong kỳ"),
        |line| Count(Some(line.received)),
    ),
    (
        complaint(("DT-03", "da_giai_quyet"), "Đơn đã giải quyết", "Ngày giải quyết trong kỳ"),
        |line| Count(Some(line.resolved)),
    ),
    (
        complaint(
            ("DT-04", "dung_han"),
            "Đơn giải quyết đúng hạn",
            "Giải quyết trong kỳ, không sau hạn giải quyết ghi ở bảng",
        ),
        |line| Count(Some(line.in_time)),
    ),
    (
        complaint(
            ("DT-05", "qua_han"),
            "Đơn giải quyết quá hạn",
            "Giải quyết trong kỳ, sau hạn giải quyết ghi ở bảng",
        ),
        |line| Count(Some(line.late)),
    ),
    (
        complaint(
            ("DT-06", "khong_co_han"),
            "Đơn đã giải quyết, không ghi hạn",
            "Giải quyết trong kỳ, bảng không ghi hạn nên không xét đúng hạn hay quá hạn",
        ),
        |line| Count(Some(line.without_due)),
    ),
    (
        complaint(("DT-07", "dang_giai_quyet"), "Đơn đang giải quyết", "Cuối kỳ chưa giải quyết"),
        |line| Count(Some(line.open)),
    ),
    (
        complaint(
            ("DT-08", "dang_qua_han"),
            "Trong số đang giải quyết: đã quá hạn",
            "Cuối kỳ chưa giải quyết, hạn giải quyết trước ngày cuối kỳ",
        ),
        |line| Count(Some(line.open_overdue)),
    ),
    (
        complaint(
            ("DT-10", "tam_dinh_chi"),
            "Trong số đang giải quyết: đang tạm đình chỉ",
            "Cuối kỳ chưa giải quyết, đã tạm đình chỉ và chưa tiếp tục",
        ),
        |line| Count(Some(line.suspended)),
    ),
    (
        FigureWords {
            formula: "đúng hạn / (đúng hạn + quá hạn)",
            parts: &["DT-04", "DT-05"],
            unit: "",
            ..complaint(
                ("DT-09", "ty_le_dung_han"),
                "Tỷ lệ đơn giải quyết đúng hạn",
                "Đơn giải quyết đúng hạn trong số đã giải quyết có ghi hạn",
            )
        },
        |line| Rate(line.in_time_rate),
    ),
    (
        FigureWords {
            formula: "kỳ trước chuyển sang + tiếp nhận trong kỳ",
            parts: &["DT-01", "DT-02"],
            ..complaint(
                ("DT-12", ""),
                "Đơn nhận giải quyết",
                "Tiếp nhận đến hết ngày cuối kỳ, đến ngày đầu kỳ chưa giải quyết",
            )
        },
        |line| Count(Some(line.carried + line.received)),
    ),
];

const COMMENT: LineTable<CommentLine> = &[
    (
        comment(
            ("YK-01", "so"),
            "Số ý kiến",
            "Ý kiến ghi trên phiếu của kỳ, và nội dung kiến nghị, phản ánh tiếp nhận trong kỳ",
        ),
        |line| Count(Some(line.comments)),
    ),
    (
        comment(
            ("YK-02", "khen"),
            "Ý kiến khen",
            "Có lời khen, không có lời góp ý, theo danh mục từ",
        ),
        |line| Count(Some(line.praise)),
    ),
    (
        comment(
            ("YK-03", "gop_y"),
            "Ý kiến góp ý, phàn nàn",
            "Có lời góp ý, phàn nàn, đề nghị, theo danh mục từ",
        ),
        |line| Count(Some(line.wishes)),
    ),
    (
        comment(("YK-04", "chua_ro"), "Ý kiến chưa phân loại", "Không có từ nào của danh mục"),
        |line| Count(Some(line.unclear)),
    ),
];

const WORD: LineTable<CommentWord> = &[
    (
        comment(("YK-08", "so"), "Số ý kiến có từ này", "Ý kiến có từ này của danh mục"),
        |word| Count(Some(word.comments)),
    ),
    (
        comment(
            ("YK-09", "so_khen"),
            "Ý kiến khen có từ này",
            "Ý kiến khen có từ này của danh mục",
        ),
        |word| Count(Some(word.praise)),
    ),
    (
        comment(
            ("YK-10", "so_gop_y"),
            "Ý kiến góp ý, phàn nàn có từ này",
            "Ý kiến góp ý, phàn nàn có từ này của danh mục",
        ),
        |word| Count(Some(word.wishes)),
    ),
];

const COMMENTS: LineTable<CommentFigures> = &[
    (
        comment(
            ("YK-05", "tren_phieu"),
            "Ý kiến ghi trên phiếu",
            "Trong số ý kiến: cột ý kiến góp ý của bảng phiếu",
        ),
        |figures| Count(Some(figures.on_sheets)),
    ),
    (
        comment(
            ("YK-06", "kien_nghi_phan_anh"),
            "Kiến nghị, phản ánh",
            "Trong số ý kiến: cột nội dung của kiến nghị, phản ánh tiếp nhận trong kỳ",
        ),
        |figures| Count(Some(figures.in_register)),
    ),
    (
        comment(
            ("YK-07", "so_dang"),
            "Ý kiến được chọn đăng",
            "Cơ quan đánh dấu trong danh sách ý kiến, đăng ở văn bản của đơn vị sau khi che thông tin cá nhân",
        ),
        |figures| Count(Some(figures.published)),
    ),
];

/// In the order of the kinds; two of them have the same initials.
const COMPLAINT_CODES: [&str; 4] = ["KN", "TC", "KNG", "PA"];

/// Of a line by its kind as printed: a department has not all of them.
pub(super) fn complaint_code(printed: &str) -> Option<&'static str> {
    let mut kinds = ComplaintKind::ALL.iter().zip(COMPLAINT_CODES);
    kinds.find(|(kind, _)| kind.vietnamese() == printed).map(|(_, code)| code)
}

pub(super) fn tables() -> impl Iterator<Item = &'static FigureWords> {
    words(COMPLAINT).chain(words(COMMENT)).chain(words(COMMENTS)).chain(words(WORD))
}

pub(super) fn complaints(figures: &ComplaintFigures, walk: &mut FigureWalk<'_>) {
    walk.line(COMPLAINT, &[], "don_thu.tong", &figures.total);
    for (at, line) in figures.by_kind.iter().enumerate() {
        let Some(code) = complaint_code(&line.kind) else { continue };
        let part = LinePart::fixed("LOAI", code, "loại", &line.kind);
        walk.line(COMPLAINT, &[part], &format!("don_thu.theo_loai[{at}]"), line);
    }
}

pub(super) fn comments(figures: &CommentFigures, walk: &mut FigureWalk<'_>) {
    let codes = walk.codes;
    walk.line(COMMENTS, &[], "y_kien", figures);
    line(&figures.total, &[], "y_kien.tong", walk);
    for (at, topic) in figures.by_topic.iter().enumerate() {
        let part = LinePart::topic(codes, &topic.name);
        line(topic, &[part], &format!("y_kien.theo_noi_dung[{at}]"), walk);
    }
}

fn line(line: &CommentLine, parts: &[LinePart<'_>], path: &str, walk: &mut FigureWalk<'_>) {
    let codes = walk.codes;
    walk.line(COMMENT, parts, path, line);
    for (at, word) in line.words.iter().enumerate() {
        let parts: Vec<LinePart<'_>> =
            parts.iter().copied().chain([LinePart::word(codes, &word.word)]).collect();
        walk.line(WORD, &parts, &format!("{path}.tu_hay_gap[{at}]"), word);
    }
}
