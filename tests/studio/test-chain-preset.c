// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets of strips: every one loads and sounds, replaces the effects and nothing else, and what is saved comes back.
// Layer: tests.

#include "helpers/test-fx.h"
#include "helpers/test-session.h"
#include "helpers/test-signal.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/session.h"
#include "studio/chain-preset.h"

#include <math.h>
#include <string.h>

static LtSession *
session_with_track (LtId *id)
{
  g_autoptr (LtSession) empty = lt_session_new (48000.0, "Song");
  g_autoptr (LtSession) one = lt_edit_track_add (empty, "Vox", -1, id);
  g_autoptr (LtSession) low = lt_edit_strip_fader (one, *id, -7.5);
  g_autoptr (LtSession) left = lt_edit_strip_pan (low, *id, -0.25);

  return lt_edit_slot_add (left, *id, lt_fx_find ("trim"), -1, NULL, NULL);
}

static LtSession *
apply (const LtSession *session, LtId strip_id, const char *name, bool own)
{
  g_autoptr (GError) error = NULL;
  LtSession *next
      = lt_chain_preset_apply (session, strip_id, &lt_chain_preset_strip, name, own, &error);

  g_assert_no_error (error);
  return next;
}

static void
run_chain (const LtStrip *strip, float *io, uint32_t n)
{
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (strip->slots, i);
      g_autoptr (LtTestFx) fx = lt_test_fx_new (slot->type, 48000.0, 2);

      memcpy (fx->values, slot->values, slot->type->n_params * sizeof (float));
      lt_test_fx_run (fx, io, io + n, n, 64);
    }
}

static void
test_shipped (void)
{
  enum
  {
    N = 48000
  };
  g_auto (GStrv) names = lt_chain_preset_list (&lt_chain_preset_strip);
  g_autofree float *io = g_new (float, 2 * N);
  LtId              id;
  g_autoptr (LtSession) session = session_with_track (&id);

  g_assert_cmpuint (g_strv_length (names), >=, 10);
  for (char **name = names; *name != NULL; name++)
    {
      g_autoptr (LtSession) next = apply (session, id, *name, false);
      const LtStrip   *strip = lt_session_find_strip (next, id);
      g_autofree char *title = lt_chain_preset_dup_text (&lt_chain_preset_strip, *name, "name");
      g_autoptr (GRand) rng = g_rand_new_with_seed (3);

      g_assert_nonnull (title);
      g_assert_cmpuint (strip->slots->len, >=, 3);
      g_assert_cmpfloat (strip->fader_db, ==, -7.5);
      g_assert_cmpfloat (strip->pan, ==, -0.25);
      lt_test_music (io, 2 * N, 48000.0, 0.3, rng);
      run_chain (strip, io, N);
      for (guint i = 0; i < 2 * N; i++)
        g_assert_true (isfinite (io[i]));
      double peak = lt_test_peak (io, 2 * N);
      g_test_message ("%s: peak %.3f", *name, peak);
      g_assert_cmpfloat (peak, >, 0.03);
      g_assert_cmpfloat (peak, <, 1.5);
    }
}

static void
assert_same_effects (const LtStrip *a, const LtStrip *b)
{
  g_assert_cmpuint (a->slots->len, ==, b->slots->len);
  for (guint i = 0; i < a->slots->len; i++)
    {
      const LtSlot *one = g_ptr_array_index (a->slots, i), *other = g_ptr_array_index (b->slots, i);

      g_assert_true (one->type == other->type);
      g_assert_true (lt_slot_has_values (one, other->values));
      g_assert_cmpfloat (one->level_db, ==, other->level_db);
      g_assert_true (one->bypass == other->bypass);
      g_assert_cmpstr (one->blob, ==, other->blob);
    }
}

/* Two of one effect, a bypass and a level; the trim and a fader stay behind. */
static void
test_own (void)
{
  LtId id, other;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtSession) plain = session_with_track (&id);
  g_autoptr (LtSession) lead = apply (plain, id, "vocal-lead", false);
  const LtSlot *second = g_ptr_array_index (lt_session_find_strip (lead, id)->slots, 1);
  g_autoptr (LtSession) off = lt_edit_slot_bypass (lead, second->id, true);
  g_autoptr (LtSession) set = lt_edit_slot_level (off, second->id, -2.5);
  g_autoptr (LtSession) session = lt_edit_track_add (set, "Other", -1, &other);

  g_assert_true (lt_chain_preset_save (lt_session_find_strip (session, id), &lt_chain_preset_strip,
                                       "vocal-lead", &error));
  g_assert_no_error (error);
  g_autoptr (LtSession) next = apply (session, other, "vocal-lead", true);
  assert_same_effects (lt_session_find_strip (session, id), lt_session_find_strip (next, other));
  g_autoptr (LtSession) shipped = apply (session, other, "vocal-lead", false);
  g_assert_false (
      ((const LtSlot *) g_ptr_array_index (lt_session_find_strip (shipped, other)->slots, 1))
          ->bypass);

  g_assert_cmpfloat (lt_session_find_strip (next, other)->fader_db, ==, 0.0);
}

static void
test_wrong (void)
{
  LtId id;
  g_autoptr (GError) missing = NULL, odd = NULL;
  g_autoptr (LtSession) plain = session_with_track (&id);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_assert_null (
      lt_chain_preset_apply (plain, id, &lt_chain_preset_strip, "nobody", false, &missing));
  g_assert_nonnull (strstr (missing->message, "vocal-lead"));
  g_key_file_set_string (file, "exciter-of-tomorrow", "amount", "1");
  g_assert_true (lt_preset_shelf_put (&lt_chain_preset_strip, "odd", file, NULL, NULL));
  g_assert_null (lt_chain_preset_apply (plain, id, &lt_chain_preset_strip, "odd", true, &odd));
  g_assert_nonnull (strstr (odd->message, "exciter-of-tomorrow"));
}

int
main (int argc, char **argv)
{
  char *home = lt_test_session_dir ();
  int   code;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chain-preset/shipped", test_shipped);
  g_test_add_func ("/chain-preset/own", test_own);
  g_test_add_func ("/chain-preset/wrong", test_wrong);
  code = g_test_run ();
  lt_test_session_remove_dir (home);
  g_free (home);
  return code;
}
