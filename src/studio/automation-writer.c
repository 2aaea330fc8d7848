// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A take a target: moves by the frame that was heard when they were made.
// Layer: studio.

#include "studio/automation-writer.h"

#include "session/edit-lane.h"

#include <math.h>

#define GLIDE_S 0.1
#define PAUSE_S 0.05
#define JUMP_S 1.0 /* forward: further than a busy main loop may sleep */
#define BACK_S 0.05 /* what is heard is told within a block: a little back is no jump */

typedef struct
{
  LtAutomationTarget target;
  LtAutomationMode   mode;
  int64_t            from, last; /* frames: where it began, and where it was last seen */
  double             rest;       /* the value that was set before it was touched */
  double             base;       /* what was heard then */
  double             value;      /* now */
  GArray            *moves;      /* of LtPoint */
  char              *gesture;    /* of the hand on it; NULL: none */
} Take;

/* What is written and waits for its edit. */
typedef struct
{
  LtAutomationTarget target;
  LtAutomationPass   pass;
  GArray            *moves;
  double             value; /* of the last move */
} Pass;

struct _LtAutomationWriter
{
  LtSession *session;
  GPtrArray *takes;  /* of Take */
  GPtrArray *passes; /* of Pass */
  bool       is_rolling;
  int64_t    pos; /* at the last tick */

  LtSession *played; /* NULL: to be made */
};

static void
take_free (gpointer data)
{
  g_array_unref (((Take *) data)->moves);
  g_free (((Take *) data)->gesture);
  g_free (data);
}

static void
pass_free (gpointer data)
{
  g_array_unref (((Pass *) data)->moves);
  g_free (data);
}

LtAutomationWriter *
lt_automation_writer_new (void)
{
  LtAutomationWriter *self = g_new0 (LtAutomationWriter, 1);

  self->takes = g_ptr_array_new_with_free_func (take_free);
  self->passes = g_ptr_array_new_with_free_func (pass_free);
  return self;
}

void
lt_automation_writer_free (LtAutomationWriter *self)
{
  g_clear_pointer (&self->session, lt_session_unref);
  g_clear_pointer (&self->played, lt_session_unref);
  g_ptr_array_unref (self->takes);
  g_ptr_array_unref (self->passes);
  g_free (self);
}

static void
touch_played (LtAutomationWriter *self)
{
  g_clear_pointer (&self->played, lt_session_unref);
}

static bool
exists (const LtSession *session, const LtAutomationTarget *target)
{
  LtAutomationTarget found;

  return lt_automation_target_find (session, target->strip_id, target->owner_id, target->row->key, &found) && found.row == target->row;
}

void
lt_automation_writer_set_session (LtAutomationWriter *self, const LtSession *session)
{
  if (self->session == session)
    return;
  g_clear_pointer (&self->session, lt_session_unref);
  self->session = session != NULL ? lt_session_ref (session) : NULL;
  touch_played (self);
  if (session == NULL)
    g_ptr_array_set_size (self->passes, 0);
  for (guint i = self->takes->len; i-- > 0;)
    if (session == NULL || !exists (session, &((Take *) self->takes->pdata[i])->target))
      g_ptr_array_remove_index (self->takes, i);
}

/* --- takes --- */

static Take *
find_take (LtAutomationWriter *self, const LtAutomationTarget *target)
{
  for (guint i = 0; i < self->takes->len; i++)
    if (lt_automation_target_equal (&((Take *) self->takes->pdata[i])->target, target))
      return self->takes->pdata[i];
  return NULL;
}

static void
add_move (Take *take, int64_t pos, double value)
{
  LtPoint  move = { MAX (pos, take->last), value, false };
  LtPoint *last = take->moves->len > 0 ? &g_array_index (take->moves, LtPoint, take->moves->len - 1) : NULL;

  take->value = value;
  take->last = move.pos_frames;
  if (last != NULL && last->pos_frames == move.pos_frames)
    last->value = value;
  else
    g_array_append_val (take->moves, move);
}

static Take *
begin_take (LtAutomationWriter *self, const LtAutomationTarget *target, LtAutomationMode mode, double rest, double value, int64_t pos)
{
  Take *take = g_new0 (Take, 1);

  take->target = *target;
  take->mode = mode;
  take->from = take->last = MAX (pos, 0);
  take->rest = rest;
  take->base = value;
  take->moves = g_array_new (FALSE, TRUE, sizeof (LtPoint));
  add_move (take, take->from, value);
  g_ptr_array_add (self->takes, take);
  touch_played (self);
  return take;
}

/* What the take has come to by @pos waits for its edit. */
static void
close_pass (LtAutomationWriter *self, Take *take, int64_t pos)
{
  Pass *pass = g_new (Pass, 1);
  bool  adds = take->mode == LT_AUTOMATION_TRIM && take->target.row->curve != LT_CURVE_STEP;

  pass->target = take->target;
  pass->moves = g_array_copy (take->moves);
  pass->value = take->value;
  pass->pass = (LtAutomationPass) {
    .from_frames = take->from,
    .to_frames = MAX (MAX (pos, take->last), take->from + 1),
    .glide_frames = llround (GLIDE_S * self->session->rate_hz),
    .pause_frames = llround (PAUSE_S * self->session->rate_hz),
    .adds = adds,
    .base = take->base,
    .rest = take->rest,
  };
  g_ptr_array_add (self->passes, pass);
}

/* A touch that did not move has nothing to say; a stretch of write mode has. */
static bool
says_something (const Take *take)
{
  return take->moves->len > 1 || take->value != take->base || take->mode == LT_AUTOMATION_WRITE;
}

static void
end_take (LtAutomationWriter *self, Take *take, int64_t pos)
{
  if (says_something (take))
    close_pass (self, take, pos);
  g_ptr_array_remove (self->takes, take);
  touch_played (self);
}

static LtAutomationMode
mode_of (LtAutomationWriter *self, LtId strip_id)
{
  const LtStrip *strip = self->session != NULL ? lt_session_find_strip (self->session, strip_id) : NULL;

  return strip != NULL ? strip->automation : LT_AUTOMATION_OFF;
}

/* --- the song's way --- */

static void
start_writing (LtAutomationWriter *self, int64_t pos)
{
  for (uint32_t i = 0; self->session != NULL && i < lt_session_n_strips (self->session); i++)
    {
      const LtStrip     *strip = lt_session_get_strip (self->session, i);
      g_autoptr (GArray) used = strip->automation == LT_AUTOMATION_WRITE ? lt_automation_target_list (strip, true) : NULL;

      for (guint k = 0; used != NULL && k < used->len; k++)
        {
          const LtAutomationTarget *target = &g_array_index (used, LtAutomationTarget, k);

          if (find_take (self, target) == NULL)
            {
              double value = lt_automation_target_get_value (self->session, target);

              begin_take (self, target, LT_AUTOMATION_WRITE, value, value, pos);
            }
        }
    }
}

static void
end_all (LtAutomationWriter *self, int64_t pos)
{
  while (self->takes->len > 0)
    end_take (self, self->takes->pdata[self->takes->len - 1], pos);
}

/* The song went on elsewhere: what is held is written there too. */
static void
jump (LtAutomationWriter *self, int64_t to)
{
  for (guint i = self->takes->len; i-- > 0;)
    {
      Take            *take = self->takes->pdata[i];
      Take             was = *take;
      g_autofree char *gesture = g_steal_pointer (&take->gesture);

      end_take (self, take, self->pos);
      if (gesture == NULL)
        continue;
      take = begin_take (self, &was.target, was.mode, was.rest, was.value, to);
      take->base = was.base;
      take->gesture = g_steal_pointer (&gesture);
    }
}

/* A strip's mode was changed meanwhile: what no hand holds ends here. */
static void
drop_other_modes (LtAutomationWriter *self, int64_t pos)
{
  for (guint i = self->takes->len; i-- > 0;)
    {
      Take *take = self->takes->pdata[i];

      if (take->gesture == NULL && mode_of (self, take->target.strip_id) != take->mode)
        end_take (self, take, pos);
    }
}

void
lt_automation_writer_tick (LtAutomationWriter *self, bool is_rolling, int64_t pos)
{
  bool   starts = is_rolling && !self->is_rolling;
  double rate_hz;

  if (self->session == NULL)
    return;
  rate_hz = self->session->rate_hz;
  if (is_rolling && !starts && pos < self->pos && (double) (self->pos - pos) < BACK_S * rate_hz)
    pos = self->pos;
  if (!is_rolling && self->is_rolling)
    end_all (self, self->pos);
  else if (is_rolling && !starts && (pos < self->pos || (double) (pos - self->pos) > JUMP_S * rate_hz))
    jump (self, pos);
  else if (is_rolling && !starts)
    drop_other_modes (self, pos);
  if (starts)
    start_writing (self, pos);
  self->is_rolling = is_rolling;
  self->pos = pos;
  for (guint i = 0; i < self->takes->len; i++)
    if (((Take *) self->takes->pdata[i])->mode == LT_AUTOMATION_TRIM)
      touch_played (self); /* what it is added to goes on */
}

/* --- hands --- */

/* @is as it was: most often where it is now. */
static const LtStrip *
strip_before (LtAutomationWriter *self, const LtStrip *is, uint32_t index)
{
  const LtStrip *there = index < lt_session_n_strips (self->session) ? lt_session_get_strip (self->session, index) : NULL;

  return there != NULL && there->id == is->id ? there : lt_session_find_strip (self->session, is->id);
}

/* A change of @target by the hand of @gesture. */
static LtAutomationWriterHow
take_up (LtAutomationWriter *self, const LtAutomationTarget *target, double value, LtAutomationMode mode, const char *gesture, int64_t pos)
{
  Take *take = find_take (self, target);
  bool  rolls = mode == LT_AUTOMATION_LATCH || mode == LT_AUTOMATION_WRITE || gesture == NULL;

  if (take == NULL)
    take = begin_take (self, target, mode, lt_automation_target_get_value (self->session, target),
                       lt_automation_target_get_heard (self->session, target, pos), pos);
  if (gesture != NULL && g_strcmp0 (take->gesture, gesture) != 0)
    {
      g_free (take->gesture);
      take->gesture = g_strdup (gesture);
    }
  add_move (take, pos, value);
  touch_played (self);
  return rolls ? LT_AUTOMATION_WRITER_ROLLING : LT_AUTOMATION_WRITER_HELD;
}

LtAutomationWriterHow
lt_automation_writer_observe (LtAutomationWriter *self, const LtSession *after, const char *gesture, int64_t pos)
{
  LtAutomationWriterHow how = LT_AUTOMATION_WRITER_NOTHING;

  if (self->session == NULL || !self->is_rolling)
    return how;
  for (uint32_t i = 0; i < lt_session_n_strips (after); i++)
    {
      const LtStrip     *is = lt_session_get_strip (after, i);
      const LtStrip     *was = is->automation > LT_AUTOMATION_OFF ? strip_before (self, is, i) : NULL;
      g_autoptr (GArray) moved = was != NULL && was != is ? lt_automation_target_diff (was, is) : NULL;

      for (guint k = 0; moved != NULL && k < moved->len; k++)
        {
          const LtAutomationTarget *target = &g_array_index (moved, LtAutomationTarget, k);
          LtAutomationWriterHow     now;

          if (gesture == NULL && target->row->curve != LT_CURVE_STEP)
            continue; /* a preset, a pasted setting: no hand on a control */
          now = take_up (self, target, lt_automation_target_get_value (after, target), is->automation, gesture, pos);
          how = MAX (how, now);
        }
    }
  return how;
}

void
lt_automation_writer_release (LtAutomationWriter *self, const char *gesture, int64_t pos)
{
  for (guint i = self->takes->len; i-- > 0;)
    {
      Take *take = self->takes->pdata[i];

      if (gesture == NULL || g_strcmp0 (take->gesture, gesture) != 0)
        continue;
      g_clear_pointer (&take->gesture, g_free);
      if (take->mode == LT_AUTOMATION_TOUCH || take->mode == LT_AUTOMATION_TRIM)
        end_take (self, take, MAX (pos, take->last));
    }
}

bool
lt_automation_writer_is_writing (LtAutomationWriter *self, const LtAutomationTarget *target)
{
  return find_take (self, target) != NULL;
}

bool
lt_automation_writer_is_busy (LtAutomationWriter *self)
{
  return self->takes->len > 0;
}

/* --- what comes of it --- */

LtSession *
lt_automation_writer_take (LtAutomationWriter *self, const LtSession *session)
{
  g_autoptr (LtSession) next = NULL;

  if (self->passes->len == 0)
    return NULL;
  next = lt_session_ref (session);
  for (guint i = 0; i < self->passes->len; i++)
    {
      const Pass *pass = self->passes->pdata[i];

      if (!exists (next, &pass->target))
        continue;
      if (find_take (self, &pass->target) == NULL && lt_automation_target_get_value (next, &pass->target) == pass->value)
        lt_session_take (&next, lt_automation_target_set_value (next, &pass->target, pass->pass.rest));
      lt_session_take (&next, lt_automation_target_write (next, &pass->target, &pass->pass, (const LtPoint *) (void *) pass->moves->data, pass->moves->len));
    }
  g_ptr_array_set_size (self->passes, 0);
  return g_steal_pointer (&next);
}

/* The value that a take is heard with. */
static double
live_value (LtAutomationWriter *self, const Take *take)
{
  const LtAutomationTarget *target = &take->target;

  if (take->mode != LT_AUTOMATION_TRIM || target->row->curve == LT_CURVE_STEP)
    return take->value;
  return lt_automation_add (target->row, lt_automation_target_get_heard (self->session, target, self->pos), take->base, take->value);
}

LtSession *
lt_automation_writer_dup_played (LtAutomationWriter *self)
{
  if (self->session == NULL)
    return NULL;
  if (self->played != NULL)
    return lt_session_ref (self->played);

  self->played = lt_session_ref (self->session);
  for (guint i = 0; i < self->takes->len; i++)
    {
      const Take               *take = self->takes->pdata[i];
      const LtAutomationTarget *target = &take->target;

      lt_session_take (&self->played, lt_edit_lane_clear (self->played, target->strip_id, target->owner_id, target->row->key));
      lt_session_take (&self->played, lt_automation_target_set_value (self->played, target, live_value (self, take)));
    }
  return lt_session_ref (self->played);
}
