/* SPDX-License-Identifier: MIT */
/*
 * The hot loops. Each group is one C source in loops/, compiled once per instruction set, and a
 * header that says what its loops do; the table picks a build by mlt_cpu_level_get(). The loops are
 * plain enough for the vectoriser (lanes.h has the little that it does not find), and as no build
 * may contract or reorder floating-point operations, all builds agree bit for bit.
 *
 * A new group: GROUP.h with a struct of functions and MLT_KERNEL_BUILDS(), loops/GROUP.c that ends
 * in MLT_KERNEL_BUILD(), a row in groups.def and an #include here.
 */
#ifndef MLT_KERNEL_KERNELS_H
#define MLT_KERNEL_KERNELS_H

#include "kernel/bayer.h"
#include "kernel/bilinear.h"
#include "kernel/blend.h"
#include "kernel/blob.h"
#include "kernel/block.h"
#include "kernel/box.h"
#include "kernel/canny.h"
#include "kernel/chamfer.h"
#include "kernel/colour.h"
#include "kernel/coordinates.h"
#include "kernel/cubic.h"
#include "kernel/dct.h"
#include "kernel/deblock.h"
#include "kernel/filter.h"
#include "kernel/glass.h"
#include "kernel/grey.h"
#include "kernel/iso.h"
#include "kernel/light.h"
#include "kernel/map.h"
#include "kernel/median.h"
#include "kernel/mosaic.h"
#include "kernel/noise.h"
#include "kernel/plasma.h"
#include "kernel/random.h"
#include "kernel/rank.h"
#include "kernel/resample.h"
#include "kernel/rows.h"
#include "kernel/shrink.h"
#include "kernel/snow.h"
#include "kernel/spatter.h"
#include "kernel/turn.h"
#include "kernel/words.h"
#include "kernel/ycc.h"

typedef struct {
#define GROUP(member, type) const type *member;
#include "kernel/groups.def"
#undef GROUP
} mlt_kernels;

/* The build that this processor runs. */
const mlt_kernels *mlt_kernels_get(void);
/* A given build, for tests; NULL when it is not compiled in or the processor cannot run it. */
const mlt_kernels *mlt_kernels_at(int level);

#endif
