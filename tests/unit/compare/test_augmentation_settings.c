/* SPDX-License-Identifier: MIT */
#include "compare/augmentation_settings.h"

#include "compare/panels.h"

static const char *const names[] = {"net", "other", "n3", "n4", "n5", "n6"};
static mlt_augmentation_settings s;

static void read(const char *augmentations, const char *arms, size_t n)
{
    mltest_error *error = NULL;
    ck_assert_msg(mlt_augmentation_settings_read(&s, augmentations, arms, names, n, &error) ==
                      MLTEST_OK,
                  "%s", mltest_error_message(error));
}

START_TEST(nothing_asked)
{
    mlt_results *results = NULL;
    const mlt_effect_settings effect = {.equivalence = 0.02};
    read("", "", 5);
    ck_assert(!s.asked);
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_augmentations_add(results, NULL, &s, &effect, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_results_table_count(results), 0);
    mlt_results_free(results);
}
END_TEST

START_TEST(two_journals)
{
    read("flip,blur", "", 2);
    ck_assert(s.asked);
    ck_assert_uint_eq(s.n_uses, 2);
    ck_assert_str_eq(s.arms[0].name, "net");
    ck_assert_str_eq(s.arms[1].name, "other");
    ck_assert_uint_eq(s.arms[1].n, 1);
    ck_assert_uint_eq(s.arms[1].models[0], 1);
    const char *const same[] = {"net", "net"};
    ck_assert_int_eq(mlt_augmentation_settings_read(&s, "flip", "", same, 2, NULL), MLTEST_OK);
    ck_assert_str_eq(s.arms[0].name, "A");
    ck_assert_str_eq(s.arms[1].name, "B");
}
END_TEST

START_TEST(arms)
{
    read("", "plain=2,with flips=4", 6); /* no augmentation: every kind is elsewhere */
    ck_assert(s.asked);
    ck_assert_uint_eq(s.n_uses, 0);
    ck_assert_str_eq(s.arms[0].name, "plain");
    ck_assert_str_eq(s.arms[1].name, "with flips");
    ck_assert_uint_eq(s.arms[0].n, 2);
    ck_assert_uint_eq(s.arms[1].n, 4);
    ck_assert_uint_eq(s.arms[1].models[0], 2);
    ck_assert_uint_eq(s.arms[1].models[3], 5);
}
END_TEST

/* A long name is cut, between characters. */
START_TEST(long_names)
{
    char text[200] = "";
    for (int i = 0; i < 40; i++)
        strcat(text, "é");
    strcat(text, "=1,B=1");
    read("", text, 2);
    ck_assert_uint_eq(strlen(s.arms[0].name), MLT_ARM_NAME - 2);
}
END_TEST

static void refused(const char *augmentations, const char *text, size_t n, const char *message)
{
    mltest_error *error = NULL;
    mltest_status status =
        mlt_augmentation_settings_read(&s, augmentations, text, names, n, &error);
    ck_assert(status == MLTEST_ERR_INVALID || status == MLTEST_ERR_NOT_FOUND);
    ck_assert_msg(strstr(mltest_error_message(error), message) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
}

START_TEST(mistakes)
{
    refused("mixup", "", 2, "'mixup' is neither");
    refused("flip", "", 3, "with 3 journals, arms must say");
    refused("flip", "A=3,B=3", 5, "6 runs, but 5 journals");
    static const char *const bad[] = {"A",     "A=3",       "A=1,B",     "A=1,B=0",     "A=1,B=1.5",
                                      "=1,=1", "A=1,A=1",   "A=-1,B=3",  "A=1,B=1,C=1", ",",
                                      "A=,B=", "A=1,B=nan", "A=1,B=1e9", "A=1;B=1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        refused("flip", bad[i], 2, "expected two different names");
}
END_TEST

START_TEST(added_to_results)
{
    mlt_results *results = NULL;
    const mlt_effect_settings effect = {.equivalence = 0.02, .n_draws = 50};
    cm_make_panel(2, NULL, cm_pair);
    read("hue", "", 2);
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_augmentations_add(results, &cm_panel, &s, &effect, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_results_find_table(results, "augmentations")->n_rows, 1);
    ck_assert_uint_eq(mlt_results_find_table(results, "side_effects")->n_rows, CM_KINDS);
    mlt_results_free(results);
    cm_drop_panel();
}
END_TEST

MLT_TEST_SUITE(compare_augmentation_settings, nothing_asked, two_journals, arms, long_names,
               mistakes, added_to_results)
