/* SPDX-License-Identifier: MIT */
/*
 * What a journal holds, in memory. Strings and arrays belong to whoever made the
 * record; the reader keeps all of a journal's in one arena.
 */
#ifndef MLT_JOURNAL_RECORDS_H
#define MLT_JOURNAL_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotation/classes.h"
#include "annotation/map.h"
#include "annotation/polygon.h"
#include "annotation/prediction.h"
#include "annotation/truth.h"
#include "measure/tags.h"

typedef struct {
    const char *name;
    double value;
} mlt_jparam;

typedef struct {
    const char *kind;
    const char *category; /* "noise" … */
    const char *family;   /* "" for none */
    uint32_t revision;
    bool informational;
    mlt_jparam *params;
    size_t n_params;
} mlt_jstep;

/* What becomes of a class under a condition: a left arrow in a mirror is a right one. */
typedef struct {
    const char *from, *to; /* to NULL: it makes no sense there, and is left out */
} mlt_jchange;

/* The same by index, of a journal that was read. */
typedef struct {
    int32_t *to;   /* of each class; -1: left out */
    bool *is_void; /* no class becomes this one, and it is left out itself */
    size_t n;
} mlt_jclasses;

typedef struct {
    const char *name; /* canonical */
    mlt_jstep *steps; /* none for clean */
    size_t n_steps;
    double severity; /* of the strongest step; 0 for clean */
    uint32_t replicate;
    mlt_jchange *changes; /* classes that do not stay as they are */
    size_t n_changes;
} mlt_jcondition;

/* What a run until decided decides by. */
typedef struct {
    double target, min_confidence, match_confidence, score_strictness, min_visibility;
    bool macro; /* consistency is the mean over classes */
} mlt_jrule;

typedef struct {
    const char *library; /* version */
    const char *model_name, *model_version;
    const char **model_tags;
    size_t n_model_tags;
    int32_t task; /* MLTEST_TASK_ */
    const char **classes;
    size_t n_classes;
    const char *dataset_name;
    uint64_t dataset_fingerprint, dataset_n;
    const char *suite_name;
    uint64_t suite_hash;
    uint64_t frost_photographs; /* their hash; 0 if frost has none, or there is no frost */
    uint64_t seed;
    bool has_score_floor;
    double score_floor;
    uint64_t shard_index, shard_count, limit; /* limit: the n that shards divide */
    /* A merge of several shards, but not of all: their indexes, ascending. Else none. */
    uint64_t *shards;
    size_t n_shards;
    uint64_t budget;    /* calls that the run was allowed; 0: as many as it takes */
    bool until_decided; /* each condition was asked until its verdict */
    mlt_jrule rule;     /* then: of these verdicts */
    bool f64;           /* numbers "f64", else "f32" */
} mlt_jrun;

typedef struct {
    const char *id;
    uint64_t n; /* ordinal in the data set */
    uint32_t width, height;
    uint64_t hash; /* of the decoded pixels */
    bool labelled;
    mlt_truth *truth;
    size_t n_truth;
    mlt_polygons polygons; /* of the truths; none unless some condition needs them */
    mlt_tag *tags;
    size_t n_tags;
} mlt_jsample;

typedef enum { MLT_OUTCOME = 1, MLT_FAILURE = 2, MLT_SKIP = 3 } mlt_outcome_type;

typedef struct {
    mlt_outcome_type type;
    bool is_top;     /* classification: preds have no boxes */
    mlt_pred *preds; /* score descending */
    size_t n_preds;
    uint32_t width, height; /* of the perturbed picture */
    const mlt_map *map;     /* NULL: the identity, and the size of the sample; mlt_map_bytes() */
    mlt_box *cover;
    size_t n_cover;
    const mlt_jclasses *classes; /* of the condition, set by the reader; NULL: all stay */
    double change;
    double ms;           /* negative: not recorded */
    int32_t code;        /* failure: a callback's code or status */
    const char *message; /* failure, skip */
} mlt_joutcome;

#endif
