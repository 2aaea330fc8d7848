// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The document as it is written, less what cannot be heard: a member that is added to it counts until it is named here.
// Layer: studio.

#include "studio/session-sound.h"

#include "session/store.h"
#include "studio/session-listen.h"
#include "studio/session-values.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char *const unheard[] = { "next-id", "title", "metre-num", "metre-den", "meter", "loop", "loop-from", "loop-to",
                                       "tags",    "groups", "markers", "snapshots", "references", "versions",
                                       "version", "version-gone", "trials", "deliveries", "metres", "punch", "punch-from", "punch-to", NULL };
static const char *const unheard_of_strip[] = { "name", "colour", "group", "folder", "folded", NULL };
static const char *const unheard_of_clip[] = { "name", "locked", "colour", "group", NULL };
static const char *const unheard_of_source[] = { "name", NULL };
static const char *const unheard_solos[] = { "solo", "solo-safe", NULL };

static void
drop (JsonObject *object, const char *const *members)
{
  for (guint i = 0; members[i] != NULL; i++)
    json_object_remove_member (object, members[i]);
}

static JsonArray *
list_of (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
length_of (JsonArray *list)
{
  return list != NULL ? json_array_get_length (list) : 0;
}

/* @solos: they count. */
static void
hear_strip (JsonObject *strip, gboolean solos)
{
  drop (strip, unheard_of_strip);
  if (!solos)
    drop (strip, unheard_solos);
  if (g_strcmp0 (json_object_get_string_member_with_default (strip, "automation", "off"), "off") != 0)
    json_object_remove_member (strip, "automation"); /* any way of writing reads too */
}

static void
hear_strips (JsonObject *root, const char *member, gboolean solos)
{
  JsonArray *list = list_of (root, member);

  for (guint i = 0; i < length_of (list); i++)
    hear_strip (json_array_get_object_element (list, i), solos);
}

static void
hear_tracks (JsonObject *root, gboolean solos, GHashTable *used)
{
  JsonArray *tracks = list_of (root, "tracks");

  for (guint i = 0; i < length_of (tracks); i++)
    {
      JsonObject *track = json_array_get_object_element (tracks, i);
      JsonArray  *clips = list_of (track, "clips");

      json_object_remove_member (track, "takes");
      hear_strip (json_object_get_object_member (track, "strip"), solos);
      for (guint k = 0; k < length_of (clips); k++)
        {
          JsonObject *clip = json_array_get_object_element (clips, k);

          drop (clip, unheard_of_clip);
          g_hash_table_add (used, GSIZE_TO_POINTER ((gsize) json_object_get_int_member (clip, "source")));
        }
    }
}

/* What no clip plays, a reference does. */
static void
hear_sources (JsonObject *root, GHashTable *used)
{
  JsonArray *sources = list_of (root, "sources");

  for (guint i = length_of (sources); i-- > 0;)
    {
      JsonObject *source = json_array_get_object_element (sources, i);

      drop (source, unheard_of_source);
      if (!g_hash_table_contains (used, GSIZE_TO_POINTER ((gsize) json_object_get_int_member (source, "id"))))
        json_array_remove_element (sources, i);
    }
}

static gboolean
any_solo (const LtSession *session)
{
  for (uint32_t i = 0; session->solo_mode == LT_SOLO_IN_PLACE && i < lt_session_n_strips (session); i++)
    if (lt_session_get_strip (session, i)->solo)
      return TRUE;
  return FALSE;
}

/* @solos: they count. */
static char *
dup_hash (const LtSession *session, gboolean solos)
{
  g_autoptr (GPtrArray)  none = g_ptr_array_new ();
  LtSession              heard_of = *session; /* what is dropped need not be written */
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  gsize                  size;

  heard_of.groups = heard_of.markers = heard_of.snapshots = heard_of.versions = heard_of.references = heard_of.trials = heard_of.deliveries = none;
  g_autoptr (GBytes) bytes = lt_store_save (&heard_of);
  const char        *text = g_bytes_get_data (bytes, &size);

  if (!json_parser_load_from_data (parser, text, (gssize) size, NULL))
    return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  JsonNode   *node = json_parser_get_root (parser);
  JsonObject *root = json_node_get_object (node);

  drop (root, unheard);
  json_object_remove_member (root, "solo");
  hear_tracks (root, solos, used);
  hear_strips (root, "buses", solos);
  hear_strips (root, "vcas", solos);
  hear_strip (json_object_get_object_member (root, "mix"), solos);
  hear_strip (json_object_get_object_member (root, "master"), solos);
  hear_sources (root, used);

  g_autofree char *heard = json_to_string (node, FALSE);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, heard, -1);
}

char *
lt_session_sound_dup_hash (const LtSession *session)
{
  return dup_hash (session, any_solo (session));
}

/* Both lists without what stands in the same place of both: an edit shares what it doesn't touch. Takes one that is new of each. */
static void
leave_out_shared (GPtrArray **a, GPtrArray **b)
{
  GPtrArray *rest_a = g_ptr_array_new (), *rest_b = g_ptr_array_new ();
  gboolean   is_aligned = (*a)->len == (*b)->len;

  for (guint i = 0; i < MAX ((*a)->len, (*b)->len); i++)
    {
      gpointer of_a = i < (*a)->len ? g_ptr_array_index (*a, i) : NULL, of_b = i < (*b)->len ? g_ptr_array_index (*b, i) : NULL;

      if (is_aligned && of_a == of_b)
        continue;
      if (of_a != NULL)
        g_ptr_array_add (rest_a, of_a);
      if (of_b != NULL)
        g_ptr_array_add (rest_b, of_b);
    }
  *a = rest_a;
  *b = rest_b;
}

/* Solos are counted before anything is left out. Which sources are used is told from the clips: they all stay while the
   sources differ. */
static bool
is_same_written (const LtSession *a, const LtSession *b)
{
  LtSession part_a = *a, part_b = *b;
  bool      shares = lt_session_listen_same_objects (a->sources, b->sources);

  if (shares)
    {
      leave_out_shared (&part_a.tracks, &part_b.tracks);
      leave_out_shared (&part_a.buses, &part_b.buses);
      leave_out_shared (&part_a.vcas, &part_b.vcas);
    }

  g_autofree char *hash_a = dup_hash (&part_a, any_solo (a)), *hash_b = dup_hash (&part_b, any_solo (b));
  if (shares)
    {
      GPtrArray *lists[] = { part_a.tracks, part_b.tracks, part_a.buses, part_b.buses, part_a.vcas, part_b.vcas };

      for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        g_ptr_array_unref (lists[i]);
    }
  return strcmp (hash_a, hash_b) == 0;
}

bool
lt_session_sound_is_same (const LtSession *a, const LtSession *b)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (LtValueChange));

  if (a == b)
    return true;
  if (lt_session_values_diff (a, b, changes))
    return changes->len == 0; /* their plans are the same */
  return is_same_written (a, b);
}
