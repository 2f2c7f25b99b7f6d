//! The desk: what the command line does, in pages of a browser on this machine alone. It asks the `office` and decides
//! nothing; nothing ever leaves the machine.

mod came;
mod draft;
mod exchange;
mod guard;
mod pages;
mod running;
mod secret;
mod server;
mod shop;
mod stopping;
mod templates;
mod work;

pub(crate) use running::running;
pub(crate) use server::DeskServer;
pub(crate) use shop::DeskOptions;
