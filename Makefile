.PHONY: demo test test-rust lint tools

# One season of a small hub on an SQLite file. Run it again: nothing is doubled.
demo:
	cargo run -p milkround-examples --bin season

# Everything. It needs a Rust toolchain with clippy and rustfmt, git and a C compiler.
test: tools lint test-rust

# The tests alone, on any Rust toolchain.
test-rust:
	cargo test --workspace

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo xtask tidy

# Names what is missing before anything is built.
tools:
	@command -v cargo >/dev/null || { echo "install Rust 1.95 or later: https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null || { echo "install a C compiler (Debian: apt-get install gcc libc6-dev)"; exit 1; }
	@command -v git >/dev/null || { echo "install git (Debian: apt-get install git)"; exit 1; }
	@cargo clippy --version >/dev/null 2>&1 || { echo "run: rustup component add clippy"; exit 1; }
	@cargo fmt --version >/dev/null 2>&1 || { echo "run: rustup component add rustfmt"; exit 1; }
