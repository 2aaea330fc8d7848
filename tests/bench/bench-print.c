// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The picture of a song: whole, and after an edit of one clip, of a value of the mix, of one of the master.
// Layer: tests. Prints CPU seconds of each; run as `bench-print SESSION`.

#include "session/edit-clip.h"
#include "session/edit-strip.h"
#include "session/store.h"
#include "studio/print-press.h"

#include <time.h>

static double
cpu_s (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static void
press (LtPrintPress *self, const char *what, const LtSession *session, const char *folder)
{
  double  start = cpu_s ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LtPrint) print = lt_print_press_run (self, session, folder, -1.0, NULL, &error);

  if (print == NULL)
    g_error ("%s", error->message);
  g_print ("%-12s %6.3f s\n", what, cpu_s () - start);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (argc > 1 ? argv[1] : ".", "session.json", NULL);
  g_autofree char *text = NULL;
  gsize            size;

  if (!g_file_get_contents (path, &text, &size, &error))
    g_error ("%s", error->message);

  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (LtSession) session = lt_store_load (bytes, NULL, &error);
  if (session == NULL || session->tracks->len == 0)
    g_error ("no session with tracks");

  const LtTrack *track = session->tracks->pdata[0];
  const LtClip  *clip = track->clips->pdata[0];
  int64_t        at = clip->pos_frames + clip->length_frames / 3, second = (int64_t) session->rate_hz;
  LtId           part, rest;
  g_autoptr (LtSession) split = lt_edit_clip_split (session, clip->id, at, &part), again = lt_edit_clip_split (split, part, at + 2 * second, &rest);
  g_autoptr (LtSession) edited = lt_edit_clip_gain (again, part, -6.0), mastered = lt_edit_strip_fader (again, session->master->id, -1.0);
  g_autoptr (LtSession) mixed = lt_edit_strip_fader (mastered, track->strip->id, -9.0);
  g_autoptr (LtPrintPress) self = lt_print_press_new ();
  double start = cpu_s ();
  g_autoptr (LtPrint) whole = lt_print_new (session, argv[1], -1.0, NULL, NULL, NULL, &error);

  if (whole == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print ("%-12s %6.3f s\n", "plain", cpu_s () - start);
  press (self, "first", session, argv[1]);
  press (self, "split", again, argv[1]);
  press (self, "one clip", edited, argv[1]);
  press (self, "back", again, argv[1]);
  press (self, "the master", mastered, argv[1]);
  press (self, "the mix", mixed, argv[1]);
  return 0;
}
