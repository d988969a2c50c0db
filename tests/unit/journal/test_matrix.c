/* SPDX-License-Identifier: MIT */
/*
 * Order and size of what is read.
 */
#include "base/error.h"
#include "fixtures.h"

typedef struct {
    mlt_text text;
    const char *dir, *path;
} file;

static file begin(unsigned limit)
{
    file f = {.dir = mlt_test_make_dir()};
    f.path = mlt_test_path(f.dir, "j.jsonl");
    mlt_text_init(&f.text, NULL);
    mlt_text_printf(&f.text, "{\"type\":\"run\",\"limit\":%u}\n", limit);
    return f;
}

static void add_condition(file *f, const char *name)
{
    mlt_text_printf(&f->text, "{\"type\":\"condition\",\"name\":\"%s\",\"steps\":[]}\n", name);
}

static void add_sample(file *f, const char *id, unsigned n)
{
    mlt_text_printf(&f->text, "{\"type\":\"sample\",\"id\":\"%s\",\"n\":%u}\n", id, n);
}

static void add_outcome(file *f, const char *id, const char *condition, unsigned change)
{
    mlt_text_printf(&f->text,
                    "{\"type\":\"outcome\",\"id\":\"%s\",\"condition\":\"%s\",\"change\":%u}\n", id,
                    condition, change);
}

/* The journal, or NULL and *error. */
static mltest_journal *finish(file *f, mltest_status want, mltest_error **error)
{
    mltest_journal *j = NULL;
    mlt_test_write_file(f->path, f->text.bytes, f->text.n);
    mltest_status status = mlt_journal_read(&j, NULL, &f->path, 1, false, error);
    ck_assert_msg(status == want, "status %d", (int)status);
    ck_assert((j != NULL) == (status == MLTEST_OK));
    mlt_text_free(&f->text);
    mlt_test_remove_dir(f->dir);
    return j;
}

START_TEST(test_samples_come_by_ordinal)
{
    static const char *const ids[] = {"c", "a", "d", "b"};
    static const unsigned ordinals[] = {7, 2, 900, 3};
    file f = begin(1000);
    add_condition(&f, "clean");
    for (int i = 0; i < 4; i++)
        add_sample(&f, ids[i], ordinals[i]);
    for (int i = 3; i >= 0; i--)
        add_outcome(&f, ids[i], "clean", ordinals[i]);
    mltest_journal *j = finish(&f, MLTEST_OK, NULL);
    ck_assert_uint_eq(j->n_samples, 4);
    ck_assert_str_eq(j->samples[0].id, "a");
    ck_assert_str_eq(j->samples[3].id, "d");
    for (size_t i = 0; i < 4; i++) {
        ck_assert_double_eq(mlt_journal_outcome(j, i, 0)->change, (double)j->samples[i].n);
        ck_assert_int_eq((int)mlt_journal_find_sample(j, j->samples[i].id), (int)i);
    }
    ck_assert_int_eq((int)mlt_journal_find_sample(j, "e"), -1);
    ck_assert(!j->complete);
    mlt_journal_unref(j);
}
END_TEST

START_TEST(test_two_samples_of_one_ordinal)
{
    mltest_error *error = NULL;
    file f = begin(2);
    add_condition(&f, "clean");
    add_sample(&f, "a", 1);
    add_sample(&f, "b", 1);
    finish(&f, MLTEST_ERR_CONFLICT, &error);
    const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
    ck_assert_msg(strstr(message, "j.jsonl:3") && strstr(message, "j.jsonl:4"), "%s", message);
    mlt_error_free(error);
}
END_TEST

START_TEST(test_two_conditions_of_one_name)
{
    mltest_error *error = NULL;
    file f = begin(1);
    add_condition(&f, "clean");
    add_condition(&f, "clean");
    add_sample(&f, "a", 0);
    finish(&f, MLTEST_ERR_FORMAT, &error);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "'clean'"));
    mlt_error_free(error);
}
END_TEST

/* n_samples under n_conditions, of which the first n_records samples have the clean one. */
static file grid(unsigned n_samples, unsigned n_conditions, unsigned n_records)
{
    file f = begin(n_samples);
    char name[16];
    for (unsigned i = 0; i < n_conditions; i++) {
        snprintf(name, sizeof name, "c%u", i);
        add_condition(&f, name);
    }
    for (unsigned i = 0; i < n_samples; i++) {
        snprintf(name, sizeof name, "s%u", i);
        add_sample(&f, name, i);
        if (i < n_records)
            add_outcome(&f, name, "c0", i);
    }
    return f;
}

/* Few bytes that ask for a matrix of many. */
START_TEST(test_a_matrix_of_next_to_nothing)
{
    static const unsigned grids[][2] = {{3000, 0}, {3000, 2999}, {6000, 6000}};
    for (size_t i = 0; i < 3; i++) {
        mltest_error *error = NULL;
        file f = grid(grids[i][0], grids[i][0], grids[i][1]);
        finish(&f, MLTEST_ERR_LIMIT, &error);
        const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
        ck_assert_msg(strstr(message, "000 conditions, but only"), "%s", message);
        mlt_error_free(error);
    }
}
END_TEST

/* A search over 20 kinds of 31 settings each, after its first round. */
START_TEST(test_clean_pictures_of_a_search)
{
    enum { N_SAMPLES = 2000, N_SETTINGS = 20 * 31 };
    file f = grid(N_SAMPLES, 1 + N_SETTINGS, N_SAMPLES);
    mltest_journal *j = finish(&f, MLTEST_OK, NULL);
    ck_assert_uint_eq(j->n_samples, N_SAMPLES);
    ck_assert_int_eq(mlt_journal_outcome(j, N_SAMPLES - 1, 0)->type, MLT_OUTCOME);
    ck_assert_int_eq(mlt_journal_outcome(j, N_SAMPLES - 1, N_SETTINGS)->type, 0);
    mlt_journal_unref(j);
}
END_TEST

START_TEST(test_a_run_of_nothing)
{
    file f = begin(0);
    mlt_text_puts(&f.text, "{\"type\":\"end\"}\n");
    mltest_journal *j = finish(&f, MLTEST_OK, NULL);
    ck_assert_uint_eq(j->n_samples + j->n_conditions, 0);
    ck_assert(j->complete);
    ck_assert_int_eq((int)mlt_journal_find_sample(j, ""), -1);
    mlt_journal_unref(j);
}
END_TEST

Suite *mlt_suite_journal_matrix(void);
Suite *mlt_suite_journal_matrix(void)
{
    Suite *suite = suite_create("journal_matrix");
    TCase *tc = tcase_create("matrix");
    tcase_add_test(tc, test_samples_come_by_ordinal);
    tcase_add_test(tc, test_two_samples_of_one_ordinal);
    tcase_add_test(tc, test_two_conditions_of_one_name);
    tcase_add_test(tc, test_a_matrix_of_next_to_nothing);
    tcase_add_test(tc, test_clean_pictures_of_a_search);
    tcase_add_test(tc, test_a_run_of_nothing);
    suite_add_tcase(suite, tc);
    return suite;
}
