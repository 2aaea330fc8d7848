// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From two sounds to the rows of the match: as the programme would measure behind it.
// Layer: studio.
//
// A band's level behind the equaliser depends on how the programme's spectrum lies within it, and on its neighbours'
// gains. So the gains are found in rounds: what the programme would be, band by band, and what is still missing.

#include "studio/match.h"

#include "studio/match-private.h"

#include <math.h>

#define N_BANDS        LT_SPECTRUM_BANDS
#define ROUNDS         6
#define POINTS         10u /* of the response in a band; it is read off between them */
#define N_POINTS       (N_BANDS * POINTS + 1)
#define MOST_SIDE_DB   12.0
#define SHORT_RANGE_LU 0.5 /* what has less is steady */
#define OFFSET_LU      (-0.691) /* of ITU-R BS.1770 */
#define MOST_RATIO     2.5      /* up and down: a slow gain that does more is heard at work */

static const char key_of_ratio[] = "dyn-ratio", key_of_middle[] = "dyn-threshold",
                  key_of_low[] = "width-low", key_of_high[] = "width-high";

static int
row_of (const char *key)
{
  const LtFxType *type = lt_fx_find ("match");
  int             p = lt_param_find (type->params, type->n_params, key);

  g_assert (p >= 0); /* its own rows */
  return p;
}

static void
set_row (float *values, int row, double value)
{
  values[row] = lt_param_clamp (&lt_fx_find ("match")->params[row], (float) value);
}

static int
row_of_band (guint band)
{
  char key[8];

  g_snprintf (key, sizeof key, "g%u", band + 1);
  return row_of (key);
}

/* Bands of which nothing is known do what the nearest known one does. */
static void
fill_unknown (double gains[N_BANDS], const bool known[N_BANDS])
{
  for (guint b = 0; b < N_BANDS; b++)
    for (guint d = 1; !known[b] && d < N_BANDS; d++)
      if (b >= d && known[b - d])
        {
          gains[b] = gains[b - d];
          break;
        }
      else if (b + d < N_BANDS && known[b + d])
        {
          gains[b] = gains[b + d];
          break;
        }
}

/* --- the effect, asked --- */

/* @values with the bands at @gains and nothing else at work. */
static void
set_bands (const double gains[N_BANDS], float *values)
{
  lt_fx_defaults (lt_fx_find ("match"), values);
  set_row (values, row_of ("spectrum"), 100.0);
  for (guint b = 0; b < N_BANDS; b++)
    set_row (values, row_of_band (b), gains[b]);
}

/* Bands that do something at this rate. */
static void
find_active (double rate_hz, bool active[N_BANDS])
{
  const LtFxType *type = lt_fx_find ("match");
  LtFxSetup       setup = { .rate_hz = rate_hz, .n_channels = 2 };

  for (guint b = 0; b < N_BANDS; b++)
    {
      double gains[N_BANDS] = { 0.0 };
      float  values[LT_FX_MAX_PARAMS];

      gains[b] = 1.0;
      set_bands (gains, values);
      active[b] = lt_spectrum_band_hz (b) < 0.5 * rate_hz
                  && type->response_db (&setup, values, lt_spectrum_band_hz (b)) > 0.5;
    }
}

/* The programme's powers behind the effect's response. */
static void
pass_values (const float        *values,
             const LtMatchSound *sound,
             const double       *powers,
             double             *passed)
{
  const LtFxType *type = lt_fx_find ("match");
  LtFxSetup       setup = { .rate_hz = sound->rate_hz, .n_channels = sound->n_channels };
  double          hz[N_POINTS], db[N_POINTS];

  for (guint i = 0; i < N_POINTS; i++)
    hz[i] = MIN (lt_match_edge_hz (0, -1.0) * pow (10.0, 0.1 * i / POINTS), 0.4999 * sound->rate_hz);
  type->curve (&setup, values, hz, N_POINTS, db);
  for (guint k = 0; k < LT_MATCH_PROFILE_BINS; k++)
    {
      double at = 10.0 * POINTS * log10 (MAX (k * sound->bin_hz / lt_match_edge_hz (0, -1.0), 1.0));
      guint  i = MIN ((guint) at, N_POINTS - 2);

      passed[k] = powers[k] * pow (10.0, 0.1 * (db[i] + MIN (at - i, 1.0) * (db[i + 1] - db[i])));
    }
}

static void
pass_bands (const double        gains[N_BANDS],
            const LtMatchSound *sound,
            const double       *powers,
            double             *passed)
{
  float values[LT_FX_MAX_PARAMS];

  set_bands (gains, values);
  pass_values (values, sound, powers, passed);
}

/* --- learning --- */

static void
learn_spectrum (const LtMatchSound *programme, const LtMatchAim *aim, float *values)
{
  g_autofree double *powers = g_new (double, LT_MATCH_PROFILE_BINS),
                    *passed = g_new (double, LT_MATCH_PROFILE_BINS);
  const LtParamSpec *row = &lt_fx_find ("match")->params[row_of_band (0)];
  const double      *wanted = aim->bands;
  double             has[N_BANDS], gains[N_BANDS] = { 0.0 };
  bool               known[N_BANDS];

  find_active (programme->rate_hz, known);
  lt_match_all_of (programme, powers);
  lt_match_sum_bands (programme, powers, has);

  if (lt_match_find_known (wanted, known) && lt_match_find_known (has, known))
    {
      double level = lt_match_loudness_of (has, known) / lt_match_loudness_of (wanted, known);

      for (guint round = 0; round < ROUNDS; round++)
        {
          for (guint b = 0; b < N_BANDS; b++)
            if (known[b])
              gains[b] = CLAMP (gains[b] + 10.0 * log10 (wanted[b] * level / has[b]), row->min,
                                row->max);
          fill_unknown (gains, known);
          if (round == ROUNDS - 1)
            break;
          pass_bands (gains, programme, powers, passed);
          lt_match_sum_bands (programme, passed, has);
        }
    }
  for (guint b = 0; b < N_BANDS; b++)
    set_row (values, row_of_band (b), gains[b]);
}

static void
learn_width (const LtMatchSound *programme, const LtMatchAim *aim, float *values)
{
  double        db[2] = { 0.0, 0.0 }, has[2];
  const double *wanted = aim->side_share;

  for (guint round = 0; round < ROUNDS && programme->n_channels == 2; round++)
    {
      lt_match_side_shares (programme, db, has);
      for (guint region = 0; region < 2; region++)
        if (has[region] > LT_MATCH_NARROW && wanted[region] >= 0.0)
          {
            double more
                = lt_match_side_over_mid_db (MAX (wanted[region], LT_MATCH_NARROW)) - lt_match_side_over_mid_db (has[region]);

            db[region] = CLAMP (db[region] + more, -MOST_SIDE_DB, MOST_SIDE_DB);
          }
    }
  set_row (values, row_of (key_of_low), db[0]);
  set_row (values, row_of (key_of_high), db[1]);
}

/* Of the programme as the bands, by their amount, leave it. */
static void
learn_dynamics (const LtMatchSound *programme, const LtMatchAim *aim, float *values)
{
  double             gains[N_BANDS], ratio = 1.0, middle, has_lu;
  g_autofree double *has = NULL;

  for (guint b = 0; b < N_BANDS; b++)
    gains[b] = 0.01 * values[row_of ("spectrum")] * values[row_of_band (b)];
  has = lt_match_passages (programme, gains);
  has_lu = lt_match_range_lu (has, programme->n_passages);
  if (isfinite (has_lu) && isfinite (aim->range_lu))
    ratio = MAX (has_lu, SHORT_RANGE_LU) / MAX (aim->range_lu, SHORT_RANGE_LU);
  set_row (values, row_of (key_of_ratio), CLAMP (ratio, 1.0 / MOST_RATIO, MOST_RATIO));

  middle = lt_match_mean_above (has, programme->n_passages,
                       MAX (LT_MATCH_GATE, 0.1 * lt_match_mean_above (has, programme->n_passages, LT_MATCH_GATE)));
  if (middle > 0.0)
    set_row (values, row_of (key_of_middle), 10.0 * log10 (middle) + OFFSET_LU);
}

void
lt_match_learn (const LtMatchSound *programme, const LtMatchAim *aim, float *values)
{
  learn_spectrum (programme, aim, values);
  learn_width (programme, aim, values);
  learn_dynamics (programme, aim, values);
}

void
lt_match_shift_level (float *values, double gain_db)
{
  int row = row_of (key_of_middle);

  set_row (values, row, values[row] + gain_db);
}

bool
lt_match_is_for (const LtFxType *type)
{
  return type == lt_fx_find ("match");
}

/* --- the report --- */

/* dB of what all known bands are heard as; NAN: there is nothing. */
static void
level_bands (const double powers[N_BANDS], const bool known[N_BANDS], double out[N_BANDS])
{
  double loudness = lt_match_loudness_of (powers, known);

  for (guint b = 0; b < N_BANDS; b++)
    out[b] = known[b] ? 10.0 * log10 (powers[b] / loudness) : NAN;
}

static void
report_bands (const LtMatchSound *programme, const LtMatchAim *aim, const float *values, LtMatchReport *report)
{
  const LtFxType    *type = lt_fx_find ("match");
  LtFxSetup          setup = { .rate_hz = programme->rate_hz, .n_channels = programme->n_channels };
  g_autofree double *powers = g_new (double, LT_MATCH_PROFILE_BINS), *passed = g_new (double, LT_MATCH_PROFILE_BINS);
  double             has[N_BANDS], after[N_BANDS];
  bool               known[N_BANDS];

  find_active (programme->rate_hz, known);
  lt_match_all_of (programme, powers);
  lt_match_sum_bands (programme, powers, has);
  lt_match_find_known (aim->bands, known);
  lt_match_find_known (has, known);
  pass_values (values, programme, powers, passed);
  lt_match_sum_bands (programme, passed, after);

  level_bands (has, known, report->has_db);
  level_bands (aim->bands, known, report->wanted_db);
  level_bands (after, known, report->after_db);
  for (guint b = 0; b < N_BANDS; b++)
    {
      bool is_there = lt_spectrum_band_hz (b) < 0.5 * programme->rate_hz;

      report->gain_db[b] = values[row_of_band (b)];
      report->heard_db[b] = is_there ? type->response_db (&setup, values, lt_spectrum_band_hz (b)) - values[row_of ("output")] : 0.0;
    }
}

static double
share_db (double share)
{
  return share < 0.0 ? NAN : lt_match_side_over_mid_db (MAX (share, LT_MATCH_NARROW));
}

static void
report_width (const LtMatchSound *programme, const LtMatchAim *aim, const float *values, LtMatchReport *report)
{
  const double amount = 0.01 * values[row_of ("width")], none[2] = { 0.0, 0.0 };
  const double heard[2] = { amount * values[row_of (key_of_low)], amount * values[row_of (key_of_high)] };
  double       has[2] = { -1.0, -1.0 }, after[2] = { -1.0, -1.0 };

  if (programme->n_channels == 2)
    {
      lt_match_side_shares (programme, none, has);
      lt_match_side_shares (programme, heard, after);
    }
  for (guint region = 0; region < 2; region++)
    {
      report->side_has_db[region] = share_db (has[region]);
      report->side_wanted_db[region] = share_db (aim->side_share[region]);
      report->side_after_db[region] = share_db (after[region]);
      report->side_gain_db[region] = values[row_of (region == 0 ? key_of_low : key_of_high)];
    }
}

void
lt_match_report (const LtMatchSound *programme, const LtMatchAim *aim, const float *values, LtMatchReport *report)
{
  const double       none[N_BANDS] = { 0.0 };
  g_autofree double *passages = lt_match_passages (programme, none);

  report_bands (programme, aim, values, report);
  report_width (programme, aim, values, report);
  report->range_has_lu = lt_match_range_lu (passages, programme->n_passages);
  report->range_wanted_lu = aim->range_lu;
  report->ratio = values[row_of (key_of_ratio)];
  report->middle_lufs = values[row_of (key_of_middle)];
  report->spectrum = values[row_of ("spectrum")];
  report->width = values[row_of ("width")];
  report->dynamics = values[row_of ("dynamics")];
}

/* --- files --- */

bool
lt_match_learn_files (const LtMatchFiles *files,
                      float              *values,
                      LtProgressFunc      progress,
                      gpointer            data,
                      GCancellable       *cancellable,
                      GError            **error)
{
  LtMatchPart first = { progress, data, 0.0, 0.5 }, second = { progress, data, 0.5, 0.5 };
  LtMatchAim  aim;

  if (!lt_match_aim_of_files (&aim, files->references, files->n_references, lt_match_part_progress, &first, cancellable, error))
    return false;

  g_autoptr (LtMatchProfile) own = lt_match_profile_of_file (
      files->programme, files->from, files->to, lt_match_part_progress, &second, cancellable, error);
  if (own == NULL)
    return false;
  lt_match_learn (lt_match_profile_get_sound (own), &aim, values);
  return true;
}
