// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be found in a sound file: where notes and hits begin, and how fast it goes.
// Layer: media. Any thread; what takes a path reads the whole part they are asked for.

#pragma once

#include "dsp/pulse.h"
#include "media/progress.h"

#include <gio/gio.h>

#define LT_SOUND_FIND_USUAL 0.5 /* sensitivity */

/* The frames from @from up to @to (−1: its end) of file @path where something begins. @sensitivity: 0 only what is loud
   and sudden, 1 all that can be told from noise. Of more than two channels the first two are heard.
   Returns: (transfer full): of int64_t, ascending, frames of the file; NULL and a sentence */
GArray *lt_sound_find_transients (const char *path, int64_t from, int64_t to, double sensitivity, LtProgressFunc progress, gpointer data,
                                  GCancellable *cancellable, GError **error);

/* The beat of the same; of more than three minutes the first three. @out->bpm 0: there is none; first_s counts from @from. */
gboolean lt_sound_find_pulse (const char *path, int64_t from, int64_t to, LtPulse *out, LtProgressFunc progress, gpointer data,
                              GCancellable *cancellable, GError **error);

typedef struct
{
  int64_t frame; /* of the file, the first of them; −1: silence */
  float   peak;  /* its amplitude */
} LtSoundPeak;

/* @peak is { −1, 0 } at first; @in has frames from @at on. Pure, for any thread. */
void lt_sound_find_peak_in (LtSoundPeak *peak, const float *const *in, guint n_channels, uint32_t n_frames, int64_t at);

/* The highest sample of the same, of any of the first two channels. */
gboolean lt_sound_find_peak (const char *path, int64_t from, int64_t to, LtSoundPeak *out, LtProgressFunc progress, gpointer data,
                             GCancellable *cancellable, GError **error);
