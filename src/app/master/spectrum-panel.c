// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The plot, what it is told to show, and hands on it; choices are kept in the settings.
// Layer: app.

#include "app/master/spectrum-panel.h"

#include "app/master/spectrum-picture.h"
#include "app/master/spectrum-reference.h"
#include "app/shell/actions.h"
#include "app/shell/settings.h"
#include "app/widgets/seg.h"

#include <glib/gi18n.h>
#include <math.h>

#define LT_TYPE_SPECTRUM_PANEL (lt_spectrum_panel_get_type ())
G_DECLARE_FINAL_TYPE (LtSpectrumPanel, lt_spectrum_panel, LT, SPECTRUM_PANEL, GtkWidget)

#define LEAST_DRAG 8.0 /* px; less is a click */
#define LEAST_HEIGHT 104 /* px: its six levels stay apart; a page that is lower scrolls */

/* As the drop-downs have them, and the settings count them. */
static const double averages_s[] = { 0.4, 1.0, 3.0, 10.0, INFINITY };
static const double tilts[] = { 0.0, 3.0, 4.5 };
static const guint  sizes[] = { 2048, 4096, 8192, 16384, 32768 };

struct _LtSpectrumPanel
{
  GtkWidget parent_instance;

  LtContext           *context;
  LtSpectrumPicture   *picture;
  LtSpectrumReference *reference;
  gulong               frame;
  uint64_t             serial;
  double               drag_x;
  gboolean             is_dragging;

  GtkWidget *box, *plot, *view, *size, *average, *tilt, *traces, *hold, *reset;
};

G_DEFINE_FINAL_TYPE (LtSpectrumPanel, lt_spectrum_panel, GTK_TYPE_WIDGET)

/* --- what is shown --- */

static guint
selected (GtkWidget *drop_down, guint n)
{
  return MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down)), n - 1);
}

static LtSpectrumView
view_of (LtSpectrumPanel *self)
{
  return (LtSpectrumView) selected (self->view, 3);
}

/* As loud as the master when loudness is matched, as it is in the file otherwise. */
static double
shift_of (LtSpectrumPanel *self)
{
  LtLive *live = lt_context_get_live (self->context);

  if (!lt_live_get_match (live))
    return 0.0;
  return lt_live_get_match_db (live, LT_LIVE_REFERENCE) - lt_live_get_match_db (live, LT_LIVE_MASTER);
}

static gboolean
show_reference (gpointer data)
{
  LtSpectrumPanel *self = data;
  guint            n;
  double           bin_hz;
  const float     *bins = lt_spectrum_reference_get (self->reference, &n, &bin_hz);

  lt_spectrum_picture_set_reference (self->picture, bins, n, bin_hz, shift_of (self));
  return G_SOURCE_REMOVE;
}

static void
take_columns (LtSpectrumPanel *self)
{
  float column[LT_LIVE_SCOPE_ROWS];

  while (lt_live_next_scope_column (lt_context_get_live (self->context), column))
    lt_spectrum_picture_add_column (self->picture, column);
}

static void
on_frame (LtContext *context, double seconds, LtSpectrumPanel *self)
{
  const LtLiveScope *scope = lt_live_read_scope (lt_context_get_live (context));

  lt_spectrum_reference_follow (self->reference);
  show_reference (self);
  if (view_of (self) == LT_SPECTRUM_WATERFALL)
    take_columns (self);
  if (scope == NULL || scope->serial == self->serial || scope->serial == 0)
    return;
  self->serial = scope->serial;
  if (view_of (self) != LT_SPECTRUM_WATERFALL)
    lt_spectrum_picture_take (self->picture, scope);
}

/* The average begins again, and the hold with it. */
static void
configure (LtSpectrumPanel *self)
{
  LtLiveScopeConfig config = {
    .size = sizes[selected (self->size, G_N_ELEMENTS (sizes))],
    .is_mid_side = lt_seg_get_selected (LT_SEG (self->traces)) == 1,
    .average_s = averages_s[selected (self->average, G_N_ELEMENTS (averages_s))],
    .wants_columns = view_of (self) == LT_SPECTRUM_WATERFALL && gtk_widget_get_mapped (GTK_WIDGET (self)),
  };

  lt_live_set_scope (lt_context_get_live (self->context), &config);
}

static void
on_view (LtSpectrumPanel *self)
{
  gboolean is_waterfall = view_of (self) == LT_SPECTRUM_WATERFALL;
  GtkWidget *of_lines[] = { self->size, self->average, self->traces, self->hold, self->reset };

  for (gsize i = 0; i < G_N_ELEMENTS (of_lines); i++)
    gtk_widget_set_sensitive (of_lines[i], !is_waterfall);
  gtk_widget_set_sensitive (self->tilt, view_of (self) == LT_SPECTRUM_LINES);
  lt_spectrum_picture_set_view (self->picture, view_of (self));
  configure (self);
}

static void
on_tilt (LtSpectrumPanel *self)
{
  lt_spectrum_picture_set_tilt (self->picture, tilts[selected (self->tilt, G_N_ELEMENTS (tilts))]);
  self->serial = 0;
  lt_context_wake (self->context);
}

static void
on_hold (LtSpectrumPanel *self)
{
  lt_spectrum_picture_set_has_hold (self->picture, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->hold)));
}

/* --- hands --- */

static void
zoom_out (LtSpectrumPanel *self)
{
  lt_spectrum_picture_zoom (self->picture, 20.0, 20000.0);
  self->serial = 0;
  lt_context_wake (self->context);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, LtSpectrumPanel *self)
{
  self->drag_x = x;
  if (!self->is_dragging) /* which sees every motion too, and knows where it began */
    lt_spectrum_picture_point (self->picture, x, -1.0);
}

static void
on_leave (GtkEventControllerMotion *controller, LtSpectrumPanel *self)
{
  if (!self->is_dragging)
    lt_spectrum_picture_point (self->picture, -1.0, -1.0);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, LtSpectrumPanel *self)
{
  self->is_dragging = TRUE;
}

static void
on_drag_cancel (GtkGesture *gesture, GdkEventSequence *sequence, LtSpectrumPanel *self)
{
  self->is_dragging = FALSE;
  lt_spectrum_picture_point (self->picture, self->drag_x, -1.0);
}

static void
on_drag (GtkGestureDrag *gesture, double dx, double dy, LtSpectrumPanel *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  lt_spectrum_picture_point (self->picture, x + dx, fabs (dx) >= LEAST_DRAG ? x : -1.0);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, LtSpectrumPanel *self)
{
  double x, y, a, b;

  self->is_dragging = FALSE;
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  lt_spectrum_picture_point (self->picture, x + dx, -1.0);
  if (fabs (dx) < LEAST_DRAG || view_of (self) == LT_SPECTRUM_WATERFALL)
    return;
  a = lt_plot_from_x (LT_PLOT (self->plot), x);
  b = lt_plot_from_x (LT_PLOT (self->plot), x + dx);
  lt_spectrum_picture_zoom (self->picture, MIN (a, b), MAX (a, b));
  self->serial = 0;
  lt_context_wake (self->context);
}

/* Said only of what a key has pointed at: a moving pointer would never end. */
static void
point_by_key (LtSpectrumPanel *self, double by)
{
  graphene_rect_t well;

  lt_plot_get_well (LT_PLOT (self->plot), &well);
  if (self->drag_x < well.origin.x)
    self->drag_x = well.origin.x + well.size.width / 2.0;
  self->drag_x = CLAMP (self->drag_x + by, well.origin.x, well.origin.x + well.size.width);
  lt_spectrum_picture_point (self->picture, self->drag_x, -1.0);
  g_autofree char *words = lt_spectrum_picture_dup_words (self->picture);
  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
zoom_by_key (LtSpectrumPanel *self, double factor)
{
  if (view_of (self) == LT_SPECTRUM_WATERFALL)
    return;
  point_by_key (self, 0.0);
  lt_spectrum_picture_zoom_at (self->picture, lt_plot_from_x (LT_PLOT (self->plot), self->drag_x), factor);
  self->serial = 0;
  lt_context_wake (self->context);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtSpectrumPanel *self)
{
  double step = (state & GDK_SHIFT_MASK) != 0 ? 1.0 : 8.0;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      point_by_key (self, -step);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      point_by_key (self, step);
      return GDK_EVENT_STOP;
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      zoom_by_key (self, 1.5);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_by_key (self, 1.0 / 1.5);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      zoom_out (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
      configure (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* --- the class --- */

static void
lt_spectrum_panel_map (GtkWidget *widget)
{
  LtSpectrumPanel *self = LT_SPECTRUM_PANEL (widget);

  GTK_WIDGET_CLASS (lt_spectrum_panel_parent_class)->map (widget);
  self->frame = g_signal_connect (self->context, "frame", G_CALLBACK (on_frame), self);
  if (view_of (self) == LT_SPECTRUM_WATERFALL)
    configure (self);
}

static void
lt_spectrum_panel_unmap (GtkWidget *widget)
{
  LtSpectrumPanel *self = LT_SPECTRUM_PANEL (widget);

  g_clear_signal_handler (&self->frame, self->context);
  GTK_WIDGET_CLASS (lt_spectrum_panel_parent_class)->unmap (widget);
  if (view_of (self) == LT_SPECTRUM_WATERFALL)
    configure (self);
}

static void
lt_spectrum_panel_dispose (GObject *object)
{
  LtSpectrumPanel *self = LT_SPECTRUM_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->reference, lt_spectrum_reference_free);
  g_clear_pointer (&self->picture, lt_spectrum_picture_free);
  G_OBJECT_CLASS (lt_spectrum_panel_parent_class)->dispose (object);
}

static void
lt_spectrum_panel_class_init (LtSpectrumPanelClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_spectrum_panel_dispose;
  widget->map = lt_spectrum_panel_map;
  widget->unmap = lt_spectrum_panel_unmap;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "spectrumpanel");
}

static void
keep (GtkWidget *widget, const char *key, const char *property)
{
  if (lt_settings_get () != NULL)
    g_settings_bind (lt_settings_get (), key, widget, property, G_SETTINGS_BIND_DEFAULT);
}

static GtkWidget *
add_drop_down (GtkWidget *head, const char *const *labels, guint first, const char *name)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (labels);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), first);
  gtk_widget_set_tooltip_text (drop_down, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (drop_down)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (head), drop_down);
  return drop_down;
}

static GtkWidget *
build_head (LtSpectrumPanel *self)
{
  const char *views[] = { _ ("Spectrum"), _ ("Third octaves"), _ ("Spectrogram"), NULL };
  const char *size_labels[] = { "2048", "4096", "8192", "16384", "32768", NULL };
  const char *average_labels[] = { _ ("0.4 s"), _ ("1 s"), _ ("3 s"), _ ("10 s"), _ ("All"), NULL };
  const char *tilt_labels[] = { _ ("0 dB/oct"), _ ("3 dB/oct"), _ ("4.5 dB/oct"), NULL };
  const char *trace_labels[] = { _ ("L+R"), _ ("M/S"), NULL };
  GtkWidget  *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *match;

  self->view = add_drop_down (head, views, 0, _ ("What is drawn"));
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (head), space);
  self->size = add_drop_down (head, size_labels, 2, _ ("Size of the transform"));
  self->average = add_drop_down (head, average_labels, 0, _ ("Average"));
  self->tilt = add_drop_down (head, tilt_labels, 2, _ ("Tilt in dB an octave"));
  self->traces = lt_seg_new (trace_labels);
  lt_seg_set_name (LT_SEG (self->traces), _ ("Channels"));
  self->hold = gtk_toggle_button_new_with_label (_ ("Hold"));
  gtk_widget_set_tooltip_text (self->hold, _ ("Show the highest since play"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->hold), TRUE);
  gtk_widget_add_css_class (self->hold, "small");
  self->reset = gtk_button_new_with_label (_ ("Reset"));
  gtk_widget_add_css_class (self->reset, "small");
  gtk_widget_set_tooltip_text (self->reset, _ ("Begin average and hold anew (Backspace)"));
  match = gtk_button_new_with_label (_ ("Match…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (match), "master.match-reference");
  lt_actions_set_tooltip (match, "master.match-reference");
  gtk_widget_add_css_class (match, "small");
  gtk_box_append (GTK_BOX (head), self->traces);
  gtk_box_append (GTK_BOX (head), self->hold);
  gtk_box_append (GTK_BOX (head), self->reset);
  gtk_box_append (GTK_BOX (head), match);
  return head;
}

static void
add_hands (LtSpectrumPanel *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();
  GtkGesture         *drag = gtk_gesture_drag_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_drag_cancel), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect_swapped (self->plot, "double-click", G_CALLBACK (zoom_out), self);
  gtk_widget_add_controller (self->plot, motion);
  gtk_widget_add_controller (self->plot, keys);
  gtk_widget_add_controller (self->plot, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_focusable (self->plot, TRUE);
}

static void
lt_spectrum_panel_init (LtSpectrumPanel *self)
{
  self->drag_x = -1.0;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "panel");
  gtk_widget_add_css_class (self->box, "padded");
  self->plot = g_object_new (LT_TYPE_PLOT, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  self->picture = lt_spectrum_picture_new (LT_PLOT (self->plot));
  gtk_widget_set_vexpand (self->plot, TRUE);
  gtk_widget_set_size_request (self->plot, -1, LEAST_HEIGHT);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Spectrum of the master"), -1);
  add_hands (self);
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (self->box), self->plot);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_spectrum_panel_new (LtContext *context)
{
  LtSpectrumPanel *self = g_object_new (LT_TYPE_SPECTRUM_PANEL, NULL);

  self->context = context;
  self->reference = lt_spectrum_reference_new (context, show_reference, self);
  keep (self->view, "spectrum-view", "selected");
  keep (self->size, "spectrum-size", "selected");
  keep (self->average, "spectrum-average", "selected");
  keep (self->tilt, "spectrum-tilt", "selected");
  keep (self->traces, "spectrum-traces", "selected");
  keep (self->hold, "spectrum-hold", "active");
  g_signal_connect_swapped (self->view, "notify::selected", G_CALLBACK (on_view), self);
  g_signal_connect_swapped (self->size, "notify::selected", G_CALLBACK (configure), self);
  g_signal_connect_swapped (self->average, "notify::selected", G_CALLBACK (configure), self);
  g_signal_connect_swapped (self->tilt, "notify::selected", G_CALLBACK (on_tilt), self);
  g_signal_connect_swapped (self->traces, "notify::selected", G_CALLBACK (configure), self);
  g_signal_connect_swapped (self->hold, "toggled", G_CALLBACK (on_hold), self);
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (configure), self);
  on_tilt (self);
  on_hold (self);
  on_view (self);
  return GTK_WIDGET (self);
}
