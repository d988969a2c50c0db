/* SPDX-License-Identifier: MIT */
/*
 * The three ways to a suite's conditions: a name, words, a file.
 */
#ifndef MLT_SUITE_PARTS_H
#define MLT_SUITE_PARTS_H

#include "suite/suite.h"

/* --- named.c --- */
const mlt_named_suite *mlt_named_suite_find(const char *name);
mltest_status mlt_suite_fill_named(mltest_suite *suite, const mlt_named_suite *row,
                                   mltest_error **error);
/* What every named suite also runs: a repeat of clean, and one grey level of noise. Together they
 * are the noise floor under which differences mean nothing. */
mltest_status mlt_suite_add_noise_floor(mltest_suite *suite, mltest_error **error);

/* --- words.c --- */
/* The next word of a list separated by spaces, commas or line ends; false at its end. */
bool mlt_suite_next_word(const char **at, const char **word, size_t *n);
/* Conditions in the grammar; "clean" is there already. */
mltest_status mlt_suite_fill_words(mltest_suite *suite, const char *spec, mltest_error **error);

/* --- file.c --- */
bool mlt_suite_is_file(const char *spec);
mltest_status mlt_suite_fill_file(mltest_suite *suite, const char *path,
                                  const mlt_suite_tables *tables, mltest_error **error);

#endif
