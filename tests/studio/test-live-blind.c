// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A blind test and a streaming service at the monitor: how loud each side is, and no reading that says which is heard.
// Layer: tests. Running free: what is waited for is waited for until it is there.

#include "helpers/test-live.h"
#include "session/edit-reference.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "studio/live-analysis.h"
#include "studio/live-blind.h"
#include "studio/live-private.h"
#include "studio/live-service.h"

#include <math.h>

#define TONE_DB   LT_TEST_LIVE_TONE_DB
#define MASTER_DB 6.0

/* The mix is a tone of −27 LUFS, the master 6 dB louder, the reference the tone itself with the mix's fader at −4 dB. */
static void
room_open (LtTestLive *room, gconstpointer data)
{
  lt_test_live_open (room);
  lt_test_live_take (room, lt_edit_strip_fader (room->session, room->session->master->id, MASTER_DB));
  lt_test_live_take (room, lt_edit_strip_fader (room->session, room->session->mix->id, -4.0));
  if (data != NULL)
    lt_test_live_take (room, lt_edit_reference_add (room->session, room->source_id, "Theirs", NULL));
}

static void
room_close (LtTestLive *room, gconstpointer data)
{
  lt_test_live_close (room);
}

static bool
is_ready (LtTestLive *room, const void *sides)
{
  return lt_live_blind_is_ready (room->live, ((const LtLiveSide *) sides)[0], ((const LtLiveSide *) sides)[1]);
}

/* Both sides of a test are as loud as each other: which of them is heard is told from where it stands. */
typedef struct
{
  double lufs;
  bool   is_left;
} Heard;

static bool
is_heard_there (LtTestLive *room, const void *data)
{
  const Heard *heard = data;
  double       balance_db = lt_meter_feed_read_tap (room->live->feed, LT_LIVE_TAP_OUTPUT)->balance_db;

  return lt_test_live_is_heard (room, &heard->lufs) && (heard->is_left ? balance_db < -20.0 : fabs (balance_db) < 1.0);
}

static double
measured_lufs (LtTestLive *room, LtLiveTap tap)
{
  return lt_live_read_tap (room->live, tap)->integrated_lufs;
}

static void
assert_silent (LtTestLive *room)
{
  LtLiveLevel level;

  lt_live_read_level (room->live, LT_LIVE_OUTPUT, &level);
  g_assert_true (isinf (level.peak_db[0]) && isinf (level.rms_db[1]) && isinf (level.hold_db[0]) && isinf (level.max_db));
  g_assert_true (isinf (lt_live_read_tap (room->live, LT_LIVE_TAP_OUTPUT)->short_term_lufs));
  g_assert_false (isinf (lt_live_read_tap (room->live, LT_LIVE_TAP_MASTER)->short_term_lufs));
}

static void
test_mix_and_master (LtTestLive *room, gconstpointer data)
{
  static const LtLiveSide sides[2] = { LT_LIVE_MASTER, LT_LIVE_MIX };
  double                  matched = TONE_DB - 4.0, louder;

  lt_test_live_take (room, lt_edit_strip_pan (room->session, room->session->master->id, -1.0)); /* the master stands left */
  lt_live_set_match (room->live, false);
  g_assert_false (lt_live_blind_begin (room->live, sides[0], sides[1])); /* nothing was measured */
  g_assert_false (lt_live_blind_is_on (room->live));
  lt_live_play (room->live);
  lt_test_live_wait (room, is_ready, sides);
  g_assert_false (lt_live_blind_is_ready (room->live, LT_LIVE_MIX, LT_LIVE_MIX));
  g_assert_false (lt_live_blind_is_ready (room->live, LT_LIVE_MIX, LT_LIVE_REFERENCE)); /* there is none */
  louder = measured_lufs (room, LT_LIVE_TAP_MASTER);
  g_assert_cmpfloat (louder, >, matched + 1.0);
  lt_test_live_wait (room, is_heard_there, &(Heard){ louder, true });

  lt_live_set_compare_db (room->live, -3.0); /* of another comparison: not of this one */
  g_assert_true (lt_live_blind_begin (room->live, sides[0], sides[1]));
  for (int i = 0; i < 4; i++)
    {
      lt_live_blind_hear (room->live, sides[i % 2]);
      lt_test_live_wait (room, is_heard_there, &(Heard){ matched, i % 2 == 0 });
      g_assert_cmpint (lt_live_get_side (room->live), ==, LT_LIVE_MASTER); /* as the window has it */
      assert_silent (room);
    }
  lt_live_blind_hear (room->live, LT_LIVE_REFERENCE); /* is not one of the two */
  lt_live_set_compare_db (room->live, 0.0);
  g_assert_cmpint (room->live->blind.heard, ==, LT_LIVE_MIX);
  lt_live_blind_end (room->live);
  g_assert_false (lt_live_blind_is_on (room->live));
  lt_test_live_wait (room, is_heard_there, &(Heard){ louder, true });
  g_assert_false (isinf (lt_live_read_tap (room->live, LT_LIVE_TAP_OUTPUT)->short_term_lufs));
}

/* The song is louder than the mix, which stands left; behind it waits the mix, not the master. */
static void
test_reference (LtTestLive *room, gconstpointer data)
{
  static const LtLiveSide sides[2] = { LT_LIVE_MIX, LT_LIVE_REFERENCE };
  double                  matched;
  LtMonitor               monitor = { 0 };

  lt_test_live_take (room, lt_edit_strip_pan (room->session, room->session->mix->id, -1.0));
  lt_live_play (room->live);
  lt_test_live_wait (room, is_ready, sides);
  matched = measured_lufs (room, LT_LIVE_TAP_MIX);
  g_assert_true (lt_live_blind_begin (room->live, sides[0], sides[1]));
  g_assert_cmpfloat_with_epsilon (room->live->blind.db[LT_LIVE_REFERENCE], matched - TONE_DB, 0.1);
  g_assert_cmpfloat (room->live->blind.db[LT_LIVE_MIX], ==, 0.0);
  for (int i = 0; i < 4; i++)
    {
      lt_live_blind_hear (room->live, sides[i % 2]);
      lt_test_live_wait (room, is_heard_there, &(Heard){ matched, i % 2 == 0 });
      lt_live_blind_apply (room->live, &monitor);
      g_assert_cmpint (monitor.reference, ==, i % 2 == 1);
      g_assert_true (monitor.mix);
    }
  lt_live_blind_end (room->live);
}

static LtId
add_song (LtTestLive *room, const char *name, double db)
{
  g_autofree char *file = g_strdup_printf ("%s.wav", name), *in = g_strdup_printf ("audio/%s", file), *path = lt_test_live_write (room, file, &db, 1);
  LtSourceInfo     info = { .path = in, .name = name, .n_frames = LT_TEST_LIVE_FRAMES, .n_channels = 2, .rate_hz = LT_TEST_LIVE_RATE };
  LtId             source_id, id;

  g_assert_nonnull (path);
  lt_session_take (&room->session, lt_edit_session_add_source (room->session, &info, &source_id));
  lt_test_live_take (room, lt_edit_reference_add (room->session, source_id, name, &id));
  return id;
}

/* Told apart by their level: further apart than a test turns anything. */
static void
test_two_references (LtTestLive *room, gconstpointer data)
{
  static const LtLiveSide sides[2] = { LT_LIVE_REFERENCE, LT_LIVE_RIVAL }, other[2] = { LT_LIVE_RIVAL, LT_LIVE_MIX };
  LtLive                 *live = room->live;
  LtId                    theirs = lt_live_get_reference (live), near = add_song (room, "Near", TONE_DB - 6.0), far = add_song (room, "Far", TONE_DB - 43.0);
  double                  matched = TONE_DB - 6.0, level[2] = { TONE_DB - 40.0, TONE_DB - 43.0 };

  g_assert_false (lt_live_blind_is_ready (live, sides[0], sides[1])); /* there is no rival */
  g_assert_true (lt_live_blind_set_rival (live, theirs, NULL));
  g_assert_false (lt_live_blind_is_ready (live, sides[0], sides[1])); /* it is the reference itself */
  g_assert_true (lt_live_blind_set_rival (live, near, NULL));
  g_assert_cmpuint (lt_live_blind_get_rival (live), ==, near);
  lt_test_live_wait (room, is_ready, sides); /* nothing has to play for it */
  g_assert_true (lt_live_blind_begin (live, sides[0], sides[1]));
  g_assert_false (lt_live_blind_set_rival (live, far, NULL)); /* not in between */
  g_assert_cmpfloat_with_epsilon (live->blind.db[LT_LIVE_REFERENCE], -6.0, 0.1);
  g_assert_cmpfloat (live->blind.db[LT_LIVE_RIVAL], ==, 0.0);
  lt_live_play (live);
  for (int i = 0; i < 3; i++)
    {
      lt_live_blind_hear (live, sides[i % 2]);
      lt_test_live_wait (room, lt_test_live_is_heard, &matched);
    }
  lt_live_blind_end (live);

  g_assert_true (lt_live_blind_set_rival (live, far, NULL));
  lt_test_live_wait (room, is_ready, sides);
  g_assert_true (lt_live_blind_begin (live, sides[0], sides[1]));
  for (int i = 0; i < 4; i++)
    {
      lt_live_blind_hear (live, sides[i % 2]);
      lt_test_live_wait (room, lt_test_live_is_heard, &level[i % 2]);
    }
  lt_live_blind_end (live);

  lt_test_live_take (room, lt_edit_reference_remove (room->session, far));
  g_assert_false (lt_live_blind_is_ready (live, sides[0], sides[1])); /* it has gone */
  g_assert_true (lt_live_blind_set_rival (live, near, NULL));
  lt_test_live_wait (room, is_ready, other); /* the rival against anything else */
  g_assert_true (lt_live_blind_begin (live, other[0], other[1]));
  matched = TONE_DB - 6.0;
  for (int i = 0; i < 3; i++)
    {
      lt_live_blind_hear (live, other[i % 2]);
      lt_test_live_wait (room, lt_test_live_is_heard, &matched);
    }
  lt_live_blind_end (live);
}

/* A file that stood in for the master before, and one that is asked for meanwhile, are heard before and after, not in the test. */
static void
test_preview (LtTestLive *room, gconstpointer data)
{
  static const LtLiveSide sides[2] = { LT_LIVE_MIX, LT_LIVE_REFERENCE };
  double                  matched = TONE_DB - 4.0, file = TONE_DB + 12.0 - MASTER_DB;
  double                  file_db = TONE_DB + 12.0;
  g_autofree char        *path = lt_test_live_write (room, "file.wav", &file_db, 1);
  g_autoptr (GError)      error = NULL;

  lt_live_play (room->live);
  lt_test_live_wait (room, is_ready, sides);
  g_assert_true (lt_live_set_preview (room->live, path, LT_TEST_LIVE_FRAMES, &error));
  lt_live_hear_preview (room->live, true);
  lt_test_live_wait (room, lt_test_live_is_heard, &file);

  g_assert_true (lt_live_blind_begin (room->live, sides[0], sides[1]));
  for (int i = 0; i < 4; i++)
    {
      lt_live_blind_hear (room->live, sides[i % 2]);
      if (i == 2)
        lt_live_hear_preview (room->live, true);
      if (i == 3)
        lt_live_set_difference (room->live, true);
      lt_test_live_wait (room, lt_test_live_is_heard, &matched);
    }
  g_assert_false (lt_live_hears_preview (room->live)); /* the difference ended it */
  lt_live_hear_preview (room->live, true);
  g_assert_false (lt_live_get_difference (room->live));
  lt_test_live_wait (room, lt_test_live_is_heard, &matched);
  lt_live_blind_end (room->live);
  lt_test_live_wait (room, lt_test_live_is_heard, &file);
}

/* A slot that is alone makes other sides than the two: no test begins before it ends, and none hears of it. */
static void
test_alone (LtTestLive *room, gconstpointer data)
{
  static const LtLiveSide sides[2] = { LT_LIVE_MASTER, LT_LIVE_MIX };
  double                  matched = TONE_DB - 4.0, loud = TONE_DB - 4.0 + MASTER_DB, soft = loud - 12.0;
  LtId                    soft_id, loud_id;

  lt_session_take (&room->session, lt_edit_slot_add (room->session, room->session->master->id, lt_fx_find ("trim"), -1, NULL, &soft_id));
  lt_session_take (&room->session, lt_edit_slot_value (room->session, soft_id, 0, -12.0f));
  lt_session_take (&room->session, lt_edit_slot_add (room->session, room->session->master->id, lt_fx_find ("trim"), -1, NULL, &loud_id));
  lt_session_take (&room->session, lt_edit_slot_value (room->session, loud_id, 0, 12.0f));
  lt_test_live_take (room, lt_session_ref (room->session));
  lt_live_set_match (room->live, false);
  lt_live_play (room->live);
  lt_test_live_wait (room, is_ready, sides);
  lt_live_set_alone (room->live, room->session->next_id + 7); /* there is none */
  g_assert_cmpuint (lt_live_get_alone (room->live), ==, 0);
  g_assert_true (is_ready (room, sides)); /* what was measured stays */
  lt_live_set_alone (room->live, soft_id);
  lt_test_live_wait (room, lt_test_live_is_heard, &soft);
  lt_live_set_alone (room->live, room->session->next_id + 7);
  g_assert_cmpuint (lt_live_get_alone (room->live), ==, soft_id);
  g_assert_false (lt_live_blind_is_ready (room->live, sides[0], sides[1])); /* however much was measured */
  g_assert_false (lt_live_blind_begin (room->live, sides[0], sides[1]));

  lt_live_set_alone (room->live, 0);
  lt_test_live_wait (room, lt_test_live_is_heard, &loud);
  lt_live_set_delta (room->live, soft_id);
  lt_test_live_wait (room, is_ready, sides);
  g_assert_true (lt_live_blind_begin (room->live, sides[0], sides[1]));
  lt_test_live_wait (room, lt_test_live_is_heard, &matched);
  lt_live_set_alone (room->live, soft_id);
  lt_live_set_delta (room->live, loud_id);
  lt_test_live_wait (room, lt_test_live_is_heard, &matched);
  lt_live_blind_end (room->live);
  g_assert_cmpuint (lt_live_get_delta (room->live), ==, loud_id);
  lt_live_set_delta (room->live, 0);
  lt_test_live_wait (room, lt_test_live_is_heard, &soft);
}

/* The master is heard as the service plays it, and a mix that is louder as loud as that; a blind test hears without it. */
static void
test_service (LtTestLive *room, gconstpointer data)
{
  static const LtLiveSide sides[2] = { LT_LIVE_MASTER, LT_LIVE_MIX };
  LtLiveService           service = { .gain_db = -10.0 }, set;
  double                  matched = TONE_DB - 4.0, played = matched + MASTER_DB + service.gain_db;

  lt_live_play (room->live);
  lt_test_live_wait (room, is_ready, sides);
  g_assert_false (lt_live_get_service (room->live, &set));
  lt_live_set_service (room->live, &service);
  g_assert_true (lt_live_get_service (room->live, &set));
  g_assert_cmpfloat (set.gain_db, ==, -10.0);
  for (int i = 0; i < 2; i++)
    {
      lt_live_set_side (room->live, sides[i]);
      lt_test_live_wait (room, lt_test_live_is_heard, &played);
    }
  g_assert_cmpfloat (lt_live_get_match_db (room->live, LT_LIVE_MASTER), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (lt_live_get_match_db (room->live, LT_LIVE_MIX), -4.0, 0.1);

  g_assert_true (lt_live_blind_begin (room->live, sides[0], sides[1]));
  lt_test_live_wait (room, lt_test_live_is_heard, &matched);
  lt_live_blind_end (room->live);
  lt_test_live_wait (room, lt_test_live_is_heard, &played);

  service.gain_db = -3.0; /* the master is louder than the mix still: nothing is turned up */
  lt_live_set_service (room->live, &service);
  g_assert_cmpfloat (lt_live_get_match_db (room->live, LT_LIVE_MIX), ==, 0.0);
  lt_live_set_service (room->live, NULL);
  lt_live_set_side (room->live, LT_LIVE_MASTER);
  lt_test_live_wait (room, lt_test_live_is_heard, &matched);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/studio/live-blind/mix-and-master", LtTestLive, NULL, room_open, test_mix_and_master, room_close);
  g_test_add ("/studio/live-blind/reference", LtTestLive, "reference", room_open, test_reference, room_close);
  g_test_add ("/studio/live-blind/two-references", LtTestLive, "reference", room_open, test_two_references, room_close);
  g_test_add ("/studio/live-blind/preview", LtTestLive, "reference", room_open, test_preview, room_close);
  g_test_add ("/studio/live-blind/alone", LtTestLive, NULL, room_open, test_alone, room_close);
  g_test_add ("/studio/live-blind/service", LtTestLive, NULL, room_open, test_service, room_close);
  return g_test_run ();
}
