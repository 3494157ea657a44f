//! The `chapbook` command.

use std::process::ExitCode;

use chapbook::cli::{self, Failure, Loaded, Request};

fn main() -> ExitCode {
    ExitCode::from(cli::run(std::env::args_os(), &load))
}

fn load(_: &Request) -> Result<Loaded, Failure> {
    Err(Failure("this version of chapbook judges and reads PDFs but builds no booklets yet".into()))
}
