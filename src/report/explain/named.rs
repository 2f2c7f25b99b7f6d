//! What the places of `so-lieu.json` are called where they are figures: by the names under which these are explained.

use crate::report::explain::listed::every_figure;

/// Sections of `so-lieu.json`, and the families of the figures that stand in them.
const SECTIONS: [(&str, &[&str]); 17] = [
    ("ho_so", &["HS", "TL", "QH"]),
    ("hai_long", &["HL"]),
    ("y_kien", &["YK"]),
    ("don_thu", &["DT"]),
    ("thu_xin_loi", &["TX", "DC"]),
    ("du_lieu", &["DL"]),
    ("ky_truoc", &["SS"]),
    ("cung_ky", &["SS"]),
    ("xep_hang", &["XH"]),
    ("muc_tieu", &["MT"]),
    ("cham_diem", &["CD"]),
    ("chi_so_766", &["PV"]),
    ("doi_chieu_ky", &["DK"]),
    ("luy_ke", &["LN"]),
    ("xu_huong", &["XT"]),
    ("tong_hop", &["TH"]),
    ("tu_danh_gia", &["TD"]),
];

/// The name of the figure at the beginning of `place`, which lies in a section, and the length of its key. Of keys
/// that begin alike the longest; `None` also where several figures of the section share a key.
pub(crate) fn figure_name(section: &str, place: &str) -> Option<(&'static str, usize)> {
    let (_, families) = SECTIONS.iter().find(|(own, _)| *own == section)?;
    let is_at = |key: &str| {
        place.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let mut found: Vec<(&str, &str)> = every_figure()
        .filter(|words| families.iter().any(|family| words.id.starts_with(family)))
        .filter(|words| is_at(words.key))
        .map(|words| (words.key, words.name))
        .collect();
    found.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
    match found.as_slice() {
        [(key, _), (other, _), ..] if key == other => None,
        [(key, name), ..] => Some((name, key.len())),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_called_as_its_figure_is() {
        let case = |section, place, want| {
            assert_eq!(figure_name(section, place).map(|(name, _)| name), want, "{place}");
        };
        case("ho_so", "cot.c7", Some("(7) Đã giải quyết, tổng số"));
        case("ho_so", "ty_le_dung_han.phan_tram", Some("Tỷ lệ giải quyết đúng hạn"));
        case(
            "ho_so",
            "ty_le_dung_han_ke_ca_dang_giai_quyet.tu",
            Some("Tỷ lệ đúng hạn kể cả đang giải quyết"),
        );
        case("hai_long", "tra_loi.muc[3]", Some("Mức 4: Hài lòng"));
        case("hai_long", "tra_loi", None);
        // By days, and by reasons.
        case("ho_so", "da_giai_quyet", None);
        case("co_quan", "cot.c7", None);
    }

    #[test]
    fn every_family_stands_in_a_section() {
        for words in every_figure() {
            let known = SECTIONS.iter().flat_map(|(_, families)| *families);
            assert!(known.into_iter().any(|family| words.id.starts_with(family)), "{}", words.id);
        }
    }
}
