/* SPDX-License-Identifier: MIT */
#include "kernel/cpu.h"
#include "kernel/kernels.h"

#define BUILD(isa)                                                                                 \
    {                                                                                              \
        &mlt_row_loops_##isa, &mlt_filter_loops_##isa, &mlt_noise_loops_##isa,                     \
            &mlt_random_loops_##isa, &mlt_colour_loops_##isa, &mlt_resample_loops_##isa,           \
            &mlt_grey_loops_##isa, &mlt_canny_loops_##isa, &mlt_chamfer_loops_##isa,               \
            &mlt_spatter_loops_##isa, &mlt_snow_loops_##isa, &mlt_plasma_loops_##isa,              \
            &mlt_blend_loops_##isa, &mlt_cubic_loops_##isa, &mlt_dct_loops_##isa,                  \
            &mlt_ycc_loops_##isa, &mlt_mosaic_loops_##isa, &mlt_warp_loops_##isa,                  \
            &mlt_bilinear_loops_##isa, &mlt_coordinate_loops_##isa, &mlt_turn_loops_##isa          \
    }

static const mlt_kernels builds[] = {
    [MLT_CPU_BASELINE] = BUILD(baseline),
#if defined(__x86_64__)
    [MLT_CPU_AVX2] = BUILD(avx2),
    [MLT_CPU_AVX512] = BUILD(avx512),
#endif
};
enum { N_BUILDS = sizeof builds / sizeof builds[0] };

const mlt_kernels *mlt_kernels_at(int level)
{
    return level <= (int)mlt_cpu_level_get() && level < N_BUILDS ? &builds[level] : NULL;
}

const mlt_kernels *mlt_kernels_get(void)
{
    return mlt_kernels_at((int)mlt_cpu_level_get());
}
