//! Figures of letters of apology, and of late dossiers beside their letters.

use crate::ledger::SheetKind;
use crate::report::explain::dossiers::words;
use crate::report::explain::value::FigureValue::{Count, Rate};
use crate::report::explain::walk::{FigureWalk, FigureWords, LinePart, LineTable};
use crate::report::{LetterFigures, Reconciliation};
use crate::rules::Ground::Letters;

const fn figure(
    id: &'static str,
    key: &'static str,
    name: &'static str,
    meaning: &'static str,
) -> FigureWords {
    FigureWords {
        grounds: &[Letters],
        unit: "hồ sơ",
        sheets: Some(SheetKind::Dossiers),
        ..FigureWords::new(id, key, name, meaning)
    }
}

const fn letter(
    id: &'static str,
    key: &'static str,
    name: &'static str,
    meaning: &'static str,
) -> FigureWords {
    FigureWords { unit: "thư", ..figure(id, key, name, meaning) }
}

const WHOLE: LineTable<LetterFigures> = &[
    (
        letter(
            "TX-01",
            "phieu_hen_lai",
            "Phiếu xin lỗi và hẹn lại đã lập",
            "Lập trong lần chạy này cho hồ sơ đang giải quyết quá hạn",
        ),
        |figures| Count(Some(figures.appointments)),
    ),
    (
        letter(
            "TX-02",
            "thu_xin_loi",
            "Thư xin lỗi đã lập",
            "Lập trong lần chạy này cho hồ sơ đã giải quyết quá hạn",
        ),
        |figures| Count(Some(figures.apologies)),
    ),
    (
        figure(
            "TX-03",
            "chua_du_thong_tin",
            "Chưa có thư vì thiếu thông tin",
            "Quá hạn, chưa có thư, bảng tính còn thiếu điều thư phải ghi",
        ),
        |figures| Count(Some(figures.held_back)),
    ),
    (
        figure(
            "TX-04",
            "da_co_tu_truoc",
            "Đã có thư từ trước",
            "Quá hạn, đã có thư của kỳ trước trong lưu trữ",
        ),
        |figures| Count(Some(figures.already)),
    ),
    (
        figure("TX-05", "da_co_sau_ky", "Đã có thư lập sau kỳ", "Quá hạn, đã có thư lập sau kỳ"),
        |figures| Count(Some(figures.later)),
    ),
    (
        FigureWords {
            formula: "phiếu hẹn lại + thư xin lỗi + thiếu thông tin + có từ trước + có sau kỳ",
            parts: &["TX-01", "TX-02", "TX-03", "TX-04", "TX-05"],
            ..figure(
                "TX-06",
                "phai_xin_loi",
                "Hồ sơ phải xin lỗi",
                "Đã giải quyết quá hạn trong kỳ và đang quá hạn cuối kỳ, có danh sách từng hồ sơ",
            )
        },
        |figures| Count(Some(figures.owed)),
    ),
    (
        figure(
            "TX-07",
            "tu_choi_hen_lan_hai",
            "Đề nghị hẹn lại lần hai, không được lập",
            "Đã có thư hoặc bảng hồ sơ đã có ngày hẹn lại, mà lại ghi một ngày hẹn khác",
        ),
        |figures| Count(Some(figures.refused)),
    ),
    (
        letter(
            "TX-08",
            "phieu_truoc_han",
            "Phiếu lập trước hạn",
            "Đã lập cho hồ sơ đang giải quyết, cuối kỳ chưa quá hạn nhưng không kịp trả",
        ),
        |figures| Count(Some(figures.ahead)),
    ),
    (
        figure(
            "TX-09",
            "sap_den_han",
            "Sắp đến hạn, chưa có thư",
            "Cuối kỳ đang giải quyết, đến hạn trong vài ngày làm việc",
        ),
        |figures| Count(Some(figures.near)),
    ),
    (
        letter(
            "TX-10",
            "thu_viec",
            "Thư về việc không có giấy tiếp nhận",
            "Lập trong lần chạy này, từ bảng việc không có giấy tiếp nhận",
        ),
        |figures| Count(Some(figures.matters)),
    ),
    (
        figure(
            "TX-11",
            "da_lap_phieu",
            "Đã lập phiếu, sổ chưa ghi ngày",
            "Quá hạn, có phiếu xin lỗi và hẹn lại, sổ theo dõi chưa ghi ngày phiếu",
        ),
        |figures| Count(Some(figures.prepared_appointments)),
    ),
    (
        figure(
            "TX-12",
            "da_lap_thu",
            "Đã lập thư, sổ chưa ghi ngày",
            "Quá hạn, có thư xin lỗi, sổ theo dõi chưa ghi ngày",
        ),
        |figures| Count(Some(figures.prepared_apologies)),
    ),
];

const BESIDE: LineTable<Reconciliation> = &[
    (
        figure("DC-01", "qua_han", "Hồ sơ quá hạn", "(10) và (13), có danh sách từng hồ sơ"),
        |line| Count(Some(line.late)),
    ),
    (
        FigureWords {
            formula: "gửi kịp + gửi muộn",
            parts: &["DC-03", "DC-04"],
            ..figure(
                "DC-02",
                "da_phat_hanh",
                "Đã phát hành thư",
                "Có thư, sổ theo dõi đã ghi ngày phiếu",
            )
        },
        |line| Count(Some(line.issued)),
    ),
    (
        figure("DC-03", "gui_kip", "Gửi kịp", "Ngày phiếu chậm nhất 01 ngày trước hạn trả lần đầu"),
        |line| Count(Some(line.issued_in_time)),
    ),
    (
        figure("DC-04", "gui_muon", "Gửi muộn", "Ngày phiếu từ hạn trả lần đầu trở đi"),
        |line| Count(Some(line.issued_late)),
    ),
    (
        figure(
            "DC-05",
            "da_lap",
            "Đã lập, chưa rõ ngày gửi",
            "Có thư, sổ theo dõi chưa ghi ngày phiếu",
        ),
        |line| Count(Some(line.prepared)),
    ),
    (
        figure(
            "DC-06",
            "chi_co_ngay_hen_lai",
            "Chỉ có ngày hẹn lại",
            "Không có thư, bảng tính có ngày hẹn lại",
        ),
        |line| Count(Some(line.only_reappointed)),
    ),
    (
        figure("DC-07", "chua_co_thu", "Chưa có thư", "Không có thư, không có ngày hẹn lại"),
        |line| Count(Some(line.without)),
    ),
    (
        figure(
            "DC-08",
            "sau_do_dung_han",
            "Có thư, sau đó đúng hạn",
            "Đã có thư nhưng giải quyết trong kỳ, không sau hạn lần đầu; không nằm trong số quá hạn",
        ),
        |line| Count(Some(line.then_in_time)),
    ),
    (
        figure("DC-09", "tre_lan_hai", "Trễ lần hai", "Trong số quá hạn: quá cả ngày hẹn lại"),
        |line| Count(Some(line.second_delays)),
    ),
    (
        FigureWords {
            formula: "đã phát hành / quá hạn",
            parts: &["DC-02", "DC-01"],
            unit: "",
            ..figure(
                "DC-10",
                "ty_le_da_phat_hanh",
                "Tỷ lệ hồ sơ quá hạn đã có văn bản xin lỗi",
                "Hồ sơ đã phát hành thư trong số quá hạn",
            )
        },
        |line| Rate(line.issued_rate),
    ),
];

/// What a department is told to do; nobody else prints it.
const TO_DO: LineTable<Reconciliation> = &[
    (
        figure(
            "DC-11",
            "",
            "Đã hẹn lại một lần, ngày hẹn lại đã qua",
            "Trong số chỉ có ngày hẹn lại: cuối kỳ chưa giải quyết, ngày hẹn lại đã qua nên không được hẹn lại lần hai",
        ),
        |line| Count(Some(line.past_promises)),
    ),
    (
        figure(
            "DC-12",
            "",
            "Phiếu đã lập không còn đúng",
            "Có phiếu xin lỗi và hẹn lại chưa phát hành, mà kết quả đã trả hoặc ngày hẹn lại đã qua",
        ),
        |line| Count(Some(line.stale)),
    ),
    (
        FigureWords {
            formula: "chưa có thư + chỉ có ngày hẹn lại − ngày hẹn lại đã qua",
            parts: &["DC-07", "DC-06", "DC-11"],
            ..figure(
                "DC-13",
                "",
                "Cần bổ sung thông tin để lập văn bản",
                "Quá hạn, chưa có thư; hồ sơ mà ngày hẹn lại đã qua thì không tính",
            )
        },
        |line| Count(Some(line.without + line.only_reappointed - line.past_promises)),
    ),
    (
        FigureWords {
            formula: "chỉ có ngày hẹn lại − ngày hẹn lại đã qua",
            parts: &["DC-06", "DC-11"],
            ..figure(
                "DC-14",
                "",
                "Chỉ có ngày hẹn lại, còn lập được văn bản",
                "Không có thư, bảng tính có ngày hẹn lại; hồ sơ mà ngày ấy đã qua thì không tính",
            )
        },
        |line| Count(Some(line.only_reappointed - line.past_promises)),
    ),
    (
        FigureWords {
            formula: "đã lập − phiếu không còn đúng",
            parts: &["DC-05", "DC-12"],
            ..figure(
                "DC-15",
                "",
                "Văn bản đã lập, chờ phát hành",
                "Có thư, sổ theo dõi chưa ghi ngày phiếu; phiếu không còn đúng thì không tính",
            )
        },
        |line| Count(Some(line.prepared - line.stale)),
    ),
];

pub(super) fn tables() -> impl Iterator<Item = &'static FigureWords> {
    words(WHOLE).chain(words(BESIDE)).chain(words(TO_DO))
}

pub(super) fn walk(figures: &LetterFigures, walk: &mut FigureWalk<'_>) {
    let codes = walk.codes;
    walk.line(WHOLE, &[], "thu_xin_loi", figures);
    walk.line(BESIDE, &[], "thu_xin_loi.doi_chieu", &figures.reconciliation);
    if walk.department.is_some() {
        walk.line(TO_DO, &[], "thu_xin_loi.doi_chieu", &figures.reconciliation);
        return;
    }
    for (at, line) in figures.by_department.iter().enumerate() {
        let part = LinePart::department(codes, &line.name);
        walk.line(BESIDE, &[part], &format!("thu_xin_loi.doi_chieu_don_vi[{at}]"), line);
    }
}
