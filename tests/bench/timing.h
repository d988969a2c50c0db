/* SPDX-License-Identifier: MIT */
/*
 * Times conditions on one picture a thread, on one thread or on two at once. The second thread is
 * there all the time, so that making it is in no measurement.
 */
#ifndef MLT_TESTS_TIMING_H
#define MLT_TESTS_TIMING_H

#include "perturb/condition.h"

enum { BENCH_SIDE = 640, BENCH_SAMPLES = BENCH_SIDE * BENCH_SIDE * 3 };

void bench_start(void);
void bench_stop(void);
/* The picture: RGB8, BENCH_SIDE pixels a side. Each thread works on a copy of its own. */
const uint8_t *bench_picture(void);

/* Counts a thread's time on a processor from now on instead of the time that passes: the same where
 * nothing else runs, and nearly so where much does. What a thread waits for is not in it. */
void bench_count_processor_time(void);

/* Ends the program with what the error says. */
void bench_fail(mltest_error *error);
/* A kind of the catalogue at a whole severity. */
void bench_condition(mlt_condition *out, const char *kind, int severity);

/* How often a condition has to be applied so that a measurement is long enough, a few milliseconds;
 * warms up. */
int bench_times(const mlt_condition *condition);
/* Milliseconds for one application while that many threads (1 or 2) apply the condition that many
 * times: the median, as what else runs on the machine interrupts some; the slower thread's. */
double bench_ms(const mlt_condition *condition, int threads, int times);
/* Milliseconds for a copy of the picture. */
double bench_copy_ms(void);
/* Sorts them. */
double bench_median(double *values, int n);

#endif
