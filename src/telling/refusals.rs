//! What an office refused or noticed, in words, with what is typed instead.

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::Date;

use crate::error::{Error, shown_path};
use crate::ledger::Finding;
use crate::model::{Period, short_date};
use crate::office::FILE;
use crate::office::{
    ARCHIVE, CORRECTED, Changed, Damage, Differs, Failure, INPUTS, MendingNotice, Notice, PROSE,
    Refusal, meant,
};
use crate::telling::advice::{Advice, Reader, quoted};
use crate::telling::{changes, damage, first_questions, mended};

/// Why there is no answer, as it is printed.
pub(crate) fn error(failure: Failure) -> Error {
    told(failure, Reader::Terminal)
}

/// The same for a page.
pub(crate) fn on_page(failure: Failure) -> String {
    told(failure, Reader::Desk).to_string()
}

fn told(failure: Failure, reader: Reader) -> Error {
    match failure {
        Failure::Error(error) => error,
        Failure::Refused(refusal) => refused(refusal, reader),
    }
}

fn refused(refusal: Refusal, reader: Reader) -> Error {
    let next = |advice| reader.words(advice);
    match refusal {
        Refusal::NoFolder(folder) => Error::Usage { message: no_folder(&folder, reader) },
        Refusal::NoSettings(folder) => Error::Settings {
            message: format!(
                "{}\n   = gợi ý: {}",
                without_settings(&folder),
                next(Advice::MakeOffice)
            ),
        },
        Refusal::InsideOffice { folder, inner, office } => Error::Settings {
            message: format!(
                "{}\n   = gợi ý: {}",
                without_settings(&folder),
                next(Advice::GoUp { inner: &inner, office: &office })
            ),
        },
        Refusal::SettingsMisnamed(folder) => {
            Error::Settings { message: rename(&shown_path(&folder), &format!("{FILE}.txt")) }
        }
        Refusal::ProseMisnamed(name) => Error::Input { message: rename(PROSE, &name) },
        Refusal::NoUnits => Error::Usage {
            message: format!(
                "Chưa biết số liệu của các đơn vị ở đâu\n   = gợi ý: {}",
                next(Advice::NameUnits)
            ),
        },
        Refusal::NoInputs(folder) => Error::Input {
            message: format!(
                "Chưa có tệp nào để đọc\n  --> {}\n   = gợi ý: chép các bảng tính (.xlsx, .xls, .xlsb, .ods, .csv) vào thư mục này",
                shown_path(&folder)
            ),
        },
        Refusal::NoMonths(_) | Refusal::MonthWithoutRows(_) => without_months(refusal, reader),
        Refusal::NotEnded { period, today } => not_ended(period, today, reader),
        Refusal::DatedBefore { date, period } => {
            let last = short_date(period.span.to);
            Error::Usage {
                message: format!(
                    "Ngày văn bản {} ở trước ngày cuối kỳ {last}\n   = gợi ý: {}",
                    short_date(date),
                    next(Advice::DateOn(period.span.to))
                ),
            }
        }
        Refusal::NoSuchDepartment { .. }
        | Refusal::NoSuchFile(_)
        | Refusal::NoSuchCell(..)
        | Refusal::NotMendable(_)
        | Refusal::MendedBy { .. } => Error::Input { message: mended::refused(&refusal, reader) },
        Refusal::NoSuchInput { .. } | Refusal::SeveralInputs { .. } => {
            unknown_input(refusal, reader)
        }
        Refusal::Archived { period, differs, figures, keep_as } => {
            archived(period, &differs, &figures, &keep_as, reader)
        }
        Refusal::Touched(_)
        | Refusal::ChainAltered
        | Refusal::NoSuchBag { .. }
        | Refusal::NothingLost(_)
        | Refusal::LossWithoutReason
        | Refusal::LettersUnknown { .. }
        | Refusal::NoFigures(_)
        | Refusal::NotCountedAgain { .. }
        | Refusal::NoSuchFigure { .. }
        | Refusal::FileThere(_)
        | Refusal::NotMade(_)
        | Refusal::NoCode(_) => about_archive(refusal, reader),
        Refusal::VoidWithoutReason
        | Refusal::NoLetterToVoid { .. }
        | Refusal::SeveralLetters { .. }
        | Refusal::NumberedElsewhere { .. }
        | Refusal::LettersLost { .. }
        | Refusal::NoLettersToPrint { .. } => about_letters(refusal, reader),
        Refusal::NoFormNumbers { first, count, most } => form_numbers((first, count), most, reader),
        Refusal::NoQuestions => Error::Settings {
            message: format!(
                "Chưa có câu hỏi nào để in\n  --> {FILE}\n   = gợi ý: {}",
                next(Advice::Questions)
            ),
        },
        Refusal::Unprintable(found) => Error::Settings { message: unprintable(&found) },
        Refusal::FormThere { name, folder } => Error::Input {
            message: format!(
                "Ở đây đã có {name} với nội dung khác, không ghi đè\n  --> {}\n   = chưa ghi gì\n   = gợi ý: {}",
                shown_path(&folder),
                next(Advice::OtherSheets)
            ),
        },
        Refusal::OfficeThere { names, folder } => Error::Input {
            message: format!(
                "Ở đây đã có {}, không ghi đè\n  --> {}\n   = gợi ý: chọn một thư mục mới",
                names.join(", "),
                shown_path(&folder)
            ),
        },
    }
}

fn not_ended(period: Period, today: Date, reader: Reader) -> Error {
    let from = period.span.from;
    let advice = reader.words(if from <= today {
        Advice::PastDays { from, until: today }
    } else {
        Advice::LookAtPeriod
    });
    Error::Usage {
        message: format!(
            "Kỳ {} đến {} mới hết; chưa lập được báo cáo\n   = gợi ý: {advice}",
            period.code(),
            short_date(period.span.to)
        ),
    }
}

/// `--tu-luu-tru`.
fn without_months(refusal: Refusal, reader: Reader) -> Error {
    let message = match refusal {
        Refusal::NoMonths(Some(period)) => format!(
            "{ARCHIVE} không có tháng nào của kỳ {} để lấy dữ liệu\n   = gợi ý: {}",
            period.code(),
            reader.words(Advice::ArchiveOfLongPeriod)
        ),
        Refusal::MonthWithoutRows(code) => format!(
            "Gói {ARCHIVE}/{code} không giữ tệp dữ liệu (luu_nguon = false), nên không lấy được dòng nào của tháng này từ lưu trữ; chưa ghi gì\n   = gợi ý: {}",
            reader.words(Advice::FilesOfMonths)
        ),
        _ => format!(
            "Lấy dữ liệu từ lưu trữ thì cần biết kỳ nào\n   = gợi ý: {}",
            reader.words(Advice::NameLongPeriod)
        ),
    };
    Error::Usage { message }
}

fn no_folder(folder: &Path, reader: Reader) -> String {
    // `-C "co quan\"`: for Windows the mark behind the stroke belongs to the name, with all that follows.
    let shown = shown_path(folder);
    match shown.split_once('"') {
        Some((folder, _)) => format!(
            "Không có thư mục “{folder}”\n   = gợi ý: bỏ dấu \\ ở cuối tên thư mục, ngay trước dấu ngoặc kép: -C \"co quan\""
        ),
        None => {
            format!("Không có thư mục “{shown}”\n   = gợi ý: {}", reader.words(Advice::OtherFolder))
        }
    }
}

/// All characters that cannot be printed, with their places.
fn unprintable(found: &[Finding]) -> String {
    let said =
        found.iter().map(|finding| format!("{}\n  --> {}", finding.message(), finding.place));
    let advice =
        "\n   = chưa in phiếu\n   = gợi ý: mở tệp đó bằng Notepad, sửa hoặc xóa các ký tự này";
    said.collect::<Vec<_>>().join("\n") + advice
}

/// `--bo-qua`.
fn unknown_input(refusal: Refusal, reader: Reader) -> Error {
    let message = match refusal {
        Refusal::SeveralInputs { asked, count, first } => format!(
            "Có {count} tệp tên “{asked}” trong {INPUTS}\n   = gợi ý: {}",
            reader.words(Advice::SkipByPath(&first))
        ),
        Refusal::NoSuchInput { asked, near } => {
            let advice = reader.words(Advice::SkipNear(near.as_deref()));
            format!("Không có tệp “{asked}” trong {INPUTS} để bỏ qua\n   = gợi ý: {advice}")
        }
        other => return refused(other, reader),
    };
    Error::Usage { message }
}

/// `--thay-the`.
fn archived(
    period: Period,
    differs: &Differs,
    figures: &[Changed],
    keep_as: &str,
    reader: Reader,
) -> Error {
    let code = period.code();
    let why = match differs {
        Differs::Touched(paths) => format!(
            "Kỳ {code} trong lưu trữ không còn đúng như khi ghi\n  --> {}",
            some(&code, paths)
        ),
        Differs::Inputs(paths) => format!(
            "Kỳ {code} đã có trong lưu trữ, lập từ dữ liệu khác\n  --> khác nhau: {}",
            few(paths)
        ),
        Differs::Results => format!(
            "Kỳ {code} đã có trong lưu trữ; dữ liệu vào như cũ nhưng kết quả khác (số, ngày văn bản đổi, kỳ trước trong lưu trữ đổi, hoặc phiên bản chương trình khác)\n  --> {ARCHIVE}/{code}"
        ),
    };
    let told = match differs {
        Differs::Touched(_) => String::new(),
        Differs::Inputs(_) | Differs::Results => changes::would_change(&code, figures, reader),
    };
    Error::Archive {
        message: format!(
            "{why}\n{told}   = chưa ghi gì\n   = gợi ý: {}",
            reader.words(Advice::Replace { keep_as })
        ),
    }
}

fn form_numbers((first, count): (u32, u32), most: u32, reader: Reader) -> Error {
    Error::Usage {
        message: format!(
            "Không đánh số được {count} phiếu từ số {first}\n   = gợi ý: {}",
            reader.words(Advice::NumbersOfSheets { most })
        ),
    }
}

/// What lies in the archive, and what is asked of it.
fn about_archive(refusal: Refusal, reader: Reader) -> Error {
    let next = |advice| reader.words(advice);
    match refusal {
        Refusal::NotMade(period) => Error::Input {
            message: format!(
                "Chưa có báo cáo {} trong lưu trữ\n   = gợi ý: lập báo cáo rồi ghi ngày gửi",
                period.name()
            ),
        },
        Refusal::Touched(touched) => Error::Archive { message: self::touched(&touched, reader) },
        Refusal::ChainAltered => Error::Archive {
            message: format!(
                "Lưu trữ không còn đúng như khi ghi\n  --> {ARCHIVE}/so-cai.json: đã bị sửa sau khi ghi\n   = chưa ghi gì\n   = gợi ý: {}",
                next(Advice::ChainLost)
            ),
        },
        Refusal::NoSuchBag { asked, bags } => Error::Usage {
            message: format!(
                "Không có gói “{asked}” trong {ARCHIVE}\n   = gợi ý: {}",
                if bags.is_empty() {
                    "lưu trữ chưa có gói nào".to_owned()
                } else {
                    format!("đang có {}", bags.join(", "))
                }
            ),
        },
        Refusal::NothingLost(folder) => Error::Usage {
            message: format!(
                "Gói {ARCHIVE}/{folder} không mất gì, nên không ghi mất\n   = gợi ý: {}",
                next(Advice::LookAtArchive)
            ),
        },
        Refusal::LossWithoutReason => Error::Usage {
            message: format!(
                "Ghi mất một gói phải có lý do, để người xem lưu trữ sau này biết\n   = gợi ý: {}",
                next(Advice::ReasonOfLoss)
            ),
        },
        Refusal::LettersUnknown { folder, year } => Error::Usage {
            message: format!(
                "Không biết gói {ARCHIVE}/{folder} đã cấp những thứ tự nào trong sổ theo dõi thư năm {year}\n   = chưa ghi gì\n   = gợi ý: {}",
                next(Advice::LastPlace)
            ),
        },
        Refusal::NoFigures(folder) => Error::Usage {
            message: format!(
                "Gói {ARCHIVE}/{folder} chỉ có thư, không có số liệu\n   = gợi ý: {}",
                next(Advice::OnePeriod)
            ),
        },
        Refusal::NotCountedAgain { folder, why } => Error::Settings {
            message: format!(
                "Không tính lại được số liệu của {ARCHIVE}/{folder}: {why}\n   = diễn giải lấy từng dòng từ dữ liệu gói đã giữ (nguon)"
            ),
        },
        Refusal::NoSuchFigure { folder, unknown } => Error::Usage {
            message: unknown
                .into_iter()
                .map(|(asked, near)| {
                    let near = near.as_deref();
                    format!(
                        "{ARCHIVE}/{folder} không có số liệu mang mã “{asked}”\n   = gợi ý: {}",
                        reader.words(Advice::OtherFigure { folder: &folder, near })
                    )
                })
                .collect::<Vec<_>>()
                .join("\n"),
        },
        Refusal::FileThere(path) => Error::Usage {
            message: format!(
                "{} đã có và là tệp khác, chưa ghi gì\n   = gợi ý: {}",
                path.display(),
                next(Advice::OtherFile)
            ),
        },
        Refusal::NoCode(text) => Error::Usage {
            message: format!(
                "“{text}” không phải mã kiểm tra\n   = gợi ý: mã có 16 chữ số, chữ cái, in thành bốn nhóm ở cuối báo cáo và công văn, ví dụ 7K2M-0XQ4-ZC8T-19PD"
            ),
        },
        other => refused(other, reader),
    }
}

/// What would have been believed, whatever was asked for.
fn touched(touched: &[(String, Damage)], reader: Reader) -> String {
    let mut text =
        "Lưu trữ không còn đúng như khi ghi; việc này lấy số liệu, thư từ đó nên dừng lại"
            .to_owned();
    for (folder, one) in touched.iter().take(SHOWN) {
        write!(text, "\n  --> {}", damage::words(folder, one)).expect("writing to a string");
    }
    if touched.len() > SHOWN {
        write!(text, "\n  --> và {} chỗ nữa", touched.len() - SHOWN).expect("writing to a string");
    }
    text.push_str("\n   = chưa ghi gì");
    let mut told: Vec<String> = Vec::new();
    for (folder, one) in touched {
        let advice = damage::advice(folder, one);
        if !told.contains(&advice) && told.len() < SHOWN {
            write!(text, "\n   = gợi ý: {advice}").expect("writing to a string");
            told.push(advice);
        }
    }
    write!(text, "\n   = gợi ý: {}", reader.words(Advice::ArchiveTouched))
        .expect("writing to a string");
    text
}

/// How many places are told.
const SHOWN: usize = 5;

fn some(folder: &str, damaged: &[Damage]) -> String {
    let shown = damaged.iter().take(SHOWN).map(|one| damage::words(folder, one));
    let mut lines: Vec<String> = shown.collect();
    if damaged.len() > SHOWN {
        lines.push(format!("và {} chỗ nữa", damaged.len() - SHOWN));
    }
    lines.join("\n  --> ")
}

fn few(paths: &[String]) -> String {
    let shown: Vec<&str> = paths.iter().take(5).map(String::as_str).collect();
    let rest = paths.len() - shown.len();
    if rest == 0 {
        shown.join(", ")
    } else {
        format!("{} và {rest} tệp nữa", shown.join(", "))
    }
}

/// `--huy` and `--chi`.
fn about_letters(refusal: Refusal, reader: Reader) -> Error {
    let numbers = |orders: &[u32]| orders.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let message = match refusal {
        Refusal::VoidWithoutReason => {
            format!("Hủy thư phải ghi lý do\n   = gợi ý: {}", reader.words(Advice::ReasonOfVoid))
        }
        Refusal::NoLetterToVoid { asked, year } => format!(
            "Không có thư nào của “{asked}” để hủy\n   = gợi ý: ghi mã hồ sơ, hoặc thứ tự trong sổ theo dõi năm {year}"
        ),
        Refusal::SeveralLetters { asked, orders } => format!(
            "Có {} thư của “{asked}”\n   = gợi ý: ghi thứ tự trong sổ: {}",
            orders.len(),
            numbers(&orders)
        ),
        Refusal::NumberedElsewhere { order, year, files } => format!(
            "Thư thứ tự {order} năm {year} đã được ghi số, ngày khác ở tệp {}\n   = chưa ghi gì\n   = gợi ý: sửa ở tệp đó bằng Excel, hoặc bỏ tệp đó khỏi du-lieu rồi ghi lại",
            files.join(", ")
        ),
        Refusal::NoLettersToPrint { orders, year } => format!(
            "Sổ theo dõi năm {year} không có thư còn hiệu lực ở thứ tự {}\n   = gợi ý: xem cột Thứ tự của so-theo-doi-{year}.xlsx trong luu-tru",
            numbers(&orders)
        ),
        Refusal::LettersLost { orders, year } => format!(
            "Gói lưu thư thứ tự {} năm {year} đã mất, không in lại được\n   = gợi ý: chép lại thư từ bản đã gửi; phần còn lại của gói, nếu có, nằm ở thư mục …-cu-… trong {ARCHIVE}",
            numbers(&orders)
        ),
        other => return refused(other, reader),
    };
    Error::Usage { message }
}

/// What should be known, whatever came of it.
pub(crate) fn notice(notice: &Notice, reader: Reader) -> String {
    let words = match notice {
        Notice::Misnamed(name) => rename(PROSE, name),
        Notice::EarlierPeriod { until, period, last } => format!(
            "hồ sơ mới có đến ngày {}, nên báo cáo là của kỳ {}, chưa phải kỳ {} vừa hết; {}",
            short_date(*until),
            period.code(),
            last.code(),
            reader.words(Advice::OtherPeriod)
        ),
        Notice::NoProse(period) => format!(
            "kỳ này chưa có lời văn riêng; bản PDF không có các phần đó, bản Word nêu đề xuất; {}",
            reader.words(Advice::Prose(*period))
        ),
        Notice::Unfilled(key) => format!(
            "chưa ghi “{}”; tài liệu in dấu chấm ở chỗ đó; {}",
            first_questions::called(*key),
            reader.words(Advice::FillInSetting(*key))
        ),
        Notice::EarlierChanged(period) => format!(
            "kỳ {} giữ phần so sánh và xu hướng như khi lập; các kỳ trước trong {ARCHIVE} nay đã khác; {}",
            period.code(),
            reader.words(Advice::MakeAgain)
        ),
        Notice::ChainMade(state) => damage::chain(*state).unwrap_or_default(),
        Notice::LastDay(period) => {
            format!("hôm nay mới là ngày cuối của kỳ {}; số liệu còn thay đổi", period.code())
        }
    };
    format!("Lưu ý: {words}")
}

/// A copy that could not be written, beside a bag that was.
pub(crate) fn unwritten(error: &Error) -> String {
    format!("Lưu ý: {error}")
}

/// Why a file of `can-sua` was left alone.
pub(crate) fn mending_notice(notice: &MendingNotice) -> String {
    match notice {
        MendingNotice::Edited { name, original } => format!(
            "Bản sao {CORRECTED}/{name} đã được sửa nên được giữ nguyên, chưa tính vào số liệu\n   = gợi ý: sửa xong thì chép vào {INPUTS} (thay cho “{original}”) rồi chạy lại; không dùng nữa thì xóa"
        ),
        MendingNotice::Locked { shown, error } => format!(
            "Chưa ghi lại được {shown}: {error}\n   = gợi ý: đóng tệp này trong Excel rồi chạy lại"
        ),
    }
}

fn without_settings(folder: &Path) -> String {
    format!("Thư mục này chưa có tệp cài đặt {FILE}\n  --> {}", shown(folder))
}

/// A text that Notepad has saved with `.txt` behind its name.
fn rename(folder: &str, name: &str) -> String {
    format!(
        "Tên tệp thừa đuôi .txt nên không được đọc\n  --> {folder}/{name}\n   = gợi ý: đổi tên thành {}; khi lưu bằng Notepad, ở ô Kiểu tệp (Save as type) chọn “All files (*.*)”",
        meant(name)
    )
}

/// ` -C co-quan`, or nothing for the folder one is in.
pub(crate) fn option(folder: &Path) -> String {
    if folder == Path::new(".") { String::new() } else { format!(" -C {}", quoted(folder)) }
}

/// The folder as a person knows it: in full, where the system says so.
fn shown(folder: &Path) -> String {
    shown_path(&std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()))
}
