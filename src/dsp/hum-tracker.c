// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hum tracker.
// Layer: dsp.

#include "dsp/hum-tracker.h"

#include "base/math.h"

#include <string.h>

#define CANDIDATES (LT_HUM_TRACKER_CANDIDATES / 2u)
#define GRID_HZ (2.0 * REACH_HZ / (CANDIDATES - 1))
#define SIZE LT_HUM_TRACKER_SIZE
#define OVERLAP LT_HUM_TRACKER_OVERLAP
#define LOW_RATE_HZ 1000.0
#define CUT_HZ 330.0    /* of the low-pass: what folds onto the harmonics looked at is 60 dB down */
#define HARMONICS 6     /* looked at */
#define FIRST_S 1.5     /* until the first look */
#define EVERY_S 0.5
#define REACH_HZ 0.3    /* mains stray no further from 50 and 60 Hz */
#define LOBE 2.2        /* bins of an unpadded transform that a line spreads to either side */
#define AROUND_HZ 2.0   /* beyond that nothing as strong may stand */
#define ALONE 2.5       /* a line is a line when it is this much stronger: power */
#define MOST 300.0      /* and counts no more than this */
#define NEWEST 0.05     /* share of the newest look in what is believed */
#define ENOUGH_DB 17.0  /* of all lines together, over many looks; */
#define FIRST_DB 40.0   /* more at the first, by this over the number of looks */
#define NOW_DB 8.0      /* of the newest look, for it to be followed */
#define SURE_DB 80.0    /* a look of this score is trusted whole, */
#define MOST_TRUST 0.7  /* but for this */
#define NEAR_HZ 0.1     /* between what is believed and what the newest look shows */
#define LOUDEST 4.0f
#define SOFTEST 1e-14f  /* of power: nothing to be found */

LtStatus
lt_hum_tracker_init (LtHumTracker *self, double rate_hz)
{
  uint32_t step = (uint32_t) (rate_hz / LOW_RATE_HZ);
  uint32_t n;
  double   sum = 0.0;

  self->step = step < 1 ? 1 : (step > LT_HUM_TRACKER_MAX_STEP ? LT_HUM_TRACKER_MAX_STEP : step);
  self->rate_hz = rate_hz / self->step;
  n = self->step * OVERLAP;
  for (int pass = 0; pass < 2; pass++)
    for (uint32_t i = 0; i < n; i++)
      {
        double t = (double) i - 0.5 * (n - 1), w = 2.0 * LT_PI * (i + 0.5) / n, c = 2.0 * LT_PI * CUT_HZ / rate_hz;
        double tap = (t == 0.0 ? c : sin (c * t) / t) * (0.42 - 0.5 * cos (w) + 0.08 * cos (2.0 * w));

        if (pass == 0)
          sum += tap;
        else /* the frame at this phase counts in `OVERLAP` sums, the oldest of them last */
          self->taps[i % self->step][OVERLAP - 1 - i / self->step] = (float) (tap / sum);
      }
  lt_hum_tracker_reset (self);
  return lt_fft_init (&self->fft, SIZE);
}

void
lt_hum_tracker_clear (LtHumTracker *self)
{
  lt_fft_clear (&self->fft);
}

void
lt_hum_tracker_reset (LtHumTracker *self)
{
  self->phase = self->at = self->filled = 0;
  self->wait = (uint32_t) (FIRST_S * self->rate_hz);
  self->found_hz = 0.0;
  self->n_looks = 0;
  memset (self->belief, 0, sizeof self->belief);
  memset (self->sums, 0, sizeof self->sums);
}

/* The last frames under a Hann window, the rest nothing. */
LT_RT static void
transform (LtHumTracker *self)
{
  uint32_t n = self->filled;
  double   turn = 2.0 * LT_PI / n, c = cos (turn), s = sin (turn), re = 1.0, im = 0.0;

  for (uint32_t i = 0; i < n; i++)
    {
      double next = re * c - im * s;

      self->time[i] = self->ring[(self->at + SIZE - n + i) % SIZE] * (float) (0.5 - 0.5 * re);
      im = re * s + im * c;
      re = next;
    }
  memset (self->time + n, 0, (SIZE - n) * sizeof (float));
  lt_fft_forward (&self->fft, self->time, self->spectrum);
  for (uint32_t b = 0; b <= SIZE / 2; b++)
    self->power[b] = self->spectrum[2 * b] * self->spectrum[2 * b] + self->spectrum[2 * b + 1] * self->spectrum[2 * b + 1];
}

LT_RT static float
strongest (const LtHumTracker *self, double from, double to)
{
  float top = 0.0f;

  for (uint32_t b = (uint32_t) ceil (from); b <= (uint32_t) to; b++)
    top = self->power[b] > top ? self->power[b] : top;
  return top;
}

/* How much stronger the spectrum is at a bin than anything around it. */
LT_RT static double
alone (const LtHumTracker *self, double bin)
{
  double lobe = LOBE * SIZE / self->filled, around = lobe + AROUND_HZ * SIZE / self->rate_hz;
  float  here = self->power[(uint32_t) (bin + 0.5)];
  float  below = strongest (self, bin - around, bin - lobe), above = strongest (self, bin + lobe, bin + around);

  return (double) here / (double) ((below > above ? below : above) + SOFTEST);
}

/* Decibels by which the harmonics of hz stand alone. */
LT_RT static double
score_of (const LtHumTracker *self, double hz)
{
  double score = 0.0;

  for (int k = 1; k <= HARMONICS; k++)
    {
      double a = alone (self, k * hz * SIZE / self->rate_hz);

      score += a > ALONE ? 10.0 * log10 (a < MOST ? a : MOST) : 0.0;
    }
  return score;
}

/* From the tops of the lines near the harmonics of hz. High ones tell more. */
LT_RT static double
refined (const LtHumTracker *self, double hz)
{
  double sum = 0.0, weights = 0.0;

  for (int k = 1; k <= HARMONICS; k++)
    {
      double   bin = k * hz * SIZE / self->rate_hz, a = alone (self, bin);
      uint32_t top = (uint32_t) (bin + 0.5);

      if (a <= ALONE)
        continue;
      for (uint32_t b = top - 2, last = top + 2; b <= last; b++)
        top = self->power[b] > self->power[top] ? b : top;

      double y0 = log ((double) (self->power[top - 1] + SOFTEST)), y1 = log ((double) (self->power[top] + SOFTEST)), y2 = log ((double) (self->power[top + 1] + SOFTEST));
      double bend = 2.0 * y1 - y0 - y2, off = bend > 0.0 ? 0.5 * (y2 - y0) / bend : 0.0;
      double clear = a < MOST ? a : MOST, weight = k * k * clear * clear;

      sum += weight * ((double) top + fmax (-0.5, fmin (0.5, off))) * self->rate_hz / (SIZE * k);
      weights += weight;
    }
  return weights > 0.0 ? sum / weights : hz;
}

LT_RT static double
hz_of (uint32_t candidate)
{
  return (candidate < CANDIDATES ? 50.0 : 60.0) - REACH_HZ + GRID_HZ * (candidate % CANDIDATES);
}

/* Music has its moments; hum stays. So what counts is the score over many looks. */
LT_RT static void
look (LtHumTracker *self)
{
  double   share = fmax (NEWEST, 1.0 / ++self->n_looks);
  float    now[LT_HUM_TRACKER_CANDIDATES];
  uint32_t best = 0;

  transform (self);
  for (uint32_t c = 0; c < LT_HUM_TRACKER_CANDIDATES; c++)
    {
      now[c] = (float) score_of (self, hz_of (c));
      self->belief[c] += (float) share * (now[c] - self->belief[c]);
      best = self->belief[c] > self->belief[best] ? c : best;
    }
  self->n_looks = self->n_looks < 1000 ? self->n_looks : 1000;
  if ((double) self->belief[best] < ENOUGH_DB + FIRST_DB / self->n_looks)
    return;

  uint32_t first = best / CANDIDATES * CANDIDATES, near = (uint32_t) (NEAR_HZ / GRID_HZ), top = best;
  for (uint32_t c = first; c < first + CANDIDATES; c++)
    if (c + near >= best && c <= best + near && now[c] > now[top])
      top = c;
  if ((double) now[top] < NOW_DB)
    return;

  double hz = refined (self, hz_of (top)), trust = self->found_hz == 0.0 ? 1.0 : fmin ((double) now[top] / SURE_DB, MOST_TRUST);
  self->found_hz += trust * (hz - self->found_hz);
}

LT_RT static void
append (LtHumTracker *self, float x)
{
  self->ring[self->at] = x;
  self->at = (self->at + 1) % SIZE;
  self->filled = self->filled < SIZE ? self->filled + 1 : SIZE;
  if (--self->wait == 0)
    {
      look (self);
      self->wait = (uint32_t) (EVERY_S * self->rate_hz);
    }
}

void
lt_hum_tracker_push (LtHumTracker *self, const float *in, uint32_t n_frames)
{
  float sums[OVERLAP];

  memcpy (sums, self->sums, sizeof sums);
  for (uint32_t i = 0; i < n_frames; i++)
    {
      const float *taps = self->taps[self->phase];
      float        x = lt_clampf (in[i], -LOUDEST, LOUDEST);

      for (uint32_t k = 0; k < OVERLAP; k++)
        sums[k] += x * taps[k];
      if (++self->phase < self->step)
        continue;
      self->phase = 0;
      append (self, sums[0]);
      memmove (sums, sums + 1, (OVERLAP - 1) * sizeof *sums);
      sums[OVERLAP - 1] = 0.0f;
    }
  memcpy (self->sums, sums, sizeof sums);
}
