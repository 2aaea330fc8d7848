// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Graphic equaliser: how far sections reach, the gains that follow, and the sections in series.
// Layer: dsp.

#include "dsp/graphic-eq.h"

#include "base/math.h"

#include <string.h>

#define N_BANDS         LT_GRAPHIC_EQ_BANDS
#define N_LANES         LT_GRAPHIC_EQ_LANES
#define N_POINTS        LT_GRAPHIC_EQ_POINTS
#define NEIGHBOUR       0.79432823472428150 /* 10^(−1/10): the middle of the band below */
#define FIRST_BAND      (-16)               /* 25 Hz = 1000 · 10^(−16/10) */
#define TOP             0.45                /* of the rate */
#define SHARE           0.4                 /* of a section's decibels at its neighbour's middle */
#define BETWEEN         0.5                 /* weight of a point between two middles */
#define DAMPING         1e-4 /* keeps the gains of neighbours from growing against each other */
#define MOST_SECTION_DB 40.0 /* where bands ask for more than sections of this width can give */
#define STEPS           3
#define LN_PER_DB       0.230258509299404568 /* of power */

double
lt_graphic_eq_band_hz (uint32_t band)
{
  return 1000.0 * pow (10.0, 0.1 * (FIRST_BAND + (double) band));
}

/* Frequency of point @i: even ones are the bands' middles. */
static double
point_hz (uint32_t i)
{
  return 1000.0 * pow (10.0, 0.1 * (FIRST_BAND + 0.5 * (double) i));
}

static double
apart_at (double t)
{
  double d = 1.0 - t * t;

  return d * d / (t * t);
}

/* By how much of its decibels section @band, nearly flat, moves point @i. */
static double
reach (const LtGraphicEqPlan *self, uint32_t band, uint32_t i)
{
  double width = SHARE / (1.0 - SHARE) * self->skirt[band];

  return width / (self->apart[band][i] + width);
}

static double
weight_of (uint32_t i)
{
  return i % 2 == 0 ? 1.0 : BETWEEN;
}

/* @m = L Lᵀ, in its lower half. */
static void
factor (double m[N_BANDS][N_LANES], uint32_t n)
{
  for (uint32_t j = 0; j < n; j++)
    for (uint32_t i = j; i < n; i++)
      {
        double sum = m[i][j];

        for (uint32_t k = 0; k < j; k++)
          sum -= m[i][k] * m[j][k];
        m[i][j] = i == j ? sqrt (sum) : sum / m[j][j];
      }
}

/* to −= by · from, of every point. */
static void
take_off (double *restrict to, double by, const double *restrict from)
{
  for (uint32_t i = 0; i < N_POINTS; i++)
    to[i] -= by * from[i];
}

static void
scale (double *to, double by)
{
  for (uint32_t i = 0; i < N_POINTS; i++)
    to[i] *= by;
}

/* Solves L Lᵀ x = side for all points at once, in place. */
static void
substitute (double m[N_BANDS][N_LANES], uint32_t n, double side[N_BANDS][N_POINTS])
{
  for (uint32_t i = 0; i < n; i++)
    {
      for (uint32_t k = 0; k < i; k++)
        take_off (side[i], m[i][k], side[k]);
      scale (side[i], 1.0 / m[i][i]);
    }
  for (uint32_t i = n; i-- > 0;)
    {
      for (uint32_t k = i + 1; k < n; k++)
        take_off (side[i], m[k][i], side[k]);
      scale (side[i], 1.0 / m[i][i]);
    }
}

/* m += row · row, of every band. */
static void
add_square (double m[N_BANDS][N_LANES], const double row[N_LANES], double weight)
{
  for (uint32_t j = 0; j < N_BANDS; j++)
    {
      double by = weight * row[j];

      for (uint32_t k = 0; k < N_LANES; k++)
        m[j][k] += by * row[k];
    }
}

static void
make_pull (LtGraphicEqPlan *self)
{
  _Alignas(32) double m[N_BANDS][N_LANES] = { { 0.0 } }, side[N_BANDS][N_POINTS] = { { 0.0 } };

  for (uint32_t i = 0; i < self->n_points; i++)
    {
      _Alignas(32) double row[N_LANES] = { 0.0 };

      for (uint32_t j = 0; j < self->n_bands; j++)
        {
          row[j] = reach (self, j, i);
          side[j][i] = row[j] * weight_of (i);
        }
      add_square (m, row, weight_of (i));
    }
  for (uint32_t j = 0; j < self->n_bands; j++)
    m[j][j] += DAMPING;
  factor (m, self->n_bands);
  substitute (m, self->n_bands, side);
  for (uint32_t i = 0; i < self->n_points; i++)
    for (uint32_t j = 0; j < self->n_bands; j++)
      self->pull[i][j] = side[j][i];
}

void
lt_graphic_eq_plan_init (LtGraphicEqPlan *self, double rate_hz)
{
  double turn = LT_PI / rate_hz;

  memset (self, 0, sizeof *self);
  self->rate_hz = rate_hz;
  while (self->n_bands < N_BANDS && lt_graphic_eq_band_hz (self->n_bands) <= TOP * rate_hz)
    self->n_bands++;
  self->n_points = 2 * self->n_bands - 1;

  double at[N_POINTS];
  for (uint32_t i = 0; i < self->n_points; i++)
    at[i] = tan (turn * point_hz (i));
  for (uint32_t j = 0; j < self->n_bands; j++)
    {
      self->warp[j] = at[2 * j];
      self->skirt[j] = apart_at (tan (turn * lt_graphic_eq_band_hz (j) * NEIGHBOUR) / at[2 * j]);
      for (uint32_t i = 0; i < N_POINTS; i++)
        self->apart[j][i] = i < self->n_points ? apart_at (at[i] / at[2 * j]) : 1.0;
    }
  make_pull (self);
}

/* Squares of the section's damping above and below its fraction's line: *top / *bottom is its gain in power. */
LT_RT static void
dampings (double skirt, double section_db, double *top, double *bottom)
{
  double x = section_db * LN_PER_DB, gain = exp (x), share;

  if (fabs (x) < 1e-3)
    share = SHARE / (1.0 - SHARE) * (1.0 + 0.5 * SHARE * x) / (1.0 + 0.5 * (1.0 + SHARE) * x);
  else
    {
      double near = exp (SHARE * x);

      share = (near - 1.0) / (gain - near);
    }
  *bottom = skirt * share;
  *top = *bottom * gain;
}

LtSvfShape
lt_graphic_eq_shape (const LtGraphicEqPlan *plan, uint32_t band, double section_db)
{
  double top, bottom;

  if (band >= plan->n_bands)
    return (LtSvfShape){ 1.0, 1.0, 1.0, 1.0, 1.0 };
  dampings (plan->skirt[band], section_db, &top, &bottom);
  return (LtSvfShape){
    .warp = plan->warp[band], .damping = sqrt (bottom), .hp = 1.0, .bp = sqrt (top), .lp = 1.0
  };
}

/* Multiplies the section's power at each point into @power. */
LT_RT LT_WIDE static void
graphic_eq_multiply (double *restrict power,
                     const double *restrict apart,
                     double top,
                     double bottom)
{
  double more = top - bottom;

  for (uint32_t i = 0; i < N_POINTS; i++)
    power[i] *= 1.0 + more / (apart[i] + bottom);
}

/* section += pull · lack, of every band. */
LT_RT LT_WIDE static void
graphic_eq_pull (const LtGraphicEqPlan *plan,
                 const double *restrict lack_db,
                 double *restrict section_db)
{
  for (uint32_t i = 0; i < N_POINTS; i++)
    for (uint32_t j = 0; j < N_LANES; j++)
      section_db[j] += plan->pull[i][j] * lack_db[i];
}

/* What is missing at each point, of what the sections give together. */
LT_RT static void
find_lack (const LtGraphicEqPlan *plan,
           const double          *wanted_db,
           const double          *section_db,
           double                *lack_db)
{
  double power[N_POINTS];

  for (uint32_t i = 0; i < N_POINTS; i++)
    power[i] = 1.0;
  for (uint32_t j = 0; j < plan->n_bands; j++)
    {
      double top, bottom;

      dampings (plan->skirt[j], section_db[j], &top, &bottom);
      graphic_eq_multiply (power, plan->apart[j], top, bottom);
    }
  for (uint32_t i = 0; i < plan->n_points; i++)
    lack_db[i] = wanted_db[i] - 10.0 * log10 (power[i]);
}

void
lt_graphic_eq_solve (const LtGraphicEqPlan *plan,
                     const double           band_db[N_BANDS],
                     double                 section_db[N_BANDS])
{
  double wanted[N_POINTS] = { 0.0 }, lack[N_POINTS] = { 0.0 }, db[N_LANES] = { 0.0 };

  for (uint32_t i = 0; i < plan->n_points; i++)
    lack[i] = wanted[i] = 0.5 * (band_db[i / 2] + band_db[(i + 1) / 2]);
  for (int step = 0; step <= STEPS; step++)
    {
      if (step > 0)
        find_lack (plan, wanted, db, lack);
      graphic_eq_pull (plan, lack, db);
      for (uint32_t j = 0; j < N_LANES; j++)
        db[j] = fmin (fmax (db[j], -MOST_SECTION_DB), MOST_SECTION_DB);
    }
  memcpy (section_db, db, N_BANDS * sizeof (double));
}

double
lt_graphic_eq_response_db (const LtGraphicEqPlan *plan,
                           const double           section_db[N_BANDS],
                           double                 freq_hz)
{
  double power = 1.0;

  for (uint32_t j = 0; j < plan->n_bands; j++)
    {
      LtSvfShape shape = lt_graphic_eq_shape (plan, j, section_db[j]);

      power *= lt_svf_power (&shape, plan->rate_hz, freq_hz);
    }
  return 10.0 * log10 (fmax (power, 1e-30));
}

/* --- running --- */

LT_RT static bool
all_zero (const double band_db[N_BANDS], uint32_t n)
{
  for (uint32_t j = 0; j < n; j++)
    if (band_db[j] != 0.0)
      return false;
  return true;
}

LT_RT static void
design (LtGraphicEq *self)
{
  const int both[2] = { 1, 1 };
  double           section_db[N_BANDS];

  self->flat = all_zero (self->band_db, self->plan.n_bands);
  if (self->flat)
    memset (section_db, 0, sizeof section_db);
  else
    lt_graphic_eq_solve (&self->plan, self->band_db, section_db);
  for (uint32_t j = 0; j < self->plan.n_bands; j++)
    {
      LtSvfShape shape = lt_graphic_eq_shape (&self->plan, j, section_db[j]);

      self->to[j] = lt_svf_coeffs (&shape, both);
    }
}

void
lt_graphic_eq_reset (LtGraphicEq *self)
{
  memset (self->z, 0, sizeof self->z);
  memset (self->band_db, 0, sizeof self->band_db);
  self->born = self->moving = false;
  design (self);
}

void
lt_graphic_eq_init (LtGraphicEq *self, double rate_hz)
{
  lt_graphic_eq_plan_init (&self->plan, rate_hz);
  lt_graphic_eq_reset (self);
}

void
lt_graphic_eq_begin (LtGraphicEq *self, const double band_db[N_BANDS])
{
  uint32_t n = self->plan.n_bands;
  bool     same = memcmp (self->band_db, band_db, n * sizeof (double)) == 0;

  lt_svf_flush (self->z, n);
  self->moving = !same && self->born;
  if (!same)
    {
      memcpy (self->from, self->to, n * sizeof self->to[0]);
      memcpy (self->band_db, band_db, n * sizeof (double));
      design (self);
    }
  self->born = true;
  if (lt_graphic_eq_is_idle (self))
    memset (self->z, 0, n * sizeof self->z[0]); /* of no use, and old when it would be again */
}

bool
lt_graphic_eq_is_idle (const LtGraphicEq *self)
{
  return self->flat && !self->moving;
}

bool
lt_graphic_eq_is_at_rest (const LtGraphicEq *self)
{
  return !self->moving && lt_svf_is_at_rest (self->z, self->plan.n_bands);
}

void
lt_graphic_eq_run (LtGraphicEq *self, uint32_t at, uint32_t len, LtSvfPair *io, uint32_t n_frames)
{
  if (!self->moving)
    {
      lt_svf_run (self->z, self->to, self->plan.n_bands, io, n_frames);
      return;
    }
  for (uint32_t j = 0; j < self->plan.n_bands; j++)
    lt_svf_run_moving (&self->z[j], &self->from[j], &self->to[j], at, len, io, n_frames);
}

void
lt_graphic_eq_run_mono (LtGraphicEq *self, double *io, uint32_t n_frames)
{
  lt_svf_run_mono (self->z, self->to, self->plan.n_bands, io, n_frames);
}
