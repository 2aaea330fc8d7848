// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Puts the parts together, which follow the state.
// Layer: app.

#include "app/edit/edit-view-private.h"

#include "app/edit/browser.h"
#include "app/edit/detail-pane.h"
#include "app/edit/edit-menu.h"
#include "app/edit/lane-rows.h"
#include "app/edit/lanes-drop.h"
#include "app/edit/lanes-marks.h"
#include "app/edit/lanes.h"
#include "app/edit/range-actions.h"
#include "app/edit/song-scroll.h"
#include "app/edit/take-rows.h"
#include "app/edit/tempo-hand.h"
#include "app/shell/actions.h"
#include "app/shell/settings.h"
#include "app/widgets/overview.h"
#include "app/widgets/playhead.h"
#include "app/widgets/ruler.h"
#include "app/widgets/seg.h"

#include <glib/gi18n.h>
#include <math.h>

#define NARROW_PX 1100
#define DETAIL_PX 212
#define DETAIL_MIN_PX 120
#define DETAIL_HEAD_PX 38

G_DEFINE_FINAL_TYPE (LtEditView, lt_edit_view, GTK_TYPE_WIDGET)

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

/* A playhead that is out of sight is not followed: the hand has scrolled away from it. */
static void
on_frame (LtEditView *self)
{
  LtFollow           follow = lt_time_choices_get_follow (lt_edit_state_get_choices (self->state));
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  double             position = lt_edit_state_get_position (self->state), fpp = lt_time_scale_get_frames_per_pixel (scale);
  double             x = lt_playhead_get_x (LT_PLAYHEAD (self->playhead)), w = lt_edit_state_get_width (self->state);

  if (follow == LT_FOLLOW_OFF || !gtk_widget_get_mapped (GTK_WIDGET (self)) || !lt_live_is_rolling (lt_context_get_live (lt_edit_state_get_context (self->state))))
    return;
  if (follow == LT_FOLLOW_CONTINUOUS && x >= 0.0 && x < w * 1.1) /* by whole pixels: pictures that are shifted stay sharp */
    lt_edit_state_set_start (self->state, scale->start + MAX (rint ((position - w / 2.0 * fpp - scale->start) / fpp), -rint (scale->start / fpp)) * fpp);
  else if (follow == LT_FOLLOW_PAGE && x > w && x < w * 1.1)
    lt_edit_state_set_start (self->state, position);
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
  lt_edit_view_fill_ruler (self);
  lt_tempo_hand_fill (self);
  lt_overview_set_length (LT_OVERVIEW (self->overview), lt_edit_state_get_length (self->state));
  lt_overview_set_view (LT_OVERVIEW (self->overview), scale->start, lt_time_scale_frame (scale, lt_edit_state_get_width (self->state)));
  on_position (self);
}

static void
on_tool (LtEditView *self)
{
  lt_seg_set_selected (LT_SEG (self->tools), lt_edit_state_get_tool (self->state));
  lt_edit_view_show_ripple (self);
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
open_menu (LtEditView *self, double x, double y)
{
  LtLanesHit hit = lt_lanes_pick (LT_LANES (self->lanes), x, y);
  GMenu     *menu = lt_edit_menu_new (hit.clip_id != 0);

  if (hit.clip_id != 0 && !lt_selection_has_clip (lt_edit_state_get_selection (self->state), hit.clip_id))
    lt_selection_set_clip (lt_edit_state_get_selection (self->state), hit.clip_id);
  lt_actions_label_menu (menu);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  g_object_unref (menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_secondary (GtkGestureClick *click, int n_press, double x, double y, LtEditView *self)
{
  open_menu (self, x, y);
}

/* Of the clip that has the focus, or is picked; of the lanes when there is none. */
static gboolean
on_menu_key (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  LtEditView  *self = LT_EDIT_VIEW (widget);
  LtSelection *selection = lt_edit_state_get_selection (self->state);
  GtkWidget   *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  double       x, y;

  if (focus == self->lanes && lt_selection_n_clips (selection) > 0)
    {
      lt_lanes_focus_clip (LT_LANES (self->lanes), lt_selection_get_clip (selection, 0));
      focus = gtk_root_get_focus (gtk_widget_get_root (widget));
    }
  if (focus == NULL || (focus != self->lanes && !gtk_widget_is_ancestor (focus, self->lanes)))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_translate_coordinates (focus, self->lanes, MIN (12, gtk_widget_get_width (focus) / 2), gtk_widget_get_height (focus) / 2, &x, &y);
  open_menu (self, MAX (x, 1.0), y);
  return GDK_EVENT_STOP;
}

/* A submenu may have had the keyboard, and takes it along. A dialog that the choice has opened keeps it. */
static gboolean
give_back_focus (gpointer data)
{
  LtEditView *self = data;
  GtkRoot    *root = self->menu != NULL ? gtk_widget_get_root (self->menu) : NULL;
  GtkWidget  *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && !gtk_widget_get_visible (self->menu) && (focus == NULL || focus == self->menu || gtk_widget_is_ancestor (focus, self->menu)))
    gtk_widget_grab_focus (self->lanes);
  return G_SOURCE_REMOVE;
}

static void
on_menu_closed (LtEditView *self)
{
  g_idle_add_full (G_PRIORITY_LOW, give_back_focus, g_object_ref (self), g_object_unref);
}

/* --- building --- */

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
  g_signal_connect_swapped (self->menu, "closed", G_CALLBACK (on_menu_closed), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary), self);
  gtk_widget_add_controller (overlay, GTK_EVENT_CONTROLLER (click));
  self->scrollbar = gtk_scrollbar_new (GTK_ORIENTATION_VERTICAL, lt_edit_state_get_vertical (self->state));
  gtk_widget_set_halign (self->scrollbar, GTK_ALIGN_END);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->lanes);
  self->lane_rows = lt_lane_rows_new (self->state, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->lane_rows);
  self->take_rows = lt_take_rows_new (self->state, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->take_rows);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), lt_lanes_marks_new (self->state));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), build_hint (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->scrollbar);
  lt_lanes_drop_init (self, GTK_OVERLAY (overlay));
  gtk_widget_set_vexpand (overlay, TRUE);
  return overlay;
}

static GtkWidget *
build_song (LtEditView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *timed = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *overlay = gtk_overlay_new ();

  self->overview = lt_overview_new ();
  self->playhead = lt_playhead_new (TRUE);
  gtk_widget_set_size_request (self->overview, -1, TOOLS_PX);
  gtk_box_append (GTK_BOX (timed), lt_edit_view_build_ruler (self));
  gtk_box_append (GTK_BOX (timed), lt_tempo_hand_build (self));
  g_object_bind_property (self->tempo_row, "visible", self->tempo_label, "visible", G_BINDING_SYNC_CREATE);
  lt_song_scroll_add (self->ruler, self->state, TRUE);
  lt_song_scroll_add (self->tempo_row, self->state, TRUE);
  lt_song_scroll_add (self->overview, self->state, FALSE);
  gtk_box_append (GTK_BOX (timed), build_lanes (self));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), timed);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->playhead);
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (box), self->overview);
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_widget_set_hexpand (box, TRUE);

  g_signal_connect (self->overview, "view", G_CALLBACK (on_view_chosen), self);
  g_signal_connect (self->overview, "fit", G_CALLBACK (on_fit), self);
  return box;
}

static void
build (LtEditView *self)
{
  self->columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->split = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->split), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Height of the tracks"), -1);
  self->detail = lt_detail_pane_new (self->state);
  gtk_box_append (GTK_BOX (self->columns), lt_edit_view_build_column (self));
  gtk_box_append (GTK_BOX (self->columns), build_song (self));
  self->browser = lt_browser_new (self);
  gtk_box_append (GTK_BOX (self->columns), self->browser);
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
  g_clear_pointer (&self->range_gesture, g_free);
  g_clear_pointer (&self->tempo_gesture, g_free);
  g_clear_pointer (&self->tempo_base, lt_session_unref);
  g_clear_pointer (&self->ruled, lt_session_unref);
  g_clear_pointer (&self->marker_gesture, g_free);
  g_clear_object (&self->state);
  g_clear_pointer (&self->transients, lt_transient_store_unref);
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
  gtk_widget_class_add_binding (widget, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget, GDK_KEY_Menu, 0, on_menu_key, NULL);
  lt_edit_actions_install (widget);
  lt_lanes_actions_install (widget);
  lt_edit_automation_install (widget);
  lt_edit_folders_install (widget);
  lt_edit_analysis_install (widget);
  lt_edit_jump_install (widget);
  lt_tempo_hand_install (widget);
  lt_range_actions_install (widget);
  lt_browser_install (widget);
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
  lt_edit_analysis_init (self);
  self->picture = lt_song_picture_new (self->state, on_picture, self);
  g_signal_connect_object (self->state, "view", G_CALLBACK (on_view), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "position", G_CALLBACK (on_position), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "tool", G_CALLBACK (on_tool), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "frame", G_CALLBACK (on_frame), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "lane", G_CALLBACK (on_lane_wanted), self, G_CONNECT_SWAPPED);
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
