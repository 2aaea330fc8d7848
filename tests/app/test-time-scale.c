// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time scale: pixels and frames, the density of marks, and what people type.
// Layer: tests.

#include "app/widgets/time-scale.h"

#include <math.h>

static const LtTimeScale common = { .rate_hz = 48000.0, .tempo_bpm = 112.0, .metre_num = 4, .metre_den = 4, .zoom = 40 };
static const double beat = 48000.0 * 60.0 / 112.0, bar = 4.0 * 48000.0 * 60.0 / 112.0; /* of that, frames */

static void
test_zoom_keeps_what_is_under_the_pointer (void)
{
  for (int zoom = -20; zoom < 60; zoom += 3)
    for (double x = 0.0; x < 1400.0; x += 173.0)
      {
        LtTimeScale scale = common;
        double      under;

        scale.zoom = zoom;
        scale.start = 1e9;
        under = lt_time_scale_frame (&scale, x);
        lt_time_scale_zoom_at (&scale, 3, x);
        g_assert_cmpfloat_with_epsilon (lt_time_scale_x (&scale, under), x, 1e-4);
        lt_time_scale_zoom_at (&scale, -7, x);
        g_assert_cmpfloat_with_epsilon (lt_time_scale_x (&scale, under), x, 1e-4);
      }
}

static void
test_zoom_stops_at_the_start (void)
{
  LtTimeScale scale = common;

  scale.start = 100.0;
  lt_time_scale_zoom_at (&scale, 20, 900.0);
  g_assert_cmpfloat (scale.start, ==, 0.0);
  lt_time_scale_zoom_at (&scale, 1000, 0.0);
  g_assert_cmpint (scale.zoom, ==, LT_TIME_SCALE_ZOOM_MAX);
}

static void
test_fit (void)
{
  for (double length = 10.0; length < 1e9; length *= 3.3)
    {
      LtTimeScale scale = common;
      double      a, b;

      lt_time_scale_fit (&scale, 1000.0, 1000.0 + length, 1176.0);
      a = lt_time_scale_x (&scale, 1000.0);
      b = lt_time_scale_x (&scale, 1000.0 + length);
      g_assert_cmpfloat (a, >=, -1e-6);
      g_assert_cmpfloat (b, <=, 1176.0 + 1e-6);
      if (scale.zoom > LT_TIME_SCALE_ZOOM_MIN)
        g_assert_cmpfloat (b - a, >, 1176.0 / exp2 (0.25) - 1.0);
    }
}

static void
test_marks_keep_their_distance (void)
{
  for (int zoom = LT_TIME_SCALE_ZOOM_MIN; zoom <= 80; zoom++)
    {
      LtTimeScale scale = common;
      double      fpp, seconds, beats;
      guint       every, per_beat;

      scale.zoom = zoom;
      fpp = lt_time_scale_get_frames_per_pixel (&scale);
      lt_time_scale_get_steps (&scale, 1000.0, 48.0, &every, &per_beat);
      beats = (per_beat > 0 ? 1.0 / per_beat : 4.0 * every) * beat / fpp;
      seconds = lt_time_scale_get_second_step (&scale, 48.0) * scale.rate_hz / fpp;
      g_assert_cmpfloat (beats, >=, 48.0);
      g_assert_cmpfloat (seconds, >=, 48.0 - 1e-6);
      g_assert_cmpfloat (seconds, <=, 48.0 * 2.6);
    }
}

static void
test_texts (void)
{
  g_autofree char *bars = lt_time_scale_dup_bars (&common, 24 * bar + 2.5 * beat);
  g_autofree char *length = lt_time_scale_dup_bars_span (&common, 0.0, 7 * bar + 3 * beat);
  g_autofree char *time = lt_time_scale_dup_time (&common, 51.429 * 48000.0, 3);
  g_autofree char *carry = lt_time_scale_dup_time (&common, 59.9999 * 48000.0, 3);
  g_autofree char *hours = lt_time_scale_dup_time (&common, 3725.0 * 48000.0, 0);
  g_autofree char *words = lt_time_scale_dup_span_words (&common, 0.0, 7 * bar + 3 * beat);
  g_autofree char *place = lt_time_scale_dup_place_words (&common, 24 * bar);
  g_autofree char *last_tick = lt_time_scale_dup_bars (&common, 4 * bar - 1.0);

  g_assert_cmpstr (bars, ==, "25|3|480");
  g_assert_cmpstr (length, ==, "7|3|000");
  g_assert_cmpstr (time, ==, "0:51.429");
  g_assert_cmpstr (carry, ==, "1:00.000");
  g_assert_cmpstr (hours, ==, "1:02:05");
  g_assert_cmpstr (words, ==, "7 bars 3 beats");
  g_assert_cmpstr (place, ==, "bar 25");
  g_assert_cmpstr (last_tick, ==, "5|1|000");
}

static void
test_texts_read_back (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (11);

  for (int i = 0; i < 300; i++)
    {
      double           frame = g_rand_double_range (rng, 0.0, 1e8), bars, length, time;
      g_autofree char *a = lt_time_scale_dup_bars (&common, frame);
      g_autofree char *b = lt_time_scale_dup_bars_span (&common, 0.0, frame);
      g_autofree char *c = lt_time_scale_dup_time (&common, frame, 3);

      g_assert_true (lt_time_scale_parse_bars (&common, a, FALSE, &bars));
      g_assert_true (lt_time_scale_parse_bars (&common, b, TRUE, &length));
      g_assert_true (lt_time_scale_parse_time (&common, c, &time));
      g_assert_cmpfloat_with_epsilon (bars, frame, beat / 1920.0 + 1e-3);
      g_assert_cmpfloat_with_epsilon (length, frame, beat / 1920.0 + 1e-3);
      g_assert_cmpfloat_with_epsilon (time, frame, 24.0 + 1e-3);
    }
}

static void
test_what_people_type (void)
{
  double v = -1.0;

  g_assert_true (lt_time_scale_parse_time (&common, "343 ms", &v));
  g_assert_cmpfloat_with_epsilon (v, 0.343 * 48000.0, 1e-6);
  g_assert_true (lt_time_scale_parse_time (&common, " 1,5 s", &v));
  g_assert_cmpfloat_with_epsilon (v, 72000.0, 1e-6);
  g_assert_true (lt_time_scale_parse_time (&common, "1:02:03.5", &v));
  g_assert_cmpfloat_with_epsilon (v, 3723.5 * 48000.0, 1e-6);
  g_assert_true (lt_time_scale_parse_time (&common, "1/4", &v));
  g_assert_cmpfloat_with_epsilon (v, beat, 1e-6);
  g_assert_true (lt_time_scale_parse_time (&common, "1/8 d", &v));
  g_assert_cmpfloat_with_epsilon (v, beat * 0.75, 1e-6);
  g_assert_true (lt_time_scale_parse_bars (&common, "25.3", FALSE, &v));
  g_assert_cmpfloat_with_epsilon (v, 24 * bar + 2 * beat, 1e-6);

  for (const char **text = (const char *[]) { "", "x", "1:x", "0|1|0", "1/0", "-3", "1:2:3:4", "1/8 q", NULL }; *text != NULL; text++)
    {
      v = 7.0;
      if (lt_time_scale_parse_bars (&common, *text, FALSE, &v))
        g_error ("“%s” was taken for a place", *text);
      if (g_strcmp0 (*text, "0|1|0") != 0)
        g_assert_false (lt_time_scale_parse_time (&common, *text, &v));
      g_assert_cmpfloat (v, ==, 7.0);
    }
}

/* From bar 3 on twice as fast, from bar 5 on in three, moving to half of it over its bars. */
static void
test_map (void)
{
  LtTempoPoint  tempos[] = { { .pulse = 0, .bpm = 60.0 }, { .pulse = 8 * LT_TEMPO_QUARTER, .bpm = 120.0, .ramp = TRUE }, { .pulse = 16 * LT_TEMPO_QUARTER, .bpm = 60.0 } };
  LtMetreChange metres[] = { { .bar = 0, .num = 4, .den = 4 }, { .bar = 4, .num = 3, .den = 4 } };
  LtTempoMap    map = { tempos, metres, 3, 2 };
  LtTimeScale   scale = common;
  LtTimeDensity seen;
  double        frame, length, next;

  lt_tempo_map_prepare (&map);
  scale.map = &map;
  scale.start = 0.0;
  g_assert_cmpfloat_with_epsilon (lt_time_scale_pulse_frame (&scale, 8 * LT_TEMPO_QUARTER), 8.0 * 48000.0, 1e-6);
  for (int i = 0; i < 2000; i++)
    {
      double           at = i * 977.0, end;
      g_autofree char *bars = lt_time_scale_dup_bars (&scale, at), *span = lt_time_scale_dup_bars_span (&scale, at, 100000.0);

      g_assert_true (lt_time_scale_parse_bars (&scale, bars, FALSE, &frame));
      g_assert_cmpfloat_with_epsilon (frame, at, 48000.0 / 960.0);
      g_assert_true (lt_time_scale_parse_bars_span (&scale, span, at, &length));
      end = at + length;
      g_assert_cmpfloat_with_epsilon (end, at + 100000.0, 2.0 * 48000.0 / 960.0);
    }

  g_autofree char *place = lt_time_scale_dup_bars (&scale, lt_time_scale_pulse_frame (&scale, 19 * LT_TEMPO_QUARTER));
  g_assert_cmpstr (place, ==, "6|1|000");
  g_assert_cmpfloat_with_epsilon (lt_time_scale_add_bars (&scale, 0.0, 1), 4.0 * 48000.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (lt_time_scale_add_beats (&scale, 8.0 * 48000.0, -1.0), 7.0 * 48000.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (lt_time_scale_line (&scale, 7.5 * 48000.0, 0.0, &next), 4.0 * 48000.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (next, 8.0 * 48000.0, 1e-6);

  /* The fastest beat that is seen counts, and the shortest bar. */
  seen = lt_time_scale_get_density (&scale, 40.0 * 48000.0 / lt_time_scale_get_frames_per_pixel (&scale));
  g_assert_cmpfloat_with_epsilon (seen.beat_px, 24000.0 / lt_time_scale_get_frames_per_pixel (&scale), 1e-6);
  g_assert_cmpfloat_with_epsilon (seen.bar_px, 3.0 * seen.beat_px, 1e-6);
}

static void
count (const LtTimeLine *line, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (line->x, >, last[0]);
  last[0] = line->x;
  last[1] += 1.0;
}

static void
test_lines (void)
{
  LtTimeScale scale = { .rate_hz = 48000.0, .tempo_bpm = 120.0, .metre_num = 4, .metre_den = 4, .zoom = 40 }; /* 1024 frames a pixel */
  double      bars[2] = { -1e9, 0 }, beats[2] = { -1e9, 0 }, many[2] = { -1e9, 0 };

  scale.start = 4.0 * 96000.0; /* 1000 pixels are ten bars and two thirds */
  lt_time_scale_each_line (&scale, 1000.0, 1, 0, count, bars);
  lt_time_scale_each_line (&scale, 1000.0, 1, 1, count, beats);
  lt_time_scale_each_line (&scale, 1000.0, 4, 0, count, many);
  g_assert_cmpfloat (bars[1], ==, 11.0);
  g_assert_cmpfloat (beats[1], ==, 43.0);
  g_assert_cmpfloat (many[1], ==, 3.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/time-scale/zoom-at", test_zoom_keeps_what_is_under_the_pointer);
  g_test_add_func ("/app/time-scale/zoom-at-start", test_zoom_stops_at_the_start);
  g_test_add_func ("/app/time-scale/fit", test_fit);
  g_test_add_func ("/app/time-scale/marks", test_marks_keep_their_distance);
  g_test_add_func ("/app/time-scale/texts", test_texts);
  g_test_add_func ("/app/time-scale/read-back", test_texts_read_back);
  g_test_add_func ("/app/time-scale/typed", test_what_people_type);
  g_test_add_func ("/app/time-scale/map", test_map);
  g_test_add_func ("/app/time-scale/lines", test_lines);
  return g_test_run ();
}
