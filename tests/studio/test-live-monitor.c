// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the monitor lets through in every state of its switches, and how loud a reference is.
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

#define TONE_DB LT_TEST_LIVE_TONE_DB

static bool
is_matched (LtTestLive *room, const void *db)
{
  return fabs (lt_live_get_match_db (room->live, LT_LIVE_MASTER) - *(const double *) db) < 0.2;
}

static bool
is_measured (LtTestLive *room, const void *data)
{
  return lt_live_blind_is_ready (room->live, LT_LIVE_MASTER, LT_LIVE_REFERENCE);
}

/* A reference is as loud as what is played of it. */
static void
test_loop (void)
{
  static const double halves[] = { TONE_DB, TONE_DB - 20.0 };
  double              as_loud = 0.0, softer = -20.0;
  LtTestLive          room;
  LtSourceInfo        info = { .path = "audio/halves.wav", .name = "halves", .n_frames = LT_TEST_LIVE_FRAMES, .n_channels = 2, .rate_hz = LT_TEST_LIVE_RATE };
  LtId                source_id, id;

  lt_test_live_open (&room);
  g_free (lt_test_live_write (&room, "halves.wav", halves, 2));
  lt_session_take (&room.session, lt_edit_session_add_source (room.session, &info, &source_id));
  lt_test_live_take (&room, lt_edit_reference_add (room.session, source_id, "Halves", &id));
  lt_live_play (room.live);
  lt_test_live_wait (&room, is_measured, NULL);
  g_assert_true (is_matched (&room, &as_loud)); /* the softer half is no part of its loudness */
  lt_test_live_take (&room, lt_edit_reference_loop (room.session, id, LT_TEST_LIVE_FRAMES * 2 / 3, LT_TEST_LIVE_FRAMES));
  g_assert_false (lt_live_blind_is_ready (room.live, LT_LIVE_MASTER, LT_LIVE_REFERENCE));
  lt_test_live_wait (&room, is_matched, &softer);
  g_assert_true (lt_live_blind_is_ready (room.live, LT_LIVE_MASTER, LT_LIVE_REFERENCE));
  lt_test_live_take (&room, lt_edit_reference_loop (room.session, id, 0, 0));
  g_assert_true (is_matched (&room, &as_loud)); /* it was known */
  lt_test_live_close (&room);
}

/* --- every state --- */

#define MIX_DB     (TONE_DB - 4.0)
#define FIRST_DB   (-6.0)
#define SECOND_DB  (-3.0)
#define FILE_DB    (TONE_DB + 12.0)
#define SERVICE_DB (-5.0)
#define N_WINDOWS  3
#define SILENCE_DB (-60.0)

typedef enum
{
  NOTHING,
  DELTA,      /* of the first effect */
  DIFFERENCE, /* of the chain */
  PREVIEW,
  N_STAND_INS
} StandIn;

typedef struct
{
  LtLiveSide side;
  StandIn    stand_in;
  bool       alone;  /* the first of two effects */
  bool       bypass; /* of the second, which the session has */
  bool       service;
  bool       blind; /* master against mix: @side of these two is heard, else the mix */
} State;

typedef struct
{
  double output_db, master_db;
  guint  n_good;
} Levels;

static double
db_of (const float *peak)
{
  return 20.0 * log10 (fmax (peak[0], peak[1]));
}

static bool
is_level (double db, double wanted_db)
{
  return wanted_db < SILENCE_DB ? db < SILENCE_DB : fabs (db - wanted_db) < 0.15;
}

/* Both as they should be, since the last look and several times in a row. */
static bool
are_levels (LtTestLive *room, const void *data)
{
  Levels  *levels = (Levels *) data;
  float    output[2], master[2], square[2];
  uint32_t overs;

  lt_meter_feed_take_level (room->live->feed, LT_LIVE_TAP_MASTER, master, square, &overs);
  lt_meter_feed_take_level (room->live->feed, LT_LIVE_TAP_OUTPUT, output, square, &overs);
  if (!(master[0] > 0.0f) || (levels->output_db >= SILENCE_DB && !(output[0] > 0.0f)))
    return false; /* nothing has come */
  levels->n_good = is_level (db_of (master), levels->master_db) && is_level (db_of (output), levels->output_db) ? levels->n_good + 1 : 0;
  return levels->n_good >= N_WINDOWS;
}

static double
master_db_of (const State *state)
{
  return MIX_DB + FIRST_DB + (state->bypass || (state->alone && !state->blind) ? 0.0 : SECOND_DB);
}

/* What has to be heard, told from the state alone. */
static double
heard_db_of (const State *state)
{
  double service = state->service ? SERVICE_DB : 0.0;

  if (state->blind) /* as loud as the master was when the test began, with both effects */
    return state->side == LT_LIVE_MASTER ? master_db_of (state) : MIX_DB + FIRST_DB + SECOND_DB;
  switch (state->stand_in)
    {
    case DELTA:
      return MIX_DB + 20.0 * log10 (1.0 - pow (10.0, FIRST_DB / 20.0));
    case DIFFERENCE:
      return -INFINITY; /* gains only: at one loudness they change nothing */
    case PREVIEW:
      return FILE_DB + service;
    case NOTHING:
    case N_STAND_INS:
      break;
    }
  return state->side == LT_LIVE_MIX ? MIX_DB : state->side == LT_LIVE_REFERENCE ? TONE_DB : master_db_of (state) + service;
}

/* Every switch anew, in an order that a person could have chosen. */
static void
enter (LtTestLive *room, const State *state, const LtId *slots, const char *file)
{
  const LtLiveService service = { .gain_db = SERVICE_DB };
  g_autoptr (GError)  error = NULL;

  lt_test_live_take (room, lt_edit_slot_bypass (room->session, slots[1], state->bypass));
  lt_live_set_service (room->live, state->service ? &service : NULL);
  lt_live_set_delta (room->live, 0);
  lt_live_set_difference (room->live, false);
  lt_live_set_side (room->live, state->side);
  lt_live_set_alone (room->live, state->alone ? slots[0] : 0);
  if (state->blind)
    lt_live_blind_hear (room->live, state->side == LT_LIVE_MASTER ? LT_LIVE_MASTER : LT_LIVE_MIX);
  if (state->stand_in == DELTA)
    lt_live_set_delta (room->live, slots[0]);
  if (state->stand_in == DIFFERENCE)
    lt_live_set_difference (room->live, true);
  g_assert_true (lt_live_set_preview (room->live, state->stand_in == PREVIEW ? file : NULL, LT_TEST_LIVE_FRAMES, &error));
  lt_live_hear_preview (room->live, state->stand_in == PREVIEW);
  lt_live_reset_analysis (room->live); /* what the chain changes is told at the loudness of now */
}

static bool
is_ready (LtTestLive *room, const void *data)
{
  return lt_live_blind_is_ready (room->live, LT_LIVE_MASTER, LT_LIVE_MIX);
}

/* What is heard is what the switches say, in a blind test nothing but its two sides, and the render tap has the session's
   own sound throughout: of all the switches only one effect alone, which is another plan, reaches it. */
static void
test_states (gconstpointer data)
{
  bool       blind = GPOINTER_TO_INT (data);
  double     file_db = FILE_DB;
  LtTestLive room;
  LtId       slots[2];

  lt_test_live_open (&room);
  g_autofree char *file = lt_test_live_write (&room, "file.wav", &file_db, 1);
  lt_session_take (&room.session, lt_edit_strip_fader (room.session, room.session->mix->id, MIX_DB - TONE_DB));
  for (int i = 0; i < 2; i++)
    {
      lt_session_take (&room.session, lt_edit_slot_add (room.session, room.session->master->id, lt_fx_find ("trim"), -1, NULL, &slots[i]));
      lt_session_take (&room.session, lt_edit_slot_value (room.session, slots[i], 0, i == 0 ? FIRST_DB : SECOND_DB));
    }
  lt_test_live_take (&room, lt_edit_reference_add (room.session, room.source_id, "Theirs", NULL));
  lt_live_set_match (room.live, false);
  lt_live_play (room.live);
  lt_test_live_wait (&room, is_ready, NULL);
  g_assert_true (!blind || lt_live_blind_begin (room.live, LT_LIVE_MASTER, LT_LIVE_MIX));

  for (guint i = 0; i < LT_LIVE_N_SIDES * N_STAND_INS * 8; i++)
    {
      State  state = { (LtLiveSide) (i / 8 % LT_LIVE_N_SIDES), (StandIn) (i / 8 / LT_LIVE_N_SIDES), i & 1, i & 2, i & 4, blind };
      Levels levels = { heard_db_of (&state), master_db_of (&state), 0 };

      g_test_message ("side %d, in its place %d, alone %d, bypass %d, service %d", state.side, state.stand_in, state.alone, state.bypass, state.service);
      enter (&room, &state, slots, file);
      lt_test_live_wait (&room, are_levels, &levels);
    }
  lt_test_live_close (&room);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/live-monitor/loop", test_loop);
  g_test_add_data_func ("/studio/live-monitor/states", GINT_TO_POINTER (false), test_states);
  g_test_add_data_func ("/studio/live-monitor/states-blind", GINT_TO_POINTER (true), test_states);
  return g_test_run ();
}
