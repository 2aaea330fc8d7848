// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Puts the parts together, and hands what ruler and overview say to the state and the document.
// Layer: app.

#include "app/edit/edit-view-private.h"

#include "app/edit/detail-pane.h"
#include "app/edit/lane-rows.h"
#include "app/edit/lanes-marks.h"
#include "app/edit/lanes.h"
#include "app/edit/track-list.h"
#include "app/shell/actions.h"
#include "app/shell/settings.h"
#include "app/widgets/draw.h"
#include "app/widgets/overview.h"
#include "app/widgets/playhead.h"
#include "app/widgets/ruler.h"
#include "app/widgets/seg.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>
#include <math.h>

#define LABEL_PX 11.0
#define COLUMN_PX 264
#define COLUMN_MIN_PX 200
#define COLUMN_MAX_PX 360
#define BORDER_PX 5.0
#define NARROW_PX 1100
#define DETAIL_PX 212
#define DETAIL_MIN_PX 120
#define DETAIL_HEAD_PX 38
#define TOOLS_PX 42

G_DEFINE_FINAL_TYPE (LtEditView, lt_edit_view, GTK_TYPE_WIDGET)

static const char *const tool_names[] = { "pointer", "range", "split" };

static void
apply (LtEditView *self, LtSession *next, const char *label, const char *key)
{
  lt_edit_state_apply (self->state, next, label, key);
}

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

/* --- ruler --- */

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
    apply (self, lt_edit_session_loop (session, TRUE, a, b), _ ("Set loop"), gesture (self, &self->loop_gesture, "loop"));
  if (last)
    g_clear_pointer (&self->loop_gesture, g_free);
}

static void
on_marker_move (LtRuler *ruler, guint64 id, double pos, gboolean last, LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtMarker  *marker = session != NULL ? lt_session_find_marker (session, id) : NULL;

  if (marker != NULL)
    apply (self, lt_edit_session_move_marker (session, id, llround (snapped (self, pos)), marker->length_frames), _ ("Move marker"),
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

static void
fill_ruler (LtEditView *self)
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

/* --- overview --- */

static void
on_view_chosen (LtOverview *overview, double from, double to, LtEditView *self)
{
  double seen = lt_edit_state_get_width (self->state) * lt_time_scale_get_frames_per_pixel (lt_edit_state_get_scale (self->state));

  if (fabs ((to - from) - seen) < 0.02 * seen)
    lt_edit_state_set_start (self->state, from);
  else
    lt_edit_state_fit (self->state, from, to);
}

static void
on_fit (LtOverview *overview, LtEditView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "edit.fit", NULL);
}

static void
on_picture (const float *peak, const float *rms, guint n, double length, gpointer data)
{
  lt_overview_set_columns (LT_OVERVIEW (((LtEditView *) data)->overview), peak, rms, n);
}

/* --- what follows the state --- */

static void
on_position (LtEditView *self)
{
  double position = lt_edit_state_get_position (self->state);

  lt_playhead_set_x (LT_PLAYHEAD (self->playhead), lt_time_scale_x (lt_edit_state_get_scale (self->state), position));
  lt_ruler_set_position (LT_RULER (self->ruler), position);
  lt_overview_set_position (LT_OVERVIEW (self->overview), position);
}

/* While it plays, the page turns. */
static void
on_frame (LtEditView *self)
{
  double x = lt_playhead_get_x (LT_PLAYHEAD (self->playhead));
  int    w = lt_edit_state_get_width (self->state);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && lt_live_is_rolling (lt_context_get_live (lt_edit_state_get_context (self->state))) && x > w
      && x < w * 1.1)
    lt_edit_state_set_start (self->state, lt_edit_state_get_position (self->state));
}

/* How high the pane is: as it was dragged last, or only its head. */
static void
place_detail (LtEditView *self)
{
  gboolean folded = lt_detail_pane_get_folded (LT_DETAIL_PANE (self->detail));
  int      height = gtk_widget_get_height (GTK_WIDGET (self));

  gtk_widget_set_size_request (self->detail, -1, folded ? DETAIL_HEAD_PX : DETAIL_MIN_PX);
  gtk_paned_set_position (GTK_PANED (self->split), height - (folded ? DETAIL_HEAD_PX : MIN (DETAIL_PX, height / 2)));
}

/* A narrow window gets a narrow column and only the head of the pane; until somebody chooses otherwise. */
static void
fit_width (LtEditView *self)
{
  int      width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean narrow = width < NARROW_PX;

  if (width <= 1 || (self->is_placed && narrow == self->is_narrow))
    return;
  self->is_placed = TRUE;
  self->is_narrow = narrow;
  lt_detail_pane_set_folded (LT_DETAIL_PANE (self->detail), narrow);
  place_detail (self);
  if (self->column_px == 0)
    gtk_widget_set_size_request (self->column, narrow ? COLUMN_MIN_PX : COLUMN_PX, -1);
}

static void
on_view (LtEditView *self)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  gboolean           is_empty = TRUE;

  for (guint t = 0; session != NULL && t < session->tracks->len; t++)
    is_empty = is_empty && ((const LtTrack *) session->tracks->pdata[t])->clips->len == 0;
  gtk_widget_set_visible (self->hint, session != NULL && is_empty);
  gtk_widget_set_visible (self->scrollbar, lt_edit_state_get_total_height (self->state) > lt_edit_state_get_height (self->state));
  fit_width (self);
  fill_ruler (self);
  lt_overview_set_length (LT_OVERVIEW (self->overview), lt_edit_state_get_length (self->state));
  lt_overview_set_view (LT_OVERVIEW (self->overview), scale->start, lt_time_scale_frame (scale, lt_edit_state_get_width (self->state)));
  on_position (self);
}

static void
on_tool (LtEditView *self)
{
  LtEditGrid       grid = lt_edit_state_get_grid (self->state);
  g_autofree char *text = g_strdup_printf (_ ("Grid %s"), lt_edit_state_get_grid_name (grid));

  lt_seg_set_selected (LT_SEG (self->tools), lt_edit_state_get_tool (self->state));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->grid_button), text);
}

static void
on_tool_picked (LtSeg *seg, guint index, LtEditView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "edit.tool", "s", tool_names[index]);
}

/* A clipboard of another document means nothing here. */
static void
on_document (LtEditView *self, const LtSession *old, const LtSession *now)
{
  if (now != NULL && old != NULL)
    return;
  g_clear_pointer (&self->clipboard, lt_session_unref);
  g_clear_pointer (&self->copied, g_array_unref);
}

static void
on_lane_wanted (LtEditView *self, const LtAutomationTarget *target)
{
  LtAutomationTarget own = *target;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "edit");
  lt_edit_view_show_automation (self, own.strip_id, own.owner_id, own.row->key);
}

/* --- the context menu --- */

static void
on_secondary (GtkGestureClick *click, int n_press, double x, double y, LtEditView *self)
{
  static const char *const items[][7] = {
    { "edit.split", "edit.join", "edit.crossfade", "edit.fade", NULL },
    { "edit.mute-clips", "edit.lock-clips", "edit.reverse", NULL },
    { "edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.delete", NULL },
    { "edit.automation", "edit.automation-used", "edit.automation-hide", "edit.automation-range", NULL },
    { "edit.new-folder", "edit.leave-folder", "edit.fold", NULL },
    { "edit.add-track", "edit.rename-track", "edit.remove-track", NULL },
  };
  GMenu     *menu = g_menu_new ();
  LtLanesHit hit = lt_lanes_pick (LT_LANES (self->lanes), x, y);

  if (hit.clip_id != 0 && !lt_selection_has_clip (lt_edit_state_get_selection (self->state), hit.clip_id))
    lt_selection_set_clip (lt_edit_state_get_selection (self->state), hit.clip_id);
  for (gsize s = hit.clip_id != 0 ? 0 : 2; s < G_N_ELEMENTS (items); s++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (int i = 0; items[s][i] != NULL; i++)
        g_menu_append (section, _ (lt_actions_find (items[s][i])->label), items[s][i]);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  lt_actions_label_menu (menu);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  g_object_unref (menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* --- building: the column --- */

static GtkWidget *
build_tools (LtEditView *self)
{
  static const char *const icons[] = { "lathe-pointer-symbolic", "lathe-range-symbolic", "lathe-split-symbolic" };
  static const char *const names[] = { "edit.tool::pointer", "edit.tool::range", "edit.tool::split" };
  const char *const labels[] = { _ ("Pointer"), _ ("Range"), _ ("Split"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *gap = gtk_label_new (NULL), *fit = gtk_button_new_from_icon_name ("lathe-fit-symbolic");
  g_autoptr (GMenu) menu = g_menu_new ();

  self->tools = lt_seg_new (labels);
  lt_seg_set_name (LT_SEG (self->tools), _ ("Tool"));
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *button = lt_seg_get_button (LT_SEG (self->tools), i);

      gtk_button_set_icon_name (GTK_BUTTON (button), icons[i]);
      lt_actions_set_tooltip (button, names[i]);
    }
  g_signal_connect (self->tools, "picked", G_CALLBACK (on_tool_picked), self);
  for (int i = 0; i < LT_EDIT_N_GRIDS; i++)
    {
      g_autofree char *action = g_strdup_printf ("edit.grid(%d)", i);

      g_menu_append (menu, lt_edit_state_get_grid_name ((LtEditGrid) i), action);
    }
  self->grid_button = gtk_menu_button_new ();
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->grid_button), G_MENU_MODEL (menu));
  lt_actions_set_name (self->grid_button, _ ("What edges snap to"));
  gtk_widget_add_css_class (self->grid_button, "grid");
  gtk_widget_add_css_class (fit, "tool");
  gtk_widget_add_css_class (fit, "small");
  gtk_widget_add_css_class (fit, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (fit), "edit.fit");
  lt_actions_set_tooltip (fit, "edit.fit");
  gtk_widget_set_hexpand (gap, TRUE);
  for (GtkWidget **w = (GtkWidget *[]) { self->tools, gap, self->grid_button, fit, NULL }; *w != NULL; w++)
    {
      gtk_widget_set_valign (*w, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), *w);
    }
  gtk_widget_set_size_request (box, -1, TOOLS_PX);
  gtk_widget_add_css_class (box, "edit-tools");
  return box;
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
    {
      GtkWidget *button = gtk_button_new_from_icon_name (icon);

      gtk_widget_add_css_class (button, "mini");
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
      lt_actions_set_tooltip (button, action);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

/* --- the column's width: its right border can be dragged; not a GtkPaned, whose handle would cover the start of the song --- */

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

static GtkWidget *
build_column (LtEditView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *overlay = gtk_overlay_new ();

  self->tracks = lt_track_list_new (self->state);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->tracks);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), lt_lane_rows_new (self->state, TRUE));
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (box), build_tools (self));
  gtk_box_append (GTK_BOX (box), build_label (_ ("Bars"), LT_RULER_BARS_HEIGHT, NULL, NULL));
  gtk_box_append (GTK_BOX (box), build_label (_ ("Time"), LT_RULER_TIME_HEIGHT, NULL, NULL));
  gtk_box_append (GTK_BOX (box), build_label (_ ("Markers"), LT_RULER_MARKERS_HEIGHT, "edit.marker", "list-add-symbolic"));
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_widget_add_css_class (box, "edit-column");
  gtk_widget_set_hexpand (box, FALSE);
  add_resize (self, box);
  return box;
}

/* --- building: the song --- */

static GtkWidget *
build_hint (LtEditView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *label = gtk_label_new (_ ("Drop recordings here: each becomes a track"));
  GtkWidget *button = gtk_button_new_with_label (_ ("Import audio…"));

  gtk_widget_add_css_class (label, "dim");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.import");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  self->hint = box;
  return box;
}

static GtkWidget *
build_lanes (LtEditView *self)
{
  GtkWidget  *overlay = gtk_overlay_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->lanes = lt_lanes_new (self->state);
  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, overlay);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary), self);
  gtk_widget_add_controller (overlay, GTK_EVENT_CONTROLLER (click));
  self->scrollbar = gtk_scrollbar_new (GTK_ORIENTATION_VERTICAL, lt_edit_state_get_vertical (self->state));
  gtk_widget_set_halign (self->scrollbar, GTK_ALIGN_END);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->lanes);
  self->lane_rows = lt_lane_rows_new (self->state, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->lane_rows);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), lt_lanes_marks_new (self->state));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), build_hint (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->scrollbar);
  gtk_widget_set_vexpand (overlay, TRUE);
  return overlay;
}

static GtkWidget *
build_song (LtEditView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *timed = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *overlay = gtk_overlay_new ();

  self->overview = lt_overview_new ();
  self->ruler = lt_ruler_new ();
  self->playhead = lt_playhead_new (TRUE);
  gtk_widget_set_size_request (self->overview, -1, TOOLS_PX);
  gtk_box_append (GTK_BOX (timed), self->ruler);
  gtk_box_append (GTK_BOX (timed), build_lanes (self));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), timed);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->playhead);
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (box), self->overview);
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_widget_set_hexpand (box, TRUE);

  g_signal_connect (self->overview, "view", G_CALLBACK (on_view_chosen), self);
  g_signal_connect (self->overview, "fit", G_CALLBACK (on_fit), self);
  g_signal_connect (self->ruler, "locate", G_CALLBACK (on_locate), self);
  g_signal_connect (self->ruler, "loop", G_CALLBACK (on_loop), self);
  g_signal_connect (self->ruler, "marker-move", G_CALLBACK (on_marker_move), self);
  g_signal_connect (self->ruler, "marker-open", G_CALLBACK (on_marker_open), self);
  g_signal_connect (self->ruler, "marker-add", G_CALLBACK (on_marker_add), self);
  g_signal_connect (self->ruler, "cancel", G_CALLBACK (on_ruler_cancel), self);
  return box;
}

static void
build (LtEditView *self)
{
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->split = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->split), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Height of the tracks"), -1);
  self->detail = lt_detail_pane_new (self->state);
  gtk_box_append (GTK_BOX (self->columns), build_column (self));
  gtk_box_append (GTK_BOX (self->columns), build_song (self));
  gtk_paned_set_start_child (GTK_PANED (self->split), self->columns);
  gtk_paned_set_end_child (GTK_PANED (self->split), self->detail);
  gtk_paned_set_resize_end_child (GTK_PANED (self->split), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->split), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->split), FALSE);
  g_signal_connect_swapped (self->detail, "folded", G_CALLBACK (place_detail), self);
  gtk_widget_set_parent (self->split, GTK_WIDGET (self));
  if (lt_settings_get () != NULL)
    g_settings_bind (lt_settings_get (), "bottom-pane", self->detail, "visible", G_SETTINGS_BIND_GET);
}

void
lt_edit_view_show_detail (LtEditView *self)
{
  if (lt_settings_get () != NULL)
    g_settings_set_boolean (lt_settings_get (), "bottom-pane", TRUE);
  lt_detail_pane_set_folded (LT_DETAIL_PANE (self->detail), FALSE);
  gtk_widget_child_focus (self->detail, GTK_DIR_TAB_FORWARD);
}

/* --- the class --- */

static void
lt_edit_view_dispose (GObject *object)
{
  LtEditView *self = LT_EDIT_VIEW (object);

  g_clear_pointer (&self->picture, lt_song_picture_free);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->split, gtk_widget_unparent);
  g_clear_pointer (&self->clipboard, lt_session_unref);
  g_clear_pointer (&self->copied, g_array_unref);
  g_clear_pointer (&self->loop_gesture, g_free);
  g_clear_pointer (&self->marker_gesture, g_free);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_edit_view_parent_class)->dispose (object);
}

static void
lt_edit_view_class_init (LtEditViewClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_edit_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "editview");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
  lt_edit_actions_install (widget);
  lt_edit_automation_install (widget);
  lt_edit_folders_install (widget);
}

static void
lt_edit_view_init (LtEditView *self)
{
}

GtkWidget *
lt_edit_view_new (LtContext *context)
{
  LtEditView *self = g_object_new (LT_TYPE_EDIT_VIEW, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Edit"), -1);
  self->state = lt_edit_state_new (context);
  build (self);
  self->picture = lt_song_picture_new (self->state, on_picture, self);
  g_signal_connect_object (self->state, "view", G_CALLBACK (on_view), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "position", G_CALLBACK (on_position), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "tool", G_CALLBACK (on_tool), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "frame", G_CALLBACK (on_frame), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "lane", G_CALLBACK (on_lane_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  on_view (self);
  on_tool (self);
  return GTK_WIDGET (self);
}

LtEditState *
lt_edit_view_get_state (LtEditView *self)
{
  return self->state;
}

GtkWidget *
lt_edit_view_get_lanes (LtEditView *self)
{
  return self->lanes;
}
