/* SPDX-License-Identifier: MIT */
/*
 * Conditions: a chain of steps and a replicate number, and their one grammar:
 *     kind[:rN]@severity[{name=value,…}] + … # replicate
 * "clean" is the chain without steps; "clean#1" repeats it. Among the values, every kind with
 * lengths or densities takes relative=1.
 */
#ifndef MLT_PERTURB_CONDITION_H
#define MLT_PERTURB_CONDITION_H

#include "perturb/perturb.h"

enum { MLT_MAX_PARAMS = 12, MLT_MAX_STEPS = 8 };

/* A perturbation that a host added: perturb/host.h. */
typedef struct mltest_perturbation mlt_host_kind;

typedef struct {
    const mlt_kind *kind;
    mlt_host_kind *host; /* NULL for the catalogue's kinds */
    double severity;
    double params[MLT_MAX_PARAMS]; /* resolved values, one per row of the kind's table */
    bool is_set[MLT_MAX_PARAMS];   /* given explicitly in braces */
    double blend;                  /* weight of the perturbed picture, 1 unless severity < 1 */
    bool is_relative; /* "relative=1": lengths and densities are scaled to the picture's size */
} mlt_step;

typedef struct {
    char *name; /* canonical: what journals say */
    mlt_step steps[MLT_MAX_STEPS];
    size_t n_steps;
    uint32_t replicate;
} mlt_condition;

/* hosts: extra kinds that names may refer to (mlt_host_kind_describe() gives each one's row).
 * Errors name the column and the nearest valid name. */
mltest_status mlt_condition_parse(mlt_condition *out, mltest_context *ctx, const char *text,
                                  mlt_host_kind *const *hosts, size_t n_hosts,
                                  mltest_error **error);
/* Makes the steps relative whose kinds have lengths or densities, and renames the condition. */
mltest_status mlt_condition_make_relative(mlt_condition *condition, mltest_context *ctx,
                                          mltest_error **error);
void mlt_condition_free(mltest_context *ctx, mlt_condition *condition);
/* Boxes stay exact boxes, as far as the kinds say: not for a geometric kind of a host's own. */
bool mlt_condition_is_exact(const mlt_condition *condition);
/* The largest severity of the steps; 0 for clean. */
double mlt_condition_severity(const mlt_condition *condition);

/* What a condition made of a picture. Reused between pictures: buffers grow only. */
typedef struct {
    mltest_context *ctx;
    mlt_image image; /* valid unless skipped */
    mlt_map map;     /* clean → perturbed */
    mlt_box *cover;  /* hidden rectangles in the perturbed picture, merged, ≤ 4096 */
    size_t n_cover, cap_cover;
    mlt_box *step_cover; /* room for what one step hides */
    size_t cap_step_cover;
    mlt_truths step_truths;       /* where the labels are before a step */
    double change;                /* mlt_view_change(clean, perturbed) */
    const char *skip_reason;      /* not NULL: not applicable; valid until the next picture */
    char reason[MLT_REASON_SIZE]; /* what a host's kind said */
    mlt_image spare;              /* ping-pong buffer of chains */
    mlt_scratch *scratch;
} mlt_perturbed;

mltest_status mlt_perturbed_init(mlt_perturbed *p, mltest_context *ctx, mltest_error **error);
/* The same without working memory: `scratch` must be lent for every mlt_condition_apply(). */
void mlt_perturbed_init_lent(mlt_perturbed *p, mltest_context *ctx);
void mlt_perturbed_free(mlt_perturbed *p);

/*
 * Perturbs one picture: the same inputs give the same bits on any machine and thread.
 * `in` may be any format (BGR is converted); "clean" copies. A picture that did not change at all
 * under a condition with steps has change = 0 and is left to the caller to skip.
 */
mltest_status mlt_condition_apply(const mlt_condition *condition, const mltest_image_view *in,
                                  const mlt_truths *truth, uint64_t seed, const char *sample_id,
                                  mlt_perturbed *out, mltest_error **error);

#endif
