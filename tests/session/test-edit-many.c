// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One hand on many strips: the balance is kept, switches agree, what cannot follow stays.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/edit-bus.h"
#include "session/edit-many.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

static double
value_of (const LtSession *session, LtId id, LtStripValue which)
{
  return lt_strip_get_value (lt_session_find_strip (session, id), which);
}

static void
test_follow (void)
{
  static const struct
  {
    LtStripValue which;
    double       lead_from, lead_to, from, to;
  } rows[] = {
    { LT_STRIP_FADER, -6.0, -9.0, -12.0, -15.0 },
    { LT_STRIP_FADER, -6.0, 6.0, -3.0, 6.0 },
    { LT_STRIP_FADER, -6.0, -INFINITY, -3.0, -INFINITY },
    { LT_STRIP_FADER, -6.0, 0.0, -INFINITY, -INFINITY },
    { LT_STRIP_FADER, -INFINITY, -20.0, -3.0, -3.0 },
    { LT_STRIP_FADER, -INFINITY, -20.0, -INFINITY, -20.0 },
    { LT_STRIP_FADER, -6.0, -100.0, -60.0, -INFINITY },
    { LT_STRIP_TRIM, 0.0, 20.0, 10.0, 24.0 },
    { LT_STRIP_PAN, -1.0, 0.5, -0.75, 0.75 },
    { LT_STRIP_MUTE, 0.0, 1.0, 1.0, 1.0 },
    { LT_STRIP_SOLO, 1.0, 0.0, 0.0, 0.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat (
        lt_edit_many_follow (&lt_strip_rows[rows[i].which], rows[i].lead_from, rows[i].lead_to, rows[i].from), ==,
        rows[i].to);
}

typedef struct
{
  LtSession *session;
  LtId       ids[3], bus;
} Mix;

static void
mix_init (Mix *mix)
{
  static const double faders_db[] = { 0.0, -6.0, -20.0 };

  mix->session = lt_session_new (48000.0, "Many");
  lt_session_take (&mix->session, lt_edit_bus_add (mix->session, "Bus", &mix->bus));
  for (guint i = 0; i < 3; i++)
    {
      lt_session_take (&mix->session, lt_edit_track_add (mix->session, "T", -1, &mix->ids[i]));
      lt_session_take (&mix->session, lt_edit_strip_fader (mix->session, mix->ids[i], faders_db[i]));
    }
}

/* The hand goes to the top, where one is stopped, to silence, and back: all are where they were. */
static void
test_gesture (void)
{
  static const double way[] = { 3.0, 6.0, -40.0, -INFINITY, -12.0, -6.0 };
  Mix mix;

  mix_init (&mix);
  g_autoptr (LtSession) base = mix.session, now = lt_session_ref (base);

  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    lt_session_take (&now, lt_edit_many_value (now, base, mix.ids, 3, mix.ids[1], LT_STRIP_FADER, way[i]));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (value_of (now, mix.ids[i], LT_STRIP_FADER), ==, value_of (base, mix.ids[i], LT_STRIP_FADER));

  lt_session_take (&now, lt_edit_many_value (now, base, mix.ids, 3, mix.ids[1], LT_STRIP_FADER, 2.0));
  g_assert_cmpfloat (value_of (now, mix.ids[0], LT_STRIP_FADER), ==, 6.0);
  g_assert_cmpfloat (value_of (now, mix.ids[1], LT_STRIP_FADER), ==, 2.0);
  g_assert_cmpfloat (value_of (now, mix.ids[2], LT_STRIP_FADER), ==, -12.0);
}

static void
test_switches (void)
{
  Mix mix;

  mix_init (&mix);
  g_autoptr (LtSession) base = mix.session;
  const LtId ids[] = { mix.ids[0], 999, base->mix->id, mix.ids[2], base->master->id };
  g_autoptr (LtSession) soloed = lt_edit_many_value (base, base, ids, G_N_ELEMENTS (ids), mix.ids[1], LT_STRIP_SOLO, 1.0);
  g_autoptr (LtSession) same = lt_edit_many_value (soloed, soloed, ids, G_N_ELEMENTS (ids), mix.ids[1], LT_STRIP_SOLO, 1.0);

  g_assert_true (same == soloed);
  for (guint i = 0; i < 3; i++)
    g_assert_true (lt_session_find_strip (soloed, mix.ids[i])->solo);
  g_assert_false (soloed->mix->solo);
  g_assert_false (soloed->master->solo);

  g_autoptr (LtSession) blue = lt_edit_many_colour (base, ids, G_N_ELEMENTS (ids), 4);
  g_assert_cmpuint (lt_session_find_strip (blue, mix.ids[0])->colour, ==, 4);
  g_assert_cmpuint (lt_session_find_strip (blue, mix.ids[1])->colour, ==, 0);
  g_assert_true (blue->mix == base->mix);
}

static void
test_delay (void)
{
  Mix mix;

  mix_init (&mix);
  g_autoptr (LtSession) base = mix.session;
  lt_session_take (&base, lt_edit_strip_delay (base, mix.ids[1], -100));
  g_autoptr (LtSession) next = lt_edit_many_delay (base, base, mix.ids, 3, mix.ids[0], 480);

  g_assert_cmpint (lt_session_find_strip (next, mix.ids[0])->delay_frames, ==, 480);
  g_assert_cmpint (lt_session_find_strip (next, mix.ids[1])->delay_frames, ==, 380);
  g_assert_cmpint (lt_session_find_strip (next, mix.ids[2])->delay_frames, ==, 480);
}

/* The bus itself is among them: it stays, the others go. */
static void
test_output (void)
{
  Mix     mix;
  GError *error = NULL;

  mix_init (&mix);
  g_autoptr (LtSession) base = mix.session;
  const LtId ids[] = { mix.ids[0], mix.bus, mix.ids[1] };
  g_autoptr (LtSession) next = lt_edit_many_output (base, ids, 3, mix.bus, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lt_session_find_strip (next, mix.ids[0])->output_id, ==, mix.bus);
  g_assert_cmpuint (lt_session_find_strip (next, mix.ids[1])->output_id, ==, mix.bus);
  g_assert_cmpuint (lt_session_find_strip (next, mix.bus)->output_id, ==, 0);
  g_assert_null (lt_edit_many_output (base, &mix.bus, 1, mix.bus, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOOP);
  g_error_free (error);
}

static void
test_slots (void)
{
  Mix  mix;
  LtId first, second, other, lone;

  mix_init (&mix);
  g_autoptr (LtSession) session = mix.session;
  const LtFxType *eq = lt_fx_find ("eq"), *comp = lt_fx_find ("comp");
  lt_session_take (&session, lt_edit_slot_add (session, mix.ids[0], eq, -1, NULL, &first));
  lt_session_take (&session, lt_edit_slot_add (session, mix.ids[0], comp, -1, NULL, NULL));
  lt_session_take (&session, lt_edit_slot_add (session, mix.ids[0], eq, -1, NULL, &second));
  lt_session_take (&session, lt_edit_slot_add (session, mix.ids[1], eq, -1, NULL, &lone));
  lt_session_take (&session, lt_edit_slot_add (session, mix.ids[2], eq, -1, NULL, NULL));
  lt_session_take (&session, lt_edit_slot_add (session, mix.ids[2], eq, -1, NULL, &other));

  g_autoptr (LtSession) off = lt_edit_many_bypass (session, mix.ids, 3, second, true);
  g_assert_true (lt_session_find_slot (off, second, NULL)->bypass);
  g_assert_true (lt_session_find_slot (off, other, NULL)->bypass);
  g_assert_false (lt_session_find_slot (off, first, NULL)->bypass);
  g_assert_false (lt_session_find_slot (off, lone, NULL)->bypass);
}

static void
test_sends (void)
{
  Mix  mix;
  LtId sends[3], elsewhere, bus2;

  mix_init (&mix);
  g_autoptr (LtSession) session = mix.session;
  lt_session_take (&session, lt_edit_bus_add (session, "Other", &bus2));
  for (guint i = 0; i < 3; i++)
    lt_session_take (&session, lt_edit_send_add (session, mix.ids[i], mix.bus, -10.0 * i, &sends[i], NULL));
  lt_session_take (&session, lt_edit_send_add (session, mix.ids[1], bus2, -5.0, &elsewhere, NULL));

  g_autoptr (LtSession) next = lt_edit_many_send (session, session, mix.ids, 3, sends[0], LT_SEND_LEVEL, -3.0);
  g_assert_cmpfloat (lt_session_find_send (next, sends[0], NULL)->level_db, ==, -3.0);
  g_assert_cmpfloat (lt_session_find_send (next, sends[1], NULL)->level_db, ==, -13.0);
  g_assert_cmpfloat (lt_session_find_send (next, sends[2], NULL)->level_db, ==, -23.0);
  g_assert_cmpfloat (lt_session_find_send (next, elsewhere, NULL)->level_db, ==, -5.0);

  lt_session_take (&next, lt_edit_many_send (next, next, mix.ids, 3, sends[2], LT_SEND_PAN, -0.5));
  g_assert_cmpfloat (lt_session_find_send (next, sends[0], NULL)->pan, ==, -0.5);
  lt_session_take (&next, lt_edit_many_send_pre (next, mix.ids, 3, sends[1], true));
  g_assert_true (lt_session_find_send (next, sends[2], NULL)->pre);
  g_assert_false (lt_session_find_send (next, elsewhere, NULL)->pre);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-many/follow", test_follow);
  g_test_add_func ("/edit-many/gesture", test_gesture);
  g_test_add_func ("/edit-many/switches", test_switches);
  g_test_add_func ("/edit-many/delay", test_delay);
  g_test_add_func ("/edit-many/output", test_output);
  g_test_add_func ("/edit-many/slots", test_slots);
  g_test_add_func ("/edit-many/sends", test_sends);
  return g_test_run ();
}
