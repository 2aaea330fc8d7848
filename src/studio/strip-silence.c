// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A peak a millisecond.
// Layer: studio.

#include "studio/strip-silence.h"

#include "base/math.h"
#include "media/reader.h"
#include "studio/clip-heard.h"

#include <math.h>

#define BLOCK_S 0.001
#define FADE_S 0.005
#define READ_FRAMES 16384u

/* One clip's. */
typedef struct
{
  LtClip *clip; /* borrowed from the session */
  GArray *peaks; /* of float, linear, in the clip's direction */
} Heard;

struct LtStripSilence
{
  LtSession  *session;
  int64_t     block; /* frames of a peak */
  GHashTable *heard; /* id to Heard */
  GArray     *ids;   /* of LtId, in the order that was asked for */
};

static void
heard_free (gpointer data)
{
  g_array_unref (((Heard *) data)->peaks);
  g_free (data);
}

void
lt_strip_silence_free (LtStripSilence *self)
{
  g_hash_table_unref (self->heard);
  g_array_unref (self->ids);
  lt_session_unref (self->session);
  g_free (self);
}

/* --- reading --- */

/* Peaks of what the clip plays. */
static void
add_samples (Heard *heard, int64_t block, const LtClipHeard *from, int64_t file_frame, uint32_t n, float *const *in, uint32_t n_channels)
{
  const LtClip *clip = heard->clip;

  for (uint32_t i = 0; i < n; i++)
    {
      int64_t at = (int64_t) ((double) (file_frame + i) / from->by) - from->offset;
      int64_t place = (from->reverse ? clip->length_frames - 1 - at : at) / block;

      if (at < 0 || at >= clip->length_frames || place >= heard->peaks->len)
        continue;
      float *peak = &g_array_index (heard->peaks, float, place);
      for (uint32_t c = 0; c < n_channels; c++)
        *peak = MAX (*peak, fabsf (in[c][i]));
    }
}

static bool
read_clip (const LtStripSilenceSpec *spec, Heard *heard, int64_t block, GError **error)
{
  g_auto (LtClipHeard) from = { 0 };
  bool                 is_there = lt_clip_heard_find (spec->session, heard->clip, spec->folder, &from, spec->cancellable, error);
  g_autoptr (LtReader) reader = is_there ? lt_reader_open (from.path, error) : NULL;
  g_autofree float    *memory = g_new (float, LT_READER_MAX_CHANNELS * READ_FRAMES);
  float               *in[LT_READER_MAX_CHANNELS];
  int64_t              at, end;

  if (reader == NULL)
    return false;
  for (uint32_t c = 0; c < LT_READER_MAX_CHANNELS; c++)
    in[c] = memory + c * READ_FRAMES;
  for (lt_clip_heard_get_range (&from, heard->clip, &at, &end); at < end; at += READ_FRAMES)
    {
      uint32_t n = (uint32_t) MIN (end - at, (int64_t) READ_FRAMES);

      if (g_cancellable_set_error_if_cancelled (spec->cancellable, error))
        return false;
      lt_reader_read (reader, at, n, in);
      add_samples (heard, block, &from, at, n, in, lt_reader_n_picked (reader));
    }
  return true;
}

LtStripSilence *
lt_strip_silence_new (const LtStripSilenceSpec *spec, GError **error)
{
  g_autoptr (LtStripSilence) self = g_new0 (LtStripSilence, 1);

  self->session = lt_session_ref (spec->session);
  self->block = MAX (llround (BLOCK_S * spec->session->rate_hz), 1);
  self->heard = g_hash_table_new_full (NULL, NULL, NULL, heard_free);
  self->ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  for (guint i = 0; i < spec->ids->len; i++)
    {
      LtId          id = g_array_index (spec->ids, LtId, i);
      const LtClip *clip = lt_session_find_clip (spec->session, id, NULL);
      Heard        *heard;

      if (clip == NULL || clip->locked || lt_session_find_source (spec->session, clip->source_id) == NULL)
        continue;
      heard = g_new0 (Heard, 1);
      *heard = (Heard) { (LtClip *) clip, g_array_new (FALSE, TRUE, sizeof (float)) };
      g_array_set_size (heard->peaks, (guint) ((clip->length_frames + self->block - 1) / self->block));
      g_hash_table_insert (self->heard, GSIZE_TO_POINTER (id), heard);
      g_array_append_val (self->ids, id);
      if (!read_clip (spec, heard, self->block, error))
        return NULL;
      if (spec->progress != NULL)
        spec->progress ((double) (i + 1) / spec->ids->len, spec->progress_data);
    }
  return g_steal_pointer (&self);
}

/* --- trying --- */

/* A stretch that sounds, with its pads; one that the last one reaches is a part of it. */
static void
add_stretch (GArray *out, int64_t from, int64_t to, int64_t min_gap)
{
  LtEditStretch *last = out->len > 0 ? &g_array_index (out, LtEditStretch, out->len - 1) : NULL;

  if (last != NULL && from - last->to < MAX (min_gap, 1))
    last->to = MAX (last->to, to);
  else
    g_array_append_vals (out, &(LtEditStretch) { from, to }, 1);
}

GArray *
lt_strip_silence_find (const LtStripSilence *self, LtId id, const LtStripSilenceSettings *settings)
{
  const Heard       *heard = g_hash_table_lookup (self->heard, GSIZE_TO_POINTER (id));
  g_autoptr (GArray) sound = g_array_new (FALSE, FALSE, sizeof (LtEditStretch));
  GArray            *out;
  double             rate = self->session->rate_hz;
  int64_t            least = llround (settings->min_silence_s * rate), before = llround (settings->pad_before_s * rate);
  int64_t            after = llround (settings->pad_after_s * rate), length;
  float              threshold;

  if (heard == NULL)
    return NULL;
  length = heard->clip->length_frames;
  threshold = lt_db_to_gain ((float) (settings->threshold_dbfs - heard->clip->gain_db));
  for (guint i = 0; i < heard->peaks->len; i++)
    if (g_array_index (heard->peaks, float, i) >= threshold)
      add_stretch (sound, i * self->block, MIN ((i + 1) * self->block, length), least);

  /* Quiet ends are as any other silence: too short, and they stay. */
  out = g_array_new (FALSE, FALSE, sizeof (LtEditStretch));
  for (guint i = 0; i < sound->len; i++)
    {
      LtEditStretch stretch = g_array_index (sound, LtEditStretch, i);
      int64_t       from = i == 0 && stretch.from < least ? 0 : MAX (stretch.from - before, 0);
      int64_t       to = i + 1 == sound->len && length - stretch.to < least ? length : MIN (stretch.to + after, length);

      add_stretch (out, from, to, 0);
    }
  return out;
}

LtSession *
lt_strip_silence_apply (const LtStripSilence *self, const LtSession *session, const LtStripSilenceSettings *settings, LtStripSilenceFacts *facts)
{
  g_autoptr (GArray)    ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (GPtrArray) kept_of = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  LtStripSilenceFacts   found = { 0 };
  int64_t             gone = 0;

  for (guint i = 0; i < self->ids->len; i++)
    {
      LtId         id = g_array_index (self->ids, LtId, i);
      const Heard *heard = g_hash_table_lookup (self->heard, GSIZE_TO_POINTER (id));
      GArray      *stays;
      int64_t      kept = 0;

      if (lt_session_find_clip (session, id, NULL) != heard->clip)
        continue;
      stays = lt_strip_silence_find (self, id, settings);
      g_array_append_val (ids, id);
      g_ptr_array_add (kept_of, stays);
      for (guint k = 0; k < stays->len; k++)
        kept += g_array_index (stays, LtEditStretch, k).to - g_array_index (stays, LtEditStretch, k).from;
      if (kept == heard->clip->length_frames)
        continue;
      found.n_clips++;
      found.n_pieces += stays->len;
      found.n_gone += stays->len == 0;
      gone += heard->clip->length_frames - kept;
    }
  found.silence_s = (double) gone / self->session->rate_hz;
  if (facts != NULL)
    *facts = found;
  return lt_edit_range_keep_all (session, ids, kept_of, llround (FADE_S * self->session->rate_hz));
}
