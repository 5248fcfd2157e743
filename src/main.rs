//! Owns the process: the allocator and the exit code. All else is the library's.

use std::process::ExitCode;

use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(depeche::cli::main(std::env::args_os()) as u8)
}
