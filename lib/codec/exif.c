/* SPDX-License-Identifier: MIT */
#include "codec/exif.h"

#include <stdbool.h>
#include <string.h>

/* The TIFF structure behind "Exif\0\0". */
typedef struct {
    const unsigned char *bytes;
    size_t n;
    bool big_endian;
} tiff;

/* false beyond the end. */
static bool read(const tiff *t, size_t at, size_t width, uint32_t *out)
{
    if (at > t->n || t->n - at < width)
        return false;
    *out = 0;
    for (size_t i = 0; i < width; i++) {
        size_t from = t->big_endian ? at + i : at + width - 1 - i;
        *out = *out << 8 | t->bytes[from];
    }
    return true;
}

/* Where the first directory is, and how many entries it has. */
static bool read_head(const tiff *t, uint32_t *directory, uint32_t *n_entries)
{
    uint32_t magic;
    return memcmp(t->bytes, t->big_endian ? "MM" : "II", 2) == 0 && read(t, 2, 2, &magic) &&
           magic == 42 && read(t, 4, 4, directory) && read(t, *directory, 2, n_entries);
}

uint32_t mlt_exif_orientation(const unsigned char *bytes, size_t n)
{
    enum { TAG_ORIENTATION = 0x0112, TYPE_SHORT = 3, ENTRY_SIZE = 12 };
    uint32_t directory, n_entries, tag, type, value;
    if (n < 14 || memcmp(bytes, "Exif\0\0", 6) != 0)
        return 1;
    tiff t = {bytes + 6, n - 6, bytes[6] == 'M'};
    if (!read_head(&t, &directory, &n_entries))
        return 1;
    for (size_t i = 0; i < n_entries; i++) {
        size_t at = (size_t)directory + 2 + i * ENTRY_SIZE;
        if (!read(&t, at, 2, &tag) || !read(&t, at + 2, 2, &type) || !read(&t, at + 8, 2, &value))
            return 1;
        if (tag == TAG_ORIENTATION && type == TYPE_SHORT)
            return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}
