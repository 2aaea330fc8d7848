// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One aim of one song or of several; what a file was found to be is kept: a GVariant each, named after the file's hash.
// Layer: studio.

#include "studio/match-aim.h"

#include "media/hash.h"
#include "studio/match-private.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define N_BANDS    LT_SPECTRUM_BANDS
#define VERSION    1u
#define TYPE       "(uad)" /* version; then the aim's numbers in order */
#define N_NUMBERS  (N_BANDS + 3u)
#define HASH_SHARE 0.1 /* of the work on a file, about */

/* --- of a sound --- */

void
lt_match_aim_init (LtMatchAim *self, const LtMatchSound *sound)
{
  const double       none[N_BANDS] = { 0.0 };
  g_autofree double *powers = g_new (double, LT_MATCH_PROFILE_BINS), *passages = lt_match_passages (sound, none);

  lt_match_all_of (sound, powers);
  lt_match_sum_bands (sound, powers, self->bands);
  self->side_share[0] = self->side_share[1] = -1.0;
  if (sound->n_channels == 2)
    lt_match_side_shares (sound, none, self->side_share);
  self->range_lu = lt_match_range_lu (passages, sound->n_passages);
}

/* --- of several --- */

static void
know_all (bool known[N_BANDS])
{
  for (guint b = 0; b < N_BANDS; b++)
    known[b] = true;
}

/* Power by which the bands of each are divided: its loudness in what all of them have, or when that is nothing in what it has. */
static double
level_of (const LtMatchAim *self, const bool common[N_BANDS])
{
  double level = lt_match_loudness_of (self->bands, common);
  bool   own[N_BANDS];

  if (level > 0.0)
    return level;
  know_all (own);
  return lt_match_find_known (self->bands, own) ? lt_match_loudness_of (self->bands, own) : 1.0;
}

/* Mean of the known; @none when there are none. */
typedef struct
{
  double sum, weights;
} Mean;

static void
mean_add (Mean *self, double value, double weight)
{
  self->sum += weight * value;
  self->weights += weight;
}

static double
mean_get (const Mean *self, double none)
{
  return self->weights > 0.0 ? self->sum / self->weights : none;
}

void
lt_match_aim_blend (LtMatchAim *self, const LtMatchAim *aims, const double *weights, guint n)
{
  Mean bands[N_BANDS] = { { 0.0, 0.0 } }, side[2] = { { 0.0, 0.0 } }, range = { 0.0, 0.0 };
  bool common[N_BANDS];

  if (n == 1)
    {
      *self = aims[0];
      return;
    }
  know_all (common);
  for (guint i = 0; i < n; i++)
    lt_match_find_known (aims[i].bands, common);
  for (guint i = 0; i < n; i++)
    {
      double level = level_of (&aims[i], common);
      bool   known[N_BANDS];

      know_all (known);
      lt_match_find_known (aims[i].bands, known);
      for (guint b = 0; b < N_BANDS; b++)
        if (known[b])
          mean_add (&bands[b], log (aims[i].bands[b] / level), weights[i]);
      for (guint region = 0; region < 2; region++)
        if (aims[i].side_share[region] >= 0.0)
          mean_add (&side[region], aims[i].side_share[region], weights[i]);
      if (isfinite (aims[i].range_lu))
        mean_add (&range, aims[i].range_lu, weights[i]);
    }
  for (guint b = 0; b < N_BANDS; b++)
    self->bands[b] = exp (mean_get (&bands[b], -INFINITY));
  for (guint region = 0; region < 2; region++)
    self->side_share[region] = mean_get (&side[region], -1.0);
  self->range_lu = mean_get (&range, NAN);
}

/* --- kept --- */

static char *
dup_cache_path (const char *hash)
{
  return g_build_filename (g_get_user_cache_dir (), "lathe", "match", hash, NULL);
}

static void
save (const LtMatchAim *self, const char *hash)
{
  g_autofree char *path = dup_cache_path (hash), *parent = g_path_get_dirname (path);
  double           numbers[N_NUMBERS];

  memcpy (numbers, self->bands, sizeof self->bands);
  numbers[N_BANDS] = self->side_share[0];
  numbers[N_BANDS + 1] = self->side_share[1];
  numbers[N_BANDS + 2] = self->range_lu;
  g_autoptr (GVariant) value = g_variant_ref_sink (
      g_variant_new ("(u@ad)", VERSION, g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, numbers, N_NUMBERS, sizeof *numbers)));
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (value);

  /* Without it the file is measured again. */
  g_mkdir_with_parents (parent, 0700);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);
}

/* Are they what save writes? The file is anybody's. */
static bool
take_numbers (LtMatchAim *self, const double *numbers, gsize n)
{
  if (n != N_NUMBERS)
    return false;
  for (guint b = 0; b < N_BANDS; b++)
    if (!isfinite (numbers[b]) || numbers[b] < 0.0)
      return false;
  for (guint region = 0; region < 2; region++)
    if (!isfinite (numbers[N_BANDS + region]) || numbers[N_BANDS + region] > 1.0)
      return false;
  memcpy (self->bands, numbers, sizeof self->bands);
  self->side_share[0] = numbers[N_BANDS];
  self->side_share[1] = numbers[N_BANDS + 1];
  self->range_lu = numbers[N_BANDS + 2];
  return true;
}

static bool
load (LtMatchAim *self, const char *hash)
{
  g_autofree char *path = dup_cache_path (hash), *data = NULL;
  gsize            size;
  guint32          version;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return false;
  g_autoptr (GBytes)   bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (TYPE), bytes, FALSE));
  if (!g_variant_is_normal_form (value))
    return false;

  g_autoptr (GVariant) list = g_variant_get_child_value (value, 1);
  gsize         n;
  const double *numbers = g_variant_get_fixed_array (list, &n, sizeof *numbers);

  g_variant_get_child (value, 0, "u", &version);
  return version == VERSION && take_numbers (self, numbers, n);
}

bool
lt_match_aim_of_file (LtMatchAim             *self,
                      const LtMatchReference *song,
                      LtProgressFunc          progress,
                      gpointer                data,
                      GCancellable           *cancellable,
                      GError                **error)
{
  LtMatchPart      hashing = { progress, data, 0.0, HASH_SHARE }, hearing = { progress, data, HASH_SHARE, 1.0 - HASH_SHARE };
  bool             is_part = song->from < song->to;
  g_autofree char *hash = lt_hash_file (song->path, lt_match_part_progress, &hashing, cancellable, error);

  if (hash == NULL)
    return false;
  g_autofree char *key = is_part ? g_strdup_printf ("%s-%" PRId64 "-%" PRId64, hash, song->from, song->to) : g_strdup (hash);
  if (load (self, key))
    {
      lt_match_part_progress (1.0, &hearing);
      return true;
    }
  g_autoptr (LtMatchProfile) profile = lt_match_profile_of_file (song->path, is_part ? song->from : 0, is_part ? song->to : -1, lt_match_part_progress, &hearing, cancellable, error);
  if (profile == NULL)
    return false;
  lt_match_aim_init (self, lt_match_profile_get_sound (profile));
  save (self, key);
  return true;
}

bool
lt_match_aim_of_files (LtMatchAim             *self,
                       const LtMatchReference *references,
                       guint                   n,
                       LtProgressFunc          progress,
                       gpointer                data,
                       GCancellable           *cancellable,
                       GError                **error)
{
  g_autofree LtMatchAim *aims = g_new0 (LtMatchAim, n);
  g_autofree double     *weights = g_new (double, n);

  g_return_val_if_fail (n > 0, false);
  for (guint i = 0; i < n; i++)
    {
      LtMatchPart part = { progress, data, (double) i / n, 1.0 / n };

      weights[i] = references[i].weight;
      if (!lt_match_aim_of_file (&aims[i], &references[i], lt_match_part_progress, &part, cancellable, error))
        return false;
    }
  lt_match_aim_blend (self, aims, weights, n);
  return true;
}
