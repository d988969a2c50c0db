# SPDX-License-Identifier: MIT
# libmltest: one non-recursive Makefile. `make help` lists the targets.

ifneq ($(filter setup setup-long,$(MAKECMDGOALS)),)
# A bare machine: nothing but make is certain to be here. Install, then start again for the rest.
REST := $(filter-out setup setup-long,$(MAKECMDGOALS))
.PHONY: setup setup-long $(REST)
setup setup-long:
	@sh tools/setup $@
$(REST): $(filter setup setup-long,$(MAKECMDGOALS))
	@$(MAKE) --no-print-directory $@
else

O ?= build
VARIANT ?= default
PYTHON ?= /usr/bin/python3
.DEFAULT_GOAL := all

CONFIG := $(firstword $(wildcard config.mk) $(O)/config.mk)
ifeq ($(filter help clean,$(MAKECMDGOALS)),)
include $(CONFIG)
endif

# Without a config.mk from ./configure in this folder, one is made in the build folder.
$(O)/config.mk: config.mk.in configure.ac
	@mkdir -p $(O)
	@if [ -f configure ]; then cp configure $(O)/configure; \
	 else autoconf -o $(O)/configure configure.ac && rm -rf autom4te.cache; fi
	@src=$$(pwd) && cd $(O) && sh ./configure --quiet --srcdir="$$src" $(CONFIGURE_FLAGS)
	@touch $@

V := $(O)/$(VARIANT)
OBJ := $(V)/obj

# --- flags ------------------------------------------------------------------------------------
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
# No contraction and no fast-math anywhere: results are the same bits on every machine.
MLT_CFLAGS = -std=c11 $(WARN) -fvisibility=hidden -ffp-contract=off -fno-math-errno -fPIC -pthread
MLT_CPPFLAGS = -D_XOPEN_SOURCE=700 -D_FILE_OFFSET_BITS=64 -Iinclude -Ilib $(DEP_CFLAGS) \
	$(if $(filter yes,$(HAVE_YAML)),-DMLT_HAVE_YAML=1) \
	$(if $(filter yes,$(HAVE_EXPAT)),-DMLT_HAVE_EXPAT=1)
SAN_asan := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
SAN_ubsan := -fsanitize=undefined -fno-sanitize-recover=undefined
SAN_tsan := -fsanitize=thread
# Of what is for debuggers sanitizers read the lines alone; the rest takes a quarter of the build.
OPT_asan := -O1 -g1
OPT_tsan := -O1 -g
OPT_ubsan := -O1 -g
OPT_O0 := -O0 -g
OPT_O3 := -O3
OPT_coverage := -O0 -g --coverage
SAN_fuzz := -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined
OPT_fuzz := -O1 -g
VARIANT_CFLAGS = $(SAN_$(VARIANT)) $(OPT_$(VARIANT)) $(WERROR)
ALL_CFLAGS = $(CFLAGS) $(MLT_CFLAGS) $(VARIANT_CFLAGS) $(CPPFLAGS) $(MLT_CPPFLAGS)
LIBS = $(DEP_LIBS) -lm -pthread

# --- the library ------------------------------------------------------------------------------
LIB_SRC := $(filter-out lib/kernel/loops/%,$(wildcard lib/*/*.c lib/perturb/*/*.c lib/report/*/*.c))
LOOP_SRC := $(wildcard lib/kernel/loops/*.c)
ifneq ($(filter x86_64-%,$(HOST_TRIPLET)),)
ISAS := baseline avx2 avx512
else
ISAS := baseline
endif
ISA_baseline :=
ISA_avx2 := -mavx2
ISA_avx512 := -mavx512f -mavx512bw -mavx512dq -mavx512vl -mprefer-vector-width=512
ASSETS := $(sort $(wildcard lib/report/assets/*.*))
LIB_OBJ := $(LIB_SRC:%.c=$(OBJ)/%.o) $(OBJ)/assets.o \
	$(foreach isa,$(ISAS),$(LOOP_SRC:%.c=$(OBJ)/%.$(isa).o))
SO := libmltest.so.0

define isa_rule
$(OBJ)/lib/kernel/loops/%.$(1).o: lib/kernel/loops/%.c $(CONFIG)
	@mkdir -p $$(@D)
	$$(CC) $$(ALL_CFLAGS) -O3 $$(OPT_$$(VARIANT)) $(ISA_$(1)) -DMLT_ISA=$(1) -MMD -MP -c -o $$@ $$<
endef
$(foreach isa,$(ISAS),$(eval $(call isa_rule,$(isa))))

$(OBJ)/%.o: %.c $(CONFIG)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# What pages are made of, as arrays.
$(OBJ)/assets.c: tools/embed.sh $(ASSETS)
	@mkdir -p $(@D)
	sh tools/embed.sh lib/report/assets > $@.new && mv $@.new $@
$(OBJ)/assets.o: $(OBJ)/assets.c $(CONFIG)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(V)/libmltest.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $(LIB_OBJ)

$(V)/$(SO): $(LIB_OBJ) lib/libmltest.map
	$(CC) $(CFLAGS) $(VARIANT_CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(SO) \
		-Wl,--version-script=lib/libmltest.map $(if $(SAN_$(VARIANT)),,-Wl,-z,defs) \
		-o $@ $(LIB_OBJ) $(LIBS)
	@ln -sf $(SO) $(V)/libmltest.so

# --- the command ------------------------------------------------------------------------------
TOOL_OBJ := $(patsubst %.c,$(OBJ)/%.o,$(wildcard tools/*.c))
# All of the library, with its public functions to be seen: plugins call those of the program.
$(V)/mltest: $(TOOL_OBJ) $(V)/libmltest.a
	$(CC) $(CFLAGS) $(VARIANT_CFLAGS) $(LDFLAGS) -rdynamic -o $@ $(TOOL_OBJ) \
		-Wl,--whole-archive $(V)/libmltest.a -Wl,--no-whole-archive $(LIBS)

# The default variant's artefacts also stand at the top of the build folder.
TOP_ART := $(O)/mltest $(O)/libmltest.a $(O)/$(SO)
ifeq ($(VARIANT),default)
$(TOP_ART): $(O)/%: $(V)/%
	@ln -sf $(VARIANT)/$* $@
endif

# --- examples ---------------------------------------------------------------------------------
# One file is one program; examples/NAME/*.c belong to the program NAME.
EXAMPLES := $(patsubst examples/%.c,$(V)/examples/%,$(wildcard examples/*.c))
.SECONDEXPANSION:
$(V)/examples/%: $(OBJ)/examples/%.o $$(patsubst $$(PERCENT).c,$(OBJ)/$$(PERCENT).o,$$(wildcard examples/$$*/*.c)) $(V)/libmltest.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(VARIANT_CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(V)/libmltest.a $(LIBS)
PERCENT := %
.PRECIOUS: $(OBJ)/%.o

# --- tests ------------------------------------------------------------------------------------
UNIT_SRC := $(wildcard tests/unit/*/test_*.c)
CONF_SRC := $(wildcard tests/conformance/test_*.c)
FAIL_SRC := $(wildcard tests/failure/test_*.c)
TEST_SRC := tests/unit/main.c tests/unit/testing.c $(UNIT_SRC) $(CONF_SRC) $(FAIL_SRC) \
	tests/conformance/feed.c
TEST_OBJ := $(TEST_SRC:%.c=$(OBJ)/%.o)
SUITES := $(patsubst tests/unit/%.c,%,$(UNIT_SRC)) $(patsubst tests/%.c,%,$(CONF_SRC) $(FAIL_SRC))
# Every assertion tells Check its place by _mark_point(): tests/unit/testing.h says why not this one.
$(TEST_OBJ): ALL_CFLAGS += -Itests/unit -Itests/conformance -I$(V) $(CHECK_CFLAGS) \
	-D_mark_point=mlt_test_mark
# Looked at every time, as a test may also have gone.
.PHONY: always
$(V)/suites.inc: always
	@mkdir -p $(@D)
	@for s in $(subst /test_,_,$(SUITES)); do echo "SUITE($$s)"; done | sort > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
$(OBJ)/tests/unit/main.o: $(V)/suites.inc
$(V)/unit: $(TEST_OBJ) $(V)/libmltest.a $(V)/tests/process_child
	$(CC) $(CFLAGS) $(VARIANT_CFLAGS) $(LDFLAGS) -o $@ $(TEST_OBJ) $(V)/libmltest.a $(LIBS) $(CHECK_LIBS) -lz
$(V)/tests/process_child: tests/failure/process_child.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -std=c11 $(WARN) -D_XOPEN_SOURCE=700 -o $@ $<

SIDE_BY_SIDE := $(patsubst %,$(OBJ)/tests/conformance/%.o,side_by_side feed)
$(SIDE_BY_SIDE): ALL_CFLAGS += -Itests/conformance
$(V)/tests/side_by_side: $(SIDE_BY_SIDE) $(V)/libmltest.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(VARIANT_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(V)/tests/json_numbers: $(OBJ)/tests/conformance/json_numbers.o $(V)/libmltest.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(VARIANT_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

FUZZ := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
$(V)/fuzz/replay_%: $(OBJ)/tests/fuzz/fuzz_%.o $(OBJ)/tests/fuzz/replay.o $(V)/libmltest.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(VARIANT_CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(V)/libmltest.a $(LIBS)
$(V)/fuzz/fuzz_%: $(OBJ)/tests/fuzz/fuzz_%.o $(V)/libmltest.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(VARIANT_CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $(filter %.o,$^) $(V)/libmltest.a $(LIBS)
$(foreach f,$(FUZZ),$(OBJ)/tests/fuzz/fuzz_$(f).o): ALL_CFLAGS += -Wno-missing-prototypes

BENCHES := $(patsubst tests/bench/%.c,$(V)/bench/%,$(wildcard tests/bench/bench_*.c))
BENCH_OBJ := $(patsubst %.c,$(OBJ)/%.o,$(wildcard tests/bench/*.c))
# Programs that take the time.
$(OBJ)/tests/bench/calibration.o: ALL_CFLAGS += -Itests/unit
$(V)/bench/%: $(OBJ)/tests/bench/%.o $(OBJ)/tests/bench/timing.o $(V)/libmltest.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(VARIANT_CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(V)/libmltest.a $(LIBS)

include $(wildcard tests/tests.mk)

# --- targets for people -----------------------------------------------------------------------
.PHONY: all bench bench-peers doc calibration check-unit examples unit install uninstall dist clean
.PHONY: bench-eval-peers help lint
all: $(TOP_ART) ## the command and the library
examples: $(EXAMPLES)
unit: $(V)/unit
check-unit: $(V)/unit ## unit tests; T=folder_file runs one suite
	MLTEST_TEST_CHILD=$(abspath $(V)/tests/process_child) $(V)/unit $(T)

# The same for the scripts of tests/e2e, once a build.
$(V)/demo/demo.json: $(V)/examples/blood_cells
	@rm -rf $(@D) && mkdir -p $(@D)
	$< --json --demo $(@D) >$@.new 2>/dev/null
	@mv $@.new $@

demo: $(V)/examples/blood_cells ## draw pictures, stress two detectors, compare them
	@mkdir -p $(O)/demo
	$(V)/examples/blood_cells --demo $(O)/demo

bench: $(BENCHES) ## how long the hot paths take, in JSON lines; T=kind or T=eval
	@for b in $(BENCHES); do $$b $(T); done

# The scene of the handbook, drawn smears, and every thirtieth photograph of BCCD where it is.
CALIBRATION = $(O)/calibration
calibration: $(V)/bench/calibration $(V)/examples/blood_cells ## how far each kind goes, measured
	@mkdir -p $(CALIBRATION)/demo
	@test -e $(CALIBRATION)/scene.png || $(PYTHON) tools/scene.py $(CALIBRATION)/scene.png
	@$(V)/examples/blood_cells --demo $(CALIBRATION)/demo >/dev/null 2>&1
	$(V)/bench/calibration $(CALIBRATION)/scene.png \
		$$(find $(CALIBRATION)/demo -name '*.png' | sort | sed -n '1~20p') \
		$$(ls ../shared/data/bccd/JPEGImages/*.jpg 2>/dev/null | sed -n '1~30p') \
		> $(CALIBRATION)/report.md
	@echo $(CALIBRATION)/report.md

bench-peers: $(V)/bench/peer_perturb ## the published kinds against other libraries; T=kind
	@$(PYTHON) tests/bench/peers.py $(V) $(T)

bench-eval-peers: $(V)/mltest ## the evaluation against other evaluators; T="--rounds 5 --workloads abc"
	@$(PYTHON) tests/bench/eval_peers.py $(V) $(T)

asan ubsan tsan: ## unit tests under a sanitizer
	$(MAKE) VARIANT=$@ check-unit

valgrind: $(V)/unit ## unit tests under valgrind
	CK_FORK=no MLTEST_TEST_CHILD=$(abspath $(V)/tests/process_child) valgrind -q --error-exitcode=9 \
		--leak-check=full $(V)/unit $(T)

doc: $(V)/mltest ## doc/perturbations.md and its pictures, from the descriptors
	$(PYTHON) tools/perturbation_pages.py $(V)/mltest doc/perturbations.md --pictures

lint: ## clang-format, cppcheck, clang-tidy
	@sh tests/structure/lint.sh

# --- install ----------------------------------------------------------------------------------
HEADERS := $(wildcard include/mltest/*.h)
# The same places below docdir as in the tree, so that what README names is there.
DOCS := README NEWS COPYING $(wildcard doc/*.md doc/*.json doc/metrics/*.md doc/pictures/*.jpg examples/*.* examples/*/*.[ch] examples/*/Makefile)
BASH_COMPLETION = $(datarootdir)/bash-completion/completions
install: $(V)/mltest $(V)/libmltest.a $(V)/$(SO) ## DESTDIR and prefix are honoured
	install -d $(addprefix $(DESTDIR),$(bindir) $(libdir)/pkgconfig $(includedir)/mltest \
		$(mandir)/man1 $(mandir)/man7 $(BASH_COMPLETION) $(docdir))
	install -m 755 $(V)/mltest $(DESTDIR)$(bindir)/mltest
	install -m 644 $(V)/libmltest.a $(DESTDIR)$(libdir)/libmltest.a
	install -m 755 $(V)/$(SO) $(DESTDIR)$(libdir)/$(SO)
	ln -sf $(SO) $(DESTDIR)$(libdir)/libmltest.so
	install -m 644 include/mltest.h $(DESTDIR)$(includedir)/mltest.h
	install -m 644 $(HEADERS) $(DESTDIR)$(includedir)/mltest/
	sed -e 's|@prefix@|$(prefix)|' -e 's|@libdir@|$(libdir)|' -e 's|@includedir@|$(includedir)|' \
		-e 's|@version@|$(VERSION)|' -e 's|@libs@|$(LIBS)|' pkgconfig/mltest.pc.in \
		> $(DESTDIR)$(libdir)/pkgconfig/mltest.pc
	chmod 644 $(DESTDIR)$(libdir)/pkgconfig/mltest.pc
	rm -rf $(O)/man
	sh tools/manpages.sh $(V)/mltest $(O)/man
	install -m 644 $(O)/man/*.1 $(DESTDIR)$(mandir)/man1/
	install -m 644 doc/man/mltest.7 $(DESTDIR)$(mandir)/man7/
	install -m 644 tools/completion/mltest.bash $(DESTDIR)$(BASH_COMPLETION)/mltest
	@set -e; for f in $(DOCS); do \
		echo $(DESTDIR)$(docdir)/$$f; install -D -m 644 $$f $(DESTDIR)$(docdir)/$$f; done
# Folders that hold something else stay.
uninstall: ## removes what install put there
	rm -f $(addprefix $(DESTDIR),$(bindir)/mltest $(libdir)/libmltest.a $(libdir)/$(SO) \
		$(libdir)/libmltest.so $(libdir)/pkgconfig/mltest.pc $(includedir)/mltest.h \
		$(mandir)/man1/mltest.1 $(mandir)/man1/mltest-*.1 $(mandir)/man7/mltest.7 \
		$(BASH_COMPLETION)/mltest)
	rm -rf $(DESTDIR)$(includedir)/mltest
	rm -f $(addprefix $(DESTDIR)$(docdir)/,$(DOCS))
	@find $(DESTDIR)$(docdir) -depth -type d -empty -delete 2>/dev/null || true

dist: ## mltest-VERSION.tar.gz of the last commit, in the build folder
	@sh tools/dist.sh $(O)

clean:
	rm -rf $(O)

help: ## this list
	@echo "targets:"
	@sed -n 's/^\([a-z][a-z -]*\):[^#]*## \(.*\)/  \1\t\2/p' Makefile tests/tests.mk | expand -t 26
	@echo "variables: O=folder  VARIANT=default|asan|tsan|ubsan|O0|O3  CC=…  T=suite  CONFIGURE_FLAGS=…"

-include $(FUZZ:%=$(OBJ)/tests/fuzz/fuzz_%.d) $(LIB_OBJ:.o=.d) $(TOOL_OBJ:.o=.d) $(TEST_OBJ:.o=.d) \
	$(SIDE_BY_SIDE:.o=.d) $(SIMULATION_OBJ:.o=.d) $(BENCH_OBJ:.o=.d) $(patsubst %.c,$(OBJ)/%.d,$(wildcard examples/*.c examples/*/*.c))
endif
