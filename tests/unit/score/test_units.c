/* SPDX-License-Identifier: MIT */
#include "score/units.h"

#include "testing.h"

static mlt_units units_of(mlt_jsample *samples, size_t n)
{
    mlt_units units;
    const mltest_journal journal = {.samples = samples, .n_samples = n};
    ck_assert_int_eq(mlt_units_make(&units, NULL, &journal, NULL), MLTEST_OK);
    return units;
}

static void are(mlt_jsample *samples, size_t n, const size_t *wanted, size_t n_units)
{
    mlt_units units = units_of(samples, n);
    ck_assert_uint_eq(units.n, n_units);
    ck_assert(units.is_grouped == (n_units < n));
    for (size_t i = 0; i < n; i++)
        ck_assert_msg(units.of[i] == wanted[i], "sample %zu: %zu", i, units.of[i]);
    mlt_units_free(NULL, &units);
}

START_TEST(test_each_by_itself)
{
    mlt_jsample samples[] = {{.id = "b"}, {.id = "a"}, {.id = "a.rf.jpg"}};
    const size_t wanted[] = {0, 1, 2};
    are(samples, 3, wanted, 3);
    are(samples, 0, wanted, 0);
}
END_TEST

/* Copies of one picture: the hash is letters and digits, eight at least. */
START_TEST(test_copies_of_a_picture)
{
    mlt_jsample samples[] = {{.id = "z.jpg"},
                             {.id = "cell_jpg.rf.0123456789abcdef0123456789abcdef.jpg"},
                             {.id = "other_jpg.rf.0123456789abcdef0123456789abcdef.jpg"},
                             {.id = "cell_jpg.rf.ffff456789abcdef0123456789abcdef.jpg"},
                             {.id = "cell_jpg.rf.short.jpg"},
                             {.id = "a.rf.x.rf.0123456789.jpg"},
                             {.id = "a.rf.x.rf.9876543210.jpg"}};
    const size_t wanted[] = {0, 1, 2, 1, 3, 4, 4};
    are(samples, 7, wanted, 5);
}
END_TEST

/* A tag goes before the name; a text and a number are not the same. */
START_TEST(test_tags)
{
    mlt_tag one = {"group", "1", 0}, number = {"group", NULL, 1}, other = {"slide", "1", 0};
    mlt_jsample samples[] = {{.id = "a.rf.0123456789.jpg", .tags = &one, .n_tags = 1},
                             {.id = "a.rf.9876543210.jpg", .tags = &number, .n_tags = 1},
                             {.id = "b", .tags = &one, .n_tags = 1},
                             {.id = "c", .tags = &number, .n_tags = 1},
                             {.id = "1", .tags = &other, .n_tags = 1}};
    const size_t wanted[] = {0, 1, 0, 1, 2};
    are(samples, 5, wanted, 3);
}
END_TEST

static mltest_status make_units(mltest_context *ctx, void *data)
{
    mlt_jsample samples[] = {{.id = "b"}, {.id = "a"}};
    const mltest_journal journal = {.samples = samples, .n_samples = 2};
    mlt_units units;
    mltest_error *error = NULL;
    (void)data;
    mltest_status status = mlt_units_make(&units, ctx, &journal, &error);
    mlt_units_free(ctx, &units);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(make_units, NULL);
}
END_TEST

Suite *mlt_suite_score_units(void);
Suite *mlt_suite_score_units(void)
{
    TCase *tc = tcase_create("units");
    tcase_add_test(tc, test_each_by_itself);
    tcase_add_test(tc, test_copies_of_a_picture);
    tcase_add_test(tc, test_tags);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("score_units");
    suite_add_tcase(suite, tc);
    return suite;
}
