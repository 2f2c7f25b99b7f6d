//! What the first page of the desk says is to be done next.

use crate::case::Case;
use crate::desk::OpenDesk;
use crate::desk_report::{made, office};

/// What comes next after a report: its letters, its number and day, to send it; and no word of other periods that were
/// never reported on.
#[test]
fn the_first_page_says_what_is_left_of_the_latest_report() {
    const ON_TIME: &str = "
        Mã hồ sơ | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý
        H01 | Lĩnh vực A | Phòng A | 20/01/2020 | 03/02/2020 | 03/02/2020
        H02 | Lĩnh vực A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020";
    let next = |desk: &OpenDesk| {
        let page = desk.get("/").text();
        let words = page.split_once("Việc tiếp theo").expect(&page).1;
        let words = words.split_once("<p").and_then(|(_, words)| words.split_once('>'));
        words.and_then(|(_, words)| words.split_once("</p>")).expect(&page).0.to_owned()
    };
    let march = ["--tinh-den", "2020-03-20"];
    let case = office();
    let desk = OpenDesk::with(&case, &march);
    desk.idle();
    made(&desk, "ky=2020-03&dau=&so=&so_cong_van=&ngay=&viec=lap");
    assert_eq!(next(&desk), "1 thư của tháng 3 năm 2020 chưa lập được: điền điều còn thiếu");
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", ON_TIME);
    let desk = OpenDesk::with(&case, &march);
    desk.idle();
    made(&desk, "ky=2020-03&dau=&so=&so_cong_van=&ngay=&thieu_ngay=co&viec=lap");
    assert_eq!(next(&desk), "Văn thư đã cho số thì ghi số, ngày của báo cáo tháng 3 năm 2020");
    made(&desk, "ky=2020-03&dau=&so=12&so_cong_van=&ngay=2020-03-20&thieu_ngay=co&viec=lap");
    assert_eq!(next(&desk), "Gửi báo cáo tháng 3 năm 2020 rồi ghi ngày gửi");
    desk.post("/bao-cao/da-gui", "ky=2020-03&ngay_gui=20/03/2020");
    let left =
        "Báo cáo tháng 3 năm 2020 đã xong; kỳ trước đó có dữ liệu mà chưa lập thì lập khi cần";
    assert_eq!(next(&desk), left);
}

/// What was lacking is filled in and the letters made: the first page goes on to what comes next.
#[test]
fn letters_that_were_made_after_the_report_are_no_longer_left() {
    const LATE: &str = "
        Mã hồ sơ | Thủ tục | Phòng ban | Chủ hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý
        H01 | Thủ tục A | Phòng A | Nguyễn Văn Mẫu | 20/02/2020 | 02/03/2020 | 05/03/2020";
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", LATE);
    let desk = OpenDesk::with(&case, &["--tinh-den", "2020-03-20"]);
    desk.idle();
    made(&desk, "ky=2020-03&dau=&so=&so_cong_van=&ngay=&thieu_ngay=co&viec=lap");
    let says = |words: &str| {
        let page = desk.get("/").text();
        assert!(page.contains(words), "no {words}: {page}");
    };
    says("1 thư của tháng 3 năm 2020 chưa lập được: điền điều còn thiếu");
    for fields in ["viec=luu&ma=H01&ly_do=c&hen_lai=&xung_ho=%C3%94ng", "viec=lap"] {
        assert_eq!(desk.post("/thu-xin-loi", fields).status, 303);
        desk.idle();
    }
    desk.post("/kiem-tra", "");
    desk.idle();
    says("Văn thư đã cho số thì ghi số, ngày của báo cáo tháng 3 năm 2020");
    says("1 chưa lập được khi lập báo cáo");
}

/// Of two letters one was made: what the other lacks is asked for once the report is sent, by a desk opened anew as well.
#[test]
fn what_letters_still_lack_is_asked_for_at_last() {
    const LATE: &str = "
        Mã hồ sơ | Thủ tục | Phòng ban | Chủ hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý
        H01 | Thủ tục A | Phòng A | Nguyễn Văn Mẫu | 20/02/2020 | 02/03/2020 | 05/03/2020
        H02 | Thủ tục A | Phòng A | Trần Thị Mẫu | 20/02/2020 | 02/03/2020 | 06/03/2020";
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", LATE);
    let says = |desk: &OpenDesk, words: &str| {
        let page = desk.get("/").text();
        assert!(page.contains(words), "no {words}: {page}");
    };
    let post = |desk: &OpenDesk, address: &str, fields: &str| {
        assert_eq!(desk.post(address, fields).status, 303);
        desk.idle();
    };
    {
        let desk = OpenDesk::with(&case, &["--tinh-den", "2020-03-20"]);
        desk.idle();
        made(&desk, "ky=2020-03&dau=&so=12&so_cong_van=&ngay=2020-03-20&thieu_ngay=co&viec=lap");
        says(&desk, "2 thư của tháng 3 năm 2020 chưa lập được: điền điều còn thiếu");
        post(&desk, "/thu-xin-loi", "viec=luu&ma=H01&ly_do=c&hen_lai=&xung_ho=%C3%94ng");
        post(&desk, "/kiem-tra", "");
        post(&desk, "/thu-xin-loi", "viec=lap");
        post(&desk, "/kiem-tra", "");
        says(&desk, "Gửi báo cáo tháng 3 năm 2020 rồi ghi ngày gửi");
        desk.post("/bao-cao/da-gui", "ky=2020-03&ngay_gui=20/03/2020");
        says(&desk, "1 thư xin lỗi còn thiếu thông tin: điền khi đã biết");
    }
    let desk = OpenDesk::with(&case, &["--tinh-den", "2020-03-21"]);
    desk.idle();
    post(&desk, "/kiem-tra", "");
    says(&desk, "1 thư xin lỗi còn thiếu thông tin: điền khi đã biết");
    post(&desk, "/thu-xin-loi", "viec=luu&ma=H02&ly_do=c&hen_lai=&xung_ho=B%C3%A0");
    post(&desk, "/kiem-tra", "");
    says(&desk, "1 thư xin lỗi đã đủ thông tin: lập thư");
    post(&desk, "/thu-xin-loi", "viec=lap");
    post(&desk, "/kiem-tra", "");
    says(&desk, "Các kỳ đã qua đều có báo cáo");
}
