/* SPDX-License-Identifier: MIT */
#include "suite/suite_check.h"

Suite *mlt_suite_suite_file_kind(void);

static const struct {
    const char *theirs, *ours;
} rows[] = {
#define KIND(theirs, ours) {theirs, ours},
#include "suite/mltest_kinds.def"
#undef KIND
};
enum { N = sizeof rows / sizeof rows[0] };

/* The kind of a name; *status says whether there is one. */
static const mlt_kind *find(const char *text, char name[64], mltest_status *status,
                            mltest_error **error)
{
    const mlt_tree tree = {.file = "a.yaml"};
    const mlt_suite_file f = {.tree = &tree};
    const mlt_node node = {.type = MLT_NODE_STRING, .text = text, .line = 4, .column = 9};
    const char *found = "";
    const mlt_kind *kind = NULL;
    *status = mlt_suite_file_kind(&f, &node, &found, &kind, error);
    snprintf(name, 64, "%s", found);
    return kind;
}

START_TEST(test_both_names)
{
    char name[64];
    mltest_status status;
    ck_assert_ptr_eq(find("CompressImage", name, &status, NULL),
                     mlt_kind_find("jpeg_compression", 0));
    ck_assert_int_eq(status, MLTEST_OK);
    ck_assert_str_eq(name, "jpeg_compression");
    ck_assert_ptr_eq(find("fog", name, &status, NULL), mlt_kind_find("fog", 0));
    ck_assert_str_eq(name, "fog");
    for (size_t i = 0; i < N; i++) {
        ck_assert_ptr_eq(find(rows[i].theirs, name, &status, NULL), mlt_kind_find(rows[i].ours, 0));
        ck_assert_int_eq(status, MLTEST_OK);
        ck_assert_str_eq(name, rows[i].ours);
        (void)find(rows[i].ours, name, &status, NULL); /* known, whether it is here or not */
        ck_assert_int_eq(status, MLTEST_OK);
    }
}
END_TEST

/* The table and the catalogue's own rows say the same. */
START_TEST(test_table_is_the_catalogue)
{
    for (size_t i = 0; i < mlt_kind_count(); i++) {
        const mlt_kind *kind = mlt_kind_at(i);
        const char *theirs = "";
        for (size_t k = 0; k < N; k++)
            if (strcmp(rows[k].ours, kind->name) == 0)
                theirs = rows[k].theirs;
        ck_assert_str_eq(kind->mltest_name, theirs);
    }
}
END_TEST

/* All kinds of the suite of that name are in it. */
START_TEST(test_table_has_the_published_kinds)
{
    const char *at = mlt_named_suite_find("mltest")->kinds, *word;
    size_t n, n_found = 0;
    while (mlt_suite_next_word(&at, &word, &n))
        for (size_t i = 0; i < N; i++)
            n_found += strlen(rows[i].ours) == n && strncmp(rows[i].ours, word, n) == 0;
    ck_assert_uint_eq(n_found, 22);
}
END_TEST

static void refused(const char *text, mltest_status wanted, const char *message)
{
    char name[64];
    mltest_status status;
    mltest_error *error = NULL;
    ck_assert_ptr_null(find(text, name, &status, &error));
    ck_assert_int_eq(status, wanted);
    ck_assert_str_eq(mltest_error_message(error), message);
    mltest_error_free(error);
}

START_TEST(test_what_is_no_kind)
{
    refused("Brighntess", MLTEST_ERR_NOT_FOUND,
            "a.yaml:4: column 9: no perturbation is named \"Brighntess\"; did you mean "
            "\"Brightness\"?");
    refused("gausian_noise", MLTEST_ERR_NOT_FOUND,
            "a.yaml:4: column 9: no perturbation is named \"gausian_noise\"; did you mean "
            "\"gaussian_noise\"?");
    refused("what is this", MLTEST_ERR_NOT_FOUND,
            "a.yaml:4: column 9: no perturbation is named \"what is this\"; `mltest list "
            "perturbations` shows them");
    refused("", MLTEST_ERR_FORMAT,
            "a.yaml:4: column 9: expected the name of a perturbation, found a text");
    refused("a\nb", MLTEST_ERR_FORMAT,
            "a.yaml:4: column 9: expected the name of a perturbation, found a text");
}
END_TEST

SC_SUITE(mlt_suite_suite_file_kind, "suite_file_kind", test_both_names, test_table_is_the_catalogue,
         test_table_has_the_published_kinds, test_what_is_no_kind)
