/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/report.h
 * The page that people look at, and pictures: of what went wrong, re-made from the data set and
 * never stored in a journal; and of what the kinds of perturbation look like.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_REPORT_H
#define MLTEST_REPORT_H

#include "mltest/image.h"
#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes a report of one model, or of two to five side by side: what they score, how they differ,
 * and the pairs of clean and perturbed picture on which they change most. What is there depends on
 * the arguments alone: the same journals give the same bytes. doc/report.md says what is on the
 * page.
 * @param[out] out    the report; free it with mltest_report_free(); keeps the journals alive, but
 *                    neither the data set nor the suite
 * @param ctx         NULL for the defaults
 * @param journals    n journals, as for mltest_comparison_new()
 * @param n           1 … 5
 * @param score       made with mltest_options_new(…, "score", …), or NULL; from 100,000 answers on
 *                    intervals take fewer draws where it does not say how many: the page tells
 * @param options     made with mltest_options_new(…, "report", …), or NULL: `title`,
 *                    `max_debug_images` 40 (pairs that are shown), `picture_width` 640 px,
 *                    `picture_quality` 80 (of JPEG, 1 to 100), `picture_bytes` 6000000 (of all
 *                    pictures), `samples` 10 (listed for each condition and model)
 * @param dataset     where the pictures come from; NULL: the report has none
 * @param suite       where host perturbations come from; NULL if there are none
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_MEMORY, or what mltest_scorecard_new() and
 *         mltest_comparison_new() return. A picture that cannot be re-made is left out, and the
 *         report says why
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_report_new(mltest_report **out, mltest_context *ctx,
                                           mltest_journal *const *journals, size_t n,
                                           const mltest_options *score,
                                           const mltest_options *options, mltest_dataset *dataset,
                                           mltest_suite *suite, mltest_error **error);

/**
 * Writes the report.
 * @param report      the report
 * @param format      "html" (one file with everything in it, that fetches nothing) or "json"
 *                    (`"format": 1`; doc/report.schema.json; keys are only added)
 * @param write       receives the bytes in order
 * @param user_data   given to write
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (format), MLTEST_ERR_CALLBACK or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_write_report(const mltest_report *report, const char *format,
                                             mltest_write_fn write, void *user_data,
                                             mltest_error **error);

/**
 * Saves the page. A path that ends in ".html" is one file, which replaces what is there; any other
 * is a folder, new or empty, with "index.html", "report.json" and the pictures as files. What fails
 * leaves nothing behind.
 * @param report      the report
 * @param path        of the file or the folder
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_IO, MLTEST_ERR_CONFLICT (a folder with
 *         something in it) or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_save_report(const mltest_report *report, const char *path,
                                            mltest_error **error);

/**
 * Drops the caller's reference.
 * @param report  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_report_free(mltest_report *report);

/**
 * Draws the clean and the perturbed picture of a sample side by side, with boxes and labels: the
 * ground truth, and on the right the predictions that were kept, lost, new or moved.
 * @param[out] out    the picture, RGB8; free it with mltest_image_free()
 * @param ctx         NULL for the defaults
 * @param card        the scores that say what changed
 * @param dataset     where the pixels come from; their hash must be the journal's
 * @param suite       where host perturbations come from; NULL if there are none
 * @param sample_id   the sample
 * @param condition   the condition's name as the journal has it
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (no such sample or condition),
 *         MLTEST_ERR_CONFLICT (the picture is not the one that was tested, or the context has other
 *         photographs of frost than the run had), MLTEST_ERR_UNSUPPORTED (the condition does not
 *         apply) or what reading pictures returns
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_report_pair(mltest_image **out, mltest_context *ctx,
                                            const mltest_scorecard *card, mltest_dataset *dataset,
                                            mltest_suite *suite, const char *sample_id,
                                            const char *condition, mltest_error **error);

/**
 * Draws a picture under many kinds of perturbation as small pictures on one sheet: a row a kind,
 * the picture itself and then severities 1 to 5 from left to right, with names. Where a kind does
 * not apply to the picture, the reason stands in its place.
 * @param[out] out    the sheet, RGB8; free it with mltest_image_free()
 * @param ctx         NULL for the defaults; its limits apply to the sheet, too
 * @param view        the picture
 * @param kinds       names of the catalogue; NULL for all of it
 * @param n_kinds     how many; 0 for the whole catalogue
 * @param tile_width  of each small picture in pixels, 16 to 4096; 0 for 160
 * @param seed        of the random draws
 * @param sample_id   keys the random draws
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (no such kind; the nearest name is
 *         offered), MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_contact_sheet(mltest_image **out, mltest_context *ctx,
                                              const mltest_image_view *view,
                                              const char *const *kinds, size_t n_kinds,
                                              uint32_t tile_width, uint64_t seed,
                                              const char *sample_id, mltest_error **error);

#ifdef __cplusplus
}
#endif
#endif
