/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/journal.h
 * What runs have recorded. A journal is immutable once read, and everything that is said about a
 * model is computed from journals alone: no model, no picture is needed again.
 *
 * The file format (`*.jsonl.gz`: JSON Lines in gzip members) is described in doc/journal.md.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_JOURNAL_H
#define MLTEST_JOURNAL_H

#include "mltest/annotation.h"
#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Which way mltest_journal_map_points() goes. */
enum {
    MLTEST_MAP_FORWARD = 0, /**< from the clean picture to the perturbed one */
    MLTEST_MAP_BACK = 1     /**< from the perturbed picture to the clean one */
};

/** What is recorded of a sample under a condition. */
enum {
    MLTEST_OUTCOME_NONE = 0,     /**< nothing: the run did not get there */
    MLTEST_OUTCOME_ANSWERED = 1, /**< the model answered */
    MLTEST_OUTCOME_FAILED = 2,   /**< the model failed; counts as affected */
    MLTEST_OUTCOME_SKIPPED = 3   /**< the condition does not apply to this sample */
};

/**
 * Reads one journal, or the shards of one run as one journal. A file whose end was torn off is
 * read up to its last whole sample; mltest_journal_is_complete() then says 0.
 * @param[out] out    the journal; free it with mltest_journal_free()
 * @param ctx         NULL for the defaults
 * @param paths       n files
 * @param n           at least 1
 * @param[out] error  may be NULL; names file and line
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_IO, MLTEST_ERR_FORMAT, MLTEST_ERR_LIMIT,
 *         MLTEST_ERR_CONFLICT (not shards of one run, or contradicting records),
 *         MLTEST_ERR_UNSUPPORTED (requires what this version does not know) or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_journal_open(mltest_journal **out, mltest_context *ctx,
                                             const char *const *paths, size_t n,
                                             mltest_error **error);

/**
 * Writes the canonical form of one or more journals: one file, ordered, each record once. The
 * uncompressed bytes are the same however the run was split, threaded, killed and resumed.
 * @param ctx         NULL for the defaults
 * @param out_path    written under a temporary name, then renamed
 * @param paths       n files
 * @param n           at least 1
 * @param options     made with mltest_options_new(…, "merge", …), or NULL: `prefer` = "first" takes
 *                    the first of contradicting records instead of failing; `timing` = false leaves
 *                    out how long answers took
 * @param[out] error  may be NULL
 * @return as mltest_journal_open()
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_journal_merge(mltest_context *ctx, const char *out_path,
                                              const char *const *paths, size_t n,
                                              const mltest_options *options, mltest_error **error);

/**
 * A text of the run record.
 * @param journal  the journal
 * @param key      "library", "model.name", "model.version", "task", "dataset.name",
 *                 "dataset.fingerprint", "suite.name", "suite.hash", "seed", "frost_photographs"
 * (the hash of those that frost was made of, "" if of none)
 * @return borrowed from the journal; NULL for an unknown key
 * @since 0.1.0
 */
MLTEST_API const char *mltest_journal_info(const mltest_journal *journal, const char *key);

/**
 * Whether the run came to its end, and every sample has something recorded under every condition.
 * A run with a budget needs that of the samples that it took; one until decided only its end.
 * @param journal  the journal
 * @return 1 or 0
 * @since 0.1.0
 */
MLTEST_API int32_t mltest_journal_is_complete(const mltest_journal *journal);

/**
 * How many conditions there are, "clean" included.
 * @param journal  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_journal_condition_count(const mltest_journal *journal);

/**
 * The name of a condition.
 * @param journal  the journal
 * @param i        index below mltest_journal_condition_count()
 * @return borrowed from the journal; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_journal_condition(const mltest_journal *journal, size_t i);

/**
 * How many samples there are.
 * @param journal  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_journal_sample_count(const mltest_journal *journal);

/**
 * The id of a sample.
 * @param journal  the journal
 * @param i        index below mltest_journal_sample_count()
 * @return borrowed from the journal; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_journal_sample_id(const mltest_journal *journal, size_t i);

/**
 * How many classes the run had.
 * @param journal  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_journal_class_count(const mltest_journal *journal);

/**
 * The name of a class.
 * @param journal  the journal
 * @param i        class index
 * @return borrowed from the journal; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_journal_class_name(const mltest_journal *journal, size_t i);

/**
 * What is recorded of a sample under a condition.
 * @param journal         the journal
 * @param sample          index below mltest_journal_sample_count()
 * @param condition       index below mltest_journal_condition_count()
 * @param[out] n_boxes    how many predictions; may be NULL
 * @param[out] message    why it failed or was skipped, borrowed; "" otherwise; may be NULL
 * @return MLTEST_OUTCOME_
 * @since 0.1.0
 */
MLTEST_API int32_t mltest_journal_outcome(const mltest_journal *journal, size_t sample,
                                          size_t condition, size_t *n_boxes, const char **message);

/**
 * Copies the predictions of a sample under a condition, best score first.
 * @param journal       the journal
 * @param sample        index below mltest_journal_sample_count()
 * @param condition     index below mltest_journal_condition_count()
 * @param n             room in the arrays
 * @param[out] boxes    n × 4 doubles: left, top, width, height; 0 for classification; may be NULL
 * @param[out] scores   n doubles; may be NULL
 * @param[out] classes  n class indices; may be NULL
 * @return how many were copied
 * @since 0.1.0
 */
MLTEST_API size_t mltest_journal_predictions(const mltest_journal *journal, size_t sample,
                                             size_t condition, size_t n, double *boxes,
                                             double *scores, int32_t *classes);

/**
 * Where points go under a condition, or where they come from. Pixel centres lie at whole numbers
 * + 0.5.
 * @param journal    the journal
 * @param sample     index below mltest_journal_sample_count()
 * @param condition  index below mltest_journal_condition_count()
 * @param direction  MLTEST_MAP_FORWARD or MLTEST_MAP_BACK
 * @param n          how many points
 * @param from       n × 2 doubles: x, y; may be NULL if n is 0
 * @param[out] to    n × 2 doubles, NaN for a point that goes nowhere; may be `from`
 * @return MLTEST_OK, MLTEST_ERR_INVALID (NULL, or an unknown index or direction),
 *         MLTEST_ERR_NOT_FOUND (no answer is recorded, hence no map) or MLTEST_ERR_UNSUPPORTED
 * (back along a map that moves the point (0, 0) to infinity)
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_journal_map_points(const mltest_journal *journal, size_t sample,
                                                   size_t condition, int32_t direction, size_t n,
                                                   const double *from, double *to);

/**
 * Where a box of the clean picture is under a condition, as scores see it: cut to the perturbed
 * picture, with what the condition hides. A box that was neither moved nor hidden comes back as it
 * is.
 * @param journal       the journal
 * @param sample        index below mltest_journal_sample_count()
 * @param condition     index below mltest_journal_condition_count()
 * @param box           in the clean picture
 * @param[out] outer    the smallest box around the moved one; empty if nothing of it is in the
 *                      picture; may be NULL
 * @param[out] inner    the smallest box around its moved inscribed ellipse; equal to outer where
 *                      labels stay exact; may be NULL
 * @param[out] visible  0 … 1, how much of the moved box is in the picture and not hidden; may be
 *                      NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID (NULL, an unknown index, or a box that is not finite or of
 *         negative size) or MLTEST_ERR_NOT_FOUND (no answer is recorded, hence no map)
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_journal_map_box(const mltest_journal *journal, size_t sample,
                                                size_t condition, const mltest_box *box,
                                                mltest_box *outer, mltest_box *inner,
                                                double *visible);

/**
 * Drops the caller's reference.
 * @param journal  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_journal_free(mltest_journal *journal);

#ifdef __cplusplus
}
#endif
#endif
