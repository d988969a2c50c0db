/* SPDX-License-Identifier: MIT */
#include "codec/png_io.h"

#include "base/alloc.h"

#include <stdio.h>
#include <string.h>

void mlt_png_set_native(png_structp png)
{
    const uint16_t probe = 1;
    unsigned char low;
    memcpy(&low, &probe, 1);
    if (low == 1)
        png_set_swap(png);
}

png_voidp mlt_png_allocate(png_structp png, png_alloc_size_t n)
{
    mlt_png_io *io = png_get_mem_ptr(png);
    void *p = mlt_alloc(io->ctx, n);
    io->out_of_memory |= p == NULL;
    return p;
}

void mlt_png_release(png_structp png, png_voidp p)
{
    mlt_png_io *io = png_get_mem_ptr(png);
    mlt_free(io->ctx, p);
}

void mlt_png_on_error(png_structp png, png_const_charp message)
{
    mlt_png_io *io = png_get_error_ptr(png);
    snprintf(io->message, sizeof io->message, "%s", message);
    png_longjmp(png, 1);
}

void mlt_png_on_warning(png_structp png, png_const_charp message)
{
    mlt_png_io *io = png_get_error_ptr(png);
    if (io->pixels != NULL)
        mlt_pixels_warn(io->pixels, message);
}
