//! Files of every kind that cannot be read, and those that can be but say so.

use rust_xlsxwriter::XlsxError;

use crate::faults::rows::delimited;
use crate::ods::package;
use crate::sheet::{Sheet, texts};
use crate::vni::vni;
use crate::workbook::xlsx;

const HEADER: [&str; 5] =
    ["Mã hồ sơ", "Phòng ban", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý"];
const NCC: &str = "Phòng Người có công";

/// Name and bytes of each.
pub(crate) fn files() -> Result<Vec<(&'static str, Vec<u8>)>, XlsxError> {
    let good = xlsx(&[sheet("A-200309-0001", &HEADER)])?;
    let mut damaged = xlsx(&[sheet("A-200309-0002", &HEADER)])?;
    damaged.truncate(damaged.len() / 2);
    let first: [&[&str]; 1] = [&HEADER];
    let table = |rows: &[&[&str]]| delimited(",", &[&first[..], rows].concat());
    Ok(vec![
        ("20-duoi-tep-sai.xls", good),
        ("21-bang-ma-vni.xlsx", xlsx(&[old_font()])?),
        (
            "22-thang-truoc-ngay-sau.csv",
            table(&[
                &["A-200215-0001", NCC, "02/15/2020", "03/02/2020", "02/28/2020"],
                &["A-200218-0001", NCC, "02/18/2020", "03/03/2020", "02/27/2020"],
            ])
            .into_bytes(),
        ),
        (
            "23-thua-o.csv",
            table(&[
                &["A-200310-0001", NCC, "10/03/2020", "17/03/2020", "12/03/2020"],
                &["A-200310-0002", NCC, "10/03/2020", "17/03/2020", "12/03/2020", "thừa", "thừa"],
            ])
            .into_bytes(),
        ),
        ("24-chu-khong-giai-ma-duoc.csv", undecodable()),
        ("25-hai-bang-ma.xlsx", xlsx(&[half_converted()])?),
        (
            "26-phieu-thang-dong-y.csv",
            delimited(
                ",",
                &[
                    &[
                        "Số phiếu",
                        "Ngày trả lời",
                        "Đơn vị",
                        "Câu 1. Thái độ",
                        "Câu 2. Có phải trả thêm tiền không?",
                    ],
                    &["D01", "05/03/2020", NCC, "Đồng ý", "Không"],
                    &["D02", "05/03/2020", NCC, "Rất đồng ý", "Không"],
                ],
            )
            .into_bytes(),
        ),
        (
            "42-phieu-thang-10-diem.csv",
            delimited(
                ",",
                &[
                    &["Số phiếu", "Ngày trả lời", "Đơn vị", "Câu 1. Thái độ", "Câu 2. Thời gian"],
                    &["M01", "05/03/2020", NCC, "8", "10"],
                    &["M02", "05/03/2020", NCC, "4", "7"],
                ],
            )
            .into_bytes(),
        ),
        ("30-hong.xlsx", damaged),
        ("31-rong.xlsx", Vec::new()),
        ("32-co-mat-khau.ods", encrypted()),
        ("33-trang-web.xls", html()),
        ("~$34-dang-mo.xlsx", lock_file()),
        ("35-dau-nhay-khong-dong.csv", malformed()),
        (
            "36-thieu-cot.xlsx",
            xlsx(&[sheet(
                "A-200309-0003",
                &["Mã hồ sơ", "Phòng ban", "Ngày tiếp nhận", "Cột khác", "Cột nữa"],
            )])?,
        ),
        ("37-khong-co-bang.xlsx", xlsx(&[nothing()])?),
        ("38-khong-phai-bang-tinh.xlsx", b"%PDF-1.4\n% not a workbook\n".to_vec()),
        ("39-qua-lon.ods", too_large()),
        ("41-trang-trong.xlsx", xlsx(&[blank()])?),
        ("40-excel-2.xls", vec![0x09, 0, 4, 0, 2, 0, 0x10, 0, 0x0a, 0, 0, 0]),
    ])
}

fn sheet(code: &str, header: &[&str]) -> Sheet {
    let row = [code, NCC, "09/03/2020", "16/03/2020", "12/03/2020"];
    let rows = vec![texts(header), texts(&row)];
    Sheet {
        name: "Hồ sơ", rows, heading: 1, merges: Vec::new(), widths: vec![18, 24, 14, 14, 18]
    }
}

fn old_font() -> Sheet {
    let header: Vec<String> = HEADER.iter().map(|text| vni(text)).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let department = vni(NCC);
    let rows = vec![
        texts(&header),
        texts(&["A-200311-0001", &department, "11/03/2020", "18/03/2020", "13/03/2020"]),
        texts(&["A-200311-0002", &department, "11/03/2020", "18/03/2020", "13/03/2020"]),
    ];
    Sheet { name: "Ho so", rows, heading: 1, merges: Vec::new(), widths: vec![18, 24, 14, 14, 18] }
}

/// A cell in VNI pasted into a sheet that has been made Unicode.
fn half_converted() -> Sheet {
    let days = ["12/03/2020", "19/03/2020", "13/03/2020"];
    let row = |code: &str, department: &str| texts(&[&[code, department][..], &days].concat());
    let pasted = vni(NCC);
    let rows = vec![
        texts(&HEADER),
        row("A-200312-0011", NCC),
        row("A-200312-0012", &pasted),
        row("A-200312-0013", NCC),
    ];
    Sheet {
        name: "Hồ sơ", rows, heading: 1, merges: Vec::new(), widths: vec![18, 24, 14, 14, 18]
    }
}

/// A letter that was lost before the file was written.
fn undecodable() -> Vec<u8> {
    let row =
        ["A-200312-0001", "Phòng Ng\u{fffd}ời có công", "12/03/2020", "19/03/2020", "13/03/2020"];
    delimited(",", &[&HEADER, &row]).into_bytes()
}

fn encrypted() -> Vec<u8> {
    let data = concat!(
        r#"<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AAAA">"#,
        r#"<manifest:algorithm manifest:algorithm-name="Blowfish CFB" manifest:initialisation-vector="AAAA"/>"#,
        r#"<manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:iteration-count="1024" manifest:salt="AAAA"/>"#,
        "</manifest:encryption-data>",
    );
    package("not readable without the password", data)
}

fn html() -> Vec<u8> {
    "<html><head><meta charset=\"utf-8\"></head><body><table><tr><td>Mã hồ sơ</td></tr></table></body></html>\n"
        .as_bytes()
        .to_vec()
}

/// What Excel leaves beside an open workbook.
fn lock_file() -> Vec<u8> {
    let mut bytes = b"\x06Vi Du ".to_vec();
    bytes.resize(165, b' ');
    bytes
}

fn malformed() -> Vec<u8> {
    let rows: [&[&str]; 1] = [&HEADER];
    let mut text = delimited(",", &rows);
    text.push_str("A-200313-0001,\"Phòng Người có công,13/03/2020,20/03/2020,13/03/2020\r\n");
    text.into_bytes()
}

fn nothing() -> Sheet {
    let rows = vec![texts(&["Ghi nhớ"]), texts(&["Họp giao ban sáng thứ hai"])];
    Sheet { name: "Ghi nhớ", rows, heading: 1, merges: Vec::new(), widths: vec![40] }
}

fn blank() -> Sheet {
    Sheet {
        name: "Trang trống",
        rows: Vec::new(),
        heading: 0,
        merges: Vec::new(),
        widths: Vec::new(),
    }
}

/// One cell said to be repeated over a whole sheet.
fn too_large() -> Vec<u8> {
    let content = concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content"#,
        r#" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0""#,
        r#" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0""#,
        r#" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">"#,
        r#"<office:body><office:spreadsheet><table:table table:name="Hồ sơ">"#,
        r#"<table:table-row table:number-rows-repeated="1048575">"#,
        r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="string">"#,
        r"<text:p>x</text:p></table:table-cell></table:table-row></table:table>",
        r"</office:spreadsheet></office:body></office:document-content>",
    );
    package(content, "")
}
