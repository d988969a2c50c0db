/* SPDX-License-Identifier: MIT */
#include "search/grid.h"

#include "search/fixtures.h"

Suite *mlt_suite_search_grid(void);

static mlt_search_kind grid_of(const char *name)
{
    mlt_search_kind kind = {.kind = mlt_kind_find(name, 0)};
    ck_assert_ptr_nonnull(kind.kind);
    mlt_search_grid(&kind);
    return kind;
}

/* k · 5/32, and 5 itself instead of the step below it. */
START_TEST(test_the_grid_of_a_smooth_kind)
{
    mlt_search_kind kind = grid_of("gaussian_blur");
    ck_assert_uint_eq(kind.n, 31);
    for (size_t i = 0; i < 30; i++)
        ck_assert_double_eq(kind.severity[i], (double)(i + 1) * 5 / 32);
    ck_assert_double_eq(kind.severity[30], 5);
}
END_TEST

static void check_distinct(const char *name, size_t n, const double *severities)
{
    mlt_search_kind kind = grid_of(name);
    ck_assert_msg(kind.n == n, "%s: %zu settings", name, kind.n);
    for (size_t i = 0; i < n; i++)
        ck_assert_double_eq(kind.severity[i], severities[i]);
}

START_TEST(test_kinds_with_steps)
{
    static const double all[] = {1, 2, 3, 4, 5};
    check_distinct("shot_noise", 5, all);
    check_distinct("motion_blur", 5, all); /* one of its two values goes in steps */
    check_distinct("horizontal_flip", 1, all);
    check_distinct("rotate90", 1, all);
}
END_TEST

/* Every kind of the catalogue can be searched, and no two settings of one are the same. */
START_TEST(test_the_catalogue)
{
    for (size_t i = 0; i < mlt_kind_count(); i++) {
        mlt_search_kind kind = grid_of(mlt_kind_at(i)->name);
        ck_assert_uint_ge(kind.n, 1);
        ck_assert(kind.n <= 5 || kind.n == MLT_MOST_SETTINGS);
        for (size_t k = 1; k < kind.n; k++) {
            double before[MLT_MAX_PARAMS] = {0}, now[MLT_MAX_PARAMS] = {0}, blends[2];
            mlt_kind_params(kind.kind, kind.severity[k - 1], before, &blends[0]);
            mlt_kind_params(kind.kind, kind.severity[k], now, &blends[1]);
            bool differs = blends[0] != blends[1];
            for (size_t p = 0; p < kind.kind->n_params; p++)
                differs = differs || (!kind.kind->params[p].is_free && before[p] != now[p]);
            if (kind.n <= 5)
                ck_assert_msg(differs, "%s, setting %zu", kind.kind->name, k);
        }
    }
}
END_TEST

START_TEST(test_depths)
{
    static const size_t depths[][2] = {{0, 0}, {1, 1}, {2, 2}, {3, 2}, {4, 3}, {5, 3}, {31, 5}};
    for (size_t i = 0; i < sizeof depths / sizeof depths[0]; i++)
        ck_assert_uint_eq(mlt_search_depth(depths[i][0]), depths[i][1]);
}
END_TEST

/* All outcomes over all sizes, within the depth. */
START_TEST(test_bisection)
{
    for (size_t n = 1; n <= MLT_MOST_SETTINGS; n++) {
        for (size_t at = 0; at <= n; at++) {
            uint8_t cells[MLT_MOST_SETTINGS] = {0};
            search_answer(cells, n, at);
            mlt_search_walk w = mlt_search_follow(cells, n);
            ck_assert_uint_eq(w.low, at);
            ck_assert_uint_eq(w.high, at);
            ck_assert_uint_eq(w.next, n);
            ck_assert_uint_le(w.n_calls, mlt_search_depth(n));
            ck_assert_uint_eq(w.n_path, w.n_calls);
            ck_assert(!w.only_skips);
        }
    }
}
END_TEST

START_TEST(test_the_first_steps)
{
    uint8_t cells[31] = {0};
    ck_assert_uint_eq(mlt_search_follow(cells, 31).next, 15); /* severity 2.5 */
    cells[15] = MLT_HOLDS | MLT_CELL_ASKED;
    ck_assert_uint_eq(mlt_search_follow(cells, 31).next, 23);
    cells[15] = MLT_BROKEN | MLT_CELL_PROBE;
    ck_assert_uint_eq(mlt_search_follow(cells, 31).next, 7);
}
END_TEST

/* A skip is no break, and costs no call; nothing but skips is no bracket. */
START_TEST(test_skips)
{
    uint8_t cells[31];
    memset(cells, MLT_SKIPPED, sizeof cells);
    mlt_search_walk w = mlt_search_follow(cells, 31);
    ck_assert(w.only_skips);
    ck_assert_uint_eq(w.n_calls, 0);
    ck_assert_uint_eq(w.high, 31);
    cells[30] = MLT_BROKEN;
    w = mlt_search_follow(cells, 31);
    ck_assert(!w.only_skips);
    ck_assert_uint_eq(w.n_calls, 1);
    ck_assert_uint_eq(w.high, 30);
}
END_TEST

Suite *mlt_suite_search_grid(void)
{
    TCase *tc = tcase_create("grid");
    tcase_add_test(tc, test_the_grid_of_a_smooth_kind);
    tcase_add_test(tc, test_kinds_with_steps);
    tcase_add_test(tc, test_the_catalogue);
    tcase_add_test(tc, test_depths);
    tcase_add_test(tc, test_bisection);
    tcase_add_test(tc, test_the_first_steps);
    tcase_add_test(tc, test_skips);
    Suite *suite = suite_create("search_grid");
    suite_add_tcase(suite, tc);
    return suite;
}
