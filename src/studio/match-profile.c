// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A programme through the meters that tell how it sounds on the whole.
// Layer: studio.

#include "studio/match-profile.h"

#include "base/arena.h"
#include "media/media-error.h"
#include "media/reader.h"
#include "meter/meter.h"
#include "meter/spectrum.h"

#include <glib/gi18n.h>
#include <math.h>

#define BLOCK   16384u
#define SHORT_S 0.085 /* of the transforms within a passage, about */
#define SILENCE 1e-9  /* power */

_Static_assert(LT_MATCH_PROFILE_BINS == LT_SPECTRUM_MAX_BINS, "the finest spectrum that there is");

/* One spectrum over everything, one that begins anew with each passage. */
enum
{
  WHOLE,
  PASSAGE,
  N_SPECTRA
};

struct _LtMatchProfile
{
  const LtMeterType *type;
  void              *spectra[N_SPECTRA];
  LtArena            arena;
  LtMatchSound       sound;

  GArray *passages;                 /* of LtMatchPassage */
  guint   n_summed, passage_frames; /* of the one under way; of each */
};

/* clang-format off */
G_DEFINE_QUARK (lt-match-error, lt_match_error)
/* clang-format on */

static void
configure (void *spectrum, guint size)
{
  LtSpectrumConfig config = lt_spectrum_default_config ();

  config.size = size;
  config.mode = LT_SPECTRUM_MID_SIDE;
  if (lt_spectrum_configure (spectrum, &config) != LT_OK)
    g_assert_not_reached ();
}

LtMatchProfile *
lt_match_profile_new (double rate_hz, guint n_channels)
{
  LtMatchProfile *self = g_new0 (LtMatchProfile, 1);
  LtMeterSetup    setup = { rate_hz, n_channels };
  guint           size = LT_SPECTRUM_MIN_SIZE;

  self->type = lt_meter_find ("spectrum");
  self->sound.rate_hz = rate_hz;
  self->sound.n_channels = n_channels;
  self->passages = g_array_new (FALSE, FALSE, sizeof (LtMatchPassage));
  self->passage_frames = (guint) (LT_MATCH_PASSAGE_S * rate_hz + 0.5);
  if (lt_arena_init (&self->arena, N_SPECTRA * lt_arena_rounded (self->type->state_size (&setup)))
      != LT_OK)
    g_error ("out of memory"); /* as g_malloc does */
  for (guint i = 0; i < N_SPECTRA; i++)
    {
      self->spectra[i] = lt_arena_take (&self->arena, self->type->state_size (&setup));
      if (self->type->init (self->spectra[i], &setup) != LT_OK)
        g_error ("out of memory");
    }

  while (size < SHORT_S * rate_hz && size < LT_SPECTRUM_MAX_SIZE)
    size *= 2;
  configure (self->spectra[WHOLE], LT_SPECTRUM_MAX_SIZE);
  configure (self->spectra[PASSAGE], size);
  return self;
}

void
lt_match_profile_free (LtMatchProfile *self)
{
  for (guint i = 0; i < N_SPECTRA; i++)
    if (self->type->clear != NULL)
      self->type->clear (self->spectra[i]);
  lt_arena_clear (&self->arena);
  g_array_unref (self->passages);
  g_free (self);
}

/* The passage under way is over. */
static void
add_passage (LtMatchProfile *self)
{
  LtMatchPassage passage = { { 0.0f } };
  double         sum = 0.0;

  for (guint trace = 0; trace < self->sound.n_channels; trace++)
    {
      double levels[LT_SPECTRUM_BANDS];

      lt_spectrum_read_bands (self->spectra[PASSAGE], trace, LT_SPECTRUM_AVERAGE, levels);
      for (guint b = 0; b < LT_SPECTRUM_BANDS; b++)
        passage.bands[b] += isnan (levels[b]) ? 0.0f : (float) pow (10.0, 0.1 * levels[b]);
    }
  for (guint b = 0; b < LT_SPECTRUM_BANDS; b++)
    sum += passage.bands[b];
  self->sound.has_sound = self->sound.has_sound || sum > SILENCE;
  g_array_append_val (self->passages, passage);
  self->type->reset (self->spectra[PASSAGE]);
  self->n_summed = 0;
}

static void
run_meter (LtMatchProfile *self, guint which, const float *const *in, guint n_frames)
{
  LtRtMode mode = lt_rt_enter ();

  self->type->run (self->spectra[which], in, n_frames);
  lt_rt_leave (mode);
}

void
lt_match_profile_run (LtMatchProfile *self, const float *const *in, guint n_frames)
{
  run_meter (self, WHOLE, in, n_frames);
  for (guint at = 0; at < n_frames;)
    {
      guint        n = MIN (n_frames - at, self->passage_frames - self->n_summed);
      const float *part[2] = { in[0] + at, self->sound.n_channels > 1 ? in[1] + at : NULL };

      run_meter (self, PASSAGE, part, n);
      self->n_summed += n;
      at += n;
      if (self->n_summed == self->passage_frames)
        add_passage (self);
    }
}

void
lt_match_part_progress (double done, gpointer part)
{
  const LtMatchPart *self = part;

  if (self->progress != NULL)
    self->progress (self->from + self->share * done, self->data);
}

static void
read_powers (const void *spectrum, guint trace, double *out)
{
  g_autofree float *levels = g_new (float, LT_MATCH_PROFILE_BINS);

  lt_spectrum_read_bins (spectrum, trace, LT_SPECTRUM_AVERAGE, levels);
  for (guint k = 0; k < LT_MATCH_PROFILE_BINS; k++)
    out[k] = pow (10.0, 0.1 * (double) levels[k]);
}

void
lt_match_profile_finish (LtMatchProfile *self)
{
  LtMatchSound *sound = &self->sound;

  for (guint i = 0; i < N_SPECTRA; i++)
    self->type->finish (self->spectra[i]);
  if (self->passages->len == 0 && self->n_summed > 0)
    add_passage (self);

  sound->bin_hz = lt_spectrum_bin_hz (self->spectra[WHOLE]);
  read_powers (self->spectra[WHOLE], 0, sound->mid);
  if (sound->n_channels > 1)
    read_powers (self->spectra[WHOLE], 1, sound->side);
  sound->passages = (const LtMatchPassage *) (gconstpointer) self->passages->data;
  sound->n_passages = self->passages->len;
}

const LtMatchSound *
lt_match_profile_get_sound (const LtMatchProfile *self)
{
  return &self->sound;
}

bool
lt_match_profile_has_sound (const LtMatchProfile *self, const char *name, GError **error)
{
  if (self->sound.has_sound)
    return true;
  g_set_error (error, LT_MATCH_ERROR, LT_MATCH_ERROR_SILENT,
               _ ("“%s” is silent there; choose a part, or a file, that has sound."), name);
  return false;
}

static bool
read_through (LtMatchProfile *self,
              LtReader       *reader,
              int64_t         from,
              int64_t         to,
              LtProgressFunc  progress,
              gpointer        data,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autofree float *memory = g_new (float, 2 * BLOCK);
  float            *io[2] = { memory, memory + BLOCK };

  for (int64_t at = from; at < to; at += BLOCK)
    {
      guint n = (guint) MIN ((int64_t) BLOCK, to - at);

      lt_reader_read (reader, at, n, io);
      lt_match_profile_run (self, (const float *const *) io, n);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return false;
      if (progress != NULL)
        progress ((double) (at + n - from) / (double) (to - from), data);
    }
  if (lt_reader_io_errno (reader) == 0)
    return true;
  lt_media_error_set_read (error, lt_reader_get_path (reader), lt_reader_io_errno (reader));
  return false;
}

LtMatchProfile *
lt_match_profile_of_file (const char    *path,
                          int64_t        from,
                          int64_t        to,
                          LtProgressFunc progress,
                          gpointer       data,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr (LtReader) reader = lt_reader_open (path, error);
  g_autofree char *shown = g_filename_display_name (path);

  if (reader == NULL)
    return NULL;
  const LtReaderInfo *info = lt_reader_get_info (reader);
  if (info->n_channels > 2)
    lt_reader_pick (reader, 0, 2);
  if (to < 0 || to > info->n_frames)
    to = info->n_frames;

  g_autoptr (LtMatchProfile) self
      = lt_match_profile_new (info->rate_hz, lt_reader_n_picked (reader));
  if (!read_through (self, reader, MAX (from, 0), to, progress, data, cancellable, error))
    return NULL;
  lt_match_profile_finish (self);
  return lt_match_profile_has_sound (self, shown, error) ? g_steal_pointer (&self) : NULL;
}
