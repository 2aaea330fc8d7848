// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A ring of cairo and a line of text.
// Layer: app.

#include "app/edit/clip-badge.h"

#include "app/widgets/draw.h"
#include "app/widgets/palette.h"

#include <glib/gi18n.h>
#include <math.h>

#define RING_PX 12.0f
#define GAP_PX 5.0f
#define PAD_PX 5.0f
#define LEAST_TAIL_S 0.05 /* that is told: filters ring a little, too */

static void
append_ring (GtkSnapshot *snapshot, float x, float y, double done, const GdkRGBA *colour)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x, y, RING_PX, RING_PX));
  GdkRGBA  track = lt_palette_alpha (colour, 0.3);
  double   cx = x + RING_PX / 2, cy = y + RING_PX / 2, radius = RING_PX / 2 - 1.5;

  cairo_set_line_width (cr, 2.0);
  cairo_arc (cr, cx, cy, radius, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &track);
  cairo_stroke (cr);
  cairo_arc (cr, cx, cy, radius, -G_PI / 2, -G_PI / 2 + 2 * G_PI * CLAMP (done, 0.02, 1.0));
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* So that it can be read on a waveform. */
static void
append_ground (GtkSnapshot *snapshot, const graphene_point_t *at, float w)
{
  GdkRGBA        ground = lt_palette_alpha (lt_palette_get (LT_COLOUR_VIEW), 0.82);
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect, &GRAPHENE_RECT_INIT (at->x - 4, at->y - 3, w + 8, RING_PX + 6), 5);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, &ground, &rect.bounds);
  gtk_snapshot_pop (snapshot);
}

/* A narrow clip has room for the ring or the mark alone. */
void
lt_clip_badge_append (GtkWidget *widget, GtkSnapshot *snapshot, const LtClipWave *wave, const graphene_rect_t *area, const GdkRGBA *colour)
{
  gboolean    failed = wave->print == LT_CLIP_PRINT_FAILED;
  const char *text = failed ? _ ("Not prepared") : _ ("Preparing…");
  GdkRGBA     ink = failed ? *lt_palette_get (LT_COLOUR_BAD) : *lt_palette_get (LT_COLOUR_FG2);
  float       x = area->origin.x + PAD_PX, y = area->origin.y + area->size.height - RING_PX - PAD_PX;
  float       left = area->size.width - 2 * PAD_PX, ring = failed ? 0.0f : RING_PX + GAP_PX;

  if ((wave->print != LT_CLIP_PRINT_WAITING && !failed) || left < RING_PX || area->size.height < RING_PX + PAD_PX)
    return;
  float    words = (float) lt_draw_text_width (widget, text, 10.5, 500);
  gboolean fits = ring + words <= left;
  append_ground (snapshot, &GRAPHENE_POINT_INIT (x, y), fits ? ring + words : RING_PX);
  if (!failed)
    append_ring (snapshot, x, y, wave->done, &ink);
  if (fits)
    lt_draw_text (widget, snapshot, text, &(LtDrawFont) { 10.5, 500, 0.0, ink }, x + ring, y + RING_PX / 2);
  else if (failed)
    lt_draw_text (widget, snapshot, "!", &(LtDrawFont) { 12.0, 700, 0.5, ink }, x + RING_PX / 2, y + RING_PX / 2);
}

char *
lt_clip_badge_dup_words (const LtClipWave *wave)
{
  const char      *state = wave->print == LT_CLIP_PRINT_WAITING ? _ (", being prepared") : wave->print == LT_CLIP_PRINT_FAILED ? _ (", not prepared") : "";
  g_autofree char *tail = wave->tail_s >= LEAST_TAIL_S ? g_strdup_printf (_ (", rings on for %.1f seconds"), wave->tail_s) : NULL;

  return g_strconcat (tail != NULL ? tail : "", state, NULL);
}
