// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a time is drawn, and how it is written: frames, pixels, bars, minutes.
// Layer: app/widgets. Pure, but for words, which are translated.

#pragma once

#include "base/tempo-map.h"

#include <glib.h>
#include <stdint.h>

#define LT_TIME_SCALE_TICKS 960 /* a beat */
#define LT_TIME_SCALE_ZOOM_MIN (-24) /* 64 pixels a frame */
#define LT_TIME_SCALE_ZOOM_MAX 92

/* A value. Zoom goes in quarters of an octave, so that pictures made for one step fit whenever it is shown. */
typedef struct
{
  double rate_hz, tempo_bpm; /* quarter notes a minute, of the beginning */
  guint  metre_num, metre_den; /* of the beginning */
  int    zoom;  /* frames a pixel: 2 ^ (zoom / 4) */
  double start; /* the frame at x = 0 */

  const LtTempoMap *map; /* outlives the scale; its contents may change. NULL: tempo and metre stay as at the beginning */
  guint             map_serial; /* another one with every change of it */
} LtTimeScale;

gboolean lt_time_scale_equal (const LtTimeScale *a, const LtTimeScale *b);

double lt_time_scale_get_frames_per_pixel (const LtTimeScale *self);
double lt_time_scale_x (const LtTimeScale *self, double frame);
double lt_time_scale_frame (const LtTimeScale *self, double x);

/* Places in the music, base/tempo-map.h. */
double lt_time_scale_pulse (const LtTimeScale *self, double frame);
double lt_time_scale_pulse_frame (const LtTimeScale *self, double pulse);

/* Frames a beat from @frame, @beats of them in whole bars or in beats of where it is; never below 0. */
double lt_time_scale_add_beats (const LtTimeScale *self, double frame, double beats);
double lt_time_scale_add_bars (const LtTimeScale *self, double frame, int bars);

/* The line of a grid of @step pulses (0: bars) at or before @frame, and the one behind it. */
double lt_time_scale_line (const LtTimeScale *self, double frame, double step, double *next);

/* What is seen at the narrowest place of @width pixels. */
typedef struct
{
  double beat_px, bar_px;
} LtTimeDensity;
LtTimeDensity lt_time_scale_get_density (const LtTimeScale *self, double width);

/* A line of the grid on @width pixels: every @every bars, or @per_beat to a beat (when that is not 0). */
typedef struct
{
  double x;
  gint64 bar;     /* from 0 */
  double in_bar;  /* beats behind its beginning */
} LtTimeLine;
typedef void (*LtTimeLineDraw) (const LtTimeLine *line, gpointer data);
void lt_time_scale_each_line (const LtTimeScale *self, double width, guint every, guint per_beat, LtTimeLineDraw draw, gpointer data);

/* @steps > 0: more is seen. What is at @x stays there. The start is not below 0. */
void lt_time_scale_zoom_at (LtTimeScale *self, int steps, double x);

/* The closest zoom at which @from to @to is seen whole on @width pixels, in their middle. */
void lt_time_scale_fit (LtTimeScale *self, double from, double to, double width);

/* Lines that are at least @min_px apart: 16, 4 or 1 to a beat, or every 1, 2, 4, 8 … bars (@per_beat 0). */
void lt_time_scale_get_steps (const LtTimeScale *self, double width, double min_px, guint *every, guint *per_beat);

/* The same in seconds: 1, 2 or 5 of a power of ten, or a part of a minute or an hour. */
double lt_time_scale_get_second_step (const LtTimeScale *self, double min_px);

/* (transfer full): "25|1|000"; "0:51.429" with @decimals behind the point. */
char *lt_time_scale_dup_bars (const LtTimeScale *self, double frame);
char *lt_time_scale_dup_time (const LtTimeScale *self, double frame, int decimals);

/* (transfer full): "7|3|000", of a piece that begins at @from: bars have the length that they have there. */
char *lt_time_scale_dup_bars_span (const LtTimeScale *self, double from, double frames);

/* (transfer full), for people: "bar 25 beat 2", "7 bars 3 beats" of a piece from @from. */
char *lt_time_scale_dup_place_words (const LtTimeScale *self, double frame);
char *lt_time_scale_dup_span_words (const LtTimeScale *self, double from, double frames);

/* "25|1|000", "25.1", "25 1 0", "25"; @is_length: counted from 0. FALSE: none, @frame stays. */
gboolean lt_time_scale_parse_bars (const LtTimeScale *self, const char *text, gboolean is_length, double *frame);

/* A length of a piece that begins at @from. */
gboolean lt_time_scale_parse_bars_span (const LtTimeScale *self, const char *text, double from, double *frames);

/* "1:02:03.5", "0:51,429", "51.4", "343 ms", "2 s", and parts of a whole note: "1/8", "1/8 d", "1/8 t". */
gboolean lt_time_scale_parse_time (const LtTimeScale *self, const char *text, double *frame);

/* A length of a piece that begins at @from: parts of a note are as long as they are there. */
gboolean lt_time_scale_parse_time_span (const LtTimeScale *self, const char *text, double from, double *frames);
