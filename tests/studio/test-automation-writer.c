// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hands while the song plays: what each mode writes, what is played meanwhile, jumps.
// Layer: tests.

#include "session/edit-lane.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-bus.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "studio/automation-writer.h"

#include <math.h>

#define RATE 48000
#define FRAME (RATE / 60)

typedef struct
{
  LtAutomationWriter *writer;
  LtSession          *session; /* the document's */
  LtId                track, send, slot;
  int64_t             pos;
} Desk;

static void
desk_set (Desk *desk, LtSession *next) /* takes @next */
{
  lt_session_take (&desk->session, next);
  lt_automation_writer_set_session (desk->writer, desk->session);
}

static void
desk_init (Desk *desk, LtAutomationMode mode)
{
  LtId bus;

  *desk = (Desk) { .writer = lt_automation_writer_new (), .session = lt_session_new (RATE, "Desk") };
  lt_session_take (&desk->session, lt_edit_track_add (desk->session, "Voice", -1, &desk->track));
  lt_session_take (&desk->session, lt_edit_bus_add (desk->session, "Room", &bus));
  lt_session_take (&desk->session, lt_edit_send_add (desk->session, desk->track, bus, -12.0, &desk->send, NULL));
  lt_session_take (&desk->session, lt_edit_slot_add (desk->session, desk->track, lt_fx_find ("eq"), -1, NULL, &desk->slot));
  desk_set (desk, lt_edit_strip_value (desk->session, desk->track, LT_STRIP_AUTOMATION, mode));
}

static void
desk_clear (Desk *desk)
{
  lt_automation_writer_free (desk->writer);
  lt_session_unref (desk->session);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static void
desk_take (Desk *desk)
{
  LtSession *next = lt_automation_writer_take (desk->writer, desk->session);

  if (next != NULL)
    desk_set (desk, next);
}

static void
roll_to (Desk *desk, int64_t to)
{
  for (; desk->pos < to; desk->pos += FRAME)
    lt_automation_writer_tick (desk->writer, true, desk->pos);
}

static void
stop (Desk *desk)
{
  lt_automation_writer_tick (desk->writer, false, desk->pos);
  desk_take (desk);
}

static void
move (Desk *desk, const char *gesture, LtSession *next) /* takes @next */
{
  lt_automation_writer_observe (desk->writer, next, gesture, desk->pos);
  desk_set (desk, next);
}

static void
fader_to (Desk *desk, double db)
{
  move (desk, "hand", lt_edit_strip_fader (desk->session, desk->track, db));
}

static LtAutomationTarget
fader_of (Desk *desk)
{
  LtAutomationTarget target;

  g_assert_true (lt_automation_target_find (desk->session, desk->track, 0, "fader", &target));
  return target;
}

static double
heard (Desk *desk, double seconds)
{
  LtAutomationTarget target = fader_of (desk);

  return lt_automation_target_get_heard (desk->session, &target, llround (seconds * RATE));
}

static const LtLane *
lane_of (const LtSession *session, LtId strip_id, LtId owner_id, const char *key)
{
  return lt_strip_find_lane (lt_session_find_strip (session, strip_id), owner_id, key);
}

/* From 2 to 4 s on the fader, from 0 to −6 dB. */
static void
sweep (Desk *desk)
{
  roll_to (desk, 2 * RATE);
  for (int i = 0; i < 120; i++)
    {
      fader_to (desk, -6.0 * (i + 1) / 120.0);
      roll_to (desk, desk->pos + FRAME);
    }
}

static void
test_touch (void)
{
  g_auto (Desk) desk;

  desk_init (&desk, LT_AUTOMATION_TOUCH);
  sweep (&desk);
  lt_automation_writer_release (desk.writer, "hand", desk.pos);
  desk_take (&desk);
  g_assert_cmpfloat (heard (&desk, 1.9), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (heard (&desk, 3.0), -3.0, 0.15);
  g_assert_cmpfloat_with_epsilon (heard (&desk, 3.99), -6.0, 0.15);
  g_assert_cmpfloat (heard (&desk, 4.2), ==, 0.0);
  g_assert_cmpfloat (lt_session_find_strip (desk.session, desk.track)->fader_db, ==, 0.0); /* as it was before the hand came */
  g_assert_cmpuint (lane_of (desk.session, desk.track, 0, "fader")->points->len, <, 20);
  stop (&desk);
}

static void
test_latch (void)
{
  g_auto (Desk) desk;

  desk_init (&desk, LT_AUTOMATION_LATCH);
  sweep (&desk);
  lt_automation_writer_release (desk.writer, "hand", desk.pos);
  desk_take (&desk);
  g_assert_null (lane_of (desk.session, desk.track, 0, "fader"));
  roll_to (&desk, 8 * RATE);
  stop (&desk);
  g_assert_cmpfloat_with_epsilon (heard (&desk, 3.0), -3.0, 0.15);
  g_assert_cmpfloat_with_epsilon (heard (&desk, 7.9), -6.0, 0.1);
  g_assert_cmpfloat (heard (&desk, 8.3), ==, 0.0);
}

static void
test_write (void)
{
  LtPoint       old[] = { { 0, -20.0, false }, { 20 * RATE, -10.0, false } };
  g_auto (Desk) desk;

  desk_init (&desk, LT_AUTOMATION_WRITE);
  desk_set (&desk, lt_edit_lane_set (desk.session, desk.track, 0, "fader", old, 2, NULL));
  desk_set (&desk, lt_edit_lane_set (desk.session, desk.track, 0, "pan", (LtPoint[]) { { 0, 0.5, false } }, 1, NULL));
  desk.pos = RATE;
  roll_to (&desk, 5 * RATE);
  stop (&desk);
  g_assert_cmpfloat_with_epsilon (heard (&desk, 0.5), -20.0 + 10.0 * 0.5 / 20.0, 1e-9);
  g_assert_cmpfloat (heard (&desk, 1.1), ==, 0.0);
  g_assert_cmpfloat (heard (&desk, 4.9), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (heard (&desk, 6.0), -20.0 + 10.0 * 6.0 / 20.0, 1e-9);

  const LtLane *pan = lane_of (desk.session, desk.track, 0, "pan");
  g_assert_cmpfloat (lt_automation_at (&lt_strip_rows[LT_STRIP_PAN], pan->points, 3 * RATE), ==, 0.0);
  g_assert_cmpfloat (lt_automation_at (&lt_strip_rows[LT_STRIP_PAN], pan->points, 6 * RATE), ==, 0.5);
}

static void
test_trim (void)
{
  LtPoint       old[] = { { 0, -20.0, false }, { 20 * RATE, -10.0, false } };
  g_auto (Desk) desk;

  desk_init (&desk, LT_AUTOMATION_TRIM);
  desk_set (&desk, lt_edit_lane_set (desk.session, desk.track, 0, "fader", old, 2, NULL));
  roll_to (&desk, 2 * RATE);
  fader_to (&desk, heard (&desk, 2.0) + 2.0); /* from what is heard there */
  roll_to (&desk, 6 * RATE);

  /* While it is held: what was there, two decibels up. */
  g_autoptr (LtSession) played = lt_automation_writer_dup_played (desk.writer);
  g_assert_null (lane_of (played, desk.track, 0, "fader"));
  g_assert_cmpfloat_with_epsilon (lt_session_find_strip (played, desk.track)->fader_db, -20.0 + 10.0 * 6.0 / 20.0 + 2.0, 0.05);

  lt_automation_writer_release (desk.writer, "hand", desk.pos);
  desk_take (&desk);
  for (double t = 2.1; t < 6.0; t += 0.3)
    g_assert_cmpfloat_with_epsilon (heard (&desk, t), -20.0 + 10.0 * t / 20.0 + 2.0, 0.1);
  g_assert_cmpfloat_with_epsilon (heard (&desk, 6.5), -20.0 + 10.0 * 6.5 / 20.0, 1e-9);
  stop (&desk);
}

/* Read and Off write nothing; nor does anything while the song rests, nor a preset. */
static void
test_nothing (void)
{
  const LtAutomationMode modes[] = { LT_AUTOMATION_READ, LT_AUTOMATION_OFF, LT_AUTOMATION_TOUCH };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_auto (Desk) desk;

      desk_init (&desk, modes[i]);
      if (modes[i] != LT_AUTOMATION_TOUCH)
        roll_to (&desk, RATE);
      fader_to (&desk, -3.0);
      lt_automation_writer_release (desk.writer, "hand", desk.pos);
      roll_to (&desk, 2 * RATE);
      move (&desk, NULL, lt_edit_strip_fader (desk.session, desk.track, -9.0));
      stop (&desk);
      g_assert_null (lane_of (desk.session, desk.track, 0, "fader"));
      g_assert_cmpfloat (lt_session_find_strip (desk.session, desk.track)->fader_db, ==, -9.0);
    }
}

/* A click on a switch holds until the song stops. */
static void
test_switch (void)
{
  g_auto (Desk) desk;

  desk_init (&desk, LT_AUTOMATION_TOUCH);
  roll_to (&desk, RATE);
  move (&desk, NULL, lt_edit_strip_mute (desk.session, desk.track, true));
  roll_to (&desk, 2 * RATE);
  move (&desk, NULL, lt_edit_strip_mute (desk.session, desk.track, false));
  roll_to (&desk, 3 * RATE);
  move (&desk, NULL, lt_edit_send_mute (desk.session, desk.send, true));
  roll_to (&desk, 4 * RATE);
  stop (&desk);

  const LtLane *mute = lane_of (desk.session, desk.track, 0, "mute"), *send = lane_of (desk.session, desk.track, desk.send, "mute");
  g_assert_nonnull (mute);
  g_assert_cmpfloat (lt_automation_at (&lt_strip_rows[LT_STRIP_MUTE], mute->points, RATE / 2), ==, 0.0);
  g_assert_cmpfloat (lt_automation_at (&lt_strip_rows[LT_STRIP_MUTE], mute->points, 3 * RATE / 2), ==, 1.0);
  g_assert_cmpfloat (lt_automation_at (&lt_strip_rows[LT_STRIP_MUTE], mute->points, 5 * RATE / 2), ==, 0.0);
  g_assert_nonnull (send);
  g_assert_false (lt_session_find_send (desk.session, desk.send, NULL)->mute);
}

/* Sends and effects are written like faders, by one hand at once too. */
static void
test_all_kinds (void)
{
  g_auto (Desk)   desk;
  const LtFxType *eq = lt_fx_find ("eq");
  int             freq = lt_param_find (eq->params, eq->n_params, "b2-freq"), gain = lt_param_find (eq->params, eq->n_params, "b2-gain");

  desk_init (&desk, LT_AUTOMATION_TOUCH);
  roll_to (&desk, RATE);
  for (int i = 0; i < 30; i++)
    {
      LtSession *next = lt_edit_send_level (desk.session, desk.send, -12.0 + i * 0.2);

      lt_session_take (&next, lt_edit_slot_value (next, desk.slot, (uint32_t) freq, 160.0f + (float) i * 10.0f));
      lt_session_take (&next, lt_edit_slot_value (next, desk.slot, (uint32_t) gain, (float) i * 0.1f));
      move (&desk, "hand", next);
      roll_to (&desk, desk.pos + FRAME);
    }
  lt_automation_writer_release (desk.writer, "hand", desk.pos);
  desk_take (&desk);
  stop (&desk);
  g_assert_nonnull (lane_of (desk.session, desk.track, desk.send, "level"));
  g_assert_nonnull (lane_of (desk.session, desk.track, desk.slot, "b2-freq"));
  g_assert_nonnull (lane_of (desk.session, desk.track, desk.slot, "b2-gain"));
  g_assert_null (lane_of (desk.session, desk.track, desk.slot, "b2-q"));
  g_assert_cmpfloat ((double) lt_session_find_slot (desk.session, desk.slot, NULL)->values[freq], ==, 160.0);
}

/* A jump ends the pass where it left; a hand that still holds goes on where the song is. */
static void
test_jump (void)
{
  g_auto (Desk) desk;

  desk_init (&desk, LT_AUTOMATION_TOUCH);
  roll_to (&desk, 10 * RATE);
  fader_to (&desk, -3.0);
  roll_to (&desk, 12 * RATE);
  desk.pos = 2 * RATE; /* the loop comes round */
  roll_to (&desk, 4 * RATE);
  lt_automation_writer_release (desk.writer, "hand", desk.pos);
  desk_take (&desk);
  stop (&desk);
  g_assert_cmpfloat (heard (&desk, 11.5), ==, -3.0);
  g_assert_cmpfloat (heard (&desk, 3.0), ==, -3.0);
  g_assert_cmpfloat (heard (&desk, 1.0), ==, 0.0);
  g_assert_cmpfloat (heard (&desk, 7.0), ==, 0.0);
  g_assert_cmpfloat (heard (&desk, 14.0), ==, 0.0);
}

/* Effects that go while they are written take what was written with them. */
static void
test_gone (void)
{
  g_auto (Desk)   desk;
  const LtFxType *eq = lt_fx_find ("eq");
  int             gain = lt_param_find (eq->params, eq->n_params, "b2-gain");

  desk_init (&desk, LT_AUTOMATION_LATCH);
  roll_to (&desk, RATE);
  move (&desk, "hand", lt_edit_slot_value (desk.session, desk.slot, (uint32_t) gain, 3.0f));
  roll_to (&desk, 2 * RATE);
  move (&desk, NULL, lt_edit_slot_remove (desk.session, desk.slot));
  g_assert_false (lt_automation_writer_is_busy (desk.writer));
  roll_to (&desk, 3 * RATE);
  stop (&desk);
  g_assert_cmpuint (lt_session_find_strip (desk.session, desk.track)->lanes->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/automation-writer/touch", test_touch);
  g_test_add_func ("/automation-writer/latch", test_latch);
  g_test_add_func ("/automation-writer/write", test_write);
  g_test_add_func ("/automation-writer/trim", test_trim);
  g_test_add_func ("/automation-writer/nothing", test_nothing);
  g_test_add_func ("/automation-writer/switch", test_switch);
  g_test_add_func ("/automation-writer/all-kinds", test_all_kinds);
  g_test_add_func ("/automation-writer/jump", test_jump);
  g_test_add_func ("/automation-writer/gone", test_gone);
  return g_test_run ();
}
