//! The choices of the settings that decided the figures, each as a sentence.

use crate::ledger::Code;
use crate::measure::{Base, Withdrawn};
use crate::report::options::Run;
use crate::report::options::{Choices, DigitScale, SupplementMode};
use crate::report::{ChoiceFigures, DossierFigures, SatisfactionFigures};

/// How the choices of before they had values were worded, with what was chosen: an archive keeps its words.
const WORDED: [(&str, &str); 2] = [
    ("dung_han", "Hồ sơ rút, trả lại được tính vào cột đúng hạn và ghi thêm thành một dòng riêng"),
    (
        "loai_tru",
        "Hồ sơ rút, trả lại không tính vào số đã giải quyết và số nhận giải quyết của kỳ, chỉ ghi thành một dòng riêng",
    ),
];

impl ChoiceFigures {
    /// Whether two periods chose the same.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        match (self.chosen(), other.chosen()) {
            (Some(own), Some(other)) => own == other,
            _ => self.sentence == other.sentence,
        }
    }

    fn chosen(&self) -> Option<&str> {
        let worded = || WORDED.iter().find(|(_, words)| *words == self.sentence);
        self.value.as_deref().or_else(|| worded().map(|(value, _)| *value))
    }
}

/// The choices that apply to this report.
pub(crate) fn sentences(
    run: &Run<'_>,
    dossiers: &DossierFigures,
    satisfaction: &SatisfactionFigures,
) -> Vec<ChoiceFigures> {
    let choices = run.options.choices;
    let mut out = Vec::new();
    let mut say = |key: &str, (value, sentence): (&str, &str)| {
        out.push(ChoiceFigures {
            key: key.to_owned(),
            value: Some(value.to_owned()),
            sentence: sentence.to_owned(),
        });
    };
    if dossiers.has_data {
        say("rut_tra_lai", withdrawn(choices.withdrawn));
        say("moc", base(choices.base));
        say("bo_sung", supplements(choices.supplements));
    }
    if dossiers.total.from_totals > 0 {
        say(
            "bang_tong_hop",
            (
                "co",
                "Đơn vị không có danh sách hồ sơ thì lấy số liệu của bảng tổng hợp đúng kỳ, như bảng ghi; không bao giờ cộng bảng tổng hợp vào danh sách hồ sơ của cùng đơn vị",
            ),
        );
    }
    let assumed = run.ledger.findings().any(|finding| finding.code == Code::ScaleAssumed);
    if satisfaction.has_data
        && let Some(sentence) = digits(choices.digits, assumed)
    {
        say("chu_so", sentence);
    }
    if satisfaction.has_data
        && run.ledger.findings().any(|finding| finding.code == Code::ScaleConverted)
    {
        say(
            "thang_do",
            (
                "co",
                "Câu hỏi trả lời theo thang khác (phần trăm, điểm trên 5, số sao, mức độ đồng ý, tiếng Anh) được quy về năm mức hài lòng",
            ),
        );
    }
    out
}

/// The choices of the settings that decide counts, which figures that are added up must share.
pub(crate) fn choice_figures(choices: Choices) -> Vec<ChoiceFigures> {
    let all = [
        ("rut_tra_lai", withdrawn(choices.withdrawn)),
        ("moc", base(choices.base)),
        ("bo_sung", supplements(choices.supplements)),
    ];
    let figures = all.map(|(key, (value, sentence))| ChoiceFigures {
        key: key.to_owned(),
        value: Some(value.to_owned()),
        sentence: sentence.to_owned(),
    });
    figures.into()
}

/// The value of the settings, and the sentence.
type ChoiceWords = (&'static str, &'static str);

const fn withdrawn(choice: Withdrawn) -> ChoiceWords {
    match choice {
        Withdrawn::OnTime => ("dung_han", "Hồ sơ rút, trả lại được tính vào cột đúng hạn"),
        Withdrawn::Excluded => (
            "loai_tru",
            "Hồ sơ rút, trả lại không tính vào số đã giải quyết và số nhận giải quyết của kỳ",
        ),
    }
}

const fn base(choice: Base) -> ChoiceWords {
    match choice {
        Base::FirstAppointment => (
            "hen_lan_dau",
            "Đúng hạn, quá hạn xét theo ngày hẹn trả lần đầu; hẹn lại không làm hồ sơ thành đúng hạn",
        ),
        Base::ReAppointment => {
            ("hen_lai", "Đúng hạn, quá hạn xét theo ngày hẹn lại, nếu có hẹn lại")
        }
    }
}

const fn supplements(choice: SupplementMode) -> ChoiceWords {
    match choice {
        SupplementMode::Restart => (
            "tinh_lai",
            "Khi yêu cầu bổ sung, thời hạn được tính lại từ đầu sau khi nhận đủ hồ sơ; ngày hẹn trả lấy theo bảng dữ liệu",
        ),
        SupplementMode::Subtract => (
            "tru_thoi_gian_cho",
            "Khi yêu cầu bổ sung, thời gian chờ được trừ khỏi thời hạn; ngày hẹn trả lấy theo bảng dữ liệu",
        ),
    }
}

const fn digits(choice: DigitScale, assumed: bool) -> Option<ChoiceWords> {
    match (choice, assumed) {
        (DigitScale::FiveIsBest, _) => Some((
            "5_tot_nhat",
            "Câu trả lời ghi bằng chữ số được đọc là 5 = rất hài lòng, theo khai báo",
        )),
        (DigitScale::OneIsBest, _) => Some((
            "1_tot_nhat",
            "Câu trả lời ghi bằng chữ số được đọc là 1 = rất hài lòng, theo khai báo",
        )),
        (DigitScale::Undeclared, true) => Some((
            "chua_khai_bao",
            "Câu trả lời ghi bằng chữ số được đọc là 5 = rất hài lòng; thang điểm chưa được khai báo",
        )),
        (DigitScale::Undeclared, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_told_by_its_value_and_in_old_archives_by_its_words() {
        let choice = |value: Option<&str>, sentence: &str| ChoiceFigures {
            key: "rut_tra_lai".to_owned(),
            value: value.map(str::to_owned),
            sentence: sentence.to_owned(),
        };
        let now = choice(Some("dung_han"), "lời mới");
        assert!(now.same_as(&choice(Some("dung_han"), "lời khác")));
        assert!(now.same_as(&choice(None, WORDED[0].1)));
        assert!(!now.same_as(&choice(None, WORDED[1].1)));
        assert!(!now.same_as(&choice(Some("loai_tru"), "lời mới")));
    }
}
