// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every change is an edit of the session.
// Layer: app.

#include "app/fx/fx-slot.h"

#include "app/shell/lane-follow.h"
#include "base/note.h"
#include "session/edit-slot.h"

#include <glib/gi18n.h>
#include <string.h>

void
lt_fx_slot_init (LtFxSlot *self, LtContext *context, LtId slot_id)
{
  *self = (LtFxSlot) { .context = context, .slot_id = slot_id };
}

gboolean
lt_fx_slot_is_of_clip (LtContext *context, LtId slot_id)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (context));
  const LtStrip   *strip = NULL;

  return session != NULL && lt_session_find_slot (session, slot_id, &strip) != NULL && lt_strip_find_slot (strip, slot_id) == NULL;
}

static void
forget_heard (LtFxSlot *self)
{
  g_clear_pointer (&self->heard, lt_session_unref);
  g_clear_pointer (&self->heard_of, lt_session_unref);
}

void
lt_fx_slot_clear (LtFxSlot *self)
{
  g_clear_pointer (&self->gesture, g_free);
  forget_heard (self);
}

const LtSlot *
lt_fx_slot_get (const LtFxSlot *self)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));

  if (self->heard != NULL && self->heard_of == session)
    session = self->heard;
  return session != NULL ? lt_session_find_slot (session, self->slot_id, NULL) : NULL;
}

/* (transfer full): the session with what the lanes of the slot say, that of the frame before while they say the same;
   NULL: they say nothing now. */
static LtSession *
dup_heard (LtFxSlot *self, const LtSession *session)
{
  const LtStrip *strip = NULL;
  LtSession     *heard = NULL;

  if (session == NULL || !lt_live_is_rolling (lt_context_get_live (self->context)) || lt_session_find_slot (session, self->slot_id, &strip) == NULL)
    return NULL;
  for (guint i = 0; i < strip->lanes->len; i++)
    {
      const LtLane      *lane = strip->lanes->pdata[i];
      LtAutomationTarget target;

      if (lane->slot_id != self->slot_id || !lt_automation_target_find (session, strip->id, self->slot_id, lane->key, &target))
        continue;
      double value = lt_context_get_shown_value (self->context, &target);
      if (heard == NULL)
        heard = lt_session_ref (self->heard != NULL && self->heard_of == session ? self->heard : session);
      if ((float) lt_automation_target_get_value (heard, &target) != (float) value)
        lt_session_take (&heard, lt_automation_target_set_value (heard, &target, value));
    }
  return heard;
}

gboolean
lt_fx_slot_frame (LtFxSlot *self)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));
  LtSession       *heard = dup_heard (self, session);
  const LtSlot    *was = lt_fx_slot_get (self);
  gboolean         had = self->heard != NULL;

  if (heard == NULL && !had)
    return FALSE;
  if (heard == self->heard && session == self->heard_of)
    {
      lt_session_unref (heard);
      return FALSE;
    }

  const LtSlot *is = lt_session_find_slot (heard != NULL ? heard : session, self->slot_id, NULL);
  gboolean      differs = was == NULL || is == NULL || is->type == NULL || was->type != is->type
                     || memcmp (was->values, is->values, is->type->n_params * sizeof (float)) != 0;
  forget_heard (self);
  self->heard = heard;
  self->heard_of = heard != NULL ? lt_session_ref (session) : NULL;
  return differs;
}

int
lt_fx_slot_find (const LtFxSlot *self, const char *key)
{
  const LtSlot *slot = lt_fx_slot_get (self);

  return slot != NULL && slot->type != NULL ? lt_param_find (slot->type->params, slot->type->n_params, key) : -1;
}

float
lt_fx_slot_value (const LtFxSlot *self, int param)
{
  const LtSlot *slot = lt_fx_slot_get (self);

  return slot != NULL && param >= 0 ? slot->values[param] : 0.0f;
}

double
lt_fx_slot_rate_hz (const LtFxSlot *self)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));

  return session != NULL ? session->rate_hz : 48000.0;
}

double
lt_fx_slot_tempo_bpm (const LtFxSlot *self)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));

  if (session == NULL)
    return lt_note_tempo (0.0);
  return lt_note_tempo (lt_tempo_map_bpm (session->tempo, lt_live_get_heard_position (lt_context_get_live (self->context)) / session->rate_hz));
}

void
lt_fx_slot_begin (LtFxSlot *self)
{
  g_free (self->gesture);
  self->gesture = lt_document_new_gesture (lt_context_get_document (self->context), "slot");
}

void
lt_fx_slot_set (LtFxSlot *self, int param, double value)
{
  LtDocument   *document = lt_context_get_document (self->context);
  const LtSlot *slot = lt_fx_slot_get (self);

  if (slot == NULL || param < 0)
    return;

  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), _ (slot->type->label), _ (slot->type->params[param].label));
  float            clamped = lt_param_clamp (&slot->type->params[param], (float) value);
  lt_document_apply (document, lt_edit_slot_value (lt_document_get_session (document), self->slot_id, (uint32_t) param, clamped), label, self->gesture);
}

void
lt_fx_slot_set_level (LtFxSlot *self, double level_db)
{
  LtDocument   *document = lt_context_get_document (self->context);
  const LtSlot *slot = lt_fx_slot_get (self);

  if (slot == NULL || slot->type == NULL)
    return;

  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), _ (slot->type->label), _ (lt_slot_level_row.label));
  lt_document_apply (document, lt_edit_slot_level (lt_document_get_session (document), self->slot_id, level_db), label, self->gesture);
}

void
lt_fx_slot_end (LtFxSlot *self, gboolean cancelled)
{
  if (cancelled)
    lt_document_cancel (lt_context_get_document (self->context), self->gesture);
  lt_document_end_gesture (lt_context_get_document (self->context), self->gesture);
  g_clear_pointer (&self->gesture, g_free);
}

void
lt_fx_slot_follow (LtFxSlot *self, GtkWidget *control, int param)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));
  const LtStrip   *strip = NULL;
  const LtSlot    *slot = session != NULL ? lt_session_find_slot (session, self->slot_id, &strip) : NULL;

  if (slot == NULL || slot->type == NULL || param < 0 || lt_fx_slot_is_of_clip (self->context, self->slot_id))
    return;

  const LtParamSpec *row = &slot->type->params[param];
  if ((row->flags & LT_PARAM_AUTOMATABLE) != 0 && (row->flags & LT_PARAM_NEW_PLAN) == 0)
    lt_lane_follow_attach (control, self->context, strip->id, self->slot_id, row->key);
}
