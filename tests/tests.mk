# SPDX-License-Identifier: MIT
# The checks: every leg is run by tests/tally.sh, which counts from exit statuses.
.PHONY: fuzz check check-long check-legs check-long-legs abi abi-record distcheck side-by-side simulations
.PHONY: check-arm64 check-arm64-legs check-minimal check-minimal-legs
RESULTS := $(O)/check/results
TALLY = sh tests/tally.sh $(RESULTS)
# The unit suites of the variant folder $(1). Machines that build on the side make tests wait.
UNIT = env CK_TIMEOUT_MULTIPLIER=$(or $(PATIENCE),5) \
	MLTEST_TEST_CHILD=$(abspath $(O))/$(1)/tests/process_child \
	sh tests/unit/each.sh $(O)/$(1)/unit $(O)/$(1)/suites.inc

# The scripts, each in a folder of its own: two at a time.
E2E := $(patsubst tests/e2e/%.sh,%,$(sort $(wildcard tests/e2e/test_*.sh)))

check: ## everything that must hold; ends with "N passed, N failed"
	@rm -rf $(O)/check && mkdir -p $(O)/check
	@$(MAKE) --no-print-directory check-legs
	@$(TALLY) --sum

check-legs:
	@$(TALLY) build $(MAKE) -j2 all unit examples $(BENCHES) \
		$(FUZZ:%=$(V)/fuzz/replay_%) $(V)/demo/demo.json
	@$(TALLY) unit $(call UNIT,$(VARIANT))
	@$(TALLY) build-asan $(MAKE) -j2 VARIANT=asan unit $(FUZZ:%=$(O)/asan/fuzz/replay_%)
	@$(TALLY) unit-asan env CK_FORK=no ASAN_OPTIONS=detect_leaks=1 $(call UNIT,asan)
	@$(TALLY) headers sh tests/api/headers.sh
	@$(TALLY) exports sh tests/structure/exports.sh $(V)/$(SO)
	@for t in $(sort $(wildcard tests/structure/*.py)); do \
		$(TALLY) structure-$$(basename $$t .py) $(PYTHON) $$t $(V); done
	@$(TALLY) fuzz-corpora sh tests/fuzz/replay.sh $(V)/fuzz
	@$(TALLY) fuzz-corpora-asan sh tests/fuzz/replay.sh $(O)/asan/fuzz
	@$(TALLY) cpp sh tests/api/cpp.sh $(V)
	@$(TALLY) score-random sh tests/conformance/score_random.sh $(V) --drawn --count 20
	@$(TALLY) report-schema $(PYTHON) tests/conformance/report_schema.py $(V)
	@$(TALLY) ctypes $(PYTHON) tests/api/test_ctypes.py $(V)/$(SO)
	@$(TALLY) installed sh tests/api/installed.sh
	@printf '%s\n' $(E2E) | xargs -P 2 -I NAME $(TALLY) e2e-NAME sh tests/e2e/NAME.sh $(V)
	@$(MAKE) --no-print-directory check-minimal-legs

check-long: ## threads, valgrind, other compilers; writes build/check-long.log
	@rm -rf $(O)/check-long && mkdir -p $(O)/check-long
	@{ git log -1 --format='commit %H' 2>/dev/null; date; } > $(O)/check-long.log
	@$(MAKE) --no-print-directory RESULTS=$(O)/check-long/results check-long-legs 2>&1 | \
		tee -a $(O)/check-long.log
	@sh tests/tally.sh $(O)/check-long/results --sum > $(O)/check-long/sum; status=$$?; \
		tee -a $(O)/check-long.log < $(O)/check-long/sum; exit $$status

# libjpeg-turbo's vector code reads past rows what it does not use: without it under valgrind.
check-long-legs: PATIENCE := 30 # ThreadSanitizer, valgrind, and what runs beside them
check-long-legs:
	@$(TALLY) build $(MAKE) -j2 all unit examples $(V)/tests/side_by_side $(V)/tests/json_numbers $(V)/bench/peer_perturb \
		$(V)/tests/simulation
	@for v in tsan O0 O3; do \
		$(TALLY) build-$$v $(MAKE) -j2 VARIANT=$$v unit; \
		$(TALLY) unit-$$v $(call UNIT,$$v); \
	done
	@$(TALLY) build-gcc $(MAKE) -j2 O=$(O)/gcc CONFIGURE_FLAGS=CC=gcc WERROR=-Werror all unit examples
	@$(TALLY) build-clang $(MAKE) -j2 O=$(O)/clang CONFIGURE_FLAGS=CC=clang WERROR=-Werror all unit examples
	@$(TALLY) unit-clang $(call UNIT,clang/default)
	@$(TALLY) valgrind env CK_FORK=no JSIMD_FORCENONE=1 RUNNER="valgrind -q --error-exitcode=9 --leak-check=full" \
		$(call UNIT,$(VARIANT))
	@$(TALLY) lint sh tests/structure/lint.sh
	@$(TALLY) simulations $(V)/tests/simulation
	@$(TALLY) json-numbers $(PYTHON) tests/conformance/json_numbers.py $(V)
	@$(TALLY) side-by-side sh tests/conformance/side_by_side.sh $(V)
	@$(TALLY) score-random sh tests/conformance/score_random.sh $(V) --count 200
	@$(TALLY) coco-random sh tests/conformance/coco_random.sh $(V)
	@$(TALLY) lvis-random sh tests/conformance/lvis_random.sh $(V)
	@$(TALLY) e2e-process sh tests/e2e/test_process.sh $(V)
	@$(TALLY) e2e-verdicts sh tests/e2e/bccd_verdicts.sh $(V)
	@$(TALLY) e2e-perturb sh tests/e2e/test_perturb.sh $(V)
	@$(TALLY) browser sh tests/browser/report.sh $(V)
	@$(TALLY) abi $(MAKE) --no-print-directory abi
	@$(TALLY) distcheck $(MAKE) --no-print-directory distcheck
	@$(MAKE) --no-print-directory check-arm64-legs

# Cross build and emulation; a result must be the same bits as on this machine.
ARM64_FLAGS = --host=aarch64-linux-gnu \
	PKG_CONFIG_LIBDIR=/usr/lib/aarch64-linux-gnu/pkgconfig:/usr/share/pkgconfig
check-arm64: ## cross build, unit suites and golden hashes under qemu, a journal like this machine's
	@rm -rf $(O)/check-arm64 && mkdir -p $(O)/check-arm64
	@$(MAKE) --no-print-directory RESULTS=$(O)/check-arm64/results check-arm64-legs
	@sh tests/tally.sh $(O)/check-arm64/results --sum

# The emulator cannot be forked while it has threads: no suites with child processes.
check-arm64-legs:
	@$(TALLY) build $(MAKE) -j2 all unit examples
	@$(TALLY) build-arm64 $(MAKE) -j2 O=$(O)/arm64 "CONFIGURE_FLAGS=$(ARM64_FLAGS)" all unit examples
	@$(TALLY) unit-arm64 env RUNNER=qemu-aarch64 "WITHOUT=\(predictor\|failure\)_" CK_TIMEOUT_MULTIPLIER=30 \
		MLTEST_TEST_CHILD=$(abspath $(V))/tests/process_child \
		sh tests/unit/each.sh $(O)/arm64/default/unit $(O)/arm64/default/suites.inc
	@$(TALLY) demo-arm64 sh tests/structure/arm64.sh $(V) $(O)/arm64/default

# The libraries that everybody has: libpng, libjpeg-turbo, zlib; and Check. The optimizer's work is
# tested by the other build: -O1 is here what builds and tests in the least time.
check-minimal: ## without libyaml and expat
	@rm -rf $(O)/check-minimal && mkdir -p $(O)/check-minimal
	@$(MAKE) --no-print-directory RESULTS=$(O)/check-minimal/results check-minimal-legs
	@sh tests/tally.sh $(O)/check-minimal/results --sum

check-minimal-legs:
	@$(TALLY) build-minimal $(MAKE) -j2 O=$(O)/minimal \
		"CONFIGURE_FLAGS=--without-yaml --without-expat CFLAGS=-O1" all unit examples \
		$(O)/minimal/default/demo/demo.json
	@$(TALLY) unit-minimal $(call UNIT,minimal/default)
	@printf '%s\n' demo determinism digits eval | xargs -P 2 -I NAME \
		$(TALLY) e2e-NAME-minimal sh tests/e2e/test_NAME.sh $(O)/minimal/default

SIMULATION_OBJ := $(patsubst %.c,$(OBJ)/%.o,$(wildcard tests/simulation/*.c))
$(V)/tests/simulation: $(SIMULATION_OBJ) $(V)/libmltest.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(VARIANT_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

simulations: $(V)/tests/simulation ## coverage of intervals, levels of tests; T=map, for one of them
	@$(V)/tests/simulation $(T)

side-by-side: $(V)/tests/side_by_side ## the published kinds beside the package itself; T=kind
	@sh tests/conformance/side_by_side.sh $(V) $(T)

distcheck: ## build, test, install and uninstall what `make dist` writes
	@sh tests/structure/dist.sh $(O)/distcheck

fuzz: ## fuzz one target with clang; T=json SECONDS=60
	@test -n "$(T)" || { echo "T=TARGET is missing; there are: $(FUZZ)"; exit 2; }
	$(MAKE) O=$(O)/fuzzing VARIANT=fuzz CONFIGURE_FLAGS=CC=clang $(O)/fuzzing/fuzz/fuzz/fuzz_$(T)
	@mkdir -p $(O)/fuzzing/corpus/$(T)
	$(O)/fuzzing/fuzz/fuzz/fuzz_$(T) -max_total_time=$(or $(SECONDS),60) -max_len=4096 \
		-rss_limit_mb=2048 -timeout=20 -print_final_stats=1 -artifact_prefix=$(O)/fuzzing/found-$(T)- \
		$(O)/fuzzing/corpus/$(T) tests/fuzz/corpus/$(T)

abi: $(V)/$(SO) ## exports = map = headers, and nothing that hosts rely on has changed
	@sh tests/structure/exports.sh $(V)/$(SO)
	@$(PYTHON) tests/structure/abi.py $(V)

abi-record: $(V)/$(SO) ## the interface of now is the one that `make abi` compares with
	@sh tests/structure/exports.sh $(V)/$(SO)
	@$(PYTHON) tests/structure/abi.py $(V) --record
