// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe show: the whole session, for people or as JSON.
// Layer: cli.

#include "cli/cli-members.h"
#include "cli/cli-session.h"
#include "cli/cli-show-json.h"
#include "cli/cli-trials.h"
#include "session/edit-version.h"
#include "session/strip-key.h"
#include "session/value-text.h"
#include "session/words.h"
#include "studio/integrity.h"
#include "studio/slot-facts.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Prints @words, broken between them at @width columns, further lines behind @indent blanks. */
static void
print_wrapped (const char *words, int indent, int width)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  int            column = 0;

  for (char **part = parts; *part != NULL; part++)
    {
      int n = (int) g_utf8_strlen (*part, -1);

      if (column > indent && column + n + 1 > width)
        {
          lt_cli_print ("\n%*s", indent, "");
          column = indent;
        }
      lt_cli_print ("%s%s", part == parts || column == indent ? "" : " ", *part);
      column += n + 1;
    }
  lt_cli_print ("\n");
}

static void
show_slot (const LtSession *session, const LtStrip *strip, guint at)
{
  const LtSlot       *slot = g_ptr_array_index (strip->slots, at);
  const LtStrip      *key = slot->key_id != 0 ? lt_session_find_strip (session, slot->key_id) : NULL;
  g_autofree char    *name = lt_strip_key_dup_slot_name (strip, slot);
  g_autoptr (GString) line = g_string_new (NULL);
  uint32_t            latency = lt_slot_facts_latency (slot, session->rate_hz);

  for (uint32_t i = 0; slot->type != NULL && i < slot->type->n_params; i++)
    {
      char text[128];

      lt_value_text_plain (&slot->type->params[i], slot->values[i], text, sizeof text);
      g_string_append_printf (line, " %s=%s", slot->type->params[i].key, text);
    }
  if (slot->level_db != 0.0)
    {
      char text[128];

      lt_value_text_plain (&lt_slot_level_row, slot->level_db, text, sizeof text);
      g_string_append_printf (line, " %s=%s", lt_slot_level_row.key, text);
    }
  if (key != NULL)
    g_string_append_printf (line, " sidechain=%s%s", key->name, slot->key_pre ? " sidechain-pre=on" : "");
  if (slot->type == NULL)
    g_string_append_printf (line, " %s", _ ("(not known to this version)"));
  else if (latency > 0)
    g_string_append_printf (line, _ (" (latency %u frames)"), latency);
  if (slot->blob != NULL)
    g_string_append_printf (line, " blob=%.12s…%s", slot->blob, lt_slot_facts_is_blob_missing (slot) ? _ (" (missing)") : "");

  g_autofree char *text = g_strdup_printf ("    %u. %s%s%s", at + 1, name, slot->bypass ? _ (" (bypassed)") : "", line->str);
  print_wrapped (text, 7, 100);
}

static void
show_lane (const LtSession *session, const LtStrip *strip, const LtLane *lane)
{
  const LtParamSpec  *row = lt_strip_find_row (strip, lane->slot_id, lane->key);
  g_autofree char    *name = lt_strip_key_dup_owner_name (session, strip, lane->slot_id);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; row != NULL && i < lane->points->len; i++)
    {
      const LtPoint   *point = &g_array_index (lane->points, LtPoint, i);
      g_autofree char *at = lt_cli_dup_time (point->pos_frames, session->rate_hz);
      char             text[128];

      lt_value_text_plain (row, point->value, text, sizeof text);
      g_string_append_printf (line, " %s=%s%s", at, text, point->hold ? _ (" (held)") : "");
      if (point->bend != 0.0f)
        g_string_append_printf (line, _ (" (bend %+.2f)"), (double) point->bend);
    }
  lt_cli_print (_ ("    automation %s%s%s:%s\n"), name != NULL ? name : "", name != NULL ? "." : "", lane->key, line->str);
}

/* "fader −3.0 dB, pan 0.00, mute", what stands at its default but the fader and the pan left out. */
static char *
own_values (const LtStrip *strip)
{
  GString *line = g_string_new (NULL);

  for (int i = 0; i < LT_STRIP_N_VALUES; i++)
    {
      const LtParamSpec *row = &lt_strip_rows[i];
      double             value = lt_strip_get_value (strip, (LtStripValue) i);
      bool               always = i == LT_STRIP_FADER || i == LT_STRIP_PAN;
      char               text[LT_VALUE_TEXT_SIZE];

      if ((!always && value == row->def) || !lt_strip_kind_has (strip->kind, (LtStripValue) i))
        continue;
      g_string_append (line, line->len > 0 ? ", " : "");
      g_string_append (line, row->key);
      if (row->choices != NULL || row->curve != LT_CURVE_STEP)
        g_string_append_printf (line, " %s", lt_value_text_human (row, value, text, sizeof text));
    }
  if (strip->delay_frames != 0)
    g_string_append_printf (line, _ (", delay %" PRId64 " samples"), strip->delay_frames);
  return g_string_free (line, FALSE);
}

/* Groups, VCAs and folders: what it is in, and who is in it. */
static void
show_company (const LtSession *session, const LtStrip *strip)
{
  const LtGroup   *group = strip->group_id != 0 ? lt_session_find_group (session, strip->group_id) : NULL;
  const LtStrip   *vca = strip->vca_id != 0 ? lt_session_find_strip (session, strip->vca_id) : NULL;
  bool             is_vca = strip->kind == LT_STRIP_VCA;
  g_autofree char *members = is_vca || strip->folder ? lt_cli_members_dup_names (session, is_vca ? lt_cli_members_get_vca : lt_cli_members_get_output, strip->id) : NULL;

  if (group != NULL)
    lt_cli_print (_ ("    in group %s\n"), group->name);
  if (vca != NULL)
    lt_cli_print (_ ("    follows %s\n"), vca->name);
  if (is_vca)
    lt_cli_print (_ ("    above %s\n"), *members != '\0' ? members : _ ("nobody"));
  if (strip->folder)
    lt_cli_print (strip->folded ? _ ("    folder of %s, folded\n") : _ ("    folder of %s\n"), *members != '\0' ? members : _ ("nobody"));
}

static void
show_groups (const LtSession *session)
{
  if (session->groups->len > 0)
    lt_cli_print (_ ("Groups: %u\n"), session->groups->len);
  for (guint i = 0; i < session->groups->len; i++)
    {
      const LtGroup   *group = g_ptr_array_index (session->groups, i);
      const bool       links[] = { group->fader, group->mute, group->solo, group->pan };
      const char      *words[] = { _ ("fader"), _ ("mute"), _ ("solo"), _ ("pan") };
      g_autofree char *members = lt_cli_members_dup_names (session, lt_cli_members_get_group, group->id);

      lt_cli_print ("  %s: ", group->name);
      for (guint k = 0; k < G_N_ELEMENTS (links); k++)
        if (links[k])
          lt_cli_print ("%s, ", words[k]);
      lt_cli_print ("%s: %s\n", group->on ? _ ("on") : _ ("off"), *members != '\0' ? members : _ ("nobody"));
    }
}

static void
show_strip (const LtSession *session, const LtStrip *strip)
{
  g_autofree char *values = own_values (strip);
  const LtStrip   *output = strip->output_id != 0 ? lt_session_find_strip (session, strip->output_id) : NULL;

  lt_cli_print ("  %s: %s%s%s\n", strip->name, values, output != NULL ? " → " : "", output != NULL ? output->name : "");
  show_company (session, strip);
  for (guint i = 0; i < strip->slots->len; i++)
    show_slot (session, strip, i);
  for (guint i = 0; i < strip->sends->len; i++)
    {
      const LtSend  *send = g_ptr_array_index (strip->sends, i);
      const LtStrip *to = lt_session_find_strip (session, send->to_id);
      char           level[LT_VALUE_TEXT_SIZE];

      lt_value_text_human (&lt_strip_rows[LT_STRIP_FADER], send->level_db, level, sizeof level);
      lt_cli_print (_ ("    send to %s %s%s%s\n"), to != NULL ? to->name : "?", level, send->pre ? _ (", before the fader") : "",
                    send->mute ? _ (", muted") : "");
    }
  for (guint i = 0; i < strip->lanes->len; i++)
    show_lane (session, strip, g_ptr_array_index (strip->lanes, i));
}

static void
show_clips (const LtSession *session, const LtTrack *track)
{
  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip    *clip = g_ptr_array_index (track->clips, i);
      g_autofree char *from = lt_cli_dup_time (clip->pos_frames, session->rate_hz);
      g_autofree char *to = lt_cli_dup_time (clip->pos_frames + clip->length_frames, session->rate_hz);

      lt_cli_print (_ ("    clip %u: %s – %s %s%s\n"), i + 1, from, to, clip->name, clip->mute ? _ (" (muted)") : "");
    }
}

static void
show_rest (LtFolder *folder, const LtSession *session)
{
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker  *marker = g_ptr_array_index (session->markers, i);
      g_autofree char *at = lt_cli_dup_time (marker->pos_frames, session->rate_hz);

      lt_cli_print (_ ("Marker %s: %s\n"), at, marker->name);
    }
  for (guint i = 0; i < session->references->len; i++)
    lt_cli_print (_ ("Reference: %s\n"), ((const LtReference *) g_ptr_array_index (session->references, i))->name);
  lt_cli_trials_print (session);
  for (guint i = 0; i < session->snapshots->len; i++)
    lt_cli_print (_ ("Snapshot: %s\n"), ((const LtSnapshot *) g_ptr_array_index (session->snapshots, i))->name);
  for (guint i = 0; i < session->versions->len; i++)
    {
      const LtSnapshot *version = g_ptr_array_index (session->versions, i);
      g_autofree char  *title = lt_edit_version_dup_title (version);

      lt_cli_print (_ ("Version of the master: %s%s\n"), title, version->id == session->version_id ? _ (" (current)") : "");
    }
  for (guint i = 0; i < session->sources->len; i++)
    {
      g_autofree char *path = lt_folder_dup_source_path (folder, g_ptr_array_index (session->sources, i));

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        lt_cli_print (_ ("Missing file: %s\n"), path);
    }
}

static void
show_text (LtFolder *folder)
{
  const LtSession *session = lt_folder_get_session (folder);
  g_autofree char *length = lt_cli_dup_time (lt_session_get_length (session), session->rate_hz);
  char             tempo[G_ASCII_DTOSTR_BUF_SIZE];
  int64_t          latency = 0;

  if (!lt_integrity_compile (session, &latency, NULL))
    lt_cli_note (_ ("This session can't be played; lathe check says why."));
  g_ascii_formatd (tempo, sizeof tempo, "%.6g", session->tempo_bpm);
  lt_cli_print (_ ("%s: %s long, %.0f Hz, %s bpm, %u/%u, latency %" PRId64 " frames\n"), session->title, length, session->rate_hz, tempo,
                session->metre_num, session->metre_den, latency);
  lt_cli_print (_ ("Pan law %s, solo %s, meters %s\n"), lt_cli_pan_laws[session->pan_law], lt_words_solo[session->solo_mode],
                lt_words_meter[session->meter_point]);
  lt_cli_print (_ ("Tracks: %u\n"), session->tracks->len);
  for (guint i = 0; i < session->tracks->len; i++)
    {
      const LtTrack *track = g_ptr_array_index (session->tracks, i);

      show_strip (session, track->strip);
      show_clips (session, track);
    }
  lt_cli_print (_ ("Buses: %u\n"), session->buses->len);
  for (guint i = 0; i < session->buses->len; i++)
    show_strip (session, g_ptr_array_index (session->buses, i));
  if (session->vcas->len > 0)
    lt_cli_print (_ ("VCAs: %u\n"), session->vcas->len);
  for (guint i = 0; i < session->vcas->len; i++)
    show_strip (session, g_ptr_array_index (session->vcas, i));
  show_groups (session);
  lt_cli_print ("%s\n", _ ("Mix and master:"));
  show_strip (session, session->mix);
  show_strip (session, session->master);
  show_rest (folder, session);
}

static bool
show (const char *path, bool json, GError **error)
{
  g_autoptr (LtFolder)    folder = lt_cli_session_open (path, LT_FOLDER_READ, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (folder == NULL)
    return false;
  if (json)
    {
      lt_cli_show_json_add (builder, folder);
      lt_cli_print_json (builder);
    }
  else
    show_text (folder);
  return true;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                code, json = false;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, 1, &code);

  if (words == NULL)
    return code;
  return show (words[0], json, &error) ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_show = {
  .name = "show",
  .args = N_ ("SESSION [--json]"),
  .summary = N_ ("Show what is in a session"),
  .run = run,
};
