// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bars out of coloured boxes.
// Layer: app/widgets.

#include "app/widgets/draw.h"
#include "app/widgets/fader.h"
#include "app/widgets/meter-private.h"
#include "app/widgets/taper.h"

#include <math.h>

#define LIGHT_TOP       2.0
#define LIGHT_HEIGHT    5.0
#define LIGHT_REACH     16.0 /* px from the end with the light in which a click is for it */
#define LINE            1.5  /* px of a hold line */
#define LYING_LIGHT     5.0  /* wide, behind the bars */
#define LYING_LIGHT_GAP 3.0

/* --- where --- */

gboolean
lt_meter_is_reduction (LtMeter *self)
{
  return self->range_db > 0.0;
}

graphene_rect_t
lt_meter_get_bars_box (LtMeter *self)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)),
        height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float top = self->has_light ? LT_FADER_TOP - 1.0f : 0.0f,
        bottom = self->has_light ? LT_FADER_BOTTOM : 0.0f;
  float left = self->scale == LT_METER_SCALE_BEFORE ? (float) LT_METER_SCALE_ROOM : 0.0f;
  float right = self->scale == LT_METER_SCALE_AFTER ? (float) LT_METER_SCALE_ROOM : 0.0f;

  if (self->is_lying && self->has_light)
    width = MAX (0.0f, width - (float) (LYING_LIGHT + LYING_LIGHT_GAP));
  if (self->is_lying)
    return GRAPHENE_RECT_INIT (
        0, (float) LT_METER_LYING_TOP, width,
        (float) (self->n_bars * (LT_METER_LYING_BAR + LT_METER_LYING_GAP) - LT_METER_LYING_GAP));
  return GRAPHENE_RECT_INIT (left, top, MAX (0.0f, width - left - right),
                             MAX (0.0f, height - top - bottom));
}

/* On whole px, so that all bars are as sharp and, but for one px, as wide. */
static graphene_rect_t
bar_box (LtMeter *self, const graphene_rect_t *all, guint bar)
{
  float across = self->is_lying ? all->size.height : all->size.width, n = (float) self->n_bars;
  float gap = across / n >= 8.0f ? 2.0f : (across / n >= 6.0f ? 1.5f : 1.0f);
  float each = (across - gap * (n - 1.0f)) / n;
  float from = roundf ((float) bar * (each + gap)), size = roundf (each);

  if (self->is_lying)
    return GRAPHENE_RECT_INIT (all->origin.x, all->origin.y + from, all->size.width, size);
  return GRAPHENE_RECT_INIT (all->origin.x + from, all->origin.y, size, all->size.height);
}

double
lt_meter_get_share (LtMeter *self, double db)
{
  return lt_meter_is_reduction (self) ? CLAMP (db / self->range_db, 0.0, 1.0) : lt_taper_meter (db);
}

gboolean
lt_meter_has_hold (LtMeter *self, const LtMeterBar *bar, double length)
{
  return lt_meter_get_share (self, bar->hold_db) * length > LINE;
}

/* --- drawing --- */

/* From @from_db to @to_db of a level bar. */
static void
draw_part (LtMeter               *self,
           GtkSnapshot           *snapshot,
           const graphene_rect_t *box,
           const GdkRGBA         *colour,
           double                 from_db,
           double                 to_db)
{
  double from = lt_taper_meter (from_db), to = lt_taper_meter (to_db);

  if (self->is_lying)
    lt_draw_box (snapshot, colour, box->origin.x + from * box->size.width, box->origin.y,
                 (to - from) * box->size.width, box->size.height);
  else
    lt_draw_box (snapshot, colour, box->origin.x, box->origin.y + (1.0 - to) * box->size.height,
                 box->size.width, (to - from) * box->size.height);
}

static void
draw_level (LtMeter *self, GtkSnapshot *snapshot, const graphene_rect_t *box, const LtMeterBar *bar)
{
  GdkRGBA  trough = lt_draw_shade (0.08);
  double   from_db, to_db;
  LtColour zone;

  lt_draw_box (snapshot, &trough, box->origin.x, box->origin.y, box->size.width, box->size.height);
  for (guint i = 0; lt_taper_get_zone (i, &from_db, &to_db, &zone); i++)
    {
      const GdkRGBA *solid = lt_palette_get (zone);
      GdkRGBA        faint = lt_palette_alpha (solid, lt_palette_is_dark () ? 0.42 : 0.45);
      double rms = CLAMP (bar->rms_db, from_db, to_db), peak = CLAMP (bar->peak_db, from_db, to_db);

      draw_part (self, snapshot, box, solid, from_db, rms);
      draw_part (self, snapshot, box, &faint, rms, MAX (rms, peak));
    }
  if (!lt_meter_has_hold (self, bar, self->is_lying ? box->size.width : box->size.height))
    return;
  const GdkRGBA *line = lt_palette_get (lt_taper_get_zone_colour (bar->hold_db));
  double         hold = lt_taper_meter (bar->hold_db);
  if (self->is_lying)
    lt_draw_box (
        snapshot, line,
        MIN (box->origin.x + hold * box->size.width, box->origin.x + box->size.width - LINE),
        box->origin.y, LINE, box->size.height);
  else
    lt_draw_box (snapshot, line, box->origin.x,
                 round (box->origin.y + (1.0 - hold) * box->size.height), box->size.width, LINE);
}

static void
draw_reduction (LtMeter *self, GtkSnapshot *snapshot, const graphene_rect_t *box)
{
  const GdkRGBA *colour = lt_palette_get (LT_COLOUR_GR);
  GdkRGBA        trough = lt_draw_shade (0.07), notch = { 0.0f, 0.0f, 0.0f, 0.35f };
  double         height = box->size.height;

  lt_draw_round (snapshot, &trough, box, 2.0);
  lt_draw_box (snapshot, colour, box->origin.x, box->origin.y, box->size.width,
               height * lt_meter_get_share (self, self->bars[0].peak_db));
  if (lt_meter_has_hold (self, &self->bars[0], height))
    lt_draw_box (snapshot, colour, box->origin.x,
                 MIN (box->origin.y + height * lt_meter_get_share (self, self->bars[0].hold_db),
                      box->origin.y + height - LINE),
                 box->size.width, LINE);
  for (double db = 3.0; db < self->range_db; db += 3.0)
    lt_draw_box (snapshot, &notch, box->origin.x,
                 round (box->origin.y + height * lt_meter_get_share (self, db)), box->size.width,
                 1.0);
}

static void
draw_number (LtMeter *self, GtkSnapshot *snapshot, const graphene_rect_t *all, double db)
{
  LtDrawFont font = { 9.5, 500, 0.5, *lt_palette_get (LT_COLOUR_FG3) };
  double     share = lt_meter_get_share (self, lt_meter_is_reduction (self) ? db : -db);
  gboolean   is_signed = self->is_lying || self->scale == LT_METER_SCALE_AFTER;
  char       text[8];

  g_snprintf (text, sizeof text, "%s%.0f", is_signed && db > 0.0 ? "−" : "", db);
  if (self->is_lying)
    {
      font.align = db == 0.0 ? 1.0 : 0.5;
      lt_draw_text (GTK_WIDGET (self), snapshot, text, &font,
                    all->origin.x + share * all->size.width,
                    all->origin.y + all->size.height + LT_METER_LYING_SCALE / 2.0 + 1.0);
      return;
    }
  double place = lt_meter_is_reduction (self) ? share : 1.0 - share;
  double y = CLAMP (all->origin.y + place * all->size.height, 5.0,
                    gtk_widget_get_height (GTK_WIDGET (self)) - 5.0);
  font.align = self->scale == LT_METER_SCALE_BEFORE ? 1.0 : 0.0;
  lt_draw_text (GTK_WIDGET (self), snapshot, text, &font,
                self->scale == LT_METER_SCALE_BEFORE ? all->origin.x - 5.0
                                                     : all->origin.x + all->size.width + 5.0,
                y);
}

static void
draw_scale (LtMeter *self, GtkSnapshot *snapshot, const graphene_rect_t *all)
{
  static const double upright[] = { 0.0, 6.0, 12.0, 18.0, 24.0, 40.0 };
  static const double lying[] = { 0.0, 6.0, 12.0, 20.0, 40.0 };
  const double       *numbers = self->is_lying ? lying : upright;
  gsize               n = self->is_lying ? G_N_ELEMENTS (lying) : G_N_ELEMENTS (upright);

  if (lt_meter_is_reduction (self))
    for (double db = 3.0; db < self->range_db; db += 3.0)
      draw_number (self, snapshot, all, db);
  else
    for (gsize i = 0; i < n; i++)
      draw_number (self, snapshot, all, numbers[i]);
}

static graphene_rect_t
light_box (LtMeter *self, const graphene_rect_t *all)
{
  if (self->is_lying)
    return GRAPHENE_RECT_INIT (all->size.width + (float) LYING_LIGHT_GAP, all->origin.y,
                               (float) LYING_LIGHT, all->size.height);
  return GRAPHENE_RECT_INIT (all->origin.x, (float) LIGHT_TOP, all->size.width,
                             (float) LIGHT_HEIGHT);
}

gboolean
lt_meter_is_light (LtMeter *self, double x, double y)
{
  return self->has_light
         && (self->is_lying ? x >= gtk_widget_get_width (GTK_WIDGET (self)) - LIGHT_REACH
                            : y <= LIGHT_REACH);
}

void
lt_meter_draw (LtMeter *self, GtkSnapshot *snapshot)
{
  graphene_rect_t all = lt_meter_get_bars_box (self), light = light_box (self, &all);
  GdkRGBA         dark = lt_draw_shade (0.1);

  if (self->has_light)
    lt_draw_round (snapshot, self->is_clipped ? lt_palette_get (LT_COLOUR_M4) : &dark, &light, 2.0);
  for (guint i = 0; i < self->n_bars; i++)
    {
      graphene_rect_t box = bar_box (self, &all, i);

      if (lt_meter_is_reduction (self))
        draw_reduction (self, snapshot, &box);
      else
        draw_level (self, snapshot, &box, &self->bars[i]);
      if (lt_palette_is_high_contrast ())
        lt_draw_ring (snapshot, lt_palette_get (LT_COLOUR_FG), &box, 0.0, 1.0);
    }
  if (self->scale != LT_METER_SCALE_NONE)
    draw_scale (self, snapshot, &all);
}
