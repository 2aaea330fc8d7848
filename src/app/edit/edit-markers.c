// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Markers and sections are named, moved and removed where they stand.
// Layer: app.

#include "app/edit/edit-view-private.h"
#include "app/widgets/popover.h"
#include "app/widgets/ruler.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  LtEditView *view; /* the popover is its ruler's child */
  LtId        id;
  GtkWidget  *popover, *name, *from, *to;
} Form;

static const LtMarker *
marker_of (Form *self)
{
  const LtSession *session = lt_edit_state_get_session (self->view->state);

  return session != NULL ? lt_session_find_marker (session, self->id) : NULL;
}

/* FALSE: it cannot be read, which is shown. What was not typed into keeps its frame. */
static gboolean
read_place (Form *self, GtkWidget *entry, int64_t *frames)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->view->state);
  const char        *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  double             frame = 0.0;
  gboolean           good;

  if (g_strcmp0 (text, g_object_get_data (G_OBJECT (entry), "shown")) == 0)
    return TRUE;
  good = strchr (text, ':') != NULL ? lt_time_scale_parse_time (scale, text, &frame) : lt_time_scale_parse_bars (scale, text, FALSE, &frame);
  (good ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (entry, "error");
  if (good)
    *frames = llround (frame);
  else
    gtk_widget_error_bell (entry);
  return good;
}

/* An empty end makes a marker of a section. */
static gboolean
read_length (Form *self, int64_t from, int64_t *length)
{
  int64_t to = from + *length;

  if (*gtk_editable_get_text (GTK_EDITABLE (self->to)) == '\0')
    {
      *length = 0;
      return TRUE;
    }
  if (!read_place (self, self->to, &to))
    return FALSE;
  *length = to - from;
  if (*length > 0)
    return TRUE;
  gtk_widget_add_css_class (self->to, "error");
  gtk_widget_error_bell (self->to);
  return FALSE;
}

static void
on_done (Form *self)
{
  const LtMarker *marker = marker_of (self);
  int64_t         from, length;

  if (marker != NULL)
    {
      from = marker->pos_frames;
      length = marker->length_frames;
      if (!read_place (self, self->from, &from) || !read_length (self, from, &length))
        return;

      const LtSession      *session = lt_edit_state_get_session (self->view->state);
      gboolean              moves = from != marker->pos_frames || length != marker->length_frames;
      g_autoptr (LtSession) named = lt_edit_session_rename_marker (session, self->id, gtk_editable_get_text (GTK_EDITABLE (self->name)));
      lt_edit_state_apply (self->view->state, lt_edit_session_move_marker (named, self->id, from, length), moves ? _ ("Move marker") : _ ("Rename marker"), NULL);
    }
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
on_remove (Form *self)
{
  const LtSession *session = lt_edit_state_get_session (self->view->state);

  if (marker_of (self) != NULL)
    lt_edit_state_apply (self->view->state, lt_edit_session_remove_marker (session, self->id), _ ("Remove marker"), NULL);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static GtkWidget *
add_entry (Form *self, GtkGrid *grid, int row, const char *label, const char *name, const char *text)
{
  GtkWidget *entry = gtk_entry_new (), *words = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (words), 0.0f);
  gtk_widget_add_css_class (words, "dim");
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_object_set_data_full (G_OBJECT (entry), "shown", g_strdup (text), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_done), self);
  gtk_grid_attach (grid, words, 0, row, 1, 1);
  gtk_grid_attach (grid, entry, 1, row, 1, 1);
  return entry;
}

static void
build (Form *self, const LtMarker *marker)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->view->state);
  GtkGrid           *grid = GTK_GRID (gtk_grid_new ());
  GtkWidget         *remove = gtk_button_new_with_label (_ ("Remove"));
  g_autofree char   *from = lt_time_scale_dup_bars (scale, (double) marker->pos_frames);
  g_autofree char   *to = marker->length_frames > 0 ? lt_time_scale_dup_bars (scale, (double) (marker->pos_frames + marker->length_frames)) : g_strdup ("");

  gtk_grid_set_row_spacing (grid, 6);
  gtk_grid_set_column_spacing (grid, 12);
  self->name = add_entry (self, grid, 0, _ ("Name"), _ ("Name of the marker"), marker->name);
  self->from = add_entry (self, grid, 1, _ ("From"), _ ("Where it is"), from);
  self->to = add_entry (self, grid, 2, _ ("To"), _ ("Where the section ends"), to);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->to), _ ("A section ends here"));
  gtk_widget_set_halign (remove, GTK_ALIGN_END);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (on_remove), self);
  gtk_grid_attach (grid, remove, 0, 3, 2, 1);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (grid));
}

void
lt_edit_markers_open (LtEditView *self, LtId marker_id)
{
  const LtMarker *marker = lt_session_find_marker (lt_edit_state_get_session (self->state), marker_id);
  Form           *form;
  double          x;

  g_return_if_fail (marker != NULL);

  form = g_new0 (Form, 1);
  form->view = self;
  form->id = marker_id;
  form->popover = gtk_popover_new ();
  g_object_set_data_full (G_OBJECT (form->popover), "lt-marker-form", form, g_free);
  build (form, marker);
  x = lt_time_scale_x (lt_edit_state_get_scale (self->state), (double) marker->pos_frames);
  gtk_popover_set_pointing_to (GTK_POPOVER (form->popover),
                               &(GdkRectangle) { (int) CLAMP (x, 0.0, lt_edit_state_get_width (self->state)), LT_RULER_HEIGHT - LT_RULER_MARKERS_HEIGHT, 1, LT_RULER_MARKERS_HEIGHT });
  lt_popover_open (form->popover, self->ruler);
  gtk_widget_grab_focus (form->name);
}

static void
add (LtEditView *self, const char *name, int64_t from, int64_t length, const char *label)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  LtId             id;

  lt_edit_state_apply (self->state, lt_edit_session_add_marker (session, name, from, length, &id), label, NULL);
  if (gtk_widget_get_mapped (self->ruler))
    lt_edit_markers_open (self, id);
}

void
lt_edit_markers_add (LtEditView *self, int64_t pos_frames)
{
  g_autofree char *name = g_strdup_printf (_ ("Marker %u"), lt_edit_state_get_session (self->state)->markers->len + 1);

  add (self, name, pos_frames, 0, _ ("Add marker"));
}

void
lt_edit_markers_add_section (LtEditView *self, int64_t from_frames, int64_t to_frames)
{
  g_autofree char *name = g_strdup_printf (_ ("Section %u"), lt_edit_state_get_session (self->state)->markers->len + 1);

  add (self, name, from_frames, to_frames - from_frames, _ ("Add section"));
}
