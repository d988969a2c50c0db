/* SPDX-License-Identifier: MIT */
/*
 * Writing a run's journal: append-only, sample by sample in canonical order, resumable.
 */
#ifndef MLT_JOURNAL_WRITER_H
#define MLT_JOURNAL_WRITER_H

#include "journal/records.h"

typedef struct mlt_journal_writer mlt_journal_writer;

typedef enum {
    MLT_WRITER_NEW,   /* the file must not exist */
    MLT_WRITER_RESUME /* continue it if it exists: heals a torn tail, checks the run record */
} mlt_writer_mode;

/*
 * Opens path, locks it (MLTEST_ERR_CONFLICT when another writer has it), and on resume heals a torn
 * last member in place without losing a whole sample. A fresh file starts with run and conditions.
 * timing = false leaves all ms out. On resume a different run record is MLTEST_ERR_CONFLICT and the
 * message names the first difference.
 */
mltest_status mlt_journal_writer_open(mlt_journal_writer **out, mltest_context *ctx,
                                      const char *path, mlt_writer_mode mode, bool timing,
                                      const mlt_jrun *run, const mlt_jcondition *conditions,
                                      size_t n_conditions, mltest_error **error);
/*
 * What a resumed file holds of the sample with ordinal n: done[c] = 1 where condition c has an
 * outcome or a skip (failures are retried, so 0). All zero if unknown. n_conditions entries.
 */
void mlt_journal_writer_done(const mlt_journal_writer *writer, uint64_t n, uint8_t *done);
/* How many (sample, condition) pairs of the file are done. */
uint64_t mlt_journal_writer_done_count(const mlt_journal_writer *writer);
/*
 * Appends a sample and its outcomes: outcomes[c] with type 0 are left out (already in the file).
 * Ends with a sync flush; closes the member once it has 64 KiB of text.
 */
mltest_status mlt_journal_writer_add(mlt_journal_writer *writer, const mlt_jsample *sample,
                                     const mlt_joutcome *outcomes, mltest_error **error);
/* Writes the end record if finished, closes the member, syncs, frees. NULL is fine. */
mltest_status mlt_journal_writer_close(mlt_journal_writer *writer, bool finished,
                                       mltest_error **error);

#endif
