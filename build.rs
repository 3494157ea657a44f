//! Tells the program which commit and which system it is built from and for, for `--version`.
//!
//! Packages say the commit by `CHAPBOOK_COMMIT`; else git is asked. Debug builds, which are those of
//! tests, ask nobody: a commit would compile everything anew.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=CHAPBOOK_COMMIT");
    let optimised = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = std::env::var("CHAPBOOK_COMMIT").ok().filter(|commit| !commit.is_empty());
    let commit = commit.or_else(|| optimised.then(commit_of_git).flatten());
    println!("cargo::rustc-env=CHAPBOOK_OF_COMMIT={}", commit.unwrap_or_default());
    let target = std::env::var("TARGET").expect("cargo names the target");
    let kind = if optimised { "optimised" } else { "debug" };
    println!("cargo::rustc-env=CHAPBOOK_BUILD={kind} build for {target}");
}

/// The commit of the work tree, with a `+` where files were changed since.
fn commit_of_git() -> Option<String> {
    // What is watched tells of a new commit, and of changed sources: these compile the crate anyway.
    for path in ["HEAD", "logs/HEAD"] {
        println!("cargo::rerun-if-changed={}", git(&["rev-parse", "--git-path", path])?);
    }
    for path in ["src", "fonts", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let commit = git(&["rev-parse", "--short=10", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
    Some(if changed.is_empty() { commit } else { commit + "+" })
}

/// What git prints; nothing where there is no git or no repository of this crate's.
fn git(arguments: &[&str]) -> Option<String> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let repository = std::path::Path::new(&root).join(".git");
    if !repository.exists() {
        // A crate that lies within somebody's repository has no commit of its own there.
        return None;
    }
    let output = Command::new("git").args(arguments).current_dir(root).output().ok()?;
    let said = output.status.success().then_some(output.stdout)?;
    Some(String::from_utf8(said).ok()?.trim().to_owned())
}
