/* SPDX-License-Identifier: MIT */
/*
 * Where answers arrive: one sink per mlt_predict() call, used by one thread, no locks. It checks
 * what a model says and writes it straight into the questions' answers.
 *
 * A call with an unusable argument returns MLTEST_ERR_INVALID and, if the picture is known, fails
 * that picture: a host that ignores the status must not lose detections silently.
 */
#ifndef MLT_PREDICTOR_SINK_H
#define MLT_PREDICTOR_SINK_H

#include "predictor/predictor.h"

struct mltest_sink {
    mltest_context *ctx;
    const mlt_question *questions;
    size_t n;
    int32_t task;             /* MLTEST_TASK_ */
    const int32_t *class_map; /* NULL: the identity */
    size_t n_classes;         /* 0: no class list anywhere, any index below max_classes */
    bool out_of_memory;       /* an allocation failed: the whole batch is void */
};

/* The arguments of mltest_sink_add_boxes(). */
typedef struct {
    size_t n;
    const void *boxes, *scores, *classes;
    int32_t box_type, box_format, class_type;
} mlt_sink_boxes;

/* Says that picture i is answered, even if nothing follows. */
mltest_status mlt_sink_answer(mltest_sink *sink, size_t i);
mltest_status mlt_sink_add_box(mltest_sink *sink, size_t i, int64_t cls, double score,
                               const mlt_box *box);
mltest_status mlt_sink_add_boxes(mltest_sink *sink, size_t i, const mlt_sink_boxes *in);
mltest_status mlt_sink_add_class(mltest_sink *sink, size_t i, int64_t cls, double score);
mltest_status mlt_sink_set_probabilities(mltest_sink *sink, size_t i, size_t n,
                                         const void *probabilities, int32_t type);
/* The first reason given for a picture is kept; it is cut to 4 KiB and made one printable line. */
mltest_status mlt_sink_fail(mltest_sink *sink, size_t i, const char *text);
/* The same for text that is already one printable line, of any length. */
mltest_status mlt_sink_fail_escaped(mltest_sink *sink, size_t i, const char *text);

#endif
