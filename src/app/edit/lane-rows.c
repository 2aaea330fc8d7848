// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A widget a lane; a hand's points become an edit, one gesture one step of undo.
// Layer: app.

#include "app/edit/lane-rows.h"

#include "app/edit/lane-head.h"
#include "app/edit/lane-spec.h"
#include "app/shell/board.h"
#include "app/widgets/automation-lane.h"
#include "app/widgets/palette.h"

#include <glib/gi18n.h>
#include <math.h>

#define SCROLL_PX 60.0
#define ZOOM_STEPS 1.0

typedef struct
{
  LtLaneRows        *rows;
  GtkWidget         *widget;
  LtAutomationTarget target;
  char              *gesture;
  int                y;
  gboolean           is_seen;
} Place;

struct _LtLaneRows
{
  GtkWidget parent_instance;

  LtEditState *state;
  gboolean     heads;
  GPtrArray   *places; /* of Place */
};

G_DEFINE_FINAL_TYPE (LtLaneRows, lt_lane_rows, GTK_TYPE_WIDGET)

static void
place_free (gpointer data)
{
  Place *place = data;

  g_signal_handlers_disconnect_by_data (place->widget, place);
  gtk_widget_unparent (place->widget);
  g_free (place->gesture);
  g_free (place);
}

static Place *
find_place (LtLaneRows *self, const LtAutomationTarget *target)
{
  for (guint i = 0; i < self->places->len; i++)
    if (lt_automation_target_equal (&((Place *) self->places->pdata[i])->target, target))
      return self->places->pdata[i];
  return NULL;
}

/* --- hands on a lane --- */

static void
on_begin (LtAutomationLane *lane, Place *place)
{
  lt_selection_set_strip (lt_edit_state_get_selection (place->rows->state), place->target.strip_id);
  g_free (place->gesture);
  place->gesture = lt_document_new_gesture (lt_context_get_document (lt_edit_state_get_context (place->rows->state)), "lane");
}

/* (transfer full): of LtPoint. */
static GArray *
to_session (const GArray *hand)
{
  GArray *points = g_array_sized_new (FALSE, TRUE, sizeof (LtPoint), hand->len); /* its bytes are compared */

  for (guint i = 0; i < hand->len; i++)
    {
      const LtLanePoint *p = &g_array_index (hand, LtLanePoint, i);
      LtPoint            point = { p->pos, p->value, p->hold, p->bend };

      g_array_append_val (points, point);
    }
  return points;
}

static void
on_changed (LtAutomationLane *lane, Place *place)
{
  const LtSession   *session = lt_edit_state_get_session (place->rows->state);
  const char        *deed = lt_automation_lane_get_deed (lane);
  g_autoptr (GArray) points = to_session (lt_automation_lane_get_points (lane));

  lt_edit_state_apply (place->rows->state, lt_automation_target_set_points (session, &place->target, points), deed != NULL ? deed : _ ("Automation"),
                       place->gesture);
}

static void
on_end (LtAutomationLane *lane, gboolean is_cancelled, Place *place)
{
  if (is_cancelled)
    lt_edit_state_cancel (place->rows->state, place->gesture);
  g_clear_pointer (&place->gesture, g_free);
}

static double
snap (double frame, gpointer data)
{
  LtEditState *state = data;
  LtSnap       found = lt_edit_state_make_snap (state, NULL);

  found.refine = NULL; /* values have no zero crossings */
  lt_snap_find (&found, frame, &frame);
  lt_edit_state_clear_snap (&found);
  return frame;
}

/* (transfer full): of LtLanePoint. @points: of LtPoint; NULL: none. */
static GArray *
to_hand (const GArray *points)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (LtLanePoint));

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const LtPoint *p = &g_array_index (points, LtPoint, i);
      LtLanePoint    point = { p->pos_frames, p->value, p->hold, FALSE, p->bend };

      g_array_append_val (out, point);
    }
  return out;
}

/* --- the clipboard --- */

static void
on_copy (LtAutomationLane *lane, Place *place)
{
  LtEditState       *state = place->rows->state;
  g_autoptr (GArray) taken = lt_lane_points_take (lt_automation_lane_get_points (lane));
  g_autoptr (GArray) points = to_session (taken);

  if (points->len > 0)
    lt_board_put_text (GTK_WIDGET (lane), LT_LANE_COPY_MEDIA_TYPE, lt_lane_copy_write (lt_edit_state_get_session (state), &place->target, points));
  else
    lt_context_toast (lt_edit_state_get_context (state), _ ("This lane has no points to copy"), FALSE);
}

/* By the time the text comes the lane may be gone. */
typedef struct
{
  LtLaneRows        *rows;
  LtAutomationTarget target;
} Paste;

static void
paste_free (gpointer data)
{
  g_object_unref (((Paste *) data)->rows);
  g_free (data);
}

static void
on_text (const char *text, gsize length, gpointer data)
{
  Paste                 *self = data;
  LtEditState           *state = self->rows->state; /* NULL: it was disposed of */
  const LtSession       *session = state != NULL ? lt_edit_state_get_session (state) : NULL;
  const Place           *place = session != NULL ? find_place (self->rows, &self->target) : NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (LtLaneCopy) copy = lt_lane_copy_read (text != NULL ? text : "", length, &error);

  if (place == NULL || copy == NULL)
    {
      if (session != NULL && error != NULL)
        lt_context_toast (lt_edit_state_get_context (state), error->message, FALSE);
      return;
    }
  lt_lane_copy_set_rate (copy, session->rate_hz);

  g_autoptr (GArray) piece = to_hand (copy->points);
  LtValueSpec        of = lt_lane_spec_of_copy (copy);
  lt_automation_lane_put (LT_AUTOMATION_LANE (place->widget), piece, &of);
}

static void
on_paste (LtAutomationLane *lane, Place *place)
{
  Paste *paste = g_new (Paste, 1);

  *paste = (Paste) { g_object_ref (place->rows), place->target };
  lt_board_read_text (GTK_WIDGET (lane), LT_LANE_COPY_MEDIA_TYPE, on_text, paste, paste_free);
}

/* --- what it shows --- */

static void
show_lane (LtLaneRows *self, LtAutomationLane *lane, const LtAutomationTarget *target)
{
  const LtSession   *session = lt_edit_state_get_session (self->state);
  const LtStrip     *strip = lt_session_find_strip (session, target->strip_id);
  g_autoptr (GArray) set = lt_automation_target_dup_points (session, target);
  g_autoptr (GArray) points = to_hand (set);
  g_autofree char   *label = lt_automation_target_dup_label (session, target);
  g_autofree char   *name = g_strdup_printf ("%s: %s", strip->name, label);

  lt_automation_lane_set_name (lane, name);
  lt_automation_lane_set_colour (lane, lt_palette_get_track (strip->colour));
  lt_automation_lane_set_read (lane, strip->automation != LT_AUTOMATION_OFF);
  lt_automation_lane_set_scale (lane, lt_edit_state_get_scale (self->state));
  lt_automation_lane_set_snap (lane, snap, self->state, lt_edit_state_get_step (self->state));
  lt_automation_lane_set_pencil (lane, lt_edit_state_get_tool (self->state) == LT_EDIT_TOOL_DRAW);
  lt_automation_lane_set_points (lane, points, lt_automation_target_get_value (session, target));
}

static Place *
make_place (LtLaneRows *self, const LtAutomationTarget *target)
{
  Place *place = g_new0 (Place, 1);

  place->rows = self;
  place->target = *target;
  place->widget = self->heads ? lt_lane_head_new (self->state) : lt_automation_lane_new ();
  g_ptr_array_add (self->places, place);
  gtk_widget_set_parent (place->widget, GTK_WIDGET (self));
  if (self->heads)
    return place;

  LtValueSpec spec = lt_lane_spec (target);
  lt_automation_lane_set_spec (LT_AUTOMATION_LANE (place->widget), &spec);
  g_signal_connect (place->widget, "gesture-begin", G_CALLBACK (on_begin), place);
  g_signal_connect (place->widget, "changed", G_CALLBACK (on_changed), place);
  g_signal_connect (place->widget, "gesture-end", G_CALLBACK (on_end), place);
  g_signal_connect (place->widget, "copy", G_CALLBACK (on_copy), place);
  g_signal_connect (place->widget, "paste", G_CALLBACK (on_paste), place);
  return place;
}

static void
on_tool (LtLaneRows *self)
{
  for (guint i = 0; !self->heads && i < self->places->len; i++)
    lt_automation_lane_set_pencil (LT_AUTOMATION_LANE (((Place *) self->places->pdata[i])->widget), lt_edit_state_get_tool (self->state) == LT_EDIT_TOOL_DRAW);
}

static void
on_position (LtLaneRows *self)
{
  for (guint i = 0; !self->heads && i < self->places->len; i++)
    lt_automation_lane_set_position (LT_AUTOMATION_LANE (((Place *) self->places->pdata[i])->widget), lt_edit_state_get_position (self->state));
}

static void
update (LtLaneRows *self)
{
  g_autoptr (GArray) seen = lt_edit_state_dup_lane_places (self->state);

  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = self->places->pdata[i];

      place->is_seen = FALSE;
    }
  for (guint i = 0; i < seen->len; i++)
    {
      const LtEditLanePlace *at = &g_array_index (seen, LtEditLanePlace, i);
      Place                 *place = find_place (self, &at->target);

      if (place == NULL)
        place = make_place (self, &at->target);
      place->is_seen = TRUE;
      place->y = at->y;
      if (self->heads)
        lt_lane_head_show (LT_LANE_HEAD (place->widget), &at->target);
      else
        show_lane (self, LT_AUTOMATION_LANE (place->widget), &at->target);
    }
  for (guint i = self->places->len; i-- > 0;)
    if (!((Place *) self->places->pdata[i])->is_seen)
      g_ptr_array_remove_index (self->places, i);
  on_position (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

GtkWidget *
lt_lane_rows_find (LtLaneRows *self, const LtAutomationTarget *target)
{
  Place *place = find_place (self, target);

  return place != NULL ? place->widget : NULL;
}

/* --- the wheel, which what lies below would have taken --- */

static double
pointer_x (GtkEventController *scroll, GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double     x = 0.0, y = 0.0, dx, dy;

  gdk_event_get_position (gtk_event_controller_get_current_event (scroll), &x, &y);
  gtk_native_get_surface_transform (native, &dx, &dy);
  gtk_widget_translate_coordinates (GTK_WIDGET (native), widget, x - dx, y - dy, &x, &y);
  return x;
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, LtLaneRows *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (scroll);
  GtkAdjustment      *vertical = lt_edit_state_get_vertical (self->state);
  const LtTimeScale  *scale = lt_edit_state_get_scale (self->state);
  GdkModifierType     state = gtk_event_controller_get_current_event_state (controller);

  if (state & GDK_CONTROL_MASK && !self->heads)
    lt_edit_state_zoom_at (self->state, (int) lround (dy * ZOOM_STEPS), pointer_x (controller, GTK_WIDGET (self)));
  else if (state & GDK_ALT_MASK)
    lt_edit_state_step_row_heights (self->state, dy < 0 ? 1 : dy > 0 ? -1 : 0);
  else if ((state & GDK_SHIFT_MASK || dx != 0.0) && !self->heads)
    lt_edit_state_set_start (self->state, scale->start + (dx + dy) * SCROLL_PX * lt_time_scale_get_frames_per_pixel (scale));
  else
    gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + dy * SCROLL_PX);
  return TRUE;
}

/* --- widget --- */

static void
lt_lane_rows_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtLaneRows *self = LT_LANE_ROWS (widget);

  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = self->places->pdata[i];
      int          least;

      gtk_widget_measure (place->widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      gtk_widget_allocate (place->widget, MAX (width, least), LT_EDIT_LANE, -1,
                           gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) place->y)));
    }
}

static void
lt_lane_rows_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  LtLaneRows *self = LT_LANE_ROWS (widget);

  *minimum = *natural = 0;
  for (guint i = 0; i < self->places->len; i++) /* they are placed, not arranged; but GTK wants to be asked */
    gtk_widget_measure (((Place *) self->places->pdata[i])->widget, orientation, -1, NULL, NULL, NULL, NULL);
}

/* Only its children are in the way of what lies below. */
static gboolean
lt_lane_rows_contains (GtkWidget *widget, double x, double y)
{
  return FALSE;
}

static void
lt_lane_rows_dispose (GObject *object)
{
  g_ptr_array_set_size (LT_LANE_ROWS (object)->places, 0);
  g_clear_object (&LT_LANE_ROWS (object)->state);
  G_OBJECT_CLASS (lt_lane_rows_parent_class)->dispose (object);
}

static void
lt_lane_rows_finalize (GObject *object)
{
  g_ptr_array_unref (LT_LANE_ROWS (object)->places);
  G_OBJECT_CLASS (lt_lane_rows_parent_class)->finalize (object);
}

static void
lt_lane_rows_class_init (LtLaneRowsClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_lane_rows_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_lane_rows_finalize;
  widget->size_allocate = lt_lane_rows_size_allocate;
  widget->measure = lt_lane_rows_measure;
  widget->contains = lt_lane_rows_contains;
  gtk_widget_class_set_css_name (widget, "lanerows");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_lane_rows_init (LtLaneRows *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  self->places = g_ptr_array_new_with_free_func (place_free);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lt_lane_rows_new (LtEditState *state, gboolean heads)
{
  LtLaneRows *self = g_object_new (LT_TYPE_LANE_ROWS, NULL);

  self->state = g_object_ref (state);
  self->heads = heads;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heads ? _ ("Values of the automation lanes") : _ ("Automation lanes"),
                                  -1);
  g_signal_connect_object (state, "view", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "tool", G_CALLBACK (on_tool), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "position", G_CALLBACK (on_position), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
