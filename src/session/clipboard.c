// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Effects, the settings of a strip and bands of an equaliser as a text, and back.
// Layer: session.

#include "session/clipboard.h"

#include "session/blob-text.h"
#include "session/edit-slot.h"
#include "session/json.h"
#include "session/store-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define FORMAT  1
#define N_BANDS 8

static const char *const kinds[] = { "effects", "strip", "bands", NULL };

/* --- writing --- */

static void
write_name (LtEmit *emit, const LtSession *session, GHashTable *seen, LtId id)
{
  g_autofree char *key = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) id);
  const LtSend    *send = NULL;
  const LtStrip   *strip = lt_session_find_key (session, id, &send);

  if (strip == NULL || !g_hash_table_add (seen, GSIZE_TO_POINTER (id)))
    return;
  lt_emit_open (emit, key, '{');
  lt_emit_string (emit, "strip", strip->name);
  if (send != NULL)
    {
      const LtStrip *to = lt_session_find_strip (session, send->to_id);

      lt_emit_string (emit, "to", to != NULL ? to->name : "");
    }
  lt_emit_close (emit, '}');
}

static void
write_names (LtEmit *emit, const LtSession *session, const LtStrip *strip)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  lt_emit_open (emit, "names", '{');
  write_name (emit, session, seen, strip->output_id);
  for (guint i = 0; i < strip->slots->len; i++)
    write_name (emit, session, seen, ((const LtSlot *) strip->slots->pdata[i])->key_id);
  for (guint i = 0; i < strip->sends->len; i++)
    write_name (emit, session, seen, ((const LtSend *) strip->sends->pdata[i])->to_id);
  lt_emit_close (emit, '}');
}

static char *
write_all (const LtSession *session, LtClipboardKind kind, const LtStrip *strip, guint bands)
{
  LtEmit emit;

  lt_emit_init (&emit, true);
  lt_emit_open (&emit, NULL, '{');
  lt_emit_int (&emit, "lathe-clipboard", FORMAT);
  lt_emit_string (&emit, "what", kinds[kind]);
  if (kind == LT_CLIPBOARD_BANDS)
    lt_emit_int (&emit, "bands", bands);
  lt_emit_int (&emit, "kind", strip->kind);
  lt_emit_open (&emit, "strip", '{');
  lt_store_write_strip (&emit, strip, false);
  lt_emit_close (&emit, '}');
  write_names (&emit, session, strip);
  lt_blob_text_write (&emit, strip->slots, LT_CLIPBOARD_MAX_BYTES / 2);
  lt_emit_close (&emit, '}');

  g_autoptr (GBytes) bytes = lt_emit_finish (&emit);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* (transfer full): nothing but these slots. */
static LtStrip *
bare_strip (const LtStrip *strip)
{
  return lt_strip_new (strip->id, strip->kind, strip->name);
}

char *
lt_clipboard_write_slots (const LtSession *session, LtId strip_id, const LtId *slot_ids, size_t n_ids)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL, NULL);

  g_autoptr (LtStrip) bare = bare_strip (strip);
  for (guint i = 0; i < strip->slots->len; i++)
    for (size_t k = 0; k < n_ids; k++)
      if (((const LtSlot *) strip->slots->pdata[i])->id == slot_ids[k])
        g_ptr_array_add (bare->slots, lt_slot_ref (strip->slots->pdata[i]));
  return write_all (session, LT_CLIPBOARD_SLOTS, bare, 0);
}

char *
lt_clipboard_write_strip (const LtSession *session, LtId strip_id)
{
  const LtStrip *strip = lt_session_find_strip (session, strip_id);

  g_return_val_if_fail (strip != NULL, NULL);

  g_autoptr (LtStrip) still = lt_strip_copy (strip);
  lt_nodes_take (&still->lanes, g_ptr_array_new_with_free_func ((GDestroyNotify) lt_lane_unref));
  return write_all (session, LT_CLIPBOARD_STRIP, still, 0);
}

char *
lt_clipboard_write_bands (const LtSession *session, LtId slot_id, guint bands)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = lt_session_find_slot (session, slot_id, &strip);

  g_return_val_if_fail (slot != NULL && strcmp (slot->effect, "eq") == 0, NULL);

  g_autoptr (LtStrip) bare = bare_strip (strip);
  LtSlot *own = lt_slot_copy (slot);
  own->key_id = 0;
  g_ptr_array_add (bare->slots, own);
  return write_all (session, LT_CLIPBOARD_BANDS, bare, bands);
}

/* --- reading --- */

void
lt_clipboard_free (LtClipboard *self)
{
  lt_strip_unref (self->strip);
  json_object_unref (self->names);
  g_free (self);
}

static void
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_FORMAT, sentence);
}

static LtClipboard *
read_object (LtStoreReader *reader, JsonObject *object, GError **error)
{
  JsonObject  *strip = lt_store_reader_object (reader, object, "strip");
  JsonObject  *names = lt_store_reader_object (reader, object, "names");
  LtStripKind  kind = (LtStripKind) lt_store_reader_int (reader, object, "kind", LT_STRIP_TRACK, LT_STRIP_TRACK, LT_STRIP_MASTER);
  LtClipboard *self;

  if (strip == NULL || lt_store_reader_int (reader, object, "lathe-clipboard", 0, 0, G_MAXINT) != FORMAT)
    {
      fail (error, _ ("What was copied is no effect and no strip of this version of Lathe."));
      return NULL;
    }
  self = g_new0 (LtClipboard, 1);
  self->kind = (LtClipboardKind) lt_store_reader_word (reader, object, "what", kinds);
  self->bands = (guint) lt_store_reader_int (reader, object, "bands", 0, 0, (1 << N_BANDS) - 1);
  self->strip = lt_store_read_strip (reader, strip, kind);
  self->names = names != NULL ? json_object_ref (names) : json_object_new ();
  lt_blob_text_read (reader, object);
  return self;
}

LtClipboard *
lt_clipboard_read (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = length <= LT_CLIPBOARD_MAX_BYTES ? lt_json_parse (text, length, NULL) : NULL;
  g_auto (LtStoreReader) reader;

  lt_store_reader_init (&reader, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, _ ("What was copied is no effect and no strip of this version of Lathe."));
      return NULL;
    }
  g_autoptr (LtClipboard) self = read_object (&reader, json_node_get_object (root), error);
  if (self == NULL)
    return NULL;
  lt_store_reader_finish_ids (&reader, 1);
  if (self->kind != LT_CLIPBOARD_BANDS)
    return g_steal_pointer (&self);
  const LtSlot *eq = self->strip->slots->len == 1 ? self->strip->slots->pdata[0] : NULL;
  if (eq != NULL && strcmp (eq->effect, "eq") == 0 && self->bands != 0)
    return g_steal_pointer (&self);
  fail (error, _ ("What was copied is no band of an equaliser."));
  return NULL;
}

/* --- what ids lead to in a session --- */

static void
lose (GPtrArray *losses, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
lose (GPtrArray *losses, const char *format, ...)
{
  va_list args;

  if (losses == NULL)
    return;
  va_start (args, format);
  g_ptr_array_add (losses, g_strdup_vprintf (format, args));
  va_end (args);
}

static const char *
name_of (const LtClipboard *self, LtId id, const char *what)
{
  g_autofree char *key = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) id);
  JsonNode        *entry = json_object_get_member (self->names, key);
  JsonNode        *name = entry != NULL && JSON_NODE_HOLDS_OBJECT (entry) ? json_object_get_member (json_node_get_object (entry), what) : NULL;

  return name != NULL && json_node_get_value_type (name) == G_TYPE_STRING ? json_node_get_string (name) : NULL;
}

/* The send of @strip to the bus of that name; 0: none. */
static LtId
find_send_named (const LtSession *session, const LtStrip *strip, const char *bus)
{
  const LtStrip *to = lt_session_find_strip_named (session, bus);

  for (guint i = 0; to != NULL && i < strip->sends->len; i++)
    if (((const LtSend *) strip->sends->pdata[i])->to_id == to->id)
      return ((const LtSend *) strip->sends->pdata[i])->id;
  return 0;
}

/* 0: it is not here. */
static LtId
find_here (const LtClipboard *self, const LtSession *session, LtId id)
{
  const char    *strip_name = name_of (self, id, "strip"), *bus = name_of (self, id, "to");
  const LtSend  *send = NULL;
  const LtStrip *strip = lt_session_find_key (session, id, &send);

  if (strip_name == NULL)
    return 0;
  if (strip != NULL && (send != NULL) == (bus != NULL) && strcmp (strip->name, strip_name) == 0)
    return id;
  strip = lt_session_find_strip_named (session, strip_name);
  if (strip == NULL)
    return 0;
  return bus != NULL ? find_send_named (session, strip, bus) : strip->id;
}

static const char *
say_name (const LtClipboard *self, LtId id)
{
  const char *name = name_of (self, id, "strip");

  return name != NULL ? name : "?";
}

static LtSlot *
slot_here (const LtClipboard *self, const LtSession *session, const LtSlot *slot, GPtrArray *losses)
{
  LtSlot *own = lt_slot_copy (slot);

  if (slot->key_id != 0)
    own->key_id = find_here (self, session, slot->key_id);
  if (own->key_id != slot->key_id && own->key_id == 0)
    lose (losses, _ ("“%s” is not in this session: a side-chain that listened to it listens to nobody."), say_name (self, slot->key_id));
  return own;
}

/* (transfer full): what was copied, leading to strips of @session. */
static LtStrip *
strip_here (const LtClipboard *self, const LtSession *session, LtCopyParts parts, GPtrArray *losses)
{
  LtStrip   *own = lt_strip_copy (self->strip);
  GPtrArray *slots = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_slot_unref);
  GPtrArray *sends = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_send_unref);

  for (guint i = 0; (parts & LT_COPY_INSERTS) != 0 && i < self->strip->slots->len; i++)
    g_ptr_array_add (slots, slot_here (self, session, self->strip->slots->pdata[i], losses));
  for (guint i = 0; (parts & LT_COPY_SENDS) != 0 && i < self->strip->sends->len; i++)
    {
      const LtSend *send = self->strip->sends->pdata[i];
      LtId          to = find_here (self, session, send->to_id);

      if (to == 0)
        {
          lose (losses, _ ("“%s” is not in this session: the send to it is left out."), say_name (self, send->to_id));
          continue;
        }
      LtSend *led = lt_send_copy (send);
      led->to_id = to;
      g_ptr_array_add (sends, led);
    }
  lt_nodes_take (&own->slots, slots);
  lt_nodes_take (&own->sends, sends);
  if (own->output_id != 0 && (parts & LT_COPY_REST) != 0)
    {
      own->output_id = find_here (self, session, own->output_id);
      if (own->output_id == 0)
        lose (losses, _ ("“%s” is not in this session: the strip plays to the mix."), say_name (self, self->strip->output_id));
    }
  return own;
}

/* --- pasting --- */

LtSession *
lt_clipboard_paste_slots (const LtClipboard *self,
                          const LtSession   *session,
                          LtId               strip_id,
                          int                at,
                          LtId              *last,
                          GPtrArray         *losses)
{
  g_autoptr (LtStrip) own = strip_here (self, session, LT_COPY_INSERTS, losses);
  LtSession *next = lt_session_ref (session);

  for (guint i = 0; i < own->slots->len; i++)
    lt_session_take (&next, lt_edit_copy_slot (next, own->slots->pdata[i], strip_id, at < 0 ? -1 : at + (int) i, last, losses));
  return next;
}

LtSession *
lt_clipboard_paste_strip (
    const LtClipboard *self, const LtSession *session, LtId strip_id, LtCopyParts parts, GPtrArray *losses)
{
  g_autoptr (LtStrip) own = strip_here (self, session, parts, losses);

  return lt_edit_copy_strip (session, own, strip_id, parts, losses);
}

/* The rows of band @from (from 0) of @source go to band @to. */
static void
copy_band (const LtFxType *type, const float *source, int from, float *values, int to)
{
  char prefix[8], key[64];

  g_snprintf (prefix, sizeof prefix, "b%d-", from + 1);
  for (uint32_t i = 0; i < type->n_params; i++)
    {
      if (!g_str_has_prefix (type->params[i].key, prefix))
        continue;
      g_snprintf (key, sizeof key, "b%d-%s", to + 1, type->params[i].key + strlen (prefix));
      int at = lt_param_find (type->params, type->n_params, key);
      if (at >= 0)
        values[at] = source[i];
    }
}

static double
band_value (const LtFxType *type, const float *values, int band, const char *what)
{
  char key[32];

  g_snprintf (key, sizeof key, "b%d-%s", band + 1, what);
  int at = lt_param_find (type->params, type->n_params, key);
  return at >= 0 ? values[at] : 0.0;
}

/* Off, or one that turns nothing up or down. */
static bool
is_idle (const LtFxType *type, const float *values, int band)
{
  enum { BELL, LOW_SHELF, HIGH_SHELF, TILT = 7 }; /* what has a gain, of the choices of `type` */
  int shape = (int) band_value (type, values, band, "type");

  if (band_value (type, values, band, "on") < 0.5)
    return true;
  return (shape <= HIGH_SHELF || shape == TILT) && band_value (type, values, band, "gain") == 0.0 && band_value (type, values, band, "range") == 0.0;
}

/* The one of the same number when it does nothing, so that low stays left; −1: all are in use. */
static int
find_free_band (const LtFxType *type, const float *values, guint copied)
{
  int found = -1;

  for (int band = N_BANDS - 1; band >= 0; band--)
    if (is_idle (type, values, band))
      {
        if ((copied & (1u << band)) != 0)
          return band;
        found = band;
      }
  return found;
}

LtSession *
lt_clipboard_paste_bands (
    const LtClipboard *self, const LtSession *session, LtId slot_id, int to_band, GError **error)
{
  const LtSlot *eq = lt_session_find_slot (session, slot_id, NULL), *source = self->strip->slots->pdata[0];

  g_return_val_if_fail (eq != NULL && strcmp (eq->effect, "eq") == 0 && self->kind == LT_CLIPBOARD_BANDS, lt_session_ref (session));

  g_autofree float *values = g_memdup2 (eq->values, eq->type->n_params * sizeof *values);
  bool              is_one = (self->bands & (self->bands - 1)) == 0;

  if (is_one && to_band < 0 && (to_band = find_free_band (eq->type, values, self->bands)) < 0)
    {
      g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_INVALID, _ ("All eight bands are in use. Switch one off first."));
      return NULL;
    }
  for (int band = 0; band < N_BANDS; band++)
    if ((self->bands & (1u << band)) != 0)
      copy_band (eq->type, source->values, band, values, is_one ? to_band : band);
  return lt_edit_slot_values (session, slot_id, values);
}
