// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rows are laid out anew at each update, which takes some milliseconds for ten thousand steps; only what differs from before
// is told, so that a list keeps its place.
// Layer: app.

#include "app/shell/history-model.h"

typedef struct
{
  guint64  id, last, left_for;
  guint    depth, n_steps;
  gboolean is_open;
} Row;

/* --- the item --- */

struct _LtHistoryItem
{
  GObject parent_instance;

  Row row;
};

G_DEFINE_FINAL_TYPE (LtHistoryItem, lt_history_item, G_TYPE_OBJECT)

static void
lt_history_item_class_init (LtHistoryItemClass *class)
{
}

static void
lt_history_item_init (LtHistoryItem *self)
{
}

guint64
lt_history_item_get_id (LtHistoryItem *self)
{
  return self->row.id;
}

guint
lt_history_item_get_depth (LtHistoryItem *self)
{
  return self->row.depth;
}

guint
lt_history_item_get_n_steps (LtHistoryItem *self)
{
  return self->row.n_steps;
}

gboolean
lt_history_item_get_is_open (LtHistoryItem *self)
{
  return self->row.is_open;
}

guint64
lt_history_item_get_last (LtHistoryItem *self)
{
  return self->row.last;
}

guint64
lt_history_item_get_left_for (LtHistoryItem *self)
{
  return self->row.left_for;
}

/* --- the model --- */

struct _LtHistoryModel
{
  GObject parent_instance;

  GArray     *rows; /* of Row */
  GHashTable *open; /* of guint64: first steps of branches */
  GHashTable *line; /* guint64 → LtHistoryWhere: the steps of the line */
  guint64     place;
};

static GType
get_item_type (GListModel *list)
{
  return LT_TYPE_HISTORY_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return LT_HISTORY_MODEL (list)->rows->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  LtHistoryModel *self = LT_HISTORY_MODEL (list);
  LtHistoryItem  *item;

  if (position >= self->rows->len)
    return NULL;
  item = g_object_new (LT_TYPE_HISTORY_ITEM, NULL);
  item->row = g_array_index (self->rows, Row, position);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LtHistoryModel, lt_history_model, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint updated_signal;

LtHistoryModel *
lt_history_model_new (void)
{
  return g_object_new (LT_TYPE_HISTORY_MODEL, NULL);
}

/* --- laying out --- */

typedef struct
{
  guint n_below; /* with itself */
  guint first_child, next; /* younger ones first; G_MAXUINT: none */
} Node;

typedef struct
{
  LtHistoryModel  *model;
  const LtHistory *history;
  Node            *nodes; /* by age */
  GHashTable      *index; /* &record->id → index + 1 */
  GArray          *rows;  /* of Row */
} Layout;

static guint
find (const Layout *self, guint64 id)
{
  gpointer index = g_hash_table_lookup (self->index, &id);

  return index != NULL ? GPOINTER_TO_UINT (index) - 1 : G_MAXUINT;
}

static const LtRecord *
record_at (const Layout *self, guint index)
{
  return lt_history_get_record (self->history, index);
}

/* A child is younger than its parent. */
static guint
parent_of (const Layout *self, guint index)
{
  guint parent = record_at (self, index)->parent != 0 ? find (self, record_at (self, index)->parent) : G_MAXUINT;

  return parent != G_MAXUINT && parent < index ? parent : G_MAXUINT;
}

static guint
visited_of (const Layout *self, guint index)
{
  guint child = record_at (self, index)->visited != 0 ? find (self, record_at (self, index)->visited) : G_MAXUINT;

  return child != G_MAXUINT && child > index && parent_of (self, child) == index ? child : G_MAXUINT;
}

static void
link_nodes (Layout *self)
{
  guint n = lt_history_get_n_records (self->history);

  for (guint i = 0; i < n; i++)
    {
      self->nodes[i] = (Node){ 1, G_MAXUINT, G_MAXUINT };
      g_hash_table_insert (self->index, (gpointer) &record_at (self, i)->id, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < n; i++)
    {
      guint parent = parent_of (self, i);

      if (parent == G_MAXUINT)
        continue;
      self->nodes[i].next = self->nodes[parent].first_child;
      self->nodes[parent].first_child = i;
    }
  for (guint i = n; i > 0; i--)
    if (parent_of (self, i - 1) != G_MAXUINT)
      self->nodes[parent_of (self, i - 1)].n_below += self->nodes[i - 1].n_below;
}

/* (transfer full): of guint: @first, and where redo leads from there. */
static GArray *
chain_from (const Layout *self, guint first)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint at = first; at != G_MAXUINT; at = visited_of (self, at))
    g_array_append_val (chain, at);
  return chain;
}

static void add_chain (Layout *self, const GArray *chain, guint depth);

/* @instead: what was done in its place; G_MAXUINT: nothing. */
static void
add_branch (Layout *self, guint first, guint instead, guint depth)
{
  g_autoptr (GArray) chain = chain_from (self, first);
  guint64            id = record_at (self, first)->id;
  Row row = {
    .id = id,
    .last = record_at (self, g_array_index (chain, guint, chain->len - 1))->id,
    .left_for = instead != G_MAXUINT ? record_at (self, instead)->id : 0,
    .depth = depth,
    .n_steps = self->nodes[first].n_below,
    .is_open = g_hash_table_contains (self->model->open, &id),
  };

  g_array_append_val (self->rows, row);
  if (row.is_open)
    add_chain (self, chain, depth + 1);
}

/* The newest first; what branches off a step stands right above it. */
static void
add_chain (Layout *self, const GArray *chain, guint depth)
{
  for (guint i = chain->len; i > 0; i--)
    {
      guint at = g_array_index (chain, guint, i - 1);
      guint after = i < chain->len ? g_array_index (chain, guint, i) : G_MAXUINT;
      Row   row = { .id = record_at (self, at)->id, .depth = depth };

      for (guint child = self->nodes[at].first_child; child != G_MAXUINT; child = self->nodes[child].next)
        if (child != after)
          add_branch (self, child, after, depth);
      g_array_append_val (self->rows, row);
    }
}

static void
note_line (Layout *self, const GArray *chain)
{
  LtHistoryWhere where = LT_HISTORY_DONE;

  for (guint i = 0; i < chain->len; i++)
    {
      const LtRecord *record = record_at (self, g_array_index (chain, guint, i));
      gboolean        here = record->id == self->model->place;

      g_hash_table_insert (self->model->line, g_memdup2 (&record->id, sizeof record->id), GINT_TO_POINTER (here ? LT_HISTORY_HERE : where));
      if (here)
        where = LT_HISTORY_AHEAD;
    }
}

/* (transfer full): of Row. */
static GArray *
lay_out (LtHistoryModel *model, const LtHistory *history)
{
  guint   n = lt_history_get_n_records (history);
  Layout  self = { model, history, g_new (Node, n), g_hash_table_new (g_int64_hash, g_int64_equal), g_array_new (FALSE, FALSE, sizeof (Row)) };
  guint   root;

  link_nodes (&self);
  root = find (&self, model->place);
  while (root != G_MAXUINT && parent_of (&self, root) != G_MAXUINT)
    root = parent_of (&self, root);
  if (root != G_MAXUINT)
    {
      g_autoptr (GArray) line = chain_from (&self, root);

      note_line (&self, line);
      add_chain (&self, line, 0);
    }
  for (guint i = n; i > 0; i--) /* what hangs together with nothing */
    if (i - 1 != root && parent_of (&self, i - 1) == G_MAXUINT)
      add_branch (&self, i - 1, G_MAXUINT, 0);
  g_free (self.nodes);
  g_hash_table_unref (self.index);
  return self.rows;
}

/* --- telling --- */

/* What it says may have changed; it is still that row. */
static gboolean
is_same (const Row *a, const Row *b)
{
  return a->id == b->id && a->depth == b->depth && (a->n_steps > 0) == (b->n_steps > 0);
}

static void
replace (LtHistoryModel *self, GArray *rows)
{
  g_autoptr (GArray) old = self->rows;
  guint begin = 0, end = 0, most = MIN (old->len, rows->len);

  while (begin < most && is_same (&g_array_index (old, Row, begin), &g_array_index (rows, Row, begin)))
    begin++;
  while (end < most - begin && is_same (&g_array_index (old, Row, old->len - 1 - end), &g_array_index (rows, Row, rows->len - 1 - end)))
    end++;
  self->rows = rows;
  if (old->len != rows->len || begin < rows->len)
    g_list_model_items_changed (G_LIST_MODEL (self), begin, old->len - begin - end, rows->len - begin - end);
}

void
lt_history_model_update (LtHistoryModel *self, const LtHistory *history)
{
  g_hash_table_remove_all (self->line);
  self->place = history != NULL ? lt_history_get_place (history) : 0;
  replace (self, history != NULL ? lay_out (self, history) : g_array_new (FALSE, FALSE, sizeof (Row)));
  g_signal_emit (self, updated_signal, 0);
}

void
lt_history_model_toggle (LtHistoryModel *self, guint64 id)
{
  if (!g_hash_table_remove (self->open, &id))
    g_hash_table_add (self->open, g_memdup2 (&id, sizeof id));
}

LtHistoryWhere
lt_history_model_get_where (LtHistoryModel *self, guint64 id)
{
  gpointer where;

  return g_hash_table_lookup_extended (self->line, &id, NULL, &where) ? (LtHistoryWhere) GPOINTER_TO_INT (where) : LT_HISTORY_ASIDE;
}

guint
lt_history_model_get_place (LtHistoryModel *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, Row, i).id == self->place && g_array_index (self->rows, Row, i).n_steps == 0)
      return i;
  return G_MAXUINT;
}

static void
lt_history_model_finalize (GObject *object)
{
  LtHistoryModel *self = LT_HISTORY_MODEL (object);

  g_array_unref (self->rows);
  g_hash_table_unref (self->open);
  g_hash_table_unref (self->line);
  G_OBJECT_CLASS (lt_history_model_parent_class)->finalize (object);
}

static void
lt_history_model_class_init (LtHistoryModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_history_model_finalize;
  updated_signal = g_signal_new ("updated", LT_TYPE_HISTORY_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_history_model_init (LtHistoryModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->line = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}
