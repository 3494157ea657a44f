//! What `--version` says: the version, the commit and for which system the program was built.

/// `0.1.0 (commit 5999dc5f01, optimised build for x86_64-unknown-linux-gnu)`; a `+` behind the commit
/// tells of changes since. No commit is named where none is known, as in a build for tests.
pub(super) const VERSION: &str = {
    const COMMIT: &str = env!("CHAPBOOK_OF_COMMIT");
    if COMMIT.is_empty() {
        concat!(env!("CARGO_PKG_VERSION"), " (", env!("CHAPBOOK_BUILD"), ")")
    } else {
        concat!(
            env!("CARGO_PKG_VERSION"),
            " (commit ",
            env!("CHAPBOOK_OF_COMMIT"),
            ", ",
            env!("CHAPBOOK_BUILD"),
            ")"
        )
    }
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_and_system_are_named() {
        assert!(VERSION.starts_with(concat!(env!("CARGO_PKG_VERSION"), " (")), "{VERSION}");
        assert!(VERSION.contains(" build for ") && VERSION.contains(std::env::consts::ARCH));
    }
}
