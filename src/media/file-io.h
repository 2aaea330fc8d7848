// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A descriptor dressed as libsndfile's virtual file, which remembers what the disk said.
// Layer: media.
//
// libsndfile loses most errno values, those at closing always; here they are kept.
// No memory mapping: a file that is cut while it is read must give a short read, not SIGBUS.

#pragma once

#include <sndfile.h>
#include <stdbool.h>
#include <stdint.h>

#define LT_FILE_IO_MAX_JUNK 8u

typedef struct
{
  int     fd;
  int64_t base; /* where libsndfile's file begins in this one */
  int64_t pos;  /* libsndfile's, from base */
  int64_t size; /* of the whole file */
  int     errnum; /* the first error, or 0 */

  int64_t  junk_at[LT_FILE_IO_MAX_JUNK]; /* where libsndfile reads the word JUNK, whatever stands there */
  uint32_t n_junk;
  uint32_t n_empty; /* libsndfile's reads that gave nothing because the file had ended */
} LtFileIo;

/* Takes the open descriptor; the caller closes it. */
void lt_file_io_init (LtFileIo *self, int fd, int64_t size);

/* Callbacks for sf_open_virtual with an LtFileIo as user data. */
SF_VIRTUAL_IO lt_file_io_virtual (void);

/* As pread and pwrite (base is left aside), but whole unless the file ends or fails. Returns: bytes done; sets errnum. */
int64_t lt_file_io_read_at (LtFileIo *self, void *to, int64_t n, int64_t at);
int64_t lt_file_io_write_at (LtFileIo *self, const void *from, int64_t n, int64_t at);

/* Everything from @at to the end moves by @by bytes, up or down; the file grows or shrinks by as much. False: the disk
   failed, and errnum says how. */
bool lt_file_io_shift (LtFileIo *self, int64_t at, int64_t by);
