.PHONY: demo test test-rust lint

# One season of a small hub on an SQLite file. Run it again: nothing is doubled.
demo:
	cargo run -p milkround-examples --bin season

# All that CI runs.
test: lint test-rust

test-rust:
	cargo test --workspace

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
