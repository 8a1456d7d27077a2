# What a packager and a musician expect: build, check, install, master.
#
#   make                             build the plugin and the command line; complete auralmind.lv2
#   make master IN=mix.wav OUT=m.wav [ARGS="--preset club"]
#   make check                       lint, build the plugin as it ships, run every test
#   make install [DESTDIR=…] [PREFIX=/usr] [LV2DIR=…]
#   make dist, make deb              tarballs, Debian packages; see packaging

SHELL := /bin/sh
SWIFT ?= swift
APT_GET ?= apt-get

# Without PREFIX everything goes to the user's own folders.
ifdef PREFIX
  BINDIR ?= $(PREFIX)/bin
  DATADIR ?= $(PREFIX)/share
  LV2DIR ?= $(PREFIX)/lib/lv2
  # Catalogues of software are made of what a system has, not of what one user has.
  METAINFODIR ?= $(DATADIR)/metainfo
else
  BINDIR ?= $(HOME)/.local/bin
  DATADIR ?= $(HOME)/.local/share
  LV2DIR ?= $(HOME)/.lv2
endif

# Manuals and completions: what each is printed by, and where each belongs.
MAN1 := $(DATADIR)/man/man1/auralmind.1
MAN5 := $(DATADIR)/man/man5/auralmind-profile.5
BASH_COMPLETION := $(DATADIR)/bash-completion/completions/auralmind
ZSH_COMPLETION := $(DATADIR)/zsh/site-functions/_auralmind
FISH_COMPLETION := $(DATADIR)/fish/vendor_completions.d/auralmind.fish

METAINFO := $(wildcard packaging/*.metainfo.xml)

# A build without a network has the source of swift-argument-parser in a folder of this name here.
ifneq ($(wildcard swift-argument-parser/Package.swift),)
  export AURALMIND_ARGUMENT_PARSER := $(CURDIR)/swift-argument-parser
endif

BUNDLE := auralmind.lv2
PLUGIN := $(BUNDLE)/auralmind.so
TOOL := .build/release/auralmind
# Objects of the plugin as Embedded Swift: no runtime. They never mix with the ordinary build's.
EMBEDDED := .build-embedded
OBJECTS := $(EMBEDDED)/release/AuralMindLV2.product/Objects.LinkFileList
# What ships is the same to the byte wherever it is built: stripped of what tells paths, and without
# the compiler's digests of its own work, into which they go.
SHIPPED := -c release $(addprefix -Xswiftc ,-Xfrontend -disable-incremental-llvm-codegen)
# Libraries beyond the C library that the plugin may need.
PLUGIN_LIBRARIES := -lm -lfftw3f_threads -lfftw3f

# What building and mastering need, and what the tests need on top.
DEPS := make pkg-config lv2-dev libsndfile1-dev libfftw3-dev libsoxr-dev lv2file lilv-utils
CHECK_DEPS := $(DEPS) liblilv-dev libebur128-dev sordi jalv valgrind x42-plugins binutils \
  ffmpeg man-db groff mandoc zsh fish appstream qemu-user
# Hosts that only the deep tests drive.
DEEP_DEPS := $(CHECK_DEPS) ardour jackd2 ecasound
# What the benchmark is built with, and the peers it runs.
BENCH_DEPS := $(DEPS) liblilv-dev valgrind ffmpeg util-linux x42-plugins lsp-plugins-lv2 calf-plugins \
  zam-plugins

# Packages come before builds, and two builds at once would only wait for each other.
.NOTPARALLEL:

.PHONY: all tool bundle turtle deps check-deps deep-deps bench-deps master lint check check-deep bench static-tool \
  install install-texts uninstall dist deb check-deb check-reproducible clean

all: tool bundle

tool:
	$(SWIFT) build -c release --product auralmind

# SwiftPM compiles; the link is our own, for SwiftPM exports every symbol of a library and writes
# the toolchain's folder into it. The clang beside the Swift in use links. A host that unloads the
# library keeps it all the same (nodelete): FFTW's planner, which all plugins share, is never freed,
# and would be left behind each time.
bundle:
	$(SWIFT) build $(SHIPPED) --traits Embedded --product AuralMindLV2 --scratch-path $(EMBEDDED)
	@toolchain=$$($(SWIFT)c -print-target-info | sed -n 's|.*"runtimeResourcePath": "\(.*\)/lib/swift".*|\1|p'); \
	set -e; \
	"$$toolchain/bin/clang" -shared -fuse-ld=lld -o $(PLUGIN).new @$(OBJECTS) \
	  -Wl,--version-script=Sources/AuralMindLV2/exports.map -Wl,-soname,auralmind.so \
	  -Wl,--gc-sections,--as-needed,--strip-all \
	  -Wl,-z,defs,-z,relro,-z,now,-z,noexecstack,-z,nodelete $(PLUGIN_LIBRARIES); \
	mv -f $(PLUGIN).new $(PLUGIN); \
	rm -f $(BUNDLE)/*.preset.ttl; \
	cp Presets/*.preset.ttl $(BUNDLE)/; \
	echo "$(BUNDLE) is complete: $$(wc -c < $(PLUGIN)) bytes of plugin, $$(ls Presets | wc -l) presets."

# Writes the committed Turtle anew after a change of the table of ports.
turtle:
	$(SWIFT) build -c release --product auralmind-turtle
	.build/release/auralmind-turtle .

deps:
	@$(call install_missing,$(DEPS))

check-deps:
	@$(call install_missing,$(CHECK_DEPS))

deep-deps:
	@$(call install_missing,$(DEEP_DEPS))

bench-deps:
	@$(call install_missing,$(BENCH_DEPS))

# Installs the Debian packages of $(1) that are missing, and says so. An old package list is a
# common reason for apt to fail, so one failure is answered with a fresh list.
define install_missing
command -v dpkg-query > /dev/null || { \
  echo "Not a Debian system: what is needed is its own name for $(1)."; exit 0; }; \
missing=; \
for package in $(1); do \
  [ "$$(dpkg-query -W -f='$${db:Status-Status}' $$package 2>/dev/null)" = installed ] \
    || missing="$$missing $$package"; \
done; \
if [ -z "$$missing" ]; then echo "Every Debian package that is needed is installed."; exit 0; fi; \
echo "Installing with apt-get:$$missing"; \
as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo; \
install() { $$as_root env DEBIAN_FRONTEND=noninteractive \
  $(APT_GET) install -y -q --no-install-recommends $$missing < /dev/null; }; \
install || { $$as_root $(APT_GET) update -q < /dev/null && install; }
endef

export IN OUT
master: deps all
	@set -e; \
	if [ -z "$$IN" ]; then \
	  IN=.build/demo.wav; \
	  echo "No IN=… given: synthesising an unmastered mix, $$IN."; \
	  $(TOOL) demo "$$IN"; \
	fi; \
	status=0; \
	if [ -n "$$OUT" ]; then $(TOOL) master "$$IN" -o "$$OUT" $(ARGS) || status=$$?; \
	else $(TOOL) master "$$IN" $(ARGS) || status=$$?; fi; \
	if [ $$status = 2 ]; then \
	  echo "The master is written, but short of its target: the reason stands above."; \
	fi; \
	exit $$status

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks Package.swift

TEST := $(SWIFT) test -c release -Xswiftc -enable-testing

check: check-deps lint bundle
	$(TEST)

# The same with the slow sweeps: every rate, every preset, long programmes, more hosts.
check-deep: deep-deps lint bundle
	AURALMIND_DEEP=1 $(TEST)

# Everything docs/speed.md shows; BENCH_ARGS="--markdown" prints it as it stands there.
bench: bench-deps bundle tool
	@$(MAKE) --no-print-directory -C Benchmarks

# What is installed carries its own Swift runtime: it must outlive the toolchain that built it.
INSTALLED := .build-install
static-tool:
	$(SWIFT) build $(SHIPPED) --product auralmind --static-swift-stdlib --disable-local-rpath \
	  $(addprefix -Xlinker ,-s -z relro -z now -z noexecstack) --scratch-path $(INSTALLED)

install: bundle static-tool
	install -d "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(LV2DIR)/$(BUNDLE)"
	install -m 755 $(INSTALLED)/release/auralmind "$(DESTDIR)$(BINDIR)/auralmind"
	install -m 644 $(BUNDLE)/*.ttl "$(DESTDIR)$(LV2DIR)/$(BUNDLE)/"
	install -m 755 $(PLUGIN) "$(DESTDIR)$(LV2DIR)/$(BUNDLE)/"
	$(MAKE) install-texts TOOL=$(INSTALLED)/release/auralmind

# $(1) is where a text belongs, $(2) what the tool is asked for it.
define install_text
	install -d "$$(dirname "$(DESTDIR)$(1)")"
	"$(TOOL)" $(2) > "$(DESTDIR)$(1).new"
	chmod 644 "$(DESTDIR)$(1).new"
	mv -f "$(DESTDIR)$(1).new" "$(DESTDIR)$(1)"
endef

install-texts:
	$(call install_text,$(MAN1),manual)
	$(call install_text,$(MAN5),manual --page profile)
	$(call install_text,$(BASH_COMPLETION),completions bash)
	$(call install_text,$(ZSH_COMPLETION),completions zsh)
	$(call install_text,$(FISH_COMPLETION),completions fish)
ifdef METAINFODIR
	install -d "$(DESTDIR)$(METAINFODIR)"
	install -m 644 $(METAINFO) "$(DESTDIR)$(METAINFODIR)/"
endif

uninstall:
	rm -f "$(DESTDIR)$(BINDIR)/auralmind"
	rm -f "$(DESTDIR)$(MAN1)" "$(DESTDIR)$(MAN5)" "$(DESTDIR)$(BASH_COMPLETION)" \
	  "$(DESTDIR)$(ZSH_COMPLETION)" "$(DESTDIR)$(FISH_COMPLETION)"
	rm -rf "$(DESTDIR)$(LV2DIR)/$(BUNDLE)"
ifdef METAINFODIR
	for file in $(notdir $(METAINFO)); do rm -f "$(DESTDIR)$(METAINFODIR)/$$file"; done
endif

# The source of one commit as a tarball, and that of swift-argument-parser as another.
dist:
	packaging/make-dist dist

# Debian packages of that source, made without a network in dist/deb.
deb: dist
	packaging/build-deb dist dist/deb

# The same, judged by lintian and by what their binaries ask of a system.
check-deb: deb
	packaging/check-deb dist/deb

# A second build in another place at another time has to give the same packages, to the byte.
check-reproducible: deb
	packaging/check-reproducible dist dist/deb

clean:
	rm -rf .build .build-address .build-thread $(EMBEDDED) $(INSTALLED) $(PLUGIN) $(BUNDLE)/*.preset.ttl dist
