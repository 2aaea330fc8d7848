// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Peaks between samples.
// Layer: dsp.

#include "dsp/true-peak-interp.h"

#include "base/math.h"
#include "dsp/half-band.h"

#include <math.h>
#include <string.h>

#define TAPS 12u
#define FRAMES LT_TRUE_PEAK_FINE_FRAMES

/* Points that each grid has before frame 0, in its own spacing, and all that are made: enough for
   the next grid, rounded up to whole vectors. */
#define EDGE_1 4u
#define EDGE_2 8u
#define EDGE_4 4u
#define EDGE_8 2u
#define MADE_1 (FRAMES + 12u)
#define MADE_2 (2u * FRAMES + 8u)
#define MADE_4 (4u * FRAMES + 4u)

/* What lies between samples is read 0.0017 dB low: the ripple of the filters must not lift a tone
   whose samples stand right at a ceiling. */
#define SHY 0.9998f

/* Of the ceiling: by this the interpolators may differ; of what they differ more this share counts as peak; and what stays of
   the doubt from one group of frames to the next. */
#define NO_DOUBT 0.02f
#define DOUBT 0.35f
#define FORGET 0.95f

/* Unlike fmaxf this is one instruction; no NaN comes this far. */
LT_RT static inline float
largest (float a, float b)
{
  return a > b ? a : b;
}

/* The annex's filter reads up to 0.2 dB high; it may, as far as a meter's rounding goes: 0.026 dB. */
#define ANNEX_2 0.997f

/* A short interpolator ripples by 0.04 dB, which must not lift a tone either. */
#define BRIEF_SHARE 0.996f

typedef float V4 __attribute__ ((vector_size (16)));
typedef int   I4 __attribute__ ((vector_size (16)));

/* BS.1770-5 annex 2, table: phases 0 and 1; 2 and 3 are their mirrors. */
static const float annex_2[2][TAPS] = {
  { 0.0017089843750f, 0.0109863281250f, -0.0196533203125f, 0.0332031250000f, -0.0594482421875f, 0.1373291015625f,
    0.9721679687500f, -0.1022949218750f, 0.0476074218750f, -0.0266113281250f, 0.0148925781250f, -0.0083007812500f },
  { -0.0291748046875f, 0.0292968750000f, -0.0517578125000f, 0.0891113281250f, -0.1665039062500f, 0.4650878906250f,
    0.7797851562500f, -0.2003173828125f, 0.1015625000000f, -0.0582275390625f, 0.0330810546875f, -0.0189208984375f },
};

void
lt_true_peak_interp_init (LtTruePeakInterp *self)
{
  lt_half_band_design (self->first, LT_N_ELEMENTS (self->first), 5.5);
  lt_half_band_design (self->brief, LT_N_ELEMENTS (self->brief), 5.0);
  lt_half_band_design (self->second, LT_N_ELEMENTS (self->second), 7.0);
  lt_half_band_design (self->third, LT_N_ELEMENTS (self->third), 7.0);
}

LT_RT static inline V4
load (const float *p)
{
  V4 v;

  memcpy (&v, p, sizeof v);
  return v;
}

LT_RT static inline V4
magnitude (V4 v)
{
  return (V4) ((I4) v & 0x7fffffff);
}

LT_RT static inline V4
larger (V4 a, V4 b)
{
  I4 over = a > b;

  return (V4) (((I4) a & over) | ((I4) b & ~over));
}

#define WIDE 8u /* frames that are worked on beside each other */

/* No function takes or gives these: without wide registers it would be called otherwise. */
typedef float   V8 __attribute__ ((vector_size (32)));
typedef int32_t I8 __attribute__ ((vector_size (32)));

#define SIZE_8(v) ((V8) ((I8) (v) & 0x7fffffff))
#define RAISE_8(top, v)                                                                                                \
  do                                                                                                                   \
    {                                                                                                                  \
      V8 other = (v);                                                                                                  \
      I8 over = (top) > other;                                                                                         \
                                                                                                                       \
      (top) = (V8) (((I8) (top) & over) | ((I8) other & ~over));                                                       \
    }                                                                                                                  \
  while (0)

/* As lt_true_peak_interp_coarse, which does what is left over; each frame by the same operations in the same order. */
LT_RT LT_WIDE static void
true_peak_coarse (const float *restrict x, float *restrict peak, uint32_t n_wide)
{
  for (uint32_t i = 0; i < n_wide * WIDE; i += WIDE)
    {
      const float *at = x + i - (TAPS / 2 - 1);
      V8           a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 }, top, low, here;

      for (uint32_t k = 0; k < TAPS; k++)
        {
          V8 v, w;

          memcpy (&v, at + k, sizeof v);
          memcpy (&w, at + TAPS - 1 - k, sizeof w);
          a += v * annex_2[0][k];
          b += v * annex_2[1][k];
          c += w * annex_2[1][k];
          d += w * annex_2[0][k];
        }

      memcpy (&here, x + i, sizeof here);
      top = SIZE_8 (a);
      RAISE_8 (top, SIZE_8 (b));
      low = SIZE_8 (c);
      RAISE_8 (low, SIZE_8 (d));
      RAISE_8 (top, low);
      top *= ANNEX_2;
      RAISE_8 (top, SIZE_8 (here));
      memcpy (peak + i, &top, sizeof top);
    }
}

/* The main tap of phase 0 falls on x[i + 1] when the last tap falls on x[i + 6]: the phases stand
   1/8, 3/8, 5/8 and 7/8 after x[i]. */
void
lt_true_peak_interp_coarse (const LtTruePeakInterp *self, const float *x, float *peak, uint32_t n)
{
  uint32_t done = n / WIDE * WIDE;

  true_peak_coarse (x, peak, n / WIDE);
  for (uint32_t i = done; i < n; i += 4)
    {
      const float *at = x + i - (TAPS / 2 - 1);
      V4           a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };

      for (uint32_t k = 0; k < TAPS; k++)
        {
          V4 v = load (at + k), w = load (at + TAPS - 1 - k);

          a += v * annex_2[0][k];
          b += v * annex_2[1][k];
          c += w * annex_2[1][k];
          d += w * annex_2[0][k];
        }

      V4 top = larger (larger (magnitude (a), magnitude (b)), larger (magnitude (c), magnitude (d))) * ANNEX_2;

      top = larger (top, magnitude (load (x + i)));
      memcpy (peak + i, &top, sizeof top);
    }
}

LT_RT static void
interleave (const float *even, const float *odd, float *out, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    {
      out[2 * i] = even[i];
      out[2 * i + 1] = odd[i];
    }
}

/* Where the largest of a frame's points is high enough to matter, the top of the parabola through
   each local maximum. One point before g[0] and one after the last are read. */
LT_RT static void
read_peaks (const float *g, uint32_t factor, float *peak, float from)
{
  for (uint32_t i = 0; i < FRAMES; i++)
    {
      const float *p = g + (size_t) i * factor;
      float        top = 0.0f;

      for (uint32_t k = 1; k < factor; k++)
        top = fabsf (p[k]) > top ? fabsf (p[k]) : top;
      top = fabsf (p[0]) > top * SHY ? fabsf (p[0]) : top * SHY;
      peak[i] = top;
      if (top <= from)
        continue;
      for (int k = 0; k < (int) factor; k++)
        {
          float y0 = fabsf (p[k - 1]), y1 = fabsf (p[k]), y2 = fabsf (p[k + 1]);
          float bend = 2.0f * y1 - y0 - y2;

          if (y1 > from && y1 >= y0 && y1 >= y2 && bend > 0.0f)
            {
              float tip = SHY * (y1 + (y2 - y0) * (y2 - y0) / (8.0f * bend));

              top = tip > top ? tip : top;
            }
        }
      peak[i] = top;
    }
}

/* The half-band that begins a grid, and how much of what is read there counts. */
typedef struct
{
  const float *taps;
  uint32_t     n_pairs;
  float        share;
} First;

/* peak[i] raised to what the grid that @first begins says. */
LT_RT static void
view (const LtTruePeakInterp *self, First first, const float *x, float *peak, uint32_t factor, float from)
{
  float mid[MADE_4], two[2 * MADE_1], four[2 * MADE_2], eight[2 * MADE_4], seen[FRAMES];

  lt_half_band_run (first.taps, first.n_pairs, x - EDGE_1, mid, MADE_1);
  interleave (x - EDGE_1, mid, two, MADE_1);

  const float *from_2 = two + EDGE_2 - EDGE_4 / 2;
  lt_half_band_run (self->second, LT_N_ELEMENTS (self->second), from_2, mid, MADE_2);
  interleave (from_2, mid, four, MADE_2);
  if (factor == 4)
    read_peaks (four + EDGE_4, 4, seen, from);
  else
    {
      const float *from_4 = four + EDGE_4 - EDGE_8 / 2;

      lt_half_band_run (self->third, LT_N_ELEMENTS (self->third), from_4, mid, MADE_4);
      interleave (from_4, mid, eight, MADE_4);
      read_peaks (eight + EDGE_8, 8, seen, from);
    }
  for (uint32_t i = 0; i < FRAMES; i++)
    {
      float top = seen[i] * first.share;

      peak[i] = top > peak[i] ? top : peak[i];
    }
}

void
lt_true_peak_interp_fine (const LtTruePeakInterp *self, const float *x, float *peak, uint32_t factor, float from)
{
  memset (peak, 0, FRAMES * sizeof *peak);
  view (self, (First) { self->first, LT_N_ELEMENTS (self->first), 1.0f }, x, peak, factor, from);
  view (self, (First) { self->brief, LT_N_ELEMENTS (self->brief), BRIEF_SHARE }, x, peak, factor, from);
}

LT_RT void
lt_true_peak_interp_allow (float *doubt, float *fine, const float *coarse, float ceiling)
{
  float most = largest (NO_DOUBT * ceiling, *doubt * FORGET);

  for (uint32_t i = 1; i + 1 < LT_TRUE_PEAK_FINE_FRAMES; i++)
    if (fine[i] >= fine[i - 1] && fine[i] >= fine[i + 1])
      most = largest (most, fabsf (fine[i] - largest (largest (coarse[i - 1], coarse[i]), coarse[i + 1])));
  *doubt = most;
  for (uint32_t i = 0; i < LT_TRUE_PEAK_FINE_FRAMES; i++)
    fine[i] += (most - NO_DOUBT * ceiling) * DOUBT;
}
