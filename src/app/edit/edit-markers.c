// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Markers are named where they stand.
// Layer: app.

#include "app/edit/edit-view-private.h"
#include "app/widgets/popover.h"
#include "app/widgets/ruler.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>

static void
on_name (GtkEntry *entry, LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (session != NULL && lt_session_find_marker (session, self->open_marker) != NULL)
    lt_edit_state_apply (self->state, lt_edit_session_rename_marker (session, self->open_marker, gtk_editable_get_text (GTK_EDITABLE (entry))),
                         _ ("Rename marker"), NULL);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER)));
}

static void
on_remove (GtkButton *button, LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (session != NULL && lt_session_find_marker (session, self->open_marker) != NULL)
    lt_edit_state_apply (self->state, lt_edit_session_remove_marker (session, self->open_marker), _ ("Remove marker"), NULL);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER)));
}

void
lt_edit_markers_open (LtEditView *self, LtId marker_id)
{
  const LtMarker *marker = lt_session_find_marker (lt_edit_state_get_session (self->state), marker_id);
  GtkWidget      *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget      *entry = gtk_entry_new (), *remove = gtk_button_new_with_label (_ ("Remove"));
  double          x;

  g_return_if_fail (marker != NULL);

  self->open_marker = marker_id;
  x = lt_time_scale_x (lt_edit_state_get_scale (self->state), (double) marker->pos_frames);
  gtk_editable_set_text (GTK_EDITABLE (entry), marker->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the marker"), -1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_name), self);
  g_signal_connect (remove, "clicked", G_CALLBACK (on_remove), self);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle) { (int) CLAMP (x, 0.0, lt_edit_state_get_width (self->state)), LT_RULER_HEIGHT - LT_RULER_MARKERS_HEIGHT, 1, LT_RULER_MARKERS_HEIGHT });
  lt_popover_open (popover, self->ruler);
  gtk_widget_grab_focus (entry);
}

void
lt_edit_markers_add (LtEditView *self, int64_t pos_frames)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  g_autofree char *name = g_strdup_printf (_ ("Marker %u"), session->markers->len + 1);
  LtId             id;

  lt_edit_state_apply (self->state, lt_edit_session_add_marker (session, name, pos_frames, 0, &id), _ ("Add marker"), NULL);
  if (gtk_widget_get_mapped (self->ruler))
    lt_edit_markers_open (self, id);
}
