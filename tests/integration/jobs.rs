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

/// The most threads that a command has at once.
#[cfg(target_os = "linux")]
fn most_threads(arguments: &[&str], environment: &[(&str, &str)], out: &Path) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/booklets");
    let mut child = Command::new(env!("CARGO_BIN_EXE_chapbook"))
        .args(arguments)
        .args(["--out"].iter().filter(|_| arguments[0] == "build"))
        .args(Some(out).iter().filter(|_| arguments[0] == "build"))
        .envs(environment.iter().copied())
        .current_dir(root)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let tasks = format!("/proc/{}/task", child.id());
    let started = std::time::Instant::now();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(std::fs::read_dir(&tasks).map_or(0, Iterator::count));
        if most > 500 || started.elapsed().as_secs() > 120 {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{arguments:?} {environment:?}: {most} threads, {:?}", started.elapsed());
        }
        std::thread::sleep(std::time::Duration::from_micros(300));
    }
    let ended = child.wait().unwrap().code();
    // `check` has something to say of the test booklets.
    assert!(ended == Some(0) || arguments[0] == "check", "{arguments:?} {environment:?}");
    most
}

/// Cores bound the threads, whatever the command line and the environment ask for. Beside those that
/// build there is the first one, one that waits for signals, one for work gone astray, and one for
/// each PDF that is being judged.
#[cfg(target_os = "linux")]
#[test]
fn neither_jobs_nor_the_environment_make_more_threads_than_cores() {
    let cores = std::thread::available_parallelism().unwrap().get();
    let bound = 3 * cores + 3;
    let out = tempfile::tempdir().unwrap();
    let build = ["build", "minimal", "every-kind", "--edition", "screen", "--edition", "text"];
    let huge = ["3000", "1000000", "18446744073709551615"];
    let names = ["RAYON_NUM_THREADS", "RAYON_RS_NUM_CPUS", "RAYON_DEFAULT_THREADS"];
    let bounded = |arguments: &[&str], environment: &[(&str, &str)]| {
        let most = most_threads(arguments, environment, out.path());
        assert!(most <= bound, "{arguments:?} {environment:?}: {most} threads on {cores} cores");
    };
    for jobs in ["3000", "99999999", "18446744073709551615"] {
        bounded(&[&build[..], &["--jobs", jobs]].concat(), &[]);
    }
    for value in huge {
        bounded(&build, &names.map(|name| (name, value)));
    }
    for arguments in [&["check", "minimal", "every-kind"][..], &["new", "--help"]] {
        bounded(arguments, &names.map(|name| (name, "3000")));
    }
    let files = std::fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path());
    let pdfs: Vec<_> = files.filter(|it| it.extension().is_some_and(|it| it == "pdf")).collect();
    assert_eq!(pdfs.len(), 2, "{pdfs:?}");
    for command in ["verify", "read"] {
        bounded(&[command, pdfs[0].to_str().unwrap()], &[("RAYON_NUM_THREADS", "3000")]);
    }
}

/// A pool without a number asks the environment for one.
#[test]
fn every_pool_has_a_number_of_threads_of_ours() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut pools = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            for (at, begin) in text.match_indices("ThreadPoolBuilder::new()") {
                let next = text[at + begin.len()..].trim_start();
                assert!(next.starts_with(".num_threads("), "{path:?}: {}", &next[..40]);
                assert!(!next.starts_with(".num_threads(0"), "{path:?}");
                pools += 1;
            }
            assert!(!text.contains("ThreadPoolBuilder::default"), "{path:?}");
        }
    }
    assert!(pools >= 3, "{pools}");
}
