// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Applies edits, names them, tells what cannot be done.
// Layer: app.

#include "app/mix/mix-edit.h"

#include "session/edit-bus.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

#include <glib/gi18n.h>

#define NEW_SEND_DB -12.0

const LtSession *
lt_mix_edit_get_session (LtContext *context)
{
  return lt_document_get_session (lt_context_get_document (context));
}

gboolean
lt_mix_edit_apply (LtContext *context, LtSession *next, const char *label, GError *error)
{
  const LtSession *before = lt_mix_edit_get_session (context);

  if (next == NULL)
    {
      lt_context_toast (context, error->message, FALSE);
      g_error_free (error);
      return FALSE;
    }
  if (next == before)
    {
      lt_session_unref (next);
      return FALSE;
    }
  lt_document_apply (lt_context_get_document (context), next, label, NULL);
  return TRUE;
}

/* --- controls --- */

typedef struct
{
  LtContext    *context;
  LtMixEditFunc edit;
  LtId          id;
  const char   *label;
  char         *gesture; /* NULL: no hand is on it */
} Binding;

static void
binding_free (gpointer data, GClosure *closure)
{
  Binding *binding = data;

  g_free (binding->gesture);
  g_object_unref (binding->context);
  g_free (binding);
}

static void
on_begin (LtControl *control, Binding *binding)
{
  g_free (binding->gesture);
  binding->gesture = lt_document_new_gesture (lt_context_get_document (binding->context), "mix");
}

static void
on_changed (LtControl *control, double value, Binding *binding)
{
  const LtSession *session = lt_mix_edit_get_session (binding->context);

  if (session != NULL)
    lt_document_apply (lt_context_get_document (binding->context), binding->edit (session, binding->id, value), binding->label,
                       binding->gesture);
}

static void
on_end (LtControl *control, gboolean is_cancelled, Binding *binding)
{
  if (is_cancelled)
    lt_document_cancel (lt_context_get_document (binding->context), binding->gesture);
  g_clear_pointer (&binding->gesture, g_free);
}

void
lt_mix_edit_bind (LtControl *control, LtContext *context, LtMixEditFunc edit, LtId id, const char *label)
{
  Binding *binding = g_new (Binding, 1);

  *binding = (Binding){ g_object_ref (context), edit, id, label, NULL };
  g_signal_connect_data (control, "changed", G_CALLBACK (on_changed), binding, binding_free, 0);
  g_signal_connect (control, "gesture-begin", G_CALLBACK (on_begin), binding);
  g_signal_connect (control, "gesture-end", G_CALLBACK (on_end), binding);
}

/* --- strips --- */

void
lt_mix_edit_solo_only (LtContext *context, LtId strip_id)
{
  LtSession *next = lt_edit_strip_solo (lt_mix_edit_get_session (context), strip_id, true);

  for (uint32_t i = 0; i < lt_session_n_strips (next); i++)
    {
      const LtStrip *strip = lt_session_get_strip (next, i);

      if (strip->id != strip_id && strip->solo)
        lt_session_take (&next, lt_edit_strip_solo (next, strip->id, false));
    }
  lt_mix_edit_apply (context, next, _ ("Solo alone"), NULL);
}

void
lt_mix_edit_remove_strip (LtContext *context, LtId strip_id)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  const LtStrip   *strip = lt_session_find_strip (session, strip_id);

  if (strip == NULL || strip->kind > LT_STRIP_BUS)
    return;
  /* Translators: what was removed: a track or a bus by name. */
  g_autofree char *text = g_strdup_printf (_ ("Removed %s"), strip->name);
  if (lt_mix_edit_apply (context, strip->kind == LT_STRIP_BUS ? lt_edit_bus_remove (session, strip_id) : lt_edit_track_remove (session, strip_id),
                         strip->kind == LT_STRIP_BUS ? _ ("Remove bus") : _ ("Remove track"), NULL))
    lt_context_toast (context, text, TRUE);
}

/* --- inserts --- */

static const char *
name_of (const LtSlot *slot)
{
  return slot->type != NULL ? _ (slot->type->label) : slot->effect;
}

void
lt_mix_edit_remove_slot (LtContext *context, LtId slot_id)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  const LtSlot    *slot = session != NULL ? lt_session_find_slot (session, slot_id, NULL) : NULL;

  if (slot == NULL)
    return;
  g_autofree char *text = g_strdup_printf (_ ("Removed %s"), name_of (slot));
  if (lt_mix_edit_apply (context, lt_edit_slot_remove (session, slot_id), _ ("Remove effect"), NULL))
    lt_context_toast (context, text, TRUE);
}

void
lt_mix_edit_add_slot (LtContext *context, LtId strip_id, const LtFxType *type, int at)
{
  LtId slot_id = 0;

  if (lt_mix_edit_apply (context, lt_edit_slot_add (lt_mix_edit_get_session (context), strip_id, type, at, NULL, &slot_id), _ ("Add effect"), NULL))
    lt_selection_set_slot (lt_context_get_selection (context), strip_id, slot_id);
}

static void
copy_slot (LtContext *context, const LtSlot *slot, LtId strip_id, int at)
{
  LtId id = 0;

  if (slot->type == NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("This version does not know the effect “%s”, so it can't be copied. It can be moved."), slot->effect);
      lt_context_toast (context, text, FALSE);
      return;
    }
  LtSession *next = lt_edit_slot_add (lt_mix_edit_get_session (context), strip_id, slot->type, at, slot->values, &id);
  lt_session_take (&next, lt_edit_slot_bypass (next, id, slot->bypass));
  if (lt_mix_edit_apply (context, next, _ ("Copy effect"), NULL))
    lt_selection_set_slot (lt_context_get_selection (context), strip_id, id);
}

static int
index_of (const LtStrip *strip, LtId slot_id)
{
  for (guint i = 0; i < strip->slots->len; i++)
    if (((const LtSlot *) g_ptr_array_index (strip->slots, i))->id == slot_id)
      return (int) i;
  return -1;
}

void
lt_mix_edit_move_slot (LtContext *context, LtId slot_id, LtId strip_id, int at, gboolean copies)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  const LtStrip   *from = NULL;
  const LtSlot    *slot = session != NULL ? lt_session_find_slot (session, slot_id, &from) : NULL;
  GError          *error = NULL;

  if (slot == NULL)
    return;
  if (copies)
    {
      copy_slot (context, slot, strip_id, at);
      return;
    }
  if (from->id == strip_id && at > index_of (from, slot_id)) /* positions are counted without the one that moves */
    at--;
  LtSession *next = lt_edit_slot_move (session, slot_id, strip_id, at, &error);
  gboolean   shown = lt_selection_get_slot (lt_context_get_selection (context)) == slot_id;
  if (lt_mix_edit_apply (context, next, _ ("Move effect"), error) && shown)
    lt_selection_set_slot (lt_context_get_selection (context), strip_id, slot_id);
}

/* --- sends --- */

void
lt_mix_edit_add_send (LtContext *context, LtId strip_id, LtId bus_id)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  GError          *error = NULL;

  g_autoptr (LtSession) with_bus = bus_id != 0 ? lt_session_ref (session) : lt_edit_bus_add (session, _ ("Send bus"), &bus_id);
  lt_mix_edit_apply (context, lt_edit_send_add (with_bus, strip_id, bus_id, NEW_SEND_DB, NULL, &error), _ ("Add send"), error);
}
