/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"

static const cli_flag flags[] = {
    {"dataset", "DIR", "where the pictures come from"},
    {"split", "NAME", "as for the run"},
    {"pictures", "FOLDER", "where the pictures are, for label files that do not say"},
    {"classes", "FILE", "as for the run"},
    {"format", "NAME", "as for the run"},
    {"frost-photographs", "DIR", "as for the run"},
    {"worst", "N", "how many; default 6"},
    {"sample", "ID", "this one under --condition, instead of the worst"},
    {"condition", "NAME", "as the journal and the scores name it"},
    {"out", "DIR", "where the PNG files go; is made if missing"},
};

/* "01-CONDITION-SAMPLE.png" without what file systems dislike. */
static void name_file(char *out, size_t n, const char *dir, size_t i, const char *condition,
                      const char *sample)
{
    int head = snprintf(out, n, "%s/", dir);
    int used = head + snprintf(out + head, n - (size_t)head, "%02zu-%.60s-%.100s.png", i + 1,
                               condition, sample);
    for (int k = head; k < used && (size_t)k < n; k++) {
        if (strchr("/\\:{}@=,#+ ", out[k]) != NULL || (unsigned char)out[k] < 0x20)
            out[k] = '_';
    }
}

/* What all pairs come from. */
typedef struct {
    const mltest_journal *journal;
    const mltest_scorecard *card;
    mltest_dataset *dataset;
} source;

static void put_recipe(const source *from, const char *sample, const char *condition)
{
    printf("  re-make: mltest perturb --condition '%s' --seed %s --sample '", condition,
           mltest_journal_info(from->journal, "seed"));
    cli_put(stdout, sample);
    if (cli_has("frost-photographs")) {
        printf("' --frost-photographs '");
        cli_put(stdout, cli_get("frost-photographs"));
    }
    printf("' '%s/", cli_get("dataset"));
    cli_put(stdout, sample);
    printf("' out.png\n");
}

/* path gets the name of the file. */
static mltest_status write_pair(const source *from, size_t i, const char *sample,
                                const char *condition, char path[4096], mltest_error **error)
{
    mltest_image *image = NULL;
    mltest_image_view view;
    mltest_status status = mltest_report_pair(&image, cli.ctx, from->card, from->dataset, NULL,
                                              sample, condition, error);
    if (status != MLTEST_OK)
        return status;
    name_file(path, 4096, cli_get("out"), i, condition, sample);
    mltest_image_get_view(image, &view);
    status = mltest_image_save(cli.ctx, &view, path, error);
    mltest_image_free(image);
    return status;
}

static int write_worst(const source *from)
{
    char path[4096];
    mltest_error *error = NULL;
    size_t n = mltest_scorecard_rows(from->card, "worst");
    size_t wanted = cli_has("worst") ? strtoul(cli_get("worst"), NULL, 10) : 6;
    if (n == 0)
        printf("nothing changed: there is nothing to show\n");
    for (size_t i = 0; i < n && i < wanted; i++) {
        const char *sample = mltest_scorecard_strings(from->card, "worst", "sample")[i];
        const char *condition = mltest_scorecard_strings(from->card, "worst", "condition")[i];
        if (write_pair(from, i, sample, condition, path, &error) != MLTEST_OK)
            return cli_fail(error);
        printf("%s  consistency %.2f\n", path,
               mltest_scorecard_doubles(from->card, "worst", "consistency")[i]);
        put_recipe(from, sample, condition);
    }
    return EXIT_OK;
}

static int write_one(const source *from)
{
    char path[4096];
    mltest_error *error = NULL;
    const char *sample = cli_get("sample"), *condition = cli_get("condition");
    if (write_pair(from, 0, sample, condition, path, &error) != MLTEST_OK)
        return cli_fail(error);
    printf("%s\n", path);
    put_recipe(from, sample, condition);
    return EXIT_OK;
}

static int write_pairs(const source *from)
{
    if (mkdir(cli_get("out"), 0777) != 0 && errno != EEXIST) {
        fprintf(stderr, "mltest show: %s: %s\n", cli_get("out"), strerror(errno));
        return EXIT_INPUT;
    }
    return cli_has("sample") ? write_one(from) : write_worst(from);
}

static int verb(void)
{
    mltest_error *error = NULL;
    mltest_journal *journal = NULL;
    mltest_dataset *dataset = NULL;
    mltest_scorecard *card = NULL;
    if (!cli_has("dataset") || !cli_has("out"))
        return cli_usage_error("--dataset and --out are needed");
    if (cli_has("sample") != cli_has("condition"))
        return cli_usage_error("--sample and --condition need each other");
    int status = cli_open_journal(&journal, cli.args, cli.n_args);
    if (status == EXIT_OK)
        status = cli_open_dataset(&dataset);
    if (status == EXIT_OK &&
        mltest_scorecard_new(&card, cli.ctx, journal, NULL, NULL, 0, &error) != MLTEST_OK)
        status = cli_fail(error);
    if (status == EXIT_OK)
        status = write_pairs(&(source){journal, card, dataset});
    mltest_scorecard_free(card);
    mltest_dataset_free(dataset);
    mltest_journal_free(journal);
    return status;
}

const cli_verb verb_show = {"show",
                            "JOURNAL… --dataset DIR --out DIR",
                            "the samples that change most, as pictures",
                            flags,
                            sizeof flags / sizeof flags[0],
                            1,
                            CLI_MOST_ARGS,
                            verb};
