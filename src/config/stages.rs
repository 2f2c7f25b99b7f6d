//! The settings as each stage wants them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::config::Settings;
use crate::config::schema::{
    BaseChoice, ChannelChoice, DayChoice, DigitsChoice, KindChoice, NumbersChoice, PaperChoice,
    SecondDelayChoice, SheetsChoice, StandingChoice, SupplementChoice, WithdrawnChoice,
    WordingChoice,
};
use crate::model::{Channel, ComplaintKind, Faces, Period, Standing, word_key};
use crate::{document, measure, normalize, report, rules};

/// Blank place or symbol, to be filled in by hand.
const DOTS: &str = "……………";

/// What a run adds to the settings of the document.
#[derive(Clone, Debug, Default)]
pub(crate) struct DocumentExtras {
    pub(crate) number: Option<String>,
    /// Of the công văn.
    pub(crate) cover_number: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) prose: BTreeMap<String, String>,
}

/// What the archive's letters say to the count.
#[derive(Clone, Debug, Default)]
pub(crate) struct LetterBook {
    pub(crate) put_off: BTreeMap<String, measure::PutOff>,
    pub(crate) followed: BTreeSet<String>,
}

impl Settings {
    /// `today` is the day of `kiem-tra`, after which dates are noted; a report notes none.
    pub(crate) fn normalize(&self, today: Option<Date>) -> normalize::Options {
        let departments = self.schema.don_vi.iter().map(|department| normalize::DepartmentOption {
            name: department.ten.clone(),
            aliases: department.ten_khac.clone(),
            fields: department.linh_vuc.clone(),
            procedures: department.thu_tuc.clone(),
        });
        let columns = self.schema.cot.iter();
        normalize::Options {
            departments: departments.collect(),
            columns: columns.map(|(key, field)| (word_key(key), field.0.clone())).collect(),
            questions: self.questions(),
            words: self.words(),
            digits: match self.schema.lua_chon.chu_so {
                DigitsChoice::Undeclared => normalize::Digits::Undeclared,
                DigitsChoice::FiveIsBest => normalize::Digits::FiveIsBest,
                DigitsChoice::OneIsBest => normalize::Digits::OneIsBest,
            },
            known_limits: self
                .schema
                .thu_tuc
                .iter()
                .flat_map(|procedure| procedure.ma.iter().chain([&procedure.ten]))
                .cloned()
                .collect(),
            judged_by: match self.schema.lua_chon.moc {
                BaseChoice::FirstAppointment => normalize::Appointment::First,
                BaseChoice::ReAppointment => normalize::Appointment::Latest,
            },
            cut: self.cut_off(),
            today,
            faces: Faces::default(),
        }
    }

    /// Words of the office's own.
    fn words(&self) -> normalize::Words {
        let standings = self.schema.trang_thai.iter().map(|(word, choice)| {
            let standing = match choice {
                StandingChoice::NeverCounted => Standing::NeverCounted,
                StandingChoice::Open => Standing::Open,
                StandingChoice::Waiting => Standing::Waiting,
                StandingChoice::Withdrawn => Standing::Withdrawn,
                StandingChoice::Stopped => Standing::Stopped,
                StandingChoice::Done => Standing::Done,
            };
            (word, standing)
        });
        let channels = self.schema.hinh_thuc.iter().map(|(word, choice)| {
            let channel = match choice {
                ChannelChoice::Counter => Channel::Counter,
                ChannelChoice::Online => Channel::Online,
                ChannelChoice::Post => Channel::Post,
            };
            (word, channel)
        });
        let kinds = self.schema.loai_don.iter().map(|(word, choice)| {
            let kind = match choice {
                KindChoice::Complaint => ComplaintKind::Complaint,
                KindChoice::Denunciation => ComplaintKind::Denunciation,
                KindChoice::Petition => ComplaintKind::Petition,
                KindChoice::Feedback => ComplaintKind::Feedback,
            };
            (word, kind)
        });
        normalize::Words::new(standings, channels, kinds)
    }

    pub(crate) fn measure(&self, period: Period, book: LetterBook) -> measure::Options {
        let procedures = self.schema.thu_tuc.iter().map(|procedure| measure::ProcedureOption {
            code: procedure.ma.clone(),
            name: procedure.ten.clone(),
            limit: procedure.thoi_han.0,
        });
        let departments = || self.schema.don_vi.iter();
        measure::Options {
            period,
            withdrawn: match self.schema.lua_chon.rut_tra_lai {
                WithdrawnChoice::OnTime => measure::Withdrawn::OnTime,
                WithdrawnChoice::Excluded => measure::Withdrawn::Excluded,
            },
            base: match self.schema.lua_chon.moc {
                BaseChoice::FirstAppointment => measure::Base::FirstAppointment,
                BaseChoice::ReAppointment => measure::Base::ReAppointment,
            },
            procedures: procedures.collect(),
            put_off: book.put_off,
            followed: book.followed,
            near_days: self.schema.thu.bao_truoc,
            known: measure::KnownNames {
                departments: departments().map(|one| one.ten.clone()).collect(),
                fields: departments().flat_map(|one| one.linh_vuc.clone()).collect(),
                procedures: departments().flat_map(|one| one.thu_tuc.clone()).collect(),
            },
        }
    }

    /// Form and wording follow the law layer of the period's last day.
    pub(crate) fn document(&self, period: Period, extras: DocumentExtras) -> document::Options {
        let law = rules::law(period.span.to);
        let agency = &self.schema.co_quan;
        let report = &self.schema.bao_cao;
        let cover = &self.schema.cong_van;
        let letter = &self.schema.thu;
        let (agency_lines, superior_line) = self.letterhead_lines();
        document::Options {
            agency_lines,
            superior_line,
            agency: agency.ten.clone(),
            place: filled(&agency.dia_danh).unwrap_or_else(|| DOTS.to_owned()),
            symbol: filled(&agency.ky_hieu).unwrap_or_else(|| DOTS.to_owned()),
            contact: document::Contact {
                address: filled(&agency.dia_chi),
                mail: filled(&agency.thu_dien_tu),
                site: filled(&agency.trang_thong_tin),
                telephone: filled(&agency.dien_thoai),
                fax: filled(&agency.fax),
            },
            drafter: agency.don_vi_soan_thao.clone(),
            authority: self.schema.nguoi_ky.quyen_han.clone(),
            signer: filled(&self.schema.nguoi_ky.ho_ten),
            addressees: report.kinh_gui.clone(),
            recipients: report.noi_nhan.clone(),
            cover: document::CoverOptions {
                addressees: cover.kinh_gui.clone(),
                recipients: cover.noi_nhan.clone(),
                subject: filled(&cover.trich_yeu),
                opening: filled(&cover.mo_dau),
                number: extras.cover_number,
            },
            letter_recipients: letter.noi_nhan.clone(),
            legal_basis: report.can_cu.clone(),
            subject: filled(&report.trich_yeu),
            number: extras.number,
            date: extras.date,
            letter_paper: match letter.kho_giay {
                PaperChoice::A5 => document::Paper::A5,
                PaperChoice::A4 => document::Paper::A4,
            },
            letter_sheets: match letter.xep_trang {
                SheetsChoice::Duplex => document::Sheets::Duplex,
                SheetsChoice::Single => document::Sheets::Single,
                // A letter on A4 has sheets of its own.
                SheetsChoice::TwoUp => match letter.kho_giay {
                    PaperChoice::A5 => document::Sheets::TwoUp,
                    PaperChoice::A4 => document::Sheets::Duplex,
                },
            },
            letter_wording: match letter.mau {
                WordingChoice::ByPeriod => match law.letter_form {
                    rules::LetterForm::Of2018 => document::LetterWording::Law2018,
                    rules::LetterForm::Of2025 => document::LetterWording::Law2025,
                },
                WordingChoice::Law2018 => document::LetterWording::Law2018,
                WordingChoice::Law2025 => document::LetterWording::Law2025,
            },
            apology_motto: letter.quoc_hieu_thu_cong,
            form_lines: law.form_lines,
            prose: extras.prose,
        }
    }

    /// Lines of the agency, and its superior's.
    pub(crate) fn letterhead_lines(&self) -> (Vec<String>, Option<String>) {
        let agency = &self.schema.co_quan;
        let lines = match agency.ten_dong.as_slice() {
            [] => vec![agency.ten.to_uppercase()],
            lines => lines.to_vec(),
        };
        let superior = filled(&agency.chu_quan_dong)
            .or_else(|| filled(&agency.chu_quan).map(|name| name.to_uppercase()));
        (lines, superior)
    }

    /// `folder` is that of the run in the archive.
    pub(crate) fn letters(&self, folder: String, day: Date) -> report::LetterOptions {
        let letter = &self.schema.thu;
        report::LetterOptions {
            folder,
            reasons: rules::reasons(day),
            voids: Vec::new(),
            address: report::AddressLists {
                organisations: letter.to_chuc.clone(),
                persons: letter.ca_nhan.clone(),
            },
            second_delay: match letter.tre_lan_hai {
                SecondDelayChoice::Nothing => report::SecondDelay::Nothing,
                SecondDelayChoice::Apology => report::SecondDelay::Apology,
            },
            numbers: match letter.danh_so {
                NumbersChoice::ClerksOffice => report::Numbers::ClerksOffice,
                NumbersChoice::Series => report::Numbers::Series,
            },
        }
    }

    /// Days off and days worked beside those of the calendar.
    pub(crate) fn extra_days(&self) -> Vec<rules::ExtraDay> {
        let days = self.schema.ngay_them.iter().map(|extra| rules::ExtraDay {
            day: extra.ngay.0,
            kind: match extra.loai {
                DayChoice::Off => rules::DayKind::Off,
                DayChoice::Worked => rules::DayKind::Worked,
            },
        });
        days.collect()
    }

    /// `digests` are those of the inputs, by path; `skipped_files` those that `--bo-qua` left out.
    pub(crate) fn report(
        &self,
        period: Period,
        digests: BTreeMap<String, String>,
        skipped_files: Vec<String>,
    ) -> report::Options {
        let counted = self.measure(period, LetterBook::default());
        let choices = &self.schema.lua_chon;
        report::Options {
            agency: report::AgencyFigures {
                name: self.schema.co_quan.ten.clone(),
                superior: self.schema.co_quan.chu_quan.clone(),
            },
            period,
            departments: self.schema.don_vi.iter().map(|one| one.ten.clone()).collect(),
            targets: report::TargetFigures {
                on_time: self.schema.muc_tieu.dung_han.map(|target| target.0),
                satisfaction: self.schema.muc_tieu.hai_long.map(|target| target.0),
            },
            choices: report::Choices {
                withdrawn: counted.withdrawn,
                base: counted.base,
                supplements: match choices.bo_sung {
                    SupplementChoice::Restart => report::SupplementMode::Restart,
                    SupplementChoice::Subtract => report::SupplementMode::Subtract,
                },
                digits: match choices.chu_so {
                    DigitsChoice::Undeclared => report::DigitScale::Undeclared,
                    DigitsChoice::FiveIsBest => report::DigitScale::FiveIsBest,
                    DigitsChoice::OneIsBest => report::DigitScale::OneIsBest,
                },
            },
            digests,
            skipped_files,
            gaps: Vec::new(),
            faces: Faces::default(),
            letters: self.letters(period.code(), period.span.to),
        }
    }
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
