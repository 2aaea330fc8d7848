// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of samples, on what a reader gives: what changes, a piece at a time.
// Layer: media. Any thread, one at a time.

#pragma once

#include "dsp/spectral-edit.h"
#include "media/reader.h"

#include <gio/gio.h>

typedef enum
{
  LT_SAMPLE_EDIT_GAIN,    /* the region is as much louder or softer */
  LT_SAMPLE_EDIT_REPAIR,  /* the region is rebuilt from what is before and behind it: lt_spectral_edit_repair */
  LT_SAMPLE_EDIT_FILL,    /* the stretch is put in anew from the sound around it: lt_ar_fill_run */
  LT_SAMPLE_EDIT_DECLIP,  /* clipped runs of the stretch are rebuilt above their level: lt_clip_find, lt_ar_fill_run */
  LT_SAMPLE_EDIT_SILENCE, /* the stretch is silent, with 64 frames of fade at either end */
  LT_SAMPLE_EDIT_SMOOTH,  /* the stretch is filtered: lt_smooth_run */
  LT_SAMPLE_EDIT_DRAW,    /* the stretch has the samples that are given */
} LtSampleEditKind;

#define LT_SAMPLE_EDIT_FILL_MOST 2048 /* frames */
#define LT_SAMPLE_EDIT_REPAIR_MOST_S 30.0

typedef struct
{
  LtSampleEditKind kind;
  int64_t          from, to;   /* frames of the source: the stretch; not of GAIN and REPAIR */
  uint32_t         channels;   /* bit 0: left or mono, bit 1: right; 0: all */
  LtSpectralRegion region;     /* GAIN and REPAIR: frames of the source; borrowed */
  uint32_t         size;       /* the same: of their frames, a power of two; 0: 2048 */
  double           gain_db;    /* GAIN; -INFINITY: silence */
  double           level_dbfs; /* DECLIP: where clipping begins; 0 and more: it is found */
  const float     *drawn[2];   /* DRAW: to − from samples of each channel; NULL: as it is; borrowed */
} LtSampleEdit;

#define LT_SAMPLE_WORK_PIECE 131072u /* frames of the source that are worked on at a time, cut at multiples of it */

typedef struct
{
  const LtSampleEdit *edit;
  LtReader           *reader;
  int64_t             from, to;   /* frames of the source that may change */
  uint32_t            n_channels; /* 1 or 2 */
  double              rate_hz;
  uint32_t            context;  /* frames on either side that a piece needs */
  gboolean            is_whole; /* it can't be done in pieces */
  GCancellable       *cancellable;
  LtSpectralEdit      spectral;
  gpointer            memory; /* of it */
  float              *x[2];   /* a piece with its context */
  uint64_t            n_places;
} LtSampleWork;

/* False and a sentence when the edit can't be done. Borrows @edit and @reader, which has one or two channels. */
gboolean lt_sample_work_init (LtSampleWork *self, const LtSampleEdit *edit, LtReader *reader, GCancellable *cancellable, GError **error);
void     lt_sample_work_clear (LtSampleWork *self); /* safe on zeroed memory and after a failure */

/* Frames of the source's piece that starts at @at: to the next multiple, or all there are. */
uint32_t lt_sample_work_room (const LtSampleWork *self, int64_t at);

/* The changed samples of n frames from @at on, at most the room, to @out. */
gboolean lt_sample_work_run (LtSampleWork *self, int64_t at, uint32_t n, float *const *out, GError **error);

typedef enum
{
  LT_SAMPLE_EDIT_ERROR_RANGE,
  LT_SAMPLE_EDIT_ERROR_NOTHING,
  LT_SAMPLE_EDIT_ERROR_UNABLE, /* nothing around it to go by */
  LT_SAMPLE_EDIT_ERROR_SOURCE,
  LT_SAMPLE_EDIT_ERROR_CHANGED,
  LT_SAMPLE_EDIT_ERROR_MEMORY,
} LtSampleEditError;

#define LT_SAMPLE_EDIT_ERROR lt_sample_work_error_quark ()
GQuark lt_sample_work_error_quark (void);
