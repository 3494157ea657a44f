# Commands of everyday work; `just` lists them.

default:
    @just --list

# Build the sample booklet into out/
build:
    cargo run --release -- build

# Say what stands between the sample booklet and its readers
check:
    cargo run --release -- check --deny warnings

# Run the tests
test:
    cargo test

# Write what comes out now into the cases of tests/cases; read the diff afterwards
bless:
    BLESS=1 cargo test --test integration -- \
        check::every_case content::every_case layout::everything_stands keys:: reference:: \
        guide::pictures
    git diff --stat -- tests/cases docs

# Fuzz a target of fuzz/ for some seconds: just fuzz source 300
fuzz target seconds="60":
    mkdir -p fuzz/corpus/{{target}}
    cargo +nightly fuzz run {{target}} fuzz/corpus/{{target}} tests/corpus/{{target}} -- \
        -max_total_time={{seconds}}

# Time the stages from TOML to PDF on the sample
bench:
    cargo bench

# Format and lint
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# Everything that must hold before a change lands
ci:
    .ci/run

# That and what is slow and rarely fails, before an issue ends
ci-full:
    .ci/full

# Draw every page of the built PDFs into target/look/
look: build
    rm -rf target/look
    mkdir -p target/look
    for file in out/*.pdf; do pdftoppm -r 60 -png "$file" "target/look/$(basename "$file" .pdf)"; done
    @ls target/look

# Build what is handed out for Linux into target/dist-files; packaging/README.md has the other systems
dist *what:
    packaging/build {{what}}

# Install each package in a clean folder and use it
try-packages:
    .ci/packages/run
