//! Words of fixed meaning: statuses, channels, kinds of complaint.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::ledger::Field;
use crate::model::{Channel, ComplaintKind, Standing, word_key};
use crate::normalize::values::channel_words::{channel, plain};
use crate::normalize::values::status_hints::{Hints, is_changed_by};

/// The words of one office, before those that are known by themselves.
#[derive(Clone, Debug, Default)]
pub(crate) struct StatusWords {
    standings: BTreeMap<String, Standing>,
    channels: BTreeMap<String, Channel>,
    kinds: BTreeMap<String, ComplaintKind>,
}

impl StatusWords {
    pub(crate) fn new(
        standings: &BTreeMap<String, Standing>,
        channels: &BTreeMap<String, Channel>,
        kinds: &BTreeMap<String, ComplaintKind>,
    ) -> Self {
        Self { standings: by_key(standings), channels: by_key(channels), kinds: by_key(kinds) }
    }

    /// What a status says, wherever it stands: in its column, in a heading, in the name of a sheet, in notes. `None` for
    /// one in no list.
    pub(crate) fn standing(&self, text: &str) -> Option<Standing> {
        let key = plain(text);
        if let Some(standing) = self.word(&key) {
            return Some(standing);
        }
        if let Some(standing) = self.with_reason(&key).or_else(|| self.in_or_out_of_time(&key)) {
            return Some(standing);
        }
        // "9 - Đã xử lý xong", "10. Đã trả kết quả": the word decides, the code only where it stands alone.
        let (code, rest) = leading_number(&key)?;
        if rest.is_empty() {
            standing_code(code)
        } else {
            self.word(rest).or_else(|| self.in_or_out_of_time(rest))
        }
    }

    /// The office's own words come first.
    fn word(&self, key: &str) -> Option<Standing> {
        self.standings.get(key).copied().or_else(|| standing_word(key))
    }

    /// Whether a status is one of the words or codes, and has nothing else beside it.
    pub(crate) fn is_word(&self, text: &str) -> bool {
        let key = plain(text);
        let (code, rest) = leading_number(&key).unwrap_or((0, &key));
        self.word(&key).is_some()
            || self.word(rest).is_some()
            || (rest.is_empty() && standing_code(code).is_some())
    }

    /// `Trả lại (không đủ điều kiện)`, `Đã xử lý/Đã trả`, `Rút hồ sơ theo yêu cầu của công dân`: what stands behind a
    /// status must not be another one.
    fn with_reason(&self, key: &str) -> Option<Standing> {
        let (head, rest) =
            [" (", " - ", " – ", ": ", "/", ", ", "; ", " do ", " vi ", " theo ", " de "]
                .iter()
                .filter_map(|mark| key.split_once(mark))
                .min_by_key(|(head, _)| head.len())?;
        let standing = self.word(head.trim())?;
        let rest = rest.trim_matches(['(', ')', ' ', '.']);
        // A dossier may be sent back for what is a refusal by itself.
        let is_ground = rest.starts_with("khong du dieu kien");
        let same = match self.word(rest).filter(|_| !is_ground) {
            Some(other) => other == standing,
            None => !is_changed_by(standing, rest),
        };
        same.then_some(standing)
    }

    /// What a note says of the status, where it says more than that work goes on or is done.
    pub(crate) fn remark_says(&self, text: &str) -> Option<Standing> {
        let key = plain(text);
        let hints = Hints::of(&key);
        match self.standing(text) {
            Some(Standing::Open | Standing::Done) => None,
            Some(standing) => Some(standing),
            None if hints.over.is_some() => hints.over,
            None => (hints.waits && !hints.answered).then_some(Standing::Waiting),
        }
    }

    /// `Hoàn thành trước hạn`, `Đang xử lý quá hạn`: the words before say the status, the dates whether it is late.
    fn in_or_out_of_time(&self, key: &str) -> Option<Standing> {
        const LATE: [&str; 3] = [" tre han", " tre hen", " qua han"];
        const TIMES: [&str; 11] = [
            " truoc han",
            " som han",
            " dung han",
            " dung hen",
            " trong han",
            " con han",
            " chua den han",
            " tre han",
            " tre hen",
            " qua han",
            " som",
        ];
        TIMES.iter().find_map(|time| {
            let standing = self.word(key.strip_suffix(time)?)?;
            // What waits for the applicant is never late by our count: the words contradict each other.
            let is_contradiction = standing == Standing::Waiting && LATE.contains(time);
            (!is_contradiction).then_some(standing)
        })
    }

    /// Whether a status says that nobody has taken the dossier in yet, by itself or by a bare code: an end contradicts it.
    /// A dossier that was refused may have the day of that, and the office's own word says what it says.
    pub(crate) fn is_before_intake(&self, text: &str) -> bool {
        let key = plain(text);
        let is_code = || key.bytes().all(|byte| byte.is_ascii_digit());
        !self.standings.contains_key(&key)
            && self.standing(text) == Some(Standing::NeverCounted)
            && (is_code() || key.contains("moi dang ky") || key.contains("cho tiep nhan"))
    }

    pub(crate) fn channel(&self, text: &str) -> Option<Channel> {
        self.channels.get(&plain(text)).copied().or_else(|| channel(text))
    }

    pub(crate) fn complaint_kind(&self, text: &str) -> Option<ComplaintKind> {
        self.kinds.get(&plain(text)).copied().or_else(|| complaint_kind(text))
    }
}

fn by_key<T: Copy>(words: &BTreeMap<String, T>) -> BTreeMap<String, T> {
    words.iter().map(|(word, meaning)| (plain(word), *meaning)).collect()
}

/// The line of the settings that makes a word known, to be pasted below the name of its table.
pub(crate) fn line(word: &str, value: &str) -> String {
    format!("{} = \"{value}\"", quoted(word))
}

/// The line of `[cot]` that makes a column, by its header, a field.
pub(crate) fn column_line(header: &str, field: Field) -> String {
    line(&header.replace(" > ", " "), field.setting())
}

/// Where such a line is pasted, whether or not its part is there already.
pub(crate) fn below(part: &str) -> String {
    format!("thêm dòng sau vào dưới [{part}] trong congso.toml (chưa có thì thêm cả dòng [{part}])")
}

/// A basic string of TOML.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control() => {
                write!(quoted, "\\u{:04X}", u32::from(c)).expect("writing to a string");
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a status says of itself that the dossier is late, or that it is not; most say neither.
pub(crate) fn says_late(text: &str) -> Option<bool> {
    // A closed status of fixed words has no "hạn" in it: nothing is folded for most rows.
    if !text.bytes().any(|byte| matches!(byte, b'h' | b'H')) || text.len() < 8 {
        return None;
    }
    let key = word_key(text);
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    if has(&["qua han", "tre han", "tre hen", "khong dung han"]) {
        Some(true)
    } else if has(&["dung han", "truoc han", "som han", "trong han", "dung hen"]) {
        Some(false)
    } else {
        None
    }
}

fn standing_code(code: u32) -> Option<Standing> {
    Some(match code {
        1 | 3 => Standing::NeverCounted,
        2 | 4 => Standing::Open,
        5 | 6 => Standing::Waiting,
        7 => Standing::Withdrawn,
        8 => Standing::Stopped,
        9 | 10 => Standing::Done,
        _ => return None,
    })
}

#[expect(clippy::too_many_lines, reason = "one list of words")]
fn standing_word(key: &str) -> Option<Standing> {
    Some(match key {
        "moi dang ky"
        | "cho tiep nhan"
        | "khong duoc tiep nhan"
        | "khong tiep nhan"
        | "tu choi tiep nhan"
        | "tu choi tiep nhan ho so" => Standing::NeverCounted,
        "duoc tiep nhan"
        | "da tiep nhan"
        | "moi tiep nhan"
        | "tiep nhan"
        | "dang xu ly"
        | "dang giai quyet"
        | "dang thu ly"
        | "cho xu ly"
        | "cho giai quyet"
        | "cho phe duyet"
        | "cho ky"
        | "trinh ky"
        | "cho trinh ky"
        | "dang trinh ky"
        | "cho ky so"
        | "cho lanh dao ky"
        | "cho lanh dao phe duyet"
        | "cho dong dau"
        | "cho tham dinh"
        | "dang tham dinh"
        | "cho tham tra"
        | "dang tham tra"
        | "dang kiem tra"
        | "cho lay y kien"
        | "dang lay y kien"
        | "dang phoi hop"
        | "dang thuc hien"
        | "chua hoan thanh"
        | "in progress"
        | "processing"
        | "open"
        | "pending"
        | "chua giai quyet"
        | "chua xu ly"
        | "chua xu ly xong" => Standing::Open,
        "yeu cau bo sung giay to"
        | "yeu cau bo sung"
        | "yeu cau bo sung ho so"
        | "cho bo sung"
        | "cho bo sung ho so"
        | "dang cho bo sung"
        | "cho cong dan bo sung"
        | "bo sung ho so"
        | "tam dung"
        | "tam dung cho bo sung"
        | "yeu cau thuc hien nghia vu tai chinh"
        | "thuc hien nghia vu tai chinh"
        | "cho thuc hien nghia vu tai chinh"
        | "cho thue"
        | "cho nop phi" => Standing::Waiting,
        "cong dan yeu cau rut ho so"
        | "yeu cau rut ho so"
        | "rut"
        | "rut ho so"
        | "da rut"
        | "xin rut"
        | "xin rut ho so"
        | "tra lai"
        | "tra lai ho so"
        | "tra lai cong dan"
        | "tra ho so khong du dieu kien"
        | "ho so khong hop le"
        | "withdrawn"
        | "cancelled"
        | "da tra lai"
        | "huy"
        | "da huy"
        | "huy ho so" => Standing::Withdrawn,
        "dung xu ly" | "dung giai quyet" | "dong ho so" => Standing::Stopped,
        "da xu ly xong"
        | "xu ly xong"
        | "xong"
        | "da xong"
        | "hoan tat"
        | "da hoan tat"
        | "da tra kq"
        | "da tra ket qua cho nguoi dan"
        | "da giao ket qua"
        | "da nhan ket qua"
        | "completed"
        | "finished"
        | "closed"
        | "da xu ly"
        | "da giai quyet"
        | "da giai quyet xong"
        | "giai quyet xong"
        | "hoan thanh"
        | "da hoan thanh"
        | "da co ket qua"
        | "co ket qua"
        | "da ket thuc"
        | "ket thuc"
        | "cho tra ket qua"
        | "cho tra"
        | "cho nhan ket qua"
        | "da tra ket qua"
        | "da tra"
        | "tra ket qua"
        | "da tra ket qua cho cong dan"
        | "tu choi"
        | "tu choi giai quyet"
        | "tu choi cap"
        // A refusal within the time that it takes (Nghị định 61/2018/NĐ-CP Điều 19 khoản 8).
        | "khong du dieu kien"
        | "khong du dieu kien giai quyet"
        | "da tra loi" => Standing::Done,
        _ => return None,
    })
}

/// Loại đơn; `None` for a word in no list.
fn complaint_kind(text: &str) -> Option<ComplaintKind> {
    let key = plain(text);
    let key = key.strip_prefix("don ").unwrap_or(&key);
    let key = key.strip_prefix("thu ").unwrap_or(key);
    Some(match key {
        "khieu nai" | "kn" => ComplaintKind::Complaint,
        "to cao" | "tc" => ComplaintKind::Denunciation,
        "kien nghi" | "de nghi" | "de xuat" => ComplaintKind::Petition,
        "phan anh"
        | "pa"
        | "gop y"
        | "phan anh, kien nghi"
        | "phan anh kien nghi"
        | "kien nghi, phan anh"
        | "kien nghi phan anh"
        | "pakn"
        | "knpa" => ComplaintKind::Feedback,
        _ => return None,
    })
}

/// `9 - da xu ly xong` is 9 and the words.
fn leading_number(key: &str) -> Option<(u32, &str)> {
    let end = key.find(|c: char| !c.is_ascii_digit()).unwrap_or(key.len());
    let (digits, rest) = key.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest.trim_start_matches([' ', '-', '.', ':', ')'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn status(text: &str, expected: Option<Standing>) {
        assert_eq!(StatusWords::default().standing(text), expected, "{text}");
    }

    #[test]
    fn statuses_are_read_as_words_and_as_codes() {
        status("Mới đăng ký", Some(Standing::NeverCounted));
        status("1", Some(Standing::NeverCounted));
        status("Không được tiếp nhận", Some(Standing::NeverCounted));
        status("Từ chối tiếp nhận", Some(Standing::NeverCounted));
        status("3", Some(Standing::NeverCounted));
        status("Được tiếp nhận", Some(Standing::Open));
        status("2", Some(Standing::Open));
        status("ĐANG XỬ LÝ", Some(Standing::Open));
        status("Đang giải quyết", Some(Standing::Open));
        status("4.0", Some(Standing::Open));
        status("Yêu cầu bổ sung giấy tờ", Some(Standing::Waiting));
        status("5", Some(Standing::Waiting));
        status("Chờ bổ sung", Some(Standing::Waiting));
        status("Yêu cầu thực hiện nghĩa vụ tài chính", Some(Standing::Waiting));
        status("6", Some(Standing::Waiting));
        status("Công dân yêu cầu rút hồ sơ", Some(Standing::Withdrawn));
        status("7", Some(Standing::Withdrawn));
        status("Rút", Some(Standing::Withdrawn));
        status("Trả lại", Some(Standing::Withdrawn));
        status("Hủy", Some(Standing::Withdrawn));
        status("Huỷ", Some(Standing::Withdrawn));
        status("Dừng xử lý", Some(Standing::Stopped));
        status("8", Some(Standing::Stopped));
        status("Đã xử lý xong", Some(Standing::Done));
        status("9", Some(Standing::Done));
        status("9 - Đã xử lý xong", Some(Standing::Done));
        status("Đã trả kết quả", Some(Standing::Done));
        status("10", Some(Standing::Done));
        status("Chờ trả kết quả", Some(Standing::Done));
        status("Từ chối", Some(Standing::Done));
        status("Trả lại (không đủ điều kiện)", Some(Standing::Withdrawn));
        status("Trả lại - thiếu giấy tờ", Some(Standing::Withdrawn));
        status("Đã trả kết quả (trực tuyến)", Some(Standing::Done));
        status("Đã xử lý/Đã trả", Some(Standing::Done));
        status("Chờ ký số", Some(Standing::Open));
        status("Hoàn thành trước hạn", Some(Standing::Done));
        status("Đã giải quyết đúng hạn", Some(Standing::Done));
        status("Đã trả kết quả trễ hạn", Some(Standing::Done));
        status("Đang xử lý quá hạn", Some(Standing::Open));
        status("4. Đang giải quyết trong hạn", Some(Standing::Open));
        status("Đã trả kết quả sớm", Some(Standing::Done));
        // A refusal is a result; a dossier may be handed out or sent back.
        status("Không đủ điều kiện giải quyết", Some(Standing::Done));
        status("Không đủ điều kiện", Some(Standing::Done));
        status("Trả hồ sơ", None);
        // A time alone is no status.
        status("Quá hạn", None);
        status("Trước hạn", None);
        // Two statuses in one cell.
        status("Đang xử lý (đã trả kết quả)", None);
        status("Đã tiếp nhận - chờ bổ sung", None);
        status("Chưa trả lại (không đủ điều kiện)", None);
        // What stands behind a status says something else.
        status("Đang xử lý (chờ dân bổ sung giấy tờ)", None);
        status("Đang xử lý - tạm dừng từ 05/3", None);
        status("Đang giải quyết, công dân chưa nộp thuế", None);
        status("Đang xử lý (công dân xin rút)", None);
        status("Chờ bổ sung (đã bổ sung ngày 10/3)", None);
        status("Đã giải quyết (trả hồ sơ do không đủ điều kiện)", None);
        status("Đã kết thúc do công dân rút hồ sơ", None);
        status("Đang xử lý (đã bổ sung ngày 10/3)", Some(Standing::Open));
        status("Đã giải quyết (sau khi bổ sung)", Some(Standing::Done));
        status("Chờ bổ sung: thiếu bản sao", Some(Standing::Waiting));
        status("11", None);
        status("0", None);
        status("Đang bay", None);
        status("Không hài lòng", None);
    }

    #[test]
    fn the_words_of_an_office_come_first() {
        let words = StatusWords::new(
            &BTreeMap::from([("Chờ ký nháy".to_owned(), Standing::Open)]),
            &BTreeMap::from([("Fax".to_owned(), Channel::Post)]),
            &BTreeMap::from([("Thư khen".to_owned(), ComplaintKind::Feedback)]),
        );
        assert_eq!(words.standing("CHỜ KÝ NHÁY"), Some(Standing::Open));
        assert_eq!(words.standing("Đã trả kết quả"), Some(Standing::Done));
        assert_eq!(words.standing("Chờ ký nháy quá hạn"), Some(Standing::Open));
        assert_eq!(words.standing("4. Chờ ký nháy"), Some(Standing::Open));
        assert_eq!(words.standing("Chờ ký nháy (chờ dân bổ sung)"), None);
        assert!(words.is_word("Chờ ký nháy"));
        assert_eq!(words.channel("fax"), Some(Channel::Post));
        assert_eq!(words.complaint_kind("thư khen"), Some(ComplaintKind::Feedback));
        assert_eq!(line("Chờ \"ký\"", "da_xong"), "\"Chờ \\\"ký\\\"\" = \"da_xong\"");
    }

    #[test]
    fn kinds_of_complaint_are_read() {
        let kind = |text: &str| complaint_kind(text);
        assert_eq!(kind("Khiếu nại"), Some(ComplaintKind::Complaint));
        assert_eq!(kind("Đơn tố cáo"), Some(ComplaintKind::Denunciation));
        assert_eq!(kind("đơn thư kiến nghị"), Some(ComplaintKind::Petition));
        assert_eq!(kind("Kiến nghị, phản ánh"), Some(ComplaintKind::Feedback));
        assert_eq!(kind("Phản ánh"), Some(ComplaintKind::Feedback));
        assert_eq!(kind("Thư khen"), None);
    }
}
