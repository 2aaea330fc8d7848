// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every change is an edit of the session.
// Layer: app.

#include "app/fx/fx-slot.h"

#include "session/edit-slot.h"

#include <glib/gi18n.h>

void
lt_fx_slot_init (LtFxSlot *self, LtContext *context, LtId slot_id)
{
  *self = (LtFxSlot) { context, slot_id, NULL };
}

void
lt_fx_slot_clear (LtFxSlot *self)
{
  g_clear_pointer (&self->gesture, g_free);
}

const LtSlot *
lt_fx_slot_get (const LtFxSlot *self)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));

  return session != NULL ? lt_session_find_slot (session, self->slot_id, NULL) : NULL;
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
lt_fx_slot_end (LtFxSlot *self, gboolean cancelled)
{
  if (cancelled)
    lt_document_cancel (lt_context_get_document (self->context), self->gesture);
  g_clear_pointer (&self->gesture, g_free);
}
