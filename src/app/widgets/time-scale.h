// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a time is drawn, and how it is written: frames, pixels, bars, minutes.
// Layer: app/widgets. Pure, but for words, which are translated.

#pragma once

#include <glib.h>
#include <stdint.h>

#define LT_TIME_SCALE_TICKS 960 /* a beat */
#define LT_TIME_SCALE_ZOOM_MIN (-24) /* 64 pixels a frame */
#define LT_TIME_SCALE_ZOOM_MAX 92

/* A value. Zoom goes in quarters of an octave, so that pictures made for one step fit whenever it is shown. */
typedef struct
{
  double rate_hz, tempo_bpm; /* quarter notes a minute */
  guint  metre_num, metre_den;
  int    zoom;  /* frames a pixel: 2 ^ (zoom / 4) */
  double start; /* the frame at x = 0 */
} LtTimeScale;

gboolean lt_time_scale_equal (const LtTimeScale *a, const LtTimeScale *b);

double lt_time_scale_get_frames_per_pixel (const LtTimeScale *self);
double lt_time_scale_x (const LtTimeScale *self, double frame);
double lt_time_scale_frame (const LtTimeScale *self, double x);

double lt_time_scale_get_beat (const LtTimeScale *self); /* frames */
double lt_time_scale_get_bar (const LtTimeScale *self);  /* frames */

/* @steps > 0: more is seen. What is at @x stays there. The start is not below 0. */
void lt_time_scale_zoom_at (LtTimeScale *self, int steps, double x);

/* The closest zoom at which @from to @to is seen whole on @width pixels, in their middle. */
void lt_time_scale_fit (LtTimeScale *self, double from, double to, double width);

/* Distance of numbered marks that are at least @min_px apart, in beats: 1/16, 1/4, 1, a bar, 2, 4, 8 … bars. */
double lt_time_scale_get_beat_step (const LtTimeScale *self, double min_px);

/* The same in seconds: 1, 2 or 5 of a power of ten, or a part of a minute or an hour. */
double lt_time_scale_get_second_step (const LtTimeScale *self, double min_px);

/* (transfer full): "25|1|000"; a length: "7|3|000"; "0:51.429" with @decimals behind the point. */
char *lt_time_scale_dup_bars (const LtTimeScale *self, double frame);
char *lt_time_scale_dup_bars_length (const LtTimeScale *self, double frames);
char *lt_time_scale_dup_time (const LtTimeScale *self, double frame, int decimals);

/* (transfer full), for people: "bar 25 beat 2", "7 bars 3 beats". */
char *lt_time_scale_dup_place_words (const LtTimeScale *self, double frame);
char *lt_time_scale_dup_length_words (const LtTimeScale *self, double frames);

/* "25|1|000", "25.1", "25 1 0", "25"; @is_length: counted from 0. FALSE: none, @frame stays. */
gboolean lt_time_scale_parse_bars (const LtTimeScale *self, const char *text, gboolean is_length, double *frame);

/* "1:02:03.5", "0:51,429", "51.4", "343 ms", "2 s", and parts of a whole note: "1/8", "1/8 d", "1/8 t". */
gboolean lt_time_scale_parse_time (const LtTimeScale *self, const char *text, double *frame);
