// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the ruler says goes to the document, and what is in it to the ruler.
// Layer: app.

#include "app/edit/edit-view-private.h"

#include "app/widgets/ruler.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>
#include <math.h>

static double
snapped (LtEditView *self, double frame)
{
  LtSnap snap = lt_edit_state_make_snap (self->state, NULL);

  lt_snap_find (&snap, frame, &frame);
  lt_edit_state_clear_snap (&snap);
  return frame;
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

static void
on_loop (LtRuler *ruler, double from, double to, gboolean last, LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (session != NULL && self->loop_gesture == NULL) /* the end that the hand does not hold stays where it is */
    self->loop_stays = from == (double) session->loop_from_frames ? from : (to == (double) session->loop_to_frames ? to : NAN);
  int64_t a = llround (from == self->loop_stays ? from : snapped (self, from)), b = llround (to == self->loop_stays ? to : snapped (self, to));
  if (session != NULL && a < b)
    lt_edit_state_apply (self->state, lt_edit_session_loop (session, TRUE, a, b), _ ("Set loop"), gesture (self, &self->loop_gesture, "loop"));
  if (last)
    g_clear_pointer (&self->loop_gesture, g_free);
}

static void
on_marker_move (LtRuler *ruler, guint64 id, double pos, gboolean last, LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtMarker  *marker = session != NULL ? lt_session_find_marker (session, id) : NULL;

  if (marker != NULL)
    lt_edit_state_apply (self->state, lt_edit_session_move_marker (session, id, llround (snapped (self, pos)), marker->length_frames), _ ("Move marker"),
           gesture (self, &self->marker_gesture, "marker"));
  if (last)
    g_clear_pointer (&self->marker_gesture, g_free);
}

static void
on_ruler_cancel (LtRuler *ruler, LtEditView *self)
{
  lt_edit_state_cancel (self->state, self->loop_gesture);
  lt_edit_state_cancel (self->state, self->marker_gesture);
  g_clear_pointer (&self->loop_gesture, g_free);
  g_clear_pointer (&self->marker_gesture, g_free);
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
    lt_edit_markers_add (self, llround (snapped (self, frame)));
}

void
lt_edit_view_fill_ruler (LtEditView *self)
{
  const LtSession    *session = lt_edit_state_get_session (self->state);
  g_autoptr (GArray) markers = g_array_new (FALSE, FALSE, sizeof (LtRulerMarker));

  lt_ruler_set_scale (LT_RULER (self->ruler), lt_edit_state_get_scale (self->state));
  if (session == NULL)
    return;
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker *marker = session->markers->pdata[i];
      LtRulerMarker   row = { marker->id, marker->name, (double) marker->pos_frames, (double) marker->length_frames };

      g_array_append_val (markers, row);
    }
  lt_ruler_set_markers (LT_RULER (self->ruler), (const LtRulerMarker *) (gpointer) markers->data, markers->len);
  lt_ruler_set_loop (LT_RULER (self->ruler), session->loop, (double) session->loop_from_frames, (double) session->loop_to_frames);
}

GtkWidget *
lt_edit_view_build_ruler (LtEditView *self)
{
  self->ruler = lt_ruler_new ();
  g_signal_connect (self->ruler, "locate", G_CALLBACK (on_locate), self);
  g_signal_connect (self->ruler, "loop", G_CALLBACK (on_loop), self);
  g_signal_connect (self->ruler, "marker-move", G_CALLBACK (on_marker_move), self);
  g_signal_connect (self->ruler, "marker-open", G_CALLBACK (on_marker_open), self);
  g_signal_connect (self->ruler, "marker-add", G_CALLBACK (on_marker_add), self);
  g_signal_connect (self->ruler, "cancel", G_CALLBACK (on_ruler_cancel), self);
  return self->ruler;
}
