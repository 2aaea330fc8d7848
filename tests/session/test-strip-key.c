// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names of values: what they find, what they say when they find nothing, what they set.
// Layer: tests.

#include "session/edit-bus.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/strip-key.h"

#include <math.h>
#include <string.h>

typedef struct
{
  LtSession *session;
  LtId       vox, dotted, equal, bus, slot, second, send;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  const LtFxType *trim = lt_fx_find ("trim");

  f->session = lt_session_new (48000.0, "Keys");
  lt_session_take (&f->session, lt_edit_track_add (f->session, "Lead Vox", -1, &f->vox));
  lt_session_take (&f->session, lt_edit_track_add (f->session, "Gtr.L.trim", -1, &f->dotted));
  lt_session_take (&f->session, lt_edit_track_add (f->session, "a=b", -1, &f->equal));
  lt_session_take (&f->session, lt_edit_track_add (f->session, "Gtr", -1, NULL));
  lt_session_take (&f->session, lt_edit_bus_add (f->session, "Drums", &f->bus));
  lt_session_take (&f->session, lt_edit_slot_add (f->session, f->vox, trim, -1, NULL, &f->slot));
  lt_session_take (&f->session, lt_edit_slot_add (f->session, f->vox, trim, -1, NULL, &f->second));
  lt_session_take (&f->session, lt_edit_send_add (f->session, f->vox, f->bus, -9.0, &f->send, NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  lt_session_unref (f->session);
}

static void
test_found (Fixture *f, gconstpointer data)
{
  const struct
  {
    const char    *text;
    LtStripKeyKind kind;
    LtId           strip, slot;
  } rows[] = {
    { "Lead Vox.fader", LT_STRIP_KEY_VALUE, f->vox, 0 },
    { "lead vox.pan", LT_STRIP_KEY_VALUE, f->vox, 0 },
    { "Lead Vox.solo-safe", LT_STRIP_KEY_VALUE, f->vox, 0 },
    { "Lead Vox.output", LT_STRIP_KEY_OUTPUT, f->vox, 0 },
    { "Lead Vox.name", LT_STRIP_KEY_NAME, f->vox, 0 },
    { "Lead Vox.colour", LT_STRIP_KEY_COLOUR, f->vox, 0 },
    { "Lead Vox.trim", LT_STRIP_KEY_VALUE, f->vox, 0 },
    { "Lead Vox.trim#2", LT_STRIP_KEY_SLOT, f->vox, f->second },
    { "Lead Vox.trim.gain", LT_STRIP_KEY_PARAM, f->vox, f->slot },
    { "Lead Vox.trim#1.gain", LT_STRIP_KEY_PARAM, f->vox, f->slot },
    { "Lead Vox.Trim#2.gain", LT_STRIP_KEY_PARAM, f->vox, f->second },
    { "Lead Vox.trim#2.bypass", LT_STRIP_KEY_BYPASS, f->vox, f->second },
    { "Lead Vox.trim.sidechain", LT_STRIP_KEY_LISTEN, f->vox, f->slot },
    { "Lead Vox.trim.sidechain-pre", LT_STRIP_KEY_LISTEN_PRE, f->vox, f->slot },
    { "Lead Vox.send:Drums", LT_STRIP_KEY_SEND, f->vox, f->send },
    { "Lead Vox.send:drums.level", LT_STRIP_KEY_SEND_VALUE, f->vox, f->send },
    { "Lead Vox.send:Drums.pre", LT_STRIP_KEY_SEND_PRE, f->vox, f->send },
    { "Gtr.L.trim.fader", LT_STRIP_KEY_VALUE, f->dotted, 0 },
    { "Gtr.L.trim.trim", LT_STRIP_KEY_VALUE, f->dotted, 0 },
    { "Drums.mute", LT_STRIP_KEY_VALUE, f->bus, 0 },
    { "mix.fader", LT_STRIP_KEY_VALUE, 1, 0 },
    { "master.fader", LT_STRIP_KEY_VALUE, 2, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      LtStripKey key;

      g_test_message ("%s", rows[i].text);
      g_assert_true (lt_strip_key_resolve (f->session, rows[i].text, &key, &error));
      g_assert_no_error (error);
      g_assert_cmpint (key.kind, ==, rows[i].kind);
      g_assert_cmpuint (key.strip_id, ==, rows[i].strip);
      g_assert_cmpuint (key.slot_id, ==, rows[i].slot);
    }
}

static void
test_not_found (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *says; /* within the sentence */
  } rows[] = {
    { "", "STRIP.fader" },
    { "Lead Vox", "STRIP.fader" },
    { "Nobody.fader", "There are: Lead Vox, Gtr.L.trim, a=b, Gtr, Drums, mix, master" },
    { "Lead Vox.loudness",
      "It has: trim, polarity, fader, pan, mute, solo, solo-safe, pan-mode, width, pan-left, pan-right, automation, delay, output, group, vca, name, colour, trim, trim#2" },
    { "Lead Vox.send:Gtr.level", "It sends to: Drums" },
    { "Lead Vox.send:Drums.width", "pre, level, pan, mute" },
    { "Gtr.send:Drums.level", "nobody" },
    { "Lead Vox.eq.gain", "no “eq”" },
    { "Lead Vox.trim#3.gain", "no “trim#3”" },
    { "Lead Vox.trim.gian", "It has: gain, invert, mono, swap, mid-side, bypass, level" },
    { "Lead Vox.", "It has:" },
    { ".", "There is no track or bus" },
    { "\xff.fader", "There is no track or bus" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      LtStripKey key;

      g_assert_false (lt_strip_key_resolve (f->session, rows[i].text, &key, &error));
      if (error == NULL || strstr (error->message, rows[i].says) == NULL)
        g_error ("“%s”: %s", rows[i].text, error != NULL ? error->message : "no error");
    }
}

static void
test_set (Fixture *f, gconstpointer data)
{
  static const char *const good[] = {
    "Lead Vox.fader=-3,5 dB",
    "Lead Vox.pan=-0.25",
    "Lead Vox.mute=yes",
    "Lead Vox.output=drums",
    "Lead Vox.colour=7",
    "Lead Vox.trim#2.gain=-6dB",
    "Lead Vox.trim#2.mid-side=encode",
    "Lead Vox.trim.bypass=on",
    "Lead Vox.trim.level=-2,5 dB",
    "master.trim=1",
    "a=b.fader=-inf",
    "Drums.name=Kit=2",
  };
  static const char *const bad[] = {
    "Lead Vox.fader",
    "Lead Vox.fader=",
    "Lead Vox.fader=7",
    "Lead Vox.output=nobody",
    "Lead Vox.output=Gtr",
    "mix.output=Drums",
    "Lead Vox.trim#2=1",
    "Lead Vox.trim.sidechain=nobody",
    "Lead Vox.trim.sidechain=mix",
    "Lead Vox.trim.gain=loud",
    "Lead Vox.trim.level=25",
    "Lead Vox.trim.level=-inf",
    "Lead Vox.colour=13",
    "=",
    "",
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      LtSession *next = lt_strip_key_set (f->session, good[i], &error);

      g_assert_no_error (error);
      g_assert_true (next != f->session);
      lt_session_take (&f->session, next);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (lt_strip_key_set (f->session, bad[i], &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }

  const LtStrip *vox = lt_session_find_strip (f->session, f->vox);
  g_assert_cmpfloat (vox->fader_db, ==, -3.5);
  g_assert_cmpfloat (vox->pan, ==, -0.25);
  g_assert_true (vox->mute);
  g_assert_cmpuint (vox->output_id, ==, f->bus);
  g_assert_cmpuint (vox->colour, ==, 7);
  g_assert_cmpfloat (lt_strip_find_slot (vox, f->second)->values[0], ==, -6.0);
  g_assert_cmpfloat (lt_strip_find_slot (vox, f->second)->values[4], ==, 1.0);
  g_assert_true (lt_strip_find_slot (vox, f->slot)->bypass);
  g_assert_cmpfloat (lt_strip_find_slot (vox, f->slot)->level_db, ==, -2.5);
  g_assert_cmpfloat (f->session->master->trim_db, ==, 1.0);
  g_assert_cmpfloat (lt_session_find_strip (f->session, f->equal)->fader_db, ==, -INFINITY);
  g_assert_cmpstr (lt_session_find_strip (f->session, f->bus)->name, ==, "Kit=2");

  /* Listening, and nobody again. */
  lt_session_take (&f->session, lt_strip_key_set (f->session, "Lead Vox.trim.sidechain=Gtr", &error));
  g_assert_no_error (error);
  lt_session_take (&f->session, lt_strip_key_set (f->session, "Lead Vox.trim.sidechain-pre=on", &error));
  g_assert_true (lt_session_find_slot (f->session, f->slot, NULL)->key_pre);
  lt_session_take (&f->session, lt_strip_key_set (f->session, "Lead Vox.trim.sidechain=none", &error));
  g_assert_cmpuint (lt_session_find_slot (f->session, f->slot, NULL)->key_id, ==, 0);
}

/* What every slot has beside its effect's rows: no row may be called so. */
static void
test_slot_words (Fixture *f, gconstpointer data)
{
  static const char *const words[] = { "bypass", "level", "sidechain", "sidechain-pre" };

  for (const LtFxType *const *t = lt_fx_types; *t != NULL; t++)
    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
      g_assert_cmpint (lt_param_find ((*t)->params, (*t)->n_params, words[i]), ==, -1);
}

static void
test_names (Fixture *f, gconstpointer data)
{
  const LtStrip   *vox = lt_session_find_strip (f->session, f->vox);
  g_autofree char *first = lt_strip_key_dup_slot_name (vox, vox->slots->pdata[0]);
  g_autofree char *second = lt_strip_key_dup_slot_name (vox, vox->slots->pdata[1]);

  g_assert_cmpstr (first, ==, "trim");
  g_assert_cmpstr (second, ==, "trim#2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/strip-key/found", Fixture, NULL, set_up, test_found, tear_down);
  g_test_add ("/session/strip-key/not-found", Fixture, NULL, set_up, test_not_found, tear_down);
  g_test_add ("/session/strip-key/set", Fixture, NULL, set_up, test_set, tear_down);
  g_test_add ("/session/strip-key/slot-words", Fixture, NULL, set_up, test_slot_words, tear_down);
  g_test_add ("/session/strip-key/names", Fixture, NULL, set_up, test_names, tear_down);
  return g_test_run ();
}
