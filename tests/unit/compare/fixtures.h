/* SPDX-License-Identifier: MIT */
/*
 * Journals of labelled pictures with one cat each, of which every answer is chosen: by a function
 * of sample and condition, one letter an answer.
 */
#ifndef MLT_TESTS_COMPARE_FIXTURES_H
#define MLT_TESTS_COMPARE_FIXTURES_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "compare/compare.h"
#include "testing.h"

enum { CM_CLEAN, CM_FOG3, CM_FOG5, CM_NOISE, CM_NOISE1, CM_RAIN, CM_CONDITIONS };
/* Levels: the two of noise are replicates of one. */
enum { CM_L_CLEAN, CM_L_FOG3, CM_L_FOG5, CM_L_NOISE, CM_L_RAIN, CM_LEVELS };
enum { CM_K_FOG, CM_K_NOISE, CM_K_RAIN, CM_KINDS };
enum { CM_C_WEATHER, CM_C_NOISE, CM_CATEGORIES };

static const char *const cm_names[CM_CONDITIONS] = {"clean",        "fog:r1@3",     "fog:r1@5",
                                                    "noise:r1@3#0", "noise:r1@3#1", "rain:r1@5"};

/* f found, l lost, n found and something new, d a dog in its place, x failed, s skipped. */
typedef char (*cm_answer)(int sample, int condition);

typedef struct {
    int n, from; /* samples, and the number of the first */
    int per_group;
    const char *name, *fingerprint, *suite_hash, *classes, *more; /* more: of the run record */
    const char *fog5;                                             /* what is called so */
    int seed;
    bool unlabelled, is_top;
    cm_answer answer;
} cm_model;

static inline char cm_found(int sample, int condition)
{
    (void)sample;
    (void)condition;
    return 'f';
}

static inline const char *cm_or(const char *text, const char *otherwise)
{
    return text != NULL ? text : otherwise;
}

static inline const char *cm_condition(const cm_model *m, int condition)
{
    return condition == CM_FOG5 ? cm_or(m->fog5, cm_names[CM_FOG5]) : cm_names[condition];
}

static inline void cm_put_head(mlt_text *text, const cm_model *m)
{
    static const char *const kinds[CM_CONDITIONS][2] = {{"", ""},           {"fog", "weather"},
                                                        {"fog", "weather"}, {"noise", "noise"},
                                                        {"noise", "noise"}, {"rain", "weather"}};
    static const int severities[CM_CONDITIONS] = {0, 3, 5, 3, 3, 5};
    mlt_text_printf(text,
                    "{\"type\":\"run\",\"format\":1,\"library\":\"0.1.0\",\"model\":{\"name\":"
                    "\"%s\",\"version\":\"1\"},\"task\":\"%s\",\"classes\":[%s],"
                    "\"dataset\":{\"name\":\"pets\",\"fingerprint\":\"%s\",\"n\":1000},\"suite\":"
                    "\"s\",\"suite_hash\":\"%s\",\"seed\":%d,\"shard\":[0,1],\"limit\":1000,"
                    "\"numbers\":\"f32\"%s}\n"
                    "{\"type\":\"condition\",\"name\":\"clean\",\"steps\":[],\"severity\":0,"
                    "\"replicate\":0}\n",
                    cm_or(m->name, "net"), m->is_top ? "classification" : "detection",
                    cm_or(m->classes, "\"cat\",\"dog\""), cm_or(m->fingerprint, "00000000000000aa"),
                    cm_or(m->suite_hash, "00000000000000bb"), m->seed,
                    cm_or(m->more, ",\"score_floor\":0"));
    for (int i = 1; i < CM_CONDITIONS; i++)
        mlt_text_printf(text,
                        "{\"type\":\"condition\",\"name\":\"%s\",\"steps\":[{\"kind\":\"%s\","
                        "\"revision\":1,\"category\":\"%s\",\"params\":{}}],\"severity\":%d,"
                        "\"replicate\":%d}\n",
                        cm_condition(m, i), kinds[i][0], kinds[i][1], severities[i],
                        i == CM_NOISE1);
}

static inline void cm_put_answer(mlt_text *text, const cm_model *m, int id, int condition, char a)
{
    static const char box[] = "10,10,20,20";
    mlt_text_printf(text, "{\"type\":\"%s\",\"id\":\"%d.png\",\"condition\":\"%s\"",
                    a == 's'   ? "skip"
                    : a == 'x' ? "failure"
                               : "outcome",
                    id, cm_condition(m, condition));
    if (a == 's')
        mlt_text_puts(text, ",\"reason\":\"no change\"}\n");
    else if (a == 'x')
        mlt_text_puts(text, ",\"status\":9,\"message\":\"gone\"}\n");
    else if (m->is_top)
        mlt_text_printf(text, ",\"top\":[[%d,0.9],[%d,0.1]],\"change\":1}\n", a != 'f', a == 'f');
    else if (a == 'l')
        mlt_text_puts(text, ",\"pred\":[],\"change\":1}\n");
    else
        mlt_text_printf(text, ",\"pred\":[[%d,0.9,%s]%s],\"change\":1}\n", a == 'd', box,
                        a == 'n' ? ",[1,0.5,60,60,20,20]" : "");
}

static inline void cm_put_sample(mlt_text *text, const cm_model *m, int place)
{
    char tags[40] = "";
    int id = m->from + place;
    cm_answer answer = m->answer != NULL ? m->answer : cm_found;
    if (m->per_group > 0)
        snprintf(tags, sizeof tags, "\"group\":\"g%d\"", id / m->per_group);
    mlt_text_printf(text,
                    "{\"type\":\"sample\",\"id\":\"%d.png\",\"n\":%d,\"width\":100,\"height\":100,"
                    "\"hash\":\"%016x\"%s,\"tags\":{%s}}\n",
                    id, id, (unsigned)id,
                    m->unlabelled ? "" : ",\"truth\":[[0,10,10,20,20,0,400,1]]", tags);
    for (int c = 0; c < CM_CONDITIONS; c++)
        cm_put_answer(text, m, id, c, answer(id, c));
}

static inline mltest_journal *cm_journal(const cm_model *m)
{
    mltest_journal *journal = NULL;
    mltest_error *error = NULL;
    mlt_text text;
    mlt_text_init(&text, NULL);
    cm_put_head(&text, m);
    for (int i = 0; i < m->n; i++)
        cm_put_sample(&text, m, i);
    ck_assert_msg(mlt_journal_parse(&journal, NULL, "t.jsonl", mlt_text_string(&text), text.n,
                                    &error) == MLTEST_OK,
                  "%s", mltest_error_message(error));
    mlt_text_free(&text);
    return journal;
}

/* A score option set; call again with the set for more. */
static inline void cm_set(mltest_options **options, const char *name, const char *value)
{
    mltest_error *error = NULL;
    if (*options == NULL)
        ck_assert_int_eq(mltest_options_new(options, NULL, "score", NULL), MLTEST_OK);
    ck_assert_msg(mltest_options_set_text(*options, name, value, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
}

static inline mltest_scorecard *cm_card(const cm_model *m, const mltest_options *options)
{
    mltest_scorecard *card = NULL;
    mltest_error *error = NULL;
    mltest_journal *journal = cm_journal(m);
    ck_assert_msg(mlt_scorecard_make(&card, NULL, journal, options, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    mlt_journal_unref(journal);
    return card;
}

static inline void cm_near(double got, double wanted)
{
    ck_assert_msg(fabs(got - wanted) < 1e-12, "%.17g, not %.17g", got, wanted);
}

#endif
