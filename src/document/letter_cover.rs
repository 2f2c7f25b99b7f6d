//! The list that lies on top of all letters in print: on which pages each stands, and who took it.

use std::ops::Range;

use jiff::civil::Date;

use crate::document::DocumentOptions;
use crate::document::block::{
    Align, Block, BlockRow, Column, Document, HeaderCell, Meta, Paper, RowKind, Signature, Table,
    Title,
};
use crate::document::frame::{letterhead, year_after};
use crate::model::short_date;
use crate::report::Letter;

/// Order, code, receiver, pages and a column to sign; those that went out already are only counted. Holds personal
/// data.
pub(crate) fn letter_cover(
    letters: &[&Letter],
    issued: usize,
    pages: &[Range<usize>],
    options: &DocumentOptions,
    day: Date,
) -> Document {
    let columns = [
        (12, Align::Center, "Thứ tự"),
        (58, Align::Left, "Mã hồ sơ"),
        (54, Align::Left, "Người nhận"),
        (16, Align::Center, "Trang"),
        (30, Align::Left, "Ký nhận"),
    ];
    let header = columns.iter().map(|(_, _, text)| HeaderCell {
        text: (*text).to_owned(),
        columns: 1,
        rows: 1,
    });
    let rows = letters.iter().zip(pages).map(|(letter, pages)| {
        let place = if pages.len() <= 1 {
            pages.start.to_string()
        } else {
            format!("{}–{}", pages.start, pages.end - 1)
        };
        let cells = vec![
            letter.order.to_string(),
            letter.code.clone(),
            letter.recipient.clone(),
            place,
            String::new(),
        ];
        BlockRow::new(RowKind::Body, cells)
    });
    let table = Table {
        id: "in-tat-ca".to_owned(),
        caption: None,
        unit: None,
        columns: columns
            .iter()
            .map(|(share, align, _)| Column { share: *share, align: *align })
            .collect(),
        header: vec![header.collect()],
        rows: rows.collect(),
        notes: if issued == 0 {
            Vec::new()
        } else {
            vec![format!("Không in lại {issued} thư mà sổ theo dõi đã ghi ngày phát hành.")]
        },
        is_called: false,
    };
    Document {
        meta: Meta {
            title: "Danh sách thư xin lỗi để in và ký nhận".to_owned(),
            author: options.agency.clone(),
            subject: String::new(),
            keywords: "thư xin lỗi".to_owned(),
            day,
        },
        paper: Paper::A4,
        letterhead: letterhead(options, None, year_after(day)),
        title: Title {
            kind: "DANH SÁCH THƯ XIN LỖI".to_owned(),
            subject: None,
            note: Some(format!("(Lập đến ngày {}; {} thư)", short_date(day), letters.len())),
        },
        addressees: Vec::new(),
        body: vec![Block::Table(table)],
        signature: Signature::default(),
        annexes: Vec::new(),
    }
}
