//! The first run: a folder, what the office says of itself, what last month's export says of it; then the folder is made.

use std::path::PathBuf;
use std::sync::{Arc, MutexGuard, PoisonError};

use serde::Serialize;

use crate::desk::draft::Draft;
use crate::desk::exchange::{DeskAnswer, Visit};
use crate::desk::pages::choices::{
    ColumnView, DepartmentView, FieldView, columns, departments, fields, read_columns,
    read_departments,
};
use crate::desk::pages::{SaidView, filled, progress, views, words};
use crate::desk::running;
use crate::desk::shop::Shop;
use crate::desk::work::{AskedWith, Errand};
use crate::ledger::{Code, Finding};
use crate::office::{
    self, ExportFile, InitRequest, NameTaken, Office, OfficeAnswer, OwnTemplates, SeenData,
    SeenProcedure, SettingsChoice,
};
use crate::telling::first_questions::{QUESTIONS, answered, emptied};
use crate::telling::{first_questions::FirstQuestion, on_page, refusals};

/// Procedures that are offered, the most frequent first.
const MOST: usize = 40;

/// Where there is no office yet, whatever is asked for leads to the first page of these.
pub(crate) fn answer(shop: &Arc<Shop>, visit: &Visit, path: &[&str]) -> Option<DeskAnswer> {
    if !office::is_unclaimed(&shop.folder()) {
        let is_over = matches!(path, ["bat-dau", ..]);
        return is_over.then(|| DeskAnswer::See("/".to_owned()));
    }
    Some(match (visit.is_form, path) {
        (false, ["bat-dau"]) => page(shop),
        (true, ["bat-dau"]) => take_answers(shop, visit),
        (true, ["bat-dau", "mo"]) => open(shop, visit),
        (false, ["bat-dau", "tep"]) => files_page(shop),
        (true, ["bat-dau", "tep"]) => take_files(shop, visit),
        (true, ["bat-dau", "doc-lai"]) => read_again(shop, visit),
        (false, ["bat-dau", "xem"]) => proposal(shop),
        (true, ["bat-dau", "tao"]) => make(shop, visit),
        (_, ["tep" | "song" | "dong" | "dung" | "dang-lam" | "tien-do", ..]) => return None,
        (false, _) => DeskAnswer::See("/bat-dau".to_owned()),
        (true, _) => words(
            shop,
            409,
            "Chưa có thư mục của cơ quan\n   = gợi ý: làm các bước ở trang Bắt đầu trước",
        ),
    })
}

fn draft(shop: &Shop) -> MutexGuard<'_, Draft> {
    shop.draft.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Debug, Serialize)]
struct StartView {
    trang: &'static str,
    /// The office that was open last, if it is still there.
    mo_lai: Option<String>,
    thu_muc: String,
    cau_hoi: Vec<QuestionView>,
}

#[derive(Debug, Serialize)]
struct QuestionView {
    khoa: String,
    chu: &'static str,
    vi_du: &'static str,
    san: &'static str,
    can: bool,
}

fn key(question: &FirstQuestion) -> String {
    format!("{}.{}", question.part, question.key)
}

fn page(shop: &Shop) -> DeskAnswer {
    let question = |question: &FirstQuestion| QuestionView {
        khoa: key(question),
        chu: question.words,
        vi_du: question.example,
        san: question.default,
        can: question.key == "ten",
    };
    let folder = draft(shop).folder.clone();
    let folder = folder.unwrap_or_else(|| office::suggested(&shop.folder()));
    let last = shop.options.kept.as_deref().and_then(office::last_office);
    let view = StartView {
        trang: "bat-dau",
        mo_lai: last.map(|folder| folder.display().to_string()),
        thu_muc: folder.display().to_string(),
        cau_hoi: QUESTIONS.iter().map(question).collect(),
    };
    filled(shop, "bat-dau.html", &view)
}

/// As it was typed, from where the desk was opened.
fn named_folder(shop: &Shop, visit: &Visit) -> Option<PathBuf> {
    let name = visit.field("thu_muc")?.trim_matches('"');
    Some(shop.options.folder.join(name))
}

fn unnamed(shop: &Shop) -> DeskAnswer {
    words(
        shop,
        400,
        "Chưa ghi thư mục\n   = gợi ý: quay lại trang trước, ghi đường dẫn của thư mục",
    )
}

fn request(draft: &Draft, folder: PathBuf) -> InitRequest {
    let option = refusals::option(&folder);
    let (templates, edits) = (OwnTemplates::Embedded, draft.edits.clone());
    InitRequest { folder, templates, option, edits }
}

fn take_answers(shop: &Shop, visit: &Visit) -> DeskAnswer {
    let Some(folder) = named_folder(shop, visit) else { return unnamed(shop) };
    if !office::is_unclaimed(&folder) {
        return words(
            shop,
            409,
            "Thư mục này đã có cài đặt của một cơ quan\n   = gợi ý: quay lại trang trước, mở thư mục đó ở mục “Đã có thư mục của cơ quan”, hoặc ghi một thư mục mới",
        );
    }
    let edits = QUESTIONS.iter().filter_map(|question| match visit.all(&key(question)).next()? {
        "" => emptied(question),
        answer => answered(question, answer),
    });
    let made = Draft { folder: Some(folder.clone()), edits: edits.collect(), ..Draft::default() };
    if let Err(failure) = office::require_new(&request(&made, folder)) {
        return words(shop, 409, &refusals::on_page(failure));
    }
    *draft(shop) = made;
    DeskAnswer::See("/bat-dau/tep".to_owned())
}

/// The office that is there already.
fn open(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let Some(folder) = named_folder(shop, visit) else { return unnamed(shop) };
    if !Office::is_one(&folder) {
        return words(
            shop,
            409,
            "Thư mục này không có cài đặt của cơ quan (congso.toml)\n   = gợi ý: kiểm tra đường dẫn; thư mục của cơ quan là thư mục chứa du-lieu và luu-tru",
        );
    }
    move_to(shop, folder).unwrap_or_else(|| {
        shop.check("/");
        progress::begun(shop)
    })
}

/// Nothing, or why not.
fn move_to(shop: &Shop, folder: PathBuf) -> Option<DeskAnswer> {
    if running(&folder).is_some() {
        return Some(words(
            shop,
            409,
            "Thư mục này đang mở ở một bàn làm việc khác\n   = gợi ý: dùng bàn làm việc kia, hoặc đóng nó rồi mở lại ở đây",
        ));
    }
    shop.move_to(folder);
    *draft(shop) = Draft::default();
    None
}

#[derive(Debug, Serialize)]
struct FilesView {
    trang: &'static str,
    thu_muc: String,
}

fn files_page(shop: &Shop) -> DeskAnswer {
    match draft(shop).folder.clone() {
        None => DeskAnswer::See("/bat-dau".to_owned()),
        Some(folder) => {
            let thu_muc = folder.display().to_string();
            filled(shop, "bat-dau-tep.html", &FilesView { trang: "bat-dau", thu_muc })
        }
    }
}

fn take_files(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let files = visit.files.iter().filter(|file| !file.name.is_empty());
    // Some browsers send the path as well.
    let name = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let files = files.map(|file| (name(&file.name), file.bytes.clone())).collect();
    {
        let mut draft = draft(shop);
        (draft.files, draft.columns, draft.seen) = (files, Vec::new(), None);
    }
    propose(shop)
}

fn read_again(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    draft(shop).columns.extend(read_columns(visit));
    propose(shop)
}

/// Reads the exports beside the requests.
fn propose(shop: &Arc<Shop>) -> DeskAnswer {
    let Draft { files, columns, .. } = draft(shop).clone();
    if files.is_empty() {
        return DeskAnswer::See("/bat-dau/xem".to_owned());
    }
    let own = Arc::clone(shop);
    let errand = Errand {
        name: "Đọc tệp xuất".to_owned(),
        back: "/bat-dau/xem".to_owned(),
        asked: AskedWith::Sent,
    };
    shop.start(errand, move |run| {
        let given = |(name, bytes)| ExportFile::Read { name, bytes };
        let files = files.into_iter().map(given).collect();
        let seen = office::propose(files, &columns, own.today(), (own.options.edges)(run));
        let seen = seen.map_err(refusals::on_page);
        draft(&own).seen = Some(seen);
    });
    progress::begun(shop)
}

#[derive(Debug, Serialize)]
struct ProposalView {
    trang: &'static str,
    thu_muc: String,
    loi: Vec<SaidView>,
    tep: Vec<String>,
    so_dong: u64,
    phong: Vec<DepartmentView>,
    phong_con: usize,
    cot: Vec<ColumnView>,
    cot_con: usize,
    truong: Vec<FieldView>,
    thu_tuc: Vec<ProcedureView>,
    hoi_chu_so: bool,
}

#[derive(Debug, Serialize)]
struct ProcedureView {
    ma: String,
    ten: String,
    so: u64,
    thoi_han: String,
}

fn proposal(shop: &Shop) -> DeskAnswer {
    let Draft { folder, files, seen, .. } = draft(shop).clone();
    let Some(folder) = folder else { return DeskAnswer::See("/bat-dau".to_owned()) };
    let (seen, why) = match seen {
        None => (SeenData::default(), String::new()),
        Some(Ok(seen)) => (seen, String::new()),
        Some(Err(why)) => (SeenData::default(), why),
    };
    let (phong, phong_con) = departments(&seen);
    let (cot, cot_con) = columns(&seen);
    let procedure = |one: &SeenProcedure| ProcedureView {
        ma: one.code.clone().unwrap_or_default(),
        ten: one.name.clone(),
        so: one.rows,
        thoi_han: one.limit.clone().unwrap_or_default(),
    };
    let view = ProposalView {
        trang: "bat-dau",
        thu_muc: folder.display().to_string(),
        loi: if why.is_empty() { seen.stopped.iter().map(stop).collect() } else { views(&why) },
        tep: files.into_iter().map(|(name, _)| name).collect(),
        so_dong: seen.rows,
        phong,
        phong_con,
        cot,
        cot_con,
        truong: fields(),
        thu_tuc: seen.procedures.iter().take(MOST).map(procedure).collect(),
        hoi_chu_so: seen.asks_digits,
    };
    filled(shop, "bat-dau-xem.html", &view)
}

/// Why a file or a sheet was not read.
fn stop(finding: &Finding) -> SaidView {
    let advice = match finding.code {
        Code::AmbiguousColumn | Code::MissingColumn => {
            "chọn ở mục “Cột chưa đọc” dưới đây mỗi cột đọc là gì rồi bấm “Đọc lại với các cột đã chọn”".to_owned()
        }
        _ => on_page::advice(finding),
    };
    SaidView {
        dieu: on_page::message(finding),
        noi: vec![finding.place.to_string()],
        he_qua: Vec::new(),
        goi_y: Some(advice).filter(|advice| !advice.is_empty()).into_iter().collect(),
    }
}

/// Makes the folder, copies the exports where that is asked for, and opens it.
fn make(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let made = draft(shop).clone();
    let Some(folder) = made.folder.clone() else { return DeskAnswer::See("/bat-dau".to_owned()) };
    let none = SeenData::default();
    let seen = made.seen.as_ref().and_then(|seen| seen.as_ref().ok()).unwrap_or(&none);
    let mut choices = made.columns.clone();
    choices.extend(read_departments(visit, seen));
    choices.extend(visit.field("chu_so").map(|best| SettingsChoice::Digits(best.to_owned())));
    choices.extend(read_procedures(visit));
    let create = || -> OfficeAnswer<()> {
        let mut request = request(&made, folder.clone());
        request.edits.extend(office::settling_new(&choices)?);
        office::init(&request)
    };
    if let Err(failure) = create() {
        return words(shop, 409, &refusals::on_page(failure));
    }
    if let Some(refused) = move_to(shop, folder.clone()) {
        return refused;
    }
    shop.say(format!("Đã tạo thư mục của cơ quan\n  --> {}", folder.display()));
    if visit.field("chep").is_some() {
        let copy = |office: &Office| {
            made.files
                .iter()
                .map(|(name, bytes)| office.drop_in(name, bytes, NameTaken::KeepBoth))
                .collect::<Result<Vec<_>, _>>()
        };
        if let Some(Err(error)) = Office::open(&folder).ok().as_ref().map(copy) {
            shop.say(error.to_string());
        }
    }
    shop.check("/du-lieu");
    progress::begun(shop)
}

/// Those of which a limit was chosen.
fn read_procedures(visit: &Visit) -> Vec<SettingsChoice> {
    let rows = visit.all("ma_tthc").zip(visit.all("ten_tthc")).zip(visit.all("thoi_han"));
    let chosen = rows.filter(|(_, limit)| !limit.is_empty());
    chosen
        .map(|((code, name), limit)| SettingsChoice::Procedure {
            code: Some(code.to_owned()).filter(|code| !code.is_empty()),
            name: name.to_owned(),
            limit: limit.to_owned(),
        })
        .collect()
}
