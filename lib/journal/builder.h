/* SPDX-License-Identifier: MIT */
/*
 * A journal while its files are being read.
 */
#ifndef MLT_JOURNAL_BUILDER_H
#define MLT_JOURNAL_BUILDER_H

#include "journal/journal.h"

/* Where a record stands. */
typedef struct {
    uint32_t file; /* index into the paths */
    int64_t line;
} mlt_origin;

/* An outcome before it is filed. */
typedef struct {
    mlt_joutcome outcome;
    uint32_t sample, condition;
    mlt_origin origin;
} mlt_entry;

typedef struct {
    mltest_journal *journal;
    mltest_context *ctx;
    const char *const *paths;
    uint32_t file; /* being read */
    bool prefer_first, ended;
    bool has_run, file_has_run; /* a run record was seen; in this file */
    mlt_origin *origins;        /* of the samples */
    size_t cap_samples, cap_origins;
    uint32_t last_sample;
    mlt_jcondition *file_conditions; /* of the file being read */
    size_t n_file_conditions, cap_file_conditions;
    mlt_entry *entries;
    size_t n_entries, cap_entries;
    uint8_t *shards; /* which of run.shard_count were seen */
} mlt_builder;

/* matrix.c: puts samples in order, and every outcome in its place. */
mltest_status mlt_builder_file_outcomes(mlt_builder *b, mltest_error **error);
/* class_map.c: by index what conditions say of classes by name. */
mltest_status mlt_builder_resolve_classes(mlt_builder *b, mltest_error **error);
/* shards.c: notes what part of the run a file holds; what all files hold together. */
mltest_status mlt_builder_take_shards(mlt_builder *b, const mlt_jrun *run, mltest_error **error);
mltest_status mlt_builder_judge_shards(mlt_builder *b, mltest_error **error);

#endif
