// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the ruler says goes to the document, and what is in it to the ruler.
// Layer: app.

#include "app/edit/edit-view-private.h"

#include "app/edit/tempo-hand.h"
#include "app/widgets/ruler.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>
#include <math.h>

gboolean
lt_edit_view_is_free (LtEditView *self)
{
  GdkDevice *keyboard = gdk_seat_get_keyboard (gdk_display_get_default_seat (gtk_widget_get_display (self->ruler)));

  return keyboard != NULL && (gdk_device_get_modifier_state (keyboard) & GDK_SHIFT_MASK) != 0;
}

/* Shift turns snapping off; not for a range that Shift makes (@always). The line shows what was met until @last. */
static double
snapped (LtEditView *self, double frame, gboolean always, gboolean last)
{
  gboolean met = FALSE;
  double   place = frame;
  LtSnap   snap;

  if (always || !lt_edit_view_is_free (self))
    {
      snap = lt_edit_state_make_snap (self->state, NULL);
      met = lt_snap_find (&snap, frame, &place);
      lt_edit_state_clear_snap (&snap);
    }
  lt_edit_state_set_snap_line (self->state, met && !last ? place : -1.0);
  return place;
}

/* The key of a drag's step: the same from its first to its last call. */
static const char *
gesture (LtEditView *self, char **key, const char *what)
{
  if (*key == NULL)
    *key = lt_document_new_gesture (lt_context_get_document (lt_edit_state_get_context (self->state)), what);
  return *key;
}

static void
on_locate (LtRuler *ruler, double frame, gboolean last, LtEditView *self)
{
  if (lt_edit_state_get_session (self->state) != NULL)
    lt_edit_state_locate (self->state, frame);
}

/* The end that the hand does not hold stays where it is, to the frame. FALSE: there is no length. */
static gboolean
range_under_hand (LtEditView *self, int64_t old_from, int64_t old_to, double from, double to, gboolean last, int64_t *a, int64_t *b)
{
  gboolean is_new;

  if (self->range_gesture == NULL)
    self->range_stays = from == (double) old_from ? from : (to == (double) old_to ? to : NAN);
  is_new = isnan (self->range_stays);
  *a = llround (from == self->range_stays ? from : snapped (self, from, is_new, last));
  *b = llround (to == self->range_stays ? to : snapped (self, to, is_new, last));
  return *a < *b;
}

static void
on_loop (LtRuler *ruler, double from, double to, gboolean last, LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  int64_t          a, b;

  if (session != NULL && range_under_hand (self, session->loop_from_frames, session->loop_to_frames, from, to, last, &a, &b))
    lt_edit_state_apply (self->state, lt_edit_session_loop (session, TRUE, a, b), _ ("Set loop"), gesture (self, &self->range_gesture, "loop"));
  if (last)
    g_clear_pointer (&self->range_gesture, g_free);
}

static void
on_punch (LtRuler *ruler, double from, double to, gboolean last, LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  int64_t          a, b;

  if (session != NULL && range_under_hand (self, session->punch_from_frames, session->punch_to_frames, from, to, last, &a, &b))
    lt_edit_state_apply (self->state, lt_edit_session_punch (session, TRUE, a, b), _ ("Set punch range"), gesture (self, &self->range_gesture, "punch"));
  if (last)
    g_clear_pointer (&self->range_gesture, g_free);
}

static void
on_marker_move (LtRuler *ruler, guint64 id, double pos, gboolean last, LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtMarker  *marker = session != NULL ? lt_session_find_marker (session, id) : NULL;

  if (marker != NULL)
    lt_edit_state_apply (self->state, lt_edit_session_move_marker (session, id, llround (snapped (self, pos, FALSE, last)), marker->length_frames),
                         _ ("Move marker"), gesture (self, &self->marker_gesture, "marker"));
  if (last)
    g_clear_pointer (&self->marker_gesture, g_free);
}

/* An edge of a section. */
static void
on_marker_size (LtRuler *ruler, guint64 id, double from, double to, gboolean last, LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtMarker  *marker = session != NULL ? lt_session_find_marker (session, id) : NULL;
  int64_t          end = marker != NULL ? marker->pos_frames + marker->length_frames : 0, a, b;

  if (marker != NULL)
    {
      a = from == (double) marker->pos_frames ? marker->pos_frames : llround (to == (double) end ? snapped (self, from, FALSE, last) : from);
      b = to == (double) end ? end : llround (from == (double) marker->pos_frames ? snapped (self, to, FALSE, last) : to);
      if (a < b)
        lt_edit_state_apply (self->state, lt_edit_session_move_marker (session, id, a, b - a), _ ("Change the section"),
                             gesture (self, &self->marker_gesture, "section"));
    }
  if (last)
    g_clear_pointer (&self->marker_gesture, g_free);
}

static void
on_ruler_cancel (LtRuler *ruler, LtEditView *self)
{
  lt_edit_state_cancel (self->state, self->range_gesture);
  lt_edit_state_cancel (self->state, self->marker_gesture);
  g_clear_pointer (&self->range_gesture, g_free);
  g_clear_pointer (&self->marker_gesture, g_free);
  lt_edit_state_set_snap_line (self->state, -1.0);
}

static void
on_change_open (LtRuler *ruler, gint64 pulse, gboolean is_metre, LtEditView *self)
{
  lt_tempo_hand_open (self, pulse, is_metre);
}

static void
on_menu (LtRuler *ruler, double frame, double x, double y, LtEditView *self)
{
  if (lt_edit_state_get_session (self->state) != NULL)
    lt_tempo_hand_menu (self, self->ruler, frame, x, y);
}

static void
on_marker_open (LtRuler *ruler, guint64 id, double x, LtEditView *self)
{
  lt_edit_markers_open (self, id);
}

static void
on_marker_add (LtRuler *ruler, double frame, LtEditView *self)
{
  if (lt_edit_state_get_session (self->state) != NULL)
    lt_edit_markers_add (self, llround (snapped (self, frame, FALSE, TRUE)));
}

void
lt_edit_view_fill_ruler (LtEditView *self)
{
  const LtSession    *session = lt_edit_state_get_session (self->state);
  g_autoptr (GArray) markers = g_array_new (FALSE, FALSE, sizeof (LtRulerMarker));

  lt_ruler_set_scale (LT_RULER (self->ruler), lt_edit_state_get_scale (self->state));
  if (session == NULL || session == self->ruled)
    return; /* a scrolled one: nothing else is new */
  lt_session_take (&self->ruled, lt_session_ref (session));
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker *marker = session->markers->pdata[i];
      LtRulerMarker   row = { marker->id, marker->name, (double) marker->pos_frames, (double) marker->length_frames };

      g_array_append_val (markers, row);
    }
  lt_ruler_set_markers (LT_RULER (self->ruler), (const LtRulerMarker *) (gpointer) markers->data, markers->len);
  lt_ruler_set_punch (LT_RULER (self->ruler), session->punch, (double) session->punch_from_frames, (double) session->punch_to_frames);
  lt_ruler_set_loop (LT_RULER (self->ruler), session->loop, (double) session->loop_from_frames, (double) session->loop_to_frames);
}

GtkWidget *
lt_edit_view_build_ruler (LtEditView *self)
{
  self->ruler = lt_ruler_new ();
  g_signal_connect (self->ruler, "locate", G_CALLBACK (on_locate), self);
  g_signal_connect (self->ruler, "loop", G_CALLBACK (on_loop), self);
  g_signal_connect (self->ruler, "punch", G_CALLBACK (on_punch), self);
  g_signal_connect (self->ruler, "marker-size", G_CALLBACK (on_marker_size), self);
  g_signal_connect (self->ruler, "change-open", G_CALLBACK (on_change_open), self);
  g_signal_connect (self->ruler, "menu", G_CALLBACK (on_menu), self);
  g_signal_connect (self->ruler, "marker-move", G_CALLBACK (on_marker_move), self);
  g_signal_connect (self->ruler, "marker-open", G_CALLBACK (on_marker_open), self);
  g_signal_connect (self->ruler, "marker-add", G_CALLBACK (on_marker_add), self);
  g_signal_connect (self->ruler, "cancel", G_CALLBACK (on_ruler_cancel), self);
  return self->ruler;
}
