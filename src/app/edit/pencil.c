// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Points before and behind what was drawn stay, with a point at each side that holds them where they were.
// Layer: app.

#include "app/edit/pencil.h"

#include <math.h>

/* dB at frame @at of the clip; flat before the first point and behind the last. */
static double
value_at (const GArray *envelope, int64_t at)
{
  if (envelope == NULL || envelope->len == 0)
    return 0.0;
  for (guint i = 0; i < envelope->len; i++)
    {
      const LtPoint *p = &g_array_index (envelope, LtPoint, i), *last = i > 0 ? p - 1 : p;

      if (p->pos_frames == at || i == 0)
        {
          if (p->pos_frames >= at)
            return p->value;
          continue;
        }
      if (p->pos_frames > at)
        return last->hold ? last->value : last->value + (p->value - last->value) * (double) (at - last->pos_frames) / (double) (p->pos_frames - last->pos_frames);
    }
  return g_array_index (envelope, LtPoint, envelope->len - 1).value;
}

static void
add (GArray *points, int64_t at, double value)
{
  LtPoint point = { at, value, false };

  g_array_append_val (points, point);
}

/* Where the drawn part meets what stays: a step of one frame. */
static void
add_joint (GArray *points, const LtClip *clip, int64_t at)
{
  if (at >= 0 && at < clip->length_frames)
    add (points, at, value_at (clip->envelope, at));
}

LtSession *
lt_pencil_envelope (const LtSession *session, LtId clip_id, const LtStroke *stroke, double tolerance)
{
  const LtClip      *clip = lt_session_find_clip (session, clip_id, NULL);
  g_autoptr (GArray) drawn = lt_stroke_dup_thinned (stroke, tolerance);
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (LtPoint));

  if (clip == NULL || clip->locked || drawn->len == 0)
    return lt_session_ref (session);

  int64_t from = llround (g_array_index (drawn, LtStrokePoint, 0).x), to = llround (g_array_index (drawn, LtStrokePoint, drawn->len - 1).x);
  guint   n = clip->envelope != NULL ? clip->envelope->len : 0;
  for (guint i = 0; i < n; i++)
    if (g_array_index (clip->envelope, LtPoint, i).pos_frames < from - 1)
      g_array_append_val (points, g_array_index (clip->envelope, LtPoint, i));
  add_joint (points, clip, from - 1);
  for (guint i = 0; i < drawn->len; i++)
    add (points, llround (g_array_index (drawn, LtStrokePoint, i).x), g_array_index (drawn, LtStrokePoint, i).y);
  add_joint (points, clip, to + 1);
  for (guint i = 0; i < n; i++)
    if (g_array_index (clip->envelope, LtPoint, i).pos_frames > to + 1)
      g_array_append_val (points, g_array_index (clip->envelope, LtPoint, i));
  return lt_edit_clip_envelope (session, clip_id, (const LtPoint *) (gpointer) points->data, points->len);
}

LtSession *
lt_pencil_slip (const LtSession *session, const GArray *ids, int64_t by)
{
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < ids->len; i++)
    {
      const LtClip *clip = lt_session_find_clip (next, g_array_index (ids, LtId, i), NULL);

      if (clip != NULL && !clip->locked)
        lt_session_take (&next, lt_edit_clip_slip (next, clip->id, clip->offset_frames + (clip->reverse ? by : -by)));
    }
  return next;
}
