/* SPDX-License-Identifier: MIT */
/*
 * The life of a process predictor's child: start, greeting, restart, end.
 */
#ifndef MLT_PREDICTOR_SUPERVISE_H
#define MLT_PREDICTOR_SUPERVISE_H

#include "base/file.h"
#include "predictor/exchange.h"
#include "predictor/predictor.h"

typedef struct {
    mltest_context *ctx;         /* borrowed: the predictor holds it */
    mltest_predictor *predictor; /* borrowed: it owns this; NULL before a run begins */
    mlt_names words;             /* the command; a NULL follows the last word */
    double timeout_s;
    int64_t restarts, restarts_left;
    mlt_child child;
    mlt_feed lines;
    size_t max_line;
    mlt_classes classes; /* the data set's */
    bool greeted;        /* the child's classes and model are known */
    uint64_t next_id;    /* of a picture; never used twice */
    int (*idle)(void *idle_data);
    void *idle_data;
} mlt_process;

/* Talks with the child within the time limit of a batch. */
mlt_exchange_end mlt_process_exchange(mlt_process *process, const mlt_talk *talk);

/*
 * Starts a child and greets it. The first greeting of a run sets the predictor's classes and model;
 * a later one must bring the same classes. MLTEST_ERR_PREDICTOR with the reason; CANCELLED; MEMORY.
 */
mltest_status mlt_process_start(mlt_process *process, mltest_error **error);

/* Makes sure that a child is there, restarting it if that is still allowed. Errors as above;
 * *error must be NULL. */
mltest_status mlt_process_ensure(mlt_process *process, mltest_error **error);

/*
 * Ends a child that did not do its part, and says in `reason` what happened and what it last wrote
 * to its standard error. refused is the text for MLT_EXCHANGE_REFUSED.
 */
void mlt_process_fail(mlt_process *process, mlt_exchange_end end, const char *refused,
                      mlt_text *reason);

/* The class list that names and indices of the child mean. */
const mlt_classes *mlt_process_classes(const mlt_process *process);

#endif
