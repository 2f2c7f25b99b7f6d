//! Figures and a template → a document of headings, paragraphs, tables and charts.

mod assessed;
mod block;
mod chart;
mod charts;
mod comment_words;
mod copy;
mod cover;
mod extra;
mod fill;
mod filling;
mod form;
mod frame;
mod letter;
mod letter_cover;
mod markdown;
mod marked;
mod outline;
mod period_runs;
mod ranking;
mod reasons;
mod record;
#[cfg(test)]
pub(crate) mod sample;
mod standing_words;
mod tables;
mod target;
mod template;
mod text;
mod trend_words;
mod whole;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

#[cfg(test)]
pub(crate) use block::Column;
pub(crate) use block::{
    Align, Annex, Block, BlockRow, Document, HeaderCell, Inline, Letterhead, ListItem, Meta,
    Orientation, Paper, ParagraphStyle, RowKind, Signature, Table, Title,
};
#[cfg(test)]
pub(crate) use chart::Drawing;
pub(crate) use chart::{Anchor, Chart, Rgb, Shape, millimeters};
pub(crate) use charts::{FEWEST as FEWEST_DRAWN, drawn_rates, of_trend, on_time_differs};
pub(crate) use copy::DocumentCopy;
pub(crate) use cover::{Attachment, CoverOptions, cover};
pub(crate) use filling::Filling;
pub(crate) use form::{Form, FormFact, FormOptions, FormPart, FormQuestion, FormSection, form};
pub(crate) use frame::{AGENCY_ROOM, MOTTO, NATION, capitals_width};
pub(crate) use letter::letter;
pub(crate) use letter_cover::letter_cover;
pub(crate) use record::{DocumentRecord, RecordKind, record};
pub(crate) use tables::plain_topic_words;
pub(crate) use template::Templates;
pub(crate) use text::{
    count as running_count, is_full_date, is_one_word, joined, thousands, whole_words,
};
pub(crate) use whole::{account, department, late_list, report};

/// Who writes, as printed; from the settings.
#[derive(Clone, Debug)]
pub(crate) struct DocumentOptions {
    /// `SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI`, one item a line.
    pub(crate) agency_lines: Vec<String>,
    /// `UBND TỈNH TRÀ VINH`.
    pub(crate) superior_lines: Vec<String>,
    /// Name in running text, `Sở Lao động - Thương binh và Xã hội`.
    pub(crate) agency: String,
    /// `Trà Vinh`.
    pub(crate) place: String,
    /// `SLĐTBXH`: after `BC-` and the like.
    pub(crate) symbol: String,
    /// Box 13 of a công văn.
    pub(crate) contact: Contact,
    /// Unit that drafts, `VP`.
    pub(crate) drafter: String,
    /// `GIÁM ĐỐC`, or `KT. GIÁM ĐỐC` and `PHÓ GIÁM ĐỐC`.
    pub(crate) authority: Vec<String>,
    pub(crate) signer: Option<String>,
    /// Kính gửi of the report.
    pub(crate) addressees: Vec<String>,
    /// Nơi nhận of the report.
    pub(crate) recipients: Vec<String>,
    /// The công văn that goes out with the report.
    pub(crate) cover: CoverOptions,
    /// Nơi nhận of letters.
    pub(crate) letter_recipients: Vec<String>,
    /// Căn cứ, as the office words them; never repaired.
    pub(crate) legal_basis: Vec<String>,
    /// Trích yếu of the report; `{{ ky.ten }}` and the like are filled in.
    pub(crate) subject: Option<String>,
    /// `--so`.
    pub(crate) number: Option<String>,
    /// `--ngay`.
    pub(crate) date: Option<Date>,
    pub(crate) letter_paper: Paper,
    /// How all letters are put on paper.
    pub(crate) letter_sheets: Sheets,
    /// Wording of Mẫu 04: title of 2018 or of 2025.
    pub(crate) letter_form: LetterWording,
    pub(crate) department_form: DepartmentForm,
    /// By the name of the department.
    pub(crate) department_heads: BTreeMap<String, DepartmentHead>,
    /// Quốc hiệu on a thư công.
    pub(crate) apology_motto: bool,
    /// Caption lines of the 13-column form; none before 21/10/2020.
    pub(crate) form_lines: Vec<String>,
    /// Prose of the office for the period, Markdown, by section: `chi-dao`, `uu-diem`, `ton-tai`,
    /// `nguyen-nhan`, `nhiem-vu`, `kien-nghi`.
    pub(crate) prose: BTreeMap<String, String>,
    /// By which a paper finds the bag that it came from; printed on the last page.
    pub(crate) code: Option<String>,
}

/// Whether a department is told of its month, or tells of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum DepartmentForm {
    /// Thông báo kết quả, from the office down.
    #[default]
    #[serde(rename = "thong_bao")]
    Notice,
    /// Báo cáo, from the department up.
    #[serde(rename = "bao_cao")]
    Report,
}

/// Who signs for a department, and its symbol.
#[derive(Clone, Debug, Default)]
pub(crate) struct DepartmentHead {
    pub(crate) authority: Vec<String>,
    pub(crate) signer: Option<String>,
    pub(crate) symbol: Option<String>,
}

/// Where an agency is found, as far as it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Contact {
    pub(crate) address: Option<String>,
    pub(crate) mail: Option<String>,
    pub(crate) site: Option<String>,
    pub(crate) telephone: Option<String>,
    pub(crate) fax: Option<String>,
}

/// How all letters are put on paper to be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum Sheets {
    /// On both sides: each letter begins on a front.
    #[default]
    #[serde(rename = "hai_mat")]
    Duplex,
    #[serde(rename = "mot_mat")]
    Single,
    /// Two A5 side by side on A4.
    #[serde(rename = "hai_a5_tren_a4")]
    TwoUp,
}

/// A wording of Mẫu số 04.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LetterWording {
    /// `2018`: of its template, `phieu-xin-loi-2018.md`.
    pub(crate) wording: String,
    /// `Phiếu xin lỗi và hẹn lại ngày trả kết quả`.
    pub(crate) title: String,
}
