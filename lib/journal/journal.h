/* SPDX-License-Identifier: MIT */
/*
 * A journal (or several shards of one run) read into memory. Immutable; everything downstream is a
 * pure function of it.
 */
#ifndef MLT_JOURNAL_JOURNAL_H
#define MLT_JOURNAL_JOURNAL_H

#include "base/arena.h"
#include "base/options.h"
#include "journal/index.h"
#include "journal/records.h"
#include "mltest/journal.h"

extern const mlt_option_table mlt_merge_options;

struct mltest_journal {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mlt_jrun run;
    mlt_jcondition *conditions; /* canonical order: as the run records list them, clean first */
    size_t n_conditions;
    mlt_jsample *samples; /* ascending n */
    size_t n_samples;
    mlt_joutcome *outcomes; /* n_samples × n_conditions, row by row; type 0 = nothing recorded */
    bool complete;          /* each file has its end record, and all that was meant is there */
    bool torn;              /* the last member was cut; what was whole is here */
    char fingerprint_text[17], suite_hash_text[17], seed_text[24];
    char frost_text[17];     /* "" if frost has no photographs */
    mlt_id_index ids, names; /* of samples, of conditions */
    mlt_arena *arena;
    mltest_journal *whole; /* of a subset: where its records are; else NULL */
};

/* Reads one or more files as one journal. Shards must have equal run records (but for shard);
 * unequal duplicates of an outcome are MLTEST_ERR_CONFLICT naming both, unless prefer_first. */
mltest_status mlt_journal_read(mltest_journal **out, mltest_context *ctx, const char *const *paths,
                               size_t n_paths, bool prefer_first, mltest_error **error);
/* A journal that is in memory; name is for messages. */
mltest_status mlt_journal_parse(mltest_journal **out, mltest_context *ctx, const char *name,
                                const void *bytes, size_t n, mltest_error **error);
mltest_journal *mlt_journal_ref(mltest_journal *journal);
void mlt_journal_unref(mltest_journal *journal);
/* -1 if absent. */
int64_t mlt_journal_find_sample(const mltest_journal *journal, const char *id);
int64_t mlt_journal_find_condition(const mltest_journal *journal, const char *name);
static inline const mlt_joutcome *mlt_journal_outcome(const mltest_journal *journal, size_t sample,
                                                      size_t condition)
{
    return &journal->outcomes[sample * journal->n_conditions + condition];
}
/* Writes the canonical form of what the paths hold to out_path (temporary name, rename); without
 * timing the times of answers are left out. */
mltest_status mlt_journal_merge(mltest_context *ctx, const char *out_path, const char *const *paths,
                                size_t n_paths, bool prefer_first, bool timing,
                                mltest_error **error);

#endif
