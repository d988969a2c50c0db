/* SPDX-License-Identifier: MIT */
/*
 * How far each kind takes pictures at each severity, in three measures, and which kinds stand far
 * from the others at severity 3: a report in Markdown.
 *     calibration PICTURE…
 * Nothing is changed by it. Kinds that move pixels or change the canvas are listed, not measured:
 * pixels that lie elsewhere are not distorted ones.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mltest/error.h"
#include "perturb/condition.h"
#include "perturb/quality.h"

enum { SEVERITIES = 5, MOST_PICTURES = 64, MOST_KINDS = 256, STEPS = 10 };

/* The means over the pictures. */
typedef struct {
    double unlike, psnr, colour; /* 1 - SSIM; dB; CIE 1976 */
} distortion;

typedef struct {
    const mlt_kind *kind;
    distortion at[SEVERITIES];
    bool is_measured;
} row;

static mlt_image pictures[MOST_PICTURES];
static int n_pictures;
static mlt_perturbed made;

static void fail(const char *what, mltest_error *error)
{
    fprintf(stderr, "calibration: %s: %s\n", what, mltest_error_message(error));
    exit(1);
}

static void load(const char *path)
{
    mltest_image *image = NULL;
    mltest_image_view view;
    mltest_error *error = NULL;
    if (mltest_image_load(&image, NULL, path, &error) != MLTEST_OK)
        fail(path, error);
    mltest_image_get_view(image, &view);
    mlt_image_init(&pictures[n_pictures], NULL);
    if (view.format == MLTEST_FORMAT_RGB8 &&
        mlt_image_copy_view(&pictures[n_pictures], &view, &error) == MLTEST_OK)
        n_pictures++;
    mltest_image_free(image);
}

/* false where the kind moves pixels or does not apply. The middle of the picture is an object. */
static bool add_picture(distortion *sum, const mlt_condition *condition, int i)
{
    char id[16];
    mltest_error *error = NULL;
    mltest_image_view in = mlt_image_view(&pictures[i]);
    mlt_truth middle = {.box = {in.width * .25, in.height * .25, in.width * .5, in.height * .5}};
    const mlt_truths labels = {&middle, 1, 1};
    snprintf(id, sizeof id, "%d", i);
    if (mlt_condition_apply(condition, &in, &labels, 1, id, &made, &error) != MLTEST_OK)
        fail(condition->name, error);
    mltest_image_view out = mlt_image_view(&made.image);
    if (made.skip_reason != NULL || out.width != in.width || out.height != in.height)
        return false;
    double square = mean_squared_error(&in, &out);
    sum->unlike += (1 - similarity(&in, &out)) / n_pictures;
    sum->psnr += (square > 0 ? 10 * log10(255 * 255 / square) : 99) / n_pictures;
    sum->colour += colour_difference(&in, &out) / n_pictures;
    return true;
}

static bool measure(distortion *out, const mlt_kind *kind, double severity)
{
    char name[96];
    mlt_condition condition;
    mltest_error *error = NULL;
    bool is_measured = (kind->flags & MLT_KIND_GEOMETRIC) == 0;
    snprintf(name, sizeof name, "%s@%g", kind->name, severity);
    if (mlt_condition_parse(&condition, NULL, name, NULL, 0, &error) != MLTEST_OK)
        fail(name, error);
    *out = (distortion){0, 0, 0};
    for (int i = 0; i < n_pictures && is_measured; i++)
        is_measured = add_picture(out, &condition, i);
    mlt_condition_free(NULL, &condition);
    return is_measured;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, size_t n)
{
    qsort(values, n, sizeof *values, by_value);
    return n % 2 != 0 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static void print_table(const row *rows, size_t n)
{
    printf("| kind | 1 - SSIM at 1 … 5 | PSNR, dB | ΔE (CIE 1976) |\n|---|---|---|---|\n");
    for (size_t i = 0; i < n; i++) {
        if (!rows[i].is_measured)
            continue;
        printf("| %s |", rows[i].kind->name);
        for (int s = 0; s < SEVERITIES; s++)
            printf(" %.3f", rows[i].at[s].unlike);
        printf(" |");
        for (int s = 0; s < SEVERITIES; s++)
            printf(" %.1f", rows[i].at[s].psnr);
        printf(" |");
        for (int s = 0; s < SEVERITIES; s++)
            printf(" %.1f", rows[i].at[s].colour);
        printf(" |\n");
    }
    printf("\nNot measured, since pixels move:");
    for (size_t i = 0; i < n; i++)
        printf("%s%s", rows[i].is_measured ? "" : " ",
               rows[i].is_measured ? "" : rows[i].kind->name);
    printf("\n");
}

/* The logarithm tells apart what is twice and what is half. */
static double size_of(const row *r)
{
    return log(r->at[2].unlike + 1e-4);
}

/* The severity at which a kind is as far from the picture as the middle kind is at 3, by halving;
 * the end where it never is. */
static double matching_severity(const mlt_kind *kind, double target)
{
    double low = 0, high = SEVERITIES;
    distortion d;
    for (int i = 0; i < STEPS; i++) {
        double middle = (low + high) / 2;
        measure(&d, kind, middle);
        if (log(d.unlike + 1e-4) < target)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static void print_parameters(const mlt_kind *kind, double severity)
{
    double values[MLT_MAX_PARAMS], blend;
    mlt_kind_params(kind, severity, values, &blend);
    for (size_t i = 0; i < kind->n_params; i++)
        if (!kind->params[i].is_free)
            printf(" %s %.3g", kind->params[i].name, values[i]);
    if (blend < 1)
        printf(" blended %.2f", blend);
}

/* Logarithms spread so much over all kinds that two deviations are a factor of ten and more. */
static const double far = 1.5;

static void print_far(const row *rows, size_t n)
{
    double sizes[MOST_KINDS], distances[MOST_KINDS];
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        if (rows[i].is_measured && (rows[i].kind->flags & MLT_KIND_SINGLE) == 0)
            sizes[m++] = size_of(&rows[i]);
    double middle = median(sizes, m);
    for (size_t i = 0; i < m; i++)
        distances[i] = fabs(sizes[i] - middle);
    double spread = median(distances, m) * 1.4826;
    printf(
        "\n## Far from the others at severity 3\n\nThe middle kind has 1 - SSIM = %.3f; far is "
        "more than %.1f robust standard deviations\n(median absolute deviation × 1.4826 = %.2f) of "
        "its logarithm. The proposal is the severity that\nis as far as the middle kind at 3, for "
        "a revision to come; published kinds stay as published.\n\n"
        "| kind | 1 - SSIM at 3 | deviations | as far as the middle at | parameters there |\n"
        "|---|---|---|---|---|\n",
        exp(middle) - 1e-4, far, spread);
    for (size_t i = 0; i < n; i++) {
        if (!rows[i].is_measured || (rows[i].kind->flags & MLT_KIND_SINGLE) != 0)
            continue;
        double z = (size_of(&rows[i]) - middle) / spread;
        if (fabs(z) <= far)
            continue;
        double severity = matching_severity(rows[i].kind, middle);
        printf("| %s | %.3f | %+.1f | %s%.2f |", rows[i].kind->name, rows[i].at[2].unlike, z,
               severity >= SEVERITIES ? "more than " : "", severity);
        print_parameters(rows[i].kind, severity);
        printf(" |\n");
    }
}

int main(int argc, char **argv)
{
    static row rows[MOST_KINDS];
    mltest_error *error = NULL;
    size_t n = mlt_kind_count();
    for (int i = 1; i < argc && n_pictures < MOST_PICTURES; i++)
        load(argv[i]);
    if (n_pictures == 0 || n > MOST_KINDS || mlt_perturbed_init(&made, NULL, &error) != MLTEST_OK)
        fail("expected the names of RGB pictures", error);
    printf("# Severity, measured\n\nMeans over %d pictures of the distance between a picture and "
           "what a "
           "kind makes of it.\n\n",
           n_pictures);
    for (size_t i = 0; i < n; i++) {
        rows[i] = (row){.kind = mlt_kind_at(i), .is_measured = true};
        for (int s = 0; s < SEVERITIES && rows[i].is_measured; s++)
            rows[i].is_measured = measure(&rows[i].at[s], rows[i].kind, s + 1);
    }
    print_table(rows, n);
    print_far(rows, n);
    mlt_perturbed_free(&made);
    for (int i = 0; i < n_pictures; i++)
        mlt_image_free(&pictures[i]);
    return 0;
}
