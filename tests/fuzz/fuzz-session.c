// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as session.json: refused with a sentence, or repaired into a session that saves and loads the same.
// Layer: tests.

#include "fuzz.h"

#include "helpers/test-session.h"
#include "session/store.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes)    bytes = g_bytes_new_static (data, size);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)    error = NULL;
  g_autoptr (LtSession) session = lt_store_load (bytes, losses, &error);

  if (session == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert_no_error (error);

  g_autoptr (GBytes)    saved = lt_store_save (session);
  g_autoptr (LtSession) again = lt_store_load (saved, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) twice = lt_store_save (again);
  g_assert_true (g_bytes_equal (saved, twice));
  return 0;
}

void
lt_fuzz_seeds (GArray *seeds)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x5e55);

  for (int i = 0; i < 12; i++)
    {
      g_autoptr (LtSession) session = lt_test_session_new (rng);

      for (int k = 0; k < 10 * i; k++)
        {
          LtSession *next = lt_test_session_edit (session, rng);

          lt_session_unref (session);
          session = next;
        }
      g_autoptr (GBytes) bytes = lt_store_save (session);
      lt_fuzz_add (seeds, i == 0 ? "session-small" : "session", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
}
