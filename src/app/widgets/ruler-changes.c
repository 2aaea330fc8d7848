// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes of tempo and metre in the row of bars: their words stand behind the number of their bar.
// Layer: app/widgets.

#include "app/widgets/draw.h"
#include "app/widgets/palette.h"
#include "app/widgets/ruler-private.h"
#include "app/widgets/time-scale-private.h"

#include <math.h>

#define NUMBER_PX 11.0
#define WORDS_PX 10.0
#define GAP_PX 5.0

static void
change_clear (gpointer data)
{
  g_free (((LtRulerChange *) data)->text);
}

GArray *
lt_ruler_changes_new (void)
{
  GArray *changes = g_array_new (FALSE, TRUE, sizeof (LtRulerChange));

  g_array_set_clear_func (changes, change_clear);
  return changes;
}

/* @metre, @tempo: NULL when that does not change. */
static void
add_change (LtRuler *self, const LtTempoMap *map, const LtMetreChange *metre, const LtTempoPoint *tempo)
{
  GtkWidget       *widget = GTK_WIDGET (self);
  double           pulse = metre != NULL ? (double) metre->pulse : (double) tempo->pulse;
  double           x = lt_time_scale_x (&self->scale, lt_tempo_map_seconds (map, pulse) * self->scale.rate_hz), shift = GAP_PX;
  LtTempoPlace     place = lt_tempo_map_place (map, pulse);
  g_autofree char *bpm = tempo != NULL ? g_strdup_printf ("%.*f", fabs (tempo->bpm - rint (tempo->bpm)) < 0.005 ? 0 : 2, tempo->bpm) : NULL;
  g_autofree char *beats = metre != NULL ? g_strdup_printf ("%u/%u", metre->num, metre->den) : NULL;
  LtRulerChange    change = { .pulse = (gint64) pulse, .is_metre = metre != NULL, .is_tempo = tempo != NULL };

  if (x < -200.0 || x > gtk_widget_get_width (widget))
    return;
  if (place.beat == 0 && place.tick < 0.5) /* its number stands there */
    {
      g_autofree char *number = g_strdup_printf ("%d", (int) place.bar + 1);

      shift += lt_draw_text_width (widget, number, lt_draw_text_px (widget, NUMBER_PX), 600) + GAP_PX;
    }
  change.text = bpm != NULL && beats != NULL ? g_strdup_printf ("%s · %s", beats, bpm) : g_strdup (bpm != NULL ? bpm : beats);
  change.x0 = floor (x) + shift;
  change.x1 = change.x0 + lt_draw_text_width (widget, change.text, lt_draw_text_px (widget, WORDS_PX), 600);
  g_array_append_val (self->changes, change);
}

void
lt_ruler_place_changes (LtRuler *self)
{
  LtTimeScaleOwn    own;
  const LtTempoMap *map = lt_time_scale_use_map (&self->scale, &own);

  g_array_set_size (self->changes, 0);
  for (uint32_t t = 1, m = 1; t < map->n_tempos || m < map->n_metres;)
    {
      const LtTempoPoint  *tempo = t < map->n_tempos ? &map->tempos[t] : NULL;
      const LtMetreChange *metre = m < map->n_metres ? &map->metres[m] : NULL;
      gboolean is_tempo = tempo != NULL && (metre == NULL || tempo->pulse <= metre->pulse);
      gboolean is_metre = metre != NULL && (tempo == NULL || metre->pulse <= tempo->pulse);

      add_change (self, map, is_metre ? metre : NULL, is_tempo ? tempo : NULL);
      t += is_tempo;
      m += is_metre;
    }
}

gboolean
lt_ruler_covers (LtRuler *self, double x0, double x1)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      const LtRulerChange *change = &g_array_index (self->changes, LtRulerChange, i);

      if (x0 < change->x1 + GAP_PX && x1 > change->x0 - GAP_PX + 1.0)
        return TRUE;
    }
  return FALSE;
}

void
lt_ruler_append_changes (LtRuler *self, GtkSnapshot *snapshot)
{
  LtDrawFont font = { lt_draw_text_px (GTK_WIDGET (self), WORDS_PX), 600, 0.0, *lt_palette_get (LT_COLOUR_ACCENT_TEXT) };

  for (guint i = 0; i < self->changes->len; i++)
    {
      const LtRulerChange *change = &g_array_index (self->changes, LtRulerChange, i);

      if (i > 0 && change->x0 < g_array_index (self->changes, LtRulerChange, i - 1).x1)
        continue; /* no room: closer up both are seen */
      lt_draw_text (GTK_WIDGET (self), snapshot, change->text, &font, change->x0, 11.0);
    }
}

const LtRulerChange *
lt_ruler_find_change (LtRuler *self, double x, double y)
{
  if (y >= LT_RULER_BARS_HEIGHT)
    return NULL;
  for (guint i = 0; i < self->changes->len; i++)
    {
      const LtRulerChange *change = &g_array_index (self->changes, LtRulerChange, i);

      if (x >= change->x0 - 3.0 && x <= change->x1 + 3.0)
        return change;
    }
  return NULL;
}
