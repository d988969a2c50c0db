/* SPDX-License-Identifier: MIT */
#include "mltest/catalogue.h"

#include "fixtures.h"

Suite *mlt_suite_api_catalogue(void);

/* A field in one of a few buffers that the next calls do not touch. */
static const char *text(const char *catalogue, size_t row, const char *column)
{
    static char rooms[8][512];
    static unsigned next;
    char *room = rooms[next++ % 8];
    size_t n = mltest_catalogue_text(catalogue, row, column, room, sizeof rooms[0]);
    ck_assert_uint_lt(n, sizeof rooms[0]);
    ck_assert_uint_eq(n, strlen(room));
    return room;
}

/* The row whose column has this value, looked for from a row on; fails without one. */
static size_t row_of(const char *catalogue, size_t from, const char *column, const char *value)
{
    char wanted[512]; /* the value may be in one of the buffers */
    snprintf(wanted, sizeof wanted, "%s", value);
    for (size_t i = from; i < mltest_catalogue_count(catalogue); i++) {
        if (strcmp(text(catalogue, i, column), wanted) == 0)
            return i;
    }
    ck_abort_msg("no %s is %s in %s", column, wanted, catalogue);
    return 0;
}

START_TEST(catalogues)
{
    static const char *const names[] = {"perturbations", "parameters",   "suites",  "datasets",
                                        "predictors",    "metrics",      "reports", "options",
                                        "categories",    "augmentations"};
    size_t n = 0;
    for (; mltest_catalogue_name(n) != NULL; n++) {
        const char *name = mltest_catalogue_name(n);
        ck_assert_uint_gt(mltest_catalogue_count(name), 0);
        ck_assert_ptr_nonnull(mltest_catalogue_column(name, 0));
        for (size_t k = 0; k < n; k++)
            ck_assert_str_ne(mltest_catalogue_name(k), name);
    }
    ck_assert_ptr_null(mltest_catalogue_name(SIZE_MAX));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_msg(mltest_catalogue_count(names[i]) > 0, "no catalogue %s", names[i]);
}
END_TEST

/* Every field of every catalogue can be read, and its first column names the row. */
START_TEST(every_field)
{
    char room[512], cut[4];
    for (size_t c = 0; mltest_catalogue_name(c) != NULL; c++) {
        const char *name = mltest_catalogue_name(c);
        for (size_t row = 0; row < mltest_catalogue_count(name); row++) {
            const char *column;
            ck_assert_str_ne(text(name, row, mltest_catalogue_column(name, 0)), "");
            for (size_t k = 0; (column = mltest_catalogue_column(name, k)) != NULL; k++) {
                size_t n = mltest_catalogue_text(name, row, column, room, sizeof room);
                ck_assert_uint_lt(n, sizeof room);
                ck_assert_uint_eq(strlen(room), n);
                ck_assert_uint_eq(mltest_catalogue_text(name, row, column, cut, sizeof cut), n);
                ck_assert_uint_eq(strlen(cut), n < 3 ? n : 3);
                ck_assert_int_eq(strncmp(cut, room, strlen(cut)), 0);
            }
        }
    }
}
END_TEST

START_TEST(perturbations)
{
    size_t fog = row_of("perturbations", 0, "name", "fog");
    size_t rotation = row_of("perturbations", 0, "name", "rotation");
    size_t cutout = row_of("perturbations", 0, "name", "cutout");
    size_t saturate = row_of("perturbations", 0, "name", "saturate");
    size_t covered = row_of("perturbations", 0, "name", "object_occlusion");
    size_t dither = row_of("perturbations", 0, "name", "dither");
    ck_assert_str_eq(text("perturbations", fog, "category"), "weather");
    ck_assert_str_eq(text("perturbations", fog, "revision"), "1");
    ck_assert_str_eq(text("perturbations", fog, "stochastic"), "yes");
    ck_assert_str_eq(text("perturbations", fog, "moves"), "no");
    ck_assert_str_eq(text("perturbations", fog, "hides"), "no");
    ck_assert_str_ne(text("perturbations", fog, "summary"), "");
    ck_assert_str_eq(text("perturbations", rotation, "moves"), "yes");
    ck_assert_str_eq(text("perturbations", cutout, "hides"), "yes");
    ck_assert_str_eq(text("perturbations", saturate, "needs_colour"), "yes");
    ck_assert_str_eq(text("perturbations", saturate, "stochastic"), "no");
    ck_assert_str_eq(text("perturbations", dither, "informational"), "yes");
    ck_assert_str_eq(text("perturbations", fog, "informational"), "no");
    ck_assert_str_eq(text("perturbations", covered, "needs_labels"), "yes");
    ck_assert_str_eq(text("perturbations", fog, "needs_labels"), "no");
}
END_TEST

/* Names that the catalogue gives are names that the library takes. */
START_TEST(names_are_accepted)
{
    char condition[128];
    mltest_suite *suite;
    mltest_options *options;
    for (size_t i = 0; i < mltest_catalogue_count("perturbations"); i++) {
        snprintf(condition, sizeof condition, "%s:r%s@1", text("perturbations", i, "name"),
                 text("perturbations", i, "revision"));
        ck_assert_int_eq(mltest_condition_name(NULL, condition, NULL, 0, NULL, NULL), MLTEST_OK);
        row_of("categories", 0, "name", text("perturbations", i, "category"));
    }
    for (size_t i = 0; i < mltest_catalogue_count("suites"); i++) {
        ck_assert_int_eq(mltest_suite_open(&suite, NULL, text("suites", i, "name"), NULL),
                         MLTEST_OK);
        ck_assert_str_ne(text("suites", i, "summary"), "");
        mltest_suite_free(suite);
    }
    for (size_t i = 0; i < mltest_catalogue_count("options"); i++) {
        const char *name = text("options", i, "name"), *value = text("options", i, "default");
        ck_assert_int_eq(mltest_options_new(&options, NULL, text("options", i, "table"), NULL),
                         MLTEST_OK);
        if (value[0] != '\0')
            ck_assert_int_eq(mltest_options_set_text(options, name, value, NULL), MLTEST_OK);
        mltest_options_free(options);
    }
}
END_TEST

/* A parameter belongs to a kind of the catalogue and has a rule and five values. */
START_TEST(parameters)
{
    static const char *const severities[] = {"1", "2", "3", "4", "5"};
    size_t last = mltest_catalogue_count("parameters") - 1;
    for (size_t i = 0; i <= last; i++) {
        row_of("perturbations", 0, "name", text("parameters", i, "perturbation"));
        const char *rule = text("parameters", i, "rule");
        ck_assert(strcmp(rule, "free") == 0 || strcmp(rule, "step") == 0 ||
                  strcmp(rule, "linear") == 0);
        for (size_t k = 0; k < 5; k++)
            ck_assert_str_ne(text("parameters", i, severities[k]), "");
    }
    ck_assert_uint_eq(mltest_catalogue_text("parameters", last + 1, "name", NULL, 0), 0);
    size_t angle = row_of("parameters", row_of("parameters", 0, "perturbation", "motion_blur"),
                          "name", "angle");
    ck_assert_str_eq(text("parameters", angle, "perturbation"), "motion_blur");
    ck_assert_str_eq(text("parameters", angle, "3"), "random");
}
END_TEST

START_TEST(options)
{
    size_t threads = row_of("options", 0, "name", "threads");
    ck_assert_str_eq(text("options", threads, "table"), "run");
    ck_assert_str_eq(text("options", threads, "type"), "int");
    ck_assert_str_eq(text("options", threads, "low"), "0");
    ck_assert_str_eq(text("options", threads, "high"), "256");
    ck_assert_str_eq(text("options", threads, "default"), "0");
    ck_assert_str_ne(text("options", threads, "help"), "");
    size_t shard = row_of("options", 0, "name", "shard");
    ck_assert_str_eq(text("options", shard, "type"), "string");
    ck_assert_str_eq(text("options", shard, "low"), ""); /* only numbers have bounds */
    ck_assert_str_eq(text("options", shard, "high"), "");
    size_t resume = row_of("options", 0, "name", "resume");
    ck_assert_str_eq(text("options", resume, "type"), "bool");
    ck_assert_str_eq(text("options", resume, "low"), "");
    size_t strictness = row_of("options", 0, "name", "score_strictness");
    ck_assert_str_eq(text("options", strictness, "type"), "double");
    ck_assert_str_eq(text("options", strictness, "default"), "0.75");
    ck_assert_str_eq(text("options", strictness, "high"), "1");
}
END_TEST

START_TEST(categories_and_lists)
{
    ck_assert_uint_eq(mltest_catalogue_count("categories"), MLTEST_CATEGORY_OCCLUSION);
    ck_assert_str_eq(text("categories", MLTEST_CATEGORY_NOISE - 1, "name"), "noise");
    ck_assert_str_eq(text("categories", MLTEST_CATEGORY_OCCLUSION - 1, "name"), "occlusion");
    row_of("datasets", 0, "name", "coco");
    row_of("datasets", 1, "written", "yes");
    row_of("datasets", 6, "written", "no");
    row_of("augmentations", 0, "roboflow", "90° Rotate");
    row_of("predictors", 0, "name", "process:");
    row_of("metrics", 0, "name", "mAP");
    row_of("reports", 0, "name", "json");
    ck_assert_str_eq(mltest_catalogue_column("reports", 0), "name");
    ck_assert_str_eq(mltest_catalogue_column("reports", 1), "summary");
    ck_assert_ptr_null(mltest_catalogue_column("reports", 2));
}
END_TEST

START_TEST(room_for_the_text)
{
    char room[8] = "xxxxxxx";
    ck_assert_uint_eq(mltest_catalogue_text("reports", 0, "name", room, 5), 4); /* "text" */
    ck_assert_str_eq(room, "text");
    ck_assert_uint_eq(mltest_catalogue_text("reports", 0, "name", room, 4), 4);
    ck_assert_str_eq(room, "tex");
    ck_assert_uint_eq(mltest_catalogue_text("reports", 0, "name", room, 1), 4);
    ck_assert_str_eq(room, "");
    room[0] = 'y';
    ck_assert_uint_eq(mltest_catalogue_text("reports", 0, "name", room, 0), 4);
    ck_assert_int_eq(room[0], 'y');
    ck_assert_uint_eq(mltest_catalogue_text("reports", 0, "name", NULL, 0), 4);
    ck_assert_uint_eq(mltest_catalogue_text("reports", 0, "name", NULL, 9), 4);
}
END_TEST

START_TEST(what_does_not_exist)
{
    char room[8] = "x";
    ck_assert_uint_eq(mltest_catalogue_count("nix"), 0);
    ck_assert_uint_eq(mltest_catalogue_count(""), 0);
    ck_assert_uint_eq(mltest_catalogue_count(NULL), 0);
    ck_assert_ptr_null(mltest_catalogue_column("nix", 0));
    ck_assert_ptr_null(mltest_catalogue_column(NULL, 0));
    ck_assert_ptr_null(mltest_catalogue_column("suites", SIZE_MAX));
    ck_assert_uint_eq(mltest_catalogue_text("nix", 0, "name", room, sizeof room), 0);
    ck_assert_str_eq(room, ""); /* ended all the same */
    room[0] = 'x';
    ck_assert_uint_eq(mltest_catalogue_text("reports", mltest_catalogue_count("reports"), "name",
                                            room, sizeof room),
                      0);
    ck_assert_str_eq(room, "");
    room[0] = 'x';
    ck_assert_uint_eq(mltest_catalogue_text("reports", 0, "nix", room, sizeof room), 0);
    ck_assert_str_eq(room, "");
    ck_assert_uint_eq(mltest_catalogue_text(NULL, 0, "name", room, sizeof room), 0);
    ck_assert_uint_eq(mltest_catalogue_text("reports", 0, NULL, room, sizeof room), 0);
    ck_assert_uint_eq(mltest_catalogue_text("reports", SIZE_MAX, "name", room, sizeof room), 0);
    ck_assert_uint_eq(mltest_catalogue_text("options", SIZE_MAX, "name", room, sizeof room), 0);
}
END_TEST

Suite *mlt_suite_api_catalogue(void)
{
    Suite *suite = suite_create("api_catalogue");
    TCase *tests = tcase_create("catalogue");
    tcase_add_test(tests, catalogues);
    tcase_add_test(tests, every_field);
    tcase_add_test(tests, perturbations);
    tcase_add_test(tests, names_are_accepted);
    tcase_add_test(tests, parameters);
    tcase_add_test(tests, options);
    tcase_add_test(tests, categories_and_lists);
    tcase_add_test(tests, room_for_the_text);
    tcase_add_test(tests, what_does_not_exist);
    suite_add_tcase(suite, tests);
    return suite;
}
