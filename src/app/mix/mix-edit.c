// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Applies edits, names them, tells what cannot be done.
// Layer: app.

#include "app/mix/mix-edit.h"

#include "app/mix/strip-facts.h"
#include "app/shell/board.h"
#include "app/shell/lane-follow.h"
#include "session/edit-bus.h"
#include "session/edit-copy.h"
#include "session/edit-send.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/edit-vca.h"

#include <glib/gi18n.h>
#include <math.h>

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

typedef enum
{
  OF_STRIP,
  OF_SEND,
  OF_DELAY,
} BindingKind;

typedef struct
{
  LtContext    *context;
  BindingKind   kind;
  LtId          id;    /* of a strip, or of a send */
  int           which; /* LtStripValue, LtSendValue */
  const char   *label;
  char         *gesture; /* NULL: no hand is on it */
  LtSession    *base;    /* as it was when the hand came */
} Binding;

static void
binding_free (gpointer data, GClosure *closure)
{
  Binding *binding = data;

  g_free (binding->gesture);
  g_clear_pointer (&binding->base, lt_session_unref);
  g_object_unref (binding->context);
  g_free (binding);
}

static LtSession *
edit_send (LtContext *context, const LtSession *base, LtId send_id, LtSendValue which, double value, gboolean is_alone)
{
  const LtSession *now = lt_mix_edit_get_session (context);
  const LtStrip   *strip = NULL;

  lt_session_find_send (now, send_id, &strip);
  g_autoptr (GArray) ids = lt_followers_dup (context, strip != NULL ? strip->id : 0, is_alone);
  return lt_edit_many_send (now, base, (const LtId *) (gpointer) ids->data, ids->len, send_id, which, value);
}

/* @value as the control has it: in milliseconds, or in samples. */
static LtSession *
edit_delay (LtContext *context, const LtSession *base, LtId strip_id, LtControl *control, double value, gboolean is_alone)
{
  const LtSession   *now = lt_mix_edit_get_session (context);
  g_autoptr (GArray) ids = lt_followers_dup (context, strip_id, is_alone);
  gboolean           is_ms = lt_control_get_spec (control)->format.kind == LT_NUMBER_MS;
  int64_t            frames = llround (is_ms ? value * now->rate_hz / 1000.0 : value);

  return lt_edit_many_delay (now, base, (const LtId *) (gpointer) ids->data, ids->len, strip_id, frames);
}

static void
on_begin (LtControl *control, Binding *binding)
{
  const LtSession *session = lt_mix_edit_get_session (binding->context);

  g_free (binding->gesture);
  binding->gesture = lt_document_new_gesture (lt_context_get_document (binding->context), "mix");
  g_clear_pointer (&binding->base, lt_session_unref);
  binding->base = session != NULL ? lt_session_ref (session) : NULL;
}

static void
on_changed (LtControl *control, double value, Binding *binding)
{
  gboolean   is_alone = lt_control_get_alone (control);
  LtSession *next = NULL;

  if (lt_mix_edit_get_session (binding->context) == NULL || binding->base == NULL)
    return;
  switch (binding->kind)
    {
    case OF_STRIP:
      next = lt_followers_edit (binding->context, binding->base, binding->id, (LtStripValue) binding->which, value, is_alone);
      break;
    case OF_SEND:
      next = edit_send (binding->context, binding->base, binding->id, (LtSendValue) binding->which, value, is_alone);
      break;
    case OF_DELAY:
      next = edit_delay (binding->context, binding->base, binding->id, control, value, is_alone);
      break;
    }
  lt_document_apply (lt_context_get_document (binding->context), next, binding->label, binding->gesture);
}

static void
on_end (LtControl *control, gboolean is_cancelled, Binding *binding)
{
  if (is_cancelled)
    lt_document_cancel (lt_context_get_document (binding->context), binding->gesture);
  lt_document_end_gesture (lt_context_get_document (binding->context), binding->gesture);
  g_clear_pointer (&binding->gesture, g_free);
  g_clear_pointer (&binding->base, lt_session_unref);
}

static void
bind (LtControl *control, Binding row)
{
  Binding *binding = g_memdup2 (&row, sizeof row);

  g_object_ref (binding->context);
  g_signal_connect_data (control, "changed", G_CALLBACK (on_changed), binding, binding_free, 0);
  g_signal_connect (control, "gesture-begin", G_CALLBACK (on_begin), binding);
  g_signal_connect (control, "gesture-end", G_CALLBACK (on_end), binding);
}

void
lt_mix_edit_bind_strip (LtControl *control, LtContext *context, LtId strip_id, LtStripValue which, const char *label)
{
  bind (control, (Binding){ .context = context, .id = strip_id, .which = (int) which, .label = label });
  lt_lane_follow_attach (GTK_WIDGET (control), context, strip_id, 0, lt_strip_rows[which].key);
}

void
lt_mix_edit_bind_send (LtControl *control, LtContext *context, LtId send_id, LtSendValue which, const char *label)
{
  const LtStrip *strip = NULL;

  bind (control, (Binding){ .context = context, .kind = OF_SEND, .id = send_id, .which = (int) which, .label = label });
  if (lt_session_find_send (lt_mix_edit_get_session (context), send_id, &strip) != NULL)
    lt_lane_follow_attach (GTK_WIDGET (control), context, strip->id, send_id, lt_send_rows[which].key);
}

void
lt_mix_edit_bind_delay (LtControl *control, LtContext *context, LtId strip_id, const char *label)
{
  bind (control, (Binding){ .context = context, .kind = OF_DELAY, .id = strip_id, .label = label });
}

/* --- buttons and keys --- */

gboolean
lt_mix_edit_value (LtContext *context, LtId strip_id, LtStripValue which, double value, const char *label)
{
  return lt_mix_edit_apply (context, lt_followers_edit (context, NULL, strip_id, which, value, lt_followers_is_alone ()), label, NULL);
}

gboolean
lt_mix_edit_send_value (LtContext *context, LtId send_id, LtSendValue which, double value, const char *label)
{
  LtSession *next = edit_send (context, lt_mix_edit_get_session (context), send_id, which, value, lt_followers_is_alone ());

  return lt_mix_edit_apply (context, next, label, NULL);
}

void
lt_mix_edit_send_pre (LtContext *context, LtId send_id, gboolean pre)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  const LtStrip   *strip = NULL;

  if (session == NULL || lt_session_find_send (session, send_id, &strip) == NULL)
    return;
  g_autoptr (GArray) ids = lt_followers_dup (context, strip->id, lt_followers_is_alone ());
  lt_mix_edit_apply (context, lt_edit_many_send_pre (session, (const LtId *) (gpointer) ids->data, ids->len, send_id, pre),
                     pre ? _ ("Send before the fader") : _ ("Send after the fader"), NULL);
}

void
lt_mix_edit_colour (LtContext *context, LtId strip_id, guint colour)
{
  g_autoptr (GArray) ids = lt_followers_dup (context, strip_id, lt_followers_is_alone ());

  lt_mix_edit_apply (context, lt_edit_many_colour (lt_mix_edit_get_session (context), (const LtId *) (gpointer) ids->data, ids->len, colour),
                     _ ("Colour"), NULL);
}

void
lt_mix_edit_output (LtContext *context, LtId strip_id, LtId output_id)
{
  g_autoptr (GArray) ids = lt_followers_dup (context, strip_id, lt_followers_is_alone ());
  GError    *error = NULL;
  LtSession *next = lt_edit_many_output (lt_mix_edit_get_session (context), (const LtId *) (gpointer) ids->data, ids->len, output_id, &error);

  lt_mix_edit_apply (context, next, _ ("Output"), error);
}

void
lt_mix_edit_bypass (LtContext *context, LtId slot_id, gboolean bypass)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  const LtStrip   *strip = NULL;

  if (session == NULL || lt_session_find_slot (session, slot_id, &strip) == NULL)
    return;
  g_autoptr (GArray) ids = lt_followers_dup (context, strip->id, lt_followers_is_alone ());
  lt_mix_edit_apply (context, lt_edit_many_bypass (session, (const LtId *) (gpointer) ids->data, ids->len, slot_id, bypass),
                     bypass ? _ ("Bypass effect") : _ ("Effect on"), NULL);
}

/* --- strips --- */

void
lt_mix_edit_remove_strip (LtContext *context, LtId strip_id)
{
  static const struct
  {
    const char *label;
    LtSession *(*edit) (const LtSession *session, LtId id);
  } removes[] = { { N_ ("Remove track"), lt_edit_track_remove }, { N_ ("Remove bus"), lt_edit_bus_remove }, { N_ ("Remove VCA"), lt_edit_vca_remove } };
  LtSession         *next = lt_session_ref (lt_mix_edit_get_session (context));
  g_autoptr (GArray) ids = lt_followers_dup (context, strip_id, lt_followers_is_alone ());
  g_autofree char   *text = NULL;
  const char        *label = _ ("Remove strips");
  guint              n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      const LtStrip *strip = lt_session_find_strip (next, g_array_index (ids, LtId, i));

      if (strip == NULL || strip->kind > LT_STRIP_VCA)
        continue;
      label = n++ > 0 ? _ ("Remove strips") : _ (removes[strip->kind].label);
      g_free (text);
      /* Translators: what was removed: a track or a bus by name. */
      text = n > 1 ? g_strdup_printf (g_dngettext (NULL, "Removed %u strip", "Removed %u strips", n), n) : g_strdup_printf (_ ("Removed %s"), strip->name);
      lt_session_take (&next, removes[strip->kind].edit (next, strip->id));
    }
  if (lt_mix_edit_apply (context, next, label, NULL))
    lt_context_toast (context, text, TRUE);
}

/* --- inserts --- */

void
lt_mix_edit_remove_slot (LtContext *context, LtId slot_id)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  const LtSlot    *slot = session != NULL ? lt_session_find_slot (session, slot_id, NULL) : NULL;

  if (slot == NULL)
    return;
  g_autofree char *text = g_strdup_printf (_ ("Removed %s"), lt_strip_facts_get_slot_name (slot));
  if (lt_mix_edit_apply (context, lt_edit_slot_remove (session, slot_id), _ ("Remove effect"), NULL))
    lt_context_toast (context, text, TRUE);
}

void
lt_mix_edit_add_slot (LtContext *context, LtId strip_id, const LtFxType *type, int at)
{
  LtSession         *next = lt_session_ref (lt_mix_edit_get_session (context));
  g_autoptr (GArray) ids = lt_followers_dup (context, strip_id, at >= 0 || lt_followers_is_alone ());
  LtId               shown = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      LtId           slot_id = 0, id = g_array_index (ids, LtId, i);
      const LtStrip *strip = lt_session_find_strip (next, id);

      if (strip == NULL || strip->kind == LT_STRIP_VCA)
        continue;
      lt_session_take (&next, lt_edit_slot_add (next, id, type, at, NULL, &slot_id));
      shown = id == strip_id ? slot_id : shown;
    }
  if (lt_mix_edit_apply (context, next, _ ("Add effect"), NULL))
    lt_selection_set_slot (lt_context_get_selection (context), strip_id, shown);
}

static void
copy_slot (LtContext *context, const LtSlot *slot, LtId strip_id, int at)
{
  LtId               id = 0;
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  LtSession         *next = lt_edit_copy_slot (lt_mix_edit_get_session (context), slot, strip_id, at, &id, losses);

  if (lt_mix_edit_apply (context, next, _ ("Copy effect"), NULL))
    lt_selection_set_slot (lt_context_get_selection (context), strip_id, id);
  lt_board_tell_losses (context, losses);
}

void
lt_mix_edit_replace_slot (LtContext *context, LtId slot_id, const LtFxType *type)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  const LtStrip   *strip = NULL;
  const LtSlot    *slot = session != NULL ? lt_session_find_slot (session, slot_id, &strip) : NULL;
  guint            at = 0;
  LtId             id = 0;

  if (slot == NULL || slot->type == type || !g_ptr_array_find (strip->slots, slot, &at))
    return;
  LtId       strip_id = strip->id;
  LtSession *next = lt_edit_slot_remove (session, slot_id);
  lt_session_take (&next, lt_edit_slot_add (next, strip_id, type, (int) at, NULL, &id));
  if (lt_mix_edit_apply (context, next, _ ("Replace effect"), NULL))
    lt_selection_set_slot (lt_context_get_selection (context), strip_id, id);
}

void
lt_mix_edit_bypass_all (LtContext *context, LtId strip_id, gboolean bypass)
{
  const LtSession   *session = lt_mix_edit_get_session (context);
  LtSession         *next = lt_session_ref (session);
  g_autoptr (GArray) ids = lt_followers_dup (context, strip_id, lt_followers_is_alone ());

  for (guint i = 0; i < ids->len; i++)
    {
      const LtStrip *strip = lt_session_find_strip (session, g_array_index (ids, LtId, i));

      for (guint k = 0; strip != NULL && k < strip->slots->len; k++)
        lt_session_take (&next, lt_edit_slot_bypass (next, ((const LtSlot *) strip->slots->pdata[k])->id, bypass));
    }
  lt_mix_edit_apply (context, next, bypass ? _ ("Bypass all effects") : _ ("All effects on"), NULL);
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
  g_autoptr (GArray) ids = lt_followers_dup (context, strip_id, lt_followers_is_alone ());
  g_autoptr (GError) error = NULL;
  LtSession *next = bus_id != 0 ? lt_session_ref (session) : lt_edit_bus_add (session, _ ("Send bus"), &bus_id);
  guint      n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      const LtStrip *strip = lt_session_find_strip (next, g_array_index (ids, LtId, i));

      if (strip == NULL || strip->kind > LT_STRIP_BUS || lt_strip_facts_sends_to (strip, bus_id))
        continue;
      LtSession *added = lt_edit_send_add (next, strip->id, bus_id, NEW_SEND_DB, NULL, error == NULL ? &error : NULL);
      if (added == NULL)
        continue;
      lt_session_take (&next, added);
      n++;
    }
  if (n == 0 && error != NULL)
    g_clear_pointer (&next, lt_session_unref);
  lt_mix_edit_apply (context, next, _ ("Add send"), next == NULL ? g_steal_pointer (&error) : NULL);
}
