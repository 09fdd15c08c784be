.PHONY: demo demo-real bench bench-million test test-workspace test-rust test-python test-node test-ruby test-postgres \
	test-oracles test-derive lint tools python node ruby postgres

# One season of a small hub on an SQLite file. Run it again: nothing is doubled.
demo:
	cargo run -p milkround-examples --bin season

# A year of 2,463 real households in 148 hubs, from purchases that the Python package brings (some
# 100 MB from PyPI). Run it again: nothing changes.
GROCERY := target/grocery-year
demo-real: $(GROCERY)/year.jsonl
	cargo run --release -p milkround-examples --bin grocery_year -- $< $(GROCERY)/year.db

$(GROCERY)/year.jsonl: examples/rust/grocery-year/derive.py $(GROCERY)/venv/ready
	PYTHONTZPATH= $(GROCERY)/venv/bin/python -B $< $@

# Figures for docs/performance.md: half an hour on a quiet machine. Those of S9 are a program in each
# binding.
BENCH := cargo bench --quiet -p milkround-benches --features rivals,postgres
bench: postgres
	$(BENCH) --bench rules
	$(BENCH) --bench recurrence
	$(BENCH) --bench wire
	$(BENCH) --bench opening
	$(BENCH) --bench opening_postgres
	for store in "" --postgres; do \
		for bench in idle customers memory; do $(BENCH) --bench $$bench -- $$store || exit 1; done; \
	done
# The largest sizes of those that are not as large as they can be.
bench-million: postgres
	$(BENCH) --bench opening -- 1000000
	$(BENCH) --bench opening_postgres -- 1000000
	$(BENCH) --bench memory -- 1000000
	$(BENCH) --bench memory -- --postgres 1000000

# Everything. It needs a Rust toolchain with clippy and rustfmt, git, a C compiler, Python and Node; on
# Debian root needs no Ruby first, and PostgreSQL comes by itself.
test: tools lint test-workspace test-derive test-oracles test-python test-node test-ruby

# test-rust and test-postgres, built as one: what they share has the same features then.
test-workspace: postgres
	cargo run --quiet --package milkround-cluster -- cargo test --workspace

# The tests alone, on any Rust toolchain: those that need no server.
test-rust:
	cargo test --workspace --exclude milkround-postgres-tests --exclude milkround-cluster

# The recurrence beside python-dateutil, Python's zoneinfo and a second reading of RFC 5545. More:
# make test-oracles ORACLE='--seed new --rules 100000 --years 1970 2100'
VENV := target/oracles
test-oracles: $(VENV)/ready
	PYTHONTZPATH= $(VENV)/bin/python -B tests/oracles/recurrence.py $(ORACLE)

# What derives the real year, on purchases made up for it.
test-derive: $(VENV)/ready
	cd examples/rust/grocery-year && \
		PYTHONTZPATH= $(CURDIR)/$(VENV)/bin/python -B -m unittest --quiet test_derive

$(VENV)/ready: tests/oracles/requirements.txt | python
	$(venv)
$(GROCERY)/venv/ready: examples/rust/grocery-year/requirements.txt | python
	$(venv)

# A Python of its own beside the target, with the packages that the first prerequisite names.
define venv
	rm -rf $(@D)
	python3 -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet $(if $(findstring grocery,$@),--no-deps) --requirement $< || \
		{ rm -rf $(@D); echo "pip could not install what $< names: it needs PyPI or a mirror (PIP_INDEX_URL)"; exit 1; }
	touch $@
endef

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo xtask tidy

# Names what is missing before anything is built.
tools: python node ruby postgres
	@command -v cargo >/dev/null || { echo "install Rust 1.95 or later: https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null || { echo "install a C compiler (Debian: apt-get install gcc libc6-dev)"; exit 1; }
	@command -v git >/dev/null || { echo "install git (Debian: apt-get install git)"; exit 1; }
	@cargo clippy --version >/dev/null 2>&1 || { echo "run: rustup component add clippy"; exit 1; }
	@cargo fmt --version >/dev/null 2>&1 || { echo "run: rustup component add rustfmt"; exit 1; }

python:
	@python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "install Python 3.11 or later with venv (Debian: apt-get install python3-venv)"; exit 1; }

# Beside a PostgreSQL server of a command's own, with empty databases that its tests fill: each once.
BESIDE_POSTGRES := cargo run --quiet --package milkround-cluster -- --databases 30

# The Python package: built into a Python of its own, its types checked, its tests run.
PY := target/python
test-python: $(PY)/ready postgres
	cd bindings-python && VIRTUAL_ENV=$(CURDIR)/$(PY) PATH=$(CURDIR)/$(PY)/bin:$$PATH \
		maturin develop --quiet --profile dev
	cd bindings-python && $(CURDIR)/$(PY)/bin/mypy python tests bench.py ../examples/python
	cd bindings-python && $(BESIDE_POSTGRES) $(CURDIR)/$(PY)/bin/python -B -m pytest --quiet
$(PY)/ready: bindings-python/requirements.txt | python
	$(venv)

# The Node package: built, its types checked, its tests run.
test-node: bindings-node/node_modules/ready postgres | node
	cd bindings-node && npm run --silent build:dev && $(BESIDE_POSTGRES) npm test --silent
bindings-node/node_modules/ready: bindings-node/package-lock.json | node
	cd bindings-node && npm ci --silent --no-audit --no-fund
	touch $@
node:
	@node -e 'const [a, b] = process.versions.node.split("."); process.exit(+(a < 20 || (a == 20 && b < 19)))' \
		2>/dev/null && command -v npm >/dev/null || \
		{ echo "install Node 20.19 or later with npm: https://nodejs.org"; exit 1; }

# The Ruby gem, its C header, and the Rails example. On Debian, root needs to install nothing first.
RUBY_PACKAGES := ruby ruby-ffi ruby-minitest ruby-rails rake
test-ruby: export MILKROUND_LIBRARY := $(CURDIR)/target/debug/libmilkround_c.so
test-ruby: ruby postgres
	cargo build --quiet -p milkround-ruby
	cd bindings-ruby && $(BESIDE_POSTGRES) rake --quiet test
	RUBYLIB=$(CURDIR)/bindings-ruby/lib ruby examples/rails/test/shop_test.rb
	RUBYLIB=$(CURDIR)/bindings-ruby/lib $(BESIDE_POSTGRES) ruby examples/rails/test/postgres_test.rb
ruby:
	@$(ruby-ready) && exit; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
			apt-get -qq install -y --no-install-recommends $(RUBY_PACKAGES) >/dev/null; \
	fi; \
	$(ruby-ready) || { echo "install Ruby 3.1 or later with ffi, minitest, rake and rails" \
		"(Debian: apt-get install --no-install-recommends $(RUBY_PACKAGES))"; exit 1; }
define ruby-ready
ruby -e 'exit RUBY_VERSION >= "3.1"' 2>/dev/null && \
	ruby -e '%w[ffi minitest rake rails].each { |name| gem name }' 2>/dev/null
endef

# The store in PostgreSQL, beside a server that is thrown away after the tests; or the one whose
# address stands in MILKROUND_TEST_POSTGRES_URL.
test-postgres: postgres
	cargo test --quiet --package milkround-cluster
	cargo run --quiet --package milkround-cluster -- cargo test --package milkround-postgres-tests

# Its programs, 15 or later: those that are here, or Debian's where root asks (without the server that
# the package would start), or those in a wheel of PyPI's.
POSTGRES := target/postgres
postgres:
	@$(postgres-ready) && exit; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		$(postgres-debian) >/dev/null; \
	fi; \
	$(postgres-ready) && exit; \
	$(MAKE) --no-print-directory $(POSTGRES)/ready && ln -sfn "$$(find $(CURDIR)/$(POSTGRES)/lib \
		-path '*/pginstall/bin' -type d)" $(POSTGRES)/server; \
	$(postgres-ready) || { echo "install PostgreSQL 15 or later (Debian: apt-get install postgresql)," \
		"or name the folder of its initdb and postgres in MILKROUND_POSTGRES_BIN"; exit 1; }
$(POSTGRES)/ready: tests/cluster/requirements.txt | python
	$(venv)
define postgres-ready
sh tests/cluster/src/find.sh $(POSTGRES)/server >/dev/null
endef
define postgres-debian
{ export DEBIAN_FRONTEND=noninteractive; apt-get -qq update && \
	apt-get -qq install -y --no-install-recommends postgresql-common && \
	sed -i 's/^#* *create_main_cluster.*/create_main_cluster = false/' \
		/etc/postgresql-common/createcluster.conf && \
	apt-get -qq install -y --no-install-recommends postgresql; }
endef
