# `make site` and `make test` need Python 3.11 or later and nothing else; the rest installs itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt

# the address of the site, where it is not that of mkdocs.yml; and what makes its pages
SITE_URL ?=
RENDERER ?= mkdocs

.PHONY: site offline serve check test lint browser bench clean

site: $(VENV)/$(if $(filter zensical,$(RENDERER)),test,site).done
	$(BIN)/zongjie build --site-url "$(SITE_URL)" --renderer $(RENDERER)

# the site as a zip to unpack and open without a server
offline: site
	$(BIN)/zongjie offline

serve: $(VENV)/site.done
	$(BIN)/zongjie serve

check: $(VENV)/site.done
	$(BIN)/zongjie check

test: lint browser
	$(BIN)/python -m pytest

lint: $(VENV)/test.done
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# a browser: one that is there, else Debian's where root can have it, else Playwright's own;
# without any the browser tests fail and say so
browser: $(VENV)/test.done
	@for name in "$$CHROMIUM" chromium chromium-browser google-chrome; do \
	  [ -n "$$name" ] && command -v "$$name" > /dev/null && exit 0; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium > /dev/null && exit 0; \
	fi; \
	$(BIN)/playwright install chromium || true

# the search beside others on the pages of this collection, the order of its results, its pages
bench: browser site
	$(PIP) -e '.[bench]'
	$(BIN)/python bench/search.py docs/s
	$(BIN)/python bench/order.py
	$(BIN)/python bench/pages.py site

$(VENV)/site.done: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Python 3.11 or later is needed: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	@touch $@

$(VENV)/test.done: $(VENV)/site.done
	$(PIP) -e '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) site .site.new .site.old
