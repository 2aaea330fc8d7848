// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sound file that a command reads: opening it, what to say of it, what of it goes on into the output.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "media/reader.h"
#include "media/writer.h"

/* More than @max_channels are refused with a sentence. A file that is cut short is too, unless @salvage: then
   a note says so. */
LtReader *lt_cli_source_open (const char *path, uint32_t max_channels, bool salvage, GError **error);

/* After the last read: false with the disk's error, or when samples were no numbers; with @salvage a note
   says so. */
bool lt_cli_source_finish (LtReader *reader, bool salvage, GError **error);

/* The sentences of both, for files that were read elsewhere; false when there is one. */
bool lt_cli_source_is_whole (const char *path, bool is_truncated, uint64_t n_bad_samples, GError **error);

/* What travels beside the sound; the writer's spec borrows it. */
typedef struct
{
  LtBext  bext;
  GArray *markers;
} LtSourceExtras;

void lt_cli_source_extras_clear (LtSourceExtras *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtSourceExtras, lt_cli_source_extras_clear)

/* Puts @reader's tags, bext and markers into @spec, moved to its rate. @same_sound: the loudness in bext still holds. */
void lt_cli_source_carry (LtReader *reader, bool same_sound, LtSourceExtras *room, LtWriterSpec *spec);

/* "Wrote FILE: 12.5 s, 44100 Hz, 24 bit" on stdout, and a remark when @n_over samples had to be clipped. */
void lt_cli_source_report (const char *path, const LtWriterSpec *spec, int64_t n_frames, uint64_t n_over);
