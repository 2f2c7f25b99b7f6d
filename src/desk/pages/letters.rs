//! Thư xin lỗi: who is owed one and what is missing, reasons and new dates filled in, letters written, printed again
//! and called back.

use std::sync::Arc;

use serde::Serialize;

use crate::desk::came::LettersCame;
use crate::desk::exchange::{AnswerFile, DeskAnswer, Manner, Visit};
use crate::desk::pages::papers::bag_name;
use crate::desk::pages::{SaidView, filled, just_said, progress, typed_day, words};
use crate::desk::shop::Shop;
use crate::model::short_date;
use crate::office::{
    AnswersDone, AnswersWritten, Edges, GivenNumber, INPUTS, LetterAnswer, LettersDone,
    LettersLook, LettersRequest, NumbersWritten, Office, StandingLetter, VoidRequest, layout,
};
use crate::report::{HeldBack, Situation};
use crate::telling::advice::Reader;
use crate::telling::{findings, letter_words, refusals};

/// Dossiers that are asked about at once; the others come up once these are settled.
const ASKED: usize = 50;
/// Letters that are listed.
const LISTED: usize = 100;

#[derive(Debug, Serialize)]
struct LettersView {
    trang: &'static str,
    dang_chay: bool,
    vua_xong: Vec<SaidView>,
    ngay: Option<String>,
    /// Letters that are complete and not written.
    san_sang: usize,
    thieu: Vec<OwedView>,
    con_lai: usize,
    /// Held back for what no form here can fill in.
    khac: Vec<String>,
    /// Nobody knows to whom these letters go.
    khong_ten: usize,
    ly_do: Vec<String>,
    thu: Vec<LetterView>,
    thu_con: usize,
    in_lai: bool,
    in_tat_ca: Vec<PrintView>,
}

#[derive(Debug, Serialize)]
struct OwedView {
    so: usize,
    ma: String,
    nguoi_nhan: String,
    thu_tuc: String,
    don_vi: String,
    han: String,
    tinh_trang: &'static str,
    thieu: String,
    noi: String,
    hen_lai: bool,
}

#[derive(Debug, Serialize)]
struct LetterView {
    thu_tu: String,
    loai: &'static str,
    ma: String,
    nguoi_nhan: String,
    /// As the register has it.
    so: String,
    ngay: String,
    /// The number that is printed on it.
    so_in: String,
    luu_y: &'static str,
    tep: String,
}

#[derive(Debug, Serialize)]
struct PrintView {
    ten: String,
    dia_chi: String,
}

pub(crate) fn page(shop: &Shop) -> DeskAnswer {
    let office = match Office::open(&shop.folder()) {
        Ok(office) => office,
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    };
    let mut view = LettersView {
        trang: "thu-xin-loi",
        dang_chay: shop.work.is_running(),
        vua_xong: just_said(shop),
        ngay: None,
        san_sang: 0,
        thieu: Vec::new(),
        con_lai: 0,
        khac: Vec::new(),
        khong_ten: 0,
        ly_do: Vec::new(),
        thu: Vec::new(),
        thu_con: 0,
        in_lai: false,
        in_tat_ca: Vec::new(),
    };
    match office.archive_look() {
        Ok(look) => view.in_tat_ca.extend(
            look.folders()
                .filter(|folder| look.holds(folder, layout::PRINT_ALL))
                .map(|folder| PrintView {
                    ten: bag_name(&office, folder),
                    dia_chi: format!("/luu-tru/{folder}/{}", layout::PRINT_ALL),
                })
                .take(LISTED),
        ),
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    }
    if let Some(came) = shop.letters.get() {
        view.in_lai = came.has_print;
        if let Some(look) = &came.look {
            view.ngay = Some(short_date(came.day));
            seen(&mut view, look);
        }
    }
    filled(shop, "thu-xin-loi.html", &view)
}

fn seen(view: &mut LettersView, look: &LettersLook) {
    view.san_sang = look.letters.written.len();
    let askable = look.to_fill_in();
    let is_nameless = |held: &HeldBack| held.recipient.trim().is_empty();
    view.khong_ten = askable.iter().filter(|held| is_nameless(held)).count();
    // Of what lacks a name alone, nothing is asked here.
    let is_idle = |held: &HeldBack| is_nameless(held) && held.missing.len() == 1;
    let is_asked = |held: &&HeldBack| !held.code.trim().is_empty() && !is_idle(held);
    let (asked, others): (Vec<_>, Vec<_>) = askable.into_iter().partition(is_asked);
    view.con_lai = asked.len().saturating_sub(ASKED);
    view.thieu = (0..).zip(asked).take(ASKED).map(|(at, held)| owed(at, held)).collect();
    let refused = look.letters.held_back.iter().filter(|held| held.is_refused());
    let matters = look.letters.held_back.iter();
    let matters =
        matters.filter(|held| held.situation == Situation::Matter && held.can_be_filled_in());
    view.khac = others
        .into_iter()
        .chain(refused)
        .chain(matters)
        .map(|held| format!("“{}”: {} ({})", held.code, held.missing.join("; "), held.place))
        .take(ASKED)
        .collect();
    view.ly_do.clone_from(&look.reasons);
    view.thu_con = look.standing.len().saturating_sub(LISTED);
    view.thu = look.standing.iter().take(LISTED).map(letter).collect();
}

fn owed(at: usize, held: &HeldBack) -> OwedView {
    OwedView {
        so: at,
        ma: held.code.to_string(),
        nguoi_nhan: held.recipient.to_string(),
        thu_tuc: held.procedure.to_string(),
        don_vi: held.department.to_string(),
        han: held.due_day.map(short_date).unwrap_or_default(),
        tinh_trang: match held.situation {
            Situation::Overdue => "quá hạn, chưa trả",
            Situation::Near => "sắp đến hạn",
            Situation::Late => "đã trả trễ",
            Situation::LateAgain => "trễ cả ngày hẹn lại",
            Situation::Matter => "việc không có giấy tiếp nhận",
        },
        thieu: held.missing.join("; "),
        noi: held.place.to_string(),
        hen_lai: matches!(held.situation, Situation::Overdue | Situation::Near),
    }
}

fn letter(standing: &StandingLetter) -> LetterView {
    let StandingLetter { folder, letter, number, day, note, .. } = standing;
    LetterView {
        thu_tu: format!("{}/{}", letter.order, letter.year),
        loai: letter.kind.vietnamese(),
        ma: letter.code.clone(),
        nguoi_nhan: letter.recipient.clone(),
        so: number.clone().unwrap_or_default(),
        ngay: day.map(short_date).unwrap_or_default(),
        so_in: letter.number.map(|number| format!("{number:02}")).unwrap_or_default(),
        luu_y: note.unwrap_or_default(),
        tep: format!("/luu-tru/{folder}/{}/{}.pdf", layout::LETTERS, letter.file),
    }
}

/// What a button asks for.
enum WantedLetters {
    Look,
    Answers(Vec<(String, LetterAnswer)>),
    Numbers(Vec<GivenNumber>),
    Ask(LettersRequest),
}

pub(crate) fn make(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let (name, wanted) = match visit.field("viec") {
        Some("xem") => ("Xem thư còn nợ", WantedLetters::Look),
        Some("lap") => ("Lập thư xin lỗi", WantedLetters::Ask(LettersRequest::Write)),
        Some("luu") => match answers(visit) {
            Ok(answers) => ("Ghi lý do và ngày hẹn lại", WantedLetters::Answers(answers)),
            Err(message) => return words(shop, 400, &message),
        },
        Some("so") => match numbers(visit) {
            Ok(numbers) => ("Ghi số và ngày của thư", WantedLetters::Numbers(numbers)),
            Err(message) => return words(shop, 400, &message),
        },
        Some("in") => match visit.field("thu_tu").unwrap_or_default().parse() {
            Ok(orders) => ("In lại thư", WantedLetters::Ask(LettersRequest::Print(orders))),
            Err(how) => {
                let message = format!("Không hiểu thứ tự thư cần in lại\n   = gợi ý: {how}");
                return words(shop, 400, &message);
            }
        },
        Some("huy") => {
            let asked = visit.field("thu").unwrap_or_default().to_owned();
            let why = visit.field("ly_do_huy").map(str::to_owned);
            let request = LettersRequest::Void(VoidRequest { asked, why });
            ("Hủy thư", WantedLetters::Ask(request))
        }
        _ => return words(shop, 400, "Chưa rõ việc cần làm\n   = gợi ý: bấm một nút của trang"),
    };
    let own = Arc::clone(shop);
    let errand = shop.errand(name, "/thu-xin-loi", visit);
    shop.start(errand, move |progress| {
        let edges = (own.options.edges)(progress);
        match Office::open(&own.folder()) {
            Ok(office) => carried_out(&own, &office, wanted, edges),
            Err(failure) => own.say(refusals::on_page(failure)),
        }
    });
    progress::begun(shop)
}

/// Lines of the form in which anything was filled in.
fn answers(visit: &Visit) -> Result<Vec<(String, LetterAnswer)>, String> {
    let lines = visit.all("ma").zip(visit.all("ly_do")).zip(visit.all("hen_lai"));
    let mut answers = Vec::new();
    for (((code, reason), new_day), form) in lines.zip(visit.all("xung_ho")) {
        let day = typed_day(new_day, &format!("ngày hẹn lại của hồ sơ “{code}”"))?;
        let (reason, address_form) = (reason.to_owned(), form.to_owned());
        let answer = LetterAnswer { reason, new_day: day, address_form };
        if !answer.is_blank() {
            answers.push((code.to_owned(), answer));
        }
    }
    if answers.is_empty() {
        return Err(
            "Chưa điền dòng nào\n   = gợi ý: chọn lý do, ghi ngày hẹn lại rồi bấm Ghi".to_owned()
        );
    }
    Ok(answers)
}

/// Letters of the table, each with what its fields hold.
fn numbers(visit: &Visit) -> Result<Vec<GivenNumber>, String> {
    let lines = visit.all("thu").zip(visit.all("so")).zip(visit.all("ngay"));
    let given = |((place, number), day): ((&str, &str), &str)| {
        let day = typed_day(day, &format!("ngày của thư thứ tự {place}"))?;
        let (order, year) = place.split_once('/').unwrap_or_default();
        let (Ok(order), Ok(year)) = (order.parse(), year.parse()) else {
            return Err(format!("Không có thư thứ tự “{place}”\n   = chưa ghi gì"));
        };
        let number = Some(number.to_owned()).filter(|number| !number.is_empty());
        Ok(GivenNumber { year, order, number, day })
    };
    lines.map(given).collect()
}

fn numbered(shop: &Shop, office: &Office, asked: &[GivenNumber], edges: Edges<'_>) {
    let told = office.number_letters(asked, edges);
    shop.say_all(told.notices.iter().map(|one| refusals::notice(one, Reader::Desk)));
    let NumbersWritten { letters, files, without_letter } = match told.answer {
        Ok(written) => written,
        Err(failure) => return shop.say(refusals::on_page(failure)),
    };
    shop.say(if letters == 0 {
        "Số, ngày của thư không đổi; không ghi".to_owned()
    } else {
        let files: Vec<String> = files.iter().map(|name| format!("{INPUTS}/{name}")).collect();
        format!(
            "Đã ghi số, ngày của {letters} thư vào {}\n   = sổ theo dõi trong luu-tru có các số này từ lần lập thư hoặc báo cáo sau",
            files.join(", ")
        )
    });
    if !without_letter.is_empty() {
        let place = |one: &GivenNumber| format!("{}/{}", one.order, one.year);
        let places: Vec<String> = without_letter.iter().map(place).collect();
        shop.say(format!(
            "Không ghi số, ngày cho thư thứ tự {}: lưu trữ không có thư này còn hiệu lực\n   = gợi ý: xem lại bảng Thư đã lập dưới đây; thư đã hủy thì số, ngày là của thư thay",
            places.join(", ")
        ));
    }
}

/// And looks again at who is owed a letter then.
fn carried_out(shop: &Shop, office: &Office, wanted: WantedLetters, edges: Edges<'_>) {
    let day = shop.today();
    let mut has_print = false;
    match wanted {
        WantedLetters::Look => {}
        WantedLetters::Answers(answers) => answered(shop, office, &answers, edges),
        WantedLetters::Numbers(asked) => numbered(shop, office, &asked, edges),
        WantedLetters::Ask(request) => {
            let told = office.letters(&request, day, edges);
            shop.say_all(told.notices.iter().map(|one| refusals::notice(one, Reader::Desk)));
            match told.answer {
                Err(failure) => shop.say(refusals::on_page(failure)),
                Ok(LettersDone::Stopped(stopped)) => {
                    shop.say_all(findings::stopped(&stopped));
                }
                Ok(LettersDone::Written(new)) => {
                    let (letters, folder) = (&new.letters, &new.folder);
                    let day = short_date(day);
                    shop.say(letter_words::written(letters, folder, &day, Reader::Desk));
                    shop.say_all(new.unwritten.iter().map(refusals::unwritten));
                }
                Ok(LettersDone::Printed(printed)) => {
                    has_print = true;
                    shop.say(format!("Đã ghi {} thư để in lại", printed.letters));
                }
                Ok(LettersDone::Looked(_) | LettersDone::FilledIn(_)) => {}
            }
        }
    }
    let look = match office.letters(&LettersRequest::Look, day, edges).answer {
        Ok(LettersDone::Looked(look)) => Some(*look),
        Ok(LettersDone::Stopped(stopped)) => {
            shop.say_all(findings::stopped(&stopped));
            None
        }
        Ok(_) => None,
        Err(failure) => {
            shop.say(refusals::on_page(failure));
            None
        }
    };
    shop.letters.set(LettersCame { day, look, has_print });
}

/// Into a workbook beside the data, like the one that a clerk fills in with Excel.
fn answered(shop: &Shop, office: &Office, answers: &[(String, LetterAnswer)], edges: Edges<'_>) {
    let told = office.answer_letters(answers, shop.today(), edges);
    shop.say_all(told.notices.iter().map(|one| refusals::notice(one, Reader::Desk)));
    let AnswersWritten { dossiers, file, settled } = match told.answer {
        Ok(AnswersDone::Written(written)) => written,
        Ok(AnswersDone::Stopped(stopped)) => {
            shop.say("Chưa ghi lý do, ngày hẹn lại nào: có tệp không đọc được".to_owned());
            return shop.say_all(findings::stopped(&stopped));
        }
        Err(failure) => return shop.say(refusals::on_page(failure)),
    };
    if let Some(name) = file {
        shop.say(format!(
            "Đã ghi lý do, ngày hẹn lại của {dossiers} hồ sơ vào {INPUTS}/{name}\n   = muốn sửa thì mở tệp này bằng Excel, hoặc bỏ nó khỏi {INPUTS} rồi điền lại"
        ));
    }
    if !settled.is_empty() {
        let codes: Vec<String> = settled.iter().map(|code| format!("“{code}”")).collect();
        shop.say(format!(
            "Không ghi lý do, ngày hẹn lại của {}: nay không còn trong các hồ sơ có thư còn thiếu\n   = gợi ý: xem danh sách dưới đây",
            codes.join(", ")
        ));
    }
}

/// The letters that were printed again.
pub(crate) fn printed(shop: &Shop) -> DeskAnswer {
    let printed = Office::open(&shop.folder()).and_then(|office| office.reprinted());
    match printed {
        Ok(Some(bytes)) => DeskAnswer::File(AnswerFile {
            name: "thu-in-lai.pdf".to_owned(),
            kind: "application/pdf",
            manner: Manner::Saved,
            bytes,
        }),
        Ok(None) => words(shop, 404, "Chưa có thư nào để in lại"),
        Err(failure) => words(shop, 409, &refusals::on_page(failure)),
    }
}
