# Needs python3, make and git. Everything else is installed under this folder, once.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

UV := .venv-uv/bin/uv
PYTHON := .venv/bin/python
VENVS := .local/venvs
SAM := $(VENVS)/sam/bin/sam
CHECKOV := $(VENVS)/checkov/bin/checkov
# A mark lies inside what it marks, so that what is deleted is made again.
TO_RUN := .venv/.installed-to-run
TO_TEST := .venv/.installed-to-test
TEMPLATE_CHECKED := .local/build/.template-checked
DEPLOYED := .local/build/deploy
export SAM_CLI_TELEMETRY := 0
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help setup up down demo demo-teams test check build deploy lock openapi clean

help:  ## Show what can be done
	@grep -hE '^[a-z_%-]+:.*## ' $(MAKEFILE_LIST) | sed -E -e 's/^([a-z_%-]+):.*## /  make \1\t/' -e 's/%/NAME/' | expand -t 22

setup: $(TO_RUN) $(VENVS)/ministack/.installed $(VENVS)/sam/.installed  ## Install everything that running needs

up: setup  ## Start the local stack: AWS, Slack, the deployed template, a synthetic town; EMPTY=1 knows nobody
	@$(PYTHON) -m tools.local up $(if $(EMPTY),--empty)

down:  ## End what `make up` started
	@if [ -x $(PYTHON) ]; then $(PYTHON) -m tools.local down; else echo "Nothing was ever started here."; fi

demo: setup  ## Play the main job and serve the workbench; ONCE=1 stops after playing
	@$(PYTHON) -m tools.demo $(if $(ONCE),--once)

demo-teams: setup  ## The same stack with Microsoft's Agents Playground in front; PERSON=... sits at it
	@$(PYTHON) -m tools.teams.demo $(if $(PERSON),--person $(PERSON)) $(if $(ONCE),--once)

test: setup $(TO_TEST)  ## Check and test everything (15 to 20 minutes the first time)
	@tools/local/install_chromium.sh
	@echo "1 of 3: style, types, contracts and template"
	@$(MAKE) --no-print-directory check
	@echo "2 of 3: the layers as they are deployed"
	@if tools/local/find_python313.sh >/dev/null; then $(MAKE) --no-print-directory build; \
	  else echo "No Python 3.13 here and none to be fetched: what is deployed cannot be built, its tests are skipped."; fi
	@echo "3 of 3: unit, contract, architecture, integration and browser tests"
	@$(PYTHON) -m pytest $(PYTEST)

check: $(TO_TEST) $(TEMPLATE_CHECKED)  ## Check style, types, import contracts and the template
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports --no-logo

bench-%: setup $(TO_TEST)  ## Answer one question with a JSON object; NAME is a module of benchmarks/, ARGS its options
	@$(PYTHON) -m benchmarks.$* $(ARGS)

build: $(DEPLOYED)/.built  ## Build functions and layers for Lambda (arm64, Python 3.13)

deploy: build $(TO_RUN)  ## Deploy to the AWS account of your credentials, asking for the parameters
	@$(PYTHON) -m tools.release $(DEPLOYED)/template.yaml
	$(SAM) deploy --guided --template-file $(DEPLOYED)/template.yaml

lock: $(UV)  ## Lock the dependencies after a change in pyproject.toml
	$(UV) lock --quiet
	$(UV) export --quiet --frozen --no-dev --no-emit-project --no-header --output-file layers/dependencies/requirements.txt

openapi: $(TO_RUN)  ## Write docs/openapi/v1.json anew from the routes
	@$(PYTHON) -m tools.openapi

clean: down  ## Remove everything that was built or installed here
	rm -rf .local .aws-sam .venv .venv-uv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# ---------------------------------------------------------------- what is installed or built once
$(UV): tools/local/requirements-uv.txt
	@echo "Installing uv"
	@tools/local/install_uv.sh

$(TO_RUN): pyproject.toml uv.lock | $(UV)
	@echo "Installing the Python packages"
	@$(UV) sync --quiet --frozen --inexact
	@touch $@

# With the statistics packages that referee the matcher; nothing that is deployed needs them.
$(TO_TEST): $(TO_RUN)
	@echo "Installing the packages that only tests and benchmarks need"
	@$(UV) sync --quiet --frozen --inexact --all-groups
	@touch $@

# The functions run under ministack's interpreter: 3.13 as on Lambda if the machine has it.
$(VENVS)/ministack/.installed: tools/local/requirements-ministack.txt | $(UV)
	@echo "Installing the local AWS"
	@rm -rf $(VENVS)/ministack
	@$(UV) venv --quiet --python "$$(tools/local/find_python313.sh || echo '>=3.11')" $(VENVS)/ministack
	@$(UV) pip install --quiet --python $(VENVS)/ministack/bin/python --requirement tools/local/requirements-ministack.txt
	@touch $@

$(VENVS)/sam/.installed $(VENVS)/checkov/.installed: $(VENVS)/%/.installed: tools/local/requirements-%.txt | $(UV)
	@echo "Installing $*"
	@rm -rf $(VENVS)/$*
	@$(UV) venv --quiet --python '>=3.11' $(VENVS)/$*
	@$(UV) pip install --quiet --python $(VENVS)/$*/bin/python --requirement $<
	@touch $@

$(TEMPLATE_CHECKED): template.yaml $(VENVS)/sam/.installed $(VENVS)/checkov/.installed
	@echo "Checking template.yaml"
	@AWS_DEFAULT_REGION=eu-west-2 $(SAM) validate --lint >/dev/null
	@$(CHECKOV) --file template.yaml --framework cloudformation --compact --quiet --skip-download
	@mkdir -p $(@D) && touch $@

BUILT_FROM := template.yaml $(shell find layers functions -type f -not -path '*/__pycache__/*')
$(DEPLOYED)/.built: $(BUILT_FROM) $(VENVS)/sam/.installed
	@python313="$$(tools/local/find_python313.sh)" || { \
	  echo "Bytecode for Lambda needs a Python 3.13 and none was found. Install one (pyenv install 3.13)." >&2; exit 1; }; \
	UV=$(CURDIR)/$(UV) LAYER_PYTHON="$$python313" AWS_DEFAULT_REGION=eu-west-2 \
	  $(SAM) build --cached --build-dir $(DEPLOYED) --cache-dir .local/build/cache-deploy >.local/build-deploy.log 2>&1 \
	  || { tail -n 20 .local/build-deploy.log >&2; exit 1; }
	@touch $@
