/* SPDX-License-Identifier: MIT */
/*
 * Runs all suites, or those named as arguments. The build makes suites.inc from the file names:
 * tests/unit/base/test_text.c is SUITE(base_text).
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUITE(name) Suite *mlt_suite_##name(void);
#include "suites.inc"
#undef SUITE

static const struct {
    const char *name;
    Suite *(*make)(void);
} suites[] = {
#define SUITE(name) {#name, mlt_suite_##name},
#include "suites.inc"
#undef SUITE
};
enum { N_SUITES = sizeof suites / sizeof suites[0] };

static int wanted(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], name) == 0)
            return 1;
    }
    return argc < 2;
}

/* A misspelt name must not pass because others ran. */
static int all_known(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t k = 0;
        while (k < N_SUITES && strcmp(argv[i], suites[k].name) != 0)
            k++;
        if (k == N_SUITES) {
            fprintf(stderr, "no suite is named %s\n", argv[i]);
            return 0;
        }
    }
    return 1;
}

int main(int argc, char **argv)
{
    if (!all_known(argc, argv))
        return EXIT_FAILURE;
    SRunner *runner = srunner_create(NULL);
    for (size_t i = 0; i < N_SUITES; i++) {
        if (wanted(suites[i].name, argc, argv))
            srunner_add_suite(runner, suites[i].make());
    }
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    int run = srunner_ntests_run(runner);
    srunner_free(runner);
    printf("unit: %d passed, %d failed\n", run - failed, failed);
    return failed == 0 && run > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
