// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Streaming services: the rules that ship, and the gains that follow from them.
// Layer: tests.

#include "deliver/services.h"
#include "helpers/test-dir.h"

#include <math.h>
#include <string.h>

static const LtService *
find (GPtrArray *services, const char *key)
{
  for (guint i = 0; i < services->len; i++)
    if (strcmp (((LtService *) services->pdata[i])->key, key) == 0)
      return services->pdata[i];
  g_assert_not_reached ();
}

static GPtrArray *
load (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *services = lt_services_load (NULL, notes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, 0);
  return services;
}

/* All of them have a date and a source. */
static void
test_shipped (void)
{
  static const struct
  {
    const char *key;
    double      lufs;
    LtServiceUp up;
  } wanted[] = {
    { "spotify-loud", -11.0, LT_SERVICE_UP_LIMITER }, { "spotify", -14.0, LT_SERVICE_UP_HEADROOM }, { "spotify-quiet", -19.0, LT_SERVICE_UP_HEADROOM },
    { "youtube", -14.0, LT_SERVICE_UP_NEVER },        { "youtube-music", -7.0, LT_SERVICE_UP_NEVER }, { "apple", -16.0, LT_SERVICE_UP_HEADROOM },
    { "tidal", -14.0, LT_SERVICE_UP_NEVER },          { "amazon", -14.0, LT_SERVICE_UP_NEVER },     { "deezer", -15.0, LT_SERVICE_UP_NEVER },
    { "soundcloud", -10.0, LT_SERVICE_UP_NEVER },
  };
  g_autoptr (GPtrArray) services = load ();

  g_assert_cmpuint (services->len, ==, G_N_ELEMENTS (wanted));
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const LtService *service = find (services, wanted[i].key);

      g_assert_cmpfloat (service->target_lufs, ==, wanted[i].lufs);
      g_assert_cmpint (service->up, ==, wanted[i].up);
      g_assert_cmpuint (strlen (service->date), >=, 4);
      g_assert_cmpuint (strlen (service->source), >, 0);
    }
  const LtService *loud = find (services, "spotify-loud");
  g_assert_cmpfloat (loud->ceiling_dbfs, ==, -1.0);
  g_assert_cmpfloat (loud->attack_ms, ==, 5.0);
  g_assert_cmpfloat (loud->decay_ms, ==, 100.0);
}

static void
assert_play (GPtrArray *services, const char *key, double lufs, double peak_dbtp, double gain_db, double played_lufs, double missed_lu, double limited_db)
{
  LtServicePlay play = lt_services_predict (find (services, key), lufs, peak_dbtp, peak_dbtp - 0.5);

  g_assert_cmpfloat_with_epsilon (play.gain_db, gain_db, 1e-9);
  g_assert_cmpfloat_with_epsilon (play.played_lufs, played_lufs, 1e-9);
  g_assert_cmpfloat_with_epsilon (play.missed_lu, missed_lu, 1e-9);
  g_assert_cmpfloat_with_epsilon (play.limited_db, limited_db, 1e-9);
  g_assert_cmpfloat_with_epsilon (play.true_peak_dbtp, peak_dbtp + gain_db, 1e-9);
}

/* The first row is the example that Spotify publishes: −20 LUFS with −5 dBTP plays at −16 LUFS. */
static void
test_gains (void)
{
  g_autoptr (GPtrArray) services = load ();

  assert_play (services, "spotify", -20.0, -5.0, 4.0, -16.0, 2.0, 0.0);
  assert_play (services, "spotify", -20.0, -12.0, 6.0, -14.0, 0.0, 0.0);
  assert_play (services, "spotify", -9.0, -0.3, -5.0, -14.0, 0.0, 0.0);
  assert_play (services, "spotify", -15.0, -0.2, 0.0, -15.0, 1.0, 0.0); /* no headroom turns nothing down */
  assert_play (services, "spotify-quiet", -20.0, -5.0, 1.0, -19.0, 0.0, 0.0);
  assert_play (services, "spotify-loud", -20.0, -5.0, 9.0, -11.0, 0.0, 4.5); /* −5.5 dBFS + 9 dB is 4.5 dB over −1 dBFS */
  assert_play (services, "spotify-loud", -9.0, -0.5, -2.0, -11.0, 0.0, 0.0);
  assert_play (services, "youtube", -18.0, -6.0, 0.0, -18.0, 4.0, 0.0);
  assert_play (services, "youtube", -9.0, -1.0, -5.0, -14.0, 0.0, 0.0);
  assert_play (services, "youtube-music", -9.0, -1.0, 0.0, -9.0, 2.0, 0.0);
  assert_play (services, "apple", -20.0, -2.0, 2.0, -18.0, 2.0, 0.0);

  LtServicePlay silence = lt_services_predict (find (services, "spotify-loud"), -INFINITY, -INFINITY, -INFINITY);
  g_assert_cmpfloat (silence.gain_db, ==, 0.0);
  g_assert_cmpfloat (silence.limited_db, ==, 0.0);
}

static void
test_words (void)
{
  static const struct
  {
    LtServicePlay play;
    const char   *text;
  } cases[] = {
    { { .gain_db = -2.3 }, "−2.3 dB" },
    { { .gain_db = 0.0 }, "0.0 dB" },
    { { .gain_db = -0.04 }, "0.0 dB" },
    { { .gain_db = 4.0, .missed_lu = 2.0 }, "+4.0 dB, 2.0 LU below its target" },
    { { .gain_db = 9.0, .limited_db = 4.5 }, "+9.0 dB, peaks limited by 4.5 dB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = lt_services_dup_words (&cases[i].play);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* A group that says no rule is left out and named; so is one whose numbers are none. */
static void
test_bad_groups (void)
{
  static const char text[] = "[good]\nlufs=-14\nup=never\nalbum=track\nbasis=measured\n"
                             "[no-loudness]\nup=never\nalbum=track\nbasis=measured\n"
                             "[no-headroom]\nlufs=-14\nup=headroom\nalbum=track\nbasis=measured\n"
                             "[no-number]\nlufs=-14 or so\nup=never\nalbum=track\nbasis=measured\n"
                             "[no-rule]\nlufs=-14\nup=sideways\nalbum=track\nbasis=measured\n"
                             "[no-time]\nlufs=-14\nup=limiter\nceiling=-1\nattack=5\ndecay=0\nalbum=track\nbasis=measured\n";
  LtTestDir *folder = lt_test_dir_new ();
  g_autofree char *path = g_build_filename (folder, "services.ini", NULL);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_autoptr (GPtrArray) services = lt_services_load (path, notes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (services->len, ==, 1);
  g_assert_cmpstr (((LtService *) services->pdata[0])->name, ==, "good");
  g_assert_cmpuint (notes->len, ==, 5);
  g_assert_nonnull (strstr (notes->pdata[0], "no-loudness"));
  g_assert_null (lt_services_load ("/nowhere/services.ini", NULL, NULL));
  lt_test_dir_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deliver/services/shipped", test_shipped);
  g_test_add_func ("/deliver/services/gains", test_gains);
  g_test_add_func ("/deliver/services/words", test_words);
  g_test_add_func ("/deliver/services/bad-groups", test_bad_groups);
  return g_test_run ();
}
