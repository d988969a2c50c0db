/* SPDX-License-Identifier: MIT */
/*
 * From conditions to kinds, categories and the risk score.
 */
#ifndef MLT_SCORE_RISK_H
#define MLT_SCORE_RISK_H

#include "score/score.h"

/* A kind or a category: means over what is below it. */
typedef struct {
    const char *name, *category;
    double affected, wrong, mean_r, performance; /* NAN where undefined */
    size_t n;                                    /* conditions, or kinds */
    const char *family;                          /* of a kind; "" for none */
    double own;    /* weight among those of its category, or among categories */
    double weight; /* share in the risk of what is defined; these add up to 1 */
} mlt_group_score;

typedef struct {
    mltest_context *ctx;
    mlt_group_score *kinds, *categories;
    size_t n_kinds, cap_kinds, n_categories, cap_categories;
} mlt_groups;

/* Groups the conditions that count and fills in card->risk. Names are borrowed from the journal. */
mltest_status mlt_groups_make(mlt_groups *groups, mltest_scorecard *card, mltest_error **error);
void mlt_groups_free(mlt_groups *groups);

/* The place of a name among kinds or categories; MLT_NO_GROUP if it is not there. */
#define MLT_NO_GROUP UINT32_MAX
uint32_t mlt_group_find(const mlt_group_score *groups, size_t n, const char *name);
/* The kind of each of card->n_levels levels; MLT_NO_GROUP if it is no part of the risk. */
void mlt_groups_place_levels(const mlt_groups *groups, const mltest_scorecard *card,
                             uint32_t *kind_of);
/* Not for a kind whose weight, or whose category's, is 0. */
bool mlt_kind_counts(const mltest_scorecard *card, const mlt_group_score *kind);

#endif
