// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a file that was read says of versions and delays is brought into what a session may hold.
// Layer: session.

#include "session/edit-version.h"
#include "session/store-private.h"

#include <glib/gi18n.h>

/* The reader does not know the session's rate. */
void
lt_store_repair_delay (LtStoreReader *reader, const LtSession *session, LtStrip *strip)
{
  int64_t most = (int64_t) (LT_STRIP_DELAY_MAX_S * session->rate_hz);

  if (strip->delay_frames >= -most && strip->delay_frames <= most)
    return;
  lt_store_reader_lose (reader, _ ("%s: its delay is out of range; the nearest value is used."), strip->name);
  strip->delay_frames = CLAMP (strip->delay_frames, -most, most);
}

/* What @version holds of the master, alone and under its id, which may be another since. FALSE: nothing. */
static bool
repair_chain (LtStoreReader *reader, const LtSession *session, LtSnapshot *version)
{
  LtStrip *chain = NULL;

  for (guint i = 0; chain == NULL && i < version->strips->len; i++)
    if (((const LtStrip *) version->strips->pdata[i])->kind == LT_STRIP_MASTER)
      chain = version->strips->pdata[i];
  if (chain == NULL)
    return false;
  if (version->strips->len > 1)
    {
      lt_store_reader_lose (reader, _ ("The version “%s” holds more than the master chain; the rest is left out."), version->name);
      lt_strip_ref (chain);
      g_ptr_array_set_size (version->strips, 0);
      g_ptr_array_add (version->strips, chain);
    }
  chain->id = session->master->id;
  reader->past = version;
  lt_store_repair_delay (reader, session, chain);
  reader->past = NULL;
  return true;
}

/* Above all that are in use and were; at the end of them the lowest that is free. */
static uint32_t
next_number (uint32_t number, GHashTable *used)
{
  do
    number = number < LT_VERSION_NUMBER_MAX ? number + 1 : 1;
  while (g_hash_table_contains (used, GUINT_TO_POINTER (number)));
  return number;
}

/* A version holds the master strip, once, and has a number of its own. */
void
lt_store_repair_versions (LtStoreReader *reader, LtSession *session)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  uint32_t next;

  for (guint i = 0; i < session->versions->len; i++)
    {
      LtSnapshot *version = session->versions->pdata[i];

      if (repair_chain (reader, session, version))
        continue;
      lt_store_reader_lose (reader, _ ("The version “%s” holds no master chain; it is left out."), version->name);
      g_ptr_array_remove_index (session->versions, i--);
    }
  for (guint i = 0; i < session->versions->len; i++)
    {
      LtSnapshot *version = session->versions->pdata[i];

      if (version->number != 0 && !g_hash_table_add (numbers, GUINT_TO_POINTER (version->number)))
        version->number = 0;
    }
  next = lt_edit_version_next_number (session);
  for (guint i = 0; i < session->versions->len; i++)
    {
      LtSnapshot *version = session->versions->pdata[i];

      if (version->number != 0)
        continue;
      version->number = next;
      g_hash_table_add (numbers, GUINT_TO_POINTER (next));
      next = next_number (next, numbers);
    }
  if (session->version_id != 0 && lt_session_find_version (session, session->version_id) == NULL)
    {
      lt_store_reader_lose (reader, _ ("The version of the master chain that was current is gone; the chain stays."));
      session->version_id = 0;
    }
}
