/* SPDX-License-Identifier: MIT */
#include "search/fixtures.h"

Suite *mlt_suite_search_judge(void);

/* A journal of two samples, clean and at two of the settings, read into the cells. */
static mltest_stress *judged(const char *outcomes)
{
    static const char head[] =
        "{\"type\":\"run\",\"format\":1,\"library\":\"0\",\"model\":{\"name\":\"m\","
        "\"version\":\"\",\"tags\":[]},\"task\":\"detection\",\"classes\":[\"thing\"],"
        "\"dataset\":{\"name\":\"d\",\"fingerprint\":\"0000000000000000\",\"n\":2},"
        "\"suite\":\"stress\",\"suite_hash\":\"0000000000000000\",\"seed\":0,"
        "\"shard\":[0,1],\"limit\":2,\"numbers\":\"f32\"}\n";
    char text[4096];
    size_t n = (size_t)snprintf(text, sizeof text, "%s", head);
    mltest_stress *s = search_crafted(2, "horizontal_flip@1 vertical_flip@1", "");
    for (size_t i = 0; i < s->suite->n; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "{\"type\":\"condition\",\"name\":\"%s\",\"steps\":[],"
                              "\"severity\":%d,\"replicate\":0}\n",
                              s->suite->conditions[i].name, i > 0);
    n += (size_t)snprintf(text + n, sizeof text - n, "%s", outcomes);
    mltest_error *error = NULL;
    mltest_status status = mlt_journal_parse(&s->journal, NULL, "j", text, n, &error);
    ck_assert_msg(status == MLTEST_OK, "%s", mltest_error_message(error));
    memset(s->clean, MLT_CLEAN_UNKNOWN, 2);
    return s;
}

#define SAMPLE(id, n)                                                                              \
    "{\"type\":\"sample\",\"id\":\"" id "\",\"n\":" #n                                             \
    ",\"width\":16,\"height\":12,\"hash\":\"0000000000000000\",\"tags\":{}}\n"
#define ANSWER(id, condition, preds)                                                               \
    "{\"type\":\"outcome\",\"id\":\"" id "\",\"condition\":\"" condition "\",\"pred\":[" preds     \
    "],\"change\":1}\n"
#define FLIP "horizontal_flip:r1@1"
#define TURN "vertical_flip:r1@1"

static int answer(const mltest_stress *s, size_t sample, size_t condition)
{
    return s->cells[sample * s->suite->n + condition] & MLT_ANSWER_MASK;
}

START_TEST(test_answers)
{
    mltest_stress *s = judged(SAMPLE("p0", 0) ANSWER("p0", "clean", "[0,0.9,2,2,9,9]")
                                  ANSWER("p0", FLIP, "[0,0.9,2,2,9,9]") ANSWER("p0", TURN, "")
                                      SAMPLE("p1", 1) ANSWER("p1", "clean", ""));
    ck_assert_int_eq(mlt_search_judge(s, NULL), MLTEST_OK);
    ck_assert_int_eq(s->clean[0], MLT_ELIGIBLE);
    ck_assert_int_eq(s->clean[1], MLT_CLEAN_BLIND);
    ck_assert_int_eq(answer(s, 0, 1), MLT_HOLDS);
    ck_assert_int_eq(answer(s, 0, 2), MLT_BROKEN);
    ck_assert_int_eq(answer(s, 1, 1), MLT_UNKNOWN);
    mltest_stress_free(s);
}
END_TEST

/* A failure is known only if it was asked for by this search; a skip always. */
START_TEST(test_failures_and_skips)
{
    static const char failure[] =
        "{\"type\":\"failure\",\"id\":\"p0\",\"condition\":\"" FLIP
        "\",\"status\":1,\"message\":\"x\"}\n"
        "{\"type\":\"skip\",\"id\":\"p0\",\"condition\":\"" TURN "\",\"reason\":\"y\"}\n" SAMPLE(
            "p1", 1) "{\"type\":\"failure\",\"id\":\"p1\",\"condition\":\"clean\","
                     "\"status\":1,\"message\":\"x\"}\n";
    char text[2048];
    snprintf(text, sizeof text, "%s%s", SAMPLE("p0", 0) ANSWER("p0", "clean", "[0,0.9,2,2,9,9]"),
             failure);
    mltest_stress *s = judged(text);
    ck_assert_int_eq(mlt_search_judge(s, NULL), MLTEST_OK);
    ck_assert_int_eq(answer(s, 0, 1), MLT_UNKNOWN);
    ck_assert_int_eq(answer(s, 0, 2), MLT_SKIPPED);
    ck_assert_int_eq(s->clean[1], MLT_CLEAN_UNKNOWN);
    s->cells[1] |= MLT_CELL_ASKED;
    s->cells[s->suite->n] |= MLT_CELL_ASKED;
    ck_assert_int_eq(mlt_search_judge(s, NULL), MLTEST_OK);
    ck_assert_int_eq(answer(s, 0, 1), MLT_BROKEN);
    ck_assert_int_eq(s->clean[1], MLT_CLEAN_FAILED);
    mltest_stress_free(s);
}
END_TEST

/* A score that falls from .31 to .29 is a flicker, if the model reports such scores at all: of
 * that the clean pictures decide, so that no later answer changes the rule. */
START_TEST(test_hysteresis)
{
    mltest_stress *s = judged(SAMPLE("p0", 0) ANSWER(
        "p0", "clean", "[0,0.31,2,2,9,9],[0,0.1,1,1,3,3]") ANSWER("p0", FLIP, "[0,0.29,2,2,9,9]"));
    ck_assert_int_eq(mlt_search_judge(s, NULL), MLTEST_OK);
    ck_assert_int_eq(answer(s, 0, 1), MLT_HOLDS);
    mltest_stress_free(s);
    s = judged(SAMPLE("p0", 0) ANSWER("p0", "clean", "[0,0.31,2,2,9,9]")
                   ANSWER("p0", FLIP, "[0,0.29,2,2,9,9],[0,0.1,1,1,3,3]"));
    ck_assert_int_eq(mlt_search_judge(s, NULL), MLTEST_OK);
    ck_assert_int_eq(answer(s, 0, 1), MLT_BROKEN);
    mltest_stress_free(s);
}
END_TEST

Suite *mlt_suite_search_judge(void)
{
    TCase *tc = tcase_create("judge");
    tcase_add_test(tc, test_answers);
    tcase_add_test(tc, test_failures_and_skips);
    tcase_add_test(tc, test_hysteresis);
    Suite *suite = suite_create("search_judge");
    suite_add_tcase(suite, tc);
    return suite;
}
