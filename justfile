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

# Format and lint
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# Everything that must hold before a change lands
ci:
    .ci/run

# Draw every page of the built PDFs into target/look/
look: build
    rm -rf target/look
    mkdir -p target/look
    for file in out/*.pdf; do pdftoppm -r 60 -png "$file" "target/look/$(basename "$file" .pdf)"; done
    @ls target/look
