// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arc, dot, number and name.
// Layer: app/widgets.

#include "app/widgets/arc-knob.h"

#include "app/widgets/draw.h"

#include <math.h>
#include <string.h>

#define SIZE 50.0
#define WIDTH 62
#define THICK 3.0
#define NUMBER_ROOM 37.0 /* px between the ends of the arc's inside */
#define CAPTION_UP 5.0 /* the name lies in the arc's gap */
#define CAPTION_HEIGHT 14.0
#define MINI_SIZE 28.0
#define MINI_WIDTH 38
#define MINI_THICK 2.5
#define MINI_UP 4.0
#define MINI_NUMBER_HEIGHT 12.0
#define FROM (G_PI * 0.75)
#define SWEEP (G_PI * 1.5)

struct _LtArcKnob
{
  LtControl parent_instance;

  char  *letters; /* NULL: the large one */
  double modulated; /* a value; NAN: none */
};

G_DEFINE_FINAL_TYPE (LtArcKnob, lt_arc_knob, LT_TYPE_CONTROL)

static gboolean
is_mini (LtArcKnob *self)
{
  return self->letters != NULL;
}

static double
size_of (LtArcKnob *self)
{
  return is_mini (self) ? MINI_SIZE : SIZE;
}

/* "Threshold dB": the unit of what the number shows now; what has a sign of its own keeps it. */
static char *
dup_caption (LtArcKnob *self)
{
  const LtValueSpec *spec = lt_control_get_spec (LT_CONTROL (self));
  LtNumberText       text = lt_number_text_format (&spec->format, lt_control_get_value (LT_CONTROL (self)));
  const char        *caption = spec->label != NULL ? spec->label : "";

  if (spec->format.kind == LT_NUMBER_PERCENT || text.unit[0] == '\0')
    return g_strdup (caption);
  return g_strdup_printf ("%s %s", caption, text.unit);
}

static char *
dup_number (LtArcKnob *self)
{
  LtNumberFormat format = lt_control_get_spec (LT_CONTROL (self))->format;
  double         value = lt_control_get_value (LT_CONTROL (self));

  format.is_whole = format.is_whole || is_mini (self);
  if (format.kind == LT_NUMBER_PERCENT)
    return lt_number_text_dup (&format, value);
  return g_strdup (lt_number_text_format (&format, value).number);
}

/* --- drawing --- */

static void
stroke_arc (cairo_t *cr, double middle, double radius, double from, double to)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, middle, middle, radius, FROM + SWEEP * from, FROM + SWEEP * to);
  cairo_stroke (cr);
}

static void
fill_dot (cairo_t *cr, double middle, double radius, double travel, double dot_radius)
{
  double angle = FROM + SWEEP * travel;

  cairo_new_sub_path (cr);
  cairo_arc (cr, middle + radius * cos (angle), middle + radius * sin (angle), dot_radius, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
}

static GdkRGBA
arc_colour (LtArcKnob *self)
{
  LtControl *control = LT_CONTROL (self);

  if (lt_control_shows_focus (control) || lt_control_is_typing (control))
    return *lt_palette_get (LT_COLOUR_ACCENT_LINE);
  if (lt_control_is_hot (control))
    return *lt_palette_get (LT_COLOUR_FG);
  return lt_palette_mix (lt_palette_get (LT_COLOUR_FG2), lt_palette_get (LT_COLOUR_FG), 0.5);
}

static void
draw_arc (LtArcKnob *self, cairo_t *cr)
{
  const LtValueSpec *spec = lt_control_get_spec (LT_CONTROL (self));
  double             thick = is_mini (self) ? MINI_THICK : THICK;
  double             middle = size_of (self) / 2.0, radius = middle - thick / 2.0 - 1.0;
  double             travel = lt_control_get_travel (LT_CONTROL (self));
  double             origin = lt_value_spec_to_travel (spec, spec->origin);
  GdkRGBA            rest = lt_draw_shade (0.14), colour = arc_colour (self);

  cairo_set_line_width (cr, thick);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  gdk_cairo_set_source_rgba (cr, &rest);
  stroke_arc (cr, middle, radius, 0.0, 1.0);
  gdk_cairo_set_source_rgba (cr, &colour);
  if (!is_mini (self) || fabs (travel - origin) > 0.001) /* nothing sent, nothing lit */
    stroke_arc (cr, middle, radius, MIN (travel, origin), MAX (travel, origin));
  if (!is_mini (self))
    fill_dot (cr, middle, radius, travel, thick * 0.95);
  if (isfinite (self->modulated))
    {
      gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_GR));
      fill_dot (cr, middle, radius, lt_value_spec_to_travel (spec, self->modulated), 1.8);
    }
}

static void
draw_texts (LtArcKnob *self, GtkSnapshot *snapshot, double middle, double top)
{
  GtkWidget       *widget = GTK_WIDGET (self);
  g_autofree char *number = dup_number (self);
  g_autofree char *caption = dup_caption (self);
  double           size = size_of (self);
  gboolean         is_off = is_mini (self) && lt_control_get_travel (LT_CONTROL (self)) == 0.0;
  LtDrawFont       inside = { is_mini (self) ? 10.0 : 11.5, 600, 0.5, *lt_palette_get (is_mini (self) ? LT_COLOUR_FG2 : LT_COLOUR_FG) };
  LtDrawFont       below = { is_mini (self) ? 10.0 : 11.0, 500, 0.5, *lt_palette_get (is_off ? LT_COLOUR_FG3 : LT_COLOUR_FG2) };

  if (!is_mini (self))
    inside.size *= MIN (1.0, NUMBER_ROOM / lt_draw_text_width (widget, number, inside.size, inside.weight));
  if (is_mini (self))
    lt_draw_text (widget, snapshot, self->letters, &inside, middle, top + size / 2.0);
  else if (!lt_control_is_typing (LT_CONTROL (self)))
    lt_draw_text (widget, snapshot, number, &inside, middle, top + size / 2.0);
  if (!is_mini (self))
    lt_draw_text (widget, snapshot, caption, &below, middle, top + size - CAPTION_UP + CAPTION_HEIGHT / 2.0);
  else if (!lt_control_is_typing (LT_CONTROL (self)))
    lt_draw_text (widget, snapshot, number, &below, middle, top + size - MINI_UP + MINI_NUMBER_HEIGHT / 2.0);
}

static void
lt_arc_knob_draw (LtControl *control, GtkSnapshot *snapshot)
{
  LtArcKnob   *self = LT_ARC_KNOB (control);
  double       middle = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  float        size = (float) size_of (self), left = (float) round (middle - size / 2.0);
  LtControlDot automation = lt_control_get_automation (control);
  cairo_t     *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (left - 1.0f, -1.0f, size + 2.0f, size + 2.0f));

  cairo_translate (cr, left, 0.0);
  draw_arc (self, cr);
  cairo_destroy (cr);
  draw_texts (self, snapshot, middle, 0.0);
  if (automation != LT_CONTROL_FREE)
    lt_draw_round (snapshot, lt_palette_get (automation == LT_CONTROL_WRITES ? LT_COLOUR_REC : LT_COLOUR_M2),
                   &GRAPHENE_RECT_INIT ((float) (middle - 1.5), size * 0.74f, 3.0f, 3.0f), 1.5);
}

static void
lt_arc_knob_get_entry_box (LtControl *control, GdkRectangle *box)
{
  int middle = gtk_widget_get_width (GTK_WIDGET (control)) / 2;

  if (is_mini (LT_ARC_KNOB (control)))
    *box = (GdkRectangle){ middle - 19, (int) (MINI_SIZE - MINI_UP) - 3, 38, 18 };
  else
    *box = (GdkRectangle){ middle - 24, (int) (SIZE / 2.0) - 9, 48, 18 };
}

static void
lt_arc_knob_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *baseline, int *natural_baseline)
{
  LtArcKnob *self = LT_ARC_KNOB (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) (is_mini (self) ? MINI_SIZE - MINI_UP + MINI_NUMBER_HEIGHT : SIZE - CAPTION_UP + CAPTION_HEIGHT);
  else if (is_mini (self))
    *minimum = *natural = MINI_WIDTH;
  else
    {
      g_autofree char *caption = dup_caption (self);

      *minimum = (int) SIZE;
      *natural = MAX (WIDTH, (int) ceil (lt_draw_text_width (widget, caption, 11.0, 500)) + 4);
    }
}

/* --- object --- */

static void
lt_arc_knob_finalize (GObject *object)
{
  LtArcKnob *self = LT_ARC_KNOB (object);

  g_free (self->letters);
  G_OBJECT_CLASS (lt_arc_knob_parent_class)->finalize (object);
}

static void
lt_arc_knob_class_init (LtArcKnobClass *class)
{
  LtControlClass *control_class = LT_CONTROL_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = lt_arc_knob_finalize;
  widget_class->measure = lt_arc_knob_measure;
  control_class->draw = lt_arc_knob_draw;
  control_class->get_entry_box = lt_arc_knob_get_entry_box;
  gtk_widget_class_set_css_name (widget_class, "arcknob");
}

static void
lt_arc_knob_init (LtArcKnob *self)
{
  self->modulated = NAN;
}

GtkWidget *
lt_arc_knob_new (const LtValueSpec *spec)
{
  LtControl *self = g_object_new (LT_TYPE_ARC_KNOB, "orientation", GTK_ORIENTATION_VERTICAL, NULL);

  lt_control_set_spec (self, spec);
  return GTK_WIDGET (self);
}

GtkWidget *
lt_arc_knob_new_mini (const LtValueSpec *spec, const char *letters)
{
  GtkWidget *self = lt_arc_knob_new (spec);

  lt_arc_knob_set_letters (LT_ARC_KNOB (self), letters);
  return self;
}

void
lt_arc_knob_set_letters (LtArcKnob *self, const char *letters)
{
  if (g_strcmp0 (self->letters, letters) == 0)
    return;
  g_free (self->letters);
  self->letters = g_strdup (letters);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
lt_arc_knob_set_modulated (LtArcKnob *self, double value)
{
  if (self->modulated == value || (isnan (self->modulated) && isnan (value)))
    return;
  self->modulated = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
