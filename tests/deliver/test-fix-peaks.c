// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Peaks that were fixed are under the ceiling, whatever stands behind the limiter; where they can't be, it is said.
// Layer: tests.

#include "deliver/fix-peaks.h"
#include "deliver/master-limiter.h"
#include "deliver/preflight.h"
#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "session/edit-lane.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "studio/print.h"

#include <math.h>
#include <string.h>

#define CEILING_DBTP (-2.0)

typedef struct
{
  LtTestDir *dir;
  LtSession *session;
  LtId       master, limiter;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = lt_test_dir_new ();
  f->session = lt_test_song_new (f->dir, 48000.0, 4.0);
  f->master = f->session->master->id;
  f->limiter = lt_master_limiter_find (f->session, true)->id;
  lt_session_take (&f->session, lt_edit_slot_value (f->session, f->limiter, lt_master_limiter_row ("gain"), 18.0f));
  lt_session_take (&f->session, lt_edit_slot_value (f->session, f->limiter, lt_master_limiter_row ("ceiling"), 0.0f));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  lt_session_unref (f->session);
  lt_test_dir_free (f->dir);
}

static double
peak_of (const Fixture *f, const LtSession *session)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (LtPrint) print = lt_print_new (session, f->dir, 0.0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return print->master.true_peak_dbtp;
}

/* Over it before, under it then, and near to it. */
static void
expect_fixed (const Fixture *f, guint n_new)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (LtSession) fixed = lt_fix_peaks (f->session, CEILING_DBTP, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (peak_of (f, f->session), >, CEILING_DBTP + 0.3);
  g_assert_cmpfloat (peak_of (f, fixed), <=, CEILING_DBTP);
  g_assert_cmpfloat (peak_of (f, fixed), >, CEILING_DBTP - 0.4);
  g_assert_cmpuint (fixed->master->slots->len, ==, f->session->master->slots->len + n_new);
}

static void
test_plain (Fixture *f, gconstpointer data)
{
  expect_fixed (f, 0);
}

static void
test_fader (Fixture *f, gconstpointer data)
{
  LtPoint points[] = { { 0, 0.0f, false }, { 48000, 5.0f, false } };

  lt_session_take (&f->session, lt_edit_strip_fader (f->session, f->master, 4.0));
  expect_fixed (f, 0);
  lt_session_take (&f->session, lt_edit_strip_fader (f->session, f->master, -1.5));
  expect_fixed (f, 0);
  lt_session_take (&f->session, lt_edit_lane_set (f->session, f->master, 0, "fader", points, G_N_ELEMENTS (points), NULL));
  expect_fixed (f, 0);
}

static void
test_level (Fixture *f, gconstpointer data)
{
  lt_session_take (&f->session, lt_edit_slot_level (f->session, f->limiter, 3.0));
  expect_fixed (f, 0);
}

static void
test_effect (Fixture *f, gconstpointer data)
{
  LtId id;

  lt_session_take (&f->session, lt_edit_slot_add (f->session, f->master, lt_fx_find ("trim"), -1, NULL, &id));
  lt_session_take (&f->session, lt_edit_slot_value (f->session, id, 0, 6.0f));
  expect_fixed (f, 1);
}

/* A dither belongs at the end, but its own output level is none of the limiter's. */
static void
test_dither (Fixture *f, gconstpointer data)
{
  LtId id;

  lt_session_take (&f->session, lt_edit_slot_add (f->session, f->master, lt_fx_find ("dither"), -1, NULL, &id));
  expect_fixed (f, 0);
  lt_session_take (&f->session, lt_edit_slot_level (f->session, id, -0.3)); /* under the ceiling all the more */
  expect_fixed (f, 0);
  lt_session_take (&f->session, lt_edit_slot_level (f->session, id, 6.0));
  expect_fixed (f, 1);
}

/* What Fix peaks would not leave so is said before the render. */
static void
test_dither_preflight (Fixture *f, gconstpointer data)
{
  LtId id;

  lt_session_take (&f->session, lt_edit_slot_add (f->session, f->master, lt_fx_find ("dither"), -1, NULL, &id));
  g_autoptr (GPtrArray) plain = lt_preflight_check (f->session, NULL);
  lt_session_take (&f->session, lt_edit_slot_level (f->session, id, -0.3));
  g_autoptr (GPtrArray) soft = lt_preflight_check (f->session, NULL);
  g_assert_cmpuint (soft->len, ==, plain->len);
  lt_session_take (&f->session, lt_edit_slot_level (f->session, id, 6.0));
  g_autoptr (GPtrArray) loud = lt_preflight_check (f->session, NULL);
  g_assert_cmpuint (loud->len, ==, plain->len + 1);

  guint n = 0;
  for (guint i = 0; i < loud->len; i++)
    n += strstr (g_ptr_array_index (loud, i), "changes the level behind the limiter") != NULL;
  g_assert_cmpuint (n, ==, 1);
}

static void
test_automated_ceiling (Fixture *f, gconstpointer data)
{
  LtPoint point = { 0, 0.0f, false };

  lt_session_take (&f->session, lt_edit_lane_set (f->session, f->master, f->limiter, "ceiling", &point, 1, NULL));
  expect_fixed (f, 1);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  lt_session_take (&f->session, lt_edit_strip_fader (f->session, f->master, 6.0));
  g_assert_null (lt_fix_peaks (f->session, -20.0, &error));
  g_assert_nonnull (strstr (error->message, "-20.0 dBTP"));
  g_clear_error (&error);
  lt_session_take (&f->session, lt_edit_strip_pan (f->session, f->master, 0.5));
  g_assert_null (lt_fix_peaks (f->session, CEILING_DBTP, &error));
  g_assert_nonnull (strstr (error->message, "Pan or width"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/deliver/fix-peaks/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("plain", test_plain);
  ADD ("fader", test_fader);
  ADD ("level", test_level);
  ADD ("effect", test_effect);
  ADD ("dither", test_dither);
  ADD ("dither-preflight", test_dither_preflight);
  ADD ("automated-ceiling", test_automated_ceiling);
  ADD ("refused", test_refused);
  return g_test_run ();
}
