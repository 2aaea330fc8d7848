// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers change with the frames; what is typed goes through actions and edits. Drops what matters least when it is narrow.
// Layer: app.

#include "app/shell/transport-bar.h"

#include "app/shell/actions.h"
#include "app/shell/monitor-button.h"
#include "app/widgets/meter.h"
#include "app/widgets/still.h"
#include "app/widgets/time-scale.h"
#include "session/edit-session.h"
#include "studio/live-analysis.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#define LT_TYPE_TRANSPORT_BAR (lt_transport_bar_get_type ())
G_DECLARE_FINAL_TYPE (LtTransportBar, lt_transport_bar, LT, TRANSPORT_BAR, GtkWidget)

#define STATUS_S 0.25 /* between two looks at the device */
#define LOUDNESS_S 0.1
#define SCRUB_PX 6.0 /* a beat */

struct _LtTransportBar
{
  GtkWidget parent_instance;

  LtContext *context;
  gulong     frame;
  double     since_status_s, since_loudness_s;
  double     shown_pos;
  int64_t    scrub_from;

  GtkWidget *box, *play, *loop, *position, *time, *tempo, *metre, *monitor, *meter, *lufs, *load, *device, *device_detail, *device_dot;
  GtkWidget *device_box, *load_box, *tempo_box, *device_button;
  gboolean   typing_back; /* the labels are being set, not typed */
};

G_DEFINE_FINAL_TYPE (LtTransportBar, lt_transport_bar, GTK_TYPE_WIDGET)

static LtTimeScale
scale_of (const LtSession *session)
{
  return (LtTimeScale) { .rate_hz = session->rate_hz, .tempo_bpm = session->tempo_bpm, .metre_num = session->metre_num, .metre_den = session->metre_den };
}

static const LtSession *
session_of (LtTransportBar *self)
{
  return lt_document_get_session (lt_context_get_document (self->context));
}

/* GTK 4.8 asks a stack that a label lets go of when its window closes. */
static gboolean
is_alive (GtkWidget *editable)
{
  return gtk_widget_get_first_child (editable) != NULL;
}

/* Not while it is typed into. */
static void
set_text (GtkWidget *editable, const char *text)
{
  if (is_alive (editable) && !gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (editable)) && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (editable)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (editable), text);
}

/* --- what it shows --- */

static void
show_position (LtTransportBar *self, const LtSession *session)
{
  double      pos = MAX (lt_live_get_heard_position (lt_context_get_live (self->context)), 0.0);
  LtTimeScale scale = scale_of (session);

  if (pos == self->shown_pos)
    return;
  self->shown_pos = pos;
  g_autofree char *bars = lt_time_scale_dup_bars (&scale, pos), *time = lt_time_scale_dup_time (&scale, pos, 3);
  self->typing_back = TRUE;
  set_text (self->position, bars);
  self->typing_back = FALSE;
  gtk_label_set_label (GTK_LABEL (self->time), time);
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

static const char *
state_words (LtLiveState state)
{
  switch (state)
    {
    case LT_LIVE_OK:
      return NULL;
    case LT_LIVE_OPENING:
    case LT_LIVE_CLOSED:
      return _ ("Opening the device…");
    case LT_LIVE_SILENT:
      return _ ("Silent, by choice");
    case LT_LIVE_LOST:
      return _ ("Device is gone");
    case LT_LIVE_NONE:
    default:
      return _ ("No sound output");
    }
}

static void
show_status (LtTransportBar *self)
{
  LtLiveStatus status;

  lt_live_get_status (lt_context_get_live (self->context), &status);
  const char      *words = state_words (status.state);
  g_autofree char *detail = g_strdup_printf (_ ("%g kHz · %u · %.1f ms"), status.rate_hz / 1000.0, status.buffer_frames, status.latency_ms);
  g_autofree char *load = g_strdup_printf ("%.0f\u2009%%", status.load * 100.0);
  g_autofree char *dropouts = g_strdup_printf (ngettext ("%u dropout of the device, %" PRIu64 " late reads of the disk",
                                                         "%u dropouts of the device, %" PRIu64 " late reads of the disk", status.xruns),
                                               status.xruns, (guint64) status.starved);

  gtk_label_set_label (GTK_LABEL (self->device), words != NULL ? words : (status.device[0] != '\0' ? status.device : _ ("Default device")));
  gtk_label_set_label (GTK_LABEL (self->device_detail), status.problem[0] != '\0' && words != NULL ? _ ("Everything else works") : detail);
  gtk_widget_set_tooltip_text (self->device_button, status.problem[0] != '\0' ? status.problem : _ ("Audio settings"));
  gtk_label_set_label (GTK_LABEL (self->load), load);
  gtk_widget_set_tooltip_text (self->load_box, dropouts);
  (status.load > 0.8 || status.xruns > 0 ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->load, "warn");
  (status.state == LT_LIVE_OK ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->device_dot, "ok");
  (status.state == LT_LIVE_LOST || status.state == LT_LIVE_NONE ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->device_dot, "warn");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.device-state", "(us)", (guint32) status.state, status.problem);
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
      show_status (self);
      self->since_status_s = 0.0;
    }
}

static void
on_document (LtTransportBar *self)
{
  const LtSession *session = session_of (self);

  if (session == NULL)
    return;
  g_autofree char *tempo = g_strdup_printf ("%.2f", session->tempo_bpm), *metre = g_strdup_printf ("%u/%u", session->metre_num, session->metre_den);

  self->typing_back = TRUE;
  set_text (self->tempo, tempo);
  set_text (self->metre, metre);
  self->typing_back = FALSE;
  self->shown_pos = -1.0;
  show_position (self, session);
  show_transport (self, session);
  lt_monitor_button_frame (self->monitor, self->context);
}

/* The device may go while nothing moves. */
static gboolean
on_second (gpointer data)
{
  show_status (data);
  return G_SOURCE_CONTINUE;
}

/* --- what is typed --- */

static gboolean
began_typing (GtkWidget *label)
{
  return !is_alive (label) || gtk_editable_label_get_editing (GTK_EDITABLE_LABEL (label));
}

static void
on_position_typed (GtkWidget *label, GParamSpec *pspec, LtTransportBar *self)
{
  const LtSession *session = session_of (self);
  const char      *text = gtk_editable_get_text (GTK_EDITABLE (label));
  double           frame;

  if (began_typing (label) || session == NULL)
    return;
  LtTimeScale scale = scale_of (session);
  if (strchr (text, ':') != NULL ? lt_time_scale_parse_time (&scale, text, &frame) : lt_time_scale_parse_bars (&scale, text, FALSE, &frame))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.locate", "x", (gint64) frame);
  self->shown_pos = -1.0;
  show_position (self, session);
}

static void
on_tempo_typed (GtkWidget *label, GParamSpec *pspec, LtTransportBar *self)
{
  LtDocument      *document = lt_context_get_document (self->context);
  const LtSession *session = session_of (self);
  g_autofree char *text = g_strdelimit (g_strdup (gtk_editable_get_text (GTK_EDITABLE (label))), ",", '.');
  double           tempo = g_ascii_strtod (text, NULL);

  if (began_typing (label) || session == NULL)
    return;
  if (tempo >= 1.0 && tempo <= 999.0 && fabs (tempo - session->tempo_bpm) >= 0.005)
    lt_document_apply (document, lt_edit_session_tempo (session, tempo), _ ("Change tempo"), NULL);
  on_document (self);
}

static void
on_metre_typed (GtkWidget *label, GParamSpec *pspec, LtTransportBar *self)
{
  LtDocument      *document = lt_context_get_document (self->context);
  const LtSession *session = session_of (self);
  guint            num, den;

  if (began_typing (label) || session == NULL)
    return;
  if (sscanf (gtk_editable_get_text (GTK_EDITABLE (label)), "%u / %u", &num, &den) == 2 && num >= 1 && num <= 64 && den >= 1 && den <= 64
      && (den & (den - 1)) == 0 && (num != session->metre_num || den != session->metre_den))
    lt_document_apply (document, lt_edit_session_metre (session, num, den), _ ("Change metre"), NULL);
  on_document (self);
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
  LtTimeScale scale = scale_of (session);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.locate", "x", (gint64) (self->scrub_from + dx / SCRUB_PX * lt_time_scale_get_beat (&scale)));
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

static GtkWidget *
typed (const char *name, const char *style, GCallback done, LtTransportBar *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_EDITABLE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);

  gtk_widget_add_css_class (label, style);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (label, "notify::editing", done, self);
  return label;
}

static void
set_width (GtkWidget *editable, int chars)
{
  gtk_editable_set_width_chars (GTK_EDITABLE (editable), chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (editable), chars);
}

static GtkWidget *
caption (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* A value over its caption. */
static GtkWidget *
pair (GtkWidget *value, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), caption (text, "tick"));
  return box;
}

static void
add_rule (LtTransportBar *self)
{
  GtkWidget *rule = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

  gtk_widget_add_css_class (rule, "rule");
  gtk_box_append (GTK_BOX (self->box), rule);
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

static void
build_left (LtTransportBar *self)
{
  GtkGesture *scrub = gtk_gesture_drag_new ();

  self->play = button ("lathe-play-symbolic", "win.play");
  gtk_widget_remove_css_class (self->play, "flat");
  gtk_widget_add_css_class (self->play, "play");
  self->loop = button ("lathe-loop-symbolic", "win.loop");
  self->position = typed (_ ("Position in bars, beats and ticks"), "position", G_CALLBACK (on_position_typed), self);
  set_width (self->position, 9);
  self->time = caption ("0:00.000", "dim");
  gtk_widget_set_size_request (self->time, 72, -1);
  self->tempo = typed (_ ("Tempo in beats per minute"), "heading", G_CALLBACK (on_tempo_typed), self);
  self->metre = typed (_ ("Metre"), "heading", G_CALLBACK (on_metre_typed), self);
  set_width (self->tempo, 6);
  set_width (self->metre, 4);
  self->tempo_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (self->tempo_box), pair (self->tempo, _ ("Tempo")));
  gtk_box_append (GTK_BOX (self->tempo_box), pair (self->metre, _ ("Metre")));

  g_signal_connect (scrub, "drag-begin", G_CALLBACK (on_scrub_begin), self);
  g_signal_connect (scrub, "drag-update", G_CALLBACK (on_scrub), self);
  gtk_widget_add_controller (self->time, GTK_EVENT_CONTROLLER (scrub));
  gtk_widget_set_cursor_from_name (self->time, "ew-resize");
  gtk_widget_set_tooltip_text (self->time, _ ("Time; drag to scrub"));

  gtk_box_append (GTK_BOX (self->box), button ("lathe-to-start-symbolic", "win.to-start"));
  gtk_box_append (GTK_BOX (self->box), self->play);
  gtk_box_append (GTK_BOX (self->box), self->loop);
  add_rule (self);
  gtk_box_append (GTK_BOX (self->box), self->position);
  gtk_box_append (GTK_BOX (self->box), self->time);
  add_rule (self);
  gtk_box_append (GTK_BOX (self->box), self->tempo_box);
}

static void
build_right (LtTransportBar *self)
{
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (space, TRUE);
  self->meter = lt_meter_new_lying (2);
  lt_meter_set_scale (LT_METER (self->meter), LT_METER_SCALE_AFTER);
  lt_meter_set_has_light (LT_METER (self->meter), TRUE);
  lt_meter_set_name (LT_METER (self->meter), _ ("Output level"));
  gtk_widget_set_size_request (self->meter, 190, 30);
  gtk_widget_set_valign (self->meter, GTK_ALIGN_CENTER);
  g_signal_connect (self->meter, "clip-cleared", G_CALLBACK (on_light), self);
  self->lufs = caption ("\u2212∞", "heading");
  self->load = caption ("0\u2009%", "value");
  self->load_box = pair (self->load, _ ("CPU"));
  self->device_dot = gtk_label_new ("●");
  gtk_widget_add_css_class (self->device_dot, "dot");
  self->device = caption ("", "value");
  self->device_detail = caption ("", "tick");
  gtk_label_set_ellipsize (GTK_LABEL (self->device), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->device), 20);
  gtk_box_append (GTK_BOX (column), self->device);
  gtk_box_append (GTK_BOX (column), self->device_detail);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  self->device_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (self->device_box), self->device_dot);
  gtk_box_append (GTK_BOX (self->device_box), column);
  self->device_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->device_button), self->device_box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->device_button), "app.preferences");
  gtk_widget_add_css_class (self->device_button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->device_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Audio settings"), -1);

  self->monitor = lt_monitor_button_new (self->context);
  gtk_box_append (GTK_BOX (self->box), space);
  gtk_box_append (GTK_BOX (self->box), self->monitor);
  gtk_widget_set_margin_end (self->monitor, 12);
  gtk_box_append (GTK_BOX (self->box), self->meter);
  gtk_widget_set_margin_end (self->meter, 12);
  gtk_box_append (GTK_BOX (self->box), pair (self->lufs, _ ("LUFS short")));
  add_rule (self);
  gtk_box_append (GTK_BOX (self->box), self->load_box);
  add_rule (self);
  gtk_box_append (GTK_BOX (self->box), self->device_button);
}

/* --- room: device, load and tempo go first --- */

static void
lt_transport_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (LT_TRANSPORT_BAR (widget)->box, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 560;
}

static void
lt_transport_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtTransportBar *self = LT_TRANSPORT_BAR (widget);
  GtkWidget      *droppable[] = { self->device_button, self->load_box, self->tempo_box };
  int             needed;

  for (gsize i = 0; i < G_N_ELEMENTS (droppable); i++)
    gtk_widget_set_child_visible (droppable[i], TRUE);
  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &needed, NULL, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (droppable) && needed > width; i++)
    {
      int its;

      gtk_widget_measure (droppable[i], GTK_ORIENTATION_HORIZONTAL, -1, &its, NULL, NULL, NULL);
      gtk_widget_set_child_visible (droppable[i], FALSE);
      needed -= its;
    }
  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, MAX (width, needed), height }, baseline);
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
  g_source_remove_by_user_data (object);
  g_clear_pointer (&LT_TRANSPORT_BAR (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_transport_bar_parent_class)->dispose (object);
}

static void
lt_transport_bar_class_init (LtTransportBarClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_transport_bar_dispose;
  widget->map = lt_transport_bar_map;
  widget->unmap = lt_transport_bar_unmap;
  widget->measure = lt_transport_bar_measure;
  widget->size_allocate = lt_transport_bar_size_allocate;
  gtk_widget_class_set_css_name (widget, "transport");
}

static void
lt_transport_bar_init (LtTransportBar *self)
{
  self->box = lt_still_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (self->box, "transport");
  gtk_widget_set_direction (self->box, GTK_TEXT_DIR_LTR);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_transport_bar_new (LtContext *context)
{
  LtTransportBar *self = g_object_new (LT_TYPE_TRANSPORT_BAR, NULL);

  self->context = context;
  build_left (self);
  build_right (self);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  g_timeout_add_seconds (1, on_second, self);
  return GTK_WIDGET (self);
}
