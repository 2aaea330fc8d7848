// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each channel by itself, and their rises summed: what is of opposite polarity does not vanish.
// Layer: media.

#include "media/sound-find.h"

#include "base/arena.h"
#include "dsp/onset.h"
#include "media/media-error.h"
#include "media/reader.h"

#include <math.h>
#include <string.h>

#define BLOCK 65536u
#define CHANNELS 2u
#define PULSE_S 180.0
#define LEAST 64.0f      /* of a rise, at sensitivity 0 */
#define OCTAVES 8.0      /* that it falls by up to 1 */
#define RISEN 0.7        /* of the window: where in it what rises stands then */

typedef struct
{
  LtReader *reader;
  LtOnset   onsets[CHANNELS];
  guint     n_channels;
  LtArena   arena;
  double    rate_hz;
  guint     hop;
  int64_t   from, to;
  GArray   *rise; /* of float, of all channels */
} Hearing;

static void
hearing_clear (Hearing *self)
{
  for (guint c = 0; c < self->n_channels; c++)
    lt_onset_clear (&self->onsets[c]);
  lt_arena_clear (&self->arena);
  g_clear_pointer (&self->rise, g_array_unref);
  g_clear_pointer (&self->reader, lt_reader_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hearing, hearing_clear)

static gboolean
hearing_open (Hearing *self, const char *path, int64_t from, int64_t to, GError **error)
{
  const LtReaderInfo *info;

  self->reader = lt_reader_open (path, error);
  if (self->reader == NULL)
    return FALSE;
  info = lt_reader_get_info (self->reader);
  self->rate_hz = info->rate_hz;
  self->hop = lt_onset_hop (self->rate_hz);
  self->to = to < 0 ? info->n_frames : MIN (to, info->n_frames);
  self->from = CLAMP (from, 0, self->to);
  self->rise = g_array_new (FALSE, TRUE, sizeof (float));
  lt_reader_pick (self->reader, 0, MIN (info->n_channels, CHANNELS));
  if (lt_arena_init (&self->arena, CHANNELS * lt_onset_memory (self->rate_hz)) != LT_OK)
    g_error ("out of memory"); /* as g_malloc does */
  for (; self->n_channels < lt_reader_n_picked (self->reader); self->n_channels++)
    if (lt_onset_init (&self->onsets[self->n_channels], self->rate_hz, lt_arena_take (&self->arena, lt_onset_memory (self->rate_hz))) != LT_OK)
      g_error ("out of memory");
  return TRUE;
}

static gboolean
is_done (Hearing *self, const char *path, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (lt_reader_io_errno (self->reader) == 0)
    return TRUE;
  lt_media_error_set_read (error, path, lt_reader_io_errno (self->reader));
  return FALSE;
}

/* A window of silence goes before: what begins with the file is an onset too. */
static void
hear_all (Hearing *self, LtProgressFunc progress, gpointer data, GCancellable *cancellable)
{
  guint             lead = lt_onset_size (self->rate_hz);
  g_autofree float *memory = g_new0 (float, CHANNELS * BLOCK), *rise = g_new (float, BLOCK / self->hop + 1);
  float            *in[CHANNELS] = { memory, memory + BLOCK };

  for (int64_t at = self->from - lead; at < self->to && !g_cancellable_is_cancelled (cancellable);)
    {
      guint n = at < self->from ? lead : (guint) MIN (self->to - at, (int64_t) BLOCK), n_rise = 0, had = self->rise->len;

      if (at >= self->from)
        lt_reader_read (self->reader, at, n, in);
      for (guint c = 0; c < self->n_channels; c++)
        {
          n_rise = lt_onset_run (&self->onsets[c], in[c], n, rise);
          g_array_set_size (self->rise, had + n_rise);
          for (guint i = 0; i < n_rise; i++)
            g_array_index (self->rise, float, had + i) += rise[i];
        }
      at += n;
      if (progress != NULL)
        progress ((double) (at - self->from) / (double) MAX (self->to - self->from, 1), data);
    }
}

/* The loudest channel around an onset tells where it is to the sample. */
static int64_t
place (Hearing *self, int64_t window, float *const *in)
{
  guint   size = lt_onset_size (self->rate_hz), n = (guint) MIN ((int64_t) size, self->to - window), best = 0;
  double  most = -1.0;

  lt_reader_read (self->reader, window, n, in);
  for (guint c = 0; c < self->n_channels; c++)
    {
      double sum = 0.0;

      for (guint i = 0; i < n; i++)
        sum += (double) in[c][i] * in[c][i];
      if (sum > most)
        {
          most = sum;
          best = c;
        }
    }
  return MAX (window + lt_onset_place (in[best], n, self->rate_hz), self->from);
}

GArray *
lt_sound_find_transients (const char *path, int64_t from, int64_t to, double sensitivity, LtProgressFunc progress, gpointer data,
                          GCancellable *cancellable, GError **error)
{
  g_auto (Hearing)     self = { 0 };
  g_autoptr (GArray)   found = g_array_new (FALSE, FALSE, sizeof (int64_t));
  g_autofree uint32_t *picked = NULL;
  g_autofree float    *memory = NULL;
  float               *in[CHANNELS], least = LEAST * (float) exp2 (-OCTAVES * CLAMP (sensitivity, 0.0, 1.0));
  guint                lead, n;

  if (!hearing_open (&self, path, from, to, error))
    return NULL;
  lead = lt_onset_size (self.rate_hz);
  hear_all (&self, progress, data, cancellable);
  picked = g_new (uint32_t, self.rise->len + 1);
  n = lt_onset_pick ((const float *) (gconstpointer) self.rise->data, self.rise->len, self.hop / self.rate_hz, least * (float) self.n_channels, picked,
                     self.rise->len);

  memory = g_new (float, CHANNELS * lead);
  in[0] = memory;
  in[1] = memory + lead;
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      int64_t at = place (&self, self.from - lead + (int64_t) picked[i] * self.hop, in);

      if (found->len == 0 || at > g_array_index (found, int64_t, found->len - 1))
        g_array_append_val (found, at);
    }
  return is_done (&self, path, cancellable, error) ? g_steal_pointer (&found) : NULL;
}

gboolean
lt_sound_find_pulse (const char *path, int64_t from, int64_t to, LtPulse *out, LtProgressFunc progress, gpointer data,
                     GCancellable *cancellable, GError **error)
{
  g_auto (Hearing)  self = { 0 };
  g_autofree float *scratch = NULL;
  double            late_s, beat_s;

  *out = (LtPulse) { 0 };
  if (!hearing_open (&self, path, from, to, error))
    return FALSE;
  self.to = MIN (self.to, self.from + (int64_t) (PULSE_S * self.rate_hz));
  hear_all (&self, progress, data, cancellable);
  if (!is_done (&self, path, cancellable, error))
    return FALSE;
  scratch = g_new (float, 2 * (gsize) self.rise->len + 1);
  lt_pulse_find ((const float *) (gconstpointer) self.rise->data, self.rise->len, self.hop / self.rate_hz, scratch, out);

  /* The rows began a window before @from, and a rise is highest when what rises has come some way into the window. */
  late_s = (1.0 - RISEN) * lt_onset_size (self.rate_hz) / self.rate_hz;
  beat_s = out->bpm > 0.0 ? 60.0 / out->bpm : 1.0;
  out->first_s = fmod (out->first_s - late_s + 4.0 * beat_s, beat_s);
  return TRUE;
}

void
lt_sound_find_peak_in (LtSoundPeak *peak, const float *const *in, guint n_channels, uint32_t n_frames, int64_t at)
{
  for (uint32_t i = 0; i < n_frames; i++)
    for (guint c = 0; c < n_channels; c++)
      if (fabsf (in[c][i]) > peak->peak)
        *peak = (LtSoundPeak) { at + i, fabsf (in[c][i]) };
}

gboolean
lt_sound_find_peak (const char *path, int64_t from, int64_t to, LtSoundPeak *out, LtProgressFunc progress, gpointer data,
                    GCancellable *cancellable, GError **error)
{
  g_auto (Hearing)  self = { 0 };
  g_autofree float *memory = g_new (float, CHANNELS * BLOCK);
  float            *in[CHANNELS] = { memory, memory + BLOCK };

  *out = (LtSoundPeak) { -1, 0.0f };
  if (!hearing_open (&self, path, from, to, error))
    return FALSE;
  for (int64_t at = self.from; at < self.to && !g_cancellable_is_cancelled (cancellable);)
    {
      guint n = (guint) MIN (self.to - at, (int64_t) BLOCK);

      lt_reader_read (self.reader, at, n, in);
      lt_sound_find_peak_in (out, (const float *const *) in, self.n_channels, n, at);
      at += n;
      if (progress != NULL)
        progress ((double) (at - self.from) / (double) MAX (self.to - self.from, 1), data);
    }
  return is_done (&self, path, cancellable, error);
}
