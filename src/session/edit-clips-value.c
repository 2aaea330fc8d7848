// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every edit is a change of one clip, done to all.
// Layer: session.

#include "session/edit-clips-value.h"

#include "session/clip-batch.h"

/* --- switches --- */

typedef struct
{
  LtClipFlag flag;
  bool       on;
} Switch;

static bool *
flag_of (LtClip *clip, LtClipFlag flag)
{
  switch (flag)
    {
    case LT_CLIP_LOCK:
      return &clip->locked;
    case LT_CLIP_REVERSE:
      return &clip->reverse;
    case LT_CLIP_POLARITY:
      return &clip->polarity;
    case LT_CLIP_MUTE:
      break;
    }
  return &clip->mute;
}

bool
lt_edit_clips_has_flag (const LtClip *clip, LtClipFlag flag)
{
  return *flag_of ((LtClip *) clip, flag);
}

static bool
set_flag (const LtSession *session, LtClip *clip, guint index, gconstpointer data)
{
  const Switch *wanted = data;
  bool         *flag = flag_of (clip, wanted->flag);

  if (*flag == wanted->on)
    return false;
  *flag = wanted->on;
  return true;
}

LtSession *
lt_edit_clips_flag (const LtSession *session, const GArray *ids, LtClipFlag flag, bool on)
{
  Switch wanted = { flag, on };

  return lt_clip_batch_change (session, ids, flag == LT_CLIP_LOCK || flag == LT_CLIP_MUTE, set_flag, &wanted);
}

/* --- level --- */

static bool
set_gain (LtClip *clip, double gain_db)
{
  gain_db = lt_clip_clamp_gain (gain_db);
  if (clip->gain_db == gain_db)
    return false;
  clip->gain_db = gain_db;
  return true;
}

static bool
add_gain (const LtSession *session, LtClip *clip, guint index, gconstpointer by_db)
{
  return set_gain (clip, clip->gain_db + *(const double *) by_db);
}

LtSession *
lt_edit_clips_gain (const LtSession *session, const GArray *ids, double by_db)
{
  return lt_clip_batch_change (session, ids, false, add_gain, &by_db);
}

static bool
give_gain (const LtSession *session, LtClip *clip, guint index, gconstpointer gains_db)
{
  double gain_db = ((const double *) gains_db)[index];

  return !isnan (gain_db) && set_gain (clip, gain_db);
}

LtSession *
lt_edit_clips_gains (const LtSession *session, const GArray *ids, const double *gains_db)
{
  return lt_clip_batch_change (session, ids, false, give_gain, gains_db);
}

static bool
fade_to (const LtSession *session, LtClip *clip, guint index, gconstpointer pos_frames)
{
  int64_t  at = *(const int64_t *) pos_frames - clip->pos_frames;
  bool     is_in = at < clip->length_frames / 2;
  int64_t *fade = is_in ? &clip->fade_in_frames : &clip->fade_out_frames;
  int64_t  length = is_in ? at : MIN (clip->length_frames - at, clip->length_frames - clip->fade_in_frames);

  if (is_in)
    length = MIN (length, clip->length_frames - clip->fade_out_frames);
  if (at <= 0 || at >= clip->length_frames || *fade == length)
    return false;
  *fade = length;
  return true;
}

LtSession *
lt_edit_clips_fade_to (const LtSession *session, const GArray *ids, int64_t pos_frames)
{
  return lt_clip_batch_change (session, ids, false, fade_to, &pos_frames);
}

static bool
set_curve (const LtSession *session, LtClip *clip, guint index, gconstpointer data)
{
  LtFadeCurve curve = *(const LtFadeCurve *) data;

  if (clip->fade_in_curve == curve && clip->fade_out_curve == curve)
    return false;
  clip->fade_in_curve = clip->fade_out_curve = curve;
  return true;
}

LtSession *
lt_edit_clips_curve (const LtSession *session, const GArray *ids, LtFadeCurve curve)
{
  g_return_val_if_fail (curve <= LT_FADE_EXPONENTIAL, lt_session_ref (session));

  return lt_clip_batch_change (session, ids, false, set_curve, &curve);
}

typedef struct
{
  bool        is_in;
  int64_t     n_frames; /* < 0: as it is */
  LtFadeCurve curve;
} Fade;

static bool
set_fade (const LtSession *session, LtClip *clip, guint index, gconstpointer data)
{
  const Fade  *fade = data;
  int64_t     *n_frames = fade->is_in ? &clip->fade_in_frames : &clip->fade_out_frames;
  LtFadeCurve *curve = fade->is_in ? &clip->fade_in_curve : &clip->fade_out_curve;
  int64_t      most = clip->length_frames - (fade->is_in ? clip->fade_out_frames : clip->fade_in_frames);
  int64_t      wanted = fade->n_frames < 0 ? *n_frames : MIN (fade->n_frames, most);
  LtFadeCurve  shape = fade->n_frames < 0 ? fade->curve : *curve;

  if (*n_frames == wanted && *curve == shape)
    return false;
  *n_frames = wanted;
  *curve = shape;
  return true;
}

LtSession *
lt_edit_clips_fade_length (const LtSession *session, const GArray *ids, bool is_in, int64_t n_frames)
{
  Fade fade = { is_in, MAX (n_frames, 0), LT_FADE_LINEAR };

  return lt_clip_batch_change (session, ids, false, set_fade, &fade);
}

LtSession *
lt_edit_clips_fade_curve (const LtSession *session, const GArray *ids, bool is_in, LtFadeCurve curve)
{
  Fade fade = { is_in, -1, curve };

  g_return_val_if_fail (curve <= LT_FADE_EXPONENTIAL, lt_session_ref (session));

  return lt_clip_batch_change (session, ids, false, set_fade, &fade);
}

static bool
slip (const LtSession *session, LtClip *clip, guint index, gconstpointer by_frames)
{
  int64_t by = *(const int64_t *) by_frames;
  int64_t most = MAX (lt_clip_material_length (session, clip) - clip->length_frames, 0);
  int64_t offset = CLAMP (clip->offset_frames + (clip->reverse ? by : -by), 0, most);

  if (clip->offset_frames == offset)
    return false;
  clip->offset_frames = offset;
  lt_clip_sound_cover (clip, clip, session);
  return true;
}

LtSession *
lt_edit_clips_slip (const LtSession *session, const GArray *ids, int64_t by_frames)
{
  by_frames = CLAMP (by_frames, -LT_FRAMES_MAX, LT_FRAMES_MAX);
  return lt_clip_batch_change (session, ids, false, slip, &by_frames);
}

/* --- names, colours, groups --- */

static bool
set_colour (const LtSession *session, LtClip *clip, guint index, gconstpointer data)
{
  uint32_t colour = *(const uint32_t *) data;

  if (clip->colour == colour)
    return false;
  clip->colour = colour;
  return true;
}

LtSession *
lt_edit_clips_colour (const LtSession *session, const GArray *ids, uint32_t colour)
{
  g_return_val_if_fail (colour <= 12, lt_session_ref (session));

  return lt_clip_batch_change (session, ids, true, set_colour, &colour);
}

typedef struct
{
  const char *name;
  bool        numbered;
} Naming;

static bool
set_name (const LtSession *session, LtClip *clip, guint index, gconstpointer data)
{
  const Naming    *naming = data;
  g_autofree char *wanted = naming->numbered ? g_strdup_printf ("%s %u", naming->name, index + 1) : g_strdup (naming->name);
  g_autofree char *clean = lt_session_clean_name (*naming->name != '\0' ? wanted : "", clip->name);

  if (strcmp (clip->name, clean) == 0)
    return false;
  g_free (clip->name);
  clip->name = g_steal_pointer (&clean);
  return true;
}

LtSession *
lt_edit_clips_name (const LtSession *session, const GArray *ids, const char *name)
{
  Naming naming = { name, ids->len > 1 };

  return lt_clip_batch_change (session, ids, true, set_name, &naming);
}

static bool
set_group (const LtSession *session, LtClip *clip, guint index, gconstpointer data)
{
  LtId group_id = *(const LtId *) data;

  if (clip->group_id == group_id)
    return false;
  clip->group_id = group_id;
  return true;
}

LtSession *
lt_edit_clips_group (const LtSession *session, const GArray *ids)
{
  LtId group_id = session->next_id;
  guint n = 0;

  for (guint i = 0; i < ids->len && n < 2; i++)
    n += lt_session_find_clip (session, g_array_index (ids, LtId, i), NULL) != NULL;
  if (n < 2)
    return lt_session_ref (session);

  g_autoptr (LtSession) counted = lt_session_copy (session);
  counted->next_id++;
  return lt_clip_batch_change (counted, ids, true, set_group, &group_id);
}

LtSession *
lt_edit_clips_ungroup (const LtSession *session, const GArray *ids)
{
  LtId none = 0;

  return lt_clip_batch_change (session, ids, true, set_group, &none);
}

/* --- envelopes --- */

typedef struct
{
  int64_t pos_frames, by_frames;
  double  by_db;
} Move;

/* Of a copy, which shared it. */
static void
take_envelope (LtClip *clip, GArray *points)
{
  g_clear_pointer (&clip->envelope, g_array_unref);
  if (points->len > 0)
    clip->envelope = points;
  else
    g_array_unref (points);
}

static GArray *
dup_envelope (const LtClip *clip)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (LtPoint));

  if (clip->envelope != NULL)
    g_array_append_vals (points, clip->envelope->data, clip->envelope->len);
  return points;
}

/* −1: it has none. */
static int
nearest_point (const LtClip *clip, int64_t at)
{
  int best = -1;

  for (guint i = 0; clip->envelope != NULL && i < clip->envelope->len; i++)
    if (best < 0
        || ABS (g_array_index (clip->envelope, LtPoint, i).pos_frames - at)
               < ABS (g_array_index (clip->envelope, LtPoint, best).pos_frames - at))
      best = (int) i;
  return best;
}

static bool
add_point (const LtSession *session, LtClip *clip, guint index, gconstpointer data)
{
  int64_t at = ((const Move *) data)->pos_frames - clip->pos_frames;
  int     near = nearest_point (clip, at);
  LtPoint point = { at, lt_clip_envelope_at (clip, at), false };

  if (at < 0 || at > clip->length_frames || (near >= 0 && g_array_index (clip->envelope, LtPoint, near).pos_frames == at))
    return false;
  g_autoptr (GArray) points = dup_envelope (clip);
  g_array_append_val (points, point);
  take_envelope (clip, lt_lane_clean_points ((const LtPoint *) (gpointer) points->data, points->len));
  return true;
}

static bool
move_point (const LtSession *session, LtClip *clip, guint index, gconstpointer data)
{
  const Move *move = data;
  int         at = nearest_point (clip, move->pos_frames - clip->pos_frames);

  if (at < 0)
    return false;
  g_autoptr (GArray) points = dup_envelope (clip);
  LtPoint *point = &g_array_index (points, LtPoint, at), before = *point;
  int64_t  low = at > 0 ? g_array_index (points, LtPoint, at - 1).pos_frames + 1 : 0;
  int64_t  high = at + 1 < (int) points->len ? g_array_index (points, LtPoint, at + 1).pos_frames - 1 : MAX (clip->length_frames, before.pos_frames);

  point->pos_frames = CLAMP (point->pos_frames + move->by_frames, low, high);
  point->value = lt_clip_clamp_gain (point->value + move->by_db);
  if (point->pos_frames == before.pos_frames && point->value == before.value)
    return false;
  take_envelope (clip, g_steal_pointer (&points));
  return true;
}

static bool
remove_point (const LtSession *session, LtClip *clip, guint index, gconstpointer data)
{
  int at = nearest_point (clip, ((const Move *) data)->pos_frames - clip->pos_frames);

  if (at < 0)
    return false;
  GArray *points = dup_envelope (clip);
  g_array_remove_index (points, (guint) at);
  take_envelope (clip, points);
  return true;
}

LtSession *
lt_edit_clips_envelope_add (const LtSession *session, const GArray *ids, int64_t pos_frames)
{
  Move move = { pos_frames, 0, 0.0 };

  return lt_clip_batch_change (session, ids, false, add_point, &move);
}

LtSession *
lt_edit_clips_envelope_move (const LtSession *session, const GArray *ids, int64_t pos_frames, int64_t by_frames, double by_db)
{
  Move move = { pos_frames, CLAMP (by_frames, -LT_FRAMES_MAX, LT_FRAMES_MAX), by_db };

  return lt_clip_batch_change (session, ids, false, move_point, &move);
}

LtSession *
lt_edit_clips_envelope_remove (const LtSession *session, const GArray *ids, int64_t pos_frames)
{
  Move move = { pos_frames, 0, 0.0 };

  return lt_clip_batch_change (session, ids, false, remove_point, &move);
}
