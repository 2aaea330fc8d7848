// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Points of a lane as JSON, and back.
// Layer: session.

#include "session/lane-copy.h"

#include "session/emit.h"
#include "session/json.h"
#include "session/store-private.h"
#include "session/strip.h"

#include <float.h>
#include <glib/gi18n.h>
#include <math.h>

#define FORMAT 1
#define KIND "automation-points"

static const char *const units[] = { "none", "db", "hz", "ms", "s", "percent", "ratio", "db-octave", "bits", "degrees", NULL };
static const char *const curves[] = { "linear", "log", "step", "fader", NULL };
enum
{
  CURVE_FADER = LT_CURVE_STEP + 1,
};
_Static_assert (G_N_ELEMENTS (units) == LT_UNIT_DEGREES + 2, "one word per unit");
_Static_assert (G_N_ELEMENTS (curves) == CURVE_FADER + 2, "one word per curve");

char *
lt_lane_copy_write (const LtSession *session, const LtAutomationTarget *target, const GArray *points)
{
  const LtParamSpec *row = target->row;
  bool               is_fader = row == &lt_strip_rows[LT_STRIP_FADER] || row == &lt_send_rows[LT_SEND_LEVEL];
  int64_t            from = g_array_index (points, LtPoint, 0).pos_frames;
  LtEmit             emit;

  lt_emit_init (&emit, true);
  lt_emit_open (&emit, NULL, '{');
  lt_emit_int (&emit, "lathe-automation", FORMAT);
  lt_emit_string (&emit, "kind", KIND);
  lt_emit_double (&emit, "rate", session->rate_hz);
  lt_emit_string (&emit, "unit", units[row->unit]);
  lt_emit_string (&emit, "curve", curves[is_fader ? CURVE_FADER : (int) row->curve]);
  lt_emit_float (&emit, "min", row->min);
  lt_emit_float (&emit, "max", row->max);
  lt_emit_bool (&emit, "min-is-silence", (row->flags & LT_PARAM_MIN_IS_INF) != 0);
  lt_emit_open (&emit, "points", '[');
  for (guint i = 0; i < points->len; i++)
    {
      const LtPoint *p = &g_array_index (points, LtPoint, i);

      if (p->hold)
        lt_emit_point (&emit, p->pos_frames - from, p->value, true);
      else
        lt_emit_bent_point (&emit, p->pos_frames - from, p->value, p->bend);
    }
  lt_emit_close (&emit, ']');
  lt_emit_close (&emit, '}');

  g_autoptr (GBytes) bytes = lt_emit_finish (&emit);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

void
lt_lane_copy_free (LtLaneCopy *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  g_free (self);
}

static gboolean
has_range (const LtParamSpec *row)
{
  return row->max > row->min && (row->curve != LT_CURVE_LOG || row->min > 0.0f);
}

static LtLaneCopy *
read_object (LtStoreReader *reader, JsonObject *object)
{
  LtLaneCopy *self = g_new0 (LtLaneCopy, 1);
  int         curve = lt_store_reader_word (reader, object, "curve", curves);

  self->rate_hz = lt_store_reader_double (reader, object, "rate", 48000.0, LT_RATE_MIN_HZ, LT_RATE_MAX_HZ);
  self->is_fader = curve == CURVE_FADER;
  self->row = (LtParamSpec) {
    .label = N_ ("Automation"),
    .unit = (LtUnit) lt_store_reader_word (reader, object, "unit", units),
    .curve = self->is_fader ? LT_CURVE_LINEAR : (LtCurve) curve,
    .min = (float) lt_store_reader_double (reader, object, "min", 0.0, -FLT_MAX, FLT_MAX),
    .max = (float) lt_store_reader_double (reader, object, "max", 1.0, -FLT_MAX, FLT_MAX),
    .flags = lt_store_reader_bool (reader, object, "min-is-silence", false) ? LT_PARAM_MIN_IS_INF : 0,
  };
  self->row.def = self->row.min;
  self->points = lt_store_reader_points (reader, object, "points");
  return self;
}

/* The first one at 0: what a text says may be anything. */
static void
begin_at_zero (GArray *points)
{
  int64_t from = g_array_index (points, LtPoint, 0).pos_frames;

  for (guint i = 0; i < points->len; i++)
    g_array_index (points, LtPoint, i).pos_frames -= from;
}

LtLaneCopy *
lt_lane_copy_read (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = length <= LT_LANE_COPY_MAX_BYTES ? lt_json_parse (text, length, NULL) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  g_auto (LtStoreReader) reader;

  lt_store_reader_init (&reader, NULL);
  if (object == NULL || g_strcmp0 (lt_store_reader_string (&reader, object, "kind", ""), KIND) != 0)
    {
      g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT,
                           _ ("There are no automation points of Lathe in the clipboard. Copy some in a lane first."));
      return NULL;
    }
  g_autoptr (LtLaneCopy) self = read_object (&reader, object);
  if (lt_store_reader_int (&reader, object, "lathe-automation", 0, 0, G_MAXINT) != FORMAT || self->points == NULL || !has_range (&self->row))
    {
      g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT, _ ("What was copied are no automation points of this version of Lathe."));
      return NULL;
    }
  begin_at_zero (self->points);
  return g_steal_pointer (&self);
}

void
lt_lane_copy_set_rate (LtLaneCopy *self, double rate_hz)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      LtPoint *p = &g_array_index (self->points, LtPoint, i);

      p->pos_frames = (int64_t) llround ((double) p->pos_frames * rate_hz / self->rate_hz);
    }
  for (guint i = self->points->len; i-- > 1;)
    if (g_array_index (self->points, LtPoint, i - 1).pos_frames >= g_array_index (self->points, LtPoint, i).pos_frames)
      g_array_remove_index (self->points, i - 1);
  self->rate_hz = rate_hz;
}
