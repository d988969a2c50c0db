/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzz target on the files of a corpus folder: what a fuzzer once found stays fixed.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int replay(const char *path)
{
    enum { MOST = 1 << 24 };
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = file != NULL ? malloc(MOST) : NULL;
    if (bytes == NULL) {
        fprintf(stderr, "%s: cannot be read\n", path);
        if (file != NULL)
            fclose(file);
        return 0;
    }
    size_t n = fread(bytes, 1, MOST, file);
    fclose(file);
    /* A copy of just that size lets sanitizers see every read past the end. */
    uint8_t *exact = realloc(bytes, n > 0 ? n : 1);
    LLVMFuzzerTestOneInput(exact != NULL ? exact : bytes, n);
    free(exact != NULL ? exact : bytes);
    return 1;
}

int main(int argc, char **argv)
{
    int n = 0;
    DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
    if (dir == NULL) {
        fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
        return EXIT_FAILURE;
    }
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        char path[4096];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        if (!replay(path)) {
            closedir(dir);
            return EXIT_FAILURE;
        }
        n++;
    }
    closedir(dir);
    printf("%s: %d inputs\n", argv[1], n);
    return n > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
