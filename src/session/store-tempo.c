// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes of tempo and metre, and the punch range, as JSON: nothing is written where there are none.
// Layer: session.
//
// "tempos": [pulse, bpm] or [pulse, bpm, true] when it moves to the next one's over the beats; 15360 pulses are a quarter
// note. "metres": bars counted from 1. "tempo-ramp" is of the beginning.

#include "session/store-private.h"
#include "session/tempo.h"

#include <glib/gi18n.h>
#include <math.h>

void
lt_store_tempo_write (LtEmit *emit, const LtTempoMap *map)
{
  if (map->tempos[0].ramp)
    lt_emit_bool (emit, "tempo-ramp", true);
  if (map->n_tempos > 1)
    {
      lt_emit_open (emit, "tempos", '[');
      for (uint32_t i = 1; i < map->n_tempos; i++)
        lt_emit_point (emit, map->tempos[i].pulse, map->tempos[i].bpm, map->tempos[i].ramp);
      lt_emit_close (emit, ']');
    }
  if (map->n_metres <= 1)
    return;
  lt_emit_open (emit, "metres", '[');
  for (uint32_t i = 1; i < map->n_metres; i++)
    {
      lt_emit_open (emit, NULL, '{');
      lt_emit_int (emit, "bar", map->metres[i].bar + 1);
      lt_emit_int (emit, "num", map->metres[i].num);
      lt_emit_int (emit, "den", map->metres[i].den);
      lt_emit_close (emit, '}');
    }
  lt_emit_close (emit, ']');
}

void
lt_store_tempo_write_punch (LtEmit *emit, const LtSession *session)
{
  if (session->punch)
    lt_emit_bool (emit, "punch", true);
  if (session->punch_to_frames <= session->punch_from_frames)
    return;
  lt_emit_int (emit, "punch-from", session->punch_from_frames);
  lt_emit_int (emit, "punch-to", session->punch_to_frames);
}

static bool
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

/* Whether it is one that can be taken as it is. */
static bool
read_tempo (JsonNode *node, LtTempoPoint *point)
{
  JsonArray *parts = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint      n = parts != NULL ? json_array_get_length (parts) : 0;

  if (n < 2 || n > 3 || !is_number (json_array_get_element (parts, 0)) || !is_number (json_array_get_element (parts, 1)))
    return false;
  *point = (LtTempoPoint) { .pulse = json_array_get_int_element (parts, 0), .bpm = json_array_get_double_element (parts, 1) };
  if (n == 3)
    {
      JsonNode *ramp = json_array_get_element (parts, 2);

      if (!JSON_NODE_HOLDS_VALUE (ramp) || json_node_get_value_type (ramp) != G_TYPE_BOOLEAN)
        return false;
      point->ramp = json_node_get_boolean (ramp);
    }
  return point->pulse >= 1 && point->pulse <= LT_TEMPO_PULSE_MAX && point->bpm >= LT_TEMPO_MIN_BPM && point->bpm <= LT_TEMPO_MAX_BPM;
}

static void
read_tempos (LtStoreReader *reader, JsonObject *object, GArray *tempos)
{
  JsonArray *list = lt_store_reader_array (reader, object, "tempos");
  guint      n = list != NULL ? json_array_get_length (list) : 0, n_lost = 0;

  for (guint i = 0; i < n; i++)
    {
      LtTempoPoint point;

      if (read_tempo (json_array_get_element (list, i), &point))
        g_array_append_val (tempos, point);
      else
        n_lost++;
    }
  if (n_lost > 0)
    lt_store_reader_lose (reader, _ ("“tempos” holds %u changes that are none; they are left out."), n_lost);
}

static uint32_t
read_den (LtStoreReader *reader, JsonObject *object, const char *key)
{
  uint32_t den = (uint32_t) lt_store_reader_int (reader, object, key, 4, 1, 64);

  if ((den & (den - 1)) == 0)
    return den;
  lt_store_reader_lose (reader, _ ("A metre in %u is unknown; 4 is used."), den);
  return 4;
}

static void
read_metres (LtStoreReader *reader, JsonObject *object, GArray *metres)
{
  JsonArray *list = lt_store_reader_array (reader, object, "metres");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_OBJECT (node) || !json_object_has_member (json_node_get_object (node), "bar"))
        {
          lt_store_reader_lose (reader, _ ("A change of metre says no bar; it is left out."));
          continue;
        }

      JsonObject   *one = json_node_get_object (node);
      LtMetreChange change = { .bar = lt_store_reader_int (reader, one, "bar", 2, 2, LT_TEMPO_BAR_MAX) - 1,
                               .num = (uint32_t) lt_store_reader_int (reader, one, "num", 4, 1, 64),
                               .den = read_den (reader, one, "den") };
      g_array_append_val (metres, change);
    }
}

static void
read_punch (LtStoreReader *reader, JsonObject *object, LtSession *session)
{
  session->punch = lt_store_reader_bool (reader, object, "punch", false);
  session->punch_from_frames = lt_store_reader_int (reader, object, "punch-from", 0, 0, LT_FRAMES_MAX);
  session->punch_to_frames = lt_store_reader_int (reader, object, "punch-to", 0, 0, LT_FRAMES_MAX);
  if (session->punch_from_frames < session->punch_to_frames)
    return;
  if (session->punch)
    lt_store_reader_lose (reader, _ ("The punch range has no length; it is switched off."));
  session->punch = false;
  session->punch_from_frames = session->punch_to_frames = 0;
}

void
lt_store_tempo_read (LtStoreReader *reader, JsonObject *object, LtSession *session)
{
  g_autoptr (GArray) tempos = g_array_new (FALSE, FALSE, sizeof (LtTempoPoint)), metres = g_array_new (FALSE, FALSE, sizeof (LtMetreChange));
  LtTempoPoint  tempo = { .bpm = lt_store_reader_double (reader, object, "tempo", 120.0, LT_TEMPO_MIN_BPM, LT_TEMPO_MAX_BPM),
                          .ramp = lt_store_reader_bool (reader, object, "tempo-ramp", false) };
  LtMetreChange metre = { .num = (uint32_t) lt_store_reader_int (reader, object, "metre-num", 4, 1, 64), .den = read_den (reader, object, "metre-den") };

  g_array_append_val (tempos, tempo);
  g_array_append_val (metres, metre);
  read_tempos (reader, object, tempos);
  read_metres (reader, object, metres);
  lt_tempo_give (session, lt_tempo_new ((const LtTempoPoint *) (gpointer) tempos->data, tempos->len,
                                        (const LtMetreChange *) (gpointer) metres->data, metres->len));
  read_punch (reader, object, session);
}
