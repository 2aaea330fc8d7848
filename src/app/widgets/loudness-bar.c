// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// EBU Tech 3341's +9 scale, −18 to +9 LU about the target, or +18, −36 to +18.
// Layer: app/widgets.

#include "app/widgets/loudness-bar.h"

#include "app/widgets/draw.h"
#include "app/widgets/number-text.h"

#include <glib/gi18n.h>
#include <math.h>

#define R128_LUFS -23.0 /* until another target is set */
#define TOP 9.0 /* of the narrow scale, which goes down twice as far; the wide one is twice as long */
#define LABEL 20.0
#define NUMBER 52.0
#define BAR 14.0
#define GAP 10.0
#define WORDS_MS 500

struct _LtLoudnessBar
{
  GtkWidget parent_instance;

  LtLoudnessBarValues values;
  double              target;
  gboolean            lufs, wide;
  guint               words_source;

  GskRenderNode *scale; /* as it was drawn for: */
  int            drawn_width, drawn_scale;
  guint          drawn_serial;
};

G_DEFINE_FINAL_TYPE (LtLoudnessBar, lt_loudness_bar, GTK_TYPE_WIDGET)

enum
{
  RESET,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* Colours of the scale: their ends in LU. */
static const struct
{
  double   to;
  LtColour colour;
} zones[] = { { -9.0, LT_COLOUR_M1 }, { 2.0, LT_COLOUR_M2 }, { 6.0, LT_COLOUR_M3 }, { 2 * TOP, LT_COLOUR_M4 } };

static double
high (LtLoudnessBar *self)
{
  return self->wide ? 2 * TOP : TOP;
}

static double
low (LtLoudnessBar *self)
{
  return -2.0 * high (self);
}

static double
to_x (LtLoudnessBar *self, double lu)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - LABEL - NUMBER;

  return LABEL + width * (CLAMP (lu, low (self), high (self)) - low (self)) / (high (self) - low (self));
}

/* What rounds to 0 has no sign; what is above it has one where it is a difference. */
static char *
dup_signed (LtLoudnessBar *self, double lu, int digits)
{
  double scale = pow (10.0, digits), shown = round ((self->lufs ? self->target + lu : lu) * scale) / scale;

  return g_strdup_printf ("%s%.*f", shown < 0.0 ? "\u2212" : (self->lufs || shown == 0.0 ? "" : "+"), digits, fabs (shown));
}

static char *
dup_number (LtLoudnessBar *self, double lufs)
{
  return isfinite (lufs) ? dup_signed (self, lufs - self->target, 1) : g_strdup ("\u2212∞");
}

static void
draw_bar (LtLoudnessBar *self, GtkSnapshot *snapshot, double top, double lufs, double max)
{
  double lu = isfinite (lufs) ? lufs - self->target : low (self), from = low (self);

  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_BTN), to_x (self, low (self)), top, to_x (self, high (self)) - to_x (self, low (self)), BAR);
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      double to = MIN (MIN (zones[i].to, high (self)), lu);

      if (to > from)
        lt_draw_box (snapshot, lt_palette_get (zones[i].colour), to_x (self, from), top, to_x (self, to) - to_x (self, from), BAR);
      from = zones[i].to;
    }
  if (isfinite (max))
    lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_M3), to_x (self, max - self->target) - 1, top, 2, BAR);
}

/* (transfer full): target and numbers, over the bars. */
static GskRenderNode *
draw_scale (LtLoudnessBar *self)
{
  GtkWidget   *widget = GTK_WIDGET (self);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  LtDrawFont   name = { 12, 600, 0.0, *lt_palette_get (LT_COLOUR_FG) }, tick = { 10, 500, 0.5, *lt_palette_get (LT_COLOUR_FG3) };
  GdkRGBA      zone = lt_palette_alpha (lt_palette_get (LT_COLOUR_FG), 0.12);
  double       below = 2 * BAR + GAP;

  lt_draw_box (snapshot, &zone, to_x (self, -1), -2, to_x (self, 1) - to_x (self, -1), below + 4);
  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_FG), to_x (self, 0) - 0.75, -2, 1.5, below + 4);
  lt_draw_text (widget, snapshot, "M", &name, 0, BAR / 2);
  lt_draw_text (widget, snapshot, "S", &name, 0, BAR + GAP + BAR / 2);
  for (int lu = (int) low (self); lu <= (int) high (self); lu += (int) high (self))
    {
      g_autofree char *text = lu == 0 && !self->lufs ? g_strdup (_ ("0 LU")) : dup_signed (self, lu, 0);

      lt_draw_text (widget, snapshot, text, &tick, to_x (self, lu), below + 11);
    }
  return lt_draw_flatten (widget, gtk_snapshot_free_to_node (snapshot));
}

static void
append_scale (LtLoudnessBar *self, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), screen_scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->scale == NULL || self->drawn_width != width || self->drawn_scale != screen_scale || self->drawn_serial != lt_palette_get_serial ())
    {
      g_clear_pointer (&self->scale, gsk_render_node_unref);
      self->scale = draw_scale (self);
      self->drawn_width = width;
      self->drawn_scale = screen_scale;
      self->drawn_serial = lt_palette_get_serial ();
    }
  gtk_snapshot_append_node (snapshot, self->scale);
}

static void
draw_range (LtLoudnessBar *self, GtkSnapshot *snapshot)
{
  double a = to_x (self, self->values.range_low - self->target), b = to_x (self, self->values.range_high - self->target), y = 2 * BAR + GAP + 24;

  if (!isfinite (self->values.range_low) || !isfinite (self->values.range_high))
    return;
  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_FG2), a, y, MAX (b - a, 1), 1.5);
  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_FG2), a, y - 4, 1.5, 9);
  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_FG2), b, y - 4, 1.5, 9);
}

static void
lt_loudness_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtLoudnessBar   *self = LT_LOUDNESS_BAR (widget);
  double           right = gtk_widget_get_width (widget), second = BAR + GAP;
  LtDrawFont       number = { 12, 600, 1.0, *lt_palette_get (LT_COLOUR_FG) };
  g_autofree char *m = dup_number (self, self->values.momentary), *s = dup_number (self, self->values.short_term);

  draw_bar (self, snapshot, 0, self->values.momentary, self->values.max_momentary);
  draw_bar (self, snapshot, second, self->values.short_term, self->values.max_short_term);
  append_scale (self, snapshot);
  lt_draw_text (widget, snapshot, m, &number, right, BAR / 2);
  lt_draw_text (widget, snapshot, s, &number, right, second + BAR / 2);
  draw_range (self, snapshot);
}

static void
lt_loudness_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : (int) (2 * BAR + GAP + 32);
  *minimum_baseline = *natural_baseline = -1;
}

/* --- words --- */

/* "0.4 above target" */
static char *
dup_distance (double lu)
{
  if (fabs (lu) < 0.05)
    return g_strdup (_ ("at target"));
  return g_strdup_printf (lu < 0.0 ? _ ("%.1f below target") : _ ("%.1f above target"), fabs (lu));
}

static void
tell (gpointer data)
{
  LtLoudnessBar   *self = data;
  double           value = self->values.short_term, shown = self->lufs ? self->target : 0.0;
  LtNumberFormat   format = { .kind = LT_NUMBER_LUFS };
  g_autofree char *number = lt_number_text_dup (&format, value), *distance = dup_distance (value - self->target);
  /* Translators: a loudness and how far it is from what is aimed at: "short-term −13.6 LUFS, 0.4 above target". */
  g_autofree char *words = isfinite (value) ? g_strdup_printf (_ ("short-term %s, %s"), number, distance) : g_strdup (_ ("short-term silence"));

  self->words_source = 0;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, shown + low (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, shown + high (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, shown + (isnan (value) ? low (self) : CLAMP (value - self->target, low (self), high (self))), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
}

static void
tell_soon (LtLoudnessBar *self)
{
  if (self->words_source == 0)
    self->words_source = g_timeout_add_once (WORDS_MS, tell, self);
}

static void
redraw_scale (LtLoudnessBar *self)
{
  g_clear_pointer (&self->scale, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell (self);
}

/* --- hands --- */

static void
change_unit (LtLoudnessBar *self)
{
  self->lufs = !self->lufs;
  redraw_scale (self);
}

static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, LtLoudnessBar *self)
{
  if (n == 2)
    g_signal_emit (self, signals[RESET], 0);
  if (n <= 2)
    change_unit (self); /* the second press takes back what the first has done */
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtLoudnessBar *self)
{
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      change_unit (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
      g_signal_emit (self, signals[RESET], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
lt_loudness_bar_dispose (GObject *object)
{
  g_clear_handle_id (&LT_LOUDNESS_BAR (object)->words_source, g_source_remove);
  g_clear_pointer (&LT_LOUDNESS_BAR (object)->scale, gsk_render_node_unref);
  G_OBJECT_CLASS (lt_loudness_bar_parent_class)->dispose (object);
}

static void
lt_loudness_bar_class_init (LtLoudnessBarClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_loudness_bar_dispose;
  widget->snapshot = lt_loudness_bar_snapshot;
  widget->measure = lt_loudness_bar_measure;
  gtk_widget_class_set_css_name (widget, "loudnessbar");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_METER);
  signals[RESET] = g_signal_new ("reset", LT_TYPE_LOUDNESS_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_loudness_bar_init (LtLoudnessBar *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->target = R128_LUFS;
  self->values = (LtLoudnessBarValues) { -INFINITY, -INFINITY, -INFINITY, -INFINITY, NAN, NAN };
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Momentary and short-term loudness after EBU R 128. Click, or Enter: LU or LUFS. Double-click, or Backspace: reset."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Loudness"), -1);
  tell (self);
}

GtkWidget *
lt_loudness_bar_new (void)
{
  return g_object_new (LT_TYPE_LOUDNESS_BAR, NULL);
}

void
lt_loudness_bar_set_target (LtLoudnessBar *self, double target_lufs)
{
  self->target = target_lufs;
  redraw_scale (self);
}

void
lt_loudness_bar_set_values (LtLoudnessBar *self, const LtLoudnessBarValues *values)
{
  if (memcmp (&self->values, values, sizeof *values) == 0)
    return;
  self->values = *values;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell_soon (self);
}

gboolean
lt_loudness_bar_shows_lufs (LtLoudnessBar *self)
{
  return self->lufs;
}

void
lt_loudness_bar_set_wide (LtLoudnessBar *self, gboolean wide)
{
  if (self->wide == wide)
    return;
  self->wide = wide;
  redraw_scale (self);
}
