// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table by slot, kept with the context.
// Layer: app.

#include "app/fx/fx-sets.h"

#include "session/edit-slot.h"

#include <glib/gi18n.h>

#define KEY "lathe-fx-sets"

typedef struct
{
  LtId   slot_id;
  guint  current;
  float *values[2];
} Sets;

struct _LtFxSets
{
  GObject parent_instance;

  LtDocument *document; /* borrowed: the context holds both */
  GHashTable *table;    /* of Sets, by its slot_id */
};

G_DEFINE_FINAL_TYPE (LtFxSets, lt_fx_sets, G_TYPE_OBJECT)

static guint changed_signal;

static void
sets_free (gpointer data)
{
  Sets *sets = data;

  g_free (sets->values[0]);
  g_free (sets->values[1]);
  g_free (sets);
}

static const LtSlot *
find_slot (LtFxSets *self, LtId slot_id)
{
  const LtSession *session = lt_document_get_session (self->document);
  const LtSlot    *slot = session != NULL ? lt_session_find_slot (session, slot_id, NULL) : NULL;

  return slot != NULL && slot->type != NULL ? slot : NULL;
}

static void
keep (Sets *sets, guint index, const LtSlot *slot)
{
  g_free (sets->values[index]);
  sets->values[index] = g_memdup2 (slot->values, slot->type->n_params * sizeof *slot->values);
}

static char *
dup_label (const LtSlot *slot, guint index)
{
  return g_strdup_printf (_ ("%s: set %s"), _ (slot->type->label), index == 0 ? "A" : "B");
}

/* --- undo and redo --- */

static gboolean
is_step (const char *label, const LtSlot *slot)
{
  g_autofree char *a = dup_label (slot, 0), *b = dup_label (slot, 1);

  return g_strcmp0 (label, a) == 0 || g_strcmp0 (label, b) == 0;
}

/* A hand that happens to reach the other set's values stays in its own: only the steps of a switch count. */
static void
follow (LtFxSets *self, Sets *sets, const LtSession *old)
{
  const LtSlot *slot = find_slot (self, sets->slot_id), *before = lt_session_find_slot (old, sets->slot_id, NULL);

  if (slot == NULL || slot == before || lt_slot_has_values (slot, sets->values[sets->current]) || !lt_slot_has_values (slot, sets->values[!sets->current]))
    return;
  if (!is_step (lt_document_get_undo_label (self->document), slot) && !is_step (lt_document_get_redo_label (self->document), slot))
    return;
  if (before != NULL && before->type != NULL)
    keep (sets, sets->current, before);
  sets->current = !sets->current;
  g_signal_emit (self, changed_signal, 0);
}

static void
on_document (LtFxSets *self, const LtSession *old, const LtSession *now)
{
  GHashTableIter iter;
  gpointer       sets;

  if (old == NULL || now == NULL)
    {
      g_hash_table_remove_all (self->table);
      return;
    }
  g_hash_table_iter_init (&iter, self->table);
  while (g_hash_table_iter_next (&iter, NULL, &sets))
    follow (self, sets, old);
}

/* --- the class --- */

static void
lt_fx_sets_finalize (GObject *object)
{
  g_hash_table_unref (LT_FX_SETS (object)->table);
  G_OBJECT_CLASS (lt_fx_sets_parent_class)->finalize (object);
}

static void
lt_fx_sets_class_init (LtFxSetsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_fx_sets_finalize;
  changed_signal = g_signal_new ("changed", LT_TYPE_FX_SETS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_fx_sets_init (LtFxSets *self)
{
  self->table = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, sets_free);
}

LtFxSets *
lt_fx_sets_of (LtContext *context)
{
  LtFxSets *self = g_object_get_data (G_OBJECT (context), KEY);

  if (self != NULL)
    return self;
  self = g_object_new (LT_TYPE_FX_SETS, NULL);
  self->document = lt_context_get_document (context);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (context), KEY, self, g_object_unref);
  return self;
}

void
lt_fx_sets_add (LtFxSets *self, LtId slot_id)
{
  const LtSlot *slot = find_slot (self, slot_id);

  if (slot == NULL || g_hash_table_contains (self->table, &slot_id))
    return;

  Sets *sets = g_new0 (Sets, 1);
  sets->slot_id = slot_id;
  keep (sets, 0, slot);
  keep (sets, 1, slot);
  g_hash_table_insert (self->table, &sets->slot_id, sets);
}

guint
lt_fx_sets_get_current (LtFxSets *self, LtId slot_id)
{
  const Sets *sets = g_hash_table_lookup (self->table, &slot_id);

  return sets != NULL ? sets->current : 0;
}

void
lt_fx_sets_switch (LtFxSets *self, LtId slot_id, guint index)
{
  Sets         *sets = g_hash_table_lookup (self->table, &slot_id);
  const LtSlot *slot = find_slot (self, slot_id);

  g_return_if_fail (index < 2);

  if (sets == NULL || slot == NULL || sets->current == index)
    return;
  g_autofree char *label = dup_label (slot, index);
  keep (sets, sets->current, slot);
  sets->current = index;
  lt_document_apply (self->document, lt_edit_slot_values (lt_document_get_session (self->document), slot_id, sets->values[index]), label, NULL);
  g_signal_emit (self, changed_signal, 0);
}

void
lt_fx_sets_copy (LtFxSets *self, LtId slot_id)
{
  Sets         *sets = g_hash_table_lookup (self->table, &slot_id);
  const LtSlot *slot = find_slot (self, slot_id);

  if (sets != NULL && slot != NULL)
    keep (sets, !sets->current, slot);
}
