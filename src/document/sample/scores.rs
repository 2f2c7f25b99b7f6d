//! A scorecard, and units above which an office stands.

use crate::model::{Ratio, one_decimal};
use crate::report::{
    ConsolidatedFigures, IndexFigures, PortalCounts, PortalValue, QualityFigures, QualityLine,
    ScoreTable, ScorecardFigures, UnitFigures, UnitScore, UnitState, UnknownQuality,
};

/// The portal says something of one index, and nothing of the others; one is not known.
pub(crate) fn quality() -> QualityFigures {
    let line = |number: &str, name: &str, rate: Option<Ratio>| QualityLine {
        number: (!number.is_empty()).then(|| number.to_owned()),
        name: name.to_owned(),
        rate,
        rate_text: rate.map(|rate| rate.to_string()),
        portal: None,
        difference: None,
        grounds: "Theo dữ liệu".to_owned(),
    };
    QualityFigures {
        decision: "Quyết định số 766/QĐ-TTg ngày 23/6/2022".to_owned(),
        indices: vec![
            QualityLine {
                portal: Some(PortalValue {
                    part: Some(1_100),
                    whole: Some(1_160),
                    rate_text: Some("94,83%".to_owned()),
                    score_text: Some("18,97".to_owned()),
                    place: "cong.xlsx › Chỉ số › dòng 4".to_owned(),
                }),
                difference: Some("+0,86 điểm %".to_owned()),
                ..line("2.1", "Hồ sơ xử lý đúng hạn", Some(Ratio::new(1_110, 1_160)))
            },
            line("", "Hồ sơ nộp trực tuyến", Some(Ratio::new(40, 140))),
            line("5.2", "Phản ánh, kiến nghị xử lý đúng hạn", None),
        ],
        unknown: vec![UnknownQuality {
            number: Some("1.1".to_owned()),
            name: "Thủ tục công bố đúng hạn".to_owned(),
            needs: "ngày công bố của từng thủ tục".to_owned(),
        }],
        asked_again: Some(2),
        decisions: vec!["Điểm của từng chỉ số do Cổng tính".to_owned()],
        rows: Some(PortalCounts {
            listed: 3,
            agreeing: 2,
            late_on_portal: 1,
            ..PortalCounts::default()
        }),
    }
}

/// A unit of each state.
pub(crate) fn consolidated() -> ConsolidatedFigures {
    let unit = |name: &str, state: UnitState, words: &str| UnitFigures {
        name: name.to_owned(),
        place: (state != UnitState::Missing).then(|| "don-vi/2020-03".to_owned()),
        state,
        words: words.to_owned(),
        digest: Some("0123456789abcdef".repeat(4)),
        manifest: Some("fedcba9876543210".repeat(4)),
        code: Some("7K2M-0XQ4-ZC8T-19PD".to_owned()),
        day: Some("2020-03-18".to_owned()),
        is_late: false,
    };
    ConsolidatedFigures {
        units: vec![
            unit("Sở A", UnitState::Verified, "đã xác minh"),
            unit("Sở B", UnitState::Unverified, "chỉ có so-lieu.json"),
            unit("Sở C", UnitState::LeftOut, "gói không còn đúng như khi ghi: data/so-lieu.json"),
            unit("Sở D", UnitState::Missing, "chưa có số liệu của kỳ này"),
        ],
        added: 2,
        left_out: 1,
        missing: 1,
        unverified: 1,
        late: 0,
        scores: Some(ScoreTable {
            units: vec![
                UnitScore {
                    name: "Sở A".to_owned(),
                    points: [13, 17, 13, 20, 20, 20, 13, 20, 10].map(Some).into(),
                    total: Some(146),
                    grade: Some("Tốt".to_owned()),
                    place: Some(1),
                },
                UnitScore {
                    name: "Sở B".to_owned(),
                    points: vec![None; 9],
                    total: None,
                    grade: None,
                    place: None,
                },
            ],
            averages: [13, 17, 13, 20, 20, 20, 13, 20, 10].map(Some).into(),
            average_total: Some(146),
        }),
    }
}

/// Eight indices are known.
pub(crate) fn scorecard() -> ScorecardFigures {
    let index = |number: u8, points: Option<u64>, average: Option<(u64, u64)>| IndexFigures {
        number,
        name: format!("Chỉ số thứ {number}"),
        most: 20,
        points,
        points_text: points.map_or_else(|| "–".to_owned(), one_decimal),
        computed: points.filter(|_| number != 2),
        self_scored: points.filter(|_| number == 2),
        sum: average.map(|(points, _)| points),
        dossiers: average.map(|(_, dossiers)| dossiers),
        lost: average.map(|_| 0),
        grounds: "Theo dữ liệu".to_owned(),
    };
    ScorecardFigures {
        circular: "Thông tư số 01/2018/TT-VPCP".to_owned(),
        indices: vec![
            index(1, Some(17), Some((1_933, 1_160))),
            index(2, Some(18), None),
            index(3, Some(19), Some((760, 400))),
            index(4, None, None),
            index(5, Some(20), None),
            index(6, Some(20), None),
            index(7, Some(17), Some((1_933, 1_160))),
            index(8, Some(10), None),
            index(9, Some(0), None),
        ],
        total: None,
        total_text: "–".to_owned(),
        grade: None,
        missing: vec![4],
        decisions: vec!["Điểm trung bình được làm tròn một lần".to_owned()],
    }
}
