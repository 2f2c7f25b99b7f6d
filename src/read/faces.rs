//! Fonts that say how the letters of a cell are coded: `.VnTime` and its kin (TCVN3), `VNI-Times` and its kin.

use serde::{Deserialize, Serialize};

/// What a cell's font makes of its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum CellFace {
    /// `.VnTime`, `.VnArial`: letters of TCVN3 (ABC).
    Tcvn3,
    /// `.VnTimeH`, `.VnArialH`: the same letters, all shown as capitals.
    Tcvn3Capitals,
    /// `VNI-Times`, `VNI-Helve`.
    Vni,
}

impl CellFace {
    /// By the name of the font; none for those of Unicode.
    pub(crate) fn of(font: &str) -> Option<Self> {
        let name = font.trim().trim_matches(['\'', '"']).to_ascii_lowercase();
        if name.starts_with(".vn") {
            // No face of small letters has a name that ends so.
            return Some(if name.ends_with('h') { Self::Tcvn3Capitals } else { Self::Tcvn3 });
        }
        name.starts_with("vni-").then_some(Self::Vni)
    }
}

impl CellFace {
    /// The font that a copy is written in.
    pub(crate) const fn font(self) -> &'static str {
        match self {
            Self::Tcvn3 => ".VnTime",
            Self::Tcvn3Capitals => ".VnTimeH",
            Self::Vni => "VNI-Times",
        }
    }
}

/// What a style or a run says of its font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Given {
    #[default]
    Nothing,
    Unicode,
    Old(CellFace),
}

impl Given {
    /// By the name of the font that it sets.
    pub(crate) fn of(font: &str) -> Self {
        CellFace::of(font).map_or(Self::Unicode, Self::Old)
    }
}

/// Text of one face, part of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FaceRun {
    pub(crate) text: String,
    pub(crate) face: Option<CellFace>,
}

/// The cells of a sheet whose letters are those of an old font.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CellFaces {
    /// Of each column from 0.
    columns: Vec<Vec<Stretch>>,
    /// Cells whose text is in several fonts.
    runs: Vec<MixedCell>,
}

/// Cells below each other: rows from 1, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Stretch {
    first: u32,
    last: u32,
    face: CellFace,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct MixedCell {
    row: u32,
    column: u32,
    runs: Vec<FaceRun>,
}

impl CellFaces {
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.runs.is_empty()
    }

    /// Cells of one column, rows from 1; sheets come row by row, so most lengthen the last stretch.
    pub(crate) fn put(&mut self, rows: (u32, u32), column: u32, face: CellFace) {
        let Ok(column) = usize::try_from(column) else { return };
        if column >= self.columns.len() {
            self.columns.resize(column + 1, Vec::new());
        }
        let Some(stretches) = self.columns.get_mut(column) else { return };
        match stretches.last_mut() {
            Some(last) if last.face == face && last.last.checked_add(1) == Some(rows.0) => {
                last.last = rows.1;
            }
            _ => stretches.push(Stretch { first: rows.0, last: rows.1, face }),
        }
    }

    pub(crate) fn put_runs(&mut self, row: u32, column: u32, runs: Vec<FaceRun>) {
        self.runs.push(MixedCell { row, column, runs });
    }

    /// Once all cells are in, whatever their order was.
    pub(crate) fn sort(&mut self) {
        for stretches in &mut self.columns {
            stretches.sort_unstable();
        }
        self.runs.sort_by_key(|cell| (cell.row, cell.column));
    }

    /// Row from 1, column from 0.
    pub(crate) fn at(&self, row: u32, column: usize) -> Option<CellFace> {
        let stretches = self.columns.get(column)?;
        let after = stretches.partition_point(|stretch| stretch.first <= row);
        let stretch = stretches.get(after.checked_sub(1)?)?;
        (row <= stretch.last).then_some(stretch.face)
    }

    /// The runs of a cell, if its text is in several fonts.
    pub(crate) fn runs_at(&self, row: u32, column: usize) -> Option<&[FaceRun]> {
        let column = u32::try_from(column).ok()?;
        let at = self.runs.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column));
        at.ok().and_then(|at| self.runs.get(at)).map(|cell| cell.runs.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_is_known_by_its_name() {
        for (font, face) in [
            (".VnTime", Some(CellFace::Tcvn3)),
            (".VnTimeH", Some(CellFace::Tcvn3Capitals)),
            (".VNTIMEH", Some(CellFace::Tcvn3Capitals)),
            ("'.VnArial Narrow'", Some(CellFace::Tcvn3)),
            (".VnArial NarrowH", Some(CellFace::Tcvn3Capitals)),
            (".VnBlack", Some(CellFace::Tcvn3)),
            ("VNI-Times", Some(CellFace::Vni)),
            ("VNI-Helve-Condense", Some(CellFace::Vni)),
            ("Times New Roman", None),
            ("Vni", None),
            ("", None),
        ] {
            assert_eq!(CellFace::of(font), face, "{font}");
        }
        for face in [CellFace::Tcvn3, CellFace::Tcvn3Capitals, CellFace::Vni] {
            assert_eq!(CellFace::of(face.font()), Some(face));
        }
    }

    #[test]
    fn a_cell_has_the_face_that_was_put_there() {
        let mut faces = CellFaces::default();
        faces.put((7, 7), 1, CellFace::Vni);
        faces.put((2, 2), 1, CellFace::Tcvn3);
        faces.put((3, 5), 1, CellFace::Tcvn3);
        faces.put((6, 6), 1, CellFace::Vni);
        faces.sort();
        let got: Vec<_> = (1..=8).map(|row| faces.at(row, 1)).collect();
        let (tcvn3, vni) = (Some(CellFace::Tcvn3), Some(CellFace::Vni));
        assert_eq!(got, [None, tcvn3, tcvn3, tcvn3, tcvn3, vni, vni, None]);
        assert_eq!((faces.at(2, 0), faces.at(2, 2)), (None, None));
        assert!(!faces.is_empty() && CellFaces::default().is_empty());
    }
}
