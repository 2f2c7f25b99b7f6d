//! An office in whose folder everything is wrong once: a row, a sheet or a file for each finding code.

mod files;
mod mended;
mod rows;

use std::error::Error;
use std::path::Path;

use crate::write;

const SETTINGS: &str = r#"# Cơ quan mẫu có dữ liệu lỗi: mỗi mã phát hiện xuất hiện ít nhất một lần. Tất cả là minh họa.

[co_quan]
ten = "Sở Ví Dụ"
chu_quan = "Ủy ban nhân dân tỉnh Ví Dụ"
dia_danh = "Ví Dụ"
ky_hieu = "SVD"
don_vi_soan_thao = "VP"

[nguoi_ky]
quyen_han = ["GIÁM ĐỐC"]
ho_ten = "Nguyễn Văn Ví Dụ"

[[don_vi]]
ten = "Phòng Người có công"

[[don_vi]]
ten = "Phòng Việc làm"

[[thu_tuc]]
ten = "Cấp giấy phép lao động"
thoi_han = "05 ngày làm việc"
"#;

/// Writes the office below `root`.
pub(crate) fn office(root: &Path) -> Result<(), Box<dyn Error>> {
    write(&root.join("congso.toml"), SETTINGS.as_bytes())?;
    let data = root.join("du-lieu");
    for (name, bytes) in rows::workbooks()? {
        write(&data.join(name), &bytes)?;
    }
    for (name, bytes) in files::files()? {
        write(&data.join(name), &bytes)?;
    }
    for (name, bytes) in mended::files()? {
        write(&data.join(name), &bytes)?;
    }
    Ok(())
}
