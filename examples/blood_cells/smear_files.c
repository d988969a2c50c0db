/* SPDX-License-Identifier: MIT */
/* Drawn pictures as data sets: a Pascal VOC folder, or in memory. */
#include "smear.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A picture with its labels. */
typedef struct drawing {
    unsigned char rgb[SMEAR_WIDTH * SMEAR_HEIGHT * 3];
    smear_label labels[SMEAR_MAX_LABELS];
    size_t n_labels;
} drawing;

static mltest_image_view view_of(const drawing *d)
{
    return (mltest_image_view){.data = d->rgb,
                               .stride_bytes = 3 * SMEAR_WIDTH,
                               .width = SMEAR_WIDTH,
                               .height = SMEAR_HEIGHT,
                               .format = MLTEST_FORMAT_RGB8};
}

static int make_folders(const char *root)
{
    static const char *const below[] = {"", "/JPEGImages", "/Annotations", "/ImageSets",
                                        "/ImageSets/Main"};
    char path[4096];
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
        snprintf(path, sizeof path, "%s%s", root, below[i]);
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return perror(path), 0;
    }
    return 1;
}

static int write_labels(const char *root, uint32_t number, const drawing *d)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/Annotations/smear_%03u.xml", root, (unsigned)number);
    FILE *file = fopen(path, "w");
    if (!file)
        return perror(path), 0;
    fprintf(file, "<annotation>\n  <filename>smear_%03u.jpg</filename>\n", (unsigned)number);
    fprintf(file, "  <size><width>%d</width><height>%d</height><depth>3</depth></size>\n",
            SMEAR_WIDTH, SMEAR_HEIGHT);
    for (size_t i = 0; i < d->n_labels; i++) {
        const smear_label *l = &d->labels[i]; /* VOC counts from 1 and includes the last pixel */
        fprintf(file, "  <object><name>%s</name><difficult>0</difficult><bndbox>",
                cell_name(l->kind));
        fprintf(file, "<xmin>%d</xmin><ymin>%d</ymin><xmax>%d</xmax><ymax>%d</ymax>", l->left + 1,
                l->top + 1, l->right, l->bottom);
        fprintf(file, "</bndbox></object>\n");
    }
    fprintf(file, "</annotation>\n");
    return fclose(file) == 0 ? 1 : (perror(path), 0);
}

static int write_picture(const char *root, uint32_t number, const drawing *d)
{
    char path[4096];
    mltest_error *error = NULL;
    mltest_image_view view = view_of(d);
    snprintf(path, sizeof path, "%s/JPEGImages/smear_%03u.jpg", root, (unsigned)number);
    if (mltest_image_save(NULL, &view, path, &error) == MLTEST_OK)
        return 1;
    fprintf(stderr, "%s\n", mltest_error_message(error));
    mltest_error_free(error);
    return 0;
}

static int write_split(const char *root, uint32_t n)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/ImageSets/Main/test.txt", root);
    FILE *file = fopen(path, "w");
    if (!file)
        return perror(path), 0;
    for (uint32_t i = 0; i < n; i++)
        fprintf(file, "smear_%03u\n", (unsigned)i);
    return fclose(file) == 0 ? 1 : (perror(path), 0);
}

int smear_write_voc(const char *folder, uint64_t seed, uint32_t n)
{
    drawing *d = malloc(sizeof *d);
    int good = d && make_folders(folder);
    for (uint32_t i = 0; good && i < n; i++) {
        d->n_labels = smear_draw(seed, i, d->rgb, d->labels);
        good = write_labels(folder, i, d) && write_picture(folder, i, d);
    }
    free(d);
    return good && write_split(folder, n);
}

static mltest_status fill_sample(mltest_sample *sample, uint32_t number, const drawing *d,
                                 mltest_error **error)
{
    char id[64];
    mltest_image_view view = view_of(d);
    snprintf(id, sizeof id, "JPEGImages/smear_%03u.jpg", (unsigned)number);
    mltest_status status = mltest_sample_set_id(sample, id, error);
    if (status == MLTEST_OK)
        status = mltest_sample_set_view(sample, &view, error);
    for (size_t i = 0; status == MLTEST_OK && i < d->n_labels; i++) {
        const smear_label *l = &d->labels[i];
        mltest_box box = {l->left, l->top, l->right - l->left, l->bottom - l->top};
        status = mltest_sample_add_truth(sample, l->kind, &box, 0, error);
    }
    return status;
}

static mltest_status add_drawing(mltest_dataset *dataset, uint32_t number, const drawing *d,
                                 mltest_error **error)
{
    mltest_sample *sample = NULL;
    mltest_status status = mltest_sample_new(&sample, NULL, error);
    if (status == MLTEST_OK)
        status = fill_sample(sample, number, d, error);
    if (status == MLTEST_OK)
        status = mltest_dataset_add(dataset, sample, error);
    mltest_sample_free(sample);
    return status;
}

mltest_status smear_dataset(mltest_dataset **out, uint64_t seed, uint32_t n, mltest_error **error)
{
    const char *names[CELL_KINDS];
    for (int k = 0; k < CELL_KINDS; k++)
        names[k] = cell_name(k);
    mltest_status status = mltest_dataset_new_memory(out, NULL, "smears", names, CELL_KINDS, error);
    drawing *d = malloc(sizeof *d);
    if (!d && status == MLTEST_OK)
        status = MLTEST_ERR_MEMORY;
    for (uint32_t i = 0; status == MLTEST_OK && i < n; i++) {
        d->n_labels = smear_draw(seed, i, d->rgb, d->labels);
        status = add_drawing(*out, i, d, error);
    }
    free(d);
    return status;
}
