/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/report.h
 * Pictures: of what went wrong, re-made from the data set and never stored in a journal; and of
 * what the kinds of perturbation look like.
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
