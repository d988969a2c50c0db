/* SPDX-License-Identifier: MIT */
/*
 * Pixels are data: what a revision of a kind makes of two computed pictures never changes, on any
 * machine, by any build of the loops. New kinds add rows; the rows that are there stay.
 *     MLTEST_WRITE_GOLDEN=1 build/default/unit conformance_perturb_hashes
 * writes the file anew, for a diff that must show additions only.
 */
#include <inttypes.h>
#include <stdio.h>

#include "perturb/conditions.h"

static const char golden[] = "tests/golden/perturb_hashes.txt";
static const char *const severities[] = {"0.5", "1", "2", "3", "4", "5"};
enum { N_SEVERITIES = sizeof severities / sizeof severities[0], LINE = 128 };

static const struct {
    const char *id;
    picture_function f;
    uint32_t width, height;
} pictures[] = {{"scene", scene, 61, 43}, {"texture", texture, 48, 64}};
enum { N_PICTURES = sizeof pictures / sizeof pictures[0] };

static int n_rows(void)
{
    return (int)mlt_kind_count() * N_SEVERITIES * N_FORMATS * N_PICTURES;
}

/* Row i: kind, severity, format, picture. */
static void make_row(char line[LINE], int i)
{
    const mlt_kind *kind = mlt_kind_at((size_t)(i / (N_SEVERITIES * N_FORMATS * N_PICTURES)));
    const char *severity = severities[i / (N_FORMATS * N_PICTURES) % N_SEVERITIES];
    uint32_t format = all_formats[i / N_PICTURES % N_FORMATS];
    int at = i % N_PICTURES;
    char name[96], hash[32] = "skipped";
    picture p = plain_picture(pictures[at].f, pictures[at].width, pictures[at].height, format);
    snprintf(name, sizeof name, "%s:r%u@%s", kind->name, kind->revision, severity);
    mlt_truth items[2];
    mlt_truths labels = two_objects(items, &p.view);
    mlt_perturbed made = perturb_labelled(&p.view, &labels, name, pictures[at].id);
    mltest_image_view out = mlt_image_view(&made.image);
    if (made.skip_reason == NULL)
        snprintf(hash, sizeof hash, "%016" PRIx64, mlt_view_hash(&out));
    snprintf(line, LINE, "%s %s %s %s\n", name, mlt_format_name(format), pictures[at].id, hash);
    mlt_perturbed_free(&made);
    free(p.block);
}

static void write_golden(void)
{
    FILE *f = fopen(golden, "w");
    ck_assert_ptr_nonnull(f);
    for (int i = 0; i < n_rows(); i++) {
        char line[LINE];
        make_row(line, i);
        fputs(line, f);
    }
    ck_assert_int_eq(fclose(f), 0);
}

static void check_golden(void)
{
    size_t n;
    char *text = mlt_test_read_file(golden, &n), *at = text;
    for (int i = 0; i < n_rows(); i++) {
        char line[LINE];
        make_row(line, i);
        size_t length = strlen(line);
        ck_assert_msg(strncmp(at, line, length) == 0, "%s says\n  %.*s\nbut the pixels are\n  %s",
                      golden, (int)strcspn(at, "\n"), at, line);
        at += length;
    }
    ck_assert_msg(*at == '\0', "%s has rows of kinds that are gone", golden);
    free(text);
}

/* Each test is a process of its own, which finds out about its processor at the first loop. */
START_TEST(test_hashes)
{
    static const char *const builds[] = {"baseline", "avx2", "avx512"};
    if (getenv("MLTEST_WRITE_GOLDEN") != NULL && _i == 0)
        write_golden();
    setenv("MLTEST_CPU", builds[_i], 1);
    check_golden();
}
END_TEST

Suite *mlt_suite_conformance_perturb_hashes(void);
Suite *mlt_suite_conformance_perturb_hashes(void)
{
    Suite *suite = suite_create("conformance_perturb_hashes");
    TCase *tc = tcase_create("hashes");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, test_hashes, 0, 3);
    suite_add_tcase(suite, tc);
    return suite;
}
