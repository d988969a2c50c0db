/* SPDX-License-Identifier: MIT */
#include "base/status.h"

#include "mltest/error.h"

/* The public list and the table are one list. */
#define STATUS(name, value, words)                                                                 \
    _Static_assert(MLTEST_##name == (value), "status.def and mltest/error.h differ");
#include "base/status.def"
#undef STATUS

const char *mlt_status_name(mltest_status status)
{
    switch (status) {
#define STATUS(name, value, words)                                                                 \
    case value:                                                                                    \
        return "MLTEST_" #name;
#include "base/status.def"
#undef STATUS
    default:
        return "MLTEST_ERR_UNKNOWN";
    }
}

const char *mlt_status_text(mltest_status status)
{
    switch (status) {
#define STATUS(name, value, words)                                                                 \
    case value:                                                                                    \
        return words;
#include "base/status.def"
#undef STATUS
    default:
        return "an unknown status";
    }
}
