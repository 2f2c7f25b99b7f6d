//! What the address of the desk holds and nobody can guess: 256 bits of the system's randomness.

use crate::error::{Error, Result};

pub(crate) fn new() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| Error::Input {
        message: "Hệ thống không cấp được số ngẫu nhiên nên không mở được bàn làm việc\n   = gợi ý: khởi động lại máy rồi thử lại".to_owned(),
    })?;
    let digit = |half: u8| char::from_digit(u32::from(half), 16).expect("half a byte");
    Ok(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect())
}
