// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stretch, pitch and effects of clips in the session's file. What is as in files from before there was any is not written.
// Layer: session.

#include "session/store-private.h"

#include <glib/gi18n.h>

void
lt_store_clip_write (LtEmit *emit, const LtClipSound *sound)
{
  if (sound->stretch != 1.0)
    lt_emit_double (emit, "stretch", sound->stretch);
  if (sound->pitch_cents != 0.0)
    lt_emit_double (emit, "pitch", sound->pitch_cents);
  if (sound->quality != LT_STRETCH_FINER)
    lt_emit_string (emit, "stretch-quality", lt_words_stretch[sound->quality]);
  if (sound->formants)
    lt_emit_bool (emit, "formants", true);
  if (sound->print_from < sound->print_to)
    {
      lt_emit_int (emit, "print-from", sound->print_from);
      lt_emit_int (emit, "print-to", sound->print_to);
    }
  if (sound->slots == NULL)
    return;
  lt_emit_open (emit, "slots", '[');
  for (guint i = 0; i < sound->slots->len; i++)
    {
      lt_emit_open (emit, NULL, '{');
      lt_store_write_slot (emit, sound->slots->pdata[i]);
      lt_emit_close (emit, '}');
    }
  lt_emit_close (emit, ']');
}

/* A clip's effect listens to nobody. */
static LtSlot *
read_slot (LtStoreReader *reader, JsonObject *object)
{
  LtSlot *slot = lt_store_read_slot (reader, object);

  if (slot != NULL && slot->key_id != 0)
    {
      lt_store_reader_lose (reader, _ ("%s: an effect of a clip has no side-chain; it is left out."), reader->where);
      slot->key_id = 0;
    }
  return slot;
}

static GPtrArray *
read_slots (LtStoreReader *reader, JsonObject *object)
{
  JsonArray *array = lt_store_reader_array (reader, object, "slots");
  guint      n = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_slot_unref);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      LtSlot   *slot = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        slot = read_slot (reader, json_node_get_object (node));
      else
        lt_store_reader_lose (reader, _ ("%s: what is no part of “%s” is left out."), reader->where, "slots");
      if (slot != NULL)
        g_ptr_array_add (slots, slot);
    }
  return slots->len > 0 ? g_steal_pointer (&slots) : NULL;
}

void
lt_store_clip_read (LtStoreReader *reader, JsonObject *object, LtClipSound *sound)
{
  sound->stretch = lt_store_reader_double (reader, object, "stretch", 1.0, LT_CLIP_STRETCH_MIN, LT_CLIP_STRETCH_MAX);
  sound->pitch_cents = lt_store_reader_double (reader, object, "pitch", 0.0, -LT_CLIP_PITCH_MAX_CENTS, LT_CLIP_PITCH_MAX_CENTS) + 0.0;
  sound->quality = (LtStretchQuality) lt_store_reader_word (reader, object, "stretch-quality", lt_words_stretch);
  sound->formants = lt_store_reader_bool (reader, object, "formants", false);
  sound->print_from = lt_store_reader_int (reader, object, "print-from", 0, 0, LT_FRAMES_MAX);
  sound->print_to = lt_store_reader_int (reader, object, "print-to", 0, 0, LT_FRAMES_MAX);
  if (sound->print_from >= sound->print_to)
    sound->print_from = sound->print_to = 0;
  sound->slots = read_slots (reader, object);
}
