//! The program.

fn main() -> std::process::ExitCode {
    oxherd::run()
}
