// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pre-flight.
// Layer: deliver.

#include "deliver/preflight.h"

#include "studio/file-feeds.h"
#include "studio/session-spec.h"

#include <glib/gi18n.h>

static void
say (GPtrArray *out, char *sentence)
{
  g_ptr_array_add (out, sentence);
}

/* Names of the strips for which @is holds, joined by commas; NULL: none. */
static char *
names_of (const LtSession *session, gboolean (*is) (const LtSession *, const LtStrip *), guint *n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  *n = 0;
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      if (!is (session, strip))
        continue;
      g_string_append_printf (text, "%s%s", (*n)++ > 0 ? ", " : "", strip->name);
    }
  return *n > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
is_soloed (const LtSession *session, const LtStrip *strip)
{
  (void) session;
  return strip->solo;
}

static gboolean
is_silent (const LtSession *session, const LtStrip *strip)
{
  const LtTrack *track = lt_session_find_track (session, strip->id);

  return (track == NULL || track->clips->len > 0) && strip->kind != LT_STRIP_MASTER
         && lt_session_spec_hearing (session, strip) == LT_NOT_HEARD;
}

static void
check_sources (const LtSession *session, const char *folder, GPtrArray *out)
{
  for (guint i = 0; i < session->sources->len; i++)
    {
      const LtSource  *source = g_ptr_array_index (session->sources, i);
      g_autofree char *path = lt_file_feeds_dup_path (source, folder);

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        say (out, g_strdup_printf (_ ("“%s” is missing and will be silent. Put it back in its place."), path));
    }
}

static void
check_effects (const LtSession *session, GPtrArray *out)
{
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      for (guint k = 0; k < strip->slots->len; k++)
        {
          const LtSlot *slot = g_ptr_array_index (strip->slots, k);

          if (slot->type == NULL)
            say (out, g_strdup_printf (_ ("%s: the effect “%s” is not known to this version and is passed by."), strip->name, slot->effect));
          else if (slot->bypass)
            say (out, g_strdup_printf (_ ("%s: %s is bypassed."), strip->name, _ (slot->type->label)));
        }
    }
}

GPtrArray *
lt_preflight_check (const LtSession *session, const char *folder)
{
  GPtrArray       *out = g_ptr_array_new_with_free_func (g_free);
  guint            n;
  g_autofree char *soloed = names_of (session, is_soloed, &n);
  g_autofree char *silent = names_of (session, is_silent, &n);

  if (lt_session_get_length (session) == 0)
    say (out, g_strdup (_ ("The session has no clips; there is nothing to hear.")));
  if (soloed != NULL)
    say (out, g_strdup_printf (_ ("Solo is on: %s."), soloed));
  if (silent != NULL)
    say (out, g_strdup_printf (ngettext ("Left out, because muted or not soloed: %s.", "Left out, because muted or not soloed: %s.", n), silent));
  check_sources (session, folder, out);
  check_effects (session, out);
  return out;
}
