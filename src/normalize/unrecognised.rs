//! A sheet in which no header was found: what its first row holds, and what that looks like.

use std::collections::BTreeSet;

use crate::ledger::{Code, Field, Finding, Place, SheetKind};
use crate::normalize::header::alias::header_key;
use crate::normalize::header::dictionary::Dictionary;
use crate::normalize::header::portal_alias::are_indices;
use crate::normalize::text::intern::{cell_text, is_blank};
use crate::read::{Cell, Row};

/// Rows in which a header is looked for.
pub(crate) const SEARCHED: usize = 200;
/// Rows that are remembered until a header is found.
const REMEMBERED: usize = 12;

/// The first rows of a sheet that hold something.
#[derive(Clone, Debug, Default)]
pub(crate) struct FirstRows {
    rows: Vec<(u32, Vec<String>)>,
    numbers: usize,
    texts: usize,
}

impl FirstRows {
    pub(crate) fn keep(&mut self, row: &Row<'_>) {
        if self.rows.len() >= REMEMBERED {
            return;
        }
        let filled = row.cells.iter().filter(|cell| !is_blank(cell)).take(40);
        let mut texts = Vec::new();
        for cell in filled {
            match cell {
                Cell::Number(_) | Cell::Serial(_) => self.numbers += 1,
                _ => self.texts += 1,
            }
            texts.push(cell_text(cell));
        }
        if !texts.is_empty() {
            self.rows.push((row.number, texts));
        }
    }

    /// Why no header was found, and what the clerk does.
    pub(crate) fn finding(&self, place: Place, dictionary: &Dictionary) -> Finding {
        let is_delimited = place.source.sheet.is_none()
            && ["csv", "txt", "tsv"]
                .iter()
                .any(|it| place.source.file.to_lowercase().ends_with(it));
        let finding = Finding::new(Code::NoData, place);
        let Some((number, first)) = self.rows.first() else { return finding };
        if let Some(word) = self.mojibake() {
            return finding
                .with_found(word.clone())
                .with_message(format!(
                    "Chữ có dấu trong tệp bị đọc sai bảng mã, ví dụ “{word}”: tệp Unicode đã bị mở và lưu lại như tệp cũ"
                ))
                .with_advice(
                    "xuất lại tệp từ phần mềm với kiểu Excel (.xlsx); nếu chỉ có CSV thì mở bằng Data › From Text/CSV, chọn 65001: Unicode (UTF-8)",
                );
        }
        if let Some(separator) = self.one_column(dictionary) {
            let message = format!(
                "Dòng {number} chỉ có một ô, chứa cả hàng tiêu đề ngăn bằng {separator}: các cột chưa được tách"
            );
            return finding.with_message(message).with_advice(if is_delimited {
                "tệp dùng dấu ngăn ở hàng tiêu đề khác với các dòng dưới; xuất lại tệp từ phần mềm với kiểu Excel (.xlsx)"
            } else {
                "chọn cột A, bấm Data › Text to Columns (Văn bản thành cột), chọn Delimited với dấu đó rồi lưu lại"
            });
        }
        if self.texts == 0 && self.numbers >= 6 {
            return finding
                .with_message(format!(
                    "Các dòng đầu, từ dòng {number}, chỉ có số, không có chữ nào: phần chữ của tệp đã mất, hoặc bảng không có hàng tiêu đề"
                ))
                .with_advice("mở bằng Excel, nếu thấy đủ chữ thì lưu lại; không thì xuất lại tệp từ phần mềm");
        }
        if self.rows.len() > 1 && self.rows.iter().all(|(_, texts)| texts.len() == 1) {
            return finding
                .with_message(format!(
                    "Tệp chỉ có văn bản ở một cột, từ dòng {number}, không có bảng nào"
                ))
                .with_advice("chuyển tệp ra khỏi du-lieu nếu không phải bảng số liệu; nếu là bảng thì xuất lại với kiểu Excel (.xlsx)");
        }
        if self.rows.iter().any(|(_, texts)| are_indices(&portal_fields(texts, dictionary))) {
            return finding
                .with_message("Bảng chỉ số, chỉ tiêu này không ghi là của Cổng Dịch vụ công quốc gia")
                .with_advice(
                    "nếu là bảng lưu từ Cổng thì ghi “Cổng Dịch vụ công quốc gia” ở dòng trên bảng hoặc ở tên trang; nếu là bảng khác thì chuyển tệp ra khỏi du-lieu",
                );
        }
        let is_known = |text: &&String| dictionary.is_known(&header_key(text));
        // The row that is most like a header; a title stands above it.
        let like = |(at, (_, texts)): &(usize, &(u32, Vec<String>))| {
            (texts.iter().filter(is_known).count(), texts.len(), std::cmp::Reverse(*at))
        };
        let most = self.rows.iter().enumerate().max_by_key(like);
        let (number, first) = most.map_or((number, first), |(_, (number, texts))| (number, texts));
        let count = first.iter().filter(is_known).count();
        let known: Vec<String> =
            first.iter().filter(is_known).take(4).map(|text| format!("“{text}”")).collect();
        let known = match count {
            0 => "không ô nào là tên cột đã biết".to_owned(),
            all if all == first.len() => {
                format!(
                    "đều là tên cột đã biết ({}) nhưng chưa đủ cột của một bảng",
                    known.join(", ")
                )
            }
            _ => format!("chỉ {} là tên cột đã biết", known.join(", ")),
        };
        finding
            .with_message(format!(
                "Không tìm thấy hàng tiêu đề của bảng nào đọc được; dòng {number} có {} ô, {known}",
                first.len()
            ))
            .with_advice(format!(
                "đặt tiêu đề trong {SEARCHED} dòng đầu, ví dụ “Mã hồ sơ”, “Ngày tiếp nhận”, “Ngày hẹn trả”, “Ngày trả kết quả”, “Đơn vị”, phiếu khảo sát thì thêm cột “Câu 1”, “Câu 2”; tên khác thì khai ở mục [cot] trong congso.toml"
            ))
    }

    /// A word of Vietnamese in UTF-8 that was read one byte a letter.
    fn mojibake(&self) -> Option<String> {
        let is_broken =
            |word: &&str| ["Ã", "á»", "áº", "Æ°", "Ä", "Â"].iter().any(|sign| has_sign(word, sign));
        let words =
            || self.rows.iter().flat_map(|(_, texts)| texts).flat_map(|text| text.split(' '));
        let broken = words().filter(is_broken).count();
        (broken >= 3).then(|| words().find(is_broken).map(str::to_owned)).flatten()
    }

    /// The separator of a whole header that stands in one cell.
    fn one_column(&self, dictionary: &Dictionary) -> Option<&'static str> {
        let (_, first) = self.rows.first()?;
        let [only] = first.as_slice() else { return None };
        [(';', "dấu “;”"), (',', "dấu “,”"), ('\t', "dấu tab"), ('|', "dấu “|”")]
            .into_iter()
            .find(|(separator, _)| {
                let names = only.split(*separator);
                names.filter(|name| dictionary.is_known(&header_key(name))).count() >= 3
            })
            .map(|(_, name)| name)
    }
}

/// The fields that the texts are as headers of the portal's indices.
fn portal_fields(texts: &[String], dictionary: &Dictionary) -> BTreeSet<Field> {
    let field = |text: &String| dictionary.exact(SheetKind::PortalFigures, &header_key(text));
    texts.iter().filter_map(field).map(|(field, _)| field).collect()
}

/// The sign with something behind it that is no letter of Vietnamese in that place.
fn has_sign(word: &str, sign: &str) -> bool {
    word.match_indices(sign).any(|(at, _)| {
        let next = word.get(at + sign.len()..).and_then(|rest| rest.chars().next());
        next.is_some_and(|next| {
            !next.is_ascii() && !next.is_alphabetic() || matches!(next, '‘' | '’' | '“' | '”')
        })
    })
}
