// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arrows go from clip to clip, Tab on to the next region.
// Layer: app.

#include "app/edit/lanes-private.h"

#include "app/edit/clip-view.h"

void
lt_lanes_focus_clip (LtLanes *self, LtId clip_id)
{
  const LtTrack *track = NULL;
  const LtClip  *clip = lt_session_find_clip (lt_edit_state_get_session (self->state), clip_id, &track);
  LtLanesPlace         *place;

  if (clip == NULL)
    return;
  lt_selection_set_strip (lt_edit_state_get_selection (self->state), track->strip->id);
  lt_selection_set_clip (lt_edit_state_get_selection (self->state), clip_id);
  lt_edit_state_reveal (self->state, (double) clip->pos_frames);
  lt_edit_state_reveal_strip (self->state, track->strip->id);
  place = g_hash_table_lookup (self->places, GSIZE_TO_POINTER (clip_id));
  if (place != NULL)
    gtk_widget_grab_focus (place->view);
}

static LtId
first_clip (const LtSession *session, int64_t near_frames, int from_track, int step)
{
  for (int t = from_track; t >= 0 && t < (int) session->tracks->len; t += step)
    {
      const GPtrArray *clips = ((const LtTrack *) session->tracks->pdata[t])->clips;
      const LtClip    *best = NULL;

      for (guint i = 0; i < clips->len; i++)
        {
          const LtClip *clip = clips->pdata[i];

          if (best == NULL || ABS (clip->pos_frames - near_frames) < ABS (best->pos_frames - near_frames))
            best = clip;
        }
      if (best != NULL)
        return best->id;
    }
  return 0;
}

gboolean
lt_lanes_focus_neighbour (LtLanes *self, int along, int across)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  GtkWidget       *child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  const LtTrack   *track = NULL;
  const LtClip    *clip = child != NULL && session != NULL ? lt_session_find_clip (session, lt_clip_view_get_id (LT_CLIP_VIEW (child)), &track) : NULL;
  LtId             next = 0;
  guint            at;

  if (clip == NULL)
    return FALSE;
  if (along != 0 && g_ptr_array_find (track->clips, clip, &at))
    {
      int to = (int) at + along;

      if (to >= 0 && to < (int) track->clips->len)
        next = ((const LtClip *) track->clips->pdata[to])->id;
    }
  for (guint t = 0; across != 0 && t < session->tracks->len; t++)
    if (session->tracks->pdata[t] == track)
      next = first_clip (session, clip->pos_frames, (int) t + across, across);
  if (next != 0)
    lt_lanes_focus_clip (self, next);
  return TRUE;
}

/* Tab goes on to the next region; coming in, it meets the clip that is picked, or the first one. */
gboolean
lt_lanes_focus (GtkWidget *widget, GtkDirectionType direction)
{
  LtLanes         *self = LT_LANES (widget);
  const LtSession *session = lt_edit_state_get_session (self->state);
  LtId             id = lt_selection_get_clip (lt_edit_state_get_selection (self->state), 0);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;
  if (gtk_widget_is_focus (widget) || gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  if (id == 0 && session != NULL)
    id = first_clip (session, (int64_t) lt_edit_state_get_scale (self->state)->start, 0, 1);
  if (id == 0)
    return gtk_widget_grab_focus (widget);
  lt_lanes_focus_clip (self, id);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtLanes *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
      return lt_lanes_focus_neighbour (self, -1, 0);
    case GDK_KEY_Right:
      return lt_lanes_focus_neighbour (self, 1, 0);
    case GDK_KEY_Up:
      return lt_lanes_focus_neighbour (self, 0, -1);
    case GDK_KEY_Down:
      return lt_lanes_focus_neighbour (self, 0, 1);
    default:
      return FALSE;
    }
}

void
lt_lanes_install_keys (LtLanes *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
