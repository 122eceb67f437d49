/* What the fuzz targets share.  Each target is one file: its bytes go through
 * one door of the program, and whatever they are, the process goes on.  A
 * sanitizer's report, a warning that says we are wrong, and output that breaks
 * its own format end it. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* Called by libFuzzer; the first once, before all others. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#endif
