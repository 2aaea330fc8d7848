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
#include "session/ids.h"
#include "studio/renderer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAX_SHARE_DB 6.0 /* several tracks of one role give way to each other by this at most */
#define MAX_TRIES 4
#define NEAR_DB 0.15
#define PEAK_MARGIN_DB 0.15
#define SILENT_LUFS (-69.0)
#define MAX_DOWN_DB 6.0 /* that tracks are turned down beside others that stay, to keep the mix in its bounds */
#define N_PASSES (2.0 + MAX_TRIES)

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

static bool
is_measured (const LtBalanceRow *row)
{
  return row->reason != LT_BALANCE_MUTED;
}

/* Loudness of each track that is heard, alone; of those that may be set with the fader at unity. */
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

      if (!is_measured (row))
        continue;
      ear_init (&ears[i], session->rate_hz);
      targets[n++] = (LtRenderTarget) { row->track_id, ear_hear, &ears[i] };
    }

  bool ok = n == 0 || listen (self, session, targets, n, self->balance->problems, error);
  for (guint i = 0; i < rows->len; i++)
    {
      LtBalanceRow *row = &g_array_index (rows, LtBalanceRow, i);

      if (!is_measured (row))
        continue;
      row->loudness_lufs = ok ? ear_lufs (&ears[i]) : NAN;
      if (!(row->loudness_lufs > SILENT_LUFS) && row->reason == LT_BALANCE_SET)
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

/* How loud it is in the mix: set, or as it was. NAN or −∞: not heard. */
static double
heard_lufs (const LtBalanceRow *row)
{
  switch (row->reason)
    {
    case LT_BALANCE_SET:
      return row->loudness_lufs + row->after_db + row->trim_after_db - row->trim_before_db;
    case LT_BALANCE_LEFT:
      return row->loudness_lufs + row->before_db;
    case LT_BALANCE_AUTOMATED:
      return row->loudness_lufs; /* the lane went over the unity */
    case LT_BALANCE_MUTED:
    case LT_BALANCE_SILENT:
      break;
    }
  return NAN;
}

/* Beside the lead vocal's. @n_of_role: by role, those that share it. */
static double
wanted_lu (LtBalanceRow *row, const guint *n_of_role)
{
  row->n_of_role = n_of_role[row->role];
  row->share_db = -MIN (10.0 * log10 (MAX (row->n_of_role, 1u)), MAX_SHARE_DB);
  return lt_role_rows[row->role].level_lu + row->share_db;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Where the tracks that stay say that a lead vocal would be: the middle of what each of them says. NAN: there is none. */
static double
find_anchor (LtBalance *self, const guint *n_of_role)
{
  g_autoptr (GArray) said = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->rows->len; i++)
    {
      LtBalanceRow *row = &g_array_index (self->rows, LtBalanceRow, i);
      double        heard = row->reason != LT_BALANCE_SET ? heard_lufs (row) : NAN;

      if (!(heard > SILENT_LUFS))
        continue;
      heard -= wanted_lu (row, n_of_role);
      g_array_append_val (said, heard);
    }
  if (said->len == 0)
    return NAN;
  g_array_sort (said, compare_doubles);
  return 0.5 * (g_array_index (said, double, (said->len - 1) / 2) + g_array_index (said, double, said->len / 2));
}

/* So that the sum of all powers is the target. */
static double
anchor_of_sum (LtBalance *self, const guint *n_of_role)
{
  double power = 0.0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      LtBalanceRow *row = &g_array_index (self->rows, LtBalanceRow, i);

      if (row->reason == LT_BALANCE_SET)
        power += pow (10.0, wanted_lu (row, n_of_role) / 10.0);
    }
  return power > 0.0 ? LT_BALANCE_TARGET_LUFS - 10.0 * log10 (power) : LT_BALANCE_TARGET_LUFS;
}

/* By role: where each track's loudness should be for the mix's to be about the target, or to fit the others. */
static void
place_all (LtBalance *self)
{
  guint n_of_role[LT_N_ROLES] = { 0 };

  for (guint i = 0; i < self->rows->len; i++)
    {
      const LtBalanceRow *row = &g_array_index (self->rows, LtBalanceRow, i);

      n_of_role[row->role] += row->reason == LT_BALANCE_SET || (self->is_part && heard_lufs (row) > SILENT_LUFS);
    }
  self->anchor_lufs = self->is_part ? find_anchor (self, n_of_role) : NAN;
  if (!isfinite (self->anchor_lufs))
    self->anchor_lufs = anchor_of_sum (self, n_of_role);
  for (guint i = 0; i < self->rows->len; i++)
    {
      LtBalanceRow *row = &g_array_index (self->rows, LtBalanceRow, i);

      if (row->reason != LT_BALANCE_SET)
        continue;
      row->target_lufs = wanted_lu (row, n_of_role) + self->anchor_lufs + self->fit_db;
      place (self->session, row, row->target_lufs - row->loudness_lufs);
    }
}

LtSession *
lt_balance_apply (const LtBalance *self, const LtSession *session)
{
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const LtBalanceRow *row = &g_array_index (self->rows, LtBalanceRow, i);

      if (row->reason != LT_BALANCE_SET || lt_session_find_strip (next, row->track_id) == NULL)
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

static bool
has_automated (const LtBalance *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, LtBalanceRow, i).reason == LT_BALANCE_AUTOMATED)
      return true;
  return false;
}

/* Until the mix is as loud as it should be, or as its peak allows. */
static bool
fit_mix (Work *self, const LtSession *plain, GError **error)
{
  LtBalance *balance = self->balance;

  for (int i = 0; i < MAX_TRIES; i++)
    {
      place_all (balance);
      g_autoptr (LtSession) tried = lt_balance_apply (balance, plain);

      if (!measure_mix (self, tried, error))
        return false;
      if (!isfinite (balance->mix_lufs))
        return true; /* all silent, or shorter than loudness needs */

      double room = balance->max_peak_dbfs - PEAK_MARGIN_DB - balance->mix_peak_dbfs;
      double by_db = MIN (balance->max_lufs - balance->mix_lufs, room);
      bool   is_fine = fabs (by_db) <= NEAR_DB && balance->mix_peak_dbfs < balance->max_peak_dbfs;
      if (is_fine || i + 1 == MAX_TRIES)
        return true;
      balance->fit_db += by_db;
      if (has_automated (balance))
        balance->fit_db = MAX (balance->fit_db, -MAX_DOWN_DB); /* more would bury the rest below what does not move */
    }
  return true;
}

/* The chosen ones beside the others, and down from there when the mix would grow out of its bounds. */
static bool
fit_part (Work *self, const LtSession *plain, GError **error)
{
  LtBalance *balance = self->balance;

  if (!measure_mix (self, plain, error))
    return false;
  balance->max_lufs = fmax (LT_BALANCE_TARGET_LUFS, balance->mix_lufs); /* fmax: of two, that which is a number */
  balance->max_peak_dbfs = fmax (LT_BALANCE_CEILING_DBFS, balance->mix_peak_dbfs);
  for (int i = 0; i < MAX_TRIES; i++)
    {
      place_all (balance);
      g_autoptr (LtSession) tried = lt_balance_apply (balance, plain);

      if (!measure_mix (self, tried, error))
        return false;

      double over_db = fmax (balance->mix_lufs - balance->max_lufs, balance->mix_peak_dbfs - balance->max_peak_dbfs);
      if (!(over_db > 0.0) || balance->fit_db <= -MAX_DOWN_DB)
        return true;
      balance->fit_db = MAX (balance->fit_db - over_db - PEAK_MARGIN_DB, -MAX_DOWN_DB);
    }
  place_all (balance);
  return true;
}

/* --- the rows --- */

/* While its automation rests, a lane does not turn the fader. */
static bool
is_automated (const LtStrip *strip)
{
  return strip->automation != LT_AUTOMATION_OFF && lt_strip_find_lane (strip, 0, lt_strip_rows[LT_STRIP_FADER].key) != NULL;
}

static void
list_tracks (LtBalance *self, const LtSession *session, const GArray *track_ids)
{
  for (guint i = 0; i < session->tracks->len; i++)
    {
      const LtStrip *strip = ((const LtTrack *) g_ptr_array_index (session->tracks, i))->strip;
      LtBalanceRow   row = {
          .track_id = strip->id,
          .role = lt_role_of_name (strip->name),
          .loudness_lufs = NAN,
          .target_lufs = NAN,
          .before_db = strip->fader_db,
          .after_db = strip->fader_db,
          .trim_before_db = strip->trim_db,
          .trim_after_db = strip->trim_db,
      };

      if (strip->mute)
        row.reason = LT_BALANCE_MUTED;
      else if (is_automated (strip))
        row.reason = LT_BALANCE_AUTOMATED;
      else if (track_ids != NULL && !lt_ids_has (track_ids, strip->id))
        row.reason = LT_BALANCE_LEFT;
      self->is_part |= row.reason == LT_BALANCE_LEFT;
      g_array_append_val (self->rows, row);
    }
}

LtBalance *
lt_balance_new (const LtSession *session, const char *folder, const GArray *track_ids, LtProgressFunc progress, gpointer data,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (LtBalance) self = g_new0 (LtBalance, 1);
  g_autoptr (LtSession) plain = without_solos (session);
  Work                  work = { folder, progress, data, 0.0, cancellable, self };

  self->session = lt_session_ref (session);
  self->rows = g_array_new (FALSE, TRUE, sizeof (LtBalanceRow));
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->max_lufs = LT_BALANCE_TARGET_LUFS;
  self->max_peak_dbfs = LT_BALANCE_CEILING_DBFS;
  if (lt_session_get_length (session) <= 0)
    {
      g_set_error_literal (error, LT_STUDIO_ERROR, LT_STUDIO_ERROR_PLAN, _ ("There is nothing to balance: the session has no clips. Import some audio first."));
      return NULL;
    }

  list_tracks (self, session, track_ids);
  g_autoptr (LtSession) unity = lt_session_ref (plain);
  for (guint i = 0; i < self->rows->len; i++)
    if (is_measured (&g_array_index (self->rows, LtBalanceRow, i)))
      lt_session_take (&unity, lt_edit_strip_fader (unity, g_array_index (self->rows, LtBalanceRow, i).track_id, 0.0));
  if (!measure_tracks (&work, unity, error) || !(self->is_part ? fit_part : fit_mix) (&work, plain, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- another role --- */

/* As if no two tracks had anything in common, which is why only differences of it are used. NAN: none is heard. */
static double
sum_lufs (const LtBalance *self)
{
  double power = 0.0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      double heard = heard_lufs (&g_array_index (self->rows, LtBalanceRow, i));

      power += isfinite (heard) ? pow (10.0, heard / 10.0) : 0.0;
    }
  return power > 0.0 ? 10.0 * log10 (power) : NAN;
}

void
lt_balance_set_role (LtBalance *self, guint index, LtRole role)
{
  g_return_if_fail (index < self->rows->len && role < LT_N_ROLES);

  LtBalanceRow *row = &g_array_index (self->rows, LtBalanceRow, index);
  double        before = sum_lufs (self), lufs = self->mix_lufs - before, peak = self->mix_peak_dbfs - before;

  row->role_chosen = row->role_chosen || row->role != role;
  row->role = role;
  self->estimated = true;
  place_all (self);

  double over_db = fmax (lufs + sum_lufs (self) - self->max_lufs, peak + sum_lufs (self) - self->max_peak_dbfs);
  if (over_db > 0.0) /* not more than it takes; in a part, what is left of the way down */
    {
      self->fit_db = self->is_part ? MAX (self->fit_db - over_db, -MAX_DOWN_DB) : self->fit_db - over_db;
      place_all (self);
    }
  self->mix_lufs = lufs + sum_lufs (self);
  self->mix_peak_dbfs = peak + sum_lufs (self);
}

/* --- why --- */

static void
append_phrase (GString *text, const char *phrase)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, phrase);
}

char *
lt_balance_row_dup_why (const LtBalanceRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  switch (row->reason)
    {
    case LT_BALANCE_MUTED:
      return g_strdup (_ ("muted: left as it is"));
    case LT_BALANCE_AUTOMATED:
      return g_strdup (_ ("its fader is automated: left as it is"));
    case LT_BALANCE_SILENT:
      return g_strdup (_ ("silent or too short to measure: left as it is"));
    case LT_BALANCE_LEFT:
      return g_strdup (_ ("not chosen: left as it is"));
    case LT_BALANCE_SET:
      break;
    }
  append_phrase (text, row->role_chosen ? _ ("role as chosen") : (row->role == LT_ROLE_OTHER ? _ ("no role in its name") : _ ("role from its name")));
  if (row->n_of_role > 1)
    {
      g_autofree char *shared = g_strdup_printf (ngettext ("%u track shares it: −%.1f dB", "%u tracks share it: −%.1f dB", row->n_of_role),
                                                 row->n_of_role, -row->share_db);

      append_phrase (text, shared);
    }
  if (row->loudness_lufs + row->after_db + row->trim_after_db - row->trim_before_db < row->target_lufs - 0.1)
    append_phrase (text, _ ("its fader does not reach further"));
  else if (row->trim_after_db != row->trim_before_db)
    append_phrase (text, _ ("its trim helps the fader"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
