// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A mixer with a few tracks, each with a compressor and a send to one bus, for tests of what is done to several.
// Layer: tests.

#pragma once

#include "app/mix/mix-edit.h"
#include "app/mix/mix-view.h"
#include "control-hands.h"
#include "eyes.h"
#include "helpers/test-session.h"
#include "open-song.h"
#include "session/edit-bus.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

#define LT_TEST_MIX_N 4

typedef struct
{
  char        *dir;
  LtContext   *context;
  LtDocument  *document;
  LtSelection *selection;
  LtId         tracks[LT_TEST_MIX_N], verb, slots[LT_TEST_MIX_N], sends[LT_TEST_MIX_N];
  GtkWidget   *view, *window;
} LtTestMix;

static inline LtSession *
lt_test_mix_session (LtTestMix *f)
{
  LtSession *session = lt_session_new (48000.0, "Song");

  lt_session_take (&session, lt_edit_bus_add (session, "Verb", &f->verb));
  for (guint i = 0; i < LT_TEST_MIX_N; i++)
    {
      lt_session_take (&session, lt_edit_track_add (session, "Track", -1, &f->tracks[i]));
      lt_session_take (&session, lt_edit_strip_fader (session, f->tracks[i], -3.0 * i));
      lt_session_take (&session, lt_edit_slot_add (session, f->tracks[i], lt_fx_find ("comp"), -1, NULL, &f->slots[i]));
      lt_session_take (&session, lt_edit_send_add (session, f->tracks[i], f->verb, -10.0 - i, &f->sends[i], NULL));
    }
  return session;
}

static inline void
lt_test_mix_set_up (LtTestMix *f, gconstpointer data)
{
  g_autoptr (LtSession) session = lt_test_mix_session (f);

  f->dir = lt_test_session_dir ();
  f->context = lt_context_new ();
  f->document = lt_context_get_document (f->context);
  f->selection = lt_context_get_selection (f->context);
  lt_test_open_song (f->document, f->dir, "Song.lathe", session);
  f->view = lt_mix_view_new (f->context);
  f->window = lt_test_window (f->view);
}

static inline void
lt_test_mix_tear_down (LtTestMix *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->context);
  lt_test_session_remove_dir (f->dir);
  g_free (f->dir);
}

static inline const LtStrip *
lt_test_mix_strip (LtTestMix *f, guint i)
{
  return lt_session_find_strip (lt_document_get_session (f->document), f->tracks[i]);
}

static inline GtkWidget *
lt_test_mix_nth (LtTestMix *f, guint i, GType type, int n)
{
  GtkWidget *found = lt_test_find (GTK_WIDGET (lt_mix_view_find_strip (LT_MIX_VIEW (f->view), f->tracks[i])), type, n);

  g_assert_nonnull (found);
  return found;
}
