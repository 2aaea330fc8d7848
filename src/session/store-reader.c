// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads single values out of a session file: wrong ones are replaced and noted down.
// Layer: session.

#include "session/store-private.h"

#include "base/bend.h"
#include "session/strip.h"

#include <glib/gi18n.h>

#define MAX_LOSSES 200u

void
lt_store_reader_init (LtStoreReader *self, GPtrArray *losses)
{
  *self = (LtStoreReader){
    .losses = losses,
    .where = "",
    .ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .orphans = g_ptr_array_new (),
  };
}

void
lt_store_reader_clear (LtStoreReader *self)
{
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->orphans, g_ptr_array_unref);
}

void
lt_store_reader_lose (LtStoreReader *self, const char *format, ...)
{
  va_list args;

  self->n_losses++;
  if (self->losses == NULL || self->n_losses > MAX_LOSSES + 1)
    return;
  if (self->n_losses == MAX_LOSSES + 1)
    {
      g_ptr_array_add (self->losses,
                       g_strdup (_ ("There is more that was repaired in the same way.")));
      return;
    }

  va_start (args, format);
  g_autofree char *sentence = g_strdup_vprintf (format, args);
  va_end (args);
  if (self->past == NULL)
    g_ptr_array_add (self->losses, g_steal_pointer (&sentence));
  else
    g_ptr_array_add (self->losses, g_strdup_printf (self->past->number != 0 ? _ ("Version “%s”: %s") : _ ("Snapshot “%s”: %s"), self->past->name, sentence));
}

static void
lose_value (LtStoreReader *self, const char *key, const char *what)
{
  lt_store_reader_lose (self, _ ("%s: “%s” %s"), self->where, key, what);
}

bool
lt_store_reader_bool (LtStoreReader *self, JsonObject *object, const char *key, bool def)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    return def;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  lose_value (self, key, _ ("is neither true nor false; the default is used."));
  return def;
}

static bool
get_number (JsonNode *node, double *value)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_INT64)
    *value = (double) json_node_get_int (node);
  else if (type == G_TYPE_DOUBLE)
    *value = json_node_get_double (node);
  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

int64_t
lt_store_reader_int (
    LtStoreReader *self, JsonObject *object, const char *key, int64_t def, int64_t min, int64_t max)
{
  JsonNode *node = json_object_get_member (object, key);
  double    number = 0.0;

  if (node == NULL)
    return def;
  if (!get_number (node, &number) || number != trunc (number))
    {
      lose_value (self, key, _ ("is not a whole number; the default is used."));
      return def;
    }
  if (number < (double) min || number > (double) max)
    {
      lose_value (self, key, _ ("is out of range; the nearest value is used."));
      return number < (double) min ? min : max;
    }
  return json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                         : (int64_t) number;
}

static double
in_range (LtStoreReader *self, const char *key, double value, double min, double max)
{
  if (value >= min && value <= max)
    return value + 0.0; /* no negative zero */
  lose_value (self, key, _ ("is out of range; the nearest value is used."));
  return CLAMP (value, min, max);
}

double
lt_store_reader_double (
    LtStoreReader *self, JsonObject *object, const char *key, double def, double min, double max)
{
  JsonNode *node = json_object_get_member (object, key);
  double    number = 0.0;

  if (node == NULL)
    return def;
  if (get_number (node, &number))
    return in_range (self, key, number, min, max);
  lose_value (self, key, _ ("is not a number; the default is used."));
  return def;
}

static bool
is_silence (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_STRING
         && strcmp (json_node_get_string (node), "-inf") == 0;
}

double
lt_store_reader_level (LtStoreReader *self, JsonObject *object, const char *key)
{
  const LtParamSpec *row = &lt_strip_rows[LT_STRIP_FADER];
  JsonNode          *node = json_object_get_member (object, key);

  if (node != NULL && is_silence (node))
    return -INFINITY;
  return lt_strip_clamp (row,
                         lt_store_reader_double (self, object, key, row->def, row->min, row->max));
}

const char *
lt_store_reader_string (LtStoreReader *self, JsonObject *object, const char *key, const char *def)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL || json_node_is_null (node))
    return def;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  lose_value (self, key, _ ("is not a text; the default is used."));
  return def;
}

int
lt_store_reader_word (LtStoreReader     *self,
                      JsonObject        *object,
                      const char        *key,
                      const char *const *words)
{
  const char *text = lt_store_reader_string (self, object, key, words[0]);

  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      return i;
  lose_value (self, key, _ ("is a word this program does not know; the default is used."));
  return 0;
}

/* Above this an id is as good as none: half of the room stays free for new ones. */
#define MAX_READ_ID (LT_ID_MAX / 2)

static LtId
get_id (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);
  double    number = 0.0;

  if (node == NULL || !get_number (node, &number) || number != trunc (number) || number < 1.0
      || number > (double) MAX_READ_ID)
    return 0;
  return (LtId) number;
}

LtId
lt_store_reader_ref (LtStoreReader *self, JsonObject *object, const char *key)
{
  LtId      id = get_id (object, key);
  JsonNode *node = json_object_get_member (object, key);
  double    number = 0.0;

  if (id == 0 && node != NULL && !(get_number (node, &number) && number == 0.0))
    lose_value (self, key, _ ("names nothing; it is left empty."));
  return id;
}

void
lt_store_reader_id (LtStoreReader *self, JsonObject *object, LtId *id)
{
  *id = get_id (object, "id");
  if (*id != 0 && (self->is_past || self->past != NULL))
    {
      self->max_id = MAX (self->max_id, *id);
      return;
    }
  if (*id != 0 && !g_hash_table_contains (self->ids, id))
    {
      g_hash_table_add (self->ids, g_memdup2 (id, sizeof *id));
      self->max_id = MAX (self->max_id, *id);
      return;
    }
  lose_value (self, "id",
              *id != 0 ? _ ("is used twice; the second one gets a new one.")
                       : _ ("is missing; it gets a new one."));
  g_ptr_array_add (self->orphans, id);
}

/* From *from on, one that nothing in the file has. */
static LtId
unused_id (const LtStoreReader *self, LtId *from)
{
  while (g_hash_table_contains (self->ids, from))
    (*from)++;
  return (*from)++;
}

LtId
lt_store_reader_finish_ids (LtStoreReader *self, LtId next_id)
{
  LtId low = 1;

  /* A counter beyond what can be read back counts for nothing. */
  next_id = MAX (next_id <= MAX_READ_ID ? next_id : 1, self->max_id + 1);
  for (guint i = 0; i < self->orphans->len; i++)
    *(LtId *) self->orphans->pdata[i] = next_id <= MAX_READ_ID ? next_id++ : unused_id (self, &low);
  g_ptr_array_set_size (self->orphans, 0);
  return next_id;
}

JsonArray *
lt_store_reader_array (LtStoreReader *self, JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL || JSON_NODE_HOLDS_ARRAY (node))
    return node != NULL ? json_node_get_array (node) : NULL;
  lose_value (self, key, _ ("is not a list; it is left empty."));
  return NULL;
}

JsonObject *
lt_store_reader_object (LtStoreReader *self, JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL || JSON_NODE_HOLDS_OBJECT (node))
    return node != NULL ? json_node_get_object (node) : NULL;
  lose_value (self, key, _ ("is not what it should be; it is left empty."));
  return NULL;
}

/* The third part of a point: whether it holds, else its bend. False: it is neither. */
static bool
read_way (JsonNode *node, LtPoint *point)
{
  double bend = 0.0;

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    {
      point->hold = json_node_get_boolean (node);
      return true;
    }
  if (!get_number (node, &bend))
    return false;
  point->bend = lt_bend_clamp (bend);
  return fabs (bend) <= LT_BEND_MAX;
}

/* @is_way: false where its way to the next point is none. */
static bool
read_point (JsonNode *node, LtPoint *point, bool *is_way)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  double     pos = 0.0;

  if (array == NULL || json_array_get_length (array) < 2 || json_array_get_length (array) > 3)
    return false;
  if (!get_number (json_array_get_element (array, 0), &pos) || pos < 0.0
      || pos > (double) LT_FRAMES_MAX)
    return false;

  *point = (LtPoint){ .pos_frames = (int64_t) pos };
  if (is_silence (json_array_get_element (array, 1)))
    point->value = -INFINITY;
  else if (!get_number (json_array_get_element (array, 1), &point->value))
    return false;
  *is_way = json_array_get_length (array) == 2 || read_way (json_array_get_element (array, 2), point);
  point->value += 0.0; /* no negative zero */
  return true;
}

GArray *
lt_store_reader_points (LtStoreReader *self, JsonObject *object, const char *key)
{
  JsonArray *array = lt_store_reader_array (self, object, key);
  guint      n = array != NULL ? json_array_get_length (array) : 0, n_ways = 0;
  g_autoptr (GArray) points = g_array_sized_new (FALSE, TRUE, sizeof (LtPoint), n);

  for (guint i = 0; i < n; i++)
    {
      LtPoint point;
      bool    is_way = true;

      if (read_point (json_array_get_element (array, i), &point, &is_way))
        g_array_append_val (points, point);
      n_ways += is_way ? 1 : 0;
    }
  if (points->len < n)
    lose_value (self, key, _ ("holds points that are none; they are left out."));
  if (n_ways < n)
    lose_value (self, key, _ ("holds bends that are not from −1 to 1; the nearest ones are used."));
  return points->len > 0 ? lt_lane_clean_points ((const LtPoint *) points->data, points->len)
                         : NULL;
}

JsonNode *
lt_store_reader_extra (JsonObject *object, const char *const *known)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;
  g_autoptr (JsonObject) extra = json_object_new ();

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!g_strv_contains (known, name))
      json_object_set_member (extra, name, json_node_copy (value));
  if (json_object_get_size (extra) == 0)
    return NULL;

  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, extra);
  return node;
}
