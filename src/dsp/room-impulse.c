// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rooms made of reflections and decaying noise, and springs made of chirps.
// Layer: dsp.

#include "dsp/room-impulse.h"

#include "base/math.h"
#include "dsp/biquad.h"
#include "dsp/rng.h"
#include "dsp/vec4.h"

#include <string.h>

#define RATE       LT_ROOM_IMPULSE_RATE_HZ
#define SEED       0x6a11
#define N_BANDS    9 /* octaves from 62.5 Hz */
#define PIECE      256u
#define SOUND_M_S  343.0
#define MOST_ORDER 4
#define EARLY_FRAMES                                                                               \
  5760u /* 120 ms: what reflects later is part of the noise; shorter than any room */

typedef struct
{
  double seconds;
  double decay_s[N_BANDS];
  double level_db[N_BANDS]; /* of the late sound at its start */
  double start_ms[2];       /* of the late sound: lowest and highest band */
  double rise_ms;           /* time constant in which it comes up */
  double size_m[3];         /* of the box that makes the early reflections; 0: none */
  double wall, wall_hz;     /* what a wall gives back, and the cut-off of its loss */
  double early_db;          /* their energy beside the late sound's */
} Room;

static const Room rooms[LT_ROOM_IMPULSE_KINDS] = {
  [LT_ROOM_IMPULSE_HALL] = { 2.4,
                             { 2.1, 2.1, 2.0, 1.9, 1.75, 1.5, 1.2, 0.8, 0.5 },
                             { -2, 0, 0, 0, 0, -1, -2, -4, -8 },
                             { 24, 16 },
                             18,
                             { 27, 18, 11 },
                             0.82,
                             7000,
                             -2 },
  [LT_ROOM_IMPULSE_CHAMBER] = { 1.7,
                                { 1.2, 1.3, 1.4, 1.4, 1.35, 1.25, 1.05, 0.8, 0.5 },
                                { -6, -2, 0, 0, 0, 0, -1, -3, -7 },
                                { 8, 5 },
                                5,
                                { 7.1, 4.9, 3.7 },
                                0.9,
                                9000,
                                -5 },
  [LT_ROOM_IMPULSE_ROOM] = { 0.7,
                             { 0.5, 0.5, 0.48, 0.45, 0.42, 0.38, 0.33, 0.27, 0.2 },
                             { -4, -1, 0, 0, 0, 0, -1, -3, -6 },
                             { 7, 4 },
                             4,
                             { 5.3, 4.1, 2.7 },
                             0.75,
                             8000,
                             1 },
  [LT_ROOM_IMPULSE_CATHEDRAL] = { 6.0,
                                  { 5.6, 6.0, 5.8, 5.2, 4.5, 3.4, 2.2, 1.2, 0.6 },
                                  { -3, 0, 0, 0, -1, -2, -4, -7, -12 },
                                  { 45, 32 },
                                  55,
                                  { 61, 29, 24 },
                                  0.85,
                                  5000,
                                  -8 },
  [LT_ROOM_IMPULSE_PLATE] = { 2.6,
                              { 2.3, 2.3, 2.2, 2.1, 2.0, 1.8, 1.5, 1.15, 0.8 },
                              { -9, -5, -2, -1, 0, 0, 1, 1, -1 },
                              { 9, 0.3 },
                              1.5,
                              { 0 },
                              0,
                              0,
                              0 },
  [LT_ROOM_IMPULSE_SPRING] = { 2.2, { 0 }, { 0 }, { 0 }, 0, { 0 }, 0, 0, 0 },
};

uint32_t
lt_room_impulse_frames (LtRoomImpulseKind kind)
{
  return (uint32_t) (rooms[kind].seconds * RATE);
}

static double
energy_of (const float *x, uint32_t n)
{
  double sum = 0.0;

  for (uint32_t i = 0; i < n; i++)
    sum += (double) x[i] * (double) x[i];
  return sum;
}

/* ------------------------------------------------------------------ late sound */

/* One band of noise that comes up and dies away, added to @out. */
static void
add_band (const Room *room, int band, uint64_t stream, float *out, uint32_t n)
{
  double         hz = 62.5 * (1 << band), place = (double) band / (N_BANDS - 1);
  LtBiquadCoeffs pass = lt_biquad_band_pass (RATE, fmin (hz, 16000.0), 1.2);
  LtBiquad       z[2] = { { 0 } };
  uint32_t start = (uint32_t) ((room->start_ms[0] + place * (room->start_ms[1] - room->start_ms[0]))
                               * 0.001 * RATE);
  double   gain = pow (10.0, room->level_db[band] / 20.0),
         fall = exp (-6.9078 / (room->decay_s[band] * RATE));
  double less = 1.0, fewer = exp (-1000.0 / (room->rise_ms * RATE));
  LtRng  rng;
  float  piece[PIECE];

  lt_rng_init (&rng, SEED, stream);
  for (uint32_t i = 0; i < 4096; i++) /* until the filters ring */
    for (int k = 0; k < 2; k++)
      lt_biquad_tick (&z[k], &pass, lt_rng_triangular (&rng));
  for (uint32_t at = start; at < n; at += PIECE)
    {
      uint32_t m = n - at < PIECE ? n - at : PIECE;

      for (uint32_t i = 0; i < m; i++)
        piece[i] = (float) lt_rng_triangular (&rng);
      for (int k = 0; k < 2; k++)
        lt_biquad_run (&z[k], &pass, piece, m);
      for (uint32_t i = 0; i < m; i++)
        {
          out[at + i] += (float) (piece[i] * gain * (1.0 - less));
          gain *= fall;
          less *= fewer;
        }
    }
}

/* ------------------------------------------------------------ early reflections */

typedef struct
{
  double source[3], ear[3];
  double turn; /* of the microphone's front, radians to the left */
} Stage;

/* Where the mirror image of @x, of number @k along a side, stands. */
static double
image (double x, double side, int k)
{
  return k * side + (k & 1 ? side - x : x);
}

/* Adds all images of one order; the earliest possible sound, the direct one, stands at 0 and is left out. */
static void
add_order (const Room *room, const Stage *stage, int order, double direct_m, float *out)
{
  for (int a = -order; a <= order; a++)
    for (int b = -order; b <= order; b++)
      for (int c = -order; c <= order; c++)
        {
          int    k[3] = { a, b, c };
          int    walls = (a < 0 ? -a : a) + (b < 0 ? -b : b) + (c < 0 ? -c : c);
          double d[3], square = 0.0;

          for (int i = 0; i < 3; i++)
            {
              d[i] = image (stage->source[i], room->size_m[i], k[i]) - stage->ear[i];
              square += d[i] * d[i];
            }

          double metres = sqrt (square), at = (metres - direct_m) / SOUND_M_S * RATE;
          double facing = 0.6 + 0.4 * cos (atan2 (d[1], d[0]) - stage->turn); /* a wide cardioid */
          double gain = facing * direct_m / metres * ((order & 1) ? -1.0 : 1.0);
          double ends = 1.0 - at / EARLY_FRAMES; /* hands over to the noise */

          if (walls != order || at < 0.0 || ends <= 0.0)
            continue;

          uint32_t i = (uint32_t) at;
          double   t = at - i;
          out[i] += (float) (gain * ends * (1.0 - t));
          out[i + 1] += (float) (gain * ends * t);
        }
}

/* In @out, of @n frames, which is silent. Every order has lost its highs once more. */
static void
reflect (const Room *room, int ear, float *out, uint32_t n)
{
  const double *size = room->size_m;
  double        side = ear == 0 ? 1.0 : -1.0;
  Stage         stage = { { 0.71 * size[0], 0.46 * size[1], 0.29 * size[2] },
                          { 0.27 * size[0], 0.52 * size[1] + side * 0.17, 0.34 * size[2] },
                          side * 0.9 };
  double        middle[3] = { stage.ear[0], 0.52 * size[1], stage.ear[2] }, square = 0.0;
  double        keep = exp (-2.0 * LT_PI * room->wall_hz / RATE);

  for (int i = 0; i < 3; i++)
    square += (stage.source[i] - middle[i]) * (stage.source[i] - middle[i]);
  for (int order = MOST_ORDER; order >= 1; order--)
    {
      double z = 0.0;

      add_order (room, &stage, order, sqrt (square), out);
      for (uint32_t i = 0; i < n; i++)
        {
          z = z * keep + out[i] * (1.0 - keep);
          out[i] = (float) (z * room->wall);
        }
    }
}

/* -------------------------------------------------------------------- springs */

#define CHIRPS  60
#define STRETCH 6 /* frames of each all-pass: chirps end at 4 kHz */
#define LONGEST 2400u

/* Four springs side by side, two an ear; a chirp on each way along and back. */
static void
make_springs (float *left, float *right, uint32_t n)
{
  static const uint32_t round[4] = { 1613, 2011, 1789, 2203 };
  const LtVec4          a = { 0.62f, 0.58f, 0.60f, 0.64f };
  LtBiquadCoeffs        low = lt_biquad_low_pass (RATE, 4300.0, 0.9),
                 high = lt_biquad_high_pass (RATE, 90.0, 0.7);
  LtBiquad z[2][4] = { { { 0 } } };
  LtVec4   in[CHIRPS][STRETCH] = { 0 }, past[CHIRPS][STRETCH] = { 0 };
  float    line[4][LONGEST] = { { 0 } };

  for (uint32_t t = 0; t < n; t++)
    {
      LtVec4   x = { 0 };
      uint32_t k = t % STRETCH;

      for (int s = 0; s < 4; s++)
        x[s] = (t == 0 ? 1.0f : 0.0f) - 0.72f * line[s][(t + LONGEST - round[s]) % LONGEST];
      for (int c = 0; c < CHIRPS; c++)
        {
          LtVec4 y = a * (x - past[c][k]) + in[c][k];

          in[c][k] = x;
          past[c][k] = y;
          x = y;
        }
      for (int s = 0; s < 4; s++)
        line[s][t % LONGEST]
            = (float) lt_biquad_tick (&z[0][s], &high, lt_biquad_tick (&z[1][s], &low, x[s]));
      left[t] = line[0][t % LONGEST] + 0.8f * line[1][t % LONGEST];
      right[t] = line[2][t % LONGEST] + 0.8f * line[3][t % LONGEST];
    }
}

/* ----------------------------------------------------------------------- all */

static void
make_room (const Room *room, int ear, float *out, uint32_t n)
{
  float  early[EARLY_FRAMES + 2] = { 0 };
  double energy = 0.0, late;

  if (room->size_m[0] > 0.0)
    {
      reflect (room, ear, early, EARLY_FRAMES + 2);
      energy = energy_of (early, EARLY_FRAMES + 2);
    }
  for (int b = 0; b < N_BANDS; b++)
    add_band (room, b, (uint64_t) (2 * b + ear), out, n);
  late = energy_of (out, n);

  float gain
      = energy > 0.0 ? (float) (sqrt (late / energy) * pow (10.0, room->early_db / 20.0)) : 0.0f;
  for (uint32_t i = 0; i < EARLY_FRAMES + 2; i++)
    out[i] += gain * early[i];
}

void
lt_room_impulse_make (LtRoomImpulseKind kind, float *left, float *right)
{
  uint32_t n = lt_room_impulse_frames (kind);

  memset (left, 0, n * sizeof (float));
  memset (right, 0, n * sizeof (float));
  if (kind == LT_ROOM_IMPULSE_SPRING)
    make_springs (left, right, n);
  else
    {
      make_room (&rooms[kind], 0, left, n);
      make_room (&rooms[kind], 1, right, n);
    }
}
