/* SPDX-License-Identifier: MIT */
/*
 * Simulated data sets of which the truth is known: how often do intervals hold it, how often do
 * tests reject what is so? Each check runs on some thousands of data sets and prints rows of a
 * table; a row passes if its share lies within the bounds beside it.
 */
#ifndef MLT_TESTS_SIMULATION_H
#define MLT_TESTS_SIMULATION_H

#include "base/random.h"
#include "mltest.h"

#include <stdbool.h>
#include <stddef.h>

enum { N_SETS = 4000, MOST_EVENTS = 16 };

/* Draws data set `set` and says which of its events happened. May be called by several threads. */
typedef void (*one_set)(const void *data, mlt_draws *draws, uint64_t set, bool *events);

/* How many of n_sets data sets had each of n_events events; name chooses the random numbers. */
void simulate(const char *name, size_t n_sets, one_set one, const void *data, size_t n_events,
              size_t *counts);

/* A row of the table: n groups a data set. */
void print_row(const char *what, size_t n, size_t count, size_t n_sets, double low, double high);

/* Ends the program if status is an error. */
void must(mltest_status status);

/* The share that is met if something of this probability is tried: Φ(x / sqrt(1 + variance)). */
double share_of_probit(double x, double variance);

void check_shares(void);
void check_means(void);
void check_tests(void);
void check_panels(void);
void check_average_precision(void);
void check_arms(void);
void check_sequential(void);
void check_gates(void);
void check_tide(void);

#endif
