/* SPDX-License-Identifier: MIT */
/*
 * A small run for tests of journals: three conditions, any number of samples.
 */
#ifndef MLT_TESTS_JOURNAL_FIXTURES_H
#define MLT_TESTS_JOURNAL_FIXTURES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/writer.h"
#include "testing.h"

static const char *const fix_classes[] = {"cat", "dog \"x\""};
static mlt_jparam fix_params[] = {{"amount", 2.5}};
static mlt_jstep fix_steps[] = {{"fog", "weather", "", 1, false, fix_params, 1}};
static mlt_jcondition fix_conditions[] = {
    {.name = "clean"},
    {.name = "fog:r1@3", .steps = fix_steps, .n_steps = 1, .severity = 3},
    {.name = "clean#1", .replicate = 1}};
enum { FIX_CONDITIONS = 3 };

static inline mlt_jrun fix_run(uint64_t n_samples)
{
    return (mlt_jrun){.library = "0.1.0",
                      .model_name = "net",
                      .model_version = "1",
                      .task = 1,
                      .classes = (const char **)(uintptr_t)fix_classes,
                      .n_classes = 2,
                      .dataset_name = "pets",
                      .dataset_fingerprint = 0x0123456789abcdef,
                      .dataset_n = n_samples,
                      .suite_name = "s",
                      .suite_hash = 7,
                      .seed = 5,
                      .shard_count = 1,
                      .limit = n_samples};
}

/* Writes samples [first, last) of a run; every sample has an outcome, a skip or failure, a repeat.
 */
static inline mltest_status fix_write(mltest_context *ctx, const char *path, mlt_writer_mode mode,
                                      const mlt_jrun *run, uint64_t first, uint64_t last,
                                      bool finish, mltest_error **error)
{
    mlt_journal_writer *w = NULL;
    mltest_status status = mlt_journal_writer_open(&w, ctx, path, mode, false, run, fix_conditions,
                                                   FIX_CONDITIONS, error);
    for (uint64_t i = first; status == MLTEST_OK && i < last; i++) {
        char id[32];
        uint8_t done[FIX_CONDITIONS];
        mlt_truth truth = {{1, 2, 3.5, 4}, 14, 1, 0, 0};
        mlt_tag tag = {"luma_mean", NULL, 100.25};
        mlt_pred preds[] = {{{0.1, 2, 3, 4}, 0.9, 0}, {{5, 6, 7, 8}, 0.3, 1}};
        mlt_box cover = {0, 0, 2, 2};
        const mlt_map shift = {.type = MLT_MAP_HOMOGRAPHY, .h = {1, 0, 3, 0, 1, 0, 0, 0, 1}};
        mlt_joutcome outcomes[FIX_CONDITIONS] = {
            {.type = MLT_OUTCOME, .preds = preds, .n_preds = 2, .ms = -1},
            {.type = i % 2 ? MLT_SKIP : MLT_FAILURE,
             .code = 3,
             .message = "why \xC3\xA4",
             .ms = -1},
            {.type = MLT_OUTCOME,
             .width = 10,
             .height = 12,
             .map = &shift,
             .cover = &cover,
             .n_cover = 1,
             .change = 1.5,
             .ms = -1}};
        snprintf(id, sizeof id, "dir/%03u.png", (unsigned)i);
        mlt_jsample sample = {.id = id,
                              .n = i,
                              .width = 10,
                              .height = 12,
                              .hash = i * 0x9e3779b97f4a7c15u,
                              .labelled = true,
                              .truth = &truth,
                              .n_truth = 1,
                              .tags = &tag,
                              .n_tags = 1};
        mlt_journal_writer_done(w, i, done);
        size_t wanted = 0;
        for (size_t c = 0; c < FIX_CONDITIONS; c++) {
            if (done[c])
                outcomes[c].type = 0;
            else
                wanted++;
        }
        if (wanted > 0)
            status = mlt_journal_writer_add(w, &sample, outcomes, error);
    }
    mltest_status closed = mlt_journal_writer_close(w, finish && status == MLTEST_OK,
                                                    status == MLTEST_OK ? error : NULL);
    return status == MLTEST_OK ? closed : status;
}

/* The uncompressed text of the canonical form of one or more files; free() it. */
static inline char *fix_canonical(const char *dir, const char *const *paths, size_t n)
{
    const char *merged = mlt_test_path(dir, "canonical.jsonl.gz");
    ck_assert_int_eq(mlt_journal_merge(NULL, merged, paths, n, false, true, NULL), MLTEST_OK);
    gzFile f = gzopen(merged, "rb");
    char *text = calloc(1, 1 << 20);
    ck_assert_ptr_nonnull(f);
    ck_assert_int_ge(gzread(f, text, (1 << 20) - 1), 0);
    gzclose(f);
    remove(merged);
    return text;
}

#endif
