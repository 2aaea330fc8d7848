// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sound that can be pictured: who to ask for its lowest, highest and RMS values.
// Layer: app/widgets. Counted; asked from drawing threads.

#pragma once

#include <glib.h>

typedef struct _LtWaveSource LtWaveSource;

/* Value i of n: frames start + i × frames_per_value up to the next one's; frames_per_value >= 1, in frames of the file.
   From any thread, several at a time. Returns how many values are known yet; the others are 0. */
typedef guint (*LtWaveQuery) (gpointer data, guint channel, double start, double frames_per_value, guint n, float *min,
                              float *max, float *rms);

/* @ratio: frames of the file a frame of the time line. @destroy may be called from any thread. */
LtWaveSource *lt_wave_source_new (LtWaveQuery query, gpointer data, GDestroyNotify destroy, guint n_channels, double ratio);
LtWaveSource *lt_wave_source_ref (LtWaveSource *self);
void          lt_wave_source_unref (LtWaveSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtWaveSource, lt_wave_source_unref)

guint64 lt_wave_source_get_id (const LtWaveSource *self); /* never given twice */
guint   lt_wave_source_get_n_channels (const LtWaveSource *self);
double  lt_wave_source_get_ratio (const LtWaveSource *self);

/* More is known than before: pictures that lacked something are drawn again. */
void lt_wave_source_touch (LtWaveSource *self);
guint lt_wave_source_get_touches (const LtWaveSource *self);

guint lt_wave_source_query (LtWaveSource *self, guint channel, double start, double frames_per_value, guint n, float *min,
                            float *max, float *rms);
