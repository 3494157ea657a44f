//! The `chapbook` command.

use std::process::ExitCode;

use chapbook::cli;

fn main() -> ExitCode {
    ExitCode::from(cli::run(std::env::args_os(), &cli::load))
}
