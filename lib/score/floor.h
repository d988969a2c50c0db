/* SPDX-License-Identifier: MIT */
/*
 * The lowest score that a model is known to report.
 */
#ifndef MLT_SCORE_FLOOR_H
#define MLT_SCORE_FLOOR_H

#include "journal/journal.h"

/* Which answers are looked at; NULL: all. */
typedef bool (*mlt_floor_choice)(const void *data, size_t sample, size_t condition);

/* Declared, or else the lowest seen in the answers of the choice; 0 if there is none. */
double mlt_score_floor(const mltest_journal *journal, mlt_floor_choice choice, const void *data);

#endif
