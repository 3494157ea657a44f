//! Exit codes (`docs/format.md`, section 8).

/// How a command ended; of several, the gravest counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// Done, warnings or not.
    #[default]
    Done,
    /// What was looked at has faults.
    Faulty,
    /// The command could not do its work.
    Failed,
}

impl Exit {
    /// The number that the shell sees.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Faulty => 1,
            Self::Failed => 2,
        }
    }
}
