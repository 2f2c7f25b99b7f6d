//! Comments as they would be published.

use super::*;

#[track_caller]
fn case(text: &str, want: &str) {
    let masked = mask(text).text();
    assert_eq!(masked, want);
    assert_eq!(mask(&masked).text(), masked, "masked again");
}

#[test]
fn nobody_is_named() {
    case("Tôi là Nguyễn Văn Mẫu, thời gian chờ còn lâu", "Tôi là [tên], thời gian chờ còn lâu");
    case("tôi là nguyễn văn mẫu đã đến hai lần", "tôi là [tên] đã đến hai lần");
    case("trần văn bảy hách dịch", "[tên] hách dịch");
    case("nguyễn thị ngọc lan nhiệt tình", "[tên] nhiệt tình");
    case("lê văn chậm không nghe", "[tên] không nghe");
    case("toi la tran thi vo vit, cho lau", "toi la [tên], cho lau");
    case("Cảm ơn chị Lan ở một cửa", "Cảm ơn chị [tên] ở một cửa");
    case("Anh Minh, chị Thu rất nhiệt tình.", "Anh [tên], chị [tên] rất nhiệt tình.");
    case("Ông Kim Ảo (đã nhận)", "Ông [tên] (đã nhận)");
    case("Chi Lan o mot cua rat tot", "Chi [tên] o mot cua rat tot");
    case("Gặp Lê Văn A, Trần Thị B", "Gặp [tên], [tên]");
    case("Bà con rất hài lòng", "Bà con rất hài lòng");
    case(
        "Các anh chị Phòng Người có công nhiệt tình",
        "Các anh chị Phòng Người có công nhiệt tình",
    );
    case("TÔI LÀ TRẦN THỊ VỜ VỊT. CHỜ LÂU", "TÔI LÀ [tên]. CHỜ LÂU");
    case("CÁN BỘ RẤT NHIỆT TÌNH", "CÁN BỘ RẤT NHIỆT TÌNH");
    case("Lê Văn A", "[tên]");
}

#[test]
fn numbers_and_mail_are_covered_and_dates_and_money_are_not() {
    case(
        "Gọi vào số 0900000000 không có người nghe",
        "Gọi vào số [số điện thoại] không có người nghe",
    );
    case("Gọi số 0912 345 678 không có người nghe", "Gọi số [số điện thoại] không có người nghe");
    case("Số 0912345678 không nghe máy", "Số [số] không nghe máy");
    case("Gọi 0912 345 678, 0912.345.678", "Gọi [số điện thoại], [số điện thoại]");
    case("ĐT (0294) 3855 121.", "ĐT [số điện thoại].");
    case("Số +84 912 345 678", "Số [số]");
    case("CCCD 084190001234: nhiệt tình", "CCCD [số]: nhiệt tình");
    case("CMND 331234567", "CMND [số]");
    case("Hồ sơ 000.00.16.H59-200312-0001 trễ", "Hồ sơ [số] trễ");
    case("Trả lời về nguoi1@vidu.vn giúp", "Trả lời về [thư điện tử] giúp");
    case("mail nguoi1 @vidu.vn", "mail [thư điện tử]");
    case("Ngày 05/03/2020 thu 1.500.000 đồng", "Ngày 05/03/2020 thu 1.500.000 đồng");
    case("Chờ 2 giờ, từ 7-3 đến 15/3", "Chờ 2 giờ, từ 7-3 đến 15/3");
    case("Phiếu số 4 của quầy số 3", "Phiếu số 4 của quầy số 3");
}

#[test]
fn addresses_are_covered() {
    case("Nhà tôi ở 12/5 Lê Vờ Vịt, phường 7, cảm ơn", "Nhà tôi ở [địa chỉ], cảm ơn");
    case("Ở ấp Sóc Ruộng, xã Tân Hiệp, huyện Trà Cú xa quá", "Ở [địa chỉ] xa quá");
    case("Số 12 đường Lê Lợi", "[địa chỉ]");
    case("Tổ 5, khóm 3, thị trấn Càng Long", "[địa chỉ]");
}

#[test]
fn what_may_be_a_name_is_pointed_out() {
    let doubts = |text: &str| -> Vec<(String, NameDoubt)> {
        let pieces = mask(text).pieces.into_iter();
        pieces
            .filter_map(|piece| match piece {
                CommentPiece::Doubtful(words, doubt) => Some((words, doubt)),
                CommentPiece::Shown(_) | CommentPiece::Covered(..) => None,
            })
            .collect()
    };
    let after = |word: &str| vec![(word.to_owned(), NameDoubt::AfterAddress)];
    assert_eq!(doubts("Cảm ơn chị lan"), after("lan"));
    assert_eq!(doubts("Gặp Rây Sa Kha hai lần"), [("Rây Sa Kha".to_owned(), NameDoubt::AsNames)]);
    assert_eq!(doubts("Phiếu 12345"), [("12345".to_owned(), NameDoubt::Figures)]);
    let named = |words: &str| vec![(words.to_owned(), NameDoubt::AsNames)];
    assert_eq!(doubts("trần minh tuấn tiếp dân tốt"), named("trần minh"));
    assert_eq!(doubts("hồ sơ của phạm lan chưa xong"), named("phạm lan"));
    assert_eq!(doubts("không vi phạm gì, đúng phạm vi, đúng chủ trương"), []);
    assert_eq!(doubts("Cán bộ hướng dẫn rất nhiệt tình"), []);
    assert_eq!(doubts("Ở Phòng Người có công, UBND xã"), []);
}

#[test]
fn only_what_is_left_out_may_differ() {
    let masked = "Cảm ơn chị Lan ở một cửa, chị Lan nhiệt tình";
    assert!(is_cut_from(masked, masked));
    assert!(is_cut_from("Cảm ơn chị … ở một cửa, chị … nhiệt tình", masked));
    assert!(is_cut_from("... nhiệt tình", masked));
    assert!(is_cut_from("Cảm ơn …", masked));
    assert!(!is_cut_from("Cảm ơn chị Mai ở một cửa, chị Lan nhiệt tình", masked));
    assert!(!is_cut_from("Cảm ơn … rất nhiệt tình", masked));
    assert!(!is_cut_from("Cảm ơn chị Lan", masked));
    assert!(!is_cut_from("…", masked));
    assert!(!is_cut_from("", masked));
}

#[test]
fn a_changed_text_has_another_fingerprint() {
    let one = fingerprint("Thời gian chờ còn lâu");
    assert!(one.len() == 16 && one.bytes().all(|byte| byte.is_ascii_lowercase()), "{one}");
    assert_eq!(one, fingerprint(" Thời gian  chờ còn lâu"));
    assert_ne!(one, fingerprint("Thời gian chờ còn lâu."));
}
