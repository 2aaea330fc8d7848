// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Trough, ticks, cap and value tag.
// Layer: app/widgets.

#include "app/widgets/fader.h"

#include "app/widgets/draw.h"
#include "app/widgets/taper.h"

#include <math.h>

#define AXIS 14.0 /* px from the left to the middle of the trough */
#define CAP_WIDTH 24.0
#define CAP_HEIGHT 16.0
#define SCALE_X 41.0 /* the middle of the numbers */
#define WIDTH 50
#define PLAIN_WIDTH 28 /* without the numbers */
#define MIN_HEIGHT 120
#define LYING_HEIGHT 18
#define LYING_WIDTH 38

struct _LtFader
{
  LtControl parent_instance;

  gboolean is_plain;
};

G_DEFINE_FINAL_TYPE (LtFader, lt_fader, LT_TYPE_CONTROL)

static gboolean
is_lying (LtControl *self)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (self)) == GTK_ORIENTATION_HORIZONTAL;
}

static double
knob_radius (LtControl *self)
{
  return lt_value_spec_is_bipolar (lt_control_get_spec (self)) ? 5.0 : 6.0;
}

/* The ends of the travel: bottom and top, or left and right. */
static void
get_travel_ends (LtControl *self, double *low, double *high)
{
  if (is_lying (self))
    {
      *low = knob_radius (self);
      *high = MAX (*low, gtk_widget_get_width (GTK_WIDGET (self)) - *low);
    }
  else
    {
      *low = gtk_widget_get_height (GTK_WIDGET (self)) - LT_FADER_BOTTOM;
      *high = LT_FADER_TOP;
    }
}

static double
place_of (LtControl *self, double travel)
{
  double low, high;

  get_travel_ends (self, &low, &high);
  return low + (high - low) * travel;
}

/* --- upright --- */

static void
draw_scale (LtControl *self, GtkSnapshot *snapshot)
{
  static const struct
  {
    double      db;
    const char *text;
  } scale[] = { { 6.0, "+6" }, { 0.0, "0" }, { -5.0, "5" }, { -10.0, "10" }, { -20.0, "20" }, { -30.0, "30" }, { -60.0, "∞" } };

  for (gsize i = 0; i < G_N_ELEMENTS (scale); i++)
    {
      double     y = place_of (self, lt_taper_fader_to_travel (scale[i].db));
      gboolean   is_unity = scale[i].db == 0.0;
      GdkRGBA    tick = lt_draw_shade (is_unity ? 0.45 : 0.2);
      LtDrawFont font = { 9.5, 500, 0.5, *lt_palette_get (is_unity ? LT_COLOUR_FG2 : LT_COLOUR_FG3) };

      lt_draw_box (snapshot, &tick, AXIS - 11.0, round (y), 6.0, 1.0);
      lt_draw_box (snapshot, &tick, AXIS + 5.0, round (y), 6.0, 1.0);
      if (!LT_FADER (self)->is_plain)
        lt_draw_text (GTK_WIDGET (self), snapshot, scale[i].text, &font, SCALE_X, y);
    }
}

static void
draw_cap (LtControl *self, GtkSnapshot *snapshot, double y)
{
  graphene_rect_t cap = GRAPHENE_RECT_INIT ((float) (AXIS - CAP_WIDTH / 2.0), (float) (y - CAP_HEIGHT / 2.0), CAP_WIDTH, CAP_HEIGHT);
  graphene_rect_t shadow = GRAPHENE_RECT_INIT (cap.origin.x, cap.origin.y + 2.0f, CAP_WIDTH, CAP_HEIGHT - 1.0f);
  GdkRGBA         dark = { 0.0f, 0.0f, 0.0f, lt_palette_is_dark () ? 0.45f : 0.2f };
  GdkRGBA         face = lt_draw_handle (lt_control_is_hot (self));

  lt_draw_round (snapshot, &dark, &shadow, 4.0);
  lt_draw_round (snapshot, &face, &cap, 4.0);
  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_WELL), AXIS - 8.0, y - 0.75, 16.0, 1.5);
  if (lt_control_shows_focus (self))
    {
      graphene_rect_t ring = cap;

      graphene_rect_inset (&ring, -4.0f, -4.0f);
      lt_draw_ring (snapshot, lt_palette_get (LT_COLOUR_ACCENT_LINE), &ring, 7.0, 2.0);
    }
}

static void
draw_upright (LtControl *self, GtkSnapshot *snapshot)
{
  double  low, high;
  double  y = round (place_of (self, lt_control_get_travel (self)));
  GdkRGBA trough = lt_draw_shade (0.13);

  get_travel_ends (self, &low, &high);
  lt_draw_round (snapshot, &trough, &GRAPHENE_RECT_INIT ((float) (AXIS - 1.5), (float) high, 3.0f, (float) (low - high)), 1.5);
  draw_scale (self, snapshot);
  draw_cap (self, snapshot, y);
}

/* --- lying --- */

static void
draw_lying (LtControl *self, GtkSnapshot *snapshot)
{
  const LtValueSpec *spec = lt_control_get_spec (self);
  gboolean           is_bipolar = lt_value_spec_is_bipolar (spec);
  double             y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  double             x = place_of (self, lt_control_get_travel (self)), radius = knob_radius (self);
  float              width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  GdkRGBA            edge = lt_draw_shade (lt_palette_is_dark () ? 0.0 : 0.35);
  GdkRGBA            face = lt_palette_is_dark () ? lt_draw_handle (lt_control_is_hot (self)) : *lt_palette_get (LT_COLOUR_VIEW);
  graphene_rect_t    knob = GRAPHENE_RECT_INIT ((float) (x - radius), (float) (y - radius), (float) (2.0 * radius), (float) (2.0 * radius));

  lt_draw_round (snapshot, lt_palette_get (LT_COLOUR_BTN_ON), &GRAPHENE_RECT_INIT (0, (float) y - 2.0f, width, 4.0f), 2.0);
  if (is_bipolar)
    lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_FG3), round (place_of (self, lt_value_spec_to_travel (spec, spec->origin)) - 0.5), y - 4.0, 1.0, 8.0);
  else if (x > 2.0)
    lt_draw_round (snapshot, lt_palette_get (LT_COLOUR_FG3), &GRAPHENE_RECT_INIT (0, (float) y - 2.0f, (float) x, 4.0f), 2.0);
  lt_draw_round (snapshot, &face, &knob, radius);
  if (edge.alpha > 0.0f)
    lt_draw_ring (snapshot, &edge, &knob, radius, lt_control_is_hot (self) ? 1.5 : 1.0);
  if (lt_control_shows_focus (self))
    {
      graphene_rect_inset (&knob, -3.0f, -3.0f);
      lt_draw_ring (snapshot, lt_palette_get (LT_COLOUR_ACCENT_LINE), &knob, radius + 3.0, 2.0);
    }
}

/* Of a slider beside its number the number shows it. */
static void
draw_automation (LtControl *self, GtkSnapshot *snapshot)
{
  LtControlDot automation = lt_control_get_automation (self);
  double       x = is_lying (self) ? gtk_widget_get_width (GTK_WIDGET (self)) - 1.5 : AXIS;

  if (automation != LT_CONTROL_FREE && !(is_lying (self) && lt_control_has_field (self)))
    lt_draw_round (snapshot, lt_palette_get (automation == LT_CONTROL_WRITES ? LT_COLOUR_REC : LT_COLOUR_M2),
                   &GRAPHENE_RECT_INIT ((float) (x - 1.5), is_lying (self) ? 0.0f : 2.0f, 3.0f, 3.0f), 1.5);
}

static void
draw_tag (LtControl *self, GtkSnapshot *snapshot)
{
  g_autofree char *text = lt_number_text_dup (&lt_control_get_spec (self)->format, lt_control_get_value (self));
  double           place = place_of (self, lt_control_get_travel (self));

  if (is_lying (self))
    lt_draw_tag (GTK_WIDGET (self), snapshot, text, place, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0, knob_radius (self));
  else
    lt_draw_tag (GTK_WIDGET (self), snapshot, text, AXIS, place, CAP_HEIGHT / 2.0);
}

static void
lt_fader_draw (LtControl *self, GtkSnapshot *snapshot)
{
  if (is_lying (self))
    draw_lying (self, snapshot);
  else
    draw_upright (self, snapshot);
  draw_automation (self, snapshot);
  if (lt_control_is_dragging (self) && !LT_FADER (self)->is_plain) /* there would be no room */
    draw_tag (self, snapshot);
}

/* Never coarser than what is seen: the cap of a long fader stays under the pointer. */
static double
lt_fader_get_drag_length (LtControl *self)
{
  double low, high;

  get_travel_ends (self, &low, &high);
  return MAX (200.0, fabs (high - low));
}

static double
lt_fader_get_travel_at (LtControl *self, double x, double y)
{
  double low, high;

  get_travel_ends (self, &low, &high);
  if (low == high)
    return 0.0;
  return ((is_lying (self) ? x : y) - low) / (high - low);
}

static void
lt_fader_get_entry_box (LtControl *self, GdkRectangle *box)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  int y = is_lying (self) ? height / 2 : (int) place_of (self, lt_control_get_travel (self));

  *box = (GdkRectangle){ 1, CLAMP (y - 10, 0, MAX (0, height - 20)), MAX (1, width - 2), 20 };
}

static void
lt_fader_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *baseline, int *natural_baseline)
{
  gboolean lies = is_lying (LT_CONTROL (widget));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = lies ? LYING_WIDTH : (LT_FADER (widget)->is_plain ? PLAIN_WIDTH : WIDTH);
  else
    {
      *minimum = lies ? LYING_HEIGHT : MIN_HEIGHT;
      *natural = lies ? LYING_HEIGHT : MIN_HEIGHT + 40;
    }
}

static void
lt_fader_class_init (LtFaderClass *class)
{
  LtControlClass *control_class = LT_CONTROL_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->measure = lt_fader_measure;
  control_class->draw = lt_fader_draw;
  control_class->leaves_ends = TRUE;
  control_class->get_drag_length = lt_fader_get_drag_length;
  control_class->get_travel_at = lt_fader_get_travel_at;
  control_class->get_entry_box = lt_fader_get_entry_box;
  gtk_widget_class_set_css_name (widget_class, "fader");
}

static void
lt_fader_init (LtFader *self)
{
}

static GtkWidget *
fader_new (GtkOrientation orientation, const LtValueSpec *spec)
{
  LtControl *self = g_object_new (LT_TYPE_FADER, "orientation", orientation, NULL);

  lt_control_set_spec (self, spec);
  return GTK_WIDGET (self);
}

GtkWidget *
lt_fader_new (void)
{
  LtValueSpec spec = lt_value_spec_fader ();

  return fader_new (GTK_ORIENTATION_VERTICAL, &spec);
}

GtkWidget *
lt_fader_new_pan (void)
{
  LtValueSpec spec = lt_value_spec_pan ();

  return fader_new (GTK_ORIENTATION_HORIZONTAL, &spec);
}

GtkWidget *
lt_fader_new_slider (void)
{
  LtValueSpec spec = lt_value_spec_fader ();

  return fader_new (GTK_ORIENTATION_HORIZONTAL, &spec);
}

void
lt_fader_set_has_numbers (LtFader *self, gboolean has_numbers)
{
  if (self->is_plain == !has_numbers)
    return;
  self->is_plain = !has_numbers;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
