//! How a dossier came in, in the words of offices.

use crate::model::{Channel, word_key};
use crate::normalize::header::trouble::has_words;

/// How a dossier came in; `None` for a word in no list.
pub(super) fn channel(text: &str) -> Option<Channel> {
    let key = plain(text);
    Some(match key.as_str() {
        "1"
        | "truc tiep"
        | "nop truc tiep"
        | "truc tiep tai bo phan mot cua"
        | "tai bo phan mot cua"
        | "tai quay"
        | "nop tai quay"
        | "truc tiep tai quay"
        | "truc tiep tai mot cua"
        | "tai bo phan tiep nhan"
        | "tai bo phan tiep nhan va tra ket qua"
        | "tai trung tam"
        | "tai trung tam phuc vu hanh chinh cong"
        | "in person"
        | "counter"
        | "mot cua" => Channel::Counter,
        "2"
        | "truc tuyen"
        | "nop truc tuyen"
        | "truc tuyen toan trinh"
        | "truc tuyen mot phan"
        | "qua mang"
        | "qua internet"
        | "internet"
        | "dien tu"
        | "qua cong dich vu cong"
        | "qua cong dvc"
        | "cong dvc quoc gia"
        | "cong dich vu cong quoc gia"
        | "dvcqg"
        | "dvc"
        | "online"
        | "dvc truc tuyen"
        | "dich vu cong truc tuyen"
        | "dich vu cong"
        | "dvctt"
        | "cong dvc"
        | "cong dich vu cong"
        | "dvc toan trinh"
        | "dvc mot phan" => Channel::Online,
        "3"
        | "bcci"
        | "buu chinh"
        | "buu chinh cong ich"
        | "buu dien"
        | "qua dvbcci"
        | "dvbcci"
        | "qua bcci"
        | "qua buu chinh"
        | "qua buu dien"
        | "dich vu buu chinh"
        | "dich vu buu chinh cong ich"
        | "qua dich vu buu chinh cong ich"
        | "nop qua buu chinh"
        | "nop qua buu dien"
        | "post"
        | "by post" => Channel::Post,
        _ => {
            let open = key.find(" (").or_else(|| key.find(" - "));
            return open
                .and_then(|open| channel(key.get(..open)?))
                .or_else(|| with_its_place(&key))
                .filter(|found| !names_another(&key, *found));
        }
    })
}

/// The words that every way begins with, where more stands behind them.
const WAYS: [(&str, Channel); 11] = [
    ("truc tiep", Channel::Counter),
    ("tai bo phan mot cua", Channel::Counter),
    ("tai bo phan tiep nhan", Channel::Counter),
    ("tai trung tam phuc vu hanh chinh cong", Channel::Counter),
    ("truc tuyen", Channel::Online),
    ("qua cong dich vu cong", Channel::Online),
    ("qua mang", Channel::Online),
    ("buu chinh", Channel::Post),
    ("buu dien", Channel::Post),
    ("qua buu chinh", Channel::Post),
    ("qua dich vu buu chinh", Channel::Post),
];

/// `Nộp trực tiếp tại quầy`, `Trực tuyến qua Cổng Dịch vụ công quốc gia`: where it was does not change how, as long as
/// no other way is named.
fn with_its_place(key: &str) -> Option<Channel> {
    let key = ["nop ho so ", "nop "].iter().find_map(|word| key.strip_prefix(word)).unwrap_or(key);
    let of = |way: &&(&str, Channel)| {
        key.strip_prefix(way.0).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    WAYS.iter().find(of).map(|(_, found)| *found)
}

/// Words that only one way has.
const OWN_WORDS: [(&str, Channel); 13] = [
    ("truc tiep", Channel::Counter),
    ("tai quay", Channel::Counter),
    ("mot cua", Channel::Counter),
    ("truc tuyen", Channel::Online),
    ("qua mang", Channel::Online),
    ("internet", Channel::Online),
    ("online", Channel::Online),
    ("dvc", Channel::Online),
    ("dvcqg", Channel::Online),
    ("dich vu cong", Channel::Online),
    ("buu chinh", Channel::Post),
    ("buu dien", Channel::Post),
    ("bcci", Channel::Post),
];

/// `Trực tiếp hoặc qua mạng`: then nobody knows how it came in.
fn names_another(key: &str, found: Channel) -> bool {
    has_words(key, "hoac")
        || OWN_WORDS.iter().any(|(word, way)| *way != found && has_words(key, word))
}

/// Folded, with `TRUC_TIEP` read as two words and numbers like `9.0` as `9`.
pub(super) fn plain(text: &str) -> String {
    let key = word_key(&text.replace('_', " "));
    key.strip_suffix(".0").map(str::to_owned).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn came_in(text: &str, expected: Option<Channel>) {
        assert_eq!(channel(text), expected, "{text}");
    }

    #[test]
    fn channels_are_read_as_words_slugs_and_codes() {
        came_in("Trực tiếp", Some(Channel::Counter));
        came_in("TRUC_TIEP", Some(Channel::Counter));
        came_in("1", Some(Channel::Counter));
        came_in("Trực tuyến", Some(Channel::Online));
        came_in("Trực tuyến toàn trình", Some(Channel::Online));
        came_in("Trực tuyến (một phần)", Some(Channel::Online));
        came_in("TRUC_TUYEN", Some(Channel::Online));
        came_in("2", Some(Channel::Online));
        came_in("Bưu chính công ích", Some(Channel::Post));
        came_in("Bưu chính (công ích)", Some(Channel::Post));
        came_in("Qua DVBCCI", Some(Channel::Post));
        came_in("BCCI", Some(Channel::Post));
        came_in("3", Some(Channel::Post));
        came_in("Nộp trực tiếp tại quầy", Some(Channel::Counter));
        came_in("Trực tiếp tại Trung tâm Phục vụ hành chính công phường", Some(Channel::Counter));
        came_in("Nộp hồ sơ trực tuyến qua Cổng Dịch vụ công quốc gia", Some(Channel::Online));
        came_in("Qua dịch vụ bưu chính công ích của bưu điện", Some(Channel::Post));
        // Two ways in one cell.
        came_in("Trực tiếp hoặc trực tuyến", None);
        came_in("Nộp trực tuyến, nhận qua bưu chính", None);
        for text in [
            "Trực tiếp hoặc qua mạng",
            "Trực tuyến hoặc tại quầy",
            "Trực tiếp và DVC quốc gia",
            "Trực tiếp (hoặc gửi bưu điện)",
            "Trực tuyến - nhận qua BCCI",
        ] {
            came_in(text, None);
        }
        came_in("Trực tuyến - Cổng DVC quốc gia", Some(Channel::Online));
        came_in("Trực tiếpx", None);
        came_in("4", None);
        came_in("fax", None);
    }
}
