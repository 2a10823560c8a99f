//! `check`: what CI runs, in its order.

use anyhow::{Context, Result, bail};

use crate::workspace;

/// One step: a cargo command and what is set in its environment.
struct Step {
    environment: Option<(&'static str, &'static str)>,
    arguments: &'static str,
}

/// Cheap and telling first, slow last.
const STEPS: [Step; 5] = [
    Step { environment: None, arguments: "fmt --all --check" },
    Step {
        environment: None,
        arguments: "clippy --workspace --all-targets --locked -- -D warnings",
    },
    Step { environment: None, arguments: "test --workspace --locked" },
    Step {
        environment: Some(("RUSTDOCFLAGS", "-D warnings")),
        arguments: "doc --workspace --no-deps --locked --document-private-items",
    },
    // Not the release build: here overflow and debug assertions are checked too.
    Step { environment: None, arguments: "run -q -p xtask --locked -- fuzz --seconds 5" },
];

impl Step {
    /// The line that a person types to repeat the step.
    fn line(&self) -> String {
        let environment =
            self.environment.map(|(key, value)| format!("{key}=\"{value}\" ")).unwrap_or_default();
        format!("{environment}cargo {}", self.arguments)
    }

    fn run(&self) -> Result<()> {
        println!("\n== {}", self.line());
        let status = workspace::cargo()
            .args(self.arguments.split(' '))
            .envs(self.environment)
            .status()
            .with_context(|| format!("did not start: {}", self.line()))?;
        if !status.success() {
            bail!("this step failed ({status}); to repeat it alone:\n    {}", self.line());
        }
        Ok(())
    }
}

/// Runs every step until one fails.
pub(crate) fn run() -> Result<()> {
    STEPS.iter().try_for_each(Step::run)?;
    println!("\nall {} steps passed", STEPS.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_to_repeat_carries_its_environment() {
        let line = STEPS.iter().map(Step::line).find(|line| line.contains(" doc ")).unwrap();
        assert_eq!(
            line,
            "RUSTDOCFLAGS=\"-D warnings\" cargo doc --workspace --no-deps --locked \
             --document-private-items"
        );
    }

    #[test]
    fn the_test_step_is_the_documented_test_command() {
        assert!(STEPS.iter().any(|step| step.line().starts_with("cargo test --workspace")));
    }
}
