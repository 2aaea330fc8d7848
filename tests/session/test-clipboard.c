// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Copies: what is pasted is what was copied, with ids of its own; what leads nowhere is left out and said.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/blob.h"
#include "session/check.h"
#include "session/clipboard.h"
#include "session/edit-bus.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

#include <string.h>

typedef struct
{
  LtSession *session;
  LtId       vox, keys, verb, eq, comp, send;
  char      *blob;
} Song;

static void
set_param (Song *song, LtId slot_id, const char *key, float value)
{
  const LtSlot *slot = lt_session_find_slot (song->session, slot_id, NULL);
  int           at = lt_param_find (slot->type->params, slot->type->n_params, key);

  g_assert_cmpint (at, >=, 0);
  lt_session_take (&song->session, lt_edit_slot_value (song->session, slot_id, (uint32_t) at, value));
}

static float
param (const LtSlot *slot, const char *key)
{
  return slot->values[lt_param_find (slot->type->params, slot->type->n_params, key)];
}

/* Vox: eq and a comp that listens to Keys; to Verb by its output and a send. */
static void
song_init (Song *song)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("learned", 7);

  song->blob = lt_blob_put (bytes);
  song->session = lt_session_new (48000.0, "Copies");
  lt_session_take (&song->session, lt_edit_track_add (song->session, "Vox", -1, &song->vox));
  lt_session_take (&song->session, lt_edit_track_add (song->session, "Keys", -1, &song->keys));
  lt_session_take (&song->session, lt_edit_bus_add (song->session, "Verb", &song->verb));
  lt_session_take (&song->session, lt_edit_slot_add (song->session, song->vox, lt_fx_find ("eq"), -1, NULL, &song->eq));
  lt_session_take (&song->session, lt_edit_slot_add (song->session, song->vox, lt_fx_find ("comp"), -1, NULL, &song->comp));
  lt_session_take (&song->session, lt_edit_slot_key (song->session, song->comp, song->keys, true, NULL));
  lt_session_take (&song->session, lt_edit_slot_blob (song->session, song->eq, song->blob));
  lt_session_take (&song->session, lt_edit_slot_bypass (song->session, song->eq, true));
  set_param (song, song->eq, "b2-on", 1.0f);
  set_param (song, song->eq, "b2-freq", 1234.5f);
  lt_session_take (&song->session, lt_edit_strip_output (song->session, song->vox, song->verb, NULL));
  lt_session_take (&song->session, lt_edit_strip_fader (song->session, song->vox, -INFINITY));
  lt_session_take (&song->session, lt_edit_strip_value (song->session, song->vox, LT_STRIP_WIDTH, 0.3));
  lt_session_take (&song->session, lt_edit_strip_delay (song->session, song->vox, -77));
  lt_session_take (&song->session, lt_edit_strip_colour (song->session, song->vox, 7));
  lt_session_take (&song->session, lt_edit_send_add (song->session, song->vox, song->verb, -9.0, &song->send, NULL));
  lt_session_take (&song->session, lt_edit_send_pan (song->session, song->send, 0.25));
}

static void
song_clear (Song *song)
{
  lt_session_unref (song->session);
  g_free (song->blob);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Song, song_clear)

static void
assert_sound (const LtSession *session)
{
  g_autoptr (GError) error = NULL;

  lt_check_session (session, &error);
  g_assert_no_error (error);
  lt_test_session_assert_round_trip (session);
}

static LtClipboard *
read_back (const char *text)
{
  g_autoptr (GError) error = NULL;
  LtClipboard *board = lt_clipboard_read (text, strlen (text), &error);

  g_assert_no_error (error);
  return board;
}

static void
test_slots (void)
{
  g_auto (Song) song;
  LtId last = 0;

  song_init (&song);
  const LtId ids[] = { song.comp, song.eq };
  g_autofree char *text = lt_clipboard_write_slots (song.session, song.vox, ids, 2);
  g_autoptr (LtClipboard) board = read_back (text);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpint (board->kind, ==, LT_CLIPBOARD_SLOTS);
  g_autoptr (LtSession) next = lt_clipboard_paste_slots (board, song.session, song.verb, -1, &last, losses);
  const LtStrip *verb = lt_session_find_strip (next, song.verb);
  g_assert_cmpuint (losses->len, ==, 0);
  g_assert_cmpuint (verb->slots->len, ==, 2);
  const LtSlot *eq = verb->slots->pdata[0], *comp = verb->slots->pdata[1];
  g_assert_cmpstr (eq->effect, ==, "eq");
  g_assert_true (eq->bypass);
  g_assert_cmpstr (eq->blob, ==, song.blob);
  g_assert_cmpfloat (param (eq, "b2-freq"), ==, 1234.5f);
  g_assert_cmpuint (comp->key_id, ==, song.keys);
  g_assert_true (comp->key_pre);
  g_assert_cmpuint (comp->id, ==, last);
  g_assert_cmpuint (last, >=, song.session->next_id);
  assert_sound (next);

  g_autoptr (LtSession) inside = lt_clipboard_paste_slots (board, song.session, song.vox, 1, NULL, losses);
  const LtStrip *vox = lt_session_find_strip (inside, song.vox);
  g_assert_cmpuint (((const LtSlot *) vox->slots->pdata[0])->id, ==, song.eq);
  g_assert_cmpstr (((const LtSlot *) vox->slots->pdata[1])->effect, ==, "eq");
  g_assert_cmpstr (((const LtSlot *) vox->slots->pdata[2])->effect, ==, "comp");
  g_assert_cmpuint (((const LtSlot *) vox->slots->pdata[3])->id, ==, song.comp);
}

/* On the strip that it listens to, the side-chain would loop. */
static void
test_loops (void)
{
  g_auto (Song) song;

  song_init (&song);
  g_autofree char *text = lt_clipboard_write_slots (song.session, song.vox, &song.comp, 1);
  g_autoptr (LtClipboard) board = read_back (text);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) next = lt_clipboard_paste_slots (board, song.session, song.keys, -1, NULL, losses);
  const LtStrip *keys = lt_session_find_strip (next, song.keys);

  g_assert_cmpuint (losses->len, ==, 1);
  g_assert_cmpuint (keys->slots->len, ==, 1);
  g_assert_cmpuint (((const LtSlot *) keys->slots->pdata[0])->key_id, ==, 0);
  assert_sound (next);

  g_autofree char *whole = lt_clipboard_write_strip (song.session, song.vox);
  g_autoptr (LtClipboard) strip = read_back (whole);
  g_autoptr (GPtrArray) more = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) bus = lt_clipboard_paste_strip (strip, song.session, song.verb, LT_COPY_WHOLE, more);
  g_assert_cmpuint (more->len, ==, 2); /* the send and the output to itself */
  assert_sound (bus);
}

static void
test_strip (void)
{
  g_auto (Song) song;

  song_init (&song);
  g_autofree char *text = lt_clipboard_write_strip (song.session, song.vox);
  g_autoptr (LtClipboard) board = read_back (text);
  LtId drums;
  g_autoptr (LtSession) more = lt_edit_track_add (song.session, "Drums", -1, &drums);
  g_autoptr (LtSession) levels = lt_clipboard_paste_strip (board, more, drums, LT_COPY_LEVELS, NULL);
  g_autoptr (LtSession) sends = lt_clipboard_paste_strip (board, levels, drums, LT_COPY_SENDS, NULL);
  g_autoptr (LtSession) whole = lt_clipboard_paste_strip (board, more, drums, LT_COPY_WHOLE, NULL);
  const LtStrip *a = lt_session_find_strip (levels, drums), *b = lt_session_find_strip (sends, drums), *c = lt_session_find_strip (whole, drums);

  g_assert_cmpfloat (a->fader_db, ==, -INFINITY);
  g_assert_cmpfloat (a->width, ==, 0.3);
  g_assert_cmpint (a->delay_frames, ==, -77);
  g_assert_cmpuint (a->slots->len + a->sends->len + a->output_id + a->colour, ==, 0);
  g_assert_cmpuint (b->sends->len, ==, 1);
  g_assert_cmpuint (b->slots->len, ==, 0);
  const LtSend *send = b->sends->pdata[0];
  g_assert_cmpuint (send->id, !=, song.send);
  g_assert_cmpfloat (send->level_db, ==, -9.0);
  g_assert_cmpfloat (send->pan, ==, 0.25);
  g_assert_cmpuint (c->slots->len, ==, 2);
  g_assert_cmpuint (c->output_id, ==, song.verb);
  g_assert_cmpuint (c->colour, ==, 7);
  g_assert_cmpstr (c->name, ==, "Drums");
  assert_sound (whole);

  g_autoptr (LtSession) again = lt_clipboard_paste_strip (board, whole, drums, LT_COPY_WHOLE, NULL);
  g_assert_cmpuint (lt_session_find_strip (again, drums)->slots->len, ==, 2); /* in place of those there */
}

/* Ids of another session mean something else: names are what counts. */
static void
test_elsewhere (void)
{
  g_auto (Song) song;
  LtId first, hall, lead;

  song_init (&song);
  g_autofree char *text = lt_clipboard_write_strip (song.session, song.vox);
  g_autoptr (LtClipboard) board = read_back (text);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtSession) other = lt_session_new (44100.0, "Other");
  lt_session_take (&other, lt_edit_bus_add (other, "First", &first));
  lt_session_take (&other, lt_edit_bus_add (other, "Verb", &hall));
  lt_session_take (&other, lt_edit_track_add (other, "Lead", -1, &lead));

  g_autoptr (LtSession) next = lt_clipboard_paste_strip (board, other, lead, LT_COPY_WHOLE, losses);
  const LtStrip *strip = lt_session_find_strip (next, lead);
  g_assert_cmpuint (strip->output_id, ==, hall);
  g_assert_cmpuint (((const LtSend *) strip->sends->pdata[0])->to_id, ==, hall);
  g_assert_cmpuint (((const LtSlot *) strip->slots->pdata[1])->key_id, ==, 0);
  g_assert_cmpuint (losses->len, ==, 1);
  g_assert_nonnull (strstr (losses->pdata[0], "Keys"));
  assert_sound (next);

  lt_session_take (&other, lt_edit_bus_remove (other, hall));
  g_autoptr (LtSession) poor = lt_clipboard_paste_strip (board, other, lead, LT_COPY_WHOLE, losses);
  g_assert_cmpuint (lt_session_find_strip (poor, lead)->sends->len, ==, 0);
  g_assert_cmpuint (lt_session_find_strip (poor, lead)->output_id, ==, 0);
  g_assert_cmpuint (losses->len, ==, 4);
  assert_sound (poor);
}

static void
test_bands (void)
{
  g_auto (Song) song;
  LtId    plain;
  GError *error = NULL;

  song_init (&song);
  set_param (&song, song.eq, "b2-gain", -3.0f);
  set_param (&song, song.eq, "b5-gain", 4.5f);
  lt_session_take (&song.session, lt_edit_slot_add (song.session, song.keys, lt_fx_find ("eq"), -1, NULL, &plain));
  for (int b = 1; b <= 8; b++)
    {
      g_autofree char *on = g_strdup_printf ("b%d-on", b), *gain = g_strdup_printf ("b%d-gain", b);
      set_param (&song, plain, on, b != 7);
      set_param (&song, plain, gain, 2.0f);
    }
  g_autofree char *one = lt_clipboard_write_bands (song.session, song.eq, 1u << 1);
  g_autoptr (LtClipboard) board = read_back (one);
  g_autoptr (LtSession) free_one = lt_clipboard_paste_bands (board, song.session, plain, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (param (lt_session_find_slot (free_one, plain, NULL), "b7-freq"), ==, 1234.5f);
  g_assert_cmpfloat (param (lt_session_find_slot (free_one, plain, NULL), "b7-on"), ==, 1.0f);
  g_assert_null (lt_clipboard_paste_bands (board, free_one, plain, -1, &error));
  g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID);
  g_clear_error (&error);
  g_autoptr (LtSession) given = lt_clipboard_paste_bands (board, free_one, plain, 0, NULL);
  g_assert_cmpfloat (param (lt_session_find_slot (given, plain, NULL), "b1-freq"), ==, 1234.5f);

  set_param (&song, plain, "b2-gain", 0.0f);
  g_autoptr (LtSession) same = lt_clipboard_paste_bands (board, song.session, plain, -1, NULL); /* before the one that is off */
  g_assert_cmpfloat (param (lt_session_find_slot (same, plain, NULL), "b2-freq"), ==, 1234.5f);

  g_autofree char *all = lt_clipboard_write_bands (song.session, song.eq, 0xff);
  g_autoptr (LtClipboard) boards = read_back (all);
  g_autoptr (LtSession) every = lt_clipboard_paste_bands (boards, song.session, plain, 3, NULL);
  g_assert_cmpfloat (param (lt_session_find_slot (every, plain, NULL), "b2-freq"), ==, 1234.5f);
  g_assert_cmpfloat (param (lt_session_find_slot (every, plain, NULL), "b5-gain"), ==, 4.5f);
}

/* What comes from elsewhere may be anything. */
static void
test_damaged (void)
{
  g_auto (Song) song;
  static const char *const wrong[] = { "", "[]", "{}", "-3.5 dB", "{\"lathe-clipboard\": 2, \"what\": \"strip\", \"strip\": {}}",
                                       "{\"lathe-clipboard\": 1, \"what\": \"bands\", \"bands\": 3, \"strip\": {}}" };

  song_init (&song);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      GError *error = NULL;

      g_assert_null (lt_clipboard_read (wrong[i], strlen (wrong[i]), &error));
      g_assert_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT);
      g_error_free (error);
    }
  g_autofree char *text = lt_clipboard_write_strip (song.session, song.vox);
  gsize length = strlen (text);
  g_autoptr (GRand) rng = g_rand_new_with_seed (0x1a7e);
  for (int round = 0; round < 500; round++)
    {
      g_autofree char *bent = g_strdup (text);

      for (int i = 0; i < 3; i++)
        bent[g_rand_int_range (rng, 0, (gint32) length)] = (char) g_rand_int_range (rng, 32, 127);
      g_autoptr (LtClipboard) board = lt_clipboard_read (bent, length, NULL);
      if (board == NULL || board->kind == LT_CLIPBOARD_BANDS)
        continue;
      g_autoptr (LtSession) next = lt_clipboard_paste_strip (board, song.session, song.keys, LT_COPY_WHOLE, NULL);
      assert_sound (next);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clipboard/slots", test_slots);
  g_test_add_func ("/clipboard/loops", test_loops);
  g_test_add_func ("/clipboard/strip", test_strip);
  g_test_add_func ("/clipboard/elsewhere", test_elsewhere);
  g_test_add_func ("/clipboard/bands", test_bands);
  g_test_add_func ("/clipboard/damaged", test_damaged);
  return g_test_run ();
}
