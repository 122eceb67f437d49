# make            the four programs, in build/
# make check      build and test (scripts/check installs what is missing first)
# make check-quick  the same without the tests that say "# Slow:", in a minute
# make install    PREFIX (default /usr/local) and DESTDIR as usual; uninstall
# make SANITIZE=1 the same with address, undefined-behaviour and leak sanitizers,
#                 in build/sanitize
# make THREADS=1  the same with the thread sanitizer, in build/threads
# make coverage   the share of lines and branches that the tests run, a file a line
# make check-threads  the tests of what has threads, with that
# make torture    kills, full disks, failing allocations and the like
# make fuzz       every fuzz target for FUZZ_SECONDS (default 20), in build/fuzz
#
# A new .c file below a stage's folder is part of that stage; a new .ini, .tsv or
# .sql file there, and a part of the page's template (.html, .css, .js), travels
# inside its program (fetch/base/embedded.h).

VERSION = 0.2.0
PREFIX ?= /usr/local
STAGES = fetch parse transform load
BUILD = build

# Each program links what its stage needs, nothing else; _OPENED is opened when it is
# needed (parse/pdf/pdf_library.h, parse/page/paint_library.h, parse/pack/ole.c).
fetch_LIBS = libcurl libcjson zlib libseccomp glib-2.0 libssl \
	libcrypto nettle
parse_LIBS = libxml-2.0 libcjson zlib libarchive libseccomp gobject-2.0 glib-2.0 \
	nettle
parse_OPENED = poppler-glib cairo fontconfig libgsf-1
transform_LIBS = icu-uc icu-i18n glib-2.0 nettle
load_LIBS = sqlite3 xlsxwriter zlib icu-uc icu-i18n glib-2.0 nettle

CFLAGS ?= -O2 -g
# GLib as Debian 12 has it: what newer ones deprecate is no warning.
GLIB = -DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_74 \
	-DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_74
CFLAGS_ALL = -std=c11 -D_GNU_SOURCE $(GLIB) -Wall -Wextra -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wconversion -Wdate-time \
	-I. \
	$(if $(COVERAGE),,-ffile-prefix-map='$(CURDIR)=.') $(HARDENING) $(CFLAGS)

# What the compiler and the linker do against mistakes of ours; sanitizers do
# more, and do not get on with FORTIFY.
ifeq ($(SANITIZE)$(THREADS)$(FUZZ)$(COVERAGE),)
HARDENING = -fstack-protector-strong -fstack-clash-protection $(BRANCHES) \
	-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$(FORTIFY)
FORTIFY := $(if $(shell test $$($(CC) -dumpversion | cut -d. -f1) -ge 12 && echo y),3,2)
BRANCHES := $(if $(filter x86_64%,$(shell $(CC) -dumpmachine)),-fcf-protection)
CFLAGS_ALL += -fPIE
LDFLAGS += -pie -Wl,-z,relro,-z,now
else
HARDENING = -fstack-protector-strong
endif
ifdef SANITIZE
BUILD = build/sanitize
CFLAGS_ALL += -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer
LDFLAGS += -fsanitize=address,undefined
endif

ifdef THREADS
BUILD = build/threads
CFLAGS_ALL += -fsanitize=thread -fno-omit-frame-pointer
LDFLAGS += -fsanitize=thread
GLIB_LOCKS = $(BUILD)/glib_locks.o
endif

# Which lines and branches the tests run (scripts/coverage).
ifdef COVERAGE
BUILD = build/coverage
CFLAGS = -O0 -g
CFLAGS_ALL += --coverage -fprofile-update=atomic
LDFLAGS += --coverage
UNBOXED = $(BUILD)/unboxed.o $(addprefix -Wl$(comma)--wrap=,_exit syscall \
	setrlimit setresuid setresgid prctl)
endif
comma = ,

ifdef FUZZ
BUILD = build/fuzz
CC = clang
CFLAGS_ALL += -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined -fno-omit-frame-pointer
endif

PROGRAMS = $(STAGES:%=$(BUILD)/miit-%)

.PHONY: all check check-quick install clean FORCE
.SECONDARY:
.DELETE_ON_ERROR:
all: $(PROGRAMS)

# What a stage may call: its own modules, then those upstream of it.
fetch_UP = fetch
parse_UP = parse fetch
transform_UP = transform parse fetch
load_UP = load transform parse fetch

# At any depth below the stage's folder.
sources = $(sort $(shell find $(1) -name '*.c'))
headers = $(sort $(shell find $(1) -name '*.h'))
data = $(sort $(shell find $(1) -name '*.ini' -o -name '*.tsv' -o -name '*.sql' \
	-o -name '*.html' -o -name '*.css' -o -name '*.js'))
objects = $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(1)/main.c,$(call sources,$(1))))

# The digest in --version: of every source and data file the program is made of.
inputs = Makefile $(foreach s,$($(1)_UP),$(call sources,$(s)) $(call headers,$(s)) \
	$(call data,$(s)))
digest_of = $(shell cat $(call inputs,$(1)) | sha256sum | cut -c1-8)

# A library whose flags cannot be had is an error here, not a puzzle later.
ifneq ($(MAKECMDGOALS),clean)
trouble := $(shell pkg-config --cflags --libs $(sort $(foreach s,$(STAGES),\
	$($(s)_LIBS) $($(s)_OPENED))) 2>&1 >/dev/null || echo 'pkg-config failed')
ifneq ($(trouble),)
$(error $(trouble); run scripts/setup as root to install what is missing)
endif
endif

define stage
$(1)_CFLAGS := $$(shell pkg-config --cflags $$($(1)_LIBS) $$($(1)_OPENED))
$(1)_LDLIBS := $$(shell pkg-config --libs $$($(1)_LIBS))

$$(BUILD)/$(1)/%.o: $(1)/%.c
	@mkdir -p $$(@D)
	$$(CC) $$(CPPFLAGS) $$(CFLAGS_ALL) $$($(1)_CFLAGS) -MMD -MP -c -o $$@ $$<

$$(BUILD)/$(1)/embedded.c: $$(call data,$(1)) scripts/embed $$(BUILD)/$(1)/members
	scripts/embed $(1) $$(call data,$(1)) >$$@

$$(BUILD)/$(1)/embedded_data.o: $$(BUILD)/$(1)/embedded.c
	$$(CC) $$(CPPFLAGS) $$(CFLAGS_ALL) -c -o $$@ $$<

$$(BUILD)/lib$(1).a: $$(call objects,$(1)) $$(BUILD)/$(1)/embedded_data.o \
    $$(BUILD)/$(1)/members
	rm -f $$@
	$$(AR) rcs $$@ $$(filter %.o,$$^)

# Changes when a module or a data file comes, goes or moves, which the age of
# no file shows.
$$(BUILD)/$(1)/members: FORCE | $$(BUILD)/$(1)
	@echo '$$(call objects,$(1)) $$(call data,$(1))' | cmp -s - $$@ || \
		echo '$$(call objects,$(1)) $$(call data,$(1))' >$$@

$$(BUILD)/miit-$(1): $$(BUILD)/$(1)/main.o $$(BUILD)/$(1)/version.o \
    $$(GLIB_LOCKS) $$($(1)_UP:%=$$(BUILD)/lib%.a) $$(filter %.o,$$(UNBOXED))
	$$(CC) $$(LDFLAGS) -o $$@ $$^ $$(filter -Wl%,$$(UNBOXED)) -Wl,--as-needed $$($(1)_LDLIBS) -lm

# Made again when any source below it changed.
$$(BUILD)/$(1)/version.c: $$(call inputs,$(1)) | $$(BUILD)/$(1)
	printf '#include "fetch/base/program.h"\nconst char *\nprogram_version(void)\n{\n\treturn "%s+%s";\n}\n' \
		'$$(VERSION)' '$$(call digest_of,$(1))' >$$@
$$(BUILD)/$(1)/version.o: $$(BUILD)/$(1)/version.c
	$$(CC) $$(CPPFLAGS) $$(CFLAGS_ALL) $$($(1)_CFLAGS) -c -o $$@ $$<

$$(BUILD)/$(1):
	mkdir -p $$@
endef
$(foreach s,$(STAGES),$(eval $(call stage,$(s))))

# What poppler is called, and what the program defines in place of its functions and
# those of its libraries: opened, it finds only what is exported.
soname_of = $(shell readelf -d \
	"$$(pkg-config --variable=libdir $(1))/lib$(2).so" | \
	sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')
$(BUILD)/parse/pdf/pdf_library.o: CPPFLAGS += -DPOPPLER='"$(call soname_of,poppler-glib,poppler-glib)"'
$(BUILD)/parse/page/paint_library.o: CPPFLAGS += -DCAIRO='"$(call soname_of,cairo,cairo)"'
$(BUILD)/parse/pack/ole.o: CPPFLAGS += -DGSF='"$(call soname_of,libgsf-1,gsf-1)"'
EXPORTED = $(foreach s,_Z* FT_New_Face Fc* cairo_*,'-Wl,--export-dynamic-symbol=$s')
LDFLAGS += $(EXPORTED)

$(BUILD)/glib_locks.o: tests/threads/glib_locks.c
	mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $$(pkg-config --cflags glib-2.0) -c -o $@ $<

# Tests that need C: one program a file, linked with everything.
TESTS = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/*.c))
tests_LIBS = $(fetch_LIBS) $(parse_LIBS) cairo $(transform_LIBS) $(load_LIBS)
$(BUILD)/tests/%: tests/%.c $(BUILD)/load/version.o $(load_UP:%=$(BUILD)/lib%.a)
	mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS_ALL) $(LDFLAGS) -MMD -MP \
		$$(pkg-config --cflags $(tests_LIBS) $(parse_OPENED)) -o $@ $(filter %.c %.o %.a,$^) \
		-Wl,--as-needed $$(pkg-config --libs $(tests_LIBS)) -lm

.PHONY: tests
tests: all $(TESTS)

check: tests
	MIIT_BIN='$(abspath $(BUILD))' scripts/run-tests

check-quick: tests
	MIIT_BIN='$(abspath $(BUILD))' scripts/run-tests --quick

# Prints the share of lines and branches of each file that all tests run.
.PHONY: coverage
coverage:
	+$(MAKE) COVERAGE=1 tests
	find build/coverage -name '*.gcda' -delete
	-MIIT_BIN='$(CURDIR)/build/coverage' scripts/run-tests
	scripts/coverage
$(BUILD)/unboxed.o: tests/coverage/unboxed.c
	mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -c -o $@ $<

# What has threads, with the thread sanitizer; THREADED=fetch is the quick form.
# GLib's slices pass from thread to thread by locks that the sanitizer does not see.
THREADED = fetch transform
fetch_THREADED = tests/fetch_parallel.t
transform_THREADED = tests/transform.t tests/notice_cache.t
.PHONY: check-threads
check-threads:
	+$(MAKE) THREADS=1 CFLAGS='-O1 -g' $(THREADED:%=build/threads/miit-%)
	G_SLICE=always-malloc MIIT_BIN=build/threads scripts/run-tests \
		$(foreach s,$(THREADED),$($(s)_THREADED))

# Fuzz targets: one for each reader that is registered, one for each other file
# in tests/fuzz.  `make fuzz` runs each for FUZZ_SECONDS (scripts/fuzz).
READERS = $(shell sed -n 's/^extern const struct reader reader_\(.*\);/\1/p' \
	parse/run/readers.c)
FUZZERS = $(READERS:%=$(BUILD)/fuzz-%) $(patsubst tests/fuzz/fuzz_%.c,\
	$(BUILD)/fuzz-%,$(filter-out %/fuzz_reader.c,$(wildcard tests/fuzz/*.c)))
fuzz_UP = $(transform_UP:%=$(BUILD)/lib%.a)
fuzz_LDLIBS_markup = -lgumbo
link_fuzzer = $(CC) $(CPPFLAGS) $(CFLAGS_ALL) -fsanitize=fuzzer $(parse_CFLAGS) \
	$(fetch_CFLAGS) $(1) $(EXPORTED) -o $@ $(filter %.c %.o %.a,$^) -Wl,--as-needed $(parse_LDLIBS) \
	$(fetch_LDLIBS) $(transform_LDLIBS) $(fuzz_LDLIBS_$*) -lm
$(READERS:%=$(BUILD)/fuzz-%): $(BUILD)/fuzz-%: tests/fuzz/fuzz_reader.c \
    tests/fuzz/fuzz.h $(BUILD)/parse/version.o $(fuzz_UP)
	$(call link_fuzzer,-DREADER=reader_$*)
$(BUILD)/fuzz-%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h \
    $(BUILD)/parse/version.o $(fuzz_UP)
	$(call link_fuzzer,)
$(BUILD)/fuzz-load: tests/fuzz/fuzz_load.c tests/fuzz/fuzz.h \
    $(BUILD)/load/version.o $(load_UP:%=$(BUILD)/lib%.a)
	$(call link_fuzzer,$(load_CFLAGS) $(addprefix -Wl$(comma)--wrap=,program_fail \
	sqlite3_prepare_v2 sqlite3_finalize)) $(load_LDLIBS)

# Maltreats the programs (scripts/torture --help): a sample of each row, with
# LONG=1 all of it.
.PHONY: torture
torture: tests
	MIIT_BIN='$(abspath $(BUILD))' scripts/torture $(if $(LONG),--long)

.PHONY: fuzz fuzzers
fuzzers: $(FUZZERS)
fuzz:
	+$(MAKE) FUZZ=1 fuzzers
	scripts/fuzz

# Programs and manual pages where they belong; the scripts with what they read in
# a folder of their own, and by the names miit-SCRIPT beside the programs.
SCRIPTS = nightly cluster status explain search match cookbook load-postgres \
	load-clickhouse parquet
MANUALS = $(foreach s,$(STAGES),$(s)/miit-$(s).1) $(sort $(wildcard scripts/miit-*.1))
SHARE = $(PREFIX)/share/miit-lists
UNITS = $(PREFIX)/lib/systemd/system
BASH_COMPLETION = $(PREFIX)/share/bash-completion/completions
ZSH_COMPLETION = $(PREFIX)/share/zsh/site-functions
COMPLETED = $(STAGES:%=miit-%) $(SCRIPTS:%=miit-%)

.PHONY: uninstall
install: all
	install -d '$(DESTDIR)$(PREFIX)/bin' \
		'$(DESTDIR)$(PREFIX)/share/man/man1' \
		'$(DESTDIR)$(SHARE)/scripts' '$(DESTDIR)$(SHARE)/load' \
		'$(DESTDIR)$(UNITS)' '$(DESTDIR)$(BASH_COMPLETION)' \
		'$(DESTDIR)$(ZSH_COMPLETION)'
	install $(PROGRAMS) '$(DESTDIR)$(PREFIX)/bin'
	install -m 644 $(MANUALS) \
		'$(DESTDIR)$(PREFIX)/share/man/man1'
	install $(SCRIPTS:%=scripts/%) '$(DESTDIR)$(SHARE)/scripts'
	install -m 644 load/COOKBOOK.md load/metadata.json \
		'$(DESTDIR)$(SHARE)/load'
	install -d '$(DESTDIR)$(SHARE)/load/postgres'
	install -m 644 load/postgres/views.sql \
		'$(DESTDIR)$(SHARE)/load/postgres'
	for s in $(SCRIPTS); do \
		printf '#!/bin/sh\nMIIT_BIN=$${MIIT_BIN:-%s/bin} exec %s/scripts/%s "$$@"\n' \
			'$(PREFIX)' '$(SHARE)' $$s >"$(DESTDIR)$(PREFIX)/bin/miit-$$s" && \
		chmod 755 "$(DESTDIR)$(PREFIX)/bin/miit-$$s" || exit 1; \
	done
	sed 's|@BIN@|$(PREFIX)/bin|' scripts/systemd/miit-nightly.service \
		>'$(DESTDIR)$(UNITS)/miit-nightly.service'
	install -m 644 scripts/systemd/miit-nightly.timer '$(DESTDIR)$(UNITS)'
	for c in $(COMPLETED); do \
		install -m 644 scripts/completions/miit-lists.bash \
			"$(DESTDIR)$(BASH_COMPLETION)/$$c" || exit 1; \
	done
	install -m 644 scripts/completions/_miit-lists \
		'$(DESTDIR)$(ZSH_COMPLETION)'

# What install has put there, and nothing else.
uninstall:
	rm -f $(STAGES:%='$(DESTDIR)$(PREFIX)/bin/miit-%') \
		$(SCRIPTS:%='$(DESTDIR)$(PREFIX)/bin/miit-%') \
		$(foreach m,$(MANUALS),'$(DESTDIR)$(PREFIX)/share/man/man1/$(notdir $(m))') \
		$(SCRIPTS:%='$(DESTDIR)$(SHARE)/scripts/%') \
		'$(DESTDIR)$(SHARE)/load/COOKBOOK.md' \
		'$(DESTDIR)$(SHARE)/load/metadata.json' \
		'$(DESTDIR)$(SHARE)/load/postgres/views.sql' \
		'$(DESTDIR)$(UNITS)/miit-nightly.service' \
		'$(DESTDIR)$(UNITS)/miit-nightly.timer' \
		$(COMPLETED:%='$(DESTDIR)$(BASH_COMPLETION)/%') \
		'$(DESTDIR)$(ZSH_COMPLETION)/_miit-lists'
	-rmdir '$(DESTDIR)$(SHARE)/scripts' \
		'$(DESTDIR)$(SHARE)/load/postgres' '$(DESTDIR)$(SHARE)/load' \
		'$(DESTDIR)$(SHARE)' 2>/dev/null

clean:
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
