// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The prints of clips in the user's cache folder: which are there and whole, and how many are kept.
// Layer: studio. Any thread.
//
// A print is `clips/KEY.wav`, and beside it `KEY.sum` with the checksum of its samples. It is used once it was proved in this process, and as
// long as it is the same file. All of it may be deleted at any time.

#pragma once

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>

/* Of samples in order: every channel of a block, then the next block. Begins at 0. */
uint64_t lt_clip_print_files_sum (uint64_t sum, const float *samples, uint32_t n);
#define LT_CLIP_PRINT_FILES_BLOCK 8192u /* frames of a block */

/* (transfer full): where the print of @key is, or would be. */
char *lt_clip_print_files_dup_path (const char *key);

/* (transfer full): names the content of a recording, by its size, its time of change and its first and last bytes; NULL: it can't
   be read. Asked again it answers from memory while size and time are the same. */
char *lt_clip_print_files_dup_identity (const char *path);

/* Was proved, and is the same file still. */
bool lt_clip_print_files_is_ready (const char *path);

/* Is it there, with these numbers, and every sample as it was written? Then it is ready from now on. Reads all of it. */
bool lt_clip_print_files_prove (const char *path, int64_t n_frames, uint32_t n_channels, uint32_t rate_hz);

/* One in this process makes the print at @path at a time; others wait. False: cancelled meanwhile, and nothing to release. */
bool lt_clip_print_files_claim (const char *path, GCancellable *cancellable);
void lt_clip_print_files_release (const char *path);

/* Before the print itself is put in its place. */
bool lt_clip_print_files_write_sum (const char *path, uint64_t sum, GError **error);

/* Removes those that were used longest ago until all together take at most @max_bytes; never one that is ready in this process. */
void lt_clip_print_files_tidy (int64_t max_bytes);
