//! What lies where in a bag and beside it: every path is named here and nowhere else.

/// Folder of a bag that holds its payload; all paths below are within it.
pub(crate) const DATA: &str = "data";
pub(crate) const BAGIT: &str = "bagit.txt";
pub(crate) const INFO: &str = "bag-info.txt";
pub(crate) const MANIFEST: &str = "manifest-sha256.txt";
pub(crate) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";

pub(crate) const REPORT_PDF: &str = "bao-cao.pdf";
pub(crate) const REPORT_HTML: &str = "bao-cao.html";
pub(crate) const REPORT_DOCX: &str = "bao-cao.docx";
pub(crate) const ANNEX: &str = "phu-luc.xlsx";
pub(crate) const FIGURES: &str = "so-lieu.json";
pub(crate) const COVER_PDF: &str = "gui/cong-van.pdf";
pub(crate) const COVER_DOCX: &str = "gui/cong-van.docx";
/// What a document system asks of either.
pub(crate) const REPORT_RECORD: &str = "bao-cao.xml";
pub(crate) const COVER_RECORD: &str = "gui/cong-van.xml";
pub(crate) const PARCEL: &str = "gui/tai-lieu-gui.zip";
pub(crate) const LATE_PDF: &str = "noi-bo/danh-sach-qua-han.pdf";
pub(crate) const LATE_XLSX: &str = "noi-bo/danh-sach-qua-han.xlsx";
/// Every dossier with its verdict; as delimited text where they are too many for a workbook.
pub(crate) const DOSSIERS_XLSX: &str = "noi-bo/danh-sach-ho-so.xlsx";
pub(crate) const DOSSIERS_CSV: &str = "noi-bo/danh-sach-ho-so.csv";
/// Scores of officers, where the settings ask for them.
pub(crate) const OFFICERS_XLSX: &str = "noi-bo/cham-diem-can-bo.xlsx";
/// The office's figures and dossiers beside those of the national portal.
pub(crate) const PORTAL_XLSX: &str = "noi-bo/doi-chieu-cong.xlsx";
/// Codes of the dossiers that were open on the last day, a line each: the next period is held against them.
pub(crate) const OPEN: &str = "noi-bo/dang-giai-quyet.txt";
/// The account of the input, which names cells.
pub(crate) const ACCOUNT_PDF: &str = "noi-bo/du-lieu-da-doc.pdf";
pub(crate) const ACCOUNT_XLSX: &str = "noi-bo/du-lieu-da-doc.xlsx";
/// Every figure of the report, explained.
pub(crate) const EXPLAINED: &str = "noi-bo/dien-giai.html";
/// The report, from where it lies.
pub(crate) const REPORT_FROM_EXPLAINED: &str = "../bao-cao.html";
/// Folder of the letters.
pub(crate) const LETTERS: &str = "thu-xin-loi";
pub(crate) const LETTER_LIST: &str = "thu-xin-loi/danh-sach.json";
pub(crate) const REGISTER: &str = "thu-xin-loi/so-theo-doi.xlsx";
pub(crate) const PRINT_ALL: &str = "thu-xin-loi/in-tat-ca.pdf";

/// What the bag keeps of what it was made from.
const INPUTS: &str = "nguon/";
/// Digests of the inputs, where the bag keeps nothing else of them.
pub(crate) const INPUT_DIGESTS: &str = "nguon-sha256.txt";
pub(crate) const SETTINGS: &str = "cau-hinh";
pub(crate) const TEMPLATES: &str = "cau-hinh/mau";
pub(crate) const PROSE: &str = "cau-hinh/noi-dung.md";

/// What the bag keeps of what it took from earlier bags.
pub(crate) const EARLIER: &str = "ky-truoc/";
/// Of like periods before, what their line says.
pub(crate) const EARLIER_PERIODS: &str = "ky-truoc/cac-ky.json";
/// Of their letters, without names.
pub(crate) const EARLIER_LETTERS: &str = "ky-truoc/thu.json";
/// Of the months of a longer period.
pub(crate) const EARLIER_PARTS: &str = "ky-truoc/cac-thang.json";
/// Dossiers that a longer period judges otherwise than its months did.
pub(crate) const PARTS_CSV: &str = "noi-bo/doi-chieu-cac-thang.csv";

/// Of a bag that stands in the place of a lost one: which, why, since when.
pub(crate) const LOSS: &str = "ghi-mat.json";
/// What a consolidated bag keeps of what was decided about its units.
pub(crate) const UNITS: &str = "nguon/danh-sach.json";
const CONSOLIDATED: &str = "tong-hop-";

const DEPARTMENTS: &str = "don-vi/";
const REGISTER_OF_YEAR: &str = "so-theo-doi-";

/// Page of the archive.
pub(crate) const PAGE: &str = "index.html";
/// The chain of the bags: which there are, in which order.
pub(crate) const CHAIN: &str = "so-cai.json";

/// Path in a bag of a path of its payload.
pub(crate) fn in_bag(path: &str) -> String {
    format!("{DATA}/{path}")
}

/// A paper of a department, by the name of its files.
pub(crate) fn department(slug: &str, ending: &str) -> String {
    format!("{DEPARTMENTS}{slug}.{ending}")
}

/// Name and ending of a department's paper.
pub(crate) fn of_department(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix(DEPARTMENTS)?.rsplit_once('.')
}

pub(crate) fn input(path: &str) -> String {
    format!("{INPUTS}{path}")
}

pub(crate) fn setting(name: &str) -> String {
    format!("{SETTINGS}/{name}")
}

pub(crate) fn template(name: &str) -> String {
    format!("{TEMPLATES}/{name}")
}

/// Whether the payload's path is of what the bag was made from.
pub(crate) fn is_source(path: &str) -> bool {
    path.starts_with(INPUTS)
        || path == INPUT_DIGESTS
        || path.strip_prefix(SETTINGS).is_some_and(|rest| rest.starts_with('/'))
}

/// Figures that were taken from the period of this code.
pub(crate) fn earlier_figures(code: &str) -> String {
    format!("{EARLIER}{code}/{FIGURES}")
}

/// Whether the payload's path is of what was taken from earlier bags.
pub(crate) fn is_earlier(path: &str) -> bool {
    path.starts_with(EARLIER)
}

/// Whether the payload's path is of an input.
pub(crate) fn is_input(path: &str) -> bool {
    path.starts_with(INPUTS)
}

/// Folder of the report of a superior office: `tong-hop-2020-03`.
pub(crate) fn consolidated(code: &str) -> String {
    format!("{CONSOLIDATED}{code}")
}

/// The code of the period of such a folder.
pub(crate) fn of_consolidated(folder: &str) -> Option<&str> {
    placed_as(folder).strip_prefix(CONSOLIDATED)
}

/// Path of an input below the folder that it came from.
pub(crate) fn of_input(path: &str) -> Option<&str> {
    path.strip_prefix(INPUTS)
}

/// Register of a year, beside the bags.
pub(crate) fn register_of(year: i16) -> String {
    format!("{REGISTER_OF_YEAR}{year}.xlsx")
}

/// The year whose register a file beside the bags is.
pub(crate) fn year_of_register(name: &str) -> Option<&str> {
    name.strip_prefix(REGISTER_OF_YEAR)?.strip_suffix(".xlsx")
}

/// Folder to which the bag of a period goes that another takes the place of.
pub(crate) fn replaced(code: &str, number: u32) -> String {
    format!("{code}-cu-{number}")
}

/// Whether the folder keeps such a bag.
pub(crate) fn is_replaced(folder: &str) -> bool {
    placed_as(folder) != folder
}

/// The name under which a bag was placed: `2020-03` of `2020-03-cu-1`.
pub(crate) fn placed_as(folder: &str) -> &str {
    replaced_parts(folder).map_or(folder, |(code, _)| code)
}

/// Which of the bags that kept their place for another: 1 of `2020-03-cu-1`.
pub(crate) fn replaced_number(folder: &str) -> Option<u32> {
    replaced_parts(folder).map(|(_, number)| number)
}

fn replaced_parts(folder: &str) -> Option<(&str, u32)> {
    let (code, number) = folder.rsplit_once("-cu-")?;
    Some((code, number.parse().ok()?))
}

/// Folder of letters between two reports: `thu-2020-03-16`.
pub(crate) fn letters_of(day: &str) -> String {
    format!("thu-{day}")
}

/// The day of such letters.
pub(crate) fn day_of_letters(folder: &str) -> Option<&str> {
    placed_as(folder).strip_prefix("thu-")?.get(..10)
}

/// Which time such letters were written on their day, from the second on: 2 of `thu-2020-03-16-2`.
pub(crate) fn again_of_letters(folder: &str) -> Option<u32> {
    let placed = placed_as(folder);
    let day = day_of_letters(placed)?;
    placed.strip_prefix(&letters_of(day))?.strip_prefix('-')?.parse().ok()
}

/// `name.xlsx`, `name-2.xlsx`, …
pub(crate) fn numbered(stem: &str, ending: &str) -> impl Iterator<Item = String> {
    let first = format!("{stem}{ending}");
    let others = (2_u32..).map(move |number| format!("{stem}-{number}{ending}"));
    std::iter::once(first).chain(others)
}

/// The first of them that is free.
pub(crate) fn first_free(stem: &str, ending: &str, is_free: impl FnMut(&str) -> bool) -> String {
    first(numbered(stem, ending), is_free)
}

/// The first name of an endless list that is free.
pub(crate) fn first(
    mut names: impl Iterator<Item = String>,
    mut is_free: impl FnMut(&str) -> bool,
) -> String {
    names.find(|name| is_free(name)).expect("numbers do not run out")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_they_are_made() {
        assert_eq!(
            of_department(&department("phong-tu-phap", "pdf")),
            Some(("phong-tu-phap", "pdf"))
        );
        assert_eq!(of_department(REPORT_PDF), None);
        assert_eq!(year_of_register(&register_of(2020)), Some("2020"));
        assert_eq!(year_of_register(PAGE), None);
        assert!(is_replaced(&replaced("2020-03", 1)) && !is_replaced("2020-03"));
        assert_eq!(placed_as("2020-03-cu-12"), "2020-03");
        assert!(is_earlier(&earlier_figures("2020-02")) && is_earlier(EARLIER_LETTERS));
        for path in [
            input("a.xlsx"),
            INPUT_DIGESTS.to_owned(),
            setting("congso.toml"),
            template("bao-cao.md"),
        ] {
            assert!(is_source(&path), "{path}");
        }
        assert_eq!(day_of_letters(&letters_of("2020-03-16-2")), Some("2020-03-16"));
        assert_eq!(day_of_letters("2020-03"), None);
        assert_eq!(again_of_letters(&letters_of("2020-03-16-2")), Some(2));
        assert_eq!(again_of_letters("thu-2020-03-16-12-cu-1"), Some(12));
        assert_eq!(again_of_letters(&letters_of("2020-03-16")), None);
        assert_eq!(again_of_letters("2020-03-2"), None);
        assert_eq!(replaced_number(&replaced("2020-03", 12)), Some(12));
        assert_eq!(replaced_number("2020-03-cu-x"), None);
        assert!(!is_source(FIGURES) && !is_source("cau-hinh-cu/a"));
    }

    #[test]
    fn a_name_that_is_taken_is_numbered() {
        let taken = ["a.xlsx", "a-2.xlsx"];
        assert_eq!(first_free("a", ".xlsx", |name| !taken.contains(&name)), "a-3.xlsx");
        assert_eq!(first_free("b", "", |name| !taken.contains(&name)), "b");
    }
}
