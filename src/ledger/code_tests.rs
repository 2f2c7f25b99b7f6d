//! Every code has a name and words of its own.

use std::collections::BTreeSet;

use strum::VariantArray;
use unicode_normalization::is_nfc;

use super::*;

#[test]
fn every_code_has_a_name_of_its_own() {
    let names: BTreeSet<_> = Code::VARIANTS.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::VARIANTS.len());
    for name in names {
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name}");
    }
}

#[test]
fn the_codes_of_files_are_the_last_ones_and_those_that_say_so() {
    // These two speak of a copy and of a sheet, without which their file is not read either.
    let others = [Code::CopyUnsettled, Code::UnknownScale];
    for &code in Code::VARIANTS {
        assert_eq!(
            code.is_file_error(),
            code.effect() == FILE_OUT || others.contains(&code),
            "{code:?}"
        );
    }
}

#[test]
fn every_text_is_there_in_sentence_case_without_a_final_period() {
    for &code in Code::VARIANTS {
        for text in [code.message(), code.effect(), code.advice()] {
            assert!(!text.is_empty(), "{}", code.name());
            assert!(is_nfc(text), "{}: {text}", code.name());
            assert!(!text.ends_with('.'), "{}: {text}", code.name());
            assert_eq!(text.trim(), text, "{}", code.name());
        }
        assert!(code.message().starts_with(char::is_uppercase), "{}", code.message());
    }
}
