// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Seconds to bars, beats and ticks and back, over changes of tempo and metre.
// Layer: base. Pure; the memory is the caller's.
//
// Places in the music are whole pulses, so fine that a tick (960 a beat) is a whole number of them in every metre up to
// x/64: what is written as bar, beat and tick comes back exactly. Between two points a ramp is a straight line over the
// beats: from T0 to T1 over b quarters it takes 60 b ln (T1 / T0) / (T1 − T0) seconds.

#pragma once

#include "base/rt.h"

#include <stdbool.h>
#include <stdint.h>

#define LT_TEMPO_QUARTER 15360 /* pulses of a quarter note */
#define LT_TEMPO_TICKS 960     /* ticks of a beat */
#define LT_TEMPO_MIN_BPM 1.0
#define LT_TEMPO_MAX_BPM 999.0
#define LT_TEMPO_BAR_MAX 1000000
#define LT_TEMPO_PULSE_MAX ((int64_t) 1 << 40)

typedef struct
{
  int64_t pulse; /* where it begins */
  double  bpm;   /* quarter notes a minute there */
  bool    ramp;  /* to the next one's; else that one is a jump. The last one has nowhere to go */
  double  at_s;  /* where it begins; lt_tempo_map_prepare () works it out */
} LtTempoPoint;

typedef struct
{
  int64_t  bar; /* where it begins, counted from 0 */
  uint32_t num, den; /* beats of a bar; what note a beat is */
  int64_t  pulse; /* where it begins; lt_tempo_map_prepare () works it out */
} LtMetreChange;

typedef struct
{
  LtTempoPoint  *tempos; /* the first at 0, ascending, at least one */
  LtMetreChange *metres; /* the same */
  uint32_t       n_tempos, n_metres;
} LtTempoMap;

typedef struct
{
  int64_t bar;  /* from 0 */
  int32_t beat; /* from 0 */
  double  tick; /* 0 to under 960 */
} LtTempoPlace;

/* To be called when points were put in or changed, before anything else. */
void lt_tempo_map_prepare (LtTempoMap *self);
bool lt_tempo_map_equal (const LtTempoMap *a, const LtTempoMap *b);
bool lt_tempo_map_is_same_tempo (const LtTempoMap *a, const LtTempoMap *b); /* metres aside: what effects follow */

/* Before 0 all goes on as at 0. */
LT_RT double lt_tempo_map_pulse (const LtTempoMap *self, double seconds);
LT_RT double lt_tempo_map_seconds (const LtTempoMap *self, double pulse);
LT_RT double lt_tempo_map_bpm (const LtTempoMap *self, double seconds);

/* The last one that begins at or before @pulse. */
LT_RT const LtTempoPoint  *lt_tempo_map_find_tempo (const LtTempoMap *self, double pulse);
LT_RT const LtMetreChange *lt_tempo_map_find_metre (const LtTempoMap *self, double pulse);

LT_RT int64_t lt_tempo_map_beat (const LtMetreChange *metre); /* pulses */
LT_RT int64_t lt_tempo_map_bar (const LtMetreChange *metre);  /* pulses */

LT_RT const LtMetreChange *lt_tempo_map_metre_of (const LtTempoMap *self, int64_t bar);
LT_RT int64_t lt_tempo_map_bar_pulse (const LtTempoMap *self, int64_t bar);
LT_RT int64_t lt_tempo_map_bar_at (const LtTempoMap *self, double pulse);

LT_RT LtTempoPlace lt_tempo_map_place (const LtTempoMap *self, double pulse);
LT_RT double lt_tempo_map_place_pulse (const LtTempoMap *self, LtTempoPlace place); /* beats and ticks may go beyond their bar */

/* How long a piece is, in bars, beats and ticks: so many times to the same place of the next bar, then beats of the metre there. */
LT_RT LtTempoPlace lt_tempo_map_span (const LtTempoMap *self, double from, double to);
LT_RT double lt_tempo_map_span_end (const LtTempoMap *self, double from, LtTempoPlace length); /* the inverse */

/* The line of a grid of @step pulses (0: whole bars), which begins again with every bar, at or before @pulse, and the one behind it. */
LT_RT double lt_tempo_map_line (const LtTempoMap *self, double pulse, double step, double *next);
