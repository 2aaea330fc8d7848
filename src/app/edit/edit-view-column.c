// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The column beside the song: tools, names of the ruler's rows, heads of the tracks.
// Layer: app.

#include "app/edit/edit-view-private.h"

#include "app/edit/edit-menu.h"
#include "app/edit/lane-rows.h"
#include "app/edit/take-rows.h"
#include "app/edit/track-list.h"
#include "app/shell/actions.h"
#include "app/widgets/draw.h"
#include "app/widgets/ruler.h"
#include "app/widgets/seg.h"
#include "app/widgets/tempo-row.h"

#include <glib/gi18n.h>

#define LABEL_PX 11.0
#define COLUMN_MAX_PX 360
#define BORDER_PX 5.0

static const char *const tool_names[] = { "pointer", "range", "split", "draw" };

static void
on_tool_picked (LtSeg *seg, guint index, LtEditView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "edit.tool", "s", tool_names[index]);
}

static GtkWidget *
build_tools (LtEditView *self)
{
  static const char *const icons[] = { "lathe-pointer-symbolic", "lathe-range-symbolic", "lathe-split-symbolic", "lathe-pencil-symbolic" };
  static const char *const names[] = { "edit.tool::pointer", "edit.tool::range", "edit.tool::split", "edit.tool::draw" };
  const char *const labels[] = { _ ("Pointer"), _ ("Range"), _ ("Split"), _ ("Draw"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *fit = gtk_button_new_from_icon_name ("lathe-fit-symbolic");
  g_autoptr (GMenu) ripples = lt_edit_menu_new_ripple ();

  self->tools = lt_seg_new (labels);
  lt_seg_set_name (LT_SEG (self->tools), _ ("Tool"));
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      GtkWidget *button = lt_seg_get_button (LT_SEG (self->tools), i);

      gtk_button_set_icon_name (GTK_BUTTON (button), icons[i]);
      lt_actions_set_tooltip (button, names[i]);
    }
  g_signal_connect (self->tools, "picked", G_CALLBACK (on_tool_picked), self);
  self->ripple_button = gtk_menu_button_new ();
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->ripple_button), G_MENU_MODEL (ripples));
  gtk_widget_add_css_class (self->ripple_button, "grid");
  gtk_widget_add_css_class (fit, "tool");
  gtk_widget_add_css_class (fit, "small");
  gtk_widget_add_css_class (fit, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (fit), "edit.fit");
  lt_actions_set_tooltip (fit, "edit.fit");
  gtk_widget_set_hexpand (self->tools, TRUE);
  gtk_widget_set_halign (self->tools, GTK_ALIGN_START);
  for (GtkWidget **w = (GtkWidget *[]) { self->tools, self->ripple_button, fit, NULL }; *w != NULL; w++)
    {
      gtk_widget_set_valign (*w, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), *w);
    }
  gtk_widget_set_size_request (box, -1, TOOLS_PX);
  gtk_widget_add_css_class (box, "edit-tools");
  return box;
}

static void
add_button (GtkWidget *box, const char *action, const char *icon)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "mini");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  lt_actions_set_tooltip (button, action);
  gtk_box_append (GTK_BOX (box), button);
}

void
lt_edit_view_show_ripple (LtEditView *self)
{
  static const struct
  {
    const char *label, *name;
  } modes[] = {
    /* Translators: ripple modes of editing, as short as can be: what follows stays; later clips of the track follow; all follows. */
    { N_ ("Slide"), N_ ("What moves along with an edit: nothing") },
    { N_ ("Ripple"), N_ ("What moves along with an edit: later clips of the track") },
    { N_ ("Ripple all"), N_ ("What moves along with an edit: later clips of all tracks, automation and markers") },
  };
  LtRipple ripple = lt_edit_state_get_ripple (self->state);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->ripple_button), _ (modes[ripple].label));
  lt_actions_set_name (self->ripple_button, _ (modes[ripple].name));
}

static GtkWidget *
build_label (const char *text, int height, const char *action, const char *icon)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *label = gtk_label_new (text);

  PangoAttrList *attributes = pango_attr_list_new ();

  /* As large as the ruler's own text: its rows are as high as they are. */
  pango_attr_list_insert (attributes, pango_attr_size_new_absolute ((int) (lt_draw_text_px (label, LABEL_PX) * PANGO_SCALE)));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  pango_attr_list_unref (attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_size_request (box, -1, height);
  gtk_widget_add_css_class (box, "ruler-label");
  gtk_box_append (GTK_BOX (box), label);
  if (action != NULL)
    add_button (box, action, icon);
  return box;
}

/* --- its width: its right border can be dragged; not a GtkPaned, whose handle would cover the start of the song --- */

static void
on_border_begin (GtkGestureDrag *drag, double x, double y, LtEditView *self)
{
  if (x < gtk_widget_get_width (self->column) - BORDER_PX)
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
  else
    self->column_begin = gtk_widget_get_width (self->column);
}

static void
on_border (GtkGestureDrag *drag, double dx, double dy, LtEditView *self)
{
  self->column_px = CLAMP (self->column_begin + (int) dx, COLUMN_MIN_PX, COLUMN_MAX_PX);
  gtk_widget_set_size_request (self->column, self->column_px, -1);
}

static void
on_border_motion (GtkEventControllerMotion *motion, double x, double y, LtEditView *self)
{
  gtk_widget_set_cursor_from_name (self->column, x >= gtk_widget_get_width (self->column) - BORDER_PX ? "col-resize" : NULL);
}

static void
add_resize (LtEditView *self, GtkWidget *column)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->column = column;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_border_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_border), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_border_motion), self);
  gtk_widget_add_controller (column, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (column, motion);
  gtk_widget_set_size_request (column, COLUMN_PX, -1);
}

GtkWidget *
lt_edit_view_build_column (LtEditView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *overlay = gtk_overlay_new ();

  self->tracks = lt_track_list_new (self->state);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->tracks);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), lt_lane_rows_new (self->state, TRUE));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), lt_take_rows_new (self->state, TRUE));
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (box), build_tools (self));
  gtk_box_append (GTK_BOX (box), build_label (_ ("Bars"), LT_RULER_BARS_HEIGHT, NULL, NULL));
  gtk_box_append (GTK_BOX (box), build_label (_ ("Time"), LT_RULER_TIME_HEIGHT, NULL, NULL));
  self->markers_label = build_label (_ ("Markers"), LT_RULER_MARKERS_HEIGHT, "edit.marker", "list-add-symbolic");
  add_button (self->markers_label, "edit.markers", "view-list-symbolic");
  gtk_box_append (GTK_BOX (box), self->markers_label);
  self->tempo_label = build_label (_ ("Tempo"), LT_TEMPO_ROW_HEIGHT, "edit.tempo-add", "list-add-symbolic");
  gtk_box_append (GTK_BOX (box), self->tempo_label);
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_widget_add_css_class (box, "edit-column");
  gtk_widget_set_hexpand (box, FALSE);
  add_resize (self, box);
  return box;
}
