// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A row a marker: its name, where it is, and buttons. It follows the session while it is open.
// Layer: app.

#include "app/edit/marker-list.h"

#include "app/edit/edit-view-private.h"
#include "app/shell/actions.h"
#include "app/widgets/popover.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>

#define LIST_PX 320
#define LIST_MAX_PX 420

typedef struct
{
  LtEditView *view; /* the popover is its child: it goes with it */
  GtkWidget  *popover, *list;
} List;

static LtId
id_of (GtkWidget *row)
{
  return *(LtId *) g_object_get_data (G_OBJECT (row), "lt-id");
}

static GtkWidget *
row_of (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);
}

static void
on_row (GtkListBox *box, GtkListBoxRow *row, List *self)
{
  const LtSession *session = lt_edit_state_get_session (self->view->state);
  const LtMarker  *marker = session != NULL ? lt_session_find_marker (session, id_of (GTK_WIDGET (row))) : NULL;

  if (marker == NULL)
    return;
  lt_edit_state_locate (self->view->state, (double) marker->pos_frames);
  lt_edit_state_reveal (self->view->state, (double) marker->pos_frames);
}

static void
rename_row (List *self, GtkWidget *row)
{
  LtId id = id_of (row);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  lt_edit_markers_open (self->view, id);
}

static void
remove_row (List *self, GtkWidget *row)
{
  const LtSession *session = lt_edit_state_get_session (self->view->state);

  if (session != NULL && lt_session_find_marker (session, id_of (row)) != NULL)
    lt_edit_state_apply (self->view->state, lt_edit_session_remove_marker (session, id_of (row)), _ ("Remove marker"), NULL);
}

static void
on_rename (GtkWidget *button, List *self)
{
  rename_row (self, row_of (button));
}

static void
on_remove (GtkWidget *button, List *self)
{
  remove_row (self, row_of (button));
}

static gboolean
on_key (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, List *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row == NULL || (keyval != GDK_KEY_Delete && keyval != GDK_KEY_F2))
    return FALSE;
  if (keyval == GDK_KEY_F2)
    rename_row (self, GTK_WIDGET (row));
  else
    remove_row (self, GTK_WIDGET (row));
  return TRUE;
}

/* --- rows --- */

static GtkWidget *
button (const char *icon, const char *name, GCallback clicked, List *self)
{
  GtkWidget *widget = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (widget, "flat");
  gtk_widget_add_css_class (widget, "mini");
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  lt_actions_set_name (widget, name);
  g_signal_connect (widget, "clicked", clicked, self);
  return widget;
}

static GtkWidget *
make_row (List *self, const LtMarker *marker)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->view->state);
  GtkWidget         *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *name = gtk_label_new (marker->name);
  g_autofree char   *bars = lt_time_scale_dup_bars (scale, (double) marker->pos_frames);
  g_autofree char   *length = lt_time_scale_dup_span_words (scale, (double) marker->pos_frames, (double) marker->length_frames);
  g_autofree char   *place = marker->length_frames > 0 ? g_strdup_printf ("%s · %s", bars, length) : g_strdup (bars);
  g_autofree char   *spoken = g_strdup_printf ("%s, %s", marker->name, place), *rename = g_strdup_printf (_ ("Rename “%s”"), marker->name);
  g_autofree char   *remove = g_strdup_printf (_ ("Remove “%s”"), marker->name);
  GtkWidget         *where = gtk_label_new (place);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (where, "dim");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (marker->length_frames > 0 ? "lathe-range-symbolic" : "lathe-flag-symbolic"));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), where);
  gtk_box_append (GTK_BOX (box), button ("document-edit-symbolic", rename, G_CALLBACK (on_rename), self));
  gtk_box_append (GTK_BOX (box), button ("user-trash-symbolic", remove, G_CALLBACK (on_remove), self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "lt-id", g_memdup2 (&marker->id, sizeof marker->id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
fill (List *self)
{
  const LtSession *session = lt_edit_state_get_session (self->view->state);
  GtkListBoxRow   *picked = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int              at = picked != NULL ? gtk_list_box_row_get_index (picked) : -1;
  GtkWidget       *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; session != NULL && i < session->markers->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, session->markers->pdata[i]));
  if (at >= 0 && session != NULL && session->markers->len > 0)
    {
      picked = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MIN (at, (int) session->markers->len - 1));
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), picked);
      gtk_widget_grab_focus (GTK_WIDGET (picked));
    }
}

static void
on_document (GtkWidget *popover, const LtSession *old, const LtSession *now)
{
  if (old == NULL || now == NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  else if (old->markers != now->markers || old->tempo != now->tempo)
    fill (g_object_get_data (G_OBJECT (popover), "lt-marker-list"));
}

void
lt_marker_list_open (LtEditView *view)
{
  List               *self = g_new0 (List, 1);
  GtkWidget          *scroll = gtk_scrolled_window_new (), *empty = gtk_label_new (_ ("No markers yet: M adds one at the playhead"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = view;
  self->popover = gtk_popover_new ();
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (empty, "dim");
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), empty);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Markers"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->list, keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), LIST_MAX_PX);
  gtk_widget_set_size_request (scroll, LIST_PX, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->list);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroll);
  g_object_set_data_full (G_OBJECT (self->popover), "lt-marker-list", self, g_free);
  fill (self);
  g_signal_connect_object (lt_context_get_document (lt_edit_state_get_context (view->state)), "changed", G_CALLBACK (on_document), self->popover,
                           G_CONNECT_SWAPPED);
  lt_popover_open (self->popover, view->markers_label);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL
                             ? GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))
                             : self->list);
}
