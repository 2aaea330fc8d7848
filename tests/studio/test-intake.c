// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where recordings that come in are put, and what a list of files becomes before it is brought in.
// Layer: tests.

#include "helpers/test-dir.h"
#include "media/writer.h"
#include "session/edit-track.h"
#include "studio/intake-list.h"
#include "studio/intake-markers.h"
#include "studio/intake.h"

#include <string.h>

#define RATE 48000.0
#define N 6

static LtSession *
tracks (guint n, LtId *ids)
{
  LtSession *session = lt_session_new (RATE, "Places");

  for (guint i = 0; i < n; i++)
    lt_session_take (&session, lt_edit_track_add (session, "Track", -1, &ids[i]));
  return session;
}

/* Of two files, the second of three channels. */
static const LtIntakePiece pieces[N - 2] = {
  { 1000, -1, 0 },
  { 500, -1, 0 },
  { 500, -1, 1 },
  { 500, -1, 2 },
};

static void
assert_spot (const LtIntakeSpot *spot, guint row, int64_t pos_frames)
{
  g_assert_cmpuint (spot->row, ==, row);
  g_assert_cmpint (spot->pos_frames, ==, pos_frames);
}

static void
test_onto (void)
{
  LtId                  ids[3];
  g_autoptr (LtSession) session = tracks (3, ids);
  LtIntakePlace         behind = { LT_INTAKE_BEHIND, ids[1], 7000 }, below = { LT_INTAKE_BELOW, ids[1], 7000 }, gone = { LT_INTAKE_BEHIND, 12345, 7000 };
  LtIntakeSpot          spots[N];

  lt_intake_place_find (&behind, session, pieces, 4, spots);
  assert_spot (&spots[0], 1, 7000);
  assert_spot (&spots[1], 1, 8000);
  assert_spot (&spots[2], 2, 8000);
  assert_spot (&spots[3], 3, 8000); /* a new track */
  lt_intake_place_find (&below, session, pieces, 4, spots);
  for (guint i = 0; i < 4; i++)
    assert_spot (&spots[i], 1 + i, 7000);
  lt_intake_place_find (&gone, session, pieces, 4, spots);
  for (guint i = 0; i < 4; i++)
    assert_spot (&spots[i], 3 + i, 7000);
}

/* Places of a time line are kept, times of day begin at the place; a track that was aimed at means the place alone. */
static void
test_times (void)
{
  LtId                  ids[1];
  g_autoptr (LtSession) session = tracks (1, ids);
  int64_t               day = (int64_t) (10 * 3600 * RATE);
  LtIntakePiece         line[] = { { 10, 480, 0 }, { 10, -1, 0 }, { 10, 4800, 0 } }, clock[] = { { 10, day + 96, 0 }, { 10, day, 0 }, { 10, -1, 0 } };
  LtIntakePlace         fresh = { LT_INTAKE_NEW_TRACKS, 0, 7000 }, onto = { LT_INTAKE_BEHIND, ids[0], 7000 };
  LtIntakeSpot          spots[N];

  g_assert_cmpint (lt_intake_place_find (&fresh, session, line, 3, spots), ==, 0);
  assert_spot (&spots[0], 1, 480);
  assert_spot (&spots[1], 2, 7000);
  assert_spot (&spots[2], 3, 4800);
  g_assert_cmpint (lt_intake_place_find (&fresh, session, clock, 3, spots), ==, day);
  assert_spot (&spots[0], 1, 7096);
  assert_spot (&spots[1], 2, 7000);
  assert_spot (&spots[2], 3, 7000);
  g_assert_cmpint (lt_intake_place_find (&onto, session, clock, 3, spots), ==, 0);
  assert_spot (&spots[0], 0, 7000);
  assert_spot (&spots[1], 0, 7010);
}

/* Files that come to one track never lie over one another, whatever their lengths. */
static void
test_behind_is_apart (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1d20);

  for (int round = 0; round < 200; round++)
    {
      LtId                  ids[2];
      g_autoptr (LtSession) session = tracks (2, ids);
      LtIntakePlace         place = { LT_INTAKE_BEHIND, ids[0], g_rand_int_range (rng, 0, 100000) };
      LtIntakePiece         some[N];
      LtIntakeSpot          spots[N];

      for (guint i = 0; i < N; i++)
        some[i] = (LtIntakePiece) { g_rand_int_range (rng, 1, 5000), -1, i > 0 && g_rand_boolean (rng) ? some[i - 1].part + 1 : 0 };
      lt_intake_place_find (&place, session, some, N, spots);
      for (guint i = 0; i < N; i++)
        for (guint k = 0; k < i; k++)
          g_assert_true (spots[i].row != spots[k].row || spots[k].pos_frames + some[k].n_frames <= spots[i].pos_frames);
    }
}

static char *
write_file (const LtTestDir *dir, const char *name, uint32_t n_channels, uint32_t n_frames)
{
  g_autoptr (GError) error = NULL;
  char              *path = lt_test_dir_path (dir, name);
  g_autofree float  *silence = g_new0 (float, n_frames);
  float             *planes[8] = { silence, silence, silence, silence, silence, silence, silence, silence };
  LtWriterSpec       spec = { .format = lt_file_format_for_path (path), .bits = LT_BITS_24, .rate_hz = 24000, .n_channels = n_channels };
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);

  g_assert_no_error (error);
  g_assert_true (lt_writer_write (writer, (const float *const *) planes, n_frames, &error));
  g_assert_true (lt_writer_commit (writer, false, &error));
  return path;
}

static void
test_list (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autofree char      *mono = write_file (dir, "a.wav", 1, 2400), *three = write_file (dir, "b.wav", 3, 1200), *broken = lt_test_dir_path (dir, "c.wav");
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)    error = NULL;
  const char           *all[] = { mono, broken, three, NULL }, *none[] = { broken, NULL };

  g_assert_true (g_file_set_contents (broken, "no sound", -1, NULL));
  g_assert_null (lt_intake_list (all, false, notes, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (notes->len, ==, 0);
  g_clear_error (&error);

  g_autoptr (GPtrArray) items = lt_intake_list (all, true, notes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (notes, 0), "c.wav"));
  g_autoptr (GArray) found = lt_intake_list_pieces (items, RATE);
  g_assert_cmpuint (found->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpuint (g_array_index (found, LtIntakePiece, i).part, ==, i > 0 ? i - 1 : 0);
      g_assert_cmpint (g_array_index (found, LtIntakePiece, i).n_frames, ==, i > 0 ? 2400 : 4800);
    }

  g_assert_null (lt_intake_list (none, true, notes, &error));
  g_assert_error (error, LT_INTAKE_ERROR, LT_INTAKE_ERROR_EMPTY);
}

/* Once each, however many files carry them, and where the recording lies. */
static void
test_markers (void)
{
  g_autoptr (LtSession) session = lt_session_new (RATE, "Cues");
  g_autoptr (GArray)    cues = lt_markers_new ();
  guint                 n = 0;

  lt_markers_add (cues, 4800, "Verse");
  lt_markers_add (cues, 9600, "");
  lt_markers_add (cues, 4801, "Verse"); /* the same after a conversion of the rate */
  lt_markers_add (cues, 4800, "Cue");   /* another at the same place */
  lt_session_take (&session, lt_intake_markers_add (session, cues, 1000, &n));
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (session->markers->len, ==, 3);
  lt_session_take (&session, lt_intake_markers_add (session, cues, 1000, &n));
  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker *marker = g_ptr_array_index (session->markers, i);

      g_assert_cmpstr (marker->name, !=, "");
      g_assert_cmpint (marker->pos_frames, ==, marker->name[0] == 'M' ? 10600 : 5800);
    }
  lt_session_take (&session, lt_intake_markers_add (session, cues, -5000, &n)); /* two lie before the song */
  g_assert_cmpuint (n, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/place/onto", test_onto);
  g_test_add_func ("/intake/place/times", test_times);
  g_test_add_func ("/intake/place/behind-is-apart", test_behind_is_apart);
  g_test_add_func ("/intake/list", test_list);
  g_test_add_func ("/intake/markers", test_markers);
  return g_test_run ();
}
