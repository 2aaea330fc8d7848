// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What must cancel does: a bus at 0 dB is no bus, and ways through effects that look ahead meet in time.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-signal.h"
#include "helpers/test-song.h"
#include "session/edit-bus.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "studio/renderer.h"

#include <math.h>
#include <string.h>

#define RATE 48000.0
#define LENGTH 40000

typedef struct
{
  float l[LENGTH], r[LENGTH];
  gsize n;
} Sound;

static bool
take (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Sound *sound = data;

  g_assert_cmpuint (sound->n + n_frames, <=, LENGTH);
  memcpy (sound->l + sound->n, in[0], n_frames * sizeof (float));
  memcpy (sound->r + sound->n, in[1], n_frames * sizeof (float));
  sound->n += n_frames;
  return true;
}

static void
render_mix (const LtSession *session, const char *folder, Sound *out)
{
  g_autoptr (GError) error = NULL;
  LtRenderTarget     target = { session->mix->id, take, out };
  LtRenderJob        job = { .session = session, .folder = folder, .to = LENGTH, .n_threads = 2, .compensate = true, .targets = &target, .n_targets = 1 };

  out->n = 0;
  g_assert_true (lt_renderer_run (&job, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (out->n, ==, LENGTH);
}

static double
peak_db (const Sound *sound)
{
  return 20.0 * log10 (MAX (lt_test_peak (sound->l, LENGTH), lt_test_peak (sound->r, LENGTH)) + 1e-30);
}

static double
difference_db (const Sound *a, const Sound *b)
{
  double worst = 1e-30;

  for (gsize i = 0; i < LENGTH; i++)
    worst = MAX (worst, MAX (fabs ((double) a->l[i] - b->l[i]), fabs ((double) a->r[i] - b->r[i])));
  return 20.0 * log10 (worst);
}

static LtId
id_of (const LtSession *session, const char *name)
{
  return lt_session_find_strip_named (session, name)->id;
}

static void
route (LtSession **session, const char *name, LtId to)
{
  g_autoptr (GError) error = NULL;

  lt_session_take (session, lt_edit_strip_output (*session, id_of (*session, name), to, &error));
  g_assert_no_error (error);
}

/* --- a bus is no bus --- */

/* Everything through one bus at 0 dB is the same sum in the same order, and the mix adds it to nothing: the same bits. */
static void
test_whole_bus (void)
{
  static const char *const names[] = { "Bass", "Keys", "Voice", "Drums", "Verb" };
  static Sound             direct, bused;
  g_autoptr (LtTestDir)    folder = lt_test_dir_new ();
  LtSession *(*const songs[]) (const char *, double, double) = { lt_test_song_new, lt_test_song_new_mixed };

  for (guint s = 0; s < G_N_ELEMENTS (songs); s++)
    {
      g_autoptr (LtSession) session = songs[s] (folder, RATE, 1.0);
      LtId                  bus;

      render_mix (session, folder, &direct);
      lt_session_take (&session, lt_edit_bus_add (session, "Sum", &bus));
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        route (&session, names[i], bus);
      render_mix (session, folder, &bused);
      g_assert_cmpfloat (peak_db (&direct), >, -30.0);
      g_assert_cmpmem (direct.l, sizeof direct.l, bused.l, sizeof bused.l);
      g_assert_cmpmem (direct.r, sizeof direct.r, bused.r, sizeof bused.r);
    }
}

/* Some of them through a bus are summed in another order: a + (b + c) is rounded otherwise than (a + b) + c, by half a
   step of a float at most for each sum, which is −144 dB below a sample of full scale. Alone in its bus a strip keeps
   its place in the order, and its bits. */
static void
test_part_bus (void)
{
  static Sound          direct, bused;
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) session = lt_test_song_new_mixed (folder, RATE, 1.0);
  g_autoptr (LtSession) alone = NULL;
  LtId                  bus;

  render_mix (session, folder, &direct);
  lt_session_take (&session, lt_edit_bus_add (session, "Sum", &bus));
  alone = lt_session_ref (session);
  route (&alone, "Verb", bus); /* last in the mix, as the new bus is */
  render_mix (alone, folder, &bused);
  g_assert_cmpmem (direct.l, sizeof direct.l, bused.l, sizeof bused.l);

  route (&session, "Keys", bus);
  route (&session, "Voice", bus);
  render_mix (session, folder, &bused);
  g_test_message ("%g dB beside %g dB", difference_db (&direct, &bused), peak_db (&direct));
  g_assert_cmpfloat (difference_db (&direct, &bused), <, -140.0);
}

/* --- ways that cancel --- */

/* Voice into bus A, and by a send at 0 dB into bus B, which @inverts it before its effects. Nothing else plays. */
static LtSession *
two_ways (const char *folder, bool inverts, LtId *a, LtId *b)
{
  static const char *const others[] = { "Kick", "Bass", "Keys", "Verb" };
  LtSession               *s = lt_test_song_new (folder, RATE, 1.0);
  g_autoptr (GError)       error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    lt_session_take (&s, lt_edit_strip_mute (s, id_of (s, others[i]), true));
  lt_session_take (&s, lt_edit_bus_add (s, "A", a));
  lt_session_take (&s, lt_edit_bus_add (s, "B", b));
  route (&s, "Voice", *a);
  lt_session_take (&s, lt_edit_send_add (s, id_of (s, "Voice"), *b, 0.0, NULL, &error));
  g_assert_no_error (error);
  lt_session_take (&s, lt_edit_strip_polarity (s, *b, inverts));
  return s;
}

/* @values NULL: as it comes. */
static void
add_effect (LtSession **session, LtId strip, const LtFxType *type, const float *values, bool bypass)
{
  LtId slot;

  lt_session_take (session, lt_edit_slot_add (*session, strip, type, -1, NULL, &slot));
  if (values != NULL)
    lt_session_take (session, lt_edit_slot_values (*session, slot, values));
  lt_session_take (session, lt_edit_slot_bypass (*session, slot, bypass));
}

/* Bypassed, an effect is only late; the other way waits for it, whatever it is. */
static void
test_bypassed (void)
{
  static Sound          sound;
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  guint                 n_late = 0;

  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    {
      LtId                  a, b;
      g_autoptr (LtSession) session = two_ways (folder, true, &a, &b);
      float                 values[LT_FX_MAX_PARAMS];
      LtFxSetup             setup = { .rate_hz = RATE, .n_channels = 2 };

      lt_fx_defaults (*type, values);
      n_late += lt_fx_latency (*type, &setup, values) > 0;
      add_effect (&session, a, *type, NULL, true);
      render_mix (session, folder, &sound);
      if (lt_test_peak (sound.l, LENGTH) > 0.0 || lt_test_peak (sound.r, LENGTH) > 0.0)
        g_error ("%s: %g dB are left", (*type)->key, peak_db (&sound));
    }
  g_assert_cmpuint (n_late, >=, 3);
}

/* Each row at whichever of its ends makes the effect later: it looks ahead, is of linear phase, works at a higher rate. */
static uint32_t
make_late (const LtFxType *type, float *values)
{
  LtFxSetup setup = { .rate_hz = RATE, .n_channels = 2 };
  uint32_t  latest;

  lt_fx_defaults (type, values);
  latest = lt_fx_latency (type, &setup, values);
  for (uint32_t p = 0; p < type->n_params; p++)
    {
      const float ends[] = { type->params[p].min, type->params[p].max };

      for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
        {
          float before = values[p];

          values[p] = ends[i];
          if (lt_fx_latency (type, &setup, values) > latest)
            latest = lt_fx_latency (type, &setup, values);
          else
            values[p] = before;
        }
    }
  return latest;
}

/* Both ways look ahead and work; one of them looks ahead once more where nothing is to be done, and a third strip that
   is earlier than all makes them wait. What is left is silence, whatever looks ahead. */
static void
test_looking_ahead (void)
{
  static Sound          sound;
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  const LtFxType       *trim = lt_fx_find ("trim");
  guint                 n_late = 0;

  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    {
      LtId                  a, b;
      g_autoptr (LtSession) session = two_ways (folder, false, &a, &b);
      float                 values[LT_FX_MAX_PARAMS], inverting[LT_FX_MAX_PARAMS];
      uint32_t              latency = make_late (*type, values);

      if (latency == 0)
        continue;
      n_late++;
      lt_session_take (&session, lt_edit_strip_trim (session, id_of (session, "Voice"), 12.0));
      lt_session_take (&session, lt_edit_strip_delay (session, id_of (session, "Bass"), -1234));
      add_effect (&session, a, *type, values, false);
      add_effect (&session, b, *type, values, false);
      lt_session_take (&session, lt_edit_strip_mute (session, b, true));
      render_mix (session, folder, &sound);
      g_assert_cmpfloat (peak_db (&sound), >, -40.0);

      lt_session_take (&session, lt_edit_strip_mute (session, b, false));
      add_effect (&session, b, *type, values, true);
      lt_fx_defaults (trim, inverting); /* at the end, as not all of them do the same to both polarities */
      inverting[lt_param_find (trim->params, trim->n_params, "invert")] = 1.0f;
      add_effect (&session, b, trim, inverting, false);
      render_mix (session, folder, &sound);
      g_test_message ("%s, %u frames: %g dB are left", (*type)->key, latency, peak_db (&sound));
      g_assert_cmpfloat (peak_db (&sound), <, -140.0);
    }
  g_assert_cmpuint (n_late, >=, 10); /* all whose type says so */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/null/whole-bus", test_whole_bus);
  g_test_add_func ("/studio/null/part-bus", test_part_bus);
  g_test_add_func ("/studio/null/bypassed", test_bypassed);
  g_test_add_func ("/studio/null/looking-ahead", test_looking_ahead);
  return g_test_run ();
}
