//! Whole documents of invented figures, and how they must stand on pages.

use jiff::civil::date;

use crate::document::{
    Align, Anchor, Annex, Block, BlockRow, Chart, Column, Document, HeaderCell, Inline, Letterhead,
    ListItem, Meta, Orientation, Paper, ParagraphStyle, Rgb, RowKind, Shape, Signature, Table,
    Title,
};

const PROSE: &str = "Thực hiện Kế hoạch của Sở Lao động - Thương binh và Xã hội về mô hình “Chính \
    quyền, công sở thân thiện, trách nhiệm”, các phòng chuyên môn, đơn vị trực thuộc đã tiếp nhận, \
    giải quyết hồ sơ thủ tục hành chính đúng quy định tại khoản\u{a0}9 Điều\u{a0}19 Nghị định số \
    61/2018/NĐ-CP, công khai kết quả trên Trang thông tin điện tử và lấy ý kiến đánh giá của tổ \
    chức, cá nhân.";

/// A report with every kind of block, an annex of 13 columns and one of 120 rows.
pub(crate) fn report() -> Document {
    let mut body = vec![
        paragraph(
            ParagraphStyle::LegalBasis,
            "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính;",
        ),
        paragraph(ParagraphStyle::Body, PROSE),
        heading(1, "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"),
        paragraph(ParagraphStyle::Body, PROSE),
        Block::List(vec![
            item(
                "-",
                "Ban hành kế hoạch, phân công nhiệm vụ cụ thể cho từng phòng chuyên môn, đơn vị trực thuộc;",
                vec![
                    item("+", "Văn phòng Sở theo dõi, đôn đốc;", vec![]),
                    item("+", "Các phòng tự đánh giá hằng tháng.", vec![]),
                ],
            ),
            item(
                "-",
                "Niêm yết công khai số điện thoại đường dây nóng, đặt hòm thư góp ý tại nơi tiếp nhận hồ sơ.",
                vec![],
            ),
        ]),
        heading(1, "II. KẾT QUẢ THỰC HIỆN"),
        heading(2, "1. Kết quả giải quyết thủ tục hành chính"),
        Block::Table(department_table()),
        paragraph(ParagraphStyle::Note, "Tỷ lệ đúng hạn = ((8) + (9)) / (7) của biểu 13 cột."),
        Block::Chart(chart()),
        heading(3, "a) Theo lĩnh vực"),
    ];
    body.extend((0..6).map(|_| paragraph(ParagraphStyle::Body, PROSE)));
    body.push(heading(1, "III. ĐÁNH GIÁ CHUNG"));
    body.extend((0..3).map(|_| paragraph(ParagraphStyle::Body, PROSE)));
    body.push(Block::Paragraph {
        style: ParagraphStyle::Body,
        text: vec![
            Inline::plain("Trên đây là "),
            Inline { bold: true, ..Inline::plain("báo cáo sơ kết") },
            Inline::plain(" kỳ tháng 3 năm 2020 của Sở Lao động - Thương binh và Xã hội./."),
        ],
    });
    Document {
        meta: Meta {
            title: "Báo cáo sơ kết tháng 3 năm 2020".to_owned(),
            author: "Sở Lao động - Thương binh và Xã hội".to_owned(),
            subject: "Kết quả thực hiện mô hình công sở thân thiện".to_owned(),
            keywords: "thủ tục hành chính, hài lòng".to_owned(),
            day: date(2020, 3, 14),
        },
        paper: Paper::A4,
        letterhead: letterhead("Số:       /BC-SLĐTBXH"),
        title: Title {
            kind: "BÁO CÁO".to_owned(),
            subject: Some("Sơ kết thực hiện mô hình “Chính quyền, công sở thân thiện, trách nhiệm” tháng 3 năm 2020".to_owned()),
            note: Some("(Từ ngày 15/02/2020 đến ngày 14/3/2020)".to_owned()),
        },
        addressees: vec!["Sở Nội vụ".to_owned()],
        body,
        signature: Signature {
            authority: vec!["KT. GIÁM ĐỐC".to_owned(), "PHÓ GIÁM ĐỐC".to_owned()],
            name: Some("Nguyễn Văn Mẫu".to_owned()),
            recipients: ["Như trên", "BGĐ Sở", "Các phòng chuyên môn, đơn vị trực thuộc", "Lưu: VT, VP"]
                .map(str::to_owned)
                .to_vec(),
        },
        annexes: vec![
            Annex {
                label: "Phụ lục I".to_owned(),
                title: "Tình hình, kết quả giải quyết thủ tục hành chính".to_owned(),
                reference: Some("(Kèm theo Báo cáo số      /BC-SLĐTBXH ngày     tháng     năm 2020 của Sở Lao động - Thương binh và Xã hội)".to_owned()),
                orientation: Orientation::Landscape,
                body: vec![
                    paragraph(ParagraphStyle::Unit, "Đơn vị tính: Số hồ sơ TTHC"),
                    Block::Table(thirteen_columns(24)),
                ],
            },
            Annex {
                label: "Phụ lục II".to_owned(),
                title: "Hồ sơ theo thủ tục".to_owned(),
                reference: None,
                orientation: Orientation::Portrait,
                body: vec![heading(1, "1. Theo thủ tục"), Block::Table(long_table(120))],
            },
        ],
    }
}

/// Mẫu số 04 on A5.
pub(crate) fn letter(applicant: &str) -> Document {
    let lines = [
        "Ngày 02 tháng 3 năm 2020, Sở Lao động - Thương binh và Xã hội tiếp nhận giải quyết hồ sơ đề nghị giải quyết thủ tục hành chính Đăng ký hợp đồng nhận lao động thực tập thời hạn dưới 90 ngày của {}; mã số hồ sơ: 000.00.12.H59-200302-0007.",
        "Thời gian hẹn trả kết quả giải quyết hồ sơ: ngày 09 tháng 3 năm 2020.",
        "Tuy nhiên đến nay, Sở Lao động - Thương binh và Xã hội chưa trả kết quả giải quyết hồ sơ của Ông/Bà đúng thời hạn quy định ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
        "Lý do: chờ ý kiến của cơ quan phối hợp.",
        "Sở Lao động - Thương binh và Xã hội xin trân trọng gửi lời xin lỗi đến Ông/Bà vì sự chậm trễ trong quá trình giải quyết hồ sơ có thể gây phiền hà, tốn kém về chi phí, công sức của Ông/Bà.",
        "Sở Lao động - Thương binh và Xã hội xin lỗi Ông/Bà và sẽ trả kết quả giải quyết hồ sơ cho Ông/Bà vào ngày 16 tháng 3 năm 2020.",
        "Mong nhận được sự thông cảm của Ông/Bà vì sự chậm trễ này./.",
    ];
    let mut document = report();
    document.paper = Paper::A5;
    document.letterhead.number = Some("Số:       /PXL".to_owned());
    document.title = Title {
        kind: "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ".to_owned(),
        ..Title::default()
    };
    document.addressees = vec![format!("{applicant}, ấp Mẫu, xã Mẫu, huyện Mẫu, tỉnh Trà Vinh")];
    document.body = lines
        .iter()
        .map(|line| paragraph(ParagraphStyle::Body, &line.replace("{}", applicant)))
        .collect();
    document.signature.recipients =
        ["Như trên", "Bộ phận Một cửa", "Lưu: VT"].map(str::to_owned).to_vec();
    document.annexes.clear();
    document
}

fn letterhead(number: &str) -> Letterhead {
    Letterhead {
        superior: vec!["UBND TỈNH TRÀ VINH".to_owned()],
        agency: vec!["SỞ LAO ĐỘNG - THƯƠNG BINH".to_owned(), "VÀ XÃ HỘI".to_owned()],
        number: Some(number.to_owned()),
        place_date: "Trà Vinh, ngày     tháng 3 năm 2020".to_owned(),
        motto: true,
        regarding: None,
        contact: Vec::new(),
    }
}

fn paragraph(style: ParagraphStyle, text: &str) -> Block {
    Block::Paragraph { style, text: vec![Inline::plain(text)] }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: vec![Inline::plain(text)] }
}

fn item(mark: &str, text: &str, children: Vec<ListItem>) -> ListItem {
    ListItem { mark: mark.to_owned(), text: vec![Inline::plain(text)], children }
}

fn cell(text: &str, columns: u32, rows: u32) -> HeaderCell {
    HeaderCell { text: text.to_owned(), columns, rows }
}

fn columns(shares: &[u32]) -> Vec<Column> {
    let align = |index| match index {
        0 => Align::Center,
        1 => Align::Left,
        _ => Align::Right,
    };
    shares
        .iter()
        .enumerate()
        .map(|(index, share)| Column { share: *share, align: align(index) })
        .collect()
}

fn row(kind: RowKind, cells: &[&str]) -> BlockRow {
    BlockRow {
        kind,
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        figures: Vec::new(),
        runs: Vec::new(),
    }
}

fn department_table() -> Table {
    let names = [
        "Văn phòng Sở",
        "Phòng Người có công",
        "Phòng Lao động - Việc làm - Dạy nghề",
        "Phòng Bảo trợ xã hội",
        "Phòng Bảo vệ chăm sóc trẻ em và Bình đẳng giới",
        "Chi cục Phòng, chống tệ nạn xã hội",
    ];
    let mut rows: Vec<BlockRow> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            row(RowKind::Body, &[&(index + 1).to_string(), name, "128", "120", "8", "93,75%"])
        })
        .collect();
    rows.push(row(RowKind::Total, &["", "Toàn Sở", "768", "720", "48", "93,75%"]));
    Table {
        id: "don-vi".to_owned(),
        caption: Some(
            "Bảng 1. Kết quả giải quyết hồ sơ theo phòng chuyên môn, đơn vị trực thuộc".to_owned(),
        ),
        unit: Some("Đơn vị tính: hồ sơ".to_owned()),
        columns: columns(&[5, 30, 12, 12, 12, 12]),
        header: vec![
            vec![
                cell("TT", 1, 2),
                cell("Đơn vị", 1, 2),
                cell("Đã giải quyết", 3, 1),
                cell("Tỷ lệ đúng hạn", 1, 2),
            ],
            vec![cell("Tổng số", 1, 1), cell("Đúng hạn", 1, 1), cell("Quá hạn", 1, 1)],
        ],
        rows,
        notes: vec!["Tỷ lệ tính trên số hồ sơ đã giải quyết trong kỳ.".to_owned()],
        is_called: false,
    }
}

fn thirteen_columns(count: usize) -> Table {
    let fields = [
        "Việc làm",
        "Người có công",
        "Bảo trợ xã hội",
        "An toàn, vệ sinh lao động",
        "Giáo dục nghề nghiệp",
        "Phòng, chống tệ nạn xã hội",
    ];
    let mut rows = vec![row(RowKind::Section, &["A. Thủ tục cấp tỉnh"])];
    rows.extend(fields.iter().cycle().take(count).enumerate().map(|(index, name)| {
        row(
            RowKind::Body,
            &[
                &(index + 1).to_string(),
                name,
                "1.234",
                "500",
                "700",
                "34",
                "1.200",
                "800",
                "390",
                "10",
                "34",
                "30",
                "4",
            ],
        )
    }));
    rows.push(row(
        RowKind::Total,
        &[
            "",
            "Tổng cộng",
            "29.616",
            "12.000",
            "16.800",
            "816",
            "28.800",
            "19.200",
            "9.360",
            "240",
            "816",
            "720",
            "96",
        ],
    ));
    let numbers: Vec<HeaderCell> =
        (1..=13).map(|number| cell(&format!("({number})"), 1, 1)).collect();
    Table {
        id: "bieu-13-cot".to_owned(),
        caption: None,
        unit: None,
        columns: columns(&[5, 22, 8, 8, 10, 8, 8, 8, 8, 8, 8, 8, 8]),
        header: vec![
            vec![
                cell("STT", 1, 3),
                cell("Lĩnh vực, công việc giải quyết theo cấp", 1, 3),
                cell("Số hồ sơ nhận giải quyết", 4, 1),
                cell("Số hồ sơ đã giải quyết", 4, 1),
                cell("Số hồ sơ đang giải quyết", 3, 1),
            ],
            vec![
                cell("Tổng số", 1, 2),
                cell("Trong đó", 3, 1),
                cell("Tổng số", 1, 2),
                cell("Trong đó", 3, 1),
                cell("Tổng số", 1, 2),
                cell("Trong đó", 2, 1),
            ],
            vec![
                cell("Trực tuyến", 1, 1),
                cell("Trực tiếp, dịch vụ bưu chính", 1, 1),
                cell("Từ kỳ trước", 1, 1),
                cell("Trước hạn", 1, 1),
                cell("Đúng hạn", 1, 1),
                cell("Quá hạn", 1, 1),
                cell("Trong hạn", 1, 1),
                cell("Quá hạn", 1, 1),
            ],
            numbers,
        ],
        rows,
        notes: vec![
            "Cột (9) gồm cả hồ sơ trả lại, rút; cột (12) gồm cả hồ sơ chờ bổ sung.".to_owned(),
        ],
        is_called: false,
    }
}

fn long_table(count: usize) -> Table {
    let rows = (1..=count).map(|index| {
        let name = if index % 7 == 0 { "Giải quyết chế độ trợ cấp một lần đối với người có thành tích tham gia kháng chiến đã được tặng Bằng khen" } else { "Cấp giấy phép hoạt động dịch vụ việc làm" };
        row(RowKind::Body, &[&index.to_string(), name, "1.010803.000.00.00.H59", "12", "98,25%"])
    });
    Table {
        id: "thu-tuc".to_owned(),
        caption: Some("Bảng 2. Hồ sơ theo thủ tục".to_owned()),
        unit: None,
        columns: columns(&[5, 40, 15, 8, 10]),
        header: vec![vec![
            cell("TT", 1, 1),
            cell("Thủ tục", 1, 1),
            cell("Mã", 1, 1),
            cell("Số hồ sơ", 1, 1),
            cell("Đúng hạn", 1, 1),
        ]],
        rows: rows.collect(),
        notes: Vec::new(),
        is_called: false,
    }
}

fn chart() -> Chart {
    let blue = Rgb(31, 78, 121);
    let grey = Rgb(150, 150, 150);
    let black = Rgb(0, 0, 0);
    let label = |x, y, text: &str, anchor| Shape::Label {
        x,
        y,
        text: text.to_owned(),
        size: 10,
        bold: false,
        anchor,
        color: black,
        figure: None,
    };
    let mut shapes = vec![
        Shape::Line {
            from: (15.0, 5.0),
            to: (15.0, 60.0),
            width: 0.75,
            color: black,
            dashed: false,
        },
        Shape::Line {
            from: (15.0, 60.0),
            to: (150.0, 60.0),
            width: 0.75,
            color: black,
            dashed: false,
        },
        Shape::Line {
            from: (15.0, 15.0),
            to: (150.0, 15.0),
            width: 0.5,
            color: grey,
            dashed: true,
        },
        label(13.0, 16.0, "95%", Anchor::End),
        label(150.0, 13.0, "mục tiêu", Anchor::End),
    ];
    for (index, value) in [52.0_f32, 48.0, 40.0, 50.0, 45.0].into_iter().enumerate() {
        let x = 25.0 + index as f32 * 25.0;
        shapes.push(Shape::Bar { x, y: 60.0 - value, width: 12.0, height: value, fill: blue });
        shapes.push(label(x + 6.0, 58.5 - value, "93,75%", Anchor::Middle));
        shapes.push(label(x + 6.0, 65.0, "Phòng Mẫu", Anchor::Middle));
    }
    Chart {
        id: "dung-han".to_owned(),
        caption: "Biểu đồ 1. Tỷ lệ giải quyết đúng hạn".to_owned(),
        alt: "Biểu đồ cột: tỷ lệ đúng hạn của năm phòng, từ 90% đến 98%".to_owned(),
        width: 155.0,
        height: 68.0,
        shapes,
        narrow: crate::document::Drawing::default(),
    }
}

pub(crate) mod broken;
mod decree;
mod feet;
mod gaps;
mod pages;
mod reading;
