/* SPDX-License-Identifier: MIT */
/*
 * Kinds of change and what they do to a picture. A kind is one file in a category's folder with a
 * mlt_kind at its end, and one row in catalog.def.
 */
#ifndef MLT_PERTURB_PERTURB_H
#define MLT_PERTURB_PERTURB_H

#include "annotation/map.h"
#include "annotation/truth.h"
#include "base/random.h"
#include "image/image.h"
#include "mltest/types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Same order and values as MLTEST_CATEGORY_ in mltest/perturbation.h. */
typedef enum {
    MLT_CATEGORY_NOISE = 1,
    MLT_CATEGORY_BLUR,
    MLT_CATEGORY_WEATHER,
    MLT_CATEGORY_LIGHTING,
    MLT_CATEGORY_COLOUR,
    MLT_CATEGORY_DIGITAL,
    MLT_CATEGORY_GEOMETRIC,
    MLT_CATEGORY_OCCLUSION
} mlt_category;
const char *mlt_category_name(int category); /* "noise" …; "" for none */

typedef enum {
    MLT_PARAM_LINEAR = 0, /* interpolated between the integer severities */
    MLT_PARAM_STEP = 1    /* the value of the nearest integer severity, halves up */
} mlt_param_rule;

typedef struct {
    const char *name;
    const char *unit;
    double low, high; /* bounds for values set directly */
    double values[5]; /* at severities 1 … 5 */
    mlt_param_rule rule;
    bool has_identity; /* below severity 1 the value goes linearly to `identity` */
    double identity;
    bool is_length_px; /* relative steps scale it with the shorter side: it is meant for 480 px */
    bool is_density;   /* per megapixel; relative steps mean a picture of 640 × 480 */
    bool is_free;      /* not bound to severity: default is values[0], NAN = drawn at random */
} mlt_param;

enum {                          /* mlt_kind.flags */
       MLT_KIND_STOCHASTIC = 1, /* draws random numbers */
       MLT_KIND_GEOMETRIC = 2,  /* moves pixels: sets a map */
       MLT_KIND_HIDES = 4,      /* journals covered rectangles */
       MLT_KIND_NEEDS_COLOUR = 8,
       MLT_KIND_SINGLE = 16,        /* one strength: every severity is the same */
       MLT_KIND_INFORMATIONAL = 32, /* weight 0 in risk */
       MLT_KIND_PHOTOGRAPHS = 64,   /* takes the context's photographs, if there are any */
       MLT_KIND_EXACT = 128,        /* moves pixels, but boxes stay exact boxes */
       MLT_KIND_NEEDS_LABELS = 256
};

typedef struct mlt_scratch mlt_scratch; /* per-worker buffers: perturb/scratch.h */

enum { MLT_REASON_SIZE = 256 };

/* What one step gets and gives. */
typedef struct {
    mltest_context *ctx;
    const mltest_image_view *in; /* never BGR */
    const double *params;        /* one per row of the kind's table */
    double severity;
    uint64_t key; /* for mlt_random_init */
    const char *sample_id;
    const mlt_truths *truth; /* already mapped to `in`; may be NULL */
    mlt_scratch *scratch;
    mlt_image *out; /* apply sizes and fills it */
    mlt_map map;    /* in: identity; apply sets it when pixels move */
    mlt_box *cover; /* covered rectangles in out's pixels, allocated from ctx */
    size_t n_cover, cap_cover;
    const char *not_applicable; /* apply sets a constant reason, or .reason, instead of a picture */
    char *reason;               /* room for a text of MLT_REASON_SIZE bytes with its NUL */
} mlt_step_io;

typedef struct {
    const char *name;
    const char *mltest_name; /* the name MLTest used, "" if none */
    const char *family;      /* near-duplicates share one; "" for none */
    int category;            /* mlt_category */
    uint32_t revision;
    uint32_t flags;      /* MLT_KIND_ */
    const char *summary; /* what it stands for in the real world, one sentence */
    const char *when;    /* when that matters: fields, devices, situations */
    const mlt_param *params;
    size_t n_params;
    mltest_status (*apply)(mlt_step_io *io, mltest_error **error);
} mlt_kind;

/* The catalogue, in the order of catalog.def. */
size_t mlt_kind_count(void);
const mlt_kind *mlt_kind_at(size_t i);
/* NULL if unknown. revision 0 = the current one. */
const mlt_kind *mlt_kind_find(const char *name, uint32_t revision);
/* The parameter values at a real severity in (0, 5], by the rules of params.c. *blend is
 * the weight of the perturbed picture (1 unless severity < 1 and the kind has no identity values).
 */
void mlt_kind_params(const mlt_kind *kind, double severity, double *values, double *blend);

#endif
