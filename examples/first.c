/* SPDX-License-Identifier: MIT */
/* The smallest host: a function as a model, tested on a folder of pictures.
   Usage: first DATASET JOURNAL */
#include <mltest.h>
#include <stdio.h>

/* A detector that finds one object of the first class, in the middle of every picture. */
static int32_t predict(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink)
{
    (void)user_data;
    for (size_t i = 0; i < n; i++)
        mltest_sink_add_box(sink, i, 0, 0.9, images[i].width / 4.0, images[i].height / 4.0,
                            images[i].width / 2.0, images[i].height / 2.0);
    return MLTEST_CALLBACK_DONE;
}

static int32_t print(void *user_data, const void *bytes, size_t n_bytes)
{
    (void)user_data;
    return fwrite(bytes, 1, n_bytes, stdout) == n_bytes ? 0 : 1;
}

int main(int argc, char **argv)
{
    mltest_predictor_vtable vtable = {.struct_size = sizeof vtable, .predict = predict};
    mltest_dataset *dataset = NULL;
    mltest_predictor *model = NULL;
    mltest_suite *suite = NULL;
    mltest_run *run = NULL;
    mltest_journal *journal = NULL;
    mltest_scorecard *card = NULL;
    mltest_error *error = NULL;

    int good = argc == 3 && !mltest_dataset_open(&dataset, NULL, argv[1], NULL, &error) &&
               !mltest_predictor_new(&model, NULL, &vtable, NULL, &error) &&
               !mltest_suite_open(&suite, NULL, "quick", &error) &&
               !mltest_run_new(&run, NULL, dataset, model, suite, NULL, &error) &&
               !mltest_run_execute(run, argv[2], &error) &&
               !mltest_journal_open(&journal, NULL, (const char *[]){argv[2]}, 1, &error) &&
               !mltest_scorecard_new(&card, NULL, journal, NULL, NULL, 0, &error) &&
               !mltest_write_scorecard(card, "text", print, NULL, &error);
    if (!good)
        fprintf(stderr, "%s\n",
                argc == 3 ? mltest_error_message(error) : "usage: first DATASET JOURNAL");

    mltest_error_free(error);
    mltest_scorecard_free(card);
    mltest_journal_free(journal);
    mltest_run_free(run);
    mltest_suite_free(suite);
    mltest_predictor_free(model);
    mltest_dataset_free(dataset);
    return good ? 0 : 1;
}
