//! The desk over real HTTP: pages, the way in and out, and the attacks that other pages of the browser could try.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::case::{CONGSO, Case, workbook};

const DOSSIERS: &str = "
    Mã hồ sơ | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý
    H01 | Lĩnh vực A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020
    H02 | Lĩnh vực A | Phòng A | 20/02/2020 | 31/02/2020 | 02/03/2020
";

/// An open desk, closed with its test.
pub(crate) struct OpenDesk {
    child: Child,
    port: u16,
    secret: String,
    /// What the program keeps for the user, gone with the desk.
    kept: Option<TempDir>,
}

pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl OpenDesk {
    pub(crate) fn of(case: &Case) -> Self {
        Self::with(case, &[])
    }

    pub(crate) fn with(case: &Case, more: &[&str]) -> Self {
        let kept = TempDir::new().unwrap();
        let mut desk = Self::of_user(case, more, kept.path());
        desk.kept = Some(kept);
        desk
    }

    /// By a user for whom the program keeps there what it keeps.
    pub(crate) fn of_user(case: &Case, more: &[&str], kept: &Path) -> Self {
        let mut child = Command::new(CONGSO)
            .args(["mo", "--cong", "0", "--khong-trinh-duyet"])
            .args(more)
            .envs(["XDG_STATE_HOME", "APPDATA"].map(|name| (name, kept)))
            .arg(case.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://127.0.0.1:").unwrap();
        let (port, secret) = address.split_once("/?khoa=").unwrap();
        Self { child, port: port.parse().unwrap(), secret: secret.to_owned(), kept: None }
    }

    pub(crate) fn raw(&self, request: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        // Who is refused before the end of what is sent closes the connection.
        drop(stream.write_all(request));
        let mut bytes = Vec::new();
        drop(stream.read_to_end(&mut bytes));
        let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Reply { status, head, body: bytes.get(at + 4..).unwrap_or_default().to_vec() }
    }

    pub(crate) fn cookie(&self) -> String {
        format!("Cookie: congso-{}={}\r\n", self.port, self.secret)
    }

    pub(crate) fn origin(&self) -> String {
        format!("Origin: http://127.0.0.1:{}\r\n", self.port)
    }

    pub(crate) fn request(&self, line: &str, headers: &str, body: &[u8]) -> Reply {
        let host = if headers.contains("Host: ") {
            String::new()
        } else {
            format!("Host: 127.0.0.1:{}\r\n", self.port)
        };
        let length = if line.starts_with("POST") && !headers.contains("Content-Length") {
            format!("Content-Length: {}\r\n", body.len())
        } else {
            String::new()
        };
        let head = format!("{line} HTTP/1.1\r\n{host}{headers}{length}Connection: close\r\n\r\n");
        self.raw(&[head.as_bytes(), body].concat())
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.request(&format!("GET {path}"), &self.cookie(), b"")
    }

    pub(crate) fn post(&self, path: &str, fields: &str) -> Reply {
        let form = "Content-Type: application/x-www-form-urlencoded\r\n";
        let headers = format!("{}{}{form}", self.cookie(), self.origin());
        self.request(&format!("POST {path}"), &headers, fields.as_bytes())
    }

    pub(crate) fn send(&self, name: &str, bytes: &[u8], taken: &str) -> Reply {
        self.send_to("/du-lieu", name, bytes, taken)
    }

    pub(crate) fn send_to(&self, path: &str, name: &str, bytes: &[u8], taken: &str) -> Reply {
        let mut body = format!("--x\r\nContent-Disposition: form-data; name=\"trung_ten\"\r\n\r\n{taken}\r\n--x\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--x--\r\n");
        let headers = format!(
            "{}{}Content-Type: multipart/form-data; boundary=x\r\n",
            self.cookie(),
            self.origin()
        );
        self.request(&format!("POST {path}"), &headers, &body)
    }

    /// Once nothing is going on any more.
    pub(crate) fn idle(&self) {
        let begun = Instant::now();
        while self.get("/tien-do").text().contains("\"dang_chay\":true") {
            assert!(begun.elapsed() < Duration::from_secs(60), "still at work");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    #[track_caller]
    fn ends(mut self) -> i32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap();
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "still open");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for OpenDesk {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn office() -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS)
}

#[test]
fn the_address_gives_a_strict_cookie_and_the_pages_say_what_was_read() {
    let case = office();
    let desk = OpenDesk::of(&case);
    let entered = desk.request(&format!("GET /?khoa={}", desk.secret), "", b"");
    assert_eq!((entered.status, entered.header("location")), (303, Some("/")));
    let cookie = entered.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    desk.idle();
    let page = desk.get("/");
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    for text in ["Sở Ví Dụ", "Việc tiếp theo", "Đã đọc 1 tệp: 2 dòng = 1 được tính + 1 không tính"]
    {
        assert!(page.text().contains(text), "no {text}: {}", page.text());
    }
    let icon = desk.get("/favicon.ico");
    assert_eq!((icon.status, icon.header("content-type")), (200, Some("image/x-icon")));
    let data = desk.get("/du-lieu").text();
    let said = case.run(&["kiem-tra"]);
    for text in ["KHÔNG ĐƯỢC TÍNH", "ho-so.xlsx › Hồ sơ › E3", "“31/02/2020”"] {
        said.says(text);
        assert!(data.contains(text), "no {text}: {data}");
    }
    assert!(data.contains("A1 “Mã hồ sơ” đọc là mã"), "{data}");
}

#[test]
fn nothing_is_answered_without_the_secret_nor_to_other_pages_and_names() {
    let case = office();
    let desk = OpenDesk::of(&case);
    desk.idle();
    let (cookie, origin) = (desk.cookie(), desk.origin());
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    for (line, headers) in [
        ("GET /", String::new()),
        ("GET /tep/ban-lam-viec.js", String::new()),
        ("GET /?khoa=0000", String::new()),
        ("GET /", format!("Cookie: congso-{}=0000\r\n", desk.port)),
        // A name that was made to point here.
        ("GET /", format!("Host: congso.example:{}\r\n{cookie}", desk.port)),
        ("GET /", format!("Host: localhost:{}\r\n{cookie}", desk.port)),
        ("GET /", format!("{cookie}Origin: https://a.example\r\n")),
        ("GET /", format!("{cookie}Sec-Fetch-Site: cross-site\r\n")),
        // Forms of others.
        ("POST /dong", format!("{origin}{form}")),
        ("POST /dong", format!("{cookie}{form}")),
        ("POST /dong", format!("{cookie}{form}Origin: null\r\n")),
        ("POST /dong", format!("{cookie}{form}Origin: http://127.0.0.1:1\r\n")),
        ("POST /dong", format!("{cookie}{origin}{form}Sec-Fetch-Site: cross-site\r\n")),
        ("DELETE /", cookie.clone()),
    ] {
        let reply = desk.request(line, &headers, b"");
        assert_eq!(reply.status, 403, "{line} {headers}");
        assert!(!reply.text().contains("Sở Ví Dụ") && reply.header("set-cookie").is_none());
    }
    assert_eq!(desk.get("/").status, 200, "it is still open");
}

#[test]
fn no_path_leads_out_of_the_archive_or_the_folder() {
    let case = office().file("luu-tru/ngoai.html", "bí mật").file("bi-mat.html", "bí mật");
    let desk = OpenDesk::of(&case);
    desk.idle();
    for path in [
        "/luu-tru/../bi-mat.html",
        "/luu-tru/%2e%2e/bi-mat.html",
        "/luu-tru/2020-03/..%2f..%2fbi-mat.html",
        "/luu-tru/2020-03/..%5c..%5cbi-mat.html",
        "/luu-tru/%2fetc/passwd",
        "/luu-tru/ngoai.html",
        "/congso.toml",
        "/tep/../congso.toml",
    ] {
        let reply = desk.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text().contains("bí mật"), "{path}");
    }
    for name in ["../ra-ngoai.xlsx", "..\\\\ra-ngoai.xlsx", "C:ra-ngoai.xlsx", ".an.xlsx", "a.exe"]
    {
        desk.send(name, b"x", "thay");
        desk.idle();
    }
    let names: Vec<String> = case.files(".").into_iter().map(|(name, _)| name).collect();
    let is_outside = |name: &String| {
        (name.contains("ra-ngoai") && !name.starts_with("du-lieu/"))
            || name.contains(".an")
            || name.contains("a.exe")
    };
    assert!(!names.iter().any(is_outside), "{names:?}");
}

#[test]
fn what_is_too_large_is_refused_and_the_desk_goes_on() {
    let case = office();
    let desk = OpenDesk::of(&case);
    let (cookie, origin) = (desk.cookie(), desk.origin());
    let form = format!("{cookie}{origin}Content-Type: application/x-www-form-urlencoded\r\n");
    let large = desk.request("POST /kiem-tra", &form, &vec![b'a'; (1 << 20) + 1]);
    assert_eq!(large.status, 413);
    let claimed = format!(
        "{cookie}{origin}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 999999999999\r\n"
    );
    assert_eq!(desk.request("POST /du-lieu", &claimed, b"--x").status, 413);
    let unsaid = format!("{form}Transfer-Encoding: chunked\r\nContent-Length: \r\n");
    assert!(desk.request("POST /kiem-tra", &unsaid, b"0\r\n\r\n").status >= 400);
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn a_dropped_file_is_copied_and_never_over_another_unasked() {
    let case = Case::new();
    let desk = OpenDesk::of(&case);
    desk.idle();
    let bytes = workbook(&[("Hồ sơ", DOSSIERS)]);
    assert_eq!(desk.send("hồ sơ tháng 3.xlsx", &bytes, "hoi").status, 303);
    desk.idle();
    assert_eq!(case.files("du-lieu"), [("hồ sơ tháng 3.xlsx".to_owned(), bytes.clone())]);
    assert!(desk.get("/du-lieu").text().contains("hồ sơ tháng 3.xlsx"));
    let other = workbook(&[("Khác", DOSSIERS)]);
    let refused = desk.send("hồ sơ tháng 3.xlsx", &other, "hoi");
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("chưa chép"), "{}", refused.text());
    assert_eq!(case.files("du-lieu")[0].1, bytes);
    desk.idle();
    assert_eq!(desk.send("hồ sơ tháng 3.xlsx", &other, "thay").status, 303);
    desk.idle();
    assert_eq!(case.files("du-lieu")[0].1, other);
}

/// Papers of the latest bags are listed, those of an older one where it is asked for: each bag that is listed is read.
#[test]
fn an_archive_of_years_lists_its_latest_bags_and_names_the_others() {
    let case = office();
    case.march().code(3);
    let bag = case.files("luu-tru/2020-03");
    let mut case = case;
    for month in 1..=12 {
        for (name, bytes) in &bag {
            case = case.file(&format!("luu-tru/2019-{month:02}/{name}"), bytes);
        }
    }
    let desk = OpenDesk::of(&case);
    desk.idle();
    let page = desk.get("/luu-tru").text();
    for (folder, is_listed) in
        [("2020-03", true), ("2019-12", true), ("2019-02", true), ("2019-01", false)]
    {
        assert_eq!(page.contains(&format!("/luu-tru/{folder}/bao-cao.pdf")), is_listed, "{folder}");
        assert_eq!(page.contains(&format!("/luu-tru?goi={folder}")), !is_listed, "{folder}");
    }
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("no {text}: {page}"));
    assert!(place("goi-2020-03") < place("goi-2019-12"), "the latest first");
    assert!(page.contains("Các gói cũ hơn: 1"), "{page}");
    let one = desk.get("/luu-tru?goi=2019-01").text();
    assert!(one.contains("/luu-tru/2019-01/bao-cao.pdf") && !one.contains("2019-02/"), "{one}");
    for none in ["2018-01", "..", "2019-01/../2020-03"] {
        assert_eq!(desk.get(&format!("/luu-tru?goi={none}")).status, 404, "{none}");
    }
}

#[test]
fn papers_of_the_archive_are_handed_out_as_they_were_written_or_not_at_all() {
    let case = office();
    case.march().code(3);
    let desk = OpenDesk::of(&case);
    desk.idle();
    assert!(desk.get("/luu-tru").text().contains("/luu-tru/2020-03/bao-cao.html"));
    let written = case.files("luu-tru/2020-03/data");
    for (name, kind) in [
        ("bao-cao.html", "text/html; charset=utf-8"),
        ("bao-cao.pdf", "application/pdf"),
        ("gui/tai-lieu-gui.zip", "application/zip"),
    ] {
        let reply = desk.get(&format!("/luu-tru/2020-03/{name}"));
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(kind)), "{name}");
        let (_, bytes) = written.iter().find(|(own, _)| own == name).unwrap();
        assert!(reply.body == *bytes, "{name}");
    }
    assert!(desk.get("/luu-tru/2020-03/bao-cao.html").head.contains("sandbox"));
    // What only stands beside, and inputs with names in them, are handed out to nobody.
    assert_eq!(desk.get("/luu-tru/2020-03/nguon/ho-so.xlsx").status, 404);
    let path = case.root().join("luu-tru/2020-03/data/bao-cao.html");
    std::fs::write(&path, "đã sửa").unwrap();
    let touched = desk.get("/luu-tru/2020-03/bao-cao.html");
    assert_eq!(touched.status, 409);
    assert!(touched.text().contains("đã bị sửa sau khi ghi"), "{}", touched.text());
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_the_folder() {
    let case = office();
    case.march().code(3);
    let outside = tempfile::tempdir().unwrap();
    let page = case.root().join("luu-tru/2020-03/data/bao-cao.html");
    std::fs::copy(&page, outside.path().join("bao-cao.html")).unwrap();
    std::fs::remove_file(&page).unwrap();
    std::os::unix::fs::symlink(outside.path().join("bao-cao.html"), &page).unwrap();
    let target = outside.path().join("dich.xlsx");
    std::os::unix::fs::symlink(&target, case.root().join("du-lieu/dich.xlsx")).unwrap();
    let desk = OpenDesk::of(&case);
    desk.idle();
    assert_eq!(desk.get("/luu-tru/2020-03/bao-cao.html").status, 404);
    desk.send("dich.xlsx", b"x", "thay");
    assert!(!target.exists());
}

#[test]
fn the_desk_closes_by_its_button_and_by_itself_and_a_second_start_finds_the_first() {
    let case = office();
    let first = OpenDesk::of(&case);
    let second = OpenDesk::of(&case);
    assert_eq!((second.port, &second.secret), (first.port, &first.secret));
    assert_eq!(second.ends(), 0);
    first.idle();
    assert!(first.post("/dong", "").text().contains("Đã đóng bàn làm việc"));
    assert_eq!(first.ends(), 0);
    assert!(!case.root().join(".ban-lam-viec").exists());
    let silent = OpenDesk::with(&case, &["--tu-dong-sau", "1"]);
    assert_eq!(silent.ends(), 0);
    // A note that a killed desk left leads nowhere: the next one opens by itself.
    let killed = OpenDesk::of(&case);
    let old = killed.port;
    drop(killed);
    assert!(case.root().join(".ban-lam-viec").exists());
    let next = OpenDesk::of(&case);
    assert_eq!(next.get("/").status, 200, "{old}");
}

#[test]
fn a_folder_without_settings_and_an_address_without_a_page_say_so() {
    let case = Case::new();
    std::fs::remove_file(case.root().join("congso.toml")).unwrap();
    let desk = OpenDesk::of(&case);
    desk.idle();
    let page = desk.get("/");
    assert_eq!((page.status, page.header("location")), (303, Some("/bat-dau")));
    assert_eq!(desk.post("/dung", "so=1").status, 303);
    assert_eq!(OpenDesk::of(&office()).get("/khong-co").status, 404);
}

#[test]
fn what_is_soon_due_stands_on_the_first_page_by_the_date_that_it_is_judged_by() {
    let rows = "
        Mã hồ sơ | Thủ tục | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày hẹn lại | Ngày kết thúc xử lý
        H01 | Thủ tục A | Phòng A | 02/03/2020 | 13/03/2020 | |
        H02 | Thủ tục A | Phòng A | 02/03/2020 | 15/03/2020 | |
        H03 | Thủ tục A | Phòng A | 02/03/2020 | 16/03/2020 | |
        H04 | Thủ tục A | Phòng A | 02/03/2020 | 10/03/2020 | 17/03/2020 |
        H05 | Thủ tục A | Phòng A | 02/03/2020 | 18/03/2020 | |
    ";
    let lines = |settings: &str| -> Vec<String> {
        let case = Case::new()
            .sheet("ho-so.xlsx", "Hồ sơ", rows)
            .settings(|old| format!("{old}\n{settings}"));
        // A Friday.
        let desk = OpenDesk::with(&case, &["--tinh-den", "2020-03-13"]);
        desk.idle();
        let page = desk.get("/").text();
        let (_, rest) = page.split_once("id=\"sap-den\"").unwrap();
        let list = rest.split("</ul>").next().unwrap();
        let lines = list.split("<li>").skip(1).map(|line| line.split("</li>").next().unwrap());
        lines.map(|line| line.replace("<strong>", "").replace("</strong>", "")).collect()
    };
    let by_first = [
        "H01: hạn trả 13/3/2020, hôm nay là hạn; Thủ tục A, Phòng A",
        "H02: hạn trả 15/3/2020, không còn ngày làm việc nào sau hôm nay; Thủ tục A, Phòng A",
        "H03: hạn trả 16/3/2020, còn 1 ngày làm việc; Thủ tục A, Phòng A",
    ];
    assert_eq!(lines(""), by_first);
    let put_off = "H04: hạn trả 17/3/2020 (hẹn lại), còn 2 ngày làm việc; Thủ tục A, Phòng A";
    let by_new = [&by_first[..], &[put_off]].concat();
    assert_eq!(lines("[lua_chon]\nmoc = \"hen_lai\"\n"), by_new);
}
