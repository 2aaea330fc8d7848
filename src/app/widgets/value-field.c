// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prefix, number and unit in one line.
// Layer: app/widgets.

#include "app/widgets/value-field.h"

#include "app/widgets/draw.h"

#include <math.h>

#define PAD 5.0
#define UNIT_GAP 2.0
#define PREFIX_GAP 3.0
#define WEIGHT 500

struct _LtValueField
{
  LtControl parent_instance;

  char    *prefix;
  gboolean shows_unit;
  double   align;
};

G_DEFINE_FINAL_TYPE (LtValueField, lt_value_field, LT_TYPE_CONTROL)

/* Widths of the three parts, their gaps included. */
typedef struct
{
  double prefix, number, unit;
} Widths;

static Widths
measure_text (LtValueField *self, const LtNumberText *text)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double     size = lt_draw_font_size (widget);
  Widths     widths = { 0.0, lt_draw_text_width (widget, text->number, size, WEIGHT), 0.0 };

  if (self->prefix != NULL)
    widths.prefix = lt_draw_text_width (widget, self->prefix, size, WEIGHT) + PREFIX_GAP;
  if (self->shows_unit && text->unit[0] != '\0')
    widths.unit = UNIT_GAP + lt_draw_text_width (widget, text->unit, size, WEIGHT);
  return widths;
}

static double
width_at (LtValueField *self, double value)
{
  LtNumberText text = lt_number_text_format (&lt_control_get_spec (LT_CONTROL (self))->format, value);
  Widths       widths = measure_text (self, &text);

  return widths.prefix + widths.number + widths.unit;
}

static void
lt_value_field_draw (LtControl *control, GtkSnapshot *snapshot)
{
  LtValueField *self = LT_VALUE_FIELD (control);
  GtkWidget    *widget = GTK_WIDGET (self);
  LtNumberText  text = lt_number_text_format (&lt_control_get_spec (control)->format, lt_control_get_value (control));
  Widths        widths = measure_text (self, &text);
  double        room = gtk_widget_get_width (widget) - 2.0 * PAD, y = gtk_widget_get_height (widget) / 2.0, x;
  GdkRGBA       front;
  LtControlDot  automation = lt_control_get_automation (control);

  if (lt_control_is_typing (control))
    return;
  if (widths.prefix + widths.number + widths.unit > room) /* too narrow: the number alone */
    widths.unit = widths.prefix = 0.0;
  x = PAD + (room - widths.prefix - widths.number - widths.unit) * (widths.number > room ? 0.5 : self->align);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &front);

  LtDrawFont number = { lt_draw_font_size (widget), WEIGHT, 0.0, front };
  LtDrawFont quiet = { number.size, WEIGHT, 0.0, *lt_palette_get (LT_COLOUR_FG2) };
  if (widths.prefix > 0.0)
    lt_draw_text (widget, snapshot, self->prefix, &quiet, x, y);
  lt_draw_text (widget, snapshot, text.number, &number, x + widths.prefix, y);
  if (widths.unit > 0.0)
    lt_draw_text (widget, snapshot, text.unit, &quiet, x + widths.prefix + widths.number + UNIT_GAP, y);
  if (automation != LT_CONTROL_FREE)
    lt_draw_round (snapshot, lt_palette_get (automation == LT_CONTROL_WRITES ? LT_COLOUR_REC : LT_COLOUR_M2), &GRAPHENE_RECT_INIT (2.0f, 2.0f, 3.0f, 3.0f), 1.5);
}

static void
lt_value_field_get_entry_box (LtControl *control, GdkRectangle *box)
{
  *box = (GdkRectangle){ 0, 0, gtk_widget_get_width (GTK_WIDGET (control)), gtk_widget_get_height (GTK_WIDGET (control)) };
}

/* As wide as the longest of what it may show, so that nothing moves while it is turned. */
static void
lt_value_field_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *baseline, int *natural_baseline)
{
  LtValueField      *self = LT_VALUE_FIELD (widget);
  const LtValueSpec *spec = lt_control_get_spec (LT_CONTROL (self));

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = (int) ceil (lt_draw_font_size (widget) * 1.3) + 2;
      return;
    }
  double width = MAX (width_at (self, spec->min), width_at (self, spec->max));
  width = MAX (width, MAX (width_at (self, spec->def), width_at (self, lt_value_spec_from_travel (spec, 0.4, FALSE))));
  *natural = (int) ceil (width + 2.0 * PAD);
  *minimum = MIN (*natural, 24);
}

static void
lt_value_field_finalize (GObject *object)
{
  g_free (LT_VALUE_FIELD (object)->prefix);
  G_OBJECT_CLASS (lt_value_field_parent_class)->finalize (object);
}

static void
lt_value_field_class_init (LtValueFieldClass *class)
{
  LtControlClass *control_class = LT_CONTROL_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = lt_value_field_finalize;
  widget_class->measure = lt_value_field_measure;
  control_class->draw = lt_value_field_draw;
  control_class->get_entry_box = lt_value_field_get_entry_box;
  control_class->types_on_click = TRUE;
  gtk_widget_class_set_css_name (widget_class, "valuefield");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON);
}

static void
lt_value_field_init (LtValueField *self)
{
  self->shows_unit = TRUE;
  self->align = 1.0;
}

GtkWidget *
lt_value_field_new (const LtValueSpec *spec)
{
  LtControl *self = g_object_new (LT_TYPE_VALUE_FIELD, "orientation", GTK_ORIENTATION_VERTICAL, NULL);

  lt_control_set_spec (self, spec);
  return GTK_WIDGET (self);
}

void
lt_value_field_set_prefix (LtValueField *self, const char *prefix)
{
  if (g_strcmp0 (self->prefix, prefix) == 0)
    return;
  g_free (self->prefix);
  self->prefix = g_strdup (prefix);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
lt_value_field_set_shows_unit (LtValueField *self, gboolean shows_unit)
{
  self->shows_unit = shows_unit;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
lt_value_field_set_align (LtValueField *self, double align)
{
  self->align = CLAMP (align, 0.0, 1.0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
