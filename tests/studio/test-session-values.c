// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Values sent as values sound as a new plan does, bit for bit, while the sound goes on.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-engine.h"
#include "helpers/test-song.h"
#include "session/edit-send.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "studio/session-spec.h"
#include "studio/session-values.h"

#include <string.h>

#define RATE 48000.0
#define STEP 2048u /* frames between edits: longer than a cross-fade */

static LtTestFeed feeds[16];

static bool
feed_for (void *data, const LtFeedWish *wish, LtFeed *out)
{
  LtTestFeed *feed = &feeds[wish->source->id % G_N_ELEMENTS (feeds)];

  lt_test_feed_init (feed, (uint32_t) wish->source->id, wish->source->n_channels);
  *out = feed->feed;
  return true;
}

static void
set_plan (LtEngine *engine, const LtSession *session)
{
  g_autoptr (LtSessionSpec) spec = lt_session_spec_new (session, 0, feed_for, NULL);

  g_assert_cmpint (lt_engine_set_plan (engine, &spec->spec), ==, LT_OK);
}

static LtSession *
edit_slot (const LtSession *session, const LtStrip *strip, GRand *rng)
{
  const LtSlot *slot = g_ptr_array_index (strip->slots, g_rand_int_range (rng, 0, (gint) strip->slots->len));
  uint32_t      p = (uint32_t) g_rand_int_range (rng, 0, (gint) slot->type->n_params);

  switch (g_rand_int_range (rng, 0, 6))
    {
    case 0:
      return lt_edit_slot_bypass (session, slot->id, !slot->bypass);
    case 1:
      return lt_edit_slot_level (session, slot->id, g_rand_double_range (rng, -24, 24));
    default:
      break;
    }
  return lt_edit_slot_value (session, slot->id, p, lt_param_from_travel (&slot->type->params[p], (float) g_rand_double (rng)));
}

/* What a mixer has besides. */
static LtSession *
edit_mixer (const LtSession *session, const LtStrip *strip, const LtSend *send, GRand *rng)
{
  static const LtStripValue values[] = { LT_STRIP_WIDTH, LT_STRIP_PAN_LEFT, LT_STRIP_PAN_RIGHT };
  const LtStrip            *vca = g_ptr_array_index (session->vcas, (guint) g_rand_int_range (rng, 0, (gint) session->vcas->len));

  switch (g_rand_int_range (rng, 0, 10))
    {
    case 0:
      return lt_edit_strip_fader (session, vca->id, g_rand_double_range (rng, -30, 6));
    case 1:
      return lt_edit_strip_mute (session, vca->id, !vca->mute);
    case 2:
      return lt_edit_strip_solo (session, vca->id, !vca->solo);
    case 3:
      return lt_edit_strip_delay (session, strip->id, g_rand_int_range (rng, -1000, 1000));
    case 4:
      return lt_edit_strip_value (session, strip->id, LT_STRIP_PAN_MODE, strip->pan_mode == LT_PAN_MODE_BALANCE);
    case 5:
      return lt_edit_strip_value (session, strip->id, LT_STRIP_AUTOMATION, strip->automation == LT_AUTOMATION_READ ? LT_AUTOMATION_OFF : LT_AUTOMATION_READ);
    case 6:
      return lt_edit_session_solo_mode (session, (LtSoloMode) g_rand_int_range (rng, 0, 3));
    case 7:
      return send != NULL ? lt_edit_send_pan (session, send->id, g_rand_double_range (rng, -1, 1)) : lt_session_ref (session);
    default:
      return lt_edit_strip_value (session, strip->id, values[g_rand_int_range (rng, 0, 3)], g_rand_double_range (rng, -1, 1));
    }
}

/* Most are values; some are structure, or what nobody hears. */
static LtSession *
edit (const LtSession *session, GRand *rng)
{
  const LtStrip *strip = lt_session_get_strip (session, (uint32_t) g_rand_int_range (rng, 0, (gint) lt_session_n_strips (session)));
  const LtSend  *send = strip->sends->len > 0 ? g_ptr_array_index (strip->sends, 0) : NULL;

  if (session->vcas->len > 0 && g_rand_boolean (rng))
    return edit_mixer (session, strip, send, rng);
  switch (g_rand_int_range (rng, 0, 12))
    {
    case 0:
      return lt_edit_strip_fader (session, strip->id, g_rand_double_range (rng, -40, 6));
    case 1:
      return lt_edit_strip_trim (session, strip->id, g_rand_double_range (rng, -12, 12));
    case 2:
      return lt_edit_strip_pan (session, strip->id, g_rand_double_range (rng, -1, 1));
    case 3:
      return lt_edit_strip_mute (session, strip->id, !strip->mute);
    case 4:
      return lt_edit_strip_solo (session, strip->id, !strip->solo);
    case 5:
      return lt_edit_strip_polarity (session, strip->id, !strip->polarity);
    case 6:
      return send != NULL ? lt_edit_send_level (session, send->id, g_rand_double_range (rng, -40, 0)) : lt_session_ref (session);
    case 7:
      return send != NULL ? lt_edit_send_mute (session, send->id, !send->mute) : lt_session_ref (session);
    case 8:
      return send != NULL ? lt_edit_send_pre (session, send->id, !send->pre) : lt_edit_strip_solo_safe (session, strip->id, !strip->solo_safe);
    case 9:
      return lt_edit_strip_name (session, strip->id, "Somebody else");
    default:
      return strip->slots->len > 0 ? edit_slot (session, strip, rng) : lt_session_ref (session);
    }
}

static void
drive_both (LtEngine *planned, LtEngine *valued, int round)
{
  static float a[2][STEP], b[2][STEP];

  lt_test_drive (planned, a[0], a[1], STEP);
  lt_test_drive (valued, b[0], b[1], STEP);
  lt_engine_collect (planned);
  lt_engine_collect (valued);
  for (int c = 0; c < 2; c++)
    if (memcmp (a[c], b[c], sizeof a[c]) != 0)
      g_error ("edit %d: channel %d differs", round, c);
}

static void
test_values_are_plans (gconstpointer data)
{
  LtSession *(*song) (const char *, double, double) = data;
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = song (folder, RATE, 4.0);
  g_autoptr (GRand)     rng = g_rand_new_with_seed (0x11fe);
  LtEngine             *planned = lt_engine_new (RATE, LT_QUANTUM), *valued = lt_engine_new (RATE, LT_QUANTUM);
  guint                 n_values = 0, n_plans = 0, n_silent = 0;

  set_plan (planned, session);
  set_plan (valued, session);
  lt_engine_set_loop (planned, true, 0, 100000);
  lt_engine_set_loop (valued, true, 0, 100000);
  lt_engine_roll (planned);
  lt_engine_roll (valued);
  for (int round = 0; round < 300; round++)
    {
      g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (LtValueChange));
      LtSession         *next = edit (session, rng);

      set_plan (planned, next);
      if (!lt_session_values_diff (session, next, changes))
        {
          set_plan (valued, next);
          n_plans++;
        }
      else if (changes->len > 0)
        {
          g_assert_cmpint (lt_engine_set_values (valued, (const LtValueChange *) (void *) changes->data, changes->len), ==, LT_OK);
          n_values++;
        }
      else
        n_silent++;
      drive_both (planned, valued, round);
      lt_session_take (&session, next);
    }
  g_test_message ("%u by values, %u by plans, %u of no matter", n_values, n_plans, n_silent);
  g_assert_cmpuint (n_values, >, 100);
  g_assert_cmpuint (n_plans, >, 5);
  g_assert_cmpuint (n_silent, >, 5);
  lt_engine_free (planned);
  lt_engine_free (valued);
}

/* What only a plan can do is never taken for a value. */
static void
test_structure (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new (folder, RATE, 0.5);
  g_autoptr (GArray)    changes = g_array_new (FALSE, FALSE, sizeof (LtValueChange));
  const LtSlot         *limit = g_ptr_array_index (session->master->slots, 1);
  int                   ahead = -1;

  for (uint32_t p = 0; p < limit->type->n_params && ahead < 0; p++)
    if ((limit->type->params[p].flags & LT_PARAM_NEW_PLAN) != 0)
      ahead = (int) p;
  g_assert_cmpint (ahead, >=, 0);

  const LtParamSpec *row = &limit->type->params[ahead];
  float              other = limit->values[ahead] == row->min ? row->max : row->min;
  LtSession         *others[] = {
    lt_edit_slot_value (session, limit->id, (uint32_t) ahead, other),
    lt_edit_slot_remove (session, limit->id),
    lt_edit_slot_add (session, session->mix->id, lt_fx_find ("trim"), -1, NULL, NULL),
    lt_edit_session_tempo (session, 99.0),
    lt_edit_session_pan_law (session, LT_PAN_LAW_6DB),
    lt_edit_session_meter_point (session, LT_METER_PRE),
    lt_edit_strip_delay (session, lt_session_get_strip (session, 0)->id, 5),
  };
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_false (lt_session_values_diff (session, others[i], changes));
      lt_session_unref (others[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/studio/session-values/as-plans", lt_test_song_new, test_values_are_plans);
  g_test_add_data_func ("/studio/session-values/as-plans-mixed", lt_test_song_new_mixed, test_values_are_plans);
  g_test_add_func ("/studio/session-values/structure", test_structure);
  return g_test_run ();
}
