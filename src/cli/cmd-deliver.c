// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// lathe deliver: the session's deliveries, several in one go from one render, and the list of them.
// Layer: cli.

#include "cli/cli-delivery.h"
#include "cli/cli-session.h"
#include "deliver/certificate.h"
#include "deliver/name-pattern.h"
#include "deliver/output-guard.h"
#include "deliver/preflight.h"
#include "media/temp-file.h"
#include "session/diff.h"
#include "studio/renderer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdatomic.h>

typedef struct
{
  char *to, *add, *set, *move, *remove, *range;
  int   list, catalogue, json, force, certificate, threads;
} Args;

static void
args_clear (Args *self)
{
  g_free (self->to);
  g_free (self->add);
  g_free (self->set);
  g_free (self->move);
  g_free (self->remove);
  g_free (self->range);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

/* By name; the error lists what there is. */
static const LtDeliverySpec *
pick (const LtSession *session, const char *name, GError **error)
{
  const LtDeliverySpec *found = lt_edit_delivery_find (session, name);
  g_autoptr (GString)   names = g_string_new (NULL);

  if (found != NULL)
    return found;
  for (guint i = 0; i < session->deliveries->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((const LtDeliverySpec *) g_ptr_array_index (session->deliveries, i))->name);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is no delivery “%s”; there are: %s."), name, names->str);
  return NULL;
}

/* --- the list --- */

/* What is written must be something that this program can write. */
static bool
check_values (const LtSession *session, LtId id, GError **error)
{
  LtTarget *target = lt_targets_resolve (lt_session_find_delivery (session, id), error);
  uint32_t  rate_hz = target != NULL && target->rate_hz != 0 ? target->rate_hz : (uint32_t) session->rate_hz;
  bool      ok = target != NULL && lt_file_format_check (target->format, target->bits, rate_hz, 2, target->name, error);

  if (target != NULL)
    lt_targets_free (target);
  return ok;
}

static LtSession *
add_one (const LtSession *session, const char *name, char **words, GError **error)
{
  LtTarget        *listed = lt_targets_find (name, NULL);
  LtDeliveryValues values = listed != NULL ? lt_targets_values (listed) : lt_edit_delivery_defaults (name);
  LtSession       *next = NULL;
  LtId             id;
  bool             ok = true;

  values.on = true;
  for (; ok && *words != NULL; words++)
    ok = lt_cli_delivery_parse (*words, &values, error);
  if (ok)
    next = lt_edit_delivery_add (session, &values, -1, &id);
  if (next != NULL && !check_values (next, id, error))
    g_clear_pointer (&next, lt_session_unref);
  if (listed != NULL)
    lt_targets_free (listed);
  return next;
}

static LtSession *
set_one (const LtSession *session, const char *name, char **words, GError **error)
{
  const LtDeliverySpec *spec = pick (session, name, error);
  LtDeliveryValues      values;

  if (spec == NULL)
    return NULL;
  values = lt_edit_delivery_values (spec);
  for (; *words != NULL; words++)
    if (!lt_cli_delivery_parse (*words, &values, error))
      return NULL;

  LtSession *next = lt_edit_delivery_set (session, spec->id, &values);
  if (!check_values (next, spec->id, error))
    g_clear_pointer (&next, lt_session_unref);
  return next;
}

static LtSession *
move_one (const LtSession *session, const char *name, const char *place, GError **error)
{
  const LtDeliverySpec *spec = pick (session, name, error);
  guint64               to = 0;

  if (spec == NULL)
    return NULL;
  if (g_ascii_string_to_unsigned (place, 10, 1, session->deliveries->len, &to, NULL))
    return lt_edit_delivery_move (session, spec->id, (guint) to - 1);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is no place in the list of deliveries; it is 1 to %u."), place,
               session->deliveries->len);
  return NULL;
}

static LtSession *
remove_one (const LtSession *session, const char *name, GError **error)
{
  const LtDeliverySpec *spec = pick (session, name, error);

  return spec != NULL ? lt_edit_delivery_remove (session, spec->id) : NULL;
}

static bool
change (const Args *args, char **words, GError **error)
{
  g_autoptr (LtFolder)  folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  g_autoptr (LtSession) own = folder != NULL ? lt_targets_adopt (lt_folder_get_session (folder), error) : NULL;
  LtSession            *next;

  if (own == NULL)
    return false;
  if (args->add != NULL)
    next = add_one (own, args->add, words + 1, error);
  else if (args->move != NULL)
    next = move_one (own, args->move, words[1], error);
  else
    next = args->set != NULL ? set_one (own, args->set, words + 1, error) : remove_one (own, args->remove, error);
  if (next == NULL)
    return false;

  g_autoptr (GPtrArray) changes = lt_diff_list (own, next); /* the program's list that became the session's is no news */
  g_autofree char      *label = lt_diff_label (own, next);
  if (next == own)
    {
      lt_session_unref (next);
      lt_cli_print ("%s\n", _ ("Nothing changed."));
      return true;
    }
  if (!lt_cli_session_commit (folder, next, label, error))
    return false;
  for (guint i = 0; i < changes->len; i++)
    lt_cli_print ("%s\n", (const char *) g_ptr_array_index (changes, i));
  return true;
}

/* --- delivering --- */

static bool
choose_one (const Args *args, const LtSession *session, const LtDeliverySpec *spec, GPtrArray *items, GError **error)
{
  LtTarget        *target = lt_targets_resolve (spec, error);
  g_autofree char *name = target != NULL ? lt_name_pattern_expand (target, session, error) : NULL;
  g_autofree char *path = name != NULL ? g_build_filename (args->to, name, NULL) : NULL;
  bool             ok = path != NULL && lt_temp_file_check (path, args->force, error)
            && (!args->certificate || lt_certificate_check_beside (path, error));

  if (ok)
    lt_batch_add (items, target, path, args->force);
  if (target != NULL)
    lt_targets_free (target);
  return ok;
}

static bool
choose (const Args *args, const LtSession *own, char **names, GPtrArray *items, GError **error)
{
  for (char **name = names; *name != NULL; name++)
    {
      const LtDeliverySpec *spec = pick (own, *name, error);

      if (spec == NULL || !choose_one (args, own, spec, items, error))
        return false;
    }
  for (guint i = 0; *names == NULL && i < own->deliveries->len; i++)
    {
      const LtDeliverySpec *spec = g_ptr_array_index (own->deliveries, i);

      if (spec->on && !choose_one (args, own, spec, items, error))
        return false;
    }
  if (items->len > 0)
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("No delivery is switched on. Name one, or switch one on with --set NAME on=on."));
  return false;
}

static void
on_say (const char *sentence, gpointer data)
{
  (void) data;
  lt_cli_note ("%s", sentence);
}

/* Stopped: what is done by then is there, and all of it is a success. */
static bool
judge_stop (const GPtrArray *items, GError **error)
{
  guint n_done = 0;

  for (guint i = 0; i < items->len; i++)
    n_done += atomic_load (&((LtBatchItem *) g_ptr_array_index (items, i))->state) == LT_BATCH_DONE;
  if (n_done == items->len)
    return true;
  if (n_done == 0)
    return !g_cancellable_set_error_if_cancelled (lt_cli_get_cancellable (), error);
  if (!g_cancellable_is_cancelled (lt_cli_get_cancellable ()))
    return true;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("Stopped; %u of %u files are written."), n_done, items->len);
  return false;
}

/* A sentence of each that failed, the same one once; the last one is the command's error. */
static bool
judge (const GPtrArray *items, GError **error)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError)     last = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      LtBatchItem *item = g_ptr_array_index (items, i);

      if (atomic_load (&item->state) != LT_BATCH_FAILED || !g_hash_table_add (told, item->error))
        continue;
      if (last != NULL)
        lt_cli_fail (last);
      g_clear_error (&last);
      last = g_error_new_literal (LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, item->error);
    }
  if (last == NULL)
    return judge_stop (items, error);
  g_propagate_error (error, g_steal_pointer (&last));
  return false;
}

/* Behind the scan, which reads every file: what cannot be delivered at all is known by then. */
static bool
run_batch (const Args *args, LtBatch *batch, GError **error)
{
  g_autoptr (GPtrArray) warnings = batch->whole ? lt_preflight_check (batch->session, batch->folder)
                                                : lt_preflight_check_range (batch->session, batch->folder, batch->from, batch->to);

  if (batch->whole)
    lt_preflight_check_clipped (batch->session, batch->folder, warnings, batch->cancellable);
  else
    lt_preflight_check_clipped_range (batch->session, batch->folder, batch->from, batch->to, warnings, batch->cancellable);
  for (guint i = 0; i < warnings->len; i++)
    lt_cli_note ("%s", (const char *) g_ptr_array_index (warnings, i));
  batch->warnings = warnings;
  lt_batch_run (batch);
  lt_cli_delivery_report (batch->items, args->json);
  return judge (batch->items, error);
}

static bool
choose_range (const Args *args, LtBatch *batch, GError **error)
{
  batch->to = lt_session_get_length (batch->session);
  batch->whole = args->range == NULL;
  if (batch->to == 0)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("There is nothing to render: the session has no clips. Import some audio first."));
      return false;
    }
  if (args->range != NULL)
    return lt_cli_parse_range (args->range, batch->session->rate_hz, &batch->from, &batch->to, error);
  batch->to += lt_renderer_auto_tail (batch->session);
  return true;
}

static bool
deliver (const Args *args, char **words, GError **error)
{
  g_autoptr (LtFolder)  folder = lt_cli_session_open (words[0], LT_FOLDER_READ, error);
  g_autoptr (LtSession) own = folder != NULL ? lt_targets_adopt (lt_folder_get_session (folder), error) : NULL;
  g_autoptr (GPtrArray) items = lt_batch_items_new ();
  bool                  is_new = !g_file_test (args->to, G_FILE_TEST_EXISTS);

  if (own == NULL)
    return false;

  LtBatch batch = { .session = lt_folder_get_session (folder), .folder = lt_folder_get_path (folder), .items = items,
                    .n_threads = (uint32_t) args->threads, .certificates = args->certificate, .progress = lt_cli_progress,
                    .progress_data = (gpointer) _ ("Delivering"), .say = on_say, .cancellable = lt_cli_get_cancellable () };
  if (!choose_range (args, &batch, error) || !lt_output_guard_check_folder (args->to, batch.folder, error))
    return false;
  if (g_mkdir_with_parents (args->to, 0777) != 0)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_OUTPUT, _ ("The folder “%s” could not be made: %s. Choose another one."), args->to, g_strerror (errno));
      return false;
    }

  bool ok = choose (args, own, words + 1, items, error) && run_batch (args, &batch, error);
  if (!ok && is_new)
    g_rmdir (args->to); /* goes when nothing was written into it */
  return ok;
}

/* --- the command --- */

static bool
list (const Args *args, const char *path, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (path, LT_FOLDER_READ, error);

  return folder != NULL && lt_cli_delivery_list (lt_folder_get_session (folder), lt_folder_get_path (folder), args->json, error);
}

static bool
dispatch (const Args *args, char **words, GError **error)
{
  if (args->to != NULL)
    return deliver (args, words, error);
  if (args->catalogue)
    return lt_cli_delivery_catalogue (args->json, error);
  return args->list ? list (args, words[0], error) : change (args, words, error);
}

/* NULL, or what is wrong with the way it is called. (transfer full) */
static char *
dup_wrong_use (const Args *args, char **words)
{
  const struct
  {
    const char *name;
    bool        given;
  } writing[] = { { "force", args->force }, { "certificate", args->certificate }, { "range", args->range != NULL }, { "threads", args->threads != 0 } };
  int verbs = (args->to != NULL) + (args->add != NULL) + (args->set != NULL) + (args->move != NULL) + (args->remove != NULL) + (args->list != 0)
              + (args->catalogue != 0);

  if (verbs != 1)
    return g_strdup (_ ("Say one of --to FOLDER, --list, --catalogue, --add, --set, --move and --delete."));
  if (args->threads < 0 || args->threads > 64)
    return g_strdup (_ ("The threads are at most 64."));
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    if (writing[i].given && args->to == NULL)
      return g_strdup_printf (_ ("--%s goes with %s alone."), writing[i].name, "--to FOLDER");
  if (args->json && args->to == NULL && !args->list && !args->catalogue)
    return g_strdup_printf (_ ("--%s goes with %s alone."), "json", "--to FOLDER, --list, --catalogue");
  if (args->move != NULL && (words[1] == NULL || words[2] != NULL))
    return g_strdup (_ ("Say where in the list: --move NAME N, from 1."));
  if (words[1] != NULL && (args->list || args->catalogue || args->remove != NULL))
    return g_strdup_printf (_ ("“%s” is one word too many."), words[1]);
  return NULL;
}

static int
run (const LtCommand *self, int argc, char **argv)
{
  g_auto (Args)      args = { 0 };
  g_autoptr (GError) error = NULL;
  int                code;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &args.to, N_ ("Write the files into FOLDER"), N_ ("FOLDER") },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &args.force, N_ ("Replace an existing file"), NULL },
    { "certificate", 0, 0, G_OPTION_ARG_NONE, &args.certificate, N_ ("Write FILE.json beside each, what was delivered and measured, and the same as a page, FILE.pdf"), NULL },
    { "range", 0, 0, G_OPTION_ARG_STRING, &args.range, N_ ("From A to B"), "A:B" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &args.threads, N_ ("How many (default: as many as processors)"), "N" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &args.list, N_ ("Show the session's deliveries; * marks those that are switched on"), NULL },
    { "catalogue", 0, 0, G_OPTION_ARG_NONE, &args.catalogue, N_ ("Show the program's list"), NULL },
    { "add", 0, 0, G_OPTION_ARG_STRING, &args.add, N_ ("Add a delivery; a NAME of the program's list starts from that one"), N_ ("NAME") },
    { "set", 0, 0, G_OPTION_ARG_STRING, &args.set, N_ ("Change a delivery"), N_ ("NAME") },
    { "move", 0, 0, G_OPTION_ARG_STRING, &args.move, N_ ("Put a delivery elsewhere in the list; N is its new number there"), N_ ("NAME") },
    { "delete", 0, 0, G_OPTION_ARG_STRING, &args.remove, N_ ("Take a delivery away"), N_ ("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &args.json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (self, entries, argc, argv, 1, -1, &code);

  if (words == NULL)
    return code;
  g_autofree char *wrong = dup_wrong_use (&args, words);
  if (wrong != NULL)
    return lt_cli_wrong (self, "%s", wrong);

  bool ok = dispatch (&args, words, &error);
  return ok ? lt_cli_finish () : lt_cli_fail (error);
}

const LtCommand lt_cmd_deliver = {
  .name = "deliver",
  .args = N_ ("SESSION [NAME…] --to FOLDER [--certificate] [--force] [--json]\n"
              "       lathe deliver SESSION --list|--catalogue [--json]\n"
              "       lathe deliver SESSION --add NAME [KEY=VALUE…]\n"
              "       lathe deliver SESSION --set NAME KEY=VALUE…\n"
              "       lathe deliver SESSION --move NAME N\n"
              "       lathe deliver SESSION --delete NAME\n\n"
              "KEY is name, format, bits, rate (session or HZ), lufs and ceiling (or none), dither, pattern, tags or on. "
              "PATTERN names the file: {title} ({delivery}), or any tag, and format, bits, rate, lufs, today. "
              "Without a NAME all deliveries that are switched on are written"),
  .summary = N_ ("Write the session's deliveries, several from one render"),
  .run = run,
};
