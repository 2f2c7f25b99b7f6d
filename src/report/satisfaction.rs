//! Satisfaction: answers 4 and 5 of valid answers, per question, factor, department and overall.

use serde::Serialize;

use crate::model::Ratio;

/// Satisfaction of the period.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SatisfactionFigures {
    /// Whether any sheet of this kind was read.
    #[serde(rename = "co_du_lieu")]
    pub(crate) has_data: bool,
    /// Phiếu phát ra; `null` where no served sheet says so.
    #[serde(rename = "phat_ra")]
    pub(crate) issued: Option<u64>,
    /// Phiếu thu về: all survey rows of the period, accepted or rejected for want of a valid answer.
    #[serde(rename = "thu_ve")]
    pub(crate) returned: u64,
    /// Phiếu hợp lệ: at least one valid answer.
    #[serde(rename = "hop_le")]
    pub(crate) valid: u64,
    /// Thu về / phát ra.
    #[serde(rename = "ty_le_thu_ve")]
    pub(crate) response_rate: Ratio,
    #[serde(rename = "tong")]
    pub(crate) total: SatisfactionLine,
    /// Departments in the order of the settings; one without survey sheets is there with "–".
    #[serde(rename = "theo_don_vi")]
    pub(crate) by_department: Vec<SatisfactionLine>,
    #[serde(rename = "theo_yeu_to")]
    pub(crate) by_factor: Vec<FactorFigures>,
    #[serde(rename = "theo_cau_hoi")]
    pub(crate) by_question: Vec<QuestionFigures>,
    /// Transactions that the sample stands for: the served count where given, else (7).
    #[serde(rename = "tong_the")]
    pub(crate) population: u64,
    /// `luot_phuc_vu` or `da_giai_quyet`: where the population comes from.
    #[serde(rename = "nguon_tong_the")]
    pub(crate) population_source: String,
    /// n = N / (1 + N·e²), e = 5 %, rounded up; `null` where N = 0.
    #[serde(rename = "co_mau_can")]
    pub(crate) sample_needed: Option<u64>,
    /// Sheets that are missing to the sample size; 0 when it is reached.
    #[serde(rename = "co_mau_thieu")]
    pub(crate) sample_missing: u64,
}

/// Answers by level, and those that are not valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct AnswerCounts {
    /// Levels 1 (rất không hài lòng) to 5 (rất hài lòng).
    #[serde(rename = "muc")]
    pub(crate) levels: [u64; 5],
    /// Blank, "không bị trễ hẹn" and the like.
    #[serde(rename = "khong_tra_loi")]
    pub(crate) none: u64,
    /// Two ticks or unreadable.
    #[serde(rename = "khong_hop_le")]
    pub(crate) invalid: u64,
}

/// A satisfaction rate with its interval; n is a number of sheets.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SatisfactionLine {
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// Sheets with at least one valid answer.
    #[serde(rename = "n")]
    pub(crate) sheets: u64,
    #[serde(rename = "tra_loi")]
    pub(crate) answers: AnswerCounts,
    /// Levels 4 and 5 of all valid answers.
    #[serde(rename = "ty_le")]
    pub(crate) rate: Ratio,
    /// Wilson 95 % interval, tenths of a percent, low and high; `null` where n = 0.
    #[serde(rename = "khoang_tin_cay")]
    pub(crate) interval: Option<[u64; 2]>,
    /// `87,1%–92,4%`, or "–".
    #[serde(rename = "khoang_tin_cay_chu")]
    pub(crate) interval_text: String,
    /// 0 < n < 30: "cỡ mẫu nhỏ, chỉ tham khảo"; not ranked.
    #[serde(rename = "co_mau_nho")]
    pub(crate) small: bool,
}

/// A factor (yếu tố) and its questions.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FactorFigures {
    #[serde(flatten)]
    pub(crate) line: SatisfactionLine,
    /// Keys of its questions.
    #[serde(rename = "cau_hoi")]
    pub(crate) questions: Vec<String>,
}

/// One question, over the office and by department.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct QuestionFigures {
    /// `1`, `2`, … in the order of the questionnaire.
    #[serde(rename = "so")]
    pub(crate) number: u32,
    #[serde(rename = "khoa")]
    pub(crate) key: String,
    #[serde(rename = "yeu_to")]
    pub(crate) factor: Option<String>,
    /// Its `ten` is the text of the question.
    #[serde(flatten)]
    pub(crate) line: SatisfactionLine,
    /// In the order of `theo_don_vi`.
    #[serde(rename = "theo_don_vi")]
    pub(crate) by_department: Vec<SatisfactionLine>,
}
