//! What a comment of a citizen is about, by known words; the words are data, in `comments.toml`. No word of the
//! citizen's own comes out of here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::name_key;

const TABLE: &str = include_str!("comments.toml");

/// Topics (chủ đề), and the words that tell praise from wishes as they are looked for in `about`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CommentWords {
    #[serde(rename = "nguon")]
    source: String,
    #[serde(rename = "khong_y_kien")]
    none: Vec<String>,
    #[serde(rename = "khen")]
    praise: Vec<String>,
    /// Words of praise that decide nothing alone: “sớm” may be praise or what is wished for.
    #[serde(rename = "chua_ro")]
    weak: Vec<String>,
    /// Words of complaint; denied, they praise.
    #[serde(rename = "che")]
    complaints: Vec<String>,
    /// What one has to bear: only where it is denied does it say anything.
    #[serde(rename = "phai_chiu")]
    burdens: Vec<String>,
    /// Words of a wish, denied or not.
    #[serde(rename = "mong")]
    wishes: Vec<String>,
    #[serde(rename = "phu_dinh")]
    denials: Vec<String>,
    /// What may stand between a denial and what it denies.
    #[serde(rename = "xen")]
    between: Vec<String>,
    /// What looks like one of the words above, and says nothing.
    #[serde(rename = "trung_tinh")]
    neutral: Vec<String>,
    /// All of them by the key of their words, and the number of words of the longest.
    #[serde(skip)]
    kinds: BTreeMap<String, WordKind>,
    #[serde(skip)]
    longest: usize,
    #[serde(rename = "chu_de")]
    pub(crate) topics: Vec<Topic>,
}

/// A topic and the words that name it, in the order in which they are looked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topic {
    /// Content of the plan: `1.1` … `1.5`.
    #[serde(rename = "noi_dung", default)]
    pub(crate) content: Option<String>,
    #[serde(rename = "ten")]
    pub(crate) name: String,
    #[serde(rename = "tu")]
    pub(crate) words: Vec<String>,
    /// Only of comments that are about no other topic.
    #[serde(rename = "chung", default)]
    is_general: bool,
    /// The same, as they are looked for.
    #[serde(skip)]
    keys: Vec<String>,
}

/// What a word says of how a comment sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordKind {
    Praise,
    Weak,
    Complaint,
    Burden,
    Wish,
    Denial,
    Neutral,
}

/// How a comment sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tone {
    Praise,
    /// A complaint or a wish.
    Wish,
    /// Neither is said in words that are known.
    Unclear,
}

/// What a comment is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CommentReading {
    pub(crate) tone: Tone,
    /// Praise that is said only by denying something bad: in a register of complaints it is none.
    pub(crate) only_denies: bool,
    /// Topics with the first of their words that stands in the comment, both by their place in the list; none is
    /// another matter (khác).
    pub(crate) topics: Vec<(usize, usize)>,
}

impl CommentWords {
    /// The list that ships.
    pub(crate) fn embedded() -> &'static Self {
        static LIST: LazyLock<CommentWords> = LazyLock::new(|| {
            let mut words: CommentWords =
                toml::from_str(TABLE).expect("comments.toml is well formed");
            assert!(!words.source.is_empty(), "comments.toml names its source");
            words.none = words.none.iter().map(|word| whole_words(word)).collect();
            words.between = words.between.iter().map(|word| name_key(word)).collect();
            let lists = [
                (&words.praise, WordKind::Praise),
                (&words.weak, WordKind::Weak),
                (&words.complaints, WordKind::Complaint),
                (&words.burdens, WordKind::Burden),
                (&words.wishes, WordKind::Wish),
                (&words.denials, WordKind::Denial),
                (&words.neutral, WordKind::Neutral),
            ];
            let all = lists
                .iter()
                .flat_map(|(list, kind)| list.iter().map(|word| (name_key(word), *kind)));
            let all: Vec<(String, WordKind)> = all.collect();
            words.longest = all.iter().map(|(word, _)| word.split(' ').count()).max().unwrap_or(0);
            for (word, kind) in all {
                let twice = words.kinds.insert(word, kind);
                assert!(twice.is_none(), "comments.toml says a word twice");
            }
            for topic in &mut words.topics {
                topic.keys = topic.words.iter().map(|word| whole_words(word)).collect();
            }
            words
        });
        &LIST
    }

    /// `None` where the cell says that there is no comment.
    pub(crate) fn about(&self, comment: &str) -> Option<CommentReading> {
        let spaced: String =
            comment.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let key = whole_words(&spaced);
        if !key.chars().any(char::is_alphabetic) || self.none.contains(&key) {
            return None;
        }
        let (tone, only_denies) = self.tone(&key);
        let holds = |word: &String| key.contains(word.as_str());
        let topics = self.topics.iter().enumerate();
        let topics =
            topics.filter_map(|(at, topic)| Some((at, topic.keys.iter().position(holds)?)));
        let mut topics: Vec<(usize, usize)> = topics.collect();
        let is_general = |at: usize| self.topics.get(at).is_some_and(|topic| topic.is_general);
        if topics.iter().any(|(at, _)| !is_general(*at)) {
            topics.retain(|(at, _)| !is_general(*at));
        }
        Some(CommentReading { tone, only_denies, topics })
    }

    /// How the words sound one after the other, the longest known first; and whether nothing but denials praises. One
    /// word of complaint or of a wish is enough.
    fn tone(&self, key: &str) -> (Tone, bool) {
        let words: Vec<&str> = key.split_whitespace().collect();
        let (mut at, mut praises, mut denies) = (0, false, false);
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let (kind, length) = match self.known(rest) {
                Some((WordKind::Denial, length)) => self.denied(rest, length),
                Some((kind, length)) => (kind, length),
                None => (WordKind::Neutral, 1),
            };
            match kind {
                WordKind::Complaint | WordKind::Wish => return (Tone::Wish, false),
                WordKind::Praise => praises = true,
                WordKind::Denial => denies = true,
                WordKind::Weak | WordKind::Burden | WordKind::Neutral => {}
            }
            at += length;
        }
        match (praises, denies) {
            (true, _) => (Tone::Praise, false),
            (false, true) => (Tone::Praise, true),
            (false, false) => (Tone::Unclear, false),
        }
    }

    /// What a denial makes of the first known word behind it, and with how many words: a complaint of praise, a denial
    /// that praises (`Denial`) of a complaint. Of anything else, that something is not there is a complaint.
    fn denied(&self, words: &[&str], denial: usize) -> (WordKind, usize) {
        let mut at = denial;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let is_between =
                rest.first().is_some_and(|word| self.between.iter().any(|one| one == word));
            match self.known(rest) {
                Some((WordKind::Complaint | WordKind::Burden, length)) => {
                    return (WordKind::Denial, at + length);
                }
                Some((WordKind::Praise | WordKind::Weak, _)) => break,
                _ if is_between => at += 1,
                _ => break,
            }
        }
        (WordKind::Complaint, denial)
    }

    /// The longest known words that these begin with, and how many they are.
    fn known(&self, words: &[&str]) -> Option<(WordKind, usize)> {
        (1..=self.longest.min(words.len())).rev().find_map(|length| {
            let kind = self.kinds.get(&words.get(..length)?.join(" "))?;
            Some((*kind, length))
        })
    }
}

/// Key of a text between spaces, so that only whole words are found in it.
fn whole_words(text: &str) -> String {
    format!(" {} ", name_key(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(comment: &str, want: Option<(Tone, &[&str])>) {
        let words = CommentWords::embedded();
        let said = words.about(comment);
        let got = said.as_ref().map(|said| {
            let names =
                said.topics.iter().map(|(topic, word)| words.topics[*topic].words[*word].as_str());
            (said.tone, names.collect::<Vec<_>>())
        });
        assert_eq!(got, want.map(|(tone, words)| (tone, words.to_vec())), "{comment}");
    }

    #[track_caller]
    fn sounds(tone: Tone, comments: &[&str]) {
        for comment in comments {
            let said = CommentWords::embedded().about(comment).map(|said| said.tone);
            assert_eq!(said, Some(tone), "{comment}");
        }
    }

    #[rustfmt::skip]
    #[test]
    fn how_a_comment_sounds_follows_from_its_words_and_from_what_is_denied() {
        sounds(Tone::Praise, &[
            "Cảm ơn cơ quan",
            "Rất hài lòng",
            "Tốt",
            "Cán bộ hướng dẫn rất nhiệt tình",
            "Trả kết quả sớm hơn hẹn",
            "Trả kết quả sớm",
            "Không phải chờ lâu",
            "Không phải đi lại nhiều lần",
            "Không phải đi lại",
            "Nhanh gọn, không gây phiền hà",
            "Không nhận phong bì",
            "Không có gì phàn nàn",
            "Không có gì để chê",
            "Không gặp khó khăn gì",
            "Không bị vòi vĩnh",
            "Chưa bao giờ phải chờ lâu",
            "Không mất thời gian",
            "Công khai minh bạch",
            "Trả đúng hẹn",
            "Thủ tục nhanh gọn",
            "Tốt hơn trước",
            "Nhiệt tình quá",
            "Rất hài lòng, không có ý kiến gì thêm",
            "Không những nhiệt tình mà còn chu đáo",
            "Đường dây nóng trả lời nhiệt tình",
            "Không thấy ai hách dịch",
            "Đi lại thuận tiện",
            "Cán bộ giúp đỡ tận tình",
        ]);
        sounds(Tone::Wish, &[
            "Đóng cửa sớm",
            "Ông [tên] phản ánh quầy số 2 đóng cửa sớm",
            "Nhanh chóng giải quyết giùm",
            "Mong giải quyết sớm",
            "Đề nghị trả kết quả sớm hơn",
            "Mong cán bộ nhiệt tình hơn",
            "Đề nghị hướng dẫn tận tình hơn",
            "Chưa tốt",
            "Không hài lòng",
            "Không hài lòng lắm",
            "Cán bộ chưa nhiệt tình",
            "Không nhiệt tình",
            "Không được tốt",
            "Không nhanh",
            "Rất hài lòng nhưng chờ lâu",
            "Cảm ơn, đề nghị thêm ghế",
            "Hồ sơ trễ 5 ngày",
            "Cán bộ hách dịch",
            "Bị vòi tiền",
            "Thủ tục rườm rà",
            "Thái độ cau có",
            "Không có ghế",
            "Nhà vệ sinh bẩn",
            "Thời gian chờ còn lâu",
            "Nên có thêm ghế ngồi chờ",
            "Kết quả sai tên đệm, phải làm lại",
            "Tôi thấy phí hơi cao",
            "Phải đi lại nhiều lần",
            "Đi lại nhiều lần",
            "Không đúng hẹn",
            "Gọi không được",
            "Phần mềm hay lỗi",
            "Không phải lúc nào cũng nhiệt tình",
            "Kiến nghị niêm yết mẫu đơn",
            "Chưa rõ ràng",
            "Nộp lại giấy tờ đã có",
        ]);
        sounds(Tone::Unclear, &[
            "ok",
            "Sớm",
            "Nhanh chóng",
            "Phản ánh về điểm vui chơi của trẻ em",
            "Xem lại giúp tôi",
            "Phản ánh đóng dấu sớm",
            "Thời gian chờ ngắn",
            "Nơi chờ ở tầng hai",
        ]);
    }

    /// What is only not bad is no praise where people complain.
    #[test]
    fn praise_that_only_denies_is_told_from_praise() {
        let only = |comment| CommentWords::embedded().about(comment).map(|said| said.only_denies);
        assert_eq!(only("Không phải chờ lâu"), Some(true));
        assert_eq!(only("Không phải chờ lâu, cảm ơn"), Some(false));
        assert_eq!(only("Quầy đóng cửa sớm"), Some(false));
    }

    #[test]
    fn the_subject_is_what_the_words_name() {
        case("Hồ sơ trễ 5 ngày", Some((Tone::Wish, &["trễ"])));
        case("Kết quả sai tên đệm, phải làm lại", Some((Tone::Wish, &["kết quả sai"])));
        case("Tôi thấy phí hơi cao", Some((Tone::Wish, &["phí"])));
        case("Rất hài lòng", Some((Tone::Praise, &["hài lòng"])));
        case("Không hài lòng", Some((Tone::Wish, &["hài lòng"])));
        case("Hài lòng về thái độ", Some((Tone::Praise, &["thái độ"])));
        case("Ông [tên] phản ánh quầy số 2 đóng cửa sớm", Some((Tone::Wish, &["đóng cửa"])));
        case("Kiến nghị sửa đường", Some((Tone::Wish, &[])));
        case("Thái độ cau có", Some((Tone::Wish, &["thái độ"])));
    }

    #[test]
    fn comments_are_told_by_known_words() {
        case("Cán bộ hướng dẫn rất nhiệt tình", Some((Tone::Praise, &["hướng dẫn", "nhiệt tình"])));
        case("Nên có thêm ghế ngồi chờ vào buổi sáng", Some((Tone::Wish, &["ghế ngồi"])));
        case("Thời gian chờ còn lâu", Some((Tone::Wish, &["thời gian chờ"])));
        case("Cảm ơn cơ quan đã trả kết quả sớm", Some((Tone::Praise, &["trả kết quả"])));
        case("Đề nghị niêm yết mẫu đơn rõ hơn", Some((Tone::Wish, &["mẫu đơn"])));
        let call = "Gọi vào số 0900000000 không có người nghe";
        case(call, Some((Tone::Wish, &["không có người nghe"])));
        case("Phản ánh về điểm vui chơi của trẻ em", Some((Tone::Unclear, &[])));
        case("Phản ánh việc nộp lại giấy tờ đã có", Some((Tone::Wish, &["giấy tờ"])));
        case("Nơi nhận phản ánh ở xa", Some((Tone::Unclear, &["nơi nhận phản ánh"])));
        case("Phần mềm hay lỗi", Some((Tone::Wish, &["phần mềm"])));
        case("Không nhiệt tình", Some((Tone::Wish, &["nhiệt tình"])));
        case("Xem lại giúp tôi", Some((Tone::Unclear, &[])));
        for none in ["Không", "không có ý kiến.", "-", "...", "", "12"] {
            case(none, None);
        }
    }
}
