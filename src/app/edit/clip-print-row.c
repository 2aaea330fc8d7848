// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sentence, a bar and a button, as the keeper has it, or the pool of pictures of a file that cannot be read. The button stays the same one, so that the keyboard stays on it.
// Layer: app.

#include "app/edit/clip-print-row.h"

#include "app/edit/clip-wave.h"

#include <glib/gi18n.h>

struct _LtClipPrintRow
{
  GtkWidget parent_instance;

  LtClipPrintKeeper *keeper;
  LtEditState       *state;
  LtId               clip_id;
  LtClipPrintState   shown;
  const char        *unread; /* why its file cannot be read; NULL: it can */

  GtkWidget *label, *bar, *button;
};

G_DEFINE_FINAL_TYPE (LtClipPrintRow, lt_clip_print_row, GTK_TYPE_WIDGET)

static const LtClip *
clip_of (LtClipPrintRow *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  return session != NULL && self->clip_id != 0 ? lt_session_find_clip (session, self->clip_id, NULL) : NULL;
}

static void
on_button (LtClipPrintRow *self)
{
  const LtClip *clip = clip_of (self);

  if (self->unread != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.read-again", NULL);
  else if (clip != NULL && self->shown == LT_CLIP_PRINT_WAITING)
    lt_clip_print_keeper_stop (self->keeper, clip);
  else
    lt_clip_print_keeper_retry (self->keeper);
}

/* Before it goes, the keyboard goes to what is beside it. */
static void
hide (LtClipPrintRow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (gtk_widget_get_visible (widget) && gtk_widget_is_focus (self->button))
    gtk_widget_child_focus (gtk_widget_get_parent (widget), GTK_DIR_TAB_BACKWARD);
  gtk_widget_set_visible (widget, FALSE);
}

/* @problem NULL: it is on its way. */
static void
show_state (LtClipPrintRow *self, const char *problem, const char *hint)
{
  gboolean failed = problem != NULL;

  gtk_label_set_label (GTK_LABEL (self->label), failed ? problem : _ ("Preparing…"));
  gtk_widget_set_tooltip_text (self->label, failed ? problem : NULL);
  gtk_widget_set_hexpand (self->label, failed);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), failed ? 1 : -1); /* a long sentence makes the pane no wider */
  if (failed)
    gtk_widget_add_css_class (self->label, "bad");
  else
    gtk_widget_remove_css_class (self->label, "bad");
  gtk_widget_set_visible (self->bar, !failed);
  gtk_button_set_label (GTK_BUTTON (self->button), failed ? _ ("Try again") : _ ("Stop"));
  gtk_widget_set_tooltip_text (self->button, hint);
}

static void
update (LtClipPrintRow *self)
{
  const LtClip    *clip = clip_of (self);
  double           done = 0.0;
  gboolean         was_unread = self->unread != NULL;
  LtClipPrintState state = clip != NULL ? lt_clip_print_keeper_get_state (self->keeper, clip, &done) : LT_CLIP_PRINT_NONE;

  self->unread = state == LT_CLIP_PRINT_WAITING || state == LT_CLIP_PRINT_FAILED || clip == NULL ? NULL : lt_clip_wave_find (self->state, clip).problem;
  if (self->unread != NULL)
    show_state (self, self->unread, _ ("Read the file again"));
  else if (state == LT_CLIP_PRINT_FAILED)
    show_state (self, lt_clip_print_keeper_get_problem (self->keeper, clip), _ ("Prepare the clip again: until then it is silent"));
  else if (state == LT_CLIP_PRINT_WAITING && (state != self->shown || was_unread))
    show_state (self, NULL, _ ("Stop preparing the clip: it stays silent"));
  else if (state != LT_CLIP_PRINT_WAITING)
    {
      hide (self);
      self->shown = state;
      return;
    }
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), done);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  self->shown = state;
}

void
lt_clip_print_row_show (LtClipPrintRow *self, const LtClip *clip)
{
  self->clip_id = clip != NULL ? clip->id : 0;
  update (self);
}

static void
lt_clip_print_row_dispose (GObject *object)
{
  LtClipPrintRow *self = LT_CLIP_PRINT_ROW (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->state);
  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (lt_clip_print_row_parent_class)->dispose (object);
}

static void
lt_clip_print_row_class_init (LtClipPrintRowClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_clip_print_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget, "clipprint");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_clip_print_row_init (LtClipPrintRow *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Preparing the clip"), -1);
  self->label = gtk_label_new (NULL);
  self->bar = gtk_progress_bar_new ();
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->label, "caption");
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->label), 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Preparing the clip"), -1);
  gtk_widget_set_hexpand (self->bar, TRUE);
  gtk_widget_set_valign (self->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "mini");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_button), self);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
lt_clip_print_row_new (LtEditState *state)
{
  LtClipPrintRow *self = g_object_new (LT_TYPE_CLIP_PRINT_ROW, NULL);

  self->state = g_object_ref (state);
  self->keeper = g_object_ref (lt_clip_print_keeper_of (lt_edit_state_get_context (state)));
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_peaks_pool_get_default (), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
