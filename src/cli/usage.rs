//! What the command line got wrong, in Vietnamese.

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message for a parsing error of clap; `command` knows every option.
pub(crate) fn explain(error: &clap::Error, command: &Command) -> String {
    let found = |kind| error.get(kind).map(shown);
    let argument = found(ContextKind::InvalidArg).unwrap_or_default();
    let value = found(ContextKind::InvalidValue).unwrap_or_default();
    if error.kind() == ErrorKind::UnknownArgument && !argument.starts_with('-') {
        return surplus(error, &argument);
    }
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("Không có tùy chọn “{argument}”"),
        ErrorKind::InvalidSubcommand => {
            let command = found(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("Không có lệnh “{command}”")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Thiếu lệnh".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("Thiếu {argument}"),
        ErrorKind::ArgumentConflict => {
            let other = found(ContextKind::PriorArg).unwrap_or_default();
            if other.is_empty() || other == argument {
                format!("Tùy chọn {argument} chỉ được ghi một lần")
            } else {
                format!("Không dùng {argument} cùng với {other}")
            }
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} chỉ nhận một giá trị; giá trị có dấu cách thì để trong ngoặc kép")
        }
        ErrorKind::TooFewValues => format!("{argument} thiếu giá trị"),
        ErrorKind::InvalidUtf8 => "Trong lệnh có chữ không đọc được, gõ lại lệnh".to_owned(),
        _ if value.is_empty() => format!("Thiếu giá trị của {argument}"),
        _ => {
            let reason = std::error::Error::source(error).map(|reason| format!(": {reason}"));
            format!(
                "Giá trị “{value}” của {argument} không dùng được{}",
                reason.unwrap_or_default()
            )
        }
    };
    if let Some(owners) = commands_with(command, &argument)
        && error.kind() == ErrorKind::UnknownArgument
    {
        return format!(
            "{what} ở lệnh này\n   = gợi ý: tùy chọn đó là của {owners}; xem congso --help"
        );
    }
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = nearest_option(command, &argument)
        .filter(|_| error.kind() == ErrorKind::UnknownArgument)
        .or_else(|| suggested.into_iter().find_map(found));
    let advice = match near {
        Some(near) => format!("có phải là “{near}”? "),
        None => String::new(),
    };
    format!("{what}\n   = gợi ý: {advice}xem congso --help")
}

/// More names than the command takes.
fn surplus(error: &clap::Error, argument: &str) -> String {
    let usage = error.get(ContextKind::Usage).map(shown).unwrap_or_default();
    if usage.contains("khoi-tao") {
        return format!(
            "Thừa “{argument}”: chỉ ghi một thư mục\n   = gợi ý: tên có dấu cách thì để trong ngoặc kép, ví dụ congso khoi-tao \"co quan\""
        );
    }
    format!(
        "Thừa “{argument}”: trước mỗi giá trị phải có tên tùy chọn\n   = gợi ý: ví dụ congso bao-cao --ky 2020-03; tên có dấu cách thì để trong ngoặc kép"
    )
}

/// Whose option `asked` is: `congso bao-cao, congso thu`; `None` where no command has it.
fn commands_with(command: &Command, asked: &str) -> Option<String> {
    let asked = asked.strip_prefix("--")?.split('=').next()?;
    let shown = command.get_subcommands().filter(|one| !one.is_hide_set());
    let owners = shown.filter(|one| {
        let mut options = one.get_arguments().filter(|option| !option.is_hide_set());
        options.any(|option| option.get_long() == Some(asked))
    });
    let names: Vec<_> = owners.map(|one| format!("congso {}", one.get_name())).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The option of any command that `asked` is a slip of: two letters at most.
fn nearest_option(command: &Command, asked: &str) -> Option<String> {
    let asked = asked.strip_prefix("--")?.split('=').next()?;
    let own = command.get_arguments();
    let all = own.chain(command.get_subcommands().flat_map(Command::get_arguments));
    let shown = all.filter(|option| !option.is_hide_set());
    let slips = shown.filter_map(|option| {
        let name = option.get_long()?;
        Some((strsim::damerau_levenshtein(asked, name), name))
    });
    let (distance, name) = slips.min()?;
    (distance <= name.chars().count().div_ceil(3)).then(|| format!("--{name}"))
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        other => other.to_string(),
    }
}
