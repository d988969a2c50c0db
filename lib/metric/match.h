/* SPDX-License-Identifier: MIT */
/*
 * Which box of one side is which of the other (doc/scores.md). Side A is the clean side after the
 * map of the condition, so its boxes may be known only up to an interval; side B is what the model
 * said about the changed picture.
 */
#ifndef MLT_METRIC_MATCH_H
#define MLT_METRIC_MATCH_H

#include "annotation/box.h"
#include "annotation/prediction.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    mlt_box outer, inner; /* as mlt_map_box() gives them, clipped to the canvas */
    double score;         /* 1 for a truth */
    int32_t cls;
    bool exact; /* outer alone counts */
} mlt_match_box;

/* IoU of b and what a may have looked like when it was drawn around as b is. */
double mlt_match_iou(const mlt_match_box *a, const mlt_box *b);

typedef enum { MLT_MATCH_SAME_CLASS, MLT_MATCH_OTHER_CLASS } mlt_match_classes;

typedef struct {
    double low;  /* IoU at least this; above 0 */
    double high; /* IoU below this; 0 for no bound */
    mlt_match_classes classes;
    /* Hysteresis: both scores at least weak, and at least one of them strong. */
    double strong, weak;
} mlt_match_rule;

enum {                        /* a partner is an index of the other side, or */
       MLT_MATCH_FREE = -1,   /* takes part and has found nobody */
       MLT_MATCH_OUT = -2,    /* does not take part */
       MLT_MATCH_IGNORED = -3 /* lies in what nobody asked for: neither right nor wrong */
};

/*
 * Pairs those that are MLT_MATCH_FREE when called, greedily: by IoU descending, then A's score, B's
 * score, A's index, B's index. Others keep their partner entry. iou_a (may be NULL) gets the IoU of
 * every new pair. MLTEST_ERR_MEMORY; MLTEST_ERR_LIMIT for absurdly many overlapping pairs.
 */
mltest_status mlt_match(mltest_context *ctx, const mlt_match_rule *rule, const mlt_match_box *a,
                        size_t n_a, const mlt_pred *b, size_t n_b, int32_t *partner_a,
                        int32_t *partner_b, double *iou_a, mltest_error **error);

typedef enum {
    MLT_NEED_REQUIRED = 0, /* must be found */
    MLT_NEED_OPTIONAL = 1, /* too little of it is visible: may be found */
    MLT_NEED_IGNORED = 2   /* a crowd, a difficult or ignored truth: takes in what lies in it */
} mlt_need;

/*
 * Marks as MLT_MATCH_IGNORED every free b of which at least half lies in an optional or ignored a
 * of its class. partner_a: NULL, or where an a is MLT_MATCH_OUT it takes in nothing.
 */
void mlt_match_absorb(const mlt_match_box *a, const uint8_t *needs, const int32_t *partner_a,
                      size_t n_a, const mlt_pred *b, size_t n_b, int32_t *partner_b);

#endif
