/* SPDX-License-Identifier: MIT */
/*
 * Names and words of status codes.
 */
#ifndef MLT_BASE_STATUS_H
#define MLT_BASE_STATUS_H

#include "mltest/types.h"

/* Both never NULL. */
const char *mlt_status_name(mltest_status status);
const char *mlt_status_text(mltest_status status);

#endif
