//! The settings as each stage wants them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::config::Settings;
use crate::config::schema::{LetterTable, WhenScored, WordingChoice};
use crate::model::{Faces, Period, word_key};
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

/// What a superior office asks of its units.
#[derive(Clone, Debug)]
pub(crate) struct UnitsAsked {
    pub(crate) period: report::PeriodFigures,
    pub(crate) choices: Vec<report::ChoiceFigures>,
    /// Expected, in the order of the report.
    pub(crate) names: Vec<String>,
    /// The last day on which a unit archives in time.
    pub(crate) deadline: Option<Date>,
}

impl Settings {
    /// `today` is the day of `kiem-tra`, after which dates are noted; a report notes none.
    pub(crate) fn normalize(&self, today: Option<Date>) -> normalize::NormalizeOptions {
        let departments = self.schema.don_vi.iter().map(|department| normalize::DepartmentOption {
            name: department.ten.clone(),
            aliases: department.ten_khac.clone(),
            fields: department.linh_vuc.clone(),
            procedures: department.thu_tuc.clone(),
        });
        let columns = self.schema.cot.iter();
        normalize::NormalizeOptions {
            departments: departments.collect(),
            columns: columns.map(|(key, field)| (word_key(key), field.0)).collect(),
            questions: self.questions(),
            words: self.words(),
            digits: match self.schema.lua_chon.chu_so {
                report::DigitScale::Undeclared => normalize::Digits::Undeclared,
                report::DigitScale::FiveIsBest => normalize::Digits::FiveIsBest,
                report::DigitScale::OneIsBest => normalize::Digits::OneIsBest,
            },
            known_limits: self
                .schema
                .thu_tuc
                .iter()
                .flat_map(|procedure| procedure.ma.iter().chain([&procedure.ten]))
                .cloned()
                .collect(),
            judged_by: match self.schema.lua_chon.moc {
                measure::Base::FirstAppointment => normalize::Appointment::First,
                measure::Base::ReAppointment => normalize::Appointment::Latest,
            },
            officers: if self.schema.danh_gia.can_bo {
                normalize::Officers::Read
            } else {
                normalize::Officers::Unread
            },
            cut: self.cut_off(),
            today,
            faces: Faces::default(),
        }
    }

    /// Words of the office's own.
    fn words(&self) -> normalize::StatusWords {
        let schema = &self.schema;
        normalize::StatusWords::new(&schema.trang_thai, &schema.hinh_thuc, &schema.loai_don)
    }

    pub(crate) fn measure(&self, period: Period, book: LetterBook) -> measure::MeasureOptions {
        let procedures = self.schema.thu_tuc.iter().map(|procedure| measure::ProcedureOption {
            code: procedure.ma.clone(),
            name: procedure.ten.clone(),
            limit: procedure.thoi_han.0,
        });
        let departments = || self.schema.don_vi.iter();
        measure::MeasureOptions {
            period,
            withdrawn: self.schema.lua_chon.rut_tra_lai,
            base: self.schema.lua_chon.moc,
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
    pub(crate) fn document(
        &self,
        period: Period,
        extras: DocumentExtras,
    ) -> document::DocumentOptions {
        let law = rules::law(period.span.to);
        let agency = &self.schema.co_quan;
        let report = &self.schema.bao_cao;
        let cover = &self.schema.cong_van;
        let letter = &self.schema.thu;
        let (agency_lines, superior_line) = self.letterhead_lines();
        document::DocumentOptions {
            agency_lines,
            superior_lines: superior_line.into_iter().collect(),
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
            authority: match self.schema.nguoi_ky.quyen_han.as_slice() {
                [] => vec![DOTS.to_owned()],
                said => said.to_vec(),
            },
            signer: filled(&self.schema.nguoi_ky.ho_ten),
            addressees: report.kinh_gui.clone(),
            recipients: self.report_recipients(),
            cover: document::CoverOptions {
                addressees: self.cover_addressees(),
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
            letter_paper: letter.kho_giay,
            letter_sheets: match (letter.xep_trang, letter.kho_giay) {
                // A letter on A4 has sheets of its own.
                (document::Sheets::TwoUp, document::Paper::A4) => document::Sheets::Duplex,
                (sheets, _) => sheets,
            },
            letter_form: letter_form(letter, law.letter_form),
            department_form: report.don_vi,
            department_heads: self.department_heads(),
            apology_motto: letter.quoc_hieu_thu_cong,
            form_lines: match law.form {
                rules::TableForm::Lines(lines) => lines,
                rules::TableForm::AsDeclared => report.bieu_mau.clone(),
            },
            prose: extras.prose,
            code: None,
        }
    }

    /// To whom the công văn goes where the settings do not say it: to the superior; from a Sở below a people's
    /// committee to Sở Nội vụ, which gathers these reports for the committee.
    fn cover_addressees(&self) -> Vec<String> {
        let declared = &self.schema.cong_van.kinh_gui;
        let agency = &self.schema.co_quan;
        let Some(superior) = filled(&agency.chu_quan).filter(|_| declared.is_empty()) else {
            return declared.clone();
        };
        let is_department = agency.ten.starts_with("Sở ") && !agency.ten.starts_with("Sở Nội vụ");
        let gathered = is_department && superior.starts_with("Ủy ban nhân dân");
        vec![if gathered { "Sở Nội vụ".to_owned() } else { superior }]
    }

    /// Nơi nhận of the report where the settings do not say it: who gets the công văn, and the office itself.
    fn report_recipients(&self) -> Vec<String> {
        let declared = &self.schema.bao_cao.noi_nhan;
        if !declared.is_empty() {
            return declared.clone();
        }
        let own = ["Lãnh đạo cơ quan", "Các phòng, đơn vị trực thuộc"].map(str::to_owned);
        self.cover_addressees().into_iter().chain(own).collect()
    }

    /// Who signs for each department.
    fn department_heads(&self) -> BTreeMap<String, document::DepartmentHead> {
        let heads = self.schema.don_vi.iter().map(|one| {
            let head = document::DepartmentHead {
                authority: one.quyen_han.clone(),
                signer: filled(&one.ho_ten),
                symbol: filled(&one.ky_hieu),
            };
            (one.ten.clone(), head)
        });
        heads.collect()
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
            second_delay: letter.tre_lan_hai,
            numbers: letter.danh_so,
            form_title: match &letter.mau {
                WordingChoice::ByPeriod => None,
                WordingChoice::Own(form) => Some(form.title.clone()),
            },
        }
    }

    /// Where the units of a superior office are, from its folder.
    pub(crate) fn unit_sources(&self) -> &[String] {
        &self.schema.tong_hop.nguon
    }

    /// Which units are expected, and what their figures must share.
    pub(crate) fn units(&self, period: Period, calendar: &rules::Calendar) -> UnitsAsked {
        let asked = &self.schema.tong_hop;
        let own = self.report(period, BTreeMap::new(), Vec::new());
        UnitsAsked {
            period: report::period_figures(period),
            choices: report::choice_figures(own.choices),
            names: asked.don_vi.clone(),
            deadline: asked
                .han_gui
                .and_then(|days| calendar.add_working(period.span.to, days).ok()),
        }
    }

    /// Days off and days worked beside those of the calendar.
    pub(crate) fn extra_days(&self) -> Vec<rules::ExtraDay> {
        let days = self.schema.ngay_them.iter();
        days.map(|extra| rules::ExtraDay { day: extra.ngay.0, kind: extra.loai }).collect()
    }

    /// `digests` are those of the inputs, by path; `skipped_files` those that `--bo-qua` left out.
    pub(crate) fn report(
        &self,
        period: Period,
        digests: BTreeMap<String, String>,
        skipped_files: Vec<String>,
    ) -> report::ReportOptions {
        let counted = self.measure(period, LetterBook::default());
        let choices = &self.schema.lua_chon;
        report::ReportOptions {
            agency: report::AgencyFigures {
                name: self.schema.co_quan.ten.clone(),
                superior: self.schema.co_quan.chu_quan.clone(),
                departments: self.schema.don_vi.iter().map(|one| one.ten.clone()).collect(),
            },
            period,
            departments: self.schema.don_vi.iter().map(|one| one.ten.clone()).collect(),
            targets: report::TargetFigures {
                on_time: self.schema.muc_tieu.dung_han.map(|target| target.0),
                satisfaction: self.schema.muc_tieu.hai_long.map(|target| target.0),
            },
            scorecard: match self.schema.danh_gia.cham_diem {
                WhenScored::Always => true,
                WhenScored::Never => false,
                WhenScored::ByPeriod => rules::is_scored(period),
            }
            .then_some(self.schema.danh_gia.cap),
            quality: if match self.schema.danh_gia.chi_so_766 {
                WhenScored::Always => true,
                WhenScored::Never => false,
                WhenScored::ByPeriod => rules::shows_quality(period.span.to),
            } {
                report::QualityScoring::Shown
            } else {
                report::QualityScoring::None
            },
            officers: if self.schema.danh_gia.can_bo {
                report::OfficerScoring::Made
            } else {
                report::OfficerScoring::None
            },
            choices: report::Choices {
                withdrawn: counted.withdrawn,
                base: counted.base,
                supplements: choices.bo_sung,
                digits: choices.chu_so,
            },
            digests,
            contents: self.schema.noi_dung.clone(),
            skipped_files,
            gaps: Vec::new(),
            faces: Faces::default(),
            letters: self.letters(period.code(), period.span.to),
        }
    }
}

/// The wording that the office chose, else that of the period.
fn letter_form(letter: &LetterTable, of_period: rules::LetterForm) -> document::LetterWording {
    let rules::LetterForm { wording, title } = match &letter.mau {
        WordingChoice::ByPeriod => of_period,
        WordingChoice::Own(form) => form.clone(),
    };
    document::LetterWording { wording, title }
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
