//! What is wrong with the archive, in words, and how it is put right.

use crate::office::{ARCHIVE, ChainState, Damage, Harm};

/// `luu-tru/2020-02/data/so-lieu.json: đã bị sửa sau khi ghi`.
pub(crate) fn words(folder: &str, damage: &Damage) -> String {
    let slash = if damage.path.is_empty() { "" } else { "/" };
    format!("{ARCHIVE}/{folder}{slash}{}: {}", damage.path, verdict(&damage.harm))
}

/// Of one file.
pub(crate) fn verdict(harm: &Harm) -> String {
    match harm {
        Harm::Missing => "đã bị xóa".to_owned(),
        Harm::Added => "tệp thêm vào sau khi ghi".to_owned(),
        Harm::Altered => "đã bị sửa sau khi ghi".to_owned(),
        Harm::NotAFile => {
            "lối tắt (liên kết) hoặc thư mục trống đặt vào sau khi ghi, không phải tệp".to_owned()
        }
        Harm::Unreadable(why) => format!("không đọc được: {why}"),
        Harm::Malformed => "không đúng như chương trình ghi".to_owned(),
        Harm::Says(other) => format!("bên trong ghi là của {other}"),
        Harm::Belongs(home) => format!("là gói {home}, đã bị đổi tên, tráo chỗ hoặc chép đè"),
        Harm::CopyOf(home) => format!("là bản chép thêm của gói {home}"),
        Harm::Gone => "cả gói đã bị xóa hoặc chuyển đi".to_owned(),
        Harm::OffChain => {
            "bag-info.txt và so-cai.json không khớp nhau: một trong hai đã bị sửa".to_owned()
        }
        Harm::Unknown => "gói không có trong sổ cái của lưu trữ".to_owned(),
    }
}

/// How it is put right.
pub(crate) fn advice(folder: &str, damage: &Damage) -> String {
    match &damage.harm {
        Harm::Missing
        | Harm::Altered
        | Harm::Unreadable(_)
        | Harm::Malformed
        | Harm::Says(_)
        | Harm::Gone => {
            format!("chép lại thư mục {ARCHIVE}/{folder} từ bản sao lưu gần nhất")
        }
        Harm::Added | Harm::NotAFile => format!("bỏ {} ra khỏi gói", damage.path),
        Harm::Belongs(home) => {
            format!("đổi tên thư mục về đúng {ARCHIVE}/{home}, hoặc chép lại cả hai từ bản sao lưu")
        }
        Harm::CopyOf(_) | Harm::Unknown => {
            format!("chuyển thư mục {ARCHIVE}/{folder} ra ngoài {ARCHIVE}")
        }
        Harm::OffChain => {
            format!("chép lại {ARCHIVE}/so-cai.json và {ARCHIVE}/{folder} từ bản sao lưu gần nhất")
        }
    }
}

/// What became of `so-cai.json`; nothing of one that is as it was written.
pub(crate) fn chain(state: ChainState) -> Option<String> {
    let file = format!("{ARCHIVE}/so-cai.json");
    match state {
        ChainState::Whole => None,
        ChainState::TakenIn(bags) => Some(format!(
            "{file}: chưa có; {bags} gói có từ trước khi chương trình giữ sổ cái được nhận vào như đang có"
        )),
        ChainState::Short(bags) => Some(format!(
            "{file}: chưa ghi {bags} gói đã nằm trong lưu trữ; lần chạy ghi các gói đó bị ngắt, hoặc sổ bị xóa bớt ở cuối"
        )),
        ChainState::Gone => Some(format!("{file}: đã bị xóa; lập lại được từ chính các gói")),
        ChainState::Altered => Some(format!("{file}: đã bị sửa sau khi ghi")),
    }
}
