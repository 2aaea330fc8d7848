// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The document as it is written, less what cannot be heard: a member that is added to it counts until it is named here.
// Layer: studio.

#include "studio/session-sound.h"

#include "session/store.h"
#include "studio/session-values.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char *const unheard[] = { "next-id", "title", "metre-num", "metre-den", "meter", "loop", "loop-from", "loop-to",
                                       "tags",    "groups", "markers", "snapshots", "references", "versions",
                                       "version", "version-gone", "trials", "deliveries", NULL };
static const char *const unheard_of_strip[] = { "name", "colour", "group", "folder", "folded", NULL };
static const char *const unheard_of_clip[] = { "name", "locked", NULL };
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

char *
lt_session_sound_dup_hash (const LtSession *session)
{
  g_autoptr (GBytes)     bytes = lt_store_save (session);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  gboolean               solos = any_solo (session);
  gsize                  size;
  const char            *text = g_bytes_get_data (bytes, &size);

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

bool
lt_session_sound_is_same (const LtSession *a, const LtSession *b)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (LtValueChange));

  if (a == b)
    return true;
  if (lt_session_values_diff (a, b, changes))
    return changes->len == 0; /* their plans are the same */

  g_autofree char *hash_a = lt_session_sound_dup_hash (a), *hash_b = lt_session_sound_dup_hash (b);
  return strcmp (hash_a, hash_b) == 0;
}
