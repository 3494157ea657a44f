//! How many threads there are: as many as there are cores, or fewer where the command line says so.
//!
//! Left to itself, rayon asks the environment (`RAYON_NUM_THREADS`, `RAYON_RS_NUM_CPUS`), which may
//! name any number. So every pool here has a number of ours.

use std::num::NonZeroUsize;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::pipeline::Failure;

/// Stack of the threads that build.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Gives work that strays from the pools below a single thread, where rayon would make as many as
/// the environment names.
pub(super) fn settle() {
    // Where it is settled already, it is by this.
    let _ = ThreadPoolBuilder::new().num_threads(1).stack_size(STACK_BYTES).build_global();
}

/// Threads that have room for what authors can nest.
pub(super) fn pool(jobs: Option<NonZeroUsize>) -> Result<ThreadPool, Failure> {
    ThreadPoolBuilder::new()
        .num_threads(number(jobs, cores()))
        .stack_size(STACK_BYTES)
        .build()
        .map_err(|error| Failure(format!("cannot start the threads that build: {error}")))
}

/// Runs something with all cores where the system allows, else with one.
pub(super) fn side_by_side<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match pool(None) {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// More threads than cores only get in each other's way.
fn number(jobs: Option<NonZeroUsize>, cores: NonZeroUsize) -> usize {
    jobs.map_or(cores, |jobs| jobs.min(cores)).get()
}

fn cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cores_bound_the_jobs() {
        let number = |jobs, cores| number(NonZeroUsize::new(jobs), cores);
        let four = NonZeroUsize::new(4).unwrap();
        let asked = [0, 1, 3, 4, 5, 99_999_999, usize::MAX];
        assert_eq!(asked.map(|jobs| number(jobs, four)), [4, 1, 3, 4, 4, 4, 4]);
        assert_eq!(
            pool(NonZeroUsize::new(99_999_999)).unwrap().current_num_threads(),
            cores().get()
        );
    }
}
