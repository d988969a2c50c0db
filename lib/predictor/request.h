/* SPDX-License-Identifier: MIT */
/*
 * The host's side of the process protocol (doc/process-predictor.md), as runs of bytes to send.
 */
#ifndef MLT_PREDICTOR_REQUEST_H
#define MLT_PREDICTOR_REQUEST_H

#include "base/text.h"
#include "predictor/predictor.h"

/* The first line. */
void mlt_request_greeting(mlt_text *text, int32_t task, const mlt_classes *classes,
                          uint64_t max_batch);

/* A batch on its way out: for each picture a line, then its pixels. */
typedef struct {
    const mlt_question *questions; /* borrowed */
    size_t n;
    uint64_t first_id; /* of the first picture; the next ones count up */
    size_t i;          /* the picture being sent */
    bool in_pixels;    /* its header line is made */
    uint32_t row;      /* the first of its rows that is not made */
    mlt_text header;
    uint8_t *rows; /* converted ones */
    size_t cap;
    const char *bytes; /* what is being sent: header, rows, or a picture's own memory */
    size_t left;
} mlt_request;

void mlt_request_init(mlt_request *request, mltest_context *ctx, const mlt_question *questions,
                      size_t n, uint64_t first_id);
/* The next bytes to send, 0 of them at the end; false when out of memory. */
bool mlt_request_peek(mlt_request *request, const char **bytes, size_t *n);
void mlt_request_sent(mlt_request *request, size_t n);
void mlt_request_free(mlt_request *request);

#endif
