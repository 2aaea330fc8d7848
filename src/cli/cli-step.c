// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Steps through the history.
// Layer: cli.

#include "cli/cli-step.h"

#include "cli/cli-session.h"

#include <glib/gi18n.h>

/* What the next @n steps are called. Returns: of char *, the nearest first. */
static GPtrArray *
labels_ahead (const LtHistory *history, guint n, bool redo)
{
  GPtrArray      *labels = g_ptr_array_new_with_free_func (g_free);
  const LtRecord *record = lt_history_find (history, lt_history_get_place (history));

  while (record != NULL && labels->len < n)
    {
      if (redo)
        record = record->visited != 0 ? lt_history_find (history, record->visited) : NULL;
      if (record == NULL || (!redo && record->parent == 0))
        break;
      g_ptr_array_add (labels, g_strdup (record->label));
      if (!redo)
        record = lt_history_find (history, record->parent);
    }
  return labels;
}

static bool
step (const char *path, guint n, bool redo, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (path, LT_FOLDER_WRITE, error);

  if (folder == NULL)
    return false;

  g_autoptr (GPtrArray) labels = labels_ahead (lt_folder_get_history (folder), n, redo);
  int                   done = redo ? lt_folder_redo (folder, n, error) : lt_folder_undo (folder, n, error);
  if (done < 0 || !lt_cli_session_save (folder, error))
    return false;
  if (done == 0)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE,
                   redo ? _ ("There is nothing to redo in “%s”; lathe history shows where it stands.")
                        : _ ("There is nothing to undo in “%s”; lathe history shows where it stands."),
                   path);
      return false;
    }
  for (guint i = 0; i < labels->len && i < (guint) done; i++)
    lt_cli_print (redo ? _ ("Done again: %s\n") : _ ("Undone: %s\n"), (const char *) g_ptr_array_index (labels, i));
  if ((guint) done < n)
    lt_cli_note (redo ? _ ("There were only %d steps to redo.") : _ ("There were only %d steps to undo."), done);
  return true;
}

int
lt_cli_step_run (const LtCommand *self, int argc, char **argv, bool redo)
{
  g_autoptr (GError) error = NULL;
  int                code;
  guint64            n = 1;
  g_auto (GStrv)     words = lt_cli_parse (self, NULL, argc, argv, 1, 2, &code);

  if (words == NULL)
    return code;
  if (words[1] != NULL && !g_ascii_string_to_unsigned (words[1], 10, 1, 1000000, &n, NULL))
    return lt_cli_wrong (self, _ ("“%s” is not a number of steps."), words[1]);
  return step (words[0], (guint) n, redo, &error) ? lt_cli_finish () : lt_cli_fail (error);
}
