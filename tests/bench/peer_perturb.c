/* SPDX-License-Identifier: MIT */
/*
 * The library's side of peers.py. Writes the picture to a file, says which build of the loops runs
 * and how long a copy takes, and then answers each line "KIND SEVERITY" with milliseconds.
 *     peer_perturb PICTURE
 */
#include <stdio.h>

#include "kernel/cpu.h"
#include "timing.h"

static void write_picture(const char *path)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bench_picture(), 1, BENCH_SAMPLES, file) != BENCH_SAMPLES ||
        fclose(file) != 0)
        bench_fail(NULL);
}

int main(int argc, char **argv)
{
    char line[128], kind[64];
    int severity;
    bench_start();
    if (argc != 2)
        return 2;
    write_picture(argv[1]);
    bench_count_processor_time();
    bench_copy_ms();
    printf("{\"isa\":\"%s\",\"memcpy_ms\":%.4f}\n", mlt_cpu_path(), bench_copy_ms());
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL &&
           sscanf(line, "%63s %d", kind, &severity) == 2) {
        mlt_condition condition;
        bench_condition(&condition, kind, severity);
        printf("%.6f\n", bench_ms(&condition, 1, bench_times(&condition)));
        fflush(stdout);
        mlt_condition_free(NULL, &condition);
    }
    bench_stop();
    return 0;
}
