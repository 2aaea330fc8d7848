// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A key file; each group is one way of one service to play.
// Layer: deliver.

#include "deliver/services.h"

#include "deliver/delivery.h"
#include "studio/data-dir.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define FILE_NAME "targets/services.ini"
#define STEP_DB 0.05 /* what is less is not said */

static const char *const ups[] = { "never", "headroom", "limiter", NULL };             /* as LtServiceUp */
static const char *const albums[] = { "track", "album", "both", NULL };                /* as LtServiceAlbum */
static const char *const bases[] = { "official", "measured", "second-hand", NULL };    /* as LtServiceBasis */

void
lt_services_free (LtService *service)
{
  g_free (service->key);
  g_free (service->name);
  g_free (service->date);
  g_free (service->source);
  g_free (service);
}

const char *
lt_services_basis_key (LtServiceBasis basis)
{
  return bases[basis];
}

const char *
lt_services_up_key (LtServiceUp up)
{
  return ups[up];
}

const char *
lt_services_album_key (LtServiceAlbum album)
{
  return albums[album];
}

/* −1: it is none of them, or missing. */
static int
word (GKeyFile *file, const char *group, const char *key, const char *const *words)
{
  g_autofree char *text = g_key_file_get_string (file, group, key, NULL);

  for (int i = 0; text != NULL && words[i] != NULL; i++)
    if (strcmp (text, words[i]) == 0)
      return i;
  return -1;
}

/* NAN: missing, or no number in the range. */
static double
number (GKeyFile *file, const char *group, const char *key, double min, double max)
{
  g_autofree char *text = g_key_file_get_string (file, group, key, NULL);
  char            *end = NULL;
  double           value = text != NULL ? g_ascii_strtod (text, &end) : NAN;

  return text != NULL && end != text && *g_strchug (end) == '\0' && value >= min && value <= max ? value : NAN;
}

static char *
text_of (GKeyFile *file, const char *group, const char *key)
{
  char *text = g_key_file_get_locale_string (file, group, key, NULL, NULL);

  return text != NULL ? text : g_strdup ("");
}

static LtService *
read_service (GKeyFile *file, const char *group)
{
  int       up = word (file, group, "up", ups), album = word (file, group, "album", albums), basis = word (file, group, "basis", bases);
  LtService service = {
    .target_lufs = number (file, group, "lufs", -40.0, 0.0),
    .headroom_db = up == LT_SERVICE_UP_HEADROOM ? number (file, group, "headroom", 0.0, 20.0) : 0.0,
    .ceiling_dbfs = up == LT_SERVICE_UP_LIMITER ? number (file, group, "ceiling", -20.0, 0.0) : 0.0,
    .attack_ms = up == LT_SERVICE_UP_LIMITER ? number (file, group, "attack", 0.0, 1000.0) : 0.0,
    .decay_ms = up == LT_SERVICE_UP_LIMITER ? number (file, group, "decay", 1.0, 10000.0) : 0.0,
  };

  if (up < 0 || album < 0 || basis < 0 || isnan (service.target_lufs + service.headroom_db + service.ceiling_dbfs + service.attack_ms + service.decay_ms))
    return NULL;
  service.up = (LtServiceUp) up;
  service.album = (LtServiceAlbum) album;
  service.basis = (LtServiceBasis) basis;
  service.key = g_strdup (group);
  service.name = g_key_file_has_key (file, group, "name", NULL) ? text_of (file, group, "name") : g_strdup (group);
  service.date = text_of (file, group, "date");
  service.source = text_of (file, group, "source");
  return g_memdup2 (&service, sizeof service);
}

GPtrArray *
lt_services_load (const char *path, GPtrArray *notes, GError **error)
{
  g_autofree char *own = path == NULL ? lt_data_dir_find (FILE_NAME) : NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (path == NULL && own == NULL)
    {
      g_set_error (error, LT_DELIVER_ERROR, LT_DELIVER_ERROR_VALUE, _ ("The list of streaming services (%s) is missing. Install Lathe again."), FILE_NAME);
      return NULL;
    }
  if (!g_key_file_load_from_file (file, path != NULL ? path : own, G_KEY_FILE_NONE, error))
    return NULL;

  GPtrArray     *services = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_services_free);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  for (char **group = groups; *group != NULL; group++)
    {
      LtService *service = read_service (file, *group);

      if (service != NULL)
        g_ptr_array_add (services, service);
      else if (notes != NULL)
        g_ptr_array_add (notes, g_strdup_printf (_ ("The service “%s” is left out: its rules can't be understood."), *group));
    }
  return services;
}

static double
gain_of (const LtService *service, double wanted_db, double true_peak_dbtp)
{
  if (wanted_db <= 0.0 || service->up == LT_SERVICE_UP_LIMITER)
    return wanted_db;
  if (service->up == LT_SERVICE_UP_NEVER)
    return 0.0;
  return fmax (fmin (wanted_db, -service->headroom_db - true_peak_dbtp), 0.0);
}

LtServicePlay
lt_services_predict (const LtService *service, double integrated_lufs, double true_peak_dbtp, double sample_peak_dbfs)
{
  LtServicePlay play = { .played_lufs = integrated_lufs, .true_peak_dbtp = true_peak_dbtp };
  double        wanted_db = service->target_lufs - integrated_lufs;

  if (!isfinite (integrated_lufs) || !isfinite (true_peak_dbtp))
    return play;
  play.gain_db = gain_of (service, wanted_db, true_peak_dbtp);
  play.played_lufs = integrated_lufs + play.gain_db;
  play.true_peak_dbtp = true_peak_dbtp + play.gain_db;
  play.missed_lu = fmax (wanted_db - play.gain_db, 0.0);
  if (service->up == LT_SERVICE_UP_LIMITER)
    play.limited_db = fmax ((isfinite (sample_peak_dbfs) ? sample_peak_dbfs : true_peak_dbtp) + play.gain_db - service->ceiling_dbfs, 0.0);
  return play;
}

char *
lt_services_dup_words (const LtServicePlay *play)
{
  const char      *sign = play->gain_db >= STEP_DB ? "+" : play->gain_db <= -STEP_DB ? "−" : "";
  g_autofree char *gain = g_strdup_printf ("%s%.1f dB", sign, fabs (play->gain_db));

  if (play->limited_db >= STEP_DB)
    return g_strdup_printf (_ ("%s, peaks limited by %.1f dB"), gain, play->limited_db);
  if (play->missed_lu >= STEP_DB)
    return g_strdup_printf (_ ("%s, %.1f LU below its target"), gain, play->missed_lu);
  return g_steal_pointer (&gain);
}
