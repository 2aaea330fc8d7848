// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers change with the frames; what is typed goes through actions and edits. Drops what matters least when it is narrow.
// Layer: app.

#include "app/shell/transport-bar.h"

#include "app/shell/actions.h"
#include "app/shell/monitor-button.h"
#include "app/shell/snap-field.h"
#include "app/shell/transport-device.h"
#include "app/shell/transport-parts.h"
#include "app/shell/transport-tempo.h"
#include "app/widgets/fit-row.h"
#include "app/widgets/meter.h"
#include "app/widgets/still.h"
#include "app/widgets/typed-label.h"
#include "studio/live-analysis.h"

#include <glib/gi18n.h>
#include <math.h>

#define LT_TYPE_TRANSPORT_BAR (lt_transport_bar_get_type ())
G_DECLARE_FINAL_TYPE (LtTransportBar, lt_transport_bar, LT, TRANSPORT_BAR, GtkWidget)

#define STATUS_S 0.25 /* between two looks at the device */
#define LOUDNESS_S 0.1
#define SCRUB_PX 6.0 /* a beat */
#define SPACING 4

struct _LtTransportBar
{
  GtkWidget parent_instance;

  LtContext *context;
  gulong     frame;
  double     since_status_s, since_loudness_s;
  double     shown_pos;
  int64_t    scrub_from;

  GtkWidget *row, *box, *play, *loop, *position, *time, *tempo, *monitor, *meter, *lufs, *device;
};

G_DEFINE_FINAL_TYPE (LtTransportBar, lt_transport_bar, GTK_TYPE_WIDGET)

static const LtSession *
session_of (LtTransportBar *self)
{
  return lt_document_get_session (lt_context_get_document (self->context));
}

/* --- what it shows --- */

static void
show_position (LtTransportBar *self, const LtSession *session)
{
  double      pos = lt_transport_heard (self->context);
  LtTimeScale scale = lt_transport_scale (session);

  if (pos == self->shown_pos)
    return;
  self->shown_pos = pos;
  g_autofree char *bars = lt_time_scale_dup_bars (&scale, pos), *time = lt_time_scale_dup_time (&scale, pos, 3);
  lt_typed_label_show (self->position, bars);
  gtk_label_set_label (GTK_LABEL (self->time), time);
  if (session->tempo->n_tempos > 1 || session->tempo->n_metres > 1)
    lt_transport_tempo_show (LT_TRANSPORT_TEMPO (self->tempo));
}

static void
show_levels (LtTransportBar *self)
{
  LtLive     *live = lt_context_get_live (self->context);
  LtLiveLevel level = { 0 };
  LtMeterBar  bars[2];

  lt_live_read_level (live, LT_LIVE_OUTPUT, &level);
  for (int c = 0; c < 2; c++)
    bars[c] = (LtMeterBar) { level.peak_db[c], level.rms_db[c], level.hold_db[c] };
  lt_meter_set_levels (LT_METER (self->meter), bars, 2);
  lt_meter_set_clipped (LT_METER (self->meter), level.clips > 0);
}

static void
show_loudness (LtTransportBar *self)
{
  const LtLiveReading *reading = lt_live_read_tap (lt_context_get_live (self->context), LT_LIVE_TAP_OUTPUT);
  g_autofree char     *text = isfinite (reading->short_term_lufs) ? g_strdup_printf ("\u2212%.1f", fabs (reading->short_term_lufs)) : g_strdup ("\u2212∞");

  gtk_label_set_label (GTK_LABEL (self->lufs), text);
}

static void
show_transport (LtTransportBar *self, const LtSession *session)
{
  gboolean rolling = lt_live_is_rolling (lt_context_get_live (self->context));

  gtk_button_set_icon_name (GTK_BUTTON (self->play), rolling ? "lathe-stop-symbolic" : "lathe-play-symbolic");
  (rolling ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->play, "playing");
  (session->loop ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->loop, "on");
}

static void
on_frame (LtContext *context, double seconds, LtTransportBar *self)
{
  const LtSession *session = session_of (self);

  if (session == NULL)
    return;
  show_position (self, session);
  show_levels (self);
  show_transport (self, session);
  lt_monitor_button_frame (self->monitor, self->context);
  self->since_loudness_s += seconds;
  self->since_status_s += seconds;
  if (self->since_loudness_s >= LOUDNESS_S)
    {
      show_loudness (self);
      self->since_loudness_s = 0.0;
    }
  if (self->since_status_s >= STATUS_S)
    {
      lt_transport_device_show (LT_TRANSPORT_DEVICE (self->device));
      self->since_status_s = 0.0;
    }
}

static void
on_document (LtTransportBar *self)
{
  const LtSession *session = session_of (self);

  if (session == NULL)
    return;
  lt_transport_tempo_show (LT_TRANSPORT_TEMPO (self->tempo));
  self->shown_pos = -1.0;
  show_position (self, session);
  show_transport (self, session);
  lt_monitor_button_frame (self->monitor, self->context);
}

/* --- what is typed --- */

static void
on_position_typed (GtkWidget *label, GParamSpec *pspec, LtTransportBar *self)
{
  const LtSession *session = session_of (self);
  const char      *text = gtk_editable_get_text (GTK_EDITABLE (label));
  double           frame;

  if (!lt_typed_label_is_done (label) || session == NULL)
    return;
  LtTimeScale scale = lt_transport_scale (session);
  if (strchr (text, ':') != NULL ? lt_time_scale_parse_time (&scale, text, &frame) : lt_time_scale_parse_bars (&scale, text, FALSE, &frame))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.locate", "x", (gint64) frame);
  self->shown_pos = -1.0;
  show_position (self, session);
}

static void
on_scrub_begin (GtkGestureDrag *gesture, double x, double y, LtTransportBar *self)
{
  self->scrub_from = lt_live_get_position (lt_context_get_live (self->context));
}

static void
on_scrub (GtkGestureDrag *gesture, double dx, double dy, LtTransportBar *self)
{
  const LtSession *session = session_of (self);

  if (session == NULL || fabs (dx) < 4.0)
    return;
  LtTimeScale scale = lt_transport_scale (session);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.locate", "x", (gint64) lt_time_scale_add_beats (&scale, (double) self->scrub_from, dx / SCRUB_PX));
}

/* --- its parts --- */

static GtkWidget *
button (const char *icon, const char *action)
{
  GtkWidget *widget = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), action);
  lt_actions_set_tooltip (widget, action);
  gtk_widget_set_focus_on_click (widget, FALSE);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (widget, "flat");
  return widget;
}

/* A rule, and what stands behind it: both go when there is no room. */
static GtkWidget *
add_section (LtTransportBar *self, GtkWidget *content)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING), *rule = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

  gtk_widget_add_css_class (rule, "rule");
  gtk_box_append (GTK_BOX (section), rule);
  gtk_box_append (GTK_BOX (section), content);
  gtk_box_append (GTK_BOX (self->box), section);
  return section;
}

static void
on_light (LtMeter *meter, gboolean all, LtTransportBar *self)
{
  LtLive *live = lt_context_get_live (self->context);

  if (all)
    lt_live_clear_all_clips (live);
  else
    lt_live_clear_clip (live, LT_LIVE_OUTPUT);
  lt_context_wake (self->context);
}

static GtkWidget *
build_place (LtTransportBar *self)
{
  GtkWidget  *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkGesture *scrub = gtk_gesture_drag_new ();

  self->position = lt_transport_typed_new (_ ("Position in bars, beats and ticks"), "position", 9, G_CALLBACK (on_position_typed), G_OBJECT (self));
  self->time = lt_transport_caption_new ("0:00.000", "dim");
  gtk_widget_set_size_request (self->time, 72, -1);
  g_signal_connect (scrub, "drag-begin", G_CALLBACK (on_scrub_begin), self);
  g_signal_connect (scrub, "drag-update", G_CALLBACK (on_scrub), self);
  gtk_widget_add_controller (self->time, GTK_EVENT_CONTROLLER (scrub));
  gtk_widget_set_cursor_from_name (self->time, "ew-resize");
  gtk_widget_set_tooltip_text (self->time, _ ("Time; drag to scrub"));
  gtk_box_append (GTK_BOX (place), self->position);
  gtk_box_append (GTK_BOX (place), self->time);
  return place;
}

static GtkWidget *
build_meter (LtTransportBar *self)
{
  self->meter = lt_meter_new_lying (2);
  lt_meter_set_scale (LT_METER (self->meter), LT_METER_SCALE_AFTER);
  lt_meter_set_has_light (LT_METER (self->meter), TRUE);
  lt_meter_set_name (LT_METER (self->meter), _ ("Output level"));
  gtk_widget_set_size_request (self->meter, 190, 30);
  gtk_widget_set_margin_end (self->meter, 12);
  gtk_widget_set_valign (self->meter, GTK_ALIGN_CENTER);
  g_signal_connect (self->meter, "clip-cleared", G_CALLBACK (on_light), self);
  return self->meter;
}

/* What matters least goes first. */
static void
build (LtTransportBar *self)
{
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *tempo, *snap, *load, *device;

  self->play = button ("lathe-play-symbolic", "win.play");
  gtk_widget_remove_css_class (self->play, "flat");
  gtk_widget_add_css_class (self->play, "play");
  self->loop = button ("lathe-loop-symbolic", "win.loop");
  self->tempo = lt_transport_tempo_new (self->context);
  self->monitor = lt_monitor_button_new (self->context);
  self->lufs = lt_transport_caption_new ("\u2212∞", "heading");
  self->device = lt_transport_device_new (self->context);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_set_margin_end (self->monitor, 12);

  gtk_box_append (GTK_BOX (self->box), button ("lathe-to-start-symbolic", "win.to-start"));
  gtk_box_append (GTK_BOX (self->box), self->play);
  gtk_box_append (GTK_BOX (self->box), self->loop);
  add_section (self, build_place (self));
  tempo = add_section (self, self->tempo);
  snap = add_section (self, lt_snap_field_new (self->context));
  gtk_box_append (GTK_BOX (self->box), space);
  gtk_box_append (GTK_BOX (self->box), self->monitor);
  gtk_box_append (GTK_BOX (self->box), build_meter (self));
  gtk_box_append (GTK_BOX (self->box), lt_transport_pair_new (self->lufs, _ ("LUFS short")));
  load = add_section (self, lt_transport_device_get_load (LT_TRANSPORT_DEVICE (self->device)));
  device = add_section (self, self->device);
  for (GtkWidget *const *section = (GtkWidget *[]) { device, load, tempo, snap, self->meter, NULL }; *section != NULL; section++)
    lt_fit_row_drop (LT_FIT_ROW (self->row), *section, NULL);
}

/* --- the class --- */

static void
lt_transport_bar_map (GtkWidget *widget)
{
  LtTransportBar *self = LT_TRANSPORT_BAR (widget);

  GTK_WIDGET_CLASS (lt_transport_bar_parent_class)->map (widget);
  self->frame = g_signal_connect (self->context, "frame", G_CALLBACK (on_frame), self);
  on_document (self);
}

static void
lt_transport_bar_unmap (GtkWidget *widget)
{
  LtTransportBar *self = LT_TRANSPORT_BAR (widget);

  g_clear_signal_handler (&self->frame, self->context);
  GTK_WIDGET_CLASS (lt_transport_bar_parent_class)->unmap (widget);
}

static void
lt_transport_bar_dispose (GObject *object)
{
  g_clear_pointer (&LT_TRANSPORT_BAR (object)->row, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_transport_bar_parent_class)->dispose (object);
}

static void
lt_transport_bar_class_init (LtTransportBarClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_transport_bar_dispose;
  widget->map = lt_transport_bar_map;
  widget->unmap = lt_transport_bar_unmap;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "transport");
}

static void
lt_transport_bar_init (LtTransportBar *self)
{
  self->box = lt_still_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  gtk_widget_add_css_class (self->box, "transport");
  gtk_widget_set_direction (self->box, GTK_TEXT_DIR_LTR);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->row = lt_fit_row_new (self->box);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
}

GtkWidget *
lt_transport_bar_new (LtContext *context)
{
  LtTransportBar *self = g_object_new (LT_TYPE_TRANSPORT_BAR, NULL);

  self->context = context;
  build (self);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
