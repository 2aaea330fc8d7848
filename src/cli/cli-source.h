// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sound file that a command reads: opening it, what to say of it, what of it goes on into the output.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "media/reader.h"
#include "media/writer.h"

/* More than @max_channels are refused with a sentence. */
LtReader *lt_cli_source_open (const char *path, uint32_t max_channels, GError **error);

/* After the last read: false with the disk's error; else says on stderr if the file was cut short or held
   samples that are no numbers. */
bool lt_cli_source_finish (LtReader *reader, GError **error);

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
