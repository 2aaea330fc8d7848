// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of many clips at random.
// Layer: tests.

#include "helpers/test-clips.h"

#include "session/clip-range.h"
#include "session/clip-sound.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-clips-join.h"
#include "session/edit-clips-value.h"
#include "session/edit-clips.h"
#include "session/edit-range.h"
#include "session/edit-track.h"

#include <math.h>

#define MOST_CLIPS 60u /* then nothing is added */

static int
below (GRand *rng, guint n)
{
  return n == 0 ? 0 : g_rand_int_range (rng, 0, (int) n);
}

static int64_t
frames (GRand *rng)
{
  static const int64_t special[] = { 0, 1, 63, 64, 48000, (int64_t) 1 << 40, G_MAXINT32 };

  return below (rng, 40) == 0 ? special[below (rng, G_N_ELEMENTS (special))] : g_rand_int_range (rng, 0, 48000 * 20);
}

/* (transfer full): some of the clips, and now and then one that is not there. */
static GArray *
some (const LtSession *s, GRand *rng, guint *n_clips)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  double  share = g_rand_double (rng);
  LtId    nobody = 999999999;

  *n_clips = 0;
  for (guint t = 0; t < s->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) s->tracks->pdata[t])->clips;

      for (guint i = 0; i < clips->len; i++)
        if (g_rand_double (rng) < share)
          g_array_append_val (ids, ((LtClip *) clips->pdata[i])->id);
      *n_clips += clips->len;
    }
  if (below (rng, 10) == 0)
    g_array_append_val (ids, nobody);
  return ids;
}

static LtSession *
place (const LtSession *s, GRand *rng, const GArray *ids, guint n_clips)
{
  int64_t by = frames (rng) * (below (rng, 2) == 0 ? 1 : -1);
  int     rows = below (rng, 5) - 2;

  switch (below (rng, n_clips + ids->len < MOST_CLIPS ? 8 : 4))
    {
    case 0:
      return lt_edit_clips_move (s, ids, by, rows);
    case 1:
      return lt_edit_clips_remove (s, ids);
    case 2:
      return lt_edit_clips_slip (s, ids, by);
    case 3:
      return lt_edit_clips_trim_end (s, ids, by);
    case 4:
      return lt_edit_clips_split (s, ids, frames (rng), NULL);
    case 5:
      return lt_edit_clips_repeat (s, ids, (guint) below (rng, 3), NULL);
    case 6:
      return lt_edit_clips_copy (s, ids, by, rows, NULL);
    default:
      return ids->len < 4 ? lt_edit_clips_repeat_until (s, ids, g_rand_int_range (rng, 0, 48000 * 20), NULL) : lt_session_ref (s);
    }
}

static LtSession *
shape (const LtSession *s, GRand *rng, const GArray *ids)
{
  double numbers[MOST_CLIPS * 2];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    numbers[i] = below (rng, 8) == 0 ? NAN : g_rand_double_range (rng, 0.1, 5.0);
  switch (below (rng, ids->len <= G_N_ELEMENTS (numbers) ? 15 : 12))
    {
    case 0:
      return lt_edit_clips_gain (s, ids, g_rand_double_range (rng, -30.0, 30.0));
    case 1:
      return lt_edit_clips_fade_to (s, ids, frames (rng));
    case 2:
      return lt_edit_clips_flag (s, ids, (LtClipFlag) below (rng, 4), below (rng, 4) == 0);
    case 3:
      return lt_edit_clips_colour (s, ids, (uint32_t) below (rng, 13));
    case 4:
      return lt_edit_clips_name (s, ids, below (rng, 2) == 0 ? "Verse" : "");
    case 5:
      return below (rng, 2) == 0 ? lt_edit_clips_group (s, ids) : lt_edit_clips_ungroup (s, ids);
    case 6:
      return lt_edit_clips_curve (s, ids, (LtFadeCurve) below (rng, 4));
    case 7:
      return lt_edit_clips_envelope_move (s, ids, frames (rng), frames (rng) - 240000, g_rand_double_range (rng, -9.0, 9.0));
    case 8:
      return lt_edit_clips_envelope_remove (s, ids, frames (rng));
    case 9:
      return lt_edit_clips_fade_length (s, ids, below (rng, 2) == 0, frames (rng));
    case 10:
      return lt_edit_clips_fade_curve (s, ids, below (rng, 2) == 0, (LtFadeCurve) below (rng, 4));
    case 11:
      return lt_edit_clips_fx_quality (s, ids, (LtStretchQuality) below (rng, LT_N_STRETCHES), below (rng, 2) == 0);
    case 12:
      return lt_edit_clips_fx_stretch (s, ids, numbers);
    case 13:
      for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
        numbers[i] = (numbers[i] - 2.0) * 1000.0;
      return lt_edit_clips_fx_pitch (s, ids, numbers);
    default:
      return lt_edit_clips_envelope_add (s, ids, frames (rng));
    }
}

static LtSession *
ripple (const LtSession *s, GRand *rng, const GArray *ids, guint n_clips)
{
  LtRippleScope scope = { (LtRipple) below (rng, 3), (guint) below (rng, s->tracks->len), 0 };
  int64_t       at = frames (rng), length = g_rand_int_range (rng, 0, 100000);
  LtId          first = ids->len > 0 ? g_array_index (ids, LtId, 0) : 0;

  scope.last = scope.first + (guint) below (rng, 3);
  switch (below (rng, n_clips < MOST_CLIPS ? 8 : 4))
    {
    case 0:
      return lt_edit_ripple_remove (s, ids, scope.ripple);
    case 1:
      return lt_edit_ripple_trim_start (s, first, at, scope.ripple);
    case 2:
      return lt_edit_ripple_trim_end (s, first, at, scope.ripple);
    case 3:
      return lt_edit_ripple_delete (s, scope, MIN (at, G_MAXINT32), MIN (at, G_MAXINT32) + length);
    case 4:
      return lt_edit_ripple_insert (s, scope, at, length);
    case 5:
      return lt_edit_range_clear (s, at, at + length, scope.first, scope.last);
    case 6:
      return lt_edit_range_delete (s, MIN (at, G_MAXINT32), MIN (at, G_MAXINT32) + length, scope);
    default:
      return lt_edit_range_split (s, at, at + length, scope.first, scope.last, NULL);
    }
}

static LtSession *
paste (const LtSession *s, GRand *rng, const GArray *ids)
{
  g_autoptr (LtClipRange) taken = NULL, read = NULL;
  g_autofree char *text = NULL;
  int64_t          from = g_rand_int_range (rng, 0, 480000), length = g_rand_int_range (rng, 1, 100000);
  LtId             track = ((const LtTrack *) s->tracks->pdata[below (rng, s->tracks->len)])->strip->id;

  taken = below (rng, 2) == 0 ? lt_clip_range_take_clips (s, "/session", ids)
                              : lt_clip_range_take (s, "/session", from, from + length, 0, (guint) below (rng, 3));
  if (taken == NULL)
    return lt_session_ref (s);

  /* Through the text, as another program would take it. */
  text = lt_clip_range_write (taken);
  read = lt_clip_range_read (text, strlen (text), NULL);
  g_assert_nonnull (read);

  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (LtId));
  for (guint i = 0; i < read->sources->len; i++)
    {
      LtId id = lt_clip_range_find_source (s, "/session", read->sources->pdata[i]);

      g_array_append_val (sources, id);
    }
  lt_clip_range_settle (read, s, (const LtId *) (gpointer) sources->data);
  return lt_clip_range_paste (read, s, track, g_rand_int_range (rng, 0, 480000), (LtRipple) below (rng, 3), NULL);
}

LtSession *
lt_test_clips_flag (const LtSession *session, LtId clip_id, LtClipFlag flag, bool on)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  g_array_append_val (ids, clip_id);
  return lt_edit_clips_flag (session, ids, flag, on);
}

LtSession *
lt_test_clips_edit (const LtSession *session, GRand *rng)
{
  guint              n_clips;
  g_autoptr (GArray) ids = some (session, rng, &n_clips), kept = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (session->tracks->len == 0)
    return lt_edit_track_add (session, "Track", -1, NULL);
  if (n_clips < 12 && session->sources->len > 0)
    return lt_edit_clip_add (session, ((const LtTrack *) session->tracks->pdata[below (rng, session->tracks->len)])->strip->id,
                             ((const LtSource *) session->sources->pdata[0])->id, g_rand_int_range (rng, 0, 480000), g_rand_int_range (rng, 0, 480000),
                             g_rand_int_range (rng, 1, 480000), NULL);
  switch (below (rng, 8))
    {
    case 0:
      return lt_edit_clips_join (session, ids, kept, NULL);
    case 1:
      return lt_edit_clips_crossfade (session, ids, g_rand_int_range (rng, 0, 5000));
    case 2:
    case 3:
      return ripple (session, rng, ids, n_clips);
    case 4:
      return n_clips < MOST_CLIPS ? paste (session, rng, ids) : lt_edit_clips_remove (session, ids);
    case 5:
      return shape (session, rng, ids);
    default:
      return place (session, rng, ids, n_clips);
    }
}

static void
assert_clip_sound (const LtSession *session, const LtClip *clip)
{
  const LtSource *source = lt_session_find_source (session, clip->source_id);

  g_assert_nonnull (source);
  g_assert_cmpint (clip->pos_frames, >=, 0);
  g_assert_cmpint (clip->pos_frames, <=, (int64_t) 1 << 40);
  g_assert_cmpint (clip->length_frames, >, 0);
  g_assert_cmpint (clip->offset_frames, >=, 0);
  if (source->n_frames > 0 && source->rate_hz == session->rate_hz)
    g_assert_cmpint (clip->offset_frames + clip->length_frames, <=, lt_clip_sound_stretched (source->n_frames, clip->sound.stretch));
  g_assert_cmpint (clip->fade_in_frames, >=, 0);
  g_assert_cmpint (clip->fade_out_frames, >=, 0);
  g_assert_cmpint (clip->fade_in_frames + clip->fade_out_frames, <=, clip->length_frames);
  g_assert_cmpuint (clip->colour, <=, 12);
  g_assert_cmpuint (clip->group_id, <, session->next_id);
  for (guint i = 0; clip->envelope != NULL && i < clip->envelope->len; i++)
    {
      const LtPoint *point = &g_array_index (clip->envelope, LtPoint, i);

      g_assert_cmpfloat (point->value, >=, -144.0);
      g_assert_cmpfloat (point->value, <=, 24.0);
      g_assert_true (i == 0 || point[-1].pos_frames < point->pos_frames);
    }
}

void
lt_test_clips_assert_sound (const LtSession *session)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint t = 0; t < session->tracks->len; t++)
    {
      const GPtrArray *clips = ((const LtTrack *) session->tracks->pdata[t])->clips;

      for (guint i = 0; i < clips->len; i++)
        {
          const LtClip *clip = clips->pdata[i], *before = i > 0 ? clips->pdata[i - 1] : NULL;

          assert_clip_sound (session, clip);
          g_assert_true (g_hash_table_add (seen, GSIZE_TO_POINTER (clip->id)));
          g_assert_cmpuint (clip->id, <, session->next_id);
          g_assert_true (before == NULL || before->pos_frames < clip->pos_frames
                         || (before->pos_frames == clip->pos_frames && before->id < clip->id));
        }
    }
}
