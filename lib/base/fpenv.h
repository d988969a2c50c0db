/* SPDX-License-Identifier: MIT */
/*
 * The floating-point environment: a host may have set another rounding mode or trap exceptions.
 * Entry points that compute switch to the default one and give the host's back.
 */
#ifndef MLT_BASE_FPENV_H
#define MLT_BASE_FPENV_H

#include <fenv.h>

static inline void mlt_fpenv_enter(fenv_t *saved)
{
    fegetenv(saved);
    fesetenv(FE_DFL_ENV);
}

static inline void mlt_fpenv_leave(const fenv_t *saved)
{
    fesetenv(saved);
}

#endif
