//! Any text in a column of dates: at most its own row is lost.
#![no_main]

mod account;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let text = text.replace(['"', '\0', '\r', '\n'], " ");
    let table = format!(
        "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý\n\
         A-1;Phòng A;01/10/2026;09/10/2026;08/10/2026\n\
         A-2;Phòng A;01/10/2026;\"{text}\";08/10/2026\n"
    );
    assert!(account::accepted("a.csv", table.into_bytes()) <= 2);
});
