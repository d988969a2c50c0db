/* SPDX-License-Identifier: MIT */
#include "suite/suite.h"

const mlt_named_suite mlt_named_suites[] = {
#define SUITE(name, summary, kinds, severities) {name, summary, kinds, severities},
#include "suite/named.def"
#undef SUITE
};
const size_t mlt_named_suite_count = sizeof mlt_named_suites / sizeof mlt_named_suites[0];
