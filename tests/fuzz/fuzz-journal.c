// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as a history's journal: what is whole in it can be visited.
// Layer: tests.

#include "fuzz.h"

#include "helpers/test-dir.h"
#include "helpers/test-session.h"
#include "session/history-store.h"

#define MAX_VISITS 24u

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_auto (LtJournal) journal = { 0 };
  g_autoptr (GError)    error = NULL;
  g_autoptr (LtHistory) history = lt_history_store_load (lt_fuzz_file (data, size), &journal, &error);

  if (history == NULL)
    return 0;
  g_assert_no_error (error);
  g_assert_nonnull (lt_history_get_session (history));
  g_assert_cmpint (journal.good_size, <=, (gint64) size);

  guint n = lt_history_get_n_records (history);
  for (guint i = 0; i < MIN (n, MAX_VISITS); i++)
    {
      g_autoptr (GError) missing = NULL;
      uint64_t           id = lt_history_get_record (history, n - 1 - i)->id;

      if (!lt_history_jump (history, id, &missing))
        g_assert_nonnull (missing);
      g_assert_nonnull (lt_history_get_session (history));
    }
  return 0;
}

static void
add_journal (GArray *seeds, GRand *rng, int n_steps)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *path = lt_test_dir_path (dir, "journal");
  g_autoptr (LtSession) session = lt_test_session_new (rng);
  g_autoptr (LtHistory) history = lt_history_new (session, "New");
  g_autoptr (GError)    error = NULL;
  g_autoptr (LtHistoryStore) store = lt_history_store_open (path, history, NULL, &error);

  g_assert_no_error (error);
  for (int i = 0; i < n_steps; i++)
    {
      g_autoptr (LtSession) next = lt_test_session_edit (lt_history_get_session (history), rng);

      lt_history_push (history, next, "Edit", i % 5 == 0 ? "drag" : NULL);
      if (i % 4 == 3)
        lt_history_undo (history, NULL);
      if (i % 6 == 5)
        lt_history_store_note_saved (store, "0123456789abcdef", NULL);
      g_assert_true (lt_history_store_flush (store, history, false, &error));
    }
  lt_fuzz_add_file (seeds, n_steps < 5 ? "journal-short" : "journal", path);
}

void
lt_fuzz_seeds (GArray *seeds)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x10a1);

  for (int n = 1; n < 40; n += 4)
    add_journal (seeds, rng, n);
}
