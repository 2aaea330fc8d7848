// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sensible start of a mix.
// Layer: studio.

#include "studio/balance.h"

#include "base/arena.h"
#include "meter/loudness.h"
#include "meter/meter.h"
#include "session/edit-strip.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_SHARE_DB 6.0 /* several tracks of one role give way to each other by this at most */
#define MAX_TRIES 4
#define NEAR_DB 0.15
#define PEAK_MARGIN_DB 0.15
#define SILENT_LUFS (-69.0)
#define N_PASSES (1.0 + MAX_TRIES)

void
lt_balance_free (LtBalance *self)
{
  g_clear_pointer (&self->session, lt_session_unref);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/* --- loudness and peak of one strip while it is rendered --- */

typedef struct
{
  const LtMeterType *type;
  void              *state;
  LtArena            arena;
  float              peak;
} Ear;

static void
ear_init (Ear *self, double rate_hz)
{
  LtMeterSetup setup = { rate_hz, 2 };

  self->type = lt_meter_find ("loudness");
  if (lt_arena_init (&self->arena, lt_arena_rounded (self->type->state_size (&setup))) != LT_OK)
    g_error ("out of memory"); /* as g_malloc does */
  self->state = lt_arena_take (&self->arena, self->type->state_size (&setup));
  if (self->type->init (self->state, &setup) != LT_OK)
    g_error ("out of memory");
  lt_loudness_set_psr (self->state, false);
}

static void
ear_clear (Ear *self)
{
  if (self->type->clear != NULL)
    self->type->clear (self->state);
  lt_arena_clear (&self->arena);
}

static bool
ear_hear (void *data, const float *const *in, uint32_t n_frames, GError **error)
{
  Ear *self = data;

  self->type->run (self->state, in, n_frames);
  for (uint32_t c = 0; c < 2; c++)
    for (uint32_t i = 0; i < n_frames; i++)
      self->peak = MAX (self->peak, fabsf (in[c][i]));
  return true;
}

static double
ear_lufs (Ear *self)
{
  double values[LT_METER_MAX_READINGS];

  if (self->type->finish != NULL)
    self->type->finish (self->state);
  self->type->read (self->state, values);
  for (uint32_t i = 0; i < self->type->n_readings; i++)
    if (strcmp (self->type->readings[i].key, "integrated_lufs") == 0)
      return values[i];
  return NAN;
}

/* --- rendering --- */

typedef struct
{
  const char    *folder;
  LtProgressFunc progress;
  gpointer       data;
  double         done; /* passes */
  GCancellable  *cancellable;
  LtBalance     *balance;
} Work;

static void
tell (double done, gpointer data)
{
  Work *self = data;

  if (self->progress != NULL)
    self->progress ((self->done + done) / N_PASSES, self->data);
}

/* The whole of @session, an ear at each target. */
static bool
listen (Work *self, const LtSession *session, LtRenderTarget *targets, uint32_t n_targets, GPtrArray *problems, GError **error)
{
  LtRenderJob job = {
    .session = session,
    .folder = self->folder,
    .to = lt_session_get_length (session),
    .compensate = true,
    .targets = targets,
    .n_targets = n_targets,
    .progress = tell,
    .progress_data = self,
    .cancellable = self->cancellable,
    .problems = problems,
  };
  bool ok = lt_renderer_run (&job, error);

  self->done += 1.0;
  return ok;
}

static bool
measure_mix (Work *self, const LtSession *session, GError **error)
{
  Ear            ear = { 0 };
  LtRenderTarget target = { session->mix->id, ear_hear, &ear };
  bool           ok;

  ear_init (&ear, session->rate_hz);
  ok = listen (self, session, &target, 1, NULL, error);
  self->balance->mix_lufs = ok ? ear_lufs (&ear) : NAN;
  self->balance->mix_peak_dbfs = ear.peak > 0.0f ? 20.0 * log10 (ear.peak) : -INFINITY;
  ear_clear (&ear);
  return ok;
}

/* Loudness of each track that may be set, alone and with its fader at unity. */
static bool
measure_tracks (Work *self, const LtSession *session, GError **error)
{
  GArray                   *rows = self->balance->rows;
  g_autofree Ear           *ears = g_new0 (Ear, rows->len);
  g_autofree LtRenderTarget *targets = g_new0 (LtRenderTarget, rows->len + 1);
  uint32_t                  n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const LtBalanceRow *row = &g_array_index (rows, LtBalanceRow, i);

      if (row->reason != LT_BALANCE_SET)
        continue;
      ear_init (&ears[i], session->rate_hz);
      targets[n++] = (LtRenderTarget) { row->track_id, ear_hear, &ears[i] };
    }

  bool ok = n == 0 || listen (self, session, targets, n, self->balance->problems, error);
  for (guint i = 0; i < rows->len; i++)
    {
      LtBalanceRow *row = &g_array_index (rows, LtBalanceRow, i);

      if (row->reason != LT_BALANCE_SET)
        continue;
      row->loudness_lufs = ok ? ear_lufs (&ears[i]) : NAN;
      if (!(row->loudness_lufs > SILENT_LUFS))
        row->reason = LT_BALANCE_SILENT;
      ear_clear (&ears[i]);
    }
  return ok;
}

/* --- the faders --- */

static double
round_db (double value)
{
  return round (value * 10.0) / 10.0;
}

/* @gain_db in all: by the fader, and what is more than it has by the trim when no effect would notice. */
static void
place (const LtSession *session, LtBalanceRow *row, double gain_db)
{
  const LtStrip *strip = lt_session_find_strip (session, row->track_id);
  double         max = lt_strip_rows[LT_STRIP_FADER].max, excess = strip->slots->len == 0 ? MAX (gain_db - max, 0.0) : 0.0;

  row->trim_after_db = lt_strip_clamp (&lt_strip_rows[LT_STRIP_TRIM], round_db (row->trim_before_db + excess));
  row->after_db = lt_strip_clamp (&lt_strip_rows[LT_STRIP_FADER], round_db (gain_db - (row->trim_after_db - row->trim_before_db)));
}

/* By role: where each track's loudness should be for the mix's to be about the target. */
static void
place_all (LtBalance *self, const LtSession *session)
{
  guint  n_of_role[LT_N_ROLES] = { 0 };
  double power = 0.0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const LtBalanceRow *row = &g_array_index (self->rows, LtBalanceRow, i);

      n_of_role[row->role] += row->reason == LT_BALANCE_SET;
    }
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->rows->len; i++)
      {
        LtBalanceRow *row = &g_array_index (self->rows, LtBalanceRow, i);

        if (row->reason != LT_BALANCE_SET)
          continue;
        double wanted = lt_role_rows[row->role].level_lu - MIN (10.0 * log10 (n_of_role[row->role]), MAX_SHARE_DB);
        if (pass == 0)
          power += pow (10.0, wanted / 10.0);
        else
          place (session, row, wanted - 10.0 * log10 (power) + LT_BALANCE_TARGET_LUFS - row->loudness_lufs);
      }
}

static void
shift_all (LtBalance *self, const LtSession *session, double by_db)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      LtBalanceRow *row = &g_array_index (self->rows, LtBalanceRow, i);

      if (row->reason == LT_BALANCE_SET)
        place (session, row, row->after_db + (row->trim_after_db - row->trim_before_db) + by_db);
    }
}

static LtSession *
with_faders (const LtBalance *self, const LtSession *session)
{
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const LtBalanceRow *row = &g_array_index (self->rows, LtBalanceRow, i);

      if (row->reason != LT_BALANCE_SET)
        continue;
      lt_session_take (&next, lt_edit_strip_trim (next, row->track_id, row->trim_after_db));
      lt_session_take (&next, lt_edit_strip_fader (next, row->track_id, row->after_db));
    }
  return next;
}

/* As it is heard without anybody soloed. */
static LtSession *
without_solos (const LtSession *session)
{
  LtSession *next = lt_session_ref (session);

  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    lt_session_take (&next, lt_edit_strip_solo (next, lt_session_get_strip (session, i)->id, false));
  return next;
}

/* Until the mix is as loud as it should be, or as its peak allows. */
static bool
fit_mix (Work *self, const LtSession *plain, GError **error)
{
  LtBalance *balance = self->balance;

  place_all (balance, plain);
  for (int i = 0; i < MAX_TRIES; i++)
    {
      g_autoptr (LtSession) tried = with_faders (balance, plain);

      if (!measure_mix (self, tried, error))
        return false;
      if (!isfinite (balance->mix_lufs))
        return true; /* all silent, or shorter than loudness needs */

      double room = LT_BALANCE_CEILING_DBFS - PEAK_MARGIN_DB - balance->mix_peak_dbfs;
      double by_db = MIN (LT_BALANCE_TARGET_LUFS - balance->mix_lufs, room);
      bool   is_fine = fabs (by_db) <= NEAR_DB && balance->mix_peak_dbfs < LT_BALANCE_CEILING_DBFS;
      if (is_fine || i + 1 == MAX_TRIES)
        return true;
      shift_all (balance, plain, by_db);
    }
  return true;
}

static void
list_tracks (LtBalance *self, const LtSession *session)
{
  for (guint i = 0; i < session->tracks->len; i++)
    {
      const LtStrip *strip = ((const LtTrack *) g_ptr_array_index (session->tracks, i))->strip;
      LtBalanceRow   row = {
          .track_id = strip->id,
          .role = lt_role_of_name (strip->name),
          .loudness_lufs = NAN,
          .before_db = strip->fader_db,
          .after_db = strip->fader_db,
          .trim_before_db = strip->trim_db,
          .trim_after_db = strip->trim_db,
      };

      if (strip->mute)
        row.reason = LT_BALANCE_MUTED;
      else if (lt_strip_find_lane (strip, 0, lt_strip_rows[LT_STRIP_FADER].key) != NULL)
        row.reason = LT_BALANCE_AUTOMATED;
      g_array_append_val (self->rows, row);
    }
}

LtBalance *
lt_balance_new (const LtSession *session, const char *folder, LtProgressFunc progress, gpointer data, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (LtBalance) self = g_new0 (LtBalance, 1);
  g_autoptr (LtSession) plain = without_solos (session);
  Work                  work = { folder, progress, data, 0.0, cancellable, self };

  self->rows = g_array_new (FALSE, TRUE, sizeof (LtBalanceRow));
  self->problems = g_ptr_array_new_with_free_func (g_free);
  if (lt_session_get_length (session) <= 0)
    {
      g_set_error_literal (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("There is nothing to balance: the session has no clips. Import some audio first."));
      return NULL;
    }

  list_tracks (self, session);
  g_autoptr (LtSession) unity = lt_session_ref (plain);
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, LtBalanceRow, i).reason == LT_BALANCE_SET)
      lt_session_take (&unity, lt_edit_strip_fader (unity, g_array_index (self->rows, LtBalanceRow, i).track_id, 0.0));
  if (!measure_tracks (&work, unity, error) || !fit_mix (&work, plain, error))
    return NULL;
  self->session = with_faders (self, session);
  return g_steal_pointer (&self);
}
