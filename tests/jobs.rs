//! Several booklets at once: the same bytes at any number of jobs.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Every file that a run over the small test booklets writes.
fn built(jobs: &str) -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/booklets");
    let out = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .args(["build", "minimal", "every-kind", "arabic", "house", "welsh", "--no-verify"])
        .args(["--jobs", jobs, "--out"])
        .arg(out.path())
        .current_dir(root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = std::fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap());
    files
        .map(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(file.path()).unwrap())
        })
        .collect()
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes() {
    let one = built("1");
    assert!(one.len() >= 30, "{:?}", one.keys());
    for jobs in ["2", "7"] {
        let many = built(jobs);
        assert_eq!(one.keys().collect::<Vec<_>>(), many.keys().collect::<Vec<_>>());
        for (name, bytes) in &one {
            assert!(many[name] == *bytes, "{name} differs with --jobs {jobs}");
        }
    }
}
