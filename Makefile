# Needs only make and Python 3.11 or later: every target makes the environment it uses.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT := out

.DEFAULT_GOAL := help
.PHONY: help compiled demo test test-git test-safety test-office test-browser lint types contracts format bench bench-register bench-exchange bench-matching bench-similar bench-site bench-word bench-files bench-words fuzz golden schema clean

help: ## この一覧
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(READY): pyproject.toml uv.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 以降が要ります")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m ensurepip --upgrade >/dev/null 2>&1 || true
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/python -m uv sync --frozen --inexact --compile-bytecode --quiet
	touch $@

# .pyc files beside the source, also where Python is told not to write them: starts are quick then
compiled: $(READY)
	@$(BIN)/python -m compileall -q src

demo: $(READY) compiled ## 第３回委員会の資料をすべて out/ に作り、点検の結果を表示する
	$(BIN)/dxplan docx all --meeting 03 -o $(OUT)
	$(BIN)/dxplan check || test $$? -eq 1

test: $(READY) compiled ## テスト
	$(BIN)/python -m pytest -n 2

test-git: $(READY) compiled ## gitのあるところでだけできるテスト
	$(BIN)/python -m pytest -m git

test-safety: $(READY) compiled ## 何も失われないことの確かめ（同時の書き込み、強制終了、満杯のディスク、gitの合流）
	$(BIN)/python -m pytest -m safety tests/safety -n 2

test-office: $(READY) compiled ## 資料をすべてLibreOfficeとOOXMLの検証器で、読み取りをpandocとも照らして確かめる（なければ入れる）
	scripts/office.sh $(VENV)/office
	$(BIN)/python -m pytest -m office tests/office

test-browser: $(READY) compiled ## ページをChromiumで確かめる（なければ入れる）
	scripts/browser.sh build/browser
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/python -m uv sync --frozen --inexact --group browser --compile-bytecode --quiet
	$(BIN)/python -m pytest -m browser tests/browser

lint: $(READY) ## 書式、型、依存の向き
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## 書式をそろえる
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) compiled ## 速さを測る（空のPythonとの比）
	$(BIN)/python benchmarks/run.py

bench-register: $(READY) compiled ## 意見の一覧・追加・点検の速さを、件数ごとに測る
	$(BIN)/python benchmarks/register.py

bench-exchange: $(READY) compiled ## 意見の書き出しと取り込みの速さを、件数ごとに測る
	$(BIN)/python benchmarks/exchange.py

bench-similar: $(READY) compiled ## 似た意見をまとめる速さと確かさを測る
	$(BIN)/python benchmarks/similar.py

FUZZ := 0-20000

fuzz: $(READY) compiled ## 壊したWordのファイルを、番号 FUZZ=0-20000 のぶんだけ読む
	DXPLAN_FUZZ=$(FUZZ) nice $(BIN)/python -m pytest -n 0 -o tmp_path_retention_policy=failed tests/intake/test_word_fuzz.py -k read_or_refused

bench-matching: $(READY) compiled ## idのない版どうしの項目の対応づけの確かさと速さを測る
	$(BIN)/python benchmarks/matching.py

bench-site: $(READY) compiled ## ページを作る速さを、意見の件数ごとに測る
	$(BIN)/python benchmarks/browser_pages.py

PEERS := build/word-peers

$(PEERS)/.ready: benchmarks/word-peers.txt $(READY)
	$(BIN)/python -m uv venv --quiet --clear --python $(BIN)/python $(PEERS)
	$(BIN)/python -m uv pip install --python $(PEERS)/bin/python --quiet --compile-bytecode -r benchmarks/word-peers.txt
	touch $@

bench-word: $(PEERS)/.ready compiled ## 変更履歴つきの見え消しを、ほかの道具と並べて測る
	scripts/office.sh $(VENV)/office
	$(BIN)/python benchmarks/word.py --peers $(PEERS)

bench-files: $(PEERS)/.ready compiled ## 二つのWordファイルの比較を、ほかの道具と並べて測り、大きさごとの伸びを測る
	scripts/office.sh $(VENV)/office
	$(BIN)/python benchmarks/files.py --peers $(PEERS)

WORDS_PEERS := build/words-peers
CORPUS ?=

$(WORDS_PEERS)/.ready: benchmarks/words-peers.txt $(READY)
	$(BIN)/python -m uv venv --quiet --clear --python $(BIN)/python $(WORDS_PEERS)
	$(BIN)/python -m uv pip install --python $(WORDS_PEERS)/bin/python --quiet --compile-bytecode -r benchmarks/words-peers.txt
	touch $@

bench-words: $(WORDS_PEERS)/.ready compiled ## 語の比較を、ほかの道具と並べて測る（CORPUS=改定の前後の文のファイル）
	$(BIN)/python benchmarks/words.py "$(CORPUS)" --peers $(WORDS_PEERS)

golden: $(READY) ## テストの見本を作り直す（差分を必ず読むこと）
	DXPLAN_UPDATE_GOLDEN=1 $(BIN)/python -m pytest tests/papers tests/cli tests/checks -n 0

schema: $(READY) ## 計画データの書式（JSON Schema）とヘルプを作り直す
	$(BIN)/dxplan schema --write
	$(BIN)/python -m dxplan_cli.cli.help

clean: ## 作ったものを消す
	rm -rf $(OUT) build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache
